// SPDX-License-Identifier: Apache-2.0
// detente import and export: the event tables of others into a record, a record out as a table.
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"
#include "store/tables.h"

// Import

enum { OUTPUT, FORMAT, TABLE };

static const DtOption import_options[] = {
	{"output", 'o', "RECORD", "the record to import into (SQLite); made when absent"},
	{"from", 'f', "FORMAT", "gdelt, table, weis, plover or any (default: told by its first lines)"},
	{"table", 0, "NAME", "the name its rows are kept under (default: that of the file)"},
	{0},
};

static void report(const char *name, const DtImport *import, DtError *faults) {
	size_t wrong = import->wrong;
	if (wrong) {
		dt_complain("%s: %zu rows cannot be read, the first of them:", name, wrong);
		size_t shown = faults->count < DT_FAULT_ROOM ? faults->count : DT_FAULT_ROOM;
		for (size_t i = 0; i < shown; i++) dt_complain("%s", faults->messages[i]);
	}
	printf("%s: %s, %zu rows: %zu added, %zu known, %zu without a coded side, %zu unreadable\n", name,
	       dt_table_format_name(import->format), import->rows, import->added, import->known, import->nobody, wrong);
}

// Imports a file, or standard input for "-"; returns its exit code.
static int import_file(DtStore *store, const char *path, const char *table, DtTableFormat format) {
	bool is_input = strcmp(path, "-") == 0;
	FILE *input = is_input ? stdin : fopen(path, "rb");
	if (!input) {
		dt_complain("%s: cannot be opened: %s", path, strerror(errno));
		return DT_EXIT_SOME_FAILED;
	}
	DtImport import = {0};
	DtError faults = {0}, error = {0};
	char *copy = dt_alloc(strlen(path) + 1);
	memcpy(copy, path, strlen(path) + 1);
	const char *name = is_input ? "standard input" : path;
	DtSlice kept = dt_slice_of(table ? table : is_input ? "input" : basename(copy));
	int code = DT_EXIT_DONE;
	if (dt_table_import(store, input, name, kept, format, &import, &faults, &error)) {
		report(name, &import, &faults);
		if (import.wrong) code = DT_EXIT_SOME_FAILED;
	} else {
		code = dt_complain_error(&error);
	}
	dt_error_clear(&faults);
	free(copy);
	if (!is_input) fclose(input);
	return code;
}

static int run_import(const DtCommand *command, int argc, char **argv) {
	DtArguments arguments;
	int code = dt_parse_arguments(command, argc, argv, &arguments);
	if (code >= 0) return code;
	DtTableFormat format = DT_TABLE_ANY;
	const char *said = arguments.values[FORMAT], *record = arguments.values[OUTPUT];
	if (said && !dt_table_format_find(dt_slice_of(said), &format)) {
		dt_complain("--from: there is no format '%s': gdelt, table, weis, plover or any", said);
		return DT_EXIT_USAGE;
	}
	if (!record || arguments.rest_count == 0) {
		dt_complain("import wants files, and a record to keep them in: detente import FILE… -o RECORD");
		return DT_EXIT_USAGE;
	}
	DtError error = {0};
	DtStore *store = dt_store_open(record, DT_STORE_WRITE, &error);
	if (!store) return dt_complain_error(&error);
	code = DT_EXIT_DONE;
	for (int i = 0; i < arguments.rest_count && code != DT_EXIT_MACHINE; i++) {
		int one = import_file(store, arguments.rest[i], arguments.values[TABLE], format);
		if (one > code) code = one;
	}
	dt_store_close(store);
	return code;
}

const DtCommand dt_command_import = {
	.name = "import",
	.synopsis = "[OPTION…] FILE… -o RECORD",
	.summary = "event tables of others into a record",
	.text = "Reads GDELT event files, tables with a header like those of ICEWS and KEDS (CAMEO or\n"
			"WEIS codes), and JSON lines of PLOVER or of Detente; '-' is standard input. A row that\n"
			"is in the record already changes nothing, so a file may be imported again.",
	.options = import_options,
	.run = run_import,
};

// Export

enum { ACTOR, RECIPIENT, EITHER, SINCE, UNTIL, CATEGORY, DYADIC };

static const DtOption export_options[] = {
	{"actor", 0, "CODE", "only what this one did"},
	{"recipient", 0, "CODE", "only what was done to this one"},
	{"either-way", 0, NULL, "also the other way"},
	{"from", 0, "DATE", "from this day on: YYYY, YYYY-MM or YYYY-MM-DD"},
	{"to", 0, "DATE", "up to this day"},
	{"event", 0, "CATEGORY", "only this PLOVER category"},
	{"dyadic", 0, NULL, "a row for every source and target"},
	{0},
};

static bool read_query(const char *const *values, DtEventQuery *query) {
	query->actor = dt_slice_of(values[ACTOR]);
	query->recipient = dt_slice_of(values[RECIPIENT]);
	query->either_way = values[EITHER] != NULL;
	if (!dt_option_days(values[SINCE], values[UNTIL], &query->days)) return false;
	if (!values[CATEGORY]) return true;
	query->category = (uint8_t)dt_category_find(dt_slice_of(values[CATEGORY]));
	if (query->category == DT_CATEGORY_NONE) dt_complain("--event: there is no category '%s'", values[CATEGORY]);
	return query->category != DT_CATEGORY_NONE;
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
	DtError error = {0};
	DtStore *store = dt_store_open(arguments.rest[0], DT_STORE_READ, &error);
	if (!store) return dt_complain_error(&error);
	DtTableShape shape = arguments.values[DYADIC] ? DT_TABLE_DYADS : DT_TABLE_EVENTS;
	code = DT_EXIT_DONE;
	if (!dt_table_export(store, &query, shape, stdout, "standard output", &error)) code = dt_complain_error(&error);
	dt_store_close(store);
	return code;
}

const DtCommand dt_command_export = {
	.name = "export",
	.synopsis = "[OPTION…] RECORD",
	.summary = "a record as a CSV table",
	.text = "Writes the events of a record as CSV, oldest first. With --dyadic there is a row for\n"
			"every source and target, as in the tables of ICEWS and GDELT.",
	.options = export_options,
	.run = run_export,
};
