// SPDX-License-Identifier: Apache-2.0

#include "store/store.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/test.h"

static char folder[] = "/tmp/detente-store-XXXXXX";
static char path[sizeof folder + 32];

static int fresh(void **state) {
	(void)state;
	static const char *const endings[] = {"", "-wal", "-shm"};
	snprintf(path, sizeof path, "%s/events.db", folder);
	for (int i = 0; i < 3; i++) {
		char name[sizeof path + 8];
		snprintf(name, sizeof name, "%s%s", path, endings[i]);
		unlink(name);
	}
	return 0;
}

static DtStore *opened(DtStoreMode mode) {
	DtError error = {0};
	DtStore *store = dt_store_open(path, mode, &error);
	if (!store) fail_msg("%s", dt_error_text(&error));
	return store;
}

// A document of one sentence: "ACTOR attacked RECIPIENT." on a day.
static DtDocument *attack(DtArena *arena, const char *id, const char *actor, const char *recipient, DtDate day,
                          uint8_t auxiliary) {
	DtDocument *document = dt_document_new(arena);
	document->id = dt_slice_of(id);
	document->date = day;
	document->text = dt_arena_format(arena, "%s attacked %s.", actor, recipient);
	document->sentences = DT_NEW(arena, DtSentence);
	document->sentence_count = 1;
	document->sentences[0].span = (DtSpan){0, (uint32_t)document->text.length};
	DtEvent *event = DT_NEW(arena, DtEvent);
	*event = (DtEvent){.id = dt_slice_of("00000000000000aa"),
	                   .category = DT_CATEGORY_ASSAULT,
	                   .cameo = "190",
	                   .auxiliary = auxiliary,
	                   .days = {day, day},
	                   .actor_count = 1,
	                   .recipient_count = 1,
	                   .confidence = 0.5f,
	                   .rule_id = dt_slice_of("attack/1"),
	                   .link = dt_slice_of("00000000000000aa")};
	event->actors = DT_NEW(arena, DtParty);
	event->recipients = DT_NEW(arena, DtParty);
	event->triggers = DT_NEW(arena, DtSpan);
	event->trigger_count = 1;
	*event->triggers = (DtSpan){(uint32_t)strlen(actor) + 1, (uint32_t)strlen(actor) + 9};
	*event->actors = (DtParty){.code = dt_slice_of(actor), .entity_text = dt_slice_of(actor)};
	*event->recipients = (DtParty){.code = dt_slice_of(recipient), .entity_text = dt_slice_of(recipient)};
	document->events = event;
	document->event_count = 1;
	return document;
}

static const DtDateSpan always = {DT_DATE_NONE, DT_DATE_NONE};

static bool take_row(void *context, const DtSeriesRow *row) {
	DtSeriesRow *sum = context;
	for (int i = 0; i < DT_REALITY_COUNT; i++) sum->counts[i] += row->counts[i];
	sum->score += row->score;
	sum->goldstein += row->goldstein;
	sum->day = row->day;
	return true;
}

static DtSeriesRow sum_of(DtStore *store, const char *actor, const char *recipient) {
	DtSeriesRow sum = {0};
	DtBetween between = {dt_slice_of(actor), dt_slice_of(recipient), false, always};
	assert_true(dt_store_series(store, &between, take_row, &sum, NULL));
	return sum;
}

static void assert_sound(DtStore *store) {
	DtError error = {0};
	if (!dt_store_check(store, &error)) fail_msg("%s", dt_error_text(&error));
}

