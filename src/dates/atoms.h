// SPDX-License-Identifier: Apache-2.0
// Atoms: what a sentence looks like to the reader of times.
//
// Tokenizers disagree on "26-28", "mid-June", "Feb." and "11-year-old". So words are cut once more, into runs of
// letters, runs of digits and single marks, each with the class of words it belongs to; nothing in the grammar depends
// on where the tokenizer cut. Private to this layer.
#ifndef DT_DATES_ATOMS_H
#define DT_DATES_ATOMS_H

#include "dates/times.h"

typedef enum DtAtomClass {
	ATOM_OTHER, // no word of time
	ATOM_END,   // before the first and past the last
	ATOM_NUMBER,
	ATOM_COMMA,
	ATOM_DOT,
	ATOM_DASH,
	ATOM_SLASH,
	ATOM_OPEN,
	ATOM_CLOSE,
	ATOM_APOSTROPHE,
	ATOM_POSSESSIVE, // 's
	ATOM_CURRENCY,
	ATOM_MONTH, // value 1..12
	ATOM_MONTH_SHORT,
	ATOM_WEEKDAY, // value 1..7
	ATOM_WEEKDAY_SHORT,
	ATOM_WEEKDAY_PLURAL,
	ATOM_UNIT,  // value DtTimeUnit
	ATOM_UNITS, // in the plural
	ATOM_CARDINAL,
	ATOM_ORDINAL,
	ATOM_SEASON,  // value 1 spring … 4 winter
	ATOM_DAYPART, // morning, night
	ATOM_DAWN,    // dawn, noon: no article before
	ATOM_TODAY,   // value -1, 0, 1
	ATOM_OVERNIGHT,
	ATOM_NINETIES,  // value: the decade's tens, 20..90
	ATOM_FREQUENCY, // daily
	ATOM_FEAST,     // first word of a named day
	ATOM_QUARTER,   // Q1 (value 1..4)
	ATOM_HALF_YEAR, // H1
	ATOM_LAST,
	ATOM_PAST,
	ATOM_NEXT,
	ATOM_COMING,
	ATOM_THIS,
	ATOM_THAT,
	ATOM_FOLLOWING,
	ATOM_PREVIOUS,
	ATOM_SAME,
	ATOM_RECENT,
	ATOM_AGO,
	ATOM_LATER,
	ATOM_EARLIER,
	ATOM_BEFORE,
	ATOM_AFTER,
	ATOM_EARLY,
	ATOM_LATE,
	ATOM_MID,
	ATOM_START, // beginning, start
	ATOM_MIDDLE,
	ATOM_FINISH, // end, close
	ATOM_REST,
	ATOM_SINCE,
	ATOM_UNTIL,
	ATOM_BY,
	ATOM_FROM,
	ATOM_TO,
	ATOM_THROUGH,
	ATOM_BETWEEN,
	ATOM_AND,
	ATOM_OF,
	ATOM_IN,
	ATOM_ON,
	ATOM_AT,
	ATOM_THE,
	ATOM_A,
	ATOM_FOR,
	ATOM_OVER,
	ATOM_DURING,
	ATOM_WITHIN,
	ATOM_AS,
	ATOM_SO,
	ATOM_FAR,
	ATOM_NO,
	ATOM_THAN,
	ATOM_PRIOR,
	ATOM_UP,
	ATOM_STARTING,
	ATOM_ENDING,
	ATOM_EVERY,
	ATOM_ONCE,
	ATOM_TIMES,
	ATOM_PER,
	ATOM_OTHER_WORD, // the word "other", of "every other day"
	ATOM_FISCAL,
	ATOM_FEW,
	ATOM_SEVERAL,
	ATOM_COUPLE,
	ATOM_DOZEN,
	ATOM_SOME,
	ATOM_MORE,
	ATOM_ABOUT,
	ATOM_HALF,
	ATOM_OLD,
	ATOM_AGED,
	ATOM_THEN,
	ATOM_NOW,
	ATOM_TIME,
	ATOM_CLOCK,  // GMT, hours: a number before it tells the time
	ATOM_ERA,    // BC, BCE
	ATOM_PRESENT // "the present", "2016-present"
} DtAtomClass;

typedef struct DtAtom {
	uint8_t class;  // DtAtomClass
	uint8_t digits; // of a number
	uint8_t upos;   // DT_UPOS_X when the sentence has none
	bool capital;   // begins with a capital
	bool glued;     // no blank before it
	bool ordinal;   // "26th"
	bool plural;    // "1990s"
	int32_t value;
	uint32_t token; // within the sentence
	DtSpan span;
	DtSlice text;
} DtAtom;

enum { DT_WORD_SLOTS = 1024 };

// The words of time, hashed; made once a document.
typedef struct DtAtomWords {
	uint16_t slots[DT_WORD_SLOTS];
} DtAtomWords;

void dt_atom_words_init(DtAtomWords *words);

typedef struct DtAtoms {
	DtAtom *items;
	size_t count, capacity;
	bool any; // some atom can be the heart of a time
} DtAtoms;

// Cuts a sentence into atoms, replacing what atoms held.
void dt_atoms_read(DtAtoms *atoms, const DtAtomWords *words, const DtDocument *document, const DtSentence *sentence);

void dt_atoms_clear(DtAtoms *atoms);

// The atom at a place; outside the sentence one of class ATOM_END.
static inline const DtAtom *dt_atom(const DtAtoms *atoms, size_t at) {
	static const DtAtom end = {.class = ATOM_END, .upos = DT_UPOS_X};
	return at < atoms->count ? &atoms->items[at] : &end;
}

static inline bool dt_atom_is(const DtAtoms *atoms, size_t at, DtAtomClass class) {
	return dt_atom(atoms, at)->class == class;
}

// The atom's text is word (lower case), in whatever case it stands.
bool dt_atom_reads(const DtAtoms *atoms, size_t at, const char *word);

#endif
