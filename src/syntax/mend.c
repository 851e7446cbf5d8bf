// SPDX-License-Identifier: Apache-2.0
// See mend.h. A parser that scores arcs one by one can choose a whole that cannot be:
//
//   Britain ◀─nsubj─ has ◀─aux─ imposed          an auxiliary has no dependents: they are its verb's
//   Colombia ◀─nsubj─ severed ◀─amod─ ties       an adjective has no subject: it is the verb, and "ties" its object
//   Colombia ◀─nsubj─ ties ─amod─▶ severed       the same, with the subject given to the noun
//   Colombia ◀─compound─ ties ─amod─▶ severed    no name stands before a noun's adjective
//   May ◀─aux─ met                                no modal verb stands with a past tense: "May" is who met
//   would ◀─aux─ sue (a name)                     no name in small letters has a modal verb: it is a verb
//   Acting ─obj─▶ Silva, declared                a clause has a subject: the one that a title's participle took
//   Minister ◀─nsubj─ spoke ─nsubj─▶ Fidan       two subjects side by side are one: a title and a name
//   Sources ◀─nsubj─ expelled ◀─ccomp─ say       a verb between two subjects of its clause has the first one
//   minister, Kurti, ─acl─▶ accused Belgrade.    a sentence has a verb: the participle behind an apposition
//   after ◀─case─ Serbs ◀─obl─ rose ─▶ stormed   a finite clause has a subject: the noun that stands before it
//   Guards ◀─nsubj:pass─ clashed                 no passive without its auxiliary, in a full sentence
//   ruled ─obl:agent─▶ Britain                   no agent of what is active: it is the noun's that stands before "by"
//   sue ─flat─▶ Hungary                          a verb is no part of a name: "Hungary" is its object
//   Vietnam ◀─compound─ plans ◀─nsubj─ buy       no infinitive rules a full sentence: "plans" is the verb
//   wrote ─obl─▶ Delhi, ─xcomp─▶ propose         who writes to somebody does it for a purpose
//   in ◀─case─ Qatar, December ◀─obl─ complained a preposition stands with the noun behind it
//   invasion ─conj─▶ assets, "and froze assets"  no conjunct on the far side of a verb: it is that verb's object
//   November ◀─nsubj─ sent, "that November and"  the subject of a conjunct stands behind its "and"
//   agreed, Thursday ◀─obl─ use, "not to use"     nothing of an infinitive stands before its "to"
//   said ─obj─▶ kingdom, ─ccomp─▶ would lift      a finite clause has a subject: the noun before it
//   withdraw its troops ─nmod─▶ "from Niger"     what is withdrawn is withdrawn from somewhere
//   on ◀─prt─ called, ─obl─▶ sides                an oblique has its preposition
//   over, to ◀─case─ police ◀─obl─ handed         "handed them over to the police": "over" is the verb's
//   to ◀─mark─ displaced ─obj─▶ families         a participle between a preposition and a noun is the noun's
//   into ◀─case─ Hassan ◀─flat─ Ali              no second word of a name has a preposition: it is the whole name's
//   In ◀─case─ 2008 ◀─nummod─ soldiers ◀─obl─    a year counts no soldiers: it is the time, and they the subject
//
// Each rule looks for what is impossible, not for what is unlikely, and leaves the rest of the tree as it is.
#include "syntax/mend.h"

#include "syntax/attach.h"
#include "syntax/inflection.h"
#include "syntax/tree_words.h"
#include "syntax/valency.h"
#include "syntax/words.h"

static bool is_past_form(const DtToken *token) {
	bool adjective = token->xpos == DT_XPOS_JJ && dt_slice_ends(token->form, "ed");
	return token->xpos == DT_XPOS_VBN || token->xpos == DT_XPOS_VBD || adjective;
}

// ---- dependents of auxiliaries ----

// "May met Merkel": no modal verb stands with a past tense.
static void name_modals(DtToken *tokens, size_t count) {
	for (size_t i = 0; i < count; i++) {
		int32_t head = tokens[i].head;
		bool modal = head > (int32_t)i && tokens[i].deprel == DT_DEPREL_AUX && dt_slice_is(tokens[i].form, "May");
		bool base = modal && dt_slice_equal_folded(tokens[head].form, tokens[head].lemma);
		if (!modal || base) continue;
		tokens[i].deprel = DT_DEPREL_NSUBJ;
		tokens[i].upos = DT_UPOS_PROPN;
		tokens[i].xpos = DT_XPOS_NNP;
	}
}

// "would [sue] Turkey": what stands in small letters behind a modal verb of its own is no name.
static void wake_modal_verbs(DtToken *tokens, size_t count) {
	for (size_t i = 0; i + 1 < count; i++) {
		DtToken *verb = &tokens[i + 1];
		bool own = tokens[i].xpos == DT_XPOS_MD && tokens[i].head == (int32_t)i + 1;
		bool small = verb->form.length > 0 && verb->form.data[0] >= 'a' && verb->form.data[0] <= 'z';
		if (!own || !small || verb->upos != DT_UPOS_PROPN) continue;
		verb->upos = DT_UPOS_VERB;
		verb->xpos = DT_XPOS_VB;
	}
}

static void free_auxiliaries(DtToken *tokens, size_t count) {
	for (size_t i = 0; i < count; i++) {
		int32_t head = tokens[i].head;
		if (head < 0) continue;
		bool auxiliary = tokens[head].deprel == DT_DEPREL_AUX || tokens[head].deprel == DT_DEPREL_AUX_PASS;
		bool of_clause = is_subject(&tokens[i]) || tokens[i].deprel == DT_DEPREL_OBJ ||
		                 tokens[i].deprel == DT_DEPREL_OBL || tokens[i].deprel == DT_DEPREL_CCOMP ||
		                 tokens[i].deprel == DT_DEPREL_ADVCL || tokens[i].deprel == DT_DEPREL_MARK ||
		                 tokens[i].deprel == DT_DEPREL_PUNCT;
		if (auxiliary && of_clause && tokens[head].head != (int32_t)i) tokens[i].head = tokens[head].head;
	}
}

// ---- verbs taken for adjectives ----

static bool is_clause(const DtToken *token) {
	return token->deprel == DT_DEPREL_ROOT || token->deprel == DT_DEPREL_CCOMP || token->deprel == DT_DEPREL_PARATAXIS;
}

// A name before an adjective ("[Japan] lifted sanctions", "[New Zealand] relaxed rules"): a noun's own would stand
// behind it.
static bool is_name_before(const DtToken *tokens, size_t name, size_t verb, size_t noun) {
	bool modifies = tokens[name].deprel == DT_DEPREL_COMPOUND || tokens[name].deprel == DT_DEPREL_AMOD;
	size_t end = name + 1;
	while (end < verb && tokens[end].head == (int32_t)name && tokens[end].deprel == DT_DEPREL_FLAT) end++;
	bool named = tokens[name].upos == DT_UPOS_PROPN || (end > name + 1 && is_capital(&tokens[name]));
	return is_clause(&tokens[noun]) && modifies && named && end == verb;
}

