// SPDX-License-Identifier: Apache-2.0
// detente train: a syntax model from treebanks, or the weights of confidence; detente model: what a model file says of
// itself.
#include "train/train.h"

#include <stdio.h>

#include "cli/command.h"
#include "cli/confidence.h"
#include "syntax/parse.h"

enum {
	OUTPUT,
	DEV,
	TEACHER,
	UNLABELLED,
	START,
	EPOCHS,
	REPEATS,
	RATE,
	DROPOUT,
	WIDTH,
	LAYERS,
	SEED,
	NOTES,
	PENALTY,
	HELD_OUT,
	OLDER,
	GOLD,
	WORTH,
	FOLDS
};

static const DtOption options[] = {
	{"output", 'o', "FILE", "the model to write"},
	{"dev", 0, "FILE", "CoNLL-U scored after every epoch"},
	{"teacher", 0, "FILES", "models to learn from, ',' between"},
	{"unlabelled", 0, "FILES", "CoNLL-U of words alone for the teachers, ',' between"},
	{"start", 0, "FILE", "a model to go on from, with its shape"},
	{"epochs", 0, "NUMBER", "passes over the data"},
	{"gold-repeats", 0, "NUMBER", "times that gold is seen beside taught text each epoch"},
	{"rate", 0, "NUMBER", "of learning, at its highest (0.0001 to 0.1)"},
	{"dropout", 0, "NUMBER", "share of values left out (0 to 0.9)"},
	{"width", 0, "NUMBER", "of the network"},
	{"layers", 0, "LETTERS", "c a convolution, g a recurrence: \"cccg\""},
	{"seed", 0, "NUMBER", "the same seed gives the same model"},
	{"notes", 0, "TEXT", "lines for the model's head"},
	{"penalty", 0, "NUMBER", "confidence: what draws weights to 0 (default 33)"},
	{"held-out", 0, "ROUNDS", "confidence: rounds not learnt from, ',' between"},
	{"older", 0, "ROUNDS", "confidence: rounds judged on an older coder"},
	{"labelled", 0, "FILE", "confidence: labelled lines to learn from, too"},
	{"worth", 0, "NUMBER", "confidence: of an event of labelled lines, 0 to 1 (default 0.5)"},
	{"folds", 0, "NUMBER", "coding: score as many parts left out in turn (default 10)"},
	{0},
};

static void show(void *data, const char *line) {
	(void)data;
	fprintf(stderr, "%s\n", line);
}

static size_t split_list(DtArena *arena, const char *list, const char **items, size_t room) {
	size_t count = 0;
	DtSlice rest = dt_slice_of(list), item;
	while (list && dt_slice_split(&rest, ',', &item) && count < room) items[count++] = dt_arena_copy(arena, item).data;
	return count;
}

static bool read_share(const char *name, const char *value, double low, double high, float *share) {
	double number;
	if (!value) return true;
	if (!dt_slice_to_double(dt_slice_of(value), &number) || number < low || number > high) {
		dt_complain("--%s wants a number from %g to %g, not '%s'", name, low, high, value);
		return false;
	}
	*share = (float)number;
	return true;
}

static bool read_numbers(const DtArguments *arguments, DtTrainOptions *train) {
	const char *const *values = arguments->values;
	long number;
	if (values[EPOCHS]) {
		if (!dt_option_number("epochs", values[EPOCHS], 1, 1000, &number)) return false;
		train->epochs = (unsigned)number;
	}
	if (values[REPEATS]) {
		if (!dt_option_number("gold-repeats", values[REPEATS], 1, 100, &number)) return false;
		train->gold_repeats = (uint32_t)number;
	}
	if (!read_share("rate", values[RATE], 0.0001, 0.1, &train->rate)) return false;
	if (!read_share("dropout", values[DROPOUT], 0, 0.9, &train->dropout)) return false;
	if (values[WIDTH]) {
		if (!dt_option_number("width", values[WIDTH], 16, 512, &number)) return false;
		train->width = (uint32_t)number;
	}
	if (values[SEED]) {
		if (!dt_option_number("seed", values[SEED], 0, 2147483647, &number)) return false;
		train->seed = (uint64_t)number;
	}
	return true;
}

static int run_confidence(const DtArguments *arguments) {
	float penalty = 33, worth = 0.5f;
	if (!read_share("penalty", arguments->values[PENALTY], 0, 1000, &penalty)) return DT_EXIT_USAGE;
	if (!read_share("worth", arguments->values[WORTH], 0, 1, &worth)) return DT_EXIT_USAGE;
	if (!arguments->values[OUTPUT] || arguments->rest_count < 3) {
		dt_complain("train confidence wants --output, a table of judged events and the texts they stand in");
		return DT_EXIT_USAGE;
	}
	const DtConfidenceTraining training = {.output = arguments->values[OUTPUT],
	                                       .held_out = arguments->values[HELD_OUT],
	                                       .older = arguments->values[OLDER],
	                                       .labelled = arguments->values[GOLD],
	                                       .labelled_worth = (double)worth,
	                                       .penalty = (double)penalty};
	return dt_train_confidence(&training, arguments->rest + 1, arguments->rest_count - 1);
}

