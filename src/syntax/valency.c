// SPDX-License-Identifier: Apache-2.0
// See valency.h. What the tree gave to the wrong word:
//
//   rejected ─xcomp─▶ send, offer                an offer is one to do something
//   dismissed ─ccomp─▶ attacked, claim           a claim is one that something happened
//   condemned ─obl─▶ airport, attack             an attack is on something, a treaty with somebody
//   remarks ─amod─▶ irresponsible                "called the remarks irresponsible": what they are called
//   shows ◀─advcl─ killing                       "shows soldiers killing": what is seen
//   ruled ◀─advcl─ sending                       "ruled out sending": what is ruled out
//   said ─iobj─▶ president                       a finite verb of speech has a subject, before or behind it
//   supplied ─obj─▶ that, ─obj─▶ missiles        of two objects "that" is none
//   bombing ─obj─▶ Yugoslavia                    a noun has no object: it is a verb, or the object is the verb's above
//   asked ─▶ States ─nmod─▶ jets                 "asked the United States for jets": what is asked for
//   evacuated ─xcomp─▶ stranded ─obj─▶ tourists  "evacuated stranded tourists": a participle before its noun
//   to ◀─mark─ communist ─obj─▶ rebels           "an amnesty to communist rebels": no verb after that "to"
//   opened ─ccomp─▶ crossing, Rafah              "opened the Rafah crossing": a place
#include "syntax/valency.h"

#include "syntax/tree_words.h"
#include "syntax/words.h"

// ---- what nouns take ----

static const char *const takes_infinitive[] = {
	"offer",       "offers",        "plan",    "plans",     "proposal",   "proposals",   "threat",     "threats",
	"decision",    "decisions",     "promise", "promises",  "pledge",     "pledges",     "refusal",    "attempt",
	"attempts",    "bid",           "bids",    "effort",    "efforts",    "readiness",   "intention",  "vow",
	"demand",      "demands",       "request", "requests",  "call",       "calls",       "appeal",     "appeals",
	"plea",        "pleas",         "order",   "orders",    "invitation", "invitations", "permission", "right",
	"willingness", "determination", "desire",  "ability",   "commitment", "commitments", "ultimatum",  "mandate",
	"motion",      "vote",          "deal",    "agreement", "agreements", NULL};

static const char *const takes_clause[] = {"claim",       "claims",      "report",      "reports",    "allegation",
                                           "allegations", "suggestion",  "suggestions", "accusation", "accusations",
                                           "assertion",   "assertions",  "rumour",      "rumours",    "rumor",
                                           "rumors",      "speculation", "evidence",    NULL};

static const char *const takes_on[] = {"attack", "attacks", "assault", "assaults",  "raid", "raids",
                                       "strike", "strikes", "embargo", "sanctions", NULL};

// "rejected the offer to send", "dismissed the claim that ...": the clause right behind its noun.
static void return_clauses(DtToken *tokens, size_t count) {
	for (size_t i = 2; i < count; i++) {
		int32_t verb = tokens[i].head;
		bool open = tokens[i].xpos == DT_XPOS_VB &&
		            (tokens[i].deprel == DT_DEPREL_XCOMP || tokens[i].deprel == DT_DEPREL_ADVCL);
		if (verb < 0 || verb >= (int32_t)i || (!open && tokens[i].deprel != DT_DEPREL_CCOMP)) continue;
		int32_t mark = child_of(tokens, count, i, DT_DEPREL_MARK);
		if (mark < 1 || tokens[mark - 1].head != verb || tokens[mark - 1].deprel != DT_DEPREL_OBJ) continue;
		const DtToken *noun = &tokens[mark - 1];
		bool takes = open ? is_among(noun->form, takes_infinitive)
		                  : dt_slice_is(tokens[mark].form, "that") && is_among(noun->form, takes_clause);
		if (!takes || noun->upos != DT_UPOS_NOUN) continue;
		tokens[i].head = mark - 1;
		tokens[i].deprel = DT_DEPREL_ACL;
	}
}

static const char *const takes_with[] = {"treaty",  "treaties",  "pact",       "pacts", "accord",
                                         "accords", "agreement", "agreements", "deal",  "deals",
                                         "truce",   "ceasefire", "ties",       NULL};

// "condemned the attack on the airport", "broke the treaty with Chile": the phrase right behind its noun.
static void return_phrases(DtToken *tokens, size_t count) {
	static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
	                                   "Friday", "Saturday", "Sunday",    NULL};
	for (size_t i = 2; i < count; i++) {
		if (tokens[i].deprel != DT_DEPREL_OBL || !is_nominal(&tokens[i])) continue;
		int32_t preposition = child_of(tokens, count, i, DT_DEPREL_CASE);
		if (preposition < 2) continue;
		const DtToken *noun = &tokens[preposition - 1];
		bool takes = (dt_slice_is(tokens[preposition].form, "on") && is_among(noun->form, takes_on)) ||
		             (dt_slice_is(tokens[preposition].form, "with") && is_among(noun->form, takes_with));
		bool object = noun->upos == DT_UPOS_NOUN && noun->deprel == DT_DEPREL_OBJ && noun->head == tokens[i].head &&
		              tokens[i].head < preposition;
		if (!takes || !object || is_among(tokens[i].form, days)) continue;
		tokens[i].head = preposition - 1;
		tokens[i].deprel = DT_DEPREL_NMOD;
	}
}

