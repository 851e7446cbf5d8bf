// SPDX-License-Identifier: Apache-2.0
// libmicrohttpd reads HTTP/1.1; here requests are gathered within limits, answered by service.h, and sent.
//
//   one thread, all sockets ──▶ headers (≤ 32 KiB), body (≤ 1 MiB) ──▶ pages: at once
//        ▲                        │ all else: the connection sleeps
//        │ woken                  ▼
//        └───────── crews: a few threads with a handle of the record each; a few that code ── bounded lines
//
// So a connection costs a few kilobytes and no thread: ten thousand may be open, of which as many are worked for as
// there are threads. A stream is made a piece at a time in the same way, the next one when the client has taken the
// last.
//
// libmicrohttpd's own time limit ends with every byte that comes, so a client that sends one byte a second would stay
// for hours. A watch therefore knows since when each connection has been asking or listening, and shuts its socket down
// when that takes too long. The socket is closed only after the watch has been told (NOTIFY_CLOSED), under the lock
// that the watch holds while it shuts down, so never another one that got the same number.
#include "serve/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "serve/cache.h"
#include "serve/compress.h"
#include "serve/crew.h"
#include "serve/stream.h"

enum {
	HEADER_BYTES = 32 * 1024, // and what else libmicrohttpd keeps for a connection
	IDLE_SECONDS = 15,
	READER_PATIENCE_MS = 2000, // for the record, while its writer changes the files
	WAIT_SECONDS = 10,         // in line; whoever waited longer is turned away
	READER_LINE = 16384,
	CODING_LINE = 256,
	PIECE_BYTES = 64 * 1024,
	CACHE_BYTES = 64 * 1024 * 1024,
	BACKLOG = 4096,
};

typedef enum Phase { PHASE_ASKING, PHASE_WORKING, PHASE_LISTENING } Phase;

// What the watch knows of a connection.
typedef struct Watched {
	struct Watched *next, *before;
	int socket;
	Phase phase;
	time_t since;
} Watched;

struct DtServer {
	const DtServerSettings *settings;
	struct MHD_Daemon *daemon;
	void **readers, **workers; // tools of the crews
	DtCrew *reading, *coding;
	DtCache *cache;
	DtMetrics metrics;
	char url[96];
	char *journal; // path of the record's write-ahead log
	bool local;
	int socket;

	pthread_t watch, warmer;
	pthread_mutex_t lock;
	pthread_cond_t stopping_said;
	bool stopping, watching, warming;
	Watched *connections;
};

// A request on its way, and its answer. While it is in line or being answered, its connection sleeps and nobody else
// touches it.
typedef struct Exchange {
	DtJob job; // first: a job is its exchange
	DtServer *server;
	struct MHD_Connection *connection;
	DtSlice target;
	const DtRoute *route;
	DtBuffer body;
	bool begun, too_large, answered;
	DtRequest request;
	DtResponse response;
	DtBuffer piece; // of a stream: what was made last,
	size_t sent;    // and how much of it is gone
	bool failed;
} Exchange;

// Watch

static time_t now_seconds(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static void cut_off_slow(DtServer *server) {
	time_t now = now_seconds();
	for (Watched *connection = server->connections; connection; connection = connection->next) {
		int limit =
			connection->phase == PHASE_ASKING ? server->settings->asking_seconds : server->settings->listening_seconds;
		if (connection->phase == PHASE_WORKING || now - connection->since <= limit) continue;
		shutdown(connection->socket, SHUT_RDWR);
		connection->phase = PHASE_WORKING; // once is enough
		atomic_fetch_add(&server->metrics.slow, 1);
	}
}

static void *watch(void *context) {
	DtServer *server = context;
	pthread_mutex_lock(&server->lock);
	while (!server->stopping) {
		struct timespec next;
		clock_gettime(CLOCK_MONOTONIC, &next);
		next.tv_sec++;
		pthread_cond_timedwait(&server->stopping_said, &server->lock, &next);
		cut_off_slow(server);
	}
	pthread_mutex_unlock(&server->lock);
	return NULL;
}

static void set_phase(DtServer *server, struct MHD_Connection *connection, Phase phase) {
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	Watched *watched = info ? info->socket_context : NULL;
	if (!watched) return;
	pthread_mutex_lock(&server->lock);
	watched->phase = phase;
	watched->since = now_seconds();
	pthread_mutex_unlock(&server->lock);
}

static void connection_changed(void *context, struct MHD_Connection *connection, void **socket_context,
                               enum MHD_ConnectionNotificationCode code) {
	DtServer *server = context;
	Watched *watched = *socket_context;
	pthread_mutex_lock(&server->lock);
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		watched = dt_alloc(sizeof *watched);
		int socket = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
		*watched = (Watched){.next = server->connections, .socket = socket, .since = now_seconds()};
		if (watched->next) watched->next->before = watched;
		server->connections = *socket_context = watched;
		atomic_fetch_add(&server->metrics.connections, 1);
	} else if (watched) {
		if (watched->next) watched->next->before = watched->before;
		*(watched->before ? &watched->before->next : &server->connections) = watched->next;
		free(watched);
		*socket_context = NULL;
		atomic_fetch_sub(&server->metrics.connections, 1);
	}
	pthread_mutex_unlock(&server->lock);
}

