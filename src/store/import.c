// SPDX-License-Identifier: Apache-2.0
// Reading the event tables of others: GDELT, ICEWS, KEDS, WEIS, PLOVER's JSON lines. See tables.h.
//
//   line → fields → columns (by header, or by GDELT's fixed order) → record → store
//
// A row becomes a record of one actor and one recipient, dated to its day, with the CAMEO code's PLOVER category. WEIS
// codes become the nearest CAMEO code; their weights stay those of Goldstein (1992, Journal of Conflict Resolution 36).
// Sides are known by country or international body; what else a row says of them (sectors, names) is kept beside it.
//
// Lines are bounded, so a file without line ends cannot fill the memory. Quoted fields may hold separators but no line
// ends: none of these tables has them.
#include <errno.h>
#include <stdlib.h>

#include "store/countries.h"
#include "store/plover.h"
#include "store/tables.h"

enum { LINE_MAX_BYTES = 1 << 22, FIELDS_MAX = 128, SNIFF_LINES = 400, BATCH_ROWS = 5000 };

static const char *const format_names[] = {"any", "gdelt", "table", "weis", "plover"};
_Static_assert(sizeof format_names / sizeof *format_names == DT_TABLE_FORMAT_COUNT, "a name for each format");

const char *dt_table_format_name(DtTableFormat format) { return format_names[format]; }

bool dt_table_format_find(DtSlice name, DtTableFormat *format) {
	for (int i = 0; i < DT_TABLE_FORMAT_COUNT; i++) {
		if (!dt_slice_is(name, format_names[i])) continue;
		*format = (DtTableFormat)i;
		return true;
	}
	return false;
}

// Columns

typedef enum Column {
	COLUMN_ID,
	COLUMN_DATE,
	COLUMN_CODE,
	COLUMN_WEIGHT,
	COLUMN_SOURCE, // six for each side, in the same order
	COLUMN_SOURCE_COUNTRY,
	COLUMN_SOURCE_NAME,
	COLUMN_SOURCE_SECTORS,
	COLUMN_SOURCE_GROUP,
	COLUMN_SOURCE_TYPES, // the first of three
	COLUMN_TARGET,
	COLUMN_TARGET_COUNTRY,
	COLUMN_TARGET_NAME,
	COLUMN_TARGET_SECTORS,
	COLUMN_TARGET_GROUP,
	COLUMN_TARGET_TYPES,
	COLUMN_PLACE,
	COLUMN_PLACE_COUNTRY,
	COLUMN_LATITUDE,
	COLUMN_LONGITUDE,
	COLUMN_URL,
	COLUMN_PUBLICATION,
	COLUMN_COUNT
} Column;

enum { SIDE_COLUMNS = COLUMN_TARGET - COLUMN_SOURCE, TYPES = 3 };

// Names of columns, in small letters without anything but letters and digits.
static const struct {
	const char *name;
	Column column;
} column_names[] = {
	{"eventid", COLUMN_ID},
	{"globaleventid", COLUMN_ID},
	{"eventdate", COLUMN_DATE},
	{"date", COLUMN_DATE},
	{"day", COLUMN_DATE},
	{"sqldate", COLUMN_DATE},
	{"cameocode", COLUMN_CODE},
	{"cameo", COLUMN_CODE},
	{"weis", COLUMN_CODE},
	{"code", COLUMN_CODE},
	{"eventcode", COLUMN_CODE},
	{"intensity", COLUMN_WEIGHT},
	{"goldstein", COLUMN_WEIGHT},
	{"goldsteinscale", COLUMN_WEIGHT},
	{"source", COLUMN_SOURCE},
	{"sourcecode", COLUMN_SOURCE},
	{"actor1countrycode", COLUMN_SOURCE},
	{"sourcecountry", COLUMN_SOURCE_COUNTRY},
	{"sourcename", COLUMN_SOURCE_NAME},
	{"actor1name", COLUMN_SOURCE_NAME},
	{"sourcesectors", COLUMN_SOURCE_SECTORS},
	{"actor1knowngroupcode", COLUMN_SOURCE_GROUP},
	{"actor1type1code", COLUMN_SOURCE_TYPES},
	{"target", COLUMN_TARGET},
	{"targetcode", COLUMN_TARGET},
	{"actor2countrycode", COLUMN_TARGET},
	{"targetcountry", COLUMN_TARGET_COUNTRY},
	{"targetname", COLUMN_TARGET_NAME},
	{"actor2name", COLUMN_TARGET_NAME},
	{"targetsectors", COLUMN_TARGET_SECTORS},
	{"actor2knowngroupcode", COLUMN_TARGET_GROUP},
	{"actor2type1code", COLUMN_TARGET_TYPES},
	{"city", COLUMN_PLACE},
	{"actiongeofullname", COLUMN_PLACE},
	{"country", COLUMN_PLACE_COUNTRY},
	{"latitude", COLUMN_LATITUDE},
	{"actiongeolat", COLUMN_LATITUDE},
	{"longitude", COLUMN_LONGITUDE},
	{"actiongeolong", COLUMN_LONGITUDE},
	{"sourceurl", COLUMN_URL},
	{"publisher", COLUMN_PUBLICATION},
};

