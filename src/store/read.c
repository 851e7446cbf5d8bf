// SPDX-License-Identifier: Apache-2.0
// Reading events, mentions and documents. See store.h and database.h; days.c reads sums.
//
// Events between two sides are first gathered as numbers from pair_event, which stands in the order of pair and day,
// then sorted, cut and read one by one. Where a limit is set and no event of a pair spans several days, a pair gives no
// more than the limit, so that the newest fifty of a thousand pairs are found at once.
#include <stdlib.h>

#include "store/database.h"

// An event

static DtSlice copied(DtStore *store, sqlite3_stmt *statement, int at) {
	return dt_arena_copy(store->arena, dt_column_text(statement, at));
}

static DtRecordParty read_party(DtStore *store, sqlite3_stmt *statement, int at) {
	return (DtRecordParty){.code = copied(store, statement, at),
	                       .sector = copied(store, statement, at + 1),
	                       .name = copied(store, statement, at + 2),
	                       .text = copied(store, statement, at + 3),
	                       .id = copied(store, statement, at + 4),
	                       .office = copied(store, statement, at + 5)};
}

static void read_parties(DtStore *store, int64_t event, DtRecord *record) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_PARTIES);
	if (!statement) return;
	size_t actors = 0, recipients = 0, count_a = 0, count_r = 0;
	sqlite3_bind_int64(statement, 1, event);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		DtRecordParty party = read_party(store, statement, 1);
		party.start = (uint32_t)sqlite3_column_int64(statement, 7);
		party.end = (uint32_t)sqlite3_column_int64(statement, 8);
		if (sqlite3_column_int(statement, 0) == 0)
			DT_PUSH(store->arena, record->actors, count_a, actors, party);
		else
			DT_PUSH(store->arena, record->recipients, count_r, recipients, party);
	}
	record->actor_count = (uint32_t)count_a;
	record->recipient_count = (uint32_t)count_r;
	sqlite3_reset(statement);
}

static void read_sources(DtStore *store, int64_t event, DtRecord *record) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_SOURCES);
	if (!statement) return;
	size_t capacity = 0, count = 0;
	sqlite3_bind_int64(statement, 1, event);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		DtRecordSource source = {copied(store, statement, 0), copied(store, statement, 1), copied(store, statement, 2),
		                         copied(store, statement, 3)};
		DT_PUSH(store->arena, record->sources, count, capacity, source);
	}
	record->source_count = (uint32_t)count;
	sqlite3_reset(statement);
}

static DtRecordPlace read_place(DtStore *store, sqlite3_stmt *statement, int at) {
	return (DtRecordPlace){.text = copied(store, statement, at),
	                       .name = copied(store, statement, at + 1),
	                       .country = copied(store, statement, at + 2),
	                       .located = sqlite3_column_type(statement, at + 3) != SQLITE_NULL,
	                       .latitude = sqlite3_column_double(statement, at + 3),
	                       .longitude = sqlite3_column_double(statement, at + 4)};
}

static void read_places(DtStore *store, int64_t event, DtRecord *record, const DtRecordPlace *first) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_OTHER_PLACES);
	if (!statement) return;
	size_t capacity = 0, count = 0;
	DT_PUSH(store->arena, record->places, count, capacity, *first);
	sqlite3_bind_int64(statement, 1, event);
	while (sqlite3_step(statement) == SQLITE_ROW)
		DT_PUSH(store->arena, record->places, count, capacity, read_place(store, statement, 0));
	record->place_count = (uint32_t)count;
	sqlite3_reset(statement);
}

static uint8_t precision_of(DtSlice name) {
	for (int i = 0; i < DT_PRECISION_COUNT; i++) {
		if (dt_slice_is(name, dt_precision_name((DtPrecision)i))) return (uint8_t)i;
	}
	return DT_PRECISION_UNKNOWN;
}

// Columns of DT_STATEMENT_EVENT.
enum { AT_ACTOR = 12, AT_RECIPIENT = 18, AT_PLACE = 24, AT_DETAIL = 29 };

static void read_sides(DtStore *store, sqlite3_stmt *statement, DtRecord *record) {
	if (sqlite3_column_type(statement, AT_ACTOR) != SQLITE_NULL) {
		record->actors = DT_NEW(store->arena, DtRecordParty);
		*record->actors = read_party(store, statement, AT_ACTOR);
		record->actor_count = 1;
	}
	if (sqlite3_column_type(statement, AT_RECIPIENT) != SQLITE_NULL) {
		record->recipients = DT_NEW(store->arena, DtRecordParty);
		*record->recipients = read_party(store, statement, AT_RECIPIENT);
		record->recipient_count = 1;
	}
}

