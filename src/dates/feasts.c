// SPDX-License-Identifier: Apache-2.0
// Named days by rule and by table.
//
// Feasts of the Gregorian calendar have a day, a weekday of a month, or a distance from Easter (Gregorian Easter by the
// anonymous algorithm of Meeus, Astronomical Algorithms, chapter 8; Julian Easter by Meeus's form of it). Feasts of
// lunar calendars stand in tables for 1990 to 2035, made with the calendars of Unicode's ICU: the Umm al-Qura calendar
// of Saudi Arabia (elsewhere the month may begin a day later), the Chinese, Hebrew and Persian ones. Jewish feasts
// begin on the evening before the day given. Days of independence are those of public holidays.
#include "dates/feasts.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const int32_t ramadan_days[] = {19900328, 19910318, 19920306, 19930223, 19940212, 19950201, 19960122, 19970110,
                                       19971231, 19981220, 19991209, 20001127, 20011116, 20021106, 20031026, 20041015,
                                       20051004, 20060924, 20070913, 20080901, 20090822, 20100811, 20110801, 20120720,
                                       20130709, 20140628, 20150618, 20160606, 20170527, 20180516, 20190506, 20200424,
                                       20210413, 20220402, 20230323, 20240311, 20250301, 20260218, 20270208, 20280128,
                                       20290116, 20300105, 20301226, 20311216, 20321204, 20331123, 20341112, 20351101};
static const int32_t eid_fitr_days[] = {19900426, 19910416, 19920405, 19930325, 19940314, 19950303, 19960220, 19970209,
                                        19980129, 19990119, 20000108, 20001227, 20011216, 20021205, 20031125, 20041114,
                                        20051103, 20061023, 20071013, 20081001, 20090920, 20100910, 20110830, 20120819,
                                        20130808, 20140728, 20150717, 20160706, 20170625, 20180615, 20190604, 20200524,
                                        20210513, 20220502, 20230421, 20240410, 20250330, 20260320, 20270309, 20280226,
                                        20290214, 20300204, 20310124, 20320114, 20330103, 20331223, 20341212, 20351201};
static const int32_t eid_adha_days[] = {19900703, 19910623, 19920611, 19930601, 19940521, 19950510, 19960428, 19970418,
                                        19980407, 19990328, 20000316, 20010305, 20020222, 20030211, 20040201, 20050121,
                                        20060110, 20061231, 20071220, 20081208, 20091127, 20101116, 20111106, 20121026,
                                        20131015, 20141004, 20150923, 20160911, 20170901, 20180821, 20190811, 20200731,
                                        20210720, 20220709, 20230628, 20240616, 20250606, 20260527, 20270516, 20280505,
                                        20290424, 20300413, 20310402, 20320322, 20330312, 20340301, 20350219};
static const int32_t ashura_days[] = {19900801, 19910722, 19920711, 19930630, 19940620, 19950609, 19960528, 19970517,
                                      19980507, 19990426, 20000415, 20010404, 20020324, 20030313, 20040301, 20050219,
                                      20060209, 20070129, 20080119, 20090107, 20091227, 20101216, 20111205, 20121124,
                                      20131113, 20141103, 20151023, 20161011, 20170930, 20180920, 20190909, 20200829,
                                      20210818, 20220808, 20230728, 20240716, 20250705, 20260625, 20270615, 20280603,
                                      20290523, 20300513, 20310502, 20320420, 20330410, 20340331, 20350320};
static const int32_t mawlid_days[] = {19901002, 19910921, 19920910, 19930830, 19940820, 19950809, 19960728, 19970717,
                                      19980707, 19990626, 20000614, 20010604, 20020524, 20030513, 20040501, 20050421,
                                      20060410, 20070331, 20080320, 20090309, 20100226, 20110215, 20120204, 20130124,
                                      20140113, 20150103, 20151223, 20161211, 20171130, 20181120, 20191109, 20201029,
                                      20211018, 20221008, 20230927, 20240915, 20250904, 20260825, 20270814, 20280803,
                                      20290724, 20300713, 20310702, 20320620, 20330610, 20340530, 20350520};
static const int32_t lunar_days[] = {19900127, 19910215, 19920204, 19930123, 19940210, 19950131, 19960219, 19970207,
                                     19980128, 19990216, 20000205, 20010124, 20020212, 20030201, 20040122, 20050209,
                                     20060129, 20070218, 20080207, 20090126, 20100214, 20110203, 20120123, 20130210,
                                     20140131, 20150219, 20160208, 20170128, 20180216, 20190205, 20200125, 20210212,
                                     20220201, 20230122, 20240210, 20250129, 20260217, 20270207, 20280126, 20290213,
                                     20300202, 20310123, 20320211, 20330131, 20340219, 20350208};
