// SPDX-License-Identifier: Apache-2.0
// Who did it to whom, when, and the sums of it. See database.h.
//
//   events ─▶ pending, touched ─▶ settle: sorted ─▶ pair_event ─▶ pair_sums ─▶ pair, day_sums, month_sums, news
//
// Rows of pair_event wait in memory until a batch ends, so that they are written in the order of their table; a batch
// of a table that is sorted by day would else visit the leaves of all pairs over and over. Then the sums of every pair
// and day that changed are taken anew: from the new rows alone where the day had none, else from all its rows. What
// changed goes on to the sums of the pair and of the day, as whole numbers, so nothing is ever off by a rounding.
//
// The same sums stand three times: by pair, some four months in a row, for the series of a pair; by day and by month,
// all pairs in a row, for whoever looks at the world. All are packed (packed.h): a row an entry would be four times as
// large and as slow to write.
#include <math.h>
#include <stdlib.h>

#include "store/database.h"

enum { DYAD_ROOM = 4096 };

// Gathering

static void push_pending(DtStore *store, const DtPairEvent *row) {
	if (store->pending_count == store->pending_capacity) {
		store->pending_capacity = store->pending_capacity ? store->pending_capacity * 2 : 256;
		store->pending = dt_realloc(store->pending, store->pending_capacity * sizeof *store->pending);
	}
	store->pending[store->pending_count++] = *row;
}

static void touch(DtStore *store, const DtPairEvent *row) {
	if (store->touched_count == store->touched_capacity) {
		store->touched_capacity = store->touched_capacity ? store->touched_capacity * 2 : 256;
		store->touched = dt_realloc(store->touched, store->touched_capacity * sizeof *store->touched);
	}
	store->touched[store->touched_count++] = (DtPairDay){row->pair, row->day, row->is_relation};
}

static bool widen_reach(DtStore *store, DtKnownPair *pair, const DtRecord *record, DtDate day, DtError *error) {
	DtDate from = record->days.from == DT_DATE_NONE ? day : record->days.from;
	DtDate to = record->days.to == DT_DATE_NONE ? day : record->days.to;
	int32_t reach = day == DT_DATE_NONE ? 0 : to - day > day - from ? to - day : day - from;
	if (reach <= pair->reach) return true;
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_SET_REACH);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, pair->id);
	sqlite3_bind_int(statement, 2, reach);
	pair->reach = reach;
	return dt_store_finish(store, statement, error);
}

typedef bool PairRowSeen(DtStore *store, const DtPairEvent *row, DtError *error);

// The row of one direction; of a mutual event, of both.
static bool make_row(DtStore *store, DtPairEvent row, const DtRecord *record, const DtRecordParty *actor,
                     const DtRecordParty *recipient, PairRowSeen *seen, DtError *error) {
	static const DtRecordParty nobody = {0};
	const DtRecordParty *first = actor ? actor : &nobody, *second = recipient ? recipient : &nobody;
	row.way = record->symmetric ? DT_WAY_MUTUAL : DT_WAY_FORTH;
	if (!actor || !row.actor) row.actor = actor ? dt_store_side(store, actor, error) : 0;
	if (!recipient || !row.recipient) row.recipient = recipient ? dt_store_side(store, recipient, error) : 0;
	if ((actor && !row.actor) || (recipient && !row.recipient)) return false;
	int order = dt_slice_compare(first->code, second->code);
	if (order > 0 || (order == 0 && record->symmetric && row.actor > row.recipient)) {
		const DtRecordParty *other = first;
		uint32_t side = row.actor;
		first = second, second = other;
		if (record->symmetric)
			row.actor = row.recipient, row.recipient = side;
		else if (order > 0)
			row.way = DT_WAY_BACK;
	}
	DtKnownPair *pair = dt_store_pair(store, first->code, second->code, error);
	if (!pair || !widen_reach(store, pair, record, row.day, error)) return false;
	row.pair = pair->id;
	row.is_relation = pair->is_relation;
	return seen(store, &row, error);
}

static bool is_coded(const DtRecordParty *parties, uint32_t count) {
	for (uint32_t i = 0; i < count; i++)
		if (parties[i].code.length) return true;
	return false;
}

