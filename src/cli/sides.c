// SPDX-License-Identifier: Apache-2.0
// Sides: see sides.h. Names go through the world, as those of a text do; the members of a body are the states that
// belong to it today, as far as data/world knows.
#include "cli/sides.h"

#include "cli/command.h"

static const DtWorld *world_of(DtSideReader *reader) {
	DtError error = {0};
	const char *folders[8];
	if (reader->world) return reader->world;
	size_t count = dt_data_folders(reader->arena, NULL, folders, 8);
	reader->world = dt_world_load(folders, count, &error);
	if (!reader->world) dt_complain_error(&error);
	return reader->world;
}

static DtSlice upper(DtArena *arena, DtSlice said) {
	DtSlice code = dt_arena_copy(arena, said);
	for (size_t i = 0; i < code.length; i++) {
		char *at = (char *)&code.data[i];
		if (*at >= 'a' && *at <= 'z') *at = (char)(*at - 'a' + 'A');
	}
	return code;
}

// What a name means when it stands alone: states before bodies before persons.
static const DtEntry *entry_of(const DtWorld *world, DtSlice name) {
	size_t count;
	const DtCandidate *candidates = dt_world_lookup(world, name, &count);
	const DtEntry *best = NULL;
	for (size_t i = 0; i < count; i++) {
		const DtEntry *entry = candidates[i].sense <= DT_SENSE_CAPITAL ? candidates[i].entry : NULL;
		if (entry && (!best || entry->kind < best->kind)) best = entry;
	}
	const DtEntry *const *entries = dt_world_entries(world, &count);
	for (size_t i = 0; i < count && !best; i++) { // whatever its capitals
		for (uint32_t k = 0; k < entries[i]->name_count && entries[i]->kind == DT_ENTRY_COUNTRY; k++)
			if (dt_slice_equal_folded(entries[i]->names[k], name)) best = entries[i];
	}
	return best ? best : dt_world_find(world, name);
}

static bool is_own_code(const DtWorld *world, const DtEntry *entry, DtSlice code) {
	if (!code.length) return false;
	return dt_world_country(world, code) == entry || dt_slice_is(code, "EUR") || dt_slice_is(code, "UNO");
}

static bool read_name(DtSideReader *reader, DtSlice name, DtSlice *code) {
	const DtWorld *world = world_of(reader);
	if (!world) return false;
	const DtEntry *entry = entry_of(world, name);
	DtIdentity identity = {0};
	if (!entry) {
		dt_complain("'" DT_SLICE_FORMAT "' is nobody that the dictionaries know; give a code, such as PRK",
		            DT_SLICE_ARGS(name));
		return false;
	}
	dt_entry_on(world, entry, DT_DATE_NONE, &identity);
	*code = dt_arena_copy(reader->arena, identity.code);
	if (is_own_code(world, entry, identity.code)) return true;
	dt_complain("'" DT_SLICE_FORMAT "' has no code of its own: the record keeps it under '" DT_SLICE_FORMAT
	            "', with others; ask for that, or for 'members of " DT_SLICE_FORMAT "'",
	            DT_SLICE_ARGS(name), DT_SLICE_ARGS(identity.code), DT_SLICE_ARGS(name));
	return false;
}

static bool read_members(DtSideReader *reader, DtSlice name, DtSlice sector, DtBuffer *side) {
	const DtWorld *world = world_of(reader);
	if (!world) return false;
	static const char article[] = "the ";
	if (dt_slice_equal_folded(dt_slice_cut(name, 0, sizeof article - 1), dt_slice_of(article)))
		name = dt_slice_cut(name, sizeof article - 1, name.length);
	const DtEntry *body = entry_of(world, name);
	size_t count, found = 0;
	const DtEntry *const *entries = dt_world_entries(world, &count);
	for (size_t i = 0; body && i < count; i++) {
		DtIdentity identity = {0};
		if (entries[i]->kind != DT_ENTRY_COUNTRY || !dt_entry_member_of(world, entries[i], body->id, DT_DATE_NONE))
			continue;
		if (!dt_entry_on(world, entries[i], DT_DATE_NONE, &identity)) continue;
		dt_buffer_format(side, "%s" DT_SLICE_FORMAT "%s" DT_SLICE_FORMAT, side->length ? "+" : "",
		                 DT_SLICE_ARGS(identity.code), sector.length ? ":" : "", DT_SLICE_ARGS(sector));
		found++;
	}
	if (found) return true;
	dt_complain("the dictionaries know no state that is a member of '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(name));
	return false;
}

static bool read_part(DtSideReader *reader, DtSlice part, DtBuffer *side) {
	static const char members[] = "members of ";
	DtSlice sector = part, name = {0}, code;
	dt_slice_split(&sector, ':', &name);
	name = dt_slice_trim(name);
	sector = upper(reader->arena, dt_slice_trim(sector));
	if (sector.length && !dt_sector_find(sector)) {
		dt_complain("there is no sector '" DT_SLICE_FORMAT "': GOV, MIL, OPP, REB, CVL…", DT_SLICE_ARGS(sector));
		return false;
	}
	if (dt_slice_equal_folded(dt_slice_cut(name, 0, sizeof members - 1), dt_slice_of(members)))
		return read_members(reader, dt_slice_cut(name, sizeof members - 1, name.length), sector, side);
	code = upper(reader->arena, name);
	if (!dt_actor_code_known(code) && !read_name(reader, name, &code)) return false;
	dt_buffer_format(side, "%s" DT_SLICE_FORMAT "%s" DT_SLICE_FORMAT, side->length ? "+" : "", DT_SLICE_ARGS(code),
	                 sector.length ? ":" : "", DT_SLICE_ARGS(sector));
	return true;
}

bool dt_side_read(DtSideReader *reader, const char *said, DtSlice *side) {
	DtBuffer whole = {0};
	DtSlice rest = dt_slice_of(said), part;
	bool done = rest.length > 0;
	if (!done) dt_complain("an actor is wanted: a code or a name");
	while (done && rest.data && dt_slice_split(&rest, '+', &part)) done = read_part(reader, part, &whole);
	*side = dt_arena_copy(reader->arena, dt_buffer_slice(&whole));
	dt_buffer_clear(&whole);
	return done;
}
