// SPDX-License-Identifier: Apache-2.0
// Mentions: noun phrases and what they stand for.
//
// A phrase's core is its head with the words before and after it that belong to its name (determiner, adjectives,
// compounds, names): "Iranian Foreign Minister Mohammad Javad Zarif". The world's matches inside the core are its
// parts:
//
//   adjective      title             person
//   [Iranian]  [Foreign Minister]  [Mohammad Javad Zarif]      possessor: "Iran's";
//                                                               apposition: ", a senator,"
//
// A person or body with a name comes first; a title with an owner finds the holder of the office; a role with an owner
// takes the owner's code and the role's sector. What stays unknown keeps its words, and lends what its first mention
// told ("Ali Hassan, a Turkish official") to later ones ("Hassan").
//
// Here is the course of it: which parts are tried in which order, and what the document remembers. Each part has a
// file.
#include "coding/mentions.h"

#include "coding/discourse.h"
#include "coding/resolve.h"
#include "dates/times.h"

// "the Firefighters Grant Program": a title or role in the name of a thing is nobody.
static bool is_of_thing(const DtFinder *f, const DtMention *mention, const DtNameMatch *plain) {
	bool covers = plain->first <= mention->token && mention->token < plain->first + plain->count;
	if (!covers) return dt_names_a_thing(f, mention);
	return !dt_candidate_of(plain, 1u << DT_SENSE_TITLE) && dt_is_part_of_thing(f, mention);
}

// A surname of somebody not spoken of, a common noun written as a name: "Meta", "Shell" are somebody else.
static bool says_nothing(const DtFinder *f, const DtMention *mention, const DtNameMatch *match) {
	if (f->tokens[mention->token].upos != DT_UPOS_PROPN || mention->classes || mention->last - mention->first != 1)
		return false;
	if (dt_child_after(f, mention->token, (int32_t)mention->token, DT_DEPREL_NMOD) >= 0) return false;
	for (uint32_t c = 0; c < match->candidate_count; c++) {
		const DtCandidate *candidate = &match->candidates[c];
		bool weak = candidate->sense == DT_SENSE_ROLE && candidate->role->weak;
		if (candidate->sense != DT_SENSE_SURNAME && !weak) return false;
	}
	return true;
}

static void use_match(DtFinder *f, DtMention *mention, DtCore core) {
	size_t head = mention->token;
	bool half =
		core.last == head + 1 && (dt_form_is(&f->tokens[head], "North") || dt_form_is(&f->tokens[head], "South"));
	if (half && dt_resolve_spoken_of(f, mention, NULL)) return; // "the South", after South Korea
	if (dt_resolve_measured(f, mention) || dt_resolve_relation(f, mention, core)) return;
	if (dt_resolve_related(f, mention, core)) return;
	const DtNameMatch *where = NULL;
	DtOwner owner = dt_owner_find(f, head, core, NULL);
	const DtCandidate *named = dt_named_actor(f, core, head, owner.party.code, &where);
	const DtNameMatch *plain = named ? NULL : dt_plain_match(f, head, core);
	const DtGazetteerPlace *elsewhere = named ? dt_place_by_comma(f, where) : NULL;
	if (!elsewhere && named && named->entry->kind == DT_ENTRY_COUNTRY)
		elsewhere = dt_place_elsewhere(f, where, named->entry);
	if (elsewhere)
		dt_mean_place(mention, elsewhere);
	else if (named && dt_resolve_bearer(f, mention, named))
		return;
	else if (named)
		dt_resolve_named(f, mention, named, where, owner.party.code);
	else if (plain && is_of_thing(f, mention, plain))
		return;
	else if (plain)
		dt_resolve_title_or_role(f, mention, plain, core);
	else if (f->match_at[head] < 0 && dt_resolve_unknown_place(f, mention, core))
		return;
	else if (f->match_at[head] >= 0 && says_nothing(f, mention, &f->matches[f->match_at[head]]))
		dt_resolve_unknown(f, mention, &owner);
	else if (f->match_at[head] >= 0) {
		dt_resolve_demonym_or_place(f, mention, &f->matches[f->match_at[head]]);
		bool somebody = !mention->classes && dt_name_beside(f, head) < f->count; // "Usman Khan", and no Khan known
		if (somebody) dt_resolve_unknown(f, mention, &owner);
	} else if (!dt_resolve_spoken_of(f, mention, NULL))
		dt_resolve_unknown(f, mention, &owner);
	dt_resolve_owned(f, mention);
}

