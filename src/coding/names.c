// SPDX-License-Identifier: Apache-2.0
// Names: which of the world's actors one means, if any.
//
// Candidates are weighed by their sense, by whether they stood in an office that day, by what the document is about and
// whom it has named. A name may also be part of somebody else's ("Denzel Washington"), one that any state's body has
// ("the Supreme Court"), that of a thing ("the Energy Policy Act"), or nobody's that a dictionary has: then it is still
// somebody, with what its first mention told.
#include "coding/resolve.h"

static bool leads_on(const DtFinder *f, const DtEntry *entry) {
	DtIdentity identity;
	if (!dt_entry_on(f->world, entry, f->day, &identity) || identity.standing != DT_STANDING_CURRENT) return false;
	DtSlice office = identity.term ? identity.term->office->id : (DtSlice){0};
	return dt_slice_is(office, "head-of-state") || dt_slice_is(office, "head-of-government");
}

// True when a word stands in a name that the document gave to somebody whom the world does not know.
static bool is_strangers_name(const DtFinder *f, DtSlice word) {
	for (size_t i = 0; i < f->discourse->count; i++) {
		const DtMention *known = &f->discourse->memory[i].mention;
		if (!known->entry && known->named && dt_slice_find(known->party.entity_text, word) != SIZE_MAX) return true;
	}
	return false;
}

// "Kim met Moon": news calls by a surname alone, unasked, those who lead states. Only one who bears it may.
static bool leads_alone(const DtFinder *f, const DtNameMatch *match, const DtEntry *entry) {
	const DtToken *token = &f->tokens[match->first];
	bool argument = dt_is_subject(token) || token->deprel == DT_DEPREL_OBJ || token->deprel == DT_DEPREL_OBL ||
	                token->deprel == DT_DEPREL_NMOD_POSS || token->deprel == DT_DEPREL_CONJ;
	for (int32_t c = dt_child_after(f, match->first, -1, DT_DEPREL_CONJ); c >= 0; // "the brothers Ali and Omar Haddad"
	     c = dt_child_after(f, match->first, c, DT_DEPREL_CONJ))
		if (dt_child_after(f, (size_t)c, c, DT_DEPREL_FLAT) >= 0) return false;
	bool patronymic = dt_slice_find(entry->name, dt_slice_of(" bin ")) != SIZE_MAX; // no surname
	if (patronymic || f->day == DT_DATE_NONE || !argument || !leads_on(f, entry) || is_strangers_name(f, token->form))
		return false;
	for (uint32_t i = 0; i < match->candidate_count; i++) {
		const DtCandidate *other = &match->candidates[i];
		bool person = other->sense == DT_SENSE_SURNAME || other->sense == DT_SENSE_NAME;
		if (person && other->entry != entry && other->entry->kind == DT_ENTRY_PERSON && leads_on(f, other->entry))
			return false;
	}
	return true;
}

bool dt_is_of_later(const DtEntry *entry, DtDate day) {
	if (day == DT_DATE_NONE) return false;
	if (entry->active.from != DT_DATE_NONE) return day < entry->active.from;
	bool later = entry->code_count > 0;
	for (uint32_t i = 0; i < entry->code_count; i++)
		later &= entry->codes[i].days.from != DT_DATE_NONE && day < entry->codes[i].days.from;
	return later;
}

// "Lieberman" in a text about one country that has one of its own: not the one of elsewhere.
static bool is_stranger(const DtFinder *f, const DtNameMatch *match, const DtCandidate *candidate, DtSlice code) {
	DtSlice home = f->discourse->home;
	if (match->count != 1 || !home.length || candidate->entry->kind != DT_ENTRY_PERSON) return false;
	if (dt_slice_equal(code, home)) return false;
	for (uint32_t i = 0; i < match->candidate_count; i++) {
		const DtCandidate *other = &match->candidates[i];
		DtIdentity identity;
		bool person = (other->sense == DT_SENSE_NAME || other->sense == DT_SENSE_SURNAME) &&
		              other->entry->kind == DT_ENTRY_PERSON && other->entry != candidate->entry;
		if (person && dt_entry_on(f->world, other->entry, f->day, &identity) && dt_slice_equal(identity.code, home))
			return true;
	}
	return false;
}

