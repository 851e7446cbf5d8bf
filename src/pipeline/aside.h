// SPDX-License-Identifier: Apache-2.0
// Parsing around what stands aside: "Japan on Friday lifted sanctions".
//
// News puts the day between subject and verb, where other English hardly ever does; treebanks of other English make
// poor trees of it. So days that stand in the middle of a sentence are left out while it is parsed, and hung on the
// verb beside them afterwards.
#ifndef DT_PIPELINE_ASIDE_H
#define DT_PIPELINE_ASIDE_H

#include "dates/times.h"
#include "syntax/parse.h"

// As dt_parse, after dt_find_times. Sentences that have trees keep them.
void dt_parse_around_times(DtDocument *document, const DtSyntax *syntax, DtSyntaxScratch *scratch);

#endif
