// SPDX-License-Identifier: Apache-2.0
// The public face (include/detente.h) over the pipeline: everything an answer shows is made once, when coding ends.
#include "detente.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/unicode.h"
#include "document/event.h"
#include "pipeline/coder.h"

#ifndef DT_VERSION
#define DT_VERSION "0.0.0"
#endif

struct DtEngine {
	DtCoder *coder;
};

struct DtAnswer {
	DtArena *arena;
	DtDocument *document;
	DtEventView *views;
	const char **json;
};

const char *dt_version(void) { return DT_VERSION; }

static void give_message(char **message, DtError *error) {
	if (message) {
		size_t room = strlen(dt_error_text(error)) + 1;
		*message = memcpy(dt_alloc(room), dt_error_text(error), room);
	}
	dt_error_clear(error);
}

void dt_message_free(char *message) { free(message); }

DtEngine *dt_engine_open(const char *data_folder, const char *model_file, char **message) {
	DtArena *arena = dt_arena_new();
	DtPaths paths = dt_find_paths(arena, data_folder, model_file);
	DtError error = {0};
	DtCoder *coder = dt_coder_load(&paths.data, 1, paths.model, &error);
	dt_arena_free(arena);
	if (!coder) {
		give_message(message, &error);
		return NULL;
	}
	dt_error_clear(&error);
	DtEngine *engine = dt_alloc(sizeof *engine);
	engine->coder = coder;
	return engine;
}

void dt_engine_close(DtEngine *engine) {
	if (!engine) return;
	dt_coder_free(engine->coder);
	free(engine);
}

static const char *text_of(DtArena *arena, DtSlice slice) { return dt_arena_copy(arena, slice).data; }

static const char *sectors_text(DtArena *arena, const DtParty *party) {
	DtBuffer text = {0};
	for (int i = 0; i < party->sector_count; i++) {
		if (i) dt_buffer_add_char(&text, ';');
		dt_buffer_add_text(&text, dt_sector_name((DtSector)party->sectors[i]));
	}
	const char *kept = text_of(arena, dt_buffer_slice(&text));
	dt_buffer_clear(&text);
	return kept;
}

static const DtSide *make_sides(DtArena *arena, const DtDocument *document, const DtParty *parties, uint32_t count) {
	DtSide *sides = DT_NEW_ARRAY(arena, DtSide, count);
	for (uint32_t i = 0; i < count; i++) {
		const DtParty *party = &parties[i];
		sides[i] = (DtSide){.code = text_of(arena, party->code),
		                    .sector = sectors_text(arena, party),
		                    .words = text_of(arena, party->entity_text),
		                    .name = text_of(arena, party->identifier_text),
		                    .start = dt_utf8_count(dt_slice_cut(document->text, 0, party->span.start)),
		                    .end = dt_utf8_count(dt_slice_cut(document->text, 0, party->span.end))};
	}
	return sides;
}

static const char *date_text(DtArena *arena, DtDate date) {
	char text[DT_DATE_ROOM];
	return text_of(arena, dt_slice_of(dt_date_format(date, text)));
}

static DtEventView make_view(DtArena *arena, const DtDocument *document, const DtEvent *event) {
	return (DtEventView){
		.category = dt_category_name((DtCategory)event->category),
		.mode = dt_mode_name(event->mode),
		.cameo = event->cameo,
		.date = date_text(arena, event->days.from),
		.end_date = date_text(arena, event->days.to),
		.date_precision = dt_precision_name((DtPrecision)event->precision),
		.historical = (event->auxiliary & DT_AUXILIARY_HISTORICAL) != 0,
		.future = (event->auxiliary & DT_AUXILIARY_FUTURE) != 0,
		.hypothetical = (event->auxiliary & DT_AUXILIARY_HYPOTHETICAL) != 0,
		.negated = (event->auxiliary & DT_AUXILIARY_NEGATION) != 0,
		.actors = make_sides(arena, document, event->actors, event->actor_count),
		.actor_count = event->actor_count,
		.recipients = make_sides(arena, document, event->recipients, event->recipient_count),
		.recipient_count = event->recipient_count,
		.confidence = (double)event->confidence,
		.score = dt_event_score((DtCategory)event->category, event->mode),
	};
}

static DtDocument *make_document(DtArena *arena, const DtArticle *article) {
	DtDocument *document = dt_document_new(arena);
	size_t length = article->text_length ? article->text_length : strlen(article->text);
	document->text = dt_arena_copy(arena, dt_slice(article->text, length));
	document->id = dt_arena_copy(arena, dt_slice_of(article->id));
	document->title = dt_arena_copy(arena, dt_slice_of(article->title));
	document->url = dt_arena_copy(arena, dt_slice_of(article->url));
	document->publication = dt_arena_copy(arena, dt_slice_of(article->publication));
	return document;
}

static bool check_article(const DtArticle *article, DtDate *date, DtError *error) {
	*date = article->date ? dt_date_parse(dt_slice_of(article->date)) : DT_DATE_NONE;
	if (!article->text) {
		dt_error_add(error, DT_FAULT_USAGE, NULL, 0, 0, "the article has no text");
	} else if (article->date && *date == DT_DATE_NONE) {
		dt_error_add(error, DT_FAULT_USAGE, NULL, 0, 0, "'%s' is no date: write YYYY-MM-DD", article->date);
	} else if ((article->text_length ? article->text_length : strlen(article->text)) > DT_DOCUMENT_MAX_BYTES) {
		dt_error_add(error, DT_FAULT_INPUT, NULL, 0, 0, "the text is larger than %d bytes", DT_DOCUMENT_MAX_BYTES);
	}
	return !dt_error_any(error);
}

DtAnswer *dt_engine_code(const DtEngine *engine, const DtArticle *article, char **message) {
	DtError error = {0};
	DtDate date;
	if (!check_article(article, &date, &error)) {
		give_message(message, &error);
		return NULL;
	}
	DtArena *arena = dt_arena_new();
	DtAnswer *answer = DT_NEW(arena, DtAnswer);
	answer->arena = arena;
	answer->document = make_document(arena, article);
	answer->document->date = date;
	DtWorker worker;
	dt_worker_init(&worker, engine->coder);
	dt_worker_code(&worker, answer->document, NULL);
	dt_worker_clear(&worker);
	size_t count = answer->document->event_count;
	answer->views = DT_NEW_ARRAY(arena, DtEventView, count);
	answer->json = DT_NEW_ARRAY(arena, const char *, count);
	DtBuffer text = {0};
	for (size_t i = 0; i < count; i++) {
		const DtEvent *event = &answer->document->events[i];
		answer->views[i] = make_view(arena, answer->document, event);
		dt_buffer_reset(&text);
		dt_event_write_json(&text, answer->document, event);
		answer->json[i] = text_of(arena, dt_buffer_slice(&text));
	}
	dt_buffer_clear(&text);
	return answer;
}

void dt_answer_free(DtAnswer *answer) {
	if (answer) dt_arena_free(answer->arena);
}

size_t dt_answer_count(const DtAnswer *answer) { return answer->document->event_count; }

const char *dt_answer_json(const DtAnswer *answer, size_t index) {
	return index < answer->document->event_count ? answer->json[index] : NULL;
}

const DtEventView *dt_answer_event(const DtAnswer *answer, size_t index) {
	return index < answer->document->event_count ? &answer->views[index] : NULL;
}
