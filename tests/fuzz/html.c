// SPDX-License-Identifier: Apache-2.0
// A page gives text in UTF-8, or a fault.
#include "fuzz.h"

#include "base/unicode.h"
#include "ingest/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	DtArena *arena = dt_arena_new();
	DtError error = {0};
	DtDocument *document = dt_html_read(arena, input_slice(data, size), "x", &error);
	HOLDS((document != NULL) != dt_error_any(&error), "a document with a fault, or neither");
	if (document) HOLDS(document->text.length > 0 && dt_utf8_valid(document->text), "the text is empty or not UTF-8");
	dt_html_text(arena, input_slice(data, size));
	dt_error_clear(&error);
	dt_arena_free(arena);
	return 0;
}
