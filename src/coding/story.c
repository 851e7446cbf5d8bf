// SPDX-License-Identifier: Apache-2.0
// What later words mean of what was told before, and which events are one happening.
//
// A definite noun without parties of its own ("the accord", "such talks", "the decision") means the last event that the
// lexicon calls by that noun: the noun's own frames and operators say of which categories it can be. Nouns of the
// concept any-happening ("decision", "move") mean the last event of any kind.
//
// Which events are one happening is document/happening.h's to say.
//
// Time is linear in sentences: events are looked for at most FARTHEST back.
#include "coding/story.h"

#include "coding/events.h"

#include "document/happening.h"

enum { FARTHEST = 400, SENTENCES_BACK = 12, MEANINGS = 12 };

void dt_story_init(DtStory *story, DtDocument *document) {
	*story = (DtStory){.document = document, .arena = document->arena};
}

void dt_story_add(DtStory *story, const DtHappening *happening, int32_t about) {
	DtTold told = {.category = happening->frame ? happening->frame->result.category : happening->category,
	               .mode = happening->frame ? happening->frame->result.mode : happening->mode,
	               .about = about};
	DT_PUSH(story->arena, story->told, story->count, story->capacity, told);
}

// ---- what words mean ----

typedef struct Meaning {
	uint8_t categories[MEANINGS];
	DtMode modes[MEANINGS];
	size_t count;
	bool any; // "the decision"
} Meaning;

static void add_meaning(Meaning *meaning, const DtResult *result) {
	if (result->kind != DT_RESULT_EVENT || meaning->count == MEANINGS) return;
	meaning->categories[meaning->count] = result->category;
	meaning->modes[meaning->count++] = result->mode;
}

// Where both say a mode, it must be the same: "the ceasefire" is no release.
static bool means(const Meaning *meaning, uint8_t category, DtMode mode) {
	for (size_t i = 0; i < meaning->count; i++)
		if (meaning->categories[i] == category && (!meaning->modes[i] || !mode || meaning->modes[i] == mode))
			return true;
	return false;
}

static bool is_definite(const DtScene *scene, size_t token) {
	static const char *const words[] = {"the", "this", "that", "these", "those", "such", "both", "their", "its", NULL};
	const DtPropositions *tree = &scene->propositions;
	for (int32_t c = tree->first_child[token]; c >= 0; c = tree->next_sibling[c]) {
		for (const char *const *word = words; *word; word++)
			if (dt_slice_equal_folded(scene->tokens[c].form, dt_slice_of(*word))) return true;
	}
	return false;
}

// "the decision to lift the boycott": what it was is said.
static bool takes_content(const DtScene *scene, size_t token, Meaning *meaning) {
	for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c]) {
		int32_t number = scene->propositions.at[c];
		bool clause = scene->tokens[c].deprel == DT_DEPREL_ACL || scene->tokens[c].deprel == DT_DEPREL_CCOMP;
		if (!clause || number < 0) continue;
		for (size_t i = 0; i < scene->happenings[number].count; i++) {
			const DtHappening *content = &scene->happenings[number].items[i];
			const DtResult result = {.kind = DT_RESULT_EVENT, .category = content->category};
			add_meaning(meaning, &result);
		}
	}
	if (meaning->count) meaning->any = false;
	return meaning->count > 0;
}