// "Senegal's investigation into torture by the police": one agent is enough, the second is the other noun's.
static void part_agents(DtToken *tokens, size_t count) {
	for (size_t i = 2; i < count; i++) {
		int32_t noun = tokens[i].head, by = child_of(tokens, count, i, DT_DEPREL_CASE);
		if (tokens[i].deprel != DT_DEPREL_NMOD || noun < 0 || by < 1 || !dt_slice_is(tokens[by].form, "by")) continue;
		const DtToken *before = &tokens[by - 1];
		bool other = before->head == noun && before->deprel == DT_DEPREL_NMOD && before->upos == DT_UPOS_NOUN;
		if (other && has_child(tokens, count, (size_t)noun, DT_DEPREL_NMOD_POSS)) tokens[i].head = by - 1;
	}
}

// ---- what verbs take ----

// "called the remarks irresponsible": an adjective right behind the object.
static void part_judgements(DtToken *tokens, size_t count) {
	static const char *const verbs[] = {"called",     "calls",    "call",      "calling",    "declared", "declares",
	                                    "declare",    "deemed",   "deems",     "deem",       "labelled", "labeled",
	                                    "considered", "consider", "considers", "pronounced", "found",    "termed",
	                                    "branded",    "ruled",    "dubbed",    NULL};
	for (size_t i = 2; i < count; i++) {
		int32_t noun = tokens[i].head, verb = noun < 0 ? -1 : tokens[noun].head;
		bool behind = tokens[i].deprel == DT_DEPREL_AMOD && tokens[i].upos == DT_UPOS_ADJ && noun == (int32_t)i - 1;
		if (!behind || verb < 0 || verb >= noun || tokens[noun].deprel != DT_DEPREL_OBJ) continue;
		if (tokens[noun].upos == DT_UPOS_PRON || !is_among(tokens[verb].form, verbs)) continue;
		tokens[i].head = verb;
		tokens[i].deprel = DT_DEPREL_XCOMP;
	}
}

// "shows soldiers killing a farmer": what the object is seen to do.
static void part_sights(DtToken *tokens, size_t count) {
	static const char *const verbs[] = {"show", "shows", "showed", "shown", "showing", "see",     "saw", "seen",
	                                    "sees", "hear",  "heard",  "film",  "filmed",  "watched", NULL};
	for (size_t i = 2; i < count; i++) {
		int32_t verb = tokens[i].head;
		bool clause = tokens[i].deprel == DT_DEPREL_ADVCL || tokens[i].deprel == DT_DEPREL_CCOMP;
		if (!clause || tokens[i].xpos != DT_XPOS_VBG || verb < 0 || verb >= (int32_t)i) continue;
		const DtToken *object = &tokens[i - 1];
		bool seen = object->head == verb && object->deprel == DT_DEPREL_OBJ && is_among(tokens[verb].form, verbs);
		if (!seen || has_child(tokens, count, i, DT_DEPREL_MARK) || has_child(tokens, count, i, DT_DEPREL_NSUBJ))
			continue;
		tokens[i].deprel = DT_DEPREL_XCOMP;
	}
}

// "ruled out sending troops": a gerund right behind verbs that need an object.
static void find_gerund_objects(DtToken *tokens, size_t count) {
	static const char *const pairs[][2] = {{"rul", "out"}, {"put", "off"},  {"giv", "up"},
	                                       {"gave", "up"}, {"hold", "off"}, {"held", "off"}};
	for (size_t i = 2; i < count; i++) {
		bool gerund = tokens[i].deprel == DT_DEPREL_ADVCL && tokens[i].xpos == DT_XPOS_VBG &&
		              tokens[i].head == (int32_t)i - 2 && tokens[i - 1].head == (int32_t)i - 2;
		for (size_t k = 0; gerund && k < sizeof pairs / sizeof *pairs; k++)
			if (dt_slice_starts(tokens[i - 2].form, pairs[k][0]) && dt_slice_is(tokens[i - 1].form, pairs[k][1]))
				tokens[i].deprel = DT_DEPREL_XCOMP;
	}
}

