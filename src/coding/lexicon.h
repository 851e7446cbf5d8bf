// SPDX-License-Identifier: Apache-2.0
// The lexicon: concepts (classes of words), frames (predicate and fillers → event) and operators (event → event).
//
// Formats: data/README.md. Read-only once loaded: share freely between threads.
#ifndef DT_CODING_LEXICON_H
#define DT_CODING_LEXICON_H

#include "base/arena.h"
#include "base/error.h"
#include "coding/roles.h"
#include "coding/signs.h"
#include "document/event.h"

// Kinds of mention that a filler may ask for ("@state"). Bits of a mention's classes.
// clang-format off
#define DT_CLASS_LIST(X)                                                                    \
    X(ACTOR, "actor") X(STATE, "state") X(PERSON, "person") X(ORGANISATION, "organisation") \
    X(ARMED, "armed") X(CIVILIAN, "civilian") X(GOVERNMENT, "government") X(PLACE, "place") \
    X(EVENT, "event")
// clang-format on

enum {
#define X(identifier, name) DT_CLASS_NUMBER_##identifier,
	DT_CLASS_LIST(X)
#undef X
		DT_CLASS_COUNT
};
enum {
#define X(identifier, name) DT_CLASS_##identifier = 1 << DT_CLASS_NUMBER_##identifier,
	DT_CLASS_LIST(X)
#undef X
};

typedef uint16_t DtConcept; // number of a concept; literal words of frames are concepts of their own
#define DT_CONCEPT_NONE UINT16_MAX

typedef enum DtPredicateKind { DT_PREDICATE_VERB, DT_PREDICATE_NOUN, DT_PREDICATE_ADJECTIVE } DtPredicateKind;

typedef struct DtFiller {
	const DtConcept *concepts; // any of these
	uint16_t concept_count;
	uint16_t classes;           // or a mention of any of these classes
	bool any, negated, literal; // literal: words only
} DtFiller;

typedef struct DtSlot {
	uint64_t roles; // bits 1 << DtArgumentRole: any of these
	bool optional, absent;
	DtFiller filler;
} DtSlot;

// Where a party is found: a role, or a role inside the filler of a role; or a party of the inner event.
typedef enum DtPathKind {
	DT_PATH_ROLE,
	DT_PATH_INSIDE,
	DT_PATH_INNER_ACTOR,
	DT_PATH_INNER_RECIPIENT,
	DT_PATH_SPEAKER, // who says the clause
} DtPathKind;

typedef struct DtPath {
	uint8_t kind, role, inside;
} DtPath;

enum { DT_PATH_ROOM = 12 };

typedef struct DtParties {
	DtPath actor[DT_PATH_ROOM], recipient[DT_PATH_ROOM];
	uint8_t actor_count, recipient_count; // 0: the defaults
	bool recipient_none;                  // it has no other side
	bool recipient_only;                  // one of recipient, or nobody: the defaults are not tried
	bool symmetric, swap;
} DtParties;

// Says where to look, instead of the defaults?
static inline bool dt_parties_said(const DtParties *parties) {
	return parties->actor_count || parties->recipient_count || parties->recipient_none || parties->swap ||
	       parties->symmetric;
}

typedef enum DtResultKind { DT_RESULT_EVENT, DT_RESULT_SAME, DT_RESULT_DROP } DtResultKind;

typedef struct DtResult {
	uint8_t kind, category;
	DtMode mode;
	char cameo[5];
	uint8_t add, remove; // auxiliary marks
	bool keep_inner;     // "& same"
	uint8_t inner_add;   // marks of the kept inner event
} DtResult;

// What a frame may ask of its clause: "when=future".
typedef enum DtFrameWhen {
	DT_WHEN_FUTURE = 1 << 0, // will, is to, may, could
	DT_WHEN_PAST = 1 << 1,
	DT_WHEN_NEGATED = 1 << 2,
	DT_WHEN_JOINT = 1 << 3,  // several states or organisations do it together
	DT_WHEN_MARKED = 1 << 4, // the caller marked a pair, which the line is then known to relate
} DtFrameWhen;

