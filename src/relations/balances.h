// SPDX-License-Identifier: Apache-2.0
// The series of two codes from tables that give one number for them a day and no events, and where its level changes.
//
// Such a number is a sum, so it grows with the news: a point's value is its sum as a part of what all pairs have in the
// period (the sum of their absolute numbers), in units of a thousandth. Periods of which the tables say nothing are
// left out.
#ifndef DT_RELATIONS_BALANCES_H
#define DT_RELATIONS_BALANCES_H

#include "relations/levels.h"
#include "relations/series.h"

typedef struct DtBalancePoint {
	DtDateSpan days;
	double sum, all; // of the pair; of all pairs, absolute
	double value;    // 1000 × sum / all
} DtBalancePoint;

typedef struct DtBalances {
	DtSlice a, b;
	DtPeriod period;
	DtBalancePoint *points; // ascending
	size_t count;
	DtLevelKind kind;
	size_t *boundaries; // points with which something new begins
	size_t boundary_count;
} DtBalances;

// Empty (count 0) when no table has the pair.
bool dt_balances_read(DtArena *arena, DtStore *store, DtSlice a, DtSlice b, DtPeriod period, DtDateSpan days,
                      DtBalances *balances, DtError *error);

// The mean value of the points from one boundary to the next; number 0 is the first stretch.
double dt_balances_mean(const DtBalances *balances, size_t number);

// Appends them as one JSON object.
void dt_balances_write_json(DtBuffer *buffer, const DtBalances *balances);

#endif
