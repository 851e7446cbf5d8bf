// SPDX-License-Identifier: Apache-2.0
// Parties that a happening's own clause does not name, borrowed from another clause of the sentence.
//
// The other side of a coordinate clause, who fired when somebody was killed, who visits where something was said, whom
// a protest or a force is aimed at. Only where the clause itself leaves that side empty.
#include "coding/events.h"
#include "coding/happenings.h"

// "will not end the strike until [the government] pays": who is to move first.
static bool is_until(const DtScene *scene, const DtProposition *clause) {
	int32_t mark = dt_child_find(&scene->propositions, clause->token, DT_DEPREL_MARK);
	static const char *const words[] = {"until", "till", "before", "unless"};
	for (size_t i = 0; mark >= 0 && i < sizeof words / sizeof *words; i++)
		if (dt_slice_equal_folded(scene->tokens[mark].form, dt_slice_of(words[i]))) return true;
	return false;
}

// A party of another clause as the recipient, when there is one.
static bool lend_recipient(const DtScene *scene, DtHappening *happening, int32_t from) {
	const DtMention *actor = &scene->mentions.items[happening->actors.items[0]];
	const DtProposition *other = &scene->propositions.items[from];
	for (size_t h = 0; h < scene->happenings[from].count; h++) { // "Chad cut aid to Mali, and Niger withheld funds"
		const DtHappening *like = &scene->happenings[from].items[h];
		bool own = like->proposition == (uint32_t)from && like->category == happening->category;
		if (!own || like->recipients.count == 0) continue;
		if (dt_party_list_holds(scene, &like->recipients, happening->actors.items[0])) continue;
		happening->recipients = like->recipients;
		happening->score *= 0.8f;
		return true;
	}
	// "Chad criticised the veto, and Mali said it regretted it": who acts beside it is no other side
	DtConcept speech = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("speech"));
	bool beside = dt_reading_has(&scene->reading, other->token, speech);
	for (size_t h = 0; h < scene->happenings[from].count; h++)
		beside |= scene->happenings[from].items[h].category == happening->category;
	beside &= other->link == DT_LINK_COORDINATE && other->parent == (int32_t)happening->proposition;
	for (size_t i = 0; i < other->count; i++) {
		uint8_t role = other->arguments[i].role;
		if (beside && role == DT_ROLE_SUBJ && !other->arguments[i].shared) continue;
		bool central = role == DT_ROLE_SUBJ || role == DT_ROLE_OBJ || role == DT_ROLE_TO || role == DT_ROLE_WITH;
		int32_t party = central ? dt_scene_party(scene, other->arguments[i].token, role != DT_ROLE_SUBJ) : -1;
		if (party < 0) continue;
		const DtMention *mention = &scene->mentions.items[party];
		if (mention->party.sectors[0] == DT_SECTOR_JRN) continue; // "told reporters": how it became news
		bool another = mention->party.code.length && !dt_slice_equal(mention->party.code, actor->party.code);
		bool self = mention->party.id.length ? dt_slice_equal(mention->party.id, actor->party.id)
		                                     : dt_slice_equal(mention->party.entity_text, actor->party.entity_text);
		bool body = mention->party.sector_count && !self;
		another |= body && happening->category == DT_CATEGORY_REJECT && !mention->pronoun;
		if (!another || party == happening->actors.items[0]) continue;
		happening->recipients = (DtPartyList){{party}, 1};
		happening->score *= 0.8f;
		return true;
	}
	return false;
}

