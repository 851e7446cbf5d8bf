// SPDX-License-Identifier: Apache-2.0
// Features of small sentences with given tags and trees.
#include "syntax/features.h"

#include "base/test.h"

typedef struct Line {
	const char *form, *lemma;
	DtUpos upos;
	DtXpos xpos;
	int32_t head;
	DtDeprel deprel;
} Line;

#define W(form, lemma, upos, xpos, head, deprel)                                                                       \
	{ form, lemma, DT_UPOS_##upos, DT_XPOS_##xpos, head, DT_DEPREL_##deprel }

static DtToken tokens[12];

static void fill(const Line *lines, size_t count) {
	memset(tokens, 0, sizeof tokens);
	for (size_t i = 0; i < count; i++)
		tokens[i] = (DtToken){.form = dt_slice_of(lines[i].form),
		                      .lemma = dt_slice_of(lines[i].lemma),
		                      .upos = (uint8_t)lines[i].upos,
		                      .xpos = (uint8_t)lines[i].xpos,
		                      .head = lines[i].head,
		                      .deprel = (uint8_t)lines[i].deprel};
	dt_features_fill(tokens, count);
}

static void passives(void **state) {
	(void)state;
	const Line lines[] = {
		W("The", "the", DET, DT, 1, DET),        W("soldiers", "soldier", NOUN, NNS, 3, NSUBJ_PASS),
		W("were", "be", AUX, VBD, 3, AUX_PASS),  W("killed", "kill", VERB, VBN, -1, ROOT),
		W("in", "in", ADP, IN, 6, CASE),         W("an", "a", DET, DT, 6, DET),
		W("attack", "attack", NOUN, NN, 3, OBL), W("claimed", "claim", VERB, VBN, 6, ACL),
		W("by", "by", ADP, IN, 9, CASE),         W("rebels", "rebel", NOUN, NNS, 7, OBL_AGENT),
	};
	fill(lines, 10);
	assert_int_equal(tokens[3].features, DT_FEATURE_PAST | DT_FEATURE_PARTICIPLE | DT_FEATURE_PASSIVE);
	assert_true(tokens[7].features & DT_FEATURE_PASSIVE);
	assert_int_equal(tokens[1].features, DT_FEATURE_PLURAL | DT_FEATURE_DEFINITE);
	assert_int_equal(tokens[6].features, DT_FEATURE_SINGULAR | DT_FEATURE_INDEFINITE);
	assert_true(tokens[2].features & DT_FEATURE_FINITE);
}

static void perfects_are_not_passive(void **state) {
	(void)state;
	const Line lines[] = {W("They", "they", PRON, PRP, 2, NSUBJ), W("have", "have", AUX, VBP, 2, AUX),
	                      W("left", "leave", VERB, VBN, -1, ROOT)};
	fill(lines, 3);
	assert_false(tokens[2].features & DT_FEATURE_PASSIVE);
	assert_int_equal(tokens[0].features, DT_FEATURE_THIRD | DT_FEATURE_PLURAL);
}

static void progressives_gerunds_and_orders(void **state) {
	(void)state;
	const Line lines[] = {W("He", "he", PRON, PRP, 2, NSUBJ), W("is", "be", AUX, VBZ, 2, AUX),
	                      W("leaving", "leave", VERB, VBG, -1, ROOT)};
	fill(lines, 3);
	assert_int_equal(tokens[2].features, DT_FEATURE_PRESENT | DT_FEATURE_PARTICIPLE);
	const Line gerund[] = {W("Leaving", "leave", VERB, VBG, 1, CSUBJ), W("helps", "help", VERB, VBZ, -1, ROOT)};
	fill(gerund, 2);
	assert_true(tokens[0].features & DT_FEATURE_GERUND);
	const Line order[] = {W("Stop", "stop", VERB, VB, -1, ROOT), W("firing", "fire", VERB, VBG, 0, XCOMP)};
	fill(order, 2);
	assert_int_equal(tokens[0].features, DT_FEATURE_IMPERATIVE);
	const Line future[] = {W("will", "will", AUX, MD, 1, AUX), W("stop", "stop", VERB, VB, -1, ROOT)};
	fill(future, 2);
	assert_int_equal(tokens[1].features, DT_FEATURE_INFINITIVE);
}

static void strange_trees_do_no_harm(void **state) {
	(void)state;
	const Line lines[] = {W("a", "a", DET, DT, 99, DET), W("b", "b", DET, DT, -7, DET)};
	fill(lines, 2);
	dt_features_fill(tokens, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passives),
		cmocka_unit_test(perfects_are_not_passive),
		cmocka_unit_test(progressives_gerunds_and_orders),
		cmocka_unit_test(strange_trees_do_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
