// SPDX-License-Identifier: Apache-2.0
// The world at a glance, as JSON: which pairs shifted of late, and who acts towards whom.
#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "relations/shifts.h"
#include "relations/surprises.h"
#include "serve/answers.h"
#include "serve/record_json.h"

// Network

enum { EDGES_MOST = 2000, QUADS = 5 };

typedef struct Edge {
	DtSlice actor, recipient;
	int64_t quads[QUADS], facts;
	double score;
} Edge;

typedef struct EdgeList {
	DtArena *arena;
	Edge *edges;
	size_t count, capacity;
	DtMap by_sides;
	long quad;     // 0: any
	DtSlice actor; // on either side; empty for any
} EdgeList;

static Edge *edge_of(EdgeList *list, DtSlice actor, DtSlice recipient) {
	DtSlice key = dt_arena_format(list->arena, DT_SLICE_FORMAT " " DT_SLICE_FORMAT, DT_SLICE_ARGS(actor),
	                              DT_SLICE_ARGS(recipient));
	uint32_t at = dt_map_intern(list->arena, &list->by_sides, key, (uint32_t)list->count);
	if (at == list->count) {
		Edge fresh = {.actor = dt_slice_cut(key, 0, actor.length),
		              .recipient = dt_slice_cut(key, actor.length + 1, key.length)};
		DT_PUSH(list->arena, list->edges, list->count, list->capacity, fresh);
	}
	return &list->edges[at];
}

static bool take_dyad(void *context, const DtDyadRow *row) {
	EdgeList *list = context;
	int quad = row->category ? dt_category_quad((DtCategory)row->category) : 0;
	if (list->quad && quad != list->quad) return true;
	if (list->actor.length && !dt_slice_equal(list->actor, row->actor) && !dt_slice_equal(list->actor, row->recipient))
		return true;
	Edge *edge = edge_of(list, row->actor, row->recipient);
	edge->quads[quad] += row->facts;
	edge->facts += row->facts;
	edge->score += row->score;
	return true;
}

static int by_facts(const void *first, const void *second) {
	const Edge *a = first, *b = second;
	if (a->facts != b->facts) return a->facts < b->facts ? 1 : -1;
	int order = dt_slice_compare(a->actor, b->actor);
	return order ? order : dt_slice_compare(a->recipient, b->recipient);
}

static void write_edge(DtBuffer *out, const Edge *edge) {
	dt_buffer_add_char(out, '{');
	dt_json_text(out, "actor", edge->actor);
	dt_json_text(out, "recipient", edge->recipient);
	dt_json_key(out, "quads");
	dt_buffer_format(out, "[%lld,%lld,%lld,%lld]", (long long)edge->quads[1], (long long)edge->quads[2],
	                 (long long)edge->quads[3], (long long)edge->quads[4]);
	dt_json_key(out, "facts");
	dt_buffer_format(out, "%lld", (long long)edge->facts);
	dt_json_key(out, "score");
	dt_buffer_format(out, "%.6g}", edge->score);
}

static void write_names(const DtService *service, DtArena *arena, const EdgeList *list, size_t count, DtBuffer *out) {
	DtMap seen = {0};
	dt_json_key(out, "names");
	dt_buffer_add_char(out, '{');
	for (size_t i = 0; i < 2 * count; i++) {
		DtSlice code = i % 2 ? list->edges[i / 2].recipient : list->edges[i / 2].actor;
		DtSlice name = dt_service_name(service, code);
		if (dt_map_find(&seen, code) != DT_MAP_ABSENT || !name.length) continue;
		dt_map_set(arena, &seen, code, 1);
		if (seen.count > 1) dt_buffer_add_char(out, ',');
		dt_buffer_add_json_string(out, code);
		dt_buffer_add_char(out, ':');
		dt_buffer_add_json_string(out, name);
	}
	dt_buffer_add_char(out, '}');
}

