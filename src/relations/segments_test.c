// SPDX-License-Identifier: Apache-2.0

#include "relations/segments.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/test.h"
#include "relations/distributions.h"

static uint64_t seed = 20180312;

static double uniform(void) {
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (double)(seed >> 11) / 9007199254740992.0;
}

// A random chain of n periods whose coin changes now and then; some periods are empty, some heavy.
static DtTosses random_tosses(DtArena *arena, size_t n) {
	double *yes = DT_NEW_ARRAY(arena, double, n), *no = DT_NEW_ARRAY(arena, double, n), coin = uniform();
	double weight = pow(10, 3 * uniform() - 1);
	for (size_t i = 0; i < n; i++) {
		if (uniform() < 0.15) coin = uniform();
		double all = uniform() < 0.2 ? 0 : floor(weight * uniform() * 3);
		yes[i] = floor(all * fmin(fmax(coin + 0.3 * (uniform() - 0.5), 0), 1));
		no[i] = all - yes[i];
	}
	return dt_tosses_of(arena, yes, no, n, 1, 1);
}

// Every way to cut n periods into segments long enough.
static double cheapest_of_all(const DtTosses *tosses, DtSegmentRule rule) {
	double best = INFINITY;
	for (uint32_t cuts = 0; cuts < 1u << (tosses->count - 1); cuts++) {
		size_t boundaries[32], count = 0, start = 0;
		bool fits = true;
		for (size_t i = 1; i < tosses->count; i++) {
			if (!(cuts >> (i - 1) & 1)) continue;
			fits = fits && i - start >= rule.shortest;
			start = boundaries[count++] = i;
		}
		if (!fits || (count && tosses->count - start < rule.shortest)) continue;
		best = fmin(best, dt_segments_cost(tosses, rule, boundaries, count));
	}
	return best;
}

// The same by dynamic programming without pruning, for longer chains.
static double cheapest_unpruned(const DtTosses *tosses, DtSegmentRule rule) {
	size_t n = tosses->count;
	double *best = calloc(n + 1, sizeof *best), price = rule.scale * log((double)n);
	best[0] = -price;
	for (size_t end = 1; end <= n; end++) {
		best[end] = INFINITY;
		for (size_t start = 0; start + rule.shortest <= end; start++) {
			double cost = best[start] + price + dt_tosses_cost(tosses, start, end) + 0.5 * log((double)(end - start));
			best[end] = fmin(best[end], cost);
		}
	}
	double cost = best[n];
	free(best);
	return cost;
}

static void assert_optimal(DtArena *arena, const DtTosses *tosses, DtSegmentRule rule, double truth) {
	size_t *boundaries = DT_NEW_ARRAY(arena, size_t, tosses->count + 1);
	double cost;
	size_t count = dt_segments_find(arena, tosses, rule, boundaries, &cost);
	double said = dt_segments_cost(tosses, rule, boundaries, count);
	if (fabs(cost - said) > 1e-7 * (1 + fabs(said))) fail_msg("cost %.9f, its boundaries cost %.9f", cost, said);
	if (fabs(cost - truth) > 1e-7 * (1 + fabs(truth)))
		fail_msg("n %zu, shortest %zu: cost %.9f, the best is %.9f", tosses->count, rule.shortest, cost, truth);
	for (size_t i = 0, start = 0; i <= count; i++) {
		size_t end = i < count ? boundaries[i] : tosses->count;
		assert_true(end - start >= rule.shortest || count == 0);
		start = end;
	}
}

static void nothing_beats_the_segmentation_found(void **state) {
	(void)state;
	for (int trial = 0; trial < 400; trial++) {
		DtArena *arena = dt_arena_new();
		DtTosses tosses = random_tosses(arena, 2 + (size_t)(uniform() * 12));
		DtSegmentRule rule = {0.2 + uniform(), 1 + (size_t)(uniform() * 4)};
		if (tosses.count >= 2 * rule.shortest) assert_optimal(arena, &tosses, rule, cheapest_of_all(&tosses, rule));
		dt_arena_free(arena);
	}
}

static void pruning_loses_nothing(void **state) {
	(void)state;
	for (int trial = 0; trial < 200; trial++) {
		DtArena *arena = dt_arena_new();
		DtTosses tosses = random_tosses(arena, 50 + (size_t)(uniform() * 250));
		DtSegmentRule rule = {0.2 + uniform(), 1 + (size_t)(uniform() * 7)};
		assert_optimal(arena, &tosses, rule, cheapest_unpruned(&tosses, rule));
		dt_arena_free(arena);
	}
}

