// SPDX-License-Identifier: Apache-2.0
// A predicate's own arguments, read off its children.
//
// A relation or a preposition names the role; the passive is undone; what is coordinated with a filler fills the role
// too. Where the tree hangs a phrase on a filler that belongs to the predicate ("laid the blame on Hungary", "gave
// Estonia data"), it is hoisted. Verbs, nouns and adjectives are each read their own way.
#include "coding/clauses.h"

void dt_add_argument(DtClauseBuilder *b, DtProposition *p, DtArgumentRole role, size_t token, size_t preposition,
                     bool shared) {
	for (size_t i = 0; i < p->count; i++) {
		if (p->arguments[i].role == role && p->arguments[i].token == token) return;
	}
	DtArgument argument = {
		.role = (uint8_t)role, .token = (uint32_t)token, .preposition = (uint32_t)preposition, .shared = shared};
	DT_PUSH(b->arena, p->arguments, p->count, p->capacity, argument);
}

// "Egypt, not Turkey": named only to be told apart.
static bool is_excluded(const DtClauseBuilder *b, size_t conjunct) {
	for (int32_t c = dt_first_child(b, conjunct); c >= 0; c = dt_next_sibling(b, c)) {
		bool links = b->tokens[c].deprel == DT_DEPREL_ADVMOD || b->tokens[c].deprel == DT_DEPREL_CC;
		if (links && dt_word_is(&b->tokens[c], "not") && (size_t)c < conjunct) return true;
	}
	return false;
}

// The filler and what is coordinated with it.
static void add_fillers(DtClauseBuilder *b, DtProposition *p, DtArgumentRole role, size_t token, size_t preposition,
                        bool shared) {
	dt_add_argument(b, p, role, token, preposition, shared);
	for (int32_t c = dt_first_child(b, token); c >= 0; c = dt_next_sibling(b, c)) {
		if (b->tokens[c].deprel == DT_DEPREL_NMOD && b->actors.same_name(b->actors.context, token, (size_t)c)) {
			for (int32_t d = dt_first_child(b, (size_t)c); d >= 0; d = dt_next_sibling(b, d)) {
				bool beside = b->tokens[d].deprel == DT_DEPREL_CONJ && d > c; // "the Association of Nations and China"
				if (beside && !b->actors.same_name(b->actors.context, token, (size_t)d))
					dt_add_argument(b, p, role, (size_t)d, preposition, shared);
			}
		}
		if (b->tokens[c].deprel != DT_DEPREL_CONJ || is_excluded(b, (size_t)c)) continue;
		dt_add_argument(b, p, role, (size_t)c, preposition, shared);
		for (int32_t d = dt_first_child(b, (size_t)c); d >= 0; d = dt_next_sibling(b, d)) // a list that the tree nests
			if (b->tokens[d].deprel == DT_DEPREL_CONJ && !is_excluded(b, (size_t)d))
				dt_add_argument(b, p, role, (size_t)d, preposition, shared);
	}
}

// "hand over the district", "stand up for Denmark": the last word of the predicate's phrase, as the lexicon knows it,
// that the tree took for a preposition.
static bool is_particle(const DtClauseBuilder *b, const DtProposition *p, int32_t preposition) {
	for (const DtPredicateMatch *match = b->reading->predicates[p->token]; match; match = match->next) {
		bool whole = match->kind == DT_PREDICATE_VERB && match->words >= 2 && match->count == match->words;
		if (whole && match->first == p->token && preposition == (int32_t)(match->first + match->count - 1)) return true;
	}
	return false;
}

static bool is_measure(const DtClauseBuilder *b, size_t token) {
	return dt_reading_has(b->reading, token, dt_lexicon_concept_find(b->lexicon, dt_slice_of("measure")));
}

