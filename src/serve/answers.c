// SPDX-License-Identifier: Apache-2.0
// What the record says of itself, of events, documents and names, as JSON; and texts coded on request.
#include "serve/answers.h"

#include <jansson.h>
#include <stdio.h>

#include "base/unicode.h"
#include "serve/listing.h"
#include "serve/record_json.h"
#include "serve/stream.h"

enum { CODE_ROOM = 32, SEARCH_ROOM = 100, EVENTS_MOST = 500, SKIP_MOST = 10000000, ACTORS_MOST = 50 };

// Parameters

bool dt_read_day(DtTarget *target, const char *name, DtDate *day, DtResponse *response) {
	DtSlice value;
	if (!dt_target_find(target, name, &value)) return true;
	*day = value.length == DT_DATE_ROOM - 1 ? dt_date_parse(value) : DT_DATE_NONE;
	if (*day == DT_DATE_NONE) dt_respond_error(response, DT_STATUS_BAD_REQUEST, "%s: no day; write YYYY-MM-DD", name);
	return *day != DT_DATE_NONE;
}

bool dt_read_days(DtTarget *target, DtDateSpan *days, DtResponse *response) {
	*days = (DtDateSpan){DT_DATE_NONE, DT_DATE_NONE};
	if (!dt_read_day(target, "from", &days->from, response) || !dt_read_day(target, "to", &days->to, response))
		return false;
	if (days->from == DT_DATE_NONE || days->to == DT_DATE_NONE || days->from <= days->to) return true;
	dt_respond_error(response, DT_STATUS_BAD_REQUEST, "from is after to");
	return false;
}

bool dt_read_number(DtTarget *target, const char *name, long low, long high, long *number, DtResponse *response) {
	DtSlice value;
	if (!dt_target_find(target, name, &value)) return true;
	if (dt_slice_to_int(value, number) && *number >= low && *number <= high) return true;
	dt_respond_error(response, DT_STATUS_BAD_REQUEST, "%s: wants a number from %ld to %ld", name, low, high);
	return false;
}

bool dt_read_code(DtTarget *target, const char *name, DtSlice *code, DtResponse *response) {
	if (!dt_target_find(target, name, code) || code->length <= CODE_ROOM) return true;
	dt_respond_error(response, DT_STATUS_BAD_REQUEST, "%s: no code is longer than %d bytes", name, CODE_ROOM);
	return false;
}

bool dt_read_flag(DtTarget *target, const char *name, bool *flag, DtResponse *response) {
	long number = *flag;
	if (!dt_read_number(target, name, 0, 1, &number, response)) return false;
	*flag = number == 1;
	return true;
}

bool dt_read_all(const DtTarget *target, DtResponse *response) {
	const DtParameter *unused = dt_target_unused(target);
	if (!unused) return true;
	dt_respond_error(response, DT_STATUS_BAD_REQUEST, "there is no parameter '" DT_SLICE_FORMAT "' here",
	                 DT_SLICE_ARGS(dt_slice_cut(unused->name, 0, CODE_ROOM)));
	return false;
}

void dt_respond_failure(const DtService *service, DtError *error, DtResponse *response) {
	if (error->kind == DT_FAULT_USAGE || error->kind == DT_FAULT_INPUT) {
		dt_respond_error(response, DT_STATUS_BAD_REQUEST, "%s", dt_error_text(error));
		dt_error_clear(error);
		return;
	}
	if (service->report) service->report(dt_error_text(error));
	dt_error_clear(error);
	dt_respond_error(response, DT_STATUS_INTERNAL, "the record could not be read; the server's messages say why");
}

DtSlice dt_service_name(const DtService *service, DtSlice code) {
	const DtDirectory *directory = &service->directory;
	return directory->name_of ? directory->name_of(directory->context, code) : dt_slice_of("");
}

// Record

// Texts that were made up say so in the name of their publication, and then the record does.
static bool note_generated(void *context, const DtDocumentRow *row) {
	bool *generated = context;
	*generated = dt_slice_starts(row->publication, "Generated");
	return !*generated;
}

