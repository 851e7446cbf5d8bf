// SPDX-License-Identifier: Apache-2.0
// detente serve: the page and the HTTP API over a record. Here the server gets what its layer does not know: the coder,
// and from the coder's world the names of actors.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/command.h"
#include "ingest/formats.h"
#include "serve/server.h"

enum { PORT, ADDRESS, TOKEN_FILE, DATA, MODEL, JOBS };

static const DtOption options[] = {
	{"port", 'p', "NUMBER", "port to listen at (8080; 0: any that is free)"},
	{"address", 'a', "ADDRESS", "address to listen at (127.0.0.1)"},
	{"token-file", 0, "FILE", "clients must show the secret in this file"},
	{"data", 0, "FOLDER", "dictionaries of your own over the shipped ones"},
	{"model", 0, "FILE", "another syntax model"},
	{"jobs", 'j', "NUMBER", "texts coded at the same time (processors)"},
	{0},
};

// Coding

static void *new_worker(void *coder) {
	DtWorker *worker = dt_alloc(sizeof *worker);
	dt_worker_init(worker, coder);
	return worker;
}

static void free_worker(void *worker) {
	dt_worker_clear(worker);
	free(worker);
}

static DtDocument *code_article(void *worker, DtArena *arena, const DtSentArticle *article) {
	DtDocument *document = dt_document_new(arena);
	document->date = article->date;
	dt_document_set_text(document, article->title, article->text, false);
	dt_worker_code(worker, document, NULL);
	return document;
}

// Names

static DtSlice name_of_code(const void *world, DtSlice code) {
	static const struct {
		const char *code, *name;
	} bodies[] = {{"IGO", "Intergovernmental organisations"},
	              {"NGO", "Non-governmental organisations"},
	              {"ISM", "International social movements"},
	              {"IMG", "International militarized groups"},
	              {"MNC", "Multinational corporations"}};
	const DtEntry *entry = dt_world_country(world, code);
	if (entry) return entry->name;
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		if (dt_slice_is(code, bodies[i].code)) return dt_slice_of(bodies[i].name);
	}
	return dt_slice_of("");
}

// How well a name fits what is searched: 0 the whole, 1 its beginning, 2 the beginning of a word, 3 not at all.
static int fit_of(DtSlice name, DtSlice text) {
	int fit = 3;
	for (size_t at = 0; at + text.length <= name.length; at++) {
		bool word = at == 0 || name.data[at - 1] == ' ' || name.data[at - 1] == '-';
		if (!word || !dt_slice_equal_folded(dt_slice_cut(name, at, at + text.length), text)) continue;
		int here = at ? 2 : text.length == name.length ? 0 : 1;
		if (here < fit) fit = here;
	}
	return fit;
}

// A state goes by any word of its name: "korea" means two states before a party that begins so.
static int fit_of_entry(const DtEntry *entry, DtSlice text) {
	int fit = fit_of(entry->id, text) == 0 ? 0 : 3;
	for (uint32_t i = 0; i < entry->name_count && fit > 0; i++) {
		int here = fit_of(entry->names[i], text);
		if (here < fit) fit = here;
	}
	return fit == 2 && entry->kind == DT_ENTRY_COUNTRY ? 1 : fit;
}

static bool add_found(const DtWorld *world, const DtEntry *entry, DtActorFound *found, size_t *count, size_t room) {
	DtIdentity identity = {0};
	for (size_t i = 0; i < *count; i++) {
		if (dt_slice_equal(found[i].id, entry->id)) return true;
	}
	if (*count == room) return false;
	dt_entry_on(world, entry, DT_DATE_NONE, &identity);
	found[(*count)++] =
		(DtActorFound){identity.code, entry->name, entry->id, dt_slice_of(dt_entry_kind_name(entry->kind))};
	return true;
}

// What the text means as a name comes first, as the coder reads it (without diacritics and dots); then whole names,
// beginnings and words, each in the order of kinds: states before organisations before persons.
static size_t search_actors(const void *world, DtSlice text, DtActorFound *found, size_t room) {
	size_t count = 0, entry_count, candidate_count;
	const DtCandidate *candidates = dt_world_lookup(world, text, &candidate_count);
	for (size_t i = 0; i < candidate_count; i++) {
		if (candidates[i].sense <= DT_SENSE_CAPITAL || candidates[i].sense == DT_SENSE_SURNAME)
			add_found(world, candidates[i].entry, found, &count, room);
	}
	const DtEntry *const *entries = dt_world_entries(world, &entry_count);
	for (int fit = 0; fit < 3; fit++) {
		for (int kind = 0; kind < DT_ENTRY_KIND_COUNT; kind++) {
			for (size_t i = 0; i < entry_count; i++) {
				if ((int)entries[i]->kind != kind || fit_of_entry(entries[i], text) != fit) continue;
				if (!add_found(world, entries[i], found, &count, room)) return count;
			}
		}
	}
	return count;
}

// Settings

