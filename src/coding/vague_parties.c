// SPDX-License-Identifier: Apache-2.0
// Parties that are nobody in particular, or no actor: "14 African countries", "a funeral hall in Sanaa", "its crew".
//
// They name no actor of the world and still say whom something was done to, or who did it. Only where nothing better
// stands there and the other side is known; which nouns, concepts of the lexicon say (vague-people, vague-many,
// vague-target, vague-matter). What was hit is told rather than where it stands, with the country of the place; and
// one's own people are another side where they are named themselves.
#include "coding/events.h"

// "14 African [countries]", "the [referendum]", "two [districts]": words that name no actor and still say whom it met.
static bool is_vague_party(const DtScene *scene, size_t token, bool matters, uint8_t category) {
	static const struct {
		const char *concept;
		uint32_t categories;
	} kinds[] = {
#define BIT(name) (1u << DT_CATEGORY_##name)
		{"vague-people", ~0u},
		{"vague-many", ~0u}, // in the plural
		{"vague-target",
	     BIT(ASSAULT) | BIT(COERCE) | BIT(RETREAT) | BIT(CONCEDE) | BIT(THREATEN) | BIT(AID) | BIT(AGREE)},
		{"vague-matter", BIT(REJECT) | BIT(SUPPORT) | BIT(PROTEST) | BIT(COERCE) | BIT(THREATEN)},
#undef BIT
	};
	int32_t number = scene->mentions.at[token];
	const DtMention *mention = number < 0 ? NULL : &scene->mentions.items[number];
	if (dt_child_find(&scene->propositions, token, DT_DEPREL_NMOD) >= 0 &&
	    dt_slice_is(scene->tokens[token].lemma, "state"))
		return false; // "a state of emergency"
	if (!mention || mention->token != token || mention->pronoun || scene->tokens[token].upos != DT_UPOS_NOUN)
		return false;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		DtConcept concept = dt_lexicon_concept_find(scene->lexicon, dt_slice_of(kinds[i].concept));
		bool many = dt_slice_is(dt_slice_of(kinds[i].concept), "vague-many");
		bool matter = dt_slice_is(dt_slice_of(kinds[i].concept), "vague-matter"); // "by a vote" is how
		if (!(kinds[i].categories >> category & 1) || (many && !mention->plural)) continue;
		if (matter && !matters) continue;
		if (dt_reading_has(&scene->reading, token, concept)) return true;
	}
	return false;
}

static int32_t vague_party(const DtScene *scene, const DtProposition *p, DtArgumentRole role, uint8_t category,
                           bool alone) {
	for (size_t i = 0; i < p->count; i++) {
		bool central = role == DT_ROLE_SUBJ || role == DT_ROLE_OBJ;
		if (p->arguments[i].role != role || (central && p->arguments[i].shared)) continue;
		int32_t token = (int32_t)p->arguments[i].token, content = dt_scene_measured(scene, (size_t)token);
		if (content >= 0) token = content;
		bool given = category == DT_CATEGORY_AID && role == DT_ROLE_OBJ; // "built a school": what is given
		bool matters = role == DT_ROLE_OBJ && (!alone || category == DT_CATEGORY_PROTEST);
		if (is_vague_party(scene, (size_t)token, matters, given ? DT_CATEGORY_NONE : category))
			return scene->mentions.at[token];
		int32_t inside = role == DT_ROLE_SUBJ ? -1 : dt_child_find(&scene->propositions, (size_t)token, DT_DEPREL_NMOD);
		bool people = inside >= 0 && is_vague_party(scene, (size_t)inside, false, DT_CATEGORY_NONE);
		if (people) return scene->mentions.at[inside]; // "the debts of twelve countries"
	}
	return -1;
}

// Somebody of a state or an organisation is on the side that is known.
static bool is_coded(const DtScene *scene, const DtPartyList *list) {
	for (int i = 0; i < list->count; i++)
		if (scene->mentions.items[list->items[i]].party.code.length) return true;
	return false;
}

static bool is_below(const DtScene *scene, size_t token, size_t above) {
	int32_t up = scene->tokens[token].head;
	for (int steps = 0; steps < 12 && up >= 0 && up != (int32_t)above; steps++) up = scene->tokens[up].head;
	return up == (int32_t)above;
}