// The subject of a clause whose verb stands as an adjective before noun: a subject of the verb itself, or of the noun
// with nothing but adverbs between it and the verb. -1 for none.
static int32_t lost_subject(const DtToken *tokens, size_t verb, size_t noun) {
	for (size_t i = verb; i-- > 0;) {
		bool subject = is_subject(&tokens[i]) && is_nominal(&tokens[i]);
		if (subject && tokens[i].head == (int32_t)verb) return (int32_t)i;
		if (tokens[i].head != (int32_t)noun || (!subject && !is_name_before(tokens, i, verb, noun))) continue;
		for (size_t k = i + 1; k < verb; k++) // what hangs on the subject may stand between, an article of the noun not
			if (tokens[k].head == (int32_t)noun && tokens[k].upos != DT_UPOS_ADV && tokens[k].upos != DT_UPOS_PUNCT)
				return -1;
		return (int32_t)i;
	}
	return -1;
}

static bool has_copula(const DtToken *tokens, size_t count, size_t noun) {
	for (size_t i = 0; i < count; i++)
		if (tokens[i].head == (int32_t)noun && (tokens[i].deprel == DT_DEPREL_COP || tokens[i].deprel == DT_DEPREL_AUX))
			return true;
	return false;
}

// Dependents of the noun that belong to the clause: all before the verb, and those of a clause behind it.
static bool belongs_to_clause(const DtToken *token, size_t at, size_t verb) {
	switch (token->deprel) {
	case DT_DEPREL_AMOD:
	case DT_DEPREL_COMPOUND:
	case DT_DEPREL_DET:
	case DT_DEPREL_NUMMOD:
	case DT_DEPREL_CASE:
	case DT_DEPREL_NMOD_POSS:
		return at < verb && token->deprel != DT_DEPREL_CASE;
	case DT_DEPREL_NMOD:
	case DT_DEPREL_ACL:
	case DT_DEPREL_ACL_RELCL:
	case DT_DEPREL_APPOS:
	case DT_DEPREL_FLAT:
	case DT_DEPREL_CONJ:
	case DT_DEPREL_NMOD_DESC:
		return false;
	default:
		return true;
	}
}

static void make_verb(DtToken *tokens, size_t count, size_t verb, size_t noun, size_t subject) {
	tokens[verb].head = tokens[noun].head;
	tokens[verb].deprel = tokens[noun].deprel;
	tokens[verb].upos = DT_UPOS_VERB;
	tokens[verb].xpos = DT_XPOS_VBD;
	for (size_t i = 0; i < count; i++) {
		if (i == verb || tokens[i].head != (int32_t)noun || !belongs_to_clause(&tokens[i], i, verb)) continue;
		tokens[i].head = (int32_t)verb;
	}
	tokens[noun].head = (int32_t)verb;
	tokens[noun].deprel = DT_DEPREL_OBJ;
	tokens[subject].head = (int32_t)verb;
	tokens[subject].deprel = DT_DEPREL_NSUBJ;
}

static void find_lost_verbs(DtToken *tokens, size_t count) {
	for (size_t verb = 1; verb < count; verb++) {
		int32_t noun = tokens[verb].head;
		bool adjective = tokens[verb].deprel == DT_DEPREL_AMOD && is_past_form(&tokens[verb]);
		if (!adjective || noun <= (int32_t)verb || has_copula(tokens, count, (size_t)noun)) continue;
		int32_t subject = lost_subject(tokens, verb, (size_t)noun);
		if (subject >= 0) make_verb(tokens, count, verb, (size_t)noun, (size_t)subject);
	}
}

// ---- two subjects side by side ----

static bool hangs_on(const DtToken *tokens, size_t count, size_t token, size_t above) {
	for (size_t steps = 0; steps < count && tokens[token].head >= 0; steps++) {
		if (token == above) return true;
		token = (size_t)tokens[token].head;
	}
	return token == above;
}

// Nothing but what hangs on either stands from first to second, no comma and no "and" among it.
static bool are_adjacent(const DtToken *tokens, size_t count, size_t first, size_t second) {
	for (size_t i = first + 1; i < second; i++) {
		bool parted =
			tokens[i].upos == DT_UPOS_CCONJ || (tokens[i].upos == DT_UPOS_PUNCT && !dt_slice_ends(tokens[i].form, "-"));
		bool phrase = tokens[i].upos == DT_UPOS_ADP || tokens[i].upos == DT_UPOS_VERB || tokens[i].upos == DT_UPOS_PRON;
		if (parted || phrase) return false;
		if (!hangs_on(tokens, count, i, first) && !hangs_on(tokens, count, i, second)) return false;
	}
	return true;
}

static void join_subjects(DtToken *tokens, size_t count) {
	for (size_t i = 0; i < count; i++) {
		bool noun = tokens[i].upos == DT_UPOS_NOUN || tokens[i].upos == DT_UPOS_PROPN;
		if (!noun || !is_subject(&tokens[i])) continue;
		for (size_t k = i + 1; k < count; k++) {
			bool subject = tokens[k].head == tokens[i].head && tokens[k].deprel == tokens[i].deprel;
			if (!subject || tokens[k].upos == DT_UPOS_PRON) continue;
			if (!is_nominal(&tokens[k]) || !are_adjacent(tokens, count, i, k)) break;
			bool title = tokens[i].upos == DT_UPOS_NOUN && tokens[k].upos == DT_UPOS_PROPN;
			tokens[i].head = (int32_t)k;
			tokens[i].deprel = title ? DT_DEPREL_NMOD_DESC : DT_DEPREL_COMPOUND;
			break;
		}
	}
}

// "Acting President Silva declared": the participle that begins the sentence belongs to a title.
static void free_subject(DtToken *tokens, size_t count) {
	int32_t verb = count ? tokens[0].head : -1, name = -1;
	bool clause = count && (tokens[0].deprel == DT_DEPREL_ADVCL || tokens[0].deprel == DT_DEPREL_CSUBJ);
	bool participle = clause && tokens[0].upos == DT_UPOS_VERB && dt_slice_ends(tokens[0].form, "ing") && verb > 0;
	bool alone = true; // "Acting", with the name the subject already
	for (size_t i = 1; participle && i < count; i++) {
		bool subject = tokens[i].head == verb && is_subject(&tokens[i]);
		if (subject && !(alone && tokens[0].deprel == DT_DEPREL_CSUBJ)) return;
		if (subject || (tokens[i].head == 0 && tokens[i].deprel == DT_DEPREL_OBJ)) name = (int32_t)i;
		alone &= tokens[i].head != 0;
		bool comma = (int32_t)i < verb && tokens[i].upos == DT_UPOS_PUNCT && dt_slice_ends(tokens[i].form, ",");
		if (comma) return;
	}
	if (name < 0 || name > verb || tokens[name].upos != DT_UPOS_PROPN) return;
	tokens[name].head = verb;
	tokens[name].deprel = DT_DEPREL_NSUBJ;
	tokens[0].head = name;
	tokens[0].deprel = DT_DEPREL_AMOD;
}

