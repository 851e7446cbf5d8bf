// SPDX-License-Identifier: Apache-2.0
// How the lexicon lies in memory: shared by its reader (lexicon_reader.h) and its matcher (lexicon.c), by nobody else.
#ifndef DT_CODING_LEXICON_LOAD_H
#define DT_CODING_LEXICON_LOAD_H

#include "base/map.h"
#include "coding/lexicon.h"

typedef struct Predicate {
	DtPredicateKind kind;
	const DtFrame **frames;
	size_t frame_count, frame_capacity;
	const DtOperator **operators;
	size_t operator_count, operator_capacity;
	struct Predicate *next;
} Predicate;

typedef struct Phrase {
	uint32_t *words; // numbers
	uint8_t count;
	DtConcept *concepts;
	size_t concept_count, concept_capacity;
	Predicate *predicates;
	struct Phrase *next; // another with the same first word
} Phrase;

typedef struct WordEntry {
	Phrase *phrases;
} WordEntry;

typedef struct ConceptEntry {
	DtSlice name;
	DtContexts contexts;
	bool defined; // has a line of its own; else only used, which is a fault at the end
	const char *file;
	size_t line, column; // of its first use or definition
	DtConcept *parents;  // concepts that name it
	size_t parent_count, parent_capacity;
	DtConcept *above; // itself and all that hold it, directly or not
	size_t above_count;
} ConceptEntry;

struct DtLexicon {
	DtArena *arena;
	DtMap word_map, concept_map, phrase_map;
	WordEntry *words;
	size_t word_count, word_capacity;
	ConceptEntry *concepts;
	size_t concept_count, concept_capacity;
	Phrase **phrases;
	size_t phrase_count, phrase_capacity;
	const DtFrame **frames;
	size_t frame_count, frame_capacity;
	const DtOperator **operators, **shared; // shared: rows that operators take over
	size_t operator_count, operator_capacity, shared_count, shared_capacity;
	float weights[DT_SIGN_COUNT];
	DtMap trait_map;
	float *trait_weights;
	size_t trait_count, trait_capacity;
};

#endif
