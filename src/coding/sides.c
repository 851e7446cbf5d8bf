// SPDX-License-Identifier: Apache-2.0
// Who acts and who is acted on, where the line does not say: where newspapers put them.
//
// Actors are the subject, or an agent farther off; recipients the first party in the object, then in the prepositions,
// then in the clause below, and last the people of a place. Everybody who stands with, between or among joins the
// actors.
#include "coding/happenings.h"

static const uint8_t recipient_roles[] = {DT_ROLE_OBJ,  DT_ROLE_TO,    DT_ROLE_AGAINST, DT_ROLE_ON,      DT_ROLE_WITH,
                                          DT_ROLE_AT,   DT_ROLE_FOR,   DT_ROLE_FROM,    DT_ROLE_OF,      DT_ROLE_OVER,
                                          DT_ROLE_INTO, DT_ROLE_ABOUT, DT_ROLE_TOWARDS, DT_ROLE_BETWEEN, DT_ROLE_BY};
enum { RECIPIENT_ROLES = sizeof recipient_roles };

// Categories that are done to a place's people when nobody else is named.
static bool strikes_places(uint8_t category) {
	return category != DT_CATEGORY_CONSULT && category != DT_CATEGORY_ACCUSE && category != DT_CATEGORY_PROTEST &&
	       category != DT_CATEGORY_REQUEST && category != DT_CATEGORY_REJECT && category != DT_CATEGORY_NONE;
}

// Things and troops that are sent are not whom they are sent to.
static bool is_sent(const DtScene *scene, int32_t party, uint8_t category) {
	const DtMention *mention = &scene->mentions.items[party];
	bool sends = category == DT_CATEGORY_AID || category == DT_CATEGORY_AGREE || category == DT_CATEGORY_MOBILIZE;
	bool own = !mention->party.code.length || mention->equipment; // "Chinese-built missiles" are no side
	return sends && !mention->given && own && mention->party.sector_count && mention->party.sectors[0] == DT_SECTOR_MIL;
}

// "agreed to provide [Sri Lanka] with technology", "said [Iran] had fired": the parties of the clause below.
static void add_complement_parties(const DtScene *scene, const DtProposition *p, uint8_t category,
                                   const DtPartyList *actors, DtPartyList *list) {
	for (size_t i = 0; i < p->count && list->count == 0; i++) {
		if (p->arguments[i].role != DT_ROLE_COMP) continue;
		int32_t number = scene->propositions.at[p->arguments[i].token];
		const DtProposition *clause = number < 0 ? p : &scene->propositions.items[number];
		if (clause == p) continue;
		dt_add_role_parties(scene, clause, DT_ROLE_SUBJ, false, actors, list);
		if (list->count && is_sent(scene, list->items[0], category)) list->count = 0; // "sent troops to guard"
		for (int inside = 0; inside < 2; inside++) {
			for (int r = 0; r < RECIPIENT_ROLES && list->count == 0; r++)
				dt_add_role_parties(scene, clause, (DtArgumentRole)recipient_roles[r], inside, actors, list);
		}
	}
	if (list->count == 0) dt_add_role_parties(scene, p, DT_ROLE_COMP, true, actors, list);
	for (size_t i = 0; i < p->count && list->count == 0; i++) { // "agreed to lay down their arms in Lebanon"
		int32_t number = p->arguments[i].role == DT_ROLE_COMP ? scene->propositions.at[p->arguments[i].token] : -1;
		if (number >= 0 && &scene->propositions.items[number] != p)
			dt_add_place_parties(scene, &scene->propositions.items[number], DT_ROLE_IN, false, actors, list);
	}
}

// "vetoed [the EU's] loan package for Chad": what is refused, accused or hit is its owner's before it is anybody's that
// the object only speaks of.
static void add_owners(const DtScene *scene, const DtProposition *p, const DtPartyList *actors, DtPartyList *list) {
	for (size_t i = 0; i < p->count && list->count == 0; i++) {
		if (p->arguments[i].role != DT_ROLE_OBJ || dt_scene_party(scene, p->arguments[i].token, false) >= 0) continue;
		size_t object = p->arguments[i].token;
		for (int32_t c = scene->propositions.first_child[object]; c >= 0 && list->count == 0;
		     c = scene->propositions.next_sibling[c]) {
			uint8_t deprel = scene->tokens[c].deprel;
			bool before = deprel == DT_DEPREL_NMOD_POSS || deprel == DT_DEPREL_AMOD || deprel == DT_DEPREL_COMPOUND;
			int32_t party = before ? dt_scene_party(scene, (size_t)c, false) : -1;
			if (party < 0 || dt_party_list_holds(scene, actors, party) || dt_belongs_to_actor(scene, party, actors))
				continue;
			dt_party_list_add(scene, list, party);
		}
	}
}

