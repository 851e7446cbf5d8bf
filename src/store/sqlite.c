// SPDX-License-Identifier: Apache-2.0
// The record in SQLite (https://sqlite.org): opening it, its statements, its batches. See store.h; the tables are in
// schema/, one file a version.
//
//   document ─┬─ sentence                          pair ─┬─ pair_event: who, whom, when
//             └─ event ─┬─ detail, party, source          └─ pair_sums, day_sums, month_sums: its sums
//                       └─ kind, side, place, word, url: what repeats
//
// The journal is a write-ahead log: readers never wait for the writer nor it for them. Every commit is flushed to the
// disk (synchronous=FULL), so a batch that was committed outlives a power cut. Sums are whole numbers, hundredths of a
// score: taking an event out of them leaves exactly what was there before it came.
//
// A put stands in a savepoint of its own, so one failing document does not take the batch with it.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "store/database.h"

static const char *const migrations[] = {
#include "store/schema/007.inc"
};

enum {
	FIRST_VERSION = 7, // what older ones held must be coded or imported anew
	SCHEMA_VERSION = FIRST_VERSION + sizeof migrations / sizeof *migrations - 1,
	APPLICATION_ID = 0x44546574, // "DTet"
	PATIENCE_MS = 10000,
};

#define ROW_OF_11 "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
#define ROWS_OF_11_4 ROW_OF_11 ", " ROW_OF_11 ", " ROW_OF_11 ", " ROW_OF_11
#define ROWS_OF_11_16 ROWS_OF_11_4 ", " ROWS_OF_11_4 ", " ROWS_OF_11_4 ", " ROWS_OF_11_4
#define ROWS_OF_11 ROWS_OF_11_16 ", " ROWS_OF_11_16
_Static_assert(DT_ROWS_AT_ONCE == 32, "as many as ROWS_OF_11 has");

