// SPDX-License-Identifier: Apache-2.0
// detente relations: how two actors get along, when that shifted, and what happened then.
#include <stdio.h>

#include "cli/chart.h"
#include "cli/command.h"
#include "cli/sides.h"
#include "relations/balances.h"
#include "relations/surprises.h"
#include "store/store.h"

enum { BY, FROM, TO, DIRECTED, WEIGHTS, HAPPENINGS, SOURCES, ATTRIBUTION, RAW, ALL, WEEKS, LIMIT, TOP, JSON, CSV };

enum { VOICES = 20 };

static const DtOption options[] = {
	{"by", 0, "PERIOD", "day, week, month, quarter or year (default: by the length)"},
	{"from", 0, "DATE", "first day: YYYY, YYYY-MM or YYYY-MM-DD"},
	{"to", 0, "DATE", "last day"},
	{"directed", 0, NULL, "only what A did to B, not the other way"},
	{"weights", 0, "NAME", "scores of events: plover (default) or goldstein"},
	{"happenings", 0, NULL, "count each happening once, not every report of it"},
	{"sources", 0, NULL, "also how many publications told of each period"},
	{"attribution", 0, NULL, "also who says so, and how much of it"},
	{"raw", 0, NULL, "do not set the pair against the volume of all news"},
	{"all", 0, NULL, "which pairs of the world their last weeks set against their past"},
	{"weeks", 0, "NUMBER", "with --all: how many are the last weeks (default 4)"},
	{"limit", 0, "NUMBER", "pairs in the list (default 20)"},
	{"top", 0, "NUMBER", "happenings under each shift, and of the days asked for (default 3)"},
	{"json", 0, NULL, "one JSON object, or one a pair"},
	{"csv", 0, NULL, "a row a period, or a pair"},
	{0},
};

typedef struct Settings {
	DtSeriesQuery query;
	DtWeights weights;
	long limit, top, weeks;
	bool json, csv, raw, all, attribution;
	DtTableStyle style;
} Settings;

static bool read_settings(const char *const *values, Settings *settings) {
	settings->query.directed = values[DIRECTED] != NULL;
	settings->query.by_happening = values[HAPPENINGS] != NULL;
	settings->query.sources = values[SOURCES] != NULL;
	settings->attribution = values[ATTRIBUTION] != NULL;
	settings->raw = values[RAW] != NULL;
	settings->all = values[ALL] != NULL;
	settings->json = values[JSON] != NULL;
	settings->csv = values[CSV] != NULL;
	settings->style = (DtTableStyle){dt_terminal_width(), dt_wants_colour()};
	if (values[BY] && !dt_period_find(dt_slice_of(values[BY]), &settings->query.period)) {
		dt_complain("--by: there is no period '%s': day, week, month, quarter or year", values[BY]);
		return false;
	}
	if (values[WEIGHTS] && !dt_weights_find(dt_slice_of(values[WEIGHTS]), &settings->weights)) {
		dt_complain("--weights: there are none called '%s': plover or goldstein", values[WEIGHTS]);
		return false;
	}
	if (settings->json && settings->csv) {
		dt_complain("--json and --csv do not go together");
		return false;
	}
	if (!dt_option_days(values[FROM], values[TO], &settings->query.days)) return false;
	if (values[WEEKS] && !dt_option_number("weeks", values[WEEKS], 1, 52, &settings->weeks)) return false;
	if (values[LIMIT] && !dt_option_number("limit", values[LIMIT], 1, 10000, &settings->limit)) return false;
	return !values[TOP] || dt_option_number("top", values[TOP], 0, 100, &settings->top);
}

// A pair

static void write_estimate(DtBuffer *buffer, DtEstimate estimate) {
	dt_buffer_format(buffer, ",%.4f,%.4f,%.4f", estimate.mean, estimate.low, estimate.high);
}

