// SPDX-License-Identifier: Apache-2.0
// Parties: which mentions in an argument take part, and lists of them without repeats.
//
// A filler is a party itself, or one stands inside its phrase: a possessor, a nationality, what follows "of". Mentions
// of one actor are one party; what belongs to an actor is no other side. dt_follow_path finds those that a line names
// ("actor=speaker", "recipient=obj.of").
#include "coding/happenings.h"

static bool can_be_party(const DtScene *scene, const DtMention *mention) {
	if (scene->pair_given && mention->given) return true;
	return (mention->classes & DT_CLASS_ACTOR) != 0 && !mention->place_only;
}

// Relations that lead from a phrase to the parties named inside it.
static bool leads_inside(uint8_t deprel) {
	return deprel == DT_DEPREL_NMOD_POSS || deprel == DT_DEPREL_NMOD || deprel == DT_DEPREL_AMOD ||
	       deprel == DT_DEPREL_COMPOUND || deprel == DT_DEPREL_NMOD_DESC || deprel == DT_DEPREL_FLAT ||
	       deprel == DT_DEPREL_APPOS;
}

// "the Firefighters Grant Program": words of such a name are nobody, but whose it is.
static bool names_measure(const DtScene *scene, size_t token) {
	DtConcept measure = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("named-measure"));
	return scene->tokens[token].upos == DT_UPOS_PROPN && dt_reading_has(&scene->reading, token, measure);
}

// "pilot programs", "student loans", "veteran benefits": of which kind a thing is, and nobody in particular.
static bool is_of_kind(const DtScene *scene, size_t token, const DtMention *mention) {
	bool noun = scene->tokens[token].deprel == DT_DEPREL_COMPOUND && scene->tokens[token].upos == DT_UPOS_NOUN;
	uint8_t sector = mention->party.sectors[0];
	bool peaceful = !(mention->classes & DT_CLASS_ARMED) || sector == DT_SECTOR_MIL; // not "police custody"
	return noun && peaceful && mention->classes & DT_CLASS_PERSON && !mention->plural && !mention->party.code.length;
}

static int32_t party_inside(const DtScene *scene, size_t token, int depth) {
	enum { DEEPEST = 3 };
	DtConcept other = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("other-side")); // "Chad's neighbours"
	if (!scene->pair_given && dt_reading_has(&scene->reading, token, other)) return -1;
	int32_t place = -1;
	bool measure = names_measure(scene, token);
	for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c]) {
		if (!leads_inside(scene->tokens[c].deprel)) continue;
		if (measure && scene->tokens[c].deprel != DT_DEPREL_NMOD_POSS) continue;
		const DtMention *mention = dt_scene_mention(scene, (size_t)c);
		if (mention && !mention->given && is_of_kind(scene, (size_t)c, mention)) continue;
		if (mention && can_be_party(scene, mention)) return scene->mentions.at[c];
		if (mention && place < 0 && (mention->classes & DT_CLASS_PLACE) && mention->party.code.length)
			place = scene->mentions.at[c];
		int32_t deeper = depth < DEEPEST ? party_inside(scene, (size_t)c, depth + 1) : -1;
		if (deeper >= 0) return deeper;
	}
	return place;
}

// "the offer [made by Iran]", "cocaine [belonging to the clan]", "a plan [to attack Chad]": who does it, else who
// stands in it.
static int32_t party_of_participle(const DtScene *scene, size_t noun) {
	int32_t other = -1;
	for (int32_t c = scene->propositions.first_child[noun]; c >= 0; c = scene->propositions.next_sibling[c]) {
		uint8_t clause = scene->tokens[c].deprel;
		if (clause != DT_DEPREL_ACL && clause != DT_DEPREL_ACL_RELCL) continue;
		for (int32_t k = scene->propositions.first_child[c]; k >= 0; k = scene->propositions.next_sibling[k]) {
			uint8_t deprel = scene->tokens[k].deprel;
			bool agent =
				deprel == DT_DEPREL_OBL_AGENT ||
				(deprel == DT_DEPREL_NSUBJ && scene->tokens[k].upos != DT_UPOS_PRON); // "claims that Iran lied"
			if (!agent && clause == DT_DEPREL_ACL_RELCL) continue; // "the accord [that Iran had signed]"
			if (!agent && (other >= 0 || (deprel != DT_DEPREL_OBJ && deprel != DT_DEPREL_OBL))) continue;
			int32_t party = dt_scene_party(scene, (size_t)k, false);
			if (party < 0) party = party_inside(scene, (size_t)k, 1);
			if (agent && party >= 0) return party;
			if (other < 0) other = party;
		}
	}
	return other;
}

