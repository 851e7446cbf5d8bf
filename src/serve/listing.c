// SPDX-License-Identifier: Apache-2.0
#include "serve/listing.h"

#include "serve/answers.h"
#include "serve/record_json.h"

enum { SKIP_MOST = 10000000 };

bool dt_listing_read(DtTarget *target, DtListing *listing, DtResponse *response) {
	DtSlice rest, day;
	listing->day = DT_DATE_NONE;
	listing->starts = !dt_target_find(target, "cursor", &rest);
	if (listing->starts) return true;
	bool good = dt_slice_split(&rest, '.', &day) && dt_slice_to_int(rest, &listing->skip) && listing->skip >= 0 &&
	            listing->skip <= SKIP_MOST;
	listing->day = good && day.length == DT_DATE_ROOM - 1 ? dt_date_parse(day) : DT_DATE_NONE;
	if (good && (listing->day != DT_DATE_NONE || dt_slice_is(day, "none"))) return true;
	dt_respond_error(response, DT_STATUS_BAD_REQUEST, "cursor: not one that 'next' gave");
	return false;
}

static bool pass(DtListing *listing, const DtRecord *record) {
	bool same_day = record->days.from == listing->day;
	if (same_day && listing->passed < listing->skip) {
		listing->passed++;
		return true;
	}
	bool wanted = dt_filter_holds(listing->filter, record);
	listing->more = (wanted && listing->taken == listing->limit) || listing->looked_at == DT_LISTING_LOOKED_AT ||
	                (wanted && !listing->take(listing->context, record));
	if (listing->more) return false;
	listing->looked_at++;
	listing->taken += wanted;
	listing->passed = same_day ? listing->passed + 1 : 1;
	listing->skip = 0;
	listing->day = record->days.from;
	return true;
}

static bool pass_dated(void *context, const DtRecord *record) {
	return record->days.from != DT_DATE_NONE && pass(context, record);
}

static bool pass_dateless(void *context, const DtRecord *record) {
	return record->days.from == DT_DATE_NONE && pass(context, record);
}

// How many rows the record need not read beyond; 0 when only the filter can tell.
static int64_t most_rows(const DtListing *listing) {
	if (dt_filter_is_narrow(listing->filter)) return listing->skip + DT_LISTING_LOOKED_AT + 1;
	return listing->limit - listing->taken + listing->skip + 1;
}

static bool list_dated(DtStore *store, DtListing *listing, DtError *error) {
	DtEventQuery query = listing->filter->query;
	if (!listing->starts) {
		if (listing->day == DT_DATE_NONE) return true;
		if (query.days.to == DT_DATE_NONE || listing->day < query.days.to) query.days.to = listing->day;
	}
	query.newest_first = true;
	query.limit = most_rows(listing);
	return dt_store_events(store, &query, pass_dated, listing, error);
}

// Oldest first, those without a day stand before all others.
static bool list_dateless(DtStore *store, DtListing *listing, DtError *error) {
	DtEventQuery query = listing->filter->query;
	if (listing->more || query.days.from != DT_DATE_NONE || query.days.to != DT_DATE_NONE) return true;
	DtDate last = listing->day;
	long passed = listing->passed, looked_at = listing->looked_at;
	if (listing->starts || last != DT_DATE_NONE) listing->skip = listing->passed = 0;
	listing->day = DT_DATE_NONE;
	query.limit = most_rows(listing);
	bool done = dt_store_events(store, &query, pass_dateless, listing, error);
	if (listing->looked_at == looked_at && last != DT_DATE_NONE) { // the page ends with a day, whatever comes after
		listing->day = last;
		listing->passed = passed;
	}
	return done;
}

bool dt_listing_run(DtStore *store, DtListing *listing, DtError *error) {
	return list_dated(store, listing, error) && list_dateless(store, listing, error);
}

void dt_listing_write_next(const DtListing *listing, DtBuffer *out) {
	char day[DT_DATE_ROOM];
	dt_json_key(out, "next");
	if (!listing->more)
		dt_buffer_add_text(out, "null");
	else
		dt_buffer_format(out, "\"%s.%ld\"", listing->day == DT_DATE_NONE ? "none" : dt_date_format(listing->day, day),
		                 listing->passed);
}
