// SPDX-License-Identifier: Apache-2.0
// What kind of character stands at a byte, foreign bytes included.
//
// A byte that is not UTF-8 is read as Windows-1252, the usual cause (also its code points 0x80..0x9F, which pages that
// were decoded wrongly carry): "don\x92t" has an apostrophe. It is always one byte wide, so spans never move.
#ifndef DT_TEXT_CHARACTERS_H
#define DT_TEXT_CHARACTERS_H

#include "base/slice.h"

typedef enum DtCharacterKind {
	DT_CHARACTER_END, // behind the text
	DT_CHARACTER_BLANK,
	DT_CHARACTER_LINE_END,
	DT_CHARACTER_INVISIBLE, // soft hyphen, zero-width and control characters, byte order mark
	DT_CHARACTER_UPPER,
	DT_CHARACTER_LOWER,
	DT_CHARACTER_LETTER, // without case, and marks
	DT_CHARACTER_DIGIT,
	DT_CHARACTER_OTHER, // punctuation and symbols
} DtCharacterKind;

typedef struct DtCharacter {
	uint32_t point;
	uint8_t width; // bytes; 0 at the end
	uint8_t kind;  // DtCharacterKind
} DtCharacter;

extern const uint8_t dt_character_ascii[128]; // kinds

// What is not ASCII, or behind the end.
DtCharacter dt_character_beyond(DtSlice text, size_t at);

static inline DtCharacter dt_character_at(DtSlice text, size_t at) {
	if (at < text.length && (unsigned char)text.data[at] < 0x80) {
		unsigned char c = (unsigned char)text.data[at];
		return (DtCharacter){c, 1, dt_character_ascii[c]};
	}
	return dt_character_beyond(text, at);
}

static inline bool dt_character_is_letter(DtCharacter c) {
	return c.kind >= DT_CHARACTER_UPPER && c.kind <= DT_CHARACTER_LETTER;
}

static inline bool dt_character_is_word(DtCharacter c) {
	return c.kind >= DT_CHARACTER_UPPER && c.kind <= DT_CHARACTER_DIGIT;
}

static inline bool dt_character_is_gap(DtCharacter c) {
	return c.kind == DT_CHARACTER_END || c.kind == DT_CHARACTER_BLANK || c.kind == DT_CHARACTER_LINE_END;
}

// ' ’ and their like inside words.
static inline bool dt_character_is_apostrophe(DtCharacter c) {
	return c.point == '\'' || c.point == 0x2019 || c.point == 0x02BC || c.point == 0x2032 || c.point == 0xFF07;
}

#endif
