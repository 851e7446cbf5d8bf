// SPDX-License-Identifier: Apache-2.0
// The course of training: read, build the vocabulary, learn the lemmatizer, train the network for some epochs with a
// rate that warms up and then falls along a cosine, write the file.
#include "train/train.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "ingest/conllu.h"
#include "syntax/model.h"
#include "train/corpus.h"
#include "train/evaluate.h"
#include "train/lemma_learn.h"
#include "train/model_write.h"
#include "train/teach.h"
#include "train/vary.h"

enum { FILE_LIMIT = 2000 * 1000 * 1000 };

typedef struct Documents {
	DtDocument **items;
	size_t count;
} Documents;

typedef struct Course {
	const DtTrainOptions *options;
	DtArena *arena;
	DtSyntax *start;
	Documents gold, unlabelled, dev;
	DtVocabulary vocabulary;
	DtLemmaTables lemmas;
	DtCorpus gold_corpus, soft_corpus;
	DtTrainer *trainer;
	DtRandom random;
	uint32_t *order; // sentences of one epoch: gold ones, then SOFT | number
	size_t order_count;
} Course;

#define SOFT 0x80000000u

DtTrainOptions dt_train_defaults(void) {
	return (DtTrainOptions){.width = 112,
	                        .embedding = 64,
	                        .pieces = 2,
	                        .arc = 96,
	                        .relation = 112,
	                        .layers = "cgcg",
	                        .vocabulary_limit = 40000,
	                        .batch_words = 500,
	                        .dropout = -1,
	                        .rate = 2e-3f,
	                        .seed = 1};
}

// Gold trees alone want much dropout and many epochs; beside millions of taught words little and few are right.
static DtTrainOptions settled(const DtTrainOptions *options) {
	DtTrainOptions settled = *options;
	bool taught = options->teacher_count > 0 && options->unlabelled_count > 0;
	if (settled.vocabulary_minimum == 0) settled.vocabulary_minimum = taught ? 3 : 2;
	if (settled.gold_repeats == 0) settled.gold_repeats = taught ? 4 : 1;
	if (settled.epochs == 0) settled.epochs = taught ? 6 : 16;
	if (settled.dropout < 0) settled.dropout = taught ? 0.1f : 0.33f;
	return settled;
}

__attribute__((format(printf, 2, 3))) static void say(const Course *course, const char *format, ...) {
	if (!course->options->progress) return;
	char line[256];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	course->options->progress(course->options->progress_data, line);
}

static bool add_file(Course *course, const char *path, Documents *documents, DtError *error) {
	DtSlice content;
	Documents more;
	if (!dt_file_read(course->arena, path, FILE_LIMIT, &content, error)) return false;
	if (!dt_conllu_read(course->arena, content, path, &more.items, &more.count, error)) return false;
	DtDocument **all = DT_NEW_ARRAY(course->arena, DtDocument *, documents->count + more.count);
	if (documents->count > 0) memcpy(all, documents->items, documents->count * sizeof *all);
	if (more.count > 0) memcpy(all + documents->count, more.items, more.count * sizeof *all);
	*documents = (Documents){all, documents->count + more.count};
	return true;
}

static bool read_files(Course *course, const char *const *paths, size_t count, Documents *documents, DtError *error) {
	for (size_t i = 0; i < count; i++)
		if (!add_file(course, paths[i], documents, error)) return false;
	return true;
}

static bool read_everything(Course *course, DtError *error) {
	const DtTrainOptions *options = course->options;
	if (options->treebank_count == 0) {
		dt_error_add(error, DT_FAULT_USAGE, NULL, 0, 0, "training needs a treebank");
		return false;
	}
	return read_files(course, options->treebanks, options->treebank_count, &course->gold, error) &&
	       read_files(course, options->unlabelled, options->unlabelled_count, &course->unlabelled, error) &&
	       (!options->dev || add_file(course, options->dev, &course->dev, error));
}

static void build_vocabulary(Course *course) {
	const DtTrainOptions *options = course->options;
	size_t count = course->gold.count + course->unlabelled.count;
	DtDocument **all = DT_NEW_ARRAY(course->arena, DtDocument *, count);
	memcpy(all, course->gold.items, course->gold.count * sizeof *all);
	if (course->unlabelled.count > 0)
		memcpy(all + course->gold.count, course->unlabelled.items, course->unlabelled.count * sizeof *all);
	course->vocabulary =
		course->start
			? dt_vocabulary_of(course->arena, course->start->vocabulary, course->start->network.shape.rows, all, count)
			: dt_vocabulary_build(course->arena, all, count, options->vocabulary_minimum, options->vocabulary_limit);
}

