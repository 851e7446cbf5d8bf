// SPDX-License-Identifier: Apache-2.0
// The reader: finds the format, then hands to the format's own file. JSON lines are read one at a time; everything else
// is taken in whole, for its documents are found only by reading on (CoNLL-U), or the file is one document.
#include "ingest/reader.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "ingest/conllu.h"
#include "ingest/formats.h"
#include "ingest/input.h"

enum { HEAD = 4096, LONGEST_LINE = 128 * 1024 * 1024, LARGEST_CONLLU = 1024 * 1024 * 1024 };

struct DtReader {
	DtInput *input;
	const char *name;
	DtFormat format;
	size_t line;    // of JSONL
	DtArena *arena; // of content taken in whole
	DtConllu conllu;
	DtFeed *feed;
	DtJsonArray *array;
	DtSlice content;
	bool begun, ended;
};

static const char *const format_names[] = {
#define X(identifier, name) name,
	DT_FORMAT_LIST(X)
#undef X
};

const char *dt_format_name(DtFormat format) { return format_names[format]; }

bool dt_format_find(DtSlice name, DtFormat *format) {
	for (int i = 0; i < DT_FORMAT_COUNT; i++) {
		if (!dt_slice_is(name, format_names[i])) continue;
		*format = (DtFormat)i;
		return true;
	}
	return false;
}

static const struct {
	const char *extension;
	DtFormat format;
} extensions[] = {
	{".jsonl", DT_FORMAT_JSONL},   {".ndjson", DT_FORMAT_JSONL}, {".json", DT_FORMAT_JSONL},
	{".conllu", DT_FORMAT_CONLLU}, {".conll", DT_FORMAT_CONLLU}, {".html", DT_FORMAT_HTML},
	{".htm", DT_FORMAT_HTML},      {".xhtml", DT_FORMAT_HTML},   {".rss", DT_FORMAT_FEED},
	{".atom", DT_FORMAT_FEED},     {".rdf", DT_FORMAT_FEED},     {".xml", DT_FORMAT_FEED},
	{".txt", DT_FORMAT_PLAIN},     {".text", DT_FORMAT_PLAIN},   {".md", DT_FORMAT_PLAIN},
};

static bool ends_folded(DtSlice text, const char *suffix) {
	size_t length = strlen(suffix);
	return text.length > length &&
	       dt_slice_equal_folded(dt_slice_cut(text, text.length - length, text.length), dt_slice_of(suffix));
}

static DtFormat format_of_name(DtSlice path) {
	static const char *const packed[] = {".gz", ".xz", ".zst", ".bz2"};
	for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
		if (ends_folded(path, packed[i])) path.length -= strlen(packed[i]);
	}
	for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
		if (ends_folded(path, extensions[i].extension)) return extensions[i].format;
	}
	return DT_FORMAT_AUTO;
}

static bool starts_folded(DtSlice text, const char *prefix) {
	size_t length = strlen(prefix);
	return text.length >= length && dt_slice_equal_folded(dt_slice_cut(text, 0, length), dt_slice_of(prefix));
}

static bool holds(DtSlice text, const char *part) { return dt_slice_find(text, dt_slice_of(part)) != SIZE_MAX; }

// The first line that is no comment has ten columns.
static bool looks_like_conllu(DtSlice head) {
	for (DtSlice line; dt_slice_split(&head, '\n', &line);) {
		if (dt_slice_trim(line).length == 0 || line.data[0] == '#') continue;
		size_t tabs = 0;
		for (size_t i = 0; i < line.length; i++) tabs += line.data[i] == '\t';
		return tabs == 9 && line.data[0] >= '0' && line.data[0] <= '9';
	}
	return false;
}

