// SPDX-License-Identifier: Apache-2.0
// See happenings.h. Links across articles are the store's work, so that a table made at once has the same happenings as
// one exported from a record that is kept.
#include "cli/happenings.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_ROOM = 96 };

static const char *const names[] = {"events.db", "events.db-wal", "events.db-shm", "events.db-journal"};

static void path_of(const DtPassing *passing, size_t which, char path[PATH_ROOM]) {
	snprintf(path, PATH_ROOM, "%s/%s", passing->folder, names[which]);
}

bool dt_passing_open(DtPassing *passing, DtError *error) {
	const char *below = getenv("TMPDIR");
	bool fits = below && below[0] && strlen(below) < sizeof passing->folder - sizeof "/detente-XXXXXX";
	*passing = (DtPassing){0};
	snprintf(passing->folder, sizeof passing->folder, "%s/detente-XXXXXX", fits ? below : "/tmp");
	if (!mkdtemp(passing->folder)) {
		dt_error_add(error, DT_FAULT_SYSTEM, passing->folder, 0, 0, "cannot be made: %s", strerror(errno));
		passing->folder[0] = '\0';
		return false;
	}
	char path[PATH_ROOM];
	path_of(passing, 0, path);
	passing->store = dt_store_open(path, DT_STORE_WRITE, error);
	return passing->store != NULL;
}

bool dt_passing_put(DtPassing *passing, const DtDocument *document, DtError *error) {
	enum { DOCUMENTS = 256 };
	if (passing->documents % DOCUMENTS == 0) {
		if (passing->documents && !dt_store_commit(passing->store, error)) return false;
		if (!dt_store_begin(passing->store, error)) return false;
	}
	passing->documents++;
	return dt_store_put(passing->store, document, error) != DT_PUT_FAILED;
}

bool dt_passing_export(DtPassing *passing, DtTableShape shape, FILE *output, DtError *error) {
	const DtEventQuery all = {.days = {DT_DATE_NONE, DT_DATE_NONE}};
	if (passing->documents && !dt_store_commit(passing->store, error)) return false;
	return dt_table_export(passing->store, &all, shape, output, "standard output", error);
}

void dt_passing_close(DtPassing *passing) {
	dt_store_close(passing->store);
	for (size_t i = 0; i < sizeof names / sizeof *names && passing->folder[0]; i++) {
		char path[PATH_ROOM];
		path_of(passing, i, path);
		unlink(path);
	}
	if (passing->folder[0]) rmdir(passing->folder);
	*passing = (DtPassing){0};
}
