// SPDX-License-Identifier: Apache-2.0
// detente train confidence: what each sign of an event is worth, from events that somebody judged.
//
// A judged line is "round document start category verdict …", tabs between: the sentence's first character, "right" or
// another word (docs/precision.tsv). The documents are coded, and a line counts when its sentence still has exactly one
// event of that category. Labelled lines may be learnt from, too, for less: an event between the marked words is right
// there when its category is. Written are the weights; shown is how well they hold: on the rounds left out, and on ten
// parts of the documents, each told from the other nine.
#include "cli/confidence.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "cli/inputs.h"
#include "cli/labelled.h"
#include "coding/signs.h"
#include "train/logistic.h"

// Numbers of what an event shows: signs first, then marks for fitting alone, then traits as they are met.
//
// OLDER marks events judged on an older coder: what has been mended since is missing among their wrong ones, so that
// they would say more than is true; LABELLED those of labelled lines, which are chosen sentences. Their common part
// goes into these, and is left behind.
enum { OLDER = DT_SIGN_COUNT, LABELLED, FIRST_TRAIT, FEWEST = 4 };

typedef struct Verdict {
	DtSlice key, round;
	bool right;
} Verdict;

typedef enum Kept { TO_FIT, APART, TO_FIT_ONLY } Kept; // APART: of a round left out; TO_FIT_ONLY: not shown

typedef struct Judging {
	DtArena *arena;
	DtMap traits;   // name → number
	DtSlice *names; // [number - FIRST_TRAIT]
	uint32_t *seen; // [number - FIRST_TRAIT]: in how many examples
	size_t name_count, name_capacity, seen_capacity;
	double labelled_worth;
	DtWorker *worker;
	Verdict *verdicts;
	size_t verdict_count, verdict_capacity;
	DtMap by_key; // the last verdict on a key counts
	DtJudged *examples;
	uint8_t *kept; // [examples]: Kept
	size_t count, capacity, kept_capacity;
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

static uint32_t trait_number(Judging *judging, DtSlice name) {
	uint32_t number = dt_map_find(&judging->traits, name);
	if (number == DT_MAP_ABSENT) {
		name = dt_arena_copy(judging->arena, name);
		number = (uint32_t)(FIRST_TRAIT + judging->name_count);
		dt_map_set(judging->arena, &judging->traits, name, number);
		size_t count = judging->name_count;
		DT_PUSH(judging->arena, judging->seen, count, judging->seen_capacity, 0);
		DT_PUSH(judging->arena, judging->names, judging->name_count, judging->name_capacity, name);
	}
	judging->seen[number - FIRST_TRAIT]++;
	return number;
}

static void add_example(Judging *judging, const DtDocument *document, const DtEvent *event, bool right, Kept kept,
                        uint32_t mark, double worth) {
	uint32_t *signs = DT_NEW_ARRAY(judging->arena, uint32_t, FIRST_TRAIT + event->trait_count), sign_count = 0;
	for (uint64_t rest = event->signs; rest; rest &= rest - 1) signs[sign_count++] = (uint32_t)__builtin_ctzll(rest);
	if (mark) signs[sign_count++] = mark;
	for (uint32_t i = 0; i < event->trait_count; i++) signs[sign_count++] = trait_number(judging, event->traits[i]);
	DtJudged example = {signs, sign_count, right, worth, (uint32_t)(dt_slice_hash(document->id) >> 32)};
	size_t count = judging->count;
	DT_PUSH(judging->arena, judging->kept, count, judging->kept_capacity, (uint8_t)kept);
	DT_PUSH(judging->arena, judging->examples, judging->count, judging->capacity, example);
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
		uint32_t older = is_one_of(judging->older, verdict->round) ? OLDER : 0;
		Kept kept = is_one_of(judging->held_out, verdict->round) ? APART : older ? TO_FIT_ONLY : TO_FIT;
		add_example(judging, document, event, verdict->right, kept, older, 1);
	}
}

static void take_labelled(void *context, DtDocument *document, const char *root) {
	Judging *judging = context;
	DtGoldPair pair = dt_gold_pair_take(document);
	dt_worker_code(judging->worker, document, NULL);
	for (uint32_t i = 0; i < document->event_count; i++) {
		const DtEvent *event = &document->events[i];
		if (!dt_gold_pair_relates(&pair, event)) continue;
		bool right = strcmp(dt_gold_root(event, root), root) == 0;
		add_example(judging, document, event, right, TO_FIT_ONLY, LABELLED, judging->labelled_worth);
	}
}

// Traits met too seldom to be learnt are forgotten.
static void forget_rare(Judging *judging) {
	for (size_t i = 0; i < judging->count; i++) {
		DtJudged *example = &judging->examples[i];
		uint32_t *signs = (uint32_t *)(uintptr_t)example->signs, kept = 0;
		for (uint32_t k = 0; k < example->sign_count; k++)
			if (signs[k] < FIRST_TRAIT || judging->seen[signs[k] - FIRST_TRAIT] >= FEWEST) signs[kept++] = signs[k];
		example->sign_count = kept;
	}
}

static size_t sign_total(const Judging *judging) { return FIRST_TRAIT + judging->name_count; }

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

