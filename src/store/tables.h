// SPDX-License-Identifier: Apache-2.0
// Tables: events as CSV rows, and the event tables of others read into the store.
#ifndef DT_STORE_TABLES_H
#define DT_STORE_TABLES_H

#include <stdio.h>

#include "base/buffer.h"
#include "store/store.h"

typedef enum DtTableShape {
	DT_TABLE_EVENTS,     // a row an event; several parties of one side are joined by " | "
	DT_TABLE_DYADS,      // a row for every actor × recipient, both directions of a symmetric event: source and target
	DT_TABLE_HAPPENINGS, // a row a happening: its surest telling, and the number of mentions, sources, articles
	DT_TABLE_UNIQUE_DYADS, // a row a happening and pair of codes, in the same way
} DtTableShape;

// Appends the line of column names, and the rows of a record; of a happening see dt_table_export. RFC 4180, but lines
// end in LF.
void dt_table_write_header(DtBuffer *buffer, DtTableShape shape);
void dt_table_write_record(DtBuffer *buffer, const DtRecord *record, DtTableShape shape);

// Writes the events that query asks for; as happenings, those whose surest telling is among them. mentions counts the
// events of a happening, articles the documents they stand in, sources the publications, or documents without one. name
// is that of output, for messages.
bool dt_table_export(DtStore *store, const DtEventQuery *query, DtTableShape shape, FILE *output, const char *name,
                     DtError *error);

typedef enum DtTableFormat {
	DT_TABLE_ANY,      // told by its first lines
	DT_TABLE_GDELT,    // GDELT 1.0 and 2.0 event files: tabs without a header (57, 58 or 61 columns), or CSV with one
	DT_TABLE_NAMED,    // columns told by a header: ICEWS, KEDS and their like, CAMEO codes
	DT_TABLE_WEIS,     // the same with WEIS codes
	DT_TABLE_PLOVER,   // JSON lines: PLOVER's and Detente's own
	DT_TABLE_SCORES,   // a header with date, a, b and edge: a number for two codes and a day, no events
	DT_TABLE_MENTIONS, // GDELT 2.0 mentions: which publications told of an event
	DT_TABLE_FORMAT_COUNT
} DtTableFormat;

const char *
dt_table_format_name(DtTableFormat format); // "any", "gdelt", "table", "weis", "plover", "scores", "mentions"
bool dt_table_format_find(DtSlice name, DtTableFormat *format);

typedef struct DtImport {
	size_t rows, added;
	size_t known;         // were there already
	size_t nobody;        // neither side is a country or body that has a code
	size_t wrong;         // cannot be read
	DtTableFormat format; // what it turned out to be
} DtImport;

typedef struct DtTableSource {
	const char *name; // of the input, for messages
	DtSlice table;    // the name under which its rows are kept
	DtTableFormat format;
	// Gives the next line without its end, valid until the next call; false at the end. too_long: it was passed over.
	bool (*next)(void *context, size_t limit, DtSlice *line, bool *too_long);
	size_t batch;                                            // rows that are kept together; 0: a million
	void (*progress)(void *context, const DtImport *import); // after every batch; may be NULL
	void *context;
} DtTableSource;

// Reads a table into the store, row by row, in batches; memory does not grow with it. A row that is there already
// changes nothing: an import that was broken off goes on where it was when it is started again. Rows that cannot be
// read are passed over, counted, and the first of them reported in faults as "name:line: what is wrong". False when the
// store fails, or when the input is in no known format: error says why; batches already committed stay.
bool dt_table_import(DtStore *store, const DtTableSource *source, DtImport *import, DtError *faults, DtError *error);

#endif
