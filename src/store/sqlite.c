// SPDX-License-Identifier: Apache-2.0
// The record in SQLite (https://sqlite.org): see store.h. The tables are in schema/, one file a version.
//
//   document ─┬─ sentence                      pair_event: (actor, recipient, day) of every event
//             └─ event ─┬─ party, source, place pair_day: the sums of pair_event, by category and standing
//                       └─ pair_event
//
// The journal is a write-ahead log: readers never wait for the writer nor it for them. Every commit is flushed to the
// disk (synchronous=FULL), so a batch that was committed outlives a power cut. Sums are whole numbers, hundredths of a
// score: taking an event out of them leaves exactly what was there before it came.
//
// A put stands in a savepoint of its own, so one failing document does not take the batch with it.
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "store/store.h"

static const char *const migrations[] = {
#include "store/schema/001.inc"
	,
#include "store/schema/002.inc"
};

enum {
	SCHEMA_VERSION = sizeof migrations / sizeof *migrations,
	APPLICATION_ID = 0x44546574, // "DTet"
	PATIENCE_MS = 10000,
	DYAD_ROOM = 4096,
};

typedef enum Query {
	QUERY_FIND_DOCUMENT,
	QUERY_ADD_DOCUMENT,
	QUERY_SET_DOCUMENT,
	QUERY_SET_TEXT,
	QUERY_ADD_SENTENCE,
	QUERY_ADD_EVENT,
	QUERY_ADD_PARTY,
	QUERY_ADD_SOURCE,
	QUERY_ADD_PLACE,
	QUERY_ADD_PAIR,
	QUERY_SUM_EVENT,
	QUERY_UNSUM_DOCUMENT,
	QUERY_DROP_EMPTY_SUMS,
	QUERY_DROP_PAIRS,
	QUERY_DROP_EVENTS,
	QUERY_DROP_SENTENCES,
	QUERY_PARTIES,
	QUERY_SOURCES,
	QUERY_PLACES,
	QUERY_COUNT
} Query;

#define SUM_COLUMNS                                                                                                    \
	"p.actor, p.recipient, p.day, e.category, sum(e.standing = 0), sum(e.standing = 1), sum(e.standing = 2), "         \
	"sum(e.standing = 3), sum(e.standing = 4), sum(e.standing = 5), "                                                  \
	"sum((e.standing = 0) * CAST(round(e.score * 100) AS INTEGER)), "                                                  \
	"sum((e.standing = 0) * CAST(round(e.goldstein * 100) AS INTEGER))"

static const char *const queries[QUERY_COUNT] = {
	[QUERY_FIND_DOCUMENT] = "SELECT id, hash, coder FROM document WHERE name = ?1",
	[QUERY_ADD_DOCUMENT] = "INSERT INTO document (name, hash, coder, date, title, url, publication) "
						   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[QUERY_SET_DOCUMENT] = "UPDATE document SET hash = ?2, coder = ?3, date = ?4, title = ?5, url = ?6, "
						   "publication = ?7 WHERE name = ?1",
	[QUERY_SET_TEXT] = "INSERT INTO document_text VALUES (?1, ?2) ON CONFLICT DO UPDATE SET text = excluded.text",
	[QUERY_ADD_SENTENCE] = "INSERT OR IGNORE INTO sentence VALUES (?1, ?2, ?3, ?4, ?5)",
	[QUERY_ADD_EVENT] =
		"INSERT OR IGNORE INTO event (name, document, sequence, category, mode, cameo, quad, score, goldstein, "
		"auxiliary, symmetric, standing, date, enddate, precision, confidence, context, link, rule, rule_line, "
		"trigger, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
		"?19, ?20, ?21, ?22)",
	[QUERY_ADD_PARTY] = "INSERT INTO party VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
	[QUERY_ADD_SOURCE] = "INSERT INTO source VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[QUERY_ADD_PLACE] = "INSERT INTO place VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[QUERY_ADD_PAIR] = "INSERT OR IGNORE INTO pair_event VALUES (?1, ?2, ?3, ?4)",
	[QUERY_SUM_EVENT] =
		"INSERT INTO pair_day SELECT " SUM_COLUMNS " FROM pair_event p JOIN event e ON e.id = p.event "
		"WHERE p.event = ?1 GROUP BY 1, 2, 3, 4 ON CONFLICT DO UPDATE SET fact = fact + excluded.fact, "
		"negated = negated + excluded.negated, hypothetical = hypothetical + excluded.hypothetical, "
		"future = future + excluded.future, historical = historical + excluded.historical, "
		"vague = vague + excluded.vague, score = score + excluded.score, goldstein = goldstein + excluded.goldstein",
	[QUERY_UNSUM_DOCUMENT] =
		"INSERT INTO pair_day SELECT " SUM_COLUMNS " FROM event e JOIN pair_event p ON p.event = e.id "
		"WHERE e.document = ?1 GROUP BY 1, 2, 3, 4 ON CONFLICT DO UPDATE SET fact = fact - excluded.fact, "
		"negated = negated - excluded.negated, hypothetical = hypothetical - excluded.hypothetical, "
		"future = future - excluded.future, historical = historical - excluded.historical, "
		"vague = vague - excluded.vague, score = score - excluded.score, goldstein = goldstein - excluded.goldstein",
	[QUERY_DROP_EMPTY_SUMS] =
		"DELETE FROM pair_day WHERE (actor, recipient, day, category) IN (SELECT p.actor, p.recipient, p.day, "
		"e.category FROM event e JOIN pair_event p ON p.event = e.id WHERE e.document = ?1) "
		"AND fact + negated + hypothetical + future + historical + vague = 0",
	[QUERY_DROP_PAIRS] = "DELETE FROM pair_event WHERE event IN (SELECT id FROM event WHERE document = ?1)",
	[QUERY_DROP_EVENTS] = "DELETE FROM event WHERE document = ?1",
	[QUERY_DROP_SENTENCES] = "DELETE FROM sentence WHERE document = ?1",
	[QUERY_PARTIES] = "SELECT role, code, sector, name, text, identifier, office, start, end FROM party "
					  "WHERE event = ?1 ORDER BY role, position",
	[QUERY_SOURCES] = "SELECT kind, text, name, code FROM source WHERE event = ?1 ORDER BY position",
	[QUERY_PLACES] = "SELECT text, name, country, latitude, longitude FROM place WHERE event = ?1 ORDER BY position",
};

