// SPDX-License-Identifier: Apache-2.0
// Reading .roles: nouns for people, bodies and equipment, a group of them a line.
//
//   GOV      top diplomat | chief diplomat  person  office=foreign-minister
//   sectors  words                          kind    options
//
// The kind is the last word that is no option, so that the words may hold anything else.
#include "world/plural.h"
#include "world/reading.h"

static const char *const kind_names[] = {"person", "people", "body", "equipment"};

enum { KIND_COUNT = sizeof kind_names / sizeof *kind_names };

const char *dt_role_kind_name(DtRoleKind kind) { return kind_names[kind]; }

// True when word is an option; a faulty one sets *bad.
static bool read_option(DtReading *reading, DtSlice word, DtRole *role, bool *bad) {
	DtSlice value;
	if (dt_slice_is(word, "weak")) {
		role->weak = true;
	} else if (dt_reading_option(word, "office", &value)) {
		role->office = dt_world_office(reading->world, value);
		*bad = !role->office;
		if (*bad)
			dt_reading_fault(reading, value,
			                 "\"" DT_SLICE_FORMAT "\" is no office; take one of offices.table or add it there",
			                 DT_SLICE_ARGS(value));
	} else if (dt_reading_option(word, "code", &value)) {
		role->code = value;
		*bad = !dt_actor_code_known(value);
		if (*bad)
			dt_reading_fault(reading, value,
			                 "\"" DT_SLICE_FORMAT
			                 "\" is no code; write an ISO 3166 alpha-3 code or one of PLOVER's entities",
			                 DT_SLICE_ARGS(value));
	} else {
		return false;
	}
	return true;
}

// Takes options and the kind off the end of *text; false after a fault.
static bool read_tail(DtReading *reading, DtSlice *text, DtRole *role) {
	DtSlice word;
	bool bad = false;
	while (dt_reading_tail(text, &word) && read_option(reading, word, role, &bad)) {
		if (bad) return false;
	}
	for (int i = 0; i < KIND_COUNT; i++) {
		if (!dt_slice_is(word, kind_names[i])) continue;
		role->kind = (DtRoleKind)i;
		return true;
	}
	dt_reading_fault(reading, word.length ? word : reading->line.text,
	                 "\"" DT_SLICE_FORMAT
	                 "\" is neither a kind nor an option; after the words stands person, people, body or "
	                 "equipment, then weak, office=ID or code=CODE",
	                 DT_SLICE_ARGS(word));
	return false;
}

static void list_words(DtReading *reading, DtSlice words, DtRole *role) {
	DtSlice word;
	while (dt_reading_word(reading, &words, &word)) {
		if (role->name.length == 0) role->name = word;
		DtCandidate candidate = {.sense = DT_SENSE_ROLE, .text = word, .role = role};
		dt_reading_list(reading, &candidate, NULL);
		candidate.text = dt_plural_of(reading->world->arena, word);
		candidate.plural = true;
		if (candidate.text.length) dt_reading_list(reading, &candidate, NULL);
	}
}

static void read_line(DtReading *reading) {
	DtSlice rest = reading->line.text, before = rest;
	if (reading->line.indented) {
		dt_reading_fault(reading, rest, "a role begins at the start of a line; take the blanks before it away");
		return;
	}
	DtWorld *world = reading->world;
	DtRole *role = DT_NEW(world->arena, DtRole);
	role->origin = dt_reading_origin(reading);
	if (!dt_reading_sectors(reading, &rest, role->sectors, &role->sector_count)) return;
	if (before.data == rest.data) {
		dt_reading_fault(reading, rest,
		                 "the sector is missing; write one of PLOVER's, or \"-\" for that of whom it belongs to");
		return;
	}
	if (!read_tail(reading, &rest, role)) return;
	if (rest.length == 0) {
		dt_reading_fault(reading, reading->line.text, "no word stands here; write the nouns between sector and kind");
		return;
	}
	list_words(reading, rest, role);
	DT_PUSH(world->arena, world->roles, world->role_count, reading->role_capacity, role);
}

void dt_roles_read(DtReading *reading, const char *file, DtSlice content) {
	DtLines lines = dt_lines_of(file, content);
	while (dt_lines_next(&lines, &reading->line)) read_line(reading);
}
