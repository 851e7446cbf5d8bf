// SPDX-License-Identifier: Apache-2.0
// The inputs of a command, one document after the other: files, folders, standard input.
#ifndef DT_CLI_INPUTS_H
#define DT_CLI_INPUTS_H

#include "ingest/reader.h"

typedef struct DtInputs {
	DtArena *arena;
	const char **paths;
	size_t count, capacity, next;
	DtFormat format;
	DtDate date; // for documents without one; DT_DATE_NONE: none
	DtReader *reader;
	size_t documents, faults;
} DtInputs;

// Folders are read with all files below them; no names mean standard input. Returns false, having complained, when a
// name cannot be read at all; the others stay.
bool dt_inputs_open(DtInputs *inputs, char **names, int name_count, DtFormat format, DtDate date);

// The next document, in arena; NULL at the end. Faults are complained of and counted, and reading goes on.
DtDocument *dt_inputs_next(DtInputs *inputs, DtArena *arena);

void dt_inputs_close(DtInputs *inputs);

#endif
