// SPDX-License-Identifier: Apache-2.0
// The facts of a clause: negation, modality, tense, condition, question.
//
// They are read off the predicate's form and the auxiliaries, adverbs, marks and verbs around it. Words of denial do
// not always deny ("not only", "cannot but"), and a verb above may say that its infinitive is to come, is said, or is
// not done ("has yet to", "is said to", "refused to").
#include "coding/clauses.h"

// "Three soldiers killed in Mali", "Minister sacked by president": a passive that has only its subject's label, and no
// auxiliary, is one in a headline, of what is done to people, or by somebody; a sentence with its full stop that calls
// on somebody is active, whatever the label.
static bool lacks_auxiliary(const DtClauseBuilder *b, size_t verb) {
	bool finite = b->tokens[verb].xpos == DT_XPOS_VBD;
	bool headline = !dt_word_is(&b->tokens[b->count - 1], ".");
	if (!finite && (headline || dt_reading_has(b->reading, verb, b->reserved.suffered))) return true;
	for (int32_t c = dt_first_child(b, verb); c >= 0; c = dt_next_sibling(b, c)) {
		if (b->tokens[c].deprel == DT_DEPREL_OBL_AGENT && b->actors.is_actor(b->actors.context, (size_t)c)) return true;
	}
	return false;
}

// "met him and [called] on both": the second verb of a subject that acts, whatever form it was taken for.
static bool goes_on_actively(const DtClauseBuilder *b, size_t verb) {
	int32_t first = b->tokens[verb].head;
	if (b->tokens[verb].deprel != DT_DEPREL_CONJ || first < 0 || b->tokens[first].xpos != DT_XPOS_VBD) return false;
	return dt_child_with(b, (size_t)first, DT_DEPREL_NSUBJ) >= 0 &&
	       dt_child_with(b, (size_t)first, DT_DEPREL_AUX_PASS) < 0 && dt_child_with(b, verb, DT_DEPREL_OBL_AGENT) < 0;
}

bool dt_is_passive(const DtClauseBuilder *b, size_t verb) {
	bool subject = false, auxiliary = false;
	for (int32_t c = dt_first_child(b, verb); c >= 0; c = dt_next_sibling(b, c)) {
		uint8_t deprel = b->tokens[c].deprel;
		if (deprel == DT_DEPREL_AUX_PASS) return true;
		subject |= deprel == DT_DEPREL_NSUBJ_PASS || deprel == DT_DEPREL_CSUBJ_PASS;
		auxiliary |= deprel == DT_DEPREL_AUX || deprel == DT_DEPREL_COP;
	}
	bool alone = subject && !auxiliary && b->tokens[verb].deprel != DT_DEPREL_CONJ;
	if (alone) return lacks_auxiliary(b, verb);
	if (!subject && !auxiliary && goes_on_actively(b, verb)) return false;
	return subject || (b->tokens[verb].features & DT_FEATURE_PASSIVE) != 0;
}

bool dt_has_reserved(const DtClauseBuilder *b, size_t token, DtConcept concept) {
	return dt_reading_has(b->reading, token, concept);
}

static bool next_is(const DtClauseBuilder *b, size_t token, const char *word) {
	return token + 1 < b->count && dt_word_is(&b->tokens[token + 1], word);
}

static bool previous_is(const DtClauseBuilder *b, size_t token, const char *word) {
	return token > 0 && dt_word_is(&b->tokens[token - 1], word);
}

// Words of denial that deny nothing of their clause: "not only", "not until Friday", "cannot but", "far from that".
static bool denies_nothing(const DtClauseBuilder *b, size_t token) {
	static const char *const after[] = {"only",  "just", "merely",  "simply", "least",
	                                    "until", "till", "because", "but",    NULL};
	const DtToken *word = &b->tokens[token];
	for (int i = 0; (dt_word_is(word, "not") || dt_word_is(word, "n't")) && after[i]; i++)
		if (next_is(b, token, after[i])) return true;
	return dt_word_is(word, "far") || dt_word_is(word, "instead") || dt_word_is(word, "rather") ||
	       previous_is(b, token, "why");
}

