// SPDX-License-Identifier: Apache-2.0
// The record: an event as one JSON object. Field by field: docs/record.md.
//
// Spans inside the program are bytes; here they become characters of the text as the caller gave it.
#include "document/event.h"

// Writes the comma between fields: every field but the first of an object begins with one.
static void key(DtBuffer *buffer, const char *name) {
	char last = buffer->length ? buffer->data[buffer->length - 1] : '{';
	dt_buffer_format(buffer, "%s\"%s\":", last == '{' ? "" : ",", name);
}

static void text_field(DtBuffer *buffer, const char *name, DtSlice text) {
	key(buffer, name);
	dt_buffer_add_json_string(buffer, text);
}

static void known_field(DtBuffer *buffer, const char *name, DtSlice text) {
	if (text.length) text_field(buffer, name, text);
}

static void number_field(DtBuffer *buffer, const char *name, double number) {
	key(buffer, name);
	dt_buffer_format(buffer, "%.4g", number);
}

static void span_fields(DtBuffer *buffer, const DtDocument *document, DtSpan span) {
	if (span.end <= span.start) return;
	key(buffer, "start");
	dt_buffer_format(buffer, "%zu", dt_document_character(document, span.start));
	key(buffer, "end");
	dt_buffer_format(buffer, "%zu", dt_document_character(document, span.end));
}

static void write_sectors(DtBuffer *buffer, const DtParty *party) {
	if (party->sector_count == 0) return;
	key(buffer, "sector");
	dt_buffer_add_char(buffer, '"');
	for (int i = 0; i < party->sector_count; i++)
		dt_buffer_format(buffer, "%s%s", i ? ";" : "", dt_sector_name((DtSector)party->sectors[i]));
	dt_buffer_add_char(buffer, '"');
}

static void write_party_fields(DtBuffer *buffer, const DtDocument *document, const DtParty *party) {
	known_field(buffer, "code", party->code);
	write_sectors(buffer, party);
	known_field(buffer, "entity_text", party->entity_text);
	known_field(buffer, "identifier_text", party->identifier_text);
	known_field(buffer, "id", party->id);
	known_field(buffer, "office", party->office);
	span_fields(buffer, document, party->span);
}

static void write_parties(DtBuffer *buffer, const DtDocument *document, const char *name, const DtParty *parties,
                          uint32_t count) {
	key(buffer, name);
	dt_buffer_add_char(buffer, '[');
	for (uint32_t i = 0; i < count; i++) {
		dt_buffer_add_text(buffer, i ? ",{" : "{");
		write_party_fields(buffer, document, &parties[i]);
		dt_buffer_add_char(buffer, '}');
	}
	dt_buffer_add_char(buffer, ']');
}

static void write_sources(DtBuffer *buffer, const DtDocument *document, const DtEvent *event) {
	key(buffer, "attribution");
	dt_buffer_add_char(buffer, '[');
	for (uint32_t i = 0; i < event->source_count; i++) {
		const DtSource *source = &event->sources[i];
		dt_buffer_add_text(buffer, i ? ",{" : "{");
		text_field(buffer, "text", source->party.entity_text);
		text_field(buffer, "kind", dt_slice_of(dt_source_kind_name(source->kind)));
		known_field(buffer, "code", source->party.code);
		write_sectors(buffer, &source->party);
		known_field(buffer, "identifier_text", source->party.identifier_text);
		span_fields(buffer, document, source->party.span);
		if (source->outlet) dt_buffer_add_text(buffer, ",\"outlet\":true");
		dt_buffer_add_char(buffer, '}');
	}
	dt_buffer_add_char(buffer, ']');
}

// The quote in which the event stands, and who speaks it.
static void write_quote(DtBuffer *buffer, const DtDocument *document, const DtEvent *event) {
	if (event->quote.end <= event->quote.start) return;
	text_field(buffer, "quote", dt_document_slice(document, event->quote));
	key(buffer, "quote_span");
	dt_buffer_format(buffer, "[%zu,", dt_document_character(document, event->quote.start));
	dt_buffer_format(buffer, "%zu]", dt_document_character(document, event->quote.end));
	if (!event->speaker) return;
	const DtParty *party = &event->speaker->party;
	text_field(buffer, "quote_speaker", party->identifier_text.length ? party->identifier_text : party->entity_text);
}

static void write_dates(DtBuffer *buffer, const DtDocument *document, const DtEvent *event) {
	char text[DT_DATE_ROOM];
	text_field(buffer, "date", dt_slice_of(dt_date_format(event->days.from, text)));
	text_field(buffer, "enddate", dt_slice_of(dt_date_format(event->days.to, text)));
	text_field(buffer, "date_precision", dt_slice_of(dt_precision_name((DtPrecision)event->precision)));
	if (event->date_basis != DT_BASIS_PUBLICATION)
		text_field(buffer, "date_basis", dt_slice_of(dt_date_basis_name((DtDateBasis)event->date_basis)));
	if (event->date_span.end <= event->date_span.start) return;
	text_field(buffer, "date_text", dt_document_slice(document, event->date_span));
	key(buffer, "date_span");
	dt_buffer_format(buffer, "[%zu,", dt_document_character(document, event->date_span.start));
	dt_buffer_format(buffer, "%zu]", dt_document_character(document, event->date_span.end));
}

