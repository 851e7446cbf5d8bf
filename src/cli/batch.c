// SPDX-License-Identifier: Apache-2.0
// A round at a time: the main thread reads some documents, all threads code them, the main thread hands them over.
//
//   read  [d0 d1 d2 … dn]      main
//   code   w0 w1 w0 … w1       every thread takes the next one that nobody has
//   take  [d0 d1 d2 … dn]      main, in order
//
// Rounds are bounded in number and in bytes, so that memory does not grow with the length of the run; each slot keeps
// its arena from round to round.
#include "cli/batch.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { ROUND = 128, ROUND_BYTES = 8 * 1024 * 1024, MOST_JOBS = 256 };

typedef struct Slot {
	DtArena *arena;
	DtDocument *document;
} Slot;

typedef struct Batch {
	const DtCoder *coder;
	bool parse_only;
	Slot slots[ROUND];
	size_t count;
	atomic_size_t next;
	pthread_barrier_t start, done;
	bool stopping;
	DtWorker *workers; // [jobs]
	size_t jobs;
	pthread_t threads[MOST_JOBS];
	bool running;
} Batch;

typedef struct ThreadStart {
	Batch *batch;
	DtWorker *worker;
} ThreadStart;

static void work(Batch *batch, DtWorker *worker) {
	for (;;) {
		size_t i = atomic_fetch_add(&batch->next, 1);
		if (i >= batch->count) return;
		if (batch->parse_only)
			dt_worker_parse(worker, batch->slots[i].document);
		else
			dt_worker_code(worker, batch->slots[i].document, NULL);
	}
}

static void *thread_main(void *argument) {
	ThreadStart start = *(ThreadStart *)argument;
	free(argument);
	for (;;) {
		pthread_barrier_wait(&start.batch->start);
		if (start.batch->stopping) return NULL;
		work(start.batch, start.worker);
		pthread_barrier_wait(&start.batch->done);
	}
}

static void start_threads(Batch *batch) {
	if (batch->running || batch->jobs < 2) return;
	pthread_barrier_init(&batch->start, NULL, (unsigned)batch->jobs);
	pthread_barrier_init(&batch->done, NULL, (unsigned)batch->jobs);
	for (size_t i = 1; i < batch->jobs; i++) {
		ThreadStart *start = dt_alloc(sizeof *start);
		dt_worker_init(&batch->workers[i], batch->coder);
		batch->workers[i].timed = true;
		*start = (ThreadStart){batch, &batch->workers[i]};
		if (pthread_create(&batch->threads[i], NULL, thread_main, start) != 0) abort();
	}
	batch->running = true;
}

static void stop_threads(Batch *batch) {
	if (!batch->running) return;
	batch->stopping = true;
	pthread_barrier_wait(&batch->start);
	for (size_t i = 1; i < batch->jobs; i++) pthread_join(batch->threads[i], NULL);
	pthread_barrier_destroy(&batch->start);
	pthread_barrier_destroy(&batch->done);
}

static bool read_round(Batch *batch, DtInputs *inputs) {
	size_t bytes = 0;
	for (batch->count = 0; batch->count < ROUND && bytes < ROUND_BYTES; batch->count++) {
		Slot *slot = &batch->slots[batch->count];
		if (!slot->arena) slot->arena = dt_arena_new();
		dt_arena_reset(slot->arena);
		slot->document = dt_inputs_next(inputs, slot->arena);
		if (!slot->document) break;
		bytes += slot->document->text.length;
	}
	return batch->count > 0;
}

static void code_round(Batch *batch) {
	atomic_store(&batch->next, 0);
	if (batch->count > 1) start_threads(batch);
	if (batch->running) pthread_barrier_wait(&batch->start);
	work(batch, &batch->workers[0]);
	if (batch->running) pthread_barrier_wait(&batch->done);
}

static bool take_round(Batch *batch, DtTakeDocument take, void *context, DtBatchTotals *totals) {
	for (size_t i = 0; i < batch->count; i++) {
		DtDocument *document = batch->slots[i].document;
		totals->documents++;
		totals->sentences += document->sentence_count;
		totals->tokens += document->token_count;
		totals->events += document->event_count;
		totals->bytes += document->text.length;
		if (!take(context, document)) return false;
	}
	return true;
}

bool dt_batch_run(const DtCoder *coder, DtInputs *inputs, size_t jobs, bool parse_only, DtTakeDocument take,
                  void *context, DtBatchTotals *totals) {
	Batch *batch = dt_alloc(sizeof *batch);
	batch->coder = coder;
	batch->parse_only = parse_only;
	batch->jobs = jobs > MOST_JOBS ? MOST_JOBS : jobs < 1 ? 1 : jobs;
	batch->workers = dt_alloc(batch->jobs * sizeof *batch->workers);
	dt_worker_init(&batch->workers[0], coder);
	batch->workers[0].timed = true;
	*totals = (DtBatchTotals){0};
	bool going = true;
	while (going && read_round(batch, inputs)) {
		code_round(batch);
		going = take_round(batch, take, context, totals);
	}
	stop_threads(batch);
	for (size_t i = 0; i < (batch->running ? batch->jobs : 1); i++) {
		for (int stage = 0; stage < DT_STAGE_COUNT; stage++) totals->seconds[stage] += batch->workers[i].seconds[stage];
		dt_worker_clear(&batch->workers[i]);
	}
	for (size_t i = 0; i < ROUND; i++) dt_arena_free(batch->slots[i].arena);
	free(batch->workers);
	free(batch);
	return going;
}