// "laid the blame on Hungary", "a strike by Iran on Iraq": what hangs on a filler often belongs to the predicate.
static void hoist_obliques(DtClauseBuilder *b, DtProposition *p, size_t filler, bool only_names) {
	if (only_names && b->tokens[filler].upos != DT_UPOS_PROPN) return;
	for (int32_t c = dt_first_child(b, filler); c >= 0; c = dt_next_sibling(b, c)) {
		if (b->tokens[c].deprel != DT_DEPREL_NMOD) continue;
		int32_t preposition = dt_preposition_of(b, (size_t)c, false);
		DtArgumentRole role = preposition < 0 ? DT_ROLE_OF : dt_preposition_role(b, preposition);
		bool inner = role == DT_ROLE_OF && p->kind == DT_PREDICATE_VERB && is_measure(b, filler);
		if (inner) hoist_obliques(b, p, (size_t)c, only_names); // "a batch of troops from Chad"
		if (role == DT_ROLE_OF || role == DT_ROLE_PREPOSITION || (only_names && role == DT_ROLE_IN)) continue;
		add_fillers(b, p, role, (size_t)c, (size_t)preposition, true);
	}
}

// "set [free] the journalist": a word of the predicate's own phrase, as the lexicon knows it.
static bool is_in_phrase(const DtClauseBuilder *b, const DtProposition *p, size_t token) {
	for (const DtPredicateMatch *match = b->reading->predicates[p->token]; match; match = match->next) {
		if (match->kind == DT_PREDICATE_VERB && match->first <= token && token < match->first + match->count)
			return true;
	}
	return false;
}

// "held talks in Jordan [with the king]", "took part in drills [alongside warships]": company is kept by the predicate.
static void hoist_company(DtClauseBuilder *b, DtProposition *p, size_t filler) {
	for (int32_t c = dt_first_child(b, filler); c >= 0; c = dt_next_sibling(b, c)) {
		int32_t preposition = b->tokens[c].deprel == DT_DEPREL_NMOD ? dt_preposition_of(b, (size_t)c, false) : -1;
		DtArgumentRole role = preposition < 0 ? DT_ROLE_OF : dt_preposition_role(b, preposition);
		if (role == DT_ROLE_WITH || role == DT_ROLE_ALONGSIDE || role == DT_ROLE_AGAINST)
			add_fillers(b, p, role, (size_t)c, (size_t)preposition, true);
	}
}

