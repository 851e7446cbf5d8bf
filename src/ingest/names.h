// SPDX-License-Identifier: Apache-2.0
// Ids for documents that bring none: the file's base name, numbered when a file holds several.
#ifndef DT_INGEST_NAMES_H
#define DT_INGEST_NAMES_H

#include "base/arena.h"

// "reports/2024/a.txt" gives "a.txt"; "-", "standard input" and NULL give "stdin".
DtSlice dt_name_of_file(const char *path);

// The id of part number (from 1) of a file: "a.conllu" for the first, then "a.conllu-2".
DtSlice dt_name_of_part(DtArena *arena, const char *path, size_t number);

#endif
