// SPDX-License-Identifier: Apache-2.0
// The grammar of points in time: see points.h.
//
// A reader is a function from a place to the place after it, 0 when nothing of its kind stands there; dt_read_point
// tries them from the most to the least telling, so that "Tuesday, Feb. 26" is one day and not two. Each looks at a
// bounded number of atoms, so the work is linear in the text.
//
// Words that are times only at times ("May", "march", "fall", a bare 2019) are taken when what stands around them says
// so, and left alone otherwise: a missed date leaves the event undated, a wrong one dates it wrongly.
#include "dates/points.h"

enum { YEAR_FIRST = 1000, YEAR_LAST = 2999, COUNT_MAX = 9999 };

static bool is(const DtReader *reader, size_t at, DtAtomClass class) { return dt_atom_is(reader->atoms, at, class); }

static const DtAtom *atom(const DtReader *reader, size_t at) { return dt_atom(reader->atoms, at); }

static bool reads(const DtReader *reader, size_t at, const char *word) {
	return dt_atom_reads(reader->atoms, at, word);
}

static size_t skip(const DtReader *reader, size_t at, DtAtomClass class) { return is(reader, at, class) ? at + 1 : at; }

static DtTimePoint calendar(DtTimeUnit unit) {
	return (DtTimePoint){.shape = DT_SHAPE_CALENDAR, .unit = (uint8_t)unit, .anchor = DT_ANCHOR_TENSE};
}

static DtTimePoint shift(DtTimeUnit unit, DtTimeAnchor anchor, int32_t count) {
	return (DtTimePoint){.shape = DT_SHAPE_SHIFT, .unit = (uint8_t)unit, .anchor = (uint8_t)anchor, .count = count};
}

// Numbers and years

// A number that stands alone: not part of "1,900", "3.5", "G20" or "26/2".
static bool stands_alone(const DtReader *reader, size_t at) {
	const DtAtom *before = atom(reader, at - 1), *after = atom(reader, at + 1), *next = atom(reader, at + 2);
	if (at > 0 && atom(reader, at)->glued) {
		if (before->class == ATOM_CURRENCY || before->class == ATOM_SLASH) return false;
		bool joint = before->class == ATOM_COMMA || before->class == ATOM_DOT;
		if (joint && at > 1 && before->glued && is(reader, at - 2, ATOM_NUMBER)) return false;
		bool letters = before->text.length && ((before->text.data[0] | 0x20) >= 'a') &&
		               before->token == atom(reader, at)->token && before->class != ATOM_FISCAL;
		if (letters) return false;
	}
	if (at > 0 && before->class == ATOM_CURRENCY) return false;
	bool joint = after->class == ATOM_COMMA || after->class == ATOM_DOT || after->class == ATOM_SLASH;
	if (joint && after->glued && next->glued && next->class == ATOM_NUMBER) return false;
	return !(after->glued && after->text.length == 1 && after->text.data[0] == '%');
}

static size_t year_number(const DtReader *reader, size_t at, int16_t *year) {
	const DtAtom *number = atom(reader, at);
	if (number->class != ATOM_NUMBER || number->digits != 4 || number->plural) return 0;
	if (number->value < YEAR_FIRST || number->value > YEAR_LAST || !stands_alone(reader, at)) return 0;
	if (is(reader, at + 1, ATOM_CLOCK) || is(reader, at + 1, ATOM_ERA)) return 0;
	if (reads(reader, at + 1, "hours") || reads(reader, at + 1, "local")) return 0;
	*year = (int16_t)number->value;
	return at + 1;
}

static size_t day_number(const DtReader *reader, size_t at, uint8_t *day) {
	const DtAtom *number = atom(reader, at);
	if (number->class != ATOM_NUMBER || number->digits > 2 || number->plural) return 0;
	if (number->value < 1 || number->value > 31 || !stands_alone(reader, at)) return 0;
	*day = (uint8_t)number->value;
	return at + 1;
}

// "the second", "twenty-sixth"
static size_t ordinal_word(const DtReader *reader, size_t at, uint8_t *number) {
	if (is(reader, at, ATOM_ORDINAL)) {
		*number = (uint8_t)atom(reader, at)->value;
		return at + 1;
	}
	int32_t tens = is(reader, at, ATOM_CARDINAL) ? atom(reader, at)->value : 0;
	if (tens != 20 && tens != 30) return 0;
	if (!is(reader, at + 1, ATOM_DASH) || !is(reader, at + 2, ATOM_ORDINAL)) return 0;
	if (atom(reader, at + 2)->value > 9) return 0;
	*number = (uint8_t)(tens + atom(reader, at + 2)->value);
	return at + 3;
}

static size_t simple_count(const DtReader *reader, size_t at, int32_t *count) {
	const DtAtom *first = atom(reader, at);
	if (first->class == ATOM_NUMBER) {
		if (first->ordinal || first->plural || first->value > COUNT_MAX || !stands_alone(reader, at)) return 0;
		*count = first->value;
		return at + 1;
	}
	if (first->class != ATOM_CARDINAL) return 0;
	*count = first->value;
	const DtAtom *second = atom(reader, at + 2);
	bool tens = first->value >= 20 && first->value <= 90;
	if (tens && is(reader, at + 1, ATOM_DASH) && second->class == ATOM_CARDINAL && second->value < 10) {
		*count += second->value;
		return at + 3;
	}
	if (first->value < 10 && is(reader, at + 1, ATOM_CARDINAL) && atom(reader, at + 1)->value == 100) {
		*count *= 100;
		return at + 2;
	}
	return at + 1;
}

size_t dt_read_count(const DtReader *reader, size_t at, int32_t *count, bool *vague) {
	*vague = true;
	size_t article = skip(reader, at, ATOM_A);
	if (is(reader, article, ATOM_FEW)) {
		*count = 3;
		return article + 1;
	}
	if (is(reader, article, ATOM_COUPLE)) {
		*count = 2;
		return skip(reader, article + 1, ATOM_OF);
	}
	if (is(reader, article, ATOM_DOZEN)) {
		*count = 12;
		*vague = false;
		return article + 1;
	}
	if (is(reader, at, ATOM_SEVERAL)) {
		*count = 4;
		return at + 1;
	}
	*vague = false;
	*count = 1;
	if (article > at) return article;
	return simple_count(reader, at, count);
}

static size_t unit_word(const DtReader *reader, size_t at, uint8_t *unit) {
	if (!is(reader, at, ATOM_UNIT) && !is(reader, at, ATOM_UNITS)) return 0;
	*unit = (uint8_t)atom(reader, at)->value;
	return at + 1;
}

// What follows a count: its unit, halves too.
static size_t amount_unit(const DtReader *reader, size_t at, DtTimePoint *point) {
	size_t next = unit_word(reader, at, &point->unit);
	if (!next) { // "two and a half years"
		bool half = is(reader, at, ATOM_AND) && is(reader, at + 1, ATOM_A) && is(reader, at + 2, ATOM_HALF);
		next = half ? unit_word(reader, at + 3, &point->unit) : 0;
		if (next && point->unit == DT_UNIT_YEAR) {
			point->unit = DT_UNIT_MONTH;
			point->count = point->count * 12 + 6;
		}
		return next;
	}
	bool half = is(reader, next, ATOM_AND) && is(reader, next + 1, ATOM_A) && is(reader, next + 2, ATOM_HALF);
	if (half && point->unit == DT_UNIT_YEAR) {
		point->unit = DT_UNIT_MONTH;
		point->count = point->count * 12 + 6;
	}
	return half ? next + 3 : next;
}

size_t dt_read_amount(const DtReader *reader, size_t at, DtTimePoint *point) {
	*point = (DtTimePoint){.count = 1};
	if (is(reader, at, ATOM_UNITS)) {
		point->vague = true;
		point->count = 0;
		return unit_word(reader, at, &point->unit);
	}
	if (is(reader, at, ATOM_HALF) && is(reader, at + 1, ATOM_A) && is(reader, at + 2, ATOM_UNIT)) {
		bool year = atom(reader, at + 2)->value == DT_UNIT_YEAR;
		point->unit = year ? DT_UNIT_MONTH : (uint8_t)atom(reader, at + 2)->value;
		point->count = year ? 6 : 1;
		return at + 3;
	}
	size_t next = dt_read_count(reader, at, &point->count, &point->vague);
	if (!next) return 0;
	next = skip(reader, next, ATOM_DASH);
	if (is(reader, next, ATOM_MORE)) next++; // "two more years"
	return amount_unit(reader, next, point);
}

