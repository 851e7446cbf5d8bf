// SPDX-License-Identifier: Apache-2.0
// What each stage costs, on one thread: reading, text, syntax, dates, coding, writing; and what loading costs.
//
//   bench-stages FILE…      one "name value" a line, seconds and counts; bench/run.sh makes a table of them
//
// The inputs are gone through several times in one process, and the pass that took least is told: what else the
// machine does only ever adds. The first pass also warms the cache of words, as a long run does.
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "cli/inputs.h"
#include "document/event.h"
#include "pipeline/coder.h"

enum { PASSES = 5 };

typedef struct Pass {
	double read, stages[DT_STAGE_COUNT], write;
	size_t documents, sentences, tokens, events, bytes;
} Pass;

static double seconds_now(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double clock_since(double *since) {
	double now = seconds_now(), spent = now - *since;
	*since = now;
	return spent;
}

static DtCoder load(DtArena *arena, DtError *error) {
	DtPaths paths = dt_find_paths(arena, NULL, NULL);
	DtCoder coder = {0};
	double since = seconds_now();
	coder.syntax = dt_syntax_load(paths.model, error);
	printf("load-model %.6f\n", clock_since(&since));
	coder.world = dt_world_load(&paths.data, 1, error);
	printf("load-world %.6f\n", clock_since(&since));
	coder.lexicon = dt_lexicon_load(&paths.data, 1, error);
	printf("load-lexicon %.6f\n", clock_since(&since));
	return coder;
}

static void count(Pass *pass, const DtDocument *document) {
	pass->documents++;
	pass->sentences += document->sentence_count;
	pass->tokens += document->token_count;
	pass->events += document->event_count;
	pass->bytes += document->text.length;
}

static Pass run_pass(DtWorker *worker, char **names, int name_count) {
	Pass pass = {0};
	DtInputs inputs;
	DtArena *arena = dt_arena_new();
	DtBuffer out = {0};
	memset(worker->seconds, 0, sizeof worker->seconds);
	dt_inputs_open(&inputs, names, name_count, DT_FORMAT_AUTO, DT_DATE_NONE);
	for (double since = seconds_now();; dt_arena_reset(arena)) {
		DtDocument *document = dt_inputs_next(&inputs, arena);
		pass.read += clock_since(&since);
		if (!document) break;
		dt_worker_code(worker, document, NULL);
		clock_since(&since);
		for (uint32_t i = 0; i < document->event_count; i++) dt_event_write_json(&out, document, &document->events[i]);
		dt_buffer_reset(&out);
		count(&pass, document);
		pass.write += clock_since(&since);
	}
	memcpy(pass.stages, worker->seconds, sizeof pass.stages);
	dt_buffer_clear(&out);
	dt_arena_free(arena);
	dt_inputs_close(&inputs);
	return pass;
}

static double total(const Pass *pass) {
	double sum = pass->read + pass->write;
	for (int i = 0; i < DT_STAGE_COUNT; i++) sum += pass->stages[i];
	return sum;
}

static void print_pass(const Pass *pass) {
	printf("documents %zu\nsentences %zu\ntokens %zu\nevents %zu\nbytes %zu\n", pass->documents, pass->sentences,
	       pass->tokens, pass->events, pass->bytes);
	printf("stage-read %.6f\n", pass->read);
	for (int i = 0; i < DT_STAGE_COUNT; i++) printf("stage-%s %.6f\n", dt_stage_name((DtStage)i), pass->stages[i]);
	printf("stage-write %.6f\n", pass->write);
}

int main(int argc, char **argv) {
	if (argc < 2) {
		fprintf(stderr, "usage: bench-stages FILE…\n");
		return 2;
	}
	DtArena *arena = dt_arena_new();
	DtError error = {0};
	DtCoder coder = load(arena, &error);
	if (dt_error_any(&error)) {
		fprintf(stderr, "bench-stages: %s\n", dt_error_text(&error));
		return 3;
	}
	DtWorker worker;
	dt_worker_init(&worker, &coder);
	worker.timed = true;
	Pass best = {0};
	for (int i = 0; i < PASSES; i++) {
		Pass pass = run_pass(&worker, argv + 1, argc - 1);
		if (i == 0 || total(&pass) < total(&best)) best = pass;
	}
	print_pass(&best);
	dt_worker_clear(&worker);
	dt_lexicon_free(coder.lexicon);
	dt_world_free(coder.world);
	dt_syntax_free(coder.syntax);
	dt_arena_free(arena);
	return best.documents ? 0 : 1;
}
