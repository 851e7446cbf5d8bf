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

// What a phrase means, by how it is written. List 0 is for any writing; bit 0 of a list's number adds what needs the
// capitals of names, bit 1 what needs the capitals of abbreviations. Equal lists share their candidates.
typedef struct DtEnding {
	DtCase name, abbreviation; // the least that their candidates ask for
	bool has[3];               // any, name, abbreviation
	bool ordinary;             // an abbreviation that a text in capitals may mean as a small word ("WHO", "IT")
	struct {
		uint32_t first, count; // of candidates
	} lists[4];
	uint32_t person_first, person_count; // of persons
} DtEnding;

// One word after another: (node, word) → node. Node 0 is the root.
typedef struct DtEdge {
	uint64_t key; // node << 32 | word, plus 1; 0: free
	uint32_t node;
} DtEdge;

// The words, numbered: a hash table of its own, since looking words up is most of matching.
typedef struct DtWordSlot {
	uint64_t hash; // 0: free
	const char *text;
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
	DtCandidate *candidates;
	const DtEntry **persons;
	size_t edge_capacity, edge_count, node_count, ending_count, candidate_count, person_count;
} DtNames;

enum { DT_NODE_NONE = 0 };

// The number of a folded word, or DT_MAP_ABSENT.
uint32_t dt_names_word(const DtNames *names, const DtFoldedWord *word);

// The node after word at node, or DT_NODE_NONE. A word of DT_MAP_ABSENT leads nowhere.
uint32_t dt_names_step(const DtNames *names, uint32_t node, uint32_t word);

static inline const DtEnding *dt_names_ending(const DtNames *names, uint32_t node) {
	return names->nodes[node] ? &names->endings[names->nodes[node] - 1] : NULL;
}

enum { DT_LISTING_CHUNK = 512 };

// Listings come in chunks of DT_LISTING_CHUNK, the last one with what is left of count.
// Faults, with the listing's place, are phrases without a word and phrases or words that are too long.
DtNames *dt_names_new(DtArena *arena, DtListing *const *listings, size_t count, DtError *error);

size_t dt_names_match(const DtNames *names, const DtToken *tokens, size_t token_count, DtNameMatch *matches,
                      size_t room);
const DtCandidate *dt_names_lookup(const DtNames *names, DtSlice text, size_t *count);
const DtEntry *const *dt_names_persons(const DtNames *names, DtSlice surname, size_t *count);

#endif
