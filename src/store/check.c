// SPDX-License-Identifier: Apache-2.0
// Whether a record is sound: its sums are those of its events, nothing belongs to nothing. See dt_store_check.
//
// pair_event is read in its order, and each day of a pair summed anew; that must be what pair_sums has. The same sums
// by day are compared by a mark of each day, the sum of the marks of its entries, for they come in another order.
#include <stdlib.h>

#include "store/database.h"

enum { FAULTS_MOST = 20, KEYS_MOST = 1 << 26 };

typedef struct Checking {
	DtStore *store;
	DtError *error;
	DtBuffer old; // the row of pair_sums at hand
	DtUnpacking reading;
	bool has_old;
	int64_t row; // its id; 0: none
	DtPacking entry;
	sqlite3_stmt *rows; // of pair_sums
	DtSumming summing;
	uint32_t pair;
	DtDate day;
	bool any, is_relation;
	size_t faults;
	DtMap days; // each with its place in marks
	DtArena *arena;
	uint64_t *marks;
	size_t mark_count, mark_capacity;
} Checking;

static void find_fault(Checking *checking, const char *what, uint32_t pair, DtDate day) {
	char date[DT_DATE_ROOM];
	if (checking->faults++ < FAULTS_MOST)
		dt_error_add(checking->error, DT_FAULT_SYSTEM, checking->store->path, 0, 0, "%s (pair %u, %s)", what, pair,
		             dt_date_format(day, date));
}

// By day

static uint64_t *mark_of(Checking *checking, DtDate day) {
	DtSlice key = dt_slice((const char *)&day, sizeof day);
	uint32_t at = dt_map_find(&checking->days, key);
	if (at == DT_MAP_ABSENT) {
		at = (uint32_t)checking->mark_count;
		dt_map_set(checking->arena, &checking->days, dt_arena_copy(checking->arena, key), at);
		DT_PUSH(checking->arena, checking->marks, checking->mark_count, checking->mark_capacity, 0);
	}
	return &checking->marks[at];
}

static uint64_t mark_entry(Checking *checking, int64_t key, const DtSums *sums) {
	dt_pack_reset(&checking->entry);
	dt_pack(&checking->entry, key, sums);
	return dt_slice_hash(dt_buffer_slice(&checking->entry.bytes)) | 1;
}

static bool check_days(Checking *checking) {
	DtStore *store = checking->store;
	sqlite3_stmt *statement = dt_store_prepare(store, "SELECT day, sums FROM day_sums");
	int code;
	if (!statement) return dt_store_fail(store, checking->error);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtDate day = sqlite3_column_int(statement, 0);
		uint64_t *mark = mark_of(checking, day);
		DtUnpacking unpacking = dt_unpack(dt_column_blob(statement, 1));
		while (dt_unpack_next(&unpacking)) *mark -= mark_entry(checking, unpacking.key, &unpacking.sums);
		if (*mark || unpacking.damaged) find_fault(checking, "the sums of a day are not those of its pairs", 0, day);
		*mark = 0;
	}
	for (size_t i = 0; i < checking->mark_count; i++)
		if (checking->marks[i]) find_fault(checking, "a day has no sums", 0, DT_DATE_NONE);
	return dt_store_end(store, statement, code, checking->error);
}

