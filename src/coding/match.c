// SPDX-License-Identifier: Apache-2.0
// Fitting the lexicon to propositions.
//
//   happenings(p) = the best of
//     - frames of p's predicate whose slots are filled            "bombed a camp"
//     - operators of p's predicate over happenings(argument)      "agreed to [stop [bombing]]"
//
// Recursion follows arguments, each proposition coded once. Specificity decides: a word in a slot counts for more than
// a concept, a concept more than anything; an operator with a row for just this inner event more than one with "*".
// Parties are looked for where the line says, else where newspapers put them.
//
// Here lines are tried and one is chosen; the parts have files of their own.
#include "coding/match.h"

#include "coding/happenings.h"

static void note_trial(DtScene *scene, DtTrial trial) {
	if (scene->trials)
		DT_PUSH(scene->arena, scene->trials->items, scene->trials->count, scene->trials->capacity, trial);
}

typedef struct Choice {
	const DtFrame *frame;
	float dt_frame_score, frame_rank; // how specific; the same, and how well it answers for a marked pair
	const DtOperator *operator_;
	float dt_operator_score;
	const DtPredicateMatch *match;
	size_t frame_trial, operator_trial;
} Choice;

static void try_frames(DtScene *scene, uint32_t number, const DtPredicateMatch *match, Choice *choice) {
	const DtProposition *p = &scene->propositions.items[number];
	for (uint32_t i = 0; i < match->frame_count; i++) {
		int32_t failed;
		float score = dt_frame_score(scene, p, match, match->frames[i], &failed);
		note_trial(scene, (DtTrial){.proposition = number, .frame = match->frames[i], .score = score, .slot = failed});
		float rank = score + (score >= 0 ? dt_pair_bonus(scene, number, match->frames[i]) : 0.0f);
		if (rank > choice->frame_rank) {
			choice->frame = match->frames[i];
			choice->dt_frame_score = score;
			choice->frame_rank = rank;
			choice->frame_trial = scene->trials ? scene->trials->count - 1 : 0;
		}
	}
}

static void try_operators(DtScene *scene, uint32_t number, const DtPredicateMatch *match, Choice *choice) {
	for (uint32_t i = 0; i < match->operator_count; i++) {
		float score = dt_operator_score(scene, number, match, match->operators[i]);
		note_trial(scene,
		           (DtTrial){.proposition = number, .operator_ = match->operators[i], .score = score, .slot = -1});
		if (score > choice->dt_operator_score) {
			choice->operator_ = match->operators[i];
			choice->dt_operator_score = score;
			choice->match = match;
			choice->operator_trial = scene->trials ? scene->trials->count - 1 : 0;
		}
	}
}

static void apply_operator(DtScene *scene, uint32_t number, const Choice *choice) {
	const DtProposition *p = &scene->propositions.items[number];
	const DtOperator *operator_ = choice->operator_;
	for (int s = 0; s < operator_->slot_count && scene->happenings[number].count == 0; s++) {
		for (size_t i = 0; i < p->count; i++) {
			if (p->arguments[i].role != operator_->slots[s]) continue;
			int32_t inner = dt_inner_proposition(scene, number, &p->arguments[i]);
			if (dt_is_stated(scene, operator_, &p->arguments[i], inner)) continue;
			if (dt_takes_unknown(scene, operator_, &p->arguments[i], inner)) {
				DtHappening unknown = dt_unknown_happening(scene, (uint32_t)inner);
				dt_operator_apply(scene, number, operator_, &unknown, operator_->slots[s], 0.0f);
				continue;
			}
			for (size_t h = 0; inner >= 0 && h < scene->happenings[inner].count; h++)
				dt_operator_apply(scene, number, operator_, &scene->happenings[inner].items[h], operator_->slots[s],
				                  1.0f + (float)(choice->match->words - 1));
		}
	}
	for (size_t h = 0; dt_holds_denial(scene, choice->match) && h < scene->happenings[number].count; h++)
		scene->happenings[number].items[h].absorbed |= DT_CLAUSE_NEGATED;
}

