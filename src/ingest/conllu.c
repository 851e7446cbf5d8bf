// SPDX-License-Identifier: Apache-2.0
// Reading CoNLL-U: ten columns a word, comments before, an empty line after each sentence.
//
// The content is cut into documents at the blocks that hold "# newdoc"; a document's block is copied once and all its
// slices point into that copy. A sentence is read in three steps: its lines become tokens and surface pieces (a word,
// or the words under one multiword range); the pieces are laid over "# text" to find their spans; the heads are checked
// to be one tree, so that later stages may follow them without fear.
//
//     source   2-3  don't  …      one DtToken.source for "do": range line and word line
//              2    do     …
//              3    n't    …      one for "n't": word line and the empty node behind it
//              3.1  say    …
//
// Kept as they are: comments, ranges, empty nodes, columns. Lost: carriage returns and runs of empty lines.
#include "ingest/conllu.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/unicode.h"
#include "ingest/names.h"

enum { COLUMN_COUNT = 10, MAX_CONTENT = 1024 * 1024 * 1024 };
enum { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC };

// A surface piece: the words first … first + count - 1 of the sentence, written together as form.
typedef struct Piece {
	uint32_t first, count;
	DtSlice form;
	bool space_after;
	DtSpan span; // in the sentence's text
} Piece;

typedef struct Reading {
	DtConllu *conllu;
	DtArena *arena;
	DtDocument *document;
	DtError *error;
	DtBuffer text;
	size_t line; // the line being read
	DtSentence *sentence;
	Piece *pieces;
	size_t piece_count, piece_capacity;
	uint32_t range_end;        // last word id of the open multiword range, 0 when none
	const char *pending;       // start of the lines that belong to the next word
	uint32_t headless_count;   // words with HEAD "_"
	bool new_paragraph, glued; // glued: the sentence before ended in SpaceAfter=No
} Reading;

static const struct {
	const char *name;
	uint16_t bit;
} feature_names[] = {
	// in the order CoNLL-U asks for
	{"Definite=Def", DT_FEATURE_DEFINITE},   {"Definite=Ind", DT_FEATURE_INDEFINITE},
	{"Mood=Imp", DT_FEATURE_IMPERATIVE},     {"Number=Plur", DT_FEATURE_PLURAL},
	{"Number=Sing", DT_FEATURE_SINGULAR},    {"Person=1", DT_FEATURE_FIRST},
	{"Person=2", DT_FEATURE_SECOND},         {"Person=3", DT_FEATURE_THIRD},
	{"Tense=Past", DT_FEATURE_PAST},         {"Tense=Pres", DT_FEATURE_PRESENT},
	{"VerbForm=Fin", DT_FEATURE_FINITE},     {"VerbForm=Ger", DT_FEATURE_GERUND},
	{"VerbForm=Inf", DT_FEATURE_INFINITIVE}, {"VerbForm=Part", DT_FEATURE_PARTICIPLE},
	{"Voice=Pass", DT_FEATURE_PASSIVE},
};
enum { FEATURE_COUNT = sizeof feature_names / sizeof *feature_names };

uint16_t dt_features_read(DtSlice column) {
	uint16_t bits = 0;
	for (DtSlice part; dt_slice_split(&column, '|', &part);) {
		for (size_t i = 0; i < FEATURE_COUNT; i++) {
			if (dt_slice_is(part, feature_names[i].name)) bits = (uint16_t)(bits | feature_names[i].bit);
		}
	}
	return bits;
}

void dt_features_write(DtBuffer *buffer, uint16_t features) {
	bool any = false;
	for (size_t i = 0; i < FEATURE_COUNT; i++) {
		if (!(features & feature_names[i].bit)) continue;
		if (any) dt_buffer_add_char(buffer, '|');
		dt_buffer_add_text(buffer, feature_names[i].name);
		any = true;
	}
	if (!any) dt_buffer_add_char(buffer, '_');
}

__attribute__((format(printf, 2, 3))) static bool fault(const Reading *reading, const char *format, ...) {
	va_list args;
	char message[256];
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	dt_error_add(reading->error, DT_FAULT_INPUT, reading->conllu->file, reading->line, 0, "%s", message);
	return false;
}