static DtFormat format_of_content(DtSlice head) {
	if (dt_slice_starts(head, "\xEF\xBB\xBF")) head = dt_slice_cut(head, 3, head.length);
	head = dt_slice_trim(head);
	if (dt_slice_starts(head, "{") && holds(head, "\"")) return DT_FORMAT_JSONL;
	if (dt_slice_starts(head, "[") && dt_slice_starts(dt_slice_trim(dt_slice_cut(head, 1, head.length)), "{"))
		return DT_FORMAT_JSONL;
	if (starts_folded(head, "<!doctype html") || starts_folded(head, "<html")) return DT_FORMAT_HTML;
	if (dt_slice_starts(head, "<")) {
		if (holds(head, "<rss") || holds(head, "<feed") || holds(head, "<rdf:RDF")) return DT_FORMAT_FEED;
		if (holds(head, "<html") || holds(head, "<HTML") || holds(head, "<body") || holds(head, "<p>"))
			return DT_FORMAT_HTML;
	}
	return looks_like_conllu(head) ? DT_FORMAT_CONLLU : DT_FORMAT_PLAIN;
}

// What the input is when it is no text, or NULL.
static const char *binary_kind(DtSlice head) {
	static const struct {
		const char *magic, *kind;
	} kinds[] = {
		{"%PDF-", "a PDF file: take the text out of it first"},
		{"PK\x03\x04", "a ZIP archive, Word or EPUB file: take the text out of it first"},
		{"\xD0\xCF\x11\xE0", "an old Word or Excel file: take the text out of it first"},
		{"\xFF\xFE", "text in UTF-16: turn it into UTF-8 first"},
		{"\xFE\xFF", "text in UTF-16: turn it into UTF-8 first"},
		{"SQLite format 3", "an SQLite database, not text"},
		{"\x7f"
	     "ELF",
	     "a program, not text"},
		{"\x89PNG", "an image, not text"},
		{"\xFF\xD8\xFF", "an image, not text"},
		{"GIF8", "an image, not text"},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (dt_slice_starts(head, kinds[i].magic)) return kinds[i].kind;
	}
	return memchr(head.data, '\0', head.length) ? "binary, not text" : NULL;
}

static bool check_head(DtReader *reader, DtFormat *format, const char *path, DtError *error) {
	DtSlice head = dt_input_peek(reader->input, HEAD);
	if (dt_input_failed(reader->input, error)) return false;
	const char *kind = binary_kind(head);
	if (kind) {
		dt_error_add(error, DT_FAULT_INPUT, reader->name, 0, 0, "%s", kind);
		return false;
	}
	if (*format != DT_FORMAT_AUTO) return true;
	*format = format_of_name(dt_slice_of(path));
	DtFormat content = format_of_content(head);
	// A page may be saved as .xml, a feed as .html.
	bool marked = *format == DT_FORMAT_FEED || *format == DT_FORMAT_HTML;
	if (*format == DT_FORMAT_AUTO || (marked && (content == DT_FORMAT_FEED || content == DT_FORMAT_HTML)))
		*format = content;
	return true;
}

DtReader *dt_reader_open(const char *path, DtFormat format, DtError *error) {
	DtInput *input = dt_input_open(path, error);
	if (!input) return NULL;
	DtReader *reader = dt_alloc(sizeof *reader);
	*reader = (DtReader){.input = input, .name = dt_input_name(input), .arena = dt_arena_new()};
	if (check_head(reader, &format, path, error)) {
		reader->format = format;
		return reader;
	}
	dt_reader_close(reader);
	return NULL;
}

DtFormat dt_reader_format(const DtReader *reader) { return reader->format; }

// A JSON file that begins with "[", or whose first line is no object on its own, is read whole.
static bool is_json_array(DtReader *reader) {
	DtSlice head = dt_input_peek(reader->input, HEAD), line;
	if (dt_slice_starts(head, "\xEF\xBB\xBF")) head = dt_slice_cut(head, 3, head.length);
	head = dt_slice_trim(head);
	if (dt_slice_starts(head, "[")) return true;
	dt_slice_split(&head, '\n', &line);
	return head.data && dt_slice_is(dt_slice_trim(line), "{");
}

static bool take_all(DtReader *reader, size_t limit, DtError *error) {
	return dt_input_all(reader->input, reader->arena, limit, &reader->content, error);
}

