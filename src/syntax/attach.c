// SPDX-License-Identifier: Apache-2.0
// See attach.h. Like the rules of mend.c these look for what is impossible:
//
//   preparing ─conj─▶ called, "accused X of preparing a coup and called on Y"
//                                 no finite verb goes on from a gerund or infinitive: it goes on from the clause above
//   say ─ccomp─▶ briefed, "two people briefed on the plans said"
//                                 a verb of speech has a subject: who is told of before it
//   telephoned ─obj─▶ Uribe ─conj─▶ voiced          no finite verb goes on from a noun
//   close ◀─advcl─ warned, "Poland could close it, he warned"
//                                 a finite clause with its own subject and no mark is what is said
//   accused ─obj─▶ party ─nmod─▶ fraud, "of fraud"  what somebody is accused of is the verb's
//   Amman ─cop─▶ is, "is due in Amman"              what a preposition rules has no copula
//   Premier ◀─nsubj─ held ─aux─▶ Lifeng, "Vice Premier He Lifeng held"
//                                 no pronoun stands between a title and a name
//   Chad ◀─root, accused ─advcl─▶ party, "Chad, which was no party, accused Mali"
//                                 a sentence has a finite verb outside its relative clauses
//   brokered ─mark─▶ that, "a truce that Mali brokered"
//                                 what lacks an object has the noun before for it
#include "syntax/attach.h"

#include "syntax/tree_words.h"

static bool is_finite(const DtToken *token) {
	return token->xpos == DT_XPOS_VBD || token->xpos == DT_XPOS_VBZ || token->xpos == DT_XPOS_VBP;
}

static bool is_open(const DtToken *token) { return token->xpos == DT_XPOS_VBG || token->xpos == DT_XPOS_VB; }

static bool has_auxiliary(const DtToken *tokens, size_t count, size_t verb) {
	return has_child(tokens, count, verb, DT_DEPREL_AUX) || has_child(tokens, count, verb, DT_DEPREL_AUX_PASS);
}

static void raise_finite_conjuncts(DtToken *tokens, size_t count) {
	for (size_t i = 1; i < count; i++) {
		int32_t first = tokens[i].head;
		bool goes_on = tokens[i].deprel == DT_DEPREL_CONJ && tokens[i].xpos == DT_XPOS_VBD && first >= 0 &&
		               first < (int32_t)i && is_open(&tokens[first]) && !has_child(tokens, count, i, DT_DEPREL_NSUBJ) &&
		               !has_auxiliary(tokens, count, i);
		if (!goes_on || has_auxiliary(tokens, count, (size_t)first)) continue;
		int32_t above = tokens[first].head;
		for (int steps = 0; above >= 0 && above < first && steps < 6 && !is_finite(&tokens[above]); steps++)
			above = tokens[above].head;
		bool fits = above >= 0 && above < first && is_finite(&tokens[above]) && tokens[above].upos == DT_UPOS_VERB;
		if (fits) tokens[i].head = above;
	}
}

// The clause right before a verb of speech without a subject is a participle's, of the noun that would be its own.
static void free_informed(DtToken *tokens, size_t count) {
	static const char *const verbs[] = {"said", "say", "says", "told", "added", NULL};
	for (size_t i = 2; i < count; i++) {
		int32_t said = tokens[i].head;
		bool clause = tokens[i].deprel == DT_DEPREL_CCOMP && said > (int32_t)i && is_among(tokens[said].form, verbs);
		if (!clause || (tokens[i].xpos != DT_XPOS_VBD && tokens[i].xpos != DT_XPOS_VBN)) continue;
		if (has_auxiliary(tokens, count, i) || has_child(tokens, count, (size_t)said, DT_DEPREL_NSUBJ)) continue;
		int32_t noun = child_of(tokens, count, i, DT_DEPREL_NSUBJ);
		bool object =
			has_child(tokens, count, i, DT_DEPREL_OBJ) || has_child(tokens, count, (size_t)said, DT_DEPREL_OBJ);
		if (noun != (int32_t)i - 1 || object || !dt_slice_ends(tokens[i].form, "ed")) continue;
		tokens[noun].head = said;
		tokens[noun].deprel = DT_DEPREL_NSUBJ;
		tokens[i].head = noun;
		tokens[i].deprel = DT_DEPREL_ACL;
		tokens[i].xpos = DT_XPOS_VBN;
		for (size_t k = 0; k < i; k++)
			if (tokens[k].head == (int32_t)i &&
			    (tokens[k].deprel == DT_DEPREL_NUMMOD || tokens[k].deprel == DT_DEPREL_DET))
				tokens[k].head = noun;
	}
}

