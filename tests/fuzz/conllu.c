// SPDX-License-Identifier: Apache-2.0
// What is read as CoNLL-U is a tree over its text, and is written as it was read.
#include "fuzz.h"

#include "ingest/conllu.h"

static void check_document(const DtDocument *document) {
	uint32_t token = 0;
	for (uint32_t i = 0; i < document->sentence_count; i++) {
		const DtSentence *sentence = &document->sentences[i];
		HOLDS(sentence->first == token && sentence->count > 0, "sentences do not share out the tokens");
		for (uint32_t k = 0; k < sentence->count; k++, token++) {
			const DtToken *word = &document->tokens[token];
			HOLDS(word->span.start <= word->span.end && word->span.end <= document->text.length,
			      "a span leaves the text");
			HOLDS(word->head >= -1 && word->head < (int32_t)sentence->count, "a head leaves the sentence");
			uint32_t steps = 0;
			for (int32_t at = (int32_t)k; at >= 0; at = document->tokens[sentence->first + (uint32_t)at].head)
				HOLDS(steps++ <= sentence->count, "heads go round in a circle");
		}
	}
	HOLDS(token == document->token_count, "tokens are left over");
}

static void write_all(DtBuffer *written, DtArena *arena, DtSlice content) {
	DtConllu conllu = dt_conllu_of(NULL, content);
	DtDocument *document;
	for (DtReadResult result; (result = dt_conllu_next(&conllu, arena, &document, NULL)) != DT_READ_END;) {
		HOLDS((result == DT_READ_DOCUMENT) == (document != NULL), "a fault with a document");
		if (!document) continue;
		check_document(document);
		dt_conllu_write(written, document);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	DtArena *arena = dt_arena_new();
	DtBuffer once = {0}, twice = {0};
	write_all(&once, arena, input_slice(data, size));
	write_all(&twice, arena, dt_buffer_slice(&once));
	HOLDS(dt_slice_equal(dt_buffer_slice(&once), dt_buffer_slice(&twice)), "written twice it differs");
	dt_buffer_clear(&once);
	dt_buffer_clear(&twice);
	dt_arena_free(arena);
	return 0;
}
