// SPDX-License-Identifier: Apache-2.0
// Formatting: a file is read as lines with their comments, gathered into blocks, sorted, and written again.
//
//   # comment above          ┐ a Line: comments above, words, comment behind
//   MIL  soldier  # note     ┘
//
// Nothing is understood here that layout does not need, so that a file with faults can be laid out too and nothing is
// ever lost: every line's words are written again, blanks between them set right.
#include "world/format.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/lines.h"

typedef struct Line {
	DtSlice *above; // comment lines before it, as they stand
	size_t above_count;
	DtSlice text, behind; // words; "# …" at its end or empty
	bool indented;
	bool parted; // a blank line stands before it or its comments
	size_t number;
} Line;

typedef struct Text {
	DtArena *arena;
	Line *lines;
	size_t count;
	DtSlice *header; // comments at the top that a blank line parts from the rest
	size_t header_count;
	DtSlice *tail; // comments after the last line
	size_t tail_count;
} Text;

// --- reading ---

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

// The words with one blank between them and around each bar: at most three bytes for one.
static DtSlice spaced(DtArena *arena, DtSlice text) {
	char *out = dt_arena_alloc(arena, text.length * 3 + 1);
	size_t length = 0;
	bool space = false;
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		if (is_blank(c)) {
			space = true;
			continue;
		}
		// "|#" is part of a word, "| #" would begin a comment.
		if (length && (space || c == '|') && c != '#') out[length++] = ' ';
		out[length++] = c;
		space = c == '|';
	}
	return dt_slice(out, length);
}

static size_t comment_start(DtSlice raw) {
	for (size_t i = 0; i < raw.length; i++) {
		if (raw.data[i] == '#' && (i == 0 || is_blank(raw.data[i - 1]))) return i;
	}
	return raw.length;
}

// Comments that wait for their line.
typedef struct Waiting {
	DtSlice *comments;
	size_t count, capacity;
	bool parted;
} Waiting;

static void read_raw(Text *text, DtSlice raw, size_t number, Waiting *waiting, size_t *capacity) {
	size_t comment = comment_start(raw);
	DtSlice words = dt_slice_trim(dt_slice_cut(raw, 0, comment));
	DtSlice behind = dt_slice_trim(dt_slice_cut(raw, comment, raw.length));
	if (words.length == 0 && behind.length > 0) {
		DT_PUSH(text->arena, waiting->comments, waiting->count, waiting->capacity, behind);
		return;
	}
	if (words.length == 0) {
		if (text->count == 0 && waiting->count > 0 && text->header_count == 0) {
			text->header = waiting->comments;
			text->header_count = waiting->count;
			*waiting = (Waiting){0};
		}
		waiting->parted = waiting->parted || waiting->count == 0;
		return;
	}
	Line line = {.above = waiting->comments,
	             .above_count = waiting->count,
	             .text = spaced(text->arena, words),
	             .behind = behind,
	             .indented = is_blank(raw.data[0]),
	             .parted = waiting->parted,
	             .number = number};
	DT_PUSH(text->arena, text->lines, text->count, *capacity, line);
	*waiting = (Waiting){0};
}

static Text read_lines(DtArena *arena, DtSlice content) {
	Text text = {.arena = arena};
	Waiting waiting = {0};
	size_t capacity = 0, number = 0;
	DtSlice raw;
	while (dt_slice_split(&content, '\n', &raw)) read_raw(&text, raw, ++number, &waiting, &capacity);
	text.tail = waiting.comments;
	text.tail_count = waiting.count;
	return text;
}

// --- writing ---

static void add_blanks(DtBuffer *out, size_t count) {
	while (count-- > 0) dt_buffer_add_char(out, ' ');
}

// Characters, for columns.
static size_t width_of(DtSlice text) {
	size_t width = 0;
	for (size_t i = 0; i < text.length; i++) width += ((unsigned char)text.data[i] & 0xC0) != 0x80;
	return width;
}

static void add_comments(DtBuffer *out, const DtSlice *comments, size_t count, size_t indent) {
	for (size_t i = 0; i < count; i++) {
		add_blanks(out, indent);
		dt_buffer_add(out, comments[i]);
		dt_buffer_add_char(out, '\n');
	}
}

static void end_line(DtBuffer *out, const Line *line) {
	if (line->behind.length) {
		dt_buffer_add_text(out, "  ");
		dt_buffer_add(out, line->behind);
	}
	dt_buffer_add_char(out, '\n');
}

