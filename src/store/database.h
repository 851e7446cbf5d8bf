// SPDX-License-Identifier: Apache-2.0
// Inside the store: the open database, what its files share. store.h is for everybody else.
#ifndef DT_STORE_DATABASE_H
#define DT_STORE_DATABASE_H

#include <sqlite3.h>

#include "base/buffer.h"
#include "base/map.h"
#include "store/packed.h"
#include "store/store.h"

enum {
	DT_EVENT_NUMBER_BITS = 36,
	DT_WAYS = 3,
	DT_ROWS_AT_ONCE = 32, // that one statement adds
	DT_CHUNK_BITS = 7     // days of a pair whose sums stand in one row
};

// Events that have no more than their row (those of tables) have the number of that; others are numbered from here on.
#define DT_FIRST_OWN_NUMBER ((int64_t)1 << (DT_EVENT_NUMBER_BITS - 1))
static inline bool dt_event_is_plain(int64_t event) { return !(event & DT_FIRST_OWN_NUMBER); }

typedef enum DtStatement {
	DT_STATEMENT_FIND_DOCUMENT,
	DT_STATEMENT_ADD_DOCUMENT,
	DT_STATEMENT_SET_DOCUMENT,
	DT_STATEMENT_SET_TEXT,
	DT_STATEMENT_COUNT_EVENTS,
	DT_STATEMENT_ADD_SENTENCE,
	DT_STATEMENT_ADD_EVENT,
	DT_STATEMENT_ADD_EVENTS, // DT_ROWS_AT_ONCE of them
	DT_STATEMENT_ADD_DETAIL,
	DT_STATEMENT_FIND_DETAIL,
	DT_STATEMENT_LAST_EVENT,
	DT_STATEMENT_ADD_PARTY,
	DT_STATEMENT_ADD_SOURCE,
	DT_STATEMENT_ADD_OTHER_PLACE,
	DT_STATEMENT_DROP_EVENTS,
	DT_STATEMENT_DROP_DETAILS,
	DT_STATEMENT_DROP_PARTIES,
	DT_STATEMENT_DROP_SOURCES,
	DT_STATEMENT_DROP_PLACES,
	DT_STATEMENT_DROP_SENTENCES,
	DT_STATEMENT_DROP_PAIR_EVENT,
	DT_STATEMENT_FIND_WORD,
	DT_STATEMENT_ADD_WORD,
	DT_STATEMENT_FIND_KIND,
	DT_STATEMENT_ADD_KIND,
	DT_STATEMENT_FIND_SIDE,
	DT_STATEMENT_ADD_SIDE,
	DT_STATEMENT_FIND_PLACE,
	DT_STATEMENT_ADD_PLACE,
	DT_STATEMENT_FIND_PAIR,
	DT_STATEMENT_ADD_PAIR,
	DT_STATEMENT_SET_REACH,
	DT_STATEMENT_ADD_URL,
	DT_STATEMENT_ADD_PAIR_EVENT,
	DT_STATEMENT_ADD_PAIR_EVENTS, // DT_ROWS_AT_ONCE of them
	DT_STATEMENT_PAIR_DAY_EVENTS,
	DT_STATEMENT_PAIR_SUMS,
	DT_STATEMENT_FIRST_PAIR_SUMS,
	DT_STATEMENT_LAST_PAIR_SUMS,
	DT_STATEMENT_SET_PAIR_SUMS,
	DT_STATEMENT_DROP_PAIR_SUMS,
	DT_STATEMENT_DAY_SUMS,
	DT_STATEMENT_SET_DAY_SUMS,
	DT_STATEMENT_DROP_DAY_SUMS,
	DT_STATEMENT_MONTH_SUMS,
	DT_STATEMENT_SET_MONTH_SUMS,
	DT_STATEMENT_DROP_MONTH_SUMS,
	DT_STATEMENT_ADD_TO_PAIR,
	DT_STATEMENT_ADD_NEWS,
	DT_STATEMENT_ADD_SCORE,
	DT_STATEMENT_ADD_MENTION,
	DT_STATEMENT_EVENT,
	DT_STATEMENT_PARTIES,
	DT_STATEMENT_SOURCES,
	DT_STATEMENT_OTHER_PLACES,
	DT_STATEMENT_PAIR_EVENTS,
	DT_STATEMENT_PAIR_EVENTS_DOWN,
	DT_STATEMENT_DATES,
	DT_STATEMENT_EVENT_PLACE,
	DT_STATEMENT_EVENT_ELSEWHERE,
	DT_STATEMENT_EVENT_CONFIDENCE,
	DT_STATEMENT_EVENT_SAID,
	DT_STATEMENT_COUNT
} DtStatement;