// "criticised the move on Twitter": where it was said, and nobody it was said to.
static bool is_channel(const DtScene *scene, int32_t party, uint8_t category) {
	const DtMention *mention = &scene->mentions.items[party];
	bool says = category == DT_CATEGORY_ACCUSE || category == DT_CATEGORY_SUPPORT || category == DT_CATEGORY_REQUEST ||
	            category == DT_CATEGORY_REJECT || category == DT_CATEGORY_AGREE;
	bool medium =
		mention->entry && (mention->entry->kind == DT_ENTRY_COMPANY || mention->entry->kind == DT_ENTRY_MEDIA);
	return says && medium && !mention->given;
}

// "a deal at the Geneva talks": nobody is refused, accused or asked who is only where.
static void drop_places(const DtScene *scene, DtPartyList *list) {
	uint8_t kept = 0;
	for (int i = 0; i < list->count; i++) {
		const DtMention *mention = &scene->mentions.items[list->items[i]];
		bool city = mention->place && !mention->entry && !(mention->classes & DT_CLASS_ACTOR) && !mention->given;
		if (!city) list->items[kept++] = list->items[i];
	}
	list->count = kept;
}

void dt_default_recipients(const DtScene *scene, const DtProposition *p, uint8_t category, const DtPartyList *actors,
                           DtPartyList *list) {
	bool owned = category == DT_CATEGORY_REJECT || category == DT_CATEGORY_ACCUSE || category == DT_CATEGORY_SUPPORT ||
	             category == DT_CATEGORY_ASSAULT;
	if (owned) add_owners(scene, p, actors, list);
	if (category == DT_CATEGORY_SUPPORT && dt_is_nobody(scene, list)) list->count = 0; // "praised the pilot programs"
	size_t first = category == DT_CATEGORY_MOBILIZE ? 1 : 0;                           // what is mobilised is one's own
	bool meets = category == DT_CATEGORY_CONSULT; // "met at NATO headquarters" says where
	for (size_t i = first; i < RECIPIENT_ROLES && list->count == 0; i++) {
		if (meets && recipient_roles[i] == DT_ROLE_AT) continue;
		if (recipient_roles[i] == DT_ROLE_AT && first == 0) { // "backed Russia's position at the UN"
			dt_add_role_parties(scene, p, DT_ROLE_OBJ, true, actors, list);
			if (list->count && is_sent(scene, list->items[0], category)) list->count = 0;
			if (list->count) break;
		}
		dt_add_role_parties(scene, p, (DtArgumentRole)recipient_roles[i], false, actors, list);
		if (recipient_roles[i] == DT_ROLE_ON && list->count && is_channel(scene, list->items[0], category))
			list->count = 0;
		if (i == 0 && list->count && is_sent(scene, list->items[0], category)) list->count = 0;
	}
	for (size_t i = first; i < RECIPIENT_ROLES && list->count == 0; i++) {
		if (meets && recipient_roles[i] == DT_ROLE_AT) continue;
		dt_add_role_parties(scene, p, (DtArgumentRole)recipient_roles[i], true, actors, list);
		if (recipient_roles[i] == DT_ROLE_ON && list->count && is_channel(scene, list->items[0], category))
			list->count = 0;
		if (i == 0 && list->count && is_sent(scene, list->items[0], category)) list->count = 0;
	}
	if (list->count == 0) add_complement_parties(scene, p, category, actors, list);
	static const uint8_t place_roles[] = {DT_ROLE_OBJ,  DT_ROLE_ON,  DT_ROLE_AGAINST, DT_ROLE_AT,
	                                      DT_ROLE_INTO, DT_ROLE_IN,  DT_ROLE_NEAR,    DT_ROLE_INSIDE,
	                                      DT_ROLE_OVER, DT_ROLE_OFF, DT_ROLE_TOWARDS};
	if (!strikes_places(category)) return;
	for (size_t i = first; i < sizeof place_roles && list->count == 0; i++) {
		dt_add_place_parties(scene, p, (DtArgumentRole)place_roles[i], category == DT_CATEGORY_ASSAULT, actors, list);
		if (list->count == 0) dt_add_role_parties(scene, p, (DtArgumentRole)place_roles[i], true, actors, list);
		if (first && list->count && is_sent(scene, list->items[0], category)) list->count = 0;
	}
}

