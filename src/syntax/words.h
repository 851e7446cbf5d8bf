// SPDX-License-Identifier: Apache-2.0
// What the network sees of a word: five row numbers, one for each embedding table.
#ifndef DT_SYNTAX_WORDS_H
#define DT_SYNTAX_WORDS_H

#include "base/slice.h"

enum DtWordFeature {
	DT_WORD_FORM,    // the form in lower case with digits as 0; row 0 for words that training did not keep
	DT_WORD_SUFFIX2, // its last two letters, hashed
	DT_WORD_SUFFIX3,
	DT_WORD_PREFIX3,
	DT_WORD_SHAPE, // "Xxx", "X.X", "dd": the only feature that knows capitals, hashed
	DT_WORD_FEATURES
};

// A read-only hash table: 64-bit hash to a number above 0. Kept in model files as it stands.
typedef struct DtHashSlot {
	uint32_t check, value; // upper half of the hash; 0 marks an empty slot
} DtHashSlot;

typedef struct DtHashTable {
	const DtHashSlot *slots;
	size_t count; // a power of two, or 0
} DtHashTable;

// 0 when absent.
uint32_t dt_hash_find(DtHashTable table, uint64_t hash);

// Puts value at hash; the table must have empty slots. For building.
void dt_hash_put(DtHashSlot *slots, size_t count, uint64_t hash, uint32_t value);

enum { DT_WORD_ROOM = 128 };

// Writes the form in lower case, with typographic quotes and dashes as ASCII, into out (DT_WORD_ROOM bytes); what does
// not fit is cut. Digits stay. Returns the slice of out.
DtSlice dt_word_fold(DtSlice form, char *out);

// How capitals are shown to the network: as given, or as another way of printing would have them (for training).
typedef enum DtWordCase { DT_CASE_GIVEN, DT_CASE_UPPER, DT_CASE_TITLE, DT_CASE_LOWER, DT_CASE_COUNT } DtWordCase;

// The hash by which the vocabulary knows a folded form.
uint64_t dt_word_hash(DtSlice folded);

void dt_word_features(DtSlice form, DtHashTable vocabulary, const uint32_t rows[DT_WORD_FEATURES],
                      uint32_t out[DT_WORD_FEATURES]);

// The row of the shape feature alone.
uint32_t dt_word_shape(DtSlice form, DtWordCase how, uint32_t rows);

#endif
