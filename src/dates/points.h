// SPDX-License-Identifier: Apache-2.0
// Points in time as the words name them: "26 February 2019", "last week", "two days later". Private to this layer.
#ifndef DT_DATES_POINTS_H
#define DT_DATES_POINTS_H

#include "dates/atoms.h"

typedef struct DtReader {
	const DtAtoms *atoms;
	bool may_is_a_name; // the document speaks of a Ms. May
} DtReader;

// Every reader below begins at an atom and returns the place after what it read, or 0 when it is not there. It writes
// start, end, relation and impossible of time; a range inside one expression ("February 26-28") gives both points.

size_t dt_read_point(const DtReader *reader, size_t at, DtTime *time);

// "three", "25", "twenty-five", "a", "a few", "several", "a couple of": vague when it is a guess.
size_t dt_read_count(const DtReader *reader, size_t at, int32_t *count, bool *vague);

// "three days", "a year and a half", "two and a half years"; "years" alone is vague.
size_t dt_read_amount(const DtReader *reader, size_t at, DtTimePoint *point);

// A named day without its year, "Christmas", "Eid al-Fitr", "India's Independence Day".
size_t dt_read_feast(const DtReader *reader, size_t at, DtTimePoint *point);

#endif
