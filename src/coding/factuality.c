// SPDX-License-Identifier: Apache-2.0
// Marks along the path from an event to the root of its sentence.
//
//   "Officials denied that Iran [would [attack]]"
//     attack: its own clause is modal         → hypothetical
//     deny:   an operator, has spoken already → negation, from its line
//     root
//
// What a clause says of itself always holds. What the clause above says holds where the two share one assertion:
// infinitives, coordination, event nouns in their clause. A verb of speech, a factive or an operator that fired ends
// the climb of negation and modality; a condition reaches down through everything it governs.
#include "coding/factuality.h"

static bool is_subject(const DtToken *token) {
	return token->deprel == DT_DEPREL_NSUBJ || token->deprel == DT_DEPREL_NSUBJ_PASS ||
	       token->deprel == DT_DEPREL_NSUBJ_OUTER;
}

// "the attack", "its visit": known to have happened, or to be meant.
static bool is_definite(const DtScene *scene, size_t noun) {
	static const char *const definite[] = {"the", "this", "that", "these", "those", NULL};
	for (int32_t c = scene->propositions.first_child[noun]; c >= 0; c = scene->propositions.next_sibling[c]) {
		if (scene->tokens[c].deprel == DT_DEPREL_NMOD_POSS) return true;
		for (int i = 0; scene->tokens[c].deprel == DT_DEPREL_DET && definite[i]; i++)
			if (dt_slice_equal_folded(scene->tokens[c].form, dt_slice_of(definite[i]))) return true;
	}
	return false;
}

// What a clause says reaches an event noun in it unless that is presupposed: "did not discuss the attack", "the talks
// did not bring peace". What is to come may be meant with an article, too: "may delay the visit".
static uint16_t reaches_noun(const DtScene *scene, const DtProposition *noun, uint8_t category) {
	const uint16_t open = DT_CLAUSE_FUTURE | DT_CLAUSE_POSSIBLE | DT_CLAUSE_OBLIGED | DT_CLAUSE_QUESTION;
	if (!is_definite(scene, noun->token)) return 0xFFFF;
	bool meets = category == DT_CATEGORY_CONSULT || category == DT_CATEGORY_AGREE || category == DT_CATEGORY_COOPERATE;
	bool subject = is_subject(&scene->tokens[noun->token]);
	return meets && !subject ? (uint16_t)~DT_CLAUSE_NEGATED : (uint16_t) ~(DT_CLAUSE_NEGATED | open);
}

// Facts that reach from a proposition to what hangs on it by this link.
static uint16_t passes_down(const DtScene *scene, const DtProposition *below, uint8_t category) {
	const uint16_t all = DT_CLAUSE_NEGATED | DT_CLAUSE_POSSIBLE | DT_CLAUSE_FUTURE | DT_CLAUSE_CONDITION |
	                     DT_CLAUSE_OBLIGED | DT_CLAUSE_QUESTION | DT_CLAUSE_ALLEGED;
	switch ((DtLink)below->link) {
	case DT_LINK_COMPLEMENT: {
		bool clause = scene->tokens[below->token].deprel == DT_DEPREL_CCOMP;
		bool condition = below->parent >= 0 && scene->propositions.items[below->parent].link == DT_LINK_CONDITION;
		return !clause ? all : condition ? DT_CLAUSE_ALLEGED | DT_CLAUSE_CONDITION : DT_CLAUSE_ALLEGED;
	}
	case DT_LINK_NOUN:
		return all & reaches_noun(scene, below, category);
	case DT_LINK_PURPOSE:
		return DT_CLAUSE_FUTURE | DT_CLAUSE_CONDITION | DT_CLAUSE_POSSIBLE;
	case DT_LINK_ADVERBIAL: // "will spend days consulting them"
		return scene->tokens[below->token].xpos == DT_XPOS_VBG ? DT_CLAUSE_CONDITION | DT_CLAUSE_FUTURE
		                                                       : DT_CLAUSE_CONDITION;
	default:
		return 0;
	}
}

static bool is_speech(const DtScene *scene, const DtProposition *p) {
	DtConcept speech = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("speech"));
	return dt_reading_has(&scene->reading, p->token, speech);
}

// "did not say why they attacked": what is asked for with such a word is known to have happened.
static bool asks(const DtScene *scene, const DtProposition *p) {
	for (int32_t c = scene->propositions.first_child[p->token]; c >= 0; c = scene->propositions.next_sibling[c])
		if (scene->tokens[c].xpos == DT_XPOS_WRB || scene->tokens[c].xpos == DT_XPOS_WP) return true;
	return false;
}

