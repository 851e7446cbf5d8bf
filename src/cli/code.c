// SPDX-License-Identifier: Apache-2.0
// detente code: any input becomes events: a table on a terminal, JSON lines in a pipe, CSV, trees, or a record.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/happenings.h"
#include "cli/table.h"
#include "coding/confidence.h"
#include "ingest/conllu.h"
#include "store/store.h"
#include "store/tables.h"

enum { DATE, FROM, TO, OUTPUT, DATA, MODEL, JOBS, DYADIC, UNIQUE, MINIMUM };

static const DtOption options[] = {
	{"date", 'd', "DAY", "day of publication (YYYY-MM-DD) of what has none"},
	{"from", 'f', "FORMAT", "text, jsonl, conllu, html, feed or auto (default)"},
	{"to", 't', "FORMAT", "table (terminal), jsonl (pipe), csv or conllu"},
	{"output", 'o', "FILE", "keep the events in this record (SQLite)"},
	{"data", 0, "FOLDER", "dictionaries of your own over the shipped ones"},
	{"model", 0, "FILE", "another syntax model"},
	{"jobs", 'j', "NUMBER", "threads (default: one a processor)"},
	{"dyadic", 0, NULL, "with --to csv: a row for every source and target"},
	{"unique", 0, NULL, "with --to csv: a row a happening, however often it is told"},
	{"min-confidence", 0, "NUMBER", "leave out events below it (default: by document; 0: all)"},
	{0},
};

typedef enum Output { OUTPUT_TABLE, OUTPUT_JSONL, OUTPUT_CSV, OUTPUT_CONLLU } Output;

typedef struct Writing {
	Output output;
	DtTableStyle style;
	DtBuffer buffer;
	DtStore *store;
	DtTableShape shape;
	bool unique;       // rows are of happenings, and written at the end
	DtPassing passing; // where they are gathered
	DtArena *arena;    // for the rows of one document
	double minimum;    // below 0: the floors of the shipped weights
	size_t stored;
	DtError error;
	bool progress;
	size_t documents;
} Writing;

// Where the caller marked who is who, every answer is wanted. Returns how many are dropped.
static uint32_t drop_doubtful(DtDocument *document, double minimum) {
	uint32_t kept = 0, count = document->event_count;
	double floor = minimum < 0 ? dt_confidence_floor(document) : minimum;
	if (document->pair_given) return 0;
	for (uint32_t i = 0; i < document->event_count; i++) {
		if ((double)document->events[i].confidence >= floor) document->events[kept++] = document->events[i];
	}
	document->event_count = kept;
	return count - kept;
}

static void write_rows(Writing *writing, const DtDocument *document) {
	if (!writing->arena) writing->arena = dt_arena_new();
	for (uint32_t i = 0; i < document->event_count; i++) {
		DtRecord record = dt_record_of_event(writing->arena, document, &document->events[i]);
		dt_table_write_record(&writing->buffer, &record, writing->shape);
	}
	dt_arena_reset(writing->arena);
}

static void write_document(Writing *writing, const DtDocument *document, uint32_t left_out) {
	switch (writing->output) {
	case OUTPUT_TABLE:
		dt_table_write(&writing->buffer, document, left_out, &writing->style);
		break;
	case OUTPUT_CONLLU:
		dt_conllu_write(&writing->buffer, document);
		break;
	case OUTPUT_CSV:
		if (!writing->unique) write_rows(writing, document);
		break;
	case OUTPUT_JSONL:
		for (uint32_t i = 0; i < document->event_count; i++) {
			dt_event_write_json(&writing->buffer, document, &document->events[i]);
			dt_buffer_add_char(&writing->buffer, '\n');
		}
		break;
	}
}

static bool flush_buffer(Writing *writing) {
	if (writing->buffer.length == 0) return true;
	bool written = fwrite(writing->buffer.data, 1, writing->buffer.length, stdout) == writing->buffer.length;
	dt_buffer_reset(&writing->buffer);
	return written;
}

// A transaction holds many documents; it ends often enough that a kill costs little.
static bool keep(Writing *writing, const DtDocument *document) {
	enum { DOCUMENTS = 256 };
	if (writing->stored % DOCUMENTS == 0) {
		if (writing->stored && !dt_store_commit(writing->store, &writing->error)) return false;
		if (!dt_store_begin(writing->store, &writing->error)) return false;
	}
	writing->stored++;
	return dt_store_put(writing->store, document, &writing->error) != DT_PUT_FAILED;
}

static bool take(void *context, DtDocument *document) {
	Writing *writing = context;
	enum { FLUSH_BYTES = 64 * 1024, PROGRESS_DOCUMENTS = 64 };
	uint32_t left_out = drop_doubtful(document, writing->minimum);
	if (writing->store && !keep(writing, document)) return false;
	if (writing->unique && !dt_passing_put(&writing->passing, document, &writing->error)) return false;
	write_document(writing, document, left_out);
	bool going = writing->buffer.length < FLUSH_BYTES || flush_buffer(writing);
	if (writing->progress && ++writing->documents % PROGRESS_DOCUMENTS == 0)
		fprintf(stderr, "\r%zu documents", writing->documents);
	return going;
}

static bool find_output(const char *name, Output *output) {
	static const char *const names[] = {"table", "jsonl", "csv", "conllu"};
	for (int i = 0; i < 4; i++) {
		if (strcmp(name, names[i]) != 0) continue;
		*output = (Output)i;
		return true;
	}
	dt_complain("--to: there is no format '%s': table, jsonl, csv or conllu", name);
	return false;
}

typedef struct Settings {
	DtFormat format;
	DtDate date;
	long jobs;
} Settings;