// The shift that begins with a point; NULL when none does.
static const DtShift *shift_at(const DtShifts *shifts, const DtPoint *point) {
	for (size_t i = 0; i < shifts->count; i++) {
		if (shifts->shifts[i].date == point->days.from) return &shifts->shifts[i];
	}
	return NULL;
}

static void write_csv(DtBuffer *buffer, const DtSeries *series, const DtShifts *shifts, DtWeights weights,
                      const DtAttributions *attributions) {
	static const char *const realities[] = {"facts", "negated", "hypothetical", "future", "historical", "vague"};
	dt_buffer_add_text(buffer, "from,to");
	for (int i = 0; i < DT_REALITY_COUNT; i++) dt_buffer_format(buffer, ",%s", realities[i]);
	dt_buffer_add_text(buffer, ",quad_1,quad_2,quad_3,quad_4");
	for (int i = 1; i < DT_CATEGORY_COUNT; i++) dt_buffer_format(buffer, ",%s", dt_category_name((DtCategory)i));
	dt_buffer_add_text(
		buffer,
		",happenings,publications,score,balance,exposure,events,events_low,events_high,share,share_low,share_high,"
		"shift,shift_probability");
	for (int k = 0; attributions && k < DT_VOICE_KINDS; k++)
		dt_buffer_format(buffer, ",said_by_%s", dt_voice_kind_name(k));
	dt_buffer_add_char(buffer, '\n');
	for (size_t i = 0; i < series->count; i++) {
		const DtPoint *point = &series->points[i];
		const DtShift *shift = shift_at(shifts, point);
		char from[DT_DATE_ROOM], to[DT_DATE_ROOM];
		dt_buffer_format(buffer, "%s,%s", dt_date_format(point->days.from, from), dt_date_format(point->days.to, to));
		for (int k = 0; k < DT_REALITY_COUNT; k++) dt_buffer_format(buffer, ",%u", point->realities[k]);
		for (int k = 1; k <= 4; k++) dt_buffer_format(buffer, ",%u", point->quads[k]);
		for (int k = 1; k < DT_CATEGORY_COUNT; k++) dt_buffer_format(buffer, ",%u", point->categories[k]);
		dt_buffer_format(buffer, ",%u,", point->happenings);
		if (series->has_sources) dt_buffer_format(buffer, "%u", point->publications);
		dt_buffer_format(buffer, ",%.2f,%.4f,%.4f", point->scores[weights], dt_point_balance(point, weights),
		                 point->exposure);
		write_estimate(buffer, point->events);
		write_estimate(buffer, point->share);
		if (shift)
			dt_buffer_format(buffer, ",%s,%.4f",
			                 shift->tone && shift->volume ? "both"
			                 : shift->tone                ? "tone"
			                                              : "volume",
			                 shift->probability);
		else
			dt_buffer_add_text(buffer, ",,");
		for (int k = 0; attributions && k < DT_VOICE_KINDS; k++)
			dt_buffer_format(buffer, ",%u", attributions->facts[i][k]);
		dt_buffer_add_char(buffer, '\n');
	}
}

// What tables without events have of the pair.
static int show_balances(DtArena *arena, DtStore *store, const Settings *settings, DtBuffer *buffer, DtError *error) {
	const DtSeriesQuery *query = &settings->query;
	DtBalances balances;
	if (!dt_balances_read(arena, store, query->actor, query->recipient, query->period, query->days, &balances, error))
		return dt_complain_error(error);
	if (balances.count == 0) {
		dt_complain("the record has no facts between " DT_SLICE_FORMAT " and " DT_SLICE_FORMAT,
		            DT_SLICE_ARGS(query->actor), DT_SLICE_ARGS(query->recipient));
		return DT_EXIT_SOME_FAILED;
	}
	if (settings->json) {
		dt_balances_write_json(buffer, &balances);
		dt_buffer_add_char(buffer, '\n');
	} else if (settings->csv) {
		char from[DT_DATE_ROOM], to[DT_DATE_ROOM];
		dt_buffer_add_text(buffer, "from,to,sum,all,value\n");
		for (size_t i = 0; i < balances.count; i++) {
			const DtBalancePoint *point = &balances.points[i];
			dt_buffer_format(buffer, "%s,%s,%.4f,%.4f,%.4f\n", dt_date_format(point->days.from, from),
			                 dt_date_format(point->days.to, to), point->sum, point->all, point->value);
		}
	} else {
		dt_balances_draw(buffer, &balances, &settings->style);
	}
	return DT_EXIT_DONE;
}

