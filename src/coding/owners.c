// SPDX-License-Identifier: Apache-2.0
// Whose an officer, a body or a crowd is: "[Turkish] officials", "[Iran]'s parliament", "the governor of [Georgia]".
//
// A nationality or name among the phrase's own words comes first, then its possessor, then what follows "of", "for",
// "from". A title that one body alone has means that body where no words name one.
#include "base/lines.h"
#include "coding/resolve.h"

void dt_owner_from_entry(const DtFinder *f, const DtEntry *entry, DtSector sector, DtOwner *owner) {
	owner->entry = entry;
	owner->found = true;
	dt_party_from_entry(f->world, entry, f->day, &owner->party);
	if (sector) {
		owner->party.sectors[0] = (uint8_t)sector;
		owner->party.sector_count = 1;
	}
}

static void owner_from_phrase(DtFinder *f, size_t token, DtOwner *owner) {
	DtMention *mention = dt_resolve_phrase(f, token);
	int32_t possessor = dt_child_after(f, token, -1, DT_DEPREL_NMOD_POSS);
	bool bare = mention && !mention->party.code.length && !mention->party.sector_count && !mention->entry;
	if (bare && possessor >= 0 && f->tokens[possessor].upos == DT_UPOS_PROPN) { // "police in Colombia's second city"
		mention = dt_resolve_phrase(f, (size_t)possessor);
		if (mention && !(mention->classes & DT_CLASS_STATE)) return;
	}
	if (!mention || !(mention->party.code.length || mention->party.sector_count || mention->entry)) return;
	bool whose = owner->found && !owner->entry; // "the ministry's spokesman in Tehran"
	if (owner->found && (!whose || !mention->party.code.length)) return;
	owner->entry = mention->entry ? mention->entry : mention->owner;
	if (whose)
		owner->party.code = mention->party.code;
	else
		owner->party = mention->party;
	owner->found = true;
}

// "MFU leaders": a name that the document gave before.
static void owner_from_memory(const DtFinder *f, size_t head, DtCore core, DtOwner *owner) {
	for (uint32_t token = core.first; token < core.last && !owner->found; token++) {
		bool modifier = token != head && f->tokens[token].deprel == DT_DEPREL_COMPOUND;
		bool name = f->tokens[token].upos == DT_UPOS_PROPN || dt_is_all_capitals(f->tokens[token].form);
		if (!modifier || !name || f->match_at[token] >= 0) continue;
		const DtRemembered *known = dt_discourse_recall_name(f->discourse, f->tokens[token].form);
		if (!known || !known->mention.party.code.length) continue;
		owner->found = true;
		owner->entry = known->mention.entry ? known->mention.entry : known->mention.owner;
		owner->party = known->mention.party;
	}
}

bool dt_is_maker(const DtFinder *f, const DtNameMatch *match) {
	static const char *const words[] = {"built", "made", "supplied", "designed", "produced", "grown", NULL};
	size_t next = match->first + match->count;
	return next + 1 < f->count && dt_form_is(&f->tokens[next], "-") && dt_form_is_one_of(&f->tokens[next + 1], words);
}

// "Iran-backed militias", "rebel-held": who stands behind something does not own it.
static bool stands_behind(const DtFinder *f, const DtNameMatch *match) {
	static const char *const words[] = {"backed",    "allied",    "aligned", "held",       "occupied", "supported",
	                                    "sponsored", "linked",    "funded",  "controlled", "imposed",  "brokered",
	                                    "mediated",  "friendly",  "trained", "armed",      "financed", "administered",
	                                    "born",      "installed", NULL};
	size_t next = match->first + match->count;
	if (next + 1 >= f->count || !dt_form_is(&f->tokens[next], "-")) return false;
	return dt_form_is_one_of(&f->tokens[next + 1], words) || dt_is_maker(f, match);
}

// "Maria Lund": part of a name, whatever places are called so.
static bool is_surname(const DtFinder *f, const DtNameMatch *match) {
	const DtToken *token = &f->tokens[match->first];
	return match->count == 1 && token->deprel == DT_DEPREL_FLAT && token->head == (int32_t)match->first - 1 &&
	       f->match_at[token->head] < 0;
}

// "Korean War veterans", "Gulf War veterans": where they fought is not whose they are.
static bool names_a_war(const DtFinder *f, const DtNameMatch *match) {
	size_t next = match->first + match->count;
	return next < f->count && dt_slice_is(f->tokens[next].form, "War");
}

