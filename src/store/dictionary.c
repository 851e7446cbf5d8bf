// SPDX-License-Identifier: Apache-2.0
// What repeats in a record stands once in it: words, kinds of events, sides, places, pairs. See database.h.
//
// Each dictionary is a table with a unique text, and a map of what this writer has met of it. The key of a map is the
// fields joined by a byte that no text holds. Maps are forgotten when a batch is undone, for the rows that they stand
// for are gone then.
#include <math.h>
#include <stdlib.h>

#include "store/database.h"

enum { SEPARATOR = 0x1f, URLS_KEPT = 1 << 12 };

void dt_store_forget_names(DtStore *store) {
	DtMap *const maps[] = {&store->words, &store->sides, &store->kinds, &store->places, &store->pairs, &store->urls};
	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) *maps[i] = (DtMap){0};
	store->next_url = 0;
	store->kind_list = NULL;
	store->pair_list = NULL;
	store->kind_capacity = store->pair_count = store->pair_capacity = 0;
	dt_arena_reset(store->names);
	dt_arena_reset(store->addresses);
}

static DtSlice key_of(DtStore *store, const DtSlice *fields, size_t count) {
	dt_buffer_reset(&store->key);
	for (size_t i = 0; i < count; i++) {
		dt_buffer_add(&store->key, fields[i]);
		dt_buffer_add_char(&store->key, SEPARATOR);
	}
	return dt_buffer_slice(&store->key);
}

// Steps find; when it gives no row, steps add. Both have the same parameters bound. 0 on failure.
static int64_t find_or_add(DtStore *store, sqlite3_stmt *find, sqlite3_stmt *add, DtError *error) {
	int64_t id = 0;
	int code = sqlite3_step(find);
	if (code == SQLITE_ROW) id = sqlite3_column_int64(find, 0);
	sqlite3_reset(find);
	if (code == SQLITE_DONE && dt_store_finish(store, add, error)) id = sqlite3_last_insert_rowid(store->database);
	if (code != SQLITE_ROW && code != SQLITE_DONE) dt_store_fail(store, error);
	sqlite3_clear_bindings(find);
	sqlite3_clear_bindings(add);
	return id < UINT32_MAX ? id : 0;
}

static uint32_t intern(DtStore *store, DtMap *map, DtSlice key, DtStatement find, DtStatement add,
                       const DtSlice *fields, int count, DtError *error) {
	uint32_t known = dt_map_find(map, key);
	if (known != DT_MAP_ABSENT) return known;
	sqlite3_stmt *statements[] = {dt_store_statement(store, find), dt_store_statement(store, add)};
	if (!statements[0] || !statements[1]) return dt_store_fail(store, error), 0;
	for (int i = 0; i < count; i++)
		for (int k = 0; k < 2; k++) dt_bind_text(statements[k], i + 1, fields[i]);
	uint32_t id = (uint32_t)find_or_add(store, statements[0], statements[1], error);
	if (id) dt_map_set(store->names, map, dt_arena_copy(store->names, key), id);
	return id;
}

uint32_t dt_store_word(DtStore *store, DtSlice text, DtError *error) {
	return intern(store, &store->words, text, DT_STATEMENT_FIND_WORD, DT_STATEMENT_ADD_WORD, &text, 1, error);
}

uint32_t dt_store_side(DtStore *store, const DtRecordParty *party, DtError *error) {
	const DtSlice fields[] = {party->code, party->sector, party->name, party->text, party->id, party->office};
	enum { COUNT = sizeof fields / sizeof *fields };
	return intern(store, &store->sides, key_of(store, fields, COUNT), DT_STATEMENT_FIND_SIDE, DT_STATEMENT_ADD_SIDE,
	              fields, COUNT, error);
}

// Kinds

static void note_kind(DtStore *store, uint32_t id, uint8_t category, DtMode mode, double score) {
	while (id >= store->kind_capacity)
		store->kind_list = dt_arena_grow(store->names, store->kind_list, store->kind_capacity, &store->kind_capacity,
		                                 sizeof *store->kind_list);
	store->kind_list[id] = (DtKnownKind){true, category, mode, (int32_t)lround(score * 100)};
}

static int64_t add_kind(DtStore *store, const DtSlice *fields, const DtRecord *record, DtError *error) {
	sqlite3_stmt *find = dt_store_statement(store, DT_STATEMENT_FIND_KIND);
	sqlite3_stmt *add = dt_store_statement(store, DT_STATEMENT_ADD_KIND);
	if (!find || !add) return dt_store_fail(store, error), 0;
	for (int i = 0; i < 3; i++) {
		dt_bind_text(find, i + 1, fields[i]);
		dt_bind_text(add, i + 1, fields[i]);
	}
	sqlite3_bind_int(add, 4, dt_category_quad((DtCategory)record->category));
	sqlite3_bind_int64(add, 5, lround(dt_record_score(record) * 100));
	return find_or_add(store, find, add, error);
}

uint32_t dt_store_kind(DtStore *store, const DtRecord *record, DtError *error) {
	const DtSlice fields[] = {dt_slice_of(dt_category_name((DtCategory)record->category)),
	                          dt_slice_of(dt_mode_name(record->mode)), dt_slice_of(record->cameo)};
	char bytes[2 + sizeof record->cameo] = {(char)record->category, (char)record->mode};
	memcpy(bytes + 2, record->cameo, sizeof record->cameo);
	DtSlice key = dt_slice(bytes, 2 + fields[2].length);
	uint32_t known = dt_map_find(&store->kinds, key);
	if (known != DT_MAP_ABSENT) return known;
	uint32_t id = (uint32_t)add_kind(store, fields, record, error);
	if (!id) return 0;
	dt_map_set(store->names, &store->kinds, dt_arena_copy(store->names, key), id);
	note_kind(store, id, record->category, record->mode, dt_record_score(record));
	return id;
}