static void add_oblique(DtClauseBuilder *b, DtProposition *p, size_t token, bool passive) {
	int32_t preposition = dt_preposition_of(b, token, false);
	bool bare = preposition < 0 && b->tokens[token].deprel == DT_DEPREL_OBL && token > p->token;
	if (bare && !passive && !dt_proposition_find(p, DT_ROLE_OBJ)) // "released at least 19": an object after all
		add_fillers(b, p, DT_ROLE_OBJ, token, token, false);
	if (preposition < 0) return;
	if (is_particle(b, p, preposition)) {
		add_fillers(b, p, DT_ROLE_OBJ, token, token, true);
		hoist_obliques(b, p, token, false);
	}
	DtArgumentRole role = dt_preposition_role(b, preposition);
	int32_t landmark =
		role == DT_ROLE_IN && dt_word_is(&b->tokens[token], "front") ? dt_child_with(b, token, DT_DEPREL_NMOD) : -1;
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
static void add_prepositional_clause(DtClauseBuilder *b, DtProposition *p, size_t token) {
	int32_t mark = dt_preposition_of(b, token, true);
	if (mark < 0) return;
	DtArgumentRole role = dt_preposition_role(b, mark);
	bool wanted = role == DT_ROLE_OF || role == DT_ROLE_FOR || role == DT_ROLE_FROM || role == DT_ROLE_AGAINST ||
	              role == DT_ROLE_ON || role == DT_ROLE_ABOUT || role == DT_ROLE_INTO || role == DT_ROLE_WITH ||
	              role == DT_ROLE_IN || role == DT_ROLE_TO || role == DT_ROLE_AT || role == DT_ROLE_OVER;
	if (wanted) add_fillers(b, p, role, token, (size_t)mark, false);
}

static bool is_infinitive(const DtClauseBuilder *b, size_t verb) {
	int32_t mark = dt_child_with(b, verb, DT_DEPREL_MARK);
	return b->tokens[verb].xpos == DT_XPOS_VB && mark >= 0 && dt_word_is(&b->tokens[mark], "to");
}

// True when the lexicon has the verb with an infinitive for its object: "order", "urge", "tell".
static bool orders(const DtClauseBuilder *b, size_t verb) {
	for (const DtPredicateMatch *match = b->reading->predicates[verb]; match; match = match->next) {
		for (uint32_t i = 0; match->kind == DT_PREDICATE_VERB && i < match->operator_count; i++)
			for (int s = 0; s < match->operators[i]->slot_count; s++)
				if (match->operators[i]->slots[s] == DT_ROLE_INF) return true;
	}
	return false;
}

// "insisted that Chad devalue": a clause with a bare verb demands.
static bool is_mandative(const DtClauseBuilder *b, size_t verb) {
	int32_t subject = dt_child_with(b, verb, DT_DEPREL_NSUBJ);
	if (subject < 0) return false;
	bool one =
		b->tokens[subject].xpos == DT_XPOS_NNP || b->tokens[subject].xpos == DT_XPOS_NN; // "Chad close" lacks its -s
	bool bare = b->tokens[verb].xpos == DT_XPOS_VB || (b->tokens[verb].xpos == DT_XPOS_VBP && one);
	return bare && dt_child_with(b, verb, DT_DEPREL_AUX) < 0 && dt_child_with(b, verb, DT_DEPREL_AUX_PASS) < 0;
}

static int32_t infinitive_below(const DtClauseBuilder *b, size_t token, DtDeprel deprel) {
	for (int32_t c = dt_first_child(b, token); c >= 0; c = dt_next_sibling(b, c))
		if (b->tokens[c].deprel == deprel && is_infinitive(b, (size_t)c)) return c;
	return -1;
}

// "ordered [the company] [to pay]": what somebody is to do, as a complement, a purpose or a clause of the object.
static void add_ordered_infinitive(DtClauseBuilder *b, DtProposition *p) {
	int32_t clause = dt_child_with(b, p->token, DT_DEPREL_CCOMP);
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
		             dt_child_with(b, (size_t)infinitive, DT_DEPREL_AUX_PASS) < 0; // not "called on Chad to think"
		if (plain) add_fillers(b, p, DT_ROLE_COMP, (size_t)infinitive, (size_t)infinitive, false);
	}
	if (infinitive < 0 || (size_t)infinitive < object->token) return;
	if (dt_child_with(b, (size_t)infinitive, DT_DEPREL_AUX_PASS) >= 0)
		return; // "to be jailed": nothing that the object does
	b->ordered[infinitive] = true;
	add_fillers(b, p, DT_ROLE_INF, (size_t)infinitive, (size_t)infinitive, false);
}

// "ready", "willing", "agree": a word of the operators "promise" and "agree" is somebody's, never the weather's.
static bool promises(const DtClauseBuilder *b, size_t word, DtPredicateKind kind) {
	for (const DtPredicateMatch *match = b->reading->predicates[word]; match; match = match->next) {
		for (uint32_t i = 0; match->kind == kind && i < match->operator_count; i++)
			if (dt_slice_is(match->operators[i]->name, "promise") || dt_slice_is(match->operators[i]->name, "agree"))
				return true;
	}
	return false;
}

// "agreed in principle [to extradite him]": the tree takes what is agreed for a purpose.
static void add_agreed_infinitive(DtClauseBuilder *b, DtProposition *p) {
	if (dt_proposition_find(p, DT_ROLE_OBJ) || dt_proposition_find(p, DT_ROLE_COMP)) return;
	if (!promises(b, p->token, DT_PREDICATE_VERB)) return;
	int32_t infinitive = infinitive_below(b, p->token, DT_DEPREL_ADVCL);
	if (infinitive > (int32_t)p->token) add_fillers(b, p, DT_ROLE_COMP, (size_t)infinitive, (size_t)infinitive, false);
}

