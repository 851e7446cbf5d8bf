// SPDX-License-Identifier: Apache-2.0
// Who somebody was on a day, and who held an office.
//
// A seat is an office of a body ("FRA head-of-state"); its terms stand earliest first, rival and acting ones among
// them. Spans are taken at their longest here: "2016 .." covers all of 2016, and on the day of a handover both hold the
// office.
//
// A person's code comes from the office of highest rank that day; the sectors from the office, and from the body where
// the office says none. International bodies have no sector GOV: their code says what they are.
#include "world/reading.h"

static const char *const standing_names[] = {"none", "current", "elect", "former", "future"};

const char *dt_standing_name(DtStanding standing) { return standing_names[standing]; }

// --- seats ---

enum { KEY_ROOM = 256 };

// "FRA head-of-state" in key, KEY_ROOM bytes; an empty slice when it does not fit.
static DtSlice seat_key(DtSlice of, DtSlice office, char *key) {
	if (of.length + office.length + 1 > KEY_ROOM) return (DtSlice){0};
	if (of.length) memcpy(key, of.data, of.length);
	key[of.length] = ' ';
	memcpy(key + of.length + 1, office.data, office.length);
	return dt_slice(key, of.length + 1 + office.length);
}

static DtSeat *seat_for(DtReading *reading, const DtTerm *term, size_t *capacity) {
	DtWorld *world = reading->world;
	char key[KEY_ROOM];
	DtSlice text = seat_key(term->of, term->office->id, key);
	if (text.length == 0) return NULL;
	uint32_t number = dt_map_find(&world->seat_keys, text);
	if (number == DT_MAP_ABSENT) {
		number = (uint32_t)world->seat_count;
		dt_map_set(world->arena, &world->seat_keys, dt_arena_copy(world->arena, text), number);
		DT_PUSH(world->arena, world->seats, world->seat_count, *capacity, (DtSeat){0});
	}
	return &world->seats[number];
}

static void add_term(DtArena *arena, DtSeat *seat, const DtTerm *term) {
	if (seat->count == seat->capacity) {
		uint32_t larger = seat->capacity ? seat->capacity * 2 : 2;
		const DtTerm **terms = DT_NEW_ARRAY(arena, const DtTerm *, larger);
		if (seat->count) memcpy(terms, seat->terms, seat->count * sizeof *terms);
		seat->terms = terms;
		seat->capacity = larger;
	}
	size_t slot = seat->count++;
	for (; slot > 0 && seat->terms[slot - 1]->days.from > term->days.from; slot--)
		seat->terms[slot] = seat->terms[slot - 1];
	seat->terms[slot] = term;
}

void dt_seats_build(DtReading *reading) {
	DtWorld *world = reading->world;
	size_t capacity = 0;
	for (size_t i = 0; i < world->entry_count; i++) {
		const DtEntry *entry = world->entries[i];
		world->term_count += entry->term_count;
		for (uint32_t j = 0; j < entry->term_count; j++) {
			DtSeat *seat = seat_for(reading, &entry->terms[j], &capacity);
			if (seat) add_term(world->arena, seat, &entry->terms[j]);
		}
	}
}

static const DtSeat *seat_of(const DtWorld *world, DtSlice of, DtSlice office) {
	char key[KEY_ROOM];
	DtSlice text = seat_key(of, office, key);
	uint32_t number = text.length ? dt_map_find(&world->seat_keys, text) : DT_MAP_ABSENT;
	return number == DT_MAP_ABSENT ? NULL : &world->seats[number];
}

const DtTerm *const *dt_office_terms(const DtWorld *world, DtSlice of, DtSlice office, size_t *count) {
	const DtSeat *seat = seat_of(world, of, office);
	*count = seat ? seat->count : 0;
	return seat ? seat->terms : NULL;
}

// The last day on which any of the terms ended, when none is open: the day that stands for "the latest".
static DtDate latest_day(const DtTerm *const *terms, size_t count) {
	DtDate latest = DT_DATE_NONE;
	for (size_t i = 0; i < count; i++) {
		if (terms[i]->days.to == DT_DATE_NONE) return DT_DATE_NONE;
		if (terms[i]->days.to > latest) latest = terms[i]->days.to;
	}
	return latest;
}

static bool term_holds(const DtTerm *term, DtDate day) {
	return day == DT_DATE_NONE ? term->days.to == DT_DATE_NONE : dt_date_within(day, term->days);
}

