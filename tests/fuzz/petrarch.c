// SPDX-License-Identifier: Apache-2.0
// A dictionary of PETRARCH, of any kind, gives entries that load, or faults.
#include "fuzz.h"

#include "world/petrarch.h"

static const char small[] = "FRA  country\n    name France\njane_doe  person\n    name Jane Doe\n    code FRA\n";

static void count_fault(void *context, const char *file, size_t line, const char *why) {
	HOLDS(file && line > 0 && why && why[0], "a fault without a place or a reason");
	++*(size_t *)context;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	DtWorldText texts[3] = {{"small.actors", DT_LITERAL(small), 0}};
	DtWorld *world = dt_world_load_texts(texts, 1, NULL);
	for (int kind = DT_PETRARCH_UNKNOWN; kind <= DT_PETRARCH_DISCARDS; kind++) {
		DtArena *arena = dt_arena_new();
		DtBuffer actors = {0}, roles = {0}, discards = {0};
		size_t faults = 0;
		DtError error = {0};
		DtPetrarch *import = dt_petrarch_new(arena, world, count_fault, &faults);
		DtPetrarchCount count = dt_petrarch_read(import, "x", input_slice(data, size), (DtPetrarchKind)kind);
		HOLDS(count.refused == faults, "a refused line that was not told");
		dt_petrarch_write(import, &actors, &roles, &discards);
		texts[1] = (DtWorldText){"x.actors", dt_buffer_slice(&actors), 1};
		texts[2] = (DtWorldText){"x.roles", dt_buffer_slice(&roles), 1};
		DtWorld *both = dt_world_load_texts(texts, 3, &error);
		if (!both) fprintf(stderr, "%s\n", dt_error_text(&error));
		HOLDS(both, "what was imported does not load");
		dt_world_free(both);
		dt_error_clear(&error);
		dt_buffer_clear(&actors);
		dt_buffer_clear(&roles);
		dt_buffer_clear(&discards);
		dt_arena_free(arena);
	}
	dt_world_free(world);
	return 0;
}
