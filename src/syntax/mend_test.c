// SPDX-License-Identifier: Apache-2.0
// Trees that cannot be, before and after.
#include "syntax/mend.h"

#include "syntax/tree_fixture.h"

static void mend(const Line *lines, size_t count) {
	lay_out(lines, count);
	dt_tree_mend(tokens, count);
}

static void an_auxiliary_has_no_subject(void **state) {
	(void)state;
	const Line lines[] = {W("Britain", PROPN, NNP, 1, NSUBJ), W("has", AUX, VBZ, 2, AUX),
	                      W("imposed", VERB, VBN, -1, ROOT), W("sanctions", NOUN, NNS, 2, OBJ)};
	mend(lines, 4);
	assert_int_equal(tokens[0].head, 2);
	assert_int_equal(tokens[1].head, 2);
}

static void expect_verb(size_t verb, size_t subject, size_t object) {
	assert_int_equal(tokens[verb].head, -1);
	assert_int_equal(tokens[verb].deprel, DT_DEPREL_ROOT);
	assert_int_equal(tokens[verb].xpos, DT_XPOS_VBD);
	assert_int_equal(tokens[subject].head, verb);
	assert_int_equal(tokens[subject].deprel, DT_DEPREL_NSUBJ);
	assert_int_equal(tokens[object].head, verb);
	assert_int_equal(tokens[object].deprel, DT_DEPREL_OBJ);
}

static void an_adjective_has_no_subject(void **state) {
	(void)state;
	const Line own[] = {W("Colombia", PROPN, NNP, 1, NSUBJ), W("severed", ADJ, JJ, 2, AMOD),
	                    W("ties", NOUN, NNS, -1, ROOT)};
	mend(own, 3);
	expect_verb(1, 0, 2);
	const Line of_noun[] = {W("Colombia", PROPN, NNP, 2, NSUBJ), W("severed", VERB, VBN, 2, AMOD),
	                        W("ties", NOUN, NNS, -1, ROOT)};
	mend(of_noun, 3);
	expect_verb(1, 0, 2);
	const Line name[] = {W("Colombia", PROPN, NNP, 2, COMPOUND), W("severed", VERB, VBN, 2, AMOD),
	                     W("ties", NOUN, NNS, -1, ROOT)};
	mend(name, 3);
	expect_verb(1, 0, 2);
}

static void a_name_of_two_words_is_a_subject(void **state) {
	(void)state;
	const Line lines[] = {W("New", ADJ, JJ, 3, AMOD), W("Zealand", PROPN, NNP, 0, FLAT),
	                      W("relaxed", ADJ, VBN, 3, AMOD), W("rules", NOUN, NNS, -1, ROOT)};
	mend(lines, 4);
	assert_int_equal(tokens[2].head, -1);
	assert_int_equal(tokens[0].head, 2);
	assert_int_equal(tokens[0].deprel, DT_DEPREL_NSUBJ);
	assert_int_equal(tokens[3].deprel, DT_DEPREL_OBJ);
}

static void what_can_be_stays(void **state) {
	(void)state;
	const Line copula[] = {W("These", PRON, DT, 3, NSUBJ), W("are", AUX, VBP, 3, COP), W("severed", VERB, VBN, 3, AMOD),
	                       W("ties", NOUN, NNS, -1, ROOT)};
	mend(copula, 4);
	assert_int_equal(tokens[3].deprel, DT_DEPREL_ROOT);
	assert_int_equal(tokens[2].deprel, DT_DEPREL_AMOD);
	const Line led[] = {W("US", PROPN, NNP, 2, COMPOUND), W("led", VERB, VBN, 2, AMOD),
	                    W("forces", NOUN, NNS, 3, NSUBJ), W("attacked", VERB, VBD, -1, ROOT)};
	mend(led, 4);
	assert_int_equal(tokens[1].deprel, DT_DEPREL_AMOD);
	assert_int_equal(tokens[2].deprel, DT_DEPREL_NSUBJ);
}

