// SPDX-License-Identifier: Apache-2.0
// The scanner: left to right, one pass. A letter or digit begins a word, which goes on over letters and digits and over
// the connectors that stay inside ("O'Brien", "1,000", "U.S", "co-operate"); anything else is a mark, alone or with its
// like ("...", "--"). A word that has ended may take a full stop (abbreviations) and is then cut where the treebanks
// cut it: "do|n't", "Iran|'s", "can|not" (one multiword token), "5|pm" (not one).
//
// The treebanks split hyphens ("well|-|known", "al|-|Qaeda", "F|-|16") but for prefixes that are no words
// ("non-nuclear", "mid-May"), and slashes but for dates and a few short words.
//
// Quotes: a curly quote tells its side; a straight one opens when only its right side touches a word, closes when only
// its left side does, and else does what the one before it did not.
#include "text/words.h"

#include <stdlib.h>

#include "base/arena.h"
#include "text/abbreviations.h"
#include "text/addresses.h"
#include "text/characters.h"

typedef struct Scanner {
	DtSlice text; // ends where the paragraph ends
	size_t at;
	size_t address_free; // no address begins before this byte
	DtWords *words;
	size_t first; // word of the paragraph
	bool double_open, single_open;
	bool blank_left;
} Scanner;

void dt_words_clear(DtWords *words) {
	free(words->items);
	*words = (DtWords){0};
}

static DtCharacter character(const Scanner *scanner, size_t at) { return dt_character_at(scanner->text, at); }

static DtSlice cut(const Scanner *scanner, size_t start, size_t end) { return dt_slice_cut(scanner->text, start, end); }

static DtWord *last_word(const Scanner *scanner) {
	return scanner->words->count > scanner->first ? &scanner->words->items[scanner->words->count - 1] : NULL;
}

// The word before, when nothing stands between.
static DtWord *touching_word(const Scanner *scanner, size_t at) {
	DtWord *last = last_word(scanner);
	return last && last->end == at ? last : NULL;
}

static DtWord *emit(Scanner *scanner, size_t start, size_t end, unsigned marks) {
	DtWords *words = scanner->words;
	if (words->count == words->capacity) {
		words->capacity = words->capacity ? words->capacity * 2 : 1024;
		words->items = dt_realloc(words->items, words->capacity * sizeof *words->items);
	}
	if (scanner->blank_left) marks |= DT_WORD_BLANK_LEFT;
	scanner->blank_left = false;
	DtWord *word = &words->items[words->count++];
	*word = (DtWord){.start = (uint32_t)start, .end = (uint32_t)end, .marks = (uint16_t)marks};
	scanner->at = end;
	return word;
}

// Past invisible characters.
static size_t skip_invisible(const Scanner *scanner, size_t at) {
	for (DtCharacter c; (c = character(scanner, at)).kind == DT_CHARACTER_INVISIBLE;) at += c.width;
	return at;
}

static bool is_word_at(const Scanner *scanner, size_t at) { return dt_character_is_word(character(scanner, at)); }

static size_t letters_end(const Scanner *scanner, size_t at, size_t limit) {
	size_t end = at;
	for (DtCharacter c; end - at < limit && dt_character_is_letter(c = character(scanner, end));) end += c.width;
	return end;
}

static size_t digits_end(const Scanner *scanner, size_t at, size_t limit) {
	size_t end = at;
	while (end - at < limit && character(scanner, end).kind == DT_CHARACTER_DIGIT) end += character(scanner, end).width;
	return end;
}

#define IN_LIST(list, word) (dt_word_find((list), sizeof(list) / sizeof *(list), (word)) >= 0)

static const char *const prefixes[] = {
	"anti",   "arch",   "co",   "counter", "cross", "e",   "ex",    "inter", "intra", "mega", "meta",
	"micro",  "mid",    "mini", "multi",   "neo",   "non", "over",  "post",  "pre",   "pro",  "proto",
	"pseudo", "psycho", "re",   "semi",    "socio", "sub", "super", "trans", "ultra", "un",   "under",
};

