// SPDX-License-Identifier: Apache-2.0
// What went wrong, and where. A caller owns a DtError, zeroed; functions that fail add faults to it.
//
// A DtError holds several faults: loading a dictionary reports its first twenty, like a compiler. Every function that
// takes a DtError * as its last parameter accepts NULL there.
#ifndef DT_BASE_ERROR_H
#define DT_BASE_ERROR_H

#include "base/slice.h"

typedef enum DtFaultKind {
	DT_FAULT_NONE,
	DT_FAULT_USAGE,  // the caller asked for something that does not exist
	DT_FAULT_INPUT,  // a document or table that was given cannot be read
	DT_FAULT_DATA,   // a dictionary or model is wrong
	DT_FAULT_SYSTEM, // the machine: disk, memory map, network, store
} DtFaultKind;

enum { DT_FAULT_ROOM = 20 };

typedef struct DtError {
	DtFaultKind kind;              // of the first fault
	size_t count;                  // faults reported, also those past the room
	char *messages[DT_FAULT_ROOM]; // "file:line:column: what is wrong"
} DtError;

// Adds a fault. file may be NULL; line and column count from 1, 0 leaves them out.
void dt_error_add(DtError *error, DtFaultKind kind, const char *file, size_t line, size_t column, const char *format,
                  ...) __attribute__((format(printf, 6, 7)));

// Moves the faults of from to the end of error, and clears from.
void dt_error_move(DtError *error, DtError *from);

static inline bool dt_error_any(const DtError *error) { return error && error->count > 0; }

// The first message, or "" when there is none.
const char *dt_error_text(const DtError *error);

void dt_error_clear(DtError *error); // frees the messages; the struct may be used again

#endif
