// SPDX-License-Identifier: Apache-2.0
// Operators: what an outer verb makes of an inner event, "agreed to [stop [bombing]]".
//
// A row is keyed by the inner event's code; the longest key wins, "*" fits any. The outer event has the operator's own
// subject and object, else the inner event's parties; "same" keeps the inner event and completes it from above.
#include "coding/happenings.h"

// How well a row's key fits an inner event: the longest key wins; below 0 when it does not fit.
static float row_score(const DtOperatorRow *row, const DtHappening *inner) {
	if (row->cameo[0]) {
		size_t length = strlen(row->cameo);
		return strncmp(row->cameo, inner->cameo, length) == 0 ? 2.5f + (float)length : -1.0f;
	}
	if (row->category == DT_CATEGORY_NONE) return 0.5f;
	if (row->category != inner->category || (row->mode && row->mode != inner->mode)) return -1.0f;
	return row->mode ? 3.0f : 2.0f;
}

// "refrain from attacking": to an operator above, force not used is force laid down ("urged them to refrain").
static DtHappening laid_down(const DtHappening *inner) {
	DtHappening key = *inner;
	bool force = inner->category == DT_CATEGORY_ASSAULT || inner->category == DT_CATEGORY_MOBILIZE ||
	             inner->category == DT_CATEGORY_COERCE;
	if (!force || !(inner->add & DT_AUXILIARY_NEGATION)) return key;
	key.category = DT_CATEGORY_RETREAT;
	key.mode = 0;
	memcpy(key.cameo, "087", sizeof "087");
	return key;
}

const DtOperatorRow *dt_operator_row_find(const DtOperator *operator_, const DtHappening *inner, float *score) {
	const DtOperatorRow *best = NULL;
	const DtHappening key = laid_down(inner);
	*score = -1.0f;
	for (uint32_t i = 0; i < operator_->row_count; i++) {
		float fits = row_score(&operator_->rows[i], &key);
		if (fits > *score) {
			*score = fits;
			best = &operator_->rows[i];
		}
	}
	return best;
}

// Who takes part in an outer event: its own subject and object, else the inner event's parties.
static void operator_parties(const DtScene *scene, const DtProposition *p, const DtParties *parties,
                             const DtHappening *inner, DtHappening *outer) {
	static const uint8_t own_roles[] = {DT_ROLE_OBJ,     DT_ROLE_TO, DT_ROLE_WITH,
	                                    DT_ROLE_AGAINST, DT_ROLE_ON, DT_ROLE_FROM};
	outer->actors.count = outer->recipients.count = 0;
	dt_actors_find(scene, p, parties, inner, &outer->actors);
	if (outer->actors.count == 0 && parties->actor_count == 0 && p->kind != DT_PREDICATE_NOUN)
		outer->actors = inner->actors;
	if (parties->recipient_none) return;
	for (int i = 0; i < parties->recipient_count && outer->recipients.count == 0; i++)
		dt_follow_path(scene, p, &parties->recipient[i], inner, outer->category, &outer->actors, &outer->recipients);
	if (outer->recipients.count || parties->recipient_only) return;
	for (size_t i = 0; i < sizeof own_roles && outer->recipients.count == 0; i++)
		dt_add_role_parties(scene, p, (DtArgumentRole)own_roles[i], false, &outer->actors, &outer->recipients);
	if (outer->recipients.count == 0) dt_add_others(scene, &inner->recipients, &outer->actors, &outer->recipients);
	if (outer->recipients.count == 0) dt_add_others(scene, &inner->actors, &outer->actors, &outer->recipients);
	if (outer->recipients.count == 0)
		dt_default_recipients(scene, p, outer->category, &outer->actors, &outer->recipients);
}