// "accused Iran of bombing": the bombing is a claim, whichever line the accusation is.
static bool is_accused(const DtScene *scene, const DtProposition *p, const DtProposition *above) {
	DtConcept accusing = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("accusing"));
	if (!dt_reading_has(&scene->reading, above->token, accusing)) return false;
	for (size_t i = 0; i < above->count; i++) {
		uint8_t role = above->arguments[i].role;
		bool content = role == DT_ROLE_OF || role == DT_ROLE_FOR || role == DT_ROLE_COMP || role == DT_ROLE_WITH ||
		               role == DT_ROLE_OVER || role == DT_ROLE_IN;
		if (content && above->arguments[i].token == p->token) return true;
	}
	return p->link == DT_LINK_COMPLEMENT;
}

// "neither confirmed nor denied that it had bombed": the denial is no denial, and what it is of stays open.
static bool is_neither_nor(const DtScene *scene, const DtProposition *p) {
	DtSlice lemma = scene->tokens[p->token].lemma;
	bool denies = dt_slice_is(lemma, "deny") || dt_slice_is(lemma, "exclude") || dt_slice_is(lemma, "dispute");
	if (!denies || p->link != DT_LINK_COORDINATE || p->parent < 0) return false;
	int32_t nor = dt_child_find(&scene->propositions, p->token, DT_DEPREL_CC);
	bool both = scene->propositions.items[p->parent].facts & p->facts & DT_CLAUSE_NEGATED;
	return both && nor >= 0 && dt_slice_equal_folded(scene->tokens[nor].form, dt_slice_of("nor"));
}

uint16_t dt_happening_facts(const DtScene *scene, const DtHappening *happening) {
	const DtProposition *outer = &scene->propositions.items[happening->proposition], *p = outer;
	uint16_t facts = (uint16_t)(p->facts & ~happening->absorbed), open = 0xFFFF;
	if (p->link == DT_LINK_PURPOSE && !(happening->absorbed & DT_CLAUSE_INFINITIVE)) facts |= DT_CLAUSE_POSSIBLE;
	for (size_t steps = 0; p->parent >= 0 && steps < scene->propositions.count; steps++) {
		const DtProposition *above = &scene->propositions.items[p->parent];
		open &= passes_down(scene, p, happening->category);
		if (above->link == DT_LINK_CONDITION && open & DT_CLAUSE_CONDITION) facts |= DT_CLAUSE_CONDITION;
		if (p->link == DT_LINK_COMPLEMENT && is_neither_nor(scene, above)) facts |= DT_CLAUSE_QUESTION;
		if (is_accused(scene, p, above)) facts |= DT_CLAUSE_ALLEGED;
		if (is_speech(scene, above)) {
			if (above->facts & DT_CLAUSE_NEGATED && p->link == DT_LINK_COMPLEMENT && !asks(scene, p))
				facts |= DT_CLAUSE_QUESTION; // "could not confirm that"
			facts |= above->facts & DT_CLAUSE_ALLEGED;
			break;
		}
		facts |= above->facts & open;
		p = above;
	}
	// the operator's own line has spoken for its inner clauses, but for what is to come: "fears that it will attack"
	bool marked_only = happening->row && happening->row->result.kind == DT_RESULT_SAME;
	const DtProposition *inner = &scene->propositions.items[happening->innermost];
	for (size_t steps = 0; marked_only && inner != outer && inner->parent >= 0 && steps < scene->propositions.count;
	     steps++) {
		facts |= inner->facts & (DT_CLAUSE_FUTURE | DT_CLAUSE_QUESTION); // "will decide whether to sell them"
		inner = &scene->propositions.items[inner->parent];
	}
	return facts;
}

uint8_t dt_happening_marks(const DtScene *scene, const DtHappening *happening, uint16_t facts) {
	uint8_t marks = happening->add;
	bool open = facts & DT_CLAUSE_NEGATED && marks & DT_AUXILIARY_NEGATION && !happening->row; // "did not deny bombing"
	if (facts & DT_CLAUSE_NEGATED) marks ^= DT_AUXILIARY_NEGATION;
	bool neither = is_neither_nor(scene, &scene->propositions.items[happening->proposition]);
	if (facts & DT_CLAUSE_NEGATED && neither && happening->innermost != happening->proposition) open = true;
	if (open) marks |= DT_AUXILIARY_HYPOTHETICAL;
	if (facts & (DT_CLAUSE_POSSIBLE | DT_CLAUSE_CONDITION | DT_CLAUSE_QUESTION | DT_CLAUSE_ALLEGED | DT_CLAUSE_OBLIGED))
		marks |= DT_AUXILIARY_HYPOTHETICAL;
	if (facts & DT_CLAUSE_FUTURE) marks |= DT_AUXILIARY_FUTURE;
	return (uint8_t)(marks & ~happening->remove);
}

static bool hangs_in(const DtScene *scene, size_t token, size_t top) {
	size_t steps = 0;
	for (int32_t up = (int32_t)token; up >= 0 && steps <= scene->token_count; up = scene->tokens[up].head, steps++)
		if ((size_t)up == top) return true;
	return false;
}

