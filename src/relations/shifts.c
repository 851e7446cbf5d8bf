// SPDX-License-Identifier: Apache-2.0
// Shifts: see shifts.h.
//
//   points ─▶ volume tosses ─▶ PELT ─▶ boundaries ┐
//          └▶ tone tosses   ─▶ PELT ─▶ boundaries ┴▶ weighed, joined ─▶ shifts
//               ▲                          │
//               └──── scatter, fitted ◀────┘  until nothing moves
//
// Volume. The count y of a period of exposure e is negative binomial with size r e and mean μ e: y successes before r e
// failures of a coin whose probability μ / (r + μ) changes only between segments. Its variance, mean + mean² / (r e),
// is that of bursts: a visit makes ten reports.
//
// Tone. Of n events c are conflict. Events of one period are alike (one clash, many reports), so n of them are worth
// n / (1 + (n - 1) ρ) independent ones: the variance of the beta-binomial (Williams 1982), as weights. A day of three
// hundred events does not outvote a quiet month.
//
// Memory. What happened lingers in the news, and a chain with memory looks full of changes to a test that knows none.
// Weights are multiplied by (1 - φ) / (1 + φ), φ being the correlation of neighbouring residuals: the number of
// independent periods that say as much.
//
// r, ρ and φ are fitted within segments, segments are found with them, a few times around; the first fit takes blocks
// of eight periods for segments.
//
// Seasons. What every year brings again (season.h) is taken out first: of the volume as a factor of the exposure, of
// the tone by weighing conflict and cooperation of a month so that their odds are those of the year. Nothing is known
// of trends within a segment: a slow drift comes out as steps.
#include "relations/shifts.h"

#include <math.h>
#include <stdlib.h>

#include "relations/distributions.h"
#include "relations/season.h"

enum { FIRST_BLOCK = 8, ROUNDS = 4 };

typedef struct PeriodRule {
	size_t shortest; // periods that a shift must last
	size_t recent;   // periods that count as the newest
	double hazard;   // chance of something new in a period, before any data
} PeriodRule;

static const PeriodRule period_rules[DT_PERIOD_COUNT] = {
	[DT_PERIOD_AUTO] = {3, 4, 1.0 / 52},  [DT_PERIOD_DAY] = {7, 14, 1.0 / 365},   [DT_PERIOD_WEEK] = {3, 4, 1.0 / 52},
	[DT_PERIOD_MONTH] = {2, 3, 1.0 / 24}, [DT_PERIOD_QUARTER] = {2, 2, 1.0 / 12}, [DT_PERIOD_YEAR] = {2, 2, 1.0 / 8},
};

static const double outside = 0.05; // on either side of an interval

// The two chains of a series and where they break.
typedef struct Chain {
	double *yes, *no; // [count] weights
	DtTosses tosses;
	size_t *boundaries; // [count]
	size_t boundary_count;
} Chain;

typedef struct Search {
	DtArena *arena, *scratch;
	const DtSeries *series;
	size_t count;
	double *facts, *conflict, *categorised, *exposure; // [count]
	double mean_rate, mean_share;
	DtScatter scatter;
	Chain volume, tone;
	PeriodRule rule;
} Search;

static size_t segment_end(const Chain *chain, size_t index, size_t count) {
	return index < chain->boundary_count ? chain->boundaries[index] : count;
}

// Scatter

static double worth(double memory) { return (1 - memory) / (1 + memory); }

// Correlation of neighbouring residuals, with the bias put back that comes from taking each segment's mean out.
static double memory_of(double products, double squares, size_t pairs, size_t segments, size_t count) {
	if (squares <= 0 || pairs < FIRST_BLOCK) return 0;
	double correlation = products / squares * (double)count / (double)pairs + (double)segments / (double)count;
	return fmin(fmax(correlation, 0), 0.8);
}

static void fit_volume(Search *search) {
	const Chain *chain = &search->volume;
	double excess = 0, squares = 0, products = 0, residues = 0;
	double *residual = DT_NEW_ARRAY(search->scratch, double, search->count);
	size_t start = 0, pairs = 0;
	for (size_t s = 0; s <= chain->boundary_count; s++) {
		size_t end = segment_end(chain, s, search->count);
		double facts = 0, exposure = 0, length = (double)(end - start);
		for (size_t i = start; i < end; i++) facts += search->facts[i], exposure += search->exposure[i];
		double rate = facts / fmax(exposure, 1e-9), freedom = length > 1 ? length / (length - 1) : 0;
		for (size_t i = start; i < end && length > 1; i++) {
			double mean = rate * search->exposure[i], miss = search->facts[i] - mean;
			excess += miss * miss * freedom - mean;
			squares += rate * rate * search->exposure[i];
			residual[i] = rate > 0 ? miss / sqrt(fmax(mean * (1 + rate / search->scatter.size), 1e-9)) : 0;
			residues += residual[i] * residual[i];
			if (i > start) products += residual[i] * residual[i - 1], pairs++;
		}
		start = end;
	}
	double overdispersion = squares > 0 ? excess / squares : 0;
	search->scatter.size = 1 / fmin(fmax(overdispersion, 1e-6), 1e3);
	search->scatter.volume_memory = memory_of(products, residues, pairs, chain->boundary_count + 1, search->count);
}

