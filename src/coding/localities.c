// SPDX-License-Identifier: Apache-2.0
// Places among the names: which of several of one name is meant, and when a name means a place rather than its people.
//
// What a place is said to lie in decides ("Tripoli, Lebanon"); else what the document speaks of and how large each is.
// Places that no dictionary has are known by the noun with them ("the village of Tarin").
#include "coding/resolve.h"

// What a place is said to lie in: "Tripoli, Lebanon", "Tripoli in northern Lebanon", "the town of X in Y province".
typedef struct Container {
	DtSlice country; // its code; empty when nothing is said
	DtSlice name;    // of the gazetteer, when it is a place there
} Container;

static void contain(Container *container, const DtNameMatch *match) {
	for (uint32_t i = 0; i < match->candidate_count; i++) {
		const DtCandidate *candidate = &match->candidates[i];
		bool place = candidate->sense == DT_SENSE_PLACE;
		if (place && !container->name.length) container->name = candidate->place->name;
		if (place && !container->country.length) container->country = candidate->place->country;
		bool land = !place && candidate->entry && candidate->sense <= DT_SENSE_ADJECTIVE &&
		            candidate->entry->kind == DT_ENTRY_COUNTRY;
		if (land && !container->country.length) container->country = candidate->entry->id;
	}
}

static void contain_phrase(const DtFinder *f, size_t token, Container *container) {
	if (f->match_at[token] >= 0) contain(container, &f->matches[f->match_at[token]]);
	for (int32_t c = dt_child_after(f, token, -1, DT_DEPREL_AMOD); c >= 0 && !container->country.length;
	     c = dt_child_after(f, token, c, DT_DEPREL_AMOD))
		if (f->match_at[c] >= 0) contain(container, &f->matches[f->match_at[c]]);
}

// What stands behind a comma: "Tripoli, Lebanon,". A list of places goes on without another mark.
static void contain_behind_comma(const DtFinder *f, uint32_t behind, Container *container) {
	bool comma = behind + 1 < f->count && dt_form_is(&f->tokens[behind], ",");
	if (!comma || f->match_at[behind + 1] < 0 || f->tokens[behind + 1].upos != DT_UPOS_PROPN) return;
	const DtNameMatch *match = &f->matches[f->match_at[behind + 1]];
	uint32_t end = match->first + match->count;
	bool closed = end >= f->count || f->tokens[end].upos == DT_UPOS_PUNCT;
	if (closed && match->first == behind + 1) contain(container, match);
}

static Container find_container(const DtFinder *f, size_t head, uint32_t behind) {
	static const char *const inside[] = {"in", "of", "inside", NULL};
	Container container = {0};
	contain_behind_comma(f, behind, &container);
	bool lies = behind < f->count && dt_form_is(&f->tokens[behind], "in"); // wherever the tree hung it
	for (uint32_t k = behind + 1; lies && k < f->count && k < behind + 3; k++) {
		if (f->match_at[k] >= 0 && f->tokens[k].upos == DT_UPOS_PROPN) contain(&container, &f->matches[f->match_at[k]]);
		lies = f->tokens[k].upos == DT_UPOS_ADJ;
	}
	int32_t place = (int32_t)head;
	for (int steps = 0; place >= 0 && steps < 2 && !container.country.length; steps++, place = f->tokens[place].head) {
		for (int32_t c = dt_child_after(f, (size_t)place, -1, DT_DEPREL_NMOD); c >= 0 && !container.country.length;
		     c = dt_child_after(f, (size_t)place, c, DT_DEPREL_NMOD)) {
			const DtToken *preposition = dt_case_of(f, (size_t)c);
			if (c != (int32_t)head && preposition && dt_form_is_one_of(preposition, inside))
				contain_phrase(f, (size_t)c, &container);
		}
		if (steps == 0 && f->match_at[place] < 0) contain_phrase(f, (size_t)place, &container);
		if (f->tokens[place].upos == DT_UPOS_VERB) break;
	}
	return container;
}

static uint32_t times_spoken_of(const DtDiscourse *discourse, DtSlice country) {
	for (size_t i = 0; i < discourse->country_count; i++)
		if (dt_slice_equal(discourse->countries[i].code, country)) return discourse->countries[i].count;
	return 0;
}

