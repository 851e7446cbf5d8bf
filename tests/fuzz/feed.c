// SPDX-License-Identifier: Apache-2.0
// A feed gives documents with text, or faults, and ends.
#include "fuzz.h"

#include "ingest/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	DtArena *arena = dt_arena_new();
	DtError error = {0};
	DtFeed *feed = dt_feed_open(input_slice(data, size), "x", &error);
	HOLDS(feed || dt_error_any(&error), "a fault without a reason");
	for (bool ended = !feed; !ended;) {
		DtDocument *document = dt_feed_next(feed, arena, &ended, &error);
		if (document) HOLDS(document->text.length > 0 && document->id.length > 0, "no text or no id");
	}
	dt_feed_close(feed);
	dt_error_clear(&error);
	dt_arena_free(arena);
	return 0;
}
