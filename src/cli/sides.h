// SPDX-License-Identifier: Apache-2.0
// Sides as people say them: "USA", "North Korea", "Syria:REB", "France+Germany", "members of NATO".
#ifndef DT_CLI_SIDES_H
#define DT_CLI_SIDES_H

#include "world/world.h"

// Loads the shipped world when a side says more than codes.
typedef struct DtSideReader {
	DtArena *arena;
	DtWorld *world; // NULL until needed; to be freed by the caller
} DtSideReader;

// Turns what was said into a side as the record knows it ("PRK", "SYR:REB", "FRA+DEU"), in the reader's arena.
// Complains and returns false when a name means nobody who has a code of their own.
bool dt_side_read(DtSideReader *reader, const char *said, DtSlice *side);

#endif