// "said the president", with or without the words that were said before it: the subject behind.
static void find_speakers(DtToken *tokens, size_t count) {
	static const char *const verbs[] = {"said", "says", "added", "wrote", NULL};
	for (size_t i = 1; i < count; i++) {
		int32_t verb = tokens[i].head;
		bool behind = (tokens[i].deprel == DT_DEPREL_IOBJ || tokens[i].deprel == DT_DEPREL_OBJ) &&
		              is_nominal(&tokens[i]) && verb >= 0 && verb < (int32_t)i;
		if (!behind || !is_among(tokens[verb].form, verbs)) continue;
		int32_t said = child_of(tokens, count, (size_t)verb, DT_DEPREL_CCOMP);
		bool quoted = verb == 0 || (said >= 0 && said < verb);
		if (!quoted || has_child(tokens, count, (size_t)verb, DT_DEPREL_NSUBJ) ||
		    has_child(tokens, count, (size_t)verb, DT_DEPREL_AUX) ||
		    has_child(tokens, count, (size_t)verb, DT_DEPREL_MARK))
			continue;
		tokens[i].deprel = DT_DEPREL_NSUBJ;
	}
}

// ""Uganda," he said, "has attacked"": who is spoken to is no third person; a clause with an auxiliary has a subject.
static void find_addressed(DtToken *tokens, size_t count) {
	for (size_t i = 0; i < count; i++) {
		int32_t verb = tokens[i].head;
		bool before = tokens[i].deprel == DT_DEPREL_VOCATIVE && verb > (int32_t)i && is_nominal(&tokens[i]);
		if (!before || has_child(tokens, count, (size_t)verb, DT_DEPREL_NSUBJ) ||
		    has_child(tokens, count, (size_t)verb, DT_DEPREL_NSUBJ_PASS))
			continue;
		int32_t auxiliary = child_of(tokens, count, (size_t)verb, DT_DEPREL_AUX);
		if (auxiliary > (int32_t)i && tokens[auxiliary].xpos == DT_XPOS_VBZ) tokens[i].deprel = DT_DEPREL_NSUBJ;
	}
}

// "Iran, Pakistan sign pact": in a headline who is named before the subject does it, too.
static void join_headline_subjects(DtToken *tokens, size_t count) {
	for (size_t i = 0; i + 3 < count; i++) {
		int32_t verb = tokens[i].head;
		bool named = tokens[i].deprel == DT_DEPREL_VOCATIVE && tokens[i].upos == DT_UPOS_PROPN && verb > (int32_t)i + 2;
		if (!named || tokens[verb].upos != DT_UPOS_VERB || tokens[verb].xpos == DT_XPOS_VBZ) continue;
		int32_t subject = child_of(tokens, count, (size_t)verb, DT_DEPREL_NSUBJ);
		if (subject != (int32_t)i + 2 || tokens[subject].upos != DT_UPOS_PROPN) continue;
		if (!dt_slice_is(tokens[i + 1].form, ",")) continue;
		tokens[i].deprel = DT_DEPREL_NSUBJ;
		tokens[subject].head = (int32_t)i;
		tokens[subject].deprel = DT_DEPREL_CONJ;
	}
}

// "evidence that Iran supplied missiles": one object is enough.
static void free_that(DtToken *tokens, size_t count) {
	for (size_t i = 1; i + 1 < count; i++) {
		int32_t verb = tokens[i].head;
		bool object = tokens[i].deprel == DT_DEPREL_OBJ && dt_slice_is(tokens[i].form, "that");
		if (!object || verb <= (int32_t)i || tokens[verb].deprel != DT_DEPREL_ACL) continue;
		bool other = false;
		for (size_t k = (size_t)verb + 1; k < count; k++)
			other |= tokens[k].head == verb && tokens[k].deprel == DT_DEPREL_OBJ;
		if (!other || !has_child(tokens, count, (size_t)verb, DT_DEPREL_NSUBJ)) continue;
		tokens[i].deprel = DT_DEPREL_MARK;
		tokens[i].upos = DT_UPOS_SCONJ;
		tokens[i].xpos = DT_XPOS_IN;
	}
}

// "from bombing Yugoslavia", "released on bail the filmmaker": a noun has no object.
static void free_objects(DtToken *tokens, size_t count) {
	for (size_t i = 1; i < count; i++) {
		int32_t noun = tokens[i].head, above = noun < 0 ? -1 : tokens[noun].head;
		bool object = tokens[i].deprel == DT_DEPREL_OBJ && noun >= 0 && noun < (int32_t)i && above >= 0 && above < noun;
		if (!object || tokens[noun].upos != DT_UPOS_NOUN || tokens[noun].deprel != DT_DEPREL_OBL) continue;
		int32_t preposition = child_of(tokens, count, (size_t)noun, DT_DEPREL_CASE);
		if (preposition < 0) continue;
		if (dt_slice_ends(tokens[noun].form, "ing") && preposition == noun - 1) {
			tokens[noun].upos = DT_UPOS_VERB;
			tokens[noun].xpos = DT_XPOS_VBG;
			tokens[noun].deprel = DT_DEPREL_ADVCL;
			tokens[preposition].deprel = DT_DEPREL_MARK;
			tokens[preposition].upos = DT_UPOS_SCONJ;
		} else if (tokens[above].upos == DT_UPOS_VERB && !has_child(tokens, count, (size_t)above, DT_DEPREL_OBJ)) {
			tokens[i].head = above;
		}
	}
}

