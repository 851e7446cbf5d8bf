// SPDX-License-Identifier: Apache-2.0
// The stage that turns text into sentences and tokens: paragraphs (layout.h), words (words.h), datelines (dateline.h),
// sentence ends (sentences.h), language (language.h), put together here. Words are gathered in scratch of sixteen bytes
// each, so that the document's arrays, which are larger, are allocated once and exactly.
//
// What the first paragraphs are: the title when ingest put it there; then headline, byline and the like, until one that
// reads as text. A dateline is looked for in every paragraph; the first one found is the document's.
#include "text/split.h"

#include <stdlib.h>

#include "base/unicode.h"
#include "text/abbreviations.h"
#include "text/characters.h"
#include "text/dateline.h"
#include "text/language.h"
#include "text/layout.h"
#include "text/sentences.h"
#include "text/words.h"

enum { HEADLINE_WORDS = 30 };

typedef struct Piece {
	size_t first, end; // words
	uint32_t paragraph;
	uint8_t kind;    // DtSentenceKind
	bool gives_stop; // its last abbreviation becomes two tokens
} Piece;

typedef struct Splitting {
	DtDocument *document;
	DtWords words;
	Piece *pieces;
	size_t piece_count, piece_capacity;
	bool dateline_found;
	uint32_t speakers; // paragraphs that begin "NAME:"
} Splitting;

// The word before the closing quotes and brackets of a sentence.
static size_t last_inner_word(const Splitting *splitting, size_t first, size_t end) {
	size_t last = end - 1;
	while (last > first && (splitting->words.items[last].marks & DT_WORD_CLOSE)) last--;
	return last;
}

static Piece *add_piece(Splitting *splitting, size_t first, size_t end, uint32_t paragraph) {
	if (splitting->piece_count == splitting->piece_capacity) {
		splitting->piece_capacity = splitting->piece_capacity ? splitting->piece_capacity * 2 : 64;
		splitting->pieces = dt_realloc(splitting->pieces, splitting->piece_capacity * sizeof *splitting->pieces);
	}
	Piece *piece = &splitting->pieces[splitting->piece_count++];
	*piece = (Piece){.first = first, .end = end, .paragraph = paragraph, .kind = DT_SENTENCE_BODY};
	piece->gives_stop = dt_abbreviation_gives_stop(&splitting->words.items[last_inner_word(splitting, first, end)]);
	if (dt_words_are_foreign(splitting->document->text, splitting->words.items + first, end - first))
		piece->kind = DT_SENTENCE_FOREIGN;
	return piece;
}

// One piece, not too long, that begins with a capital or digit and has no stop at its end.
static bool reads_as_headline(const Splitting *splitting, const Piece *piece) {
	const DtWord *words = splitting->words.items;
	const DtWord *last = &words[last_inner_word(splitting, piece->first, piece->end)];
	DtSlice mark = dt_word_text(splitting->document->text, last);
	if (piece->kind != DT_SENTENCE_BODY || piece->end - piece->first > HEADLINE_WORDS) return false;
	if (dt_slice_is(mark, ",") || dt_slice_is(mark, ";")) return false;
	size_t first = piece->first;
	while (first + 1 < piece->end && !(words[first].marks & DT_WORD_IS_WORD)) first++;
	return !(last->marks & DT_WORD_STOP) && !last->abbreviation && !(words[first].marks & DT_WORD_LOWER);
}

// The first dateline is the document's. "MOSCOW:" is one only once: names that come again are speakers.
static void keep_dateline(Splitting *splitting, DtDateline dateline) {
	DtDocument *document = splitting->document;
	bool named = !dateline.date.end && !dateline.agency.end && document->text.data[dateline.span.end - 1] == ':';
	if (named && ++splitting->speakers > 1 && !document->dateline.date.end && !document->dateline.agency.end &&
	    splitting->dateline_found)
		document->dateline = (DtDateline){0};
	if (!splitting->dateline_found) document->dateline = dateline;
	splitting->dateline_found = true;
}

static void split_paragraph(Splitting *splitting, size_t first, uint32_t paragraph) {
	DtDocument *document = splitting->document;
	const DtWord *words = splitting->words.items;
	size_t end = splitting->words.count, start = first, pieces = splitting->piece_count;
	bool is_title = document->title_in_text && paragraph == 0;
	DtDateline dateline;
	size_t behind = is_title ? first : dt_dateline_read(document->text, words, first, end, &dateline);
	if (behind > first) {
		Piece *piece = add_piece(splitting, first, behind, paragraph);
		piece->kind = DT_SENTENCE_BODY;
		piece->gives_stop = false;
		keep_dateline(splitting, dateline);
		start = behind;
	}
	bool casual = dt_paragraph_is_casual(document->text, words, start, end);
	while (start < end) {
		size_t next = dt_sentence_end(document->text, words, start, end, casual);
		add_piece(splitting, start, next, paragraph);
		start = next;
	}
	Piece *last = &splitting->pieces[splitting->piece_count - 1];
	if (behind == first && splitting->piece_count == pieces + 1 && reads_as_headline(splitting, last))
		last->kind = DT_SENTENCE_HEADLINE;
	for (size_t i = pieces; is_title && i < splitting->piece_count; i++) {
		if (splitting->pieces[i].kind != DT_SENTENCE_FOREIGN) splitting->pieces[i].kind = DT_SENTENCE_TITLE;
	}
}