// GDELT's files have no header: its columns by number (GDELT data format codebooks 1.03 and 2.0).
static const int gdelt_1[COLUMN_COUNT] = {0,  1,  26, 30, 7,  -1, 6,  -1, 8,  12, 17,
                                          -1, 16, -1, 18, 22, 50, -1, 53, 54, 57, -1};
static const int gdelt_2[COLUMN_COUNT] = {0,  1,  26, 30, 7,  -1, 6,  -1, 8,  12, 17,
                                          -1, 16, -1, 18, 22, 52, -1, 56, 57, 60, -1};

typedef struct Table {
	DtTableFormat format;
	char separator;
	int columns[COLUMN_COUNT];
} Table;

typedef struct Row {
	DtSlice fields[FIELDS_MAX];
	size_t count;
} Row;

// Takes a field; a quoted one is unquoted within arena.
static bool take_field(DtArena *arena, DtSlice *rest, char separator, DtSlice *field) {
	if (separator != ',' || !rest->data || rest->length == 0 || rest->data[0] != '"')
		return dt_slice_split(rest, separator, field);
	char *out = dt_arena_alloc(arena, rest->length + 1);
	size_t length = 0, at = 1;
	for (; at < rest->length; at++) {
		if (rest->data[at] == '"') {
			if (at + 1 >= rest->length || rest->data[at + 1] != '"') break;
			at++;
		}
		out[length++] = rest->data[at];
	}
	*field = dt_slice(out, length);
	DtSlice after = dt_slice_cut(*rest, at + 1, rest->length), blank;
	if (after.length == 0)
		*rest = (DtSlice){NULL, 0};
	else
		*rest = after, dt_slice_split(rest, separator, &blank);
	return true;
}

static void split_row(DtArena *arena, DtSlice line, char separator, Row *row) {
	row->count = 0;
	DtSlice field;
	while (row->count < FIELDS_MAX && take_field(arena, &line, separator, &field)) {
		field = dt_slice_trim(field);
		if (dt_slice_is(field, "NA") || dt_slice_is(field, "NULL")) field.length = 0;
		row->fields[row->count++] = field;
	}
}

static DtSlice at_column(const Table *table, const Row *row, int column) {
	int index = table->columns[column];
	return index >= 0 && (size_t)index < row->count ? row->fields[index] : (DtSlice){0};
}

static DtSlice bare_name(DtArena *arena, DtSlice name) {
	char *out = dt_arena_alloc(arena, name.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < name.length; i++) {
		char c = name.data[i];
		if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out[length++] = c;
	}
	return dt_slice(out, length);
}