// "asked the United States for jets": what is asked for.
static void return_wishes(DtToken *tokens, size_t count) {
	static const char *const verbs[] = {"ask", "asks", "asked", "asking", NULL};
	for (size_t i = 1; i < count; i++) {
		int32_t verb = tokens[i].head;
		bool asked = verb >= 0 && verb < (int32_t)i && is_among(tokens[verb].form, verbs) && is_nominal(&tokens[i]) &&
		             (tokens[i].deprel == DT_DEPREL_IOBJ || tokens[i].deprel == DT_DEPREL_OBJ);
		if (!asked) continue;
		int32_t thing = child_of(tokens, count, i, DT_DEPREL_NMOD);
		int32_t wanted = thing < 0 ? -1 : child_of(tokens, count, (size_t)thing, DT_DEPREL_CASE);
		if (wanted != (int32_t)i + 1 || !dt_slice_is(tokens[wanted].form, "for")) continue;
		tokens[thing].head = verb;
		tokens[thing].deprel = DT_DEPREL_OBL;
	}
}

// "provided by Chad to Mali": of a passive, what stands behind the name of its agent is the verb's.
static void return_receivers(DtToken *tokens, size_t count) {
	for (size_t i = 2; i < count; i++) {
		int32_t agent = tokens[i].head, to = child_of(tokens, count, i, DT_DEPREL_CASE);
		bool of_agent = tokens[i].deprel == DT_DEPREL_NMOD && agent >= 0 && tokens[agent].upos == DT_UPOS_PROPN &&
		                tokens[agent].deprel == DT_DEPREL_OBL_AGENT && tokens[agent].head >= 0;
		if (!of_agent || to != agent + 1 || !dt_slice_is(tokens[to].form, "to")) continue;
		tokens[i].head = tokens[agent].head;
		tokens[i].deprel = DT_DEPREL_OBL;
	}
}

// "a memorandum of understanding with Chad": what a noun takes with a preposition is no oblique.
static void name_modifiers(DtToken *tokens, size_t count) {
	for (size_t i = 1; i < count; i++) {
		int32_t noun = tokens[i].head;
		bool oblique = tokens[i].deprel == DT_DEPREL_OBL && noun >= 0 && noun < (int32_t)i &&
		               tokens[noun].upos == DT_UPOS_NOUN && tokens[noun].deprel == DT_DEPREL_NMOD;
		if (!oblique || !has_child(tokens, count, i, DT_DEPREL_CASE)) continue;
		tokens[i].deprel = DT_DEPREL_NMOD;
		int32_t mark = child_of(tokens, count, (size_t)noun, DT_DEPREL_MARK);
		if (mark >= 0 && tokens[mark].upos == DT_UPOS_ADP) tokens[mark].deprel = DT_DEPREL_CASE;
	}
}

// "helped ─xcomp─▶ rebuild ─flat─▶ Somalia": a word in small letters that a verb takes open is a verb.
static void wake_infinitives(DtToken *tokens, size_t count) {
	for (size_t i = 1; i + 1 < count; i++) {
		bool name = tokens[i].upos == DT_UPOS_PROPN && !is_capital(&tokens[i]) && tokens[i].deprel == DT_DEPREL_XCOMP;
		if (!name || tokens[i + 1].head != (int32_t)i || tokens[i + 1].deprel != DT_DEPREL_FLAT) continue;
		tokens[i].upos = DT_UPOS_VERB;
		tokens[i].xpos = DT_XPOS_VB;
		tokens[i + 1].deprel = DT_DEPREL_OBJ;
	}
}

// "assured Chad of its good will": an auxiliary has a verb, "will" behind an adjective is a noun.
static void name_will(DtToken *tokens, size_t count) {
	for (size_t i = 1; i < count; i++) {
		bool noun = tokens[i].upos == DT_UPOS_AUX &&
		            (tokens[i].deprel == DT_DEPREL_OBL || tokens[i].deprel == DT_DEPREL_OBJ) &&
		            tokens[i - 1].upos == DT_UPOS_ADJ && tokens[i - 1].head == (int32_t)i;
		if (!noun) continue;
		tokens[i].upos = DT_UPOS_NOUN;
		tokens[i].xpos = DT_XPOS_NN;
		for (size_t k = 0; k + 1 < i; k++)
			if (tokens[k].head == (int32_t)i - 1) tokens[k].head = (int32_t)i;
	}
}

