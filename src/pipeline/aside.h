// SPDX-License-Identifier: Apache-2.0
// Parsing around what stands aside: "Japan on Friday lifted sanctions, officials said".
//
// News puts the day between subject and verb, and who said so behind or inside the sentence, where other English hardly
// ever does; treebanks of other English make poor trees of it. So days that stand in the middle of a sentence are left
// out while it is parsed, and hung on the verb beside them afterwards; and speech tags ("officials said", "said the
// minister", "according to residents", after a comma) are parsed by themselves, and hung on the root.
#ifndef DT_PIPELINE_ASIDE_H
#define DT_PIPELINE_ASIDE_H

#include "dates/times.h"
#include "syntax/parse.h"

// As dt_parse, after dt_find_times. Sentences that have trees keep them.
void dt_parse_around_asides(DtDocument *document, const DtSyntax *syntax, DtSyntaxScratch *scratch);

#endif
