// SPDX-License-Identifier: Apache-2.0
// The words of a phrase, and what the world's dictionaries find among them.
//
// A core is a head with the words before and after it that belong to its name: "[Iranian Foreign Minister Mohammad
// Javad Zarif], who". The tree tells them; where a name of the world is longer than what the tree holds together, the
// name does. A match covers one or more tokens and has candidates, each in a sense: a name, a title, a role, a place.
#include "coding/phrases.h"

#include "dates/times.h"

bool dt_form_is(const DtToken *token, const char *word) {
	bool begins = token->form.length && !((token->form.data[0] ^ word[0]) & ~0x20); // most words differ at once
	return begins && dt_slice_equal_folded(token->form, dt_slice_of(word));
}

bool dt_form_is_one_of(const DtToken *token, const char *const *words) {
	for (; *words; words++) {
		if (dt_form_is(token, *words)) return true;
	}
	return false;
}

static bool in_core(uint8_t deprel) {
	switch (deprel) {
	case DT_DEPREL_AMOD:
	case DT_DEPREL_COMPOUND:
	case DT_DEPREL_FLAT:
	case DT_DEPREL_FLAT_FOREIGN:
	case DT_DEPREL_NMOD_DESC:
	case DT_DEPREL_NUMMOD:
	case DT_DEPREL_DET:
	case DT_DEPREL_DET_PREDET:
	case DT_DEPREL_FIXED:
	case DT_DEPREL_GOESWITH:
		return true;
	default:
		return false;
	}
}

// The comma in "British, French and German diplomats".
static bool parts_nationalities(const DtFinder *f, size_t token, size_t head) {
	int32_t second = f->tokens[token].head;
	return dt_form_is(&f->tokens[token], ",") && token < head && second > (int32_t)token && second < (int32_t)head &&
	       f->tokens[second].deprel == DT_DEPREL_CONJ && f->tokens[second].upos == DT_UPOS_ADJ;
}

static bool belongs_to_core(const DtFinder *f, size_t token, size_t head) {
	for (int steps = 0; steps < 8; steps++) {
		if (token == head) return true;
		const DtToken *word = &f->tokens[token];
		bool hyphen = word->upos == DT_UPOS_PUNCT && (dt_form_is(word, "-") || dt_form_is(word, "."));
		bool joins = word->deprel == DT_DEPREL_CONJ || (word->deprel == DT_DEPREL_CC && word->head != (int32_t)head);
		bool joined = token < head && joins; // "Indian and Pakistani troops"
		if (!in_core(word->deprel) && !hyphen && !joined && !parts_nationalities(f, token, head)) return false;
		if (word->head < 0) return false;
		token = (size_t)word->head;
	}
	return false;
}

size_t dt_match_top(const DtFinder *f, const DtNameMatch *match) {
	for (uint32_t k = match->first; k < match->first + match->count; k++) {
		int32_t above = f->tokens[k].head;
		if (above < (int32_t)match->first || above >= (int32_t)(match->first + match->count)) return k;
	}
	return match->first;
}

DtCore dt_core_find(const DtFinder *f, size_t head) {
	DtCore core = {(uint32_t)head, (uint32_t)head + 1};
	while (core.first > 0 && belongs_to_core(f, core.first - 1, head)) core.first--;
	while (core.last < f->count && belongs_to_core(f, core.last, head)) core.last++;
	int32_t match = f->match_at[head];
	if (match >= 0) { // a name may be longer than what the tree holds together
		uint32_t first = f->matches[match].first, last = first + f->matches[match].count;
		if (first < core.first) core.first = first;
		if (last > core.last) core.last = last;
	}
	return core;
}

DtSpan dt_core_span(const DtFinder *f, DtCore core) {
	uint32_t first = core.first;
	while (first + 1 < core.last && f->tokens[first].upos == DT_UPOS_PUNCT) first++;
	return (DtSpan){f->tokens[first].span.start, f->tokens[core.last - 1].span.end};
}

int32_t dt_child_after(const DtFinder *f, size_t head, int32_t after, uint8_t deprel) {
	for (size_t i = (size_t)(after + 1); i < f->count; i++) {
		if (f->tokens[i].head == (int32_t)head && f->tokens[i].deprel == deprel) return (int32_t)i;
	}
	return -1;
}

const DtToken *dt_case_of(const DtFinder *f, size_t token) {
	int32_t found = dt_child_after(f, token, -1, DT_DEPREL_CASE);
	return found < 0 ? NULL : &f->tokens[found];
}

