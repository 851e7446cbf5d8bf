// SPDX-License-Identifier: Apache-2.0
// Pronouns: who "he", "it", "they" and "we" are.
//
// An antecedent is looked for in the sentence itself, subjects first, then among those that the document has spoken of
// in the last few sentences. It is never the subject of the pronoun's own verb ("he gave him"), unless the pronoun
// possesses. In a quote "we" is the speaker's side.
#include "coding/resolve.h"

// The subject of the clause that a token stands in, also one shared with the verb before: "[Blinken] spoke with Aliyev
// and called on him"; -1 for none, and for the token itself.
static int32_t clause_subject(const DtFinder *f, size_t token) {
	int32_t verb = f->tokens[token].head;
	for (int steps = 0; verb >= 0 && steps < 6; steps++) {
		int32_t subject = dt_child_after(f, (size_t)verb, -1, DT_DEPREL_NSUBJ);
		if (subject < 0) subject = dt_child_after(f, (size_t)verb, -1, DT_DEPREL_NSUBJ_PASS);
		if (subject >= 0) return subject == (int32_t)token ? -1 : subject;
		if (f->tokens[verb].upos == DT_UPOS_VERB && f->tokens[verb].deprel != DT_DEPREL_CONJ) return -1;
		verb = f->tokens[verb].head;
	}
	return -1;
}

// What a pronoun may stand for: one that it fits, but not the subject of its own verb ("he gave him").
typedef struct Sought {
	DtWanted wanted;
	const DtMention *not_this;
} Sought;

static bool wants_other(const DtRemembered *known, const void *what) {
	const Sought *sought = what;
	const DtMention *own = sought->not_this;
	bool same = own && (own->entry ? own->entry == known->mention.entry
	                               : dt_slice_equal(own->party.entity_text, known->mention.party.entity_text));
	return !same && sought->wanted(known, NULL);
}

// An antecedent before the pronoun in its own sentence, subjects first; never the subject of the pronoun's own clause,
// unless the pronoun possesses. Settled: it is a thing that was spoken of last.
static bool resolve_within(DtFinder *f, DtMention *mention, DtWanted wanted, const DtMention *not_this, bool subjects,
                           bool *settled) {
	DtConcept instrument = dt_lexicon_concept_find(f->lexicon, dt_slice_of("legal-instrument"));
	const DtToken *pronoun = &f->tokens[mention->token];
	bool possesses = pronoun->deprel == DT_DEPREL_NMOD_POSS;
	int32_t own_subject = possesses ? -1 : clause_subject(f, mention->token);
	for (size_t i = mention->token; i-- > 0;) {
		const DtToken *token = &f->tokens[i];
		bool nominal = token->upos == DT_UPOS_PROPN || token->upos == DT_UPOS_NOUN;
		if (!nominal || dt_is_subject(token) != subjects || f->visiting[i]) continue;
		if ((int32_t)i == own_subject || (!possesses && token->head == pronoun->head)) continue;
		if (!subjects && (token->deprel == DT_DEPREL_COMPOUND || token->deprel == DT_DEPREL_FLAT)) continue;
		if (wanted == dt_wants_thing && subjects && dt_reading_has(f->reading, i, instrument)) { // "the bill ... it"
			*settled = true;
			return false;
		}
		const DtMention *found = dt_resolve_phrase(f, i);
		if (!found || !(found->classes & DT_CLASS_ACTOR) || found->place_only) continue;
		DtRemembered known = {.mention = *found};
		if (!wants_other(&known, &(Sought){wanted, not_this})) continue;
		dt_mean_remembered(mention, &known, "pronoun");
		mention->party.entity_text = found->party.entity_text; // who is meant, not "it"
		mention->party.span = found->party.span;
		return true;
	}
	return false;
}

static const DtVoice *voice_of(const DtFinder *f, uint32_t token) {
	for (size_t i = 0; i < f->discourse->voice_count; i++) {
		const DtVoice *voice = &f->discourse->voices[i];
		if (token >= voice->first && token < voice->last) return voice;
	}
	return NULL;
}

