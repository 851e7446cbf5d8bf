// SPDX-License-Identifier: Apache-2.0
// What the server counts, in the text format of Prometheus. Counters are atomic: any thread adds at any time.
#ifndef DT_SERVE_METRICS_H
#define DT_SERVE_METRICS_H

#include <stdatomic.h>

#include "base/buffer.h"

enum { DT_METRIC_ROUTES = 24, DT_METRIC_CLASSES = 6, DT_METRIC_BUCKETS = 7 };

typedef struct DtMetrics {
	_Atomic uint64_t requests[DT_METRIC_ROUTES][DT_METRIC_CLASSES]; // by route and hundreds of the status
	_Atomic uint64_t buckets[DT_METRIC_ROUTES][DT_METRIC_BUCKETS];  // answers by duration; not summed up
	_Atomic uint64_t nanoseconds[DT_METRIC_ROUTES];
	_Atomic uint64_t documents, events, bytes; // coded
	_Atomic uint64_t busy;                     // turned away: everything was in use
	_Atomic uint64_t slow;                     // cut off: too slow in asking or listening
	_Atomic uint64_t connections;              // open now
} DtMetrics;

// Counts an answer: number of its route, status, how long it took.
void dt_metrics_count(DtMetrics *metrics, size_t route, int status, uint64_t nanoseconds);

// names: of the routes, by number.
void dt_metrics_write(const DtMetrics *metrics, const char *const *names, size_t route_count, DtBuffer *buffer);

#endif
