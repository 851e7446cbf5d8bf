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

// False where the act is another clause's: "imposed a blockade in May and lifted [it] in June".
static bool is_inside(const DtScene *scene, const DtHappening *happening) {
	int32_t number = (int32_t)happening->innermost;
	for (size_t guard = 0; number >= 0 && guard <= scene->propositions.count; guard++) {
		if (number == (int32_t)happening->proposition) return true;
		number = scene->propositions.items[number].parent;
	}
	return false;
}

// How near the clause of an expression stands: 0 the event's own, more is farther, -1 unrelated. A happening reaches
// from its innermost proposition up to its outermost; announced ones are dated from the outside in.
static int distance(const DtScene *scene, const DtHappening *happening, int32_t owner, bool announced) {
	enum { OUTSIDE = 10 };
	int steps = 0;
	int32_t number = (int32_t)(is_inside(scene, happening) ? happening->innermost : happening->proposition);
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
	// "signed [a declaration of principles in March 2015]": what its object's phrase says, when that is no event itself
	const DtProposition *below = &scene->propositions.items[owner];
	bool live = false;
	for (size_t h = 0; h < scene->happenings[owner].count; h++) live |= !scene->happenings[owner].items[h].consumed;
	bool ours = below->parent == (int32_t)happening->innermost || below->parent == (int32_t)happening->proposition;
	bool phrase = below->kind == DT_PREDICATE_NOUN;
	bool aim = below->link == DT_LINK_PURPOSE; // "sent bombers to patrol the border on Friday"
	if (aim) live = false;
	bool bidden = (aim || below->link == DT_LINK_COMPLEMENT) &&
	              below->facts & DT_CLAUSE_INFINITIVE; // "ordered to leave on Friday"
	return (phrase || bidden) && ours && !live ? 2 : -1;
}

