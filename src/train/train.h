// SPDX-License-Identifier: Apache-2.0
// Trains a syntax model from CoNLL-U.
#ifndef DT_TRAIN_TRAIN_H
#define DT_TRAIN_TRAIN_H

#include "base/error.h"
#include "syntax/network.h"

typedef struct DtTrainOptions {
	const char *const *treebanks; // paths of CoNLL-U files with gold trees
	size_t treebank_count;
	const char *dev;               // scored after each epoch; may be NULL
	const char *const *unlabelled; // CoNLL-U files of words alone, parsed by the teachers
	size_t unlabelled_count;
	const char *const *teachers; // models whose averaged opinion on the unlabelled text is learned beside gold
	size_t teacher_count;
	const char *start;  // a model to go on from, with its shape and vocabulary; may be NULL
	const char *output; // the model file
	const char *notes;  // "name: value\n" lines for its head: language, data, licences
	uint32_t width, embedding, pieces, arc, relation;
	const char *layers; // "cccg": see DtShape
	uint32_t vocabulary_limit;
	uint32_t batch_words;
	float rate; // of learning, at its highest
	// These depend on whether teachers help; 0 (dropout: below 0) lets training choose.
	uint32_t vocabulary_minimum; // times that a form must occur
	uint32_t gold_repeats;       // times that gold is seen each epoch beside taught text
	float dropout;
	unsigned epochs;
	uint64_t seed;
	void (*progress)(void *data, const char *line); // may be NULL
	void *progress_data;
} DtTrainOptions;

// Settings of the shipped model, the rest left to training; the caller fills in paths.
DtTrainOptions dt_train_defaults(void);

// Trains on one thread and writes options->output. The same options and files give the same file on processors with
// the same vector units.
bool dt_train_syntax(const DtTrainOptions *options, DtError *error);

#endif
