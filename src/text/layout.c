// SPDX-License-Identifier: Apache-2.0
// An empty line always ends a paragraph. A single line end does unless the text is hard-wrapped there, which shows in
// three ways: the next line goes on in small letters; the line ends in a comma or a word that wants more ("of", "the");
// or the first word of the next line would not have fitted, where the width of the text is that of its longest line for
// which one of the first two holds. A list item or an indented line always begins a paragraph.
//
//     Ministers meet in Geneva                          <- short: "GENEVA," would have fitted
//     GENEVA, Nov 26 (Reuters) - Ministers of eleven    <- full: "countries" would not
//     countries met here.
#include "text/layout.h"

#include "text/abbreviations.h"
#include "text/characters.h"

enum { NARROWEST = 36, WIDEST = 140 };

typedef struct Line {
	size_t start, end; // without its line end
	size_t next;       // start of the next line
	size_t width;      // characters
	size_t indent;
} Line;

static bool is_line_end(DtCharacter c) { return c.kind == DT_CHARACTER_LINE_END; }

static bool take_line(DtSlice text, size_t at, Line *line) {
	if (at >= text.length) return false;
	*line = (Line){.start = at};
	bool words = false;
	DtCharacter c;
	for (; (c = dt_character_at(text, at)).kind != DT_CHARACTER_END && !is_line_end(c); at += c.width) {
		line->width++;
		words |= c.kind != DT_CHARACTER_BLANK && c.kind != DT_CHARACTER_INVISIBLE;
		if (!words) line->indent += c.point == '\t' ? 4 : 1;
	}
	line->end = words ? at : line->start;
	line->next = at + c.width;
	if (c.point == '\r' && dt_character_at(text, line->next).point == '\n') line->next++;
	return true;
}

static bool is_empty(const Line *line) { return line->end == line->start; }

// The first character that is neither blank nor opening quote or bracket.
static DtCharacter first_of(DtSlice text, const Line *line) {
	for (size_t at = line->start; at < line->end;) {
		DtCharacter c = dt_character_at(text, at);
		bool passed = c.kind == DT_CHARACTER_BLANK || c.kind == DT_CHARACTER_INVISIBLE || c.point == '"' ||
		              c.point == 0x201C || c.point == '(' || c.point == '\'' || c.point == 0x2018;
		if (!passed) return c;
		at += c.width;
	}
	return (DtCharacter){0};
}

static size_t skip_blanks(DtSlice text, const Line *line) {
	size_t at = line->start;
	for (DtCharacter c;
	     at < line->end && !dt_character_is_word(c = dt_character_at(text, at)) && c.kind != DT_CHARACTER_OTHER;)
		at += c.width;
	return at;
}

// "- item", "• item", "1. item", "(a) item".
static bool is_item(DtSlice text, const Line *line) {
	size_t at = skip_blanks(text, line);
	DtCharacter c = dt_character_at(text, at), next = dt_character_at(text, at + c.width);
	bool bullet = c.point == '-' || c.point == '*' || c.point == 0x2022 || c.point == 0x2013 || c.point == 0x25CF ||
	              c.point == 0xB7 || c.point == 0x25AA;
	if (bullet) return next.kind == DT_CHARACTER_BLANK;
	if (c.point == '(') at += 1;
	size_t digits = at;
	while (digits < line->end && digits - at < 2 && dt_character_at(text, digits).kind == DT_CHARACTER_DIGIT) digits++;
	DtCharacter letter = dt_character_at(text, at);
	if (digits == at && dt_character_is_letter(letter)) digits = at + letter.width;
	bool lettered = dt_character_is_letter(letter);
	if (digits == at) return false;
	DtCharacter close = dt_character_at(text, digits), behind = dt_character_at(text, digits + 1);
	return (close.point == ')' || (close.point == '.' && c.point != '(' && !lettered)) &&
	       behind.kind == DT_CHARACTER_BLANK;
}

