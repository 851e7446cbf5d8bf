// SPDX-License-Identifier: Apache-2.0
// A pair's series and shifts for people: a chart, the shifts with what happened, the latest periods.
#ifndef DT_CLI_CHART_H
#define DT_CLI_CHART_H

#include "cli/table.h"
#include "relations/balances.h"
#include "relations/shifts.h"

// Appends all of it, no line wider than the style says.
void dt_relations_draw(DtBuffer *buffer, const DtSeries *series, const DtShifts *shifts, DtWeights weights,
                       const DtTableStyle *style);

// Appends happenings under a heading; nothing when there are none.
void dt_episodes_draw(DtBuffer *buffer, const DtEpisode *episodes, size_t count, const DtTableStyle *style);

// Appends a series of balances: a chart of cooperation above and conflict below, and where its level changed.
void dt_balances_draw(DtBuffer *buffer, const DtBalances *balances, const DtTableStyle *style);

// Appends what changed and how surely: "towards conflict 21 % → 46 %, 0.99".
void dt_shift_describe(DtBuffer *buffer, const DtShift *shift, DtPeriod period, DtWeights weights);

// Appends who says what happened, and how much of it.
void dt_attributions_draw(DtBuffer *buffer, const DtAttributions *attributions, const DtTableStyle *style);

#endif
