// SPDX-License-Identifier: Apache-2.0
// The stage that turns trees into events.
#ifndef DT_CODING_CODE_H
#define DT_CODING_CODE_H

#include "coding/match.h"
#include "coding/ranker.h"

// What was tried and found, sentence by sentence, for explain. Zeroed by the caller; filled in the document's arena.
typedef struct DtExplanation {
	DtScene *scenes; // [sentence_count]
	size_t count;
} DtExplanation;

// The mention that the words of a span head: that of the word whose own head stands outside them, else of any of them.
// NULL when there is none.
const DtMention *dt_explained_mention(const DtExplanation *explanation, const DtDocument *document, DtSpan span);

// Reads document's trees and times and sets document->events, in text order. The ranker has a say where the document
// marks a pair; it and explanation may be NULL.
void dt_code(DtDocument *document, const DtWorld *world, const DtLexicon *lexicon, const DtRanker *ranker,
             DtExplanation *explanation);

#endif
