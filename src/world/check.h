// SPDX-License-Identifier: Apache-2.0
// What is wrong in files that load: contradictions, loose ends, layout; and how much there is.
#ifndef DT_WORLD_CHECK_H
#define DT_WORLD_CHECK_H

#include "world/world.h"

// Loads the folders as dt_world_load does and adds to error
//   - every fault of loading (then nothing more is looked at),
//   - two terms of an office that one holds at a time (no holders=many) which overlap and are neither acting nor rival,
//   - bodies, in `office` and `member` and after titles, that no entry is,
//   - entries without a code, a person without code and office,
//   - two entries of one kind and code with one name (of persons: and one office); a role word that two lines of one
//   folder list,
//   - files not laid out as dt_world_format does, the first line of each (entries out of order among them).
// Returns true when nothing was found.
bool dt_world_check(const char *const *folders, size_t count, DtError *error);

// The part of it that needs no files.
bool dt_world_check_facts(const DtWorld *world, DtError *error);

typedef struct DtWorldStats {
	size_t entries[DT_ENTRY_KIND_COUNT];
	size_t entry_count, term_count, office_count, role_count, place_count;
	size_t name_count;      // names of entries
	size_t role_word_count; // words and phrases that roles are called by, plurals not counted
	size_t phrase_count;    // distinct words and phrases that match
	size_t candidate_count; // what they may mean, all together
	DtDateSpan terms;       // first day and last day that any term names
} DtWorldStats;

DtWorldStats dt_world_stats(const DtWorld *world);

#endif
