// SPDX-License-Identifier: Apache-2.0
// Who says what happened between two actors, and how much of it.
//
// An event is attributed to the nearest of its sources: the minister, not the agency that quotes him. What an article
// says in its own voice, and rows of tables, are attributed to nobody.
#ifndef DT_RELATIONS_ATTRIBUTION_H
#define DT_RELATIONS_ATTRIBUTION_H

#include "relations/series.h"

enum { DT_VOICE_NOBODY = DT_SOURCE_KIND_COUNT, DT_VOICE_KINDS };

const char *dt_voice_kind_name(int kind); // that of the kind of source, or "nobody"

typedef struct DtVoice {
	DtSlice name, code; // name as it is known, else as it was written
	int kind;
	uint64_t facts, others; // others: negated, hypothetical and so on
} DtVoice;

typedef struct DtAttributions {
	uint32_t (*facts)[DT_VOICE_KINDS]; // [points of the series]
	size_t count;
	DtVoice *voices; // [voice_count] those who are named, the loudest first
	size_t voice_count;
} DtAttributions;

// Reads, for a series with points, who said what; up to most voices.
bool dt_attributions_read(DtArena *arena, DtStore *store, const DtSeries *series, size_t most,
                          DtAttributions *attributions, DtError *error);

// Appends {"kinds":[…],"points":[[…],…],"voices":[…]}.
void dt_attributions_write_json(DtBuffer *buffer, const DtAttributions *attributions);

#endif
