// SPDX-License-Identifier: Apache-2.0
// Segments: see segments.h.
//
// With running sums, the highest likelihood of any segment and its evidence (the beta-binomial integral) each take a
// few logarithms, so that the searches below look at segments, never at the periods within them.
//
//   F(t) = min over s of F(s) + cost(s, t) + price         the best segmentation of the first t periods
//
// PELT (Killick, Fearnhead, Eckley 2012: "Optimal detection of changepoints with a linear computational cost") drops a
// start s for good once F(s) + cost(s, t) + K > F(t), K being such that cost(s, t) + cost(t, u) + K <= cost(s, u). Here
// cost is minus a likelihood, which splitting never raises, plus half the log of the length, which splitting raises by
// at most half the log of n / 4: that is -K. A start that t makes needless stays until a segment from t is long enough.
// The result is exact; the unit test compares it with all segmentations.
#include "relations/segments.h"

#include <math.h>

#include "relations/distributions.h"

DtTosses dt_tosses_of(DtArena *arena, const double *weights_for, const double *weights_against, size_t count,
                      double prior_for, double prior_against) {
	DtTosses tosses = {.count = count, .prior_for = prior_for, .prior_against = prior_against};
	tosses.sum_for = DT_NEW_ARRAY(arena, double, count + 1);
	tosses.sum_against = DT_NEW_ARRAY(arena, double, count + 1);
	for (size_t i = 0; i < count; i++) {
		tosses.sum_for[i + 1] = tosses.sum_for[i] + weights_for[i];
		tosses.sum_against[i + 1] = tosses.sum_against[i] + weights_against[i];
	}
	return tosses;
}

double dt_tosses_cost(const DtTosses *tosses, size_t from, size_t to) {
	double a = tosses->sum_for[to] - tosses->sum_for[from], b = tosses->sum_against[to] - tosses->sum_against[from];
	return a > 0 && b > 0 ? a * log1p(b / a) + b * log1p(a / b) : 0;
}

double dt_tosses_evidence(const DtTosses *tosses, size_t from, size_t to) {
	double a = tosses->sum_for[to] - tosses->sum_for[from], b = tosses->sum_against[to] - tosses->sum_against[from];
	return dt_log_beta(tosses->prior_for + fmax(a, 0), tosses->prior_against + fmax(b, 0)) -
	       dt_log_beta(tosses->prior_for, tosses->prior_against);
}

// PELT

typedef struct Search {
	const DtTosses *tosses;
	double price; // of a boundary
	size_t shortest;
	double *best;      // [count + 1] F
	size_t *before;    // [count + 1] where the last segment of the best begins
	size_t *starts;    // candidates, ascending
	size_t *dead_from; // the end from which a candidate is out; SIZE_MAX while it is in
	double *costs;     // of the candidates, for the end at hand
	double *half_logs; // [count + 1] of lengths
	size_t candidates;
} Search;

static double segment_cost(const DtTosses *tosses, size_t from, size_t to) {
	return dt_tosses_cost(tosses, from, to) + 0.5 * log((double)(to - from));
}

static double price_of(const DtTosses *tosses, DtSegmentRule rule) {
	return rule.scale * log((double)(tosses->count > 1 ? tosses->count : 2));
}

static void drop_dead(Search *search, size_t end) {
	size_t kept = 0;
	for (size_t i = 0; i < search->candidates; i++) {
		if (search->dead_from[i] <= end) continue;
		search->starts[kept] = search->starts[i];
		search->dead_from[kept++] = search->dead_from[i];
	}
	search->candidates = kept;
}

// Finds F(end), then marks the starts that end makes needless.
static void step(Search *search, size_t end, double slack) {
	double best = INFINITY;
	for (size_t i = 0; i < search->candidates; i++) {
		size_t start = search->starts[i];
		if (end - start < search->shortest) break;
		double cost = search->best[start] + dt_tosses_cost(search->tosses, start, end) + search->half_logs[end - start];
		search->costs[i] = cost;
		if (cost + search->price < best) {
			best = cost + search->price;
			search->before[end] = start;
		}
	}
	search->best[end] = best;
	for (size_t i = 0; i < search->candidates; i++) {
		size_t start = search->starts[i];
		if (end - start < search->shortest) break;
		bool needless = search->dead_from[i] == SIZE_MAX && search->costs[i] - slack > best;
		if (needless) search->dead_from[i] = end + search->shortest;
	}
}

static size_t trace(const Search *search, size_t *boundaries) {
	size_t count = 0;
	for (size_t end = search->before[search->tosses->count]; end > 0; end = search->before[end]) count++;
	size_t at = count;
	for (size_t end = search->before[search->tosses->count]; end > 0; end = search->before[end]) boundaries[--at] = end;
	return count;
}