// What hangs on another word of the predicate's phrase: "made clear its support", "stopped short of imposing
// sanctions".
static void add_phrase_object(DtClauseBuilder *b, DtProposition *p, size_t part) {
	int32_t object = dt_child_with(b, part, DT_DEPREL_OBJ);
	for (int32_t c = dt_first_child(b, part); c >= 0; c = dt_next_sibling(b, c)) {
		if (b->tokens[c].deprel == DT_DEPREL_OBL) add_oblique(b, p, (size_t)c, false);
		if (b->tokens[c].deprel == DT_DEPREL_ADVCL) add_prepositional_clause(b, p, (size_t)c);
	}
	if (object < 0) return;
	add_fillers(b, p, DT_ROLE_OBJ, (size_t)object, (size_t)object, false);
	hoist_obliques(b, p, (size_t)object, false);
}

// "gave Estonia [data]", "gave NATO [assurances]": the tree calls the thing given an indirect object and has no object.
static bool is_only_object(const DtClauseBuilder *b, size_t verb, size_t token) {
	if (dt_child_with(b, verb, DT_DEPREL_OBJ) >= 0 || b->actors.is_actor(b->actors.context, token)) return false;
	for (int32_t c = dt_next_sibling(b, (int32_t)token); c >= 0; c = dt_next_sibling(b, c))
		if (b->tokens[c].deprel == DT_DEPREL_IOBJ) return false;
	return true;
}

static void add_named_receiver(DtClauseBuilder *b, DtProposition *p, size_t object) {
	add_fillers(b, p, DT_ROLE_OBJ, object, object, false);
	int32_t name = dt_child_with(b, object, DT_DEPREL_COMPOUND);
	if (name >= 0 && b->tokens[name].upos == DT_UPOS_PROPN && b->actors.is_actor(b->actors.context, (size_t)name))
		dt_add_argument(b, p, DT_ROLE_TO, (size_t)name, (size_t)name, true);
	hoist_obliques(b, p, object, false);
}

// True when a line of the verb cannot do without "of": "relieved the general [of his post]".
static bool needs_of(const DtClauseBuilder *b, const DtProposition *p) {
	for (const DtPredicateMatch *match = b->reading->predicates[p->token]; match; match = match->next) {
		for (uint32_t i = 0; match->kind == DT_PREDICATE_VERB && i < match->frame_count; i++)
			for (int s = 0; s < match->frames[i]->slot_count; s++) {
				const DtSlot *slot = &match->frames[i]->slots[s];
				if (slot->roles >> DT_ROLE_OF & 1 && !slot->optional && !slot->absent) return true;
			}
	}
	return false;
}

// What hangs on the filler with "of" is the verb's, too, where a line asks for it.
static void hoist_of(DtClauseBuilder *b, DtProposition *p, size_t filler) {
	if (!needs_of(b, p)) return;
	for (int32_t c = dt_first_child(b, filler); c >= 0; c = dt_next_sibling(b, c)) {
		int32_t preposition = b->tokens[c].deprel == DT_DEPREL_NMOD ? dt_preposition_of(b, (size_t)c, false) : -1;
		if (preposition >= 0 && dt_preposition_role(b, preposition) == DT_ROLE_OF)
			add_fillers(b, p, DT_ROLE_OF, (size_t)c, (size_t)preposition, true);
	}
}

