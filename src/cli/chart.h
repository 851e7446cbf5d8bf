// SPDX-License-Identifier: Apache-2.0
// A pair's series and shifts for people: a chart, the shifts with what happened, the latest periods.
#ifndef DT_CLI_CHART_H
#define DT_CLI_CHART_H

#include "cli/table.h"
#include "relations/shifts.h"

// Appends all of it, no line wider than the style says.
void dt_relations_draw(DtBuffer *buffer, const DtSeries *series, const DtShifts *shifts, DtWeights weights,
                       const DtTableStyle *style);

// Appends what changed and how surely: "towards conflict 21 % → 46 %, 0.99".
void dt_shift_describe(DtBuffer *buffer, const DtShift *shift, DtPeriod period, DtWeights weights);

#endif