// "2018-19", "2018/19", "2018-2019": the second year.
static size_t second_year(const DtReader *reader, size_t at, int16_t first, int16_t *second) {
	if (!is(reader, at, ATOM_DASH) && !is(reader, at, ATOM_SLASH)) return 0;
	const DtAtom *number = atom(reader, at + 1);
	if (number->class != ATOM_NUMBER || number->plural || number->ordinal) return 0;
	if (number->digits == 4 && number->value > first && number->value <= YEAR_LAST)
		*second = (int16_t)number->value;
	else if (number->digits == 2 && number->value == (first + 1) % 100)
		*second = (int16_t)(first + 1);
	else
		return 0;
	return at + 2;
}

// Calendar dates

static bool month_is_also_a_word(int32_t month) { return month == 3 || month == 5 || month == 8; }

static size_t month_name(const DtReader *reader, size_t at, uint8_t *month) {
	const DtAtom *name = atom(reader, at);
	bool verb = name->upos == DT_UPOS_VERB || name->upos == DT_UPOS_AUX;
	if (name->class == ATOM_MONTH) {
		if (month_is_also_a_word(name->value) && (!name->capital || verb)) return 0;
		*month = (uint8_t)name->value;
		return at + 1;
	}
	if (name->class != ATOM_MONTH_SHORT || !name->capital) return 0;
	*month = (uint8_t)name->value;
	return is(reader, at + 1, ATOM_DOT) && atom(reader, at + 1)->glued ? at + 2 : at + 1;
}

typedef struct YearWords {
	int32_t shift;
	DtTimeAnchor anchor;
} YearWords;

// "last year", "of that year", "this year", "the following year"
static size_t year_words(const DtReader *reader, size_t at, YearWords *words) {
	at = skip(reader, skip(reader, skip(reader, at, ATOM_COMMA), ATOM_OF), ATOM_THE);
	bool year = is(reader, at + 1, ATOM_UNIT) && atom(reader, at + 1)->value == DT_UNIT_YEAR;
	if (!year) return 0;
	switch (atom(reader, at)->class) {
	case ATOM_LAST:
		*words = (YearWords){-1, DT_ANCHOR_PUBLICATION};
		break;
	case ATOM_THIS:
		*words = (YearWords){0, DT_ANCHOR_PUBLICATION};
		break;
	case ATOM_NEXT:
		*words = (YearWords){1, DT_ANCHOR_PUBLICATION};
		break;
	case ATOM_THAT:
	case ATOM_SAME:
		*words = (YearWords){0, DT_ANCHOR_NARRATIVE};
		break;
	case ATOM_FOLLOWING:
		*words = (YearWords){1, DT_ANCHOR_NARRATIVE};
		break;
	case ATOM_PREVIOUS:
		*words = (YearWords){-1, DT_ANCHOR_NARRATIVE};
		break;
	default:
		return 0;
	}
	return at + 2;
}

// The year after a month, or after a month and its day. Returns at when there is none.
static size_t year_after(const DtReader *reader, size_t at, DtTimePoint *point) {
	size_t number = skip(reader, skip(reader, at, ATOM_COMMA), ATOM_OF);
	size_t next = year_number(reader, number, &point->year);
	if (next) return next;
	const DtAtom *short_year = atom(reader, number + 1);
	if (is(reader, number, ATOM_APOSTROPHE) && short_year->class == ATOM_NUMBER && short_year->digits == 2 &&
	    short_year->glued && !short_year->plural) {
		point->year = (int16_t)(short_year->value + (short_year->value < 50 ? 2000 : 1900));
		return number + 2;
	}
	YearWords words;
	next = year_words(reader, at, &words);
	if (!next) return at;
	point->year = (int16_t)words.shift;
	point->year_shift = true;
	point->anchor = (uint8_t)words.anchor;
	return next;
}

static bool day_exists(const DtTimePoint *point) {
	int year = point->year && !point->year_shift ? point->year : 2000;
	return point->day == 0 || point->day <= dt_date_days_in_month(year, point->month);
}

static void copy_year(DtTimePoint *to, const DtTimePoint *from) {
	to->year = from->year;
	to->year_shift = from->year_shift;
	to->anchor = from->anchor;
}

static bool joins_days(const DtReader *reader, size_t at) {
	if (is(reader, at, ATOM_DASH) || is(reader, at, ATOM_TO) || is(reader, at, ATOM_THROUGH)) return true;
	return is(reader, at, ATOM_AND) || is(reader, at, ATOM_UNTIL);
}

static void set_range(DtTime *time, const DtTimePoint *end) {
	time->relation = DT_TIME_BETWEEN;
	time->end = *end;
}

// "March six", as some agencies write small numbers; but not "since March two people".
static size_t day_word(const DtReader *reader, size_t at, uint8_t *day) {
	const DtAtom *word = atom(reader, at), *next = atom(reader, at + 1);
	if (word->class != ATOM_CARDINAL || word->value > 9 || next->class == ATOM_UNITS || next->class == ATOM_CARDINAL)
		return 0;
	if (next->class == ATOM_OTHER && next->text.length > 1 && !dt_slice_is(next->text, "that")) return 0;
	*day = (uint8_t)word->value;
	return at + 1;
}

// "Feb. 26, 2019", "February 26-28", "March 2018"
static size_t month_first(const DtReader *reader, size_t at, DtTime *time) {
	DtTimePoint *point = &time->start;
	*point = calendar(DT_UNIT_MONTH);
	size_t next = month_name(reader, at, &point->month), day;
	if (!next) return 0;
	size_t number = is(reader, next, ATOM_THE) ? next + 1 : next;
	bool counted = is(reader, at - 1, ATOM_IN) && !atom(reader, number)->ordinal; // "In March 20 people died"
	day = counted ? 0 : day_number(reader, number, &point->day);
	if (!day && !counted) day = day_word(reader, number, &point->day);
	if (!day) return year_after(reader, next, point);
	point->unit = DT_UNIT_DAY;
	DtTimePoint end = *point;
	size_t last = joins_days(reader, day) ? day_number(reader, day + 1, &end.day) : 0;
	bool open = last && is(reader, day, ATOM_AND) && !is(reader, at - 1, ATOM_BETWEEN);
	uint8_t month;
	if (last && !open && end.day > point->day && !month_name(reader, last, &month)) {
		next = year_after(reader, last, &end);
		copy_year(point, &end);
		set_range(time, &end);
		time->impossible |= !day_exists(&end);
	} else {
		next = year_after(reader, day, point);
	}
	time->impossible |= !day_exists(point);
	return next;
}

// The first half of "3-5 May" and "3 to 5 May": the days; returns the place of the month.
static size_t days_before_month(const DtReader *reader, size_t at, uint8_t *first, uint8_t *last) {
	*last = 0;
	size_t next = day_number(reader, at, first);
	if (!next) {
		next = ordinal_word(reader, at, first);
		return next && *first <= 31 && is(reader, next, ATOM_OF) ? next + 1 : 0;
	}
	if (joins_days(reader, next) && (!is(reader, next, ATOM_AND) || is(reader, at - 1, ATOM_BETWEEN))) {
		size_t second = day_number(reader, next + 1, last);
		if (second && *last > *first) next = second;
	}
	return skip(reader, skip(reader, next, ATOM_DASH), ATOM_OF);
}

// "26 February 2019", "the 3rd of May", "3-5 May"
static size_t day_first(const DtReader *reader, size_t at, DtTime *time) {
	DtTimePoint *point = &time->start;
	*point = calendar(DT_UNIT_DAY);
	uint8_t last;
	size_t next = days_before_month(reader, skip(reader, at, ATOM_THE), &point->day, &last);
	if (!next) return 0;
	next = month_name(reader, next, &point->month);
	if (!next) return 0;
	next =
		year_after(reader, is(reader, next, ATOM_DASH) && atom(reader, next + 1)->digits == 4 ? next + 1 : next, point);
	time->impossible |= !day_exists(point);
	if (last) {
		DtTimePoint end = *point;
		end.day = last;
		time->impossible |= !day_exists(&end);
		set_range(time, &end);
	}
	return next;
}

