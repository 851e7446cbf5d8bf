// SPDX-License-Identifier: Apache-2.0
// Which pairs of the world the last weeks set against their own past.
//
// Every pair is asked two questions of its last weeks: are there more or fewer events than its past lets one expect,
// given how much news there is and what the season brings; and is the share of conflict another one? Each answer is a
// chance that the past alone would give something as far out. Thousands of pairs are asked, so some are far out for no
// reason: the list ends where of those on it no more than a given part is to be expected to be there by chance
// (Benjamini and Hochberg 1995).
#ifndef DT_RELATIONS_SURPRISES_H
#define DT_RELATIONS_SURPRISES_H

#include "relations/series.h"

typedef struct DtSurpriseQuery {
	DtDate until; // last day of the last weeks; DT_DATE_NONE: of the record
	int weeks;    // how many; 0: four
	double rate;  // of false alarms on the list; 0: one in ten
} DtSurpriseQuery;

typedef struct DtSurprise {
	DtSlice a, b;
	double chance; // the smaller of the next two, doubled for asking twice
	double volume_chance, tone_chance;
	uint64_t facts; // happenings of the last weeks
	double expected;
	double share, share_expected; // of conflict
	uint64_t past_facts;
	bool stands_out; // is on the list
} DtSurprise;

typedef struct DtSurprises {
	DtDateSpan days;   // the last weeks
	DtSurprise *pairs; // [count] the most surprising first
	size_t count, standing_out;
} DtSurprises;

// Asks all pairs that have a handful of happenings in the last weeks and the two years before.
bool dt_surprises_find(DtArena *arena, DtStore *store, const DtSurpriseQuery *query, DtSurprises *surprises,
                       DtError *error);

// One pair's past and present, in stretches as long as the last weeks. What dt_surprises_find asks each pair.
enum { DT_SURPRISE_PAST = 26 };

typedef struct DtStretch {
	double facts, conflict; // conflict of those that have a quad class: categorised
	double categorised;
	double exposure; // 0: the record says nothing of these weeks
} DtStretch;

typedef struct DtCrowd {
	double overdispersion, overlap; // of an ordinary pair, as DtScatter has them
	double season;                  // variance, among pairs, of what this time of the year brings, in parts of the mean
} DtCrowd;

// past is oldest first and ends where now begins; a year is year stretches. The share and the rate of an ordinary pair
// stand in where the pair's own past is short.
DtSurprise dt_surprise_weigh(const DtStretch *past, size_t count, DtStretch now, size_t year, DtCrowd crowd);

// How ordinary pairs scatter, from the pasts of many: [pairs][row] in one array, of which count from the first on are
// past.
DtCrowd dt_crowd_of(const DtStretch *pasts, size_t pairs, size_t row, size_t count, size_t year);

// Sets stands_out and sorts.
void dt_surprises_settle(DtSurprises *surprises, double rate);

#endif
