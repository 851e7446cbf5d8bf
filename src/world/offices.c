// SPDX-License-Identifier: Apache-2.0
// Reading offices.table: an office a line, in the order of rank.
//
//   secretary-general  -    secretary-general | chief (UNO)   holders=many
//   id                 sectors  titles                        options
#include "world/plural.h"
#include "world/reading.h"

const DtOffice *dt_world_office(const DtWorld *world, DtSlice id) {
	uint32_t number = dt_map_find(&world->office_ids, id);
	return number == DT_MAP_ABSENT ? NULL : world->offices[number];
}

// Takes "name=value" words off the end.
static bool read_options(DtReading *reading, DtSlice *text, DtOffice *office) {
	DtSlice word, value, before = *text;
	while (dt_reading_tail(&before, &word) && dt_slice_find(word, dt_slice_of("=")) != SIZE_MAX) {
		if (dt_reading_option(word, "holders", &value) && dt_slice_is(value, "many"))
			office->many = true;
		else if (dt_reading_option(word, "standing", &value) && dt_slice_is(value, "elect"))
			office->elect = true;
		else {
			dt_reading_fault(reading, word,
			                 "\"" DT_SLICE_FORMAT "\" is no option; there are holders=many and standing=elect",
			                 DT_SLICE_ARGS(word));
			return false;
		}
		*text = before;
	}
	return true;
}

// Cuts "(USA GBR)" off the end of a title.
static bool cut_restriction(DtReading *reading, DtSlice *title, DtSlice *only) {
	*only = (DtSlice){0};
	if (!dt_slice_ends(*title, ")")) return true;
	size_t open = dt_slice_find(*title, dt_slice_of("("));
	*only = open == SIZE_MAX ? *only : dt_slice_trim(dt_slice_cut(*title, open + 1, title->length - 1));
	if (only->length == 0) {
		dt_reading_fault(reading, *title, "brackets without codes; write \"title (CODE CODE)\"");
		return false;
	}
	*title = dt_slice_trim(dt_slice_cut(*title, 0, open));
	DtSlice rest = *only, code;
	while (dt_line_word(&rest, &code)) {
		bool upper = code.data[0] >= 'A' && code.data[0] <= 'Z';
		if (!upper || dt_actor_code_known(code)) continue;
		dt_reading_fault(reading, code,
		                 "\"" DT_SLICE_FORMAT "\" is no code; write ISO 3166 alpha-3 codes, entities or ids",
		                 DT_SLICE_ARGS(code));
		return false;
	}
	return true;
}

static void read_titles(DtReading *reading, DtSlice titles, DtOffice *office, const DtState *state) {
	DtSlice title;
	if (titles.length == 0)
		dt_reading_fault(reading, reading->line.text,
		                 "\"" DT_SLICE_FORMAT "\" has no title; write those that name its holder",
		                 DT_SLICE_ARGS(office->id));
	while (titles.length > 0 && dt_reading_word(reading, &titles, &title)) {
		DtCandidate candidate = {.sense = DT_SENSE_TITLE, .office = office};
		if (!cut_restriction(reading, &title, &candidate.only)) continue;
		candidate.text = title;
		if (office->title.length == 0) office->title = title;
		dt_reading_list(reading, &candidate, state);
		candidate.text = dt_plural_of(reading->world->arena, title);
		candidate.plural = true;
		if (candidate.text.length) dt_reading_list(reading, &candidate, state);
	}
}

// The office of this id, new or begun anew; NULL after a fault.
static DtOffice *office_for(DtReading *reading, DtSlice id, DtState **state) {
	DtWorld *world = reading->world;
	uint32_t number = dt_map_find(&world->office_ids, id);
	if (number != DT_MAP_ABSENT) {
		*state = reading->office_states[number];
		if ((*state)->layer == reading->layer) {
			dt_reading_fault(reading, id, "\"" DT_SLICE_FORMAT "\" stands already at %s:%u; join the two",
			                 DT_SLICE_ARGS(id), (*state)->head.file, (*state)->head.line);
			return NULL;
		}
		(*state)->generation++;
	} else {
		number = (uint32_t)world->office_count;
		*state = DT_NEW(reading->scratch, DtState);
		dt_map_set(world->arena, &world->office_ids, id, number);
		DtOffice *fresh = DT_NEW(world->arena, DtOffice);
		size_t count = world->office_count;
		DT_PUSH(world->arena, world->offices, world->office_count, reading->office_capacity, fresh);
		DT_PUSH(reading->scratch, reading->office_states, count, reading->office_state_capacity, *state);
	}
	(*state)->layer = reading->layer;
	(*state)->head = dt_reading_origin(reading);
	DtOffice *office = world->offices[number];
	*office = (DtOffice){.id = id, .rank = number, .origin = (*state)->head};
	return office;
}

static void read_line(DtReading *reading) {
	DtSlice rest = reading->line.text, id;
	dt_line_word(&rest, &id);
	if (reading->line.indented) {
		dt_reading_fault(reading, rest, "an office begins at the start of a line; take the blanks before it away");
		return;
	}
	DtState *state;
	DtOffice *office = office_for(reading, id, &state);
	if (!office) return;
	DtSlice before = rest;
	if (!dt_reading_sectors(reading, &rest, office->sectors, &office->sector_count)) return;
	if (before.data == rest.data) {
		dt_reading_fault(reading, dt_slice_trim(rest),
		                 "the sector is missing; write one of PLOVER's, or \"-\" for that of the body");
		return;
	}
	if (read_options(reading, &rest, office)) read_titles(reading, dt_slice_trim(rest), office, state);
}

void dt_offices_read(DtReading *reading, const char *file, DtSlice content) {
	DtLines lines = dt_lines_of(file, content);
	while (dt_lines_next(&lines, &reading->line)) read_line(reading);
}
