// SPDX-License-Identifier: Apache-2.0
// Attribution: see attribution.h.
#include "relations/attribution.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/map.h"

const char *dt_voice_kind_name(int kind) {
	return kind == DT_VOICE_NOBODY ? "nobody" : dt_source_kind_name((DtSourceKind)kind);
}

typedef struct Listening {
	DtArena *arena, *scratch;
	DtStore *store;
	const DtSeries *series;
	DtAttributions *attributions;
	DtMap voices; // kind and name, each with its place
	size_t capacity;
	DtError *error;
	bool failed;
} Listening;

static int kind_of(DtSlice name) {
	for (int i = 0; i < DT_SOURCE_KIND_COUNT; i++)
		if (dt_slice_is(name, dt_source_kind_name((DtSourceKind)i))) return i;
	return DT_SOURCE_UNATTRIBUTED;
}

static DtVoice *voice_of(Listening *listening, const DtRecordSource *source, int kind) {
	DtAttributions *found = listening->attributions;
	DtSlice name = source->name.length ? source->name : source->text;
	if (!name.length) return NULL;
	DtSlice key = dt_arena_format(listening->scratch, "%d " DT_SLICE_FORMAT, kind, DT_SLICE_ARGS(name));
	uint32_t at = dt_map_intern(listening->scratch, &listening->voices, key, (uint32_t)found->voice_count);
	if (at == found->voice_count) {
		DtVoice fresh = {.name = dt_arena_copy(listening->arena, name),
		                 .code = dt_arena_copy(listening->arena, source->code),
		                 .kind = kind};
		DT_PUSH(listening->arena, found->voices, found->voice_count, listening->capacity, fresh);
	}
	return &found->voices[at];
}

static bool listen(void *context, const DtReport *report) {
	Listening *listening = context;
	const DtPoint *point = dt_series_point(listening->series, report->day);
	DtRecordSource source;
	bool found, fact = report->reality == DT_REALITY_FACT;
	if (!point) return true;
	if (!dt_store_nearest_source(listening->store, report->event, &source, &found, listening->error)) {
		listening->failed = true;
		return false;
	}
	int kind = found ? kind_of(source.kind) : DT_VOICE_NOBODY;
	if (fact) listening->attributions->facts[point - listening->series->points][kind]++;
	DtVoice *voice = found ? voice_of(listening, &source, kind) : NULL;
	if (voice) *(fact ? &voice->facts : &voice->others) += 1;
	return true;
}

static int loudest_first(const void *left, const void *right) {
	const DtVoice *a = left, *b = right;
	uint64_t all_a = a->facts + a->others, all_b = b->facts + b->others;
	if (all_a != all_b) return all_a > all_b ? -1 : 1;
	return dt_slice_compare(a->name, b->name);
}

bool dt_attributions_read(DtArena *arena, DtStore *store, const DtSeries *series, size_t most,
                          DtAttributions *attributions, DtError *error) {
	*attributions = (DtAttributions){.count = series->count};
	if (series->count == 0) return true;
	attributions->facts = dt_arena_alloc(arena, series->count * sizeof *attributions->facts);
	Listening listening = {.arena = arena,
	                       .scratch = dt_arena_new(),
	                       .store = store,
	                       .series = series,
	                       .attributions = attributions,
	                       .error = error};
	DtDateSpan days = {series->points[0].days.from, series->points[series->count - 1].days.to};
	DtBetween between = {series->actor, series->recipient, !series->directed, days};
	bool done = dt_store_reports(store, &between, listen, &listening, error) && !listening.failed;
	if (attributions->voice_count)
		qsort(attributions->voices, attributions->voice_count, sizeof *attributions->voices, loudest_first);
	if (attributions->voice_count > most) attributions->voice_count = most;
	dt_arena_free(listening.scratch);
	return done;
}

void dt_attributions_write_json(DtBuffer *buffer, const DtAttributions *attributions) {
	dt_buffer_add_text(buffer, "{\"kinds\":[");
	for (int i = 0; i < DT_VOICE_KINDS; i++) dt_buffer_format(buffer, "%s\"%s\"", i ? "," : "", dt_voice_kind_name(i));
	dt_buffer_add_text(buffer, "],\"points\":[");
	for (size_t i = 0; i < attributions->count; i++) {
		for (int k = 0; k < DT_VOICE_KINDS; k++)
			dt_buffer_format(buffer, "%s%u", k ? "," : i ? ",[" : "[", attributions->facts[i][k]);
		dt_buffer_add_char(buffer, ']');
	}
	dt_buffer_add_text(buffer, "],\"voices\":[");
	for (size_t i = 0; i < attributions->voice_count; i++) {
		const DtVoice *voice = &attributions->voices[i];
		dt_buffer_add_text(buffer, i ? ",{" : "{");
		dt_json_text(buffer, "name", voice->name);
		dt_json_text(buffer, "code", voice->code);
		dt_json_text(buffer, "kind", dt_slice_of(dt_voice_kind_name(voice->kind)));
		dt_json_count(buffer, "facts", voice->facts);
		dt_json_count(buffer, "others", voice->others);
		dt_buffer_add_char(buffer, '}');
	}
	dt_buffer_add_text(buffer, "]}");
}