// Coded parties of one side when the other side has none.
static bool make_lone_rows(DtStore *store, const DtPairEvent *row, const DtRecord *record, PairRowSeen *seen,
                           DtError *error) {
	for (uint32_t i = 0; i < record->actor_count; i++) {
		const DtRecordParty *party = &record->actors[i];
		if (party->code.length && !make_row(store, *row, record, party, NULL, seen, error)) return false;
	}
	for (uint32_t i = 0; i < record->recipient_count; i++) {
		const DtRecordParty *party = &record->recipients[i];
		if (party->code.length && !make_row(store, *row, record, NULL, party, seen, error)) return false;
	}
	return true;
}

static bool make_rows(DtStore *store, const DtPairEvent *known, const DtRecord *record, PairRowSeen *seen,
                      DtError *error) {
	DtPairEvent row = *known;
	row.happening = record->link.length ? (int64_t)(dt_slice_hash(record->link) >> 3 | 1) : 0;
	row.day = dt_record_day(record);
	row.goldstein = (int32_t)lround(record->goldstein * 100);
	row.standing = (uint8_t)dt_record_reality(record);
	if (!is_coded(record->actors, record->actor_count) && !is_coded(record->recipients, record->recipient_count))
		return true;
	DtDyad some[8], *dyads = some;
	size_t room = sizeof some / sizeof *some, count = dt_record_dyads(record, dyads, room);
	if (count > room) {
		if (count > DYAD_ROOM) count = DYAD_ROOM;
		dyads = DT_NEW_ARRAY(store->arena, DtDyad, count);
		dt_record_dyads(record, dyads, count);
	}
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		if (!dyads[i].actor->code.length || !dyads[i].recipient->code.length) continue;
		if (!make_row(store, row, record, dyads[i].actor, dyads[i].recipient, seen, error)) return false;
		any = true;
	}
	return any || make_lone_rows(store, &row, record, seen, error);
}

static bool add_pending(DtStore *store, const DtPairEvent *row, DtError *error) {
	(void)error;
	push_pending(store, row);
	return true;
}

bool dt_store_add_pairs(DtStore *store, const DtPairEvent *known, const DtRecord *record, DtError *error) {
	return make_rows(store, known, record, add_pending, error);
}

static bool drop_row(DtStore *store, const DtPairEvent *row, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_DROP_PAIR_EVENT);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, row->pair);
	sqlite3_bind_int(statement, 2, row->day);
	sqlite3_bind_int64(statement, 3, row->event);
	touch(store, row);
	return dt_store_finish(store, statement, error);
}

bool dt_store_drop_pairs(DtStore *store, int64_t event, const DtRecord *record, DtError *error) {
	return make_rows(store, &(DtPairEvent){.event = event}, record, drop_row, error);
}

// Settling

#define COMPARE(a, b)                                                                                                  \
	if ((a) != (b)) return (a) < (b) ? -1 : 1

static int by_key(const void *left, const void *right) {
	const DtPairEvent *a = left, *b = right;
	COMPARE(a->pair, b->pair);
	COMPARE(a->day, b->day);
	COMPARE(a->event, b->event);
	COMPARE(a->way, b->way);
	COMPARE(a->actor, b->actor);
	COMPARE(a->recipient, b->recipient);
	return 0;
}

static int by_day(const void *left, const void *right) {
	const DtPairDay *a = left, *b = right;
	COMPARE(a->pair, b->pair);
	COMPARE(a->day, b->day);
	return 0;
}

static void bind_pair_event(sqlite3_stmt *statement, int at, const DtPairEvent *row) {
	sqlite3_bind_int64(statement, at + 1, row->pair);
	sqlite3_bind_int(statement, at + 2, row->day);
	sqlite3_bind_int64(statement, at + 3, row->event);
	sqlite3_bind_int(statement, at + 4, row->way);
	sqlite3_bind_int64(statement, at + 5, row->actor);
	sqlite3_bind_int64(statement, at + 6, row->recipient);
	sqlite3_bind_int64(statement, at + 7, row->kind);
	sqlite3_bind_int(statement, at + 8, row->standing);
	sqlite3_bind_int(statement, at + 9, row->goldstein);
	dt_bind_id(statement, at + 10, row->happening);
	dt_bind_id(statement, at + 11, row->publication);
}

// A row is written once, however often it was gathered.
static void drop_repeats(DtStore *store) {
	size_t kept = 0;
	for (size_t i = 0; i < store->pending_count; i++) {
		if (kept && by_key(&store->pending[i], &store->pending[kept - 1]) == 0) continue;
		store->pending[kept++] = store->pending[i];
	}
	store->pending_count = kept;
}

