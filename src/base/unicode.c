// SPDX-License-Identifier: Apache-2.0
// UTF-8 by the table of the Unicode standard, chapter 3.9 ("well-formed byte sequences").
#include "base/unicode.h"

static bool is_continuation(DtSlice text, size_t at) {
	return at < text.length && ((unsigned char)text.data[at] & 0xC0) == 0x80;
}

static uint32_t low6(DtSlice text, size_t at) { return (unsigned char)text.data[at] & 0x3Fu; }

size_t dt_utf8_decode(DtSlice text, size_t at, uint32_t *point) {
	unsigned char first = (unsigned char)text.data[at];
	*point = DT_UTF8_INVALID;
	if (first < 0x80) {
		*point = first;
		return 1;
	}
	if (first >= 0xC2 && first <= 0xDF && is_continuation(text, at + 1)) {
		*point = ((first & 0x1Fu) << 6) | low6(text, at + 1);
		return 2;
	}
	if ((first & 0xF0) == 0xE0 && is_continuation(text, at + 1) && is_continuation(text, at + 2)) {
		uint32_t read = ((first & 0x0Fu) << 12) | (low6(text, at + 1) << 6) | low6(text, at + 2);
		if (read < 0x800 || (read >= 0xD800 && read <= 0xDFFF)) return 1;
		*point = read;
		return 3;
	}
	if (first >= 0xF0 && first <= 0xF4 && is_continuation(text, at + 1) && is_continuation(text, at + 2) &&
	    is_continuation(text, at + 3)) {
		uint32_t read =
			((first & 0x07u) << 18) | (low6(text, at + 1) << 12) | (low6(text, at + 2) << 6) | low6(text, at + 3);
		if (read < 0x10000 || read > 0x10FFFF) return 1;
		*point = read;
		return 4;
	}
	return 1;
}

size_t dt_utf8_encode(uint32_t point, char *out) {
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		out[0] = (char)(0xC0 | (point >> 6));
		out[1] = (char)(0x80 | (point & 0x3F));
		return 2;
	}
	if (point < 0x10000) {
		out[0] = (char)(0xE0 | (point >> 12));
		out[1] = (char)(0x80 | ((point >> 6) & 0x3F));
		out[2] = (char)(0x80 | (point & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | (point >> 18));
	out[1] = (char)(0x80 | ((point >> 12) & 0x3F));
	out[2] = (char)(0x80 | ((point >> 6) & 0x3F));
	out[3] = (char)(0x80 | (point & 0x3F));
	return 4;
}

bool dt_utf8_valid(DtSlice text) {
	for (size_t i = 0; i < text.length;) {
		uint32_t point;
		i += dt_utf8_decode(text, i, &point);
		if (point == DT_UTF8_INVALID) return false;
	}
	return true;
}

size_t dt_utf8_count(DtSlice text) {
	size_t count = 0;
	for (size_t i = 0; i < text.length; count++) {
		uint32_t point;
		i += dt_utf8_decode(text, i, &point);
	}
	return count;
}

size_t dt_utf8_offset(DtSlice text, size_t index) {
	size_t at = 0;
	for (; index > 0 && at < text.length; index--) {
		uint32_t point;
		at += dt_utf8_decode(text, at, &point);
	}
	return at;
}
