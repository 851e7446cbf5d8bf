// SPDX-License-Identifier: Apache-2.0
// What is worth recording.
//
// Dropped here, in one place: happenings that nobody known takes part in, the same happening told twice in a sentence,
// actors that act on themselves, what is only aimed at, how something was said or became news, the talk of interviews.
#include "coding/events.h"

static bool any_code(const DtParty *parties, uint32_t count) {
	for (uint32_t i = 0; i < count; i++) {
		if (parties[i].code.length) return true;
	}
	return false;
}

static bool any_sector(const DtParty *parties, uint32_t count) {
	for (uint32_t i = 0; i < count; i++) {
		if (parties[i].sector_count) return true;
	}
	return false;
}

static bool has_power(const DtParty *party) {
	uint8_t sector = party->sectors[0];
	return dt_party_is_of_a_state(party) || sector == DT_SECTOR_REB || sector == DT_SECTOR_UAF ||
	       sector == DT_SECTOR_PRM || sector == DT_SECTOR_CRM || sector == DT_SECTOR_LAB;
}

// Somebody of a state, or armed: what private people do to each other is no event ("her parents helped her").
static bool any_power(const DtParty *parties, uint32_t count) {
	for (uint32_t i = 0; i < count; i++) {
		if (has_power(&parties[i])) return true;
	}
	return false;
}

bool dt_stands_alone(uint8_t category) {
	return category == DT_CATEGORY_PROTEST || category == DT_CATEGORY_MOBILIZE || category == DT_CATEGORY_COERCE ||
	       category == DT_CATEGORY_RETREAT || category == DT_CATEGORY_CONCEDE;
}

static bool same_span(const DtParty *a, const DtParty *b) {
	return a->span.start == b->span.start && a->span.end == b->span.end;
}

static bool same_words(const DtParty *a, const DtParty *b) {
	bool same_entry = a->id.length && dt_slice_equal(a->id, b->id);
	return same_entry || (same_span(a, b) && dt_slice_equal(a->code, b->code));
}

// Somebody on both sides: a tree or a reference went wrong.
static bool acts_on_itself(const DtEvent *event) {
	for (uint32_t i = 0; i < event->actor_count; i++) {
		for (uint32_t k = 0; k < event->recipient_count; k++) {
			const DtParty *actor = &event->actors[i], *recipient = &event->recipients[k];
			if (same_words(actor, recipient) || same_span(actor, recipient)) return true;
		}
		for (uint32_t k = 0; event->symmetric && k < i; k++) {
			if (same_words(&event->actors[i], &event->actors[k])) return true;
		}
	}
	return false;
}

// "told reporters", "an interview with the daily": how it became news.
static bool is_told_to_media(const DtEvent *event) {
	bool media = false;
	for (uint32_t i = 0; i < event->actor_count && event->symmetric; i++)
		media |= event->actors[i].sectors[0] == DT_SECTOR_JRN;
	for (uint32_t i = 0; i < event->recipient_count; i++) media |= event->recipients[i].sectors[0] == DT_SECTOR_JRN;
	return media && event->category == DT_CATEGORY_CONSULT;
}

// "will allow users to": what nobody of a state or an armed group lets happen is no concession.
static bool lets_without_power(const DtEvent *event) {
	for (uint32_t i = 0; i < event->actor_count; i++) {
		const DtParty *actor = &event->actors[i];
		if (actor->sector_count ? has_power(actor) : actor->code.length > 0) return false;
	}
	return event->category == DT_CATEGORY_CONCEDE && strcmp(event->cameo, "080") == 0;
}

// "providing air strikes with the Royal Air Force": no state attacks forces of its own.
static bool attacks_own_forces(const DtEvent *event) {
	if (event->category != DT_CATEGORY_ASSAULT || event->actor_count != 1) return false;
	bool state = event->actors[0].sector_count == 0 && event->actors[0].code.length;
	for (uint32_t i = 0; i < event->recipient_count; i++) {
		const DtParty *party = &event->recipients[i];
		bool forces = party->sectors[0] == DT_SECTOR_MIL && party->id.length;
		state &= forces && dt_slice_equal(party->code, event->actors[0].code);
	}
	return state && event->recipient_count;
}