// The relation by which a token hangs below another's phrase: that of the last step up.
static uint8_t branch_of(const DtScene *scene, size_t token, size_t above) {
	while (scene->tokens[token].head >= 0 && scene->tokens[token].head != (int32_t)above)
		token = (size_t)scene->tokens[token].head;
	return scene->tokens[token].deprel;
}

void dt_name_target(DtScene *scene, DtHappening *happening) {
	bool hits = happening->category == DT_CATEGORY_ASSAULT || happening->category == DT_CATEGORY_COERCE;
	const DtProposition *p = &scene->propositions.items[happening->innermost];
	const DtArgument *object = dt_proposition_find(p, DT_ROLE_OBJ);
	if (!hits || happening->recipients.count != 1 || !object || scene->mentions.at[object->token] < 0) return;
	const DtMention *found = &scene->mentions.items[happening->recipients.items[0]];
	DtMention *target = &scene->mentions.items[scene->mentions.at[object->token]];
	if (dt_child_find(&scene->propositions, target->token, DT_DEPREL_NMOD_POSS) >= 0) return; // "their car"
	if (found == target || target->token != object->token || target->party.code.length || found->given) return;
	bool below = is_below(scene, found->token, target->token);
	uint8_t branch = below ? branch_of(scene, found->token, target->token) : DT_DEPREL_OBL;
	bool place = (found->place_only || (found->place && !found->entry)) && (branch == DT_DEPREL_NMOD || !below);
	bool name = scene->tokens[target->token].upos == DT_UPOS_PROPN;
	if (!place && !(below && (branch == DT_DEPREL_ACL || (name && branch == DT_DEPREL_NMOD)))) return;
	if (!name && !is_vague_party(scene, target->token, false, happening->category)) return;
	target->party.code = found->party.code;
	happening->recipients.items[0] = scene->mentions.at[object->token];
}

// "stood by [its president]", "gave in to [its cabin crew]": one's own, but no part of oneself, where it is named
// itself.
static int32_t own_party(const DtScene *scene, const DtProposition *p, DtArgumentRole role) {
	for (size_t i = 0; i < p->count; i++) {
		int32_t number = p->arguments[i].role == role ? scene->mentions.at[p->arguments[i].token] : -1;
		const DtMention *mention = number < 0 ? NULL : &scene->mentions.items[number];
		if (!mention || mention->token != p->arguments[i].token || mention->pronoun || mention->place_only) continue;
		int32_t possessor = dt_child_find(&scene->propositions, mention->token, DT_DEPREL_NMOD_POSS);
		bool own = possessor >= 0 && scene->tokens[possessor].upos == DT_UPOS_PRON;
		bool somebody = mention->classes & DT_CLASS_ACTOR && !(mention->classes & (DT_CLASS_ARMED | DT_CLASS_STATE));
		bool state = dt_slice_is(scene->tokens[mention->token].lemma, "state"); // "its state of alert"
		if (own && somebody && !state && mention->party.sector_count) return number;
	}
	return -1;
}

static bool take_own_party(const DtScene *scene, DtHappening *happening) {
	static const uint8_t roles[] = {DT_ROLE_OBJ, DT_ROLE_TO, DT_ROLE_BY, DT_ROLE_WITH, DT_ROLE_AGAINST, DT_ROLE_FOR};
	const DtProposition *p = &scene->propositions.items[happening->innermost];
	if (happening->category == DT_CATEGORY_THREATEN) return false;
	for (size_t r = 0; r < sizeof roles; r++) {
		int32_t party = own_party(scene, p, (DtArgumentRole)roles[r]);
		if (party < 0 || dt_party_list_holds(scene, &happening->actors, party)) continue;
		happening->recipients = (DtPartyList){{party}, 1};
		return true;
	}
	return false;
}

