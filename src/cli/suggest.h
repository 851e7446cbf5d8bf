// SPDX-License-Identifier: Apache-2.0
// The names of a record that no dictionary has, with entries to begin with.
#ifndef DT_CLI_SUGGEST_H
#define DT_CLI_SUGGEST_H

#include "world/world.h"

// Prints the limit most frequent unresolved names of the record at path, each with sentences and an entry to paste;
// names that the world has by now are left out. Returns the exit code.
int dt_suggest(const DtWorld *world, const char *path, long limit);

#endif
