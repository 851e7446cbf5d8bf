// SPDX-License-Identifier: Apache-2.0
// Clauses at the wrong word, before and after.
#include "syntax/attach.h"

#include "syntax/tree_fixture.h"

static void mend(const Line *lines, size_t count) {
	lay_out(lines, count);
	dt_tree_mend_clauses(tokens, count);
}

static void finite_verbs_go_on_from_finite_ones(void **state) {
	(void)state;
	const Line accused[] = {W("Chad", PROPN, NNP, 1, NSUBJ), W("accused", VERB, VBD, -1, ROOT),
	                        W("Mali", PROPN, NNP, 1, OBJ),   W("of", SCONJ, IN, 4, MARK),
	                        W("lying", VERB, VBG, 1, ADVCL), W("and", CCONJ, CC, 6, CC),
	                        W("left", VERB, VBD, 4, CONJ)};
	mend(accused, 7);
	expect(6, 1, DT_DEPREL_CONJ);
	const Line both[] = {W("Chad", PROPN, NNP, 1, NSUBJ),  W("accused", VERB, VBD, -1, ROOT),
	                     W("Mali", PROPN, NNP, 1, OBJ),    W("of", SCONJ, IN, 4, MARK),
	                     W("lying", VERB, VBG, 1, ADVCL),  W("and", CCONJ, CC, 6, CC),
	                     W("stealing", VERB, VBG, 4, CONJ)};
	mend(both, 7);
	expect(6, 4, DT_DEPREL_CONJ);
}

static void who_is_informed_says_it(void **state) {
	(void)state;
	const Line briefed[] = {W("Chad", PROPN, NNP, 1, NSUBJ),   W("left", VERB, VBD, 7, CCOMP),
	                        W(",", PUNCT, COMMA, 7, PUNCT),    W("people", NOUN, NNS, 4, NSUBJ),
	                        W("briefed", VERB, VBD, 7, CCOMP), W("on", ADP, IN, 6, CASE),
	                        W("it", PRON, PRP, 4, OBL),        W("said", VERB, VBD, -1, ROOT)};
	mend(briefed, 8);
	expect(3, 7, DT_DEPREL_NSUBJ);
	expect(4, 3, DT_DEPREL_ACL);
}

static void verbs_go_on_from_verbs(void **state) {
	(void)state;
	const Line voiced[] = {W("Bush", PROPN, NNP, 1, NSUBJ), W("telephoned", VERB, VBD, -1, ROOT),
	                       W("Uribe", PROPN, NNP, 1, OBJ),  W("and", CCONJ, CC, 4, CC),
	                       W("voiced", VERB, VBD, 2, CONJ), W("support", NOUN, NN, 1, OBJ)};
	mend(voiced, 6);
	expect(4, 1, DT_DEPREL_CONJ);
	expect(5, 4, DT_DEPREL_OBJ);
}

static void what_is_warned_of_is_said(void **state) {
	(void)state;
	const Line close[] = {W("Poland", PROPN, NNP, 2, NSUBJ), W("could", AUX, MD, 2, AUX),
	                      W("close", VERB, VB, 5, ADVCL),    W("it", PRON, PRP, 2, OBJ),
	                      W("he", PRON, PRP, 5, NSUBJ),      W("warned", VERB, VBD, -1, ROOT)};
	mend(close, 6);
	expect(2, 5, DT_DEPREL_CCOMP);
	const Line when[] = {W("when", SCONJ, WRB, 2, MARK),   W("Poland", PROPN, NNP, 2, NSUBJ),
	                     W("closed", VERB, VBD, 5, ADVCL), W("it", PRON, PRP, 2, OBJ),
	                     W("he", PRON, PRP, 5, NSUBJ),     W("warned", VERB, VBD, -1, ROOT)};
	mend(when, 6);
	expect(2, 5, DT_DEPREL_ADVCL);
}

