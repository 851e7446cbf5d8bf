// SPDX-License-Identifier: Apache-2.0
// Lemmas: a table of learned exceptions over learned suffix rules, all of it in the model file.
#ifndef DT_SYNTAX_LEMMA_H
#define DT_SYNTAX_LEMMA_H

#include "base/arena.h"
#include "document/tags.h"
#include "syntax/words.h"

typedef enum DtLemmaBase {
	DT_LEMMA_FOLDED, // the lower-case form
	DT_LEMMA_GIVEN,  // the form as it stands: names
	DT_LEMMA_TITLE,  // the lower-case form with a capital at its head: names printed in capitals
} DtLemmaBase;

// Strip this many bytes from the end of the base, then add a text. Kept in model files as it stands.
typedef struct DtLemmaRule {
	uint32_t text; // where it begins among the strings
	uint8_t text_length, strip, base, unused;
} DtLemmaRule;

typedef struct DtLemmatizer {
	DtHashTable exceptions; // folded form, XPOS and UPOS → 1 + rule
	DtHashTable suffixes;   // suffix and XPOS → 1 + rule
	DtHashTable known;      // folded base forms: verbs, nouns, adjectives, and names printed with a capital → 1
	const DtLemmaRule *rules;
	size_t rule_count;
	DtSlice strings;
} DtLemmatizer;

// The commonest rules of a tag, whatever the suffix, stand among the suffixes too: number n under dt_lemma_common_hash.
enum { DT_LEMMA_SUFFIX_MAX = 6, DT_LEMMA_COMMON = 6 };

uint64_t dt_lemma_exception_hash(DtSlice folded, DtXpos xpos, DtUpos upos);
uint64_t dt_lemma_suffix_hash(DtSlice suffix, DtXpos xpos);
uint64_t dt_lemma_common_hash(unsigned number, DtXpos xpos);

// The kinds of word that the table of known base forms tells apart.
typedef enum DtBaseKind { DT_BASE_NONE, DT_BASE_NAME, DT_BASE_VERB, DT_BASE_NOUN, DT_BASE_ADJECTIVE } DtBaseKind;
uint64_t dt_lemma_known_hash(DtSlice base, DtBaseKind kind);

// The kind of base form that an inflected tag asks for (VBD: verb; NNS: noun), DT_BASE_NONE for the others.
DtBaseKind dt_lemma_base_kind(DtXpos xpos);

// Applies a rule; false when the form is too short or long for it. out has DT_WORD_ROOM + 256 bytes.
bool dt_lemma_apply(const DtLemmatizer *lemmatizer, const DtLemmaRule *rule, DtSlice form, DtSlice folded, char *out,
                    DtSlice *lemma);

// The lemma: the form itself where it is the same, else a text in arena.
DtSlice dt_lemma_find(const DtLemmatizer *lemmatizer, DtArena *arena, DtSlice form, DtXpos xpos, DtUpos upos);

#endif
