// SPDX-License-Identifier: Apache-2.0

#include "relations/series.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/test.h"
#include "relations/shifts.h"

static char folder[] = "/tmp/detente-relations-XXXXXX";
static char path[sizeof folder + 32];

static void remove_record(void) {
	static const char *const endings[] = {"", "-wal", "-shm"};
	for (int i = 0; i < 3; i++) {
		char name[sizeof path + 8];
		snprintf(name, sizeof name, "%s%s", path, endings[i]);
		unlink(name);
	}
}

static DtStore *opened(void) {
	DtError error = {0};
	snprintf(path, sizeof path, "%s/events.db", folder);
	DtStore *store = dt_store_open(path, DT_STORE_WRITE, &error);
	if (!store) fail_msg("%s", dt_error_text(&error));
	assert_true(dt_store_begin(store, NULL));
	return store;
}

typedef struct Deed {
	const char *actor, *recipient;
	DtCategory category;
	DtDate day;
	uint8_t auxiliary;
	const char *text, *link;
} Deed;

static int number;

static void add(DtStore *store, Deed deed) {
	char id[24];
	DtRecordParty actor = {.code = dt_slice_of(deed.actor)}, recipient = {.code = dt_slice_of(deed.recipient)};
	snprintf(id, sizeof id, "%d", ++number);
	DtRecord record = {.id = dt_slice_of(id),
	                   .document = dt_slice_of("table"),
	                   .category = (uint8_t)deed.category,
	                   .auxiliary = deed.auxiliary,
	                   .days = {deed.day, deed.day},
	                   .confidence = 0.9f,
	                   .text = dt_slice_of(deed.text),
	                   .sequence = (uint32_t)number,
	                   .link = dt_slice_of(deed.link),
	                   .actors = &actor,
	                   .recipients = &recipient,
	                   .actor_count = 1,
	                   .recipient_count = 1};
	DtError error = {0};
	if (dt_store_put_record(store, &record, &error) != DT_PUT_ADDED) fail_msg("%s", dt_error_text(&error));
}

static const DtDateSpan always = {DT_DATE_NONE, DT_DATE_NONE};

static DtSeries read_series(DtArena *arena, DtStore *store, bool directed, DtPeriod period, DtDateSpan days) {
	DtSeriesQuery query = {.actor = dt_slice_of("USA"),
	                       .recipient = dt_slice_of("PRK"),
	                       .directed = directed,
	                       .period = period,
	                       .days = days};
	DtSeries series;
	DtError error = {0};
	if (!dt_series_read(arena, store, &query, NULL, &series, &error)) fail_msg("%s", dt_error_text(&error));
	return series;
}

static void periods_are_whole(void **state) {
	(void)state;
	DtDate day = dt_date_from_civil(2024, 2, 15); // a Thursday
	assert_int_equal(dt_period_span(DT_PERIOD_WEEK, day).from, dt_date_from_civil(2024, 2, 12));
	assert_int_equal(dt_period_span(DT_PERIOD_MONTH, day).to, dt_date_from_civil(2024, 2, 29));
	assert_int_equal(dt_period_span(DT_PERIOD_QUARTER, day).to, dt_date_from_civil(2024, 3, 31));
	assert_int_equal(dt_period_span(DT_PERIOD_YEAR, day).from, dt_date_from_civil(2024, 1, 1));
	DtPeriod period;
	assert_true(dt_period_find(dt_slice_of("quarter"), &period));
	assert_int_equal(period, DT_PERIOD_QUARTER);
	assert_false(dt_period_find(dt_slice_of("fortnight"), &period));
}