// True when a line of the verb asks for "to".
static bool takes_receiver(const DtClauseBuilder *b, const DtProposition *p) {
	for (const DtPredicateMatch *match = b->reading->predicates[p->token]; match; match = match->next) {
		for (uint32_t i = 0; match->kind == DT_PREDICATE_VERB && i < match->frame_count; i++)
			for (int s = 0; s < match->frames[i]->slot_count; s++)
				if (match->frames[i]->slots[s].roles >> DT_ROLE_TO & 1) return true;
	}
	return false;
}

// "left [Niger]", "assured [Beijing] that": of a verb that gives nothing, or beside a clause, one object is no indirect
// one.
static bool is_direct_object(const DtClauseBuilder *b, const DtProposition *p, size_t token) {
	for (int32_t c = dt_first_child(b, p->token); c >= 0; c = dt_next_sibling(b, c))
		if (b->tokens[c].deprel == DT_DEPREL_IOBJ && (size_t)c != token) return false;
	return !takes_receiver(b, p) || dt_child_with(b, p->token, DT_DEPREL_CCOMP) >= 0;
}

// "returned a bust of the head of an emperor [to the ambassador]": the tree hangs the receiver on the nearest noun.
static void hoist_receiver(DtClauseBuilder *b, DtProposition *p, size_t filler, int depth) {
	enum { DEEPEST = 4 };
	for (int32_t c = dt_first_child(b, filler); c >= 0 && depth < DEEPEST; c = dt_next_sibling(b, c)) {
		uint8_t deprel = b->tokens[c].deprel;
		if (deprel != DT_DEPREL_NMOD && deprel != DT_DEPREL_OBL && deprel != DT_DEPREL_ACL &&
		    deprel != DT_DEPREL_ACL_RELCL)
			continue;
		int32_t preposition = dt_preposition_of(b, (size_t)c, false);
		bool receiver = depth > 0 && preposition >= 0 && dt_preposition_role(b, preposition) == DT_ROLE_TO;
		if (receiver && b->actors.is_actor(b->actors.context, (size_t)c))
			add_fillers(b, p, DT_ROLE_TO, (size_t)c, (size_t)preposition, true);
		else
			hoist_receiver(b, p, (size_t)c, depth + 1);
	}
}