// "the 26th": with an article, and nothing after it that it could number.
static size_t day_alone(const DtReader *reader, size_t at, DtTime *time) {
	if (!is(reader, at, ATOM_THE) || !atom(reader, at + 1)->ordinal) return 0;
	time->start = calendar(DT_UNIT_DAY);
	size_t next = day_number(reader, at + 1, &time->start.day);
	if (!next) return 0;
	const DtAtom *after = atom(reader, next);
	bool leads = is(reader, at - 1, ATOM_ON) || is(reader, at - 1, ATOM_BY) || is(reader, at - 1, ATOM_UNTIL) ||
	             is(reader, at - 1, ATOM_SINCE) || is(reader, at - 1, ATOM_WEEKDAY);
	bool free = after->class == ATOM_END || after->class == ATOM_COMMA || after->class == ATOM_DOT ||
	            after->class == ATOM_CLOSE || after->class == ATOM_AND || after->class == ATOM_IN ||
	            after->class == ATOM_AT || after->class == ATOM_TO || after->class == ATOM_THAT;
	return leads && free ? next : 0;
}

// Numeric dates. Which of day and month comes first in "2/3/2019" is settled once the whole document is read: until
// then index says what this one shows.
static void set_numeric(DtTime *time, int32_t first, int32_t second, int32_t year) {
	DtTimePoint *point = &time->start;
	*point = calendar(DT_UNIT_DAY);
	bool day_leads = first > 12;
	int32_t month = day_leads ? second : first, day = day_leads ? first : second;
	time->impossible = month < 1 || month > 12 || day < 1 || day > 31 || year < 1;
	if (time->impossible) return;
	point->month = (uint8_t)month;
	point->day = (uint8_t)day;
	point->year = (int16_t)year;
	point->index = first > 12 ? 2 : second > 12 ? 3 : first != second ? 1 : 0; // ORDER_… of find.c
	time->impossible = !day_exists(point);
}

static bool glued_mark(const DtReader *reader, size_t at, DtAtomClass class) {
	return is(reader, at, class) && atom(reader, at)->glued && atom(reader, at + 1)->glued;
}

// "2019-02-26", "26/2/2019", "26.02.2019"
static size_t numeric(const DtReader *reader, size_t at, DtTime *time) {
	const DtAtom *a = atom(reader, at), *b = atom(reader, at + 2), *c = atom(reader, at + 4);
	if (a->class != ATOM_NUMBER || b->class != ATOM_NUMBER) return 0;
	bool september = a->value == 9 && b->value == 11 && glued_mark(reader, at + 1, ATOM_SLASH);
	if (september && c->class != ATOM_NUMBER && !(a->glued && is(reader, at - 1, ATOM_DASH))) { // "9/11"
		time->start = calendar(DT_UNIT_DAY);
		time->start.year = 2001;
		time->start.month = 9;
		time->start.day = 11;
		return at + 3;
	}
	if (c->class != ATOM_NUMBER) return 0;
	DtAtomClass mark = atom(reader, at + 1)->class;
	if (mark != ATOM_DASH && mark != ATOM_SLASH && mark != ATOM_DOT) return 0;
	if (!glued_mark(reader, at + 1, mark) || !glued_mark(reader, at + 3, mark)) return 0;
	if (a->digits == 4 && b->digits <= 2 && c->digits <= 2 && a->value >= 1) {
		time->start = calendar(DT_UNIT_DAY);
		time->impossible = b->value < 1 || b->value > 12 || c->value < 1 || c->value > 31;
		if (time->impossible) return at + 5;
		time->start.year = (int16_t)a->value;
		time->start.month = (uint8_t)b->value;
		time->start.day = (uint8_t)c->value;
		time->impossible = !day_exists(&time->start);
		return at + 5;
	}
	if (a->digits > 2 || b->digits > 2 || (c->digits != 4 && c->digits != 2)) return 0;
	if (c->digits == 2 && (mark == ATOM_DOT || a->value > 31 || b->value > 31)) return 0; // a version, a telephone
	int32_t year = c->digits == 4 ? c->value : c->value + (c->value < 50 ? 2000 : 1900);
	if (mark == ATOM_DOT)
		set_numeric(time, b->value, a->value, year), time->start.index = 0; // day first wherever dots are written
	else
		set_numeric(time, a->value, b->value, year);
	return at + 5;
}

static bool followed_by_name(const DtReader *reader, size_t at) {
	const DtAtom *next = atom(reader, at);
	return next->class == ATOM_OTHER && next->capital && next->text.length > 1;
}

// What stands before a month by itself that shows it to be one.
static bool month_is_shown(const DtReader *reader, size_t at, uint8_t month, size_t next) {
	const DtAtom *before = atom(reader, at - 1);
	bool noun_follows =
		atom(reader, next)->class == ATOM_OTHER && !atom(reader, next)->capital && atom(reader, next)->text.length > 1;
	switch (before->class) {
	case ATOM_IN:
	case ATOM_SINCE:
	case ATOM_UNTIL:
	case ATOM_DURING:
	case ATOM_THROUGH:
	case ATOM_BETWEEN:
	case ATOM_LAST:
	case ATOM_NEXT:
	case ATOM_EARLY:
	case ATOM_LATE:
	case ATOM_MID:
		return true;
	case ATOM_DASH:
		return is(reader, at - 2, ATOM_MID) || is(reader, at - 2, ATOM_MONTH);
	case ATOM_THIS:
	case ATOM_THAT:
	case ATOM_FOLLOWING:
	case ATOM_PREVIOUS:
		return month != 3 || !noun_follows;
	case ATOM_BY:
	case ATOM_FROM:
	case ATOM_FOR:
	case ATOM_BEFORE:
	case ATOM_AFTER:
	case ATOM_TO:
		return month != 5 || !reader->may_is_a_name;
	case ATOM_AND:
	case ATOM_COMMA:
	case ATOM_SLASH:
		return is(reader, at - 2, ATOM_MONTH);
	case ATOM_OTHER:
		return reads(reader, at - 1, "or") && is(reader, at - 2, ATOM_MONTH);
	case ATOM_OF: {
		static const char *const amounts[] = {"much", "most", "part", "all", "rest"};
		for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
			if (reads(reader, at - 2, amounts[i])) return true;
		}
		DtAtomClass head = atom(reader, at - 2)->class;
		return head == ATOM_START || head == ATOM_FINISH || head == ATOM_MIDDLE || head == ATOM_UNIT ||
		       head == ATOM_DAYPART || head == ATOM_UNITS || head == ATOM_HALF || head == ATOM_REST;
	}
	case ATOM_POSSESSIVE: // "Iran's March offensive", not "the Women's March drew"
		if (month == 3) return noun_follows && atom(reader, next)->upos == DT_UPOS_NOUN;
		return noun_follows && (month != 5 || !reader->may_is_a_name);
	case ATOM_THE:
	case ATOM_A:
		return noun_follows && (month != 5 || !reader->may_is_a_name);
	default:
		return false;
	}
}

static size_t month_alone(const DtReader *reader, size_t at, DtTime *time) {
	uint8_t month;
	size_t next = month_name(reader, at, &month);
	if (!next) return 0;
	size_t end = month_first(reader, at, time);
	if (time->start.day || time->start.year || time->start.year_shift) return end;
	bool name = month >= 3 && month <= 6; // March, April, May, June: also words, also people
	bool shown = month_is_shown(reader, at, month, next);
	if (shown) return end;
	if (name || month == 8 || is(reader, at, ATOM_MONTH_SHORT) || followed_by_name(reader, next)) return 0;
	const DtAtom *before = atom(reader, at - 1);
	bool named = before->class == ATOM_OTHER || before->class == ATOM_FEAST;
	return named && before->capital ? 0 : end; // "Black September"
}

// Weekdays

static bool weekday_is_shown(const DtReader *reader, size_t at) {
	if (is(reader, at, ATOM_WEEKDAY)) return atom(reader, at)->capital;
	if (!is(reader, at, ATOM_WEEKDAY_SHORT) || !atom(reader, at)->capital) return false;
	uint8_t month;
	size_t after = at + 1;
	if (is(reader, after, ATOM_DOT)) after++;
	after = skip(reader, after, ATOM_COMMA);
	bool dated = month_name(reader, after, &month) || atom(reader, after)->class == ATOM_NUMBER;
	return dated || is(reader, at - 1, ATOM_ON) || is(reader, at - 1, ATOM_LAST) || is(reader, at - 1, ATOM_NEXT);
}