// Takes the next line of *rest without its line end; false at the end.
static bool next_line(DtSlice *rest, DtSlice *line) {
	if (rest->length == 0) return false;
	bool more = dt_slice_split(rest, '\n', line);
	while (more && line->length && line->data[line->length - 1] == '\r') line->length--;
	return more;
}

static bool is_blank_line(DtSlice line) { return dt_slice_trim(line).length == 0; }

// "# key = value" or "# key"; false for other comments.
static bool comment_value(DtSlice comment, const char *key, DtSlice *value) {
	DtSlice rest = dt_slice_trim(dt_slice_cut(comment, 1, comment.length));
	if (!dt_slice_starts(rest, key)) return false;
	rest = dt_slice_trim(dt_slice_cut(rest, strlen(key), rest.length));
	if (rest.length == 0) {
		*value = rest;
		return true;
	}
	if (rest.data[0] != '=') return false;
	*value = dt_slice_trim(dt_slice_cut(rest, 1, rest.length));
	return true;
}

static bool is_newdoc(DtSlice line) {
	DtSlice value;
	return line.length && line.data[0] == '#' &&
	       (comment_value(line, "newdoc", &value) || comment_value(line, "newdoc id", &value));
}

// The lines of the next document; moves past them. lines is how many there are.
static DtSlice take_document(DtSlice *rest, size_t *lines) {
	DtSlice ahead = *rest;
	const char *block = rest->data; // where the sentence's block begins
	size_t block_lines = 0;         // lines before it
	bool words = false;             // a word line came before the block
	bool block_words = false;
	*lines = 0;
	for (DtSlice line; next_line(&ahead, &line);) {
		if (is_blank_line(line)) {
			words |= block_words;
			block_words = false;
			block = ahead.data;
			block_lines = *lines + 1;
		} else if (line.data[0] != '#') {
			block_words = true;
		} else if (words && is_newdoc(line)) {
			DtSlice document = dt_slice(rest->data, (size_t)(block - rest->data));
			*rest = dt_slice(block, rest->length - document.length);
			*lines = block_lines;
			return document;
		}
		++*lines;
	}
	DtSlice document = *rest;
	*rest = (DtSlice){NULL, 0};
	return document;
}

static bool split_columns(DtSlice line, DtSlice columns[COLUMN_COUNT]) {
	size_t count = 0;
	for (DtSlice column; dt_slice_split(&line, '\t', &column); count++) {
		if (count == COLUMN_COUNT || column.length == 0) return false;
		columns[count] = column;
	}
	return count == COLUMN_COUNT;
}

static bool misc_says_no_space(DtSlice misc) {
	for (DtSlice part; dt_slice_split(&misc, '|', &part);) {
		if (dt_slice_is(part, "SpaceAfter=No")) return true;
	}
	return false;
}

// Digits only, at most nine.
static bool read_number(DtSlice text, uint32_t *value) {
	if (text.length == 0 || text.length > 9) return false;
	*value = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] < '0' || text.data[i] > '9') return false;
		*value = *value * 10 + (uint32_t)(text.data[i] - '0');
	}
	return true;
}

static void read_comment(Reading *reading, DtSlice line) {
	DtDocument *document = reading->document;
	DtSlice value;
	if (comment_value(line, "newpar", &value) || comment_value(line, "newpar id", &value))
		reading->new_paragraph = true;
	if (comment_value(line, "newdoc id", &value) && value.length) document->id = value;
	if (comment_value(line, "title", &value) || comment_value(line, "meta::title", &value)) document->title = value;
	if (comment_value(line, "url", &value) || comment_value(line, "meta::sourceURL", &value)) document->url = value;
	if (comment_value(line, "date", &value) || comment_value(line, "meta::date", &value) ||
	    comment_value(line, "meta::dateCreated", &value)) {
		DtDate date = dt_date_parse(value);
		if (date != DT_DATE_NONE) document->date = date;
	}
	if (comment_value(line, "kind", &value)) {
		if (dt_slice_is(value, "title")) reading->sentence->kind = DT_SENTENCE_TITLE;
		if (dt_slice_is(value, "headline")) reading->sentence->kind = DT_SENTENCE_HEADLINE;
		if (dt_slice_is(value, "foreign")) reading->sentence->kind = DT_SENTENCE_FOREIGN;
	}
}

