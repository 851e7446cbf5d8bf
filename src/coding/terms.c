// SPDX-License-Identifier: Apache-2.0
// Terms of office in the tree:
//
//   during ─case─ [administration] ─compound─ Biden          the holder's term
//   of ─case─ [term] ─poss─ his, ─amod─ first                ... his first one; "beginning of": its first year
//   under ─case─ [government] ─amod─ previous                the term before that of today's holder
//   under ─case─ [Biden]                                     a holder alone
//   since ─mark─ [took] ─obj─ office, ─nsubj─ Biden          from its first day on
//
// Words are those of the concepts term-of-office, term-before and term-begins. A term that has not ended by publication
// ends there. Several terms in a row of one holder are one, unless the words number them.
#include "coding/terms.h"

typedef struct Search {
	const DtDocument *document;
	const DtWorld *world;
	const DtScene *scene;
	DtSlice home;
	DtConcept office, before, begins;
} Search;

static bool form_is(const Search *s, size_t token, const char *word) {
	return dt_slice_equal_folded(s->scene->tokens[token].form, dt_slice_of(word));
}

static int32_t first_child(const Search *s, size_t token) { return s->scene->propositions.first_child[token]; }
static int32_t next_sibling(const Search *s, int32_t child) { return s->scene->propositions.next_sibling[child]; }

// The preposition, or the word that opens the clause, is one of the words.
static bool opened_by(const Search *s, size_t token, const char *const *words) {
	for (int32_t c = first_child(s, token); c >= 0; c = next_sibling(s, c)) {
		uint8_t deprel = s->scene->tokens[c].deprel;
		if (deprel != DT_DEPREL_CASE && deprel != DT_DEPREL_MARK) continue;
		for (const char *const *word = words; *word; word++)
			if (form_is(s, (size_t)c, *word)) return true;
	}
	return false;
}

// One who headed a state or a government.
static const DtEntry *ruler_at(const Search *s, size_t token) {
	int32_t number = s->scene->mentions.at[token];
	const DtEntry *entry = number < 0 ? NULL : s->scene->mentions.items[number].entry;
	return entry && entry->kind == DT_ENTRY_PERSON ? entry : NULL;
}

static bool heads(const DtTerm *term) {
	return dt_slice_is(term->office->id, "head-of-state") || dt_slice_is(term->office->id, "head-of-government");
}

static DtDateSpan up_to_publication(const Search *s, DtDateSpan days) {
	DtDate today = s->document->date;
	if (days.to == DT_DATE_NONE || (today != DT_DATE_NONE && days.to > today)) days.to = today;
	return days;
}

// The number-th term of the holder as head of state or government (from 1); 0 the last that had begun by publication,
// with those right before it.
static bool term_of(const Search *s, const DtEntry *holder, int number, DtDateSpan *days) {
	enum { HANDOVER = 60 };
	bool found = false;
	int count = 0;
	for (uint32_t i = 0; i < holder->term_count; i++) {
		const DtTerm *term = &holder->terms[i];
		bool begun = s->document->date == DT_DATE_NONE || term->days.from <= s->document->date;
		if (!heads(term) || term->days.from == DT_DATE_NONE || !begun) continue;
		bool goes_on = found && days->to != DT_DATE_NONE && term->days.from <= days->to + HANDOVER;
		count += 1;
		if (number && count != number) continue;
		DtDate from = !number && goes_on ? days->from : term->days.from;
		*days = (DtDateSpan){from, term->days.to};
		found = true;
	}
	if (found) *days = up_to_publication(s, *days);
	return found && days->to != DT_DATE_NONE && days->from <= days->to;
}

// Eight or ten years in office, told as one, are two terms of four or five.
static bool half_of_term(const Search *s, const DtEntry *holder, int number, DtDateSpan *days) {
	enum { YEAR = 365, SLACK = 60 };
	for (uint32_t i = 0; i < holder->term_count && (number == 1 || number == 2); i++) {
		const DtTerm *term = &holder->terms[i];
		if (!heads(term) || term->days.from == DT_DATE_NONE || term->days.to == DT_DATE_NONE) continue;
		int32_t length = term->days.to - term->days.from;
		bool eight = length > 8 * YEAR - SLACK && length < 8 * YEAR + SLACK;
		bool ten = length > 10 * YEAR - SLACK && length < 10 * YEAR + SLACK;
		if (!eight && !ten) continue;
		DtDate middle = dt_date_add_months(term->days.from, eight ? 48 : 60);
		*days = number == 1 ? (DtDateSpan){term->days.from, middle} : (DtDateSpan){middle, term->days.to};
		*days = up_to_publication(s, *days);
		return days->from <= days->to;
	}
	return false;
}

