// SPDX-License-Identifier: Apache-2.0
// Reading reports: events as pairs know them, without what stands in their own rows. See store.h and database.h.
//
//   pair_event, by pair and day ─▶ those that a filter lets pass by kind and side ─▶ each event once, by day
//                                                                  └▶ place, source, confidence: from the event
#include <stdlib.h>

#include "store/database.h"

static DtDate first_day(DtDateSpan days, int32_t reach) {
	return days.from == DT_DATE_NONE ? DT_DATE_NONE : days.from - reach;
}

static DtDate last_day(DtDateSpan days, int32_t reach) { return days.to == DT_DATE_NONE ? INT32_MAX : days.to + reach; }

static void read_pair_event(sqlite3_stmt *statement, DtPairEvent *row) {
	*row = (DtPairEvent){.day = sqlite3_column_int(statement, 0),
	                     .event = sqlite3_column_int64(statement, 1),
	                     .way = (uint8_t)sqlite3_column_int(statement, 2),
	                     .actor = (uint32_t)sqlite3_column_int64(statement, 3),
	                     .recipient = (uint32_t)sqlite3_column_int64(statement, 4),
	                     .kind = (uint32_t)sqlite3_column_int64(statement, 5),
	                     .standing = (uint8_t)sqlite3_column_int(statement, 6),
	                     .goldstein = sqlite3_column_int(statement, 7),
	                     .happening = sqlite3_column_int64(statement, 8),
	                     .publication = (uint32_t)sqlite3_column_int64(statement, 9)};
}

bool dt_store_read_match(DtStore *store, const DtMatch *match, DtDateSpan days, int32_t reach, bool down,
                         DtPairEventSeen *seen, void *context, DtError *error) {
	sqlite3_stmt *statement =
		dt_store_statement(store, down ? DT_STATEMENT_PAIR_EVENTS_DOWN : DT_STATEMENT_PAIR_EVENTS);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, match->pair);
	sqlite3_bind_int(statement, 2, first_day(days, reach));
	sqlite3_bind_int(statement, 3, last_day(days, reach));
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtPairEvent row;
		read_pair_event(statement, &row);
		if (dt_match_takes(match, row.way, row.actor, row.recipient) && !seen(context, match, &row)) break;
	}
	sqlite3_reset(statement);
	return code == SQLITE_ROW || code == SQLITE_DONE || dt_store_fail(store, error);
}

typedef struct Gathering {
	DtStore *store;
	const DtReportFilter *filter; // NULL: none
	DtSides sides, places;        // those of its sector, and of its country
	DtPairEvent *rows;            // [count]
	size_t count, capacity;
} Gathering;

static bool is_of_kind(Gathering *gathering, const DtPairEvent *row) {
	const DtReportFilter *filter = gathering->filter;
	DtKnownKind kind = dt_store_kind_of(gathering->store, row->kind);
	if (filter->category && kind.category != filter->category) return false;
	if (filter->quad && dt_category_quad((DtCategory)kind.category) != filter->quad) return false;
	if (filter->mode.length && !dt_slice_is(filter->mode, dt_mode_name(kind.mode))) return false;
	if (filter->reality >= 0 && row->standing != filter->reality) return false;
	return !filter->sector || dt_sides_hold(&gathering->sides, row->actor) ||
	       dt_sides_hold(&gathering->sides, row->recipient);
}

static bool take_row(void *context, const DtMatch *match, const DtPairEvent *row) {
	Gathering *gathering = context;
	(void)match;
	if (row->day == DT_DATE_NONE) return true;
	if (gathering->count && gathering->rows[gathering->count - 1].event == row->event) return true;
	if (gathering->filter && !is_of_kind(gathering, row)) return true;
	if (gathering->count == gathering->capacity) {
		gathering->capacity = gathering->capacity ? gathering->capacity * 2 : 1024;
		gathering->rows = dt_realloc(gathering->rows, gathering->capacity * sizeof *gathering->rows);
	}
	gathering->rows[gathering->count++] = *row;
	return true;
}

static int by_day_and_event(const void *left, const void *right) {
	const DtPairEvent *a = left, *b = right;
	if (a->day != b->day) return a->day < b->day ? -1 : 1;
	return a->event < b->event ? -1 : a->event > b->event;
}

// What only the event itself says. A statement for each question: together they would cost three times as much.

