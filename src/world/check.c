// SPDX-License-Identifier: Apache-2.0
// Checking the world.
//
// Terms overlap when they surely do: spans are taken at their shortest, so that "2012 .. 2016" and "2016 .. 2019" pass
// each other, and the day of a handover belongs to both.
#include "world/check.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/lines.h"
#include "world/format.h"
#include "world/reading.h"

static void fault(DtError *error, DtOrigin origin, const char *message) {
	dt_error_add(error, DT_FAULT_DATA, origin.file, origin.line, 0, "%s", message);
}

// --- terms ---

static bool span_is_empty(DtDateSpan span) {
	return span.from != DT_DATE_NONE && span.to != DT_DATE_NONE && span.from > span.to;
}

// True when both surely cover more than a day together.
static bool overlap(DtDateSpan a, DtDateSpan b) {
	if (span_is_empty(a) || span_is_empty(b)) return false;
	if (a.to != DT_DATE_NONE && b.from != DT_DATE_NONE && b.from >= a.to) return false;
	if (b.to != DT_DATE_NONE && a.from != DT_DATE_NONE && a.from >= b.to) return false;
	return !(a.from == DT_DATE_NONE && b.from == DT_DATE_NONE && a.to != b.to);
}

static void check_pair(const DtTerm *a, const DtTerm *b, DtError *error) {
	if (a->kind != DT_TERM_REGULAR || b->kind != DT_TERM_REGULAR || !overlap(a->certain, b->certain)) return;
	bool same = a->holder == b->holder;
	if (a->office->many && !same) return;
	dt_error_add(error, DT_FAULT_DATA, b->origin.file, b->origin.line, 0,
	             "%s " DT_SLICE_FORMAT " overlaps with " DT_SLICE_FORMAT " at %s:%u; mend a date%s",
	             same ? "the same term as" : "the term of", DT_SLICE_ARGS(b->holder->id), DT_SLICE_ARGS(a->holder->id),
	             a->origin.file, a->origin.line, same ? " or take one away" : ", or mark one acting or rival");
}

static void check_seats(const DtWorld *world, DtError *error) {
	for (size_t i = 0; i < world->seat_count; i++) {
		const DtSeat *seat = &world->seats[i];
		for (uint32_t j = 0; j < seat->count; j++) {
			for (uint32_t k = j + 1; k < seat->count; k++) check_pair(seat->terms[j], seat->terms[k], error);
		}
	}
}

// --- references ---

static void check_body(const DtWorld *world, DtSlice body, DtOrigin origin, DtError *error) {
	if (dt_actor_code_known(body) || dt_world_find(world, body)) return;
	dt_error_add(error, DT_FAULT_DATA, origin.file, origin.line, 0,
	             "there is no entry \"" DT_SLICE_FORMAT "\"; add it or mend the id", DT_SLICE_ARGS(body));
}

static void check_entry(const DtWorld *world, const DtEntry *entry, DtError *error) {
	for (uint32_t i = 0; i < entry->term_count; i++)
		check_body(world, entry->terms[i].of, entry->terms[i].origin, error);
	for (uint32_t i = 0; i < entry->member_count; i++)
		check_body(world, entry->members[i].of, entry->members[i].origin, error);
	bool coded = entry->code_count > 0 || entry->term_count > 0 || dt_actor_code_known(entry->id);
	if (!coded)
		dt_error_add(error, DT_FAULT_DATA, entry->origin.file, entry->origin.line, 0,
		             "\"" DT_SLICE_FORMAT "\" has no code; add a line \"code …\"", DT_SLICE_ARGS(entry->id));
}

static DtCandidateList all_candidates(const DtNames *names, size_t ending) {
	return dt_names_list(names, &names->endings[ending], dt_names_all(&names->endings[ending]));
}

static void check_titles(const DtWorld *world, DtError *error) {
	const DtNames *names = world->names;
	for (size_t i = 0; i < names->ending_count; i++) {
		DtCandidateList list = all_candidates(names, i);
		for (uint32_t k = 0; k < list.count; k++) {
			const DtCandidate *candidate = &list.first[k];
			if (candidate->sense != DT_SENSE_TITLE || candidate->plural) continue;
			DtSlice rest = candidate->only, body;
			while (dt_line_word(&rest, &body)) check_body(world, body, candidate->origin, error);
		}
	}
}

// --- names said twice ---

static DtSlice code_of(const DtEntry *entry) {
	if (entry->code_count) return entry->codes[0].code;
	return entry->term_count ? entry->terms[0].of : entry->id;
}

static bool share_an_office(const DtEntry *a, const DtEntry *b) {
	for (uint32_t i = 0; i < a->term_count; i++) {
		for (uint32_t j = 0; j < b->term_count; j++) {
			if (a->terms[i].office == b->terms[j].office && dt_slice_equal(a->terms[i].of, b->terms[j].of)) return true;
		}
	}
	return a->term_count + b->term_count == 0;
}