static void fit_tone(Search *search) {
	const Chain *chain = &search->tone;
	double excess = 0, pairs_within = 0, products = 0, residues = 0;
	size_t start = 0, pairs = 0, used = 0;
	for (size_t s = 0; s <= chain->boundary_count; s++) {
		size_t end = segment_end(chain, s, search->count), days = 0;
		double hostile = 0, all = 0, last = 0;
		for (size_t i = start; i < end; i++) {
			hostile += search->conflict[i], all += search->categorised[i];
			days += search->categorised[i] > 0;
		}
		double share = all > 0 ? hostile / all : 0, spread = share * (1 - share);
		double freedom = days > 1 ? (double)days / (double)(days - 1) : 0;
		for (size_t i = start; i < end && days > 1 && spread > 0; i++) {
			double n = search->categorised[i], miss = search->conflict[i] - n * share;
			if (n <= 0) {
				last = 0;
				continue;
			}
			excess += miss * miss / n * freedom - spread;
			pairs_within += (n - 1) * spread;
			double residual = miss / sqrt(n * spread * (1 + (n - 1) * search->scatter.overlap));
			residues += residual * residual;
			used++;
			if (last != 0) products += residual * last, pairs++;
			last = residual;
		}
		start = end;
	}
	double overlap = pairs_within > 0 ? excess / pairs_within : 0.1;
	search->scatter.overlap = fmin(fmax(overlap, 0), 0.9);
	search->scatter.tone_memory = memory_of(products, residues, pairs, chain->boundary_count + 1, used);
}

// Chains

static void weigh_volume(Search *search) {
	Chain *chain = &search->volume;
	double size = search->scatter.size, part = worth(search->scatter.volume_memory);
	for (size_t i = 0; i < search->count; i++) {
		chain->yes[i] = part * search->facts[i];
		chain->no[i] = part * size * search->exposure[i];
	}
	// As much as one event of an exponential rate around the mean.
	chain->tosses =
		dt_tosses_of(search->scratch, chain->yes, chain->no, search->count, 1, 1 + size / search->mean_rate);
}

static void weigh_tone(Search *search) {
	static const double prior_weight = 2;
	Chain *chain = &search->tone;
	double part = worth(search->scatter.tone_memory);
	for (size_t i = 0; i < search->count; i++) {
		double n = search->categorised[i], one = n > 0 ? part / (1 + (n - 1) * search->scatter.overlap) : 0;
		chain->yes[i] = one * search->conflict[i];
		chain->no[i] = one * (n - search->conflict[i]);
	}
	chain->tosses = dt_tosses_of(search->scratch, chain->yes, chain->no, search->count,
	                             prior_weight * search->mean_share, prior_weight * (1 - search->mean_share));
}

// The modified BIC prices boundaries for a scatter that is known; here it is fitted, and memory and overlap discount
// the weights already. At three quarters of its price one in eight quiet series of three years of weeks shows a shift
// of either kind (shifts_test --figures), at the full price one in forty, which leaves trade wars unseen.
static const double price = 0.75;

// Finds the boundaries anew; true when they moved.
static bool cut(Search *search, Chain *chain) {
	size_t *fresh = DT_NEW_ARRAY(search->scratch, size_t, search->count + 1);
	DtSegmentRule rule = {price, search->rule.shortest};
	size_t count = dt_segments_find(search->scratch, &chain->tosses, rule, fresh, NULL);
	bool same = count == chain->boundary_count && memcmp(fresh, chain->boundaries, count * sizeof *fresh) == 0;
	chain->boundaries = fresh;
	chain->boundary_count = count;
	return !same;
}

static void start_chain(Search *search, Chain *chain) {
	chain->yes = DT_NEW_ARRAY(search->scratch, double, search->count);
	chain->no = DT_NEW_ARRAY(search->scratch, double, search->count);
	chain->boundaries = DT_NEW_ARRAY(search->scratch, size_t, search->count + 1);
	for (size_t at = FIRST_BLOCK; at + FIRST_BLOCK <= search->count; at += FIRST_BLOCK)
		chain->boundaries[chain->boundary_count++] = at;
}

