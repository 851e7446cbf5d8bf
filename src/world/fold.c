// SPDX-License-Identifier: Apache-2.0
// Folding: a table from Latin letters to their base letters, and rules for the marks between and inside words.
//
// The table has two characters for each code point: U+00C0 to U+024F and U+1E00 to U+1EFF, from the decompositions of
// the Unicode Character Database, with the usual newspaper spelling for letters that have none (ø o, ł l, ß ss, þ th,
// ə a, ı i). Two blanks: the letter is kept as its bytes. Other scripts are kept as they are, without case.
#include "world/fold.h"

#include "base/unicode.h"

// clang-format off
static const char latin_letters[] =
	"A A A A A A AEC E E E E I I I I D N O O O O O   O U U U U Y Thss" // U+00C0
	"a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thy " // U+00E0
	"A a A a A a C c C c C c C c D d D d E e E e E e E e E e G g G g " // U+0100
	"G g G g H h H h I i I i I i I i I i IJijJ j K k k L l L l L l   " // U+0120
	"  L l N n N n N n n N n O o O o O o OEoeR r R r R r S s S s S s " // U+0140
	"S s T t T t T t U u U u U u U u U u U u W w Y y Y Z z Z z Z z s " // U+0160
	"  B                 D         A     f           K k             " // U+0180
	"O o                           U u                               " // U+01A0
	"        DZDzdzLJLjljNJNjnjA a I i O o U u U u U u U u U u   A a " // U+01C0
	"A a         G g K k O o O o     j DZDzdzG g     N n A a         " // U+01E0
	"A a A a E e E e I i I i O o O o R r R r U u U u S s T t     H h " // U+0200
	"            A a E e O o O o O o O o Y y                         " // U+0220
									"                                "; // U+0240
static const char latin_additional[] =
	"A a B b B b B b C c D d D d D d D d D d E e E e E e E e E e F f " // U+1E00
	"G g H h H h H h H h H h I i I i K k K k K k L l L l L l L l M m " // U+1E20
	"M m M m N n N n N n N n O o O o O o O o P p P p R r R r R r R r " // U+1E40
	"S s S s S s S s S s T t T t T t T t U u U u U u U u U u V v V v " // U+1E60
	"W w W w W w W w W w X x X x Y y Z z Z z Z z h t w y   s         " // U+1E80
	"A a A a A a A a A a A a A a A a A a A a A a A a E e E e E e E e " // U+1EA0
	"E e E e E e E e I i I i O o O o O o O o O o O o O o O o O o O o " // U+1EC0
	"O o O o U u U u U u U u U u U u U u Y y Y y Y y Y y             "; // U+1EE0
// clang-format on

typedef enum Kind {
	KIND_LETTER,     // part of a word: base letters follow
	KIND_DROPPED,    // inside a word, of no account: soft hyphen, combining accents
	KIND_APOSTROPHE, // dropped too, but ends a word before a final s
	KIND_DOT,        // dropped but between digits
	KIND_AND,        // the word "and"
	KIND_PLUS,       // the word "plus": "OPEC+"
	KIND_SEPARATOR,
} Kind;

// One step through the text: what stands there and how wide it is.
typedef struct Step {
	Kind kind;
	size_t width;
	const char *base; // of a letter: width base_length
	size_t base_length;
} Step;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

static Kind ascii_kind(char c) {
	if (is_lower(c) || is_upper(c) || is_digit(c)) return KIND_LETTER;
	if (c == '\'' || c == '`') return KIND_APOSTROPHE;
	if (c == '.') return KIND_DOT;
	return c == '&' ? KIND_AND : c == '+' ? KIND_PLUS : KIND_SEPARATOR;
}

static Kind other_kind(uint32_t point) {
	if (point == 0x2018 || point == 0x2019 || point == 0x201B || point == 0xB4) return KIND_APOSTROPHE;
	if (point >= 0x2B9 && point <= 0x2BF) return KIND_APOSTROPHE;
	if ((point >= 0x300 && point <= 0x36F) || point == 0xAD || (point >= 0x200B && point <= 0x200D) || point == 0xFEFF)
		return KIND_DROPPED;
	if ((point >= 0x80 && point <= 0xBF) || (point >= 0x2000 && point <= 0x206F) ||
	    (point >= 0x3000 && point <= 0x303F) || point == 0xD7 || point == 0xF7 || point == DT_UTF8_INVALID)
		return KIND_SEPARATOR;
	return KIND_LETTER;
}

