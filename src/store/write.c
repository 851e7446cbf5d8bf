// SPDX-License-Identifier: Apache-2.0
// Writing documents and rows of tables. See store.h and database.h.
#include <math.h>

#include "store/database.h"

static int64_t first_event(int64_t document) { return document << DT_EVENT_NUMBER_BITS; }
static int64_t last_event(int64_t document) { return ((document + 1) << DT_EVENT_NUMBER_BITS) - 1; }

// Parts of an event

static bool add_party(DtStore *store, int64_t event, int role, uint32_t position, const DtRecordParty *party,
                      DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_ADD_PARTY);
	uint32_t side = dt_store_side(store, party, error);
	if (!statement) return dt_store_fail(store, error);
	if (!side) return false;
	sqlite3_bind_int64(statement, 1, event);
	sqlite3_bind_int(statement, 2, role);
	sqlite3_bind_int64(statement, 3, position);
	sqlite3_bind_int64(statement, 4, side);
	sqlite3_bind_int64(statement, 5, party->start);
	sqlite3_bind_int64(statement, 6, party->end);
	return dt_store_finish(store, statement, error);
}

static bool add_source(DtStore *store, int64_t event, uint32_t position, const DtRecordSource *source, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_ADD_SOURCE);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, event);
	sqlite3_bind_int64(statement, 2, position);
	dt_bind_text(statement, 3, source->kind);
	dt_bind_text(statement, 4, source->text);
	dt_bind_text(statement, 5, source->name);
	dt_bind_text(statement, 6, source->code);
	return dt_store_finish(store, statement, error);
}

static bool add_other_place(DtStore *store, int64_t event, uint32_t position, const DtRecordPlace *place,
                            DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_ADD_OTHER_PLACE);
	uint32_t id = dt_store_place(store, place, error);
	if (!statement) return dt_store_fail(store, error);
	if (!id) return false;
	sqlite3_bind_int64(statement, 1, event);
	sqlite3_bind_int64(statement, 2, position);
	sqlite3_bind_int64(statement, 3, id);
	return dt_store_finish(store, statement, error);
}

static bool add_sentence(DtStore *store, int64_t document, const DtRecord *record, DtError *error) {
	if (record->sequence == 0) return true;
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_ADD_SENTENCE);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, document);
	sqlite3_bind_int64(statement, 2, record->sequence);
	sqlite3_bind_int64(statement, 3, record->start);
	sqlite3_bind_int64(statement, 4, record->end);
	dt_bind_text(statement, 5, record->text);
	return dt_store_finish(store, statement, error);
}

static bool add_detail(DtStore *store, int64_t event, const DtRecord *record, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_ADD_DETAIL);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, event);
	dt_bind_text(statement, 2, record->id);
	sqlite3_bind_int64(statement, 3, record->sequence);
	sqlite3_bind_int(statement, 4, record->auxiliary);
	sqlite3_bind_int(statement, 5, record->symmetric);
	dt_bind_text(statement, 6, dt_slice_of(dt_precision_name((DtPrecision)record->precision)));
	sqlite3_bind_double(statement, 7, (double)record->confidence);
	dt_bind_text(statement, 8, record->contexts);
	dt_bind_text(statement, 9, record->link);
	dt_bind_text(statement, 10, record->rule);
	dt_bind_text(statement, 11, record->rule_line);
	dt_bind_text(statement, 12, record->trigger);
	dt_bind_text(statement, 13, record->json);
	dt_bind_text(statement, 14, record->about);
	return dt_store_finish(store, statement, error);
}

static bool add_parts(DtStore *store, int64_t event, const DtRecord *record, DtError *error) {
	bool done =
		add_detail(store, event, record, error) && add_sentence(store, event >> DT_EVENT_NUMBER_BITS, record, error);
	for (uint32_t i = 0; done && i < record->actor_count; i++)
		done = add_party(store, event, 0, i, &record->actors[i], error);
	for (uint32_t i = 0; done && i < record->recipient_count; i++)
		done = add_party(store, event, 1, i, &record->recipients[i], error);
	for (uint32_t i = 0; done && i < record->source_count; i++)
		done = add_source(store, event, i, &record->sources[i], error);
	for (uint32_t i = 1; done && i < record->place_count; i++)
		done = add_other_place(store, event, i, &record->places[i], error);
	return done;
}

