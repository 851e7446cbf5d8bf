// SPDX-License-Identifier: Apache-2.0
// detente train confidence: what each sign of an event is worth, from events that somebody judged.
//
// A judged line is "round document start category verdict …", tabs between: the sentence's first character, "right" or
// another word (docs/precision.tsv). The documents are coded, and a line counts when its sentence still has exactly one
// event of that category. Written are the weights; shown is how well they hold: on the rounds left out, and on five
// parts of the documents, each told from the other four.
#include "cli/confidence.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "cli/inputs.h"
#include "coding/signs.h"
#include "train/logistic.h"

// A sign for fitting alone: of events judged on an older coder. What has been mended since is missing among their wrong
// ones, so that they would say more than is true; their common part goes into this, and is left behind.
enum { OLDER = DT_SIGN_COUNT, SIGNS };

typedef struct Verdict {
	DtSlice key, round;
	bool right;
} Verdict;

typedef struct Judging {
	DtArena *arena;
	Verdict *verdicts;
	size_t verdict_count, verdict_capacity;
	DtMap by_key; // the last verdict on a key counts
	DtJudged *examples;
	bool *kept_apart; // [examples]: of a round that is left out of fitting
	size_t count, capacity, apart_capacity;
	const char *held_out, *older; // rounds, ',' between
} Judging;

static DtSlice key_of(DtArena *arena, DtSlice document, size_t start, DtSlice category) {
	return dt_arena_format(arena, DT_SLICE_FORMAT "\t%zu\t" DT_SLICE_FORMAT, DT_SLICE_ARGS(document), start,
	                       DT_SLICE_ARGS(category));
}

static bool read_verdicts(Judging *judging, const char *path, DtError *error) {
	enum { LARGEST = 256 * 1024 * 1024, FIELDS = 5 };
	DtSlice content, line;
	if (!dt_file_read(judging->arena, path, LARGEST, &content, error)) return false;
	for (size_t number = 1; dt_slice_split(&content, '\n', &line); number++) {
		DtSlice fields[FIELDS];
		long start;
		size_t count = 0;
		while (count < FIELDS && dt_slice_split(&line, '\t', &fields[count])) count++;
		if (count == 0 || fields[0].length == 0 || (number == 1 && dt_slice_is(fields[0], "round"))) continue;
		if (count < FIELDS || !dt_slice_to_int(fields[2], &start)) {
			dt_error_add(error, DT_FAULT_INPUT, path, number, 0,
			             "expected round, document, start, category and verdict, tabs between");
			return false;
		}
		DtSlice key = key_of(judging->arena, fields[1], (size_t)start, fields[3]);
		dt_map_set(judging->arena, &judging->by_key, key, (uint32_t)judging->verdict_count);
		DT_PUSH(judging->arena, judging->verdicts, judging->verdict_count, judging->verdict_capacity,
		        ((Verdict){key, fields[0], dt_slice_is(fields[4], "right")}));
	}
	return true;
}

static bool is_one_of(const char *rounds, DtSlice round) {
	DtSlice rest = dt_slice_of(rounds ? rounds : ""), item;
	while (dt_slice_split(&rest, ',', &item)) {
		if (item.length && dt_slice_equal(item, round)) return true;
	}
	return false;
}

static size_t start_of(const DtDocument *document, const DtEvent *event) {
	return dt_document_character(document, document->sentences[event->sentence].span.start);
}

// A title and the sentence after it both start at 0: there, too, only an event without a double tells which was judged.
static void take_document(Judging *judging, const DtDocument *document) {
	for (uint32_t i = 0; i < document->event_count; i++) {
		const DtEvent *event = &document->events[i];
		size_t start = start_of(document, event);
		DtSlice category = dt_slice_of(dt_category_name((DtCategory)event->category));
		bool only = true;
		for (uint32_t k = 0; k < document->event_count; k++) {
			const DtEvent *other = &document->events[k];
			only &= k == i || other->category != event->category || start_of(document, other) != start;
		}
		uint32_t number = dt_map_find(&judging->by_key, key_of(judging->arena, document->id, start, category));
		if (!only || number == DT_MAP_ABSENT) continue;
		const Verdict *verdict = &judging->verdicts[number];
		bool apart = is_one_of(judging->held_out, verdict->round);
		uint64_t older = is_one_of(judging->older, verdict->round) ? (uint64_t)1 << OLDER : 0;
		DtJudged example = {event->signs | older, verdict->right, (uint32_t)(dt_slice_hash(document->id) >> 32)};
		size_t count = judging->count;
		DT_PUSH(judging->arena, judging->kept_apart, count, judging->apart_capacity, apart);
		DT_PUSH(judging->arena, judging->examples, judging->count, judging->capacity, example);
	}
}

// ---- how well it holds ----

typedef struct Bin {
	size_t count, right;
	double sum;
} Bin;

static double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

