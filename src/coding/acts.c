// SPDX-License-Identifier: Apache-2.0
// Acts that a pronoun takes up: "The EU imposed sanctions in 2004. It lifted most of [them] in 2016."
//
// A sentence leaves behind the object of its last event, with the concepts that its words have. Where the next one does
// something with "it" or "them" that is done to acts rather than to people, the pronoun has these concepts too, and
// whom the act was done to is the event's other side. Within a sentence shared_arguments.c does the same.
#include "coding/events.h"

static bool is_plural(const DtToken *token) { return token->xpos == DT_XPOS_NNS || token->xpos == DT_XPOS_NNPS; }

// The verb that the pronoun is the object of: "lifted them", "lifted most of them".
static int32_t verb_of(const DtScene *scene, size_t pronoun) {
	const DtToken *token = &scene->tokens[pronoun];
	DtConcept measure = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("measure"));
	if (token->deprel == DT_DEPREL_OBJ) return token->head;
	if (token->head < 0 || token->deprel != DT_DEPREL_NMOD) return -1;
	const DtToken *part = &scene->tokens[token->head];
	bool measured = part->deprel == DT_DEPREL_OBJ && dt_reading_has(&scene->reading, (size_t)token->head, measure);
	return measured ? part->head : -1;
}

void dt_take_up_act(const DtCoder *coder, DtScene *scene) {
	const DtAct *act = &coder->act;
	DtConcept verbs = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("done-to-acts"));
	scene->act_token = -1;
	if (!act->concepts || act->sentence + 1 != scene->sentence || act->event >= coder->document->event_count) return;
	for (size_t i = 0; i < scene->token_count && scene->act_token < 0; i++) {
		const char *word = act->plural ? "them" : "it";
		if (!dt_slice_equal_folded(scene->tokens[i].form, dt_slice_of(word))) continue;
		int32_t verb = verb_of(scene, i);
		if (verb < 0 || !dt_reading_has(&scene->reading, (size_t)verb, verbs)) continue;
		for (size_t w = 0; w < scene->reading.words; w++)
			scene->reading.concepts[i * scene->reading.words + w] |= act->concepts[w];
		int32_t number = scene->mentions.at[i];
		if (number >= 0) { // nobody
			scene->mentions.items[number].classes = 0;
			scene->mentions.items[number].party.code = (DtSlice){0};
			scene->mentions.items[number].also = NULL;
		}
		scene->act_token = (int32_t)i;
	}
}

int32_t dt_act_taken_up(const DtCoder *coder, const DtScene *scene, const DtHappening *happening) {
	int32_t verb = scene->act_token < 0 ? -1 : verb_of(scene, (size_t)scene->act_token);
	if (verb < 0 || scene->propositions.items[happening->innermost].token != (uint32_t)verb) return -1;
	return (int32_t)coder->act.event;
}

void dt_note_act(DtCoder *coder, const DtScene *scene, uint32_t first_event) {
	uint32_t last = coder->document->event_count;
	for (size_t n = scene->propositions.count; n-- > 0 && last > first_event;) {
		const DtProposition *p = &scene->propositions.items[n];
		const DtArgument *object = dt_proposition_find(p, DT_ROLE_OBJ);
		bool live = false;
		for (size_t h = 0; h < scene->happenings[n].count; h++) live |= !scene->happenings[n].items[h].consumed;
		bool main_clause = p->link == DT_LINK_ROOT || p->link == DT_LINK_COORDINATE || p->link == DT_LINK_COMPLEMENT;
		if (!live || !main_clause || !object || scene->tokens[object->token].upos != DT_UPOS_NOUN) continue;
		uint64_t *concepts = DT_NEW_ARRAY(coder->arena, uint64_t, scene->reading.words);
		memcpy(concepts, scene->reading.concepts + object->token * scene->reading.words,
		       scene->reading.words * sizeof *concepts);
		coder->act = (DtAct){concepts, scene->sentence, last - 1, is_plural(&scene->tokens[object->token])};
		return;
	}
}
