// SPDX-License-Identifier: Apache-2.0
// Who is between whom: from "SYR:GOV" and "RUS+IRN" to the pairs of the record, and the rows of them that count.
//
//   side ─▶ items (code, sector) ─▶ every item of one side × every item of the other ─▶ DtMatch
//
// A pair stands once in the record, with the smaller code first; a match says which of its directions are meant. Where
// a sector is asked for, the sides of both codes that have it are listed, and rows are compared with those.
#include <stdlib.h>

#include "store/database.h"

enum { ITEMS_MAX = 300 };

typedef struct Item {
	DtSlice code, sector;
	DtSides *sides; // NULL until asked for
} Item;

typedef struct Items {
	Item *items; // [count]
	size_t count, capacity;
} Items;

static void read_items(DtArena *arena, DtSlice side, Items *items) {
	DtSlice one;
	while (side.length && items->count < ITEMS_MAX && dt_slice_split(&side, '+', &one)) {
		DtSlice sector = dt_slice_trim(one), code = {0};
		dt_slice_split(&sector, ':', &code);
		DT_PUSH(arena, items->items, items->count, items->capacity, ((Item){code, sector, NULL}));
	}
}

static bool is_plain(DtSlice side) {
	return side.length && !memchr(side.data, '+', side.length) && !memchr(side.data, ':', side.length);
}

bool dt_between_is_plain(const DtBetween *between) { return is_plain(between->actor) && is_plain(between->recipient); }

static bool has_sector(DtSlice sectors, DtSlice sector) {
	DtSlice one;
	if (!sector.length) return true;
	while (sectors.length && dt_slice_split(&sectors, ';', &one)) {
		if (dt_slice_equal(one, sector)) return true;
	}
	return false;
}

bool dt_side_means(DtSlice side, const DtRecordParty *party) {
	DtSlice one;
	while (side.length && dt_slice_split(&side, '+', &one)) {
		DtSlice sector = dt_slice_trim(one), code = {0};
		dt_slice_split(&sector, ':', &code);
		if (dt_slice_equal(code, party->code) && has_sector(party->sector, sector)) return true;
	}
	return false;
}

static int by_id(const void *left, const void *right) {
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return a < b ? -1 : a > b;
}

// The rows of a query with one text whose second column, if it is asked, has a sector.
static bool find_ids(DtArena *arena, DtStore *store, const char *sql, DtSlice text, DtSlice sector, DtSides *sides,
                     DtError *error) {
	sqlite3_stmt *statement = dt_store_prepare(store, sql);
	if (!statement) return dt_store_fail(store, error);
	size_t capacity = 0;
	int code;
	*sides = (DtSides){0};
	dt_bind_text(statement, 1, text);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		if (!has_sector(dt_column_text(statement, 1), sector)) continue;
		DT_PUSH(arena, sides->ids, sides->count, capacity, (uint32_t)sqlite3_column_int64(statement, 0));
	}
	if (sides->count) qsort(sides->ids, sides->count, sizeof *sides->ids, by_id);
	return dt_store_end(store, statement, code, error);
}

bool dt_store_sides(DtArena *arena, DtStore *store, DtSlice sector, DtSides *sides, DtError *error) {
	return find_ids(arena, store, "SELECT id, sector FROM side WHERE sector <> ?1", (DtSlice){0}, sector, sides, error);
}

bool dt_store_places(DtArena *arena, DtStore *store, DtSlice country, DtSides *places, DtError *error) {
	return find_ids(arena, store, "SELECT id, '' FROM place WHERE country = ?1", country, (DtSlice){0}, places, error);
}

static bool list_sides(DtArena *arena, DtStore *store, Item *item, DtError *error) {
	if (item->sides) return true;
	item->sides = DT_NEW(arena, DtSides);
	return find_ids(arena, store, "SELECT id, sector FROM side WHERE code = ?1", item->code, item->sector, item->sides,
	                error);
}

bool dt_sides_hold(const DtSides *sides, uint32_t side) {
	return sides->count && bsearch(&side, sides->ids, sides->count, sizeof side, by_id);
}

static bool holds(const DtSides *sides, uint32_t side) { return !sides || dt_sides_hold(sides, side); }

