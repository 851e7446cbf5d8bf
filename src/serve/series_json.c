// SPDX-License-Identifier: Apache-2.0
// Pairs of actors and their series, as JSON.
#include <stdio.h>

#include "relations/shifts.h"
#include "serve/answers.h"
#include "serve/filter.h"
#include "serve/record_json.h"

enum {
	PAIRS_MOST = 500,
	PAIRS_WITH_SERIES = 100,
	POINTS_MOST = 20000,
	SHIFT_POINTS = 2000,
	SHIFT_EPISODES = 4,
	VOICES = 20,
	STRONGEST_MOST = 50,
	WORLD_DAYS = 366
};

static bool read_period(DtTarget *target, DtPeriod *period, DtResponse *response) {
	DtSlice name;
	if (!dt_target_find(target, "by", &name) || dt_period_find(name, period)) return true;
	dt_respond_error(response, DT_STATUS_BAD_REQUEST, "by: day, week, month, quarter, year or auto");
	return false;
}

static void write_counts(DtBuffer *out, const int64_t *counts) {
	static const char *const names[DT_REALITY_COUNT] = {"fact",   "negated",    "hypothetical",
	                                                    "future", "historical", "vague"};
	for (int i = 0; i < DT_REALITY_COUNT; i++) {
		dt_json_key(out, names[i]);
		dt_buffer_format(out, "%lld", (long long)counts[i]);
	}
}

static void write_number(DtBuffer *out, const char *name, double number) {
	dt_json_key(out, name);
	dt_buffer_format(out, "%.6g", number);
}

// Pairs

typedef struct PairList {
	DtArena *arena;
	DtPairRow *rows;
	size_t count, capacity;
} PairList;

static bool take_pair(void *context, const DtPairRow *row) {
	PairList *list = context;
	DtPairRow kept = *row;
	kept.actor = dt_arena_copy(list->arena, row->actor);
	kept.recipient = dt_arena_copy(list->arena, row->recipient);
	DT_PUSH(list->arena, list->rows, list->count, list->capacity, kept);
	return true;
}

// A point for each period that has facts: [first day, cooperation, conflict, sum of scores].
static bool write_small_series(const DtService *service, DtArena *arena, const DtSeriesQuery *query, DtBuffer *out,
                               DtError *error) {
	DtSeries series;
	bool any = false;
	char day[DT_DATE_ROOM];
	if (!dt_series_read(arena, service->store, query, NULL, &series, error)) return false;
	dt_json_text(out, "by", dt_slice_of(dt_period_name(series.period)));
	dt_json_key(out, "points");
	dt_buffer_add_char(out, '[');
	for (size_t i = 0; i < series.count; i++) {
		const DtPoint *point = &series.points[i];
		if (point->realities[DT_REALITY_FACT] == 0) continue;
		dt_buffer_format(out, "%s[\"%s\",%u,%u,%.6g]", any ? "," : "", dt_date_format(point->days.from, day),
		                 dt_point_cooperation(point), dt_point_conflict(point), point->scores[DT_WEIGHTS_PLOVER]);
		any = true;
	}
	dt_buffer_add_char(out, ']');
	return true;
}

static bool write_pair(const DtService *service, DtArena *arena, const DtPairRow *row, DtSeriesQuery *query,
                       DtBuffer *out, DtError *error) {
	dt_buffer_add_char(out, '{');
	dt_json_text(out, "a", row->actor);
	dt_json_text(out, "b", row->recipient);
	dt_json_known(out, "a_name", dt_service_name(service, row->actor));
	dt_json_known(out, "b_name", dt_service_name(service, row->recipient));
	write_counts(out, row->counts);
	write_number(out, "score", row->score);
	write_number(out, "goldstein", row->goldstein);
	dt_json_date(out, "first", row->first);
	dt_json_date(out, "last", row->last);
	query->actor = row->actor;
	query->recipient = row->recipient;
	bool done = query->period == DT_PERIOD_COUNT || write_small_series(service, arena, query, out, error);
	dt_buffer_add_char(out, '}');
	return done;
}

