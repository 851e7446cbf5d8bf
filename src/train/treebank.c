// SPDX-License-Identifier: Apache-2.0
// Reads what training and scoring need of CoNLL-U (universaldependencies.org/format.html): form, lemma, UPOS, XPOS,
// head, relation, multiword ranges. Empty nodes ("8.1") and enhanced dependencies are passed over.
#include "train/treebank.h"

typedef struct Reader {
	DtArena *arena;
	DtDocument *document;
	const char *file;
	DtError *error;
	size_t sentence_capacity, token_capacity, sentence_count, token_count;
	uint32_t first;   // token of the sentence being read
	long range_end;   // last word of the multiword token being read
	long range_start; // its first
} Reader;

enum { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC, COLUMNS };

static void fault(Reader *reader, size_t line, const char *what) {
	dt_error_add(reader->error, DT_FAULT_INPUT, reader->file, line, 0, "%s", what);
}

static void end_sentence(Reader *reader, size_t line) {
	uint32_t count = (uint32_t)reader->token_count - reader->first;
	if (count == 0) return;
	size_t roots = 0;
	DtToken *tokens = reader->document->tokens + reader->first;
	for (uint32_t i = 0; i < count; i++) {
		roots += tokens[i].head == -1;
		if (tokens[i].head >= (int32_t)count) fault(reader, line, "a head of this sentence lies outside it");
	}
	if (roots != 1) fault(reader, line, "this sentence has not exactly one root");
	DtSentence sentence = {.first = reader->first, .count = count, .paragraph = (uint32_t)reader->sentence_count};
	DT_PUSH(reader->arena, reader->document->sentences, reader->sentence_count, reader->sentence_capacity, sentence);
	reader->first = (uint32_t)reader->token_count;
	reader->range_end = 0;
}

static bool read_range(Reader *reader, DtSlice id) {
	size_t dash = dt_slice_find(id, dt_slice_of("-"));
	if (dash == SIZE_MAX) return dt_slice_find(id, dt_slice_of(".")) != SIZE_MAX;
	if (!dt_slice_to_int(dt_slice_cut(id, 0, dash), &reader->range_start) ||
	    !dt_slice_to_int(dt_slice_cut(id, dash + 1, id.length), &reader->range_end))
		reader->range_end = 0;
	return true;
}

static void read_token(Reader *reader, DtSlice line, size_t number) {
	DtSlice columns[COLUMNS], rest = line;
	long id, head;
	for (size_t c = 0; c < COLUMNS; c++)
		if (!dt_slice_split(&rest, '\t', &columns[c])) {
			fault(reader, number, "a line of CoNLL-U has ten columns");
			return;
		}
	if (read_range(reader, columns[ID])) return;
	if (!dt_slice_to_int(columns[ID], &id) || id != (long)(reader->token_count - reader->first) + 1) {
		fault(reader, number, "words of a sentence are numbered from 1");
		return;
	}
	if (!dt_slice_to_int(columns[HEAD], &head) || head < 0 || head > INT16_MAX) {
		fault(reader, number, "the head is not a number");
		return;
	}
	DtToken token = {.form = columns[FORM],
	                 .lemma = columns[LEMMA],
	                 .upos = (uint8_t)dt_upos_find(columns[UPOS]),
	                 .xpos = (uint8_t)dt_xpos_find(columns[XPOS]),
	                 .head = (int32_t)head - 1,
	                 .deprel = (uint8_t)dt_deprel_find(columns[DEPREL]),
	                 .joined = id > reader->range_start && id <= reader->range_end,
	                 .space_after = dt_slice_find(columns[MISC], dt_slice_of("SpaceAfter=No")) == SIZE_MAX,
	                 .head_confidence = 1};
	DT_PUSH(reader->arena, reader->document->tokens, reader->token_count, reader->token_capacity, token);
}

DtDocument *dt_treebank_read(DtArena *arena, DtSlice content, const char *file, DtError *error) {
	DtError own = {0};
	Reader reader = {.arena = arena, .document = dt_document_new(arena), .file = file, .error = &own};
	size_t number = 0;
	DtSlice rest = content, line;
	while (dt_slice_split(&rest, '\n', &line)) {
		number++;
		if (line.length > 0 && line.data[line.length - 1] == '\r') line.length--;
		if (line.length == 0)
			end_sentence(&reader, number);
		else if (line.data[0] != '#')
			read_token(&reader, line, number);
	}
	end_sentence(&reader, number);
	reader.document->sentence_count = (uint32_t)reader.sentence_count;
	reader.document->token_count = (uint32_t)reader.token_count;
	bool sound = !dt_error_any(&own);
	dt_error_move(error, &own);
	dt_error_clear(&own);
	return sound ? reader.document : NULL;
}
