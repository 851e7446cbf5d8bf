// SPDX-License-Identifier: Apache-2.0
// Numbers against the C library's reading of the same text, where they may be written either way.
#include "base/slice.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/test.h"

static uint64_t next_random(uint64_t *seed) {
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

static void numbers_are_those_of_strtod(void **state) {
	(void)state;
	uint64_t seed = 7;
	for (int i = 0; i < 200000; i++) {
		char text[40];
		int length = 0;
		if (next_random(&seed) % 3 == 0) text[length++] = '-';
		int before = 1 + (int)(next_random(&seed) % 8), after = (int)(next_random(&seed) % 10);
		for (int k = 0; k < before; k++) text[length++] = (char)('0' + next_random(&seed) % 10);
		if (after) text[length++] = '.';
		for (int k = 0; k < after; k++) text[length++] = (char)('0' + next_random(&seed) % 10);
		text[length] = '\0';
		double read = 0, expected = strtod(text, NULL);
		assert_true(dt_slice_to_double(dt_slice_of(text), &read));
		if (read != expected) fail_msg("%s is read as %.17g, not %.17g", text, read, expected);
	}
}

static void what_is_no_number_is_none(void **state) {
	(void)state;
	static const char *const wrong[] = {"", "-", ".", "-.", "1.2.3", "12a", " 1", "1 ", "--1", "0x"};
	static const char *const right[] = {"1e3", "+4", "0.5", "-0", "1234567890123456789", "5.", ".5"};
	double value;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (dt_slice_to_double(dt_slice_of(wrong[i]), &value)) fail_msg("\"%s\" was read", wrong[i]);
	for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
		assert_true(dt_slice_to_double(dt_slice_of(right[i]), &value));
		assert_true(value == strtod(right[i], NULL));
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_those_of_strtod),
		cmocka_unit_test(what_is_no_number_is_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
