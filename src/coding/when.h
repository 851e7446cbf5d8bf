// SPDX-License-Identifier: Apache-2.0
// When and where a happening took place.
#ifndef DT_CODING_WHEN_H
#define DT_CODING_WHEN_H

#include "coding/match.h"
#include "dates/times.h"

// A term of office that words of a sentence name as a time: "during the Biden administration" (terms.h).
typedef struct DtTermTime {
	DtDateSpan days;
	DtSpan span;
	uint32_t token;
} DtTermTime;

// The story so far: what "the next day" counts from, and what dates a sentence that goes on telling it.
typedef struct DtNarrative {
	DtDateSpan days; // of the last event that the text dated; both DT_DATE_NONE before the first
	DtDateSpan past; // the last of them before the month of the report: what "that month" means
	DtDateSpan told; // of the last sentence whose own clause was dated; both DT_DATE_NONE when there is none
	uint8_t told_precision;
	uint32_t sentence; // that one
	DtPlace place;     // the last one spoken of: "there"
	bool placed;
	const DtTermTime *terms; // of the sentence at hand
	size_t term_count;
} DtNarrative;

typedef struct DtWhen {
	DtDateSpan days;
	DtPrecision precision;
	DtSpan span;   // the words; empty when nothing dates it but publication or the story
	uint8_t basis; // DtDateBasis
} DtWhen;

enum { DT_REPEATS = 8 };

// Dates a happening by the expression of time nearest to it in the tree; else by the story, where its sentence goes on
// telling it; else by publication, with precision unknown. announced: what counts is when it was said, not when it is
// to happen.
DtWhen dt_date_happening(const DtDocument *document, const DtScene *scene, const DtHappening *happening, bool announced,
                         const DtNarrative *narrative);

// All dates of a happening that its clause tells of several times ("met in Singapore in 2018, in Hanoi in 2019"), first
// the first: writes up to room of them; returns how many, 0 when it is told of once.
size_t dt_date_repeats(const DtDocument *document, const DtScene *scene, const DtHappening *happening,
                       const DtNarrative *narrative, DtWhen *times, size_t room);

// Moves the story on by the last day that the sentence names, whether an event was coded there or not.
void dt_narrative_advance(const DtDocument *document, const DtScene *scene, DtNarrative *narrative);

enum { DT_PLACES = 8 };

// Writes up to DT_PLACES places of the happening: those that stand in its clauses, else that of an occasion they name
// ("at a summit in Abuja"), else what "there" means, else the place that is visited or struck; returns how many.
size_t dt_place_happening(const DtScene *scene, const DtHappening *happening, const DtNarrative *narrative,
                          DtPlace *places);

// Of the places of a happening that is told of several times, the one that belongs to the words at near: the first with
// the first where there are as many places as times, else the nearest. NULL when there is none.
const DtPlace *dt_place_of_time(const DtPlace *places, size_t count, const DtWhen *times, size_t time_count,
                                size_t which);

#endif