static void start_search(Search *search) {
	double facts = 0, exposure = 0, hostile = 0, all = 0;
	search->facts = DT_NEW_ARRAY(search->scratch, double, search->count);
	search->conflict = DT_NEW_ARRAY(search->scratch, double, search->count);
	search->categorised = DT_NEW_ARRAY(search->scratch, double, search->count);
	search->exposure = DT_NEW_ARRAY(search->scratch, double, search->count);
	DtSeason season = dt_season_find(search->series);
	for (size_t i = 0; i < search->count; i++) {
		const DtPoint *point = &search->series->points[i];
		facts += search->facts[i] = point->realities[DT_REALITY_FACT];
		hostile += search->conflict[i] = dt_point_conflict(point);
		all += search->categorised[i] = search->conflict[i] + dt_point_cooperation(point);
		exposure += search->exposure[i] = point->exposure * season.rate[dt_season_month(point)];
	}
	double share = (hostile + 0.5) / (all + 1);
	for (size_t i = 0; i < search->count && season.tone; i++) {
		double odds = season.odds[dt_season_month(&search->series->points[i])];
		double friendly = (search->categorised[i] - search->conflict[i]) * pow(odds, share);
		search->conflict[i] *= pow(odds, share - 1);
		search->categorised[i] = search->conflict[i] + friendly;
	}
	search->mean_rate = (facts + 0.5) / exposure;
	search->mean_share = share;
	start_chain(search, &search->volume);
	start_chain(search, &search->tone);
	search->scatter = (DtScatter){.size = 10, .overlap = 0.1};
}

static void run_search(Search *search) {
	bool volume_moves = true, tone_moves = true;
	for (int round = 0; round < ROUNDS && (volume_moves || tone_moves); round++) {
		if (volume_moves) {
			fit_volume(search);
			weigh_volume(search);
			volume_moves = cut(search, &search->volume);
		}
		if (tone_moves) {
			fit_tone(search);
			weigh_tone(search);
			tone_moves = cut(search, &search->tone);
		}
	}
}

// Shifts

// A boundary of one chain, weighed between its neighbours.
typedef struct Cut {
	size_t at, low, high;
	size_t from, to; // of the segments on either side
	double probability;
	double *parts; // of each place, from + 1 first; NULL when there are none
} Cut;

static bool says_nothing(const DtTosses *tosses, size_t at) {
	return tosses->sum_for[at] == tosses->sum_for[at + 1] && tosses->sum_against[at] == tosses->sum_against[at + 1];
}

static Cut weigh_cut(Search *search, const Chain *chain, size_t index) {
	Cut made = {.at = chain->boundaries[index],
	            .from = index ? chain->boundaries[index - 1] : 0,
	            .to = segment_end(chain, index + 1, search->count)};
	DtBoundary boundary =
		dt_boundary_weigh(search->scratch, &chain->tosses, made.from, made.to, search->rule.hazard, &made.parts);
	made.probability = boundary.probability;
	made.low = boundary.low < made.at ? boundary.low : made.at;
	made.high = boundary.high > made.at ? boundary.high : made.at;
	// What is new begins where it first shows.
	while (made.at + 1 < made.to && says_nothing(&chain->tosses, made.at)) made.at++;
	if (made.high < made.at) made.high = made.at;
	return made;
}

// Weighs every boundary between its neighbours, and drops the least probable as long as that one is none more likely
// than not.
static Cut *weigh_cuts(Search *search, Chain *chain) {
	static const double likely = 0.5;
	Cut *cuts = DT_NEW_ARRAY(search->scratch, Cut, chain->boundary_count);
	for (size_t i = 0; i < chain->boundary_count; i++) cuts[i] = weigh_cut(search, chain, i);
	while (chain->boundary_count > 0) {
		size_t least = 0;
		for (size_t i = 1; i < chain->boundary_count; i++)
			if (cuts[i].probability < cuts[least].probability) least = i;
		if (cuts[least].probability >= likely) break;
		size_t after = --chain->boundary_count - least;
		memmove(&chain->boundaries[least], &chain->boundaries[least + 1], after * sizeof *chain->boundaries);
		memmove(&cuts[least], &cuts[least + 1], after * sizeof *cuts);
		if (least > 0) cuts[least - 1] = weigh_cut(search, chain, least - 1);
		if (after > 0) cuts[least] = weigh_cut(search, chain, least);
	}
	return cuts;
}

