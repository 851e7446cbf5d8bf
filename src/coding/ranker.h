// SPDX-License-Identifier: Apache-2.0
// Which category relates two marked parties: a linear model over the words and lines that stand around them.
//
// Only for callers who mark the pair (DtDocument.pair_given). The lexicon answers first; where it is unsure, the words
// of the sentence weigh in: logistic regression over the lemmas before, between and behind the parties, those on the
// path between them in the tree, and the categories of the frames that the path's words could fire. The file is a model
// file (syntax/model_file.h) of kind "pairs", made by `detente train coding` from labelled lines.
#ifndef DT_CODING_RANKER_H
#define DT_CODING_RANKER_H

#include "coding/match.h"
#include "document/document.h"

enum {
	DT_RANKER_ROWS = 1 << 15, // features are hashed into so many rows
	DT_RANKER_LANES = 16,     // one a category: number - 1
};

// The lane of a category. RETREAT has CONCEDE's: labelled data does not tell them apart.
static inline size_t dt_ranker_lane(DtCategory category) {
	return (size_t)(category == DT_CATEGORY_RETREAT ? DT_CATEGORY_CONCEDE : category) - 1;
}

typedef struct DtPairFeature {
	DtSlice name; // for explanations: "between demand"
	uint32_t row; // below DT_RANKER_ROWS
	float value;  // above 0
} DtPairFeature;

typedef struct DtPairFeatures {
	DtPairFeature *items; // their squares sum to one
	size_t count, capacity;
} DtPairFeatures;

// The features of a sentence, in arena; none when neither party is marked in it. Returns how many of the two are.
int dt_pair_features(DtArena *arena, const DtDocument *document, const DtScene *scene, DtPairFeatures *features);

// Read-only once loaded: share freely.
typedef struct DtRanker DtRanker;

// NULL when the file is not such a model; error says why.
DtRanker *dt_ranker_load(const char *path, DtError *error);
DtRanker *dt_ranker_read(DtSlice content, const char *name, DtError *error); // content stays the caller's
void dt_ranker_free(DtRanker *ranker);                                       // NULL is fine

// What a feature speaks for a lane (or against it, below 0).
float dt_ranker_weight(const DtRanker *ranker, uint32_t row, size_t lane);

// The probability of each lane, from features alone.
void dt_ranker_score(const DtRanker *ranker, const DtPairFeatures *features, float probabilities[DT_RANKER_LANES]);

// The category that the lexicon's answer (DT_CATEGORY_NONE for none) and the words together make likeliest, and how
// sure that is. Where it is the lexicon's own or of the same lane, the lexicon's is returned.
DtCategory dt_ranker_choose(const float probabilities[DT_RANKER_LANES], DtCategory said, float confidence, float *sure);

#endif