struct DtStore {
	sqlite3 *database;
	sqlite3_stmt *statements[QUERY_COUNT];
	char *path;
	DtBuffer coder;
	bool in_batch;
	DtArena *arena; // of the row that is being handed over or written
};

// Failures

static const char *remedy(int code) {
	switch (code & 0xff) {
	case SQLITE_NOTADB:
		return "is no record of Detente; choose another name for the record";
	case SQLITE_CORRUPT:
		return "is damaged; `sqlite3 FILE .recover` saves what can be saved";
	case SQLITE_FULL:
		return "no room is left on its disk; make room and run again, nothing committed is lost";
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return "another program is writing to it; wait until it is done, or stop it";
	case SQLITE_READONLY:
		return "may not be written; check its permissions and those of its folder";
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return "may not be opened; check its permissions";
	case SQLITE_IOERR:
		return "cannot be read or written; check its disk, nothing committed is lost";
	default:
		return NULL;
	}
}

static bool fail(const DtStore *store, DtError *error) {
	int code = sqlite3_extended_errcode(store->database);
	const char *what = remedy(code), *detail = sqlite3_errmsg(store->database);
	if ((code & 0xff) == SQLITE_CANTOPEN) {
		int number = sqlite3_system_errno(store->database);
		dt_error_add(error, DT_FAULT_SYSTEM, store->path, 0, 0, "cannot be opened: %s",
		             number ? strerror(number) : detail);
	} else if (what) {
		dt_error_add(error, DT_FAULT_SYSTEM, store->path, 0, 0, "%s (%s)", what, detail);
	} else {
		dt_error_add(error, DT_FAULT_SYSTEM, store->path, 0, 0, "%s", detail);
	}
	return false;
}

static bool run(DtStore *store, const char *sql, DtError *error) {
	return sqlite3_exec(store->database, sql, NULL, NULL, NULL) == SQLITE_OK || fail(store, error);
}

// Statements

