// SPDX-License-Identifier: Apache-2.0
// Cutting a sentence into atoms: see atoms.h.
//
//   token   "mid-June"            "26th"         "2018-19"        "Feb."
//   atoms   mid  -  June          26 (ordinal)   2018  -  19      Feb  .
//
// Nearly every word of a text is no word of time, so the look-up is what this layer costs: words are folded into eight
// or sixteen bytes and hashed once. The hash is filled for each document (some 240 words, a few microseconds), which
// spares a global that somebody would have to set up.
#include "dates/atoms.h"

#include <stdlib.h>

#include "base/unicode.h"

enum { WORD_ROOM = 16, ATOM_TOKEN_MAX = 40 };

typedef struct Word {
	char text[WORD_ROOM];
	uint8_t class;
	int8_t value;
} Word;

static const Word vocabulary[] = {
	{"january", ATOM_MONTH, 1},
	{"february", ATOM_MONTH, 2},
	{"march", ATOM_MONTH, 3},
	{"april", ATOM_MONTH, 4},
	{"may", ATOM_MONTH, 5},
	{"june", ATOM_MONTH, 6},
	{"july", ATOM_MONTH, 7},
	{"august", ATOM_MONTH, 8},
	{"september", ATOM_MONTH, 9},
	{"october", ATOM_MONTH, 10},
	{"november", ATOM_MONTH, 11},
	{"december", ATOM_MONTH, 12},
	{"jan", ATOM_MONTH_SHORT, 1},
	{"feb", ATOM_MONTH_SHORT, 2},
	{"mar", ATOM_MONTH_SHORT, 3},
	{"apr", ATOM_MONTH_SHORT, 4},
	{"jun", ATOM_MONTH_SHORT, 6},
	{"jul", ATOM_MONTH_SHORT, 7},
	{"aug", ATOM_MONTH_SHORT, 8},
	{"sep", ATOM_MONTH_SHORT, 9},
	{"sept", ATOM_MONTH_SHORT, 9},
	{"oct", ATOM_MONTH_SHORT, 10},
	{"nov", ATOM_MONTH_SHORT, 11},
	{"dec", ATOM_MONTH_SHORT, 12},
	{"monday", ATOM_WEEKDAY, 1},
	{"tuesday", ATOM_WEEKDAY, 2},
	{"wednesday", ATOM_WEEKDAY, 3},
	{"thursday", ATOM_WEEKDAY, 4},
	{"friday", ATOM_WEEKDAY, 5},
	{"saturday", ATOM_WEEKDAY, 6},
	{"sunday", ATOM_WEEKDAY, 7},
	{"mon", ATOM_WEEKDAY_SHORT, 1},
	{"tue", ATOM_WEEKDAY_SHORT, 2},
	{"tues", ATOM_WEEKDAY_SHORT, 2},
	{"wed", ATOM_WEEKDAY_SHORT, 3},
	{"thu", ATOM_WEEKDAY_SHORT, 4},
	{"thur", ATOM_WEEKDAY_SHORT, 4},
	{"thurs", ATOM_WEEKDAY_SHORT, 4},
	{"fri", ATOM_WEEKDAY_SHORT, 5},
	{"sat", ATOM_WEEKDAY_SHORT, 6},
	{"sun", ATOM_WEEKDAY_SHORT, 7},
	{"mondays", ATOM_WEEKDAY_PLURAL, 1},
	{"tuesdays", ATOM_WEEKDAY_PLURAL, 2},
	{"wednesdays", ATOM_WEEKDAY_PLURAL, 3},
	{"thursdays", ATOM_WEEKDAY_PLURAL, 4},
	{"fridays", ATOM_WEEKDAY_PLURAL, 5},
	{"saturdays", ATOM_WEEKDAY_PLURAL, 6},
	{"sundays", ATOM_WEEKDAY_PLURAL, 7},
	{"weekends", ATOM_WEEKDAY_PLURAL, 6},
	{"minute", ATOM_UNIT, DT_UNIT_HOUR},
	{"hour", ATOM_UNIT, DT_UNIT_HOUR},
	{"day", ATOM_UNIT, DT_UNIT_DAY},
	{"week", ATOM_UNIT, DT_UNIT_WEEK},
	{"weekend", ATOM_UNIT, DT_UNIT_WEEKEND},
	{"month", ATOM_UNIT, DT_UNIT_MONTH},
	{"quarter", ATOM_UNIT, DT_UNIT_QUARTER},
	{"year", ATOM_UNIT, DT_UNIT_YEAR},
	{"decade", ATOM_UNIT, DT_UNIT_DECADE},
	{"century", ATOM_UNIT, DT_UNIT_CENTURY},
	{"seconds", ATOM_UNITS, DT_UNIT_HOUR},
	{"minutes", ATOM_UNITS, DT_UNIT_HOUR},
	{"hours", ATOM_UNITS, DT_UNIT_HOUR},
	{"days", ATOM_UNITS, DT_UNIT_DAY},
	{"nights", ATOM_UNITS, DT_UNIT_DAY},
	{"weeks", ATOM_UNITS, DT_UNIT_WEEK},
	{"months", ATOM_UNITS, DT_UNIT_MONTH},
	{"quarters", ATOM_UNITS, DT_UNIT_QUARTER},
	{"years", ATOM_UNITS, DT_UNIT_YEAR},
	{"decades", ATOM_UNITS, DT_UNIT_DECADE},
	{"centuries", ATOM_UNITS, DT_UNIT_CENTURY},
	{"one", ATOM_CARDINAL, 1},
	{"two", ATOM_CARDINAL, 2},
	{"three", ATOM_CARDINAL, 3},
	{"four", ATOM_CARDINAL, 4},
	{"five", ATOM_CARDINAL, 5},
	{"six", ATOM_CARDINAL, 6},
	{"seven", ATOM_CARDINAL, 7},
	{"eight", ATOM_CARDINAL, 8},
	{"nine", ATOM_CARDINAL, 9},
	{"ten", ATOM_CARDINAL, 10},
	{"eleven", ATOM_CARDINAL, 11},
	{"twelve", ATOM_CARDINAL, 12},
	{"thirteen", ATOM_CARDINAL, 13},
	{"fourteen", ATOM_CARDINAL, 14},
	{"fifteen", ATOM_CARDINAL, 15},
	{"sixteen", ATOM_CARDINAL, 16},
	{"seventeen", ATOM_CARDINAL, 17},
	{"eighteen", ATOM_CARDINAL, 18},
	{"nineteen", ATOM_CARDINAL, 19},
	{"twenty", ATOM_CARDINAL, 20},
	{"thirty", ATOM_CARDINAL, 30},
	{"forty", ATOM_CARDINAL, 40},
	{"fifty", ATOM_CARDINAL, 50},
	{"sixty", ATOM_CARDINAL, 60},
	{"seventy", ATOM_CARDINAL, 70},
	{"eighty", ATOM_CARDINAL, 80},
	{"ninety", ATOM_CARDINAL, 90},
	{"hundred", ATOM_CARDINAL, 100},
	{"first", ATOM_ORDINAL, 1},
	{"second", ATOM_ORDINAL, 2},
	{"third", ATOM_ORDINAL, 3},
	{"fourth", ATOM_ORDINAL, 4},
	{"fifth", ATOM_ORDINAL, 5},
	{"sixth", ATOM_ORDINAL, 6},
	{"seventh", ATOM_ORDINAL, 7},
	{"eighth", ATOM_ORDINAL, 8},
	{"ninth", ATOM_ORDINAL, 9},
	{"tenth", ATOM_ORDINAL, 10},
	{"eleventh", ATOM_ORDINAL, 11},
	{"twelfth", ATOM_ORDINAL, 12},
	{"thirteenth", ATOM_ORDINAL, 13},
	{"fourteenth", ATOM_ORDINAL, 14},
	{"fifteenth", ATOM_ORDINAL, 15},
	{"sixteenth", ATOM_ORDINAL, 16},
	{"seventeenth", ATOM_ORDINAL, 17},
	{"eighteenth", ATOM_ORDINAL, 18},
	{"nineteenth", ATOM_ORDINAL, 19},
	{"twentieth", ATOM_ORDINAL, 20},
	{"thirtieth", ATOM_ORDINAL, 30},
	{"final", ATOM_ORDINAL, 99},
	{"spring", ATOM_SEASON, 1},
	{"springtime", ATOM_SEASON, 1},
	{"summer", ATOM_SEASON, 2},
	{"summertime", ATOM_SEASON, 2},
	{"autumn", ATOM_SEASON, 3},
	{"fall", ATOM_SEASON, 3},
	{"winter", ATOM_SEASON, 4},
	{"wintertime", ATOM_SEASON, 4},
	{"morning", ATOM_DAYPART, 1},
	{"afternoon", ATOM_DAYPART, 2},
	{"evening", ATOM_DAYPART, 3},
	{"night", ATOM_DAYPART, 4},
	{"dawn", ATOM_DAWN, 1},
	{"daybreak", ATOM_DAWN, 1},
	{"sunrise", ATOM_DAWN, 1},
	{"noon", ATOM_DAWN, 2},
	{"midday", ATOM_DAWN, 2},
	{"noontime", ATOM_DAWN, 2},
	{"dusk", ATOM_DAWN, 3},
	{"sunset", ATOM_DAWN, 3},
	{"nightfall", ATOM_DAWN, 3},
	{"midnight", ATOM_DAWN, 4},
	{"today", ATOM_TODAY, 0},
	{"tonight", ATOM_TODAY, 0},
	{"yesterday", ATOM_TODAY, -1},
	{"tomorrow", ATOM_TODAY, 1},
	{"overnight", ATOM_OVERNIGHT, 0},
	{"twenties", ATOM_NINETIES, 20},
	{"thirties", ATOM_NINETIES, 30},
	{"forties", ATOM_NINETIES, 40},
	{"fifties", ATOM_NINETIES, 50},
	{"sixties", ATOM_NINETIES, 60},
	{"seventies", ATOM_NINETIES, 70},
	{"eighties", ATOM_NINETIES, 80},
	{"nineties", ATOM_NINETIES, 90},
	{"daily", ATOM_FREQUENCY, 0},
	{"weekly", ATOM_FREQUENCY, 0},
	{"fortnightly", ATOM_FREQUENCY, 0},
	{"monthly", ATOM_FREQUENCY, 0},
	{"yearly", ATOM_FREQUENCY, 0},
	{"annually", ATOM_FREQUENCY, 0},
	{"hourly", ATOM_FREQUENCY, 0},
	{"nightly", ATOM_FREQUENCY, 0},
	{"christmas", ATOM_FEAST, 0},
	{"orthodox", ATOM_FEAST, 0},
	{"new", ATOM_FEAST, 0},
	{"easter", ATOM_FEAST, 0},
	{"good", ATOM_FEAST, 0},
	{"palm", ATOM_FEAST, 0},
	{"ash", ATOM_FEAST, 0},
	{"holy", ATOM_FEAST, 0},
	{"pentecost", ATOM_FEAST, 0},
	{"ramadan", ATOM_FEAST, 0},
	{"ramadhan", ATOM_FEAST, 0},
	{"ramzan", ATOM_FEAST, 0},
	{"eid", ATOM_FEAST, 0},
	{"ashura", ATOM_FEAST, 0},
	{"ashoura", ATOM_FEAST, 0},
	{"mawlid", ATOM_FEAST, 0},
	{"nowruz", ATOM_FEAST, 0},
	{"norouz", ATOM_FEAST, 0},
	{"newroz", ATOM_FEAST, 0},
	{"lunar", ATOM_FEAST, 0},
	{"chinese", ATOM_FEAST, 0},
	{"seollal", ATOM_FEAST, 0},
	{"tet", ATOM_FEAST, 0},
	{"chuseok", ATOM_FEAST, 0},
	{"passover", ATOM_FEAST, 0},
	{"rosh", ATOM_FEAST, 0},
	{"yom", ATOM_FEAST, 0},
	{"hanukkah", ATOM_FEAST, 0},
	{"thanksgiving", ATOM_FEAST, 0},
	{"independence", ATOM_FEAST, 0},
	{"labor", ATOM_FEAST, 0},
	{"labour", ATOM_FEAST, 0},
	{"memorial", ATOM_FEAST, 0},
	{"veterans", ATOM_FEAST, 0},
	{"presidents", ATOM_FEAST, 0},
	{"columbus", ATOM_FEAST, 0},
	{"election", ATOM_FEAST, 0},
	{"inauguration", ATOM_FEAST, 0},
	{"boxing", ATOM_FEAST, 0},
	{"valentine", ATOM_FEAST, 0},
	{"halloween", ATOM_FEAST, 0},
	{"international", ATOM_FEAST, 0},
	{"bastille", ATOM_FEAST, 0},
	{"victory", ATOM_FEAST, 0},
	{"black", ATOM_FEAST, 0},
	{"armistice", ATOM_FEAST, 0},
	{"remembrance", ATOM_FEAST, 0},
	{"last", ATOM_LAST, 0},
	{"past", ATOM_PAST, 0},
	{"next", ATOM_NEXT, 0},
	{"coming", ATOM_COMING, 0},
	{"upcoming", ATOM_COMING, 0},
	{"this", ATOM_THIS, 0},
	{"current", ATOM_THIS, 0},
	{"that", ATOM_THAT, 0},
	{"following", ATOM_FOLLOWING, 0},
	{"ensuing", ATOM_FOLLOWING, 0},
	{"subsequent", ATOM_FOLLOWING, 0},
	{"previous", ATOM_PREVIOUS, 0},
	{"preceding", ATOM_PREVIOUS, 0},
	{"same", ATOM_SAME, 0},
	{"recent", ATOM_RECENT, 0},
	{"ago", ATOM_AGO, 0},
	{"later", ATOM_LATER, 0},
	{"thereafter", ATOM_LATER, 0},
	{"afterwards", ATOM_LATER, 0},
	{"afterward", ATOM_LATER, 0},
	{"earlier", ATOM_EARLIER, 0},
	{"beforehand", ATOM_EARLIER, 0},
	{"before", ATOM_BEFORE, 0},
	{"after", ATOM_AFTER, 0},
	{"early", ATOM_EARLY, 0},
	{"late", ATOM_LATE, 0},
	{"mid", ATOM_MID, 0},
	{"beginning", ATOM_START, 0},
	{"start", ATOM_START, 0},
	{"outset", ATOM_START, 0},
	{"middle", ATOM_MIDDLE, 0},
	{"end", ATOM_FINISH, 0},
	{"close", ATOM_FINISH, 0},
	{"rest", ATOM_REST, 0},
	{"remainder", ATOM_REST, 0},
	{"since", ATOM_SINCE, 0},
	{"until", ATOM_UNTIL, 0},
	{"till", ATOM_UNTIL, 0},
	{"by", ATOM_BY, 0},
	{"from", ATOM_FROM, 0},
	{"to", ATOM_TO, 0},
	{"through", ATOM_THROUGH, 0},
	{"thru", ATOM_THROUGH, 0},
	{"between", ATOM_BETWEEN, 0},
	{"and", ATOM_AND, 0},
	{"of", ATOM_OF, 0},
	{"in", ATOM_IN, 0},
	{"on", ATOM_ON, 0},
	{"at", ATOM_AT, 0},
	{"the", ATOM_THE, 0},
	{"a", ATOM_A, 0},
	{"an", ATOM_A, 0},
	{"for", ATOM_FOR, 0},
	{"over", ATOM_OVER, 0},
	{"during", ATOM_DURING, 0},
	{"throughout", ATOM_DURING, 0},
	{"within", ATOM_WITHIN, 0},
	{"as", ATOM_AS, 0},
	{"so", ATOM_SO, 0},
	{"far", ATOM_FAR, 0},
	{"no", ATOM_NO, 0},
	{"than", ATOM_THAN, 0},
	{"prior", ATOM_PRIOR, 0},
	{"up", ATOM_UP, 0},
	{"starting", ATOM_STARTING, 0},
	{"effective", ATOM_STARTING, 0},
	{"ending", ATOM_ENDING, 0},
	{"ended", ATOM_ENDING, 0},
	{"every", ATOM_EVERY, 0},
	{"each", ATOM_EVERY, 0},
	{"once", ATOM_ONCE, 0},
	{"twice", ATOM_ONCE, 0},
	{"times", ATOM_TIMES, 0},
	{"per", ATOM_PER, 0},
	{"other", ATOM_OTHER_WORD, 0},
	{"fiscal", ATOM_FISCAL, 0},
	{"fy", ATOM_FISCAL, 1},
	{"few", ATOM_FEW, 0},
	{"several", ATOM_SEVERAL, 0},
	{"many", ATOM_SEVERAL, 0},
	{"couple", ATOM_COUPLE, 0},
	{"dozen", ATOM_DOZEN, 0},
	{"some", ATOM_SOME, 0},
	{"more", ATOM_MORE, 0},
	{"less", ATOM_MORE, 0},
	{"about", ATOM_ABOUT, 0},
	{"around", ATOM_ABOUT, 0},
	{"nearly", ATOM_ABOUT, 0},
	{"almost", ATOM_ABOUT, 0},
	{"roughly", ATOM_ABOUT, 0},
	{"approximately", ATOM_ABOUT, 0},
	{"just", ATOM_ABOUT, 0},
	{"only", ATOM_ABOUT, 0},
	{"exactly", ATOM_ABOUT, 0},
	{"half", ATOM_HALF, 0},
	{"old", ATOM_OLD, 0},
	{"aged", ATOM_AGED, 0},
	{"age", ATOM_AGED, 0},
	{"then", ATOM_THEN, 0},
	{"now", ATOM_NOW, 0},
	{"time", ATOM_TIME, 0},
	{"gmt", ATOM_CLOCK, 0},
	{"utc", ATOM_CLOCK, 0},
	{"hrs", ATOM_CLOCK, 0},
	{"est", ATOM_CLOCK, 0},
	{"edt", ATOM_CLOCK, 0},
	{"cet", ATOM_CLOCK, 0},
	{"bc", ATOM_ERA, 0},
	{"bce", ATOM_ERA, 0},
	{"present", ATOM_PRESENT, 0},
};