static void read_detail(DtStore *store, sqlite3_stmt *statement, DtRecord *record) {
	record->id = copied(store, statement, AT_DETAIL);
	record->sequence = (uint32_t)sqlite3_column_int64(statement, AT_DETAIL + 1);
	record->auxiliary = (uint8_t)sqlite3_column_int(statement, AT_DETAIL + 2);
	record->symmetric = sqlite3_column_int(statement, AT_DETAIL + 3) != 0;
	record->precision = precision_of(dt_column_text(statement, AT_DETAIL + 4));
	record->confidence = (float)sqlite3_column_double(statement, AT_DETAIL + 5);
	record->contexts = copied(store, statement, AT_DETAIL + 6);
	record->link = copied(store, statement, AT_DETAIL + 7);
	record->rule = copied(store, statement, AT_DETAIL + 8);
	record->rule_line = copied(store, statement, AT_DETAIL + 9);
	record->trigger = copied(store, statement, AT_DETAIL + 10);
	record->json = copied(store, statement, AT_DETAIL + 11);
	record->start = (uint32_t)sqlite3_column_int64(statement, AT_DETAIL + 12);
	record->end = (uint32_t)sqlite3_column_int64(statement, AT_DETAIL + 13);
	record->text = copied(store, statement, AT_DETAIL + 14);
	record->about = copied(store, statement, AT_DETAIL + 15);
}

static void read_row(DtStore *store, sqlite3_stmt *statement, DtRecord *record) {
	*record = (DtRecord){.document = copied(store, statement, 1),
	                     .category = (uint8_t)dt_category_find(dt_column_text(statement, 2)),
	                     .goldstein = sqlite3_column_double(statement, 5) / 100,
	                     .days = {dt_column_day(statement, 7), dt_column_day(statement, 8)},
	                     .url = copied(store, statement, 9),
	                     .publication = copied(store, statement, 10),
	                     .title = copied(store, statement, 11)};
	if (record->days.to == DT_DATE_NONE) record->days.to = record->days.from;
	dt_mode_find((DtCategory)record->category, dt_column_text(statement, 3), &record->mode);
	DtSlice cameo = dt_column_text(statement, 4);
	if (cameo.length < sizeof record->cameo) memcpy(record->cameo, cameo.length ? cameo.data : "", cameo.length);
	read_sides(store, statement, record);
	if (sqlite3_column_type(statement, AT_DETAIL) != SQLITE_NULL) {
		read_detail(store, statement, record);
		return;
	}
	int64_t number = sqlite3_column_int64(statement, 0) & (((int64_t)1 << DT_EVENT_NUMBER_BITS) - 1);
	record->id = dt_arena_format(store->arena, "%lld", (long long)number);
	record->precision = DT_PRECISION_DAY;
	record->confidence = 1;
}

bool dt_store_read_event(DtStore *store, int64_t event, DtRecord *record, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_EVENT);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, event);
	int code = sqlite3_step(statement);
	bool detailed = false, placed = false;
	DtRecordPlace place = {0};
	if (code == SQLITE_ROW) {
		read_row(store, statement, record);
		record->number = event;
		detailed = sqlite3_column_type(statement, AT_DETAIL) != SQLITE_NULL;
		placed = sqlite3_column_type(statement, AT_PLACE) != SQLITE_NULL;
		if (placed) place = read_place(store, statement, AT_PLACE);
	}
	sqlite3_reset(statement);
	if (detailed) {
		read_parties(store, event, record);
		read_sources(store, event, record);
	}
	if (placed) read_places(store, event, record, &place);
	return code == SQLITE_ROW || dt_store_fail(store, error);
}

static bool hand_over(DtStore *store, int64_t event, DtEventSeen *seen, void *context, bool *more, DtError *error) {
	DtRecord record;
	if (!dt_store_read_event(store, event, &record, error)) return false;
	*more = seen(context, &record);
	dt_arena_reset(store->arena);
	return true;
}

bool dt_store_event(DtStore *store, int64_t event, DtEventSeen *seen, void *context, DtError *error) {
	bool more;
	return hand_over(store, event, seen, context, &more, error);
}