static void a_full_sentence_has_a_verb(void **state) {
	(void)state;
	const Line clause[] = {W("Students", NOUN, NNS, -1, ROOT), W("called", VERB, VBN, 0, ACL),
	                       W("for", ADP, IN, 3, CASE), W("change", NOUN, NN, 1, OBL), W(".", PUNCT, PERIOD, 0, PUNCT)};
	mend(clause, 5);
	assert_int_equal(tokens[1].head, -1);
	assert_int_equal(tokens[0].deprel, DT_DEPREL_NSUBJ);
	assert_int_equal(tokens[4].head, 1);
	const Line conjunct[] = {W("Bandits", NOUN, NNS, -1, ROOT), W("seized", VERB, VBN, 0, ACL),
	                         W("villagers", NOUN, NNS, 0, CONJ), W(".", PUNCT, PERIOD, 0, PUNCT)};
	mend(conjunct, 4);
	expect_verb(1, 0, 2);
	const Line noun[] = {W("Kenyan", ADJ, JJ, 2, AMOD), W("police", NOUN, NN, 2, COMPOUND),
	                     W("shot", NOUN, NN, -1, ROOT), W("at", ADP, IN, 4, CASE),
	                     W("them", PRON, PRP, 2, NMOD), W(".", PUNCT, PERIOD, 2, PUNCT)};
	mend(noun, 6);
	assert_int_equal(tokens[2].xpos, DT_XPOS_VBD);
	assert_int_equal(tokens[1].deprel, DT_DEPREL_NSUBJ);
	assert_int_equal(tokens[0].head, 1);
	assert_int_equal(tokens[4].deprel, DT_DEPREL_OBL);
	const Line headline[] = {W("Men", NOUN, NNS, -1, ROOT), W("arrested", VERB, VBN, 0, ACL), W("in", ADP, IN, 3, CASE),
	                         W("Oslo", PROPN, NNP, 1, OBL), W(".", PUNCT, PERIOD, 0, PUNCT)};
	mend(headline, 5);
	assert_int_equal(tokens[0].head, -1); // who was arrested: nothing says that they arrest
}

static void adjectives_head_no_phrase(void **state) {
	(void)state;
	const Line people[] = {W("thousands", NOUN, NNS, 3, NSUBJ), W("of", ADP, IN, 2, CASE),
	                       W("Lebanese", ADJ, JJ, 0, NMOD), W("left", VERB, VBD, -1, ROOT)};
	mend(people, 4);
	assert_int_equal(tokens[2].xpos, DT_XPOS_NNPS);
	const Line guilty[] = {W("court", NOUN, NN, 1, NSUBJ), W("found", VERB, VBD, -1, ROOT), W("the", DET, DT, 4, DET),
	                       W("envoy", NOUN, NN, 4, COMPOUND), W("guilty", ADJ, JJ, 1, OBJ)};
	mend(guilty, 5);
	assert_int_equal(tokens[3].head, 1);
	assert_int_equal(tokens[3].deprel, DT_DEPREL_OBJ);
	assert_int_equal(tokens[4].deprel, DT_DEPREL_XCOMP);
	assert_int_equal(tokens[2].head, 3);
}

static void halves_of_verbs_have_no_subject(void **state) {
	(void)state;
	const Line lines[] = {W("Korea", PROPN, NNP, 1, COMPOUND), W("test", NOUN, NN, 3, OBL_UNMARKED),
	                      W("-", PUNCT, HYPH, 1, PUNCT), W("fired", VERB, VBD, -1, ROOT),
	                      W("missiles", NOUN, NNS, 3, OBJ)};
	mend(lines, 5);
	assert_int_equal(tokens[0].head, 3);
	assert_int_equal(tokens[0].deprel, DT_DEPREL_NSUBJ);
	assert_int_equal(tokens[1].deprel, DT_DEPREL_COMPOUND);
}