bool dt_word_is_prefix(DtSlice part) { return IN_LIST(prefixes, part); }

static const char *const slashed[] = {"a/c", "b/c", "i/c", "i/s", "l/c", "n/a", "s/he", "w/o"};

// "sci.space.news": small letters with full stops between, three parts or more.
static bool chain_joins(const Scanner *scanner, size_t start, size_t segment, size_t next) {
	if (character(scanner, start).kind != DT_CHARACTER_LOWER || character(scanner, next).kind != DT_CHARACTER_LOWER)
		return false;
	if (segment > start) return scanner->text.data[segment - 1] == '.';
	size_t end = letters_end(scanner, next, 32);
	return character(scanner, end).point == '.' && character(scanner, end + 1).kind == DT_CHARACTER_LOWER;
}

// A full stop inside a word, between start and the letter or digit at next.
static bool dot_joins(const Scanner *scanner, size_t start, size_t segment, size_t dot, bool after_digit) {
	static const char *const degrees[] = {"b.sc", "d.phil", "ed.d", "lit.d", "m.phil", "m.sc", "ph.d"};
	size_t next = dot + 1;
	DtCharacter c = character(scanner, next);
	if (after_digit && c.kind == DT_CHARACTER_DIGIT) return true;
	if (after_digit || !dt_character_is_letter(c)) return false;
	if (dot - segment == character(scanner, segment).width && !is_word_at(scanner, next + c.width)) return true;
	return IN_LIST(degrees, cut(scanner, start, letters_end(scanner, next, 5))) ||
	       chain_joins(scanner, start, segment, next);
}

static bool comma_joins(const Scanner *scanner, size_t next) {
	size_t digits = digits_end(scanner, next, 5) - next;
	return digits == 3 ||
	       (digits == 2 && character(scanner, next + 2).point == ',' && digits_end(scanner, next + 3, 3) > next + 3);
}

static bool slash_joins(const Scanner *scanner, size_t start, size_t slash, bool after_digit) {
	if (after_digit) return character(scanner, slash + 1).kind == DT_CHARACTER_DIGIT;
	return slash - start == 1 && IN_LIST(slashed, cut(scanner, start, letters_end(scanner, slash + 1, 4)));
}

// "AT&T", "R&D", "p&l".
static bool ampersand_joins(const Scanner *scanner, size_t start, size_t at) {
	size_t end = letters_end(scanner, at + 1, 5);
	if (at - start > 4 || end - at - 1 > 4 || is_word_at(scanner, end)) return false;
	if (at - start == 1 && end - at == 2) return true;
	for (size_t i = start; i < end; i++) {
		if (i != at && character(scanner, i).kind != DT_CHARACTER_UPPER) return false;
	}
	return true;
}

// True when the character at byte at, with more of the word behind it, stays inside the word.
static bool connector_joins(const Scanner *scanner, size_t start, size_t segment, size_t at, DtCharacter before) {
	DtCharacter c = character(scanner, at), next = character(scanner, at + c.width);
	if (!dt_character_is_word(next)) return false;
	bool after_digit = before.kind == DT_CHARACTER_DIGIT, before_digit = next.kind == DT_CHARACTER_DIGIT;
	if (dt_character_is_apostrophe(c)) return !before_digit;
	switch (c.point) {
	case '`':
		return next.point == 's' && !is_word_at(scanner, at + 2);
	case '.':
		return dot_joins(scanner, start, segment, at, after_digit);
	case ',':
		return after_digit && before_digit && comma_joins(scanner, at + 1);
	case ':':
		return after_digit && before_digit;
	case '/':
		return slash_joins(scanner, start, at, after_digit);
	case '-':
	case 0x2010:
	case 0x2011:
		return segment == start && IN_LIST(prefixes, cut(scanner, start, at));
	case '&':
		return ampersand_joins(scanner, start, at);
	case '@':
		return true;
	case '*':
		return !after_digit && !before_digit;
	default:
		return false;
	}
}

