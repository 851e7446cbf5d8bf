// SPDX-License-Identifier: Apache-2.0
// Writing CoNLL-U. A word that came from CoNLL-U is written from its own lines, and only the columns whose value a
// later stage changed are put in anew; a word that came from text gets all its columns, and its range line when it was
// written together with others.
#include "base/unicode.h"
#include "ingest/conllu.h"

enum { COLUMN_COUNT = 10 };
enum { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC };

// A column cannot be empty or hold tabs and line ends.
static void add_column(DtBuffer *buffer, DtSlice text) {
	if (text.length == 0) dt_buffer_add_char(buffer, '_');
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		dt_buffer_add_char(buffer, c == '\t' || c == '\r' || c == '\n' ? ' ' : c);
	}
}

static bool is_parsed(const DtDocument *document, const DtSentence *sentence) {
	const DtToken *tokens = dt_sentence_tokens(document, sentence);
	for (uint32_t i = 0; i < sentence->count; i++) {
		if (tokens[i].head >= 0 || tokens[i].head_confidence > 0) return true;
	}
	return false;
}

static void add_head(DtBuffer *buffer, const DtToken *token, bool parsed) {
	if (parsed)
		dt_buffer_format(buffer, "%d\t%s", token->head + 1, dt_deprel_name(token->deprel));
	else
		dt_buffer_add_text(buffer, "_\t_");
}

static bool lemma_changed(const DtToken *token, DtSlice column) {
	DtSlice given = dt_slice_is(column, "_") ? dt_slice(NULL, 0) : column;
	return !dt_slice_equal(token->lemma, given) && !dt_slice_equal(token->lemma, column);
}

static bool head_changed(const DtToken *token, const DtSlice columns[], bool parsed) {
	if (!parsed) return false;
	long head;
	return !dt_slice_to_int(columns[HEAD], &head) || head != token->head + 1 ||
	       dt_deprel_find(columns[DEPREL]) != token->deprel;
}

// The word's own line, as it was given but for what changed.
static void add_given_word(DtBuffer *buffer, const DtToken *token, DtSlice line, bool parsed) {
	DtSlice columns[COLUMN_COUNT] = {0};
	size_t count = 0;
	for (DtSlice column; count < COLUMN_COUNT && dt_slice_split(&line, '\t', &column);) columns[count++] = column;
	bool new_tree = head_changed(token, columns, parsed);
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		if (i) dt_buffer_add_char(buffer, '\t');
		if (i == LEMMA && lemma_changed(token, columns[i])) {
			add_column(buffer, token->lemma);
		} else if (i == UPOS && dt_upos_find(columns[i]) != token->upos) {
			dt_buffer_add_text(buffer, dt_upos_name(token->upos));
		} else if (i == XPOS && dt_xpos_find(columns[i]) != token->xpos) {
			dt_buffer_add_text(buffer, dt_xpos_name(token->xpos));
		} else if (i == FEATS && dt_features_read(columns[i]) != token->features) {
			dt_features_write(buffer, token->features);
		} else if (i == HEAD && new_tree) {
			add_head(buffer, token, parsed);
			i = DEPREL;
		} else if (i == DEPS && new_tree) {
			dt_buffer_add_char(buffer, '_');
		} else {
			add_column(buffer, columns[i]);
		}
	}
	dt_buffer_add_char(buffer, '\n');
}

// All lines a word brought along: its range, itself, empty nodes.
static void add_given_lines(DtBuffer *buffer, const DtToken *token, bool parsed) {
	DtSlice rest = token->source;
	for (DtSlice line; dt_slice_split(&rest, '\n', &line);) {
		while (line.length && line.data[line.length - 1] == '\r') line.length--;
		size_t digits = 0;
		while (digits < line.length && line.data[digits] >= '0' && line.data[digits] <= '9') digits++;
		if (digits < line.length && line.data[digits] == '\t') {
			add_given_word(buffer, token, line, parsed);
		} else if (line.length) {
			dt_buffer_add(buffer, line);
			dt_buffer_add_char(buffer, '\n');
		}
	}
}

static void add_range(DtBuffer *buffer, const DtDocument *document, const DtToken *words, uint32_t number,
                      uint32_t count) {
	const DtToken *last = &words[count - 1];
	dt_buffer_format(buffer, "%u-%u\t", number, number + count - 1);
	add_column(buffer, dt_document_slice(document, (DtSpan){words->span.start, last->span.end}));
	dt_buffer_format(buffer, "\t_\t_\t_\t_\t_\t_\t_\t%s\n", last->space_after ? "_" : "SpaceAfter=No");
}

