// SPDX-License-Identifier: Apache-2.0
// Reads documents as any JSON lines, and beside them the root of each line.
#include "cli/labelled.h"

#include <jansson.h>
#include <string.h>

#include "base/file.h"
#include "ingest/reader.h"

DtGoldPair dt_gold_pair_take(DtDocument *document) {
	DtGoldPair pair = {document->given_actors, document->given_recipients, document->given_actor_count,
	                   document->given_recipient_count};
	document->pair_given = false;
	document->given_actor_count = document->given_recipient_count = 0;
	return pair;
}

static bool touch(const DtParty *parties, uint32_t count, const DtSpan *spans, uint32_t span_count) {
	for (uint32_t i = 0; i < count; i++) {
		for (uint32_t k = 0; k < span_count; k++) {
			if (dt_span_overlaps(parties[i].span, spans[k])) return true;
		}
	}
	return false;
}

bool dt_gold_pair_relates(const DtGoldPair *pair, const DtEvent *event) {
	if (!touch(event->actors, event->actor_count, pair->actors, pair->actor_count)) return false;
	return touch(event->recipients, event->recipient_count, pair->recipients, pair->recipient_count) ||
	       touch(event->actors, event->actor_count, pair->recipients, pair->recipient_count);
}

const char *dt_gold_root(const DtEvent *event, const char *label) {
	const char *name = dt_category_name((DtCategory)event->category);
	bool yields = event->category == DT_CATEGORY_RETREAT || event->category == DT_CATEGORY_CONCEDE;
	return yields && strcmp(label, name) != 0 ? "YIELD" : name;
}

// The roots of a gold file, line by line; NULL where a line has none.
static char **read_roots(DtArena *arena, const char *path, size_t *count, DtError *error) {
	enum { LARGEST = 256 * 1024 * 1024 };
	DtSlice content, line;
	char **roots = NULL;
	size_t capacity = 0;
	*count = 0;
	if (!dt_file_read(arena, path, LARGEST, &content, error)) return NULL;
	for (size_t number = 1; dt_slice_split(&content, '\n', &line); number++) {
		if (dt_slice_trim(line).length == 0 && !content.data) break;
		json_t *object = json_loadb(line.data, line.length, 0, NULL);
		const char *root = json_string_value(json_object_get(object, "root"));
		char *kept = NULL;
		if (root) kept = (char *)(uintptr_t)dt_arena_copy(arena, dt_slice_of(root)).data;
		json_decref(object);
		DT_PUSH(arena, roots, *count, capacity, kept);
	}
	return roots;
}

bool dt_labelled_read(const char *path, DtLabelledVisit *visit, void *context, DtError *error) {
	DtArena *kept = dt_arena_new(), *arena = dt_arena_new();
	size_t count;
	char **roots = read_roots(kept, path, &count, error);
	DtReader *reader = roots ? dt_reader_open(path, DT_FORMAT_JSONL, error) : NULL;
	for (DtReadResult got = DT_READ_DOCUMENT; reader && got != DT_READ_END; dt_arena_reset(arena)) {
		DtDocument *document;
		got = dt_reader_next(reader, arena, &document, error);
		if (got != DT_READ_DOCUMENT) continue;
		size_t line = document->source_line;
		const char *root = line >= 1 && line <= count ? roots[line - 1] : NULL;
		if (root)
			visit(context, document, root);
		else
			dt_error_add(error, DT_FAULT_INPUT, path, line, 0, "no \"root\" on this line");
	}
	dt_reader_close(reader);
	dt_arena_free(arena);
	dt_arena_free(kept);
	return !dt_error_any(error);
}
