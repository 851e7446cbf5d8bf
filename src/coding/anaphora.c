// SPDX-License-Identifier: Apache-2.0
// Definite nouns that mean an actor spoken of before: "the group", "the country", "the bank", "the South".
//
// Only definite singular ones without an owner, and only a few sentences back. Pronouns are in pronouns.c.
#include "coding/resolve.h"

// "the South" after North Korea, "the North" after South Sudan: the state that has the rest of the name.
static bool use_other_half(const DtFinder *f, DtMention *mention) {
	enum { HALF_BACK = 12 };
	bool north = dt_form_is(&f->tokens[mention->token], "North");
	DtToken other = {.form = dt_slice_of(north ? "South" : "North")};
	const DtRemembered *known = dt_discourse_recall(f->discourse, dt_wants_half, &other, f->sentence, HALF_BACK);
	if (!known) return false;
	DtSlice rest = dt_slice_cut(known->mention.entry->name, 6, known->mention.entry->name.length);
	DtSlice names[] = {dt_arena_format(f->arena, "%s " DT_SLICE_FORMAT, north ? "North" : "South", DT_SLICE_ARGS(rest)),
	                   rest};
	for (size_t i = 0; i < 2; i++) {
		size_t count;
		const DtCandidate *candidates = dt_world_lookup(f->world, names[i], &count);
		bool state = count && candidates[0].sense == DT_SENSE_NAME && candidates[0].entry->kind == DT_ENTRY_COUNTRY;
		if (!state || candidates[0].entry == known->mention.entry) continue;
		dt_mean_entry(f, mention, candidates[0].entry, DT_SECTOR_NONE, "the other half");
		return true;
	}
	return false;
}

// "the bank" after the World Bank, "the government" after Colombia's government, "the rebels" after a group of them.
static bool wants_noun(const DtRemembered *known, const void *what) {
	static const char *const armed[] = {"rebels",   "militants",  "insurgents", "guerrillas",
	                                    "fighters", "militiamen", NULL};
	const DtToken *noun = what;
	const DtMention *m = &known->mention;
	if (!m->party.code.length || m->classes & DT_CLASS_PERSON || m->pronoun) return false;
	if (dt_slice_equal_folded(dt_last_word(m->party.entity_text), noun->form)) return true;
	bool body = m->entry && m->entry->kind != DT_ENTRY_COUNTRY;
	if (body && dt_slice_equal_folded(dt_last_word(m->entry->name), noun->form)) return true;
	return body && m->entry->kind == DT_ENTRY_GROUP && dt_form_is_one_of(noun, armed);
}

bool dt_resolve_same_noun(const DtFinder *f, DtMention *mention) {
	enum { NOUN_BACK = 6 };
	const DtToken *head = &f->tokens[mention->token];
	bool bare = mention->definite && mention->last - mention->first <= 2 && head->upos == DT_UPOS_NOUN;
	if (!bare || dt_child_after(f, mention->token, (int32_t)mention->token, DT_DEPREL_NMOD) >= 0) return false;
	const DtRemembered *known = dt_discourse_recall(f->discourse, wants_noun, head, f->sentence, NOUN_BACK);
	if (!known) return false;
	bool plural = mention->plural;
	dt_mean_remembered(mention, known, "mentioned before");
	mention->plural = plural;
	return true;
}

// "the emirate" is one of these; other words for a state may mean any.
static bool wants_realm(const DtRemembered *known, const void *what) {
	static const struct {
		const char *word, *codes;
	} realms[] = {
		{"emirate", "ARE KWT QAT BHR"},
		{"sheikhdom", "ARE KWT QAT BHR"},
		{"kingdom", "SAU JOR MAR BHR THA GBR NLD BEL ESP SWE NOR DNK KHM BTN LSO SWZ TON NPL"},
		{"sultanate", "OMN BRN MYS"},
		{"archipelago", "IDN PHL MDV BHS COM SYC VUT SLB FJI CPV STP KIR MHL TUV JPN"},
		{"island", "TWN CYP MLT LKA MDG HTI CUB JAM ISL SGP BHR NRU MUS DMA BRB LCA GRD TTO IRL"},
	};
	const DtToken *noun = what;
	for (size_t i = 0; i < sizeof realms / sizeof *realms; i++) {
		if (!dt_form_is(noun, realms[i].word)) continue;
		DtSlice code = known->mention.party.code;
		return code.length && dt_wants_land(known, NULL) &&
		       dt_slice_find(dt_slice_of(realms[i].codes), code) != SIZE_MAX;
	}
	return dt_wants_land(known, NULL);
}

