// SPDX-License-Identifier: Apache-2.0
// Events: who did what to whom, when, where, according to whom, and how certain.
#ifndef DT_DOCUMENT_EVENT_H
#define DT_DOCUMENT_EVENT_H

#include "base/buffer.h"
#include "document/document.h"
#include "document/ontology.h"

enum { DT_PARTY_SECTORS = 3 };

// An actor or recipient as an event names it. Slices are empty where nothing is known.
typedef struct DtParty {
	DtSlice code;                      // ISO 3166 alpha-3 country or PLOVER entity: "PRK", "UNO"
	uint8_t sectors[DT_PARTY_SECTORS]; // DtSector, most telling first
	uint8_t sector_count;
	DtSlice entity_text;     // the words of the text
	DtSlice identifier_text; // canonical name: "Kim Jong Un"
	DtSlice id;              // of the world's entry: "kim_jong_un"
	DtSlice office;          // "head-of-state"
	DtSlice why;             // how it was resolved, for explain
	DtSpan span;
} DtParty;

typedef enum DtSourceKind {
	DT_SOURCE_UNATTRIBUTED, // "reportedly"
	DT_SOURCE_PERSON,
	DT_SOURCE_GOVERNMENT,
	DT_SOURCE_MILITARY,
	DT_SOURCE_MEDIA,
	DT_SOURCE_ANONYMOUS,
	DT_SOURCE_WITNESS,
	DT_SOURCE_DOCUMENT,
	DT_SOURCE_ORGANISATION,
	DT_SOURCE_KIND_COUNT
} DtSourceKind;

const char *dt_source_kind_name(DtSourceKind kind); // "person", …

// One link of the chain of who said so.
typedef struct DtSource {
	DtSourceKind kind;
	DtParty party; // entity_text is "sources", "Reuters"…; code and sectors where known
	bool outlet;   // not named by the sentence: the agency of the dateline, the publication
} DtSource;

// Direct speech, or words that the text sets in marks for another reason.
typedef struct DtQuote {
	DtSpan span;      // the text inside the marks
	DtSource speaker; // where spoken
	bool spoken;      // somebody says it; false for scare quotes, titles, and what nobody is named for
} DtQuote;

typedef enum DtPrecision {
	DT_PRECISION_DAY,
	DT_PRECISION_WEEK,
	DT_PRECISION_MONTH,
	DT_PRECISION_SEASON,
	DT_PRECISION_YEAR,
	DT_PRECISION_SPAN,    // a stated interval: "between 2018 and 2019", "since 2016"
	DT_PRECISION_UNKNOWN, // nothing dates it; the span ends on publication
	DT_PRECISION_COUNT
} DtPrecision;

const char *dt_precision_name(DtPrecision precision); // "day", …

// What dates an event.
typedef enum DtDateBasis {
	DT_BASIS_PUBLICATION, // nothing else does
	DT_BASIS_TEXT,        // an expression of time: date_span
	DT_BASIS_TERM,        // a term of office that the text names: date_span
	DT_BASIS_STORY,       // the sentence before, which it goes on from
	DT_BASIS_HAPPENING,   // the event told before that its words mean: "the talks"
	DT_BASIS_COUNT
} DtDateBasis;

const char *dt_date_basis_name(DtDateBasis basis); // "publication", …

typedef struct DtPlace {
	DtSlice extracted; // the words
	DtSlice name;      // the gazetteer's
	DtSlice country;   // alpha-3
	DtSpan span;
	bool located; // latitude and longitude are known
	double latitude, longitude;
} DtPlace;

typedef struct DtEvent {
	DtSlice id;       // 16 hex digits of document id, trigger, category and parties: the same on every run
	uint8_t category; // DtCategory
	DtMode mode;
	DtContexts contexts;
	char cameo[5];      // "036"; "" when none fits
	uint8_t auxiliary;  // DtAuxiliary bits
	DtDateSpan days;    // both ends known, or both DT_DATE_NONE when the document has no date at all
	uint8_t precision;  // DtPrecision
	DtSpan date_span;   // the words that date it; empty when publication or narrative does
	uint8_t date_basis; // DtDateBasis
	DtParty *actors, *recipients;
	uint32_t actor_count, recipient_count;
	DtSource *sources; // nearest speaker first
	uint32_t source_count;
	DtPlace *places;
	uint32_t place_count;
	DtSpan *triggers; // words that make it this event, in text order
	uint32_t trigger_count;
	DtSpan quote;            // the direct quote it stands in; empty when none
	const DtSource *speaker; // of that quote; NULL when nobody is known to speak it
	uint32_t sentence;       // number in the document, from 0
	DtSlice rule;            // "data/lexicon/accuse.frames:12": the line that fired
	DtSlice rule_id;         // "accuse/1"
	float confidence;        // 0..1
	uint64_t signs;          // what it was told from (coding/signs.h)
	DtSlice *traits;         // likewise, as names (coding/traits.h)
	uint32_t trait_count;
	DtSlice link;  // events of one happening share it
	DtSlice about; // the link of the happening that it denies, confirms or calls off; empty when none
	bool symmetric;
} DtEvent;

// Appends the event's record as one JSON object without line end (the format is docs/record.md).
void dt_event_write_json(DtBuffer *buffer, const DtDocument *document, const DtEvent *event);

#endif
