// SPDX-License-Identifier: Apache-2.0
// From a tree to propositions.
//
//   1. a proposition for every verb, event noun and predicative adjective
//   2. its own arguments, read off its children (passive undone; a preposition names its role)
//   3. what it shares: relative clauses and participles take the noun they hang on; controlled infinitives, adverbial
//      participles and coordinate verbs take the subject of the clause above, top down
//   4. the facts of the clause: negation, modality, tense, condition
//
// Relations are those of Universal Dependencies 2.16 for English. A tree from elsewhere with universal relations alone
// works too: "nsubj:pass" is then missed, and a passive is recognised by its auxiliary.
#include "coding/propositions.h"

typedef struct Reserved { // concepts that the program itself reads: data/lexicon/reserved.concepts
	DtConcept negation, possible, future, obliged, adverb_possible, alleged, conditional, speech, claiming, preventing,
		suffered;
} Reserved;

typedef struct Builder {
	DtArena *arena;
	const DtLexicon *lexicon;
	const DtReading *reading;
	const DtToken *tokens;
	size_t count;
	DtActorTest actors;
	DtPropositions *out;
	bool *ordered; // [tokens]: an infinitive for the object of the verb above, wherever the tree hung it
	Reserved reserved;
} Builder;

const char *dt_link_name(DtLink link) {
	static const char *const names[] = {"root",     "complement", "adverbial", "condition", "purpose",
	                                    "relative", "coordinate", "parataxis", "noun"};
	return names[link];
}

static bool word_is(const DtToken *token, const char *word) {
	return dt_slice_equal_folded(token->form, dt_slice_of(word));
}

static bool lemma_is(const DtToken *token, const char *lemma) {
	return dt_slice_equal_folded(token->lemma, dt_slice_of(lemma));
}

static int32_t first_child(const Builder *b, size_t token) { return b->out->first_child[token]; }
static int32_t next_sibling(const Builder *b, int32_t token) { return b->out->next_sibling[token]; }

int32_t dt_child_find(const DtPropositions *propositions, size_t token, DtDeprel deprel) {
	for (int32_t c = propositions->first_child[token]; c >= 0; c = propositions->next_sibling[c]) {
		if (propositions->tokens[c].deprel == deprel) return c;
	}
	return -1;
}

static int32_t child(const Builder *b, size_t token, DtDeprel deprel) { return dt_child_find(b->out, token, deprel); }

const DtArgument *dt_proposition_find(const DtProposition *proposition, DtArgumentRole role) {
	for (size_t i = 0; i < proposition->count; i++) {
		if (proposition->arguments[i].role == role) return &proposition->arguments[i];
	}
	return NULL;
}

static void index_children(Builder *b) {
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

// ---- arguments ----

static void add_argument(Builder *b, DtProposition *p, DtArgumentRole role, size_t token, size_t preposition,
                         bool shared) {
	for (size_t i = 0; i < p->count; i++) {
		if (p->arguments[i].role == role && p->arguments[i].token == token) return;
	}
	DtArgument argument = {
		.role = (uint8_t)role, .token = (uint32_t)token, .preposition = (uint32_t)preposition, .shared = shared};
	DT_PUSH(b->arena, p->arguments, p->count, p->capacity, argument);
}

// "Egypt, not Turkey": named only to be told apart.
static bool is_excluded(const Builder *b, size_t conjunct) {
	for (int32_t c = first_child(b, conjunct); c >= 0; c = next_sibling(b, c)) {
		bool links = b->tokens[c].deprel == DT_DEPREL_ADVMOD || b->tokens[c].deprel == DT_DEPREL_CC;
		if (links && word_is(&b->tokens[c], "not") && (size_t)c < conjunct) return true;
	}
	return false;
}

// The filler and what is coordinated with it.
static void add_fillers(Builder *b, DtProposition *p, DtArgumentRole role, size_t token, size_t preposition,
                        bool shared) {
	add_argument(b, p, role, token, preposition, shared);
	for (int32_t c = first_child(b, token); c >= 0; c = next_sibling(b, c)) {
		if (b->tokens[c].deprel != DT_DEPREL_CONJ || is_excluded(b, (size_t)c)) continue;
		add_argument(b, p, role, (size_t)c, preposition, shared);
		for (int32_t d = first_child(b, (size_t)c); d >= 0; d = next_sibling(b, d)) // a list that the tree nests
			if (b->tokens[d].deprel == DT_DEPREL_CONJ && !is_excluded(b, (size_t)d))
				add_argument(b, p, role, (size_t)d, preposition, shared);
	}
}

// "at least 19", "up to 100", "as many as": words of counting, no prepositions.
static bool counts_only(const Builder *b, size_t token) {
	if (token + 1 >= b->count) return false;
	const DtToken *word = &b->tokens[token], *next = &b->tokens[token + 1];
	bool superlative = word_is(next, "least") || word_is(next, "most");
	if (word_is(word, "at")) return superlative;
	bool number = next->upos == DT_UPOS_NUM || (token + 2 < b->count && b->tokens[token + 2].upos == DT_UPOS_NUM);
	return number && (word_is(word, "up") || word_is(word, "to")) && token > 0 &&
	       (word_is(word, "up") || word_is(&b->tokens[token - 1], "up"));
}

// The preposition of a nominal, or of a clause when marks is set; -1 when it has none.
static int32_t preposition_of(const Builder *b, size_t token, bool marks) {
	for (int32_t c = first_child(b, token); c >= 0; c = next_sibling(b, c)) {
		uint8_t deprel = b->tokens[c].deprel;
		if (counts_only(b, (size_t)c)) continue;
		if (deprel == DT_DEPREL_CASE && !word_is(&b->tokens[c], "'s") && b->tokens[c].xpos != DT_XPOS_POS) return c;
		bool infinitive =
			word_is(&b->tokens[c], "to") && b->tokens[token].xpos != DT_XPOS_VBG; // "committed to returning"
		if (marks && deprel == DT_DEPREL_MARK && !infinitive) return c;
	}
	return -1;
}

static DtArgumentRole preposition_role(const Builder *b, int32_t preposition) {
	static const struct {
		const char *first, *second;
		DtArgumentRole role;
	} fixed[] = {
		{"ahead", "of", DT_ROLE_BEFORE}, {"along", "with", DT_ROLE_WITH},    {"together", "with", DT_ROLE_WITH},
		{"prior", "to", DT_ROLE_BEFORE}, {"next", "to", DT_ROLE_NEAR},       {"close", "to", DT_ROLE_NEAR},
		{"as", "of", DT_ROLE_SINCE},     {"as", "for", DT_ROLE_ABOUT},       {"out", "of", DT_ROLE_FROM},
		{"such", "as", DT_ROLE_AS},      {"outside", "of", DT_ROLE_OUTSIDE}, {"inside", "of", DT_ROLE_INSIDE},
	};
	const DtToken *token = &b->tokens[preposition];
	int32_t second = child(b, (size_t)preposition, DT_DEPREL_FIXED);
	if (second < 0) {
		DtArgumentRole role = dt_role_find(token->lemma);
		if (role == DT_ROLE_COUNT) role = dt_role_find(token->form);
		return role == DT_ROLE_COUNT || role <= DT_ROLE_SENTENCE ? DT_ROLE_PREPOSITION : role;
	}
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
		if (word_is(token, fixed[i].first) && word_is(&b->tokens[second], fixed[i].second)) return fixed[i].role;
	}
	return DT_ROLE_PREPOSITION;
}

