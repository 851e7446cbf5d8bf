// SPDX-License-Identifier: Apache-2.0
// Multinomial logistic regression by stochastic gradient with a rate of its own for each weight (Duchi et al. 2011).
//
// A feature that only one pair has says nothing that another sentence could use, so its row is left alone.
#include "train/ranker_learn.h"

#include <math.h>
#include <stdlib.h>

#include "syntax/kernel.h"
#include "syntax/model_file.h"
#include "train/random.h"

enum { EPOCHS = 20 };
static const float rate = 0.3f, decay = 1e-5f;

typedef struct Lesson {
	float *weights, *squares; // [rows][lanes]
	uint16_t *seen;           // [rows]: pairs that have the feature
} Lesson;

static void step(const Lesson *lesson, const DtLabelledPair *pair) {
	float scores[DT_RANKER_LANES] = {0}, largest = -1e9f, sum = 0;
	const DtPairFeatures *features = &pair->features;
	for (size_t i = 0; i < features->count; i++)
		for (size_t l = 0; l < DT_RANKER_LANES; l++)
			scores[l] +=
				features->items[i].value * lesson->weights[(size_t)features->items[i].row * DT_RANKER_LANES + l];
	scores[(size_t)DT_CATEGORY_RETREAT - 1] = -1e9f;
	for (size_t l = 0; l < DT_RANKER_LANES; l++) largest = fmaxf(largest, scores[l]);
	for (size_t l = 0; l < DT_RANKER_LANES; l++) sum += scores[l] = expf(scores[l] - largest);
	for (size_t l = 0; l < DT_RANKER_LANES; l++) {
		float slope = scores[l] / sum - (l == dt_ranker_lane(pair->category) ? 1.0f : 0.0f);
		if (fabsf(slope) < 0.01f) continue;
		for (size_t i = 0; i < features->count; i++) {
			size_t at = (size_t)features->items[i].row * DT_RANKER_LANES + l;
			if (lesson->seen[features->items[i].row] < 2) continue;
			float change = slope * features->items[i].value + decay * lesson->weights[at];
			lesson->squares[at] += change * change;
			lesson->weights[at] -= rate * change / sqrtf(lesson->squares[at] + 1e-6f);
		}
	}
}

static void write_model(const Lesson *lesson, const char *notes, DtBuffer *out) {
	size_t count = (size_t)DT_RANKER_ROWS * DT_RANKER_LANES;
	uint16_t *halves = dt_alloc(count * sizeof *halves);
	for (size_t i = 0; i < count; i++) halves[i] = dt_half_from_float(lesson->weights[i]);
	DtBuffer head = {0};
	dt_buffer_add_text(&head, "kind: pairs\n");
	dt_buffer_add_text(&head, notes ? notes : "");
	DtModelSection section = {dt_slice_of("weights"), dt_slice((const char *)halves, count * sizeof *halves)};
	dt_model_file_write(out, dt_buffer_slice(&head), &section, 1);
	dt_buffer_clear(&head);
	free(halves);
}

void dt_ranker_learn(const DtLabelledPair *pairs, size_t count, uint32_t leave_out, const char *notes, DtBuffer *out) {
	size_t weights = (size_t)DT_RANKER_ROWS * DT_RANKER_LANES, kept = 0;
	Lesson lesson = {.weights = dt_alloc(weights * sizeof(float)),
	                 .squares = dt_alloc(weights * sizeof(float)),
	                 .seen = dt_alloc(DT_RANKER_ROWS * sizeof(uint16_t))};
	uint32_t *order = dt_alloc((count + 1) * sizeof *order);
	for (size_t i = 0; i < count; i++) {
		if (pairs[i].fold == leave_out) continue;
		order[kept++] = (uint32_t)i;
		for (size_t f = 0; f < pairs[i].features.count; f++) {
			uint16_t *seen = &lesson.seen[pairs[i].features.items[f].row];
			if (*seen < UINT16_MAX) ++*seen;
		}
	}
	DtRandom random = dt_random_of(1);
	for (int epoch = 0; epoch < EPOCHS; epoch++) {
		for (size_t i = kept; i > 1; i--) {
			size_t other = dt_random_below(&random, i);
			uint32_t swapped = order[i - 1];
			order[i - 1] = order[other];
			order[other] = swapped;
		}
		for (size_t i = 0; i < kept; i++) step(&lesson, &pairs[order[i]]);
	}
	write_model(&lesson, notes, out);
	free(order);
	free(lesson.seen);
	free(lesson.squares);
	free(lesson.weights);
}
