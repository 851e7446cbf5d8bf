// SPDX-License-Identifier: Apache-2.0
// The series of two actors: see series.h.
//
//   store's daily sums of A → B ┐
//   store's daily sums of B → A ┴▶ points [count] ▶ exposure ▶ estimates
//
// Exposure of a point = the share of its period that was asked for × the news volume of its days, as a multiple of the
// mean. The volume is itself counted, from the busiest pairs other than this one, so it is shrunk: with mean volume m
// and a variance between periods beyond that of counting of v m², a period of V counts at (1/v + V) / (1/v + m). Where
// counting alone explains the ups and downs of V, the exposure is 1.
//
// Estimates (empirical Bayes): the count y of a point is Poisson with rate λ × exposure, λ being gamma distributed over
// the series with mean and variance by the method of moments; the share of conflict is binomial, with a beta prior in
// the same way. So a week with one event, a hostile one, does not read "100 % conflict".
#include "relations/series.h"

#include <math.h>
#include <stdlib.h>

#include "relations/distributions.h"

static const char *const period_names[DT_PERIOD_COUNT] = {"auto", "day", "week", "month", "quarter", "year"};
static const char *const weights_names[DT_WEIGHTS_COUNT] = {"plover", "goldstein"};

const char *dt_period_name(DtPeriod period) { return period_names[period]; }

static int find_name(DtSlice name, const char *const *names, int count) {
	for (int i = 0; i < count; i++) {
		if (dt_slice_is(name, names[i])) return i;
	}
	return -1;
}

bool dt_period_find(DtSlice name, DtPeriod *period) {
	int found = find_name(name, period_names, DT_PERIOD_COUNT);
	if (found >= 0) *period = (DtPeriod)found;
	return found >= 0;
}

const char *dt_weights_name(DtWeights weights) { return weights_names[weights]; }

bool dt_weights_find(DtSlice name, DtWeights *weights) {
	int found = find_name(name, weights_names, DT_WEIGHTS_COUNT);
	if (found >= 0) *weights = (DtWeights)found;
	return found >= 0;
}

DtDateSpan dt_period_span(DtPeriod period, DtDate day) {
	int year, month, day_of_month;
	dt_date_to_civil(day, &year, &month, &day_of_month);
	int quarter = (month - 1) / 3 * 3 + 1;
	switch (period) {
	case DT_PERIOD_WEEK:
		return (DtDateSpan){day - dt_date_weekday(day), day - dt_date_weekday(day) + 6};
	case DT_PERIOD_MONTH:
		return dt_date_month_span(year, month);
	case DT_PERIOD_QUARTER:
		return (DtDateSpan){dt_date_month_span(year, quarter).from, dt_date_month_span(year, quarter + 2).to};
	case DT_PERIOD_YEAR:
		return dt_date_year_span(year);
	default:
		return (DtDateSpan){day, day};
	}
}

double dt_point_balance(const DtPoint *point, DtWeights weights) {
	uint32_t facts = point->realities[DT_REALITY_FACT];
	return facts ? point->scores[weights] / facts : 0;
}

// Volume

enum { BUSY_PAIRS = 200 };

typedef struct VolumeReading {
	DtArena *arena;
	DtDateSpan days;
	DtVolume *volume;
} VolumeReading;

static void widen(DtDateSpan *span, DtDate from, DtDate to) {
	if (span->from == DT_DATE_NONE || from < span->from) span->from = from;
	if (span->to == DT_DATE_NONE || to > span->to) span->to = to;
}

static bool note_pair(void *context, const DtPairRow *row) {
	VolumeReading *reading = context;
	if (row->counts[DT_REALITY_FACT] == 0 || row->first == DT_DATE_NONE || row->last == DT_DATE_NONE) return true;
	struct DtVolumePair *pair = &reading->volume->pairs[reading->volume->pair_count++];
	pair->actor = dt_arena_copy(reading->arena, row->actor);
	pair->recipient = dt_arena_copy(reading->arena, row->recipient);
	widen(&reading->days, row->first, row->last);
	return reading->volume->pair_count < BUSY_PAIRS;
}

