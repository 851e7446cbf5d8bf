// SPDX-License-Identifier: Apache-2.0
// From a symbolic time and a context to days.
//
// Words that leave the year, month or week open ("26 February", "in March", "on Tuesday") are a row of spans on the
// calendar, and tense chooses: the past takes the last that has begun by publication, the future the first that is not
// over, the present the nearest. Shifts count whole units of the calendar ("last month" is a month of the calendar,
// "three weeks ago" a week, "two days later" a day). Nothing here falls back on the day of publication.
//
// What "a few" and "recent" mean is a convention, kept in vague_range.
#include "dates/feasts.h"
#include "dates/times.h"

static const DtDateSpan nowhere = {DT_DATE_NONE, DT_DATE_NONE};

static bool is_known(DtDateSpan span) { return span.from != DT_DATE_NONE && span.to != DT_DATE_NONE; }

static DtDateSpan days_of(DtDate from, DtDate to) {
	if (from == DT_DATE_NONE || to == DT_DATE_NONE || from > to) return nowhere;
	return (DtDateSpan){from, to};
}

// Where the calendar's units lie

static const uint8_t season_first_month[] = {0, 3, 6, 9, 12};

static DtDateSpan months_from(int year, int month, int count) {
	DtDate first = dt_date_from_civil(year, month, 1);
	if (first == DT_DATE_NONE) return nowhere;
	DtDate after = dt_date_add_months(first, count);
	return days_of(first, after == DT_DATE_NONE ? dt_date_from_civil(9999, 12, 31) : after - 1);
}

static DtDateSpan years_from(int first, int count) {
	return days_of(dt_date_from_civil(first, 1, 1), dt_date_from_civil(first + count - 1, 12, 31));
}

static DtDateSpan fiscal_year(int year) {
	return days_of(dt_date_from_civil(year - 1, 10, 1), dt_date_from_civil(year, 9, 30));
}

// floor, also below zero
static int floor_to(int value, int step) { return value - ((value % step) + step) % step; }

// The unit of the calendar that lies distance units after the one that holds day.
static DtDateSpan unit_of_day(DtDate day, DtTimeUnit unit, int distance) {
	int year, month, date;
	dt_date_to_civil(day, &year, &month, &date);
	switch (unit) {
	case DT_UNIT_WEEK: {
		DtDate monday = day - dt_date_weekday(day) + 7 * distance;
		return (DtDateSpan){monday, monday + 6};
	}
	case DT_UNIT_WEEKEND: {
		DtDate saturday = day - dt_date_weekday(day) + 5 + 7 * distance;
		return (DtDateSpan){saturday, saturday + 1};
	}
	case DT_UNIT_MONTH: {
		int total = year * 12 + month - 1 + distance;
		return total < 12 ? nowhere : dt_date_month_span(total / 12, total % 12 + 1);
	}
	case DT_UNIT_QUARTER:
	case DT_UNIT_HALF: {
		int length = unit == DT_UNIT_HALF ? 6 : 3;
		int total = floor_to(year * 12 + month - 1, length) + length * distance;
		return total < 12 ? nowhere : months_from(total / 12, total % 12 + 1, length);
	}
	case DT_UNIT_SEASON: {
		int total = floor_to(year * 12 + month, 3) + 3 * distance; // seasons begin at multiples of three
		return total < 13 ? nowhere : months_from((total - 1) / 12, (total - 1) % 12 + 1, 3);
	}
	case DT_UNIT_FISCAL:
		return fiscal_year(year + (month >= 10) + distance);
	case DT_UNIT_YEAR:
		return years_from(year + distance, 1);
	case DT_UNIT_DECADE:
		return years_from(floor_to(year, 10) + 10 * distance, 10);
	case DT_UNIT_CENTURY:
		return years_from(floor_to(year - 1, 100) + 1 + 100 * distance, 100);
	default:
		return (DtDateSpan){day + distance, day + distance};
	}
}

// Bounds on what may be counted, so that no sum leaves the calendar.
enum { SHIFT_MAX_DAYS = 3000000 };

