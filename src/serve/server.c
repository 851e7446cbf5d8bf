// SPDX-License-Identifier: Apache-2.0
// libmicrohttpd reads HTTP/1.1; here requests are gathered within limits, answered by service.h, and sent.
//
//   connection ─▶ headers (≤ 32 KiB) ─▶ body (≤ 1 MiB) ─▶ borrow handle, worker ─▶ dt_answer ─▶ send
//        └──────────── asking_seconds ───────────┘                                   └ listening_seconds ┘
//
// libmicrohttpd's own time limit ends with every byte that comes, so a client that sends one byte a second would stay
// for hours. A watch therefore knows since when each connection has been asking or listening, and shuts its socket down
// when that takes too long; the thread of the connection then finds it closed and ends. The socket is closed only after
// the watch has been told (NOTIFY_CLOSED), under the lock that the watch holds while it shuts down, so never another
// one that got the same number.
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

#include "serve/pool.h"

enum {
	HEADER_BYTES = 32 * 1024, // and what else libmicrohttpd keeps for a connection
	IDLE_SECONDS = 15,
	READER_PATIENCE_MS = 2000, // for the record, while its writer changes the files
	READER_WAIT_MS = 5000,
	WORKER_WAIT_MS = 3000,
	BACKLOG = 128,
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
	DtPool *readers, *workers;
	DtMetrics metrics;
	char url[96];
	char *journal; // path of the record's write-ahead log
	bool local;
	int socket;

	pthread_t watch;
	pthread_mutex_t lock;
	pthread_cond_t stopping_said;
	bool stopping, watching;
	Watched *connections;
};

// A request on its way.
typedef struct Exchange {
	DtSlice target;
	const DtRoute *route;
	DtBuffer body;
	bool begun, too_large;
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
		"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
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
	add_header(made, MHD_HTTP_HEADER_CACHE_CONTROL, response->tag ? "private, no-cache" : "no-store");
	if (response->tag) {
		snprintf(text, sizeof text, "\"%016llx\"", (unsigned long long)response->tag);
		add_header(made, MHD_HTTP_HEADER_ETAG, text);
	}
	if (response->retry_after) {
		snprintf(text, sizeof text, "%d", response->retry_after);
		add_header(made, MHD_HTTP_HEADER_RETRY_AFTER, text);
	}
	if (response->allow) add_header(made, MHD_HTTP_HEADER_ALLOW, response->allow);
	if (response->status == DT_STATUS_UNAUTHORIZED) add_header(made, MHD_HTTP_HEADER_WWW_AUTHENTICATE, "Bearer");
}

