// SPDX-License-Identifier: Apache-2.0
// CAMEO writes an actor as triples of letters: a state or an international kind, then what it is there, from the
// general to the particular ("PSEGOVHMS": of Palestine, government, Hamas). Detente keeps the state or entity and
// PLOVER's sectors; the particulars are names of groups, which an entry has anyway.
#include "world/petrarch_codes.h"

#include <stdio.h>

#include "document/ontology.h"

typedef struct Pair {
	char from[4], to[4];
} Pair;

// What states are called in older dictionaries (codes of COW, FIPS, the Olympics) and by ISO.
static const Pair states[] = {
	{"TMP", "TLS"}, {"KSV", "XKX"}, {"KOS", "XKX"}, {"USR", "SUN"}, {"FRY", "YUG"}, {"ROM", "ROU"}, {"IVO", "CIV"},
	{"JAP", "JPN"}, {"KUW", "KWT"}, {"LEB", "LBN"}, {"LTH", "LTU"}, {"NZE", "NZL"}, {"ZAM", "ZMB"}, {"ZBW", "ZWE"},
	{"UAE", "ARE"}, {"PAL", "PSE"}, {"BUL", "BGR"}, {"UAR", "EGY"}, {"ROC", "TWN"}, {"SRP", "SRB"}, {"SER", "SRB"},
	{"KNT", "KNA"}, {"FRN", "FRA"}, {"ZAR", "COD"}, {"GMW", "DEU"}, {"GME", "DDR"}, {"RHO", "ZWE"}, {"DAG", "BEN"},
	{"GRB", "GBR"}, {"ANG", "AGO"}, {"CAL", "KHM"}, {"TOR", "TON"}, {"BRM", "MMR"},
};

static const Pair entities[] = {
	{"NGM", "NGO"}, {"IMF", "IGO"}, {"G77", "IGO"}, {"WBK", "IGO"}, {"UNK", ""}, {"UIS", "IMG"}, {"EEC", "EUR"},
};

// Parts of the world, and "international": codes only of those who are there.
static const char regions[][4] = {"INT", "MEA", "SAS", "WEU", "SEA", "EAF", "LAM", "CFR", "ASA", "AFR", "SAF", "NMR",
                                  "EEU", "CAS", "EIN", "SAM", "NAF", "WAF", "CAF", "NAM", "CAM", "CRB", "SCN", "WST",
                                  "PGS", "ARB", "BLK", "BLN", "CEU", "EUR", "SHN", "HOR", "MDE", "CAU"};

static const Pair sectors[] = {
	{"MED", "JRN"}, {"HLH", "MED"}, {"INS", "REB"}, {"SEP", "REB"}, {"PPL", "CVL"}, {"CIV", "CVL"}, {"HRI", "SOC"},
	{"ENV", "SOC"}, {"GMO", "GOV"}, {"RAD", "OPP"}, {"STU", "EDU"}, {"TOP", "GOV"}, {"ITP", "COP"},
};

static const char religions[][4] = {"CHR", "MOS", "MUS", "JEW", "BUD", "HIN", "CTH", "PRO", "BAH", "SIK", "SHI", "SUN",
                                    "ORT", "MRN", "JAN", "TAO", "ITR", "ADR", "HSD", "LDS", "JHW", "ULT", "DOX"};

static const Pair *pair_of(const Pair *pairs, size_t count, const char *from) {
	for (size_t i = 0; i < count; i++) {
		if (memcmp(pairs[i].from, from, 3) == 0) return &pairs[i];
	}
	return NULL;
}