// Events between two sides

typedef struct Found {
	int64_t event;
	DtDate date;
} Found;

typedef struct Finding {
	DtStore *store;
	const DtEventQuery *query;
	int64_t document, happening; // 0: any
	Found *found;                // [count]
	size_t count, capacity;
	int64_t left; // of the pair at hand; below 0: no limit
	bool failed;
	DtError *error;
} Finding;

static bool find_dates(Finding *finding, int64_t event, DtDateSpan *days) {
	sqlite3_stmt *statement = dt_store_statement(finding->store, DT_STATEMENT_DATES);
	if (!statement) return false;
	sqlite3_bind_int64(statement, 1, event);
	bool found = sqlite3_step(statement) == SQLITE_ROW;
	*days = (DtDateSpan){dt_column_day(statement, 0), dt_column_day(statement, 1)};
	sqlite3_reset(statement);
	return found;
}

static bool overlaps(DtDateSpan days, DtDateSpan asked) {
	DtDate from = days.from == DT_DATE_NONE ? days.to : days.from, to = days.to == DT_DATE_NONE ? from : days.to;
	if (asked.from != DT_DATE_NONE && (to == DT_DATE_NONE || to < asked.from)) return false;
	return asked.to == DT_DATE_NONE || (from != DT_DATE_NONE && from <= asked.to);
}

static bool take_found(void *context, const DtMatch *match, const DtPairEvent *row) {
	Finding *finding = context;
	const DtEventQuery *query = finding->query;
	DtDateSpan days = {row->day, row->day};
	if (finding->count && finding->found[finding->count - 1].event == row->event) return true;
	if (query->category && dt_store_kind_of(finding->store, row->kind).category != query->category) return true;
	if (finding->document && row->event >> DT_EVENT_NUMBER_BITS != finding->document) return true;
	if (finding->happening && row->happening != finding->happening) return true;
	if (match->reach && !find_dates(finding, row->event, &days)) {
		finding->failed = true;
		return dt_store_fail(finding->store, finding->error);
	}
	if (!overlaps(days, query->days)) return true;
	if (finding->count == finding->capacity) {
		finding->capacity = finding->capacity ? finding->capacity * 2 : 256;
		finding->found = dt_realloc(finding->found, finding->capacity * sizeof *finding->found);
	}
	finding->found[finding->count++] = (Found){row->event, days.from};
	return finding->left < 0 || --finding->left > 0;
}

static int oldest_first(const void *left, const void *right) {
	const Found *a = left, *b = right;
	if (a->date != b->date) return a->date < b->date ? -1 : 1;
	return a->event < b->event ? -1 : a->event > b->event;
}

static int newest_first(const void *left, const void *right) { return oldest_first(right, left); }

static bool find_document_id(DtStore *store, DtSlice name, int64_t *id, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_FIND_DOCUMENT);
	if (!statement) return dt_store_fail(store, error);
	dt_bind_text(statement, 1, name);
	int code = sqlite3_step(statement);
	*id = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
	sqlite3_reset(statement);
	return code == SQLITE_ROW || code == SQLITE_DONE || dt_store_fail(store, error);
}

static bool find_between(Finding *finding, DtArena *arena) {
	const DtEventQuery *query = finding->query;
	DtBetween between = {query->actor, query->recipient, query->either_way, query->days};
	DtMatch *matches;
	size_t count;
	if (query->link.length) finding->happening = (int64_t)(dt_slice_hash(query->link) >> 3 | 1);
	if (query->document.length &&
	    !find_document_id(finding->store, query->document, &finding->document, finding->error))
		return false;
	if (!dt_store_matches(arena, finding->store, &between, &matches, &count, finding->error)) return false;
	for (size_t i = 0; i < count && !finding->failed; i++) {
		// Only events of single days stand in the order of their dates.
		finding->left = query->limit > 0 && matches[i].reach == 0 ? query->limit : -1;
		if (!dt_store_read_match(finding->store, &matches[i], query->days, matches[i].reach, query->newest_first,
		                         take_found, finding, finding->error))
			return false;
	}
	return !finding->failed;
}