// ---- adjectives that head a phrase ----

// "thousands of [Lebanese]": a people.
static void name_peoples(DtToken *tokens, size_t count) {
	for (size_t i = 0; i < count; i++) {
		DtToken *token = &tokens[i];
		bool nominal = is_subject(token) || token->deprel == DT_DEPREL_OBJ || token->deprel == DT_DEPREL_OBL ||
		               token->deprel == DT_DEPREL_NMOD || token->deprel == DT_DEPREL_OBL_AGENT;
		if (token->upos != DT_UPOS_ADJ || !nominal || !is_capital(token)) continue;
		bool one = i > 0 && (dt_slice_is(tokens[i - 1].form, "a") || dt_slice_is(tokens[i - 1].form, "an"));
		token->upos = DT_UPOS_PROPN;
		token->xpos = one ? DT_XPOS_NNP : DT_XPOS_NNPS;
	}
}

// "deported 40 [Somalis]", "killed 12 [Kenyans]": a number counts the people behind it.
static void count_peoples(DtToken *tokens, size_t count) {
	for (size_t i = 0; i + 1 < count; i++) {
		DtToken *people = &tokens[i + 1];
		bool counted = tokens[i].xpos == DT_XPOS_CD && tokens[i].form.length < 4 && people->head == (int32_t)i &&
		               people->upos == DT_UPOS_PROPN && is_capital(people) && dt_slice_ends(people->form, "s") &&
		               (people->deprel == DT_DEPREL_NMOD_UNMARKED || people->deprel == DT_DEPREL_FLAT ||
		                people->deprel == DT_DEPREL_APPOS || people->deprel == DT_DEPREL_NMOD);
		if (!counted || has_child(tokens, count, i + 1, DT_DEPREL_CASE)) continue;
		people->head = tokens[i].head;
		people->deprel = tokens[i].deprel;
		for (size_t k = 0; k < count; k++)
			if (tokens[k].head == (int32_t)i) tokens[k].head = (int32_t)i + 1;
		tokens[i].head = (int32_t)i + 1;
		tokens[i].deprel = DT_DEPREL_NUMMOD;
	}
}

// The noun that an adjective took for its own, right before it: "declared the [envoy] unwelcome". -1 for none.
static int32_t noun_before(const DtToken *tokens, size_t adjective) {
	for (size_t i = adjective; i-- > 0;) {
		if (tokens[i].head != (int32_t)adjective || tokens[i].deprel != DT_DEPREL_COMPOUND) continue;
		for (size_t k = i + 1; k < adjective; k++) // nothing between but the rest of a name
			if (tokens[k].head != (int32_t)i) return -1;
		return is_nominal(&tokens[i]) ? (int32_t)i : -1;
	}
	return -1;
}

static void part_objects(DtToken *tokens, size_t count) {
	for (size_t i = 1; i < count; i++) {
		bool object = tokens[i].upos == DT_UPOS_ADJ && tokens[i].deprel == DT_DEPREL_OBJ && tokens[i].head < (int32_t)i;
		int32_t noun = object && !is_capital(&tokens[i]) ? noun_before(tokens, i) : -1;
		if (noun < 0) continue;
		int32_t verb = tokens[i].head, other = -1;
		for (int32_t k = 0; k < noun; k++) {
			if (tokens[k].head == verb && tokens[k].deprel == DT_DEPREL_OBJ) other = k;
			if (tokens[k].head == (int32_t)i) tokens[k].head = noun; // what stands before the noun is the noun's
		}
		tokens[noun].head = other >= 0 ? other : verb; // "found the warlord Ntaganda guilty"
		tokens[noun].deprel = other >= 0 ? DT_DEPREL_APPOS : DT_DEPREL_OBJ;
		tokens[i].deprel = DT_DEPREL_XCOMP;
	}
}

// ---- a sentence that is all noun ----

// Only where the verb cannot be passive: with an object or a clause of its own, or with "for", "against", "with".
static bool acts(const DtToken *tokens, size_t count, size_t verb) {
	static const char *const active[] = {"for", "against", "with", "towards", "toward", "together", "alongside"};
	if (tokens[verb].xpos == DT_XPOS_VBD || has_child(tokens, count, verb, DT_DEPREL_OBJ) ||
	    has_child(tokens, count, verb, DT_DEPREL_CCOMP))
		return true;
	for (size_t k = 0; verb + 1 < count && k < sizeof active / sizeof *active; k++)
		if (dt_slice_is(tokens[verb + 1].form, active[k])) return true;
	return false;
}

// "bandits seized [villagers]": a noun that the tree coordinated with the subject, though no "and" stands there.
static int32_t false_conjunct(const DtToken *tokens, size_t count, size_t noun, size_t verb) {
	for (size_t i = verb + 1; i < count; i++) {
		bool conjunct = tokens[i].head == (int32_t)noun && tokens[i].deprel == DT_DEPREL_CONJ && is_nominal(&tokens[i]);
		if (conjunct) return has_child(tokens, count, i, DT_DEPREL_CC) ? -1 : (int32_t)i;
	}
	return -1;
}

static void put_verb_first(DtToken *tokens, size_t count, size_t verb, size_t noun) {
	for (size_t k = 0; k < count; k++)
		if (tokens[k].head == (int32_t)noun && (k > verb || tokens[k].upos == DT_UPOS_PUNCT))
			tokens[k].head = (int32_t)verb;
	tokens[verb].head = -1;
	tokens[verb].deprel = DT_DEPREL_ROOT;
	tokens[verb].upos = DT_UPOS_VERB;
	tokens[verb].xpos = DT_XPOS_VBD;
	tokens[noun].head = (int32_t)verb;
	tokens[noun].deprel = DT_DEPREL_NSUBJ;
}

// "Armenian [students] ─acl─▶ called for ...", "[Bandits] ─acl─▶ seized ─conj─ villagers": a full sentence has a verb.
static void wake_noun_sentence(DtToken *tokens, size_t count) {
	if (count == 0 || !dt_slice_is(tokens[count - 1].form, ".")) return;
	for (size_t i = 1; i < count; i++) {
		size_t noun = i - 1;
		bool past = is_past_form(&tokens[i]) && tokens[i].upos == DT_UPOS_VERB;
		if (!past || tokens[noun].head >= 0 || !is_nominal(&tokens[noun]) || has_copula(tokens, count, noun)) continue;
		int32_t object = false_conjunct(tokens, count, noun, i);
		bool modifies = tokens[i].deprel == DT_DEPREL_AMOD && object >= 0 && tokens[i].head == object;
		bool clause = tokens[i].deprel == DT_DEPREL_ACL && tokens[i].head == (int32_t)noun;
		if (!modifies && !(clause && (object >= 0 || acts(tokens, count, i)))) continue;
		put_verb_first(tokens, count, i, noun);
		if (object >= 0) tokens[object].deprel = DT_DEPREL_OBJ;
		return;
	}
}

