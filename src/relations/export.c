// SPDX-License-Identifier: Apache-2.0
// Exports: see export.h. Rows of one pair come together, by day: two accumulators, one for each direction, are written
// when the period or the pair ends.
#include "relations/export.h"

#include <errno.h>
#include <string.h>

#include "base/map.h"

typedef struct Dyad {
	DtSums sums;
	int64_t mutual;
} Dyad;

typedef struct Export Export;
struct Export {
	FILE *output;
	DtArena *arena;
	DtPeriod period;
	DtDateSpan span; // of the accumulators
	int64_t pair;
	DtSlice a, b;
	Dyad forth, back;
	void (*write)(Export *export, DtSlice source, DtSlice target, const Dyad *dyad);
	DtMap nodes;
};

static bool holds_any(const Dyad *dyad) {
	for (int i = 0; i < DT_REALITY_COUNT; i++)
		if (dyad->sums.counts[i]) return true;
	return false;
}

static void flush(Export *export) {
	if (holds_any(&export->forth)) export->write(export, export->a, export->b, &export->forth);
	if (holds_any(&export->back)) export->write(export, export->b, export->a, &export->back);
	export->forth = export->back = (Dyad){0};
}

static void add(Dyad *dyad, const DtPairDayRow *row) {
	const DtSums *more = row->sums;
	for (int i = 0; i < DT_REALITY_COUNT; i++) dyad->sums.counts[i] += more->counts[i];
	for (int i = 0; i < DT_CATEGORY_COUNT; i++) dyad->sums.categories[i] += more->categories[i];
	dyad->sums.happenings += more->happenings;
	dyad->sums.score += more->score;
	dyad->sums.goldstein += more->goldstein;
	if (row->mutual) dyad->mutual += more->counts[DT_REALITY_FACT];
}

static bool take(void *context, const DtPairDayRow *row) {
	Export *export = context;
	bool same_pair = row->pair == export->pair;
	if (!same_pair || row->day > export->span.to) {
		flush(export);
		export->span = export->period == DT_PERIOD_COUNT ? (DtDateSpan){INT32_MIN, INT32_MAX}
		                                                 : dt_period_span(export->period, row->day);
	}
	if (!same_pair) {
		export->pair = row->pair;
		export->a = dt_arena_copy(export->arena, row->a);
		export->b = dt_arena_copy(export->arena, row->b);
	}
	if (!row->back) add(&export->forth, row);
	if (row->back || row->mutual) add(&export->back, row);
	return !ferror(export->output);
}

static void quads_of(const Dyad *dyad, int64_t quads[5]) {
	memset(quads, 0, 5 * sizeof *quads);
	for (int i = 1; i < DT_CATEGORY_COUNT; i++) quads[dt_category_quad((DtCategory)i)] += dyad->sums.categories[i];
}

static void write_lower(FILE *output, const char *name) {
	for (; *name; name++) fputc(*name >= 'A' && *name <= 'Z' ? *name + 32 : *name, output);
}

static const char *const realities[DT_REALITY_COUNT] = {"facts",  "negated",    "hypothetical",
                                                        "future", "historical", "vague"};

static void write_panel_row(Export *export, DtSlice source, DtSlice target, const Dyad *dyad) {
	char from[DT_DATE_ROOM], to[DT_DATE_ROOM];
	int64_t quads[5];
	quads_of(dyad, quads);
	fprintf(export->output, "%.*s,%.*s,%s,%s", DT_SLICE_ARGS(source), DT_SLICE_ARGS(target),
	        dt_date_format(export->span.from, from), dt_date_format(export->span.to, to));
	for (int i = 0; i < DT_REALITY_COUNT; i++) fprintf(export->output, ",%lld", (long long)dyad->sums.counts[i]);
	fprintf(export->output, ",%lld,%lld", (long long)dyad->sums.happenings, (long long)dyad->mutual);
	for (int i = 1; i <= 4; i++) fprintf(export->output, ",%lld", (long long)quads[i]);
	for (int i = 1; i < DT_CATEGORY_COUNT; i++) fprintf(export->output, ",%lld", (long long)dyad->sums.categories[i]);
	fprintf(export->output, ",%.2f,%.2f\n", (double)dyad->sums.score / 100, (double)dyad->sums.goldstein / 100);
}

