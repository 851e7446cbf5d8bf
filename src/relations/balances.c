// SPDX-License-Identifier: Apache-2.0
// Balances: see balances.h.
#include "relations/balances.h"

typedef struct Reading {
	DtArena *arena;
	DtPeriod period;
	DtBalancePoint *points;
	size_t count, capacity, at;
} Reading;

static DtPeriod period_for(DtPeriod asked, DtDate first, DtDate last) {
	if (asked != DT_PERIOD_AUTO) return asked;
	int64_t length = (int64_t)last - first + 1;
	return length <= 120 ? DT_PERIOD_DAY : length <= 5 * 366 ? DT_PERIOD_WEEK : DT_PERIOD_MONTH;
}

static bool note_ends(void *context, const DtScoreRow *row) {
	DtDateSpan *span = context;
	if (span->from == DT_DATE_NONE) span->from = row->day;
	span->to = row->day;
	return true;
}

// Days come ascending: a point for each period that has any.
static bool note_all(void *context, const DtScoreRow *row) {
	Reading *reading = context;
	if (reading->count == 0 || reading->points[reading->count - 1].days.to < row->day) {
		DtBalancePoint point = {.days = dt_period_span(reading->period, row->day)};
		DT_PUSH(reading->arena, reading->points, reading->count, reading->capacity, point);
	}
	reading->points[reading->count - 1].all += row->score;
	return true;
}

static bool note_pair(void *context, const DtScoreRow *row) {
	Reading *reading = context;
	while (reading->at < reading->count && reading->points[reading->at].days.to < row->day) reading->at++;
	if (reading->at < reading->count) reading->points[reading->at].sum += row->score;
	return true;
}

bool dt_balances_read(DtArena *arena, DtStore *store, DtSlice a, DtSlice b, DtPeriod period, DtDateSpan days,
                      DtBalances *balances, DtError *error) {
	DtSlice nobody = {0};
	DtDateSpan ends = {DT_DATE_NONE, DT_DATE_NONE};
	*balances = (DtBalances){.a = dt_arena_copy(arena, a), .b = dt_arena_copy(arena, b), .period = period};
	if (!dt_store_scores(store, a, b, days, note_ends, &ends, error)) return false;
	if (ends.from == DT_DATE_NONE) return true;
	balances->period = period_for(period, ends.from, ends.to);
	Reading reading = {.arena = arena, .period = balances->period};
	if (days.from == DT_DATE_NONE) days.from = dt_period_span(reading.period, ends.from).from;
	if (days.to == DT_DATE_NONE) days.to = dt_period_span(reading.period, ends.to).to;
	if (!dt_store_scores(store, nobody, nobody, days, note_all, &reading, error) ||
	    !dt_store_scores(store, a, b, days, note_pair, &reading, error))
		return false;
	balances->points = reading.points;
	balances->count = reading.count;
	double *values = DT_NEW_ARRAY(arena, double, reading.count);
	for (size_t i = 0; i < reading.count; i++) {
		DtBalancePoint *point = &reading.points[i];
		values[i] = point->value = point->all > 0 ? 1000 * point->sum / point->all : 0;
	}
	balances->boundaries = DT_NEW_ARRAY(arena, size_t, reading.count + 1);
	balances->boundary_count = dt_levels_find(arena, values, reading.count, balances->boundaries, &balances->kind);
	return true;
}

double dt_balances_mean(const DtBalances *balances, size_t number) {
	size_t from = number ? balances->boundaries[number - 1] : 0;
	size_t to = number < balances->boundary_count ? balances->boundaries[number] : balances->count;
	double sum = 0;
	for (size_t i = from; i < to; i++) sum += balances->points[i].value;
	return to > from ? sum / (double)(to - from) : 0;
}

void dt_balances_write_json(DtBuffer *buffer, const DtBalances *balances) {
	char day[DT_DATE_ROOM];
	dt_buffer_add_text(buffer, "{\"actor\":");
	dt_buffer_add_json_string(buffer, balances->a);
	dt_buffer_add_text(buffer, ",\"recipient\":");
	dt_buffer_add_json_string(buffer, balances->b);
	dt_buffer_format(buffer, ",\"period\":\"%s\",\"scores\":[", dt_period_name(balances->period));
	for (size_t i = 0; i < balances->count; i++) {
		const DtBalancePoint *point = &balances->points[i];
		dt_buffer_format(buffer, "%s{\"from\":\"%s\",\"sum\":%.4f,\"all\":%.4f,\"value\":%.4f}", i ? "," : "",
		                 dt_date_format(point->days.from, day), point->sum, point->all, point->value);
	}
	dt_buffer_format(buffer, "],\"explained\":\"%s\",\"changes\":[", balances->kind ? "slopes" : "levels");
	for (size_t i = 0; i < balances->boundary_count; i++)
		dt_buffer_format(buffer, "%s{\"date\":\"%s\",\"before\":%.4f,\"after\":%.4f}", i ? "," : "",
		                 dt_date_format(balances->points[balances->boundaries[i]].days.from, day),
		                 dt_balances_mean(balances, i), dt_balances_mean(balances, i + 1));
	dt_buffer_add_text(buffer, "]}");
}
