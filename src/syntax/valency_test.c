// SPDX-License-Identifier: Apache-2.0
// Phrases at the wrong word, before and after.
#include "syntax/valency.h"

#include "syntax/tree_fixture.h"

static void mend(const Line *lines, size_t count) {
	lay_out(lines, count);
	dt_tree_mend_valency(tokens, count);
}

static void nouns_take_their_clauses(void **state) {
	(void)state;
	const Line offer[] = {W("Mali", PROPN, NNP, 1, NSUBJ), W("rejected", VERB, VBD, -1, ROOT),
	                      W("offer", NOUN, NN, 1, OBJ), W("to", PART, TO, 4, MARK), W("help", VERB, VB, 1, XCOMP)};
	mend(offer, 5);
	expect(4, 2, DT_DEPREL_ACL);
	const Line person[] = {W("Mali", PROPN, NNP, 1, NSUBJ), W("urged", VERB, VBD, -1, ROOT),
	                       W("Chad", PROPN, NNP, 1, OBJ), W("to", PART, TO, 4, MARK), W("help", VERB, VB, 1, XCOMP)};
	mend(person, 5);
	expect(4, 1, DT_DEPREL_XCOMP);
	const Line claim[] = {W("He", PRON, PRP, 1, NSUBJ),    W("dismissed", VERB, VBD, -1, ROOT),
	                      W("claims", NOUN, NNS, 1, OBJ),  W("that", SCONJ, IN, 5, MARK),
	                      W("Chad", PROPN, NNP, 5, NSUBJ), W("attacked", VERB, VBD, 1, CCOMP)};
	mend(claim, 6);
	expect(5, 2, DT_DEPREL_ACL);
	const Line told[] = {W("He", PRON, PRP, 1, NSUBJ),      W("told", VERB, VBD, -1, ROOT),
	                     W("reporters", NOUN, NNS, 1, OBJ), W("that", SCONJ, IN, 5, MARK),
	                     W("Chad", PROPN, NNP, 5, NSUBJ),   W("attacked", VERB, VBD, 1, CCOMP)};
	mend(told, 6);
	expect(5, 1, DT_DEPREL_CCOMP);
}

static void nouns_take_their_phrases(void **state) {
	(void)state;
	const Line raid[] = {W("Mali", PROPN, NNP, 1, NSUBJ), W("condemned", VERB, VBD, -1, ROOT),
	                     W("raid", NOUN, NN, 1, OBJ), W("on", ADP, IN, 4, CASE), W("airport", NOUN, NN, 1, OBL)};
	mend(raid, 5);
	expect(4, 2, DT_DEPREL_NMOD);
	const Line day[] = {W("Mali", PROPN, NNP, 1, NSUBJ), W("condemned", VERB, VBD, -1, ROOT),
	                    W("raid", NOUN, NN, 1, OBJ), W("on", ADP, IN, 4, CASE), W("Friday", PROPN, NNP, 1, OBL)};
	mend(day, 5);
	expect(4, 1, DT_DEPREL_OBL);
	const Line treaty[] = {W("Mali", PROPN, NNP, 1, NSUBJ), W("broke", VERB, VBD, -1, ROOT),
	                       W("treaty", NOUN, NN, 1, OBJ), W("with", ADP, IN, 4, CASE), W("Chad", PROPN, NNP, 1, OBL)};
	mend(treaty, 5);
	expect(4, 2, DT_DEPREL_NMOD);
	const Line agents[] = {W("Mali", PROPN, NNP, 1, NMOD_POSS), W("inquiry", NOUN, NN, 6, NSUBJ),
	                       W("into", ADP, IN, 3, CASE),         W("torture", NOUN, NN, 1, NMOD),
	                       W("by", ADP, IN, 5, CASE),           W("Chad", PROPN, NNP, 1, NMOD),
	                       W("ended", VERB, VBD, -1, ROOT)};
	mend(agents, 7);
	expect(5, 3, DT_DEPREL_NMOD);
	const Line modifier[] = {W("memorandum", NOUN, NN, -1, ROOT), W("of", ADP, IN, 2, MARK),
	                         W("understanding", NOUN, NN, 0, NMOD), W("with", ADP, IN, 4, CASE),
	                         W("Chad", PROPN, NNP, 2, OBL)};
	mend(modifier, 5);
	expect(4, 2, DT_DEPREL_NMOD);
	expect(1, 2, DT_DEPREL_CASE);
}