static int show_pair(DtArena *arena, DtStore *store, const Settings *settings, DtBuffer *buffer, DtError *error) {
	DtVolume volume;
	DtSeries series;
	if (!dt_volume_read(arena, store, settings->query.days, &volume, error) ||
	    !dt_series_read(arena, store, &settings->query, settings->raw ? NULL : &volume, &series, error))
		return dt_complain_error(error);
	if (series.count == 0) return show_balances(arena, store, settings, buffer, error);
	DtShifts shifts = dt_shifts_find(arena, &series);
	DtAttributions said, *attributions = settings->attribution ? &said : NULL;
	if (attributions && !dt_attributions_read(arena, store, &series, VOICES, attributions, error))
		return dt_complain_error(error);
	DtEpisode *strongest = NULL;
	size_t strongest_count = 0;
	DtBetween between = {series.actor, series.recipient, !series.directed, settings->query.days};
	// Of the whole of a long series, the strongest would be read from all its events.
	bool asked = settings->query.days.from != DT_DATE_NONE || settings->query.days.to != DT_DATE_NONE;
	if (!settings->csv &&
	    (!dt_shifts_explain(arena, store, &series, settings->weights, (size_t)settings->top, &shifts, error) ||
	     !dt_episodes_find(arena, store, &between, settings->weights, asked ? (size_t)settings->top : 0, &strongest,
	                       &strongest_count, error)))
		return dt_complain_error(error);
	if (settings->csv) {
		write_csv(buffer, &series, &shifts, settings->weights, attributions);
	} else if (settings->json) {
		dt_relations_write_json(buffer, &series, &shifts, settings->weights, attributions);
		dt_buffer_add_char(buffer, '\n');
	} else {
		dt_relations_draw(buffer, &series, &shifts, settings->weights, &settings->style);
		dt_episodes_draw(buffer, strongest, strongest_count, &settings->style);
		if (attributions) dt_attributions_draw(buffer, attributions, &settings->style);
	}
	return DT_EXIT_DONE;
}

// The world

static void write_surprise(DtBuffer *buffer, const Settings *settings, const DtSurprise *surprise) {
	DtSlice a = surprise->a, b = surprise->b;
	if (settings->json) {
		dt_buffer_format(buffer,
		                 "{\"actor\":\"%.*s\",\"recipient\":\"%.*s\",\"chance\":%.3g,\"volume_chance\":%.3g,"
		                 "\"tone_chance\":%.3g,\"facts\":%llu,\"expected\":%.2f,\"share\":%.4f,"
		                 "\"share_expected\":%.4f,\"stands_out\":%s}\n",
		                 DT_SLICE_ARGS(a), DT_SLICE_ARGS(b), surprise->chance, surprise->volume_chance,
		                 surprise->tone_chance, (unsigned long long)surprise->facts, surprise->expected,
		                 surprise->share, surprise->share_expected, surprise->stands_out ? "true" : "false");
	} else if (settings->csv) {
		dt_buffer_format(buffer, "%.*s,%.*s,%.3g,%.3g,%.3g,%llu,%.2f,%.4f,%.4f,%d\n", DT_SLICE_ARGS(a),
		                 DT_SLICE_ARGS(b), surprise->chance, surprise->volume_chance, surprise->tone_chance,
		                 (unsigned long long)surprise->facts, surprise->expected, surprise->share,
		                 surprise->share_expected, surprise->stands_out);
	} else {
		dt_buffer_format(buffer, "%-5.*s %-5.*s %8llu %9.1f %9.0f %% %9.0f %%   %.1g\n", DT_SLICE_ARGS(a),
		                 DT_SLICE_ARGS(b), (unsigned long long)surprise->facts, surprise->expected,
		                 100 * surprise->share, 100 * surprise->share_expected, surprise->chance);
	}
}

