// SPDX-License-Identifier: Apache-2.0
// A window of bytes over a file descriptor, or over libarchive's unpacking of one. The first bytes tell whether they
// are compressed; libarchive then gets them again from the window.
//
//     window.data   [ taken | ahead: at … length | room ]
#include "ingest/input.h"

#include <archive.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"

enum { CHUNK = 64 * 1024 };

typedef struct Window {
	char *data;
	size_t at, length, capacity;
} Window;

struct DtInput {
	char *name;
	int file;
	Window window; // of what the caller reads
	bool ended, failed;
	char *reason; // of the failure
	struct archive *archive;
	Window packed; // bytes read to look at before libarchive was asked
	char *block;   // for libarchive
};

static void remember(DtInput *input, const char *reason) {
	if (input->failed) return;
	input->failed = input->ended = true;
	size_t length = strlen(reason);
	input->reason = dt_alloc(length + 1);
	memcpy(input->reason, reason, length + 1);
}

static size_t read_file(DtInput *input, char *out, size_t room) {
	for (;;) {
		ssize_t got = read(input->file, out, room);
		if (got >= 0) return (size_t)got;
		if (errno == EINTR) continue;
		remember(input, strerror(errno));
		return 0;
	}
}

// libarchive asks for packed bytes.
static la_ssize_t give_packed(struct archive *archive, void *data, const void **block) {
	(void)archive;
	DtInput *input = data;
	if (input->packed.at < input->packed.length) {
		*block = input->packed.data + input->packed.at;
		la_ssize_t ahead = (la_ssize_t)(input->packed.length - input->packed.at);
		input->packed.at = input->packed.length;
		return ahead;
	}
	*block = input->block;
	size_t got = read_file(input, input->block, CHUNK);
	return input->failed ? -1 : (la_ssize_t)got;
}

static size_t read_some(DtInput *input, char *out, size_t room) {
	if (!input->archive) return read_file(input, out, room);
	la_ssize_t got = archive_read_data(input->archive, out, room);
	if (got >= 0) return (size_t)got;
	const char *reason = archive_error_string(input->archive);
	remember(input, reason ? reason : "cannot be unpacked");
	return 0;
}

// Reads more behind what is ahead; false at the end.
static bool fill(DtInput *input) {
	Window *window = &input->window;
	if (input->ended) return false;
	if (window->at > 0 && window->at == window->length) window->at = window->length = 0;
	if (window->capacity - window->length < CHUNK) {
		if (window->at >= window->length / 2 && window->at > 0) {
			memmove(window->data, window->data + window->at, window->length - window->at);
			window->length -= window->at;
			window->at = 0;
		}
		if (window->capacity - window->length < CHUNK) {
			window->capacity = window->capacity * 2 + 2 * CHUNK;
			window->data = dt_realloc(window->data, window->capacity);
		}
	}
	size_t got = read_some(input, window->data + window->length, CHUNK);
	window->length += got;
	if (got == 0) input->ended = true;
	return got > 0;
}

DtSlice dt_input_peek(DtInput *input, size_t wanted) {
	Window *window = &input->window;
	while (window->length - window->at < wanted && fill(input)) continue;
	size_t ahead = window->length - window->at;
	if (ahead == 0) return dt_slice("", 0);
	return dt_slice(window->data + window->at, ahead < wanted ? ahead : wanted);
}

static bool is_packed(DtSlice head) {
	return dt_slice_starts(head, "\x1f\x8b") ||
	       dt_slice_starts(head, "\xfd"
	                             "7zXZ") ||
	       dt_slice_starts(head, "\x28\xb5\x2f\xfd") ||
	       (dt_slice_starts(head, "BZh") && head.length > 3 && head.data[3] >= '1' && head.data[3] <= '9');
}