// By month: the days of each are added up again, by pair and way.
static bool check_months(Checking *checking) {
	DtStore *store = checking->store;
	sqlite3_stmt *months = dt_store_prepare(store, "SELECT month, sums FROM month_sums"), *days;
	days = dt_store_prepare(store, "SELECT sums FROM day_sums WHERE day BETWEEN ?1 AND ?2");
	DtSums *sums = NULL;
	size_t room = 0, rows = 0;
	int code = SQLITE_DONE;
	bool done = (months && days) || dt_store_fail(store, checking->error);
	while (done && (code = sqlite3_step(months)) == SQLITE_ROW) {
		DtDateSpan month = dt_month_of(sqlite3_column_int(months, 0));
		sqlite3_bind_int(days, 1, month.from);
		sqlite3_bind_int(days, 2, month.to);
		for (bool last = false; !last;) { // the days, then the month, taken away
			last = sqlite3_step(days) != SQLITE_ROW;
			DtUnpacking unpacking = dt_unpack(dt_column_blob(last ? months : days, last ? 1 : 0));
			for (rows += !last; dt_unpack_next(&unpacking) && unpacking.key < KEYS_MOST;) {
				for (; (size_t)unpacking.key >= room; room = room * 2 + 64) {
					sums = dt_realloc(sums, (room * 2 + 64) * sizeof *sums);
					memset(sums + room, 0, (room + 64) * sizeof *sums);
				}
				(last ? dt_sums_take : dt_sums_add)(&sums[unpacking.key], &unpacking.sums);
			}
		}
		sqlite3_reset(days);
		for (size_t i = 0; i < room; i++) {
			if (dt_sums_are_zero(&sums[i])) continue;
			find_fault(checking, "the sums of a month are not those of its days", (uint32_t)(i / DT_WAYS), month.from);
			sums[i] = (DtSums){0};
		}
	}
	free(sums);
	sqlite3_finalize(days);
	done = months && dt_store_end(store, months, code, checking->error) && done;
	int64_t kept = 0;
	if (done && dt_store_number(store, "SELECT count(*) FROM day_sums", &kept, checking->error) &&
	    kept != (int64_t)rows)
		find_fault(checking, "a month has no sums", 0, DT_DATE_NONE);
	return done;
}

// By pair

// Goes on to the next entry of pair_sums; has_old says whether there is one.
static bool next_old(Checking *checking) {
	while (!(checking->has_old = dt_unpack_next(&checking->reading))) {
		if (checking->reading.damaged) return dt_store_damaged(checking->store, checking->error);
		int code = sqlite3_step(checking->rows);
		if (code == SQLITE_DONE) return true;
		if (code != SQLITE_ROW) return dt_store_fail(checking->store, checking->error);
		checking->row = sqlite3_column_int64(checking->rows, 0);
		dt_buffer_reset(&checking->old);
		dt_buffer_add(&checking->old, dt_column_blob(checking->rows, 1));
		checking->reading = dt_unpack(dt_buffer_slice(&checking->old));
	}
	return true;
}

// Compares the sums of the events of a pair and day with those that are kept.
static bool close_day(Checking *checking) {
	if (!checking->any) return true;
	checking->any = false;
	for (int way = 0; way < DT_WAYS; way++) {
		const DtSums *truth = &checking->summing.sums[way];
		if (dt_sums_are_zero(truth)) continue;
		int64_t key = (checking->day - dt_chunk_day(dt_chunk_id(checking->pair, checking->day))) * DT_WAYS + way;
		bool same = checking->has_old && checking->row == dt_chunk_id(checking->pair, checking->day) &&
		            checking->reading.key == key && memcmp(truth, &checking->reading.sums, sizeof *truth) == 0;
		if (!same)
			find_fault(checking, "the sums of a pair are not those of its events", checking->pair, checking->day);
		if (checking->is_relation)
			*mark_of(checking, checking->day) += mark_entry(checking, (int64_t)checking->pair * DT_WAYS + way, truth);
		if (same && !next_old(checking)) return false;
		if (!same) return true; // what follows would only say it again
	}
	return true;
}

static bool open_day(Checking *checking, uint32_t pair, DtDate day, bool is_relation) {
	if (checking->any && checking->pair == pair && checking->day == day) return true;
	if (!close_day(checking)) return false;
	checking->pair = pair;
	checking->day = day;
	checking->is_relation = is_relation;
	checking->any = true;
	dt_summing_start(&checking->summing);
	return true;
}

