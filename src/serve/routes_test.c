// SPDX-License-Identifier: Apache-2.0

#include "serve/stream.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/test.h"

// A record of five events between three actors, one of them imported, one without a day, one with a script for a text.
static char path[] = "/tmp/detente-serve-XXXXXX";
static DtStore *store;
static DtArena *arena;
static DtService service;
static DtResponse response;
static json_t *answer;
static const char script[] = "<script>alert(\"1\")</script> & \xF0\x9F\x98\x80";

static DtDocument *attack(const char *id, const char *actor, const char *recipient, DtDate day) {
	DtDocument *document = dt_document_new(arena);
	document->id = dt_slice_of(id);
	document->title = dt_slice_of(script);
	document->date = day;
	document->text = dt_arena_format(arena, "%s attacked %s.", actor, recipient);
	document->sentences = DT_NEW(arena, DtSentence);
	document->sentence_count = 1;
	document->sentences[0].span = (DtSpan){0, (uint32_t)document->text.length};
	DtEvent *event = DT_NEW(arena, DtEvent);
	*event = (DtEvent){.id = dt_slice_of("00000000000000aa"),
	                   .category = DT_CATEGORY_ASSAULT,
	                   .cameo = "190",
	                   .days = {day, day},
	                   .actor_count = 1,
	                   .recipient_count = 1,
	                   .confidence = 0.5f,
	                   .rule_id = dt_slice_of("attack/1")};
	event->actors = DT_NEW(arena, DtParty);
	event->recipients = DT_NEW(arena, DtParty);
	*event->actors = (DtParty){.code = dt_slice_of(actor), .entity_text = dt_slice_of(actor)};
	*event->recipients = (DtParty){.code = dt_slice_of(recipient), .entity_text = dt_slice_of(recipient)};
	document->events = event;
	document->event_count = 1;
	return document;
}

static void put(DtDocument *document) { assert_int_equal(dt_store_put(store, document, NULL), DT_PUT_ADDED); }

static void put_imported(DtDate day) {
	DtRecordParty actor = {.code = dt_slice_of("IND"), .text = dt_slice_of(script)};
	DtRecordParty recipient = {.code = dt_slice_of("PAK")};
	DtRecord record = {.id = dt_slice_of("row 1"),
	                   .document = dt_slice_of("table/of \"others\""),
	                   .category = DT_CATEGORY_CONSULT,
	                   .cameo = "040",
	                   .days = {day, day},
	                   .confidence = 1,
	                   .actors = &actor,
	                   .recipients = &recipient,
	                   .actor_count = 1,
	                   .recipient_count = 1};
	assert_int_equal(dt_store_put_record(store, &record, NULL), DT_PUT_ADDED);
}

static DtSlice name_of(const void *context, DtSlice code) {
	(void)context;
	return dt_slice_of(dt_slice_is(code, "IND") ? "India" : "");
}

static size_t search(const void *context, DtSlice text, DtActorFound *found, size_t room) {
	(void)context;
	assert_true(room > 0 && text.length > 0);
	found[0] = (DtActorFound){dt_slice_of("IND"), text, dt_slice_of("IND"), dt_slice_of("country")};
	return 1;
}

// Every text is one sentence in which its title attacks.
static DtDocument *code(void *worker, DtArena *request_arena, const DtSentArticle *article) {
	assert_ptr_equal(worker, &service);
	DtDocument *document = attack("", "IND", "PAK", article->date);
	document->text = dt_arena_copy(request_arena, article->text);
	document->sentences[0].span.end = (uint32_t)article->text.length;
	return document;
}

static int make_record(void **state) {
	(void)state;
	DtError error = {0};
	int file = mkstemp(path);
	if (file < 0) return -1;
	close(file);
	unlink(path);
	arena = dt_arena_new();
	store = dt_store_open(path, DT_STORE_WRITE, &error);
	if (!store) fail_msg("%s", dt_error_text(&error));
	DtDate day = dt_date_from_civil(2019, 2, 26);
	put(attack("one", "IND", "PAK", day));
	put(attack("two", "PAK", "IND", day));
	put(attack("a/b ?#%", "PAK", "CHN", day + 1));
	put(attack("no day", "IND", "PAK", DT_DATE_NONE));
	put_imported(day);
	return 0;
}