static bool events_between(DtStore *store, const DtEventQuery *query, DtEventSeen *seen, void *context,
                           DtError *error) {
	Finding finding = {.store = store, .query = query, .error = error};
	DtArena *arena = dt_arena_new();
	bool done = find_between(&finding, arena), more = true;
	if (done && finding.count)
		qsort(finding.found, finding.count, sizeof *finding.found, query->newest_first ? newest_first : oldest_first);
	int64_t left = query->limit > 0 ? query->limit : INT64_MAX;
	for (size_t i = 0; done && more && left > 0 && i < finding.count; i++) {
		if (i && finding.found[i].event == finding.found[i - 1].event) continue;
		done = hand_over(store, finding.found[i].event, seen, context, &more, error);
		left--;
	}
	free(finding.found);
	dt_arena_free(arena);
	return done;
}

// Events by day, document and happening

static void add_conditions(DtBuffer *sql, const DtEventQuery *query) {
	if (query->category) dt_buffer_add_text(sql, " AND e.kind IN (SELECT id FROM kind WHERE category = ?3)");
	if (query->document.length)
		dt_buffer_add_text(sql, " AND e.id BETWEEN (SELECT id << 36 FROM document WHERE name = ?4) AND "
		                        "(SELECT (id << 36) + 0xfffffffff FROM document WHERE name = ?4)");
	if (query->id.length) // a name, or in a table the number of its row
		dt_buffer_add_text(sql, " AND e.id = coalesce((SELECT event FROM detail WHERE event >> 36 = (SELECT id FROM "
		                        "document WHERE name = ?4) AND name = ?6), (SELECT (id << 36) + ?6 FROM document WHERE "
		                        "name = ?4 AND CAST(?6 AS INTEGER) = ?6))");
	if (query->about.length)
		dt_buffer_add_text(sql, " AND e.id IN (SELECT event FROM detail WHERE about = ?7 AND about <> '')");
	if (query->link.length)
		dt_buffer_add_text(sql, " AND e.id IN (SELECT event FROM detail WHERE link = ?5 AND link <> '')");
}

static sqlite3_stmt *prepare_events(DtStore *store, const DtEventQuery *query) {
	DtBuffer sql = {0};
	bool from = query->days.from != DT_DATE_NONE, to = query->days.to != DT_DATE_NONE;
	dt_buffer_add_text(&sql, "SELECT e.id, e.date FROM event e WHERE 1");
	if (from) { // by one index those of a day, by another those of several
		dt_buffer_format(&sql, " AND e.enddate IS NULL AND e.date >= ?1%s", to ? " AND e.date <= ?2" : "");
		add_conditions(&sql, query);
		dt_buffer_add_text(
			&sql, " UNION ALL SELECT e.id, e.date FROM event e WHERE e.enddate IS NOT NULL AND e.enddate >= ?1");
	}
	if (to) dt_buffer_format(&sql, from ? " AND coalesce(e.date, e.enddate) <= ?2" : " AND e.date <= ?2");
	add_conditions(&sql, query);
	const char *order = query->newest_first ? " DESC" : "";
	dt_buffer_format(&sql, " ORDER BY 2%s, 1%s", order, order);
	if (query->limit > 0) dt_buffer_format(&sql, " LIMIT %lld", (long long)query->limit);
	sqlite3_stmt *statement = dt_store_prepare(store, sql.data);
	dt_buffer_clear(&sql);
	if (!statement) return NULL;
	dt_bind_day(statement, 1, query->days.from);
	dt_bind_day(statement, 2, query->days.to);
	dt_bind_text(statement, 3, dt_slice_of(dt_category_name((DtCategory)query->category)));
	dt_bind_text(statement, 4, query->document);
	dt_bind_text(statement, 5, query->link);
	dt_bind_text(statement, 6, query->id);
	dt_bind_text(statement, 7, query->about);
	return statement;
}

bool dt_store_events(DtStore *store, const DtEventQuery *query, DtEventSeen *seen, void *context, DtError *error) {
	if (!dt_store_settle(store, error)) return false;
	if (query->actor.length || query->recipient.length) return events_between(store, query, seen, context, error);
	sqlite3_stmt *statement = prepare_events(store, query);
	if (!statement) return dt_store_fail(store, error);
	int code;
	bool more = true, done = true;
	while (done && more && (code = sqlite3_step(statement)) == SQLITE_ROW)
		done = hand_over(store, sqlite3_column_int64(statement, 0), seen, context, &more, error);
	return dt_store_end(store, statement, done ? code : SQLITE_DONE, error) && done;
}

// Sums

