// SPDX-License-Identifier: Apache-2.0
// Simulated series: shifts that are there are found, those that are not are not. With --figures it prints the figures
// of docs/relations.md: how often, how late, and how many alarms are false, beside a threshold and CUSUM.

#include "relations/shifts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/test.h"

static uint64_t seed;

static double uniform(void) {
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return ((double)(seed >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(void) { return sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform()); }

// Marsaglia and Tsang (2000), with the usual step for small shapes.
static double gamma_draw(double shape) {
	if (shape < 1) return gamma_draw(shape + 1) * pow(uniform(), 1 / shape);
	double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);
	for (;;) {
		double x = normal(), v = pow(1 + c * x, 3);
		if (v > 0 && log(uniform()) < 0.5 * x * x + d - d * v + d * log(v)) return d * v;
	}
}

static uint32_t poisson_draw(double mean) {
	uint32_t count = 0;
	for (double time = -log(uniform()); time < mean; time -= log(uniform())) count++;
	return count;
}

typedef struct World {
	size_t count, shift; // periods; the first that is different
	double rate[2], share[2];
	double size, overlap, memory;
	double wave, lean; // of every year: how far the rate and the log odds of conflict go up and down
	int peak;          // or a month, from 1, with four times the events, nearly all of them conflict
	double drift;      // the news grows by this much from beginning to end
} World;

static const World quiet = {156, 156, {20, 20}, {0.35, 0.35}, 4, 0.1, 0, 0, 0, 0, 0};

// Events of a world by week; deviations of rate and share last, when it has memory.
static DtSeries simulate(DtArena *arena, const World *world) {
	DtSeries series = {.period = DT_PERIOD_WEEK, .count = world->count};
	series.points = DT_NEW_ARRAY(arena, DtPoint, world->count);
	DtDate monday = dt_date_from_civil(2018, 1, 1);
	double deviation = 0, lean = 0, keep = world->memory, fresh = sqrt(1 - keep * keep);
	for (size_t i = 0; i < world->count; i++) {
		DtPoint *point = &series.points[i];
		int side = i >= world->shift;
		double precision = 1 / world->overlap - 1, share = world->share[side];
		deviation = keep * deviation + fresh * normal() * 0.5;
		lean = keep * lean + fresh * normal() * 0.4;
		double rate = world->rate[side], turn = 6.283185307179586 * (double)i / 52.18;
		int year, month, day;
		dt_date_to_civil(monday + 7 * (DtDate)i + 3, &year, &month, &day);
		point->exposure = 1 + world->drift * (double)i / (double)world->count;
		rate *= point->exposure * (1 + world->wave * sin(turn));
		share = 1 / (1 + (1 / share - 1) * exp(-world->lean * sin(turn + 1)));
		if (month == world->peak) rate *= 4, share = 0.85;
		if (keep > 0) {
			rate *= exp(deviation - 0.125);
			share = 1 / (1 + exp(-log(share / (1 - share)) - lean));
		} else {
			rate *= gamma_draw(world->size) / world->size;
		}
		double a = gamma_draw(share * precision), b = gamma_draw((1 - share) * precision);
		uint32_t hostile = poisson_draw(rate * a / (a + b)), friendly = poisson_draw(rate * b / (a + b));
		point->days = (DtDateSpan){monday + 7 * (DtDate)i, monday + 7 * (DtDate)i + 6};
		point->quads[4] = point->categories[DT_CATEGORY_ASSAULT] = hostile;
		point->quads[1] = point->categories[DT_CATEGORY_CONSULT] = friendly;
		point->realities[DT_REALITY_FACT] = hostile + friendly;
	}
	dt_series_estimate(&series);
	return series;
}

static DtDate week(const DtSeries *series, size_t at) { return series->points[at].days.from; }

static size_t count_shifts(const DtShifts *shifts, bool tone) {
	size_t count = 0;
	for (size_t i = 0; i < shifts->count; i++) count += tone ? shifts->shifts[i].tone : shifts->shifts[i].volume;
	return count;
}

static void quiet_series_stay_quiet(void **state) {
	(void)state;
	seed = 7;
	DtArena *arena = dt_arena_new();
	size_t tone = 0, volume = 0;
	for (int i = 0; i < 200; i++) {
		DtSeries series = simulate(arena, &quiet);
		DtShifts shifts = dt_shifts_find(arena, &series);
		tone += count_shifts(&shifts, true);
		volume += count_shifts(&shifts, false);
		dt_arena_reset(arena);
	}
	if (tone > 18 || volume > 30) fail_msg("%zu shifts of tone and %zu of volume in 200 quiet series", tone, volume);
	dt_arena_free(arena);
}

static void a_change_of_tone_is_one(void **state) {
	(void)state;
	seed = 11;
	DtArena *arena = dt_arena_new();
	World world = quiet;
	size_t found = 0, held = 0, volume = 0;
	world.shift = 100;
	world.share[1] = 0.65;
	for (int i = 0; i < 100; i++) {
		DtSeries series = simulate(arena, &world);
		DtShifts shifts = dt_shifts_find(arena, &series);
		volume += count_shifts(&shifts, false);
		for (size_t k = 0; k < shifts.count; k++) {
			const DtShift *shift = &shifts.shifts[k];
			if (!shift->tone || abs(shift->date - week(&series, 100)) > 4 * 7) continue;
			found++;
			held += dt_date_within(week(&series, 100), shift->between);
			assert_true(shift->share_change > 0.1 && shift->probability > 0.5);
			assert_true(shift->before.share.low < 0.45 && shift->after.share.high > 0.55);
		}
		dt_arena_reset(arena);
	}
	if (found < 85 || held < found * 85 / 100 || volume > 10)
		fail_msg("found %zu of 100, %zu within their interval, %zu of volume", found, held, volume);
	dt_arena_free(arena);
}

static void more_news_is_no_change(void **state) {
	(void)state;
	seed = 13;
	DtArena *arena = dt_arena_new();
	World world = quiet;
	world.shift = 80;
	world.rate[1] = 60;
	DtSeries series = simulate(arena, &world);
	DtShifts shifts = dt_shifts_find(arena, &series);
	assert_int_equal(count_shifts(&shifts, false), 1);
	assert_int_equal(count_shifts(&shifts, true), 0);
	assert_true(shifts.shifts[0].volume_ratio > 2 && shifts.shifts[0].volume_ratio < 4.5);
	for (size_t i = 0; i < series.count; i++) series.points[i].exposure = i < 80 ? 0.5 : 1.5;
	shifts = dt_shifts_find(arena, &series);
	assert_int_equal(shifts.count, 0);
	dt_arena_free(arena);
}

// What every year brings again is no shift; what changes beside it is.
static void seasons_are_no_shifts(void **state) {
	(void)state;
	static const World worlds[] = {
		{313, 313, {20, 20}, {0.35, 0.35}, 4, 0.1, 0, 0.7, 0, 0, 0},
		{313, 313, {20, 20}, {0.35, 0.35}, 4, 0.1, 0, 0, 1.2, 0, 0},
		{313, 313, {20, 20}, {0.35, 0.35}, 4, 0.1, 0, 0, 0, 3, 0},
	};
	seed = 19;
	DtArena *arena = dt_arena_new();
	for (size_t w = 0; w < sizeof worlds / sizeof *worlds; w++) {
		size_t tone = 0, volume = 0, found = 0;
		for (int i = 0; i < 40; i++) {
			DtSeries series = simulate(arena, &worlds[w]);
			DtShifts shifts = dt_shifts_find(arena, &series);
			tone += count_shifts(&shifts, true);
			volume += count_shifts(&shifts, false);
			World world = worlds[w];
			world.shift = 160;
			world.share[1] = 0.65;
			series = simulate(arena, &world);
			shifts = dt_shifts_find(arena, &series);
			for (size_t k = 0; k < shifts.count; k++)
				found += shifts.shifts[k].tone && abs(shifts.shifts[k].date - week(&series, 160)) <= 4 * 7;
			dt_arena_reset(arena);
		}
		if (tone > 12 || volume > 12 || found < 32)
			fail_msg("world %zu: %zu shifts of tone and %zu of volume in 40 series, %zu of 40 found", w, tone, volume,
			         found);
	}
	dt_arena_free(arena);
}

static void the_newest_weeks_are_watched(void **state) {
	(void)state;
	seed = 17;
	DtArena *arena = dt_arena_new();
	World world = quiet;
	world.shift = world.count - 2; // too few weeks for a segment, not too few to tell
	world.share[1] = 0.95;
	DtSeries series = simulate(arena, &world);
	DtShifts shifts = dt_shifts_find(arena, &series);
	const DtShift *last = shifts.count ? &shifts.shifts[shifts.count - 1] : NULL;
	DtDate since = last && last->tone ? last->date : shifts.recent.tone_since;
	assert_true(shifts.recent.tone > 0.5 || (last && last->tone));
	assert_true(abs(since - week(&series, world.shift)) <= 7);
	series = simulate(arena, &quiet);
	shifts = dt_shifts_find(arena, &series);
	assert_true(shifts.recent.tone < 0.5);
	dt_arena_free(arena);
}

static void odd_series_are_survived(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	for (size_t count = 0; count < 40; count++) {
		for (int kind = 0; kind < 4; kind++) {
			DtSeries series = {.period = (DtPeriod)(1 + count % 5), .count = count};
			series.points = DT_NEW_ARRAY(arena, DtPoint, count);
			for (size_t i = 0; i < count; i++) {
				DtPoint *point = &series.points[i];
				point->days = (DtDateSpan){(DtDate)i, (DtDate)i};
				point->exposure = kind == 3 ? 1e-9 : 1;
				uint32_t facts = kind == 1 ? 4000000000u : kind == 2 ? i == count / 2 : 0;
				point->quads[1] = point->realities[DT_REALITY_FACT] = facts;
			}
			dt_series_estimate(&series);
			DtShifts shifts = dt_shifts_find(arena, &series);
			DtBuffer buffer = {0};
			dt_relations_write_json(&buffer, &series, &shifts, DT_WEIGHTS_PLOVER, NULL);
			assert_null(strstr(buffer.data, "nan"));
			assert_null(strstr(buffer.data, "inf"));
			dt_buffer_clear(&buffer);
		}
	}
	dt_arena_free(arena);
}

// Figures: what docs/relations.md says of simulated series.

typedef enum Method { METHOD_SHIFTS, METHOD_THRESHOLD, METHOD_CUSUM, METHOD_COUNT } Method;

static const char *const method_names[] = {"shifts", "threshold", "CUSUM"};

enum { BURN_IN = 52, AGE = 26, SEEDS = 5, RUNS = 60, LATEST = 52 };

// What is watched: the share of conflict, or the log of events against the news.
static double watched(const DtPoint *point, bool tone, bool *there) {
	double all = dt_point_conflict(point) + dt_point_cooperation(point);
	*there = !tone || all > 0;
	return tone ? dt_point_conflict(point) / fmax(all, 1) : log((all + 0.5) / point->exposure);
}

// How many standard deviations of the weeks from..to-1 a week lies from their mean.
static double standardised(const DtSeries *series, size_t at, size_t from, size_t to, bool tone) {
	double sum = 0, squares = 0, n = 0;
	bool there;
	for (size_t i = from; i < to; i++) {
		double x = watched(&series->points[i], tone, &there);
		if (there) sum += x, squares += x * x, n++;
	}
	double x = watched(&series->points[at], tone, &there);
	return there && n > 2 ? (x - sum / n) / sqrt(fmax(squares / n - sum / n * (sum / n), 1e-4)) : 0;
}

typedef struct Watch {
	Method method;
	double level; // of the alarm; the shifts have none
	bool tone;
	double up, down; // CUSUM's state
} Watch;

// Whether a method is in alarm in the week at, seeing nothing later.
static bool in_alarm(Watch *watch, const DtSeries *series, size_t at) {
	if (watch->method == METHOD_THRESHOLD)
		return fabs(standardised(series, at, at - BURN_IN, at, watch->tone)) > watch->level;
	if (watch->method == METHOD_CUSUM) {
		double z = standardised(series, at, 0, BURN_IN, watch->tone);
		watch->up = fmax(0, watch->up + z - 0.5);
		watch->down = fmax(0, watch->down - z - 0.5);
		if (fmax(watch->up, watch->down) <= watch->level) return false;
		watch->up = watch->down = 0;
		return true;
	}
	DtArena *arena = dt_arena_new();
	DtSeries seen = *series;
	seen.count = at + 1;
	DtShifts shifts = dt_shifts_find(arena, &seen);
	bool alarm = (watch->tone ? shifts.recent.tone : shifts.recent.volume) >= 0.5;
	for (size_t i = 0; i < shifts.count; i++) {
		bool meant = watch->tone ? shifts.shifts[i].tone : shifts.shifts[i].volume;
		alarm |= meant && shifts.shifts[i].date >= week(series, at > AGE ? at - AGE : 0);
	}
	dt_arena_free(arena);
	return alarm;
}

typedef struct Score {
	double found, missed, wrong, years; // wrong: alarms before the change
	double delays[SEEDS * RUNS];
} Score;

// Watches one series from the end of its first year to a year after its change.
static void watch_one(Watch watch, const DtSeries *series, size_t change, Score *score) {
	bool before = false;
	for (size_t at = BURN_IN; at < series->count; at++) {
		bool alarm = in_alarm(&watch, series, at);
		if (at < change) {
			score->years += 1 / 52.18;
			score->wrong += alarm && !before;
		} else if (alarm && !before) {
			score->delays[(size_t)score->found++] = (double)(at - change + 1);
			return;
		} else if (at >= change + LATEST) {
			break;
		}
		before = alarm;
	}
	score->missed += change < series->count;
}

static void watch_all(Watch watch, const World *world, unsigned number, Score *score) {
	DtArena *arena = dt_arena_new();
	seed = 1977 + 7919 * (uint64_t)number;
	for (int run = 0; run < RUNS; run++) {
		DtSeries series = simulate(arena, world);
		watch_one(watch, &series, world->shift, score);
		dt_arena_reset(arena);
	}
	dt_arena_free(arena);
}

// The level at which a method raises as many false alarms a year as wanted.
static double level_for(Method method, bool tone, const World *world, double wanted) {
	double low = 0.5, high = 30;
	for (int round = 0; round < 20; round++) {
		Score score = {0};
		double middle = (low + high) / 2;
		for (unsigned i = 0; i < SEEDS; i++) watch_all((Watch){method, middle, tone, 0, 0}, world, i, &score);
		if (score.wrong / score.years > wanted)
			low = middle;
		else
			high = middle;
	}
	return high;
}

static int compare(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double f1_of(const Score *score) { return 2 * score->found / (2 * score->found + score->missed + score->wrong); }

// One change after two years, asked week by week. All methods are set to the false alarms of the shifts.
static void print_task(const char *name, const World *world, bool tone) {
	double wanted = 0;
	for (Method method = 0; method < METHOD_COUNT; method++) {
		static Score all, one;
		double level = method == METHOD_SHIFTS ? 0 : level_for(method, tone, world, wanted);
		double lowest = 1, highest = 0;
		memset(&all, 0, sizeof all);
		for (unsigned i = 0; i < SEEDS; i++) {
			memset(&one, 0, sizeof one);
			watch_all((Watch){method, level, tone, 0, 0}, world, i, &one);
			lowest = fmin(lowest, f1_of(&one));
			highest = fmax(highest, f1_of(&one));
			memcpy(&all.delays[(size_t)all.found], one.delays, (size_t)one.found * sizeof *one.delays);
			all.found += one.found, all.missed += one.missed, all.wrong += one.wrong, all.years += one.years;
		}
		if (method == METHOD_SHIFTS) wanted = all.wrong / all.years;
		size_t found = (size_t)all.found;
		qsort(all.delays, found, sizeof *all.delays, compare);
		printf("| %s | %s", name, method_names[method]);
		if (level > 0) printf(" %.1f", level);
		printf(" | %.2f | %.2f (%.2f–%.2f) | %.0f %% | %.0f | %.0f |\n", all.wrong / all.years, f1_of(&all), lowest,
		       highest, 100 * all.found / (all.found + all.missed), found ? all.delays[found / 2] : 0,
		       found ? all.delays[found * 9 / 10] : 0);
	}
}

// Shifts found in worlds without any.
static void print_quiet(const char *name, const World *world) {
	enum { SERIES = 300 };
	size_t tone = 0, volume = 0;
	DtArena *arena = dt_arena_new();
	seed = 1815;
	for (int i = 0; i < SERIES; i++) {
		DtSeries series = simulate(arena, world);
		DtShifts shifts = dt_shifts_find(arena, &series);
		tone += count_shifts(&shifts, true);
		volume += count_shifts(&shifts, false);
		dt_arena_reset(arena);
	}
	printf("| %s | %.3f | %.3f |\n", name, (double)tone / SERIES, (double)volume / SERIES);
	dt_arena_free(arena);
}

static int figures(void) {
	World world = quiet;
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("| three quiet years | tone | volume |\n|---|---:|---:|\n");
	static const char *const memories[] = {"no memory", "memory 0.25", "memory 0.5", "memory 0.75"};
	for (int i = 0; i < 4; i++) world.memory = i * 0.25, print_quiet(memories[i], &world);
	printf("| six quiet years | tone | volume |\n|---|---:|---:|\n");
	world = quiet;
	world.count = world.shift = 313;
	print_quiet("no season", &world);
	world.wave = 0.7;
	print_quiet("events ± 70 % with the year", &world);
	world.wave = 0, world.lean = 1.2;
	print_quiet("conflict 14 to 64 % with the year", &world);
	world.lean = 0, world.peak = 3;
	print_quiet("each March four times the events, 85 % conflict", &world);
	printf("| change after two years | method, level | false alarms a year | F1 | found | median delay | 90 %% |\n"
	       "|---|---|---:|---:|---:|---:|---:|\n");
	world = quiet;
	world.shift = 104;
	world.drift = 1;
	world.share[1] = 0.55;
	print_task("conflict 35 → 55 %", &world, true);
	world.share[1] = 0.7;
	print_task("conflict 35 → 70 %", &world, true);
	world.rate[0] = world.rate[1] = 5;
	print_task("conflict 35 → 70 %, 5 events a week", &world, true);
	world.rate[0] = world.rate[1] = 20;
	world.memory = 0.5;
	print_task("conflict 35 → 70 %, memory 0.5", &world, true);
	world.memory = 0;
	world.share[1] = 0.35;
	world.rate[1] = 40;
	print_task("twice the events", &world, false);
	world.rate[1] = 10;
	print_task("half the events", &world, false);
	return 0;
}

int main(int argc, char **argv) {
	if (argc > 1 && strcmp(argv[1], "--figures") == 0) return figures();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quiet_series_stay_quiet),      cmocka_unit_test(a_change_of_tone_is_one),
		cmocka_unit_test(more_news_is_no_change),       cmocka_unit_test(seasons_are_no_shifts),
		cmocka_unit_test(the_newest_weeks_are_watched), cmocka_unit_test(odd_series_are_survived),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
