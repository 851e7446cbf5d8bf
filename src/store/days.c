// SPDX-License-Identifier: Apache-2.0
// Reading sums: of a pair by day, of all pairs on some days, and whether they are those of the events. See store.h.
//
//   pair_sums ─▶ a pair's series; all pairs, one after the other     day_sums ─▶ all pairs on some days
//
// What is asked of all pairs is summed up here, by the pair's id: ids are small and dense.
#include <stdlib.h>

#include "store/database.h"

static void bind_days(sqlite3_stmt *statement, int at, DtDateSpan days) {
	sqlite3_bind_int(statement, at, days.from == DT_DATE_NONE ? INT32_MIN : days.from);
	sqlite3_bind_int(statement, at + 1, days.to == DT_DATE_NONE ? INT32_MAX : days.to);
}

static DtDateSpan closed(DtDateSpan days) {
	return (DtDateSpan){days.from, days.to == DT_DATE_NONE ? INT32_MAX : days.to};
}

// Pairs by their ids

typedef struct Pair {
	DtSlice a, b;
	bool is_relation;
	uint32_t at; // of its sums, from 1; 0: it has none yet
} Pair;

typedef struct Pairs {
	DtArena *arena;
	Pair *pairs; // [room] by id
	size_t room;
} Pairs;

static bool read_pairs(DtStore *store, Pairs *pairs, DtError *error) {
	sqlite3_stmt *statement = dt_store_prepare(store, "SELECT (SELECT max(id) FROM pair), id, a, b FROM pair");
	int code;
	if (!statement) return dt_store_fail(store, error);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		int64_t most = sqlite3_column_int64(statement, 0), id = sqlite3_column_int64(statement, 1);
		if (most >= UINT32_MAX || id < 0) continue;
		if (!pairs->pairs) {
			pairs->room = (size_t)most + 1;
			pairs->pairs = DT_NEW_ARRAY(pairs->arena, Pair, pairs->room);
		}
		Pair *pair = &pairs->pairs[id];
		pair->a = dt_arena_copy(pairs->arena, dt_column_text(statement, 2));
		pair->b = dt_arena_copy(pairs->arena, dt_column_text(statement, 3));
		pair->is_relation = pair->a.length && !dt_slice_equal(pair->a, pair->b);
	}
	return dt_store_end(store, statement, code, error);
}

static Pair *pair_of(const Pairs *pairs, int64_t id) {
	return id >= 0 && (uint64_t)id < pairs->room ? &pairs->pairs[id] : NULL;
}

// A series

static void add_to_row(DtSeriesRow *row, const DtSums *sums) {
	for (int i = 0; i < DT_REALITY_COUNT; i++) row->counts[i] += sums->counts[i];
	for (int i = 0; i < DT_CATEGORY_COUNT; i++) row->categories[i] += sums->categories[i];
	row->happenings += sums->happenings;
	row->score += (double)sums->score / 100;
	row->goldstein += (double)sums->goldstein / 100;
}

typedef struct SeriesReading {
	DtDateSpan days;
	uint8_t ways; // bits
	DtSeriesRow row;
	bool any, stopped, damaged;
	DtSeriesSeen *seen;
	void *context;
} SeriesReading;

static void hand_over_row(SeriesReading *reading) {
	if (reading->any && !reading->seen(reading->context, &reading->row)) reading->stopped = true;
	reading->any = false;
}

static void read_chunk(SeriesReading *reading, DtDate start, DtSlice bytes) {
	DtUnpacking unpacking = dt_unpack(bytes);
	while (!reading->stopped && dt_unpack_next(&unpacking)) {
		if (unpacking.key >= DT_CHUNK_KEYS) unpacking.damaged = true;
		if (unpacking.damaged) break;
		DtDate day = start + (DtDate)(unpacking.key / DT_WAYS);
		if (!(reading->ways >> unpacking.key % DT_WAYS & 1) || !dt_date_within(day, reading->days)) continue;
		if (reading->any && day != reading->row.day) hand_over_row(reading);
		if (!reading->any) reading->row = (DtSeriesRow){.day = day};
		reading->any = true;
		add_to_row(&reading->row, &unpacking.sums);
	}
	reading->damaged |= unpacking.damaged;
}