void dt_add_verb_arguments(DtClauseBuilder *b, DtProposition *p) {
	bool passive = (p->facts & DT_CLAUSE_PASSIVE) != 0;
	bool has_object = dt_child_with(b, p->token, DT_DEPREL_OBJ) >= 0;
	DtArgumentRole subject = !passive ? DT_ROLE_SUBJ : has_object ? DT_ROLE_TO : DT_ROLE_OBJ;
	for (int32_t c = dt_first_child(b, p->token); c >= 0; c = dt_next_sibling(b, c)) {
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
			hoist_of(b, p, token);
			if (takes_receiver(b, p)) hoist_receiver(b, p, token, 0);
			break;
		case DT_DEPREL_IOBJ:
			if (is_only_object(b, p->token, token))
				add_named_receiver(b, p, token);
			else
				add_fillers(b, p, DT_ROLE_TO, token, token, false);
			if (!has_object && is_direct_object(b, p, token)) add_fillers(b, p, DT_ROLE_OBJ, token, token, true);
			break;
		case DT_DEPREL_CCOMP:
		case DT_DEPREL_XCOMP:
			add_fillers(b, p, DT_ROLE_COMP, token, token, false);
			if (b->tokens[c].upos == DT_UPOS_NOUN) hoist_of(b, p, token); // "became a member of NATO"
			if (is_in_phrase(b, p, token)) add_phrase_object(b, p, token);
			if (!has_object && b->tokens[c].upos == DT_UPOS_PROPN && b->actors.is_actor(b->actors.context, token))
				add_fillers(b, p, DT_ROLE_OBJ, token, token, true);      // "called President Bashir"
			else if (!has_object && b->tokens[c].upos == DT_UPOS_NOUN && // "called off [their lockout]"
			         dt_child_with(b, p->token, DT_DEPREL_COMPOUND_PRT) >= 0)
				add_fillers(b, p, DT_ROLE_OBJ, token, token, true);
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
	add_agreed_infinitive(b, p);
}

static void add_modifier(DtClauseBuilder *b, DtProposition *p, size_t token) {
	add_fillers(b, p, DT_ROLE_MOD, token, token, false);
	for (size_t i = p->count; i-- > 0;) {
		DtArgument modifier = p->arguments[i];
		if (modifier.role != DT_ROLE_MOD || modifier.modifier) continue;
		p->arguments[i].modifier = true;
		if (dt_word_is(&b->tokens[modifier.token], "led")) // "Saudi-led strikes"
			for (size_t k = modifier.token; k-- > 0 && k + 3 > modifier.token;)
				if (b->tokens[k].head == (int32_t)modifier.token && b->actors.is_actor(b->actors.context, k))
					modifier.token = (uint32_t)k;
		if (!b->actors.is_actor(b->actors.context, modifier.token)) continue;
		dt_add_argument(b, p, DT_ROLE_SUBJ, modifier.token, modifier.token, false);
		p->arguments[p->count - 1].modifier = true;
	}
}

// "Cuba is under an embargo": who is under it suffers it.
static bool stands_under(const DtClauseBuilder *b, size_t noun) {
	int32_t preposition = dt_preposition_of(b, noun, false);
	return preposition >= 0 && dt_word_is(&b->tokens[preposition], "under");
}

static bool takes_clause(const DtClauseBuilder *b, size_t noun) {
	for (const DtPredicateMatch *match = b->reading->predicates[noun]; match; match = match->next)
		if (match->kind == DT_PREDICATE_NOUN && match->operator_count) return true;
	return false;
}

bool dt_is_content_clause(const DtClauseBuilder *b, size_t verb) {
	const DtToken *token = &b->tokens[verb];
	if (token->deprel != DT_DEPREL_ACL_RELCL || token->head < 0) return false;
	int32_t that = -1, object = dt_child_with(b, verb, DT_DEPREL_OBJ),
			subject = dt_child_with(b, verb, DT_DEPREL_NSUBJ);
	if (subject < 0) subject = dt_child_with(b, verb, DT_DEPREL_NSUBJ_PASS);
	for (int32_t c = dt_first_child(b, verb); c >= 0 && that < 0; c = dt_next_sibling(b, c))
		if (dt_word_is(&b->tokens[c], "that") && (size_t)c < verb) that = c;
	if (that < 0 || subject < 0 || subject == that) return false;
	if (b->tokens[that].deprel == DT_DEPREL_MARK) return true;
	if (!takes_clause(b, (size_t)token->head)) return false;
	for (int32_t c = dt_first_child(b, verb); c >= 0 && object == that; c = dt_next_sibling(b, c))
		if (b->tokens[c].deprel == DT_DEPREL_OBJ && c != that) object = c;
	return b->tokens[that].deprel != DT_DEPREL_OBJ || (object >= 0 && object != that);
}

// "The king [was in Kinshasa] on a visit": whose it is, and where, the copular clause says that it hangs on.
static void add_whereabouts(DtClauseBuilder *b, DtProposition *p) {
	const DtToken *noun = &b->tokens[p->token];
	if (noun->head < 0 || (noun->deprel != DT_DEPREL_OBL && noun->deprel != DT_DEPREL_NMOD)) return;
	size_t place = (size_t)noun->head;
	int32_t subject = dt_child_with(b, place, DT_DEPREL_NSUBJ), preposition = dt_preposition_of(b, place, false);
	if (subject < 0 || preposition < 0 || dt_child_with(b, place, DT_DEPREL_COP) < 0) return;
	DtArgumentRole role = dt_preposition_role(b, preposition);
	bool named = b->tokens[place].upos == DT_UPOS_PROPN || dt_lemma_is(&b->tokens[place], "town") ||
	             dt_lemma_is(&b->tokens[place], "capital");
	if ((role != DT_ROLE_IN && role != DT_ROLE_AT) || !named) return;
	add_fillers(b, p, DT_ROLE_SUBJ, (size_t)subject, (size_t)subject, true);
	add_fillers(b, p, role, place, (size_t)preposition, true);
}

void dt_add_noun_arguments(DtClauseBuilder *b, DtProposition *p) {
	DtArgumentRole subject = stands_under(b, p->token) ? DT_ROLE_ON : DT_ROLE_SUBJ;
	for (int32_t c = dt_first_child(b, p->token); c >= 0; c = dt_next_sibling(b, c)) {
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
			preposition = dt_preposition_of(b, token, false);
			if (preposition < 0) break;
			DtArgumentRole role = dt_preposition_role(b, preposition);
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
			if (dt_is_content_clause(b, token)) add_fillers(b, p, DT_ROLE_COMP, token, token, false);
			break;
		case DT_DEPREL_ACL:
		case DT_DEPREL_CCOMP:
		case DT_DEPREL_XCOMP:
			if (b->tokens[c].deprel != DT_DEPREL_ACL || b->tokens[c].xpos == DT_XPOS_VB ||
			    dt_child_with(b, token, DT_DEPREL_MARK) >= 0)
				add_fillers(b, p, DT_ROLE_COMP, token, token, false);
			if (b->tokens[c].deprel == DT_DEPREL_ACL) add_prepositional_clause(b, p, token);
			break;
		default:
			break;
		}
	}
	add_whereabouts(b, p);
}