static bool write_pending(DtStore *store, DtError *error) {
	enum { COLUMNS = 11 };
	drop_repeats(store);
	for (size_t i = 0; i < store->pending_count;) {
		size_t rows = store->pending_count - i < DT_ROWS_AT_ONCE ? 1 : DT_ROWS_AT_ONCE;
		sqlite3_stmt *statement =
			dt_store_statement(store, rows == 1 ? DT_STATEMENT_ADD_PAIR_EVENT : DT_STATEMENT_ADD_PAIR_EVENTS);
		if (!statement) return dt_store_fail(store, error);
		for (size_t k = 0; k < rows; k++) bind_pair_event(statement, (int)k * COLUMNS, &store->pending[i++]);
		if (!dt_store_finish(store, statement, error)) return false;
	}
	return true;
}

// Sums of a day

void dt_summing_start(DtSumming *summing) {
	memset(summing->sums, 0, sizeof summing->sums);
	memset(summing->last_event, 0, sizeof summing->last_event);
	summing->count = 0;
}

static void note_happening(DtSumming *summing, const DtPairEvent *row) {
	// Without a link, reports of one kind on one day are of one happening.
	int64_t key = (row->happening ? row->happening : -(int64_t)row->kind) * DT_WAYS + row->way;
	for (size_t i = summing->count; i-- > 0;)
		if (summing->seen[i] == key) return;
	if (summing->count == summing->capacity) {
		summing->capacity = summing->capacity ? summing->capacity * 2 : 64;
		summing->seen = dt_realloc(summing->seen, summing->capacity * sizeof *summing->seen);
	}
	summing->seen[summing->count++] = key;
	summing->sums[row->way].happenings++;
}

void dt_summing_add(DtStore *store, DtSumming *summing, const DtPairEvent *row) {
	DtSums *sums = &summing->sums[row->way];
	if (summing->last_event[row->way] == row->event) return;
	summing->last_event[row->way] = row->event;
	sums->counts[row->standing < DT_REALITY_COUNT ? row->standing : 0]++;
	if (row->standing != DT_REALITY_FACT) return;
	DtKnownKind kind = dt_store_kind_of(store, row->kind);
	sums->categories[kind.category]++;
	sums->score += kind.score;
	sums->goldstein += row->goldstein;
	note_happening(summing, row);
}

static bool add_stored_rows(DtStore *store, DtSumming *summing, uint32_t pair, DtDate day, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_PAIR_DAY_EVENTS);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, pair);
	sqlite3_bind_int(statement, 2, day);
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtPairEvent row = {.event = sqlite3_column_int64(statement, 0),
		                   .way = (uint8_t)sqlite3_column_int(statement, 1),
		                   .kind = (uint32_t)sqlite3_column_int64(statement, 2),
		                   .standing = (uint8_t)sqlite3_column_int(statement, 3),
		                   .goldstein = sqlite3_column_int(statement, 4),
		                   .happening = sqlite3_column_int64(statement, 5)};
		if (row.way < DT_WAYS) dt_summing_add(store, summing, &row);
	}
	sqlite3_reset(statement);
	return code == SQLITE_DONE || dt_store_fail(store, error);
}

bool dt_store_damaged(const DtStore *store, DtError *error) {
	dt_error_add(error, DT_FAULT_SYSTEM, store->path, 0, 0,
	             "is damaged: sums of it cannot be read; `sqlite3 FILE .recover` saves what can be saved");
	return false;
}

// Packed rows: a blob under a number

static bool read_packed(DtStore *store, DtStatement which, int64_t id, DtBuffer *bytes, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, which);
	dt_buffer_reset(bytes);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, id);
	int code = sqlite3_step(statement);
	if (code == SQLITE_ROW) dt_buffer_add(bytes, dt_column_blob(statement, 0));
	sqlite3_reset(statement);
	return code == SQLITE_ROW || code == SQLITE_DONE || dt_store_fail(store, error);
}

static bool write_packed(DtStore *store, DtStatement set, DtStatement drop, int64_t id, DtSlice bytes, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, bytes.length ? set : drop);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, id);
	if (bytes.length) sqlite3_bind_blob64(statement, 2, bytes.data, bytes.length, SQLITE_STATIC);
	return dt_store_finish(store, statement, error);
}

