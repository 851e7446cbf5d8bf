// SPDX-License-Identifier: Apache-2.0
// Logistic regression by gradient ascent on all examples at once.
//
// There are some hundred examples and some dozen signs: plain steps of a safe length, a few thousand of them, end at
// the one maximum that the penalty leaves, and take a second. The step is one over the largest curvature there can be:
// a quarter of the sum of the squares of an example's signs, over all examples.
#include "train/logistic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { SIGNS = 64, STEPS = 6000 };

double dt_logistic_predict(const double *weights, uint64_t signs) {
	double sum = 0;
	for (uint64_t rest = signs; rest; rest &= rest - 1) sum += weights[__builtin_ctzll(rest)];
	return 1 / (1 + exp(-sum));
}

static double step_length(const DtJudged *examples, size_t count, double penalty) {
	double most = 1;
	for (size_t i = 0; i < count; i++) {
		double there = (double)__builtin_popcountll(examples[i].signs);
		if (there > most) most = there;
	}
	return 1 / (0.25 * most * (double)(count ? count : 1) + penalty);
}

// left_out: examples that do not count, or NULL.
static void fit(const DtJudged *examples, const bool *left_out, size_t count, size_t sign_count, double penalty,
                double *weights) {
	double step = step_length(examples, count, penalty), ahead[SIGNS] = {0}, before[SIGNS] = {0};
	memset(weights, 0, sign_count * sizeof *weights);
	for (int n = 0; n < STEPS; n++) { // with Nesterov's momentum
		double slope[SIGNS] = {0};
		for (size_t i = 0; i < count; i++) {
			if (left_out && left_out[i]) continue;
			double miss = (examples[i].right ? 1 : 0) - dt_logistic_predict(ahead, examples[i].signs);
			for (uint64_t rest = examples[i].signs; rest; rest &= rest - 1) slope[__builtin_ctzll(rest)] += miss;
		}
		for (size_t k = 0; k < sign_count; k++) {
			before[k] = weights[k];
			weights[k] = ahead[k] + step * (slope[k] - (k ? penalty * ahead[k] : 0));
			ahead[k] = weights[k] + (double)n / (n + 3.0) * (weights[k] - before[k]);
		}
	}
}

void dt_logistic_fit(const DtJudged *examples, size_t count, size_t sign_count, double penalty, double *weights) {
	fit(examples, NULL, count, sign_count, penalty, weights);
}

void dt_logistic_held_out(const DtJudged *examples, size_t count, size_t sign_count, double penalty, uint32_t folds,
                          double *predictions) {
	bool *left_out = dt_alloc(count * sizeof *left_out + 1);
	double weights[SIGNS];
	for (uint32_t fold = 0; fold < folds; fold++) {
		for (size_t i = 0; i < count; i++) left_out[i] = examples[i].group % folds == fold;
		fit(examples, left_out, count, sign_count, penalty, weights);
		for (size_t i = 0; i < count; i++) {
			if (left_out[i]) predictions[i] = dt_logistic_predict(weights, examples[i].signs);
		}
	}
	free(left_out);
}