static void a_sentence_has_a_verb(void **state) {
	(void)state;
	const Line lines[] = {W("Minister", NOUN, NN, -1, ROOT), W(",", PUNCT, COMMA, 2, PUNCT),
	                      W("Kurti", PROPN, NNP, 0, APPOS),  W(",", PUNCT, COMMA, 0, PUNCT),
	                      W("accused", VERB, VBN, 0, ACL),   W("Belgrade", PROPN, NNP, 4, OBJ),
	                      W(".", PUNCT, PERIOD, 0, PUNCT)};
	mend(lines, 7);
	expect_verb(4, 0, 5);
	assert_int_equal(tokens[2].head, 0);
	assert_int_equal(tokens[6].head, 4);
	const Line headline[] = {W("Minister", NOUN, NN, -1, ROOT), W(",", PUNCT, COMMA, 2, PUNCT),
	                         W("Kurti", PROPN, NNP, 0, APPOS),  W(",", PUNCT, COMMA, 0, PUNCT),
	                         W("accused", VERB, VBN, 0, ACL),   W(".", PUNCT, PERIOD, 0, PUNCT)};
	mend(headline, 6);
	assert_int_equal(tokens[0].head, -1);
}

static void a_finite_clause_has_a_subject(void **state) {
	(void)state;
	const Line lines[] = {W("Tension", NOUN, NN, 1, NSUBJ),  W("rose", VERB, VBD, -1, ROOT),
	                      W("after", ADP, IN, 3, CASE),      W("Serbs", PROPN, NNPS, 1, OBL),
	                      W("stormed", VERB, VBD, 1, ADVCL), W("Banjska", PROPN, NNP, 4, OBJ)};
	mend(lines, 6);
	assert_int_equal(tokens[3].head, 4);
	assert_int_equal(tokens[3].deprel, DT_DEPREL_NSUBJ);
	assert_int_equal(tokens[2].head, 4);
	assert_int_equal(tokens[2].deprel, DT_DEPREL_MARK);
	const Line participle[] = {W("Tension", NOUN, NN, 1, NSUBJ),    W("rose", VERB, VBD, -1, ROOT),
	                           W("after", ADP, IN, 3, CASE),        W("raids", NOUN, NNS, 1, OBL),
	                           W("targeting", VERB, VBG, 1, ADVCL), W("Serbs", PROPN, NNPS, 4, OBJ)};
	mend(participle, 6);
	assert_int_equal(tokens[3].head, 1);
}

static void a_full_sentence_says_its_passive(void **state) {
	(void)state;
	const Line active[] = {W("Guards", NOUN, NNS, 1, NSUBJ_PASS), W("clashed", VERB, VBN, -1, ROOT),
	                       W("with", ADP, IN, 3, CASE), W("villagers", NOUN, NNS, 1, OBL),
	                       W(".", PUNCT, PERIOD, 1, PUNCT)};
	mend(active, 5);
	assert_int_equal(tokens[0].deprel, DT_DEPREL_NSUBJ);
	assert_int_equal(tokens[1].xpos, DT_XPOS_VBD);
	mend(active, 4); // a headline may leave it out
	assert_int_equal(tokens[0].deprel, DT_DEPREL_NSUBJ_PASS);
	const Line passive[] = {W("Guards", NOUN, NNS, 2, NSUBJ_PASS), W("were", AUX, VBD, 2, AUX_PASS),
	                        W("beaten", VERB, VBN, -1, ROOT), W(".", PUNCT, PERIOD, 2, PUNCT)};
	mend(passive, 4);
	assert_int_equal(tokens[0].deprel, DT_DEPREL_NSUBJ_PASS);
	assert_int_equal(tokens[2].xpos, DT_XPOS_VBN);
}

static void what_is_active_has_no_agent(void **state) {
	(void)state;
	const Line active[] = {W("Chad", PROPN, NNP, 1, NSUBJ), W("rejected", VERB, VBD, -1, ROOT),
	                       W("mediation", NOUN, NN, 1, OBJ), W("by", ADP, IN, 4, CASE),
	                       W("Mali", PROPN, NNP, 1, OBL_AGENT)};
	mend(active, 5);
	assert_int_equal(tokens[4].head, 2);
	assert_int_equal(tokens[4].deprel, DT_DEPREL_NMOD);
	const Line passive[] = {
		W("Chad", PROPN, NNP, 2, NSUBJ_PASS), W("was", AUX, VBD, 2, AUX_PASS), W("offered", VERB, VBN, -1, ROOT),
		W("mediation", NOUN, NN, 2, OBJ),     W("by", ADP, IN, 5, CASE),       W("Mali", PROPN, NNP, 2, OBL_AGENT)};
	mend(passive, 6);
	assert_int_equal(tokens[5].head, 2);
	assert_int_equal(tokens[5].deprel, DT_DEPREL_OBL_AGENT);
}

