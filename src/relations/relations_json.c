// SPDX-License-Identifier: Apache-2.0
// Series and shifts as JSON, for the command and the page alike. Numbers have four decimals; days are YYYY-MM-DD.
#include <math.h>

#include "relations/shifts.h"

static void add_number(DtBuffer *buffer, const char *name, double value) {
	dt_buffer_format(buffer, "\"%s\":%.4f", name, isfinite(value) ? value : 0);
}

static void add_text(DtBuffer *buffer, const char *name, DtSlice text) {
	dt_buffer_format(buffer, "\"%s\":", name);
	dt_buffer_add_json_string(buffer, text);
}

static void add_day(DtBuffer *buffer, const char *name, DtDate day) {
	char text[DT_DATE_ROOM];
	dt_buffer_format(buffer, "\"%s\":\"%s\"", name, dt_date_format(day, text));
}

static void add_days(DtBuffer *buffer, DtDateSpan days) {
	add_day(buffer, "from", days.from);
	dt_buffer_add_char(buffer, ',');
	add_day(buffer, "to", days.to);
}

static void add_estimate(DtBuffer *buffer, const char *name, DtEstimate estimate) {
	dt_buffer_format(buffer, "\"%s\":{", name);
	add_number(buffer, "mean", estimate.mean);
	dt_buffer_add_char(buffer, ',');
	add_number(buffer, "low", estimate.low);
	dt_buffer_add_char(buffer, ',');
	add_number(buffer, "high", estimate.high);
	dt_buffer_add_char(buffer, '}');
}

static void add_point(DtBuffer *buffer, const DtPoint *point, bool has_sources, DtWeights weights) {
	static const char *const realities[DT_REALITY_COUNT] = {"fact",   "negated",    "hypothetical",
	                                                        "future", "historical", "vague"};
	dt_buffer_add_char(buffer, '{');
	add_days(buffer, point->days);
	for (int i = 0; i < DT_REALITY_COUNT; i++)
		dt_buffer_format(buffer, ",\"%s\":%u", realities[i], point->realities[i]);
	dt_buffer_format(buffer, ",\"happenings\":%u,\"quads\":[%u,%u,%u,%u],\"categories\":{", point->happenings,
	                 point->quads[1], point->quads[2], point->quads[3], point->quads[4]);
	bool any = false;
	for (int i = 0; i < DT_CATEGORY_COUNT; i++) {
		if (!point->categories[i]) continue;
		dt_buffer_format(buffer, "%s\"%s\":%u", any ? "," : "", dt_category_name((DtCategory)i), point->categories[i]);
		any = true;
	}
	dt_buffer_add_text(buffer, "},");
	add_number(buffer, "score", point->scores[weights]);
	dt_buffer_add_char(buffer, ',');
	add_number(buffer, "balance", dt_point_balance(point, weights));
	dt_buffer_add_char(buffer, ',');
	add_number(buffer, "exposure", point->exposure);
	dt_buffer_add_char(buffer, ',');
	add_estimate(buffer, "events", point->events);
	dt_buffer_add_char(buffer, ',');
	add_estimate(buffer, "share", point->share);
	if (has_sources) dt_buffer_format(buffer, ",\"publications\":%u", point->publications);
	dt_buffer_add_char(buffer, '}');
}

static void add_level(DtBuffer *buffer, const char *name, const DtLevel *level, DtWeights weights) {
	dt_buffer_format(buffer, "\"%s\":{", name);
	add_days(buffer, level->days);
	dt_buffer_format(buffer, ",\"facts\":%llu,", (unsigned long long)level->facts);
	add_estimate(buffer, "events", level->events);
	dt_buffer_add_char(buffer, ',');
	add_estimate(buffer, "share", level->share);
	dt_buffer_add_char(buffer, ',');
	add_number(buffer, "balance", level->balance[weights]);
	dt_buffer_add_char(buffer, '}');
}

static void add_episode(DtBuffer *buffer, const DtEpisode *episode) {
	dt_buffer_add_char(buffer, '{');
	add_day(buffer, "date", episode->day);
	dt_buffer_format(buffer, ",\"event\":\"%s\",\"mode\":\"%s\",\"cameo\":\"%s\",\"events\":%u,",
	                 dt_category_name((DtCategory)episode->category), dt_mode_name(episode->mode), episode->cameo,
	                 episode->events);
	const struct {
		const char *name;
		DtSlice text;
	} texts[] = {{"actor", episode->actor},      {"recipient", episode->recipient},     {"text", episode->text},
	             {"title", episode->title},      {"publication", episode->publication}, {"url", episode->url},
	             {"document", episode->document}};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		add_text(buffer, texts[i].name, texts[i].text);
		dt_buffer_add_char(buffer, ',');
	}
	if (episode->mentions) {
		dt_buffer_format(buffer, "\"mentions\":%u,\"outlets\":[", episode->mentions);
		for (uint32_t i = 0; i < episode->outlet_count; i++) {
			if (i) dt_buffer_add_char(buffer, ',');
			dt_buffer_add_json_string(buffer, episode->outlets[i]);
		}
		dt_buffer_add_text(buffer, "],");
	}
	add_number(buffer, "weight", episode->weight);
	dt_buffer_add_char(buffer, '}');
}

