// SPDX-License-Identifier: Apache-2.0
// What happened at a shift: the events that pull its way, told by their sentences.
//
// Events that share a link are one episode; rows of other tables, which have none, are one when day, code and parties
// are. Where the tone changed, an event pulls by how far its score lies beyond the mean score before the shift, in the
// direction of the shift; where only the volume changed, by its score either way, after a rise those that came, after a
// fall those that stopped coming. The days looked at begin with the earliest day that the shift may have.
#include <math.h>

#include "base/map.h"
#include "relations/shifts.h"

typedef struct Gathering {
	DtArena *arena, *scratch;
	const DtSeries *series;
	const DtShift *shift;
	DtWeights weights;
	DtMap keys;
	DtEpisode *episodes;
	float *surest; // [count]
	size_t count, capacity, surest_count, surest_capacity;
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

static double pull_of(const Gathering *gathering, const DtRecord *record) {
	const DtShift *shift = gathering->shift;
	double sure = record->confidence > 0 ? (double)record->confidence : 1;
	double score = gathering->weights == DT_WEIGHTS_PLOVER ? dt_record_score(record) : record->goldstein;
	if (!shift->tone) return sure * fabs(score);
	double beyond = score - shift->before.balance[gathering->weights];
	return sure * (shift->share_change > 0 ? -beyond : beyond);
}

static bool is_party(DtSlice code, const Gathering *gathering) {
	return dt_slice_equal(code, gathering->series->actor) || dt_slice_equal(code, gathering->series->recipient);
}

// A party as it is told: "USA Donald Trump".
static DtSlice party_text(DtArena *arena, const DtRecordParty *party) {
	DtSlice name = party->name.length ? party->name : party->sector;
	return name.length ? dt_arena_format(arena, DT_SLICE_FORMAT " " DT_SLICE_FORMAT, DT_SLICE_ARGS(party->code),
	                                     DT_SLICE_ARGS(name))
	                   : dt_arena_copy(arena, party->code);
}

// Which of its dyads is one of the two actors; the first.
static bool find_dyad(const Gathering *gathering, const DtRecord *record, DtDyad *found) {
	enum { ROOM = 256 };
	DtDyad dyads[ROOM];
	size_t count = dt_record_dyads(record, dyads, ROOM);
	for (size_t i = 0; i < count && i < ROOM; i++) {
		if (!is_party(dyads[i].actor->code, gathering) || !is_party(dyads[i].recipient->code, gathering)) continue;
		if (dt_slice_equal(dyads[i].actor->code, dyads[i].recipient->code)) continue;
		if (gathering->series->directed && !dt_slice_equal(dyads[i].actor->code, gathering->series->actor)) continue;
		*found = dyads[i];
		return true;
	}
	return false;
}

static DtSlice key_of(DtArena *arena, const DtRecord *record, const DtDyad *dyad) {
	if (record->link.length) return dt_arena_copy(arena, record->link);
	return dt_arena_format(arena, "%d %u %s %u %.*s %.*s", (int)dt_record_day(record), record->category, record->cameo,
	                       record->mode, DT_SLICE_ARGS(dyad->actor->code), DT_SLICE_ARGS(dyad->recipient->code));
}

static void tell(DtArena *arena, const DtRecord *record, const DtDyad *dyad, DtEpisode *episode) {
	episode->day = dt_record_day(record);
	episode->category = record->category;
	episode->mode = record->mode;
	memcpy(episode->cameo, record->cameo, sizeof episode->cameo);
	episode->actor = party_text(arena, dyad->actor);
	episode->recipient = party_text(arena, dyad->recipient);
	episode->text = dt_arena_copy(arena, record->text);
	episode->title = dt_arena_copy(arena, record->title);
	episode->url = dt_arena_copy(arena, record->url);
	episode->publication = dt_arena_copy(arena, record->publication);
	episode->document = dt_arena_copy(arena, record->document);
}

static bool gather(void *context, const DtRecord *record) {
	Gathering *gathering = context;
	DtDyad dyad;
	if (dt_record_reality(record) != DT_REALITY_FACT || !find_dyad(gathering, record, &dyad)) return true;
	DtArena *scratch = gathering->scratch;
	uint32_t fresh = (uint32_t)gathering->count;
	uint32_t at = dt_map_intern(scratch, &gathering->keys, key_of(scratch, record, &dyad), fresh);
	if (at == fresh) {
		DT_PUSH(scratch, gathering->episodes, gathering->count, gathering->capacity, (DtEpisode){0});
		DT_PUSH(scratch, gathering->surest, gathering->surest_count, gathering->surest_capacity, -1);
	}
	DtEpisode *episode = &gathering->episodes[at];
	episode->events++;
	episode->weight += pull_of(gathering, record);
	if (record->confidence > gathering->surest[at]) {
		gathering->surest[at] = record->confidence;
		tell(scratch, record, &dyad, episode);
	}
	return true;
}

static void keep_copy(DtArena *arena, DtEpisode *episode) {
	DtSlice *const texts[] = {&episode->actor, &episode->recipient,   &episode->text,    &episode->title,
	                          &episode->url,   &episode->publication, &episode->document};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = dt_arena_copy(arena, *texts[i]);
}

// Takes out the weightiest that is left; the earlier one of two alike.
static bool take_weightiest(Gathering *gathering, DtEpisode *taken) {
	DtEpisode *best = NULL;
	for (size_t i = 0; i < gathering->count; i++) {
		DtEpisode *one = &gathering->episodes[i];
		if (one->weight > 0 && (!best || one->weight > best->weight)) best = one;
	}
	if (!best) return false;
	*taken = *best;
	best->weight = 0;
	return true;
}

static bool explain(DtArena *arena, DtStore *store, const DtSeries *series, DtWeights weights, size_t most,
                    DtShift *shift, DtError *error) {
	Gathering gathering = {
		.arena = arena, .scratch = dt_arena_new(), .series = series, .shift = shift, .weights = weights};
	DtEventQuery query = {.actor = series->actor,
	                      .recipient = series->recipient,
	                      .either_way = !series->directed,
	                      .days = days_of(shift, series->period)};
	bool done = dt_store_events(store, &query, gather, &gathering, error);
	size_t room = most < gathering.count ? most : gathering.count;
	shift->episodes = DT_NEW_ARRAY(arena, DtEpisode, room);
	while (done && shift->episode_count < room) {
		DtEpisode *episode = &shift->episodes[shift->episode_count];
		if (!take_weightiest(&gathering, episode)) break;
		keep_copy(arena, episode);
		shift->episode_count++;
	}
	dt_arena_free(gathering.scratch);
	return done;
}

bool dt_shifts_explain(DtArena *arena, DtStore *store, const DtSeries *series, DtWeights weights, size_t most,
                       DtShifts *shifts, DtError *error) {
	for (size_t i = 0; i < shifts->count; i++) {
		if (!explain(arena, store, series, weights, most, &shifts->shifts[i], error)) return false;
	}
	return true;
}