static void add_header(DtBuffer *out, const Text *text) {
	add_comments(out, text->header, text->header_count, 0);
	if (text->header_count && (text->count || text->tail_count)) dt_buffer_add_char(out, '\n');
}

static void add_tail(DtBuffer *out, const Text *text) {
	if (text->tail_count && text->count) dt_buffer_add_char(out, '\n');
	add_comments(out, text->tail, text->tail_count, 0);
}

static DtSlice take_word(DtSlice *rest) {
	DtSlice word;
	dt_line_word(rest, &word);
	*rest = dt_slice_trim(*rest);
	return word;
}

// --- actors ---

static const char *const field_order[] = {
	"name",   "abbreviation", "adjective", "demonym",   "capital", "seat",   "code",
	"gender", "place",        "active",    "contested", "office",  "member", "source",
};

static int field_rank(DtSlice name) {
	int count = (int)(sizeof field_order / sizeof *field_order);
	for (int i = 0; i < count; i++) {
		if (dt_slice_is(name, field_order[i])) return i;
	}
	return count;
}

typedef struct Entry {
	DtSlice id;
	const Line *head;
	size_t count; // of the lines below the head
	size_t order; // in the file
} Entry;

typedef struct Field {
	const Line *line;
	DtSlice name, value;
	DtSlice days; // of an office, code or membership: the span at the end of value, and what stands behind it
	int rank;
	DtDate from; // of a term of office; otherwise DT_DATE_NONE
	size_t order;
} Field;

static bool is_dated(DtSlice field) {
	return dt_slice_is(field, "office") || dt_slice_is(field, "code") || dt_slice_is(field, "member");
}

// Cuts the days off the end of value: from the first word on that begins with a digit or a dot, but the first of all.
static DtSlice cut_days(DtSlice *value) {
	DtSlice rest = *value, word;
	for (size_t i = 0; dt_line_word(&rest, &word); i++) {
		if (i == 0 || !((word.data[0] >= '0' && word.data[0] <= '9') || word.data[0] == '.')) continue;
		size_t at = (size_t)(word.data - value->data);
		DtSlice days = dt_slice_cut(*value, at, value->length);
		*value = dt_slice_trim(dt_slice_cut(*value, 0, at));
		return days;
	}
	return (DtSlice){0};
}

static DtDate first_day(DtSlice days) {
	DtDateSpan span;
	return dt_date_parse_span(take_word(&days), &span) ? span.from : DT_DATE_NONE;
}

static int compare_fields(const void *a, const void *b) {
	const Field *first = a, *second = b;
	if (first->rank != second->rank) return first->rank - second->rank;
	if (first->from != second->from) return first->from < second->from ? -1 : 1;
	return first->order < second->order ? -1 : first->order > second->order;
}

static int compare_entries(const void *a, const void *b) {
	const Entry *first = a, *second = b;
	int order = dt_slice_compare(first->id, second->id);
	if (order != 0) return order;
	return first->order < second->order ? -1 : first->order > second->order;
}

static Field field_of(const Line *line, size_t order) {
	Field field = {.line = line, .value = line->text, .from = DT_DATE_NONE, .order = order};
	field.name = take_word(&field.value);
	field.rank = field_rank(field.name);
	if (is_dated(field.name)) field.days = cut_days(&field.value);
	if (dt_slice_is(field.name, "office")) field.from = first_day(field.days);
	return field;
}

// The days of the same field stand in one column within an entry.
static size_t widest_dated(const Field *fields, size_t count, DtSlice name) {
	size_t widest = 0;
	for (size_t i = 0; i < count; i++) {
		if (fields[i].days.length == 0 || !dt_slice_equal(fields[i].name, name)) continue;
		size_t width = width_of(fields[i].value);
		if (width > widest) widest = width;
	}
	return widest;
}

static void add_field(DtBuffer *out, const Field *field, size_t name_width, size_t value_width) {
	add_comments(out, field->line->above, field->line->above_count, 4);
	add_blanks(out, 4);
	dt_buffer_add(out, field->name);
	if (field->value.length + field->days.length) add_blanks(out, name_width - width_of(field->name) + 2);
	dt_buffer_add(out, field->value);
	if (field->days.length) add_blanks(out, value_width - width_of(field->value) + 2);
	dt_buffer_add(out, field->days);
	end_line(out, field->line);
}