// "sent envoys to Tel Aviv": a capital after "to", in a sentence in small letters, begins a name.
static void name_destinations(DtToken *tokens, size_t count) {
	for (size_t i = 2; i + 1 < count; i++) {
		int32_t verb = tokens[i].head;
		bool infinitive = tokens[i].upos == DT_UPOS_VERB && is_capital(&tokens[i]) && verb >= 0 && verb < (int32_t)i &&
		                  tokens[verb].upos == DT_UPOS_VERB && !is_capital(&tokens[verb]);
		const DtToken *to = &tokens[i - 1];
		bool name =
			tokens[i + 1].head == (int32_t)i && tokens[i + 1].upos == DT_UPOS_PROPN && is_capital(&tokens[i + 1]);
		if (!infinitive || !name || to->head != (int32_t)i || !dt_slice_is(to->form, "to")) continue;
		tokens[i].upos = DT_UPOS_PROPN;
		tokens[i].xpos = DT_XPOS_NNP;
		tokens[i].deprel = DT_DEPREL_OBL;
		tokens[i - 1].upos = DT_UPOS_ADP;
		tokens[i - 1].xpos = DT_XPOS_IN;
		tokens[i - 1].deprel = DT_DEPREL_CASE;
		tokens[i + 1].deprel = DT_DEPREL_FLAT;
	}
}

// "will free the spies provided that Moscow frees the pilot": a condition.
static void name_conditions(DtToken *tokens, size_t count) {
	for (size_t i = 1; i + 1 < count; i++) {
		bool provided = dt_slice_is(tokens[i].form, "provided") || dt_slice_is(tokens[i].form, "providing");
		int32_t clause = provided ? child_of(tokens, count, i, DT_DEPREL_CCOMP) : -1, verb = tokens[i].head;
		if (clause < (int32_t)i || verb < 0 || verb > (int32_t)i || tokens[i].deprel == DT_DEPREL_CONJ) continue;
		if (has_child(tokens, count, i, DT_DEPREL_NSUBJ) || has_child(tokens, count, i, DT_DEPREL_OBJ) ||
		    !dt_slice_is(tokens[i + 1].form, "that"))
			continue;
		tokens[clause].head = verb;
		tokens[clause].deprel = DT_DEPREL_ADVCL;
		tokens[i].head = clause;
		tokens[i].deprel = DT_DEPREL_MARK;
		tokens[i].upos = DT_UPOS_SCONJ;
		tokens[i].xpos = DT_XPOS_IN;
	}
}

// "said no to the offer": the answer is what is said, and denies no saying.
static void find_answers(DtToken *tokens, size_t count) {
	static const char *const verbs[] = {"say", "says", "said", "saying", NULL};
	for (size_t i = 1; i < count; i++) {
		bool answer = dt_slice_is(tokens[i].form, "no") || dt_slice_is(tokens[i].form, "yes");
		bool said = tokens[i].head == (int32_t)i - 1 && is_among(tokens[i - 1].form, verbs);
		if (!answer || !said || tokens[i].deprel != DT_DEPREL_ADVMOD) continue;
		tokens[i].upos = DT_UPOS_INTJ;
		tokens[i].xpos = DT_XPOS_UH;
		tokens[i].deprel = DT_DEPREL_OBJ;
	}
}

// ---- participles and nouns taken for verbs ----

// True for a participle that may stand before a noun: "[stranded] tourists", "[drinking] water", not "began
// [shipping]".
static bool can_modify(const DtToken *token) {
	static const char *const present[] = {
		"fleeing",   "drinking",  "protesting", "striking",   "returning",  "arriving", "starving",    "surviving",
		"dying",     "departing", "retreating", "warring",    "invading",   "opposing", "remaining",   "competing",
		"visiting",  "ailing",    "existing",   "leading",    "ruling",     "fighting", "advancing",   "waiting",
		"suffering", "rioting",   "marching",   "retiring",   "struggling", "feuding",  "neighboring", "neighbouring",
		"incoming",  "outgoing",  "cooking",    "squabbling", "standing",   NULL};
	if (token->xpos == DT_XPOS_VBG) return is_among(token->form, present);
	return token->xpos == DT_XPOS_VBN || token->xpos == DT_XPOS_VBD;
}

// Verbs that a past participle with its noun may follow open: "had troops moved", "got lost".
static bool takes_participle(const DtToken *verb) {
	static const char *const verbs[] = {"get",    "gets", "got",  "getting", "have", "has",  "had",
	                                    "having", "keep", "kept", "see",     "saw",  "want", "wants",
	                                    "need",   "be",   "felt", "remain",  NULL};
	return is_among(verb->form, verbs);
}

static void set_before(DtToken *participle, size_t noun) {
	participle->head = (int32_t)noun;
	participle->deprel = DT_DEPREL_AMOD;
}

