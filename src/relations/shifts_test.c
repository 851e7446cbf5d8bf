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
} World;

static const World quiet = {156, 156, {20, 20}, {0.35, 0.35}, 4, 0.1, 0};

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
		double rate = world->rate[side];
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
		point->exposure = 1;
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
			dt_relations_write_json(&buffer, &series, &shifts, DT_WEIGHTS_PLOVER);
			assert_null(strstr(buffer.data, "nan"));
			assert_null(strstr(buffer.data, "inf"));
			dt_buffer_clear(&buffer);
		}
	}
	dt_arena_free(arena);
}

// Figures

typedef enum Method { METHOD_SHIFTS, METHOD_THRESHOLD, METHOD_CUSUM_5, METHOD_CUSUM_4, METHOD_COUNT } Method;

// The weekly share of conflict against mean and deviation of the year before last quarter's end.
static double standardised(const DtSeries *series, size_t at, size_t from, size_t to) {
	double sum = 0, squares = 0, n = 0;
	for (size_t i = from; i <= to; i++) {
		const DtPoint *point = &series->points[i == to ? at : i];
		double all = dt_point_conflict(point) + dt_point_cooperation(point);
		if (all < 1) continue;
		double share = dt_point_conflict(point) / all;
		if (i == to) return n > 2 ? (share - sum / n) / sqrt(fmax(squares / n - sum / n * (sum / n), 1e-4)) : 0;
		sum += share, squares += share * share, n++;
	}
	return 0;
}

enum { BURN_IN = 52, AGE = 26 };

// Whether a method is in alarm in the week at, seeing nothing later; state is CUSUM's.
static bool in_alarm(DtArena *arena, Method method, const DtSeries *series, size_t at, double state[2]) {
	double z;
	switch (method) {
	case METHOD_SHIFTS: {
		DtSeries seen = *series;
		seen.count = at + 1;
		DtShifts shifts = dt_shifts_find(arena, &seen);
		bool alarm = shifts.recent.tone >= 0.5;
		for (size_t i = 0; i < shifts.count; i++)
			alarm |= shifts.shifts[i].tone && shifts.shifts[i].date >= week(series, at > AGE ? at - AGE : 0);
		return alarm;
	}
	case METHOD_THRESHOLD:
		return fabs(standardised(series, at, at - BURN_IN, at)) > 2;
	default:
		z = standardised(series, at, 0, BURN_IN);
		state[0] = fmax(0, state[0] + z - 0.5);
		state[1] = fmax(0, state[1] - z - 0.5);
		if (fmax(state[0], state[1]) <= (method == METHOD_CUSUM_5 ? 5 : 4)) return false;
		state[0] = state[1] = 0;
		return true;
	}
}

static int compare(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

// Shifts found in worlds without any.
static void print_quiet(double memory) {
	World world = quiet;
	size_t tone = 0, volume = 0;
	DtArena *arena = dt_arena_new();
	world.memory = memory;
	seed = 1815;
	for (int i = 0; i < 300; i++) {
		DtSeries series = simulate(arena, &world);
		DtShifts shifts = dt_shifts_find(arena, &series);
		tone += count_shifts(&shifts, true);
		volume += count_shifts(&shifts, false);
		dt_arena_reset(arena);
	}
	printf("three quiet years, memory %.1f: %.3f shifts of tone, %.3f of volume\n", memory, (double)tone / 300,
	       (double)volume / 300);
	dt_arena_free(arena);
}

static void print_figures(const char *name, const World *world) {
	enum { RUNS = 200 };
	static const char *const names[] = {"shifts", "threshold 2 sd", "CUSUM h 5", "CUSUM h 4"};
	DtArena *arena = dt_arena_new();
	for (Method method = 0; method < METHOD_COUNT; method++) {
		double delays[RUNS], years = 0;
		size_t found = 0, false_alarms = 0;
		seed = 1977;
		for (int run = 0; run < RUNS; run++) {
			double state[2] = {0};
			DtSeries series = simulate(arena, world);
			bool before = false, is_found = false;
			for (size_t at = BURN_IN; at < world->count && !is_found; at++) {
				DtArena *one = dt_arena_new();
				bool alarm = in_alarm(one, method, &series, at, state);
				dt_arena_free(one);
				if (at < world->shift) false_alarms += alarm && !before, years += 1.0 / 52;
				if (at >= world->shift && alarm && !before) {
					is_found = true;
					delays[found++] = (double)(at - world->shift + 1);
				}
				before = alarm;
			}
			dt_arena_reset(arena);
		}
		qsort(delays, found, sizeof *delays, compare);
		printf("| %s | %s | %.2f | %.0f %% | %.0f | %.0f |\n", name, names[method], (double)false_alarms / years,
		       100.0 * (double)found / RUNS, found ? delays[found / 2] : 0, found ? delays[found * 9 / 10] : 0);
	}
	dt_arena_free(arena);
}

static int figures(void) {
	World world = quiet;
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (int i = 0; i < 4; i++) print_quiet(i * 0.25);
	printf("| world | method | false alarms a year | found | median delay | 90 %% |\n|---|---|---:|---:|---:|---:|\n");
	world.shift = 104;
	world.share[1] = 0.55;
	print_figures("35 → 55 %, 20 events a week", &world);
	world.share[1] = 0.7;
	print_figures("35 → 70 %, 20 events a week", &world);
	world.rate[0] = world.rate[1] = 5;
	print_figures("35 → 70 %, 5 events a week", &world);
	world.rate[0] = world.rate[1] = 20;
	world.memory = 0.5;
	print_figures("35 → 70 %, with memory 0.5", &world);
	return 0;
}

int main(int argc, char **argv) {
	if (argc > 1 && strcmp(argv[1], "--figures") == 0) return figures();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quiet_series_stay_quiet), cmocka_unit_test(a_change_of_tone_is_one),
		cmocka_unit_test(more_news_is_no_change),  cmocka_unit_test(the_newest_weeks_are_watched),
		cmocka_unit_test(odd_series_are_survived),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