// "Three soldiers killed in Mali", "Minister sacked by president": a passive that has only its subject's label, and no
// auxiliary, is one in a headline, of what is done to people, or by somebody; a sentence with its full stop that calls
// on somebody is active, whatever the label.
static bool lacks_auxiliary(const Builder *b, size_t verb) {
	bool finite = b->tokens[verb].xpos == DT_XPOS_VBD;
	bool headline = !word_is(&b->tokens[b->count - 1], ".");
	if (!finite && (headline || dt_reading_has(b->reading, verb, b->reserved.suffered))) return true;
	for (int32_t c = first_child(b, verb); c >= 0; c = next_sibling(b, c)) {
		if (b->tokens[c].deprel == DT_DEPREL_OBL_AGENT && b->actors.is_actor(b->actors.context, (size_t)c)) return true;
	}
	return false;
}

static bool is_passive(const Builder *b, size_t verb) {
	bool subject = false, auxiliary = false;
	for (int32_t c = first_child(b, verb); c >= 0; c = next_sibling(b, c)) {
		uint8_t deprel = b->tokens[c].deprel;
		if (deprel == DT_DEPREL_AUX_PASS) return true;
		subject |= deprel == DT_DEPREL_NSUBJ_PASS || deprel == DT_DEPREL_CSUBJ_PASS;
		auxiliary |= deprel == DT_DEPREL_AUX || deprel == DT_DEPREL_COP;
	}
	bool alone = subject && !auxiliary && b->tokens[verb].deprel != DT_DEPREL_CONJ;
	if (alone) return lacks_auxiliary(b, verb);
	return subject || (b->tokens[verb].features & DT_FEATURE_PASSIVE) != 0;
}

static bool is_relative_pronoun(const DtToken *token) {
	return token->xpos == DT_XPOS_WDT || token->xpos == DT_XPOS_WP || token->xpos == DT_XPOS_WPS ||
	       token->xpos == DT_XPOS_WRB ||
	       (token->upos == DT_UPOS_PRON &&
	        (word_is(token, "that") || word_is(token, "which") || word_is(token, "who")));
}

// "hand over the district", "stand up for Denmark": the last word of the predicate's phrase, as the lexicon knows it,
// that the tree took for a preposition.
static bool is_particle(const Builder *b, const DtProposition *p, int32_t preposition) {
	for (const DtPredicateMatch *match = b->reading->predicates[p->token]; match; match = match->next) {
		bool whole = match->kind == DT_PREDICATE_VERB && match->words >= 2 && match->count == match->words;
		if (whole && match->first == p->token && preposition == (int32_t)(match->first + match->count - 1)) return true;
	}
	return false;
}

static bool is_measure(const Builder *b, size_t token) {
	return dt_reading_has(b->reading, token, dt_lexicon_concept_find(b->lexicon, dt_slice_of("measure")));
}

// "laid the blame on Hungary", "a strike by Iran on Iraq": what hangs on a filler often belongs to the predicate.
static void hoist_obliques(Builder *b, DtProposition *p, size_t filler, bool only_names) {
	if (only_names && b->tokens[filler].upos != DT_UPOS_PROPN) return;
	for (int32_t c = first_child(b, filler); c >= 0; c = next_sibling(b, c)) {
		if (b->tokens[c].deprel != DT_DEPREL_NMOD) continue;
		int32_t preposition = preposition_of(b, (size_t)c, false);
		DtArgumentRole role = preposition < 0 ? DT_ROLE_OF : preposition_role(b, preposition);
		bool inner = role == DT_ROLE_OF && p->kind == DT_PREDICATE_VERB && is_measure(b, filler);
		if (inner) hoist_obliques(b, p, (size_t)c, only_names); // "a batch of troops from Chad"
		if (role == DT_ROLE_OF || role == DT_ROLE_PREPOSITION || (only_names && role == DT_ROLE_IN)) continue;
		add_fillers(b, p, role, (size_t)c, (size_t)preposition, true);
	}
}

// "set [free] the journalist": a word of the predicate's own phrase, as the lexicon knows it.
static bool is_in_phrase(const Builder *b, const DtProposition *p, size_t token) {
	for (const DtPredicateMatch *match = b->reading->predicates[p->token]; match; match = match->next) {
		if (match->kind == DT_PREDICATE_VERB && match->first <= token && token < match->first + match->count)
			return true;
	}
	return false;
}

// "held talks in Jordan [with the king]", "took part in drills [alongside warships]": company is kept by the predicate.
static void hoist_company(Builder *b, DtProposition *p, size_t filler) {
	for (int32_t c = first_child(b, filler); c >= 0; c = next_sibling(b, c)) {
		int32_t preposition = b->tokens[c].deprel == DT_DEPREL_NMOD ? preposition_of(b, (size_t)c, false) : -1;
		DtArgumentRole role = preposition < 0 ? DT_ROLE_OF : preposition_role(b, preposition);
		if (role == DT_ROLE_WITH || role == DT_ROLE_ALONGSIDE || role == DT_ROLE_AGAINST)
			add_fillers(b, p, role, (size_t)c, (size_t)preposition, true);
	}
}

static void add_oblique(Builder *b, DtProposition *p, size_t token, bool passive) {
	int32_t preposition = preposition_of(b, token, false);
	bool bare = preposition < 0 && b->tokens[token].deprel == DT_DEPREL_OBL && token > p->token;
	if (bare && !passive && !dt_proposition_find(p, DT_ROLE_OBJ)) // "released at least 19": an object after all
		add_fillers(b, p, DT_ROLE_OBJ, token, token, false);
	if (preposition < 0) return;
	if (is_particle(b, p, preposition)) {
		add_fillers(b, p, DT_ROLE_OBJ, token, token, true);
		hoist_obliques(b, p, token, false);
	}
	DtArgumentRole role = preposition_role(b, preposition);
	int32_t landmark = role == DT_ROLE_IN && word_is(&b->tokens[token], "front") ? child(b, token, DT_DEPREL_NMOD) : -1;
	if (landmark >= 0) { // "in front of the embassy"
		role = DT_ROLE_OUTSIDE;
		token = (size_t)landmark;
	}
	bool agent = b->tokens[token].deprel == DT_DEPREL_OBL_AGENT;
	if (role == DT_ROLE_BY && (agent || (passive && b->actors.is_actor(b->actors.context, token)))) role = DT_ROLE_SUBJ;
	add_fillers(b, p, role, token, (size_t)preposition, false);
	if (role == DT_ROLE_IN) hoist_company(b, p, token);
}

// An adverbial clause that a preposition introduces fills that role: "accused of bombing", "for attacking".
static void add_prepositional_clause(Builder *b, DtProposition *p, size_t token) {
	int32_t mark = preposition_of(b, token, true);
	if (mark < 0) return;
	DtArgumentRole role = preposition_role(b, mark);
	bool wanted = role == DT_ROLE_OF || role == DT_ROLE_FOR || role == DT_ROLE_FROM || role == DT_ROLE_AGAINST ||
	              role == DT_ROLE_ON || role == DT_ROLE_ABOUT || role == DT_ROLE_INTO || role == DT_ROLE_WITH ||
	              role == DT_ROLE_IN || role == DT_ROLE_TO || role == DT_ROLE_AT || role == DT_ROLE_OVER;
	if (wanted) add_fillers(b, p, role, token, (size_t)mark, false);
}