static bool in_calendar(DtDate day) {
	return day >= dt_date_from_civil(1, 1, 1) && day <= dt_date_from_civil(9999, 12, 31);
}

static DtDateSpan checked(DtDateSpan span) {
	return is_known(span) && in_calendar(span.from) && in_calendar(span.to) ? span : nowhere;
}

static int unit_days(DtTimeUnit unit) {
	static const int days[DT_UNIT_COUNT] = {0, 1, 1, 7, 7, 31, 92, 92, 184, 366, 366, 3653, 36525};
	return days[unit];
}

// A day moved by count units: by days or months, whichever the unit is made of.
static DtDate moved(DtDate day, DtTimeUnit unit, int32_t count) {
	if (day == DT_DATE_NONE || (int64_t)count * unit_days(unit) > SHIFT_MAX_DAYS ||
	    (int64_t)count * unit_days(unit) < -SHIFT_MAX_DAYS)
		return DT_DATE_NONE;
	switch (unit) {
	case DT_UNIT_HOUR:
		return day + count / 24;
	case DT_UNIT_NONE:
		return day;
	case DT_UNIT_DAY:
		return day + count;
	case DT_UNIT_WEEK:
	case DT_UNIT_WEEKEND:
		return day + 7 * count;
	case DT_UNIT_MONTH:
		return dt_date_add_months(day, count);
	case DT_UNIT_QUARTER:
	case DT_UNIT_SEASON:
		return dt_date_add_months(day, 3 * count);
	case DT_UNIT_HALF:
		return dt_date_add_months(day, 6 * count);
	case DT_UNIT_FISCAL:
	case DT_UNIT_YEAR:
		return dt_date_add_months(day, 12 * count);
	case DT_UNIT_DECADE:
		return dt_date_add_months(day, 120 * count);
	case DT_UNIT_CENTURY:
		return dt_date_add_months(day, 1200 * count);
	default:
		return DT_DATE_NONE;
	}
}

// Parts

static DtDateSpan third(DtDateSpan span, int number) {
	int length = span.to - span.from + 1;
	return (DtDateSpan){span.from + length * number / 3, span.from + length * (number + 1) / 3 - 1};
}

// The first third of a year is four whole months, of a month ten days, of a decade four, three and three years.
static DtDateSpan part_third(DtDateSpan span, DtTimeUnit unit, int number) {
	static const int decade_first[] = {0, 4, 7, 10};
	int year, month, day;
	dt_date_to_civil(span.from, &year, &month, &day);
	switch (unit) {
	case DT_UNIT_YEAR:
	case DT_UNIT_FISCAL:
		return months_from(year, month + 4 * number > 12 ? 12 : month + 4 * number, 4);
	case DT_UNIT_MONTH:
		return (DtDateSpan){span.from + 10 * number, number == 2 ? span.to : span.from + 10 * number + 9};
	case DT_UNIT_DECADE:
		return years_from(year + decade_first[number], decade_first[number + 1] - decade_first[number]);
	default:
		return third(span, number);
	}
}

static int edge_length(DtTimeUnit unit) {
	switch (unit) {
	case DT_UNIT_WEEK:
		return 2;
	case DT_UNIT_MONTH:
		return 7;
	case DT_UNIT_CENTURY:
		return 3653;
	case DT_UNIT_DECADE:
		return 366;
	default:
		return 31;
	}
}

static DtDateSpan part_of_span(DtDateSpan span, const DtTimePoint *point, DtDate publication) {
	DtTimeUnit unit = (DtTimeUnit)point->unit;
	int edge = edge_length(unit);
	if (edge > span.to - span.from + 1) edge = span.to - span.from + 1;
	switch ((DtTimePart)point->part) {
	case DT_PART_EARLY:
		return part_third(span, unit, 0);
	case DT_PART_MIDDLE:
		return part_third(span, unit, 1);
	case DT_PART_LATE:
		return part_third(span, unit, 2);
	case DT_PART_START:
		return (DtDateSpan){span.from, span.from + edge - 1};
	case DT_PART_END:
		return (DtDateSpan){span.to - edge + 1, span.to};
	case DT_PART_ELAPSED:
		if (publication != DT_DATE_NONE && dt_date_within(publication, span)) span.to = publication;
		return span;
	case DT_PART_REMAINING:
		if (publication != DT_DATE_NONE && dt_date_within(publication, span)) span.from = publication;
		return span;
	default:
		return span;
	}
}

