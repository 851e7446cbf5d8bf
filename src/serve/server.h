// SPDX-License-Identifier: Apache-2.0
// The server: sockets and threads around the answers of service.h.
//
// One thread for all sockets, a few that answer: each of these has a read-only handle of the record, or codes texts.
// What load they cannot take waits in a bounded line and is then turned away, instead of piling up. A client that asks
// or listens too slowly is cut off.
#ifndef DT_SERVE_SERVER_H
#define DT_SERVE_SERVER_H

#include "base/error.h"
#include "serve/service.h"

// Who codes: workers are made when the server starts, one for each text that may be coded at the same time.
typedef struct DtCodingHelp {
	void *context;
	void *(*worker_new)(void *context);
	void (*worker_free)(void *worker);
	DtCodeArticle *code;
} DtCodingHelp;

typedef struct DtServerSettings {
	const char *record;  // path
	const char *address; // "127.0.0.1", "::1", "0.0.0.0"…
	uint16_t port;       // 0: any that is free
	DtSlice token;       // wanted for an address other than this machine's own
	DtCodingHelp coding;
	DtDirectory directory;
	size_t readers, workers, connections;
	int asking_seconds;    // to send a whole request
	int listening_seconds; // to take a whole answer
	void (*report)(const char *message);
} DtServerSettings;

typedef struct DtServer DtServer;

// True for an address that only this machine reaches.
bool dt_address_is_local(const char *address);

// Starts serving; settings and what they point to must outlive the server. NULL when the record cannot be opened, the
// address cannot be had, or it is not this machine's own and there is no token.
DtServer *dt_server_start(const DtServerSettings *settings, DtError *error);

// "http://127.0.0.1:8080/"; as long as the server lives.
const char *dt_server_url(const DtServer *server);

// Stops listening, lets answers in the making end, closes everything. NULL is fine.
void dt_server_stop(DtServer *server);

#endif
