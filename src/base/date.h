// SPDX-License-Identifier: Apache-2.0
// Days of the Gregorian calendar, and spans of them.
//
// A DtDate counts days from 1970-01-01 (day 0). Years 1 to 9999; anything else is not a date.
#ifndef DT_BASE_DATE_H
#define DT_BASE_DATE_H

#include "base/slice.h"

typedef int32_t DtDate;
#define DT_DATE_NONE INT32_MIN

// An inclusive span of days. Either end may be DT_DATE_NONE: open ("2017-05-14 ..") or unknown.
typedef struct DtDateSpan {
	DtDate from, to;
} DtDateSpan;

enum { DT_DATE_ROOM = 11 }; // "YYYY-MM-DD" and its NUL

// DT_DATE_NONE when there is no such day.
DtDate dt_date_from_civil(int year, int month, int day);
void dt_date_to_civil(DtDate date, int *year, int *month, int *day);

int dt_date_year(DtDate date);
int dt_date_days_in_month(int year, int month);

// 0 Monday … 6 Sunday.
int dt_date_weekday(DtDate date);

// The same day some months later (or earlier), cut to the month's last day.
DtDate dt_date_add_months(DtDate date, int months);

// The whole year, the whole month.
DtDateSpan dt_date_year_span(int year);
DtDateSpan dt_date_month_span(int year, int month);

// Reads "YYYY-MM-DD", also at the head of an ISO 8601 time ("2019-03-06T10:00:00Z"). DT_DATE_NONE when it is none.
DtDate dt_date_parse(DtSlice text);

// Reads "YYYY", "YYYY-MM" or "YYYY-MM-DD" as the span of all its days; false when it is none.
bool dt_date_parse_span(DtSlice text, DtDateSpan *span);

// Writes "YYYY-MM-DD" into out (DT_DATE_ROOM bytes); "" for DT_DATE_NONE. Returns out.
const char *dt_date_format(DtDate date, char *out);

// True when span holds date; open ends hold everything on their side.
static inline bool dt_date_within(DtDate date, DtDateSpan span) {
	return (span.from == DT_DATE_NONE || date >= span.from) && (span.to == DT_DATE_NONE || date <= span.to);
}

#endif
