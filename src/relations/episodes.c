// SPDX-License-Identifier: Apache-2.0
// What happened at a shift, or within some days: the events that pull, told by their sentences.
//
// Events that share a link are one episode; rows of other tables, which have none, are one when day, kind and direction
// are. Where the tone changed, an event pulls by how far its score lies beyond the mean score before the shift, in the
// direction of the shift; where only the volume changed, by its score either way, after a rise those that came, after a
// fall those that stopped coming. The days looked at begin with the earliest day that the shift may have.
//
//   reports ─▶ candidates by happening ─▶ the weightiest few ─▶ their events are read ─▶ told by the surest
//
// Of the world there are too many reports to read. The daily sums of a pair say how heavy a happening of that day can
// be at most: all events of one kind of category, at the highest score it can have. Days of pairs are read in that
// order, until none that is left can hold a happening as heavy as those that were found (Fagin, Lotem and Naor 2003:
// Optimal aggregation algorithms for middleware).
#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "document/happening.h"
#include "relations/shifts.h"

enum { EVENTS_KEPT = 12, CANDIDATES = 4 }; // of a candidate; for each episode wanted

typedef struct Candidate {
	const DtBetween *between;
	double weight;
	uint32_t events, number; // number: in the order they came
	int64_t ids[EVENTS_KEPT];
	uint32_t id_count;
} Candidate;

typedef struct Gathering {
	DtArena *arena, *scratch;
	const DtBetween *between; // that is being read
	const DtShift *shift;     // NULL: whatever is strong
	DtWeights weights;
	DtMap keys;
	Candidate *candidates; // [count]
	size_t count, capacity;
	int64_t pair;       // that is being read, where there are many
	DtEpisode *episode; // that is being told
	float surest;
} Gathering;

static const int days_after[DT_PERIOD_COUNT] = {30, 13, 27, 61, 121, 366};

static DtDateSpan days_of(const DtShift *shift, DtPeriod period) {
	int reach = days_after[period];
	if (!shift->tone && shift->volume_ratio < 1) {
		DtDate from = shift->date - reach;
		return (DtDateSpan){from > shift->before.days.from ? from : shift->before.days.from, shift->date - 1};
	}
	DtDate to = shift->date + reach, from = shift->between.from;
	// Weeks of doubt before the shift would bring in what led up to it, not what it was.
	if (from < shift->date - reach / 2) from = shift->date - reach / 2;
	return (DtDateSpan){from, to < shift->after.days.to ? to : shift->after.days.to};
}

static double pull_of(const Gathering *gathering, const DtReport *report) {
	const DtShift *shift = gathering->shift;
	double score = gathering->weights == DT_WEIGHTS_PLOVER ? report->score : report->goldstein;
	if (!shift || !shift->tone) return fabs(score);
	double beyond = score - shift->before.balance[gathering->weights];
	return shift->share_change > 0 ? -beyond : beyond;
}

static bool gather(void *context, const DtReport *report) {
	Gathering *gathering = context;
	if (report->reality != DT_REALITY_FACT) return true;
	int64_t key[3] = {report->happening, 0, 0};
	if (!report->happening) {
		key[0] = report->day;
		key[1] = 1 + report->kind * 3 + (report->mutual ? 2 : report->back);
		key[2] = gathering->pair;
	}
	DtSlice bytes = dt_slice((const char *)key, sizeof key);
	uint32_t at = dt_map_find(&gathering->keys, bytes);
	if (at == DT_MAP_ABSENT) {
		at = (uint32_t)gathering->count;
		dt_map_set(gathering->scratch, &gathering->keys, dt_arena_copy(gathering->scratch, bytes), at);
		DT_PUSH(gathering->scratch, gathering->candidates, gathering->count, gathering->capacity,
		        ((Candidate){.number = at, .between = gathering->between}));
	}
	Candidate *candidate = &gathering->candidates[at];
	candidate->events++;
	candidate->weight += pull_of(gathering, report);
	if (candidate->id_count < EVENTS_KEPT) candidate->ids[candidate->id_count++] = report->event;
	return true;
}

static int weightiest_first(const void *left, const void *right) {
	const Candidate *a = left, *b = right;
	if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
	return a->number < b->number ? -1 : 1;
}

static int weightier_first(const void *left, const void *right) {
	const DtEpisode *a = left, *b = right;
	if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
	return a->day < b->day ? -1 : a->day > b->day;
}

// A party as it is told: "USA Donald Trump".
static DtSlice party_text(DtArena *arena, const DtRecordParty *party) {
	DtSlice name = party->name.length ? party->name : party->sector;
	return name.length ? dt_arena_format(arena, DT_SLICE_FORMAT " " DT_SLICE_FORMAT, DT_SLICE_ARGS(party->code),
	                                     DT_SLICE_ARGS(name))
	                   : dt_arena_copy(arena, party->code);
}

