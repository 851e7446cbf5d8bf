// SPDX-License-Identifier: Apache-2.0
// How likely an event is right: a logistic model over signs.
#ifndef DT_CODING_CONFIDENCE_H
#define DT_CODING_CONFIDENCE_H

#include "coding/match.h"
#include "coding/signs.h"

// Below this an event is hardly ever right, and 'detente code' leaves it out unless told otherwise (docs/precision.md).
#define DT_CONFIDENCE_FLOOR 0.4

// The same in a document of more than a few sentences that tells an event above the common floor in fewer than every
// other one: it is about something else, and most of what reads like an event there is none. A report of talks or of
// fighting is no such document, and neither is a passage that somebody chose.
#define DT_CONFIDENCE_FLOOR_SPARSE 0.7

// The same in a document of more than a few sentences that tells three events in four of them, or more: a report of
// talks or of fighting, where most of what reads like an event is one.
#define DT_CONFIDENCE_FLOOR_DENSE 0.25

// The floor that holds in a document, all of whose events are there.
double dt_confidence_floor(const DtDocument *document);

// The signs of an event (bits 1 << DtSign); its parties, marks and category are set.
uint64_t dt_event_signs(const DtDocument *document, const DtScene *scene, const DtHappening *happening,
                        const DtEvent *event);

// Sets the confidence of all events of a document from their signs, and from what the document is about.
void dt_weigh_events(const DtLexicon *lexicon, DtDocument *document);

// The share of events with such signs and traits that is right, by the weights of the lexicon: 0..1.
float dt_confidence(const DtLexicon *lexicon, const DtEvent *event);

#endif