// How well a candidate fits here; below 0: not at all.
static int candidate_score(const DtFinder *f, const DtNameMatch *match, const DtCandidate *candidate, DtSlice owner) {
	int score = 20 - (int)candidate->sense;
	switch (candidate->sense) {
	case DT_SENSE_TITLE:
	case DT_SENSE_ROLE:
	case DT_SENSE_PLACE:
		return score;
	default:
		break;
	}
	enum { EIGHT_YEARS = 8 * 365 }; // before a first office a surname alone is somebody else's
	DtIdentity identity = {0};
	if (dt_entry_on(f->world, candidate->entry, f->day, &identity)) {
		if (identity.standing == DT_STANDING_CURRENT || identity.standing == DT_STANDING_ELECT) score += 6;
		if (identity.standing == DT_STANDING_FUTURE) score -= 6;
		if (owner.length && dt_slice_equal(identity.code, owner)) score += 12;
		if (!identity.active) score -= 4;
	}
	bool gone = f->day != DT_DATE_NONE && candidate->entry->kind != DT_ENTRY_PERSON &&
	            !dt_date_within(f->day, candidate->entry->active);
	if (gone) score -= 6; // "Belgrade" is no longer that of Yugoslavia
	bool formed = candidate->entry->kind != DT_ENTRY_COUNTRY && candidate->entry->kind != DT_ENTRY_REGION;
	formed &= candidate->entry->kind != DT_ENTRY_PERSON;
	bool later = dt_is_of_later(candidate->entry, f->day);
	bool short_name = candidate->sense == DT_SENSE_ABBREVIATION || match->count == 1;
	if (formed && (later || (gone && short_name))) return -1; // not yet formed, or long dissolved: letters of another
	bool remembered = dt_is_spoken_of(f->discourse, candidate->entry);
	DtSlice about = dt_discourse_focus(f->discourse, (DtSlice){0});
	if (about.length && dt_slice_equal(identity.code, about)) score += 5; // of several parliaments, that of the story
	if (remembered) score += 15;
	if (!remembered && is_stranger(f, match, candidate, identity.code)) return -1;
	if (candidate->sense == DT_SENSE_SURNAME && match->count == 1 && !remembered && !owner.length)
		return leads_alone(f, match, candidate->entry) ? 0 : -1;
	bool unborn = identity.standing == DT_STANDING_FUTURE && identity.term && f->day != DT_DATE_NONE &&
	              identity.term->days.from > f->day + EIGHT_YEARS;
	if (candidate->entry->kind == DT_ENTRY_PERSON && unborn && match->count == 1 && !remembered) return -1;
	return score;
}

// "in Muscat", where somebody is called Muscat: nobody is in a person.
static bool is_where(const DtFinder *f, const DtNameMatch *match) {
	bool land = false;
	for (uint32_t i = 0; i < match->candidate_count; i++) {
		const DtCandidate *other = &match->candidates[i];
		bool entry = other->sense == DT_SENSE_CAPITAL || other->sense == DT_SENSE_NAME;
		land |= other->sense == DT_SENSE_PLACE || (entry && other->entry->kind <= DT_ENTRY_REGION);
	}
	return land && match->count == 1 && dt_stands_as_place(f, match->first, DT_SENSE_NAME);
}

// "the Rapid Support Forces (RSF)": of those so abbreviated the one that the words before have named.
static const DtCandidate *bracketed(const DtFinder *f, const DtNameMatch *match) {
	if (match->first < 2 || !dt_form_is(&f->tokens[match->first - 1], "(")) return NULL;
	int32_t before = f->match_at[match->first - 2];
	for (uint32_t i = 0; i < match->candidate_count && before >= 0; i++) {
		const DtCandidate *candidate = &match->candidates[i];
		if (candidate->sense != DT_SENSE_ABBREVIATION) continue;
		for (uint32_t k = 0; k < f->matches[before].candidate_count; k++) {
			const DtCandidate *name = &f->matches[before].candidates[k];
			if (name->sense == DT_SENSE_NAME && name->entry == candidate->entry) return candidate;
		}
	}
	return NULL;
}