static bool build_corpora(Course *course, DtError *error) {
	const DtTrainOptions *options = course->options;
	for (size_t i = 0; i < course->gold.count; i++)
		dt_corpus_add(&course->gold_corpus, &course->vocabulary, course->gold.items[i]);
	for (size_t i = 0; i < course->gold.count; i++) {
		const DtDocument *gold = course->gold.items[i];
		dt_corpus_add(&course->gold_corpus, &course->vocabulary, dt_vary_numbers(course->arena, gold, &course->random));
		dt_corpus_add(&course->gold_corpus, &course->vocabulary,
		              dt_vary_headlines(course->arena, gold, &course->random));
	}
	if (options->teacher_count > 0 && options->unlabelled_count > 0 &&
	    !dt_teach(&course->soft_corpus, &course->vocabulary, course->unlabelled.items, course->unlabelled.count,
	              options->teachers, options->teacher_count, error))
		return false;
	dt_corpus_find_names(&course->gold_corpus);
	dt_corpus_find_names(&course->soft_corpus);
	size_t gold = course->gold_corpus.sentence_count * options->gold_repeats;
	course->order_count = gold + course->soft_corpus.sentence_count;
	course->order = DT_NEW_ARRAY(course->arena, uint32_t, course->order_count);
	for (size_t i = 0; i < gold; i++) course->order[i] = (uint32_t)(i % course->gold_corpus.sentence_count);
	for (size_t i = gold; i < course->order_count; i++) course->order[i] = SOFT | (uint32_t)(i - gold);
	say(course, "%zu gold words, %zu taught words, %u forms", course->gold_corpus.word_count,
	    course->soft_corpus.word_count, course->vocabulary.rows[DT_WORD_FORM]);
	return true;
}

static void take_weights(DtTrainer *trainer, const DtSyntax *start) {
	const DtPlaces *places = &start->network.places;
	float *embeddings = dt_trainer_embeddings(trainer);
	memcpy(dt_trainer_dense(trainer), start->network.dense, places->count * sizeof(float));
	for (size_t i = 0; i < places->row_count * start->network.shape.embedding; i++)
		embeddings[i] = dt_half_to_float(start->embeddings[i]);
}

static bool make_trainer(Course *course, DtError *error) {
	const DtTrainOptions *options = course->options;
	DtTrainerOptions trainer = {.shape = {.width = options->width,
	                                      .embedding = options->embedding,
	                                      .pieces = options->pieces,
	                                      .arc = options->arc,
	                                      .relation = options->relation},
	                            .seed = options->seed,
	                            .layer_dropout = options->dropout,
	                            .head_dropout = options->dropout,
	                            .row_limit = options->batch_words + 2 * DT_SENTENCE_MAX_TOKENS};
	snprintf(trainer.shape.layers, sizeof trainer.shape.layers, "%s", options->layers);
	memcpy(trainer.shape.rows, course->vocabulary.rows, sizeof trainer.shape.rows);
	if (course->start) trainer.shape = course->start->network.shape;
	course->trainer = dt_trainer_new(&trainer);
	if (course->trainer && course->start) take_weights(course->trainer, course->start);
	if (!course->trainer)
		dt_error_add(error, DT_FAULT_USAGE, NULL, 0, 0,
		             "widths are multiples of 16 up to 512, pieces 1 to 4, layers up to 8 letters c and g");
	return course->trainer != NULL;
}

static void shuffle(Course *course) {
	for (size_t i = course->order_count; i > 1; i--) {
		size_t other = dt_random_below(&course->random, i);
		uint32_t swapped = course->order[i - 1];
		course->order[i - 1] = course->order[other];
		course->order[other] = swapped;
	}
}

static float rate_at(const DtTrainOptions *options, double done) {
	double warm = 0.03;
	if (done < warm) return options->rate * (float)(done / warm);
	return options->rate * (float)(0.5 * (1 + cos(3.14159265358979 * (done - warm) / (1 - warm)))) + 1e-6f;
}