// Words and marches are not used up by what they lead to: "marched to demand" demands all the same.
static bool is_material(uint8_t category) {
	return category != DT_CATEGORY_REQUEST && category != DT_CATEGORY_ACCUSE && category != DT_CATEGORY_PROTEST;
}

// What fills a slot of the frame that fired is part of its event, and no event beside it.
static void consume_fillers(DtScene *scene, uint32_t number, const DtFrame *frame) {
	const DtProposition *p = &scene->propositions.items[number];
	for (int s = 0; s < frame->slot_count; s++) {
		if (frame->slots[s].absent) continue;
		for (size_t i = 0; i < p->count; i++) {
			if (!(frame->slots[s].roles >> p->arguments[i].role & 1)) continue;
			int32_t inner = dt_inner_proposition(scene, number, &p->arguments[i]);
			if (inner < 0) continue;
			dt_match_proposition(scene, (uint32_t)inner);
			const DtProposition *filler = &scene->propositions.items[inner];
			bool clause = p->arguments[i].role == DT_ROLE_COMP || p->arguments[i].role == DT_ROLE_INF;
			bool aimed = clause && !frame->slots[s].filler.any && // "prepared to attack", "stopped supplying"
			             (filler->facts & DT_CLAUSE_INFINITIVE || scene->tokens[filler->token].xpos == DT_XPOS_VBG);
			aimed |= p->arguments[i].role == DT_ROLE_INF && frame->result.category == DT_CATEGORY_REQUEST;
			bool part_of_it = filler->kind == DT_PREDICATE_NOUN || aimed;
			for (size_t h = 0; h < scene->happenings[inner].count && part_of_it; h++) {
				DtHappening *part = &scene->happenings[inner].items[h]; // "the talks brought no deal": they were held
				bool held = part->category == DT_CATEGORY_CONSULT && p->arguments[i].role == DT_ROLE_SUBJ;
				bool said = aimed && !is_material(part->category);
				if (!held && !said) part->consumed = true;
			}
		}
	}
}

void dt_match_proposition(DtScene *scene, uint32_t number) {
	if (scene->state[number]) return;
	scene->state[number] = 1;
	const DtProposition *p = &scene->propositions.items[number];
	Choice choice = {.dt_frame_score = -1.0f, .frame_rank = -1.0f, .dt_operator_score = -1.0f};
	for (const DtPredicateMatch *match = scene->reading.predicates[p->token]; match; match = match->next) {
		if (match->kind != (DtPredicateKind)p->kind) continue;
		try_frames(scene, number, match, &choice);
		try_operators(scene, number, match, &choice);
	}
	bool operator_wins = choice.dt_operator_score > choice.dt_frame_score && choice.dt_operator_score >= 0;
	if (operator_wins) {
		apply_operator(scene, number, &choice);
		if (scene->trials) scene->trials->items[choice.operator_trial].chosen = true;
	} else if (choice.frame) { // or a line that drops: no event, and none in its slots
		if (choice.frame->result.kind == DT_RESULT_EVENT)
			dt_scene_add_happening(scene, number,
			                       dt_frame_happening(scene, number, choice.frame, choice.dt_frame_score));
		consume_fillers(scene, number, choice.frame);
		if (scene->trials) scene->trials->items[choice.frame_trial].chosen = true;
	}
	dt_apply_modality(scene, number);
	dt_refuse_existence(scene, number);
	scene->state[number] = 2;
}

void dt_match_scene(DtScene *scene) {
	scene->happenings = DT_NEW_ARRAY(scene->arena, DtHappeningList, scene->propositions.count + 1);
	scene->state = DT_NEW_ARRAY(scene->arena, uint8_t, scene->propositions.count + 1);
	for (uint32_t i = 0; i < scene->propositions.count; i++) dt_match_proposition(scene, i);
}