static int run(const DtCommand *command, int argc, char **argv) {
	enum { LIST = 16 };
	DtArguments arguments;
	int code = dt_parse_arguments(command, argc, argv, &arguments);
	if (code >= 0) return code;
	if (arguments.rest_count > 0 && strcmp(arguments.rest[0], "confidence") == 0) return run_confidence(&arguments);
	if (!arguments.values[OUTPUT] || arguments.rest_count == 0) {
		dt_complain("train wants --output and files to learn from");
		return DT_EXIT_USAGE;
	}
	if (strcmp(arguments.rest[0], "coding") == 0) {
		long folds = 10;
		if (!dt_option_number("folds", arguments.values[FOLDS] ? arguments.values[FOLDS] : "10", 0, 1000, &folds))
			return DT_EXIT_USAGE;
		return dt_train_coding(arguments.values[OUTPUT], arguments.values[NOTES], (uint32_t)folds, arguments.rest + 1,
		                       arguments.rest_count - 1);
	}
	DtArena *arena = dt_arena_new();
	const char *teachers[LIST], *unlabelled[LIST];
	DtTrainOptions train = dt_train_defaults();
	if (!read_numbers(&arguments, &train)) return DT_EXIT_USAGE;
	train.treebanks = (const char *const *)arguments.rest;
	train.treebank_count = (size_t)arguments.rest_count;
	train.dev = arguments.values[DEV];
	train.teachers = teachers;
	train.teacher_count = split_list(arena, arguments.values[TEACHER], teachers, LIST);
	train.unlabelled = unlabelled;
	train.unlabelled_count = split_list(arena, arguments.values[UNLABELLED], unlabelled, LIST);
	train.start = arguments.values[START];
	train.output = arguments.values[OUTPUT];
	if (arguments.values[LAYERS]) train.layers = arguments.values[LAYERS];
	if (arguments.values[NOTES]) train.notes = arguments.values[NOTES];
	train.progress = show;
	DtError error = {0};
	code = dt_train_syntax(&train, &error) ? DT_EXIT_DONE : dt_complain_error(&error);
	dt_arena_free(arena);
	return code;
}

const DtCommand dt_command_train = {
	.name = "train",
	.synopsis = "[OPTION…] -o MODEL TREEBANK.conllu… | coding LABELLED.jsonl… | confidence JUDGED.tsv FILE…",
	.summary = "trains models from treebanks, labelled lines and judged events",
	.text = "Trains tagger, lemmatiser and parser from gold trees, with teachers also from\n"
			"unlabelled text. 'train coding' learns which category relates two marked parties,\n"
			"from labelled lines, and scores it on parts left out. 'train confidence' learns what\n"
			"tells right events from wrong ones, from events that were judged and the texts they\n"
			"stand in (docs/precision.md), and shows how well what it says holds on events it has\n"
			"not learnt from. models/README.md gives the commands of the shipped models.",
	.options = options,
	.run = run,
};

static int run_model(const DtCommand *command, int argc, char **argv) {
	DtArguments arguments;
	int code = dt_parse_arguments(command, argc, argv, &arguments);
	if (code >= 0) return code;
	DtArena *arena = dt_arena_new();
	const char *path = dt_find_paths(arena, NULL, arguments.rest_count > 1 ? arguments.rest[1] : NULL).model;
	if (arguments.rest_count < 1 || strcmp(arguments.rest[0], "show") != 0) {
		dt_complain("model wants 'show'");
		dt_arena_free(arena);
		return DT_EXIT_USAGE;
	}
	DtError error = {0};
	DtSyntax *syntax = dt_syntax_load(path, &error);
	code = DT_EXIT_DONE;
	if (syntax)
		printf("file: %s\n" DT_SLICE_FORMAT, path, DT_SLICE_ARGS(dt_syntax_head(syntax)));
	else
		code = dt_complain_error(&error);
	dt_syntax_free(syntax);
	dt_arena_free(arena);
	return code;
}

const DtCommand dt_command_model = {
	.name = "model",
	.synopsis = "show [FILE]",
	.summary = "what a model file says of itself",
	.text = "Prints the head of a syntax model: language, training data, licences, scores.",
	.options = NULL,
	.run = run_model,
};
