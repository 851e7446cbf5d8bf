// SPDX-License-Identifier: Apache-2.0
// The noun that goes down the line: a document, with what each stage has added.
//
//   ingest   id, date, title, text, url, publication, given parties
//   text     sentences, tokens (span, form)          syntax   upos, xpos, lemma, features, head, deprel
//   dates    times                                   coding   mentions, events
//
// Each stage reads what earlier ones wrote, adds its own part, and rewrites nothing. Everything hangs on the arena that
// the document was made with. Spans are bytes of document->text; output turns them into characters.
#ifndef DT_DOCUMENT_DOCUMENT_H
#define DT_DOCUMENT_DOCUMENT_H

#include "base/arena.h"
#include "base/date.h"
#include "document/tags.h"

typedef struct DtSpan {
	uint32_t start, end; // end exclusive
} DtSpan;

static inline bool dt_span_overlaps(DtSpan a, DtSpan b) { return a.start < b.end && b.start < a.end; }
static inline bool dt_span_holds(DtSpan outer, DtSpan inner) {
	return outer.start <= inner.start && inner.end <= outer.end;
}

// A syntactic word. Its span is exact: words of a contraction ("do|n't") or with a possessive ("Iran|'s") share none.
typedef struct DtToken {
	DtSpan span;
	DtSlice form;      // the word; the text at span, except where CoNLL-U says otherwise
	DtSlice lemma;     // lower case but for names
	int32_t head;      // token number within the sentence, from 0; -1 for the root
	uint16_t features; // DtFeature bits
	uint8_t upos, xpos, deprel;
	bool joined; // part of the same multiword token as the word before ("n't", not "'s" in UD 2.16 terms)
	bool space_after;
	float head_confidence; // 0..1, of head and deprel together; 1 when given from outside
	DtSlice source;        // its CoNLL-U line when it came from one, so that columns kept nowhere else survive; with
	                       // the range line before it and the empty nodes behind it, each on a line of its own
} DtToken;

typedef enum DtSentenceKind {
	DT_SENTENCE_BODY,
	DT_SENTENCE_TITLE,    // the document's title
	DT_SENTENCE_HEADLINE, // a line without full stop that reads as a headline or heading inside the text
	DT_SENTENCE_FOREIGN,  // mostly not English: carried, not coded
} DtSentenceKind;

typedef struct DtSentence {
	DtSpan span;
	uint32_t first, count; // tokens
	uint32_t paragraph;    // from 0
	uint32_t character;    // characters of the text before it: dt_document_count_characters
	DtSentenceKind kind;
	DtSlice comments; // CoNLL-U comment lines as given
} DtSentence;

// A dateline at the head of the text ("SEOUL, Nov 26 (Reuters) -"); zeroed spans where a part is absent.
typedef struct DtDateline {
	DtSpan span, place, date, agency;
} DtDateline;

typedef struct DtDocument {
	DtArena *arena;
	DtSlice id, title, text, url, publication;
	DtDate date;            // of publication; DT_DATE_NONE when unknown
	DtSlice source_name;    // file or "standard input", for messages
	size_t source_line;     // line of a JSONL input, 0 otherwise
	bool title_in_text;     // text begins with the title, as a paragraph of its own
	uint32_t prefix_length; // bytes that ingest put before the caller's text (title, empty line); output subtracts it

	DtSpan *given_actors, *given_recipients; // parties marked by the caller (bytes)
	uint32_t given_actor_count, given_recipient_count;
	bool pair_given; // the input named parties, perhaps an empty list on one side

	DtDateline dateline;
	DtSentence *sentences;
	uint32_t sentence_count;
	DtToken *tokens;
	uint32_t token_count;

	struct DtTime *times; // dates/times.h
	uint32_t time_count;
	struct DtEvent *events; // document/event.h
	uint32_t event_count;
	struct DtQuote *quotes; // document/event.h, in text order
	uint32_t quote_count;
} DtDocument;

// A new empty document in arena.
DtDocument *dt_document_new(DtArena *arena);

static inline DtSlice dt_document_slice(const DtDocument *document, DtSpan span) {
	return dt_slice_cut(document->text, span.start, span.end);
}

// Fills the character of every sentence, so that dt_document_character is fast.
void dt_document_count_characters(DtDocument *document);

// How many characters (code points) of the caller's text stand before a byte of document->text; the title that ingest
// put before it does not count.
size_t dt_document_character(const DtDocument *document, uint32_t byte);

// The tokens of a sentence: sentence->count of them.
static inline DtToken *dt_sentence_tokens(const DtDocument *document, const DtSentence *sentence) {
	return document->tokens + sentence->first;
}

// Sizes are bounded before anything is allocated.
enum {
	DT_DOCUMENT_MAX_BYTES = 128 * 1024 * 1024,
	DT_SENTENCE_MAX_TOKENS = 400, // longer ones are cut at the best punctuation before this many words
};

#endif
