// SPDX-License-Identifier: Apache-2.0
// Building the words of the world: a trie over folded words, with a hash table for its edges.
//
//   "New York Times", "New York", "new"           root ─new─▶ 1 ─york─▶ 2 ─times─▶ 3
//                                                             │          │           │
//                                                          ending     ending      ending ─▶ candidates
//
// Words are numbered once, so that an edge is a pair of numbers and a step costs one probe. At an ending stand the
// candidates, sorted as a caller wants them, in up to four lists by how the words may be written (names.h); most
// endings have one kind of candidate and so one list.
//
// A surname is a candidate only where nothing but places competes with it. Of roles, those of the last layer count.
#include "world/names.h"

#include <stdlib.h>

// A listing with its place in the trie.
typedef struct Placed {
	const DtListing *listing;
	DtCase writing;
	uint32_t node, next; // next: of the same ending, plus 1
} Placed;

typedef struct Builder {
	DtArena *arena, *scratch;
	DtNames *names;
	Placed *placed; // [count], in the order of the listings
	size_t placed_count, node_capacity, root_capacity, list_capacity;
	uint32_t *heads, *tails; // of each ending: first and last placed, plus 1
} Builder;

// Abbreviations that are words of every text; when all is in capitals they are taken for the words.
static const char *const small_words[] = {
	"who", "it",  "is",  "am",  "an",  "as",  "at",  "be",  "by",  "do",  "go",  "he",  "if",
	"in",  "me",  "my",  "no",  "of",  "on",  "or",  "our", "she", "so",  "to",  "up",  "we",
	"all", "and", "are", "can", "for", "may", "not", "the", "aid", "act", "add", "out", "new",
	"one", "two", "now", "but", "has", "had", "was", "his", "her", "how", "any",
};

static uint64_t edge_key(uint32_t node, uint32_t word) { return (((uint64_t)node << 32) | word) + 1; }

// Numbers of nodes and words rise together, so one multiplication would leave long runs of full slots.
static size_t edge_slot(const DtNames *names, uint64_t key) {
	uint64_t hash = key * 0x9E3779B97F4A7C15u;
	hash = (hash ^ hash >> 32) * 0x9E3779B97F4A7C15u;
	size_t mask = names->edge_capacity - 1, at = (size_t)(hash >> 32) & mask;
	while (names->edges[at].key && names->edges[at].key != key) at = (at + 1) & mask;
	return at;
}

uint32_t dt_names_step(const DtNames *names, uint32_t node, uint32_t word) {
	if (word == DT_MAP_ABSENT) return DT_NODE_NONE;
	if (node == 0) return names->roots[word];
	if (names->edge_count == 0) return DT_NODE_NONE;
	return names->edges[edge_slot(names, edge_key(node, word))].node;
}

static void grow_edges(Builder *builder) {
	DtNames *names = builder->names;
	DtEdge *old = names->edges;
	size_t old_capacity = names->edge_capacity;
	names->edge_capacity = old_capacity ? old_capacity * 2 : 16384;
	names->edges = DT_NEW_ARRAY(builder->arena, DtEdge, names->edge_capacity);
	for (size_t i = 0; i < old_capacity; i++) {
		if (old[i].key) names->edges[edge_slot(names, old[i].key)] = old[i];
	}
}

static uint32_t add_node(Builder *builder) {
	DtNames *names = builder->names;
	DT_PUSH(builder->arena, names->nodes, names->node_count, builder->node_capacity, 0);
	return (uint32_t)(names->node_count - 1);
}

static uint32_t add_step(Builder *builder, uint32_t node, uint32_t word) {
	DtNames *names = builder->names;
	if (node == 0) {
		if (names->roots[word] == DT_NODE_NONE) names->roots[word] = add_node(builder);
		return names->roots[word];
	}
	if (names->edge_count * 3 >= names->edge_capacity * 2) grow_edges(builder);
	size_t slot = edge_slot(names, edge_key(node, word));
	if (!names->edges[slot].key) {
		names->edges[slot] = (DtEdge){edge_key(node, word), add_node(builder)};
		names->edge_count++;
	}
	return names->edges[slot].node;
}

