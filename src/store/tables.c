// SPDX-License-Identifier: Apache-2.0
// Events as rows of CSV: see tables.h.
#include "store/tables.h"

#include <errno.h>
#include <stdlib.h>

static const char *const shared_columns[] = {
	"event",      "mode",        "cameo", "quad_code",     "event_scale", "goldstein", "auxiliary",  "context",
	"confidence", "attribution", "place", "place_country", "lat",         "lon",       "event_text", "text",
	"sequence",   "rule",        "link",  "about",         "title",       "url",       "publication"};

static const char *const count_columns[] = {"mentions", "sources", "articles"};

static bool is_dyadic(DtTableShape shape) { return shape == DT_TABLE_DYADS || shape == DT_TABLE_UNIQUE_DYADS; }
static bool is_unique(DtTableShape shape) { return shape == DT_TABLE_HAPPENINGS || shape == DT_TABLE_UNIQUE_DYADS; }

static void line_end(DtBuffer *buffer) {
	if (buffer->length && buffer->data[buffer->length - 1] == ',') buffer->length--;
	dt_buffer_add_char(buffer, '\n');
}

static void field(DtBuffer *buffer, DtSlice text) {
	dt_buffer_add_csv_field(buffer, text);
	dt_buffer_add_char(buffer, ',');
}

static void text_field(DtBuffer *buffer, const char *text) { field(buffer, dt_slice_of(text)); }

static void number_field(DtBuffer *buffer, double number) { dt_buffer_format(buffer, "%.6g,", number); }

void dt_table_write_header(DtBuffer *buffer, DtTableShape shape) {
	bool dyads = is_dyadic(shape);
	dt_buffer_add_text(buffer, "id,document,date,enddate,date_precision,");
	const char *sides[] = {dyads ? "source" : "actor", dyads ? "target" : "recipient"};
	for (int i = 0; i < 2; i++)
		dt_buffer_format(buffer, "%s_code,%s_sector,%s_name,%s_text,", sides[i], sides[i], sides[i], sides[i]);
	for (size_t i = 0; i < sizeof shared_columns / sizeof *shared_columns; i++)
		dt_buffer_format(buffer, "%s,", shared_columns[i]);
	for (size_t i = 0; is_unique(shape) && i < sizeof count_columns / sizeof *count_columns; i++)
		dt_buffer_format(buffer, "%s,", count_columns[i]);
	line_end(buffer);
}

typedef DtSlice PartyField(const DtRecordParty *party);
static DtSlice code_of(const DtRecordParty *party) { return party->code; }
static DtSlice sector_of(const DtRecordParty *party) { return party->sector; }
static DtSlice name_of(const DtRecordParty *party) { return party->name; }
static DtSlice text_of(const DtRecordParty *party) { return party->text; }
static PartyField *const party_fields[] = {code_of, sector_of, name_of, text_of};

static void write_side(DtBuffer *buffer, const DtRecordParty *parties, uint32_t count) {
	for (size_t i = 0; i < sizeof party_fields / sizeof *party_fields; i++) {
		DtBuffer joined = {0};
		for (uint32_t j = 0; j < count; j++) {
			if (j) dt_buffer_add_text(&joined, " | ");
			dt_buffer_add(&joined, party_fields[i](&parties[j]));
		}
		field(buffer, dt_buffer_slice(&joined));
		dt_buffer_clear(&joined);
	}
}

static void write_head(DtBuffer *buffer, const DtRecord *record) {
	char date[DT_DATE_ROOM];
	field(buffer, record->id);
	field(buffer, record->document);
	text_field(buffer, dt_date_format(record->days.from, date));
	text_field(buffer, dt_date_format(record->days.to, date));
	text_field(buffer, dt_precision_name((DtPrecision)record->precision));
}

static void write_marks(DtBuffer *buffer, uint8_t auxiliary) {
	bool any = false;
	for (int bit = 0; bit < DT_AUXILIARY_COUNT; bit++) {
		if (!(auxiliary >> bit & 1)) continue;
		dt_buffer_format(buffer, "%s%s", any ? ";" : "", dt_auxiliary_name(bit));
		any = true;
	}
	dt_buffer_add_char(buffer, ',');
}

static void write_sources(DtBuffer *buffer, const DtRecord *record) {
	DtBuffer joined = {0};
	for (uint32_t i = 0; i < record->source_count; i++) {
		if (i) dt_buffer_add_text(&joined, " | ");
		dt_buffer_add(&joined, record->sources[i].text);
	}
	field(buffer, dt_buffer_slice(&joined));
	dt_buffer_clear(&joined);
}