static void verbs_take_what_they_judge_and_see(void **state) {
	(void)state;
	const Line judged[] = {W("Mali", PROPN, NNP, 1, NSUBJ), W("called", VERB, VBD, -1, ROOT),
	                       W("remarks", NOUN, NNS, 1, OBJ), W("irresponsible", ADJ, JJ, 2, AMOD)};
	mend(judged, 4);
	expect(3, 1, DT_DEPREL_XCOMP);
	const Line general[] = {W("Mali", PROPN, NNP, 1, NSUBJ), W("met", VERB, VBD, -1, ROOT),
	                        W("secretary", NOUN, NN, 1, OBJ), W("general", ADJ, JJ, 2, AMOD)};
	mend(general, 4);
	expect(3, 2, DT_DEPREL_AMOD);
	const Line seen[] = {W("footage", NOUN, NN, 1, NSUBJ), W("shows", VERB, VBZ, -1, ROOT),
	                     W("soldiers", NOUN, NNS, 1, OBJ), W("killing", VERB, VBG, 1, ADVCL),
	                     W("farmers", NOUN, NNS, 3, OBJ)};
	mend(seen, 5);
	expect(3, 1, DT_DEPREL_XCOMP);
	const Line ruled[] = {W("Mali", PROPN, NNP, 1, NSUBJ), W("ruled", VERB, VBD, -1, ROOT),
	                      W("out", ADP, RP, 1, COMPOUND_PRT), W("sending", VERB, VBG, 1, ADVCL)};
	mend(ruled, 4);
	expect(3, 1, DT_DEPREL_XCOMP);
	const Line asked[] = {W("Mali", PROPN, NNP, 1, NSUBJ), W("asked", VERB, VBD, -1, ROOT),
	                      W("Chad", PROPN, NNP, 1, IOBJ), W("for", ADP, IN, 4, CASE), W("jets", NOUN, NNS, 2, NMOD)};
	mend(asked, 5);
	expect(4, 1, DT_DEPREL_OBL);
	const Line given[] = {W("Arms", NOUN, NNS, 2, NSUBJ_PASS), W("were", AUX, VBD, 2, AUX_PASS),
	                      W("given", VERB, VBN, -1, ROOT),     W("by", ADP, IN, 4, CASE),
	                      W("Chad", PROPN, NNP, 2, OBL_AGENT), W("to", ADP, IN, 6, CASE),
	                      W("Mali", PROPN, NNP, 4, NMOD)};
	mend(given, 7);
	expect(6, 2, DT_DEPREL_OBL);
}

static void speakers_are_subjects(void **state) {
	(void)state;
	const Line said[] = {W("said", VERB, VBD, -1, ROOT), W("the", DET, DT, 2, DET), W("president", NOUN, NN, 0, IOBJ)};
	mend(said, 3);
	expect(2, 0, DT_DEPREL_NSUBJ);
	const Line has_subject[] = {W("He", PRON, PRP, 1, NSUBJ), W("said", VERB, VBD, -1, ROOT),
	                            W("nothing", PRON, NN, 1, OBJ)};
	mend(has_subject, 3);
	expect(2, 1, DT_DEPREL_OBJ);
}

static void who_has_attacked_is_not_addressed(void **state) {
	(void)state;
	const Line has[] = {W("Mali", PROPN, NNP, 2, VOCATIVE), W("has", AUX, VBZ, 2, AUX),
	                    W("attacked", VERB, VBN, -1, ROOT)};
	mend(has, 3);
	expect(0, 2, DT_DEPREL_NSUBJ);
	const Line you[] = {W("Mali", PROPN, NNP, 3, VOCATIVE), W("you", PRON, PRP, 3, NSUBJ), W("have", AUX, VBP, 3, AUX),
	                    W("attacked", VERB, VBN, -1, ROOT)};
	mend(you, 4);
	expect(0, 3, DT_DEPREL_VOCATIVE);
}

