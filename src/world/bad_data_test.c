// SPDX-License-Identifier: Apache-2.0
// Messages are a product: each file of the world in tests/bad-data has beside it, in FILE.stderr, what is said of it.
// With DETENTE_UPDATE set in the environment the .stderr files are written anew; read the diff.

#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/test.h"
#include "world/check.h"
#include "world/format.h"

static const char folder[] = "tests/bad-data";
static const char offices[] = "head-of-state GOV president\n"
							  "foreign-minister GOV foreign minister\n"
							  "party-leader PTY party leader\n"
							  "legislator LEG lawmaker  holders=many\n";

static DtSlice content_of(DtArena *arena, const char *path) {
	DtSlice content = {0};
	DtError error = {0};
	if (!dt_file_read(arena, path, 1 << 24, &content, &error)) fail_msg("%s", dt_error_text(&error));
	return content;
}

static void add_layout(const char *path, DtSlice content, DtError *error) {
	DtBuffer formatted = {0};
	if (dt_world_format(path, content, &formatted, error) && !dt_slice_equal(dt_buffer_slice(&formatted), content))
		dt_error_add(error, DT_FAULT_DATA, path, 0, 0, "is not laid out the one way");
	dt_buffer_clear(&formatted);
}

// Everything that is said of the file, a line each.
static void collect(DtArena *arena, const char *path, DtBuffer *said) {
	bool table = dt_slice_ends(dt_slice_of(path), "offices.table");
	DtWorldText texts[] = {{path, content_of(arena, path), 0}, {"offices.table", DT_LITERAL(offices), 0}};
	DtError error = {0};
	DtWorld *world = dt_world_load_texts(texts, table ? 1 : 2, &error);
	if (world) {
		dt_world_check_facts(world, &error);
		add_layout(path, texts[0].content, &error);
	}
	dt_world_free(world);
	for (size_t i = 0; i < error.count && i < DT_FAULT_ROOM; i++) {
		dt_buffer_add_text(said, error.messages[i]);
		dt_buffer_add_char(said, '\n');
	}
	dt_error_clear(&error);
}

static void bad_files_are_told_what_is_wrong(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	const char **paths;
	size_t count, seen = 0;
	assert_true(dt_folder_list(arena, folder, "", &paths, &count, NULL));
	for (size_t i = 0; i < count; i++) {
		if (!dt_world_is_format(paths[i])) continue;
		DtBuffer said = {0};
		collect(arena, paths[i], &said);
		seen++;
		const char *expected = dt_arena_format(arena, "%s.stderr", paths[i]).data;
		if (getenv("DETENTE_UPDATE"))
			assert_true(dt_file_write(expected, dt_buffer_slice(&said), NULL));
		else if (!dt_slice_equal(dt_buffer_slice(&said), content_of(arena, expected)))
			fail_msg("of %s is said:\n%s", paths[i], said.data ? said.data : "");
		dt_buffer_clear(&said);
	}
	assert_true(seen > 5);
	dt_arena_free(arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(bad_files_are_told_what_is_wrong)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