// A copy of the examples that are fitted; kept[i] tells which are not shown.
static size_t fitted_of(const Judging *judging, DtJudged *fitted, bool *hidden) {
	size_t count = 0;
	for (size_t i = 0; i < judging->count; i++) {
		if (judging->kept[i] == APART) continue;
		if (hidden) hidden[count] = judging->kept[i] == TO_FIT_ONLY;
		fitted[count++] = judging->examples[i];
	}
	return count;
}

static void show_all(const Judging *judging, double penalty) {
	enum { FOLDS = 10 };
	DtArena *arena = judging->arena;
	DtJudged *fitted = DT_NEW_ARRAY(arena, DtJudged, judging->count + 1);
	DtJudged *apart = DT_NEW_ARRAY(arena, DtJudged, judging->count + 1);
	bool *hidden = DT_NEW_ARRAY(arena, bool, judging->count + 1);
	double *predictions = DT_NEW_ARRAY(arena, double, judging->count + 1);
	double *weights = DT_NEW_ARRAY(arena, double, sign_total(judging));
	size_t fitted_count = fitted_of(judging, fitted, hidden), apart_count = 0, shown = 0;
	dt_logistic_held_out(fitted, fitted_count, sign_total(judging), penalty, FOLDS, predictions);
	for (size_t i = 0; i < fitted_count; i++) {
		if (hidden[i]) continue;
		apart[shown] = fitted[i];
		predictions[shown++] = predictions[i];
	}
	show_reliability("ten parts, each told from the others", apart, predictions, shown);
	for (size_t i = 0; i < judging->count; i++)
		if (judging->kept[i] == APART) apart[apart_count++] = judging->examples[i];
	if (apart_count == 0) return;
	dt_logistic_fit(fitted, fitted_count, sign_total(judging), penalty, weights);
	for (size_t i = 0; i < apart_count; i++) predictions[i] = dt_logistic_predict(weights, &apart[i]);
	show_reliability("rounds left out", apart, predictions, apart_count);
}

typedef struct Weighed {
	DtSlice name;
	double weight;
} Weighed;

static int by_name(const void *a, const void *b) {
	return dt_slice_compare(((const Weighed *)a)->name, ((const Weighed *)b)->name);
}

static void write_weights(Judging *judging, double penalty, DtBuffer *out) {
	DtJudged *fitted = DT_NEW_ARRAY(judging->arena, DtJudged, judging->count + 1);
	double *weights = DT_NEW_ARRAY(judging->arena, double, sign_total(judging));
	size_t count = fitted_of(judging, fitted, NULL), named = 0;
	dt_logistic_fit(fitted, count, sign_total(judging), penalty, weights);
	dt_buffer_format(
		out,
		"# What each sign and trait of an event is worth for its confidence: 1 / (1 + exp(-sum)). Learnt from\n"
		"# %zu events by 'detente train confidence' (docs/precision.md); what they mean:\n"
		"# src/coding/signs.h and traits.h.\n\n",
		count);
	for (int i = 0; i < DT_SIGN_COUNT; i++) dt_buffer_format(out, "%-24s %5.2f\n", dt_sign_name((DtSign)i), weights[i]);
	dt_buffer_add_text(out, "\n");
	Weighed *traits = DT_NEW_ARRAY(judging->arena, Weighed, judging->name_count + 1);
	for (size_t i = 0; i < judging->name_count; i++) {
		double weight = weights[FIRST_TRAIT + i];
		if (weight >= 0.005 || weight <= -0.005) traits[named++] = (Weighed){judging->names[i], weight};
	}
	qsort(traits, named, sizeof *traits, by_name);
	for (size_t i = 0; i < named; i++)
		dt_buffer_format(out, "%-*.*s %5.2f\n", 40, (int)traits[i].name.length, traits[i].name.data, traits[i].weight);
}

int dt_train_confidence(const DtConfidenceTraining *training, char **names, int count) {
	Judging judging = {.arena = dt_arena_new(),
	                   .held_out = training->held_out,
	                   .older = training->older,
	                   .labelled_worth = training->labelled_worth};
	DtError error = {0};
	int code = DT_EXIT_DONE;
	DtCoder *coder = read_verdicts(&judging, names[0], &error) ? dt_load_coder(NULL, NULL, &code) : NULL;
	if (coder) {
		DtWorker worker;
		DtInputs inputs;
		DtArena *arena = dt_arena_new();
		dt_worker_init(&worker, coder);
		judging.worker = &worker;
		dt_inputs_open(&inputs, names + 1, count - 1, DT_FORMAT_AUTO, DT_DATE_NONE);
		for (DtDocument *document; (document = dt_inputs_next(&inputs, arena)) != NULL; dt_arena_reset(arena)) {
			dt_worker_code(&worker, document, NULL);
			take_document(&judging, document);
		}
		if (inputs.faults) code = DT_EXIT_SOME_FAILED;
		dt_inputs_close(&inputs);
		if (training->labelled) dt_labelled_read(training->labelled, take_labelled, &judging, &error);
		dt_worker_clear(&worker);
		dt_arena_free(arena);
		dt_coder_free(coder);
		forget_rare(&judging);
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