static void a_verb_is_no_part_of_a_name(void **state) {
	(void)state;
	const Line lines[] = {W("Italy", PROPN, NNP, 2, NSUBJ), W("might", AUX, MD, 2, AUX), W("sue", VERB, VB, -1, ROOT),
	                      W("Malta", PROPN, NNP, 2, FLAT)};
	mend(lines, 4);
	assert_int_equal(tokens[3].deprel, DT_DEPREL_OBJ);
	const Line name[] = {W("Italy", PROPN, NNP, 2, NSUBJ), W("would", AUX, MD, 2, AUX), W("sue", PROPN, NNP, -1, ROOT),
	                     W("Malta", PROPN, NNP, 2, FLAT)};
	mend(name, 4);
	assert_int_equal(tokens[2].upos, DT_UPOS_VERB);
	assert_int_equal(tokens[3].deprel, DT_DEPREL_OBJ);
}

static void no_infinitive_rules_a_sentence(void **state) {
	(void)state;
	const Line plans[] = {W("South", PROPN, NNP, 2, COMPOUND), W("Sudan", PROPN, NNP, 2, COMPOUND),
	                      W("plans", NOUN, NNS, 4, NSUBJ),     W("to", PART, TO, 4, MARK),
	                      W("buy", VERB, VB, -1, ROOT),        W("jets", NOUN, NNS, 4, OBJ),
	                      W(".", PUNCT, PERIOD, 4, PUNCT)};
	mend(plans, 7);
	assert_int_equal(tokens[2].head, -1);
	assert_int_equal(tokens[2].xpos, DT_XPOS_VBZ);
	assert_int_equal(tokens[1].head, 2);
	assert_int_equal(tokens[1].deprel, DT_DEPREL_NSUBJ);
	assert_int_equal(tokens[0].head, 1);
	assert_int_equal(tokens[4].deprel, DT_DEPREL_XCOMP);
	const Line troops[] = {W("US", PROPN, NNP, 1, COMPOUND), W("troops", NOUN, NNS, 3, NSUBJ),
	                       W("to", PART, TO, 3, MARK), W("leave", VERB, VB, -1, ROOT), W("Syria", PROPN, NNP, 3, OBJ)};
	mend(troops, 5);
	assert_int_equal(tokens[3].head, -1);
}

static void letters_have_a_purpose(void **state) {
	(void)state;
	const Line lines[] = {W("Abiy", PROPN, NNP, 1, NSUBJ), W("wrote", VERB, VBD, -1, ROOT),
	                      W("to", ADP, IN, 3, CASE),       W("Cairo", PROPN, NNP, 1, OBL),
	                      W("to", PART, TO, 5, MARK),      W("propose", VERB, VB, 1, XCOMP),
	                      W("talks", NOUN, NNS, 5, OBJ)};
	mend(lines, 7);
	assert_int_equal(tokens[5].deprel, DT_DEPREL_ADVCL);
	const Line asked[] = {W("Abiy", PROPN, NNP, 1, NSUBJ), W("appealed", VERB, VBD, -1, ROOT),
	                      W("to", ADP, IN, 3, CASE),       W("Cairo", PROPN, NNP, 1, OBL),
	                      W("to", PART, TO, 5, MARK),      W("propose", VERB, VB, 1, XCOMP),
	                      W("talks", NOUN, NNS, 5, OBJ)};
	mend(asked, 7);
	assert_int_equal(tokens[5].deprel, DT_DEPREL_XCOMP);
}