static DtEstimate share_of(const Chain *chain, size_t from, size_t to) {
	const DtTosses *tosses = &chain->tosses;
	double a = tosses->prior_for + fmax(tosses->sum_for[to] - tosses->sum_for[from], 0);
	double b = tosses->prior_against + fmax(tosses->sum_against[to] - tosses->sum_against[from], 0);
	return (DtEstimate){a / (a + b), dt_beta_quantile(a, b, outside), dt_beta_quantile(a, b, 1 - outside)};
}

// The rate behind a negative binomial: size times the odds.
static DtEstimate rate_of(const Chain *chain, double size, size_t from, size_t to) {
	const DtTosses *tosses = &chain->tosses;
	double a = tosses->prior_for + fmax(tosses->sum_for[to] - tosses->sum_for[from], 0);
	double b = tosses->prior_against + fmax(tosses->sum_against[to] - tosses->sum_against[from], 0);
	double low = dt_beta_quantile(b, a, 1 - outside), high = dt_beta_quantile(b, a, outside);
	// b is at least one more than size / mean rate: the mean exists.
	return (DtEstimate){size * a / (b - 1), size * (1 - low) / low, size * (1 - high) / high};
}

static DtLevel level_of(const Search *search, size_t from, size_t to) {
	const DtPoint *points = search->series->points;
	DtLevel level = {.days = {points[from].days.from, points[to - 1].days.to}};
	for (size_t i = from; i < to; i++) {
		level.facts += points[i].realities[DT_REALITY_FACT];
		for (int w = 0; w < DT_WEIGHTS_COUNT; w++) level.balance[w] += points[i].scores[w];
	}
	for (int w = 0; w < DT_WEIGHTS_COUNT && level.facts; w++) level.balance[w] /= (double)level.facts;
	level.events = rate_of(&search->volume, search->scatter.size, from, to);
	level.share = share_of(&search->tone, from, to);
	return level;
}

// How much likelier the other chain is if it changes at a place, too, than if it does not change there.
static double backing_of(const DtTosses *tosses, size_t from, size_t at, size_t to, double unchanged) {
	return exp(dt_tosses_evidence(tosses, from, at) + dt_tosses_evidence(tosses, at, to) - unchanged);
}

// Dates a cut by both chains: where one changes, the other changes with it as often as not. Without that, weeks of
// doubt about the tone would not hear that there were ten times as many events from one of them on.
static void date_cut(Search *search, Cut *cut, const Chain *own, const Chain *other) {
	static const double together = 0.5;
	size_t from = 0, to = search->count;
	for (size_t i = 0; i < other->boundary_count; i++) {
		size_t at = other->boundaries[i];
		if (at <= cut->low && at > from) from = at;
		if (at > cut->high && at < to) to = at;
	}
	size_t first = cut->from > from ? cut->from : from, last = cut->to < to ? cut->to : to;
	if (!cut->parts || last < first + 2) return;
	size_t count = last - first - 1;
	double *weights = DT_NEW_ARRAY(search->scratch, double, count), sum = 0;
	double unchanged = dt_tosses_evidence(&other->tosses, from, to);
	for (size_t i = 0; i < count; i++) {
		size_t at = first + 1 + i;
		double backing = fmin(backing_of(&other->tosses, from, at, to, unchanged), 1e100);
		sum += weights[i] = cut->parts[at - cut->from - 1] * (1 - together + together * backing);
	}
	if (sum <= 0) return;
	DtBoundary found = dt_boundary_around(weights, count, first + 1);
	cut->at = found.at;
	cut->low = found.low;
	cut->high = found.high;
	// What is new begins where it first shows.
	while (cut->at + 1 < cut->to && says_nothing(&own->tosses, cut->at)) cut->at++;
	if (cut->high < cut->at) cut->high = cut->at;
}

static DtShift shift_of(const Search *search, const Cut *tone, const Cut *volume) {
	const Cut *first = tone ? tone : volume;
	size_t from = first->from, to = first->to, low = first->low, high = first->high;
	if (tone && volume) {
		if (volume->high - volume->low < tone->high - tone->low) first = volume; // it knows the date better
		from = tone->from > volume->from ? tone->from : volume->from;
		to = tone->to < volume->to ? tone->to : volume->to;
		// Neighbours of one kind may lie between the two that were joined.
		if (from >= first->at) from = first->from;
		if (to <= first->at) to = first->to;
		low = first->low;
		high = first->high;
	}
	const DtPoint *points = search->series->points;
	DtShift shift = {.tone = tone != NULL,
	                 .volume = volume != NULL,
	                 .date = points[first->at].days.from,
	                 .between = {points[low].days.from, points[high].days.to},
	                 .tone_probability = tone ? tone->probability : 0,
	                 .volume_probability = volume ? volume->probability : 0,
	                 .before = level_of(search, from, first->at),
	                 .after = level_of(search, first->at, to)};
	shift.probability = fmax(shift.tone_probability, shift.volume_probability);
	shift.share_change = shift.after.share.mean - shift.before.share.mean;
	shift.volume_ratio = shift.after.events.mean / shift.before.events.mean;
	return shift;
}

