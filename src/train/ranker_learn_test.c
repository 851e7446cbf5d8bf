// SPDX-License-Identifier: Apache-2.0
// A ranker learned from a toy language, its file, and what it does beside the lexicon.
#include "train/ranker_learn.h"

#include <stdlib.h>

#include "base/test.h"

enum { PAIRS = 60 };

// Category c has feature 10 + c; feature 5 is everybody's.
static void make_pairs(DtArena *arena, DtLabelledPair *pairs) {
	static const DtCategory categories[] = {DT_CATEGORY_AID, DT_CATEGORY_RETREAT, DT_CATEGORY_ACCUSE};
	for (uint32_t i = 0; i < PAIRS; i++) {
		DtPairFeature *items = DT_NEW_ARRAY(arena, DtPairFeature, 2);
		items[0] = (DtPairFeature){.row = 10 + i % 3, .value = 0.8f};
		items[1] = (DtPairFeature){.row = 5, .value = 0.6f};
		pairs[i] = (DtLabelledPair){{items, 2, 2}, categories[i % 3], i % 5};
	}
}

static void a_toy_is_learned(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	static DtLabelledPair pairs[PAIRS];
	DtBuffer model = {0}, again = {0};
	make_pairs(arena, pairs);
	dt_ranker_learn(pairs, PAIRS, 4, "language: toy\n", &model);
	dt_ranker_learn(pairs, PAIRS, 4, "language: toy\n", &again);
	assert_int_equal(model.length, again.length);
	assert_memory_equal(model.data, again.data, model.length);
	DtRanker *ranker = dt_ranker_read(dt_buffer_slice(&model), "toy", NULL);
	assert_non_null(ranker);
	for (int i = 0; i < PAIRS; i++) {
		float probabilities[DT_RANKER_LANES], sure;
		dt_ranker_score(ranker, &pairs[i].features, probabilities);
		DtCategory alone = dt_ranker_choose(probabilities, DT_CATEGORY_NONE, 0, &sure);
		assert_int_equal(dt_ranker_lane(alone), dt_ranker_lane(pairs[i].category));
		assert_true(sure > 0.5f);
		// a sure lexicon is believed, an unsure one is not, and RETREAT stays what the lexicon called it
		assert_int_equal(dt_ranker_choose(probabilities, DT_CATEGORY_PROTEST, 0.1f, NULL), alone);
		assert_int_equal(dt_ranker_choose(probabilities, pairs[i].category, 0.3f, NULL), pairs[i].category);
	}
	float flat[DT_RANKER_LANES];
	for (size_t l = 0; l < DT_RANKER_LANES; l++) flat[l] = 1.0f / 15;
	assert_int_equal(dt_ranker_choose(flat, DT_CATEGORY_PROTEST, 0.9f, NULL), DT_CATEGORY_PROTEST);
	dt_ranker_free(ranker);
	dt_buffer_clear(&model);
	dt_buffer_clear(&again);
	dt_arena_free(arena);
}

static void damage_is_noticed(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	static DtLabelledPair pairs[PAIRS];
	DtBuffer model = {0};
	make_pairs(arena, pairs);
	dt_ranker_learn(pairs, PAIRS, UINT32_MAX, NULL, &model);
	DtSlice whole = dt_buffer_slice(&model);
	for (size_t length = 0; length < whole.length; length += 1 + length / 3)
		assert_null(dt_ranker_read(dt_slice(whole.data, length), "cut", NULL));
	unsigned seed = 7;
	for (int i = 0; i < 300; i++) {
		seed = seed * 1664525u + 1013904223u;
		size_t at = i < 100 ? seed % 300 : seed % whole.length; // a third of them in the head
		char kept = model.data[at];
		DtError error = {0};
		model.data[at] = (char)(kept ^ (1 << (seed >> 29)));
		DtRanker *ranker = dt_ranker_read(dt_buffer_slice(&model), "damaged", &error);
		assert_true(ranker || dt_error_any(&error));
		dt_error_clear(&error);
		dt_ranker_free(ranker);
		model.data[at] = kept;
	}
	dt_buffer_clear(&model);
	dt_arena_free(arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_toy_is_learned), cmocka_unit_test(damage_is_noticed)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