// "Kenyan police shot at refugees": a past form taken for the noun, with the subject as its modifier.
static void wake_past_noun(DtToken *tokens, size_t count) {
	DtSlice base;
	bool past = false, verb = false;
	char room[DT_WORD_ROOM];
	if (count < 3 || !dt_slice_is(tokens[count - 1].form, ".")) return;
	for (size_t i = 0; i < count; i++) verb |= tokens[i].upos == DT_UPOS_VERB || tokens[i].upos == DT_UPOS_AUX;
	for (size_t i = 1; i < count && !verb; i++) {
		bool root = tokens[i].head < 0 && tokens[i].upos == DT_UPOS_NOUN && !is_capital(&tokens[i]);
		bool subject = tokens[i - 1].head == (int32_t)i && is_nominal(&tokens[i - 1]);
		if (!root || !subject) continue;
		if (!dt_irregular_base(dt_word_fold(tokens[i].form, room), DT_XPOS_VBD, &base, &past)) return;
		for (size_t k = 0; k < count; k++) {
			if (tokens[k].head != (int32_t)i || k == i - 1) continue;
			if (k < i && tokens[k].deprel != DT_DEPREL_PUNCT) tokens[k].head = (int32_t)i - 1;
			if (k > i && tokens[k].deprel == DT_DEPREL_NMOD) tokens[k].deprel = DT_DEPREL_OBL;
		}
		tokens[i].upos = DT_UPOS_VERB;
		tokens[i].xpos = DT_XPOS_VBD;
		tokens[i - 1].deprel = DT_DEPREL_NSUBJ;
		return;
	}
}

// ---- verbs with a hyphen ----

// "North Korea test - fired a missile": the first half took the subject.
static void join_hyphened_verbs(DtToken *tokens, size_t count) {
	for (size_t verb = 2; verb < count; verb++) {
		size_t half = verb - 2;
		bool hyphened = tokens[verb].upos == DT_UPOS_VERB && dt_slice_is(tokens[verb - 1].form, "-") &&
		                tokens[half].head == (int32_t)verb && tokens[half].upos == DT_UPOS_NOUN;
		if (!hyphened || is_capital(&tokens[half])) continue;
		tokens[half].deprel = DT_DEPREL_COMPOUND;
		for (size_t k = 0; k < half; k++) {
			if (tokens[k].head != (int32_t)half || !is_nominal(&tokens[k])) continue;
			tokens[k].head = (int32_t)verb;
			tokens[k].deprel = DT_DEPREL_NSUBJ;
		}
	}
}

// ---- two subjects of one clause ----

// "Sources close to the palace say Bahrain has expelled the envoy": who says it is no subject of what is said.
static void part_subjects(DtToken *tokens, size_t count) {
	for (size_t i = 0; i < count; i++) {
		int32_t verb = tokens[i].head, above = verb < 0 ? -1 : tokens[verb].head;
		bool across = above > (int32_t)i && above < verb && tokens[verb].deprel == DT_DEPREL_CCOMP;
		if (!across || !is_subject(&tokens[i]) || tokens[above].upos != DT_UPOS_VERB) continue;
		bool second = false, taken = false;
		for (size_t k = 0; k < count; k++) {
			second |= k > (size_t)above && tokens[k].head == verb && is_subject(&tokens[k]);
			taken |= tokens[k].head == above && is_subject(&tokens[k]);
		}
		if (second && !taken) tokens[i].head = above;
	}
}

// ---- verbs of a sentence taken for participles after an apposition ----

static bool is_comma(const DtToken *token) { return token->upos == DT_UPOS_PUNCT && dt_slice_ends(token->form, ","); }

// "The minister, Albin Kurti, accused Belgrade.": the noun is root, the verb behind the second comma its participle.
static bool is_lost_predicate(const DtToken *tokens, size_t count, size_t noun, size_t verb) {
	bool participle = tokens[verb].head == (int32_t)noun && tokens[verb].deprel == DT_DEPREL_ACL &&
	                  tokens[verb].upos == DT_UPOS_VERB && is_past_form(&tokens[verb]);
	if (!participle || verb < noun + 3 || !is_comma(&tokens[verb - 1])) return false;
	bool apposed = false;
	for (size_t i = noun + 1; i < verb; i++)
		apposed |= tokens[i].head == (int32_t)noun && (tokens[i].deprel == DT_DEPREL_APPOS);
	bool says_more = has_child(tokens, count, verb, DT_DEPREL_OBJ) || has_child(tokens, count, verb, DT_DEPREL_OBL) ||
	                 has_child(tokens, count, verb, DT_DEPREL_CCOMP) || has_child(tokens, count, verb, DT_DEPREL_XCOMP);
	return apposed && says_more && !has_copula(tokens, count, noun);
}

static void raise_predicates(DtToken *tokens, size_t count) {
	bool stopped = count > 1 && tokens[count - 1].upos == DT_UPOS_PUNCT && dt_slice_ends(tokens[count - 1].form, ".");
	for (size_t verb = 3; stopped && verb < count; verb++) {
		int32_t noun = tokens[verb].head;
		if (noun < 0 || noun >= (int32_t)verb || tokens[noun].deprel != DT_DEPREL_ROOT || !is_nominal(&tokens[noun]))
			continue;
		if (!is_lost_predicate(tokens, count, (size_t)noun, verb)) continue;
		for (size_t i = verb + 1; i < count; i++) // what stands behind the verb is the verb's
			if (tokens[i].head == noun) tokens[i].head = (int32_t)verb;
		tokens[verb].head = -1;
		tokens[verb].deprel = DT_DEPREL_ROOT;
		tokens[verb].xpos = DT_XPOS_VBD;
		tokens[noun].head = (int32_t)verb;
		tokens[noun].deprel = DT_DEPREL_NSUBJ;
		return;
	}
}

// ---- subjects taken for phrases of time ----

