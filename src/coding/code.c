// SPDX-License-Identifier: Apache-2.0
// Sentence by sentence: mentions, propositions, happenings; then what makes each an event: marks, parties on the day,
// sources, places, an id; then the links between events of one happening.
//
// What is not worth recording is dropped here, in one place: happenings that nobody known takes part in, the same
// happening told twice in a sentence, actors that act on themselves.
#include "coding/code.h"

#include <stdio.h>

#include "coding/attribution.h"
#include "coding/confidence.h"
#include "coding/factuality.h"
#include "coding/story.h"
#include "coding/terms.h"
#include "coding/when.h"

typedef struct Coder {
	DtDocument *document;
	const DtWorld *world;
	const DtLexicon *lexicon;
	const DtRanker *ranker; // NULL: the lexicon alone
	DtArena *arena;         // the document's: events and what they hold
	DtArena *scratch;       // of one sentence; the document's when it is to be explained
	DtDiscourse *discourse;
	DtQuotes quotes;
	bool talk; // the document is an interview
	DtNarrative narrative;
	DtStory story;
	size_t capacity;
	bool discarded; // a phrase vetoes the document
} Coder;

// ---- parties ----

// A domestic actor without a country of its own is of the country where it happens, or that the report is about.
static bool is_of_a_state(const DtParty *party) {
	switch (party->sectors[0]) {
	case DT_SECTOR_GOV:
	case DT_SECTOR_MIL:
	case DT_SECTOR_COP:
	case DT_SECTOR_JUD:
	case DT_SECTOR_LEG:
	case DT_SECTOR_OPP:
	case DT_SECTOR_PTY:
	case DT_SECTOR_SPY:
		return true;
	default:
		return false;
	}
}

static void complete_country(const Coder *coder, const DtMention *mention, DtParty *party, const DtEvent *event) {
	if (party->code.length || party->sector_count == 0) return;
	bool speaks = event->category == DT_CATEGORY_CONSULT || event->category == DT_CATEGORY_AGREE ||
	              event->category == DT_CATEGORY_SUPPORT || event->category == DT_CATEGORY_REJECT;
	if (event->place_count > 0 && !speaks) { // talks are held abroad
		party->code = event->places[0].country;
		return;
	}
	// armed men in an event with a foreign state are the other state's
	bool armed = party->sectors[0] == DT_SECTOR_MIL;
	bool crosses = event->category == DT_CATEGORY_ASSAULT || event->category == DT_CATEGORY_RETREAT;
	DtSlice except = armed && crosses && event->actor_count ? event->actors[0].code : (DtSlice){0};
	bool crowd = party->sectors[0] == DT_SECTOR_CVL &&
	             (event->category == DT_CATEGORY_PROTEST || event->category == DT_CATEGORY_ASSAULT ||
	              event->category == DT_CATEGORY_COERCE);
	if (is_of_a_state(party) || crowd || mention->definite) party->code = dt_discourse_focus(coder->discourse, except);
}

// "Zambia's opposition accused the government": a definite body of state without a state is that of the other side.
static void complete_from_other(const DtMention *mention, const DtEvent *event, const DtParty *others, uint32_t count,
                                DtParty *party) {
	bool body = false;
	for (int i = 0; i < party->sector_count; i++)
		body |= party->sectors[i] == DT_SECTOR_GOV || party->sectors[i] == DT_SECTOR_OPP ||
		        party->sectors[i] == DT_SECTOR_LEG || party->sectors[i] == DT_SECTOR_JUD ||
		        party->sectors[i] == DT_SECTOR_COP;
	bool fights = event->category == DT_CATEGORY_ASSAULT || event->category == DT_CATEGORY_MOBILIZE;
	bool certain = mention->definite || mention->named; // "Parliament"
	if (party->code.length || !body || !certain || fights || event->symmetric) return;
	for (uint32_t i = 0; i < count && !party->code.length; i++)
		if (!dt_entity_code_known(others[i].code)) party->code = others[i].code;
}

static DtParty make_party(const Coder *coder, const DtMention *mention, const DtEvent *event) {
	DtParty party = dt_mention_on(coder->discourse, mention, event->days.from);
	complete_country(coder, mention, &party, event);
	return party;
}

static DtParty *make_parties(const Coder *coder, const DtScene *scene, const DtPartyList *list, const DtEvent *event,
                             uint32_t *count) {
	enum { TOGETHER = 4 };
	DtParty *parties = DT_NEW_ARRAY(coder->arena, DtParty, list->count * TOGETHER);
	uint32_t made = 0; // *count is the event's own, which making a party reads
	for (int i = 0; i < list->count; i++) {
		const DtMention *mention = &scene->mentions.items[list->items[i]];
		for (int more = 0; mention && more < TOGETHER; mention = mention->also, more++)
			parties[made++] = make_party(coder, mention, event);
	}
	*count = made;
	return parties;
}

static bool any_code(const DtParty *parties, uint32_t count) {
	for (uint32_t i = 0; i < count; i++) {
		if (parties[i].code.length) return true;
	}
	return false;
}

static bool any_sector(const DtParty *parties, uint32_t count) {
	for (uint32_t i = 0; i < count; i++) {
		if (parties[i].sector_count) return true;
	}
	return false;
}

static bool has_power(const DtParty *party) {
	uint8_t sector = party->sectors[0];
	return is_of_a_state(party) || sector == DT_SECTOR_REB || sector == DT_SECTOR_UAF || sector == DT_SECTOR_PRM ||
	       sector == DT_SECTOR_CRM || sector == DT_SECTOR_LAB;
}

// Somebody of a state, or armed: what private people do to each other is no event ("her parents helped her").
static bool any_power(const DtParty *parties, uint32_t count) {
	for (uint32_t i = 0; i < count; i++) {
		if (has_power(&parties[i])) return true;
	}
	return false;
}