// The end of the word that begins at start, before contractions are cut and full stops taken.
static size_t word_end(const Scanner *scanner, size_t start) {
	size_t at = start, segment = start;
	DtCharacter before = {0};
	for (;;) {
		DtCharacter c = character(scanner, at);
		if (dt_character_is_word(c)) {
			at += c.width;
			before = c;
			continue;
		}
		size_t next = c.kind == DT_CHARACTER_INVISIBLE ? skip_invisible(scanner, at) : at + c.width;
		if (c.kind == DT_CHARACTER_INVISIBLE
		        ? !is_word_at(scanner, next)
		        : c.kind != DT_CHARACTER_OTHER || !connector_joins(scanner, start, segment, at, before))
			return at;
		if (c.kind == DT_CHARACTER_OTHER) segment = next;
		at = next;
	}
}

static unsigned marks_of(const Scanner *scanner, size_t start, size_t end) {
	DtCharacter c = character(scanner, start);
	unsigned marks = c.kind == DT_CHARACTER_UPPER   ? DT_WORD_UPPER
	                 : c.kind == DT_CHARACTER_LOWER ? DT_WORD_LOWER
	                 : c.kind == DT_CHARACTER_DIGIT ? DT_WORD_DIGIT
	                                                : DT_WORD_LETTER;
	if (marks != DT_WORD_UPPER) return marks;
	size_t letters = 0;
	for (size_t at = start; at < end; at += c.width) {
		c = character(scanner, at);
		if (c.kind == DT_CHARACTER_LOWER) return marks;
		letters += c.kind == DT_CHARACTER_UPPER;
	}
	return letters > 1 ? marks | DT_WORD_CAPITALS : marks;
}

// What stands behind the gap at byte at.
static DtCharacter after_gap(const Scanner *scanner, size_t at) {
	DtCharacter c = character(scanner, at);
	for (int blanks = 0; blanks < 8 && (c.kind == DT_CHARACTER_BLANK || c.kind == DT_CHARACTER_LINE_END); blanks++) {
		at += c.width;
		c = character(scanner, at);
	}
	return c;
}

// A capital with a full stop: an initial when more of a name stands beside it.
static bool is_initial(const Scanner *scanner, size_t start, size_t end) {
	DtCharacter letter = character(scanner, start), next = after_gap(scanner, end + 1);
	if (letter.kind != DT_CHARACTER_UPPER || start + letter.width != end) return false;
	const DtWord *before = last_word(scanner);
	bool named = before && (before->marks & DT_WORD_UPPER) && !(before->marks & DT_WORD_CAPITALS);
	if (letter.point == 'I' && !(next.kind == DT_CHARACTER_UPPER && (!before || named))) return false;
	return next.kind == DT_CHARACTER_UPPER || next.point == ',' || next.point == ')' ||
	       (named && next.kind == DT_CHARACTER_LOWER) || next.kind == DT_CHARACTER_END;
}

// "U.S", "a.m", "Ph.D": letters with full stops between.
static bool is_lettered(DtSlice word) {
	const char *dot = memchr(word.data, '.', word.length);
	if (!dot || word.length > 16) return false;
	for (size_t i = 0; i < word.length; i++) {
		if (word.data[i] >= '0' && word.data[i] <= '9') return false;
		if (strchr("@/_-'", word.data[i])) return false;
	}
	return true;
}

// Which abbreviation the word is with the full stop at byte end.
static DtAbbreviation abbreviation_at(const Scanner *scanner, size_t start, size_t end) {
	if (character(scanner, end).point != '.') return DT_ABBREVIATION_NONE;
	if (character(scanner, end + 1).point == '.' && character(scanner, end + 2).point == '.')
		return DT_ABBREVIATION_NONE;
	DtSlice word = cut(scanner, start, end);
	if (is_lettered(word)) {
		if (dt_slice_equal_folded(word, dt_slice_of("e.g")) || dt_slice_equal_folded(word, dt_slice_of("i.e")))
			return DT_ABBREVIATION_TITLE;
		char last = word.data[word.length - 1];
		return last >= 'a' && last <= 'z' && word.length <= 3 ? DT_ABBREVIATION_ENDING : DT_ABBREVIATION_LETTERS;
	}
	DtAbbreviation kind = dt_abbreviation_find(word);
	DtCharacter next = after_gap(scanner, end + 1);
	if (kind == DT_ABBREVIATION_NUMBER && next.kind != DT_CHARACTER_DIGIT) kind = DT_ABBREVIATION_NONE;
	if (kind == DT_ABBREVIATION_TITLE && next.kind == DT_CHARACTER_END) kind = DT_ABBREVIATION_NONE;
	if (kind == DT_ABBREVIATION_NONE && is_initial(scanner, start, end)) kind = DT_ABBREVIATION_INITIAL;
	return kind;
}

