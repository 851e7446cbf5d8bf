// SPDX-License-Identifier: Apache-2.0
// The series of two actors: see series.h.
//
//   store's daily sums of A → B ┐
//   store's daily sums of B → A ┴▶ points [count] ▶ exposure ▶ estimates
//
// Exposure of a point = the share of its period that was asked for and that the record covers × the news volume of
// those days, as a multiple of the mean. The volume is itself counted, from all pairs other than this one, so it is
// shrunk: with mean volume m and a variance between periods beyond that of counting of v m², a period of V counts at
// (1/v + V) / (1/v + m). Where counting alone explains the ups and downs of V, the exposure is 1.
//
// Estimates (empirical Bayes): the count y of a point is Poisson with rate λ × exposure, λ being gamma distributed over
// the series with mean and variance by the method of moments; the share of conflict is binomial, with a beta prior in
// the same way. So a week with one event, a hostile one, does not read "100 % conflict".
#include "relations/series.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"
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

typedef struct VolumeReading {
	DtArena *arena;
	DtVolume *volume;
	size_t capacity;
} VolumeReading;

static bool note_news(void *context, DtDate day, int64_t facts) {
	VolumeReading *reading = context;
	DtVolume *volume = reading->volume;
	if (volume->count == 0) volume->first = day;
	while (volume->first + (DtDate)volume->count < day)
		DT_PUSH(reading->arena, volume->facts, volume->count, reading->capacity, 0);
	DT_PUSH(reading->arena, volume->facts, volume->count, reading->capacity, (double)facts);
	return true;
}

bool dt_volume_read(DtArena *arena, DtStore *store, DtDateSpan days, DtVolume *volume, DtError *error) {
	VolumeReading reading = {arena, volume, 0};
	*volume = (DtVolume){0};
	if (!dt_store_news(store, days, note_news, &reading, error)) return false;
	double sum = 0, some = 0;
	for (size_t i = 0; i < volume->count; i++) {
		sum += volume->facts[i];
		some += volume->facts[i] > 0;
	}
	volume->mean = some > 0 ? sum / some : 0;
	return true;
}

static double news_of(const DtVolume *volume, DtDate day) {
	int64_t at = (int64_t)day - volume->first;
	return at >= 0 && (size_t)at < volume->count ? volume->facts[at] : 0;
}

bool dt_volume_has(const DtVolume *volume, DtDate day) {
	static const double plenty = 24; // facts a day: without a gap, hardly a day would have none
	return volume->mean < plenty || news_of(volume, day) > 0;
}

// Reading

// What a day brings, of one direction or both.
typedef struct Day {
	DtDate day;
	uint32_t happenings;
	int64_t categories[DT_CATEGORY_COUNT], realities[DT_REALITY_COUNT];
	double scores[DT_WEIGHTS_COUNT];
} Day;

typedef struct Told {
	DtDate day;
	int64_t publication;
} Told;

typedef struct Rows {
	DtArena *arena;
	Day *days; // [count] ascending
	size_t count, capacity;
	Told *told; // [told_count]
	size_t told_count, told_capacity;
	DtMap happenings; // that were counted
	bool by_happening;
	DtDateSpan facts; // from the first to the last
} Rows;

static void widen(DtDateSpan *span, DtDate from, DtDate to) {
	if (span->from == DT_DATE_NONE || from < span->from) span->from = from;
	if (span->to == DT_DATE_NONE || to > span->to) span->to = to;
}

static bool note_row(void *context, const DtSeriesRow *row) {
	Rows *rows = context;
	Day day = {.day = row->day,
	           .happenings = (uint32_t)row->happenings,
	           .scores = {[DT_WEIGHTS_PLOVER] = row->score, [DT_WEIGHTS_GOLDSTEIN] = row->goldstein}};
	memcpy(day.categories, row->categories, sizeof day.categories);
	memcpy(day.realities, row->counts, sizeof day.realities);
	DT_PUSH(rows->arena, rows->days, rows->count, rows->capacity, day);
	if (row->counts[DT_REALITY_FACT] > 0) widen(&rows->facts, row->day, row->day);
	return true;
}