// Categories that PLOVER records without a recipient.
static bool stands_alone(uint8_t category) {
	return category == DT_CATEGORY_PROTEST || category == DT_CATEGORY_MOBILIZE || category == DT_CATEGORY_COERCE ||
	       category == DT_CATEGORY_RETREAT || category == DT_CATEGORY_CONCEDE;
}

static bool same_span(const DtParty *a, const DtParty *b) {
	return a->span.start == b->span.start && a->span.end == b->span.end;
}

static bool same_words(const DtParty *a, const DtParty *b) {
	bool same_entry = a->id.length && dt_slice_equal(a->id, b->id);
	return same_entry || (same_span(a, b) && dt_slice_equal(a->code, b->code));
}

// Somebody on both sides: a tree or a reference went wrong.
static bool acts_on_itself(const DtEvent *event) {
	for (uint32_t i = 0; i < event->actor_count; i++) {
		for (uint32_t k = 0; k < event->recipient_count; k++) {
			const DtParty *actor = &event->actors[i], *recipient = &event->recipients[k];
			if (same_words(actor, recipient) || same_span(actor, recipient)) return true;
		}
		for (uint32_t k = 0; event->symmetric && k < i; k++) {
			if (same_words(&event->actors[i], &event->actors[k])) return true;
		}
	}
	return false;
}

// "told reporters", "an interview with the daily": how it became news.
static bool is_told_to_media(const DtEvent *event) {
	bool media = false;
	for (uint32_t i = 0; i < event->actor_count && event->symmetric; i++)
		media |= event->actors[i].sectors[0] == DT_SECTOR_JRN;
	for (uint32_t i = 0; i < event->recipient_count; i++) media |= event->recipients[i].sectors[0] == DT_SECTOR_JRN;
	return media && event->category == DT_CATEGORY_CONSULT;
}

// "will allow users to": what nobody of a state or an armed group lets happen is no concession.
static bool lets_without_power(const DtEvent *event) {
	for (uint32_t i = 0; i < event->actor_count; i++) {
		const DtParty *actor = &event->actors[i];
		if (actor->sector_count ? has_power(actor) : actor->code.length > 0) return false;
	}
	return event->category == DT_CATEGORY_CONCEDE && strcmp(event->cameo, "080") == 0;
}

static bool is_worth_recording(const DtEvent *event) {
	const uint8_t unreal = DT_AUXILIARY_NEGATION | DT_AUXILIARY_HYPOTHETICAL;
	uint32_t parties = event->actor_count + event->recipient_count;
	if (event->actor_count == 0 || acts_on_itself(event) || is_told_to_media(event) || lets_without_power(event))
		return false;
	if (event->recipient_count == 0 && !event->symmetric && event->auxiliary & unreal) return false;
	if (event->symmetric) return parties >= 2 && (any_code(event->actors, event->actor_count));
	if (event->recipient_count == 0)
		return stands_alone(event->category) && any_code(event->actors, event->actor_count);
	if (any_code(event->actors, event->actor_count) || any_code(event->recipients, event->recipient_count)) return true;
	return any_sector(event->actors, event->actor_count) && any_sector(event->recipients, event->recipient_count) &&
	       (any_power(event->actors, event->actor_count) || any_power(event->recipients, event->recipient_count));
}

// ---- an event's fields ----

static void set_triggers(const Coder *coder, const DtScene *scene, const DtHappening *happening, DtEvent *event) {
	event->triggers = DT_NEW_ARRAY(coder->arena, DtSpan, happening->trigger_count);
	for (int i = 0; i < happening->trigger_count; i++) {
		DtSpan span = scene->tokens[happening->triggers[i]].span;
		uint32_t at = event->trigger_count++;
		for (; at > 0 && event->triggers[at - 1].start > span.start; at--)
			event->triggers[at] = event->triggers[at - 1];
		event->triggers[at] = span;
	}
}

// "data/lexicon/accuse.frames" of a longer path: the same on every machine.
static const char *short_path(const char *path) {
	const char *slash = path + strlen(path);
	for (int parts = 0; slash > path; slash--) {
		if (slash[-1] == '/' && ++parts == 3) break;
	}
	return slash;
}

static void set_rule(const Coder *coder, const DtHappening *happening, DtEvent *event) {
	if (!happening->frame && !happening->row) { // no line of the lexicon: the ranker's own
		event->rule = dt_slice_of("models/pairs.model");
		event->rule_id = dt_slice_of("pairs");
		return;
	}
	const char *file = short_path(happening->row ? happening->operator_->file : happening->frame->file);
	uint32_t line = happening->row ? happening->row->line : happening->frame->line;
	event->rule = dt_arena_format(coder->arena, "%s:%u", file, line);
	event->rule_id = happening->row ? happening->row->id : happening->frame->id;
}

static void set_sources(const Coder *coder, const DtAttribution *attribution, DtEvent *event) {
	event->source_count = attribution->count;
	event->sources = DT_NEW_ARRAY(coder->arena, DtSource, attribution->count);
	memcpy(event->sources, attribution->items, attribution->count * sizeof *event->sources);
}

static bool actor_speaks(const DtScene *scene, const DtHappening *happening, const DtAttribution *attribution) {
	if (attribution->speaker < 0) return true; // a plain announcement is the actor's own
	const DtMention *speaker = &scene->mentions.items[attribution->speaker];
	for (int i = 0; i < happening->actors.count; i++) {
		const DtMention *actor = &scene->mentions.items[happening->actors.items[i]];
		if (happening->actors.items[i] == attribution->speaker) return true;
		if (speaker->party.span.start == actor->party.span.start && speaker->sentence == actor->sentence) return true;
		if (speaker->party.code.length && dt_slice_equal(speaker->party.code, actor->party.code)) return true;
	}
	return false;
}