static const char *const clitics[] = {"d", "ll", "m", "re", "s", "ve"};

// Where the last contraction of the word begins, or end: "n't", "'s", "'re" …
static size_t clitic_start(const Scanner *scanner, size_t start, size_t end) {
	size_t from = end - start > 7 ? end - 6 : start + 1;
	for (size_t at = from; at < end; at++) {
		DtCharacter c = character(scanner, at);
		if (!dt_character_is_apostrophe(c) && c.point != '`') continue;
		DtSlice tail = cut(scanner, at + c.width, end);
		DtCharacter before = character(scanner, at - 1);
		if (dt_slice_equal_folded(tail, dt_slice_of("t")) && (before.point == 'n' || before.point == 'N') &&
		    at - 1 > start)
			return at - 1;
		bool decade = dt_slice_is(tail, "s") && before.point == '0'; // "1960's"
		if (IN_LIST(clitics, tail) && !decade) return at;
	}
	return end;
}

// Contractions written without an apostrophe: how long their first part is, or 0.
static size_t plain_contraction(DtSlice word) {
	static const char *const words[] = {
		"aint",   "arent",  "cannot", "cant",   "couldnt", "didnt", "doesnt",  "dont",     "gonna",
		"gotta",  "hadnt",  "hasnt",  "havent", "im",      "isnt",  "ive",     "shouldnt", "thats",
		"theres", "theyre", "wanna",  "wasnt",  "werent",  "whats", "wouldnt", "youre",
	};
	static const char first[] = {2, 3, 3, 2, 5, 3, 4, 2, 3, 3, 3, 3, 4, 1, 2, 1, 6, 4, 5, 4, 3, 3, 4, 4, 5, 3};
	if (word.length > 8 || word.length < 2) return 0;
	int found = dt_word_find(words, sizeof words / sizeof *words, word);
	if (found < 0) return 0;
	bool capitals = word.data[1] >= 'A' && word.data[1] <= 'Z';
	return capitals && word.length < 4 ? 0 : (size_t)first[found]; // "IM", "IVE" are names
}

// "5pm", "10km", "$3bn": where the unit begins, or 0.
static size_t unit_start(const Scanner *scanner, size_t start, size_t end) {
	static const char *const units[] = {
		"am",  "bbl", "bn", "bpd", "cm", "ft",  "gb", "ghz", "gw",  "ha",  "hp",  "hr", "hrs", "k",   "kg",  "kgs",
		"km",  "kms", "kn", "kph", "kt", "kts", "kw", "lb",  "lbs", "m",   "mb",  "mg", "mhz", "mi",  "min", "ml",
		"mln", "mm",  "mn", "mph", "mw", "nm",  "oz", "pm",  "pts", "sec", "sqm", "tb", "tn",  "trn",
	};
	size_t at = start;
	while (at < end && !dt_character_is_letter(character(scanner, at))) at += character(scanner, at).width;
	if (at == start || at == end || end - at > 3) return 0;
	DtSlice unit = cut(scanner, at, end);
	const DtWord *before = touching_word(scanner, start);
	bool money = before && before->end > before->start && scanner->text.data[before->end - 1] == '$';
	if ((dt_slice_is(unit, "M") || dt_slice_is(unit, "K") || dt_slice_is(unit, "b") || dt_slice_is(unit, "B")) && money)
		return at;
	if (dt_slice_is(unit, "M") || dt_slice_is(unit, "K")) return 0;
	return IN_LIST(units, unit) ? at : 0;
}

