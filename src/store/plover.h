// SPDX-License-Identifier: Apache-2.0
// Records from JSON: PLOVER's lines and Detente's own (docs/record.md). Private to this layer.
#ifndef DT_STORE_PLOVER_H
#define DT_STORE_PLOVER_H

#include "store/record.h"

// Reads one object. Returns NULL when record is filled, its slices in arena; else what is wrong with the line.
const char *dt_plover_read(DtArena *arena, DtSlice line, DtRecord *record);

#endif
