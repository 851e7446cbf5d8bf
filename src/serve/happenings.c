// SPDX-License-Identifier: Apache-2.0
// Happenings: what several sentences tell of is shown once, with all who told it.
//
// Events that share a link are one happening; an event without one (a row of somebody's table) is one by itself. Events
// of one happening have the same days, so a page that is read newest first has them all together, day by day.
//
// What was told of it later is found by what says that it is about this happening; by the parties: the other events of
// the pair in the same days that say it did not happen, or that it did; and, of what was announced or threatened, the
// acts that answer to it afterwards.
#include "base/map.h"
#include "serve/answers.h"
#include "serve/listing.h"
#include "serve/record_json.h"

enum { HAPPENINGS_MOST = 200, ROWS_OF_A_DAY = 2000, MENTIONS_MOST = 200, SEQUELS_MOST = 5, SEQUEL_ROWS = 20000 };

// Lists

typedef struct Happening {
	DtSlice link, best; // best: the surest mention, as JSON
	DtSlice *documents;
	size_t document_count, document_capacity;
	uint32_t mentions;
	float confidence;
} Happening;

typedef struct HappeningList {
	DtArena *arena;
	DtBuffer scratch;
	Happening *happenings;
	size_t count, capacity;
	DtMap by_link;
	size_t limit, rows_of_day;
	DtDate day;
} HappeningList;

static void count_document(DtArena *arena, Happening *happening, DtSlice document) {
	for (size_t i = 0; i < happening->document_count; i++) {
		if (dt_slice_equal(happening->documents[i], document)) return;
	}
	DT_PUSH(arena, happening->documents, happening->document_count, happening->document_capacity,
	        dt_arena_copy(arena, document));
}

static Happening *happening_of(HappeningList *list, DtSlice link) {
	uint32_t at = link.length ? dt_map_find(&list->by_link, link) : DT_MAP_ABSENT;
	if (at != DT_MAP_ABSENT) return &list->happenings[at];
	Happening fresh = {.link = dt_arena_copy(list->arena, link), .confidence = -1};
	if (link.length) dt_map_set(list->arena, &list->by_link, fresh.link, (uint32_t)list->count);
	DT_PUSH(list->arena, list->happenings, list->count, list->capacity, fresh);
	return &list->happenings[list->count - 1];
}

static bool take_mention(void *context, const DtRecord *record) {
	HappeningList *list = context;
	bool same_day = list->count > 0 && record->days.from == list->day;
	bool is_new = record->link.length == 0 || dt_map_find(&list->by_link, record->link) == DT_MAP_ABSENT;
	if (list->count >= list->limit &&
	    (!same_day || list->rows_of_day >= ROWS_OF_A_DAY || (is_new && !record->link.length)))
		return false;
	list->rows_of_day = same_day ? list->rows_of_day + 1 : 1;
	list->day = record->days.from;
	Happening *happening = happening_of(list, record->link);
	happening->mentions++;
	count_document(list->arena, happening, record->document);
	if (record->confidence <= happening->confidence) return true;
	happening->confidence = record->confidence;
	dt_buffer_reset(&list->scratch);
	dt_record_write_json(&list->scratch, record);
	happening->best = dt_arena_copy(list->arena, dt_buffer_slice(&list->scratch));
	return true;
}

static void write_happening(DtBuffer *out, const Happening *happening) {
	dt_buffer_add_char(out, '{');
	dt_json_text(out, "id", happening->link);
	dt_json_key(out, "mentions");
	dt_buffer_format(out, "%u", happening->mentions);
	dt_json_key(out, "documents");
	dt_buffer_format(out, "%zu", happening->document_count);
	dt_json_key(out, "event");
	dt_buffer_add(out, happening->best);
	dt_buffer_add_char(out, '}');
}

void dt_answer_happenings(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body,
                          DtResponse *response) {
	(void)body;
	DtEventFilter filter = {0};
	HappeningList list = {.arena = arena};
	DtListing listing = {.filter = &filter, .limit = DT_LISTING_LOOKED_AT, .take = take_mention, .context = &list};
	DtBuffer *out = &response->body;
	DtError error = {0};
	long limit = 30;
	if (!dt_filter_read(target, &filter, response) ||
	    !dt_read_number(target, "limit", 1, HAPPENINGS_MOST, &limit, response) ||
	    !dt_listing_read(target, &listing, response) || !dt_read_all(target, response))
		return;
	list.limit = (size_t)limit;
	bool done = dt_listing_run(service->store, &listing, &error);
	dt_buffer_add_text(out, "{\"happenings\":[");
	for (size_t i = 0; i < list.count; i++) {
		if (i) dt_buffer_add_text(out, ",\n");
		write_happening(out, &list.happenings[i]);
	}
	dt_buffer_add_char(out, ']');
	dt_listing_write_next(&listing, out);
	dt_buffer_add_text(out, "}\n");
	dt_buffer_clear(&list.scratch);
	if (!done) dt_respond_failure(service, &error, response);
}