// "Vice Premier [He] Lifeng": a name that looks like a pronoun.
static void name_he(DtToken *tokens, size_t count) {
	for (size_t i = 1; i + 1 < count; i++) {
		bool he = dt_slice_is(tokens[i].form, "He") && tokens[i].xpos == DT_XPOS_PRP;
		int32_t verb = tokens[i].head;
		bool named = is_capital(&tokens[i + 1]) && is_capital(&tokens[i - 1]) && is_nominal(&tokens[i - 1]);
		bool apart = verb > (int32_t)i + 1 && tokens[i - 1].head == verb && tokens[i + 1].head == verb;
		if (!he || !named || !apart) continue;
		tokens[i].upos = tokens[i + 1].upos = DT_UPOS_PROPN;
		tokens[i].xpos = tokens[i + 1].xpos = DT_XPOS_NNP;
		tokens[i].lemma = tokens[i].form;
		tokens[i + 1].lemma = tokens[i + 1].form;
		tokens[i].deprel = DT_DEPREL_NSUBJ;
		tokens[i + 1].head = (int32_t)i;
		tokens[i + 1].deprel = DT_DEPREL_FLAT;
		tokens[i - 1].head = (int32_t)i;
		tokens[i - 1].deprel = DT_DEPREL_NMOD_DESC;
	}
}

// "[is] due in Amman": what a preposition rules has no subject and no copula; they are those of the word above.
static void return_copulas(DtToken *tokens, size_t count) {
	for (size_t i = 0; i < count; i++) {
		int32_t noun = tokens[i].head, above = noun < 0 ? -1 : tokens[noun].head;
		bool lost = tokens[i].deprel == DT_DEPREL_COP || is_subject(&tokens[i]) || tokens[i].deprel == DT_DEPREL_AUX;
		bool ruled = noun > (int32_t)i && tokens[noun].deprel == DT_DEPREL_OBL && is_nominal(&tokens[noun]) &&
		             has_child(tokens, count, (size_t)noun, DT_DEPREL_CASE);
		bool before = above >= 0 && above > (int32_t)i && above < noun;
		if (lost && ruled && before) tokens[i].head = above;
	}
}

// "telephoned [Uribe ─conj─▶ voiced] support": no finite verb goes on from a noun, and what stands behind it is its
// own.
static void raise_from_nouns(DtToken *tokens, size_t count) {
	for (size_t i = 2; i < count; i++) {
		int32_t noun = tokens[i].head, verb = noun < 0 ? -1 : tokens[noun].head;
		bool taken = tokens[i].xpos == DT_XPOS_VBN && dt_slice_is(tokens[i - 1].form, "and"); // for a participle
		bool goes_on = tokens[i].deprel == DT_DEPREL_CONJ && tokens[i].upos == DT_UPOS_VERB &&
		               (is_finite(&tokens[i]) || taken) && !has_auxiliary(tokens, count, i) && noun >= 0 &&
		               noun < (int32_t)i && is_nominal(&tokens[noun]);
		bool open = verb >= 0 && verb < noun && tokens[verb].upos == DT_UPOS_VERB &&
		            (tokens[noun].deprel == DT_DEPREL_OBJ || tokens[noun].deprel == DT_DEPREL_OBL);
		if (!goes_on || !open || has_child(tokens, count, i, DT_DEPREL_NSUBJ)) continue;
		tokens[i].head = verb;
		tokens[i].xpos = DT_XPOS_VBD;
		if (tokens[noun].deprel != DT_DEPREL_OBJ) continue;
		for (size_t k = i + 1; k < count; k++) {
			bool own =
				tokens[k].head == verb && (tokens[k].deprel == DT_DEPREL_OBJ || tokens[k].deprel == DT_DEPREL_OBL);
			if (own) tokens[k].head = (int32_t)i;
		}
	}
}

// "If it deepens, Poland could close the crossing, he warned": a finite clause with its own subject and no mark is what
// is said.
static void name_warnings(DtToken *tokens, size_t count) {
	static const char *const verbs[] = {"said",  "says",     "warned", "added",    "told",   "announced", "reported",
	                                    "noted", "insisted", "argued", "declared", "stated", "predicted", NULL};
	for (size_t i = 1; i < count; i++) {
		int32_t said = tokens[i].head;
		bool before = tokens[i].deprel == DT_DEPREL_ADVCL && said > (int32_t)i && is_among(tokens[said].form, verbs);
		if (!before || has_child(tokens, count, i, DT_DEPREL_MARK) || is_open(&tokens[i])) {
			bool modal = before && tokens[i].xpos == DT_XPOS_VB && has_child(tokens, count, i, DT_DEPREL_AUX) &&
			             !has_child(tokens, count, i, DT_DEPREL_MARK);
			if (!modal) continue;
		}
		int32_t speaker = child_of(tokens, count, (size_t)said, DT_DEPREL_NSUBJ);
		if (speaker < (int32_t)i || !has_child(tokens, count, i, DT_DEPREL_NSUBJ)) continue;
		tokens[i].deprel = DT_DEPREL_CCOMP;
	}
}

