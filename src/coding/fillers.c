// SPDX-License-Identifier: Apache-2.0
// Which slots of a frame a proposition fills, and how much that says.
//
// A filler fits by its word, by a concept, or by a class of its mention; a measure by what it measures ("tons of
// wheat"), a name by what it is called before it. A word in a slot counts for more than a concept, a concept for more
// than anything: the sum is the frame's specificity.
#include "coding/happenings.h"

const DtMention *dt_scene_mention(const DtScene *scene, size_t token) {
	int32_t number = scene->mentions.at[token];
	return number < 0 ? NULL : &scene->mentions.items[number];
}

static uint16_t token_classes(const DtScene *scene, size_t token) {
	const DtMention *mention = dt_scene_mention(scene, token);
	uint16_t classes = mention ? mention->classes : 0;
	if (mention && mention->place) classes |= DT_CLASS_PLACE;
	for (const DtPredicateMatch *match = scene->reading.predicates[token]; match; match = match->next)
		classes |= DT_CLASS_EVENT;
	return classes;
}

static bool token_fits(const DtScene *scene, const DtFiller *filler, size_t token) {
	if (filler->any || (filler->classes & token_classes(scene, token)) != 0) return true;
	for (uint16_t i = 0; i < filler->concept_count; i++) {
		if (dt_reading_has(&scene->reading, token, filler->concepts[i])) return true;
	}
	return false;
}

int32_t dt_scene_measured(const DtScene *scene, size_t token) {
	DtConcept measure = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("measure"));
	if (!dt_reading_has(&scene->reading, token, measure)) return -1;
	int32_t content = dt_child_find(&scene->propositions, token, DT_DEPREL_NMOD);
	return content >= 0 ? content : dt_child_find(&scene->propositions, token, DT_DEPREL_OBL);
}

// "the frigate HMS Montrose": what a name is called before it.
static bool title_fits(const DtScene *scene, const DtFiller *filler, size_t token) {
	if (scene->tokens[token].upos != DT_UPOS_PROPN || filler->negated) return false;
	for (int32_t c = scene->propositions.first_child[token]; c >= 0 && c < (int32_t)token;
	     c = scene->propositions.next_sibling[c]) {
		uint8_t deprel = scene->tokens[c].deprel;
		bool title = deprel == DT_DEPREL_NMOD_DESC || deprel == DT_DEPREL_COMPOUND || deprel == DT_DEPREL_AMOD;
		if (title && scene->tokens[c].upos != DT_UPOS_PROPN && token_fits(scene, filler, (size_t)c)) return true;
	}
	return false;
}

// True when a token is what the filler asks for; a negated filler, when it is not.
static bool filler_fits(const DtScene *scene, const DtFiller *filler, size_t token) {
	enum { DEEPEST = 3 }; // "4 million dollars [worth] of [tons] of wheat"
	bool fits = token_fits(scene, filler, token) || title_fits(scene, filler, token);
	int32_t content = dt_scene_measured(scene, token);
	for (int depth = 0; !fits && content >= 0 && depth < DEEPEST; depth++) {
		fits = token_fits(scene, filler, (size_t)content);
		content = dt_scene_measured(scene, (size_t)content);
	}
	return fits != filler->negated;
}

float dt_filler_weight(const DtFiller *filler) {
	if (filler->any) return 1.0f;
	if (filler->negated) return 0.5f;
	if (filler->literal) return 3.0f;
	return filler->concept_count ? 2.0f : 1.5f;
}

static bool is_existential(const DtScene *scene, size_t token) { return scene->tokens[token].xpos == DT_XPOS_EX; }

static bool sentence_fits(const DtScene *scene, const DtFiller *filler) {
	for (size_t i = 0; i < scene->token_count; i++) {
		if (filler_fits(scene, filler, i)) return true;
	}
	return false;
}

