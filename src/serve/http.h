// SPDX-License-Identifier: Apache-2.0
// A request and its response, apart from any socket; and the reading of what a URL says.
#ifndef DT_SERVE_HTTP_H
#define DT_SERVE_HTTP_H

#include "base/arena.h"
#include "base/buffer.h"

typedef enum DtStatus {
	DT_STATUS_OK = 200,
	DT_STATUS_NOT_MODIFIED = 304,
	DT_STATUS_BAD_REQUEST = 400,
	DT_STATUS_UNAUTHORIZED = 401,
	DT_STATUS_FORBIDDEN = 403,
	DT_STATUS_NOT_FOUND = 404,
	DT_STATUS_METHOD = 405,
	DT_STATUS_TOO_LARGE = 413,
	DT_STATUS_URI_TOO_LONG = 414,
	DT_STATUS_MEDIA_TYPE = 415,
	DT_STATUS_MISDIRECTED = 421,
	DT_STATUS_INTERNAL = 500,
	DT_STATUS_UNAVAILABLE = 503,
} DtStatus;

enum {
	DT_REQUEST_BODY = 1 << 20,  // bytes of a body at most
	DT_REQUEST_TARGET = 4096,   // bytes of path and query at most
	DT_REQUEST_PARAMETERS = 16, // parameters at most
};

// As it came: the target still percent-encoded, headers empty where absent.
typedef struct DtRequest {
	DtSlice method, target, body;
	DtSlice host, origin, content_type, authorization, if_none_match;
	bool takes_gzip;
} DtRequest;

typedef struct DtStream DtStream; // serve/stream.h

typedef struct DtResponse {
	DtStatus status;
	const char *type;  // media type
	DtBuffer body;     // the caller clears it
	DtSlice page;      // a body that lives as long as the program; used instead of body when there
	DtSlice packed;    // the same as gzip
	DtStream *stream;  // the body, to be made in pieces; used instead of body when there; the caller frees it
	uint64_t tag;      // for ETag; 0 for none
	const char *allow; // methods, with 405
	int retry_after;   // seconds, with 503; 0 for none
	bool is_page;      // the page and its parts, not data
	bool is_packed;    // the body is gzip
} DtResponse;

// Replaces what response holds by {"error":{"status":…,"message":…}}.
void dt_respond_error(DtResponse *response, DtStatus status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

typedef struct DtParameter {
	DtSlice name, value; // decoded
	bool used;
} DtParameter;

// A target, decoded: path, and the parameters of its query.
typedef struct DtTarget {
	DtSlice path;
	DtParameter parameters[DT_REQUEST_PARAMETERS];
	size_t parameter_count;
} DtTarget;

// Reads a target. False, with why set, when it is not one: no leading slash, a bad or zero escape, bytes that are not
// UTF-8, a parameter twice, too many of them.
bool dt_target_read(DtArena *arena, DtSlice text, DtTarget *target, const char **why);

// The value of a parameter, marking it used; false when it is absent or empty.
bool dt_target_find(DtTarget *target, const char *name, DtSlice *value);

// A parameter that nobody looked for; NULL when there is none.
const DtParameter *dt_target_unused(const DtTarget *target);

#endif
