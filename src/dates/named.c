// SPDX-License-Identifier: Apache-2.0
// Reading the names of named days: "Christmas Eve", "Eid al-Fitr", "India's Independence Day".
//
// Names are capitalised, and no further name follows: the Good Friday Agreement, the Yom Kippur War and Easter Island
// are no days. A day of independence is dated only when the words before it name the state.
#include "dates/feasts.h"
#include "dates/points.h"

static bool is(const DtReader *reader, size_t at, DtAtomClass class) { return dt_atom_is(reader->atoms, at, class); }

static const DtAtom *atom(const DtReader *reader, size_t at) { return dt_atom(reader->atoms, at); }

static bool is_mark(const DtReader *reader, size_t at) {
	return is(reader, at, ATOM_POSSESSIVE) || is(reader, at, ATOM_APOSTROPHE) || is(reader, at, ATOM_DASH);
}

static size_t words(const DtReader *reader, size_t at, const char *const names[DT_FEAST_WORDS]) {
	for (size_t i = 0; i < DT_FEAST_WORDS && names[i]; i++) {
		while (i > 0 && is_mark(reader, at)) at++;
		if (!dt_atom_reads(reader->atoms, at, names[i])) return 0;
		at++;
	}
	return at;
}

// "Tariq Ramadan", "Ramadan Shalah", "Easter Rising": somebody's or something's name.
static bool is_part_of_a_name(const DtReader *reader, size_t first, size_t next) {
	const DtAtom *after = atom(reader, next), *before = atom(reader, first - 1);
	if (after->capital && after->class == ATOM_OTHER && after->text.length > 1) return true;
	if (after->class == ATOM_DASH && after->glued && atom(reader, next + 1)->capital) return true;
	bool led = before->class == ATOM_OTHER && before->capital && before->text.length > 1;
	bool person = before->upos == DT_UPOS_PROPN || before->upos == DT_UPOS_X;
	return led && person && dt_atom_reads(reader->atoms, first, "ramadan");
}

static unsigned independence(const DtReader *reader, size_t at) {
	size_t before = at - 1;
	if (at > 0 && is(reader, before, ATOM_POSSESSIVE)) before--;
	if (is(reader, before, ATOM_DOT)) before -= 3; // U.S.
	if (dt_atom_reads(reader->atoms, before, "u") && dt_atom_reads(reader->atoms, before + 2, "s"))
		return dt_feast_independence(dt_slice_of("us"));
	return before < at ? dt_feast_independence(atom(reader, before)->text) : 0;
}

size_t dt_read_feast(const DtReader *reader, size_t at, DtTimePoint *point) {
	bool can = is(reader, at, ATOM_FEAST) || is(reader, at, ATOM_MONTH);
	if (!can || !atom(reader, at)->capital) return 0;
	*point = (DtTimePoint){.shape = DT_SHAPE_FEAST, .unit = DT_UNIT_DAY, .anchor = DT_ANCHOR_TENSE};
	static const char *const independence_day[DT_FEAST_WORDS] = {"independence", "day"};
	size_t next = words(reader, at, independence_day);
	if (next) {
		point->index = (uint8_t)independence(reader, at);
		return point->index ? next : 0;
	}
	const char *names[DT_FEAST_WORDS];
	unsigned feast;
	for (size_t i = 0; dt_feast_name(i, names, &feast); i++) {
		next = words(reader, at, (const char *const *)names);
		if (!next || is_part_of_a_name(reader, at, next)) continue;
		bool genitive = dt_slice_is(dt_slice_of(names[0]), "new") && is(reader, next, ATOM_POSSESSIVE);
		point->index = (uint8_t)feast;
		return genitive ? next + 1 : next;
	}
	return 0;
}