// "imposed a blockade on Chad and lifted it": whom the act was done to.
static bool lend_act(const DtScene *scene, DtHappening *happening, const DtProposition *p) {
	const DtArgument *act = dt_proposition_find(p, DT_ROLE_OBJ);
	if (p->link != DT_LINK_COORDINATE || p->parent < 0 || !act || !act->shared) return false;
	const DtProposition *first = &scene->propositions.items[p->parent];
	for (size_t i = 0; i < first->count; i++) {
		bool same = first->arguments[i].role == DT_ROLE_OBJ && first->arguments[i].token == act->token;
		const DtHappeningList *done = &scene->happenings[p->parent];
		if (!same || done->count == 0 || done->items[0].recipients.count == 0) continue;
		if (happening->actors.count &&
		    dt_party_list_holds(scene, &done->items[0].recipients, happening->actors.items[0]))
			continue;
		happening->recipients = done->items[0].recipients;
		return true;
	}
	return false;
}

// The clause that a noun beside it sums up: "left the treaty, [a step] that Mali condemned"; -1 for none.
static int32_t clause_summed_up(const DtScene *scene, size_t noun) {
	DtConcept summing = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("summing-up"));
	int32_t article = dt_child_find(&scene->propositions, noun, DT_DEPREL_DET);
	bool beside = article > 0 &&
	              (dt_slice_is(scene->tokens[article].form, "a") || dt_slice_is(scene->tokens[article].form, "an")) &&
	              dt_slice_is(scene->tokens[article - 1].form, ",");
	if (!beside || !dt_reading_has(&scene->reading, noun, summing)) return -1;
	int32_t found = -1;
	for (int32_t up = scene->tokens[noun].head, steps = 0; up >= 0 && up < article && steps < 8; steps++) {
		int32_t at = scene->propositions.at[up];
		bool verb = at >= 0 && scene->propositions.items[at].kind == DT_PREDICATE_VERB;
		if (verb && dt_proposition_find(&scene->propositions.items[at], DT_ROLE_SUBJ)) found = at;
		if (found >= 0 && scene->propositions.items[found].link != DT_LINK_ADVERBIAL) break;
		up = scene->tokens[up].head;
	}
	return found;
}

void dt_lend_doer(const DtScene *scene, const DtProposition *p, uint8_t category, const DtPartyList *actors,
                  DtPartyList *list) {
	bool judges = category == DT_CATEGORY_ACCUSE || category == DT_CATEGORY_REJECT || category == DT_CATEGORY_SUPPORT;
	if (list->count || !judges || p->kind != DT_PREDICATE_VERB) return;
	bool goes_on = p->link == DT_LINK_COORDINATE && p->parent >= 0;
	const DtProposition *relative = goes_on ? &scene->propositions.items[p->parent] : p;
	int32_t noun = relative->link == DT_LINK_RELATIVE ? scene->tokens[relative->token].head : -1;
	int32_t clause = noun >= 0 ? clause_summed_up(scene, (size_t)noun) : -1;
	if (clause < 0) return;
	const DtArgument *doer = dt_proposition_find(&scene->propositions.items[clause], DT_ROLE_SUBJ);
	int32_t party = dt_scene_party(scene, doer->token, false);
	if (party >= 0 && !dt_party_list_holds(scene, actors, party)) *list = (DtPartyList){{party}, 1};
}

void dt_borrow_recipient(const DtScene *scene, DtHappening *happening) {
	if (happening->recipients.count || happening->recipient_none || happening->symmetric) return;
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	if (lend_act(scene, happening, p)) return;
	if (happening->actors.count == 0 || dt_stands_alone(happening->category)) return;
	const DtMention *first = &scene->mentions.items[happening->actors.items[0]];
	if (first->also && dt_slice_is(first->party.why, "both")) return; // "the two countries suspended trade"
	bool linked = p->link == DT_LINK_COORDINATE || p->link == DT_LINK_ADVERBIAL || p->link == DT_LINK_CONDITION;
	bool told = p->link == DT_LINK_COMPLEMENT && happening->category == DT_CATEGORY_REJECT; // who says it was refused
	if ((linked || told) && p->parent >= 0 && lend_recipient(scene, happening, p->parent)) return;
	for (size_t i = 0; i < scene->propositions.count && !linked; i++) {
		const DtProposition *q = &scene->propositions.items[i];
		bool joined = q->link == DT_LINK_COORDINATE || q->link == DT_LINK_CONDITION;
		joined |= happening->category == DT_CATEGORY_REJECT && q->link == DT_LINK_ADVERBIAL && is_until(scene, q);
		bool ours = q->parent == (int32_t)happening->proposition || q->parent == (int32_t)happening->innermost;
		if (ours && joined && lend_recipient(scene, happening, (int32_t)i)) return;
	}
}