static void a_preposition_stands_with_its_noun(void **state) {
	(void)state;
	const Line lines[] = {W("in", ADP, IN, 2, CASE), W("May", PROPN, NNP, 3, OBL), W("Oman", PROPN, NNP, 3, NSUBJ),
	                      W("complained", VERB, VBD, -1, ROOT)};
	mend(lines, 4);
	assert_int_equal(tokens[0].head, 1);
	assert_int_equal(tokens[2].deprel, DT_DEPREL_NSUBJ);
	const Line whole[] = {W("in", ADP, IN, 2, CASE), W("Port", PROPN, NNP, 2, COMPOUND), W("Sudan", PROPN, NNP, 3, OBL),
	                      W("died", VERB, VBD, -1, ROOT)};
	mend(whole, 4);
	assert_int_equal(tokens[0].head, 2);
}

static void no_conjunct_across_a_verb(void **state) {
	(void)state;
	const Line lines[] = {W("Peru", PROPN, NNP, 1, NSUBJ), W("condemned", VERB, VBD, -1, ROOT),
	                      W("raids", NOUN, NNS, 1, OBJ),   W("and", CCONJ, CC, 4, CC),
	                      W("froze", VERB, VBD, 1, CONJ),  W("assets", NOUN, NNS, 2, CONJ)};
	mend(lines, 6);
	assert_int_equal(tokens[5].head, 4);
	assert_int_equal(tokens[5].deprel, DT_DEPREL_OBJ);
	const Line joined[] = {W("Peru", PROPN, NNP, 1, NSUBJ), W("condemned", VERB, VBD, -1, ROOT),
	                       W("raids", NOUN, NNS, 1, OBJ), W("and", CCONJ, CC, 4, CC), W("arrests", NOUN, NNS, 2, CONJ)};
	mend(joined, 5);
	assert_int_equal(tokens[4].head, 2);
}

static void a_conjunct_has_its_subject_behind(void **state) {
	(void)state;
	const Line lines[] = {W("Peru", PROPN, NNP, 1, NSUBJ), W("met", VERB, VBD, -1, ROOT),
	                      W("Chile", PROPN, NNP, 1, OBJ),  W("that", DET, DT, 4, DET),
	                      W("May", PROPN, NNP, 6, NSUBJ),  W("and", CCONJ, CC, 6, CC),
	                      W("sent", VERB, VBD, 1, CONJ),   W("aid", NOUN, NN, 6, OBJ)};
	mend(lines, 8);
	assert_int_equal(tokens[4].head, 1);
	assert_int_equal(tokens[4].deprel, DT_DEPREL_OBL_UNMARKED);
	const Line own[] = {W("Peru", PROPN, NNP, 1, NSUBJ), W("met", VERB, VBD, -1, ROOT),  W("Chile", PROPN, NNP, 1, OBJ),
	                    W("and", CCONJ, CC, 5, CC),      W("May", PROPN, NNP, 5, NSUBJ), W("sent", VERB, VBD, 1, CONJ)};
	mend(own, 6);
	assert_int_equal(tokens[4].head, 5);
}

static void nothing_before_the_to(void **state) {
	(void)state;
	const Line lines[] = {W("Peru", PROPN, NNP, 1, NSUBJ), W("agreed", VERB, VBD, -1, ROOT),
	                      W("on", ADP, IN, 3, CASE),       W("Sunday", PROPN, NNP, 5, OBL),
	                      W("to", PART, TO, 5, MARK),      W("talk", VERB, VB, 1, XCOMP)};
	mend(lines, 6);
	assert_int_equal(tokens[3].head, 1);
	const Line behind[] = {W("Peru", PROPN, NNP, 1, NSUBJ), W("agreed", VERB, VBD, -1, ROOT),
	                       W("to", PART, TO, 3, MARK),      W("talk", VERB, VB, 1, XCOMP),
	                       W("on", ADP, IN, 5, CASE),       W("Sunday", PROPN, NNP, 3, OBL)};
	mend(behind, 6);
	assert_int_equal(tokens[5].head, 3);
}