// "accused [her party ─nmod─▶ of fraud]": what somebody is accused of is the verb's.
static void free_charges(DtToken *tokens, size_t count) {
	static const char *const verbs[] = {"accuse",    "accuses",  "accused",   "accusing", "suspect",
	                                    "suspected", "convict",  "convicted", "acquit",   "acquitted",
	                                    "informed",  "notified", NULL};
	for (size_t i = 2; i < count; i++) {
		int32_t whom = tokens[i].head, verb = whom < 0 ? -1 : tokens[whom].head;
		bool of = tokens[i].deprel == DT_DEPREL_NMOD && verb >= 0 && verb < whom && whom < (int32_t)i &&
		          tokens[whom].deprel == DT_DEPREL_OBJ && is_among(tokens[verb].form, verbs);
		int32_t preposition = of ? child_of(tokens, count, i, DT_DEPREL_CASE) : -1;
		if (preposition != whom + 1 || !dt_slice_is(tokens[preposition].form, "of")) continue;
		if (is_capital(&tokens[i])) continue; // "the government of Chad"
		tokens[i].head = verb;
		tokens[i].deprel = DT_DEPREL_OBL;
	}
}

// "join the WTO, [an aide] said": what seems to stand beside the last name says it.
static void free_speakers(DtToken *tokens, size_t count) {
	static const char *const verbs[] = {"said", "says", "added", "warned", NULL};
	for (size_t i = 1; i + 1 < count; i++) {
		bool beside = tokens[i].deprel == DT_DEPREL_APPOS && tokens[i].upos == DT_UPOS_NOUN;
		if (!beside || !has_child(tokens, count, i, DT_DEPREL_DET)) continue;
		size_t end = i + 1; // behind its phrase
		while (end < count && !is_among(tokens[end].form, verbs) && end < i + 8) end++;
		if (end >= count || !is_among(tokens[end].form, verbs) || tokens[end].upos != DT_UPOS_VERB) continue;
		int32_t up = (int32_t)end - 1;
		for (int steps = 0; up > (int32_t)i && steps < 8; steps++) up = tokens[up].head;
		bool lost = up == (int32_t)i && !has_child(tokens, count, end, DT_DEPREL_NSUBJ) &&
		            has_child(tokens, count, end, DT_DEPREL_CCOMP);
		if (!lost) continue;
		tokens[i].head = (int32_t)end;
		tokens[i].deprel = DT_DEPREL_NSUBJ;
	}
}

// "called President Alvaro [Uribe ─appos─▶ a liar]": the name is one, and what it is called stands behind it.
static void name_the_called(DtToken *tokens, size_t count) {
	for (size_t i = 1; i < count; i++) {
		int32_t verb = tokens[i].head;
		bool part = tokens[i].deprel == DT_DEPREL_XCOMP && tokens[i].upos == DT_UPOS_PROPN && verb >= 0 &&
		            tokens[i - 1].upos == DT_UPOS_PROPN && tokens[i - 1].head == verb &&
		            tokens[i - 1].deprel == DT_DEPREL_OBJ;
		int32_t called = part ? child_of(tokens, count, i, DT_DEPREL_APPOS) : -1;
		if (called < (int32_t)i) continue;
		tokens[i].head = (int32_t)i - 1;
		tokens[i].deprel = DT_DEPREL_FLAT;
		tokens[called].head = verb;
		tokens[called].deprel = DT_DEPREL_XCOMP;
	}
}

