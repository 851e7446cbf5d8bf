// SPDX-License-Identifier: Apache-2.0
// Confidence: signs of an event, weighed.
//
//   signs      what the coder knows of the event: is each party coded, named, a pronoun, lent; does it stand where the
//              line says, or inside something; how much the lines ask for; how sure the parser was; marks, quote,
//              clause
//   weights    data/lexicon/*.weights, one a sign, learnt from events that were judged (docs/precision.md)
//   confidence 1 / (1 + exp(-sum of the weights of the signs that are there))
//
// Signs are few and plain on purpose: some hundreds of judged events must tell what each is worth, and a reader of
// 'detente explain' must see why an event is doubtful.
#include "coding/confidence.h"

#include <math.h>

#define SIGN(identifier) DT_SIGN_BIT(identifier)

static const char *const names[] = {
#define X(identifier, name) name,
	DT_SIGN_LIST(X)
#undef X
};

const char *dt_sign_name(DtSign sign) { return names[sign]; }

DtSign dt_sign_find(DtSlice name) {
	for (int i = 0; i < DT_SIGN_COUNT; i++) {
		if (dt_slice_is(name, names[i])) return (DtSign)i;
	}
	return DT_SIGN_COUNT;
}

// ---- one side ----

// What holds of a side: of all its parties, or of any.
typedef struct Side {
	bool coded, entry, state, power, civilian, pronoun, first_person, unknown_name, lent, recalled;
} Side;

static bool is_private(uint8_t sector) {
	switch (sector) {
	case DT_SECTOR_CVL:
	case DT_SECTOR_BUS:
	case DT_SECTOR_LAB:
	case DT_SECTOR_AGR:
	case DT_SECTOR_EDU:
	case DT_SECTOR_JRN:
	case DT_SECTOR_MED:
	case DT_SECTOR_REL:
	case DT_SECTOR_SOC:
	case DT_SECTOR_ELI:
		return true;
	default:
		return false;
	}
}

static Side side_of(const DtScene *scene, const DtPartyList *list, const DtParty *parties, uint32_t count) {
	Side side = {.coded = count > 0, .entry = list->count > 0};
	for (uint32_t i = 0; i < count; i++) {
		uint8_t sector = parties[i].sector_count ? parties[i].sectors[0] : DT_SECTOR_NONE;
		side.coded &= parties[i].code.length > 0;
		side.civilian |= is_private(sector);
		side.power |= sector != DT_SECTOR_NONE && !is_private(sector);
	}
	for (int i = 0; i < list->count; i++) {
		const DtMention *mention = &scene->mentions.items[list->items[i]];
		bool name = scene->tokens[mention->token].upos == DT_UPOS_PROPN;
		bool blank = !mention->party.code.length && !mention->party.sector_count;
		side.entry &= mention->entry != NULL;
		side.state |= mention->entry && mention->entry->kind == DT_ENTRY_COUNTRY;
		side.pronoun |= mention->pronoun && !mention->first_person;
		side.first_person |= mention->first_person;
		side.unknown_name |= name && blank;
		side.lent |= !mention->party.code.length && (uint32_t)i < count && parties[i].code.length;
		side.recalled |= dt_slice_is(mention->party.why, "mentioned before") ||
		                 dt_slice_is(mention->party.why, "named before") || dt_slice_is(mention->party.why, "both");
	}
	return side;
}

// ---- where a party stands ----

static const DtArgument *argument_of(const DtScene *scene, const DtHappening *happening, uint32_t token) {
	const uint32_t numbers[] = {happening->proposition, happening->innermost};
	for (int n = 0; n < 2; n++) {
		const DtProposition *p = &scene->propositions.items[numbers[n]];
		for (size_t i = 0; i < p->count; i++) {
			if (p->arguments[i].token == token) return &p->arguments[i];
		}
	}
	return NULL;
}

static bool is_far(const DtScene *scene, const DtHappening *happening, uint32_t token) {
	enum { FAR = 8 };
	uint32_t outer = scene->propositions.items[happening->proposition].token;
	uint32_t inner = scene->propositions.items[happening->innermost].token;
	return (token > outer ? token - outer : outer - token) > FAR &&
	       (token > inner ? token - inner : inner - token) > FAR;
}

static uint64_t actor_place(const DtScene *scene, const DtHappening *happening) {
	uint64_t signs = 0;
	for (int i = 0; i < happening->actors.count; i++) {
		const DtMention *mention = &scene->mentions.items[happening->actors.items[i]];
		const DtArgument *argument = argument_of(scene, happening, mention->token);
		if (!argument)
			signs |= SIGN(ACTOR_INSIDE);
		else if (argument->shared)
			signs |= SIGN(ACTOR_SHARED);
		if (is_far(scene, happening, mention->token)) signs |= SIGN(ACTOR_FAR);
	}
	return signs;
}

