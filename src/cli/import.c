// SPDX-License-Identifier: Apache-2.0
// detente import and export: the event tables of others into a record, a record out as a table; dictionaries of an
// older coder into a folder of Detente's.
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/sides.h"
#include "ingest/input.h"
#include "relations/export.h"
#include "store/tables.h"
#include "world/petrarch.h"

// Import

enum { OUTPUT, FORMAT, TABLE };

static const DtOption import_options[] = {
	{"output", 'o', "RECORD", "the record (or folder) to import into; made when absent"},
	{"from", 'f', "FORMAT",
     "gdelt, table, weis, plover, scores, mentions or any (default: by its first\n"
     "lines); for petrarch: actors, agents or discards"},
	{"table", 0, "NAME", "the name its rows are kept under (default: that of the file)"},
	{0},
};

static void report(const char *name, const DtImport *import, DtError *faults) {
	size_t wrong = import->wrong;
	if (isatty(STDERR_FILENO)) fputs("\r\x1b[K", stderr);
	if (wrong) {
		dt_complain("%s: %zu rows cannot be read, the first of them:", name, wrong);
		size_t shown = faults->count < DT_FAULT_ROOM ? faults->count : DT_FAULT_ROOM;
		for (size_t i = 0; i < shown; i++) dt_complain("%s", faults->messages[i]);
	}
	printf("%s: %s, %zu rows: %zu added, %zu known, %zu without a coded side, %zu unreadable\n", name,
	       dt_table_format_name(import->format), import->rows, import->added, import->known, import->nobody, wrong);
}

// A line of progress on standard error, where that is a terminal.
typedef struct Progress {
	DtInput *input;
	struct timespec start;
	bool wanted;
} Progress;

static bool next_line(void *context, size_t limit, DtSlice *line, bool *too_long) {
	Progress *progress = context;
	return dt_input_line(progress->input, limit, line, too_long);
}

static void show_progress(void *context, const DtImport *import) {
	const Progress *progress = context;
	struct timespec now;
	if (!progress->wanted) return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	double seconds =
		(double)(now.tv_sec - progress->start.tv_sec) + (double)(now.tv_nsec - progress->start.tv_nsec) / 1e9;
	fprintf(stderr, "\r%s: %zu rows, %.0f a second ", dt_input_name(progress->input), import->rows,
	        (double)import->rows / (seconds > 0 ? seconds : 1));
}

// Imports a file, or standard input for "-"; returns its exit code.
static int import_file(DtStore *store, const char *path, const char *table, DtTableFormat format) {
	DtImport import = {0};
	DtError faults = {0}, error = {0};
	Progress progress = {.input = dt_input_open(path, &error), .wanted = isatty(STDERR_FILENO)};
	if (!progress.input) {
		dt_complain_error(&error);
		return DT_EXIT_SOME_FAILED;
	}
	clock_gettime(CLOCK_MONOTONIC, &progress.start);
	char *copy = dt_alloc(strlen(path) + 1);
	memcpy(copy, path, strlen(path) + 1);
	DtTableSource source = {.name = dt_input_name(progress.input),
	                        .table = dt_slice_of(table                    ? table
	                                             : strcmp(path, "-") == 0 ? "input"
	                                                                      : basename(copy)),
	                        .format = format,
	                        .next = next_line,
	                        .progress = show_progress,
	                        .context = &progress};
	int code = DT_EXIT_DONE;
	if (!dt_table_import(store, &source, &import, &faults, &error)) {
		code = dt_complain_error(&error);
	} else {
		report(source.name, &import, &faults);
		if (import.wrong) code = DT_EXIT_SOME_FAILED;
		if (dt_input_failed(progress.input, &error)) code = dt_complain_error(&error);
	}
	dt_error_clear(&faults);
	free(copy);
	dt_input_close(progress.input);
	return code;
}

// Dictionaries

static void complain_of_line(void *context, const char *file, size_t line, const char *why) {
	(void)context;
	dt_complain("%s:%zu: %s", file, line, why);
}