bool dt_stands_as_place(const DtFinder *f, size_t token, DtSense sense) {
	static const char *const words[] = {"in",   "near",       "outside", "around", "across", "inside", "through",
	                                    "into", "throughout", "within",  "off",    "along",  "via",    NULL};
	static const char *const kinds[] = {"island",   "port",   "city",     "town",    "village", "province",
	                                    "district", "region", "township", "enclave", "oasis",   NULL};
	static const char *const buildings[] = {"hotel",  "airport", "airfield", "base",     "palace", "suburb",
	                                        "square", "prison",  "hospital", "barracks", "mosque", NULL};
	const DtToken *preposition = dt_case_of(f, token);
	int32_t whole = f->tokens[token].deprel == DT_DEPREL_COMPOUND ? f->tokens[token].head : -1; // "in a Vienna hotel"
	const DtToken *where =
		whole >= 0 && dt_form_is_one_of(&f->tokens[whole], buildings) ? dt_case_of(f, (size_t)whole) : NULL;
	if (where) return dt_form_is_one_of(where, words) || dt_form_is(where, "at");
	if (!preposition) return false;
	int32_t kind = f->tokens[token].head; // "off the island of Crete"
	if (dt_form_is(preposition, "of") && kind >= 0 && dt_form_is_one_of(&f->tokens[kind], kinds))
		preposition = dt_case_of(f, (size_t)kind);
	if (!preposition) return false;
	return dt_form_is_one_of(preposition, words) || (dt_form_is(preposition, "at") && sense == DT_SENSE_SEAT);
}

bool dt_is_spoken_of(const DtDiscourse *discourse, const DtEntry *entry) {
	for (size_t i = 0; i < discourse->count; i++) {
		if (discourse->memory[i].mention.entry == entry) return true;
	}
	return false;
}

bool dt_is_subject(const DtToken *token) {
	return token->deprel == DT_DEPREL_NSUBJ || token->deprel == DT_DEPREL_NSUBJ_PASS;
}

const DtNameMatch *dt_match_with_sense(const DtFinder *f, DtCore core, uint32_t senses, const DtNameMatch *not_this) {
	for (size_t i = 0; i < f->match_count; i++) {
		const DtNameMatch *match = &f->matches[i];
		if (match == not_this || match->first < core.first || match->first + match->count > core.last) continue;
		for (uint32_t c = 0; c < match->candidate_count; c++) {
			if (senses >> match->candidates[c].sense & 1) return match;
		}
	}
	return NULL;
}

const DtCandidate *dt_candidate_of(const DtNameMatch *match, uint32_t senses) {
	for (uint32_t c = 0; match && c < match->candidate_count; c++) {
		if (senses >> match->candidates[c].sense & 1) return &match->candidates[c];
	}
	return NULL;
}

bool dt_says_former(const DtFinder *f, DtCore core) {
	static const char *const words[] = {"former", "ex", "late", NULL};
	for (uint32_t i = core.first; i < core.last; i++) {
		DtSlice prefix = dt_slice_cut(f->tokens[i].form, 0, 3); // "the ex-Afghan president"
		if (dt_form_is_one_of(&f->tokens[i], words) || dt_slice_equal_folded(prefix, dt_slice_of("ex-"))) return true;
	}
	return dt_says_ousted(f, core);
}

bool dt_says_ousted(const DtFinder *f, DtCore core) {
	static const char *const words[] = {"ousted", "deposed", "toppled", "overthrown", NULL};
	for (uint32_t i = core.first; i < core.last; i++) {
		if (dt_form_is_one_of(&f->tokens[i], words)) return true;
	}
	return false;
}

DtSlice dt_last_word(DtSlice text) {
	size_t at = text.length;
	while (at > 0 && text.data[at - 1] != ' ') at--;
	return dt_slice_cut(text, at, text.length);
}

bool dt_is_plural(const DtToken *token) {
	return token->xpos == DT_XPOS_NNS || token->xpos == DT_XPOS_NNPS || (token->features & DT_FEATURE_PLURAL);
}

bool dt_is_definite(const DtFinder *f, size_t head) {
	static const char *const words[] = {"the", "this", "that", "these", "those", NULL};
	int32_t det = dt_child_after(f, head, -1, DT_DEPREL_DET);
	return det >= 0 && dt_form_is_one_of(&f->tokens[det], words);
}

bool dt_is_all_capitals(DtSlice form) {
	for (size_t i = 0; i < form.length; i++) {
		if (form.data[i] < 'A' || form.data[i] > 'Z') return false;
	}
	return form.length >= 2;
}

bool dt_is_in_time(const DtFinder *f, size_t token) {
	const DtDocument *document = f->discourse->document;
	for (uint32_t i = f->first_time; i < document->time_count && document->times[i].sentence == f->sentence; i++) {
		if (dt_span_overlaps(document->times[i].span, f->tokens[token].span)) return true;
	}
	return false;
}

DtSlice dt_short_name(const DtFinder *f, DtCore core) {
	for (uint32_t i = core.last; i-- > core.first;) {
		if (f->tokens[i].upos == DT_UPOS_PROPN && !dt_form_is(&f->tokens[i], ")")) return f->tokens[i].form;
	}
	return (DtSlice){0};
}

void dt_matches_find(DtFinder *f) {
	f->matches = DT_NEW_ARRAY(f->arena, DtNameMatch, f->count + 1);
	f->match_count = dt_world_match(f->world, f->tokens, f->count, f->matches, f->count);
	f->match_at = DT_NEW_ARRAY(f->arena, int32_t, f->count);
	for (size_t i = 0; i < f->count; i++) f->match_at[i] = -1;
	for (size_t i = 0; i < f->match_count; i++) {
		for (uint32_t k = 0; k < f->matches[i].count; k++) f->match_at[f->matches[i].first + k] = (int32_t)i;
	}
}
