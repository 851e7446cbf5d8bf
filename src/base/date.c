// SPDX-License-Identifier: Apache-2.0
// The civil calendar by the algorithm of Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms": years are
// counted from March, so that the leap day is the last of its year, in eras of 400 years (146,097 days).
#include "base/date.h"

#include <stdio.h>

enum { DAYS_PER_ERA = 146097, DAYS_TO_1970 = 719468 };

static bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int dt_date_days_in_month(int year, int month) {
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

DtDate dt_date_from_civil(int year, int month, int day) {
	if (year < 1 || year > 9999 || month < 1 || month > 12) return DT_DATE_NONE;
	if (day < 1 || day > dt_date_days_in_month(year, month)) return DT_DATE_NONE;
	int march_year = month <= 2 ? year - 1 : year;
	int era = march_year / 400, year_of_era = march_year % 400;
	int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

void dt_date_to_civil(DtDate date, int *year, int *month, int *day) {
	int shifted = date + DAYS_TO_1970;
	int era = (shifted >= 0 ? shifted : shifted - DAYS_PER_ERA + 1) / DAYS_PER_ERA;
	int day_of_era = shifted - era * DAYS_PER_ERA;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int march_month = (5 * day_of_year + 2) / 153;
	*day = day_of_year - (153 * march_month + 2) / 5 + 1;
	*month = march_month < 10 ? march_month + 3 : march_month - 9;
	*year = year_of_era + era * 400 + (*month <= 2);
}

int dt_date_year(DtDate date) {
	int year, month, day;
	dt_date_to_civil(date, &year, &month, &day);
	return year;
}

int dt_date_weekday(DtDate date) { return (int)((((int64_t)date + 3) % 7 + 7) % 7); }

DtDate dt_date_add_months(DtDate date, int months) {
	int year, month, day;
	dt_date_to_civil(date, &year, &month, &day);
	int total = year * 12 + (month - 1) + months;
	if (total < 12) return DT_DATE_NONE;
	year = total / 12;
	month = total % 12 + 1;
	if (year > 9999) return DT_DATE_NONE;
	int last = dt_date_days_in_month(year, month);
	return dt_date_from_civil(year, month, day > last ? last : day);
}

DtDateSpan dt_date_year_span(int year) {
	return (DtDateSpan){dt_date_from_civil(year, 1, 1), dt_date_from_civil(year, 12, 31)};
}

DtDateSpan dt_date_month_span(int year, int month) {
	DtDate first = dt_date_from_civil(year, month, 1);
	if (first == DT_DATE_NONE) return (DtDateSpan){DT_DATE_NONE, DT_DATE_NONE};
	return (DtDateSpan){first, first + dt_date_days_in_month(year, month) - 1};
}

// Reads exactly count digits at byte at; -1 when they are not there.
static int digits(DtSlice text, size_t at, size_t count) {
	if (at + count > text.length) return -1;
	int value = 0;
	for (size_t i = 0; i < count; i++) {
		char c = text.data[at + i];
		if (c < '0' || c > '9') return -1;
		value = value * 10 + (c - '0');
	}
	return value;
}

static bool has(DtSlice text, size_t at, char c) { return at < text.length && text.data[at] == c; }

DtDate dt_date_parse(DtSlice text) {
	if (text.length > 10 && text.data[10] != 'T' && text.data[10] != ' ') return DT_DATE_NONE;
	if (!has(text, 4, '-') || !has(text, 7, '-')) return DT_DATE_NONE;
	int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
	if (year < 0 || month < 0 || day < 0) return DT_DATE_NONE;
	return dt_date_from_civil(year, month, day);
}

bool dt_date_parse_span(DtSlice text, DtDateSpan *span) {
	int year = digits(text, 0, 4);
	if (text.length == 10) {
		span->from = span->to = dt_date_parse(text);
	} else if (text.length == 7 && has(text, 4, '-')) {
		int month = digits(text, 5, 2);
		if (year < 1 || month < 1 || month > 12) return false;
		*span = dt_date_month_span(year, month);
	} else if (text.length == 4 && year >= 1) {
		*span = dt_date_year_span(year);
	} else {
		return false;
	}
	return span->from != DT_DATE_NONE;
}

const char *dt_date_format(DtDate date, char *out) {
	out[0] = '\0';
	if (date == DT_DATE_NONE) return out;
	int year, month, day;
	dt_date_to_civil(date, &year, &month, &day);
	snprintf(out, DT_DATE_ROOM, "%04u-%02u-%02u", (unsigned)year % 10000u, (unsigned)month % 100u,
	         (unsigned)day % 100u);
	return out;
}