// What the lexicon can call so.
static bool meaning_of(const DtScene *scene, size_t token, Meaning *meaning) {
	*meaning = (Meaning){.count = 0};
	if (scene->tokens[token].upos != DT_UPOS_NOUN) return false;
	DtConcept any = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("any-happening"));
	meaning->any = dt_reading_has(&scene->reading, token, any);
	// "lifted the embargo, [a decision] that Turkey condemned"
	bool apposed = meaning->any && scene->tokens[token].deprel != DT_DEPREL_OBJ &&
	               dt_child_find(&scene->propositions, token, DT_DEPREL_ACL) >= 0;
	if (!apposed && !is_definite(scene, token)) return false;
	if (meaning->any && takes_content(scene, token, meaning)) return true;
	DtConcept agreement = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("agreement"));
	if (dt_reading_has(&scene->reading, token, agreement)) {
		const DtResult agreed[] = {{.kind = DT_RESULT_EVENT, .category = DT_CATEGORY_SUPPORT},
		                           {.kind = DT_RESULT_EVENT, .category = DT_CATEGORY_AGREE},
		                           {.kind = DT_RESULT_EVENT, .category = DT_CATEGORY_RETREAT}};
		for (size_t i = 0; i < sizeof agreed / sizeof *agreed; i++) add_meaning(meaning, &agreed[i]);
	}
	for (const DtPredicateMatch *match = scene->reading.predicates[token]; match; match = match->next) {
		if (match->kind != DT_PREDICATE_NOUN) continue;
		for (uint32_t i = 0; i < match->frame_count; i++) add_meaning(meaning, &match->frames[i]->result);
		for (uint32_t i = 0; i < match->operator_count; i++) {
			const DtOperator *operator_ = match->operators[i];
			for (uint32_t r = 0; r < operator_->row_count; r++) { // what it makes of anything
				const DtOperatorRow *row = &operator_->rows[r];
				if (row->category == DT_CATEGORY_NONE && !row->cameo[0]) add_meaning(meaning, &row->result);
			}
		}
	}
	return meaning->any || meaning->count;
}

static uint32_t coded_parties(const DtEvent *event) {
	uint32_t count = 0;
	for (uint32_t i = 0; i < event->actor_count; i++) count += event->actors[i].code.length > 0;
	for (uint32_t i = 0; i < event->recipient_count; i++) count += event->recipients[i].code.length > 0;
	return count;
}

static int32_t last_told(const DtStory *story, const DtScene *scene, const Meaning *meaning) {
	int32_t inner = -1;
	for (size_t i = story->count; i-- > 0 && story->count - i <= FARTHEST;) {
		const DtEvent *event = &story->document->events[i];
		if (event->sentence + SENTENCES_BACK < scene->sentence) break;
		bool alone = coded_parties(event) == 1 && event->recipient_count == 0 &&
		             (dt_stands_alone(event->category) || event->symmetric);
		if (coded_parties(event) < 2 && (!alone || meaning->any)) continue; // "welcomed the withdrawal"
		if (meaning->any) return event->sentence + 2 < scene->sentence ? -1 : (int32_t)i;
		if (means(meaning, event->category, event->mode)) return (int32_t)i;
		// "the talks", after a refusal to hold them
		if (inner < 0 && means(meaning, story->told[i].category, story->told[i].mode)) inner = (int32_t)i;
	}
	return inner;
}

int32_t dt_story_find(const DtStory *story, const DtScene *scene, const DtHappening *happening, bool *of_it) {
	const uint64_t one = 1;
	const uint64_t roles = one << DT_ROLE_OBJ | one << DT_ROLE_SUBJ | one << DT_ROLE_TO | one << DT_ROLE_OF |
	                       one << DT_ROLE_ON | one << DT_ROLE_WITH | one << DT_ROLE_ABOUT | one << DT_ROLE_OVER |
	                       one << DT_ROLE_FOR | one << DT_ROLE_AT | one << DT_ROLE_FROM | one << DT_ROLE_AGAINST |
	                       one << DT_ROLE_IN;
	Meaning meaning;
	*of_it = true;
	const DtProposition *innermost = &scene->propositions.items[happening->innermost];
	if (innermost->kind == DT_PREDICATE_NOUN && meaning_of(scene, innermost->token, &meaning)) {
		*of_it = happening->row == NULL || happening->row->result.kind == DT_RESULT_SAME;
		int32_t found = last_told(story, scene, &meaning);
		if (found >= 0) return found;
	}
	*of_it = false;
	int32_t number = (int32_t)happening->innermost;
	for (int guard = 0; number >= 0 && guard < 8; guard++) {
		const DtProposition *p = &scene->propositions.items[number];
		for (size_t i = 0; i < p->count; i++) {
			if (!(roles >> p->arguments[i].role & 1)) continue;
			if (!meaning_of(scene, p->arguments[i].token, &meaning)) continue;
			int32_t found = last_told(story, scene, &meaning);
			if (found >= 0) return found;
		}
		if (number == (int32_t)happening->proposition) break;
		number = p->parent;
	}
	return -1;
}