static void read_header(DtArena *arena, const Row *row, Table *table) {
	for (int i = 0; i < COLUMN_COUNT; i++) table->columns[i] = -1;
	for (size_t i = 0; i < row->count; i++) {
		DtSlice name = bare_name(arena, row->fields[i]);
		for (size_t j = 0; j < sizeof column_names / sizeof *column_names; j++) {
			if (!dt_slice_is(name, column_names[j].name)) continue;
			int *column = &table->columns[column_names[j].column];
			if (*column < 0) *column = (int)i;
		}
	}
	// "source" beside "source_country" is a name, not a code.
	for (int side = COLUMN_SOURCE; side <= COLUMN_TARGET; side += SIDE_COLUMNS) {
		if (table->columns[side + 1] < 0 || table->columns[side + 2] >= 0) continue;
		table->columns[side + 2] = table->columns[side];
		table->columns[side] = -1;
	}
}

static bool has_needed(const Table *table) {
	bool source = table->columns[COLUMN_SOURCE] >= 0 || table->columns[COLUMN_SOURCE_COUNTRY] >= 0;
	bool target = table->columns[COLUMN_TARGET] >= 0 || table->columns[COLUMN_TARGET_COUNTRY] >= 0;
	return table->columns[COLUMN_DATE] >= 0 && table->columns[COLUMN_CODE] >= 0 && source && target;
}

// Codes

static const struct {
	const char *code;
	double weight;
} weis_weights[] = {
	{"010", 1},    {"011", 0.6},  {"012", 0.6},  {"013", 2},    {"014", 3},    {"015", 5},    {"020", 0},
	{"021", -0.1}, {"022", -0.4}, {"023", -0.2}, {"024", 0.4},  {"025", 0},    {"026", 1},    {"027", -2},
	{"030", 1},    {"031", 1},    {"032", 1.9},  {"033", 2.8},  {"034", 1},    {"040", 3.5},  {"041", 3.4},
	{"042", 3.6},  {"043", 3.8},  {"050", 4},    {"051", 4.5},  {"052", 5.2},  {"053", 4.5},  {"054", 2.8},
	{"055", 4.5},  {"060", 2},    {"061", 1.8},  {"062", 2.5},  {"063", -1.1}, {"064", 5.4},  {"065", 2.9},
	{"066", 1.9},  {"067", 3.5},  {"070", 7},    {"071", 7.4},  {"072", 8.3},  {"073", 6.5},  {"080", 6},
	{"081", 6.5},  {"082", 3},    {"083", 6},    {"084", 10},   {"090", 3},    {"091", 0.1},  {"092", 3.4},
	{"093", 3.4},  {"094", -0.1}, {"095", 1.2},  {"096", -0.3}, {"097", -0.3}, {"100", 0.5},  {"101", 1.5},
	{"102", -0.1}, {"110", -4},   {"111", -4},   {"112", -4},   {"113", -5},   {"120", -2},   {"121", -2.2},
	{"122", -3.4}, {"123", -1},   {"131", -1.9}, {"132", -2.4}, {"133", -1},   {"140", -1},   {"141", -0.9},
	{"142", -1.1}, {"150", -4.9}, {"151", -4},   {"152", -5},   {"160", -3},   {"161", -3},   {"162", -3},
	{"170", -6},   {"171", -4.4}, {"172", -5.8}, {"173", -7},   {"174", -6.9}, {"180", -6},   {"181", -5.2},
	{"182", -7.6}, {"190", -4},   {"191", -2.2}, {"192", -4.1}, {"193", -5.6}, {"194", -3.8}, {"195", -7},
	{"196", -6},   {"197", -5},   {"198", -4},   {"200", -5},   {"201", -5},   {"202", -4.9}, {"203", -5},
	{"210", -5},   {"211", -9.2}, {"212", -4.4}, {"213", -9},   {"220", -9},   {"221", -8.3}, {"222", -8.7},
	{"223", -10},  {"224", -7},   {"225", -9},   {"226", -8}};

// The nearest CAMEO code of WEIS's 22 kinds of events, by their first two digits.
static const char *const weis_to_cameo[] = {"",    "080", "010", "040", "051", "030", "080", "070",
                                            "030", "020", "020", "120", "112", "111", "016", "100",
                                            "130", "130", "140", "160", "160", "170", "190"};

static const DtCameo *cameo_of(DtSlice code) {
	if (code.length == 1) return NULL;
	const DtCameo *cameo = dt_cameo_find(code);
	for (size_t length = code.length; !cameo && length > 2; length--)
		cameo = dt_cameo_find(dt_slice_cut(code, 0, length - 1));
	return cameo;
}

