// SPDX-License-Identifier: Apache-2.0
// Logistic regression: shares of a table come out again, a sign that says nothing weighs nothing, held out means held
// out.
#include "train/logistic.h"

#include <math.h>

#include "base/test.h"

enum { COUNT = 400 };

// Sign 0 always; sign 1 in half of the examples, three quarters of which are right; without it one quarter is. Sign 2
// comes and goes with neither.
static void make_examples(DtJudged *examples) {
	for (uint32_t i = 0; i < COUNT; i++) {
		bool there = i % 2 == 0;
		uint32_t quarter = i / 2 % 4;
		examples[i] = (DtJudged){.signs = 1u | (there ? 2u : 0u) | (i / 8 % 2 ? 4u : 0u),
		                         .right = there ? quarter != 0 : quarter == 0,
		                         .group = i / 8};
	}
}

static void shares_come_out(void **state) {
	(void)state;
	DtJudged examples[COUNT];
	double weights[3];
	make_examples(examples);
	dt_logistic_fit(examples, COUNT, 3, 0.0001, weights);
	assert_true(fabs(dt_logistic_predict(weights, 1) - 0.25) < 0.01);
	assert_true(fabs(dt_logistic_predict(weights, 3) - 0.75) < 0.01);
	assert_true(fabs(weights[2]) < 0.01);
	double stiff[3];
	dt_logistic_fit(examples, COUNT, 3, 1000, stiff);
	assert_true(fabs(stiff[1]) < fabs(weights[1]) / 4); // a penalty draws towards nothing
}

static void held_out_examples_do_not_tell(void **state) {
	(void)state;
	DtJudged examples[COUNT];
	double predictions[COUNT];
	for (uint32_t i = 0; i < COUNT; i++) // each group has a sign of its own that gives the answer away
		examples[i] = (DtJudged){.signs = 1u | 2u << i % 4, .right = i % 4 < 2, .group = i % 4};
	dt_logistic_held_out(examples, COUNT, 5, 0.1, 4, predictions);
	for (uint32_t i = 0; i < COUNT; i++) // all that is left to tell is that the other answer is the commoner one
		assert_true(i % 4 < 2 ? predictions[i] < 0.5 : predictions[i] > 0.5);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_come_out),
		cmocka_unit_test(held_out_examples_do_not_tell),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
