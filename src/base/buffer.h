// SPDX-License-Identifier: Apache-2.0
// A text that grows: output is built here, then written in one go.
#ifndef DT_BASE_BUFFER_H
#define DT_BASE_BUFFER_H

#include "base/slice.h"

typedef struct DtBuffer {
	char *data; // NUL-terminated whenever length > 0
	size_t length, capacity;
} DtBuffer;

// A zeroed DtBuffer is an empty buffer.
void dt_buffer_clear(DtBuffer *buffer); // frees, leaves it empty and usable
static inline void dt_buffer_reset(DtBuffer *buffer) { buffer->length = 0; }

void dt_buffer_add(DtBuffer *buffer, DtSlice text);
void dt_buffer_add_text(DtBuffer *buffer, const char *text);
void dt_buffer_add_char(DtBuffer *buffer, char c);
void dt_buffer_format(DtBuffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

// JSON: a quoted string with everything escaped that must be; invalid UTF-8 becomes U+FFFD.
void dt_buffer_add_json_string(DtBuffer *buffer, DtSlice text);

// The text; each byte that is not UTF-8 becomes U+FFFD.
void dt_buffer_add_utf8(DtBuffer *buffer, DtSlice text);

// CSV: quoted when it must be (RFC 4180); invalid UTF-8 as above.
void dt_buffer_add_csv_field(DtBuffer *buffer, DtSlice text);

static inline DtSlice dt_buffer_slice(const DtBuffer *buffer) { return dt_slice(buffer->data, buffer->length); }

#endif
