// SPDX-License-Identifier: Apache-2.0
// Kinds of characters: a table for ASCII, utf8proc's categories for the rest.
#include "text/characters.h"

#include <utf8proc.h>

#include "base/unicode.h"

#define B DT_CHARACTER_BLANK
#define N DT_CHARACTER_LINE_END
#define I DT_CHARACTER_INVISIBLE
#define U DT_CHARACTER_UPPER
#define L DT_CHARACTER_LOWER
#define D DT_CHARACTER_DIGIT
#define O DT_CHARACTER_OTHER
// clang-format off
const uint8_t dt_character_ascii[128] = {
	I, I, I, I, I, I, I, I, I, B, N, N, N, N, I, I, I, I, I, I, I, I, I, I, I, I, I, I, I, I, I, I,
	B, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, D, D, D, D, D, D, D, D, D, D, O, O, O, O, O, O,
	O, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, O, O, O, O, L,
	O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, I,
}; // "_" counts as a letter
// clang-format on
#undef B
#undef N
#undef I
#undef U
#undef L
#undef D
#undef O

// Windows-1252 at 0x80..0x9F.
static const uint16_t windows_points[32] = {
	0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

static uint8_t kind_of(uint32_t point) {
	if (point >= 0x200B && point <= 0x200F) return DT_CHARACTER_INVISIBLE;
	if (point == 0x02BC) return DT_CHARACTER_OTHER; // an apostrophe, whatever its category
	switch (utf8proc_category((utf8proc_int32_t)point)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LT:
		return DT_CHARACTER_UPPER;
	case UTF8PROC_CATEGORY_LL:
		return DT_CHARACTER_LOWER;
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CN:
		return DT_CHARACTER_LETTER;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_ME:
		return point >= 0xFE00 && point <= 0xFE0F ? DT_CHARACTER_INVISIBLE : DT_CHARACTER_LETTER;
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
		return DT_CHARACTER_DIGIT;
	case UTF8PROC_CATEGORY_ZS:
		return DT_CHARACTER_BLANK;
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return DT_CHARACTER_LINE_END;
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
		return point == 0x85 ? DT_CHARACTER_LINE_END : DT_CHARACTER_INVISIBLE;
	default:
		return DT_CHARACTER_OTHER;
	}
}

DtCharacter dt_character_beyond(DtSlice text, size_t at) {
	if (at >= text.length) return (DtCharacter){0, 0, DT_CHARACTER_END};
	uint32_t point;
	uint8_t width = (uint8_t)dt_utf8_decode(text, at, &point);
	if (point == DT_UTF8_INVALID) point = (unsigned char)text.data[at];
	if (point >= 0x80 && point <= 0x9F && point != 0x85)
		point = windows_points[point - 0x80];
	else if (point == 0x85 && width == 1)
		point = 0x2026;
	return (DtCharacter){point, width, kind_of(point)};
}
