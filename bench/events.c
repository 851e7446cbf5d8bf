// SPDX-License-Identifier: Apache-2.0
// Writes rows of events in the format of GDELT 1.0 (58 columns, tabs, no header), the same ones everywhere.
//
//   bench-events ROWS [DAYS]        DAYS from 2015-01-01 on, ten years unless told
//
// What makes a record hard is in it: a few countries are in most events (Zipf), any two may meet, each has a dozen
// kinds of actors; news doubles within the ten years and halves at weekends; events come in bursts by day, several from
// one article; one in five has no second actor. Pairs have a share of conflict of their own that shifts now and then.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"

enum { COUNTRIES = 180, KINDS = 12, CODES = 40, PLACES = 5000, SITES = 3000 };

static const char *const sectors[KINDS] = {"",    "GOV", "MIL", "LEG", "COP", "OPP",
                                           "BUS", "CVL", "MED", "REB", "JUD", "EDU"};
static const char *const friendly[CODES / 2] = {"010", "020", "036", "040", "042", "043", "046", "051", "057", "010",
                                                "020", "040", "042", "043", "051", "060", "061", "070", "071", "081"};
static const char *const hostile[CODES / 2] = {"111", "112", "112", "120", "130", "131", "138", "140", "141", "160",
                                               "163", "170", "172", "173", "180", "190", "190", "193", "194", "195"};

static uint64_t seed = 0x9e3779b97f4a7c15u;

static uint64_t draw(void) {
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

static double uniform(void) { return (double)(draw() >> 11) / 9007199254740992.0; }

static char codes[COUNTRIES][4];
static double upto[COUNTRIES]; // running sums of weights

// Codes that the record knows, the weightiest first.
static void make_countries(void) {
	static const char *const known = "USA CHN RUS ISR GBR PAK IND IRN IRQ SYR TUR FRA DEU JPN UKR AUS PSE EGY PRK KOR "
									 "SAU AFG NGA CAN ITA ESP MEX BRA "
									 "IDN PHL THA MYS VNM MMR BGD LKA NPL LBN JOR YEM ARE QAT KWT OMN BHR LBY TUN DZA "
									 "MAR SDN SSD ETH ERI SOM KEN UGA "
									 "RWA TZA COD COG CAF TCD CMR GAB GHA CIV SEN MLI NER BFA BEN TGO GIN SLE LBR ZAF "
									 "ZWE ZMB MOZ MWI AGO NAM BWA POL "
									 "CZE SVK HUN ROU BGR SRB HRV BIH XKX MKD ALB GRC CYP MLT PRT NLD BEL LUX CHE AUT "
									 "SWE NOR FIN DNK ISL IRL EST LVA "
									 "LTU BLR MDA GEO ARM AZE KAZ UZB TKM KGZ TJK MNG TWN HKG SGP NZL FJI PNG CUB HTI "
									 "DOM JAM TTO COL VEN ECU PER BOL "
									 "CHL ARG URY PRY GTM HND SLV NIC CRI PAN";
	double sum = 0;
	DtSlice rest = dt_slice_of(known), one;
	for (int i = 0; i < COUNTRIES; i++) {
		snprintf(codes[i], sizeof codes[i], "%s", "IGO");
		if (rest.data && dt_slice_split(&rest, ' ', &one))
			snprintf(codes[i], sizeof codes[i], "%.*s", DT_SLICE_ARGS(one));
		upto[i] = sum += pow(i + 1, -0.9);
	}
}

static int draw_country(void) {
	double at = uniform() * upto[COUNTRIES - 1];
	int low = 0, high = COUNTRIES - 1;
	while (low < high) {
		int middle = (low + high) / 2;
		if (upto[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

// Most events are of a country with its few partners.
static int draw_partner(int country) {
	static const int near[] = {1, 2, 3, 5, 8, 13};
	if (uniform() < 0.4) return (country + near[draw() % 6]) % COUNTRIES;
	return draw_country();
}

// The share of conflict of a pair on a day: its own level, new every year or two.
static double share_of(int a, int b, int day) {
	uint64_t pair = (uint64_t)(a < b ? a * 1000 + b : b * 1000 + a) * 0x9e3779b97f4a7c15u;
	uint64_t era = pair + (uint64_t)(day / (300 + (int)(pair >> 40) % 500)) * 0xbf58476d1ce4e5b9u;
	era = (era ^ era >> 29) * 0x94d049bb133111ebu;
	return 0.1 + 0.6 * (double)(era >> 40) / 16777216.0;
}

static void write_side(int country, int sector) {
	const char *code = country < 0 ? "" : codes[country], *kind = country < 0 ? "" : sectors[sector];
	printf("%s%s\t%s%s%s\t%s\t\t\t\t\t%s\t\t\t", code, kind, code, *kind ? " " : "", kind, code, kind);
}

static void write_place(int place) {
	printf("%d\tPlace %d, Country\tCC\tCC%02d\t%.4f\t%.4f\t%d\t", 4, place, place % 90, place * 0.031 - 70,
	       place * 0.07 - 170, place * 37 - 100000);
}

static void write_row(uint64_t id, DtDate day, int article, int first) {
	int year, month, date, a = draw_country(), b = uniform() < 0.8 ? draw_partner(a) : -1;
	dt_date_to_civil(day, &year, &month, &date);
	bool conflict = uniform() < share_of(a, b < 0 ? a : b, day - first);
	const char *code = (conflict ? hostile : friendly)[draw() % (CODES / 2)];
	int place = (int)(draw() % PLACES), kind_a = uniform() < 0.5 ? 0 : (int)(draw() % KINDS);
	printf("%llu\t%04d%02d%02d\t%04d%02d\t%04d\t%.4f\t", (unsigned long long)id, year, month, date, year, month, year,
	       year + (month - 1) / 12.0);
	write_side(a, kind_a);
	write_side(b, uniform() < 0.5 ? 0 : (int)(draw() % KINDS));
	printf("1\t%s\t%s\t%.2s\t%d\t%.1f\t%d\t%d\t%d\t%.4f\t", code, code, code, conflict ? 3 : 1, conflict ? -4.0 : 2.8,
	       1 + (int)(draw() % 9), 1, 1 + (int)(draw() % 9), uniform() * 10 - 5);
	for (int i = 0; i < 3; i++) write_place(place);
	printf("%04d%02d%02d\thttps://www.paper%d.example/%d/%02d/article-%d.html\n", year, month, date, article % SITES,
	       year, month, article);
}

int main(int argc, char **argv) {
	long rows = argc > 1 ? atol(argv[1]) : 0, days = argc > 2 ? atol(argv[2]) : 3653;
	if (rows <= 0 || days <= 0) return fprintf(stderr, "bench-events ROWS [DAYS]\n"), 2;
	DtDate first = dt_date_from_civil(2015, 1, 1);
	double total = 0, done = 0;
	uint64_t id = 400000000;
	make_countries();
	for (long day = 0; day < days; day++)
		total += (1 + (double)day / (double)days) * (dt_date_weekday(first + (DtDate)day) < 5 ? 1 : 0.5);
	for (long day = 0; day < days; day++) {
		done += (1 + (double)day / (double)days) * (dt_date_weekday(first + (DtDate)day) < 5 ? 1 : 0.5);
		uint64_t end = 400000000 + (uint64_t)((double)rows * done / total + 0.5);
		for (int in_article = 0; id < end; id++, in_article++) write_row(id, first + (DtDate)day, (int)(id / 5), first);
	}
	return ferror(stdout) || fflush(stdout) ? 4 : 0;
}
