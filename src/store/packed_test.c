// SPDX-License-Identifier: Apache-2.0

#include "store/packed.h"

#include <stdlib.h>
#include <string.h>

#include "base/test.h"

static uint64_t seed = 88172645463325252u;

static uint64_t draw(void) {
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed >> 11;
}

// Sums as days have them: few of them not 0, now and then large, the facts those of the categories.
static DtSums some_sums(void) {
	DtSums sums = {0};
	int64_t scale = draw() % 8 ? 4 : 100000000;
	for (uint64_t i = 0, n = draw() % 4; i < n; i++) {
		int64_t count = 1 + (int64_t)draw() % scale;
		sums.categories[draw() % DT_CATEGORY_COUNT] += count;
		sums.counts[DT_REALITY_FACT] += count;
		sums.happenings += 1 + (int64_t)draw() % count;
		sums.score += (int64_t)(draw() % 2000) - 1000;
		sums.goldstein += (int64_t)(draw() % 2000) - 1000;
	}
	if (draw() % 4 == 0) sums.counts[1 + draw() % (DT_REALITY_COUNT - 1)] = 1 + (int64_t)draw() % scale;
	return sums;
}

enum { ENTRIES = 200 };

static void what_is_packed_is_unpacked(void **state) {
	(void)state;
	for (int round = 0; round < 500; round++) {
		DtSums kept[ENTRIES], total = {0}, sum = {0};
		int64_t keys[ENTRIES], key = 0;
		DtPacking packing = {0};
		size_t count = 0, at = 0;
		for (size_t i = 0; i < draw() % ENTRIES; i++) {
			DtSums sums = some_sums();
			key += (int64_t)(draw() % 3 ? 1 + draw() % 5 : draw() % 1000000) + (i > 0);
			dt_pack(&packing, key, &sums);
			dt_sums_add(&total, &sums);
			if (dt_sums_are_zero(&sums)) continue; // is left out
			kept[count] = sums;
			keys[count++] = key;
		}
		DtUnpacking whole = dt_unpack(dt_buffer_slice(&packing.bytes)), parts = whole;
		while (dt_unpack_next(&whole)) {
			assert_true(at < count);
			assert_int_equal(whole.key, keys[at]);
			assert_memory_equal(&whole.sums, &kept[at], sizeof *kept);
			at++;
		}
		assert_int_equal(at, count);
		assert_false(whole.damaged);
		while (dt_unpack_key(&parts)) dt_unpack_add(&parts, &sum);
		assert_memory_equal(&sum, &total, sizeof sum);
		for (size_t i = 0; i < count; i++) dt_sums_take(&sum, &kept[i]);
		assert_true(dt_sums_are_zero(&sum));
		dt_buffer_clear(&packing.bytes);
	}
}

// Any bytes end, without a crash; keys never fall and stay where they can be used.
static void any_bytes_are_survived(void **state) {
	(void)state;
	for (int round = 0; round < 20000; round++) {
		char bytes[64];
		size_t length = draw() % sizeof bytes, steps = 0;
		for (size_t i = 0; i < length; i++) bytes[i] = (char)(draw() % 3 ? draw() % 16 : draw());
		char *copy = malloc(length + 1); // of the very size, for a sanitizer to see
		memcpy(copy, bytes, length);
		DtUnpacking unpacking = dt_unpack(dt_slice(copy, length));
		int64_t last = 0;
		while (dt_unpack_next(&unpacking)) {
			assert_true(unpacking.key >= last && unpacking.key <= (int64_t)1 << 40);
			last = unpacking.key;
			assert_true(++steps <= length);
		}
		free(copy);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_packed_is_unpacked),
		cmocka_unit_test(any_bytes_are_survived),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