int32_t dt_slot_argument(const DtScene *scene, const DtProposition *p, const DtSlot *slot) {
	if (slot->roles >> DT_ROLE_SENTENCE & 1) return sentence_fits(scene, &slot->filler) ? 0 : -1;
	for (size_t i = 0; i < p->count; i++) {
		if (!(slot->roles >> p->arguments[i].role & 1) || is_existential(scene, p->arguments[i].token)) continue;
		if (slot->absent || filler_fits(scene, &slot->filler, p->arguments[i].token)) return (int32_t)i;
	}
	return -1;
}

// "Japan and the Philippines", "the navies of India and Oman": who acts is of more than one state or organisation.
static bool acts_jointly(const DtScene *scene, const DtProposition *p) {
	const DtMention *first = NULL;
	for (size_t i = 0; i < p->count; i++) {
		const DtMention *mention =
			p->arguments[i].role == DT_ROLE_SUBJ ? dt_scene_mention(scene, p->arguments[i].token) : NULL;
		if (!mention || !(mention->classes & DT_CLASS_ACTOR || mention->given)) continue;
		if (mention->also) return true;
		if (first && !dt_slice_equal(first->party.code, mention->party.code)) return true;
		if (first && first->given && mention->given && first->given != mention->given) return true;
		if (!first) first = mention;
	}
	return false;
}

// "found the warlord Ntaganda guilty": a word that completes the verb, wherever the tree hung it before the next verb.
static bool completed_by(const DtScene *scene, const DtProposition *p, const DtSlot *slot) {
	enum { FARTHEST = 14 };
	if (slot->roles != DT_ROLE_BIT(DT_ROLE_COMP) || !slot->filler.literal || p->kind != DT_PREDICATE_VERB) return false;
	for (size_t i = p->token + 1; i < scene->token_count && i < p->token + FARTHEST; i++) {
		int32_t head = scene->tokens[i].head; // "sent experts to Iran to investigate"
		bool aim = scene->tokens[i].xpos == DT_XPOS_VB && head >= 0 &&
		           (head == (int32_t)p->token || scene->tokens[head].head == (int32_t)p->token);
		bool word = scene->tokens[i].upos == DT_UPOS_ADJ || scene->tokens[i].xpos == DT_XPOS_VBN || aim;
		if (word && token_fits(scene, &slot->filler, i)) return true;
		if (scene->tokens[i].upos == DT_UPOS_VERB || scene->tokens[i].upos == DT_UPOS_PUNCT) return false;
	}
	return false;
}

bool dt_when_fits(const DtScene *scene, const DtProposition *p, uint8_t when) {
	const uint16_t future = DT_CLAUSE_FUTURE | DT_CLAUSE_POSSIBLE | DT_CLAUSE_WOULD;
	return when == 0 || (when & DT_WHEN_FUTURE && p->facts & future) ||
	       (when & DT_WHEN_PAST && p->facts & (DT_CLAUSE_PAST | DT_CLAUSE_PERFECT)) ||
	       (when & DT_WHEN_NEGATED && p->facts & DT_CLAUSE_NEGATED) ||
	       (when & DT_WHEN_JOINT && acts_jointly(scene, p)) || (when & DT_WHEN_MARKED && scene->pair_given);
}

float dt_frame_score(const DtScene *scene, const DtProposition *p, const DtPredicateMatch *match, const DtFrame *frame,
                     int32_t *failed) {
	float score = 1.0f + 1.0f * (float)(match->words - 1) + (frame->when ? 0.5f : 0.0f);
	*failed = -1;
	if (!dt_when_fits(scene, p, frame->when)) return -1.0f;
	if (frame->result.category == DT_CATEGORY_SANCTION && dt_orders_own(scene, p)) return -1.0f; // nobody is expelled
	for (int i = 0; i < frame->slot_count; i++) {
		const DtSlot *slot = &frame->slots[i];
		bool filled = dt_slot_argument(scene, p, slot) >= 0 || completed_by(scene, p, slot);
		*failed = i;
		if (slot->absent) {
			if (filled) return -1.0f;
			score += 0.5f;
		} else if (filled) {
			score += dt_filler_weight(&slot->filler) * (slot->optional ? 0.5f : 1.0f);
		} else if (!slot->optional) {
			return -1.0f;
		}
	}
	*failed = -1;
	return score;
}