size_t dt_offices_on(const DtWorld *world, DtSlice of, DtSlice office, DtDate day, DtTerm *terms, size_t room) {
	const DtSeat *seat = seat_of(world, of, office);
	if (!seat) return 0;
	if (day == DT_DATE_NONE) day = latest_day(seat->terms, seat->count);
	size_t count = 0;
	for (int kind = DT_TERM_REGULAR; kind <= DT_TERM_RIVAL; kind++) {
		for (uint32_t i = seat->count; i > 0; i--) {
			const DtTerm *term = seat->terms[i - 1];
			if ((int)term->kind != kind || !term_holds(term, day)) continue;
			if (count < room) terms[count] = *term;
			count++;
		}
	}
	return count;
}

size_t dt_world_terms(const DtWorld *world, const DtEntry *entry, DtTerm *terms, size_t room) {
	(void)world;
	for (size_t i = 0; i < entry->term_count && i < room; i++) terms[i] = entry->terms[i];
	return entry->term_count;
}

// --- identity ---

static void add_sectors(DtIdentity *identity, const uint8_t *sectors, size_t count, bool state) {
	for (size_t i = 0; i < count && identity->sector_count < DT_PARTY_SECTORS; i++) {
		if (sectors[i] == DT_SECTOR_GOV && !state) continue;
		if (memchr(identity->sectors, sectors[i], identity->sector_count)) continue;
		identity->sectors[identity->sector_count++] = sectors[i];
	}
}

// The affiliation that holds on the day: with sectors before without, the later begun before the earlier. Without a
// day, those without an end come first.
static const DtAffiliation *affiliation_on(const DtEntry *entry, DtDate day, bool with_sectors) {
	const DtAffiliation *best = NULL;
	for (uint32_t i = 0; i < entry->code_count; i++) {
		const DtAffiliation *code = &entry->codes[i];
		if (with_sectors && code->sector_count == 0) continue;
		if (day != DT_DATE_NONE && !dt_date_within(day, code->days)) continue;
		if (day == DT_DATE_NONE && code->days.to != DT_DATE_NONE) {
			bool later = best && best->days.to != DT_DATE_NONE && code->days.to > best->days.to;
			if (best && !later) continue;
		} else if (best && best->days.from > code->days.from &&
		           (day != DT_DATE_NONE || best->days.to == DT_DATE_NONE)) {
			continue;
		}
		best = code;
	}
	return best;
}

// The nationality: a code line without sectors that day, else any code line that day, else any.
static DtSlice nationality_on(const DtEntry *entry, DtDate day) {
	const DtAffiliation *any = NULL;
	for (uint32_t i = 0; i < entry->code_count; i++) {
		const DtAffiliation *code = &entry->codes[i];
		bool holds = day == DT_DATE_NONE || dt_date_within(day, code->days);
		if (holds && code->sector_count == 0) return code->code;
		if (holds && !any) any = code;
	}
	if (!any && entry->code_count) any = &entry->codes[0];
	return any ? any->code : (DtSlice){0};
}

static bool is_state(DtSlice code) { return code.length > 0 && !dt_entity_code_known(code); }

// Code and sectors of one who holds the term's office.
static void set_by_term(const DtWorld *world, const DtTerm *term, DtDate day, DtIdentity *identity) {
	const DtOffice *office = term->office;
	const DtEntry *body = dt_actor_code_known(term->of) ? NULL : dt_world_find(world, term->of);
	DtIdentity of = {0};
	identity->sector_count = 0;
	if (body && body->kind != DT_ENTRY_PERSON) dt_entry_on(world, body, day, &of);
	identity->code = body ? of.code : dt_actor_code_known(term->of) ? term->of : nationality_on(term->holder, day);
	bool state = is_state(identity->code);
	add_sectors(identity, office->sectors, office->sector_count, state);
	add_sectors(identity, of.sectors, of.sector_count, state);
	uint8_t government = DT_SECTOR_GOV;
	if (!body && office->sector_count == 0) add_sectors(identity, &government, 1, state);
}

// The terms that matter on a day: of those that hold the one of highest rank, a regular one before others; the last one
// that ended before; the first one that begins after.
typedef struct Terms {
	const DtTerm *held, *ended, *coming;
} Terms;

static bool outranks(const DtTerm *a, const DtTerm *b) {
	if (a->office->rank != b->office->rank) return a->office->rank < b->office->rank;
	return a->kind < b->kind || (a->kind == b->kind && a->days.from > b->days.from);
}

