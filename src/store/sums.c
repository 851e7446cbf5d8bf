// SPDX-License-Identifier: Apache-2.0
// Who did it to whom, when, and the sums of it. See database.h.
//
//   events ─▶ pending, touched ─▶ settle: sorted ─▶ pair_event ─▶ pair_day ─▶ pair, news
//
// Rows of pair_event wait in memory until a batch ends, so that they are written in the order of their table; a batch
// of a table that is sorted by day would else visit the leaves of all pairs over and over. Then the sums of every pair
// and day that changed are taken anew: from the new rows alone where the day had none, else from all its rows. What
// changed goes on to the sums of the pair and of the day's news, as whole numbers, so nothing is ever off by a
// rounding.
#include <math.h>
#include <stdlib.h>

#include "store/database.h"

enum { DYAD_ROOM = 4096 };

// The columns of pair_day after its key, in their order.
typedef struct Sums {
	int64_t counts[DT_REALITY_COUNT];
	int64_t score, goldstein, happenings;
	int64_t categories[DT_CATEGORY_COUNT];
} Sums;

enum { SUMS_COLUMNS = sizeof(Sums) / sizeof(int64_t) };
_Static_assert(DT_CATEGORY_COUNT == 17 && DT_REALITY_COUNT == 6, "pair_day has a column for each");

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

static bool write_pending(DtStore *store, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_ADD_PAIR_EVENT);
	if (!statement) return dt_store_fail(store, error);
	size_t kept = 0;
	for (size_t i = 0; i < store->pending_count; i++) {
		const DtPairEvent row = store->pending[i];
		if (kept && by_key(&row, &store->pending[kept - 1]) == 0) continue;
		sqlite3_bind_int64(statement, 1, row.pair);
		sqlite3_bind_int(statement, 2, row.day);
		sqlite3_bind_int64(statement, 3, row.event);
		sqlite3_bind_int(statement, 4, row.way);
		sqlite3_bind_int64(statement, 5, row.actor);
		sqlite3_bind_int64(statement, 6, row.recipient);
		sqlite3_bind_int64(statement, 7, row.kind);
		sqlite3_bind_int(statement, 8, row.standing);
		sqlite3_bind_int(statement, 9, row.goldstein);
		dt_bind_id(statement, 10, row.happening);
		dt_bind_id(statement, 11, row.publication);
		if (sqlite3_step(statement) != SQLITE_DONE) return dt_store_fail(store, error);
		sqlite3_reset(statement);
		store->pending[kept++] = row;
	}
	store->pending_count = kept;
	return true;
}

// An event counts once for each way, however many of its parties share a code; several of one happening are one there.
typedef struct Summing {
	Sums sums[DT_WAYS];
	int64_t last_event[DT_WAYS];
	int64_t *seen; // happenings, each with its way: [count]
	size_t count, capacity;
} Summing;

static void note_happening(Summing *summing, const DtPairEvent *row) {
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

static void add_row(DtStore *store, Summing *summing, const DtPairEvent *row) {
	Sums *sums = &summing->sums[row->way];
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

static bool add_stored_rows(DtStore *store, Summing *summing, DtPairDay at, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_PAIR_DAY_EVENTS);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, at.pair);
	sqlite3_bind_int(statement, 2, at.day);
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		DtPairEvent row = {.event = sqlite3_column_int64(statement, 0),
		                   .way = (uint8_t)sqlite3_column_int(statement, 1),
		                   .kind = (uint32_t)sqlite3_column_int64(statement, 2),
		                   .standing = (uint8_t)sqlite3_column_int(statement, 3),
		                   .goldstein = sqlite3_column_int(statement, 4),
		                   .happening = sqlite3_column_int64(statement, 5)};
		if (row.way < DT_WAYS) add_row(store, summing, &row);
	}
	sqlite3_reset(statement);
	return code == SQLITE_DONE || dt_store_fail(store, error);
}