// The inner event stays what it is: it lends its parties, and takes from the clause above what it lacks.
static void complete_same(const DtScene *scene, const DtProposition *p, const DtParties *parties, uint8_t slot,
                          DtHappening *event) {
	DtPartyList subjects = {0};
	bool inner_swapped = event->swapped;
	if (slot != DT_ROLE_SUBJ) dt_add_role_parties(scene, p, DT_ROLE_SUBJ, true, NULL, &subjects);
	if (parties->swap) { // "came under attack by": the subject suffers
		if (event->recipients.count == 0 || event->actors.count == 0) event->recipients = subjects;
		dt_add_role_parties(scene, p, DT_ROLE_BY, true, &event->recipients, &event->actors);
		if (event->actors.count == 0)
			dt_add_role_parties(scene, p, DT_ROLE_FROM, true, &event->recipients, &event->actors);
		return;
	}
	if (parties->actor_count) {
		const DtHappening inner = *event;
		event->actors.count = 0;
		dt_actors_find(scene, p, parties, &inner, &event->actors);
	} else if (subjects.count && p->kind == DT_PREDICATE_VERB && !inner_swapped) {
		bool own_subject = event->actors.count && !(p->facts & DT_CLAUSE_PASSIVE) &&
		                   dt_party_list_holds(scene, &event->recipients, subjects.items[0]);
		if (event->actors.count == 0 || own_subject ||
		    (dt_is_nobody(scene, &event->actors) && !dt_is_nobody(scene, &subjects)))
			event->actors = subjects;
	}
	for (int i = 0; i < event->actors.count; i++) {
		if (event->recipients.count == 1 && event->recipients.items[0] == event->actors.items[i])
			event->recipients.count = 0;
	}
	if (event->recipients.count == 0 && !event->recipient_none && !parties->recipient_only) {
		if (event->symmetric)
			dt_join_parties(scene, p, event);
		else
			dt_default_recipients(scene, p, event->category, &event->actors, &event->recipients);
	}
}

// A row says where its parties differ from its operator's.
static DtParties merge_parties(const DtParties *general, const DtParties *own) {
	DtParties merged = *general;
	if (!dt_parties_said(own)) return merged;
	merged = *own;
	if (!own->actor_count) {
		memcpy(merged.actor, general->actor, sizeof merged.actor);
		merged.actor_count = general->actor_count;
	}
	return merged;
}

// The outer event that a row makes of an inner one.
static DtHappening operator_happening(const DtScene *scene, uint32_t number, const DtOperator *operator_,
                                      const DtOperatorRow *row, const DtHappening *inner, uint8_t slot, float score) {
	const DtProposition *p = &scene->propositions.items[number];
	DtHappening outer = *inner;
	DtParties merged = merge_parties(&operator_->parties, &row->parties);
	const DtParties *parties = &merged;
	outer.consumed = false;
	outer.proposition = number;
	outer.row = row;
	outer.operator_ = operator_;
	outer.score = score;
	outer.trigger_count = 0;
	dt_happening_add_trigger(&outer, p->token);
	for (int i = 0; i < inner->trigger_count; i++) dt_happening_add_trigger(&outer, inner->triggers[i]);
	outer.contexts |= dt_proposition_contexts(scene, p);
	dt_happening_use_result(&outer, &row->result);
	if (row->result.kind == DT_RESULT_SAME) {
		complete_same(scene, p, parties, slot, &outer);
		return outer;
	}
	outer.symmetric = parties->symmetric;
	outer.swapped = false;
	operator_parties(scene, p, parties, inner, &outer);
	if (parties->symmetric) dt_join_parties(scene, p, &outer);
	if (parties->swap) dt_happening_swap(&outer);
	return outer;
}

int32_t dt_inner_proposition(const DtScene *scene, uint32_t number, const DtArgument *argument) {
	int32_t inner = scene->propositions.at[argument->token];
	int32_t content = inner < 0 ? dt_scene_measured(scene, argument->token) : -1; // "held two days of [talks]"
	if (content >= 0) inner = scene->propositions.at[content];
	return inner == (int32_t)number || (inner >= 0 && scene->state[inner] == 1) ? -1 : inner;
}

