// SPDX-License-Identifier: Apache-2.0
// Surprises: see surprises.h.
//
// Time is cut into stretches as long as the last weeks, counted back from the last day, so that what lingers in the
// news for weeks is within a stretch and stretches are nearly independent; what memory is left between them widens the
// expectation.
//
// Volume: the count of a stretch of exposure e is negative binomial, mean m e, variance m e + d (m e)². d is fitted
// from the pair's own stretches, drawn towards that of an ordinary pair by as much as ten stretches weigh. What came at
// this time of the year before, against the mean, is a factor of the season, drawn towards 1 in the same way. The rate
// itself is known from so many stretches only: d grows by that doubt.
//
// Tone: conflict among the facts is beta-binomial with the share of the past, by the overlap of events of one stretch,
// fitted and drawn likewise.
//
// Exposure comes from all news of the record. Days of which the record says nothing (dt_volume_has) have none.
#include "relations/surprises.h"

#include <math.h>
#include <stdlib.h>

#include "relations/distributions.h"

static const double stand_by = 10; // stretches that an ordinary pair weighs
static const double least = 5;     // happenings, then and now, without which a pair is not asked

static double clamp(double value, double low, double high) { return fmin(fmax(value, low), high); }

// Scatter

typedef struct Moments {
	double excess, squares; // of counts
	double misses, pairs;   // of shares
} Moments;

static Moments moments_of(const DtStretch *past, size_t count) {
	Moments moments = {0};
	double facts = 0, exposure = 0, hostile = 0, all = 0, used = 0;
	for (size_t i = 0; i < count; i++) {
		facts += past[i].exposure > 0 ? past[i].facts : 0;
		exposure += past[i].exposure;
		hostile += past[i].conflict;
		all += past[i].categorised;
		used += past[i].exposure > 0;
	}
	double rate = exposure > 0 ? facts / exposure : 0, share = (hostile + 0.5) / (all + 1),
		   spread = share * (1 - share);
	double freedom = used > 1 ? used / (used - 1) : 0;
	for (size_t i = 0; i < count; i++) {
		double mean = rate * past[i].exposure, n = past[i].categorised, miss = past[i].conflict - n * share;
		if (mean > 0) {
			moments.excess += (past[i].facts - mean) * (past[i].facts - mean) * freedom - mean;
			moments.squares += mean * mean;
		}
		if (n < 2) continue;
		moments.misses += (miss * miss / n * freedom - spread) / spread;
		moments.pairs += n - 1;
	}
	return moments;
}

DtCrowd dt_crowd_of(const DtStretch *pasts, size_t pairs, size_t count) {
	double dispersion = 0, overlap = 0, dispersed = 0, overlapped = 0;
	for (size_t i = 0; i < pairs; i++) {
		Moments moments = moments_of(&pasts[i * count], count);
		// Pairs of a handful of facts say nothing of their scatter; among the others each has one voice.
		if (moments.squares > (double)count) dispersion += clamp(moments.excess / moments.squares, 0, 3), dispersed++;
		if (moments.pairs > (double)count) overlap += clamp(moments.misses / moments.pairs, 0, 0.9), overlapped++;
	}
	return (DtCrowd){.overdispersion = (dispersion + 1) / (dispersed + 2),
	                 .overlap = (overlap + 0.2) / (overlapped + 2)};
}

// Chances

// That a negative binomial of mean and overdispersion is as far out as count, on its side, doubled.
static double volume_chance(double count, double mean, double overdispersion) {
	double size = 1 / fmax(overdispersion, 1e-6), part = size / (size + mean);
	double below = dt_beta_below(size, count + 1, part);
	double above = count > 0 ? 1 - dt_beta_below(size, count, part) : 1;
	return fmin(1, 2 * fmin(below, above));
}