static int drop_record(void **state) {
	(void)state;
	static const char *const endings[] = {"", "-wal", "-shm"};
	dt_store_close(store);
	dt_arena_free(arena);
	for (int i = 0; i < 3; i++) {
		char name[sizeof path + 8];
		snprintf(name, sizeof name, "%s%s", path, endings[i]);
		unlink(name);
	}
	return 0;
}

static DtMetrics metrics;

static int fresh(void **state) {
	(void)state;
	service = (DtService){.store = store,
	                      .worker = &service,
	                      .code = code,
	                      .directory = {NULL, name_of, search},
	                      .metrics = &metrics,
	                      .state = 7};
	return 0;
}

static int tidy(void **state) {
	(void)state;
	dt_buffer_clear(&response.body);
	json_decref(answer);
	answer = NULL;
	return 0;
}

static int ask(const DtRequest *request) {
	tidy(NULL);
	DtArena *request_arena = dt_arena_new();
	response = (DtResponse){0};
	dt_answer(&service, request_arena, request, &response);
	if (response.type && strcmp(response.type, "application/json") == 0 && response.body.length) {
		answer = json_loadb(response.body.data, response.body.length, 0, NULL);
		assert_non_null(answer);
	}
	if (response.status >= 400)
		assert_int_equal(json_integer_value(json_object_get(json_object_get(answer, "error"), "status")),
		                 response.status);
	dt_arena_free(request_arena);
	return (int)response.status;
}

static int get(const char *target) {
	return ask(&(DtRequest){.method = dt_slice_of("GET"), .target = dt_slice_of(target)});
}

static int post(DtSlice body) {
	return ask(&(DtRequest){.method = dt_slice_of("POST"),
	                        .target = dt_slice_of("/api/v1/code"),
	                        .content_type = dt_slice_of("application/json; charset=utf-8"),
	                        .body = body});
}

static size_t count_of(const char *name) { return json_array_size(json_object_get(answer, name)); }

static const char *text_at(const char *list, size_t at, const char *name) {
	return json_string_value(json_object_get(json_array_get(json_object_get(answer, list), at), name));
}

static void the_record_is_counted(void **state) {
	(void)state;
	assert_int_equal(get("/api/v1/record"), 200);
	assert_int_equal(json_integer_value(json_object_get(answer, "events")), 5);
	assert_string_equal(json_string_value(json_object_get(answer, "from")), "2019-02-26");
}

static void events_are_filtered(void **state) {
	(void)state;
	static const struct {
		const char *query;
		size_t count;
	} cases[] = {
		{"", 5},
		{"?", 5},
		{"?actor=PAK", 2},
		{"?recipient=PAK", 3},
		{"?actor=IND&recipient=PAK", 3},
		{"?actor=IND&recipient=PAK&either=1", 4},
		{"?from=2019-02-27", 1},
		{"?to=2019-02-26", 3},
		{"?category=CONSULT", 1},
		{"?document=one", 1},
		{"?document=a%2Fb+%3F%23%25", 1},
		{"?actor=XXX", 0},
		{"?actor=%27%20OR%201%3D1--", 0},
		{"?limit=2", 2},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char target[128];
		snprintf(target, sizeof target, "/api/v1/events%s", cases[i].query);
		assert_int_equal(get(target), 200);
		if (count_of("events") != cases[i].count)
			fail_msg("%s: %zu events, not %zu", target, count_of("events"), cases[i].count);
	}
}

