// SPDX-License-Identifier: Apache-2.0
// According to whom: the chain of sources of a happening, nearest speaker first, and the quotes of a document.
#ifndef DT_CODING_ATTRIBUTION_H
#define DT_CODING_ATTRIBUTION_H

#include "coding/match.h"

// Direct quotes of a document's text, with who speaks carried from sentence to sentence.
typedef struct DtQuotes {
	const DtDocument *document;
	DtSpan *spans; // of the text inside the marks, in order
	size_t count, capacity;
	DtSource speaker; // of the last quote, for one that goes on
	uint32_t speaker_sentence;
	bool has_speaker;
} DtQuotes;

// Finds the direct quotes of the document; nothing is said of speakers yet.
void dt_find_quotes(DtArena *arena, const DtDocument *document, DtQuotes *quotes);

// The quote that holds the span; an empty span when none does.
DtSpan dt_quote_at(const DtQuotes *quotes, DtSpan span);

enum { DT_SOURCES = 6 };

typedef struct DtAttribution {
	DtSource items[DT_SOURCES];
	uint8_t count;
	int32_t speaker; // mention of the nearest speaker, -1 for none
} DtAttribution;

// Who says that the happening happened. Updates the running speaker of quotes.
void dt_attribute(const DtScene *scene, DtQuotes *quotes, const DtHappening *happening, DtAttribution *attribution);

#endif
