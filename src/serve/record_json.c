// SPDX-License-Identifier: Apache-2.0
// Coded events keep the JSON that the coder made of them, and it is handed on unchanged. Rows of somebody else's table
// have none: what is known of them is written here under the same names.
#include "serve/record_json.h"

static void write_parties(DtBuffer *buffer, const char *name, const DtRecordParty *parties, uint32_t count) {
	dt_json_key(buffer, name);
	dt_buffer_add_char(buffer, '[');
	for (uint32_t i = 0; i < count; i++) {
		dt_buffer_add_text(buffer, i ? ",{" : "{");
		dt_json_known(buffer, "code", parties[i].code);
		dt_json_known(buffer, "sector", parties[i].sector);
		dt_json_known(buffer, "entity_text", parties[i].text);
		dt_json_known(buffer, "identifier_text", parties[i].name);
		dt_json_known(buffer, "id", parties[i].id);
		dt_json_known(buffer, "office", parties[i].office);
		dt_buffer_add_char(buffer, '}');
	}
	dt_buffer_add_char(buffer, ']');
}

static void write_list(DtBuffer *buffer, const char *name, DtSlice joined) {
	DtSlice part;
	bool any = false;
	dt_json_key(buffer, name);
	dt_buffer_add_char(buffer, '[');
	while (joined.length && dt_slice_split(&joined, ';', &part)) {
		if (any) dt_buffer_add_char(buffer, ',');
		dt_buffer_add_json_string(buffer, part);
		any = true;
	}
	dt_buffer_add_char(buffer, ']');
}

static void write_auxiliary(DtBuffer *buffer, uint8_t auxiliary) {
	bool any = false;
	dt_json_key(buffer, "auxiliary");
	dt_buffer_add_char(buffer, '[');
	for (int bit = 0; bit < DT_AUXILIARY_COUNT; bit++) {
		if (!(auxiliary >> bit & 1)) continue;
		dt_buffer_format(buffer, "%s\"%s\"", any ? "," : "", dt_auxiliary_name(bit));
		any = true;
	}
	dt_buffer_add_char(buffer, ']');
}

static void write_sources(DtBuffer *buffer, const DtRecord *record) {
	dt_json_key(buffer, "attribution");
	dt_buffer_add_char(buffer, '[');
	for (uint32_t i = 0; i < record->source_count; i++) {
		dt_buffer_add_text(buffer, i ? ",{" : "{");
		dt_json_known(buffer, "text", record->sources[i].text);
		dt_json_known(buffer, "kind", record->sources[i].kind);
		dt_json_known(buffer, "code", record->sources[i].code);
		dt_json_known(buffer, "identifier_text", record->sources[i].name);
		dt_buffer_add_char(buffer, '}');
	}
	dt_buffer_add_char(buffer, ']');
}

static void write_place(DtBuffer *buffer, const DtRecordPlace *place) {
	dt_json_key(buffer, "event_loc");
	dt_buffer_add_char(buffer, '{');
	dt_json_known(buffer, "extracted_place", place->text);
	dt_json_known(buffer, "name", place->name);
	dt_json_known(buffer, "country_code", place->country);
	if (place->located) {
		dt_json_key(buffer, "lat");
		dt_buffer_format(buffer, "%.4f", place->latitude);
		dt_json_key(buffer, "lon");
		dt_buffer_format(buffer, "%.4f", place->longitude);
	}
	dt_buffer_add_char(buffer, '}');
}

static void write_scores(DtBuffer *buffer, const DtRecord *record) {
	dt_json_known(buffer, "cameo", dt_slice_of(record->cameo));
	if (record->category) {
		dt_json_key(buffer, "quad_code");
		dt_buffer_format(buffer, "%d", dt_category_quad((DtCategory)record->category));
		dt_json_key(buffer, "event_scale");
		dt_buffer_format(buffer, "%.4g", dt_record_score(record));
	}
	dt_json_key(buffer, "goldstein");
	dt_buffer_format(buffer, "%.4g", record->goldstein);
	dt_json_key(buffer, "confidence");
	dt_buffer_format(buffer, "%.4g", (double)record->confidence);
}

void dt_record_write_json(DtBuffer *buffer, const DtRecord *record) {
	if (record->json.length) {
		dt_buffer_add(buffer, record->json);
		return;
	}
	dt_buffer_add_char(buffer, '{');
	dt_json_text(buffer, "id", record->id);
	dt_json_text(buffer, "document", record->document);
	dt_json_date(buffer, "date", record->days.from);
	dt_json_date(buffer, "enddate", record->days.to);
	dt_json_text(buffer, "date_precision", dt_slice_of(dt_precision_name((DtPrecision)record->precision)));
	write_parties(buffer, "actor", record->actors, record->actor_count);
	write_parties(buffer, "recipient", record->recipients, record->recipient_count);
	write_list(buffer, "event", dt_slice_of(record->category ? dt_category_name((DtCategory)record->category) : ""));
	write_list(buffer, "mode", dt_slice_of(dt_mode_name(record->mode)));
	write_list(buffer, "context", record->contexts);
	write_auxiliary(buffer, record->auxiliary);
	write_scores(buffer, record);
	write_sources(buffer, record);
	if (record->place_count) write_place(buffer, &record->places[0]);
	dt_json_known(buffer, "text", record->text);
	dt_json_known(buffer, "rule", record->rule);
	dt_json_known(buffer, "rule_line", record->rule_line);
	dt_json_known(buffer, "link", record->link);
	dt_json_key(buffer, "cite_info");
	dt_buffer_add_char(buffer, '{');
	dt_json_known(buffer, "title", record->title);
	dt_json_known(buffer, "url", record->url);
	dt_json_known(buffer, "publication", record->publication);
	dt_buffer_add_text(buffer, "}}");
}