bool dt_match_takes(const DtMatch *match, uint8_t way, uint32_t actor, uint32_t recipient) {
	if (!(match->ways >> way & 1)) return false;
	if (!match->by_side) return true;
	if (holds(match->actors, actor) && holds(match->recipients, recipient)) return true;
	return (match->either_way || way == DT_WAY_MUTUAL) && holds(match->actors, recipient) &&
	       holds(match->recipients, actor);
}

typedef struct Matching {
	DtArena *arena;
	DtStore *store;
	const DtBetween *between;
	DtMatch *matches; // [count]
	size_t count, capacity;
	DtError *error;
} Matching;

// The directions of a pair of a and b in which actor acts; NULL stands for anybody.
static uint8_t ways_of(const Matching *matching, DtSlice a, DtSlice b, const Item *actor, const Item *recipient) {
	enum { FORTH = 1 << DT_WAY_FORTH, BACK = 1 << DT_WAY_BACK, MUTUAL = 1 << DT_WAY_MUTUAL };
	if (matching->between->either_way || dt_slice_equal(a, b)) return FORTH | BACK | MUTUAL;
	bool first_acts = actor ? dt_slice_equal(actor->code, a) : !dt_slice_equal(recipient->code, a);
	return MUTUAL | (first_acts ? FORTH : BACK);
}

static bool add_match(Matching *matching, sqlite3_stmt *row, Item *actor, Item *recipient) {
	DtMatch match = {.pair = (uint32_t)sqlite3_column_int64(row, 0),
	                 .reach = sqlite3_column_int(row, 3),
	                 .ways = ways_of(matching, dt_column_text(row, 1), dt_column_text(row, 2), actor, recipient),
	                 .by_side = (actor && actor->sector.length) || (recipient && recipient->sector.length),
	                 .either_way = matching->between->either_way};
	Item *const items[] = {actor, recipient};
	for (int i = 0; match.by_side && i < 2; i++)
		if (items[i] && !list_sides(matching->arena, matching->store, items[i], matching->error)) return false;
	if (match.by_side) {
		match.actors = actor ? actor->sides : NULL;
		match.recipients = recipient ? recipient->sides : NULL;
	}
	DT_PUSH(matching->arena, matching->matches, matching->count, matching->capacity, match);
	return true;
}

static bool match_rows(Matching *matching, const char *sql, Item *actor, Item *recipient) {
	DtSlice a = actor ? actor->code : recipient->code, b = recipient ? recipient->code : a;
	if (dt_slice_compare(a, b) > 0) {
		DtSlice other = a;
		a = b, b = other;
	}
	sqlite3_stmt *statement = dt_store_prepare(matching->store, sql);
	if (!statement) return dt_store_fail(matching->store, matching->error);
	dt_bind_text(statement, 1, a);
	dt_bind_text(statement, 2, b);
	int code;
	bool done = true;
	while (done && (code = sqlite3_step(statement)) == SQLITE_ROW)
		done = add_match(matching, statement, actor, recipient);
	return dt_store_end(matching->store, statement, done ? code : SQLITE_DONE, matching->error) && done;
}

bool dt_store_matches(DtArena *arena, DtStore *store, const DtBetween *between, DtMatch **matches, size_t *count,
                      DtError *error) {
	static const char of_two[] = "SELECT id, a, b, reach FROM pair WHERE a = ?1 AND b = ?2";
	static const char of_one[] = "SELECT id, a, b, reach FROM pair WHERE a = ?1 UNION "
								 "SELECT id, a, b, reach FROM pair WHERE b = ?1";
	Matching matching = {.arena = arena, .store = store, .between = between, .error = error};
	Items actors = {0}, recipients = {0};
	bool done = true;
	read_items(arena, between->actor, &actors);
	read_items(arena, between->recipient, &recipients);
	for (size_t i = 0; done && i < actors.count; i++) {
		if (recipients.count == 0) done = match_rows(&matching, of_one, &actors.items[i], NULL);
		for (size_t k = 0; done && k < recipients.count; k++)
			done = match_rows(&matching, of_two, &actors.items[i], &recipients.items[k]);
	}
	for (size_t k = 0; done && actors.count == 0 && k < recipients.count; k++)
		done = match_rows(&matching, of_one, NULL, &recipients.items[k]);
	*matches = matching.matches;
	*count = matching.count;
	return done;
}