// Reads a dictionary; returns its exit code.
static int read_dictionary(DtArena *arena, DtPetrarch *import, const char *path, DtPetrarchKind kind) {
	enum { LARGEST = 256 * 1024 * 1024 };
	DtError error = {0};
	DtSlice content = {0};
	DtInput *input = dt_input_open(path, &error);
	bool read = input && dt_input_all(input, arena, LARGEST, &content, &error);
	dt_input_close(input);
	if (!read) {
		dt_complain_error(&error);
		return DT_EXIT_SOME_FAILED;
	}
	DtPetrarchCount count = dt_petrarch_read(import, path, content, kind);
	printf("%s: %s, %zu lines taken, %zu known already, %zu refused\n", path, dt_petrarch_kind_name(count.kind),
	       count.taken, count.known, count.refused);
	return count.refused ? DT_EXIT_SOME_FAILED : DT_EXIT_DONE;
}

static bool make_folder(const char *path) {
	if (mkdir(path, 0777) == 0 || errno == EEXIST) return true;
	dt_complain("%s: cannot be made: %s", path, strerror(errno));
	return false;
}

static bool write_part(DtArena *arena, const char *folder, const char *name, const DtBuffer *content, DtError *error) {
	const char *head = "# Brought in from dictionaries of PETRARCH by detente import. Format: data/README.md\n";
	if (content->length == 0) return true;
	DtSlice whole = dt_arena_format(arena, "%s\n" DT_SLICE_FORMAT, head, DT_SLICE_ARGS(dt_buffer_slice(content)));
	return dt_file_write(dt_arena_format(arena, "%s/%s", folder, name).data, whole, error);
}

static int write_dictionaries(DtArena *arena, DtPetrarch *import, const char *folder) {
	DtBuffer actors = {0}, roles = {0}, discards = {0};
	DtError error = {0};
	bool made = make_folder(folder) && make_folder(dt_arena_format(arena, "%s/world", folder).data) &&
	            make_folder(dt_arena_format(arena, "%s/lexicon", folder).data);
	dt_petrarch_write(import, &actors, &roles, &discards);
	bool written = made && write_part(arena, folder, "world/petrarch.actors", &actors, &error) &&
	               write_part(arena, folder, "world/petrarch.roles", &roles, &error) &&
	               write_part(arena, folder, "lexicon/petrarch.concepts", &discards, &error);
	dt_buffer_clear(&actors);
	dt_buffer_clear(&roles);
	dt_buffer_clear(&discards);
	if (!made) return DT_EXIT_MACHINE;
	return written ? DT_EXIT_DONE : dt_complain_error(&error);
}

static int import_dictionaries(const DtArguments *arguments) {
	const char *said = arguments->values[FORMAT], *folder = arguments->values[OUTPUT];
	DtPetrarchKind kind = dt_petrarch_kind_find(dt_slice_of(said));
	if (said && kind == DT_PETRARCH_UNKNOWN) {
		dt_complain("--from: there is no dictionary '%s': actors, agents or discards", said);
		return DT_EXIT_USAGE;
	}
	if (!folder || arguments->rest_count < 2) {
		dt_complain("import petrarch wants files, and a folder: detente import petrarch FILE… -o DIR");
		return DT_EXIT_USAGE;
	}
	DtArena *arena = dt_arena_new();
	const char *folders[1];
	DtError error = {0};
	dt_data_folders(arena, NULL, folders, 1);
	DtWorld *world = dt_world_load(folders, 1, &error);
	int code = DT_EXIT_DONE;
	if (world) {
		DtPetrarch *import = dt_petrarch_new(arena, world, complain_of_line, NULL);
		for (int i = 1; i < arguments->rest_count; i++) {
			int one = read_dictionary(arena, import, arguments->rest[i], kind);
			if (one > code) code = one;
		}
		int written = write_dictionaries(arena, import, folder);
		if (written > code) code = written;
	} else {
		code = dt_complain_error(&error);
	}
	dt_world_free(world);
	dt_arena_free(arena);
	return code;
}

