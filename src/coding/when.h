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

// The further dates of a happening that its clause tells of several times ("met in Singapore in 2018, in Hanoi in
// 2019"): writes up to room of them after the first; returns how many. Each span is that of the expression.
size_t dt_date_repeats(const DtDocument *document, const DtScene *scene, const DtHappening *happening,
                       const DtNarrative *narrative, const DtWhen *first, DtWhen *more, size_t room);

// Moves the story on by the last day that the sentence names, whether an event was coded there or not.
void dt_narrative_advance(const DtDocument *document, const DtScene *scene, DtNarrative *narrative);

enum { DT_PLACES = 4 };

// Writes up to DT_PLACES places of the happening: those that stand in its clauses; returns how many. Where it is told
// of several times, only the place nearest before (or after) the words at near, when that span is not empty.
size_t dt_place_happening(const DtScene *scene, const DtHappening *happening, DtSpan near, DtPlace *places);

#endif