static const int32_t midautumn_days[] = {19901003, 19910922, 19920911, 19930930, 19940920, 19950909, 19960927, 19970916,
                                         19981005, 19990924, 20000912, 20011001, 20020921, 20030911, 20040928, 20050918,
                                         20061006, 20070925, 20080914, 20091003, 20100922, 20110912, 20120930, 20130919,
                                         20140908, 20150927, 20160915, 20171004, 20180924, 20190913, 20201001, 20210921,
                                         20220910, 20230929, 20240917, 20251006, 20260925, 20270915, 20281003, 20290922,
                                         20300912, 20311001, 20320919, 20330908, 20340927, 20350916};
static const int32_t nowruz_days[] = {19900321, 19910321, 19920321, 19930321, 19940321, 19950321, 19960320, 19970321,
                                      19980321, 19990321, 20000320, 20010321, 20020321, 20030321, 20040320, 20050321,
                                      20060321, 20070321, 20080320, 20090321, 20100321, 20110321, 20120320, 20130321,
                                      20140321, 20150321, 20160320, 20170321, 20180321, 20190321, 20200320, 20210321,
                                      20220321, 20230321, 20240320, 20250321, 20260321, 20270321, 20280320, 20290320,
                                      20300321, 20310321, 20320320, 20330320, 20340321, 20350321};
static const int32_t passover_days[] = {19900410, 19910330, 19920418, 19930406, 19940327, 19950415, 19960404, 19970422,
                                        19980411, 19990401, 20000420, 20010408, 20020328, 20030417, 20040406, 20050424,
                                        20060413, 20070403, 20080420, 20090409, 20100330, 20110419, 20120407, 20130326,
                                        20140415, 20150404, 20160423, 20170411, 20180331, 20190420, 20200409, 20210328,
                                        20220416, 20230406, 20240423, 20250413, 20260402, 20270422, 20280411, 20290331,
                                        20300418, 20310408, 20320327, 20330414, 20340404, 20350424};
static const int32_t rosh_days[] = {19900920, 19910909, 19920928, 19930916, 19940906, 19950925, 19960914, 19971002,
                                    19980921, 19990911, 20000930, 20010918, 20020907, 20030927, 20040916, 20051004,
                                    20060923, 20070913, 20080930, 20090919, 20100909, 20110929, 20120917, 20130905,
                                    20140925, 20150914, 20161003, 20170921, 20180910, 20190930, 20200919, 20210907,
                                    20220926, 20230916, 20241003, 20250923, 20260912, 20271002, 20280921, 20290910,
                                    20300928, 20310918, 20320906, 20330924, 20340914, 20351004};
static const int32_t kippur_days[] = {19900929, 19910918, 19921007, 19930925, 19940915, 19951004, 19960923, 19971011,
                                      19980930, 19990920, 20001009, 20010927, 20020916, 20031006, 20040925, 20051013,
                                      20061002, 20070922, 20081009, 20090928, 20100918, 20111008, 20120926, 20130914,
                                      20141004, 20150923, 20161012, 20170930, 20180919, 20191009, 20200928, 20210916,
                                      20221005, 20230925, 20241012, 20251002, 20260921, 20271011, 20280930, 20290919,
                                      20301007, 20310927, 20320915, 20331003, 20340923, 20351013};
static const int32_t hanukkah_days[] = {19901212, 19911202, 19921220, 19931209, 19941128, 19951218, 19961206, 19971224,
                                        19981214, 19991204, 20001222, 20011210, 20021130, 20031220, 20041208, 20051226,
                                        20061216, 20071205, 20081222, 20091212, 20101202, 20111221, 20121209, 20131128,
                                        20141217, 20151207, 20161225, 20171213, 20181203, 20191223, 20201211, 20211129,
                                        20221219, 20231208, 20241226, 20251215, 20261205, 20271225, 20281213, 20291202,
                                        20301221, 20311210, 20321128, 20331217, 20341207, 20351226};

typedef enum Rule { BY_DAY, WESTERN_EASTER, EASTERN_EASTER, WEEKDAY_OF_MONTH } Rule;

typedef struct Feast {
	const char *words[DT_FEAST_WORDS]; // as written, without possessives; longer names of a kind first
	Rule rule;
	int8_t month, day, weekday, nth, offset; // weekday from 1; the nth of the month, 9 the last
	int8_t length;                           // in days
	const int32_t *table, *other;            // YYYYMMDD, ascending
	size_t table_size, other_size;
	const int32_t *until; // the feast that ends it, as many
} Feast;