static bool opens_clause(const DtToken *token) {
	static const char *const words[] = {"after", "before", "since", "until", "as", "once"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (dt_slice_equal_folded(token->form, dt_slice_of(words[i]))) return token->deprel == DT_DEPREL_CASE;
	return false;
}

// "rose after some thirty Serbs stormed the village": a finite clause without subject right behind has that one.
static void return_subjects(DtToken *tokens, size_t count) {
	for (size_t word = 0; word < count; word++) {
		if (!opens_clause(&tokens[word]) || tokens[word].head <= (int32_t)word) continue;
		size_t noun = (size_t)tokens[word].head;
		int32_t above = tokens[noun].head;
		if (!is_nominal(&tokens[noun]) || above < 0) continue;
		if (tokens[noun].deprel == DT_DEPREL_NSUBJ && above > (int32_t)noun) { // "since [he] took office"
			tokens[word].head = above;
			tokens[word].deprel = DT_DEPREL_MARK;
			continue;
		}
		size_t verb = noun + 1;
		while (verb < count && (hangs_on(tokens, count, verb, noun) || tokens[verb].upos == DT_UPOS_ADV)) verb++;
		bool finite = verb < count && tokens[verb].upos == DT_UPOS_VERB && tokens[verb].xpos != DT_XPOS_VBG &&
		              tokens[verb].xpos != DT_XPOS_VB && tokens[verb].deprel == DT_DEPREL_ADVCL &&
		              tokens[verb].head == above;
		if (!finite || tokens[noun].deprel != DT_DEPREL_OBL || has_child(tokens, count, verb, DT_DEPREL_NSUBJ) ||
		    has_child(tokens, count, verb, DT_DEPREL_NSUBJ_PASS) || has_child(tokens, count, verb, DT_DEPREL_MARK))
			continue;
		bool passive = has_child(tokens, count, verb, DT_DEPREL_AUX_PASS);
		tokens[noun].head = (int32_t)verb;
		tokens[noun].deprel = passive ? DT_DEPREL_NSUBJ_PASS : DT_DEPREL_NSUBJ;
		tokens[word].head = (int32_t)verb;
		tokens[word].deprel = DT_DEPREL_MARK;
	}
}

// ---- voice ----

static bool is_full_sentence(const DtToken *tokens, size_t count) {
	while (count > 0 &&
	       (dt_slice_is(tokens[count - 1].form, "\"") || dt_slice_is(tokens[count - 1].form, "\xE2\x80\x9D")))
		count--;
	return count > 0 && dt_slice_is(tokens[count - 1].form, ".");
}

// "Guards clashed with villagers.": headlines and notes leave the auxiliary of the passive out, full sentences do not.
static void make_active(DtToken *tokens, size_t count) {
	bool full = is_full_sentence(tokens, count);
	for (size_t i = 0; i + 1 < count; i++) {
		int32_t verb = tokens[i].head;
		if (tokens[i].deprel != DT_DEPREL_NSUBJ_PASS || verb <= (int32_t)i || !is_clause(&tokens[verb])) continue;
		bool past = tokens[verb].upos == DT_UPOS_VERB && is_past_form(&tokens[verb]);
		bool active = full || has_child(tokens, count, (size_t)verb, DT_DEPREL_OBJ);
		if (!past || !active || has_child(tokens, count, (size_t)verb, DT_DEPREL_AUX_PASS) ||
		    has_child(tokens, count, (size_t)verb, DT_DEPREL_AUX) ||
		    has_child(tokens, count, (size_t)verb, DT_DEPREL_COP))
			continue;
		tokens[i].deprel = DT_DEPREL_NSUBJ;
		tokens[verb].xpos = DT_XPOS_VBD;
	}
}

// Where the words that hang on token, and on those, begin.
static size_t phrase_start(const DtToken *tokens, size_t token) {
	size_t start = token;
	for (size_t i = token; i-- > 0 && (tokens[i].head == (int32_t)token || tokens[i].head == (int32_t)start);)
		start = i;
	return start;
}

// "ruled out mediation by Britain": what is active has no agent.
static void return_agents(DtToken *tokens, size_t count) {
	for (size_t i = 2; i < count; i++) {
		int32_t verb = tokens[i].head;
		if (tokens[i].deprel != DT_DEPREL_OBL_AGENT || verb < 0 || verb >= (int32_t)i) continue;
		if (!has_child(tokens, count, (size_t)verb, DT_DEPREL_NSUBJ) ||
		    has_child(tokens, count, (size_t)verb, DT_DEPREL_AUX_PASS))
			continue;
		size_t by = phrase_start(tokens, i);
		bool after_noun = by > (size_t)verb + 1 && is_nominal(&tokens[by - 1]) && tokens[by - 1].head >= verb;
		if (after_noun) tokens[i].head = (int32_t)by - 1;
		tokens[i].deprel = after_noun ? DT_DEPREL_NMOD : DT_DEPREL_OBL;
	}
}

// ---- objects ----

// "might sue ─flat─▶ Hungary": a verb is no part of a name.
static void find_lost_objects(DtToken *tokens, size_t count) {
	for (size_t i = 1; i < count; i++) {
		int32_t verb = tokens[i].head;
		bool part = tokens[i].deprel == DT_DEPREL_FLAT && verb >= 0 && verb < (int32_t)i && is_nominal(&tokens[i]);
		if (part && tokens[verb].upos == DT_UPOS_VERB && !has_child(tokens, count, (size_t)verb, DT_DEPREL_OBJ))
			tokens[i].deprel = DT_DEPREL_OBJ;
	}
}

// ---- infinitives that rule a sentence ----

static bool takes_infinitive(DtSlice form) {
	static const char *const verbs[] = {"plans", "offers",  "vows",     "hopes",     "pledges", "moves",
	                                    "aims",  "demands", "promises", "threatens", NULL};
	return is_among(form, verbs);
}

// "Vietnam plans to buy jets.": the verb before "to", taken for a noun with the subject as its modifier.
static void wake_planning_verbs(DtToken *tokens, size_t count) {
	for (size_t verb = 1; verb + 2 < count; verb++) {
		int32_t infinitive = tokens[verb].head;
		bool noun = tokens[verb].upos == DT_UPOS_NOUN && tokens[verb].deprel == DT_DEPREL_NSUBJ &&
		            takes_infinitive(tokens[verb].form);
		bool before_to = dt_slice_is(tokens[verb + 1].form, "to") && tokens[verb + 1].head == infinitive;
		bool name = tokens[verb - 1].head == (int32_t)verb && tokens[verb - 1].upos == DT_UPOS_PROPN;
		if (!noun || !before_to || !name || tokens[infinitive].deprel != DT_DEPREL_ROOT ||
		    tokens[infinitive].xpos != DT_XPOS_VB)
			continue;
		for (size_t i = 0; i < count; i++) {
			if (i + 1 < verb && tokens[i].head == (int32_t)verb) tokens[i].head = (int32_t)verb - 1;
			bool above = tokens[i].head == infinitive && (i < verb || tokens[i].upos == DT_UPOS_PUNCT);
			if (above) tokens[i].head = (int32_t)verb;
		}
		tokens[verb - 1].deprel = DT_DEPREL_NSUBJ;
		tokens[verb].head = -1;
		tokens[verb].deprel = DT_DEPREL_ROOT;
		tokens[verb].upos = DT_UPOS_VERB;
		tokens[verb].xpos = DT_XPOS_VBZ;
		tokens[infinitive].head = (int32_t)verb;
		tokens[infinitive].deprel = DT_DEPREL_XCOMP;
		return;
	}
}

// ---- purposes ----

// "wrote to Delhi to propose talks": a verb of address or of motion takes no infinitive but one of purpose.
static void free_purposes(DtToken *tokens, size_t count) {
	static const char *const words[] = {"write", "writes", "wrote",   "written",   "flew",     "flown",
	                                    "went",  "travel", "travels", "travelled", "traveled", "returned"};
	for (size_t i = 1; i < count; i++) {
		int32_t verb = tokens[i].head;
		bool addressed = false, somewhere = false;
		if (tokens[i].deprel != DT_DEPREL_XCOMP || tokens[i].xpos != DT_XPOS_VB || verb < 0 || verb > (int32_t)i)
			continue;
		for (size_t k = 0; k < sizeof words / sizeof *words; k++) addressed |= dt_slice_is(tokens[verb].form, words[k]);
		for (size_t k = (size_t)verb + 1; k < i; k++)
			somewhere |= tokens[k].head == verb && tokens[k].deprel == DT_DEPREL_OBL;
		if (addressed && somewhere) tokens[i].deprel = DT_DEPREL_ADVCL;
	}
}

// ---- arcs that cross ----

// "in December Qatar complained": the preposition of a noun without one, given to the next noun.
static void return_prepositions(DtToken *tokens, size_t count) {
	for (size_t i = 0; i + 2 < count; i++) {
		size_t noun = i + 1;
		int32_t far = tokens[i].head;
		bool preposition = tokens[i].deprel == DT_DEPREL_CASE && tokens[i].upos == DT_UPOS_ADP;
		if (!preposition || far <= (int32_t)noun || !is_nominal(&tokens[noun]) || tokens[noun].head <= far) continue;
		bool phrase = tokens[noun].deprel == DT_DEPREL_OBL || tokens[noun].deprel == DT_DEPREL_OBL_UNMARKED;
		if (!phrase) continue;
		tokens[i].head = (int32_t)noun;
		tokens[noun].deprel = DT_DEPREL_OBL;
	}
}

// "condemned the invasion and froze assets": a noun that no "and" joins, coordinated across another verb.
static void return_objects(DtToken *tokens, size_t count) {
	for (size_t i = 2; i < count; i++) {
		int32_t first = tokens[i].head;
		bool conjunct =
			tokens[i].deprel == DT_DEPREL_CONJ && first >= 0 && first < (int32_t)i && is_nominal(&tokens[i]);
		if (!conjunct || has_child(tokens, count, i, DT_DEPREL_CC) || has_child(tokens, count, i, DT_DEPREL_PUNCT))
			continue;
		for (size_t verb = i; verb-- > (size_t)first + 1;) {
			bool outside = tokens[verb].upos == DT_UPOS_VERB && tokens[verb].head >= 0 && tokens[verb].head < first;
			if (!outside || tokens[verb].deprel != DT_DEPREL_CONJ || has_child(tokens, count, verb, DT_DEPREL_OBJ))
				continue;
			tokens[i].head = (int32_t)verb;
			tokens[i].deprel = DT_DEPREL_OBJ;
			break;
		}
	}
}

// "mediated a truce that November and sent troops": the subject of a conjunct stands behind the "and".
static void return_times(DtToken *tokens, size_t count) {
	for (size_t i = 1; i + 2 < count; i++) {
		int32_t verb = tokens[i].head, above = verb < 0 ? -1 : tokens[verb].head;
		bool before = is_subject(&tokens[i]) && above >= 0 && above < (int32_t)i && verb > (int32_t)i + 1 &&
		              tokens[verb].deprel == DT_DEPREL_CONJ && tokens[above].upos == DT_UPOS_VERB;
		if (!before || !has_child(tokens, count, (size_t)above, DT_DEPREL_NSUBJ)) continue;
		if (tokens[i + 1].deprel != DT_DEPREL_CC || tokens[i + 1].head != verb) continue;
		tokens[i].head = above;
		tokens[i].deprel = has_child(tokens, count, i, DT_DEPREL_CASE) ? DT_DEPREL_OBL : DT_DEPREL_OBL_UNMARKED;
	}
}

// "agreed on Thursday not to use force": what stands before the "to" of an infinitive is the verb's above.
static void return_phrases(DtToken *tokens, size_t count) {
	for (size_t i = 1; i + 1 < count; i++) {
		int32_t verb = tokens[i].head, above = verb < 0 ? -1 : tokens[verb].head;
		bool phrase = tokens[i].deprel == DT_DEPREL_OBL || tokens[i].deprel == DT_DEPREL_OBL_UNMARKED;
		if (!phrase || above < 0 || above >= (int32_t)i || verb <= (int32_t)i || tokens[verb].deprel != DT_DEPREL_XCOMP)
			continue;
		bool before_to = false;
		for (size_t k = i + 1; k < (size_t)verb; k++)
			before_to |= tokens[k].head == verb && tokens[k].deprel == DT_DEPREL_MARK && tokens[k].xpos == DT_XPOS_TO;
		if (before_to && tokens[above].upos == DT_UPOS_VERB) tokens[i].head = above;
	}
}

// "said the kingdom would lift": a finite clause has a subject, and what is said is no thing.
static void part_clauses(DtToken *tokens, size_t count) {
	for (size_t i = 1; i + 1 < count; i++) {
		int32_t verb = tokens[i].head;
		bool object = tokens[i].deprel == DT_DEPREL_OBJ && is_nominal(&tokens[i]) && verb >= 0 && verb < (int32_t)i;
		for (size_t clause = i + 1; object && clause < count; clause++) {
			if (tokens[clause].head != verb || tokens[clause].deprel != DT_DEPREL_CCOMP) continue;
			bool finite = tokens[clause].xpos == DT_XPOS_VBD || tokens[clause].xpos == DT_XPOS_VBZ ||
			              has_child(tokens, count, clause, DT_DEPREL_AUX);
			bool free = !has_child(tokens, count, clause, DT_DEPREL_NSUBJ) &&
			            !has_child(tokens, count, clause, DT_DEPREL_NSUBJ_PASS) &&
			            !has_child(tokens, count, clause, DT_DEPREL_CSUBJ) &&
			            !has_child(tokens, count, clause, DT_DEPREL_EXPL) &&
			            !has_child(tokens, count, clause, DT_DEPREL_MARK);
			if (!finite || !free || tokens[clause].upos != DT_UPOS_VERB) break;
			bool passive = has_child(tokens, count, clause, DT_DEPREL_AUX_PASS);
			tokens[i].head = (int32_t)clause;
			tokens[i].deprel = passive ? DT_DEPREL_NSUBJ_PASS : DT_DEPREL_NSUBJ;
			break;
		}
	}
}

// "A, B, C and D": all hang on the first.
static void flatten_lists(DtToken *tokens, size_t count) {
	for (size_t i = 2; i < count; i++) {
		int32_t before = tokens[i].head, first = before < 0 ? -1 : tokens[before].head;
		bool nested = tokens[i].deprel == DT_DEPREL_CONJ && first >= 0 && tokens[before].deprel == DT_DEPREL_CONJ &&
		              first < before && before < (int32_t)i;
		bool names = nested && tokens[i].upos == DT_UPOS_PROPN && tokens[before].upos == DT_UPOS_PROPN &&
		             is_nominal(&tokens[first]) && !has_child(tokens, count, (size_t)before, DT_DEPREL_CC);
		if (names) tokens[i].head = first;
	}
}

static bool removes(DtSlice form) {
	static const char *const verbs[] = {"withdraw", "withdrew", "withdrawn", "withdrawing", "withdraws",
	                                    "recall",   "recalled", "pull",      "pulled",      "pulling",
	                                    "expel",    "expelled", "evacuate",  "evacuated",   NULL};
	return is_among(form, verbs);
}

static bool is_removal(DtSlice form) {
	static const char *const nouns[] = {"withdrawal", "pullout", "evacuation", "removal",
	                                    "expulsion",  "recall",  "retreat",    NULL};
	return is_among(form, nouns);
}

// "withdraw its ambassador and its troops from Niger", "the withdrawal of troops from Niger": who is withdrawn is
// withdrawn from somewhere.
static void return_sources(DtToken *tokens, size_t count) {
	for (size_t i = 2; i < count; i++) {
		if (!dt_slice_is(tokens[i].form, "from") || tokens[i].deprel != DT_DEPREL_CASE) continue;
		int32_t place = tokens[i].head, noun = place < 0 ? -1 : tokens[place].head;
		if (noun < 0 || tokens[place].deprel != DT_DEPREL_NMOD) continue;
		int32_t object = tokens[noun].deprel == DT_DEPREL_CONJ ? tokens[noun].head : noun;
		int32_t act = object < 0 || tokens[object].deprel != DT_DEPREL_NMOD ? -1 : tokens[object].head;
		if (act >= 0 && act < object && is_removal(tokens[act].form)) tokens[place].head = act;
		int32_t verb = object < 0 || tokens[object].deprel != DT_DEPREL_OBJ ? -1 : tokens[object].head;
		if (verb < 0 || verb > (int32_t)i || !removes(tokens[verb].form)) continue;
		tokens[place].head = verb;
		tokens[place].deprel = DT_DEPREL_OBL;
	}
}

// "called on both sides to stop": an oblique without preposition has the particle that stands before it.
static void return_particles(DtToken *tokens, size_t count) {
	for (size_t i = 1; i + 1 < count; i++) {
		bool particle =
			tokens[i].deprel == DT_DEPREL_COMPOUND_PRT && tokens[i].head >= 0 && tokens[i].head < (int32_t)i;
		if (!particle) continue;
		size_t noun = i + 1;
		while (noun < count && tokens[noun].head != tokens[i].head) noun++;
		if (noun >= count || tokens[noun].deprel != DT_DEPREL_OBL || !is_nominal(&tokens[noun]) ||
		    has_child(tokens, count, noun, DT_DEPREL_CASE))
			continue;
		tokens[i].head = (int32_t)noun;
		tokens[i].deprel = DT_DEPREL_CASE;
	}
}

// "handed its prisoners over to the police": behind the object "over" is the verb's own word, "to" says to whom.
static void part_prepositions(DtToken *tokens, size_t count) {
	static const char *const verbs[] = {"hand", "turn", "giv", "gave", "sign", "sen", "pass"};
	for (size_t i = 2; i + 1 < count; i++) {
		bool particle = dt_slice_is(tokens[i].form, "over") || dt_slice_is(tokens[i].form, "back");
		int32_t noun = tokens[i].head, verb = noun < 0 ? -1 : tokens[noun].head;
		bool both = particle && dt_slice_is(tokens[i + 1].form, "to") && tokens[i].deprel == DT_DEPREL_CASE &&
		            (tokens[i + 1].head == noun || tokens[i + 1].head == (int32_t)i);
		if (!both || verb < 0 || verb >= (int32_t)i || tokens[noun].deprel != DT_DEPREL_OBL) continue;
		bool gives = false;
		for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++) gives |= dt_slice_starts(tokens[verb].form, verbs[k]);
		if (!gives || !has_child(tokens, count, (size_t)verb, DT_DEPREL_OBJ)) continue;
		tokens[i].head = verb;
		tokens[i].deprel = DT_DEPREL_COMPOUND_PRT;
		tokens[i + 1].head = noun;
		tokens[i + 1].deprel = DT_DEPREL_CASE;
	}
}