// What stands in the row of an event; false when it cannot be had.
typedef struct Ids {
	uint32_t kind, actor, recipient, place, url, publication;
	bool fresh_url;
} Ids;

static bool find_ids(DtStore *store, const DtRecord *record, bool plain, Ids *ids, DtError *error) {
	*ids = (Ids){.kind = dt_store_kind(store, record, error)};
	bool done = ids->kind != 0;
	if (done && plain && record->actor_count) done = (ids->actor = dt_store_side(store, record->actors, error)) != 0;
	if (done && plain && record->recipient_count)
		done = (ids->recipient = dt_store_side(store, record->recipients, error)) != 0;
	if (done && record->place_count) done = (ids->place = dt_store_place(store, record->places, error)) != 0;
	if (done && plain && record->url.length) done = (ids->url = dt_store_url(store, record->url, &ids->fresh_url)) != 0;
	if (done && record->publication.length)
		done = (ids->publication = dt_store_word(store, record->publication, error)) != 0;
	return done;
}

static void bind_event(sqlite3_stmt *statement, int at, const DtEventRow *row) {
	sqlite3_bind_int64(statement, at + 1, row->id);
	sqlite3_bind_int64(statement, at + 2, row->kind);
	sqlite3_bind_int(statement, at + 3, row->standing);
	dt_bind_day(statement, at + 4, row->from);
	dt_bind_day(statement, at + 5, row->to == row->from ? DT_DATE_NONE : row->to);
	sqlite3_bind_int64(statement, at + 6, row->goldstein);
	dt_bind_id(statement, at + 7, row->actor);
	dt_bind_id(statement, at + 8, row->recipient);
	dt_bind_id(statement, at + 9, row->place);
	dt_bind_id(statement, at + 10, row->url);
	dt_bind_id(statement, at + 11, row->publication);
}

bool dt_store_write_events(DtStore *store, DtError *error) {
	enum { COLUMNS = 11 };
	bool whole = store->event_count == DT_ROWS_AT_ONCE, done = true;
	sqlite3_stmt *statement = dt_store_statement(store, whole ? DT_STATEMENT_ADD_EVENTS : DT_STATEMENT_ADD_EVENT);
	if (!statement) return dt_store_fail(store, error);
	for (size_t i = 0; done && i < store->event_count; i++) {
		bind_event(statement, whole ? (int)i * COLUMNS : 0, &store->events[i]);
		if (!whole) done = dt_store_finish(store, statement, error);
	}
	if (whole) done = dt_store_finish(store, statement, error);
	store->event_count = 0;
	return done;
}

// Writes the row of an event; *added when it was not there before. Rows of a table come with rising numbers mostly: one
// beyond the last is new for sure, and waits for others.
static bool write_event(DtStore *store, const DtEventRow *row, bool is_new, bool *added, DtError *error) {
	*added = is_new;
	if (is_new) {
		store->events[store->event_count++] = *row;
		return store->event_count < DT_ROWS_AT_ONCE || dt_store_write_events(store, error);
	}
	if (!dt_store_write_events(store, error)) return false; // it may be there
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_ADD_EVENT);
	if (!statement) return dt_store_fail(store, error);
	bind_event(statement, 0, row);
	if (!dt_store_finish(store, statement, error)) return false;
	*added = sqlite3_changes(store->database) > 0;
	return true;
}

// Sets *added when the event was not there before. A plain one has no more than its row.
static bool add_event(DtStore *store, int64_t number, const DtRecord *record, bool plain, bool *added, DtError *error) {
	Ids ids;
	int64_t event = first_event(store->last_document) + number;
	if (!find_ids(store, record, plain, &ids, error)) return false;
	DtEventRow row = {.id = event,
	                  .kind = ids.kind,
	                  .actor = ids.actor,
	                  .recipient = ids.recipient,
	                  .place = ids.place,
	                  .url = ids.url,
	                  .publication = ids.publication,
	                  .from = record->days.from,
	                  .to = record->days.to,
	                  .goldstein = (int32_t)lround(record->goldstein * 100),
	                  .standing = (uint8_t)dt_record_reality(record)};
	bool is_new = plain && number > store->last_number;
	if (is_new) store->last_number = number;
	if (!write_event(store, &row, is_new, added, error)) return false;
	if (!*added) return true;
	store->added_events++;
	if (ids.fresh_url && !dt_store_add_url(store, ids.url, record->url, error)) return false;
	return (plain || add_parts(store, event, record, error)) &&
	       dt_store_add_pairs(store,
	                          &(DtPairEvent){.event = event,
	                                         .kind = ids.kind,
	                                         .publication = ids.publication,
	                                         .actor = ids.actor,
	                                         .recipient = ids.recipient},
	                          record, error);
}