static bool read_range(Reading *reading, DtSlice line, const DtSlice columns[], size_t dash) {
	uint32_t from, to, next = reading->sentence->count + 1;
	if (!read_number(dt_slice_cut(columns[ID], 0, dash), &from) ||
	    !read_number(dt_slice_cut(columns[ID], dash + 1, columns[ID].length), &to) || from != next || to < from ||
	    reading->range_end >= next)
		return fault(reading, "multiword range \"" DT_SLICE_FORMAT "\" does not begin at word %u",
		             DT_SLICE_ARGS(columns[ID]), next);
	Piece piece = {from - 1, to - from + 1, columns[FORM], !misc_says_no_space(columns[MISC]), {0, 0}};
	DT_PUSH(reading->arena, reading->pieces, reading->piece_count, reading->piece_capacity, piece);
	reading->range_end = to;
	if (!reading->pending) reading->pending = line.data;
	return true;
}

static DtToken *last_token(Reading *reading) { return &reading->document->tokens[reading->document->token_count - 1]; }

static void read_empty_node(Reading *reading, DtSlice line) {
	if (reading->sentence->count == 0) {
		if (!reading->pending) reading->pending = line.data;
		return;
	}
	DtToken *token = last_token(reading);
	token->source.length = (size_t)(line.data + line.length - token->source.data);
}

static bool read_head(Reading *reading, DtToken *token, DtSlice column) {
	uint32_t head;
	if (dt_slice_is(column, "_")) {
		token->head = -1;
		reading->headless_count++;
		return true;
	}
	if (!read_number(column, &head))
		return fault(reading, "head \"" DT_SLICE_FORMAT "\" is no number", DT_SLICE_ARGS(column));
	token->head = (int32_t)head - 1;
	token->head_confidence = 1;
	return true;
}

static bool read_word(Reading *reading, DtSlice line, const DtSlice columns[]) {
	uint32_t id, next = reading->sentence->count + 1;
	if (!read_number(columns[ID], &id) || id != next)
		return fault(reading, "word \"" DT_SLICE_FORMAT "\" stands where %u is due", DT_SLICE_ARGS(columns[ID]), next);
	bool in_range = id <= reading->range_end;
	bool space_after = !misc_says_no_space(columns[MISC]);
	if (!in_range) {
		Piece piece = {id - 1, 1, columns[FORM], space_after, {0, 0}};
		DT_PUSH(reading->arena, reading->pieces, reading->piece_count, reading->piece_capacity, piece);
	}
	reading->document->token_count++;
	reading->sentence->count++;
	DtToken *token = last_token(reading);
	const char *start = reading->pending ? reading->pending : line.data;
	reading->pending = NULL;
	*token = (DtToken){
		.form = columns[FORM],
		.lemma =
			dt_slice_is(columns[LEMMA], "_") && !dt_slice_is(columns[FORM], "_") ? dt_slice(NULL, 0) : columns[LEMMA],
		.features = dt_features_read(columns[FEATS]),
		.upos = (uint8_t)dt_upos_find(columns[UPOS]),
		.xpos = (uint8_t)dt_xpos_find(columns[XPOS]),
		.deprel = (uint8_t)dt_deprel_find(columns[DEPREL]),
		.joined = in_range && reading->pieces[reading->piece_count - 1].first != id - 1,
		.source = dt_slice(start, (size_t)(line.data + line.length - start)),
	};
	return read_head(reading, token, columns[HEAD]);
}

static bool read_line(Reading *reading, DtSlice line) {
	if (line.data[0] == '#') {
		DtSentence *sentence = reading->sentence;
		if (sentence->count || reading->pending) return fault(reading, "a comment stands among the words");
		if (!sentence->comments.data) sentence->comments.data = line.data;
		sentence->comments.length = (size_t)(line.data + line.length - sentence->comments.data);
		read_comment(reading, line);
		return true;
	}
	DtSlice columns[COLUMN_COUNT];
	if (!split_columns(line, columns)) return fault(reading, "a word line has ten columns with tabs between");
	if (memchr(columns[ID].data, '.', columns[ID].length)) {
		read_empty_node(reading, line);
		return true;
	}
	const char *dash = memchr(columns[ID].data, '-', columns[ID].length);
	return dash ? read_range(reading, line, columns, (size_t)(dash - columns[ID].data))
	            : read_word(reading, line, columns);
}