static void same_content_changes_nothing(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtStore *store = opened(DT_STORE_WRITE);
	dt_store_set_coder(store, dt_slice_of("coder 1"));
	DtDate day = dt_date_from_civil(2019, 2, 26);
	DtDocument *document = attack(arena, "one", "IND", "PAK", day, 0);
	assert_int_equal(dt_store_put(store, document, NULL), DT_PUT_ADDED);
	assert_true(dt_store_has(store, document));
	assert_int_equal(dt_store_put(store, document, NULL), DT_PUT_UNCHANGED);
	assert_int_equal(sum_of(store, "IND", "PAK").counts[DT_REALITY_FACT], 1);
	assert_true(sum_of(store, "IND", "PAK").score == -9);
	assert_int_equal(sum_of(store, "PAK", "IND").counts[DT_REALITY_FACT], 0);

	// Another text, or another coder: its events replace the old ones.
	document = attack(arena, "one", "PAK", "IND", day, 0);
	assert_int_equal(dt_store_put(store, document, NULL), DT_PUT_REPLACED);
	assert_int_equal(sum_of(store, "IND", "PAK").counts[DT_REALITY_FACT], 0);
	assert_int_equal(sum_of(store, "PAK", "IND").counts[DT_REALITY_FACT], 1);
	dt_store_set_coder(store, dt_slice_of("coder 2"));
	assert_false(dt_store_has(store, document));
	assert_int_equal(dt_store_put(store, document, NULL), DT_PUT_REPLACED);
	DtStoreCounts counts;
	assert_true(dt_store_counts(store, &counts, NULL));
	assert_int_equal(counts.documents, 1);
	assert_int_equal(counts.events, 1);
	assert_int_equal(counts.pairs, 1);
	assert_int_equal(counts.days.from, day);
	assert_sound(store);
	dt_store_close(store);
	dt_arena_free(arena);
}

// An attack whose id and link are its own.
static DtDocument *attack_named(DtArena *arena, const char *id, const char *actor, const char *recipient, DtDate day,
                                const char *event) {
	DtDocument *document = attack(arena, id, actor, recipient, day, 0);
	document->events->id = document->events->link = dt_slice_of(event);
	return document;
}

typedef struct Links {
	char links[8][17], about[8][17];
	size_t count;
} Links;

static bool take_link(void *context, const DtRecord *record) {
	Links *links = context;
	snprintf(links->links[links->count], 17, "%.*s", DT_SLICE_ARGS(record->link));
	snprintf(links->about[links->count++], 17, "%.*s", DT_SLICE_ARGS(record->about));
	return links->count < 8;
}

static Links links_of(DtStore *store, const char *document) {
	Links links = {0};
	DtEventQuery query = {.document = dt_slice_of(document), .days = always};
	assert_true(dt_store_events(store, &query, take_link, &links, NULL));
	return links;
}

static void documents_share_a_happening(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtStore *store = opened(DT_STORE_WRITE);
	DtDate day = dt_date_from_civil(2019, 2, 26);
	for (int again = 0; again < 2; again++) { // in one batch, then put again one by one
		dt_store_set_coder(store, dt_slice_of(again ? "coder 2" : "coder 1"));
		if (!again) assert_true(dt_store_begin(store, NULL));
		assert_int_not_equal(dt_store_put(store, attack_named(arena, "1", "IND", "PAK", day, "00000000000000a1"), NULL),
		                     DT_PUT_FAILED);
		DtDocument *second = attack_named(arena, "2", "IND", "PAK", day, "00000000000000a2");
		assert_int_not_equal(dt_store_put(store, second, NULL), DT_PUT_FAILED);
		DtDocument *next_day = attack_named(arena, "3", "IND", "PAK", day + 1, "00000000000000a3");
		next_day->events->about = dt_slice_of("00000000000000a3");
		assert_int_not_equal(dt_store_put(store, next_day, NULL), DT_PUT_FAILED);
		DtDocument *back = attack_named(arena, "4", "PAK", "IND", day, "00000000000000a4");
		assert_int_not_equal(dt_store_put(store, back, NULL), DT_PUT_FAILED);
		if (!again) assert_true(dt_store_commit(store, NULL));
		assert_string_equal(links_of(store, "1").links[0], "00000000000000a1");
		assert_string_equal(links_of(store, "2").links[0], "00000000000000a1");
		assert_string_equal(links_of(store, "3").links[0], "00000000000000a3");
		assert_string_equal(links_of(store, "4").links[0], "00000000000000a4");
		assert_sound(store);
	}
	dt_store_close(store);
	dt_arena_free(arena);
}

