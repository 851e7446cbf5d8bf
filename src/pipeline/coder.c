// SPDX-License-Identifier: Apache-2.0
// Runs the stages over a document. All state is the coder's, the worker's or the document's.
#include "pipeline/coder.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "dates/times.h"
#include "pipeline/aside.h"
#include "text/split.h"

#ifndef DT_INSTALLED_DATA
#define DT_INSTALLED_DATA "/usr/local/share/detente"
#endif

const char *dt_ranker_path(DtArena *arena, const char *model) {
	const char *slash = strrchr(model, '/');
	return dt_arena_format(arena, "%.*spairs.model", slash ? (int)(slash + 1 - model) : 0, model).data;
}

static bool load_ranker(DtCoder *coder, const char *model, DtError *error) {
	DtArena *arena = dt_arena_new();
	const char *path = dt_ranker_path(arena, model);
	bool there = access(path, R_OK) == 0;
	coder->ranker = there ? dt_ranker_load(path, error) : NULL;
	dt_arena_free(arena);
	return !there || coder->ranker;
}

// What is loaded beside the world, which takes as long as all of this: model, lexicon and ranker, each with its faults.
typedef struct Beside {
	DtCoder *coder;
	const char *const *folders;
	size_t folder_count;
	const char *model;
	DtError model_faults, lexicon_faults, ranker_faults;
	bool ranked;
} Beside;

static void *load_beside(void *given) {
	Beside *beside = given;
	DtCoder *coder = beside->coder;
	coder->syntax = dt_syntax_load(beside->model, &beside->model_faults);
	coder->lexicon = dt_lexicon_load(beside->folders, beside->folder_count, &beside->lexicon_faults);
	beside->ranked = load_ranker(coder, beside->model, &beside->ranker_faults);
	return NULL;
}

DtCoder *dt_coder_load(const char *const *folders, size_t folder_count, const char *model, DtError *error) {
	DtCoder *coder = dt_alloc(sizeof *coder);
	Beside beside = {.coder = coder, .folders = folders, .folder_count = folder_count, .model = model};
	DtError world_faults = {0};
	pthread_t thread;
	bool apart = pthread_create(&thread, NULL, load_beside, &beside) == 0;
	coder->world = dt_world_load(folders, folder_count, &world_faults);
	if (apart)
		pthread_join(thread, NULL);
	else
		load_beside(&beside);
	dt_error_move(error, &beside.model_faults);
	dt_error_move(error, &world_faults);
	dt_error_move(error, &beside.lexicon_faults);
	dt_error_move(error, &beside.ranker_faults);
	if (coder->syntax && coder->world && coder->lexicon && beside.ranked) return coder;
	dt_coder_free(coder);
	return NULL;
}

void dt_coder_free(DtCoder *coder) {
	if (!coder) return;
	dt_syntax_free(coder->syntax);
	dt_world_free(coder->world);
	dt_lexicon_free(coder->lexicon);
	dt_ranker_free(coder->ranker);
	free(coder);
}

void dt_coder_drop_ranker(DtCoder *coder) {
	dt_ranker_free(coder->ranker);
	coder->ranker = NULL;
}

const char *dt_stage_name(DtStage stage) {
	static const char *const names[] = {"text", "syntax", "dates", "coding"};
	return names[stage];
}

void dt_worker_init(DtWorker *worker, const DtCoder *coder) {
	*worker = (DtWorker){.coder = coder, .scratch = dt_syntax_scratch_new(coder->syntax)};
}

void dt_worker_clear(DtWorker *worker) {
	dt_syntax_scratch_free(worker->scratch);
	worker->scratch = NULL;
}

static double seconds_now(const DtWorker *worker) {
	if (!worker->timed) return 0;
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void clock_stage(DtWorker *worker, DtStage stage, double *since) {
	double now = seconds_now(worker);
	worker->seconds[stage] += now - *since;
	*since = now;
}

void dt_worker_parse(DtWorker *worker, DtDocument *document) {
	double since = seconds_now(worker);
	if (document->sentence_count == 0) dt_split_text(document);
	clock_stage(worker, DT_STAGE_TEXT, &since);
	dt_find_times(document);
	clock_stage(worker, DT_STAGE_DATES, &since);
	dt_parse_around_asides(document, worker->coder->syntax, worker->scratch);
	clock_stage(worker, DT_STAGE_SYNTAX, &since);
}

void dt_worker_code(DtWorker *worker, DtDocument *document, DtExplanation *explanation) {
	dt_worker_parse(worker, document);
	double since = seconds_now(worker);
	dt_code(document, worker->coder->world, worker->coder->lexicon, worker->coder->ranker, explanation);
	clock_stage(worker, DT_STAGE_CODING, &since);
}

// ---- where things are ----

static const char *beside_program(DtArena *arena, const char *name) {
	char program[4096];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
	if (length <= 0) return NULL;
	DtSlice folder = dt_slice(program, (size_t)length);
	for (int up = 0; up < 3; up++) {
		while (folder.length > 0 && folder.data[folder.length - 1] != '/') folder.length--;
		if (folder.length == 0) return NULL;
		folder.length--;
		const char *path = dt_arena_format(arena, "%.*s/%s", (int)folder.length, folder.data, name).data;
		if (access(path, R_OK) == 0) return path;
	}
	return NULL;
}

static const char *find_path(DtArena *arena, const char *said, const char *variable, const char *name) {
	if (said) return said;
	const char *path = getenv(variable);
	if (path && *path) return path;
	path = beside_program(arena, name);
	return path ? path : dt_arena_format(arena, "%s/%s", DT_INSTALLED_DATA, name).data;
}

DtPaths dt_find_paths(DtArena *arena, const char *data, const char *model) {
	// "data/world" and not "data": a folder of that name stands in many places
	const char *world = find_path(arena, data, "DETENTE_DATA", "data/world");
	if (!data && dt_slice_ends(dt_slice_of(world), "/data/world"))
		world = dt_arena_format(arena, "%.*s", (int)(strlen(world) - strlen("/world")), world).data;
	return (DtPaths){world, find_path(arena, model, "DETENTE_MODEL", "models/english.model")};
}