static bool is_infinitive(const Builder *b, size_t verb) {
	int32_t mark = child(b, verb, DT_DEPREL_MARK);
	return b->tokens[verb].xpos == DT_XPOS_VB && mark >= 0 && word_is(&b->tokens[mark], "to");
}

// True when the lexicon has the verb with an infinitive for its object: "order", "urge", "tell".
static bool orders(const Builder *b, size_t verb) {
	for (const DtPredicateMatch *match = b->reading->predicates[verb]; match; match = match->next) {
		for (uint32_t i = 0; match->kind == DT_PREDICATE_VERB && i < match->operator_count; i++)
			for (int s = 0; s < match->operators[i]->slot_count; s++)
				if (match->operators[i]->slots[s] == DT_ROLE_INF) return true;
	}
	return false;
}

// "insisted that Chad devalue": a clause with a bare verb demands.
static bool is_mandative(const Builder *b, size_t verb) {
	int32_t subject = child(b, verb, DT_DEPREL_NSUBJ);
	if (subject < 0) return false;
	bool one =
		b->tokens[subject].xpos == DT_XPOS_NNP || b->tokens[subject].xpos == DT_XPOS_NN; // "Chad close" lacks its -s
	bool bare = b->tokens[verb].xpos == DT_XPOS_VB || (b->tokens[verb].xpos == DT_XPOS_VBP && one);
	return bare && child(b, verb, DT_DEPREL_AUX) < 0 && child(b, verb, DT_DEPREL_AUX_PASS) < 0;
}

static int32_t infinitive_below(const Builder *b, size_t token, DtDeprel deprel) {
	for (int32_t c = first_child(b, token); c >= 0; c = next_sibling(b, c))
		if (b->tokens[c].deprel == deprel && is_infinitive(b, (size_t)c)) return c;
	return -1;
}

// "ordered [the company] [to pay]": what somebody is to do, as a complement, a purpose or a clause of the object.
static void add_ordered_infinitive(Builder *b, DtProposition *p) {
	int32_t clause = child(b, p->token, DT_DEPREL_CCOMP);
	if (clause >= 0 && is_mandative(b, (size_t)clause))
		add_fillers(b, p, DT_ROLE_INF, (size_t)clause, (size_t)clause, false);
	const DtArgument *object = dt_proposition_find(p, DT_ROLE_OBJ);
	if (!object) object = dt_proposition_find(p, DT_ROLE_TO);
	if (!object) return;
	int32_t infinitive = infinitive_below(b, p->token, DT_DEPREL_XCOMP);
	if (infinitive < 0 && orders(b, p->token) && b->actors.is_actor(b->actors.context, object->token)) {
		infinitive = infinitive_below(b, p->token, DT_DEPREL_ADVCL);
		if (infinitive < 0) infinitive = infinitive_below(b, object->token, DT_DEPREL_ACL);
		if (infinitive < 0) infinitive = infinitive_below(b, object->token, DT_DEPREL_ADVCL);
		bool plain = !object->shared && infinitive >= 0 &&
		             child(b, (size_t)infinitive, DT_DEPREL_AUX_PASS) < 0; // not "called on Chad to think"
		if (plain) add_fillers(b, p, DT_ROLE_COMP, (size_t)infinitive, (size_t)infinitive, false);
	}
	if (infinitive < 0 || (size_t)infinitive < object->token) return;
	if (child(b, (size_t)infinitive, DT_DEPREL_AUX_PASS) >= 0) return; // "to be jailed": nothing that the object does
	b->ordered[infinitive] = true;
	add_fillers(b, p, DT_ROLE_INF, (size_t)infinitive, (size_t)infinitive, false);
}

// What hangs on another word of the predicate's phrase: "made clear its support", "stopped short of imposing
// sanctions".
static void add_phrase_object(Builder *b, DtProposition *p, size_t part) {
	int32_t object = child(b, part, DT_DEPREL_OBJ);
	for (int32_t c = first_child(b, part); c >= 0; c = next_sibling(b, c)) {
		if (b->tokens[c].deprel == DT_DEPREL_OBL) add_oblique(b, p, (size_t)c, false);
		if (b->tokens[c].deprel == DT_DEPREL_ADVCL) add_prepositional_clause(b, p, (size_t)c);
	}
	if (object < 0) return;
	add_fillers(b, p, DT_ROLE_OBJ, (size_t)object, (size_t)object, false);
	hoist_obliques(b, p, (size_t)object, false);
}

// "gave Estonia [data]", "gave NATO [assurances]": the tree calls the thing given an indirect object and has no object.
static bool is_only_object(const Builder *b, size_t verb, size_t token) {
	if (child(b, verb, DT_DEPREL_OBJ) >= 0 || b->actors.is_actor(b->actors.context, token)) return false;
	for (int32_t c = next_sibling(b, (int32_t)token); c >= 0; c = next_sibling(b, c))
		if (b->tokens[c].deprel == DT_DEPREL_IOBJ) return false;
	return true;
}

static void add_named_receiver(Builder *b, DtProposition *p, size_t object) {
	add_fillers(b, p, DT_ROLE_OBJ, object, object, false);
	int32_t name = child(b, object, DT_DEPREL_COMPOUND);
	if (name >= 0 && b->tokens[name].upos == DT_UPOS_PROPN && b->actors.is_actor(b->actors.context, (size_t)name))
		add_argument(b, p, DT_ROLE_TO, (size_t)name, (size_t)name, true);
	hoist_obliques(b, p, object, false);
}

// True when a line of the verb asks for "to".
static bool takes_receiver(const Builder *b, const DtProposition *p) {
	for (const DtPredicateMatch *match = b->reading->predicates[p->token]; match; match = match->next) {
		for (uint32_t i = 0; match->kind == DT_PREDICATE_VERB && i < match->frame_count; i++)
			for (int s = 0; s < match->frames[i]->slot_count; s++)
				if (match->frames[i]->slots[s].roles >> DT_ROLE_TO & 1) return true;
	}
	return false;
}

// "returned a bust of the head of an emperor [to the ambassador]": the tree hangs the receiver on the nearest noun.
static void hoist_receiver(Builder *b, DtProposition *p, size_t filler, int depth) {
	enum { DEEPEST = 4 };
	for (int32_t c = first_child(b, filler); c >= 0 && depth < DEEPEST; c = next_sibling(b, c)) {
		uint8_t deprel = b->tokens[c].deprel;
		if (deprel != DT_DEPREL_NMOD && deprel != DT_DEPREL_OBL && deprel != DT_DEPREL_ACL &&
		    deprel != DT_DEPREL_ACL_RELCL)
			continue;
		int32_t preposition = preposition_of(b, (size_t)c, false);
		bool receiver = depth > 0 && preposition >= 0 && preposition_role(b, preposition) == DT_ROLE_TO;
		if (receiver && b->actors.is_actor(b->actors.context, (size_t)c))
			add_fillers(b, p, DT_ROLE_TO, (size_t)c, (size_t)preposition, true);
		else
			hoist_receiver(b, p, (size_t)c, depth + 1);
	}
}