static void add_word(DtBuffer *buffer, const DtToken *token, uint32_t number, bool parsed, bool in_range) {
	dt_buffer_format(buffer, "%u\t", number);
	add_column(buffer, token->form);
	dt_buffer_add_char(buffer, '\t');
	add_column(buffer, token->lemma);
	bool tagged = parsed || token->xpos != DT_XPOS_NONE || token->upos != DT_UPOS_X;
	dt_buffer_format(buffer, "\t%s\t%s\t", tagged ? dt_upos_name(token->upos) : "_", dt_xpos_name(token->xpos));
	dt_features_write(buffer, token->features);
	dt_buffer_add_char(buffer, '\t');
	add_head(buffer, token, parsed);
	dt_buffer_format(buffer, "\t_\t%s\n", token->space_after || in_range ? "_" : "SpaceAfter=No");
}

static void add_words(DtBuffer *buffer, const DtDocument *document, const DtSentence *sentence) {
	const DtToken *tokens = dt_sentence_tokens(document, sentence);
	bool parsed = is_parsed(document, sentence);
	uint32_t range_end = 0; // number behind the last word of the open range
	for (uint32_t i = 0; i < sentence->count; i++) {
		if (tokens[i].source.length) {
			add_given_lines(buffer, &tokens[i], parsed);
			continue;
		}
		uint32_t together = 1;
		while (i + together < sentence->count && tokens[i + together].joined) together++;
		if (together > 1 && i >= range_end) {
			add_range(buffer, document, tokens + i, i + 1, together);
			range_end = i + together;
		}
		add_word(buffer, &tokens[i], i + 1, parsed, i < range_end);
	}
	dt_buffer_add_char(buffer, '\n');
}

// "# text" is one line: what stands between words becomes one blank.
static void add_text_comment(DtBuffer *buffer, const DtDocument *document, const DtSentence *sentence) {
	const DtToken *tokens = dt_sentence_tokens(document, sentence);
	dt_buffer_add_text(buffer, "# text = ");
	for (uint32_t i = 0; i < sentence->count; i++) {
		DtSlice form = dt_document_slice(document, tokens[i].span);
		add_column(buffer, form.length && dt_utf8_valid(form) ? form : tokens[i].form);
		if (tokens[i].space_after && i + 1 < sentence->count) dt_buffer_add_char(buffer, ' ');
	}
	dt_buffer_add_char(buffer, '\n');
}

static void add_comments(DtBuffer *buffer, const DtDocument *document, const DtSentence *sentence) {
	static const char *const kinds[] = {
		[DT_SENTENCE_BODY] = NULL,
		[DT_SENTENCE_TITLE] = "title",
		[DT_SENTENCE_HEADLINE] = "headline",
		[DT_SENTENCE_FOREIGN] = "foreign",
	};
	dt_buffer_add_text(buffer, "# sent_id = ");
	add_column(buffer, document->id);
	dt_buffer_format(buffer, "-%u\n", (uint32_t)(sentence - document->sentences) + 1);
	if (kinds[sentence->kind]) dt_buffer_format(buffer, "# kind = %s\n", kinds[sentence->kind]);
	add_text_comment(buffer, document, sentence);
}

static void add_given_comments(DtBuffer *buffer, DtSlice rest) {
	for (DtSlice line; dt_slice_split(&rest, '\n', &line);) {
		while (line.length && line.data[line.length - 1] == '\r') line.length--;
		if (line.length == 0) continue;
		dt_buffer_add(buffer, line);
		dt_buffer_add_char(buffer, '\n');
	}
}

void dt_conllu_write_sentence(DtBuffer *buffer, const DtDocument *document, const DtSentence *sentence) {
	bool given = sentence->count > 0 && dt_sentence_tokens(document, sentence)->source.length > 0;
	if (given || sentence->comments.length)
		add_given_comments(buffer, sentence->comments);
	else
		add_comments(buffer, document, sentence);
	add_words(buffer, document, sentence);
}

static void add_heading(DtBuffer *buffer, const DtDocument *document) {
	char date[DT_DATE_ROOM];
	dt_buffer_add_text(buffer, "# newdoc id = ");
	add_column(buffer, document->id);
	dt_buffer_add_char(buffer, '\n');
	if (document->date != DT_DATE_NONE) dt_buffer_format(buffer, "# date = %s\n", dt_date_format(document->date, date));
	if (document->title.length) {
		dt_buffer_add_text(buffer, "# title = ");
		add_column(buffer, document->title);
		dt_buffer_add_char(buffer, '\n');
	}
	if (document->url.length) {
		dt_buffer_add_text(buffer, "# url = ");
		add_column(buffer, document->url);
		dt_buffer_add_char(buffer, '\n');
	}
}

void dt_conllu_write(DtBuffer *buffer, const DtDocument *document) {
	for (uint32_t i = 0; i < document->sentence_count; i++) {
		const DtSentence *sentence = &document->sentences[i];
		bool given = sentence->count > 0 && dt_sentence_tokens(document, sentence)->source.length > 0;
		if (!given && i == 0) add_heading(buffer, document);
		if (!given && i > 0 && sentence->paragraph != sentence[-1].paragraph) dt_buffer_add_text(buffer, "# newpar\n");
		dt_conllu_write_sentence(buffer, document, sentence);
	}
}