void dt_answer_network(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body, DtResponse *response) {
	(void)body;
	DtDateSpan days;
	EdgeList list = {.arena = arena};
	long limit = 200;
	DtBuffer *out = &response->body;
	DtError error = {0};
	if (!dt_read_code(target, "actor", &list.actor, response) || !dt_read_days(target, &days, response) ||
	    !dt_read_number(target, "quad", 1, 4, &list.quad, response) ||
	    !dt_read_number(target, "limit", 1, EDGES_MOST, &limit, response) || !dt_read_all(target, response))
		return;
	if (!dt_store_dyads(service->store, days, take_dyad, &list, &error)) {
		dt_respond_failure(service, &error, response);
		return;
	}
	if (list.count) qsort(list.edges, list.count, sizeof *list.edges, by_facts);
	size_t count = list.count < (size_t)limit ? list.count : (size_t)limit;
	dt_buffer_add_text(out, "{\"edges\":[");
	for (size_t i = 0; i < count; i++) {
		if (i) dt_buffer_add_text(out, ",\n");
		write_edge(out, &list.edges[i]);
	}
	dt_buffer_add_char(out, ']');
	dt_json_key(out, "all");
	dt_buffer_format(out, "%zu", list.count);
	write_names(service, arena, &list, count, out);
	dt_buffer_add_text(out, "}\n");
}

// Shifts

enum {
	RANKED_PAIRS = 80,
	RANKED_MOST = 50,
	RANKED_EPISODES = 2,
	SPARKLINE_POINTS = 600,
	HALF_LIFE_DAYS = 180,
	STANDING_OUT = 2
};

typedef struct Ranked {
	DtSlice a, b;
	int64_t facts;
	DtSeries series;
	DtShifts shifts;
	DtShift *latest;
	const DtSurprise *surprise; // what its last weeks are against its past; NULL when they do not stand out
	double weight;
} Ranked;

typedef struct Ranking {
	DtArena *arena;
	Ranked *pairs;
	size_t count, capacity;
	DtMap by_sides;
	DtDate last; // day of the record
	DtSurprises surprises;
} Ranking;

static Ranked *ranked_of(Ranking *ranking, DtSlice a, DtSlice b) {
	DtSlice key =
		dt_arena_format(ranking->arena, DT_SLICE_FORMAT " " DT_SLICE_FORMAT, DT_SLICE_ARGS(a), DT_SLICE_ARGS(b));
	uint32_t at = dt_map_intern(ranking->arena, &ranking->by_sides, key, (uint32_t)ranking->count);
	if (at == ranking->count) {
		Ranked fresh = {.a = dt_slice_cut(key, 0, a.length), .b = dt_slice_cut(key, a.length + 1, key.length)};
		DT_PUSH(ranking->arena, ranking->pairs, ranking->count, ranking->capacity, fresh);
	}
	return &ranking->pairs[at];
}

static bool note_pair(void *context, const DtPairRow *row) {
	Ranking *ranking = context;
	if (row->counts[DT_REALITY_FACT] == 0) return true;
	ranked_of(ranking, row->actor, row->recipient)->facts = row->counts[DT_REALITY_FACT];
	if (row->last != DT_DATE_NONE && (ranking->last == DT_DATE_NONE || row->last > ranking->last))
		ranking->last = row->last;
	return true;
}

// Beside the busiest pairs, those whose last weeks stand out against their own past.
static bool note_surprises(const DtService *service, Ranking *ranking, DtError *error) {
	DtSurprises *surprises = &ranking->surprises;
	DtSurpriseQuery query = {.until = DT_DATE_NONE};
	if (!dt_surprises_find(ranking->arena, service->store, &query, surprises, error)) return false;
	for (size_t i = 0; i < surprises->count && i < RANKED_PAIRS; i++) {
		const DtSurprise *surprise = &surprises->pairs[i];
		if (!surprise->stands_out) break;
		Ranked *pair = ranked_of(ranking, surprise->a, surprise->b);
		pair->surprise = surprise;
		if (!pair->facts) pair->facts = (int64_t)(surprise->facts + surprise->past_facts);
	}
	return true;
}

// How much a shift says about the present: how sure and how far, halved for every half year that it lies back.
static double weight_of(const DtShift *shift, DtDate last) {
	double tone = shift->tone ? fabs(shift->share_change) : 0;
	double volume = shift->volume && shift->volume_ratio > 0 ? fmin(fabs(log2(shift->volume_ratio)) / 10, 0.2) : 0;
	double age = last > shift->date ? (double)last - (double)shift->date : 0;
	return shift->probability * (tone + volume) * exp2(-age / HALF_LIFE_DAYS);
}