// One root, heads within the sentence, no cycle.
static bool check_tree(Reading *reading) {
	uint32_t count = reading->sentence->count, root_count = 0;
	DtToken *tokens = dt_sentence_tokens(reading->document, reading->sentence);
	if (reading->headless_count == count) return true;
	if (reading->headless_count) return fault(reading, "some words have a head, others have none");
	for (uint32_t i = 0; i < count; i++) {
		if (tokens[i].head >= (int32_t)count)
			return fault(reading, "the head of word %u is not in the sentence", i + 1);
		root_count += tokens[i].head < 0;
	}
	if (root_count != 1) return fault(reading, "the sentence has %u roots", root_count);
	uint32_t *seen = DT_NEW_ARRAY(reading->arena, uint32_t, count); // by the walk from which word, plus 1
	for (uint32_t i = 0; i < count; i++) {
		int32_t at = (int32_t)i;
		for (; at >= 0 && !seen[at]; at = tokens[at].head) seen[at] = i + 1;
		if (at >= 0 && seen[at] == i + 1) return fault(reading, "the heads of word %u go round in a circle", i + 1);
	}
	return true;
}

// Lays the pieces over the sentence's text; false when they do not fit.
static bool lay_over(DtSlice text, Piece *pieces, size_t count) {
	size_t at = 0;
	for (size_t i = 0; i < count; i++) {
		while (at < text.length && (text.data[at] == ' ' || text.data[at] == '\t')) at++;
		DtSlice form = pieces[i].form;
		if (!dt_slice_equal(dt_slice_cut(text, at, at + form.length), form)) return false;
		pieces[i].span = (DtSpan){(uint32_t)at, (uint32_t)(at + form.length)};
		at += form.length;
	}
	return dt_slice_trim(dt_slice_cut(text, at, text.length)).length == 0;
}

static void add_sentence_text(Reading *reading, DtSlice given) {
	DtBuffer *text = &reading->text;
	if (given.length && lay_over(given, reading->pieces, reading->piece_count)) {
		uint32_t start = (uint32_t)text->length;
		dt_buffer_add(text, given);
		for (size_t i = 0; i < reading->piece_count; i++) {
			reading->pieces[i].span.start += start;
			reading->pieces[i].span.end += start;
		}
		return;
	}
	for (size_t i = 0; i < reading->piece_count; i++) {
		Piece *piece = &reading->pieces[i];
		piece->span.start = (uint32_t)text->length;
		dt_buffer_add(text, piece->form);
		piece->span.end = (uint32_t)text->length;
		if (piece->space_after && i + 1 < reading->piece_count) dt_buffer_add_char(text, ' ');
	}
}

// Shares the span of a piece among its words: each takes its own letters, where they do not fit as many as it has
// itself, and leaves one for each word behind it; the last takes what is left.
static void share_span(const Reading *reading, const Piece *piece, DtToken *words) {
	DtSlice text = dt_buffer_slice(&reading->text);
	uint32_t at = piece->span.start, end = piece->span.end;
	for (uint32_t i = 0; i < piece->count; i++) {
		uint32_t left = piece->count - 1 - i, start = at;
		if (left == 0) {
			at = end;
		} else {
			for (size_t wanted = dt_utf8_count(words[i].form); wanted > 0 && at + left < end; wanted--) {
				uint32_t point;
				at += (uint32_t)dt_utf8_decode(text, at, &point);
			}
			if (at > end) at = end;
		}
		words[i].span = (DtSpan){start, at};
		words[i].space_after = left == 0 && piece->space_after;
	}
}

static DtSlice text_comment(DtSlice comments) {
	DtSlice value;
	for (DtSlice line; next_line(&comments, &line);) {
		if (line.length && comment_value(line, "text", &value)) return value;
	}
	return dt_slice(NULL, 0);
}

static bool finish_sentence(Reading *reading) {
	DtSentence *sentence = reading->sentence;
	DtDocument *document = reading->document;
	if (sentence->count < reading->range_end)
		return fault(reading, "the multiword range ends at word %u, which is missing", reading->range_end);
	if (!check_tree(reading)) return false;
	bool first = document->sentence_count == 0;
	if (!first) dt_buffer_add_text(&reading->text, reading->new_paragraph ? "\n\n" : reading->glued ? "" : " ");
	if (!first) sentence->paragraph = sentence[-1].paragraph + reading->new_paragraph;
	sentence->span.start = (uint32_t)reading->text.length;
	add_sentence_text(reading, text_comment(sentence->comments));
	sentence->span.end = (uint32_t)reading->text.length;
	DtToken *tokens = dt_sentence_tokens(document, sentence);
	for (size_t i = 0; i < reading->piece_count; i++)
		share_span(reading, &reading->pieces[i], tokens + reading->pieces[i].first);
	reading->glued = !reading->pieces[reading->piece_count - 1].space_after;
	document->sentence_count++;
	return true;
}