// Steps a statement over an event and a text; *row when there is one. The caller resets it.
static bool ask(DtStore *store, DtStatement which, int64_t event, DtSlice text, sqlite3_stmt **row, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, which);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, event);
	if (sqlite3_bind_parameter_count(statement) > 1) dt_bind_text(statement, 2, text);
	int code = sqlite3_step(statement);
	*row = code == SQLITE_ROW ? statement : NULL;
	if (!*row) sqlite3_reset(statement);
	return code == SQLITE_ROW || code == SQLITE_DONE || dt_store_fail(store, error);
}

static bool is_in_place(Gathering *gathering, int64_t event, bool *is, DtError *error) {
	sqlite3_stmt *row;
	if (!ask(gathering->store, DT_STATEMENT_EVENT_PLACE, event, (DtSlice){0}, &row, error)) return false;
	*is = row && dt_sides_hold(&gathering->places, (uint32_t)sqlite3_column_int64(row, 0));
	if (row) sqlite3_reset(row);
	if (*is || dt_event_is_plain(event)) return true;
	if (!ask(gathering->store, DT_STATEMENT_EVENT_ELSEWHERE, event, gathering->filter->place, &row, error))
		return false;
	*is = row != NULL;
	if (row) sqlite3_reset(row);
	return true;
}

static bool passes(Gathering *gathering, int64_t event, bool *does, DtError *error) {
	const DtReportFilter *filter = gathering->filter;
	sqlite3_stmt *row;
	*does = true;
	if (!filter) return true;
	if (dt_event_is_plain(event)) { // a row of a table is sure, and nobody's word
		*does = filter->source < 0;
	} else if (filter->confidence > 0) {
		if (!ask(gathering->store, DT_STATEMENT_EVENT_CONFIDENCE, event, (DtSlice){0}, &row, error)) return false;
		*does = row && sqlite3_column_double(row, 0) >= (double)filter->confidence;
		if (row) sqlite3_reset(row);
	}
	if (*does && filter->source >= 0 && !dt_event_is_plain(event)) {
		DtSlice kind = dt_slice_of(dt_source_kind_name((DtSourceKind)filter->source));
		if (!ask(gathering->store, DT_STATEMENT_EVENT_SAID, event, kind, &row, error)) return false;
		*does = row != NULL;
		if (row) sqlite3_reset(row);
	}
	return !*does || !filter->place.length || is_in_place(gathering, event, does, error);
}

static bool hand_over(Gathering *gathering, DtReportSeen *seen, void *context, DtError *error) {
	for (size_t i = 0; i < gathering->count; i++) {
		const DtPairEvent *row = &gathering->rows[i];
		bool does;
		if (i && row->event == row[-1].event) continue;
		if (!passes(gathering, row->event, &does, error)) return false;
		if (!does) continue;
		DtKnownKind kind = dt_store_kind_of(gathering->store, row->kind);
		DtReport report = {.event = row->event,
		                   .day = row->day,
		                   .category = kind.category,
		                   .reality = row->standing < DT_REALITY_COUNT ? (DtReality)row->standing : DT_REALITY_VAGUE,
		                   .mutual = row->way == DT_WAY_MUTUAL,
		                   .back = row->way == DT_WAY_BACK,
		                   .score = kind.score / 100.0,
		                   .goldstein = row->goldstein / 100.0,
		                   .kind = row->kind,
		                   .happening = row->happening,
		                   .publication = row->publication};
		if (!seen(context, &report)) return true;
	}
	return true;
}

bool dt_store_reports_of(DtStore *store, const DtBetween *between, const DtReportFilter *filter, DtReportSeen *seen,
                         void *context, DtError *error) {
	DtArena *arena = dt_arena_new();
	DtMatch *matches;
	size_t count;
	Gathering gathering = {.store = store, .filter = filter};
	bool done = dt_store_settle(store, error) && dt_store_matches(arena, store, between, &matches, &count, error);
	if (done && filter && filter->sector)
		done = dt_store_sides(arena, store, dt_slice_of(dt_sector_name((DtSector)filter->sector)), &gathering.sides,
		                      error);
	if (done && filter && filter->place.length)
		done = dt_store_places(arena, store, filter->place, &gathering.places, error);
	for (size_t i = 0; done && i < count; i++)
		done = dt_store_read_match(store, &matches[i], between->days, 0, false, take_row, &gathering, error);
	if (done && count > 1 && gathering.count)
		qsort(gathering.rows, gathering.count, sizeof *gathering.rows, by_day_and_event);
	done = done && hand_over(&gathering, seen, context, error);
	free(gathering.rows);
	dt_arena_free(arena);
	return done;
}

bool dt_store_reports(DtStore *store, const DtBetween *between, DtReportSeen *seen, void *context, DtError *error) {
	return dt_store_reports_of(store, between, NULL, seen, context, error);
}
