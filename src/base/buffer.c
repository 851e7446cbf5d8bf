// SPDX-License-Identifier: Apache-2.0
// Buffers, and the two quotings that every output needs.
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/unicode.h"

static void reserve(DtBuffer *buffer, size_t more) {
	if (buffer->capacity - buffer->length > more) return;
	size_t wanted = (buffer->length + more + 1) * 2;
	buffer->capacity = wanted < 256 ? 256 : wanted;
	buffer->data = dt_realloc(buffer->data, buffer->capacity);
}

void dt_buffer_clear(DtBuffer *buffer) {
	free(buffer->data);
	*buffer = (DtBuffer){0};
}

void dt_buffer_add(DtBuffer *buffer, DtSlice text) {
	reserve(buffer, text.length);
	if (text.length) memcpy(buffer->data + buffer->length, text.data, text.length);
	buffer->length += text.length;
	buffer->data[buffer->length] = '\0';
}

void dt_buffer_add_text(DtBuffer *buffer, const char *text) { dt_buffer_add(buffer, dt_slice_of(text)); }

void dt_buffer_add_char(DtBuffer *buffer, char c) { dt_buffer_add(buffer, dt_slice(&c, 1)); }

void dt_buffer_format(DtBuffer *buffer, const char *format, ...) {
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length > 0) {
		reserve(buffer, (size_t)length);
		vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, again);
		buffer->length += (size_t)length;
	}
	va_end(again);
}

void dt_buffer_add_json_string(DtBuffer *buffer, DtSlice text) {
	dt_buffer_add_char(buffer, '"');
	size_t plain = 0; // start of the run not yet written
	for (size_t i = 0; i < text.length;) {
		unsigned char c = (unsigned char)text.data[i];
		uint32_t point = c;
		size_t width = c < 0x80 ? 1 : dt_utf8_decode(text, i, &point);
		bool bad = c >= 0x80 && point == DT_UTF8_INVALID;
		if (!bad && c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) {
			i += width;
			continue;
		}
		dt_buffer_add(buffer, dt_slice_cut(text, plain, i));
		if (bad)
			dt_buffer_add_text(buffer, "\\ufffd");
		else if (c == '"' || c == '\\')
			dt_buffer_format(buffer, "\\%c", c);
		else if (c == '\n')
			dt_buffer_add_text(buffer, "\\n");
		else if (c == '\t')
			dt_buffer_add_text(buffer, "\\t");
		else
			dt_buffer_format(buffer, "\\u%04x", c);
		i += width;
		plain = i;
	}
	dt_buffer_add(buffer, dt_slice_cut(text, plain, text.length));
	dt_buffer_add_char(buffer, '"');
}

void dt_buffer_add_utf8(DtBuffer *buffer, DtSlice text) {
	if (dt_utf8_valid(text)) {
		dt_buffer_add(buffer, text);
		return;
	}
	for (size_t i = 0, width; i < text.length; i += width) {
		uint32_t point;
		width = dt_utf8_decode(text, i, &point);
		dt_buffer_add(buffer,
		              point == DT_UTF8_INVALID ? dt_slice_of("\xef\xbf\xbd") : dt_slice_cut(text, i, i + width));
	}
}

void dt_buffer_add_csv_field(DtBuffer *buffer, DtSlice text) {
	bool quote = false;
	for (size_t i = 0; i < text.length && !quote; i++) quote = strchr(",\"\r\n", text.data[i]) != NULL;
	if (!quote) {
		dt_buffer_add_utf8(buffer, text);
		return;
	}
	dt_buffer_add_char(buffer, '"');
	size_t plain = 0; // start of the run not yet written
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] != '"') continue;
		dt_buffer_add_utf8(buffer, dt_slice_cut(text, plain, i + 1));
		plain = i;
	}
	dt_buffer_add_utf8(buffer, dt_slice_cut(text, plain, text.length));
	dt_buffer_add_char(buffer, '"');
}
