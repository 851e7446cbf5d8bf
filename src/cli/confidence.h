// SPDX-License-Identifier: Apache-2.0
// Learning what the signs of an event are worth: the part of 'detente train' that needs the coder.
#ifndef DT_CLI_CONFIDENCE_H
#define DT_CLI_CONFIDENCE_H

#include "cli/command.h"

// names: a table of judged events, then the inputs that they were judged in. Writes weights to output and prints how
// well they hold; held_out, rounds with ',' between or NULL, are not learnt from. Returns the exit code.
int dt_train_confidence(const char *output, double penalty, const char *held_out, char **names, int count);

#endif
