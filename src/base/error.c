// SPDX-License-Identifier: Apache-2.0
// Faults with their places; messages are malloc'd so that an error outlives every arena.
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buffer.h"

void dt_error_add(DtError *error, DtFaultKind kind, const char *file, size_t line, size_t column, const char *format,
                  ...) {
	if (!error) return;
	if (error->count == 0) error->kind = kind;
	if (error->count++ >= DT_FAULT_ROOM) return;
	DtBuffer text = {0};
	if (file) dt_buffer_format(&text, "%s:", file);
	if (line) dt_buffer_format(&text, "%zu:", line);
	if (column) dt_buffer_format(&text, "%zu:", column);
	if (text.length) dt_buffer_add_char(&text, ' ');
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	size_t room = (size_t)(length < 0 ? 0 : length) + 1;
	char *message = dt_alloc(text.length + room);
	if (text.length) memcpy(message, text.data, text.length);
	vsnprintf(message + text.length, room, format, again);
	va_end(again);
	dt_buffer_clear(&text);
	error->messages[error->count - 1] = message;
}

void dt_error_move(DtError *error, DtError *from) {
	for (size_t i = 0; error && i < from->count; i++) {
		if (error->count == 0) error->kind = from->kind;
		if (i < DT_FAULT_ROOM && error->count < DT_FAULT_ROOM) {
			error->messages[error->count] = from->messages[i];
			from->messages[i] = NULL;
		}
		error->count++;
	}
	dt_error_clear(from);
}

const char *dt_error_text(const DtError *error) {
	return error && error->count > 0 && error->messages[0] ? error->messages[0] : "";
}

void dt_error_clear(DtError *error) {
	if (!error) return;
	for (size_t i = 0; i < DT_FAULT_ROOM; i++) free(error->messages[i]);
	*error = (DtError){0};
}
