// SPDX-License-Identifier: Apache-2.0
// Files and folders: whole files read into an arena, folders listed in byte order, files written whole or not at all.
#ifndef DT_BASE_FILE_H
#define DT_BASE_FILE_H

#include "base/arena.h"
#include "base/error.h"

// Reads a regular file, pipe or "-" (standard input) whole, at most limit bytes. The slice is followed by a NUL.
// On failure returns false and says why, naming the path.
bool dt_file_read(DtArena *arena, const char *path, size_t limit, DtSlice *content, DtError *error);

// Maps a file read-only. Give it back with dt_file_unmap.
bool dt_file_map(const char *path, DtSlice *content, DtError *error);
void dt_file_unmap(DtSlice content);

// Writes a file so that a reader sees the old content or the new, never a part (temporary file, fsync, rename).
bool dt_file_write(const char *path, DtSlice content, DtError *error);

// The paths (folder/…, NUL-terminated) of the files under folder, also in folders below it, whose names end in suffix
// ("" for all), in byte order of their paths. Hidden names and links to folders are passed over.
// A missing folder is an error.
bool dt_folder_list(DtArena *arena, const char *folder, const char *suffix, const char ***paths, size_t *count,
                    DtError *error);

// Bytes of the files together, to size an arena by; those that cannot be asked count as empty.
size_t dt_files_size(const char *const *paths, size_t count);

bool dt_path_is_folder(const char *path);

#endif