void dt_answer_record(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body, DtResponse *response) {
	(void)arena, (void)body;
	DtStoreCounts counts;
	DtError error = {0};
	if (!dt_read_all(target, response)) return;
	enum { LOOKED_AT = 100 };
	bool generated = false;
	DtDocumentQuery newest = {.limit = LOOKED_AT};
	if (!dt_store_counts(service->store, &counts, &error) ||
	    !dt_store_documents(service->store, &newest, note_generated, &generated, &error)) {
		dt_respond_failure(service, &error, response);
		return;
	}
	DtBuffer *out = &response->body;
	dt_buffer_format(out, "{\"version\":\"" DT_VERSION "\",\"documents\":%lld,\"events\":%lld,\"pairs\":%lld",
	                 (long long)counts.documents, (long long)counts.events, (long long)counts.pairs);
	dt_json_date(out, "from", counts.days.from);
	dt_json_date(out, "to", counts.days.to);
	if (generated)
		dt_json_text(out, "nature",
		             dt_slice_of("Demonstration data: most texts here are generated. Nothing in them happened."));
	dt_buffer_add_text(out, "}\n");
}

// Events

typedef struct EventList {
	DtBuffer *out;
	bool as_lines, any;
} EventList;

static bool take_event(void *context, const DtRecord *record) {
	EventList *list = context;
	if (list->any && !list->as_lines) dt_buffer_add_text(list->out, ",\n");
	list->any = true;
	dt_record_write_json(list->out, record);
	if (list->as_lines) dt_buffer_add_char(list->out, '\n');
	return true;
}

// Appends "events":[…],"next":….
static bool list_events(const DtService *service, DtListing *listing, DtBuffer *out, DtError *error) {
	EventList list = {.out = out};
	dt_json_key(out, "events");
	dt_buffer_add_char(out, '[');
	listing->take = take_event;
	listing->context = &list;
	bool done = dt_listing_run(service->store, listing, error);
	dt_buffer_add_char(out, ']');
	dt_listing_write_next(listing, out);
	return done;
}

static bool read_format(DtTarget *target, bool *as_lines, DtResponse *response) {
	DtSlice name;
	if (!dt_target_find(target, "format", &name)) return true;
	*as_lines = dt_slice_is(name, "jsonl");
	if (*as_lines || dt_slice_is(name, "json")) return true;
	dt_respond_error(response, DT_STATUS_BAD_REQUEST, "format: json or jsonl");
	return false;
}

void dt_answer_events(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body, DtResponse *response) {
	(void)arena, (void)body;
	DtEventFilter filter = {0};
	DtListing listing = {.filter = &filter, .limit = 50};
	DtError error = {0};
	bool as_lines = false;
	if (!dt_filter_read(target, &filter, response) ||
	    !dt_read_number(target, "limit", 1, EVENTS_MOST, &listing.limit, response) ||
	    !dt_listing_read(target, &listing, response) || !read_format(target, &as_lines, response) ||
	    !dt_read_all(target, response))
		return;
	if (as_lines) {
		response->type = "application/x-ndjson";
		response->stream = dt_stream_new(&filter);
		return;
	}
	dt_buffer_add_char(&response->body, '{');
	if (!list_events(service, &listing, &response->body, &error)) {
		dt_respond_failure(service, &error, response);
		return;
	}
	dt_buffer_add_text(&response->body, "}\n");
}

// All events of a filter, a page at a time. The page before is gone when the next one is made.
struct DtStream {
	DtArena *arena;
	DtEventFilter filter;
	DtListing listing;
};

DtStream *dt_stream_new(const DtEventFilter *filter) {
	DtArena *arena = dt_arena_new();
	DtStream *stream = DT_NEW(arena, DtStream);
	DtEventQuery *query = &stream->filter.query;
	stream->arena = arena;
	stream->filter = *filter;
	DtSlice *const texts[] = {&query->actor, &query->recipient,    &query->document,     &query->id,
	                          &query->link,  &stream->filter.mode, &stream->filter.place};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = dt_arena_copy(arena, *texts[i]);
	stream->listing = (DtListing){.starts = true, .more = true, .day = DT_DATE_NONE};
	return stream;
}

void dt_stream_free(DtStream *stream) {
	if (stream) dt_arena_free(stream->arena);
}

bool dt_stream_next(DtStream *stream, const DtService *service, DtBuffer *out, DtError *error) {
	EventList list = {.out = out, .as_lines = true};
	const DtListing *before = &stream->listing;
	if (!before->more) return true;
	stream->listing = (DtListing){.filter = &stream->filter,
	                              .limit = EVENTS_MOST,
	                              .take = take_event,
	                              .context = &list,
	                              .day = before->day,
	                              .skip = before->passed,
	                              .starts = before->starts};
	if (dt_listing_run(service->store, &stream->listing, error)) {
		stream->listing.starts = false;
		return true;
	}
	stream->listing.more = false;
	return false;
}