static const Feast feasts[] = {
	{{"christmas", "eve"}, .month = 12, .day = 24, .length = 1},
	{{"christmas", "day"}, .month = 12, .day = 25, .length = 1},
	{{"christmas"}, .month = 12, .day = 25, .length = 1},
	{{"orthodox", "christmas"}, .month = 1, .day = 7, .length = 1},
	{{"orthodox", "easter"}, .rule = EASTERN_EASTER, .length = 1},
	{{"new", "year", "eve"}, .month = 12, .day = 31, .length = 1},
	{{"new", "year", "day"}, .month = 1, .day = 1, .length = 1},
	{{"lunar", "new", "year"}, .table = lunar_days, .table_size = COUNT(lunar_days), .length = 1},
	{{"chinese", "new", "year"}, .table = lunar_days, .table_size = COUNT(lunar_days), .length = 1},
	{{"new", "year"}, .month = 1, .day = 1, .length = 1},
	{{"easter", "sunday"}, .rule = WESTERN_EASTER, .offset = 0, .length = 1},
	{{"easter", "monday"}, .rule = WESTERN_EASTER, .offset = 1, .length = 1},
	{{"easter"}, .rule = WESTERN_EASTER, .offset = 0, .length = 1},
	{{"good", "friday"}, .rule = WESTERN_EASTER, .offset = -2, .length = 1},
	{{"palm", "sunday"}, .rule = WESTERN_EASTER, .offset = -7, .length = 1},
	{{"ash", "wednesday"}, .rule = WESTERN_EASTER, .offset = -46, .length = 1},
	{{"holy", "week"}, .rule = WESTERN_EASTER, .offset = -7, .length = 7},
	{{"pentecost"}, .rule = WESTERN_EASTER, .offset = 49, .length = 1},
	{{"ramadan"}, .table = ramadan_days, .table_size = COUNT(ramadan_days), .until = eid_fitr_days},
	{{"ramadhan"}, .table = ramadan_days, .table_size = COUNT(ramadan_days), .until = eid_fitr_days},
	{{"ramzan"}, .table = ramadan_days, .table_size = COUNT(ramadan_days), .until = eid_fitr_days},
	{{"eid", "al", "fitr"}, .table = eid_fitr_days, .table_size = COUNT(eid_fitr_days), .length = 1},
	{{"eid", "ul", "fitr"}, .table = eid_fitr_days, .table_size = COUNT(eid_fitr_days), .length = 1},
	{{"eid", "al", "adha"}, .table = eid_adha_days, .table_size = COUNT(eid_adha_days), .length = 1},
	{{"eid", "ul", "adha"}, .table = eid_adha_days, .table_size = COUNT(eid_adha_days), .length = 1},
	{{"eid", "al", "azha"}, .table = eid_adha_days, .table_size = COUNT(eid_adha_days), .length = 1},
	{{"eid"},
     .table = eid_fitr_days,
     .table_size = COUNT(eid_fitr_days),
     .other = eid_adha_days,
     .other_size = COUNT(eid_adha_days),
     .length = 1},
	{{"ashura"}, .table = ashura_days, .table_size = COUNT(ashura_days), .length = 1},
	{{"ashoura"}, .table = ashura_days, .table_size = COUNT(ashura_days), .length = 1},
	{{"mawlid"}, .table = mawlid_days, .table_size = COUNT(mawlid_days), .length = 1},
	{{"nowruz"}, .table = nowruz_days, .table_size = COUNT(nowruz_days), .length = 1},
	{{"norouz"}, .table = nowruz_days, .table_size = COUNT(nowruz_days), .length = 1},
	{{"newroz"}, .table = nowruz_days, .table_size = COUNT(nowruz_days), .length = 1},
	{{"seollal"}, .table = lunar_days, .table_size = COUNT(lunar_days), .length = 1},
	{{"tet"}, .table = lunar_days, .table_size = COUNT(lunar_days), .length = 1},
	{{"chuseok"}, .table = midautumn_days, .table_size = COUNT(midautumn_days), .length = 1},
	{{"passover"}, .table = passover_days, .table_size = COUNT(passover_days), .length = 8},
	{{"rosh", "hashanah"}, .table = rosh_days, .table_size = COUNT(rosh_days), .length = 2},
	{{"yom", "kippur"}, .table = kippur_days, .table_size = COUNT(kippur_days), .length = 1},
	{{"hanukkah"}, .table = hanukkah_days, .table_size = COUNT(hanukkah_days), .length = 8},
	{{"thanksgiving", "day"}, .rule = WEEKDAY_OF_MONTH, .month = 11, .weekday = 4, .nth = 4, .offset = 0, .length = 1},
	{{"thanksgiving"}, .rule = WEEKDAY_OF_MONTH, .month = 11, .weekday = 4, .nth = 4, .offset = 0, .length = 1},
	{{"black", "friday"}, .rule = WEEKDAY_OF_MONTH, .month = 11, .weekday = 4, .nth = 4, .offset = 1, .length = 1},
	{{"labor", "day"}, .rule = WEEKDAY_OF_MONTH, .month = 9, .weekday = 1, .nth = 1, .offset = 0, .length = 1},
	{{"labour", "day"}, .month = 5, .day = 1, .length = 1},
	{{"may", "day"}, .month = 5, .day = 1, .length = 1},
	{{"memorial", "day"}, .rule = WEEKDAY_OF_MONTH, .month = 5, .weekday = 1, .nth = 9, .offset = 0, .length = 1},
	{{"presidents", "day"}, .rule = WEEKDAY_OF_MONTH, .month = 2, .weekday = 1, .nth = 3, .offset = 0, .length = 1},
	{{"columbus", "day"}, .rule = WEEKDAY_OF_MONTH, .month = 10, .weekday = 1, .nth = 2, .offset = 0, .length = 1},
	{{"election", "day"}, .rule = WEEKDAY_OF_MONTH, .month = 11, .weekday = 1, .nth = 1, .offset = 1, .length = 1},
	{{"veterans", "day"}, .month = 11, .day = 11, .length = 1},
	{{"armistice", "day"}, .month = 11, .day = 11, .length = 1},
	{{"remembrance", "day"}, .month = 11, .day = 11, .length = 1},
	{{"inauguration", "day"}, .month = 1, .day = 20, .length = 1},
	{{"boxing", "day"}, .month = 12, .day = 26, .length = 1},
	{{"valentine", "day"}, .month = 2, .day = 14, .length = 1},
	{{"halloween"}, .month = 10, .day = 31, .length = 1},
	{{"international", "women", "day"}, .month = 3, .day = 8, .length = 1},
	{{"bastille", "day"}, .month = 7, .day = 14, .length = 1},
	{{"victory", "day"}, .month = 5, .day = 9, .length = 1},
};

