// SPDX-License-Identifier: Apache-2.0

#include "base/test.h"

#include "ingest/conllu.h"

static const char two_documents[] = "# newdoc id = first\n"
									"# date = 2024-11-26\n"
									"# title = Ministers meet\n"
									"# note = kept as it is\n"
									"# text = They don't talk.\n"
									"1\tThey\tthey\tPRON\tPRP\tCase=Nom|Number=Plur|Person=3\t4\tnsubj\t4:nsubj\t_\n"
									"2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tFoo=Bar\n"
									"2\tdo\tdo\tAUX\tVBP\tMood=Ind|Tense=Pres|VerbForm=Fin\t4\taux\t4:aux\t_\n"
									"3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t4:advmod\t_\n"
									"3.1\tever\tever\tADV\tRB\t_\t_\t_\t4:advmod\t_\n"
									"4\ttalk\ttalk\tVERB\tVB\tVerbForm=Inf\t0\troot\t0:root\tSpaceAfter=No\n"
									"5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t4:punct\t_\n"
									"\n"
									"# newpar\n"
									"1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No\n"
									"2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_\n"
									"\n"
									"# newdoc id = second\n"
									"1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n"
									"\n";

static void documents_are_read(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtDocument **documents;
	size_t count;
	DtError error = {0};
	assert_true(dt_conllu_read(arena, dt_slice_of(two_documents), "x.conllu", &documents, &count, &error));
	assert_int_equal(count, 2);
	DtDocument *first = documents[0];
	assert_true(dt_slice_is(first->id, "first"));
	assert_true(dt_slice_is(first->title, "Ministers meet"));
	assert_int_equal(first->date, dt_date_from_civil(2024, 11, 26));
	assert_true(dt_slice_is(first->text, "They don't talk.\n\nYes."));
	assert_int_equal(first->sentence_count, 2);
	assert_int_equal(first->sentences[1].paragraph, 1);
	assert_int_equal(first->token_count, 7);
	const char *words[] = {"They", "do", "n't", "talk", ".", "Yes", "."};
	for (size_t i = 0; i < 7; i++) {
		assert_true(dt_slice_is(first->tokens[i].form, words[i]));
		assert_true(dt_slice_is(dt_document_slice(first, first->tokens[i].span), words[i]));
	}
	assert_true(first->tokens[2].joined && !first->tokens[1].joined);
	assert_true(first->tokens[2].space_after && !first->tokens[1].space_after);
	assert_int_equal(first->tokens[0].head, 3);
	assert_int_equal(first->tokens[0].features, DT_FEATURE_PLURAL | DT_FEATURE_THIRD);
	assert_true(dt_slice_is(documents[1]->id, "second"));
	dt_arena_free(arena);
}

static void what_is_read_is_written(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtDocument **documents;
	size_t count;
	assert_true(dt_conllu_read(arena, dt_slice_of(two_documents), NULL, &documents, &count, NULL));
	DtBuffer written = {0};
	for (size_t i = 0; i < count; i++) dt_conllu_write(&written, documents[i]);
	assert_string_equal(written.data, two_documents);
	dt_buffer_clear(&written);
	dt_arena_free(arena);
}

static void a_new_tree_replaces_its_columns(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtDocument **documents;
	size_t count;
	assert_true(dt_conllu_read(arena, dt_slice_of(two_documents), NULL, &documents, &count, NULL));
	documents[0]->tokens[6].deprel = DT_DEPREL_DEP;
	documents[0]->tokens[5].upos = DT_UPOS_ADV;
	DtBuffer written = {0};
	dt_conllu_write_sentence(&written, documents[0], &documents[0]->sentences[1]);
	assert_string_equal(written.data, "# newpar\n1\tYes\tyes\tADV\tUH\t_\t0\troot\t_\tSpaceAfter=No\n"
	                                  "2\t.\t.\tPUNCT\t.\t_\t1\tdep\t_\t_\n\n");
	dt_buffer_clear(&written);
	dt_arena_free(arena);
}