bool dt_stream_ended(const DtStream *stream) { return !stream->listing.more; }

// Documents

typedef struct DocumentList {
	DtBuffer *out;
	long limit, given;
	bool with_text, more;
} DocumentList;

static void write_document(DtBuffer *out, const DtDocumentRow *row, bool with_text) {
	dt_buffer_add_char(out, '{');
	dt_json_text(out, "id", row->name);
	dt_json_date(out, "date", row->date);
	dt_json_known(out, "title", row->title);
	dt_json_known(out, "url", row->url);
	dt_json_known(out, "publication", row->publication);
	dt_json_key(out, "events");
	dt_buffer_format(out, "%lld", (long long)row->events);
	if (with_text) dt_json_known(out, "text", row->text);
	dt_buffer_add_char(out, '}');
}

static bool take_document(void *context, const DtDocumentRow *row) {
	DocumentList *list = context;
	list->more = list->given == list->limit;
	if (list->more) return false;
	if (list->given++ && !list->with_text) dt_buffer_add_text(list->out, ",\n");
	write_document(list->out, row, list->with_text);
	return true;
}

void dt_answer_documents(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body,
                         DtResponse *response) {
	(void)arena, (void)body;
	long limit = 50, skip = 0;
	DtError error = {0};
	if (!dt_read_number(target, "limit", 1, EVENTS_MOST, &limit, response) ||
	    !dt_read_number(target, "cursor", 0, SKIP_MOST, &skip, response) || !dt_read_all(target, response))
		return;
	DtBuffer *out = &response->body;
	DocumentList list = {.out = out, .limit = limit};
	DtDocumentQuery query = {.limit = limit + 1, .skip = skip};
	dt_buffer_add_text(out, "{\"documents\":[");
	if (!dt_store_documents(service->store, &query, take_document, &list, &error)) {
		dt_respond_failure(service, &error, response);
		return;
	}
	dt_buffer_add_char(out, ']');
	dt_json_key(out, "next");
	if (list.more)
		dt_buffer_format(out, "\"%ld\"}\n", skip + limit);
	else
		dt_buffer_add_text(out, "null}\n");
}

void dt_answer_document(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body,
                        DtResponse *response) {
	(void)arena, (void)body;
	DtSlice name = dt_slice_cut(target->path, strlen("/api/v1/documents/"), target->path.length);
	DtEventFilter filter = {
		.query = {.document = name, .days = {DT_DATE_NONE, DT_DATE_NONE}}, .reality = -1, .source = -1};
	DtListing listing = {.filter = &filter, .limit = EVENTS_MOST};
	DocumentList list = {.out = &response->body, .limit = 1, .with_text = true};
	DtError error = {0};
	if (!dt_read_number(target, "limit", 1, EVENTS_MOST, &listing.limit, response) ||
	    !dt_listing_read(target, &listing, response) || !dt_read_all(target, response))
		return;
	dt_buffer_add_text(list.out, "{\"document\":");
	bool done =
		dt_store_documents(service->store, &(DtDocumentQuery){.name = name, .limit = 1}, take_document, &list, &error);
	if (done && list.given == 0) {
		dt_respond_error(response, DT_STATUS_NOT_FOUND, "the record has no such document");
		return;
	}
	if (!done || !list_events(service, &listing, list.out, &error)) {
		dt_respond_failure(service, &error, response);
		return;
	}
	dt_buffer_add_text(list.out, "}\n");
}

// Actors

void dt_answer_actors(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body, DtResponse *response) {
	(void)arena, (void)body;
	DtActorFound found[ACTORS_MOST];
	DtSlice search = {0};
	long limit = 20;
	if (!dt_read_number(target, "limit", 1, ACTORS_MOST, &limit, response)) return;
	bool asked = dt_target_find(target, "search", &search);
	if (!dt_read_all(target, response)) return;
	search = dt_slice_trim(search);
	if (!asked || search.length == 0 || search.length > SEARCH_ROOM) {
		dt_respond_error(response, DT_STATUS_BAD_REQUEST, "search: wants 1 to %d bytes of a name or code", SEARCH_ROOM);
		return;
	}
	const DtDirectory *directory = &service->directory;
	size_t count = directory->search ? directory->search(directory->context, search, found, (size_t)limit) : 0;
	dt_buffer_add_text(&response->body, "{\"actors\":[");
	for (size_t i = 0; i < count; i++) {
		dt_buffer_add_text(&response->body, i ? ",{" : "{");
		dt_json_text(&response->body, "code", found[i].code);
		dt_json_text(&response->body, "name", found[i].name);
		dt_json_text(&response->body, "id", found[i].id);
		dt_json_text(&response->body, "kind", found[i].kind);
		dt_buffer_add_char(&response->body, '}');
	}
	dt_buffer_add_text(&response->body, "]}\n");
}

