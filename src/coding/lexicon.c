// SPDX-License-Identifier: Apache-2.0
// The lexicon in memory, and how it reads a sentence.
//
// Every word sequence of the lexicon, be it of a concept, of a filler or of a predicate, is one phrase. Phrases are
// found through their first word:
//
//   "cease" ──▶ phrase "cease fire" ─▶ concept ceasefire; predicate cease fire/v
//           ──▶ phrase "cease"      ─▶ predicate cease/v
//
// One pass over a sentence finds all phrases; each is credited to its syntactic head (the word whose head lies outside
// the phrase). A word fits when its lemma or its lower-cased form is the phrase's word. Verbs with a particle also
// match when the object stands between ("called the meeting off").
#include "coding/lexicon.h"

#include <stdio.h>

#include "base/file.h"
#include "base/map.h"
#include "coding/lexicon_load.h"
#include "syntax/inflection.h"

void dt_lexicon_free(DtLexicon *lexicon) {
	if (lexicon) dt_arena_free(lexicon->arena);
}

size_t dt_lexicon_frame_count(const DtLexicon *lexicon) { return lexicon->frame_count; }
const DtFrame *dt_lexicon_frame(const DtLexicon *lexicon, size_t index) { return lexicon->frames[index]; }
size_t dt_lexicon_operator_count(const DtLexicon *lexicon) { return lexicon->operator_count; }
const DtOperator *dt_lexicon_operator(const DtLexicon *lexicon, size_t index) { return lexicon->operators[index]; }

const DtOperator *dt_lexicon_operator_find(const DtLexicon *lexicon, const char *name) {
	for (size_t i = 0; i < lexicon->operator_count; i++) {
		if (dt_slice_is(lexicon->operators[i]->name, name)) return lexicon->operators[i];
	}
	return NULL;
}
float dt_lexicon_weight(const DtLexicon *lexicon, DtSign sign) { return lexicon->weights[sign]; }

float dt_lexicon_trait_weight(const DtLexicon *lexicon, DtSlice trait) {
	uint32_t number = dt_map_find(&lexicon->trait_map, trait);
	return number == DT_MAP_ABSENT ? 0 : lexicon->trait_weights[number];
}

size_t dt_lexicon_concept_count(const DtLexicon *lexicon) { return lexicon->concept_count; }

DtSlice dt_lexicon_concept_name(const DtLexicon *lexicon, DtConcept concept) { return lexicon->concepts[concept].name; }

DtContexts dt_lexicon_concept_contexts(const DtLexicon *lexicon, DtConcept concept) {
	return lexicon->concepts[concept].contexts;
}

DtConcept dt_lexicon_concept_find(const DtLexicon *lexicon, DtSlice name) {
	uint32_t found = dt_map_find(&lexicon->concept_map, name);
	return found == DT_MAP_ABSENT ? DT_CONCEPT_NONE : (DtConcept)found;
}

// A token's words as phrases see them.
typedef struct Word {
	uint32_t form, lemma, base; // numbers of lexicon words; DT_MAP_ABSENT when the lexicon has none
} Word;

typedef struct Reader {
	const DtLexicon *lexicon;
	DtArena *arena;
	const DtToken *tokens;
	size_t count;
	Word *words;
	DtReading *reading;
} Reader;

static uint32_t word_number(const DtLexicon *lexicon, DtSlice text) {
	enum { WORD_ROOM = 48 };
	char lower[WORD_ROOM];
	if (text.length == 0 || text.length > WORD_ROOM) return DT_MAP_ABSENT;
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	return dt_map_find(&lexicon->word_map, dt_slice(lower, text.length));
}

