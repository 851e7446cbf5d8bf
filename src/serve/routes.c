// SPDX-License-Identifier: Apache-2.0
// From a request to the function that answers it. What is checked, in this order, before anything is looked up:
//
//   length of the target → host (for a server of this machine only) → target → route → method → token
//   → origin, type and size of a body → is the record, is a coder free → does the client have the answer already
//
// The host is checked because a page of a foreign site may have its own name resolve to 127.0.0.1 and so ask as if it
// were ours; the origin, because a form of a foreign page may post. Neither is needed where a token is asked for, but
// the origin is checked there as well.
#include "serve/answers.h"
#include "serve/cache.h"
#include "serve/crew.h"
#include "serve/pages.h"

#include <stdio.h>

enum { RETRY_SECONDS = 2 };

static void answer_page(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body,
                        DtResponse *response) {
	(void)service, (void)arena, (void)body;
	for (const DtPage *page = dt_pages; page->path; page++) {
		if (!dt_slice_is(target->path, page->path)) continue;
		response->status = DT_STATUS_OK;
		response->type = page->type;
		response->page = page->content;
		response->packed = page->packed;
		response->tag = page->tag;
		response->is_page = true;
		return;
	}
	dt_respond_error(response, DT_STATUS_NOT_FOUND, "there is nothing at this path");
}

static const DtRoute routes[] = {
	{"/api/v1/record", "record", true, false, false, false, dt_answer_record},
	{"/api/v1/events", "events", true, false, false, false, dt_answer_events},
	{"/api/v1/happenings", "happenings", true, false, false, false, dt_answer_happenings},
	{"/api/v1/happenings/", "happenings", true, false, false, false, dt_answer_happening},
	{"/api/v1/mention", "mention", true, false, false, false, dt_answer_mention},
	{"/api/v1/shifts", "shifts", true, false, false, false, dt_answer_shifts},
	{"/api/v1/network", "network", true, false, false, false, dt_answer_network},
	{"/api/v1/documents", "documents", true, false, false, false, dt_answer_documents},
	{"/api/v1/pairs", "pairs", true, false, false, false, dt_answer_pairs},
	{"/api/v1/series", "series", true, false, false, false, dt_answer_series},
	{"/api/v1/strongest", "strongest", true, false, false, false, dt_answer_strongest},
	{"/api/v1/documents/", "documents", true, false, false, false, dt_answer_document},
	{"/api/v1/actors", "actors", true, false, false, false, dt_answer_actors},
	{"/api/v1/code", "code", false, true, false, true, dt_answer_code},
	{"/healthz", "healthz", true, false, true, false, dt_answer_health},
	{"/metrics", "metrics", false, false, false, false, dt_answer_metrics},
	{NULL, "page", false, false, true, false, answer_page},
};
enum { ROUTES = sizeof routes / sizeof *routes };
_Static_assert((int)ROUTES <= (int)DT_METRIC_ROUTES, "room to count every route");

const DtRoute *dt_routes(size_t *count) {
	*count = ROUTES;
	return routes;
}

const DtRoute *dt_route_find(DtSlice path) {
	const DtRoute *route = routes;
	for (; route->path; route++) {
		size_t length = strlen(route->path);
		bool is_prefix = route->path[length - 1] == '/';
		if (is_prefix ? path.length > length && dt_slice_starts(path, route->path) : dt_slice_is(path, route->path))
			break;
	}
	return route;
}

const DtRoute *dt_route_of_target(DtSlice target) {
	DtArena *arena = dt_arena_new();
	DtTarget read;
	const char *why;
	bool good = target.length <= DT_REQUEST_TARGET && dt_target_read(arena, target, &read, &why);
	const DtRoute *route = good ? dt_route_find(read.path) : &routes[ROUTES - 1];
	dt_arena_free(arena);
	return route;
}

// The host of "host:port".
static DtSlice host_name(DtSlice host) {
	if (dt_slice_starts(host, "[")) {
		const char *end = memchr(host.data, ']', host.length);
		return end ? dt_slice_cut(host, 0, (size_t)(end - host.data) + 1) : host;
	}
	const char *colon = host.length ? memchr(host.data, ':', host.length) : NULL;
	return colon ? dt_slice_cut(host, 0, (size_t)(colon - host.data)) : host;
}

static bool is_this_machine(DtSlice host) {
	static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};
	if (host.length == 0) return true; // HTTP/1.0; no browser leaves it out
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (dt_slice_equal_folded(host_name(host), dt_slice_of(names[i]))) return true;
	}
	return false;
}

static bool same_origin(const DtRequest *request) {
	if (request->origin.length == 0) return true;
	DtSlice origin = request->origin;
	size_t scheme = dt_slice_starts(origin, "https://") ? 8 : dt_slice_starts(origin, "http://") ? 7 : 0;
	return scheme && dt_slice_equal_folded(dt_slice_cut(origin, scheme, origin.length), request->host);
}

// Takes as long for a nearly right token as for a wrong one.
static bool token_fits(DtSlice token, DtSlice authorization) {
	static const char scheme[] = "Bearer ";
	if (!dt_slice_equal_folded(dt_slice_cut(authorization, 0, sizeof scheme - 1), dt_slice_of(scheme))) return false;
	DtSlice shown = dt_slice_cut(authorization, sizeof scheme - 1, authorization.length);
	unsigned difference = shown.length != token.length;
	for (size_t i = 0; i < token.length; i++)
		difference |= (unsigned char)token.data[i] ^ (unsigned char)(i < shown.length ? shown.data[i] : 0);
	return difference == 0;
}