// Papers and days of infamy: "Sunday Times", "Bloody Sunday", "Super Tuesday".
static bool weekday_is_a_name(const DtReader *reader, size_t at) {
	static const char *const papers[] = {"times",  "telegraph",   "mail",  "express", "mirror",
	                                     "herald", "independent", "post",  "star",    "tribune",
	                                     "club",   "business",    "world", "standard"};
	static const char *const days[] = {"bloody", "super", "black", "white", "good", "ash", "palm", "holy", "maundy"};
	const DtAtom *after = atom(reader, at + 1), *before = atom(reader, at - 1);
	for (size_t i = 0; after->capital && i < sizeof papers / sizeof *papers; i++) {
		if (reads(reader, at + 1, papers[i])) return true;
	}
	for (size_t i = 0; before->capital && i < sizeof days / sizeof *days; i++) {
		if (reads(reader, at - 1, days[i])) return true;
	}
	return false;
}

// "last week", "of next week", "a week ago": the week of a weekday.
static size_t week_words(const DtReader *reader, size_t at, DtTimePoint *point) {
	size_t start = skip(reader, skip(reader, skip(reader, at, ATOM_COMMA), ATOM_OF), ATOM_THE);
	const DtAtom *unit = atom(reader, start + 1);
	if (unit->class != ATOM_UNIT || unit->value != DT_UNIT_WEEK) return 0;
	DtTimeAnchor anchor = DT_ANCHOR_PUBLICATION;
	int32_t count;
	switch (atom(reader, start)->class) {
	case ATOM_LAST:
		count = -1;
		break;
	case ATOM_THIS:
		count = 0;
		break;
	case ATOM_NEXT:
		count = 1;
		break;
	case ATOM_FOLLOWING:
		count = 1, anchor = DT_ANCHOR_NARRATIVE;
		break;
	case ATOM_PREVIOUS:
		count = -1, anchor = DT_ANCHOR_NARRATIVE;
		break;
	case ATOM_THAT:
	case ATOM_SAME:
		count = 0, anchor = DT_ANCHOR_NARRATIVE;
		break;
	case ATOM_A:
		if (!is(reader, start + 2, ATOM_AGO)) return 0;
		*point = shift(DT_UNIT_WEEK, anchor, -1);
		return start + 3;
	default:
		return 0;
	}
	*point = shift(DT_UNIT_WEEK, anchor, count);
	return start + 2;
}

// A full date after a weekday: ", Feb. 26", "(26/2/2019)", "the 26th".
static size_t date_after_weekday(const DtReader *reader, size_t at, DtTime *time) {
	bool open = is(reader, at, ATOM_OPEN);
	size_t start = open ? at + 1 : skip(reader, at, ATOM_COMMA);
	DtTime found = {0};
	size_t next = numeric(reader, start, &found);
	if (!next) next = day_first(reader, start, &found);
	if (!next) {
		next = month_first(reader, start, &found);
		if (next && found.start.day == 0) next = 0;
	}
	if (!next && is(reader, start, ATOM_THE) && atom(reader, start + 1)->ordinal) {
		found.start = calendar(DT_UNIT_DAY);
		next = day_number(reader, start + 1, &found.start.day);
	}
	if (!next || (open && !is(reader, next, ATOM_CLOSE))) return 0;
	*time = found;
	return open ? next + 1 : next;
}

static size_t skip_daypart(const DtReader *reader, size_t at) {
	size_t word = skip(reader, at, ATOM_COMMA);
	if (word == at && is(reader, at, ATOM_LATE)) word++;
	if (is(reader, word, ATOM_DAYPART) && word == at) return word + 1;
	if (is(reader, at, ATOM_DAYPART)) return at + 1;
	bool at_dawn = is(reader, at, ATOM_AT) && is(reader, at + 1, ATOM_DAWN);
	if (at_dawn) return at + 2;
	return is(reader, at, ATOM_DAWN) ? at + 1 : at;
}

static size_t weekday(const DtReader *reader, size_t at, DtTime *time) {
	if (!weekday_is_shown(reader, at) || weekday_is_a_name(reader, at)) return 0;
	uint8_t day = (uint8_t)atom(reader, at)->value;
	size_t next = at + 1;
	if (is(reader, next, ATOM_DOT) && is(reader, at, ATOM_WEEKDAY_SHORT)) next++;
	next = skip_daypart(reader, next);
	size_t dated = date_after_weekday(reader, next, time);
	if (dated) {
		if (time->relation == DT_TIME_AT) time->start.weekday = day;
		return dated;
	}
	DtTimePoint week;
	size_t of_week = week_words(reader, next, &week);
	time->start = of_week ? week : calendar(DT_UNIT_DAY);
	time->start.weekday = day;
	return of_week ? skip_daypart(reader, of_week) : next;
}

// Years, decades, centuries, quarters

static bool is_quantity_noun(const DtReader *reader, size_t at) {
	const DtAtom *word = atom(reader, at);
	if (word->class != ATOM_OTHER || word->capital || word->text.length < 3) return false;
	static const char *const counted[] = {"people",  "men",     "women",  "children", "troops", "percent",
	                                      "million", "billion", "metres", "meters",   "police", "personnel"};
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
		if (reads(reader, at, counted[i])) return true;
	}
	return word->text.data[word->text.length - 1] == 's';
}

// What stands around a number of four digits that shows it to be a year.
static bool year_is_shown(const DtReader *reader, size_t at, int16_t year) {
	bool modern = year >= 1900 && year <= 2099, round = year % 100 == 0;
	if (is_quantity_noun(reader, at + 1) && (round || !modern)) return false;
	const DtAtom *before = atom(reader, at - 1);
	switch (before->class) {
	case ATOM_IN:
	case ATOM_SINCE:
	case ATOM_UNTIL:
	case ATOM_BY:
	case ATOM_DURING:
	case ATOM_BEFORE:
	case ATOM_AFTER:
	case ATOM_FROM:
	case ATOM_OF:
		return true;
	case ATOM_BETWEEN:
	case ATOM_TO:
	case ATOM_THROUGH:
	case ATOM_EARLY:
	case ATOM_LATE:
	case ATOM_MID:
	case ATOM_LAST:
	case ATOM_FOR:
	case ATOM_AS:
	case ATOM_ABOUT:
	case ATOM_TIME:
	case ATOM_FISCAL:
	case ATOM_SEASON:
		return modern;
	case ATOM_UNIT:
		return before->value == DT_UNIT_YEAR;
	case ATOM_DASH:
		return modern && (is(reader, at - 2, ATOM_MID) || atom(reader, at - 2)->digits == 4);
	case ATOM_AND:
	case ATOM_COMMA:
		return modern && atom(reader, at - 2)->digits == 4;
	case ATOM_OPEN: {
		bool closed = is(reader, at + 1, ATOM_CLOSE) || is(reader, at + 1, ATOM_DASH) || is(reader, at + 1, ATOM_COMMA);
		return modern && closed;
	}
	case ATOM_THE:
	case ATOM_A:
	case ATOM_POSSESSIVE: {
		const DtAtom *after = atom(reader, at + 1);
		bool noun = after->class == ATOM_OTHER || after->class == ATOM_FEAST || after->class == ATOM_FISCAL;
		return modern && noun && after->text.length > 1;
	}
	case ATOM_END: {
		const DtAtom *after = atom(reader, at + 1);
		return modern && after->class == ATOM_OTHER && !after->capital && after->text.length > 2;
	}
	default: {
		static const char *const possessives[] = {"its", "his", "her", "their", "our", "my", "your"};
		for (size_t i = 0; i < sizeof possessives / sizeof *possessives; i++) {
			if (reads(reader, at - 1, possessives[i])) return modern && atom(reader, at + 1)->class == ATOM_OTHER;
		}
		return false;
	}
	}
}