static bool one_shift(const Cut *tone, const Cut *volume) {
	size_t apart = tone->at > volume->at ? tone->at - volume->at : volume->at - tone->at;
	return apart <= 1 || (tone->low <= volume->high && volume->low <= tone->high && tone->at < volume->to &&
	                      tone->at > volume->from && volume->at < tone->to && volume->at > tone->from);
}

static int by_place(const void *left, const void *right) {
	const Cut *a = left, *b = right;
	return a->at < b->at ? -1 : a->at > b->at;
}

static void date_cuts(Search *search, Cut *cuts, const Chain *own, const Chain *other) {
	for (size_t i = 0; i < own->boundary_count; i++) date_cut(search, &cuts[i], own, other);
	if (own->boundary_count) qsort(cuts, own->boundary_count, sizeof *cuts, by_place);
}

static void join_cuts(Search *search, DtShifts *shifts) {
	Cut *tone = weigh_cuts(search, &search->tone), *volume = weigh_cuts(search, &search->volume);
	size_t tones = search->tone.boundary_count, volumes = search->volume.boundary_count;
	date_cuts(search, tone, &search->tone, &search->volume);
	date_cuts(search, volume, &search->volume, &search->tone);
	shifts->shifts = DT_NEW_ARRAY(search->arena, DtShift, tones + volumes);
	for (size_t i = 0, k = 0; i < tones || k < volumes;) {
		const Cut *t = i < tones ? &tone[i] : NULL, *v = k < volumes ? &volume[k] : NULL;
		bool joined = t && v && one_shift(t, v);
		if (!joined && t && v) {
			if (t->at <= v->at)
				v = NULL;
			else
				t = NULL;
		}
		i += t != NULL;
		k += v != NULL;
		shifts->shifts[shifts->count++] = shift_of(search, t, v);
	}
}

// The newest

static size_t likeliest(const double *starts, size_t from, size_t to, double *sum) {
	size_t best = from;
	*sum = 0;
	for (size_t i = from; i < to; i++) {
		*sum += starts[i];
		if (starts[i] > starts[best]) best = i;
	}
	return best;
}

static size_t weigh_recent(Search *search, const Chain *chain, size_t recent, double *probability) {
	size_t last = chain->boundary_count ? chain->boundaries[chain->boundary_count - 1] : 0;
	size_t since = search->count - recent;
	double *starts = DT_NEW_ARRAY(search->scratch, double, search->count);
	dt_online_weigh(search->scratch, &chain->tosses, last, search->rule.hazard, starts);
	// The last shift is not new again.
	if (since <= last) since = last + 1;
	if (since >= search->count) return search->count - 1;
	return likeliest(starts, since, search->count, probability);
}

static DtRecent recent_of(Search *search) {
	DtRecent recent = {.periods = search->rule.recent};
	if (recent.periods >= search->count) recent.periods = search->count - 1;
	if (recent.periods == 0) return recent;
	size_t tone = weigh_recent(search, &search->tone, recent.periods, &recent.tone);
	size_t volume = weigh_recent(search, &search->volume, recent.periods, &recent.volume);
	recent.tone_since = search->series->points[tone].days.from;
	recent.volume_since = search->series->points[volume].days.from;
	recent.share = share_of(&search->tone, tone, search->count);
	recent.events = rate_of(&search->volume, search->scatter.size, volume, search->count);
	return recent;
}

DtShifts dt_shifts_find(DtArena *arena, const DtSeries *series) {
	DtShifts shifts = {0};
	if (series->count == 0) return shifts;
	Search search = {.arena = arena,
	                 .scratch = dt_arena_new(),
	                 .series = series,
	                 .count = series->count,
	                 .rule = period_rules[series->period]};
	start_search(&search);
	run_search(&search);
	join_cuts(&search, &shifts);
	shifts.scatter = search.scatter;
	shifts.recent = recent_of(&search);
	dt_arena_free(search.scratch);
	return shifts;
}