static void cursors_give_every_event_once(void **state) {
	(void)state;
	for (int limit = 1; limit <= 6; limit++) {
		char target[128], seen[256] = "";
		int total = 0;
		snprintf(target, sizeof target, "/api/v1/events?limit=%d", limit);
		for (const char *next = ""; next; next = json_string_value(json_object_get(answer, "next"))) {
			char page[192];
			snprintf(page, sizeof page, *next ? "%s&cursor=%s" : "%s", target, next);
			assert_int_equal(get(page), 200);
			for (size_t i = 0; i < count_of("events"); i++, total++) {
				const char *document = text_at("events", i, "document");
				assert_null(strstr(seen, document));
				strcat(strcat(seen, "|"), document);
			}
			assert_true(total <= 5);
		}
		assert_int_equal(total, 5);
		assert_string_equal(strrchr(seen, '|'), "|no day");
	}
}

static void wrong_parameters_are_named(void **state) {
	(void)state;
	static const char *const targets[] = {
		"/api/v1/events?limit=0",
		"/api/v1/events?limit=501",
		"/api/v1/events?limit=-1",
		"/api/v1/events?limit=1e3",
		"/api/v1/events?limit=99999999999999999999",
		"/api/v1/events?limit=2&limit=3",
		"/api/v1/events?from=2019-02-30",
		"/api/v1/events?from=yesterday",
		"/api/v1/events?from=2019-02-27&to=2019-02-26",
		"/api/v1/events?category=WAR",
		"/api/v1/events?cursor=1",
		"/api/v1/events?cursor=2019-02-26.-1",
		"/api/v1/events?cursor=2019-02-26.99999999999",
		"/api/v1/events?cursor=never.1",
		"/api/v1/events?either=yes",
		"/api/v1/events?colour=red",
		"/api/v1/events?actor=%00",
		"/api/v1/events?actor=%",
		"/api/v1/events?actor=%4",
		"/api/v1/events?actor=%zz",
		"/api/v1/events?actor=%FF",
		"/api/v1/events?actor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"/api/v1/events?1&2&3&4&5&6&7&8&9&10&11&12&13&14&15&16&17&18",
		"/api/v1/pairs?by=hour",
		"/api/v1/pairs?limit=501",
		"/api/v1/pairs?limit=101&by=month",
		"/api/v1/series",
		"/api/v1/series?a=IND",
		"/api/v1/series?a=IND&b=PAK&weights=heavy",
		"/api/v1/series?a=IND&b=PAK&by=day&shifts=1&from=2000-01-01&to=2020-01-01",
		"/api/v1/series?a=IND&b=PAK&by=day&from=0001-01-01&to=9999-12-31",
		"/api/v1/actors",
		"/api/v1/actors?search=+",
		"/api/v1/documents/one?either=1",
		"/api/v1/record?x=1",
		"events",
		"",
		"/%",
		"/%00",
		"/a%80b",
	};
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		if (get(targets[i]) != 400) fail_msg("%s: %d", targets[i], (int)response.status);
	}
}

static void paths_lead_nowhere_else(void **state) {
	(void)state;
	static const char *const targets[] = {"/../../etc/passwd",
	                                      "/%2e%2e/%2e%2e/etc/passwd",
	                                      "//etc/passwd",
	                                      "/web/page.js",
	                                      "/page.js/",
	                                      "/./page.js",
	                                      "/index.html/..",
	                                      "/api/v1",
	                                      "/api/v1/",
	                                      "/api/v2/events",
	                                      "/api/v1/events/",
	                                      "/api/v1/documents/",
	                                      "/api/v1/documents/x",
	                                      "/API/v1/events"};
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		if (get(targets[i]) != 404) fail_msg("%s: %d", targets[i], (int)response.status);
	}
	char longest[DT_REQUEST_TARGET + 2];
	memset(longest, 'a', sizeof longest - 1);
	longest[0] = '/';
	longest[sizeof longest - 1] = '\0';
	assert_int_equal(get(longest), 414);
}

static size_t listed(const char *target, const char *name) {
	assert_int_equal(get(target), 200);
	return json_array_size(json_object_get(answer, name));
}