static size_t year_alone(const DtReader *reader, size_t at, DtTime *time, bool shown) {
	time->start = calendar(DT_UNIT_YEAR);
	size_t next = year_number(reader, at, &time->start.year);
	if (!next) return 0;
	if (!shown && !year_is_shown(reader, at, time->start.year)) return 0;
	int16_t second;
	size_t after = second_year(reader, next, time->start.year, &second);
	bool fiscal = is(reader, after ? after : next, ATOM_FISCAL) && is(reader, (after ? after : next) + 1, ATOM_UNIT);
	if (fiscal && !after) {
		time->start.unit = DT_UNIT_FISCAL;
		return next + 2;
	}
	if (!after) return next;
	DtTimePoint end = time->start;
	end.year = second;
	set_range(time, &end);
	return fiscal ? after + 2 : after;
}

// "the 1990s", "'90s", "the nineties"
static size_t decade(const DtReader *reader, size_t at, DtTime *time) {
	bool article = is(reader, at, ATOM_THE);
	if (article) at++;
	bool mark = is(reader, at, ATOM_APOSTROPHE);
	if (mark) at++;
	const DtAtom *number = atom(reader, at);
	time->start = calendar(DT_UNIT_DECADE);
	if (number->class == ATOM_NINETIES) {
		bool shown = article || is(reader, at - 1, ATOM_EARLY) || is(reader, at - 1, ATOM_LATE);
		if (!shown || reads(reader, at - 2, "his") || reads(reader, at - 2, "her")) return 0;
		time->start.year = (int16_t)(1900 + number->value);
		return at + 1;
	}
	if (number->class != ATOM_NUMBER || !number->plural || number->value % 10 != 0) return 0;
	if (number->digits == 4) {
		if (number->value < YEAR_FIRST || number->value > 2090) return 0;
		time->start.year = (int16_t)number->value;
		if (number->value % 100 == 0 && number->value < 2000) time->start.unit = DT_UNIT_CENTURY;
		return at + 1;
	}
	if (!mark && !article && !is(reader, at - 1, ATOM_EARLY) && !is(reader, at - 1, ATOM_LATE)) return 0;
	time->start.year = (int16_t)(number->value + (number->value >= 30 ? 1900 : 2000));
	return at + 1;
}

// "the 20th century", "the late nineteenth century"
static size_t century(const DtReader *reader, size_t at, DtTime *time) {
	at = skip(reader, at, ATOM_THE);
	uint8_t number = 0;
	size_t next = atom(reader, at)->ordinal ? day_number(reader, at, &number) : ordinal_word(reader, at, &number);
	if (!next || number < 10 || number > 22) return 0;
	if (!is(reader, next, ATOM_UNIT) || atom(reader, next)->value != DT_UNIT_CENTURY) return 0;
	time->start = calendar(DT_UNIT_CENTURY);
	time->start.year = (int16_t)((number - 1) * 100 + 1);
	return next + 1;
}

// "fiscal 2020", "FY2020", "fiscal year 2019-20", "the current fiscal year"
static size_t fiscal(const DtReader *reader, size_t at, DtTime *time) {
	bool financial = reads(reader, at, "financial");
	if (!is(reader, at, ATOM_FISCAL) && !financial) return 0;
	size_t next = at + 1;
	bool year = is(reader, next, ATOM_UNIT) && atom(reader, next)->value == DT_UNIT_YEAR;
	if (year) next++;
	if (financial && !year) return 0;
	if (!is(reader, next, ATOM_NUMBER)) return 0;
	size_t end = year_alone(reader, next, time, true);
	if (end && time->relation == DT_TIME_AT) time->start.unit = DT_UNIT_FISCAL;
	return end;
}

// "Q1 2021", "H2", "the first quarter", "third-quarter 2021"
static size_t quarter(const DtReader *reader, size_t at, DtTime *time) {
	size_t next;
	if (is(reader, at, ATOM_QUARTER) || is(reader, at, ATOM_HALF_YEAR)) {
		time->start = calendar(is(reader, at, ATOM_QUARTER) ? DT_UNIT_QUARTER : DT_UNIT_HALF);
		time->start.index = (uint8_t)atom(reader, at)->value;
		next = at + 1;
	} else {
		uint8_t index = 0;
		size_t start = skip(reader, at, ATOM_THE);
		next = ordinal_word(reader, start, &index);
		if (!next || (index > 4 && index != DT_INDEX_LAST)) return 0;
		next = skip(reader, next, ATOM_DASH);
		bool half = is(reader, next, ATOM_HALF);
		if (!half && !(is(reader, next, ATOM_UNIT) && atom(reader, next)->value == DT_UNIT_QUARTER)) return 0;
		if (half && index > 2 && index != DT_INDEX_LAST) return 0;
		time->start = calendar(half ? DT_UNIT_HALF : DT_UNIT_QUARTER);
		time->start.index = index == DT_INDEX_LAST ? (half ? 2 : 4) : index;
		next++;
	}
	size_t with_year = year_after(reader, next, &time->start);
	// "The first half" may be a match's, "the first quarter" a city's: alone they need a preposition.
	bool bare = with_year == next && time->start.unit == DT_UNIT_HALF;
	return bare ? 0 : with_year;
}

// Seasons

static size_t season(const DtReader *reader, size_t at, DtTime *time) {
	size_t word = skip(reader, at, ATOM_THE);
	if (!is(reader, word, ATOM_SEASON)) return 0;
	time->start = calendar(DT_UNIT_SEASON);
	time->start.index = (uint8_t)atom(reader, word)->value;
	size_t next = year_after(reader, word + 1, &time->start);
	int16_t second;
	if (next > word + 1 && !time->start.year_shift) {
		size_t both = second_year(reader, next, time->start.year, &second);
		return both ? both : next;
	}
	if (next > word + 1) return next;
	const DtAtom *before = atom(reader, at - 1), *after = atom(reader, next);
	bool shown = before->class == ATOM_IN || before->class == ATOM_OVER || before->class == ATOM_DURING ||
	             before->class == ATOM_SINCE || before->class == ATOM_EARLY || before->class == ATOM_LATE ||
	             before->class == ATOM_THROUGH || before->class == ATOM_MID || before->class == ATOM_UNTIL ||
	             before->class == ATOM_BY;
	bool noun = after->class == ATOM_OTHER && after->text.length > 1 && !after->capital;
	bool fall_of = after->class == ATOM_OF; // "the fall of Kabul"
	bool spoken = atom(reader, word)->capital && word == at;
	return shown && !noun && !fall_of && !spoken ? next : 0;
}

// Words that point: last, next, this, that

// "the past three years", "the next few days", "recent weeks": how long, from here.
static size_t stretch(const DtReader *reader, size_t at, DtTimeAnchor anchor, int sign, DtTimePoint *point) {
	DtTimePoint amount;
	size_t next = dt_read_amount(reader, at, &amount);
	if (!next && is(reader, at, ATOM_UNIT)) {
		amount = (DtTimePoint){.unit = (uint8_t)atom(reader, at)->value, .count = 1};
		next = at + 1;
	}
	if (!next || is(reader, at, ATOM_A)) return 0;
	*point = amount;
	point->shape = DT_SHAPE_STRETCH;
	point->anchor = (uint8_t)anchor;
	point->count = amount.vague && amount.count == 0 ? sign : sign * amount.count;
	return next;
}

static bool is_plain_unit(const DtReader *reader, size_t at) {
	return is(reader, at, ATOM_UNIT) && atom(reader, at)->value != DT_UNIT_HOUR;
}

