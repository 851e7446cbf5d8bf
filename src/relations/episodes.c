// SPDX-License-Identifier: Apache-2.0
// What happened at a shift, or within some days: the events that pull, told by their sentences.
//
// Events that share a link are one episode; rows of other tables, which have none, are one when day, kind and direction
// are. Where the tone changed, an event pulls by how far its score lies beyond the mean score before the shift, in the
// direction of the shift; where only the volume changed, by its score either way, after a rise those that came, after a
// fall those that stopped coming. The days looked at begin with the earliest day that the shift may have.
//
//   reports ─▶ candidates by happening ─▶ the weightiest few ─▶ their events are read ─▶ told by the surest
#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "relations/shifts.h"

enum { EVENTS_KEPT = 12, CANDIDATES = 4 }; // of a candidate; for each episode wanted

typedef struct Candidate {
	double weight;
	uint32_t events, number; // number: in the order they came
	int64_t ids[EVENTS_KEPT];
	uint32_t id_count;
} Candidate;

typedef struct Gathering {
	DtArena *arena, *scratch;
	const DtBetween *between;
	const DtShift *shift; // NULL: whatever is strong
	DtWeights weights;
	DtMap keys;
	Candidate *candidates; // [count]
	size_t count, capacity;
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
	int64_t key[2] = {report->happening, 0};
	if (!report->happening) {
		key[0] = report->day;
		key[1] = 1 + report->kind * 3 + (report->mutual ? 2 : report->back);
	}
	DtSlice bytes = dt_slice((const char *)key, sizeof key);
	uint32_t at = dt_map_find(&gathering->keys, bytes);
	if (at == DT_MAP_ABSENT) {
		at = (uint32_t)gathering->count;
		dt_map_set(gathering->scratch, &gathering->keys, dt_arena_copy(gathering->scratch, bytes), at);
		DT_PUSH(gathering->scratch, gathering->candidates, gathering->count, gathering->capacity,
		        ((Candidate){.number = at}));
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

// Reads the events of a candidate, and tells it by the surest. False on failure; *told when there was one.
static bool tell_candidate(Gathering *gathering, DtStore *store, const Candidate *candidate, DtEpisode *episode,
                           bool *told, DtError *error) {
	*episode = (DtEpisode){.events = candidate->events};
	gathering->episode = episode;
	gathering->surest = -1;
	for (uint32_t i = 0; i < candidate->id_count; i++)
		if (!dt_store_event(store, candidate->ids[i], tell, gathering, error)) return false;
	*told = gathering->surest >= 0;
	episode->weight = candidate->weight * (gathering->surest > 0 ? (double)gathering->surest : 1);
	return true;
}

static bool find_episodes(DtArena *arena, DtStore *store, const DtBetween *between, const DtShift *shift,
                          DtWeights weights, size_t most, DtEpisode **episodes, size_t *count, DtError *error) {
	*count = 0;
	if (most == 0) return true;
	Gathering gathering = {
		.arena = arena, .scratch = dt_arena_new(), .between = between, .shift = shift, .weights = weights};
	bool done = dt_store_reports(store, between, gather, &gathering, error);
	if (gathering.count) qsort(gathering.candidates, gathering.count, sizeof *gathering.candidates, weightiest_first);
	size_t wanted = most * CANDIDATES < gathering.count ? most * CANDIDATES : gathering.count, found = 0;
	DtEpisode *list = DT_NEW_ARRAY(arena, DtEpisode, wanted);
	for (size_t i = 0; done && i < wanted && gathering.candidates[i].weight > 0; i++) {
		bool told;
		done = tell_candidate(&gathering, store, &gathering.candidates[i], &list[found], &told, error);
		found += done && told;
	}
	if (found) qsort(list, found, sizeof *list, weightier_first);
	*episodes = list;
	*count = found < most ? found : most;
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
	return find_episodes(arena, store, between, NULL, weights, most, episodes, count, error);
}
