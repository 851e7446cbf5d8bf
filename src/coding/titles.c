// SPDX-License-Identifier: Apache-2.0
// Titles and role nouns: "the Polish finance minister", "troops", "Macron's predecessor".
//
// A title with an owner finds the holder of the office on the day of the document; a role with an owner takes the
// owner's code and the role's sector. Without an owner it is whom the document spoke of, or nobody in particular.
#include "coding/resolve.h"

#include "base/buffer.h"

static bool says_acting(const DtFinder *f, DtCore core) {
	static const char *const words[] = {"acting", "interim", "caretaker", "transitional", "provisional", NULL};
	for (uint32_t i = core.first; i < core.last; i++) {
		if (dt_form_is_one_of(&f->tokens[i], words)) return true;
	}
	return false;
}

// "The next secretary of state" is not who it is now.
static bool says_next(const DtFinder *f, DtCore core) {
	static const char *const words[] = {"next", "future", "would", "prospective", NULL};
	for (uint32_t i = core.first; i < core.last; i++) {
		if (dt_form_is_one_of(&f->tokens[i], words)) return true;
	}
	return false;
}

// "The deputy finance minister" where the table has no such office: one beside the minister.
static bool says_deputy(const DtFinder *f, const DtMention *mention, const DtNameMatch *title) {
	static const char *const words[] = {"deputy", "vice", "assistant", "junior", "associate", "shadow", NULL};
	return title->first > mention->first && dt_form_is_one_of(&f->tokens[title->first - 1], words);
}

bool dt_holder_find(const DtFinder *f, DtSlice of, const DtOffice *office, bool acting, DtTerm *term) {
	enum { HOLDERS = 4 };
	DtTerm terms[HOLDERS];
	size_t count = dt_offices_on(f->world, of, office->id, f->day, terms, HOLDERS);
	if (count == 0) return false;
	*term = terms[0];
	for (size_t i = 1; acting && i < count && i < HOLDERS && term->kind != DT_TERM_ACTING; i++) {
		if (terms[i].kind == DT_TERM_ACTING) *term = terms[i];
	}
	return true;
}

bool dt_names_somebody_else(const DtFinder *f, const DtMention *mention) {
	if (f->tokens[mention->token].upos == DT_UPOS_PROPN && f->match_at[mention->token] < 0) return true;
	int32_t name = dt_child_after(f, mention->token, (int32_t)mention->token, DT_DEPREL_APPOS);
	bool adjacent = name >= 0 && (uint32_t)name <= mention->last + 1;
	return adjacent && f->tokens[name].upos == DT_UPOS_PROPN && f->match_at[name] < 0;
}

// The holder of the office when there is one that day, else an officer of the owner.
static void use_office(const DtFinder *f, DtMention *mention, const DtOffice *office, const DtOwner *owner) {
	mention->office = office;
	mention->owner = owner->entry;
	mention->classes |= DT_CLASS_ACTOR | DT_CLASS_PERSON;
	mention->party.office = office->id;
	mention->party.code = owner->party.code;
	dt_party_add_sectors(&mention->party, office->sectors, office->sector_count);
	if (office->sector_count == 0)
		dt_party_add_sectors(&mention->party, owner->party.sectors, owner->party.sector_count);
	bool of_state = owner->entry && owner->entry->kind == DT_ENTRY_COUNTRY;
	if (mention->party.sector_count == 0 && of_state)
		dt_party_add_sector(&mention->party, DT_SECTOR_GOV); // "U.S. officials"
	mention->party.why = dt_slice_of("title");
	bool leads = dt_slice_is(office->id, "head-of-state") || dt_slice_is(office->id, "head-of-government");
	if (owner->local && leads) mention->office = NULL; // of a province
	if (mention->deputy || !mention->office) mention->party.office = (DtSlice){0};
	if (!mention->office) return;
	if (mention->plural || office->many || mention->former || mention->deputy || !owner->party.code.length) return;
	if (says_next(f, (DtCore){mention->first, mention->last})) return;
	DtTerm term;
	bool acting = says_acting(f, (DtCore){mention->first, mention->last});
	if (dt_names_somebody_else(f, mention) || !dt_holder_find(f, dt_owner_body(owner), office, acting, &term)) return;
	mention->entry = term.holder;
	mention->gender = (uint8_t)term.holder->gender;
	mention->party.id = term.holder->id;
	mention->party.identifier_text = term.holder->name;
}

