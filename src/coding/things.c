// SPDX-License-Identifier: Apache-2.0
// Names that are nobody's: acts, programs, funds, storms, awards ("the Energy Policy Act", "Hurricane Ada").
//
// A phrase is a thing by its head, or by a word before it. It is part of one when capitals go on behind it up to such a
// head: "[Firefighters] Grant Program", "the [Burmese Freedom] and Democracy Act", "[Energy] and Water Appropriations
// bill". In a headline all in capitals, where nothing tells names from words, an unknown word is no name.
#include "coding/resolve.h"

static bool is_capital(char letter) { return letter >= 'A' && letter <= 'Z'; }

static bool begins_capital(const DtToken *token) { return token->form.length > 0 && is_capital(token->form.data[0]); }

static bool all_capitals(DtSlice form) {
	for (size_t i = 0; i < form.length; i++)
		if (form.data[i] >= 'a' && form.data[i] <= 'z') return false;
	return true;
}

bool dt_is_shouted(const DtToken *tokens, size_t count) {
	enum { FEWEST = 3, LONG = 4 };
	size_t words = 0, shouted = 0;
	for (size_t i = 0; i < count; i++) {
		if (tokens[i].form.length < LONG || tokens[i].upos == DT_UPOS_PUNCT || tokens[i].upos == DT_UPOS_NUM) continue;
		words++;
		shouted += all_capitals(tokens[i].form);
	}
	return shouted >= FEWEST && shouted * 4 >= words * 3;
}

bool dt_names_a_thing(const DtFinder *f, const DtMention *mention) {
	DtConcept things = dt_lexicon_concept_find(f->lexicon, dt_slice_of("named-thing"));
	DtConcept titles = dt_lexicon_concept_find(f->lexicon, dt_slice_of("thing-title"));
	DtSlice form = f->tokens[mention->token].form;
	for (size_t i = 0; i < form.length; i++) {
		if (form.data[i] >= '0' && form.data[i] <= '9') return true;
	}
	for (uint32_t i = mention->first; i < mention->last; i++) {
		if (dt_reading_has(f->reading, i, titles) && f->tokens[i].upos != DT_UPOS_VERB) return true;
	}
	return dt_reading_has(f->reading, mention->token, things);
}

// Words between the capitals of a long name; only before another capital.
static bool joins_names(const DtToken *token) {
	static const char *const words[] = {"and", "of", "for", "&", "to", "on", "in", "-", "'s", "'", NULL};
	return dt_form_is_one_of(token, words);
}

bool dt_is_part_of_thing(const DtFinder *f, const DtMention *mention) {
	enum { LONGEST = 10 };
	DtConcept things = dt_lexicon_concept_find(f->lexicon, dt_slice_of("named-thing"));
	if (!begins_capital(&f->tokens[mention->token]) || f->shouted) return false;
	size_t last = mention->last, end = last + LONGEST < f->count ? last + LONGEST : f->count;
	bool thing = false, further = false;
	for (size_t i = last; i < end; i++) {
		const DtToken *token = &f->tokens[i];
		if (begins_capital(token) && token->upos != DT_UPOS_PRON) {
			further = true;
			thing = dt_reading_has(f->reading, i, things);
		} else if (joins_names(token) && i + 1 < end && begins_capital(&f->tokens[i + 1])) {
			continue;
		} else if (token->upos == DT_UPOS_NOUN && further) { // "Energy and Water Appropriations bill"
			return thing || dt_reading_has(f->reading, i, things);
		} else {
			return thing;
		}
	}
	return thing;
}
