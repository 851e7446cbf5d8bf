// SPDX-License-Identifier: Apache-2.0
// The recipient that stands deeper in the clause than roles lead.
//
// "extend the mission in [Kosovo]", "put up 40 million to help flood victims in [Malawi]", "let aid trucks cross into
// [Tigray]": what is done for or to somebody names them in a phrase within a phrase. Only where nothing nearer was
// found; the nearest to the predicate in the tree comes first, people and states before places. Not looked into: who
// acts, what is said or happens beside it, its cause and its time.
#include "coding/events.h"

enum { QUEUE = 96, DEEPEST = 5 };

typedef struct Reach {
	const DtScene *scene;
	const DtPartyList *actors;
	uint8_t category;
	bool symmetric;
	bool decree;           // a curfew, martial law, their end: for a part of one's own country
	bool aimed;            // a protest, a show of force: only at another state is it aimed, and at no place
	int32_t person, place; // mentions, -1 for none
} Reach;

static bool is_cause_or_time(const DtScene *scene, size_t token) {
	static const char *const words[] = {"after",     "amid",    "despite", "because", "accord", "according",
	                                    "following", "follow",  "during",  "since",   "than",   "like",
	                                    "unlike",    "without", "besides", "except",  "by",     "before",
	                                    "as",        "due",     "until",   "via",     "through"};
	for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c]) {
		if (scene->tokens[c].deprel != DT_DEPREL_CASE && scene->tokens[c].deprel != DT_DEPREL_MARK) continue;
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (dt_slice_equal_folded(scene->tokens[c].form, dt_slice_of(words[i]))) return true;
	}
	return false;
}

static bool is_aim(const DtScene *scene, size_t token) {
	int32_t mark = dt_child_find(&scene->propositions, token, DT_DEPREL_MARK);
	if (mark < 0) return false;
	if (scene->tokens[token].xpos == DT_XPOS_VBG)
		return dt_slice_is(scene->tokens[mark].lemma, "for"); // "funds for clearing"
	return scene->tokens[token].xpos == DT_XPOS_VB && dt_slice_is(scene->tokens[mark].lemma, "to");
}

static bool yields(uint8_t category) {
	return category == DT_CATEGORY_CONCEDE || category == DT_CATEGORY_RETREAT || category == DT_CATEGORY_REJECT ||
	       category == DT_CATEGORY_AGREE;
}

static bool imposes(const DtScene *scene, size_t token) {
	static const char *const lemmas[] = {"impose", "place", "levy", "slap", "put", "declare", "announce"};
	for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++)
		if (dt_slice_is(scene->tokens[token].lemma, lemmas[i])) return true;
	return false;
}

static bool leads_down(const DtScene *scene, const DtHappening *happening, size_t token) {
	switch (scene->tokens[token].deprel) {
	case DT_DEPREL_OBJ:
	case DT_DEPREL_IOBJ:
	case DT_DEPREL_OBL:
	case DT_DEPREL_NMOD:
	case DT_DEPREL_NMOD_POSS:
	case DT_DEPREL_AMOD:
	case DT_DEPREL_COMPOUND:
	case DT_DEPREL_APPOS:
	case DT_DEPREL_ACL:
	case DT_DEPREL_XCOMP:
		return !is_cause_or_time(scene, token);
	case DT_DEPREL_CCOMP: // what is agreed, refused, threatened
		return (happening->row && scene->propositions.at[token] == (int32_t)happening->innermost) ||
		       happening->category == DT_CATEGORY_REQUEST;
	case DT_DEPREL_ADVCL:
		return is_aim(scene, token);
	case DT_DEPREL_ACL_RELCL: // "lift the ban that it imposed on [aid groups]"
		return yields(happening->category) && imposes(scene, token);
	case DT_DEPREL_CONJ:
		return scene->tokens[token].upos == DT_UPOS_NOUN || scene->tokens[token].upos == DT_UPOS_PROPN;
	case DT_DEPREL_NSUBJ: // "its demand that [Chad] withdraw"
		return happening->category == DT_CATEGORY_REQUEST &&
		       scene->tokens[token].head != (int32_t)scene->propositions.items[happening->proposition].token;
	default:
		return false;
	}
}

static bool rules_at_home(uint8_t category) {
	return category == DT_CATEGORY_COERCE || category == DT_CATEGORY_RETREAT || category == DT_CATEGORY_CONCEDE ||
	       category == DT_CATEGORY_ASSAULT || category == DT_CATEGORY_AGREE || category == DT_CATEGORY_THREATEN;
}

static bool may_suffer(const Reach *reach, int32_t number, bool near) {
	const DtScene *scene = reach->scene;
	const DtMention *mention = &scene->mentions.items[number];
	bool medium = mention->party.sectors[0] == DT_SECTOR_JRN || mention->party.sectors[0] == DT_SECTOR_BUS;
	if (mention->pronoun || medium) return false;
	if (dt_party_list_holds(scene, reach->actors, number) || dt_belongs_to_actor(scene, number, reach->actors))
		return false;
	const DtMention *first = &scene->mentions.items[reach->actors->items[0]];
	if (reach->symmetric && dt_slice_equal(first->party.code, mention->party.code)) return false;
	bool place = !(mention->classes & DT_CLASS_ACTOR) || mention->place_only;
	for (int i = 0; i < reach->actors->count; i++) {
		const DtMention *actor = &scene->mentions.items[reach->actors->items[i]];
		bool inside = mention->token >= actor->first && mention->token < actor->last;
		bool home = actor->party.code.length && dt_slice_equal(actor->party.code, mention->party.code);
		bool capital = actor->entry && dt_slice_equal(actor->party.id, mention->party.code);
		if (inside || (reach->aimed && (home || !mention->party.code.length))) return false;
		if (place && home && !reach->decree && (capital || !rules_at_home(reach->category))) return false;
		if (!place && home && mention->entry && !near) return false;
	}
	return true;
}