// Which of its dyads is between the two sides; the first.
static bool find_dyad(const DtBetween *between, const DtRecord *record, DtDyad *found) {
	enum { ROOM = 256 };
	DtDyad dyads[ROOM];
	size_t count = dt_record_dyads(record, dyads, ROOM);
	for (size_t i = 0; i < count && i < ROOM; i++) {
		const DtRecordParty *actor = dyads[i].actor, *recipient = dyads[i].recipient;
		bool forth = dt_side_means(between->actor, actor) && dt_side_means(between->recipient, recipient);
		bool back = dt_side_means(between->actor, recipient) && dt_side_means(between->recipient, actor);
		*found = dyads[i];
		if (forth || (back && between->either_way)) return true;
	}
	return false;
}

static bool tell(void *context, const DtRecord *record) {
	Gathering *gathering = context;
	DtEpisode *episode = gathering->episode;
	DtArena *arena = gathering->arena;
	DtDyad dyad;
	bool better = record->confidence > gathering->surest ||
	              (record->confidence == gathering->surest && record->text.length && !episode->text.length);
	if (!better || !find_dyad(gathering->between, record, &dyad)) return true;
	gathering->surest = record->confidence;
	episode->day = dt_record_day(record);
	episode->category = record->category;
	episode->mode = record->mode;
	memcpy(episode->cameo, record->cameo, sizeof episode->cameo);
	episode->actor = party_text(arena, dyad.actor);
	episode->recipient = party_text(arena, dyad.recipient);
	episode->text = dt_arena_copy(arena, record->text);
	episode->title = dt_arena_copy(arena, record->title);
	episode->url = dt_arena_copy(arena, record->url);
	episode->publication = dt_arena_copy(arena, record->publication);
	episode->document = dt_arena_copy(arena, record->document);
	return true;
}

static bool note_mention(void *context, const DtTold *mention) {
	Gathering *gathering = context;
	DtEpisode *episode = gathering->episode;
	episode->mentions++;
	for (uint32_t i = 0; i < episode->outlet_count; i++)
		if (dt_slice_equal(episode->outlets[i], mention->publication)) return true;
	if (episode->outlet_count < DT_EPISODE_OUTLETS)
		episode->outlets[episode->outlet_count++] = dt_arena_copy(gathering->arena, mention->publication);
	return true;
}

// Reads the events of a candidate, and tells it by the surest. False on failure; *told when there was one.
static bool tell_candidate(Gathering *gathering, DtStore *store, const Candidate *candidate, DtEpisode *episode,
                           bool *told, DtError *error) {
	*episode = (DtEpisode){.events = candidate->events};
	gathering->episode = episode;
	gathering->surest = -1;
	gathering->between = candidate->between;
	for (uint32_t i = 0; i < candidate->id_count; i++) {
		if (!dt_store_event(store, candidate->ids[i], tell, gathering, error) ||
		    !dt_store_mentions(store, candidate->ids[i], note_mention, gathering, error))
			return false;
	}
	*told = gathering->surest >= 0;
	episode->weight = candidate->weight * (gathering->surest > 0 ? (double)gathering->surest : 1);
	return true;
}

// Tells the weightiest of what was gathered.
static bool tell_weightiest(Gathering *gathering, DtStore *store, size_t most, DtEpisode **episodes, size_t *count,
                            DtError *error) {
	if (gathering->count)
		qsort(gathering->candidates, gathering->count, sizeof *gathering->candidates, weightiest_first);
	size_t wanted = most * CANDIDATES < gathering->count ? most * CANDIDATES : gathering->count, found = 0;
	DtEpisode *list = DT_NEW_ARRAY(gathering->arena, DtEpisode, wanted);
	bool done = true;
	for (size_t i = 0; done && i < wanted && gathering->candidates[i].weight > 0; i++) {
		bool told;
		done = tell_candidate(gathering, store, &gathering->candidates[i], &list[found], &told, error);
		found += done && told;
	}
	if (found) qsort(list, found, sizeof *list, weightier_first);
	*episodes = list;
	*count = found < most ? found : most;
	return done;
}

static bool find_episodes(DtArena *arena, DtStore *store, const DtBetween *between, const DtShift *shift,
                          DtWeights weights, size_t most, DtEpisode **episodes, size_t *count, DtError *error) {
	*count = 0;
	if (most == 0) return true;
	Gathering gathering = {
		.arena = arena, .scratch = dt_arena_new(), .between = between, .shift = shift, .weights = weights};
	bool done = dt_store_reports(store, between, gather, &gathering, error) &&
	            tell_weightiest(&gathering, store, most, episodes, count, error);
	dt_arena_free(gathering.scratch);
	return done;
}

// The world

typedef struct PairDay {
	DtSlice a, b;
	int64_t pair;
	DtDate day;
	double most; // that a happening of it can weigh
} PairDay;

typedef struct WorldDays {
	DtArena *arena;
	DtWeights weights;
	DtMap codes;   // each with its place in kept
	DtSlice *kept; // [kept_count]
	size_t kept_count, kept_capacity;
	PairDay *days; // [count]
	size_t count, capacity;
} WorldDays;