static void write_list(DtBuffer *buffer, const char *name, const char *value) {
	key(buffer, name);
	if (value && *value)
		dt_buffer_format(buffer, "[\"%s\"]", value);
	else
		dt_buffer_add_text(buffer, "[]");
}

static void write_names(DtBuffer *buffer, const char *name, uint64_t bits, const char *(*name_of)(int)) {
	key(buffer, name);
	dt_buffer_add_char(buffer, '[');
	bool any = false;
	for (int bit = 0; bit < 64; bit++) {
		if (!(bits >> bit & 1)) continue;
		dt_buffer_format(buffer, "%s\"%s\"", any ? "," : "", name_of(bit));
		any = true;
	}
	dt_buffer_add_char(buffer, ']');
}

static const char *context_name(int bit) { return dt_context_name((DtContext)bit); }

static void write_scores(DtBuffer *buffer, const DtEvent *event) {
	known_field(buffer, "cameo", dt_slice_of(event->cameo));
	key(buffer, "quad_code");
	dt_buffer_format(buffer, "%d", dt_category_quad((DtCategory)event->category));
	number_field(buffer, "event_scale", dt_event_score((DtCategory)event->category, event->mode));
	const DtCameo *cameo = dt_cameo_find(dt_slice_of(event->cameo));
	if (cameo) number_field(buffer, "goldstein", (double)cameo->goldstein);
}

static void write_triggers(DtBuffer *buffer, const DtDocument *document, const DtEvent *event) {
	key(buffer, "event_text");
	dt_buffer_add_char(buffer, '[');
	for (uint32_t i = 0; i < event->trigger_count; i++) {
		if (i) dt_buffer_add_char(buffer, ',');
		dt_buffer_add_json_string(buffer, dt_document_slice(document, event->triggers[i]));
	}
	dt_buffer_add_char(buffer, ']');
	key(buffer, "trigger");
	dt_buffer_add_char(buffer, '[');
	for (uint32_t i = 0; i < event->trigger_count; i++) {
		dt_buffer_format(buffer, "%s[%zu,", i ? "," : "", dt_document_character(document, event->triggers[i].start));
		dt_buffer_format(buffer, "%zu]", dt_document_character(document, event->triggers[i].end));
	}
	dt_buffer_add_char(buffer, ']');
}

static void write_place(DtBuffer *buffer, const DtDocument *document, const DtPlace *place) {
	dt_buffer_add_char(buffer, '{');
	text_field(buffer, "extracted_place", place->extracted);
	known_field(buffer, "name", place->name);
	known_field(buffer, "country_code", place->country);
	if (place->located) {
		key(buffer, "lat");
		dt_buffer_format(buffer, "%.4f", place->latitude);
		key(buffer, "lon");
		dt_buffer_format(buffer, "%.4f", place->longitude);
	}
	span_fields(buffer, document, place->span);
	dt_buffer_add_char(buffer, '}');
}

static void write_places(DtBuffer *buffer, const DtDocument *document, const DtEvent *event) {
	if (event->place_count == 0) return;
	key(buffer, "event_loc");
	if (event->place_count > 1) dt_buffer_add_char(buffer, '[');
	for (uint32_t i = 0; i < event->place_count; i++) {
		if (i) dt_buffer_add_char(buffer, ',');
		write_place(buffer, document, &event->places[i]);
	}
	if (event->place_count > 1) dt_buffer_add_char(buffer, ']');
}

static void write_sentence(DtBuffer *buffer, const DtDocument *document, const DtEvent *event) {
	DtSpan span = document->sentences[event->sentence].span;
	text_field(buffer, "text", dt_document_slice(document, span));
	key(buffer, "text_info");
	dt_buffer_format(buffer, "{\"sequence\":%u", event->sentence + 1);
	span_fields(buffer, document, span);
	dt_buffer_add_char(buffer, '}');
}

static void write_citation(DtBuffer *buffer, const DtDocument *document) {
	if (!document->title.length && !document->url.length && !document->publication.length) return;
	key(buffer, "cite_info");
	dt_buffer_add_char(buffer, '{');
	known_field(buffer, "title", document->title);
	known_field(buffer, "url", document->url);
	known_field(buffer, "publication", document->publication);
	dt_buffer_add_char(buffer, '}');
}

void dt_event_write_json(DtBuffer *buffer, const DtDocument *document, const DtEvent *event) {
	dt_buffer_add_char(buffer, '{');
	text_field(buffer, "id", event->id);
	text_field(buffer, "document", document->id);
	write_dates(buffer, document, event);
	write_parties(buffer, document, "actor", event->actors, event->actor_count);
	write_parties(buffer, document, "recipient", event->recipients, event->recipient_count);
	write_list(buffer, "event", dt_category_name((DtCategory)event->category));
	write_list(buffer, "mode", dt_mode_name(event->mode));
	write_names(buffer, "context", event->contexts, context_name);
	write_scores(buffer, event);
	write_names(buffer, "auxiliary", event->auxiliary, dt_auxiliary_name);
	write_sources(buffer, document, event);
	write_quote(buffer, document, event);
	write_triggers(buffer, document, event);
	write_places(buffer, document, event);
	write_sentence(buffer, document, event);
	known_field(buffer, "rule", event->rule_id);
	known_field(buffer, "rule_line", event->rule);
	number_field(buffer, "confidence", (double)event->confidence);
	text_field(buffer, "link", event->link);
	known_field(buffer, "about", event->about);
	write_citation(buffer, document);
	dt_buffer_add_char(buffer, '}');
}