// The sums as they stand in the record; *any when there are some.
static bool read_sums(DtStore *store, DtPairDay at, Sums sums[DT_WAYS], bool *any, DtError *error) {
	memset(sums, 0, DT_WAYS * sizeof *sums);
	*any = false;
	sqlite3_stmt *statement = dt_store_statement(store, DT_STATEMENT_PAIR_DAY_SUMS);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, at.pair);
	sqlite3_bind_int(statement, 2, at.day);
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		int way = sqlite3_column_int(statement, 0);
		*any = true;
		for (int i = 0; way >= 0 && way < DT_WAYS && i < SUMS_COLUMNS; i++)
			((int64_t *)&sums[way])[i] = sqlite3_column_int64(statement, i + 1);
	}
	sqlite3_reset(statement);
	return code == SQLITE_DONE || dt_store_fail(store, error);
}

static bool holds_any(const Sums *sums) {
	for (int i = 0; i < DT_REALITY_COUNT; i++)
		if (sums->counts[i]) return true;
	return false;
}

static bool write_sums(DtStore *store, DtPairDay at, int way, const Sums *sums, bool is_new, DtError *error) {
	bool any = holds_any(sums);
	sqlite3_stmt *statement = dt_store_statement(store, !any     ? DT_STATEMENT_DROP_PAIR_DAY
	                                                    : is_new ? DT_STATEMENT_ADD_PAIR_DAY
	                                                             : DT_STATEMENT_SET_PAIR_DAY);
	if (!statement) return dt_store_fail(store, error);
	sqlite3_bind_int64(statement, 1, at.pair);
	sqlite3_bind_int(statement, 2, at.day);
	sqlite3_bind_int(statement, 3, way);
	for (int i = 0; any && i < SUMS_COLUMNS; i++) sqlite3_bind_int64(statement, i + 4, ((const int64_t *)sums)[i]);
	return dt_store_finish(store, statement, error);
}

// What changed for a pair, or a day of the news.
typedef struct Change {
	int64_t key;
	Sums sums;
	bool is_relation;
} Change;

typedef struct NewsChange {
	DtDate day;
	int64_t facts;
} NewsChange;

typedef struct Settling {
	DtStore *store;
	Summing summing;
	Change pair;
	NewsChange *news; // [news_count] by day once sorted
	size_t news_count, news_capacity;
} Settling;

static void note_news(Settling *settling, DtDate day, int64_t facts) {
	if (!facts) return;
	if (settling->news_count == settling->news_capacity) {
		settling->news_capacity = settling->news_capacity ? settling->news_capacity * 2 : 256;
		settling->news = dt_realloc(settling->news, settling->news_capacity * sizeof *settling->news);
	}
	settling->news[settling->news_count++] = (NewsChange){day, facts};
}

static bool write_pair(Settling *settling, DtError *error) {
	sqlite3_stmt *statement = dt_store_statement(settling->store, DT_STATEMENT_ADD_TO_PAIR);
	if (!statement) return dt_store_fail(settling->store, error);
	sqlite3_bind_int64(statement, 1, settling->pair.key);
	for (int i = 0; i < DT_REALITY_COUNT + 2; i++)
		sqlite3_bind_int64(statement, i + 2, ((const int64_t *)&settling->pair.sums)[i]);
	return dt_store_finish(settling->store, statement, error);
}

// Takes the sums of a day anew. rows are those that were added to it, fresh or beside others.
static bool settle_day(Settling *settling, DtPairDay at, const DtPairEvent *rows, size_t count, bool dropped,
                       DtError *error) {
	DtStore *store = settling->store;
	Summing *summing = &settling->summing;
	Sums old[DT_WAYS];
	bool any;
	int64_t facts = 0;
	if (!read_sums(store, at, old, &any, error)) return false;
	memset(summing->sums, 0, sizeof summing->sums);
	memset(summing->last_event, 0, sizeof summing->last_event);
	summing->count = 0;
	for (size_t i = 0; !any && !dropped && i < count; i++) add_row(store, summing, &rows[i]);
	if ((any || dropped) && !add_stored_rows(store, summing, at, error)) return false;
	for (int way = 0; way < DT_WAYS; way++) {
		const Sums *now = &summing->sums[way];
		if (memcmp(now, &old[way], sizeof *now) == 0) continue;
		if (!write_sums(store, at, way, now, !any, error)) return false;
		for (int i = 0; i < SUMS_COLUMNS; i++)
			((int64_t *)&settling->pair.sums)[i] += ((const int64_t *)now)[i] - ((const int64_t *)&old[way])[i];
		facts += now->counts[DT_REALITY_FACT] - old[way].counts[DT_REALITY_FACT];
	}
	if (settling->pair.is_relation) note_news(settling, at.day, facts);
	return true;
}

