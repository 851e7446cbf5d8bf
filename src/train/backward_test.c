// SPDX-License-Identifier: Apache-2.0
// Every slope of the way back against finite differences, on a tiny network with both kinds of layer.
#include "train/backward.h"

#include <math.h>
#include <stdlib.h>

#include "base/test.h"

static DtTrainer *tiny(const char *layers) {
	DtTrainerOptions options = {
		.shape = {.width = 16, .embedding = 16, .pieces = 2, .arc = 16, .relation = 16}, .seed = 7, .row_limit = 40};
	for (size_t i = 0; layers[i]; i++) options.shape.layers[i] = layers[i];
	for (size_t f = 0; f < DT_WORD_FEATURES; f++) options.shape.rows[f] = 9;
	return dt_trainer_new(&options);
}

enum { FIRST = 5, SECOND = 3 };
static uint32_t features[FIRST + SECOND][DT_WORD_FEATURES];
static DtTarget targets[FIRST + SECOND];

static void fill(DtExample *examples) {
	static const uint16_t heads[FIRST + SECOND] = {2, 0, 2, 5, 3, 0, 1, 2};
	for (size_t w = 0; w < FIRST + SECOND; w++) {
		for (size_t f = 0; f < DT_WORD_FEATURES; f++) features[w][f] = (uint32_t)((w * 5 + f * 3) % 9);
		targets[w] = (DtTarget){.head = {heads[w], w == 0 ? 3 : 0},
		                        .head_weight = {w == 0 ? 200 : 255, w == 0 ? 55 : 0},
		                        .relation = {(uint8_t)(w % 7), 9},
		                        .relation_weight = {155, 100},
		                        .upos = {(uint8_t)(w % 5), 6},
		                        .upos_weight = {250, 5},
		                        .xpos = {(uint8_t)(w + 3)},
		                        .xpos_weight = {255},
		                        .tree_head = heads[w]};
	}
	examples[0] = (DtExample){(const uint32_t(*)[DT_WORD_FEATURES])features, targets, FIRST};
	examples[1] = (DtExample){(const uint32_t(*)[DT_WORD_FEATURES])(features + FIRST), targets + FIRST, SECOND};
}

static double difference(DtTrainer *trainer, const DtExample *examples, float *weight, float little) {
	float kept = *weight;
	*weight = kept + little;
	double above = (double)dt_trainer_loss(trainer, examples, 2);
	*weight = kept - little;
	double below = (double)dt_trainer_loss(trainer, examples, 2);
	*weight = kept;
	return (above - below) / (2 * (double)little);
}

// Slopes add up over calls of dt_trainer_loss, so the first call's are read before any other.
static void check(DtTrainer *trainer, const DtExample *examples, float *weights, const float *slopes, size_t count,
                  size_t step) {
	float *first = malloc(count * sizeof *first);
	for (size_t i = 0; i < count; i++) first[i] = slopes[i];
	for (size_t i = 0; i < count; i += step) {
		// Maxout and the leaky bend have kinks; a smaller step may miss one that a larger step meets.
		double found = (double)first[i], expected = 0;
		bool agrees = false;
		for (float little = 4e-3f; little > 1e-4f && !agrees; little /= 4) {
			expected = difference(trainer, examples, &weights[i], little);
			agrees = fabs(found - expected) < 6e-3 + 0.03 * fabs(expected);
		}
		if (!agrees) fail_msg("weight %zu: slope %g, by differences %g", i, found, expected);
	}
	free(first);
}

static void slopes_agree(const char *layers) {
	DtExample examples[2];
	fill(examples);
	DtTrainer *trainer = tiny(layers);
	assert_non_null(trainer);
	dt_trainer_loss(trainer, examples, 2);
	size_t dense = dt_trainer_network(trainer)->places.count;
	check(trainer, examples, dt_trainer_dense(trainer), dt_trainer_dense_gradient(trainer), dense, 13);
	dt_trainer_free(trainer);
	trainer = tiny(layers);
	dt_trainer_loss(trainer, examples, 2);
	check(trainer, examples, dt_trainer_embeddings(trainer), dt_trainer_embedding_gradient(trainer),
	      dt_trainer_network(trainer)->places.row_count * 16, 7);
	dt_trainer_free(trainer);
}

static void convolution(void **state) {
	(void)state;
	slopes_agree("c");
}

static void recurrence(void **state) {
	(void)state;
	slopes_agree("g");
}

static void both(void **state) {
	(void)state;
	slopes_agree("cg");
}

static void steps_learn_and_repeat(void **state) {
	(void)state;
	DtExample examples[2];
	fill(examples);
	float last[2];
	for (int run = 0; run < 2; run++) {
		DtTrainer *trainer = tiny("cg");
		float first = dt_trainer_step(trainer, examples, 2, 0.01f);
		for (int i = 0; i < 200; i++) last[run] = dt_trainer_step(trainer, examples, 2, 0.01f);
		assert_true(last[run] < first / 2);
		dt_trainer_free(trainer);
	}
	assert_memory_equal(&last[0], &last[1], sizeof last[0]);
}

static void bad_shapes_are_refused(void **state) {
	(void)state;
	DtPlaces places;
	DtShape shape = {.width = 16, .embedding = 16, .pieces = 2, .arc = 16, .relation = 16, .rows = {2, 2, 2, 2, 2}};
	assert_true(dt_network_places(&shape, &places));
	shape.width = 20;
	assert_false(dt_network_places(&shape, &places));
	shape.width = 16;
	shape.layers[0] = 'x';
	assert_false(dt_network_places(&shape, &places));
	shape.layers[0] = 0;
	shape.rows[2] = 1;
	assert_false(dt_network_places(&shape, &places));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(convolution),
		cmocka_unit_test(recurrence),
		cmocka_unit_test(both),
		cmocka_unit_test(steps_learn_and_repeat),
		cmocka_unit_test(bad_shapes_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
