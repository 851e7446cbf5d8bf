// SPDX-License-Identifier: Apache-2.0
// What the readers of the four formats share while a world is loaded: the world as it grows, the line, the faults.
#ifndef DT_WORLD_READING_H
#define DT_WORLD_READING_H

#include "base/lines.h"
#include "base/map.h"
#include "world/names.h"
#include "world/world.h"

// The holders of one office of one body.
typedef struct DtSeat {
	const DtTerm **terms; // earliest first
	uint32_t count, capacity;
} DtSeat;

struct DtWorld {
	DtArena *arena;
	DtEntry **entries;
	DtOffice **offices;
	DtRole **roles;
	DtGazetteerPlace **places;
	size_t entry_count, office_count, role_count, place_count, term_count;
	DtMap entry_ids, office_ids;
	DtMap seat_keys; // "FRA head-of-state" → number of its seat
	DtSeat *seats;
	size_t seat_count;
	DtNames *names;
};

typedef struct DtReading {
	DtWorld *world;
	DtArena *scratch; // given back when all is read
	DtError *error;
	uint32_t layer;
	DtLine line;
	DtListing **listings;                                    // chunks of DT_LISTING_CHUNK
	DtState **entry_states, **office_states, **place_states; // beside world->entries, …
	size_t listing_count, listing_capacity, entry_capacity, office_capacity, role_capacity, place_capacity;
	size_t entry_state_capacity, office_state_capacity, place_state_capacity;
	char last_code[3];
	DtMap place_keys; // "Springfield\nUSA" → number of the last place of that name and country
} DtReading;

// A fault at part (a piece of the current line).
void dt_reading_fault(DtReading *reading, DtSlice part, const char *format, ...) __attribute__((format(printf, 3, 4)));

// Where the current line stands.
DtOrigin dt_reading_origin(const DtReading *reading);

// Takes the next piece of words separated by "|"; a fault when it is empty. False at the end.
bool dt_reading_word(DtReading *reading, DtSlice *rest, DtSlice *word);

// Adds candidate.text as something the current line lists.
void dt_reading_list(DtReading *reading, const DtCandidate *candidate, const DtState *state);

// dt_actor_code_known, remembering the last one.
bool dt_reading_code(DtReading *reading, DtSlice word);

void dt_reading_add(DtReading *reading, const DtListing *listing);

// Takes blank-separated sector codes from the head of *rest, at most DT_PARTY_SECTORS, or a single "-" for none.
// A fault, and false, when there are more. Leaves *rest at the first word that is no sector.
bool dt_reading_sectors(DtReading *reading, DtSlice *rest, uint8_t *sectors, uint8_t *count);

// Takes "FROM .. TO", either end absent, from the head of *rest: the longest span it can be and the shortest. Without
// any span (*rest empty) both are open. A fault, and false, when it is something else or ends before it starts.
bool dt_reading_span(DtReading *reading, DtSlice *rest, DtDateSpan *longest, DtDateSpan *shortest);

// A fault when anything is left.
void dt_reading_end(DtReading *reading, DtSlice rest);

// Takes the last blank-separated word off the end of *text; false when there is none.
bool dt_reading_tail(DtSlice *text, DtSlice *word);

// True when word is "NAME=VALUE" with this name; value may be empty.
bool dt_reading_option(DtSlice word, const char *name, DtSlice *value);

void dt_actors_read(DtReading *reading, const char *file, DtSlice content);
void dt_offices_read(DtReading *reading, const char *file, DtSlice content);
void dt_roles_read(DtReading *reading, const char *file, DtSlice content);
void dt_places_read(DtReading *reading, const char *file, DtSlice content);

// After all files: what only the whole world tells.
void dt_surnames_list(DtReading *reading);
void dt_seats_build(DtReading *reading);

#endif