// What a pointing word may point at by itself: a unit, a weekday, a month, a season, a part of the day, a named day.
static size_t pointed(const DtReader *reader, size_t at, DtTimeAnchor anchor, int32_t count, DtTimePoint *point) {
	uint8_t month;
	size_t next;
	if (is(reader, at, ATOM_FISCAL) || reads(reader, at, "financial")) {
		if (!is(reader, at + 1, ATOM_UNIT)) return 0;
		*point = shift(DT_UNIT_FISCAL, anchor, count);
		return at + 2;
	}
	if (is_plain_unit(reader, at)) {
		*point = shift((DtTimeUnit)atom(reader, at)->value, anchor, count);
		return at + 1;
	}
	if (is(reader, at, ATOM_DAYPART)) {
		*point = shift(DT_UNIT_DAY, anchor, count);
		return at + 1;
	}
	*point = calendar(DT_UNIT_DAY);
	if (is(reader, at, ATOM_WEEKDAY)) {
		// "next Friday" is that of next week, "this coming Friday" the nearest.
		bool next_week = anchor == DT_ANCHOR_PUBLICATION && count == 1 && is(reader, at - 1, ATOM_NEXT);
		if (next_week) *point = shift(DT_UNIT_WEEK, anchor, 1);
		point->weekday = (uint8_t)atom(reader, at)->value;
		next = skip_daypart(reader, at + 1);
	} else if (is(reader, at, ATOM_SEASON)) {
		point->unit = DT_UNIT_SEASON;
		point->index = (uint8_t)atom(reader, at)->value;
		next = at + 1;
	} else if ((next = month_name(reader, at, &month)) != 0) {
		point->unit = DT_UNIT_MONTH;
		point->month = month;
		uint8_t day;
		size_t dated = day_number(reader, next, &day);
		if (dated) point->day = day, point->unit = DT_UNIT_DAY, next = dated;
	} else {
		next = dt_read_feast(reader, at, point);
		if (!next) return 0;
	}
	point->anchor = (uint8_t)anchor;
	point->count = count;
	return next;
}

// "the week of Feb. 26", "the last week of March", "the first six months of the year": a unit within another time.
static size_t of_base(const DtReader *reader, size_t at, DtTime *time, DtTimePoint start) {
	if (!is(reader, at, ATOM_OF)) return 0;
	DtTime base = {0};
	size_t next = dt_read_point(reader, at + 1, &base);
	if (!next && is(reader, at + 1, ATOM_THE) && is_plain_unit(reader, at + 2)) {
		base.start = shift((DtTimeUnit)atom(reader, at + 2)->value, DT_ANCHOR_PUBLICATION, 0);
		next = at + 3;
	}
	if (!next || base.start.anchor == DT_ANCHOR_BASE || base.relation != DT_TIME_AT || base.kind != DT_TIME_DATE)
		return 0;
	time->start = start;
	time->start.anchor = DT_ANCHOR_BASE;
	time->end = base.start;
	time->impossible = base.impossible;
	return next;
}

// "the first week of", "the second half of", "the first three months of", "the last days of"
static size_t indexed(const DtReader *reader, size_t at, DtTime *time) {
	size_t word = skip(reader, at, ATOM_THE);
	uint8_t index = 0;
	size_t next = atom(reader, word)->ordinal ? day_number(reader, word, &index) : ordinal_word(reader, word, &index);
	if (!next && is(reader, word, ATOM_LAST)) index = DT_INDEX_LAST, next = word + 1;
	if (!next) return 0;
	next = skip(reader, next, ATOM_DASH);
	DtTimePoint start = {.shape = DT_SHAPE_INDEX, .index = index};
	if (is(reader, next, ATOM_HALF)) {
		start.unit = DT_UNIT_HALF;
		return of_base(reader, next + 1, time, start);
	}
	if (is_plain_unit(reader, next)) {
		start.unit = (uint8_t)atom(reader, next)->value;
		return of_base(reader, next + 1, time, start);
	}
	if (index != 1 && index != DT_INDEX_LAST) return 0;
	bool numbered = !is(reader, next, ATOM_UNITS);
	next = stretch(reader, next, DT_ANCHOR_BASE, index == 1 ? 1 : -1, &start);
	if (!next) return 0;
	start.vague = !numbered;
	return of_base(reader, next, time, start);
}

typedef struct Pointer {
	DtTimeAnchor anchor;
	int32_t count;
	int stretch; // may also measure a stretch: its direction
	DtTimeAnchor stretch_anchor;
} Pointer;

static bool pointer_word(const DtReader *reader, size_t at, bool article, Pointer *pointer) {
	DtTimeAnchor here = DT_ANCHOR_PUBLICATION, there = DT_ANCHOR_NARRATIVE;
	switch (atom(reader, at)->class) {
	case ATOM_LAST:
		*pointer = (Pointer){here, -1, -1, here};
		return true;
	case ATOM_PAST:
		*pointer = (Pointer){here, -1, -1, here};
		return true;
	case ATOM_NEXT:
		*pointer = (Pointer){article ? there : here, 1, 1, article ? DT_ANCHOR_EITHER : here};
		return true;
	case ATOM_COMING:
		*pointer = (Pointer){here, 1, 1, here};
		return true;
	case ATOM_THIS:
		*pointer = (Pointer){here, 0, 0, here};
		return true;
	case ATOM_THAT:
	case ATOM_SAME:
		*pointer = (Pointer){there, 0, 0, there};
		return true;
	case ATOM_FOLLOWING:
		*pointer = (Pointer){there, 1, 1, there};
		return true;
	case ATOM_PREVIOUS:
		*pointer = (Pointer){there, -1, -1, there};
		return true;
	case ATOM_RECENT:
		*pointer = (Pointer){here, 0, -1, here};
		return true;
	default:
		return false;
	}
}

static size_t pointing(const DtReader *reader, size_t at, DtTime *time) {
	bool article = is(reader, at, ATOM_THE);
	size_t word = skip(reader, at, ATOM_THE);
	if (reads(reader, word, "very")) word++;
	Pointer pointer;
	if (!pointer_word(reader, word, article, &pointer)) return 0;
	DtAtomClass class = atom(reader, word)->class;
	size_t target = word + 1;
	if (class == ATOM_THIS && is(reader, target, ATOM_PAST)) { // "this past Tuesday"
		target++;
		pointer.count = -1;
	} else if (class == ATOM_THIS && is(reader, target, ATOM_COMING)) {
		target++;
		pointer.count = 1;
	}
	bool singular = is_plain_unit(reader, target);
	// "the last year" and "the past week" are stretches; "last year" and "the next day" are not.
	bool measured = pointer.stretch && (!singular || class == ATOM_PAST || class == ATOM_COMING ||
	                                    class == ATOM_RECENT || (article && class == ATOM_LAST));
	if (measured && class != ATOM_NEXT) {
		size_t next = stretch(reader, target, pointer.stretch_anchor, pointer.stretch, &time->start);
		if (next && class == ATOM_RECENT) time->start.vague = true;
		if (next) return next;
	} else if (measured) {
		size_t next = stretch(reader, target, pointer.stretch_anchor, pointer.stretch, &time->start);
		if (next) return next;
	}
	if (class == ATOM_RECENT) return 0;
	bool day = singular && atom(reader, target)->value == DT_UNIT_DAY;
	if (day && (class == ATOM_THIS || class == ATOM_LAST)) return 0;
	if (day && class == ATOM_NEXT) pointer.anchor = DT_ANCHOR_NARRATIVE;
	if (is(reader, target, ATOM_DAYPART) && class == ATOM_LAST && atom(reader, target)->value != 4) return 0;
	size_t next = pointed(reader, target, pointer.anchor, pointer.count, &time->start);
	bool week = next && time->start.shape == DT_SHAPE_SHIFT && time->start.unit == DT_UNIT_WEEK && !time->start.weekday;
	if (week && is(reader, next, ATOM_ON) && is(reader, next + 1, ATOM_WEEKDAY)) { // "last week on Tuesday"
		time->start.weekday = (uint8_t)atom(reader, next + 1)->value;
		return next + 2;
	}
	return next;
}

// Shifts: "three days ago", "the day before"

static bool ends_phrase(const DtReader *reader, size_t at) {
	const DtAtom *next = atom(reader, at);
	switch (next->class) {
	case ATOM_END:
	case ATOM_COMMA:
	case ATOM_DOT:
	case ATOM_CLOSE:
	case ATOM_DASH:
	case ATOM_AND:
	case ATOM_IN:
	case ATOM_AT:
	case ATOM_ON:
	case ATOM_BY:
		return true;
	case ATOM_OTHER:
		return !(next->text.length && (next->text.data[0] | 0x20) >= 'a');
	default:
		return false;
	}
}

static DtTimeUnit shift_unit(const DtTimePoint *amount, int32_t *count) {
	if (amount->unit == DT_UNIT_DECADE) {
		*count *= 10;
		return DT_UNIT_YEAR;
	}
	if (amount->unit == DT_UNIT_CENTURY) {
		*count *= 100;
		return DT_UNIT_YEAR;
	}
	return (DtTimeUnit)amount->unit;
}