static sqlite3_stmt *prepare(DtStore *store, const char *sql) {
	sqlite3_stmt *statement = NULL;
	sqlite3_prepare_v3(store->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
	return statement;
}

static sqlite3_stmt *statement_of(DtStore *store, Query query) {
	if (!store->statements[query]) store->statements[query] = prepare(store, queries[query]);
	return store->statements[query];
}

static void bind_text(sqlite3_stmt *statement, int at, DtSlice text) {
	sqlite3_bind_text64(statement, at, text.length ? text.data : "", text.length, SQLITE_STATIC, SQLITE_UTF8);
}

static void bind_date(sqlite3_stmt *statement, int at, DtDate date) {
	char text[DT_DATE_ROOM];
	if (date == DT_DATE_NONE)
		sqlite3_bind_null(statement, at);
	else
		sqlite3_bind_text(statement, at, dt_date_format(date, text), -1, SQLITE_TRANSIENT);
}

// Runs a statement to its end and makes it ready again.
static bool finish(DtStore *store, sqlite3_stmt *statement, DtError *error) {
	if (!statement) return fail(store, error);
	int code;
	do code = sqlite3_step(statement);
	while (code == SQLITE_ROW);
	bool done = code == SQLITE_DONE || fail(store, error);
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return done;
}

static DtSlice column_text(sqlite3_stmt *statement, int at) {
	const char *text = (const char *)sqlite3_column_text(statement, at);
	return dt_slice(text, text ? (size_t)sqlite3_column_bytes(statement, at) : 0);
}

static DtSlice column_copy(DtArena *arena, sqlite3_stmt *statement, int at) {
	return dt_arena_copy(arena, column_text(statement, at));
}

static bool ask_number(DtStore *store, const char *sql, int64_t *number, DtError *error) {
	sqlite3_stmt *statement = prepare(store, sql);
	int code = statement ? sqlite3_step(statement) : SQLITE_ERROR;
	if (code == SQLITE_ROW) *number = sqlite3_column_int64(statement, 0);
	bool done = code == SQLITE_ROW || fail(store, error);
	sqlite3_finalize(statement);
	return done;
}

// Opening

static bool migrate(DtStore *store, int64_t version, DtError *error) {
	if (!run(store, "BEGIN IMMEDIATE", error)) return false;
	// Somebody else may have been quicker.
	if (!ask_number(store, "PRAGMA user_version", &version, error)) return false;
	bool done = true;
	for (int64_t i = version; done && i < SCHEMA_VERSION; i++) done = run(store, migrations[i], error);
	char mark[80];
	snprintf(mark, sizeof mark, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, SCHEMA_VERSION);
	done = done && run(store, mark, error) && run(store, "COMMIT", error);
	if (!done && !sqlite3_get_autocommit(store->database)) sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
	return done;
}

static bool refuse(const DtStore *store, DtError *error, const char *why) {
	dt_error_add(error, DT_FAULT_SYSTEM, store->path, 0, 0, "%s", why);
	return false;
}

// Journals of savepoints stay in memory: on disk they would be most of what a put writes.
static const char settings[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
							   "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY";

static bool check_kind(DtStore *store, DtStoreMode mode, DtError *error) {
	int64_t application, version, tables;
	if (!ask_number(store, "PRAGMA application_id", &application, error) ||
	    !ask_number(store, "PRAGMA user_version", &version, error) ||
	    !ask_number(store, "SELECT count(*) FROM sqlite_schema", &tables, error))
		return false;
	bool fresh = application == 0 && tables == 0;
	if (!fresh && application != APPLICATION_ID)
		return refuse(store, error, "is a database of another program; choose another name for the record");
	if (version > SCHEMA_VERSION) {
		dt_error_add(error, DT_FAULT_SYSTEM, store->path, 0, 0,
		             "was made by a newer Detente (record version %d, this one knows %d); use that one", (int)version,
		             (int)SCHEMA_VERSION);
		return false;
	}
	if (mode == DT_STORE_READ && fresh) return refuse(store, error, "is empty: no record has been kept in it");
	if (mode == DT_STORE_READ && version < SCHEMA_VERSION)
		return refuse(store, error, "was made by an older Detente; open it once for writing to bring it up to date");
	if (mode == DT_STORE_READ) return true;
	if (!run(store, settings, error)) return false;
	return version == SCHEMA_VERSION || migrate(store, version, error);
}

// A file on a disk that cannot be written, where SQLite cannot make its shared memory: nobody writes it, read it as is.
static bool open_immutable(DtStore *store, const char *path) {
	DtBuffer uri = {0};
	dt_buffer_add_text(&uri, "file:");
	for (const char *at = path; *at; at++) {
		if (strchr("%?#", *at))
			dt_buffer_format(&uri, "%%%02x", (unsigned char)*at);
		else
			dt_buffer_add_char(&uri, *at);
	}
	dt_buffer_add_text(&uri, "?immutable=1");
	sqlite3_close(store->database);
	int code =
		sqlite3_open_v2(uri.data, &store->database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
	dt_buffer_clear(&uri);
	return code == SQLITE_OK;
}

static bool open_database(DtStore *store, DtStoreMode mode, DtError *error) {
	int flags = SQLITE_OPEN_NOMUTEX |
	            (mode == DT_STORE_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
	if (sqlite3_open_v2(store->path, &store->database, flags, NULL) != SQLITE_OK) return fail(store, error);
	sqlite3_extended_result_codes(store->database, 1);
	sqlite3_busy_timeout(store->database, PATIENCE_MS);
	if (mode == DT_STORE_WRITE) return true;
	int code = sqlite3_exec(store->database, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) & 0xff;
	bool readable = access(store->path, R_OK) == 0 && access(store->path, W_OK) != 0;
	if ((code == SQLITE_CANTOPEN || code == SQLITE_READONLY) && readable)
		return open_immutable(store, store->path) || fail(store, error);
	return true;
}

DtStore *dt_store_open(const char *path, DtStoreMode mode, DtError *error) {
	DtStore *store = dt_alloc(sizeof *store);
	*store = (DtStore){.path = dt_alloc(strlen(path) + 1), .arena = dt_arena_new()};
	memcpy(store->path, path, strlen(path) + 1);
	if (open_database(store, mode, error) && check_kind(store, mode, error)) return store;
	dt_store_close(store);
	return NULL;
}

void dt_store_close(DtStore *store) {
	if (!store) return;
	for (int i = 0; i < QUERY_COUNT; i++) sqlite3_finalize(store->statements[i]);
	sqlite3_close(store->database);
	dt_buffer_clear(&store->coder);
	dt_arena_free(store->arena);
	free(store->path);
	free(store);
}

void dt_store_set_coder(DtStore *store, DtSlice coder) {
	dt_buffer_reset(&store->coder);
	dt_buffer_add(&store->coder, coder);
}

void dt_store_set_patience(DtStore *store, int milliseconds) { sqlite3_busy_timeout(store->database, milliseconds); }

// Batches

bool dt_store_begin(DtStore *store, DtError *error) {
	store->in_batch = run(store, "BEGIN IMMEDIATE", error);
	return store->in_batch;
}

bool dt_store_commit(DtStore *store, DtError *error) {
	bool done = run(store, "COMMIT", error);
	if (!done) dt_store_rollback(store);
	store->in_batch = false;
	return done;
}

void dt_store_rollback(DtStore *store) {
	if (!sqlite3_get_autocommit(store->database)) sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
	store->in_batch = false;
}

static bool enter(DtStore *store, DtError *error) {
	return run(store, store->in_batch ? "SAVEPOINT put" : "BEGIN IMMEDIATE", error);
}

// Ends what enter began. SQLite itself undoes the whole batch when the disk is full: that is said.
static bool leave(DtStore *store, bool done, DtError *error) {
	if (done) {
		if (run(store, store->in_batch ? "RELEASE put" : "COMMIT", error)) return true;
	}
	if (sqlite3_get_autocommit(store->database)) {
		if (store->in_batch) refuse(store, error, "the documents of this batch are not in it; run again to add them");
		store->in_batch = false;
	} else if (store->in_batch) {
		sqlite3_exec(store->database, "ROLLBACK TO put; RELEASE put", NULL, NULL, NULL);
	} else {
		sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
	}
	return false;
}

// Writing

static bool add_party(DtStore *store, int64_t event, int role, uint32_t position, const DtRecordParty *party,
                      DtError *error) {
	sqlite3_stmt *statement = statement_of(store, QUERY_ADD_PARTY);
	if (!statement) return fail(store, error);
	sqlite3_bind_int64(statement, 1, event);
	sqlite3_bind_int(statement, 2, role);
	sqlite3_bind_int64(statement, 3, position);
	bind_text(statement, 4, party->code);
	bind_text(statement, 5, party->sector);
	bind_text(statement, 6, party->name);
	bind_text(statement, 7, party->text);
	bind_text(statement, 8, party->id);
	bind_text(statement, 9, party->office);
	sqlite3_bind_int64(statement, 10, party->start);
	sqlite3_bind_int64(statement, 11, party->end);
	return finish(store, statement, error);
}

static bool add_source(DtStore *store, int64_t event, uint32_t position, const DtRecordSource *source, DtError *error) {
	sqlite3_stmt *statement = statement_of(store, QUERY_ADD_SOURCE);
	if (!statement) return fail(store, error);
	sqlite3_bind_int64(statement, 1, event);
	sqlite3_bind_int64(statement, 2, position);
	bind_text(statement, 3, source->kind);
	bind_text(statement, 4, source->text);
	bind_text(statement, 5, source->name);
	bind_text(statement, 6, source->code);
	return finish(store, statement, error);
}

static bool add_place(DtStore *store, int64_t event, uint32_t position, const DtRecordPlace *place, DtError *error) {
	sqlite3_stmt *statement = statement_of(store, QUERY_ADD_PLACE);
	if (!statement) return fail(store, error);
	sqlite3_bind_int64(statement, 1, event);
	sqlite3_bind_int64(statement, 2, position);
	bind_text(statement, 3, place->text);
	bind_text(statement, 4, place->name);
	bind_text(statement, 5, place->country);
	if (place->located) sqlite3_bind_double(statement, 6, place->latitude);
	if (place->located) sqlite3_bind_double(statement, 7, place->longitude);
	return finish(store, statement, error);
}

static bool add_parts(DtStore *store, int64_t event, const DtRecord *record, DtError *error) {
	bool done = true;
	for (uint32_t i = 0; done && i < record->actor_count; i++)
		done = add_party(store, event, 0, i, &record->actors[i], error);
	for (uint32_t i = 0; done && i < record->recipient_count; i++)
		done = add_party(store, event, 1, i, &record->recipients[i], error);
	for (uint32_t i = 0; done && i < record->source_count; i++)
		done = add_source(store, event, i, &record->sources[i], error);
	for (uint32_t i = 0; done && i < record->place_count; i++)
		done = add_place(store, event, i, &record->places[i], error);
	return done;
}

static bool add_pairs(DtStore *store, int64_t event, const DtRecord *record, DtError *error) {
	DtDate day = dt_record_day(record);
	if (day == DT_DATE_NONE) return true;
	size_t count = dt_record_dyads(record, NULL, 0);
	if (count > DYAD_ROOM) count = DYAD_ROOM;
	DtDyad *dyads = DT_NEW_ARRAY(store->arena, DtDyad, count);
	dt_record_dyads(record, dyads, count);
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		DtSlice actor = dyads[i].actor->code, recipient = dyads[i].recipient->code;
		if (!actor.length || !recipient.length) continue;
		sqlite3_stmt *statement = statement_of(store, QUERY_ADD_PAIR);
		if (!statement) return fail(store, error);
		bind_text(statement, 1, actor);
		bind_text(statement, 2, recipient);
		bind_date(statement, 3, day);
		sqlite3_bind_int64(statement, 4, event);
		if (!finish(store, statement, error)) return false;
		any = true;
	}
	if (!any) return true;
	sqlite3_stmt *sum = statement_of(store, QUERY_SUM_EVENT);
	if (!sum) return fail(store, error);
	sqlite3_bind_int64(sum, 1, event);
	return finish(store, sum, error);
}

static bool add_sentence(DtStore *store, int64_t document, const DtRecord *record, DtError *error) {
	if (record->sequence == 0) return true;
	sqlite3_stmt *statement = statement_of(store, QUERY_ADD_SENTENCE);
	if (!statement) return fail(store, error);
	sqlite3_bind_int64(statement, 1, document);
	sqlite3_bind_int64(statement, 2, record->sequence);
	sqlite3_bind_int64(statement, 3, record->start);
	sqlite3_bind_int64(statement, 4, record->end);
	bind_text(statement, 5, record->text);
	return finish(store, statement, error);
}

static void bind_event(sqlite3_stmt *statement, int64_t document, const DtRecord *record) {
	DtCategory category = (DtCategory)record->category;
	bind_text(statement, 1, record->id);
	sqlite3_bind_int64(statement, 2, document);
	sqlite3_bind_int64(statement, 3, record->sequence);
	bind_text(statement, 4, dt_slice_of(dt_category_name(category)));
	bind_text(statement, 5, dt_slice_of(dt_mode_name(record->mode)));
	sqlite3_bind_text(statement, 6, record->cameo, -1, SQLITE_STATIC);
	sqlite3_bind_int(statement, 7, dt_category_quad(category));
	sqlite3_bind_double(statement, 8, dt_record_score(record));
	sqlite3_bind_double(statement, 9, record->goldstein);
	sqlite3_bind_int(statement, 10, record->auxiliary);
	sqlite3_bind_int(statement, 11, record->symmetric);
	sqlite3_bind_int(statement, 12, (int)dt_record_reality(record));
	bind_date(statement, 13, record->days.from);
	bind_date(statement, 14, record->days.to);
	bind_text(statement, 15, dt_slice_of(dt_precision_name((DtPrecision)record->precision)));
	sqlite3_bind_double(statement, 16, (double)record->confidence);
	bind_text(statement, 17, record->contexts);
	bind_text(statement, 18, record->link);
	bind_text(statement, 19, record->rule);
	bind_text(statement, 20, record->rule_line);
	bind_text(statement, 21, record->trigger);
	bind_text(statement, 22, record->json);
}

// Sets *added when the event was not there before.
static bool add_event(DtStore *store, int64_t document, const DtRecord *record, bool *added, DtError *error) {
	sqlite3_stmt *statement = statement_of(store, QUERY_ADD_EVENT);
	if (!statement) return fail(store, error);
	bind_event(statement, document, record);
	if (!finish(store, statement, error)) return false;
	*added = sqlite3_changes(store->database) > 0;
	if (!*added) return true;
	int64_t event = sqlite3_last_insert_rowid(store->database);
	return add_sentence(store, document, record, error) && add_parts(store, event, record, error) &&
	       add_pairs(store, event, record, error);
}

typedef struct Known {
	int64_t id, hash;
	bool found, same_coder;
} Known;

static bool find_document(DtStore *store, DtSlice name, Known *known, DtError *error) {
	*known = (Known){0};
	sqlite3_stmt *statement = statement_of(store, QUERY_FIND_DOCUMENT);
	if (!statement) return fail(store, error);
	bind_text(statement, 1, name);
	int code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		known->found = true;
		known->id = sqlite3_column_int64(statement, 0);
		known->hash = sqlite3_column_int64(statement, 1);
		known->same_coder = dt_slice_equal(column_text(statement, 2), dt_buffer_slice(&store->coder));
	}
	bool done = code == SQLITE_ROW || code == SQLITE_DONE || fail(store, error);
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return done;
}

static bool on_document(DtStore *store, Query query, int64_t document, DtError *error) {
	sqlite3_stmt *statement = statement_of(store, query);
	if (!statement) return fail(store, error);
	sqlite3_bind_int64(statement, 1, document);
	return finish(store, statement, error);
}

static bool forget_events(DtStore *store, int64_t document, DtError *error) {
	static const Query steps[] = {QUERY_UNSUM_DOCUMENT, QUERY_DROP_EMPTY_SUMS, QUERY_DROP_PAIRS, QUERY_DROP_EVENTS,
	                              QUERY_DROP_SENTENCES};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		if (!on_document(store, steps[i], document, error)) return false;
	}
	return true;
}

static uint64_t mix(uint64_t hash, DtSlice text) { return hash * 0x100000001b3u + dt_slice_hash(text); }

static int64_t content_hash(const DtDocument *document) {
	uint64_t hash = dt_slice_hash(document->text);
	hash = mix(hash, document->title);
	hash = mix(hash, document->url);
	hash = mix(hash, document->publication);
	hash = hash * 0x100000001b3u + (uint32_t)document->date;
	for (uint32_t i = 0; i < document->given_actor_count; i++)
		hash = mix(hash, dt_slice((const char *)&document->given_actors[i], sizeof(DtSpan)));
	for (uint32_t i = 0; i < document->given_recipient_count; i++)
		hash = mix(hash + 1, dt_slice((const char *)&document->given_recipients[i], sizeof(DtSpan)));
	return (int64_t)hash;
}

static DtSlice document_name(DtStore *store, const DtDocument *document, int64_t hash) {
	return document->id.length ? document->id : dt_arena_format(store->arena, "%016llx", (unsigned long long)hash);
}

static bool write_document(DtStore *store, Query query, DtSlice name, int64_t hash, const DtDocument *document,
                           DtError *error) {
	sqlite3_stmt *statement = statement_of(store, query);
	if (!statement) return fail(store, error);
	bind_text(statement, 1, name);
	sqlite3_bind_int64(statement, 2, hash);
	bind_text(statement, 3, dt_buffer_slice(&store->coder));
	bind_date(statement, 4, document->date);
	bind_text(statement, 5, document->title);
	bind_text(statement, 6, document->url);
	bind_text(statement, 7, document->publication);
	return finish(store, statement, error);
}

// The text as its owner gave it, without the title that was read with it.
static bool write_text(DtStore *store, int64_t id, const DtDocument *document, DtError *error) {
	sqlite3_stmt *statement = statement_of(store, QUERY_SET_TEXT);
	if (!statement) return fail(store, error);
	sqlite3_bind_int64(statement, 1, id);
	bind_text(statement, 2, dt_slice_cut(document->text, document->prefix_length, document->text.length));
	return finish(store, statement, error);
}

static bool write_events(DtStore *store, int64_t id, const DtDocument *document, DtError *error) {
	for (uint32_t i = 0; i < document->event_count; i++) {
		DtRecord record = dt_record_of_event(store->arena, document, &document->events[i]);
		bool added;
		if (!add_event(store, id, &record, &added, error)) return false;
	}
	return true;
}

static DtPut put(DtStore *store, const DtDocument *document, DtError *error) {
	int64_t hash = content_hash(document);
	DtSlice name = document_name(store, document, hash);
	Known known;
	if (!find_document(store, name, &known, error)) return DT_PUT_FAILED;
	if (known.found && known.hash == hash && known.same_coder) return DT_PUT_UNCHANGED;
	if (known.found && !forget_events(store, known.id, error)) return DT_PUT_FAILED;
	Query query = known.found ? QUERY_SET_DOCUMENT : QUERY_ADD_DOCUMENT;
	if (!write_document(store, query, name, hash, document, error)) return DT_PUT_FAILED;
	int64_t id = known.found ? known.id : sqlite3_last_insert_rowid(store->database);
	if (!write_text(store, id, document, error) || !write_events(store, id, document, error)) return DT_PUT_FAILED;
	return known.found ? DT_PUT_REPLACED : DT_PUT_ADDED;
}

DtPut dt_store_put(DtStore *store, const DtDocument *document, DtError *error) {
	if (!enter(store, error)) return DT_PUT_FAILED;
	DtPut result = put(store, document, error);
	dt_arena_reset(store->arena);
	return leave(store, result != DT_PUT_FAILED, error) ? result : DT_PUT_FAILED;
}

static DtPut put_record(DtStore *store, const DtRecord *record, DtError *error) {
	Known known;
	if (!find_document(store, record->document, &known, error)) return DT_PUT_FAILED;
	if (!known.found) {
		DtDocument table = {.date = DT_DATE_NONE, .url = record->url, .publication = record->publication};
		if (!write_document(store, QUERY_ADD_DOCUMENT, record->document, 0, &table, error)) return DT_PUT_FAILED;
		known.id = sqlite3_last_insert_rowid(store->database);
	}
	bool added;
	if (!add_event(store, known.id, record, &added, error)) return DT_PUT_FAILED;
	return added ? DT_PUT_ADDED : DT_PUT_UNCHANGED;
}

DtPut dt_store_put_record(DtStore *store, const DtRecord *record, DtError *error) {
	if (!enter(store, error)) return DT_PUT_FAILED;
	DtPut result = put_record(store, record, error);
	dt_arena_reset(store->arena);
	return leave(store, result != DT_PUT_FAILED, error) ? result : DT_PUT_FAILED;
}

bool dt_store_has(DtStore *store, const DtDocument *document) {
	int64_t hash = content_hash(document);
	Known known;
	bool found = find_document(store, document_name(store, document, hash), &known, NULL);
	dt_arena_reset(store->arena);
	return found && known.found && known.hash == hash && known.same_coder;
}

// Reading

static DtDate column_date(sqlite3_stmt *statement, int at) { return dt_date_parse(column_text(statement, at)); }

bool dt_store_counts(DtStore *store, DtStoreCounts *counts, DtError *error) {
	sqlite3_stmt *statement =
		prepare(store, "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM event), (SELECT count(*) FROM "
	                   "(SELECT DISTINCT actor, recipient FROM pair_day)), (SELECT min(date) FROM event), "
	                   "(SELECT max(enddate) FROM event)");
	int code = statement ? sqlite3_step(statement) : SQLITE_ERROR;
	if (code == SQLITE_ROW) {
		*counts = (DtStoreCounts){sqlite3_column_int64(statement, 0),
		                          sqlite3_column_int64(statement, 1),
		                          sqlite3_column_int64(statement, 2),
		                          {column_date(statement, 3), column_date(statement, 4)}};
	}
	bool done = code == SQLITE_ROW || fail(store, error);
	sqlite3_finalize(statement);
	return done;
}

static void read_parties(DtStore *store, int64_t event, DtRecord *record) {
	sqlite3_stmt *statement = statement_of(store, QUERY_PARTIES);
	if (!statement) return;
	DtArena *arena = store->arena;
	size_t actors = 0, recipients = 0, count_a = 0, count_r = 0;
	sqlite3_bind_int64(statement, 1, event);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		DtRecordParty party = {.code = column_copy(arena, statement, 1),
		                       .sector = column_copy(arena, statement, 2),
		                       .name = column_copy(arena, statement, 3),
		                       .text = column_copy(arena, statement, 4),
		                       .id = column_copy(arena, statement, 5),
		                       .office = column_copy(arena, statement, 6),
		                       .start = (uint32_t)sqlite3_column_int64(statement, 7),
		                       .end = (uint32_t)sqlite3_column_int64(statement, 8)};
		if (sqlite3_column_int(statement, 0) == 0)
			DT_PUSH(arena, record->actors, count_a, actors, party);
		else
			DT_PUSH(arena, record->recipients, count_r, recipients, party);
	}
	record->actor_count = (uint32_t)count_a;
	record->recipient_count = (uint32_t)count_r;
	sqlite3_reset(statement);
}

