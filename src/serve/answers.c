// SPDX-License-Identifier: Apache-2.0
// What the record says, as JSON.
//
// Events come newest first, in pages. A cursor is the day of the last event and how many of that day were given
// ("2024-11-26.3"), so the next page starts where the index of days says, at no cost for the pages before; when the
// record grows meanwhile, at most events of that one day come twice or not. Events without a day come last ("none.2").
#include "serve/answers.h"

#include <jansson.h>
#include <stdio.h>

#include "base/unicode.h"
#include "serve/record_json.h"

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

void dt_answer_record(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body, DtResponse *response) {
	(void)arena, (void)body;
	DtStoreCounts counts;
	DtError error = {0};
	if (!dt_read_all(target, response)) return;
	if (!dt_store_counts(service->store, &counts, &error)) {
		dt_respond_failure(service, &error, response);
		return;
	}
	DtBuffer *out = &response->body;
	dt_buffer_format(out, "{\"version\":\"" DT_VERSION "\",\"documents\":%lld,\"events\":%lld,\"pairs\":%lld",
	                 (long long)counts.documents, (long long)counts.events, (long long)counts.pairs);
	dt_json_date(out, "from", counts.days.from);
	dt_json_date(out, "to", counts.days.to);
	dt_buffer_add_text(out, "}\n");
}

// Events

typedef struct Listing {
	DtBuffer *out;
	long limit, given;
	DtDate day; // of the cursor, then of the last event; DT_DATE_NONE: the events without a day
	long passed, skip;
	bool starts, more;
} Listing;

static bool read_cursor(DtTarget *target, Listing *listing, DtResponse *response) {
	DtSlice rest, day;
	listing->starts = !dt_target_find(target, "cursor", &rest);
	if (listing->starts) return true;
	bool good = dt_slice_split(&rest, '.', &day) && dt_slice_to_int(rest, &listing->skip) && listing->skip >= 0 &&
	            listing->skip <= SKIP_MOST;
	listing->day = good && day.length == DT_DATE_ROOM - 1 ? dt_date_parse(day) : DT_DATE_NONE;
	if (good && (listing->day != DT_DATE_NONE || dt_slice_is(day, "none"))) return true;
	dt_respond_error(response, DT_STATUS_BAD_REQUEST, "cursor: not one that 'next' gave");
	return false;
}

static bool take_event(Listing *listing, const DtRecord *record) {
	bool same_day = record->days.from == listing->day;
	if (same_day && listing->passed < listing->skip) {
		listing->passed++;
		return true;
	}
	listing->more = listing->given == listing->limit;
	if (listing->more) return false;
	listing->passed = same_day ? listing->passed + 1 : 1;
	listing->skip = 0;
	listing->day = record->days.from;
	if (listing->given++) dt_buffer_add_text(listing->out, ",\n");
	dt_record_write_json(listing->out, record);
	return true;
}

static bool take_dated(void *context, const DtRecord *record) {
	return record->days.from != DT_DATE_NONE && take_event(context, record);
}

static bool take_dateless(void *context, const DtRecord *record) {
	return record->days.from == DT_DATE_NONE && take_event(context, record);
}

static bool list_dated(const DtService *service, DtEventQuery query, Listing *listing, DtError *error) {
	if (!listing->starts) {
		if (listing->day == DT_DATE_NONE) return true;
		if (query.days.to == DT_DATE_NONE || listing->day < query.days.to) query.days.to = listing->day;
	}
	query.newest_first = true;
	query.limit = listing->limit + listing->skip + 1;
	return dt_store_events(service->store, &query, take_dated, listing, error);
}

// Oldest first, those without a day stand before all others.
static bool list_dateless(const DtService *service, DtEventQuery query, Listing *listing, DtError *error) {
	if (listing->more || query.days.from != DT_DATE_NONE || query.days.to != DT_DATE_NONE) return true;
	DtDate last = listing->day;
	long passed = listing->passed, given = listing->given;
	if (listing->starts || last != DT_DATE_NONE) listing->skip = listing->passed = 0;
	listing->day = DT_DATE_NONE;
	query.limit = listing->limit - listing->given + listing->skip + 1;
	bool done = dt_store_events(service->store, &query, take_dateless, listing, error);
	if (listing->given == given && last != DT_DATE_NONE) { // the page ends with a day, whatever comes after
		listing->day = last;
		listing->passed = passed;
	}
	return done;
}