// Eight bytes at a time; the text is padded with zeros.
static uint64_t hash_of(const DtFoldedWord *word) {
	uint64_t hash = word->length;
	for (size_t i = 0; i < word->length; i += 8) {
		uint64_t part;
		memcpy(&part, word->text + i, sizeof part);
		hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
		hash ^= hash >> 32;
	}
	return hash;
}

// Of words of up to eight bytes, those of one length and one hash are the same.
static bool is_in(const DtWordSlot *slot, const DtFoldedWord *word, uint64_t hash) {
	return slot->hash == hash && slot->length == word->length &&
	       (word->length <= sizeof hash || memcmp(slot->text, word->text, word->length) == 0);
}

static DtWordSlot *word_slot(const DtNames *names, const DtFoldedWord *word, uint64_t hash) {
	size_t mask = names->word_capacity - 1, at = (size_t)hash & mask;
	while (names->words[at].text && !is_in(&names->words[at], word, hash)) at = (at + 1) & mask;
	return &names->words[at];
}

uint32_t dt_names_word(const DtNames *names, const DtFoldedWord *word) {
	if (word->cut || names->word_count == 0) return DT_MAP_ABSENT;
	const DtWordSlot *slot = word_slot(names, word, hash_of(word));
	return slot->text ? slot->number : DT_MAP_ABSENT;
}

static void grow_words(Builder *builder) {
	DtNames *names = builder->names;
	DtWordSlot *old = names->words;
	size_t old_capacity = names->word_capacity;
	names->word_capacity = old_capacity ? old_capacity * 2 : 1024;
	names->words = DT_NEW_ARRAY(builder->arena, DtWordSlot, names->word_capacity);
	for (size_t i = 0; i < old_capacity; i++) {
		size_t at = (size_t)old[i].hash & (names->word_capacity - 1);
		if (!old[i].text) continue;
		while (names->words[at].text) at = (at + 1) & (names->word_capacity - 1);
		names->words[at] = old[i];
	}
}

static uint32_t number_of_word(Builder *builder, const DtFoldedWord *word, uint64_t hash) {
	DtNames *names = builder->names;
	if (names->word_count * 2 >= names->word_capacity) grow_words(builder);
	DtWordSlot *slot = word_slot(names, word, hash);
	if (!slot->text) {
		char *text = dt_arena_alloc(builder->arena, word->length);
		memcpy(text, word->text, word->length);
		*slot = (DtWordSlot){hash, text, (uint32_t)word->length, (uint32_t)names->word_count};
		DT_PUSH(builder->arena, names->roots, names->word_count, builder->root_capacity, DT_NODE_NONE);
	}
	return slot->number;
}

// A plural that the program made is passed over in silence: its singular was rejected, or it is a letter too long.
static void reject(const DtListing *listing, DtError *error, const char *what) {
	if (listing->candidate.plural) return;
	DtSlice text = listing->candidate.text;
	dt_error_add(error, DT_FAULT_DATA, listing->candidate.origin.file, listing->candidate.origin.line, listing->column,
	             "\"" DT_SLICE_FORMAT "\" %s", (int)(text.length > 60 ? 60 : text.length), text.data, what);
}

static bool needs_caps(DtSense sense) {
	return sense == DT_SENSE_ABBREVIATION || sense == DT_SENSE_ROLE || sense == DT_SENSE_TITLE;
}

// Articles and particles, which some write with a capital and some without: "The Hague", "Al Jazeera".
static bool is_particle(const DtFoldedWord *word) {
	static const char *const particles[] = {"al",   "el",  "the", "of",  "and", "bin", "ibn", "de",  "la",
	                                        "le",   "van", "von", "der", "den", "du",  "des", "di",  "da",
	                                        "do",   "dos", "das", "ul",  "ur",  "as",  "ad",  "ash", "ar",
	                                        "ould", "ben", "for", "in",  "on",  "to"};
	if (word->length > 4) return false;
	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
		if (word->text[0] != particles[i][0]) continue;
		if (dt_slice_is(dt_slice(word->text, word->length), particles[i])) return true;
	}
	return false;
}

