// SPDX-License-Identifier: Apache-2.0
// Counts the parties and sources of a record that have no code, by the name in their words ("rebel commander Ana Soto":
// Ana Soto). A surname alone counts for the one longer name that ends in it. What is unknown of an entry is guessed:
// its kind from the sectors and the number of words, its code from the countries that stand beside it.
#include "cli/suggest.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "cli/command.h"
#include "store/store.h"
#include "world/fold.h"

enum { CONTEXTS = 3, CODES = 8, CONTEXT_BYTES = 160 };

typedef struct Neighbour {
	char code[4];
	uint32_t count;
} Neighbour;

typedef struct Unknown {
	DtSlice name;
	char sector[4];
	uint32_t count;
	DtDate first, last;
	DtSlice contexts[CONTEXTS];
	uint32_t context_count;
	Neighbour codes[CODES];
	uint32_t code_count;
	bool joined; // counts for a longer name
} Unknown;

typedef struct Suggestions {
	DtArena *arena;
	const DtWorld *world;
	Unknown *items;
	size_t count, capacity;
	DtMap names;
} Suggestions;

static bool is_capital(DtSlice word) { return word.data[0] >= 'A' && word.data[0] <= 'Z'; }

static bool is_particle(DtSlice word) {
	static const char *const particles[] = {"of",  "the", "de", "da", "del", "bin",
	                                        "van", "von", "al", "el", "for", "and"};
	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
		if (dt_slice_is(word, particles[i])) return true;
	}
	return false;
}

// True when the world knows the word as what people are called: "President", "Turkish".
static bool is_known_word(const DtWorld *world, DtSlice word) {
	size_t count;
	const DtCandidate *candidates = dt_world_lookup(world, word, &count);
	return count > 0 && (candidates[0].sense == DT_SENSE_ADJECTIVE || candidates[0].sense == DT_SENSE_TITLE ||
	                     candidates[0].sense == DT_SENSE_ROLE || candidates[0].sense == DT_SENSE_DEMONYM);
}

// The name in the words of a party: their last run of capitals, without titles and nationalities before it. Empty when
// there is none, or when it is known.
static DtSlice name_in(const DtWorld *world, DtSlice text) {
	DtSlice rest = dt_slice_trim(text), word, name = {0};
	size_t count;
	while (rest.length) {
		size_t blank = dt_slice_find(rest, dt_slice_of(" "));
		word = dt_slice_cut(rest, 0, blank);
		rest = blank == SIZE_MAX ? (DtSlice){0} : dt_slice_trim(dt_slice_cut(rest, blank, rest.length));
		if (word.length == 0) continue;
		if (is_capital(word) &&
		    !(name.length == 0 && (is_known_word(world, word) || dt_slice_equal_folded(word, dt_slice_of("the")))))
			name = name.length ? dt_slice(name.data, (size_t)(word.data + word.length - name.data)) : word;
		else if (!is_particle(word))
			name = (DtSlice){0};
	}
	bool odd = name.length < 3 || dt_slice_find(name, dt_slice_of("|")) != SIZE_MAX;
	dt_world_lookup(world, name, &count);
	return odd || count > 0 ? (DtSlice){0} : name;
}

static Unknown *unknown_of(Suggestions *all, DtSlice name) {
	uint32_t number = dt_map_find(&all->names, name);
	if (number == DT_MAP_ABSENT) {
		number = (uint32_t)all->count;
		Unknown fresh = {.name = dt_arena_copy(all->arena, name), .first = DT_DATE_NONE, .last = DT_DATE_NONE};
		dt_map_set(all->arena, &all->names, fresh.name, number);
		DT_PUSH(all->arena, all->items, all->count, all->capacity, fresh);
	}
	return &all->items[number];
}

static void add_neighbour(Unknown *unknown, DtSlice code) {
	if (code.length != 3 || dt_entity_code_known(code)) return;
	for (uint32_t i = 0; i < unknown->code_count; i++) {
		if (!dt_slice_is(code, unknown->codes[i].code)) continue;
		unknown->codes[i].count++;
		return;
	}
	if (unknown->code_count == CODES) return;
	Neighbour *fresh = &unknown->codes[unknown->code_count++];
	memcpy(fresh->code, code.data, 3);
	fresh->count = 1;
}

static void add_context(Suggestions *all, Unknown *unknown, DtSlice text) {
	if (unknown->context_count == CONTEXTS || text.length == 0) return;
	for (uint32_t i = 0; i < unknown->context_count; i++) {
		if (dt_slice_equal(unknown->contexts[i], dt_slice_cut(text, 0, CONTEXT_BYTES))) return;
	}
	char *line = (char *)dt_arena_copy(all->arena, dt_slice_cut(text, 0, CONTEXT_BYTES)).data;
	for (char *c = line; *c; c++)
		if (*c == '\n' || *c == '\r' || *c == '\t') *c = ' ';
	unknown->contexts[unknown->context_count++] = dt_slice_of(line);
}

static void count_name(Suggestions *all, const DtRecord *record, DtSlice text, DtSlice sector) {
	DtSlice name = name_in(all->world, text);
	if (name.length == 0) return;
	Unknown *unknown = unknown_of(all, name);
	DtDate day = record->days.to;
	unknown->count++;
	if (day != DT_DATE_NONE && (unknown->first == DT_DATE_NONE || day < unknown->first)) unknown->first = day;
	if (day != DT_DATE_NONE && (unknown->last == DT_DATE_NONE || day > unknown->last)) unknown->last = day;
	if (!unknown->sector[0] && sector.length >= 3) memcpy(unknown->sector, sector.data, 3);
	add_context(all, unknown, record->text);
	for (uint32_t i = 0; i < record->actor_count; i++) add_neighbour(unknown, record->actors[i].code);
	for (uint32_t i = 0; i < record->recipient_count; i++) add_neighbour(unknown, record->recipients[i].code);
	for (uint32_t i = 0; i < record->place_count; i++) add_neighbour(unknown, record->places[i].country);
}