bool dt_store_counts(DtStore *store, DtStoreCounts *counts, DtError *error) {
	if (!dt_store_settle(store, error)) return false;
	sqlite3_stmt *statement = dt_store_prepare(
		store,
		"SELECT (SELECT count(*) FROM document), (SELECT coalesce(sum(events), 0) FROM document), "
		"(SELECT count(*) FROM pair WHERE a <> '' AND a <> b AND fact + negated + hypothetical + future + historical + "
		"vague > 0), (SELECT min(date) FROM event), (SELECT max(date) FROM event), "
		"(SELECT max(enddate) FROM event WHERE enddate IS NOT NULL)");
	int code = statement ? sqlite3_step(statement) : SQLITE_ERROR;
	if (code == SQLITE_ROW) {
		*counts = (DtStoreCounts){sqlite3_column_int64(statement, 0),
		                          sqlite3_column_int64(statement, 1),
		                          sqlite3_column_int64(statement, 2),
		                          {dt_column_day(statement, 3), dt_column_day(statement, 4)}};
		DtDate end = dt_column_day(statement, 5);
		if (end > counts->days.to) counts->days.to = end;
	}
	bool done = code == SQLITE_ROW || dt_store_fail(store, error);
	sqlite3_finalize(statement);
	return done;
}

bool dt_store_nearest_source(DtStore *store, int64_t event, DtRecordSource *source, bool *found, DtError *error) {
	*found = false;
	if (dt_event_is_plain(event)) return true;
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_SOURCES);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, event);
	int code = sqlite3_step(statement);
	dt_arena_reset(store->arena);
	*found = code == SQLITE_ROW;
	if (*found)
		*source = (DtRecordSource){copied(store, statement, 0), copied(store, statement, 1),
		                           copied(store, statement, 2), copied(store, statement, 3)};
	sqlite3_reset(statement);
	return code == SQLITE_ROW || code == SQLITE_DONE || dt_store_fail(store, error);
}

bool dt_store_mentions(DtStore *store, int64_t event, DtToldSeen *seen, void *context, DtError *error) {
	sqlite3_stmt *statement = dt_store_prepare(
		store, "SELECT m.day, m.confidence, m.url, w.text FROM mention m JOIN word w ON w.id = m.publication WHERE "
			   "m.event = ?1 ORDER BY m.confidence DESC, m.day, m.url");
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, event & (((int64_t)1 << DT_EVENT_NUMBER_BITS) - 1));
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtTold mention = {.event = event,
		                  .day = sqlite3_column_int(statement, 0),
		                  .confidence = sqlite3_column_int(statement, 1),
		                  .url = dt_column_text(statement, 2),
		                  .publication = dt_column_text(statement, 3)};
		if (!seen(context, &mention)) break;
	}
	return dt_store_end(store, statement, code, error);
}

// Documents

// Newest first; those without a date count as older than all.
bool dt_store_documents(DtStore *store, const DtDocumentQuery *query, DtDocumentSeen *seen, void *context,
                        DtError *error) {
	DtBuffer sql = {0};
	if (!dt_store_settle(store, error)) return false;
	dt_buffer_add_text(&sql, "SELECT d.name, d.date, d.title, d.url, d.publication, t.text, d.events FROM document d "
	                         "LEFT JOIN document_text t ON t.document = d.id WHERE 1");
	if (query->name.length) dt_buffer_add_text(&sql, " AND d.name = ?1");
	dt_buffer_add_text(&sql, " ORDER BY d.date DESC, d.id DESC LIMIT ?2 OFFSET ?3");
	sqlite3_stmt *statement = dt_store_prepare(store, sql.data);
	dt_buffer_clear(&sql);
	if (!statement) return dt_store_fail(store, error);
	dt_bind_text(statement, 1, query->name);
	sqlite3_bind_int64(statement, 2, query->limit > 0 ? query->limit : -1);
	sqlite3_bind_int64(statement, 3, query->skip);
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtDocumentRow row = {.name = dt_column_text(statement, 0),
		                     .date = dt_column_day(statement, 1),
		                     .title = dt_column_text(statement, 2),
		                     .url = dt_column_text(statement, 3),
		                     .publication = dt_column_text(statement, 4),
		                     .text = dt_column_text(statement, 5),
		                     .events = sqlite3_column_int64(statement, 6)};
		if (!seen(context, &row)) break;
	}
	return dt_store_end(store, statement, code, error);
}