// Documents

typedef struct Known {
	int64_t id, hash;
	bool found, same_coder;
} Known;

static bool find_document(DtStore *store, DtSlice name, Known *known, DtError *error) {
	*known = (Known){0};
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_FIND_DOCUMENT);
	if (!statement) return dt_store_fail(store, error);
	dt_bind_text(statement, 1, name);
	int code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		known->found = true;
		known->id = sqlite3_column_int64(statement, 0);
		known->hash = sqlite3_column_int64(statement, 1);
		known->same_coder = dt_slice_equal(dt_column_text(statement, 2), dt_buffer_slice(&store->coder));
	}
	bool done = code == SQLITE_ROW || code == SQLITE_DONE || dt_store_fail(store, error);
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return done;
}

bool dt_store_settle_document(DtStore *store, DtError *error) {
	if (store->added_events == 0) return true;
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_COUNT_EVENTS);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, store->last_document);
	sqlite3_bind_int64(statement, 2, store->added_events);
	store->added_events = 0;
	return dt_store_finish(store, statement, error);
}

// The largest number of an event of a document between two; 0 when there is none.
static bool last_number(DtStore *store, int64_t document, int64_t from, int64_t to, int64_t *number, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_LAST_EVENT);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, first_event(document) + from);
	sqlite3_bind_int64(statement, 2, first_event(document) + to);
	bool has_row = sqlite3_step(statement) == SQLITE_ROW;
	bool found = has_row && sqlite3_column_type(statement, 0) != SQLITE_NULL;
	*number = found ? sqlite3_column_int64(statement, 0) - first_event(document) : 0;
	sqlite3_reset(statement);
	return has_row || dt_store_fail(store, error);
}

// Takes a document as the one whose events come next.
static bool take_up(DtStore *store, int64_t document, DtSlice name, DtError *error) {
	static const int64_t end = ((int64_t)1 << DT_EVENT_NUMBER_BITS) - 1;
	int64_t own;
	if (!dt_store_write_events(store, error) || !dt_store_settle_document(store, error)) return false;
	if (!last_number(store, document, 0, DT_FIRST_OWN_NUMBER - 1, &store->last_number, error) ||
	    !last_number(store, document, DT_FIRST_OWN_NUMBER, end, &own, error))
		return false;
	store->next_number = own ? own + 1 : DT_FIRST_OWN_NUMBER;
	store->last_document = document;
	dt_buffer_reset(&store->last_name);
	dt_buffer_add(&store->last_name, name);
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

static bool write_document(DtStore *store, DtStatement which, DtSlice name, int64_t hash, const DtDocument *document,
                           DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, which);
	if (!statement) return dt_store_fail(store, error);
	dt_bind_text(statement, 1, name);
	sqlite3_bind_int64(statement, 2, hash);
	dt_bind_text(statement, 3, dt_buffer_slice(&store->coder));
	dt_bind_day(statement, 4, document->date);
	dt_bind_text(statement, 5, document->title);
	dt_bind_text(statement, 6, document->url);
	dt_bind_text(statement, 7, document->publication);
	return dt_store_finish(store, statement, error);
}

// The text as its owner gave it, without the title that was read with it.
static bool write_text(DtStore *store, int64_t id, const DtDocument *document, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_SET_TEXT);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, id);
	dt_bind_text(statement, 2, dt_slice_cut(document->text, document->prefix_length, document->text.length));
	return dt_store_finish(store, statement, error);
}

static bool drop_pairs(DtStore *store, int64_t document, DtError *error) {
	sqlite3_stmt *statement = dt_store_prepare(store, "SELECT id FROM event WHERE id BETWEEN ?1 AND ?2");
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, first_event(document));
	sqlite3_bind_int64(statement, 2, last_event(document));
	int code;
	bool done = true;
	while (done && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtRecord record;
		int64_t event = sqlite3_column_int64(statement, 0);
		done = dt_store_read_event(store, event, &record, error) && dt_store_drop_pairs(store, event, &record, error);
	}
	return dt_store_end(store, statement, done ? code : SQLITE_DONE, error) && done;
}

