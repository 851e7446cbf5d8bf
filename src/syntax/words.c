// SPDX-License-Identifier: Apache-2.0
// From a form to rows of embedding tables.
//
// Known forms have a row each, found by the hash of the folded form (64 bits: no form is taken for another in
// practice). Affixes and shapes are hashed straight into their tables, where rare ones may share a row. Capitals are
// seen by the shape alone, so that "TALKS", "Talks" and "talks" differ in one feature of five and a headline in
// capitals costs little.
#include "syntax/words.h"

#include "base/unicode.h"

uint32_t dt_hash_find(DtHashTable table, uint64_t hash) {
	if (table.count == 0) return 0;
	size_t mask = table.count - 1;
	uint32_t check = (uint32_t)(hash >> 32);
	// A damaged table may have no empty slot: look at each at most once.
	for (size_t step = 0, at = hash & mask; step < table.count; step++, at = (at + 1) & mask) {
		if (table.slots[at].value == 0) return 0;
		if (table.slots[at].check == check) return table.slots[at].value;
	}
	return 0;
}

void dt_hash_put(DtHashSlot *slots, size_t count, uint64_t hash, uint32_t value) {
	size_t at = hash & (count - 1);
	while (slots[at].value) at = (at + 1) & (count - 1);
	slots[at] = (DtHashSlot){(uint32_t)(hash >> 32), value};
}

static bool is_upper(uint32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7); }
static bool is_lower(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0x24F && c != 0xF7); }
static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

// Typographic marks as the keyboard has them; others unchanged.
static uint32_t plain_mark(uint32_t c) {
	switch (c) {
	case 0x2018:
	case 0x2019:
	case 0x201B:
		return '\'';
	case 0x201C:
	case 0x201D:
	case 0x201E:
		return '"';
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
		return '-';
	case 0x00A0:
		return ' ';
	default:
		return c;
	}
}

DtSlice dt_word_fold(DtSlice form, char *out) {
	size_t length = 0;
	for (size_t at = 0; at < form.length && length + 4 <= DT_WORD_ROOM;) {
		unsigned char byte = (unsigned char)form.data[at];
		if (byte < 0x80) {
			out[length++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
			at++;
			continue;
		}
		uint32_t point;
		size_t width = dt_utf8_decode(form, at, &point);
		if (point == DT_UTF8_INVALID) {
			out[length++] = '?';
		} else if (point == 0x2014) { // a long dash is two short ones in the treebanks
			out[length++] = '-';
			out[length++] = '-';
		} else if (point == 0x2026) {
			memcpy(out + length, "...", 3);
			length += 3;
		} else {
			point = plain_mark(point);
			length += dt_utf8_encode(is_upper(point) ? point + 32 : point, out + length);
		}
		at += width;
	}
	return dt_slice(out, length);
}

static uint64_t mix(uint64_t hash, uint64_t value) {
	hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
	return hash ^ (hash >> 29);
}

static uint64_t hash_bytes(DtSlice text, uint64_t seed) {
	uint64_t hash = mix(seed, text.length);
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.data[i];
		hash = mix(hash, is_digit(c) ? '0' : c);
	}
	hash *= 0xD6E8FEB86659FD93u;
	return hash ^ (hash >> 32);
}

uint64_t dt_word_hash(DtSlice folded) { return hash_bytes(folded, DT_WORD_FORM + 1); }

static DtSlice first_letters(DtSlice text, size_t count) { return dt_slice_cut(text, 0, dt_utf8_offset(text, count)); }

static DtSlice last_letters(DtSlice text, size_t count) {
	size_t at = text.length;
	while (at > 0 && count > 0) {
		at--;
		if (((unsigned char)text.data[at] & 0xC0) != 0x80) count--;
	}
	return dt_slice_cut(text, at, text.length);
}

uint32_t dt_word_shape(DtSlice form, DtWordCase how, uint32_t rows) {
	char shape[32];
	size_t length = 0, run = 0;
	bool begun = false;
	for (size_t at = 0; at < form.length && length < sizeof shape;) {
		uint32_t point;
		at += dt_utf8_decode(form, at, &point);
		if (point == DT_UTF8_INVALID) point = '?';
		point = plain_mark(point);
		bool letter = is_upper(point) || is_lower(point);
		bool capital = is_upper(point);
		if (how == DT_CASE_UPPER || (how == DT_CASE_TITLE && !begun)) capital = letter;
		if (how == DT_CASE_LOWER) capital = false;
		begun |= letter;
		char c = letter ? (capital ? 'X' : 'x') : is_digit(point) ? 'd' : point < 0x80 ? (char)point : '*';
		run = length > 0 && shape[length - 1] == c ? run + 1 : 1;
		if (run <= 3) shape[length++] = c;
	}
	return 1 + (uint32_t)(hash_bytes(dt_slice(shape, length), DT_WORD_SHAPE + 1) % (rows - 1));
}

void dt_word_features(DtSlice form, DtHashTable vocabulary, const uint32_t rows[DT_WORD_FEATURES],
                      uint32_t out[DT_WORD_FEATURES]) {
	char room[DT_WORD_ROOM];
	DtSlice folded = dt_word_fold(form, room);
	uint32_t known = dt_hash_find(vocabulary, dt_word_hash(folded));
	out[DT_WORD_FORM] = known < rows[DT_WORD_FORM] ? known : 0;
	DtSlice affixes[] = {[DT_WORD_SUFFIX2] = last_letters(folded, 2),
	                     [DT_WORD_SUFFIX3] = last_letters(folded, 3),
	                     [DT_WORD_PREFIX3] = first_letters(folded, 3)};
	for (size_t f = DT_WORD_SUFFIX2; f <= DT_WORD_PREFIX3; f++)
		out[f] = 1 + (uint32_t)(hash_bytes(affixes[f], f + 1) % (rows[f] - 1));
	out[DT_WORD_SHAPE] = dt_word_shape(form, DT_CASE_GIVEN, rows[DT_WORD_SHAPE]);
}