// Choice by tense

// What resolving hangs on: the context with its open choices made.
typedef struct Here {
	DtDate day; // publication, or where the story stands when that is unknown
	DtTense tense;
	bool strict; // "last", "next": not the one that holds the day
} Here;

// How well a span suits: smaller is better, INT32_MAX not at all.
static int32_t fit(DtDateSpan span, const Here *here) {
	bool begun = span.from <= here->day, over = span.to < here->day;
	if (here->strict) {
		if (here->tense == DT_TENSE_PAST) return span.to < here->day ? here->day - span.to : INT32_MAX;
		return span.from > here->day ? span.from - here->day : INT32_MAX;
	}
	switch (here->tense) {
	case DT_TENSE_PAST:
		return begun ? here->day - span.from : INT32_MAX;
	case DT_TENSE_FUTURE:
		return over ? INT32_MAX : (begun ? 0 : span.from - here->day);
	default:
		if (begun && !over) return 0;
		return over ? 2 * (here->day - span.to) : 2 * (span.from - here->day) + 1; // the past when equally near
	}
}

static void choose(DtDateSpan span, const Here *here, DtDateSpan *best, int32_t *best_fit) {
	if (!is_known(span)) return;
	int32_t how = fit(span, here);
	if (how >= *best_fit) return;
	*best_fit = how;
	*best = span;
}

// The span of a calendar point in a year.
static DtDateSpan in_year(const DtTimePoint *point, int year) {
	switch ((DtTimeUnit)point->unit) {
	case DT_UNIT_DAY: {
		DtDate day = dt_date_from_civil(year, point->month, point->day);
		return (DtDateSpan){day, day};
	}
	case DT_UNIT_MONTH:
		return months_from(year, point->month, 1);
	case DT_UNIT_QUARTER:
		return months_from(year, 3 * point->index - 2, 3);
	case DT_UNIT_HALF:
		return months_from(year, point->index == 1 ? 1 : 7, 6);
	case DT_UNIT_SEASON:
		return months_from(year, season_first_month[point->index], 3);
	case DT_UNIT_FISCAL:
		return fiscal_year(year);
	case DT_UNIT_YEAR:
		return years_from(year, 1);
	case DT_UNIT_DECADE:
		return years_from(year, 10);
	case DT_UNIT_CENTURY:
		return years_from(year, 100);
	default:
		return nowhere;
	}
}

static DtDateSpan feast_in_years(const DtTimePoint *point, int first, int last, const Here *here) {
	DtDateSpan best = nowhere;
	int32_t best_fit = INT32_MAX;
	for (int year = first; year <= last; year++) {
		DtDateSpan days[2];
		size_t count = dt_feast_days(point->index, year, days);
		if (first == last) return count ? days[0] : nowhere;
		for (size_t i = 0; i < count; i++) choose(days[i], here, &best, &best_fit);
	}
	return best;
}

// A date whose weekday is told but not its year: of the two years nearest to publication the one that agrees.
static bool weekday_agrees(const DtTimePoint *point, DtDateSpan span) {
	return !point->weekday || !is_known(span) || dt_date_weekday(span.from) + 1 == point->weekday;
}

static DtDateSpan nearest_year(const DtTimePoint *point, const Here *here) {
	bool leap_day = point->unit == DT_UNIT_DAY && point->month == 2 && point->day == 29;
	int reach = leap_day ? 8 : 2, year = dt_date_year(here->day);
	DtDateSpan best = nowhere, agreeing = nowhere;
	int32_t best_fit = INT32_MAX, agreeing_fit = INT32_MAX;
	Here nearest = {here->day, DT_TENSE_PRESENT, false};
	for (int y = year - reach; y <= year + reach; y++) {
		DtDateSpan span = in_year(point, y);
		choose(span, here, &best, &best_fit);
		if (weekday_agrees(point, span)) choose(span, &nearest, &agreeing, &agreeing_fit);
	}
	return weekday_agrees(point, best) || !is_known(agreeing) ? best : agreeing;
}

