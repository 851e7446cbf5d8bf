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
#include "coding/match.h"

static const DtMention *mention_at(const DtScene *scene, size_t token) {
	int32_t number = scene->mentions.at[token];
	return number < 0 ? NULL : &scene->mentions.items[number];
}

// ---- fillers ----

static uint16_t token_classes(const DtScene *scene, size_t token) {
	const DtMention *mention = mention_at(scene, token);
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

// "tons of [wheat]", "94% of the [weapons]": what a measure measures. -1 when the token is no measure.
static int32_t measured(const DtScene *scene, size_t token) {
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

static bool filler_fits(const DtScene *scene, const DtFiller *filler, size_t token) {
	enum { DEEPEST = 3 }; // "4 million dollars [worth] of [tons] of wheat"
	bool fits = token_fits(scene, filler, token) || title_fits(scene, filler, token);
	int32_t content = measured(scene, token);
	for (int depth = 0; !fits && content >= 0 && depth < DEEPEST; depth++) {
		fits = token_fits(scene, filler, (size_t)content);
		content = measured(scene, (size_t)content);
	}
	return fits != filler->negated;
}

// How much a filled slot says.
static float filler_weight(const DtFiller *filler) {
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

// The first argument that fills the slot, or -1.
static int32_t slot_argument(const DtScene *scene, const DtProposition *p, const DtSlot *slot) {
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
			p->arguments[i].role == DT_ROLE_SUBJ ? mention_at(scene, p->arguments[i].token) : NULL;
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

static bool when_fits(const DtScene *scene, const DtProposition *p, uint8_t when) {
	const uint16_t future = DT_CLAUSE_FUTURE | DT_CLAUSE_POSSIBLE | DT_CLAUSE_WOULD;
	return when == 0 || (when & DT_WHEN_FUTURE && p->facts & future) ||
	       (when & DT_WHEN_PAST && p->facts & (DT_CLAUSE_PAST | DT_CLAUSE_PERFECT)) ||
	       (when & DT_WHEN_NEGATED && p->facts & DT_CLAUSE_NEGATED) ||
	       (when & DT_WHEN_JOINT && acts_jointly(scene, p)) || (when & DT_WHEN_MARKED && scene->pair_given);
}

// The specificity of a frame that fits, below 0 when it does not; failed is the slot that did not fit.
static float frame_score(const DtScene *scene, const DtProposition *p, const DtPredicateMatch *match,
                         const DtFrame *frame, int32_t *failed) {
	float score = 1.0f + 1.0f * (float)(match->words - 1) + (frame->when ? 0.5f : 0.0f);
	*failed = -1;
	if (!when_fits(scene, p, frame->when)) return -1.0f;
	for (int i = 0; i < frame->slot_count; i++) {
		const DtSlot *slot = &frame->slots[i];
		bool filled = slot_argument(scene, p, slot) >= 0 || completed_by(scene, p, slot);
		*failed = i;
		if (slot->absent) {
			if (filled) return -1.0f;
			score += 0.5f;
		} else if (filled) {
			score += filler_weight(&slot->filler) * (slot->optional ? 0.5f : 1.0f);
		} else if (!slot->optional) {
			return -1.0f;
		}
	}
	*failed = -1;
	return score;
}

// ---- parties ----

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

static int32_t party_inside(const DtScene *scene, size_t token, int depth) {
	enum { DEEPEST = 3 };
	int32_t place = -1;
	for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c]) {
		if (!leads_inside(scene->tokens[c].deprel)) continue;
		const DtMention *mention = mention_at(scene, (size_t)c);
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
		if (scene->tokens[c].deprel != DT_DEPREL_ACL) continue;
		for (int32_t k = scene->propositions.first_child[c]; k >= 0; k = scene->propositions.next_sibling[k]) {
			uint8_t deprel = scene->tokens[k].deprel;
			bool agent =
				deprel == DT_DEPREL_OBL_AGENT ||
				(deprel == DT_DEPREL_NSUBJ && scene->tokens[k].upos != DT_UPOS_PRON); // "claims that Iran lied"
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
	const DtMention *mention = mention_at(scene, token);
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

static bool holds_party(const DtScene *scene, const DtPartyList *list, int32_t mention) {
	for (int i = 0; i < list->count; i++) {
		if (same_party(scene, list->items[i], mention)) return true;
	}
	return false;
}

static void add_party(const DtScene *scene, DtPartyList *list, int32_t mention) {
	if (mention < 0) return;
	for (int i = 0; i < list->count; i++) {
		if (leads_up_to(scene, mention, list->items[i])) return;
		if (leads_up_to(scene, list->items[i], mention)) {
			list->items[i] = mention;
			return;
		}
	}
	if (list->count == DT_HAPPENING_PARTIES || holds_party(scene, list, mention)) return;
	list->items[list->count++] = mention;
}

// "its troops", "their mission": what an actor has is no other side.
static bool belongs_to_actor(const DtScene *scene, int32_t party, const DtPartyList *actors) {
	const DtMention *mention = &scene->mentions.items[party];
	bool its = false;
	for (int32_t c = scene->propositions.first_child[mention->token]; c >= 0; c = scene->propositions.next_sibling[c])
		its |= scene->tokens[c].deprel == DT_DEPREL_NMOD_POSS && scene->tokens[c].upos == DT_UPOS_PRON;
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
		if (its && (same_code || !mention->party.code.length)) return true;
	}
	return false;
}

// "on [its] border with [Chad]": another party inside a phrase than those that act.
static int32_t other_inside(const DtScene *scene, size_t token, const DtPartyList *except) {
	for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c]) {
		if (!leads_inside(scene->tokens[c].deprel)) continue;
		int32_t party = dt_scene_party(scene, (size_t)c, true);
		if (party >= 0 && !holds_party(scene, except, party) && !belongs_to_actor(scene, party, except)) return party;
	}
	return -1;
}

static void add_role_parties(const DtScene *scene, const DtProposition *p, DtArgumentRole role, bool inside,
                             const DtPartyList *except, DtPartyList *list) {
	for (size_t i = 0; i < p->count; i++) {
		if (p->arguments[i].role != role) continue;
		int32_t party = dt_scene_party(scene, p->arguments[i].token, inside);
		bool own =
			party >= 0 && except && (holds_party(scene, except, party) || belongs_to_actor(scene, party, except));
		if (own && inside && party != scene->mentions.at[p->arguments[i].token])
			party = other_inside(scene, p->arguments[i].token, except);
		if (party < 0 || (except && (holds_party(scene, except, party) || belongs_to_actor(scene, party, except))))
			continue;
		add_party(scene, list, party);
	}
}

// at_home: also in the actor's own country. A bare place can suffer ("bombed Aleppo"): the last resort for a recipient.
static void add_place_parties(const DtScene *scene, const DtProposition *p, DtArgumentRole role, bool at_home,
                              const DtPartyList *actors, DtPartyList *list) {
	for (size_t i = 0; i < p->count; i++) {
		if (p->arguments[i].role != role) continue;
		const DtMention *mention = mention_at(scene, p->arguments[i].token);
		if (!mention || !(mention->classes & DT_CLASS_PLACE) || !mention->party.code.length) continue;
		const DtMention *actor = actors && actors->count ? &scene->mentions.items[actors->items[0]] : NULL;
		bool rebel =
			actor && actor->party.sector_count && actor->party.sectors[0] == DT_SECTOR_REB; // no part of its state
		bool abroad = !actor || rebel || !dt_slice_equal(mention->party.code, actor->party.code);
		if (abroad || at_home || role == DT_ROLE_OBJ) add_party(scene, list, scene->mentions.at[p->arguments[i].token]);
	}
}

// True when a part of a phrase stands in it as role says: "obj.of", "obj.poss", "obj.mod".
static bool part_fits(const DtScene *scene, size_t part, DtArgumentRole role) {
	uint8_t deprel = scene->tokens[part].deprel;
	if (role == DT_ROLE_SUBJ && (deprel == DT_DEPREL_NSUBJ || deprel == DT_DEPREL_NSUBJ_PASS)) return true;
	if (role == DT_ROLE_POSS || role == DT_ROLE_SUBJ) return deprel == DT_DEPREL_NMOD_POSS;
	if (role == DT_ROLE_MOD)
		return deprel == DT_DEPREL_AMOD || deprel == DT_DEPREL_COMPOUND || deprel == DT_DEPREL_NMOD_DESC;
	if (deprel != DT_DEPREL_NMOD) return false;
	for (int32_t c = scene->propositions.first_child[part]; c >= 0; c = scene->propositions.next_sibling[c]) {
		if (scene->tokens[c].deprel == DT_DEPREL_CASE && dt_role_find(scene->tokens[c].lemma) == role) return true;
	}
	return false;
}

static void add_inside_parties(const DtScene *scene, size_t filler, DtArgumentRole role, DtPartyList *list) {
	for (int32_t c = scene->propositions.first_child[filler]; c >= 0; c = scene->propositions.next_sibling[c]) {
		if (!part_fits(scene, (size_t)c, role)) continue;
		add_party(scene, list, dt_scene_party(scene, (size_t)c, true));
		for (int32_t k = scene->propositions.first_child[c]; k >= 0; k = scene->propositions.next_sibling[k])
			if (scene->tokens[k].deprel == DT_DEPREL_CONJ)
				add_party(scene, list, dt_scene_party(scene, (size_t)k, true));
	}
}

static int32_t speaker_in(const DtScene *scene, const DtProposition *saying) {
	DtConcept speech = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("speech"));
	const DtArgument *subject = dt_proposition_find(saying, DT_ROLE_SUBJ);
	if (!subject || !dt_reading_has(&scene->reading, saying->token, speech)) return -1;
	return dt_scene_party(scene, subject->token, true);
}

// Who says the clause: "[Russia] says Israel must stop", "Israel must stop, [Russia] said". -1 for none.
static int32_t speaker_of(const DtScene *scene, const DtProposition *p) {
	if (p->link == DT_LINK_COMPLEMENT && p->parent >= 0)
		return speaker_in(scene, &scene->propositions.items[p->parent]);
	int32_t speaker = -1;
	for (int32_t c = scene->propositions.first_child[p->token]; c >= 0 && speaker < 0;
	     c = scene->propositions.next_sibling[c]) {
		bool beside = scene->tokens[c].deprel == DT_DEPREL_PARATAXIS && scene->propositions.at[c] >= 0;
		if (beside) speaker = speaker_in(scene, &scene->propositions.items[scene->propositions.at[c]]);
	}
	return speaker;
}

static void follow_path(const DtScene *scene, const DtProposition *p, const DtPath *path, const DtHappening *inner,
                        const DtPartyList *except, DtPartyList *list) {
	switch ((DtPathKind)path->kind) {
	case DT_PATH_INNER_ACTOR:
		for (int i = 0; inner && i < inner->actors.count; i++) add_party(scene, list, inner->actors.items[i]);
		break;
	case DT_PATH_INNER_RECIPIENT:
		for (int i = 0; inner && i < inner->recipients.count; i++) add_party(scene, list, inner->recipients.items[i]);
		break;
	case DT_PATH_SPEAKER:
		add_party(scene, list, speaker_of(scene, p));
		break;
	case DT_PATH_ROLE: {
		add_role_parties(scene, p, (DtArgumentRole)path->role, true, except, list);
		bool aimed = path->role == DT_ROLE_ON || path->role == DT_ROLE_AGAINST || path->role == DT_ROLE_AT;
		if (list->count == 0) add_place_parties(scene, p, (DtArgumentRole)path->role, aimed, except, list);
		break;
	}
	case DT_PATH_INSIDE:
		for (size_t i = 0; i < p->count; i++) {
			if (p->arguments[i].role == path->role)
				add_inside_parties(scene, p->arguments[i].token, (DtArgumentRole)path->inside, list);
		}
		break;
	}
}

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
	return sends && !mention->given && !mention->party.code.length && mention->party.sector_count &&
	       mention->party.sectors[0] == DT_SECTOR_MIL;
}

