// SPDX-License-Identifier: Apache-2.0
// A sentence whose phrases are being resolved: its words, and the names among them. For the parts of mentions.c alone.
#ifndef DT_CODING_PHRASES_H
#define DT_CODING_PHRASES_H

#include "coding/discourse.h"

typedef struct DtFinder {
	DtDiscourse *discourse;
	DtArena *arena;
	const DtWorld *world;
	const DtLexicon *lexicon;
	const DtReading *reading;
	const DtToken *tokens;
	size_t count;
	uint32_t sentence;
	DtDate day;
	DtNameMatch *matches;
	size_t match_count;
	int32_t *match_at; // [tokens]
	DtMentions *out;
	uint32_t first_time; // of the sentence, among the document's times
	uint8_t *visiting;   // [tokens]: guards against trees that turn in circles
	bool shouted;        // the sentence is all in capitals
} DtFinder;

// The tokens of a phrase that belong to its head's name.
typedef struct DtCore {
	uint32_t first, last; // last exclusive
} DtCore;

// Senses that make a name, tell an owner, or are plain nouns; a bit each.
enum {
	DT_NAME_SENSES = 1u << DT_SENSE_NAME | 1u << DT_SENSE_ABBREVIATION | 1u << DT_SENSE_SEAT | 1u << DT_SENSE_CAPITAL |
	                 1u << DT_SENSE_SURNAME,
	DT_OWNER_SENSES = 1u << DT_SENSE_NAME | 1u << DT_SENSE_ABBREVIATION | 1u << DT_SENSE_ADJECTIVE |
	                  1u << DT_SENSE_DEMONYM | 1u << DT_SENSE_CAPITAL | 1u << DT_SENSE_SEAT,
	DT_PLAIN_SENSES = 1u << DT_SENSE_TITLE | 1u << DT_SENSE_ROLE,
};

// Whether a token is the word, in any case of letters.
bool dt_form_is(const DtToken *token, const char *word);

// Whether a token is one of the words, in any case of letters; NULL ends them.
bool dt_form_is_one_of(const DtToken *token, const char *const *words);

// The core around a head: what the tree holds together, and all of a name that covers the head.
DtCore dt_core_find(const DtFinder *f, size_t head);

// Where a core stands in the text.
DtSpan dt_core_span(const DtFinder *f, DtCore core);

// The next dependent of head after a token, by its relation; -1 when there is none.
int32_t dt_child_after(const DtFinder *f, size_t head, int32_t after, uint8_t deprel);

// The preposition of a noun; NULL when it has none.
const DtToken *dt_case_of(const DtFinder *f, size_t token);

// "in Kabul", "outside the White House". What stands after "at" is a place only when it is a building: "hit out at
// Seoul".
bool dt_stands_as_place(const DtFinder *f, size_t token, DtSense sense);

// True for an actor that the document has spoken of.
bool dt_is_spoken_of(const DtDiscourse *discourse, const DtEntry *entry);

// The word of a match that the others hang on.
size_t dt_match_top(const DtFinder *f, const DtNameMatch *match);

// The subject of a verb, also of a passive one.
bool dt_is_subject(const DtToken *token);

// The first match inside the core that has a candidate of one of the senses (a bit each).
const DtNameMatch *dt_match_with_sense(const DtFinder *f, DtCore core, uint32_t senses, const DtNameMatch *not_this);

// A match's first candidate in one of the senses; NULL when there is none, or no match.
const DtCandidate *dt_candidate_of(const DtNameMatch *match, uint32_t senses);

// "former", "ex-", "ousted": among the words of a core.
bool dt_says_former(const DtFinder *f, DtCore core);

// "ousted", "deposed": out of office, whatever else one still holds.
bool dt_says_ousted(const DtFinder *f, DtCore core);

// What follows the last blank.
DtSlice dt_last_word(DtSlice text);

// By its form.
bool dt_is_plural(const DtToken *token);

// "the", "this", "those" stand before it.
bool dt_is_definite(const DtFinder *f, size_t head);

// "ULA": two capitals or more, and nothing else.
bool dt_is_all_capitals(DtSlice form);

// Part of an expression of time: "March", "Tuesday".
bool dt_is_in_time(const DtFinder *f, size_t token);

// The last word of an unknown proper name, by which it is called later.
DtSlice dt_short_name(const DtFinder *f, DtCore core);

// Fills the matches of the sentence.
void dt_matches_find(DtFinder *f);

#endif
