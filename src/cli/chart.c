// SPDX-License-Identifier: Apache-2.0
// The chart: see chart.h.
//
//   ▂  ▅█▇      cooperation, upwards; what is material next to the axis
//   █▃▆███▂
//   ───────     a column a period, or several where there are more periods than columns
//   █ ▀█ ▀      conflict, downwards
//      1  2     shifts, by number
//
// Colours are those of the table of events: cooperation green and cyan, conflict yellow and red.
#include "cli/chart.h"

#include <math.h>
#include <stdio.h>

#include "base/unicode.h"

enum { HEIGHT = 6, EIGHTHS = 8, LATEST = 60, INDENT = 2 };

static const char *const quad_colours[] = {"", "\x1b[32m", "\x1b[36m", "\x1b[33m", "\x1b[31m"};
static const char *const faint = "\x1b[2m", *const bold = "\x1b[1m", *const plain = "\x1b[0m";

typedef struct Chart {
	const DtSeries *series;
	const DtShifts *shifts;
	const DtTableStyle *style;
	size_t columns, merged; // periods in a column
	double top;             // events of the tallest bar
} Chart;

static void add_styled(DtBuffer *buffer, const DtTableStyle *style, const char *how, const char *text) {
	if (style->colour) dt_buffer_add_text(buffer, how);
	dt_buffer_add_text(buffer, text);
	if (style->colour) dt_buffer_add_text(buffer, plain);
}

static void add_spaces(DtBuffer *buffer, size_t count) {
	while (count-- > 0) dt_buffer_add_char(buffer, ' ');
}

static void end_line(DtBuffer *buffer) {
	while (buffer->length && buffer->data[buffer->length - 1] == ' ') buffer->length--;
	dt_buffer_add_char(buffer, '\n');
}

// Facts of a column in quad classes first and second.
static void column_of(const Chart *chart, size_t column, int first, int second, double parts[2]) {
	parts[0] = parts[1] = 0;
	size_t from = column * chart->merged, to = from + chart->merged;
	for (size_t i = from; i < to && i < chart->series->count; i++) {
		parts[0] += chart->series->points[i].quads[first];
		parts[1] += chart->series->points[i].quads[second];
	}
}

static void fit_chart(Chart *chart) {
	size_t room = chart->style->width - INDENT;
	chart->merged = (chart->series->count + room - 1) / room;
	chart->columns = (chart->series->count + chart->merged - 1) / chart->merged;
	chart->top = 1;
	for (size_t i = 0; i < chart->columns; i++) {
		double up[2], down[2];
		column_of(chart, i, 2, 1, up);
		column_of(chart, i, 4, 3, down);
		chart->top = fmax(chart->top, fmax(up[0] + up[1], down[0] + down[1]));
	}
}

