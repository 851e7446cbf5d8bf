// SPDX-License-Identifier: Apache-2.0
// The series of two actors: what each did to the other, counted by day, week, month, quarter or year.
//
// Facts are counted by category and quad class; what is denied, weighed, to come, recalled or loosely dated is counted
// apart and enters no score. Small counts come with what they are worth: a rate and a share of conflict shrunk towards
// those of the whole series, each with an interval of 90 %.
//
// An event in which both are actors (a meeting, a clash) counts in either direction, and once where both are asked for.
#ifndef DT_RELATIONS_SERIES_H
#define DT_RELATIONS_SERIES_H

#include "base/arena.h"
#include "store/store.h"

typedef enum DtPeriod {
	DT_PERIOD_AUTO, // by the length of the series: about 40 to 400 points
	DT_PERIOD_DAY,
	DT_PERIOD_WEEK, // Monday to Sunday
	DT_PERIOD_MONTH,
	DT_PERIOD_QUARTER,
	DT_PERIOD_YEAR,
	DT_PERIOD_COUNT
} DtPeriod;

const char *dt_period_name(DtPeriod period); // "auto", "day", …
bool dt_period_find(DtSlice name, DtPeriod *period);

// The whole period that holds a day.
DtDateSpan dt_period_span(DtPeriod period, DtDate day);

typedef enum DtWeights { DT_WEIGHTS_PLOVER, DT_WEIGHTS_GOLDSTEIN, DT_WEIGHTS_COUNT } DtWeights;

const char *dt_weights_name(DtWeights weights); // "plover", "goldstein"
bool dt_weights_find(DtSlice name, DtWeights *weights);

// A quantity that was estimated: its posterior mean, and where it lies with a probability of 90 %.
typedef struct DtEstimate {
	double mean, low, high;
} DtEstimate;

typedef struct DtPoint {
	DtDateSpan days;                        // cut to the days that were asked for
	uint32_t categories[DT_CATEGORY_COUNT]; // facts; DT_CATEGORY_NONE: those of no category
	uint32_t quads[5];                      // facts by quad class 1..4; 0: those of none
	uint32_t realities[DT_REALITY_COUNT];
	uint32_t happenings;             // that the facts tell of
	uint32_t publications;           // that told of them, when asked for
	double scores[DT_WEIGHTS_COUNT]; // sums over facts
	double exposure;                 // how much there was to report from: 1 on average, 0 in a gap; see dt_series_read
	DtEstimate events;               // facts to expect at this rate
	DtEstimate share;                // of conflict among them
} DtPoint;

typedef struct DtSeries {
	DtSlice actor, recipient;
	bool directed;     // actor → recipient only
	bool by_happening; // facts are happenings, not reports
	bool has_sources;  // points know their happenings' publications
	bool plain;        // estimates are means without intervals
	DtPeriod period;
	DtPoint *points; // without gaps, ascending
	size_t count;
} DtSeries;

typedef struct DtSeriesQuery {
	DtSlice actor, recipient; // codes, with sectors and in groups as in DtBetween: "SYR:GOV", "FRA+DEU"
	bool directed;
	bool by_happening; // count each happening once, on the first day that it is reported of
	bool sources;      // also count publications; takes longer
	bool plain;        // leave the intervals of estimates out: they take longest
	DtPeriod period;
	DtDateSpan days; // open ends: from the first fact, to the last
} DtSeriesQuery;

// How many facts the record has on each day, between all pairs: the volume of the news, against which a pair is seen. A
// pair that has more events only because there is more news has not changed.
typedef struct DtVolume {
	DtDate first;
	double *facts; // [count] a day each
	size_t count;
	double mean; // of the days that have any
} DtVolume;

// One reading serves many series.
bool dt_volume_read(DtArena *arena, DtStore *store, DtDateSpan days, DtVolume *volume, DtError *error);

// Whether the record says anything of a day. A day without any news, in a record that has dozens of facts on others, is
// a gap in the record, not a silence of the actors.
bool dt_volume_has(const DtVolume *volume, DtDate day);

enum { DT_SERIES_ROOM = 100000 }; // points of a series

// Reads a series into arena. volume gives each point its exposure; NULL takes the number of its days alone. An empty
// series (count 0) when there is no fact. False when the store fails, or when there would be too many points.
bool dt_series_read(DtArena *arena, DtStore *store, const DtSeriesQuery *query, const DtVolume *volume,
                    DtSeries *series, DtError *error);

// The point that holds a day; NULL when none does.
DtPoint *dt_series_point(const DtSeries *series, DtDate day);

// The same of rows that the caller counted, in any order: of some of the events only. Exposure is the days alone.
bool dt_series_of_rows(DtArena *arena, const DtSeriesQuery *query, const DtSeriesRow *rows, size_t count,
                       DtSeries *series, DtError *error);

// Sets the estimates of every point from its counts and exposure; dt_series_read has done it.
void dt_series_estimate(DtSeries *series);

static inline uint32_t dt_point_cooperation(const DtPoint *point) { return point->quads[1] + point->quads[2]; }
static inline uint32_t dt_point_conflict(const DtPoint *point) { return point->quads[3] + point->quads[4]; }

// The mean score of its facts, -10..10; 0 without facts.
double dt_point_balance(const DtPoint *point, DtWeights weights);

#endif