// "agreed to provide [Sri Lanka] with technology", "said [Iran] had fired": the parties of the clause below.
static void add_complement_parties(const DtScene *scene, const DtProposition *p, const DtPartyList *actors,
                                   DtPartyList *list) {
	for (size_t i = 0; i < p->count && list->count == 0; i++) {
		if (p->arguments[i].role != DT_ROLE_COMP) continue;
		int32_t number = scene->propositions.at[p->arguments[i].token];
		const DtProposition *clause = number < 0 ? p : &scene->propositions.items[number];
		if (clause == p) continue;
		add_role_parties(scene, clause, DT_ROLE_SUBJ, false, actors, list);
		for (int inside = 0; inside < 2; inside++) {
			for (int r = 0; r < RECIPIENT_ROLES && list->count == 0; r++)
				add_role_parties(scene, clause, (DtArgumentRole)recipient_roles[r], inside, actors, list);
		}
	}
	if (list->count == 0) add_role_parties(scene, p, DT_ROLE_COMP, true, actors, list);
	for (size_t i = 0; i < p->count && list->count == 0; i++) { // "agreed to lay down their arms in Lebanon"
		int32_t number = p->arguments[i].role == DT_ROLE_COMP ? scene->propositions.at[p->arguments[i].token] : -1;
		if (number >= 0 && &scene->propositions.items[number] != p)
			add_place_parties(scene, &scene->propositions.items[number], DT_ROLE_IN, false, actors, list);
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
			if (party < 0 || holds_party(scene, actors, party) || belongs_to_actor(scene, party, actors)) continue;
			add_party(scene, list, party);
		}
	}
}