// What changed for a pair on a day, one way; the change itself is packed.
typedef struct Change {
	DtDate day;
	uint32_t length;
	int64_t key; // DT_WAYS × pair + way
	size_t start;
} Change;

typedef struct Settling {
	DtStore *store;
	DtSumming summing;
	uint32_t pair;
	bool is_relation;
	DtSums pair_change;
	int64_t chunk;
	bool chunk_open, chunk_changed;
	DtBuffer old;        // of the chunk
	DtUnpacking reading; // of it; its key is DT_WAYS × day of the chunk + way
	bool has_old;        // reading stands on one that was not taken
	DtPacking packing;   // of the chunk anew
	Change *changes;     // [change_count]
	size_t change_count, change_capacity;
	DtPacking changed; // their bytes
} Settling;

static void note_change(Settling *settling, DtDate day, int way, const DtSums *change) {
	dt_sums_add(&settling->pair_change, change);
	if (!settling->is_relation) return;
	if (settling->change_count == settling->change_capacity) {
		settling->change_capacity = settling->change_capacity ? settling->change_capacity * 2 : 256;
		settling->changes = dt_realloc(settling->changes, settling->change_capacity * sizeof *settling->changes);
	}
	size_t start = settling->changed.bytes.length;
	settling->changed.key = 0;
	dt_pack(&settling->changed, 0, change);
	settling->changes[settling->change_count++] =
		(Change){.day = day,
	             .key = (int64_t)settling->pair * DT_WAYS + way,
	             .start = start,
	             .length = (uint32_t)(settling->changed.bytes.length - start)};
}

static bool open_chunk(Settling *settling, DtDate day, DtError *error) {
	settling->chunk = day >> DT_CHUNK_BITS;
	settling->chunk_open = true;
	settling->chunk_changed = false;
	dt_pack_reset(&settling->packing);
	if (!read_packed(settling->store, DT_STATEMENT_PAIR_SUMS, dt_chunk_id(settling->pair, day), &settling->old, error))
		return false;
	settling->reading = dt_unpack(dt_buffer_slice(&settling->old));
	settling->has_old = dt_unpack_next(&settling->reading);
	return true;
}

// Keeps the old sums of a chunk up to a key.
static void keep_until(Settling *settling, int64_t key) {
	for (; settling->has_old && settling->reading.key < key; settling->has_old = dt_unpack_next(&settling->reading))
		dt_pack(&settling->packing, settling->reading.key, &settling->reading.sums);
}

static bool close_chunk(Settling *settling, DtError *error) {
	if (!settling->chunk_open) return true;
	settling->chunk_open = false;
	keep_until(settling, INT64_MAX);
	if (settling->reading.damaged) return dt_store_damaged(settling->store, error);
	return !settling->chunk_changed ||
	       write_packed(settling->store, DT_STATEMENT_SET_PAIR_SUMS, DT_STATEMENT_DROP_PAIR_SUMS,
	                    dt_chunk_id(settling->pair, (DtDate)(settling->chunk * (1 << DT_CHUNK_BITS))),
	                    dt_buffer_slice(&settling->packing.bytes), error);
}

// Takes the sums of a day anew. rows are those that were added to it, fresh or beside others.
static bool settle_day(Settling *settling, DtDate day, const DtPairEvent *rows, size_t count, bool dropped,
                       DtError *error) {
	DtStore *store = settling->store;
	DtSumming *summing = &settling->summing;
	if (!settling->chunk_open || settling->chunk != day >> DT_CHUNK_BITS) {
		if (!close_chunk(settling, error) || !open_chunk(settling, day, error)) return false;
	}
	int64_t first = (day - settling->chunk * (1 << DT_CHUNK_BITS)) * DT_WAYS;
	keep_until(settling, first);
	bool any = settling->has_old && settling->reading.key < first + DT_WAYS;
	dt_summing_start(summing);
	for (size_t i = 0; !any && !dropped && i < count; i++) dt_summing_add(store, summing, &rows[i]);
	if ((any || dropped) && !add_stored_rows(store, summing, settling->pair, day, error)) return false;
	for (int way = 0; way < DT_WAYS; way++) {
		DtSums change = summing->sums[way];
		if (settling->has_old && settling->reading.key == first + way) {
			dt_sums_take(&change, &settling->reading.sums);
			settling->has_old = dt_unpack_next(&settling->reading);
		}
		dt_pack(&settling->packing, first + way, &summing->sums[way]);
		if (dt_sums_are_zero(&change)) continue;
		settling->chunk_changed = true;
		note_change(settling, day, way, &change);
	}
	return true;
}