// One pass over the order; returns the mean loss a batch.
static double run_epoch(Course *course, unsigned epoch) {
	static const DtNoise noise = {
		.name = 0.15f, .unknown = 0.4f, .upper = 0.03f, .title = 0.03f, .lower = 0.02f, .clip = 0.08f};
	const DtTrainOptions *options = course->options;
	size_t room = options->batch_words + 2 * DT_SENTENCE_MAX_TOKENS, batches = 0;
	uint32_t(*features)[DT_WORD_FEATURES] = dt_alloc(room * sizeof *features);
	DtExample *examples = dt_alloc(room * sizeof *examples);
	double loss = 0;
	shuffle(course);
	for (size_t at = 0; at < course->order_count;) {
		double done = (epoch + (double)at / (double)course->order_count) / options->epochs;
		size_t words = 0, count = 0;
		while (at < course->order_count && words + count < options->batch_words) {
			uint32_t which = course->order[at++];
			const DtCorpus *corpus = which & SOFT ? &course->soft_corpus : &course->gold_corpus;
			dt_corpus_draw(corpus, &course->vocabulary, which & ~SOFT, &noise, &course->random, features + words,
			               &examples[count]);
			words += examples[count++].count;
		}
		loss += (double)dt_trainer_step(course->trainer, examples, count, rate_at(options, done));
		batches++;
	}
	free(features);
	free(examples);
	return batches ? loss / (double)batches : 0;
}

static void write_model(Course *course, DtBuffer *out, const char *scores) {
	dt_model_write(out, course->trainer, &course->vocabulary, &course->lemmas, course->gold.items, course->gold.count,
	               course->options->notes, scores);
}

static void score_dev(Course *course, DtBuffer *model, DtScores *scores) {
	*scores = (DtScores){0};
	if (course->dev.count == 0) return;
	DtSyntax *syntax = dt_syntax_read(dt_buffer_slice(model), "the model in training", NULL);
	if (!syntax) return;
	dt_evaluate_documents(course->dev.items, course->dev.count, syntax, false, scores, NULL);
	dt_syntax_free(syntax);
}

static bool run_course(Course *course, DtError *error) {
	DtBuffer model = {0};
	char text[256] = "";
	for (unsigned epoch = 0; epoch < course->options->epochs; epoch++) {
		double loss = run_epoch(course, epoch);
		bool last = epoch + 1 == course->options->epochs;
		if (!last && epoch % 4 != 3) {
			say(course, "epoch %u: loss %.4f", epoch + 1, loss);
			continue;
		}
		DtScores scores;
		write_model(course, &model, "");
		score_dev(course, &model, &scores);
		snprintf(text, sizeof text, "UPOS %.2f XPOS %.2f lemma %.2f UAS %.2f LAS %.2f CLAS %.2f",
		         dt_score_f1(scores.upos), dt_score_f1(scores.xpos), dt_score_f1(scores.lemmas),
		         dt_score_f1(scores.uas), dt_score_f1(scores.las), dt_score_f1(scores.clas));
		say(course, "epoch %u: loss %.4f; %s", epoch + 1, loss, text);
	}
	char line[300] = "";
	if (course->dev.count > 0) snprintf(line, sizeof line, "scores-dev: %s\n", text);
	write_model(course, &model, line);
	bool written = dt_file_write(course->options->output, dt_buffer_slice(&model), error);
	dt_buffer_clear(&model);
	return written;
}

bool dt_train_syntax(const DtTrainOptions *options, DtError *error) {
	DtTrainOptions all = settled(options);
	Course course = {.options = &all, .arena = dt_arena_new(), .random = dt_random_of(all.seed ^ 0xD7)};
	bool done = !all.start || (course.start = dt_syntax_load(all.start, error));
	done = done && read_everything(&course, error);
	if (done) {
		build_vocabulary(&course);
		done = build_corpora(&course, error) && make_trainer(&course, error);
	}
	if (done) {
		size_t silver = options->teacher_count > 0 ? course.unlabelled.count : 0;
		course.lemmas =
			dt_lemma_learn(course.arena, course.gold.items, course.gold.count, course.unlabelled.items, silver);
		done = run_course(&course, error);
	}
	dt_trainer_free(course.trainer);
	dt_syntax_free(course.start);
	dt_corpus_clear(&course.gold_corpus);
	dt_corpus_clear(&course.soft_corpus);
	dt_arena_free(course.arena);
	return done;
}