// Background: it ended a good while before the report.
static bool is_historical(const Coder *coder, const DtWhen *when) {
	enum { NEWS_DAYS = 40 };
	DtDate date = coder->document->date;
	return when->precision != DT_PRECISION_UNKNOWN && date != DT_DATE_NONE && when->days.to < date - NEWS_DAYS;
}

static bool is_announced(const DtHappening *happening, uint8_t category) {
	return (happening->row && happening->row->result.kind == DT_RESULT_EVENT) || category == DT_CATEGORY_AGREE ||
	       category == DT_CATEGORY_THREATEN || category == DT_CATEGORY_CONCEDE;
}

static void set_id(const Coder *coder, DtEvent *event) {
	uint64_t hash = dt_slice_hash(coder->document->id);
	hash = hash * 31 + event->category;
	for (uint32_t i = 0; i < event->trigger_count; i++) hash = hash * 1099511628211u + event->triggers[i].start;
	for (uint32_t i = 0; i < event->actor_count; i++) hash = hash * 1099511628211u + event->actors[i].span.start;
	for (uint32_t i = 0; i < event->recipient_count; i++)
		hash = hash * 1099511628211u + event->recipients[i].span.start + 1;
	hash = hash * 1099511628211u + event->date_span.start;
	event->id = dt_arena_format(coder->arena, "%016llx", (unsigned long long)hash);
	event->link = event->id;
}

// "India and Pakistan agreed to a truce": what several do without an other side, they do with each other.
static void settle_symmetry(const DtScene *scene, DtHappening *happening) {
	bool mutual = happening->category == DT_CATEGORY_AGREE || happening->category == DT_CATEGORY_CONSULT ||
	              happening->category == DT_CATEGORY_COOPERATE || happening->category == DT_CATEGORY_RETREAT ||
	              happening->category == DT_CATEGORY_SUPPORT;
	if (!mutual || happening->recipients.count || happening->actors.count == 0) return;
	const DtMention *first = &scene->mentions.items[happening->actors.items[0]];
	const DtMention *second =
		happening->actors.count > 1 ? &scene->mentions.items[happening->actors.items[1]] : first->also;
	if (!second) return;
	if (!dt_slice_equal(first->party.code, second->party.code) || !first->party.code.length)
		happening->symmetric = true;
}

static void join_symmetric(const Coder *coder, DtEvent *event) {
	DtParty *all = DT_NEW_ARRAY(coder->arena, DtParty, event->actor_count + event->recipient_count);
	memcpy(all, event->actors, event->actor_count * sizeof *all);
	memcpy(all + event->actor_count, event->recipients, event->recipient_count * sizeof *all);
	event->actors = all;
	event->actor_count += event->recipient_count;
	event->recipients = NULL;
	event->recipient_count = 0;
}

// "visits Warsaw next Monday": a present tense with a day to come.
static bool is_on_the_calendar(const Coder *coder, const DtScene *scene, const DtHappening *happening) {
	const uint16_t other = DT_CLAUSE_PAST | DT_CLAUSE_PERFECT | DT_CLAUSE_FUTURE;
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	DtDate date = coder->document->date;
	if (happening->row || !(p->facts & DT_CLAUSE_PRESENT) || p->facts & other || date == DT_DATE_NONE) return false;
	DtWhen when = dt_date_happening(coder->document, scene, happening, false, &coder->narrative);
	return when.basis == DT_BASIS_TEXT && when.days.from != DT_DATE_NONE && when.days.from > date;
}

// When and where: which says of which time, where the clause tells of several (repeats).
static void set_when_and_where(Coder *coder, const DtScene *scene, const DtHappening *happening, const DtWhen *repeats,
                               size_t repeat_count, size_t which, DtEvent *event) {
	DtWhen when = repeat_count ? repeats[which]
	                           : dt_date_happening(coder->document, scene, happening,
	                                               is_announced(happening, event->category), &coder->narrative);
	event->days = when.days;
	event->precision = (uint8_t)when.precision;
	event->date_span = when.span;
	event->date_basis = when.basis;
	bool undated = when.basis == DT_BASIS_PUBLICATION;
	if (is_historical(coder, &when) || (undated && dt_happening_is_background(scene, happening)))
		event->auxiliary |= DT_AUXILIARY_HISTORICAL;
	DtPlace places[DT_PLACES];
	size_t count = dt_place_happening(scene, happening, &coder->narrative, places);
	if (repeat_count && count) {
		const DtPlace *place = dt_place_of_time(places, count, repeats, repeat_count, which);
		if (place) places[0] = *place;
		count = place ? 1 : 0;
	}
	event->place_count = (uint32_t)count;
	event->places = DT_NEW_ARRAY(coder->arena, DtPlace, count);
	memcpy(event->places, places, count * sizeof *places);
}

static DtEvent make_event(Coder *coder, const DtScene *scene, DtHappening *happening, const DtWhen *repeats,
                          size_t repeat_count, size_t which) {
	settle_symmetry(scene, happening);
	DtEvent event = {.sentence = scene->sentence, .symmetric = happening->symmetric};
	DtAttribution attribution;
	uint16_t facts = dt_happening_facts(scene, happening);
	event.auxiliary = dt_happening_marks(scene, happening, facts);
	if (is_on_the_calendar(coder, scene, happening)) event.auxiliary |= DT_AUXILIARY_FUTURE;
	dt_attribute(scene, &coder->quotes, happening, &attribution);
	dt_happening_fold(scene, happening, event.auxiliary, facts, actor_speaks(scene, happening, &attribution));
	event.category = happening->category;
	event.mode = happening->mode;
	event.contexts = happening->contexts;
	memcpy(event.cameo, happening->cameo, sizeof event.cameo);
	set_when_and_where(coder, scene, happening, repeats, repeat_count, which, &event);
	event.actors = make_parties(coder, scene, &happening->actors, &event, &event.actor_count);
	event.recipients = make_parties(coder, scene, &happening->recipients, &event, &event.recipient_count);
	for (uint32_t i = 0; i < event.recipient_count && i < happening->recipients.count; i++)
		complete_from_other(&scene->mentions.items[happening->recipients.items[i]], &event, event.actors,
		                    event.actor_count, &event.recipients[i]);
	for (uint32_t i = 0; i < event.actor_count && i < happening->actors.count; i++)
		complete_from_other(&scene->mentions.items[happening->actors.items[i]], &event, event.recipients,
		                    event.recipient_count, &event.actors[i]);
	if (event.symmetric && !coder->document->pair_given) join_symmetric(coder, &event);
	set_sources(coder, &attribution, &event);
	set_triggers(coder, scene, happening, &event);
	set_rule(coder, happening, &event);
	int32_t quote =
		dt_quote_at(&coder->quotes, scene->tokens[scene->propositions.items[happening->proposition].token].span);
	if (quote >= 0) {
		event.quote = coder->quotes.items[quote].span;
		if (coder->quotes.items[quote].spoken) event.speaker = &coder->quotes.items[quote].speaker;
	}
	set_id(coder, &event);
	return event;
}