static bool forget_events(DtStore *store, int64_t document, DtError *error) {
	static const DtStatement steps[] = {DT_STATEMENT_DROP_EVENTS,  DT_STATEMENT_DROP_DETAILS,
	                                    DT_STATEMENT_DROP_PARTIES, DT_STATEMENT_DROP_SOURCES,
	                                    DT_STATEMENT_DROP_PLACES,  DT_STATEMENT_DROP_SENTENCES};
	if (!drop_pairs(store, document, error)) return false;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		sqlite3_stmt *statement = dt_store_statement(store, steps[i]);
		if (!statement) return dt_store_fail(store, error);
		sqlite3_bind_int64(statement, 1, first_event(document));
		if (steps[i] != DT_STATEMENT_DROP_SENTENCES) sqlite3_bind_int64(statement, 2, last_event(document));
		if (!dt_store_finish(store, statement, error)) return false;
	}
	return true;
}

// An event that a document names twice is one event.
static bool has_event(const DtDocument *document, uint32_t before) {
	for (uint32_t i = 0; i < before; i++)
		if (dt_slice_equal(document->events[i].id, document->events[before].id)) return true;
	return false;
}

static bool write_events(DtStore *store, int64_t id, const DtDocument *document, DtError *error) {
	DtRecord *records = DT_NEW_ARRAY(store->arena, DtRecord, document->event_count);
	size_t count = 0;
	for (uint32_t i = 0; i < document->event_count; i++) {
		if (has_event(document, i)) continue;
		records[count] = dt_record_of_event(store->arena, document, &document->events[i]);
		records[count++].publication = (DtSlice){0}; // the document's
	}
	if (!dt_store_link(store, id, records, count, error)) return false;
	for (size_t i = 0; i < count; i++) {
		bool added;
		if (!add_event(store, store->next_number++, &records[i], false, &added, error)) return false;
	}
	return true;
}

static DtPut put(DtStore *store, const DtDocument *document, DtError *error) {
	int64_t hash = content_hash(document);
	DtSlice name = document_name(store, document, hash);
	Known known;
	if (!find_document(store, name, &known, error)) return DT_PUT_FAILED;
	if (known.found && known.hash == hash && known.same_coder) return DT_PUT_UNCHANGED;
	// Rows that wait may be of this very document.
	if (known.found && (!dt_store_settle(store, error) || !forget_events(store, known.id, error))) return DT_PUT_FAILED;
	DtStatement which = known.found ? DT_STATEMENT_SET_DOCUMENT : DT_STATEMENT_ADD_DOCUMENT;
	if (!write_document(store, which, name, hash, document, error)) return DT_PUT_FAILED;
	int64_t id = known.found ? known.id : sqlite3_last_insert_rowid(store->database);
	if (!write_text(store, id, document, error) || !take_up(store, id, name, error) ||
	    !write_events(store, id, document, error))
		return DT_PUT_FAILED;
	return known.found ? DT_PUT_REPLACED : DT_PUT_ADDED;
}

DtPut dt_store_put(DtStore *store, const DtDocument *document, DtError *error) {
	if (!dt_store_enter(store, error)) return DT_PUT_FAILED;
	DtPut result = put(store, document, error);
	dt_arena_reset(store->arena);
	return dt_store_leave(store, result != DT_PUT_FAILED, error) ? result : DT_PUT_FAILED;
}

bool dt_store_has(DtStore *store, const DtDocument *document) {
	int64_t hash = content_hash(document);
	Known known;
	bool found = find_document(store, document_name(store, document, hash), &known, NULL);
	dt_arena_reset(store->arena);
	return found && known.found && known.hash == hash && known.same_coder;
}

// Rows of tables

static bool take_up_table(DtStore *store, const DtRecord *record, DtError *error) {
	if (store->last_name.length && dt_slice_equal(record->document, dt_buffer_slice(&store->last_name))) return true;
	Known known;
	if (!find_document(store, record->document, &known, error)) return false;
	if (!known.found) {
		bool coded = record->json.length != 0; // its title and address are those of a document
		DtDocument table = {.date = DT_DATE_NONE,
		                    .title = coded ? record->title : (DtSlice){0},
		                    .url = coded ? record->url : (DtSlice){0}};
		if (!write_document(store, DT_STATEMENT_ADD_DOCUMENT, record->document, 0, &table, error)) return false;
		known.id = sqlite3_last_insert_rowid(store->database);
	}
	return take_up(store, known.id, record->document, error);
}

