// SPDX-License-Identifier: Apache-2.0
// What every year brings again: exercises in March, a summit in September, a quiet August.
#ifndef DT_RELATIONS_SEASON_H
#define DT_RELATIONS_SEASON_H

#include "relations/series.h"

enum { DT_SEASON_MONTHS = 12 };

typedef struct DtSeason {
	bool volume, tone;             // whether there is one
	double rate[DT_SEASON_MONTHS]; // times the mean of the year; 1 without a season
	double odds[DT_SEASON_MONTHS]; // of conflict, times those of the year; 1 without a season
} DtSeason;

// Looks for what repeats in a series of three years or more; in a shorter one nothing can be told from a change.
DtSeason dt_season_find(const DtSeries *series);

// The month of a period, from 0: that of its middle.
int dt_season_month(const DtPoint *point);

#endif