static void happenings_gather_their_mentions(void **state) {
	(void)state;
	assert_int_equal(listed("/api/v1/happenings", "happenings"), 5);
	assert_int_equal(listed("/api/v1/happenings?actor=IND&recipient=PAK", "happenings"), 3);
	assert_int_equal(listed("/api/v1/happenings?actor=IND&recipient=PAK&category=CONSULT", "happenings"), 1);
	assert_int_equal(listed("/api/v1/mention?document=one&event=00000000000000aa", "mentions"), 1);
	assert_int_equal(get("/api/v1/mention?document=one"), 400);
	assert_int_equal(get("/api/v1/happenings/none"), 404);
}

static void events_are_looked_at_closely(void **state) {
	(void)state;
	assert_int_equal(listed("/api/v1/events?quad=4", "events"), 4);
	assert_int_equal(listed("/api/v1/events?confidence=60", "events"), 1);
	assert_int_equal(listed("/api/v1/events?reality=negated", "events"), 0);
	assert_int_equal(listed("/api/v1/events?sector=GOV", "events"), 0);
	assert_int_equal(listed("/api/v1/events?source=media", "events"), 0);
	assert_int_equal(listed("/api/v1/events?place=IND", "events"), 0);
	static const char *const wrong[] = {"quad=5",    "reality=true",   "sector=XYZ", "source=rumour",
	                                    "mode=none", "confidence=101", "format=xml"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char target[64];
		snprintf(target, sizeof target, "/api/v1/events?%s", wrong[i]);
		assert_int_equal(get(target), 400);
	}
}

static void a_stream_gives_every_event(void **state) {
	(void)state;
	DtRequest request = {.method = dt_slice_of("GET"), .target = dt_slice_of("/api/v1/events?format=jsonl")};
	DtResponse streamed = {0};
	DtBuffer lines = {0};
	dt_answer(&service, arena, &request, &streamed);
	assert_non_null(streamed.stream);
	while (!dt_stream_ended(streamed.stream)) assert_true(dt_stream_next(streamed.stream, &service, &lines, NULL));
	size_t count = 0;
	for (size_t i = 0; i < lines.length; i++) count += lines.data[i] == '\n';
	assert_int_equal(count, 5);
	dt_stream_free(streamed.stream);
	dt_buffer_clear(&lines);
}

static void who_acts_towards_whom(void **state) {
	(void)state;
	assert_int_equal(listed("/api/v1/network", "edges"), 3);
	assert_int_equal(listed("/api/v1/network?quad=1", "edges"), 1);
	assert_int_equal(listed("/api/v1/network?actor=CHN", "edges"), 1);
	assert_int_equal(listed("/api/v1/network?from=2030-01-01", "edges"), 0);
	assert_int_equal(listed("/api/v1/shifts", "shifts"), 0);
}

static void documents_have_their_text(void **state) {
	(void)state;
	assert_int_equal(listed("/api/v1/documents", "documents"), 5);
	assert_int_equal(listed("/api/v1/documents?limit=2&cursor=4", "documents"), 1);
	assert_int_equal(get("/api/v1/documents/one"), 200);
	const char *text = json_string_value(json_object_get(json_object_get(answer, "document"), "text"));
	assert_string_equal(text, "IND attacked PAK.");
}

static void a_series_of_some_events(void **state) {
	(void)state;
	assert_int_equal(get("/api/v1/series?a=IND&b=PAK&by=month&category=ASSAULT&shifts=1"), 200);
	json_t *points = json_object_get(json_object_get(answer, "relations"), "points");
	assert_int_equal(json_array_size(points), 1);
	assert_int_equal(json_integer_value(json_object_get(json_array_get(points, 0), "fact")), 2);
	assert_int_equal(get("/api/v1/series?a=IND&b=PAK&sector=GOV"), 200);
	assert_int_equal(json_array_size(json_object_get(json_object_get(answer, "relations"), "points")), 0);
}

