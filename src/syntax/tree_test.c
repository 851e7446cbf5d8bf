// SPDX-License-Identifier: Apache-2.0
// The tree search against trying every tree, on small random sentences; and its promises on bad scores.
#include "syntax/tree.h"

#include <math.h>
#include <stdlib.h>

#include "base/test.h"

static float random_score(unsigned *state) {
	*state = *state * 1664525u + 1013904223u;
	return (float)(*state >> 16) / 65536.0f * 20 - 10;
}

static double total(const float *scores, const uint16_t *heads, size_t count, size_t stride) {
	double sum = 0;
	for (size_t w = 0; w < count; w++) sum += (double)scores[w * stride + heads[w]];
	return sum;
}

// The best total over all assignments of heads that are sound trees.
static double try_every_tree(const float *scores, size_t count, size_t stride) {
	uint16_t heads[8] = {0};
	double best = -INFINITY;
	for (;;) {
		if (dt_tree_is_sound(heads, count)) {
			double sum = total(scores, heads, count, stride);
			if (sum > best) best = sum;
		}
		size_t at = 0;
		while (at < count && heads[at] == count) heads[at++] = 0;
		if (at == count) return best;
		heads[at]++;
	}
}

static void agrees_with_brute_force(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	unsigned seed = 1;
	float scores[6 * 16];
	uint16_t heads[6];
	for (int round = 0; round < 3000; round++) {
		size_t count = 1 + (size_t)round % 5;
		for (size_t i = 0; i < sizeof scores / sizeof *scores; i++) scores[i] = random_score(&seed);
		if (round % 3 == 0) // an attractive root: the constraint of one root word must bite
			for (size_t w = 0; w < count; w++) scores[w * 16] += 15;
		if (round % 7 == 0) // many ties
			for (size_t i = 0; i < sizeof scores / sizeof *scores; i++) scores[i] = roundf(scores[i] / 8);
		dt_tree_find(arena, scores, count, 16, heads);
		assert_true(dt_tree_is_sound(heads, count));
		double found = total(scores, heads, count, 16), best = try_every_tree(scores, count, 16);
		assert_true(fabs(found - best) < 1e-4);
		dt_arena_reset(arena);
	}
	dt_arena_free(arena);
}

static void six_words_too(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	unsigned seed = 99;
	float scores[6 * 16];
	uint16_t heads[6];
	for (int round = 0; round < 60; round++) {
		for (size_t i = 0; i < sizeof scores / sizeof *scores; i++) scores[i] = random_score(&seed);
		dt_tree_find(arena, scores, 6, 16, heads);
		assert_true(fabs(total(scores, heads, 6, 16) - try_every_tree(scores, 6, 16)) < 1e-4);
	}
	dt_arena_free(arena);
}

static void bad_scores_still_give_a_tree(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	enum { COUNT = 400, STRIDE = 416 };
	float *scores = DT_NEW_ARRAY(arena, float, COUNT *STRIDE);
	uint16_t heads[COUNT];
	const float bad[] = {NAN, INFINITY, -INFINITY, 1e30f, 0};
	for (size_t kind = 0; kind < sizeof bad / sizeof *bad; kind++) {
		for (size_t i = 0; i < COUNT * STRIDE; i++) scores[i] = bad[kind];
		dt_tree_find(arena, scores, COUNT, STRIDE, heads);
		assert_true(dt_tree_is_sound(heads, COUNT));
	}
	unsigned seed = 5;
	for (int round = 0; round < 5; round++) {
		for (size_t i = 0; i < COUNT * STRIDE; i++) scores[i] = i % 11 == 0 ? NAN : random_score(&seed);
		dt_tree_find(arena, scores, COUNT, STRIDE, heads);
		assert_true(dt_tree_is_sound(heads, COUNT));
	}
	// One long cycle inside another: every word prefers the word before it, the first prefers the last.
	for (size_t w = 0; w < COUNT; w++)
		for (size_t h = 0; h <= COUNT; h++)
			scores[w * STRIDE + h] = h == (w == 0 ? COUNT : w) ? 5.0f : -(float)((w * 7 + h * 13) % 100);
	dt_tree_find(arena, scores, COUNT, STRIDE, heads);
	assert_true(dt_tree_is_sound(heads, COUNT));
	dt_arena_free(arena);
}

static void soundness_is_noticed(void **state) {
	(void)state;
	assert_true(dt_tree_is_sound((uint16_t[]){0}, 1));
	assert_false(dt_tree_is_sound((uint16_t[]){1}, 1));
	assert_false(dt_tree_is_sound((uint16_t[]){2, 1}, 2));
	assert_false(dt_tree_is_sound((uint16_t[]){0, 0}, 2));
	assert_false(dt_tree_is_sound((uint16_t[]){0, 3, 2}, 3));
	assert_false(dt_tree_is_sound((uint16_t[]){0, 9}, 2));
	assert_true(dt_tree_is_sound((uint16_t[]){2, 3, 0}, 3));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_brute_force),
		cmocka_unit_test(six_words_too),
		cmocka_unit_test(bad_scores_still_give_a_tree),
		cmocka_unit_test(soundness_is_noticed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