static void load_kinds(DtStore *store) {
	sqlite3_stmt *statement = dt_store_prepare(store, "SELECT id, category, score, mode FROM kind");
	while (statement && sqlite3_step(statement) == SQLITE_ROW) {
		DtCategory category = dt_category_find(dt_column_text(statement, 1));
		int64_t id = sqlite3_column_int64(statement, 0);
		DtMode mode = 0;
		dt_mode_find(category, dt_column_text(statement, 3), &mode);
		if (id > 0 && id < 1 << 20)
			note_kind(store, (uint32_t)id, (uint8_t)category, mode, sqlite3_column_double(statement, 2) / 100);
	}
	sqlite3_finalize(statement);
}

DtKnownKind dt_store_kind_of(DtStore *store, int64_t kind) {
	bool known = kind >= 0 && (size_t)kind < store->kind_capacity && store->kind_list[kind].known;
	if (!known) load_kinds(store); // another writer may have added it
	return kind >= 0 && (size_t)kind < store->kind_capacity ? store->kind_list[kind] : (DtKnownKind){0};
}

// Places and addresses

uint32_t dt_store_place(DtStore *store, const DtRecordPlace *place, DtError *error) {
	double where[2] = {place->located ? place->latitude : 0, place->located ? place->longitude : 0};
	const DtSlice texts[] = {place->text, place->name, place->country};
	const DtSlice fields[] = {texts[0], texts[1], texts[2], dt_slice((const char *)where, sizeof where),
	                          dt_slice_of(place->located ? "y" : "n")};
	DtSlice key = key_of(store, fields, sizeof fields / sizeof *fields);
	uint32_t known = dt_map_find(&store->places, key);
	if (known != DT_MAP_ABSENT) return known;
	sqlite3_stmt *statements[] = {dt_store_statement(store, DT_STATEMENT_FIND_PLACE),
	                              dt_store_statement(store, DT_STATEMENT_ADD_PLACE)};
	if (!statements[0] || !statements[1]) return dt_store_fail(store, error), 0;
	for (int k = 0; k < 2; k++) {
		for (int i = 0; i < 3; i++) dt_bind_text(statements[k], i + 1, texts[i]);
		for (int i = 0; i < 2 && place->located; i++) sqlite3_bind_double(statements[k], i + 4, where[i]);
	}
	uint32_t id = (uint32_t)find_or_add(store, statements[0], statements[1], error);
	if (id) dt_map_set(store->names, &store->places, dt_arena_copy(store->names, key), id);
	return id;
}

// Rows of one article stand near each other, so the last addresses are enough to find most that come again. Ids are
// given before their rows are written: an event that is there already shall leave none.
uint32_t dt_store_url(DtStore *store, DtSlice url, bool *fresh) {
	uint32_t known = dt_map_find(&store->urls, url);
	*fresh = known == DT_MAP_ABSENT;
	if (!*fresh) return known;
	if (store->next_url == 0) {
		sqlite3_stmt *statement = dt_store_prepare(store, "SELECT coalesce(max(id), 0) FROM url");
		if (statement && sqlite3_step(statement) == SQLITE_ROW)
			store->next_url = sqlite3_column_int64(statement, 0) + 1;
		sqlite3_finalize(statement);
	}
	return store->next_url > 0 && store->next_url < UINT32_MAX ? (uint32_t)store->next_url : 0;
}

bool dt_store_add_url(DtStore *store, uint32_t id, DtSlice url, DtError *error) {
	sqlite3_stmt *add = dt_store_statement(store, DT_STATEMENT_ADD_URL);
	if (!add) return dt_store_fail(store, error);
	sqlite3_bind_int64(add, 1, id);
	dt_bind_text(add, 2, url);
	if (!dt_store_finish(store, add, error)) return false;
	if (store->urls.count >= URLS_KEPT) {
		store->urls = (DtMap){0};
		dt_arena_reset(store->addresses);
	}
	dt_map_set(store->addresses, &store->urls, dt_arena_copy(store->addresses, url), id);
	store->next_url = (int64_t)id + 1;
	return true;
}

// Pairs

DtKnownPair *dt_store_pair(DtStore *store, DtSlice a, DtSlice b, DtError *error) {
	const DtSlice fields[] = {a, b};
	DtSlice key = key_of(store, fields, 2);
	uint32_t known = dt_map_find(&store->pairs, key);
	if (known != DT_MAP_ABSENT) return &store->pair_list[known];
	sqlite3_stmt *find = dt_store_statement(store, DT_STATEMENT_FIND_PAIR);
	sqlite3_stmt *add = dt_store_statement(store, DT_STATEMENT_ADD_PAIR);
	if (!find || !add) return dt_store_fail(store, error), NULL;
	for (int i = 0; i < 2; i++) {
		dt_bind_text(find, i + 1, fields[i]);
		dt_bind_text(add, i + 1, fields[i]);
	}
	DtKnownPair pair = {.is_relation = a.length && !dt_slice_equal(a, b)};
	int code = sqlite3_step(find);
	if (code == SQLITE_ROW) pair.reach = sqlite3_column_int(find, 1);
	sqlite3_reset(find);
	pair.id = (uint32_t)find_or_add(store, find, add, error);
	if (!pair.id) return NULL;
	dt_map_set(store->names, &store->pairs, dt_arena_copy(store->names, key), (uint32_t)store->pair_count);
	DT_PUSH(store->names, store->pair_list, store->pair_count, store->pair_capacity, pair);
	return &store->pair_list[store->pair_count - 1];
}