static bool is_year(const DtToken *token) {
	const char *digits = token->form.data;
	if (token->form.length != 4 || (digits[0] != '1' && digits[0] != '2')) return false;
	for (int i = 0; i < 4; i++)
		if (digits[i] < '0' || digits[i] > '9') return false;
	return digits[0] == '1' ? digits[1] == '9' : digits[1] == '0';
}

// "In 2008 soldiers clashed": the year took the subject into its phrase.
static void part_years(DtToken *tokens, size_t count) {
	for (size_t i = 0; i + 2 < count; i++) {
		size_t year = i + 1;
		int32_t noun = tokens[year].head;
		bool dated = dt_slice_equal_folded(tokens[i].form, dt_slice_of("in")) && is_year(&tokens[year]);
		if (!dated || noun <= (int32_t)year || !is_nominal(&tokens[noun])) continue;
		int32_t verb = tokens[noun].head;
		bool counted = tokens[year].deprel == DT_DEPREL_NUMMOD || tokens[year].deprel == DT_DEPREL_COMPOUND;
		bool phrase = tokens[noun].deprel == DT_DEPREL_OBL || is_subject(&tokens[noun]);
		if (!counted || !phrase || verb <= noun || tokens[verb].upos != DT_UPOS_VERB) continue;
		bool passive = has_child(tokens, count, (size_t)verb, DT_DEPREL_AUX_PASS);
		if (tokens[noun].deprel == DT_DEPREL_OBL) {
			if (has_child(tokens, count, (size_t)verb, DT_DEPREL_NSUBJ) ||
			    has_child(tokens, count, (size_t)verb, DT_DEPREL_NSUBJ_PASS))
				continue;
			tokens[noun].deprel = passive ? DT_DEPREL_NSUBJ_PASS : DT_DEPREL_NSUBJ;
		}
		tokens[year].head = verb;
		tokens[year].deprel = DT_DEPREL_OBL;
		tokens[i].head = (int32_t)year;
		tokens[i].deprel = DT_DEPREL_CASE;
	}
}

