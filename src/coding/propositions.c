// SPDX-License-Identifier: Apache-2.0
// From a tree to propositions.
//
//   1. a proposition for every verb, event noun and predicative adjective
//   2. its own arguments, read off its children (passive undone; a preposition names its role)
//   3. what it shares: relative clauses and participles take the noun they hang on; controlled infinitives, adverbial
//      participles and coordinate verbs take the subject of the clause above, top down
//   4. the facts of the clause: negation, modality, tense, condition
//
// Which tokens are predicates is decided here; arguments, what is shared and the facts have files of their own.
// Relations are those of Universal Dependencies 2.16 for English. A tree from elsewhere with universal relations alone
// works too: "nsubj:pass" is then missed, and a passive is recognised by its auxiliary.
#include "coding/propositions.h"

#include "coding/clauses.h"

const char *dt_link_name(DtLink link) {
	static const char *const names[] = {"root",     "complement", "adverbial", "condition", "purpose",
	                                    "relative", "coordinate", "parataxis", "noun"};
	return names[link];
}

int32_t dt_child_find(const DtPropositions *propositions, size_t token, DtDeprel deprel) {
	for (int32_t c = propositions->first_child[token]; c >= 0; c = propositions->next_sibling[c]) {
		if (propositions->tokens[c].deprel == deprel) return c;
	}
	return -1;
}

const DtArgument *dt_proposition_find(const DtProposition *proposition, DtArgumentRole role) {
	for (size_t i = 0; i < proposition->count; i++) {
		if (proposition->arguments[i].role == role) return &proposition->arguments[i];
	}
	return NULL;
}

static void index_children(DtClauseBuilder *b) {
	b->out->first_child = DT_NEW_ARRAY(b->arena, int32_t, b->count);
	b->out->next_sibling = DT_NEW_ARRAY(b->arena, int32_t, b->count);
	for (size_t i = 0; i < b->count; i++) b->out->first_child[i] = b->out->next_sibling[i] = -1;
	for (size_t i = b->count; i-- > 0;) {
		int32_t head = b->tokens[i].head;
		if (head < 0 || (size_t)head >= b->count) continue;
		b->out->next_sibling[i] = b->out->first_child[head];
		b->out->first_child[head] = (int32_t)i;
	}
}

// What stands under a condition is conditional, and so is what follows from it.
static void spread_conditions(DtClauseBuilder *b) {
	for (size_t i = 0; i < b->out->count; i++) {
		DtProposition *p = &b->out->items[i];
		const uint16_t open = DT_CLAUSE_WOULD | DT_CLAUSE_POSSIBLE | DT_CLAUSE_FUTURE;
		if (p->link != DT_LINK_CONDITION || p->parent < 0) continue;
		DtProposition *above = &b->out->items[p->parent];
		int32_t mark = dt_child_with(b, p->token, DT_DEPREL_MARK);
		bool unless = mark >= 0 && dt_word_is(&b->tokens[mark], "unless");
		if (unless && above->facts & DT_CLAUSE_PERFECT && !(above->facts & open)) continue; // "has refused unless"
		if (above->facts & DT_CLAUSE_PAST && !(above->facts & open)) continue; // "moved troops in case they came"
		above->facts |= DT_CLAUSE_CONDITION;
	}
}

// The tense of the clause that a proposition hangs in: "said ..., [adding] that it would".
static uint16_t tense_above(const DtClauseBuilder *b, const DtProposition *p) {
	const uint16_t tensed = DT_CLAUSE_PAST | DT_CLAUSE_PERFECT | DT_CLAUSE_PRESENT | DT_CLAUSE_FUTURE;
	uint16_t facts = 0;
	for (size_t steps = 0; p->parent >= 0 && !(facts & tensed) && steps < b->out->count; steps++) {
		p = &b->out->items[p->parent];
		facts = p->facts;
	}
	return facts;
}

// "It would reopen its consulate, the minister promised": who told it comes behind, beside the clause.
static bool is_told_behind(const DtClauseBuilder *b, size_t index) {
	for (size_t i = 0; i < b->out->count; i++) {
		const DtProposition *p = &b->out->items[i];
		bool beside = p->link == DT_LINK_PARATAXIS && p->parent == (int32_t)index;
		uint8_t xpos = b->tokens[p->token].xpos;
		bool past = xpos == DT_XPOS_VBD || xpos == DT_XPOS_VBN; // read as a participle as often as not
		if (beside && past && p->token > b->out->items[index].token) return true;
	}
	return false;
}

