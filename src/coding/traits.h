// SPDX-License-Identifier: Apache-2.0
// Traits of an event: what is known of it in words, for its confidence.
//
// Beside the signs, which are few and each weighed for itself, an event has some sixty traits: of what kind each party
// is, how it was told and where it stands, which word with which meaning made the event, how long and how sure the
// sentence is. A trait is a name, "actor-kind=person", "recipient-path>2", "word=ACCUSE/blame"; what one weighs stands
// in the .weights files under that name, and most weigh nothing.
#ifndef DT_CODING_TRAITS_H
#define DT_CODING_TRAITS_H

#include "coding/match.h"

// Adds to the events of a document, all there, what it is: how many events a sentence, how long, how many of them
// between countries. A text that nobody chose for its events has few.
void dt_add_document_traits(DtDocument *document);

// The traits of an event, whose parties are set, in arena. *count is how many.
DtSlice *dt_event_traits(DtArena *arena, const DtScene *scene, const DtHappening *happening, const DtEvent *event,
                         uint32_t *count);

// True for a name that a trait may have.
bool dt_is_trait(DtSlice name);

#endif