// A record that the import made and put nothing into is taken away again.
static void drop_empty(const char *record) {
	DtStoreCounts counts = {0};
	DtStore *store = dt_store_open(record, DT_STORE_READ, NULL);
	bool empty = store && dt_store_counts(store, &counts, NULL) && counts.documents == 0;
	dt_store_close(store);
	if (empty) unlink(record);
}

static int import_files(const DtArguments *arguments, DtTableFormat format) {
	const char *record = arguments->values[OUTPUT];
	DtError error = {0};
	bool is_new = access(record, F_OK) != 0;
	DtStore *store = dt_store_open(record, DT_STORE_WRITE, &error);
	if (!store) return dt_complain_error(&error);
	int code = DT_EXIT_DONE;
	for (int i = 0; i < arguments->rest_count && code != DT_EXIT_MACHINE; i++) {
		int one = import_file(store, arguments->rest[i], arguments->values[TABLE], format);
		if (one > code) code = one;
	}
	dt_store_close(store);
	if (is_new && code != DT_EXIT_DONE) drop_empty(record);
	return code;
}

static int run_import(const DtCommand *command, int argc, char **argv) {
	DtArguments arguments;
	int code = dt_parse_arguments(command, argc, argv, &arguments);
	if (code >= 0) return code;
	if (arguments.rest_count && strcmp(arguments.rest[0], "petrarch") == 0) return import_dictionaries(&arguments);
	DtTableFormat format = DT_TABLE_ANY;
	const char *said = arguments.values[FORMAT], *record = arguments.values[OUTPUT];
	if (said && !dt_table_format_find(dt_slice_of(said), &format)) {
		dt_complain("--from: there is no format '%s': gdelt, table, weis, plover, scores, mentions or any", said);
		return DT_EXIT_USAGE;
	}
	if (!record || arguments.rest_count == 0) {
		dt_complain("import wants files, and a record to keep them in: detente import FILE… -o RECORD");
		return DT_EXIT_USAGE;
	}
	return import_files(&arguments, format);
}

const DtCommand dt_command_import = {
	.name = "import",
	.synopsis = "[OPTION…] FILE… -o RECORD | petrarch FILE… -o DIR",
	.summary = "event tables of others into a record; other dictionaries",
	.text = "Reads GDELT event files and mentions, tables with a header like those of ICEWS and KEDS\n"
			"(CAMEO or WEIS codes), daily scores of pairs, and JSON lines of PLOVER or of Detente,\n"
			"packed or not; '-' is standard input. A row that is in the record already changes\n"
			"nothing: an import that was broken off goes on when it is started again.\n"
			"'import petrarch' reads actor, agent and discard dictionaries of PETRARCH and TABARI into\n"
			"a folder for --data, and names every line that it cannot take.",
	.options = import_options,
	.run = run_import,
};

// Export

enum { ACTOR, RECIPIENT, EITHER, SINCE, UNTIL, CATEGORY, DYADIC, UNIQUE, SHAPE, BY };

static const DtOption export_options[] = {
	{"actor", 0, "WHO", "only what this one did: a code or a name"},
	{"recipient", 0, "WHO", "only what was done to this one"},
	{"either-way", 0, NULL, "also the other way"},
	{"from", 0, "DATE", "from this day on: YYYY, YYYY-MM or YYYY-MM-DD"},
	{"to", 0, "DATE", "up to this day"},
	{"event", 0, "CATEGORY", "only this PLOVER category"},
	{"dyadic", 0, NULL, "a row for every source and target"},
	{"unique", 0, NULL, "a row a happening, however often it is told"},
	{"as", 0, "SHAPE", "events (default), panel (a row for source, target and period) or graphml"},
	{"by", 0, "PERIOD", "of a panel: day, week, month (default), quarter or year"},
	{0},
};