// "said it would resume": the future, told from the past.
static void shift_tenses(DtClauseBuilder *b) {
	for (size_t i = 0; i < b->out->count; i++) {
		DtProposition *p = &b->out->items[i];
		if (!(p->facts & DT_CLAUSE_WOULD) || p->facts & DT_CLAUSE_CONDITION) continue;
		bool below = p->link == DT_LINK_COMPLEMENT && p->parent >= 0;
		if ((below && tense_above(b, p) & (DT_CLAUSE_PAST | DT_CLAUSE_PERFECT)) || is_told_behind(b, i))
			p->facts = (uint16_t)((p->facts & ~DT_CLAUSE_POSSIBLE) | DT_CLAUSE_FUTURE);
	}
}

static bool is_copular(const DtClauseBuilder *b, size_t token) { return dt_child_with(b, token, DT_DEPREL_COP) >= 0; }

static bool has_predicate(const DtClauseBuilder *b, size_t token, DtPredicateKind kind) {
	for (const DtPredicateMatch *match = b->reading->predicates[token]; match; match = match->next) {
		if (match->kind == kind) return true;
	}
	return false;
}

// A word inside a name or a modifier of another noun is no predicate of its own ("Attack Helicopter Regiment").
static bool inside_name(const DtClauseBuilder *b, size_t token) {
	uint8_t deprel = b->tokens[token].deprel;
	return deprel == DT_DEPREL_FLAT || deprel == DT_DEPREL_FIXED || deprel == DT_DEPREL_GOESWITH;
}

static int predicate_kind(const DtClauseBuilder *b, size_t token) {
	const DtToken *word = &b->tokens[token];
	if (inside_name(b, token)) return -1;
	bool clause_verb =
		word->upos == DT_UPOS_VERB && word->deprel != DT_DEPREL_AMOD && word->deprel != DT_DEPREL_COMPOUND;
	if (clause_verb) return DT_PREDICATE_VERB;
	if (word->upos == DT_UPOS_AUX && word->deprel != DT_DEPREL_AUX && word->deprel != DT_DEPREL_AUX_PASS &&
	    word->deprel != DT_DEPREL_COP)
		return DT_PREDICATE_VERB;
	bool nominal = word->upos == DT_UPOS_NOUN || word->upos == DT_UPOS_PROPN || word->xpos == DT_XPOS_VBG;
	bool modifies = word->deprel == DT_DEPREL_COMPOUND || word->deprel == DT_DEPREL_AMOD; // "attack helicopters"
	if (nominal && !modifies && has_predicate(b, token, DT_PREDICATE_NOUN)) return DT_PREDICATE_NOUN;
	if (has_predicate(b, token, DT_PREDICATE_ADJECTIVE)) return DT_PREDICATE_ADJECTIVE;
	if (is_copular(b, token)) return nominal ? DT_PREDICATE_NOUN : DT_PREDICATE_ADJECTIVE;
	return -1;
}

static void add_propositions(DtClauseBuilder *b) {
	b->out->at = DT_NEW_ARRAY(b->arena, int32_t, b->count);
	for (size_t i = 0; i < b->count; i++) {
		int kind = predicate_kind(b, i);
		b->out->at[i] = -1;
		if (kind < 0) continue;
		b->out->at[i] = (int32_t)b->out->count;
		DtProposition p = {.token = (uint32_t)i, .kind = (uint8_t)kind, .parent = -1};
		p.facts = dt_clause_facts(b, i);
		bool participle = b->tokens[i].xpos == DT_XPOS_VBN && b->tokens[i].deprel == DT_DEPREL_ACL &&
		                  dt_child_with(b, i, DT_DEPREL_AUX) < 0; // not "reports that soldiers had killed"
		if (kind == DT_PREDICATE_VERB && (dt_is_passive(b, i) || participle)) p.facts |= DT_CLAUSE_PASSIVE;
		DT_PUSH(b->arena, b->out->items, b->out->count, b->out->capacity, p);
	}
}

// Numbers of the propositions with those higher in the tree first, so that sharing flows down.
static uint32_t *top_down(DtClauseBuilder *b) {
	uint32_t *order = DT_NEW_ARRAY(b->arena, uint32_t, b->out->count), *depth_count;
	uint32_t *depth = DT_NEW_ARRAY(b->arena, uint32_t, b->out->count);
	depth_count = DT_NEW_ARRAY(b->arena, uint32_t, b->count + 2);
	for (size_t i = 0; i < b->out->count; i++) {
		for (int32_t up = b->tokens[b->out->items[i].token].head; up >= 0 && depth[i] < b->count;
		     up = b->tokens[up].head)
			depth[i]++;
		depth_count[depth[i] + 1]++;
	}
	for (size_t d = 1; d <= b->count; d++) depth_count[d] += depth_count[d - 1];
	for (size_t i = 0; i < b->out->count; i++) order[depth_count[depth[i]]++] = (uint32_t)i;
	return order;
}

