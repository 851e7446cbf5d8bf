// SPDX-License-Identifier: Apache-2.0
// Finding the expressions of time of a document.
//
//   sentence → atoms → at each atom:  frequency | relation point | point [to point] | amount
//
// A point may carry a relation ("since 2016", "by the end of the year", "between May and July"); an amount without one
// is a duration. Found times never overlap: reading goes on behind each. What the whole document must settle, the order
// of day and month in "2/3/2019", is settled last.
#include "dates/points.h"

typedef struct Finder {
	DtDocument *document;
	DtAtoms atoms;
	DtAtomWords words;
	DtReader reader;
	size_t capacity;
} Finder;

static bool is(const DtReader *reader, size_t at, DtAtomClass class) { return dt_atom_is(reader->atoms, at, class); }

static const DtAtom *atom(const DtReader *reader, size_t at) { return dt_atom(reader->atoms, at); }

// Ages and frequencies

// "aged 12", "an 11-year-old", "12 years old": no times. Returns the place behind.
static size_t age(const DtReader *reader, size_t at) {
	int32_t count;
	bool vague;
	if (is(reader, at, ATOM_AGED)) return dt_read_count(reader, at + 1, &count, &vague);
	DtTimePoint amount;
	size_t next = dt_read_amount(reader, at, &amount);
	if (!next || amount.vague) return 0;
	if (is(reader, next, ATOM_DASH)) next++;
	return is(reader, next, ATOM_OLD) ? next + 1 : 0;
}

static bool is_unit(const DtReader *reader, size_t at) {
	return is(reader, at, ATOM_UNIT) || is(reader, at, ATOM_UNITS);
}

// "every Friday", "each of the next"… no: "every other week", "every three years", "every morning"
static size_t every(const DtReader *reader, size_t at) {
	if (!is(reader, at, ATOM_EVERY)) return 0;
	size_t next = at + 1;
	int32_t count;
	bool vague;
	size_t counted = dt_read_count(reader, next, &count, &vague);
	if (counted) next = counted;
	if (is(reader, next, ATOM_OTHER_WORD) || is(reader, next, ATOM_ORDINAL)) next++;
	if (is(reader, next, ATOM_AND)) return 0;
	bool named = is(reader, next, ATOM_WEEKDAY) || is(reader, next, ATOM_MONTH) || is(reader, next, ATOM_SEASON) ||
	             is(reader, next, ATOM_DAYPART);
	return named || is_unit(reader, next) ? next + 1 : 0;
}

// "twice a week", "three times per year"
static size_t times_a(const DtReader *reader, size_t at) {
	int32_t count;
	bool vague;
	size_t next = is(reader, at, ATOM_ONCE) ? at + 1 : dt_read_count(reader, at, &count, &vague);
	if (!next) return 0;
	if (!is(reader, at, ATOM_ONCE) && !is(reader, next++, ATOM_TIMES)) return 0;
	bool per = is(reader, next, ATOM_A) || is(reader, next, ATOM_PER) || is(reader, next, ATOM_EVERY);
	return per && is(reader, next + 1, ATOM_UNIT) ? next + 2 : 0;
}

static size_t frequency(const DtReader *reader, size_t at, DtTime *time) {
	size_t next = every(reader, at);
	if (!next) next = times_a(reader, at);
	if (!next && is(reader, at, ATOM_WEEKDAY_PLURAL)) next = at + 1;
	if (!next && is(reader, at, ATOM_FREQUENCY) && !atom(reader, at)->capital) next = at + 1;
	if (next) *time = (DtTime){.kind = DT_TIME_FREQUENCY};
	return next;
}

// Durations

static size_t duration(const DtReader *reader, size_t at, DtTime *time) {
	DtTimePoint amount;
	size_t next = dt_read_amount(reader, at, &amount);
	if (!next && is(reader, at, ATOM_UNIT) && is(reader, at + 1, ATOM_DASH) &&
	    dt_atom_reads(reader->atoms, at + 2, "long")) {
		amount = (DtTimePoint){.unit = (uint8_t)atom(reader, at)->value, .count = 1};
		next = at + 1;
	}
	if (!next) return 0;
	if (is(reader, at, ATOM_UNITS)) {
		DtAtomClass before = atom(reader, at - 1)->class;
		bool shown = is(reader, next, ATOM_OF) || before == ATOM_FOR || before == ATOM_IN || before == ATOM_AFTER ||
		             before == ATOM_OVER || before == ATOM_WITHIN || is(reader, next, ATOM_DASH);
		if (!shown) return 0;
	}
	*time = (DtTime){.kind = DT_TIME_DURATION, .start = amount};
	return next;
}