static bool add_volume(void *context, const DtSeriesRow *row) {
	DtVolume *volume = context;
	int64_t at = (int64_t)row->day - volume->first;
	if (row->day != DT_DATE_NONE && at >= 0 && (size_t)at < volume->count)
		volume->facts[at] += (double)row->counts[DT_REALITY_FACT];
	return true;
}

bool dt_volume_read(DtArena *arena, DtStore *store, DtDateSpan days, DtVolume *volume, DtError *error) {
	VolumeReading reading = {arena, {DT_DATE_NONE, DT_DATE_NONE}, volume};
	*volume = (DtVolume){.pairs = DT_NEW_ARRAY(arena, struct DtVolumePair, BUSY_PAIRS)};
	if (!dt_store_pairs(store, days, BUSY_PAIRS, note_pair, &reading, error)) return false;
	if (volume->pair_count == 0) return true;
	volume->first = reading.days.from;
	volume->count = (size_t)((int64_t)reading.days.to - reading.days.from + 1);
	volume->facts = DT_NEW_ARRAY(arena, double, volume->count);
	for (size_t i = 0; i < volume->pair_count; i++) {
		const struct DtVolumePair *pair = &volume->pairs[i];
		if (!dt_store_series(store, pair->actor, pair->recipient, days, add_volume, volume, error) ||
		    !dt_store_series(store, pair->recipient, pair->actor, days, add_volume, volume, error))
			return false;
	}
	return true;
}

// Reading

typedef struct Rows {
	DtArena *arena;
	DtSeriesRow *rows;
	size_t count, capacity;
	DtDateSpan facts; // from the first to the last
} Rows;

static bool note_row(void *context, const DtSeriesRow *row) {
	Rows *rows = context;
	if (row->day == DT_DATE_NONE) return true;
	DT_PUSH(rows->arena, rows->rows, rows->count, rows->capacity, *row);
	if (row->counts[DT_REALITY_FACT] > 0) widen(&rows->facts, row->day, row->day);
	return true;
}

// The first forth rows are those of actor → recipient; the others, the way back.
static bool read_rows(DtStore *store, const DtSeriesQuery *query, Rows *rows, size_t *forth, DtError *error) {
	if (!dt_store_series(store, query->actor, query->recipient, query->days, note_row, rows, error)) return false;
	*forth = rows->count;
	DtDateSpan facts = rows->facts;
	if (!dt_store_series(store, query->recipient, query->actor, query->days, note_row, rows, error)) return false;
	if (query->directed) rows->facts = facts;
	return true;
}

static DtPeriod fitting_period(DtDateSpan days) {
	int64_t length = (int64_t)days.to - days.from + 1;
	if (length <= 120) return DT_PERIOD_DAY;
	if (length <= 5 * 366) return DT_PERIOD_WEEK;
	return length <= 40 * 366 ? DT_PERIOD_MONTH : DT_PERIOD_QUARTER;
}

static size_t count_points(DtPeriod period, DtDateSpan days) {
	size_t count = 0;
	for (DtDate day = days.from; day <= days.to && count <= DT_SERIES_ROOM; count++)
		day = dt_period_span(period, day).to + 1;
	return count;
}

static void lay_out(DtArena *arena, DtDateSpan days, DtSeries *series) {
	series->points = DT_NEW_ARRAY(arena, DtPoint, series->count);
	DtDate day = days.from;
	for (size_t i = 0; i < series->count; i++) {
		DtDateSpan whole = dt_period_span(series->period, day);
		series->points[i].days =
			(DtDateSpan){whole.from > days.from ? whole.from : days.from, whole.to < days.to ? whole.to : days.to};
		day = whole.to + 1;
	}
}