typedef struct Independence {
	const char *words[2];
	int8_t month, day;
} Independence;

static const Independence independences[] = {
	{{"india", "indian"}, 8, 15},
	{{"pakistan", "pakistani"}, 8, 14},
	{{"ukraine", "ukrainian"}, 8, 24},
	{{"poland", "polish"}, 11, 11},
	{{"finland", "finnish"}, 12, 6},
	{{"indonesia", "indonesian"}, 8, 17},
	{{"mexico", "mexican"}, 9, 16},
	{{"brazil", "brazilian"}, 9, 7},
	{{"kenya", "kenyan"}, 12, 12},
	{{"ghana", "ghanaian"}, 3, 6},
	{{"nigeria", "nigerian"}, 10, 1},
	{{"philippines", "philippine"}, 6, 12},
	{{"georgia", "georgian"}, 5, 26},
	{{"armenia", "armenian"}, 9, 21},
	{{"moldova", "moldovan"}, 8, 27},
	{{"belarus", "belarusian"}, 7, 3},
	{{"kazakhstan", "kazakh"}, 12, 16},
	{{"kyrgyzstan", "kyrgyz"}, 8, 31},
	{{"uzbekistan", "uzbek"}, 9, 1},
	{{"tajikistan", "tajik"}, 9, 9},
	{{"turkmenistan", "turkmen"}, 9, 27},
	{{"bangladesh", "bangladeshi"}, 3, 26},
	{{"lanka", "lankan"}, 2, 4},
	{{"myanmar", "burma"}, 1, 4},
	{{"malaysia", "malaysian"}, 8, 31},
	{{"jordan", "jordanian"}, 5, 25},
	{{"lebanon", "lebanese"}, 11, 22},
	{{"syria", "syrian"}, 4, 17},
	{{"kuwait", "kuwaiti"}, 2, 25},
	{{"algeria", "algerian"}, 7, 5},
	{{"morocco", "moroccan"}, 11, 18},
	{{"tunisia", "tunisian"}, 3, 20},
	{{"libya", "libyan"}, 12, 24},
	{{"somalia", "somali"}, 7, 1},
	{{"eritrea", "eritrean"}, 5, 24},
	{{"uganda", "ugandan"}, 10, 9},
	{{"tanzania", "tanzanian"}, 12, 9},
	{{"zambia", "zambian"}, 10, 24},
	{{"zimbabwe", "zimbabwean"}, 4, 18},
	{{"kosovo", "kosovar"}, 2, 17},
	{{"greece", "greek"}, 3, 25},
	{{"estonia", "estonian"}, 2, 24},
	{{"latvia", "latvian"}, 11, 18},
	{{"lithuania", "lithuanian"}, 2, 16},
	{{"afghanistan", "afghan"}, 8, 19},
	{{"colombia", "colombian"}, 7, 20},
	{{"venezuela", "venezuelan"}, 7, 5},
	{{"argentina", "argentine"}, 7, 9},
	{{"chile", "chilean"}, 9, 18},
	{{"peru", "peruvian"}, 7, 28},
	{{"haiti", "haitian"}, 1, 1},
	{{"america", "american"}, 7, 4},
	{{"us", "usa"}, 7, 4},
};