// Pairs

// The first or last day of a pair that has sums.
static bool find_end(Settling *settling, DtStatement which, DtDate *day, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(settling->store, which);
	*day = DT_DATE_NONE;
	if (!statement) return dt_store_fail(settling->store, error);
	sqlite3_bind_int64(statement, 1, dt_chunk_id(settling->pair, INT32_MIN));
	sqlite3_bind_int64(statement, 2, dt_chunk_id(settling->pair, INT32_MAX));
	int code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		DtUnpacking reading = dt_unpack(dt_column_blob(statement, 1));
		DtDate start = dt_chunk_day(sqlite3_column_int64(statement, 0));
		while (dt_unpack_next(&reading) && reading.key < DT_CHUNK_KEYS) {
			*day = start + (DtDate)(reading.key / DT_WAYS);
			if (which == DT_STATEMENT_FIRST_PAIR_SUMS) break;
		}
	}
	sqlite3_reset(statement);
	return code == SQLITE_ROW || code == SQLITE_DONE || dt_store_fail(settling->store, error);
}

static bool write_pair(Settling *settling, DtError *error) {
	DtDate first, last;
	sqlite3_stmt *statement = dt_store_statement(settling->store, DT_STATEMENT_ADD_TO_PAIR);
	if (!statement) return dt_store_fail(settling->store, error);
	if (!find_end(settling, DT_STATEMENT_FIRST_PAIR_SUMS, &first, error) ||
	    !find_end(settling, DT_STATEMENT_LAST_PAIR_SUMS, &last, error))
		return false;
	const DtSums *change = &settling->pair_change;
	sqlite3_bind_int64(statement, 1, settling->pair);
	for (int i = 0; i < DT_REALITY_COUNT; i++) sqlite3_bind_int64(statement, i + 2, change->counts[i]);
	sqlite3_bind_int64(statement, DT_REALITY_COUNT + 2, change->score);
	sqlite3_bind_int64(statement, DT_REALITY_COUNT + 3, change->goldstein);
	dt_bind_day(statement, DT_REALITY_COUNT + 4, first);
	dt_bind_day(statement, DT_REALITY_COUNT + 5, last);
	return dt_store_finish(settling->store, statement, error);
}

static bool settle_pair(Settling *settling, size_t *row, size_t *drop, DtError *error) {
	DtStore *store = settling->store;
	uint32_t pair = settling->pair;
	settling->pair_change = (DtSums){0};
	for (;;) {
		const DtPairEvent *rows = &store->pending[*row];
		const DtPairDay *drops = &store->touched[*drop];
		bool has_row = *row < store->pending_count && rows->pair == pair;
		bool has_drop = *drop < store->touched_count && drops->pair == pair;
		if (!has_row && !has_drop) break;
		DtPairDay at = {pair, has_row && (!has_drop || rows->day <= drops->day) ? rows->day : drops->day, false};
		size_t count = 0;
		bool dropped = false;
		for (; *row < store->pending_count && rows[count].pair == pair && rows[count].day == at.day; ++*row) count++;
		for (; *drop < store->touched_count && by_day(&store->touched[*drop], &at) == 0; ++*drop) dropped = true;
		if (at.day != DT_DATE_NONE && !settle_day(settling, at.day, rows, count, dropped, error)) return false;
	}
	return close_chunk(settling, error) && write_pair(settling, error);
}

static bool settle_pairs(Settling *settling, DtError *error) {
	DtStore *store = settling->store;
	size_t row = 0, drop = 0;
	while (row < store->pending_count || drop < store->touched_count) {
		settling->pair = UINT32_MAX;
		if (row < store->pending_count) {
			settling->pair = store->pending[row].pair;
			settling->is_relation = store->pending[row].is_relation;
		}
		if (drop < store->touched_count && store->touched[drop].pair < settling->pair) {
			settling->pair = store->touched[drop].pair;
			settling->is_relation = store->touched[drop].is_relation;
		}
		if (!settle_pair(settling, &row, &drop, error)) return false;
	}
	return true;
}

// Days and months of the world

static int by_day_and_key(const void *left, const void *right) {
	const Change *a = left, *b = right;
	COMPARE(a->day, b->day);
	COMPARE(a->key, b->key);
	return 0;
}

