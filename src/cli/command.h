// SPDX-License-Identifier: Apache-2.0
// The subcommands and what they share: options, messages, exit codes.
#ifndef DT_CLI_COMMAND_H
#define DT_CLI_COMMAND_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "pipeline/coder.h"

typedef enum DtExit {
	DT_EXIT_DONE = 0,
	DT_EXIT_SOME_FAILED = 1, // or: the answer is no
	DT_EXIT_USAGE = 2,
	DT_EXIT_DATA = 3,    // dictionaries or model cannot be used
	DT_EXIT_MACHINE = 4, // disk, store
} DtExit;

// An option of a command. One table feeds parsing, --help and the manual page.
typedef struct DtOption {
	const char *name;     // "date"; NULL ends the table
	char letter;          // 'o'; 0 for none
	const char *argument; // "DAY"; NULL when it takes none
	const char *help;
} DtOption;

typedef struct DtCommand {
	const char *name;
	const char *synopsis; // "[FILE…]"
	const char *summary;  // a line
	const char *text;     // paragraphs for --help and the manual page
	const DtOption *options;
	int (*run)(const struct DtCommand *command, int argc, char **argv);
} DtCommand;

extern const DtCommand dt_command_code, dt_command_explain, dt_command_dict, dt_command_train, dt_command_eval,
	dt_command_relations, dt_command_serve, dt_command_import, dt_command_export, dt_command_model;

// What was said on the command line: values by position in the option table (NULL when not said, "" for a bare option),
// and what is left.
typedef struct DtArguments {
	const char *values[24];
	char **rest;
	int rest_count;
} DtArguments;

// Parses argv. Returns -1 to go on; else the exit code to end with (help was asked for, or a message was printed).
int dt_parse_arguments(const DtCommand *command, int argc, char **argv, DtArguments *arguments);

// "detente: " and the message on standard error.
void dt_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Prints every fault of error and clears it; returns the exit code that fits its kind.
int dt_complain_error(DtError *error);

// Loads a coder from --data (several folders, ':' between) and --model, either NULL. Complains and returns NULL on
// failure, with *exit_code set.
DtCoder *dt_load_coder(const char *data, const char *model, int *exit_code);

// The shipped data folder and those of --data (':' between); returns how many were written.
size_t dt_data_folders(DtArena *arena, const char *data, const char **folders, size_t room);

// Program, dictionaries and model in one text: a record coded by another signature is coded anew. In arena.
DtSlice dt_coder_signature(DtArena *arena, const char *data, const char *model);

// Reads the value of a numeric option; complains and returns false when it is not between low and high.
bool dt_option_number(const char *name, const char *value, long low, long high, long *number);

// Reads the values of --from and --to, either of which may be NULL, to the days from the first of one to the last of
// the other; an end not given is DT_DATE_NONE. Complains and returns false when one is no date or they are the wrong
// way round.
bool dt_option_days(const char *from, const char *to, DtDateSpan *days);

// True when colour is wanted on standard output: a terminal, and no NO_COLOR in the environment.
bool dt_wants_colour(void);

// detente train coding: learns the ranker of marked pairs from files of labelled lines; returns the exit code.
int dt_train_coding(const char *output, const char *notes, uint32_t folds, char **files, int file_count);

void dt_print_manual(void); // the manual page of all commands, as troff

#endif
