// SPDX-License-Identifier: Apache-2.0

#include "relations/levels.h"

#include <math.h>

#include "base/test.h"

static uint32_t seed = 1;

static double uniform(void) {
	seed = seed * 1664525u + 1013904223u;
	return (double)(seed >> 8) / 16777216.0;
}

static double normal(void) { return sqrt(-2 * log(uniform() + 1e-9)) * cos(6.283185307 * uniform()); }

// The cheapest of all segmentations, tried one by one.
static double cheapest(DtArena *arena, const double *values, size_t count, DtLevelKind kind) {
	double least = INFINITY;
	for (uint32_t cuts = 0; cuts < 1u << (count - 1); cuts++) {
		size_t boundaries[32], found = 0, start = 0;
		bool allowed = true;
		for (size_t at = 1; at < count; at++) {
			if (!(cuts >> (at - 1) & 1)) continue;
			allowed &= at - start >= DT_LEVEL_SHORTEST;
			boundaries[found++] = start = at;
		}
		if (!allowed || count - start < DT_LEVEL_SHORTEST) continue;
		least = fmin(least, dt_levels_cost(arena, values, count, kind, boundaries, found));
	}
	return least;
}

static void the_cut_is_the_best_of_all(void **state) {
	(void)state;
	for (int round = 0; round < 1500; round++) {
		DtArena *arena = dt_arena_new();
		double values[16], level = 0, slope = 0;
		size_t count = 3 + (size_t)(uniform() * 11), boundaries[17];
		for (size_t i = 0; i < count; i++) {
			if (uniform() < 0.2) level = 6 * uniform(), slope = uniform() - 0.5;
			values[i] = level += slope + 0.3 * normal() * (round % 3 == 0);
			values[i] += 0.3 * normal();
		}
		for (int kind = 0; kind < 2; kind++) {
			double cost, mine;
			size_t found = dt_levels_cut(arena, values, count, (DtLevelKind)kind, boundaries, &cost);
			mine = dt_levels_cost(arena, values, count, (DtLevelKind)kind, boundaries, found);
			assert_true(fabs(cost - mine) < 1e-9);
			assert_true(fabs(cost - cheapest(arena, values, count, (DtLevelKind)kind)) < 1e-9);
		}
		dt_arena_free(arena);
	}
}

// On long series no boundary can be moved, taken out or added for less.
static void no_small_change_costs_less(void **state) {
	(void)state;
	enum { COUNT = 240 };
	for (int round = 0; round < 20; round++) {
		DtArena *arena = dt_arena_new();
		double values[COUNT], level = 0, cost;
		size_t boundaries[COUNT + 1], others[COUNT + 1];
		DtLevelKind kind = round % 2 ? DT_LEVEL_SLOPE : DT_LEVEL_FLAT;
		for (size_t i = 0; i < COUNT; i++) {
			if (uniform() < 0.03) level = 8 * uniform();
			values[i] = level + normal();
		}
		size_t found = dt_levels_cut(arena, values, COUNT, kind, boundaries, &cost);
		for (size_t added = DT_LEVEL_SHORTEST; added + DT_LEVEL_SHORTEST <= COUNT; added++) {
			for (size_t dropped = 0; dropped <= found; dropped++) {
				size_t count = 0, start = 0;
				bool allowed = true, in = false;
				for (size_t i = 0; i <= found; i++) {
					size_t next = i < found ? boundaries[i] : COUNT;
					if (!in && added < next) others[count++] = added, in = true;
					if (i < found && i != dropped) others[count++] = next;
				}
				for (size_t i = 0; i <= count; i++) {
					size_t end = i < count ? others[i] : COUNT;
					allowed &= end - start >= DT_LEVEL_SHORTEST && end > start;
					start = end;
				}
				if (allowed) assert_true(dt_levels_cost(arena, values, COUNT, kind, others, count) >= cost - 1e-9);
				dt_arena_reset(arena);
			}
		}
		dt_arena_free(arena);
	}
}

static void what_is_plain_is_found(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	double step[60], line[60], bent[60], same[60];
	size_t boundaries[61];
	DtLevelKind kind;
	for (size_t i = 0; i < 60; i++) {
		step[i] = (i < 30 ? 0 : 5) + 0.2 * normal();
		line[i] = 0.5 * (double)i + 0.2 * normal();
		bent[i] = fabs((double)i - 30) + 0.2 * normal();
		same[i] = 3;
	}
	assert_int_equal(dt_levels_find(arena, step, 60, boundaries, &kind), 1);
	assert_int_equal(boundaries[0], 30);
	assert_int_equal(kind, DT_LEVEL_FLAT);
	assert_int_equal(dt_levels_find(arena, line, 60, boundaries, &kind), 0); // a trend is no shift
	assert_int_equal(kind, DT_LEVEL_SLOPE);
	assert_int_equal(dt_levels_find(arena, bent, 60, boundaries, &kind), 1);
	assert_true(boundaries[0] >= 28 && boundaries[0] <= 33);
	assert_int_equal(dt_levels_find(arena, same, 60, boundaries, &kind), 0);
	assert_int_equal(dt_levels_find(arena, step, 0, boundaries, &kind), 0);
	dt_arena_free(arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cut_is_the_best_of_all),
		cmocka_unit_test(no_small_change_costs_less),
		cmocka_unit_test(what_is_plain_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