// The words of a listing. They are taken apart one listing ahead of its turn: by then their slots have come from
// memory, which is what most of the time goes for.
typedef struct Spelling {
	DtFoldedWord words[DT_NAME_WORDS + 1]; // and one too many
	uint64_t hashes[DT_NAME_WORDS];
	uint32_t count;
	const char *fault; // NULL: there are words, and none too many or too long
} Spelling;

static void spell(const Builder *builder, const DtListing *listing, Spelling *spelling) {
	const DtNames *names = builder->names;
	DtFoldedWord *word = spelling->words;
	spelling->count = 0;
	spelling->fault = NULL;
	for (size_t at = 0; dt_fold_next(listing->candidate.text, &at, word); word = &spelling->words[++spelling->count]) {
		if (word->cut) spelling->fault = "has a word too long to match; shorten it";
		if (spelling->count == DT_NAME_WORDS) spelling->fault = "has too many words to match; shorten it";
		if (spelling->fault) return;
		uint64_t hash = hash_of(word);
		__builtin_prefetch(&names->words[(size_t)hash & (names->word_capacity - 1)]);
		spelling->hashes[spelling->count] = hash;
	}
	if (spelling->count == 0) spelling->fault = "has no letters to match; write a name";
}

// Walks and extends the trie; false after a fault.
static bool place(Builder *builder, const DtListing *listing, const Spelling *spelling, Placed *placed,
                  DtError *error) {
	if (spelling->fault) {
		reject(listing, error, spelling->fault);
		return false;
	}
	*placed = (Placed){.listing = listing};
	uint32_t particles = 0;
	bool capitals = false; // the last word is short and all in capitals
	for (uint32_t i = 0; i < spelling->count; i++) {
		const DtFoldedWord *word = &spelling->words[i];
		if (word->has_upper) {
			placed->writing.upper |= 1u << i;
			if (word->has_lower && is_particle(word)) particles |= 1u << i;
			if (!word->has_lower && needs_caps(listing->candidate.sense)) placed->writing.caps |= 1u << i;
		}
		capitals = word->has_upper && !word->has_lower && word->length > 1 && word->length <= 3;
		placed->node = add_step(builder, placed->node, number_of_word(builder, word, spelling->hashes[i]));
	}
	if (spelling->count == 1 && capitals) placed->writing.caps = 1; // whatever it is, "US" is never "us" or "Us"
	if (placed->writing.upper & ~particles) placed->writing.upper &= ~particles;
	return true;
}

// 0 any writing, 1 capitals of a name, 2 capitals of an abbreviation.
static int class_of(DtCase writing) { return writing.caps ? 2 : writing.upper ? 1 : 0; }

static void add_to_ending(Builder *builder, Placed *placed) {
	DtNames *names = builder->names;
	uint32_t number = (uint32_t)(placed - builder->placed) + 1;
	size_t at = names->nodes[placed->node] - 1;
	DtEnding *ending = &names->endings[at];
	if (builder->heads[at]) {
		builder->placed[builder->tails[at] - 1].next = number;
	} else {
		builder->heads[at] = number;
		ending->name = ending->abbreviation = (DtCase){UINT32_MAX, UINT32_MAX};
	}
	builder->tails[at] = number;
	int class = class_of(placed->writing);
	ending->has[class] = true;
	DtCase *least = class == 1 ? &ending->name : &ending->abbreviation;
	if (class > 0) {
		least->upper &= placed->writing.upper;
		least->caps &= placed->writing.caps;
	}
}

// Order of candidates at an ending: sense, then kind of entry or population, then the order of the files.
static bool stands_before(const Placed *a, const Placed *b) {
	const DtCandidate *first = &a->listing->candidate, *second = &b->listing->candidate;
	if (first->sense != second->sense) return first->sense < second->sense;
	if (first->sense == DT_SENSE_PLACE) return first->place->population > second->place->population;
	if (first->sense == DT_SENSE_TITLE) return first->office->rank < second->office->rank;
	if (first->sense == DT_SENSE_ROLE) return false;
	return first->entry->kind < second->entry->kind;
}

