// SPDX-License-Identifier: Apache-2.0

#include "base/date.h"
#include "base/test.h"

static void every_day_goes_there_and_back(void **state) {
	(void)state;
	DtDate last = dt_date_from_civil(9999, 12, 31);
	int year = 1, month = 1, day = 1;
	for (DtDate date = dt_date_from_civil(1, 1, 1); date <= last; date++) {
		int y, m, d;
		dt_date_to_civil(date, &y, &m, &d);
		if (y != year || m != month || d != day) fail_msg("%d-%d-%d is read as %d-%d-%d", year, month, day, y, m, d);
		if (++day > dt_date_days_in_month(year, month)) {
			day = 1;
			if (++month > 12) month = 1, year++;
		}
	}
	assert_int_equal(year, 10000);
}

static void impossible_days_are_none(void **state) {
	(void)state;
	assert_int_equal(dt_date_from_civil(2023, 2, 29), DT_DATE_NONE);
	assert_int_equal(dt_date_from_civil(1900, 2, 29), DT_DATE_NONE);
	assert_int_equal(dt_date_from_civil(0, 1, 1), DT_DATE_NONE);
	assert_int_equal(dt_date_parse(dt_slice_of("2024-13-01")), DT_DATE_NONE);
	assert_int_equal(dt_date_parse(dt_slice_of("2024-1-01")), DT_DATE_NONE);
}

static void weekdays_and_months(void **state) {
	(void)state;
	assert_int_equal(dt_date_from_civil(1970, 1, 1), 0);
	assert_int_equal(dt_date_weekday(dt_date_from_civil(2024, 11, 26)), 1); // a Tuesday
	assert_int_equal(dt_date_weekday(dt_date_from_civil(1969, 12, 28)), 6); // a Sunday
	assert_int_equal(dt_date_add_months(dt_date_from_civil(2024, 1, 31), 1), dt_date_from_civil(2024, 2, 29));
	assert_int_equal(dt_date_add_months(dt_date_from_civil(2024, 1, 31), -2), dt_date_from_civil(2023, 11, 30));
}

static void spans_are_read(void **state) {
	(void)state;
	DtDateSpan span;
	char text[DT_DATE_ROOM];
	assert_true(dt_date_parse_span(dt_slice_of("2024-02"), &span));
	assert_string_equal(dt_date_format(span.to, text), "2024-02-29");
	assert_true(dt_date_parse_span(dt_slice_of("1999"), &span));
	assert_string_equal(dt_date_format(span.from, text), "1999-01-01");
	assert_false(dt_date_parse_span(dt_slice_of("1999-00"), &span));
	assert_false(dt_date_parse_span(dt_slice_of("99"), &span));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_goes_there_and_back),
		cmocka_unit_test(impossible_days_are_none),
		cmocka_unit_test(weekdays_and_months),
		cmocka_unit_test(spans_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
