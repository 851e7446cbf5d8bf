// SPDX-License-Identifier: Apache-2.0
// A whole course of training on a toy treebank: the model that comes out parses what it was shown, twice the same, and
// can teach another.
#include "train/train.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/test.h"
#include "syntax/parse.h"

static const char *const verbs[][2] = {{"held", "hold"}, {"rejected", "reject"}, {"wanted", "want"}, {"ended", "end"}};
static const char *const names[] = {"Iran", "France", "Peru", "Chad", "Japan"};
static const char *const nouns[][2] = {{"talks", "talk"}, {"raids", "raid"}, {"deals", "deal"}};

static char folder[] = "/tmp/detente-train-XXXXXX";

static void path_of(char *out, size_t room, const char *name) { snprintf(out, room, "%s/%s", folder, name); }

// NAME VERB NOUNS PUNCT, with every combination of words.
static void write_treebank(const char *path, bool trees) {
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	for (size_t i = 0; i < 60; i++) {
		const char *name = names[i % 5], *const *verb = verbs[i % 4], *const *noun = nouns[i % 3];
		if (trees)
			fprintf(file,
			        "1\t%s\t%s\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\t%s\t%s\tVERB\tVBD\t_\t0\troot\t_\t_\n"
			        "3\t%s\t%s\tNOUN\tNNS\t_\t2\tobj\t_\t_\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n",
			        name, name, verb[0], verb[1], noun[0], noun[1]);
		else
			fprintf(file,
			        "1\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n2\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n3\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
			        name, verb[0], noun[0]);
	}
	fclose(file);
}

static DtTrainOptions tiny_options(const char *const *treebanks, const char *output) {
	DtTrainOptions options = dt_train_defaults();
	options.treebanks = treebanks;
	options.treebank_count = 1;
	options.dev = treebanks[0];
	options.output = output;
	options.width = options.embedding = options.arc = options.relation = 16;
	options.layers = "cg";
	options.vocabulary_minimum = 1;
	options.batch_words = 40;
	options.epochs = 12;
	options.rate = 0.02f;
	options.dropout = 0.05f;
	return options;
}

static void parse_one(const char *model) {
	static const char *const forms[] = {"Chad", "rejected", "raids", "."};
	DtError error = {0};
	DtSyntax *syntax = dt_syntax_load(model, &error);
	assert_string_equal(dt_error_text(&error), "");
	DtSyntaxScratch *scratch = dt_syntax_scratch_new(syntax);
	DtArena *arena = dt_arena_new();
	DtDocument *document = dt_document_new(arena);
	document->tokens = DT_NEW_ARRAY(arena, DtToken, 4);
	document->token_count = 4;
	document->sentences = DT_NEW_ARRAY(arena, DtSentence, 1);
	document->sentences[0].count = 4;
	document->sentence_count = 1;
	for (size_t i = 0; i < 4; i++) document->tokens[i].form = dt_slice_of(forms[i]);
	dt_parse(document, syntax, scratch);
	const DtToken *tokens = document->tokens;
	assert_int_equal(tokens[0].head, 1);
	assert_int_equal(tokens[0].deprel, DT_DEPREL_NSUBJ);
	assert_int_equal(tokens[1].head, -1);
	assert_int_equal(tokens[1].xpos, DT_XPOS_VBD);
	assert_int_equal(tokens[2].deprel, DT_DEPREL_OBJ);
	assert_true(dt_slice_is(tokens[1].lemma, "reject"));
	assert_true(dt_slice_is(tokens[2].lemma, "raid"));
	assert_true(tokens[1].features & DT_FEATURE_PAST);
	assert_true(tokens[2].features & DT_FEATURE_PLURAL);
	dt_arena_free(arena);
	dt_syntax_scratch_free(scratch);
	dt_syntax_free(syntax);
}

static bool same_files(const char *a, const char *b) {
	DtArena *arena = dt_arena_new();
	DtSlice left, right;
	assert_true(dt_file_read(arena, a, 1 << 24, &left, NULL));
	assert_true(dt_file_read(arena, b, 1 << 24, &right, NULL));
	bool same = dt_slice_equal(left, right);
	dt_arena_free(arena);
	return same;
}

static void a_toy_language_is_learned_twice_the_same(void **state) {
	(void)state;
	char treebank[100], first[100], second[100], pupil[100], words[100];
	path_of(treebank, sizeof treebank, "toy.conllu");
	path_of(words, sizeof words, "words.conllu");
	path_of(first, sizeof first, "first.model");
	path_of(second, sizeof second, "second.model");
	path_of(pupil, sizeof pupil, "pupil.model");
	write_treebank(treebank, true);
	write_treebank(words, false);
	const char *treebanks[] = {treebank}, *unlabelled[] = {words}, *teachers[] = {first, second};
	DtTrainOptions options = tiny_options(treebanks, first);
	DtError error = {0};
	assert_true(dt_train_syntax(&options, &error));
	parse_one(first);
	options.output = second;
	assert_true(dt_train_syntax(&options, &error));
	assert_true(same_files(first, second));
	options.output = pupil;
	options.seed = 2;
	options.unlabelled = unlabelled;
	options.unlabelled_count = 1;
	options.teachers = teachers;
	options.teacher_count = 2;
	assert_true(dt_train_syntax(&options, &error));
	parse_one(pupil);
	const char *made[] = {treebank, words, first, second, pupil};
	for (size_t i = 0; i < sizeof made / sizeof *made; i++) unlink(made[i]);
}

static void faults_are_reported(void **state) {
	(void)state;
	const char *treebanks[] = {"/nowhere/at/all.conllu"};
	DtTrainOptions options = tiny_options(treebanks, "/nowhere/out.model");
	DtError error = {0};
	assert_false(dt_train_syntax(&options, &error));
	assert_true(dt_error_any(&error));
	dt_error_clear(&error);
	options.treebank_count = 0;
	assert_false(dt_train_syntax(&options, &error));
	dt_error_clear(&error);
	char treebank[100];
	path_of(treebank, sizeof treebank, "toy.conllu");
	write_treebank(treebank, true);
	treebanks[0] = treebank;
	options = tiny_options(treebanks, "/nowhere/out.model");
	options.width = 17;
	assert_false(dt_train_syntax(&options, &error));
	dt_error_clear(&error);
	unlink(treebank);
}

int main(void) {
	if (!mkdtemp(folder)) return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_toy_language_is_learned_twice_the_same),
		cmocka_unit_test(faults_are_reported),
	};
	int result = cmocka_run_group_tests(tests, NULL, NULL);
	rmdir(folder);
	return result;
}