static bool weis_of(DtSlice code, const DtCameo **cameo, double *weight) {
	long root;
	if (code.length != 3 || !dt_slice_to_int(dt_slice_cut(code, 0, 2), &root)) return false;
	if (root < 1 || root > 22) return false;
	*cameo = dt_cameo_find(dt_slice_of(weis_to_cameo[root]));
	for (size_t i = 0; i < sizeof weis_weights / sizeof *weis_weights; i++) {
		if (dt_slice_is(code, weis_weights[i].code)) *weight = weis_weights[i].weight;
	}
	return *cameo != NULL;
}

static DtDate date_of(DtSlice text) {
	if (text.length != 8) return dt_date_parse(text);
	long number;
	if (!dt_slice_to_int(text, &number) || number < 0) return DT_DATE_NONE;
	return dt_date_from_civil((int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100));
}

// Sides

static const char *const sector_words[][2] = {{"MED", "JRN"},
                                              {"HLH", "MED"},
                                              {"INS", "REB"},
                                              {"SEP", "REB"},
                                              {"RAD", "UAF"},
                                              {"CVL", "CVL"},
                                              {"HRI", "SOC"},
                                              {"Government", "GOV"},
                                              {"Military", "MIL"},
                                              {"Police", "COP"},
                                              {"Judicial", "JUD"},
                                              {"Judiciary", "JUD"},
                                              {"Legislative / Parliamentary", "LEG"},
                                              {"Legislative", "LEG"},
                                              {"Intelligence", "SPY"},
                                              {"Parties", "PTY"},
                                              {"Opposition", "OPP"},
                                              {"Rebel", "REB"},
                                              {"Insurgents", "REB"},
                                              {"Separatists", "REB"},
                                              {"Unidentified Forces", "UAF"},
                                              {"General Population / Civilian / Social", "CVL"},
                                              {"Business", "BUS"},
                                              {"Labor", "LAB"},
                                              {"Education", "EDU"},
                                              {"News", "JRN"},
                                              {"Media", "JRN"},
                                              {"Medical / Health", "MED"},
                                              {"Refugees", "REF"},
                                              {"Displaced", "REF"},
                                              {"Religious", "REL"},
                                              {"Criminals / Gangs", "CRM"},
                                              {"Dissident", "OPP"}};

static DtSlice sector_of(DtSlice word) {
	for (size_t i = 0; i < sizeof sector_words / sizeof *sector_words; i++) {
		if (dt_slice_is(word, sector_words[i][0])) return dt_slice_of(sector_words[i][1]);
	}
	return dt_sector_find(word) ? word : (DtSlice){0};
}

static bool holds_sector(const DtBuffer *sectors, DtSlice sector) {
	DtSlice rest = dt_buffer_slice(sectors), one;
	if (!rest.length) return false;
	while (dt_slice_split(&rest, ';', &one)) {
		if (dt_slice_equal(one, sector)) return true;
	}
	return false;
}

static void add_sector(DtBuffer *sectors, DtSlice word) {
	DtSlice sector = sector_of(word);
	if (!sector.length || holds_sector(sectors, sector)) return;
	if (sectors->length) dt_buffer_add_char(sectors, ';');
	dt_buffer_add(sectors, sector);
}

// "EGYGOV": a country and then sectors, three letters each; "UNO"; "REB" alone.
static void read_code(DtSlice code, DtRecordParty *party, DtBuffer *sectors) {
	DtSlice head = dt_slice_cut(code, 0, 3);
	DtSlice country = dt_country_of_code(head);
	if (!country.length && code.length < 3) country = dt_country_of_code(code);
	party->code = country;
	for (size_t at = country.length ? 3 : 0; at < code.length; at += 3)
		add_sector(sectors, dt_slice_cut(code, at, at + 3));
}

static void read_sectors(DtSlice list, DtBuffer *sectors) {
	DtSlice one;
	if (!list.length) return;
	while (dt_slice_split(&list, ',', &one)) add_sector(sectors, dt_slice_trim(one));
}