// Answers

static void add_header(struct MHD_Response *made, const char *name, const char *value) {
	MHD_add_response_header(made, name, value);
}

static void add_headers(struct MHD_Response *made, const DtResponse *response) {
	static const char *const for_page =
		"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
	char text[32];
	add_header(made, MHD_HTTP_HEADER_CONTENT_TYPE, response->type);
	add_header(made, "Content-Security-Policy",
	           response->is_page ? for_page : "default-src 'none'; frame-ancestors 'none'");
	add_header(made, "X-Content-Type-Options", "nosniff");
	add_header(made, "X-Frame-Options", "DENY");
	add_header(made, "Referrer-Policy", "no-referrer");
	add_header(made, "Cross-Origin-Resource-Policy", "same-origin");
	add_header(made, "Cross-Origin-Opener-Policy", "same-origin");
	if (response->is_packed) add_header(made, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
	add_header(made, MHD_HTTP_HEADER_VARY, "Accept-Encoding");
	add_header(made, MHD_HTTP_HEADER_CACHE_CONTROL, response->tag ? "private, no-cache" : "no-store");
	if (response->tag) {
		snprintf(text, sizeof text, "W/\"%016llx\"", (unsigned long long)response->tag);
		add_header(made, MHD_HTTP_HEADER_ETAG, text);
	}
	if (response->retry_after) {
		snprintf(text, sizeof text, "%d", response->retry_after);
		add_header(made, MHD_HTTP_HEADER_RETRY_AFTER, text);
	}
	if (response->allow) add_header(made, MHD_HTTP_HEADER_ALLOW, response->allow);
	if (response->status == DT_STATUS_UNAUTHORIZED) add_header(made, MHD_HTTP_HEADER_WWW_AUTHENTICATE, "Bearer");
}

// Streams: the loop asks for bytes; when there are none, the connection sleeps while a crew makes the next piece.

static ssize_t read_stream(void *context, uint64_t position, char *room, size_t size) {
	(void)position;
	Exchange *exchange = context;
	DtServer *server = exchange->server;
	set_phase(server, exchange->connection, PHASE_LISTENING);
	size_t left = exchange->piece.length - exchange->sent;
	if (exchange->failed) return MHD_CONTENT_READER_END_WITH_ERROR;
	if (left > 0) {
		size_t length = left < size ? left : size;
		memcpy(room, exchange->piece.data + exchange->sent, length);
		exchange->sent += length;
		return (ssize_t)length;
	}
	if (dt_stream_ended(exchange->response.stream)) return MHD_CONTENT_READER_END_OF_STREAM;
	set_phase(server, exchange->connection, PHASE_WORKING);
	MHD_suspend_connection(exchange->connection);
	if (dt_crew_add(server->reading, &exchange->job, true)) return 0;
	exchange->failed = true; // the server stops
	MHD_resume_connection(exchange->connection);
	return 0;
}

static void make_piece(Exchange *exchange, DtStore *store) {
	DtServer *server = exchange->server;
	DtService service = {.store = store};
	DtError error = {0};
	dt_buffer_reset(&exchange->piece);
	exchange->sent = 0;
	if (!dt_stream_next(exchange->response.stream, &service, &exchange->piece, &error)) {
		exchange->failed = true; // half an answer was sent: all that is left is to break off
		server->settings->report(dt_error_text(&error));
		dt_error_clear(&error);
	}
}

static struct MHD_Response *make_response(Exchange *exchange, DtResponse *response) {
	if (response->stream)
		return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, PIECE_BYTES, read_stream, exchange, NULL);
	if (response->page.data || !response->body.data) {
		DtSlice page = response->page.data ? response->page : dt_slice_of("");
		dt_buffer_clear(&response->body);
		return MHD_create_response_from_buffer(page.length, (void *)(uintptr_t)page.data, MHD_RESPMEM_PERSISTENT);
	}
	struct MHD_Response *made =
		MHD_create_response_from_buffer(response->body.length, response->body.data, MHD_RESPMEM_MUST_FREE);
	if (!made) dt_buffer_clear(&response->body);
	response->body = (DtBuffer){0};
	return made;
}

