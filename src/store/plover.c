// SPDX-License-Identifier: Apache-2.0
// Records from JSON lines, by jansson (https://github.com/akheron/jansson), which bounds the depth of what it reads.
//
// PLOVER's field names are Detente's too; fields that are absent stay empty. PLOVER's files write some fields as a text
// and others as a list of texts, and not all alike: both are read.
#include "store/plover.h"

#include <jansson.h>

static DtSlice text_of(DtArena *arena, const json_t *value) {
	if (json_is_array(value)) value = json_array_get(value, 0);
	if (!json_is_string(value)) return (DtSlice){0};
	return dt_arena_copy(arena, dt_slice(json_string_value(value), json_string_length(value)));
}

static DtSlice field_of(DtArena *arena, const json_t *object, const char *name) {
	return text_of(arena, json_object_get(object, name));
}

// The texts of a list joined by ";"; a text as it is.
static DtSlice list_of(DtArena *arena, const json_t *object, const char *name) {
	const json_t *list = json_object_get(object, name);
	if (!json_is_array(list)) return text_of(arena, list);
	DtSlice joined = {0};
	for (size_t i = 0; i < json_array_size(list); i++) {
		DtSlice one = text_of(arena, json_array_get(list, i));
		joined = joined.length ? dt_arena_format(arena, DT_SLICE_FORMAT ";" DT_SLICE_FORMAT, DT_SLICE_ARGS(joined),
		                                         DT_SLICE_ARGS(one))
		                       : one;
	}
	return joined;
}

static double number_of(const json_t *object, const char *name, double otherwise) {
	const json_t *value = json_object_get(object, name);
	return json_is_number(value) ? json_number_value(value) : otherwise;
}

static uint32_t place_of(const json_t *object, const char *name) {
	double value = number_of(object, name, 0);
	return value > 0 && value < UINT32_MAX ? (uint32_t)value : 0;
}

enum { PARTIES_MAX = 200 };

static DtRecordParty *parties_of(DtArena *arena, const json_t *list, uint32_t *count) {
	size_t size = json_array_size(list);
	if (size > PARTIES_MAX) size = PARTIES_MAX;
	DtRecordParty *parties = DT_NEW_ARRAY(arena, DtRecordParty, size);
	for (size_t i = 0; i < size; i++) {
		const json_t *party = json_array_get(list, i);
		parties[i] = (DtRecordParty){.code = field_of(arena, party, "code"),
		                             .sector = list_of(arena, party, "sector"),
		                             .name = field_of(arena, party, "identifier_text"),
		                             .text = field_of(arena, party, "entity_text"),
		                             .id = field_of(arena, party, "id"),
		                             .office = field_of(arena, party, "office"),
		                             .start = place_of(party, "start"),
		                             .end = place_of(party, "end")};
	}
	*count = (uint32_t)size;
	return parties;
}

static void read_place(DtArena *arena, const json_t *object, DtRecord *record) {
	const json_t *place = json_object_get(object, "event_loc");
	if (json_is_array(place)) place = json_array_get(place, 0);
	if (!json_is_object(place)) return;
	record->places = DT_NEW(arena, DtRecordPlace);
	record->place_count = 1;
	const json_t *latitude = json_object_get(place, "lat");
	*record->places = (DtRecordPlace){.text = field_of(arena, place, "extracted_place"),
	                                  .name = field_of(arena, place, "name"),
	                                  .country = field_of(arena, place, "country_code"),
	                                  .located = json_is_number(latitude),
	                                  .latitude = number_of(place, "lat", 0),
	                                  .longitude = number_of(place, "lon", 0)};
}

static void read_sources(DtArena *arena, const json_t *object, DtRecord *record) {
	const json_t *list = json_object_get(object, "attribution");
	size_t size = json_array_size(list);
	if (size > PARTIES_MAX) size = PARTIES_MAX;
	record->sources = DT_NEW_ARRAY(arena, DtRecordSource, size);
	record->source_count = (uint32_t)size;
	for (size_t i = 0; i < size; i++) {
		const json_t *source = json_array_get(list, i);
		record->sources[i] =
			(DtRecordSource){field_of(arena, source, "kind"), field_of(arena, source, "text"),
		                     field_of(arena, source, "identifier_text"), field_of(arena, source, "code")};
	}
}