static void facts_are_counted_and_the_rest_apart(void **state) {
	(void)state;
	DtStore *store = opened();
	DtArena *arena = dt_arena_new();
	DtDate day = dt_date_from_civil(2018, 3, 8);
	add(store, (Deed){"USA", "PRK", DT_CATEGORY_CONSULT, day, 0, "", ""});
	add(store, (Deed){"USA", "PRK", DT_CATEGORY_THREATEN, day + 1, 0, "", ""});
	add(store, (Deed){"PRK", "USA", DT_CATEGORY_ASSAULT, day + 35, 0, "", ""});
	add(store, (Deed){"USA", "PRK", DT_CATEGORY_ASSAULT, day, DT_AUXILIARY_HYPOTHETICAL, "", ""});
	add(store, (Deed){"USA", "PRK", DT_CATEGORY_AGREE, day, DT_AUXILIARY_NEGATION, "", ""});
	assert_true(dt_store_commit(store, NULL));

	DtSeries series = read_series(arena, store, false, DT_PERIOD_WEEK, always);
	assert_int_equal(series.count, 6); // the weeks between are there, empty
	const DtPoint *first = &series.points[0];
	assert_int_equal(first->days.from, dt_date_from_civil(2018, 3, 5));
	assert_int_equal(first->realities[DT_REALITY_FACT], 2);
	assert_int_equal(first->realities[DT_REALITY_HYPOTHETICAL], 1);
	assert_int_equal(first->realities[DT_REALITY_NEGATED], 1);
	assert_int_equal(first->categories[DT_CATEGORY_ASSAULT], 0);
	assert_int_equal(first->quads[1], 1);
	assert_int_equal(first->quads[3], 1);
	assert_true(fabs(dt_point_balance(first, DT_WEIGHTS_PLOVER) - (2.5 - 3.5) / 2) < 1e-9);
	assert_int_equal(dt_point_conflict(&series.points[5]), 1);
	assert_true(dt_point_balance(&series.points[3], DT_WEIGHTS_PLOVER) == 0);

	series = read_series(arena, store, true, DT_PERIOD_MONTH, always);
	assert_int_equal(series.count, 1); // what PRK did is not in it
	assert_int_equal(series.points[0].realities[DT_REALITY_FACT], 2);

	DtDateSpan days = {day + 1, day + 20};
	series = read_series(arena, store, false, DT_PERIOD_WEEK, days);
	assert_int_equal(series.count, 4); // cut at both ends
	assert_int_equal(series.points[0].days.from, day + 1);
	assert_int_equal(series.points[3].days.to, day + 20);
	assert_int_equal(series.points[0].realities[DT_REALITY_FACT], 1);
	days = (DtDateSpan){day + 2, day + 20};
	assert_int_equal(read_series(arena, store, false, DT_PERIOD_WEEK, days).count, 0); // no fact
	dt_arena_free(arena);
	dt_store_close(store);
	remove_record();
}

// One event of several parties with sectors.
static void add_parties(DtStore *store, const char *id, DtCategory category, DtDate day, bool symmetric,
                        const char *const *actors, uint32_t actor_count, const char *const *recipients,
                        uint32_t recipient_count, const char *link, const char *publication) {
	DtRecordParty sides[2][4] = {0};
	const char *const *const given[2] = {actors, recipients};
	const uint32_t counts[2] = {actor_count, recipient_count};
	for (int side = 0; side < 2; side++) {
		for (uint32_t i = 0; i < counts[side]; i++) {
			DtSlice sector = dt_slice_of(given[side][i]), code = {0};
			dt_slice_split(&sector, ':', &code);
			sides[side][i] = (DtRecordParty){.code = code, .sector = sector};
		}
	}
	DtRecord record = {.id = dt_slice_of(id),
	                   .document = dt_slice_of("made"),
	                   .category = (uint8_t)category,
	                   .days = {day, day},
	                   .confidence = 0.5f,
	                   .symmetric = symmetric,
	                   .link = dt_slice_of(link),
	                   .publication = dt_slice_of(publication),
	                   .actors = sides[0],
	                   .recipients = sides[1],
	                   .actor_count = actor_count,
	                   .recipient_count = recipient_count};
	DtError error = {0};
	if (dt_store_put_record(store, &record, &error) != DT_PUT_ADDED) fail_msg("%s", dt_error_text(&error));
}

static DtPoint whole(DtArena *arena, DtStore *store, DtSeriesQuery query) {
	DtSeries series;
	DtError error = {0};
	query.period = DT_PERIOD_YEAR;
	query.days = always;
	if (!dt_series_read(arena, store, &query, NULL, &series, &error)) fail_msg("%s", dt_error_text(&error));
	return series.count ? series.points[0] : (DtPoint){0};
}

