// SPDX-License-Identifier: Apache-2.0
// Dates and places belong to the clause they stand in: the nearest proposition above them in the tree.
//
//   "Officials said [on Tuesday] that troops attacked the town [on Sunday]"
//     attacked ← Sunday (its own); said ← Tuesday
//   "agreed [on Monday] to meet [next week]": the agreement is Monday's
//
// An expression in a clause above dates what is below when that has none; one in a clause beside it does so through
// coordination only.
#include "coding/when.h"

// The proposition that a token belongs to: the nearest one at or above it.
static int32_t owner_of(const DtScene *scene, size_t token) {
	size_t steps = 0;
	for (int32_t up = (int32_t)token; up >= 0 && steps <= scene->token_count; up = scene->tokens[up].head, steps++) {
		if (scene->propositions.at[up] >= 0) return scene->propositions.at[up];
	}
	return -1;
}

static size_t time_head(const DtScene *scene, const DtTime *time) {
	for (uint32_t i = time->first; i < time->first + time->count && i < scene->token_count; i++) {
		int32_t head = scene->tokens[i].head;
		bool outside = head < (int32_t)time->first || head >= (int32_t)(time->first + time->count);
		if (outside && scene->tokens[i].upos != DT_UPOS_ADP) return i;
	}
	return time->first;
}

// How near the clause of an expression stands: 0 the event's own, more is farther, -1 unrelated. A happening reaches
// from its innermost proposition up to its outermost; announced ones are dated from the outside in.
static int distance(const DtScene *scene, const DtHappening *happening, int32_t owner, bool announced) {
	enum { OUTSIDE = 10 };
	int steps = 0;
	int32_t number = (int32_t)happening->innermost;
	for (size_t guard = 0; number >= 0 && guard <= scene->propositions.count; guard++, steps++) {
		bool outermost = number == (int32_t)happening->proposition;
		if (number == owner) {
			if (!announced || happening->innermost == happening->proposition) return steps;
			return outermost ? 0 : number == (int32_t)happening->innermost ? OUTSIDE * 2 : steps + 1;
		}
		const DtProposition *p = &scene->propositions.items[number];
		if (outermost && p->link == DT_LINK_RELATIVE) break;
		number = p->parent;
	}
	return -1;
}

static DtTense tense_of(const DtProposition *p) {
	if (p->facts & DT_CLAUSE_FUTURE || (p->facts & DT_CLAUSE_INFINITIVE && p->link == DT_LINK_COMPLEMENT))
		return DT_TENSE_FUTURE;
	if (p->facts & (DT_CLAUSE_PAST | DT_CLAUSE_PERFECT) || p->kind == DT_PREDICATE_NOUN) return DT_TENSE_PAST;
	return p->facts & DT_CLAUSE_PRESENT ? DT_TENSE_PRESENT : DT_TENSE_PAST;
}

static DtTense tense_around(const DtScene *scene, int32_t owner) {
	const DtProposition *p = &scene->propositions.items[owner];
	if (p->kind == DT_PREDICATE_NOUN && p->parent >= 0) p = &scene->propositions.items[p->parent];
	if (p->facts & DT_CLAUSE_PASSIVE || !(p->facts & (DT_CLAUSE_PAST | DT_CLAUSE_PRESENT | DT_CLAUSE_FUTURE)))
		return p->facts & DT_CLAUSE_PRESENT && !(p->facts & DT_CLAUSE_PERFECT) && !(p->facts & DT_CLAUSE_PASSIVE)
		           ? DT_TENSE_PRESENT
		           : tense_of(p);
	return tense_of(p);
}

static void close_span(const DtDocument *document, DtDateSpan *days) {
	if (days->from == DT_DATE_NONE) days->from = days->to;
	if (days->to == DT_DATE_NONE)
		days->to = document->date != DT_DATE_NONE && document->date >= days->from ? document->date : days->from;
}

DtWhen dt_date_happening(const DtDocument *document, const DtScene *scene, const DtHappening *happening, bool announced,
                         const DtNarrative *narrative) {
	DtWhen when = {.days = {document->date, document->date}, .precision = DT_PRECISION_UNKNOWN}, only = when;
	uint32_t dated = 0;                 // expressions in the sentence that name days
	DtDateSpan story = narrative->days; // moves on with every date of the sentence: "Last September … within a day"
	int best = -1;
	for (uint32_t i = dt_first_time(document, scene->sentence); i < document->time_count; i++) {
		const DtTime *time = &document->times[i];
		if (time->sentence != scene->sentence) break;
		if (time->kind != DT_TIME_DATE) continue;
		int32_t owner = owner_of(scene, time_head(scene, time));
		if (owner < 0) continue;
		int far = distance(scene, happening, owner, announced);
		DtTimeContext context = {document->date, story, tense_around(scene, owner)};
		DtWhen found = {.span = time->span};
		if (!dt_time_days(time, &context, &found.days, &found.precision)) continue;
		if (found.days.from != DT_DATE_NONE && found.days.to != DT_DATE_NONE) story = found.days;
		bool settled = time->relation == DT_TIME_AT && found.days.to != DT_DATE_NONE && found.days.from != DT_DATE_NONE;
		bool anothers = false; // it dates another event
		for (size_t h = 0; h < scene->happenings[owner].count; h++)
			anothers |= !scene->happenings[owner].items[h].consumed;
		if (settled && !anothers && (document->date == DT_DATE_NONE || found.days.from <= document->date)) only = found;
		dated++;
		if (far < 0 || (best >= 0 && far >= best)) continue;
		bool future =
			document->date != DT_DATE_NONE && found.days.from != DT_DATE_NONE && found.days.from > document->date;
		if (future && announced) continue; // what is announced is of the day it was announced
		close_span(document, &found.days);
		when = found;
		best = far;
	}
	const DtProposition *outermost = &scene->propositions.items[happening->proposition];
	bool main_clause = outermost->link == DT_LINK_ROOT || outermost->link == DT_LINK_COORDINATE;
	if (best < 0 && dated == 1 && main_clause) return only; // the sentence's one date, wherever it hangs
	return when;
}