static bool is_json(DtSlice type) {
	DtSlice name;
	return dt_slice_split(&type, ';', &name) &&
	       dt_slice_equal_folded(dt_slice_trim(name), dt_slice_of("application/json"));
}

static bool method_fits(const DtRoute *route, const DtRequest *request, DtResponse *response) {
	bool reads = dt_slice_is(request->method, "GET") || dt_slice_is(request->method, "HEAD");
	if (route->takes_body ? dt_slice_is(request->method, "POST") : reads) return true;
	dt_respond_error(response, DT_STATUS_METHOD, "this path wants %s", route->takes_body ? "POST" : "GET");
	response->allow = route->takes_body ? "POST" : "GET, HEAD";
	return false;
}

static bool body_fits(const DtRoute *route, const DtRequest *request, DtResponse *response) {
	if (!same_origin(request)) {
		dt_respond_error(response, DT_STATUS_FORBIDDEN, "pages of other sites may not ask");
	} else if (request->body.length > (route->takes_body ? DT_REQUEST_BODY : 0)) {
		dt_respond_error(response, DT_STATUS_TOO_LARGE, "the body is larger than %d bytes",
		                 route->takes_body ? DT_REQUEST_BODY : 0);
	} else if (route->takes_body && !is_json(request->content_type)) {
		dt_respond_error(response, DT_STATUS_MEDIA_TYPE, "the body must be application/json");
	} else {
		return true;
	}
	return false;
}

static bool help_is_there(const DtService *service, const DtRoute *route, DtResponse *response) {
	if ((!route->needs_store || service->store) && (!route->needs_worker || service->worker)) return true;
	dt_respond_error(response, DT_STATUS_UNAVAILABLE, "too many others are asking; try again in a moment");
	response->retry_after = RETRY_SECONDS;
	return false;
}

static bool may_pass(const DtService *service, const DtRoute *route, const DtRequest *request, DtResponse *response) {
	if (!method_fits(route, request, response)) return false;
	if (service->token.length && !route->is_open && !token_fits(service->token, request->authorization)) {
		dt_respond_error(response, DT_STATUS_UNAUTHORIZED, "show the token: Authorization: Bearer …");
		return false;
	}
	return body_fits(route, request, response) && help_is_there(service, route, response);
}

// The client has what it would get: If-None-Match names its tag, among others, weak or not, or is "*".
static bool client_has(const DtRequest *request, uint64_t tag) {
	char text[24];
	snprintf(text, sizeof text, "\"%016llx\"", (unsigned long long)tag);
	if (!tag || request->if_none_match.length == 0) return false;
	return dt_slice_is(request->if_none_match, "*") ||
	       dt_slice_find(request->if_none_match, dt_slice_of(text)) != SIZE_MAX;
}

static void say_not_modified(DtResponse *response) {
	response->status = DT_STATUS_NOT_MODIFIED;
	response->page = dt_slice_of(NULL);
	dt_buffer_reset(&response->body);
}

static uint64_t tag_of(uint64_t state, const DtRoute *route, DtSlice target) {
	bool is_record = route->needs_store && !route->is_open;
	uint64_t tag = (state ^ dt_slice_hash(target)) * 0x9E3779B97F4A7C15u ^ dt_slice_hash(dt_slice_of(DT_VERSION));
	return is_record && state ? (tag ? tag : 1) : 0;
}

void dt_answer(const DtService *service, DtArena *arena, const DtRequest *request, DtResponse *response) {
	DtTarget target;
	const char *why = "";
	response->status = DT_STATUS_OK;
	response->type = "application/json";
	if (request->target.length > DT_REQUEST_TARGET) {
		dt_respond_error(response, DT_STATUS_URI_TOO_LONG, "the address is longer than %d bytes", DT_REQUEST_TARGET);
		return;
	}
	if (service->only_local && !is_this_machine(request->host)) {
		dt_respond_error(response, DT_STATUS_MISDIRECTED, "this server answers as localhost only");
		return;
	}
	if (!dt_target_read(arena, request->target, &target, &why)) {
		dt_respond_error(response, DT_STATUS_BAD_REQUEST, "%s", why);
		return;
	}
	const DtRoute *route = dt_route_find(target.path);
	if (!may_pass(service, route, request, response)) return;
	uint64_t state = service->state, start;
	bool keeps = service->cache && state && route->needs_store && !route->is_open;
	bool kept = keeps && dt_cache_find(service->cache, request->target, &state, &response->body);
	response->tag = tag_of(state, route, request->target);
	if (client_has(request, response->tag)) {
		if (keeps && !kept) dt_cache_give_up(service->cache, request->target);
		say_not_modified(response);
		return;
	}
	if (kept) return;
	start = dt_nanoseconds();
	route->answer(service, arena, &target, request->body, response);
	if (keeps && response->status == DT_STATUS_OK && !response->stream)
		dt_cache_keep(service->cache, request->target, state, dt_nanoseconds() - start,
		              dt_buffer_slice(&response->body));
	else if (keeps)
		dt_cache_give_up(service->cache, request->target);
	if (!response->is_page) return;
	if (client_has(request, response->tag)) {
		say_not_modified(response);
	} else if (request->takes_gzip) {
		response->page = response->packed;
		response->is_packed = true;
	}
}