static DtRecordParty read_side(DtArena *arena, const Table *table, const Row *row, int side) {
	DtRecordParty party = {0};
	DtBuffer sectors = {0};
	DtSlice code = at_column(table, row, side), country = at_column(table, row, side + 1);
	DtSlice group = at_column(table, row, side + 4);
	party.text = party.name = at_column(table, row, side + 2);
	if (!party.text.length) party.text = code;
	read_code(code, &party, &sectors);
	if (!party.code.length) party.code = dt_country_of_name(country);
	if (!party.code.length) party.code = dt_country_of_name(party.name);
	if (!party.code.length) party.code = dt_country_of_code(group);
	read_sectors(at_column(table, row, side + 3), &sectors);
	for (int i = 0; i < TYPES && table->columns[side + 5] >= 0; i++) {
		int index = table->columns[side + 5] + i;
		DtSlice type = (size_t)index < row->count ? row->fields[index] : (DtSlice){0};
		add_sector(&sectors, type);
		if (!party.code.length && dt_entity_code_known(type)) party.code = type;
	}
	if (sectors.length) party.sector = dt_arena_copy(arena, dt_buffer_slice(&sectors));
	dt_buffer_clear(&sectors);
	return party;
}

static DtRecordPlace read_place(const Table *table, const Row *row) {
	DtRecordPlace place = {.text = at_column(table, row, COLUMN_PLACE)};
	DtSlice country = at_column(table, row, COLUMN_PLACE_COUNTRY);
	place.country = dt_country_of_name(country);
	if (!place.text.length) place.text = country;
	place.located = dt_slice_to_double(at_column(table, row, COLUMN_LATITUDE), &place.latitude) &&
	                dt_slice_to_double(at_column(table, row, COLUMN_LONGITUDE), &place.longitude);
	return place;
}

// The import

typedef struct Importer {
	DtStore *store;
	FILE *input;
	const char *name;
	DtSlice table_name;
	DtImport *import;
	DtError *faults, *error;
	DtArena *arena, *sniffed; // of the row; of the lines read ahead
	DtBuffer line;
	size_t number; // of the line
	Table table;
	DtSlice *ahead;
	size_t ahead_count, ahead_at, ahead_capacity;
	size_t in_batch;
} Importer;

static bool wrong(Importer *importer, const char *what, DtSlice found) {
	importer->import->wrong++;
	DtSlice shown = dt_slice_cut(found, 0, 60);
	dt_error_add(importer->faults, DT_FAULT_INPUT, importer->name, importer->number, 0, "%s: \"" DT_SLICE_FORMAT "\"",
	             what, DT_SLICE_ARGS(shown));
	return false;
}

// Reads a line into importer->line, without its end. False at the end of the input.
static bool read_line(Importer *importer, bool *overlong) {
	dt_buffer_reset(&importer->line);
	*overlong = false;
	int c;
	while ((c = getc_unlocked(importer->input)) != EOF && c != '\n') {
		if (importer->line.length < LINE_MAX_BYTES)
			dt_buffer_add_char(&importer->line, (char)c);
		else
			*overlong = true;
	}
	if (c == EOF && importer->line.length == 0) return false;
	if (importer->line.length && importer->line.data[importer->line.length - 1] == '\r') importer->line.length--;
	importer->number++;
	return true;
}