static int list_surprises(DtArena *arena, DtStore *store, const Settings *settings, DtBuffer *buffer, DtError *error) {
	DtSurpriseQuery query = {.until = settings->query.days.to, .weeks = (int)settings->weeks};
	DtSurprises surprises;
	char from[DT_DATE_ROOM], to[DT_DATE_ROOM];
	if (!dt_surprises_find(arena, store, &query, &surprises, error)) return dt_complain_error(error);
	if (surprises.count == 0) {
		dt_complain("no pair of the record has enough happenings to be set against its past");
		return DT_EXIT_SOME_FAILED;
	}
	if (settings->csv)
		dt_buffer_add_text(buffer,
		                   "actor,recipient,chance,volume_chance,tone_chance,facts,expected,share,share_expected,"
		                   "stands_out\n");
	if (!settings->csv && !settings->json) {
		dt_buffer_format(buffer,
		                 "%s to %s against the two years before: %zu pairs, %zu stand out (one in ten of them by "
		                 "chance)\n",
		                 dt_date_format(surprises.days.from, from), dt_date_format(surprises.days.to, to),
		                 surprises.count, surprises.standing_out);
		if (surprises.standing_out > 0)
			dt_buffer_format(buffer, "\n%-5s %-5s %8s %9s %11s %11s   %s\n", "A", "B", "HAPPENED", "EXPECTED",
			                 "CONFLICT", "BEFORE", "CHANCE");
	}
	size_t shown = surprises.standing_out < (size_t)settings->limit ? surprises.standing_out : (size_t)settings->limit;
	if (settings->json || settings->csv) shown = surprises.count;
	for (size_t i = 0; i < shown; i++) write_surprise(buffer, settings, &surprises.pairs[i]);
	return DT_EXIT_DONE;
}

// The list

typedef struct Pair {
	DtSlice actor, recipient;
	int64_t facts;
	double score, goldstein;
	DtDate first, last;
} Pair;

typedef struct Pairs {
	DtArena *arena;
	Pair *pairs;
	size_t count, capacity;
} Pairs;

static bool note_pair(void *context, const DtPairRow *row) {
	Pairs *pairs = context;
	if (row->counts[DT_REALITY_FACT] == 0) return true;
	Pair pair = {dt_arena_copy(pairs->arena, row->actor),
	             dt_arena_copy(pairs->arena, row->recipient),
	             row->counts[DT_REALITY_FACT],
	             row->score,
	             row->goldstein,
	             row->first,
	             row->last};
	DT_PUSH(pairs->arena, pairs->pairs, pairs->count, pairs->capacity, pair);
	return true;
}

// The latest shift of tone; without any, the latest.
static const DtShift *latest(const DtShifts *shifts) {
	for (size_t i = shifts->count; i-- > 0;) {
		if (shifts->shifts[i].tone) return &shifts->shifts[i];
	}
	return shifts->count ? &shifts->shifts[shifts->count - 1] : NULL;
}

