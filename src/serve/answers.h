// SPDX-License-Identifier: Apache-2.0
// The answer of each route. Private to this layer: routes.c has checked method, token and body before it calls one.
#ifndef DT_SERVE_ANSWERS_H
#define DT_SERVE_ANSWERS_H

#include "serve/service.h"

typedef void DtAnswerRoute(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body,
                           DtResponse *response);

DtAnswerRoute dt_answer_record, dt_answer_events, dt_answer_happenings, dt_answer_happening, dt_answer_mention,
	dt_answer_pairs, dt_answer_series, dt_answer_strongest, dt_answer_shifts, dt_answer_network, dt_answer_documents,
	dt_answer_document, dt_answer_actors, dt_answer_code, dt_answer_health, dt_answer_metrics;

// Reads a parameter that may be absent (then value stays as it is). False when it is wrong: response says how.
bool dt_read_day(DtTarget *target, const char *name, DtDate *day, DtResponse *response);
bool dt_read_days(DtTarget *target, DtDateSpan *days, DtResponse *response); // from and to
bool dt_read_number(DtTarget *target, const char *name, long low, long high, long *number, DtResponse *response);
bool dt_read_code(DtTarget *target, const char *name, DtSlice *code, DtResponse *response);
bool dt_read_flag(DtTarget *target, const char *name, bool *flag, DtResponse *response); // 1 or 0

// False, with the response, when a parameter is left that the route does not know.
bool dt_read_all(const DtTarget *target, DtResponse *response);

// A failure: what is the client's fault is told to the client; what is the record's to the service, and to the client
// without its details.
void dt_respond_failure(const DtService *service, DtError *error, DtResponse *response);

// The name of a code; empty when nobody knows.
DtSlice dt_service_name(const DtService *service, DtSlice code);

#endif