static DtDateSpan nearest_day_of_month(const DtTimePoint *point, const Here *here) {
	DtDateSpan best = nowhere;
	int32_t best_fit = INT32_MAX;
	for (int distance = -2; distance <= 2; distance++) {
		DtDateSpan month = unit_of_day(here->day, DT_UNIT_MONTH, distance);
		if (!is_known(month) || month.from + point->day - 1 > month.to) continue;
		DtDate day = month.from + point->day - 1;
		choose((DtDateSpan){day, day}, here, &best, &best_fit);
	}
	return best;
}

static DtDateSpan nearest_in_weeks(const DtTimePoint *point, const Here *here) {
	DtDateSpan best = nowhere;
	int32_t best_fit = INT32_MAX;
	for (int distance = -2; distance <= 2; distance++) {
		DtDateSpan span = unit_of_day(here->day, DT_UNIT_WEEK, distance);
		if (point->unit == DT_UNIT_WEEKEND)
			span.from = span.to - 1;
		else
			span.from = span.to = span.from + point->weekday - 1;
		choose(span, here, &best, &best_fit);
	}
	return best;
}

static DtDateSpan nearest(const DtTimePoint *point, const Here *here) {
	if (point->shape == DT_SHAPE_FEAST) {
		int year = dt_date_year(here->day);
		return feast_in_years(point, year - 1, year + 1, here);
	}
	if (point->unit == DT_UNIT_WEEKEND) return nearest_in_weeks(point, here);
	if (point->unit == DT_UNIT_DAY && !point->month)
		return point->day ? nearest_day_of_month(point, here) : nearest_in_weeks(point, here);
	return nearest_year(point, here);
}

// Points

static bool reference(const DtTimeContext *context, const DtTimePoint *point, DtDateSpan *days) {
	bool past = context->tense == DT_TENSE_PAST, stretch = point->shape == DT_SHAPE_STRETCH;
	*days = nowhere;
	DtDateSpan publication = {context->publication, context->publication};
	switch ((DtTimeAnchor)point->anchor) {
	case DT_ANCHOR_NARRATIVE:
		*days = context->narrative;
		break;
	case DT_ANCHOR_EITHER:
		*days = past && is_known(context->narrative) ? context->narrative : publication;
		break;
	case DT_ANCHOR_AHEAD:
		if (past)
			*days = stretch ? context->narrative : nowhere;
		else if (context->tense == DT_TENSE_FUTURE)
			*days = publication;
		break;
	default:
		*days = publication;
		break;
	}
	return is_known(*days);
}

// A story without a day of publication is read from where it stands.
static bool stand(const DtTimeContext *context, Here *here) {
	*here = (Here){context->publication, context->tense, false};
	if (context->publication != DT_DATE_NONE) return true;
	*here = (Here){context->narrative.to, DT_TENSE_PRESENT, false};
	return is_known(context->narrative);
}

static DtDateSpan with_year(const DtTimePoint *point, int year) {
	if (point->shape == DT_SHAPE_FEAST) {
		Here unused = {0};
		return feast_in_years(point, year, year, &unused);
	}
	return in_year(point, year);
}

static DtDateSpan calendar_days(const DtTimePoint *point, const DtTimeContext *context) {
	DtDateSpan from;
	if (point->year_shift) {
		if (!reference(context, point, &from)) return nowhere;
		return with_year(point, dt_date_year(from.to) + point->year);
	}
	if (point->year) return with_year(point, point->year);
	Here here;
	if (point->anchor == DT_ANCHOR_TENSE) return stand(context, &here) ? nearest(point, &here) : nowhere;
	if (!reference(context, point, &from)) return nowhere;
	here = (Here){point->count > 0 ? from.to : from.from, context->tense, point->count != 0};
	if (point->count < 0) here.tense = DT_TENSE_PAST;
	if (point->count > 0) here.tense = DT_TENSE_FUTURE;
	if (point->count == 0) { // "this March", "that Tuesday", "this Friday"
		bool yearly = point->month || point->shape == DT_SHAPE_FEAST || point->index;
		if (yearly) return with_year(point, dt_date_year(from.to));
		if (point->anchor == DT_ANCHOR_NARRATIVE) here.tense = DT_TENSE_PRESENT;
	}
	return nearest(point, &here);
}