static int by_pair_key(const void *left, const void *right) {
	const Change *a = left, *b = right;
	COMPARE(a->key, b->key);
	return 0;
}

static bool add_news(DtStore *store, DtDate day, int64_t facts, DtError *error) {
	if (!facts) return true;
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_ADD_NEWS);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int(statement, 1, day);
	sqlite3_bind_int64(statement, 2, facts);
	return dt_store_finish(store, statement, error);
}

// Merges changes, by key, into the sums of a day or a month; of one key there may be several.
static bool change_row(Settling *settling, bool is_month, DtDate day, const Change *changes, size_t count,
                       int64_t *facts, DtError *error) {
	static const DtStatement statements[2][3] = {
		{DT_STATEMENT_DAY_SUMS, DT_STATEMENT_SET_DAY_SUMS, DT_STATEMENT_DROP_DAY_SUMS},
		{DT_STATEMENT_MONTH_SUMS, DT_STATEMENT_SET_MONTH_SUMS, DT_STATEMENT_DROP_MONTH_SUMS}};
	DtPacking *packing = &settling->packing;
	*facts = 0;
	if (!read_packed(settling->store, statements[is_month][0], day, &settling->old, error)) return false;
	dt_pack_reset(packing);
	DtUnpacking old = dt_unpack(dt_buffer_slice(&settling->old));
	bool has_old = dt_unpack_next(&old);
	for (size_t i = 0; i < count;) {
		int64_t key = changes[i].key;
		DtSums sums = {0};
		for (; has_old && old.key < key; has_old = dt_unpack_next(&old)) dt_pack(packing, old.key, &old.sums);
		for (; i < count && changes[i].key == key; i++) {
			const char *bytes = settling->changed.bytes.data + changes[i].start;
			DtUnpacking change = dt_unpack(dt_slice(bytes, changes[i].length));
			if (dt_unpack_key(&change)) dt_unpack_add(&change, &sums);
		}
		*facts += sums.counts[DT_REALITY_FACT];
		if (has_old && old.key == key) {
			dt_sums_add(&sums, &old.sums);
			has_old = dt_unpack_next(&old);
		}
		dt_pack(packing, key, &sums);
	}
	for (; has_old; has_old = dt_unpack_next(&old)) dt_pack(packing, old.key, &old.sums);
	if (old.damaged) return dt_store_damaged(settling->store, error);
	return write_packed(settling->store, statements[is_month][1], statements[is_month][2], day,
	                    dt_buffer_slice(&packing->bytes), error);
}

// Changes come by month: first its days, then all of it.
static bool change_month(Settling *settling, DtDate month, Change *changes, size_t count, DtError *error) {
	int64_t facts;
	for (size_t i = 0, end; i < count; i = end) {
		DtDate day = changes[i].day;
		for (end = i; end < count && changes[end].day == day;) end++;
		if (!change_row(settling, false, day, &changes[i], end - i, &facts, error) ||
		    !add_news(settling->store, day, facts, error))
			return false;
	}
	qsort(changes, count, sizeof *changes, by_pair_key);
	return change_row(settling, true, month, changes, count, &facts, error);
}

static bool change_world(Settling *settling, DtError *error) {
	Change *changes = settling->changes;
	size_t count = settling->change_count;
	if (count) qsort(changes, count, sizeof *changes, by_day_and_key);
	for (size_t i = 0, end; i < count; i = end) {
		DtDateSpan month = dt_month_of(changes[i].day);
		for (end = i; end < count && changes[end].day <= month.to;) end++;
		if (!change_month(settling, month.from, &changes[i], end - i, error)) return false;
	}
	return true;
}

bool dt_store_settle(DtStore *store, DtError *error) {
	Settling settling = {.store = store};
	bool done = dt_store_write_events(store, error) && dt_store_settle_document(store, error);
	if (store->pending_count) qsort(store->pending, store->pending_count, sizeof *store->pending, by_key);
	if (store->touched_count) qsort(store->touched, store->touched_count, sizeof *store->touched, by_day);
	done = done && write_pending(store, error) && settle_pairs(&settling, error) && change_world(&settling, error);
	store->pending_count = store->touched_count = 0;
	free(settling.summing.seen);
	free(settling.changes);
	dt_buffer_clear(&settling.old);
	dt_buffer_clear(&settling.packing.bytes);
	dt_buffer_clear(&settling.changed.bytes);
	return done;
}