// The term before that of whoever held the office of the home country at publication.
static bool term_before(const Search *s, DtSlice country, const char *office, DtDateSpan *days) {
	size_t count;
	const DtTerm *const *terms = dt_office_terms(s->world, country, dt_slice_of(office), &count);
	DtDate today = s->document->date;
	const DtTerm *now = NULL, *before = NULL;
	for (size_t i = 0; i < count && today != DT_DATE_NONE; i++) {
		bool holds = terms[i]->days.from != DT_DATE_NONE && terms[i]->days.from <= today &&
		             (terms[i]->days.to == DT_DATE_NONE || terms[i]->days.to >= today);
		if (holds) now = terms[i];
	}
	for (size_t i = 0; now && i < count; i++) {
		bool earlier = terms[i]->holder != now->holder && terms[i]->days.to != DT_DATE_NONE &&
		               terms[i]->days.from != DT_DATE_NONE && terms[i]->days.to <= today;
		if (earlier && (!before || terms[i]->days.to > before->days.to)) before = terms[i];
	}
	if (before) *days = before->days;
	return before != NULL;
}

static int ordinal_before(const Search *s, size_t token) {
	static const char *const words[] = {"first", "second", "third", "fourth"};
	for (int32_t c = first_child(s, token); c >= 0; c = next_sibling(s, c))
		for (int i = 0; i < 4; i++)
			if (form_is(s, (size_t)c, words[i])) return i + 1;
	return 0;
}

// "the beginning of [his term]" is its first year, "the end" its last.
static void narrow(const Search *s, size_t token, DtDateSpan *days, size_t *head) {
	enum { YEAR = 365 };
	static const char *const of[] = {"of", NULL};
	static const char *const first[] = {"beginning", "start", "outset", "early", NULL};
	static const char *const last[] = {"end", "close", "late", NULL};
	int32_t above = s->scene->tokens[token].head;
	bool part_of = above >= 0 && opened_by(s, token, of);
	for (int i = 0; first[i] && part_of; i++)
		if (form_is(s, (size_t)above, first[i]) && days->to > days->from + YEAR) days->to = days->from + YEAR;
	for (int i = 0; last[i] && part_of; i++)
		if (form_is(s, (size_t)above, last[i]) && days->to > days->from + YEAR) days->from = days->to - YEAR;
	if (part_of) *head = (size_t)above;
}

static bool is_previous(const Search *s, size_t token) {
	for (int32_t c = first_child(s, token); c >= 0; c = next_sibling(s, c))
		if (dt_reading_has(&s->scene->reading, (size_t)c, s->before)) return true;
	return false;
}

// The country that a phrase is of: "the previous Greek government"; else the country of its clause's subject; else
// home.
static DtSlice country_of(const Search *s, size_t token) {
	int32_t number = s->scene->mentions.at[token];
	if (number >= 0 && s->scene->mentions.items[number].party.code.length)
		return s->scene->mentions.items[number].party.code;
	size_t steps = 0;
	for (int32_t up = (int32_t)token; up >= 0 && steps < 16; up = s->scene->tokens[up].head, steps++) {
		int32_t p = s->scene->propositions.at[up];
		const DtArgument *subject = p < 0 ? NULL : dt_proposition_find(&s->scene->propositions.items[p], DT_ROLE_SUBJ);
		int32_t party = subject ? dt_scene_party(s->scene, subject->token, false) : -1;
		if (party >= 0 && s->scene->mentions.items[party].party.code.length)
			return s->scene->mentions.items[party].party.code;
	}
	return s->home;
}

// "At the beginning of [his] term, Trump threatened": whose, the clause says later.
static const DtEntry *subject_of_clause(const Search *s, size_t token) {
	bool his = false;
	for (int32_t c = first_child(s, token); c >= 0; c = next_sibling(s, c))
		his |= s->scene->tokens[c].deprel == DT_DEPREL_NMOD_POSS && s->scene->tokens[c].upos == DT_UPOS_PRON;
	size_t steps = 0;
	for (int32_t up = (int32_t)token; his && up >= 0 && steps < 16; up = s->scene->tokens[up].head, steps++) {
		int32_t subject = dt_child_find(&s->scene->propositions, (size_t)up, DT_DEPREL_NSUBJ);
		if (subject >= 0) return ruler_at(s, (size_t)subject);
	}
	return NULL;
}