// A noun's "of" names who does it when the other side stands elsewhere: "the attack of the rebels on the town".
static bool of_is_agent(const DtProposition *p) {
	return p->kind == DT_PREDICATE_NOUN && !dt_proposition_find(p, DT_ROLE_SUBJ) &&
	       (dt_proposition_find(p, DT_ROLE_AGAINST) || dt_proposition_find(p, DT_ROLE_ON));
}

static bool follows_by(const DtScene *scene, size_t token) {
	for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c])
		if (scene->tokens[c].deprel == DT_DEPREL_CASE && dt_slice_is(scene->tokens[c].lemma, "by")) return true;
	return false;
}

// "was charged with bribing officials in Chad [by prosecutors]", "the arrest of the leader Melia [by police]": the one
// who did it, hung on a nearer word. What is itself passive or an event has the first claim.
static void add_far_agent(const DtScene *scene, const DtProposition *p, DtPartyList *list) {
	const DtProposition *above = p->parent < 0 ? NULL : &scene->propositions.items[p->parent];
	bool done = p->kind == DT_PREDICATE_NOUN && scene->tokens[p->token].deprel == DT_DEPREL_OBJ && above &&
	            above->kind == DT_PREDICATE_VERB && !(above->facts & DT_CLAUSE_PASSIVE); // "condemned the arrest, by X"
	for (size_t i = p->token + 1; i < scene->token_count && list->count == 0; i++) {
		int32_t party = follows_by(scene, i) ? dt_scene_party(scene, i, false) : -1;
		int32_t up = scene->tokens[i].head;
		if (party >= 0 && done && up == (int32_t)above->token) up = (int32_t)p->token;
		while (party >= 0 && up > (int32_t)p->token) {
			int32_t number = scene->propositions.at[up];
			const DtProposition *between = number < 0 ? NULL : &scene->propositions.items[number];
			bool claims = between && (between->kind == DT_PREDICATE_NOUN || between->facts & DT_CLAUSE_PASSIVE);
			up = claims ? -1 : scene->tokens[up].head;
		}
		if (party >= 0 && up == (int32_t)p->token) dt_party_list_add(scene, list, party);
	}
}

// "passed a resolution [criticising X]", "issued a report [accusing X]": who put it out says so.
static void add_author(const DtScene *scene, const DtProposition *p, DtPartyList *list) {
	const DtArgument *text = dt_proposition_find(p, DT_ROLE_SUBJ);
	bool participle = p->link == DT_LINK_RELATIVE && scene->tokens[p->token].xpos == DT_XPOS_VBG;
	if (!participle || p->parent < 0 || !text || !text->shared || dt_scene_party(scene, text->token, false) >= 0)
		return;
	const DtProposition *above = &scene->propositions.items[p->parent];
	bool put_out = false;
	for (size_t i = 0; i < above->count; i++)
		put_out |= above->arguments[i].role == DT_ROLE_OBJ && above->arguments[i].token == text->token;
	if (put_out && above->kind == DT_PREDICATE_VERB) dt_add_role_parties(scene, above, DT_ROLE_SUBJ, true, NULL, list);
}

void dt_actors_find(const DtScene *scene, const DtProposition *p, const DtParties *parties, const DtHappening *inner,
                    DtPartyList *list) {
	bool lacks = p->kind == DT_PREDICATE_NOUN || p->facts & DT_CLAUSE_PASSIVE;
	for (int i = 0; i < parties->actor_count && list->count == 0; i++)
		dt_follow_path(scene, p, &parties->actor[i], inner, DT_CATEGORY_NONE, NULL, list);
	if (list->count == 0) add_author(scene, p, list);
	if (parties->actor_count == 0 && list->count == 0) dt_add_role_parties(scene, p, DT_ROLE_SUBJ, true, NULL, list);
	if (list->count == 0 && lacks && !dt_proposition_find(p, DT_ROLE_SUBJ)) add_far_agent(scene, p, list);
	if (parties->actor_count) return;
	if (list->count == 0 && of_is_agent(p)) dt_add_role_parties(scene, p, DT_ROLE_OF, true, NULL, list);
}

