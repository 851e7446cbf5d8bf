// SPDX-License-Identifier: Apache-2.0
// Several who are meant by one phrase: "both countries", "the two leaders", "the four states", "them" of a pair.
//
// They are the ones that the sentence has named together, else those that stood together last, else those that the
// document is most about. The mention becomes the first of them; the others hang on it by `also`.
#include "coding/resolve.h"

// Means two at once: the mention the first, `also` the second.
static void mean_both(const DtFinder *f, DtMention *mention, const DtMention *one, const DtMention *other) {
	DtRemembered first = {.mention = *one}, second = {.mention = *other};
	DtMention *also = DT_NEW(f->arena, DtMention);
	*also = *mention;
	dt_mean_remembered(mention, &first, "both");
	dt_mean_remembered(also, &second, "both");
	also->also = NULL;
	mention->also = also;
}

bool dt_are_two(const DtMention *one, const DtMention *other) {
	if (!one || !other || !(one->classes & other->classes & DT_CLASS_ACTOR)) return false;
	if (!one->party.code.length || !other->party.code.length) return false;
	bool parts = one->party.sector_count && other->party.sector_count &&
	             one->party.sectors[0] != other->party.sectors[0]; // the government and its rebels
	return parts || !dt_slice_equal(one->party.code, other->party.code);
}

bool dt_resolve_pair(DtFinder *f, DtMention *mention) {
	const DtToken *pronoun = &f->tokens[mention->token];
	for (size_t i = mention->token; i-- > 0;) {
		int32_t second = dt_child_after(f, i, (int32_t)i, DT_DEPREL_CONJ);
		bool own_clause = f->tokens[i].head == pronoun->head && pronoun->deprel != DT_DEPREL_NMOD_POSS;
		if (second < 0 || second >= (int32_t)mention->token || own_clause || f->visiting[i] || f->visiting[second])
			continue;
		DtMention *one = dt_resolve_phrase(f, i), *other = dt_resolve_phrase(f, (size_t)second);
		if (!one || !other) continue;
		const DtMention first = f->out->items[f->out->at[i]]; // resolving may have moved them
		if (!dt_are_two(&first, other)) continue;
		mean_both(f, mention, &first, other);
		DtMention *last = (DtMention *)mention->also;
		for (int32_t c = dt_child_after(f, i, second, DT_DEPREL_CONJ); c >= 0 && c < (int32_t)mention->token;
		     c = dt_child_after(f, i, c, DT_DEPREL_CONJ)) { // a third, a fourth
			const DtMention *more = f->visiting[c] ? NULL : dt_resolve_phrase(f, (size_t)c);
			if (!more || !more->party.code.length) continue;
			DtRemembered known = {.mention = *more};
			DtMention *also = DT_NEW(f->arena, DtMention);
			*also = *mention;
			dt_mean_remembered(also, &known, "both");
			also->also = NULL;
			last->also = also;
			last = also;
		}
		return true;
	}
	const DtDiscourse *discourse = f->discourse;
	if (!discourse->pair_sentence || discourse->pair_sentence != f->sentence) return false;
	mean_both(f, mention, &discourse->pair[0], &discourse->pair[1]);
	return true;
}

// The two countries that the sentence has named before, when there are just two: "between Israel and Egypt … the two".
static void use_named_together(const DtFinder *f, size_t before, const DtEntry **one, const DtEntry **two) {
	*one = *two = NULL;
	for (size_t i = 0; i < f->match_count && f->matches[i].first < before; i++) {
		const DtNameMatch *match = &f->matches[i];
		for (uint32_t c = 0; c < match->candidate_count; c++) {
			const DtCandidate *candidate = &match->candidates[c];
			bool country = candidate->sense == DT_SENSE_NAME && candidate->entry->kind == DT_ENTRY_COUNTRY;
			if (!country || candidate->entry == *one || candidate->entry == *two) continue;
			if (*two) { // a third
				*two = NULL;
				return;
			}
			*(*one ? two : one) = candidate->entry;
		}
	}
}

