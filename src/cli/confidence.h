// SPDX-License-Identifier: Apache-2.0
// Learning what the signs of an event are worth: the part of 'detente train' that needs the coder.
#ifndef DT_CLI_CONFIDENCE_H
#define DT_CLI_CONFIDENCE_H

#include "cli/command.h"

typedef struct DtConfidenceTraining {
	const char *output;    // the .weights file to write
	const char *held_out;  // rounds not learnt from, ',' between; NULL: none
	const char *older;     // rounds judged on an older coder, likewise: their common part is not kept
	const char *labelled;  // labelled lines to learn from, too; NULL: none
	double labelled_worth; // what an event of them counts, where one that was judged counts 1
	double penalty;
} DtConfidenceTraining;

// names: a table of judged events, then the inputs that they were judged in. Writes weights and prints how well they
// hold. Returns the exit code.
int dt_train_confidence(const DtConfidenceTraining *training, char **names, int count);

#endif
