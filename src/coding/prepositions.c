// SPDX-License-Identifier: Apache-2.0
// Prepositions: which one a nominal or a clause has, and the role that it names.
//
// A compound one is taken whole ("along with", "out of"); words of counting are none ("up to 100").
#include "coding/clauses.h"

// "at least 19", "up to 100", "as many as": words of counting, no prepositions.
static bool counts_only(const DtClauseBuilder *b, size_t token) {
	if (token + 1 >= b->count) return false;
	const DtToken *word = &b->tokens[token], *next = &b->tokens[token + 1];
	bool superlative = dt_word_is(next, "least") || dt_word_is(next, "most");
	if (dt_word_is(word, "at")) return superlative;
	bool number = next->upos == DT_UPOS_NUM || (token + 2 < b->count && b->tokens[token + 2].upos == DT_UPOS_NUM);
	return number && (dt_word_is(word, "up") || dt_word_is(word, "to")) && token > 0 &&
	       (dt_word_is(word, "up") || dt_word_is(&b->tokens[token - 1], "up"));
}

int32_t dt_preposition_of(const DtClauseBuilder *b, size_t token, bool marks) {
	for (int32_t c = dt_first_child(b, token); c >= 0; c = dt_next_sibling(b, c)) {
		uint8_t deprel = b->tokens[c].deprel;
		if (counts_only(b, (size_t)c)) continue;
		if (deprel == DT_DEPREL_CASE && !dt_word_is(&b->tokens[c], "'s") && b->tokens[c].xpos != DT_XPOS_POS) return c;
		bool infinitive =
			dt_word_is(&b->tokens[c], "to") && b->tokens[token].xpos != DT_XPOS_VBG; // "committed to returning"
		if (marks && deprel == DT_DEPREL_MARK && !infinitive) return c;
	}
	return -1;
}

DtArgumentRole dt_preposition_role(const DtClauseBuilder *b, int32_t preposition) {
	static const struct {
		const char *first, *second;
		DtArgumentRole role;
	} fixed[] = {
		{"ahead", "of", DT_ROLE_BEFORE}, {"along", "with", DT_ROLE_WITH},    {"together", "with", DT_ROLE_WITH},
		{"prior", "to", DT_ROLE_BEFORE}, {"next", "to", DT_ROLE_NEAR},       {"close", "to", DT_ROLE_NEAR},
		{"as", "of", DT_ROLE_SINCE},     {"as", "for", DT_ROLE_ABOUT},       {"out", "of", DT_ROLE_FROM},
		{"such", "as", DT_ROLE_AS},      {"outside", "of", DT_ROLE_OUTSIDE}, {"inside", "of", DT_ROLE_INSIDE},
	};
	const DtToken *token = &b->tokens[preposition];
	int32_t second = dt_child_with(b, (size_t)preposition, DT_DEPREL_FIXED);
	if (second < 0) {
		DtArgumentRole role = dt_role_find(token->lemma);
		if (role == DT_ROLE_COUNT) role = dt_role_find(token->form);
		return role == DT_ROLE_COUNT || role <= DT_ROLE_SENTENCE ? DT_ROLE_PREPOSITION : role;
	}
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
		if (dt_word_is(token, fixed[i].first) && dt_word_is(&b->tokens[second], fixed[i].second)) return fixed[i].role;
	}
	return DT_ROLE_PREPOSITION;
}