// "Chad, which was no party to the talks, [accused] Mali": a sentence has a finite verb outside its relative clauses.
static void free_main_verbs(DtToken *tokens, size_t count) {
	size_t root = 0;
	while (root < count && tokens[root].head >= 0) root++;
	if (root == count || tokens[root].upos != DT_UPOS_PROPN || has_child(tokens, count, root, DT_DEPREL_COP)) return;
	int32_t relative = child_of(tokens, count, root, DT_DEPREL_ACL_RELCL);
	if (relative < (int32_t)root + 3 || !dt_slice_is(tokens[root + 1].form, ",")) return;
	if (tokens[root + 2].xpos != DT_XPOS_WDT && tokens[root + 2].xpos != DT_XPOS_WP) return;
	for (size_t i = (size_t)relative + 1; i < count; i++) {
		bool past =
			tokens[i].xpos == DT_XPOS_VBD || (tokens[i].xpos == DT_XPOS_VBN && dt_slice_ends(tokens[i].form, "ed"));
		bool lost = past && tokens[i].upos == DT_UPOS_VERB && dt_slice_is(tokens[i - 1].form, ",") &&
		            (tokens[i].deprel == DT_DEPREL_ACL || tokens[i].deprel == DT_DEPREL_ADVCL) &&
		            !has_child(tokens, count, i, DT_DEPREL_NSUBJ) && !has_auxiliary(tokens, count, i);
		if (!lost || !has_child(tokens, count, i, DT_DEPREL_OBJ)) continue;
		for (size_t k = i; k < count; k++)
			if (tokens[k].head == (int32_t)root) tokens[k].head = (int32_t)i;
		tokens[i].head = -1;
		tokens[i].deprel = DT_DEPREL_ROOT;
		tokens[i].xpos = DT_XPOS_VBD;
		tokens[root].head = (int32_t)i;
		tokens[root].deprel = DT_DEPREL_NSUBJ;
		return;
	}
}

// "a charge that [Asmara ─acl─▶ dismissed]": the verb makes the relative clause, and the name is its subject.
static void turn_relatives(DtToken *tokens, size_t count) {
	for (size_t i = 2; i < count; i++) {
		int32_t name = tokens[i].head, noun = name < 0 ? -1 : tokens[name].head;
		bool lost = tokens[i].deprel == DT_DEPREL_ACL && tokens[i].upos == DT_UPOS_VERB && name >= 0 &&
		            name < (int32_t)i && tokens[name].upos == DT_UPOS_PROPN &&
		            tokens[name].deprel == DT_DEPREL_ACL_RELCL && noun >= 0 && noun < name;
		int32_t pronoun = lost ? child_of(tokens, count, i, DT_DEPREL_OBJ) : -1;
		if (pronoun < noun || pronoun > name || tokens[pronoun].xpos != DT_XPOS_WDT) continue;
		tokens[i].head = noun;
		tokens[i].deprel = DT_DEPREL_ACL_RELCL;
		tokens[i].xpos = DT_XPOS_VBD;
		tokens[name].head = (int32_t)i;
		tokens[name].deprel = DT_DEPREL_NSUBJ;
	}
}

// "a truce [that ◀─mark─ brokered]": in a relative clause with a subject and no object it is the object.
static void name_objects(DtToken *tokens, size_t count) {
	for (size_t i = 1; i < count; i++) {
		int32_t that = tokens[i].upos == DT_UPOS_VERB ? child_of(tokens, count, i, DT_DEPREL_MARK) : -1;
		int32_t loose = that < 0 ? child_of(tokens, count, i, DT_DEPREL_OBL_UNMARKED) : -1;
		if (loose >= 0 && tokens[loose].xpos == DT_XPOS_WDT) that = loose;
		int32_t noun = tokens[i].head;
		bool clause = tokens[i].deprel == DT_DEPREL_ACL_RELCL && noun >= 0 && noun + 1 == that;
		clause |= tokens[i].deprel == DT_DEPREL_CONJ && noun >= 0 && tokens[noun].deprel == DT_DEPREL_ACL_RELCL &&
		          that > noun;
		if (!clause || !dt_slice_is(tokens[that].form, "that")) continue;
		bool whole = has_child(tokens, count, i, DT_DEPREL_OBJ) || has_child(tokens, count, i, DT_DEPREL_CCOMP);
		if (whole || !has_child(tokens, count, i, DT_DEPREL_NSUBJ)) continue;
		tokens[that].deprel = DT_DEPREL_OBJ;
		tokens[that].upos = DT_UPOS_PRON;
		tokens[that].xpos = DT_XPOS_WDT;
	}
}

void dt_tree_mend_clauses(DtToken *tokens, size_t count) {
	raise_finite_conjuncts(tokens, count);
	free_informed(tokens, count);
	name_he(tokens, count);
	return_copulas(tokens, count);
	raise_from_nouns(tokens, count);
	name_warnings(tokens, count);
	free_charges(tokens, count);
	name_the_called(tokens, count);
	free_speakers(tokens, count);
	free_main_verbs(tokens, count);
	turn_relatives(tokens, count);
	name_objects(tokens, count);
}