static void read_sources(DtStore *store, int64_t event, DtRecord *record) {
	sqlite3_stmt *statement = statement_of(store, QUERY_SOURCES);
	if (!statement) return;
	size_t capacity = 0, count = 0;
	sqlite3_bind_int64(statement, 1, event);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		DtRecordSource source = {column_copy(store->arena, statement, 0), column_copy(store->arena, statement, 1),
		                         column_copy(store->arena, statement, 2), column_copy(store->arena, statement, 3)};
		DT_PUSH(store->arena, record->sources, count, capacity, source);
	}
	record->source_count = (uint32_t)count;
	sqlite3_reset(statement);
}

static void read_places(DtStore *store, int64_t event, DtRecord *record) {
	sqlite3_stmt *statement = statement_of(store, QUERY_PLACES);
	if (!statement) return;
	size_t capacity = 0, count = 0;
	sqlite3_bind_int64(statement, 1, event);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		DtRecordPlace place = {.text = column_copy(store->arena, statement, 0),
		                       .name = column_copy(store->arena, statement, 1),
		                       .country = column_copy(store->arena, statement, 2),
		                       .located = sqlite3_column_type(statement, 3) != SQLITE_NULL,
		                       .latitude = sqlite3_column_double(statement, 3),
		                       .longitude = sqlite3_column_double(statement, 4)};
		DT_PUSH(store->arena, record->places, count, capacity, place);
	}
	record->place_count = (uint32_t)count;
	sqlite3_reset(statement);
}