// A place, or nobody known: where something was done rather than to whom.
static bool is_nowhere_in_particular(const DtScene *scene, int32_t party) {
	const DtMention *mention = &scene->mentions.items[party];
	bool city = dt_slice_is(mention->party.why, "capital");
	return mention->place_only || city || (mention->place && !mention->entry) ||
	       !(mention->party.code.length || mention->party.sector_count);
}

// "were killed when [troops] fired on their car": who did it stands in the clause that tells how.
// Whom the deed was aimed at suffered it, too: "killed when jets bombed [a market]".
static void borrow_killer(DtScene *scene, DtHappening *happening) {
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	if (happening->category != DT_CATEGORY_ASSAULT || !(p->facts & DT_CLAUSE_PASSIVE)) return;
	for (size_t n = 0; n < scene->propositions.count; n++) {
		const DtProposition *how = &scene->propositions.items[n];
		if (how->parent != (int32_t)happening->proposition || how->kind != DT_PREDICATE_VERB) continue;
		for (size_t i = 0; i < scene->happenings[n].count; i++) {
			DtHappening *other = &scene->happenings[n].items[i];
			if (other->category != DT_CATEGORY_ASSAULT || other->actors.count == 0 || other->consumed) continue;
			dt_name_target(scene, other);
			happening->actors = other->actors;
			for (int r = 0; r < other->recipients.count; r++) // but "their car"
				if (!dt_belongs_to_actor(scene, other->recipients.items[r], &happening->recipients) &&
				    !is_nowhere_in_particular(scene, other->recipients.items[r]))
					dt_party_list_add(scene, &happening->recipients, other->recipients.items[r]);
			other->consumed = true; // the same deed
			return;
		}
	}
}

// "the nurses held by [the rebels] were freed": who frees is who holds.
void dt_borrow_keeper(DtScene *scene, DtHappening *release) {
	const DtProposition *p = &scene->propositions.items[release->proposition];
	if (release->category != DT_CATEGORY_RETREAT || release->actors.count || !(p->facts & DT_CLAUSE_PASSIVE)) return;
	const DtArgument *freed = dt_proposition_find(p, DT_ROLE_OBJ);
	for (size_t n = 0; freed && n < scene->propositions.count && release->actors.count == 0; n++) {
		const DtProposition *held = &scene->propositions.items[n];
		if (held->link != DT_LINK_RELATIVE || scene->tokens[held->token].head != (int32_t)freed->token) continue;
		for (size_t i = 0; i < scene->happenings[n].count; i++) {
			DtHappening *taking = &scene->happenings[n].items[i];
			bool took = taking->category == DT_CATEGORY_COERCE || taking->category == DT_CATEGORY_ASSAULT;
			if (!took || taking->actors.count == 0) continue;
			release->actors = taking->actors;
			taking->consumed |= scene->pair_given; // what came of it is asked for
			break;
		}
	}
}

// "said during [a visit to Yerevan]", "agreed at [a meeting with]": who says so is who visits.
static void borrow_visitor(const DtScene *scene, DtHappening *happening) {
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	if (happening->category != DT_CATEGORY_CONSULT || p->kind != DT_PREDICATE_NOUN || p->parent < 0) return;
	if (happening->recipients.count == 0) return;
	const DtProposition *clause = &scene->propositions.items[p->parent];
	const DtArgument *subject = dt_proposition_find(clause, DT_ROLE_SUBJ);
	for (size_t i = 0; subject && i < clause->count; i++) {
		uint8_t role = clause->arguments[i].role;
		bool occasion = role == DT_ROLE_DURING || role == DT_ROLE_ON || role == DT_ROLE_AT || role == DT_ROLE_IN ||
		                role == DT_ROLE_AFTER || role == DT_ROLE_BEFORE;
		if (!occasion || clause->arguments[i].token != p->token) continue;
		int32_t party = dt_scene_party(scene, subject->token, false);
		if (party >= 0) happening->actors = (DtPartyList){{party}, 1};
		return;
	}
}