// Of the offices that a title may name in the owner's body, the first that somebody holds, else the first.
static const DtOffice *title_office(const DtFinder *f, const DtNameMatch *match, const DtOwner *owner) {
	const DtOffice *fallback = NULL, *fitting = NULL, *held = NULL;
	bool state = !owner->entry || owner->entry->kind == DT_ENTRY_COUNTRY || owner->entry->kind == DT_ENTRY_REGION;
	for (uint32_t c = 0; c < match->candidate_count; c++) {
		const DtCandidate *candidate = &match->candidates[c];
		DtTerm term;
		if (candidate->sense == DT_SENSE_ROLE && candidate->role->office && !fallback)
			fallback = candidate->role->office;
		if (candidate->sense != DT_SENSE_TITLE) continue;
		if (owner->party.code.length && dt_title_fits(candidate, owner->party.code)) {
			bool of_body = candidate->office->sector_count == 0; // "leader" of a group
			if (!fitting || (!state && of_body && fitting->sector_count)) fitting = candidate->office;
			if (!dt_holder_find(f, dt_owner_body(owner), candidate->office, false, &term)) continue;
			if (dt_is_spoken_of(f->discourse, term.holder)) return candidate->office; // "the Hungarian leader"
			if (!held) held = candidate->office;
		}
		if (!candidate->only.length && !fallback) fallback = candidate->office;
	}
	if (held) return held;
	if (!fitting && !fallback && owner->found && dt_candidate_of(match, 1u << DT_SENSE_TITLE))
		return dt_candidate_of(match, 1u << DT_SENSE_TITLE)->office; // so called elsewhere, and an office here too
	return fitting ? fitting : fallback;
}

// "The chancellor": of those spoken of, whoever holds one of the offices that the title names.
static bool use_holder_spoken_of(const DtFinder *f, DtMention *mention, const DtNameMatch *match) {
	for (uint32_t c = 0; c < match->candidate_count; c++) {
		if (match->candidates[c].sense == DT_SENSE_TITLE &&
		    dt_resolve_spoken_of(f, mention, match->candidates[c].office))
			return true;
	}
	return false;
}

static const DtRole *role_candidate(const DtNameMatch *match, bool *plural) {
	for (uint32_t c = 0; c < match->candidate_count; c++) {
		if (match->candidates[c].sense != DT_SENSE_ROLE) continue;
		*plural |= match->candidates[c].plural;
		return match->candidates[c].role;
	}
	return NULL;
}

// "Chad's creditors", "the neighbours of Chad" are not Chad's own.
static bool stands_on_other_side(const DtFinder *f, const DtMention *mention) {
	DtConcept other = dt_lexicon_concept_find(f->lexicon, dt_slice_of("other-side"));
	bool owned = dt_child_after(f, mention->token, -1, DT_DEPREL_NMOD_POSS) >= 0 ||
	             dt_child_after(f, mention->token, -1, DT_DEPREL_NMOD) >= 0;
	if (!owned || !dt_reading_has(f->reading, mention->token, other)) return false;
	const DtCore core = {mention->first, mention->last}; // but "Greek creditors" are Greek
	return !dt_match_with_sense(f, core, DT_OWNER_SENSES, NULL);
}

static void use_role(const DtFinder *f, DtMention *mention, const DtRole *role, const DtOwner *owner) {
	static const char *const members[] = {"member", "members",        "delegate",        "delegates", "men",
	                                      "cadres", "representative", "representatives", NULL};
	bool people = (role->kind == DT_ROLE_PERSON || role->kind == DT_ROLE_PEOPLE) &&
	              (role->sector_count == 0 || role->sectors[0] == DT_SECTOR_CVL);
	const DtOwner nobody = {0};
	if (owner->found && stands_on_other_side(f, mention)) owner = &nobody;
	if (role->weak && !owner->found && !people) return;
	static const char *const friends[] = {"allies", "partners", "neighbours", "neighbors", NULL};
	if (owner->found && dt_form_is_one_of(&f->tokens[mention->token], friends)) { // "U.S. allies" are not the U.S.
		mention->classes |= DT_CLASS_ACTOR;
		return;
	}
	mention->owner = owner->entry;
	mention->classes |= DT_CLASS_ACTOR;
	mention->equipment = role->kind == DT_ROLE_EQUIPMENT;
	if (role->kind == DT_ROLE_PERSON && !mention->plural) mention->classes |= DT_CLASS_PERSON;
	if (role->kind == DT_ROLE_BODY) mention->classes |= DT_CLASS_ORGANISATION;
	mention->party.code = role->code.length ? role->code : owner->party.code;
	bool belongs = dt_form_is_one_of(&f->tokens[mention->token], members);
	if (belongs && owner->found && owner->party.sector_count) { // "members of the junta"
		dt_party_add_sectors(&mention->party, owner->party.sectors, owner->party.sector_count);
		mention->party.why = dt_slice_of("member");
		return;
	}
	bool group = owner->entry && owner->entry->kind != DT_ENTRY_COUNTRY && owner->entry->kind != DT_ENTRY_PEOPLE &&
	             owner->entry->kind != DT_ENTRY_REGION && owner->entry->kind != DT_ENTRY_PERSON;
	if (group) dt_party_add_sectors(&mention->party, owner->party.sectors, owner->party.sector_count);
	dt_party_add_sectors(&mention->party, role->sectors, role->sector_count);
	if (role->sector_count == 0) dt_party_add_sectors(&mention->party, owner->party.sectors, owner->party.sector_count);
	mention->party.why = dt_slice_of("role");
}