static void an_answer_is_said(void **state) {
	(void)state;
	const Line no[] = {W("Mali", PROPN, NNP, 1, NSUBJ), W("said", VERB, VBD, -1, ROOT), W("no", ADV, RB, 1, ADVMOD),
	                   W("to", ADP, IN, 4, CASE), W("talks", NOUN, NNS, 1, OBL)};
	mend(no, 5);
	expect(2, 1, DT_DEPREL_OBJ);
	const Line never[] = {W("Mali", PROPN, NNP, 2, NSUBJ), W("never", ADV, RB, 2, ADVMOD),
	                      W("said", VERB, VBD, -1, ROOT), W("so", ADV, RB, 2, ADVMOD)};
	mend(never, 4);
	expect(1, 2, DT_DEPREL_ADVMOD);
	expect(3, 2, DT_DEPREL_ADVMOD);
}

static void objects_are_of_verbs(void **state) {
	(void)state;
	const Line that[] = {W("evidence", NOUN, NN, -1, ROOT), W("that", PRON, WDT, 3, OBJ),
	                     W("Mali", PROPN, NNP, 3, NSUBJ), W("supplied", VERB, VBD, 0, ACL),
	                     W("missiles", NOUN, NNS, 3, OBJ)};
	mend(that, 5);
	expect(1, 3, DT_DEPREL_MARK);
	mend(that, 4); // its only object
	expect(1, 3, DT_DEPREL_OBJ);
	const Line gerund[] = {W("refrained", VERB, VBD, -1, ROOT), W("from", ADP, IN, 2, CASE),
	                       W("bombing", NOUN, NN, 0, OBL), W("Mali", PROPN, NNP, 2, OBJ)};
	mend(gerund, 4);
	expect(2, 0, DT_DEPREL_ADVCL);
	assert_int_equal(tokens[2].xpos, DT_XPOS_VBG);
	const Line bail[] = {W("released", VERB, VBD, -1, ROOT), W("on", ADP, IN, 2, CASE), W("bail", NOUN, NN, 0, OBL),
	                     W("reporters", NOUN, NNS, 2, OBJ)};
	mend(bail, 4);
	expect(3, 0, DT_DEPREL_OBJ);
}

static void words_are_what_they_stand_for(void **state) {
	(void)state;
	const Line rebuild[] = {W("helped", VERB, VBD, -1, ROOT), W("rebuild", PROPN, NNP, 0, XCOMP),
	                        W("Mali", PROPN, NNP, 1, FLAT)};
	mend(rebuild, 3);
	expect(2, 1, DT_DEPREL_OBJ);
	assert_int_equal(tokens[1].xpos, DT_XPOS_VB);
	const Line will[] = {W("assured", VERB, VBD, -1, ROOT), W("Mali", PROPN, NNP, 0, OBJ), W("of", ADP, IN, 3, CASE),
	                     W("good", ADJ, JJ, 4, AMOD), W("will", AUX, MD, 0, OBL)};
	mend(will, 5);
	assert_int_equal(tokens[4].upos, DT_UPOS_NOUN);
	expect(2, 4, DT_DEPREL_CASE);
	const Line city[] = {W("sent", VERB, VBD, -1, ROOT), W("envoys", NOUN, NNS, 0, OBJ), W("to", PART, TO, 3, MARK),
	                     W("Tel", VERB, VB, 0, XCOMP), W("Aviv", PROPN, NNP, 3, OBJ)};
	mend(city, 5);
	expect(3, 0, DT_DEPREL_OBL);
	expect(4, 3, DT_DEPREL_FLAT);
	const Line condition[] = {W("frees", VERB, VBZ, -1, ROOT), W("provided", VERB, VBN, 0, XCOMP),
	                          W("that", SCONJ, IN, 4, MARK), W("Mali", PROPN, NNP, 4, NSUBJ),
	                          W("pays", VERB, VBZ, 1, CCOMP)};
	mend(condition, 5);
	expect(4, 0, DT_DEPREL_ADVCL);
	expect(1, 4, DT_DEPREL_MARK);
}