// "was arrested at the airport in [Tehran]": the place in whose phrase something stands.
static int32_t place_of(const DtScene *scene, size_t token, bool from) {
	const DtMention *where = dt_scene_mention(scene, token);
	bool state = where && where->entry && where->entry->kind == DT_ENTRY_COUNTRY;
	bool body = from && where && where->classes & DT_CLASS_ORGANISATION && !where->place_only; // "from the Arab League"
	bool place = where && where->classes & DT_CLASS_PLACE && where->party.code.length;
	if (body || (state && where->party.code.length) || (place && !from)) return scene->mentions.at[token];
	if (from || (where && where->classes & DT_CLASS_ACTOR)) return -1;
	int32_t inside = dt_scene_party(scene, token, true);
	const DtMention *land = inside < 0 ? NULL : &scene->mentions.items[inside];
	return land && land->party.code.length && (land->place_only || land->place) ? inside : -1;
}

void dt_add_power_of_place(const DtScene *scene, const DtProposition *p, uint8_t category, DtPartyList *list) {
	static const uint8_t roles[] = {DT_ROLE_FROM, DT_ROLE_OUT, DT_ROLE_IN, DT_ROLE_AT};
	bool power = category == DT_CATEGORY_COERCE || category == DT_CATEGORY_SANCTION;
	if (!power || !(p->facts & DT_CLAUSE_PASSIVE) || list->count) return;
	for (size_t r = 0; r < sizeof roles && list->count == 0; r++) {
		for (size_t i = 0; i < p->count && list->count == 0; i++) {
			if (p->arguments[i].role != roles[r]) continue;
			dt_party_list_add(scene, list, place_of(scene, p->arguments[i].token, r < 2));
		}
	}
}

void dt_add_whose_it_is(const DtScene *scene, const DtProposition *p, uint8_t category, DtPartyList *list) {
	bool gives = category == DT_CATEGORY_MOBILIZE || category == DT_CATEGORY_AID || category == DT_CATEGORY_COOPERATE;
	const DtArgument *object = dt_proposition_find(p, DT_ROLE_OBJ);
	if (!gives || !object || !(p->facts & DT_CLAUSE_PASSIVE) || list->count) return;
	int32_t own = dt_scene_party(scene, object->token, false);
	int32_t party = own >= 0 ? own : dt_scene_party(scene, object->token, true);
	const DtMention *mention = party < 0 ? NULL : &scene->mentions.items[party];
	bool forces = mention && mention->classes & DT_CLASS_ARMED; // not who is helped
	if (mention && mention->party.code.length && !mention->place_only && (own < 0 || forces))
		dt_party_list_add(scene, list, party);
}

// "supported a proposal directing [Chad] to leave": whom the thing supported is aimed at is not whom one supports.
static bool is_aimed_at(const DtScene *scene, int32_t party) {
	const DtMention *mention = &scene->mentions.items[party];
	const DtToken *token = &scene->tokens[mention->token];
	bool object = token->deprel == DT_DEPREL_OBJ && token->head >= 0 && !mention->given;
	return object && scene->tokens[token->head].deprel == DT_DEPREL_ACL &&
	       scene->tokens[token->head].xpos == DT_XPOS_VBG;
}

void dt_recipients_find(const DtScene *scene, const DtProposition *p, const DtParties *parties,
                        const DtHappening *inner, uint8_t category, const DtPartyList *actors, DtPartyList *list) {
	if (parties->recipient_none) return;
	dt_lend_doer(scene, p, category, actors, list);
	for (int i = 0; i < parties->recipient_count && list->count == 0; i++) {
		dt_follow_path(scene, p, &parties->recipient[i], inner, category, actors, list);
		if (list->count && is_sent(scene, list->items[0], category)) list->count = 0;
	}
	if (list->count == 0 && !parties->recipient_only) dt_default_recipients(scene, p, category, actors, list);
	if (!strikes_places(category)) drop_places(scene, list);
	if (category == DT_CATEGORY_SUPPORT && list->count == 1 && is_aimed_at(scene, list->items[0])) list->count = 0;
}

void dt_happening_swap(DtHappening *happening) {
	DtPartyList actors = happening->actors;
	happening->actors = happening->recipients;
	happening->recipients = actors;
	happening->swapped = true;
}