static void write_pair(DtBuffer *buffer, const Settings *settings, const Pair *pair, const DtShift *shift,
                       DtPeriod period) {
	char first[DT_DATE_ROOM], last[DT_DATE_ROOM], day[DT_DATE_ROOM];
	double sum = settings->weights == DT_WEIGHTS_PLOVER ? pair->score : pair->goldstein;
	double balance = sum / (double)pair->facts;
	DtBuffer words = {0};
	if (shift) dt_shift_describe(&words, shift, period, settings->weights);
	dt_date_format(pair->first, first);
	dt_date_format(pair->last, last);
	dt_date_format(shift ? shift->date : DT_DATE_NONE, day);
	if (settings->json) {
		dt_buffer_add_text(buffer, "{\"actor\":");
		dt_buffer_add_json_string(buffer, pair->actor);
		dt_buffer_add_text(buffer, ",\"recipient\":");
		dt_buffer_add_json_string(buffer, pair->recipient);
		dt_buffer_format(buffer, ",\"facts\":%lld,\"balance\":%.4f,\"from\":\"%s\",\"to\":\"%s\",\"shift\":",
		                 (long long)pair->facts, balance, first, last);
		if (shift) {
			dt_buffer_format(buffer, "{\"date\":\"%s\",\"probability\":%.4f,\"description\":", day, shift->probability);
			dt_buffer_add_json_string(buffer, dt_buffer_slice(&words));
			dt_buffer_add_char(buffer, '}');
		} else {
			dt_buffer_add_text(buffer, "null");
		}
		dt_buffer_add_text(buffer, "}\n");
	} else if (settings->csv) {
		dt_buffer_add_csv_field(buffer, pair->actor);
		dt_buffer_add_char(buffer, ',');
		dt_buffer_add_csv_field(buffer, pair->recipient);
		dt_buffer_format(buffer, ",%lld,%.4f,%s,%s,%s,", (long long)pair->facts, balance, first, last, day);
		if (shift) dt_buffer_format(buffer, "%.4f", shift->probability);
		dt_buffer_add_char(buffer, ',');
		dt_buffer_add_csv_field(buffer, dt_buffer_slice(&words));
		dt_buffer_add_char(buffer, '\n');
	} else {
		dt_buffer_format(buffer, "%-5.*s %-5.*s %8lld %+7.1f  %s..%s  %-10s  %.*s\n", DT_SLICE_ARGS(pair->actor),
		                 DT_SLICE_ARGS(pair->recipient), (long long)pair->facts, balance, first, last, day,
		                 DT_SLICE_ARGS(dt_buffer_slice(&words)));
	}
	dt_buffer_clear(&words);
}

static bool asks_for_days(const Settings *settings) {
	return settings->query.days.from != DT_DATE_NONE && settings->query.days.to != DT_DATE_NONE;
}

// What was strongest in the world within the days that were asked for.
static int add_strongest(DtArena *arena, DtStore *store, const Settings *settings, DtBuffer *buffer, DtError *error) {
	DtEpisode *episodes = NULL;
	size_t count = 0;
	DtBetween world = {.days = settings->query.days};
	if (!dt_episodes_find(arena, store, &world, settings->weights, (size_t)settings->top, &episodes, &count, error))
		return dt_complain_error(error);
	if (!settings->json) {
		dt_episodes_draw(buffer, episodes, count, &settings->style);
	} else if (count) {
		dt_buffer_add_text(buffer, "{\"strongest\":");
		dt_episodes_write_json(buffer, episodes, count);
		dt_buffer_add_text(buffer, "}\n");
	}
	return DT_EXIT_DONE;
}