const DtCandidate *dt_best_candidate(const DtFinder *f, const DtNameMatch *match, DtSlice owner) {
	const DtCandidate *best = NULL;
	int best_score = -1;
	bool where = is_where(f, match);
	if (match->candidate_count > 1 && bracketed(f, match)) return bracketed(f, match);
	for (uint32_t i = 0; i < match->candidate_count; i++) {
		DtSense sense = match->candidates[i].sense;
		bool bearer = sense == DT_SENSE_NAME || sense == DT_SENSE_SURNAME;
		if (where && bearer && match->candidates[i].entry->kind == DT_ENTRY_PERSON) continue;
		int score = candidate_score(f, match, &match->candidates[i], owner);
		if (score > best_score) {
			best_score = score;
			best = &match->candidates[i];
		}
	}
	return best;
}

static bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80); }

// A whole word of one of its names: "San" is none of "Sanders".
static bool names_hold(const DtEntry *entry, DtSlice word) {
	for (uint32_t i = 0; i < entry->name_count && word.length; i++) {
		DtSlice name = entry->names[i];
		size_t at = dt_slice_find(name, word), end = at + word.length;
		if (at == SIZE_MAX) continue;
		if ((at == 0 || !is_letter(name.data[at - 1])) && (end == name.length || !is_letter(name.data[end])))
			return true;
	}
	return false;
}

bool dt_is_no_name(const DtFinder *f, size_t at) {
	if (f->match_at[at] < 0) return false;
	const DtNameMatch *match = &f->matches[f->match_at[at]];
	for (uint32_t c = 0; c < match->candidate_count; c++) {
		DtSense sense = match->candidates[c].sense;
		bool person = (sense == DT_SENSE_NAME || sense == DT_SENSE_SURNAME) &&
		              match->candidates[c].entry->kind == DT_ENTRY_PERSON;
		if (!person && sense != DT_SENSE_PLACE) return true;
	}
	return false;
}

size_t dt_name_beside(const DtFinder *f, size_t at) {
	const DtToken *tokens = f->tokens;
	bool behind = at + 1 < f->count && tokens[at + 1].deprel == DT_DEPREL_FLAT && tokens[at + 1].upos == DT_UPOS_PROPN;
	if (at > 0 && tokens[at - 1].upos == DT_UPOS_PROPN && !dt_is_no_name(f, at - 1)) {
		bool flat = tokens[at].deprel == DT_DEPREL_FLAT && tokens[at].head >= 0;
		if (flat || tokens[at - 1].head == (int32_t)at) return at - 1;
	}
	return behind && tokens[at + 1].head == (int32_t)at ? at + 1 : f->count;
}

bool dt_is_namesake(const DtFinder *f, const DtNameMatch *match, const DtEntry *entry) {
	if (match->count != 1) return false;
	size_t at = match->first, other = dt_name_beside(f, at);
	bool flat =
		other < f->count && (f->tokens[at].deprel == DT_DEPREL_FLAT || f->tokens[other].deprel == DT_DEPREL_FLAT);
	if (other == f->count || f->tokens[other].upos != DT_UPOS_PROPN) return false;
	bool surname = other > at && !dt_is_no_name(f, other) && f->tokens[other].form.length > 3; // "Paris Hilton"
	bool place = flat && entry->kind <= DT_ENTRY_REGION && (other < at || surname);
	if (entry->kind != DT_ENTRY_PERSON && !place) return false;
	DtSlice form = f->tokens[other].form;
	bool initial = form.length <= 2 || form.data[form.length - 1] == '.';
	size_t first = at; // of the whole name: "George Herbert Walker Bush"
	for (int steps = 0; steps < 4 && f->tokens[first].deprel == DT_DEPREL_FLAT && f->tokens[first].head >= 0; steps++)
		first = (size_t)f->tokens[first].head;
	bool called = names_hold(entry, form) || (first < at && names_hold(entry, f->tokens[first].form));
	return !initial && !called;
}

