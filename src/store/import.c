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
//
// Tables repeat themselves: what the fields of a side mean, and the name of a country, is worked out once and kept by
// their bytes; only the fields that are wanted are looked at.
#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "store/countries.h"
#include "store/plover.h"
#include "store/tables.h"

enum { LINE_MAX_BYTES = 1 << 22, FIELDS_MAX = 128, SNIFF_LINES = 400, BATCH_ROWS = 1 << 20, SIDES_KEPT = 1 << 18 };

static const char *const format_names[] = {"any", "gdelt", "table", "weis", "plover", "scores", "mentions"};
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
	COLUMN_MENTIONS, // three counts, in no order
	COLUMN_SOURCES,
	COLUMN_ARTICLES,
	COLUMN_CONFIDENCE,
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
	{"nummentions", COLUMN_MENTIONS},
	{"numsources", COLUMN_SOURCES},
	{"numarticles", COLUMN_ARTICLES},
	{"a", COLUMN_SOURCE},
	{"b", COLUMN_TARGET},
	{"edge", COLUMN_WEIGHT},
	{"score", COLUMN_WEIGHT},
	{"mentiontimedate", COLUMN_DATE},
	{"mentionsourcename", COLUMN_PUBLICATION},
	{"mentionidentifier", COLUMN_URL},
	{"confidence", COLUMN_CONFIDENCE},
};

// GDELT's files have no header: its columns by number (GDELT data format codebooks 1.03 and 2.0).
static const int gdelt_1[COLUMN_COUNT] = {0,  1,  26, 30, 7,  -1, 6,  -1, 8,  12, 17, -1, 16,
                                          -1, 18, 22, 50, -1, 53, 54, 57, -1, 31, 32, 33, -1};
static const int gdelt_2[COLUMN_COUNT] = {0,  1,  26, 30, 7,  -1, 6,  -1, 8,  12, 17, -1, 16,
                                          -1, 18, 22, 52, -1, 56, 57, 60, -1, 31, 32, 33, -1};
// And its files of mentions.
static const int gdelt_mentions[COLUMN_COUNT] = {0,  2,  -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
                                                 -1, -1, -1, -1, -1, -1, -1, 5,  4,  -1, -1, -1, 11};
enum { MENTION_COLUMNS = 16 };

typedef struct Table {
	DtTableFormat format;
	char separator;
	int columns[COLUMN_COUNT];
	size_t wanted; // fields up to the last column that is read
	size_t least;  // fields without which a row is none
} Table;

