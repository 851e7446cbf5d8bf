// SPDX-License-Identifier: Apache-2.0
// The words of the world: from phrases to what they may mean. Built once from listings (names.c), then only read
// (match.c).
#ifndef DT_WORLD_NAMES_H
#define DT_WORLD_NAMES_H

#include "base/map.h"
#include "world/fold.h"
#include "world/world.h"

// Whether something that files tell about still counts: a later layer may begin it anew.
typedef struct DtState {
	uint32_t generation; // listings of an earlier one are forgotten
	uint32_t layer;      // of its last head line
	DtOrigin head;
} DtState;

// A word or phrase of a dictionary, candidate.text, with what it means.
typedef struct DtListing {
	DtCandidate candidate;
	const DtState *state; // NULL: it always counts
	uint32_t generation, layer, column;
} DtListing;

enum { DT_NAME_WORDS = 24 }; // words of a phrase, at most: one bit each in a mask

// Which words of a phrase must be written with a capital, and which all in capitals.
typedef struct DtCase {
	uint32_t upper, caps; // bit 0 is the first word
} DtCase;

typedef struct DtCandidateList {
	const DtCandidate *first;
	uint32_t count;
} DtCandidateList;

// What a phrase means, by how it is written: up to four lists of candidates. List 0 is for any writing; bit 0 of a
// list's number adds what needs the capitals of names, bit 1 what needs the capitals of abbreviations. Where all
// candidates ask for the same there is one list, with the number that says so.
typedef struct DtEnding {
	DtCase name, abbreviation;           // the least that their candidates ask for
	uint32_t list;                       // its only list, or the first of its four
	uint32_t person_first, person_count; // of persons
	bool has[3];                         // any, name, abbreviation
	bool ordinary; // an abbreviation that a text in capitals may mean as a small word ("WHO", "IT")
} DtEnding;

// One word after another: (node, word) → node. Node 0 is the root.
typedef struct DtEdge {
	uint64_t key; // node << 32 | word, plus 1; 0: free
	uint32_t node;
} DtEdge;

// The words, numbered: a hash table of its own, since looking words up is most of matching.
typedef struct DtWordSlot {
	uint64_t hash;
	const char *text; // NULL: free
	uint32_t length, number;
} DtWordSlot;

typedef struct DtNames {
	DtWordSlot *words; // [word_capacity], a power of two
	size_t word_capacity, word_count;
	uint32_t article; // that of "the"
	uint32_t *roots;  // [word_count]: the node after this word at the root, where most words stop
	DtEdge *edges;    // [edge_capacity], a power of two: the edges of other nodes
	uint32_t *nodes;  // [node_count]: number of its ending + 1, or 0
	DtEnding *endings;
	DtCandidateList *lists;
	const DtEntry **persons;
	size_t edge_capacity, edge_count, node_count, ending_count, list_count, person_count;
} DtNames;

enum { DT_NODE_NONE = 0 };

// The number of a folded word, or DT_MAP_ABSENT.
uint32_t dt_names_word(const DtNames *names, const DtFoldedWord *word);

// The node after word at node, or DT_NODE_NONE. A word of DT_MAP_ABSENT leads nowhere.
uint32_t dt_names_step(const DtNames *names, uint32_t node, uint32_t word);

static inline const DtEnding *dt_names_ending(const DtNames *names, uint32_t node) {
	return names->nodes[node] ? &names->endings[names->nodes[node] - 1] : NULL;
}

// The number of the list with all candidates.
static inline int dt_names_all(const DtEnding *ending) { return (ending->has[1] ? 1 : 0) | (ending->has[2] ? 2 : 0); }

static inline DtCandidateList dt_names_list(const DtNames *names, const DtEnding *ending, int number) {
	if (ending->has[0] + ending->has[1] + ending->has[2] > 1) return names->lists[ending->list + (uint32_t)number];
	return number == dt_names_all(ending) ? names->lists[ending->list] : (DtCandidateList){0};
}

enum { DT_LISTING_CHUNK = 512 };

// Listings come in chunks of DT_LISTING_CHUNK, the last one with what is left of count; they live as long as the names,
// scratch as long as the call.
// Faults, with the listing's place, are phrases without a word and phrases or words that are too long.
DtNames *dt_names_new(DtArena *arena, DtArena *scratch, DtListing *const *listings, size_t count, DtError *error);

size_t dt_names_match(const DtNames *names, const DtToken *tokens, size_t token_count, DtNameMatch *matches,
                      size_t room);
const DtCandidate *dt_names_lookup(const DtNames *names, DtSlice text, size_t *count);
const DtEntry *const *dt_names_persons(const DtNames *names, DtSlice surname, size_t *count);

#endif