static void write_place(DtBuffer *buffer, const DtRecord *record) {
	static const DtRecordPlace nowhere = {.located = false};
	const DtRecordPlace *place = record->place_count ? record->places : &nowhere;
	field(buffer, place->name.length ? place->name : place->text);
	field(buffer, place->country);
	if (place->located)
		dt_buffer_format(buffer, "%.4f,%.4f,", place->latitude, place->longitude);
	else
		dt_buffer_add_text(buffer, ",,");
}

// How often a happening is told.
typedef struct Counts {
	size_t mentions, sources, articles; // mentions 0: not asked for
} Counts;

static void write_tail(DtBuffer *buffer, const DtRecord *record, const Counts *counts) {
	DtCategory category = (DtCategory)record->category;
	text_field(buffer, dt_category_name(category));
	text_field(buffer, dt_mode_name(record->mode));
	text_field(buffer, record->cameo);
	dt_buffer_format(buffer, "%d,", dt_category_quad(category));
	number_field(buffer, dt_record_score(record));
	number_field(buffer, record->goldstein);
	write_marks(buffer, record->auxiliary);
	field(buffer, record->contexts);
	number_field(buffer, (double)record->confidence);
	write_sources(buffer, record);
	write_place(buffer, record);
	field(buffer, record->trigger);
	field(buffer, record->text);
	if (record->sequence) dt_buffer_format(buffer, "%u", record->sequence);
	dt_buffer_add_char(buffer, ',');
	field(buffer, record->rule);
	field(buffer, record->link);
	field(buffer, record->about);
	field(buffer, record->title);
	field(buffer, record->url);
	field(buffer, record->publication);
	if (counts) dt_buffer_format(buffer, "%zu,%zu,%zu,", counts->mentions, counts->sources, counts->articles);
	buffer->length--; // the last comma
	dt_buffer_add_char(buffer, '\n');
}

enum { DYADS_AT_ONCE = 64 };

static void write_dyad(DtBuffer *buffer, const DtRecord *record, const DtRecordParty *actor,
                       const DtRecordParty *recipient, const Counts *counts) {
	write_head(buffer, record);
	write_side(buffer, actor, actor ? 1 : 0);
	write_side(buffer, recipient, recipient ? 1 : 0);
	write_tail(buffer, record, counts);
}

static bool same_codes(const DtDyad *a, const DtDyad *b) {
	return a->actor->code.length && a->recipient->code.length && dt_slice_equal(a->actor->code, b->actor->code) &&
	       dt_slice_equal(a->recipient->code, b->recipient->code);
}

// With counts, each pair of codes once.
static void write_dyads(DtBuffer *buffer, const DtRecord *record, const Counts *counts) {
	DtDyad some[DYADS_AT_ONCE], *dyads = some;
	size_t count = dt_record_dyads(record, some, DYADS_AT_ONCE);
	DtArena *arena = NULL;
	if (count > DYADS_AT_ONCE) {
		arena = dt_arena_new();
		dyads = DT_NEW_ARRAY(arena, DtDyad, count);
		dt_record_dyads(record, dyads, count);
	}
	for (size_t i = 0; i < count; i++) {
		bool again = false;
		for (size_t k = 0; counts && k < i; k++) again |= same_codes(&dyads[k], &dyads[i]);
		if (!again) write_dyad(buffer, record, dyads[i].actor, dyads[i].recipient, counts);
	}
	for (uint32_t i = 0; count == 0 && i < record->actor_count; i++)
		write_dyad(buffer, record, &record->actors[i], NULL, counts);
	if (arena) dt_arena_free(arena);
}

static void write_record(DtBuffer *buffer, const DtRecord *record, DtTableShape shape, const Counts *counts) {
	if (is_dyadic(shape)) {
		write_dyads(buffer, record, counts);
		return;
	}
	write_head(buffer, record);
	write_side(buffer, record->actors, record->actor_count);
	write_side(buffer, record->recipients, record->recipient_count);
	write_tail(buffer, record, counts);
}

void dt_table_write_record(DtBuffer *buffer, const DtRecord *record, DtTableShape shape) {
	write_record(buffer, record, shape, NULL);
}

typedef struct Export {
	DtBuffer buffer;
	DtTableShape shape;
	FILE *output;
	bool failed;
} Export;

enum { FLUSH_AT = 1 << 16 };

static void flush(Export *export) {
	size_t written = fwrite(export->buffer.data, 1, export->buffer.length, export->output);
	export->failed |= written != export->buffer.length;
	dt_buffer_reset(&export->buffer);
}

static bool export_event(void *context, const DtRecord *record) {
	Export *export = context;
	dt_table_write_record(&export->buffer, record, export->shape);
	if (export->buffer.length >= FLUSH_AT) flush(export);
	return !export->failed;
}

// ---- happenings ----

// A telling, as far as counting needs it: 48 bytes an event.
typedef struct Mention {
	int64_t number;
	uint64_t link, article, source;
	DtDate from;
	float confidence;
	bool linked;
} Mention;