typedef struct DtFrame {
	const DtSlot *slots;
	uint8_t slot_count;
	DtResult result;
	DtParties parties;
	DtContexts contexts;
	uint8_t when; // DtFrameWhen bits: the clause must be one of these; 0: any
	const char *file;
	uint32_t line;
	DtSlice id, text; // "assault/12", the line as written
} DtFrame;

typedef struct DtOperatorRow {
	uint8_t category; // DT_CATEGORY_NONE: any, unless cameo is set
	DtMode mode;      // 0: any
	char cameo[5];    // beginning of a CAMEO code, or ""
	DtResult result;
	DtParties parties;
	const char *file;
	uint32_t line;
	DtSlice id;
} DtOperatorRow;

typedef struct DtOperator {
	DtSlice name;
	const uint8_t *slots; // roles where the inner event may stand, in order of preference
	uint8_t slot_count;
	const DtOperatorRow *rows;
	uint32_t row_count;
	DtParties parties;
	bool untensed; // no clause that states something: "suggested that Iran stop", not "that Iran has stopped"
	const char *file;
	uint32_t line;
} DtOperator;

// A predicate's words as found in a sentence.
typedef struct DtPredicateMatch {
	uint32_t first, count; // tokens, within the sentence; a particle elsewhere is not counted
	uint8_t words;
	DtPredicateKind kind;
	const DtFrame *const *frames;
	const DtOperator *const *operators;
	uint32_t frame_count, operator_count;
	struct DtPredicateMatch *next; // another match with the same head token
} DtPredicateMatch;

typedef struct DtLexicon DtLexicon;

// Reads the lexicon/ folder of each data folder, later ones added to earlier. On faults returns NULL; error names them.
DtLexicon *dt_lexicon_load(const char *const *folders, size_t folder_count, DtError *error);
void dt_lexicon_free(DtLexicon *lexicon);

size_t dt_lexicon_frame_count(const DtLexicon *lexicon);
const DtFrame *dt_lexicon_frame(const DtLexicon *lexicon, size_t index);
size_t dt_lexicon_operator_count(const DtLexicon *lexicon);
const DtOperator *dt_lexicon_operator(const DtLexicon *lexicon, size_t index);
const DtOperator *dt_lexicon_operator_find(const DtLexicon *lexicon, const char *name); // NULL when absent
size_t dt_lexicon_concept_count(const DtLexicon *lexicon);                              // also literal words
DtSlice dt_lexicon_concept_name(const DtLexicon *lexicon, DtConcept concept);
DtContexts dt_lexicon_concept_contexts(const DtLexicon *lexicon, DtConcept concept);

// What a sign weighs for the confidence of an event; 0 when no .weights file says so.
float dt_lexicon_weight(const DtLexicon *lexicon, DtSign sign);

// The same of a trait (coding/traits.h).
float dt_lexicon_trait_weight(const DtLexicon *lexicon, DtSlice trait);

// DT_CONCEPT_NONE when there is no such concept.
DtConcept dt_lexicon_concept_find(const DtLexicon *lexicon, DtSlice name);

// What the words of one sentence mean to the lexicon.
typedef struct DtReading {
	uint64_t *concepts;            // [tokens][words]: bits of the concepts that each token heads
	size_t words;                  // 64-bit words a token
	DtPredicateMatch **predicates; // [tokens]: matches by head token, longest first; NULL for none
} DtReading;

void dt_lexicon_read(const DtLexicon *lexicon, DtArena *arena, const DtToken *tokens, size_t count, DtReading *reading);

static inline bool dt_reading_has(const DtReading *reading, size_t token, DtConcept concept) {
	return concept != DT_CONCEPT_NONE &&
	       (reading->concepts[token * reading->words + concept / 64] >> (concept % 64) & 1);
}

#endif
