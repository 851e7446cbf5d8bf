// SPDX-License-Identifier: Apache-2.0
// Scores on small trees whose right answer can be counted by hand.
#include "train/evaluate.h"

#include <math.h>

#include "base/test.h"

typedef struct Line {
	const char *form, *lemma;
	DtUpos upos;
	int32_t head;
	DtDeprel deprel;
} Line;

static DtDocument *document_of(DtArena *arena, const Line *lines, uint32_t count, uint32_t first_sentence) {
	DtDocument *document = dt_document_new(arena);
	document->tokens = DT_NEW_ARRAY(arena, DtToken, count);
	document->token_count = count;
	for (uint32_t i = 0; i < count; i++)
		document->tokens[i] = (DtToken){.form = dt_slice_of(lines[i].form),
		                                .lemma = dt_slice_of(lines[i].lemma),
		                                .upos = (uint8_t)lines[i].upos,
		                                .head = lines[i].head,
		                                .deprel = (uint8_t)lines[i].deprel};
	document->sentences = DT_NEW_ARRAY(arena, DtSentence, 2);
	document->sentences[0] = (DtSentence){.first = 0, .count = first_sentence};
	document->sentences[1] = (DtSentence){.first = first_sentence, .count = count - first_sentence};
	document->sentence_count = first_sentence < count ? 2 : 1;
	return document;
}

static const Line gold_lines[] = {
	{"Iran", "Iran", DT_UPOS_PROPN, 1, DT_DEPREL_NSUBJ}, {"held", "hold", DT_UPOS_VERB, -1, DT_DEPREL_ROOT},
	{"talks", "talk", DT_UPOS_NOUN, 1, DT_DEPREL_OBJ},   {"today", "today", DT_UPOS_NOUN, 1, DT_DEPREL_OBL_UNMARKED},
	{".", ".", DT_UPOS_PUNCT, 1, DT_DEPREL_PUNCT},
};

static void a_tree_agrees_with_itself(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtDocument *gold = document_of(arena, gold_lines, 5, 5);
	DtScores scores = {0};
	assert_true(dt_evaluate(gold, gold, &scores, NULL));
	assert_true(dt_score_f1(scores.las) == 100 && dt_score_f1(scores.tokens) == 100);
	assert_true(dt_score_f1(scores.sentences) == 100 && dt_score_f1(scores.clas) == 100);
	assert_int_equal(scores.clas.gold, 4);
	assert_int_equal(scores.relations[DT_DEPREL_OBJ].correct, 1);
	dt_arena_free(arena);
}

static void mistakes_are_counted_once(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	Line lines[5];
	memcpy(lines, gold_lines, sizeof lines);
	lines[0].upos = DT_UPOS_NOUN;
	lines[1].lemma = "held";
	lines[3].deprel = DT_DEPREL_OBL; // same universal part
	lines[2].deprel = DT_DEPREL_NSUBJ;
	lines[4].head = 3;
	DtScores scores = {0};
	assert_true(dt_evaluate(document_of(arena, gold_lines, 5, 5), document_of(arena, lines, 5, 5), &scores, NULL));
	assert_int_equal(scores.upos.correct, 4);
	assert_int_equal(scores.lemmas.correct, 4);
	assert_int_equal(scores.uas.correct, 4);
	assert_int_equal(scores.las.correct, 3);
	assert_int_equal(scores.las_full.correct, 2);
	assert_int_equal(scores.clas.correct, 3);
	assert_int_equal(scores.confusion[DT_DEPREL_OBJ][DT_DEPREL_NSUBJ], 1);
	assert_int_equal(scores.tag_confusion[DT_UPOS_PROPN][DT_UPOS_NOUN], 1);
	dt_arena_free(arena);
}

static void other_words_are_aligned_by_characters(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	const Line lines[] = {
		{"Iran", "Iran", DT_UPOS_PROPN, 1, DT_DEPREL_NSUBJ},
		{"held", "hold", DT_UPOS_VERB, -1, DT_DEPREL_ROOT},
		{"talkstoday", "talk", DT_UPOS_NOUN, 1, DT_DEPREL_OBJ},
		{".", ".", DT_UPOS_PUNCT, -1, DT_DEPREL_ROOT},
	};
	DtScores scores = {0};
	assert_true(dt_evaluate(document_of(arena, gold_lines, 5, 5), document_of(arena, lines, 4, 3), &scores, NULL));
	assert_int_equal(scores.words.correct, 3);
	assert_int_equal(scores.words.gold, 5);
	assert_int_equal(scores.words.system, 4);
	assert_int_equal(scores.sentences.correct, 0);
	assert_int_equal(scores.las.correct, 2);
	assert_true(fabs(dt_score_f1(scores.las) - 100.0 * 4 / 9) < 1e-9);
	const Line foreign[] = {{"Iraq", "Iraq", DT_UPOS_PROPN, -1, DT_DEPREL_ROOT}};
	DtError error = {0};
	assert_false(dt_evaluate(document_of(arena, gold_lines, 5, 5), document_of(arena, foreign, 1, 1), &scores, &error));
	assert_true(dt_error_any(&error));
	dt_error_clear(&error);
	dt_arena_free(arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tree_agrees_with_itself),
		cmocka_unit_test(mistakes_are_counted_once),
		cmocka_unit_test(other_words_are_aligned_by_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