// Takes in what must be there before the first document.
static bool begin(DtReader *reader, DtError *error) {
	reader->begun = true;
	switch (reader->format) {
	case DT_FORMAT_JSONL:
		if (!is_json_array(reader)) return true;
		if (!take_all(reader, DT_DOCUMENT_MAX_BYTES, error)) return false;
		if (dt_slice_starts(reader->content, "\xEF\xBB\xBF"))
			reader->content = dt_slice_cut(reader->content, 3, reader->content.length);
		reader->array = dt_json_array_open(reader->content, reader->name, error);
		return reader->array != NULL;
	case DT_FORMAT_CONLLU:
		if (!take_all(reader, LARGEST_CONLLU, error)) return false;
		reader->conllu = dt_conllu_of(reader->name, reader->content);
		return true;
	case DT_FORMAT_FEED:
		if (!take_all(reader, DT_DOCUMENT_MAX_BYTES, error)) return false;
		reader->feed = dt_feed_open(reader->content, reader->name, error);
		return reader->feed != NULL;
	default:
		return take_all(reader, DT_DOCUMENT_MAX_BYTES, error);
	}
}

static DtReadResult next_line(DtReader *reader, DtArena *arena, DtDocument **document, DtError *error) {
	DtSlice line;
	bool too_long;
	while (dt_input_line(reader->input, LONGEST_LINE, &line, &too_long)) {
		reader->line++;
		if (too_long) {
			dt_error_add(error, DT_FAULT_INPUT, reader->name, reader->line, 0, "a line of more than %d bytes",
			             LONGEST_LINE);
			return DT_READ_FAULT;
		}
		if (reader->line == 1 && dt_slice_starts(line, "\xEF\xBB\xBF")) line = dt_slice_cut(line, 3, line.length);
		if (dt_slice_trim(line).length == 0) continue;
		*document = dt_json_read(arena, line, reader->name, reader->line, error);
		return *document ? DT_READ_DOCUMENT : DT_READ_FAULT;
	}
	reader->ended = true;
	return dt_input_failed(reader->input, error) ? DT_READ_FAULT : DT_READ_END;
}

// A file that is one document.
static DtReadResult whole(DtReader *reader, DtArena *arena, DtDocument **document, DtError *error) {
	reader->ended = true;
	if (dt_slice_trim(reader->content).length == 0) {
		dt_error_add(error, DT_FAULT_INPUT, reader->name, 0, 0, "empty");
		return DT_READ_FAULT;
	}
	*document = reader->format == DT_FORMAT_HTML ? dt_html_read(arena, reader->content, reader->name, error)
	                                             : dt_plain_read(arena, reader->content, reader->name);
	return *document ? DT_READ_DOCUMENT : DT_READ_FAULT;
}

DtReadResult dt_reader_next(DtReader *reader, DtArena *arena, DtDocument **document, DtError *error) {
	bool ended = false;
	*document = NULL;
	if (reader->ended) return DT_READ_END;
	if (!reader->begun && !begin(reader, error)) {
		reader->ended = true;
		return DT_READ_FAULT;
	}
	switch (reader->format) {
	case DT_FORMAT_JSONL:
		if (!reader->array) return next_line(reader, arena, document, error);
		*document = dt_json_array_next(reader->array, arena, &ended, error);
		break;
	case DT_FORMAT_CONLLU:
		return dt_conllu_next(&reader->conllu, arena, document, error);
	case DT_FORMAT_FEED:
		*document = dt_feed_next(reader->feed, arena, &ended, error);
		break;
	default:
		return whole(reader, arena, document, error);
	}
	return *document ? DT_READ_DOCUMENT : ended ? DT_READ_END : DT_READ_FAULT;
}

void dt_reader_close(DtReader *reader) {
	if (!reader) return;
	dt_json_array_close(reader->array);
	dt_feed_close(reader->feed);
	dt_arena_free(reader->arena);
	dt_input_close(reader->input);
	free(reader);
}