static void add_entry(DtBuffer *out, DtArena *arena, const Entry *entry) {
	const Line *head = entry->head;
	add_comments(out, head->above, head->above_count, 0);
	DtSlice rest = head->text;
	dt_buffer_add(out, take_word(&rest));
	if (rest.length) dt_buffer_add_text(out, "  ");
	dt_buffer_add(out, rest);
	end_line(out, head);
	Field *fields = DT_NEW_ARRAY(arena, Field, entry->count);
	size_t widest = 0;
	for (size_t i = 0; i < entry->count; i++) {
		fields[i] = field_of(head + 1 + i, i);
		if (width_of(fields[i].name) > widest) widest = width_of(fields[i].name);
	}
	if (entry->count) qsort(fields, entry->count, sizeof *fields, compare_fields);
	for (size_t i = 0; i < entry->count; i++)
		add_field(out, &fields[i], widest, widest_dated(fields, entry->count, fields[i].name));
}

static bool format_actors(const char *name, const Text *text, DtBuffer *out, DtError *error) {
	Entry *entries = DT_NEW_ARRAY(text->arena, Entry, text->count);
	size_t count = 0;
	for (size_t i = 0; i < text->count; i++) {
		const Line *line = &text->lines[i];
		if (line->indented && count == 0) {
			dt_error_add(error, DT_FAULT_DATA, name, line->number, 0,
			             "a fact without a head line; write \"ID KIND\" above it");
			return false;
		}
		if (line->indented) {
			entries[count - 1].count++;
			continue;
		}
		DtSlice rest = line->text;
		entries[count] = (Entry){.id = take_word(&rest), .head = line, .order = count};
		count++;
	}
	if (count) qsort(entries, count, sizeof *entries, compare_entries);
	add_header(out, text);
	for (size_t i = 0; i < count; i++) {
		if (i) dt_buffer_add_char(out, '\n');
		add_entry(out, text->arena, &entries[i]);
	}
	add_tail(out, text);
	return true;
}

// --- tables: offices and roles ---

static bool is_sector_like(DtSlice word) {
	if (dt_slice_is(word, "-")) return true;
	for (size_t i = 0; i < word.length; i++) {
		if (word.data[i] < 'A' || word.data[i] > 'Z') return false;
	}
	return word.length == 3;
}

// Takes up to three sectors off the head of *rest: their span, blanks as they stand.
static DtSlice take_sectors(DtSlice *rest) {
	const char *start = rest->data;
	DtSlice sectors = dt_slice(start, 0), word;
	for (int i = 0; i < 3; i++) {
		DtSlice after = *rest;
		if (!dt_line_word(&after, &word) || !is_sector_like(word)) break;
		sectors.length = (size_t)(word.data + word.length - start);
		*rest = dt_slice_trim(after);
	}
	return sectors;
}

// Where the words end and the tail of a role or office begins: options, and for roles the kind before them.
static size_t tail_start(DtSlice text, bool role) {
	static const char *const kinds[] = {"person", "people", "body", "equipment"};
	size_t end = text.length;
	for (;;) {
		size_t stop = end;
		while (stop > 0 && is_blank(text.data[stop - 1])) stop--;
		size_t start = stop;
		while (start > 0 && !is_blank(text.data[start - 1])) start--;
		DtSlice word = dt_slice_cut(text, start, stop);
		bool kind = false;
		for (size_t i = 0; role && i < 4; i++) kind = kind || dt_slice_is(word, kinds[i]);
		bool option = dt_slice_find(word, dt_slice_of("=")) != SIZE_MAX || (role && dt_slice_is(word, "weak"));
		if (word.length == 0 || (!kind && !option)) return end;
		end = start;
		if (kind) return end;
	}
}

typedef struct Columns {
	size_t id, sectors;
} Columns;

static Columns widest_columns(const Text *text, bool role) {
	Columns widest = {0};
	for (size_t i = 0; i < text->count; i++) {
		DtSlice rest = text->lines[i].text;
		size_t id = role ? 0 : width_of(take_word(&rest)), sectors = width_of(take_sectors(&rest));
		if (id > widest.id) widest.id = id;
		if (sectors > widest.sectors) widest.sectors = sectors;
	}
	return widest;
}

