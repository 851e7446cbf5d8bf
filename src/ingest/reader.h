// SPDX-License-Identifier: Apache-2.0
// One way to read documents, whatever they come in.
//
// A reader is opened on a file or standard input and gives documents one by one, each in the caller's arena, so that
// memory does not grow with the input. Something that cannot be read (a broken line, a page without text) is a fault
// with its place; the reader then goes on behind it.
#ifndef DT_INGEST_READER_H
#define DT_INGEST_READER_H

#include "base/arena.h"
#include "base/error.h"
#include "document/document.h"

typedef enum DtReadResult {
	DT_READ_DOCUMENT,
	DT_READ_FAULT, // this one is skipped, error says why; reading can go on
	DT_READ_END,
} DtReadResult;

// X(identifier, name): the formats, as options name them.
#define DT_FORMAT_LIST(X)                                                                                              \
	X(AUTO, "auto") X(PLAIN, "text") X(JSONL, "jsonl") X(CONLLU, "conllu") X(HTML, "html") X(FEED, "feed")

typedef enum DtFormat {
#define X(identifier, name) DT_FORMAT_##identifier,
	DT_FORMAT_LIST(X)
#undef X
		DT_FORMAT_COUNT
} DtFormat;

const char *dt_format_name(DtFormat format);
bool dt_format_find(DtSlice name, DtFormat *format);

typedef struct DtReader DtReader;

// Opens path ("-" is standard input). DT_FORMAT_AUTO goes by the name's extension, then by the first bytes.
// A .gz, .xz, .zst or .bz2 input is unpacked on the way. NULL when it cannot be opened or is no text.
DtReader *dt_reader_open(const char *path, DtFormat format, DtError *error);

// Puts the next document into arena. On DT_READ_FAULT and DT_READ_END *document is NULL.
DtReadResult dt_reader_next(DtReader *reader, DtArena *arena, DtDocument **document, DtError *error);

// What AUTO found.
DtFormat dt_reader_format(const DtReader *reader);

void dt_reader_close(DtReader *reader); // NULL is fine

#endif
