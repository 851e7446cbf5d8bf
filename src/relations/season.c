// SPDX-License-Identifier: Apache-2.0
// Seasons: see season.h.
//
//   points ─▶ months of years ─▶ each against the year around it ─▶ what months of different years have in common
//
// A month is held against the twelve months around it, so that a change of level, which stays, is in the level and not
// in the season. What is left over has two parts: a season, the same every year, and everything else, which differs
// from year to year. The mean product of what is left over in the same month of two years is the variance of the season
// alone; one crisis, however large, is in one year only. Where that variance cannot be told from nothing there is no
// season; else the mean of a month is drawn towards the year by as much as the rest scatters.
#include "relations/season.h"

#include <math.h>
#include <stdlib.h>

enum { MONTHS = DT_SEASON_MONTHS, YEARS_LEAST = 3 };

static const double far = 3;         // times the level, beyond which a month says no more
static const double alike = 0.1;     // how much alike events of a month are (see series.c)
static const double doubt = 2.5;     // standard errors that a season must be above nothing
static const double steepest = 1.61; // log of the most that a month may differ: five times

typedef struct Cell {
	double facts, exposure, conflict, all;
	double left[2], weight[2]; // over, of volume and of tone: how far from the year around it, in parts of the level
} Cell;

int dt_season_month(const DtPoint *point) {
	int year, month, day;
	dt_date_to_civil(point->days.from + (point->days.to - point->days.from) / 2, &year, &month, &day);
	return month - 1;
}

static int64_t month_number(const DtPoint *point) {
	int year, month, day;
	dt_date_to_civil(point->days.from + (point->days.to - point->days.from) / 2, &year, &month, &day);
	return (int64_t)year * MONTHS + month - 1;
}

static void fill(Cell *cells, const DtSeries *series, int64_t first) {
	for (size_t i = 0; i < series->count; i++) {
		const DtPoint *point = &series->points[i];
		Cell *cell = &cells[month_number(point) - first];
		cell->facts += point->realities[DT_REALITY_FACT];
		cell->exposure += point->exposure;
		cell->conflict += dt_point_conflict(point);
		cell->all += dt_point_conflict(point) + dt_point_cooperation(point);
	}
}

static void compare_with_year(Cell *cells, size_t count) {
	for (size_t i = 0; i < count; i++) {
		size_t from = i < MONTHS / 2 ? 0 : i - MONTHS / 2;
		if (from + MONTHS > count) from = count - MONTHS;
		Cell year = {0}, *cell = &cells[i];
		for (size_t k = from; k < from + MONTHS; k++) {
			year.facts += cells[k].facts, year.exposure += cells[k].exposure;
			year.conflict += cells[k].conflict, year.all += cells[k].all;
		}
		double usual = year.exposure > 0 ? year.facts / year.exposure * cell->exposure : 0;
		if (usual > 0) {
			cell->left[0] = fmin(cell->facts / usual - 1, far);
			cell->weight[0] = usual / (1 + usual * alike);
		}
		double share = (year.conflict + 0.5) / (year.all + 1), spread = share * (1 - share);
		if (cell->all <= 0) continue;
		cell->left[1] = fmin(fmax((cell->conflict / cell->all - share) / spread, -far), far);
		cell->weight[1] = cell->all * spread / (1 + (cell->all - 1) * alike);
	}
}

// The season of volume (0) or tone (1), as a part of the level by month; false when there is none.
static bool find_common(const Cell *cells, size_t count, int64_t first, int which, double means[MONTHS]) {
	double products = 0, weights = 0, squares = 0, sum = 0, pairs = 0;
	double totals[MONTHS] = {0}, own[MONTHS] = {0}, own_squares[MONTHS] = {0};
	for (size_t i = 0; i < count; i++) {
		double x = cells[i].left[which], w = cells[i].weight[which];
		size_t month = (size_t)((first + (int64_t)i) % MONTHS);
		squares += w * x * x, sum += w;
		totals[month] += w * x, own[month] += w, own_squares[month] += w * w;
		for (size_t k = i + MONTHS; k < count; k += MONTHS) {
			double both = w * cells[k].weight[which];
			products += both * x * cells[k].left[which];
			weights += both;
			pairs += both > 0;
		}
	}
	if (weights <= 0 || sum <= 0 || pairs < MONTHS) return false;
	double common = products / weights, all = squares / sum, error = all / sqrt(pairs);
	if (common < doubt * error) return false;
	for (int m = 0; m < MONTHS; m++) {
		// The mean of k years scatters with a k-th of what differs between them; k counts unequal years for less.
		double years = own_squares[m] > 0 ? own[m] * own[m] / own_squares[m] : 0;
		double rest = years > 0 ? fmax(all - common, 0) / years : INFINITY;
		means[m] = own[m] > 0 ? totals[m] / own[m] * common / (common + rest) : 0;
	}
	return true;
}

DtSeason dt_season_find(const DtSeries *series) {
	DtSeason season = {0};
	for (int m = 0; m < MONTHS; m++) season.rate[m] = season.odds[m] = 1;
	if (series->count == 0 || series->period == DT_PERIOD_YEAR || series->period == DT_PERIOD_QUARTER) return season;
	int64_t first = month_number(&series->points[0]), last = month_number(&series->points[series->count - 1]);
	size_t count = (size_t)(last - first + 1);
	if (count < YEARS_LEAST * MONTHS || count > DT_SERIES_ROOM) return season;
	Cell *cells = dt_alloc(count * sizeof *cells);
	double means[MONTHS], mean = 0;
	memset(cells, 0, count * sizeof *cells);
	fill(cells, series, first);
	compare_with_year(cells, count);
	season.volume = find_common(cells, count, first, 0, means);
	for (int m = 0; m < MONTHS && season.volume; m++) mean += fmax(1 + means[m], exp(-steepest)) / MONTHS;
	for (int m = 0; m < MONTHS && season.volume; m++) season.rate[m] = fmax(1 + means[m], exp(-steepest)) / mean;
	season.tone = find_common(cells, count, first, 1, means);
	for (int m = 0; m < MONTHS && season.tone; m++) season.odds[m] = exp(fmin(fmax(means[m], -steepest), steepest));
	free(cells);
	return season;
}