// Without a code, or with none but the one that a document about one country lends to whoever is named in it.
static bool is_nobody_known(const DtRecordParty *party) {
	return !party->code.length || (!party->id.length && !party->sector.length);
}

static bool count_record(void *context, const DtRecord *record) {
	Suggestions *all = context;
	for (uint32_t i = 0; i < record->actor_count; i++)
		if (is_nobody_known(&record->actors[i]))
			count_name(all, record, record->actors[i].text, record->actors[i].sector);
	for (uint32_t i = 0; i < record->recipient_count; i++)
		if (is_nobody_known(&record->recipients[i]))
			count_name(all, record, record->recipients[i].text, record->recipients[i].sector);
	for (uint32_t i = 0; i < record->source_count; i++)
		if (!record->sources[i].code.length && !record->sources[i].name.length)
			count_name(all, record, record->sources[i].text, (DtSlice){0});
	return true;
}

// A surname alone is whoever else has it, when only one does.
static void join_surnames(Suggestions *all) {
	for (size_t i = 0; i < all->count; i++) {
		Unknown *bare = &all->items[i], *full = NULL;
		size_t bearers = 0;
		if (dt_slice_find(bare->name, dt_slice_of(" ")) != SIZE_MAX) continue;
		for (size_t k = 0; k < all->count; k++) {
			DtSlice name = all->items[k].name;
			bool ends = name.length > bare->name.length + 1 && name.data[name.length - bare->name.length - 1] == ' ' &&
			            dt_slice_equal(dt_slice_cut(name, name.length - bare->name.length, name.length), bare->name);
			if (!ends) continue;
			full = &all->items[k];
			bearers++;
		}
		if (bearers != 1) continue;
		full->count += bare->count;
		bare->joined = true;
	}
}

static int by_count(const void *a, const void *b) {
	const Unknown *first = a, *second = b;
	if (first->joined != second->joined) return first->joined ? 1 : -1;
	if (first->count != second->count) return first->count > second->count ? -1 : 1;
	return dt_slice_compare(first->name, second->name);
}

static const char *kind_of(const Unknown *unknown) {
	static const char *const pairs[][2] = {{"REB", "group"}, {"UAF", "group"},   {"PRM", "group"}, {"CRM", "group"},
	                                       {"PTY", "party"}, {"BUS", "company"}, {"JRN", "media"}, {"COP", "agency"}};
	size_t words = 1;
	for (size_t i = 0; i < unknown->name.length; i++) words += unknown->name.data[i] == ' ';
	bool person = words >= 2 && words <= 4 && dt_slice_find(unknown->name, dt_slice_of(" of ")) == SIZE_MAX;
	if (person) return "person";
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		if (strcmp(unknown->sector, pairs[i][0]) == 0) return pairs[i][1];
	}
	return "organisation";
}

static void print_id(DtSlice name) {
	DtFoldedWord word;
	bool first = true;
	for (size_t at = 0; dt_fold_next(name, &at, &word); first = false) {
		if (!first) putchar('_');
		for (size_t i = 0; i < word.length; i++) {
			char c = word.text[i];
			if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) putchar(c);
		}
	}
}

static void print_suggestion(const Unknown *unknown) {
	char first[DT_DATE_ROOM], last[DT_DATE_ROOM];
	const Neighbour *best = NULL;
	for (uint32_t i = 0; i < unknown->code_count; i++)
		if (!best || unknown->codes[i].count > best->count) best = &unknown->codes[i];
	printf("# %u time%s, %s .. %s\n", unknown->count, unknown->count == 1 ? "" : "s",
	       dt_date_format(unknown->first, first), dt_date_format(unknown->last, last));
	for (uint32_t i = 0; i < unknown->context_count; i++)
		printf("#   " DT_SLICE_FORMAT "\n", DT_SLICE_ARGS(unknown->contexts[i]));
	print_id(unknown->name);
	printf("  %s\n    name  " DT_SLICE_FORMAT "\n", kind_of(unknown), DT_SLICE_ARGS(unknown->name));
	if (best)
		printf("    code  %s%s%s    # a guess, from who stands beside it\n\n", best->code,
		       unknown->sector[0] ? " " : "", unknown->sector);
	else
		printf("    # code  a country or entity%s%s\n\n", unknown->sector[0] ? ", then " : "", unknown->sector);
}

int dt_suggest(const DtWorld *world, const char *path, long limit) {
	DtError error = {0};
	DtStore *store = dt_store_open(path, DT_STORE_READ, &error);
	if (!store) return dt_complain_error(&error);
	Suggestions all = {.arena = dt_arena_new(), .world = world};
	DtEventQuery query = {.days = {DT_DATE_NONE, DT_DATE_NONE}};
	int code = dt_store_events(store, &query, count_record, &all, &error) ? DT_EXIT_DONE : dt_complain_error(&error);
	join_surnames(&all);
	if (all.count) qsort(all.items, all.count, sizeof *all.items, by_count);
	for (size_t i = 0; i < all.count && (long)i < limit && !all.items[i].joined; i++) print_suggestion(&all.items[i]);
	if (code == DT_EXIT_DONE && all.count == 0) printf("# every name in %s is known\n", path);
	dt_arena_free(all.arena);
	dt_store_close(store);
	return code;
}