// "evacuated stranded tourists", "brought drinking water": the object is the verb's, the participle its modifier.
static void lower_participles(DtToken *tokens, size_t count) {
	for (size_t i = 1; i + 1 < count; i++) {
		size_t verb = i - 1;
		bool open = tokens[i].deprel == DT_DEPREL_XCOMP && tokens[i].head == (int32_t)verb && can_modify(&tokens[i]);
		if (!open || tokens[verb].upos != DT_UPOS_VERB || takes_participle(&tokens[verb])) continue;
		int32_t noun = child_of(tokens, count, i, DT_DEPREL_OBJ);
		if (noun < (int32_t)i + 1 || has_child(tokens, count, verb, DT_DEPREL_OBJ) || !is_nominal(&tokens[noun]))
			continue;
		for (size_t k = 0; k < count; k++)
			if (tokens[k].head == (int32_t)i && k != (size_t)noun) tokens[k].head = (int32_t)verb;
		tokens[noun].head = (int32_t)verb;
		set_before(&tokens[i], (size_t)noun);
	}
}

// "sheltered ◀─aux─ rejected ─obj─▶ seekers": no verb but a few helps another; this one rules, the next is a
// participle.
static void raise_false_auxiliaries(DtToken *tokens, size_t count) {
	for (size_t i = 0; i + 2 < count; i++) {
		size_t next = i + 1;
		bool helps = tokens[i].deprel == DT_DEPREL_AUX || tokens[i].deprel == DT_DEPREL_AUX_PASS;
		bool false_one = helps && tokens[i].upos == DT_UPOS_VERB && tokens[i].head == (int32_t)next &&
		                 dt_slice_ends(tokens[i].form, "ed");
		if (!false_one || !can_modify(&tokens[next]) ||
		    is_among(tokens[i].form, (const char *const[]){"need", "used", NULL}))
			continue;
		int32_t noun = child_of(tokens, count, next, DT_DEPREL_OBJ);
		if (noun < (int32_t)next + 1) continue;
		tokens[i].head = tokens[next].head;
		tokens[i].deprel = tokens[next].deprel;
		tokens[i].xpos = DT_XPOS_VBD;
		for (size_t k = 0; k < count; k++)
			if (tokens[k].head == (int32_t)next && k != i) tokens[k].head = (int32_t)i;
		set_before(&tokens[next], (size_t)noun);
	}
}

// Words of small letters that are no verbs, whatever stands before them.
static bool is_never_verb(DtSlice form) {
	static const char *const words[] = {"cyclone",  "hurricane",  "typhoon",   "drought",  "famine",     "flood-hit",
	                                    "death",    "opposition", "quake-hit", "militant", "minority",   "majority",
	                                    "refugee",  "government", "migrant",   "war-torn", "guerrilla",  "veteran",
	                                    "hospital", "safety",     "jail",      "prison",   "parliament", "school",
	                                    "custody",  NULL};
	return dt_slice_ends(form, "ist") || dt_slice_ends(form, "quake") || is_among(form, words);
}

// "an amnesty to communist rebels", "flown to hospital": no infinitive, but who receives, or where to.
static void name_receivers(DtToken *tokens, size_t count) {
	for (size_t i = 2; i < count; i++) {
		int32_t verb = tokens[i].head, noun = child_of(tokens, count, i, DT_DEPREL_OBJ);
		bool participle = tokens[i].xpos == DT_XPOS_VBN && noun >= 0; // "to landlocked Chad": no infinitive either
		bool infinitive = tokens[i].upos == DT_UPOS_VERB && (tokens[i].xpos == DT_XPOS_VB || participle) && verb >= 0 &&
		                  verb < (int32_t)i;
		if (!infinitive || (noun >= 0 && noun != (int32_t)i + 1) || is_capital(&tokens[i])) continue;
		DtToken *to = &tokens[i - 1];
		if (to->head != (int32_t)i || !dt_slice_is(to->form, "to")) continue;
		if (!participle && !is_never_verb(tokens[i].form)) continue;
		size_t receiver = noun < 0 ? i : (size_t)noun;
		for (size_t k = 0; k < count; k++)
			if (tokens[k].head == (int32_t)i && k != receiver) tokens[k].head = k < i ? (int32_t)receiver : verb;
		tokens[i].upos = noun < 0 ? DT_UPOS_NOUN : DT_UPOS_ADJ;
		tokens[i].xpos = noun < 0 ? DT_XPOS_NN : DT_XPOS_JJ;
		if (noun >= 0) set_before(&tokens[i], receiver);
		tokens[receiver].head = verb;
		tokens[receiver].deprel = tokens[verb].upos == DT_UPOS_VERB ? DT_DEPREL_OBL : DT_DEPREL_NMOD;
		to->upos = DT_UPOS_ADP;
		to->xpos = DT_XPOS_IN;
		to->deprel = DT_DEPREL_CASE;
	}
}

