// SPDX-License-Identifier: Apache-2.0
// Codes of CAMEO's actors with their spans of days, as PETRARCH's dictionaries write them.
#ifndef DT_WORLD_PETRARCH_CODES_H
#define DT_WORLD_PETRARCH_CODES_H

#include "base/arena.h"
#include "base/date.h"
#include "document/event.h"

enum { DT_SPAN_ROOM = 2 * DT_DATE_ROOM + 4 };

typedef struct DtCameoActor {
	char code[4];  // of a state or one of PLOVER's entities; "" when none
	char place[4]; // of an international actor: the state where it sits; "" when not said
	uint8_t sectors[DT_PARTY_SECTORS];
	uint8_t sector_count;
	bool bare;               // a state and nothing else
	bool nobody;             // "---": no actor
	char span[DT_SPAN_ROOM]; // "2001-01-01 .. 2004-06-30"; "" when always
} DtCameoActor;

// Reads a code without its brackets and dates: "AFGCOP". False, with the reason, when it has none of PLOVER's codes.
// An agent's code may have sectors alone.
bool dt_cameo_actor(DtSlice code, bool agent, DtCameoActor *actor, const char **why);

// Reads what stands between brackets: "AFGGOV 010101-040630", "AFGELI >040701".
//
// A day past the end of its month means the end of that month, day 00 the month, month 00 the year. Of a year of two
// digits the century is inferred: 40 and later is the twentieth, but for a span that would end before it starts.
bool dt_cameo_actor_dated(DtSlice text, DtCameoActor *actor, const char **why);

#endif