static void words_of_text_get_all_columns(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtDocument *document = dt_document_new(arena);
	document->id = dt_slice_of("d");
	document->text = dt_slice_of("I  can't.");
	DtToken tokens[] = {
		{.span = {0, 1}, .space_after = true},
		{.span = {3, 5}},
		{.span = {5, 8}, .joined = true},
		{.span = {8, 9}},
	};
	for (size_t i = 0; i < 4; i++) {
		tokens[i].form = dt_document_slice(document, tokens[i].span);
		tokens[i].head = -1;
		tokens[i].upos = DT_UPOS_X;
	}
	DtSentence sentence = {.span = {0, 9}, .count = 4};
	document->tokens = tokens, document->token_count = 4;
	document->sentences = &sentence, document->sentence_count = 1;
	DtBuffer written = {0};
	dt_conllu_write(&written, document);
	assert_string_equal(written.data, "# newdoc id = d\n# sent_id = d-1\n# text = I can't.\n"
	                                  "1\tI\t_\t_\t_\t_\t_\t_\t_\t_\n"
	                                  "2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
	                                  "2\tca\t_\t_\t_\t_\t_\t_\t_\t_\n"
	                                  "3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
	                                  "4\t.\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\n");
	dt_buffer_clear(&written);
	dt_arena_free(arena);
}

static void faults_name_their_line(void **state) {
	(void)state;
	static const struct {
		const char *content, *message;
	} cases[] = {
		{"1\ta\n", "f:1: a word line has ten columns with tabs between"},
		{"# c\n2\ta\t_\t_\t_\t_\t0\troot\t_\t_\n", "f:2: word \"2\" stands where 1 is due"},
		{"1\ta\t_\t_\t_\t_\t9\troot\t_\t_\n\n", "f:2: the head of word 1 is not in the sentence"},
		{"1\ta\t_\t_\t_\t_\t1\tdep\t_\t_\n", "f:1: the sentence has 0 roots"},
		{"1\ta\t_\t_\t_\t_\t0\troot\t_\t_\n2\tb\t_\t_\t_\t_\t3\tdep\t_\t_\n3\tc\t_\t_\t_\t_\t2\tdep\t_\t_\n",
	     "f:3: the heads of word 2 go round in a circle"},
		{"1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\t_\t_\t_\t_\t0\troot\t_\t_\n",
	     "f:2: the multiword range ends at word 2, which is missing"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		DtArena *arena = dt_arena_new();
		DtDocument **documents;
		size_t count;
		DtError error = {0};
		assert_false(dt_conllu_read(arena, dt_slice_of(cases[i].content), "f", &documents, &count, &error));
		assert_string_equal(dt_error_text(&error), cases[i].message);
		dt_error_clear(&error);
		dt_arena_free(arena);
	}
}

static void reading_goes_on_behind_a_fault(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtConllu conllu =
		dt_conllu_of("f", dt_slice_of("# newdoc\nbroken\n\n# newdoc id = b\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_"));
	DtDocument *document;
	DtError error = {0};
	assert_int_equal(dt_conllu_next(&conllu, arena, &document, &error), DT_READ_FAULT);
	assert_null(document);
	assert_int_equal(dt_conllu_next(&conllu, arena, &document, &error), DT_READ_DOCUMENT);
	assert_true(dt_slice_is(document->id, "b"));
	assert_true(document->tokens[0].head == -1 && document->tokens[0].head_confidence == 0);
	assert_int_equal(dt_conllu_next(&conllu, arena, &document, &error), DT_READ_END);
	dt_error_clear(&error);
	dt_arena_free(arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(documents_are_read),
		cmocka_unit_test(what_is_read_is_written),
		cmocka_unit_test(a_new_tree_replaces_its_columns),
		cmocka_unit_test(words_of_text_get_all_columns),
		cmocka_unit_test(faults_name_their_line),
		cmocka_unit_test(reading_goes_on_behind_a_fault),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
