// SPDX-License-Identifier: Apache-2.0
// Reading .places, and asking for places by name and by position.
//
//   Kyiv | Kiev : UKR 50.4501 30.5234 capital 2900000 in=…
//   names       : country latitude longitude kind [population] [in=containing place]
//
// The nearest place is looked for among all: some thousands of them, a fraction of a millisecond.
#include <math.h>

#include "world/reading.h"

static const char *const kind_names[] = {
#define X(identifier, name) name,
	DT_PLACE_KIND_LIST(X)
#undef X
};

const char *dt_place_kind_name(DtPlaceKind kind) { return kind_names[kind]; }

// --- reading ---

static bool read_country(DtReading *reading, DtSlice *rest, DtGazetteerPlace *place) {
	DtSlice code;
	if (dt_line_word(rest, &code) && (dt_slice_is(code, "-") || dt_reading_code(reading, code))) {
		if (!dt_slice_is(code, "-")) place->country = code;
		return true;
	}
	dt_reading_fault(reading, code.length ? code : *rest,
	                 "\"" DT_SLICE_FORMAT "\" is no country; write an ISO 3166 alpha-3 code, or \"-\" for none",
	                 DT_SLICE_ARGS(code));
	return false;
}

static bool read_degrees(DtReading *reading, DtSlice *rest, double most, const char *what, double *degrees) {
	DtSlice number;
	if (dt_line_word(rest, &number) && dt_slice_to_double(number, degrees) && *degrees >= -most && *degrees <= most)
		return true;
	dt_reading_fault(reading, number.length ? number : *rest,
	                 "\"" DT_SLICE_FORMAT "\" is no %s; write degrees from -%g to %g", DT_SLICE_ARGS(number), what,
	                 most, most);
	return false;
}

static bool read_kind(DtReading *reading, DtSlice *rest, DtGazetteerPlace *place) {
	DtSlice name;
	bool found = dt_line_word(rest, &name);
	for (int i = 0; found && i < DT_PLACE_KIND_COUNT; i++) {
		if (!dt_slice_is(name, kind_names[i])) continue;
		place->kind = (DtPlaceKind)i;
		return true;
	}
	dt_reading_fault(reading, name.length ? name : *rest,
	                 "\"" DT_SLICE_FORMAT "\" is no kind of place; data/README.md lists them", DT_SLICE_ARGS(name));
	return false;
}

static bool read_rest(DtReading *reading, DtSlice rest, DtGazetteerPlace *place) {
	DtSlice after = rest, word;
	long population;
	if (dt_line_word(&after, &word) && dt_slice_to_int(word, &population)) {
		if (population < 0 || population > 2000000000) {
			dt_reading_fault(reading, word, "a population of %ld cannot be; write one from 0 to 2000000000",
			                 population);
			return false;
		}
		place->population = (uint32_t)population;
		rest = after;
	}
	rest = dt_slice_trim(rest);
	if (dt_slice_starts(rest, "in=") && rest.length > 3) {
		place->in = dt_slice_trim(dt_slice_cut(rest, 3, rest.length));
		return true;
	}
	dt_reading_end(reading, rest);
	return rest.length == 0;
}

static bool read_facts(DtReading *reading, DtSlice rest, DtGazetteerPlace *place) {
	return read_country(reading, &rest, place) && read_degrees(reading, &rest, 90, "latitude", &place->latitude) &&
	       read_degrees(reading, &rest, 180, "longitude", &place->longitude) && read_kind(reading, &rest, place) &&
	       read_rest(reading, rest, place);
}

static DtSlice key_of(DtArena *arena, const DtGazetteerPlace *place) {
	size_t length = place->name.length + 1 + place->country.length;
	char *key = dt_arena_alloc(arena, length);
	memcpy(key, place->name.data, place->name.length);
	key[place->name.length] = '\n';
	if (place->country.length) memcpy(key + place->name.length + 1, place->country.data, place->country.length);
	return dt_slice(key, length);
}