// How many units the words may mean, from least to most.
static void vague_range(const DtTimePoint *point, int32_t *least, int32_t *most) {
	static const int32_t plural_most[DT_UNIT_COUNT] = {0, 23, 6, 4, 4, 6, 4, 4, 3, 5, 5, 3, 3};
	int32_t count = point->count < 0 ? -point->count : point->count;
	*least = *most = count;
	if (!point->vague) return;
	*least = count < 2 ? 2 : count - 1;
	*most = count < 2 ? plural_most[point->unit] : count + 2;
	if (count == 2) *least = 2, *most = 3;
}

static DtDateSpan vague_shift(const DtTimePoint *point, DtDateSpan from) {
	int32_t least, most;
	if (point->count == 0) return nowhere; // "years ago"
	vague_range(point, &least, &most);
	if (point->count > 0)
		return days_of(moved(from.from, (DtTimeUnit)point->unit, least), moved(from.to, (DtTimeUnit)point->unit, most));
	return days_of(moved(from.from, (DtTimeUnit)point->unit, -most), moved(from.to, (DtTimeUnit)point->unit, -least));
}

static DtDateSpan shifted_days(const DtTimePoint *point, DtDateSpan from) {
	if (point->vague) return vague_shift(point, from);
	DtTimeUnit unit = (DtTimeUnit)point->unit;
	if (point->weekday) { // "Tuesday of last week"
		DtDateSpan week = unit_of_day(from.from, DT_UNIT_WEEK, point->count);
		DtDate day = week.from + point->weekday - 1;
		return (DtDateSpan){day, day};
	}
	if ((int64_t)point->count * unit_days(unit) > SHIFT_MAX_DAYS ||
	    (int64_t)point->count * unit_days(unit) < -SHIFT_MAX_DAYS)
		return nowhere;
	if (unit == DT_UNIT_NONE) return from;
	if (unit == DT_UNIT_HOUR) return days_of(moved(from.from, unit, point->count), moved(from.to, unit, point->count));
	// The story's span may be longer than the unit: "two days later" within a month known only as March.
	return days_of(unit_of_day(from.from, unit, point->count).from, unit_of_day(from.to, unit, point->count).to);
}

// "the past week", "recent months", "the first six months of 2019"
static DtDateSpan stretch_days(const DtTimePoint *point, DtDateSpan from) {
	int32_t least, most;
	vague_range(point, &least, &most);
	DtTimeUnit unit = (DtTimeUnit)point->unit;
	if (unit == DT_UNIT_HOUR) unit = DT_UNIT_DAY, most = (most + 23) / 24;
	bool base = point->anchor == DT_ANCHOR_BASE;
	if (base && point->count > 0) return days_of(from.from, moved(from.from, unit, most) - 1);
	if (base) {
		DtDate start = moved(from.to + 1, unit, -most);
		return days_of(start, from.to);
	}
	if (point->count > 0) return days_of(from.from, moved(from.to, unit, most));
	return days_of(moved(from.from, unit, -most), from.to);
}

// Number index of the units within a base.
static DtDateSpan indexed_days(const DtTimePoint *point, DtDateSpan base) {
	DtTimeUnit unit = (DtTimeUnit)point->unit;
	bool last = point->index == DT_INDEX_LAST;
	int number = point->index;
	if (unit == DT_UNIT_HALF) {
		DtDate start = base.from, middle = moved(base.from, DT_UNIT_MONTH, 6);
		int length = base.to - base.from + 1;
		bool year = length == 365 || length == 366;
		if (!year) middle = start + (length >= 28 && length <= 31 ? 15 : (length + 1) / 2);
		return number == 1 ? days_of(start, middle - 1) : days_of(middle, base.to);
	}
	if (last) {
		DtDate start = moved(base.to + 1, unit, -1);
		return days_of(start < base.from ? base.from : start, base.to);
	}
	DtDate start = moved(base.from, unit, number - 1), after = moved(base.from, unit, number);
	if (start == DT_DATE_NONE || after == DT_DATE_NONE || start > base.to) return nowhere;
	return days_of(start, after - 1 > base.to ? base.to : after - 1);
}