// "forces loyal to Hun Sen": whom they follow, and so whose they are; as armed men, not as he is.
static void owner_from_loyalty(DtFinder *f, size_t head, DtOwner *owner) {
	static const char *const words[] = {"loyal", "faithful", "answerable", NULL};
	for (size_t i = head + 1; i < f->count && i < head + 3; i++) {
		if (f->tokens[i].head != (int32_t)head || !dt_form_is_one_of(&f->tokens[i], words)) continue;
		int32_t whom = dt_child_after(f, i, (int32_t)i, DT_DEPREL_OBL);
		const DtToken *preposition = whom < 0 ? NULL : dt_case_of(f, (size_t)whom);
		const DtMention *mention =
			preposition && dt_form_is(preposition, "to") ? dt_resolve_phrase(f, (size_t)whom) : NULL;
		const DtEntry *state =
			mention && mention->party.code.length ? dt_world_country(f->world, mention->party.code) : NULL;
		if (state) dt_owner_from_entry(f, state, DT_SECTOR_NONE, owner);
	}
}

DtOwner dt_owner_find(DtFinder *f, size_t head, DtCore core, const DtNameMatch *not_this) {
	DtOwner owner = {0};
	for (size_t i = 0; i < f->match_count && !owner.found; i++) {
		const DtNameMatch *match = &f->matches[i];
		if (match == not_this || match->first < core.first || match->first + match->count > core.last) continue;
		const DtCandidate *candidate = dt_candidate_of(match, DT_OWNER_SENSES),
						  *best = dt_best_candidate(f, match, (DtSlice){0});
		bool states = candidate && best && DT_OWNER_SENSES >> best->sense & 1 &&
		              candidate->entry->kind == DT_ENTRY_COUNTRY && best->entry->kind == DT_ENTRY_COUNTRY;
		if (states) candidate = best; // "Moscow" of 1987
		bool letters =
			candidate && candidate->sense == DT_SENSE_ABBREVIATION && dt_is_of_later(candidate->entry, f->day);
		if (letters) candidate = best && DT_OWNER_SENSES >> best->sense & 1 ? best : NULL; // "ANC", of 1987
		if (stands_behind(f, match) || names_a_war(f, match) ||
		    (candidate && dt_is_namesake(f, match, candidate->entry)))
			continue;
		if (candidate && candidate->entry->kind != DT_ENTRY_PERSON)
			dt_owner_from_entry(f, candidate->entry, candidate->sector, &owner);
		else if (!candidate && dt_place_candidate(f, match) && match->first != head && !is_surname(f, match)) {
			const DtEntry *country = dt_world_country(f->world, dt_place_candidate(f, match)->country);
			if (country) dt_owner_from_entry(f, country, DT_SECTOR_NONE, &owner);
			owner.local = country && dt_place_candidate(f, match)->kind != DT_PLACE_CAPITAL;
		}
	}
	for (size_t i = 0; i < f->match_count && !owner.found && dt_heads_a_body(f, head); i++) {
		const DtNameMatch *match = &f->matches[i];
		if (match->first < core.first || match->first + match->count > core.last) continue;
		const DtCandidate *person = dt_best_candidate(f, match, (DtSlice){0});
		bool named = person && person->sense == DT_SENSE_NAME && person->entry->kind == DT_ENTRY_PERSON;
		if (named && !dt_is_namesake(f, match, person->entry))
			dt_owner_from_entry(f, person->entry, DT_SECTOR_NONE, &owner);
	}
	owner_from_memory(f, head, core, &owner);
	if (!owner.found) owner_from_loyalty(f, head, &owner);
	bool possessed = false; // "their ministers in New York": whose they are, even unknown, and not where
	for (uint32_t token = core.first; token < core.last && !owner.found; token++) {
		int32_t possessor = dt_child_after(f, token, -1, DT_DEPREL_NMOD_POSS);
		possessed |= possessor >= 0 && f->tokens[possessor].upos == DT_UPOS_PRON;
		if (possessor >= 0) owner_from_phrase(f, (size_t)possessor, &owner);
	}
	static const char *const linking[] = {"of", "for", "from", "at", "in", "with", NULL};
	static const char *const sides[] = {"side", "sides", "parties", "factions", NULL}; // "both sides in Uganda"
	for (uint32_t token = core.first; token < core.last && !possessed && !owner.party.code.length; token++) {
		for (int32_t c = dt_child_after(f, token, -1, DT_DEPREL_NMOD); c >= 0 && !owner.party.code.length;
		     c = dt_child_after(f, token, c, DT_DEPREL_NMOD)) {
			const DtToken *preposition = dt_case_of(f, (size_t)c);
			bool where = preposition && dt_form_is(preposition, "in") && dt_form_is_one_of(&f->tokens[head], sides);
			if (preposition && !where && dt_form_is_one_of(preposition, linking))
				owner_from_phrase(f, (size_t)c, &owner);
		}
	}
	return owner;
}

