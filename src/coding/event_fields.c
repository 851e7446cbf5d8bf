// SPDX-License-Identifier: Apache-2.0
// An event's fields, from a happening: parties, marks, day, place, sources, triggers, the line that fired, an id.
//
// The day comes before the parties, who are as they were that day; the id comes last, for it is made of the others.
#include "coding/events.h"

#include "coding/attribution.h"
#include "coding/factuality.h"

static void set_triggers(const DtCoder *coder, const DtScene *scene, const DtHappening *happening, DtEvent *event) {
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

static void set_rule(const DtCoder *coder, const DtHappening *happening, DtEvent *event) {
	if (!happening->frame && !happening->row) { // no line of the lexicon: the ranker's own
		event->rule = dt_slice_of("models/pairs.model");
		event->rule_id = dt_slice_of("pairs");
		return;
	}
	const char *file = short_path(happening->row ? happening->row->file : happening->frame->file);
	uint32_t line = happening->row ? happening->row->line : happening->frame->line;
	event->rule = dt_arena_format(coder->arena, "%s:%u", file, line);
	event->rule_id = happening->row ? happening->row->id : happening->frame->id;
}

static void set_sources(const DtCoder *coder, const DtAttribution *attribution, DtEvent *event) {
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

// "those who protest will be arrested, the general said": who will do it is who says it.
static void lend_speaker(const DtScene *scene, DtHappening *happening, uint16_t facts,
                         const DtAttribution *attribution) {
	const uint16_t to_come = DT_CLAUSE_FUTURE | DT_CLAUSE_WOULD;
	bool done_to = happening->category == DT_CATEGORY_ASSAULT || happening->category == DT_CATEGORY_COERCE ||
	               happening->category == DT_CATEGORY_SANCTION;
	if (happening->actors.count || happening->row || !done_to || !(facts & to_come) || attribution->speaker < 0) return;
	const DtMention *speaker = &scene->mentions.items[attribution->speaker];
	if (speaker->classes & (DT_CLASS_STATE | DT_CLASS_GOVERNMENT | DT_CLASS_ARMED))
		happening->actors = (DtPartyList){{attribution->speaker}, 1};
}

// Background: it ended a good while before the report.
static bool is_historical(const DtCoder *coder, const DtWhen *when) {
	enum { NEWS_DAYS = 40 };
	DtDate date = coder->document->date;
	return when->precision != DT_PRECISION_UNKNOWN && date != DT_DATE_NONE && when->days.to < date - NEWS_DAYS;
}

static bool is_announced(const DtHappening *happening, uint8_t category) {
	return (happening->row && happening->row->result.kind == DT_RESULT_EVENT) || category == DT_CATEGORY_AGREE ||
	       category == DT_CATEGORY_THREATEN || category == DT_CATEGORY_CONCEDE;
}

static void set_id(const DtCoder *coder, DtEvent *event) {
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

// "blamed each other", "shelled one another's towns".
static bool is_of_each_other(const DtScene *scene, const DtHappening *happening) {
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	for (uint32_t i = p->token + 1; i + 1 < scene->token_count && i < p->token + 6; i++) {
		bool each = dt_slice_is(scene->tokens[i].form, "each") && dt_slice_is(scene->tokens[i + 1].form, "other");
		each |= dt_slice_is(scene->tokens[i].form, "one") && dt_slice_is(scene->tokens[i + 1].form, "another");
		int32_t up = scene->tokens[i].head;
		if (!each || up < 0) continue;
		return up == (int32_t)p->token || scene->tokens[up].head == (int32_t)p->token;
	}
	return false;
}

void dt_settle_symmetry(const DtScene *scene, DtHappening *happening) {
	bool mutual = happening->category == DT_CATEGORY_AGREE || happening->category == DT_CATEGORY_CONSULT ||
	              happening->category == DT_CATEGORY_COOPERATE || happening->category == DT_CATEGORY_RETREAT ||
	              (happening->category == DT_CATEGORY_SUPPORT && strcmp(happening->cameo, "054") >= 0 &&
	               !scene->pair_given); // ties and agreements; what two praise or back is a third's
	if (happening->actors.count == 1) { // "the two countries suspended trade", "both sides opened fire"
		const DtMention *both = &scene->mentions.items[happening->actors.items[0]];
		bool hostile = happening->category == DT_CATEGORY_SANCTION || happening->category == DT_CATEGORY_ASSAULT;
		mutual |= hostile && both->also && dt_slice_is(both->party.why, "both");
	}
	mutual |= is_of_each_other(scene, happening);
	if (!mutual || happening->recipients.count || happening->actors.count == 0) return;
	const DtMention *first = &scene->mentions.items[happening->actors.items[0]];
	const DtMention *second =
		happening->actors.count > 1 ? &scene->mentions.items[happening->actors.items[1]] : first->also;
	if (!second) return;
	if (!dt_slice_equal(first->party.code, second->party.code) || !first->party.code.length)
		happening->symmetric = true;
}

static void join_symmetric(const DtCoder *coder, DtEvent *event) {
	DtParty *all = DT_NEW_ARRAY(coder->arena, DtParty, event->actor_count + event->recipient_count);
	memcpy(all, event->actors, event->actor_count * sizeof *all);
	memcpy(all + event->actor_count, event->recipients, event->recipient_count * sizeof *all);
	event->actors = all;
	event->actor_count += event->recipient_count;
	event->recipients = NULL;
	event->recipient_count = 0;
}

// "next Monday", "tomorrow": to come, whatever today is.
static bool is_ahead(const DtScene *scene, size_t predicate) {
	const DtPropositions *propositions = &scene->propositions;
	for (int32_t c = propositions->first_child[predicate]; c >= 0; c = propositions->next_sibling[c]) {
		uint8_t deprel = scene->tokens[c].deprel;
		if (deprel != DT_DEPREL_OBL && deprel != DT_DEPREL_OBL_UNMARKED && deprel != DT_DEPREL_ADVMOD) continue;
		if (dt_slice_equal_folded(scene->tokens[c].form, dt_slice_of("tomorrow"))) return true;
		int32_t which = dt_child_find(propositions, (size_t)c, DT_DEPREL_AMOD);
		if (which >= 0 && dt_slice_equal_folded(scene->tokens[which].form, dt_slice_of("next"))) return true;
	}
	return false;
}

// "visits Warsaw next Monday": a present tense with a day to come.
static bool is_form(const DtToken *token, const char *const *words) {
	for (size_t i = 0; words[i]; i++)
		if (dt_slice_equal_folded(token->form, dt_slice_of(words[i]))) return true;
	return false;
}

// "once Japan gives its approval", "is likely to say so when they meet": a present that waits for what is to come.
static bool is_awaited(const DtScene *scene, const DtProposition *p) {
	static const char *const always[] = {"once", "until", "till", "before", NULL}, *const maybe[] = {"when", "after",
	                                                                                                 NULL};
	static const char *const ahead[] = {"likely", "unlikely", "expected", "due", "set", "scheduled", NULL};
	const uint16_t coming = DT_CLAUSE_FUTURE | DT_CLAUSE_POSSIBLE | DT_CLAUSE_OBLIGED;
	if (!(p->facts & DT_CLAUSE_PRESENT)) return false;
	bool waits = false, may_wait = false, is_ahead_too = false;
	for (int32_t c = scene->propositions.first_child[p->token]; c >= 0; c = scene->propositions.next_sibling[c]) {
		bool mark = scene->tokens[c].deprel == DT_DEPREL_MARK || scene->tokens[c].deprel == DT_DEPREL_ADVMOD;
		waits |= mark && is_form(&scene->tokens[c], always);
		may_wait |= mark && is_form(&scene->tokens[c], maybe);
	}
	for (int32_t up = scene->tokens[p->token].head; up >= 0 && may_wait; up = scene->tokens[up].head) {
		int32_t number = scene->propositions.at[up];
		is_ahead_too |= is_form(&scene->tokens[up], ahead);
		is_ahead_too |= number >= 0 && scene->propositions.items[number].facts & coming;
	}
	return waits || is_ahead_too;
}

// "the next meeting of officials from both countries".
static bool is_next(const DtScene *scene, const DtProposition *p) {
	static const char *const words[] = {"next", "upcoming", "forthcoming", "coming", "planned", "scheduled", NULL};
	if (p->kind != DT_PREDICATE_NOUN) return false;
	for (int32_t c = scene->propositions.first_child[p->token]; c >= 0; c = scene->propositions.next_sibling[c])
		if (scene->tokens[c].deprel == DT_DEPREL_AMOD && is_form(&scene->tokens[c], words)) return true;
	return false;
}

static bool is_on_the_calendar(const DtCoder *coder, const DtScene *scene, const DtHappening *happening) {
	const uint16_t other = DT_CLAUSE_PAST | DT_CLAUSE_PERFECT | DT_CLAUSE_FUTURE;
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	DtDate date = coder->document->date;
	if (!happening->row && (is_awaited(scene, p) || is_next(scene, p))) return true;
	if (happening->row || !(p->facts & DT_CLAUSE_PRESENT) || p->facts & other) return false;
	if (date == DT_DATE_NONE) return is_ahead(scene, p->token);
	DtWhen when = dt_date_happening(coder->document, scene, happening, false, &coder->narrative);
	return when.basis == DT_BASIS_TEXT && when.days.from != DT_DATE_NONE && when.days.from > date;
}

// When and where: which says of which time, where the clause tells of several (repeats).
static void set_when_and_where(DtCoder *coder, const DtScene *scene, const DtHappening *happening,
                               const DtWhen *repeats, size_t repeat_count, size_t which, DtEvent *event) {
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

static bool stands_where(const DtScene *scene, const DtHappening *happening, uint32_t token) {
	const DtProposition *p = &scene->propositions.items[happening->innermost];
	for (size_t i = 0; i < p->count; i++) {
		uint8_t role = p->arguments[i].role;
		bool where = role == DT_ROLE_AT || role == DT_ROLE_IN || role == DT_ROLE_NEAR || role == DT_ROLE_OUTSIDE;
		if (where && p->arguments[i].token == token) return true;
	}
	return false;
}

// "rallied at Freedom Plaza": a name that nobody knows, where a place would stand, is no other side.
static void drop_unknown_places(const DtScene *scene, DtHappening *happening, DtEvent *event) {
	if (scene->pair_given || event->symmetric || !dt_stands_alone(event->category)) return;
	uint32_t kept = 0;
	if (event->recipient_count != happening->recipients.count) return;
	for (uint32_t i = 0; i < event->recipient_count; i++) {
		const DtMention *mention = &scene->mentions.items[happening->recipients.items[i]];
		bool known = event->recipients[i].code.length || event->recipients[i].sector_count;
		if (!known && mention->named && stands_where(scene, happening, mention->token)) continue;
		event->recipients[kept] = event->recipients[i];
		happening->recipients.items[kept++] = happening->recipients.items[i];
	}
	event->recipient_count = kept;
	happening->recipients.count = (uint8_t)kept;
}

// "Oil works in Saudi Arabia were hit by drones": not by its own, though the place lent them its country.
static void forget_whose_equipment(const DtScene *scene, const DtHappening *happening, DtEvent *event) {
	if (event->category != DT_CATEGORY_ASSAULT || event->recipient_count == 0) return;
	const DtParty *hit = &event->recipients[0];
	for (uint32_t i = 0; i < event->actor_count && i < happening->actors.count; i++) {
		const DtMention *mention = &scene->mentions.items[happening->actors.items[i]];
		bool lent = mention->equipment && !mention->party.code.length;
		bool own = dt_slice_equal(event->actors[i].code, hit->code) && hit->sectors[0] != DT_SECTOR_CVL;
		if (lent && own) event->actors[i].code = (DtSlice){0};
	}
}

DtEvent dt_event_from_happening(DtCoder *coder, const DtScene *scene, DtHappening *happening, const DtWhen *repeats,
                                size_t repeat_count, size_t which) {
	dt_settle_symmetry(scene, happening);
	DtEvent event = {.sentence = scene->sentence, .symmetric = happening->symmetric};
	DtAttribution attribution;
	uint16_t facts = dt_happening_facts(scene, happening);
	event.auxiliary = dt_happening_marks(scene, happening, facts);
	if (is_on_the_calendar(coder, scene, happening)) event.auxiliary |= DT_AUXILIARY_FUTURE;
	dt_attribute(scene, &coder->quotes, happening, &attribution);
	lend_speaker(scene, happening, facts, &attribution);
	bool speaks = actor_speaks(scene, happening, &attribution);
	dt_happening_fold(scene, happening, event.auxiliary, facts, speaks, speaks && attribution.speaker >= 0);
	event.category = happening->category;
	event.mode = happening->mode;
	event.contexts = happening->contexts;
	memcpy(event.cameo, happening->cameo, sizeof event.cameo);
	set_when_and_where(coder, scene, happening, repeats, repeat_count, which, &event);
	event.actors = dt_event_parties(coder, scene, &happening->actors, &event, &event.actor_count);
	event.recipients = dt_event_parties(coder, scene, &happening->recipients, &event, &event.recipient_count);
	for (uint32_t i = 0; i < event.recipient_count && i < happening->recipients.count; i++)
		dt_party_complete(&scene->mentions.items[happening->recipients.items[i]], &event, event.actors,
		                  event.actor_count, &event.recipients[i]);
	for (uint32_t i = 0; i < event.actor_count && i < happening->actors.count; i++)
		dt_party_complete(&scene->mentions.items[happening->actors.items[i]], &event, event.recipients,
		                  event.recipient_count, &event.actors[i]);
	forget_whose_equipment(scene, happening, &event);
	drop_unknown_places(scene, happening, &event);
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