static void what_is_said_has_a_subject(void **state) {
	(void)state;
	const Line lines[] = {W("Faisal", PROPN, NNP, 1, NSUBJ), W("said", VERB, VBD, -1, ROOT),
	                      W("Egypt", PROPN, NNP, 1, OBJ), W("would", AUX, MD, 4, AUX), W("agree", VERB, VB, 1, CCOMP)};
	mend(lines, 5);
	assert_int_equal(tokens[2].head, 4);
	assert_int_equal(tokens[2].deprel, DT_DEPREL_NSUBJ);
	const Line told[] = {W("Faisal", PROPN, NNP, 1, NSUBJ), W("told", VERB, VBD, -1, ROOT),
	                     W("Egypt", PROPN, NNP, 1, OBJ),    W("he", PRON, PRP, 5, NSUBJ),
	                     W("would", AUX, MD, 5, AUX),       W("agree", VERB, VB, 1, CCOMP)};
	mend(told, 6);
	assert_int_equal(tokens[2].head, 1);
}

static void lists_hang_on_the_first(void **state) {
	(void)state;
	const Line lines[] = {W("Peru", PROPN, NNP, 5, NSUBJ), W("Chile", PROPN, NNP, 0, CONJ),
	                      W("Cuba", PROPN, NNP, 1, CONJ),  W("and", CCONJ, CC, 4, CC),
	                      W("Haiti", PROPN, NNP, 2, CONJ), W("met", VERB, VBD, -1, ROOT)};
	mend(lines, 6);
	assert_int_equal(tokens[2].head, 0);
	assert_int_equal(tokens[4].head, 0);
}

static void what_is_withdrawn_leaves_somewhere(void **state) {
	(void)state;
	const Line lines[] = {W("Chad", PROPN, NNP, 1, NSUBJ), W("withdrew", VERB, VBD, -1, ROOT),
	                      W("troops", NOUN, NNS, 1, OBJ), W("from", ADP, IN, 4, CASE), W("Niger", PROPN, NNP, 2, NMOD)};
	mend(lines, 5);
	assert_int_equal(tokens[4].head, 1);
	assert_int_equal(tokens[4].deprel, DT_DEPREL_OBL);
	const Line met[] = {W("Chad", PROPN, NNP, 1, NSUBJ), W("met", VERB, VBD, -1, ROOT), W("troops", NOUN, NNS, 1, OBJ),
	                    W("from", ADP, IN, 4, CASE), W("Niger", PROPN, NNP, 2, NMOD)};
	mend(met, 5);
	assert_int_equal(tokens[4].head, 2);
}

static void an_oblique_has_its_preposition(void **state) {
	(void)state;
	const Line lines[] = {W("Peru", PROPN, NNP, 1, NSUBJ), W("called", VERB, VBD, -1, ROOT),
	                      W("on", ADP, RP, 1, COMPOUND_PRT), W("Chile", PROPN, NNP, 1, OBL)};
	mend(lines, 4);
	assert_int_equal(tokens[2].head, 3);
	assert_int_equal(tokens[2].deprel, DT_DEPREL_CASE);
	const Line object[] = {W("Peru", PROPN, NNP, 1, NSUBJ), W("called", VERB, VBD, -1, ROOT),
	                       W("off", ADP, RP, 1, COMPOUND_PRT), W("talks", NOUN, NNS, 1, OBJ)};
	mend(object, 4);
	assert_int_equal(tokens[2].head, 1);
}

static void what_is_handed_over_goes_to_somebody(void **state) {
	(void)state;
	const Line lines[] = {W("Chad", PROPN, NNP, 1, NSUBJ), W("handed", VERB, VBD, -1, ROOT),
	                      W("men", NOUN, NNS, 1, OBJ),     W("over", ADP, IN, 5, CASE),
	                      W("to", ADP, IN, 5, CASE),       W("Mali", PROPN, NNP, 1, OBL)};
	mend(lines, 6);
	assert_int_equal(tokens[3].head, 1);
	assert_int_equal(tokens[3].deprel, DT_DEPREL_COMPOUND_PRT);
	assert_int_equal(tokens[4].head, 5);
	const Line drove[] = {W("Chad", PROPN, NNP, 1, NSUBJ), W("drove", VERB, VBD, -1, ROOT),
	                      W("men", NOUN, NNS, 1, OBJ),     W("over", ADP, IN, 5, CASE),
	                      W("to", ADP, IN, 5, CASE),       W("Mali", PROPN, NNP, 1, OBL)};
	mend(drove, 6);
	assert_int_equal(tokens[3].head, 5);
}