// Emits start … end cut into its parts; the last may hold a full stop from stop on.
static void emit_parts(Scanner *scanner, size_t start, size_t end, size_t stop) {
	enum { MOST = 3 };
	size_t cuts[MOST], count = 0, left = end;
	unsigned joined = DT_WORD_JOINED;
	while (count < MOST) {
		size_t clitic = clitic_start(scanner, start, left);
		if (clitic <= start || clitic >= left) break;
		cuts[count++] = left = clitic;
	}
	if (count == 0) {
		size_t first = plain_contraction(cut(scanner, start, end));
		if (first) cuts[count++] = start + first;
	}
	if (count == 0 && character(scanner, start).kind == DT_CHARACTER_DIGIT) {
		size_t unit = unit_start(scanner, start, end);
		if (unit) cuts[count++] = unit, joined = 0;
	}
	for (size_t at = start; at < end;) {
		size_t next = count ? cuts[--count] : end;
		emit(scanner, at, next == end ? stop : next, marks_of(scanner, at, next) | (at > start ? joined : 0));
		at = next;
	}
}

// "US$", "HK$": letters that belong to a currency sign.
static bool takes_dollar(const Scanner *scanner, size_t start, size_t end) {
	static const char *const countries[] = {"a", "au", "aud", "bds", "c", "ca", "hk", "nt", "nz", "r", "s", "u", "us"};
	return character(scanner, end).point == '$' && end - start <= 3 &&
	       character(scanner, start).kind == DT_CHARACTER_UPPER && IN_LIST(countries, cut(scanner, start, end)) &&
	       !dt_character_is_letter(character(scanner, end + 1));
}

static size_t address_at(Scanner *scanner, size_t start) {
	DtCharacter c = character(scanner, start);
	if (c.kind == DT_CHARACTER_DIGIT) {
		size_t end = dt_number_group_end(scanner->text, start);
		if (end > start) return end;
	}
	if (c.kind == DT_CHARACTER_UPPER) {
		size_t end = dt_symbol_end(scanner->text, start);
		if (end > start) return end;
	}
	if (start < scanner->address_free) return start;
	return dt_address_end(scanner->text, start, &scanner->address_free);
}

static void scan_word(Scanner *scanner) {
	size_t start = scanner->at, end = address_at(scanner, start);
	if (end > start) {
		// Not a small letter: a sentence may begin with it.
		unsigned marks = marks_of(scanner, start, end);
		emit(scanner, start, end, marks & DT_WORD_LOWER ? DT_WORD_LETTER : marks);
		return;
	}
	end = word_end(scanner, start);
	if (takes_dollar(scanner, start, end)) {
		emit(scanner, start, end + 1, DT_WORD_UPPER);
		return;
	}
	DtAbbreviation kind = abbreviation_at(scanner, start, end);
	emit_parts(scanner, start, end, kind ? end + 1 : end);
	if (kind) last_word(scanner)->abbreviation = (uint8_t)kind;
}

// A mark and those like it, from at on.
static size_t same_end(const Scanner *scanner, size_t at) {
	char c = scanner->text.data[at];
	while (at < scanner->text.length && scanner->text.data[at] == c) at++;
	return at;
}

static bool is_stop(DtCharacter c) {
	return c.point == '.' || c.point == '!' || c.point == '?' || c.point == 0x2026 || c.point == 0x3002 ||
	       c.point == 0xFF01 || c.point == 0xFF0E || c.point == 0xFF1F || c.point == 0x061F || c.point == 0x0964;
}

static void scan_stop(Scanner *scanner) {
	size_t start = scanner->at, end = start;
	DtCharacter first = character(scanner, start);
	for (DtCharacter c; is_stop(c = character(scanner, end));) end += c.width;
	bool trails =
		first.point == 0x2026 || (first.point == '.' && end - start > 1 && scanner->text.data[start + 1] == '.');
	emit(scanner, start, end, DT_WORD_STOP | (trails ? DT_WORD_ELLIPSIS : 0));
}

