// SPDX-License-Identifier: Apache-2.0
// The answers: a request in, a response out, without socket, thread or clock.
//
// What a request needs of the world outside comes in a DtService: a handle of the record, somebody who codes text, and
// somebody who knows the names of actors. The two last are functions, so that this layer links with the record alone
// and a test needs no model.
#ifndef DT_SERVE_SERVICE_H
#define DT_SERVE_SERVICE_H

#include "document/event.h"
#include "serve/http.h"
#include "serve/metrics.h"
#include "store/store.h"

// An article that somebody sent to be coded.
typedef struct DtSentArticle {
	DtSlice text, title;
	DtDate date; // DT_DATE_NONE when unknown
} DtSentArticle;

// Codes an article into a document of arena. worker belongs to one request at a time.
typedef DtDocument *DtCodeArticle(void *worker, DtArena *arena, const DtSentArticle *article);

typedef struct DtActorFound {
	DtSlice code, name, id, kind;
} DtActorFound;

// Names of actors, read-only and shared by all threads. Slices live as long as it does.
typedef struct DtDirectory {
	const void *context;
	DtSlice (*name_of)(const void *context, DtSlice code); // "North Korea"; empty when unknown
	// Writes up to room actors whose name or code holds text, the likeliest first; returns how many it wrote.
	size_t (*search)(const void *context, DtSlice text, DtActorFound *found, size_t room);
} DtDirectory;

typedef struct DtService {
	DtStore *store; // of this request alone; NULL when none was free
	void *worker;   // of this request alone; NULL when none was free, or the route needs none
	DtCodeArticle *code;
	DtDirectory directory; // its functions may be NULL
	DtMetrics *metrics;    // NULL: not counted
	struct DtCache *cache; // of answers that took long; NULL: none
	uint64_t state;        // changes when the record does; 0: unknown, no ETag
	DtSlice token;         // what a client must show; empty: nothing
	bool only_local;       // answer to the names of this machine only, so that no foreign page can reach it by its DNS
	void (*report)(const char *message); // of failures that are no client's fault; may be NULL
} DtService;

// Which route a path is, and what it needs; the last row (NULL path) is what is not there.
typedef struct DtRoute {
	const char *path; // ends in '/' when the rest is a name
	const char *name; // for metrics: "events"
	bool needs_store, needs_worker, is_open;
	bool takes_body; // POST, else GET and HEAD
	void (*answer)(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body, DtResponse *response);
} DtRoute;

const DtRoute *dt_route_find(DtSlice path);
const DtRoute *dt_routes(size_t *count);

// The route of a target as it came.
const DtRoute *dt_route_of_target(DtSlice target);

// Answers a request. response is zeroed by the caller.
void dt_answer(const DtService *service, DtArena *arena, const DtRequest *request, DtResponse *response);

#endif
