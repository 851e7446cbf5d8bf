// SPDX-License-Identifier: Apache-2.0
// How a proposition hangs on the one above, and the arguments that it shares with it.
//
// Relative clauses and participles take the noun they hang on; controlled infinitives the object above that can act,
// else the subject; adverbial participles and coordinate verbs the subject. What is above is done first, so that
// sharing flows down.
#include "coding/clauses.h"

static bool is_relative_pronoun(const DtToken *token) {
	return token->xpos == DT_XPOS_WDT || token->xpos == DT_XPOS_WP || token->xpos == DT_XPOS_WPS ||
	       token->xpos == DT_XPOS_WRB ||
	       (token->upos == DT_UPOS_PRON &&
	        (dt_word_is(token, "that") || dt_word_is(token, "which") || dt_word_is(token, "who")));
}

static void share(DtClauseBuilder *b, DtProposition *to, DtArgumentRole to_role, const DtProposition *from,
                  DtArgumentRole role) {
	size_t count = from->count;
	for (size_t i = 0; i < count; i++) {
		DtArgument argument = from->arguments[i];
		if (argument.role == role && argument.token != to->token)
			dt_add_argument(b, to, to_role, argument.token, argument.preposition, true);
	}
}

// The role that the grammatical subject has.
static DtArgumentRole subject_role(const DtProposition *p) {
	return p->facts & DT_CLAUSE_PASSIVE ? DT_ROLE_OBJ : DT_ROLE_SUBJ;
}

static bool has_role(const DtProposition *p, DtArgumentRole role) { return dt_proposition_find(p, role) != NULL; }

static void share_subject(DtClauseBuilder *b, DtProposition *p, const DtProposition *above) {
	DtArgumentRole role = subject_role(p);
	if (has_role(p, role)) return;
	if (has_role(above, subject_role(above)))
		share(b, p, role, above, subject_role(above));
	else if (above->kind != DT_PREDICATE_NOUN && has_role(above, DT_ROLE_SUBJ))
		share(b, p, role, above, DT_ROLE_SUBJ);
}

// The subject of an infinitive: the object above when there is one that can act ("urged Iran to stop"), else the
// subject.
static void share_control(DtClauseBuilder *b, DtProposition *p, const DtProposition *above) {
	DtArgumentRole role = subject_role(p);
	if (has_role(p, role)) return;
	if (above->kind == DT_PREDICATE_VERB && has_role(above, DT_ROLE_OBJ))
		share(b, p, role, above, DT_ROLE_OBJ);
	else if (above->kind == DT_PREDICATE_VERB && has_role(above, DT_ROLE_TO))
		share(b, p, role, above, DT_ROLE_TO);
	else
		share_subject(b, p, above);
}

// Nothing but adverbs and the conjunction stands from one verb to the next.
static bool are_neighbours(const DtClauseBuilder *b, size_t first, size_t second) {
	for (size_t i = first + 1; i < second; i++)
		if (b->tokens[i].upos != DT_UPOS_CCONJ && b->tokens[i].upos != DT_UPOS_ADV && b->tokens[i].upos != DT_UPOS_AUX)
			return false;
	return first < second;
}

// True when a line of the verb asks for such an object: "resigned and criticised France" has none to share.
static bool takes_object(const DtClauseBuilder *b, const DtProposition *p, size_t object) {
	for (const DtPredicateMatch *match = b->reading->predicates[p->token]; match; match = match->next) {
		for (uint32_t i = 0; match->kind == DT_PREDICATE_VERB && i < match->frame_count; i++) {
			const DtFrame *frame = match->frames[i];
			for (int s = 0; s < frame->slot_count; s++) {
				const DtSlot *slot = &frame->slots[s];
				if (!(slot->roles >> DT_ROLE_OBJ & 1) || slot->absent || slot->filler.negated) continue;
				bool fits = slot->filler.any || (slot->filler.classes && b->actors.is_actor(b->actors.context, object));
				for (uint16_t c = 0; c < slot->filler.concept_count && !fits; c++)
					fits = dt_reading_has(b->reading, object, slot->filler.concepts[c]);
				if (fits) return true;
			}
		}
	}
	return false;
}

// "arrested and deported [40 Somalis]": the object that the tree gave to the second verb alone.
static void share_object_up(DtClauseBuilder *b, const DtProposition *p, DtProposition *above) {
	const DtArgument *object = dt_proposition_find(p, DT_ROLE_OBJ);
	bool verbs = p->kind == DT_PREDICATE_VERB && above->kind == DT_PREDICATE_VERB;
	bool bare = !has_role(above, DT_ROLE_OBJ) && !has_role(above, DT_ROLE_COMP);
	bool active = !(above->facts & DT_CLAUSE_PASSIVE) && !(p->facts & DT_CLAUSE_PASSIVE);
	if (verbs && bare && active && object && !object->shared && object->token > p->token &&
	    are_neighbours(b, above->token, p->token) && takes_object(b, above, object->token))
		share(b, above, DT_ROLE_OBJ, p, DT_ROLE_OBJ);
}