static int by_news_day(const void *left, const void *right) {
	const NewsChange *a = left, *b = right;
	COMPARE(a->day, b->day);
	return 0;
}

static bool write_news(Settling *settling, DtError *error) {
	if (settling->news_count) qsort(settling->news, settling->news_count, sizeof *settling->news, by_news_day);
	sqlite3_stmt *statement = dt_store_statement(settling->store, DT_STATEMENT_ADD_NEWS);
	if (!statement) return dt_store_fail(settling->store, error);
	for (size_t i = 0; i < settling->news_count;) {
		DtDate day = settling->news[i].day;
		int64_t facts = 0;
		for (; i < settling->news_count && settling->news[i].day == day; i++) facts += settling->news[i].facts;
		sqlite3_bind_int(statement, 1, day);
		sqlite3_bind_int64(statement, 2, facts);
		if (!dt_store_finish(settling->store, statement, error)) return false;
	}
	return true;
}

static bool settle_pair(Settling *settling, uint32_t pair, bool is_relation, size_t *row, size_t *drop,
                        DtError *error) {
	DtStore *store = settling->store;
	settling->pair = (Change){.key = pair, .is_relation = is_relation};
	for (;;) {
		const DtPairEvent *rows = &store->pending[*row];
		const DtPairDay *drops = &store->touched[*drop];
		bool has_row = *row < store->pending_count && rows->pair == pair;
		bool has_drop = *drop < store->touched_count && drops->pair == pair;
		if (!has_row && !has_drop) break;
		DtPairDay at = {pair, has_row && (!has_drop || rows->day <= drops->day) ? rows->day : drops->day, is_relation};
		size_t count = 0;
		bool dropped = false;
		for (; *row < store->pending_count && rows[count].pair == pair && rows[count].day == at.day; ++*row) count++;
		for (; *drop < store->touched_count && by_day(&store->touched[*drop], &at) == 0; ++*drop) dropped = true;
		if (at.day != DT_DATE_NONE && !settle_day(settling, at, rows, count, dropped, error)) return false;
	}
	return write_pair(settling, error);
}

static bool settle_all(Settling *settling, DtError *error) {
	DtStore *store = settling->store;
	size_t row = 0, drop = 0;
	while (row < store->pending_count || drop < store->touched_count) {
		uint32_t pair = UINT32_MAX;
		bool is_relation = false;
		if (row < store->pending_count) {
			pair = store->pending[row].pair;
			is_relation = store->pending[row].is_relation;
		}
		if (drop < store->touched_count && store->touched[drop].pair < pair) {
			pair = store->touched[drop].pair;
			is_relation = store->touched[drop].is_relation;
		}
		if (!settle_pair(settling, pair, is_relation, &row, &drop, error)) return false;
	}
	return write_news(settling, error);
}

bool dt_store_settle(DtStore *store, DtError *error) {
	Settling settling = {.store = store};
	bool done = dt_store_settle_document(store, error);
	if (store->pending_count) qsort(store->pending, store->pending_count, sizeof *store->pending, by_key);
	if (store->touched_count) qsort(store->touched, store->touched_count, sizeof *store->touched, by_day);
	done = done && (store->pending_count == 0 || write_pending(store, error)) &&
	       (store->pending_count + store->touched_count == 0 || settle_all(&settling, error));
	store->pending_count = store->touched_count = 0;
	free(settling.summing.seen);
	free(settling.news);
	return done;
}