static bool days_of_phrase(const Search *s, size_t token, DtDateSpan *days) {
	if (is_previous(s, token)) {
		DtSlice country = country_of(s, token);
		bool presidential =
			form_is(s, token, "administration") || form_is(s, token, "presidency") || form_is(s, token, "president");
		const char *first = presidential ? "head-of-state" : "head-of-government";
		return term_before(s, country, first, days) ||
		       term_before(s, country, presidential ? "head-of-government" : "head-of-state", days);
	}
	const DtEntry *holder = ruler_at(s, token);
	for (int32_t c = first_child(s, token); c >= 0 && !holder; c = next_sibling(s, c)) {
		uint8_t deprel = s->scene->tokens[c].deprel;
		bool whose = deprel == DT_DEPREL_NMOD_POSS || deprel == DT_DEPREL_COMPOUND || deprel == DT_DEPREL_NMOD ||
		             deprel == DT_DEPREL_NMOD_DESC;
		if (whose) holder = ruler_at(s, (size_t)c);
	}
	if (!holder) holder = subject_of_clause(s, token);
	if (!holder) return false;
	int number = ordinal_before(s, token);
	return half_of_term(s, holder, number, days) || term_of(s, holder, number, days) || term_of(s, holder, 0, days);
}

// "since Mitsotakis took office".
static bool days_since(const Search *s, size_t token, DtDateSpan *days) {
	static const char *const since[] = {"since", NULL};
	int32_t subject = dt_child_find(&s->scene->propositions, token, DT_DEPREL_NSUBJ);
	bool opened = opened_by(s, token, since) || (subject >= 0 && opened_by(s, (size_t)subject, since));
	if (!opened || !dt_reading_has(&s->scene->reading, token, s->begins)) return false;
	const DtEntry *holder = subject < 0 ? NULL : ruler_at(s, (size_t)subject);
	if (!holder || !term_of(s, holder, 0, days)) return false;
	days->to = s->document->date;
	return days->from <= days->to;
}

static DtSpan phrase_span(const Search *s, size_t token, size_t head) {
	DtSpan span = s->scene->tokens[token].span;
	size_t first = token, last = head > token ? head : token;
	for (size_t i = 0; i < s->scene->token_count; i++) {
		if (s->scene->tokens[i].head != (int32_t)token && i != head) continue;
		if (i < first) first = i;
		if (s->scene->tokens[i].head == (int32_t)token && i > last) last = i;
	}
	span.start = s->scene->tokens[first].span.start;
	span.end = s->scene->tokens[last].span.end;
	return span;
}

size_t dt_find_terms(const DtDocument *document, const DtWorld *world, const DtScene *scene, DtSlice home,
                     DtTermTime *terms, size_t room) {
	static const char *const time_words[] = {"during", "under", "throughout", "in", "of", "from", "since", NULL};
	static const char *const reign[] = {"under", NULL};
	size_t count = 0;
	Search s = {.document = document, .world = world, .scene = scene, .home = home};
	s.office = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("term-of-office"));
	s.before = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("term-before"));
	s.begins = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("term-begins"));
	for (size_t i = 0; i < scene->token_count && count < room; i++) {
		DtDateSpan days;
		size_t head = i;
		bool found = false;
		if (dt_reading_has(&scene->reading, i, s.office) && opened_by(&s, i, time_words)) {
			found = days_of_phrase(&s, i, &days);
			if (found) narrow(&s, i, &days, &head);
		} else if (ruler_at(&s, i) && opened_by(&s, i, reign)) {
			found = term_of(&s, ruler_at(&s, i), 0, &days);
		} else if (scene->tokens[i].upos == DT_UPOS_VERB) {
			found = days_since(&s, i, &days);
			head = found && scene->tokens[i].head >= 0 ? (size_t)scene->tokens[i].head : i;
		}
		if (found)
			terms[count++] = (DtTermTime){
				days,
				phrase_span(&s, i,
			                head == (size_t)scene->tokens[i].head && scene->tokens[i].upos == DT_UPOS_VERB ? i : head),
				(uint32_t)head};
	}
	return count;
}