static uint32_t facts_between(DtArena *arena, DtStore *store, const char *actor, const char *recipient, bool directed) {
	DtSeriesQuery query = {.actor = dt_slice_of(actor), .recipient = dt_slice_of(recipient), .directed = directed};
	uint32_t facts = whole(arena, store, query).realities[DT_REALITY_FACT];
	// The events by themselves say the same as the daily sums.
	query.sources = true;
	assert_int_equal(whole(arena, store, query).realities[DT_REALITY_FACT], facts);
	return facts;
}

static void sides_may_be_sectors_and_groups(void **state) {
	(void)state;
	DtStore *store = opened();
	DtArena *arena = dt_arena_new();
	DtDate day = dt_date_from_civil(2015, 6, 1);
	static const char *const rebels[] = {"SYR:REB"}, *const army[] = {"SYR:GOV;MIL"}, *const russia[] = {"RUS:MIL"},
							 *const allies[] = {"FRA:GOV", "DEU:GOV"},
							 *const talks[] = {"RUS:GOV", "FRA:GOV", "DEU:GOV"};
	add_parties(store, "a", DT_CATEGORY_ASSAULT, day, false, rebels, 1, army, 1, "", "");
	add_parties(store, "b", DT_CATEGORY_ASSAULT, day, false, army, 1, rebels, 1, "", "");
	add_parties(store, "c", DT_CATEGORY_ASSAULT, day, false, russia, 1, rebels, 1, "", "");
	add_parties(store, "d", DT_CATEGORY_ACCUSE, day + 1, false, allies, 2, russia, 1, "", "");
	add_parties(store, "e", DT_CATEGORY_CONSULT, day + 2, true, talks, 3, NULL, 0, "", "");
	assert_true(dt_store_commit(store, NULL));
	assert_int_equal(facts_between(arena, store, "SYR", "SYR", false), 2);
	assert_int_equal(facts_between(arena, store, "SYR:REB", "SYR:GOV", true), 1);
	assert_int_equal(facts_between(arena, store, "SYR:REB", "SYR:MIL", false), 2);
	assert_int_equal(facts_between(arena, store, "SYR:REB", "SYR:REB", false), 0);
	assert_int_equal(facts_between(arena, store, "RUS", "SYR:REB", true), 1);
	assert_int_equal(facts_between(arena, store, "RUS", "SYR:GOV", false), 0);
	// A meeting counts in either direction, and once in both.
	assert_int_equal(facts_between(arena, store, "RUS", "FRA", true), 1);
	assert_int_equal(facts_between(arena, store, "FRA", "RUS", true), 2);
	assert_int_equal(facts_between(arena, store, "FRA", "RUS", false), 2);
	// What two of a group did together is one event of the group.
	assert_int_equal(facts_between(arena, store, "FRA+DEU", "RUS", true), 2);
	assert_int_equal(facts_between(arena, store, "RUS", "DEU+FRA", false), 2);
	assert_int_equal(facts_between(arena, store, "FRA:GOV+DEU:MIL", "RUS:MIL", true), 1);
	assert_true(dt_store_check(store, NULL));
	dt_arena_free(arena);
	dt_store_close(store);
	remove_record();
}

static void happenings_count_once(void **state) {
	(void)state;
	DtStore *store = opened();
	DtArena *arena = dt_arena_new();
	DtDate day = dt_date_from_civil(2020, 1, 3);
	static const char *const usa[] = {"USA"}, *const iran[] = {"IRN"};
	add_parties(store, "1", DT_CATEGORY_ASSAULT, day, false, usa, 1, iran, 1, "strike", "Paper");
	add_parties(store, "2", DT_CATEGORY_ASSAULT, day + 1, false, usa, 1, iran, 1, "strike", "Paper");
	add_parties(store, "3", DT_CATEGORY_ASSAULT, day + 1, false, usa, 1, iran, 1, "strike", "Gazette");
	add_parties(store, "4", DT_CATEGORY_ACCUSE, day + 1, false, iran, 1, usa, 1, "", "Gazette");
	add_parties(store, "5", DT_CATEGORY_ACCUSE, day + 1, false, iran, 1, usa, 1, "", "Gazette"); // told again
	add_parties(store, "6", DT_CATEGORY_ACCUSE, day + 2, false, iran, 1, usa, 1, "", "");
	assert_true(dt_store_commit(store, NULL));
	DtSeriesQuery query = {.actor = dt_slice_of("USA"), .recipient = dt_slice_of("IRN")};
	DtPoint point = whole(arena, store, query);
	assert_int_equal(point.realities[DT_REALITY_FACT], 6);
	assert_int_equal(point.happenings, 4); // by day: the strike on two, the charges on two
	query.by_happening = query.sources = true;
	point = whole(arena, store, query);
	assert_int_equal(point.realities[DT_REALITY_FACT], 3);
	assert_int_equal(point.quads[4], 1);
	assert_int_equal(point.publications, 2);
	DtEpisode *episodes;
	size_t count;
	DtBetween between = {query.actor, query.recipient, true, always};
	assert_true(dt_episodes_find(arena, store, &between, DT_WEIGHTS_PLOVER, 5, &episodes, &count, NULL));
	assert_int_equal(count, 3);
	assert_int_equal(episodes[0].events, 3);
	assert_int_equal(episodes[0].category, DT_CATEGORY_ASSAULT);
	dt_arena_free(arena);
	dt_store_close(store);
	remove_record();
}