// ---- choosing what to record ----

// "will not end the strike until [the government] pays": who is to move first.
static bool is_until(const DtScene *scene, const DtProposition *clause) {
	int32_t mark = dt_child_find(&scene->propositions, clause->token, DT_DEPREL_MARK);
	static const char *const words[] = {"until", "till", "before", "unless"};
	for (size_t i = 0; mark >= 0 && i < sizeof words / sizeof *words; i++)
		if (dt_slice_equal_folded(scene->tokens[mark].form, dt_slice_of(words[i]))) return true;
	return false;
}

// The recipient that is not in the clause: a party of the clause that this one is coordinated with, or hangs on.
static void borrow_recipient(const DtScene *scene, DtHappening *happening) {
	if (happening->recipients.count || happening->recipient_none || happening->symmetric) return;
	if (happening->actors.count == 0 || stands_alone(happening->category)) return;
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	bool linked = p->link == DT_LINK_COORDINATE || p->link == DT_LINK_ADVERBIAL || p->link == DT_LINK_CONDITION;
	bool told = p->link == DT_LINK_COMPLEMENT && happening->category == DT_CATEGORY_REJECT; // who says it was refused
	int32_t from = linked || told ? p->parent : -1;
	for (size_t i = 0; i < scene->propositions.count && from < 0; i++) {
		const DtProposition *q = &scene->propositions.items[i];
		bool joined = q->link == DT_LINK_COORDINATE || q->link == DT_LINK_CONDITION;
		joined |= happening->category == DT_CATEGORY_REJECT && q->link == DT_LINK_ADVERBIAL && is_until(scene, q);
		bool ours = q->parent == (int32_t)happening->proposition || q->parent == (int32_t)happening->innermost;
		if (ours && joined) from = (int32_t)i;
	}
	if (from < 0) return;
	const DtMention *actor = &scene->mentions.items[happening->actors.items[0]];
	const DtProposition *other = &scene->propositions.items[from];
	for (size_t i = 0; i < other->count; i++) {
		uint8_t role = other->arguments[i].role;
		bool central = role == DT_ROLE_SUBJ || role == DT_ROLE_OBJ || role == DT_ROLE_TO || role == DT_ROLE_WITH;
		int32_t party = central ? dt_scene_party(scene, other->arguments[i].token, role != DT_ROLE_SUBJ) : -1;
		if (party < 0) continue;
		const DtMention *mention = &scene->mentions.items[party];
		if (mention->party.sectors[0] == DT_SECTOR_JRN) continue; // "told reporters": how it became news
		bool another = mention->party.code.length && !dt_slice_equal(mention->party.code, actor->party.code);
		bool body = mention->party.sector_count && !dt_slice_equal(mention->party.id, actor->party.id);
		another |= body && happening->category == DT_CATEGORY_REJECT && !mention->pronoun;
		if (!another || party == happening->actors.items[0]) continue;
		happening->recipients = (DtPartyList){{party}, 1};
		happening->score *= 0.8f;
		return;
	}
}

// "were killed when [troops] fired on their car": who did it stands in the clause that tells how.
static void borrow_killer(DtScene *scene, DtHappening *happening) {
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	if (happening->category != DT_CATEGORY_ASSAULT || !(p->facts & DT_CLAUSE_PASSIVE)) return;
	for (size_t n = 0; n < scene->propositions.count; n++) {
		const DtProposition *how = &scene->propositions.items[n];
		if (how->parent != (int32_t)happening->proposition || how->kind != DT_PREDICATE_VERB) continue;
		for (size_t i = 0; i < scene->happenings[n].count; i++) {
			DtHappening *other = &scene->happenings[n].items[i];
			if (other->category != DT_CATEGORY_ASSAULT || other->actors.count == 0 || other->consumed) continue;
			happening->actors = other->actors;
			other->consumed = true; // the same deed
			return;
		}
	}
}

// "said during [a visit to Yerevan]", "agreed at [a meeting with]": who says so is who visits.
static void borrow_visitor(const DtScene *scene, DtHappening *happening) {
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	if (happening->category != DT_CATEGORY_CONSULT || p->kind != DT_PREDICATE_NOUN || p->parent < 0) return;
	if (happening->recipients.count == 0) return;
	const DtProposition *clause = &scene->propositions.items[p->parent];
	const DtArgument *subject = dt_proposition_find(clause, DT_ROLE_SUBJ);
	for (size_t i = 0; subject && i < clause->count; i++) {
		uint8_t role = clause->arguments[i].role;
		bool occasion = role == DT_ROLE_DURING || role == DT_ROLE_ON || role == DT_ROLE_AT || role == DT_ROLE_IN ||
		                role == DT_ROLE_AFTER || role == DT_ROLE_BEFORE;
		if (!occasion || clause->arguments[i].token != p->token) continue;
		int32_t party = dt_scene_party(scene, subject->token, false);
		if (party >= 0) happening->actors = (DtPartyList){{party}, 1};
		return;
	}
}