// The block that fills a cell up to so many eighths from the axis.
static const char *block(int eighths, bool upwards) {
	static const char *const up[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	static const char *const down[] = {" ", "▔", "▔", "▀", "▀", "▀", "▀", "█", "█"};
	return upwards ? up[eighths] : down[eighths];
}

// The cells of one row, which begins level rows from the axis.
static void draw_row(DtBuffer *buffer, const Chart *chart, int level, bool upwards) {
	int material = upwards ? 2 : 4, verbal = upwards ? 1 : 3;
	add_spaces(buffer, INDENT);
	for (size_t i = 0; i < chart->columns; i++) {
		double parts[2], scale = HEIGHT * EIGHTHS / chart->top;
		column_of(chart, i, material, verbal, parts);
		double all = (parts[0] + parts[1]) * scale - level * EIGHTHS;
		int eighths = all <= 0 ? 0 : all >= EIGHTHS ? EIGHTHS : (int)ceil(all);
		bool is_material = parts[0] * scale >= level * EIGHTHS + fmin(all, EIGHTHS) / 2;
		if (eighths == 0)
			dt_buffer_add_char(buffer, ' ');
		else
			add_styled(buffer, chart->style, quad_colours[is_material ? material : verbal], block(eighths, upwards));
	}
	end_line(buffer);
}

static size_t column_of_day(const Chart *chart, DtDate day) {
	size_t at = 0;
	while (at + 1 < chart->series->count && chart->series->points[at].days.to < day) at++;
	return at / chart->merged;
}

static void draw_shifts(DtBuffer *buffer, const Chart *chart) {
	DtBuffer line = {0};
	size_t at = 0;
	for (size_t i = 0; i < chart->shifts->count; i++) {
		char number[24];
		size_t column = column_of_day(chart, chart->shifts->shifts[i].date);
		int length = snprintf(number, sizeof number, "%zu", i + 1);
		if (column < at || column + (size_t)length > chart->columns) continue; // no room: the list has it
		add_spaces(&line, column - at);
		add_styled(&line, chart->style, chart->shifts->shifts[i].tone ? bold : faint, number);
		at = column + (size_t)length;
		if (at < chart->columns) dt_buffer_add_char(&line, ' '), at++;
	}
	if (line.length) {
		add_spaces(buffer, INDENT);
		dt_buffer_add(buffer, dt_buffer_slice(&line));
		end_line(buffer);
	}
	dt_buffer_clear(&line);
}

static void draw_days(DtBuffer *buffer, const Chart *chart) {
	char first[DT_DATE_ROOM], last[DT_DATE_ROOM];
	const DtPoint *points = chart->series->points;
	dt_date_format(points[0].days.from, first);
	dt_date_format(points[chart->series->count - 1].days.to, last);
	size_t used = strlen(first) + strlen(last);
	add_spaces(buffer, INDENT);
	add_styled(buffer, chart->style, faint, first);
	if (chart->columns > used + 1) {
		add_spaces(buffer, chart->columns - used);
		add_styled(buffer, chart->style, faint, last);
	}
	dt_buffer_add_char(buffer, '\n');
}

static void draw_chart(DtBuffer *buffer, const Chart *chart) {
	for (int level = HEIGHT - 1; level >= 0; level--) draw_row(buffer, chart, level, true);
	add_spaces(buffer, INDENT);
	if (chart->style->colour) dt_buffer_add_text(buffer, faint);
	for (size_t i = 0; i < chart->columns; i++) dt_buffer_add_text(buffer, "─");
	if (chart->style->colour) dt_buffer_add_text(buffer, plain);
	dt_buffer_add_char(buffer, '\n');
	for (int level = 0; level < HEIGHT; level++) draw_row(buffer, chart, level, false);
	draw_shifts(buffer, chart);
	draw_days(buffer, chart);
	dt_buffer_format(buffer, "  cooperation above, conflict below; the tallest bar is %.0f fact%s", chart->top,
	                 chart->top == 1 ? "" : "s");
	if (chart->merged > 1) dt_buffer_format(buffer, ", a column %zu periods", chart->merged);
	dt_buffer_add_text(buffer, "\n\n");
}

static void draw_heading(DtBuffer *buffer, const DtSeries *series, const DtTableStyle *style) {
	static const char *const names[DT_REALITY_COUNT] = {"facts",  "negated",    "hypothetical",
	                                                    "future", "historical", "dated loosely"};
	uint64_t sums[DT_REALITY_COUNT] = {0};
	DtBuffer pair = {0};
	for (size_t i = 0; i < series->count; i++)
		for (int k = 0; k < DT_REALITY_COUNT; k++) sums[k] += series->points[i].realities[k];
	dt_buffer_format(&pair, "%.*s %s %.*s", DT_SLICE_ARGS(series->actor), series->directed ? "→" : "and",
	                 DT_SLICE_ARGS(series->recipient));
	add_styled(buffer, style, bold, pair.data);
	dt_buffer_format(buffer, "  by %s, %llu fact%s", dt_period_name(series->period),
	                 (unsigned long long)sums[DT_REALITY_FACT], sums[DT_REALITY_FACT] == 1 ? "" : "s");
	const char *before = "; not counted: ";
	for (int k = 1; k < DT_REALITY_COUNT; k++) {
		if (!sums[k]) continue;
		dt_buffer_format(buffer, "%s%llu %s", before, (unsigned long long)sums[k], names[k]);
		before = ", ";
	}
	dt_buffer_add_text(buffer, "\n\n");
	dt_buffer_clear(&pair);
}

void dt_shift_describe(DtBuffer *buffer, const DtShift *shift, DtPeriod period, DtWeights weights) {
	const DtLevel *before = &shift->before, *after = &shift->after;
	if (shift->tone)
		dt_buffer_format(buffer, "towards %s: conflict %.0f → %.0f %%, balance %+.1f → %+.1f",
		                 shift->share_change > 0 ? "conflict" : "cooperation", 100 * before->share.mean,
		                 100 * after->share.mean, before->balance[weights], after->balance[weights]);
	if (shift->volume)
		dt_buffer_format(buffer, "%s%s events: %.1f → %.1f a %s", shift->tone ? "; " : "",
		                 shift->volume_ratio > 1 ? "more" : "fewer", before->events.mean, after->events.mean,
		                 dt_period_name(period));
	dt_buffer_format(buffer, " (p %.2f)", fmin(shift->probability, 0.99));
}

// At most room characters, blanks and line ends as one blank.
static void add_cut(DtBuffer *buffer, DtSlice text, size_t room) {
	bool cut = dt_utf8_count(text) > room;
	if (cut) text = dt_slice_cut(text, 0, dt_utf8_offset(text, room - 1));
	bool blank = false;
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.data[i];
		if (c <= ' ' || c == 127) {
			if (!blank) dt_buffer_add_char(buffer, ' ');
		} else {
			dt_buffer_add_char(buffer, (char)c);
		}
		blank = c <= ' ' || c == 127;
	}
	if (cut) dt_buffer_add_text(buffer, "…");
}