static bool is_among(const char (*list)[4], size_t count, const char *code) {
	for (size_t i = 0; i < count; i++) {
		if (memcmp(list[i], code, 3) == 0) return true;
	}
	return false;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_state(const char *triple, char *code) {
	const Pair *alias = pair_of(states, COUNT(states), triple);
	memcpy(code, alias ? alias->to : triple, 3);
	code[3] = 0;
	return dt_actor_code_known(dt_slice(code, 3)) && !dt_entity_code_known(dt_slice(code, 3));
}

static DtSector sector_of(const char *triple) {
	const Pair *alias = pair_of(sectors, COUNT(sectors), triple);
	return dt_sector_find(dt_slice(alias ? alias->to : triple, 3));
}

static void add_sector(DtCameoActor *actor, DtSector sector) {
	if (sector == DT_SECTOR_NONE || sector == DT_SECTOR_UNK || actor->sector_count == DT_PARTY_SECTORS) return;
	bool international = actor->code[0] && dt_entity_code_known(dt_slice(actor->code, 3));
	if (international && sector == DT_SECTOR_GOV) return; // its code says what it is
	if (memchr(actor->sectors, (int)sector, actor->sector_count)) return;
	actor->sectors[actor->sector_count++] = (uint8_t)sector;
}

static bool has_sector(const DtCameoActor *actor, DtSector sector) {
	return memchr(actor->sectors, (int)sector, actor->sector_count) != NULL;
}

static bool is_armed(const DtCameoActor *actor) {
	return has_sector(actor, DT_SECTOR_REB) || has_sector(actor, DT_SECTOR_UAF) || has_sector(actor, DT_SECTOR_PRM) ||
	       has_sector(actor, DT_SECTOR_CRM);
}

// The first triple: a state, an entity, a part of the world, or, of an agent, what one is.
static bool read_first(const char *triple, bool agent, DtCameoActor *actor, bool *region) {
	if (!agent && memcmp(triple, "MED", 3) == 0) triple = "NGM"; // news media of no state
	const Pair *entity = pair_of(entities, COUNT(entities), triple);
	*region = false;
	if (!agent && is_state(triple, actor->code)) return true;
	actor->code[0] = 0;
	bool inside = sector_of(triple) != DT_SECTOR_NONE || is_among(religions, COUNT(religions), triple);
	if (inside) return true;
	if (entity || dt_entity_code_known(dt_slice(triple, 3))) {
		memcpy(actor->code, entity ? entity->to : triple, 3);
		if (memcmp(triple, "NGM", 3) == 0) add_sector(actor, DT_SECTOR_JRN);
		return actor->code[0] != 0;
	}
	return *region = !agent && is_among(regions, COUNT(regions), triple);
}

static void read_rest(DtSlice code, size_t from, DtCameoActor *actor) {
	bool international = actor->code[0] && dt_entity_code_known(dt_slice(actor->code, 3)), religious = false;
	for (size_t at = from; at < code.length; at += 3) {
		const char *triple = code.data + at;
		char place[4];
		add_sector(actor, sector_of(triple));
		religious |= is_among(religions, COUNT(religions), triple);
		if (!international) continue;
		bool igo = memcmp(actor->code, "IGO", 3) == 0;
		if (igo && memcmp(triple, "UNO", 3) == 0) memcpy(actor->code, "UNO", 3);
		if (igo && memcmp(triple, "EEC", 3) == 0) memcpy(actor->code, "EUR", 3);
		if (!actor->place[0] && is_state(triple, place)) memcpy(actor->place, place, sizeof place);
	}
	bool militant = memcmp(actor->code, "IMG", 3) == 0;
	bool faith = !actor->code[0] && is_among(religions, COUNT(religions), code.data); // MUS is Mauritius, too
	bool armed = is_armed(actor);
	if (religious && !militant && !armed && (faith || actor->sector_count == 0)) add_sector(actor, DT_SECTOR_REL);
}

// Those who act across a part of the world: militants, movements, or bodies between its states.
static void place_in_region(DtCameoActor *actor) {
	const char *code = "";
	if (is_armed(actor))
		code = "IMG";
	else if (has_sector(actor, DT_SECTOR_REL))
		code = "ISM";
	else if (has_sector(actor, DT_SECTOR_GOV))
		code = "IGO";
	else if (has_sector(actor, DT_SECTOR_BUS))
		code = "MNC";
	else if (actor->sector_count)
		code = "NGO";
	memcpy(actor->code, code, strlen(code) + 1);
	if (memcmp(code, "IGO", 3) == 0) actor->sector_count = 0;
}

static bool refuse(const char **why, const char *reason) {
	*why = reason;
	return false;
}

bool dt_cameo_actor(DtSlice text, bool agent, DtCameoActor *actor, const char **why) {
	enum { LONGEST = 30 };
	char letters[LONGEST];
	*actor = (DtCameoActor){0};
	actor->nobody = text.length == 0 || dt_slice_is(text, "---");
	if (actor->nobody) return true;
	if (text.length > LONGEST) return refuse(why, "the code is too long");
	if (text.length % 3) return refuse(why, "a code is made of triples of letters, and this one is not");
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		letters[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
		bool good = (letters[i] >= 'A' && letters[i] <= 'Z') || (letters[i] >= '0' && letters[i] <= '9');
		if (!good) return refuse(why, "a code is made of triples of letters, and this one is not");
	}
	bool region;
	if (!read_first(letters, agent, actor, &region))
		return refuse(why, "the code begins with no state, entity or sector that PLOVER has");
	actor->bare = actor->code[0] && text.length == 3;
	DtSlice code = dt_slice(letters, text.length);
	read_rest(code, actor->code[0] || region ? 3 : 0, actor);
	bool faith = !agent && !region && !actor->code[0] && is_among(religions, COUNT(religions), letters);
	if (region || faith) place_in_region(actor);
	actor->nobody = !agent && memcmp(letters, "ELI", 3) == 0; // after an office, wherever one is from
	if (actor->nobody) return true;
	if (!agent && !actor->code[0])
		return refuse(why, region ? "PLOVER has no code for a part of the world" : "the code names no state");
	if (agent && !actor->code[0] && actor->sector_count == 0) return refuse(why, "PLOVER has no sector for this code");
	return true;
}

// ---- dates ----

typedef struct Day {
	int year, month, day; // month 0: the year; day 0: the month
	bool short_year;
} Day;

static int number_of(const char *digits, size_t count) {
	int number = 0;
	for (size_t i = 0; i < count; i++) number = number * 10 + (digits[i] - '0');
	return number;
}

static bool read_day(DtSlice text, Day *day) {
	enum { PIVOT = 40 };
	text = dt_slice_trim(text);
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] < '0' || text.data[i] > '9') return false;
	}
	if (text.length != 6 && text.length != 8) return false;
	size_t years = text.length - 4;
	int year = number_of(text.data, years);
	*day = (Day){year, number_of(text.data + years, 2), number_of(text.data + years + 2, 2), years == 2};
	if (day->short_year) day->year += year < PIVOT ? 2000 : 1900;
	if (day->year < 1000 || day->month > 12 || day->day > 31) return false;
	if (day->month == 0) return day->day == 0;
	int last = dt_date_days_in_month(day->year, day->month);
	if (day->day > last) day->day = last;
	return true;
}

