// SPDX-License-Identifier: Apache-2.0
// The one layout of the world's files.
//
//   .actors        entries sorted by id, a blank line between them; fields in the order of data/README.md, four blanks
//                  deep, their values in one column; terms of office by their first day
//   offices.table  order kept (it is rank); ids and sectors in columns
//   .roles         order kept; two blanks between sectors, words, kind and options
//   .places        sorted by name and country within a block of lines that no blank line parts
//
// Comments stay with the line they stand on or above; one blank line at most. Formatting twice changes nothing more.
#ifndef DT_WORLD_FORMAT_H
#define DT_WORLD_FORMAT_H

#include "base/buffer.h"
#include "base/error.h"

// True for names of files this layer lays out: "….actors", "….roles", "….places", "…offices.table".
bool dt_world_is_format(const char *name);

// Appends the content of the file as it should be. Words it does not know are kept where they are; a fact above the
// first head line is a fault: then false, and nothing is appended.
bool dt_world_format(const char *name, DtSlice content, DtBuffer *out, DtError *error);

#endif