typedef struct Row {
	DtSlice fields[FIELDS_MAX]; // as they stand, not trimmed
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

// Splits no more than the first wanted fields.
static void split_row(DtArena *arena, DtSlice line, char separator, size_t wanted, Row *row) {
	row->count = 0;
	if (wanted > FIELDS_MAX) wanted = FIELDS_MAX;
	const char *at = line.data ? line.data : "", *end = at + line.length;
	while (separator == '\t' && row->count < wanted) {
		const char *tab = at < end ? memchr(at, '\t', (size_t)(end - at)) : NULL;
		row->fields[row->count++] = dt_slice(at, (size_t)((tab ? tab : end) - at));
		if (!tab) return;
		at = tab + 1;
	}
	if (separator == '\t') return;
	DtSlice field;
	while (row->count < wanted && take_field(arena, &line, separator, &field)) row->fields[row->count++] = field;
}

static DtSlice field_at(const Row *row, int index) {
	if (index < 0 || (size_t)index >= row->count) return (DtSlice){0};
	DtSlice field = dt_slice_trim(row->fields[index]);
	bool nothing = dt_slice_is(field, "NA") || dt_slice_is(field, "NULL");
	return nothing ? dt_slice("", 0) : field;
}

static DtSlice at_column(const Table *table, const Row *row, int column) {
	return field_at(row, table->columns[column]);
}

static void measure(Table *table) {
	static const int needed[] = {COLUMN_DATE, COLUMN_CODE, COLUMN_SOURCE, COLUMN_TARGET};
	table->wanted = table->least = 0;
	for (int i = 0; i < COLUMN_COUNT; i++) {
		bool types = i == COLUMN_SOURCE_TYPES || i == COLUMN_TARGET_TYPES;
		size_t end = (size_t)(table->columns[i] + (types ? TYPES : 1));
		if (table->columns[i] >= 0 && end > table->wanted) table->wanted = end;
	}
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		size_t end = (size_t)(table->columns[needed[i]] + 1);
		if (end > table->least) table->least = end;
	}
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
		DtSlice name = bare_name(arena, dt_slice_trim(row->fields[i]));
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

// A number for two codes and a day.
static bool has_scores(const Table *table) {
	return table->columns[COLUMN_DATE] >= 0 && table->columns[COLUMN_WEIGHT] >= 0 && table->columns[COLUMN_CODE] < 0 &&
	       table->columns[COLUMN_SOURCE] >= 0 && table->columns[COLUMN_TARGET] >= 0;
}

static bool has_mentions(const Table *table) {
	return table->columns[COLUMN_ID] >= 0 && table->columns[COLUMN_DATE] >= 0 && table->columns[COLUMN_URL] >= 0 &&
	       table->columns[COLUMN_PUBLICATION] >= 0 && table->columns[COLUMN_CODE] < 0;
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

static bool digits(DtSlice text, size_t from, size_t to, int *number) {
	*number = 0;
	for (size_t i = from; i < to; i++) {
		unsigned digit = (unsigned)(unsigned char)text.data[i] - '0';
		if (digit > 9) return false;
		*number = *number * 10 + (int)digit;
	}
	return true;
}

// "20180612", "20180612143000", and what dt_date_parse reads.
static DtDate date_of(DtSlice text) {
	int year, month, day;
	if (text.length != 8 && text.length != 14) return dt_date_parse(text);
	if (!digits(text, 0, 4, &year) || !digits(text, 4, 6, &month) || !digits(text, 6, 8, &day)) return DT_DATE_NONE;
	return dt_date_from_civil(year, month, day);
}

// Short decimals, as tables have them, exactly as strtod reads them: both parts of the quotient are exact.
static bool decimal_of(DtSlice text, double *value) {
	static const double tens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
	size_t at = text.length && text.data[0] == '-' ? 1 : 0, digit_count = 0, point = text.length;
	int64_t number = 0;
	if (text.length - at == 0 || text.length - at > 15) return dt_slice_to_double(text, value);
	for (size_t i = at; i < text.length; i++) {
		char c = text.data[i];
		if (c == '.' && point == text.length) {
			point = i;
		} else if (c >= '0' && c <= '9') {
			number = number * 10 + (c - '0');
			digit_count++;
		} else {
			return dt_slice_to_double(text, value);
		}
	}
	if (digit_count == 0) return false;
	size_t places = point < text.length ? text.length - point - 1 : 0;
	*value = (at ? -(double)number : (double)number) / tens[places];
	return true;
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

// What the fields of a side say, its bytes in arena.
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
		DtSlice type = field_at(row, table->columns[side + 5] + i);
		add_sector(&sectors, type);
		if (!party.code.length && dt_entity_code_known(type)) party.code = type;
	}
	party.code = dt_arena_copy(arena, party.code);
	party.text = dt_arena_copy(arena, party.text);
	party.name = dt_arena_copy(arena, party.name);
	party.sector = dt_arena_copy(arena, dt_buffer_slice(&sectors));
	dt_buffer_clear(&sectors);
	return party;
}

// The import

typedef struct Importer {
	DtStore *store;
	const DtTableSource *source;
	DtImport *import;
	DtError *faults, *error;
	DtArena *arena, *sniffed; // of the row; of the lines read ahead
	size_t number;            // of the line
	Table table;
	DtSlice *ahead;
	size_t ahead_count, ahead_at, ahead_capacity;
	size_t in_batch;

	// What was worked out, by the bytes it was worked out from.
	DtArena *memory;
	DtBuffer key;
	DtMap sides, countries;
	DtRecordParty *side_list;
	DtSlice *country_list;
	size_t side_count, side_capacity, country_count, country_capacity;
	DtDate last_date;
	char last_date_text[16];
	size_t last_date_length;
} Importer;

static void forget_sides(Importer *importer) {
	dt_arena_reset(importer->memory);
	importer->sides = importer->countries = (DtMap){0};
	importer->side_list = NULL;
	importer->country_list = NULL;
	importer->side_count = importer->side_capacity = importer->country_count = importer->country_capacity = 0;
}

// Two columns of a side are lists of fields in a row: its three types.
static DtRecordParty side_of(Importer *importer, const Row *row, int side) {
	const Table *table = &importer->table;
	dt_buffer_reset(&importer->key);
	dt_buffer_add_char(&importer->key, '|');
	for (int i = 0; i < SIDE_COLUMNS; i++) {
		int at = table->columns[side + i], end = at + (i == SIDE_COLUMNS - 1 ? TYPES : 1);
		for (; at >= 0 && at < end; at++) {
			if ((size_t)at < row->count) dt_buffer_add(&importer->key, row->fields[at]);
			dt_buffer_add_char(&importer->key, '\t');
		}
	}
	DtSlice key = dt_buffer_slice(&importer->key);
	uint32_t known = dt_map_find(&importer->sides, key);
	if (known != DT_MAP_ABSENT) return importer->side_list[known];
	DtRecordParty party = read_side(importer->memory, table, row, side);
	dt_map_set(importer->memory, &importer->sides, dt_arena_copy(importer->memory, key),
	           (uint32_t)importer->side_count);
	DT_PUSH(importer->memory, importer->side_list, importer->side_count, importer->side_capacity, party);
	return party;
}

static DtSlice country_of(Importer *importer, DtSlice name) {
	if (!name.length) return (DtSlice){0};
	uint32_t known = dt_map_find(&importer->countries, name);
	if (known != DT_MAP_ABSENT) return importer->country_list[known];
	DtSlice code = dt_country_of_name(name);
	dt_map_set(importer->memory, &importer->countries, dt_arena_copy(importer->memory, name),
	           (uint32_t)importer->country_count);
	DT_PUSH(importer->memory, importer->country_list, importer->country_count, importer->country_capacity, code);
	return code;
}

static DtDate day_of(Importer *importer, DtSlice text) {
	if (text.length && text.length == importer->last_date_length &&
	    memcmp(text.data, importer->last_date_text, text.length) == 0)
		return importer->last_date;
	importer->last_date = date_of(text);
	importer->last_date_length = text.length < sizeof importer->last_date_text ? text.length : 0;
	if (importer->last_date_length) memcpy(importer->last_date_text, text.data, importer->last_date_length);
	return importer->last_date;
}

static DtRecordPlace place_of(Importer *importer, const Row *row) {
	const Table *table = &importer->table;
	DtRecordPlace place = {.text = at_column(table, row, COLUMN_PLACE)};
	DtSlice country = at_column(table, row, COLUMN_PLACE_COUNTRY);
	place.country = country_of(importer, country);
	if (!place.text.length) place.text = country;
	place.located = decimal_of(at_column(table, row, COLUMN_LATITUDE), &place.latitude) &&
	                decimal_of(at_column(table, row, COLUMN_LONGITUDE), &place.longitude);
	return place;
}

// The host of an address: who published it.
static DtSlice host_of(DtSlice url) {
	size_t start = dt_slice_find(url, dt_slice_of("://"));
	if (start == SIZE_MAX) return (DtSlice){0};
	DtSlice rest = dt_slice_cut(url, start + 3, url.length), host;
	dt_slice_split(&rest, '/', &host);
	return dt_slice_starts(host, "www.") ? dt_slice_cut(host, 4, host.length) : host;
}

static bool wrong(Importer *importer, const char *what, DtSlice found) {
	importer->import->wrong++;
	DtSlice shown = dt_slice_cut(found, 0, 60);
	dt_error_add(importer->faults, DT_FAULT_INPUT, importer->source->name, importer->number, 0,
	             "%s: \"" DT_SLICE_FORMAT "\"", what, DT_SLICE_ARGS(shown));
	return false;
}

static bool read_line(Importer *importer, DtSlice *line, bool *overlong) {
	if (!importer->source->next(importer->source->context, LINE_MAX_BYTES, line, overlong)) return false;
	importer->number++;
	return true;
}

// GDELT's counts of mentions, sources and articles.
static bool counts_are_sound(Importer *importer, const Row *row) {
	for (int i = COLUMN_MENTIONS; i <= COLUMN_ARTICLES; i++) {
		DtSlice count = at_column(&importer->table, row, i);
		if (count.length && count.data[0] == '-') return wrong(importer, "a negative count", count);
	}
	return true;
}

static bool row_record(Importer *importer, const Row *row, DtRecord *record) {
	const Table *table = &importer->table;
	DtArena *arena = importer->arena;
	DtSlice code = at_column(table, row, COLUMN_CODE), date = at_column(table, row, COLUMN_DATE);
	const DtCameo *cameo = NULL;
	double weight = 0;
	if (row->count < table->least) return wrong(importer, "columns are missing", row->fields[0]);
	DtDate day = day_of(importer, date);
	if (day == DT_DATE_NONE) return wrong(importer, "no date", date);
	bool coded = table->format == DT_TABLE_WEIS ? weis_of(code, &cameo, &weight) : (cameo = cameo_of(code)) != NULL;
	if (!coded) return wrong(importer, table->format == DT_TABLE_WEIS ? "no WEIS code" : "no CAMEO code", code);
	if (table->format != DT_TABLE_WEIS) weight = (double)cameo->goldstein;
	DtSlice own_weight = at_column(table, row, COLUMN_WEIGHT);
	if (own_weight.length && (!decimal_of(own_weight, &weight) || !(fabs(weight) <= 1000)))
		return wrong(importer, "no weight", own_weight);
	if (!counts_are_sound(importer, row)) return false;
	DtRecordParty *sides = DT_NEW_ARRAY(arena, DtRecordParty, 2);
	sides[0] = side_of(importer, row, COLUMN_SOURCE);
	sides[1] = side_of(importer, row, COLUMN_TARGET);
	if (!sides[0].code.length && !sides[1].code.length) {
		importer->import->nobody++;
		return false;
	}
	DtSlice id = at_column(table, row, COLUMN_ID);
	if (!id.length) id = dt_arena_format(arena, "%zu", importer->number);
	*record = (DtRecord){.id = id,
	                     .document = importer->source->table,
	                     .category = cameo->category,
	                     .days = {day, day},
	                     .precision = DT_PRECISION_DAY,
	                     .confidence = 1,
	                     .goldstein = weight,
	                     .url = at_column(table, row, COLUMN_URL),
	                     .publication = at_column(table, row, COLUMN_PUBLICATION),
	                     .actors = &sides[0],
	                     .actor_count = 1,
	                     .recipients = &sides[1],
	                     .recipient_count = sides[1].code.length || sides[1].text.length ? 1 : 0};
	if (!record->publication.length) record->publication = host_of(record->url);
	memcpy(record->cameo, cameo->code, strlen(cameo->code) + 1);
	if (cameo->mode[0]) dt_mode_find((DtCategory)cameo->category, dt_slice_of(cameo->mode), &record->mode);
	record->places = DT_NEW(arena, DtRecordPlace);
	*record->places = place_of(importer, row);
	record->place_count = record->places->text.length || record->places->located ? 1 : 0;
	return true;
}

static void note_put(Importer *importer, bool added) {
	if (added)
		importer->import->added++;
	else
		importer->import->known++;
}

static bool begin_batch(Importer *importer) {
	if (importer->in_batch == 0 && !dt_store_begin(importer->store, importer->error)) return false;
	importer->in_batch++;
	return true;
}

static bool end_batch(Importer *importer) {
	size_t most = importer->source->batch;
	if (importer->in_batch < (most ? most : BATCH_ROWS)) return true;
	importer->in_batch = 0;
	if (!dt_store_commit(importer->store, importer->error)) return false;
	if (importer->source->progress) importer->source->progress(importer->source->context, importer->import);
	return true;
}

static bool keep(Importer *importer, const DtRecord *record) {
	if (!begin_batch(importer)) return false;
	DtPut put = dt_store_put_record(importer->store, record, importer->error);
	if (put == DT_PUT_FAILED) return false;
	note_put(importer, put != DT_PUT_UNCHANGED);
	return end_batch(importer);
}

static bool import_json(Importer *importer, DtSlice line) {
	DtRecord record;
	const char *why = dt_plover_read(importer->arena, line, &record);
	if (why) {
		wrong(importer, why, line);
		return true;
	}
	if (!record.document.length) record.document = importer->source->table;
	if (!record.id.length) record.id = dt_arena_format(importer->arena, "%zu", importer->number);
	return keep(importer, &record);
}

static bool import_score(Importer *importer, const Row *row) {
	const Table *table = &importer->table;
	DtSlice date = at_column(table, row, COLUMN_DATE), number = at_column(table, row, COLUMN_WEIGHT);
	DtDate day = day_of(importer, date);
	double score;
	bool added;
	if (day == DT_DATE_NONE) return wrong(importer, "no date", date), true;
	if (!decimal_of(number, &score) || !isfinite(score)) return wrong(importer, "no number", number), true;
	DtRecordParty a = side_of(importer, row, COLUMN_SOURCE), b = side_of(importer, row, COLUMN_TARGET);
	if (!a.code.length || !b.code.length) {
		importer->import->nobody++;
		return true;
	}
	if (!begin_batch(importer) || !dt_store_put_score(importer->store, importer->source->table, a.code, b.code, day,
	                                                  score, &added, importer->error))
		return false;
	note_put(importer, added);
	return end_batch(importer);
}

static bool import_mention(Importer *importer, const Row *row) {
	const Table *table = &importer->table;
	DtSlice date = at_column(table, row, COLUMN_DATE), id = at_column(table, row, COLUMN_ID);
	DtTold mention = {.day = day_of(importer, date),
	                  .url = at_column(table, row, COLUMN_URL),
	                  .publication = at_column(table, row, COLUMN_PUBLICATION)};
	long number, confidence = 0;
	bool added;
	if (!dt_slice_to_int(id, &number) || number <= 0) return wrong(importer, "no event id", id), true;
	if (mention.day == DT_DATE_NONE) return wrong(importer, "no date", date), true;
	DtSlice sure = at_column(table, row, COLUMN_CONFIDENCE);
	if (sure.length && (!dt_slice_to_int(sure, &confidence) || confidence < 0 || confidence > 100))
		return wrong(importer, "no confidence of 0 to 100", sure), true;
	mention.event = number;
	mention.confidence = (int)confidence;
	if (!begin_batch(importer) || !dt_store_put_mention(importer->store, &mention, &added, importer->error))
		return false;
	note_put(importer, added);
	return end_batch(importer);
}

static bool import_line(Importer *importer, DtSlice line) {
	if (dt_slice_trim(line).length == 0) return true;
	importer->import->rows++;
	dt_arena_reset(importer->arena);
	if (importer->side_count >= SIDES_KEPT) forget_sides(importer);
	if (importer->table.format == DT_TABLE_PLOVER) return import_json(importer, line);
	Row row;
	DtRecord record;
	split_row(importer->arena, line, importer->table.separator, importer->table.wanted, &row);
	if (importer->table.format == DT_TABLE_SCORES) return import_score(importer, &row);
	if (importer->table.format == DT_TABLE_MENTIONS) return import_mention(importer, &row);
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
	return width && dt_slice_to_int(field_at(row, 0), &number) && date_of(field_at(row, 1)) != DT_DATE_NONE;
}

static bool is_mention_row(const Row *row) {
	long number;
	return (row->count == MENTION_COLUMNS || row->count == MENTION_COLUMNS - 1) &&
	       dt_slice_to_int(field_at(row, 0), &number) && date_of(field_at(row, 1)) != DT_DATE_NONE &&
	       date_of(field_at(row, 2)) != DT_DATE_NONE;
}

// Codes of WEIS go on to 22, CAMEO's end with 20.
static bool looks_like_weis(Importer *importer) {
	Row row;
	for (size_t i = 0; i < importer->ahead_count; i++) {
		split_row(importer->sniffed, importer->ahead[i], importer->table.separator, FIELDS_MAX, &row);
		DtSlice code = at_column(&importer->table, &row, COLUMN_CODE);
		if (code.length == 3 && (dt_slice_starts(code, "21") || dt_slice_starts(code, "22"))) return true;
	}
	return false;
}

static void read_ahead(Importer *importer) {
	bool overlong;
	DtSlice line;
	while (importer->ahead_count < SNIFF_LINES && read_line(importer, &line, &overlong)) {
		line = dt_arena_copy(importer->sniffed, line);
		if (overlong) line = dt_slice(NULL, 1); // for import_all
		DT_PUSH(importer->sniffed, importer->ahead, importer->ahead_count, importer->ahead_capacity, line);
	}
}

// R writes row names as a first column that the header does not count.
static void shift_for_row_names(Importer *importer, size_t header_count) {
	Row row;
	if (importer->ahead_count < 2) return;
	split_row(importer->sniffed, importer->ahead[1], importer->table.separator, FIELDS_MAX, &row);
	if (row.count != header_count + 1) return;
	for (int i = 0; i < COLUMN_COUNT; i++) {
		if (importer->table.columns[i] >= 0) importer->table.columns[i]++;
	}
}

static bool unknown_format(Importer *importer) {
	dt_error_add(
		importer->error, DT_FAULT_INPUT, importer->source->name, 1, 0,
		"is no table that can be read: neither GDELT's columns, nor JSON lines, nor a header with date, source, "
		"target and code");
	return false;
}

static bool take_fixed(Table *table, const int *columns, DtTableFormat format) {
	memcpy(table->columns, columns, sizeof table->columns);
	table->format = format;
	return true;
}

// Tells the format by the first line, and reads its header if it has one.
static bool tell_format(Importer *importer, DtTableFormat asked) {
	Table *table = &importer->table;
	Row row;
	if (importer->ahead_count == 0) return true; // an empty table
	DtSlice first = importer->ahead[0];
	if (!first.data) return unknown_format(importer);
	if (dt_slice_starts(first, "\xef\xbb\xbf")) first = dt_slice_cut(first, 3, first.length);
	table->format = asked;
	if (asked == DT_TABLE_PLOVER || (asked == DT_TABLE_ANY && dt_slice_starts(dt_slice_trim(first), "{"))) {
		table->format = DT_TABLE_PLOVER;
		return true;
	}
	table->separator = separator_of(first);
	split_row(importer->sniffed, first, table->separator, FIELDS_MAX, &row);
	if (is_gdelt_row(&row)) return take_fixed(table, row.count == 61 ? gdelt_2 : gdelt_1, DT_TABLE_GDELT);
	if (is_mention_row(&row)) return take_fixed(table, gdelt_mentions, DT_TABLE_MENTIONS);
	read_header(importer->sniffed, &row, table);
	bool scores = has_scores(table), mentions = has_mentions(table);
	if (!has_needed(table) && !scores && !mentions) return unknown_format(importer);
	importer->ahead_at = 1;
	shift_for_row_names(importer, row.count);
	if (scores || mentions) {
		table->format = scores ? DT_TABLE_SCORES : DT_TABLE_MENTIONS;
		return true;
	}
	if (asked != DT_TABLE_ANY) return true;
	bool gdelt = table->columns[COLUMN_SOURCE_GROUP] >= 0;
	table->format = gdelt ? DT_TABLE_GDELT : looks_like_weis(importer) ? DT_TABLE_WEIS : DT_TABLE_NAMED;
	return true;
}

static bool import_one(Importer *importer, DtSlice line, bool overlong) {
	if (!overlong) return import_line(importer, line);
	importer->import->rows++;
	wrong(importer, "longer than 4 MiB", dt_slice("", 0));
	return true;
}

static bool import_all(Importer *importer) {
	size_t read = importer->number;
	DtSlice line;
	bool overlong;
	for (; importer->ahead_at < importer->ahead_count; importer->ahead_at++) {
		line = importer->ahead[importer->ahead_at];
		importer->number = importer->ahead_at + 1;
		if (!import_one(importer, line, line.length && !line.data)) return false;
	}
	importer->number = read;
	while (read_line(importer, &line, &overlong)) {
		if (!import_one(importer, line, overlong)) return false;
	}
	return importer->in_batch == 0 || dt_store_commit(importer->store, importer->error);
}

bool dt_table_import(DtStore *store, const DtTableSource *source, DtImport *import, DtError *faults, DtError *error) {
	*import = (DtImport){0};
	Importer importer = {.store = store,
	                     .source = source,
	                     .import = import,
	                     .faults = faults,
	                     .error = error,
	                     .arena = dt_arena_new(),
	                     .sniffed = dt_arena_new(),
	                     .memory = dt_arena_new()};
	read_ahead(&importer);
	bool done = tell_format(&importer, source->format);
	measure(&importer.table);
	done = done && import_all(&importer);
	if (!done) dt_store_rollback(store);
	import->format = importer.table.format;
	dt_buffer_clear(&importer.key);
	dt_arena_free(importer.arena);
	dt_arena_free(importer.sniffed);
	dt_arena_free(importer.memory);
	return done;
}