static void draw_episode(DtBuffer *buffer, const DtEpisode *episode, const DtTableStyle *style) {
	char day[DT_DATE_ROOM];
	dt_buffer_format(buffer, "       %s  ", dt_date_format(episode->day, day));
	add_cut(buffer, episode->actor, 30);
	dt_buffer_add_text(buffer, " → ");
	add_cut(buffer, episode->recipient, 30);
	dt_buffer_add_text(buffer, "  ");
	int quad = episode->category ? dt_category_quad((DtCategory)episode->category) : 0;
	if (quad) add_styled(buffer, style, quad_colours[quad], dt_category_name((DtCategory)episode->category));
	if (episode->mode) dt_buffer_format(buffer, "/%s", dt_mode_name(episode->mode));
	if (episode->cameo[0]) dt_buffer_format(buffer, " %s", episode->cameo);
	if (episode->events > 1) dt_buffer_format(buffer, "  ×%u", episode->events);
	dt_buffer_add_char(buffer, '\n');
	if (episode->mentions) {
		dt_buffer_format(buffer, "         mentioned %u times:", episode->mentions);
		for (uint32_t i = 0; i < episode->outlet_count; i++)
			dt_buffer_format(buffer, "%s " DT_SLICE_FORMAT, i ? "," : "", DT_SLICE_ARGS(episode->outlets[i]));
		dt_buffer_add_char(buffer, '\n');
	}
	if (!episode->text.length) return;
	add_spaces(buffer, 9);
	add_cut(buffer, episode->text, style->width - 10);
	dt_buffer_add_char(buffer, '\n');
}

static void draw_shift(DtBuffer *buffer, size_t number, const DtShift *shift, DtPeriod period, DtWeights weights,
                       const DtTableStyle *style) {
	char day[DT_DATE_ROOM], from[DT_DATE_ROOM], to[DT_DATE_ROOM];
	dt_buffer_format(buffer, "%4zu  ", number);
	add_styled(buffer, style, shift->tone ? bold : "", dt_date_format(shift->date, day));
	dt_buffer_add_text(buffer, "  ");
	dt_shift_describe(buffer, shift, period, weights);
	dt_buffer_format(buffer, "\n       begins within %s .. %s\n", dt_date_format(shift->between.from, from),
	                 dt_date_format(shift->between.to, to));
	for (size_t i = 0; i < shift->episode_count; i++) draw_episode(buffer, &shift->episodes[i], style);
}

