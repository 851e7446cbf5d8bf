// SPDX-License-Identifier: Apache-2.0
// Any bytes are split into tokens that cover them, and the outcome survives CoNLL-U.
#include "fuzz.h"

#include "ingest/conllu.h"
#include "text/check.h"
#include "text/split.h"

static void check_exchange(DtArena *arena, const DtDocument *document) {
	DtBuffer written = {0};
	dt_conllu_write(&written, document);
	DtDocument **read;
	size_t count;
	HOLDS(dt_conllu_read(arena, dt_buffer_slice(&written), NULL, &read, &count, NULL),
	      "what is written cannot be read");
	HOLDS(count == (document->token_count > 0), "documents are lost");
	if (count) {
		HOLDS(read[0]->token_count == document->token_count, "tokens are lost");
		for (uint32_t i = 0; i < document->token_count; i++) {
			HOLDS(dt_slice_equal(read[0]->tokens[i].form, document->tokens[i].form), "a form is changed");
			HOLDS(read[0]->tokens[i].joined == document->tokens[i].joined, "a range is changed");
		}
	}
	dt_buffer_clear(&written);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	DtArena *arena = dt_arena_new();
	DtDocument *document = dt_document_new(arena);
	document->text = dt_arena_copy(arena, input_slice(data, size));
	document->title_in_text = size % 2;
	dt_split_text(document);
	const char *broken = dt_check_split(document);
	HOLDS(!broken, broken);
	check_exchange(arena, document);
	dt_arena_free(arena);
	return 0;
}