static bool unpack(DtInput *input) {
	struct archive *archive = archive_read_new();
	if (!archive) return false;
	archive_read_support_filter_gzip(archive);
	archive_read_support_filter_xz(archive);
	archive_read_support_filter_zstd(archive);
	archive_read_support_filter_bzip2(archive);
	archive_read_support_format_raw(archive);
	archive_read_support_format_empty(archive);
	input->packed = input->window;
	input->window = (Window){0};
	input->block = dt_alloc(CHUNK);
	input->archive = archive;
	struct archive_entry *entry;
	bool opened = archive_read_open(archive, input, NULL, give_packed, NULL) == ARCHIVE_OK;
	int got = opened ? archive_read_next_header(archive, &entry) : ARCHIVE_FATAL;
	input->ended = got == ARCHIVE_EOF;
	if (got == ARCHIVE_OK || got == ARCHIVE_EOF) return true;
	const char *reason = archive_error_string(archive);
	remember(input, reason ? reason : "cannot be unpacked");
	return false;
}

DtInput *dt_input_open(const char *path, DtError *error) {
	bool standard = strcmp(path, "-") == 0;
	int file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0) {
		dt_error_add(error, errno == ENOENT ? DT_FAULT_INPUT : DT_FAULT_SYSTEM, path, 0, 0, "%s", strerror(errno));
		return NULL;
	}
	DtInput *input = dt_alloc(sizeof *input);
	*input = (DtInput){.file = file};
	const char *name = standard ? "standard input" : path;
	input->name = dt_alloc(strlen(name) + 1);
	strcpy(input->name, name);
	if (is_packed(dt_input_peek(input, 6))) unpack(input);
	if (!dt_input_failed(input, error)) return input;
	dt_input_close(input);
	return NULL;
}

const char *dt_input_name(const DtInput *input) { return input->name; }

// Where the line ends that begins with these bytes, of which the first looked hold no end; NULL: not here. A CR that is
// the last byte may have its LF still to come.
static const char *line_end(const char *start, size_t looked, size_t ahead, bool is_all) {
	if (ahead <= looked) return NULL;
	const char *feed = memchr(start + looked, '\n', ahead - looked), *end = feed ? feed : start + ahead;
	const char *carriage = memchr(start + looked, '\r', (size_t)(end - start) - looked);
	if (!carriage || (feed && carriage + 1 == feed)) return feed;
	return carriage + 1 < start + ahead || is_all ? carriage : NULL;
}

bool dt_input_line(DtInput *input, size_t limit, DtSlice *line, bool *too_long) {
	Window *window = &input->window;
	size_t looked = 0; // bytes ahead that hold no line end
	*too_long = false;
	*line = dt_slice("", 0);
	for (;;) {
		const char *start = window->data ? window->data + window->at : "";
		size_t ahead = window->length - window->at;
		const char *end = line_end(start, looked, ahead, input->ended);
		size_t length = end ? (size_t)(end - start) : ahead;
		if (length > limit) *too_long = true;
		if (end || (input->ended && ahead > 0)) {
			if (!*too_long) *line = dt_slice(start, length);
			window->at += length + (end != NULL);
			if (line->length && line->data[line->length - 1] == '\r') line->length--;
			return true;
		}
		bool carriage = ahead > 0 && start[ahead - 1] == '\r';
		if (*too_long) window->at = window->length - carriage; // forget what is passed over
		looked = window->length - window->at - carriage;
		if (!fill(input) && window->length == window->at) return *too_long;
	}
}

bool dt_input_all(DtInput *input, DtArena *arena, size_t limit, DtSlice *content, DtError *error) {
	Window *window = &input->window;
	while (window->length - window->at <= limit && fill(input)) continue;
	if (dt_input_failed(input, error)) return false;
	DtSlice all = dt_slice(window->data ? window->data + window->at : "", window->length - window->at);
	if (all.length > limit) {
		dt_error_add(error, DT_FAULT_INPUT, input->name, 0, 0, "larger than %zu bytes; split it first", limit);
		return false;
	}
	*content = dt_arena_copy(arena, all);
	free(window->data);
	*window = (Window){0};
	return true;
}

bool dt_input_failed(DtInput *input, DtError *error) {
	if (!input->failed) return false;
	if (input->reason) dt_error_add(error, DT_FAULT_SYSTEM, input->name, 0, 0, "%s", input->reason);
	free(input->reason);
	input->reason = NULL;
	return true;
}

void dt_input_close(DtInput *input) {
	if (!input) return;
	if (input->archive) archive_read_free(input->archive);
	if (input->file != STDIN_FILENO) close(input->file);
	free(input->window.data);
	free(input->packed.data);
	free(input->block);
	free(input->reason);
	free(input->name);
	free(input);
}
