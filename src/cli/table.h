// SPDX-License-Identifier: Apache-2.0
// Events as a table for people.
#ifndef DT_CLI_TABLE_H
#define DT_CLI_TABLE_H

#include "base/buffer.h"
#include "document/event.h"

typedef struct DtTableStyle {
	size_t width; // columns of the terminal, at least 60
	bool colour;
} DtTableStyle;

// Width of the terminal on standard output; 100 when there is none.
size_t dt_terminal_width(void);

// Appends a heading with title and date of the document, then a row an event: date, who, did what, to whom, marks, who
// said so; and how many events were left out, if any.
void dt_table_write(DtBuffer *buffer, const DtDocument *document, uint32_t left_out, const DtTableStyle *style);

// Appends a party in words: its name or code with sector, else its words in quotes.
void dt_party_write(DtBuffer *buffer, const DtParty *party);

#endif