#define EVENT_COLUMNS                                                                                                  \
	"e.id, e.name, d.name, e.category, e.mode, e.cameo, e.goldstein, e.auxiliary, e.symmetric, e.date, e.enddate, "    \
	"e.precision, e.confidence, e.context, e.link, e.rule, e.rule_line, e.trigger, e.json, e.sequence, s.start, "      \
	"s.end, s.text, d.title, d.url, d.publication"

static uint8_t precision_of(DtSlice name) {
	for (int i = 0; i < DT_PRECISION_COUNT; i++) {
		if (dt_slice_is(name, dt_precision_name((DtPrecision)i))) return (uint8_t)i;
	}
	return DT_PRECISION_UNKNOWN;
}

static DtRecord read_event(DtStore *store, sqlite3_stmt *statement) {
	DtRecord record = {.id = column_text(statement, 1),
	                   .document = column_text(statement, 2),
	                   .category = (uint8_t)dt_category_find(column_text(statement, 3)),
	                   .goldstein = sqlite3_column_double(statement, 6),
	                   .auxiliary = (uint8_t)sqlite3_column_int(statement, 7),
	                   .symmetric = sqlite3_column_int(statement, 8) != 0,
	                   .days = {column_date(statement, 9), column_date(statement, 10)},
	                   .precision = precision_of(column_text(statement, 11)),
	                   .confidence = (float)sqlite3_column_double(statement, 12),
	                   .contexts = column_text(statement, 13),
	                   .link = column_text(statement, 14),
	                   .rule = column_text(statement, 15),
	                   .rule_line = column_text(statement, 16),
	                   .trigger = column_text(statement, 17),
	                   .json = column_text(statement, 18),
	                   .sequence = (uint32_t)sqlite3_column_int64(statement, 19),
	                   .start = (uint32_t)sqlite3_column_int64(statement, 20),
	                   .end = (uint32_t)sqlite3_column_int64(statement, 21),
	                   .text = column_text(statement, 22),
	                   .title = column_text(statement, 23),
	                   .url = column_text(statement, 24),
	                   .publication = column_text(statement, 25)};
	dt_mode_find((DtCategory)record.category, column_text(statement, 4), &record.mode);
	DtSlice cameo = column_text(statement, 5);
	if (cameo.length < sizeof record.cameo) memcpy(record.cameo, cameo.length ? cameo.data : "", cameo.length);
	int64_t event = sqlite3_column_int64(statement, 0);
	read_parties(store, event, &record);
	read_sources(store, event, &record);
	read_places(store, event, &record);
	return record;
}