// ---- parties ----

static bool has_code(const DtParty *parties, uint32_t count, DtSlice code) {
	for (uint32_t i = 0; i < count; i++)
		if (code.length && dt_slice_equal(parties[i].code, code)) return true;
	return false;
}

// The same state, and not another part of it: a government is not its rebels.
static bool has_party(const DtParty *parties, uint32_t count, const DtParty *party) {
	for (uint32_t i = 0; i < count; i++) {
		bool part = parties[i].sector_count && party->sector_count && parties[i].sectors[0] != party->sectors[0];
		if (party->code.length && dt_slice_equal(parties[i].code, party->code) && !part) return true;
	}
	return false;
}

static bool shares_code(const DtParty *a, uint32_t a_count, const DtParty *b, uint32_t b_count) {
	for (uint32_t i = 0; i < a_count; i++)
		if (has_party(b, b_count, &a[i])) return true;
	return false;
}

static void take_parties(DtArena *arena, const DtParty *from, uint32_t count, const DtEvent *event, DtParty **to,
                         uint32_t *to_count) {
	DtParty *parties = DT_NEW_ARRAY(arena, DtParty, *to_count + count);
	uint32_t made = 0;
	for (uint32_t i = 0; i < *to_count; i++) parties[made++] = (*to)[i];
	for (uint32_t i = 0; i < count; i++) {
		if (!from[i].code.length || has_party(event->actors, event->actor_count, &from[i]) ||
		    has_party(parties, made, &from[i]))
			continue;
		parties[made] = from[i];
		parties[made++].why = dt_slice_of("told before");
	}
	*to = parties;
	*to_count = made;
}

// The other side of what is meant: who did it, for somebody it was done to or who only speaks of it; to whom it was
// done, for somebody who did it.
static void take_other_side(const DtStory *story, const DtEvent *meant, DtEvent *event) {
	bool did = shares_code(event->actors, event->actor_count, meant->actors, meant->actor_count);
	bool suffered =
		!meant->symmetric && shares_code(event->actors, event->actor_count, meant->recipients, meant->recipient_count);
	bool both = meant->symmetric || event->category == DT_CATEGORY_REQUEST || event->category == DT_CATEGORY_SUPPORT;
	DtParty **to = event->symmetric ? &event->actors : &event->recipients;
	uint32_t *count = event->symmetric ? &event->actor_count : &event->recipient_count;
	if (!did || meant->symmetric) take_parties(story->arena, meant->actors, meant->actor_count, event, to, count);
	if (did || (both && !suffered) || *count == 0)
		take_parties(story->arena, meant->recipients, meant->recipient_count, event, to, count);
}

// All that were told of together with it: "met in 2018, in 2019 and in 2020".
static DtDateSpan days_of_group(const DtStory *story, int32_t meant) {
	const DtEvent *events = story->document->events;
	DtDateSpan days = events[meant].days;
	for (int32_t i = meant; i-- > 0 && events[i].sentence == events[meant].sentence;) {
		if (events[i].category != events[meant].category ||
		    events[i].triggers[0].start != events[meant].triggers[0].start)
			continue;
		if (events[i].days.from < days.from) days.from = events[i].days.from;
		if (events[i].days.to > days.to) days.to = events[i].days.to;
	}
	return days;
}

int32_t dt_story_last_with(const DtStory *story, const DtEvent *event) {
	for (size_t i = story->count; i-- > 0;) {
		const DtEvent *told = &story->document->events[i];
		if (told->sentence + 1 < event->sentence) break;
		bool acted = shares_code(event->actors, event->actor_count, told->actors, told->actor_count);
		bool suffered = shares_code(event->actors, event->actor_count, told->recipients, told->recipient_count);
		if ((acted || suffered) && coded_parties(told) > 1) return (int32_t)i;
	}
	return -1;
}

