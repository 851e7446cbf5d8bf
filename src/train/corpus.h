// SPDX-License-Identifier: Apache-2.0
// Sentences in the form that training eats: rows of embedding tables and targets, drawn with a little noise.
#ifndef DT_TRAIN_CORPUS_H
#define DT_TRAIN_CORPUS_H

#include "document/document.h"
#include "train/backward.h"
#include "train/random.h"

typedef struct DtCorpusSentence {
	size_t first;
	uint32_t count;
	bool stop_loose; // ends in punctuation on which nothing hangs, so that it can be left off
} DtCorpusSentence;

typedef struct DtCorpus { // zeroed is empty
	uint32_t (*features)[DT_WORD_FEATURES];
	uint16_t (*shapes)[DT_CASE_COUNT]; // the shape row in every way of printing
	DtTarget *targets;
	size_t word_count, word_capacity;
	DtCorpusSentence *sentences;
	size_t sentence_count, sentence_capacity;
	uint32_t *names; // words tagged as proper nouns, once dt_corpus_find_names has run
	size_t name_count;
} DtCorpus;

// What the network knows words by.
typedef struct DtVocabulary {
	DtHashSlot *slots;
	size_t slot_count;
	uint32_t rows[DT_WORD_FEATURES]; // of each table
	uint32_t *frequency;             // of each row of the form table
} DtVocabulary;

// Rows for the forms that occur at least minimum times in the documents, the most frequent limit of them.
DtVocabulary dt_vocabulary_build(DtArena *arena, DtDocument *const *documents, size_t count, uint32_t minimum,
                                 uint32_t limit);

// The vocabulary of a model, with frequencies counted anew in the documents.
DtVocabulary dt_vocabulary_of(DtArena *arena, DtHashTable table, const uint32_t rows[DT_WORD_FEATURES],
                              DtDocument *const *documents, size_t count);

// Appends one sentence and returns its targets, to be filled; heads count from 1, 0 the root. Valid until the next one.
DtTarget *dt_corpus_append(DtCorpus *corpus, const DtVocabulary *vocabulary, const DtToken *tokens, uint32_t count,
                           const uint16_t *heads);

// Appends the sentences of a document with its own tags and trees as targets; those too long are passed over.
void dt_corpus_add(DtCorpus *corpus, const DtVocabulary *vocabulary, const DtDocument *document);

// Lists the names, so that drawing can put one for another. After the last sentence is in and its targets are filled.
void dt_corpus_find_names(DtCorpus *corpus);

void dt_corpus_clear(DtCorpus *corpus);

typedef struct DtNoise {
	float name;                      // a name looks like another one, or like none that was ever seen
	float unknown;                   // a: a form seen f times is hidden with probability a / (a + f)
	float upper, title, lower, clip; // whole sentences in capitals, in title case, in lower case, without full stop
} DtNoise;

// Writes sentence number index into example, with noise drawn from random; features is room for its words.
void dt_corpus_draw(const DtCorpus *corpus, const DtVocabulary *vocabulary, size_t index, const DtNoise *noise,
                    DtRandom *random, uint32_t (*features)[DT_WORD_FEATURES], DtExample *example);

#endif