bool dt_resolve_top_countries(DtFinder *f, DtMention *mention) {
	const DtEntry *one = NULL, *two = NULL;
	use_named_together(f, mention->token, &one, &two);
	if (!two) {
		DtCountryCount first, second;
		dt_discourse_two_countries(f->discourse, f->sentence, &first, &second);
		one = first.count ? dt_world_country(f->world, first.code) : NULL;
		two = second.count ? dt_world_country(f->world, second.code) : NULL;
	}
	if (!one || !two) return false;
	DtMention *other = DT_NEW(f->arena, DtMention);
	*other = *mention;
	dt_mean_country(f, mention, one);
	dt_mean_country(f, other, two);
	mention->also = other;
	return true;
}

enum { TRIO = 3 };

static size_t add_country(const DtEntry **found, size_t count, const DtEntry *country) {
	for (size_t i = 0; i < count; i++)
		if (found[i] == country) return count;
	if (country && country->kind == DT_ENTRY_COUNTRY && count < TRIO) found[count++] = country;
	return count;
}

// "the three countries": those it meant before; else the three that this sentence, or it with the one before, speaks
// of; else those that the document is most about.
static size_t find_trio(const DtFinder *f, size_t before, const DtEntry **found) {
	size_t count = 0;
	DtDiscourse *discourse = f->discourse;
	for (size_t i = before; i-- > 0 && !discourse->trio[0];)
		if (f->out->at[i] >= 0) count = add_country(found, count, f->out->items[f->out->at[i]].entry);
	for (size_t i = discourse->count; i-- > 0 && count < TRIO && !discourse->trio[0];) {
		if (discourse->memory[i].sentence + 1 < f->sentence) continue;
		count = add_country(found, count, discourse->memory[i].mention.entry);
	}
	if (count == TRIO) memcpy(discourse->trio, found, sizeof discourse->trio);
	if (discourse->trio[0]) {
		memcpy(found, discourse->trio, sizeof discourse->trio);
		return TRIO;
	}
	DtSlice none = {0}, first = dt_discourse_top_country(discourse, none).code;
	if (first.length) count = add_country(found, count, dt_world_country(f->world, first));
	DtSlice second = dt_discourse_top_country(discourse, first).code;
	if (second.length) count = add_country(found, count, dt_world_country(f->world, second));
	for (size_t i = 0; i < discourse->country_count && count < TRIO; i++)
		if (discourse->countries[i].count > 1)
			count = add_country(found, count, dt_world_country(f->world, discourse->countries[i].code));
	return count;
}

// "the four states": those that stood together, when they were so many.
static bool use_several(DtFinder *f, DtMention *mention, size_t wanted) {
	const DtEntry *found[DT_LIST_ROOM];
	bool listed = f->discourse->list_count == wanted;
	if (listed) memcpy(found, f->discourse->list, wanted * sizeof *found);
	if (!listed && (wanted != TRIO || find_trio(f, mention->token, found) < TRIO)) return false;
	DtMention plain = *mention, *last = mention;
	dt_mean_country(f, mention, found[0]);
	for (size_t k = 1; k < wanted; k++) {
		DtMention *other = DT_NEW(f->arena, DtMention);
		*other = plain;
		dt_mean_country(f, other, found[k]);
		last->also = other;
		last = other;
	}
	return true;
}

// "The two Koreas".
static bool use_two_halves(const DtFinder *f, DtMention *mention) {
	DtSlice name = f->tokens[mention->token].form;
	if (!dt_slice_ends(name, "s")) return false;
	DtMention halves[2] = {*mention, *mention};
	for (int i = 0; i < 2; i++) {
		size_t count;
		DtSlice half = dt_arena_format(f->arena, "%s " DT_SLICE_FORMAT, i ? "South" : "North",
		                               DT_SLICE_ARGS(dt_slice_cut(name, 0, name.length - 1)));
		const DtCandidate *candidates = dt_world_lookup(f->world, half, &count);
		if (!count || candidates[0].sense != DT_SENSE_NAME || candidates[0].entry->kind != DT_ENTRY_COUNTRY)
			return false;
		dt_mean_country(f, &halves[i], candidates[0].entry);
	}
	*mention = halves[0];
	mention->also = DT_NEW(f->arena, DtMention);
	*(DtMention *)(uintptr_t)mention->also = halves[1];
	return true;
}

