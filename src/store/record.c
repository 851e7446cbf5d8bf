// SPDX-License-Identifier: Apache-2.0
// Records: see record.h.
#include "store/record.h"

#include "base/buffer.h"

enum { VAGUE_DAYS = 31 };

static DtSlice joined(DtArena *arena, DtBuffer *buffer) {
	DtSlice text = dt_arena_copy(arena, dt_buffer_slice(buffer));
	dt_buffer_reset(buffer);
	return text;
}

static DtSlice sectors_of(DtArena *arena, const DtParty *party) {
	if (party->sector_count == 0) return (DtSlice){0};
	if (party->sector_count == 1) return dt_slice_of(dt_sector_name((DtSector)party->sectors[0]));
	DtBuffer buffer = {0};
	for (int i = 0; i < party->sector_count; i++)
		dt_buffer_format(&buffer, "%s%s", i ? ";" : "", dt_sector_name((DtSector)party->sectors[i]));
	DtSlice text = joined(arena, &buffer);
	dt_buffer_clear(&buffer);
	return text;
}

static uint32_t character(const DtDocument *document, uint32_t byte) {
	return (uint32_t)dt_document_character(document, byte);
}

static DtRecordParty *parties_of(DtArena *arena, const DtDocument *document, const DtParty *parties, uint32_t count) {
	DtRecordParty *records = DT_NEW_ARRAY(arena, DtRecordParty, count);
	for (uint32_t i = 0; i < count; i++) {
		const DtParty *party = &parties[i];
		records[i] = (DtRecordParty){.code = party->code,
		                             .sector = sectors_of(arena, party),
		                             .name = party->identifier_text,
		                             .text = party->entity_text,
		                             .id = party->id,
		                             .office = party->office,
		                             .start = character(document, party->span.start),
		                             .end = character(document, party->span.end)};
	}
	return records;
}

static void add_sources(DtArena *arena, const DtEvent *event, DtRecord *record) {
	record->source_count = event->source_count;
	record->sources = DT_NEW_ARRAY(arena, DtRecordSource, event->source_count);
	for (uint32_t i = 0; i < event->source_count; i++) {
		const DtSource *source = &event->sources[i];
		record->sources[i] = (DtRecordSource){dt_slice_of(dt_source_kind_name(source->kind)), source->party.entity_text,
		                                      source->party.identifier_text, source->party.code};
	}
}

static void add_places(DtArena *arena, const DtEvent *event, DtRecord *record) {
	record->place_count = event->place_count;
	record->places = DT_NEW_ARRAY(arena, DtRecordPlace, event->place_count);
	for (uint32_t i = 0; i < event->place_count; i++) {
		const DtPlace *place = &event->places[i];
		record->places[i] = (DtRecordPlace){place->extracted, place->name,     place->country,
		                                    place->located,   place->latitude, place->longitude};
	}
}

static void add_words(DtArena *arena, const DtDocument *document, const DtEvent *event, DtRecord *record) {
	DtBuffer buffer = {0};
	for (int bit = 0; bit < DT_CONTEXT_COUNT; bit++) {
		if (!(event->contexts >> bit & 1)) continue;
		dt_buffer_format(&buffer, "%s%s", buffer.length ? ";" : "", dt_context_name((DtContext)bit));
	}
	record->contexts = joined(arena, &buffer);
	for (uint32_t i = 0; i < event->trigger_count; i++) {
		if (i) dt_buffer_add_text(&buffer, " … ");
		dt_buffer_add(&buffer, dt_document_slice(document, event->triggers[i]));
	}
	record->trigger = joined(arena, &buffer);
	dt_event_write_json(&buffer, document, event);
	record->json = joined(arena, &buffer);
	dt_buffer_clear(&buffer);
}

static void add_sentence(const DtDocument *document, const DtEvent *event, DtRecord *record) {
	if (event->sentence >= document->sentence_count) return;
	DtSpan span = document->sentences[event->sentence].span;
	record->text = dt_document_slice(document, span);
	record->sequence = event->sentence + 1;
	record->start = character(document, span.start);
	record->end = character(document, span.end);
}

