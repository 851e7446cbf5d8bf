// SPDX-License-Identifier: Apache-2.0
// From the characters of a paragraph to words with exact spans, as the English treebanks of UD 2.16 cut them.
#ifndef DT_TEXT_WORDS_H
#define DT_TEXT_WORDS_H

#include "base/slice.h"

typedef enum DtWordMark {
	DT_WORD_JOINED = 1 << 0,      // same multiword token as the word before
	DT_WORD_STOP = 1 << 1,        // "." "!" "?" and runs of them
	DT_WORD_ELLIPSIS = 1 << 2,    // a stop that trails off: "..." "…"
	DT_WORD_OPEN = 1 << 3,        // opening quote or bracket
	DT_WORD_CLOSE = 1 << 4,       // closing quote or bracket
	DT_WORD_QUOTE = 1 << 5,       // a quote, with OPEN or CLOSE
	DT_WORD_UPPER = 1 << 6,       // begins with a capital
	DT_WORD_LOWER = 1 << 7,       // begins with a small letter
	DT_WORD_LETTER = 1 << 8,      // begins with a letter that has no case
	DT_WORD_DIGIT = 1 << 9,       // begins with a digit
	DT_WORD_CAPITALS = 1 << 10,   // two letters or more, all of them capitals
	DT_WORD_DASH = 1 << 11,       // a dash, or a hyphen that stands apart
	DT_WORD_BLANK_LEFT = 1 << 12, // a gap stands before it
} DtWordMark;

#define DT_WORD_IS_WORD (DT_WORD_UPPER | DT_WORD_LOWER | DT_WORD_LETTER | DT_WORD_DIGIT)

typedef struct DtWord {
	uint32_t start, end;
	uint16_t marks;       // DtWordMark bits
	uint8_t abbreviation; // DtAbbreviation; its full stop is part of the span
} DtWord;

// Scratch that belongs to the caller; a zeroed one is empty.
typedef struct DtWords {
	DtWord *items;
	size_t count, capacity;
} DtWords;

void dt_words_clear(DtWords *words);

// Appends the words of the bytes start … end of text. Linear in their number.
void dt_words_scan(DtSlice text, size_t start, size_t end, DtWords *words);

// True for what stays one word with what follows its hyphen: "re" of "re-establish", "anti" of "anti-government".
bool dt_word_is_prefix(DtSlice part);

static inline DtSlice dt_word_text(DtSlice text, const DtWord *word) {
	return dt_slice(text.data + word->start, word->end - word->start);
}

#endif