static uint64_t recipient_place(const DtScene *scene, const DtHappening *happening) {
	uint64_t signs = 0;
	for (int i = 0; i < happening->recipients.count; i++) {
		const DtMention *mention = &scene->mentions.items[happening->recipients.items[i]];
		const DtArgument *argument = argument_of(scene, happening, mention->token);
		uint8_t deprel = scene->tokens[mention->token].deprel;
		if (!argument) signs |= SIGN(RECIPIENT_INSIDE);
		if (is_far(scene, happening, mention->token)) signs |= SIGN(RECIPIENT_FAR);
		if (!argument && (deprel == DT_DEPREL_AMOD || deprel == DT_DEPREL_COMPOUND)) signs |= SIGN(RECIPIENT_ADJECTIVE);
		if (mention->place_only || (mention->place && !mention->entry)) signs |= SIGN(RECIPIENT_PLACE);
	}
	return signs;
}

// ---- the event ----

static uint64_t party_signs(const DtScene *scene, const DtHappening *happening, const DtEvent *event) {
	uint64_t signs = actor_place(scene, happening) | recipient_place(scene, happening);
	bool joined =
		event->recipient_count == 0 && happening->recipients.count > 0; // a symmetric event's have become actors
	Side actor = side_of(scene, &happening->actors, event->actors, event->actor_count);
	Side recipient = side_of(scene, &happening->recipients, joined ? event->actors : event->recipients,
	                         joined ? event->actor_count : event->recipient_count);
	const struct {
		bool there;
		uint64_t sign;
	} table[] = {
		{actor.coded, SIGN(ACTOR_CODED)},
		{actor.entry, SIGN(ACTOR_ENTRY)},
		{actor.state, SIGN(ACTOR_STATE)},
		{actor.power, SIGN(ACTOR_POWER)},
		{actor.civilian, SIGN(ACTOR_CIVILIAN)},
		{actor.pronoun, SIGN(ACTOR_PRONOUN)},
		{actor.first_person || recipient.first_person, SIGN(ACTOR_FIRST_PERSON)},
		{actor.unknown_name, SIGN(ACTOR_NAME_UNKNOWN)},
		{actor.lent, SIGN(ACTOR_LENT)},
		{actor.recalled, SIGN(ACTOR_RECALLED)},
		{event->recipient_count == 0 && !event->symmetric, SIGN(RECIPIENT_NONE)},
		{recipient.coded, SIGN(RECIPIENT_CODED)},
		{recipient.entry, SIGN(RECIPIENT_ENTRY)},
		{recipient.state, SIGN(RECIPIENT_STATE)},
		{recipient.power, SIGN(RECIPIENT_POWER)},
		{recipient.civilian, SIGN(RECIPIENT_CIVILIAN)},
		{recipient.pronoun, SIGN(RECIPIENT_PRONOUN)},
		{recipient.unknown_name, SIGN(RECIPIENT_NAME_UNKNOWN)},
		{recipient.lent, SIGN(RECIPIENT_LENT)},
		{recipient.recalled, SIGN(RECIPIENT_RECALLED)},
		{event->symmetric, SIGN(SYMMETRIC)},
		{event->actor_count + event->recipient_count >= 4, SIGN(MANY_PARTIES)},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].there) signs |= table[i].sign;
	return signs;
}

// Do the sides belong to one country, or to several?
static uint64_t country_signs(const DtEvent *event) {
	DtSlice first = {0};
	size_t coded = 0;
	bool several = false;
	for (int side = 0; side < 2; side++) {
		const DtParty *parties = side ? event->recipients : event->actors;
		uint32_t count = side ? event->recipient_count : event->actor_count;
		for (uint32_t i = 0; i < count; i++) {
			if (!parties[i].code.length) continue;
			coded++;
			if (!first.length) first = parties[i].code;
			several |= !dt_slice_equal(first, parties[i].code);
		}
	}
	return several ? SIGN(TWO_COUNTRIES) : coded > 1 ? SIGN(ONE_COUNTRY) : 0;
}

static uint64_t line_signs(const DtScene *scene, const DtHappening *happening) {
	uint64_t signs = 0;
	const DtProposition *outer = &scene->propositions.items[happening->proposition];
	float arc = 1.0f;
	for (int i = 0; i < happening->trigger_count; i++) {
		float here = scene->tokens[happening->triggers[i]].head_confidence;
		if (here < arc) arc = here;
	}
	if (arc < 0.7f) signs |= SIGN(ARC_DOUBTFUL);
	if (outer->kind == DT_PREDICATE_NOUN) signs |= SIGN(NOUN);
	if (happening->vague) signs |= SIGN(PARTY_VAGUE);
	if (happening->row) signs |= SIGN(OPERATOR);
	if (happening->row && happening->trigger_count > 2) signs |= SIGN(OPERATORS);
	if (!happening->row && happening->score < 1.6f) signs |= SIGN(VAGUE_LINE);
	if (happening->score >= 3.5f) signs |= SIGN(NARROW_LINE);
	switch ((DtLink)outer->link) {
	case DT_LINK_ROOT:
	case DT_LINK_COMPLEMENT:
		signs |= SIGN(MAIN_CLAUSE);
		break;
	case DT_LINK_RELATIVE:
	case DT_LINK_ADVERBIAL:
	case DT_LINK_CONDITION:
	case DT_LINK_PURPOSE:
		signs |= SIGN(SIDE_CLAUSE);
		break;
	default:
		break;
	}
	return signs;
}

