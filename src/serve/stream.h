// SPDX-License-Identifier: Apache-2.0
// An answer without end in sight, made piece by piece while the client takes it: lines of JSON, an event each.
#ifndef DT_SERVE_STREAM_H
#define DT_SERVE_STREAM_H

#include "serve/filter.h"
#include "serve/service.h"

// All events of a filter, newest first. It keeps copies of what the filter points to.
DtStream *dt_stream_new(const DtEventFilter *filter);
void dt_stream_free(DtStream *stream); // NULL is fine

// Appends the next piece; nothing at all is no end. False when the record fails; then it has ended.
bool dt_stream_next(DtStream *stream, const DtService *service, DtBuffer *out, DtError *error);
bool dt_stream_ended(const DtStream *stream);

#endif