// "teamed up with Morocco to stop it": with a preposition nobody is the subject of an infinitive, but for "for".
static void part_companions(DtToken *tokens, size_t count) {
	for (size_t i = 1; i + 1 < count; i++) {
		int32_t infinitive = tokens[i].head, above = infinitive < 0 ? -1 : tokens[infinitive].head;
		bool subject = tokens[i].deprel == DT_DEPREL_NSUBJ && is_nominal(&tokens[i]) && infinitive > (int32_t)i &&
		               tokens[infinitive].xpos == DT_XPOS_VB && above >= 0 && above < (int32_t)i;
		int32_t preposition = subject ? child_of(tokens, count, i, DT_DEPREL_CASE) : -1;
		int32_t mark = subject ? child_of(tokens, count, (size_t)infinitive, DT_DEPREL_MARK) : -1;
		if (preposition < 0 || preposition > (int32_t)i || dt_slice_is(tokens[preposition].form, "for")) continue;
		if (mark < (int32_t)i || !dt_slice_is(tokens[mark].form, "to") || tokens[above].upos != DT_UPOS_VERB) continue;
		tokens[i].head = above;
		tokens[i].deprel = DT_DEPREL_OBL;
	}
}

// "opened the Rafah crossing": a place where a border is crossed.
static void name_crossings(DtToken *tokens, size_t count) {
	for (size_t i = 2; i < count; i++) {
		int32_t verb = tokens[i].head;
		bool crossing = dt_slice_is(tokens[i].form, "crossing") && tokens[i].upos == DT_UPOS_VERB && verb >= 0 &&
		                verb < (int32_t)i && !has_child(tokens, count, i, DT_DEPREL_OBJ);
		int32_t name = crossing ? child_of(tokens, count, i, DT_DEPREL_NSUBJ) : -1;
		int32_t object = crossing ? child_of(tokens, count, (size_t)verb, DT_DEPREL_OBJ) : -1;
		if (name < 0 && object == (int32_t)i - 1) name = object; // "opened [Rafah] [crossing]"
		if (name < 0 || tokens[name].upos != DT_UPOS_PROPN || (object >= 0 && object != name) ||
		    has_child(tokens, count, i, DT_DEPREL_AUX))
			continue;
		tokens[i].upos = DT_UPOS_NOUN;
		tokens[i].xpos = DT_XPOS_NN;
		tokens[i].deprel = DT_DEPREL_OBJ;
		for (size_t k = i + 1; k < count; k++)
			if (tokens[k].head == (int32_t)i) tokens[k].head = verb;
		for (size_t k = 0; k < i; k++)
			if (tokens[k].head == name && tokens[k].deprel == DT_DEPREL_DET) tokens[k].head = (int32_t)i;
		tokens[name].head = (int32_t)i;
		tokens[name].deprel = DT_DEPREL_COMPOUND;
	}
}

// "sent him back ◀─obl─ to Libya": where to is the verb's.
static void return_from_adverbs(DtToken *tokens, size_t count) {
	static const char *const adverbs[] = {"back", "home", "away", "together", "along", NULL};
	for (size_t i = 1; i < count; i++) {
		int32_t adverb = tokens[i].head, verb = adverb < 0 ? -1 : tokens[adverb].head;
		bool oblique = tokens[i].deprel == DT_DEPREL_OBL && verb >= 0 && adverb < (int32_t)i && verb < adverb;
		if (!oblique || tokens[adverb].upos != DT_UPOS_ADV || tokens[verb].upos != DT_UPOS_VERB) continue;
		if (is_among(tokens[adverb].form, adverbs) && has_child(tokens, count, i, DT_DEPREL_CASE))
			tokens[i].head = verb;
	}
}

// "discussed mining with the premier": what is talked over without an object of its own is a thing.
static void name_topics(DtToken *tokens, size_t count) {
	static const char *const verbs[] = {"discuss", "discusses", "discussed", "discussing", "debate",
	                                    "debated", "legalise",  "legalised", "legalize",   "legalized",
	                                    "address", "addressed", NULL};
	for (size_t i = 1; i < count; i++) {
		int32_t verb = tokens[i].head;
		bool gerund = tokens[i].deprel == DT_DEPREL_XCOMP && tokens[i].xpos == DT_XPOS_VBG && verb == (int32_t)i - 1;
		if (!gerund || !is_among(tokens[verb].form, verbs) || has_child(tokens, count, i, DT_DEPREL_OBJ) ||
		    has_child(tokens, count, i, DT_DEPREL_XCOMP) || has_child(tokens, count, i, DT_DEPREL_CCOMP))
			continue;
		tokens[i].upos = DT_UPOS_NOUN;
		tokens[i].xpos = DT_XPOS_NN;
		tokens[i].deprel = DT_DEPREL_OBJ;
		for (size_t k = i + 1; k < count; k++)
			if (tokens[k].head == (int32_t)i && tokens[k].deprel == DT_DEPREL_OBL) tokens[k].head = verb;
	}
}