// True when the character's bytes are not the UTF-8 of its point: a byte of Windows-1252.
static bool is_read_otherwise(DtCharacter c) {
	return c.width == 1 ? c.point >= 0x80 : c.width == 2 && c.point >= 0x800;
}

// The text at span without what does not show, and in UTF-8; the text itself when that is what it is.
static DtSlice form_of(DtDocument *document, DtSpan span) {
	DtSlice text = dt_document_slice(document, span);
	size_t plain = 0;
	while (plain < text.length && text.data[plain] > ' ' && text.data[plain] < 0x7f) plain++;
	bool changed = false;
	DtCharacter c;
	for (size_t at = plain; (c = dt_character_at(text, at)).kind != DT_CHARACTER_END; at += c.width)
		changed |= c.kind == DT_CHARACTER_INVISIBLE || is_read_otherwise(c);
	if (!changed) return text;
	char *form = dt_arena_alloc(document->arena, text.length * 3 + 1);
	size_t length = 0;
	for (size_t at = 0; (c = dt_character_at(text, at)).kind != DT_CHARACTER_END; at += c.width) {
		if (c.kind != DT_CHARACTER_INVISIBLE) length += dt_utf8_encode(c.point, form + length);
	}
	return dt_slice(form, length);
}

static void add_token(DtDocument *document, DtSpan span, bool joined, bool space_after) {
	document->tokens[document->token_count++] = (DtToken){
		.span = span,
		.form = form_of(document, span),
		.head = -1,
		.upos = DT_UPOS_X,
		.xpos = DT_XPOS_NONE,
		.deprel = DT_DEPREL_DEP,
		.joined = joined,
		.space_after = space_after,
	};
}

static void fill_sentence(Splitting *splitting, const Piece *piece) {
	DtDocument *document = splitting->document;
	const DtWords *words = &splitting->words;
	uint32_t first = document->token_count;
	size_t giver = piece->gives_stop ? last_inner_word(splitting, piece->first, piece->end) : SIZE_MAX;
	for (size_t i = piece->first; i < piece->end; i++) {
		const DtWord *word = &words->items[i];
		bool joined = (word->marks & DT_WORD_JOINED) && i > piece->first;
		bool space_after = i + 1 == words->count || (words->items[i + 1].marks & DT_WORD_BLANK_LEFT);
		uint32_t end = word->end;
		if (i == giver) {
			add_token(document, (DtSpan){word->start, end - 1}, joined, false);
			add_token(document, (DtSpan){end - 1, end}, false, space_after);
		} else {
			add_token(document, (DtSpan){word->start, end}, joined, space_after);
		}
	}
	document->sentences[document->sentence_count++] = (DtSentence){
		.span = {words->items[piece->first].start, words->items[piece->end - 1].end},
		.first = first,
		.count = document->token_count - first,
		.paragraph = piece->paragraph,
		.kind = (DtSentenceKind)piece->kind,
	};
}

void dt_split_text(DtDocument *document) {
	Splitting splitting = {.document = document};
	DtLayout layout = dt_layout_of(document->text);
	uint32_t paragraph = 0;
	document->dateline = (DtDateline){0};
	for (size_t start, end; dt_layout_next(&layout, &start, &end);) {
		size_t first = splitting.words.count;
		dt_words_scan(document->text, start, end, &splitting.words);
		if (splitting.words.count > first) split_paragraph(&splitting, first, paragraph++);
	}
	size_t stops = 0;
	for (size_t i = 0; i < splitting.piece_count; i++) stops += splitting.pieces[i].gives_stop;
	document->sentences = DT_NEW_ARRAY(document->arena, DtSentence, splitting.piece_count);
	document->tokens = DT_NEW_ARRAY(document->arena, DtToken, splitting.words.count + stops);
	document->sentence_count = document->token_count = 0;
	for (size_t i = 0; i < splitting.piece_count; i++) fill_sentence(&splitting, &splitting.pieces[i]);
	dt_words_clear(&splitting.words);
	free(splitting.pieces);
}