static DtTense tense_of(const DtProposition *p) {
	if (p->facts & DT_CLAUSE_FUTURE || (p->facts & DT_CLAUSE_INFINITIVE && p->link == DT_LINK_COMPLEMENT))
		return DT_TENSE_FUTURE;
	if (p->facts & (DT_CLAUSE_PAST | DT_CLAUSE_PERFECT) || p->kind == DT_PREDICATE_NOUN) return DT_TENSE_PAST;
	if (p->facts & DT_CLAUSE_POSSIBLE && !(p->facts & DT_CLAUSE_WOULD)) return DT_TENSE_FUTURE; // "may meet on Friday"
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

// ---- candidates: what the sentence says of time, as this happening sees it ----

typedef struct Candidate {
	DtWhen when;
	const DtTime *time; // NULL for a term of office
	int32_t owner;      // proposition
	int far;            // how far off in the tree; -1 unrelated
	bool settled;       // names days with both ends, and they are the event's own
	bool future;
} Candidate;

enum { CANDIDATES = 24, BESIDE = 60 };

// The clause that this one goes on from, told before it: "mediated a truce that November and [sent troops]".
static int beside(const DtScene *scene, const DtHappening *happening, int32_t owner, DtSpan span) {
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	for (int steps = 1; p->link == DT_LINK_COORDINATE && p->parent >= 0 && steps < 8; steps++) {
		bool before = span.end <= scene->tokens[p->token].span.start;
		if (p->parent == owner) return before ? BESIDE + steps : -1;
		p = &scene->propositions.items[p->parent];
	}
	return -1;
}

// The time is told of a thing that the clause speaks of.
static bool is_in_a_phrase(const DtScene *scene, const Candidate *candidate) {
	size_t head = time_head(scene, candidate->time);
	int32_t above = scene->tokens[head].head;
	bool inside = scene->tokens[head].deprel == DT_DEPREL_NMOD && above >= 0 && scene->propositions.at[above] < 0;
	if (!inside || scene->tokens[above].upos != DT_UPOS_NOUN) return false;
	int32_t since = dt_child_find(&scene->propositions, (size_t)above, DT_DEPREL_CASE);
	return since >= 0 &&
	       (dt_slice_is(scene->tokens[since].lemma, "since") || dt_slice_is(scene->tokens[since].lemma, "after") ||
	        dt_slice_is(scene->tokens[since].lemma, "before") || dt_slice_is(scene->tokens[since].lemma, "of") ||
	        dt_slice_is(scene->tokens[since].lemma, "for"));
}

// "left ahead of [an election in May]": some day before that, and nobody says which.
static bool is_ahead_of(const DtScene *scene, const Candidate *candidate) {
	size_t in = candidate->time->first;
	if (in > 0 && scene->tokens[in - 1].deprel == DT_DEPREL_CASE) in--;
	if (in < 3 || scene->tokens[in - 1].upos != DT_UPOS_NOUN) return false;
	size_t noun = in - 1;
	int32_t case_ = dt_child_find(&scene->propositions, noun, DT_DEPREL_CASE);
	if (case_ < 0 || case_ > (int32_t)noun) return false;
	bool of = case_ > 0 && dt_slice_equal_folded(scene->tokens[case_ - 1].form, dt_slice_of("ahead"));
	return of || dt_slice_equal_folded(scene->tokens[case_].form, dt_slice_of("ahead")) ||
	       dt_slice_equal_folded(scene->tokens[case_].form, dt_slice_of("before"));
}

static void consider(const DtDocument *document, const DtScene *scene, const DtHappening *happening, bool announced,
                     Candidate *candidate) {
	DtDateSpan days = candidate->when.days;
	bool closed = days.from != DT_DATE_NONE && days.to != DT_DATE_NONE;
	int far = distance(scene, happening, candidate->owner, announced);
	if (far < 0) far = beside(scene, happening, candidate->owner, candidate->when.span);
	candidate->far = far < 0 ? -1 : 4 * far + (candidate->time == NULL ? 1 : 0);
	candidate->settled = closed && (!candidate->time || candidate->time->relation == DT_TIME_AT);
	candidate->future = document->date != DT_DATE_NONE && days.from != DT_DATE_NONE && days.from > document->date;
	// "telephoned him on Monday, the first call since [an election in August]"
	if (candidate->time && candidate->far >= 0 && is_in_a_phrase(scene, candidate)) candidate->far += 2;
	if (candidate->time && is_ahead_of(scene, candidate)) candidate->far = -1, candidate->settled = false;
	// "have met several times since then, in Brussels in May"
	if (candidate->time && candidate->time->relation == DT_TIME_SINCE && candidate->far >= 0) candidate->far += 2;
}

static bool in_time(const DtDocument *document, const DtScene *scene, size_t token) {
	for (uint32_t i = dt_first_time(document, scene->sentence); i < document->time_count; i++) {
		const DtTime *time = &document->times[i];
		if (time->sentence != scene->sentence) break;
		if (token >= time->first && token < time->first + time->count) return true;
	}
	return false;
}

// Inside the subject or an apposition: "Ma, Taiwan's president [from 2008 to 2016], met Xi".
static bool is_of_a_party(const DtDocument *document, const DtScene *scene, size_t token) {
	size_t steps = 0;
	for (int32_t up = (int32_t)token; up >= 0 && steps < 12; up = scene->tokens[up].head, steps++) {
		if (scene->propositions.at[up] >= 0) return false;
		int32_t head = scene->tokens[up].head;
		if (head >= 0 && in_time(document, scene, (size_t)head)) continue; // "on May 12, June 13 and July 19"
		uint8_t deprel = scene->tokens[up].deprel;
		if (deprel == DT_DEPREL_APPOS || deprel == DT_DEPREL_NSUBJ || deprel == DT_DEPREL_NSUBJ_PASS) return true;
	}
	return false;
}

static bool same_paragraph(const DtDocument *document, uint32_t a, uint32_t b) {
	return document->sentences[a].paragraph == document->sentences[b].paragraph;
}

// Days after a month that the story names are days of that month, if there are any: "in January ... five days later".
static void keep_in_month(const DtTime *time, DtDateSpan story, DtDateSpan *days) {
	bool later = time->relation == DT_TIME_AT && time->start.shape == DT_SHAPE_SHIFT && time->start.count > 0 &&
	             time->start.unit == DT_UNIT_DAY && dt_time_is_anaphoric(time);
	bool month = story.from != DT_DATE_NONE && story.to > story.from;
	if (later && month && days->from <= story.to && days->to > story.to) days->to = story.to;
}

// A day or month without a year, in a paragraph that tells of another year, is of that one: "Venezuela closed the
// border in January 2019. On February 23 soldiers fired".
static void move_into_story(const DtDocument *document, const DtScene *scene, const DtNarrative *narrative,
                            const DtTime *time, DtDateSpan *days) {
	enum { YEAR = 365, HALF = 183 };
	const DtTimePoint *point = &time->start;
	bool plain = time->relation == DT_TIME_AT && point->shape == DT_SHAPE_CALENDAR && point->month && !point->year &&
	             !point->year_shift && point->count == 0 && point->anchor == DT_ANCHOR_TENSE;
	bool told = narrative->told.from != DT_DATE_NONE && narrative->sentence < scene->sentence &&
	            same_paragraph(document, narrative->sentence, scene->sentence);
	if (!plain || !told || document->date == DT_DATE_NONE || days->from == DT_DATE_NONE || days->to == DT_DATE_NONE)
		return;
	DtDate middle = narrative->told.from + (narrative->told.to - narrative->told.from) / 2;
	if (middle > document->date - YEAR || days->from < middle) return; // the story is of this year
	int years = (int)((days->from - middle + HALF) / YEAR);
	for (int i = 0; i < years; i++) {
		days->from = dt_date_add_months(days->from, -12);
		days->to = dt_date_add_months(days->to, -12);
	}
}

static bool is_before_this_month(const DtDocument *document, DtDateSpan days) {
	int year, month, day;
	if (document->date == DT_DATE_NONE) return false;
	dt_date_to_civil(document->date, &year, &month, &day);
	return days.to < dt_date_from_civil(year, month, 1);
}

// "that month", "that year" are never those of the report, which says "this month": they mean the last ones before.
static DtDateSpan story_for(const DtTime *time, DtDateSpan story, DtDateSpan past) {
	const DtTimePoint *point = &time->start;
	bool that = point->shape == DT_SHAPE_SHIFT && point->unit >= DT_UNIT_MONTH && point->count == 0 &&
	            dt_time_is_anaphoric(time);
	return that && past.from != DT_DATE_NONE ? past : story;
}

// "[five days after] tanks stormed the tower": not five days later, but how long before the clause beside it.
static bool counts_back(const DtScene *scene, const DtTime *time) {
	size_t last = time->first + time->count - 1u;
	if (time->start.shape != DT_SHAPE_NONE || time->start.count == 0 || last + 1 >= scene->token_count) return false;
	const DtToken *word = &scene->tokens[last];
	return word->head > (int32_t)last && (word->deprel == DT_DEPREL_MARK || word->deprel == DT_DEPREL_CASE);
}

// The days that an expression names at this place of the story; told: the clause beside it is dated by the sentence.
static bool days_of(const DtDocument *document, const DtScene *scene, const DtTime *time, DtTimeContext context,
                    bool told, DtDateSpan *days, DtPrecision *precision) {
	DtTime back = *time;
	if (!counts_back(scene, time)) return dt_time_days(time, &context, days, precision);
	back.start.shape = DT_SHAPE_SHIFT;
	back.start.anchor = DT_ANCHOR_NARRATIVE;
	back.start.count = -back.start.count;
	enum { SHORT = 20, LONG = 300 };
	if (!told) context.narrative = (DtDateSpan){document->date, document->date};
	int32_t length = context.narrative.to - context.narrative.from;
	if (told && length > SHORT && back.start.unit < DT_UNIT_MONTH) { // "in January, a day after it was told"
		*days = context.narrative;
		*precision = length > LONG ? DT_PRECISION_YEAR : DT_PRECISION_MONTH;
		return days->from != DT_DATE_NONE;
	}
	return dt_time_days(&back, &context, days, precision);
}

// In the order of the text: each date of the sentence moves the story on for those after it ("Last September … within a
// day", "in September 2019 and that December").
static size_t find_candidates(const DtDocument *document, const DtScene *scene, const DtHappening *happening,
                              bool announced, const DtNarrative *narrative, Candidate *candidates) {
	size_t count = 0;
	bool dated = false; // a year was named before in this sentence
	DtDateSpan story = narrative->days, past = narrative->past;
	for (uint32_t i = dt_first_time(document, scene->sentence); i < document->time_count && count < CANDIDATES; i++) {
		const DtTime *time = &document->times[i];
		if (time->sentence != scene->sentence) break;
		size_t head = counts_back(scene, time) ? time->first + time->count - 1u : time_head(scene, time);
		int32_t owner = time->kind == DT_TIME_DATE ? owner_of(scene, head) : -1;
		if (owner < 0) continue;
		DtTimeContext context = {document->date, story_for(time, story, past), tense_around(scene, owner)};
		Candidate found = {.time = time, .owner = owner, .when = {.span = time->span, .basis = DT_BASIS_TEXT}};
		if (!days_of(document, scene, time, context, count > 0, &found.when.days, &found.when.precision)) continue;
		keep_in_month(time, story, &found.when.days);
		if (!dated) move_into_story(document, scene, narrative, time, &found.when.days);
		dated |= time->start.year != 0;
		consider(document, scene, happening, announced, &found);
		if (found.far >= 0 && is_of_a_party(document, scene, time_head(scene, time))) found.far += 3;
		bool closed = found.when.days.from != DT_DATE_NONE && found.when.days.to != DT_DATE_NONE;
		if (closed) story = found.when.days;
		if (closed && is_before_this_month(document, story)) past = story;
		candidates[count++] = found;
	}
	for (size_t i = 0; i < narrative->term_count && count < CANDIDATES; i++) {
		const DtTermTime *term = &narrative->terms[i];
		Candidate found = {
			.owner = owner_of(scene, term->token),
			.when = {.days = term->days, .precision = DT_PRECISION_SPAN, .span = term->span, .basis = DT_BASIS_TERM}};
		if (found.owner < 0) continue;
		consider(document, scene, happening, announced, &found);
		candidates[count++] = found;
	}
	return count;
}

static bool dates_another(const DtScene *scene, int32_t owner) {
	for (size_t h = 0; h < scene->happenings[owner].count; h++)
		if (!scene->happenings[owner].items[h].consumed) return true;
	return false;
}

// A sentence in the simple past right after a dated one goes on telling it: "On August 7 she flew to Niamey. She met
// the army chief." What is said in quotation, what "has" or "had" happened, and what is still to come is not of then.
static bool goes_on(const DtDocument *document, const DtScene *scene, const DtHappening *happening,
                    const DtNarrative *narrative) {
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	const uint16_t other = DT_CLAUSE_PERFECT | DT_CLAUSE_FUTURE | DT_CLAUSE_PRESENT | DT_CLAUSE_POSSIBLE |
	                       DT_CLAUSE_CONDITION | DT_CLAUSE_WOULD;
	if (narrative->told.from == DT_DATE_NONE || narrative->sentence >= scene->sentence) return false;
	if (scene->sentence - narrative->sentence > 2) return false;
	const DtSentence *here = &document->sentences[scene->sentence], *there = &document->sentences[narrative->sentence];
	if (here->paragraph != there->paragraph) return false;
	for (size_t guard = 0; guard < scene->propositions.count; guard++) {
		if (p->facts & other) return false;
		if (p->kind != DT_PREDICATE_NOUN || p->parent < 0) break;
		p = &scene->propositions.items[p->parent];
	}
	bool main_clause = p->link == DT_LINK_ROOT || p->link == DT_LINK_COORDINATE || p->link == DT_LINK_ADVERBIAL ||
	                   p->link == DT_LINK_PURPOSE;
	return main_clause && p->facts & DT_CLAUSE_PAST;
}

DtWhen dt_date_happening(const DtDocument *document, const DtScene *scene, const DtHappening *happening, bool announced,
                         const DtNarrative *narrative) {
	DtWhen when = {.days = {document->date, document->date}, .precision = DT_PRECISION_UNKNOWN};
	Candidate candidates[CANDIDATES];
	size_t count = find_candidates(document, scene, happening, announced, narrative, candidates);
	const Candidate *best = NULL, *only = NULL;
	for (size_t i = 0; i < count; i++) {
		const Candidate *found = &candidates[i];
		if (found->settled && !found->future && !dates_another(scene, found->owner)) only = found;
		if (found->far < 0 || (best && found->far >= best->far)) continue;
		if (found->future && announced) continue; // what is announced is of the day it was announced
		best = found;
	}
	const DtProposition *outermost = &scene->propositions.items[happening->proposition];
	bool main_clause = outermost->link == DT_LINK_ROOT || outermost->link == DT_LINK_COORDINATE;
	if (!best && count == 1 && main_clause) best = only; // the sentence's one date, wherever it hangs
	if (best) {
		when = best->when;
		close_span(document, &when.days);
	} else if (goes_on(document, scene, happening, narrative)) {
		when.days = narrative->told;
		when.precision = (DtPrecision)narrative->told_precision;
		when.basis = DT_BASIS_STORY;
	}
	return when;
}

size_t dt_date_repeats(const DtDocument *document, const DtScene *scene, const DtHappening *happening,
                       const DtNarrative *narrative, DtWhen *times, size_t room) {
	size_t count = 0;
	Candidate candidates[CANDIDATES];
	size_t found = find_candidates(document, scene, happening, false, narrative, candidates);
	const Candidate *nearest = NULL;
	for (size_t i = 0; i < found; i++) {
		const Candidate *c = &candidates[i];
		bool better = c->settled && c->far >= 0 && (!nearest || c->far < nearest->far);
		if (better) nearest = c;
	}
	for (size_t i = 0; nearest && i < found && count < room; i++) {
		const Candidate *c = &candidates[i];
		if (!c->settled || c->far != nearest->far) continue;
		if (c->when.precision == DT_PRECISION_UNKNOWN || c->when.precision == DT_PRECISION_SPAN) continue;
		bool apart = true;
		for (size_t k = 0; k < count; k++)
			apart &= c->when.days.to < times[k].days.from || c->when.days.from > times[k].days.to;
		if (apart) times[count++] = c->when;
	}
	return count > 1 ? count : 0;
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

// The story stands where a sentence's own clause is dated, else where any of its words are.
void dt_narrative_advance(const DtDocument *document, const DtScene *scene, DtNarrative *narrative) {
	for (size_t i = 0; i < scene->mentions.count; i++) {
		const DtMention *mention = &scene->mentions.items[i];
		if (!mention->place_only && !(mention->place && mention->classes & DT_CLASS_STATE)) continue;
		narrative->place = make_place(mention);
		narrative->placed = true;
	}
	bool ruled = false;
	for (uint32_t i = dt_first_time(document, scene->sentence); i < document->time_count; i++) {
		const DtTime *time = &document->times[i];
		if (time->sentence != scene->sentence) break;
		int32_t owner = owner_of(scene, time_head(scene, time));
		DtTense tense = owner < 0 ? DT_TENSE_PAST : tense_around(scene, owner);
		DtTimeContext context = {document->date, story_for(time, narrative->days, narrative->past), tense};
		DtDateSpan days;
		DtPrecision precision;
		if (time->kind != DT_TIME_DATE || !days_of(document, scene, time, context, ruled, &days, &precision)) continue;
		bool told = days.to != DT_DATE_NONE && days.from != DT_DATE_NONE;
		if (!told || (document->date != DT_DATE_NONE && days.to > document->date)) continue;
		const DtProposition *p = owner < 0 ? NULL : &scene->propositions.items[owner];
		bool plain = p && p->link == DT_LINK_NOUN && scene->happenings[owner].count == 0; // "by telephone on July 28"
		if (plain && p->parent >= 0) p = &scene->propositions.items[p->parent];
		bool main_clause =
			p && (p->link == DT_LINK_ROOT || p->link == DT_LINK_COORDINATE || p->link == DT_LINK_PARATAXIS);
		bool past = is_before_this_month(document, days);
		if (ruled && !main_clause) { // "left in 2018 the accord that it had signed three years earlier"
			if (past && !dt_time_is_anaphoric(time)) narrative->past = days;
			continue;
		}
		ruled |= main_clause;
		narrative->days = days;
		if (past) narrative->past = days;
		bool own = main_clause && p->link != DT_LINK_PARATAXIS && time->relation == DT_TIME_AT;
		if (!own || precision == DT_PRECISION_UNKNOWN) continue;
		narrative->told = days;
		narrative->told_precision = (uint8_t)precision;
		narrative->sentence = scene->sentence;
	}
}

static bool in_chain(const DtScene *scene, const DtHappening *happening, int32_t owner) {
	int32_t number = (int32_t)happening->innermost;
	const DtProposition *below = &scene->propositions.items[owner];
	bool told_below =
		below->link == DT_LINK_COMPLEMENT && scene->happenings[owner].count == 0; // "bombed what it called …"
	bool live = false;                                                            // an event of its own
	for (size_t h = 0; h < scene->happenings[owner].count; h++) live |= !scene->happenings[owner].items[h].consumed;
	bool phrase_below = below->kind == DT_PREDICATE_NOUN && !live;
	if ((told_below || phrase_below) && below->parent == number) return true;
	for (size_t guard = 0; number >= 0 && guard <= scene->propositions.count; guard++) {
		if (number == owner) return true;
		const DtProposition *p = &scene->propositions.items[number];
		bool shares = p->link == DT_LINK_NOUN || p->link == DT_LINK_COMPLEMENT;
		if (number == (int32_t)happening->proposition && !shares) return false;
		number = p->parent;
	}
	return false;
}

// "imposed sanctions at [a summit in Abuja]": an occasion in the happening's clause lends its place.
static bool is_occasion(const DtScene *scene, const DtHappening *happening, int32_t owner) {
	const DtProposition *occasion = &scene->propositions.items[owner];
	if (occasion->kind != DT_PREDICATE_NOUN || occasion->parent < 0) return false;
	bool ours =
		occasion->parent == (int32_t)happening->innermost || occasion->parent == (int32_t)happening->proposition;
	const DtProposition *clause = &scene->propositions.items[occasion->parent];
	for (size_t i = 0; ours && i < clause->count; i++) {
		uint8_t role = clause->arguments[i].role;
		bool fits = role == DT_ROLE_AT || role == DT_ROLE_DURING || role == DT_ROLE_IN || role == DT_ROLE_AFTER;
		fits |= role == DT_ROLE_OF && clause->kind == DT_PREDICATE_NOUN; // "a round of talks in Abuja"
		if (fits && clause->arguments[i].token == occasion->token) return true;
	}
	return false;
}

// A clause that tells how it was done, and is no event beside it.
static bool tells_how(const DtScene *scene, const DtHappening *happening, int32_t owner) {
	const DtProposition *how = &scene->propositions.items[owner];
	if (how->parent != (int32_t)happening->proposition || how->kind != DT_PREDICATE_VERB) return false;
	bool any = false, live = false;
	for (size_t h = 0; h < scene->happenings[owner].count; h++) {
		any = true;
		live |= !scene->happenings[owner].items[h].consumed;
	}
	return any && !live;
}

// Those who act are gathered somewhere, and say or do it there.
static bool is_gathering_of_actors(const DtScene *scene, const DtHappening *happening, int32_t owner) {
	const DtProposition *gathering = &scene->propositions.items[owner];
	bool meets = false;
	for (size_t h = 0; h < scene->happenings[owner].count; h++)
		meets |= scene->happenings[owner].items[h].category == DT_CATEGORY_CONSULT;
	if (!meets || gathering->link != DT_LINK_RELATIVE || gathering->facts & DT_CLAUSE_INFINITIVE) return false;
	int32_t noun = scene->tokens[gathering->token].head;
	for (int i = 0; i < happening->actors.count && noun >= 0; i++) {
		const DtMention *actor = &scene->mentions.items[happening->actors.items[i]];
		if ((uint32_t)noun >= actor->first && (uint32_t)noun < actor->last) return true;
	}
	return false;
}

// "signed an agreement there"
static bool says_there(const DtScene *scene, const DtHappening *happening) {
	for (size_t i = 0; i < scene->token_count; i++) {
		const DtToken *token = &scene->tokens[i];
		bool there = token->upos == DT_UPOS_ADV && dt_slice_equal_folded(token->form, dt_slice_of("there"));
		int32_t owner = there ? owner_of(scene, i) : -1;
		if (owner >= 0 && in_chain(scene, happening, owner)) return true;
	}
	return false;
}

size_t dt_place_happening(const DtScene *scene, const DtHappening *happening, const DtNarrative *narrative,
                          DtPlace *places) {
	size_t count = 0;
	for (size_t i = 0; i < scene->mentions.count && count == 0; i++) { // "leaders [meeting in Kampala] urged"
		const DtMention *mention = &scene->mentions.items[i];
		int32_t owner = mention->place_only && !mention->given ? owner_of(scene, mention->token) : -1;
		if (owner >= 0 && is_gathering_of_actors(scene, happening, owner)) places[count++] = make_place(mention);
	}
	for (size_t i = 0; i < scene->mentions.count && count < DT_PLACES; i++) {
		const DtMention *mention = &scene->mentions.items[i];
		if (!mention->place_only || mention->given) continue;
		int32_t owner = owner_of(scene, mention->token);
		if (owner < 0 || !in_chain(scene, happening, owner)) continue;
		places[count++] = make_place(mention);
	}
	for (size_t i = 0; i < scene->mentions.count && count == 0; i++) {
		const DtMention *mention = &scene->mentions.items[i];
		int32_t owner = mention->place_only && !mention->given ? owner_of(scene, mention->token) : -1;
		if (owner >= 0 && is_occasion(scene, happening, owner)) places[count++] = make_place(mention);
	}
	if (count == 0 && narrative->placed && says_there(scene, happening)) places[count++] = narrative->place;
	for (size_t i = 0; i < scene->mentions.count && count == 0;
	     i++) { // "were killed when troops fired near the village"
		const DtMention *mention = &scene->mentions.items[i];
		int32_t owner = mention->place_only && !mention->given ? owner_of(scene, mention->token) : -1;
		if (owner >= 0 && tells_how(scene, happening, owner)) places[count++] = make_place(mention);
	}
	// what is visited, what is struck
	for (int i = 0; i < happening->recipients.count && count == 0; i++) {
		const DtMention *mention = &scene->mentions.items[happening->recipients.items[i]];
		uint8_t inner = happening->frame ? happening->frame->result.category : happening->category;
		bool visited = inner == DT_CATEGORY_CONSULT && !happening->symmetric && !happening->row;
		bool struck = happening->category == DT_CATEGORY_ASSAULT;
		bool land = mention->entry && mention->entry->kind == DT_ENTRY_COUNTRY && struck && !mention->pronoun &&
		            dt_slice_is(mention->party.why, "name");
		if ((visited || struck) && (mention->place || land) && !(mention->classes & DT_CLASS_PERSON))
			places[count++] = make_place(mention);
	}
	return count;
}

const DtPlace *dt_place_of_time(const DtPlace *places, size_t count, const DtWhen *times, size_t time_count,
                                size_t which) {
	if (count == time_count) return &places[which];
	// "in Havana in 2015 and in June 2016, and in Cartagena in September": a place rules the times after it
	bool place_first = count && places[0].span.start < times[0].span.start;
	const DtPlace *found = NULL;
	for (size_t i = 0; i < count; i++) {
		bool before = places[i].span.start < times[which].span.start;
		if (place_first && before) found = &places[i];
		if (!place_first && !before && !found) found = &places[i];
	}
	return found;
}
