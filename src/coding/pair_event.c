// SPDX-License-Identifier: Apache-2.0
// One event for the pair that the caller marked: the happening that answers for it best, or the closest line.
//
// The ranker may choose another category by the words around the pair; a happening of that category is taken if there
// is one, else the same happening is read that way.
#include "coding/events.h"

#include <stdio.h>

#include "coding/attribution.h"

// The fit of a happening that has both of the pair as its parties.
static const float RELATED = 5.0f;

// What the line that comes closest is worth where none fits: found on labelled lines, flat between 0.1 and 0.5.
static const float CLOSEST_DOUBT = 0.3f;

// Told beside the sentence's own assertion.
static bool is_background(const DtScene *scene, const DtHappening *happening) {
	uint8_t link = scene->propositions.items[happening->proposition].link;
	return link == DT_LINK_RELATIVE || link == DT_LINK_ADVERBIAL || link == DT_LINK_CONDITION;
}

static DtHappening *find_best_for_pair(const DtScene *scene, DtHappening **list, size_t count, size_t lane) {
	DtHappening *best = NULL;
	float best_score = 0;
	for (size_t i = 0; i < count; i++) {
		if (lane < DT_RANKER_LANES && dt_ranker_lane((DtCategory)list[i]->category) != lane) continue;
		float score = dt_match_pair_fit(scene, list[i]) * 2.0f + list[i]->score - (list[i]->consumed ? 8.0f : 0.0f) -
		              (is_background(scene, list[i]) ? 1.5f : 0.0f);
		if (best && score <= best_score) continue;
		best = list[i];
		best_score = score;
	}
	return best;
}

// Told by one of the pair of the other: made an accusation.
static bool is_accusation(DtCoder *coder, const DtScene *scene, DtHappening *happening) {
	DtAttribution told;
	dt_attribute(scene, &coder->quotes, happening, &told);
	return told.speaker >= 0 && dt_match_accusation(scene, told.speaker, happening);
}

static DtPartyList given_parties(const DtScene *scene, uint8_t given) {
	DtPartyList list = {0};
	for (size_t i = 0; i < scene->mentions.count && list.count < DT_HAPPENING_PARTIES; i++)
		if (scene->mentions.items[i].given & given) list.items[list.count++] = (int32_t)i;
	return list;
}

// The words say another category than any line does: the same happening read that way, without mode.
static void read_as(const DtScene *scene, const DtHappening *near, DtCategory category, DtHappening *happening) {
	if (near) *happening = *near;
	if (!near) {
		happening->triggers[0] = scene->propositions.items[0].token;
		happening->trigger_count = 1;
	}
	happening->frame = NULL;
	happening->row = NULL;
	happening->operator_ = NULL;
	happening->category = (uint8_t)category;
	happening->mode = 0;
	snprintf(happening->cameo, sizeof happening->cameo, "%s", dt_category_cameo(category));
	happening->actors = given_parties(scene, 1);
	happening->recipients = given_parties(scene, 2);
}

// The ranker's category, which what is only planned must not change again: words have counted that.
static void keep_category(DtEvent *event, DtCategory category) {
	if (dt_ranker_lane((DtCategory)event->category) == dt_ranker_lane(category)) return;
	event->category = (uint8_t)category;
	event->mode = 0;
	memcpy(event->cameo, dt_category_cameo(category), sizeof "000");
}

void dt_add_best_for_pair(DtCoder *coder, const DtScene *scene, DtHappening **list, size_t count) {
	for (size_t i = 0; i < count; i++) {
		dt_settle_symmetry(scene, list[i]);
		dt_aim_protest(scene, list[i]);
		dt_aim_forces(scene, list[i]);
	}
	DtHappening *best = find_best_for_pair(scene, list, count, DT_RANKER_LANES), closest, learned = {0};
	DtEvent event = {0};
	float doubt = 1.0f;
	if (!best && dt_match_closest(scene, &closest)) {
		best = &closest;
		doubt = CLOSEST_DOUBT;
	}
	if (best && is_accusation(coder, scene, best)) doubt = 1.0f;
	for (size_t i = 0; best && dt_match_pair_fit(scene, best) < RELATED && i < count; i++)
		if (is_accusation(coder, scene, list[i])) best = list[i];
	if (best) {
		event = dt_event_from_happening(coder, scene, best, NULL, 0, 0);
		dt_set_confidence(coder, scene, best, false, &event);
		event.confidence *= doubt * (0.4f + 0.1f * dt_match_pair_fit(scene, best));
	}
	DtPairFeatures features = {0};
	if (coder->ranker) dt_pair_features(coder->scratch, coder->document, scene, &features);
	if (features.count > 0 && scene->propositions.count > 0) {
		float probabilities[DT_RANKER_LANES], sure;
		DtCategory said = best ? (DtCategory)event.category : DT_CATEGORY_NONE;
		dt_ranker_score(coder->ranker, &features, probabilities);
		DtCategory chosen = dt_ranker_choose(probabilities, said, event.confidence, &sure);
		if (chosen != said) {
			DtHappening *other = find_best_for_pair(scene, list, count, dt_ranker_lane(chosen));
			if (!other) read_as(scene, best, chosen, &learned);
			best = other ? other : &learned;
			event = dt_event_from_happening(coder, scene, best, NULL, 0, 0);
			keep_category(&event, chosen);
		}
		event.confidence = sure;
	}
	if (best) dt_add_event(coder, event, best, -1);
}
