// SPDX-License-Identifier: Apache-2.0
// States and places named by what they are to somebody: "his country", "its neighbour", "the Ugandan capital".
//
// A thing once said to be a state's stays so: "Iran's missile plants ... the plants".
//
// Whose they are stands in the phrase: a possessor, a nationality, what follows "of". A neighbour or rival without a
// name is the other of the two countries that the document is about.
#include "coding/resolve.h"

static bool is_possessed_by_pronoun(const DtFinder *f, size_t head) {
	int32_t possessor = dt_child_after(f, head, -1, DT_DEPREL_NMOD_POSS);
	return possessor >= 0 && f->tokens[possessor].upos == DT_UPOS_PRON;
}

// "the Ugandan capital", "the capital of Chad": the city, where something is in it, else its government.
static bool use_capital(DtFinder *f, DtMention *mention, const DtOwner *owner) {
	const DtGazetteerPlace *places[4];
	if (mention->plural || owner->entry->kind != DT_ENTRY_COUNTRY || !owner->entry->capital.length) return false;
	size_t count = dt_world_places(f->world, owner->entry->capital, places, 4);
	const DtGazetteerPlace *city = NULL;
	for (size_t i = 0; i < count && i < 4 && !city; i++)
		if (dt_slice_equal(places[i]->country, owner->entry->id)) city = places[i];
	if (!dt_stands_as_place(f, mention->token, DT_SENSE_NAME) && !dt_case_of(f, mention->token)) {
		dt_mean_entry(f, mention, owner->entry, DT_SECTOR_NONE, "capital");
		return true;
	}
	if (!city) return false;
	dt_mean_place(mention, city);
	return true;
}

// The other of the two countries that the document is about.
static const DtEntry *other_country(const DtFinder *f, DtSlice code) {
	DtCountryCount first, second;
	dt_discourse_two_countries(f->discourse, f->sentence, &first, &second);
	DtSlice other = dt_slice_equal(first.code, code)    ? second.code
	                : dt_slice_equal(second.code, code) ? first.code
	                                                    : (DtSlice){0};
	if (!other.length) return NULL;
	return dt_world_country(f->world, other);
}

void dt_resolve_owned(const DtFinder *f, DtMention *mention) {
	const DtToken *head = &f->tokens[mention->token];
	bool bare = mention->definite && head->upos == DT_UPOS_NOUN && mention->last - mention->first <= 2;
	if (!bare || mention->classes || mention->party.code.length || mention->party.sector_count) return;
	const DtEntry *country = dt_discourse_owner_of(f->discourse, head->lemma, f->sentence);
	if (!country) return;
	mention->owner = country;
	mention->party.code = country->id;
	mention->party.why = dt_slice_of("owned, as told before");
	mention->classes |= DT_CLASS_PLACE; // it suffers as a place does
}

void dt_remember_owned(const DtFinder *f) {
	for (size_t i = 0; i < f->count; i++) {
		const DtMention *thing = f->out->at[i] < 0 ? NULL : &f->out->items[f->out->at[i]];
		bool body = thing && thing->token == i && thing->owner && thing->owner->kind == DT_ENTRY_COUNTRY &&
		            f->tokens[i].upos == DT_UPOS_NOUN && !thing->also;
		if (body) dt_discourse_note_body(f->discourse, f->tokens[i].lemma, thing->owner);
		bool plain = thing && thing->token == i && f->tokens[i].upos == DT_UPOS_NOUN && thing->classes == 0;
		if (!plain) continue;
		for (size_t c = 0; c < f->count; c++) {
			uint8_t deprel = f->tokens[c].deprel;
			static const char *const within[] = {"in", "inside", "near", "at", "off", NULL};
			const DtToken *preposition = deprel == DT_DEPREL_NMOD ? dt_case_of(f, c) : NULL;
			bool where = preposition && f->tokens[c].head == (int32_t)i && dt_form_is_one_of(preposition, within);
			bool whose = f->tokens[c].head == (int32_t)i && c < i &&
			             (deprel == DT_DEPREL_NMOD_POSS || deprel == DT_DEPREL_AMOD || deprel == DT_DEPREL_COMPOUND);
			bool beside = f->tokens[i].deprel == DT_DEPREL_OBJ && deprel == DT_DEPREL_OBL && c > i &&
			              f->tokens[c].head == f->tokens[i].head; // "raided a camp inside Ecuador"
			const DtToken *side = beside ? dt_case_of(f, c) : NULL;
			where |= side && dt_form_is_one_of(side, within);
			const DtMention *owner = (whose || where) && f->out->at[c] >= 0 ? &f->out->items[f->out->at[c]] : NULL;
			if (!owner || !owner->party.code.length || dt_entity_code_known(owner->party.code)) continue;
			const DtEntry *country = dt_world_country(f->world, owner->party.code);
			if (country) dt_discourse_note_owned(f->discourse, f->tokens[i].lemma, country, f->sentence);
		}
	}
}

static bool is_of_a_person(const DtFinder *f, size_t head) {
	static const char *const words[] = {"his", "her", "my", "your", NULL};
	int32_t possessor = dt_child_after(f, head, -1, DT_DEPREL_NMOD_POSS);
	return possessor >= 0 && dt_form_is_one_of(&f->tokens[possessor], words);
}

bool dt_resolve_related(DtFinder *f, DtMention *mention, DtCore core) {
	static const char *const homes[] = {"country", "nation", "homeland", "motherland", "fatherland", "soil", NULL};
	static const char *const others[] = {"neighbour", "neighbor", "rival", "foe", "arch-foe", "arch-rival", NULL};
	const DtToken *head = &f->tokens[mention->token];
	bool home = dt_form_is_one_of(head, homes), other = dt_form_is_one_of(head, others);
	bool capital = dt_form_is(head, "capital");
	if (head->upos != DT_UPOS_NOUN || !(home || other || capital)) return false;
	bool pronoun = is_possessed_by_pronoun(f, mention->token);
	if (home && !pronoun) return false;
	if (other && pronoun && is_of_a_person(f, mention->token)) return false; // "his former rival"
	if (other && dt_child_after(f, mention->token, -1, DT_DEPREL_NMOD_POSS) < 0) return false;
	DtOwner owner = dt_owner_find(f, mention->token, core, NULL);
	if (!owner.found || !owner.party.code.length || dt_entity_code_known(owner.party.code)) return false;
	const DtEntry *country = dt_world_country(f->world, owner.party.code);
	if (!country) return false;
	owner.entry = country;
	if (capital) return use_capital(f, mention, &owner);
	if (other) country = other_country(f, owner.party.code);
	if (!country) return false;
	dt_mean_entry(f, mention, country, DT_SECTOR_NONE, other ? "neighbour" : "own country");
	mention->place_only = dt_stands_as_place(f, mention->token, DT_SENSE_NAME);
	if (mention->place_only) mention->classes |= DT_CLASS_PLACE;
	return true;
}
