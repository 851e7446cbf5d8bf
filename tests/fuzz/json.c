// SPDX-License-Identifier: Apache-2.0
// A JSON document has text, and spans within it; or it is a fault.
#include "fuzz.h"

#include "base/unicode.h"
#include "ingest/formats.h"

static void check_spans(const DtDocument *document, const DtSpan *spans, uint32_t count) {
	for (uint32_t i = 0; i < count; i++) {
		HOLDS(spans[i].start < spans[i].end && spans[i].end <= document->text.length, "a span leaves the text");
		HOLDS(dt_utf8_valid(dt_document_slice(document, spans[i])), "a span cuts a character");
	}
}

static void check_document(const DtDocument *document) {
	HOLDS(document->text.length > 0 && document->id.length > 0, "no text or no id");
	HOLDS(dt_utf8_valid(document->text), "the text is not UTF-8");
	HOLDS(document->prefix_length <= document->text.length, "the prefix is longer than the text");
	check_spans(document, document->given_actors, document->given_actor_count);
	check_spans(document, document->given_recipients, document->given_recipient_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	DtArena *arena = dt_arena_new();
	DtError error = {0};
	DtSlice input = input_slice(data, size);
	DtDocument *document = dt_json_read(arena, input, "x", 1, &error);
	HOLDS(document || dt_error_any(&error), "a fault without a reason");
	if (document) check_document(document);
	DtJsonArray *array = dt_json_array_open(input, "x", &error);
	for (bool ended = !array; !ended;) {
		document = dt_json_array_next(array, arena, &ended, &error);
		if (document) check_document(document);
	}
	dt_json_array_close(array);
	dt_error_clear(&error);
	dt_arena_free(arena);
	return 0;
}
