// SPDX-License-Identifier: Apache-2.0
// What is said of parties without being done: duties, what a bill would do, what somebody does for a living.
//
// A press release, a speech, a budget debate is full of it. "We must help our farmers" and "the Senate should fund
// schools" wish; "the bill would let growers hire" tells of a bill; "the fund helps students" tells what it is for. A
// demand, a refusal, a threat made of such a clause has a line of its own by then, and is none of these.
#include "coding/events.h"

// Deeds, not words: what a general present tells of one country is a habit ("police protect citizens").
static bool is_done(uint8_t category) {
	return category == DT_CATEGORY_AID || category == DT_CATEGORY_CONCEDE || category == DT_CATEGORY_RETREAT ||
	       category == DT_CATEGORY_COOPERATE || category == DT_CATEGORY_COERCE || category == DT_CATEGORY_ASSAULT ||
	       category == DT_CATEGORY_MOBILIZE;
}

static const DtMention *first_of(const DtScene *scene, const DtPartyList *list) {
	return list->count ? &scene->mentions.items[list->items[0]] : NULL;
}

// Both sides are of one country; one without a country is of the document's, where it has a home.
static bool is_at_home(const DtScene *scene, const DtHappening *happening, DtSlice home) {
	const DtMention *actor = first_of(scene, &happening->actors);
	const DtMention *other = happening->recipients.count   ? first_of(scene, &happening->recipients)
	                         : happening->actors.count > 1 ? &scene->mentions.items[happening->actors.items[1]]
	                                                       : NULL;
	if (!actor) return false;
	DtSlice one = actor->party.code.length ? actor->party.code : home;
	DtSlice two = other && other->party.code.length ? other->party.code : home;
	return one.length && dt_slice_equal(one, two);
}

// The clause with a tense that a proposition stands in, as far as what is above tells of no event itself.
static const DtProposition *tensed_clause(const DtScene *scene, const DtProposition *p) {
	const uint16_t tensed = DT_CLAUSE_PAST | DT_CLAUSE_PRESENT | DT_CLAUSE_PERFECT | DT_CLAUSE_FUTURE |
	                        DT_CLAUSE_POSSIBLE | DT_CLAUSE_WOULD | DT_CLAUSE_OBLIGED;
	for (size_t steps = 0; !(p->facts & tensed) && p->parent >= 0 && steps < scene->propositions.count; steps++) {
		if (scene->happenings[p->parent].count) break; // "applauds the mayor for working with"
		p = &scene->propositions.items[p->parent];
	}
	return p;
}

static bool is_progressive(const DtScene *scene, const DtProposition *p) {
	return scene->tokens[p->token].xpos == DT_XPOS_VBG &&
	       dt_child_find(&scene->propositions, p->token, DT_DEPREL_AUX) >= 0;
}

// "The fund helps students", "works to keep jobs": a present that is of no day. Headlines tell the past so.
static bool is_habit(const DtScene *scene, const DtHappening *happening) {
	const uint16_t of_a_day = DT_CLAUSE_PAST | DT_CLAUSE_PERFECT | DT_CLAUSE_FUTURE;
	const DtProposition *p = tensed_clause(scene, &scene->propositions.items[happening->proposition]);
	bool verbs =
		p->kind == DT_PREDICATE_VERB && scene->propositions.items[happening->proposition].kind == DT_PREDICATE_VERB;
	DtConcept unchanging = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("unchanging-verb"));
	if (scene->headline || happening->row || !verbs || dt_reading_has(&scene->reading, p->token, unchanging))
		return false;
	return p->facts & DT_CLAUSE_PRESENT && !(p->facts & of_a_day) && !is_progressive(scene, p);
}

// "The bill would let them", "the measure provides": the subject is what was written, not who acts.
static bool is_of_instrument(const DtScene *scene, const DtHappening *happening) {
	DtConcept instrument = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("legal-instrument"));
	const DtProposition *p = &scene->propositions.items[happening->innermost];
	for (size_t i = 0; i < p->count; i++) {
		if (p->arguments[i].role == DT_ROLE_SUBJ && dt_reading_has(&scene->reading, p->arguments[i].token, instrument))
			return true;
	}
	return false;
}

bool dt_is_no_deed(const DtScene *scene, const DtHappening *happening, uint16_t facts, DtSlice home) {
	const uint16_t open = DT_CLAUSE_WOULD | DT_CLAUSE_POSSIBLE | DT_CLAUSE_OBLIGED;
	const DtMention *actor = first_of(scene, &happening->actors);
	if (facts & DT_CLAUSE_OBLIGED && !happening->row) return true;
	if (facts & open && actor && actor->first_person && is_done(happening->category)) return true;
	if (!is_done(happening->category) || !is_at_home(scene, happening, home)) return false;
	return is_habit(scene, happening) || (facts & open && is_of_instrument(scene, happening));
}