// "The Supreme Court", "Congress": a name of one state's body that any state's may have, where others are spoken of.
static bool is_generic(const DtFinder *f, const DtNameMatch *match, const DtCandidate *named) {
	if (named->entry->kind != DT_ENTRY_AGENCY || !dt_candidate_of(match, DT_PLAIN_SENSES)) return false;
	DtSlice code = named->entry->code_count ? named->entry->codes[0].code : (DtSlice){0};
	bool others = false;
	for (size_t i = 0; i < f->discourse->country_count; i++) {
		if (dt_slice_equal(f->discourse->countries[i].code, code)) return false;
		others = true;
	}
	for (size_t i = 0; i < f->match_count; i++) {
		const DtCandidate *state = dt_candidate_of(&f->matches[i], DT_OWNER_SENSES);
		if (!state || state->entry->kind != DT_ENTRY_COUNTRY) continue;
		if (dt_slice_equal(state->entry->id, code)) return false;
		others = true;
	}
	return others;
}

bool dt_heads_a_body(const DtFinder *f, size_t head) {
	int32_t match = f->tokens[head].upos == DT_UPOS_NOUN ? f->match_at[head] : -1;
	const DtCandidate *role = match >= 0 ? dt_candidate_of(&f->matches[match], 1u << DT_SENSE_ROLE) : NULL;
	return role && role->role->kind == DT_ROLE_BODY;
}

static bool is_ever_of(const DtEntry *entry, DtSlice code) {
	bool of = false;
	for (uint32_t i = 0; i < entry->code_count; i++) of |= dt_slice_equal(entry->codes[i].code, code);
	for (uint32_t i = 0; i < entry->term_count; i++) of |= dt_slice_equal(entry->terms[i].of, code);
	return of;
}

// "U.S. Trade Representative Michael Smith": an office of a state that the one of that name never had to do with.
static bool serves_another(const DtFinder *f, DtCore core, const DtNameMatch *name, const DtEntry *person) {
	const DtNameMatch *title = &f->matches[f->match_at[name->first - 1]];
	if (title->first <= core.first || f->match_at[title->first - 1] < 0) return false;
	const DtCandidate *office = dt_candidate_of(title, 1u << DT_SENSE_TITLE);
	for (uint32_t i = 0; office && i < person->term_count; i++) // "Congolese", which is either's
		if (person->terms[i].office == office->office) return false;
	const DtNameMatch *states = &f->matches[f->match_at[title->first - 1]];
	bool another = false;
	for (uint32_t i = 0; i < states->candidate_count; i++) {
		const DtCandidate *state = &states->candidates[i];
		if (!(DT_OWNER_SENSES >> state->sense & 1) || state->entry->kind != DT_ENTRY_COUNTRY) continue;
		if (is_ever_of(person, state->entry->id)) return false;
		another = true;
	}
	return another;
}

const DtCandidate *dt_named_actor(const DtFinder *f, DtCore core, size_t head, DtSlice owner,
                                  const DtNameMatch **where) {
	for (size_t i = f->match_count; i-- > 0;) {
		const DtNameMatch *match = &f->matches[i];
		if (match->first < core.first || match->first + match->count > core.last) continue;
		const DtCandidate *candidate = dt_best_candidate(f, match, owner);
		if (!candidate || !(DT_NAME_SENSES >> candidate->sense & 1)) continue;
		bool covers_head = match->first <= head && head < match->first + match->count;
		if (candidate->entry->kind != DT_ENTRY_PERSON && !covers_head) continue;
		if (dt_is_namesake(f, match, candidate->entry)) continue;
		if (is_generic(f, match, candidate)) continue;
		bool titled = match->first > core.first && f->match_at[match->first - 1] >= 0 && // "Queen Victoria"
		              dt_candidate_of(&f->matches[f->match_at[match->first - 1]], 1u << DT_SENSE_TITLE);
		if (titled && candidate->sense == DT_SENSE_CAPITAL) continue;
		if (candidate->entry->kind == DT_ENTRY_PERSON && !covers_head && dt_heads_a_body(f, head)) continue;
		if (candidate->entry->kind == DT_ENTRY_PERSON && titled && serves_another(f, core, match, candidate->entry))
			continue;
		*where = match;
		return candidate;
	}
	return NULL;
}

