// SPDX-License-Identifier: Apache-2.0
// Files and folders over POSIX. Sizes are bounded before anything is allocated; reads go on after EINTR.
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(DtError *error, const char *path) {
	dt_error_add(error, DT_FAULT_SYSTEM, path, 0, 0, "%s", strerror(errno));
	return false;
}

// What was to be read is not there: the fault of who named it, not of the machine.
static bool fail_open(DtError *error, const char *path) {
	DtFaultKind kind = errno == ENOENT ? DT_FAULT_INPUT : DT_FAULT_SYSTEM;
	dt_error_add(error, kind, path, 0, 0, "%s", strerror(errno));
	return false;
}

static bool read_all(DtArena *arena, int file, const char *path, size_t expected, size_t limit, DtSlice *content,
                     DtError *error) {
	size_t capacity = expected + 1 < 4096 ? 4096 : expected + 2, length = 0;
	char *data = dt_arena_alloc(arena, capacity);
	for (;;) {
		if (length + 1 >= capacity) {
			char *larger = dt_arena_alloc(arena, capacity * 2);
			memcpy(larger, data, length);
			data = larger;
			capacity *= 2;
		}
		ssize_t got = read(file, data + length, capacity - length - 1);
		if (got < 0 && errno == EINTR) continue;
		if (got < 0) return fail(error, path);
		if (got == 0) break;
		length += (size_t)got;
		if (length > limit) {
			dt_error_add(error, DT_FAULT_INPUT, path, 0, 0, "larger than %zu bytes; split it first", limit);
			return false;
		}
	}
	data[length] = '\0';
	*content = dt_slice(data, length);
	return true;
}

bool dt_file_read(DtArena *arena, const char *path, size_t limit, DtSlice *content, DtError *error) {
	bool standard = strcmp(path, "-") == 0;
	int file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0) return fail_open(error, path);
	struct stat info;
	bool read_it = fstat(file, &info) == 0 || fail(error, path);
	if (read_it && S_ISDIR(info.st_mode)) {
		errno = EISDIR;
		read_it = fail(error, path);
	}
	size_t expected = read_it && S_ISREG(info.st_mode) && info.st_size > 0 ? (size_t)info.st_size : 0;
	if (read_it && expected > limit) {
		dt_error_add(error, DT_FAULT_INPUT, path, 0, 0, "larger than %zu bytes; split it first", limit);
		read_it = false;
	}
	if (read_it) read_it = read_all(arena, file, standard ? "standard input" : path, expected, limit, content, error);
	if (!standard) close(file);
	return read_it;
}

bool dt_file_map(const char *path, DtSlice *content, DtError *error) {
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0) return fail_open(error, path);
	struct stat info;
	void *data = MAP_FAILED;
	if (fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0)
		data = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, file, 0);
	else
		errno = EINVAL;
	int reason = errno;
	close(file);
	errno = reason;
	if (data == MAP_FAILED) return fail(error, path);
	*content = dt_slice(data, (size_t)info.st_size);
	return true;
}

void dt_file_unmap(DtSlice content) {
	if (content.data) munmap((void *)(uintptr_t)content.data, content.length);
}

static bool write_all(int file, DtSlice content) {
	while (content.length > 0) {
		ssize_t wrote = write(file, content.data, content.length);
		if (wrote < 0 && errno == EINTR) continue;
		if (wrote < 0) return false;
		content = dt_slice_cut(content, (size_t)wrote, content.length);
	}
	return true;
}

bool dt_file_write(const char *path, DtSlice content, DtError *error) {
	size_t room = strlen(path) + 16;
	char *temporary = dt_alloc(room);
	snprintf(temporary, room, "%s.XXXXXX", path);
	int file = mkstemp(temporary);
	bool wrote = file >= 0 && write_all(file, content) && fchmod(file, 0644) == 0 && fsync(file) == 0;
	int reason = errno;
	if (file >= 0 && close(file) != 0) wrote = false;
	if (wrote && rename(temporary, path) != 0) {
		reason = errno;
		wrote = false;
	}
	if (!wrote) {
		if (file >= 0) unlink(temporary);
		errno = reason;
		fail(error, path);
	}
	free(temporary);
	return wrote;
}

typedef struct Listing {
	DtArena *arena;
	const char *suffix;
	const char **paths;
	size_t count, capacity;
} Listing;

// The folder tells what most entries are; some file systems leave it to be asked. DT_UNKNOWN: it is gone.
static unsigned char type_of(const char *path, unsigned char told) {
	struct stat info;
	if (told != DT_UNKNOWN) return told;
	if (lstat(path, &info) != 0) return DT_UNKNOWN;
	return S_ISDIR(info.st_mode) ? DT_DIR : S_ISREG(info.st_mode) ? DT_REG : DT_LNK;
}

static bool list_into(Listing *listing, const char *folder, int depth, DtError *error) {
	enum { DEEPEST = 16 };
	DIR *open_folder = opendir(folder);
	if (!open_folder) return fail(error, folder);
	bool listed = true;
	for (struct dirent *entry; listed && (entry = readdir(open_folder)) != NULL;) {
		if (entry->d_name[0] == '.') continue;
		const char *path = dt_arena_format(listing->arena, "%s/%s", folder, entry->d_name).data;
		unsigned char type = type_of(path, entry->d_type);
		if (type == DT_DIR) {
			if (depth < DEEPEST) listed = list_into(listing, path, depth + 1, error);
		} else if (type != DT_UNKNOWN && dt_slice_ends(dt_slice_of(path), listing->suffix) &&
		           (type == DT_REG || !dt_path_is_folder(path))) {
			DT_PUSH(listing->arena, listing->paths, listing->count, listing->capacity, path);
		}
	}
	closedir(open_folder);
	return listed;
}

static int compare_paths(const void *a, const void *b) {
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool dt_folder_list(DtArena *arena, const char *folder, const char *suffix, const char ***paths, size_t *count,
                    DtError *error) {
	Listing listing = {.arena = arena, .suffix = suffix};
	if (!list_into(&listing, folder, 0, error)) return false;
	if (listing.count) qsort(listing.paths, listing.count, sizeof *listing.paths, compare_paths);
	*paths = listing.paths;
	*count = listing.count;
	return true;
}

size_t dt_files_size(const char *const *paths, size_t count) {
	size_t bytes = 0;
	struct stat info;
	for (size_t i = 0; i < count; i++) {
		if (stat(paths[i], &info) == 0 && info.st_size > 0) bytes += (size_t)info.st_size;
	}
	return bytes;
}

bool dt_path_is_folder(const char *path) {
	struct stat info;
	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}
