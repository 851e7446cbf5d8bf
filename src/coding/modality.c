// SPDX-License-Identifier: Apache-2.0
// What modality makes of an event: "X says Y must do it" demands it of Y, "X will not do it" refuses it, "said there
// would be no talks" refuses them.
//
// The categories are those of the operators `demand` and `refuse`, so that the lexicon says them.
#include "coding/happenings.h"

void dt_refuse_existence(DtScene *scene, uint32_t number) {
	const DtProposition *p = &scene->propositions.items[number];
	const DtArgument *subject = dt_proposition_find(p, DT_ROLE_SUBJ);
	bool denied = p->facts & DT_CLAUSE_NEGATED && p->facts & (DT_CLAUSE_FUTURE | DT_CLAUSE_WOULD);
	if (!denied || !subject || !dt_slice_is(scene->tokens[p->token].lemma, "be")) return;
	int32_t inner = scene->propositions.at[subject->token], speaker = dt_speaker_of(scene, p);
	if (inner < 0 || speaker < 0 || scene->propositions.items[inner].kind != DT_PREDICATE_NOUN) return;
	dt_match_proposition(scene, (uint32_t)inner);
	const DtOperator *refuse = dt_lexicon_operator_find(scene->lexicon, "refuse");
	for (size_t i = 0; refuse && i < scene->happenings[inner].count; i++) {
		float fits;
		DtHappening *event = &scene->happenings[inner].items[i], refused = *event;
		const DtOperatorRow *row = dt_operator_row_find(refuse, event, &fits);
		if (!row || row->result.kind != DT_RESULT_EVENT) continue;
		const DtPartyList self = {{speaker}, 1};
		event->consumed = true;
		refused.proposition = number;
		refused.row = row;
		refused.operator_ = refuse;
		refused.symmetric = refused.consumed = false;
		refused.absorbed = DT_CLAUSE_NEGATED | DT_CLAUSE_FUTURE | DT_CLAUSE_POSSIBLE;
		refused.recipients.count = 0;
		dt_add_others(scene, &event->actors, &self, &refused.recipients);
		dt_add_others(scene, &event->recipients, &self, &refused.recipients);
		refused.actors = self;
		dt_happening_use_result(&refused, &row->result);
		dt_scene_add_happening(scene, number, refused);
	}
}

// "will not leave unless they are paid": refused all the same.
static bool stands_unless(const DtScene *scene, uint32_t number) {
	for (size_t i = 0; i < scene->propositions.count; i++) {
		const DtProposition *q = &scene->propositions.items[i];
		if (q->parent != (int32_t)number || q->link != DT_LINK_CONDITION) continue;
		int32_t mark = dt_child_find(&scene->propositions, q->token, DT_DEPREL_MARK);
		if (mark >= 0 && dt_slice_equal_folded(scene->tokens[mark].form, dt_slice_of("unless"))) return true;
	}
	return false;
}

// "China must save, its premier said": what one's own country is to do is no demand of it, and newspapers make none.
static bool is_own(const DtScene *scene, const DtHappening *event, int32_t speaker) {
	const DtMention *who = &scene->mentions.items[speaker];
	if (scene->pair_given) return false;
	bool own = who->party.sectors[0] == DT_SECTOR_JRN;
	for (int i = 0; i < event->actors.count; i++) {
		const DtMention *other = &scene->mentions.items[event->actors.items[i]];
		bool state = other->entry && other->entry->kind == DT_ENTRY_COUNTRY;
		own |= state && dt_slice_equal(other->party.code, who->party.code);
	}
	return own;
}

void dt_apply_modality(DtScene *scene, uint32_t number) {
	const DtProposition *p = &scene->propositions.items[number];
	const uint16_t refusal = DT_CLAUSE_NEGATED | DT_CLAUSE_FUTURE;
	DtHappeningList *list = &scene->happenings[number];
	bool unless = stands_unless(scene, number);
	if (p->kind == DT_PREDICATE_NOUN || (p->facts & DT_CLAUSE_CONDITION && !unless)) return;
	int32_t speaker = p->facts & DT_CLAUSE_OBLIGED ? dt_speaker_of(scene, p) : -1;
	bool would_not = (p->facts & (DT_CLAUSE_NEGATED | DT_CLAUSE_WOULD)) == (DT_CLAUSE_NEGATED | DT_CLAUSE_WOULD);
	bool refuses = ((p->facts & refusal) == refusal || would_not) && p->kind == DT_PREDICATE_VERB;
	const DtOperator *operator_ = dt_lexicon_operator_find(scene->lexicon, speaker >= 0 ? "demand" : "refuse");
	if ((speaker < 0 && !refuses) || !operator_) return;
	DtHappening unknown = dt_unknown_happening(scene, number);
	if (list->count == 0 && unknown.actors.count) dt_scene_add_happening(scene, number, unknown);
	for (size_t i = 0; i < list->count; i++) {
		DtHappening *event = &list->items[i];
		float fits;
		if (speaker < 0 && event->absorbed & DT_CLAUSE_NEGATED) continue; // "would not rule out": said already
		const DtOperator *applied = operator_;
		const DtOperatorRow *row = dt_operator_row_find(applied, event, &fits);
		if (!row && (scene->pair_given || speaker >= 0)) {
			applied = dt_lexicon_operator_find(scene->lexicon, speaker >= 0 ? "command" : "will-not");
			row = applied ? dt_operator_row_find(applied, event, &fits) : NULL;
		}
		if (!row || row->result.kind != DT_RESULT_EVENT ||
		    (speaker >= 0 && (dt_party_list_holds(scene, &event->actors, speaker) || is_own(scene, event, speaker))))
			continue;
		event->row = row;
		event->operator_ = applied;
		event->absorbed = speaker >= 0 ? DT_CLAUSE_OBLIGED : refusal | DT_CLAUSE_POSSIBLE;
		if (unless) event->absorbed |= DT_CLAUSE_CONDITION;
		event->score += fits;
		event->symmetric = false;
		dt_happening_use_result(event, &row->result);
		if (speaker < 0) continue;
		if (event->actors.count) event->recipients = event->actors;
		event->actors = (DtPartyList){{speaker}, 1};
	}
	if (list->count == 1 && list->items[0].category == DT_CATEGORY_NONE) list->count = 0;
}