static bool stands_against(const DtScene *scene, size_t token) {
	for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c])
		if (scene->tokens[c].deprel == DT_DEPREL_CASE && dt_slice_is(scene->tokens[c].lemma, "against")) return true;
	return false;
}

// "sent a frigate to face [Iran]": whom forces are to face.
static void aim_forces(const DtScene *scene, DtHappening *happening) {
	DtConcept confronting = dt_lexicon_concept_find(scene->lexicon, dt_slice_of("confronting"));
	if (happening->category != DT_CATEGORY_MOBILIZE || happening->actors.count == 0) return;
	for (size_t i = scene->propositions.items[happening->proposition].token + 1; i < scene->token_count; i++) {
		int32_t party = stands_against(scene, i) ? dt_scene_party(scene, i, true) : -1; // "for a battle against X"
		if (party >= 0) happening->recipients = (DtPartyList){{party}, 1};
		if (party >= 0) return;
		if (scene->tokens[i].upos == DT_UPOS_VERB && scene->tokens[i].xpos == DT_XPOS_VBD) break;
	}
	if (happening->recipients.count) return;
	const DtMention *own = &scene->mentions.items[happening->actors.items[0]];
	for (size_t n = 0; n < scene->propositions.count; n++) {
		const DtProposition *q = &scene->propositions.items[n];
		bool aim = q->link == DT_LINK_PURPOSE || q->link == DT_LINK_RELATIVE;
		const DtArgument *subject = dt_proposition_find(q, DT_ROLE_SUBJ);
		if (q->link == DT_LINK_ADVERBIAL && q->parent == (int32_t)happening->proposition &&
		    subject) { // "after [the North] fired"
			int32_t cause = dt_scene_party(scene, subject->token, true);
			const DtMention *other = cause < 0 ? NULL : &scene->mentions.items[cause];
			if (other && other->party.code.length && !dt_slice_equal(other->party.code, own->party.code))
				happening->recipients = (DtPartyList){{cause}, 1};
		}
		if (!aim || q->parent != (int32_t)happening->proposition) continue;
		if (!dt_reading_has(&scene->reading, q->token, confronting)) continue;
		const DtArgument *object = dt_proposition_find(q, DT_ROLE_OBJ);
		int32_t party = object ? dt_scene_party(scene, object->token, true) : -1;
		if (party >= 0 && party != happening->actors.items[0]) happening->recipients = (DtPartyList){{party}, 1};
	}
}

static void borrow_actors(DtScene *scene, DtHappening **list, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (list[i]->consumed || list[i]->actors.count) continue;
		borrow_killer(scene, list[i]);
		if (list[i]->actors.count == 0) borrow_visitor(scene, list[i]);
	}
}

// What a protest is about, when its own clause does not say: whom the protesters demand something of, accuse or oppose
// while they march ("marched to demand that [Spain] leave", "in anger at [the EU's] rules").
static void aim_protest(const DtScene *scene, DtHappening *happening) {
	static const uint8_t roles[] = {DT_ROLE_AGAINST, DT_ROLE_AT, DT_ROLE_OVER};
	if (happening->category != DT_CATEGORY_PROTEST || happening->recipients.count || happening->actors.count == 0)
		return;
	for (size_t n = 0; n < scene->propositions.count && happening->recipients.count == 0; n++) {
		const DtProposition *q = &scene->propositions.items[n];
		if (q->parent != (int32_t)happening->proposition && q->parent != (int32_t)happening->innermost) continue;
		bool clause = q->link == DT_LINK_PURPOSE || q->link == DT_LINK_ADVERBIAL;
		if (!clause && q->link != DT_LINK_NOUN) continue;
		for (size_t h = 0; clause && h < scene->happenings[n].count && happening->recipients.count == 0; h++)
			happening->recipients = scene->happenings[n].items[h].recipients;
		for (size_t i = 0; i < q->count && happening->recipients.count == 0; i++) {
			bool aimed = false;
			for (size_t r = 0; r < sizeof roles; r++) aimed |= q->arguments[i].role == roles[r];
			int32_t party = aimed ? dt_scene_party(scene, q->arguments[i].token, true) : -1;
			if (party >= 0) happening->recipients = (DtPartyList){{party}, 1};
		}
	}
	for (int i = 0; i < happening->recipients.count; i++) // their own plight is not what they march against
		for (int k = 0; k < happening->actors.count; k++)
			if (happening->recipients.items[i] == happening->actors.items[k]) happening->recipients.count = 0;
}

static bool same_parties(const DtPartyList *a, const DtPartyList *b) {
	if (a->count != b->count) return false;
	for (int i = 0; i < a->count; i++) {
		if (a->items[i] != b->items[i]) return false;
	}
	return true;
}

static void drop_repeats(DtHappening **list, size_t count) {
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < count; k++) {
			if (i == k || list[i]->consumed || list[k]->consumed || list[i]->category != list[k]->category) continue;
			bool repeats = same_parties(&list[i]->actors, &list[k]->actors) &&
			               (same_parties(&list[i]->recipients, &list[k]->recipients) || list[k]->recipients.count == 0);
			bool weaker = list[k]->score < list[i]->score || (list[k]->score <= list[i]->score && k > i);
			if (repeats && weaker) list[k]->consumed = true;
		}
	}
}