// Coding

static bool read_text(json_t *object, const char *name, DtSlice *text, DtResponse *response) {
	json_t *value = json_object_get(object, name);
	if (!value || json_is_null(value)) return true;
	if (json_is_string(value)) {
		*text = dt_slice(json_string_value(value), json_string_length(value));
		return true;
	}
	dt_respond_error(response, DT_STATUS_BAD_REQUEST, "%s: wants a string", name);
	return false;
}

static bool read_article(json_t *object, DtSentArticle *article, DtResponse *response) {
	const char *key;
	json_t *value;
	DtSlice date = {0};
	json_object_foreach(object, key, value) {
		if (strcmp(key, "text") == 0 || strcmp(key, "title") == 0 || strcmp(key, "date") == 0) continue;
		dt_respond_error(response, DT_STATUS_BAD_REQUEST, "there is no field '%.32s': text, title and date", key);
		return false;
	}
	if (!read_text(object, "text", &article->text, response) ||
	    !read_text(object, "title", &article->title, response) || !read_text(object, "date", &date, response))
		return false;
	article->date = date.length == DT_DATE_ROOM - 1 ? dt_date_parse(date) : DT_DATE_NONE;
	if (date.length && article->date == DT_DATE_NONE) {
		dt_respond_error(response, DT_STATUS_BAD_REQUEST, "date: no day; write YYYY-MM-DD");
		return false;
	}
	if (dt_slice_trim(article->text).length) return true;
	dt_respond_error(response, DT_STATUS_BAD_REQUEST, "text: there is none");
	return false;
}

static void code_article(const DtService *service, DtArena *arena, const DtSentArticle *article, DtBuffer *out) {
	DtDocument *document = service->code(service->worker, arena, article);
	dt_buffer_add_char(out, '{');
	dt_json_date(out, "date", article->date);
	dt_json_key(out, "sentences");
	dt_buffer_format(out, "%u", document->sentence_count);
	dt_json_key(out, "events");
	dt_buffer_add_char(out, '[');
	for (uint32_t i = 0; i < document->event_count; i++) {
		if (i) dt_buffer_add_text(out, ",\n");
		dt_event_write_json(out, document, &document->events[i]);
	}
	dt_buffer_add_text(out, "]}\n");
	if (!service->metrics) return;
	atomic_fetch_add(&service->metrics->documents, 1);
	atomic_fetch_add(&service->metrics->events, document->event_count);
	atomic_fetch_add(&service->metrics->bytes, article->text.length);
}

void dt_answer_code(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body, DtResponse *response) {
	json_error_t fault;
	DtSentArticle article = {.date = DT_DATE_NONE};
	if (!dt_read_all(target, response)) return;
	json_t *object = json_loadb(body.length ? body.data : "", body.length, JSON_REJECT_DUPLICATES, &fault);
	if (!json_is_object(object)) {
		dt_respond_error(response, DT_STATUS_BAD_REQUEST, "the body is no JSON object: line %d, column %d",
		                 object ? 1 : fault.line, object ? 1 : fault.column);
	} else if (read_article(object, &article, response)) {
		code_article(service, arena, &article, &response->body);
	}
	json_decref(object);
}

// The server itself

static bool take_none(void *context, const DtRecord *record) {
	(void)context, (void)record;
	return false;
}

void dt_answer_health(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body, DtResponse *response) {
	(void)arena, (void)target, (void)body;
	DtEventQuery query = {.days = {DT_DATE_NONE, DT_DATE_NONE}, .limit = 1};
	DtError error = {0};
	if (dt_store_events(service->store, &query, take_none, NULL, &error))
		dt_buffer_add_text(&response->body, "{\"status\":\"ok\"}\n");
	else
		dt_respond_failure(service, &error, response);
}

void dt_answer_metrics(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body, DtResponse *response) {
	(void)target, (void)body;
	size_t count;
	const DtRoute *routes = dt_routes(&count);
	const char **names = DT_NEW_ARRAY(arena, const char *, count);
	for (size_t i = 0; i < count; i++) names[i] = routes[i].name;
	response->type = "text/plain; version=0.0.4; charset=utf-8";
	if (service->metrics) dt_metrics_write(service->metrics, names, count, &response->body);
}
