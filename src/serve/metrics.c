// SPDX-License-Identifier: Apache-2.0
// Counters and a histogram of durations for each route. Reading them takes no lock, so a page of them may be torn by
// one request; that is what scrapers expect.
#include "serve/metrics.h"

#include <stdio.h>

static const double bounds[DT_METRIC_BUCKETS - 1] = {0.001, 0.005, 0.025, 0.1, 0.5, 2.5}; // seconds

void dt_metrics_count(DtMetrics *metrics, size_t route, int status, uint64_t nanoseconds) {
	if (!metrics || route >= DT_METRIC_ROUTES) return;
	size_t class = status >= 100 && status < 600 ? (size_t)status / 100 : 0, bucket = 0;
	while (bucket < DT_METRIC_BUCKETS - 1 && (double)nanoseconds > bounds[bucket] * 1e9) bucket++;
	atomic_fetch_add(&metrics->requests[route][class], 1);
	atomic_fetch_add(&metrics->buckets[route][bucket], 1);
	atomic_fetch_add(&metrics->nanoseconds[route], nanoseconds);
}

static void head(DtBuffer *buffer, const char *name, const char *type, const char *help) {
	dt_buffer_format(buffer, "# HELP detente_%s %s\n# TYPE detente_%s %s\n", name, help, name, type);
}

static void number(DtBuffer *buffer, const char *name, const char *type, const char *help, uint64_t value) {
	head(buffer, name, type, help);
	dt_buffer_format(buffer, "detente_%s %llu\n", name, (unsigned long long)value);
}

static void write_durations(const DtMetrics *metrics, size_t route, const char *name, DtBuffer *buffer) {
	uint64_t sum = 0;
	for (size_t i = 0; i < DT_METRIC_BUCKETS; i++) {
		char bound[24] = "+Inf";
		sum += atomic_load(&metrics->buckets[route][i]);
		if (i < DT_METRIC_BUCKETS - 1) snprintf(bound, sizeof bound, "%g", bounds[i]);
		dt_buffer_format(buffer, "detente_http_request_seconds_bucket{route=\"%s\",le=\"%s\"} %llu\n", name, bound,
		                 (unsigned long long)sum);
	}
	dt_buffer_format(buffer, "detente_http_request_seconds_sum{route=\"%s\"} %.6f\n", name,
	                 (double)atomic_load(&metrics->nanoseconds[route]) / 1e9);
	dt_buffer_format(buffer, "detente_http_request_seconds_count{route=\"%s\"} %llu\n", name, (unsigned long long)sum);
}

void dt_metrics_write(const DtMetrics *metrics, const char *const *names, size_t route_count, DtBuffer *buffer) {
	head(buffer, "build_info", "gauge", "Always 1; the label says which program it is.");
	dt_buffer_add_text(buffer, "detente_build_info{version=\"" DT_VERSION "\"} 1\n");
	head(buffer, "http_requests_total", "counter", "Answers, by route and class of status.");
	for (size_t route = 0; route < route_count; route++) {
		for (int class = 1; class < DT_METRIC_CLASSES; class ++) {
			uint64_t count = atomic_load(&metrics->requests[route][class]);
			if (count)
				dt_buffer_format(buffer, "detente_http_requests_total{route=\"%s\",status=\"%dxx\"} %llu\n",
				                 names[route], class, (unsigned long long)count);
		}
	}
	head(buffer, "http_request_seconds", "histogram", "Time to make an answer, by route.");
	for (size_t route = 0; route < route_count; route++) write_durations(metrics, route, names[route], buffer);
	number(buffer, "http_connections", "gauge", "Connections open now.", atomic_load(&metrics->connections));
	number(buffer, "busy_total", "counter", "Requests turned away because everything was in use.",
	       atomic_load(&metrics->busy));
	number(buffer, "slow_total", "counter", "Connections cut off for being slow.", atomic_load(&metrics->slow));
	number(buffer, "coded_documents_total", "counter", "Articles coded.", atomic_load(&metrics->documents));
	number(buffer, "coded_events_total", "counter", "Events found in them.", atomic_load(&metrics->events));
	number(buffer, "coded_bytes_total", "counter", "Bytes of their texts.", atomic_load(&metrics->bytes));
}
