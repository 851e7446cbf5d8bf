// SPDX-License-Identifier: Apache-2.0
// Series and shifts as JSON, for the command and the page alike. Numbers have four decimals; days are YYYY-MM-DD.
#include "base/json.h"
#include "relations/shifts.h"

static void add_days(DtBuffer *buffer, DtDateSpan days) {
	dt_json_date(buffer, "from", days.from);
	dt_json_date(buffer, "to", days.to);
}

static void add_estimate(DtBuffer *buffer, const char *name, DtEstimate estimate) {
	dt_json_key(buffer, name);
	dt_buffer_add_char(buffer, '{');
	dt_json_number(buffer, "mean", estimate.mean);
	dt_json_number(buffer, "low", estimate.low);
	dt_json_number(buffer, "high", estimate.high);
	dt_buffer_add_char(buffer, '}');
}

static void add_categories(DtBuffer *buffer, const DtPoint *point) {
	dt_json_key(buffer, "categories");
	dt_buffer_add_char(buffer, '{');
	for (int i = 0; i < DT_CATEGORY_COUNT; i++)
		if (point->categories[i]) dt_json_count(buffer, dt_category_name((DtCategory)i), point->categories[i]);
	dt_buffer_add_char(buffer, '}');
}

static void add_point(DtBuffer *buffer, const DtPoint *point, bool has_sources, DtWeights weights) {
	static const char *const realities[DT_REALITY_COUNT] = {"fact",   "negated",    "hypothetical",
	                                                        "future", "historical", "vague"};
	dt_buffer_add_char(buffer, '{');
	add_days(buffer, point->days);
	for (int i = 0; i < DT_REALITY_COUNT; i++) dt_json_count(buffer, realities[i], point->realities[i]);
	dt_json_count(buffer, "happenings", point->happenings);
	dt_json_key(buffer, "quads");
	dt_buffer_format(buffer, "[%u,%u,%u,%u]", point->quads[1], point->quads[2], point->quads[3], point->quads[4]);
	add_categories(buffer, point);
	dt_json_number(buffer, "score", point->scores[weights]);
	dt_json_number(buffer, "balance", dt_point_balance(point, weights));
	dt_json_number(buffer, "exposure", point->exposure);
	add_estimate(buffer, "events", point->events);
	add_estimate(buffer, "share", point->share);
	if (has_sources) dt_json_count(buffer, "publications", point->publications);
	dt_buffer_add_char(buffer, '}');
}

static void add_level(DtBuffer *buffer, const char *name, const DtLevel *level, DtWeights weights) {
	dt_json_key(buffer, name);
	dt_buffer_add_char(buffer, '{');
	add_days(buffer, level->days);
	dt_json_count(buffer, "facts", level->facts);
	add_estimate(buffer, "events", level->events);
	add_estimate(buffer, "share", level->share);
	dt_json_number(buffer, "balance", level->balance[weights]);
	dt_buffer_add_char(buffer, '}');
}

static void add_outlets(DtBuffer *buffer, const DtEpisode *episode) {
	dt_json_count(buffer, "mentions", episode->mentions);
	dt_json_key(buffer, "outlets");
	dt_buffer_add_char(buffer, '[');
	for (uint32_t i = 0; i < episode->outlet_count; i++) {
		if (i) dt_buffer_add_char(buffer, ',');
		dt_buffer_add_json_string(buffer, episode->outlets[i]);
	}
	dt_buffer_add_char(buffer, ']');
}