// "wrote to Modi to propose a meeting", "called to congratulate": writing and calling are only how it was said.
static void drop_vehicles(const DtScene *scene, DtHappening **list, size_t count) {
	for (size_t i = 0; i < count; i++) {
		const DtProposition *p = &scene->propositions.items[list[i]->proposition];
		if (p->link != DT_LINK_PURPOSE || p->parent < 0) continue;
		for (size_t k = 0; k < count; k++) {
			bool vehicle = list[k]->proposition == (uint32_t)p->parent && list[k]->category == DT_CATEGORY_CONSULT;
			if (!vehicle || list[k]->symmetric || list[k]->consumed || list[i]->consumed) continue;
			list[k]->consumed = true;
			list[i]->absorbed |= DT_CLAUSE_INFINITIVE; // it was said, not only meant
			if (list[k]->recipients.count) list[i]->recipients = list[k]->recipients;
		}
	}
}

static void add_event(Coder *coder, DtEvent event, const DtHappening *happening, int32_t about) {
	DtDocument *document = coder->document;
	size_t count = document->event_count;
	DT_PUSH(coder->arena, document->events, count, coder->capacity, event);
	document->event_count = (uint32_t)count;
	dt_story_add(&coder->story, happening, about);
}

// Told beside the sentence's own assertion.
static bool is_background(const DtScene *scene, const DtHappening *happening) {
	uint8_t link = scene->propositions.items[happening->proposition].link;
	return link == DT_LINK_RELATIVE || link == DT_LINK_ADVERBIAL || link == DT_LINK_CONDITION;
}

static DtHappening *find_best_for_pair(const DtScene *scene, DtHappening **list, size_t count, size_t lane) {
	DtHappening *best = NULL;
	float best_score = 0;
	for (size_t i = 0; i < count; i++) {
		if (lane < DT_RANKER_LANES && dt_ranker_lane((DtCategory)list[i]->category) != lane) continue;
		float score = dt_match_pair_fit(scene, list[i]) * 2.0f + list[i]->score - (list[i]->consumed ? 8.0f : 0.0f) -
		              (is_background(scene, list[i]) ? 1.5f : 0.0f);
		if (best && score <= best_score) continue;
		best = list[i];
		best_score = score;
	}
	return best;
}

static DtPartyList given_parties(const DtScene *scene, uint8_t given) {
	DtPartyList list = {0};
	for (size_t i = 0; i < scene->mentions.count && list.count < DT_HAPPENING_PARTIES; i++)
		if (scene->mentions.items[i].given & given) list.items[list.count++] = (int32_t)i;
	return list;
}

// The words say another category than any line does: the same happening read that way, without mode.
static void read_as(const DtScene *scene, const DtHappening *near, DtCategory category, DtHappening *happening) {
	if (near) *happening = *near;
	if (!near) {
		happening->triggers[0] = scene->propositions.items[0].token;
		happening->trigger_count = 1;
	}
	happening->frame = NULL;
	happening->row = NULL;
	happening->operator_ = NULL;
	happening->category = (uint8_t)category;
	happening->mode = 0;
	snprintf(happening->cameo, sizeof happening->cameo, "%s", dt_category_cameo(category));
	happening->actors = given_parties(scene, 1);
	happening->recipients = given_parties(scene, 2);
}

// The ranker's category, which what is only planned must not change again: words have counted that.
static void keep_category(DtEvent *event, DtCategory category) {
	if (dt_ranker_lane((DtCategory)event->category) == dt_ranker_lane(category)) return;
	event->category = (uint8_t)category;
	event->mode = 0;
	memcpy(event->cameo, dt_category_cameo(category), sizeof "000");
}

static void set_confidence(const Coder *coder, const DtScene *scene, const DtHappening *happening, bool completed,
                           DtEvent *event) {
	event->signs = dt_event_signs(coder->document, scene, happening, event);
	if (coder->talk) event->signs |= DT_SIGN_BIT(TALK);
	if (completed) event->signs |= DT_SIGN_BIT(COMPLETED);
	event->confidence = dt_confidence(coder->lexicon, event->signs);
}

// One event for the pair that the caller marked: the lexicon's, unless the words around the pair speak against it.
static void add_best_for_pair(Coder *coder, const DtScene *scene, DtHappening **list, size_t count) {
	for (size_t i = 0; i < count; i++) {
		settle_symmetry(scene, list[i]);
		aim_protest(scene, list[i]);
		aim_forces(scene, list[i]);
	}
	DtHappening *best = find_best_for_pair(scene, list, count, DT_RANKER_LANES), closest, learned = {0};
	DtEvent event = {0};
	if (!best && dt_match_closest(scene, &closest)) best = &closest;
	if (best) {
		DtAttribution told;
		dt_attribute(scene, &coder->quotes, best, &told);
		if (told.speaker >= 0) dt_match_accusation(scene, told.speaker, best);
		event = make_event(coder, scene, best, NULL, 0, 0);
		set_confidence(coder, scene, best, false, &event);
		event.confidence *= 0.4f + 0.1f * dt_match_pair_fit(scene, best);
	}
	DtPairFeatures features = {0};
	if (coder->ranker) dt_pair_features(coder->scratch, coder->document, scene, &features);
	if (features.count > 0 && scene->propositions.count > 0) {
		float probabilities[DT_RANKER_LANES], sure;
		DtCategory said = best ? (DtCategory)event.category : DT_CATEGORY_NONE;
		dt_ranker_score(coder->ranker, &features, probabilities);
		DtCategory chosen = dt_ranker_choose(probabilities, said, event.confidence, &sure);
		if (chosen != said) {
			DtHappening *other = find_best_for_pair(scene, list, count, dt_ranker_lane(chosen));
			if (!other) read_as(scene, best, chosen, &learned);
			best = other ? other : &learned;
			event = make_event(coder, scene, best, NULL, 0, 0);
			keep_category(&event, chosen);
		}
		event.confidence = sure;
	}
	if (best) add_event(coder, event, best, -1);
}

static size_t gather(const Coder *coder, const DtScene *scene, DtHappening ***list) {
	size_t total = 0, count = 0;
	for (size_t p = 0; p < scene->propositions.count; p++) total += scene->happenings[p].count;
	*list = DT_NEW_ARRAY(coder->scratch, DtHappening *, total);
	for (size_t p = 0; p < scene->propositions.count; p++) {
		for (size_t i = 0; i < scene->happenings[p].count; i++) (*list)[count++] = &scene->happenings[p].items[i];
	}
	return count;
}