typedef struct Mentions {
	Mention *items; // [count]
	size_t count, capacity;
} Mentions;

static bool gather_mention(void *context, const DtRecord *record) {
	Mentions *mentions = context;
	DtSlice source = record->publication.length ? record->publication : record->document;
	Mention mention = {.number = record->number,
	                   .linked = record->link.length > 0,
	                   .link = record->link.length ? dt_slice_hash(record->link) : (uint64_t)record->number,
	                   .article = dt_slice_hash(record->document),
	                   .source = dt_slice_hash(source),
	                   .from = record->days.from,
	                   .confidence = record->confidence};
	if (mentions->count == mentions->capacity) {
		mentions->capacity = mentions->capacity ? mentions->capacity * 2 : 256;
		mentions->items = dt_realloc(mentions->items, mentions->capacity * sizeof *mentions->items);
	}
	mentions->items[mentions->count++] = mention;
	return true;
}

// Tellings of one happening together, the surest first.
static int by_link(const void *left, const void *right) {
	const Mention *a = left, *b = right;
	if (a->linked != b->linked) return a->linked ? -1 : 1;
	if (a->link != b->link) return a->link < b->link ? -1 : 1;
	if (a->confidence > b->confidence) return -1;
	if (a->confidence < b->confidence) return 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

typedef struct Happening {
	int64_t number; // of its surest telling
	DtDate from;
	Counts counts;
} Happening;

static int oldest_first(const void *left, const void *right) {
	const Happening *a = left, *b = right;
	if (a->from != b->from) return a->from < b->from ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

static int by_value(const void *left, const void *right) {
	const uint64_t *a = left, *b = right;
	return *a < *b ? -1 : *a > *b;
}

static size_t distinct(uint64_t *values, size_t count) {
	size_t different = 0;
	qsort(values, count, sizeof *values, by_value);
	for (size_t i = 0; i < count; i++) different += i == 0 || values[i] != values[i - 1];
	return different;
}

// Groups mentions, which are in the order of by_link, into happenings; returns how many.
static size_t group_mentions(const Mentions *mentions, Happening *happenings) {
	size_t count = 0;
	uint64_t *values = dt_alloc((mentions->count + 1) * sizeof *values);
	for (size_t first = 0, last; first < mentions->count; first = last) {
		const Mention *surest = &mentions->items[first];
		for (last = first + 1; last < mentions->count; last++) {
			if (mentions->items[last].linked != surest->linked || mentions->items[last].link != surest->link) break;
		}
		Happening happening = {.number = surest->number, .from = surest->from, .counts = {.mentions = last - first}};
		for (size_t i = first; i < last; i++) values[i - first] = mentions->items[i].article;
		happening.counts.articles = distinct(values, last - first);
		for (size_t i = first; i < last; i++) values[i - first] = mentions->items[i].source;
		happening.counts.sources = distinct(values, last - first);
		happenings[count++] = happening;
	}
	free(values);
	return count;
}

typedef struct HappeningExport {
	Export *export;
	const Counts *counts;
} HappeningExport;

static bool export_happening(void *context, const DtRecord *record) {
	HappeningExport *happening = context;
	Export *export = happening->export;
	write_record(&export->buffer, record, export->shape, happening->counts);
	if (export->buffer.length >= FLUSH_AT) flush(export);
	return !export->failed;
}

static bool export_unique(DtStore *store, const DtEventQuery *query, Export *export, DtError *error) {
	Mentions mentions = {0};
	bool read = dt_store_events(store, query, gather_mention, &mentions, error);
	if (mentions.count) qsort(mentions.items, mentions.count, sizeof *mentions.items, by_link);
	Happening *happenings = dt_alloc((mentions.count + 1) * sizeof *happenings);
	size_t count = group_mentions(&mentions, happenings);
	qsort(happenings, count, sizeof *happenings, oldest_first);
	for (size_t i = 0; read && i < count && !export->failed; i++) {
		HappeningExport context = {export, &happenings[i].counts};
		read = dt_store_event(store, happenings[i].number, export_happening, &context, error);
	}
	free(happenings);
	free(mentions.items);
	return read;
}

bool dt_table_export(DtStore *store, const DtEventQuery *query, DtTableShape shape, FILE *output, const char *name,
                     DtError *error) {
	Export export = {.shape = shape, .output = output};
	dt_table_write_header(&export.buffer, shape);
	bool read = is_unique(shape) ? export_unique(store, query, &export, error)
	                             : dt_store_events(store, query, export_event, &export, error);
	if (export.buffer.length) flush(&export);
	dt_buffer_clear(&export.buffer);
	export.failed |= fflush(output) != 0;
	if (export.failed) dt_error_add(error, DT_FAULT_SYSTEM, name, 0, 0, "cannot be written: %s", strerror(errno));
	return read && !export.failed;
}