static DtSlice last_word(DtSlice text, const Line *line) {
	DtSlice rest = dt_slice_trim(dt_slice_cut(text, line->start, line->end));
	size_t at = rest.length;
	while (at > 0 && rest.length - at < 16 && rest.data[at - 1] != ' ') at--;
	return dt_slice_cut(rest, at, rest.length);
}

// The line cannot be the last of a paragraph: it ends in a comma or a word that wants more.
static bool wants_more(DtSlice text, const Line *line) {
	static const char *const words[] = {
		"a",    "an",    "and", "at",   "between", "but",  "by",   "for",  "from",  "in",
		"into", "its",   "of",  "on",   "or",      "over", "than", "that", "the",   "their",
		"to",   "under", "was", "were", "which",   "who",  "will", "with", "would",
	};
	DtSlice word = last_word(text, line);
	if (word.length == 0) return false;
	char c = word.data[word.length - 1];
	if (c == '.') return dt_abbreviation_find(dt_slice_cut(word, 0, word.length - 1)) == DT_ABBREVIATION_TITLE;
	return c == ',' || c == ';' || dt_word_find(words, sizeof words / sizeof *words, word) >= 0;
}

static bool is_wrapped(DtSlice text, const Line *line, const Line *next) {
	return first_of(text, next).kind == DT_CHARACTER_LOWER || wants_more(text, line);
}

static size_t first_width(DtSlice text, const Line *line) {
	size_t width = 0;
	DtCharacter c;
	for (size_t at = skip_blanks(text, line);
	     at < line->end && width < WIDEST && (c = dt_character_at(text, at)).kind != DT_CHARACTER_BLANK; at += c.width)
		width++;
	return width;
}

// True when the paragraph goes on over the end of line.
static bool goes_on(const DtLayout *layout, const Line *line, const Line *next) {
	DtSlice text = layout->text;
	if (is_empty(next) || is_item(text, next)) return false;
	if (next->indent >= 2 && next->indent > line->indent && first_of(text, next).kind != DT_CHARACTER_LOWER)
		return false;
	if (is_wrapped(text, line, next)) return true;
	if (line->width < NARROWEST || !layout->wrap_width) return false;
	return line->width <= WIDEST && line->width + 1 + first_width(text, next) > layout->wrap_width;
}

// True when the paragraph goes on over an empty line, as after the end of a page: it stops in the middle of a long line
// and the next goes on in small letters.
static bool goes_on_behind(const DtLayout *layout, const Line *line, const Line *next) {
	DtSlice text = layout->text, word = last_word(text, line);
	if (is_empty(next) || line->width < NARROWEST || line->width > WIDEST) return false;
	if (is_item(text, next) || word.length == 0) return false;
	bool open = !strchr(".!?:;\"')", word.data[word.length - 1]) && (unsigned char)word.data[word.length - 1] < 0x80;
	return open && first_of(text, next).kind == DT_CHARACTER_LOWER &&
	       dt_character_at(text, skip_blanks(text, next)).kind == DT_CHARACTER_LOWER;
}

DtLayout dt_layout_of(DtSlice text) {
	DtLayout layout = {.text = text};
	Line line, next;
	for (bool more = take_line(text, 0, &line); more && take_line(text, line.next, &next); line = next) {
		if (is_empty(&line) || is_empty(&next) || line.width < NARROWEST || line.width > WIDEST) continue;
		if (line.width > layout.wrap_width && is_wrapped(text, &line, &next)) layout.wrap_width = line.width;
	}
	return layout;
}

bool dt_layout_next(DtLayout *layout, size_t *start, size_t *end) {
	Line line, next;
	do {
		if (!take_line(layout->text, layout->at, &line)) return false;
		layout->at = line.next;
	} while (is_empty(&line));
	*start = skip_blanks(layout->text, &line);
	while (take_line(layout->text, line.next, &next)) {
		bool more = goes_on(layout, &line, &next);
		if (!more && is_empty(&next) && take_line(layout->text, next.next, &next))
			more = goes_on_behind(layout, &line, &next);
		if (!more) break;
		line = next;
	}
	*end = line.end;
	layout->at = line.next;
	return true;
}
