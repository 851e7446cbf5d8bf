// SPDX-License-Identifier: Apache-2.0
// Qualified numbers and headlines: trees stay what they were, the new words hang where they should.
#include "train/vary.h"

#include "base/test.h"

static void numbers_are_qualified(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtDocument *document = dt_document_new(arena);
	DtToken tokens[] = {
		{.form = DT_LITERAL("Five"), .xpos = DT_XPOS_CD, .head = 1, .deprel = DT_DEPREL_NUMMOD},
		{.form = DT_LITERAL("people"), .xpos = DT_XPOS_NNS, .head = 2, .deprel = DT_DEPREL_NSUBJ},
		{.form = DT_LITERAL("died"), .xpos = DT_XPOS_VBD, .head = -1, .deprel = DT_DEPREL_ROOT},
		{.form = DT_LITERAL("."), .xpos = DT_XPOS_PERIOD, .head = 2, .deprel = DT_DEPREL_PUNCT},
	};
	DtSentence sentence = {.count = 4};
	document->tokens = tokens;
	document->token_count = 4;
	document->sentences = &sentence;
	document->sentence_count = 1;
	for (uint64_t seed = 0; seed < 40; seed++) {
		DtRandom random = dt_random_of(seed);
		DtDocument *varied = dt_vary_numbers(arena, document, &random);
		assert_int_equal(varied->sentence_count, 1);
		uint32_t added = varied->token_count - 4;
		assert_true(added == 1 || added == 2);
		const DtToken *found = varied->tokens;
		assert_true(found[0].form.data[0] >= 'A' && found[0].form.data[0] <= 'Z');
		assert_int_equal(found[added].head, 1 + (int)added);
		assert_int_equal(found[added + 1].head, 2 + (int)added);
		assert_int_equal(found[added + 2].head, -1);
		assert_int_equal(found[added + 3].head, 2 + (int)added);
		if (dt_slice_is(found[0].form, "At")) {
			assert_int_equal(found[0].head, 1);
			assert_int_equal(found[0].deprel, DT_DEPREL_CASE);
			assert_int_equal(found[1].head, 2);
		} else {
			assert_int_equal(found[0].head, (int)added);
		}
	}
	tokens[1].head = 0; // now something hangs on the number
	DtRandom random = dt_random_of(1);
	assert_int_equal(dt_vary_numbers(arena, document, &random)->sentence_count, 0);
	dt_arena_free(arena);
}

static void statements_become_headlines(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtDocument *document = dt_document_new(arena);
	DtToken tokens[] = {
		{.form = DT_LITERAL("The"), .lemma = DT_LITERAL("the"), .head = 1, .deprel = DT_DEPREL_DET},
		{.form = DT_LITERAL("miners"), .upos = DT_UPOS_NOUN, .head = 4, .deprel = DT_DEPREL_NSUBJ_PASS},
		{.form = DT_LITERAL("have"), .lemma = DT_LITERAL("have"), .head = 4, .deprel = DT_DEPREL_AUX},
		{.form = DT_LITERAL("been"), .lemma = DT_LITERAL("be"), .head = 4, .deprel = DT_DEPREL_AUX_PASS},
		{.form = DT_LITERAL("rescued"), .upos = DT_UPOS_VERB, .head = -1, .deprel = DT_DEPREL_ROOT},
		{.form = DT_LITERAL("from"), .head = 7, .deprel = DT_DEPREL_CASE},
		{.form = DT_LITERAL("a"), .lemma = DT_LITERAL("a"), .head = 7, .deprel = DT_DEPREL_DET},
		{.form = DT_LITERAL("shaft"), .upos = DT_UPOS_NOUN, .head = 4, .deprel = DT_DEPREL_OBL},
		{.form = DT_LITERAL("."), .upos = DT_UPOS_PUNCT, .head = 4, .deprel = DT_DEPREL_PUNCT},
	};
	DtSentence sentence = {.count = 9};
	document->tokens = tokens;
	document->token_count = 9;
	document->sentences = &sentence;
	document->sentence_count = 1;
	DtRandom random = dt_random_of(1);
	DtDocument *varied = dt_vary_headlines(arena, document, &random);
	static const char *const forms[] = {"Miners", "rescued", "from", "shaft"};
	static const int heads[] = {1, -1, 3, 1};
	assert_int_equal(varied->token_count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_true(dt_slice_is(varied->tokens[i].form, forms[i]));
		assert_int_equal(varied->tokens[i].head, heads[i]);
	}
	assert_int_equal(varied->tokens[0].deprel, DT_DEPREL_NSUBJ_PASS);

	tokens[2].form = tokens[2].lemma = dt_slice_of("will"); // "miners to be rescued from shaft"
	varied = dt_vary_headlines(arena, document, &random);
	assert_int_equal(varied->token_count, 6);
	assert_true(dt_slice_is(varied->tokens[1].form, "to"));
	assert_int_equal(varied->tokens[1].deprel, DT_DEPREL_MARK);
	assert_int_equal(varied->tokens[2].deprel, DT_DEPREL_AUX_PASS);

	tokens[1].upos = DT_UPOS_PRON; // headlines have no "they"
	assert_int_equal(dt_vary_headlines(arena, document, &random)->sentence_count, 0);
	dt_arena_free(arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_are_qualified),
	                                   cmocka_unit_test(statements_become_headlines)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