static void where_party(DtBuffer *sql, const DtEventQuery *query) {
	if (query->actor.length && query->recipient.length) {
		dt_buffer_add_text(sql, " AND e.id IN (SELECT event FROM pair_event WHERE actor = ?1 AND recipient = ?2");
		if (query->either_way)
			dt_buffer_add_text(sql, " UNION SELECT event FROM pair_event WHERE actor = ?2 AND recipient = ?1");
		dt_buffer_add_text(sql, ")");
		return;
	}
	static const char *const as_actor = " AND role = 0";
	// A symmetric event has its recipients among the actors.
	static const char *const as_recipient = " AND (role = 1 OR (SELECT symmetric FROM event WHERE id = party.event))";
	if (!query->actor.length && !query->recipient.length) return;
	const char *role = query->either_way ? "" : query->actor.length ? as_actor : as_recipient;
	dt_buffer_format(sql, " AND e.id IN (SELECT event FROM party WHERE code = %s%s)", query->actor.length ? "?1" : "?2",
	                 role);
}

static sqlite3_stmt *prepare_events(DtStore *store, const DtEventQuery *query) {
	DtBuffer sql = {0};
	dt_buffer_add_text(&sql, "SELECT " EVENT_COLUMNS " FROM event e JOIN document d ON d.id = e.document LEFT JOIN "
	                         "sentence s ON s.document = e.document AND s.sequence = e.sequence WHERE 1");
	where_party(&sql, query);
	if (query->days.from != DT_DATE_NONE) dt_buffer_add_text(&sql, " AND coalesce(e.enddate, e.date) >= ?3");
	if (query->days.to != DT_DATE_NONE) dt_buffer_add_text(&sql, " AND coalesce(e.date, e.enddate) <= ?4");
	if (query->category) dt_buffer_add_text(&sql, " AND e.category = ?5");
	if (query->document.length) dt_buffer_add_text(&sql, " AND d.name = ?6");
	if (query->link.length) dt_buffer_add_text(&sql, " AND e.link = ?7 AND e.link <> ''");
	const char *order = query->newest_first ? " DESC" : "";
	dt_buffer_format(&sql, " ORDER BY e.date%s, e.id%s", order, order);
	if (query->limit > 0) dt_buffer_format(&sql, " LIMIT %lld", (long long)query->limit);
	sqlite3_stmt *statement = prepare(store, sql.data);
	dt_buffer_clear(&sql);
	if (!statement) return NULL;
	bind_text(statement, 1, query->actor);
	bind_text(statement, 2, query->recipient);
	bind_date(statement, 3, query->days.from);
	bind_date(statement, 4, query->days.to);
	bind_text(statement, 5, dt_slice_of(dt_category_name((DtCategory)query->category)));
	bind_text(statement, 6, query->document);
	bind_text(statement, 7, query->link);
	return statement;
}

