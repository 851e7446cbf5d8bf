// SPDX-License-Identifier: Apache-2.0
// A record as JSON, coded or imported: the same names (docs/record.md).
#ifndef DT_SERVE_RECORD_JSON_H
#define DT_SERVE_RECORD_JSON_H

#include "base/buffer.h"
#include "store/record.h"

// Appends one object. A coded event is written as its coder wrote it.
void dt_record_write_json(DtBuffer *buffer, const DtRecord *record);

// Appends "name":"text" with a comma before it unless it is the first of its object; the second leaves empty text out.
void dt_json_text(DtBuffer *buffer, const char *name, DtSlice text);
void dt_json_known(DtBuffer *buffer, const char *name, DtSlice text);
void dt_json_date(DtBuffer *buffer, const char *name, DtDate date); // null when there is none
void dt_json_key(DtBuffer *buffer, const char *name);

#endif
