// SPDX-License-Identifier: Apache-2.0
// A record: an event as the store keeps it and as tables show it, apart from the document it came from.
//
// Coded events become records, imported rows are records from the start. All slices belong to whoever made the record.
#ifndef DT_STORE_RECORD_H
#define DT_STORE_RECORD_H

#include "base/arena.h"
#include "document/event.h"
#include "document/happening.h"

typedef struct DtRecordParty {
	DtSlice code;   // "PRK"; empty when nobody knows
	DtSlice sector; // "GOV;MIL"
	DtSlice name;   // canonical: "Kim Jong Un"
	DtSlice text;   // as the text has it
	DtSlice id;     // of the world's entry
	DtSlice office;
	uint32_t start, end; // characters of the document's text
} DtRecordParty;

typedef struct DtRecordSource {
	DtSlice kind, text, name, code;
} DtRecordSource;

typedef struct DtRecordPlace {
	DtSlice text, name, country;
	bool located;
	double latitude, longitude;
} DtRecordPlace;

typedef struct DtRecord {
	DtSlice id, document; // of the event within its document; of the document
	int64_t number;       // in a store; 0 elsewhere
	uint8_t category;     // DtCategory
	DtMode mode;
	char cameo[5];
	uint8_t auxiliary;
	DtDateSpan days;
	uint8_t precision;
	bool symmetric; // all parties are actors
	float confidence;
	double goldstein; // of the CAMEO code, or as the imported table has it
	DtSlice contexts; // names, joined by ";"
	DtSlice link, about, rule, rule_line;
	DtSlice text;        // the sentence
	uint32_t sequence;   // its number, from 1; 0 when unknown
	uint32_t start, end; // its characters
	DtSlice trigger;     // the words, joined by " … "
	DtSlice json;        // the record of docs/record.md; empty for imported rows
	DtSlice title, url, publication;
	DtRecordParty *actors, *recipients;
	uint32_t actor_count, recipient_count;
	DtRecordSource *sources;
	uint32_t source_count;
	DtRecordPlace *places;
	uint32_t place_count;
} DtRecord;

// The record of a coded event. Slices point into the document, or into arena.
DtRecord dt_record_of_event(DtArena *arena, const DtDocument *document, const DtEvent *event);

// What decides whether two records tell of one happening.
DtTelling dt_telling_of_record(const DtRecord *record);

// The event's conflict–cooperation score by PLOVER, -10..10.
static inline double dt_record_score(const DtRecord *record) {
	return dt_event_score((DtCategory)record->category, record->mode);
}

// What a record counts as in daily sums: facts apart from what is denied, weighed, to come, recalled, or dated to no
// better than a month.
typedef enum DtReality {
	DT_REALITY_FACT,
	DT_REALITY_NEGATED,
	DT_REALITY_HYPOTHETICAL,
	DT_REALITY_FUTURE,
	DT_REALITY_HISTORICAL,
	DT_REALITY_VAGUE,
	DT_REALITY_COUNT
} DtReality;

DtReality dt_record_reality(const DtRecord *record);

// What some records of two codes come to. Scores are in hundredths, so that taking one out leaves no trace.
typedef struct DtSums {
	int64_t counts[DT_REALITY_COUNT];
	int64_t categories[DT_CATEGORY_COUNT]; // of the facts, as all below; DT_CATEGORY_NONE: those of no category
	int64_t score, goldstein;
	int64_t happenings; // reports of one kind on one day, or of one link, are of one
} DtSums;

// The day that stands for the record in daily sums: the middle of its days. DT_DATE_NONE when it has none.
DtDate dt_record_day(const DtRecord *record);

// One direction of who did it to whom.
typedef struct DtDyad {
	const DtRecordParty *actor, *recipient;
} DtDyad;

// Every actor with every recipient; for a symmetric event every party with every other, in both directions. Writes up
// to room dyads, and returns how many there are.
size_t dt_record_dyads(const DtRecord *record, DtDyad *dyads, size_t room);

#endif
