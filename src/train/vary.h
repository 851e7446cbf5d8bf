// SPDX-License-Identifier: Apache-2.0
// New sentences from gold ones, for turns of phrase that news lives on and treebanks hardly have.
#ifndef DT_TRAIN_VARY_H
#define DT_TRAIN_VARY_H

#include "document/document.h"
#include "train/random.h"

// A document, in arena, of the sentences of the given one that hold a number, each with one number qualified anew: "at
// least five people" for "five people". Trees, tags and lemmas are gold again, by construction.
DtDocument *dt_vary_numbers(DtArena *arena, const DtDocument *document, DtRandom *random);

// A document, in arena, of short statements of the given one turned into headlines: "107 killed in crane collapse" for
// "107 were killed in a crane collapse.", "Ministers to meet" for "The ministers will meet." All whose verb has such an
// auxiliary, and some of the others, which only lose their articles and their stop.
DtDocument *dt_vary_headlines(DtArena *arena, const DtDocument *document, DtRandom *random);

#endif
