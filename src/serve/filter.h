// SPDX-License-Identifier: Apache-2.0
// Which events of the record a request asks for: what the record's indexes find, and what is looked at row by row.
#ifndef DT_SERVE_FILTER_H
#define DT_SERVE_FILTER_H

#include "serve/http.h"
#include "store/store.h"

typedef struct DtEventFilter {
	DtEventQuery query; // actor, recipient, either_way, days, category, document, id, link
	uint8_t quad;       // 1..4; 0 for any
	DtSlice mode;       // a mode's name; empty for any
	uint8_t sector;     // of either side; DT_SECTOR_NONE for any
	int reality;        // DtReality; -1 for any
	int source;         // DtSourceKind; -1 for any
	DtSlice place;      // alpha-3 of the place; empty for any
	float confidence;   // at least
} DtEventFilter;

// Reads the parameters of a filter. False when one is wrong: response says how.
bool dt_filter_read(DtTarget *target, DtEventFilter *filter, DtResponse *response);

// Those alone that say what kind of event, not whose, when or where it stands.
bool dt_filter_read_kinds(DtTarget *target, DtEventFilter *filter, DtResponse *response);

// Is there anything that the record's indexes do not answer?
bool dt_filter_is_narrow(const DtEventFilter *filter);

bool dt_filter_holds(const DtEventFilter *filter, const DtRecord *record);

// "fact", "negated", …
const char *dt_reality_name(int reality);

#endif
