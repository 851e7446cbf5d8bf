// SPDX-License-Identifier: Apache-2.0
#include "document/happening.h"

#include "base/test.h"

static DtTelling telling(uint8_t category, const char *cameo, const char *actor, const char *recipient, DtDate day) {
	DtTelling telling = {.category = category, .days = {day, day}, .precision = DT_PRECISION_DAY};
	memcpy(telling.cameo, cameo, strlen(cameo) + 1);
	dt_telling_add_code(telling.actors, &telling.actor_count, dt_slice_of(actor));
	dt_telling_add_code(telling.recipients, &telling.recipient_count, dt_slice_of(recipient));
	return telling;
}

static DtTelling strike(DtDate day) { return telling(DT_CATEGORY_ASSAULT, "190", "IND", "PAK", day); }

enum { DAY = 17953 };

static void the_same_day_and_parties(void **state) {
	(void)state;
	DtTelling a = strike(DAY), b = strike(DAY);
	assert_true(dt_same_happening(&a, &b));
	b = strike(DAY + 1);
	assert_false(dt_same_happening(&a, &b));
	b = telling(DT_CATEGORY_ASSAULT, "190", "PAK", "IND", DAY);
	assert_false(dt_same_happening(&a, &b));
	b = strike(DAY);
	b.auxiliary = DT_AUXILIARY_NEGATION;
	assert_false(dt_same_happening(&a, &b));
	b.auxiliary = DT_AUXILIARY_HISTORICAL; // background may be news elsewhere
	assert_true(dt_same_happening(&a, &b));
}

static void more_parties_on_one_side(void **state) {
	(void)state;
	DtTelling a = strike(DAY), b = strike(DAY);
	dt_telling_add_code(b.actors, &b.actor_count, dt_slice_of("USA"));
	assert_true(dt_same_happening(&a, &b));
	dt_telling_add_code(a.actors, &a.actor_count, dt_slice_of("FRA"));
	assert_false(dt_same_happening(&a, &b));
	DtTelling nobody = {.category = DT_CATEGORY_ASSAULT, .days = {DAY, DAY}}, none = nobody;
	assert_false(dt_same_happening(&nobody, &none));
}

static void a_month_holds_its_days_and_a_year_does_not(void **state) {
	(void)state;
	DtTelling a = strike(DAY), b = strike(DAY);
	b.days = (DtDateSpan){DAY - 10, DAY + 20};
	b.precision = DT_PRECISION_MONTH;
	assert_true(dt_same_happening(&a, &b));
	b.precision = DT_PRECISION_YEAR;
	assert_false(dt_same_happening(&a, &b));
	a = b;
	assert_true(dt_same_happening(&a, &b));
}

static void an_undated_report_tells_of_the_days_before(void **state) {
	(void)state;
	DtTelling a = strike(DAY), report = strike(DAY + DT_REPORT_DAYS);
	report.precision = DT_PRECISION_UNKNOWN;
	assert_true(dt_same_happening(&a, &report));
	report.days = (DtDateSpan){DAY + DT_REPORT_DAYS + 1, DAY + DT_REPORT_DAYS + 1};
	assert_false(dt_same_happening(&a, &report));
}

static void places_part_them(void **state) {
	(void)state;
	DtTelling a = strike(DAY), b = strike(DAY);
	a.country = dt_slice_of("PAK");
	assert_true(dt_same_happening(&a, &b)); // one does not say
	b.country = dt_slice_of("IND");
	assert_false(dt_same_happening(&a, &b));
	b.country = a.country;
	a.located = b.located = true;
	a.latitude = 34.5, a.longitude = 73.3;
	b.latitude = 24.9, b.longitude = 67.0;
	assert_false(dt_same_happening(&a, &b));
	b.latitude = 34.9, b.longitude = 73.1;
	assert_true(dt_same_happening(&a, &b));
}

static void what_is_said_must_be_the_same(void **state) {
	(void)state;
	DtTelling a = telling(DT_CATEGORY_ACCUSE, "111", "FRA", "TUR", DAY),
			  b = telling(DT_CATEGORY_ACCUSE, "112", "FRA", "TUR", DAY);
	assert_false(dt_same_happening(&a, &b));
	b = a;
	assert_true(dt_same_happening(&a, &b));
	a = telling(DT_CATEGORY_SANCTION, "163", "EUR", "RUS", DAY);
	b = telling(DT_CATEGORY_COERCE, "163", "EUR", "RUS", DAY); // one family
	assert_true(dt_same_happening(&a, &b));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_day_and_parties),
		cmocka_unit_test(more_parties_on_one_side),
		cmocka_unit_test(a_month_holds_its_days_and_a_year_does_not),
		cmocka_unit_test(an_undated_report_tells_of_the_days_before),
		cmocka_unit_test(places_part_them),
		cmocka_unit_test(what_is_said_must_be_the_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
