// SPDX-License-Identifier: Apache-2.0
// Dictionary text, line by line, with places for messages.
//
// Dictionaries are UTF-8; "#" at the start of a line or after a blank begins a comment; a line that begins with a blank
// belongs to the head line above it. Carriage returns at line ends are dropped.
#ifndef DT_BASE_LINES_H
#define DT_BASE_LINES_H

#include "base/slice.h"

typedef struct DtLine {
	const char *file;
	size_t number; // from 1
	bool indented; // began with a blank
	DtSlice raw;   // the whole line as it stands
	DtSlice text;  // without comment and outer blanks; never empty
} DtLine;

typedef struct DtLines {
	const char *file;
	DtSlice rest;
	size_t number;
} DtLines;

static inline DtLines dt_lines_of(const char *file, DtSlice content) { return (DtLines){file, content, 0}; }

// Moves to the next line that has text; false at the end.
bool dt_lines_next(DtLines *lines, DtLine *line);

// The column (from 1) of a part of the line, for messages.
static inline size_t dt_line_column(const DtLine *line, DtSlice part) {
	return (size_t)(part.data - line->raw.data) + 1;
}

// Takes the first blank-separated word of *rest; false when there is none.
bool dt_line_word(DtSlice *rest, DtSlice *word);

#endif
