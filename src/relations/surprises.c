// SPDX-License-Identifier: Apache-2.0
// Surprises: see surprises.h.
//
// Time is cut into stretches as long as the last weeks, counted back from the last day, so that what lingers in the
// news for weeks is within a stretch and stretches are nearly independent; what memory is left between them widens the
// expectation.
//
// Volume: the count of a stretch of exposure e is negative binomial, mean m e, variance m e + d (m e)². What came at
// this time of the year before, against the mean, is a factor of the season, drawn towards 1. The rate itself is known
// from so many stretches only: d grows by that doubt.
//
// Tone: conflict among the facts is beta-binomial with the share of the past, by the overlap of events of one stretch.
//
// Scatter (d, overlap) is that of an ordinary pair and what the pair's own stretches say of theirs, each weighed by how
// sure it is. It stays unsure, and of thousands of pairs those come first whose scatter was taken for too small; so a
// chance is the mean over what the scatter may be, not that of the best guess.
//
// Exposure comes from all news of the record. Days of which the record says nothing (dt_volume_has) have none.
#include "relations/surprises.h"

#include <math.h>
#include <stdlib.h>

#include "relations/distributions.h"

static const double least = 5; // happenings, then and now, without which a pair is not asked

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

// What the same time of two years has in common, beyond the mean, is the season: what differs averages out.
static double season_variance(const DtStretch *pasts, size_t pairs, size_t row, size_t count, size_t year) {
	static const double unknown = 0.3, doubt = 100; // as much as so many pairs of a hundred facts say
	double products = 0, weights = 0;
	for (size_t i = 0; i < pairs && year > 0 && 2 * year <= count; i++) {
		const DtStretch *past = &pasts[i * row];
		double facts = 0, exposure = 0;
		for (size_t k = 0; k < count; k++) facts += past[k].facts, exposure += past[k].exposure;
		const DtStretch *one = &past[count - year], *two = &past[count - 2 * year];
		double rate = exposure > 0 ? facts / exposure : 0, weight = fmin(facts, 100) / 100;
		if (rate <= 0 || one->exposure <= 0 || two->exposure <= 0) continue;
		products += weight * clamp(one->facts / (rate * one->exposure) - 1, -1, 4) *
		            clamp(two->facts / (rate * two->exposure) - 1, -1, 4);
		weights += weight;
	}
	if (weights < doubt) return unknown;
	return clamp(products / weights, 0.02, 2);
}

DtCrowd dt_crowd_of(const DtStretch *pasts, size_t pairs, size_t row, size_t count, size_t year) {
	double dispersion = 0, overlap = 0, dispersed = 0, overlapped = 0;
	for (size_t i = 0; i < pairs; i++) {
		Moments moments = moments_of(&pasts[i * row], count);
		// Pairs of a handful of facts say nothing of their scatter; among the others each has one voice.
		if (moments.squares > (double)count) dispersion += clamp(moments.excess / moments.squares, 0, 3), dispersed++;
		if (moments.pairs > (double)count) overlap += clamp(moments.misses / moments.pairs, 0, 0.9), overlapped++;
	}
	return (DtCrowd){.overdispersion = (dispersion + 1) / (dispersed + 2),
	                 .overlap = (overlap + 0.2) / (overlapped + 2),
	                 .season = season_variance(pasts, pairs, row, count, year)};
}

// What is known of a scatter.
typedef struct Scatter {
	double mean, error;
} Scatter;