static void consider(Reach *reach, size_t token, bool near) {
	const DtScene *scene = reach->scene;
	int32_t number = scene->mentions.at[token];
	const DtMention *mention = number < 0 ? NULL : &scene->mentions.items[number];
	if (!mention || mention->token != token || !may_suffer(reach, number, near)) return;
	uint8_t deprel = scene->tokens[token].deprel;
	bool modifier = deprel == DT_DEPREL_COMPOUND || deprel == DT_DEPREL_AMOD;
	bool somebody = mention->party.code.length || (mention->party.sector_count && !modifier);
	if (mention->classes & DT_CLASS_ACTOR && !mention->place_only && somebody) {
		if (reach->person < 0) reach->person = number;
	} else if (mention->classes & DT_CLASS_PLACE || mention->place_only) {
		const DtMention *first = &scene->mentions.items[reach->actors->items[0]]; // off whose coast
		bool shows = reach->category == DT_CATEGORY_MOBILIZE && first->party.code.length;
		if (reach->place < 0 && mention->party.code.length && (!reach->aimed || shows)) reach->place = number;
	}
}

static bool stands_with(const DtScene *scene, size_t token) {
	int32_t word = dt_child_find(&scene->propositions, token, DT_DEPREL_CASE);
	return word >= 0 && dt_slice_is(scene->tokens[word].lemma, "with");
}

void dt_lend_places(DtScene *scene, const DtPartyList *people) {
	static const char *const words[] = {"in", "from", "of"};
	for (int i = 0; i < people->count; i++) {
		DtMention *party = &scene->mentions.items[people->items[i]];
		bool nobody =
			!party->party.code.length && !party->pronoun && !party->given && party->classes & DT_CLASS_CIVILIAN;
		if (!nobody || party->last + 1 >= scene->token_count) continue;
		bool linked = false;
		for (size_t w = 0; w < sizeof words / sizeof *words; w++)
			linked |= dt_slice_is(scene->tokens[party->last].lemma, words[w]);
		for (size_t m = 0; m < scene->mentions.count && linked; m++) {
			const DtMention *where = &scene->mentions.items[m];
			bool land = where->place || (where->entry && where->entry->kind == DT_ENTRY_COUNTRY);
			if (where->first == party->last + 1 && land) party->party.code = where->party.code;
		}
	}
}

bool dt_reach_recipient(const DtScene *scene, DtHappening *happening) {
	if (happening->recipients.count || happening->recipient_none || happening->actors.count != 1) return false;
	if (happening->symmetric && scene->mentions.items[happening->actors.items[0]].also) return false;
	bool meets = happening->category == DT_CATEGORY_CONSULT; // where they meet is no party
	bool aimed = happening->category == DT_CATEGORY_PROTEST || happening->category == DT_CATEGORY_MOBILIZE;
	const char *cameo = happening->cameo;
	bool decree = strncmp(cameo, "172", 3) == 0 || strncmp(cameo, "081", 3) == 0;
	Reach reach = {scene, &happening->actors, happening->category, happening->symmetric, decree, aimed, -1, -1};
	uint32_t queue[QUEUE];
	uint8_t depth[QUEUE];
	size_t head = 0, tail = 0;
	depth[tail] = 0;
	queue[tail++] = scene->propositions.items[happening->proposition].token;
	while (head < tail && reach.person < 0) {
		uint32_t token = queue[head++];
		bool with = stands_with(scene, token);
		if (head > 1 && (!happening->symmetric || !meets || with))
			consider(&reach, token, with || depth[head - 1] <= 2);
		for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c]) {
			if (tail == QUEUE || (uint32_t)c < queue[0] || depth[head - 1] == DEEPEST) continue;
			if (!leads_down(scene, happening, (size_t)c)) continue;
			depth[tail] = (uint8_t)(depth[head - 1] + 1);
			queue[tail++] = (uint32_t)c;
		}
	}
	int32_t party = reach.person >= 0 || (happening->symmetric && meets) ? reach.person : reach.place;
	if (party < 0) return false;
	happening->recipients = (DtPartyList){{party}, 1};
	happening->symmetric &= party == reach.person;
	return true;
}

void dt_reach_past_things(const DtScene *scene, DtHappening *happening) {
	bool sends = happening->category == DT_CATEGORY_AGREE || happening->category == DT_CATEGORY_AID;
	if (!sends || happening->recipients.count == 0 || happening->symmetric) return;
	const DtPartyList things = happening->recipients;
	for (int i = 0; i < things.count; i++) {
		const DtMention *mention = &scene->mentions.items[things.items[i]];
		bool people = mention->classes & (DT_CLASS_CIVILIAN | DT_CLASS_PERSON) || mention->pronoun;
		if (people || mention->party.code.length || mention->given) return;
	}
	happening->recipients.count = 0;
	bool found = dt_reach_recipient(scene, happening);
	bool coded = found && scene->mentions.items[happening->recipients.items[0]].party.code.length;
	if (!coded) happening->recipients = things;
}

// ---- nobody in particular ----

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
	bool alone = !lacks_actor && dt_stands_alone(happening->category);             // then only what it was done to
	if (happening->category == DT_CATEGORY_MOBILIZE && !lacks_actor) return false; // one's own forces are no other side
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
