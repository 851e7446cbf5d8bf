// SPDX-License-Identifier: Apache-2.0
// Labelled lines: {"id","text","actor":[[start,end],…],"recipient":[[start,end],…],"root":"CATEGORY"}.
#ifndef DT_CLI_LABELLED_H
#define DT_CLI_LABELLED_H

#include "base/error.h"
#include "document/document.h"
#include "document/event.h"

// The marked words of a line, apart from the document.
typedef struct DtGoldPair {
	const DtSpan *actors, *recipients;
	uint32_t actor_count, recipient_count;
} DtGoldPair;

// Takes the pair off the document, so that the coder finds its own parties.
DtGoldPair dt_gold_pair_take(DtDocument *document);

// True for an event between the marked words.
bool dt_gold_pair_relates(const DtGoldPair *pair, const DtEvent *event);

// The category of an event as a label would have it: RETREAT and CONCEDE are YIELD where the label is neither.
const char *dt_gold_root(const DtEvent *event, const char *label);

typedef void DtLabelledVisit(void *context, DtDocument *document, const char *root);

// Calls visit for every line of the file, in order; the document lives until visit returns. Lines that cannot be read,
// or have no "root", are passed over and named in error. False when there were such.
bool dt_labelled_read(const char *path, DtLabelledVisit *visit, void *context, DtError *error);

#endif