// "held talks, with Omani officials as go-betweens", "with Qatar mediating": who stands between them is no side.
static bool has_go_between(const DtScene *scene, const DtProposition *p) {
	DtConcept go_between = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("go-between"));
	for (size_t i = 0; i < p->count; i++) {
		if (p->arguments[i].role != DT_ROLE_WITH) continue;
		for (size_t k = 0; k < p->count; k++) // beside it, or in its phrase
			if (p->arguments[k].role == DT_ROLE_AS &&
			    dt_reading_has(&scene->reading, p->arguments[k].token, go_between))
				return true;
		for (int32_t c = scene->propositions.first_child[p->arguments[i].token]; c >= 0;
		     c = scene->propositions.next_sibling[c])
			if (dt_reading_has(&scene->reading, (size_t)c, go_between)) return true;
	}
	return false;
}

void dt_join_parties(const DtScene *scene, const DtProposition *p, DtHappening *happening) {
	static const uint8_t roles[] = {DT_ROLE_BETWEEN, DT_ROLE_AMONG, DT_ROLE_WITH};
	size_t count = sizeof roles - (has_go_between(scene, p) ? 1 : 0);
	DtPartyList others = {0};
	for (size_t i = 0; i < count; i++)
		dt_add_role_parties(scene, p, (DtArgumentRole)roles[i], true, &happening->actors, &others);
	bool several = happening->actors.count > 1 ||
	               (happening->actors.count && scene->mentions.items[happening->actors.items[0]].also);
	if (others.count == 0 && !several) others = happening->recipients;
	if (others.count && scene->mentions.items[others.items[0]].place_only) others.count = 0; // "met in Kabul"
	bool civil = others.count && scene->mentions.items[others.items[0]].party.sectors[0] == DT_SECTOR_CVL &&
	             !scene->mentions.items[others.items[0]].party.code.length;
	if (civil && happening->category == DT_CATEGORY_SUPPORT) others.count = 0; // "a declaration to protect civilians"
	happening->recipients = others;
	happening->symmetric = true;
}

void dt_join_inside_parties(const DtScene *scene, const DtProposition *p, DtHappening *happening) {
	static const uint8_t roles[] = {DT_ROLE_BETWEEN, DT_ROLE_AMONG, DT_ROLE_OF, DT_ROLE_SUBJ, DT_ROLE_WITH};
	if (happening->actors.count || happening->recipients.count > 1) return;
	DtPartyList parties = {0};
	for (size_t i = 0; i < p->count; i++) {
		if (p->arguments[i].role != DT_ROLE_OBJ) continue;
		for (size_t r = 0; r < sizeof roles; r++)
			dt_add_inside_parties(scene, p->arguments[i].token, (DtArgumentRole)roles[r], NULL, &parties);
	}
	if (parties.count < 2) return;
	happening->actors = parties;
	happening->recipients.count = 0;
}

void dt_add_target_of_attack(const DtScene *scene, const DtProposition *p, DtHappening *happening) {
	for (size_t i = 0; i < p->count; i++) {
		int32_t number = p->arguments[i].role == DT_ROLE_SUBJ ? scene->propositions.at[p->arguments[i].token] : -1;
		if (number < 0 || scene->propositions.items[number].kind != DT_PREDICATE_NOUN) continue;
		const DtProposition *attack = &scene->propositions.items[number];
		dt_add_role_parties(scene, attack, DT_ROLE_ON, true, &happening->actors, &happening->recipients);
		dt_add_role_parties(scene, attack, DT_ROLE_AGAINST, true, &happening->actors, &happening->recipients);
	}
}

void dt_add_others(const DtScene *scene, const DtPartyList *from, const DtPartyList *except, DtPartyList *list) {
	for (int i = 0; i < from->count; i++) {
		int32_t party = from->items[i]; // not "its tariffs"
		if (!dt_party_list_holds(scene, except, party) && !dt_belongs_to_actor(scene, party, except))
			dt_party_list_add(scene, list, party);
	}
}

bool dt_is_nobody(const DtScene *scene, const DtPartyList *list) {
	for (int i = 0; i < list->count; i++) {
		const DtMention *mention = &scene->mentions.items[list->items[i]];
		if (mention->party.code.length || mention->given) return false;
	}
	return true;
}