static void a_gap_in_the_record_is_no_silence(void **state) {
	(void)state;
	DtStore *store = opened();
	DtArena *arena = dt_arena_new();
	DtDate monday = dt_date_from_civil(2017, 1, 2);
	for (int day = 0; day < 7 * 60; day++) {
		bool gap = day / 7 >= 30 && day / 7 < 34;
		for (int i = 0; i < 40 && !gap; i++)
			add(store, (Deed){"FRA", "DEU", DT_CATEGORY_CONSULT, monday + day, 0, "", ""});
		for (int i = 0; i < 2 && !gap; i++)
			add(store, (Deed){"USA", "PRK", i ? DT_CATEGORY_CONSULT : DT_CATEGORY_ACCUSE, monday + day, 0, "", ""});
	}
	assert_true(dt_store_commit(store, NULL));
	DtVolume volume;
	DtSeries series;
	assert_true(dt_volume_read(arena, store, always, &volume, NULL));
	DtSeriesQuery query = {
		.actor = dt_slice_of("USA"), .recipient = dt_slice_of("PRK"), .period = DT_PERIOD_WEEK, .days = always};
	assert_true(dt_series_read(arena, store, &query, &volume, &series, NULL));
	assert_true(series.points[31].exposure == 0 && series.points[29].exposure > 0.9);
	assert_int_equal(dt_shifts_find(arena, &series).count, 0);
	assert_true(dt_series_read(arena, store, &query, NULL, &series, NULL));
	assert_true(dt_shifts_find(arena, &series).count > 0); // taken for silence, it is one
	dt_arena_free(arena);
	dt_store_close(store);
	remove_record();
}

static void small_counts_are_shrunk(void **state) {
	(void)state;
	enum { WEEKS = 60 };
	DtArena *arena = dt_arena_new();
	DtSeries series = {.period = DT_PERIOD_WEEK, .count = WEEKS};
	series.points = DT_NEW_ARRAY(arena, DtPoint, WEEKS);
	for (uint32_t i = 0; i < WEEKS; i++) {
		DtPoint *point = &series.points[i];
		point->quads[1] = 20 + i % 7;
		point->quads[4] = 5 + i % 5;
		point->exposure = 1;
	}
	series.points[10].quads[1] = 0;
	series.points[10].quads[4] = 1;
	series.points[20].quads[1] = 0;
	series.points[20].quads[4] = 40;
	series.points[30].quads[1] = series.points[30].quads[4] = 0;
	for (uint32_t i = 0; i < WEEKS; i++)
		series.points[i].realities[DT_REALITY_FACT] = series.points[i].quads[1] + series.points[i].quads[4];
	dt_series_estimate(&series);
	const DtPoint *one = &series.points[10], *forty = &series.points[20], *none = &series.points[30];
	assert_true(one->share.mean > none->share.mean && one->share.mean < 0.6);
	assert_true(forty->share.mean > 0.6 && forty->share.low > 0.5);
	assert_true(none->share.high - none->share.low > forty->share.high - forty->share.low);
	assert_true(none->events.mean > 0 && none->events.low < none->events.mean && none->events.mean < none->events.high);
	dt_arena_free(arena);
}