int32_t dt_scene_party(const DtScene *scene, size_t token, bool inside) {
	const DtMention *mention = dt_scene_mention(scene, token);
	if (mention && can_be_party(scene, mention)) return scene->mentions.at[token];
	int32_t party = inside ? party_inside(scene, token, 0) : -1;
	return inside && party < 0 ? party_of_participle(scene, token) : party;
}

// Two mentions of one actor ("Foreign Minister | Shah Mahmood Qureshi") are one party; what the caller marked stays.
static bool same_party(const DtScene *scene, int32_t a, int32_t b) {
	const DtMention *one = &scene->mentions.items[a], *other = &scene->mentions.items[b];
	bool touching = one->last == other->first || other->last == one->first;
	bool renamed = (one->entry == NULL) != (other->entry == NULL); // "Miguel Soto, the minister,"
	bool twice = one->first == other->first && one->last == other->last && one->given == other->given;
	if (twice && dt_slice_equal(one->party.code, other->party.code)) return true; // "EU negotiators", met at two words
	touching |= renamed && (one->last + 1 == other->first || other->last + 1 == one->first);
	bool alike =
		dt_slice_equal(one->party.code, other->party.code) && (one->classes & other->classes & DT_CLASS_PERSON);
	if (touching && alike && !one->given && !other->given) return true; // a title and the name that the tree parted
	return a == b || (one->entry && one->entry == other->entry && one->given == other->given);
}

// A nationality before the name that it belongs to, where the tree parted them: "[Turkish] [President Erdogan]".
static bool leads_up_to(const DtScene *scene, int32_t nationality, int32_t name) {
	const DtMention *one = &scene->mentions.items[nationality], *other = &scene->mentions.items[name];
	bool people = !one->entry && one->classes & DT_CLASS_CIVILIAN && one->owner;
	return people && !one->given && one->last == other->first && other->party.code.length &&
	       dt_slice_equal(one->party.code, other->party.code);
}

bool dt_party_list_holds(const DtScene *scene, const DtPartyList *list, int32_t mention) {
	for (int i = 0; i < list->count; i++) {
		if (same_party(scene, list->items[i], mention)) return true;
	}
	return false;
}

void dt_party_list_add(const DtScene *scene, DtPartyList *list, int32_t mention) {
	if (mention < 0) return;
	for (int i = 0; i < list->count; i++) {
		if (leads_up_to(scene, mention, list->items[i])) return;
		if (leads_up_to(scene, list->items[i], mention)) {
			list->items[i] = mention;
			return;
		}
	}
	if (list->count == DT_HAPPENING_PARTIES || dt_party_list_holds(scene, list, mention)) return;
	list->items[list->count++] = mention;
}

bool dt_belongs_to_actor(const DtScene *scene, int32_t party, const DtPartyList *actors) {
	const DtMention *mention = &scene->mentions.items[party];
	DtConcept other = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("other-side"));
	bool its = false;
	bool hers = false; // no body or state is "her"
	for (int32_t c = scene->propositions.first_child[mention->token]; c >= 0; c = scene->propositions.next_sibling[c]) {
		if (scene->tokens[c].deprel != DT_DEPREL_NMOD_POSS || scene->tokens[c].upos != DT_UPOS_PRON) continue;
		its = true;
		hers = dt_slice_equal_folded(scene->tokens[c].form, dt_slice_of("her")) ||
		       dt_slice_equal_folded(scene->tokens[c].form, dt_slice_of("his"));
	}
	for (int i = 0; i < actors->count; i++) {
		const DtMention *actor = &scene->mentions.items[actors->items[i]];
		if (mention->given & 2) return false;
		if (mention->entry && mention->entry == actor->entry) return true;
		bool same_code = mention->party.code.length && dt_slice_equal(mention->party.code, actor->party.code);
		bool possesses = mention->pronoun && scene->tokens[mention->token].deprel == DT_DEPREL_NMOD_POSS;
		bool one_person = actor->classes & DT_CLASS_PERSON ||
		                  (actor->classes == DT_CLASS_ACTOR && scene->tokens[actor->token].upos == DT_UPOS_PROPN);
		bool his = mention->classes & DT_CLASS_PERSON && !mention->first_person && (!mention->entry || !actor->entry);
		if (possesses && his && one_person && !actor->plural) return true; // "resigned from his post"
		if (possesses && !mention->entry && actor->pronoun && mention->first_person == actor->first_person) return true;
		if (mention->pronoun && same_code) return true;
		if (its && dt_reading_has(&scene->reading, mention->token, other)) continue; // "its neighbours"
		if (hers && actor->classes && !(actor->classes & DT_CLASS_PERSON)) continue;
		if (its && (same_code || !mention->party.code.length)) return true;
	}
	return false;
}