// The nationality or country next to it counts, then what the document is about, then size.
static double place_score(const DtFinder *f, const DtGazetteerPlace *place, const Container *container) {
	double score = 0;
	bool here = container->country.length && dt_slice_equal(place->country, container->country);
	if (here) score += 100;
	if (here && container->name.length && dt_slice_equal(place->in, container->name)) score += 50;
	uint32_t told = times_spoken_of(f->discourse, place->country);
	score += 6.0 * (told > 3 ? 3 : told);
	if (dt_slice_equal(f->discourse->dateline_country, place->country)) score += 8;
	for (size_t i = 0; i < f->match_count && !container->country.length; i++) {
		const DtCandidate *other = f->matches[i].candidate_count ? &f->matches[i].candidates[0] : NULL;
		if (other && other->sense <= DT_SENSE_CAPITAL && dt_slice_equal(other->entry->id, place->country)) {
			score += 15;
			break;
		}
	}
	for (uint32_t people = place->population; people >= 10; people /= 10) score += 2;
	return score;
}

// What a report is about decides between places of like size only: London is London, Hyderabad may be either.
static bool outgrows(const DtGazetteerPlace *a, const DtGazetteerPlace *b) {
	enum { FAR = 10 };
	bool capital = a->kind == DT_PLACE_CAPITAL && b->kind != DT_PLACE_CAPITAL;
	return capital || (a->population / FAR > b->population && b->population);
}

const DtGazetteerPlace *dt_place_candidate(const DtFinder *f, const DtNameMatch *match) {
	const DtGazetteerPlace *best = NULL;
	Container container = {0};
	bool sought = false;
	for (uint32_t i = 0; i < match->candidate_count; i++) {
		if (match->candidates[i].sense != DT_SENSE_PLACE) continue;
		const DtGazetteerPlace *place = match->candidates[i].place;
		if (!best) {
			best = place;
			continue;
		}
		if (!sought) container = find_container(f, match->first + match->count - 1u, match->first + match->count);
		sought = true;
		bool said = container.country.length > 0;
		bool better = place_score(f, place, &container) > place_score(f, best, &container);
		if (!said && outgrows(best, place)) better = false;
		if (!said && outgrows(place, best)) better = true;
		if (better) best = place;
	}
	return best;
}

const DtGazetteerPlace *dt_place_elsewhere(const DtFinder *f, const DtNameMatch *match, const DtEntry *entry) {
	const DtGazetteerPlace *found = NULL;
	for (uint32_t i = 0; i < match->candidate_count; i++) {
		const DtCandidate *candidate = &match->candidates[i];
		if (candidate->sense != DT_SENSE_PLACE || dt_slice_equal(candidate->place->country, entry->id)) continue;
		Container container = find_container(f, match->first + match->count - 1u, match->first + match->count);
		DtSlice country = candidate->place->country;
		bool said = dt_slice_equal(country, container.country);
		bool meant = !container.country.length && match->candidates[0].sense == DT_SENSE_CAPITAL &&
		             times_spoken_of(f->discourse, country) > 1 && times_spoken_of(f->discourse, entry->id) == 0;
		if (said || meant) found = candidate->place;
	}
	return found;
}

const DtGazetteerPlace *dt_place_by_comma(const DtFinder *f, const DtNameMatch *match) {
	uint32_t behind = match->first + match->count;
	if (behind + 1 >= f->count || !dt_form_is(&f->tokens[behind], ",") || f->match_at[behind + 1] < 0) return NULL;
	const DtNameMatch *around = &f->matches[f->match_at[behind + 1]];
	DtSpan span = {f->tokens[match->first].span.start, f->tokens[around->first + around->count - 1].span.end};
	size_t count;
	const DtCandidate *candidates = dt_world_lookup(f->world, dt_document_slice(f->discourse->document, span), &count);
	return count && candidates[0].sense == DT_SENSE_PLACE ? candidates[0].place : NULL;
}

void dt_mean_place(DtMention *mention, const DtGazetteerPlace *place) {
	mention->place = place;
	mention->classes |= DT_CLASS_PLACE;
	mention->party.code = place->country;
	mention->party.why = dt_slice_of("place");
	mention->place_only = true;
}