static DtPoint *point_of(DtSeries *series, DtDate day) {
	size_t low = 0, high = series->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (series->points[middle].days.to < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low < series->count && series->points[low].days.from <= day ? &series->points[low] : NULL;
}

static uint32_t added(uint32_t sum, int64_t more) {
	int64_t total = (int64_t)sum + (more > 0 ? more : 0);
	return total > UINT32_MAX ? UINT32_MAX : (uint32_t)total;
}

static void add_row(DtPoint *point, const DtSeriesRow *row) {
	int64_t facts = row->counts[DT_REALITY_FACT];
	uint8_t category = row->category < DT_CATEGORY_COUNT ? row->category : DT_CATEGORY_NONE;
	int quad = category == DT_CATEGORY_NONE ? 0 : dt_category_quad((DtCategory)category);
	point->categories[category] = added(point->categories[category], facts);
	point->quads[quad] = added(point->quads[quad], facts);
	for (int i = 0; i < DT_REALITY_COUNT; i++) point->realities[i] = added(point->realities[i], row->counts[i]);
	point->scores[DT_WEIGHTS_PLOVER] += row->score;
	point->scores[DT_WEIGHTS_GOLDSTEIN] += row->goldstein;
}

// Exposure

// How many times the mean each value is, once the noise of counting is taken out.
static void shrink_volume(double *values, const double *lengths, size_t count) {
	double total = 0, length = 0, excess = 0, squares = 0;
	for (size_t i = 0; i < count; i++) total += values[i], length += lengths[i];
	double rate = length > 0 ? total / length : 0;
	for (size_t i = 0; i < count; i++) {
		double mean = rate * lengths[i];
		excess += (values[i] - mean) * (values[i] - mean) - mean;
		squares += mean * mean;
	}
	double variance = squares > 0 ? excess / squares : 0;
	for (size_t i = 0; i < count; i++) {
		double mean = rate * lengths[i];
		values[i] = variance > 0 ? (1 / variance + values[i]) / (1 / variance + mean) : 1;
	}
}

static bool is_counted(const DtVolume *volume, DtSlice actor, DtSlice recipient) {
	for (size_t i = 0; volume && i < volume->pair_count; i++) {
		const struct DtVolumePair *pair = &volume->pairs[i];
		bool forth = dt_slice_equal(pair->actor, actor) && dt_slice_equal(pair->recipient, recipient);
		bool back = dt_slice_equal(pair->actor, recipient) && dt_slice_equal(pair->recipient, actor);
		if (forth || back) return true;
	}
	return false;
}

static void set_exposures(DtArena *arena, const DtVolume *volume, const Rows *rows, DtSeries *series) {
	double *values = DT_NEW_ARRAY(arena, double, series->count), *lengths = DT_NEW_ARRAY(arena, double, series->count);
	double total = 0;
	for (size_t i = 0; i < series->count; i++) {
		DtPoint *point = &series->points[i];
		lengths[i] = (double)(point->days.to - point->days.from + 1);
		for (DtDate day = point->days.from; volume && day <= point->days.to; day++) {
			int64_t at = (int64_t)day - volume->first;
			if (at >= 0 && (size_t)at < volume->count) values[i] += volume->facts[at];
		}
	}
	// The pair itself is news too, but not its own background.
	bool counted = is_counted(volume, series->actor, series->recipient);
	for (size_t i = 0; counted && i < rows->count; i++) {
		DtPoint *point = point_of(series, rows->rows[i].day);
		if (!point) continue;
		double *value = &values[point - series->points];
		*value = fmax(0, *value - (double)rows->rows[i].counts[DT_REALITY_FACT]);
	}
	shrink_volume(values, lengths, series->count);
	for (size_t i = 0; i < series->count; i++) total += values[i] * lengths[i];
	for (size_t i = 0; i < series->count; i++)
		series->points[i].exposure = values[i] * lengths[i] * (double)series->count / total;
}

// Estimates

static const double outside = 0.05; // on either side of an interval

typedef struct Prior {
	double first, second; // shape and rate, or both of a beta distribution
} Prior;

static Prior rate_prior(const DtSeries *series) {
	double total = 0, exposure = 0, excess = 0, squares = 0;
	for (size_t i = 0; i < series->count; i++) {
		total += series->points[i].realities[DT_REALITY_FACT];
		exposure += series->points[i].exposure;
	}
	double mean = total / exposure;
	for (size_t i = 0; i < series->count; i++) {
		double expected = mean * series->points[i].exposure;
		double miss = series->points[i].realities[DT_REALITY_FACT] - expected;
		excess += miss * miss - expected;
		squares += expected * expected;
	}
	// Of the rate, in units of mean². A few periods tell little of it; five of an exponential rate stand by.
	double few = 5 * fmax(mean * mean, 1e-9), variance = fmax((excess + few) / (squares + few), 1e-4);
	return (Prior){1 / variance, 1 / (variance * fmax(mean, 1e-9))};
}

static Prior share_prior(const DtSeries *series) {
	double conflict = 0, all = 0, misses = 0, pairs = 0;
	for (size_t i = 0; i < series->count; i++) {
		conflict += dt_point_conflict(&series->points[i]);
		all += dt_point_conflict(&series->points[i]) + dt_point_cooperation(&series->points[i]);
	}
	double mean = (conflict + 0.5) / (all + 1), spread = mean * (1 - mean);
	for (size_t i = 0; i < series->count; i++) {
		double hostile = dt_point_conflict(&series->points[i]), n = hostile + dt_point_cooperation(&series->points[i]);
		if (n < 1) continue;
		misses += (hostile - n * mean) * (hostile - n * mean) / n - spread;
		pairs += n - 1;
	}
	// How alike events of one period are; twenty that are so by a tenth stand by.
	double alike = fmin(fmax((misses + 20 * 0.1 * spread) / ((pairs + 20) * spread), 0.002), 0.9);
	double weight = 1 / alike - 1;
	return (Prior){mean * weight, (1 - mean) * weight};
}

void dt_series_estimate(DtSeries *series) {
	if (series->count == 0) return;
	Prior rate = rate_prior(series), share = share_prior(series);
	for (size_t i = 0; i < series->count; i++) {
		DtPoint *point = &series->points[i];
		double shape = rate.first + point->realities[DT_REALITY_FACT], time = rate.second + point->exposure;
		double a = share.first + dt_point_conflict(point), b = share.second + dt_point_cooperation(point);
		point->events =
			(DtEstimate){point->exposure * shape / time, point->exposure * dt_gamma_quantile(shape, time, outside),
		                 point->exposure * dt_gamma_quantile(shape, time, 1 - outside)};
		point->share = (DtEstimate){a / (a + b), dt_beta_quantile(a, b, outside), dt_beta_quantile(a, b, 1 - outside)};
	}
}

bool dt_series_read(DtArena *arena, DtStore *store, const DtSeriesQuery *query, const DtVolume *volume,
                    DtSeries *series, DtError *error) {
	*series = (DtSeries){.actor = dt_arena_copy(arena, query->actor),
	                     .recipient = dt_arena_copy(arena, query->recipient),
	                     .directed = query->directed,
	                     .period = query->period};
	Rows rows = {.arena = dt_arena_new(), .facts = {DT_DATE_NONE, DT_DATE_NONE}};
	size_t forth = 0;
	bool done = read_rows(store, query, &rows, &forth, error);
	DtDateSpan days = rows.facts;
	if (done && days.from != DT_DATE_NONE) {
		if (query->days.from != DT_DATE_NONE) days.from = query->days.from;
		if (query->days.to != DT_DATE_NONE) days.to = query->days.to;
		if (series->period == DT_PERIOD_AUTO) series->period = fitting_period(days);
		// A period begun is shown whole, unless the question cuts it.
		if (query->days.from == DT_DATE_NONE) days.from = dt_period_span(series->period, days.from).from;
		if (query->days.to == DT_DATE_NONE) days.to = dt_period_span(series->period, days.to).to;
		series->count = count_points(series->period, days);
	}
	if (series->count > DT_SERIES_ROOM) {
		dt_error_add(error, DT_FAULT_USAGE, NULL, 0, 0,
		             "the series by %s has more than %d points; ask for longer periods or fewer days",
		             dt_period_name(series->period), (int)DT_SERIES_ROOM);
		series->count = 0;
		done = false;
	}
	if (done && series->count) {
		lay_out(arena, days, series);
		for (size_t i = 0; i < (query->directed ? forth : rows.count); i++) {
			DtPoint *point = point_of(series, rows.rows[i].day);
			if (point) add_row(point, &rows.rows[i]);
		}
		set_exposures(rows.arena, volume, &rows, series);
		dt_series_estimate(series);
	}
	dt_arena_free(rows.arena);
	return done;
}