// Ends a query: says what went wrong, if the last step did.
static bool end_query(DtStore *store, sqlite3_stmt *statement, int code, DtError *error) {
	bool done = code == SQLITE_DONE || code == SQLITE_ROW || fail(store, error);
	sqlite3_finalize(statement);
	return done;
}

bool dt_store_events(DtStore *store, const DtEventQuery *query, DtEventSeen *seen, void *context, DtError *error) {
	sqlite3_stmt *statement = prepare_events(store, query);
	if (!statement) return fail(store, error);
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtRecord record = read_event(store, statement);
		bool more = seen(context, &record);
		dt_arena_reset(store->arena);
		if (!more) break;
	}
	return end_query(store, statement, code, error);
}

static void read_counts(sqlite3_stmt *statement, int at, int64_t counts[DT_REALITY_COUNT]) {
	for (int i = 0; i < DT_REALITY_COUNT; i++) counts[i] = sqlite3_column_int64(statement, at + i);
}

static void bind_days(sqlite3_stmt *statement, int at, DtDateSpan days) {
	bind_date(statement, at, days.from == DT_DATE_NONE ? dt_date_from_civil(1, 1, 1) : days.from);
	bind_date(statement, at + 1, days.to == DT_DATE_NONE ? dt_date_from_civil(9999, 12, 31) : days.to);
}

