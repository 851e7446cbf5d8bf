// SPDX-License-Identifier: Apache-2.0
// Learns the lemmatizer's tables from words with gold lemmas and tags.
#ifndef DT_TRAIN_LEMMA_LEARN_H
#define DT_TRAIN_LEMMA_LEARN_H

#include "document/document.h"
#include "syntax/lemma.h"

typedef struct DtLemmaTables {
	DtHashSlot *exceptions, *suffixes, *names;
	size_t exception_slots, suffix_slots, name_slots; // powers of two
	DtLemmaRule *rules;
	size_t rule_count;
	DtSlice strings;
} DtLemmaTables;

DtLemmaTables dt_lemma_learn(DtArena *arena, DtDocument *const *documents, size_t count);

#endif