// Only aimed at: "joined efforts to protect Y", "a bill to help X". What was said or done to that end stands for
// itself.
static bool is_only_aimed_at(const DtScene *scene, const DtHappening *happening) {
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	bool aim = p->link == DT_LINK_PURPOSE || (p->link == DT_LINK_RELATIVE && p->facts & DT_CLAUSE_INFINITIVE);
	return aim && !(happening->absorbed & DT_CLAUSE_INFINITIVE);
}

// "I called her": a pronoun that stands for nobody known.
static bool has_unknown_pronoun(const DtScene *scene, const DtPartyList *list) {
	for (int i = 0; i < list->count; i++) {
		const DtMention *mention = &scene->mentions.items[list->items[i]];
		if (mention->pronoun && !mention->party.code.length && mention->party.sector_count == 0) return true;
	}
	return false;
}

// "helped us", said of us: only an actor from elsewhere does something to a speaker's side that counts.
static bool is_done_to_speaker_by_nobody(const DtScene *scene, const DtHappening *happening, const DtEvent *event) {
	for (int i = 0; i < happening->recipients.count; i++) {
		const DtMention *mention = &scene->mentions.items[happening->recipients.items[i]];
		if (!mention->first_person) continue;
		for (uint32_t k = 0; k < event->actor_count; k++) {
			DtSlice code = event->actors[k].code;
			if (code.length && !dt_slice_equal(code, mention->party.code)) return false;
		}
		return true;
	}
	return false;
}

// Words that mean an event told before give what is missing: "rejected [the accord]".
static bool completes(const DtEvent *event, const DtHappening *happening) {
	if (happening->recipient_none) return false;
	bool yields = event->category == DT_CATEGORY_CONCEDE || event->category == DT_CATEGORY_RETREAT ||
	              event->category == DT_CATEGORY_COERCE;
	return event->actor_count == 0 || yields || !stands_alone(event->category);
}

// A refusal or threat that names no other side is of those whom the story is about: "They threatened to use force."
static bool answers_somebody(const DtEvent *event, const DtHappening *happening) {
	bool answers = event->category == DT_CATEGORY_REJECT || event->category == DT_CATEGORY_THREATEN ||
	               event->category == DT_CATEGORY_SANCTION;
	return answers && !happening->recipient_none && event->recipient_count == 0 && event->actor_count;
}

// What people tell of their lives in an interview. Who is not known by name and country there is nobody to record.
static bool is_small_talk(const Coder *coder, const DtScene *scene, const DtHappening *happening,
                          const DtEvent *event) {
	bool pronoun = false;
	for (int i = 0; i < happening->actors.count; i++)
		pronoun |= scene->mentions.items[happening->actors.items[i]].pronoun;
	for (int i = 0; i < happening->recipients.count; i++)
		pronoun |= scene->mentions.items[happening->recipients.items[i]].pronoun;
	bool actors = any_code(event->actors, event->actor_count);
	bool recipients = event->recipient_count == 0 || any_code(event->recipients, event->recipient_count);
	return coder->talk && (pronoun || !actors || !recipients);
}

// An event for a happening, or one for each date that its clause tells.
static void record_happening(Coder *coder, const DtScene *scene, DtHappening *happening) {
	if (has_unknown_pronoun(scene, &happening->actors) || has_unknown_pronoun(scene, &happening->recipients)) return;
	DtWhen repeats[DT_REPEATS];
	size_t count = dt_date_repeats(coder->document, scene, happening, &coder->narrative, repeats, DT_REPEATS),
		   which = 0;
	do {
		DtEvent event = make_event(coder, scene, happening, repeats, count, which);
		bool of_it = false, completed = false;
		int32_t meant = dt_story_find(&coder->story, scene, happening, &of_it);
		if (meant >= 0 && completes(&event, happening)) {
			dt_story_complete(&coder->story, meant, of_it, &event);
			completed = true;
		} else if (answers_somebody(&event, happening)) {
			int32_t last = dt_story_last_with(&coder->story, &event);
			if (last >= 0) dt_story_complete(&coder->story, last, false, &event);
			completed = last >= 0;
		}
		if (!is_worth_recording(&event) || is_done_to_speaker_by_nobody(scene, happening, &event) ||
		    is_small_talk(coder, scene, happening, &event))
			return;
		set_confidence(coder, scene, happening, completed, &event);
		add_event(coder, event, happening, of_it ? -1 : meant);
	} while (++which < count);
}

static void record_scene(Coder *coder, DtScene *scene) {
	DtHappening **list;
	size_t count = gather(coder, scene, &list);
	drop_vehicles(scene, list, count);
	if (scene->pair_given) {
		add_best_for_pair(coder, scene, list, count);
		return;
	}
	drop_repeats(list, count);
	borrow_actors(scene, list, count);
	for (size_t i = 0; i < count; i++) {
		if (list[i]->consumed || is_only_aimed_at(scene, list[i])) continue;
		aim_protest(scene, list[i]);
		aim_forces(scene, list[i]);
		borrow_recipient(scene, list[i]);
		record_happening(coder, scene, list[i]);
	}
}

// ---- the stage ----