// "two days after Christmas": what the shift counts from.
static size_t shift_from(const DtReader *reader, size_t at, DtTime *time) {
	DtTime base = {0};
	size_t next = dt_read_point(reader, at, &base);
	bool holds =
		next && base.kind == DT_TIME_DATE && base.relation == DT_TIME_AT && base.start.anchor != DT_ANCHOR_BASE;
	if (!holds || is(reader, next, ATOM_POSSESSIVE)) return 0;
	time->end = base.start;
	time->impossible = base.impossible;
	time->start.anchor = DT_ANCHOR_BASE;
	return next;
}

// The word that turns an amount into a shift.
static size_t shift_word(const DtReader *reader, size_t at, const DtTimePoint *amount, DtTime *time) {
	DtAtomClass class = atom(reader, at)->class;
	int32_t count = amount->count;
	DtTimeUnit unit = shift_unit(amount, &count);
	bool later = class == ATOM_LATER || class == ATOM_AFTER || class == ATOM_FROM;
	time->start = shift(unit, DT_ANCHOR_NARRATIVE, later ? count : -count);
	time->start.vague = amount->vague;
	if (class == ATOM_AGO) time->start.anchor = DT_ANCHOR_PUBLICATION;
	if (class == ATOM_AGO || class == ATOM_LATER || class == ATOM_EARLIER) return at + 1;
	if (class == ATOM_FROM) {
		time->start.anchor = DT_ANCHOR_PUBLICATION;
		if (unit == DT_UNIT_WEEK) { // "a week from Tuesday" is a day
			time->start.unit = DT_UNIT_DAY;
			time->start.count = 7 * count;
		}
		if (is(reader, at + 1, ATOM_NOW) || reads(reader, at + 1, "today")) return at + 2;
		return shift_from(reader, at + 1, time);
	}
	bool prior = class == ATOM_PRIOR;
	if (class != ATOM_BEFORE && class != ATOM_AFTER && !prior) return 0;
	size_t next = shift_from(reader, prior ? skip(reader, at + 1, ATOM_TO) : at + 1, time);
	if (next || ends_phrase(reader, at + 1)) return next ? next : at + 1;
	// "two days after the summit": how far, but not from when
	time->start = (DtTimePoint){.shape = DT_SHAPE_NONE, .unit = (uint8_t)unit, .count = later ? count : -count};
	return at + 1;
}

// "the week ended Feb. 16", "the three months to March 31": so long, up to then.
static size_t ended(const DtReader *reader, size_t at, DtTime *time) {
	DtTimePoint amount;
	size_t word = skip(reader, at, ATOM_THE);
	size_t next = word > at ? dt_read_amount(reader, word, &amount) : 0;
	if (!next && is_plain_unit(reader, word)) {
		amount = (DtTimePoint){.unit = (uint8_t)atom(reader, word)->value, .count = 1};
		next = word + 1;
	}
	bool up_to = is(reader, next, ATOM_ENDING) || (is(reader, next, ATOM_TO) && word > at);
	if (!next || amount.vague || !up_to) return 0;
	size_t point = next + 1;
	if (is(reader, point, ATOM_ON) || is(reader, point, ATOM_IN)) point++;
	next = shift_from(reader, point, time);
	if (!next) return 0;
	time->start =
		(DtTimePoint){.shape = DT_SHAPE_STRETCH, .unit = amount.unit, .anchor = DT_ANCHOR_BASE, .count = -amount.count};
	return next;
}

// "year-ago", "a year-earlier loss"
static size_t year_ago(const DtReader *reader, size_t at, DtTime *time) {
	if (!is_plain_unit(reader, at)) return 0;
	size_t next = skip(reader, at + 1, ATOM_DASH);
	bool ago = is(reader, next, ATOM_AGO);
	if (!ago && !is(reader, next, ATOM_EARLIER)) return 0;
	time->start = shift((DtTimeUnit)atom(reader, at)->value, ago ? DT_ANCHOR_PUBLICATION : DT_ANCHOR_NARRATIVE, -1);
	return next + 1;
}

static size_t shifted(const DtReader *reader, size_t at, DtTime *time) {
	DtTimePoint amount;
	size_t whole = ended(reader, at, time);
	if (!whole) whole = year_ago(reader, at, time);
	if (whole) return whole;
	if (is(reader, at, ATOM_THE) && is_plain_unit(reader, at + 1)) { // "the day before"
		amount = (DtTimePoint){.unit = (uint8_t)atom(reader, at + 1)->value, .count = 1};
		DtAtomClass class = atom(reader, at + 2)->class;
		if (class != ATOM_BEFORE && class != ATOM_AFTER && class != ATOM_EARLIER && class != ATOM_LATER &&
		    class != ATOM_PRIOR)
			return 0;
		bool before_last = class == ATOM_BEFORE && is(reader, at + 3, ATOM_LAST) && !is_plain_unit(reader, at + 4);
		if (before_last || (class == ATOM_AFTER && is(reader, at + 3, ATOM_NEXT) && !is_plain_unit(reader, at + 4))) {
			time->start = shift((DtTimeUnit)amount.unit, DT_ANCHOR_PUBLICATION, before_last ? -2 : 2);
			return at + 4;
		}
		if (is(reader, at + 3, ATOM_TODAY) && amount.unit == DT_UNIT_DAY) {
			int32_t base = atom(reader, at + 3)->value;
			time->start = shift(DT_UNIT_DAY, DT_ANCHOR_PUBLICATION, base + (class == ATOM_BEFORE ? -1 : 1));
			return at + 4;
		}
		return shift_word(reader, at + 2, &amount, time);
	}
	size_t next = dt_read_amount(reader, at, &amount);
	if (!next || is(reader, next, ATOM_OLD)) return 0;
	if (is(reader, next, ATOM_DASH) && is(reader, next + 1, ATOM_AGO)) next++; // "a year-ago loss"
	return shift_word(reader, next, &amount, time);
}

// Parts: "early March", "the end of the year", "later this month"

static bool part_word(const DtReader *reader, size_t at, DtTimePart *part) {
	switch (atom(reader, at)->class) {
	case ATOM_EARLY:
		*part = DT_PART_EARLY;
		return true;
	case ATOM_LATE:
		*part = DT_PART_LATE;
		return true;
	case ATOM_MID:
		*part = DT_PART_MIDDLE;
		return true;
	case ATOM_EARLIER:
		*part = DT_PART_ELAPSED;
		return true;
	case ATOM_LATER:
		*part = DT_PART_REMAINING;
		return true;
	case ATOM_START:
		*part = DT_PART_START;
		return true;
	case ATOM_MIDDLE:
		*part = DT_PART_MIDDLE;
		return true;
	case ATOM_FINISH:
		*part = DT_PART_END;
		return true;
	case ATOM_REST:
		*part = DT_PART_REMAINING;
		return true;
	default:
		return false;
	}
}

// "the year", "the month": this one, of publication; "the day": of the story.
static size_t the_unit(const DtReader *reader, size_t at, DtTimePoint *point) {
	if (!is(reader, at, ATOM_THE) || !is_plain_unit(reader, at + 1)) return 0;
	DtTimeUnit unit = (DtTimeUnit)atom(reader, at + 1)->value;
	*point = shift(unit, unit == DT_UNIT_DAY ? DT_ANCHOR_NARRATIVE : DT_ANCHOR_PUBLICATION, 0);
	return at + 2;
}

static void set_part(DtTimePoint *point, DtTimePart part) {
	bool days = point->unit == DT_UNIT_DAY || point->unit == DT_UNIT_HOUR;
	if (!days) point->part = (uint8_t)part;
}