static const char *const queries[DT_STATEMENT_COUNT] = {
	[DT_STATEMENT_FIND_DOCUMENT] = "SELECT id, hash, coder FROM document WHERE name = ?1",
	[DT_STATEMENT_ADD_DOCUMENT] = "INSERT INTO document (name, hash, coder, date, title, url, publication) "
								  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[DT_STATEMENT_SET_DOCUMENT] = "UPDATE document SET hash = ?2, coder = ?3, date = ?4, title = ?5, url = ?6, "
								  "publication = ?7, events = 0 WHERE name = ?1",
	[DT_STATEMENT_SET_TEXT] =
		"INSERT INTO document_text VALUES (?1, ?2) ON CONFLICT DO UPDATE SET text = excluded.text",
	[DT_STATEMENT_COUNT_EVENTS] = "UPDATE document SET events = events + ?2 WHERE id = ?1",
	[DT_STATEMENT_ADD_SENTENCE] = "INSERT OR IGNORE INTO sentence VALUES (?1, ?2, ?3, ?4, ?5)",
	[DT_STATEMENT_ADD_EVENT] = "INSERT OR IGNORE INTO event VALUES " ROW_OF_11,
	[DT_STATEMENT_ADD_EVENTS] = "INSERT INTO event VALUES " ROWS_OF_11,
	[DT_STATEMENT_ADD_DETAIL] =
		"INSERT INTO detail VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
	[DT_STATEMENT_FIND_DETAIL] = "SELECT event FROM detail WHERE event >> 36 = ?1 AND name = ?2",
	[DT_STATEMENT_LAST_EVENT] = "SELECT max(id) FROM event WHERE id BETWEEN ?1 AND ?2",
	[DT_STATEMENT_ADD_PARTY] = "INSERT INTO party VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[DT_STATEMENT_ADD_SOURCE] = "INSERT INTO source VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[DT_STATEMENT_ADD_OTHER_PLACE] = "INSERT INTO other_place VALUES (?1, ?2, ?3)",
	[DT_STATEMENT_DROP_EVENTS] = "DELETE FROM event WHERE id BETWEEN ?1 AND ?2",
	[DT_STATEMENT_DROP_DETAILS] = "DELETE FROM detail WHERE event BETWEEN ?1 AND ?2",
	[DT_STATEMENT_DROP_PARTIES] = "DELETE FROM party WHERE event BETWEEN ?1 AND ?2",
	[DT_STATEMENT_DROP_SOURCES] = "DELETE FROM source WHERE event BETWEEN ?1 AND ?2",
	[DT_STATEMENT_DROP_PLACES] = "DELETE FROM other_place WHERE event BETWEEN ?1 AND ?2",
	[DT_STATEMENT_DROP_SENTENCES] = "DELETE FROM sentence WHERE document = ?1 >> 36",
	[DT_STATEMENT_DROP_PAIR_EVENT] = "DELETE FROM pair_event WHERE pair = ?1 AND day = ?2 AND event = ?3",
	[DT_STATEMENT_FIND_WORD] = "SELECT id FROM word WHERE text = ?1",
	[DT_STATEMENT_ADD_WORD] = "INSERT INTO word (text) VALUES (?1)",
	[DT_STATEMENT_FIND_KIND] = "SELECT id FROM kind WHERE category = ?1 AND mode = ?2 AND cameo = ?3",
	[DT_STATEMENT_ADD_KIND] = "INSERT INTO kind (category, mode, cameo, quad, score) VALUES (?1, ?2, ?3, ?4, ?5)",
	[DT_STATEMENT_FIND_SIDE] = "SELECT id FROM side WHERE code = ?1 AND sector = ?2 AND name = ?3 AND text = ?4 "
							   "AND identifier = ?5 AND office = ?6",
	[DT_STATEMENT_ADD_SIDE] = "INSERT INTO side (code, sector, name, text, identifier, office) "
							  "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[DT_STATEMENT_FIND_PLACE] = "SELECT id FROM place WHERE text = ?1 AND name = ?2 AND country = ?3 "
								"AND latitude IS ?4 AND longitude IS ?5",
	[DT_STATEMENT_ADD_PLACE] = "INSERT INTO place (text, name, country, latitude, longitude) "
							   "VALUES (?1, ?2, ?3, ?4, ?5)",
	[DT_STATEMENT_FIND_PAIR] = "SELECT id, reach FROM pair WHERE a = ?1 AND b = ?2",
	[DT_STATEMENT_ADD_PAIR] = "INSERT INTO pair (a, b) VALUES (?1, ?2)",
	[DT_STATEMENT_SET_REACH] = "UPDATE pair SET reach = max(reach, ?2) WHERE id = ?1",
	[DT_STATEMENT_ADD_URL] = "INSERT INTO url VALUES (?1, ?2)",
	[DT_STATEMENT_ADD_PAIR_EVENT] = "INSERT INTO pair_event VALUES " ROW_OF_11,
	[DT_STATEMENT_ADD_PAIR_EVENTS] = "INSERT INTO pair_event VALUES " ROWS_OF_11,
	[DT_STATEMENT_PAIR_DAY_EVENTS] = "SELECT event, direction, kind, standing, goldstein, happening FROM pair_event "
									 "WHERE pair = ?1 AND day = ?2 ORDER BY event, direction",
	[DT_STATEMENT_PAIR_SUMS] = "SELECT sums FROM pair_sums WHERE id = ?1",
	[DT_STATEMENT_FIRST_PAIR_SUMS] = "SELECT id, sums FROM pair_sums WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT 1",
	[DT_STATEMENT_LAST_PAIR_SUMS] =
		"SELECT id, sums FROM pair_sums WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1",
	[DT_STATEMENT_SET_PAIR_SUMS] = "INSERT OR REPLACE INTO pair_sums VALUES (?1, ?2)",
	[DT_STATEMENT_DROP_PAIR_SUMS] = "DELETE FROM pair_sums WHERE id = ?1",
	[DT_STATEMENT_DAY_SUMS] = "SELECT sums FROM day_sums WHERE day = ?1",
	[DT_STATEMENT_SET_DAY_SUMS] = "INSERT OR REPLACE INTO day_sums VALUES (?1, ?2)",
	[DT_STATEMENT_DROP_DAY_SUMS] = "DELETE FROM day_sums WHERE day = ?1",
	[DT_STATEMENT_MONTH_SUMS] = "SELECT sums FROM month_sums WHERE month = ?1",
	[DT_STATEMENT_SET_MONTH_SUMS] = "INSERT OR REPLACE INTO month_sums VALUES (?1, ?2)",
	[DT_STATEMENT_DROP_MONTH_SUMS] = "DELETE FROM month_sums WHERE month = ?1",
	[DT_STATEMENT_ADD_TO_PAIR] =
		"UPDATE pair SET fact = fact + ?2, negated = negated + ?3, hypothetical = hypothetical + ?4, "
		"future = future + ?5, historical = historical + ?6, vague = vague + ?7, score = score + ?8, "
		"goldstein = goldstein + ?9, first = ?10, last = ?11 WHERE id = ?1",
	[DT_STATEMENT_ADD_NEWS] = "INSERT INTO news VALUES (?1, ?2) ON CONFLICT DO UPDATE SET fact = fact + excluded.fact",
	[DT_STATEMENT_ADD_SCORE] = "INSERT INTO pair_score VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
	[DT_STATEMENT_ADD_MENTION] = "INSERT INTO mention VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
	[DT_STATEMENT_EVENT] =
		"SELECT e.id, d.name, k.category, k.mode, k.cameo, e.goldstein, e.standing, e.date, e.enddate, "
		"coalesce(u.text, d.url), coalesce(w.text, d.publication), d.title, "
		"a.code, a.sector, a.name, a.text, a.identifier, a.office, "
		"r.code, r.sector, r.name, r.text, r.identifier, r.office, "
		"p.text, p.name, p.country, p.latitude, p.longitude, "
		"t.name, t.sequence, t.auxiliary, t.symmetric, t.precision, t.confidence, t.context, t.link, t.rule, "
		"t.rule_line, t.trigger, t.json, s.start, s.end, s.text, t.about "
		"FROM event e JOIN document d ON d.id = e.id >> 36 JOIN kind k ON k.id = e.kind "
		"LEFT JOIN url u ON u.id = e.url LEFT JOIN word w ON w.id = e.publication "
		"LEFT JOIN side a ON a.id = e.actor LEFT JOIN side r ON r.id = e.recipient "
		"LEFT JOIN place p ON p.id = e.place LEFT JOIN detail t ON t.event = e.id "
		"LEFT JOIN sentence s ON s.document = e.id >> 36 AND s.sequence = t.sequence WHERE e.id = ?1",
	[DT_STATEMENT_PARTIES] = "SELECT p.role, s.code, s.sector, s.name, s.text, s.identifier, s.office, p.start, p.end "
							 "FROM party p JOIN side s ON s.id = p.side WHERE p.event = ?1 "
							 "ORDER BY p.role, p.position",
	[DT_STATEMENT_SOURCES] = "SELECT kind, text, name, code FROM source WHERE event = ?1 ORDER BY position",
	[DT_STATEMENT_OTHER_PLACES] = "SELECT p.text, p.name, p.country, p.latitude, p.longitude FROM other_place o "
								  "JOIN place p ON p.id = o.place WHERE o.event = ?1 ORDER BY o.position",
	[DT_STATEMENT_PAIR_EVENTS] =
		"SELECT day, event, direction, actor, recipient, kind, standing, goldstein, happening, "
		"publication FROM pair_event WHERE pair = ?1 AND day BETWEEN ?2 AND ?3 "
		"ORDER BY day, event",
	[DT_STATEMENT_PAIR_EVENTS_DOWN] =
		"SELECT day, event, direction, actor, recipient, kind, standing, goldstein, happening, publication "
		"FROM pair_event WHERE pair = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day DESC, event DESC",
	[DT_STATEMENT_EVENT_PLACE] = "SELECT place FROM event WHERE id = ?1",
	[DT_STATEMENT_EVENT_ELSEWHERE] =
		"SELECT 1 FROM other_place o JOIN place p ON p.id = o.place WHERE o.event = ?1 AND "
		"p.country = ?2",
	[DT_STATEMENT_EVENT_CONFIDENCE] = "SELECT confidence FROM detail WHERE event = ?1",
	[DT_STATEMENT_EVENT_SAID] = "SELECT 1 FROM source WHERE event = ?1 AND kind = ?2",
	[DT_STATEMENT_DATES] = "SELECT date, coalesce(enddate, date) FROM event WHERE id = ?1",
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

bool dt_store_fail(const DtStore *store, DtError *error) {
	int code = sqlite3_extended_errcode(store->database);
	const char *what = remedy(code), *detail = sqlite3_errmsg(store->database);
	if ((code & 0xff) == SQLITE_CANTOPEN) {
		int number = sqlite3_system_errno(store->database);
		bool absent = number == ENOENT && !store->writes; // a record to be made lacks its folder: that is the machine
		dt_error_add(error, absent ? DT_FAULT_INPUT : DT_FAULT_SYSTEM, store->path, 0, 0, "cannot be opened: %s",
		             number ? strerror(number) : detail);
	} else if (what) {
		dt_error_add(error, DT_FAULT_SYSTEM, store->path, 0, 0, "%s (%s)", what, detail);
	} else {
		dt_error_add(error, DT_FAULT_SYSTEM, store->path, 0, 0, "%s", detail);
	}
	return false;
}

bool dt_store_run(DtStore *store, const char *sql, DtError *error) {
	return sqlite3_exec(store->database, sql, NULL, NULL, NULL) == SQLITE_OK || dt_store_fail(store, error);
}

// Statements

sqlite3_stmt *dt_store_prepare(DtStore *store, const char *sql) {
	sqlite3_stmt *statement = NULL;
	sqlite3_prepare_v3(store->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
	return statement;
}

sqlite3_stmt *dt_store_statement(DtStore *store, DtStatement which) {
	if (!store->statements[which]) store->statements[which] = dt_store_prepare(store, queries[which]);
	return store->statements[which];
}

void dt_bind_text(sqlite3_stmt *statement, int at, DtSlice text) {
	sqlite3_bind_text64(statement, at, text.length ? text.data : "", text.length, SQLITE_STATIC, SQLITE_UTF8);
}

void dt_bind_day(sqlite3_stmt *statement, int at, DtDate day) {
	if (day == DT_DATE_NONE)
		sqlite3_bind_null(statement, at);
	else
		sqlite3_bind_int(statement, at, day);
}

void dt_bind_id(sqlite3_stmt *statement, int at, int64_t id) {
	if (id == 0)
		sqlite3_bind_null(statement, at);
	else
		sqlite3_bind_int64(statement, at, id);
}

// Runs a statement to its end and makes it ready again. What was bound stays bound: callers bind all parameters.
bool dt_store_finish(DtStore *store, sqlite3_stmt *statement, DtError *error) {
	if (!statement) return dt_store_fail(store, error);
	int code;
	do code = sqlite3_step(statement);
	while (code == SQLITE_ROW);
	bool done = code == SQLITE_DONE || dt_store_fail(store, error);
	sqlite3_reset(statement);
	return done;
}

DtSlice dt_column_text(sqlite3_stmt *statement, int at) {
	const char *text = (const char *)sqlite3_column_text(statement, at);
	return dt_slice(text, text ? (size_t)sqlite3_column_bytes(statement, at) : 0);
}

DtSlice dt_column_blob(sqlite3_stmt *statement, int at) {
	const char *bytes = sqlite3_column_blob(statement, at);
	return dt_slice(bytes, bytes ? (size_t)sqlite3_column_bytes(statement, at) : 0);
}

DtDate dt_column_day(sqlite3_stmt *statement, int at) {
	return sqlite3_column_type(statement, at) == SQLITE_NULL ? DT_DATE_NONE : sqlite3_column_int(statement, at);
}

bool dt_store_end(DtStore *store, sqlite3_stmt *statement, int code, DtError *error) {
	bool done = code == SQLITE_DONE || code == SQLITE_ROW || dt_store_fail(store, error);
	sqlite3_finalize(statement);
	return done;
}

bool dt_store_number(DtStore *store, const char *sql, int64_t *number, DtError *error) {
	sqlite3_stmt *statement = dt_store_prepare(store, sql);
	int code = statement ? sqlite3_step(statement) : SQLITE_ERROR;
	if (code == SQLITE_ROW) *number = sqlite3_column_int64(statement, 0);
	bool done = code == SQLITE_ROW || dt_store_fail(store, error);
	sqlite3_finalize(statement);
	return done;
}

// Opening

static bool migrate(DtStore *store, int64_t version, DtError *error) {
	if (!dt_store_run(store, "BEGIN IMMEDIATE", error)) return false;
	// Somebody else may have been quicker.
	if (!dt_store_number(store, "PRAGMA user_version", &version, error)) return false;
	bool done = true;
	for (int64_t i = version < FIRST_VERSION ? FIRST_VERSION - 1 : version; done && i < SCHEMA_VERSION; i++)
		done = dt_store_run(store, migrations[i + 1 - FIRST_VERSION], error);
	char mark[80];
	snprintf(mark, sizeof mark, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, SCHEMA_VERSION);
	done = done && dt_store_run(store, mark, error) && dt_store_run(store, "COMMIT", error);
	if (!done && !sqlite3_get_autocommit(store->database)) sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
	return done;
}

static bool refuse(const DtStore *store, DtError *error, const char *why) {
	dt_error_add(error, DT_FAULT_SYSTEM, store->path, 0, 0, "%s", why);
	return false;
}

// Journals of savepoints stay in memory: on disk they would be most of what a put writes.
static const char settings[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
							   "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY";

static bool check_kind(DtStore *store, DtStoreMode mode, DtError *error) {
	int64_t application, version, tables;
	if (!dt_store_number(store, "PRAGMA application_id", &application, error) ||
	    !dt_store_number(store, "PRAGMA user_version", &version, error) ||
	    !dt_store_number(store, "SELECT count(*) FROM sqlite_schema", &tables, error))
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
	if (!fresh && version < FIRST_VERSION)
		return refuse(store, error,
		              "was made by an older Detente, whose records are kept otherwise; code the documents or import "
		              "the tables into a new one");
	if (mode == DT_STORE_READ && fresh) return refuse(store, error, "is empty: no record has been kept in it");
	if (mode == DT_STORE_READ && version < SCHEMA_VERSION)
		return refuse(store, error, "was made by an older Detente; open it once for writing to bring it up to date");
	if (mode == DT_STORE_READ) return true;
	if (!dt_store_run(store, settings, error)) return false;
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

// Statistics of memory would take a lock at every allocation.
static void set_up(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

static bool open_database(DtStore *store, DtStoreMode mode, DtError *error) {
	int flags = SQLITE_OPEN_NOMUTEX |
	            (mode == DT_STORE_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, set_up);
	if (sqlite3_open_v2(store->path, &store->database, flags, NULL) != SQLITE_OK) return dt_store_fail(store, error);
	if (mode == DT_STORE_WRITE) sqlite3_db_config(store->database, SQLITE_DBCONFIG_LOOKASIDE, NULL, 4096, 256);
	sqlite3_extended_result_codes(store->database, 1);
	sqlite3_busy_timeout(store->database, PATIENCE_MS);
	if (mode == DT_STORE_WRITE) return true;
	int code = sqlite3_exec(store->database, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) & 0xff;
	bool readable = access(store->path, R_OK) == 0 && access(store->path, W_OK) != 0;
	if ((code == SQLITE_CANTOPEN || code == SQLITE_READONLY) && readable)
		return open_immutable(store, store->path) || dt_store_fail(store, error);
	return true;
}

DtStore *dt_store_open(const char *path, DtStoreMode mode, DtError *error) {
	DtStore *store = dt_alloc(sizeof *store);
	*store = (DtStore){.path = dt_alloc(strlen(path) + 1),
	                   .writes = mode == DT_STORE_WRITE,
	                   .arena = dt_arena_new(),
	                   .names = dt_arena_new(),
	                   .addresses = dt_arena_new()};
	memcpy(store->path, path, strlen(path) + 1);
	if (dt_path_is_folder(path))
		dt_error_add(error, DT_FAULT_INPUT, path, 0, 0, "is a folder, not a record");
	else if (open_database(store, mode, error) && check_kind(store, mode, error))
		return store;
	dt_store_close(store);
	return NULL;
}

void dt_store_close(DtStore *store) {
	if (!store) return;
	for (int i = 0; i < DT_STATEMENT_COUNT; i++) sqlite3_finalize(store->statements[i]);
	sqlite3_close(store->database);
	dt_buffer_clear(&store->coder);
	dt_buffer_clear(&store->key);
	dt_buffer_clear(&store->last_name);
	dt_arena_free(store->arena);
	dt_arena_free(store->names);
	dt_arena_free(store->addresses);
	free(store->pending);
	free(store->touched);
	free(store->path);
	free(store);
}

void dt_store_set_coder(DtStore *store, DtSlice coder) {
	dt_buffer_reset(&store->coder);
	dt_buffer_add(&store->coder, coder);
}

void dt_store_set_patience(DtStore *store, int milliseconds) { sqlite3_busy_timeout(store->database, milliseconds); }

// Batches

// Goes back to what was gathered when the put began. What is in the dictionaries is looked up anew: rows that the put
// added to them are gone.
static void forget_put(DtStore *store) {
	store->pending_count = store->pending_mark;
	store->touched_count = store->touched_mark;
	store->added_events = store->added_mark;
	dt_buffer_reset(&store->last_name);
	dt_store_forget_names(store);
}

static void forget_batch(DtStore *store) {
	store->pending_mark = store->touched_mark = store->event_count = 0;
	store->added_mark = 0;
	store->last_document = 0;
	forget_put(store);
}

bool dt_store_begin(DtStore *store, DtError *error) {
	dt_buffer_reset(&store->last_name); // another writer may have been there
	store->next_url = 0;
	store->in_batch = dt_store_run(store, "BEGIN IMMEDIATE", error);
	return store->in_batch;
}

bool dt_store_commit(DtStore *store, DtError *error) {
	bool done = dt_store_settle(store, error) && dt_store_run(store, "COMMIT", error);
	if (!done) dt_store_rollback(store);
	store->in_batch = false;
	return done;
}

void dt_store_rollback(DtStore *store) {
	if (!sqlite3_get_autocommit(store->database)) sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
	store->in_batch = false;
	forget_batch(store);
}

bool dt_store_enter(DtStore *store, DtError *error) {
	if (!store->in_batch) {
		dt_buffer_reset(&store->last_name);
		store->next_url = 0;
		return dt_store_run(store, "BEGIN IMMEDIATE", error);
	}
	if (!dt_store_write_events(store, error)) return false; // or they would be undone with the put
	store->pending_mark = store->pending_count;
	store->touched_mark = store->touched_count;
	store->added_mark = store->added_events;
	return dt_store_run(store, "SAVEPOINT put", error);
}

bool dt_store_leave(DtStore *store, bool done, DtError *error) {
	if (done && store->in_batch) done = dt_store_run(store, "RELEASE put", error);
	if (done && !store->in_batch) done = dt_store_settle(store, error) && dt_store_run(store, "COMMIT", error);
	if (done) return true;
	if (!store->in_batch) {
		dt_store_rollback(store);
	} else if (sqlite3_get_autocommit(store->database)) { // SQLite undoes the whole batch when the disk is full
		refuse(store, error, "the documents of this batch are not in it; run again to add them");
		dt_store_rollback(store);
	} else {
		sqlite3_exec(store->database, "ROLLBACK TO put; RELEASE put", NULL, NULL, NULL);
		forget_put(store);
	}
	return false;
}
