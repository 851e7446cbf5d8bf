// SPDX-License-Identifier: Apache-2.0
// When the relations of two actors shifted, how far, how surely, and what happened then.
//
// Two questions are asked apart: did the tone change (the share of conflict among the events), and did the volume (how
// many there are, given how much news there is)? A shift answers one or both.
#ifndef DT_RELATIONS_SHIFTS_H
#define DT_RELATIONS_SHIFTS_H

#include "relations/attribution.h"
#include "relations/segments.h"
#include "relations/series.h"

// How events scatter within a stretch of unchanged relations.
typedef struct DtScatter {
	double size;          // of the negative binomial: variance = mean + mean² / size at exposure 1
	double overlap;       // how alike events of one period are in tone: 0 independent, 1 all alike
	double volume_memory; // how much of a period's deviation remains in the next: 0 none
	double tone_memory;
} DtScatter;

// A stretch between shifts.
typedef struct DtLevel {
	DtDateSpan days;
	uint64_t facts;
	DtEstimate events;                // a period, at average exposure
	DtEstimate share;                 // of conflict
	double balance[DT_WEIGHTS_COUNT]; // mean score
} DtLevel;

enum { DT_EPISODE_OUTLETS = 3 };

// Events that belong together: of one link, or, where there is none, of one day, category, actor and recipient.
typedef struct DtEpisode {
	DtDate day;
	uint8_t category;
	DtMode mode;
	char cameo[5];
	DtSlice actor, recipient; // codes, and names where known
	DtSlice text;             // the sentence of its surest event; empty for imported rows
	DtSlice title, url, publication, document;
	uint32_t events;
	DtSlice outlets[DT_EPISODE_OUTLETS]; // that mention it, as GDELT's mentions have it, the surest first
	uint32_t outlet_count, mentions;     // mentions: of all outlets
	double weight;                       // how far it pulls in the direction of the shift
} DtEpisode;

typedef struct DtShift {
	bool tone, volume;  // what changed: one of them or both
	DtDate date;        // the first day of what is new
	DtDateSpan between; // it lies within with 90 %
	double probability; // that it is one: the larger of the next two
	double tone_probability, volume_probability;
	DtLevel before, after; // up to the neighbouring shifts of the same kind
	double share_change;   // of conflict: positive is towards conflict
	double volume_ratio;   // events after : before
	DtEpisode *episodes;
	size_t episode_count;
} DtShift;

// What the newest periods say: whether something new has begun within the last few that is no shift yet.
typedef struct DtRecent {
	size_t periods;      // how many were looked at
	double tone, volume; // probability of a change within them
	DtDate tone_since, volume_since;
	DtEstimate share, events; // since then
} DtRecent;

typedef struct DtShifts {
	DtShift *shifts; // by date
	size_t count;
	DtScatter scatter;
	DtRecent recent;
} DtShifts;

// Finds the shifts of a series. Nothing of it depends on chance.
DtShifts dt_shifts_find(DtArena *arena, const DtSeries *series);

// Gives every shift up to most episodes, the weightiest first, from the events of the store.
bool dt_shifts_explain(DtArena *arena, DtStore *store, const DtSeries *series, DtWeights weights, size_t most,
                       DtShifts *shifts, DtError *error);

// The strongest happenings between two sides within days, whatever way they pull: up to most, the weightiest first.
// Without sides (both empty) those of the world: days are few, then.
bool dt_episodes_find(DtArena *arena, DtStore *store, const DtBetween *between, DtWeights weights, size_t most,
                      DtEpisode **episodes, size_t *count, DtError *error);

// Appends episodes as a JSON array.
void dt_episodes_write_json(DtBuffer *buffer, const DtEpisode *episodes, size_t count);

// Appends series and shifts as one JSON object:
// {"actor","recipient","period",…,"points":[…],"shifts":[…],"recent":{…},"scatter":{…}}, and "attribution" unless NULL.
void dt_relations_write_json(DtBuffer *buffer, const DtSeries *series, const DtShifts *shifts, DtWeights weights,
                             const DtAttributions *attributions);

// Appends one shift as dt_relations_write_json writes it.
void dt_shift_write_json(DtBuffer *buffer, const DtShift *shift, DtWeights weights);

#endif