// "holds talks with [Arab countries]", "mediates between [the two sides]".
static bool take_vague_partner(const DtScene *scene, DtHappening *happening) {
	static const uint8_t roles[] = {DT_ROLE_WITH, DT_ROLE_BETWEEN};
	const uint32_t numbers[] = {happening->innermost, happening->proposition};
	if (happening->actors.count != 1 || happening->recipients.count || !is_coded(scene, &happening->actors))
		return false;
	if (scene->mentions.items[happening->actors.items[0]].also) return false;
	for (size_t n = 0; n < 4; n++) {
		const DtProposition *p = &scene->propositions.items[numbers[n / 2]];
		int32_t party = vague_party(scene, p, (DtArgumentRole)roles[n % 2], happening->category, false);
		if (party < 0 || dt_party_list_holds(scene, &happening->actors, party)) continue;
		happening->recipients = (DtPartyList){{party}, 1};
		happening->vague = true;
		return true;
	}
	return false;
}

// "police fanned out across [San Pedro Sula]", "on alert in the [north]": forces at home are shown to those there.
static bool take_posted_place(const DtScene *scene, DtHappening *happening) {
	static const uint8_t roles[] = {DT_ROLE_IN, DT_ROLE_ACROSS, DT_ROLE_AROUND, DT_ROLE_TO, DT_ROLE_INTO, DT_ROLE_NEAR};
	const uint32_t numbers[] = {happening->innermost, happening->proposition};
	for (size_t n = 0; n < 2; n++) {
		const DtProposition *p = &scene->propositions.items[numbers[n]];
		for (size_t r = 0; r < sizeof roles; r++) {
			for (size_t i = 0; i < p->count; i++) {
				int32_t number = p->arguments[i].role == roles[r] ? scene->mentions.at[p->arguments[i].token] : -1;
				const DtMention *mention = number < 0 ? NULL : &scene->mentions.items[number];
				if (!mention || mention->token != p->arguments[i].token) continue;
				bool state = mention->entry && mention->entry->kind == DT_ENTRY_COUNTRY;
				bool named = mention->place && mention->party.code.length && !state; // no sea
				bool vague = is_vague_party(scene, mention->token, false, DT_CATEGORY_COERCE);
				if (!named && !(vague && !mention->entry)) continue;
				happening->recipients = (DtPartyList){{number}, 1};
				return true;
			}
		}
	}
	return false;
}

bool dt_take_vague_party(const DtScene *scene, DtHappening *happening) {
	static const uint8_t roles[] = {DT_ROLE_OBJ,  DT_ROLE_TO,   DT_ROLE_AGAINST, DT_ROLE_ON,
	                                DT_ROLE_WITH, DT_ROLE_AT,   DT_ROLE_FOR,     DT_ROLE_FROM,
	                                DT_ROLE_OF,   DT_ROLE_INTO, DT_ROLE_IN,      DT_ROLE_BETWEEN};
	const uint32_t numbers[] = {happening->innermost, happening->proposition};
	DtPartyList *sides[] = {&happening->actors, &happening->recipients};
	if (happening->symmetric) return take_vague_partner(scene, happening);
	if (happening->recipient_none) return false;
	bool lacks_actor = happening->actors.count == 0;
	if (!is_coded(scene, sides[lacks_actor]) || sides[!lacks_actor]->count) return false;
	bool alone = !lacks_actor && dt_stands_alone(happening->category); // then only what it was done to
	if (happening->category == DT_CATEGORY_MOBILIZE && !lacks_actor) return take_posted_place(scene, happening);
	for (size_t n = 0; n < 2; n++) {
		const DtProposition *p = &scene->propositions.items[numbers[n]];
		for (size_t r = 0; r < (lacks_actor || alone ? 1 : sizeof roles); r++) {
			uint8_t role = lacks_actor ? DT_ROLE_SUBJ : roles[r];
			int32_t party = vague_party(scene, p, (DtArgumentRole)role,
			                            lacks_actor ? DT_CATEGORY_NONE : happening->category, alone);
			const DtPartyList *known = sides[lacks_actor];
			if (party < 0 || dt_party_list_holds(scene, known, party)) continue;
			const DtMention *people = &scene->mentions.items[party]; // "take back its citizens"
			bool subjects = people->plural && people->classes & DT_CLASS_CIVILIAN;
			if (!subjects && dt_belongs_to_actor(scene, party, known)) continue;
			*sides[!lacks_actor] = (DtPartyList){{party}, 1};
			happening->vague = !alone; // what stands without the other side is none the less sure
			return true;
		}
	}
	return !lacks_actor && take_own_party(scene, happening);
}