static void denials_are_about_what_others_told(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtStore *store = opened(DT_STORE_WRITE);
	DtDate day = dt_date_from_civil(2019, 2, 26);
	DtDocument *told = attack_named(arena, "told", "IND", "PAK", day, "00000000000000a1");
	assert_int_equal(dt_store_put(store, told, NULL), DT_PUT_ADDED);
	DtDocument *denied = attack_named(arena, "denied", "IND", "PAK", day + 1, "00000000000000a2");
	denied->events->auxiliary = DT_AUXILIARY_NEGATION;
	assert_int_equal(dt_store_put(store, denied, NULL), DT_PUT_ADDED);
	DtDocument *other = attack_named(arena, "other", "IND", "CHN", day + 1, "00000000000000a3");
	other->events->auxiliary = DT_AUXILIARY_NEGATION;
	assert_int_equal(dt_store_put(store, other, NULL), DT_PUT_ADDED);
	assert_string_equal(links_of(store, "denied").about[0], "00000000000000a1");
	assert_string_equal(links_of(store, "denied").links[0], "00000000000000a2");
	assert_string_equal(links_of(store, "other").about[0], "");
	assert_sound(store);
	dt_store_close(store);
	dt_arena_free(arena);
}

static void standings_are_kept_apart(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtStore *store = opened(DT_STORE_WRITE);
	DtDate day = dt_date_from_civil(2024, 11, 26);
	static const uint8_t marks[] = {0, DT_AUXILIARY_NEGATION, DT_AUXILIARY_HYPOTHETICAL, DT_AUXILIARY_FUTURE,
	                                DT_AUXILIARY_HISTORICAL};
	for (int i = 0; i < 5; i++) {
		DtSlice id = dt_arena_format(arena, "document %d", i);
		assert_int_equal(dt_store_put(store, attack(arena, id.data, "USA", "PRK", day, marks[i]), NULL), DT_PUT_ADDED);
	}
	DtDocument *vague = attack(arena, "vague", "USA", "PRK", day, 0);
	vague->events->days = dt_date_year_span(2024);
	vague->events->precision = DT_PRECISION_YEAR;
	assert_int_equal(dt_store_put(store, vague, NULL), DT_PUT_ADDED);
	DtSeriesRow sum = sum_of(store, "USA", "PRK");
	for (int i = 0; i < DT_REALITY_COUNT; i++) assert_int_equal(sum.counts[i], 1);
	assert_true(sum.score == -9 && sum.goldstein < 0);
	assert_sound(store);
	dt_store_close(store);
	dt_arena_free(arena);
}

static bool count_event(void *context, const DtRecord *record) {
	assert_true(record->actor_count >= 1 && record->text.length > 0);
	assert_int_equal(record->category, DT_CATEGORY_ASSAULT);
	assert_true(dt_slice_starts(record->json, "{\"id\":"));
	++*(int *)context;
	return true;
}

static int events_of(DtStore *store, const char *actor, const char *recipient, bool either, DtDateSpan days) {
	int count = 0;
	DtEventQuery query = {
		.actor = dt_slice_of(actor), .recipient = dt_slice_of(recipient), .either_way = either, .days = days};
	assert_true(dt_store_events(store, &query, count_event, &count, NULL));
	return count;
}

static bool first_pair(void *context, const DtPairRow *row) {
	snprintf(context, 16, DT_SLICE_FORMAT "-" DT_SLICE_FORMAT " %d", DT_SLICE_ARGS(row->actor),
	         DT_SLICE_ARGS(row->recipient), (int)row->counts[DT_REALITY_FACT]);
	return false;
}