static void draw_recent(DtBuffer *buffer, const DtRecent *recent, DtPeriod period) {
	static const double notable = 0.5;
	char day[DT_DATE_ROOM];
	if (recent->tone >= notable)
		dt_buffer_format(buffer,
		                 "   new  the tone may have changed since %s (p %.2f): conflict now %.0f %% (%.0f to %.0f)\n",
		                 dt_date_format(recent->tone_since, day), fmin(recent->tone, 0.99), 100 * recent->share.mean,
		                 100 * recent->share.low, 100 * recent->share.high);
	if (recent->volume >= notable)
		dt_buffer_format(buffer,
		                 "   new  the volume may have changed since %s (p %.2f): now %.1f events a %s "
		                 "(%.1f to %.1f)\n",
		                 dt_date_format(recent->volume_since, day), fmin(recent->volume, 0.99), recent->events.mean,
		                 dt_period_name(period), recent->events.low, recent->events.high);
}

static void draw_points(DtBuffer *buffer, const DtSeries *series, DtWeights weights, const DtTableStyle *style) {
	size_t first = series->count > LATEST ? series->count - LATEST : 0;
	char day[DT_DATE_ROOM], line[160];
	snprintf(line, sizeof line, "  %-10s %7s %7s %7s %9s %15s %8s %6s %6s %6s", "FROM", "FACTS", "COOP", "CONFLICT",
	         "SHARE", "(90 %)", "BALANCE", "NEG", "HYPO", "FUTURE");
	add_styled(buffer, style, faint, line);
	dt_buffer_add_char(buffer, '\n');
	for (size_t i = first; i < series->count; i++) {
		const DtPoint *point = &series->points[i];
		const uint32_t *realities = point->realities;
		dt_buffer_format(buffer, "  %-10s %7u %7u %7u %8.0f %%   (%3.0f to %3.0f) %+8.1f %6u %6u %6u\n",
		                 dt_date_format(point->days.from, day), realities[DT_REALITY_FACT], dt_point_cooperation(point),
		                 dt_point_conflict(point), 100 * point->share.mean, 100 * point->share.low,
		                 100 * point->share.high, dt_point_balance(point, weights), realities[DT_REALITY_NEGATED],
		                 realities[DT_REALITY_HYPOTHETICAL], realities[DT_REALITY_FUTURE]);
	}
	if (first) dt_buffer_format(buffer, "  the latest %d of %zu periods; --csv has all\n", (int)LATEST, series->count);
}

void dt_relations_draw(DtBuffer *buffer, const DtSeries *series, const DtShifts *shifts, DtWeights weights,
                       const DtTableStyle *style) {
	Chart chart = {.series = series, .shifts = shifts, .style = style};
	fit_chart(&chart);
	draw_heading(buffer, series, style);
	draw_chart(buffer, &chart);
	for (size_t i = 0; i < shifts->count; i++)
		draw_shift(buffer, i + 1, &shifts->shifts[i], series->period, weights, style);
	if (!shifts->count) dt_buffer_add_text(buffer, "  no shift\n");
	draw_recent(buffer, &shifts->recent, series->period);
	dt_buffer_add_char(buffer, '\n');
	draw_points(buffer, series, weights, style);
}

void dt_episodes_draw(DtBuffer *buffer, const DtEpisode *episodes, size_t count, const DtTableStyle *style) {
	if (!count) return;
	dt_buffer_add_char(buffer, '\n');
	add_styled(buffer, style, faint, "  STRONGEST HAPPENINGS");
	dt_buffer_add_char(buffer, '\n');
	for (size_t i = 0; i < count; i++) draw_episode(buffer, &episodes[i], style);
}