static bool is_negative(const DtClauseBuilder *b, size_t token) {
	const DtToken *word = &b->tokens[token];
	if (denies_nothing(b, token)) return false;
	if (dt_has_reserved(b, token, b->reserved.negation)) return true;
	return dt_lemma_is(word, "not") || dt_word_is(word, "n't") || dt_lemma_is(word, "never");
}

static bool has_no(const DtClauseBuilder *b, size_t nominal) {
	for (int32_t c = dt_first_child(b, nominal); c >= 0; c = dt_next_sibling(b, c)) {
		if ((size_t)c > nominal) continue;
		if (dt_word_is(&b->tokens[c], "no") || dt_word_is(&b->tokens[c], "neither")) return true;
		bool few = dt_word_is(&b->tokens[c], "not") && (next_is(b, (size_t)c, "a") || next_is(b, (size_t)c, "one"));
		bool one = dt_word_is(&b->tokens[c], "one") && previous_is(b, (size_t)c, "not");
		if (few || one) return true;
	}
	return dt_word_is(&b->tokens[nominal], "nobody") || dt_word_is(&b->tokens[nominal], "nothing") ||
	       dt_word_is(&b->tokens[nominal], "none");
}

static uint16_t auxiliary_facts(const DtClauseBuilder *b, size_t aux) {
	const DtToken *token = &b->tokens[aux];
	uint16_t facts = 0;
	if (token->xpos == DT_XPOS_MD) {
		if (dt_has_reserved(b, aux, b->reserved.future))
			facts |= DT_CLAUSE_FUTURE;
		else if (dt_has_reserved(b, aux, b->reserved.obliged))
			facts |= DT_CLAUSE_OBLIGED;
		else if (dt_has_reserved(b, aux, b->reserved.possible))
			facts |= DT_CLAUSE_POSSIBLE;
	}
	if (dt_word_is(token, "would") || dt_word_is(token, "'d")) facts |= DT_CLAUSE_WOULD;
	if (token->xpos == DT_XPOS_VBD) facts |= DT_CLAUSE_PAST;
	if (token->xpos == DT_XPOS_VBZ || token->xpos == DT_XPOS_VBP) facts |= DT_CLAUSE_PRESENT;
	if (dt_lemma_is(token, "have")) facts |= DT_CLAUSE_PERFECT;
	return facts;
}