static bool stands_against(const DtScene *scene, size_t token) {
	for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c])
		if (scene->tokens[c].deprel == DT_DEPREL_CASE && dt_slice_is(scene->tokens[c].lemma, "against")) return true;
	return false;
}

void dt_aim_forces(const DtScene *scene, DtHappening *happening) {
	DtConcept confronting = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("confronting"));
	if (happening->category != DT_CATEGORY_MOBILIZE || happening->actors.count == 0) return;
	for (size_t i = scene->propositions.items[happening->proposition].token + 1; i < scene->token_count; i++) {
		int32_t party = stands_against(scene, i) ? dt_scene_party(scene, i, true) : -1; // "for a battle against X"
		if (party >= 0) happening->recipients = (DtPartyList){{party}, 1};
		if (party >= 0) return;
		if (scene->tokens[i].upos == DT_UPOS_VERB && scene->tokens[i].xpos == DT_XPOS_VBD) break;
	}
	if (happening->recipients.count) return;
	const DtMention *own = &scene->mentions.items[happening->actors.items[0]];
	for (size_t n = 0; n < scene->propositions.count; n++) {
		const DtProposition *q = &scene->propositions.items[n];
		bool aim = q->link == DT_LINK_PURPOSE || q->link == DT_LINK_RELATIVE;
		const DtArgument *subject = dt_proposition_find(q, DT_ROLE_SUBJ);
		if (q->link == DT_LINK_ADVERBIAL && q->parent == (int32_t)happening->proposition &&
		    subject) { // "after [the North] fired"
			int32_t cause = dt_scene_party(scene, subject->token, true);
			const DtMention *other = cause < 0 ? NULL : &scene->mentions.items[cause];
			if (other && other->party.code.length && !dt_slice_equal(other->party.code, own->party.code))
				happening->recipients = (DtPartyList){{cause}, 1};
		}
		if (!aim || q->parent != (int32_t)happening->proposition) continue;
		if (!dt_reading_has(&scene->reading, q->token, confronting)) continue;
		DtPartyList faced = {0};
		dt_add_role_parties(scene, q, DT_ROLE_OBJ, true, &happening->actors, &faced);
		if (faced.count) happening->recipients = faced;
	}
}

// "stayed out of court in [protest against] the police", "marched in [support of] her": who does the one does the
// other.
static void borrow_demonstrator(const DtScene *scene, DtHappening *happening) {
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	bool shows = happening->category == DT_CATEGORY_PROTEST || happening->category == DT_CATEGORY_SUPPORT;
	if (!shows || p->kind != DT_PREDICATE_NOUN || p->parent < 0 || scene->pair_given) return;
	if (happening->recipients.count == 0 || dt_child_find(&scene->propositions, p->token, DT_DEPREL_DET) >= 0) return;
	for (size_t n = 0; n < scene->propositions.count; n++) // told by a verb already
		for (size_t i = 0; i < scene->happenings[n].count && scene->propositions.items[n].kind == DT_PREDICATE_VERB;
		     i++)
			if (scene->happenings[n].items[i].category == happening->category) return;
	const DtProposition *clause = &scene->propositions.items[p->parent];
	const DtArgument *subject = dt_proposition_find(clause, DT_ROLE_SUBJ);
	for (size_t i = 0; subject && i < clause->count; i++) {
		bool manner = clause->arguments[i].role == DT_ROLE_IN || clause->arguments[i].role == DT_ROLE_INTO;
		if (!manner || clause->arguments[i].token != p->token) continue;
		int32_t party = dt_scene_party(scene, subject->token, false);
		if (party >= 0) happening->actors = (DtPartyList){{party}, 1};
		return;
	}
}