void dt_attributions_draw(DtBuffer *buffer, const DtAttributions *attributions, const DtTableStyle *style) {
	uint64_t kinds[DT_VOICE_KINDS] = {0}, facts = 0;
	for (size_t i = 0; i < attributions->count; i++)
		for (int k = 0; k < DT_VOICE_KINDS; k++)
			kinds[k] += attributions->facts[i][k], facts += attributions->facts[i][k];
	dt_buffer_add_char(buffer, '\n');
	add_styled(buffer, style, faint, "  ACCORDING TO                            FACTS    OTHER");
	dt_buffer_add_char(buffer, '\n');
	for (int k = 0; k < DT_VOICE_KINDS; k++)
		if (kinds[k])
			dt_buffer_format(buffer, "  %-37s %7llu  (%.0f %%)\n", dt_voice_kind_name(k), (unsigned long long)kinds[k],
			                 100.0 * (double)kinds[k] / (double)facts);
	for (size_t i = 0; i < attributions->voice_count; i++) {
		const DtVoice *voice = &attributions->voices[i];
		dt_buffer_format(buffer, "  %-12s ", dt_voice_kind_name(voice->kind));
		size_t before = buffer->length;
		add_cut(buffer, voice->name, 24);
		add_spaces(buffer, before + 24 > buffer->length ? before + 24 - buffer->length : 0);
		dt_buffer_format(buffer, " %7llu  %7llu\n", (unsigned long long)voice->facts,
		                 (unsigned long long)voice->others);
	}
}

// Balances

static double mean_value(const DtBalances *balances, size_t column, size_t merged) {
	double sum = 0, count = 0;
	for (size_t i = column * merged; i < (column + 1) * merged && i < balances->count; i++, count++)
		sum += balances->points[i].value;
	return count > 0 ? sum / count : 0;
}

static void draw_balance_rows(DtBuffer *buffer, const DtBalances *balances, const DtTableStyle *style) {
	size_t room = style->width - INDENT, merged = (balances->count + room - 1) / room;
	size_t columns = (balances->count + merged - 1) / merged;
	double top = 1e-9;
	for (size_t i = 0; i < columns; i++) top = fmax(top, fabs(mean_value(balances, i, merged)));
	for (int row = HEIGHT - 1; row >= -HEIGHT; row--) {
		bool up = row >= 0;
		int level = up ? row : -1 - row;
		add_spaces(buffer, INDENT);
		for (size_t i = 0; i < columns; i++) {
			double value = mean_value(balances, i, merged) * (up ? 1 : -1) * HEIGHT * EIGHTHS / top - level * EIGHTHS;
			int eighths = value <= 0 ? 0 : value >= EIGHTHS ? EIGHTHS : (int)ceil(value);
			if (eighths == 0)
				dt_buffer_add_char(buffer, ' ');
			else
				add_styled(buffer, style, quad_colours[up ? 1 : 4], block(eighths, up));
		}
		end_line(buffer);
	}
}

void dt_balances_draw(DtBuffer *buffer, const DtBalances *balances, const DtTableStyle *style) {
	char first[DT_DATE_ROOM], last[DT_DATE_ROOM];
	DtBuffer pair = {0};
	dt_buffer_format(&pair, "%.*s and %.*s", DT_SLICE_ARGS(balances->a), DT_SLICE_ARGS(balances->b));
	add_styled(buffer, style, bold, pair.data);
	dt_buffer_clear(&pair);
	dt_buffer_format(buffer, "  by %s, %s to %s: daily scores without events, in thousandths of all pairs\n\n",
	                 dt_period_name(balances->period), dt_date_format(balances->points[0].days.from, first),
	                 dt_date_format(balances->points[balances->count - 1].days.to, last));
	draw_balance_rows(buffer, balances, style);
	dt_buffer_add_char(buffer, '\n');
	for (size_t i = 0; i < balances->boundary_count; i++) {
		double before = dt_balances_mean(balances, i), after = dt_balances_mean(balances, i + 1);
		dt_buffer_format(buffer, "%4zu  %s  towards %s: %+.2f → %+.2f\n", i + 1,
		                 dt_date_format(balances->points[balances->boundaries[i]].days.from, first),
		                 after < before ? "conflict" : "cooperation", before, after);
	}
	if (!balances->boundary_count) dt_buffer_add_text(buffer, "  no change of level\n");
}
