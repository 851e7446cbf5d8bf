// SPDX-License-Identifier: Apache-2.0
// Members of JSON objects, appended to a buffer: "name":value, with a comma before it unless the object has just begun.
#ifndef DT_BASE_JSON_H
#define DT_BASE_JSON_H

#include "base/buffer.h"
#include "base/date.h"

void dt_json_key(DtBuffer *buffer, const char *name); // then the caller appends the value
void dt_json_text(DtBuffer *buffer, const char *name, DtSlice text);
void dt_json_known(DtBuffer *buffer, const char *name, DtSlice text);  // nothing when text is empty
void dt_json_date(DtBuffer *buffer, const char *name, DtDate date);    // null when there is none
void dt_json_number(DtBuffer *buffer, const char *name, double value); // four decimals; 0 for what is no number
void dt_json_count(DtBuffer *buffer, const char *name, uint64_t count);

#endif
