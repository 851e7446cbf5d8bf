// SPDX-License-Identifier: Apache-2.0
// Named days: which days they are in a year. Private to this layer.
#ifndef DT_DATES_FEASTS_H
#define DT_DATES_FEASTS_H

#include "base/date.h"

// The days of the feast (a number that dt_read_feast gave) which begin in the year; some lunar feasts come twice in
// one. Writes up to two spans, earliest first, and returns how many there are: 0 when the tables do not reach.
size_t dt_feast_days(unsigned feast, int year, DtDateSpan days[2]);

// The number of the day of independence of the state that a word names ("India", "Ukrainian"); 0 when unknown.
unsigned dt_feast_independence(DtSlice word);

enum { DT_FEAST_WORDS = 4 };

// The words that name feast number index (from 0), folded, and its number; false past the last.
bool dt_feast_name(size_t index, const char *words[DT_FEAST_WORDS], unsigned *feast);

#endif