void dt_episodes_write_json(DtBuffer *buffer, const DtEpisode *episodes, size_t count) {
	dt_buffer_add_char(buffer, '[');
	for (size_t i = 0; i < count; i++) {
		if (i) dt_buffer_add_char(buffer, ',');
		add_episode(buffer, &episodes[i]);
	}
	dt_buffer_add_char(buffer, ']');
}

void dt_shift_write_json(DtBuffer *buffer, const DtShift *shift, DtWeights weights) {
	dt_buffer_format(buffer, "{\"kind\":\"%s\",",
	                 shift->tone && shift->volume ? "both"
	                 : shift->tone                ? "tone"
	                                              : "volume");
	add_day(buffer, "date", shift->date);
	dt_buffer_add_text(buffer, ",\"between\":{");
	add_days(buffer, shift->between);
	dt_buffer_add_text(buffer, "},");
	const struct {
		const char *name;
		double value;
	} numbers[] = {{"probability", shift->probability},
	               {"tone_probability", shift->tone_probability},
	               {"volume_probability", shift->volume_probability},
	               {"share_change", shift->share_change},
	               {"volume_ratio", shift->volume_ratio}};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		add_number(buffer, numbers[i].name, numbers[i].value);
		dt_buffer_add_char(buffer, ',');
	}
	add_level(buffer, "before", &shift->before, weights);
	dt_buffer_add_char(buffer, ',');
	add_level(buffer, "after", &shift->after, weights);
	dt_buffer_add_text(buffer, ",\"episodes\":");
	dt_episodes_write_json(buffer, shift->episodes, shift->episode_count);
	dt_buffer_add_char(buffer, '}');
}

static void add_recent(DtBuffer *buffer, const DtRecent *recent) {
	dt_buffer_format(buffer, "\"recent\":{\"periods\":%zu,\"tone\":{", recent->periods);
	add_number(buffer, "probability", recent->tone);
	dt_buffer_add_char(buffer, ',');
	add_day(buffer, "since", recent->tone_since);
	dt_buffer_add_char(buffer, ',');
	add_estimate(buffer, "share", recent->share);
	dt_buffer_add_text(buffer, "},\"volume\":{");
	add_number(buffer, "probability", recent->volume);
	dt_buffer_add_char(buffer, ',');
	add_day(buffer, "since", recent->volume_since);
	dt_buffer_add_char(buffer, ',');
	add_estimate(buffer, "events", recent->events);
	dt_buffer_add_text(buffer, "}}");
}

static void add_scatter(DtBuffer *buffer, const DtScatter *scatter) {
	dt_buffer_add_text(buffer, "\"scatter\":{");
	add_number(buffer, "size", scatter->size);
	dt_buffer_add_char(buffer, ',');
	add_number(buffer, "overlap", scatter->overlap);
	dt_buffer_add_char(buffer, ',');
	add_number(buffer, "volume_memory", scatter->volume_memory);
	dt_buffer_add_char(buffer, ',');
	add_number(buffer, "tone_memory", scatter->tone_memory);
	dt_buffer_add_char(buffer, '}');
}

void dt_relations_write_json(DtBuffer *buffer, const DtSeries *series, const DtShifts *shifts, DtWeights weights,
                             const DtAttributions *attributions) {
	dt_buffer_add_char(buffer, '{');
	add_text(buffer, "actor", series->actor);
	dt_buffer_add_char(buffer, ',');
	add_text(buffer, "recipient", series->recipient);
	dt_buffer_format(buffer, ",\"directed\":%s,\"counts\":\"%s\",\"period\":\"%s\",\"weights\":\"%s\",\"points\":[",
	                 series->directed ? "true" : "false", series->by_happening ? "happenings" : "reports",
	                 dt_period_name(series->period), dt_weights_name(weights));
	for (size_t i = 0; i < series->count; i++) {
		if (i) dt_buffer_add_char(buffer, ',');
		add_point(buffer, &series->points[i], series->has_sources, weights);
	}
	dt_buffer_add_text(buffer, "],\"shifts\":[");
	for (size_t i = 0; i < shifts->count; i++) {
		if (i) dt_buffer_add_char(buffer, ',');
		dt_shift_write_json(buffer, &shifts->shifts[i], weights);
	}
	dt_buffer_add_text(buffer, "],");
	add_recent(buffer, &shifts->recent);
	dt_buffer_add_char(buffer, ',');
	add_scatter(buffer, &shifts->scatter);
	if (attributions) {
		dt_buffer_add_text(buffer, ",\"attribution\":");
		dt_attributions_write_json(buffer, attributions);
	}
	dt_buffer_add_char(buffer, '}');
}
