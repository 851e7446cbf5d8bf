// SPDX-License-Identifier: Apache-2.0
// From propositions to happenings: frames fitted, operators applied, the most specific chosen.
#ifndef DT_CODING_MATCH_H
#define DT_CODING_MATCH_H

#include "coding/mentions.h"

enum { DT_HAPPENING_PARTIES = 8, DT_HAPPENING_TRIGGERS = 6 };

// Mentions by number.
typedef struct DtPartyList {
	int32_t items[DT_HAPPENING_PARTIES];
	uint8_t count;
} DtPartyList;

// What a proposition was read as, before marks, dates and sources.
typedef struct DtHappening {
	uint8_t category; // DtCategory
	DtMode mode;
	char cameo[5];
	uint8_t add, remove; // auxiliary marks that lines say
	DtContexts contexts;
	DtPartyList actors, recipients;
	uint32_t triggers[DT_HAPPENING_TRIGGERS]; // tokens, outermost first
	uint8_t trigger_count;
	uint32_t proposition;     // the outermost that made it
	uint32_t innermost;       // the event's own
	const DtFrame *frame;     // the line of the innermost event
	const DtOperatorRow *row; // the outermost operator's line; NULL when only a frame fired
	const DtOperator *operator_;
	uint16_t absorbed; // facts of its clause that made it what it is, and mark it no more (DtClauseFact)
	float score;       // how specific the lines were
	bool symmetric, swapped, by_speech;
	bool consumed; // became part of another happening
	bool aside;    // kept beside the one made of it: nothing above takes it
	bool recipient_none;
	bool vague; // a side is nobody in particular: "14 countries"
} DtHappening;

typedef struct DtHappeningList {
	DtHappening *items;
	size_t count, capacity;
} DtHappeningList;

// A line that was tried, for explain.
typedef struct DtTrial {
	uint32_t proposition;
	const DtFrame *frame;
	const DtOperator *operator_;
	float score;  // below 0: did not fit
	int32_t slot; // the slot that failed, -1 for none
	bool chosen;
} DtTrial;

typedef struct DtTrials {
	DtTrial *items;
	size_t count, capacity;
} DtTrials;

// Everything known of one sentence while it is coded.
typedef struct DtScene {
	DtArena *arena;
	const DtLexicon *lexicon;
	const DtToken *tokens;
	size_t token_count;
	uint32_t sentence;
	DtReading reading;
	DtMentions mentions;
	DtPropositions propositions;
	DtHappeningList *happenings; // [propositions]
	uint8_t *state;              // [propositions]: 0 not coded, 1 being coded, 2 coded
	bool headline;               // or a title: its present tense tells the past
	bool pair_given;
	int32_t act_token; // the pronoun that takes up an act of the sentence before; -1 for none
	DtTrials *trials;  // NULL: not wanted
} DtScene;

// Codes every proposition of the scene; scene->happenings is filled.
void dt_match_scene(DtScene *scene);

// The frame that comes closest where none fits, for callers who know that the marked pair is related: false when no
// predicate of the sentence is in the lexicon. Its score is below that of any frame that fits.
bool dt_match_closest(const DtScene *scene, DtHappening *happening);

// "Kyiv says [Russia blew up the dam]": between a marked speaker and the one who is told to have done it, a hostile act
// becomes an accusation. speaker is a mention; false when it stays what it is.
bool dt_match_accusation(const DtScene *scene, int32_t speaker, DtHappening *told);

// How well a happening answers for the pair that the caller marked: 0 when neither takes part, 6 when both do as
// marked.
float dt_match_pair_fit(const DtScene *scene, const DtHappening *happening);

// The mention of a filler that can be a party: its own, else one that is part of the phrase (possessor, nationality,
// "of"), when inside is set. -1 for none.
int32_t dt_scene_party(const DtScene *scene, size_t token, bool inside);

// The contexts that the concepts of a token bring.
DtContexts dt_scene_contexts(const DtScene *scene, size_t token);

#endif