static void methods_are_told(void **state) {
	(void)state;
	static const char *const methods[] = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", ""};
	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
		DtRequest request = {.method = dt_slice_of(methods[i]), .target = dt_slice_of("/api/v1/events")};
		assert_int_equal(ask(&request), 405);
		assert_string_equal(response.allow, "GET, HEAD");
	}
	assert_int_equal(get("/api/v1/code"), 405);
	assert_string_equal(response.allow, "POST");
	assert_int_equal(ask(&(DtRequest){.method = dt_slice_of("HEAD"), .target = dt_slice_of("/")}), 200);
}

static json_t *only_point(void) {
	json_t *points = json_object_get(json_object_get(answer, "relations"), "points");
	assert_true(json_is_array(points) && json_array_size(points) <= 1);
	return json_array_get(points, 0);
}

static void pairs_and_series(void **state) {
	(void)state;
	assert_int_equal(get("/api/v1/pairs?by=year&limit=100"), 200);
	assert_int_equal(count_of("pairs"), 2);
	assert_string_equal(text_at("pairs", 0, "a_name"), "India");
	assert_int_equal(get("/api/v1/series?a=IND&b=PAK&by=month"), 200);
	json_t *point = only_point();
	assert_string_equal(json_string_value(json_object_get(point, "to")), "2019-02-28");
	assert_int_equal(json_integer_value(json_object_get(point, "fact")), 3);
	assert_int_equal(get("/api/v1/series?a=IND&b=PAK&by=month&directed=1&shifts=1&weights=goldstein"), 200);
	assert_int_equal(json_integer_value(json_object_get(only_point(), "fact")), 2);
	assert_int_equal(get("/api/v1/series?a=XXX&b=YYY&shifts=1"), 200);
	assert_null(only_point());
}

static void documents_by_any_name(void **state) {
	(void)state;
	assert_int_equal(get("/api/v1/documents/a%2Fb%20%3F%23%25"), 200);
	assert_string_equal(json_string_value(json_object_get(json_object_get(answer, "document"), "title")), script);
	assert_int_equal(count_of("events"), 1);
	assert_int_equal(get("/api/v1/documents/table/of%20%22others%22"), 200);
	assert_string_equal(text_at("events", 0, "id"), "row 1");
	json_t *actors = json_object_get(json_array_get(json_object_get(answer, "events"), 0), "actor");
	assert_string_equal(json_string_value(json_object_get(json_array_get(actors, 0), "entity_text")), script);
}

static void actors_are_searched(void **state) {
	(void)state;
	assert_int_equal(get("/api/v1/actors?search=%3Cb%3E%22&limit=50"), 200);
	assert_string_equal(text_at("actors", 0, "name"), "<b>\"");
	service.directory = (DtDirectory){0};
	assert_int_equal(get("/api/v1/actors?search=x"), 200);
	assert_int_equal(count_of("actors"), 0);
}

static void texts_are_coded(void **state) {
	(void)state;
	json_t *sent = json_pack("{s:s,s:s}", "text", script, "date", "2024-11-26");
	char *body = json_dumps(sent, 0);
	assert_int_equal(post(dt_slice_of(body)), 200);
	assert_string_equal(text_at("events", 0, "text"), script);
	assert_string_equal(json_string_value(json_object_get(answer, "date")), "2024-11-26");
	free(body);
	json_decref(sent);
}

static void wrong_bodies_are_refused(void **state) {
	(void)state;
	static const char *const bodies[] = {
		"",
		"text",
		"[]",
		"{",
		"{}",
		"{\"text\":\"\"}",
		"{\"text\":\" \\n\"}",
		"{\"text\":7}",
		"{\"text\":\"a\",\"text\":\"b\"}",
		"{\"text\":\"a\\u0000b\"}",
		"{\"text\":\"\xFF\"}",
		"{\"text\":\"a\",\"date\":\"2024-02-30\"}",
		"{\"text\":\"a\",\"date\":20240226}",
		"{\"text\":\"a\",\"data\":\"/etc\"}",
		"{\"text\":\"a\"} {}",
	};
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		if (post(dt_slice_of(bodies[i])) != 400) fail_msg("%s: %d", bodies[i], (int)response.status);
	}
	char *huge = malloc(DT_REQUEST_BODY + 1);
	memset(huge, '[', DT_REQUEST_BODY + 1);
	assert_int_equal(post(dt_slice(huge, DT_REQUEST_BODY + 1)), 413);
	assert_int_equal(post(dt_slice(huge, DT_REQUEST_BODY)), 400);
	DtRequest request = {
		.method = dt_slice_of("GET"), .target = dt_slice_of("/api/v1/events"), .body = dt_slice(huge, 1)};
	assert_int_equal(ask(&request), 413);
	free(huge);
}