static Terms terms_on(const DtEntry *entry, DtDate day) {
	Terms terms = {0};
	for (uint32_t i = 0; i < entry->term_count; i++) {
		const DtTerm *term = &entry->terms[i];
		if (term_holds(term, day)) {
			if (!terms.held || outranks(term, terms.held)) terms.held = term;
		} else if (day != DT_DATE_NONE && term->days.from != DT_DATE_NONE && term->days.from > day) {
			if (!terms.coming) terms.coming = term;
		} else if (!terms.ended || term->days.to > terms.ended->days.to) {
			terms.ended = term;
		}
	}
	return terms;
}

// Sectors of walks of life, which one keeps after the office.
static bool is_kept(uint8_t sector) {
	static const uint8_t kept[] = {DT_SECTOR_BUS, DT_SECTOR_JRN, DT_SECTOR_EDU, DT_SECTOR_MED, DT_SECTOR_REL,
	                               DT_SECTOR_LAB, DT_SECTOR_AGR, DT_SECTOR_SOC, DT_SECTOR_CVL, DT_SECTOR_CRM};
	return memchr(kept, sector, sizeof kept) != NULL;
}

static void set_former(const DtWorld *world, const DtEntry *entry, DtDate day, const DtTerm *ended,
                       DtIdentity *identity) {
	set_by_term(world, ended, ended->days.to, identity);
	DtSlice nationality = nationality_on(entry, day);
	if (nationality.length) identity->code = nationality;
	if (identity->sector_count > 0 && is_kept(identity->sectors[0])) return;
	identity->sectors[0] = DT_SECTOR_ELI;
	identity->sector_count = 1;
}

static void set_by_affiliation(const DtAffiliation *code, DtIdentity *identity) {
	identity->code = code->code;
	identity->sector_count = 0;
	add_sectors(identity, code->sectors, code->sector_count, true);
}

static void set_person(const DtWorld *world, const DtEntry *entry, DtDate day, DtIdentity *identity) {
	Terms terms = terms_on(entry, day);
	const DtAffiliation *code = affiliation_on(entry, day, true);
	if (terms.held) {
		identity->term = terms.held;
		identity->standing = terms.held->office->elect ? DT_STANDING_ELECT : DT_STANDING_CURRENT;
		set_by_term(world, terms.held, day, identity);
		return;
	}
	identity->term = terms.ended ? terms.ended : terms.coming;
	if (identity->term) identity->standing = terms.ended ? DT_STANDING_FORMER : DT_STANDING_FUTURE;
	if (code)
		set_by_affiliation(code, identity);
	else if (terms.ended)
		set_former(world, entry, day, terms.ended, identity);
	else
		identity->code = nationality_on(entry, day);
	// Nobody says where one is from: then from where the first office is.
	if (identity->code.length == 0 && terms.coming && is_state(terms.coming->of) &&
	    dt_actor_code_known(terms.coming->of))
		identity->code = terms.coming->of;
}

bool dt_entry_on(const DtWorld *world, const DtEntry *entry, DtDate day, DtIdentity *identity) {
	*identity = (DtIdentity){.active = day == DT_DATE_NONE ? entry->active.to == DT_DATE_NONE
	                                                       : dt_date_within(day, entry->active)};
	if (entry->kind == DT_ENTRY_PERSON) {
		set_person(world, entry, day, identity);
		return identity->code.length > 0;
	}
	const DtAffiliation *code = affiliation_on(entry, day, false);
	if (code)
		set_by_affiliation(code, identity);
	else if (dt_actor_code_known(entry->id))
		identity->code = entry->id;
	return identity->code.length > 0;
}

// --- membership ---

enum { DEEPEST_MEMBERSHIP = 4 };

static bool is_member(const DtWorld *world, const DtEntry *entry, DtSlice id, DtDate day, int depth) {
	for (uint32_t i = 0; i < entry->member_count; i++) {
		const DtMembership *member = &entry->members[i];
		bool holds = day == DT_DATE_NONE ? member->days.to == DT_DATE_NONE : dt_date_within(day, member->days);
		if (!holds) continue;
		if (dt_slice_equal(member->of, id)) return true;
		const DtEntry *body = depth < DEEPEST_MEMBERSHIP ? dt_world_find(world, member->of) : NULL;
		if (body && is_member(world, body, id, day, depth + 1)) return true;
	}
	return false;
}

bool dt_entry_member_of(const DtWorld *world, const DtEntry *entry, DtSlice id, DtDate day) {
	return is_member(world, entry, id, day, 0);
}