static bool opens(const Scanner *scanner, size_t start, size_t end, bool is_open) {
	const DtWord *before = touching_word(scanner, start);
	bool left = before && !(before->marks & (DT_WORD_OPEN | DT_WORD_DASH));
	DtCharacter next = character(scanner, end);
	bool right = !dt_character_is_gap(next);
	if (left != right) return right;
	return !is_open;
}

static void emit_quote(Scanner *scanner, size_t start, size_t end, bool opening) {
	emit(scanner, start, end, DT_WORD_QUOTE | (opening ? DT_WORD_OPEN : DT_WORD_CLOSE));
}

// An apostrophe at the head of a word: "'s" behind "U.S.", "'90s", "'em". False when it is a quote.
static bool scan_apostrophe(Scanner *scanner, size_t start, size_t width) {
	static const char *const shortened[] = {"bout", "cause", "em", "n", "til", "tis", "twas"};
	size_t from = start + width, letters = letters_end(scanner, from, 6), digits = digits_end(scanner, from, 3);
	DtWord *before = touching_word(scanner, start);
	DtSlice word = cut(scanner, from, letters);
	bool whole = !is_word_at(scanner, letters) && letters > from;
	if (whole && IN_LIST(clitics, word) && (before || !scanner->single_open)) {
		bool joined = before && ((before->marks & DT_WORD_IS_WORD) || (before->marks & DT_WORD_CLOSE));
		emit(scanner, start, letters, DT_WORD_LOWER | (joined ? DT_WORD_JOINED : 0));
		return true;
	}
	if (before && (before->marks & DT_WORD_IS_WORD) && !is_word_at(scanner, from) && !scanner->single_open) {
		char last = scanner->text.data[before->end - 1];
		if (strchr("sSxXzZ", last)) {
			emit(scanner, start, from, DT_WORD_JOINED);
			return true;
		}
	}
	if (before) return false;
	if (whole && IN_LIST(shortened, word)) {
		emit(scanner, start, letters, DT_WORD_LOWER);
		return true;
	}
	if (digits - from != 2) return false;
	if (character(scanner, digits).point == 's') digits++;
	if (is_word_at(scanner, digits)) return false;
	emit(scanner, start, digits, DT_WORD_DIGIT);
	return true;
}

static void scan_single_quote(Scanner *scanner, DtCharacter c) {
	size_t start = scanner->at, end = start + c.width;
	if (c.point == '\'' && character(scanner, end).point == '\'') { // '' is a double quote
		bool opening = opens(scanner, start, end + 1, scanner->double_open);
		scanner->double_open = opening;
		emit_quote(scanner, start, end + 1, opening);
		return;
	}
	if (scan_apostrophe(scanner, start, c.width)) return;
	bool opening = opens(scanner, start, end, scanner->single_open);
	if (c.point == 0x2019 && touching_word(scanner, start)) opening = false;
	scanner->single_open = opening;
	emit_quote(scanner, start, end, opening);
}

static void scan_dash(Scanner *scanner, DtCharacter c) {
	size_t start = scanner->at, end = c.point == '-' ? same_end(scanner, start) : start + c.width;
	bool apart = scanner->blank_left || dt_character_is_gap(character(scanner, end));
	bool dash = (c.point == '-' && end - start > 1) || apart || c.point >= 0x2013;
	emit(scanner, start, end, dash ? DT_WORD_DASH : 0);
}

static bool scan_face(Scanner *scanner) {
	static const char *const faces[] = {":-)", ":-(", ";-)", ":)", ":(", ";)", "=)", ":D", ":P", ":/"};
	for (size_t i = 0; i < sizeof faces / sizeof *faces; i++) {
		size_t length = strlen(faces[i]);
		if (!dt_slice_starts(cut(scanner, scanner->at, scanner->at + length), faces[i])) continue;
		if (is_word_at(scanner, scanner->at + length)) continue;
		if (touching_word(scanner, scanner->at) && length < 3) continue;
		emit(scanner, scanner->at, scanner->at + length, DT_WORD_STOP | DT_WORD_ELLIPSIS);
		return true;
	}
	return false;
}

