// SPDX-License-Identifier: Apache-2.0
// Logistic regression over sets of signs: how much each speaks for a yes.
#ifndef DT_TRAIN_LOGISTIC_H
#define DT_TRAIN_LOGISTIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// An example: which signs it has (numbers, each once; 0 is the constant, which every example has) and the answer.
typedef struct DtJudged {
	const uint32_t *signs;
	uint32_t sign_count;
	bool right;
	double worth;   // how much it counts: 1 for one that was judged
	uint32_t group; // examples of one group are never on both sides of a split
} DtJudged;

// Fits one weight a sign by maximum likelihood, each but the first drawn to 0 by penalty (a squared one; the first is
// the constant). The same examples in the same order give the same weights.
void dt_logistic_fit(const DtJudged *examples, size_t count, size_t sign_count, double penalty, double *weights);

// The probability of a yes.
double dt_logistic_predict(const double *weights, const DtJudged *example);

// What each example gets from a model that was fitted without its group: groups are dealt into folds parts.
void dt_logistic_held_out(const DtJudged *examples, size_t count, size_t sign_count, double penalty, uint32_t folds,
                          double *predictions);

#endif
