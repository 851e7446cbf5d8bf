// SPDX-License-Identifier: Apache-2.0
// Where a series of plain numbers changes its level or its slope: daily scores of tables that have no events, prices,
// anything that is not counted.
//
// Two explanations are weighed against each other: a level that jumps, and a line that breaks. Each is cut at its best
// (PELT, as in segments.h), and the one that costs less is taken. Deviations are measured by the scatter of the whole
// series: a change counts when it stands out at the scale on which the series is drawn.
#ifndef DT_RELATIONS_LEVELS_H
#define DT_RELATIONS_LEVELS_H

#include "base/arena.h"

typedef enum DtLevelKind { DT_LEVEL_FLAT, DT_LEVEL_SLOPE } DtLevelKind;

enum { DT_LEVEL_SHORTEST = 3 }; // values of a segment

// The best boundaries of values, ascending, into boundaries (room for count): a boundary is the number of the first
// value after it. Returns how many; *kind, when not NULL, is the explanation taken. None for a series that never
// varies.
size_t dt_levels_find(DtArena *arena, const double *values, size_t count, size_t *boundaries, DtLevelKind *kind);

// The same for one explanation, and what it costs.
size_t dt_levels_cut(DtArena *arena, const double *values, size_t count, DtLevelKind kind, size_t *boundaries,
                     double *cost);

// What one segmentation costs.
double dt_levels_cost(DtArena *arena, const double *values, size_t count, DtLevelKind kind, const size_t *boundaries,
                      size_t boundary_count);

#endif