// Whether it is the first report of its happening; without a link, reports of one kind on one day are of one.
static bool is_news(Rows *rows, const DtReport *report) {
	int64_t key[3] = {report->happening, report->reality, 0};
	if (!report->happening) {
		key[0] = report->day;
		key[2] = 1 + report->kind * 3 + (report->mutual ? 2 : report->back);
	}
	DtSlice bytes = dt_slice((const char *)key, sizeof key);
	if (dt_map_find(&rows->happenings, bytes) != DT_MAP_ABSENT) return false;
	dt_map_set(rows->arena, &rows->happenings, dt_arena_copy(rows->arena, bytes), 1);
	return true;
}

static bool note_report(void *context, const DtReport *report) {
	Rows *rows = context;
	bool news = is_news(rows, report), fact = report->reality == DT_REALITY_FACT;
	if (fact && report->publication)
		DT_PUSH(rows->arena, rows->told, rows->told_count, rows->told_capacity,
		        ((Told){report->day, report->publication}));
	if (rows->by_happening && !news) return true;
	if (rows->count == 0 || rows->days[rows->count - 1].day != report->day)
		DT_PUSH(rows->arena, rows->days, rows->count, rows->capacity, ((Day){.day = report->day}));
	Day *day = &rows->days[rows->count - 1];
	day->realities[report->reality]++;
	if (!fact) return true;
	day->happenings += news;
	day->categories[report->category < DT_CATEGORY_COUNT ? report->category : DT_CATEGORY_NONE]++;
	day->scores[DT_WEIGHTS_PLOVER] += report->score;
	day->scores[DT_WEIGHTS_GOLDSTEIN] += report->goldstein;
	widen(&rows->facts, report->day, report->day);
	return true;
}