// The same of a beta-binomial: hits of n.
static double tone_chance(double hits, double n, double share, double overlap) {
	double weight = 1 / clamp(overlap, 1e-4, 0.9) - 1, a = fmax(share * weight, 1e-3),
		   b = fmax((1 - share) * weight, 1e-3);
	double below = 0, above = 0, base = dt_log_beta(a, b);
	for (double k = 0; k <= n; k++) {
		double part = exp(-log(n + 1) - dt_log_beta(n - k + 1, k + 1) + dt_log_beta(k + a, n - k + b) - base);
		if (k <= hits) below += part;
		if (k >= hits) above += part;
	}
	return fmin(1, 2 * fmin(below, above));
}

// What the season brings: the stretches of a year ago, and of two, with their neighbours.
static double season_of(const DtStretch *past, size_t count, size_t year, double rate, double overdispersion) {
	double came = 0, expected = 0, one = 1 / fmax(overdispersion, 0.02);
	for (size_t back = year; year > 0 && back <= count; back += year) {
		const DtStretch *stretch = &past[count - back];
		came += stretch->facts;
		expected += rate * stretch->exposure;
	}
	return (one + came) / (one + expected);
}

DtSurprise dt_surprise_weigh(const DtStretch *past, size_t count, DtStretch now, size_t year, DtCrowd crowd) {
	double facts = 0, exposure = 0, hostile = 0, all = 0, mean_exposure, used = 0, neighbours = 0, squares = 0;
	for (size_t i = 0; i < count; i++) {
		facts += past[i].exposure > 0 ? past[i].facts : 0;
		exposure += past[i].exposure;
		used += past[i].exposure > 0;
		hostile += past[i].conflict;
		all += past[i].categorised;
	}
	DtSurprise surprise = {
		.chance = 1, .volume_chance = 1, .tone_chance = 1, .facts = (uint64_t)now.facts, .past_facts = (uint64_t)facts};
	if (used < 3 || now.exposure <= 0 || facts + now.facts < least) return surprise;
	Moments own = moments_of(past, count);
	mean_exposure = exposure / used;
	// Half an event in all the past: what never was is not impossible.
	double rate = (facts + 0.5) / (exposure + 0.5 * mean_exposure), usual = rate * mean_exposure;
	double drawn = stand_by * usual * usual,
		   dispersion = (own.excess + drawn * crowd.overdispersion) / (own.squares + drawn);
	// From so few stretches it may be larger, as far as some of its own standard errors.
	double error = sqrt(2 / (used + stand_by));
	dispersion = clamp(dispersion + 2.5 * error * (fmax(dispersion, 0) + 1 / fmax(usual, 0.5)), 0.01, 1e3);
	// Memory between stretches: what the last one was above the mean is partly still there.
	for (size_t i = 1; i < count; i++) {
		double a = past[i - 1].facts - rate * past[i - 1].exposure, b = past[i].facts - rate * past[i].exposure;
		neighbours += a * b;
		squares += (a * a + b * b) / 2;
	}
	double memory = clamp((neighbours / fmax(squares, 1e-9)) * used / (used + stand_by), 0, 0.8);
	const DtStretch *last = &past[count - 1];
	double lately = last->exposure > 0 ? last->facts / last->exposure : rate;
	double level = rate + memory * (lately - rate), season = season_of(past, count, year, rate, dispersion);
	surprise.expected = fmax(level, rate * 0.05) * season * now.exposure;
	double doubt = 1 / fmax(facts + 0.5, 0.5) + dispersion / used + (season != 1 ? dispersion / 2 : 0);
	surprise.volume_chance = volume_chance(now.facts, surprise.expected, dispersion + doubt);
	surprise.share_expected = (hostile + 0.5) / (all + 1);
	surprise.share = now.categorised > 0 ? now.conflict / now.categorised : surprise.share_expected;
	double tosses = stand_by * 20, overlap = (own.misses + tosses * crowd.overlap) / (own.pairs + tosses);
	overlap = clamp(overlap + 2.5 * error * (fmax(overlap, 0) + 1 / fmax(all / used, 2)), 0.005, 0.9);
	// The share is known from so many independent tosses only.
	double known = all / (1 + (all / used - 1) * overlap);
	double wide = clamp(overlap + 1 / (known + 2), 0.005, 0.9);
	if (now.categorised > 0)
		surprise.tone_chance = tone_chance(now.conflict, now.categorised, surprise.share_expected, wide);
	surprise.chance = fmin(1, 2 * fmin(surprise.volume_chance, surprise.tone_chance));
	return surprise;
}