// "The top U.S. diplomat": a title with whose it is in its middle.
static const DtNameMatch *split_match(const DtFinder *f, size_t head, DtCore core) {
	const uint32_t owners = 1u << DT_SENSE_ADJECTIVE | 1u << DT_SENSE_NAME | 1u << DT_SENSE_ABBREVIATION;
	const DtNameMatch *inner = dt_match_with_sense(f, core, owners, NULL);
	if (!inner || inner->first <= core.first || inner->first + inner->count > head) return NULL;
	DtBuffer words = {0};
	for (size_t i = core.first; i <= head; i++) {
		bool left_out = f->tokens[i].upos == DT_UPOS_DET || (i >= inner->first && i < inner->first + inner->count);
		if (left_out) continue;
		if (words.length) dt_buffer_add_char(&words, ' ');
		dt_buffer_add(&words, f->tokens[i].form);
	}
	size_t count = 0;
	const DtCandidate *candidates = dt_world_lookup(f->world, dt_buffer_slice(&words), &count);
	dt_buffer_clear(&words);
	DtNameMatch *match = DT_NEW(f->arena, DtNameMatch);
	*match = (DtNameMatch){(uint32_t)head, 1, candidates, (uint32_t)count};
	return count && dt_candidate_of(match, DT_PLAIN_SENSES) ? match : NULL;
}

const DtNameMatch *dt_plain_match(const DtFinder *f, size_t head, DtCore core) {
	const DtNameMatch *split = f->tokens[head].upos == DT_UPOS_NOUN ? split_match(f, head, core) : NULL;
	if (split) return split;
	for (size_t i = f->match_count; i-- > 0;) {
		const DtNameMatch *match = &f->matches[i];
		bool covers = match->first <= head && head < match->first + match->count;
		const DtCandidate *plain = covers ? dt_candidate_of(match, DT_PLAIN_SENSES) : NULL;
		bool weak = plain && plain->sense == DT_SENSE_ROLE && plain->role->weak;
		bool word = weak && f->tokens[head].upos == DT_UPOS_PROPN; // of a name: "rights group Open Cells"
		if (plain && !word) return match;
	}
	for (size_t i = f->match_count; f->tokens[head].upos == DT_UPOS_PROPN && i-- > 0;) { // the nearest before the name
		const DtNameMatch *match = &f->matches[i];
		bool inside = match->first >= core.first && match->first + match->count <= core.last;
		const DtCandidate *plain = inside ? dt_candidate_of(match, DT_PLAIN_SENSES) : NULL;
		bool itself = match->first == head && core.last - core.first == 1; // "Shell"
		bool weak = plain && plain->sense == DT_SENSE_ROLE && plain->role->weak;
		if (plain && !(itself && weak)) return match;
	}
	return NULL;
}

// The term of an office that the possessor holds or held last.
static const DtTerm *term_of(const DtFinder *f, const DtEntry *entry) {
	DtIdentity identity;
	if (!entry || entry->kind != DT_ENTRY_PERSON || !dt_entry_on(f->world, entry, f->day, &identity)) return NULL;
	return identity.standing == DT_STANDING_FUTURE ? NULL : identity.term;
}

// Who held the office of a term before it, or after it.
static const DtTerm *neighbour_of(const DtFinder *f, const DtTerm *term, bool before) {
	size_t count;
	const DtTerm *const *terms = dt_office_terms(f->world, term->of, term->office->id, &count);
	const DtTerm *found = NULL;
	for (size_t i = 0; i < count; i++) {
		bool regular = terms[i]->kind == DT_TERM_REGULAR && terms[i]->holder != term->holder;
		bool fits = before ? terms[i]->days.from < term->days.from : terms[i]->days.from > term->days.from;
		if (!regular || !fits) continue;
		if (!found || before) found = terms[i]; // the last before, the first after
	}
	return found;
}