bool dt_takes_unknown(const DtScene *scene, const DtOperator *operator_, const DtArgument *argument, int32_t inner) {
	if (inner < 0 || scene->happenings[inner].count || scene->propositions.items[inner].kind == DT_PREDICATE_NOUN)
		return false;
	float fits;
	const DtHappening unknown = {0};
	const DtOperatorRow *row = dt_operator_row_find(operator_, &unknown, &fits);
	bool clause = argument->role == DT_ROLE_COMP || argument->role == DT_ROLE_INF || argument->role == DT_ROLE_OF ||
	              argument->role == DT_ROLE_FOR;
	return clause && row && row->result.kind == DT_RESULT_EVENT;
}

bool dt_is_stated(const DtScene *scene, const DtOperator *operator_, const DtArgument *argument, int32_t inner) {
	const uint16_t tensed = DT_CLAUSE_PAST | DT_CLAUSE_PERFECT | DT_CLAUSE_FUTURE;
	bool clause_below = inner >= 0 && argument->role == DT_ROLE_COMP;
	if (clause_below && operator_->untensed && scene->propositions.items[inner].facts & DT_CLAUSE_QUESTION)
		return true; // "asked whether Congress may have to": nothing is asked for
	if (!operator_->untensed || argument->role != DT_ROLE_COMP || inner < 0) return false;
	const DtProposition *clause = &scene->propositions.items[inner];
	return scene->tokens[clause->token].deprel == DT_DEPREL_CCOMP && clause->facts & tensed &&
	       !(clause->facts & DT_CLAUSE_OBLIGED);
}

float dt_operator_score(DtScene *scene, uint32_t number, const DtPredicateMatch *match, const DtOperator *operator_) {
	const DtProposition *p = &scene->propositions.items[number];
	float best = -1.0f;
	for (int s = 0; s < operator_->slot_count && best < 0; s++) {
		for (size_t i = 0; i < p->count; i++) {
			if (p->arguments[i].role != operator_->slots[s]) continue;
			int32_t inner = dt_inner_proposition(scene, number, &p->arguments[i]);
			float ordered = operator_->slots[s] == DT_ROLE_INF ? 0.5f : 0.0f; // what it says of its object
			if (inner < 0 || dt_is_stated(scene, operator_, &p->arguments[i], inner)) continue;
			dt_match_proposition(scene, (uint32_t)inner);
			for (size_t h = 0; h < scene->happenings[inner].count; h++) {
				float fits;
				if (scene->happenings[inner].items[h].aside) continue;
				if (!dt_operator_row_find(operator_, &scene->happenings[inner].items[h], &fits)) continue;
				fits += 1.0f + 1.0f * (float)(match->words - 1) + ordered;
				if (fits > best) best = fits;
			}
			if (best < 0 && dt_takes_unknown(scene, operator_, &p->arguments[i], inner))
				best = 1.2f + ordered + (float)(match->words - 1);
		}
	}
	return best;
}

static bool is_operator_of(const DtScene *scene, size_t token, const DtOperator *operator_) {
	for (const DtPredicateMatch *match = scene->reading.predicates[token]; match; match = match->next)
		for (uint32_t i = 0; i < match->operator_count; i++)
			if (match->operators[i] == operator_) return true;
	return false;
}

bool dt_orders_own(const DtScene *scene, const DtProposition *p) {
	const DtArgument *subject = dt_proposition_find(p, DT_ROLE_SUBJ), *object = dt_proposition_find(p, DT_ROLE_OBJ);
	const DtMention *who = subject ? dt_scene_mention(scene, subject->token) : NULL;
	const DtMention *whom = object ? dt_scene_mention(scene, object->token) : NULL;
	if (!dt_proposition_find(p, DT_ROLE_INF) && !dt_proposition_find(p, DT_ROLE_COMP)) return false;
	if (!who || !object || !who->party.code.length || dt_entity_code_known(who->party.code)) return false;
	bool forces = whom && whom->party.sector_count && whom->party.sectors[0] == DT_SECTOR_MIL;
	static const char *const moved[] = {"vessel", "warship", "aircraft", "troops"};
	for (size_t i = 0; i < sizeof moved / sizeof *moved && !forces; i++) {
		DtConcept concept = dt_lexicon_concept_find(scene->lexicon, dt_slice_of(moved[i]));
		forces = dt_reading_has(&scene->reading, object->token, concept);
	}
	bool own = !whom || !whom->party.code.length || dt_slice_equal(whom->party.code, who->party.code);
	return forces && own && !(whom && whom->given);
}