// Where predictions say so much, how many are right; and what a floor there would keep.
static void show_reliability(const char *title, const DtJudged *examples, const double *predictions, size_t count) {
	enum { BINS = 10 };
	Bin bins[BINS] = {0}, all = {0};
	for (size_t i = 0; i < count; i++) {
		int n = (int)(predictions[i] * BINS);
		Bin *bin = &bins[n < BINS ? n : BINS - 1];
		bin->count++;
		bin->right += examples[i].right;
		bin->sum += predictions[i];
		all.count++;
		all.right += examples[i].right;
	}
	printf("%s: %zu events, %zu right\n", title, all.count, all.right);
	printf("confidence   events  mean said  right   at or above: events  right  of all right\n");
	for (int n = 0; n < BINS; n++) {
		Bin above = {0};
		for (int k = n; k < BINS; k++) {
			above.count += bins[k].count;
			above.right += bins[k].right;
		}
		if (above.count == 0) break;
		printf("%.1f to %.1f   %6zu       %.2f   %.2f   %20zu   %.2f          %.2f\n", (double)n / BINS,
		       (double)(n + 1) / BINS, bins[n].count, share(bins[n].sum, (double)bins[n].count),
		       share((double)bins[n].right, (double)bins[n].count), above.count,
		       share((double)above.right, (double)above.count), share((double)above.right, (double)all.right));
	}
}

static void show_all(const Judging *judging, double penalty) {
	enum { FOLDS = 5 };
	DtArena *arena = judging->arena;
	DtJudged *fitted = DT_NEW_ARRAY(arena, DtJudged, judging->count + 1);
	DtJudged *apart = DT_NEW_ARRAY(arena, DtJudged, judging->count + 1);
	double *predictions = DT_NEW_ARRAY(arena, double, judging->count + 1), weights[SIGNS];
	size_t fitted_count = 0, apart_count = 0;
	for (size_t i = 0; i < judging->count; i++) {
		if (judging->kept_apart[i])
			apart[apart_count++] = judging->examples[i];
		else
			fitted[fitted_count++] = judging->examples[i];
	}
	dt_logistic_held_out(fitted, fitted_count, SIGNS, penalty, FOLDS, predictions);
	show_reliability("five parts, each told from the others", fitted, predictions, fitted_count);
	if (apart_count == 0) return;
	dt_logistic_fit(fitted, fitted_count, SIGNS, penalty, weights);
	for (size_t i = 0; i < apart_count; i++) predictions[i] = dt_logistic_predict(weights, apart[i].signs);
	show_reliability("rounds left out", apart, predictions, apart_count);
}

static void write_weights(Judging *judging, double penalty, DtBuffer *out) {
	double weights[SIGNS];
	DtJudged *fitted = DT_NEW_ARRAY(judging->arena, DtJudged, judging->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < judging->count; i++) {
		if (!judging->kept_apart[i]) fitted[count++] = judging->examples[i];
	}
	dt_logistic_fit(fitted, count, SIGNS, penalty, weights);
	dt_buffer_format(
		out,
		"# What each sign of an event is worth for its confidence: 1 / (1 + exp(-sum)). Learnt from %zu judged\n"
		"# events by 'detente train confidence' (docs/precision.md); what the signs mean: src/coding/signs.h.\n\n",
		count);
	for (int i = 0; i < DT_SIGN_COUNT; i++) dt_buffer_format(out, "%-24s %5.2f\n", dt_sign_name((DtSign)i), weights[i]);
}

int dt_train_confidence(const DtConfidenceTraining *training, char **names, int count) {
	Judging judging = {.arena = dt_arena_new(), .held_out = training->held_out, .older = training->older};
	DtError error = {0};
	int code = DT_EXIT_DONE;
	DtCoder *coder = read_verdicts(&judging, names[0], &error) ? dt_load_coder(NULL, NULL, &code) : NULL;
	if (coder) {
		DtWorker worker;
		DtInputs inputs;
		DtArena *arena = dt_arena_new();
		dt_worker_init(&worker, coder);
		dt_inputs_open(&inputs, names + 1, count - 1, DT_FORMAT_AUTO, DT_DATE_NONE);
		for (DtDocument *document; (document = dt_inputs_next(&inputs, arena)) != NULL; dt_arena_reset(arena)) {
			dt_worker_code(&worker, document, NULL);
			take_document(&judging, document);
		}
		if (inputs.faults) code = DT_EXIT_SOME_FAILED;
		dt_inputs_close(&inputs);
		dt_worker_clear(&worker);
		dt_arena_free(arena);
		dt_coder_free(coder);
		DtBuffer out = {0};
		write_weights(&judging, training->penalty, &out);
		show_all(&judging, training->penalty);
		if (!dt_file_write(training->output, dt_buffer_slice(&out), &error)) code = DT_EXIT_MACHINE;
		dt_buffer_clear(&out);
	}
	if (dt_error_any(&error)) code = dt_complain_error(&error);
	dt_arena_free(judging.arena);
	return code;
}