static void default_recipients(const DtScene *scene, const DtProposition *p, uint8_t category,
                               const DtPartyList *actors, DtPartyList *list) {
	bool owned = category == DT_CATEGORY_REJECT || category == DT_CATEGORY_ACCUSE || category == DT_CATEGORY_ASSAULT;
	if (owned) add_owners(scene, p, actors, list);
	int first = category == DT_CATEGORY_MOBILIZE ? 1 : 0; // what is mobilised is one's own
	bool meets = category == DT_CATEGORY_CONSULT;         // "met at NATO headquarters" says where
	for (int i = first; i < RECIPIENT_ROLES && list->count == 0; i++) {
		if (meets && recipient_roles[i] == DT_ROLE_AT) continue;
		if (recipient_roles[i] == DT_ROLE_AT && first == 0) { // "backed Russia's position at the UN"
			add_role_parties(scene, p, DT_ROLE_OBJ, true, actors, list);
			if (list->count && is_sent(scene, list->items[0], category)) list->count = 0;
			if (list->count) break;
		}
		add_role_parties(scene, p, (DtArgumentRole)recipient_roles[i], false, actors, list);
		if (i == 0 && list->count && is_sent(scene, list->items[0], category)) list->count = 0;
	}
	for (int i = first; i < RECIPIENT_ROLES && list->count == 0; i++) {
		if (meets && recipient_roles[i] == DT_ROLE_AT) continue;
		add_role_parties(scene, p, (DtArgumentRole)recipient_roles[i], true, actors, list);
		if (i == 0 && list->count && is_sent(scene, list->items[0], category)) list->count = 0;
	}
	if (list->count == 0) add_complement_parties(scene, p, actors, list);
	static const uint8_t place_roles[] = {DT_ROLE_OBJ, DT_ROLE_ON,   DT_ROLE_AGAINST, DT_ROLE_AT,  DT_ROLE_INTO,
	                                      DT_ROLE_IN,  DT_ROLE_NEAR, DT_ROLE_INSIDE,  DT_ROLE_OVER};
	if (!strikes_places(category)) return;
	for (size_t i = 0; i < sizeof place_roles && list->count == 0; i++) {
		add_place_parties(scene, p, (DtArgumentRole)place_roles[i], category == DT_CATEGORY_ASSAULT, actors, list);
		if (list->count == 0) add_role_parties(scene, p, (DtArgumentRole)place_roles[i], true, actors, list);
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
	for (size_t i = p->token + 1; i < scene->token_count && list->count == 0; i++) {
		int32_t party = follows_by(scene, i) ? dt_scene_party(scene, i, false) : -1;
		int32_t up = scene->tokens[i].head;
		while (party >= 0 && up > (int32_t)p->token) {
			int32_t number = scene->propositions.at[up];
			const DtProposition *between = number < 0 ? NULL : &scene->propositions.items[number];
			bool claims = between && (between->kind == DT_PREDICATE_NOUN || between->facts & DT_CLAUSE_PASSIVE);
			up = claims ? -1 : scene->tokens[up].head;
		}
		if (party >= 0 && up == (int32_t)p->token) add_party(scene, list, party);
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
	if (put_out && above->kind == DT_PREDICATE_VERB) add_role_parties(scene, above, DT_ROLE_SUBJ, true, NULL, list);
}

static void find_actors(const DtScene *scene, const DtProposition *p, const DtParties *parties,
                        const DtHappening *inner, DtPartyList *list) {
	bool lacks = p->kind == DT_PREDICATE_NOUN || p->facts & DT_CLAUSE_PASSIVE;
	for (int i = 0; i < parties->actor_count && list->count == 0; i++)
		follow_path(scene, p, &parties->actor[i], inner, NULL, list);
	if (list->count == 0) add_author(scene, p, list);
	if (parties->actor_count == 0 && list->count == 0) add_role_parties(scene, p, DT_ROLE_SUBJ, true, NULL, list);
	if (list->count == 0 && lacks && !dt_proposition_find(p, DT_ROLE_SUBJ)) add_far_agent(scene, p, list);
	if (parties->actor_count) return;
	if (list->count == 0 && of_is_agent(p)) add_role_parties(scene, p, DT_ROLE_OF, true, NULL, list);
}

// "was arrested in Niger", "were expelled from Niger": what only a state's power does is done by the state where it is
// done, when nobody else is named.
static void add_power_of_place(const DtScene *scene, const DtProposition *p, uint8_t category, DtPartyList *list) {
	static const uint8_t roles[] = {DT_ROLE_FROM, DT_ROLE_OUT, DT_ROLE_IN};
	bool power = category == DT_CATEGORY_COERCE || category == DT_CATEGORY_SANCTION;
	if (!power || !(p->facts & DT_CLAUSE_PASSIVE) || list->count) return;
	for (size_t r = 0; r < sizeof roles && list->count == 0; r++) {
		for (size_t i = 0; i < p->count && list->count == 0; i++) {
			const DtMention *where = mention_at(scene, p->arguments[i].token);
			if (p->arguments[i].role != roles[r] || !where || !where->party.code.length) continue;
			bool state = where->entry && where->entry->kind == DT_ENTRY_COUNTRY;
			if (state || (where->classes & DT_CLASS_PLACE && roles[r] == DT_ROLE_IN))
				add_party(scene, list, scene->mentions.at[p->arguments[i].token]);
		}
	}
}

static void find_recipients(const DtScene *scene, const DtProposition *p, const DtParties *parties,
                            const DtHappening *inner, uint8_t category, const DtPartyList *actors, DtPartyList *list) {
	if (parties->recipient_none) return;
	for (int i = 0; i < parties->recipient_count && list->count == 0; i++) {
		follow_path(scene, p, &parties->recipient[i], inner, actors, list);
		if (list->count && is_sent(scene, list->items[0], category)) list->count = 0;
	}
	if (list->count == 0 && !parties->recipient_only) default_recipients(scene, p, category, actors, list);
}

static void swap_parties(DtHappening *happening) {
	DtPartyList actors = happening->actors;
	happening->actors = happening->recipients;
	happening->recipients = actors;
	happening->swapped = true;
}

// Everybody who stands with, between or among joins the actors.
static void join_parties(const DtScene *scene, const DtProposition *p, DtHappening *happening) {
	static const uint8_t roles[] = {DT_ROLE_BETWEEN, DT_ROLE_WITH, DT_ROLE_AMONG};
	DtPartyList others = {0};
	for (size_t i = 0; i < sizeof roles; i++)
		add_role_parties(scene, p, (DtArgumentRole)roles[i], true, &happening->actors, &others);
	bool several = happening->actors.count > 1 ||
	               (happening->actors.count && scene->mentions.items[happening->actors.items[0]].also);
	if (others.count == 0 && !several) others = happening->recipients;
	if (others.count && scene->mentions.items[others.items[0]].place_only) others.count = 0; // "met in Kabul"
	happening->recipients = others;
	happening->symmetric = true;
}

// "the accord between Chad and Mali was signed": nobody acts in the clause, both stand in what is signed.
static void join_inside_parties(const DtScene *scene, const DtProposition *p, DtHappening *happening) {
	static const uint8_t roles[] = {DT_ROLE_BETWEEN, DT_ROLE_AMONG, DT_ROLE_OF, DT_ROLE_SUBJ, DT_ROLE_WITH};
	if (happening->actors.count || happening->recipients.count > 1) return;
	DtPartyList parties = {0};
	for (size_t i = 0; i < p->count; i++) {
		if (p->arguments[i].role != DT_ROLE_OBJ) continue;
		for (size_t r = 0; r < sizeof roles; r++)
			add_inside_parties(scene, p->arguments[i].token, (DtArgumentRole)roles[r], &parties);
	}
	if (parties.count < 2) return;
	happening->actors = parties;
	happening->recipients.count = 0;
}

// ---- results ----

static void add_trigger(DtHappening *happening, uint32_t token) {
	for (int i = 0; i < happening->trigger_count; i++) {
		if (happening->triggers[i] == token) return;
	}
	if (happening->trigger_count < DT_HAPPENING_TRIGGERS) happening->triggers[happening->trigger_count++] = token;
}

DtContexts dt_scene_contexts(const DtScene *scene, size_t token) {
	DtContexts contexts = 0;
	const uint64_t *bits = scene->reading.concepts + token * scene->reading.words;
	for (size_t word = 0; word < scene->reading.words; word++) {
		for (uint64_t rest = bits[word]; rest; rest &= rest - 1)
			contexts |=
				dt_lexicon_concept_contexts(scene->lexicon, (DtConcept)(word * 64 + (size_t)__builtin_ctzll(rest)));
	}
	return contexts;
}

static DtContexts proposition_contexts(const DtScene *scene, const DtProposition *p) {
	DtContexts contexts = dt_scene_contexts(scene, p->token);
	for (size_t i = 0; i < p->count; i++) contexts |= dt_scene_contexts(scene, p->arguments[i].token);
	return contexts;
}

static void use_result(DtHappening *happening, const DtResult *result) {
	if (result->kind == DT_RESULT_EVENT) {
		happening->category = result->category;
		happening->mode = result->mode;
		memcpy(happening->cameo, result->cameo, sizeof happening->cameo);
		happening->add = 0;
	}
	happening->add = (uint8_t)((happening->add | result->add) & ~result->remove);
	happening->remove |= result->remove;
}

// "an attack on a convoy killed soldiers": the convoy suffers it, too.
static void add_target_of_attack(const DtScene *scene, const DtProposition *p, DtHappening *happening) {
	for (size_t i = 0; i < p->count; i++) {
		int32_t number = p->arguments[i].role == DT_ROLE_SUBJ ? scene->propositions.at[p->arguments[i].token] : -1;
		if (number < 0 || scene->propositions.items[number].kind != DT_PREDICATE_NOUN) continue;
		const DtProposition *attack = &scene->propositions.items[number];
		add_role_parties(scene, attack, DT_ROLE_ON, true, &happening->actors, &happening->recipients);
		add_role_parties(scene, attack, DT_ROLE_AGAINST, true, &happening->actors, &happening->recipients);
	}
}

static DtHappening frame_happening(const DtScene *scene, uint32_t number, const DtFrame *frame, float score) {
	const DtProposition *p = &scene->propositions.items[number];
	DtHappening happening = {.proposition = number, .innermost = number, .frame = frame, .score = score};
	use_result(&happening, &frame->result);
	happening.contexts = frame->contexts | proposition_contexts(scene, p);
	happening.recipient_none = frame->parties.recipient_none;
	add_trigger(&happening, p->token);
	if (frame->when & DT_WHEN_NEGATED) // what is not done is what the line is about
		happening.absorbed = DT_CLAUSE_NEGATED | DT_CLAUSE_FUTURE | DT_CLAUSE_POSSIBLE;
	find_actors(scene, p, &frame->parties, NULL, &happening.actors);
	add_power_of_place(scene, p, happening.category, &happening.actors);
	find_recipients(scene, p, &frame->parties, NULL, happening.category, &happening.actors, &happening.recipients);
	if (frame->parties.symmetric) {
		join_parties(scene, p, &happening);
		join_inside_parties(scene, p, &happening);
	}
	if (frame->parties.swap) swap_parties(&happening);
	if (happening.category == DT_CATEGORY_ASSAULT) add_target_of_attack(scene, p, &happening);
	return happening;
}

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

static const DtOperatorRow *find_row(const DtOperator *operator_, const DtHappening *inner, float *score) {
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

static void add_others(const DtScene *scene, const DtPartyList *from, const DtPartyList *except, DtPartyList *list) {
	for (int i = 0; i < from->count; i++) {
		int32_t party = from->items[i]; // not "its tariffs"
		if (!holds_party(scene, except, party) && !belongs_to_actor(scene, party, except))
			add_party(scene, list, party);
	}
}

// Who takes part in an outer event: its own subject and object, else the inner event's parties.
static void operator_parties(const DtScene *scene, const DtProposition *p, const DtParties *parties,
                             const DtHappening *inner, DtHappening *outer) {
	static const uint8_t own_roles[] = {DT_ROLE_OBJ,     DT_ROLE_TO, DT_ROLE_WITH,
	                                    DT_ROLE_AGAINST, DT_ROLE_ON, DT_ROLE_FROM};
	outer->actors.count = outer->recipients.count = 0;
	find_actors(scene, p, parties, inner, &outer->actors);
	if (outer->actors.count == 0 && parties->actor_count == 0 && p->kind != DT_PREDICATE_NOUN)
		outer->actors = inner->actors;
	if (parties->recipient_none) return;
	for (int i = 0; i < parties->recipient_count && outer->recipients.count == 0; i++)
		follow_path(scene, p, &parties->recipient[i], inner, &outer->actors, &outer->recipients);
	if (outer->recipients.count || parties->recipient_only) return;
	for (size_t i = 0; i < sizeof own_roles && outer->recipients.count == 0; i++)
		add_role_parties(scene, p, (DtArgumentRole)own_roles[i], false, &outer->actors, &outer->recipients);
	if (outer->recipients.count == 0) add_others(scene, &inner->recipients, &outer->actors, &outer->recipients);
	if (outer->recipients.count == 0) add_others(scene, &inner->actors, &outer->actors, &outer->recipients);
	if (outer->recipients.count == 0) default_recipients(scene, p, outer->category, &outer->actors, &outer->recipients);
}

// "announced the deployment of [troops]": who has no code may well be the announcer's own.
static bool is_nobody(const DtScene *scene, const DtPartyList *list) {
	for (int i = 0; i < list->count; i++) {
		const DtMention *mention = &scene->mentions.items[list->items[i]];
		if (mention->party.code.length || mention->given) return false;
	}
	return true;
}

// The inner event stays what it is: it lends its parties, and takes from the clause above what it lacks.
static void complete_same(const DtScene *scene, const DtProposition *p, const DtParties *parties, uint8_t slot,
                          DtHappening *event) {
	DtPartyList subjects = {0};
	bool inner_swapped = event->swapped;
	if (slot != DT_ROLE_SUBJ) add_role_parties(scene, p, DT_ROLE_SUBJ, true, NULL, &subjects);
	if (parties->swap) { // "came under attack by": the subject suffers
		if (event->recipients.count == 0 || event->actors.count == 0) event->recipients = subjects;
		add_role_parties(scene, p, DT_ROLE_BY, true, &event->recipients, &event->actors);
		if (event->actors.count == 0)
			add_role_parties(scene, p, DT_ROLE_FROM, true, &event->recipients, &event->actors);
		return;
	}
	if (parties->actor_count) {
		const DtHappening inner = *event;
		event->actors.count = 0;
		find_actors(scene, p, parties, &inner, &event->actors);
	} else if (subjects.count && p->kind == DT_PREDICATE_VERB && !inner_swapped) {
		bool own_subject = event->actors.count && !(p->facts & DT_CLAUSE_PASSIVE) &&
		                   holds_party(scene, &event->recipients, subjects.items[0]);
		if (event->actors.count == 0 || own_subject ||
		    (is_nobody(scene, &event->actors) && !is_nobody(scene, &subjects)))
			event->actors = subjects;
	}
	for (int i = 0; i < event->actors.count; i++) {
		if (event->recipients.count == 1 && event->recipients.items[0] == event->actors.items[i])
			event->recipients.count = 0;
	}
	if (event->recipients.count == 0 && !event->recipient_none) {
		if (event->symmetric)
			join_parties(scene, p, event);
		else
			default_recipients(scene, p, event->category, &event->actors, &event->recipients);
	}
}

// A row says where its parties differ from its operator's.
static DtParties merge_parties(const DtParties *general, const DtParties *own) {
	DtParties merged = *general;
	bool says = own->actor_count || own->recipient_count || own->swap || own->recipient_none || own->symmetric;
	if (!says) return merged;
	merged = *own;
	if (!own->actor_count) {
		memcpy(merged.actor, general->actor, sizeof merged.actor);
		merged.actor_count = general->actor_count;
	}
	return merged;
}

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
	add_trigger(&outer, p->token);
	for (int i = 0; i < inner->trigger_count; i++) add_trigger(&outer, inner->triggers[i]);
	outer.contexts |= proposition_contexts(scene, p);
	use_result(&outer, &row->result);
	if (row->result.kind == DT_RESULT_SAME) {
		complete_same(scene, p, parties, slot, &outer);
		return outer;
	}
	outer.symmetric = parties->symmetric;
	outer.swapped = false;
	operator_parties(scene, p, parties, inner, &outer);
	if (parties->symmetric) join_parties(scene, p, &outer);
	if (parties->swap) swap_parties(&outer);
	return outer;
}

// ---- what modality makes of an event ----

static void add_happening(DtScene *scene, uint32_t number, DtHappening happening) {
	DtHappeningList *list = &scene->happenings[number];
	DT_PUSH(scene->arena, list->items, list->count, list->capacity, happening);
}

// An event that no line knows, with the parties of its clause: "refused to [play]".
static DtHappening unknown_happening(const DtScene *scene, uint32_t number) {
	const DtProposition *p = &scene->propositions.items[number];
	const DtParties anywhere = {0};
	DtHappening happening = {.proposition = number, .innermost = number};
	add_trigger(&happening, p->token);
	find_actors(scene, p, &anywhere, NULL, &happening.actors);
	default_recipients(scene, p, DT_CATEGORY_NONE, &happening.actors, &happening.recipients);
	return happening;
}

// "X says Y must do it" demands it of Y; "X will not do it" refuses it. Rewrites the happenings of a clause so.
static void code_proposition(DtScene *scene, uint32_t number);

// "said there would be no talks with London": who says so refuses them.
static void refuse_existence(DtScene *scene, uint32_t number) {
	const DtProposition *p = &scene->propositions.items[number];
	const DtArgument *subject = dt_proposition_find(p, DT_ROLE_SUBJ);
	bool denied = p->facts & DT_CLAUSE_NEGATED && p->facts & (DT_CLAUSE_FUTURE | DT_CLAUSE_WOULD);
	if (!denied || !subject || !dt_slice_is(scene->tokens[p->token].lemma, "be")) return;
	int32_t inner = scene->propositions.at[subject->token], speaker = speaker_of(scene, p);
	if (inner < 0 || speaker < 0 || scene->propositions.items[inner].kind != DT_PREDICATE_NOUN) return;
	code_proposition(scene, (uint32_t)inner);
	const DtOperator *refuse = dt_lexicon_operator_find(scene->lexicon, "refuse");
	for (size_t i = 0; refuse && i < scene->happenings[inner].count; i++) {
		float fits;
		DtHappening *event = &scene->happenings[inner].items[i], refused = *event;
		const DtOperatorRow *row = find_row(refuse, event, &fits);
		if (!row || row->result.kind != DT_RESULT_EVENT) continue;
		const DtPartyList self = {{speaker}, 1};
		event->consumed = true;
		refused.proposition = number;
		refused.row = row;
		refused.operator_ = refuse;
		refused.symmetric = refused.consumed = false;
		refused.absorbed = DT_CLAUSE_NEGATED | DT_CLAUSE_FUTURE | DT_CLAUSE_POSSIBLE;
		refused.recipients.count = 0;
		add_others(scene, &event->actors, &self, &refused.recipients);
		add_others(scene, &event->recipients, &self, &refused.recipients);
		refused.actors = self;
		use_result(&refused, &row->result);
		add_happening(scene, number, refused);
	}
}

static void apply_modality(DtScene *scene, uint32_t number) {
	const DtProposition *p = &scene->propositions.items[number];
	const uint16_t refusal = DT_CLAUSE_NEGATED | DT_CLAUSE_FUTURE;
	DtHappeningList *list = &scene->happenings[number];
	if (p->kind == DT_PREDICATE_NOUN || p->facts & DT_CLAUSE_CONDITION) return;
	int32_t speaker = p->facts & DT_CLAUSE_OBLIGED ? speaker_of(scene, p) : -1;
	bool would_not = (p->facts & (DT_CLAUSE_NEGATED | DT_CLAUSE_WOULD)) == (DT_CLAUSE_NEGATED | DT_CLAUSE_WOULD);
	bool refuses = ((p->facts & refusal) == refusal || would_not) && p->kind == DT_PREDICATE_VERB;
	const DtOperator *operator_ = dt_lexicon_operator_find(scene->lexicon, speaker >= 0 ? "demand" : "refuse");
	if ((speaker < 0 && !refuses) || !operator_) return;
	DtHappening unknown = unknown_happening(scene, number);
	if (list->count == 0 && unknown.actors.count) add_happening(scene, number, unknown);
	for (size_t i = 0; i < list->count; i++) {
		DtHappening *event = &list->items[i];
		float fits;
		const DtOperator *applied = operator_;
		const DtOperatorRow *row = find_row(applied, event, &fits);
		if (!row && (scene->pair_given || speaker >= 0)) {
			applied = dt_lexicon_operator_find(scene->lexicon, speaker >= 0 ? "command" : "will-not");
			row = applied ? find_row(applied, event, &fits) : NULL;
		}
		if (!row || row->result.kind != DT_RESULT_EVENT ||
		    (speaker >= 0 && holds_party(scene, &event->actors, speaker)))
			continue;
		event->row = row;
		event->operator_ = applied;
		event->absorbed = speaker >= 0 ? DT_CLAUSE_OBLIGED : refusal | DT_CLAUSE_POSSIBLE;
		event->score += fits;
		event->symmetric = false;
		use_result(event, &row->result);
		if (speaker < 0) continue;
		if (event->actors.count) event->recipients = event->actors;
		event->actors = (DtPartyList){{speaker}, 1};
	}
	if (list->count == 1 && list->items[0].category == DT_CATEGORY_NONE) list->count = 0;
}

// ---- the pair that the caller marked ----

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

// ---- coding a proposition ----

static void note_trial(DtScene *scene, DtTrial trial) {
	if (scene->trials)
		DT_PUSH(scene->arena, scene->trials->items, scene->trials->count, scene->trials->capacity, trial);
}

typedef struct Choice {
	const DtFrame *frame;
	float frame_score, frame_rank; // how specific; the same, and how well it answers for a marked pair
	const DtOperator *operator_;
	float operator_score;
	const DtPredicateMatch *match;
	size_t frame_trial, operator_trial;
} Choice;

// Of frames that fit, one that relates the marked pair is meant rather than one that does not.
static float pair_bonus(const DtScene *scene, uint32_t number, const DtFrame *frame) {
	if (!scene->pair_given || frame->result.kind != DT_RESULT_EVENT) return 0.0f;
	DtHappening happening = frame_happening(scene, number, frame, 0.0f);
	return PAIR_WEIGHT * dt_match_pair_fit(scene, &happening);
}

static void try_frames(DtScene *scene, uint32_t number, const DtPredicateMatch *match, Choice *choice) {
	const DtProposition *p = &scene->propositions.items[number];
	for (uint32_t i = 0; i < match->frame_count; i++) {
		int32_t failed;
		float score = frame_score(scene, p, match, match->frames[i], &failed);
		note_trial(scene, (DtTrial){.proposition = number, .frame = match->frames[i], .score = score, .slot = failed});
		float rank = score + (score >= 0 ? pair_bonus(scene, number, match->frames[i]) : 0.0f);
		if (rank > choice->frame_rank) {
			choice->frame = match->frames[i];
			choice->frame_score = score;
			choice->frame_rank = rank;
			choice->frame_trial = scene->trials ? scene->trials->count - 1 : 0;
		}
	}
}

// The proposition that fills an argument; -1 for none, or when it is already on the way down.
static int32_t inner_proposition(const DtScene *scene, uint32_t number, const DtArgument *argument) {
	int32_t inner = scene->propositions.at[argument->token];
	int32_t content = inner < 0 ? measured(scene, argument->token) : -1; // "held two days of [talks]"
	if (content >= 0) inner = scene->propositions.at[content];
	return inner == (int32_t)number || (inner >= 0 && scene->state[inner] == 1) ? -1 : inner;
}

// Calls for each inner happening that an operator can take, in the order of its slots.
// A clause that no line knows can still be agreed to, refused, demanded: the operator's "*" says what that is.
static bool takes_unknown(const DtScene *scene, const DtOperator *operator_, const DtArgument *argument,
                          int32_t inner) {
	if (inner < 0 || scene->happenings[inner].count || scene->propositions.items[inner].kind == DT_PREDICATE_NOUN)
		return false;
	float fits;
	const DtHappening unknown = {0};
	const DtOperatorRow *row = find_row(operator_, &unknown, &fits);
	bool clause = argument->role == DT_ROLE_COMP || argument->role == DT_ROLE_INF || argument->role == DT_ROLE_OF ||
	              argument->role == DT_ROLE_FOR;
	return clause && row && row->result.kind == DT_RESULT_EVENT;
}

// "suggested that Iran has stopped" proposes nothing.
static bool is_stated(const DtScene *scene, const DtOperator *operator_, const DtArgument *argument, int32_t inner) {
	const uint16_t tensed = DT_CLAUSE_PAST | DT_CLAUSE_PERFECT | DT_CLAUSE_FUTURE;
	if (!operator_->untensed || argument->role != DT_ROLE_COMP || inner < 0) return false;
	const DtProposition *clause = &scene->propositions.items[inner];
	return scene->tokens[clause->token].deprel == DT_DEPREL_CCOMP && clause->facts & tensed &&
	       !(clause->facts & DT_CLAUSE_OBLIGED);
}

static float operator_score(DtScene *scene, uint32_t number, const DtPredicateMatch *match,
                            const DtOperator *operator_) {
	const DtProposition *p = &scene->propositions.items[number];
	float best = -1.0f;
	for (int s = 0; s < operator_->slot_count && best < 0; s++) {
		for (size_t i = 0; i < p->count; i++) {
			if (p->arguments[i].role != operator_->slots[s]) continue;
			int32_t inner = inner_proposition(scene, number, &p->arguments[i]);
			float ordered = operator_->slots[s] == DT_ROLE_INF ? 0.5f : 0.0f; // what it says of its object
			if (inner < 0 || is_stated(scene, operator_, &p->arguments[i], inner)) continue;
			code_proposition(scene, (uint32_t)inner);
			for (size_t h = 0; h < scene->happenings[inner].count; h++) {
				float fits;
				if (!find_row(operator_, &scene->happenings[inner].items[h], &fits)) continue;
				fits += 1.0f + 1.0f * (float)(match->words - 1) + ordered;
				if (fits > best) best = fits;
			}
			if (best < 0 && takes_unknown(scene, operator_, &p->arguments[i], inner))
				best = 1.2f + ordered + (float)(match->words - 1);
		}
	}
	return best;
}

static void try_operators(DtScene *scene, uint32_t number, const DtPredicateMatch *match, Choice *choice) {
	for (uint32_t i = 0; i < match->operator_count; i++) {
		float score = operator_score(scene, number, match, match->operators[i]);
		note_trial(scene,
		           (DtTrial){.proposition = number, .operator_ = match->operators[i], .score = score, .slot = -1});
		if (score > choice->operator_score) {
			choice->operator_ = match->operators[i];
			choice->operator_score = score;
			choice->match = match;
			choice->operator_trial = scene->trials ? scene->trials->count - 1 : 0;
		}
	}
}

// The operator that holds when one speaks of oneself, or of what one will not do: a warning of one's own act threatens,
// a promise not to do something refuses it.
static const DtOperator *turned(const DtScene *scene, uint32_t number, const DtOperator *operator_,
                                const DtHappening *inner) {
	const DtProposition *p = &scene->propositions.items[number];
	const DtProposition *below = &scene->propositions.items[inner->proposition];
	bool hostile = inner->category == DT_CATEGORY_ASSAULT || inner->category == DT_CATEGORY_COERCE ||
	               inner->category == DT_CATEGORY_SANCTION || inner->category == DT_CATEGORY_PROTEST ||
	               inner->category == DT_CATEGORY_MOBILIZE || inner->category == DT_CATEGORY_REJECT;
	if (dt_slice_is(operator_->name, "warn") && hostile) {
		DtPartyList subjects = {0};
		add_role_parties(scene, p, DT_ROLE_SUBJ, true, NULL, &subjects);
		bool own = subjects.count && inner->actors.count && holds_party(scene, &inner->actors, subjects.items[0]);
		if (own) return dt_lexicon_operator_find(scene->lexicon, "threaten");
	}
	bool not_done = below->facts & DT_CLAUSE_NEGATED && inner->proposition != number && !inner->row;
	if (dt_slice_is(operator_->name, "promise") && not_done && !hostile)
		return dt_lexicon_operator_find(scene->lexicon, "refuse");
	return operator_;
}

static bool asks_to_leave_off(const DtScene *scene, const DtOperator *operator_, const DtHappening *inner) {
	bool hostile = inner->category == DT_CATEGORY_ASSAULT || inner->category == DT_CATEGORY_COERCE ||
	               inner->category == DT_CATEGORY_SANCTION || inner->category == DT_CATEGORY_MOBILIZE;
	return operator_ && operator_->untensed && hostile &&
	       scene->propositions.items[inner->proposition].facts & DT_CLAUSE_NEGATED;
}

static void apply_to_inner(DtScene *scene, uint32_t number, const DtOperator *operator_, DtHappening *inner,
                           uint8_t slot, float bonus) {
	float fits;
	operator_ = turned(scene, number, operator_, inner);
	DtHappening asked = *inner;
	if (asks_to_leave_off(scene, operator_, inner)) { // "urged Israel not to bomb": to leave off is asked for
		asked.category = DT_CATEGORY_RETREAT;
		asked.mode = (DtMode)0;
		memcpy(asked.cameo, "087", sizeof "087");
	}
	const DtOperatorRow *row = operator_ ? find_row(operator_, &asked, &fits) : NULL;
	if (!row) return;
	if (dt_slice_is(operator_->name, "refuse")) inner->absorbed |= DT_CLAUSE_NEGATED;
	inner->consumed = true;
	if (row->result.kind == DT_RESULT_DROP) return;
	DtHappening outer =
		operator_happening(scene, number, operator_, row, inner, slot, fits + bonus + inner->score * 0.5f);
	// "the threats were condemned": nobody did the outer, so the inner stands for itself
	if (row->result.kind == DT_RESULT_EVENT && outer.actors.count == 0 && inner->actors.count) inner->consumed = false;
	if (row->result.keep_inner && inner->category != DT_CATEGORY_NONE) {
		DtHappening kept = *inner;
		kept.consumed = false;
		kept.add |= row->result.inner_add;
		add_happening(scene, number, outer);
		add_happening(scene, number, kept);
		return;
	}
	add_happening(scene, number, outer);
}

// "did not rule out": the denial is part of what the line says.
static bool holds_denial(const DtScene *scene, const DtPredicateMatch *match) {
	for (uint32_t i = match->first; i < match->first + match->count && i < scene->token_count; i++) {
		if (dt_slice_equal_folded(scene->tokens[i].form, dt_slice_of("not")) ||
		    dt_slice_equal_folded(scene->tokens[i].form, dt_slice_of("n't")))
			return true;
	}
	return false;
}

static void apply_operator(DtScene *scene, uint32_t number, const Choice *choice) {
	const DtProposition *p = &scene->propositions.items[number];
	const DtOperator *operator_ = choice->operator_;
	for (int s = 0; s < operator_->slot_count && scene->happenings[number].count == 0; s++) {
		for (size_t i = 0; i < p->count; i++) {
			if (p->arguments[i].role != operator_->slots[s]) continue;
			int32_t inner = inner_proposition(scene, number, &p->arguments[i]);
			if (is_stated(scene, operator_, &p->arguments[i], inner)) continue;
			if (takes_unknown(scene, operator_, &p->arguments[i], inner)) {
				DtHappening unknown = unknown_happening(scene, (uint32_t)inner);
				apply_to_inner(scene, number, operator_, &unknown, operator_->slots[s], 0.0f);
				continue;
			}
			for (size_t h = 0; inner >= 0 && h < scene->happenings[inner].count; h++)
				apply_to_inner(scene, number, operator_, &scene->happenings[inner].items[h], operator_->slots[s],
				               1.0f + (float)(choice->match->words - 1));
		}
	}
	for (size_t h = 0; holds_denial(scene, choice->match) && h < scene->happenings[number].count; h++)
		scene->happenings[number].items[h].absorbed |= DT_CLAUSE_NEGATED;
}

// What fills a slot of the frame that fired is part of its event, and no event beside it.
static void consume_fillers(DtScene *scene, uint32_t number, const DtFrame *frame) {
	const DtProposition *p = &scene->propositions.items[number];
	for (int s = 0; s < frame->slot_count; s++) {
		if (frame->slots[s].absent) continue;
		for (size_t i = 0; i < p->count; i++) {
			if (!(frame->slots[s].roles >> p->arguments[i].role & 1)) continue;
			int32_t inner = inner_proposition(scene, number, &p->arguments[i]);
			if (inner < 0) continue;
			code_proposition(scene, (uint32_t)inner);
			bool noun = scene->propositions.items[inner].kind == DT_PREDICATE_NOUN;
			for (size_t h = 0; h < scene->happenings[inner].count && noun; h++)
				scene->happenings[inner].items[h].consumed = true;
		}
	}
}

static void code_proposition(DtScene *scene, uint32_t number) {
	if (scene->state[number]) return;
	scene->state[number] = 1;
	const DtProposition *p = &scene->propositions.items[number];
	Choice choice = {.frame_score = -1.0f, .frame_rank = -1.0f, .operator_score = -1.0f};
	for (const DtPredicateMatch *match = scene->reading.predicates[p->token]; match; match = match->next) {
		if (match->kind != (DtPredicateKind)p->kind) continue;
		try_frames(scene, number, match, &choice);
		try_operators(scene, number, match, &choice);
	}
	bool operator_wins = choice.operator_score > choice.frame_score && choice.operator_score >= 0;
	if (operator_wins) {
		apply_operator(scene, number, &choice);
		if (scene->trials) scene->trials->items[choice.operator_trial].chosen = true;
	} else if (choice.frame && choice.frame->result.kind == DT_RESULT_EVENT) {
		add_happening(scene, number, frame_happening(scene, number, choice.frame, choice.frame_score));
		consume_fillers(scene, number, choice.frame);
		if (scene->trials) scene->trials->items[choice.frame_trial].chosen = true;
	} else if (choice.frame) {
		consume_fillers(scene, number, choice.frame);
	}
	apply_modality(scene, number);
	refuse_existence(scene, number);
	scene->state[number] = 2;
}

void dt_match_scene(DtScene *scene) {
	scene->happenings = DT_NEW_ARRAY(scene->arena, DtHappeningList, scene->propositions.count + 1);
	scene->state = DT_NEW_ARRAY(scene->arena, uint8_t, scene->propositions.count + 1);
	for (uint32_t i = 0; i < scene->propositions.count; i++) code_proposition(scene, i);
}

// What speaks for a frame that does not fit: the slots that are filled, less those that should be.
static float closeness(const DtScene *scene, const DtProposition *p, const DtFrame *frame) {
	float score = 0.0f;
	for (int i = 0; i < frame->slot_count; i++) {
		const DtSlot *slot = &frame->slots[i];
		bool filled = slot_argument(scene, p, slot) >= 0;
		if (slot->absent)
			score -= filled ? 0.5f : 0.0f;
		else if (filled)
			score += filler_weight(&slot->filler);
		else if (!slot->optional)
			score -= filler_weight(&slot->filler) * 0.5f;
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
				if (match->frames[i]->result.kind != DT_RESULT_EVENT) continue;
				DtHappening candidate = frame_happening(scene, n, match->frames[i], 0.0f);
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
	*happening = frame_happening(scene, best_number, best, 0.0f);
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
	const DtOperatorRow *row = accuse ? find_row(accuse, told, &fits) : NULL;
	if (!row || row->result.kind != DT_RESULT_EVENT) return false;
	told->row = row;
	told->operator_ = accuse;
	told->symmetric = false;
	told->recipients = told->actors;
	told->actors = (DtPartyList){{speaker}, 1};
	use_result(told, &row->result);
	return true;
}