// One

// What the mentions of a happening have in common.
typedef struct Subject {
	DtArena *arena;
	DtBuffer *out;
	uint32_t mentions;
	DtSlice link, actor, recipient;
	bool symmetric;
	uint8_t category;
	char cameo[5];
	int reality;
	DtDateSpan days;
} Subject;

static DtSlice first_code(const DtRecordParty *parties, uint32_t count, DtSlice other_than) {
	for (uint32_t i = 0; i < count; i++) {
		if (parties[i].code.length && !dt_slice_equal(parties[i].code, other_than)) return parties[i].code;
	}
	return dt_slice_of("");
}

static void set_subject(Subject *subject, const DtRecord *record) {
	DtSlice actor = first_code(record->actors, record->actor_count, dt_slice_of(""));
	DtSlice recipient = record->symmetric ? first_code(record->actors, record->actor_count, actor)
	                                      : first_code(record->recipients, record->recipient_count, dt_slice_of(""));
	subject->actor = dt_arena_copy(subject->arena, actor);
	subject->recipient = dt_arena_copy(subject->arena, recipient);
	subject->symmetric = record->symmetric;
	subject->category = record->category;
	memcpy(subject->cameo, record->cameo, sizeof subject->cameo);
	subject->reality = (int)dt_record_reality(record);
	subject->days = record->days;
}

static bool take_one(void *context, const DtRecord *record) {
	Subject *subject = context;
	if (subject->mentions++ == 0)
		set_subject(subject, record);
	else
		dt_buffer_add_text(subject->out, ",\n");
	dt_record_write_json(subject->out, record);
	return true;
}

// What may become of it: the acts that were promised or threatened.
static bool answers_to(const Subject *subject, uint8_t category) {
	static const struct {
		const char *cameo;
		DtCategory act;
	} acts[] = {{"030", DT_CATEGORY_COOPERATE}, {"031", DT_CATEGORY_COOPERATE}, {"032", DT_CATEGORY_COOPERATE},
	            {"033", DT_CATEGORY_AID},       {"034", DT_CATEGORY_CONCEDE},   {"035", DT_CATEGORY_CONCEDE},
	            {"036", DT_CATEGORY_CONSULT},   {"037", DT_CATEGORY_CONSULT},   {"038", DT_CATEGORY_CONCEDE},
	            {"039", DT_CATEGORY_CONSULT}};
	if (subject->category == DT_CATEGORY_THREATEN)
		return category == DT_CATEGORY_ASSAULT || category == DT_CATEGORY_MOBILIZE || category == DT_CATEGORY_COERCE ||
		       category == DT_CATEGORY_SANCTION;
	for (size_t i = 0; subject->category == DT_CATEGORY_AGREE && i < sizeof acts / sizeof *acts; i++) {
		if (strncmp(subject->cameo, acts[i].cameo, 3) == 0) return category == (uint8_t)acts[i].act;
	}
	return false;
}

typedef enum Sequel { SEQUEL_DENIED, SEQUEL_CONFIRMED, SEQUEL_COMMENTED, SEQUEL_FOLLOWED, SEQUEL_COUNT } Sequel;

typedef struct Sequels {
	const Subject *subject;
	DtBuffer out[SEQUEL_COUNT];
	DtArena *arena;
	DtMap seen; // links
	uint32_t counts[SEQUEL_COUNT], rows;
} Sequels;

// Of the same pair, within or after its days: what it says of the subject, or SEQUEL_COUNT.
static Sequel sequel_of(const Subject *subject, const DtRecord *record) {
	int reality = (int)dt_record_reality(record);
	if (subject->link.length && dt_slice_equal(record->about, subject->link)) {
		bool denies = reality == DT_REALITY_NEGATED || record->category == DT_CATEGORY_REJECT;
		return denies ? SEQUEL_DENIED : SEQUEL_COMMENTED;
	}
	if (record->days.from == DT_DATE_NONE) return SEQUEL_COUNT;
	bool same_days = record->days.from <= subject->days.to && record->days.to >= subject->days.from;
	if (record->category == subject->category && same_days) {
		if (reality == DT_REALITY_NEGATED && subject->reality != DT_REALITY_NEGATED) return SEQUEL_DENIED;
		bool stood_open = subject->reality == DT_REALITY_HYPOTHETICAL || subject->reality == DT_REALITY_FUTURE ||
		                  subject->reality == DT_REALITY_NEGATED;
		if (reality == DT_REALITY_FACT && stood_open) return SEQUEL_CONFIRMED;
	}
	if (reality == DT_REALITY_FACT && record->days.from > subject->days.to && answers_to(subject, record->category))
		return SEQUEL_FOLLOWED;
	return SEQUEL_COUNT;
}