void dt_answer_pairs(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body, DtResponse *response) {
	(void)body;
	DtSeriesQuery query = {.period = DT_PERIOD_COUNT}; // no series
	PairList list = {.arena = arena};
	long limit = 50;
	DtBuffer *out = &response->body;
	DtError error = {0};
	if (!dt_read_days(target, &query.days, response) || !read_period(target, &query.period, response) ||
	    !dt_read_number(target, "limit", 1, query.period == DT_PERIOD_COUNT ? PAIRS_MOST : PAIRS_WITH_SERIES, &limit,
	                    response) ||
	    !dt_read_all(target, response))
		return;
	bool done = dt_store_pairs(service->store, query.days, limit, take_pair, &list, &error);
	dt_buffer_add_text(out, "{\"pairs\":[");
	for (size_t i = 0; done && i < list.count; i++) {
		if (i) dt_buffer_add_text(out, ",\n");
		done = write_pair(service, arena, &list.rows[i], &query, out, &error);
	}
	dt_buffer_add_text(out, "]}\n");
	if (!done) dt_respond_failure(service, &error, response);
}

// Series

typedef struct SeriesRequest {
	DtSeriesQuery query;
	DtEventFilter filter;
	bool filtered;
	DtWeights weights;
	bool with_shifts, with_attribution;
} SeriesRequest;

static bool read_weights(DtTarget *target, DtWeights *weights, DtResponse *response) {
	DtSlice name;
	if (!dt_target_find(target, "weights", &name) || dt_weights_find(name, weights)) return true;
	dt_respond_error(response, DT_STATUS_BAD_REQUEST, "weights: plover or goldstein");
	return false;
}

static bool read_series_request(DtTarget *target, SeriesRequest *request, DtResponse *response) {
	DtSeriesQuery *query = &request->query;
	DtEventFilter *filter = &request->filter;
	if (!dt_read_code(target, "a", &query->actor, response) ||
	    !dt_read_code(target, "b", &query->recipient, response) || !dt_filter_read_kinds(target, filter, response) ||
	    !read_period(target, &query->period, response) || !read_weights(target, &request->weights, response) ||
	    !dt_read_flag(target, "directed", &query->directed, response) ||
	    !dt_read_flag(target, "shifts", &request->with_shifts, response) ||
	    !dt_read_flag(target, "attribution", &request->with_attribution, response) ||
	    !dt_read_days(target, &query->days, response) || !dt_read_all(target, response))
		return false;
	request->filtered = filter->query.category || dt_filter_is_narrow(filter);
	if (query->actor.length && query->recipient.length) return true;
	dt_respond_error(response, DT_STATUS_BAD_REQUEST, "a and b: two codes are wanted, such as a=USA&b=PRK");
	return false;
}

// A series of some of the events, those of a filter: counted one by one, for the record keeps sums of all only.

typedef struct Counting {
	DtArena *arena;
	DtSeriesRow *rows; // [count] by day
	size_t count, capacity;
} Counting;

static bool count_report(void *context, const DtReport *report) {
	Counting *counting = context;
	if (counting->count == 0 || counting->rows[counting->count - 1].day != report->day)
		DT_PUSH(counting->arena, counting->rows, counting->count, counting->capacity,
		        ((DtSeriesRow){.day = report->day}));
	DtSeriesRow *row = &counting->rows[counting->count - 1];
	row->counts[report->reality]++;
	if (report->reality != DT_REALITY_FACT) return true;
	row->categories[report->category]++;
	row->score += report->score;
	row->goldstein += report->goldstein;
	return true;
}

static bool read_filtered(const DtService *service, DtArena *arena, const SeriesRequest *request, DtSeries *series,
                          DtError *error) {
	Counting counting = {.arena = arena};
	const DtEventFilter *filter = &request->filter;
	const DtSeriesQuery *query = &request->query;
	DtBetween between = {query->actor, query->recipient, !query->directed, query->days};
	DtReportFilter reports = {.category = filter->query.category,
	                          .quad = filter->quad,
	                          .mode = filter->mode,
	                          .sector = filter->sector,
	                          .reality = filter->reality,
	                          .source = filter->source,
	                          .place = filter->place,
	                          .confidence = filter->confidence};
	return dt_store_reports_of(service->store, &between, &reports, count_report, &counting, error) &&
	       dt_series_of_rows(arena, query, counting.rows, counting.count, series, error);
}