static void the_strongest_are_told(void **state) {
	(void)state;
	assert_int_equal(get("/api/v1/strongest?from=2000-01-01&to=2000-12-30"), 200);
	assert_string_equal(response.body.data, "{\"episodes\":[]}\n");
	assert_int_equal(get("/api/v1/strongest"), 400);
	assert_int_equal(get("/api/v1/strongest?from=2000-01-01&to=2009-12-30"), 400);
	assert_int_equal(get("/api/v1/strongest?a=IND&from=2019-01-01&to=2019-12-30"), 400);
	assert_int_equal(get("/api/v1/strongest?a=IND&b=PAK&from=2019-01-01&to=2019-12-30"), 200);
	assert_non_null(strstr(response.body.data, "\"event\":\"ASSAULT\""));
	assert_int_equal(get("/api/v1/strongest?from=2019-01-01&to=2019-12-30&limit=1"), 200);
	assert_non_null(strstr(response.body.data, "\"event\":\"ASSAULT\""));
	assert_int_equal(get("/api/v1/series?a=IND&b=PAK&attribution=1"), 200);
	assert_non_null(strstr(response.body.data, "\"attribution\":{\"kinds\":[\"unattributed\""));
}

static void foreign_pages_are_kept_out(void **state) {
	(void)state;
	DtRequest request = {.method = dt_slice_of("POST"),
	                     .target = dt_slice_of("/api/v1/code"),
	                     .host = dt_slice_of("localhost:8080"),
	                     .content_type = dt_slice_of("text/plain"),
	                     .body = dt_slice_of("{\"text\":\"a\"}")};
	assert_int_equal(ask(&request), 415);
	request.content_type = dt_slice_of("application/json");
	assert_int_equal(ask(&request), 200);
	request.origin = dt_slice_of("http://localhost:8080");
	assert_int_equal(ask(&request), 200);
	static const char *const origins[] = {"http://localhost:8081", "null", "https://evil.example",
	                                      "http://localhost:8080.evil.example"};
	for (size_t i = 0; i < 4; i++) {
		request.origin = dt_slice_of(origins[i]);
		assert_int_equal(ask(&request), 403);
	}
	service.only_local = true;
	static const char *const own[] = {"localhost", "LocalHost:1", "127.0.0.1:8080", "[::1]:8080", ""};
	static const char *const others[] = {"evil.example", "localhost.evil.example:8080", "[::1", "127.0.0.2", ":"};
	for (size_t i = 0; i < 5; i++) {
		request =
			(DtRequest){.method = dt_slice_of("GET"), .target = dt_slice_of("/healthz"), .host = dt_slice_of(own[i])};
		assert_int_equal(ask(&request), 200);
		request.host = dt_slice_of(others[i]);
		assert_int_equal(ask(&request), 421);
	}
}

static void a_token_is_asked_for(void **state) {
	(void)state;
	service.token = dt_slice_of("0123456789abcdef");
	static const char *const wrong[] = {"",
	                                    "Bearer",
	                                    "Bearer 0123456789abcde",
	                                    "Bearer 0123456789abcdef0",
	                                    "Basic 0123456789abcdef",
	                                    "Bearer 0123456789abcdeF"};
	DtRequest request = {.method = dt_slice_of("GET"), .target = dt_slice_of("/api/v1/record")};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		request.authorization = dt_slice_of(wrong[i]);
		assert_int_equal(ask(&request), 401);
	}
	request.authorization = dt_slice_of("bearer 0123456789abcdef");
	assert_int_equal(ask(&request), 200);
	assert_int_equal(get("/metrics"), 401);
	assert_int_equal(get("/"), 200);
	assert_int_equal(get("/healthz"), 200);
}

