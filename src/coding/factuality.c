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

// Facts that reach from a proposition to what hangs on it by this link.
static uint16_t passes_down(const DtScene *scene, const DtProposition *below) {
	const uint16_t all = DT_CLAUSE_NEGATED | DT_CLAUSE_POSSIBLE | DT_CLAUSE_FUTURE | DT_CLAUSE_CONDITION |
	                     DT_CLAUSE_OBLIGED | DT_CLAUSE_QUESTION | DT_CLAUSE_ALLEGED;
	switch ((DtLink)below->link) {
	case DT_LINK_COMPLEMENT:
		return scene->tokens[below->token].deprel == DT_DEPREL_CCOMP ? DT_CLAUSE_ALLEGED : all;
	case DT_LINK_NOUN:
		return all;
	case DT_LINK_PURPOSE:
		return DT_CLAUSE_FUTURE | DT_CLAUSE_CONDITION | DT_CLAUSE_POSSIBLE;
	case DT_LINK_ADVERBIAL:
		return DT_CLAUSE_CONDITION;
	default:
		return 0;
	}
}

static bool is_speech(const DtScene *scene, const DtProposition *p) {
	DtConcept speech = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("speech"));
	return dt_reading_has(&scene->reading, p->token, speech);
}

uint16_t dt_happening_facts(const DtScene *scene, const DtHappening *happening) {
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	uint16_t facts = (uint16_t)(p->facts & ~happening->absorbed), open = 0xFFFF;
	if (p->link == DT_LINK_PURPOSE && !(happening->absorbed & DT_CLAUSE_INFINITIVE)) facts |= DT_CLAUSE_POSSIBLE;
	for (size_t steps = 0; p->parent >= 0 && steps < scene->propositions.count; steps++) {
		const DtProposition *above = &scene->propositions.items[p->parent];
		open &= passes_down(scene, p);
		if (above->link == DT_LINK_CONDITION && open & DT_CLAUSE_CONDITION) facts |= DT_CLAUSE_CONDITION;
		if (is_speech(scene, above)) {
			facts |= above->facts & DT_CLAUSE_ALLEGED;
			break;
		}
		facts |= above->facts & open;
		p = above;
	}
	// the operator's own line has spoken for its inner clauses; tense stays with the outermost
	return facts;
}

uint8_t dt_happening_marks(const DtScene *scene, const DtHappening *happening, uint16_t facts) {
	(void)scene;
	uint8_t marks = happening->add;
	if (facts & DT_CLAUSE_NEGATED) marks ^= DT_AUXILIARY_NEGATION;
	if (facts & (DT_CLAUSE_POSSIBLE | DT_CLAUSE_CONDITION | DT_CLAUSE_QUESTION | DT_CLAUSE_ALLEGED | DT_CLAUSE_OBLIGED))
		marks |= DT_AUXILIARY_HYPOTHETICAL;
	if (facts & DT_CLAUSE_FUTURE) marks |= DT_AUXILIARY_FUTURE;
	return (uint8_t)(marks & ~happening->remove);
}

static bool is_cooperative(uint8_t category) {
	return category == DT_CATEGORY_CONSULT || category == DT_CATEGORY_COOPERATE || category == DT_CATEGORY_AID ||
	       category == DT_CATEGORY_RETREAT || category == DT_CATEGORY_SUPPORT || category == DT_CATEGORY_CONCEDE;
}

static bool is_hostile(uint8_t category) {
	return category == DT_CATEGORY_ASSAULT || category == DT_CATEGORY_COERCE || category == DT_CATEGORY_SANCTION;
}

void dt_happening_fold(const DtScene *scene, DtHappening *happening, uint8_t marks, uint16_t facts, bool actor_speaks) {
	// "said it would attack if ...": a condition put to somebody threatens as much as a plan
	bool conditional =
		facts & DT_CLAUSE_CONDITION && facts & (DT_CLAUSE_WOULD | DT_CLAUSE_FUTURE) && is_hostile(happening->category);
	if ((!(marks & DT_AUXILIARY_FUTURE) && !conditional) || marks & DT_AUXILIARY_NEGATION) return;
	const char *name = is_cooperative(happening->category)               ? "promise"
	                   : is_hostile(happening->category) && actor_speaks ? "threaten"
	                                                                     : NULL;
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