static void add_row(DtBuffer *out, const Line *line, Columns widest, bool role) {
	DtSlice rest = line->text;
	if (!role) {
		DtSlice id = take_word(&rest);
		dt_buffer_add(out, id);
		if (rest.length) add_blanks(out, widest.id - width_of(id) + 2);
	}
	DtSlice sectors = take_sectors(&rest);
	dt_buffer_add(out, sectors);
	if (rest.length) add_blanks(out, widest.sectors - width_of(sectors) + 2);
	size_t tail = tail_start(rest, role);
	DtSlice words = dt_slice_trim(dt_slice_cut(rest, 0, tail)),
			options = dt_slice_trim(dt_slice_cut(rest, tail, rest.length));
	dt_buffer_add(out, words);
	for (bool first = words.length == 0; options.length; first = false) {
		if (!first) dt_buffer_add_text(out, "  ");
		dt_buffer_add(out, take_word(&options));
	}
	end_line(out, line);
}

static bool format_table(const Text *text, bool role, DtBuffer *out) {
	Columns widest = widest_columns(text, role);
	add_header(out, text);
	for (size_t i = 0; i < text->count; i++) {
		if (i && text->lines[i].parted) dt_buffer_add_char(out, '\n');
		add_comments(out, text->lines[i].above, text->lines[i].above_count, 0);
		add_row(out, &text->lines[i], widest, role);
	}
	add_tail(out, text);
	return true;
}

// --- places ---

typedef struct Place {
	DtSlice name, country;
	const Line *line;
	size_t block, order;
} Place;

static int compare_places(const void *a, const void *b) {
	const Place *first = a, *second = b;
	if (first->block != second->block) return first->block < second->block ? -1 : 1;
	int order = dt_slice_compare(first->name, second->name);
	if (order == 0) order = dt_slice_compare(first->country, second->country);
	if (order != 0) return order;
	return first->order < second->order ? -1 : first->order > second->order;
}

static Place place_of(const Line *line) {
	size_t colon = dt_slice_find(line->text, dt_slice_of(" : "));
	DtSlice names = dt_slice_cut(line->text, 0, colon == SIZE_MAX ? line->text.length : colon), name = names;
	DtSlice rest = dt_slice_cut(line->text, colon == SIZE_MAX ? line->text.length : colon + 3, line->text.length);
	dt_slice_split(&names, '|', &name);
	return (Place){.name = dt_slice_trim(name), .country = take_word(&rest), .line = line};
}

static bool format_places(const Text *text, DtBuffer *out) {
	Place *places = DT_NEW_ARRAY(text->arena, Place, text->count);
	size_t block = 0;
	for (size_t i = 0; i < text->count; i++) {
		places[i] = place_of(&text->lines[i]);
		// A comment begins a block too, so that lines do not slip from under it.
		if (i && (text->lines[i].parted || text->lines[i].above_count)) block++;
		places[i].block = block;
		places[i].order = i;
	}
	bool *parted = DT_NEW_ARRAY(text->arena, bool, block + 1);
	const Line **openers = DT_NEW_ARRAY(text->arena, const Line *, block + 1);
	for (size_t i = text->count; i > 0; i--) {
		parted[places[i - 1].block] = text->lines[i - 1].parted;
		openers[places[i - 1].block] = &text->lines[i - 1];
	}
	if (text->count) qsort(places, text->count, sizeof *places, compare_places);
	add_header(out, text);
	for (size_t i = 0; i < text->count; i++) {
		bool opens = i == 0 || places[i].block != places[i - 1].block;
		const Line *opener = openers[places[i].block];
		if (opens && i && parted[places[i].block]) dt_buffer_add_char(out, '\n');
		if (opens) add_comments(out, opener->above, opener->above_count, 0);
		dt_buffer_add(out, places[i].line->text);
		end_line(out, places[i].line);
	}
	add_tail(out, text);
	return true;
}

bool dt_world_is_format(const char *name) {
	DtSlice text = dt_slice_of(name);
	return dt_slice_ends(text, ".actors") || dt_slice_ends(text, ".roles") || dt_slice_ends(text, ".places") ||
	       dt_slice_ends(text, "offices.table");
}

bool dt_world_format(const char *name, DtSlice content, DtBuffer *out, DtError *error) {
	if (!dt_world_is_format(name)) {
		dt_error_add(error, DT_FAULT_USAGE, name, 0, 0, "is no .actors, .roles, .places or offices.table");
		return false;
	}
	DtArena *arena = dt_arena_new();
	Text text = read_lines(arena, content);
	DtSlice file = dt_slice_of(name);
	bool done;
	if (dt_slice_ends(file, ".actors"))
		done = format_actors(name, &text, out, error);
	else if (dt_slice_ends(file, ".places"))
		done = format_places(&text, out);
	else
		done = format_table(&text, dt_slice_ends(file, ".roles"), out);
	dt_arena_free(arena);
	return done;
}