static void add_verb_arguments(Builder *b, DtProposition *p) {
	bool passive = (p->facts & DT_CLAUSE_PASSIVE) != 0;
	bool has_object = child(b, p->token, DT_DEPREL_OBJ) >= 0;
	DtArgumentRole subject = !passive ? DT_ROLE_SUBJ : has_object ? DT_ROLE_TO : DT_ROLE_OBJ;
	for (int32_t c = first_child(b, p->token); c >= 0; c = next_sibling(b, c)) {
		size_t token = (size_t)c;
		switch (b->tokens[c].deprel) {
		case DT_DEPREL_NSUBJ:
		case DT_DEPREL_NSUBJ_PASS:
		case DT_DEPREL_NSUBJ_OUTER:
			add_fillers(b, p, subject, token, token, false);
			if (subject == DT_ROLE_OBJ) hoist_obliques(b, p, token, false);
			break;
		case DT_DEPREL_CSUBJ:
		case DT_DEPREL_CSUBJ_PASS:
		case DT_DEPREL_CSUBJ_OUTER:
			add_fillers(b, p, subject, token, token, false);
			break;
		case DT_DEPREL_OBJ:
			add_fillers(b, p, DT_ROLE_OBJ, token, token, false);
			hoist_obliques(b, p, token, false);
			if (takes_receiver(b, p)) hoist_receiver(b, p, token, 0);
			break;
		case DT_DEPREL_IOBJ:
			if (is_only_object(b, p->token, token))
				add_named_receiver(b, p, token);
			else
				add_fillers(b, p, DT_ROLE_TO, token, token, false);
			break;
		case DT_DEPREL_CCOMP:
		case DT_DEPREL_XCOMP:
			add_fillers(b, p, DT_ROLE_COMP, token, token, false);
			if (is_in_phrase(b, p, token)) add_phrase_object(b, p, token);
			if (!has_object && b->tokens[c].upos == DT_UPOS_PROPN && b->actors.is_actor(b->actors.context, token))
				add_fillers(b, p, DT_ROLE_OBJ, token, token, true); // "called President Bashir"
			break;
		case DT_DEPREL_OBL:
		case DT_DEPREL_OBL_AGENT:
		case DT_DEPREL_NMOD:
			add_oblique(b, p, token, passive);
			break;
		case DT_DEPREL_ADVCL:
			add_prepositional_clause(b, p, token);
			break;
		default:
			break;
		}
	}
	add_ordered_infinitive(b, p);
}

static void add_modifier(Builder *b, DtProposition *p, size_t token) {
	add_fillers(b, p, DT_ROLE_MOD, token, token, false);
	for (size_t i = p->count; i-- > 0;) {
		DtArgument modifier = p->arguments[i];
		if (modifier.role != DT_ROLE_MOD || modifier.modifier) continue;
		p->arguments[i].modifier = true;
		if (!b->actors.is_actor(b->actors.context, modifier.token)) continue;
		add_argument(b, p, DT_ROLE_SUBJ, modifier.token, modifier.token, false);
		p->arguments[p->count - 1].modifier = true;
	}
}

// "Cuba is under an embargo": who is under it suffers it.
static bool stands_under(const Builder *b, size_t noun) {
	int32_t preposition = preposition_of(b, noun, false);
	return preposition >= 0 && word_is(&b->tokens[preposition], "under");
}

static bool takes_clause(const Builder *b, size_t noun) {
	for (const DtPredicateMatch *match = b->reading->predicates[noun]; match; match = match->next)
		if (match->kind == DT_PREDICATE_NOUN && match->operator_count) return true;
	return false;
}

// "evidence that Iran sold them missiles", "fears that they will attack": a tree may take the clause for a relative
// one, but its "that" stands for nothing.
static bool is_content_clause(const Builder *b, size_t verb) {
	const DtToken *token = &b->tokens[verb];
	if (token->deprel != DT_DEPREL_ACL_RELCL || token->head < 0) return false;
	int32_t that = -1, object = child(b, verb, DT_DEPREL_OBJ), subject = child(b, verb, DT_DEPREL_NSUBJ);
	if (subject < 0) subject = child(b, verb, DT_DEPREL_NSUBJ_PASS);
	for (int32_t c = first_child(b, verb); c >= 0 && that < 0; c = next_sibling(b, c))
		if (word_is(&b->tokens[c], "that") && (size_t)c < verb) that = c;
	if (that < 0 || subject < 0 || subject == that) return false;
	if (b->tokens[that].deprel == DT_DEPREL_MARK) return true;
	if (!takes_clause(b, (size_t)token->head)) return false;
	for (int32_t c = first_child(b, verb); c >= 0 && object == that; c = next_sibling(b, c))
		if (b->tokens[c].deprel == DT_DEPREL_OBJ && c != that) object = c;
	return b->tokens[that].deprel != DT_DEPREL_OBJ || (object >= 0 && object != that);
}

static void add_noun_arguments(Builder *b, DtProposition *p) {
	DtArgumentRole subject = stands_under(b, p->token) ? DT_ROLE_ON : DT_ROLE_SUBJ;
	for (int32_t c = first_child(b, p->token); c >= 0; c = next_sibling(b, c)) {
		size_t token = (size_t)c;
		int32_t preposition;
		switch (b->tokens[c].deprel) {
		case DT_DEPREL_NMOD_POSS:
			add_fillers(b, p, DT_ROLE_SUBJ, token, token, false);
			break;
		case DT_DEPREL_NSUBJ:
		case DT_DEPREL_NSUBJ_OUTER:
			add_fillers(b, p, subject, token, token, false);
			break;
		case DT_DEPREL_NMOD:
		case DT_DEPREL_OBL:
			preposition = preposition_of(b, token, false);
			if (preposition < 0) break;
			DtArgumentRole role = preposition_role(b, preposition);
			add_fillers(b, p, role == DT_ROLE_BY ? DT_ROLE_SUBJ : role, token, (size_t)preposition, false);
			if (role == DT_ROLE_OF) add_fillers(b, p, DT_ROLE_OBJ, token, (size_t)preposition, false);
			hoist_obliques(b, p, token, true);
			break;
		case DT_DEPREL_AMOD:
		case DT_DEPREL_COMPOUND:
		case DT_DEPREL_NMOD_DESC:
			add_modifier(b, p, token);
			break;
		case DT_DEPREL_ACL_RELCL:
			if (is_content_clause(b, token)) add_fillers(b, p, DT_ROLE_COMP, token, token, false);
			break;
		case DT_DEPREL_ACL:
		case DT_DEPREL_CCOMP:
		case DT_DEPREL_XCOMP:
			if (b->tokens[c].deprel != DT_DEPREL_ACL || b->tokens[c].xpos == DT_XPOS_VB ||
			    child(b, token, DT_DEPREL_MARK) >= 0)
				add_fillers(b, p, DT_ROLE_COMP, token, token, false);
			if (b->tokens[c].deprel == DT_DEPREL_ACL) add_prepositional_clause(b, p, token);
			break;
		default:
			break;
		}
	}
}

// "ready", "willing": an adjective of the operator "promise" is somebody's, never the weather's.
static bool promises(const Builder *b, size_t adjective) {
	for (const DtPredicateMatch *match = b->reading->predicates[adjective]; match; match = match->next) {
		for (uint32_t i = 0; match->kind == DT_PREDICATE_ADJECTIVE && i < match->operator_count; i++)
			if (dt_slice_is(match->operators[i]->name, "promise")) return true;
	}
	return false;
}