// An interview, a chat: told in the first and second person, outside quotes.
static bool is_talk(const DtDocument *document, const DtQuotes *quotes) {
	static const char *const words[] = {"i", "you", "my", "your", "me"};
	enum { FEWEST = 8, SHARE = 5 };
	uint32_t talking = 0;
	for (uint32_t s = 0; s < document->sentence_count; s++) {
		const DtSentence *sentence = &document->sentences[s];
		const DtToken *tokens = dt_sentence_tokens(document, sentence);
		bool talks = false;
		for (uint32_t t = 0; t < sentence->count && !talks; t++) {
			if (tokens[t].xpos != DT_XPOS_PRP && tokens[t].xpos != DT_XPOS_PRPS) continue;
			for (size_t w = 0; w < sizeof words / sizeof *words; w++)
				talks |= dt_slice_equal_folded(tokens[t].form, dt_slice_of(words[w]));
			talks &= dt_quote_at(quotes, tokens[t].span) < 0;
		}
		talking += talks;
	}
	return talking >= FEWEST && talking * SHARE > document->sentence_count;
}

static bool token_is_actor(const void *context, size_t token) {
	const DtScene *scene = context;
	return dt_scene_party(scene, token, false) >= 0;
}

static bool holds(const DtScene *scene, const char *concept) {
	DtConcept wanted = dt_lexicon_concept_find(scene->lexicon, dt_slice_of(concept));
	for (size_t i = 0; wanted != DT_CONCEPT_NONE && i < scene->token_count; i++) {
		if (dt_reading_has(&scene->reading, i, wanted)) return true;
	}
	return false;
}

// "in March" is no march, "last week" lasts nothing.
static void read_no_predicates_in_times(const DtDocument *document, DtScene *scene) {
	for (uint32_t i = dt_first_time(document, scene->sentence); i < document->time_count; i++) {
		const DtTime *time = &document->times[i];
		if (time->sentence != scene->sentence) break;
		for (uint32_t t = time->first; t < time->first + time->count && time->kind == DT_TIME_DATE; t++)
			scene->reading.predicates[t] = NULL;
	}
}

static void code_sentence(Coder *coder, uint32_t number, DtExplanation *explanation) {
	const DtSentence *sentence = &coder->document->sentences[number];
	if (sentence->count == 0 || sentence->kind == DT_SENTENCE_FOREIGN) return;
	DtScene *scene = DT_NEW(coder->scratch, DtScene);
	*scene = (DtScene){.arena = coder->scratch, .lexicon = coder->lexicon, .sentence = number};
	scene->tokens = dt_sentence_tokens(coder->document, sentence);
	scene->token_count = sentence->count;
	scene->pair_given = coder->document->pair_given;
	if (explanation) scene->trials = DT_NEW(coder->scratch, DtTrials);
	dt_lexicon_read(coder->lexicon, coder->scratch, scene->tokens, scene->token_count, &scene->reading);
	read_no_predicates_in_times(coder->document, scene);
	dt_hear_quotes(coder->scratch, &coder->quotes, coder->discourse, &scene->reading, number);
	dt_find_mentions(coder->scratch, coder->discourse, coder->lexicon, &scene->reading, number, &scene->mentions);
	dt_find_propositions(coder->scratch, coder->lexicon, scene->tokens, scene->token_count, &scene->reading,
	                     (DtActorTest){token_is_actor, scene}, &scene->propositions);
	dt_settle_quotes(&coder->quotes, scene);
	dt_match_scene(scene);
	DtTermTime terms[DT_TERM_TIMES];
	coder->narrative.terms = terms;
	coder->narrative.term_count = dt_find_terms(
		coder->document, coder->world, scene, dt_discourse_focus(coder->discourse, (DtSlice){0}), terms, DT_TERM_TIMES);
	coder->discarded |= holds(scene, "discard-document");
	if (scene->pair_given || !holds(scene, "discard")) record_scene(coder, scene);
	dt_narrative_advance(coder->document, scene, &coder->narrative);
	if (explanation) explanation->scenes[number] = *scene;
}

void dt_code(DtDocument *document, const DtWorld *world, const DtLexicon *lexicon, const DtRanker *ranker,
             DtExplanation *explanation) {
	Coder coder = {
		.document = document, .world = world, .lexicon = lexicon, .ranker = ranker, .arena = document->arena};
	coder.discourse = dt_discourse_new(coder.arena, world, document);
	coder.narrative.days = coder.narrative.told = (DtDateSpan){DT_DATE_NONE, DT_DATE_NONE};
	dt_story_init(&coder.story, document);
	dt_find_quotes(document, lexicon, &coder.quotes);
	coder.talk = is_talk(document, &coder.quotes);
	dt_document_count_characters(document);
	document->events = NULL;
	document->event_count = 0;
	if (explanation) {
		explanation->scenes = DT_NEW_ARRAY(coder.arena, DtScene, document->sentence_count);
		explanation->count = document->sentence_count;
	}
	coder.scratch = explanation ? coder.arena : dt_arena_new();
	for (uint32_t i = 0; i < document->sentence_count; i++) {
		code_sentence(&coder, i, explanation);
		if (!explanation) dt_arena_reset(coder.scratch);
	}
	if (!explanation) dt_arena_free(coder.scratch);
	if (coder.discarded && !document->pair_given) document->event_count = 0;
	if (!document->pair_given) dt_weigh_events(lexicon, document);
	dt_story_link(&coder.story);
}

const DtMention *dt_explained_mention(const DtExplanation *explanation, const DtDocument *document, DtSpan span) {
	for (uint32_t s = 0; s < document->sentence_count; s++) {
		const DtToken *tokens = dt_sentence_tokens(document, &document->sentences[s]);
		const DtScene *scene = &explanation->scenes[s];
		const DtMention *found = NULL;
		uint32_t count = document->sentences[s].count;
		for (uint32_t i = 0; i < count; i++) {
			if (!dt_span_overlaps(tokens[i].span, span) || i >= scene->token_count || !scene->mentions.at) continue;
			int32_t head = tokens[i].head, number = scene->mentions.at[i];
			bool outside = head < 0 || head >= (int32_t)count || !dt_span_overlaps(tokens[head].span, span);
			if (number >= 0 && (outside || !found)) found = &scene->mentions.items[number];
			if (number >= 0 && outside) return found;
		}
		if (found) return found;
	}
	return NULL;
}