// "[Senegal's president] announced that detainees would be freed": what is to be done by nobody named is the
// announcer's.
static void borrow_announcer(const DtScene *scene, DtHappening *happening) {
	const uint16_t to_come = DT_CLAUSE_FUTURE | DT_CLAUSE_WOULD;
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	bool gives = happening->category == DT_CATEGORY_RETREAT || happening->category == DT_CATEGORY_CONCEDE ||
	             happening->category == DT_CATEGORY_AID || happening->category == DT_CATEGORY_AGREE;
	bool told = p->link == DT_LINK_COMPLEMENT && p->facts & to_come && p->facts & DT_CLAUSE_PASSIVE;
	int32_t speaker = gives && told ? dt_speaker_of(scene, p) : -1;
	if (speaker >= 0 && scene->mentions.items[speaker].party.code.length)
		happening->actors = (DtPartyList){{speaker}, 1};
}

void dt_borrow_actors(DtScene *scene, DtHappening **list, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (list[i]->consumed || list[i]->actors.count) continue;
		borrow_killer(scene, list[i]);
		if (list[i]->actors.count == 0) borrow_visitor(scene, list[i]);
		if (list[i]->actors.count == 0) borrow_demonstrator(scene, list[i]);
		if (list[i]->actors.count == 0) borrow_announcer(scene, list[i]);
	}
}

void dt_aim_protest(const DtScene *scene, DtHappening *happening) {
	static const uint8_t roles[] = {DT_ROLE_AGAINST, DT_ROLE_AT, DT_ROLE_OVER};
	if (happening->category != DT_CATEGORY_PROTEST || happening->actors.count == 0) return;
	const DtPartyList where = happening->recipients; // "marched on [La Paz] to demand that ..."
	if (where.count && !is_nowhere_in_particular(scene, where.items[0])) return;
	happening->recipients.count = 0;
	for (size_t n = 0; n < scene->propositions.count && happening->recipients.count == 0; n++) {
		const DtProposition *q = &scene->propositions.items[n];
		if (q->parent != (int32_t)happening->proposition && q->parent != (int32_t)happening->innermost) continue;
		bool clause = q->link == DT_LINK_PURPOSE || q->link == DT_LINK_ADVERBIAL;
		if (!clause && q->link != DT_LINK_NOUN) continue;
		for (size_t h = 0; clause && h < scene->happenings[n].count && happening->recipients.count == 0; h++)
			happening->recipients = scene->happenings[n].items[h].recipients;
		for (size_t i = 0; i < q->count && happening->recipients.count == 0; i++) {
			bool aimed = false;
			for (size_t r = 0; r < sizeof roles; r++) aimed |= q->arguments[i].role == roles[r];
			int32_t party = aimed ? dt_scene_party(scene, q->arguments[i].token, true) : -1;
			if (party >= 0) happening->recipients = (DtPartyList){{party}, 1};
		}
	}
	for (int i = 0; i < happening->recipients.count; i++) // their own plight is not what they march against
		for (int k = 0; k < happening->actors.count; k++)
			if (happening->recipients.items[i] == happening->actors.items[k]) happening->recipients.count = 0;
	if (happening->recipients.count == 0) happening->recipients = where;
}

