// SPDX-License-Identifier: Apache-2.0
// How likely an event is right: a logistic model over signs.
#ifndef DT_CODING_CONFIDENCE_H
#define DT_CODING_CONFIDENCE_H

#include "coding/match.h"
#include "coding/signs.h"

// The signs of an event (bits 1 << DtSign); its parties, marks and category are set.
uint64_t dt_event_signs(const DtDocument *document, const DtScene *scene, const DtHappening *happening,
                        const DtEvent *event);

// The share of events with such signs that is right, by the weights of the lexicon: 0..1.
float dt_confidence(const DtLexicon *lexicon, uint64_t signs);

#endif