// Pairs differ by most of the ordinary scatter; own is one pair's estimate with its standard error.
static Scatter scatter_of(double ordinary, double own, double error) {
	static const double apart = 0.8;
	double prior = 1 / (apart * ordinary * apart * ordinary), weight = 1 / (error * error);
	double mean = (prior * ordinary + weight * own) / (prior + weight);
	return (Scatter){fmax(mean, 0.1 * ordinary), sqrt(1 / (prior + weight))};
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

typedef struct Question {
	double (*chance)(double found, double of, double expected, double scatter);
	double found, of, expected;
	double doubt; // added to every scatter
} Question;

static double ask_volume(double found, double of, double expected, double scatter) {
	(void)of;
	return volume_chance(found, expected, scatter);
}

static double ask_tone(double found, double of, double expected, double scatter) {
	return tone_chance(found, of, expected, clamp(scatter, 0.005, 0.9));
}

// The mean of a chance over a scatter that is log-normal with this mean and error.
static double mean_chance(const Question *question, Scatter scatter) {
	static const double step = 0.5, low = -2.5, high = 5;
	double plain = question->chance(question->found, question->of, question->expected, scatter.mean + question->doubt);
	if (plain > 0.2) return plain; // it will not stand out
	double ratio = scatter.error / scatter.mean, spread = sqrt(log1p(ratio * ratio)), sum = 0, weights = 0;
	for (double z = low; z <= high; z += step) {
		double weight = exp(-z * z / 2), here = scatter.mean * exp(spread * z - spread * spread / 2);
		sum += weight * question->chance(question->found, question->of, question->expected, here + question->doubt);
		weights += weight;
	}
	return fmin(1, sum / weights);
}

// The chance of a volume whose season is log-normal with this variance, in parts of what is expected.
static double seasonal_chance(Question question, Scatter scatter, double expected, double variance) {
	double spread = sqrt(log1p(variance)), sum = 0, weights = 0;
	for (double z = -2; z <= 3; z++) {
		double weight = exp(-z * z / 2);
		question.expected = expected * exp(spread * z - spread * spread / 2);
		sum += weight * mean_chance(&question, scatter);
		weights += weight;
	}
	return sum / weights;
}

// What the past of a pair comes to.
typedef struct Past {
	const DtStretch *stretches;
	size_t count, year;
	double facts, exposure, used;     // used: stretches of which the record says something
	double hostile, all, rate, usual; // usual: facts of a stretch
	double error;                     // of an estimate of scatter, in parts of it
	Moments own;
} Past;

static Past past_of(const DtStretch *stretches, size_t count, size_t year) {
	Past past = {.stretches = stretches, .count = count, .year = year};
	for (size_t i = 0; i < count; i++) {
		past.facts += stretches[i].exposure > 0 ? stretches[i].facts : 0;
		past.exposure += stretches[i].exposure;
		past.used += stretches[i].exposure > 0;
		past.hostile += stretches[i].conflict;
		past.all += stretches[i].categorised;
	}
	double mean_exposure = past.exposure / fmax(past.used, 1);
	// Half an event in all the past: what never was is not impossible.
	past.rate = (past.facts + 0.5) / (past.exposure + 0.5 * mean_exposure);
	past.usual = past.rate * mean_exposure;
	// Of squares of so many stretches; those of bursts scatter half as much again as those of a bell curve.
	past.error = 1.5 * sqrt(2 / fmax(past.used, 1));
	past.own = moments_of(stretches, count);
	return past;
}

// The rate to expect: what the last stretch was above the mean is partly still there.
static double level_of(const Past *past) {
	double neighbours = 0, squares = 0;
	for (size_t i = 1; i < past->count; i++) {
		double a = past->stretches[i - 1].facts - past->rate * past->stretches[i - 1].exposure;
		double b = past->stretches[i].facts - past->rate * past->stretches[i].exposure;
		neighbours += a * b;
		squares += (a * a + b * b) / 2;
	}
	double memory = clamp((neighbours / fmax(squares, 1e-9)) * past->used / (past->used + 10), 0, 0.8);
	const DtStretch *last = &past->stretches[past->count - 1];
	double lately = last->exposure > 0 ? last->facts / last->exposure : past->rate;
	return fmax(past->rate + memory * (lately - past->rate), past->rate * 0.05);
}

// What the season brings: how many times the mean, from the stretches of a year ago, and of two; doubt is its variance.
static double season_of(const Past *past, double overdispersion, double ordinary, double *doubt) {
	double times = 0, known = 0;
	for (size_t back = past->year; past->year > 0 && back <= past->count; back += past->year) {
		const DtStretch *then = &past->stretches[past->count - back];
		double expected = past->rate * then->exposure, weight = expected / (1 + expected * overdispersion);
		if (expected > 0) times += weight * then->facts / expected;
		known += weight;
	}
	*doubt = known > 0 ? 1 / (1 / ordinary + known) : 0;
	return known > 0 ? (1 / ordinary + times) / (1 / ordinary + known) : 1;
}

static void weigh_volume(const Past *past, DtStretch now, DtCrowd crowd, DtSurprise *surprise) {
	Scatter scatter = scatter_of(crowd.overdispersion, past->own.excess / fmax(past->own.squares, 1e-9),
	                             past->error * (crowd.overdispersion + 1 / past->usual));
	double plain = level_of(past) * now.exposure, doubt;
	double season = season_of(past, scatter.mean, crowd.season, &doubt);
	surprise->expected = plain * season;
	Question question = {.chance = ask_volume,
	                     .found = now.facts,
	                     .expected = plain,
	                     .doubt = 1 / (past->facts + 0.5) + scatter.mean / past->used};
	// Two stretches are few to tell a season by, so it is as likely that there is none.
	double unseasonal = mean_chance(&question, scatter);
	surprise->volume_chance = (unseasonal + seasonal_chance(question, scatter, surprise->expected, doubt)) / 2;
}

static void weigh_tone(const Past *past, DtStretch now, DtCrowd crowd, DtSurprise *surprise) {
	surprise->share_expected = surprise->share = (past->hostile + 0.5) / (past->all + 1);
	if (now.categorised <= 0) return;
	surprise->share = now.conflict / now.categorised;
	double pairs = fmax(past->own.pairs, 1e-9);
	Scatter scatter =
		scatter_of(crowd.overlap, past->own.misses / pairs, past->error * (crowd.overlap + past->used / pairs));
	// The share is known from so many independent tosses only.
	double known = past->all / (1 + fmax(past->all / past->used - 1, 0) * scatter.mean);
	Question question = {.chance = ask_tone,
	                     .found = now.conflict,
	                     .of = now.categorised,
	                     .expected = surprise->share_expected,
	                     .doubt = 1 / (known + 2)};
	surprise->tone_chance = mean_chance(&question, scatter);
}

DtSurprise dt_surprise_weigh(const DtStretch *stretches, size_t count, DtStretch now, size_t year, DtCrowd crowd) {
	Past past = past_of(stretches, count, year);
	DtSurprise surprise = {.chance = 1,
	                       .volume_chance = 1,
	                       .tone_chance = 1,
	                       .facts = (uint64_t)now.facts,
	                       .past_facts = (uint64_t)past.facts};
	if (past.used < 3 || now.exposure <= 0 || past.facts + now.facts < least) return surprise;
	weigh_volume(&past, now, crowd, &surprise);
	weigh_tone(&past, now, crowd, &surprise);
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
	if (row->day > gathering->until || back >= STRETCHES || row->sums->counts[DT_REALITY_FACT] == 0) return true;
	DtStretch *stretch = &stretches_of(gathering, row)[STRETCHES - 1 - back];
	stretch->facts += (double)row->sums->happenings; // a happening that is told nine times is one surprise
	for (int i = 1; i < DT_CATEGORY_COUNT; i++) {
		stretch->categorised += (double)row->sums->categories[i];
		if (dt_category_quad((DtCategory)i) > 2) stretch->conflict += (double)row->sums->categories[i];
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
		size_t year = (size_t)lround(365.25 / gathering.length);
		DtCrowd crowd = dt_crowd_of(gathering.stretches + missing, gathering.pair_count, STRETCHES, past, year);
		surprises->pairs = DT_NEW_ARRAY(arena, DtSurprise, gathering.pair_count);
		for (size_t p = 0; p < gathering.pair_count; p++) {
			const DtStretch *stretches = &gathering.stretches[p * STRETCHES];
			DtSurprise surprise =
				dt_surprise_weigh(stretches + missing, past, stretches[DT_SURPRISE_PAST], year, crowd);
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
