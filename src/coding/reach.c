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
	bool decree;           // a curfew, martial law, their end, troops on alert: for a part of one's own country
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
		bool there = place && reach->decree && mention->place; // "remain on alert in Manila"
		if (inside || (reach->aimed && !there && (home || !mention->party.code.length))) return false;
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

// Looks through what hangs below a token, level by level, behind it in the sentence.
static void look_below(Reach *reach, const DtHappening *happening, uint32_t root, bool meets) {
	const DtScene *scene = reach->scene;
	uint32_t queue[QUEUE];
	uint8_t depth[QUEUE];
	size_t head = 0, tail = 0;
	depth[tail] = 0;
	queue[tail++] = root;
	while (head < tail && reach->person < 0) {
		uint32_t token = queue[head++];
		bool with = stands_with(scene, token);
		if (head > 1 && (!happening->symmetric || !meets || with)) consider(reach, token, with || depth[head - 1] <= 2);
		for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c]) {
			if (tail == QUEUE || (uint32_t)c < queue[0] || depth[head - 1] == DEEPEST) continue;
			if (!leads_down(scene, happening, (size_t)c)) continue;
			depth[tail] = (uint8_t)(depth[head - 1] + 1);
			queue[tail++] = (uint32_t)c;
		}
	}
}

bool dt_reach_recipient(const DtScene *scene, DtHappening *happening) {
	if (happening->recipients.count || happening->recipient_none || happening->actors.count != 1) return false;
	if (happening->symmetric && scene->mentions.items[happening->actors.items[0]].also) return false;
	bool meets = happening->category == DT_CATEGORY_CONSULT; // where they meet is no party
	bool aimed = happening->category == DT_CATEGORY_PROTEST || happening->category == DT_CATEGORY_MOBILIZE;
	const char *cameo = happening->cameo;
	bool decree =
		strncmp(cameo, "172", 3) == 0 || strncmp(cameo, "081", 3) == 0 || happening->category == DT_CATEGORY_MOBILIZE;
	Reach reach = {scene, &happening->actors, happening->category, happening->symmetric, decree, aimed, -1, -1};
	look_below(&reach, happening, scene->propositions.items[happening->proposition].token, meets);
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