// "has to withdraw", "needs to", "ought to": the verb above only obliges, and the infinitive stands in its place. What
// one had to do was done, but for what somebody says another had to.
static void raise_obligations(DtClauseBuilder *b) {
	for (size_t i = 0; i < b->out->count; i++) {
		DtProposition *p = &b->out->items[i];
		const DtToken *token = &b->tokens[p->token];
		if (p->parent < 0 || token->deprel != DT_DEPREL_XCOMP || !(p->facts & DT_CLAUSE_INFINITIVE)) continue;
		DtProposition *above = &b->out->items[p->parent];
		const DtToken *verb = &b->tokens[above->token];
		bool obliges = dt_lemma_is(verb, "have") || dt_lemma_is(verb, "need") || dt_word_is(verb, "ought");
		bool direct = above->token + 1 < b->count && dt_word_is(&b->tokens[above->token + 1], "to") &&
		              token->head == (int32_t)above->token;
		bool done = above->facts & DT_CLAUSE_PAST && above->link != DT_LINK_COMPLEMENT;
		if (!obliges || !direct || done || dt_proposition_find(above, DT_ROLE_OBJ)) continue;
		p->facts = (uint16_t)((p->facts & ~DT_CLAUSE_INFINITIVE) | above->facts | DT_CLAUSE_OBLIGED);
		p->link = above->link;
		p->parent = above->parent;
		for (size_t a = 0; p->parent >= 0 && a < b->out->items[p->parent].count; a++) {
			DtArgument *argument = &b->out->items[p->parent].arguments[a];
			if (argument->token == above->token) argument->token = p->token;
		}
		above->count = 0;
	}
}

static DtReservedConcepts find_reserved(const DtLexicon *lexicon) {
	return (DtReservedConcepts){
		.negation = dt_lexicon_concept_find(lexicon, dt_slice_of("negation")),
		.possible = dt_lexicon_concept_find(lexicon, dt_slice_of("modal-possible")),
		.future = dt_lexicon_concept_find(lexicon, dt_slice_of("modal-future")),
		.obliged = dt_lexicon_concept_find(lexicon, dt_slice_of("modal-obliged")),
		.adverb_possible = dt_lexicon_concept_find(lexicon, dt_slice_of("adverb-possible")),
		.alleged = dt_lexicon_concept_find(lexicon, dt_slice_of("adverb-alleged")),
		.conditional = dt_lexicon_concept_find(lexicon, dt_slice_of("conditional")),
		.speech = dt_lexicon_concept_find(lexicon, dt_slice_of("speech")),
		.claiming = dt_lexicon_concept_find(lexicon, dt_slice_of("claiming")),
		.suffered = dt_lexicon_concept_find(lexicon, dt_slice_of("suffered")),
		.preventing = dt_lexicon_concept_find(lexicon, dt_slice_of("preventing")),
		.spoken = dt_lexicon_concept_find(lexicon, dt_slice_of("spoken-text")),
	};
}

void dt_find_propositions(DtArena *arena, const DtLexicon *lexicon, const DtToken *tokens, size_t count,
                          const DtReading *reading, DtActorTest actors, DtPropositions *propositions) {
	*propositions = (DtPropositions){.tokens = tokens, .token_count = count};
	DtClauseBuilder b = {arena,
	                     lexicon,
	                     reading,
	                     tokens,
	                     count,
	                     actors,
	                     propositions,
	                     DT_NEW_ARRAY(arena, bool, count),
	                     find_reserved(lexicon)};
	index_children(&b);
	add_propositions(&b);
	uint32_t *order = top_down(&b);
	for (size_t i = 0; i < propositions->count; i++) {
		DtProposition *p = &propositions->items[i];
		if (p->kind == DT_PREDICATE_VERB)
			dt_add_verb_arguments(&b, p);
		else if (p->kind == DT_PREDICATE_NOUN)
			dt_add_noun_arguments(&b, p);
		else
			dt_add_adjective_arguments(&b, p);
		p->link =
			(uint8_t)(p->kind == DT_PREDICATE_NOUN && !is_copular(&b, p->token) ? DT_LINK_NOUN : dt_clause_link(&b, p));
		p->parent = dt_parent_of(&b, p->token);
		if (p->parent < 0) p->link = DT_LINK_ROOT;
	}
	spread_conditions(&b);
	shift_tenses(&b);
	for (size_t i = 0; i < propositions->count; i++) dt_share_free_relative(&b, &propositions->items[i]);
	for (size_t i = 0; i < propositions->count; i++) dt_share_down(&b, &propositions->items[order[i]]);
	raise_obligations(&b);
}