static size_t gather(const Builder *builder, uint32_t head, const Placed **sorted) {
	size_t count = 0;
	for (uint32_t at = head; at; at = builder->placed[at - 1].next) {
		const Placed *placed = &builder->placed[at - 1];
		size_t slot = count++;
		for (; slot > 0 && stands_before(placed, sorted[slot - 1]); slot--) sorted[slot] = sorted[slot - 1];
		sorted[slot] = placed;
	}
	return count;
}

static bool same_meaning(const DtCandidate *a, const DtCandidate *b) {
	return a->sense == b->sense && a->entry == b->entry && a->sector == b->sector && dt_slice_equal(a->only, b->only);
}

static bool said_before(const DtCandidate *candidate, const DtCandidate *const *list, size_t count) {
	for (size_t i = count; i > 0 && list[i - 1]->sense == candidate->sense; i--) {
		if (same_meaning(candidate, list[i - 1])) return true;
	}
	return false;
}

static uint32_t last_role_layer(const Placed *const *sorted, size_t count) {
	uint32_t layer = 0;
	for (size_t i = 0; i < count; i++) {
		const DtListing *listing = sorted[i]->listing;
		if (listing->candidate.sense == DT_SENSE_ROLE && listing->layer > layer) layer = listing->layer;
	}
	return layer;
}

// The candidates of one list, which is most often a single one: that stays where it is.
static DtCandidateList list_of(const Builder *builder, const DtCandidate *const *kept, size_t count) {
	if (count == 0) return (DtCandidateList){0};
	if (count == 1) return (DtCandidateList){kept[0], 1};
	DtCandidate *candidates = DT_NEW_ARRAY(builder->arena, DtCandidate, count);
	for (size_t i = 0; i < count; i++) candidates[i] = *kept[i];
	return (DtCandidateList){candidates, (uint32_t)count};
}

// Adds a list of those candidates that number admits; surnames only after places or alone. kept has room for count.
static void add_list(Builder *builder, int number, const Placed *const *sorted, size_t count,
                     const DtCandidate **kept) {
	DtNames *names = builder->names;
	uint32_t role_layer = last_role_layer(sorted, count);
	bool only_places = true;
	size_t kept_count = 0;
	for (size_t i = 0; i < count; i++) {
		const DtListing *listing = sorted[i]->listing;
		const DtCandidate *candidate = &listing->candidate;
		int class = class_of(sorted[i]->writing);
		if (class > 0 && !(number & class)) continue;
		if (candidate->sense == DT_SENSE_ROLE && listing->layer < role_layer) continue;
		if (candidate->sense == DT_SENSE_SURNAME && !only_places) break;
		if (candidate->sense < DT_SENSE_PLACE) only_places = false;
		if (!said_before(candidate, kept, kept_count)) kept[kept_count++] = candidate;
	}
	DT_PUSH(builder->arena, names->lists, names->list_count, builder->list_capacity,
	        list_of(builder, kept, kept_count));
}

static void write_persons(DtNames *names, DtEnding *ending, const Placed *const *sorted, size_t count) {
	ending->person_first = (uint32_t)names->person_count;
	for (size_t i = 0; i < count; i++) {
		const DtCandidate *candidate = &sorted[i]->listing->candidate;
		if (candidate->sense == DT_SENSE_SURNAME) names->persons[names->person_count++] = candidate->entry;
	}
	ending->person_count = (uint32_t)names->person_count - ending->person_first;
}

static bool is_small_word(const Placed *placed) {
	DtSlice text = placed->listing->candidate.text;
	if (text.length > 3) return false;
	for (size_t i = 0; i < sizeof small_words / sizeof *small_words; i++) {
		if (dt_slice_equal_folded(text, dt_slice_of(small_words[i]))) return true;
	}
	return false;
}

// sorted and kept have room for all that were placed.
static void write_ending(Builder *builder, size_t number, const Placed **sorted, const DtCandidate **kept) {
	DtEnding *ending = &builder->names->endings[number];
	size_t count = gather(builder, builder->heads[number], sorted);
	int all = dt_names_all(ending);
	bool single = ending->has[0] + ending->has[1] + ending->has[2] == 1;
	ending->list = (uint32_t)builder->names->list_count;
	if (single) add_list(builder, all, sorted, count, kept);
	for (int list = 0; !single && list < 4; list++) add_list(builder, list, sorted, list & ~all ? 0 : count, kept);
	ending->ordinary = ending->has[2] && is_small_word(sorted[0]);
	write_persons(builder->names, ending, sorted, count);
}