static void events_are_found_by_who_whom_and_when(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtStore *store = opened(DT_STORE_WRITE);
	DtDate day = dt_date_from_civil(2019, 2, 26);
	assert_true(dt_store_begin(store, NULL));
	dt_store_put(store, attack(arena, "a", "IND", "PAK", day, 0), NULL);
	dt_store_put(store, attack(arena, "b", "PAK", "IND", day + 1, 0), NULL);
	dt_store_put(store, attack(arena, "c", "SYR", "TUR", day + 2, 0), NULL);
	DtDocument *both = attack(arena, "d", "KOR", "PRK", day, 0);
	both->events->symmetric = true;
	both->events->actor_count = 2;
	both->events->recipient_count = 0;
	DtParty parties[] = {*both->events->actors, *both->events->recipients};
	both->events->actors = parties;
	dt_store_put(store, both, NULL);
	assert_true(dt_store_commit(store, NULL));
	assert_int_equal(events_of(store, "IND", "PAK", false, always), 1);
	assert_int_equal(events_of(store, "IND", "PAK", true, always), 2);
	assert_int_equal(events_of(store, "IND", "PAK", true, (DtDateSpan){day + 1, DT_DATE_NONE}), 1);
	assert_int_equal(events_of(store, "IND", "PAK", true, (DtDateSpan){DT_DATE_NONE, day - 1}), 0);
	assert_int_equal(events_of(store, "IND", NULL, false, always), 1);
	assert_int_equal(events_of(store, "IND", NULL, true, always), 2);
	assert_int_equal(events_of(store, NULL, "IND", false, always), 1);
	assert_int_equal(events_of(store, NULL, "KOR", false, always), 1);
	assert_int_equal(events_of(store, NULL, NULL, false, always), 4);
	assert_int_equal(sum_of(store, "KOR", "PRK").counts[0], 1);
	assert_int_equal(sum_of(store, "PRK", "KOR").counts[0], 1);
	char pair[16] = "";
	assert_true(dt_store_pairs(store, always, 10, first_pair, pair, NULL));
	assert_string_equal(pair, "IND-PAK 2");
	assert_sound(store);
	dt_store_close(store);
	dt_arena_free(arena);
}

static bool take_document(void *context, const DtDocumentRow *row) {
	DtBuffer *seen = context;
	dt_buffer_format(seen, DT_SLICE_FORMAT ":" DT_SLICE_FORMAT ":%d ", DT_SLICE_ARGS(row->name),
	                 DT_SLICE_ARGS(row->text), (int)row->events);
	return true;
}

static void texts_are_kept_without_their_titles(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtStore *store = opened(DT_STORE_WRITE);
	DtBuffer seen = {0};
	DtDocument *titled = attack(arena, "two", "PAK", "IND", 101, 0);
	titled->text = dt_slice_of("Title\n\nIt happened.");
	titled->prefix_length = 7;
	assert_int_equal(dt_store_put(store, attack(arena, "one", "IND", "PAK", 100, 0), NULL), DT_PUT_ADDED);
	assert_int_equal(dt_store_put(store, titled, NULL), DT_PUT_ADDED);
	assert_true(dt_store_documents(store, &(DtDocumentQuery){0}, take_document, &seen, NULL));
	assert_string_equal(seen.data, "two:It happened.:1 one:IND attacked PAK.:1 ");
	dt_buffer_reset(&seen);
	assert_true(dt_store_documents(store, &(DtDocumentQuery){.limit = 1, .skip = 1}, take_document, &seen, NULL));
	assert_string_equal(seen.data, "one:IND attacked PAK.:1 ");
	dt_buffer_clear(&seen);
	dt_store_close(store);
	dt_arena_free(arena);
}

