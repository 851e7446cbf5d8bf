// SPDX-License-Identifier: Apache-2.0
// detente train coding: the ranker of marked pairs, from labelled lines; and whether it earns its place.
//
// Every line is coded once by the lexicon alone, which gives the features and the lexicon's answer. Then, for each
// fold, a ranker learned from the other folds answers the lines left out: alone, and together with the lexicon.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/labelled.h"
#include "train/ranker_learn.h"

typedef struct Answer {
	DtCategory said; // by the lexicon
	float confidence;
} Answer;

typedef struct Course {
	DtArena *arena;
	DtWorker worker;
	DtLabelledPair *pairs;
	Answer *answers; // [pair_count]
	size_t pair_count, pair_capacity, answer_count, answer_capacity, unusable;
	uint32_t folds;
} Course;

// YIELD is how some labels call RETREAT and CONCEDE.
static DtCategory category_of(const char *root) {
	return strcmp(root, "YIELD") == 0 ? DT_CATEGORY_CONCEDE : dt_category_find(dt_slice_of(root));
}

static Answer answer_of(const DtDocument *document) {
	Answer answer = {DT_CATEGORY_NONE, 0};
	for (uint32_t i = 0; i < document->event_count; i++) {
		const DtEvent *event = &document->events[i];
		if (answer.said == DT_CATEGORY_NONE || event->confidence > answer.confidence)
			answer = (Answer){(DtCategory)event->category, event->confidence};
	}
	return answer;
}

// Features that outlive the document.
static DtPairFeatures keep(DtArena *arena, const DtPairFeatures *features) {
	DtPairFeatures kept = {DT_NEW_ARRAY(arena, DtPairFeature, features->count), features->count, features->count};
	for (size_t i = 0; i < features->count; i++)
		kept.items[i] = (DtPairFeature){.row = features->items[i].row, .value = features->items[i].value};
	return kept;
}

static void add_line(void *context, DtDocument *document, const char *root) {
	Course *course = context;
	DtExplanation explanation = {0};
	dt_worker_code(&course->worker, document, &explanation);
	DtPairFeatures best = {0};
	int most = 0;
	for (size_t s = 0; s < explanation.count; s++) {
		DtPairFeatures features;
		int sides = dt_pair_features(document->arena, document, &explanation.scenes[s], &features);
		if (sides <= most) continue;
		most = sides;
		best = features;
	}
	DtLabelledPair pair = {keep(course->arena, &best), category_of(root), 0};
	if (most == 0 || pair.category == DT_CATEGORY_NONE) {
		course->unusable++;
		return;
	}
	pair.fold = course->folds ? (uint32_t)(course->pair_count % course->folds) : 0;
	DT_PUSH(course->arena, course->pairs, course->pair_count, course->pair_capacity, pair);
	DT_PUSH(course->arena, course->answers, course->answer_count, course->answer_capacity, answer_of(document));
}

typedef enum Way { LEXICON, WORDS, BOTH, WAYS } Way;

typedef struct Score {
	size_t right, gold[DT_RANKER_LANES], said[DT_RANKER_LANES], correct[DT_RANKER_LANES];
} Score;

static void count(Score *score, DtCategory gold, DtCategory said) {
	score->gold[dt_ranker_lane(gold)]++;
	if (said == DT_CATEGORY_NONE) return;
	score->said[dt_ranker_lane(said)]++;
	if (dt_ranker_lane(gold) != dt_ranker_lane(said)) return;
	score->right++;
	score->correct[dt_ranker_lane(said)]++;
}

static void score_fold(const Course *course, const DtRanker *ranker, uint32_t fold, Score scores[WAYS]) {
	for (size_t i = 0; i < course->pair_count; i++) {
		const DtLabelledPair *pair = &course->pairs[i];
		if (pair->fold != fold) continue;
		float probabilities[DT_RANKER_LANES];
		dt_ranker_score(ranker, &pair->features, probabilities);
		count(&scores[LEXICON], pair->category, course->answers[i].said);
		count(&scores[WORDS], pair->category, dt_ranker_choose(probabilities, DT_CATEGORY_NONE, 0, NULL));
		count(&scores[BOTH], pair->category,
		      dt_ranker_choose(probabilities, course->answers[i].said, course->answers[i].confidence, NULL));
	}
}

static void print_scores(const Course *course, const Score scores[WAYS]) {
	static const char *const names[WAYS] = {"lexicon alone", "words alone", "both"};
	printf("%zu labelled pairs, %zu unusable; %u parts, each left out in turn\n", course->pair_count, course->unusable,
	       course->folds);
	for (int w = 0; w < WAYS; w++) {
		double sum = 0;
		size_t roots = 0;
		for (size_t l = 0; l < DT_RANKER_LANES; l++) {
			if (!scores[w].gold[l]) continue;
			roots++;
			sum += 2.0 * (double)scores[w].correct[l] / (double)(scores[w].gold[l] + scores[w].said[l]);
		}
		printf("%-14s accuracy %.3f  macro-F1 %.3f\n", names[w],
		       (double)scores[w].right / (double)(course->pair_count ? course->pair_count : 1),
		       roots ? sum / (double)roots : 0);
	}
}

static void cross_validate(const Course *course) {
	Score *scores = dt_alloc(WAYS * sizeof *scores);
	DtBuffer model = {0};
	for (uint32_t fold = 0; fold < course->folds; fold++) {
		dt_ranker_learn(course->pairs, course->pair_count, fold, NULL, &model);
		DtRanker *ranker = dt_ranker_read(dt_buffer_slice(&model), "the model in training", NULL);
		score_fold(course, ranker, fold, scores);
		dt_ranker_free(ranker);
	}
	if (course->folds) print_scores(course, scores);
	dt_buffer_clear(&model);
	free(scores);
}

int dt_train_coding(const char *output, const char *notes, uint32_t folds, char **files, int file_count) {
	DtError error = {0};
	int code;
	if (file_count == 0) {
		dt_complain("train coding wants labelled lines");
		return DT_EXIT_USAGE;
	}
	DtCoder *coder = dt_load_coder(NULL, NULL, &code);
	if (!coder) return code;
	dt_coder_drop_ranker(coder);
	Course course = {.arena = dt_arena_new(), .folds = folds};
	dt_worker_init(&course.worker, coder);
	for (int i = 0; i < file_count; i++) dt_labelled_read(files[i], add_line, &course, &error);
	if (!dt_error_any(&error)) {
		DtBuffer model = {0};
		cross_validate(&course);
		dt_ranker_learn(course.pairs, course.pair_count, UINT32_MAX, notes, &model);
		dt_file_write(output, dt_buffer_slice(&model), &error);
		dt_buffer_clear(&model);
	}
	dt_worker_clear(&course.worker);
	dt_arena_free(course.arena);
	dt_coder_free(coder);
	return dt_error_any(&error) ? dt_complain_error(&error) : DT_EXIT_DONE;
}
