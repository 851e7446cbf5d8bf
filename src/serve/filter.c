// SPDX-License-Identifier: Apache-2.0
#include "serve/filter.h"

#include "serve/answers.h"

static const char *const reality_names[DT_REALITY_COUNT] = {"fact",   "negated",    "hypothetical",
                                                            "future", "historical", "vague"};

const char *dt_reality_name(int reality) { return reality_names[reality]; }

static const char *reality_at(int at) { return reality_names[at]; }

static const char *source_at(int at) { return dt_source_kind_name((DtSourceKind)at); }

static const char *sector_at(int at) { return dt_sector_name((DtSector)at); }

static const char *category_at(int at) { return dt_category_name((DtCategory)at); }

// A word of a list that starts at first; absent leaves *number as it is.
static bool read_word(DtTarget *target, const char *name, const char *(*word_at)(int at), int first, int count,
                      int *number, DtResponse *response) {
	DtSlice word;
	DtBuffer all = {0};
	if (!dt_target_find(target, name, &word)) return true;
	for (int i = first; i < count; i++) {
		if (dt_slice_is(word, word_at(i))) {
			*number = i;
			return true;
		}
	}
	for (int i = first; i < count; i++) dt_buffer_format(&all, " %s", word_at(i));
	dt_respond_error(response, DT_STATUS_BAD_REQUEST, "%s: one of%s", name, all.data);
	dt_buffer_clear(&all);
	return false;
}

// A mode belongs to a category; which one does not matter here.
static bool read_mode(DtTarget *target, DtSlice *mode, DtResponse *response) {
	DtMode found;
	if (!dt_target_find(target, "mode", mode)) return true;
	for (int i = 1; i < DT_CATEGORY_COUNT; i++) {
		if (dt_mode_find((DtCategory)i, *mode, &found)) return true;
	}
	dt_respond_error(response, DT_STATUS_BAD_REQUEST, "mode: no mode of PLOVER");
	return false;
}

bool dt_filter_read_kinds(DtTarget *target, DtEventFilter *filter, DtResponse *response) {
	int category = DT_CATEGORY_NONE, sector = DT_SECTOR_NONE;
	long quad = 0, confidence = 0;
	filter->reality = filter->source = -1;
	bool done = read_word(target, "category", category_at, 1, DT_CATEGORY_COUNT, &category, response) &&
	            dt_read_number(target, "quad", 1, 4, &quad, response) && read_mode(target, &filter->mode, response) &&
	            read_word(target, "sector", sector_at, 1, DT_SECTOR_COUNT, &sector, response) &&
	            read_word(target, "reality", reality_at, 0, DT_REALITY_COUNT, &filter->reality, response) &&
	            read_word(target, "source", source_at, 0, DT_SOURCE_KIND_COUNT, &filter->source, response) &&
	            dt_read_code(target, "place", &filter->place, response) &&
	            dt_read_number(target, "confidence", 0, 100, &confidence, response);
	filter->query.category = (uint8_t)category;
	filter->sector = (uint8_t)sector;
	filter->quad = (uint8_t)quad;
	filter->confidence = (float)confidence / 100;
	return done;
}

bool dt_filter_read(DtTarget *target, DtEventFilter *filter, DtResponse *response) {
	DtEventQuery *query = &filter->query;
	dt_target_find(target, "document", &query->document);
	dt_target_find(target, "happening", &query->link);
	dt_target_find(target, "event", &query->id);
	return dt_read_code(target, "actor", &query->actor, response) &&
	       dt_read_code(target, "recipient", &query->recipient, response) &&
	       dt_read_flag(target, "either", &query->either_way, response) &&
	       dt_read_days(target, &query->days, response) && dt_filter_read_kinds(target, filter, response);
}

bool dt_filter_is_narrow(const DtEventFilter *filter) {
	return filter->quad || filter->mode.length || filter->sector || filter->reality >= 0 || filter->source >= 0 ||
	       filter->place.length || filter->confidence > 0;
}

static bool has_sector(const DtRecordParty *parties, uint32_t count, DtSlice sector) {
	for (uint32_t i = 0; i < count; i++) {
		DtSlice rest = parties[i].sector, one;
		while (rest.length && dt_slice_split(&rest, ';', &one)) {
			if (dt_slice_equal(one, sector)) return true;
		}
	}
	return false;
}

static bool has_source(const DtRecord *record, int kind) {
	DtSlice name = dt_slice_of(dt_source_kind_name((DtSourceKind)kind));
	for (uint32_t i = 0; i < record->source_count; i++) {
		if (dt_slice_equal(record->sources[i].kind, name)) return true;
	}
	return false;
}

static bool has_place(const DtRecord *record, DtSlice country) {
	for (uint32_t i = 0; i < record->place_count; i++) {
		if (dt_slice_equal(record->places[i].country, country)) return true;
	}
	return false;
}

bool dt_filter_holds(const DtEventFilter *filter, const DtRecord *record) {
	DtSlice sector = dt_slice_of(dt_sector_name((DtSector)filter->sector));
	if (filter->quad && dt_category_quad((DtCategory)record->category) != filter->quad) return false;
	if (filter->mode.length && !dt_slice_is(filter->mode, dt_mode_name(record->mode))) return false;
	if (filter->reality >= 0 && (int)dt_record_reality(record) != filter->reality) return false;
	if (record->confidence < filter->confidence) return false;
	if (filter->source >= 0 && !has_source(record, filter->source)) return false;
	if (filter->place.length && !has_place(record, filter->place)) return false;
	return !sector.length || has_sector(record->actors, record->actor_count, sector) ||
	       has_sector(record->recipients, record->recipient_count, sector);
}
