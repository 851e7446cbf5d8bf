// SPDX-License-Identifier: Apache-2.0
// Reading the lexicon: what its reader's files share (lexicon_load.c, lexicon_words.c, lexicon_frames.c,
// lexicon_operators.c). A line is cut into pieces that still point into the file, so that every fault can name its
// column. What reads a piece returns false after a fault.
#ifndef DT_CODING_LEXICON_READER_H
#define DT_CODING_LEXICON_READER_H

#include "base/lines.h"
#include "coding/lexicon_load.h"

typedef struct DtLexiconReader {
	DtLexicon *lexicon;
	DtArena *arena;
	DtError *error;
	const DtLine *line;
	DtSlice stem; // of the file: "assault"
	size_t faults;
} DtLexiconReader;

// ---- lexicon_words.c ----

// Notes a fault at a piece of the line; always false.
__attribute__((format(printf, 3, 4))) bool dt_lexicon_fault(DtLexiconReader *reader, DtSlice at, const char *format,
                                                            ...);

// Takes the part of *rest before the next "|"; blanks around it are dropped.
bool dt_lexicon_alternative(DtSlice *rest, DtSlice *item);

// The phrase of these words, added when it is new; NULL after a fault.
Phrase *dt_lexicon_phrase(DtLexiconReader *reader, DtSlice text);

// The concept of a name, added when it is new; at is where the line uses it.
DtConcept dt_lexicon_intern(DtLexiconReader *reader, DtSlice name, DtSlice at);

// The concept that a word of a filler stands for by itself.
DtConcept dt_lexicon_literal(DtLexiconReader *reader, DtSlice word);

// "a,b": adds their bits.
bool dt_lexicon_read_contexts(DtLexiconReader *reader, DtSlice list, DtContexts *contexts);

// A line of a .concepts file.
void dt_lexicon_read_concept(DtLexiconReader *reader);

// ---- lexicon_frames.c ----

// Whose word a predicate is: one of the two.
typedef struct DtPredicateTarget {
	const DtFrame *frame;
	const DtOperator *operator_;
} DtPredicateTarget;

// "agree | vow/vn": one alternative, for its frame or operator.
bool dt_lexicon_add_predicate(DtLexiconReader *reader, DtSlice text, DtPredicateTarget target);

// "ASSAULT/aerial": category and mode.
bool dt_lexicon_read_category(DtLexiconReader *reader, DtSlice word, DtResult *result);

bool dt_lexicon_is_cameo(DtSlice word); // digits

// A CAMEO code, or with whole false the beginning of one. cameo has room for five bytes.
bool dt_lexicon_read_cameo(DtLexiconReader *reader, DtSlice word, char *cameo, bool whole);

// "+future", "-negation": of the event, or of the inner one that is kept beside it.
bool dt_lexicon_read_mark(DtLexiconReader *reader, DtSlice word, DtResult *result, bool inner);

// "recipient=to,none", "symmetric", …; contexts and when may be NULL where they make no sense.
bool dt_lexicon_read_option(DtLexiconReader *reader, DtSlice word, DtParties *parties, DtContexts *contexts,
                            uint8_t *when);

// What stands to the right of "->".
bool dt_lexicon_read_result(DtLexiconReader *reader, DtSlice text, DtResult *result, DtParties *parties,
                            DtContexts *contexts, uint8_t *when);

// A line of a .frames file.
void dt_lexicon_read_frame(DtLexiconReader *reader);

// ---- lexicon_operators.c ----

// A block being read; zeroed before the first.
typedef struct DtOperatorDraft {
	DtOperator *operator_;
	bool shared; // "NAME rows": rows that operators take over
	uint8_t *slots;
	size_t slot_count, slot_capacity;
	DtOperatorRow *rows; // its own, then those taken over
	size_t row_count, row_capacity;
	DtOperatorRow *taken;
	size_t taken_count, taken_capacity;
} DtOperatorDraft;

// The first line of a block, a line below it, and its end.
void dt_lexicon_start_operator(DtLexiconReader *reader, DtOperatorDraft *draft);
bool dt_lexicon_read_operator_field(DtLexiconReader *reader, DtOperatorDraft *draft);
void dt_lexicon_finish_operator(DtLexiconReader *reader, DtOperatorDraft *draft);

#endif