DtRecord dt_record_of_event(DtArena *arena, const DtDocument *document, const DtEvent *event) {
	const DtCameo *cameo = dt_cameo_find(dt_slice_of(event->cameo));
	DtRecord record = {.id = event->id,
	                   .document = document->id,
	                   .category = event->category,
	                   .mode = event->mode,
	                   .auxiliary = event->auxiliary,
	                   .days = event->days,
	                   .precision = event->precision,
	                   .symmetric = event->symmetric,
	                   .confidence = event->confidence,
	                   .goldstein = cameo ? (double)cameo->goldstein : 0,
	                   .link = event->link,
	                   .about = event->about,
	                   .rule = event->rule_id,
	                   .rule_line = event->rule,
	                   .title = document->title,
	                   .url = document->url,
	                   .publication = document->publication,
	                   .actor_count = event->actor_count,
	                   .recipient_count = event->recipient_count};
	memcpy(record.cameo, event->cameo, sizeof record.cameo);
	record.actors = parties_of(arena, document, event->actors, event->actor_count);
	record.recipients = parties_of(arena, document, event->recipients, event->recipient_count);
	add_sources(arena, event, &record);
	add_places(arena, event, &record);
	add_sentence(document, event, &record);
	add_words(arena, document, event, &record);
	return record;
}

DtTelling dt_telling_of_record(const DtRecord *record) {
	DtTelling telling = {.category = record->category,
	                     .auxiliary = record->auxiliary,
	                     .precision = record->precision,
	                     .mode = record->mode,
	                     .days = record->days,
	                     .symmetric = record->symmetric};
	memcpy(telling.cameo, record->cameo, sizeof telling.cameo);
	for (uint32_t i = 0; i < record->actor_count; i++)
		dt_telling_add_code(telling.actors, &telling.actor_count, record->actors[i].code);
	for (uint32_t i = 0; i < record->recipient_count; i++)
		dt_telling_add_code(telling.recipients, &telling.recipient_count, record->recipients[i].code);
	if (record->place_count) {
		telling.country = record->places[0].country;
		telling.located = record->places[0].located;
		telling.latitude = record->places[0].latitude;
		telling.longitude = record->places[0].longitude;
	}
	return telling;
}

DtReality dt_record_reality(const DtRecord *record) {
	if (record->auxiliary & DT_AUXILIARY_NEGATION) return DT_REALITY_NEGATED;
	if (record->auxiliary & DT_AUXILIARY_HYPOTHETICAL) return DT_REALITY_HYPOTHETICAL;
	if (record->auxiliary & DT_AUXILIARY_FUTURE) return DT_REALITY_FUTURE;
	if (record->auxiliary & DT_AUXILIARY_HISTORICAL) return DT_REALITY_HISTORICAL;
	bool open = record->days.from == DT_DATE_NONE || record->days.to == DT_DATE_NONE;
	return open || record->days.to - record->days.from >= VAGUE_DAYS ? DT_REALITY_VAGUE : DT_REALITY_FACT;
}

DtDate dt_record_day(const DtRecord *record) {
	if (record->days.from == DT_DATE_NONE) return record->days.to;
	if (record->days.to == DT_DATE_NONE) return record->days.from;
	return record->days.from + (record->days.to - record->days.from) / 2;
}

static size_t add_dyad(DtDyad *dyads, size_t room, size_t count, const DtRecordParty *actor,
                       const DtRecordParty *recipient) {
	if (count < room) dyads[count] = (DtDyad){actor, recipient};
	return count + 1;
}

size_t dt_record_dyads(const DtRecord *record, DtDyad *dyads, size_t room) {
	size_t count = 0;
	for (uint32_t i = 0; i < record->actor_count; i++) {
		for (uint32_t j = 0; record->symmetric && j < record->actor_count; j++) {
			if (i != j) count = add_dyad(dyads, room, count, &record->actors[i], &record->actors[j]);
		}
		for (uint32_t j = 0; j < record->recipient_count; j++) {
			count = add_dyad(dyads, room, count, &record->actors[i], &record->recipients[j]);
			if (record->symmetric) count = add_dyad(dyads, room, count, &record->recipients[j], &record->actors[i]);
		}
	}
	return count;
}