static int list_pairs(DtArena *arena, DtStore *store, Settings *settings, DtBuffer *buffer, DtError *error) {
	Pairs pairs = {.arena = arena};
	DtVolume volume;
	if (!dt_store_pairs(store, settings->query.days, settings->limit, note_pair, &pairs, error) ||
	    !dt_volume_read(arena, store, settings->query.days, &volume, error))
		return dt_complain_error(error);
	if (pairs.count == 0) {
		dt_complain("the record has no facts between two actors on these days");
		return DT_EXIT_SOME_FAILED;
	}
	if (settings->csv)
		dt_buffer_add_text(buffer, "actor,recipient,facts,balance,from,to,shift,probability,description\n");
	if (!settings->csv && !settings->json)
		dt_buffer_format(buffer, "%-5s %-5s %8s %7s  %-22s  %s\n", "A", "B", "FACTS", "BALANCE", "DAYS",
		                 "LATEST SHIFT");
	DtArena *one = dt_arena_new();
	int code = DT_EXIT_DONE;
	settings->query.plain = true;
	for (size_t i = 0; i < pairs.count && code == DT_EXIT_DONE; i++) {
		DtSeries series;
		settings->query.actor = pairs.pairs[i].actor;
		settings->query.recipient = pairs.pairs[i].recipient;
		if (dt_series_read(one, store, &settings->query, &volume, &series, error)) {
			DtShifts shifts = dt_shifts_find(one, &series);
			write_pair(buffer, settings, &pairs.pairs[i], latest(&shifts), series.period);
		} else {
			code = dt_complain_error(error);
		}
		dt_arena_reset(one);
	}
	dt_arena_free(one);
	if (code == DT_EXIT_DONE && asks_for_days(settings) && !settings->csv)
		code = add_strongest(arena, store, settings, buffer, error);
	return code;
}

static int run(const DtCommand *command, int argc, char **argv) {
	DtArguments arguments;
	int code = dt_parse_arguments(command, argc, argv, &arguments);
	if (code >= 0) return code;
	Settings settings = {.limit = 20, .top = 3, .weeks = 4};
	if (!read_settings(arguments.values, &settings)) return DT_EXIT_USAGE;
	if (arguments.rest_count != 1 && arguments.rest_count != 3) {
		dt_complain("relations wants a record, and two actors or none; see 'detente relations --help'");
		return DT_EXIT_USAGE;
	}
	if (arguments.rest_count == 3 && settings.all) {
		dt_complain("--all is of all pairs; leave the two actors out");
		return DT_EXIT_USAGE;
	}
	if (arguments.rest_count == 1 && settings.query.directed) {
		dt_complain("--directed goes with two actors");
		return DT_EXIT_USAGE;
	}
	DtError error = {0};
	DtStore *store = dt_store_open(arguments.rest[0], DT_STORE_READ, &error);
	if (!store) return dt_complain_error(&error);
	DtArena *arena = dt_arena_new();
	DtBuffer buffer = {0};
	if (arguments.rest_count == 3) {
		DtSideReader reader = {.arena = arena};
		bool read = dt_side_read(&reader, arguments.rest[1], &settings.query.actor) &&
		            dt_side_read(&reader, arguments.rest[2], &settings.query.recipient);
		dt_world_free(reader.world);
		code = read ? show_pair(arena, store, &settings, &buffer, &error) : DT_EXIT_USAGE;
	} else if (settings.all) {
		code = list_surprises(arena, store, &settings, &buffer, &error);
	} else {
		code = list_pairs(arena, store, &settings, &buffer, &error);
	}
	if (code == DT_EXIT_DONE) fwrite(buffer.data, 1, buffer.length, stdout);
	dt_buffer_clear(&buffer);
	dt_arena_free(arena);
	dt_store_close(store);
	return code;
}

const DtCommand dt_command_relations = {
	.name = "relations",
	.synopsis = "[OPTION…] RECORD [A B]",
	.summary = "how two actors get along, and when that shifted",
	.text = "With two actors, the series of the pair: cooperation and conflict by period, the shifts\n"
			"of its tone and volume with their probability, and what happened then. Only facts\n"
			"count; what is denied, weighed or to come is shown apart. An actor is a code or a name\n"
			"(PRK, 'North Korea'), with a sector where only that counts (SYR:REB), several of them\n"
			"(France+Germany), or the states of a body ('members of NATO'). Without actors, the\n"
			"busiest pairs and the latest shift of each, and what was strongest within --from and\n"
			"--to; with --all, those that now differ from their past. The method is in\n"
			"docs/relations.md.",
	.options = options,
	.run = run,
};