static bool check_pairs(Checking *checking) {
	DtStore *store = checking->store;
	sqlite3_stmt *statement = dt_store_prepare(
		store, "SELECT e.pair, e.day, e.event, e.direction, e.kind, e.standing, e.goldstein, e.happening, "
			   "p.a <> '' AND p.a <> p.b FROM pair_event e JOIN pair p ON p.id = e.pair WHERE e.day > -2147483648 "
			   "ORDER BY e.pair, e.day, e.event, e.direction");
	checking->rows = dt_store_prepare(store, "SELECT id, sums FROM pair_sums ORDER BY id");
	int code = SQLITE_DONE;
	bool done = (statement && checking->rows) || dt_store_fail(store, checking->error);
	done = done && next_old(checking);
	while (done && checking->faults < FAULTS_MOST && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtPairEvent row = {.event = sqlite3_column_int64(statement, 2),
		                   .way = (uint8_t)(sqlite3_column_int(statement, 3) % DT_WAYS),
		                   .kind = (uint32_t)sqlite3_column_int64(statement, 4),
		                   .standing = (uint8_t)sqlite3_column_int(statement, 5),
		                   .goldstein = sqlite3_column_int(statement, 6),
		                   .happening = sqlite3_column_int64(statement, 7)};
		done = open_day(checking, (uint32_t)sqlite3_column_int64(statement, 0), sqlite3_column_int(statement, 1),
		                sqlite3_column_int(statement, 8) != 0);
		dt_summing_add(store, &checking->summing, &row);
	}
	if (statement) done = dt_store_end(store, statement, code, checking->error) && done;
	done = done && close_day(checking);
	if (done && checking->has_old && !checking->faults)
		find_fault(checking, "there are sums without events", dt_chunk_pair(checking->row),
		           dt_chunk_day(checking->row));
	sqlite3_finalize(checking->rows);
	return done;
}

// The rest

static bool check_text(DtStore *store, const char *sql, DtError *error) {
	sqlite3_stmt *statement = dt_store_prepare(store, sql);
	int code, faults = 0;
	if (!statement) return dt_store_fail(store, error);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtSlice text = dt_column_text(statement, 0);
		if (dt_slice_is(text, "ok")) continue;
		faults++;
		dt_error_add(error, DT_FAULT_SYSTEM, store->path, 0, 0, DT_SLICE_FORMAT, DT_SLICE_ARGS(text));
	}
	return dt_store_end(store, statement, code, error) && faults == 0;
}

static bool check_sums(DtStore *store, DtError *error) {
	Checking checking = {.store = store, .error = error, .arena = dt_arena_new()};
	bool sound = check_pairs(&checking) && (checking.faults || (check_days(&checking) && check_months(&checking)));
	dt_buffer_clear(&checking.old);
	dt_buffer_clear(&checking.entry.bytes);
	free(checking.summing.seen);
	dt_arena_free(checking.arena);
	return sound && checking.faults == 0;
}

bool dt_store_check(DtStore *store, DtError *error) {
	static const char *const checks[] = {
		"PRAGMA quick_check(20)",
		"SELECT 'the sums of ' || p.a || ' and ' || p.b || ' are not those of its events' FROM pair p LEFT JOIN "
		"(SELECT "
		"pair, sum(r.standing = 0) AS fact, sum((r.standing = 0) * k.score) AS score, sum(r.standing = 5) AS vague, "
		"min(day) AS first, max(day) AS last FROM (SELECT DISTINCT pair, day, direction, event, kind, standing FROM "
		"pair_event WHERE day > -2147483648) r JOIN kind k ON k.id = r.kind GROUP BY pair) s ON s.pair = p.id WHERE "
		"p.fact <> coalesce(s.fact, 0) OR p.score <> coalesce(s.score, 0) OR p.vague <> coalesce(s.vague, 0) OR "
		"p.first IS NOT s.first OR p.last IS NOT s.last LIMIT 20",
		"SELECT 'the news of ' || date(day * 86400, 'unixepoch') || ' is not that of its pairs' FROM (SELECT day, fact "
		"FROM news WHERE fact <> 0 EXCEPT SELECT r.day, count(*) FROM (SELECT DISTINCT pair, day, direction, event "
		"FROM "
		"pair_event WHERE standing = 0) r JOIN pair p ON p.id = r.pair WHERE p.a <> '' AND p.a <> p.b GROUP BY 1) "
		"LIMIT 20",
		"SELECT 'document ' || name || ' does not count its events' FROM document d WHERE events <> (SELECT count(*) "
		"FROM event WHERE id BETWEEN d.id << 36 AND (d.id << 36) + 0xfffffffff) LIMIT 20",
		"SELECT 'event ' || event || ' of a pair is not there' FROM pair_event WHERE event NOT IN (SELECT id FROM "
		"event) LIMIT 20",
		"SELECT 'the details of event ' || event || ' belong to nothing' FROM detail WHERE event NOT IN (SELECT id "
		"FROM event) LIMIT 20",
	};
	bool sound = dt_store_settle(store, error);
	for (size_t i = 0; sound && i < sizeof checks / sizeof *checks; i++) sound = check_text(store, checks[i], error);
	return sound && check_sums(store, error);
}