// "has for years ─▶ supplied beef": "have" with nothing that is had helps the participle behind it.
static void lower_helpers(DtToken *tokens, size_t count) {
	for (size_t i = 0; i + 1 < count; i++) {
		bool have = tokens[i].upos == DT_UPOS_VERB &&
		            is_among(tokens[i].form, (const char *const[]){"has", "have", "had", NULL});
		if (!have || has_child(tokens, count, i, DT_DEPREL_OBJ) || has_child(tokens, count, i, DT_DEPREL_XCOMP))
			continue;
		int32_t main = child_of(tokens, count, i, DT_DEPREL_ADVCL);
		if (main < 0) main = child_of(tokens, count, i, DT_DEPREL_CCOMP);
		bool participle = main > (int32_t)i && (tokens[main].xpos == DT_XPOS_VBN || tokens[main].xpos == DT_XPOS_VBD);
		if (!participle || has_child(tokens, count, (size_t)main, DT_DEPREL_MARK) ||
		    has_child(tokens, count, (size_t)main, DT_DEPREL_NSUBJ) ||
		    has_child(tokens, count, (size_t)main, DT_DEPREL_AUX))
			continue;
		tokens[main].head = tokens[i].head;
		tokens[main].deprel = tokens[i].deprel;
		for (size_t k = 0; k < count; k++)
			if (tokens[k].head == (int32_t)i) tokens[k].head = main;
		tokens[i].head = main;
		tokens[i].deprel = DT_DEPREL_AUX;
		tokens[i].upos = DT_UPOS_AUX;
	}
}

// "Iceland was first ─csubj─▶ to recognise": an adjective has one subject.
static void part_adjective_subjects(DtToken *tokens, size_t count) {
	for (size_t i = 1; i < count; i++) {
		int32_t adjective = tokens[i].head;
		bool second = tokens[i].deprel == DT_DEPREL_CSUBJ && tokens[i].xpos == DT_XPOS_VB && adjective >= 0 &&
		              adjective < (int32_t)i && tokens[adjective].upos == DT_UPOS_ADJ;
		if (second && has_child(tokens, count, (size_t)adjective, DT_DEPREL_NSUBJ)) tokens[i].deprel = DT_DEPREL_XCOMP;
	}
}

// "The envoy is due in Amman": of the adjective before the preposition, not of the place, are subject and copula.
static void raise_adjectives(DtToken *tokens, size_t count) {
	for (size_t i = 2; i < count; i++) {
		int32_t adjective = tokens[i].head;
		bool oblique = tokens[i].deprel == DT_DEPREL_OBL && adjective >= 0 && adjective < (int32_t)i &&
		               tokens[adjective].upos == DT_UPOS_ADJ &&
		               !has_child(tokens, count, (size_t)adjective, DT_DEPREL_NSUBJ);
		int32_t copula = oblique ? child_of(tokens, count, i, DT_DEPREL_COP) : -1;
		int32_t preposition = oblique ? child_of(tokens, count, i, DT_DEPREL_CASE) : -1;
		if (copula < 0 || copula > adjective || preposition != adjective + 1) continue;
		for (size_t k = 0; k < count; k++) {
			bool of_clause = k < (size_t)adjective || tokens[k].deprel == DT_DEPREL_PUNCT;
			if (tokens[k].head == (int32_t)i && of_clause) tokens[k].head = adjective;
		}
	}
}

void dt_tree_mend_valency(DtToken *tokens, size_t count) {
	raise_false_auxiliaries(tokens, count);
	lower_participles(tokens, count);
	name_receivers(tokens, count);
	part_companions(tokens, count);
	name_crossings(tokens, count);
	return_from_adverbs(tokens, count);
	name_topics(tokens, count);
	lower_helpers(tokens, count);
	raise_adjectives(tokens, count);
	part_adjective_subjects(tokens, count);
	return_clauses(tokens, count);
	return_phrases(tokens, count);
	part_agents(tokens, count);
	part_judgements(tokens, count);
	part_sights(tokens, count);
	find_gerund_objects(tokens, count);
	find_speakers(tokens, count);
	join_headline_subjects(tokens, count);
	find_addressed(tokens, count);
	free_that(tokens, count);
	free_objects(tokens, count);
	return_wishes(tokens, count);
	return_receivers(tokens, count);
	name_modifiers(tokens, count);
	wake_infinitives(tokens, count);
	find_answers(tokens, count);
	name_will(tokens, count);
	name_destinations(tokens, count);
	name_conditions(tokens, count);
}