// "the first time in ten years", "the deadliest in years": how long, not when.
static bool measures_rarity(const DtReader *reader, size_t at) {
	for (size_t back = 1; back <= 4 && back <= at; back++) {
		const DtAtom *word = atom(reader, at - back);
		if (word->class == ATOM_ORDINAL || word->class == ATOM_COMMA) return word->class == ATOM_ORDINAL;
		if (word->text.length > 4 && dt_slice_ends(word->text, "est")) return true;
		if (dt_slice_is(word->text, "most") || dt_slice_is(word->text, "worst") || dt_slice_is(word->text, "least"))
			return true;
	}
	return false;
}

// "in three days", "within two weeks": counted on from publication, when the clause speaks of the future.
static size_t ahead(const DtReader *reader, size_t at, DtTime *time) {
	bool within = is(reader, at, ATOM_WITHIN);
	if (!within && !is(reader, at, ATOM_IN)) return 0;
	DtTimePoint amount;
	size_t first = at + 1;
	while (is(reader, first, ATOM_ABOUT) || is(reader, first, ATOM_SOME)) first++;
	if (is(reader, first, ATOM_UNITS)) return 0;
	size_t next = dt_read_amount(reader, first, &amount);
	if (!next || is(reader, next, ATOM_OF) || is(reader, next, ATOM_OLD) || is(reader, next, ATOM_DASH)) return 0;
	if (!within && measures_rarity(reader, at)) return 0;
	DtTime shifted = {0};
	if (dt_read_point(reader, first, &shifted)) return 0; // "in two days ago" and such
	*time = (DtTime){.start = amount};
	time->start.shape = within ? DT_SHAPE_STRETCH : DT_SHAPE_SHIFT;
	time->start.anchor = DT_ANCHOR_AHEAD;
	if (is(reader, next, ATOM_POSSESSIVE) || is(reader, next, ATOM_APOSTROPHE)) {
		if (is(reader, next + 1, ATOM_TIME)) return next + 2;
	}
	return next;
}

// Ranges and relations

static bool joins(const DtReader *reader, size_t at, bool told) {
	if (is(reader, at, ATOM_DASH) || is(reader, at, ATOM_TO) || is(reader, at, ATOM_THROUGH)) return true;
	return told && is(reader, at, ATOM_UNTIL);
}

static bool can_range(const DtTime *time) {
	return time->kind == DT_TIME_DATE && time->relation == DT_TIME_AT && time->start.anchor != DT_ANCHOR_BASE &&
	       time->start.shape != DT_SHAPE_NONE && time->start.shape != DT_SHAPE_STRETCH;
}

// The second point, after "to" or "and".
static size_t second_point(const DtReader *reader, size_t at, DtTime *time) {
	DtTime end = {0};
	size_t next = dt_read_point(reader, at, &end);
	if (!next || !can_range(&end)) return 0;
	time->relation = DT_TIME_BETWEEN;
	time->end = end.start;
	time->impossible |= end.impossible;
	return next;
}

// "Feb 26 to March 1", "Monday through Friday", "2018-2019": told by "from", or two points of one kind.
static size_t range(const DtReader *reader, size_t at, bool told, DtTime *time) {
	DtTime found = {0};
	size_t next = dt_read_point(reader, at, &found);
	if (!next) return 0;
	*time = found;
	if (!can_range(&found) || !joins(reader, next, told)) return next;
	size_t end = second_point(reader, next + 1, &found);
	if (!end) return next;
	bool alike = found.start.shape == found.end.shape && found.start.unit == found.end.unit &&
	             (found.start.weekday != 0) == (found.end.weekday != 0);
	if (!told && !(alike && found.start.shape == DT_SHAPE_CALENDAR)) return next;
	*time = found;
	return end;
}