static void add_adjective_arguments(Builder *b, DtProposition *p) {
	for (int32_t c = first_child(b, p->token); c >= 0; c = next_sibling(b, c)) {
		size_t token = (size_t)c;
		switch (b->tokens[c].deprel) {
		case DT_DEPREL_NSUBJ:
		case DT_DEPREL_NSUBJ_OUTER:
		case DT_DEPREL_NSUBJ_PASS:
			add_fillers(b, p, DT_ROLE_SUBJ, token, token, false);
			break;
		case DT_DEPREL_EXPL: // "said it is ready to": whoever it is
			if (promises(b, p->token) && b->actors.is_actor(b->actors.context, token))
				add_argument(b, p, DT_ROLE_SUBJ, token, token, false);
			break;
		case DT_DEPREL_OBL:
		case DT_DEPREL_NMOD:
			add_oblique(b, p, token, false);
			break;
		case DT_DEPREL_XCOMP:
		case DT_DEPREL_CCOMP:
			add_fillers(b, p, DT_ROLE_COMP, token, token, false);
			break;
		case DT_DEPREL_ADVCL:
			if (b->tokens[c].xpos == DT_XPOS_VB)
				add_fillers(b, p, DT_ROLE_COMP, token, token, false);
			else
				add_prepositional_clause(b, p, token);
			break;
		default:
			break;
		}
	}
	const DtToken *token = &b->tokens[p->token];
	bool attributive = token->deprel == DT_DEPREL_AMOD || token->deprel == DT_DEPREL_ACL;
	if (attributive && token->head >= 0 && !dt_proposition_find(p, DT_ROLE_SUBJ))
		add_argument(b, p, DT_ROLE_SUBJ, (size_t)token->head, (size_t)token->head, true);
}

// ---- the facts of a clause ----

static bool has(const Builder *b, size_t token, DtConcept concept) {
	return dt_reading_has(b->reading, token, concept);
}

static bool next_is(const Builder *b, size_t token, const char *word) {
	return token + 1 < b->count && word_is(&b->tokens[token + 1], word);
}

static bool previous_is(const Builder *b, size_t token, const char *word) {
	return token > 0 && word_is(&b->tokens[token - 1], word);
}

// Words of denial that deny nothing of their clause: "not only", "not until Friday", "cannot but", "far from that".
static bool denies_nothing(const Builder *b, size_t token) {
	static const char *const after[] = {"only",  "just", "merely",  "simply", "least",
	                                    "until", "till", "because", "but",    NULL};
	const DtToken *word = &b->tokens[token];
	for (int i = 0; (word_is(word, "not") || word_is(word, "n't")) && after[i]; i++)
		if (next_is(b, token, after[i])) return true;
	return word_is(word, "far") || word_is(word, "instead") || word_is(word, "rather") || previous_is(b, token, "why");
}

static bool is_negative(const Builder *b, size_t token) {
	const DtToken *word = &b->tokens[token];
	if (denies_nothing(b, token)) return false;
	if (has(b, token, b->reserved.negation)) return true;
	return lemma_is(word, "not") || word_is(word, "n't") || lemma_is(word, "never");
}

static bool has_no(const Builder *b, size_t nominal) {
	for (int32_t c = first_child(b, nominal); c >= 0; c = next_sibling(b, c)) {
		if ((size_t)c > nominal) continue;
		if (word_is(&b->tokens[c], "no") || word_is(&b->tokens[c], "neither")) return true;
		bool few = word_is(&b->tokens[c], "not") && (next_is(b, (size_t)c, "a") || next_is(b, (size_t)c, "one"));
		bool one = word_is(&b->tokens[c], "one") && previous_is(b, (size_t)c, "not");
		if (few || one) return true;
	}
	return word_is(&b->tokens[nominal], "nobody") || word_is(&b->tokens[nominal], "nothing") ||
	       word_is(&b->tokens[nominal], "none");
}

static uint16_t auxiliary_facts(const Builder *b, size_t aux) {
	const DtToken *token = &b->tokens[aux];
	uint16_t facts = 0;
	if (token->xpos == DT_XPOS_MD) {
		if (has(b, aux, b->reserved.future))
			facts |= DT_CLAUSE_FUTURE;
		else if (has(b, aux, b->reserved.obliged))
			facts |= DT_CLAUSE_OBLIGED;
		else if (has(b, aux, b->reserved.possible))
			facts |= DT_CLAUSE_POSSIBLE;
	}
	if (word_is(token, "would") || word_is(token, "'d")) facts |= DT_CLAUSE_WOULD;
	if (token->xpos == DT_XPOS_VBD) facts |= DT_CLAUSE_PAST;
	if (token->xpos == DT_XPOS_VBZ || token->xpos == DT_XPOS_VBP) facts |= DT_CLAUSE_PRESENT;
	if (lemma_is(token, "have")) facts |= DT_CLAUSE_PERFECT;
	return facts;
}

static uint16_t mark_facts(const Builder *b, size_t mark) {
	const DtToken *token = &b->tokens[mark];
	if (has(b, mark, b->reserved.conditional) || word_is(token, "if") || word_is(token, "unless"))
		return DT_CLAUSE_CONDITION;
	if (word_is(token, "whether")) return DT_CLAUSE_QUESTION;
	if (word_is(token, "without") || word_is(token, "instead") || word_is(token, "rather")) return DT_CLAUSE_NEGATED;
	return 0;
}

static uint16_t own_tense(const DtToken *token) {
	switch (token->xpos) {
	case DT_XPOS_VBD:
		return DT_CLAUSE_PAST;
	case DT_XPOS_VBZ:
	case DT_XPOS_VBP:
		return DT_CLAUSE_PRESENT;
	default:
		return 0;
	}
}

// "is to meet", "is due to meet": a bare "be" before an infinitive plans; "is yet to meet" has not; "was to have met"
// did not.
static uint16_t plan_facts(const Builder *b, size_t verb) {
	bool to = false, be = false, have = false, yet = false;
	for (int32_t c = first_child(b, verb); c >= 0; c = next_sibling(b, c)) {
		bool mark = b->tokens[c].deprel == DT_DEPREL_MARK;
		bool plans = (word_is(&b->tokens[c], "due") || word_is(&b->tokens[c], "set")) && next_is(b, (size_t)c, "to");
		to |= mark && (word_is(&b->tokens[c], "to") || plans);
		be |= lemma_is(&b->tokens[c], "be") &&
		      (b->tokens[c].deprel == DT_DEPREL_AUX || b->tokens[c].deprel == DT_DEPREL_COP);
		have |= word_is(&b->tokens[c], "have") && b->tokens[c].deprel == DT_DEPREL_AUX;
		yet |= word_is(&b->tokens[c], "yet") && next_is(b, (size_t)c, "to");
	}
	if (!to) return 0;
	if (be && have && b->tokens[verb].xpos == DT_XPOS_VBN) return DT_CLAUSE_POSSIBLE;
	if (!be || b->tokens[verb].xpos != DT_XPOS_VB) return 0;
	return yet ? DT_CLAUSE_NEGATED : DT_CLAUSE_FUTURE;
}

// "vowed never to let": the word between a verb and its infinitive denies the infinitive.
static bool denies_infinitive(const Builder *b, size_t verb, size_t word) {
	int32_t infinitive = child(b, verb, DT_DEPREL_XCOMP);
	return word > verb && infinitive > (int32_t)word && b->tokens[infinitive].xpos == DT_XPOS_VB;
}

