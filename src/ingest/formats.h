// SPDX-License-Identifier: Apache-2.0
// The readers of single formats, as reader.c calls them. Documents and their texts are copied into arena; file is for
// messages and ids.
#ifndef DT_INGEST_FORMATS_H
#define DT_INGEST_FORMATS_H

#include "base/error.h"
#include "document/document.h"

// Plain text. The first line is the title when an empty line follows and it reads as a headline.
DtDocument *dt_plain_read(DtArena *arena, DtSlice content, const char *file);

// One JSON object: id, date, title, text, url, publication, actor, recipient. NULL with the fault, whose place is line.
DtDocument *dt_json_read(DtArena *arena, DtSlice object, const char *file, size_t line, DtError *error);

// JSON over several lines: an object, or an array of them.
typedef struct DtJsonArray DtJsonArray;
DtJsonArray *dt_json_array_open(DtSlice content, const char *file, DtError *error);
// The next document; NULL at the end (*ended) or when it has a fault.
DtDocument *dt_json_array_next(DtJsonArray *array, DtArena *arena, bool *ended, DtError *error);
void dt_json_array_close(DtJsonArray *array);

// A web page: its main text, title, date, address and publication. NULL when it has no text.
DtDocument *dt_html_read(DtArena *arena, DtSlice content, const char *file, DtError *error);

// The text of a piece of HTML, paragraphs with an empty line between; the piece itself when it holds no markup.
DtSlice dt_html_text(DtArena *arena, DtSlice piece);

// RSS 0.9 to 2.0 and Atom: a document of each item.
typedef struct DtFeed DtFeed;
DtFeed *dt_feed_open(DtSlice content, const char *file, DtError *error);
DtDocument *dt_feed_next(DtFeed *feed, DtArena *arena, bool *ended, DtError *error);
void dt_feed_close(DtFeed *feed);

// Puts title before text as a paragraph of its own, unless text begins with it. Sets title, text, title_in_text and
// prefix_length; keep leaves text as it is, whatever it begins with.
void dt_document_set_text(DtDocument *document, DtSlice title, DtSlice text, bool keep);

// A day as papers, pages and feeds write it: "2024-11-26T08:00:00Z", "20241126", "Tue, 26 Nov 2024 08:00:00 GMT",
// "November 26, 2024". DT_DATE_NONE when it is none.
DtDate dt_date_read(DtSlice text);

#endif
