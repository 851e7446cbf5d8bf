// SPDX-License-Identifier: Apache-2.0
// detente dict: checks dictionaries, lays them out, counts what they hold.
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/suggest.h"
#include "world/check.h"
#include "world/format.h"

static const DtOption options[] = {
	{"data", 0, "FOLDER", "a folder over the shipped one; several with ':'"},
	{"check", 0, NULL, "format: change nothing, name what is not laid out"},
	{"limit", 0, "NUMBER", "suggest: at most this many names (default 20)"},
	{0},
};

enum { FOLDERS = 16 };

static int check(const char *const *folders, size_t count) {
	DtError error = {0};
	bool good = dt_world_check(folders, count, &error);
	DtLexicon *lexicon = dt_lexicon_load(folders, count, &error);
	if (!good || !lexicon || dt_error_any(&error)) {
		size_t faults = error.count;
		dt_complain_error(&error);
		dt_complain("%zu fault%s", faults, faults == 1 ? "" : "s");
		dt_lexicon_free(lexicon);
		return DT_EXIT_SOME_FAILED;
	}
	printf("dictionaries are in order: %zu frames, %zu operators, %zu concepts\n", dt_lexicon_frame_count(lexicon),
	       dt_lexicon_operator_count(lexicon), dt_lexicon_concept_count(lexicon));
	dt_lexicon_free(lexicon);
	return DT_EXIT_DONE;
}

static int format_file(DtArena *arena, const char *path, bool only_check) {
	enum { LARGEST = 64 * 1024 * 1024 };
	DtError error = {0};
	DtSlice content;
	DtBuffer laid_out = {0};
	int code = DT_EXIT_DONE;
	bool read =
		dt_file_read(arena, path, LARGEST, &content, &error) && dt_world_format(path, content, &laid_out, &error);
	if (!read) {
		code = dt_complain_error(&error);
	} else if (!dt_slice_equal(content, dt_buffer_slice(&laid_out))) {
		if (only_check) {
			dt_complain("%s: not in the canonical layout; run 'detente dict format %s'", path, path);
			code = DT_EXIT_SOME_FAILED;
		} else if (dt_file_write(path, dt_buffer_slice(&laid_out), &error)) {
			printf("%s: laid out\n", path);
		} else {
			code = dt_complain_error(&error);
		}
	}
	dt_buffer_clear(&laid_out);
	return code;
}

// Every file under folder that has the one layout.
static bool list_files(DtArena *arena, const char *folder, const char ***paths, size_t *count, DtError *error) {
	const char **all;
	size_t found;
	if (!dt_folder_list(arena, folder, "", &all, &found, error)) return false;
	*paths = DT_NEW_ARRAY(arena, const char *, found);
	*count = 0;
	for (size_t i = 0; i < found; i++) {
		if (dt_world_is_format(all[i])) (*paths)[(*count)++] = all[i];
	}
	return true;
}

static int format(DtArena *arena, const DtArguments *arguments, const char *folder) {
	const char **paths = NULL;
	size_t count = 0;
	int code = DT_EXIT_DONE;
	DtError error = {0};
	if (arguments->rest_count > 1) {
		paths = DT_NEW_ARRAY(arena, const char *, arguments->rest_count);
		for (int i = 1; i < arguments->rest_count; i++) paths[count++] = arguments->rest[i];
	} else if (!list_files(arena, folder, &paths, &count, &error)) {
		return dt_complain_error(&error);
	}
	for (size_t i = 0; i < count; i++) {
		int one = format_file(arena, paths[i], arguments->values[1] != NULL);
		if (one > code) code = one;
	}
	return code;
}

static void print_stats(const DtWorldStats *stats, const DtLexicon *lexicon) {
	for (int kind = 0; kind < DT_ENTRY_KIND_COUNT; kind++)
		printf("%-22s %zu\n", dt_entry_kind_name((DtEntryKind)kind), stats->entries[kind]);
	printf("%-22s %zu\n%-22s %zu\n%-22s %zu\n%-22s %zu\n", "terms of office", stats->term_count, "offices",
	       stats->office_count, "role words", stats->role_word_count, "places", stats->place_count);
	printf("%-22s %zu\n%-22s %zu\n%-22s %zu\n", "frames", dt_lexicon_frame_count(lexicon), "operators",
	       dt_lexicon_operator_count(lexicon), "concepts and words", dt_lexicon_concept_count(lexicon));
}

static int stats(const char *const *folders, size_t count) {
	DtError error = {0};
	DtWorld *world = dt_world_load(folders, count, &error);
	DtLexicon *lexicon = dt_lexicon_load(folders, count, &error);
	int code = DT_EXIT_DONE;
	if (world && lexicon) {
		DtWorldStats counted = dt_world_stats(world);
		print_stats(&counted, lexicon);
	} else {
		code = dt_complain_error(&error);
	}
	dt_world_free(world);
	dt_lexicon_free(lexicon);
	dt_error_clear(&error);
	return code;
}

static int suggest(const char *const *folders, size_t count, const DtArguments *arguments) {
	enum { LIMIT = 2, NAMES = 20, MOST = 1000000 };
	long limit = NAMES;
	if (arguments->rest_count != 2) {
		dt_complain("dict suggest wants a record: detente dict suggest RECORD");
		return DT_EXIT_USAGE;
	}
	if (arguments->values[LIMIT] && !dt_option_number("limit", arguments->values[LIMIT], 1, MOST, &limit))
		return DT_EXIT_USAGE;
	DtError error = {0};
	DtWorld *world = dt_world_load(folders, count, &error);
	int code = world ? dt_suggest(world, arguments->rest[1], limit) : dt_complain_error(&error);
	dt_world_free(world);
	return code;
}

static int run(const DtCommand *command, int argc, char **argv) {
	DtArguments arguments;
	int code = dt_parse_arguments(command, argc, argv, &arguments);
	if (code >= 0) return code;
	DtArena *arena = dt_arena_new();
	const char *folders[FOLDERS];
	size_t count = dt_data_folders(arena, arguments.values[0], folders, FOLDERS);
	const char *verb = arguments.rest_count ? arguments.rest[0] : "";
	if (strcmp(verb, "check") == 0) {
		code = check(folders, count);
	} else if (strcmp(verb, "format") == 0) {
		code = format(arena, &arguments, folders[count - 1]);
	} else if (strcmp(verb, "stats") == 0) {
		code = stats(folders, count);
	} else if (strcmp(verb, "suggest") == 0) {
		code = suggest(folders, count, &arguments);
	} else {
		dt_complain("dict wants check, format, stats or suggest");
		code = DT_EXIT_USAGE;
	}
	dt_arena_free(arena);
	return code;
}

const DtCommand dt_command_dict = {
	.name = "dict",
	.synopsis = "check | format [FILE…] | stats | suggest RECORD",
	.summary = "checks dictionaries, lays them out, counts them",
	.text = "check validates world, places and lexicon (exit 1 when there are faults);\n"
			"format lays the files of world and places out the one way; stats counts what they hold;\n"
			"suggest lists the most frequent names of a record that no dictionary has, with sentences\n"
			"and an entry to paste.",
	.options = options,
	.run = run,
};
