// SPDX-License-Identifier: Apache-2.0
// Paragraphs: where a line end ends more than the line.
#ifndef DT_TEXT_LAYOUT_H
#define DT_TEXT_LAYOUT_H

#include "base/slice.h"

typedef struct DtLayout {
	DtSlice text;
	size_t at;         // where the next paragraph is looked for
	size_t wrap_width; // characters that fit a line of hard-wrapped text; 0 when lines are not wrapped
} DtLayout;

// Looks the text over for signs of hard wrapping.
DtLayout dt_layout_of(DtSlice text);

// The next paragraph with anything in it, from its first character to its last line end; false at the end.
bool dt_layout_next(DtLayout *layout, size_t *start, size_t *end);

#endif