DtSlice dt_owner_body(const DtOwner *owner) {
	bool body = owner->entry && owner->entry->kind != DT_ENTRY_COUNTRY && owner->entry->kind != DT_ENTRY_PERSON;
	return body ? owner->entry->id : owner->party.code;
}

// Of the bodies that the titles of a match are limited to, the one that the document has spoken of, else the United
// States, which news in English need not name; empty when a title has no limit.
static DtSlice titled_body(const DtFinder *f, const DtNameMatch *match) {
	DtSlice found = {0}, body;
	size_t count = 0;
	for (uint32_t c = 0; c < match->candidate_count; c++) {
		const DtCandidate *candidate = &match->candidates[c];
		if (candidate->sense != DT_SENSE_TITLE) continue;
		if (!candidate->only.length) return (DtSlice){0};
		for (DtSlice rest = candidate->only; dt_line_word(&rest, &body);) {
			if (dt_slice_equal(body, found)) continue;
			bool spoken = false, home = dt_slice_is(body, "USA");
			for (size_t i = 0; i < f->discourse->country_count; i++)
				spoken |= dt_slice_equal(f->discourse->countries[i].code, body);
			if (spoken) return body;
			if (home || count == 0) found = body;
			count++;
		}
	}
	return count == 1 || dt_slice_is(found, "USA") ? found : (DtSlice){0};
}

void dt_owner_by_title(const DtFinder *f, const DtNameMatch *match, DtOwner *owner) {
	DtSlice only = titled_body(f, match);
	const DtEntry *body = only.length ? dt_world_find(f->world, only) : NULL;
	if (body) dt_owner_from_entry(f, body, DT_SECTOR_NONE, owner);
}

void dt_owner_by_election(const DtFinder *f, const DtNameMatch *match, const DtMention *mention, DtOwner *owner) {
	const DtCandidate *title = dt_candidate_of(match, 1u << DT_SENSE_TITLE);
	DtSlice found = {0};
	DtTerm term;
	size_t count = 0;
	if (!title || !title->office->elect || mention->plural || dt_names_somebody_else(f, mention)) return;
	for (size_t i = 0; i < f->discourse->country_count; i++) {
		DtSlice code = f->discourse->countries[i].code;
		if (!dt_holder_find(f, code, title->office, false, &term)) continue;
		found = code;
		count++;
	}
	if (count == 0 && dt_holder_find(f, dt_slice_of("USA"), title->office, false, &term)) found = dt_slice_of("USA");
	const DtEntry *state = found.length && count < 2 ? dt_world_country(f->world, found) : NULL;
	if (state) dt_owner_from_entry(f, state, DT_SECTOR_NONE, owner);
}

// The one who acts on a phrase: the subject of the verb that it is an object of; -1 for none.
static int32_t acting_subject(const DtFinder *f, size_t token) {
	int32_t verb = f->tokens[token].deprel == DT_DEPREL_OBJ ? f->tokens[token].head : -1;
	return verb < 0 ? -1 : dt_child_after(f, (size_t)verb, -1, DT_DEPREL_NSUBJ);
}

void dt_owner_by_opponent(DtFinder *f, const DtMention *mention, DtOwner *owner) {
	int32_t subject = mention->definite && !mention->plural ? acting_subject(f, mention->token) : -1;
	const DtMention *other = subject < 0 ? NULL : dt_resolve_phrase(f, (size_t)subject);
	if (!other || !other->party.code.length || dt_entity_code_known(other->party.code)) return;
	bool at_home = other->entry && other->entry->kind == DT_ENTRY_PARTY;
	for (int i = 0; i < other->party.sector_count; i++) {
		uint8_t sector = other->party.sectors[i];
		at_home |= sector == DT_SECTOR_ELI || sector == DT_SECTOR_PTY || sector == DT_SECTOR_OPP ||
		           sector == DT_SECTOR_LAB || sector == DT_SECTOR_AGR;
	}
	const DtEntry *state = at_home ? dt_world_country(f->world, other->party.code) : NULL;
	if (state) dt_owner_from_entry(f, state, DT_SECTOR_NONE, owner);
}