// "Polish is spoken in Lviv", "taught in Polish".
static bool is_language(const DtFinder *f, const DtMention *mention) {
	static const char *const verbs[] = {"speak", "teach", "learn", "study", "write", "translate", NULL};
	const DtToken *token = &f->tokens[mention->token];
	if (mention->last - mention->first != 1 || mention->plural || token->head < 0) return false;
	for (size_t i = 0; verbs[i]; i++) {
		if (dt_slice_is(f->tokens[token->head].lemma, verbs[i])) return true;
	}
	return false;
}

// "cargoes of Malaysian refined oil": one person would have an article, and no noun behind.
static bool stands_bare_before(const DtFinder *f, const DtMention *mention) {
	size_t next = mention->token + 1;
	if (mention->definite || mention->last != next || next >= f->count) return false;
	if (dt_child_after(f, mention->token, -1, DT_DEPREL_DET) >= 0) return false;
	uint8_t upos = f->tokens[next].upos;
	bool participle = upos == DT_UPOS_VERB && f->tokens[next].xpos == DT_XPOS_VBN;
	return upos == DT_UPOS_NOUN || upos == DT_UPOS_ADJ || participle;
}

void dt_resolve_demonym_or_place(const DtFinder *f, DtMention *mention, const DtNameMatch *match) {
	const uint32_t senses = 1u << DT_SENSE_DEMONYM | 1u << DT_SENSE_ADJECTIVE;
	const DtCandidate *demonym = dt_candidate_of(match, senses);
	uint8_t upos = f->tokens[mention->token].upos;
	if (demonym && is_language(f, mention)) return;
	uint8_t deprel = f->tokens[mention->token].deprel;
	bool before = deprel == DT_DEPREL_AMOD || deprel == DT_DEPREL_COMPOUND || stands_bare_before(f, mention);
	if (demonym && !mention->plural && before) {
		dt_mean_entry(f, mention, demonym->entry, demonym->sector, "adjective"); // "Soviet membership"
		return;
	}
	if (demonym && (upos == DT_UPOS_NOUN || upos == DT_UPOS_PROPN || mention->definite)) {
		dt_mean_entry(f, mention, demonym->entry, DT_SECTOR_CVL, "demonym");
		mention->entry = NULL;
		mention->owner = demonym->entry;
		mention->classes = DT_CLASS_ACTOR | DT_CLASS_CIVILIAN;
		mention->party.identifier_text = (DtSlice){0};
		return;
	}
	const DtGazetteerPlace *place = dt_place_candidate(f, match);
	size_t other = match->count == 1 ? dt_name_beside(f, match->first) : f->count;
	bool person = other < f->count && other > match->first && !dt_is_no_name(f, other);
	if (place && person) // "Zubair Khattak"
		mention->classes |= DT_CLASS_ACTOR;
	else if (place)
		dt_mean_place(mention, place);
}

bool dt_resolve_unknown_place(const DtFinder *f, DtMention *mention, DtCore core) {
	static const char *const words[] = {
		"town",    "village", "city",     "district", "province", "region",     "county",   "hamlet",  "island",
		"border",  "suburb",  "township", "camp",     "port",     "settlement", "crossing", "enclave", "valley",
		"outpost", "airport", "base",     "airbase",  "barracks", "forest",     "desert",   "park",    NULL};
	const DtToken *head = &f->tokens[mention->token];
	bool named = head->upos == DT_UPOS_PROPN, kind = dt_form_is_one_of(head, words);
	for (uint32_t i = core.first; i < core.last && kind; i++) {
		const DtNameMatch *match = f->match_at[i] < 0 ? NULL : &f->matches[f->match_at[i]];
		if (match && dt_place_candidate(f, match)) { // "the Merowe air base"
			dt_mean_place(mention, dt_place_candidate(f, match));
			return true;
		}
		named |= f->tokens[i].upos == DT_UPOS_PROPN && !match;
	}
	const DtToken *preposition = dt_case_of(f, mention->token);
	if (!kind && head->head >= 0 && preposition && dt_form_is(preposition, "of"))
		kind = dt_form_is_one_of(&f->tokens[head->head], words);
	if (!named || !kind) return false;
	Container container = find_container(f, mention->token, core.last);
	mention->classes = DT_CLASS_PLACE;
	mention->party.code = container.country.length ? container.country : dt_discourse_focus(f->discourse, (DtSlice){0});
	mention->party.why = dt_slice_of("place");
	mention->place_only = true;
	return true;
}