static bool read_series(DtStore *store, uint32_t pair, SeriesReading *reading, DtError *error) {
	sqlite3_stmt *statement = dt_store_prepare(store, "SELECT id, sums FROM pair_sums WHERE id BETWEEN ?1 AND ?2 "
	                                                  "ORDER BY id");
	int code;
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, dt_chunk_id(pair, reading->days.from));
	sqlite3_bind_int64(statement, 2, dt_chunk_id(pair, reading->days.to));
	while (!reading->stopped && (code = sqlite3_step(statement)) == SQLITE_ROW)
		read_chunk(reading, dt_chunk_day(sqlite3_column_int64(statement, 0)), dt_column_blob(statement, 1));
	hand_over_row(reading);
	return dt_store_end(store, statement, reading->stopped ? SQLITE_DONE : code, error) &&
	       (!reading->damaged || dt_store_damaged(store, error));
}

bool dt_store_series(DtStore *store, const DtBetween *between, DtSeriesSeen *seen, void *context, DtError *error) {
	DtArena *arena = dt_arena_new();
	DtMatch *matches;
	size_t count = 0;
	bool done = dt_store_settle(store, error) && dt_store_matches(arena, store, between, &matches, &count, error);
	for (size_t i = 0; done && i < count; i++) {
		SeriesReading reading = {
			.days = closed(between->days), .ways = matches[i].ways, .seen = seen, .context = context};
		done = read_series(store, matches[i].pair, &reading, error);
	}
	dt_arena_free(arena);
	return done;
}

// All pairs

static DtPairDayRow row_of(const Pair *pair, int64_t id, DtDate day, int way, const DtSums *sums) {
	return (DtPairDayRow){.a = pair->a,
	                      .b = pair->b,
	                      .pair = id,
	                      .day = day,
	                      .mutual = way == DT_WAY_MUTUAL,
	                      .back = way == DT_WAY_BACK,
	                      .sums = sums};
}

bool dt_store_pair_days(DtStore *store, DtDateSpan days, DtPairDaySeen *seen, void *context, DtError *error) {
	Pairs pairs = {.arena = dt_arena_new()};
	bool done = dt_store_settle(store, error) && read_pairs(store, &pairs, error), more = true, damaged = false;
	sqlite3_stmt *statement = done ? dt_store_prepare(store, "SELECT id, sums FROM pair_sums ORDER BY id") : NULL;
	if (done && !statement) done = dt_store_fail(store, error);
	int code = SQLITE_DONE;
	days = closed(days);
	while (done && more && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(statement, 0);
		DtDate start = dt_chunk_day(id);
		const Pair *pair = pair_of(&pairs, dt_chunk_pair(id));
		if (!pair || !pair->is_relation || start > days.to || start + (1 << DT_CHUNK_BITS) <= days.from) continue;
		DtUnpacking unpacking = dt_unpack(dt_column_blob(statement, 1));
		while (more && dt_unpack_next(&unpacking)) {
			if (unpacking.key >= DT_CHUNK_KEYS) unpacking.damaged = true;
			if (unpacking.damaged) break;
			DtDate day = start + (DtDate)(unpacking.key / DT_WAYS);
			if (!dt_date_within(day, days)) continue;
			DtPairDayRow row = row_of(pair, dt_chunk_pair(id), day, (int)(unpacking.key % DT_WAYS), &unpacking.sums);
			more = seen(context, &row);
		}
		damaged |= unpacking.damaged;
	}
	if (statement) done = dt_store_end(store, statement, code, error) && done;
	dt_arena_free(pairs.arena);
	return done && (!damaged || dt_store_damaged(store, error));
}

// Hands over what all pairs have in the rows of a statement; taking a row, its reader unpacks the sums.
typedef bool SumsSeen(void *context, DtDate day, Pair *pair, int64_t key, DtUnpacking *unpacking);