static void share_coordinate(DtClauseBuilder *b, DtProposition *p, const DtProposition *above) {
	const DtToken *token = &b->tokens[p->token];
	if (!has_role(p, subject_role(p))) share_subject(b, p, above);
	bool bare = !has_role(p, DT_ROLE_OBJ) && !has_role(p, DT_ROLE_COMP) && !(p->facts & DT_CLAUSE_PASSIVE);
	const DtArgument *object = dt_proposition_find(above, DT_ROLE_OBJ);
	if (bare && object && object->token > p->token && p->kind == DT_PREDICATE_VERB) // "condemned and rejected the plan"
		share(b, p, DT_ROLE_OBJ, above, DT_ROLE_OBJ);
	uint16_t own = DT_CLAUSE_PAST | DT_CLAUSE_PRESENT | DT_CLAUSE_FUTURE | DT_CLAUSE_POSSIBLE | DT_CLAUSE_OBLIGED;
	bool has_subject = dt_child_with(b, p->token, DT_DEPREL_NSUBJ) >= 0;
	if (!(p->facts & own) && !has_subject && token->xpos != DT_XPOS_VBD)
		p->facts |= above->facts & (own | DT_CLAUSE_INFINITIVE | DT_CLAUSE_CONDITION | DT_CLAUSE_PERFECT);
}

// "issued a statement condemning Chad", "passed a resolution that urges Mali to vote": who issued it condemns. NULL
// when the noun is none, or nobody issues it.
static const DtArgument *writer_of(const DtClauseBuilder *b, size_t noun) {
	const DtProposition *above =
		dt_has_reserved(b, noun, b->reserved.spoken) ? dt_proposition_at(b, b->tokens[noun].head) : NULL;
	bool issued = false;
	for (size_t i = 0; above && i < above->count; i++)
		issued |= above->arguments[i].role == DT_ROLE_OBJ && above->arguments[i].token == noun;
	return issued ? dt_proposition_find(above, DT_ROLE_SUBJ) : NULL;
}

static void share_relative(DtClauseBuilder *b, DtProposition *p, size_t noun) {
	const DtToken *verb = &b->tokens[p->token];
	const DtArgument *writer = writer_of(b, noun);
	bool replaced = false;
	if (writer && verb->xpos == DT_XPOS_VBG && verb->deprel == DT_DEPREL_ACL && !has_role(p, DT_ROLE_SUBJ)) {
		dt_add_argument(b, p, DT_ROLE_SUBJ, writer->token, writer->token, true);
		return;
	}
	for (size_t i = 0; i < p->count; i++) {
		const DtToken *filler = &b->tokens[p->arguments[i].token];
		if (!is_relative_pronoun(filler) || p->arguments[i].token == noun) continue;
		bool speaks = writer && p->arguments[i].role == DT_ROLE_SUBJ;
		p->arguments[i].token = speaks ? writer->token : (uint32_t)noun;
		p->arguments[i].shared = replaced = true;
	}
	if (replaced) return;
	if (verb->xpos == DT_XPOS_VBG && verb->deprel == DT_DEPREL_ACL) {
		if (!has_role(p, DT_ROLE_SUBJ)) dt_add_argument(b, p, DT_ROLE_SUBJ, noun, noun, true);
	} else if (verb->deprel == DT_DEPREL_ACL && (p->facts & DT_CLAUSE_PASSIVE)) {
		if (!has_role(p, DT_ROLE_OBJ))
			dt_add_argument(b, p, DT_ROLE_OBJ, noun, noun, true);
		else if (!has_role(p, DT_ROLE_TO))
			dt_add_argument(b, p, DT_ROLE_TO, noun, noun, true);
	} else if (verb->deprel == DT_DEPREL_ACL_RELCL) {
		DtArgumentRole role = !has_role(p, subject_role(p)) ? subject_role(p) : DT_ROLE_OBJ;
		if (!has_role(p, role)) dt_add_argument(b, p, role, noun, noun, true);
	}
}

void dt_share_free_relative(DtClauseBuilder *b, DtProposition *p) {
	static const char *const naming[] = {"call", "describe", "term", "label", "consider", "say", "believe", NULL};
	size_t count = p->count;
	for (size_t i = 0; i < count; i++) {
		DtArgument whole = p->arguments[i];
		if (whole.role != DT_ROLE_COMP && whole.role != DT_ROLE_OBJ) continue;
		int32_t clause = dt_child_with(b, whole.token, DT_DEPREL_ACL_RELCL);
		size_t verb = dt_word_is(&b->tokens[whole.token], "what") && clause >= 0 ? (size_t)clause : whole.token;
		const DtProposition *inner = dt_proposition_at(b, (int32_t)verb);
		bool what = false, names = false;
		for (int n = 0; naming[n]; n++) names |= dt_lemma_is(&b->tokens[verb], naming[n]);
		for (size_t k = 0; inner && k < inner->count; k++)
			what |= dt_word_is(&b->tokens[inner->arguments[k].token], "what");
		what |= dt_word_is(&b->tokens[whole.token], "what");
		for (size_t k = 0; k < count; k++) // the tree may give the "what" to the verb outside
			what |= whole.role == DT_ROLE_COMP && dt_word_is(&b->tokens[p->arguments[k].token], "what");
		if (!inner || !names || !what) continue;
		p->arguments[i].role = DT_ROLE_PREPOSITION; // the clause itself fills nothing any more
		for (size_t k = 0; k < inner->count; k++) {
			DtArgument named = inner->arguments[k];
			bool fills = named.role == DT_ROLE_OBJ || named.role == DT_ROLE_AS || named.role == DT_ROLE_COMP;
			if (fills && !dt_word_is(&b->tokens[named.token], "what"))
				dt_add_argument(b, p, DT_ROLE_OBJ, named.token, named.preposition, true);
			bool where = named.role == DT_ROLE_NEAR || named.role == DT_ROLE_IN || named.role == DT_ROLE_AT;
			if (where) dt_add_argument(b, p, (DtArgumentRole)named.role, named.token, named.preposition, true);
		}
	}
}

