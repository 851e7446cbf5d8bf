// SPDX-License-Identifier: Apache-2.0
// Events of the record in pages, newest first, those without a day last.
//
// A cursor is the day of the last event and how many rows of that day were passed ("2024-11-26.3"), so that the next
// page starts where the index of days says, at no cost for the pages before. When the record grows meanwhile, at most
// events of that one day come twice or not.
#ifndef DT_SERVE_LISTING_H
#define DT_SERVE_LISTING_H

#include "serve/filter.h"

enum { DT_LISTING_LOOKED_AT = 100000 }; // rows looked at for a page at most; one that ends so has a cursor, too

typedef struct DtListing {
	const DtEventFilter *filter;
	long limit;
	bool (*take)(void *context, const DtRecord *record); // false: it does not fit this page any more
	void *context;

	DtDate day; // of the cursor, then of the last row; DT_DATE_NONE: the rows without a day
	long passed, skip, taken, looked_at;
	bool starts, more;
} DtListing;

// Reads "cursor". False when it is none that a page gave: response says so.
bool dt_listing_read(DtTarget *target, DtListing *listing, DtResponse *response);

// Hands limit events at most to take.
bool dt_listing_run(DtStore *store, DtListing *listing, DtError *error);

// Appends "next": the cursor of the next page, or null.
void dt_listing_write_next(const DtListing *listing, DtBuffer *out);

#endif