bool dt_store_pairs(DtStore *store, DtDateSpan days, int64_t limit, DtPairSeen *seen, void *context, DtError *error) {
	sqlite3_stmt *statement = prepare(
		store, "SELECT min(actor, recipient), max(actor, recipient), sum(fact) AS facts, sum(negated), "
			   "sum(hypothetical), sum(future), sum(historical), sum(vague), sum(score), sum(goldstein), min(day), "
			   "max(day) FROM pair_day WHERE actor <> recipient AND day BETWEEN ?1 AND ?2 GROUP BY 1, 2 "
			   "ORDER BY facts DESC, 1, 2 LIMIT ?3");
	if (!statement) return fail(store, error);
	bind_days(statement, 1, days);
	sqlite3_bind_int64(statement, 3, limit > 0 ? limit : -1);
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtPairRow row = {.actor = column_text(statement, 0),
		                 .recipient = column_text(statement, 1),
		                 .score = sqlite3_column_double(statement, 8) / 100,
		                 .goldstein = sqlite3_column_double(statement, 9) / 100,
		                 .first = column_date(statement, 10),
		                 .last = column_date(statement, 11)};
		read_counts(statement, 2, row.counts);
		if (!seen(context, &row)) break;
	}
	return end_query(store, statement, code, error);
}

bool dt_store_dyads(DtStore *store, DtDateSpan days, DtDyadSeen *seen, void *context, DtError *error) {
	sqlite3_stmt *statement = prepare(store, "SELECT actor, recipient, category, sum(fact), sum(score) FROM pair_day "
	                                         "WHERE actor <> recipient AND day BETWEEN ?1 AND ?2 GROUP BY 1, 2, 3");
	if (!statement) return fail(store, error);
	bind_days(statement, 1, days);
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtDyadRow row = {.actor = column_text(statement, 0),
		                 .recipient = column_text(statement, 1),
		                 .category = (uint8_t)dt_category_find(column_text(statement, 2)),
		                 .facts = sqlite3_column_int64(statement, 3),
		                 .score = sqlite3_column_double(statement, 4) / 100};
		if (row.facts > 0 && !seen(context, &row)) break;
	}
	return end_query(store, statement, code, error);
}

bool dt_store_series(DtStore *store, DtSlice actor, DtSlice recipient, DtDateSpan days, DtSeriesSeen *seen,
                     void *context, DtError *error) {
	sqlite3_stmt *statement =
		prepare(store, "SELECT day, category, fact, negated, hypothetical, future, historical, vague, score, goldstein "
	                   "FROM pair_day WHERE actor = ?1 AND recipient = ?2 AND day BETWEEN ?3 AND ?4 ORDER BY day, "
	                   "category");
	if (!statement) return fail(store, error);
	bind_text(statement, 1, actor);
	bind_text(statement, 2, recipient);
	bind_days(statement, 3, days);
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtSeriesRow row = {.day = column_date(statement, 0),
		                   .category = (uint8_t)dt_category_find(column_text(statement, 1)),
		                   .score = sqlite3_column_double(statement, 8) / 100,
		                   .goldstein = sqlite3_column_double(statement, 9) / 100};
		read_counts(statement, 2, row.counts);
		if (!seen(context, &row)) break;
	}
	return end_query(store, statement, code, error);
}

// Documents

// Newest first; those without a date count as older than all.
bool dt_store_documents(DtStore *store, const DtDocumentQuery *query, DtDocumentSeen *seen, void *context,
                        DtError *error) {
	DtBuffer sql = {0};
	dt_buffer_add_text(&sql, "SELECT d.name, d.date, d.title, d.url, d.publication, t.text, (SELECT count(*) FROM "
	                         "event e WHERE e.document = d.id) FROM document d LEFT JOIN document_text t ON "
	                         "t.document = d.id WHERE 1");
	if (query->name.length) dt_buffer_add_text(&sql, " AND d.name = ?1");
	dt_buffer_add_text(&sql, " ORDER BY d.date DESC, d.id DESC LIMIT ?2 OFFSET ?3");
	sqlite3_stmt *statement = prepare(store, sql.data);
	dt_buffer_clear(&sql);
	if (!statement) return fail(store, error);
	bind_text(statement, 1, query->name);
	sqlite3_bind_int64(statement, 2, query->limit > 0 ? query->limit : -1);
	sqlite3_bind_int64(statement, 3, query->skip);
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtDocumentRow row = {.name = column_text(statement, 0),
		                     .date = column_date(statement, 1),
		                     .title = column_text(statement, 2),
		                     .url = column_text(statement, 3),
		                     .publication = column_text(statement, 4),
		                     .text = column_text(statement, 5),
		                     .events = sqlite3_column_int64(statement, 6)};
		if (!seen(context, &row)) break;
	}
	return end_query(store, statement, code, error);
}

// Checking

static bool check_text(DtStore *store, const char *sql, DtError *error) {
	sqlite3_stmt *statement = prepare(store, sql);
	int code, faults = 0;
	if (!statement) return fail(store, error);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtSlice text = column_text(statement, 0);
		if (dt_slice_is(text, "ok")) continue;
		faults++;
		dt_error_add(error, DT_FAULT_SYSTEM, store->path, 0, 0, DT_SLICE_FORMAT, DT_SLICE_ARGS(text));
	}
	return end_query(store, statement, code, error) && faults == 0;
}

bool dt_store_check(DtStore *store, DtError *error) {
	if (!check_text(store, "PRAGMA quick_check(20)", error)) return false;
	return check_text(
			   store,
			   "WITH truth AS (SELECT " SUM_COLUMNS " FROM pair_event p JOIN event e ON e.id = p.event "
			   "GROUP BY 1, 2, 3, 4) SELECT 'the sums of ' || actor || ' and ' || recipient || ' on ' || day || "
			   "' are not those of the events' FROM (SELECT * FROM truth EXCEPT SELECT * FROM pair_day UNION ALL "
			   "SELECT * FROM (SELECT * FROM pair_day EXCEPT SELECT * FROM truth)) LIMIT 20",
			   error) &&
	       check_text(store,
	                  "SELECT 'a row of ' || \"table\" || ' belongs to nothing' FROM pragma_foreign_key_check LIMIT 20",
	                  error);
}
