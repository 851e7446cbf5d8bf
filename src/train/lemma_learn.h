// SPDX-License-Identifier: Apache-2.0
// Learns the lemmatizer's tables from words with gold lemmas and tags.
#ifndef DT_TRAIN_LEMMA_LEARN_H
#define DT_TRAIN_LEMMA_LEARN_H

#include "document/document.h"
#include "syntax/lemma.h"

typedef struct DtLemmaTables {
	DtHashSlot *exceptions, *suffixes, *known;
	size_t exception_slots, suffix_slots, known_slots; // powers of two
	DtLemmaRule *rules;
	size_t rule_count;
	DtSlice strings;
} DtLemmaTables;

// gold has lemmas; silver has words whose XPOS somebody else guessed, and adds to the known base forms alone.
DtLemmaTables dt_lemma_learn(DtArena *arena, DtDocument *const *gold, size_t gold_count, DtDocument *const *silver,
                             size_t silver_count);

#endif
