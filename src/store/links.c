// SPDX-License-Identifier: Apache-2.0
// Links across documents: an event that tells of what another document has told of takes that one's link.
//
//   put d1   e1 link e1                    e1 founds the happening e1
//   put d2   e2 link e2  ─▶ like e1 ─▶     e2 link e1, with all events of d2 that had the link e2
//
// A new event is compared with the founders of its pair and days only, and with no other tellings: so a chain of
// neighbours, each a day after the other, does not become one happening. Of several that agree the one that was there
// first is taken. The same documents in the same order give the same links, in one run or in many; a document that is
// put again finds the happenings it told of as any other would. What denies, calls off or confirms an event of another
// document is about that happening; of several it is about the one told last.
#include "store/database.h"

enum {
	FOUNDERS = 64,   // read of one pair and some weeks, at most
	WINDOW_DAYS = 16 // the middle of a month is so far from its ends
};

typedef struct Search {
	DtStore *store;
	int64_t document; // whose own events do not count
	const DtRecord *record;
	uint32_t pair;
	DtDate day;
	bool answers; // what it denies, calls off or confirms is looked for, and not the same happening
	int64_t candidates[FOUNDERS];
	size_t count;
} Search;

static bool is_wanted(const Search *search, uint8_t category) {
	uint8_t mine = dt_category_family(search->record->category), its = dt_category_family(category);
	bool meeting = category == DT_CATEGORY_CONSULT || category == DT_CATEGORY_AGREE;
	bool meets = search->answers && meeting && (mine == DT_CATEGORY_REJECT || mine == DT_CATEGORY_CONSULT);
	return its == mine || meets;
}

static void consider(Search *search, int64_t event, uint32_t kind) {
	uint8_t category = dt_store_kind_of(search->store, kind).category;
	bool own = event >> DT_EVENT_NUMBER_BITS == search->document;
	if (own || !is_wanted(search, category)) return;
	if (search->count && search->candidates[search->count - 1] == event) return;
	if (search->count < FOUNDERS) search->candidates[search->count++] = event;
}

// Rows that are written, then those that wait for the end of the batch.
static bool find_candidates(Search *search, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(search->store, DT_STATEMENT_PAIR_EVENTS);
	if (!statement) return dt_store_fail(search->store, error);
	sqlite3_bind_int64(statement, 1, search->pair);
	sqlite3_bind_int(statement, 2, search->day - WINDOW_DAYS);
	sqlite3_bind_int(statement, 3, search->day + WINDOW_DAYS);
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW)
		consider(search, sqlite3_column_int64(statement, 1), (uint32_t)sqlite3_column_int64(statement, 5));
	sqlite3_reset(statement);
	for (size_t i = 0; i < search->store->pending_count; i++) {
		const DtPairEvent *row = &search->store->pending[i];
		bool near = row->day >= search->day - WINDOW_DAYS && row->day <= search->day + WINDOW_DAYS;
		if (row->pair == search->pair && near) consider(search, row->event, row->kind);
	}
	return code == SQLITE_DONE || dt_store_fail(search->store, error);
}

// Sets link to that of the happening in other documents which the record tells of, or which it answers; empty when
// there is none.
static bool find_link(DtStore *store, int64_t document, const DtRecord *record, bool answers, DtSlice *link,
                      DtError *error) {
	DtDyad dyads[DT_TELLING_PARTIES];
	size_t count = dt_record_dyads(record, dyads, DT_TELLING_PARTIES), at = 0;
	if (count > DT_TELLING_PARTIES) count = DT_TELLING_PARTIES;
	while (at < count && !(dyads[at].actor->code.length && dyads[at].recipient->code.length)) at++;
	Search search = {
		.store = store, .document = document, .record = record, .day = dt_record_day(record), .answers = answers};
	*link = (DtSlice){0};
	if (at == count || search.day == DT_DATE_NONE) return true;
	DtSlice a = dyads[at].actor->code, b = dyads[at].recipient->code;
	bool in_order = dt_slice_compare(a, b) <= 0;
	const DtKnownPair *pair = dt_store_pair(store, in_order ? a : b, in_order ? b : a, error);
	if (!pair) return false;
	search.pair = pair->id;
	if (!find_candidates(&search, error)) return false;
	DtTelling mine = dt_telling_of_record(record);
	int64_t first = 0;
	for (size_t i = 0; i < search.count; i++) {
		DtRecord other;
		if (first && (answers ? search.candidates[i] <= first : search.candidates[i] >= first)) continue;
		if (!dt_store_read_event(store, search.candidates[i], &other, error)) return false;
		if (!other.link.length || !dt_slice_equal(other.link, other.id)) continue;
		DtTelling its = dt_telling_of_record(&other);
		if (answers ? !dt_telling_answers(&mine, &its) : !dt_same_happening(&mine, &its)) continue;
		first = search.candidates[i];
		*link = other.link;
	}
	return true;
}