static size_t between(const DtReader *reader, size_t at, DtTime *time) {
	DtTime found = {0};
	size_t next = dt_read_point(reader, at + 1, &found);
	if (!next) return 0;
	if (found.relation != DT_TIME_BETWEEN) {
		if (!can_range(&found) || !is(reader, next, ATOM_AND)) return 0;
		next = second_point(reader, next + 1, &found);
		if (!next) return 0;
	}
	*time = found;
	return next;
}

// "on", "onward", "onwards" after "from May".
static size_t onward(const DtReader *reader, size_t at) {
	bool on = is(reader, at, ATOM_ON) && !is(reader, at + 1, ATOM_THE) && !is(reader, at + 1, ATOM_WEEKDAY);
	if (on || dt_atom_reads(reader->atoms, at, "onward") || dt_atom_reads(reader->atoms, at, "onwards")) return at + 1;
	return 0;
}

static size_t from(const DtReader *reader, size_t at, DtTime *time) {
	size_t next = range(reader, at + 1, true, time);
	if (!next || time->relation == DT_TIME_BETWEEN || time->kind != DT_TIME_DATE) return next;
	size_t on = onward(reader, next);
	uint8_t before = atom(reader, at - 1)->upos;
	bool noun = before == DT_UPOS_NOUN || before == DT_UPOS_PROPN;                // "images from Tuesday"
	bool to_event = is(reader, next, ATOM_UNTIL) || is(reader, next, ATOM_TO);    // "from 1999 until his death"
	bool compares = time->start.shape == DT_SHAPE_SHIFT && time->start.count < 0; // "up from a year earlier"
	if (on || (!noun && !to_event && !compares)) time->relation = DT_TIME_SINCE;
	return on ? on : next;
}

// The words of a relation: returns the place of the point they govern.
static size_t relation_words(const DtReader *reader, size_t at, DtTimeRelation *relation) {
	switch (atom(reader, at)->class) {
	case ATOM_SINCE:
		*relation = DT_TIME_SINCE;
		return at + 1;
	case ATOM_UNTIL:
		*relation = DT_TIME_UNTIL;
		return at + 1;
	case ATOM_THROUGH:
		*relation = DT_TIME_UNTIL;
		return at + 1;
	case ATOM_BY:
		*relation = DT_TIME_BY;
		return at + 1;
	case ATOM_BEFORE:
		*relation = DT_TIME_BEFORE;
		return at + 1;
	case ATOM_AFTER:
		*relation = DT_TIME_AFTER;
		return at + 1;
	case ATOM_PRIOR:
		*relation = DT_TIME_BEFORE;
		return is(reader, at + 1, ATOM_TO) ? at + 2 : 0;
	case ATOM_UP:
		*relation = DT_TIME_UNTIL;
		return is(reader, at + 1, ATOM_TO) || is(reader, at + 1, ATOM_UNTIL) ? at + 2 : 0;
	case ATOM_NO: // "no later than"
		*relation = DT_TIME_BY;
		return is(reader, at + 1, ATOM_LATER) && is(reader, at + 2, ATOM_THAN) ? at + 3 : 0;
	case ATOM_AS: // "as of March 1"
		*relation = DT_TIME_SINCE;
		return is(reader, at + 1, ATOM_OF) ? at + 2 : 0;
	case ATOM_STARTING:
	case ATOM_START: {
		*relation = DT_TIME_SINCE;
		bool linked = is(reader, at + 1, ATOM_ON) || is(reader, at + 1, ATOM_IN) || is(reader, at + 1, ATOM_FROM);
		if (is(reader, at + 1, ATOM_OF)) return 0;
		return dt_atom_reads(reader->atoms, at, "start") ? 0 : at + (linked ? 2 : 1);
	}
	default:
		return 0;
	}
}