static void begin_sentence(Reading *reading) {
	DtDocument *document = reading->document;
	reading->sentence = &document->sentences[document->sentence_count];
	*reading->sentence = (DtSentence){.first = document->token_count};
	reading->piece_count = 0;
	reading->range_end = reading->headless_count = 0;
	reading->pending = NULL;
	reading->new_paragraph = false;
}

static bool read_block(Reading *reading, DtSlice block) {
	begin_sentence(reading);
	for (DtSlice line; next_line(&block, &line);) {
		reading->line++;
		if (!is_blank_line(line)) {
			if (!read_line(reading, line)) return false;
			continue;
		}
		// Comments alone, with no words behind them, go with the next sentence.
		if (reading->sentence->count == 0) continue;
		if (!finish_sentence(reading)) return false;
		begin_sentence(reading);
	}
	return reading->sentence->count == 0 || finish_sentence(reading);
}

// At most this many sentences and words, for sizing: words on lines that follow one another, one a line.
static void count_lines(DtSlice block, size_t *sentences, size_t *words) {
	bool inside = false;
	*sentences = *words = 0;
	for (DtSlice line; next_line(&block, &line);) {
		bool word = line.length && line.data[0] != '#' && !is_blank_line(line);
		*words += word;
		if (word && !inside) ++*sentences;
		inside = word || (inside && !is_blank_line(line));
	}
}

static DtReadResult read_document(Reading *reading, DtSlice given) {
	DtConllu *conllu = reading->conllu;
	DtSlice block = dt_arena_copy(reading->arena, given);
	size_t sentences, words;
	count_lines(block, &sentences, &words);
	if (words == 0) return DT_READ_END;
	DtDocument *document = dt_document_new(reading->arena);
	document->sentences = DT_NEW_ARRAY(reading->arena, DtSentence, sentences + 2);
	document->tokens = DT_NEW_ARRAY(reading->arena, DtToken, words);
	document->source_name = dt_arena_copy(reading->arena, dt_slice_of(conllu->file));
	document->source_line = reading->line + 1;
	reading->document = document;
	conllu->number++;
	bool read = read_block(reading, block);
	document->text = dt_arena_copy(reading->arena, dt_buffer_slice(&reading->text));
	if (!document->id.length) document->id = dt_name_of_part(reading->arena, conllu->file, conllu->number);
	return read ? DT_READ_DOCUMENT : DT_READ_FAULT;
}

DtReadResult dt_conllu_next(DtConllu *conllu, DtArena *arena, DtDocument **document, DtError *error) {
	*document = NULL;
	while (conllu->rest.length > 0) {
		size_t lines;
		DtSlice block = take_document(&conllu->rest, &lines);
		Reading reading = {.conllu = conllu, .arena = arena, .error = error, .line = conllu->line};
		DtReadResult result = DT_READ_FAULT;
		if (block.length > MAX_CONTENT)
			fault(&reading, "a document of more than %d bytes; mark documents with \"# newdoc\"", MAX_CONTENT);
		else
			result = read_document(&reading, block);
		dt_buffer_clear(&reading.text);
		conllu->line += lines;
		if (result == DT_READ_DOCUMENT) *document = reading.document;
		if (result != DT_READ_END) return result;
	}
	return DT_READ_END;
}

bool dt_conllu_read(DtArena *arena, DtSlice content, const char *file, DtDocument ***documents, size_t *count,
                    DtError *error) {
	DtConllu conllu = dt_conllu_of(file, content);
	size_t capacity = 0;
	bool good = true;
	*documents = NULL;
	*count = 0;
	for (DtDocument *document;;) {
		DtReadResult result = dt_conllu_next(&conllu, arena, &document, error);
		if (result == DT_READ_END) return good;
		if (result == DT_READ_DOCUMENT)
			DT_PUSH(arena, *documents, *count, capacity, document);
		else
			good = false;
	}
}