void dt_story_complete(const DtStory *story, int32_t meant, bool of_it, DtEvent *event) {
	const DtEvent *told = &story->document->events[meant];
	if (event->actor_count && !event->recipient_count && !(event->symmetric && event->actor_count > 1)) {
		take_other_side(story, told, event);
	} else if (event->actor_count == 0 && event->recipient_count == 0 && (of_it || event->symmetric) &&
	           (told->sentence < event->sentence || !of_it)) { // "the talks failed", "the deal was signed"
		take_parties(story->arena, told->actors, told->actor_count, event, &event->actors, &event->actor_count);
		DtParty **to = event->symmetric ? &event->actors : &event->recipients;
		uint32_t *count = event->symmetric ? &event->actor_count : &event->recipient_count;
		take_parties(story->arena, told->recipients, told->recipient_count, event, to, count);
	}
	bool undated = event->precision == DT_PRECISION_UNKNOWN && told->precision != DT_PRECISION_UNKNOWN;
	if (!of_it || !undated) return;
	event->days = days_of_group(story, meant);
	event->precision = event->days.from == told->days.from ? told->precision : (uint8_t)DT_PRECISION_SPAN;
	event->date_basis = DT_BASIS_HAPPENING;
}

// ---- links: events of one happening ----

static void all_codes(const DtEvent *event, DtSlice *codes, uint32_t room, uint32_t *count) {
	*count = 0;
	for (uint32_t i = 0; i < event->actor_count && *count < room; i++) codes[(*count)++] = event->actors[i].code;
	for (uint32_t i = 0; i < event->recipient_count && *count < room; i++)
		codes[(*count)++] = event->recipients[i].code;
}

// Everybody of the one takes part in the other, on whichever side.
static bool same_people(const DtEvent *a, const DtEvent *b) {
	enum { ROOM = 16 };
	DtSlice codes[ROOM];
	uint32_t count, known = 0;
	all_codes(a, codes, ROOM, &count);
	for (uint32_t i = 0; i < count; i++) {
		if (!codes[i].length) continue;
		if (!has_code(b->actors, b->actor_count, codes[i]) && !has_code(b->recipients, b->recipient_count, codes[i]))
			return false;
		known++;
	}
	return known >= 2;
}

// A denial ("did not bomb"), a refusal or calling off of what had been told as done or agreed.
static bool takes_back(const DtStory *story, uint32_t later, uint32_t earlier) {
	const DtEvent *a = &story->document->events[later], *b = &story->document->events[earlier];
	bool denies =
		a->auxiliary & DT_AUXILIARY_NEGATION && !(b->auxiliary & DT_AUXILIARY_NEGATION) && a->category == b->category;
	bool refuses = a->category == DT_CATEGORY_REJECT && b->category != DT_CATEGORY_REJECT &&
	               story->told[later].category == story->told[earlier].category;
	bool nearby =
		a->precision == DT_PRECISION_UNKNOWN || b->precision == DT_PRECISION_UNKNOWN || a->days.to >= b->days.from;
	return (denies || refuses) && nearby && same_people(a, b);
}

void dt_story_link(DtStory *story) {
	DtEvent *events = story->document->events;
	DtTelling *tellings = DT_NEW_ARRAY(story->arena, DtTelling, story->document->event_count);
	for (uint32_t i = 0; i < story->document->event_count; i++) tellings[i] = dt_telling_of_event(&events[i]);
	for (uint32_t i = 1; i < story->document->event_count; i++) {
		uint32_t first = i > FARTHEST ? i - FARTHEST : 0;
		for (uint32_t k = first; k < i; k++) {
			if (!dt_same_happening(&tellings[k], &tellings[i])) continue;
			events[i].link = events[k].link;
			break;
		}
		for (uint32_t k = i; k-- > first && story->told[i].about < 0;)
			if (takes_back(story, i, k)) story->told[i].about = (int32_t)k;
	}
	for (uint32_t i = 0; i < story->document->event_count; i++) {
		int32_t about = story->told[i].about;
		if (about < 0 || dt_slice_equal(events[about].link, events[i].link)) continue;
		events[i].about = events[about].link;
		bool refuses = events[i].category == DT_CATEGORY_REJECT && same_people(&events[i], &events[about]);
		float sure = 0.95f * events[about].confidence; // who is asked, and then refuses: the one speaks for the other
		if (refuses && events[i].confidence < sure) events[i].confidence = sure;
	}
}