// Sends a response, and takes its body over.
static enum MHD_Result send_response(DtServer *server, Exchange *exchange, DtResponse *response) {
	struct MHD_Response *made = make_response(exchange, response);
	if (!made) return MHD_NO;
	add_headers(made, response);
	set_phase(server, exchange->connection, PHASE_LISTENING);
	enum MHD_Result sent = MHD_queue_response(exchange->connection, (unsigned)response->status, made);
	MHD_destroy_response(made);
	return sent;
}

static DtSlice header(struct MHD_Connection *connection, const char *name) {
	return dt_slice_of(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
}

static uint64_t file_state(const char *path) {
	struct stat status;
	if (stat(path, &status) != 0) return 0;
	uint64_t numbers[] = {(uint64_t)status.st_ino, (uint64_t)status.st_size, (uint64_t)status.st_mtim.tv_sec,
	                      (uint64_t)status.st_mtim.tv_nsec};
	return dt_slice_hash(dt_slice((const char *)numbers, sizeof numbers));
}

// Changes whenever the record does. Read before the record is, so an answer is at worst newer than its tag.
static uint64_t record_state(const DtServer *server) {
	return file_state(server->settings->record) * 31 ^ file_state(server->journal);
}

static void count(DtServer *server, const Exchange *exchange, uint64_t start) {
	size_t routes;
	int status = (int)exchange->response.status;
	if (status == DT_STATUS_UNAVAILABLE) atomic_fetch_add(&server->metrics.busy, 1);
	dt_metrics_count(&server->metrics, (size_t)(exchange->route - dt_routes(&routes)), status,
	                 dt_nanoseconds() - start);
}

static DtService service_of(DtServer *server) {
	const DtServerSettings *settings = server->settings;
	return (DtService){.code = settings->coding.code,
	                   .directory = settings->directory,
	                   .metrics = &server->metrics,
	                   .cache = server->cache,
	                   .token = settings->token,
	                   .only_local = server->local && settings->token.length == 0,
	                   .report = settings->report};
}

// Answers with what there is of store and worker; without what its route needs, that is "try again".
static void answer(DtServer *server, Exchange *exchange, DtStore *store, void *worker, uint64_t start) {
	DtService service = service_of(server);
	DtArena *arena = dt_arena_new();
	service.store = store;
	service.worker = worker;
	if (store) service.state = record_state(server);
	dt_answer(&service, arena, &exchange->request, &exchange->response);
	DtResponse *response = &exchange->response;
	if (exchange->request.takes_gzip && !response->is_page && response->body.data)
		response->is_packed = dt_compress(&response->body);
	dt_arena_free(arena);
	exchange->answered = true;
	count(server, exchange, start);
}

static bool waited_long(const Exchange *exchange) {
	return dt_nanoseconds() - exchange->job.since > WAIT_SECONDS * UINT64_C(1000000000);
}

static void work(void *context, void *tool, DtJob *job) {
	DtServer *server = context;
	Exchange *exchange = (Exchange *)job;
	bool codes = exchange->route->needs_worker, late = waited_long(exchange);
	if (exchange->answered)
		make_piece(exchange, tool);
	else
		answer(server, exchange, codes || late ? NULL : tool, codes && !late ? tool : NULL, job->since);
	MHD_resume_connection(exchange->connection);
}

static void read_request(Exchange *exchange, const char *method) {
	struct MHD_Connection *connection = exchange->connection;
	exchange->request = (DtRequest){.method = dt_slice_of(method),
	                                .target = exchange->target,
	                                .body = dt_buffer_slice(&exchange->body),
	                                .host = header(connection, MHD_HTTP_HEADER_HOST),
	                                .origin = header(connection, MHD_HTTP_HEADER_ORIGIN),
	                                .content_type = header(connection, MHD_HTTP_HEADER_CONTENT_TYPE),
	                                .authorization = header(connection, MHD_HTTP_HEADER_AUTHORIZATION),
	                                .if_none_match = header(connection, MHD_HTTP_HEADER_IF_NONE_MATCH),
	                                .takes_gzip = dt_takes_gzip(header(connection, MHD_HTTP_HEADER_ACCEPT_ENCODING))};
}

// Pages, counters and refusals are answered at once; what needs the record, names or a coder joins a line.
static enum MHD_Result answer_exchange(DtServer *server, Exchange *exchange, const char *method) {
	const DtRoute *route = exchange->route;
	bool post = strcmp(method, "POST") == 0;
	read_request(exchange, method);
	set_phase(server, exchange->connection, PHASE_WORKING);
	DtCrew *crew = route->needs_worker ? server->coding : route->needs_store ? server->reading : NULL;
	if (crew && route->takes_body == post && dt_crew_has_room(crew)) {
		MHD_suspend_connection(exchange->connection);
		if (dt_crew_add(crew, &exchange->job, false)) return MHD_YES;
		answer(server, exchange, NULL, NULL, dt_nanoseconds()); // the server stops
		MHD_resume_connection(exchange->connection);
		return MHD_YES;
	}
	answer(server, exchange, NULL, NULL, dt_nanoseconds());
	return send_response(server, exchange, &exchange->response);
}

static enum MHD_Result refuse_body(DtServer *server, Exchange *exchange) {
	dt_respond_error(&exchange->response, DT_STATUS_TOO_LARGE,
	                 "the body is larger than this path takes (%d bytes at most)", DT_REQUEST_BODY);
	exchange->answered = true;
	return send_response(server, exchange, &exchange->response);
}

// Requests

static void *request_begins(void *context, const char *uri, struct MHD_Connection *connection) {
	Exchange *exchange = dt_alloc(sizeof *exchange);
	size_t length = strlen(uri);
	char *target = dt_alloc(length + 1);
	memcpy(target, uri, length + 1);
	*exchange = (Exchange){.server = context, .connection = connection, .target = dt_slice(target, length)};
	exchange->route = dt_route_of_target(exchange->target);
	return exchange;
}

static void request_ends(void *context, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode code) {
	(void)code;
	Exchange *exchange = *state;
	if (!exchange) return;
	set_phase(context, connection, PHASE_ASKING);
	dt_buffer_clear(&exchange->body);
	dt_buffer_clear(&exchange->response.body);
	dt_buffer_clear(&exchange->piece);
	dt_stream_free(exchange->response.stream);
	free((void *)(uintptr_t)exchange->target.data);
	free(exchange);
	*state = NULL;
}

static bool announces_too_much(struct MHD_Connection *connection, const Exchange *exchange, const char *method) {
	DtSlice said = header(connection, MHD_HTTP_HEADER_CONTENT_LENGTH);
	long length = 0;
	bool taken = exchange->route->takes_body && strcmp(method, "POST") == 0;
	if (said.length == 0) return false;
	return !dt_slice_to_int(said, &length) || length > (taken ? DT_REQUEST_BODY : 0);
}

// Called with the headers, then with every piece of the body, then once more at its end; and again when the answer is
// made.
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_length, void **state) {
	(void)url, (void)version;
	DtServer *server = context;
	Exchange *exchange = *state;
	if (!exchange) return MHD_NO;
	if (exchange->answered) return send_response(server, exchange, &exchange->response);
	if (!exchange->begun) {
		exchange->begun = true;
		return announces_too_much(connection, exchange, method) ? refuse_body(server, exchange) : MHD_YES;
	}
	if (*upload_length == 0)
		return exchange->too_large ? refuse_body(server, exchange) : answer_exchange(server, exchange, method);
	size_t room = exchange->route->takes_body ? DT_REQUEST_BODY : 0;
	exchange->too_large = exchange->too_large || exchange->body.length + *upload_length > room;
	if (exchange->too_large)
		dt_buffer_clear(&exchange->body); // what comes is passed over until the watch says enough
	else
		dt_buffer_add(&exchange->body, dt_slice(upload, *upload_length));
	*upload_length = 0;
	return MHD_YES;
}