static bool row_record(Importer *importer, const Row *row, DtRecord *record) {
	const Table *table = &importer->table;
	DtArena *arena = importer->arena;
	DtSlice code = at_column(table, row, COLUMN_CODE), date = at_column(table, row, COLUMN_DATE);
	const DtCameo *cameo = NULL;
	double weight = 0;
	DtDate day = date_of(date);
	if (day == DT_DATE_NONE) return wrong(importer, "no date", date);
	bool coded = table->format == DT_TABLE_WEIS ? weis_of(code, &cameo, &weight) : (cameo = cameo_of(code)) != NULL;
	if (!coded) return wrong(importer, table->format == DT_TABLE_WEIS ? "no WEIS code" : "no CAMEO code", code);
	if (table->format != DT_TABLE_WEIS) weight = (double)cameo->goldstein;
	DtSlice own_weight = at_column(table, row, COLUMN_WEIGHT);
	if (own_weight.length && !dt_slice_to_double(own_weight, &weight)) return wrong(importer, "no weight", own_weight);
	DtRecordParty *sides = DT_NEW_ARRAY(arena, DtRecordParty, 2);
	sides[0] = read_side(arena, table, row, COLUMN_SOURCE);
	sides[1] = read_side(arena, table, row, COLUMN_TARGET);
	if (!sides[0].code.length && !sides[1].code.length) {
		importer->import->nobody++;
		return false;
	}
	DtSlice id = at_column(table, row, COLUMN_ID);
	if (!id.length) id = dt_arena_format(arena, "%zu", importer->number);
	*record = (DtRecord){.id = id,
	                     .document = importer->table_name,
	                     .category = cameo->category,
	                     .days = {day, day},
	                     .precision = DT_PRECISION_DAY,
	                     .confidence = 1,
	                     .goldstein = weight,
	                     .actors = &sides[0],
	                     .actor_count = 1,
	                     .recipients = &sides[1],
	                     .recipient_count = sides[1].code.length || sides[1].text.length ? 1 : 0};
	memcpy(record->cameo, cameo->code, strlen(cameo->code) + 1);
	dt_mode_find((DtCategory)cameo->category, dt_slice_of(cameo->mode), &record->mode);
	record->places = DT_NEW(arena, DtRecordPlace);
	*record->places = read_place(table, row);
	record->place_count = record->places->text.length || record->places->located ? 1 : 0;
	return true;
}

static bool keep(Importer *importer, const DtRecord *record) {
	if (importer->in_batch == 0 && !dt_store_begin(importer->store, importer->error)) return false;
	importer->in_batch++;
	switch (dt_store_put_record(importer->store, record, importer->error)) {
	case DT_PUT_FAILED:
		return false;
	case DT_PUT_UNCHANGED:
		importer->import->known++;
		break;
	default:
		importer->import->added++;
		break;
	}
	if (importer->in_batch < BATCH_ROWS) return true;
	importer->in_batch = 0;
	return dt_store_commit(importer->store, importer->error);
}

static bool import_line(Importer *importer, DtSlice line) {
	if (dt_slice_trim(line).length == 0) return true;
	importer->import->rows++;
	dt_arena_reset(importer->arena);
	DtRecord record;
	if (importer->table.format == DT_TABLE_PLOVER) {
		const char *why = dt_plover_read(importer->arena, line, &record);
		if (why) {
			wrong(importer, why, line);
			return true;
		}
		if (!record.document.length) record.document = importer->table_name;
		if (!record.id.length) record.id = dt_arena_format(importer->arena, "%zu", importer->number);
		return keep(importer, &record);
	}
	Row row;
	split_row(importer->arena, line, importer->table.separator, &row);
	return !row_record(importer, &row, &record) || keep(importer, &record);
}

// Formats

static char separator_of(DtSlice line) {
	bool tabs = line.length && memchr(line.data, '\t', line.length) != NULL;
	return tabs ? '\t' : ',';
}

static bool is_gdelt_row(const Row *row) {
	long number;
	bool width = row->count == 57 || row->count == 58 || row->count == 61;
	return width && dt_slice_to_int(row->fields[0], &number) && date_of(row->fields[1]) != DT_DATE_NONE;
}

// Codes of WEIS go on to 22, CAMEO's end with 20.
static bool looks_like_weis(Importer *importer) {
	Row row;
	for (size_t i = 0; i < importer->ahead_count; i++) {
		split_row(importer->sniffed, importer->ahead[i], importer->table.separator, &row);
		DtSlice code = at_column(&importer->table, &row, COLUMN_CODE);
		if (code.length == 3 && (dt_slice_starts(code, "21") || dt_slice_starts(code, "22"))) return true;
	}
	return false;
}

static void read_ahead(Importer *importer) {
	bool overlong;
	while (importer->ahead_count < SNIFF_LINES && read_line(importer, &overlong)) {
		DtSlice line = overlong ? (DtSlice){"", 0} : dt_arena_copy(importer->sniffed, dt_buffer_slice(&importer->line));
		DT_PUSH(importer->sniffed, importer->ahead, importer->ahead_count, importer->ahead_capacity, line);
	}
}