static bool read_settings(const DtArguments *arguments, Settings *settings, Writing *writing) {
	const char *const *values = arguments->values;
	writing->output = isatty(STDOUT_FILENO) ? OUTPUT_TABLE : OUTPUT_JSONL;
	settings->jobs = sysconf(_SC_NPROCESSORS_ONLN);
	settings->date = values[DATE] ? dt_date_parse(dt_slice_of(values[DATE])) : DT_DATE_NONE;
	if (values[DATE] && settings->date == DT_DATE_NONE) {
		dt_complain("--date: '%s' is no day; write YYYY-MM-DD", values[DATE]);
		return false;
	}
	if (values[FROM] && !dt_format_find(dt_slice_of(values[FROM]), &settings->format)) {
		dt_complain("--from: there is no format '%s': text, jsonl, conllu, html, feed or auto", values[FROM]);
		return false;
	}
	if (values[TO] && !find_output(values[TO], &writing->output)) return false;
	if (values[JOBS] && !dt_option_number("jobs", values[JOBS], 1, 256, &settings->jobs)) return false;
	if (values[MINIMUM] && (!dt_slice_to_double(dt_slice_of(values[MINIMUM]), &writing->minimum) ||
	                        writing->minimum < 0 || writing->minimum > 1)) {
		dt_complain("--min-confidence wants a number from 0 to 1, not '%s'", values[MINIMUM]);
		return false;
	}
	writing->unique = values[UNIQUE] != NULL;
	if ((values[DYADIC] || writing->unique) && writing->output != OUTPUT_CSV) {
		if (values[TO]) {
			dt_complain("--%s makes rows of a table: it goes with --to csv", values[DYADIC] ? "dyadic" : "unique");
			return false;
		}
		writing->output = OUTPUT_CSV;
	}
	return true;
}

// Opens what is written to, once the coder is there: a coder that cannot load leaves no empty record behind.
static bool open_outputs(const DtArguments *arguments, Writing *writing) {
	writing->style = (DtTableStyle){dt_terminal_width(), dt_wants_colour()};
	writing->progress = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
	bool dyadic = arguments->values[DYADIC] != NULL;
	writing->shape = dyadic ? DT_TABLE_DYADS : DT_TABLE_EVENTS;
	if (writing->unique) writing->shape = dyadic ? DT_TABLE_UNIQUE_DYADS : DT_TABLE_HAPPENINGS;
	if (writing->unique && !dt_passing_open(&writing->passing, &writing->error)) return false;
	if (writing->output == OUTPUT_CSV && !writing->unique) dt_table_write_header(&writing->buffer, writing->shape);
	if (!arguments->values[OUTPUT]) return true;
	writing->store = dt_store_open(arguments->values[OUTPUT], DT_STORE_WRITE, &writing->error);
	if (!writing->store) return false;
	DtArena *arena = dt_arena_new();
	dt_store_set_coder(writing->store, dt_coder_signature(arena, arguments->values[DATA], arguments->values[MODEL]));
	dt_arena_free(arena);
	return true;
}

static int finish(Writing *writing, const DtInputs *inputs, bool done) {
	dt_arena_free(writing->arena);
	bool written = flush_buffer(writing) && fflush(stdout) == 0;
	if (writing->store && writing->stored && !dt_store_commit(writing->store, &writing->error)) done = false;
	dt_store_close(writing->store);
	if (writing->unique && done)
		written &= dt_passing_export(&writing->passing, writing->shape, stdout, &writing->error);
	dt_passing_close(&writing->passing);
	dt_buffer_clear(&writing->buffer);
	if (writing->progress && writing->documents >= 64) fputc('\n', stderr);
	if (dt_error_any(&writing->error)) {
		dt_complain_error(&writing->error);
		return DT_EXIT_MACHINE;
	}
	if (!written || !done) {
		dt_complain("cannot write standard output");
		return DT_EXIT_MACHINE;
	}
	return inputs->faults ? DT_EXIT_SOME_FAILED : DT_EXIT_DONE;
}

static int run(const DtCommand *command, int argc, char **argv) {
	DtArguments arguments;
	int code = dt_parse_arguments(command, argc, argv, &arguments);
	if (code >= 0) return code;
	Settings settings = {.format = DT_FORMAT_AUTO};
	Writing writing = {.minimum = -1};
	if (!read_settings(&arguments, &settings, &writing)) return DT_EXIT_USAGE;
	DtCoder *coder = dt_load_coder(arguments.values[DATA], arguments.values[MODEL], &code);
	if (!coder) return code;
	if (!open_outputs(&arguments, &writing)) {
		dt_passing_close(&writing.passing);
		dt_coder_free(coder);
		return dt_complain_error(&writing.error);
	}
	DtInputs inputs;
	DtBatchTotals totals;
	dt_inputs_open(&inputs, arguments.rest, arguments.rest_count, settings.format, settings.date);
	bool done = dt_batch_run(coder, &inputs, (size_t)settings.jobs, writing.output == OUTPUT_CONLLU && !writing.store,
	                         take, &writing, &totals);
	code = finish(&writing, &inputs, done);
	dt_inputs_close(&inputs);
	dt_coder_free(coder);
	return code;
}

const DtCommand dt_command_code = {
	.name = "code",
	.synopsis = "[OPTION…] [FILE|FOLDER…]",
	.summary = "any input becomes events",
	.text = "Codes articles into events. An input is plain text, JSON lines with\n"
			"{\"id\",\"date\",\"title\",\"text\",\"url\",\"publication\"}, CoNLL-U (trees from elsewhere are\n"
			"kept), HTML, RSS or Atom, compressed or not; a folder means all files below it; no name\n"
			"or '-' means standard input. JSON lines may mark parties with \"actor\":[[start,end],…]\n"
			"and \"recipient\":[[start,end],…]: then the answer is the event that relates that pair.",
	.options = options,
	.run = run,
};