// The room for a place: that of the same name and country in an earlier layer, or a new one.
static DtGazetteerPlace *place_for(DtReading *reading, const DtGazetteerPlace *place, DtState **state) {
	DtWorld *world = reading->world;
	DtSlice key = key_of(reading->scratch, place);
	uint32_t number = dt_map_find(&reading->place_keys, key);
	if (number != DT_MAP_ABSENT && reading->place_states[number]->layer < reading->layer) {
		*state = reading->place_states[number];
		(*state)->generation++;
		(*state)->layer = reading->layer;
		return world->places[number];
	}
	*state = DT_NEW(reading->scratch, DtState);
	(*state)->layer = reading->layer;
	DtGazetteerPlace *fresh = DT_NEW(world->arena, DtGazetteerPlace);
	size_t count = world->place_count;
	dt_map_set(reading->scratch, &reading->place_keys, key, (uint32_t)count);
	DT_PUSH(world->arena, world->places, world->place_count, reading->place_capacity, fresh);
	DT_PUSH(reading->scratch, reading->place_states, count, reading->place_state_capacity, *state);
	return fresh;
}

static void read_line(DtReading *reading) {
	DtSlice text = reading->line.text;
	size_t colon = dt_slice_find(text, dt_slice_of(" : "));
	if (reading->line.indented || colon == SIZE_MAX) {
		dt_reading_fault(reading, text,
		                 "a place is \"NAMES : COUNTRY LATITUDE LONGITUDE KIND\", at the start of the line");
		return;
	}
	DtGazetteerPlace place = {.origin = dt_reading_origin(reading)};
	if (!read_facts(reading, dt_slice_cut(text, colon + 3, text.length), &place)) return;
	DtSlice names = dt_slice_cut(text, 0, colon), name, rest = names;
	if (!dt_slice_split(&rest, '|', &place.name)) return;
	place.name = dt_slice_trim(place.name);
	if (place.name.length == 0) {
		dt_reading_fault(reading, text, "a place without a name; write one before the colon");
		return;
	}
	DtState *state;
	DtGazetteerPlace *stored = place_for(reading, &place, &state);
	*stored = place;
	while (dt_reading_word(reading, &names, &name)) {
		DtCandidate candidate = {.sense = DT_SENSE_PLACE, .text = name, .place = stored};
		dt_reading_list(reading, &candidate, state);
	}
}

void dt_places_read(DtReading *reading, const char *file, DtSlice content) {
	DtLines lines = dt_lines_of(file, content);
	while (dt_lines_next(&lines, &reading->line)) read_line(reading);
}

// --- asking ---

size_t dt_world_places(const DtWorld *world, DtSlice name, const DtGazetteerPlace **places, size_t room) {
	size_t candidate_count, count = 0;
	const DtCandidate *candidates = dt_world_lookup(world, name, &candidate_count);
	for (size_t i = 0; i < candidate_count; i++) {
		if (candidates[i].sense != DT_SENSE_PLACE) continue;
		if (count < room) places[count] = candidates[i].place;
		count++;
	}
	return count;
}

const DtGazetteerPlace *dt_place_container(const DtWorld *world, const DtGazetteerPlace *place) {
	size_t count;
	const DtCandidate *candidates = place->in.length ? dt_world_lookup(world, place->in, &count) : NULL;
	const DtGazetteerPlace *container = NULL;
	for (size_t i = 0; candidates && i < count; i++) {
		if (candidates[i].sense != DT_SENSE_PLACE || candidates[i].place == place) continue;
		if (dt_slice_equal(candidates[i].place->country, place->country)) return candidates[i].place;
		if (!container) container = candidates[i].place;
	}
	return container;
}

static double radians(double degrees) { return degrees * 3.14159265358979323846 / 180; }

// Great-circle distance by the haversine formula, on a sphere of the Earth's mean radius.
static double kilometres_between(double latitude, double longitude, const DtGazetteerPlace *place) {
	double north = sin(radians(place->latitude - latitude) / 2), east = sin(radians(place->longitude - longitude) / 2);
	double square = north * north + cos(radians(latitude)) * cos(radians(place->latitude)) * east * east;
	return 2 * 6371.0 * asin(sqrt(square < 1 ? square : 1));
}

const DtGazetteerPlace *dt_world_nearest(const DtWorld *world, double latitude, double longitude, uint32_t kinds,
                                         double kilometres) {
	const DtGazetteerPlace *nearest = NULL;
	for (size_t i = 0; i < world->place_count; i++) {
		const DtGazetteerPlace *place = world->places[i];
		if (kinds && !(kinds & (1u << place->kind))) continue;
		double distance = kilometres_between(latitude, longitude, place);
		if (distance > kilometres) continue;
		nearest = place;
		kilometres = distance;
	}
	return nearest;
}
