// SPDX-License-Identifier: Apache-2.0
// Plain text, and what all formats share: how a title joins a text, how a day is read.
#include "base/unicode.h"
#include "ingest/formats.h"
#include "ingest/names.h"

enum { LONGEST_TITLE = 200 };

static DtSlice without_mark(DtSlice text) {
	return dt_slice_starts(text, "\xEF\xBB\xBF") ? dt_slice_cut(text, 3, text.length) : text;
}

static bool is_capital(DtSlice line) {
	static const char *const marks[] = {"\"", "'", "\xE2\x80\x9C", "\xE2\x80\x98", "\xC2\xAB"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (dt_slice_starts(line, marks[i])) line = dt_slice_cut(line, strlen(marks[i]), line.length);
	}
	if (line.length == 0) return false;
	unsigned char first = (unsigned char)line.data[0];
	return (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9') || first >= 0x80;
}

// Not too long, begins with a capital, does not end as a sentence or a salutation does.
static bool reads_as_headline(DtSlice line) {
	if (line.length < 3 || line.length > LONGEST_TITLE || !is_capital(line)) return false;
	return !strchr(".,;:-", line.data[line.length - 1]);
}

static DtSlice take_line(DtSlice *rest) {
	DtSlice line = {NULL, 0};
	dt_slice_split(rest, '\n', &line);
	return dt_slice_trim(line);
}

DtDocument *dt_plain_read(DtArena *arena, DtSlice content, const char *file) {
	DtDocument *document = dt_document_new(arena);
	document->id = dt_arena_copy(arena, dt_name_of_file(file));
	document->source_name = dt_arena_copy(arena, dt_slice_of(file));
	document->text = dt_arena_copy(arena, content);
	DtSlice rest = without_mark(document->text);
	DtSlice first = take_line(&rest), second = take_line(&rest);
	if (rest.data && second.length == 0 && dt_slice_trim(rest).length > 0 && reads_as_headline(first)) {
		document->title = first;
		document->title_in_text = true;
	}
	return document;
}

// A title is one line.
static DtSlice one_line(DtArena *arena, DtSlice text) {
	text = dt_slice_trim(text);
	char *line = dt_arena_alloc(arena, text.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		bool blank = text.data[i] == '\n' || text.data[i] == '\r' || text.data[i] == '\t' || text.data[i] == ' ';
		if (!blank)
			line[length++] = text.data[i];
		else if (line[length - 1] != ' ') // trimmed, so never the first
			line[length++] = ' ';
	}
	return dt_slice(line, length);
}

void dt_document_set_text(DtDocument *document, DtSlice title, DtSlice text, bool keep) {
	DtArena *arena = document->arena;
	document->title = one_line(arena, title);
	title = document->title;
	DtSlice body = dt_slice_trim(without_mark(text));
	bool begins =
		title.length && body.length >= title.length && dt_slice_equal(dt_slice_cut(body, 0, title.length), title);
	if (keep || begins || title.length == 0) {
		DtSlice behind = dt_slice_cut(body, title.length, body.length);
		document->text = dt_arena_copy(arena, text);
		document->title_in_text = begins && (behind.length == 0 || behind.data[0] == '\n' || behind.data[0] == '\r');
		return;
	}
	document->prefix_length = (uint32_t)title.length + 2;
	char *whole = dt_arena_alloc(arena, document->prefix_length + text.length + 1);
	memcpy(whole, title.data, title.length);
	memcpy(whole + title.length, "\n\n", 2);
	if (text.length) memcpy(whole + document->prefix_length, text.data, text.length);
	document->text = dt_slice(whole, document->prefix_length + text.length);
	document->title_in_text = true;
}

static int month_of(DtSlice word) {
	static const char names[12][4] = {"jan", "feb", "mar", "apr", "may", "jun",
	                                  "jul", "aug", "sep", "oct", "nov", "dec"};
	if (word.length < 3) return 0;
	for (int i = 0; i < 12; i++) {
		if (dt_slice_equal_folded(dt_slice_cut(word, 0, 3), dt_slice_of(names[i]))) return i + 1;
	}
	return 0;
}

// "Tue, 26 Nov 2024 …", "November 26, 2024": a month's name, a day and a year among the first words.
static DtDate read_words(DtSlice text) {
	long day = 0, year = 0;
	int month = 0, words = 0;
	for (size_t at = 0; at < text.length && words < 6; words++) {
		while (at < text.length && strchr(" ,.-/\t", text.data[at])) at++;
		size_t start = at;
		while (at < text.length && !strchr(" ,.-/\t", text.data[at])) at++;
		DtSlice word = dt_slice_cut(text, start, at);
		long number;
		if (dt_slice_to_int(word, &number) && number > 0) {
			if (word.length <= 2 && !day)
				day = number;
			else if (word.length == 4 && !year)
				year = number;
		} else if (!month) {
			month = month_of(word);
		}
	}
	return day && month && year ? dt_date_from_civil((int)year, month, (int)day) : DT_DATE_NONE;
}

DtDate dt_date_read(DtSlice text) {
	text = dt_slice_trim(text);
	DtDate date = dt_date_parse(text);
	long number;
	if (date != DT_DATE_NONE) return date;
	if (text.length >= 8 && dt_slice_to_int(dt_slice_cut(text, 0, 8), &number) && number > 10000 &&
	    (text.length == 8 || text.data[8] == 'T' || (text.data[8] >= '0' && text.data[8] <= '9')))
		return dt_date_from_civil((int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100));
	return read_words(text);
}
