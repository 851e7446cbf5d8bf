// SPDX-License-Identifier: Apache-2.0
// A record as JSON, coded or imported: the same names (docs/record.md).
#ifndef DT_SERVE_RECORD_JSON_H
#define DT_SERVE_RECORD_JSON_H

#include "base/json.h"
#include "store/record.h"

// Appends one object. A coded event is written as its coder wrote it.
void dt_record_write_json(DtBuffer *buffer, const DtRecord *record);

#endif