static DtDateSpan point_days(const DtTimePoint *point, const DtTimePoint *base, const DtTimeContext *context) {
	DtDateSpan from = nowhere, days = nowhere;
	if (point->shape == DT_SHAPE_NONE) return nowhere;
	bool calendar = point->shape == DT_SHAPE_CALENDAR || point->shape == DT_SHAPE_FEAST;
	if (!calendar) {
		if (point->anchor == DT_ANCHOR_BASE)
			from = base ? point_days(base, NULL, context) : nowhere;
		else
			reference(context, point, &from);
		if (!is_known(from)) return nowhere;
	}
	switch ((DtTimeShape)point->shape) {
	case DT_SHAPE_CALENDAR:
	case DT_SHAPE_FEAST:
		days = calendar_days(point, context);
		break;
	case DT_SHAPE_SHIFT:
		days = shifted_days(point, from);
		break;
	case DT_SHAPE_STRETCH:
		days = stretch_days(point, from);
		break;
	case DT_SHAPE_INDEX:
		days = indexed_days(point, from);
		break;
	default:
		break;
	}
	days = checked(days);
	return is_known(days) && point->part ? part_of_span(days, point, context->publication) : days;
}

// Relations

// The first point of a range: with the last one's year, on the near side of it.
static DtDateSpan range_start(const DtTime *time, const DtTimeContext *context, DtDateSpan end) {
	DtTimePoint start = time->start;
	bool open = start.shape == DT_SHAPE_CALENDAR && !start.year && !start.year_shift && start.anchor == DT_ANCHOR_TENSE;
	if (!open && !(start.shape == DT_SHAPE_FEAST && !start.year)) return point_days(&start, NULL, context);
	DtTimeContext before = {end.to, nowhere, DT_TENSE_PAST};
	return point_days(&start, NULL, &before);
}

static bool between_days(const DtTime *time, const DtTimeContext *context, DtDateSpan *days) {
	DtDateSpan end = point_days(&time->end, NULL, context);
	if (!is_known(end)) return false;
	DtDateSpan start = range_start(time, context, end);
	if (!is_known(start) || start.from > end.to) return false;
	*days = (DtDateSpan){start.from, end.to};
	return true;
}

// Where an interval without a told beginning may begin: in the story for the past, on publication for the future.
static DtDate open_beginning(const DtTimeContext *context, DtDate end) {
	DtDate known = context->tense == DT_TENSE_PAST ? context->narrative.from : context->publication;
	return known != DT_DATE_NONE && known <= end ? known : DT_DATE_NONE;
}

static DtDate open_end(const DtTimeContext *context, DtDate start) {
	bool ended = context->publication != DT_DATE_NONE && start <= context->publication;
	return ended && context->tense != DT_TENSE_FUTURE ? context->publication : DT_DATE_NONE;
}

static bool related_days(const DtTime *time, const DtTimeContext *context, DtDateSpan *days) {
	DtTimeContext adjusted = *context;
	DtTimeRelation relation = (DtTimeRelation)time->relation;
	if (relation == DT_TIME_SINCE && context->tense == DT_TENSE_PRESENT) adjusted.tense = DT_TENSE_PAST;
	DtDateSpan point = point_days(&time->start, &time->end, &adjusted);
	if (!is_known(point)) return false;
	switch (relation) {
	case DT_TIME_SINCE:
		*days = (DtDateSpan){point.from, open_end(&adjusted, point.from)};
		return true;
	case DT_TIME_AFTER:
		*days = (DtDateSpan){point.to + 1, open_end(&adjusted, point.to + 1)};
		return true;
	case DT_TIME_BEFORE:
		*days = (DtDateSpan){open_beginning(context, point.from - 1), point.from - 1};
		return true;
	case DT_TIME_UNTIL:
	case DT_TIME_BY:
		*days = (DtDateSpan){open_beginning(context, point.to), point.to};
		return true;
	default:
		*days = point;
		return true;
	}
}