static void a_year_counts_nobody(void **state) {
	(void)state;
	const Line lines[] = {W("In", ADP, IN, 2, CASE), W("2008", NUM, CD, 2, NUMMOD), W("guards", NOUN, NNS, 3, OBL),
	                      W("clashed", VERB, VBD, -1, ROOT)};
	mend(lines, 4);
	assert_int_equal(tokens[2].deprel, DT_DEPREL_NSUBJ);
	assert_int_equal(tokens[1].head, 3);
	assert_int_equal(tokens[0].head, 1);
	const Line number[] = {W("In", ADP, IN, 2, CASE), W("300", NUM, CD, 2, NUMMOD), W("towns", NOUN, NNS, 3, OBL),
	                       W("marched", VERB, VBD, -1, ROOT)};
	mend(number, 4);
	assert_int_equal(tokens[2].deprel, DT_DEPREL_OBL);
}

static void a_date_is_no_part_of_an_adjective(void **state) {
	(void)state;
	const Line lines[] = {
		W("Chad", PROPN, NNP, 1, NSUBJ), W("condemned", VERB, VBD, -1, ROOT), W("raids", NOUN, NNS, 1, OBJ),
		W("and", CCONJ, CC, 8, CC),      W("on", ADP, IN, 8, CASE),           W("July", PROPN, NNP, 6, NMOD_UNMARKED),
		W("29", NUM, CD, 7, COMPOUND),   W("suspended", VERB, VBN, 8, AMOD),  W("aid", NOUN, NN, 1, OBL)};
	mend(lines, 9);
	assert_int_equal(tokens[7].deprel, DT_DEPREL_CONJ);
	assert_int_equal(tokens[7].head, 1);
	assert_int_equal(tokens[8].head, 7);
	assert_int_equal(tokens[8].deprel, DT_DEPREL_OBJ);
	assert_int_equal(tokens[4].head, 6);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sentence_has_a_verb),
		cmocka_unit_test(a_finite_clause_has_a_subject),
		cmocka_unit_test(an_auxiliary_has_no_subject),
		cmocka_unit_test(an_adjective_has_no_subject),
		cmocka_unit_test(a_name_of_two_words_is_a_subject),
		cmocka_unit_test(what_can_be_stays),
		cmocka_unit_test(a_full_sentence_has_a_verb),
		cmocka_unit_test(a_full_sentence_says_its_passive),
		cmocka_unit_test(what_is_active_has_no_agent),
		cmocka_unit_test(a_verb_is_no_part_of_a_name),
		cmocka_unit_test(no_infinitive_rules_a_sentence),
		cmocka_unit_test(adjectives_head_no_phrase),
		cmocka_unit_test(letters_have_a_purpose),
		cmocka_unit_test(a_preposition_stands_with_its_noun),
		cmocka_unit_test(no_conjunct_across_a_verb),
		cmocka_unit_test(a_conjunct_has_its_subject_behind),
		cmocka_unit_test(nothing_before_the_to),
		cmocka_unit_test(what_is_said_has_a_subject),
		cmocka_unit_test(lists_hang_on_the_first),
		cmocka_unit_test(what_is_withdrawn_leaves_somewhere),
		cmocka_unit_test(an_oblique_has_its_preposition),
		cmocka_unit_test(what_is_handed_over_goes_to_somebody),
		cmocka_unit_test(a_year_counts_nobody),
		cmocka_unit_test(a_date_is_no_part_of_an_adjective),
		cmocka_unit_test(halves_of_verbs_have_no_subject),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