// Which way an event of a pair goes.
enum { DT_WAY_FORTH, DT_WAY_BACK, DT_WAY_MUTUAL };

// A row of pair_event.
typedef struct DtPairEvent {
	int64_t event, happening; // happening 0: none
	uint32_t pair, actor, recipient, publication, kind;
	DtDate day;
	int32_t goldstein;
	uint8_t way, standing;
	bool is_relation; // of two different codes
} DtPairEvent;

// A row of event.
typedef struct DtEventRow {
	int64_t id;
	uint32_t kind, actor, recipient, place, url, publication; // 0: none
	DtDate from, to;
	int32_t goldstein;
	uint8_t standing;
} DtEventRow;

typedef struct DtPairDay {
	uint32_t pair;
	DtDate day;
	bool is_relation;
} DtPairDay;

typedef struct DtKnownPair {
	uint32_t id;
	int32_t reach;
	bool is_relation;
} DtKnownPair;

typedef struct DtKnownKind {
	bool known;
	uint8_t category;
	DtMode mode;
	int32_t score; // hundredths
} DtKnownKind;

struct DtStore {
	sqlite3 *database;
	sqlite3_stmt *statements[DT_STATEMENT_COUNT];
	char *path;
	DtBuffer coder;
	bool writes, in_batch;
	DtArena *arena; // of the row that is being handed over or written

	// What stands in the dictionaries, by its text; forgotten when a batch is undone.
	DtArena *names, *addresses;
	DtMap words, sides, kinds, places, pairs, urls;
	DtKnownKind *kind_list; // [kind_capacity] by id
	size_t kind_capacity;
	DtKnownPair *pair_list; // by number in pairs
	size_t pair_count, pair_capacity;
	DtBuffer key;

	// The document written last, and the number of its next event without one of its own.
	DtBuffer last_name;
	int64_t last_document, next_number, last_number, added_events, next_url;

	// Rows of event to come, all of them new.
	DtEventRow events[DT_ROWS_AT_ONCE];
	size_t event_count;

	// Rows of pair_event to come, and days whose sums must be taken anew.
	DtPairEvent *pending;
	size_t pending_count, pending_capacity;
	DtPairDay *touched;
	size_t touched_count, touched_capacity;

	size_t pending_mark, touched_mark; // when the put began
	int64_t added_mark;
};

// Statements. Failures are reported in error by dt_store_fail, which gives false.
bool dt_store_fail(const DtStore *store, DtError *error);
bool dt_store_run(DtStore *store, const char *sql, DtError *error);
bool dt_store_number(DtStore *store, const char *sql, int64_t *number, DtError *error);
sqlite3_stmt *dt_store_prepare(DtStore *store, const char *sql);
sqlite3_stmt *dt_store_statement(DtStore *store, DtStatement which);
bool dt_store_finish(DtStore *store, sqlite3_stmt *statement, DtError *error);        // runs it, makes it ready again
bool dt_store_end(DtStore *store, sqlite3_stmt *statement, int code, DtError *error); // closes a query
void dt_bind_text(sqlite3_stmt *statement, int at, DtSlice text);
void dt_bind_day(sqlite3_stmt *statement, int at, DtDate day);
void dt_bind_id(sqlite3_stmt *statement, int at, int64_t id); // NULL for 0
DtSlice dt_column_text(sqlite3_stmt *statement, int at);
DtDate dt_column_day(sqlite3_stmt *statement, int at);
DtSlice dt_column_blob(sqlite3_stmt *statement, int at);

// Dictionaries: the id of what is written in them, added when it is new. 0 on failure.
uint32_t dt_store_word(DtStore *store, DtSlice text, DtError *error);
uint32_t dt_store_side(DtStore *store, const DtRecordParty *party, DtError *error);
uint32_t dt_store_kind(DtStore *store, const DtRecord *record, DtError *error);
uint32_t dt_store_place(DtStore *store, const DtRecordPlace *place, DtError *error);
uint32_t dt_store_url(DtStore *store, DtSlice url, bool *fresh); // fresh: to be added with the event
bool dt_store_add_url(DtStore *store, uint32_t id, DtSlice url, DtError *error);
DtKnownPair *dt_store_pair(DtStore *store, DtSlice a, DtSlice b, DtError *error); // a <= b
void dt_store_forget_names(DtStore *store);
DtKnownKind dt_store_kind_of(DtStore *store, int64_t kind);

