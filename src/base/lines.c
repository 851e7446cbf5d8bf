// SPDX-License-Identifier: Apache-2.0
// Lines of a dictionary: see lines.h.
#include "base/lines.h"

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

static DtSlice without_comment(DtSlice raw) {
	const char *first = raw.length ? memchr(raw.data, '#', raw.length) : NULL; // most lines have none
	for (size_t i = first ? (size_t)(first - raw.data) : raw.length; i < raw.length; i++) {
		if (raw.data[i] == '#' && (i == 0 || is_blank(raw.data[i - 1]))) return dt_slice_cut(raw, 0, i);
	}
	return raw;
}

bool dt_lines_next(DtLines *lines, DtLine *line) {
	DtSlice raw;
	while (dt_slice_split(&lines->rest, '\n', &raw)) {
		lines->number++;
		if (raw.length && raw.data[raw.length - 1] == '\r') raw.length--;
		DtSlice text = dt_slice_trim(without_comment(raw));
		if (text.length == 0) continue;
		*line = (DtLine){lines->file, lines->number, is_blank(raw.data[0]), raw, text};
		return true;
	}
	return false;
}

bool dt_line_word(DtSlice *rest, DtSlice *word) {
	size_t start = 0;
	while (start < rest->length && is_blank(rest->data[start])) start++;
	size_t end = start;
	while (end < rest->length && !is_blank(rest->data[end])) end++;
	*word = dt_slice_cut(*rest, start, end);
	*rest = dt_slice_cut(*rest, end, rest->length);
	return word->length > 0;
}