static bool take_sequel(void *context, const DtRecord *record) {
	Sequels *sequels = context;
	const Subject *subject = sequels->subject;
	if (++sequels->rows > SEQUEL_ROWS) return false;
	if (record->link.length && dt_slice_equal(record->link, subject->link)) return true;
	Sequel sequel = sequel_of(subject, record);
	if (sequel == SEQUEL_COUNT || sequels->counts[sequel] == SEQUELS_MOST) return true;
	if (record->link.length) { // each happening once
		if (dt_map_find(&sequels->seen, record->link) != DT_MAP_ABSENT) return true;
		dt_map_set(sequels->arena, &sequels->seen, dt_arena_copy(sequels->arena, record->link), 1);
	}
	if (sequels->counts[sequel]++) dt_buffer_add_text(&sequels->out[sequel], ",\n");
	dt_record_write_json(&sequels->out[sequel], record);
	return true;
}

static bool add_sequels(const DtService *service, const Subject *subject, DtBuffer *out, DtError *error) {
	static const char *const names[SEQUEL_COUNT] = {"denied", "confirmed", "commented", "followed"};
	enum { DAYS_AFTER = 365 };
	Sequels sequels = {.subject = subject, .arena = subject->arena};
	DtEventQuery about = {.about = subject->link, .days = {DT_DATE_NONE, DT_DATE_NONE}, .limit = SEQUEL_ROWS};
	bool done = !subject->link.length || dt_store_events(service->store, &about, take_sequel, &sequels, error);
	if (done && subject->actor.length && subject->recipient.length && subject->days.from != DT_DATE_NONE) {
		DtEventQuery query = {.actor = subject->actor,
		                      .recipient = subject->recipient,
		                      .either_way = subject->symmetric,
		                      .days = {subject->days.from, subject->days.to + DAYS_AFTER}};
		done = dt_store_events(service->store, &query, take_sequel, &sequels, error);
	}
	for (int i = 0; i < SEQUEL_COUNT; i++) {
		dt_json_key(out, names[i]);
		dt_buffer_add_char(out, '[');
		dt_buffer_add(out, dt_buffer_slice(&sequels.out[i]));
		dt_buffer_add_char(out, ']');
		dt_buffer_clear(&sequels.out[i]);
	}
	return done;
}

static void answer_one(const DtService *service, DtArena *arena, const DtEventQuery *query, DtResponse *response) {
	DtBuffer *out = &response->body;
	DtError error = {0};
	Subject subject = {.arena = arena, .out = out, .link = query->link};
	dt_buffer_add_char(out, '{');
	dt_json_text(out, "id", query->link);
	dt_json_key(out, "mentions");
	dt_buffer_add_char(out, '[');
	bool done = dt_store_events(service->store, query, take_one, &subject, &error);
	dt_buffer_add_char(out, ']');
	if (done && subject.mentions == 0) {
		dt_respond_error(response, DT_STATUS_NOT_FOUND, "the record has no such happening");
		return;
	}
	if (!done || !add_sequels(service, &subject, out, &error)) {
		dt_respond_failure(service, &error, response);
		return;
	}
	dt_buffer_add_text(out, "}\n");
}

void dt_answer_happening(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body,
                         DtResponse *response) {
	(void)body;
	DtEventQuery query = {.link = dt_slice_cut(target->path, strlen("/api/v1/happenings/"), target->path.length),
	                      .days = {DT_DATE_NONE, DT_DATE_NONE},
	                      .limit = MENTIONS_MOST};
	if (dt_read_all(target, response)) answer_one(service, arena, &query, response);
}

// A mention by its document and its id there: the way to events without a link.
void dt_answer_mention(const DtService *service, DtArena *arena, DtTarget *target, DtSlice body, DtResponse *response) {
	(void)body;
	DtEventQuery query = {.days = {DT_DATE_NONE, DT_DATE_NONE}, .limit = 1};
	bool both = dt_target_find(target, "document", &query.document) && dt_target_find(target, "event", &query.id);
	if (!dt_read_all(target, response)) return;
	if (both)
		answer_one(service, arena, &query, response);
	else
		dt_respond_error(response, DT_STATUS_BAD_REQUEST, "document and event: both are wanted");
}