static DtPrecision precision_of(const DtTime *time, DtDateSpan days) {
	static const uint8_t by_unit[DT_UNIT_COUNT] = {
		[DT_UNIT_HOUR] = DT_PRECISION_DAY,      [DT_UNIT_DAY] = DT_PRECISION_DAY,
		[DT_UNIT_WEEKEND] = DT_PRECISION_WEEK,  [DT_UNIT_WEEK] = DT_PRECISION_WEEK,
		[DT_UNIT_MONTH] = DT_PRECISION_MONTH,   [DT_UNIT_QUARTER] = DT_PRECISION_SEASON,
		[DT_UNIT_SEASON] = DT_PRECISION_SEASON, [DT_UNIT_HALF] = DT_PRECISION_SEASON,
		[DT_UNIT_FISCAL] = DT_PRECISION_YEAR,   [DT_UNIT_YEAR] = DT_PRECISION_YEAR,
		[DT_UNIT_DECADE] = DT_PRECISION_SPAN,   [DT_UNIT_CENTURY] = DT_PRECISION_SPAN};
	const DtTimePoint *point = &time->start;
	if (days.from == days.to && days.from != DT_DATE_NONE) return DT_PRECISION_DAY;
	if (time->relation != DT_TIME_AT || point->shape == DT_SHAPE_STRETCH || point->vague) return DT_PRECISION_SPAN;
	int length = days.to - days.from + 1;
	DtPrecision by_length = length <= 10    ? DT_PRECISION_WEEK
	                        : length <= 31  ? DT_PRECISION_MONTH
	                        : length <= 184 ? DT_PRECISION_SEASON
	                        : length <= 366 ? DT_PRECISION_YEAR
	                                        : DT_PRECISION_SPAN;
	bool year = point->unit == DT_UNIT_YEAR || point->unit == DT_UNIT_FISCAL;
	if (point->part == DT_PART_ELAPSED || point->part == DT_PART_REMAINING) return (DtPrecision)by_unit[point->unit];
	if (point->part && year) return length <= 31 ? DT_PRECISION_MONTH : DT_PRECISION_SEASON;
	DtPrecision told = point->unit ? (DtPrecision)by_unit[point->unit] : by_length;
	bool story = point->anchor == DT_ANCHOR_NARRATIVE || point->anchor == DT_ANCHOR_BASE;
	if (point->shape == DT_SHAPE_INDEX && point->unit == DT_UNIT_HALF) return by_length;
	bool day_feast = point->shape == DT_SHAPE_FEAST;
	return (story || day_feast) && by_length > told ? by_length : told;
}

bool dt_time_days(const DtTime *time, const DtTimeContext *context, DtDateSpan *days, DtPrecision *precision) {
	if (time->kind != DT_TIME_DATE || time->impossible) return false;
	DtDateSpan found = nowhere;
	bool dated =
		time->relation == DT_TIME_BETWEEN ? between_days(time, context, &found) : related_days(time, context, &found);
	if (!dated || (found.from == DT_DATE_NONE && found.to == DT_DATE_NONE)) return false;
	if (found.from != DT_DATE_NONE && !in_calendar(found.from)) return false;
	if (found.to != DT_DATE_NONE && !in_calendar(found.to)) return false;
	*days = found;
	*precision = precision_of(time, found);
	return true;
}

static bool point_is_anaphoric(const DtTimePoint *point) { return point->anchor == DT_ANCHOR_NARRATIVE; }

bool dt_time_is_anaphoric(const DtTime *time) {
	bool based = time->relation == DT_TIME_BETWEEN || time->start.anchor == DT_ANCHOR_BASE;
	return point_is_anaphoric(&time->start) || (based && point_is_anaphoric(&time->end));
}

const char *dt_time_kind_name(DtTimeKind kind) {
	static const char *const names[] = {"date", "duration", "frequency"};
	_Static_assert(sizeof names / sizeof *names == DT_TIME_KIND_COUNT, "a name for each kind");
	return names[kind];
}
