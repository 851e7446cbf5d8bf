// SPDX-License-Identifier: Apache-2.0
// Logistic regression: shares of a table come out again, a sign that says nothing weighs nothing, held out means held
// out.
#include "train/logistic.h"

#include <math.h>

#include "base/test.h"

enum { COUNT = 400, MOST = 3 };

typedef struct Made {
	DtJudged examples[COUNT];
	uint32_t signs[COUNT][MOST];
} Made;

static void put_sign(Made *made, uint32_t i, uint32_t sign) {
	made->signs[i][made->examples[i].sign_count++] = sign;
	made->examples[i].signs = made->signs[i];
}

// Sign 0 always; sign 1 in half of the examples, three quarters of which are right; without it one quarter is. Sign 2
// comes and goes with neither.
static void make_examples(Made *made) {
	for (uint32_t i = 0; i < COUNT; i++) {
		bool there = i % 2 == 0;
		uint32_t quarter = i / 2 % 4;
		made->examples[i] = (DtJudged){.right = there ? quarter != 0 : quarter == 0, .worth = 1, .group = i / 8};
		put_sign(made, i, 0);
		if (there) put_sign(made, i, 1);
		if (i / 8 % 2) put_sign(made, i, 2);
	}
}

static double predict(const double *weights, bool there) {
	static const uint32_t signs[] = {0, 1};
	return dt_logistic_predict(weights, &(DtJudged){.signs = signs, .sign_count = there ? 2 : 1});
}

static void shares_come_out(void **state) {
	(void)state;
	static Made made;
	double weights[3], stiff[3];
	make_examples(&made);
	dt_logistic_fit(made.examples, COUNT, 3, 0.0001, weights);
	assert_true(fabs(predict(weights, false) - 0.25) < 0.01);
	assert_true(fabs(predict(weights, true) - 0.75) < 0.01);
	assert_true(fabs(weights[2]) < 0.01);
	dt_logistic_fit(made.examples, COUNT, 3, 1000, stiff);
	assert_true(fabs(stiff[1]) < fabs(weights[1]) / 4); // a penalty draws towards nothing
}

static void what_is_worth_nothing_says_nothing(void **state) {
	(void)state;
	static Made made;
	double weights[3];
	make_examples(&made);
	for (uint32_t i = 0; i < COUNT; i++) {
		bool odd = made.examples[i].right == (i % 2 == 0); // what the sign stands for
		made.examples[i].worth = odd ? 1 : 0;
	}
	dt_logistic_fit(made.examples, COUNT, 3, 0.01, weights);
	assert_true(predict(weights, true) > 0.98 && predict(weights, false) < 0.02);
}

static void held_out_examples_do_not_tell(void **state) {
	(void)state;
	static Made made;
	double predictions[COUNT];
	for (uint32_t i = 0; i < COUNT; i++) { // each group has a sign of its own that gives the answer away
		made.examples[i] = (DtJudged){.right = i % 4 < 2, .worth = 1, .group = i % 4};
		put_sign(&made, i, 0);
		put_sign(&made, i, 1 + i % 4);
	}
	dt_logistic_held_out(made.examples, COUNT, 5, 0.1, 4, predictions);
	for (uint32_t i = 0; i < COUNT; i++) // all that is left to tell is that the other answer is the commoner one
		assert_true(i % 4 < 2 ? predictions[i] < 0.5 : predictions[i] > 0.5);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_come_out),
		cmocka_unit_test(what_is_worth_nothing_says_nothing),
		cmocka_unit_test(held_out_examples_do_not_tell),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