bool dt_feast_name(size_t index, const char *words[DT_FEAST_WORDS], unsigned *feast) {
	if (index >= COUNT(feasts)) return false;
	for (size_t i = 0; i < DT_FEAST_WORDS; i++) words[i] = feasts[index].words[i];
	*feast = (unsigned)index + 1;
	return true;
}

unsigned dt_feast_independence(DtSlice word) {
	for (size_t i = 0; i < COUNT(independences); i++) {
		for (size_t j = 0; j < 2; j++) {
			if (dt_slice_equal_folded(word, dt_slice_of(independences[i].words[j])))
				return (unsigned)(COUNT(feasts) + 1 + i);
		}
	}
	return 0;
}

static DtDate western_easter(int year) {
	int a = year % 19, b = year / 100, c = year % 100;
	int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
	int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
	return dt_date_from_civil(year, f / 31, f % 31 + 1);
}

static DtDate eastern_easter(int year) {
	int d = (19 * (year % 19) + 15) % 30;
	int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
	int f = d + e + 114;
	int julian_lag = year / 100 - year / 400 - 2;
	DtDate date = dt_date_from_civil(year, f / 31, f % 31 + 1);
	return date == DT_DATE_NONE ? date : date + julian_lag;
}

static DtDate weekday_of_month(const Feast *feast, int year) {
	DtDate first = dt_date_from_civil(year, feast->month, 1);
	if (first == DT_DATE_NONE) return first;
	int lead = (feast->weekday - 1 - dt_date_weekday(first) + 7) % 7;
	DtDate day = first + lead + 7 * (feast->nth - 1);
	DtDate last = first + dt_date_days_in_month(year, feast->month) - 1;
	while (day > last) day -= 7;
	return day;
}

static DtDate of_number(int32_t number) { return dt_date_from_civil(number / 10000, number / 100 % 100, number % 100); }

static size_t from_table(const int32_t *table, size_t size, const Feast *feast, int year, DtDateSpan *days,
                         size_t count) {
	for (size_t i = 0; i < size && count < 2; i++) {
		if (table[i] / 10000 != year) continue;
		DtDate first = of_number(table[i]);
		DtDate last = feast->until ? of_number(feast->until[i]) - 1 : first + feast->length - 1;
		days[count++] = (DtDateSpan){first, last};
	}
	return count;
}

static size_t by_table(const Feast *feast, int year, DtDateSpan days[2]) {
	size_t count = from_table(feast->table, feast->table_size, feast, year, days, 0);
	if (feast->other) count = from_table(feast->other, feast->other_size, feast, year, days, count);
	if (count == 2 && days[1].from < days[0].from) {
		DtDateSpan later = days[0];
		days[0] = days[1];
		days[1] = later;
	}
	return count;
}

size_t dt_feast_days(unsigned feast, int year, DtDateSpan days[2]) {
	if (feast == 0 || feast > COUNT(feasts) + COUNT(independences) || year < 1 || year > 9998) return 0;
	if (feast > COUNT(feasts)) {
		const Independence *state = &independences[feast - COUNT(feasts) - 1];
		days[0].from = days[0].to = dt_date_from_civil(year, state->month, state->day);
		return 1;
	}
	const Feast *it = &feasts[feast - 1];
	if (it->table) return by_table(it, year, days);
	DtDate day = DT_DATE_NONE;
	switch (it->rule) {
	case BY_DAY:
		day = dt_date_from_civil(year, it->month, it->day);
		break;
	case WESTERN_EASTER:
		day = western_easter(year);
		break;
	case EASTERN_EASTER:
		day = eastern_easter(year);
		break;
	case WEEKDAY_OF_MONTH:
		day = weekday_of_month(it, year);
		break;
	}
	if (day == DT_DATE_NONE) return 0;
	days[0].from = day + it->offset;
	days[0].to = days[0].from + it->length - 1;
	return 1;
}