// R writes row names as a first column that the header does not count.
static void shift_for_row_names(Importer *importer, size_t header_count) {
	Row row;
	if (importer->ahead_count < 2) return;
	split_row(importer->sniffed, importer->ahead[1], importer->table.separator, &row);
	if (row.count != header_count + 1) return;
	for (int i = 0; i < COLUMN_COUNT; i++) {
		if (importer->table.columns[i] >= 0) importer->table.columns[i]++;
	}
}

static bool unknown_format(Importer *importer) {
	dt_error_add(
		importer->error, DT_FAULT_INPUT, importer->name, 1, 0,
		"is no table that can be read: neither GDELT's columns, nor JSON lines, nor a header with date, source, "
		"target and code");
	return false;
}

// Tells the format by the first line, and reads its header if it has one.
static bool tell_format(Importer *importer, DtTableFormat asked) {
	Table *table = &importer->table;
	Row row;
	if (importer->ahead_count == 0) return true; // an empty table
	DtSlice first = importer->ahead[0];
	if (dt_slice_starts(first, "\xef\xbb\xbf")) first = dt_slice_cut(first, 3, first.length);
	table->format = asked;
	if (asked == DT_TABLE_PLOVER || (asked == DT_TABLE_ANY && dt_slice_starts(dt_slice_trim(first), "{"))) {
		table->format = DT_TABLE_PLOVER;
		return true;
	}
	table->separator = separator_of(first);
	split_row(importer->sniffed, first, table->separator, &row);
	if (is_gdelt_row(&row)) {
		memcpy(table->columns, row.count == 61 ? gdelt_2 : gdelt_1, sizeof table->columns);
		table->format = DT_TABLE_GDELT;
		return true;
	}
	read_header(importer->sniffed, &row, table);
	if (!has_needed(table)) return unknown_format(importer);
	importer->ahead_at = 1;
	shift_for_row_names(importer, row.count);
	if (asked != DT_TABLE_ANY) return true;
	bool gdelt = table->columns[COLUMN_SOURCE_GROUP] >= 0;
	table->format = gdelt ? DT_TABLE_GDELT : looks_like_weis(importer) ? DT_TABLE_WEIS : DT_TABLE_NAMED;
	return true;
}

static bool import_all(Importer *importer) {
	size_t read = importer->number;
	for (; importer->ahead_at < importer->ahead_count; importer->ahead_at++) {
		importer->number = importer->ahead_at + 1;
		if (!import_line(importer, importer->ahead[importer->ahead_at])) return false;
	}
	importer->number = read;
	bool overlong;
	while (read_line(importer, &overlong)) {
		if (overlong) {
			importer->import->rows++;
			wrong(importer, "longer than 4 MiB", dt_buffer_slice(&importer->line));
		} else if (!import_line(importer, dt_buffer_slice(&importer->line))) {
			return false;
		}
	}
	if (ferror(importer->input)) {
		dt_error_add(importer->error, DT_FAULT_SYSTEM, importer->name, 0, 0, "cannot be read: %s", strerror(errno));
		return false;
	}
	return importer->in_batch == 0 || dt_store_commit(importer->store, importer->error);
}

bool dt_table_import(DtStore *store, FILE *input, const char *name, DtSlice table, DtTableFormat format,
                     DtImport *import, DtError *faults, DtError *error) {
	*import = (DtImport){0};
	Importer importer = {.store = store,
	                     .input = input,
	                     .name = name,
	                     .table_name = table,
	                     .import = import,
	                     .faults = faults,
	                     .error = error,
	                     .arena = dt_arena_new(),
	                     .sniffed = dt_arena_new()};
	read_ahead(&importer);
	bool done = tell_format(&importer, format) && import_all(&importer);
	if (!done) dt_store_rollback(store);
	import->format = importer.table.format;
	dt_buffer_clear(&importer.line);
	dt_arena_free(importer.arena);
	dt_arena_free(importer.sniffed);
	return done;
}