// "on [its] border with [Chad]": another party inside a phrase than those that act.
static int32_t other_inside(const DtScene *scene, size_t token, const DtPartyList *except) {
	for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c]) {
		if (!leads_inside(scene->tokens[c].deprel)) continue;
		int32_t party = dt_scene_party(scene, (size_t)c, true);
		if (party >= 0 && !dt_party_list_holds(scene, except, party) && !dt_belongs_to_actor(scene, party, except))
			return party;
	}
	return -1;
}

void dt_add_role_parties(const DtScene *scene, const DtProposition *p, DtArgumentRole role, bool inside,
                         const DtPartyList *except, DtPartyList *list) {
	for (size_t i = 0; i < p->count; i++) {
		if (p->arguments[i].role != role) continue;
		int32_t party = dt_scene_party(scene, p->arguments[i].token, inside);
		bool own = party >= 0 && except &&
		           (dt_party_list_holds(scene, except, party) || dt_belongs_to_actor(scene, party, except));
		if (own && inside && party != scene->mentions.at[p->arguments[i].token])
			party = other_inside(scene, p->arguments[i].token, except);
		if (party < 0 ||
		    (except && (dt_party_list_holds(scene, except, party) || dt_belongs_to_actor(scene, party, except))))
			continue;
		dt_party_list_add(scene, list, party);
	}
}

void dt_add_place_parties(const DtScene *scene, const DtProposition *p, DtArgumentRole role, bool at_home,
                          const DtPartyList *actors, DtPartyList *list) {
	for (size_t i = 0; i < p->count; i++) {
		if (p->arguments[i].role != role) continue;
		const DtMention *mention = dt_scene_mention(scene, p->arguments[i].token);
		if (!mention || !(mention->classes & DT_CLASS_PLACE) || !mention->party.code.length) continue;
		const DtMention *actor = actors && actors->count ? &scene->mentions.items[actors->items[0]] : NULL;
		bool rebel =
			actor && actor->party.sector_count && actor->party.sectors[0] == DT_SECTOR_REB; // no part of its state
		bool abroad = !actor || rebel || !dt_slice_equal(mention->party.code, actor->party.code);
		bool city = mention->place && !mention->entry;
		bool itself = actor && !city && actor->party.id.length && dt_slice_equal(mention->party.id, actor->party.id);
		if (abroad || (at_home && !itself) || role == DT_ROLE_OBJ)
			dt_party_list_add(scene, list, scene->mentions.at[p->arguments[i].token]);
	}
}

// True when a part of a phrase stands in it as role says: "obj.of", "obj.poss", "obj.mod".
static bool part_fits(const DtScene *scene, size_t part, DtArgumentRole role) {
	uint8_t deprel = scene->tokens[part].deprel;
	if (role == DT_ROLE_SUBJ && (deprel == DT_DEPREL_NSUBJ || deprel == DT_DEPREL_NSUBJ_PASS)) return true;
	if (role == DT_ROLE_POSS || role == DT_ROLE_SUBJ) return deprel == DT_DEPREL_NMOD_POSS;
	if (role == DT_ROLE_OBJ) return deprel == DT_DEPREL_OBJ; // of a clause: "sent troops to guard [the border]"
	if (role == DT_ROLE_MOD)
		return deprel == DT_DEPREL_AMOD || deprel == DT_DEPREL_COMPOUND || deprel == DT_DEPREL_NMOD_DESC;
	if (role == DT_ROLE_OBJ && deprel == DT_DEPREL_OBJ) return true; // "sent troops to fight rebels"
	if (deprel != DT_DEPREL_NMOD && deprel != DT_DEPREL_OBL) return false;
	for (int32_t c = scene->propositions.first_child[part]; c >= 0; c = scene->propositions.next_sibling[c]) {
		if (scene->tokens[c].deprel == DT_DEPREL_CASE && dt_role_find(scene->tokens[c].lemma) == role) return true;
	}
	return false;
}

void dt_add_inside_parties(const DtScene *scene, size_t filler, DtArgumentRole role, const DtPartyList *except,
                           DtPartyList *list) {
	for (int32_t c = scene->propositions.first_child[filler]; c >= 0; c = scene->propositions.next_sibling[c]) {
		if (!part_fits(scene, (size_t)c, role)) continue;
		int32_t party = dt_scene_party(scene, (size_t)c, true);
		bool own = party >= 0 && except &&
		           (dt_party_list_holds(scene, except, party) || dt_belongs_to_actor(scene, party, except));
		dt_party_list_add(scene, list, own ? other_inside(scene, (size_t)c, except) : party);
		for (int32_t k = scene->propositions.first_child[c]; k >= 0; k = scene->propositions.next_sibling[k])
			if (scene->tokens[k].deprel == DT_DEPREL_CONJ)
				dt_party_list_add(scene, list, dt_scene_party(scene, (size_t)k, true));
	}
}

