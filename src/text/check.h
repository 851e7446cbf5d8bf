// SPDX-License-Identifier: Apache-2.0
// For tests: what must hold of a split document, whatever the text was.
#ifndef DT_TEXT_CHECK_H
#define DT_TEXT_CHECK_H

#include "document/document.h"
#include "text/characters.h"

static inline bool dt_check_gap(const DtDocument *document, size_t from, size_t to) {
	DtSlice text = dt_slice_cut(document->text, 0, to);
	while (from < to) {
		DtCharacter c = dt_character_at(text, from);
		if (c.kind > DT_CHARACTER_INVISIBLE) return false;
		from += c.width;
	}
	return true;
}

// Tokens in text order, none empty, nothing that shows between them; sentences that hold their tokens, none too long.
// NULL when all is well, else what is wrong.
static inline const char *dt_check_split(const DtDocument *document) {
	uint32_t end = 0, token = 0;
	for (uint32_t i = 0; i < document->sentence_count; i++) {
		const DtSentence *sentence = &document->sentences[i];
		if (sentence->first != token || sentence->count == 0) return "sentences do not share out the tokens";
		if (sentence->count > DT_SENTENCE_MAX_TOKENS) return "a sentence is too long";
		if (i > 0 && sentence->paragraph < sentence[-1].paragraph) return "paragraphs go backwards";
		const DtToken *tokens = dt_sentence_tokens(document, sentence);
		if (tokens[0].joined) return "a sentence begins with a joined token";
		if (sentence->span.start != tokens[0].span.start || sentence->span.end != tokens[sentence->count - 1].span.end)
			return "a sentence's span is not that of its tokens";
		for (uint32_t k = 0; k < sentence->count; k++, token++) {
			DtSpan span = tokens[k].span;
			if (span.start < end || span.end <= span.start || span.end > document->text.length)
				return "spans overlap, are empty, or leave the text";
			if (!dt_check_gap(document, end, span.start)) return "something that shows belongs to no token";
			if (tokens[k].form.length == 0) return "a form is empty";
			if (tokens[k].joined && span.start != end) return "a joined token stands apart";
			end = span.end;
		}
	}
	if (token != document->token_count) return "tokens are left over";
	return dt_check_gap(document, end, document->text.length) ? NULL : "something that shows belongs to no token";
}

#endif