// The list

static int by_chance(const void *left, const void *right) {
	const DtSurprise *a = left, *b = right;
	if (a->chance != b->chance) return a->chance < b->chance ? -1 : 1;
	if (a->facts != b->facts) return a->facts > b->facts ? -1 : 1;
	int order = dt_slice_compare(a->a, b->a);
	return order ? order : dt_slice_compare(a->b, b->b);
}

void dt_surprises_settle(DtSurprises *surprises, double rate) {
	surprises->standing_out = 0;
	if (surprises->count) qsort(surprises->pairs, surprises->count, sizeof *surprises->pairs, by_chance);
	for (size_t i = 0; i < surprises->count; i++)
		if (surprises->pairs[i].chance <= rate * (double)(i + 1) / (double)surprises->count)
			surprises->standing_out = i + 1;
	for (size_t i = 0; i < surprises->standing_out; i++) surprises->pairs[i].stands_out = true;
}

typedef struct Gathering {
	DtArena *arena;
	DtDate until;
	int length;           // days of a stretch
	DtStretch *stretches; // [pair_count][DT_SURPRISE_PAST + 1] the last is now
	struct Name {
		DtSlice a, b;
	} * names; // [pair_count]
	size_t pair_count, stretch_capacity, name_capacity;
	uint32_t *places; // [place_capacity] of a pair in stretches, from 1
	size_t place_capacity;
} Gathering;

enum { STRETCHES = DT_SURPRISE_PAST + 1 };

static DtStretch *stretches_of(Gathering *gathering, const DtPairDayRow *row) {
	size_t pair = (size_t)row->pair;
	while (pair >= gathering->place_capacity)
		gathering->places = dt_arena_grow(gathering->arena, gathering->places, gathering->place_capacity,
		                                  &gathering->place_capacity, sizeof *gathering->places);
	if (gathering->places[pair] == 0) {
		struct Name name = {dt_arena_copy(gathering->arena, row->a), dt_arena_copy(gathering->arena, row->b)};
		DT_PUSH(gathering->arena, gathering->names, gathering->pair_count, gathering->name_capacity, name);
		if (gathering->pair_count * STRETCHES > gathering->stretch_capacity) {
			gathering->stretch_capacity = gathering->stretch_capacity * 2 + 1024 * STRETCHES;
			gathering->stretches =
				dt_realloc(gathering->stretches, gathering->stretch_capacity * sizeof *gathering->stretches);
		}
		memset(&gathering->stretches[(gathering->pair_count - 1) * STRETCHES], 0, STRETCHES * sizeof(DtStretch));
		gathering->places[pair] = (uint32_t)gathering->pair_count;
	}
	return &gathering->stretches[(gathering->places[pair] - 1) * STRETCHES];
}

static bool note_day(void *context, const DtPairDayRow *row) {
	Gathering *gathering = context;
	int back = (gathering->until - row->day) / gathering->length;
	if (row->day > gathering->until || back >= STRETCHES || row->counts[DT_REALITY_FACT] == 0) return true;
	DtStretch *stretch = &stretches_of(gathering, row)[STRETCHES - 1 - back];
	stretch->facts += (double)row->happenings; // a happening that is told nine times is one surprise
	for (int i = 1; i < DT_CATEGORY_COUNT; i++) {
		stretch->categorised += (double)row->categories[i];
		if (dt_category_quad((DtCategory)i) > 2) stretch->conflict += (double)row->categories[i];
	}
	return true;
}