static size_t related(const DtReader *reader, size_t at, DtTime *time, size_t *first) {
	*first = at;
	if (is(reader, at, ATOM_BETWEEN)) return between(reader, at, time);
	if (is(reader, at, ATOM_FROM)) {
		size_t end = from(reader, at, time);
		if (end && time->relation == DT_TIME_AT) *first = at + 1;
		return end;
	}
	DtTimeRelation relation = DT_TIME_AT;
	size_t governed = relation_words(reader, at, &relation);
	if (!governed) return 0;
	DtTime found = {0};
	size_t next = dt_read_point(reader, governed, &found);
	if (!next || found.kind != DT_TIME_DATE || found.relation != DT_TIME_AT) return 0;
	bool whole_word = found.start.shape == DT_SHAPE_SHIFT && found.start.anchor == DT_ANCHOR_NARRATIVE &&
	                  found.start.unit == DT_UNIT_NONE && relation == DT_TIME_AFTER;
	if (whole_word) return 0;
	*time = found;
	if (is(reader, next, ATOM_POSSESSIVE)) { // "before Monday's meeting": the meeting is on Monday
		*first = governed;
		return next;
	}
	bool at_end = relation == DT_TIME_BEFORE && found.start.part == DT_PART_END;
	time->relation = at_end ? (uint8_t)DT_TIME_BY : (uint8_t)relation;
	return next;
}

static size_t read_time(const DtReader *reader, size_t at, DtTime *time, size_t *first) {
	*first = at;
	size_t next = frequency(reader, at, time);
	if (!next) next = related(reader, at, time, first);
	if (next) return next;
	*first = at;
	next = range(reader, at, false, time);
	if (next) return next;
	next = ahead(reader, at, time);
	if (next) return next;
	return duration(reader, at, time);
}

// The document

static DtPrecision unit_precision(const DtTimePoint *point) {
	switch ((DtTimeUnit)point->unit) {
	case DT_UNIT_NONE:
		return DT_PRECISION_UNKNOWN;
	case DT_UNIT_HOUR:
	case DT_UNIT_DAY:
		return DT_PRECISION_DAY;
	case DT_UNIT_WEEKEND:
		return DT_PRECISION_WEEK;
	case DT_UNIT_WEEK:
		return point->weekday ? DT_PRECISION_DAY : DT_PRECISION_WEEK;
	case DT_UNIT_MONTH:
		return DT_PRECISION_MONTH;
	case DT_UNIT_QUARTER:
	case DT_UNIT_SEASON:
	case DT_UNIT_HALF:
		return DT_PRECISION_SEASON;
	case DT_UNIT_FISCAL:
	case DT_UNIT_YEAR:
		return point->part ? DT_PRECISION_SEASON : DT_PRECISION_YEAR;
	default:
		return DT_PRECISION_SPAN;
	}
}

static DtPrecision promised(const DtTime *time) {
	if (time->kind != DT_TIME_DATE) return DT_PRECISION_UNKNOWN;
	if (time->relation != DT_TIME_AT || time->start.shape == DT_SHAPE_STRETCH) return DT_PRECISION_SPAN;
	return unit_precision(&time->start);
}

static void keep(Finder *finder, DtTime *time, uint32_t sentence, size_t first, size_t next) {
	const DtAtom *head = atom(&finder->reader, first), *last = atom(&finder->reader, next - 1);
	time->span = (DtSpan){head->span.start, last->span.end};
	time->sentence = sentence;
	time->first = head->token;
	time->count = last->token - head->token + 1;
	time->precision = (uint8_t)promised(time);
	DtDocument *document = finder->document;
	DT_PUSH(document->arena, document->times, document->time_count, finder->capacity, *time);
}

// Words with which nothing begins, by far the most.
static bool may_begin(const DtReader *reader, size_t at) {
	const DtAtom *first = atom(reader, at);
	switch (first->class) {
	case ATOM_OTHER:
		return first->text.length == 3 || first->text.length == 9; // eve, financial
	case ATOM_THE:
	case ATOM_A: {
		const DtAtom *next = atom(reader, at + 1);
		if (next->class != ATOM_OTHER) return true;
		return next->text.length == 3 || next->text.length == 4 || next->text.length == 9; // eve, very, financial
	}
	case ATOM_COMMA:
	case ATOM_DOT:
	case ATOM_DASH:
	case ATOM_OPEN:
	case ATOM_CLOSE:
	case ATOM_OF:
	case ATOM_AND:
	case ATOM_TO:
	case ATOM_ON:
	case ATOM_AT:
		return false;
	default:
		return true;
	}
}