static int32_t speaker_in(const DtScene *scene, const DtProposition *saying) {
	DtConcept speech = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("speech"));
	const DtArgument *subject = dt_proposition_find(saying, DT_ROLE_SUBJ);
	bool warns = dt_slice_is(scene->tokens[saying->token].lemma, "warn") ||
	             dt_slice_is(scene->tokens[saying->token].lemma, "caution");
	if (!subject || !(warns || dt_reading_has(&scene->reading, saying->token, speech))) return -1;
	return dt_scene_party(scene, subject->token, true);
}

// "according to the ministry"
static bool is_source(const DtScene *scene, size_t nominal) {
	int32_t preposition = dt_child_find(&scene->propositions, nominal, DT_DEPREL_CASE);
	return preposition >= 0 && dt_slice_equal_folded(scene->tokens[preposition].form, dt_slice_of("according"));
}

int32_t dt_speaker_of(const DtScene *scene, const DtProposition *p) {
	if (p->link == DT_LINK_COMPLEMENT && p->parent >= 0)
		return speaker_in(scene, &scene->propositions.items[p->parent]);
	int32_t speaker = -1;
	for (int32_t c = scene->propositions.first_child[p->token]; c >= 0 && speaker < 0;
	     c = scene->propositions.next_sibling[c]) {
		bool beside = scene->tokens[c].deprel == DT_DEPREL_PARATAXIS && scene->propositions.at[c] >= 0;
		if (beside) speaker = speaker_in(scene, &scene->propositions.items[scene->propositions.at[c]]);
		if (is_source(scene, (size_t)c)) speaker = dt_scene_party(scene, (size_t)c, true);
	}
	return speaker;
}

// "lifted martial law in Aceh": what a state does to a part of itself; a visit there is none.
static bool rules_places(uint8_t category) {
	return category == DT_CATEGORY_COERCE || category == DT_CATEGORY_RETREAT || category == DT_CATEGORY_CONCEDE;
}

// What answers a deed is aimed at its doer: "a hunger strike over beatings by guards".
static bool answers_deeds(uint8_t category) {
	return category == DT_CATEGORY_PROTEST || category == DT_CATEGORY_ACCUSE || category == DT_CATEGORY_REJECT;
}

static void add_doers_inside(const DtScene *scene, const DtProposition *p, DtArgumentRole role,
                             const DtPartyList *except, DtPartyList *list) {
	for (size_t i = 0; i < p->count; i++) {
		if (p->arguments[i].role != role || dt_scene_mention(scene, p->arguments[i].token)) continue;
		dt_add_inside_parties(scene, p->arguments[i].token, DT_ROLE_BY, except, list);
		if (list->count == 0) dt_add_inside_parties(scene, p->arguments[i].token, DT_ROLE_POSS, except, list);
	}
}

void dt_follow_path(const DtScene *scene, const DtProposition *p, const DtPath *path, const DtHappening *inner,
                    uint8_t category, const DtPartyList *except, DtPartyList *list) {
	switch ((DtPathKind)path->kind) {
	case DT_PATH_INNER_ACTOR:
		for (int i = 0; inner && i < inner->actors.count; i++) dt_party_list_add(scene, list, inner->actors.items[i]);
		break;
	case DT_PATH_INNER_RECIPIENT:
		for (int i = 0; inner && i < inner->recipients.count; i++)
			dt_party_list_add(scene, list, inner->recipients.items[i]);
		break;
	case DT_PATH_SPEAKER:
		dt_party_list_add(scene, list, dt_speaker_of(scene, p));
		break;
	case DT_PATH_ROLE: {
		dt_add_role_parties(scene, p, (DtArgumentRole)path->role, true, except, list);
		bool within = rules_places(category) && (path->role == DT_ROLE_IN || path->role == DT_ROLE_OVER);
		bool aimed = within || path->role == DT_ROLE_ON || path->role == DT_ROLE_AGAINST || path->role == DT_ROLE_AT;
		if (list->count == 0) dt_add_place_parties(scene, p, (DtArgumentRole)path->role, aimed, except, list);
		if (list->count == 0 && answers_deeds(category))
			add_doers_inside(scene, p, (DtArgumentRole)path->role, except, list);
		break;
	}
	case DT_PATH_INSIDE:
		for (size_t i = 0; i < p->count; i++) {
			if (p->arguments[i].role == path->role)
				dt_add_inside_parties(scene, p->arguments[i].token, (DtArgumentRole)path->inside, except, list);
		}
		break;
	}
}