bool dt_is_called_otherwise(const DtFinder *f, const DtMention *mention, const DtEntry *holder) {
	if (f->tokens[mention->token].upos != DT_UPOS_PROPN) return false;
	for (uint32_t i = mention->token; i < mention->last; i++) {
		if (names_hold(holder, f->tokens[i].form)) return false;
	}
	return true;
}

bool dt_is_unknown_name(const DtFinder *f, const DtMention *mention) {
	return f->tokens[mention->token].upos == DT_UPOS_PROPN && !mention->entry && !mention->party.code.length &&
	       mention->party.sector_count == 0;
}

// "Finance Minister Kiichi Miyazawa": in an office that the world does not have him in, on that day.
static void use_title_before(const DtFinder *f, DtMention *mention) {
	const DtNameMatch *match =
		dt_match_with_sense(f, (DtCore){mention->first, mention->last}, 1u << DT_SENSE_TITLE, NULL);
	const DtCandidate *title = dt_candidate_of(match, 1u << DT_SENSE_TITLE);
	if (!title) return;
	mention->titled = true;
	dt_party_add_sectors(&mention->party, title->office->sectors, title->office->sector_count);
}

// Where no day is known, a title says better who one was than the last that is known of him.
static bool title_before(const DtFinder *f, const DtMention *mention, const DtNameMatch *name) {
	const DtNameMatch *match =
		dt_match_with_sense(f, (DtCore){mention->first, name->first}, 1u << DT_SENSE_TITLE, name);
	const DtCandidate *title = dt_candidate_of(match, 1u << DT_SENSE_TITLE);
	return title && title->office->sector_count;
}

// "East German leader Erich Honecker", told after there was no such state.
static void use_former_state(DtMention *mention, DtSlice owner) {
	const DtEntry *entry = mention->entry;
	for (uint32_t i = 0; i < entry->term_count && !dt_slice_equal(mention->party.code, owner); i++) {
		if (!dt_slice_equal(entry->terms[i].of, owner)) continue;
		mention->party.code = owner;
		mention->former = true;
	}
}

// "European Council president Donald Tusk" in a text without a date: the office that is named, of all he held.
static void use_titled_term(const DtFinder *f, DtMention *mention, const DtNameMatch *name) {
	const DtEntry *entry = mention->entry;
	const DtNameMatch *match =
		dt_match_with_sense(f, (DtCore){mention->first, name->first}, 1u << DT_SENSE_TITLE, name);
	for (uint32_t c = 0; match && c < match->candidate_count; c++) {
		const DtCandidate *title = &match->candidates[c];
		bool holds = title->sense == DT_SENSE_TITLE && dt_slice_equal(title->office->id, mention->party.office);
		if (holds) return; // the last one is the one that is named
	}
	for (uint32_t c = 0; match && c < match->candidate_count; c++) {
		const DtCandidate *title = &match->candidates[c];
		if (title->sense != DT_SENSE_TITLE) continue;
		for (uint32_t i = entry->term_count; i-- > 0;) {
			const DtTerm *term = &entry->terms[i];
			if (term->office != title->office || !dt_title_fits(title, term->of) || !dt_actor_code_known(term->of))
				continue;
			mention->party.code = term->of;
			mention->party.office = term->office->id;
			mention->party.sector_count = 0;
			dt_party_add_sectors(&mention->party, term->office->sectors, term->office->sector_count);
			return;
		}
	}
}