static bool take_dyad(void *context, const DtDyadRow *row) {
	DtBuffer *seen = context;
	dt_buffer_format(seen, DT_SLICE_FORMAT ">" DT_SLICE_FORMAT ":%s:%d ", DT_SLICE_ARGS(row->actor),
	                 DT_SLICE_ARGS(row->recipient), dt_category_name((DtCategory)row->category), (int)row->facts);
	return true;
}

static void dyads_are_counted_each_way(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtStore *store = opened(DT_STORE_WRITE);
	DtBuffer seen = {0};
	dt_store_put(store, attack(arena, "one", "IND", "PAK", 100, 0), NULL);
	dt_store_put(store, attack(arena, "two", "PAK", "IND", 101, 0), NULL);
	dt_store_put(store, attack(arena, "three", "IND", "PAK", 102, 0), NULL);
	dt_store_put(store, attack(arena, "denied", "IND", "CHN", 102, DT_AUXILIARY_NEGATION), NULL);
	assert_true(dt_store_dyads(store, always, take_dyad, &seen, NULL));
	assert_string_equal(seen.data, "IND>PAK:ASSAULT:2 PAK>IND:ASSAULT:1 ");
	dt_buffer_reset(&seen);
	assert_true(dt_store_dyads(store, (DtDateSpan){101, 102}, take_dyad, &seen, NULL));
	assert_string_equal(seen.data, "IND>PAK:ASSAULT:1 PAK>IND:ASSAULT:1 ");
	dt_buffer_clear(&seen);
	dt_store_close(store);
	dt_arena_free(arena);
}

static void a_batch_is_all_or_nothing(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtStore *store = opened(DT_STORE_WRITE);
	assert_true(dt_store_begin(store, NULL));
	dt_store_put(store, attack(arena, "a", "IND", "PAK", 0, 0), NULL);
	DtStore *reader = opened(DT_STORE_READ);
	assert_int_equal(events_of(reader, NULL, NULL, false, always), 0);
	dt_store_rollback(store);
	assert_int_equal(events_of(store, NULL, NULL, false, always), 0);
	assert_true(dt_store_begin(store, NULL));
	dt_store_put(store, attack(arena, "a", "IND", "PAK", 0, 0), NULL);
	assert_true(dt_store_commit(store, NULL));
	assert_int_equal(events_of(reader, NULL, NULL, false, always), 1);
	dt_store_close(reader);
	dt_store_close(store);
	dt_arena_free(arena);
}

// A sum stays exact however often documents come and go.
static void sums_survive_any_order_of_changes(void **state) {
	(void)state;
	static const char *const codes[] = {"USA", "CHN", "RUS", "UKR"};
	DtStore *store = opened(DT_STORE_WRITE);
	unsigned seed = 7;
	assert_true(dt_store_begin(store, NULL));
	for (int i = 0; i < 600; i++) {
		DtArena *arena = dt_arena_new();
		seed = seed * 1103515245u + 12345u;
		unsigned r = seed >> 8;
		DtSlice id = dt_arena_format(arena, "document %u", r % 40);
		DtDocument *document = attack(arena, id.data, codes[r / 40 % 4], codes[r / 160 % 4], (DtDate)(r / 640 % 5),
		                              (uint8_t)(r / 3200 % 16));
		document->events->category = (uint8_t)(1 + r / 51200 % (DT_CATEGORY_COUNT - 1));
		document->event_count = r / 7 % 2;
		assert_int_not_equal(dt_store_put(store, document, NULL), DT_PUT_FAILED);
		dt_arena_free(arena);
	}
	assert_true(dt_store_commit(store, NULL));
	assert_sound(store);
	dt_store_close(store);
}

