// SPDX-License-Identifier: Apache-2.0
// Abbreviations that keep their full stop, and what the stop then tells of the sentence; words that begin sentences.
#ifndef DT_TEXT_ABBREVIATIONS_H
#define DT_TEXT_ABBREVIATIONS_H

#include "base/slice.h"

typedef enum DtAbbreviation {
	DT_ABBREVIATION_NONE,
	DT_ABBREVIATION_TITLE,   // more must follow: "Gen.", "e.g."; never ends a sentence
	DT_ABBREVIATION_NUMBER,  // one only before a number: "No. 5"
	DT_ABBREVIATION_MONTH,   // "Sept.", "Mon."; ends one before a word that begins sentences
	DT_ABBREVIATION_WORD,    // "Inc.", "vs."; the same
	DT_ABBREVIATION_ENDING,  // "etc.", "p.m."; ends one before any capital
	DT_ABBREVIATION_LETTERS, // "U.S."
	DT_ABBREVIATION_INITIAL, // "J."
} DtAbbreviation;

// What word (without its full stop) abbreviates; the table only, so neither LETTERS nor INITIAL.
DtAbbreviation dt_abbreviation_find(DtSlice word);

// True for capitalised function words that seldom stand inside a name: "The", "He", "According".
bool dt_word_begins_sentences(DtSlice word);

// True for verbs that report a quote: "said", "asked".
bool dt_word_reports_speech(DtSlice word);

// True for the names of months and weekdays, full or short, with a capital: "November", "Nov", "Tuesday".
bool dt_word_is_month(DtSlice word);
bool dt_word_is_weekday(DtSlice word);

// For tests: whether the lists stand in the order that searching them needs.
bool dt_abbreviations_are_sorted(void);

// Looks word up, without ASCII case, in a sorted list of lower-case words. -1 when absent.
int dt_word_find(const char *const *list, size_t count, DtSlice word);

#endif