static void a_clear_change_is_found_and_weighed(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	double yes[60], no[60];
	for (int i = 0; i < 60; i++) yes[i] = i < 33 ? 8 : 2, no[i] = 10 - yes[i];
	DtTosses tosses = dt_tosses_of(arena, yes, no, 60, 1, 1);
	size_t boundaries[61];
	assert_int_equal(dt_segments_find(arena, &tosses, (DtSegmentRule){1, 2}, boundaries, NULL), 1);
	assert_int_equal(boundaries[0], 33);
	DtBoundary boundary = dt_boundary_weigh(arena, &tosses, 0, 60, 1.0 / 52, NULL);
	assert_int_equal(boundary.at, 33);
	assert_true(boundary.low == 33 && boundary.high == 33);
	assert_true(boundary.probability > 0.999);
	boundary = dt_boundary_weigh(arena, &tosses, 0, 33, 1.0 / 52, NULL);
	assert_true(boundary.probability < 0.2);
	dt_arena_free(arena);
}

// Sums over every segmentation, weighed by its prior and evidence: where the present segment began.
static void begin_by_enumeration(const DtTosses *tosses, double hazard, double *starts) {
	size_t n = tosses->count;
	double sum = 0;
	for (size_t i = 0; i < n; i++) starts[i] = 0;
	for (uint32_t cuts = 0; cuts < 1u << (n - 1); cuts++) {
		double log_weight = 0;
		size_t start = 0;
		for (size_t i = 1; i < n; i++) {
			bool is_cut = cuts >> (i - 1) & 1;
			log_weight += is_cut ? log(hazard) + dt_tosses_evidence(tosses, start, i) : log1p(-hazard);
			if (is_cut) start = i;
		}
		double weight = exp(log_weight + dt_tosses_evidence(tosses, start, n));
		starts[start] += weight;
		sum += weight;
	}
	for (size_t i = 0; i < n; i++) starts[i] /= sum;
}

static void online_is_the_posterior(void **state) {
	(void)state;
	for (int trial = 0; trial < 100; trial++) {
		DtArena *arena = dt_arena_new();
		double online[16], truth[16];
		DtTosses tosses = random_tosses(arena, 2 + (size_t)(uniform() * 10));
		dt_online_weigh(arena, &tosses, 0, 0.1, online);
		begin_by_enumeration(&tosses, 0.1, truth);
		for (size_t i = 0; i < tosses.count; i++) {
			if (fabs(online[i] - truth[i]) > 1e-3) fail_msg("period %zu: %.6f, not %.6f", i, online[i], truth[i]);
		}
		dt_arena_free(arena);
	}
}

static void heavy_periods_do_not_underflow(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	double yes[40], no[40], starts[40], sum = 0;
	for (int i = 0; i < 40; i++) yes[i] = i < 20 ? 1e7 : 1, no[i] = i < 20 ? 1 : 1e7;
	DtTosses tosses = dt_tosses_of(arena, yes, no, 40, 1, 1);
	dt_online_weigh(arena, &tosses, 0, 0.01, starts);
	for (int i = 0; i < 40; i++) sum += starts[i];
	assert_true(fabs(sum - 1) < 1e-4);
	assert_true(starts[20] > 0.99);
	dt_arena_free(arena);
}

static void quantiles_turn_back(void **state) {
	(void)state;
	static const double shapes[] = {0.01, 0.3, 1, 2.5, 40, 3e3, 1e6}, parts[] = {0.001, 0.05, 0.5, 0.95, 0.999};
	for (int i = 0; i < 7; i++) {
		for (int p = 0; p < 5; p++) {
			double x = dt_gamma_quantile(shapes[i], 3, parts[p]);
			if (x > 1e-290 && fabs(dt_gamma_below(shapes[i], 3, x) - parts[p]) > 1e-8)
				fail_msg("gamma %g: %g below %g, not %g", shapes[i], dt_gamma_below(shapes[i], 3, x), x, parts[p]);
			for (int k = 0; k < 7; k++) {
				x = dt_beta_quantile(shapes[i], shapes[k], parts[p]);
				if (x > 1e-290 && x < 1 - 1e-6 && fabs(dt_beta_below(shapes[i], shapes[k], x) - parts[p]) > 1e-7)
					fail_msg("beta %g %g: %g below %g, not %g", shapes[i], shapes[k],
					         dt_beta_below(shapes[i], shapes[k], x), x, parts[p]);
			}
		}
	}
	// Known values: chi-squared with 2 degrees is exponential; the arcsine and uniform distributions.
	assert_true(fabs(dt_gamma_quantile(1, 1, 0.5) - log(2)) < 1e-9);
	assert_true(fabs(dt_beta_quantile(0.5, 0.5, 0.25) - 0.14644660940672624) < 1e-9);
	assert_true(fabs(dt_beta_quantile(1, 1, 0.37) - 0.37) < 1e-9);
	assert_true(fabs(dt_log_beta(2e3, 7) - (lgamma(2e3) + lgamma(7) - lgamma(2007))) < 1e-8);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_beats_the_segmentation_found), cmocka_unit_test(pruning_loses_nothing),
		cmocka_unit_test(a_clear_change_is_found_and_weighed),  cmocka_unit_test(online_is_the_posterior),
		cmocka_unit_test(heavy_periods_do_not_underflow),       cmocka_unit_test(quantiles_turn_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
