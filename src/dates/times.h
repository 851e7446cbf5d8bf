// SPDX-License-Identifier: Apache-2.0
// When: expressions of time, found first, dated later.
//
// What "Tuesday" means depends on the tense of its clause, and what "the next day" means on the story so far. So there
// are two steps: dt_find_times reads the words and keeps what they say (a symbolic value, in the manner of TIMEX3);
// dt_time_days turns that into days once the caller knows tense and narrative. The second step may be asked again with
// another context; it has no state.
//
// Durations ("for three days") and frequencies ("every Friday") are found too, so that nobody takes the words inside
// for dates, but they are not dates and are never dated. Neither are ages ("aged 12", "an 11-year-old").
#ifndef DT_DATES_TIMES_H
#define DT_DATES_TIMES_H

#include "document/document.h"
#include "document/event.h"

typedef enum DtTimeKind {
	DT_TIME_DATE,      // "26 February 2019", "last week", "since 2016", "from 3 to 5 May"
	DT_TIME_DURATION,  // "for three days", "four-year"
	DT_TIME_FREQUENCY, // "every Friday", "twice a week"
	DT_TIME_KIND_COUNT
} DtTimeKind;

const char *dt_time_kind_name(DtTimeKind kind); // "date", …

// How the days of the event stand to the days that the words name.
typedef enum DtTimeRelation {
	DT_TIME_AT,      // on, in, during: the days themselves
	DT_TIME_BETWEEN, // from start to end
	DT_TIME_SINCE,   // from the beginning of start until publication; open in the future
	DT_TIME_AFTER,   // from the day after the end of start
	DT_TIME_BEFORE,  // up to the day before start
	DT_TIME_UNTIL,   // up to the end of start
	DT_TIME_BY,      // at some day not later than the end of start
	DT_TIME_RELATION_COUNT
} DtTimeRelation;

typedef enum DtTimeUnit {
	DT_UNIT_NONE,
	DT_UNIT_HOUR, // and less: they date to a day
	DT_UNIT_DAY,
	DT_UNIT_WEEKEND,
	DT_UNIT_WEEK, // Monday to Sunday
	DT_UNIT_MONTH,
	DT_UNIT_QUARTER,
	DT_UNIT_SEASON,
	DT_UNIT_HALF,
	DT_UNIT_FISCAL, // October to September, the fiscal year of the United States, named for the year it ends in
	DT_UNIT_YEAR,
	DT_UNIT_DECADE,
	DT_UNIT_CENTURY,
	DT_UNIT_COUNT
} DtTimeUnit;

// What the words give.
typedef enum DtTimeShape {
	DT_SHAPE_NONE,     // undated; with a count, so many units from what stands behind it: "two days after the summit"
	DT_SHAPE_CALENDAR, // year, month, day, weekday, index as far as they are given: "Feb 26", "2019", "the 26th"
	DT_SHAPE_SHIFT,    // count units from the anchor: "yesterday", "last week", "two days later", "that year"
	DT_SHAPE_STRETCH,  // count units long, ending or beginning at the anchor: "the past four years", "in recent days"
	DT_SHAPE_FEAST,    // a named day: "Christmas", "Ramadan 2019"
	DT_SHAPE_INDEX,    // number index of the units of the base: "the first week of March", "the last day of 2019"
} DtTimeShape;

typedef enum DtTimeAnchor {
	DT_ANCHOR_TENSE,       // the nearest by tense: "Tuesday", "in March"
	DT_ANCHOR_PUBLICATION, // "last week", "three days ago"
	DT_ANCHOR_NARRATIVE,   // "the next day", "that month"
	DT_ANCHOR_EITHER,      // narrative in the past tense if there is one, else publication: "over the next three days"
	DT_ANCHOR_AHEAD, // publication, in the future tense: "in three days"; the past has narrative for "within three
	                 // days"
	DT_ANCHOR_BASE,  // the time's other point: "two days before Christmas"
} DtTimeAnchor;

typedef enum DtTimePart {
	DT_PART_WHOLE,
	DT_PART_EARLY, // the first third: "early 2020"
	DT_PART_MIDDLE,
	DT_PART_LATE,
	DT_PART_START, // the first twelfth or so: "the beginning of 2020"
	DT_PART_END,
	DT_PART_ELAPSED,   // what has gone by: "earlier this year", "so far this month"
	DT_PART_REMAINING, // what is left: "later this week", "the rest of the year"
} DtTimePart;

enum { DT_INDEX_LAST = 99 };

// Fields are 0 where the words do not say.
typedef struct DtTimePoint {
	uint8_t shape;   // DtTimeShape
	uint8_t unit;    // DtTimeUnit that the words name: a day, a month, a year
	uint8_t anchor;  // DtTimeAnchor
	uint8_t part;    // DtTimePart
	uint8_t month;   // 1..12
	uint8_t day;     // 1..31
	uint8_t weekday; // 1 Monday … 7 Sunday
	uint8_t index; // which quarter, half, season (1 spring … 4 winter), week of a month (9: the last); a feast's number
	bool vague;    // the count is a guess: "a few days ago"
	bool year_shift; // year is a distance from the anchor's: "March last year" has -1
	int16_t year;
	int32_t count; // of units, signed; of a weekday, month, season or feast: -1 last, 0 this, 1 next
} DtTimePoint;

typedef struct DtTime {
	DtSpan span;                     // with "since", "from … to", "by"; without "on", "in", "at"
	uint32_t sentence, first, count; // tokens, within the sentence
	uint8_t kind;                    // DtTimeKind
	uint8_t relation;                // DtTimeRelation
	uint8_t precision;               // DtPrecision the words alone promise
	bool impossible;                 // "31 February": reads as a date and is none
	DtTimePoint start, end;          // end of DT_TIME_BETWEEN, or what start counts from (DT_ANCHOR_BASE)
} DtTime;

typedef enum DtTense { DT_TENSE_PAST, DT_TENSE_PRESENT, DT_TENSE_FUTURE } DtTense;

typedef struct DtTimeContext {
	DtDate publication;   // DT_DATE_NONE when unknown
	DtDateSpan narrative; // the last dated event of the story; both DT_DATE_NONE when there is none
	DtTense tense;        // PRESENT takes the nearest on either side
} DtTimeContext;

// Finds every expression of time in document's sentences and sets document->times, in text order, none overlapping.
// Needs tokens with forms; uses upos where a sentence has any (not all X or 0); needs neither lemmas nor trees.
void dt_find_times(DtDocument *document);

// The days that time names in context. False, with nothing written, when it cannot be dated: durations, frequencies,
// impossible days, and words that hang on a publication day or a narrative that is not known. An end that the words
// leave open is DT_DATE_NONE ("before 2014" has no first day), never both. precision is that of the days given.
bool dt_time_days(const DtTime *time, const DtTimeContext *context, DtDateSpan *days, DtPrecision *precision);

// The number of the first time of a sentence, or of the first one after it.
uint32_t dt_first_time(const DtDocument *document, uint32_t sentence);

// True when its days hang on the narrative ("the next day", "at the time").
bool dt_time_is_anaphoric(const DtTime *time);

#endif