static bool has_infinitive(const Builder *b, size_t verb) {
	int32_t below = child(b, verb, DT_DEPREL_XCOMP);
	return below >= 0 && b->tokens[below].xpos != DT_XPOS_VBG && child(b, (size_t)below, DT_DEPREL_MARK) >= 0;
}

// What a verb says of its infinitive: "has yet to", "is going to", "is said to".
static uint16_t raising_facts(const Builder *b, size_t verb) {
	const DtToken *token = &b->tokens[verb];
	bool claimed = has(b, verb, b->reserved.claiming) && is_passive(b, verb) && child(b, verb, DT_DEPREL_EXPL) >= 0;
	if (claimed) return DT_CLAUSE_ALLEGED; // "it is alleged that"
	if (!has_infinitive(b, verb)) return 0;
	int32_t yet = child(b, verb, DT_DEPREL_ADVMOD);
	if (lemma_is(token, "have") && yet >= 0 && word_is(&b->tokens[yet], "yet")) return DT_CLAUSE_NEGATED;
	bool be = child(b, verb, DT_DEPREL_AUX) >= 0 && lemma_is(&b->tokens[child(b, verb, DT_DEPREL_AUX)], "be");
	if (word_is(token, "going") && be) return DT_CLAUSE_FUTURE;
	bool reports = has(b, verb, b->reserved.speech) || has(b, verb, b->reserved.claiming);
	return reports && is_passive(b, verb) ? DT_CLAUSE_ALLEGED : 0;
}

// "Did Cuba expel them?" leaves it open, "Why did Cuba expel them?" does not.
static uint16_t question_facts(const Builder *b, size_t predicate) {
	bool asked = false, wh = false;
	for (int32_t c = first_child(b, predicate); c >= 0; c = next_sibling(b, c)) {
		asked |= word_is(&b->tokens[c], "?");
		wh |= b->tokens[c].xpos == DT_XPOS_WRB || b->tokens[c].xpos == DT_XPOS_WP || b->tokens[c].xpos == DT_XPOS_WDT;
	}
	return asked && !wh ? DT_CLAUSE_QUESTION : 0;
}

// "a suspected airstrike hit a convoy": what the happening that acts is said to be, its deed is.
static uint16_t subject_facts(const Builder *b, size_t subject) {
	uint16_t facts = 0;
	bool happens = false;
	for (const DtPredicateMatch *match = b->reading->predicates[subject]; match; match = match->next)
		happens |= match->kind == DT_PREDICATE_NOUN && match->frame_count > 0;
	for (int32_t c = first_child(b, subject); happens && c >= 0; c = next_sibling(b, c)) {
		if (b->tokens[c].deprel != DT_DEPREL_AMOD) continue;
		if (has(b, (size_t)c, b->reserved.adverb_possible)) facts |= DT_CLAUSE_POSSIBLE;
		if (has(b, (size_t)c, b->reserved.alleged)) facts |= DT_CLAUSE_ALLEGED;
	}
	return facts;
}

// "prevented them from attacking", "far from attacking": what "from" introduces did not happen.
static uint16_t prevented_facts(const Builder *b, size_t predicate, size_t mark) {
	int32_t head = b->tokens[predicate].head;
	bool clause = b->tokens[predicate].deprel == DT_DEPREL_ADVCL || b->tokens[predicate].deprel == DT_DEPREL_XCOMP ||
	              b->tokens[predicate].deprel == DT_DEPREL_ACL;
	if (!word_is(&b->tokens[mark], "from") || !clause || head < 0) return 0;
	return has(b, (size_t)head, b->reserved.preventing) || previous_is(b, mark, "far") ? DT_CLAUSE_NEGATED : 0;
}

// "could not but criticise", "cannot help criticising"
static bool cannot_but(const Builder *b, size_t predicate) { return previous_is(b, predicate, "but"); }

static uint16_t clause_facts(const Builder *b, size_t predicate) {
	uint16_t facts = own_tense(&b->tokens[predicate]);
	int32_t head = b->tokens[predicate].head;
	if (head >= 0 && b->tokens[predicate].deprel == DT_DEPREL_XCOMP) {
		for (int32_t c = first_child(b, (size_t)head); c >= 0; c = next_sibling(b, c))
			if (b->tokens[c].deprel == DT_DEPREL_ADVMOD && is_negative(b, (size_t)c) &&
			    denies_infinitive(b, (size_t)head, (size_t)c))
				facts |= DT_CLAUSE_NEGATED;
	}
	for (int32_t c = first_child(b, predicate); c >= 0; c = next_sibling(b, c)) {
		size_t token = (size_t)c;
		switch (b->tokens[c].deprel) {
		case DT_DEPREL_AUX:
		case DT_DEPREL_AUX_PASS:
		case DT_DEPREL_COP:
			facts |= auxiliary_facts(b, token);
			break;
		case DT_DEPREL_MARK:
		case DT_DEPREL_CASE:
			facts |= mark_facts(b, token) | prevented_facts(b, predicate, token);
			if (word_is(&b->tokens[c], "to") && b->tokens[predicate].xpos == DT_XPOS_VB) facts |= DT_CLAUSE_INFINITIVE;
			break;
		case DT_DEPREL_ADVMOD:
		case DT_DEPREL_CC:
		case DT_DEPREL_CC_PRECONJ:
		case DT_DEPREL_DET:
			if (is_negative(b, token) && !denies_infinitive(b, predicate, token)) facts |= DT_CLAUSE_NEGATED;
			if (has(b, token, b->reserved.adverb_possible)) facts |= DT_CLAUSE_POSSIBLE;
			if (has(b, token, b->reserved.alleged)) facts |= DT_CLAUSE_ALLEGED;
			if (word_is(&b->tokens[c], "nor") || word_is(&b->tokens[c], "neither")) facts |= DT_CLAUSE_NEGATED;
			break;
		case DT_DEPREL_AMOD:
			if (has(b, token, b->reserved.adverb_possible)) facts |= DT_CLAUSE_POSSIBLE;
			if (has(b, token, b->reserved.alleged)) facts |= DT_CLAUSE_ALLEGED;
			break;
		case DT_DEPREL_NSUBJ:
		case DT_DEPREL_NSUBJ_PASS:
			facts |= subject_facts(b, token);
			if (has_no(b, token)) facts |= DT_CLAUSE_NEGATED;
			break;
		case DT_DEPREL_OBJ:
		case DT_DEPREL_OBL:
			if (has_no(b, token)) facts |= DT_CLAUSE_NEGATED;
			break;
		default:
			break;
		}
	}
	if (has_no(b, predicate)) facts |= DT_CLAUSE_NEGATED;
	facts |= plan_facts(b, predicate) | raising_facts(b, predicate) | question_facts(b, predicate);
	if (facts & DT_CLAUSE_POSSIBLE && cannot_but(b, predicate))
		facts &= (uint16_t) ~(DT_CLAUSE_POSSIBLE | DT_CLAUSE_NEGATED);
	return facts;
}

// ---- what a proposition shares with others ----

static DtProposition *at(const Builder *b, int32_t token) {
	int32_t number = token < 0 ? -1 : b->out->at[token];
	return number < 0 ? NULL : &b->out->items[number];
}

static void share(Builder *b, DtProposition *to, DtArgumentRole to_role, const DtProposition *from,
                  DtArgumentRole role) {
	size_t count = from->count;
	for (size_t i = 0; i < count; i++) {
		DtArgument argument = from->arguments[i];
		if (argument.role == role && argument.token != to->token)
			add_argument(b, to, to_role, argument.token, argument.preposition, true);
	}
}

