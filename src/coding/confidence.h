// SPDX-License-Identifier: Apache-2.0
// How likely an event is right: a logistic model over signs.
#ifndef DT_CODING_CONFIDENCE_H
#define DT_CODING_CONFIDENCE_H

#include "coding/match.h"
#include "coding/signs.h"

// Below this an event is hardly ever right, and 'detente code' leaves it out unless told otherwise (docs/precision.md).
#define DT_CONFIDENCE_FLOOR 0.4

// The same in a document about one country alone: most of what is said of senators, firms and schools there is no event,
// so more is asked of one, and a little less of violence, protest and force. Where those are what a document tells of, the
// common floor holds.
#define DT_CONFIDENCE_FLOOR_HOME 0.6
#define DT_CONFIDENCE_FLOOR_HOME_FORCE 0.5

// The floor that holds for an event.
double dt_confidence_floor(const DtEvent *event);

// The signs of an event (bits 1 << DtSign); its parties, marks and category are set.
uint64_t dt_event_signs(const DtDocument *document, const DtScene *scene, const DtHappening *happening,
                        const DtEvent *event);

// Sets the confidence of all events of a document from their signs, and from what the document is about.
void dt_weigh_events(const DtLexicon *lexicon, DtDocument *document);

// The share of events with such signs and traits that is right, by the weights of the lexicon: 0..1.
float dt_confidence(const DtLexicon *lexicon, const DtEvent *event);

#endif