// "ready at any time [to extend aid]": the tree hangs what somebody is ready for on the noun before it.
static void add_late_infinitive(DtClauseBuilder *b, DtProposition *p) {
	for (int32_t c = dt_first_child(b, p->token); c >= 0; c = dt_next_sibling(b, c)) {
		bool oblique = b->tokens[c].deprel == DT_DEPREL_OBL && (size_t)c > p->token;
		int32_t infinitive = oblique ? infinitive_below(b, (size_t)c, DT_DEPREL_ACL) : -1;
		if (infinitive >= 0) add_fillers(b, p, DT_ROLE_COMP, (size_t)infinitive, (size_t)infinitive, false);
	}
}

void dt_add_adjective_arguments(DtClauseBuilder *b, DtProposition *p) {
	for (int32_t c = dt_first_child(b, p->token); c >= 0; c = dt_next_sibling(b, c)) {
		size_t token = (size_t)c;
		switch (b->tokens[c].deprel) {
		case DT_DEPREL_NSUBJ:
		case DT_DEPREL_NSUBJ_OUTER:
		case DT_DEPREL_NSUBJ_PASS:
			add_fillers(b, p, DT_ROLE_SUBJ, token, token, false);
			break;
		case DT_DEPREL_EXPL: // "said it is ready to": whoever it is
			if (promises(b, p->token, DT_PREDICATE_ADJECTIVE) && b->actors.is_actor(b->actors.context, token))
				dt_add_argument(b, p, DT_ROLE_SUBJ, token, token, false);
			break;
		case DT_DEPREL_OBL:
		case DT_DEPREL_NMOD:
			add_oblique(b, p, token, false);
			break;
		case DT_DEPREL_CSUBJ: // "it is false that"
		case DT_DEPREL_CSUBJ_OUTER:
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
	if (promises(b, p->token, DT_PREDICATE_ADJECTIVE) && !dt_proposition_find(p, DT_ROLE_COMP))
		add_late_infinitive(b, p);
	const DtToken *token = &b->tokens[p->token];
	bool attributive = token->deprel == DT_DEPREL_AMOD || token->deprel == DT_DEPREL_ACL;
	if (attributive && token->head >= 0 && !dt_proposition_find(p, DT_ROLE_SUBJ))
		dt_add_argument(b, p, DT_ROLE_SUBJ, (size_t)token->head, (size_t)token->head, true);
}