// The role that the grammatical subject has.
static DtArgumentRole subject_role(const DtProposition *p) {
	return p->facts & DT_CLAUSE_PASSIVE ? DT_ROLE_OBJ : DT_ROLE_SUBJ;
}

static bool has_role(const DtProposition *p, DtArgumentRole role) { return dt_proposition_find(p, role) != NULL; }

static void share_subject(Builder *b, DtProposition *p, const DtProposition *above) {
	DtArgumentRole role = subject_role(p);
	if (has_role(p, role)) return;
	if (has_role(above, subject_role(above)))
		share(b, p, role, above, subject_role(above));
	else if (above->kind != DT_PREDICATE_NOUN && has_role(above, DT_ROLE_SUBJ))
		share(b, p, role, above, DT_ROLE_SUBJ);
}

// The subject of an infinitive: the object above when there is one that can act ("urged Iran to stop"), else the
// subject.
static void share_control(Builder *b, DtProposition *p, const DtProposition *above) {
	DtArgumentRole role = subject_role(p);
	if (has_role(p, role)) return;
	if (above->kind == DT_PREDICATE_VERB && has_role(above, DT_ROLE_OBJ))
		share(b, p, role, above, DT_ROLE_OBJ);
	else if (above->kind == DT_PREDICATE_VERB && has_role(above, DT_ROLE_TO))
		share(b, p, role, above, DT_ROLE_TO);
	else
		share_subject(b, p, above);
}

static void share_coordinate(Builder *b, DtProposition *p, const DtProposition *above) {
	const DtToken *token = &b->tokens[p->token];
	if (!has_role(p, subject_role(p))) share_subject(b, p, above);
	bool bare = !has_role(p, DT_ROLE_OBJ) && !has_role(p, DT_ROLE_COMP) && !(p->facts & DT_CLAUSE_PASSIVE);
	const DtArgument *object = dt_proposition_find(above, DT_ROLE_OBJ);
	if (bare && object && object->token > p->token && p->kind == DT_PREDICATE_VERB) // "condemned and rejected the plan"
		share(b, p, DT_ROLE_OBJ, above, DT_ROLE_OBJ);
	uint16_t own = DT_CLAUSE_PAST | DT_CLAUSE_PRESENT | DT_CLAUSE_FUTURE | DT_CLAUSE_POSSIBLE | DT_CLAUSE_OBLIGED;
	bool has_subject = child(b, p->token, DT_DEPREL_NSUBJ) >= 0;
	if (!(p->facts & own) && !has_subject && token->xpos != DT_XPOS_VBD)
		p->facts |= above->facts & (own | DT_CLAUSE_INFINITIVE | DT_CLAUSE_CONDITION | DT_CLAUSE_PERFECT);
}

static void share_relative(Builder *b, DtProposition *p, size_t noun) {
	const DtToken *verb = &b->tokens[p->token];
	bool replaced = false;
	for (size_t i = 0; i < p->count; i++) {
		const DtToken *filler = &b->tokens[p->arguments[i].token];
		if (!is_relative_pronoun(filler) || p->arguments[i].token == noun) continue;
		p->arguments[i].token = (uint32_t)noun;
		p->arguments[i].shared = replaced = true;
	}
	if (replaced) return;
	if (verb->xpos == DT_XPOS_VBG && verb->deprel == DT_DEPREL_ACL) {
		if (!has_role(p, DT_ROLE_SUBJ)) add_argument(b, p, DT_ROLE_SUBJ, noun, noun, true);
	} else if (verb->deprel == DT_DEPREL_ACL && (p->facts & DT_CLAUSE_PASSIVE)) {
		if (!has_role(p, DT_ROLE_OBJ))
			add_argument(b, p, DT_ROLE_OBJ, noun, noun, true);
		else if (!has_role(p, DT_ROLE_TO))
			add_argument(b, p, DT_ROLE_TO, noun, noun, true);
	} else if (verb->deprel == DT_DEPREL_ACL_RELCL) {
		DtArgumentRole role = !has_role(p, subject_role(p)) ? subject_role(p) : DT_ROLE_OBJ;
		if (!has_role(p, role)) add_argument(b, p, role, noun, noun, true);
	}
}

// "bombed what India called a camp": what it is called fills the place of the clause.
static void share_free_relative(Builder *b, DtProposition *p) {
	static const char *const naming[] = {"call", "describe", "term", "label", "consider", "say", "believe", NULL};
	size_t count = p->count;
	for (size_t i = 0; i < count; i++) {
		DtArgument whole = p->arguments[i];
		if (whole.role != DT_ROLE_COMP && whole.role != DT_ROLE_OBJ) continue;
		int32_t clause = child(b, whole.token, DT_DEPREL_ACL_RELCL);
		size_t verb = word_is(&b->tokens[whole.token], "what") && clause >= 0 ? (size_t)clause : whole.token;
		const DtProposition *inner = at(b, (int32_t)verb);
		bool what = false, names = false;
		for (int n = 0; naming[n]; n++) names |= lemma_is(&b->tokens[verb], naming[n]);
		for (size_t k = 0; inner && k < inner->count; k++)
			what |= word_is(&b->tokens[inner->arguments[k].token], "what");
		what |= word_is(&b->tokens[whole.token], "what");
		for (size_t k = 0; k < count; k++) // the tree may give the "what" to the verb outside
			what |= whole.role == DT_ROLE_COMP && word_is(&b->tokens[p->arguments[k].token], "what");
		if (!inner || !names || !what) continue;
		p->arguments[i].role = DT_ROLE_PREPOSITION; // the clause itself fills nothing any more
		for (size_t k = 0; k < inner->count; k++) {
			DtArgument named = inner->arguments[k];
			bool fills = named.role == DT_ROLE_OBJ || named.role == DT_ROLE_AS || named.role == DT_ROLE_COMP;
			if (fills && !word_is(&b->tokens[named.token], "what"))
				add_argument(b, p, DT_ROLE_OBJ, named.token, named.preposition, true);
			bool where = named.role == DT_ROLE_NEAR || named.role == DT_ROLE_IN || named.role == DT_ROLE_AT;
			if (where) add_argument(b, p, (DtArgumentRole)named.role, named.token, named.preposition, true);
		}
	}
}

// ---- links: how each hangs on the one above ----

static DtLink clause_link(const Builder *b, const DtProposition *p) {
	const DtToken *token = &b->tokens[p->token];
	if (b->ordered[p->token]) return DT_LINK_COMPLEMENT;
	switch (token->deprel) {
	case DT_DEPREL_XCOMP: // "provided that"
		if (token->xpos == DT_XPOS_VBN && has(b, p->token, b->reserved.conditional)) return DT_LINK_CONDITION;
		return DT_LINK_COMPLEMENT;
	case DT_DEPREL_CCOMP:
	case DT_DEPREL_CSUBJ:
	case DT_DEPREL_CSUBJ_PASS:
	case DT_DEPREL_CSUBJ_OUTER:
		return DT_LINK_COMPLEMENT;
	case DT_DEPREL_CONJ:
		return DT_LINK_COORDINATE;
	case DT_DEPREL_PARATAXIS:
	case DT_DEPREL_DISCOURSE:
	case DT_DEPREL_LIST:
		return DT_LINK_PARATAXIS;
	case DT_DEPREL_ACL_RELCL:
		return is_content_clause(b, p->token) ? DT_LINK_COMPLEMENT : DT_LINK_RELATIVE;
	case DT_DEPREL_ACL:
	case DT_DEPREL_APPOS:
		return DT_LINK_RELATIVE;
	case DT_DEPREL_ADVCL:
	case DT_DEPREL_ADVCL_RELCL:
		if (p->facts & DT_CLAUSE_CONDITION) return DT_LINK_CONDITION;
		return p->facts & DT_CLAUSE_INFINITIVE ? DT_LINK_PURPOSE : DT_LINK_ADVERBIAL;
	case DT_DEPREL_ROOT:
		return DT_LINK_ROOT;
	default:
		return DT_LINK_NOUN;
	}
}