bool dt_resolve_both(DtFinder *f, DtMention *mention) {
	static const char *const countries[] = {"country",    "countries",   "nation",     "nations",  "side",
	                                        "sides",      "neighbour",   "neighbours", "neighbor", "neighbors",
	                                        "government", "governments", "capitals",   "rivals",   "parties",
	                                        "allies",     NULL};
	static const char *const leaders[] = {"leader", "leaders",   "president", "presidents",
	                                      "men",    "ministers", "premiers",  NULL};
	static const char *const sides[] = {"side", "sides", "parties", "rivals", "enemies", "foes", NULL};
	const DtToken *head = &f->tokens[mention->token];
	bool states = dt_form_is_one_of(head, countries), persons = dt_form_is_one_of(head, leaders), two = false;
	size_t several = 0;
	for (uint32_t i = mention->first; i < mention->last; i++) {
		two |= dt_form_is(&f->tokens[i], "both") || dt_form_is(&f->tokens[i], "two");
		static const char *const numbers[] = {"three", "four", "five", "six"};
		for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++)
			if (dt_form_is(&f->tokens[i], numbers[n])) several = n + 3;
	}
	if (two && head->upos == DT_UPOS_PROPN && use_two_halves(f, mention)) return true;
	if (several && states && mention->definite) return use_several(f, mention, several);
	bool pair_told = f->discourse->pair_sentence && f->discourse->pair_sentence + 1 >= f->sentence;
	const DtEntry *one = NULL, *other_one = NULL; // "travelled to Chad and Mali and urged the two sides"
	if (two && (states || dt_form_is_one_of(head, sides))) use_named_together(f, mention->token, &one, &other_one);
	if (other_one) pair_told = false;
	if (two && pair_told && dt_form_is_one_of(head, sides)) {
		mean_both(f, mention, &f->discourse->pair[0], &f->discourse->pair[1]);
		mention->pronoun = false;
		return true;
	}
	if (!two || (!states && !persons)) return false;
	const DtMention *pair = f->discourse->pair;
	bool two_states = pair_told && pair[0].classes & pair[1].classes & DT_CLASS_STATE && !pair[0].place_only &&
	                  f->discourse->pair_sentence == f->sentence; // "accused Rwanda and Uganda. Both countries"
	if (states && two_states) {
		mean_both(f, mention, &pair[0], &pair[1]);
		mention->pronoun = false;
		return true;
	}
	if (states) return dt_resolve_top_countries(f, mention);
	const DtRemembered *last = NULL, *before = NULL;
	for (size_t i = f->discourse->count; i-- > 0 && !before;) {
		const DtRemembered *known = &f->discourse->memory[i];
		bool fits = dt_wants_male(known, NULL) || dt_wants_female(known, NULL);
		if (!fits || !known->mention.party.code.length) continue;
		if (!last)
			last = known;
		else if (known->mention.entry != last->mention.entry)
			before = known;
	}
	if (!before) return false;
	DtMention *other = DT_NEW(f->arena, DtMention);
	*other = *mention;
	dt_mean_remembered(mention, before, "both");
	dt_mean_remembered(other, last, "both");
	other->also = NULL;
	mention->also = other;
	return true;
}

static void list_countries(DtFinder *f, size_t token, const DtEntry **list, size_t *count, int depth) {
	const DtMention *mention = f->out->at[token] < 0 ? NULL : &f->out->items[f->out->at[token]];
	bool again = false;
	for (size_t i = 0; mention && i < *count; i++) again |= list[i] == mention->entry;
	if (mention && mention->entry && mention->entry->kind == DT_ENTRY_COUNTRY && !again && *count < DT_LIST_ROOM)
		list[(*count)++] = mention->entry;
	for (int32_t c = dt_child_after(f, token, (int32_t)token, DT_DEPREL_CONJ); c >= 0 && depth < 4;
	     c = dt_child_after(f, token, c, DT_DEPREL_CONJ))
		list_countries(f, (size_t)c, list, count, depth + 1);
}

void dt_remember_list(DtFinder *f) {
	for (size_t i = 0; i < f->count; i++) {
		if (f->tokens[i].deprel == DT_DEPREL_CONJ || f->out->at[i] < 0) continue;
		const DtEntry *list[DT_LIST_ROOM];
		size_t count = 0;
		list_countries(f, i, list, &count, 0);
		if (count < TRIO) continue;
		memcpy(f->discourse->list, list, count * sizeof *list);
		f->discourse->list_count = count;
	}
}