// A body of a state, an armed group, or a state itself by its name.
static bool is_public(const DtParty *party) {
	return has_power(party) || (party->id.length && dt_slice_equal(party->id, party->code));
}

static bool any_public(const DtParty *parties, uint32_t count) {
	for (uint32_t i = 0; i < count; i++) {
		if (is_public(&parties[i])) return true;
	}
	return false;
}

// "Ranchers helped their neighbours": what people and firms do for each other is their own affair, where a document is
// about one country alone.
static bool is_private(const DtEvent *event, DtSlice home) {
	bool violent = event->category == DT_CATEGORY_ASSAULT || event->category == DT_CATEGORY_PROTEST;
	const DtParty *one = &event->actors[0];
	const DtParty *other = event->recipient_count ? &event->recipients[0] : &event->actors[event->actor_count - 1];
	bool two = event->recipient_count || event->actor_count > 1;
	if (violent || !two || !home.length || !dt_slice_equal(one->code, home) || !dt_slice_equal(other->code, home))
		return false;
	return !any_public(event->actors, event->actor_count) && !any_public(event->recipients, event->recipient_count);
}

// "Senators abandoned the tax": giving way and forcing without anybody on the other side are no chamber's, party's or
// firm's, and private people force nobody.
static bool yields_to_nobody(const DtEvent *event) {
	switch (event->actors[0].sectors[0]) {
	case DT_SECTOR_LEG:
	case DT_SECTOR_PTY:
	case DT_SECTOR_BUS:
		return event->category == DT_CATEGORY_CONCEDE || event->category == DT_CATEGORY_COERCE ||
		       (event->category == DT_CATEGORY_RETREAT && strncmp(event->cameo, "083", 3) != 0); // they may resign
	case DT_SECTOR_CVL:
	case DT_SECTOR_EDU:
	case DT_SECTOR_LAB:
	case DT_SECTOR_MED:
		return event->category == DT_CATEGORY_COERCE;
	default:
		return false;
	}
}

static bool any_name(const DtScene *scene, const DtPartyList *list) {
	for (int i = 0; i < list->count; i++) {
		const DtMention *mention = &scene->mentions.items[list->items[i]];
		if (mention->named && mention->classes & DT_CLASS_ACTOR) return true;
	}
	return false;
}

bool dt_is_between_unknown(const DtScene *scene, const DtHappening *happening, const DtEvent *event) {
	bool coded = any_code(event->actors, event->actor_count) || any_code(event->recipients, event->recipient_count);
	if (coded || event->actor_count == 0 || (event->recipient_count == 0 && !event->symmetric)) return false;
	bool power = any_power(event->actors, event->actor_count) || any_power(event->recipients, event->recipient_count);
	bool actor = any_sector(event->actors, event->actor_count) || any_name(scene, &happening->actors);
	bool other = event->symmetric
	                 ? event->actor_count > 1
	                 : any_sector(event->recipients, event->recipient_count) || any_name(scene, &happening->recipients);
	if (event->category == DT_CATEGORY_PROTEST) return any_sector(event->actors, event->actor_count);
	return power && actor && other;
}

bool dt_are_both_of_a_kind(const DtEvent *event) {
	return any_sector(event->actors, event->actor_count) && any_sector(event->recipients, event->recipient_count);
}

bool dt_is_worth_recording(const DtEvent *event, bool unknown, DtSlice home) {
	const uint8_t unreal = DT_AUXILIARY_NEGATION | DT_AUXILIARY_HYPOTHETICAL;
	uint32_t parties = event->actor_count + event->recipient_count;
	if (event->actor_count == 0 || acts_on_itself(event) || attacks_own_forces(event) || is_told_to_media(event) ||
	    lets_without_power(event))
		return false;
	bool mobilizes = event->category == DT_CATEGORY_MOBILIZE && !(event->auxiliary & DT_AUXILIARY_NEGATION);
	if (is_private(event, home)) return false;
	bool unreal_alone = event->auxiliary & unreal && !mobilizes;
	if (event->recipient_count == 0 && !event->symmetric && (unreal_alone || yields_to_nobody(event))) return false;
	if (event->symmetric) return parties >= 2 && (unknown || any_code(event->actors, event->actor_count));
	if (event->recipient_count == 0)
		return dt_stands_alone(event->category) && any_code(event->actors, event->actor_count);
	if (any_code(event->actors, event->actor_count) || any_code(event->recipients, event->recipient_count)) return true;
	return unknown;
}

