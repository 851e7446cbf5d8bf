// SPDX-License-Identifier: Apache-2.0
// The same happening told twice: do two tellings agree in parties, category, marks, days and place?
//
// What a telling leaves open agrees with anything. The rule is the same within an article and across the articles of a
// record, so that links do not depend on where a telling was met.
#ifndef DT_DOCUMENT_HAPPENING_H
#define DT_DOCUMENT_HAPPENING_H

#include "document/event.h"

enum { DT_TELLING_PARTIES = 8 };

// What the comparison looks at. Codes of parties only: names differ from article to article.
typedef struct DtTelling {
	uint8_t category, auxiliary, precision;
	DtMode mode;
	char cameo[5];
	DtDateSpan days;
	bool symmetric;
	DtSlice actors[DT_TELLING_PARTIES], recipients[DT_TELLING_PARTIES];
	uint32_t actor_count, recipient_count; // those with a code
	DtSlice country;                       // of its first place; empty when it has none
	bool located;
	double latitude, longitude;
} DtTelling;

DtTelling dt_telling_of_event(const DtEvent *event);

// Adds a code to one side, once, as far as there is room.
void dt_telling_add_code(DtSlice codes[DT_TELLING_PARTIES], uint32_t *count, DtSlice code);

bool dt_same_happening(const DtTelling *a, const DtTelling *b);

// True when a later telling denies, calls off or confirms what an earlier one told of the same parties: "did not bomb",
// "cancelled the talks", and the visit that was only planned then.
bool dt_telling_answers(const DtTelling *later, const DtTelling *earlier);

// Categories under which one happening may be told: all have the same number.
uint8_t dt_category_family(uint8_t category);

enum {
	DT_REPORT_DAYS = 3, // a report that dates nothing tells of the last days before it
};

#endif