static bool still_counts(const DtListing *listing) {
	return !listing->state || listing->state->generation == listing->generation;
}

// Numbers the endings, and counts what will be written.
static void count_endings(Builder *builder, size_t *surname_count) {
	DtNames *names = builder->names;
	*surname_count = 0;
	for (size_t i = 0; i < builder->placed_count; i++) {
		uint32_t *ending = &names->nodes[builder->placed[i].node];
		if (!*ending) *ending = (uint32_t)++names->ending_count;
		*surname_count += builder->placed[i].listing->candidate.sense == DT_SENSE_SURNAME;
	}
}

static void write_endings(Builder *builder) {
	DtNames *names = builder->names;
	size_t surname_count;
	count_endings(builder, &surname_count);
	names->endings = DT_NEW_ARRAY(builder->arena, DtEnding, names->ending_count);
	builder->heads = DT_NEW_ARRAY(builder->scratch, uint32_t, names->ending_count);
	builder->tails = DT_NEW_ARRAY(builder->scratch, uint32_t, names->ending_count);
	for (size_t i = 0; i < builder->placed_count; i++) add_to_ending(builder, &builder->placed[i]);
	builder->list_capacity = names->ending_count + names->ending_count / 16;
	names->lists = DT_NEW_ARRAY(builder->arena, DtCandidateList, builder->list_capacity);
	names->persons = DT_NEW_ARRAY(builder->arena, const DtEntry *, surname_count);
	const Placed **sorted = DT_NEW_ARRAY(builder->scratch, const Placed *, builder->placed_count);
	const DtCandidate **kept = DT_NEW_ARRAY(builder->scratch, const DtCandidate *, builder->placed_count);
	for (size_t i = 0; i < names->ending_count; i++) write_ending(builder, i, sorted, kept);
}

// Of the shipped dictionaries, a listing brings half a word, less than an edge and a little more than a node. With less
// room the tables grow, and everything moves.
static void make_room(Builder *builder, size_t listings) {
	DtNames *names = builder->names;
	size_t room = 16;
	while (room < listings) room *= 2;
	names->words = DT_NEW_ARRAY(builder->arena, DtWordSlot, room);
	names->word_capacity = room;
	names->edges = DT_NEW_ARRAY(builder->arena, DtEdge, room);
	names->edge_capacity = room;
	names->nodes = DT_NEW_ARRAY(builder->arena, uint32_t, room);
	builder->node_capacity = room;
}

// Puts every listing that counts into the trie; false when one is at fault.
static bool place_all(Builder *builder, DtListing *const *listings, size_t count, DtError *error) {
	Spelling *spellings = DT_NEW_ARRAY(builder->scratch, Spelling, 2);
	const DtListing *before = NULL;
	bool good = true;
	for (size_t i = 0, turn = 0; i <= count; i++) {
		const DtListing *listing = i < count ? &listings[i / DT_LISTING_CHUNK][i % DT_LISTING_CHUNK] : NULL;
		if (listing && !still_counts(listing)) continue;
		if (listing) spell(builder, listing, &spellings[turn]);
		turn ^= 1;
		if (before) {
			if (place(builder, before, &spellings[turn], &builder->placed[builder->placed_count], error))
				builder->placed_count++;
			else if (!before->candidate.plural)
				good = false;
		}
		before = listing;
	}
	return good;
}

DtNames *dt_names_new(DtArena *arena, DtArena *scratch, DtListing *const *listings, size_t count, DtError *error) {
	Builder builder = {.arena = arena, .scratch = scratch, .names = DT_NEW(arena, DtNames)};
	builder.placed = DT_NEW_ARRAY(scratch, Placed, count);
	make_room(&builder, count);
	add_node(&builder);
	DtFoldedWord article = {.text = "the", .length = 3};
	builder.names->article = number_of_word(&builder, &article, hash_of(&article));
	if (!place_all(&builder, listings, count, error)) return NULL;
	write_endings(&builder);
	return builder.names;
}