// "Poland could close the crossing, [its prime minister] warned": the government speaks of what its state does.
static bool speaks_for(const DtScene *scene, int32_t speaker, const DtPartyList *actors) {
	const DtMention *who = &scene->mentions.items[speaker];
	uint8_t sector = who->party.sectors[0];
	bool rules = who->party.sector_count && (sector == DT_SECTOR_GOV || sector == DT_SECTOR_MIL);
	for (int i = 0; i < actors->count && rules; i++) {
		const DtMention *actor = &scene->mentions.items[actors->items[i]];
		bool state = actor->classes & DT_CLASS_STATE || actor->party.sectors[0] == sector;
		if (state && who->party.code.length && dt_slice_equal(who->party.code, actor->party.code)) return true;
	}
	return false;
}

// "is not ready to", "is not prepared to".
static bool is_unwilling(const DtProposition *p) {
	return (p->kind == DT_PREDICATE_ADJECTIVE || p->facts & DT_CLAUSE_PASSIVE) && p->facts & DT_CLAUSE_NEGATED;
}

// The operator that holds when one speaks of oneself, or of what one will not do: a warning of one's own act threatens,
// who proposes to do something himself offers it, and a promise not to do something refuses it.
static const DtOperator *turned(const DtScene *scene, uint32_t number, const DtOperator *operator_,
                                const DtHappening *inner) {
	const DtProposition *p = &scene->propositions.items[number];
	const DtProposition *below = &scene->propositions.items[inner->proposition];
	bool hostile = inner->category == DT_CATEGORY_ASSAULT || inner->category == DT_CATEGORY_COERCE ||
	               inner->category == DT_CATEGORY_SANCTION || inner->category == DT_CATEGORY_PROTEST ||
	               inner->category == DT_CATEGORY_MOBILIZE || inner->category == DT_CATEGORY_REJECT ||
	               memcmp(inner->cameo, "115", 3) == 0;
	DtPartyList subjects = {0};
	dt_add_role_parties(scene, p, DT_ROLE_SUBJ, true, NULL, &subjects);
	bool own = subjects.count && inner->actors.count && dt_party_list_holds(scene, &inner->actors, subjects.items[0]);
	if (dt_slice_is(operator_->name, "warn")) {
		const uint16_t open = DT_CLAUSE_WOULD | DT_CLAUSE_FUTURE | DT_CLAUSE_POSSIBLE | DT_CLAUSE_CONDITION;
		bool done = below->facts & (DT_CLAUSE_PAST | DT_CLAUSE_PERFECT) && !(below->facts & open);
		if (done && below->kind == DT_PREDICATE_VERB) return NULL; // "warned that troops had crossed the border"
		bool theirs = subjects.count && speaks_for(scene, subjects.items[0], &inner->actors);
		if ((own || theirs) && hostile) return dt_lexicon_operator_find(scene->lexicon, "threaten");
	}
	if (own && dt_slice_is(operator_->name, "appeal")) {
		const DtOperator *propose = dt_lexicon_operator_find(scene->lexicon, "propose");
		if (propose && is_operator_of(scene, p->token, propose)) return propose;
	}
	if (dt_slice_is(operator_->name, "command") && dt_orders_own(scene, p))
		return dt_lexicon_operator_find(scene->lexicon, "order-done");
	bool not_done = below->facts & DT_CLAUSE_NEGATED && inner->proposition != number && !inner->row;
	if (dt_slice_is(operator_->name, "promise") && (not_done || is_unwilling(p)) && !hostile)
		return dt_lexicon_operator_find(scene->lexicon, "refuse");
	return operator_;
}