static bool same_parties(const DtPartyList *a, const DtPartyList *b) {
	if (a->count != b->count) return false;
	for (int i = 0; i < a->count; i++) {
		if (a->items[i] != b->items[i]) return false;
	}
	return true;
}

bool dt_is_with_nobody(const DtEvent *event) {
	enum { MATERIAL_CONFLICT = 4 };
	bool nobody = false;
	for (uint32_t i = 0; i < event->actor_count; i++) nobody |= event->actors[i].code.length == 0;
	for (uint32_t i = 0; i < event->recipient_count; i++) nobody |= event->recipients[i].code.length == 0;
	return nobody && dt_category_quad((DtCategory)event->category) != MATERIAL_CONFLICT;
}

void dt_drop_repeats(const DtScene *scene, DtHappening **list, size_t count) {
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < count; k++) {
			if (i == k || list[i]->consumed || list[k]->consumed || list[i]->category != list[k]->category) continue;
			bool repeats = same_parties(&list[i]->actors, &list[k]->actors) &&
			               (same_parties(&list[i]->recipients, &list[k]->recipients) || list[k]->recipients.count == 0);
			bool weaker = list[k]->score < list[i]->score || (list[k]->score <= list[i]->score && k > i);
			// "met to discuss the border": what is only aimed at tells no meeting
			if (repeats && weaker && !dt_is_only_aimed_at(scene, list[i])) list[k]->consumed = true;
		}
	}
}

static bool is_force(uint8_t category) { return category == DT_CATEGORY_ASSAULT || category == DT_CATEGORY_COERCE; }

// What was done is only how the aim was reached: "used tear gas to disperse", "sent troops to help Chad".
static bool is_means(const DtScene *scene, const DtHappening *means, const DtHappening *aim) {
	if (means->consumed || aim->consumed || means->symmetric) return false;
	if (means->category == DT_CATEGORY_CONSULT)
		return scene->propositions.items[aim->proposition].link == DT_LINK_PURPOSE;
	if (is_force(means->category) && is_force(aim->category))
		return means->recipients.count == 0 && aim->recipients.count > 0;
	bool sends = means->category == DT_CATEGORY_MOBILIZE || means->category == DT_CATEGORY_AID;
	return sends && !means->row && aim->category == DT_CATEGORY_AID && dt_is_nobody(scene, &means->recipients) &&
	       !dt_is_nobody(scene, &aim->recipients);
}

void dt_drop_vehicles(const DtScene *scene, DtHappening **list, size_t count) {
	for (size_t i = 0; i < count; i++) {
		const DtProposition *p = &scene->propositions.items[list[i]->proposition];
		bool aim = p->link == DT_LINK_PURPOSE || (p->link == DT_LINK_RELATIVE && p->facts & DT_CLAUSE_INFINITIVE);
		if (!aim || p->parent < 0) continue;
		for (size_t k = 0; k < count; k++) {
			bool above = list[k]->proposition == (uint32_t)p->parent;
			if (!above || !is_means(scene, list[k], list[i])) continue;
			list[k]->consumed = true;
			list[i]->absorbed |= DT_CLAUSE_INFINITIVE; // it was said, not only meant
			if (list[k]->category == DT_CATEGORY_CONSULT && list[k]->recipients.count)
				list[i]->recipients = list[k]->recipients;
		}
	}
}

// "the [first] country to recognise it", "the last to leave": done, not aimed at.
static bool is_ranked(const DtScene *scene, size_t noun) {
	static const char *const ranks[] = {"first", "second", "third", "last", "latest", "only"};
	for (int32_t c = scene->propositions.first_child[noun]; c >= 0; c = scene->propositions.next_sibling[c])
		for (size_t i = 0; i < sizeof ranks / sizeof *ranks && scene->tokens[c].deprel == DT_DEPREL_AMOD; i++)
			if (dt_slice_equal_folded(scene->tokens[c].form, dt_slice_of(ranks[i]))) return true;
	return false;
}

