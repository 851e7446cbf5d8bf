// SPDX-License-Identifier: Apache-2.0
// The lemmatizer on a handful of rules: suffixes, known bases, exceptions, names and numbers.
#include "syntax/lemma.h"

#include "base/test.h"

enum { STRIP_S, STRIP_ED, STRIP_D, WENT, AS_IT_IS, PERSON, RULES };

static const char strings[] = "goperson";
static const DtLemmaRule rules[RULES] = {
	[STRIP_S] = {.strip = 1},
	[STRIP_ED] = {.strip = 2},
	[STRIP_D] = {.strip = 1},
	[WENT] = {.strip = 4, .text = 0, .text_length = 2},
	[AS_IT_IS] = {.base = DT_LEMMA_GIVEN},
	[PERSON] = {.strip = 6, .text = 2, .text_length = 6},
};

static DtHashSlot exceptions[16], suffixes[64], known[16];

static DtLemmatizer make(void) {
	memset(exceptions, 0, sizeof exceptions);
	memset(suffixes, 0, sizeof suffixes);
	memset(known, 0, sizeof known);
	dt_hash_put(exceptions, 16, dt_lemma_exception_hash(dt_slice_of("went"), DT_XPOS_VBD, DT_UPOS_VERB), WENT + 1);
	dt_hash_put(exceptions, 16, dt_lemma_exception_hash(dt_slice_of("people"), DT_XPOS_NNS, DT_UPOS_NOUN), PERSON + 1);
	dt_hash_put(suffixes, 64, dt_lemma_suffix_hash(dt_slice_of("s"), DT_XPOS_NNS), STRIP_S + 1);
	dt_hash_put(suffixes, 64, dt_lemma_suffix_hash(dt_slice_of("ed"), DT_XPOS_VBD), STRIP_ED + 1);
	dt_hash_put(suffixes, 64, dt_lemma_common_hash(0, DT_XPOS_VBD), STRIP_D + 1);
	dt_hash_put(suffixes, 64, dt_lemma_suffix_hash((DtSlice){0}, DT_XPOS_NNP), AS_IT_IS + 1);
	dt_hash_put(known, 16, dt_lemma_known_hash(dt_slice_of("persuade"), DT_BASE_VERB), 1);
	dt_hash_put(known, 16, dt_lemma_known_hash(dt_slice_of("wage"), DT_BASE_NOUN), 1);
	dt_hash_put(known, 16, dt_lemma_known_hash(dt_slice_of("korea"), DT_BASE_NAME), 1);
	return (DtLemmatizer){.exceptions = {exceptions, 16},
	                      .suffixes = {suffixes, 64},
	                      .known = {known, 16},
	                      .rules = rules,
	                      .rule_count = RULES,
	                      .strings = DT_LITERAL(strings)};
}

static void check(const char *form, DtXpos xpos, DtUpos upos, const char *expected) {
	DtLemmatizer lemmatizer = make();
	DtArena *arena = dt_arena_new();
	DtSlice lemma = dt_lemma_find(&lemmatizer, arena, dt_slice_of(form), xpos, upos);
	if (!dt_slice_is(lemma, expected))
		fail_msg("%s: lemma " DT_SLICE_FORMAT ", expected %s", form, DT_SLICE_ARGS(lemma), expected);
	dt_arena_free(arena);
}

static void words_find_their_lemmas(void **state) {
	(void)state;
	check("talks", DT_XPOS_NNS, DT_UPOS_NOUN, "talk");
	check("TALKS", DT_XPOS_NNS, DT_UPOS_NOUN, "talk");
	check("attacked", DT_XPOS_VBD, DT_UPOS_VERB, "attack");
	check("persuaded", DT_XPOS_VBD, DT_UPOS_VERB, "persuade"); // the longest suffix says "persuad"
	check("waged", DT_XPOS_VBD, DT_UPOS_VERB, "wage");         // known as a noun
	check("Went", DT_XPOS_VBD, DT_UPOS_VERB, "go");
	check("went", DT_XPOS_VBD, DT_UPOS_AUX, "went"); // the exception is of a verb
	check("people", DT_XPOS_NNS, DT_UPOS_NOUN, "person");
	check("x", DT_XPOS_FW, DT_UPOS_X, "x");
}

static void names_keep_capitals(void **state) {
	(void)state;
	check("Korea", DT_XPOS_NNP, DT_UPOS_PROPN, "Korea");
	check("KOREA", DT_XPOS_NNP, DT_UPOS_PROPN, "Korea");
	check("NATO", DT_XPOS_NNP, DT_UPOS_PROPN, "NATO");
}

static void numbers_lose_commas(void **state) {
	(void)state;
	check("84,121", DT_XPOS_CD, DT_UPOS_NUM, "84121");
	check("3.5", DT_XPOS_CD, DT_UPOS_NUM, "3.5");
	check("1,2a", DT_XPOS_CD, DT_UPOS_NUM, "1,2a");
}

static void damaged_rules_do_no_harm(void **state) {
	(void)state;
	static const DtLemmaRule bad[] = {
		{.strip = 200}, {.text = 100, .text_length = 50}, {.text = UINT32_MAX}, {.strip = 5}};
	DtLemmatizer lemmatizer = make();
	char out[DT_WORD_ROOM + 256];
	DtSlice lemma, form = dt_slice_of("talks");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(dt_lemma_apply(&lemmatizer, &bad[i], form, form, out, &lemma));
	lemmatizer.rule_count = 0;
	DtArena *arena = dt_arena_new();
	assert_true(dt_slice_is(dt_lemma_find(&lemmatizer, arena, form, DT_XPOS_NNS, DT_UPOS_NOUN), "talks"));
	dt_arena_free(arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_find_their_lemmas),
		cmocka_unit_test(names_keep_capitals),
		cmocka_unit_test(numbers_lose_commas),
		cmocka_unit_test(damaged_rules_do_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