void dt_aim_suit(const DtScene *scene, DtHappening *happening) {
	bool suit = strcmp(happening->cameo, "114") == 0 || strcmp(happening->cameo, "115") == 0;
	if (happening->category != DT_CATEGORY_ACCUSE || !suit || happening->recipients.count != 1) return;
	const DtMention *court = &scene->mentions.items[happening->recipients.items[0]];
	uint32_t trigger = scene->propositions.items[happening->proposition].token;
	if (court->given || !court->party.sector_count || court->party.sectors[0] != DT_SECTOR_JUD) return;
	for (size_t i = trigger + 1; i < scene->token_count; i++) {
		if (scene->tokens[i].deprel != DT_DEPREL_CASE || !dt_slice_is(scene->tokens[i].lemma, "against")) continue;
		int32_t party = scene->tokens[i].head < 0 ? -1 : dt_scene_party(scene, (size_t)scene->tokens[i].head, true);
		if (party < 0 || party == happening->recipients.items[0] ||
		    dt_party_list_holds(scene, &happening->actors, party))
			continue;
		happening->recipients = (DtPartyList){{party}, 1};
		return;
	}
}

static bool is_pressure(uint8_t category) {
	return category == DT_CATEGORY_PROTEST || category == DT_CATEGORY_ASSAULT || category == DT_CATEGORY_COERCE ||
	       category == DT_CATEGORY_ACCUSE || category == DT_CATEGORY_REQUEST || category == DT_CATEGORY_THREATEN ||
	       category == DT_CATEGORY_MOBILIZE || category == DT_CATEGORY_SANCTION;
}

void dt_answer_pressure(const DtScene *scene, DtHappening *happening) {
	bool answers = happening->category == DT_CATEGORY_RETREAT || happening->category == DT_CATEGORY_CONCEDE ||
	               happening->category == DT_CATEGORY_MOBILIZE;
	if (!answers || happening->recipients.count || happening->symmetric || happening->actors.count != 1) return;
	for (size_t n = 0; n < scene->propositions.count; n++) {
		const DtProposition *q = &scene->propositions.items[n];
		bool ours = q->parent == (int32_t)happening->proposition || q->parent == (int32_t)happening->innermost;
		bool beside = q->link == DT_LINK_ADVERBIAL || q->link == DT_LINK_NOUN;
		for (size_t i = 0; ours && beside && i < scene->happenings[n].count; i++) {
			const DtHappening *pressure = &scene->happenings[n].items[i];
			if (!is_pressure(pressure->category) || pressure->actors.count == 0 || pressure->consumed) continue;
			int32_t party = pressure->actors.items[0];
			if (scene->mentions.items[party].pronoun || dt_party_list_holds(scene, &happening->actors, party)) continue;
			happening->recipients = (DtPartyList){{party}, 1};
			return;
		}
	}
}

void dt_turn_threat(const DtScene *scene, DtHappening *happening) {
	const DtMention *first =
		happening->recipients.count ? &scene->mentions.items[happening->recipients.items[0]] : NULL;
	bool told = first && dt_slice_is(first->party.why, "capital") && !first->place_only; // "an ultimatum to Damascus"
	bool open = !first || (!told && is_nowhere_in_particular(scene, happening->recipients.items[0]));
	bool bargains = happening->category == DT_CATEGORY_THREATEN || (happening->category == DT_CATEGORY_AGREE && !first);
	if (!bargains || !open || happening->actors.count == 0 || happening->symmetric) return;
	for (size_t n = 0; n < scene->propositions.count; n++) {
		const DtProposition *q = &scene->propositions.items[n];
		const DtArgument *subject = dt_proposition_find(q, DT_ROLE_SUBJ);
		bool ours = false;
		for (int32_t up = q->parent, steps = 0; up >= 0 && steps < 4;
		     up = scene->propositions.items[up].parent, steps++)
			ours |= up == (int32_t)happening->proposition || up == (int32_t)happening->innermost;
		if (q->link != DT_LINK_CONDITION || !ours || !subject || subject->shared) continue;
		int32_t party = dt_scene_party(scene, subject->token, true);
		if (party < 0 || scene->mentions.items[party].pronoun ||
		    dt_party_list_holds(scene, &happening->actors, party) ||
		    dt_belongs_to_actor(scene, party, &happening->actors))
			continue;
		happening->recipients = (DtPartyList){{party}, 1};
		return;
	}
}
