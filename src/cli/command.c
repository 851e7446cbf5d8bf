// SPDX-License-Identifier: Apache-2.0
// What the subcommands share.
#include "cli/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "detente.h"

void dt_complain(const char *format, ...) {
	va_list args;
	fflush(stdout);
	fputs("detente: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

int dt_complain_error(DtError *error) {
	size_t shown = error->count < DT_FAULT_ROOM ? error->count : DT_FAULT_ROOM;
	for (size_t i = 0; i < shown; i++) dt_complain("%s", error->messages[i]);
	if (error->count > shown) dt_complain("and %zu more", error->count - shown);
	DtFaultKind kind = error->kind;
	dt_error_clear(error);
	switch (kind) {
	case DT_FAULT_USAGE:
		return DT_EXIT_USAGE;
	case DT_FAULT_DATA:
		return DT_EXIT_DATA;
	case DT_FAULT_SYSTEM:
		return DT_EXIT_MACHINE;
	default:
		return DT_EXIT_SOME_FAILED;
	}
}

static void print_command_help(const DtCommand *command) {
	printf("usage: detente %s %s\n\n%s\n", command->name, command->synopsis, command->text);
	for (const DtOption *option = command->options; option && option->name; option++) {
		char left[64];
		int length = option->letter ? snprintf(left, sizeof left, "-%c, ", option->letter) : 0;
		snprintf(left + length, sizeof left - (size_t)length, "--%s%s%s", option->name, option->argument ? " " : "",
		         option->argument ? option->argument : "");
		printf("%s  %-24s ", option == command->options ? "\n" : "", left);
		for (const char *at = option->help; *at; at++) *at == '\n' ? printf("\n%27s", "") : putchar(*at);
		putchar('\n');
	}
}

static int find_option(const DtCommand *command, DtSlice name, char letter) {
	for (int i = 0; command->options && command->options[i].name; i++) {
		if (letter ? command->options[i].letter == letter : dt_slice_is(name, command->options[i].name)) return i;
	}
	return -1;
}

int dt_parse_arguments(const DtCommand *command, int argc, char **argv, DtArguments *arguments) {
	*arguments = (DtArguments){.rest = argv};
	bool options_end = false;
	for (int i = 1; i < argc; i++) {
		const char *word = argv[i];
		bool is_long = word[0] == '-' && word[1] == '-' && word[2];
		bool is_short = word[0] == '-' && word[1] && word[1] != '-';
		if (options_end || (!is_long && !is_short && strcmp(word, "--") != 0)) {
			arguments->rest[arguments->rest_count++] = argv[i];
			continue;
		}
		if (strcmp(word, "--") == 0) {
			options_end = true;
			continue;
		}
		if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
			print_command_help(command);
			return DT_EXIT_DONE;
		}
		DtSlice value = dt_slice_of(is_long ? word + 2 : word + 2), name = {0};
		if (is_long) dt_slice_split(&value, '=', &name);
		int found = find_option(command, name, is_short ? word[1] : 0);
		if (found < 0) {
			dt_complain("%s has no option '%s'; see 'detente %s --help'", command->name, word, command->name);
			return DT_EXIT_USAGE;
		}
		const char *said = is_long ? value.data : value.length ? value.data : NULL;
		if (!command->options[found].argument && said) {
			dt_complain("--%s takes no value", command->options[found].name);
			return DT_EXIT_USAGE;
		}
		if (command->options[found].argument && !said) {
			if (++i == argc) {
				dt_complain("--%s wants %s", command->options[found].name, command->options[found].argument);
				return DT_EXIT_USAGE;
			}
			said = argv[i];
		}
		arguments->values[found] = said ? said : "";
	}
	return -1;
}

bool dt_option_number(const char *name, const char *value, long low, long high, long *number) {
	if (dt_slice_to_int(dt_slice_of(value), number) && *number >= low && *number <= high) return true;
	dt_complain("--%s wants a number from %ld to %ld, not '%s'", name, low, high, value);
	return false;
}

static bool read_day(const char *name, const char *value, DtDateSpan *span) {
	*span = (DtDateSpan){DT_DATE_NONE, DT_DATE_NONE};
	if (!value || dt_date_parse_span(dt_slice_of(value), span)) return true;
	dt_complain("--%s: '%s' is no date; write YYYY, YYYY-MM or YYYY-MM-DD", name, value);
	return false;
}

bool dt_option_days(const char *from, const char *to, DtDateSpan *days) {
	DtDateSpan first, last;
	if (!read_day("from", from, &first) || !read_day("to", to, &last)) return false;
	*days = (DtDateSpan){first.from, last.to};
	if (days->from == DT_DATE_NONE || days->to == DT_DATE_NONE || days->from <= days->to) return true;
	dt_complain("--from is later than --to");
	return false;
}

enum { FOLDERS = 16 };

// The shipped data folder, then those of --data.
static size_t data_folders(DtArena *arena, const char *data, const char *shipped, const char **folders) {
	size_t count = 1;
	folders[0] = shipped;
	DtSlice rest = dt_slice_of(data), folder;
	while (data && dt_slice_split(&rest, ':', &folder) && count < FOLDERS)
		if (folder.length) folders[count++] = dt_arena_copy(arena, folder).data;
	return count;
}

size_t dt_data_folders(DtArena *arena, const char *data, const char **folders, size_t room) {
	const char *all[FOLDERS];
	size_t count = data_folders(arena, data, dt_find_paths(arena, NULL, NULL).data, all);
	for (size_t i = 0; i < count && i < room; i++) folders[i] = all[i];
	return count < room ? count : room;
}

DtCoder *dt_load_coder(const char *data, const char *model, int *exit_code) {
	DtArena *arena = dt_arena_new();
	const char *folders[FOLDERS];
	DtPaths paths = dt_find_paths(arena, NULL, model);
	size_t count = data_folders(arena, data, paths.data, folders);
	DtError error = {0};
	DtCoder *coder = dt_coder_load(folders, count, paths.model, &error);
	if (!coder) *exit_code = dt_complain_error(&error);
	if (!coder && *exit_code == DT_EXIT_SOME_FAILED) *exit_code = DT_EXIT_DATA;
	dt_error_clear(&error);
	dt_arena_free(arena);
	return coder;
}

static uint64_t hash_file(DtArena *arena, const char *path, uint64_t hash) {
	enum { LARGEST = 64 * 1024 * 1024 };
	DtSlice content = {0};
	dt_file_read(arena, path, LARGEST, &content, NULL);
	return (hash ^ dt_slice_hash(content)) * 0x100000001b3u + dt_slice_hash(dt_slice_of(path));
}

DtSlice dt_coder_signature(DtArena *arena, const char *data, const char *model) {
	const char *folders[FOLDERS], **paths;
	DtPaths found = dt_find_paths(arena, NULL, model);
	size_t count = data_folders(arena, data, found.data, folders), files;
	uint64_t hash = hash_file(arena, dt_ranker_path(arena, found.model), hash_file(arena, found.model, 0));
	for (size_t i = 0; i < count; i++) {
		if (!dt_folder_list(arena, folders[i], "", &paths, &files, NULL)) continue;
		for (size_t k = 0; k < files; k++) hash = hash_file(arena, paths[k], hash);
	}
	return dt_arena_format(arena, "%s %016llx", dt_version(), (unsigned long long)hash);
}

bool dt_wants_colour(void) {
	const char *no = getenv("NO_COLOR");
	return isatty(STDOUT_FILENO) && !(no && *no);
}