// "we" in a quote is the speaker's side.
static bool resolve_first_person(DtFinder *f, DtMention *mention) {
	static const char *const first_person[] = {"we", "i", NULL};
	const DtVoice *voice = voice_of(f, mention->token);
	const DtMention *heard = voice ? voice->mention : NULL;
	bool free = voice && voice->token >= 0 && !f->visiting[voice->token] && voice->token != (int32_t)mention->token;
	if (free) heard = dt_resolve_phrase(f, (size_t)voice->token);
	if (heard) {
		DtRemembered known = {.mention = *heard};
		dt_mean_remembered(mention, &known, "speaker");
		return true;
	}
	DtConcept speech = dt_lexicon_concept_find(f->lexicon, dt_slice_of("speech"));
	for (size_t i = 0; i < f->count; i++) {
		int32_t verb = f->tokens[i].head;
		if (i == mention->token || verb < 0 || !dt_is_subject(&f->tokens[i]) || f->visiting[i]) continue;
		if (!dt_reading_has(f->reading, (size_t)verb, speech) || dt_form_is_one_of(&f->tokens[i], first_person))
			continue;
		const DtMention *found = dt_resolve_phrase(f, i);
		if (!found || !(found->classes & DT_CLASS_ACTOR)) continue;
		dt_discourse_hear(f->discourse, found);
	}
	enum { QUOTE_SENTENCES = 4 }; // of one quote; in an interview without speakers "I" is nobody known
	bool speaks = f->discourse->has_speaker && f->sentence < f->discourse->speaker.sentence + QUOTE_SENTENCES;
	if (!speaks) return false;
	DtRemembered known = {.mention = f->discourse->speaker};
	dt_mean_remembered(mention, &known, "speaker");
	return true;
}

static bool wants_plural(const DtRemembered *known, const void *what) {
	const Sought *sought = what;
	return known->mention.plural && wants_other(known, sought);
}

// The subject of the verb whose object the pronoun is; NULL for other pronouns.
static const DtMention *own_subject(DtFinder *f, const DtMention *pronoun) {
	const DtToken *token = &f->tokens[pronoun->token];
	bool object = token->deprel == DT_DEPREL_OBJ || token->deprel == DT_DEPREL_IOBJ || token->deprel == DT_DEPREL_OBL;
	bool reflexive = dt_slice_ends(token->form, "self") || dt_slice_ends(token->form, "selves");
	int32_t subject = object && !reflexive ? clause_subject(f, pronoun->token) : -1;
	return subject < 0 || f->visiting[subject] ? NULL : dt_resolve_phrase(f, (size_t)subject);
}

static bool speaks(const DtFinder *f, const DtToken *token) {
	DtConcept speech = dt_lexicon_concept_find(f->lexicon, dt_slice_of("speech"));
	return token->head >= 0 && dt_is_subject(token) && dt_reading_has(f->reading, (size_t)token->head, speech);
}

// "..., he added": who has spoken, or acted, before; not whom he speaks of.
static bool resolve_speaker(DtFinder *f, DtMention *mention, DtWanted wanted) {
	enum { NEAR = 2 };
	DtRemembered last = {.mention = f->discourse->speaker};
	bool spoke =
		f->discourse->has_speaker && f->discourse->speaker.sentence + NEAR >= f->sentence && wanted(&last, NULL);
	const DtRemembered *known = spoke ? &last : dt_discourse_recall(f->discourse, wanted, NULL, f->sentence, NEAR);
	if (!known || (!spoke && !known->subject)) return false;
	dt_mean_remembered(mention, known, "pronoun");
	return true;
}

// "Beijing denied it": what was said, not who.
static bool is_what_was_said(const DtFinder *f, const DtToken *token) {
	static const char *const verbs[] = {"deny",     "confirm",  "say",    "admit", "know",  "believe", "doubt",
	                                    "announce", "disclose", "repeat", "mean",  "prove", "dispute", NULL};
	if (token->deprel != DT_DEPREL_OBJ || token->head < 0) return false;
	for (size_t i = 0; verbs[i]; i++) {
		if (dt_slice_is(f->tokens[token->head].lemma, verbs[i])) return true;
	}
	return false;
}

static bool wants_asked(const DtRemembered *known, const void *what) {
	const Sought *sought = what;
	return !known->subject && sought->wanted(known, NULL);
}

