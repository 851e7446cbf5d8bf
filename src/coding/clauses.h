// SPDX-License-Identifier: Apache-2.0
// The parts that make propositions of a tree, a file each. For propositions.c and these parts alone.
#ifndef DT_CODING_CLAUSES_H
#define DT_CODING_CLAUSES_H

#include "coding/propositions.h"

typedef struct DtReservedConcepts { // concepts that the program itself reads: data/lexicon/reserved.concepts
	DtConcept negation, possible, future, obliged, adverb_possible, alleged, conditional, speech, claiming, preventing,
		suffered, spoken;
} DtReservedConcepts;

typedef struct DtClauseBuilder {
	DtArena *arena;
	const DtLexicon *lexicon;
	const DtReading *reading;
	const DtToken *tokens;
	size_t count;
	DtActorTest actors;
	DtPropositions *out;
	bool *ordered; // [tokens]: an infinitive for the object of the verb above, wherever the tree hung it
	DtReservedConcepts reserved;
} DtClauseBuilder;

// ---- arguments.c ----

// Adds an argument, once.
void dt_add_argument(DtClauseBuilder *b, DtProposition *p, DtArgumentRole role, size_t token, size_t preposition,
                     bool shared);

// Those of a verb: subject, objects, prepositions, clauses.
void dt_add_verb_arguments(DtClauseBuilder *b, DtProposition *p);

// "evidence that Iran sold them missiles", "fears that they will attack": a tree may take the clause for a relative
// one, but its "that" stands for nothing.
bool dt_is_content_clause(const DtClauseBuilder *b, size_t verb);

// Those of a noun: possessor, modifiers, what its prepositions and clauses bring.
void dt_add_noun_arguments(DtClauseBuilder *b, DtProposition *p);

// Those of an adjective: its subject, its complement.
void dt_add_adjective_arguments(DtClauseBuilder *b, DtProposition *p);

// ---- prepositions.c ----

// The preposition of a nominal, or of a clause when marks is set; -1 when it has none.
int32_t dt_preposition_of(const DtClauseBuilder *b, size_t token, bool marks);

// The role that a preposition names.
DtArgumentRole dt_preposition_role(const DtClauseBuilder *b, int32_t preposition);

// ---- clause_facts.c ----

// True for a passive verb: by its auxiliary, or where headlines leave that out.
bool dt_is_passive(const DtClauseBuilder *b, size_t verb);

// Whether a token is a word of a reserved concept.
bool dt_has_reserved(const DtClauseBuilder *b, size_t token, DtConcept concept);

// The facts of the clause of a predicate (DtClauseFact).
uint16_t dt_clause_facts(const DtClauseBuilder *b, size_t predicate);

// ---- shared_arguments.c ----

// "bombed what India called a camp": what it is called fills the place of the clause.
void dt_share_free_relative(DtClauseBuilder *b, DtProposition *p);

// How a proposition hangs on the one above.
DtLink dt_clause_link(const DtClauseBuilder *b, const DtProposition *p);

// The nearest proposition above in the tree.
int32_t dt_parent_of(const DtClauseBuilder *b, size_t token);

// Gives a proposition what it shares with the one above, which has its own.
void dt_share_down(DtClauseBuilder *b, DtProposition *p);

// ---- words and the tree ----

// Whether a token is the word, in any case of letters.
static inline bool dt_word_is(const DtToken *token, const char *word) {
	return dt_slice_equal_folded(token->form, dt_slice_of(word));
}

// The same of its lemma.
static inline bool dt_lemma_is(const DtToken *token, const char *lemma) {
	return dt_slice_equal_folded(token->lemma, dt_slice_of(lemma));
}

// The tree, downwards; -1 at its end.
static inline int32_t dt_first_child(const DtClauseBuilder *b, size_t token) { return b->out->first_child[token]; }

static inline int32_t dt_next_sibling(const DtClauseBuilder *b, int32_t token) { return b->out->next_sibling[token]; }

// The first child with a relation, or -1.
static inline int32_t dt_child_with(const DtClauseBuilder *b, size_t token, DtDeprel deprel) {
	return dt_child_find(b->out, token, deprel);
}

// The proposition whose predicate is the token; NULL for none, and for -1.
static inline DtProposition *dt_proposition_at(const DtClauseBuilder *b, int32_t token) {
	int32_t number = token < 0 ? -1 : b->out->at[token];
	return number < 0 ? NULL : &b->out->items[number];
}

#endif
