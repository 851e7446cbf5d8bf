// SPDX-License-Identifier: Apache-2.0
// Propositions: predicates with their logical roles and the facts of their clause.
//
// A sentence's tree is normalised once. Passives are made active, relative pronouns give way to what they stand for,
// participles and infinitives get the subject they share, coordinate fillers become arguments of their own, event nouns
// and predicative adjectives become propositions like verbs. Frames then match flat propositions.
#ifndef DT_CODING_PROPOSITIONS_H
#define DT_CODING_PROPOSITIONS_H

#include "coding/lexicon.h"

typedef struct DtArgument {
	uint8_t role;         // DtArgumentRole
	bool shared;          // reached through control, coordination or a relative clause
	bool modifier;        // of a noun: an adjective or compound before it ("Israeli strikes")
	uint32_t token;       // head of the filler, within the sentence
	uint32_t preposition; // token of the preposition; the filler's own token when there is none
} DtArgument;

// How a proposition hangs on its parent.
typedef enum DtLink {
	DT_LINK_ROOT,
	DT_LINK_COMPLEMENT, // clause or infinitive: "said that", "agreed to"
	DT_LINK_ADVERBIAL,  // "after attacking", "when", "because"
	DT_LINK_CONDITION,  // "if", "unless"
	DT_LINK_PURPOSE,    // "to", "in order to"
	DT_LINK_RELATIVE,   // relative or participle clause on a noun
	DT_LINK_COORDINATE,
	DT_LINK_PARATAXIS, // "..., officials said"
	DT_LINK_NOUN,      // an event noun in the clause of its parent
	DT_LINK_COUNT
} DtLink;

const char *dt_link_name(DtLink link);

// Facts of the clause.
typedef enum DtClauseFact {
	DT_CLAUSE_NEGATED = 1 << 0,
	DT_CLAUSE_POSSIBLE = 1 << 1,  // may, might, could, would, possibly
	DT_CLAUSE_FUTURE = 1 << 2,    // will, is to, going to
	DT_CLAUSE_CONDITION = 1 << 3, // stands under if, unless, or is what follows from it
	DT_CLAUSE_INFINITIVE = 1 << 4,
	DT_CLAUSE_PASSIVE = 1 << 5,
	DT_CLAUSE_PAST = 1 << 6,
	DT_CLAUSE_PERFECT = 1 << 7,
	DT_CLAUSE_OBLIGED = 1 << 8,  // should, must, needs to
	DT_CLAUSE_QUESTION = 1 << 9, // whether; ends in a question mark
	DT_CLAUSE_ALLEGED = 1 << 10, // allegedly, reportedly
	DT_CLAUSE_PRESENT = 1 << 11,
	DT_CLAUSE_IMPERATIVE = 1 << 12,
	DT_CLAUSE_WOULD = 1 << 13, // "would": possible, but the future of a past report ("said it would")
} DtClauseFact;

typedef struct DtProposition {
	uint32_t token;
	uint8_t kind; // DtPredicateKind
	uint8_t link; // DtLink
	uint16_t facts;
	int32_t parent; // number of a proposition, -1 for none
	DtArgument *arguments;
	size_t count, capacity;
} DtProposition;

typedef struct DtPropositions {
	const DtToken *tokens;
	size_t token_count;
	DtProposition *items;
	size_t count, capacity;
	int32_t *at;          // [tokens]: the proposition whose predicate is this token, -1 for none
	int32_t *first_child; // [tokens], -1 for none: the tree, downwards
	int32_t *next_sibling;
} DtPropositions;

// True when a token is, or belongs to, an actor known to the world; the caller's, who has found the mentions.
typedef struct DtActorTest {
	bool (*is_actor)(const void *context, size_t token);
	bool (*same_name)(const void *context, size_t token, size_t other); // two words of one known name
	const void *context;
} DtActorTest;

// The propositions of one sentence, every predicate before what it holds only by chance: use parent. All in arena.
void dt_find_propositions(DtArena *arena, const DtLexicon *lexicon, const DtToken *tokens, size_t count,
                          const DtReading *reading, DtActorTest actors, DtPropositions *propositions);

// The first argument in role, or NULL.
const DtArgument *dt_proposition_find(const DtProposition *proposition, DtArgumentRole role);

// The child of token with this relation (subtypes apart), or -1.
int32_t dt_child_find(const DtPropositions *propositions, size_t token, DtDeprel deprel);

#endif