// The number that a row's id is; 0 when it is none.
static int64_t number_of(DtSlice id) {
	int64_t number = 0;
	if (id.length == 0 || id.length > 10 || id.data[0] == '0') return 0;
	for (size_t i = 0; i < id.length; i++) {
		if (id.data[i] < '0' || id.data[i] > '9') return 0;
		number = number * 10 + (id.data[i] - '0');
	}
	return number < DT_FIRST_OWN_NUMBER ? number : 0;
}

static bool is_plain(const DtRecord *record) {
	return record->actor_count <= 1 && record->recipient_count <= 1 && record->source_count == 0 &&
	       record->place_count <= 1 && record->auxiliary == 0 && !record->symmetric && record->json.length == 0 &&
	       record->text.length == 0 && record->contexts.length == 0 && record->link.length == 0 &&
	       record->rule.length == 0 && record->trigger.length == 0 && record->days.from == record->days.to &&
	       record->precision == DT_PRECISION_DAY && record->confidence >= 1;
}

static bool find_detail(DtStore *store, DtSlice name, bool *found, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_FIND_DETAIL);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, store->last_document);
	dt_bind_text(statement, 2, name);
	int code = sqlite3_step(statement);
	*found = code == SQLITE_ROW;
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return code == SQLITE_ROW || code == SQLITE_DONE || dt_store_fail(store, error);
}

static DtPut put_record(DtStore *store, const DtRecord *record, DtError *error) {
	if (!take_up_table(store, record, error)) return DT_PUT_FAILED;
	int64_t number = number_of(record->id);
	bool plain = number && is_plain(record), found = false, added;
	if (!plain && !find_detail(store, record->id, &found, error)) return DT_PUT_FAILED;
	if (found) return DT_PUT_UNCHANGED;
	if (!plain) number = store->next_number++;
	if (!add_event(store, number, record, plain, &added, error)) return DT_PUT_FAILED;
	return added ? DT_PUT_ADDED : DT_PUT_UNCHANGED;
}

DtPut dt_store_put_record(DtStore *store, const DtRecord *record, DtError *error) {
	// A batch of rows is written as a whole or not at all: a savepoint for each would cost as much as the row.
	if (!store->in_batch && !dt_store_enter(store, error)) return DT_PUT_FAILED;
	DtPut result = put_record(store, record, error);
	dt_arena_reset(store->arena);
	if (!store->in_batch) return dt_store_leave(store, result != DT_PUT_FAILED, error) ? result : DT_PUT_FAILED;
	if (result == DT_PUT_FAILED) dt_store_rollback(store);
	return result;
}

bool dt_store_put_score(DtStore *store, DtSlice table, DtSlice a, DtSlice b, DtDate day, double score, bool *added,
                        DtError *error) {
	if (!store->in_batch && !dt_store_begin(store, error)) return false;
	DtRecord record = {.document = table};
	if (!take_up_table(store, &record, error)) return false;
	bool in_order = dt_slice_compare(a, b) <= 0;
	const DtKnownPair *pair = dt_store_pair(store, in_order ? a : b, in_order ? b : a, error);
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_ADD_SCORE);
	if (!statement) return dt_store_fail(store, error);
	if (!pair) return false;
	sqlite3_bind_int64(statement, 1, pair->id);
	sqlite3_bind_int(statement, 2, day);
	sqlite3_bind_int64(statement, 3, store->last_document);
	sqlite3_bind_double(statement, 4, score);
	if (!dt_store_finish(store, statement, error)) return false;
	*added = sqlite3_changes(store->database) > 0;
	return true;
}

bool dt_store_put_mention(DtStore *store, const DtTold *mention, bool *added, DtError *error) {
	if (!store->in_batch && !dt_store_begin(store, error)) return false;
	uint32_t publication = dt_store_word(store, mention->publication, error);
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_ADD_MENTION);
	if (!statement) return dt_store_fail(store, error);
	if (!publication) return false;
	sqlite3_bind_int64(statement, 1, mention->event);
	sqlite3_bind_int64(statement, 2, publication);
	sqlite3_bind_int(statement, 3, mention->day);
	sqlite3_bind_int(statement, 4, mention->confidence);
	dt_bind_text(statement, 5, mention->url);
	if (!dt_store_finish(store, statement, error)) return false;
	*added = sqlite3_changes(store->database) > 0;
	return true;
}
