// SPDX-License-Identifier: Apache-2.0
// Sentence by sentence: mentions, propositions, happenings; then what makes each an event: marks, parties on the day,
// sources, places, an id; then the links between events of one happening.
//
// Here is the course of it; how an event is filled in, what is borrowed from other clauses and what is not worth
// recording have files of their own.
#include "coding/code.h"

#include "coding/events.h"
#include "coding/factuality.h"
#include "coding/resolve.h"
#include "coding/terms.h"
#include "coding/traits.h"

void dt_add_event(DtCoder *coder, DtEvent event, const DtHappening *happening, int32_t about) {
	DtDocument *document = coder->document;
	size_t count = document->event_count;
	DT_PUSH(coder->arena, document->events, count, coder->capacity, event);
	document->event_count = (uint32_t)count;
	dt_story_add(&coder->story, happening, about);
}

void dt_set_confidence(const DtCoder *coder, const DtScene *scene, const DtHappening *happening, bool completed,
                       DtEvent *event) {
	event->signs = dt_event_signs(coder->document, scene, happening, event);
	if (coder->talk) event->signs |= DT_SIGN_BIT(TALK);
	if (completed) event->signs |= DT_SIGN_BIT(COMPLETED);
	if (dt_discourse_home(coder->discourse).length) event->signs |= DT_SIGN_BIT(HOME);
	event->traits = dt_event_traits(coder->arena, scene, happening, event, &event->trait_count);
	event->confidence = dt_confidence(coder->lexicon, event);
}

static size_t gather(const DtCoder *coder, const DtScene *scene, DtHappening ***list) {
	size_t total = 0, count = 0;
	for (size_t p = 0; p < scene->propositions.count; p++) total += scene->happenings[p].count;
	*list = DT_NEW_ARRAY(coder->scratch, DtHappening *, total);
	for (size_t p = 0; p < scene->propositions.count; p++) {
		for (size_t i = 0; i < scene->happenings[p].count; i++) (*list)[count++] = &scene->happenings[p].items[i];
	}
	return count;
}

// "Merkel telephoned Lukashenko. [They] discussed aid": two who have dealt with each other stand together.
static void remember_company(DtCoder *coder, const DtScene *scene, const DtHappening *happening) {
	bool both = happening->actors.count == 1 && happening->recipients.count == 1;
	if (happening->category != DT_CATEGORY_CONSULT || !both || scene->pair_given) return;
	const DtMention *one = &scene->mentions.items[happening->actors.items[0]];
	const DtMention *other = &scene->mentions.items[happening->recipients.items[0]];
	bool people = one->classes & other->classes & DT_CLASS_PERSON;
	bool stale = coder->discourse->pair_sentence != scene->sentence + 1;
	if (people && stale && dt_are_two(one, other)) dt_discourse_remember_pair(coder->discourse, one, other);
}

// An event for a happening, or one for each date that its clause tells.
static void record_happening(DtCoder *coder, DtScene *scene, DtHappening *happening) {
	if (dt_has_unknown_pronoun(scene, &happening->actors) || dt_has_unknown_pronoun(scene, &happening->recipients))
		return;
	if (dt_is_no_deed(scene, happening, dt_happening_facts(scene, happening), dt_discourse_home(coder->discourse)))
		return;
	DtWhen repeats[DT_REPEATS];
	dt_name_target(scene, happening);
	dt_reach_past_things(scene, happening);
	dt_lend_places(scene, &happening->actors);
	dt_lend_places(scene, &happening->recipients);
	size_t count = dt_date_repeats(coder->document, scene, happening, &coder->narrative, repeats, DT_REPEATS),
		   which = 0;
	bool at_home = dt_discourse_home(coder->discourse).length > 0; // who is not beside the verb takes no part there
	do {
		DtEvent event = dt_event_from_happening(coder, scene, happening, repeats, count, which);
		bool of_it = false, completed = false;
		int32_t meant = dt_story_find(&coder->story, scene, happening, &of_it);
		if (meant < 0) meant = dt_act_taken_up(coder, scene, happening);
		if (meant >= 0 && dt_event_completes(&event, happening)) {
			dt_story_complete(&coder->story, meant, of_it, &event);
			completed = true;
		} else if (!at_home && (!event.symmetric || event.actor_count < 2) && dt_reach_recipient(scene, happening)) {
			dt_lend_places(scene, &happening->recipients);
			event = dt_event_from_happening(coder, scene, happening, repeats, count, which);
		} else if (dt_answers_somebody(&event, happening)) {
			int32_t last = dt_story_last_with(&coder->story, &event);
			uint32_t there = last < 0 ? 0 : coder->document->events[last].sentence;
			bool same = last >= 0 && coder->document->sentences[there].paragraph ==
			                             coder->document->sentences[scene->sentence].paragraph;
			bool open = dt_is_about_talks(&event) || event.category == DT_CATEGORY_THREATEN;
			completed = !same && open && dt_answer_other_country(coder, scene, &event);
			if (!completed && last >= 0) dt_story_complete(&coder->story, last, false, &event);
			completed |= last >= 0;
		}
		if (!completed && !at_home && dt_take_vague_party(scene, happening))
			event = dt_event_from_happening(coder, scene, happening, repeats, count, which);
		dt_lend_focus(coder, happening, &event);
		bool unknown = dt_is_between_unknown(scene, happening, &event);
		happening->vague |= unknown && !dt_are_both_of_a_kind(&event);
		if (!dt_is_worth_recording(&event, unknown, dt_discourse_home(coder->discourse)) ||
		    dt_is_done_to_speaker_by_nobody(scene, happening, &event) ||
		    dt_is_small_talk(coder, scene, happening, &event) || dt_is_told_to_press(scene, happening, &event))
			return;
		dt_lend_home(coder, scene, happening, &event);
		if (at_home && dt_is_with_nobody(&event)) return;
		dt_set_confidence(coder, scene, happening, completed, &event);
		dt_add_event(coder, event, happening, of_it ? -1 : meant);
		remember_company(coder, scene, happening);
	} while (++which < count);
}

