// SPDX-License-Identifier: Apache-2.0
// Relations as others take them: a panel of dyads for R and pandas, a graph for network programs.
#ifndef DT_RELATIONS_EXPORT_H
#define DT_RELATIONS_EXPORT_H

#include <stdio.h>

#include "relations/series.h"

// A row of CSV for each source, target and period that have any event: facts in all, by quad class and category, what
// is no fact apart, sums of scores. What two did together stands in the rows of both directions, and is counted in
// "mutual".
bool dt_export_panel(DtStore *store, DtPeriod period, DtDateSpan days, FILE *output, DtError *error);

// GraphML: an actor a node, a directed edge for each source and target with facts within days, with the same sums.
bool dt_export_graph(DtStore *store, DtDateSpan days, FILE *output, DtError *error);

#endif