static void participles_stand_before_nouns(void **state) {
	(void)state;
	const Line stranded[] = {W("ships", NOUN, NNS, 1, NSUBJ),    W("evacuated", VERB, VBD, -1, ROOT),
	                         W("stranded", VERB, VBN, 1, XCOMP), W("Bangladeshis", PROPN, NNPS, 2, OBJ),
	                         W("from", ADP, IN, 5, CASE),        W("Aden", PROPN, NNP, 2, OBL)};
	mend(stranded, 6);
	expect(3, 1, DT_DEPREL_OBJ);
	expect(2, 3, DT_DEPREL_AMOD);
	expect(5, 1, DT_DEPREL_OBL);
	const Line began[] = {W("Chad", PROPN, NNP, 1, NSUBJ), W("began", VERB, VBD, -1, ROOT),
	                      W("shipping", VERB, VBG, 1, XCOMP), W("oil", NOUN, NN, 2, OBJ)};
	mend(began, 4);
	expect(3, 2, DT_DEPREL_OBJ);
	const Line sheltered[] = {W("Mali", PROPN, NNP, 2, NSUBJ), W("sheltered", VERB, VBD, 2, AUX),
	                          W("rejected", VERB, VBD, -1, ROOT), W("exiles", NOUN, NNS, 2, OBJ)};
	mend(sheltered, 4);
	expect(1, -1, DT_DEPREL_ROOT);
	expect(0, 1, DT_DEPREL_NSUBJ);
	expect(3, 1, DT_DEPREL_OBJ);
	const Line has[] = {W("Mali", PROPN, NNP, 2, NSUBJ), W("has", AUX, VBZ, 2, AUX), W("rejected", VERB, VBN, -1, ROOT),
	                    W("exiles", NOUN, NNS, 2, OBJ)};
	mend(has, 4);
	expect(2, -1, DT_DEPREL_ROOT);
}

static void receivers_are_no_verbs(void **state) {
	(void)state;
	const Line rebels[] = {W("granted", VERB, VBD, -1, ROOT), W("amnesty", NOUN, NN, 0, OBJ),
	                       W("to", PART, TO, 3, MARK), W("communist", VERB, VB, 0, ADVCL),
	                       W("rebels", NOUN, NNS, 3, OBJ)};
	mend(rebels, 5);
	expect(4, 0, DT_DEPREL_OBL);
	expect(3, 4, DT_DEPREL_AMOD);
	expect(2, 4, DT_DEPREL_CASE);
	const Line crush[] = {W("sent", VERB, VBD, -1, ROOT), W("troops", NOUN, NNS, 0, OBJ), W("to", PART, TO, 3, MARK),
	                      W("crush", VERB, VB, 0, ADVCL), W("rebels", NOUN, NNS, 3, OBJ)};
	mend(crush, 5);
	expect(4, 3, DT_DEPREL_OBJ);
	const Line crossing[] = {W("opened", VERB, VBD, -1, ROOT), W("the", DET, DT, 2, DET),
	                         W("Rafah", PROPN, NNP, 3, NSUBJ), W("crossing", VERB, VBG, 0, CCOMP)};
	mend(crossing, 4);
	expect(3, 0, DT_DEPREL_OBJ);
	expect(2, 3, DT_DEPREL_COMPOUND);
	expect(1, 3, DT_DEPREL_DET);
	const Line people[] = {W("saw", VERB, VBD, -1, ROOT), W("Afghans", PROPN, NNPS, 2, NSUBJ),
	                       W("crossing", VERB, VBG, 0, CCOMP), W("rivers", NOUN, NNS, 2, OBJ)};
	mend(people, 4);
	expect(2, 0, DT_DEPREL_CCOMP);
}