// Sends a response, and takes its body over.
static enum MHD_Result send_response(DtServer *server, struct MHD_Connection *connection, DtResponse *response) {
	struct MHD_Response *made;
	if (response->page.data || !response->body.data) {
		DtSlice page = response->page.data ? response->page : dt_slice_of("");
		made = MHD_create_response_from_buffer(page.length, (void *)(uintptr_t)page.data, MHD_RESPMEM_PERSISTENT);
		dt_buffer_clear(&response->body);
	} else {
		made = MHD_create_response_from_buffer(response->body.length, response->body.data, MHD_RESPMEM_MUST_FREE);
		if (!made) dt_buffer_clear(&response->body);
		response->body = (DtBuffer){0};
	}
	if (!made) return MHD_NO;
	add_headers(made, response);
	set_phase(server, connection, PHASE_LISTENING);
	enum MHD_Result sent = MHD_queue_response(connection, (unsigned)response->status, made);
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

static uint64_t nanoseconds(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void answer(DtServer *server, const DtRequest *request, const DtRoute *route, DtResponse *response) {
	const DtServerSettings *settings = server->settings;
	uint64_t start = nanoseconds();
	size_t count;
	bool help = route->takes_body == dt_slice_is(request->method, "POST");
	DtService service = {.code = settings->coding.code,
	                     .directory = settings->directory,
	                     .metrics = &server->metrics,
	                     .token = settings->token,
	                     .only_local = server->local && settings->token.length == 0,
	                     .report = settings->report};
	if (help && route->needs_store) service.store = dt_pool_take(server->readers, READER_WAIT_MS);
	if (help && route->needs_worker) service.worker = dt_pool_take(server->workers, WORKER_WAIT_MS);
	if (service.store) service.state = record_state(server);
	DtArena *arena = dt_arena_new();
	dt_answer(&service, arena, request, response);
	dt_arena_free(arena);
	if (service.store) dt_pool_give(server->readers, service.store);
	if (service.worker) dt_pool_give(server->workers, service.worker);
	if (response->status == DT_STATUS_UNAVAILABLE) atomic_fetch_add(&server->metrics.busy, 1);
	dt_metrics_count(&server->metrics, (size_t)(route - dt_routes(&count)), (int)response->status,
	                 nanoseconds() - start);
}

static enum MHD_Result answer_exchange(DtServer *server, struct MHD_Connection *connection, const char *method,
                                       Exchange *exchange) {
	DtRequest request = {.method = dt_slice_of(method),
	                     .target = exchange->target,
	                     .body = dt_buffer_slice(&exchange->body),
	                     .host = header(connection, MHD_HTTP_HEADER_HOST),
	                     .origin = header(connection, MHD_HTTP_HEADER_ORIGIN),
	                     .content_type = header(connection, MHD_HTTP_HEADER_CONTENT_TYPE),
	                     .authorization = header(connection, MHD_HTTP_HEADER_AUTHORIZATION),
	                     .if_none_match = header(connection, MHD_HTTP_HEADER_IF_NONE_MATCH)};
	DtResponse response = {0};
	set_phase(server, connection, PHASE_WORKING);
	answer(server, &request, exchange->route, &response);
	return send_response(server, connection, &response);
}

static enum MHD_Result refuse_body(DtServer *server, struct MHD_Connection *connection) {
	DtResponse response = {0};
	dt_respond_error(&response, DT_STATUS_TOO_LARGE, "the body is larger than this path takes (%d bytes at most)",
	                 DT_REQUEST_BODY);
	return send_response(server, connection, &response);
}

// Requests

static void *request_begins(void *context, const char *uri, struct MHD_Connection *connection) {
	(void)context, (void)connection;
	Exchange *exchange = dt_alloc(sizeof *exchange);
	size_t length = strlen(uri);
	char *target = dt_alloc(length + 1);
	memcpy(target, uri, length + 1);
	*exchange = (Exchange){.target = dt_slice(target, length)};
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

// Called with the headers, then with every piece of the body, then once more at its end.
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_length, void **state) {
	(void)url, (void)version;
	DtServer *server = context;
	Exchange *exchange = *state;
	if (!exchange) return MHD_NO;
	if (!exchange->begun) {
		exchange->begun = true;
		return announces_too_much(connection, exchange, method) ? refuse_body(server, connection) : MHD_YES;
	}
	if (*upload_length == 0)
		return exchange->too_large ? refuse_body(server, connection)
		                           : answer_exchange(server, connection, method, exchange);
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

static bool open_pools(DtServer *server, DtError *error) {
	const DtServerSettings *settings = server->settings;
	server->readers = dt_pool_new(settings->readers);
	server->workers = dt_pool_new(settings->workers);
	for (size_t i = 0; i < settings->readers; i++) {
		DtStore *store = dt_store_open(settings->record, DT_STORE_READ, error);
		if (!store) return false;
		dt_store_set_patience(store, READER_PATIENCE_MS);
		dt_pool_give(server->readers, store);
	}
	for (size_t i = 0; i < settings->workers && settings->coding.worker_new; i++)
		dt_pool_give(server->workers, settings->coding.worker_new(settings->coding.context));
	return true;
}

static bool start_threads(DtServer *server, DtError *error) {
	server->daemon = MHD_start_daemon(
		MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ERROR_LOG, 0, NULL,
		NULL, handle, server, MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL, MHD_OPTION_LISTEN_SOCKET, server->socket,
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
	pthread_condattr_t clock;
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_mutex_init(&server->lock, NULL);
	pthread_cond_init(&server->stopping_said, &clock);
	pthread_condattr_destroy(&clock);
	if (open_socket(server, error) && open_pools(server, error) && start_threads(server, error)) return server;
	dt_server_stop(server);
	return NULL;
}

const char *dt_server_url(const DtServer *server) { return server->url; }

static void close_reader(void *item) { dt_store_close(item); }

static void keep_worker(void *item) { (void)item; }

void dt_server_stop(DtServer *server) {
	if (!server) return;
	if (server->daemon) MHD_stop_daemon(server->daemon);
	pthread_mutex_lock(&server->lock);
	server->stopping = true;
	pthread_cond_signal(&server->stopping_said);
	pthread_mutex_unlock(&server->lock);
	if (server->watching) pthread_join(server->watch, NULL);
	if (server->socket >= 0) close(server->socket);
	dt_pool_free(server->readers, close_reader);
	dt_pool_free(server->workers,
	             server->settings->coding.worker_free ? server->settings->coding.worker_free : keep_worker);
	pthread_cond_destroy(&server->stopping_said);
	pthread_mutex_destroy(&server->lock);
	free(server->journal);
	free(server);
}
