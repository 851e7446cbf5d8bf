// SPDX-License-Identifier: Apache-2.0
// Names: see names.h.
#include "ingest/names.h"

DtSlice dt_name_of_file(const char *path) {
	if (!path || strcmp(path, "-") == 0 || strcmp(path, "standard input") == 0) return dt_slice_of("stdin");
	const char *slash = strrchr(path, '/');
	return dt_slice_of(slash && slash[1] ? slash + 1 : path);
}

DtSlice dt_name_of_part(DtArena *arena, const char *path, size_t number) {
	DtSlice name = dt_name_of_file(path);
	if (number <= 1) return dt_arena_copy(arena, name);
	return dt_arena_format(arena, DT_SLICE_FORMAT "-%zu", DT_SLICE_ARGS(name), number);
}