// "urged Israel not to bomb", "agreed not to use force": to leave off is asked for, or agreed.
static bool is_to_leave_off(const DtScene *scene, const DtOperator *operator_, const DtHappening *inner) {
	bool hostile = inner->category == DT_CATEGORY_ASSAULT || inner->category == DT_CATEGORY_COERCE ||
	               inner->category == DT_CATEGORY_SANCTION || inner->category == DT_CATEGORY_MOBILIZE;
	bool consents = operator_ && (dt_slice_is(operator_->name, "promise") || dt_slice_is(operator_->name, "agree"));
	return operator_ && (operator_->untensed || consents) && hostile &&
	       scene->propositions.items[inner->proposition].facts & DT_CLAUSE_NEGATED;
}

// "the threats were condemned": nobody did the outer, so the inner stands for itself; only thought of in "the idea of a
// visit", no more there in "the lifting of the ban".
static void stand_alone(DtHappening *inner, const DtHappening *outer, uint8_t add) {
	inner->consumed = outer->category == DT_CATEGORY_CONCEDE || outer->category == DT_CATEGORY_RETREAT;
	inner->add |= add;
}

void dt_operator_apply(DtScene *scene, uint32_t number, const DtOperator *operator_, DtHappening *inner, uint8_t slot,
                       float bonus) {
	float fits;
	operator_ = turned(scene, number, operator_, inner);
	DtHappening asked = *inner;
	if (is_to_leave_off(scene, operator_, inner)) {
		asked.category = DT_CATEGORY_RETREAT;
		asked.mode = (DtMode)0;
		memcpy(asked.cameo, "087", sizeof "087");
	}
	const DtOperatorRow *row = operator_ && !inner->aside ? dt_operator_row_find(operator_, &asked, &fits) : NULL;
	if (!row) return;
	if (dt_slice_is(operator_->name, "refuse")) inner->absorbed |= DT_CLAUSE_NEGATED;
	inner->consumed = true;
	if (row->result.kind == DT_RESULT_DROP) return;
	DtHappening outer =
		operator_happening(scene, number, operator_, row, inner, slot, fits + bonus + inner->score * 0.5f);
	bool threat = outer.category == DT_CATEGORY_THREATEN && inner->proposition != number;
	for (int i = 0; threat && i < outer.recipients.count; i++) // nobody threatens himself
		if (speaks_for(scene, outer.recipients.items[i], &outer.actors) ||
		    (outer.actors.count && speaks_for(scene, outer.actors.items[0], &outer.recipients)))
			outer.recipients.count = 0;
	if (threat && scene->propositions.items[inner->proposition].facts & DT_CLAUSE_POSSIBLE)
		outer.add |= DT_AUXILIARY_HYPOTHETICAL; // "warned that it could close the border"
	if (dt_slice_is(operator_->name, "refuse") && is_unwilling(&scene->propositions.items[number]))
		outer.absorbed |= DT_CLAUSE_NEGATED;
	if (row->result.kind == DT_RESULT_EVENT && outer.actors.count == 0 && inner->actors.count)
		stand_alone(inner, &outer, row->result.add);
	if (row->result.keep_inner && inner->category != DT_CATEGORY_NONE) {
		DtHappening kept = *inner;
		kept.consumed = false;
		kept.aside = true;
		kept.add |= row->result.inner_add;
		dt_scene_add_happening(scene, number, outer);
		dt_scene_add_happening(scene, number, kept);
		return;
	}
	dt_scene_add_happening(scene, number, outer);
}

bool dt_holds_denial(const DtScene *scene, const DtPredicateMatch *match) {
	for (uint32_t i = match->first; i < match->first + match->count && i < scene->token_count; i++) {
		if (dt_slice_equal_folded(scene->tokens[i].form, dt_slice_of("not")) ||
		    dt_slice_equal_folded(scene->tokens[i].form, dt_slice_of("n't")))
			return true;
	}
	return false;
}
