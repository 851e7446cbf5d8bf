// SPDX-License-Identifier: Apache-2.0
// JSON documents. The parser (jansson) is strict: a line with bytes that are not UTF-8, or with half a surrogate pair,
// is parsed again with U+FFFD in their place, one code point each, so that given offsets stay true.
//
// Given spans count code points; a table of every 256th code point's byte turns them into bytes.
#include <jansson.h>

#include <stdlib.h>

#include "base/buffer.h"
#include "base/unicode.h"
#include "ingest/formats.h"
#include "ingest/names.h"

enum { STRIDE = 256, MOST_SPANS = 4096 };

typedef struct Place {
	const char *file;
	size_t line;
	DtError *error;
} Place;

#define FAULT(place, ...) dt_error_add((place)->error, DT_FAULT_INPUT, (place)->file, (place)->line, 0, __VA_ARGS__)

static bool is_hexadecimal(char c) {
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// The value of "\uXXXX" at byte at, or 0.
static unsigned long escape_at(DtSlice text, size_t at) {
	if (at + 6 > text.length || text.data[at] != '\\' || text.data[at + 1] != 'u') return 0;
	char digits[5] = {0};
	for (size_t i = 0; i < 4; i++) {
		if (!is_hexadecimal(text.data[at + 2 + i])) return 0;
		digits[i] = text.data[at + 2 + i];
	}
	return strtoul(digits, NULL, 16);
}

// The text with U+FFFD for what is not Unicode.
static void repair(DtSlice text, DtBuffer *repaired) {
	for (size_t at = 0; at < text.length;) {
		uint32_t point;
		size_t width = dt_utf8_decode(text, at, &point);
		unsigned long unit = point == '\\' ? escape_at(text, at) : 0;
		if (point == '\\' && !unit) width = at + 1 < text.length ? 2 : 1;
		if (unit) width = 6;
		if (point == DT_UTF8_INVALID) {
			dt_buffer_add_text(repaired, "\xEF\xBF\xBD");
		} else if (unit >= 0xD800 && unit <= 0xDFFF) {
			unsigned long low = escape_at(text, at + 6);
			bool pair = unit < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF;
			if (pair) width = 12;
			if (pair)
				dt_buffer_add(repaired, dt_slice_cut(text, at, at + width));
			else
				dt_buffer_add_text(repaired, "\\ufffd");
		} else {
			dt_buffer_add(repaired, dt_slice_cut(text, at, at + width));
		}
		at += width;
	}
}

static json_t *parse(DtSlice text, json_error_t *error) {
	json_t *value = json_loadb(text.data, text.length, JSON_ALLOW_NUL, error);
	if (value) return value;
	DtBuffer repaired = {0};
	repair(text, &repaired);
	if (!dt_slice_equal(dt_buffer_slice(&repaired), text))
		value = json_loadb(repaired.data, repaired.length, JSON_ALLOW_NUL, error);
	dt_buffer_clear(&repaired);
	return value;
}

// The string under key, empty when absent or null. False, with a fault, when it is something else.
static bool string_of(const json_t *object, const char *key, DtSlice *text, const Place *place) {
	const json_t *value = json_object_get(object, key);
	*text = dt_slice(NULL, 0);
	if (!value || json_is_null(value)) return true;
	if (!json_is_string(value)) {
		FAULT(place, "\"%s\" is not a string", key);
		return false;
	}
	*text = dt_slice(json_string_value(value), json_string_length(value));
	return true;
}

// Bytes where every STRIDE-th code point begins, and the count of code points.
typedef struct Points {
	DtSlice text;
	size_t *bytes;
	size_t count;
} Points;

static Points index_points(DtArena *arena, DtSlice text) {
	Points points = {.text = text, .bytes = DT_NEW_ARRAY(arena, size_t, text.length / STRIDE + 2)};
	for (size_t at = 0; at < text.length; points.count++) {
		uint32_t point;
		if (points.count % STRIDE == 0) points.bytes[points.count / STRIDE] = at;
		at += dt_utf8_decode(text, at, &point);
	}
	if (points.count % STRIDE == 0) points.bytes[points.count / STRIDE] = text.length;
	return points;
}

static uint32_t byte_of(const Points *points, size_t index) {
	size_t from = points->bytes[index / STRIDE];
	DtSlice rest = dt_slice_cut(points->text, from, points->text.length);
	return (uint32_t)(from + dt_utf8_offset(rest, index % STRIDE));
}

static bool read_span(const json_t *pair, const Points *points, DtSpan *span) {
	const json_t *start = json_array_get(pair, 0), *end = json_array_get(pair, 1);
	if (json_array_size(pair) != 2 || !json_is_integer(start) || !json_is_integer(end)) return false;
	json_int_t from = json_integer_value(start), to = json_integer_value(end);
	if (from < 0 || to <= from || (size_t)to > points->count) return false;
	*span = (DtSpan){byte_of(points, (size_t)from), byte_of(points, (size_t)to)};
	return true;
}

// "actor": [[0,5],[9,12]], or one pair alone. False, with a fault, when it is neither.
static bool read_spans(const json_t *object, const char *key, DtArena *arena, const Points *points, DtSpan **spans,
                       uint32_t *count, const Place *place) {
	const json_t *list = json_object_get(object, key);
	if (!list || json_is_null(list)) return true;
	bool alone = json_is_array(list) && json_is_integer(json_array_get(list, 0));
	size_t given = alone ? 1 : json_array_size(list);
	if (!json_is_array(list) || given > MOST_SPANS) {
		FAULT(place, "\"%s\" is not a list of at most %d pairs [start, end]", key, MOST_SPANS);
		return false;
	}
	*spans = DT_NEW_ARRAY(arena, DtSpan, given);
	for (size_t i = 0; i < given; i++) {
		if (!read_span(alone ? list : json_array_get(list, i), points, &(*spans)[i])) {
			FAULT(place, "\"%s\" number %zu is not [start, end] within the %zu characters of the text", key, i + 1,
			      points->count);
			return false;
		}
	}
	*count = (uint32_t)given;
	return true;
}

static bool read_given(const json_t *object, DtDocument *document, const Place *place) {
	Points points = index_points(document->arena, document->text);
	document->pair_given = true;
	return read_spans(object, "actor", document->arena, &points, &document->given_actors, &document->given_actor_count,
	                  place) &&
	       read_spans(object, "recipient", document->arena, &points, &document->given_recipients,
	                  &document->given_recipient_count, place);
}

static void read_id(const json_t *object, DtDocument *document, const Place *place) {
	const json_t *id = json_object_get(object, "id");
	if (json_is_integer(id))
		document->id = dt_arena_format(document->arena, "%lld", (long long)json_integer_value(id));
	else if (json_is_string(id) && json_string_length(id))
		document->id = dt_arena_copy(document->arena, dt_slice(json_string_value(id), json_string_length(id)));
	else
		document->id = dt_arena_format(document->arena, DT_SLICE_FORMAT ":%zu",
		                               DT_SLICE_ARGS(dt_name_of_file(place->file)), place->line);
}

static bool read_date(DtSlice given, DtDocument *document, const Place *place) {
	if (dt_slice_trim(given).length == 0) return true;
	document->date = dt_date_read(given);
	if (document->date != DT_DATE_NONE) return true;
	if (given.length > 40) given.length = 40;
	FAULT(place, "\"date\" is \"" DT_SLICE_FORMAT "\", not a day such as 2024-11-26", DT_SLICE_ARGS(given));
	return false;
}

static DtDocument *read_object(const json_t *object, DtArena *arena, const Place *place) {
	DtSlice date, title, text, url, publication;
	if (!json_is_object(object)) {
		FAULT(place, "not a JSON object");
		return NULL;
	}
	if (!string_of(object, "date", &date, place) || !string_of(object, "title", &title, place) ||
	    !string_of(object, "text", &text, place) || !string_of(object, "url", &url, place) ||
	    !string_of(object, "publication", &publication, place))
		return NULL;
	if (!text.data || (dt_slice_trim(text).length == 0 && dt_slice_trim(title).length == 0)) {
		FAULT(place, text.data ? "\"text\" is empty" : "no \"text\"");
		return NULL;
	}
	if (text.length > DT_DOCUMENT_MAX_BYTES) {
		FAULT(place, "\"text\" has %zu bytes; at most %d can be read", text.length, DT_DOCUMENT_MAX_BYTES);
		return NULL;
	}
	DtDocument *document = dt_document_new(arena);
	bool given = json_object_get(object, "actor") || json_object_get(object, "recipient");
	document->source_name = dt_arena_copy(arena, dt_slice_of(place->file));
	document->source_line = place->line;
	document->url = dt_arena_copy(arena, url);
	document->publication = dt_arena_copy(arena, publication);
	dt_document_set_text(document, title, text, given);
	read_id(object, document, place);
	if (!read_date(date, document, place)) return NULL;
	if (given && !read_given(object, document, place)) return NULL;
	return document;
}

DtDocument *dt_json_read(DtArena *arena, DtSlice object, const char *file, size_t line, DtError *error) {
	Place place = {file, line, error};
	json_error_t reason;
	json_t *value = parse(object, &reason);
	if (!value) {
		dt_error_add(error, DT_FAULT_INPUT, file, line, (size_t)(reason.column > 0 ? reason.column : 0), "not JSON: %s",
		             reason.text);
		return NULL;
	}
	DtDocument *document = read_object(value, arena, &place);
	json_decref(value);
	return document;
}

struct DtJsonArray {
	json_t *value;
	size_t at;
	const char *file;
};

DtJsonArray *dt_json_array_open(DtSlice content, const char *file, DtError *error) {
	json_error_t reason;
	json_t *value = parse(content, &reason);
	if (!value) {
		dt_error_add(error, DT_FAULT_INPUT, file, (size_t)(reason.line > 0 ? reason.line : 0),
		             (size_t)(reason.column > 0 ? reason.column : 0), "not JSON: %s", reason.text);
		return NULL;
	}
	DtJsonArray *array = dt_alloc(sizeof *array);
	*array = (DtJsonArray){.value = value, .file = file};
	return array;
}

DtDocument *dt_json_array_next(DtJsonArray *array, DtArena *arena, bool *ended, DtError *error) {
	bool many = json_is_array(array->value);
	size_t count = many ? json_array_size(array->value) : 1;
	*ended = array->at >= count;
	if (*ended) return NULL;
	const json_t *object = many ? json_array_get(array->value, array->at) : array->value;
	// Its number stands for a line in messages and ids.
	Place place = {array->file, ++array->at, error};
	return read_object(object, arena, &place);
}

void dt_json_array_close(DtJsonArray *array) {
	if (!array) return;
	json_decref(array->value);
	free(array);
}
