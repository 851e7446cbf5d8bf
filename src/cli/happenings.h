// SPDX-License-Identifier: Apache-2.0
// A record that lasts as long as a command: what is told several times is found there.
#ifndef DT_CLI_HAPPENINGS_H
#define DT_CLI_HAPPENINGS_H

#include "store/store.h"
#include "store/tables.h"

typedef struct DtPassing {
	DtStore *store;
	char folder[64];
	size_t documents;
} DtPassing;

// Makes it in a folder of its own below $TMPDIR or /tmp.
bool dt_passing_open(DtPassing *passing, DtError *error);

bool dt_passing_put(DtPassing *passing, const DtDocument *document, DtError *error);

// Writes its happenings as rows of shape to output.
bool dt_passing_export(DtPassing *passing, DtTableShape shape, FILE *output, DtError *error);

// Removes it, opened or not.
void dt_passing_close(DtPassing *passing);

#endif
