// SPDX-License-Identifier: Apache-2.0
// Logistic regression by gradient ascent on all examples at once.
//
// There are some thousand examples and signs: plain steps of a safe length with Nesterov's momentum, a few thousand of
// them, end at the one maximum that the penalty leaves, and take seconds. The step is one over the largest curvature
// there can be: a quarter of the sum of the squares of an example's signs, over all examples.
#include "train/logistic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { STEPS = 3000 };

double dt_logistic_predict(const double *weights, const DtJudged *example) {
	double sum = 0;
	for (uint32_t i = 0; i < example->sign_count; i++) sum += weights[example->signs[i]];
	return 1 / (1 + exp(-sum));
}

static double step_length(const DtJudged *examples, size_t count, double penalty) {
	double most = 1, worth = 1;
	for (size_t i = 0; i < count; i++) {
		if (examples[i].sign_count > most) most = examples[i].sign_count;
		worth += examples[i].worth;
	}
	return 1 / (0.25 * most * worth + penalty);
}

// left_out: examples that do not count, or NULL.
static void fit(const DtJudged *examples, const bool *left_out, size_t count, size_t sign_count, double penalty,
                double *weights) {
	double step = step_length(examples, count, penalty);
	double *ahead = dt_alloc(3 * sign_count * sizeof *ahead), *slope = ahead + sign_count, *before = slope + sign_count;
	memset(ahead, 0, 3 * sign_count * sizeof *ahead);
	memset(weights, 0, sign_count * sizeof *weights);
	for (int n = 0; n < STEPS; n++) {
		memset(slope, 0, sign_count * sizeof *slope);
		for (size_t i = 0; i < count; i++) {
			const DtJudged *example = &examples[i];
			if (left_out && left_out[i]) continue;
			double miss = example->worth * ((example->right ? 1 : 0) - dt_logistic_predict(ahead, example));
			for (uint32_t k = 0; k < example->sign_count; k++) slope[example->signs[k]] += miss;
		}
		for (size_t k = 0; k < sign_count; k++) {
			before[k] = weights[k];
			weights[k] = ahead[k] + step * (slope[k] - (k ? penalty * ahead[k] : 0));
			ahead[k] = weights[k] + (double)n / (n + 3.0) * (weights[k] - before[k]);
		}
	}
	free(ahead);
}

void dt_logistic_fit(const DtJudged *examples, size_t count, size_t sign_count, double penalty, double *weights) {
	fit(examples, NULL, count, sign_count, penalty, weights);
}

void dt_logistic_held_out(const DtJudged *examples, size_t count, size_t sign_count, double penalty, uint32_t folds,
                          double *predictions) {
	bool *left_out = dt_alloc(count * sizeof *left_out + 1);
	double *weights = dt_alloc(sign_count * sizeof *weights);
	for (uint32_t fold = 0; fold < folds; fold++) {
		for (size_t i = 0; i < count; i++) left_out[i] = examples[i].group % folds == fold;
		fit(examples, left_out, count, sign_count, penalty, weights);
		for (size_t i = 0; i < count; i++) {
			if (left_out[i]) predictions[i] = dt_logistic_predict(weights, &examples[i]);
		}
	}
	free(weights);
	free(left_out);
}