static bool rank_pair(const DtService *service, Ranking *ranking, const DtVolume *volume, Ranked *pair,
                      DtError *error) {
	DtSeriesQuery query = {.actor = pair->a, .recipient = pair->b, .plain = true, .days = {DT_DATE_NONE, DT_DATE_NONE}};
	if (!dt_series_read(ranking->arena, service->store, &query, volume, &pair->series, error)) return false;
	if (pair->series.count == 0) return true;
	pair->shifts = dt_shifts_find(ranking->arena, &pair->series);
	for (size_t i = 0; i < pair->shifts.count; i++) {
		double weight = weight_of(&pair->shifts.shifts[i], ranking->last) * (pair->surprise ? STANDING_OUT : 1);
		if (weight <= pair->weight) continue;
		pair->weight = weight;
		pair->latest = &pair->shifts.shifts[i];
	}
	return true;
}

static int by_weight(const void *first, const void *second) {
	const Ranked *a = first, *b = second;
	if (a->weight != b->weight) return a->weight < b->weight ? 1 : -1;
	return a->facts < b->facts ? 1 : -(a->facts > b->facts);
}

static bool rank(const DtService *service, Ranking *ranking, DtError *error) {
	const DtDateSpan always = {DT_DATE_NONE, DT_DATE_NONE};
	DtVolume volume;
	bool done = dt_store_pairs(service->store, always, RANKED_PAIRS, note_pair, ranking, error) &&
	            note_surprises(service, ranking, error) &&
	            dt_volume_read(ranking->arena, service->store, always, &volume, error);
	for (size_t i = 0; done && i < ranking->count; i++)
		done = rank_pair(service, ranking, &volume, &ranking->pairs[i], error);
	if (done && ranking->count) qsort(ranking->pairs, ranking->count, sizeof *ranking->pairs, by_weight);
	return done;
}

static void write_ranked(const DtService *service, Ranked *pair, DtBuffer *out) {
	char day[DT_DATE_ROOM];
	bool any = false;
	const DtSeries *series = &pair->series;
	dt_buffer_add_char(out, '{');
	dt_json_text(out, "a", pair->a);
	dt_json_text(out, "b", pair->b);
	dt_json_known(out, "a_name", dt_service_name(service, pair->a));
	dt_json_known(out, "b_name", dt_service_name(service, pair->b));
	dt_json_key(out, "facts");
	dt_buffer_format(out, "%lld", (long long)pair->facts);
	dt_json_text(out, "by", dt_slice_of(dt_period_name(series->period)));
	dt_json_key(out, "points");
	dt_buffer_add_char(out, '[');
	for (size_t i = series->count > SPARKLINE_POINTS ? series->count - SPARKLINE_POINTS : 0; i < series->count; i++) {
		const DtPoint *point = &series->points[i];
		if (point->realities[DT_REALITY_FACT] == 0) continue;
		dt_buffer_format(out, "%s[\"%s\",%u,%u,%.4f]", any ? "," : "", dt_date_format(point->days.from, day),
		                 dt_point_cooperation(point), dt_point_conflict(point), point->share.mean);
		any = true;
	}
	dt_buffer_add_char(out, ']');
	dt_json_key(out, "shift");
	dt_shift_write_json(out, pair->latest, DT_WEIGHTS_PLOVER);
	if (pair->surprise) {
		dt_json_key(out, "surprise");
		dt_buffer_format(out,
		                 "{\"chance\":%.3g,\"facts\":%llu,\"expected\":%.4g,\"share\":%.4f,\"share_expected\":%.4f}",
		                 pair->surprise->chance, (unsigned long long)pair->surprise->facts, pair->surprise->expected,
		                 pair->surprise->share, pair->surprise->share_expected);
	}
	dt_buffer_add_char(out, '}');
}

void dt_answer_shifts(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body, DtResponse *response) {
	(void)body;
	Ranking ranking = {.arena = arena, .last = DT_DATE_NONE};
	long limit = 12;
	DtBuffer *out = &response->body;
	DtError error = {0};
	if (!dt_read_number(target, "limit", 1, RANKED_MOST, &limit, response) || !dt_read_all(target, response)) return;
	bool done = rank(service, &ranking, &error);
	dt_buffer_add_text(out, "{\"shifts\":[");
	for (size_t i = 0; done && i < ranking.count && i < (size_t)limit && ranking.pairs[i].latest; i++) {
		Ranked *pair = &ranking.pairs[i];
		DtShifts one = {.shifts = pair->latest, .count = 1};
		done =
			dt_shifts_explain(arena, service->store, &pair->series, DT_WEIGHTS_PLOVER, RANKED_EPISODES, &one, &error);
		if (i) dt_buffer_add_text(out, ",\n");
		write_ranked(service, pair, out);
	}
	dt_buffer_add_text(out, "]}\n");
	if (!done) dt_respond_failure(service, &error, response);
}