static void what_a_client_has_is_not_sent(void **state) {
	(void)state;
	static const char *const targets[] = {"/api/v1/record", "/", "/page.js"};
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(get(targets[i]), 200);
		char tag[64];
		snprintf(tag, sizeof tag, "\"x\", W/\"%016llx\"", (unsigned long long)response.tag);
		DtRequest request = {
			.method = dt_slice_of("GET"), .target = dt_slice_of(targets[i]), .if_none_match = dt_slice_of(tag)};
		assert_int_equal(ask(&request), 304);
		assert_int_equal(response.body.length + response.page.length, 0);
		service.state++;
		assert_int_equal(ask(&request), i == 0 ? 200 : 304);
	}
	assert_int_equal(get("/api/v1/events?limit=x"), 400);
	assert_true(response.tag == 0);
}

static void without_help_it_says_so(void **state) {
	(void)state;
	service.store = NULL;
	assert_int_equal(get("/api/v1/events"), 503);
	assert_true(response.retry_after > 0);
	assert_int_equal(get("/healthz"), 503);
	assert_int_equal(get("/index.css"), 200);
	service.worker = NULL;
	assert_int_equal(post(dt_slice_of("{\"text\":\"a\"}")), 503);
}

static void pages_are_typed(void **state) {
	(void)state;
	assert_int_equal(get("/index.html"), 200);
	assert_string_equal(response.type, "text/html; charset=utf-8");
	assert_true(response.is_page && response.page.length > 100);
	assert_int_equal(get("/page.js"), 200);
	assert_string_equal(response.type, "text/javascript; charset=utf-8");
}

static void metrics_are_counted(void **state) {
	(void)state;
	dt_metrics_count(&metrics, 1, 404, 2000000);
	assert_int_equal(get("/metrics"), 200);
	assert_non_null(strstr(response.body.data, "detente_http_requests_total{route=\"events\",status=\"4xx\"} 1\n"));
	assert_non_null(strstr(response.body.data, "_bucket{route=\"events\",le=\"0.005\"} 1\n"));
	assert_non_null(strstr(response.body.data, "_bucket{route=\"events\",le=\"0.001\"} 0\n"));
}

int main(void) {
#define ROUTE_TEST(name) cmocka_unit_test_setup_teardown(name, fresh, tidy)
	const struct CMUnitTest tests[] = {
		ROUTE_TEST(the_record_is_counted),
		ROUTE_TEST(events_are_filtered),
		ROUTE_TEST(cursors_give_every_event_once),
		ROUTE_TEST(wrong_parameters_are_named),
		ROUTE_TEST(paths_lead_nowhere_else),
		ROUTE_TEST(methods_are_told),
		ROUTE_TEST(happenings_gather_their_mentions),
		ROUTE_TEST(events_are_looked_at_closely),
		ROUTE_TEST(a_stream_gives_every_event),
		ROUTE_TEST(who_acts_towards_whom),
		ROUTE_TEST(documents_have_their_text),
		ROUTE_TEST(a_series_of_some_events),
		ROUTE_TEST(pairs_and_series),
		ROUTE_TEST(documents_by_any_name),
		ROUTE_TEST(actors_are_searched),
		ROUTE_TEST(texts_are_coded),
		ROUTE_TEST(wrong_bodies_are_refused),
		ROUTE_TEST(the_strongest_are_told),
		ROUTE_TEST(foreign_pages_are_kept_out),
		ROUTE_TEST(a_token_is_asked_for),
		ROUTE_TEST(what_a_client_has_is_not_sent),
		ROUTE_TEST(without_help_it_says_so),
		ROUTE_TEST(pages_are_typed),
		ROUTE_TEST(metrics_are_counted),
	};
	return cmocka_run_group_tests(tests, make_record, drop_record);
}