// A base form by rule, where the model's lemma is no word of the lexicon ("bombed", "shelling"). A lemma that no rule
// leads to, and is not irregular, is a guess at a word never seen ("deplored", "deploy"): then it does not count.
static uint32_t base_number(const DtLexicon *lexicon, const DtToken *token, bool *guessed) {
	enum { WORD_ROOM = 48 };
	char lower[WORD_ROOM], bases[DT_BASES][DT_BASE_ROOM];
	if (token->form.length > WORD_ROOM) return DT_MAP_ABSENT;
	for (size_t i = 0; i < token->form.length; i++) {
		char c = token->form.data[i];
		lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	size_t count = dt_base_forms(dt_slice(lower, token->form.length), (DtXpos)token->xpos, bases);
	uint32_t base = DT_MAP_ABSENT;
	bool by_rule = false;
	for (size_t i = 0; i < count; i++) {
		if (base == DT_MAP_ABSENT) base = dt_map_find(&lexicon->word_map, dt_slice_of(bases[i]));
		by_rule |= dt_slice_equal_folded(token->lemma, dt_slice_of(bases[i]));
	}
	*guessed = token->upos == DT_UPOS_VERB && base != DT_MAP_ABSENT && !by_rule;
	return base;
}

static bool word_fits(const Reader *reader, size_t token, uint32_t word) {
	const Word *here = &reader->words[token];
	return here->lemma == word || here->form == word || here->base == word;
}

// The token of first..first+count whose head lies outside; of several, the first.
static size_t phrase_head(const Reader *reader, size_t first, size_t count) {
	for (size_t i = first; i < first + count; i++) {
		int32_t head = reader->tokens[i].head;
		bool outside = head < (int32_t)first || head >= (int32_t)(first + count);
		if (outside && reader->tokens[i].upos != DT_UPOS_PUNCT) return i;
	}
	return first;
}

static bool kind_fits(const DtToken *token, DtPredicateKind kind) {
	switch (kind) {
	case DT_PREDICATE_VERB:
		return token->upos == DT_UPOS_VERB || token->upos == DT_UPOS_AUX;
	case DT_PREDICATE_NOUN:
		return token->upos == DT_UPOS_NOUN || token->upos == DT_UPOS_PROPN || token->xpos == DT_XPOS_VBG;
	case DT_PREDICATE_ADJECTIVE:
		return token->upos == DT_UPOS_ADJ || token->upos == DT_UPOS_ADV || token->upos == DT_UPOS_VERB ||
		       token->upos == DT_UPOS_ADP;
	}
	return false;
}

static void add_predicate(Reader *reader, const Phrase *phrase, size_t first, size_t count, size_t head) {
	for (const Predicate *predicate = phrase->predicates; predicate; predicate = predicate->next) {
		if (!kind_fits(&reader->tokens[head], predicate->kind)) continue;
		DtPredicateMatch *match = DT_NEW(reader->arena, DtPredicateMatch);
		*match = (DtPredicateMatch){.first = (uint32_t)first,
		                            .count = (uint32_t)count,
		                            .words = phrase->count,
		                            .kind = predicate->kind,
		                            .frames = predicate->frames,
		                            .frame_count = (uint32_t)predicate->frame_count,
		                            .operators = predicate->operators,
		                            .operator_count = (uint32_t)predicate->operator_count};
		DtPredicateMatch **place = &reader->reading->predicates[head];
		while (*place && (*place)->words >= match->words) place = &(*place)->next;
		match->next = *place;
		*place = match;
	}
}

static void add_phrase(Reader *reader, const Phrase *phrase, size_t first, size_t count) {
	size_t head = phrase_head(reader, first, count);
	uint64_t *bits = reader->reading->concepts + head * reader->reading->words;
	for (size_t i = 0; i < phrase->concept_count; i++) {
		const ConceptEntry *concept = &reader->lexicon->concepts[phrase->concepts[i]];
		for (size_t above = 0; above < concept->above_count; above++)
			bits[concept->above[above] / 64] |= (uint64_t)1 << (concept->above[above] % 64);
	}
	if (phrase->predicates) add_predicate(reader, phrase, first, count, head);
}

// A verb's particle that does not follow it: one of its own particles or adverbs further on ("handed the fugitive
// [over]"), or one that the tree gave to a neighbour ("handed the boys [back] to Mali", "set the crew [free]").
static bool particle_follows(const Reader *reader, size_t verb, uint32_t word) {
	enum { FARTHEST = 12 };
	for (size_t i = verb + 2; i < reader->count && i <= verb + FARTHEST; i++) {
		if (!word_fits(reader, i, word)) continue;
		int32_t head = reader->tokens[i].head;
		uint8_t deprel = reader->tokens[i].deprel;
		bool loose = deprel == DT_DEPREL_COMPOUND_PRT || deprel == DT_DEPREL_ADVMOD || deprel == DT_DEPREL_XCOMP;
		if (head == (int32_t)verb && loose) return true;
		bool neighbour = head >= 0 && reader->tokens[head].head == (int32_t)verb;
		bool before_case = i + 1 < reader->count && reader->tokens[i + 1].deprel == DT_DEPREL_CASE;
		if (neighbour && deprel == DT_DEPREL_ADVMOD && before_case) return true;
		if (neighbour && deprel == DT_DEPREL_AMOD && head < (int32_t)i) return true;
	}
	return false;
}

static void match_phrases_at(Reader *reader, size_t at, uint32_t word) {
	if (word == DT_MAP_ABSENT) return;
	for (const Phrase *phrase = reader->lexicon->words[word].phrases; phrase; phrase = phrase->next) {
		size_t matched = 1;
		while (matched < phrase->count && at + matched < reader->count &&
		       word_fits(reader, at + matched, phrase->words[matched]))
			matched++;
		if (matched == phrase->count) {
			add_phrase(reader, phrase, at, phrase->count);
		} else if (phrase->count == 2 && matched == 1 && phrase->predicates &&
		           reader->tokens[at].upos == DT_UPOS_VERB && particle_follows(reader, at, phrase->words[1])) {
			add_predicate(reader, phrase, at, 1, at);
		}
	}
}

void dt_lexicon_read(const DtLexicon *lexicon, DtArena *arena, const DtToken *tokens, size_t count,
                     DtReading *reading) {
	reading->words = (lexicon->concept_count + 63) / 64;
	reading->concepts = DT_NEW_ARRAY(arena, uint64_t, count * reading->words);
	reading->predicates = DT_NEW_ARRAY(arena, DtPredicateMatch *, count);
	Reader reader = {lexicon, arena, tokens, count, DT_NEW_ARRAY(arena, Word, count), reading};
	for (size_t i = 0; i < count; i++) {
		uint32_t form = word_number(lexicon, tokens[i].form);
		uint32_t lemma = dt_slice_equal(tokens[i].form, tokens[i].lemma) ? form : word_number(lexicon, tokens[i].lemma);
		bool guessed = false;
		uint32_t base = base_number(lexicon, &tokens[i], &guessed);
		reader.words[i] = (Word){form, guessed ? base : lemma, base};
	}
	for (size_t i = 0; i < count; i++) {
		match_phrases_at(&reader, i, reader.words[i].lemma);
		if (reader.words[i].form != reader.words[i].lemma) match_phrases_at(&reader, i, reader.words[i].form);
		bool own_base = reader.words[i].base != reader.words[i].lemma && reader.words[i].base != reader.words[i].form;
		if (own_base) match_phrases_at(&reader, i, reader.words[i].base);
	}
}
