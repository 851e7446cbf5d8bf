// SPDX-License-Identifier: Apache-2.0

#include "relations/surprises.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/test.h"

static uint64_t seed = 88172645463325252u;

static double uniform(void) {
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (double)(seed >> 11) / 9007199254740992.0;
}

static double normal(void) { return sqrt(-2 * log(uniform() + 1e-12)) * cos(6.283185307179586 * uniform()); }

static double poisson(double mean) {
	if (mean > 60) return fmax(0, floor(mean + sqrt(mean) * normal() + 0.5));
	double limit = exp(-mean), product = uniform();
	int count = 0;
	for (; product > limit; product *= uniform()) count++;
	return count;
}

// Gamma of mean 1 (Marsaglia and Tsang 2000).
static double gamma_of(double shape) {
	assert(shape >= 1);
	double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);
	for (;;) {
		double x = normal(), v = pow(1 + c * x, 3);
		if (v > 0 && log(uniform()) < 0.5 * x * x + d - d * v + d * log(v)) return d * v / shape;
	}
}

enum { PAST = DT_SURPRISE_PAST, STRETCHES = PAST + 1, PAIRS = 2000 };

typedef struct World {
	bool seasonal, quiet_news; // half of a pair's events come in one stretch of the year; a stretch of no news
	double volume, tone;       // what happens now to every fiftieth pair
} World;

static DtSurprises look(DtArena *arena, World world) {
	DtStretch *all = DT_NEW_ARRAY(arena, DtStretch, PAIRS * STRETCHES);
	for (size_t p = 0; p < PAIRS; p++) {
		double mean = 0.3 * pow(400, uniform()), share = 0.1 + 0.6 * uniform(), size = 2 + 6 * uniform();
		bool hit = p % 50 == 0;
		for (size_t i = 0; i < STRETCHES; i++) {
			DtStretch *stretch = &all[p * STRETCHES + i];
			stretch->exposure = 0.7 + 0.6 * (double)i / STRETCHES;                    // news grows
			if (world.quiet_news && (i == 20 || i == PAST)) stretch->exposure = 0.25; // a holiday
			double here = mean * stretch->exposure;
			if (world.seasonal && p % 2 == 0 && i % 13 == PAST % 13) here *= 3;
			double toss = share;
			if (hit && i == PAST && world.volume > 0) here *= world.volume;
			if (hit && i == PAST && world.tone > 0) toss = fmin(share + world.tone, 0.95);
			stretch->facts = stretch->categorised = poisson(here * gamma_of(size));
			double lean = 0.1 * normal();
			for (double k = 0; k < stretch->facts; k++) stretch->conflict += uniform() < toss + lean;
		}
	}
	DtCrowd crowd = dt_crowd_of(all, PAIRS, STRETCHES, PAST, 13);
	DtSurprises surprises = {.pairs = DT_NEW_ARRAY(arena, DtSurprise, PAIRS), .count = PAIRS};
	for (size_t p = 0; p < PAIRS; p++) {
		surprises.pairs[p] = dt_surprise_weigh(&all[p * STRETCHES], PAST, all[p * STRETCHES + PAST], 13, crowd);
		surprises.pairs[p].a = dt_slice_of(p % 50 == 0 ? "hit" : "none");
		surprises.pairs[p].b = dt_slice_of("");
	}
	dt_surprises_settle(&surprises, 0.1);
	return surprises;
}

static double false_part(const DtSurprises *surprises, double *found) {
	double wrong = 0, right = 0;
	for (size_t i = 0; i < surprises->standing_out; i++) {
		if (dt_slice_is(surprises->pairs[i].a, "hit"))
			right++;
		else
			wrong++;
	}
	*found = right / (PAIRS / 50);
	return wrong / fmax(wrong + right, 1);
}

static void report(const char *what, double alarms, double part, double found) {
	if (getenv("DT_FIGURES")) printf("# %-44s %6.2f %8.3f %8.3f\n", what, alarms, part, found);
}

// Where nothing happens, hardly a list has anyone on it; where something does, of those on it few are there by chance.
static void false_alarms_are_few(void **state) {
	(void)state;
	static const struct {
		const char *what;
		World world;
	} worlds[] = {
		{"nothing happens", {0}},
		{"a season in half of the pairs", {.seasonal = true}},
		{"little news, now and once before", {.quiet_news = true}},
		{"season and little news", {.seasonal = true, .quiet_news = true}},
		{"five times the events in one of fifty", {.volume = 5}},
		{"conflict up by 50 points in one of fifty", {.tone = 0.5}},
	};
	for (size_t w = 0; w < sizeof worlds / sizeof *worlds; w++) {
		const int rounds = getenv("DT_FIGURES") ? 60 : 12;
		double alarms = 0, parts = 0, founds = 0;
		for (int round = 0; round < rounds; round++) {
			DtArena *arena = dt_arena_new();
			DtSurprises surprises = look(arena, worlds[w].world);
			double found, part = false_part(&surprises, &found);
			alarms += (double)surprises.standing_out / rounds;
			parts += part / rounds;
			founds += found / rounds;
			dt_arena_free(arena);
		}
		report(worlds[w].what, alarms, parts, founds);
		bool happens = worlds[w].world.volume > 0 || worlds[w].world.tone > 0;
		if (!happens) assert_true(alarms <= 0.5); // of 2000
		if (worlds[w].world.volume > 0) assert_true(parts < 0.1 && founds > 0.3);
		if (worlds[w].world.tone > 0) assert_true(parts < 0.1 && founds > 0.03);
	}
}

static void silence_of_the_record_is_no_surprise(void **state) {
	(void)state;
	DtStretch past[PAST], now = {.exposure = 0};
	for (size_t i = 0; i < PAST; i++) past[i] = (DtStretch){20, 5, 20, 1};
	DtCrowd crowd = {0.3, 0.1, 0.1};
	assert_true(dt_surprise_weigh(past, PAST, now, 13, crowd).chance >= 1);
	now.exposure = 1; // the record goes on, and the pair is silent
	assert_true(dt_surprise_weigh(past, PAST, now, 13, crowd).volume_chance < 0.01);
	now = (DtStretch){20, 5, 20, 1};
	assert_true(dt_surprise_weigh(past, PAST, now, 13, crowd).chance > 0.5);
	now.conflict = 20;
	assert_true(dt_surprise_weigh(past, PAST, now, 13, crowd).tone_chance < 0.001);
	assert_true(dt_surprise_weigh(past, 2, now, 13, crowd).chance >= 1); // no past to speak of
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(false_alarms_are_few),
		cmocka_unit_test(silence_of_the_record_is_no_surprise),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