static int64_t order_of(const Day *day) { return (day->year * 100 + day->month) * 100 + day->day; }

static void write_day(const Day *day, char *out, size_t room) {
	if (!day->month)
		snprintf(out, room, "%04d", day->year % 10000);
	else if (!day->day)
		snprintf(out, room, "%04d-%02d", day->year % 10000, day->month % 100);
	else
		snprintf(out, room, "%04d-%02d-%02d", day->year % 10000, day->month % 100, day->day % 100);
}

static bool read_span(DtSlice text, char *span, const char **why) {
	static const char no_date[] = "a date is YYMMDD or YYYYMMDD, alone, after < or >, or two with - between";
	Day from, to;
	char first[DT_DATE_ROOM + 8], last[DT_DATE_ROOM + 8];
	bool before = text.data[0] == '<', after = text.data[0] == '>';
	size_t hyphen = dt_slice_find(text, dt_slice_of("-"));
	if (before || after) {
		if (!read_day(dt_slice_cut(text, 1, text.length), &from)) return refuse(why, no_date);
		write_day(&from, first, sizeof first);
		snprintf(span, DT_SPAN_ROOM, before ? ".. %.10s" : "%.10s ..", first);
		return true;
	}
	if (!read_day(dt_slice_cut(text, 0, hyphen), &from)) return refuse(why, no_date);
	to = from;
	if (hyphen != SIZE_MAX && !read_day(dt_slice_cut(text, hyphen + 1, text.length), &to)) return refuse(why, no_date);
	enum { CENTURY = 100 };
	if (order_of(&from) > order_of(&to) && from.short_year && from.year - CENTURY <= to.year) {
		Day earlier = from;
		earlier.year -= CENTURY;
		if (from.year >= 2000) from = earlier;
	}
	if (order_of(&from) > order_of(&to)) return refuse(why, "the span ends before it starts");
	write_day(&from, first, sizeof first);
	write_day(&to, last, sizeof last);
	snprintf(span, DT_SPAN_ROOM, "%.10s .. %.10s", first, last);
	return true;
}

bool dt_cameo_actor_dated(DtSlice text, DtCameoActor *actor, const char **why) {
	size_t end = 0;
	text = dt_slice_trim(text);
	while (end < text.length && text.data[end] != ' ' && text.data[end] != '\t' && text.data[end] != '<' &&
	       text.data[end] != '>')
		end++;
	DtSlice dates = dt_slice_trim(dt_slice_cut(text, end, text.length));
	if (!dt_cameo_actor(dt_slice_cut(text, 0, end), false, actor, why)) return false;
	return dates.length == 0 || read_span(dates, actor->span, why);
}