static DtMention *add_mention(DtFinder *f, size_t head, DtCore core) {
	DtMention mention = {.token = (uint32_t)head, .first = core.first, .last = core.last, .sentence = f->sentence};
	mention.plural = dt_is_plural(&f->tokens[head]);
	mention.definite = dt_is_definite(f, head);
	mention.named = f->tokens[head].upos == DT_UPOS_PROPN;
	mention.former = dt_says_former(f, core);
	mention.party.span = dt_core_span(f, core);
	mention.party.entity_text = dt_document_slice(f->discourse->document, mention.party.span);
	f->out->at[head] = (int32_t)f->out->count;
	DT_PUSH(f->arena, f->out->items, f->out->count, f->out->capacity, mention);
	return &f->out->items[f->out->count - 1];
}

// "Both" alone, where a noun would stand.
static bool is_both(const DtToken *token) {
	bool argument = dt_is_subject(token) || token->deprel == DT_DEPREL_OBJ || token->deprel == DT_DEPREL_OBL;
	return argument && dt_form_is(token, "both");
}

DtMention *dt_resolve_phrase(DtFinder *f, size_t head) {
	if (f->out->at[head] >= 0) return &f->out->items[f->out->at[head]];
	if (f->visiting[head]) return NULL;
	f->visiting[head] = 1;
	DtCore core = dt_core_find(f, head);
	DtMention draft = *add_mention(f, head, core);
	int32_t number = f->out->at[head];
	if (f->tokens[head].upos == DT_UPOS_PRON || is_both(&f->tokens[head])) {
		dt_resolve_pronoun(f, &draft);
	} else {
		const DtRemembered *known = NULL;
		bool own = !f->shouted && dt_is_all_capitals(f->tokens[head].form); // letters that the document gave itself
		if (own) known = dt_discourse_recall_name(f->discourse, f->tokens[head].form);
		if (known && !known->mention.entry)
			dt_mean_remembered(&draft, known, "named before");
		else if (!dt_resolve_both(f, &draft))
			use_match(f, &draft, core);
		known = NULL;
		bool unknown = !(draft.classes & DT_CLASS_ACTOR) || dt_is_unknown_name(f, &draft);
		bool letters = !f->shouted && dt_is_all_capitals(f->tokens[head].form); // whatever tag the "ULA" got
		if (unknown && letters)
			known = dt_discourse_recall_name(f->discourse, f->tokens[head].form);
		else if (unknown && f->tokens[head].upos == DT_UPOS_PROPN)
			known = dt_discourse_recall_name(f->discourse, dt_short_name(f, core));
		if (known && dt_has_another_first_name(f, head, core, known)) known = NULL;
		if (known) dt_mean_remembered(&draft, known, "named before");
	}
	draft.classes |= dt_party_classes(&draft.party);
	f->out->items[number] = draft;
	dt_resolve_apposition(f, &f->out->items[number]);
	dt_resolve_relative(f, &f->out->items[number]);
	f->visiting[head] = 0;
	return &f->out->items[number];
}

static bool heads_phrase(const DtToken *token) {
	if (is_both(token)) return true;
	bool nominal = token->upos == DT_UPOS_NOUN || token->upos == DT_UPOS_PROPN || token->upos == DT_UPOS_PRON;
	return nominal && token->deprel != DT_DEPREL_FLAT && token->deprel != DT_DEPREL_FIXED &&
	       token->deprel != DT_DEPREL_GOESWITH;
}

// Names that modify: "US-South Korea drills". They are mentions too, so that a modifier can be an actor.
static void add_modifier_names(DtFinder *f) {
	for (size_t i = 0; i < f->match_count; i++) {
		const DtNameMatch *match = &f->matches[i];
		const DtCandidate *candidate = dt_best_candidate(f, match, (DtSlice){0});
		if (!candidate || candidate->sense >= DT_SENSE_TITLE || dt_is_maker(f, match)) continue;
		if (dt_is_namesake(f, match, candidate->entry)) continue;
		size_t head = match->first;
		for (uint32_t k = match->first; k < match->first + match->count; k++) {
			int32_t above = f->tokens[k].head;
			if (above < (int32_t)match->first || above >= (int32_t)(match->first + match->count)) head = k;
		}
		if (f->out->at[head] >= 0) continue;
		DtMention *mention = add_mention(f, head, (DtCore){match->first, match->first + match->count});
		dt_mean_entry(f, mention, candidate->entry, candidate->sector, dt_sense_name(candidate->sense));
		mention->classes |= dt_party_classes(&mention->party);
	}
}