// "during the cold war", "under the previous government", in the event's own clause or one that it hangs in.
static bool stands_in_era(const DtScene *scene, const DtProposition *event) {
	static const char *const prepositions[] = {"during", "under", "in", "throughout", "from", "through", NULL};
	DtConcept era = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("past-era"));
	for (size_t i = 0; i < scene->token_count; i++) {
		if (!dt_reading_has(&scene->reading, i, era) || scene->tokens[i].head < 0) continue;
		int32_t preposition = dt_child_find(&scene->propositions, i, DT_DEPREL_CASE);
		for (int k = 0; preposition >= 0 && prepositions[k]; k++) {
			bool fits = dt_slice_equal_folded(scene->tokens[preposition].form, dt_slice_of(prepositions[k]));
			if (fits && hangs_in(scene, event->token, (size_t)scene->tokens[i].head)) return true;
		}
	}
	return false;
}

bool dt_happening_is_background(const DtScene *scene, const DtHappening *happening) {
	const DtProposition *event = &scene->propositions.items[happening->proposition];
	const uint16_t pluperfect = DT_CLAUSE_PAST | DT_CLAUSE_PERFECT;
	DtConcept formerly = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("past-adverb"));
	for (int32_t c = scene->propositions.first_child[event->token]; c >= 0; c = scene->propositions.next_sibling[c])
		if (scene->tokens[c].deprel == DT_DEPREL_ADVMOD && dt_reading_has(&scene->reading, (size_t)c, formerly))
			return true;
	bool reported = event->link == DT_LINK_COMPLEMENT || event->link == DT_LINK_CONDITION;
	const DtProposition *raising = event->parent < 0 ? event : &scene->propositions.items[event->parent];
	bool used_to = event->link == DT_LINK_COMPLEMENT && event->facts & DT_CLAUSE_INFINITIVE &&
	               dt_slice_equal_folded(scene->tokens[raising->token].form, dt_slice_of("used"));
	if (used_to) return true;
	bool had = (event->facts & pluperfect) == pluperfect && event->kind == DT_PREDICATE_VERB;
	for (const DtProposition *p = event; had && !reported && p->parent >= 0; p = &scene->propositions.items[p->parent])
		reported |= p->link == DT_LINK_COMPLEMENT; // "said that ..., which had": only told back
	return (had && !reported) || stands_in_era(scene, event);
}

static bool is_cooperative(uint8_t category) {
	return category == DT_CATEGORY_CONSULT || category == DT_CATEGORY_COOPERATE || category == DT_CATEGORY_AID ||
	       category == DT_CATEGORY_RETREAT || category == DT_CATEGORY_SUPPORT || category == DT_CATEGORY_CONCEDE;
}

static bool is_hostile(uint8_t category) {
	return category == DT_CATEGORY_ASSAULT || category == DT_CATEGORY_COERCE || category == DT_CATEGORY_SANCTION ||
	       category == DT_CATEGORY_PROTEST;
}

void dt_happening_fold(const DtScene *scene, DtHappening *happening, uint8_t marks, uint16_t facts, bool actor_speaks,
                       bool in_own_words) {
	// "said it would attack if ...", "said it could attack": conditions and hints threaten as much as a plan
	bool conditional = facts & DT_CLAUSE_CONDITION && facts & (DT_CLAUSE_WOULD | DT_CLAUSE_FUTURE);
	bool hinted = facts & DT_CLAUSE_POSSIBLE && in_own_words;
	bool sues = happening->category == DT_CATEGORY_ACCUSE && memcmp(happening->cameo, "115", 3) == 0 && in_own_words;
	bool hostile = is_hostile(happening->category) || (sues && facts & (DT_CLAUSE_WOULD | DT_CLAUSE_POSSIBLE));
	bool threatened = (conditional || hinted) && hostile;
	bool promised = hinted && is_cooperative(happening->category); // "hinted it might free them"
	if ((!(marks & DT_AUXILIARY_FUTURE) && !threatened && !promised) || marks & DT_AUXILIARY_NEGATION) return;
	const char *name = is_cooperative(happening->category) ? "promise" : hostile && actor_speaks ? "threaten" : NULL;
	const DtOperator *operator_ = name ? dt_lexicon_operator_find(scene->lexicon, name) : NULL;
	const DtOperatorRow *best = NULL;
	size_t best_length = 0;
	for (uint32_t i = 0; operator_ && i < operator_->row_count; i++) {
		const DtOperatorRow *row = &operator_->rows[i];
		size_t length = strlen(row->cameo);
		bool fits = row->cameo[0]
		                ? strncmp(row->cameo, happening->cameo, length) == 0
		                : row->category == happening->category && (!row->mode || row->mode == happening->mode);
		size_t rank = row->cameo[0] ? 2 + length : row->mode ? 2 : 1;
		if (!fits || rank <= best_length || row->result.kind != DT_RESULT_EVENT) continue;
		best = row;
		best_length = rank;
	}
	if (!best) return;
	happening->category = best->result.category;
	happening->mode = best->result.mode;
	memcpy(happening->cameo, best->result.cameo, sizeof happening->cameo);
}