// "the chamber", after a parliament.
static bool wants_parliament(const DtRemembered *known, const void *what) {
	(void)what;
	const DtMention *m = &known->mention;
	return m->party.code.length && !(m->classes & DT_CLASS_PERSON) && !m->plural && m->party.sector_count &&
	       m->party.sectors[0] == DT_SECTOR_LEG;
}

// "Canada's minister said [the country] would": the last country of the same sentence.
static bool use_country_before(const DtFinder *f, DtMention *mention) {
	for (size_t i = mention->token; i-- > 0;) {
		const DtMention *known = f->out->at[i] < 0 ? NULL : &f->out->items[f->out->at[i]];
		if (!known || known == mention || known->pronoun) continue;
		const DtEntry *land = known->entry && known->entry->kind == DT_ENTRY_COUNTRY ? known->entry : known->owner;
		if (!land || land->kind != DT_ENTRY_COUNTRY) continue;
		dt_mean_country(f, mention, land);
		mention->party.why = dt_slice_of("mentioned before");
		return true;
	}
	return false;
}

bool dt_resolve_spoken_of(const DtFinder *f, DtMention *mention, const DtOffice *office) {
	enum { OFFICE_BACK = 12, GROUP_BACK = 6 };
	static const char *const group[] = {
		"group", "movement", "organisation", "organization", "party", "militia", "bloc", "alliance", NULL};
	static const char *const domestic[] = {"opposition", "ruling", "governing", "largest", "main", NULL};
	static const char *const country[] = {"country",   "nation",      "kingdom", "sheikhdom", "emirate",  "enclave",
	                                      "sultanate", "archipelago", "island",  "territory", "republic", NULL};
	static const char *const chamber[] = {"chamber", "legislature", "assembly", "parliament", NULL};
	static const char *const realms[] = {"country", "nation", "kingdom", "republic", "emirate", NULL};
	const DtToken *head = &f->tokens[mention->token];
	const DtRemembered *known = NULL;
	if (!mention->definite || mention->plural) return false;
	bool land = dt_form_is_one_of(head, country);
	for (uint32_t i = mention->first; i < mention->token; i++) { // "the Brexit movement" is another one
		bool named = f->tokens[i].upos == DT_UPOS_PROPN && f->match_at[i] < 0;
		if (named && !land) return false; // but "the Southeast Asian country"
	}
	bool ruling = false; // "the main opposition party" is one at home, and no body spoken of before
	for (uint32_t i = mention->first; i < mention->token; i++) ruling |= dt_form_is_one_of(&f->tokens[i], domestic);
	if (dt_form_is(head, "North") || dt_form_is(head, "South"))
		known = dt_discourse_recall(f->discourse, dt_wants_half, head, f->sentence, OFFICE_BACK);
	else if (office)
		known = dt_discourse_recall(f->discourse, dt_wants_office, office, f->sentence, OFFICE_BACK);
	else if (dt_form_is_one_of(head, group) && !ruling)
		known = dt_discourse_recall(f->discourse, dt_wants_group, NULL, f->sentence, GROUP_BACK);
	else if (land)
		known = dt_discourse_recall(f->discourse, wants_realm, head, f->sentence, GROUP_BACK);
	else if (dt_form_is_one_of(head, chamber))
		known = dt_discourse_recall(f->discourse, wants_parliament, NULL, f->sentence, GROUP_BACK);
	bool speaks = land && dt_is_subject(head) && dt_form_is_one_of(head, realms);
	if (!known && speaks && use_country_before(f, mention)) return true;
	if (!known) return (dt_form_is(head, "North") || dt_form_is(head, "South")) && use_other_half(f, mention);
	dt_mean_remembered(mention, known, "mentioned before");
	return true;
}