// The two characters of the table, or NULL.
static const char *base_letters(uint32_t point) {
	if (point >= 0xC0 && point < 0x250) return latin_letters + 2 * (point - 0xC0);
	if (point >= 0x1E00 && point < 0x1F00) return latin_additional + 2 * (point - 0x1E00);
	return point == 0x259 ? "a " : NULL;
}

static Step step_at(DtSlice text, size_t at) {
	const char *here = text.data + at;
	if (!((unsigned char)*here & 0x80)) return (Step){ascii_kind(*here), 1, here, 1};
	uint32_t point;
	size_t width = dt_utf8_decode(text, at, &point);
	Kind kind = other_kind(point);
	const char *base = kind == KIND_LETTER ? base_letters(point) : NULL;
	if (!base || base[0] == ' ') return (Step){kind, width, here, width};
	return (Step){kind, width, base, base[1] == ' ' ? 1u : 2u};
}

// True when the text from at on is an s that ends a word: the possessive of "Lord's Army".
static bool is_final_s(DtSlice text, size_t at) {
	if (at >= text.length || (text.data[at] != 's' && text.data[at] != 'S')) return false;
	return at + 1 == text.length || step_at(text, at + 1).kind == KIND_SEPARATOR;
}

// Letters and digits of ASCII as they come, most of every text; stops at anything else.
static size_t add_plain(DtSlice text, size_t at, DtFoldedWord *word) {
	size_t length = word->length;
	while (at < text.length && length < DT_FOLDED_ROOM) {
		char c = text.data[at];
		if (is_lower(c))
			word->has_lower = true;
		else if (is_upper(c))
			word->has_upper = true, c = (char)(c + ('a' - 'A'));
		else if (!is_digit(c))
			break;
		word->text[length++] = c;
		at++;
	}
	word->length = length;
	return at;
}

static void add_letters(DtFoldedWord *word, const char *base, size_t length) {
	if (word->length + length > DT_FOLDED_ROOM) {
		word->cut = true;
		return;
	}
	for (size_t i = 0; i < length; i++) {
		char c = base[i];
		if (is_upper(c))
			word->has_upper = true, c = (char)(c + ('a' - 'A'));
		else if (is_lower(c))
			word->has_lower = true;
		word->text[word->length++] = c;
	}
}

static bool is_decimal_point(DtSlice text, size_t at) {
	return at > 0 && at + 1 < text.length && is_digit(text.data[at - 1]) && is_digit(text.data[at + 1]);
}

bool dt_fold_next(DtSlice text, size_t *at, DtFoldedWord *word) {
	memset(word->text, 0, sizeof word->text);
	word->length = 0;
	word->start = *at;
	word->has_upper = word->has_lower = word->cut = false;
	for (; *at < text.length;) {
		*at = add_plain(text, *at, word);
		if (*at == text.length) break;
		Step step = step_at(text, *at);
		bool ends = step.kind == KIND_SEPARATOR || (step.kind == KIND_DOT && is_decimal_point(text, *at));
		if (word->length > 0) {
			ends = ends || step.kind == KIND_AND || step.kind == KIND_PLUS ||
			       (step.kind == KIND_APOSTROPHE && is_final_s(text, *at + step.width));
			if (ends) return true;
		}
		if (word->length == 0 && (ends || step.kind != KIND_LETTER)) word->start = *at + step.width;
		*at += step.width;
		if (step.kind == KIND_LETTER) add_letters(word, step.base, step.base_length);
		if (step.kind == KIND_AND || step.kind == KIND_PLUS) {
			add_letters(word, step.kind == KIND_AND ? "and" : "plus", step.kind == KIND_AND ? 3 : 4);
			word->has_lower = false; // a sign has no case
			return true;
		}
	}
	return word->length > 0;
}

bool dt_fold_is_hyphen(DtSlice text) {
	if (text.length == 0) return false;
	for (size_t i = 0; i < text.length;) {
		uint32_t point;
		i += dt_utf8_decode(text, i, &point);
		bool hyphen = point == '-' || point == '\'' || (point >= 0x2010 && point <= 0x2013);
		if (!hyphen && other_kind(point) != KIND_APOSTROPHE) return false;
	}
	return true;
}