static bool read_rows(DtStore *store, sqlite3_stmt *statement, const Pairs *pairs, SumsSeen *seen, void *context,
                      DtError *error) {
	int code;
	bool more = true, damaged = false;
	if (!statement) return dt_store_fail(store, error);
	while (more && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtDate day = sqlite3_column_int(statement, 0);
		DtUnpacking unpacking = dt_unpack(dt_column_blob(statement, 1));
		while (more && dt_unpack_key(&unpacking)) {
			Pair *pair = pair_of(pairs, unpacking.key / DT_WAYS);
			if (pair)
				more = seen(context, day, pair, unpacking.key, &unpacking);
			else
				dt_unpack_add(&unpacking, NULL);
		}
		damaged |= unpacking.damaged;
	}
	return dt_store_end(store, statement, more ? code : SQLITE_DONE, error) &&
	       (!damaged || dt_store_damaged(store, error));
}

static bool read_days(DtStore *store, DtDateSpan days, const Pairs *pairs, SumsSeen *seen, void *context,
                      DtError *error) {
	sqlite3_stmt *statement =
		dt_store_prepare(store, "SELECT day, sums FROM day_sums WHERE day BETWEEN ?1 AND ?2 ORDER BY day");
	if (statement) bind_days(statement, 1, days);
	return read_rows(store, statement, pairs, seen, context, error);
}

static bool read_months(DtStore *store, DtDateSpan days, const Pairs *pairs, SumsSeen *seen, void *context,
                        DtError *error) {
	sqlite3_stmt *statement =
		dt_store_prepare(store, "SELECT month, sums FROM month_sums WHERE month BETWEEN ?1 AND ?2 ORDER BY month");
	if (statement) bind_days(statement, 1, days);
	return read_rows(store, statement, pairs, seen, context, error);
}

// Whole months where days hold them, the days at both ends beside them.
static bool read_span(DtStore *store, DtDateSpan days, const Pairs *pairs, SumsSeen *seen, void *context,
                      DtError *error) {
	DtDateSpan whole = days;
	if (days.from != DT_DATE_NONE && days.to != DT_DATE_NONE && days.to < days.from) return true;
	if (days.from != DT_DATE_NONE && dt_month_of(days.from).from < days.from)
		whole.from = dt_month_of(days.from).to + 1;
	if (days.to != DT_DATE_NONE && dt_month_of(days.to).to > days.to) whole.to = dt_month_of(days.to).from - 1;
	if (whole.from != DT_DATE_NONE && whole.to != DT_DATE_NONE && whole.to < whole.from)
		return read_days(store, days, pairs, seen, context, error);
	DtDateSpan before = {days.from, whole.from - 1}, after = {whole.to + 1, days.to};
	return (whole.from == days.from || read_days(store, before, pairs, seen, context, error)) &&
	       read_months(store, whole, pairs, seen, context, error) &&
	       (whole.to == days.to || read_days(store, after, pairs, seen, context, error));
}

typedef struct DaysReading {
	DtPairDaySeen *seen;
	void *context;
} DaysReading;

static bool hand_over_day(void *context, DtDate day, Pair *pair, int64_t key, DtUnpacking *unpacking) {
	DaysReading *reading = context;
	unpacking->sums = (DtSums){0};
	dt_unpack_add(unpacking, &unpacking->sums);
	DtPairDayRow row = row_of(pair, key / DT_WAYS, day, (int)(key % DT_WAYS), &unpacking->sums);
	return unpacking->damaged || reading->seen(reading->context, &row);
}

bool dt_store_days(DtStore *store, DtDateSpan days, DtPairDaySeen *seen, void *context, DtError *error) {
	Pairs pairs = {.arena = dt_arena_new()};
	DaysReading reading = {seen, context};
	bool done = dt_store_settle(store, error) && read_pairs(store, &pairs, error) &&
	            read_days(store, days, &pairs, hand_over_day, &reading, error);
	dt_arena_free(pairs.arena);
	return done;
}