// Two people may have one name; two of one name and one office are taken for one person listed twice.
static bool same_name(const DtCandidate *a, const DtCandidate *b) {
	if (a->sense != DT_SENSE_NAME || b->sense != DT_SENSE_NAME || a->entry == b->entry) return false;
	if (a->entry->kind != b->entry->kind || !dt_slice_equal(code_of(a->entry), code_of(b->entry))) return false;
	if (a->entry->kind != DT_ENTRY_PERSON) return true;
	return dt_slice_equal(a->entry->name, b->entry->name) && share_an_office(a->entry, b->entry);
}

static void check_candidates(DtCandidateList list, DtError *error) {
	for (size_t i = 1; i < list.count; i++) {
		const DtCandidate *before = &list.first[i - 1], *here = &list.first[i];
		bool role = before->sense == DT_SENSE_ROLE && here->sense == DT_SENSE_ROLE && !before->plural && !here->plural;
		if (!role && !same_name(before, here)) continue;
		dt_error_add(error, DT_FAULT_DATA, here->origin.file, here->origin.line, 0,
		             "\"" DT_SLICE_FORMAT "\" stands already at %s:%u; %s", DT_SLICE_ARGS(here->text),
		             before->origin.file, before->origin.line,
		             role ? "keep one of the two" : "join the two entries, or give one another name");
	}
}

static void check_names(const DtNames *names, DtError *error) {
	for (size_t i = 0; i < names->ending_count; i++) check_candidates(all_candidates(names, i), error);
}

bool dt_world_check_facts(const DtWorld *world, DtError *error) {
	size_t before = error ? error->count : 0;
	for (size_t i = 0; i < world->entry_count; i++) check_entry(world, world->entries[i], error);
	check_seats(world, error);
	check_titles(world, error);
	check_names(world->names, error);
	return !error || error->count == before;
}

// --- layout ---

// The number of the first line that differs.
static size_t first_difference(DtSlice a, DtSlice b) {
	size_t line = 1;
	for (size_t i = 0; i < a.length && i < b.length && a.data[i] == b.data[i]; i++) line += a.data[i] == '\n';
	return line;
}

static void check_layout(const char *path, DtSlice content, DtError *error) {
	DtBuffer formatted = {0};
	if (dt_world_format(path, content, &formatted, error) && !dt_slice_equal(dt_buffer_slice(&formatted), content)) {
		DtOrigin origin = {path, (uint32_t)first_difference(content, dt_buffer_slice(&formatted))};
		fault(error, origin, "from here on the file is not laid out the one way; run detente dict format on it");
	}
	dt_buffer_clear(&formatted);
}

static void check_part(DtArena *arena, const char *folder, const char *name, DtError *error) {
	enum { LARGEST_FILE = 64 * 1024 * 1024 };
	const char *part = dt_arena_format(arena, "%s/%s", folder, name).data, **paths;
	size_t count = 0;
	if (!dt_path_is_folder(part) || !dt_folder_list(arena, part, "", &paths, &count, error)) return;
	for (size_t i = 0; i < count; i++) {
		DtSlice content;
		if (!dt_world_is_format(paths[i])) continue;
		if (dt_file_read(arena, paths[i], LARGEST_FILE, &content, error)) check_layout(paths[i], content, error);
	}
}

bool dt_world_check(const char *const *folders, size_t count, DtError *error) {
	DtError faults = {0};
	DtWorld *world = dt_world_load(folders, count, &faults);
	if (world) {
		DtArena *arena = dt_arena_new();
		dt_world_check_facts(world, &faults);
		for (size_t i = 0; i < count; i++) {
			check_part(arena, folders[i], "world", &faults);
			check_part(arena, folders[i], "places", &faults);
		}
		dt_arena_free(arena);
		dt_world_free(world);
	}
	bool good = !dt_error_any(&faults);
	dt_error_move(error, &faults);
	return good;
}

// --- statistics ---

static void widen(DtDateSpan *span, DtDate day) {
	if (day == DT_DATE_NONE) return;
	if (span->from == DT_DATE_NONE || day < span->from) span->from = day;
	if (span->to == DT_DATE_NONE || day > span->to) span->to = day;
}

DtWorldStats dt_world_stats(const DtWorld *world) {
	DtWorldStats stats = {.entry_count = world->entry_count,
	                      .term_count = world->term_count,
	                      .office_count = world->office_count,
	                      .role_count = world->role_count,
	                      .place_count = world->place_count,
	                      .phrase_count = world->names->ending_count,
	                      .terms = {DT_DATE_NONE, DT_DATE_NONE}};
	for (size_t i = 0; i < world->names->ending_count; i++) {
		DtCandidateList list = all_candidates(world->names, i);
		bool role = false;
		for (uint32_t k = 0; k < list.count; k++) role |= list.first[k].sense == DT_SENSE_ROLE && !list.first[k].plural;
		stats.role_word_count += role;
		stats.candidate_count += list.count;
	}
	for (size_t i = 0; i < world->entry_count; i++) {
		const DtEntry *entry = world->entries[i];
		stats.entries[entry->kind]++;
		stats.name_count += entry->name_count;
		for (uint32_t j = 0; j < entry->term_count; j++) {
			widen(&stats.terms, entry->terms[j].days.from);
			widen(&stats.terms, entry->terms[j].days.to);
		}
	}
	return stats;
}