size_t dt_date_repeats(const DtDocument *document, const DtScene *scene, const DtHappening *happening,
                       const DtNarrative *narrative, const DtWhen *first, DtWhen *more, size_t room) {
	size_t count = 0;
	if (first->precision == DT_PRECISION_UNKNOWN || first->precision == DT_PRECISION_SPAN) return 0;
	for (uint32_t i = dt_first_time(document, scene->sentence); i < document->time_count && count < room; i++) {
		const DtTime *time = &document->times[i];
		if (time->sentence != scene->sentence) break;
		bool same_words = time->span.start == first->span.start;
		if (same_words || time->kind != DT_TIME_DATE || time->relation != DT_TIME_AT) continue;
		int32_t owner = owner_of(scene, time_head(scene, time));
		if (owner < 0 || distance(scene, happening, owner, false) != 0) continue;
		DtTimeContext context = {document->date, narrative->days, tense_around(scene, owner)};
		DtWhen found = {.span = time->span};
		if (!dt_time_days(time, &context, &found.days, &found.precision)) continue;
		bool told = found.days.from != DT_DATE_NONE && found.days.to != DT_DATE_NONE;
		bool apart = told && (found.days.to < first->days.from || found.days.from > first->days.to);
		if (apart && found.precision == first->precision) more[count++] = found;
	}
	return count;
}

void dt_narrative_advance(const DtDocument *document, const DtScene *scene, DtNarrative *narrative) {
	for (uint32_t i = dt_first_time(document, scene->sentence); i < document->time_count; i++) {
		const DtTime *time = &document->times[i];
		if (time->sentence != scene->sentence) break;
		int32_t owner = owner_of(scene, time_head(scene, time));
		DtTense tense = owner < 0 ? DT_TENSE_PAST : tense_around(scene, owner);
		DtTimeContext context = {document->date, narrative->days, tense};
		DtDateSpan days;
		DtPrecision precision;
		if (time->kind != DT_TIME_DATE || !dt_time_days(time, &context, &days, &precision)) continue;
		bool told = days.to != DT_DATE_NONE && days.from != DT_DATE_NONE;
		if (told && (document->date == DT_DATE_NONE || days.to <= document->date)) narrative->days = days;
	}
}

static bool in_chain(const DtScene *scene, const DtHappening *happening, int32_t owner) {
	int32_t number = (int32_t)happening->innermost;
	const DtProposition *below = &scene->propositions.items[owner];
	bool told_below =
		below->link == DT_LINK_COMPLEMENT && scene->happenings[owner].count == 0; // "bombed what it called …"
	if (told_below && below->parent == number) return true;
	for (size_t guard = 0; number >= 0 && guard <= scene->propositions.count; guard++) {
		if (number == owner) return true;
		const DtProposition *p = &scene->propositions.items[number];
		bool shares = p->link == DT_LINK_NOUN || p->link == DT_LINK_COMPLEMENT;
		if (number == (int32_t)happening->proposition && !shares) return false;
		number = p->parent;
	}
	return false;
}

static DtPlace make_place(const DtMention *mention) {
	DtPlace place = {.extracted = mention->party.entity_text, .span = mention->party.span};
	if (mention->place) {
		place.name = mention->place->name;
		place.country = mention->place->country;
		place.located = true;
		place.latitude = mention->place->latitude;
		place.longitude = mention->place->longitude;
	} else {
		place.name = mention->entry ? mention->entry->name : mention->party.entity_text;
		place.country = mention->party.code;
	}
	return place;
}

static uint32_t span_distance(DtSpan a, DtSpan b) {
	return a.end <= b.start ? b.start - a.end : a.start >= b.end ? a.start - b.end : 0;
}

size_t dt_place_happening(const DtScene *scene, const DtHappening *happening, DtSpan near, DtPlace *places) {
	size_t count = 0;
	uint32_t nearest = UINT32_MAX;
	for (size_t i = 0; i < scene->mentions.count && count < DT_PLACES; i++) {
		const DtMention *mention = &scene->mentions.items[i];
		if (!mention->place_only || mention->given) continue;
		int32_t owner = owner_of(scene, mention->token);
		if (owner < 0 || !in_chain(scene, happening, owner)) continue;
		if (near.end <= near.start) {
			places[count++] = make_place(mention);
			continue;
		}
		uint32_t far = span_distance(mention->party.span, near);
		if (far >= nearest) continue;
		nearest = far;
		places[0] = make_place(mention);
		count = 1;
	}
	return count;
}