// A writer that is killed leaves whole batches and nothing else.
static void a_killed_writer_loses_no_batch(void **state) {
	(void)state;
	dt_store_close(opened(DT_STORE_WRITE));
	for (int round = 0; round < 5; round++) {
		pid_t child = fork();
		if (child == 0) {
			DtStore *store = dt_store_open(path, DT_STORE_WRITE, NULL);
			for (int batch = 0;; batch++) {
				dt_store_begin(store, NULL);
				for (int i = 0; i < 10; i++) {
					DtArena *arena = dt_arena_new();
					DtSlice id = dt_arena_format(arena, "%d/%d/%d", round, batch, i);
					dt_store_put(store, attack(arena, id.data, "IND", "PAK", i, 0), NULL);
					dt_arena_free(arena);
				}
				if (!dt_store_commit(store, NULL)) _exit(1);
			}
		}
		usleep(30000 + 7000 * (unsigned)round);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		DtStore *store = opened(DT_STORE_WRITE);
		DtStoreCounts counts;
		assert_true(dt_store_counts(store, &counts, NULL));
		assert_int_equal(counts.documents % 10, 0);
		assert_int_equal(sum_of(store, "IND", "PAK").counts[0], counts.documents);
		assert_sound(store);
		dt_store_close(store);
	}
}

static void assert_refused(DtStoreMode mode, const char *message) {
	DtError error = {0};
	DtStore *store = dt_store_open(path, mode, &error);
	assert_null(store);
	if (!strstr(dt_error_text(&error), message) || !strstr(dt_error_text(&error), path))
		fail_msg("“%s” does not say “%s”", dt_error_text(&error), message);
	dt_error_clear(&error);
}

static void execute(const char *sql) {
	sqlite3 *database;
	assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
	assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(database);
}

static void files_that_are_no_record_are_refused(void **state) {
	(void)state;
	assert_refused(DT_STORE_READ, "No such file");
	assert_true(dt_file_write(path, dt_slice_of("Not a database, but long enough to be looked at as one."), NULL));
	assert_refused(DT_STORE_WRITE, "is no record of Detente");
	fresh(NULL);
	execute("CREATE TABLE recipes (name)");
	assert_refused(DT_STORE_WRITE, "another program");
	fresh(NULL);
	dt_store_close(opened(DT_STORE_WRITE));
	execute("PRAGMA user_version = 99");
	assert_refused(DT_STORE_READ, "newer Detente");
	assert_refused(DT_STORE_WRITE, "newer Detente");
	execute("PRAGMA user_version = 2");
	assert_refused(DT_STORE_READ, "older Detente");
	assert_refused(DT_STORE_WRITE, "older Detente");
	fresh(NULL);
	assert_true(dt_file_write(path, (DtSlice){"", 0}, NULL));
	assert_refused(DT_STORE_READ, "is empty");
	dt_store_close(opened(DT_STORE_WRITE));
	snprintf(path, sizeof path, "%s/none/events.db", folder);
	assert_refused(DT_STORE_WRITE, "No such file");
}

static void a_damaged_file_says_so(void **state) {
	(void)state;
	DtStore *store = opened(DT_STORE_WRITE);
	DtArena *arena = dt_arena_new();
	dt_store_begin(store, NULL);
	for (int i = 0; i < 500; i++) {
		DtSlice id = dt_arena_format(arena, "%d", i);
		dt_store_put(store, attack(arena, id.data, "IND", "PAK", i, 0), NULL);
	}
	assert_true(dt_store_commit(store, NULL));
	dt_store_close(store);
	DtSlice content;
	assert_true(dt_file_read(arena, path, 1 << 26, &content, NULL));
	DtSlice damaged = dt_arena_copy(arena, content);
	memset((char *)damaged.data + 8192, 0x5a, damaged.length - 8192);
	assert_true(dt_file_write(path, damaged, NULL));
	DtError error = {0};
	store = dt_store_open(path, DT_STORE_READ, &error);
	bool sound = store && dt_store_check(store, &error);
	assert_false(sound);
	assert_non_null(strstr(dt_error_text(&error), path));
	dt_error_clear(&error);
	dt_store_close(store);
	dt_arena_free(arena);
}