static uint16_t mark_facts(const DtClauseBuilder *b, size_t mark) {
	const DtToken *token = &b->tokens[mark];
	if (dt_has_reserved(b, mark, b->reserved.conditional) || dt_word_is(token, "if") || dt_word_is(token, "unless"))
		return DT_CLAUSE_CONDITION;
	if (dt_word_is(token, "whether")) return DT_CLAUSE_QUESTION;
	if (dt_word_is(token, "without") || dt_word_is(token, "instead") || dt_word_is(token, "rather"))
		return DT_CLAUSE_NEGATED;
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
static uint16_t plan_facts(const DtClauseBuilder *b, size_t verb) {
	bool to = false, be = false, have = false, yet = false;
	for (int32_t c = dt_first_child(b, verb); c >= 0; c = dt_next_sibling(b, c)) {
		bool mark = b->tokens[c].deprel == DT_DEPREL_MARK;
		bool plans =
			(dt_word_is(&b->tokens[c], "due") || dt_word_is(&b->tokens[c], "set")) && next_is(b, (size_t)c, "to");
		to |= mark && (dt_word_is(&b->tokens[c], "to") || plans);
		be |= dt_lemma_is(&b->tokens[c], "be") &&
		      (b->tokens[c].deprel == DT_DEPREL_AUX || b->tokens[c].deprel == DT_DEPREL_COP);
		have |= dt_word_is(&b->tokens[c], "have") && b->tokens[c].deprel == DT_DEPREL_AUX;
		yet |= dt_word_is(&b->tokens[c], "yet") && next_is(b, (size_t)c, "to");
	}
	if (!to) return 0;
	if (be && have && b->tokens[verb].xpos == DT_XPOS_VBN) return DT_CLAUSE_POSSIBLE;
	if (!be || b->tokens[verb].xpos != DT_XPOS_VB) return 0;
	return yet ? DT_CLAUSE_NEGATED : DT_CLAUSE_FUTURE;
}

// "vowed never to let": the word between a verb and its infinitive denies the infinitive.
static bool denies_infinitive(const DtClauseBuilder *b, size_t verb, size_t word) {
	int32_t infinitive = dt_child_with(b, verb, DT_DEPREL_XCOMP);
	return word > verb && infinitive > (int32_t)word && b->tokens[infinitive].xpos == DT_XPOS_VB;
}

static bool has_infinitive(const DtClauseBuilder *b, size_t verb) {
	int32_t below = dt_child_with(b, verb, DT_DEPREL_XCOMP);
	return below >= 0 && b->tokens[below].xpos != DT_XPOS_VBG && dt_child_with(b, (size_t)below, DT_DEPREL_MARK) >= 0;
}

// What a verb says of its infinitive: "has yet to", "is going to", "is said to".
static uint16_t raising_facts(const DtClauseBuilder *b, size_t verb) {
	const DtToken *token = &b->tokens[verb];
	bool claimed = dt_has_reserved(b, verb, b->reserved.claiming) && dt_is_passive(b, verb) &&
	               dt_child_with(b, verb, DT_DEPREL_EXPL) >= 0;
	if (claimed) return DT_CLAUSE_ALLEGED; // "it is alleged that"
	if (!has_infinitive(b, verb)) return 0;
	int32_t yet = dt_child_with(b, verb, DT_DEPREL_ADVMOD);
	if (dt_lemma_is(token, "have") && yet >= 0 && dt_word_is(&b->tokens[yet], "yet")) return DT_CLAUSE_NEGATED;
	bool be = dt_child_with(b, verb, DT_DEPREL_AUX) >= 0 &&
	          dt_lemma_is(&b->tokens[dt_child_with(b, verb, DT_DEPREL_AUX)], "be");
	if (dt_word_is(token, "going") && be) return DT_CLAUSE_FUTURE;
	bool reports = dt_has_reserved(b, verb, b->reserved.speech) || dt_has_reserved(b, verb, b->reserved.claiming);
	return reports && dt_is_passive(b, verb) ? DT_CLAUSE_ALLEGED : 0;
}

// "Did Cuba expel them?" leaves it open, "Why did Cuba expel them?" does not.
static uint16_t question_facts(const DtClauseBuilder *b, size_t predicate) {
	bool asked = false, wh = false;
	for (int32_t c = dt_first_child(b, predicate); c >= 0; c = dt_next_sibling(b, c)) {
		asked |= dt_word_is(&b->tokens[c], "?");
		wh |= b->tokens[c].xpos == DT_XPOS_WRB || b->tokens[c].xpos == DT_XPOS_WP || b->tokens[c].xpos == DT_XPOS_WDT;
	}
	return asked && !wh ? DT_CLAUSE_QUESTION : 0;
}

// "a suspected airstrike hit a convoy": what the happening that acts is said to be, its deed is.
static uint16_t subject_facts(const DtClauseBuilder *b, size_t subject) {
	uint16_t facts = 0;
	bool happens = false;
	for (const DtPredicateMatch *match = b->reading->predicates[subject]; match; match = match->next)
		happens |= match->kind == DT_PREDICATE_NOUN && match->frame_count > 0;
	for (int32_t c = dt_first_child(b, subject); happens && c >= 0; c = dt_next_sibling(b, c)) {
		if (b->tokens[c].deprel != DT_DEPREL_AMOD) continue;
		if (dt_has_reserved(b, (size_t)c, b->reserved.adverb_possible)) facts |= DT_CLAUSE_POSSIBLE;
		if (dt_has_reserved(b, (size_t)c, b->reserved.alleged)) facts |= DT_CLAUSE_ALLEGED;
	}
	return facts;
}

// "a planned meeting took place": it is no plan any more.
static bool takes_place(const DtClauseBuilder *b, size_t predicate) {
	static const char *const verbs[] = {"take", "happen", "begin", "start", "open", "occur", "go"};
	bool does = false;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) does |= dt_lemma_is(&b->tokens[predicate], verbs[i]);
	return does && b->tokens[predicate].xpos == DT_XPOS_VBD;
}