// "@name", "#topic", "+1", ".5": a sign that begins a word. False when it stands alone.
static bool scan_signed(Scanner *scanner, DtCharacter c) {
	size_t start = scanner->at;
	DtCharacter next = character(scanner, start + 1);
	const DtWord *before = touching_word(scanner, start);
	bool money = before && scanner->text.data[before->end - 1] == '$';
	bool free = !before || (before->marks & (DT_WORD_OPEN | DT_WORD_DASH));
	bool number = (c.point == '+' || c.point == '.') && next.kind == DT_CHARACTER_DIGIT && (free || money);
	bool name = (c.point == '@' || c.point == '#') && dt_character_is_letter(next) && free;
	if (!number && !name) return false;
	size_t end = start + 1;
	while (is_word_at(scanner, end)) end += character(scanner, end).width;
	if (c.point == '+') end = word_end(scanner, start + 1);
	emit(scanner, start, end, number ? DT_WORD_DIGIT : DT_WORD_LOWER);
	return true;
}

static void scan_double_quote(Scanner *scanner, DtCharacter c) {
	size_t start = scanner->at, end = start + c.width;
	bool opening = c.point == '"' || c.point == 0xFF02 ? opens(scanner, start, end, scanner->double_open)
	                                                   : c.point != 0x201D && c.point != 0xBB && c.point != 0x203A;
	if (c.point == 0x201C && scanner->double_open && touching_word(scanner, start) && !is_word_at(scanner, end))
		opening = false; // closes in German and in careless typing
	scanner->double_open = opening;
	emit_quote(scanner, start, end, opening);
}

static void scan_mark(Scanner *scanner, DtCharacter c) {
	size_t start = scanner->at;
	if (scan_signed(scanner, c)) return;
	if (is_stop(c)) {
		scan_stop(scanner);
		return;
	}
	if (dt_character_is_apostrophe(c)) {
		scan_single_quote(scanner, c);
		return;
	}
	switch (c.point) {
	case '"':
	case 0xFF02:
	case 0x201C: // “
	case 0x201D: // ”
	case 0x201E: // „
	case 0xAB:   // «
	case 0xBB:   // »
	case 0x2039:
	case 0x203A:
		scan_double_quote(scanner, c);
		return;
	case 0x2018: // ‘
	case 0x201A: // ‚
		if (character(scanner, start + c.width).point == 0x2019 && !is_word_at(scanner, start + 2u * c.width)) break;
		scanner->single_open = true;
		emit_quote(scanner, start, start + c.width, true);
		return;
	case '`':
		emit_quote(scanner, start, character(scanner, start + 1).point == '`' ? start + 2 : start + 1, true);
		return;
	case '(':
	case '[':
	case '{':
		emit(scanner, start, start + 1, DT_WORD_OPEN);
		return;
	case ')':
	case ']':
	case '}':
		emit(scanner, start, start + 1, DT_WORD_CLOSE);
		return;
	case '-':
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2015:
	case 0x2212:
		scan_dash(scanner, c);
		return;
	case ':':
	case ';':
	case '=':
		if (scan_face(scanner)) return;
		break;
	default:
		break;
	}
	bool gathers = c.point < 0x80 && strchr("$<>*=_~#+|^", (int)c.point);
	emit(scanner, start, gathers ? same_end(scanner, start) : start + c.width, 0);
}

void dt_words_scan(DtSlice text, size_t start, size_t end, DtWords *words) {
	Scanner scanner = {
		.text = dt_slice_cut(text, 0, end), .at = start, .words = words, .first = words->count, .blank_left = true};
	for (DtCharacter c; (c = character(&scanner, scanner.at)).kind != DT_CHARACTER_END;) {
		if (dt_character_is_word(c)) {
			scan_word(&scanner);
		} else if (c.kind == DT_CHARACTER_OTHER) {
			scan_mark(&scanner, c);
		} else {
			if (c.kind != DT_CHARACTER_INVISIBLE) scanner.blank_left = true;
			scanner.at += c.width;
		}
	}
}