static void a_locked_file_says_so(void **state) {
	(void)state;
	DtStore *first = opened(DT_STORE_WRITE), *second = opened(DT_STORE_WRITE);
	DtError error = {0};
	assert_true(dt_store_begin(first, NULL));
	dt_store_set_patience(second, 20);
	assert_false(dt_store_begin(second, &error));
	assert_non_null(strstr(dt_error_text(&error), "another program is writing"));
	dt_store_rollback(first);
	assert_true(dt_store_begin(second, NULL));
	dt_store_close(second);
	dt_store_close(first);
	dt_error_clear(&error);
}

// Writes fail as on a full disk; what was committed stays.
static void a_full_disk_loses_nothing_committed(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtStore *store = opened(DT_STORE_WRITE);
	assert_int_equal(dt_store_put(store, attack(arena, "kept", "IND", "PAK", 1, 0), NULL), DT_PUT_ADDED);
	struct rlimit limit = {0}, old;
	getrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, SIG_IGN);
	limit = (struct rlimit){100000, old.rlim_max};
	setrlimit(RLIMIT_FSIZE, &limit);
	DtError error = {0};
	DtPut put = DT_PUT_ADDED;
	int added = 0;
	for (int i = 0; i < 5000 && put == DT_PUT_ADDED; i++) {
		DtSlice id = dt_arena_format(arena, "%d", i);
		put = dt_store_put(store, attack(arena, id.data, "IND", "PAK", i, 0), &error);
		added += put == DT_PUT_ADDED;
	}
	setrlimit(RLIMIT_FSIZE, &old);
	assert_int_equal(put, DT_PUT_FAILED);
	assert_non_null(strstr(dt_error_text(&error), path));
	dt_error_clear(&error);
	dt_store_close(store);
	store = opened(DT_STORE_READ);
	DtStoreCounts counts;
	assert_true(dt_store_counts(store, &counts, NULL));
	assert_int_equal(counts.documents, added + 1);
	assert_sound(store);
	dt_store_close(store);
	dt_arena_free(arena);
}

static void a_file_that_may_not_be_written_is_read(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtStore *store = opened(DT_STORE_WRITE);
	dt_store_put(store, attack(arena, "a", "IND", "PAK", 1, 0), NULL);
	dt_store_close(store);
	chmod(path, 0444);
	store = opened(DT_STORE_READ);
	assert_int_equal(events_of(store, "IND", NULL, false, always), 1);
	dt_store_close(store);
	dt_arena_free(arena);
}

int main(void) {
	if (!mkdtemp(folder)) return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(same_content_changes_nothing, fresh),
		cmocka_unit_test_setup(documents_share_a_happening, fresh),
		cmocka_unit_test_setup(denials_are_about_what_others_told, fresh),
		cmocka_unit_test_setup(standings_are_kept_apart, fresh),
		cmocka_unit_test_setup(events_are_found_by_who_whom_and_when, fresh),
		cmocka_unit_test_setup(texts_are_kept_without_their_titles, fresh),
		cmocka_unit_test_setup(dyads_are_counted_each_way, fresh),
		cmocka_unit_test_setup(a_batch_is_all_or_nothing, fresh),
		cmocka_unit_test_setup(sums_survive_any_order_of_changes, fresh),
		cmocka_unit_test_setup(a_killed_writer_loses_no_batch, fresh),
		cmocka_unit_test_setup(files_that_are_no_record_are_refused, fresh),
		cmocka_unit_test_setup(a_damaged_file_says_so, fresh),
		cmocka_unit_test_setup(a_locked_file_says_so, fresh),
		cmocka_unit_test_setup(a_full_disk_loses_nothing_committed, fresh),
		cmocka_unit_test_setup(a_file_that_may_not_be_written_is_read, fresh),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	fresh(NULL);
	rmdir(folder);
	return failed;
}