bool dt_resolve_relation(DtFinder *f, DtMention *mention, DtCore core) {
	const DtToken *head = &f->tokens[mention->token];
	bool before = dt_form_is(head, "predecessor"), after = dt_form_is(head, "successor"),
		 beside = dt_form_is(head, "counterpart");
	if (!before && !after && !beside) return false;
	int32_t possessor = dt_child_after(f, mention->token, -1, DT_DEPREL_NMOD_POSS);
	const DtMention *whose = possessor >= 0 ? dt_resolve_phrase(f, (size_t)possessor) : NULL;
	const DtTerm *term = whose ? term_of(f, whose->entry) : NULL;
	if (!term) return false;
	if (!beside) {
		const DtTerm *other = neighbour_of(f, term, before);
		if (other) dt_mean_person(f, mention, other->holder, "predecessor or successor");
		return other != NULL;
	}
	const DtNameMatch *match = dt_match_with_sense(f, core, 1u << DT_SENSE_ADJECTIVE | 1u << DT_SENSE_NAME, NULL);
	const DtCandidate *state = dt_candidate_of(match, 1u << DT_SENSE_ADJECTIVE | 1u << DT_SENSE_NAME);
	if (!state || state->entry->kind != DT_ENTRY_COUNTRY) return false;
	DtOwner owner = {0};
	dt_owner_from_entry(f, state->entry, DT_SECTOR_NONE, &owner);
	use_office(f, mention, term->office, &owner);
	mention->party.why = dt_slice_of("counterpart");
	return true;
}

// "the president", "the government", "the police": every state has one.
static bool is_of_state(const DtOffice *office, const DtToken *head) {
	static const char *const bodies[] = {"government", "army", "military", "police", "parliament", "authorities", NULL};
	if (office)
		return dt_slice_is(office->id, "head-of-state") || dt_slice_is(office->id, "head-of-government") ||
		       dt_slice_ends(office->id, "-minister");
	return dt_form_is_one_of(head, bodies);
}

// "representatives of the three largest banks": no legislators, whom a capital letter tells from them.
static bool stands_for_others(const DtFinder *f, const DtMention *mention) {
	static const char *const words[] = {"representatives", "delegates", NULL};
	const DtToken *head = &f->tokens[mention->token];
	return head->upos == DT_UPOS_NOUN && dt_form_is_one_of(head, words) && head->form.data[0] >= 'a';
}

// "American Motors president Joseph Cappy", "a Phoenix Corp president": of a body that no dictionary has, and no state.
static bool is_of_unknown_body(const DtFinder *f, const DtNameMatch *title, DtCore core) {
	const DtCandidate *office = dt_candidate_of(title, 1u << DT_SENSE_TITLE);
	if (!office || !dt_slice_is(office->office->id, "head-of-state") || title->first <= core.first) return false;
	size_t before = title->first - 1u;
	return f->tokens[before].upos == DT_UPOS_PROPN && f->match_at[before] < 0 && title->count == 1;
}

void dt_resolve_title_or_role(DtFinder *f, DtMention *mention, const DtNameMatch *plain, DtCore core) {
	if (is_of_unknown_body(f, plain, core)) {
		mention->classes |= DT_CLASS_ACTOR | DT_CLASS_PERSON;
		dt_party_add_sector(&mention->party, DT_SECTOR_BUS);
		mention->party.why = dt_slice_of("title of a body");
		return;
	}
	DtOwner owner = dt_owner_find(f, mention->token, core, plain);
	dt_owner_prefer_province(f, mention, plain, &owner);
	if (!owner.found && use_holder_spoken_of(f, mention, plain)) return;
	if (!owner.found) dt_owner_by_title(f, plain, &owner);
	if (!owner.found) dt_owner_by_election(f, plain, mention, &owner);
	const DtOffice *office = stands_for_others(f, mention) ? NULL : title_office(f, plain, &owner);
	mention->deputy = office && says_deputy(f, mention, plain);
	const DtRole *role = role_candidate(plain, &mention->plural);
	if (!owner.found && (dt_resolve_spoken_of(f, mention, office) || (!office && dt_resolve_same_noun(f, mention))))
		return;
	if (!owner.found && is_of_state(office, &f->tokens[mention->token])) {
		dt_owner_by_opponent(f, mention, &owner);
		if (owner.found) office = title_office(f, plain, &owner);
	}
	if (office && (owner.found || !(role && role->weak)))
		use_office(f, mention, office, &owner);
	else if (role)
		use_role(f, mention, role, &owner);
	dt_add_second_owner(f, mention, core);
	dt_add_second_possessor(f, mention);
	if (!mention->former) return;
	dt_mean_former(&mention->party);
}