static DtSlice kept_code(WorldDays *world, DtSlice code) {
	uint32_t at = dt_map_find(&world->codes, code);
	if (at != DT_MAP_ABSENT) return world->kept[at];
	DtSlice copy = dt_arena_copy(world->arena, code);
	dt_map_set(world->arena, &world->codes, copy, (uint32_t)world->kept_count);
	DT_PUSH(world->arena, world->kept, world->kept_count, world->kept_capacity, copy);
	return copy;
}

static bool note_pair_day(void *context, const DtPairDayRow *row) {
	static const double highest = 10; // of Goldstein's weights
	WorldDays *world = context;
	double families[DT_CATEGORY_COUNT] = {0}, most = 0;
	for (int i = 0; i < DT_CATEGORY_COUNT; i++) {
		if (!row->sums->categories[i]) continue;
		double *family = &families[dt_category_family((uint8_t)i)];
		bool plover = world->weights == DT_WEIGHTS_PLOVER;
		*family += (double)row->sums->categories[i] * (plover ? dt_category_strength((DtCategory)i) : highest);
		most = fmax(most, *family);
	}
	PairDay *last = world->count ? &world->days[world->count - 1] : NULL;
	if (last && last->pair == row->pair && last->day == row->day)
		last->most = fmax(last->most, most);
	else
		DT_PUSH(world->arena, world->days, world->count, world->capacity,
		        ((PairDay){.a = kept_code(world, row->a),
		                   .b = kept_code(world, row->b),
		                   .pair = row->pair,
		                   .day = row->day,
		                   .most = most}));
	return true;
}

static int most_first(const void *left, const void *right) {
	const PairDay *a = left, *b = right;
	if (a->most != b->most) return a->most > b->most ? -1 : 1;
	if (a->day != b->day) return a->day < b->day ? -1 : 1;
	return a->pair < b->pair ? -1 : a->pair > b->pair;
}

static int larger_first(const void *left, const void *right) {
	double a = *(const double *)left, b = *(const double *)right;
	return (a < b) - (a > b);
}

// The weight of the wanted-th of what was gathered; 0 when there are fewer.
static double weight_at(const Gathering *gathering, size_t wanted) {
	if (gathering->count < wanted) return 0;
	double *weights = DT_NEW_ARRAY(gathering->scratch, double, gathering->count);
	for (size_t i = 0; i < gathering->count; i++) weights[i] = gathering->candidates[i].weight;
	qsort(weights, gathering->count, sizeof *weights, larger_first);
	return weights[wanted - 1];
}

static bool find_in_world(DtArena *arena, DtStore *store, DtDateSpan days, DtWeights weights, size_t most,
                          DtEpisode **episodes, size_t *count, DtError *error) {
	enum { AT_ONCE = 16 };
	Gathering gathering = {.arena = arena, .scratch = dt_arena_new(), .weights = weights};
	WorldDays world = {.arena = gathering.scratch, .weights = weights};
	bool done = dt_store_days(store, days, note_pair_day, &world, error);
	if (done && world.count) qsort(world.days, world.count, sizeof *world.days, most_first);
	for (size_t i = 0; done && i < world.count; i++) {
		const PairDay *at = &world.days[i];
		if (i % AT_ONCE == 0 && weight_at(&gathering, most * CANDIDATES) >= at->most) break;
		DtBetween *between = DT_NEW(gathering.scratch, DtBetween);
		*between = (DtBetween){at->a, at->b, true, {at->day, at->day}};
		gathering.between = between;
		gathering.pair = at->pair;
		done = dt_store_reports(store, between, gather, &gathering, error);
	}
	done = done && tell_weightiest(&gathering, store, most, episodes, count, error);
	dt_arena_free(gathering.scratch);
	return done;
}

static DtBetween between_of(const DtSeries *series, DtDateSpan days) {
	return (DtBetween){series->actor, series->recipient, !series->directed, days};
}

bool dt_shifts_explain(DtArena *arena, DtStore *store, const DtSeries *series, DtWeights weights, size_t most,
                       DtShifts *shifts, DtError *error) {
	for (size_t i = 0; i < shifts->count; i++) {
		DtShift *shift = &shifts->shifts[i];
		DtBetween between = between_of(series, days_of(shift, series->period));
		if (!find_episodes(arena, store, &between, shift, weights, most, &shift->episodes, &shift->episode_count,
		                   error))
			return false;
	}
	return true;
}

bool dt_episodes_find(DtArena *arena, DtStore *store, const DtBetween *between, DtWeights weights, size_t most,
                      DtEpisode **episodes, size_t *count, DtError *error) {
	*count = 0;
	if (most > 0 && !between->actor.length && !between->recipient.length)
		return find_in_world(arena, store, between->days, weights, most, episodes, count, error);
	return find_episodes(arena, store, between, NULL, weights, most, episodes, count, error);
}