// "on July 29 suspended aid": a date is no part of a noun's adjective; the verb goes on from the one before.
static void wake_dated_verbs(DtToken *tokens, size_t count) {
	for (size_t verb = 2; verb + 1 < count; verb++) {
		int32_t noun = tokens[verb].head;
		size_t day = verb - 1;
		bool modifies = tokens[verb].deprel == DT_DEPREL_AMOD && is_past_form(&tokens[verb]) && noun > (int32_t)verb;
		bool date = tokens[day].upos == DT_UPOS_NUM || tokens[day].upos == DT_UPOS_PROPN;
		if (!modifies || !date || (tokens[day].head != (int32_t)verb && tokens[day].head != noun)) continue;
		int32_t above = tokens[noun].head, preposition = -1, joined = -1;
		for (size_t k = day; k-- > 0;) {
			if (tokens[k].head != noun) continue;
			if (tokens[k].deprel == DT_DEPREL_CASE && preposition < 0) preposition = (int32_t)k;
			if (tokens[k].deprel == DT_DEPREL_CC && joined < 0) joined = (int32_t)k;
		}
		bool clause = above >= 0 && above < joined && tokens[above].upos == DT_UPOS_VERB && joined + 1 == preposition;
		if (!clause) continue;
		tokens[verb].head = above;
		tokens[verb].deprel = DT_DEPREL_CONJ;
		tokens[verb].upos = DT_UPOS_VERB;
		tokens[verb].xpos = DT_XPOS_VBD;
		tokens[joined].head = (int32_t)verb;
		tokens[preposition].head = (int32_t)day;
		tokens[day].head = (int32_t)verb;
		tokens[day].deprel = DT_DEPREL_OBL;
		tokens[noun].head = (int32_t)verb;
		tokens[noun].deprel = DT_DEPREL_OBJ;
	}
}