// Two years of weeks: quarrels, then, from a Monday on, talks.
static DtDate add_thaw(DtStore *store) {
	DtDate monday = dt_date_from_civil(2017, 1, 2);
	for (int week = 0; week < 104; week++) {
		for (int i = 0; i < 6 + week % 3; i++) {
			bool friendly = week < 60 ? i == 0 : i != 0;
			DtCategory category = friendly ? DT_CATEGORY_CONSULT : DT_CATEGORY_THREATEN;
			bool from_usa = (i + week) % 2 == 0;
			add(store, (Deed){from_usa ? "USA" : "PRK", from_usa ? "PRK" : "USA", category, monday + 7 * week + i, 0,
			                  "Words were exchanged.", ""});
		}
		for (int i = 0; i < 40; i++)
			add(store, (Deed){"FRA", "DEU", DT_CATEGORY_CONSULT, monday + 7 * week + i % 7, 0, "", ""});
	}
	DtDate turn = monday + 7 * 60;
	for (int i = 0; i < 5; i++)
		add(store,
		    (Deed){"USA", "PRK", DT_CATEGORY_AGREE, turn + i, 0, i == 2 ? "They signed a treaty." : "", "treaty"});
	return turn;
}

static void a_thaw_is_found_dated_and_told(void **state) {
	(void)state;
	DtStore *store = opened();
	DtArena *arena = dt_arena_new();
	DtError error = {0};
	DtDate turn = add_thaw(store);
	assert_true(dt_store_commit(store, NULL));
	DtSeriesQuery query = {.actor = dt_slice_of("USA"),
	                       .recipient = dt_slice_of("PRK"),
	                       .directed = false,
	                       .period = DT_PERIOD_WEEK,
	                       .days = always};
	DtSeries series;
	DtVolume volume;
	assert_true(dt_volume_read(arena, store, always, &volume, &error));
	assert_int_equal(volume.first, dt_date_from_civil(2017, 1, 2));
	assert_true(dt_series_read(arena, store, &query, &volume, &series, &error));
	assert_int_equal(series.count, 104);
	assert_true(fabs(series.points[50].exposure - 1) < 0.02); // the own events are no background
	DtShifts shifts = dt_shifts_find(arena, &series);
	assert_int_equal(shifts.count, 1);
	assert_true(shifts.shifts[0].tone && !shifts.shifts[0].volume);
	assert_int_equal(shifts.shifts[0].date, turn);
	assert_true(shifts.shifts[0].share_change < -0.5 && shifts.shifts[0].probability > 0.99);
	assert_true(dt_shifts_explain(arena, store, &series, DT_WEIGHTS_PLOVER, 3, &shifts, &error));
	assert_int_equal(shifts.shifts[0].episode_count, 3);
	const DtEpisode *first = &shifts.shifts[0].episodes[0];
	assert_int_equal(first->events, 5);
	assert_int_equal(first->category, DT_CATEGORY_AGREE);
	DtBuffer buffer = {0};
	dt_relations_write_json(&buffer, &series, &shifts, DT_WEIGHTS_PLOVER, NULL);
	assert_non_null(strstr(buffer.data, "\"shifts\":[{\"kind\":\"tone\",\"date\":\"2018-02-26\""));
	dt_buffer_clear(&buffer);
	dt_arena_free(arena);
	dt_store_close(store);
	remove_record();
}

typedef struct Sum {
	char key[40];
	double weight;
} Sum;

static int heavier_first(const void *left, const void *right) {
	double a = ((const Sum *)left)->weight, b = ((const Sum *)right)->weight;
	return (a < b) - (a > b);
}