static void charges_are_of_their_verb(void **state) {
	(void)state;
	const Line fraud[] = {W("It", PRON, PRP, 1, NSUBJ), W("accused", VERB, VBD, -1, ROOT),
	                      W("parties", NOUN, NNS, 1, OBJ), W("of", ADP, IN, 4, CASE), W("fraud", NOUN, NN, 2, NMOD)};
	mend(fraud, 5);
	expect(4, 1, DT_DEPREL_OBL);
}

static void copulas_are_of_what_is_said(void **state) {
	(void)state;
	const Line due[] = {W("He", PRON, PRP, 4, NSUBJ), W("is", AUX, VBZ, 4, COP), W("due", ADJ, JJ, -1, ROOT),
	                    W("in", ADP, IN, 4, CASE), W("Amman", PROPN, NNP, 2, OBL)};
	mend(due, 5);
	expect(0, 2, DT_DEPREL_NSUBJ);
	expect(1, 2, DT_DEPREL_COP);
}

static void he_may_be_a_name(void **state) {
	(void)state;
	const Line premier[] = {W("Premier", NOUN, NN, 3, NSUBJ), W("He", PRON, PRP, 3, NSUBJ),
	                        W("Lifeng", AUX, MD, 3, AUX), W("spoke", VERB, VBD, -1, ROOT)};
	mend(premier, 4);
	expect(1, 3, DT_DEPREL_NSUBJ);
	expect(2, 1, DT_DEPREL_FLAT);
	assert_int_equal(tokens[1].upos, DT_UPOS_PROPN);
}

static void a_sentence_has_a_main_verb(void **state) {
	(void)state;
	const Line accused[] = {W("Chad", PROPN, NNP, -1, ROOT),    W(",", PUNCT, COMMA, 6, PUNCT),
	                        W("which", PRON, WDT, 6, NSUBJ),    W("was", AUX, VBD, 6, COP),
	                        W("not", PART, RB, 6, ADVMOD),      W("a", DET, DT, 6, DET),
	                        W("party", NOUN, NN, 0, ACL_RELCL), W(",", PUNCT, COMMA, 8, PUNCT),
	                        W("accused", VERB, VBN, 6, ADVCL),  W("Mali", PROPN, NNP, 8, OBJ)};
	mend(accused, 10);
	expect(8, -1, DT_DEPREL_ROOT);
	expect(0, 8, DT_DEPREL_NSUBJ);
	expect(6, 0, DT_DEPREL_ACL_RELCL);
}

static void relative_clauses_have_their_noun(void **state) {
	(void)state;
	const Line brokered[] = {W("a", DET, DT, 1, DET), W("truce", NOUN, NN, -1, ROOT), W("that", SCONJ, IN, 4, MARK),
	                         W("Mali", PROPN, NNP, 4, NSUBJ), W("brokered", VERB, VBD, 1, ACL_RELCL)};
	mend(brokered, 5);
	expect(2, 4, DT_DEPREL_OBJ);
	const Line dismissed[] = {W("a", DET, DT, 1, DET), W("charge", NOUN, NN, -1, ROOT), W("that", PRON, WDT, 4, OBJ),
	                          W("Asmara", PROPN, NNP, 1, ACL_RELCL), W("dismissed", VERB, VBN, 3, ACL)};
	mend(dismissed, 5);
	expect(4, 1, DT_DEPREL_ACL_RELCL);
	expect(3, 4, DT_DEPREL_NSUBJ);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sentence_has_a_main_verb),
		cmocka_unit_test(relative_clauses_have_their_noun),
		cmocka_unit_test(finite_verbs_go_on_from_finite_ones),
		cmocka_unit_test(who_is_informed_says_it),
		cmocka_unit_test(verbs_go_on_from_verbs),
		cmocka_unit_test(what_is_warned_of_is_said),
		cmocka_unit_test(charges_are_of_their_verb),
		cmocka_unit_test(copulas_are_of_what_is_said),
		cmocka_unit_test(he_may_be_a_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
