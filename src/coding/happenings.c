// SPDX-License-Identifier: Apache-2.0
// Happenings: what a line makes of a proposition.
//
// A frame gives the category, the mode and the contexts, and the sides are filled in. Where no line knows the clause
// an event without a category keeps its parties, for an operator or a modal verb to make something of it.
#include "coding/happenings.h"

void dt_happening_add_trigger(DtHappening *happening, uint32_t token) {
	for (int i = 0; i < happening->trigger_count; i++) {
		if (happening->triggers[i] == token) return;
	}
	if (happening->trigger_count < DT_HAPPENING_TRIGGERS) happening->triggers[happening->trigger_count++] = token;
}

DtContexts dt_scene_contexts(const DtScene *scene, size_t token) {
	DtContexts contexts = 0;
	const uint64_t *bits = scene->reading.concepts + token * scene->reading.words;
	for (size_t word = 0; word < scene->reading.words; word++) {
		for (uint64_t rest = bits[word]; rest; rest &= rest - 1)
			contexts |=
				dt_lexicon_concept_contexts(scene->lexicon, (DtConcept)(word * 64 + (size_t)__builtin_ctzll(rest)));
	}
	return contexts;
}

DtContexts dt_proposition_contexts(const DtScene *scene, const DtProposition *p) {
	DtContexts contexts = dt_scene_contexts(scene, p->token);
	for (size_t i = 0; i < p->count; i++) contexts |= dt_scene_contexts(scene, p->arguments[i].token);
	return contexts;
}

void dt_happening_use_result(DtHappening *happening, const DtResult *result) {
	if (result->kind == DT_RESULT_EVENT) {
		happening->category = result->category;
		happening->mode = result->mode;
		memcpy(happening->cameo, result->cameo, sizeof happening->cameo);
		happening->add = 0;
	}
	happening->add = (uint8_t)((happening->add | result->add) & ~result->remove);
	happening->remove |= result->remove;
}

// "the Tokyo summit", "the Washington talks": one capital before talks is where they are held, two are those who talk.
static void drop_venue(const DtScene *scene, const DtProposition *p, DtPartyList *actors) {
	if (p->kind != DT_PREDICATE_NOUN || actors->count != 1) return;
	const DtMention *mention = &scene->mentions.items[actors->items[0]];
	for (size_t i = 0; i < p->count; i++) {
		bool before = p->arguments[i].token == mention->token && p->arguments[i].modifier;
		if (before && dt_slice_is(mention->party.why, "capital")) actors->count = 0;
	}
}

DtHappening dt_frame_happening(const DtScene *scene, uint32_t number, const DtFrame *frame, float score) {
	const DtProposition *p = &scene->propositions.items[number];
	DtHappening happening = {.proposition = number, .innermost = number, .frame = frame, .score = score};
	dt_happening_use_result(&happening, &frame->result);
	happening.contexts = frame->contexts | dt_proposition_contexts(scene, p);
	happening.recipient_none = frame->parties.recipient_none;
	dt_happening_add_trigger(&happening, p->token);
	if (frame->when & DT_WHEN_NEGATED) // what is not done is what the line is about
		happening.absorbed = DT_CLAUSE_NEGATED | DT_CLAUSE_FUTURE | DT_CLAUSE_POSSIBLE;
	dt_actors_find(scene, p, &frame->parties, NULL, &happening.actors);
	if (happening.category == DT_CATEGORY_CONSULT) drop_venue(scene, p, &happening.actors);
	dt_add_power_of_place(scene, p, happening.category, &happening.actors);
	if (!scene->pair_given) dt_add_whose_it_is(scene, p, happening.category, &happening.actors);
	dt_recipients_find(scene, p, &frame->parties, NULL, happening.category, &happening.actors, &happening.recipients);
	if (frame->parties.symmetric) {
		dt_join_parties(scene, p, &happening);
		dt_join_inside_parties(scene, p, &happening);
	}
	if (frame->parties.swap) dt_happening_swap(&happening);
	if (happening.category == DT_CATEGORY_ASSAULT) dt_add_target_of_attack(scene, p, &happening);
	return happening;
}

void dt_scene_add_happening(DtScene *scene, uint32_t number, DtHappening happening) {
	DtHappeningList *list = &scene->happenings[number];
	DT_PUSH(scene->arena, list->items, list->count, list->capacity, happening);
}

DtHappening dt_unknown_happening(const DtScene *scene, uint32_t number) {
	const DtProposition *p = &scene->propositions.items[number];
	const DtParties anywhere = {0};
	DtHappening happening = {.proposition = number, .innermost = number};
	dt_happening_add_trigger(&happening, p->token);
	dt_actors_find(scene, p, &anywhere, NULL, &happening.actors);
	dt_default_recipients(scene, p, DT_CATEGORY_NONE, &happening.actors, &happening.recipients);
	return happening;
}
