// SPDX-License-Identifier: Apache-2.0
// Pieces that all formats of the world are made of: words between bars, sectors, spans of dates, and faults with their
// place.
#include "world/reading.h"

#include <stdarg.h>
#include <stdio.h>

void dt_reading_fault(DtReading *reading, DtSlice part, const char *format, ...) {
	char message[512];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	const char *start = reading->line.raw.data;
	bool inside = part.data && part.data >= start && part.data <= start + reading->line.raw.length;
	dt_error_add(reading->error, DT_FAULT_DATA, reading->line.file, reading->line.number,
	             inside ? dt_line_column(&reading->line, part) : 1, "%s", message);
}

DtOrigin dt_reading_origin(const DtReading *reading) {
	return (DtOrigin){reading->line.file, (uint32_t)reading->line.number};
}

bool dt_reading_word(DtReading *reading, DtSlice *rest, DtSlice *word) {
	while (dt_slice_split(rest, '|', word)) {
		*word = dt_slice_trim(*word);
		if (word->length > 0) return true;
		dt_reading_fault(reading, *word, "nothing stands between two bars; write a name or take one bar away");
	}
	return false;
}

void dt_reading_list(DtReading *reading, const DtCandidate *candidate, const DtState *state) {
	const char *start = reading->line.raw.data;
	DtSlice text = candidate->text;
	bool inside = text.data >= start && text.data <= start + reading->line.raw.length;
	DtListing listing = {.candidate = *candidate,
	                     .state = state,
	                     .generation = state ? state->generation : 0,
	                     .layer = reading->layer,
	                     .column = inside ? (uint32_t)dt_line_column(&reading->line, text) : 1};
	listing.candidate.origin = dt_reading_origin(reading);
	dt_reading_add(reading, &listing);
}

void dt_reading_add(DtReading *reading, const DtListing *listing) {
	size_t chunk = reading->listing_count / DT_LISTING_CHUNK, at = reading->listing_count % DT_LISTING_CHUNK;
	if (at == 0) {
		DtListing *fresh = DT_NEW_ARRAY(reading->world->arena, DtListing, DT_LISTING_CHUNK);
		size_t count = chunk;
		DT_PUSH(reading->scratch, reading->listings, count, reading->listing_capacity, fresh);
	}
	reading->listings[chunk][at] = *listing;
	reading->listing_count++;
}

#define PACKED(a, b, c) ((uint32_t)(unsigned char)(a) << 16 | (uint32_t)(unsigned char)(b) << 8 | (unsigned char)(c))

// dt_sector_find, by number instead of by text: every code line asks.
static DtSector sector_of(DtSlice word) {
	if (word.length != 3) return DT_SECTOR_NONE;
	uint32_t packed = PACKED(word.data[0], word.data[1], word.data[2]);
#define X(code)                                                                                                        \
	if (packed == PACKED(#code[0], #code[1], #code[2])) return DT_SECTOR_##code;
	DT_SECTOR_LIST(X)
#undef X
	return DT_SECTOR_NONE;
}

bool dt_reading_code(DtReading *reading, DtSlice word) {
	if (word.length != 3) return false;
	if (memcmp(word.data, reading->last_code, 3) == 0) return true; // a file is mostly about one state
	if (!dt_actor_code_known(word)) return false;
	memcpy(reading->last_code, word.data, 3);
	return true;
}

bool dt_reading_sectors(DtReading *reading, DtSlice *rest, uint8_t *sectors, uint8_t *count) {
	*count = 0;
	DtSlice after = *rest, word;
	while (dt_line_word(&after, &word)) {
		DtSector sector = sector_of(word);
		bool none = dt_slice_is(word, "-") && *count == 0;
		if (sector == DT_SECTOR_NONE && !none) break;
		*rest = after;
		if (none) break;
		if (*count == DT_PARTY_SECTORS) {
			dt_reading_fault(reading, word, "more than %d sectors; keep the most telling", DT_PARTY_SECTORS);
			return false;
		}
		sectors[(*count)++] = (uint8_t)sector;
	}
	return true;
}

static bool read_end(DtReading *reading, DtSlice word, DtDateSpan *span) {
	if (dt_date_parse_span(word, span)) return true;
	dt_reading_fault(reading, word, "\"" DT_SLICE_FORMAT "\" is no date; write YYYY-MM-DD, YYYY-MM or YYYY",
	                 DT_SLICE_ARGS(word));
	return false;
}

static bool is_in_order(DtReading *reading, DtSlice to, DtDateSpan longest) {
	if (longest.from == DT_DATE_NONE || longest.to == DT_DATE_NONE || longest.from <= longest.to) return true;
	char first[DT_DATE_ROOM], last[DT_DATE_ROOM];
	dt_reading_fault(reading, to, "ends %s, before it starts %s; exchange the dates or mend one",
	                 dt_date_format(longest.to, last), dt_date_format(longest.from, first));
	return false;
}

bool dt_reading_span(DtReading *reading, DtSlice *rest, DtDateSpan *longest, DtDateSpan *shortest) {
	DtDateSpan open = {DT_DATE_NONE, DT_DATE_NONE}, from = open, to = open;
	*longest = *shortest = open;
	DtSlice word, after;
	if (!dt_line_word(rest, &word)) return true;
	if (!dt_slice_is(word, "..")) {
		if (!read_end(reading, word, &from)) return false;
		if (!dt_line_word(rest, &word) || !dt_slice_is(word, "..")) {
			dt_reading_fault(reading, word.length ? word : *rest,
			                 "a date stands without \"..\"; write \"FROM .. TO\", \"FROM ..\" or \".. TO\"");
			return false;
		}
	}
	after = *rest;
	if (dt_line_word(&after, &word) && word.data[0] >= '0' && word.data[0] <= '9') {
		if (!read_end(reading, word, &to)) return false;
		*rest = after;
	}
	*longest = (DtDateSpan){from.from, to.to};
	*shortest = (DtDateSpan){from.to, to.from};
	return is_in_order(reading, word, *longest);
}

void dt_reading_end(DtReading *reading, DtSlice rest) {
	rest = dt_slice_trim(rest);
	if (rest.length == 0) return;
	dt_reading_fault(reading, rest,
	                 "\"" DT_SLICE_FORMAT "\" is one thing too many here; take it away or give it a line",
	                 DT_SLICE_ARGS(rest));
}

bool dt_reading_tail(DtSlice *text, DtSlice *word) {
	*text = dt_slice_trim(*text);
	size_t at = text->length;
	while (at > 0 && text->data[at - 1] != ' ' && text->data[at - 1] != '\t') at--;
	*word = dt_slice_cut(*text, at, text->length);
	*text = dt_slice_trim(dt_slice_cut(*text, 0, at));
	return word->length > 0;
}

bool dt_reading_option(DtSlice word, const char *name, DtSlice *value) {
	size_t length = strlen(name);
	if (!dt_slice_starts(word, name) || word.length == length || word.data[length] != '=') return false;
	*value = dt_slice_cut(word, length + 1, word.length);
	return true;
}