// The strongest of the world are those that counting everything gives.
static void the_strongest_of_the_world_are_found(void **state) {
	(void)state;
	enum { KEYS = 4000, WANTED = 5 };
	static const char *const codes[] = {"CHN", "DEU", "FRA", "IND", "PAK", "RUS", "USA"};
	static Sum sums[KEYS];
	unsigned seed = 11;
	DtDate first = dt_date_from_civil(2020, 3, 1);
	for (int round = 0; round < 6; round++) {
		DtStore *store = opened();
		DtArena *arena = dt_arena_new();
		size_t count = 0;
		memset(sums, 0, sizeof sums);
		for (int i = 0; i < 1500; i++) {
			seed = seed * 1103515245u + 12345u;
			unsigned r = seed >> 8, a = r % 7, b = (a + 1 + r / 7 % 6 % (round % 2 ? 6 : 2)) % 7;
			DtCategory category = (DtCategory)(1 + r / 42 % (DT_CATEGORY_COUNT - 1));
			DtDate day = first + (DtDate)(r / 1000 % 31);
			Sum sum = {.weight = fabs(dt_event_score(category, 0)) * (double)0.9f};
			add(store, (Deed){codes[a], codes[b], category, day, 0, "", ""});
			snprintf(sum.key, sizeof sum.key, "%u %u %d %d", a, b, category, day);
			size_t at = 0;
			while (at < count && strcmp(sums[at].key, sum.key) != 0) at++;
			if (at == count) sums[count++] = (Sum){0};
			memcpy(sums[at].key, sum.key, sizeof sum.key);
			sums[at].weight += sum.weight;
		}
		assert_true(dt_store_commit(store, NULL));
		qsort(sums, count, sizeof *sums, heavier_first);
		DtBetween world = {.days = {first, first + 30}};
		DtEpisode *episodes;
		size_t found;
		assert_true(dt_episodes_find(arena, store, &world, DT_WEIGHTS_PLOVER, WANTED, &episodes, &found, NULL));
		assert_int_equal(found, WANTED);
		for (size_t i = 0; i < WANTED; i++) assert_true(fabs(episodes[i].weight - sums[i].weight) < 1e-4);
		assert_true(dt_store_check(store, NULL));
		dt_arena_free(arena);
		dt_store_close(store);
		remove_record();
	}
}

static void mentions_stand_with_the_evidence(void **state) {
	(void)state;
	DtStore *store = opened();
	DtArena *arena = dt_arena_new();
	DtDate day = dt_date_from_civil(2020, 3, 1);
	DtRecordParty actor = {.code = dt_slice_of("USA")}, recipient = {.code = dt_slice_of("PRK")};
	DtRecord record = {.id = dt_slice_of("871"),
	                   .document = dt_slice_of("table"),
	                   .category = DT_CATEGORY_AID,
	                   .days = {day, day},
	                   .confidence = 1,
	                   .actors = &actor,
	                   .recipients = &recipient,
	                   .actor_count = 1,
	                   .recipient_count = 1};
	assert_int_equal(dt_store_put_record(store, &record, NULL), DT_PUT_ADDED);
	static const char *const outlets[] = {"one.example", "two.example", "one.example"};
	for (int i = 0; i < 3; i++) {
		char url[] = "https://0";
		url[sizeof url - 2] = (char)('0' + i);
		DtTold told = {871, dt_slice_of(outlets[i]), dt_slice_of(url), day, 100 - i};
		bool added;
		assert_true(dt_store_put_mention(store, &told, &added, NULL) && added);
	}
	assert_true(dt_store_commit(store, NULL));
	DtBetween between = {dt_slice_of("USA"), dt_slice_of("PRK"), true, always};
	DtEpisode *episodes;
	size_t count;
	assert_true(dt_episodes_find(arena, store, &between, DT_WEIGHTS_PLOVER, 3, &episodes, &count, NULL));
	assert_int_equal(count, 1);
	assert_int_equal(episodes->mentions, 3);
	assert_int_equal(episodes->outlet_count, 2);
	assert_true(dt_slice_is(episodes->outlets[0], "one.example"));
	dt_arena_free(arena);
	dt_store_close(store);
	remove_record();
}

// A sentence of the record, with who says it: the nearest first.
static void say(DtStore *store, const char *id, DtDate day, uint8_t auxiliary, const char *kind, const char *name) {
	DtRecordParty actor = {.code = dt_slice_of("USA")}, recipient = {.code = dt_slice_of("PRK")};
	DtRecordSource sources[] = {{dt_slice_of(kind), dt_slice_of("they"), dt_slice_of(name), dt_slice_of("")},
	                            {dt_slice_of("media"), dt_slice_of("Agency"), dt_slice_of("Agency"), dt_slice_of("")}};
	DtRecord record = {.id = dt_slice_of(id),
	                   .document = dt_slice_of("table"),
	                   .category = DT_CATEGORY_AID,
	                   .auxiliary = auxiliary,
	                   .days = {day, day},
	                   .confidence = 0.5f,
	                   .actors = &actor,
	                   .recipients = &recipient,
	                   .actor_count = 1,
	                   .recipient_count = 1,
	                   .sources = sources,
	                   .source_count = *kind ? 2 : 0};
	assert_int_equal(dt_store_put_record(store, &record, NULL), DT_PUT_ADDED);
}

