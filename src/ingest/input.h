// SPDX-License-Identifier: Apache-2.0
// Bytes of a file or of standard input, unpacked on the way when they are compressed (gzip, xz, zstd, bzip2).
#ifndef DT_INGEST_INPUT_H
#define DT_INGEST_INPUT_H

#include "base/arena.h"
#include "base/error.h"

typedef struct DtInput DtInput;

// path "-" is standard input. NULL, with the reason, when it cannot be opened.
DtInput *dt_input_open(const char *path, DtError *error);

// What the input is called in messages.
const char *dt_input_name(const DtInput *input);

// The next bytes without taking them, as many as wanted unless the input ends. Valid until the next call.
DtSlice dt_input_peek(DtInput *input, size_t wanted);

// Takes the next line, without its line end (LF, CR LF or CR), valid until the next call. False at the end of the
// input. A line of more than limit bytes is passed over: *too_long is set and line is empty.
bool dt_input_line(DtInput *input, size_t limit, DtSlice *line, bool *too_long);

// Takes all that is left, at most limit bytes, into arena, followed by a NUL. False, with the reason, when it is more.
bool dt_input_all(DtInput *input, DtArena *arena, size_t limit, DtSlice *content, DtError *error);

// True when reading failed (a bad disk, a broken archive) rather than ended; says so in error, once.
bool dt_input_failed(DtInput *input, DtError *error);

void dt_input_close(DtInput *input); // NULL is fine

#endif