// A secret in a file that others can read is none; a short one can be guessed.
static bool read_token(DtArena *arena, const char *path, DtSlice *token) {
	enum { SHORTEST = 16, LONGEST = 1024 };
	struct stat status;
	DtError error = {0};
	if (!dt_file_read(arena, path, LONGEST, token, &error)) {
		dt_complain_error(&error);
		return false;
	}
	*token = dt_slice_trim(*token);
	if (stat(path, &status) == 0 && S_ISREG(status.st_mode) && status.st_mode & (S_IRWXG | S_IRWXO)) {
		dt_complain("%s: others can read it; run 'chmod 600 %s'", path, path);
		return false;
	}
	if (token->length < SHORTEST) {
		dt_complain("%s: the secret has %zu bytes; at least %d are wanted", path, token->length, SHORTEST);
		return false;
	}
	for (size_t i = 0; i < token->length; i++) {
		if (token->data[i] > ' ' && token->data[i] < 0x7f) continue;
		dt_complain("%s: the secret must be one word of ASCII", path);
		return false;
	}
	return true;
}

// As many as are wanted, or the system allows: each takes a file.
static size_t allowed_connections(void) {
	enum { WANTED = 12000, OTHER_FILES = 256, FEWEST = 64 };
	struct rlimit files;
	if (getrlimit(RLIMIT_NOFILE, &files) != 0) return FEWEST;
	rlim_t wanted = WANTED + OTHER_FILES;
	files.rlim_cur = files.rlim_max == RLIM_INFINITY || files.rlim_max > wanted ? wanted : files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur < OTHER_FILES + FEWEST) return FEWEST;
	return files.rlim_cur >= wanted ? WANTED : (size_t)files.rlim_cur - OTHER_FILES;
}

static void report(const char *message) { dt_complain("%s", message); }

static bool read_settings(DtArena *arena, const DtArguments *arguments, DtServerSettings *settings) {
	long port = 8080, jobs = sysconf(_SC_NPROCESSORS_ONLN);
	const char *const *values = arguments->values;
	if (arguments->rest_count != 1) {
		dt_complain("serve wants one record: detente serve FILE");
		return false;
	}
	if (values[PORT] && !dt_option_number("port", values[PORT], 0, 65535, &port)) return false;
	if (values[JOBS] && !dt_option_number("jobs", values[JOBS], 1, 256, &jobs)) return false;
	*settings = (DtServerSettings){.record = arguments->rest[0],
	                               .address = values[ADDRESS] ? values[ADDRESS] : "127.0.0.1",
	                               .port = (uint16_t)port,
	                               .readers = (size_t)(jobs < 4 ? 4 : jobs),
	                               .workers = (size_t)jobs,
	                               .connections = allowed_connections(),
	                               .asking_seconds = 30,
	                               .listening_seconds = 60,
	                               .report = report};
	return !values[TOKEN_FILE] || read_token(arena, values[TOKEN_FILE], &settings->token);
}

// Serving

static int serve(const DtServerSettings *settings) {
	DtError error = {0};
	sigset_t ends;
	int number;
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	signal(SIGPIPE, SIG_IGN);
	pthread_sigmask(SIG_BLOCK, &ends, NULL); // before there are threads: only sigwait below gets them
	DtServer *server = dt_server_start(settings, &error);
	if (!server) return dt_complain_error(&error);
	printf("serving %s at %s (Ctrl-C ends it)\n", settings->record, dt_server_url(server));
	if (!dt_address_is_local(settings->address))
		printf("The connection is not encrypted: put a proxy with TLS before it (docs/api.md says how).\n");
	fflush(stdout);
	sigwait(&ends, &number);
	dt_server_stop(server);
	return DT_EXIT_DONE;
}

static int run(const DtCommand *command, int argc, char **argv) {
	DtArguments arguments;
	DtServerSettings settings;
	int code = dt_parse_arguments(command, argc, argv, &arguments);
	if (code >= 0) return code;
	DtArena *arena = dt_arena_new();
	if (!read_settings(arena, &arguments, &settings)) {
		dt_arena_free(arena);
		return DT_EXIT_USAGE;
	}
	DtCoder *coder = dt_load_coder(arguments.values[DATA], arguments.values[MODEL], &code);
	if (coder) {
		settings.coding = (DtCodingHelp){coder, new_worker, free_worker, code_article};
		settings.directory = (DtDirectory){coder->world, name_of_code, search_actors};
		code = serve(&settings);
	}
	dt_coder_free(coder);
	dt_arena_free(arena);
	return code;
}

const DtCommand dt_command_serve = {
	.name = "serve",
	.synopsis = "[OPTION…] RECORD",
	.summary = "the page and the HTTP API over a record",
	.text = "Serves a record (made with 'detente code -o RECORD') to browsers and programs:\n"
			"the page at /, JSON under /api/v1 (docs/api.md), /healthz and /metrics. It reads the\n"
			"record, and never writes to it; another detente may go on filling it meanwhile.\n"
			"Only this machine can reach it, unless --address says otherwise, which needs\n"
			"--token-file. Ctrl-C or a TERM signal ends it.",
	.options = options,
	.run = run,
};