// The nearest proposition above in the tree.
static int32_t parent_of(const Builder *b, size_t token) {
	size_t steps = 0;
	for (int32_t up = b->tokens[token].head; up >= 0 && steps < b->count; up = b->tokens[up].head, steps++) {
		if (b->out->at[up] >= 0) return b->out->at[up];
	}
	return -1;
}

static void share_down(Builder *b, DtProposition *p) {
	const DtToken *token = &b->tokens[p->token];
	bool ordered = b->ordered[p->token];
	DtProposition *above = ordered && p->parent >= 0 ? &b->out->items[p->parent] : at(b, token->head);
	if (p->kind == DT_PREDICATE_NOUN) return;
	if (p->link == DT_LINK_RELATIVE && token->head >= 0 && !(p->facts & DT_CLAUSE_INFINITIVE)) {
		share_relative(b, p, (size_t)token->head);
		return;
	}
	if (!above) return;
	switch (p->link) {
	case DT_LINK_COMPLEMENT:
		if (token->deprel == DT_DEPREL_XCOMP || ordered) share_control(b, p, above);
		break;
	case DT_LINK_ADVERBIAL:
	case DT_LINK_PURPOSE:
	case DT_LINK_CONDITION:
		if (above->kind != DT_PREDICATE_NOUN) {
			bool object_controls = above->kind == DT_PREDICATE_VERB && has_role(above, DT_ROLE_OBJ) &&
			                       preposition_of(b, p->token, true) >= 0 && p->link == DT_LINK_ADVERBIAL &&
			                       (word_is(&b->tokens[preposition_of(b, p->token, true)], "of") ||
			                        word_is(&b->tokens[preposition_of(b, p->token, true)], "for") ||
			                        word_is(&b->tokens[preposition_of(b, p->token, true)], "from"));
			if (object_controls)
				share_control(b, p, above); // "accused Iran of arming"
			else
				share_subject(b, p, above);
		}
		break;
	case DT_LINK_RELATIVE:
		share_subject(b, p, above);
		break; // "Iran's plan to attack"
	case DT_LINK_COORDINATE:
		share_coordinate(b, p, above);
		break;
	default:
		break;
	}
}

// What stands under a condition is conditional, and so is what follows from it.
static void spread_conditions(Builder *b) {
	for (size_t i = 0; i < b->out->count; i++) {
		DtProposition *p = &b->out->items[i];
		const uint16_t open = DT_CLAUSE_WOULD | DT_CLAUSE_POSSIBLE | DT_CLAUSE_FUTURE;
		if (p->link != DT_LINK_CONDITION || p->parent < 0) continue;
		DtProposition *above = &b->out->items[p->parent];
		if (above->facts & DT_CLAUSE_PAST && !(above->facts & open)) continue; // "moved troops in case they came"
		above->facts |= DT_CLAUSE_CONDITION;
	}
}

// "said it would resume": the future, told from the past.
static void shift_tenses(Builder *b) {
	for (size_t i = 0; i < b->out->count; i++) {
		DtProposition *p = &b->out->items[i];
		bool reported = p->link == DT_LINK_COMPLEMENT && p->parent >= 0 && !(p->facts & DT_CLAUSE_CONDITION);
		if (!reported || !(p->facts & DT_CLAUSE_WOULD)) continue;
		if (b->out->items[p->parent].facts & (DT_CLAUSE_PAST | DT_CLAUSE_PERFECT))
			p->facts = (uint16_t)((p->facts & ~DT_CLAUSE_POSSIBLE) | DT_CLAUSE_FUTURE);
	}
}

// ---- which tokens are predicates ----

static bool is_copular(const Builder *b, size_t token) { return child(b, token, DT_DEPREL_COP) >= 0; }

static bool has_predicate(const Builder *b, size_t token, DtPredicateKind kind) {
	for (const DtPredicateMatch *match = b->reading->predicates[token]; match; match = match->next) {
		if (match->kind == kind) return true;
	}
	return false;
}

// A word inside a name or a modifier of another noun is no predicate of its own ("Attack Helicopter Regiment").
static bool inside_name(const Builder *b, size_t token) {
	uint8_t deprel = b->tokens[token].deprel;
	return deprel == DT_DEPREL_FLAT || deprel == DT_DEPREL_FIXED || deprel == DT_DEPREL_GOESWITH;
}

static int predicate_kind(const Builder *b, size_t token) {
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

static void add_propositions(Builder *b) {
	b->out->at = DT_NEW_ARRAY(b->arena, int32_t, b->count);
	for (size_t i = 0; i < b->count; i++) {
		int kind = predicate_kind(b, i);
		b->out->at[i] = -1;
		if (kind < 0) continue;
		b->out->at[i] = (int32_t)b->out->count;
		DtProposition p = {.token = (uint32_t)i, .kind = (uint8_t)kind, .parent = -1};
		p.facts = clause_facts(b, i);
		bool participle = b->tokens[i].xpos == DT_XPOS_VBN && b->tokens[i].deprel == DT_DEPREL_ACL;
		if (kind == DT_PREDICATE_VERB && (is_passive(b, i) || participle)) p.facts |= DT_CLAUSE_PASSIVE;
		DT_PUSH(b->arena, b->out->items, b->out->count, b->out->capacity, p);
	}
}

// Numbers of the propositions with those higher in the tree first, so that sharing flows down.
static uint32_t *top_down(Builder *b) {
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

static Reserved find_reserved(const DtLexicon *lexicon) {
	return (Reserved){
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
	};
}

void dt_find_propositions(DtArena *arena, const DtLexicon *lexicon, const DtToken *tokens, size_t count,
                          const DtReading *reading, DtActorTest actors, DtPropositions *propositions) {
	*propositions = (DtPropositions){.tokens = tokens, .token_count = count};
	Builder b = {arena,
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
			add_verb_arguments(&b, p);
		else if (p->kind == DT_PREDICATE_NOUN)
			add_noun_arguments(&b, p);
		else
			add_adjective_arguments(&b, p);
		p->link =
			(uint8_t)(p->kind == DT_PREDICATE_NOUN && !is_copular(&b, p->token) ? DT_LINK_NOUN : clause_link(&b, p));
		p->parent = parent_of(&b, p->token);
		if (p->parent < 0) p->link = DT_LINK_ROOT;
	}
	spread_conditions(&b);
	shift_tenses(&b);
	for (size_t i = 0; i < propositions->count; i++) share_free_relative(&b, &propositions->items[i]);
	for (size_t i = 0; i < propositions->count; i++) share_down(&b, &propositions->items[order[i]]);
}