// Shifts are sought against the volume of all news; without them, a series stands for itself.
static bool read_relations(const DtService *service, DtArena *arena, const SeriesRequest *request, DtSeries *series,
                           DtShifts *shifts, DtError *error) {
	DtVolume volume;
	DtStore *store = service->store;
	if (request->filtered) {
		if (!read_filtered(service, arena, request, series, error)) return false;
		if (request->with_shifts && series->count && series->count <= SHIFT_POINTS)
			*shifts = dt_shifts_find(arena, series);
		return true;
	}
	if (!request->with_shifts) return dt_series_read(arena, store, &request->query, NULL, series, error);
	if (!dt_volume_read(arena, store, request->query.days, &volume, error) ||
	    !dt_series_read(arena, store, &request->query, &volume, series, error))
		return false;
	if (series->count > SHIFT_POINTS) {
		dt_error_add(error, DT_FAULT_USAGE, NULL, 0, 0,
		             "shifts are sought in at most %d periods, and these are %zu; take longer periods", SHIFT_POINTS,
		             series->count);
		return false;
	}
	if (series->count == 0) return true;
	*shifts = dt_shifts_find(arena, series);
	return dt_shifts_explain(arena, store, series, request->weights, SHIFT_EPISODES, shifts, error);
}

static bool write_relations(const DtService *service, DtArena *arena, const SeriesRequest *request, DtBuffer *out,
                            DtError *error) {
	DtSeries series;
	DtShifts shifts = {.recent = {.tone_since = DT_DATE_NONE, .volume_since = DT_DATE_NONE}};
	if (!read_relations(service, arena, request, &series, &shifts, error)) return false;
	if (series.count > POINTS_MOST) {
		dt_error_add(error, DT_FAULT_USAGE, NULL, 0, 0, "the series has more than %d points; take longer periods",
		             POINTS_MOST);
		return false;
	}
	dt_buffer_add_char(out, '{');
	dt_json_known(out, "actor_name", dt_service_name(service, series.actor));
	dt_json_known(out, "recipient_name", dt_service_name(service, series.recipient));
	dt_json_key(out, "relations");
	DtAttributions said, *attributions = request->with_attribution ? &said : NULL;
	if (attributions && !dt_attributions_read(arena, service->store, &series, VOICES, attributions, error))
		return false;
	dt_relations_write_json(out, &series, &shifts, request->weights, attributions);
	dt_buffer_add_text(out, "}\n");
	return true;
}

void dt_answer_series(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body, DtResponse *response) {
	(void)body;
	SeriesRequest request = {0};
	DtError error = {0};
	if (!read_series_request(target, &request, response)) return;
	if (!write_relations(service, arena, &request, &response->body, &error))
		dt_respond_failure(service, &error, response);
}

// What was strongest within some days, between two or in the world.
void dt_answer_strongest(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body,
                         DtResponse *response) {
	(void)body;
	DtBetween between = {.either_way = true};
	DtWeights weights = DT_WEIGHTS_PLOVER;
	DtEpisode *episodes = NULL;
	size_t count = 0;
	long limit = 10;
	DtError error = {0};
	if (!dt_read_code(target, "a", &between.actor, response) ||
	    !dt_read_code(target, "b", &between.recipient, response) || !dt_read_days(target, &between.days, response) ||
	    !read_weights(target, &weights, response) ||
	    !dt_read_number(target, "limit", 1, STRONGEST_MOST, &limit, response) || !dt_read_all(target, response))
		return;
	bool closed = between.days.from != DT_DATE_NONE && between.days.to != DT_DATE_NONE;
	if (!between.actor.length != !between.recipient.length) {
		dt_respond_error(response, DT_STATUS_BAD_REQUEST, "a and b: both are wanted, or none");
		return;
	}
	if (!closed || between.days.to - between.days.from >= WORLD_DAYS) {
		dt_respond_error(response, DT_STATUS_BAD_REQUEST, "from and to: days of a year at most are wanted");
		return;
	}
	if (!dt_episodes_find(arena, service->store, &between, weights, (size_t)limit, &episodes, &count, &error)) {
		dt_respond_failure(service, &error, response);
		return;
	}
	dt_buffer_add_text(&response->body, "{\"episodes\":");
	dt_episodes_write_json(&response->body, episodes, count);
	dt_buffer_add_text(&response->body, "}\n");
}
