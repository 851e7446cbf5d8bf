// SPDX-License-Identifier: Apache-2.0
// A crew: a few threads, each with a tool of its own (a handle of the record, a worker that codes), and a line of jobs
// that waits for them. The line is bounded: load beyond it is turned away at once instead of piling up.
#ifndef DT_SERVE_CREW_H
#define DT_SERVE_CREW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct DtJob {
	struct DtJob *next;
	uint64_t since; // when it joined the line: dt_nanoseconds()
} DtJob;

typedef struct DtCrew DtCrew;

// tools: one for each of count threads; they stay the caller's. NULL when a thread cannot be started.
DtCrew *dt_crew_start(void *const *tools, size_t count, size_t room,
                      void (*work)(void *context, void *tool, DtJob *job), void *context);

// Joins the line; false when it is full, or the crew is closed. The patient let others go before, three times of four.
bool dt_crew_add(DtCrew *crew, DtJob *job, bool patient);

// Takes no more jobs, and returns when all that were taken are done.
void dt_crew_close(DtCrew *crew);

// Closes it, and ends its threads. NULL is fine.
void dt_crew_stop(DtCrew *crew);

// Whether the line has room. It still has when nobody else adds and the crew is not closed.
bool dt_crew_has_room(DtCrew *crew);

uint64_t dt_nanoseconds(void); // of a clock that only goes forward

#endif