enum { VOCABULARY_SIZE = sizeof vocabulary / sizeof *vocabulary };

typedef struct Key {
	uint64_t low, high;
} Key;

static uint32_t slot_of(Key key) {
	return (uint32_t)(((key.low ^ (key.high * 0x9e3779b97f4a7c15u)) * 0xd6e8feb86659fd93u) >> 54);
}

_Static_assert(DT_WORD_SLOTS == 1 << 10, "slot_of keeps ten bits");

static Key key_of(const char folded[WORD_ROOM]) {
	Key key;
	memcpy(&key.low, folded, 8);
	memcpy(&key.high, folded + 8, 8);
	return key;
}

void dt_atom_words_init(DtAtomWords *words) {
	memset(words->slots, 0, sizeof words->slots);
	for (uint16_t i = 0; i < VOCABULARY_SIZE; i++) {
		uint32_t slot = slot_of(key_of(vocabulary[i].text));
		while (words->slots[slot]) slot = (slot + 1) % DT_WORD_SLOTS;
		words->slots[slot] = (uint16_t)(i + 1);
	}
}

static const Word *find_word(const DtAtomWords *words, DtSlice text) {
	char folded[WORD_ROOM] = {0};
	if (text.length >= WORD_ROOM) return NULL;
	for (size_t i = 0; i < text.length; i++) folded[i] = (char)(text.data[i] | 0x20);
	Key key = key_of(folded);
	for (uint32_t slot = slot_of(key); words->slots[slot]; slot = (slot + 1) % DT_WORD_SLOTS) {
		const Word *word = &vocabulary[words->slots[slot] - 1];
		if (memcmp(word->text, folded, WORD_ROOM) == 0) return word;
	}
	return NULL;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static DtAtom *add(DtAtoms *atoms) {
	if (atoms->count == atoms->capacity) {
		atoms->capacity = atoms->capacity ? atoms->capacity * 2 : 256;
		atoms->items = dt_realloc(atoms->items, atoms->capacity * sizeof *atoms->items);
	}
	DtAtom *atom = &atoms->items[atoms->count++];
	*atom = (DtAtom){.upos = DT_UPOS_X};
	return atom;
}

// "26th" and "1990s" are one atom: takes the ending that belongs to the number before it.
static bool join_to_number(DtAtoms *atoms, DtSlice letters) {
	DtAtom *number = atoms->count ? &atoms->items[atoms->count - 1] : NULL;
	if (!number || number->class != ATOM_NUMBER) return false;
	bool ordinal =
		letters.length == 2 && number->digits <= 2 &&
		(dt_slice_equal_folded(letters, dt_slice_of("st")) || dt_slice_equal_folded(letters, dt_slice_of("nd")) ||
	     dt_slice_equal_folded(letters, dt_slice_of("rd")) || dt_slice_equal_folded(letters, dt_slice_of("th")));
	bool plural = letters.length == 1 && letters.data[0] == 's' && (number->digits == 4 || number->digits == 2);
	number->ordinal |= ordinal;
	number->plural |= plural;
	return ordinal || plural;
}

static void read_letters(DtAtoms *atoms, const DtAtomWords *words, DtSlice text, bool after_digit) {
	if (after_digit && join_to_number(atoms, text)) {
		atoms->items[atoms->count - 1].text.length += text.length;
		return;
	}
	DtAtom *atom = add(atoms);
	atom->text = text;
	atom->capital = text.data[0] <= 'Z';
	if (atoms->count > 1 && text.length == 1 && (text.data[0] | 0x20) == 's' && atom[-1].class == ATOM_APOSTROPHE) {
		atom[-1].class = ATOM_POSSESSIVE;
		atoms->count--;
		atom[-1].text.length = (size_t)(text.data + 1 - atom[-1].text.data);
		return;
	}
	const Word *word = find_word(words, text);
	if (!word) return;
	atom->class = word->class;
	atom->value = word->value;
}

// Q1 and H2 come as a letter and a digit.
static bool join_to_letter(DtAtoms *atoms, char digit) {
	DtAtom *letter = atoms->count ? &atoms->items[atoms->count - 1] : NULL;
	if (!letter || letter->text.length != 1) return false;
	bool quarter = letter->text.data[0] == 'Q' && digit >= '1' && digit <= '4';
	bool half = letter->text.data[0] == 'H' && digit >= '1' && digit <= '2';
	if (!quarter && !half) return false;
	letter->class = quarter ? ATOM_QUARTER : ATOM_HALF_YEAR;
	letter->value = digit - '0';
	letter->text.length++;
	return true;
}

static void read_digits(DtAtoms *atoms, DtSlice text, bool after_letter) {
	if (after_letter && text.length == 1 && join_to_letter(atoms, text.data[0])) return;
	DtAtom *atom = add(atoms);
	atom->text = text;
	atom->class = ATOM_NUMBER;
	atom->digits = (uint8_t)text.length;
	for (size_t i = 0; i < text.length && i < 9; i++) atom->value = atom->value * 10 + (text.data[i] - '0');
	if (text.length > 9) atom->value = INT32_MAX;
}

static DtAtomClass mark_class(uint32_t point) {
	switch (point) {
	case ',':
		return ATOM_COMMA;
	case '.':
		return ATOM_DOT;
	case '-':
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2212:
		return ATOM_DASH;
	case '/':
		return ATOM_SLASH;
	case '(':
	case '[':
		return ATOM_OPEN;
	case ')':
	case ']':
		return ATOM_CLOSE;
	case '\'':
	case 0x2018:
	case 0x2019:
		return ATOM_APOSTROPHE;
	case '$':
	case 0xa3:
	case 0xa5:
	case 0x20ac:
		return ATOM_CURRENCY;
	default:
		return ATOM_OTHER;
	}
}

static size_t run_of(DtSlice text, size_t at, bool (*is)(char)) {
	while (at < text.length && is(text.data[at])) at++;
	return at;
}

static void read_form(DtAtoms *atoms, const DtAtomWords *words, DtSlice form) {
	enum { NOTHING, LETTERS, DIGITS } before = NOTHING;
	for (size_t at = 0, next; at < form.length; at = next) {
		if (is_letter(form.data[at])) {
			next = run_of(form, at, is_letter);
			read_letters(atoms, words, dt_slice_cut(form, at, next), before == DIGITS);
			before = LETTERS;
		} else if (is_digit(form.data[at])) {
			next = run_of(form, at, is_digit);
			read_digits(atoms, dt_slice_cut(form, at, next), before == LETTERS);
			before = DIGITS;
		} else {
			uint32_t point;
			next = at + dt_utf8_decode(form, at, &point);
			DtAtom *atom = add(atoms);
			atom->class = (uint8_t)mark_class(point);
			atom->text = dt_slice_cut(form, at, next);
			before = NOTHING;
		}
	}
}

static void read_token(DtAtoms *atoms, const DtAtomWords *words, const DtToken *token, uint32_t number, bool tagged) {
	size_t first = atoms->count;
	DtSlice form = token->form;
	if (form.length > ATOM_TOKEN_MAX)
		add(atoms)->text = form;
	else
		read_form(atoms, words, form);
	bool exact = form.length == token->span.end - token->span.start;
	for (size_t i = first; i < atoms->count; i++) {
		DtAtom *atom = &atoms->items[i];
		uint32_t offset = (uint32_t)(atom->text.data - form.data);
		atom->span = token->span;
		if (exact) atom->span.start = token->span.start + offset;
		if (exact) atom->span.end = atom->span.start + (uint32_t)atom->text.length;
		atom->token = number;
		atom->upos = tagged ? token->upos : (uint8_t)DT_UPOS_X;
		atom->glued = i > first || (i > 0 && atoms->items[i - 1].span.end == token->span.start);
		atoms->any |= (atom->class >= ATOM_MONTH && atom->class <= ATOM_HALF_YEAR) || atom->class == ATOM_THEN ||
		              atom->class == ATOM_TIME || atom->class == ATOM_NUMBER;
	}
}

// Untagged tokens are all zero, which is the number of ADJ.
static bool is_tagged(const DtToken *tokens, uint32_t count) {
	for (uint32_t i = 0; i < count; i++) {
		if (tokens[i].upos != 0 && tokens[i].upos != DT_UPOS_X) return true;
	}
	return false;
}

void dt_atoms_read(DtAtoms *atoms, const DtAtomWords *words, const DtDocument *document, const DtSentence *sentence) {
	const DtToken *tokens = document->tokens + sentence->first;
	bool tagged = is_tagged(tokens, sentence->count);
	atoms->count = 0;
	atoms->any = false;
	for (uint32_t i = 0; i < sentence->count; i++) read_token(atoms, words, &tokens[i], i, tagged);
}

void dt_atoms_clear(DtAtoms *atoms) {
	free(atoms->items);
	*atoms = (DtAtoms){0};
}

bool dt_atom_reads(const DtAtoms *atoms, size_t at, const char *word) {
	return dt_slice_equal_folded(dt_atom(atoms, at)->text, dt_slice_of(word));
}