void dt_resolve_named(const DtFinder *f, DtMention *mention, const DtCandidate *named, const DtNameMatch *where,
                      DtSlice owner) {
	bool geographic = named->entry->kind == DT_ENTRY_COUNTRY || named->entry->kind == DT_ENTRY_REGION;
	bool located = geographic || named->sense == DT_SENSE_SEAT;
	mention->place = dt_place_candidate(f, where);
	for (uint32_t k = where->first; k < where->first + where->count; k++) // whichever word the tree hung "in" on
		mention->place_only |= located && dt_stands_as_place(f, k, named->sense);
	DtIdentity identity = {0};
	if (named->sense == DT_SENSE_SURNAME) dt_entry_on(f->world, named->entry, f->day, &identity);
	bool own = owner.length && dt_slice_equal(identity.code, owner);
	bool expected = own || dt_is_spoken_of(f->discourse, named->entry) || leads_alone(f, where, named->entry);
	if (named->sense == DT_SENSE_SURNAME && !expected) return;
	dt_mean_entry(f, mention, named->entry, named->sector, dt_sense_name(named->sense));
	if (named->entry->kind == DT_ENTRY_PERSON && owner.length) use_former_state(mention, owner);
	if (f->day == DT_DATE_NONE && !mention->former) use_titled_term(f, mention, where);
	if (mention->place_only) mention->classes |= DT_CLASS_PLACE;
	if (f->day == DT_DATE_NONE && !mention->former && title_before(f, mention, where)) mention->party.sector_count = 0;
	if (named->entry->kind == DT_ENTRY_PERSON && mention->party.sector_count == 0 && !mention->former)
		use_title_before(f, mention);
	bool titled = dt_match_with_sense(f, (DtCore){mention->first, mention->last}, DT_PLAIN_SENSES, where);
	if (titled) dt_use_former(f, mention);
}

void dt_resolve_unknown(const DtFinder *f, DtMention *mention, const DtOwner *owner) {
	if (f->tokens[mention->token].upos != DT_UPOS_PROPN) return;
	if (owner->found) { // "the Turkish Red Crescent"
		mention->owner = owner->entry;
		mention->party.code = owner->party.code;
		mention->party.why = dt_slice_of("nationality");
	}
	bool counted = dt_child_after(f, mention->token, -1, DT_DEPREL_NUMMOD) >= 0; // "40 MLN"
	bool name = !dt_is_in_time(f, mention->token) && !dt_names_a_thing(f, mention) && !dt_is_part_of_thing(f, mention);
	if (name && !f->shouted && !counted) mention->classes |= DT_CLASS_ACTOR;
}

// "Khan" after "Usman Khan": the surname of somebody whom no dictionary has.
static bool resolve_unknown_bearer(const DtFinder *f, DtMention *mention) {
	DtSlice form = f->tokens[mention->token].form;
	for (size_t i = f->discourse->count; i-- > 0;) {
		const DtRemembered *known = &f->discourse->memory[i];
		bool full = known->mention.party.entity_text.length > form.length;
		if (known->mention.entry || !full || !dt_slice_equal(known->name, form)) continue;
		dt_mean_remembered(mention, known, "named before");
		return true;
	}
	return false;
}

bool dt_resolve_bearer(const DtFinder *f, DtMention *mention, const DtCandidate *named) {
	if (dt_is_spoken_of(f->discourse, named->entry)) return false;
	if (f->tokens[mention->last - 1].upos != DT_UPOS_PROPN) return false;
	if (named->entry->kind == DT_ENTRY_PERSON && mention->last - mention->first == 1)
		return resolve_unknown_bearer(f, mention);
	if (named->entry->kind == DT_ENTRY_PERSON || mention->last - mention->first != 1) return false;
	for (size_t i = f->discourse->count; i-- > 0;) {
		const DtRemembered *known = &f->discourse->memory[i];
		bool person = known->mention.entry && known->mention.entry->kind == DT_ENTRY_PERSON;
		DtSlice surname = person ? dt_last_word(known->mention.entry->name) : known->name;
		if (!surname.length || !dt_slice_equal(surname, f->tokens[mention->token].form)) continue;
		if (!person && !(known->mention.classes & DT_CLASS_PERSON)) continue;
		dt_mean_remembered(mention, known, "named before");
		return true;
	}
	return false;
}

bool dt_has_another_first_name(const DtFinder *f, size_t head, DtCore core, const DtRemembered *known) {
	DtSlice first = f->tokens[head].form, called = known->mention.party.entity_text;
	bool full =
		head + 1 < core.last && f->tokens[head + 1].deprel == DT_DEPREL_FLAT && !dt_form_is(&f->tokens[head], "Mr");
	size_t surname = dt_slice_find(called, known->name);
	bool known_first = surname != SIZE_MAX && surname > 0;
	bool initial = first.length <= 2 || first.data[first.length - 1] == '.';
	return full && known_first && !initial && f->match_at[head] < 0 && dt_slice_find(called, first) == SIZE_MAX;
}