// The news of each stretch, as a multiple of the mean; 0 where the record says nothing.
static void fill_exposures(Gathering *gathering, const DtVolume *volume) {
	double news[STRETCHES] = {0}, total = 0, covered[STRETCHES] = {0}, days = 0;
	for (int i = 0; i < STRETCHES; i++) {
		DtDate to = gathering->until - (STRETCHES - 1 - i) * gathering->length;
		for (DtDate day = to - gathering->length + 1; day <= to; day++) {
			int64_t at = (int64_t)day - volume->first;
			if (at < 0 || (size_t)at >= volume->count || !dt_volume_has(volume, day)) continue;
			news[i] += volume->facts[at];
			covered[i]++;
		}
		total += news[i];
		days += covered[i];
	}
	for (size_t p = 0; p < gathering->pair_count; p++) {
		DtStretch *stretches = &gathering->stretches[p * STRETCHES];
		double own = 0;
		for (int i = 0; i < STRETCHES; i++) own += stretches[i].facts;
		double mean = (total - own) / fmax(days, 1);
		for (int i = 0; i < STRETCHES; i++) {
			// As in series.c: what others were told of, a little less far from the mean than it was counted.
			double others = news[i] - stretches[i].facts, usual = mean * covered[i];
			stretches[i].exposure = covered[i] > 0 ? (50 + others) / (50 + usual) * covered[i] / gathering->length : 0;
		}
	}
}

bool dt_surprises_find(DtArena *arena, DtStore *store, const DtSurpriseQuery *query, DtSurprises *surprises,
                       DtError *error) {
	static const DtDateSpan always = {DT_DATE_NONE, DT_DATE_NONE};
	int weeks = query->weeks > 0 ? query->weeks : 4;
	DtVolume volume;
	*surprises = (DtSurprises){.days = always};
	if (!dt_volume_read(arena, store, always, &volume, error)) return false;
	if (volume.count == 0) return true;
	Gathering gathering = {.arena = arena, .length = 7 * weeks};
	gathering.until = query->until == DT_DATE_NONE ? volume.first + (DtDate)volume.count - 1 : query->until;
	surprises->days = (DtDateSpan){gathering.until - gathering.length + 1, gathering.until};
	DtDateSpan days = {gathering.until - STRETCHES * gathering.length + 1, gathering.until};
	// A record that begins later has a shorter past.
	size_t missing = volume.first > days.from ? (size_t)((volume.first - days.from) / gathering.length) : 0;
	if (missing > DT_SURPRISE_PAST) missing = DT_SURPRISE_PAST;
	bool done = dt_store_days(store, days, note_day, &gathering, error);
	if (done) {
		size_t past = DT_SURPRISE_PAST - missing;
		fill_exposures(&gathering, &volume);
		DtCrowd crowd = dt_crowd_of(gathering.stretches, gathering.pair_count, STRETCHES);
		surprises->pairs = DT_NEW_ARRAY(arena, DtSurprise, gathering.pair_count);
		for (size_t p = 0; p < gathering.pair_count; p++) {
			const DtStretch *stretches = &gathering.stretches[p * STRETCHES];
			DtSurprise surprise = dt_surprise_weigh(stretches + missing, past, stretches[DT_SURPRISE_PAST],
			                                        (size_t)lround(365.25 / gathering.length), crowd);
			surprise.a = gathering.names[p].a;
			surprise.b = gathering.names[p].b;
			// Of a pair that was not asked nothing can be false: it is not among those that are counted.
			if ((double)(surprise.facts + surprise.past_facts) >= least)
				surprises->pairs[surprises->count++] = surprise;
		}
		dt_surprises_settle(surprises, query->rate > 0 ? query->rate : 0.1);
	}
	free(gathering.stretches);
	return done;
}