// The letters of a name that a word of capitals may stand for: "United Liberation Army of Assam" → ULAA.
static bool is_short_for(const DtFinder *f, DtSlice letters, uint32_t first, uint32_t last) {
	size_t at = 0;
	for (uint32_t i = first; i < last && at < letters.length; i++) {
		DtSlice form = f->tokens[i].form;
		if (form.length && (form.data[0] & ~0x20) == letters.data[at]) at++;
	}
	return at == letters.length;
}

// "The United Liberation Army of Assam (ULAA)": the name that ends before the bracket is called so from now on.
static void remember_abbreviations(DtFinder *f) {
	for (uint32_t i = 1; i + 2 < f->count; i++) {
		DtSlice letters = f->tokens[i + 1].form;
		bool bracketed = dt_form_is(&f->tokens[i], "(") && dt_form_is(&f->tokens[i + 2], ")");
		if (!bracketed || !dt_is_all_capitals(letters)) continue;
		for (size_t k = 0; k < f->out->count; k++) {
			const DtMention *mention = &f->out->items[k];
			bool known = mention->classes & DT_CLASS_ACTOR && mention->named && mention->first < i && !mention->pronoun;
			if (!known || !is_short_for(f, letters, mention->first, i)) continue;
			dt_discourse_call(f->discourse, mention, letters);
			break;
		}
	}
}

static void remember_all(DtFinder *f) {
	dt_remember_list(f);
	dt_remember_owned(f);
	for (size_t i = 0; i < f->out->count; i++) {
		const DtMention *mention = &f->out->items[i];
		bool known = (mention->classes & DT_CLASS_ACTOR) != 0;
		DtSlice name = {0};
		if (!mention->entry && f->tokens[mention->token].upos == DT_UPOS_PROPN)
			name = dt_short_name(f, (DtCore){mention->first, mention->last});
		bool reports =
			mention->entry && (mention->entry->kind == DT_ENTRY_AGENCY || mention->entry->kind == DT_ENTRY_MEDIA);
		if (known && !reports) dt_discourse_count_country(f->discourse, mention->party.code, f->sentence);
		int32_t second = dt_child_after(f, mention->token, (int32_t)mention->token, DT_DEPREL_CONJ);
		const DtMention *other = second < 0 || f->out->at[second] < 0 ? NULL : &f->out->items[f->out->at[second]];
		if (dt_are_two(mention, other)) dt_discourse_remember_pair(f->discourse, mention, other);
		if (!known || mention->pronoun) continue;
		dt_discourse_remember(f->discourse, mention, name, dt_is_subject(&f->tokens[mention->token]));
	}
	remember_abbreviations(f);
}

// "The bill would ...": what "it" is in the next sentence, when that says nothing of whom else it may mean.
static void remember_instrument(DtFinder *f) {
	DtConcept instrument = dt_lexicon_concept_find(f->lexicon, dt_slice_of("legal-instrument"));
	for (size_t i = 0; i < f->count; i++) {
		bool root = f->tokens[i].head >= 0 && f->tokens[f->tokens[i].head].deprel == DT_DEPREL_ROOT;
		bool central = dt_is_subject(&f->tokens[i]) || f->tokens[i].deprel == DT_DEPREL_OBJ;
		if (root && central && dt_reading_has(f->reading, i, instrument)) f->discourse->told = f->sentence + 1;
	}
}

static void remember_speaker(DtFinder *f) {
	DtConcept speech = dt_lexicon_concept_find(f->lexicon, dt_slice_of("speech"));
	for (size_t i = 0; i < f->count; i++) {
		int32_t verb = f->tokens[i].head;
		if (verb < 0 || !dt_is_subject(&f->tokens[i]) || f->out->at[i] < 0) continue;
		const DtMention *mention = &f->out->items[f->out->at[i]];
		if (!dt_reading_has(f->reading, (size_t)verb, speech) || !(mention->classes & DT_CLASS_ACTOR)) continue;
		dt_discourse_hear(f->discourse, mention);
	}
}