static size_t part_of(const DtReader *reader, size_t at, DtTime *time) {
	DtTimePart part;
	size_t word = skip(reader, at, ATOM_THE);
	if (!part_word(reader, word, &part)) return 0;
	bool noun =
		part == DT_PART_START || part == DT_PART_END || is(reader, word, ATOM_MIDDLE) || is(reader, word, ATOM_REST);
	size_t next = word + 1, end;
	if (noun) {
		if (!is(reader, next, ATOM_OF)) return 0;
		next++;
	} else {
		next = skip(reader, next, ATOM_DASH);
		if (is(reader, word, ATOM_MID) && is(reader, next, ATOM_UNIT) && atom(reader, next)->glued) {
			time->start = shift((DtTimeUnit)atom(reader, next)->value, DT_ANCHOR_PUBLICATION, 0); // "mid-year"
			time->start.part = DT_PART_MIDDLE;
			return next + 1;
		}
		bool linked = is(reader, next, ATOM_ON) || is(reader, next, ATOM_IN); // "late on Tuesday", "early in 2019"
		if (linked) next++;
		end = linked ? the_unit(reader, next, &time->start) : 0;
		if (end) {
			set_part(&time->start, part);
			return end;
		}
	}
	end = dt_read_point(reader, next, time);
	if (!end && noun) end = the_unit(reader, next, &time->start);
	if (!end || time->kind != DT_TIME_DATE || time->relation != DT_TIME_AT) return 0;
	bool loose = part == DT_PART_ELAPSED || part == DT_PART_REMAINING;
	if (loose && !noun && time->start.shape == DT_SHAPE_CALENDAR && time->start.unit != DT_UNIT_DAY)
		time->start.part = DT_PART_WHOLE; // "earlier in 2019" is any time in it
	else
		set_part(&time->start, part);
	return end;
}

// "so far this year"
static size_t so_far(const DtReader *reader, size_t at, DtTime *time) {
	if (!is(reader, at, ATOM_SO) || !is(reader, at + 1, ATOM_FAR)) return 0;
	size_t next = pointing(reader, skip(reader, at + 2, ATOM_IN), time);
	if (!next) return 0;
	set_part(&time->start, DT_PART_ELAPSED);
	return next;
}

// "year-end", "the year's end"
static size_t unit_end(const DtReader *reader, size_t at, DtTime *time) {
	size_t word = skip(reader, at, ATOM_THE);
	if (!is_plain_unit(reader, word)) return 0;
	bool tied = is(reader, word + 1, ATOM_DASH) || is(reader, word + 1, ATOM_POSSESSIVE);
	if (!tied || !reads(reader, word + 2, "end")) return 0;
	time->start = shift((DtTimeUnit)atom(reader, word)->value, DT_ANCHOR_PUBLICATION, 0);
	set_part(&time->start, DT_PART_END);
	return word + 3;
}

// Parts of a day

static size_t todays(const DtReader *reader, size_t at, DtTime *time) {
	if (is(reader, at, ATOM_OVERNIGHT)) {
		time->start =
			(DtTimePoint){.shape = DT_SHAPE_STRETCH, .unit = DT_UNIT_DAY, .anchor = DT_ANCHOR_PUBLICATION, .count = -1};
		return at + 1;
	}
	if (!is(reader, at, ATOM_TODAY)) return 0;
	time->start = shift(DT_UNIT_DAY, DT_ANCHOR_PUBLICATION, atom(reader, at)->value);
	return skip_daypart(reader, at + 1);
}

// "the night of Feb. 26", "in the morning", "at dawn", "the early hours of Tuesday", "the eve of Christmas"
static size_t daypart(const DtReader *reader, size_t at, DtTime *time) {
	size_t word = skip(reader, at, ATOM_THE);
	bool hours = is(reader, word, ATOM_EARLY) || is(reader, word, ATOM_LATE);
	if (hours && is(reader, word + 1, ATOM_UNITS) && atom(reader, word + 1)->value == DT_UNIT_HOUR)
		word++;
	else if (hours && is(reader, word + 1, ATOM_DAYPART))
		word++;
	else if (hours)
		return 0;
	bool eve = reads(reader, word, "eve");
	if (!hours && !eve && !is(reader, word, ATOM_DAYPART) && !is(reader, word, ATOM_DAWN)) return 0;
	if (hours || eve || word > at) {
		DtTimePoint start = shift(DT_UNIT_DAY, DT_ANCHOR_BASE, eve ? -1 : 0);
		size_t next = of_base(reader, word + 1, time, start);
		if (next || eve) return next;
	}
	bool shown = is(reader, at - 1, ATOM_IN) || is(reader, at - 1, ATOM_DURING) ||
	             (is(reader, at - 1, ATOM_AT) && is(reader, word, ATOM_DAWN));
	if (!shown || (word == at && !is(reader, word, ATOM_DAWN)) || atom(reader, word)->capital) return 0;
	time->start = shift(DT_UNIT_DAY, DT_ANCHOR_NARRATIVE, 0);
	return word + 1;
}

// "at the time", "at that time", "then" after a preposition
static size_t then(const DtReader *reader, size_t at, DtTime *time) {
	time->start = shift(DT_UNIT_NONE, DT_ANCHOR_NARRATIVE, 0);
	const DtAtom *before = atom(reader, at - 1);
	if (is(reader, at, ATOM_THEN)) {
		bool shown = before->class == ATOM_SINCE || before->class == ATOM_UNTIL || before->class == ATOM_BY ||
		             before->class == ATOM_BEFORE;
		return shown ? at + 1 : 0;
	}
	if (before->class != ATOM_AT || (!is(reader, at, ATOM_THE) && !is(reader, at, ATOM_THAT))) return 0;
	return is(reader, at + 1, ATOM_TIME) && !is(reader, at + 2, ATOM_OF) ? at + 2 : 0;
}

// "until now", "to the present"
static size_t now(const DtReader *reader, size_t at, DtTime *time) {
	const DtAtom *before = atom(reader, at - 1);
	bool shown = before->class == ATOM_UNTIL || before->class == ATOM_TO || before->class == ATOM_DASH ||
	             before->class == ATOM_BY;
	size_t word = skip(reader, at, ATOM_THE);
	if (!shown || (!is(reader, word, ATOM_NOW) && !is(reader, word, ATOM_PRESENT))) return 0;
	if (is(reader, word, ATOM_PRESENT) && atom(reader, word + 1)->class == ATOM_OTHER &&
	    atom(reader, word + 1)->text.length > 1)
		return 0;
	time->start = shift(DT_UNIT_DAY, DT_ANCHOR_PUBLICATION, 0);
	return word + 1;
}

static size_t feast(const DtReader *reader, size_t at, DtTime *time) {
	size_t next = dt_read_feast(reader, at, &time->start);
	if (!next) return 0;
	if (time->start.year) return next;
	return year_after(reader, next, &time->start);
}

// "the week of Feb. 26", "the month of Ramadan", "the year 2019", "the weekend"
static size_t unit_of(const DtReader *reader, size_t at, DtTime *time) {
	size_t word = skip(reader, at, ATOM_THE);
	if (!is_plain_unit(reader, word)) return 0;
	DtTimeUnit unit = (DtTimeUnit)atom(reader, word)->value;
	if (unit == DT_UNIT_YEAR && year_alone(reader, word + 1, time, true))
		return year_alone(reader, word + 1, time, true);
	if (word == at) return 0;
	size_t next = of_base(reader, word + 1, time, shift(unit, DT_ANCHOR_BASE, 0));
	if (next) {
		bool named = unit == DT_UNIT_MONTH || unit == DT_UNIT_DAY;
		if (named && (time->end.shape == DT_SHAPE_FEAST || time->end.unit == DT_UNIT_MONTH)) time->start = time->end;
		return next;
	}
	if (unit != DT_UNIT_WEEKEND) return 0;
	time->start = calendar(DT_UNIT_WEEKEND);
	return word + 1;
}

size_t dt_read_point(const DtReader *reader, size_t at, DtTime *time) {
	typedef size_t (*Read)(const DtReader *, size_t, DtTime *);
	static const Read readers[] = {numeric, weekday, day_first, month_alone, todays,    so_far,   part_of, indexed,
	                               quarter, season,  decade,    century,     fiscal,    pointing, shifted, unit_end,
	                               daypart, unit_of, then,      now,         day_alone, feast};
	const DtAtom *first = atom(reader, at);
	if (first->class == ATOM_END || first->class == ATOM_COMMA) return 0;
	if (first->class == ATOM_OTHER && !(first->text.length == 3 || first->text.length == 9)) return 0; // eve, financial
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
		DtTime found = {0};
		size_t next = readers[i](reader, at, &found);
		if (!next) continue;
		*time = found;
		return next;
	}
	DtTime found = {0};
	size_t next = year_alone(reader, at, &found, false);
	if (next) *time = found;
	return next;
}