// What pairs have within days, each once, or each way.

typedef struct Total {
	Pair *pair;
	DtSums ways[DT_WAYS];
	DtDate first, last;
} Total;

typedef struct Totals {
	Pairs pairs;
	Total *totals; // [count]
	size_t count, capacity;
} Totals;

static bool add_to_totals(void *context, DtDate day, Pair *pair, int64_t key, DtUnpacking *unpacking) {
	Totals *totals = context;
	if (!pair->at) {
		if (totals->count == totals->capacity) {
			totals->capacity = totals->capacity ? totals->capacity * 2 : 256;
			totals->totals = dt_realloc(totals->totals, totals->capacity * sizeof *totals->totals);
		}
		totals->totals[totals->count++] = (Total){.pair = pair, .first = day};
		pair->at = (uint32_t)totals->count;
	}
	Total *total = &totals->totals[pair->at - 1];
	dt_unpack_add(unpacking, &total->ways[key % DT_WAYS]);
	total->last = day; // days ascend
	return true;
}

// by_month: first and last are then days of months only.
static bool read_totals(DtStore *store, DtDateSpan days, bool by_month, Totals *totals, DtError *error) {
	*totals = (Totals){.pairs.arena = dt_arena_new()};
	return dt_store_settle(store, error) && read_pairs(store, &totals->pairs, error) &&
	       (by_month ? read_span : read_days)(store, days, &totals->pairs, add_to_totals, totals, error);
}

static void clear_totals(Totals *totals) {
	dt_arena_free(totals->pairs.arena);
	free(totals->totals);
}

static DtSums both_ways(const Total *total) {
	DtSums sums = total->ways[0];
	for (int way = 1; way < DT_WAYS; way++) dt_sums_add(&sums, &total->ways[way]);
	return sums;
}

static int most_facts_first(const void *left, const void *right) {
	const Total *a = left, *b = right;
	int64_t facts_a = both_ways(a).counts[DT_REALITY_FACT], facts_b = both_ways(b).counts[DT_REALITY_FACT];
	if (facts_a != facts_b) return facts_a > facts_b ? -1 : 1;
	int order = dt_slice_compare(a->pair->a, b->pair->a);
	return order ? order : dt_slice_compare(a->pair->b, b->pair->b);
}

// Within days.
static bool pairs_within(DtStore *store, DtDateSpan days, int64_t limit, DtPairSeen *seen, void *context,
                         DtError *error) {
	Totals totals;
	bool done = read_totals(store, days, false, &totals, error);
	if (done && totals.count) qsort(totals.totals, totals.count, sizeof *totals.totals, most_facts_first);
	for (size_t i = 0; done && i < totals.count && (limit <= 0 || i < (size_t)limit); i++) {
		const Total *total = &totals.totals[i];
		DtSums sums = both_ways(total);
		DtPairRow row = {.actor = total->pair->a,
		                 .recipient = total->pair->b,
		                 .score = (double)sums.score / 100,
		                 .goldstein = (double)sums.goldstein / 100,
		                 .first = total->first,
		                 .last = total->last};
		memcpy(row.counts, sums.counts, sizeof row.counts);
		if (!seen(context, &row)) break;
	}
	clear_totals(&totals);
	return done;
}

// Of all days: the sums that stand with each pair.
static bool pairs_of_always(DtStore *store, int64_t limit, DtPairSeen *seen, void *context, DtError *error) {
	sqlite3_stmt *statement = dt_store_prepare(
		store, "SELECT a, b, fact, negated, hypothetical, future, historical, vague, score, goldstein, first, last "
			   "FROM pair WHERE a <> '' AND a <> b AND first IS NOT NULL ORDER BY fact DESC, a, b LIMIT ?1");
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, limit > 0 ? limit : -1);
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtPairRow row = {.actor = dt_column_text(statement, 0),
		                 .recipient = dt_column_text(statement, 1),
		                 .score = sqlite3_column_double(statement, 8) / 100,
		                 .goldstein = sqlite3_column_double(statement, 9) / 100,
		                 .first = dt_column_day(statement, 10),
		                 .last = dt_column_day(statement, 11)};
		for (int i = 0; i < DT_REALITY_COUNT; i++) row.counts[i] = sqlite3_column_int64(statement, 2 + i);
		if (!seen(context, &row)) break;
	}
	return dt_store_end(store, statement, code, error);
}