// "prevented them from attacking", "far from attacking": what "from" introduces did not happen.
static uint16_t prevented_facts(const DtClauseBuilder *b, size_t predicate, size_t mark) {
	int32_t head = b->tokens[predicate].head;
	bool clause = b->tokens[predicate].deprel == DT_DEPREL_ADVCL || b->tokens[predicate].deprel == DT_DEPREL_XCOMP ||
	              b->tokens[predicate].deprel == DT_DEPREL_ACL;
	if (!dt_word_is(&b->tokens[mark], "from") || !clause || head < 0) return 0;
	return dt_has_reserved(b, (size_t)head, b->reserved.preventing) || previous_is(b, mark, "far") ? DT_CLAUSE_NEGATED
	                                                                                               : 0;
}

// "could not but criticise", "cannot help criticising"
static bool cannot_but(const DtClauseBuilder *b, size_t predicate) { return previous_is(b, predicate, "but"); }

uint16_t dt_clause_facts(const DtClauseBuilder *b, size_t predicate) {
	uint16_t facts = own_tense(&b->tokens[predicate]);
	int32_t head = b->tokens[predicate].head;
	if (head >= 0 && b->tokens[predicate].deprel == DT_DEPREL_XCOMP) {
		for (int32_t c = dt_first_child(b, (size_t)head); c >= 0; c = dt_next_sibling(b, c))
			if (b->tokens[c].deprel == DT_DEPREL_ADVMOD && is_negative(b, (size_t)c) &&
			    denies_infinitive(b, (size_t)head, (size_t)c))
				facts |= DT_CLAUSE_NEGATED;
	}
	for (int32_t c = dt_first_child(b, predicate); c >= 0; c = dt_next_sibling(b, c)) {
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
			if (dt_word_is(&b->tokens[c], "to") && b->tokens[predicate].xpos == DT_XPOS_VB)
				facts |= DT_CLAUSE_INFINITIVE;
			break;
		case DT_DEPREL_ADVMOD:
		case DT_DEPREL_CC:
		case DT_DEPREL_CC_PRECONJ:
		case DT_DEPREL_DET:
			if (is_negative(b, token) && !denies_infinitive(b, predicate, token)) facts |= DT_CLAUSE_NEGATED;
			if (dt_has_reserved(b, token, b->reserved.adverb_possible)) facts |= DT_CLAUSE_POSSIBLE;
			if (dt_has_reserved(b, token, b->reserved.alleged)) facts |= DT_CLAUSE_ALLEGED;
			if (dt_word_is(&b->tokens[c], "nor") || dt_word_is(&b->tokens[c], "neither")) facts |= DT_CLAUSE_NEGATED;
			break;
		case DT_DEPREL_AMOD:
			if (dt_has_reserved(b, token, b->reserved.adverb_possible)) facts |= DT_CLAUSE_POSSIBLE;
			if (dt_has_reserved(b, token, b->reserved.alleged)) facts |= DT_CLAUSE_ALLEGED;
			break;
		case DT_DEPREL_NSUBJ:
		case DT_DEPREL_NSUBJ_PASS:
			facts |= subject_facts(b, token);
			if (takes_place(b, predicate)) facts &= (uint16_t)~DT_CLAUSE_POSSIBLE;
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
	if (facts & DT_CLAUSE_INFINITIVE && b->tokens[predicate].head < 0) facts |= DT_CLAUSE_FUTURE; // "TUNISIA TO SELL"
	if (has_no(b, predicate)) facts |= DT_CLAUSE_NEGATED;
	facts |= plan_facts(b, predicate) | raising_facts(b, predicate) | question_facts(b, predicate);
	if (facts & DT_CLAUSE_POSSIBLE && cannot_but(b, predicate))
		facts &= (uint16_t) ~(DT_CLAUSE_POSSIBLE | DT_CLAUSE_NEGATED);
	return facts;
}
