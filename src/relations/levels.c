// SPDX-License-Identifier: Apache-2.0
// Levels: see levels.h.
//
//   cost = squares of what a segment's line misses / 2 + the logs of its length, half a log for each of its numbers
//          + log n for each boundary                                 (the modified BIC of Zhang and Siegmund 2007)
//
// in units of the standard deviation of the whole series. A level is one number a segment, a line with its place two
// and the length of the run to know them from: three halves of a log. With running sums of y, y², t, t² and ty the
// misses of any segment take a few products. Starts are dropped as in segments.c: splitting a segment never misses
// more, and raises the logs by at most their number times log (n / 4). The unit test compares with all segmentations.
#include "relations/levels.h"

#include <math.h>

typedef struct Sums {
	double y, yy, t, tt, ty;
} Sums;

typedef struct Series {
	Sums *sums; // [count + 1] running
	size_t count;
	DtLevelKind kind;
	double price, logs; // of a boundary; how many logs of its length a segment costs
} Series;

// Sums over values in units of their scatter; false when there is none.
static bool scale(DtArena *arena, const double *values, size_t count, DtLevelKind kind, Series *series) {
	double mean = 0, squares = 0;
	for (size_t i = 0; i < count; i++) mean += values[i] / (double)count;
	for (size_t i = 0; i < count; i++) squares += (values[i] - mean) * (values[i] - mean);
	double deviation = sqrt(squares / (double)(count ? count : 1));
	*series = (Series){.count = count,
	                   .kind = kind,
	                   .price = log((double)(count > 1 ? count : 2)),
	                   .logs = kind == DT_LEVEL_FLAT ? 0.5 : 1.5};
	if (!(deviation > 1e-12 * fabs(mean)) || !isfinite(deviation)) return false;
	series->sums = DT_NEW_ARRAY(arena, Sums, count + 1);
	for (size_t i = 0; i < count; i++) {
		const Sums *last = &series->sums[i];
		double y = (values[i] - mean) / deviation, t = (double)i - (double)count / 2;
		series->sums[i + 1] = (Sums){last->y + y, last->yy + y * y, last->t + t, last->tt + t * t, last->ty + t * y};
	}
	return true;
}

static double segment_cost(const Series *series, size_t from, size_t to) {
	const Sums *a = &series->sums[from], *b = &series->sums[to];
	double n = (double)(to - from), y = b->y - a->y, misses = b->yy - a->yy - y * y / n;
	if (series->kind == DT_LEVEL_SLOPE) {
		double t = b->t - a->t, tt = b->tt - a->tt - t * t / n, ty = b->ty - a->ty - t * y / n;
		if (tt > 0) misses -= ty * ty / tt;
	}
	return fmax(misses, 0) / 2 + series->logs * log(n);
}

typedef struct Start {
	size_t at, dead_from; // dead_from: the end from which it is out
} Start;

// The best cost of each head of the series, and where its last segment begins.
static void search(DtArena *arena, const Series *series, double *best, size_t *before) {
	Start *starts = DT_NEW_ARRAY(arena, Start, series->count + 1);
	double *costs = DT_NEW_ARRAY(arena, double, series->count + 1);
	double slack = series->logs * log(fmax((double)series->count / 4, 1)) + 1e-9;
	size_t count = 1;
	best[0] = -series->price;
	starts[0] = (Start){0, SIZE_MAX};
	for (size_t end = DT_LEVEL_SHORTEST; end <= series->count; end++) {
		size_t kept = 0, tried = 0;
		for (size_t i = 0; i < count; i++)
			if (starts[i].dead_from > end) starts[kept++] = starts[i];
		count = kept;
		best[end] = INFINITY;
		for (; tried < count && end - starts[tried].at >= DT_LEVEL_SHORTEST; tried++) {
			costs[tried] = best[starts[tried].at] + segment_cost(series, starts[tried].at, end);
			if (costs[tried] + series->price >= best[end]) continue;
			best[end] = costs[tried] + series->price;
			before[end] = starts[tried].at;
		}
		for (size_t i = 0; i < tried; i++) {
			bool needless = starts[i].dead_from == SIZE_MAX && costs[i] - slack > best[end];
			if (needless) starts[i].dead_from = end + DT_LEVEL_SHORTEST;
		}
		starts[count++] = (Start){end, SIZE_MAX};
	}
}

size_t dt_levels_cut(DtArena *arena, const double *values, size_t count, DtLevelKind kind, size_t *boundaries,
                     double *cost) {
	Series series;
	*cost = 0;
	if (!scale(arena, values, count, kind, &series)) return 0;
	if (count < 2 * DT_LEVEL_SHORTEST) {
		*cost = segment_cost(&series, 0, count);
		return 0;
	}
	double *best = DT_NEW_ARRAY(arena, double, count + 1);
	size_t *before = DT_NEW_ARRAY(arena, size_t, count + 1), found = 0;
	search(arena, &series, best, before);
	for (size_t end = before[count]; end > 0; end = before[end]) found++;
	size_t at = found;
	for (size_t end = before[count]; end > 0; end = before[end]) boundaries[--at] = end;
	*cost = best[count];
	return found;
}

double dt_levels_cost(DtArena *arena, const double *values, size_t count, DtLevelKind kind, const size_t *boundaries,
                      size_t boundary_count) {
	Series series;
	if (!scale(arena, values, count, kind, &series)) return 0;
	double cost = series.price * (double)boundary_count;
	for (size_t i = 0, start = 0; i <= boundary_count; i++) {
		size_t end = i < boundary_count ? boundaries[i] : count;
		cost += segment_cost(&series, start, end);
		start = end;
	}
	return cost;
}

size_t dt_levels_find(DtArena *arena, const double *values, size_t count, size_t *boundaries, DtLevelKind *kind) {
	size_t *sloping = DT_NEW_ARRAY(arena, size_t, count + 1);
	double flat_cost, slope_cost;
	size_t flats = dt_levels_cut(arena, values, count, DT_LEVEL_FLAT, boundaries, &flat_cost);
	size_t slopes = dt_levels_cut(arena, values, count, DT_LEVEL_SLOPE, sloping, &slope_cost);
	bool flat = flat_cost <= slope_cost;
	if (kind) *kind = flat ? DT_LEVEL_FLAT : DT_LEVEL_SLOPE;
	if (flat) return flats;
	for (size_t i = 0; i < slopes; i++) boundaries[i] = sloping[i];
	return slopes;
}