// The token of a span whose head lies outside it, or -1 when the span is elsewhere.
static int32_t span_head(const DtFinder *f, DtSpan span, uint32_t *first, uint32_t *last) {
	int32_t head = -1;
	*first = *last = 0;
	for (size_t i = 0; i < f->count; i++) {
		if (!dt_span_overlaps(f->tokens[i].span, span)) continue;
		if (*last == 0) *first = (uint32_t)i;
		*last = (uint32_t)i + 1;
	}
	for (uint32_t i = *first; i < *last && head < 0; i++) {
		int32_t above = f->tokens[i].head;
		bool outside = above < (int32_t)*first || above >= (int32_t)*last;
		uint8_t upos = f->tokens[i].upos;
		if (outside && upos != DT_UPOS_PUNCT && upos != DT_UPOS_ADP && upos != DT_UPOS_DET) head = (int32_t)i;
	}
	return head;
}

static void use_given(DtFinder *f, const DtSpan *spans, uint32_t count, uint8_t given) {
	for (uint32_t i = 0; i < count; i++) {
		uint32_t first, last;
		int32_t head = span_head(f, spans[i], &first, &last);
		if (head < 0) continue;
		DtMention *mention = f->out->at[head] >= 0 ? &f->out->items[f->out->at[head]]
		                                           : add_mention(f, (size_t)head, (DtCore){first, last});
		mention->given |= given;
		mention->classes |= DT_CLASS_ACTOR;
		mention->first = first;
		mention->last = last;
		mention->place_only = false;
		mention->party.span = dt_core_span(f, (DtCore){first, last});
		mention->party.entity_text = dt_document_slice(f->discourse->document, mention->party.span);
	}
}

void dt_find_mentions(DtArena *arena, DtDiscourse *discourse, const DtLexicon *lexicon, const DtReading *reading,
                      uint32_t sentence, DtMentions *mentions) {
	const DtDocument *document = discourse->document;
	const DtSentence *text = &document->sentences[sentence];
	*mentions = (DtMentions){0};
	DtFinder f = {.discourse = discourse,
	              .arena = arena,
	              .world = discourse->world,
	              .lexicon = lexicon,
	              .reading = reading,
	              .tokens = dt_sentence_tokens(document, text),
	              .count = text->count,
	              .sentence = sentence,
	              .day = document->date,
	              .first_time = dt_first_time(document, sentence),
	              .out = mentions};
	mentions->at = DT_NEW_ARRAY(f.arena, int32_t, f.count);
	for (size_t i = 0; i < f.count; i++) mentions->at[i] = -1;
	f.visiting = DT_NEW_ARRAY(f.arena, uint8_t, f.count);
	f.shouted = dt_is_shouted(f.tokens, f.count);
	dt_matches_find(&f);
	for (int pronouns = 0; pronouns < 2; pronouns++) {
		for (size_t i = 0; i < f.count; i++) {
			if (heads_phrase(&f.tokens[i]) && (f.tokens[i].upos == DT_UPOS_PRON) == pronouns) dt_resolve_phrase(&f, i);
		}
	}
	add_modifier_names(&f);
	use_given(&f, document->given_actors, document->given_actor_count, 1);
	use_given(&f, document->given_recipients, document->given_recipient_count, 2);
	remember_all(&f);
	remember_speaker(&f);
	remember_instrument(&f);
}

DtParty dt_mention_on(const DtDiscourse *discourse, const DtMention *mention, DtDate day) {
	DtParty party = mention->party;
	DtIdentity identity;
	DtDate told = discourse->document->date; // what is to come is done by who they are now
	if (told != DT_DATE_NONE && day > told) day = told;
	bool dated = mention->entry && mention->entry->kind == DT_ENTRY_PERSON && day != DT_DATE_NONE && !mention->office;
	if (!dated || mention->former || !dt_entry_on(discourse->world, mention->entry, day, &identity)) return party;
	bool before = identity.standing == DT_STANDING_FUTURE; // "over the last four years": who he is when it is told
	if (!identity.code.length || ((mention->titled || before) && identity.sector_count == 0)) return party;
	party.code = identity.code;
	party.sector_count = 0;
	dt_party_add_sectors(&party, identity.sectors, identity.sector_count);
	bool holds = identity.standing == DT_STANDING_CURRENT || identity.standing == DT_STANDING_ELECT;
	party.office = identity.term && holds ? identity.term->office->id : (DtSlice){0};
	return party;
}