bool dt_store_pairs(DtStore *store, DtDateSpan days, int64_t limit, DtPairSeen *seen, void *context, DtError *error) {
	if (!dt_store_settle(store, error)) return false;
	bool always = days.from == DT_DATE_NONE && days.to == DT_DATE_NONE;
	return always ? pairs_of_always(store, limit, seen, context, error)
	              : pairs_within(store, days, limit, seen, context, error);
}

// Mutual events are handed over both ways.
static bool hand_over_dyads(const Total *total, int way, DtDyadSeen *seen, void *context) {
	for (int i = 0; i < DT_CATEGORY_COUNT; i++) {
		int64_t facts = total->ways[way].categories[i];
		if (facts <= 0) continue;
		DtDyadRow row = {total->pair->a, total->pair->b, (uint8_t)i, facts,
		                 (double)facts * dt_event_score((DtCategory)i, 0)};
		if (way != DT_WAY_BACK && !seen(context, &row)) return false;
		row.actor = total->pair->b;
		row.recipient = total->pair->a;
		if (way != DT_WAY_FORTH && !seen(context, &row)) return false;
	}
	return true;
}

bool dt_store_dyads(DtStore *store, DtDateSpan days, DtDyadSeen *seen, void *context, DtError *error) {
	Totals totals;
	bool done = read_totals(store, days, true, &totals, error), more = true;
	for (size_t i = 0; done && more && i < totals.count; i++)
		for (int way = 0; more && way < DT_WAYS; way++) more = hand_over_dyads(&totals.totals[i], way, seen, context);
	clear_totals(&totals);
	return done;
}

// News, and scores without events

bool dt_store_news(DtStore *store, DtDateSpan days, DtNewsSeen *seen, void *context, DtError *error) {
	if (!dt_store_settle(store, error)) return false;
	sqlite3_stmt *statement =
		dt_store_prepare(store, "SELECT day, fact FROM news WHERE day BETWEEN ?1 AND ?2 AND fact > 0 ORDER BY day");
	if (!statement) return dt_store_fail(store, error);
	bind_days(statement, 1, days);
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		if (!seen(context, sqlite3_column_int(statement, 0), sqlite3_column_int64(statement, 1))) break;
	}
	return dt_store_end(store, statement, code, error);
}

bool dt_store_scores(DtStore *store, DtSlice a, DtSlice b, DtDateSpan days, DtScoreSeen *seen, void *context,
                     DtError *error) {
	bool in_order = dt_slice_compare(a, b) <= 0, everything = !a.length && !b.length;
	if (!dt_store_settle(store, error)) return false;
	sqlite3_stmt *statement = dt_store_prepare(
		store, everything
				   ? "SELECT day, sum(abs(score)) FROM pair_score WHERE day BETWEEN ?3 AND ?4 GROUP BY 1 ORDER BY 1"
				   : "SELECT s.day, sum(s.score) FROM pair p CROSS JOIN pair_score s ON s.pair = p.id AND s.day "
					 "BETWEEN ?3 AND ?4 WHERE p.a = ?1 AND p.b = ?2 GROUP BY 1 ORDER BY 1");
	if (!statement) return dt_store_fail(store, error);
	dt_bind_text(statement, 1, in_order ? a : b);
	dt_bind_text(statement, 2, in_order ? b : a);
	bind_days(statement, 3, days);
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtScoreRow row = {sqlite3_column_int(statement, 0), sqlite3_column_double(statement, 1)};
		if (!seen(context, &row)) break;
	}
	return dt_store_end(store, statement, code, error);
}
