// SPDX-License-Identifier: Apache-2.0
// How certain a happening is: PLOVER's marks, decided over the whole path from the event up to the sentence.
#ifndef DT_CODING_FACTUALITY_H
#define DT_CODING_FACTUALITY_H

#include "coding/match.h"

// Facts of the clauses from a happening's innermost proposition up to the root, as far as they reach it (DtClauseFact).
uint16_t dt_happening_facts(const DtScene *scene, const DtHappening *happening);

// True when the text sets the happening in a past that no date names: "during the cold war", "had accused", "formerly".
// Counts only where nothing dates it.
bool dt_happening_is_background(const DtScene *scene, const DtHappening *happening);

// DtAuxiliary bits for the happening; historical is decided with its date, later.
uint8_t dt_happening_marks(const DtScene *scene, const DtHappening *happening, uint16_t facts);

// PLOVER folds what is only announced into categories of its own: a planned visit is AGREE, a planned withdrawal
// CONCEDE, a threatened attack THREATEN. Rewrites the happening by the operators "promise" and, when the actor itself
// says so, "threaten"; what it says in its own words it could do, too. Does nothing else to what is not future.
void dt_happening_fold(const DtScene *scene, DtHappening *happening, uint8_t marks, uint16_t facts, bool actor_speaks,
                       bool in_own_words);

#endif