// ---- clauses in a row; marks ----

// "reported that officials believe Korea arrested him": of two clauses that a verb takes, the second is the first
// one's.
static void chain_clauses(DtToken *tokens, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (tokens[i].deprel != DT_DEPREL_CCOMP || tokens[i].head < 0 || tokens[i].head > (int32_t)i) continue;
		int32_t second = -1;
		bool full = tokens[i].upos != DT_UPOS_VERB;
		for (size_t k = 0; k < count; k++) {
			bool below = tokens[k].head == (int32_t)i &&
			             (tokens[k].deprel == DT_DEPREL_OBJ || tokens[k].deprel == DT_DEPREL_CCOMP ||
			              tokens[k].deprel == DT_DEPREL_XCOMP || tokens[k].deprel == DT_DEPREL_OBL);
			full |= below;
			bool beside = k > i && tokens[k].head == tokens[i].head && tokens[k].deprel == DT_DEPREL_CCOMP;
			if (beside && second < 0) second = (int32_t)k;
		}
		if (second >= 0 && !full) tokens[second].head = (int32_t)i;
	}
}

// "into the former minister Ali Hassan", "Li Keqiang and his counterpart": within a name a word has nothing of its own,
// no preposition, no conjunct, nothing that tells of it; it is the whole name's.
static void free_names(DtToken *tokens, size_t count) {
	for (size_t i = 0; i < count; i++) {
		int32_t name = tokens[i].head;
		if (name < 0 || tokens[name].deprel != DT_DEPREL_FLAT) continue;
		int32_t first = tokens[name].head;
		bool before = tokens[i].deprel == DT_DEPREL_CASE && (int32_t)i < name && first > (int32_t)i && first < name;
		bool behind = (int32_t)i > name && first >= 0 && first < name &&
		              (tokens[i].deprel == DT_DEPREL_CONJ || tokens[i].deprel == DT_DEPREL_APPOS ||
		               tokens[i].deprel == DT_DEPREL_ACL_RELCL);
		if (before || behind) tokens[i].head = first;
	}
}

// "rations to displaced families": a past participle between a preposition and a noun is the noun's.
static void lower_participles(DtToken *tokens, size_t count) {
	for (size_t i = 1; i + 1 < count; i++) {
		bool clause = tokens[i].deprel == DT_DEPREL_ADVCL || tokens[i].deprel == DT_DEPREL_ACL;
		bool participle = tokens[i].xpos == DT_XPOS_VBN || tokens[i].xpos == DT_XPOS_VBD;
		DtToken *noun = &tokens[i + 1];
		bool object = noun->upos == DT_UPOS_NOUN && noun->head == (int32_t)i && noun->deprel == DT_DEPREL_OBJ;
		bool preposition = tokens[i - 1].head == (int32_t)i && tokens[i - 1].upos != DT_UPOS_SCONJ &&
		                   (tokens[i - 1].deprel == DT_DEPREL_MARK || tokens[i - 1].deprel == DT_DEPREL_CASE);
		if (!clause || !participle || !object || !preposition || tokens[i].head < 0) continue;
		noun->head = tokens[i].head;
		noun->deprel = tokens[i].deprel == DT_DEPREL_ACL ? DT_DEPREL_NMOD : DT_DEPREL_OBL;
		tokens[i].head = (int32_t)i + 1;
		tokens[i].deprel = DT_DEPREL_AMOD;
		tokens[i].upos = DT_UPOS_ADJ;
		tokens[i - 1].deprel = DT_DEPREL_CASE;
		tokens[i - 1].upos = DT_UPOS_ADP;
		for (size_t k = 0; k < count; k++) {
			if (tokens[k].head != (int32_t)i) continue;
			tokens[k].head = (int32_t)i + 1;
			if (tokens[k].deprel == DT_DEPREL_OBL) tokens[k].deprel = DT_DEPREL_NMOD;
		}
	}
}

// Angle quotes are marks and nothing else.
static void free_marks(DtToken *tokens, size_t count) {
	static const char *const marks[] = {"\xC2\xAB", "\xC2\xBB", "\xE2\x80\x9E", "\xE2\x80\xB9", "\xE2\x80\xBA"};
	for (size_t i = 0; i < count; i++) {
		for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
			if (!dt_slice_is(tokens[i].form, marks[m]) || tokens[i].head < 0) continue;
			tokens[i].upos = DT_UPOS_PUNCT;
			tokens[i].deprel = DT_DEPREL_PUNCT;
		}
	}
}

void dt_tree_mend(DtToken *tokens, size_t count) {
	name_modals(tokens, count);
	wake_modal_verbs(tokens, count);
	free_auxiliaries(tokens, count);
	find_lost_verbs(tokens, count);
	join_subjects(tokens, count);
	free_subject(tokens, count);
	wake_noun_sentence(tokens, count);
	wake_past_noun(tokens, count);
	join_hyphened_verbs(tokens, count);
	name_peoples(tokens, count);
	count_peoples(tokens, count);
	part_objects(tokens, count);
	part_subjects(tokens, count);
	raise_predicates(tokens, count);
	return_subjects(tokens, count);
	make_active(tokens, count);
	return_agents(tokens, count);
	find_lost_objects(tokens, count);
	wake_planning_verbs(tokens, count);
	free_purposes(tokens, count);
	return_prepositions(tokens, count);
	return_objects(tokens, count);
	return_times(tokens, count);
	return_phrases(tokens, count);
	part_clauses(tokens, count);
	flatten_lists(tokens, count);
	return_sources(tokens, count);
	return_particles(tokens, count);
	part_prepositions(tokens, count);
	part_years(tokens, count);
	wake_dated_verbs(tokens, count);
	chain_clauses(tokens, count);
	dt_tree_mend_valency(tokens, count);
	free_names(tokens, count);
	lower_participles(tokens, count);
	dt_tree_mend_clauses(tokens, count);
	free_marks(tokens, count);
}