DtLink dt_clause_link(const DtClauseBuilder *b, const DtProposition *p) {
	const DtToken *token = &b->tokens[p->token];
	if (b->ordered[p->token]) return DT_LINK_COMPLEMENT;
	switch (token->deprel) {
	case DT_DEPREL_XCOMP: // "provided that"
		if (token->xpos == DT_XPOS_VBN && dt_has_reserved(b, p->token, b->reserved.conditional))
			return DT_LINK_CONDITION;
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
		return dt_is_content_clause(b, p->token) ? DT_LINK_COMPLEMENT : DT_LINK_RELATIVE;
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

int32_t dt_parent_of(const DtClauseBuilder *b, size_t token) {
	size_t steps = 0;
	for (int32_t up = b->tokens[token].head; up >= 0 && steps < b->count; up = b->tokens[up].head, steps++) {
		if (b->out->at[up] >= 0) return b->out->at[up];
	}
	return -1;
}

// "remains the largest [donor] in Iraq", "became a [signatory] to the treaty": what somebody stays or becomes is his.
static void share_with_predicate(DtProposition *p, const DtProposition *above, DtClauseBuilder *b) {
	static const char *const staying[] = {"remain", "become", "stay"};
	bool stays = false;
	for (size_t i = 0; above && i < sizeof staying / sizeof *staying; i++)
		stays |= dt_lemma_is(&b->tokens[above->token], staying[i]);
	uint8_t deprel = b->tokens[p->token].deprel;
	bool predicate = deprel == DT_DEPREL_OBJ || deprel == DT_DEPREL_XCOMP;
	if (stays && predicate && !has_role(p, DT_ROLE_SUBJ)) share(b, p, DT_ROLE_SUBJ, above, DT_ROLE_SUBJ);
}

// "imposed a blockade and lifted [it]": the act that the verb before has for its object.
static void share_act(DtClauseBuilder *b, DtProposition *p, const DtProposition *above) {
	const DtArgument *act = dt_proposition_find(above, DT_ROLE_OBJ);
	const DtProposition *noun = act ? dt_proposition_at(b, (int32_t)act->token) : NULL;
	if (!noun || noun->kind != DT_PREDICATE_NOUN || act->token > p->token) return;
	for (size_t i = 0; i < p->count; i++) {
		DtArgument *argument = &p->arguments[i];
		bool it = dt_word_is(&b->tokens[argument->token], "it") || dt_word_is(&b->tokens[argument->token], "them");
		if (argument->role != DT_ROLE_OBJ || !it) continue;
		argument->token = argument->preposition = act->token;
		argument->shared = true;
	}
}

void dt_share_down(DtClauseBuilder *b, DtProposition *p) {
	const DtToken *token = &b->tokens[p->token];
	bool ordered = b->ordered[p->token];
	DtProposition *above = ordered && p->parent >= 0 ? &b->out->items[p->parent] : dt_proposition_at(b, token->head);
	if (p->kind == DT_PREDICATE_NOUN) {
		share_with_predicate(p, above, b);
		bool was = token->deprel == DT_DEPREL_ACL_RELCL && dt_child_with(b, p->token, DT_DEPREL_COP) >= 0;
		if (was && token->head >= 0) share_relative(b, p, (size_t)token->head); // "Jiang, who was on a visit to Chad"
		return;
	}
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
		if (above->kind == DT_PREDICATE_NOUN) { // "Peru was the host, bringing both sides together"
			bool copular = dt_child_with(b, above->token, DT_DEPREL_COP) >= 0;
			if (copular) share_subject(b, p, above);
		} else {
			bool object_controls = above->kind == DT_PREDICATE_VERB && has_role(above, DT_ROLE_OBJ) &&
			                       dt_preposition_of(b, p->token, true) >= 0 && p->link == DT_LINK_ADVERBIAL &&
			                       (dt_word_is(&b->tokens[dt_preposition_of(b, p->token, true)], "of") ||
			                        dt_word_is(&b->tokens[dt_preposition_of(b, p->token, true)], "for") ||
			                        dt_word_is(&b->tokens[dt_preposition_of(b, p->token, true)], "from"));
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
		share_object_up(b, p, above);
		share_act(b, p, above);
		break;
	default:
		break;
	}
}
