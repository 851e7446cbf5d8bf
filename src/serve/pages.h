// SPDX-License-Identifier: Apache-2.0
// The files of web/, in the program. The build makes pages.c from them (embed.py).
#ifndef DT_SERVE_PAGES_H
#define DT_SERVE_PAGES_H

#include "base/slice.h"

typedef struct DtPage {
	const char *path; // "/page.js"; NULL ends the table
	const char *type;
	DtSlice content, packed; // packed: the same as gzip
	uint64_t tag;            // of its content
} DtPage;

extern const DtPage dt_pages[];

#endif
