// SPDX-License-Identifier: Apache-2.0
// How well trees and tags agree with gold ones, counted as the CoNLL 2018 shared task counted (Zeman et al. 2018).
//
// Words of both sides are aligned by the characters they cover (blanks left out), so the system may cut sentences and
// words as it likes. A word counts when the other side has a word of the same characters; its head counts when the
// heads are aligned too. LAS and CLAS compare the universal part of relations; relations and confusion the whole name.
#ifndef DT_TRAIN_EVALUATE_H
#define DT_TRAIN_EVALUATE_H

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"

typedef struct DtScore {
	size_t correct, gold, system;
} DtScore;

typedef struct DtScores {
	DtScore tokens, sentences, words, upos, xpos, lemmas, uas, las, las_full, clas;
	DtScore tagged_lemmas;              // of gold words, their gold tags given: what the lemmatiser does by itself
	DtScore relations[DT_DEPREL_COUNT]; // head and whole relation right
	uint32_t confusion[DT_DEPREL_COUNT][DT_DEPREL_COUNT]; // of aligned words with the right head: [gold][system]
	uint32_t tag_confusion[DT_UPOS_COUNT][DT_UPOS_COUNT];
} DtScores;

// Percent: twice correct over gold and system; 0 when there is nothing.
double dt_score_f1(DtScore score);

// Adds the comparison of one document. False when the two do not hold the same characters; error says where they part.
bool dt_evaluate(const DtDocument *gold, const DtDocument *system, DtScores *scores, DtError *error);

// Parses the words of a gold document afresh and adds the comparison.
struct DtSyntax;
void dt_evaluate_parser(const DtDocument *gold, const struct DtSyntax *syntax, DtScores *scores);

// The same for many; from_text splits their text into sentences and words afresh too. False when a document's text does
// not hold the characters of its words; the others are counted.
bool dt_evaluate_documents(DtDocument *const *gold, size_t count, const struct DtSyntax *syntax, bool from_text,
                           DtScores *scores, DtError *error);

// A table for people: the scores, each relation's, and the commonest confusions.
void dt_scores_write(DtBuffer *out, const DtScores *scores);

#endif
