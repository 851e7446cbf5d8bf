// SPDX-License-Identifier: Apache-2.0
// Learns the weights of a ranker (coding/ranker.h) from labelled pairs.
#ifndef DT_TRAIN_RANKER_LEARN_H
#define DT_TRAIN_RANKER_LEARN_H

#include "base/buffer.h"
#include "coding/ranker.h"

typedef struct DtLabelledPair {
	DtPairFeatures features;
	DtCategory category;
	uint32_t fold; // for cross-validation
} DtLabelledPair;

// Writes a model file to out. Pairs of fold leave_out are not learned from (UINT32_MAX: all are). notes are head lines,
// "name: value\n". The same pairs give the same file.
void dt_ranker_learn(const DtLabelledPair *pairs, size_t count, uint32_t leave_out, const char *notes, DtBuffer *out);

#endif