static void what_is_said_knows_by_whom(void **state) {
	(void)state;
	DtStore *store = opened();
	DtArena *arena = dt_arena_new();
	DtDate day = dt_date_from_civil(2020, 3, 1);
	say(store, "a", day, 0, "government", "Ministry");
	say(store, "b", day, 0, "anonymous", "");
	say(store, "c", day + 1, 0, "", "");
	say(store, "d", day + 1, DT_AUXILIARY_HYPOTHETICAL, "government", "Ministry");
	assert_true(dt_store_commit(store, NULL));
	DtSeries series = read_series(arena, store, false, DT_PERIOD_DAY, always);
	DtAttributions said;
	assert_int_equal(series.count, 2);
	assert_true(dt_attributions_read(arena, store, &series, 5, &said, NULL));
	assert_int_equal(said.count, 2);
	assert_int_equal(said.facts[0][DT_SOURCE_GOVERNMENT], 1);
	assert_int_equal(said.facts[0][DT_SOURCE_ANONYMOUS], 1);
	assert_int_equal(said.facts[0][DT_SOURCE_MEDIA], 0);
	assert_int_equal(said.facts[1][DT_VOICE_NOBODY], 1);
	assert_int_equal(said.facts[1][DT_SOURCE_GOVERNMENT], 0);
	assert_int_equal(said.voice_count, 2);
	assert_true(dt_slice_is(said.voices[0].name, "Ministry"));
	assert_int_equal(said.voices[0].facts, 1);
	assert_int_equal(said.voices[0].others, 1);
	dt_arena_free(arena);
	dt_store_close(store);
	remove_record();
}

static void too_long_a_series_is_refused(void **state) {
	(void)state;
	DtStore *store = opened();
	DtArena *arena = dt_arena_new();
	add(store, (Deed){"USA", "PRK", DT_CATEGORY_CONSULT, dt_date_from_civil(1, 1, 1), 0, "", ""});
	add(store, (Deed){"USA", "PRK", DT_CATEGORY_CONSULT, dt_date_from_civil(9999, 12, 31), 0, "", ""});
	assert_true(dt_store_commit(store, NULL));
	DtSeriesQuery query = {.actor = dt_slice_of("USA"),
	                       .recipient = dt_slice_of("PRK"),
	                       .directed = false,
	                       .period = DT_PERIOD_DAY,
	                       .days = always};
	DtSeries series;
	DtVolume volume;
	DtError error = {0};
	assert_false(dt_series_read(arena, store, &query, NULL, &series, &error));
	assert_int_equal(error.kind, DT_FAULT_USAGE);
	dt_error_clear(&error);
	query.period = DT_PERIOD_AUTO;
	assert_true(dt_volume_read(arena, store, always, &volume, NULL));
	assert_true(dt_series_read(arena, store, &query, &volume, &series, NULL));
	query.recipient = dt_slice_of("FRA");
	assert_true(dt_series_read(arena, store, &query, &volume, &series, NULL));
	assert_int_equal(series.count, 0);
	dt_arena_free(arena);
	dt_store_close(store);
	remove_record();
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(periods_are_whole),
		cmocka_unit_test(facts_are_counted_and_the_rest_apart),
		cmocka_unit_test(sides_may_be_sectors_and_groups),
		cmocka_unit_test(happenings_count_once),
		cmocka_unit_test(a_gap_in_the_record_is_no_silence),
		cmocka_unit_test(small_counts_are_shrunk),
		cmocka_unit_test(a_thaw_is_found_dated_and_told),
		cmocka_unit_test(the_strongest_of_the_world_are_found),
		cmocka_unit_test(mentions_stand_with_the_evidence),
		cmocka_unit_test(what_is_said_knows_by_whom),
		cmocka_unit_test(too_long_a_series_is_refused),
	};
	if (!mkdtemp(folder)) return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	remove_record();
	rmdir(folder);
	return failed;
}