// Appends "events":[…],"next":….
static bool list_events(const DtService *service, const DtEventQuery *query, Listing *listing, DtError *error) {
	dt_json_key(listing->out, "events");
	dt_buffer_add_char(listing->out, '[');
	bool done = list_dated(service, *query, listing, error) && list_dateless(service, *query, listing, error);
	dt_buffer_add_char(listing->out, ']');
	dt_json_key(listing->out, "next");
	char day[DT_DATE_ROOM];
	if (!listing->more)
		dt_buffer_add_text(listing->out, "null");
	else
		dt_buffer_format(listing->out, "\"%s.%ld\"",
		                 listing->day == DT_DATE_NONE ? "none" : dt_date_format(listing->day, day), listing->passed);
	return done;
}

static bool read_category(DtTarget *target, uint8_t *category, DtResponse *response) {
	DtSlice name;
	if (!dt_target_find(target, "category", &name)) return true;
	*category = (uint8_t)dt_category_find(name);
	if (*category == DT_CATEGORY_NONE)
		dt_respond_error(response, DT_STATUS_BAD_REQUEST, "category: none of PLOVER's sixteen (AGREE … ASSAULT)");
	return *category != DT_CATEGORY_NONE;
}

void dt_answer_events(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body, DtResponse *response) {
	(void)arena, (void)body;
	DtEventQuery query = {0};
	Listing listing = {.out = &response->body, .limit = 50, .day = DT_DATE_NONE};
	DtError error = {0};
	dt_target_find(target, "document", &query.document);
	if (!dt_read_code(target, "actor", &query.actor, response) ||
	    !dt_read_code(target, "recipient", &query.recipient, response) ||
	    !dt_read_flag(target, "either", &query.either_way, response) || !dt_read_days(target, &query.days, response) ||
	    !read_category(target, &query.category, response) ||
	    !dt_read_number(target, "limit", 1, EVENTS_MOST, &listing.limit, response) ||
	    !read_cursor(target, &listing, response) || !dt_read_all(target, response))
		return;
	dt_buffer_add_char(listing.out, '{');
	if (!list_events(service, &query, &listing, &error)) {
		dt_respond_failure(service, &error, response);
		return;
	}
	dt_buffer_add_text(listing.out, "}\n");
}

// Documents

static bool take_document(void *context, const DtRecord *record) {
	DtBuffer *out = context;
	dt_json_key(out, "document");
	dt_buffer_add_char(out, '{');
	dt_json_text(out, "id", record->document);
	dt_json_known(out, "title", record->title);
	dt_json_known(out, "url", record->url);
	dt_json_known(out, "publication", record->publication);
	dt_buffer_add_char(out, '}');
	return false;
}

void dt_answer_document(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body,
                        DtResponse *response) {
	(void)arena, (void)body;
	DtSlice name = dt_slice_cut(target->path, strlen("/api/v1/documents/"), target->path.length);
	DtEventQuery query = {.document = name, .days = {DT_DATE_NONE, DT_DATE_NONE}, .limit = 1};
	Listing listing = {.out = &response->body, .limit = EVENTS_MOST, .day = DT_DATE_NONE};
	DtError error = {0};
	if (!dt_read_number(target, "limit", 1, EVENTS_MOST, &listing.limit, response) ||
	    !read_cursor(target, &listing, response) || !dt_read_all(target, response))
		return;
	dt_buffer_add_char(listing.out, '{');
	bool done = dt_store_events(service->store, &query, take_document, listing.out, &error);
	if (done && listing.out->length == 1) {
		dt_respond_error(response, DT_STATUS_NOT_FOUND, "the record has no events of such a document");
		return;
	}
	query.limit = 0;
	if (!done || !list_events(service, &query, &listing, &error)) {
		dt_respond_failure(service, &error, response);
		return;
	}
	dt_buffer_add_text(listing.out, "}\n");
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