size_t dt_segments_find(DtArena *arena, const DtTosses *tosses, DtSegmentRule rule, size_t *boundaries, double *cost) {
	size_t count = tosses->count, shortest = rule.shortest > 0 ? rule.shortest : 1;
	if (cost) *cost = dt_segments_cost(tosses, rule, NULL, 0);
	if (count < 2 * shortest) return 0;
	Search search = {.tosses = tosses, .price = price_of(tosses, rule), .shortest = shortest};
	search.best = DT_NEW_ARRAY(arena, double, count + 1);
	search.before = DT_NEW_ARRAY(arena, size_t, count + 1);
	search.starts = DT_NEW_ARRAY(arena, size_t, count + 1);
	search.dead_from = DT_NEW_ARRAY(arena, size_t, count + 1);
	search.costs = DT_NEW_ARRAY(arena, double, count + 1);
	search.half_logs = DT_NEW_ARRAY(arena, double, count + 1);
	for (size_t i = 1; i <= count; i++) search.half_logs[i] = 0.5 * log((double)i);
	search.best[0] = -search.price;
	search.dead_from[0] = SIZE_MAX;
	search.candidates = 1;
	double slack = 0.5 * log(fmax((double)count / 4, 1));
	for (size_t end = shortest; end <= count; end++) {
		drop_dead(&search, end);
		step(&search, end, slack);
		search.starts[search.candidates] = end;
		search.dead_from[search.candidates++] = SIZE_MAX;
	}
	if (cost) *cost = search.best[count];
	return trace(&search, boundaries);
}

double dt_segments_cost(const DtTosses *tosses, DtSegmentRule rule, const size_t *boundaries, size_t count) {
	if (tosses->count == 0) return 0;
	double cost = price_of(tosses, rule) * (double)count;
	size_t start = 0;
	for (size_t i = 0; i <= count; i++) {
		size_t end = i < count ? boundaries[i] : tosses->count;
		cost += segment_cost(tosses, start, end);
		start = end;
	}
	return cost;
}

// Posteriors

DtBoundary dt_boundary_around(const double *parts, size_t count, size_t first) {
	static const double enough = 0.9;
	DtBoundary boundary = {0, first, first, first};
	double sum = 0;
	size_t best = 0;
	for (size_t i = 0; i < count; i++) {
		sum += parts[i];
		if (parts[i] > parts[best]) best = i;
	}
	if (count == 0) return boundary;
	size_t low = best, high = best;
	double held = parts[best];
	while (held < enough * sum && (low > 0 || high + 1 < count)) {
		double left = low > 0 ? parts[low - 1] : -1, right = high + 1 < count ? parts[high + 1] : -1;
		held += left > right ? parts[--low] : parts[++high];
	}
	return (DtBoundary){0, first + best, first + low, first + high};
}

DtBoundary dt_boundary_weigh(DtArena *arena, const DtTosses *tosses, size_t from, size_t to, double hazard,
                             double **parts) {
	if (parts) *parts = NULL;
	if (to - from < 2) return (DtBoundary){0, from, from, from};
	size_t places = to - from - 1; // place i is the boundary from + 1 + i
	double *weights = DT_NEW_ARRAY(arena, double, places), sum = 0;
	double none = dt_tosses_evidence(tosses, from, to) + log1p(-hazard), highest = -INFINITY;
	for (size_t i = 0; i < places; i++) {
		size_t at = from + 1 + i;
		weights[i] = dt_tosses_evidence(tosses, from, at) + dt_tosses_evidence(tosses, at, to) + log(hazard);
		highest = fmax(highest, weights[i]);
	}
	for (size_t i = 0; i < places; i++) sum += weights[i] = exp(weights[i] - highest);
	DtBoundary boundary = dt_boundary_around(weights, places, from + 1);
	boundary.probability = sum / (sum + exp(none - highest));
	for (size_t i = 0; i < places; i++) weights[i] /= sum;
	if (parts) *parts = weights;
	return boundary;
}

typedef struct Run {
	size_t start;
	double mass, evidence;
} Run;

// Scales masses, given as logs, to a sum of 1, and drops what does not matter.
static size_t settle(Run *runs, size_t count) {
	static const double least = 1e-6;
	double highest = -INFINITY, sum = 0;
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) highest = fmax(highest, runs[i].mass);
	for (size_t i = 0; i < count; i++) sum += runs[i].mass = exp(runs[i].mass - highest);
	for (size_t i = 0; i < count; i++) {
		runs[i].mass /= sum;
		if (runs[i].mass >= least || i + 1 == count) runs[kept++] = runs[i];
	}
	return kept;
}

void dt_online_weigh(DtArena *arena, const DtTosses *tosses, size_t from, double hazard, double *starts) {
	size_t count = 0;
	Run *runs = DT_NEW_ARRAY(arena, Run, tosses->count - from + 1);
	for (size_t i = 0; i < tosses->count; i++) starts[i] = 0;
	for (size_t t = from; t < tosses->count; t++) {
		// Masses sum up to 1 here, so a new segment begins with the hazard.
		for (size_t i = 0; i < count; i++) {
			double evidence = dt_tosses_evidence(tosses, runs[i].start, t + 1);
			runs[i].mass = log(runs[i].mass) + log1p(-hazard) + evidence - runs[i].evidence;
			runs[i].evidence = evidence;
		}
		double fresh = dt_tosses_evidence(tosses, t, t + 1);
		runs[count++] = (Run){t, fresh + (t == from ? 0 : log(hazard)), fresh};
		count = settle(runs, count);
	}
	for (size_t i = 0; i < count; i++) starts[runs[i].start] = runs[i].mass;
}