static uint8_t auxiliary_of(DtArena *arena, const json_t *object) {
	uint8_t bits = 0;
	const json_t *list = json_object_get(object, "auxiliary");
	for (size_t i = 0; i < json_array_size(list); i++) {
		DtSlice name = text_of(arena, json_array_get(list, i));
		for (int bit = 0; bit < DT_AUXILIARY_COUNT; bit++) {
			if (dt_slice_is(name, dt_auxiliary_name(bit))) bits |= (uint8_t)(1 << bit);
		}
	}
	return bits;
}

static uint8_t precision_of(DtSlice name, DtDateSpan days) {
	for (int i = 0; i < DT_PRECISION_COUNT; i++) {
		if (dt_slice_is(name, dt_precision_name((DtPrecision)i))) return (uint8_t)i;
	}
	return days.from == days.to ? DT_PRECISION_DAY : DT_PRECISION_SPAN;
}

static const char *read_kind(DtArena *arena, const json_t *object, DtRecord *record) {
	record->category = (uint8_t)dt_category_find(field_of(arena, object, "event"));
	DtSlice cameo = field_of(arena, object, "cameo");
	const DtCameo *known = dt_cameo_find(cameo);
	if (!record->category && !known) return "no PLOVER event and no CAMEO code";
	if (known) memcpy(record->cameo, known->code, strlen(known->code) + 1);
	if (!record->category) record->category = known->category;
	dt_mode_find((DtCategory)record->category, field_of(arena, object, "mode"), &record->mode);
	record->goldstein = number_of(object, "goldstein", known ? (double)known->goldstein : 0);
	return NULL;
}

static const char *read_object(DtArena *arena, const json_t *object, DtRecord *record) {
	const char *why = read_kind(arena, object, record);
	if (why) return why;
	record->days.from = dt_date_parse(field_of(arena, object, "date"));
	record->days.to = dt_date_parse(field_of(arena, object, "enddate"));
	if (record->days.to == DT_DATE_NONE) record->days.to = record->days.from;
	if (record->days.from == DT_DATE_NONE && record->days.to == DT_DATE_NONE) return "no date";
	if (record->days.from != DT_DATE_NONE && record->days.from > record->days.to) return "enddate before date";
	record->precision = precision_of(field_of(arena, object, "date_precision"), record->days);
	record->id = field_of(arena, object, "id");
	record->document = field_of(arena, object, "document");
	record->contexts = list_of(arena, object, "context");
	record->auxiliary = auxiliary_of(arena, object);
	record->confidence = (float)number_of(object, "confidence", 1);
	record->link = field_of(arena, object, "link");
	record->rule = field_of(arena, object, "rule");
	record->rule_line = field_of(arena, object, "rule_line");
	record->trigger = list_of(arena, object, "event_text");
	record->text = field_of(arena, object, "text");
	const json_t *info = json_object_get(object, "text_info"), *cite = json_object_get(object, "cite_info");
	record->sequence = place_of(info, "sequence");
	record->start = place_of(info, "start");
	record->end = place_of(info, "end");
	record->title = field_of(arena, cite, "title");
	record->url = field_of(arena, cite, "url");
	record->publication = field_of(arena, cite, "publication");
	record->actors = parties_of(arena, json_object_get(object, "actor"), &record->actor_count);
	record->recipients = parties_of(arena, json_object_get(object, "recipient"), &record->recipient_count);
	record->symmetric = record->recipient_count == 0 && record->actor_count > 1;
	read_place(arena, object, record);
	read_sources(arena, object, record);
	return NULL;
}

const char *dt_plover_read(DtArena *arena, DtSlice line, DtRecord *record) {
	*record = (DtRecord){0};
	json_t *object = json_loadb(line.data, line.length, JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(object)) {
		json_decref(object);
		return "no JSON object";
	}
	const char *why = read_object(arena, object, record);
	json_decref(object);
	if (!why) record->json = dt_arena_copy(arena, line);
	return why;
}
