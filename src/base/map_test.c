// SPDX-License-Identifier: Apache-2.0
// The hash table against a list that is searched from end to end.
#include "base/map.h"

#include "base/test.h"

enum { KEYS = 1500 };

static void finds_what_a_list_finds(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	static DtSlice keys[KEYS];
	static uint32_t values[KEYS];
	size_t count = 0;
	DtMap map = {0};
	dt_map_reserve(arena, &map, 100); // less than comes: it grows
	uint64_t seed = 3;
	for (uint32_t i = 0; i < 3 * KEYS && count < KEYS; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		// keys of all lengths around a word, many of them alike or with zeros in them
		DtSlice key =
			dt_arena_format(arena, "%.*s%u", (int)(seed >> 40) % 20, "prime-minister-of-the", (unsigned)(seed >> 50));
		if (seed >> 62 == 0) key.length += 1;
		size_t at = 0;
		while (at < count && !dt_slice_equal(keys[at], key)) at++;
		assert_int_equal(dt_map_find(&map, key), at < count ? values[at] : DT_MAP_ABSENT);
		if (i % 3 == 0) {
			assert_int_equal(dt_map_intern(arena, &map, key, i), at < count ? values[at] : i);
			if (at == count) values[at] = i;
		} else {
			dt_map_set(arena, &map, key, i);
			values[at] = i;
		}
		if (at == count) keys[count++] = key;
	}
	assert_int_equal(map.count, count);
	for (size_t i = 0; i < count; i++) assert_int_equal(dt_map_find(&map, keys[i]), values[i]);
	dt_arena_free(arena);
}

static void an_empty_map_has_nothing(void **state) {
	(void)state;
	DtMap map = {0};
	assert_int_equal(dt_map_find(&map, dt_slice_of("a")), DT_MAP_ABSENT);
	assert_int_equal(dt_map_find(&map, (DtSlice){0}), DT_MAP_ABSENT);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_a_list_finds),
		cmocka_unit_test(an_empty_map_has_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