// The daily sums tell of two codes; of sectors, groups and happenings, the events themselves.
static bool read_rows(DtStore *store, const DtSeriesQuery *query, Rows *rows, DtError *error) {
	DtBetween between = {query->actor, query->recipient, !query->directed, query->days};
	if (dt_between_is_plain(&between) && !query->by_happening && !query->sources)
		return dt_store_series(store, &between, note_row, rows, error);
	rows->by_happening = query->by_happening;
	return dt_store_reports(store, &between, note_report, rows, error);
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

DtPoint *dt_series_point(const DtSeries *series, DtDate day) {
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

static void add_day(DtPoint *point, const Day *day) {
	for (int i = 0; i < DT_CATEGORY_COUNT; i++) {
		int quad = i == DT_CATEGORY_NONE ? 0 : dt_category_quad((DtCategory)i);
		point->categories[i] = added(point->categories[i], day->categories[i]);
		point->quads[quad] = added(point->quads[quad], day->categories[i]);
	}
	for (int i = 0; i < DT_REALITY_COUNT; i++) point->realities[i] = added(point->realities[i], day->realities[i]);
	for (int i = 0; i < DT_WEIGHTS_COUNT; i++) point->scores[i] += day->scores[i];
	point->happenings += day->happenings;
}

static int by_publication(const void *left, const void *right) {
	const Told *a = left, *b = right;
	if (a->day != b->day) return a->day < b->day ? -1 : 1;
	return a->publication < b->publication ? -1 : a->publication > b->publication;
}

// Each publication counts once a point. Days become those of the points first.
static void count_publications(Rows *rows, DtSeries *series) {
	for (size_t i = 0; i < rows->told_count; i++) {
		const DtPoint *point = dt_series_point(series, rows->told[i].day);
		rows->told[i].day = point ? (DtDate)(point - series->points) : -1;
	}
	if (rows->told_count) qsort(rows->told, rows->told_count, sizeof *rows->told, by_publication);
	for (size_t i = 0; i < rows->told_count; i++) {
		bool again = i && by_publication(&rows->told[i], &rows->told[i - 1]) == 0;
		if (!again && rows->told[i].day >= 0) series->points[rows->told[i].day].publications++;
	}
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

static void set_exposures(DtArena *arena, const DtVolume *volume, const Rows *rows, DtSeries *series) {
	double *values = DT_NEW_ARRAY(arena, double, series->count), *lengths = DT_NEW_ARRAY(arena, double, series->count);
	double total = 0;
	for (size_t i = 0; i < series->count; i++) {
		DtPoint *point = &series->points[i];
		for (DtDate day = point->days.from; day <= point->days.to; day++) {
			if (volume && !dt_volume_has(volume, day)) continue;
			lengths[i]++;
			if (volume) values[i] += news_of(volume, day);
		}
	}
	// The pair itself is news too, but not its own background.
	for (size_t i = 0; volume && i < rows->count; i++) {
		const DtPoint *point = dt_series_point(series, rows->days[i].day);
		if (!point) continue;
		double *value = &values[point - series->points];
		*value = fmax(0, *value - (double)rows->days[i].realities[DT_REALITY_FACT]);
	}
	shrink_volume(values, lengths, series->count);
	for (size_t i = 0; i < series->count; i++) total += values[i] * lengths[i];
	for (size_t i = 0; i < series->count; i++)
		series->points[i].exposure = total > 0 ? values[i] * lengths[i] * (double)series->count / total : 1;
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
		double mean = point->exposure * shape / time;
		point->events = (DtEstimate){mean, mean, mean};
		point->share = (DtEstimate){a / (a + b), a / (a + b), a / (a + b)};
		if (series->plain) continue;
		point->events.low = point->exposure * dt_gamma_quantile(shape, time, outside);
		point->events.high = point->exposure * dt_gamma_quantile(shape, time, 1 - outside);
		point->share.low = dt_beta_quantile(a, b, outside);
		point->share.high = dt_beta_quantile(a, b, 1 - outside);
	}
}

// The periods of a series whose facts span days; none when there are too many.
static bool set_periods(DtArena *arena, const DtSeriesQuery *query, DtDateSpan days, DtSeries *series, DtError *error) {
	*series = (DtSeries){.actor = dt_arena_copy(arena, query->actor),
	                     .recipient = dt_arena_copy(arena, query->recipient),
	                     .directed = query->directed,
	                     .plain = query->plain,
	                     .by_happening = query->by_happening,
	                     .has_sources = query->sources,
	                     .period = query->period};
	if (days.from == DT_DATE_NONE) return true;
	if (query->days.from != DT_DATE_NONE) days.from = query->days.from;
	if (query->days.to != DT_DATE_NONE) days.to = query->days.to;
	if (series->period == DT_PERIOD_AUTO) series->period = fitting_period(days);
	// A period begun is shown whole, unless the question cuts it.
	if (query->days.from == DT_DATE_NONE) days.from = dt_period_span(series->period, days.from).from;
	if (query->days.to == DT_DATE_NONE) days.to = dt_period_span(series->period, days.to).to;
	series->count = count_points(series->period, days);
	if (series->count > DT_SERIES_ROOM) {
		dt_error_add(error, DT_FAULT_USAGE, NULL, 0, 0,
		             "the series by %s has more than %d points; ask for longer periods or fewer days",
		             dt_period_name(series->period), (int)DT_SERIES_ROOM);
		series->count = 0;
		return false;
	}
	lay_out(arena, days, series);
	return true;
}

static void fill(Rows *rows, const DtVolume *volume, DtSeries *series) {
	if (series->count == 0) return;
	for (size_t i = 0; i < rows->count; i++) {
		DtPoint *point = dt_series_point(series, rows->days[i].day);
		if (point) add_day(point, &rows->days[i]);
	}
	count_publications(rows, series);
	set_exposures(rows->arena, volume, rows, series);
	dt_series_estimate(series);
}

bool dt_series_read(DtArena *arena, DtStore *store, const DtSeriesQuery *query, const DtVolume *volume,
                    DtSeries *series, DtError *error) {
	Rows rows = {.arena = dt_arena_new(), .facts = {DT_DATE_NONE, DT_DATE_NONE}};
	*series = (DtSeries){0};
	bool done = read_rows(store, query, &rows, error) && set_periods(arena, query, rows.facts, series, error);
	if (done) fill(&rows, volume, series);
	dt_arena_free(rows.arena);
	return done;
}

bool dt_series_of_rows(DtArena *arena, const DtSeriesQuery *query, const DtSeriesRow *given, size_t count,
                       DtSeries *series, DtError *error) {
	Rows rows = {.arena = dt_arena_new(), .facts = {DT_DATE_NONE, DT_DATE_NONE}};
	for (size_t i = 0; i < count; i++) note_row(&rows, &given[i]);
	bool done = set_periods(arena, query, rows.facts, series, error);
	if (done) fill(&rows, NULL, series);
	dt_arena_free(rows.arena);
	return done;
}