void dt_add_second_owner(const DtFinder *f, DtMention *mention, DtCore core) {
	if (!mention->plural || !mention->owner || mention->also) return;
	DtMention plain = *mention, *last = mention;
	for (size_t i = 0; i < f->match_count; i++) {
		const DtNameMatch *match = &f->matches[i];
		if (match->first < core.first || match->first >= mention->token) continue;
		const DtCandidate *candidate = dt_candidate_of(match, 1u << DT_SENSE_ADJECTIVE | 1u << DT_SENSE_NAME);
		if (!candidate || candidate->entry == last->owner || candidate->entry == mention->owner) continue;
		if (candidate->entry->kind != DT_ENTRY_COUNTRY) continue;
		DtMention *other = DT_NEW(f->arena, DtMention);
		DtParty owner = {0};
		*other = plain;
		dt_party_from_entry(f->world, candidate->entry, f->day, &owner);
		other->owner = candidate->entry;
		other->party.code = owner.code;
		last->also = other;
		last = other;
	}
}

void dt_add_second_possessor(DtFinder *f, DtMention *mention) {
	if (!mention->plural || mention->also || !mention->party.code.length) return;
	for (int32_t c = dt_child_after(f, mention->token, -1, DT_DEPREL_NMOD); c >= 0;
	     c = dt_child_after(f, mention->token, c, DT_DEPREL_NMOD)) {
		const DtToken *preposition = dt_case_of(f, (size_t)c);
		int32_t second = dt_child_after(f, (size_t)c, -1, DT_DEPREL_CONJ);
		static const char *const linking[] = {"of", "from", "for", NULL};
		if (!preposition || !dt_form_is_one_of(preposition, linking)) continue;
		const DtMention *whole = dt_resolve_phrase(f, (size_t)c);
		const DtMention *other = second < 0 ? (whole ? whole->also : NULL) : dt_resolve_phrase(f, (size_t)second);
		bool state = other && other->party.code.length && other->classes & (DT_CLASS_STATE | DT_CLASS_ORGANISATION);
		if (!state || dt_slice_equal(other->party.code, mention->party.code)) continue;
		DtMention plain = *mention, *last = mention;
		while (other) {
			if (other->entry != last->owner || last == mention) { // a name that the tree made two of
				DtMention *also = DT_NEW(f->arena, DtMention);
				*also = plain;
				also->owner = other->entry;
				also->party.code = other->party.code;
				last->also = also;
				last = also;
			}
			if (second < 0) {
				other = other->also;
				continue;
			}
			int32_t next = dt_child_after(f, (size_t)c, second, DT_DEPREL_CONJ); // of a flat list, or a nested one
			if (next < 0) next = dt_child_after(f, (size_t)second, second, DT_DEPREL_CONJ);
			second = next;
			other = next < 0 ? NULL : dt_resolve_phrase(f, (size_t)next);
			if (other && !(other->classes & (DT_CLASS_STATE | DT_CLASS_ORGANISATION))) other = NULL;
		}
		return;
	}
}

void dt_owner_prefer_province(const DtFinder *f, const DtMention *mention, const DtNameMatch *title, DtOwner *owner) {
	const DtCandidate *office = dt_candidate_of(title, 1u << DT_SENSE_TITLE);
	bool local = office && (dt_slice_is(office->office->id, "governor") || dt_slice_is(office->office->id, "mayor"));
	int32_t of = dt_child_after(f, mention->token, (int32_t)mention->token, DT_DEPREL_NMOD);
	if (!local || !owner->entry || owner->entry->kind != DT_ENTRY_COUNTRY || of < 0 || f->match_at[of] < 0) return;
	const DtNameMatch *match = &f->matches[f->match_at[of]];
	const DtCandidate *name = dt_candidate_of(match, 1u << DT_SENSE_NAME),
					  *place = dt_candidate_of(match, 1u << DT_SENSE_PLACE);
	const DtEntry *state = name && place ? dt_world_country(f->world, place->place->country) : NULL;
	if (!state || state == owner->entry || name->entry != owner->entry) return;
	*owner = (DtOwner){0};
	dt_owner_from_entry(f, state, DT_SECTOR_NONE, owner);
}
