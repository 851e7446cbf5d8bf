// SPDX-License-Identifier: Apache-2.0
// Whatever a request says, the answer is a page, metrics, or JSON that can be read; and a fault has an error in it.
//
// The bytes are lines: method, target, host, origin, content type, token, tags; the rest is the body.
#include "fuzz.h"

#include <jansson.h>
#include <unistd.h>

#include "serve/stream.h"

static DtDocument *code(void *worker, DtArena *arena, const DtSentArticle *article) {
	(void)worker;
	DtDocument *document = dt_document_new(arena);
	DtEvent *event = DT_NEW(arena, DtEvent);
	document->text = article->text;
	document->title = article->title;
	document->sentences = DT_NEW(arena, DtSentence);
	document->sentences[0].span = (DtSpan){0, (uint32_t)article->text.length};
	document->sentence_count = 1;
	*event = (DtEvent){.category = DT_CATEGORY_AID, .days = {article->date, article->date}};
	document->events = event;
	document->event_count = 1;
	return document;
}

static size_t search(const void *context, DtSlice text, DtActorFound *found, size_t room) {
	(void)context;
	HOLDS(text.length > 0 && room > 0, "a search for nothing");
	*found = (DtActorFound){text, text, text, text};
	return 1;
}

// One record for all inputs, with events of every kind that the routes tell apart.
static DtStore *record(void) {
	static DtStore *store;
	if (store) return store;
	char path[] = "/tmp/detente-fuzz-XXXXXX";
	int file = mkstemp(path);
	HOLDS(file >= 0, "no temporary file");
	close(file);
	unlink(path);
	store = dt_store_open(path, DT_STORE_WRITE, NULL);
	HOLDS(store, "no store");
	for (int i = 0; i < 8; i++) {
		char id[12];
		snprintf(id, sizeof id, "%d", i);
		DtRecordParty actor = {.code = dt_slice_of(i % 2 ? "USA" : "PRK"), .text = dt_slice_of("<b>\xFF\"\\")};
		DtRecordParty recipient = {.code = dt_slice_of(i % 2 ? "PRK" : "USA")};
		DtDate day = i ? dt_date_from_civil(2024, i, i) : DT_DATE_NONE;
		DtRecord event = {.id = dt_slice_of(id),
		                  .document = dt_slice_of(i % 3 ? "one" : "a/b"),
		                  .category = (uint8_t)(DT_CATEGORY_AGREE + i),
		                  .days = {day, day},
		                  .actors = &actor,
		                  .recipients = &recipient,
		                  .actor_count = 1,
		                  .recipient_count = 1};
		dt_store_put_record(store, &event, NULL);
	}
	static const char *const endings[] = {"", "-wal", "-shm"};
	for (int i = 0; i < 3; i++) { // it lives as long as it is open
		char name[sizeof path + 8];
		snprintf(name, sizeof name, "%s%s", path, endings[i]);
		unlink(name);
	}
	return store;
}

static void check_answer(const DtResponse *response) {
	HOLDS(response->status >= 200 && response->status < 600, "no status");
	HOLDS(response->status != DT_STATUS_INTERNAL, "a request made the record fail");
	HOLDS(!response->page.data || response->is_page, "a page that is none");
	if (response->page.data || response->status == DT_STATUS_NOT_MODIFIED) return;
	if (strcmp(response->type, "application/json") != 0) return;
	json_t *answer = json_loadb(response->body.data, response->body.length, 0, NULL);
	HOLDS(json_is_object(answer), "the answer is no JSON object");
	HOLDS((response->status >= 400) == (json_object_get(answer, "error") != NULL), "error and status differ");
	json_decref(answer);
}

// Lines of JSON, to their end.
static void check_stream(DtResponse *response, const DtService *service) {
	for (int pieces = 0; !dt_stream_ended(response->stream); pieces++) {
		HOLDS(pieces < 100, "a stream without end");
		HOLDS(dt_stream_next(response->stream, service, &response->body, NULL), "a request made the record fail");
	}
	DtSlice lines = dt_buffer_slice(&response->body), line;
	while (dt_slice_split(&lines, '\n', &line)) {
		json_t *event = line.length ? json_loadb(line.data, line.length, 0, NULL) : json_object();
		HOLDS(json_is_object(event), "a line is no JSON object");
		json_decref(event);
	}
	dt_stream_free(response->stream);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	DtSlice rest = input_slice(data, size);
	DtRequest request = {0};
	DtSlice *const lines[] = {&request.method,       &request.target,        &request.host,         &request.origin,
	                          &request.content_type, &request.authorization, &request.if_none_match};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) dt_slice_split(&rest, '\n', lines[i]);
	request.body = rest;
	static DtMetrics metrics;
	bool local = size % 2, guarded = size % 7 == 0;
	DtService service = {.store = record(),
	                     .worker = &service,
	                     .code = code,
	                     .directory = {.search = search},
	                     .metrics = &metrics,
	                     .state = 1,
	                     .only_local = local,
	                     .token = dt_slice_of(guarded ? "0123456789abcdef" : "")};
	DtArena *arena = dt_arena_new();
	DtResponse response = {0};
	dt_answer(&service, arena, &request, &response);
	if (response.stream)
		check_stream(&response, &service);
	else
		check_answer(&response);
	dt_buffer_clear(&response.body);
	dt_arena_free(arena);
	return 0;
}