// Codes, or names that the dictionaries know.
static bool read_sides(DtArena *arena, const char *const *values, DtEventQuery *query) {
	DtSideReader reader = {.arena = arena};
	bool done = (!values[ACTOR] || dt_side_read(&reader, values[ACTOR], &query->actor)) &&
	            (!values[RECIPIENT] || dt_side_read(&reader, values[RECIPIENT], &query->recipient));
	dt_world_free(reader.world);
	return done;
}

static bool read_query(const char *const *values, DtEventQuery *query) {
	query->either_way = values[EITHER] != NULL;
	if (!dt_option_days(values[SINCE], values[UNTIL], &query->days)) return false;
	if (!values[CATEGORY]) return true;
	query->category = (uint8_t)dt_category_find(dt_slice_of(values[CATEGORY]));
	if (query->category == DT_CATEGORY_NONE) dt_complain("--event: there is no category '%s'", values[CATEGORY]);
	return query->category != DT_CATEGORY_NONE;
}

static int write_export(const DtArguments *arguments, const DtEventQuery *query, bool panel, bool graph,
                        DtPeriod period) {
	DtError error = {0};
	DtStore *store = dt_store_open(arguments->rest[0], DT_STORE_READ, &error);
	if (!store) return dt_complain_error(&error);
	bool dyadic = arguments->values[DYADIC] != NULL;
	DtTableShape shape = arguments->values[UNIQUE] ? (dyadic ? DT_TABLE_UNIQUE_DYADS : DT_TABLE_HAPPENINGS)
	                                               : (dyadic ? DT_TABLE_DYADS : DT_TABLE_EVENTS);
	bool done = panel   ? dt_export_panel(store, period, query->days, stdout, &error)
	            : graph ? dt_export_graph(store, query->days, stdout, &error)
	                    : dt_table_export(store, query, shape, stdout, "standard output", &error);
	int code = done ? DT_EXIT_DONE : dt_complain_error(&error);
	dt_store_close(store);
	return code;
}

static int run_export(const DtCommand *command, int argc, char **argv) {
	DtArguments arguments;
	int code = dt_parse_arguments(command, argc, argv, &arguments);
	if (code >= 0) return code;
	DtEventQuery query = {0};
	if (!read_query(arguments.values, &query)) return DT_EXIT_USAGE;
	if (arguments.rest_count != 1) {
		dt_complain("export wants a record; see 'detente export --help'");
		return DT_EXIT_USAGE;
	}
	const char *shape_name = arguments.values[SHAPE] ? arguments.values[SHAPE] : "events";
	DtPeriod period = DT_PERIOD_MONTH;
	bool panel = strcmp(shape_name, "panel") == 0, graph = strcmp(shape_name, "graphml") == 0;
	if (!panel && !graph && strcmp(shape_name, "events") != 0) {
		dt_complain("--as: there is no shape '%s': events, panel or graphml", shape_name);
		return DT_EXIT_USAGE;
	}
	if (arguments.values[BY] && (!panel || !dt_period_find(dt_slice_of(arguments.values[BY]), &period))) {
		dt_complain("--by goes with --as panel: day, week, month, quarter or year");
		return DT_EXIT_USAGE;
	}
	DtArena *arena = dt_arena_new();
	code = read_sides(arena, arguments.values, &query) ? write_export(&arguments, &query, panel, graph, period)
	                                                   : DT_EXIT_USAGE;
	dt_arena_free(arena);
	return code;
}

const DtCommand dt_command_export = {
	.name = "export",
	.synopsis = "[OPTION…] RECORD",
	.summary = "a record as a table, a panel or a graph",
	.text = "Writes the events of a record as CSV, oldest first. With --dyadic there is a row for\n"
			"every source and target, as in the tables of ICEWS and GDELT. With --unique what is\n"
			"told several times, in one article or in many, is a row with its numbers of mentions,\n"
			"sources and articles. A panel (--as panel) has the sums of every source and target by\n"
			"period, for R and pandas; --as graphml gives actors and what is between them.",
	.options = export_options,
	.run = run_export,
};