// Puts: a savepoint within a batch, else a transaction.
bool dt_store_enter(DtStore *store, DtError *error);
bool dt_store_leave(DtStore *store, bool done, DtError *error);

// Sums. Rows of pair_event are gathered, and written with the sums they change when a batch is committed.
// known: what is known of its rows, event and kind at least, sides where there is one of each.
bool dt_store_add_pairs(DtStore *store, const DtPairEvent *known, const DtRecord *record, DtError *error);
bool dt_store_drop_pairs(DtStore *store, int64_t event, const DtRecord *record, DtError *error);
bool dt_store_settle(DtStore *store, DtError *error);          // writes what waits
bool dt_store_write_events(DtStore *store, DtError *error);    // of it the rows of event
bool dt_store_settle_document(DtStore *store, DtError *error); // the number of events of the last document

// The sums of one pair and day, by direction. An event counts once for each, however many of its parties share a code;
// several of one happening are one there. Rows come in the order of pair_event.
typedef struct DtSumming {
	DtSums sums[DT_WAYS];
	int64_t last_event[DT_WAYS];
	int64_t *seen; // happenings, each with its way: [count]; freed by the caller
	size_t count, capacity;
} DtSumming;

void dt_summing_start(DtSumming *summing);
void dt_summing_add(DtStore *store, DtSumming *summing, const DtPairEvent *row);

// The row of pair_sums that holds a day of a pair, and the first day of a row.
enum { DT_CHUNK_ID_BITS = 32 - DT_CHUNK_BITS, DT_CHUNK_KEYS = DT_WAYS << DT_CHUNK_BITS };
static inline int64_t dt_chunk_id(uint32_t pair, DtDate day) {
	return ((int64_t)pair << DT_CHUNK_ID_BITS) + (day >> DT_CHUNK_BITS) + (1 << (DT_CHUNK_ID_BITS - 1));
}
static inline DtDate dt_chunk_day(int64_t id) {
	int64_t chunk = (id & ((1 << DT_CHUNK_ID_BITS) - 1)) - (1 << (DT_CHUNK_ID_BITS - 1));
	return (DtDate)(chunk * (1 << DT_CHUNK_BITS));
}
static inline uint32_t dt_chunk_pair(int64_t id) { return (uint32_t)(id >> DT_CHUNK_ID_BITS); }

static inline DtDateSpan dt_month_of(DtDate day) {
	int year, month, day_of_month;
	dt_date_to_civil(day, &year, &month, &day_of_month);
	return dt_date_month_span(year, month);
}

bool dt_store_damaged(const DtStore *store, DtError *error); // reports it, gives false

// Gives the records of a document the links of happenings that other documents told of before.
bool dt_store_link(DtStore *store, int64_t document, DtRecord *records, size_t count, DtError *error);

// Who is between whom: the pairs of a question, and which of their rows answer it.
typedef struct DtSides {
	uint32_t *ids; // of table side or place, ascending
	size_t count;
} DtSides;

typedef struct DtMatch {
	uint32_t pair;
	int32_t reach;
	uint8_t ways; // bits
	bool by_side; // then also:
	bool either_way;
	const DtSides *actors; // NULL for any
	const DtSides *recipients;
} DtMatch;

// Reads who and whom into arena.
bool dt_store_matches(DtArena *arena, DtStore *store, const DtBetween *between, DtMatch **matches, size_t *count,
                      DtError *error);
bool dt_match_takes(const DtMatch *match, uint8_t way, uint32_t actor, uint32_t recipient);

// The sides of a sector, whatever their code; the places of a country.
bool dt_store_sides(DtArena *arena, DtStore *store, DtSlice sector, DtSides *sides, DtError *error);
bool dt_store_places(DtArena *arena, DtStore *store, DtSlice country, DtSides *places, DtError *error);
bool dt_sides_hold(const DtSides *sides, uint32_t side);

// Hands over the rows of a match, by day, or from the newest down; reach widens the days.
typedef bool DtPairEventSeen(void *context, const DtMatch *match, const DtPairEvent *row);
bool dt_store_read_match(DtStore *store, const DtMatch *match, DtDateSpan days, int32_t reach, bool down,
                         DtPairEventSeen *seen, void *context, DtError *error);

// Events.
bool dt_store_read_event(DtStore *store, int64_t event, DtRecord *record, DtError *error);

#endif
