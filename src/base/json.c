// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <math.h>

void dt_json_key(DtBuffer *buffer, const char *name) {
	char last = buffer->length ? buffer->data[buffer->length - 1] : '{';
	dt_buffer_format(buffer, "%s\"%s\":", last == '{' ? "" : ",", name);
}

void dt_json_text(DtBuffer *buffer, const char *name, DtSlice text) {
	dt_json_key(buffer, name);
	dt_buffer_add_json_string(buffer, text);
}

void dt_json_known(DtBuffer *buffer, const char *name, DtSlice text) {
	if (text.length) dt_json_text(buffer, name, text);
}

void dt_json_date(DtBuffer *buffer, const char *name, DtDate date) {
	char text[DT_DATE_ROOM];
	dt_json_key(buffer, name);
	if (date == DT_DATE_NONE)
		dt_buffer_add_text(buffer, "null");
	else
		dt_buffer_format(buffer, "\"%s\"", dt_date_format(date, text));
}

void dt_json_number(DtBuffer *buffer, const char *name, double value) {
	dt_json_key(buffer, name);
	dt_buffer_format(buffer, "%.4f", isfinite(value) ? value : 0);
}

void dt_json_count(DtBuffer *buffer, const char *name, uint64_t count) {
	dt_json_key(buffer, name);
	dt_buffer_format(buffer, "%llu", (unsigned long long)count);
}