static bool finish(FILE *output, bool done, DtError *error) {
	if (!ferror(output) && fflush(output) == 0) return done;
	dt_error_add(error, DT_FAULT_SYSTEM, "standard output", 0, 0, "cannot be written: %s", strerror(errno));
	return false;
}

bool dt_export_panel(DtStore *store, DtPeriod period, DtDateSpan days, FILE *output, DtError *error) {
	Export export = {.output = output,
	                 .arena = dt_arena_new(),
	                 .period = period == DT_PERIOD_AUTO ? DT_PERIOD_MONTH : period,
	                 .write = write_panel_row,
	                 .pair = -1};
	fputs("source,target,from,to", output);
	for (int i = 0; i < DT_REALITY_COUNT; i++) fprintf(output, ",%s", realities[i]);
	fputs(",happenings,mutual,quad_1,quad_2,quad_3,quad_4", output);
	for (int i = 1; i < DT_CATEGORY_COUNT; i++) {
		fputc(',', output);
		write_lower(output, dt_category_name((DtCategory)i));
	}
	fputs(",score,goldstein\n", output);
	bool done = dt_store_pair_days(store, days, take, &export, error);
	if (done) flush(&export);
	dt_arena_free(export.arena);
	return finish(output, done, error);
}

// Codes are letters: nothing in them needs escaping in XML, but a record may hold any.
static void write_id(FILE *output, DtSlice code) {
	for (size_t i = 0; i < code.length; i++) {
		unsigned char c = (unsigned char)code.data[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		if (plain)
			fputc(c, output);
		else
			fprintf(output, "_%02x", c);
	}
}

static void write_node(Export *export, DtSlice code) {
	if (dt_map_find(&export->nodes, code) != DT_MAP_ABSENT) return;
	dt_map_set(export->arena, &export->nodes, code, 1);
	fputs("  <node id=\"", export->output);
	write_id(export->output, code);
	fputs("\"/>\n", export->output);
}

static void write_edge(Export *export, DtSlice source, DtSlice target, const Dyad *dyad) {
	int64_t quads[5], facts = dyad->sums.counts[DT_REALITY_FACT];
	if (facts == 0) return;
	quads_of(dyad, quads);
	write_node(export, source);
	write_node(export, target);
	fputs("  <edge source=\"", export->output);
	write_id(export->output, source);
	fputs("\" target=\"", export->output);
	write_id(export->output, target);
	fprintf(export->output, "\"><data key=\"facts\">%lld</data><data key=\"happenings\">%lld</data>", (long long)facts,
	        (long long)dyad->sums.happenings);
	for (int i = 1; i <= 4; i++) fprintf(export->output, "<data key=\"quad_%d\">%lld</data>", i, (long long)quads[i]);
	fprintf(export->output, "<data key=\"balance\">%.4f</data><data key=\"goldstein\">%.4f</data></edge>\n",
	        (double)dyad->sums.score / 100 / (double)facts, (double)dyad->sums.goldstein / 100 / (double)facts);
}

bool dt_export_graph(DtStore *store, DtDateSpan days, FILE *output, DtError *error) {
	static const char *const keys[][2] = {{"facts", "long"},     {"happenings", "long"}, {"quad_1", "long"},
	                                      {"quad_2", "long"},    {"quad_3", "long"},     {"quad_4", "long"},
	                                      {"balance", "double"}, {"goldstein", "double"}};
	Export export = {
		.output = output, .arena = dt_arena_new(), .period = DT_PERIOD_COUNT, .write = write_edge, .pair = -1};
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
	      output);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		fprintf(output, " <key id=\"%s\" for=\"edge\" attr.name=\"%s\" attr.type=\"%s\"/>\n", keys[i][0], keys[i][0],
		        keys[i][1]);
	fputs(" <graph edgedefault=\"directed\">\n", output);
	bool done = dt_store_pair_days(store, days, take, &export, error);
	if (done) flush(&export);
	fputs(" </graph>\n</graphml>\n", output);
	dt_arena_free(export.arena);
	return finish(output, done, error);
}