bool dt_is_only_aimed_at(const DtScene *scene, const DtHappening *happening) {
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	int32_t noun = scene->tokens[p->token].head;
	bool open = p->link == DT_LINK_RELATIVE && p->facts & DT_CLAUSE_INFINITIVE;
	bool aim = p->link == DT_LINK_PURPOSE || (open && !(noun >= 0 && is_ranked(scene, (size_t)noun)));
	DtConcept contacting = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("contacting"));
	bool contact = p->link == DT_LINK_PURPOSE && p->parent >= 0 &&
	               dt_reading_has(&scene->reading, scene->propositions.items[p->parent].token, contacting);
	return aim && !contact && !(happening->absorbed & DT_CLAUSE_INFINITIVE);
}

bool dt_is_told_to_press(const DtScene *scene, const DtHappening *happening, const DtEvent *event) {
	const DtToken *outer = &scene->tokens[scene->propositions.items[happening->proposition].token];
	const DtToken *inner = &scene->tokens[scene->propositions.items[happening->innermost].token];
	bool told = dt_slice_is(outer->lemma, "tell") || dt_slice_is(inner->lemma, "tell");
	for (uint32_t i = 0; i < event->recipient_count && told; i++)
		if (event->recipients[i].sectors[0] == DT_SECTOR_JRN) return true;
	return false;
}

bool dt_has_unknown_pronoun(const DtScene *scene, const DtPartyList *list) {
	for (int i = 0; i < list->count; i++) {
		const DtMention *mention = &scene->mentions.items[list->items[i]];
		if (mention->pronoun && !mention->party.code.length && mention->party.sector_count == 0) return true;
	}
	return false;
}

bool dt_is_done_to_speaker_by_nobody(const DtScene *scene, const DtHappening *happening, const DtEvent *event) {
	for (int i = 0; i < happening->recipients.count; i++) {
		const DtMention *mention = &scene->mentions.items[happening->recipients.items[i]];
		if (!mention->first_person) continue;
		for (uint32_t k = 0; k < event->actor_count; k++) {
			DtSlice code = event->actors[k].code;
			if (code.length && !dt_slice_equal(code, mention->party.code)) return false;
		}
		return true;
	}
	return false;
}

bool dt_event_completes(const DtEvent *event, const DtHappening *happening) {
	if (happening->recipient_none) return false;
	bool yields = event->category == DT_CATEGORY_CONCEDE || event->category == DT_CATEGORY_RETREAT ||
	              event->category == DT_CATEGORY_COERCE;
	return event->actor_count == 0 || yields || !dt_stands_alone(event->category);
}

bool dt_is_about_talks(const DtEvent *event) {
	return strcmp(event->cameo, "036") == 0 || strcmp(event->cameo, "125") == 0;
}

bool dt_answers_somebody(const DtEvent *event, const DtHappening *happening) {
	bool answers = event->category == DT_CATEGORY_REJECT || event->category == DT_CATEGORY_THREATEN ||
	               event->category == DT_CATEGORY_SANCTION;
	answers |= (event->category == DT_CATEGORY_AGREE || event->category == DT_CATEGORY_RETREAT) &&
	           event->auxiliary & DT_AUXILIARY_NEGATION;
	answers |= strcmp(event->cameo, "054") == 0; // "reopened its embassy"
	return (answers || dt_is_about_talks(event)) && !happening->recipient_none && event->recipient_count == 0 &&
	       event->actor_count && !(event->symmetric && event->actor_count > 1);
}

bool dt_is_small_talk(const DtCoder *coder, const DtScene *scene, const DtHappening *happening, const DtEvent *event) {
	bool pronoun = false;
	for (int i = 0; i < happening->actors.count; i++)
		pronoun |= scene->mentions.items[happening->actors.items[i]].pronoun;
	for (int i = 0; i < happening->recipients.count; i++)
		pronoun |= scene->mentions.items[happening->recipients.items[i]].pronoun;
	bool actors = any_code(event->actors, event->actor_count);
	bool recipients = event->recipient_count == 0 || any_code(event->recipients, event->recipient_count);
	return coder->talk && (pronoun || !actors || !recipients);
}