// ---- the document's own links, and those of the record ----

typedef struct Renamed {
	DtSlice own, link;
} Renamed;

static DtSlice renamed(const Renamed *names, size_t count, DtSlice own) {
	for (size_t i = 0; i < count; i++)
		if (own.length && dt_slice_equal(names[i].own, own)) return names[i].link;
	return own;
}

// The line of docs/record.md, with the record's link instead of the document's own.
static DtSlice rename_in_json(DtArena *arena, DtSlice json, const char *field, DtSlice own, DtSlice link) {
	if (!own.length || dt_slice_equal(own, link)) return json;
	DtSlice old = dt_arena_format(arena, "\"%s\":\"%.*s\"", field, DT_SLICE_ARGS(own));
	size_t at = dt_slice_find(json, old);
	if (at == SIZE_MAX) return json;
	DtSlice tail = dt_slice_cut(json, at + old.length, json.length);
	return dt_arena_format(arena, "%.*s\"%s\":\"%.*s\"%.*s", (int)at, json.data, field, DT_SLICE_ARGS(link),
	                       DT_SLICE_ARGS(tail));
}

// An event that is about nothing in its own document may be about what another has told.
static bool find_about(DtStore *store, int64_t document, DtRecord *record, DtError *error) {
	DtSlice about = {0};
	if (record->about.length || !record->json.length) return true;
	if (!find_link(store, document, record, true, &about, error)) return false;
	if (!about.length || dt_slice_equal(about, record->link)) return true;
	DtSlice own = dt_arena_format(store->arena, "\"link\":\"%.*s\"", DT_SLICE_ARGS(record->link));
	size_t at = record->link.length ? dt_slice_find(record->json, own) : SIZE_MAX;
	if (at == SIZE_MAX) return true;
	at += own.length;
	DtSlice tail = dt_slice_cut(record->json, at, record->json.length);
	record->json = dt_arena_format(store->arena, "%.*s,\"about\":\"%.*s\"%.*s", (int)at, record->json.data,
	                               DT_SLICE_ARGS(about), DT_SLICE_ARGS(tail));
	record->about = about;
	return true;
}

bool dt_store_link(DtStore *store, int64_t document, DtRecord *records, size_t count, DtError *error) {
	Renamed *names = DT_NEW_ARRAY(store->arena, Renamed, count);
	size_t known = 0;
	for (size_t i = 0; i < count; i++) {
		DtSlice link;
		if (!dt_slice_equal(renamed(names, known, records[i].link), records[i].link)) continue;
		if (!find_link(store, document, &records[i], false, &link, error)) return false;
		if (link.length) names[known++] = (Renamed){records[i].link, link};
	}
	for (size_t i = 0; i < count; i++)
		if (!find_about(store, document, &records[i], error)) return false;
	for (size_t i = 0; i < count && known; i++) {
		DtSlice link = renamed(names, known, records[i].link), about = renamed(names, known, records[i].about);
		records[i].json = rename_in_json(store->arena, records[i].json, "link", records[i].link, link);
		records[i].json = rename_in_json(store->arena, records[i].json, "about", records[i].about, about);
		records[i].link = link;
		records[i].about = about;
	}
	return true;
}
