// SPDX-License-Identifier: Apache-2.0
// According to whom: the chain of sources of a happening, nearest speaker first.
#ifndef DT_CODING_ATTRIBUTION_H
#define DT_CODING_ATTRIBUTION_H

#include "coding/quotes.h"

enum { DT_SOURCES = 8 };

typedef struct DtAttribution {
	DtSource items[DT_SOURCES];
	uint8_t count;
	int32_t speaker; // mention of the nearest speaker, -1 for none
} DtAttribution;

// A phrase of the scene as a source; it must have a mention.
DtSource dt_source_of(const DtScene *scene, size_t token);

// The same for somebody known from another sentence.
DtSource dt_source_of_mention(const DtLexicon *lexicon, const DtMention *mention);

// Who says that the happening happened: speakers in its sentence, that of its quote, the agency and the outlet.
void dt_attribute(const DtScene *scene, const DtQuotes *quotes, const DtHappening *happening,
                  DtAttribution *attribution);

#endif