static void helpers_and_adjectives_rule_their_clauses(void **state) {
	(void)state;
	const Line years[] = {W("Peru", PROPN, NNP, 1, NSUBJ), W("has", VERB, VBZ, -1, ROOT),  W("for", ADP, IN, 3, CASE),
	                      W("years", NOUN, NNS, 1, OBL),   W("sold", VERB, VBN, 1, ADVCL), W("tin", NOUN, NN, 4, OBJ)};
	mend(years, 6);
	expect(4, -1, DT_DEPREL_ROOT);
	expect(1, 4, DT_DEPREL_AUX);
	expect(0, 4, DT_DEPREL_NSUBJ);
	const Line due[] = {W("envoy", NOUN, NN, 4, NSUBJ), W("is", AUX, VBZ, 4, COP), W("due", ADJ, JJ, -1, ROOT),
	                    W("in", ADP, IN, 4, CASE), W("Amman", PROPN, NNP, 2, OBL)};
	mend(due, 5);
	expect(0, 2, DT_DEPREL_NSUBJ);
	expect(1, 2, DT_DEPREL_COP);
	expect(3, 4, DT_DEPREL_CASE);
	const Line topic[] = {W("Peru", PROPN, NNP, 1, NSUBJ), W("discussed", VERB, VBD, -1, ROOT),
	                      W("mining", VERB, VBG, 1, XCOMP), W("with", ADP, IN, 4, CASE),
	                      W("Chile", PROPN, NNP, 2, OBL)};
	mend(topic, 5);
	expect(2, 1, DT_DEPREL_OBJ);
	expect(4, 1, DT_DEPREL_OBL);
	const Line first[] = {W("Peru", PROPN, NNP, 2, NSUBJ), W("was", AUX, VBD, 2, COP), W("first", ADJ, JJ, -1, ROOT),
	                      W("to", PART, TO, 4, MARK), W("act", VERB, VB, 2, CSUBJ)};
	mend(first, 5);
	expect(4, 2, DT_DEPREL_XCOMP);
	const Line landlocked[] = {W("offered", VERB, VBD, -1, ROOT), W("port", NOUN, NN, 0, OBJ),
	                           W("to", PART, TO, 3, MARK), W("landlocked", VERB, VBN, 0, ADVCL),
	                           W("Chad", PROPN, NNP, 3, OBJ)};
	mend(landlocked, 5);
	expect(4, 0, DT_DEPREL_OBL);
	expect(3, 4, DT_DEPREL_AMOD);
	const Line back[] = {W("sent", VERB, VBD, -1, ROOT), W("him", PRON, PRP, 0, OBJ), W("back", ADV, RB, 0, ADVMOD),
	                     W("to", ADP, IN, 4, CASE), W("Chad", PROPN, NNP, 2, OBL)};
	mend(back, 5);
	expect(4, 0, DT_DEPREL_OBL);
	const Line with[] = {W("teamed", VERB, VBD, -1, ROOT), W("with", ADP, IN, 2, CASE), W("Chad", PROPN, NNP, 4, NSUBJ),
	                     W("to", PART, TO, 4, MARK), W("win", VERB, VB, 0, ADVCL)};
	mend(with, 5);
	expect(2, 0, DT_DEPREL_OBL);
	const Line headline[] = {W("Iran", PROPN, NNP, 3, VOCATIVE), W(",", PUNCT, COMMA, 0, PUNCT),
	                         W("Oman", PROPN, NNP, 3, NSUBJ), W("sign", VERB, VBP, -1, ROOT),
	                         W("pact", NOUN, NN, 3, OBJ)};
	mend(headline, 5);
	expect(0, 3, DT_DEPREL_NSUBJ);
	expect(2, 0, DT_DEPREL_CONJ);
	const Line plan[] = {W("Peru", PROPN, NNP, 1, NSUBJ), W("dropped", VERB, VBD, -1, ROOT),
	                     W("plan", NOUN, NN, 1, OBJ), W("to", PART, TO, 4, MARK), W("sue", VERB, VB, 1, ADVCL)};
	mend(plan, 5);
	expect(4, 2, DT_DEPREL_ACL);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nouns_take_their_clauses),
		cmocka_unit_test(nouns_take_their_phrases),
		cmocka_unit_test(verbs_take_what_they_judge_and_see),
		cmocka_unit_test(speakers_are_subjects),
		cmocka_unit_test(who_has_attacked_is_not_addressed),
		cmocka_unit_test(an_answer_is_said),
		cmocka_unit_test(objects_are_of_verbs),
		cmocka_unit_test(words_are_what_they_stand_for),
		cmocka_unit_test(participles_stand_before_nouns),
		cmocka_unit_test(receivers_are_no_verbs),
		cmocka_unit_test(helpers_and_adjectives_rule_their_clauses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