static size_t leave_escapes(void *context, struct MHD_Connection *connection, char *text) {
	(void)context, (void)connection;
	return strlen(text);
}

static void say_nothing(void *context, const char *format, va_list args) { (void)context, (void)format, (void)args; }

// Starting

bool dt_address_is_local(const char *address) {
	struct in_addr four;
	struct in6_addr six;
	if (strcmp(address, "localhost") == 0) return true;
	if (inet_pton(AF_INET, address, &four) == 1) return ntohl(four.s_addr) >> 24 == 127;
	return inet_pton(AF_INET6, address, &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

static bool write_url(DtServer *server, const struct sockaddr_storage *bound, socklen_t length) {
	char host[INET6_ADDRSTRLEN], port[8];
	if (getnameinfo((const struct sockaddr *)bound, length, host, sizeof host, port, sizeof port,
	                NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		return false;
	const char *format = bound->ss_family == AF_INET6 ? "http://[%s]:%s/" : "http://%s:%s/";
	snprintf(server->url, sizeof server->url, format, host, port);
	return true;
}

static bool listen_at(DtServer *server, const struct addrinfo *found) {
	struct sockaddr_storage bound = {0};
	socklen_t length = sizeof bound;
	int on = 1;
	server->socket = socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, found->ai_protocol);
	if (server->socket < 0) return false;
	setsockopt(server->socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(server->socket, found->ai_addr, found->ai_addrlen) != 0 || listen(server->socket, BACKLOG) != 0 ||
	    getsockname(server->socket, (struct sockaddr *)&bound, &length) != 0)
		return false;
	return write_url(server, &bound, length);
}

static bool open_socket(DtServer *server, DtError *error) {
	const char *address = server->settings->address;
	if (strcmp(address, "localhost") == 0) address = "127.0.0.1"; // whatever the machine thinks it is
	struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST}, *found;
	char port[8];
	snprintf(port, sizeof port, "%u", server->settings->port);
	if (!server->local && server->settings->token.length == 0) {
		dt_error_add(error, DT_FAULT_USAGE, NULL, 0, 0,
		             "%s can be reached from other machines: that needs --token-file, a file with a secret that "
		             "clients show",
		             address);
		return false;
	}
	int code = getaddrinfo(address, port, &hints, &found);
	if (code != 0) {
		dt_error_add(error, DT_FAULT_USAGE, NULL, 0, 0, "%s is no address: write one in numbers", address);
		return false;
	}
	bool done = listen_at(server, found);
	int reason = errno;
	freeaddrinfo(found);
	if (!done)
		dt_error_add(error, DT_FAULT_SYSTEM, NULL, 0, 0, "cannot listen at %s, port %s: %s", address, port,
		             strerror(reason));
	return done;
}

static bool open_tools(DtServer *server, DtError *error) {
	const DtServerSettings *settings = server->settings;
	server->readers = dt_alloc(settings->readers * sizeof *server->readers);
	server->workers = dt_alloc(settings->workers * sizeof *server->workers);
	memset(server->readers, 0, settings->readers * sizeof *server->readers);
	memset(server->workers, 0, settings->workers * sizeof *server->workers);
	for (size_t i = 0; i < settings->readers; i++) {
		DtStore *store = dt_store_open(settings->record, DT_STORE_READ, error);
		if (!store) return false;
		dt_store_set_patience(store, READER_PATIENCE_MS);
		server->readers[i] = store;
	}
	for (size_t i = 0; i < settings->workers && settings->coding.worker_new; i++)
		server->workers[i] = settings->coding.worker_new(settings->coding.context);
	server->reading = dt_crew_start(server->readers, settings->readers, READER_LINE, work, server);
	server->coding = dt_crew_start(server->workers, settings->workers, CODING_LINE, work, server);
	if (!server->reading || !server->coding) dt_error_add(error, DT_FAULT_SYSTEM, NULL, 0, 0, "cannot start a thread");
	return server->reading && server->coding;
}

static void close_tools(DtServer *server) {
	const DtServerSettings *settings = server->settings;
	for (size_t i = 0; server->readers && i < settings->readers; i++) dt_store_close(server->readers[i]);
	for (size_t i = 0; server->workers && i < settings->workers; i++) {
		if (server->workers[i] && settings->coding.worker_free) settings->coding.worker_free(server->workers[i]);
	}
	free(server->readers);
	free(server->workers);
}

// What everybody asks for first is made before anybody does.
static void warm(DtServer *server) {
	static const char *const targets[] = {"/api/v1/record", "/api/v1/shifts?limit=9", "/api/v1/network?limit=400",
	                                      "/api/v1/pairs?limit=12"};
	DtService service = service_of(server);
	service.store = dt_store_open(server->settings->record, DT_STORE_READ, NULL);
	service.token = dt_slice_of("");
	for (size_t i = 0; service.store && i < sizeof targets / sizeof *targets; i++) {
		pthread_mutex_lock(&server->lock);
		bool stopping = server->stopping;
		pthread_mutex_unlock(&server->lock);
		if (stopping) break;
		DtArena *arena = dt_arena_new();
		DtRequest request = {.method = dt_slice_of("GET"), .target = dt_slice_of(targets[i])};
		DtResponse response = {0};
		service.state = record_state(server);
		dt_answer(&service, arena, &request, &response);
		dt_buffer_clear(&response.body);
		dt_arena_free(arena);
	}
	dt_store_close(service.store);
}

static void *warm_up(void *context) {
	warm(context);
	return NULL;
}

static bool start_threads(DtServer *server, DtError *error) {
	server->daemon = MHD_start_daemon(
		MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL, NULL, handle, server,
		MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL, MHD_OPTION_LISTEN_SOCKET, server->socket,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)server->settings->connections, MHD_OPTION_CONNECTION_TIMEOUT,
		(unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADER_BYTES, MHD_OPTION_STRICT_FOR_CLIENT,
		1, MHD_OPTION_URI_LOG_CALLBACK, request_begins, server, MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes, NULL,
		MHD_OPTION_NOTIFY_COMPLETED, request_ends, server, MHD_OPTION_NOTIFY_CONNECTION, connection_changed, server,
		MHD_OPTION_END);
	if (!server->daemon) {
		dt_error_add(error, DT_FAULT_SYSTEM, NULL, 0, 0, "cannot start the server: %s", strerror(errno));
		return false;
	}
	server->socket = -1; // the daemon closes it
	server->watching = pthread_create(&server->watch, NULL, watch, server) == 0;
	server->warming = pthread_create(&server->warmer, NULL, warm_up, server) == 0;
	if (!server->watching) dt_error_add(error, DT_FAULT_SYSTEM, NULL, 0, 0, "cannot start a thread");
	return server->watching;
}

DtServer *dt_server_start(const DtServerSettings *settings, DtError *error) {
	DtServer *server = dt_alloc(sizeof *server);
	memset(server, 0, sizeof *server);
	server->settings = settings;
	server->socket = -1;
	server->local = dt_address_is_local(settings->address);
	server->journal = dt_alloc(strlen(settings->record) + 5);
	sprintf(server->journal, "%s-wal", settings->record);
	server->cache = dt_cache_new(CACHE_BYTES);
	pthread_condattr_t clock;
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_mutex_init(&server->lock, NULL);
	pthread_cond_init(&server->stopping_said, &clock);
	pthread_condattr_destroy(&clock);
	if (open_socket(server, error) && open_tools(server, error) && start_threads(server, error)) return server;
	dt_server_stop(server);
	return NULL;
}

const char *dt_server_url(const DtServer *server) { return server->url; }

// First nobody new comes in; then the crews do what is in line, which wakes every connection; then sockets close.
void dt_server_stop(DtServer *server) {
	if (!server) return;
	int listening = server->daemon ? MHD_quiesce_daemon(server->daemon) : -1;
	pthread_mutex_lock(&server->lock);
	server->stopping = true;
	pthread_cond_signal(&server->stopping_said);
	pthread_mutex_unlock(&server->lock);
	if (server->warming) pthread_join(server->warmer, NULL);
	if (server->reading) dt_crew_close(server->reading);
	if (server->coding) dt_crew_close(server->coding);
	if (server->daemon) MHD_stop_daemon(server->daemon);
	dt_crew_stop(server->reading);
	dt_crew_stop(server->coding);
	if (server->watching) pthread_join(server->watch, NULL);
	if (listening >= 0) close(listening);
	if (server->socket >= 0) close(server->socket);
	close_tools(server);
	dt_cache_free(server->cache);
	pthread_cond_destroy(&server->stopping_said);
	pthread_mutex_destroy(&server->lock);
	free(server->journal);
	free(server);
}
