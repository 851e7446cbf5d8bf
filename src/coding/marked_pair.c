// SPDX-License-Identifier: Apache-2.0
// The pair that the caller marked: how well a happening answers for it, and what comes closest where no frame fits.
//
// Of frames that fit, one that relates the pair is meant rather than one that does not; where none fits, the one with
// most of its slots filled, in the main clause rather than below it.
#include "coding/happenings.h"

static const float PAIR_WEIGHT = 0.5f; // of a marked party that takes part, against the filled slots

static bool is_given(const DtScene *scene, const DtPartyList *list, uint8_t given) {
	for (int i = 0; i < list->count; i++) {
		if (scene->mentions.items[list->items[i]].given & given) return true;
	}
	return false;
}

float dt_match_pair_fit(const DtScene *scene, const DtHappening *happening) {
	bool forward = is_given(scene, &happening->actors, 1), onto = is_given(scene, &happening->recipients, 2);
	bool back = is_given(scene, &happening->actors, 2), from = is_given(scene, &happening->recipients, 1);
	float fit = 0;
	if (forward && onto)
		fit = 6.0f;
	else if (happening->symmetric && ((forward && back) || (back && from) || (onto && from)))
		fit = 5.5f;
	else if (back && from)
		fit = 3.0f;
	else if (forward)
		fit = 3.5f;
	else if (onto)
		fit = 2.0f;
	else if (back || from)
		fit = 1.0f;
	return fit;
}

float dt_pair_bonus(const DtScene *scene, uint32_t number, const DtFrame *frame) {
	if (!scene->pair_given || frame->result.kind != DT_RESULT_EVENT) return 0.0f;
	DtHappening happening = dt_frame_happening(scene, number, frame, 0.0f);
	return PAIR_WEIGHT * dt_match_pair_fit(scene, &happening);
}

// What speaks for a frame that does not fit: the slots that are filled, less those that should be.
static float closeness(const DtScene *scene, const DtProposition *p, const DtFrame *frame) {
	float score = 0.0f;
	for (int i = 0; i < frame->slot_count; i++) {
		const DtSlot *slot = &frame->slots[i];
		bool filled = dt_slot_argument(scene, p, slot) >= 0;
		if (slot->absent)
			score -= filled ? 0.5f : 0.0f;
		else if (filled)
			score += dt_filler_weight(&slot->filler);
		else if (!slot->optional)
			score -= dt_filler_weight(&slot->filler) * 0.5f;
	}
	return score;
}

static float link_weight(const DtProposition *p) {
	switch ((DtLink)p->link) {
	case DT_LINK_ROOT:
		return 1.0f;
	case DT_LINK_COMPLEMENT:
	case DT_LINK_COORDINATE:
		return 0.7f;
	case DT_LINK_NOUN:
		return 0.4f;
	default:
		return 0.0f;
	}
}

bool dt_match_closest(const DtScene *scene, DtHappening *happening) {
	const DtFrame *best = NULL;
	uint32_t best_number = 0;
	float best_score = 0;
	for (uint32_t n = 0; n < scene->propositions.count; n++) {
		const DtProposition *p = &scene->propositions.items[n];
		for (const DtPredicateMatch *match = scene->reading.predicates[p->token]; match; match = match->next) {
			for (uint32_t i = 0; i < match->frame_count; i++) {
				if (match->frames[i]->result.kind != DT_RESULT_EVENT || !dt_when_fits(scene, p, match->frames[i]->when))
					continue;
				DtHappening candidate = dt_frame_happening(scene, n, match->frames[i], 0.0f);
				float score = closeness(scene, p, match->frames[i]) + link_weight(p) +
				              PAIR_WEIGHT * dt_match_pair_fit(scene, &candidate);
				if (best && score <= best_score) continue;
				best = match->frames[i];
				best_number = n;
				best_score = score;
			}
		}
	}
	if (!best) return false;
	*happening = dt_frame_happening(scene, best_number, best, 0.0f);
	return true;
}

bool dt_match_accusation(const DtScene *scene, int32_t speaker, DtHappening *told) {
	float fits;
	bool hostile = told->category == DT_CATEGORY_ASSAULT || told->category == DT_CATEGORY_COERCE ||
	               told->category == DT_CATEGORY_MOBILIZE || told->category == DT_CATEGORY_REJECT;
	bool between = is_given(scene, &told->actors, 1) || is_given(scene, &told->recipients, 1);
	if (!hostile || between || !is_given(scene, &told->actors, 2)) return false;
	if (!(scene->mentions.items[speaker].given & 1)) return false;
	const DtOperator *accuse = dt_lexicon_operator_find(scene->lexicon, "accuse");
	const DtOperatorRow *row = accuse ? dt_operator_row_find(accuse, told, &fits) : NULL;
	if (!row || row->result.kind != DT_RESULT_EVENT) return false;
	told->row = row;
	told->operator_ = accuse;
	told->symmetric = false;
	told->recipients = told->actors;
	told->actors = (DtPartyList){{speaker}, 1};
	dt_happening_use_result(told, &row->result);
	return true;
}
