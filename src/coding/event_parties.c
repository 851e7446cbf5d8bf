// SPDX-License-Identifier: Apache-2.0
// An event's parties: who they were that day, and of which country when none is said.
//
// A body of a state without a state is that of the place where it happens, else the one that the report is about, or
// that of the other side.
#include "coding/discourse.h"
#include "coding/events.h"

bool dt_party_is_of_a_state(const DtParty *party) {
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

// The forces of a state that the sentence has spoken of before, where they alone have acted.
static const DtMention *armed_before(const DtScene *scene, const DtMention *mention) {
	const DtMention *found = NULL;
	for (size_t i = 0; i < scene->mentions.count; i++) {
		const DtMention *other = &scene->mentions.items[i];
		bool forces = other->party.sector_count && other->party.sectors[0] == DT_SECTOR_MIL && other->party.code.length;
		if (!forces || other->token >= mention->token) continue;
		if (found && !dt_slice_equal(found->party.code, other->party.code)) return NULL;
		found = other;
	}
	bool acts = found && (scene->tokens[found->token].deprel == DT_DEPREL_NSUBJ ||
	                      scene->tokens[found->token].deprel == DT_DEPREL_NSUBJ_PASS);
	return acts && scene->tokens[mention->token].deprel == DT_DEPREL_NSUBJ ? found : NULL;
}

// The country of the rebels that the sentence names, when they are of one.
static DtSlice code_of_rebels(const DtScene *scene) {
	DtSlice code = {0};
	for (size_t i = 0; i < scene->mentions.count; i++) {
		const DtParty *party = &scene->mentions.items[i].party;
		bool rebels = party->sector_count && party->code.length &&
		              (party->sectors[0] == DT_SECTOR_REB || party->sectors[0] == DT_SECTOR_UAF);
		if (!rebels || dt_entity_code_known(party->code)) continue;
		if (code.length && !dt_slice_equal(code, party->code)) return (DtSlice){0};
		code = party->code;
	}
	return code;
}

// A domestic actor without a country of its own is of the country where it happens, or that the report is about.
static void complete_country(const DtCoder *coder, const DtScene *scene, const DtMention *mention, DtParty *party,
                             const DtEvent *event) {
	if (party->code.length || party->sector_count == 0) return;
	const DtRemembered *fellow = // "the senators", after one of them
		mention->office && mention->plural && mention->definite
			? dt_discourse_recall(coder->discourse, dt_wants_office, mention->office, mention->sentence, UINT32_MAX / 2)
			: NULL;
	if (fellow && fellow->sentence < mention->sentence && fellow->mention.party.code.length) {
		party->code = fellow->mention.party.code;
		return;
	}
	const DtMention *comrade = party->sectors[0] == DT_SECTOR_MIL ? armed_before(scene, mention) : NULL;
	if (comrade) { // "Soviet paratroopers took a plant, days after tanks stormed the tower"
		party->code = comrade->party.code;
		return;
	}
	DtSlice lemma = mention->sentence == scene->sentence ? scene->tokens[mention->token].lemma : (DtSlice){0};
	const DtEntry *known = mention->definite ? dt_discourse_body_of(coder->discourse, lemma) : NULL;
	if (known) { // "the army", in a report on Myanmar's, wherever it fights
		party->code = known->id;
		return;
	}
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
	DtSlice rising = {0}; // "the army and the rebels of the RSF": theirs, where no country leads yet
	if (armed && mention->definite && !dt_discourse_leading(coder->discourse, except).length)
		rising = code_of_rebels(scene);
	if (rising.length)
		party->code = rising;
	else if (mention->office && mention->plural &&
	         dt_slice_is(lemma, "minister")) // of several states, where more are named
		party->code = dt_discourse_home(coder->discourse);
	else if (dt_party_is_of_a_state(party) || crowd || mention->definite)
		party->code = dt_discourse_focus(coder->discourse, except);
	const DtEntry *country = party->code.length ? dt_world_country(coder->world, party->code) : NULL;
	if (mention->definite && lemma.length && country && !except.length)
		dt_discourse_note_body(coder->discourse, lemma, country);
}

// The mention of a happening that a party was made of; NULL for none.
static const DtMention *mention_of(const DtScene *scene, const DtHappening *happening, const DtParty *party) {
	const DtPartyList *lists[] = {&happening->actors, &happening->recipients};
	for (int l = 0; l < 2; l++) {
		for (int i = 0; i < lists[l]->count; i++) {
			const DtMention *mention = &scene->mentions.items[lists[l]->items[i]];
			const DtSpan *span = &mention->party.span;
			if (span->start == party->span.start && span->end == party->span.end) return mention;
		}
	}
	return NULL;
}

void dt_lend_home(const DtCoder *coder, const DtScene *scene, const DtHappening *happening, DtEvent *event) {
	for (int side = 0; side < 2; side++) {
		DtParty *parties = side ? event->recipients : event->actors;
		uint32_t count = side ? event->recipient_count : event->actor_count;
		for (uint32_t i = 0; i < count; i++) {
			const DtMention *mention = parties[i].code.length ? NULL : mention_of(scene, happening, &parties[i]);
			if (!mention || parties[i].sectors[0] == DT_SECTOR_MIL) continue;
			bool name = mention->named && !mention->pronoun && !mention->place_only;
			if (name || parties[i].sector_count) parties[i].code = dt_discourse_home(coder->discourse);
		}
	}
}

void dt_party_complete(const DtMention *mention, const DtEvent *event, const DtParty *others, uint32_t count,
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

static DtSpan words_with_owner(const DtScene *scene, const DtMention *mention, int depth);

static const DtMention *owner_at(const DtScene *scene, int32_t token, DtSlice code) {
	const DtMention *owner = scene->mentions.at[token] < 0 ? NULL : &scene->mentions.items[scene->mentions.at[token]];
	bool fits = owner && !owner->pronoun && owner->token == (uint32_t)token && code.length;
	return fits && dt_slice_equal(owner->party.code, code) ? owner : NULL;
}

// The end of "[of Egypt and Greece]", up to the one that has the party's code; 0 for none.
static uint32_t end_of_owner(const DtScene *scene, const DtMention *mention, int32_t child, int depth) {
	static const char *const linking[] = {"of", "from", "for"};
	bool linked = false;
	for (size_t i = 0; i < sizeof linking / sizeof *linking && mention->last < scene->token_count; i++)
		linked |= dt_slice_is(scene->tokens[mention->last].lemma, linking[i]);
	const DtMention *first = scene->mentions.at[child] < 0 ? NULL : &scene->mentions.items[scene->mentions.at[child]];
	bool behind = linked && scene->tokens[child].deprel == DT_DEPREL_NMOD && first && first->first == mention->last + 1;
	if (!behind) return 0;
	const DtMention *owner = owner_at(scene, child, mention->party.code);
	for (int32_t c = scene->propositions.first_child[child]; !owner && c >= 0; c = scene->propositions.next_sibling[c])
		if (scene->tokens[c].deprel == DT_DEPREL_CONJ) owner = owner_at(scene, c, mention->party.code);
	return owner ? words_with_owner(scene, owner, depth + 1).end : 0;
}

// "[Bolivia's] government", "the navies [of Egypt and Greece]": a party's words are with whose it is.
static DtSpan words_with_owner(const DtScene *scene, const DtMention *mention, int depth) {
	enum { DEEPEST = 2 };
	DtSpan span = mention->party.span;
	if (mention->given || mention->pronoun || mention->sentence != scene->sentence || depth > DEEPEST) return span;
	for (int32_t c = scene->propositions.first_child[mention->token]; c >= 0; c = scene->propositions.next_sibling[c]) {
		const DtMention *possessor =
			scene->tokens[c].deprel == DT_DEPREL_NMOD_POSS ? owner_at(scene, c, mention->party.code) : NULL;
		if (possessor && possessor->party.span.end <= span.start)
			span.start = words_with_owner(scene, possessor, depth + 1).start;
		uint32_t end = end_of_owner(scene, mention, c, depth);
		if (end > span.end) span.end = end;
	}
	return span;
}

static DtParty make_party(const DtCoder *coder, const DtScene *scene, const DtMention *mention, const DtEvent *event) {
	DtParty party = dt_mention_on(coder->discourse, mention, event->days.from);
	complete_country(coder, scene, mention, &party, event);
	party.span = words_with_owner(scene, mention, 0);
	party.entity_text = dt_document_slice(coder->document, party.span);
	return party;
}

// "imposed sanctions on ten officers", in a report on Myanmar: people of the country that it is about.
void dt_lend_focus(const DtCoder *coder, const DtHappening *happening, DtEvent *event) {
	bool mediates = strcmp(event->cameo, "039") == 0 || strcmp(event->cameo, "045") == 0;
	if (mediates && event->recipient_count == 0 && event->actor_count && !event->symmetric) {
		const DtMention *state = dt_discourse_country_named(coder->discourse, event->actors, event->actor_count);
		if (state) {
			event->recipients = DT_NEW(coder->arena, DtParty);
			*event->recipients = state->party;
			event->recipients->why = dt_slice_of("whom the report is about");
			event->recipient_count = 1;
		}
		return;
	}
	bool penalty = event->category == DT_CATEGORY_SANCTION || strncmp(event->cameo, "163", 3) == 0;
	bool one = happening->recipients.count == 1 && event->recipient_count == 1 && event->actor_count;
	if (!penalty || !one || event->recipients[0].code.length || !event->actors[0].code.length) return;
	DtSlice focus = dt_discourse_focus(coder->discourse, event->actors[0].code);
	if (dt_discourse_top_country(coder->discourse, event->actors[0].code).count < 3) return;
	event->recipients[0].code = focus;
}

// "Tehran was ready to negotiate", where the report is about Iran and another country: with that one.
bool dt_answer_other_country(const DtCoder *coder, const DtScene *scene, DtEvent *event) {
	DtCountryCount first, second;
	dt_discourse_two_countries(coder->discourse, scene->sentence, &first, &second);
	if (event->actor_count != 1 || first.count < 2 || second.count < 2) return false;
	bool is_first = dt_slice_equal(first.code, event->actors[0].code);
	if (!is_first && !dt_slice_equal(second.code, event->actors[0].code)) return false;
	DtSlice other = is_first ? second.code : first.code;
	for (size_t i = coder->discourse->count; i-- > 0;) {
		const DtMention *known = &coder->discourse->memory[i].mention;
		bool state = known->entry && known->entry->kind == DT_ENTRY_COUNTRY;
		if (!state || !dt_slice_equal(known->party.code, other)) continue;
		DtParty *parties = DT_NEW_ARRAY(coder->arena, DtParty, 2);
		parties[0] = event->actors[0];
		parties[1] = known->party;
		parties[1].why = dt_slice_of("whom the report is about");
		if (event->symmetric) event->actors = parties, event->actor_count = 2;
		if (!event->symmetric) event->recipients = parties + 1, event->recipient_count = 1;
		return true;
	}
	return false;
}

DtParty *dt_event_parties(const DtCoder *coder, const DtScene *scene, const DtPartyList *list, const DtEvent *event,
                          uint32_t *count) {
	enum { TOGETHER = 8 };
	DtParty *parties = DT_NEW_ARRAY(coder->arena, DtParty, list->count * TOGETHER);
	uint32_t made = 0; // *count is the event's own, which making a party reads
	for (int i = 0; i < list->count; i++) {
		const DtMention *mention = &scene->mentions.items[list->items[i]];
		for (int more = 0; mention && more < TOGETHER; mention = mention->also, more++)
			parties[made++] = make_party(coder, scene, mention, event);
	}
	*count = made;
	return parties;
}