static void record_scene(DtCoder *coder, DtScene *scene) {
	DtHappening **list;
	size_t count = gather(coder, scene, &list);
	dt_drop_vehicles(scene, list, count);
	for (size_t i = 0; i < count; i++) dt_borrow_keeper(scene, list[i]);
	if (scene->pair_given) {
		dt_add_best_for_pair(coder, scene, list, count);
		return;
	}
	dt_drop_repeats(scene, list, count);
	dt_borrow_actors(scene, list, count);
	for (size_t i = 0; i < count; i++) {
		if (list[i]->consumed || dt_is_only_aimed_at(scene, list[i])) continue;
		dt_aim_protest(scene, list[i]);
		dt_aim_suit(scene, list[i]);
		dt_aim_forces(scene, list[i]);
		dt_turn_threat(scene, list[i]);
		dt_answer_pressure(scene, list[i]);
		dt_borrow_recipient(scene, list[i]);
		record_happening(coder, scene, list[i]);
	}
}

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

static bool are_of_one_name(const void *context, size_t token, size_t other) {
	const DtScene *scene = context;
	const DtMention *name = scene->mentions.at[token] < 0 ? NULL : &scene->mentions.items[scene->mentions.at[token]];
	return name && name->entry && name->first <= other && other < name->last;
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

// Marked as one, or without its full stop.
static bool is_headline(const DtSentence *sentence, const DtToken *tokens) {
	static const char *const ends[] = {".", "!", "?", "\"", "”", "''", ";", ":"};
	if (sentence->kind == DT_SENTENCE_TITLE || sentence->kind == DT_SENTENCE_HEADLINE) return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (dt_slice_is(tokens[sentence->count - 1].form, ends[i])) return false;
	return true;
}

static void code_sentence(DtCoder *coder, uint32_t number, DtExplanation *explanation) {
	const DtSentence *sentence = &coder->document->sentences[number];
	if (sentence->count == 0 || sentence->kind == DT_SENTENCE_FOREIGN) return;
	DtScene *scene = DT_NEW(coder->scratch, DtScene);
	*scene = (DtScene){.arena = coder->scratch, .lexicon = coder->lexicon, .sentence = number};
	scene->tokens = dt_sentence_tokens(coder->document, sentence);
	scene->token_count = sentence->count;
	scene->headline = is_headline(sentence, scene->tokens);
	scene->pair_given = coder->document->pair_given;
	if (explanation) scene->trials = DT_NEW(coder->scratch, DtTrials);
	dt_lexicon_read(coder->lexicon, coder->scratch, scene->tokens, scene->token_count, &scene->reading);
	read_no_predicates_in_times(coder->document, scene);
	dt_hear_quotes(coder->scratch, &coder->quotes, coder->discourse, &scene->reading, number);
	dt_find_mentions(coder->scratch, coder->discourse, coder->lexicon, &scene->reading, number, &scene->mentions);
	dt_take_up_act(coder, scene);
	dt_find_propositions(coder->scratch, coder->lexicon, scene->tokens, scene->token_count, &scene->reading,
	                     (DtActorTest){token_is_actor, are_of_one_name, scene}, &scene->propositions);
	dt_settle_quotes(&coder->quotes, scene);
	dt_match_scene(scene);
	DtTermTime terms[DT_TERM_TIMES];
	coder->narrative.terms = terms;
	coder->narrative.term_count = dt_find_terms(
		coder->document, coder->world, scene, dt_discourse_focus(coder->discourse, (DtSlice){0}), terms, DT_TERM_TIMES);
	coder->discarded |= holds(scene, "discard-document");
	uint32_t first_event = coder->document->event_count;
	if (scene->pair_given || !holds(scene, "discard")) record_scene(coder, scene);
	dt_note_act(coder, scene, first_event);
	dt_narrative_advance(coder->document, scene, &coder->narrative);
	if (explanation) explanation->scenes[number] = *scene;
}

void dt_code(DtDocument *document, const DtWorld *world, const DtLexicon *lexicon, const DtRanker *ranker,
             DtExplanation *explanation) {
	DtCoder coder = {
		.document = document, .world = world, .lexicon = lexicon, .ranker = ranker, .arena = document->arena};
	coder.discourse = dt_discourse_new(coder.arena, world, document);
	coder.narrative.days = coder.narrative.past = coder.narrative.told = (DtDateSpan){DT_DATE_NONE, DT_DATE_NONE};
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
	if (!document->pair_given) dt_discourse_find_home(coder.scratch, coder.discourse);
	for (uint32_t i = 0; i < document->sentence_count; i++) {
		code_sentence(&coder, i, explanation);
		if (!explanation) dt_arena_reset(coder.scratch);
	}
	if (!explanation) dt_arena_free(coder.scratch);
	if (coder.discarded && !document->pair_given) document->event_count = 0;
	if (!document->pair_given) {
		dt_add_document_traits(document);
		dt_weigh_events(lexicon, document);
	}
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