static void find_in_sentence(Finder *finder, uint32_t number) {
	const DtReader *reader = &finder->reader;
	for (size_t at = 0; at < finder->atoms.count;) {
		DtTime time = {0};
		size_t first, next = may_begin(reader, at) ? age(reader, at) : 0;
		if (next) {
			at = next;
			continue;
		}
		next = may_begin(reader, at) ? read_time(reader, at, &time, &first) : 0;
		if (next > at) {
			keep(finder, &time, number, first, next);
			at = next;
		} else {
			at++;
		}
	}
}

// "Theresa May", "Mrs. May": then a bare May is a person unless its neighbours insist.
static bool may_is_a_name(const DtDocument *document) {
	static const char *const before[] = {"Theresa", "Mrs.", "Mrs", "Ms.", "Ms", "Minister", "PM"};
	for (uint32_t i = 1; i < document->token_count; i++) {
		if (!dt_slice_is(document->tokens[i].form, "May")) continue;
		for (size_t j = 0; j < sizeof before / sizeof *before; j++) {
			if (dt_slice_is(document->tokens[i - 1].form, before[j])) return true;
		}
	}
	return false;
}

// Day and month of "2/3/2019"

enum { ORDER_OPEN = 1, ORDER_DAY_FIRST, ORDER_MONTH_FIRST, ORDER_COUNT };

// How often the document shows each order: in figures, and in words ("26 February", "February 26").
typedef struct Orders {
	size_t figures[ORDER_COUNT], words[ORDER_COUNT];
} Orders;

static bool is_day_of_month(const DtTimePoint *point) {
	return point->shape == DT_SHAPE_CALENDAR && point->unit == DT_UNIT_DAY && point->month;
}

static void count_order(const DtDocument *document, const DtTime *time, Orders *orders) {
	if (!is_day_of_month(&time->start) || time->impossible) return;
	DtSlice text = dt_document_slice(document, time->span);
	if (time->start.index) {
		orders->figures[time->start.index]++;
	} else if (text.length && time->relation == DT_TIME_AT && !time->start.weekday) {
		bool digit = text.data[0] >= '0' && text.data[0] <= '9';
		orders->words[digit ? ORDER_DAY_FIRST : ORDER_MONTH_FIRST]++;
	}
}

static void settle_order(DtTimePoint *point, bool day_first) {
	if (!is_day_of_month(point)) return;
	if (point->index == ORDER_OPEN && day_first) {
		uint8_t month = point->day;
		point->day = point->month;
		point->month = month;
	}
	point->index = 0;
}

static void settle_orders(DtDocument *document) {
	Orders orders = {0};
	for (uint32_t i = 0; i < document->time_count; i++) count_order(document, &document->times[i], &orders);
	const size_t *shown = orders.figures;
	if (shown[ORDER_DAY_FIRST] == shown[ORDER_MONTH_FIRST]) shown = orders.words;
	bool day_first = shown[ORDER_DAY_FIRST] > 0 && shown[ORDER_MONTH_FIRST] == 0;
	if (shown == orders.figures) day_first = shown[ORDER_DAY_FIRST] > shown[ORDER_MONTH_FIRST];
	for (uint32_t i = 0; i < document->time_count; i++) {
		settle_order(&document->times[i].start, day_first);
		settle_order(&document->times[i].end, day_first);
	}
}

void dt_find_times(DtDocument *document) {
	Finder finder = {.document = document};
	finder.reader = (DtReader){&finder.atoms, may_is_a_name(document)};
	dt_atom_words_init(&finder.words);
	document->times = NULL;
	document->time_count = 0;
	for (uint32_t i = 0; i < document->sentence_count; i++) {
		dt_atoms_read(&finder.atoms, &finder.words, document, &document->sentences[i]);
		if (finder.atoms.any) find_in_sentence(&finder, i);
	}
	settle_orders(document);
	dt_atoms_clear(&finder.atoms);
}

uint32_t dt_first_time(const DtDocument *document, uint32_t sentence) {
	uint32_t low = 0, high = document->time_count;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if (document->times[middle].sentence < sentence)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
