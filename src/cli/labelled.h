// SPDX-License-Identifier: Apache-2.0
// Labelled lines: {"id","text","actor":[[start,end],…],"recipient":[[start,end],…],"root":"CATEGORY"}.
#ifndef DT_CLI_LABELLED_H
#define DT_CLI_LABELLED_H

#include "base/error.h"
#include "document/document.h"

typedef void DtLabelledVisit(void *context, DtDocument *document, const char *root);

// Calls visit for every line of the file, in order; the document lives until visit returns. Lines that cannot be read,
// or have no "root", are passed over and named in error. False when there were such.
bool dt_labelled_read(const char *path, DtLabelledVisit *visit, void *context, DtError *error);

#endif