static void add_episode(DtBuffer *buffer, const DtEpisode *episode) {
	dt_buffer_add_char(buffer, '{');
	dt_json_date(buffer, "date", episode->day);
	dt_json_text(buffer, "event", dt_slice_of(dt_category_name((DtCategory)episode->category)));
	dt_json_text(buffer, "mode", dt_slice_of(dt_mode_name(episode->mode)));
	dt_json_text(buffer, "cameo", dt_slice_of(episode->cameo));
	dt_json_count(buffer, "events", episode->events);
	dt_json_text(buffer, "actor", episode->actor);
	dt_json_text(buffer, "recipient", episode->recipient);
	dt_json_text(buffer, "text", episode->text);
	dt_json_text(buffer, "title", episode->title);
	dt_json_text(buffer, "publication", episode->publication);
	dt_json_text(buffer, "url", episode->url);
	dt_json_text(buffer, "document", episode->document);
	if (episode->mentions) add_outlets(buffer, episode);
	dt_json_number(buffer, "weight", episode->weight);
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
	const char *kind = shift->tone && shift->volume ? "both" : shift->tone ? "tone" : "volume";
	dt_buffer_add_char(buffer, '{');
	dt_json_text(buffer, "kind", dt_slice_of(kind));
	dt_json_date(buffer, "date", shift->date);
	dt_json_key(buffer, "between");
	dt_buffer_add_char(buffer, '{');
	add_days(buffer, shift->between);
	dt_buffer_add_char(buffer, '}');
	dt_json_number(buffer, "probability", shift->probability);
	dt_json_number(buffer, "tone_probability", shift->tone_probability);
	dt_json_number(buffer, "volume_probability", shift->volume_probability);
	dt_json_number(buffer, "share_change", shift->share_change);
	dt_json_number(buffer, "volume_ratio", shift->volume_ratio);
	add_level(buffer, "before", &shift->before, weights);
	add_level(buffer, "after", &shift->after, weights);
	dt_json_key(buffer, "episodes");
	dt_episodes_write_json(buffer, shift->episodes, shift->episode_count);
	dt_buffer_add_char(buffer, '}');
}

static void add_recent(DtBuffer *buffer, const DtRecent *recent) {
	dt_json_key(buffer, "recent");
	dt_buffer_add_char(buffer, '{');
	dt_json_count(buffer, "periods", recent->periods);
	dt_json_key(buffer, "tone");
	dt_buffer_add_char(buffer, '{');
	dt_json_number(buffer, "probability", recent->tone);
	dt_json_date(buffer, "since", recent->tone_since);
	add_estimate(buffer, "share", recent->share);
	dt_buffer_add_char(buffer, '}');
	dt_json_key(buffer, "volume");
	dt_buffer_add_char(buffer, '{');
	dt_json_number(buffer, "probability", recent->volume);
	dt_json_date(buffer, "since", recent->volume_since);
	add_estimate(buffer, "events", recent->events);
	dt_buffer_add_text(buffer, "}}");
}

static void add_scatter(DtBuffer *buffer, const DtScatter *scatter) {
	dt_json_key(buffer, "scatter");
	dt_buffer_add_char(buffer, '{');
	dt_json_number(buffer, "size", scatter->size);
	dt_json_number(buffer, "overlap", scatter->overlap);
	dt_json_number(buffer, "volume_memory", scatter->volume_memory);
	dt_json_number(buffer, "tone_memory", scatter->tone_memory);
	dt_buffer_add_char(buffer, '}');
}

void dt_relations_write_json(DtBuffer *buffer, const DtSeries *series, const DtShifts *shifts, DtWeights weights,
                             const DtAttributions *attributions) {
	dt_buffer_add_char(buffer, '{');
	dt_json_text(buffer, "actor", series->actor);
	dt_json_text(buffer, "recipient", series->recipient);
	dt_json_key(buffer, "directed");
	dt_buffer_add_text(buffer, series->directed ? "true" : "false");
	dt_json_text(buffer, "counts", dt_slice_of(series->by_happening ? "happenings" : "reports"));
	dt_json_text(buffer, "period", dt_slice_of(dt_period_name(series->period)));
	dt_json_text(buffer, "weights", dt_slice_of(dt_weights_name(weights)));
	dt_json_key(buffer, "points");
	dt_buffer_add_char(buffer, '[');
	for (size_t i = 0; i < series->count; i++) {
		if (i) dt_buffer_add_char(buffer, ',');
		add_point(buffer, &series->points[i], series->has_sources, weights);
	}
	dt_buffer_add_char(buffer, ']');
	dt_json_key(buffer, "shifts");
	dt_buffer_add_char(buffer, '[');
	for (size_t i = 0; i < shifts->count; i++) {
		if (i) dt_buffer_add_char(buffer, ',');
		dt_shift_write_json(buffer, &shifts->shifts[i], weights);
	}
	dt_buffer_add_char(buffer, ']');
	add_recent(buffer, &shifts->recent);
	add_scatter(buffer, &shifts->scatter);
	if (attributions) {
		dt_json_key(buffer, "attribution");
		dt_attributions_write_json(buffer, attributions);
	}
	dt_buffer_add_char(buffer, '}');
}