// "He refused", after "the chancellor urged the Russian leader to withdraw": it is who was asked that answers.
static bool resolve_answer(const DtFinder *f, DtMention *mention, DtWanted wanted) {
	static const char *const verbs[] = {"refuse", "comply", "decline", "oblige", "obey", "consent", NULL};
	const DtToken *token = &f->tokens[mention->token];
	bool answers = false, asked = false;
	for (size_t i = 0; verbs[i] && token->head >= 0 && token->deprel == DT_DEPREL_NSUBJ; i++)
		answers |= dt_slice_is(f->tokens[token->head].lemma, verbs[i]);
	if (!answers || f->sentence == 0) return false;
	const DtDocument *document = f->discourse->document;
	const DtSentence *before = &document->sentences[f->sentence - 1];
	const DtToken *tokens = dt_sentence_tokens(document, before);
	for (uint32_t i = 0; i < before->count; i++) {
		static const char *const requests[] = {"urge",    "ask",  "tell",    "order",   "press",    "beg",
		                                       "implore", "call", "request", "command", "instruct", NULL};
		for (size_t k = 0; requests[k]; k++) asked |= dt_slice_is(tokens[i].lemma, requests[k]);
	}
	Sought sought = {wanted, NULL};
	const DtRemembered *known = asked ? dt_discourse_recall(f->discourse, wants_asked, &sought, f->sentence, 1) : NULL;
	if (!known) return false;
	dt_mean_remembered(mention, known, "pronoun");
	return true;
}

bool dt_resolve_pronoun(DtFinder *f, DtMention *mention) {
	static const char *const he[] = {"he", "him", "his", "himself", NULL};
	static const char *const she[] = {"she", "her", "hers", "herself", NULL};
	static const char *const it[] = {"it", "its", "itself", NULL};
	static const char *const they[] = {"they", "them", "their", "theirs", "themselves", NULL};
	static const char *const we[] = {"we", "us", "our", "ours", "i", "me", "my", NULL};
	const DtToken *token = &f->tokens[mention->token];
	mention->pronoun = true;
	mention->first_person = dt_form_is_one_of(token, we);
	if (dt_form_is(token, "both")) return dt_resolve_pair(f, mention) || dt_resolve_top_countries(f, mention);
	if (mention->first_person) return resolve_first_person(f, mention);
	DtWanted wanted = dt_form_is_one_of(token, he)     ? dt_wants_male
	                  : dt_form_is_one_of(token, she)  ? dt_wants_female
	                  : dt_form_is_one_of(token, it)   ? dt_wants_thing
	                  : dt_form_is_one_of(token, they) ? dt_wants_many
	                                                   : NULL;
	enum { SENTENCES_BACK = 3 };
	if (!wanted) return false;
	if (wanted == dt_wants_many && dt_resolve_pair(f, mention)) return true;
	const DtMention *own = own_subject(f, mention);
	DtMention kept;
	if (own) kept = *own, own = &kept; // resolving more may move it
	if (wanted == dt_wants_thing && is_what_was_said(f, token)) return false;
	if (resolve_answer(f, mention, wanted)) return true;
	bool person = wanted == dt_wants_male || wanted == dt_wants_female;
	if (person && speaks(f, token) && resolve_speaker(f, mention, wanted)) return true;
	bool settled = false;
	if (resolve_within(f, mention, wanted, own, true, &settled)) return true;
	if (!settled && resolve_within(f, mention, wanted, own, false, &settled)) return true;
	bool told = wanted == dt_wants_thing && f->discourse->told && f->discourse->told + 1 >= f->sentence;
	if (settled || told) return false; // a bill, a plan
	Sought sought = {wanted, own}, thing = {dt_wants_thing, own};
	const DtRemembered *known = dt_discourse_recall(f->discourse, wants_other, &sought, f->sentence, SENTENCES_BACK);
	if (known && wanted == dt_wants_many && !known->mention.plural) { // many rather than a body of many
		const DtRemembered *many =
			dt_discourse_recall(f->discourse, wants_plural, &sought, f->sentence, SENTENCES_BACK);
		if (many && many->sentence == known->sentence) known = many;
	}
	if (!known && wanted == dt_wants_many)
		known = dt_discourse_recall(f->discourse, wants_other, &thing, f->sentence, SENTENCES_BACK);
	if (!known) return false;
	dt_mean_remembered(mention, known, "pronoun");
	return true;
}