static uint64_t category_sign(uint8_t category) {
	switch ((DtCategory)category) {
#define CASE(name)                                                                                                     \
	case DT_CATEGORY_##name:                                                                                           \
		return SIGN(name);
		CASE(ACCUSE)
		CASE(AGREE)
		CASE(AID)
		CASE(ASSAULT)
		CASE(COERCE)
		CASE(CONCEDE)
		CASE(CONSULT)
		CASE(PROTEST)
		CASE(RETREAT)
		CASE(SUPPORT)
		CASE(THREATEN)
#undef CASE
	default:
		return 0;
	}
}

uint64_t dt_event_signs(const DtDocument *document, const DtScene *scene, const DtHappening *happening,
                        const DtEvent *event) {
	enum { LONG = 40 };
	uint64_t signs = SIGN(ALWAYS) | party_signs(scene, happening, event) | country_signs(event) |
	                 line_signs(scene, happening) | category_sign(event->category);
	uint8_t kind = (uint8_t)document->sentences[scene->sentence].kind;
	if (event->auxiliary & DT_AUXILIARY_HYPOTHETICAL) signs |= SIGN(HYPOTHETICAL);
	if (event->auxiliary & DT_AUXILIARY_FUTURE) signs |= SIGN(FUTURE);
	if (event->auxiliary & DT_AUXILIARY_NEGATION) signs |= SIGN(NEGATED);
	if (event->auxiliary & DT_AUXILIARY_HISTORICAL) signs |= SIGN(HISTORICAL);
	if (event->quote.end > event->quote.start) signs |= SIGN(QUOTED);
	if (kind == DT_SENTENCE_TITLE || kind == DT_SENTENCE_HEADLINE) signs |= SIGN(TITLE);
	if (scene->token_count > LONG) signs |= SIGN(LONG_SENTENCE);
	return signs;
}

// Violence, protest, coercion, troops: PLOVER's material conflict.
static bool is_force(const DtEvent *event) {
	enum { MATERIAL_CONFLICT = 4 };
	return dt_category_quad((DtCategory)event->category) == MATERIAL_CONFLICT;
}

void dt_weigh_events(const DtLexicon *lexicon, DtDocument *document) {
	uint32_t between = 0, force = 0;
	for (uint32_t i = 0; i < document->event_count; i++) {
		between += document->events[i].signs & SIGN(TWO_COUNTRIES) ? 1 : 0;
		force += is_force(&document->events[i]);
	}
	bool international = between >= 2 && 2 * between >= document->event_count;
	bool conflict = force >= 2 && 3 * force >= document->event_count;
	for (uint32_t i = 0; i < document->event_count; i++) {
		DtEvent *event = &document->events[i];
		if (international) event->signs |= SIGN(INTERNATIONAL);
		if (conflict) event->signs &= ~SIGN(HOME);
		event->confidence = dt_confidence(lexicon, event);
	}
}

double dt_confidence_floor(const DtDocument *document) {
	enum { FEW_SENTENCES = 3 };
	uint32_t likely = 0; // what is hardly an event does not make a report of events
	for (uint32_t i = 0; i < document->event_count; i++)
		likely += (double)document->events[i].confidence >= DT_CONFIDENCE_FLOOR;
	bool sparse = document->sentence_count > FEW_SENTENCES && 2 * likely < document->sentence_count;
	bool dense = document->sentence_count > FEW_SENTENCES && 4 * document->event_count >= 3 * document->sentence_count;
	return sparse ? DT_CONFIDENCE_FLOOR_SPARSE : dense ? DT_CONFIDENCE_FLOOR_DENSE : DT_CONFIDENCE_FLOOR;
}

float dt_confidence(const DtLexicon *lexicon, const DtEvent *event) {
	float sum = 0;
	for (uint64_t rest = event->signs; rest; rest &= rest - 1)
		sum += dt_lexicon_weight(lexicon, (DtSign)__builtin_ctzll(rest));
	for (uint32_t i = 0; i < event->trait_count; i++) sum += dt_lexicon_trait_weight(lexicon, event->traits[i]);
	float confidence = 1.0f / (1.0f + expf(-sum));
	return event->signs & SIGN(PARTY_VAGUE) ? confidence * 0.75f
	                                        : confidence; // of those too few were judged to learn it
}
