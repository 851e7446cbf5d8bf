// SPDX-License-Identifier: Apache-2.0
// When and where a happening took place.
#ifndef DT_CODING_WHEN_H
#define DT_CODING_WHEN_H

#include "coding/match.h"
#include "dates/times.h"

// The story so far: what "the next day" counts from.
typedef struct DtNarrative {
	DtDateSpan days; // of the last event that the text dated; both DT_DATE_NONE before the first
} DtNarrative;

typedef struct DtWhen {
	DtDateSpan days;
	DtPrecision precision;
	DtSpan span; // the words; empty when nothing dates it but publication
} DtWhen;

// Dates a happening by the expression of time nearest to it in the tree; without one by publication, with precision
// unknown. announced: what counts is when it was said, not when it is to happen.
DtWhen dt_date_happening(const DtDocument *document, const DtScene *scene, const DtHappening *happening, bool announced,
                         const DtNarrative *narrative);

// Moves the story on by the last day that the sentence names, whether an event was coded there or not.
void dt_narrative_advance(const DtDocument *document, const DtScene *scene, DtNarrative *narrative);

enum { DT_PLACES = 4 };

// Writes up to DT_PLACES places of the happening: those that stand in its clauses; returns how many.
size_t dt_place_happening(const DtWorld *world, const DtScene *scene, const DtHappening *happening, DtPlace *places);

#endif
