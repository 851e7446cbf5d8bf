// SPDX-License-Identifier: Apache-2.0
// Plurals of English nouns and noun phrases, for dictionary words.
#ifndef DT_WORLD_PLURAL_H
#define DT_WORLD_PLURAL_H

#include "base/arena.h"

// The plural of a phrase: of its head noun, which stands before the first preposition ("ministers of state") or before
// "general", "elect", "designate" ("attorneys general"), else last ("rebel leaders"). Empty when the head is a plural
// already, or has none ("police").
DtSlice dt_plural_of(DtArena *arena, DtSlice phrase);

// The plural of an adjective of nationality that makes one by itself ("Russians", "Israelis"); empty for others.
DtSlice dt_plural_of_nationality(DtArena *arena, DtSlice adjective);

#endif
