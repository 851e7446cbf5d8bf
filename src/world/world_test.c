// SPDX-License-Identifier: Apache-2.0

#include "world/world.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/test.h"
#include "world/check.h"
#include "world/fold.h"
#include "world/format.h"
#include "world/plural.h"

// --- a small world ---

static const char offices[] = "head-of-state GOV president | king | leader\n"
							  "head-of-government GOV prime minister | chancellor (DEU AUT) | premier | PM\n"
							  "president-elect GOV president-elect  standing=elect\n"
							  "foreign-minister GOV foreign minister | secretary of state (USA)\n"
							  "army-chief MIL army chief\n"
							  "party-leader PTY party leader\n"
							  "secretary-general - secretary-general | chief\n"
							  "leader - leader\n"
							  "spokesperson - spokesman  holders=many\n";

static const char roles[] = "MIL soldier | troops | serviceman | armed forces  person\n"
							"MIL fighter jet | F-16  equipment\n"
							"GOV top diplomat  person office=foreign-minister\n"
							"- delegation | side  people weak\n"
							"- multinational  body code=MNC\n"
							"CVL protest | guard  people\n"
							"LEG MP  person\n";

static const char actors[] =
	"AUT  country\n    name Austria\n    adjective Austrian\n"
	"DEU  country\n    name Germany | Federal Republic of Germany\n    adjective German\n    capital Berlin\n"
	"FRA  country\n    name France\n    adjective French\n    demonym Frenchman\n    capital Paris\n"
	"    seat Elysee Palace | the Elysee\n    seat Quai d'Orsay : GOV\n    member nato 1949-04-04 ..\n"
	"SYR  country\n    name Syria | Syrian Arab Republic\n    adjective Syrian\n"
	"USA  country\n    name United States | United States of America | America\n    abbreviation US | USA\n"
	"    adjective American | US\n    capital Washington\n    seat White House\n    seat Pentagon : MIL\n"
	"bashar_assad  person\n    name Bashar al-Assad | Assad\n    code SYR\n    gender male\n"
	"    office SYR head-of-state 2000-07-17 .. 2024-12-08\n"
	"ban_ki_moon  person\n    name Ban Ki-moon\n    code KOR\n    office UNO secretary-general 2007-01-01 .. "
	"2016-12-31\n"
	"donald_trump  person\n    name Donald Trump | Trump\n    code USA\n    code USA BUS .. 2015-06-15\n    gender "
	"male\n"
	"    office USA head-of-state 2017-01-20 .. 2021-01-20\n    office USA head-of-state 2025-01-20 ..\n"
	"    office USA president-elect 2016-11-09 .. 2017-01-19\n"
	"    office USA president-elect 2024-11-06 .. 2025-01-19\n"
	"free_army  group\n    name Free Army\n    code SYR REB 2011 .. 2024-12-08\n    code SYR MIL 2024-12-09 ..\n"
	"    member united_front\n"
	"general_x  person\n    name Xavier Xanthos\n    code SYR\n    office free_army leader 2013 .. \n"
	"nato  organisation\n    name North Atlantic Treaty Organisation\n    abbreviation NATO\n    code IGO\n"
	"    active 1949-04-04 ..\n"
	"new_york_times  media\n    name New York Times\n    code USA JRN\n"
	"united_front  group\n    name United Front\n    code SYR OPP\n    member nato 2020-01-01 .. 2020-12-31\n"
	"ursula_leyen  person\n    name Ursula von der Leyen\n    code DEU\n    gender female\n"
	"us_doctor  person\n    name Maria Rossi\n    code USA\n    code USA MED\n    office USA spokesperson 2001 .. "
	"2002\n"
	"who  organisation\n    name World Health Organization\n    abbreviation WHO\n    code UNO MED\n"
	"xi_jinping  person\n    name Xi Jinping\n    code CHN\n    office CHN head-of-state 2013-03-14 ..\n"
	"yahya_saree  person\n    name Yahya Saree\n    office YEM spokesperson 2018 .. rival\n";

static const char places[] = "Berlin : DEU 52.52 13.40 capital 3600000\n"
							 "New York | New York City : USA 40.71 -74.01 city 8300000 in=New York State\n"
							 "New York State : USA 43 -75 province\n"
							 "Paris : FRA 48.85 2.35 capital 2100000\n"
							 "Paris : USA 33.66 -95.55 town 25000\n"
							 "Saree : YEM 15 44 village\n"
							 "Strait of Hormuz : - 26.57 56.25 strait\n";

#define SMALL_WORLD                                                                                                    \
	{"offices.table", DT_LITERAL(offices), 0}, {"a.roles", DT_LITERAL(roles), 0}, {"a.actors", DT_LITERAL(actors), 0}, \
	{                                                                                                                  \
		"a.places", DT_LITERAL(places), 0                                                                              \
	}

static DtWorld *load(const DtWorldText *texts, size_t count) {
	DtError error = {0};
	DtWorld *world = dt_world_load_texts(texts, count, &error);
	for (size_t i = 0; i < error.count && i < DT_FAULT_ROOM; i++) print_message("%s\n", error.messages[i]);
	dt_error_clear(&error);
	assert_non_null(world);
	return world;
}

static int load_small(void **state) {
	static const DtWorldText texts[] = {SMALL_WORLD};
	*state = load(texts, 4);
	return 0;
}

static int free_small(void **state) {
	dt_world_free(*state);
	return 0;
}

static DtDate day(const char *text) { return dt_date_parse(dt_slice_of(text)); }

// --- matching ---

enum { MOST_TOKENS = 64 };

// Tokens of a text: blank-separated; "~" before a word says that no blank stands before it; "/V", "/N", "/P" tag it a
// verb, noun or proper noun with itself as lemma.
static size_t tokens_of(char *text, DtToken *tokens) {
	size_t count = 0;
	for (char *word = strtok(text, " "); word && count < MOST_TOKENS; word = strtok(NULL, " ")) {
		DtToken token = {.space_after = true};
		if (*word == '~' && word[1]) {
			word++;
			if (count) tokens[count - 1].space_after = false;
		}
		size_t length = strlen(word);
		char tag = length > 2 && word[length - 2] == '/' ? word[length - 1] : '\0';
		token.form = dt_slice(word, tag ? length - 2 : length);
		if (tag) {
			token.lemma = token.form;
			token.upos = tag == 'V'   ? DT_UPOS_VERB
			             : tag == 'P' ? DT_UPOS_PROPN
			             : tag == 'J' ? DT_UPOS_ADJ
			                          : DT_UPOS_NOUN;
		}
		tokens[count++] = token;
	}
	return count;
}

static const char *meaning(const DtCandidate *candidate) {
	static char text[128];
	DtSlice id = candidate->sense == DT_SENSE_TITLE   ? candidate->office->id
	             : candidate->sense == DT_SENSE_ROLE  ? candidate->role->name
	             : candidate->sense == DT_SENSE_PLACE ? candidate->place->name
	                                                  : candidate->entry->id;
	snprintf(text, sizeof text, "%s:" DT_SLICE_FORMAT, dt_sense_name(candidate->sense), DT_SLICE_ARGS(id));
	return text;
}

// "2+1 name:FRA" for each match, first candidate only, joined by "; ".
static void expect(const DtWorld *world, const char *text, const char *expected) {
	char copy[512], got[1024] = "";
	DtToken tokens[MOST_TOKENS];
	DtNameMatch matches[MOST_TOKENS];
	snprintf(copy, sizeof copy, "%s", text);
	size_t count = dt_world_match(world, tokens, tokens_of(copy, tokens), matches, MOST_TOKENS);
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(got);
		snprintf(got + length, sizeof got - length, "%s%u+%u %s", i ? "; " : "", matches[i].first, matches[i].count,
		         meaning(matches[i].candidates));
	}
	if (strcmp(got, expected) != 0) fail_msg("\"%s\" gives \"%s\", not \"%s\"", text, got, expected);
}

static void names_match_longest_first(void **state) {
	expect(*state, "The New York Times said", "1+3 name:new_york_times");
	expect(*state, "in New York on", "1+2 place:New York");
	expect(*state, "United States of France", "0+2 name:USA; 3+1 name:FRA");
	expect(*state, "America ~'s president", "0+1 name:USA; 2+1 title:head-of-state");
	expect(*state, "French troops and a Frenchman", "0+1 adjective:FRA; 1+1 role:soldier; 4+1 demonym:FRA");
	expect(*state, "Germans", "0+1 demonym:DEU");
}

static void capitals_count(void **state) {
	expect(*state, "us and who and america and washington", "");
	expect(*state, "US and WHO and America", "0+1 abbreviation:USA; 2+1 abbreviation:who; 4+1 name:USA");
	expect(*state, "Who likes Us", "");
	expect(*state, "FRENCH PRESIDENT IN WASHINGTON", "0+1 adjective:FRA; 1+1 title:head-of-state; 3+1 capital:USA");
	expect(*state, "US TROOPS KILL MAN WHO FLED PARIS", "0+1 abbreviation:USA; 1+1 role:soldier; 6+1 capital:FRA");
	expect(*state, "BERLIN , Nov 26 -", "0+1 capital:DEU");
	expect(*state, "the PM met an MP", "1+1 title:head-of-government; 4+1 role:MP");
	expect(*state, "at 3 pm and mp", "");
}

static void marks_do_not(void **state) {
	expect(*state, "the U.S. and U.S ~.", "1+1 abbreviation:USA; 3+1 abbreviation:USA");
	expect(*state, "Bashar al-Assad", "0+2 name:bashar_assad");
	expect(*state, "Bashar al ~- ~Assad left", "0+4 name:bashar_assad");
	expect(*state, "Bashar Al Assad left", "0+3 name:bashar_assad");
	expect(*state,
	       "B\xc3\xa2sh\xc3\xa2r al-Ass\xc3\xa1"
	       "d",
	       "0+2 name:bashar_assad");
	expect(*state,
	       "the Elys\xc3\xa9"
	       "e Palace",
	       "1+2 seat:FRA");
	expect(*state, "the Quai d\xe2\x80\x99Orsay", "1+2 seat:FRA");
	expect(*state, "the Quai d'Orsay", "1+2 seat:FRA");
	expect(*state, "Ban Ki Moon and Ban Ki-moon", "0+3 name:ban_ki_moon; 4+2 name:ban_ki_moon");
	expect(*state, "New - York", "");
	expect(*state, "New , York", "");
	expect(*state, "French-led", "");
	expect(*state, "Franco ~- ~German", "2+1 adjective:DEU");
	expect(*state, "an F-16 and two F-16s and an F ~- ~16",
	       "1+1 role:fighter jet; 4+1 role:fighter jet; 7+3 role:fighter jet");
}

static void roles_match_as_nouns(void **state) {
	expect(*state, "Soldiers and servicemen , top diplomats",
	       "0+1 role:soldier; 2+1 role:soldier; 4+2 role:top diplomat");
	expect(*state, "they guard/V the guard/N", "3+1 role:protest");
	expect(*state, "a leader/J and two spokesmen/N", "4+1 title:spokesperson");
	expect(*state, "foreign ministers , prime ministers", "0+2 title:foreign-minister; 3+2 title:head-of-government");
	expect(*state, "secretaries of state", "0+3 title:foreign-minister");
}

static void initials_are_passed_over(void **state) {
	expect(*state, "Donald J. Trump said", "0+3 name:donald_trump");
	expect(*state, "Donald J Trump said", "0+3 name:donald_trump");
	expect(*state, "New J. York", "");
	expect(*state, "United A. States", "");
}

static void surnames_need_to_look_like_names(void **state) {
	expect(*state, "said Jinping to Xanthos", "1+1 surname:xi_jinping; 3+1 surname:general_x");
	expect(*state, "Rossi said", "");
	expect(*state, "Rossi/P said", "0+1 surname:us_doctor");
	expect(*state, "said Rossi/N", "");
	expect(*state, "said rossi", "");
	expect(*state, "with von der Leyen and Leyen", "1+3 surname:ursula_leyen; 5+1 surname:ursula_leyen");
	expect(*state, "with Xi/P there", "1+1 surname:xi_jinping");
	expect(*state, "in Saree there", "1+1 place:Saree");
	expect(*state, "said John/P Rossi/P", "");
	expect(*state, "said Mr./P Rossi/P", "2+1 surname:us_doctor");
	expect(*state, "Rossi/P Xyz/P said", "");
	expect(*state, "Rossi/P met/V Xi/P", "0+1 surname:us_doctor; 2+1 surname:xi_jinping");
	expect(*state, "Rossi/P Berlin/P said", "0+1 surname:us_doctor; 1+1 capital:DEU");
	expect(*state, "president/N Rossi/P", "0+1 title:head-of-state; 1+1 surname:us_doctor");
	size_t count;
	const DtEntry *const *persons = dt_world_persons_by_surname(*state, dt_slice_of("trump"), &count);
	assert_int_equal(count, 1);
	assert_true(dt_slice_is(persons[0]->id, "donald_trump"));
	assert_null(dt_world_persons_by_surname(*state, dt_slice_of("Nobody"), &count));
}

static void candidates_stand_in_order(void **state) {
	size_t count;
	const DtCandidate *candidates = dt_world_lookup(*state, dt_slice_of("Paris"), &count);
	assert_int_equal(count, 3);
	assert_int_equal(candidates[0].sense, DT_SENSE_CAPITAL);
	assert_true(dt_slice_is(candidates[1].place->country, "FRA")); // more people
	assert_true(dt_slice_is(candidates[2].place->country, "USA"));
	candidates = dt_world_lookup(*state, dt_slice_of("leader"), &count);
	assert_int_equal(count, 2);
	assert_true(dt_slice_is(candidates[0].office->id, "head-of-state"));
	candidates = dt_world_lookup(*state, dt_slice_of("chancellor"), &count);
	assert_int_equal(count, 1);
	assert_true(dt_title_fits(candidates, dt_slice_of("AUT")));
	assert_false(dt_title_fits(candidates, dt_slice_of("USA")));
	candidates = dt_world_lookup(*state, dt_slice_of("Pentagon"), &count);
	assert_int_equal(candidates[0].sector, DT_SECTOR_MIL);
	assert_null(dt_world_lookup(*state, dt_slice_of("paris"), &count));
	assert_null(dt_world_lookup(*state, dt_slice_of(""), &count));
}

// --- who and when ---

static void expect_identity(const DtWorld *world, const char *id, const char *when, const char *expected) {
	const DtEntry *entry = dt_world_find(world, dt_slice_of(id));
	assert_non_null(entry);
	DtIdentity identity;
	char got[64];
	dt_entry_on(world, entry, *when ? day(when) : DT_DATE_NONE, &identity);
	snprintf(got, sizeof got, DT_SLICE_FORMAT, DT_SLICE_ARGS(identity.code));
	for (int i = 0; i < identity.sector_count; i++) {
		strcat(got, " ");
		strcat(got, dt_sector_name((DtSector)identity.sectors[i]));
	}
	strcat(got, " ");
	strcat(got, dt_standing_name(identity.standing));
	if (strcmp(got, expected) != 0) fail_msg("%s on %s is \"%s\", not \"%s\"", id, when, got, expected);
}

static void people_are_who_they_were(void **state) {
	expect_identity(*state, "donald_trump", "2010-01-01", "USA BUS future");
	expect_identity(*state, "donald_trump", "2016-01-01", "USA future");
	expect_identity(*state, "donald_trump", "2016-12-01", "USA GOV elect");
	expect_identity(*state, "donald_trump", "2017-01-20", "USA GOV current");
	expect_identity(*state, "donald_trump", "2021-01-20", "USA GOV current");
	expect_identity(*state, "donald_trump", "2022-01-01", "USA ELI former");
	expect_identity(*state, "donald_trump", "2030-01-01", "USA GOV current");
	expect_identity(*state, "donald_trump", "", "USA GOV current");
	expect_identity(*state, "bashar_assad", "", "SYR ELI former");
	expect_identity(*state, "bashar_assad", "1990-01-01", "SYR future");
	expect_identity(*state, "ban_ki_moon", "2010-01-01", "UNO current");
	expect_identity(*state, "ban_ki_moon", "2020-01-01", "KOR ELI former");
	expect_identity(*state, "general_x", "2015-01-01", "SYR REB current");
	expect_identity(*state, "general_x", "2025-01-01", "SYR MIL current");
	expect_identity(*state, "us_doctor", "2001-06-01", "USA GOV current");
	expect_identity(*state, "us_doctor", "2005-06-01", "USA MED former");
	expect_identity(*state, "yahya_saree", "2010-01-01", "YEM future");
	expect_identity(*state, "ursula_leyen", "2010-01-01", "DEU none");
}

static void other_entries_have_dated_codes(void **state) {
	expect_identity(*state, "FRA", "2010-01-01", "FRA none");
	expect_identity(*state, "free_army", "2012-01-01", "SYR REB none");
	expect_identity(*state, "free_army", "2025-01-01", "SYR MIL none");
	expect_identity(*state, "free_army", "", "SYR MIL none");
	DtIdentity identity;
	assert_false(dt_entry_on(*state, dt_world_find(*state, dt_slice_of("free_army")), day("2001-01-01"), &identity));
	assert_true(dt_entry_on(*state, dt_world_find(*state, dt_slice_of("nato")), day("1940-01-01"), &identity));
	assert_false(identity.active);
}

static void offices_are_held_on_days(void **state) {
	DtTerm terms[4];
	DtSlice usa = dt_slice_of("USA"), head = dt_slice_of("head-of-state");
	assert_int_equal(dt_offices_on(*state, usa, head, day("2018-01-01"), terms, 4), 1);
	assert_true(dt_slice_is(terms[0].holder->id, "donald_trump"));
	assert_int_equal(dt_offices_on(*state, usa, head, day("2022-01-01"), terms, 4), 0);
	assert_int_equal(dt_offices_on(*state, usa, head, DT_DATE_NONE, terms, 4), 1);
	assert_int_equal(terms[0].days.from, day("2025-01-20"));
	assert_int_equal(dt_offices_on(*state, dt_slice_of("SYR"), head, DT_DATE_NONE, terms, 4), 1);
	assert_int_equal(dt_offices_on(*state, dt_slice_of("YEM"), dt_slice_of("spokesperson"), DT_DATE_NONE, terms, 4), 1);
	assert_int_equal(terms[0].kind, DT_TERM_RIVAL);
	assert_int_equal(
		dt_offices_on(*state, dt_slice_of("free_army"), dt_slice_of("leader"), day("2020-01-01"), terms, 0), 1);
	size_t count;
	const DtTerm *const *all = dt_office_terms(*state, usa, head, &count);
	assert_int_equal(count, 2);
	assert_true(all[0]->days.from < all[1]->days.from);
	assert_null(dt_office_terms(*state, usa, dt_slice_of("nothing"), &count));
	assert_int_equal(dt_world_terms(*state, dt_world_find(*state, dt_slice_of("donald_trump")), terms, 4), 4);
}

static void acting_and_rival_holders_are_kept(void **state) {
	(void)state;
	static const char text[] = "a  person\n name A A\n office LBY head-of-government 2021-03-15 ..\n"
							   "b  person\n name B B\n office LBY head-of-government 2022-03-03 .. 2023-05-16 rival\n"
							   "c  person\n name C C\n office LBY head-of-government 2022-03-03 .. acting\n";
	const DtWorldText texts[] = {{"offices.table", DT_LITERAL(offices), 0}, {"l.actors", DT_LITERAL(text), 0}};
	DtWorld *world = load(texts, 2);
	DtTerm terms[4];
	size_t count =
		dt_offices_on(world, dt_slice_of("LBY"), dt_slice_of("head-of-government"), day("2022-06-01"), terms, 4);
	assert_int_equal(count, 3);
	assert_true(dt_slice_is(terms[0].holder->id, "a"));
	assert_int_equal(terms[1].kind, DT_TERM_ACTING);
	assert_int_equal(terms[2].kind, DT_TERM_RIVAL);
	dt_world_free(world);
}

static void members_belong_through_others(void **state) {
	const DtEntry *france = dt_world_find(*state, dt_slice_of("FRA")),
				  *army = dt_world_find(*state, dt_slice_of("free_army"));
	DtSlice nato = dt_slice_of("nato");
	assert_true(dt_entry_member_of(*state, france, nato, day("1990-01-01")));
	assert_true(dt_entry_member_of(*state, france, nato, DT_DATE_NONE));
	assert_false(dt_entry_member_of(*state, france, nato, day("1940-01-01")));
	assert_true(dt_entry_member_of(*state, army, nato, day("2020-06-01")));
	assert_false(dt_entry_member_of(*state, army, nato, day("2021-06-01")));
}

static void places_are_found(void **state) {
	const DtGazetteerPlace *found[4];
	assert_int_equal(dt_world_places(*state, dt_slice_of("Paris"), found, 4), 2);
	assert_int_equal(found[0]->population, 2100000);
	assert_int_equal(dt_world_places(*state, dt_slice_of("New York City"), found, 4), 1);
	const DtGazetteerPlace *holder = dt_place_container(*state, found[0]);
	assert_non_null(holder);
	assert_int_equal(holder->kind, DT_PLACE_PROVINCE);
	assert_true(dt_world_nearest(*state, 48.9, 2.3, 0, 50) ==
	            dt_world_nearest(*state, 48.9, 2.3, 1u << DT_PLACE_CAPITAL, 50));
	assert_null(dt_world_nearest(*state, 0, 0, 0, 50));
	assert_int_equal(dt_world_places(*state, dt_slice_of("Strait of Hormuz"), found, 4), 1);
	assert_int_equal(found[0]->country.length, 0);
}

// --- layers ---

static void later_layers_add_and_replace(void **state) {
	(void)state;
	static const char mine[] = "FRA  country\n name Gaul\n"
							   "bashar_assad  person\n office SYR head-of-state 2000-07-17 .. 2011-01-01\n"
							   "nato  group replace\n name The Alliance\n code IMG\n"
							   "newcomer  person\n name New Comer\n code USA\n office USA czar 2020 ..\n";
	static const char my_offices[] = "czar - czar\nforeign-minister MIL chief envoy\n";
	static const char my_roles[] = "REB soldier  person\n";
	static const char my_places[] = "Paris : USA 1 2 city 9000000\nPetra : JOR 30 35 site\n";
	const DtWorldText texts[] = {SMALL_WORLD,
	                             {"m.actors", DT_LITERAL(mine), 1},
	                             {"offices.table", DT_LITERAL(my_offices), 1},
	                             {"m.roles", DT_LITERAL(my_roles), 1},
	                             {"m.places", DT_LITERAL(my_places), 1}};
	DtWorld *world = load(texts, 8);
	expect(world, "Gaul and France", "0+1 name:FRA; 2+1 name:FRA");
	expect(world, "The Alliance not NATO", "0+2 name:nato");
	expect_identity(world, "bashar_assad", "2015-01-01", "SYR ELI former");
	expect_identity(world, "nato", "", "IMG none");
	expect_identity(world, "newcomer", "2021-01-01", "USA GOV current");
	expect(world, "the chief envoy , no foreign minister", "1+2 title:foreign-minister");
	size_t count;
	const DtCandidate *candidates = dt_world_lookup(world, dt_slice_of("soldier"), &count);
	assert_int_equal(count, 1);
	assert_int_equal(candidates[0].role->sectors[0], DT_SECTOR_REB);
	const DtGazetteerPlace *found[4];
	assert_int_equal(dt_world_places(world, dt_slice_of("Paris"), found, 4), 2);
	assert_true(dt_slice_is(found[0]->country, "USA"));
	assert_int_equal(dt_world_places(world, dt_slice_of("Petra"), found, 4), 1);
	assert_true(dt_slice_is(dt_world_find(world, dt_slice_of("FRA"))->name, "France"));
	dt_world_free(world);
}

// --- words ---

static void plurals_are_made(void **state) {
	(void)state;
	static const char *const pairs[][2] = {
		{"soldier", "soldiers"},
		{"minister of state", "ministers of state"},
		{"attorney general", "attorneys general"},
		{"major general", "major generals"},
		{"president-elect", "presidents-elect"},
		{"secretary-general", "secretaries-general"},
		{"policeman", "policemen"},
		{"German", "Germans"},
		{"spy", "spies"},
		{"envoy", "envoys"},
		{"monarch", "monarchs"},
		{"church", "churches"},
		{"forces", ""},
		{"police", ""},
		{"MP", "MPs"},
		{"boss", "bosses"},
		{"commander-in-chief", "commanders-in-chief"},
		{"Congo", "Congos"},
	};
	DtArena *arena = dt_arena_new();
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		DtSlice plural = dt_plural_of(arena, dt_slice_of(pairs[i][0]));
		if (!dt_slice_is(plural, pairs[i][1]))
			fail_msg("%s has the plural \"" DT_SLICE_FORMAT "\"", pairs[i][0], DT_SLICE_ARGS(plural));
	}
	dt_arena_free(arena);
}

static void expect_folded(const char *text, const char *expected) {
	char got[256] = "";
	DtFoldedWord word;
	for (size_t at = 0; dt_fold_next(dt_slice_of(text), &at, &word);) {
		strncat(got, word.text, word.length);
		strcat(got, ".");
	}
	assert_string_equal(got, expected);
}

static void words_are_folded(void **state) {
	(void)state;
	expect_folded("U.S.", "us.");
	expect_folded("al-Assad's", "al.assad.s.");
	expect_folded("Lord's Resistance Army", "lord.s.resistance.army.");
	expect_folded("Workers' Party", "workers.party.");
	expect_folded("Sana'a O'Brien", "sanaa.obrien.");
	expect_folded("AT&T", "at.and.t.");
	expect_folded("OPEC+", "opec.plus.");
	expect_folded("3.5 M.23", "3.5.m23.");
	expect_folded("\xc5\x81\xc3\xb3"
	              "d\xc5\xba Stra\xc3\x9f"
	              "e \xc4\xb0zmir e\xcc\x81",
	              "lodz.strasse.izmir.e.");
	expect_folded("--- '' ..", "");
	expect_folded("\xff\xfe"
	              "a\xc3",
	              "a.");
}

// --- files ---

static void faults_name_their_place(void **state) {
	(void)state;
	static const char text[] = "FRA country\n  nmae France\n  name France\n"
							   "x person\n  name X\n  office FRA head-of-state 2012-05-15 .. 2012-01-01\n"
							   "  office FRA nothing 2012 ..\n  code XYZ\n  gender maybe\n  office FRA leader\n";
	const DtWorldText texts[] = {{"offices.table", DT_LITERAL(offices), 0}, {"f.actors", DT_LITERAL(text), 0}};
	DtError error = {0};
	assert_null(dt_world_load_texts(texts, 2, &error));
	assert_int_equal(error.count, 6);
	assert_string_equal(error.messages[0], "f.actors:2:3: there is no field \"nmae\"; data/README.md lists them");
	assert_string_equal(error.messages[1], "f.actors:6:42: ends 2012-01-01, before it starts 2012-05-15; exchange the "
	                                       "dates or mend one");
	dt_error_clear(&error);
	assert_null(dt_world_load_texts(texts, 2, NULL));
}

static void expect_layout(const char *name, const char *text, const char *expected) {
	DtBuffer out = {0}, again = {0};
	assert_true(dt_world_format(name, dt_slice_of(text), &out, NULL));
	assert_string_equal(out.data ? out.data : "", expected);
	assert_true(dt_world_format(name, dt_buffer_slice(&out), &again, NULL));
	assert_string_equal(again.data ? again.data : "", expected);
	dt_buffer_clear(&out);
	dt_buffer_clear(&again);
}

static void files_are_laid_out(void **state) {
	(void)state;
	expect_layout(
		"a.actors",
		"# top\n\n# about b\nb person # he\n\tgender male\n  # a note\n name B|Bb\n office FRA leader 2012 .. # x\n"
		" office FRA head-of-state 2001-01-01 .. 2002\nAAA country\n name A\n# end\n",
		"# top\n\nAAA  country\n    name  A\n\n# about b\nb  person  # he\n    # a note\n    name    B | Bb\n"
		"    gender  male\n    office  FRA head-of-state  2001-01-01 .. 2002\n"
		"    office  FRA leader         2012 ..  # x\n\n# end\n");
	expect_layout("x.roles", "MIL a|b person weak\n\n# c\nGOV   MIL d   body  code=IGO\n",
	              "MIL      a | b  person  weak\n\n# c\nGOV MIL  d  body  code=IGO\n");
	expect_layout("offices.table", "b - chief   holders=many\nlonger GOV x|y\n",
	              "b       -    chief  holders=many\nlonger  GOV  x | y\n");
	expect_layout("p.places", "B : FRA 1 2 city\nA|AA  :  FRA 1 2   city\n\nC : - 1 2 sea\n",
	              "A | AA : FRA 1 2 city\nB : FRA 1 2 city\n\nC : - 1 2 sea\n");
	expect_layout("a.actors", "", "");
	DtError error = {0};
	DtBuffer out = {0};
	assert_false(dt_world_format("a.actors", dt_slice_of(" name X\n"), &out, &error));
	assert_false(dt_world_format("a.txt", dt_slice_of(""), &out, &error));
	dt_error_clear(&error);
}

static void contradictions_are_found(void **state) {
	(void)state;
	static const char text[] = "a  person\n name A One\n office FRA head-of-state 2012 .. 2016\n"
							   "b  person\n name B Two\n office FRA head-of-state 2016 .. 2019-05-01\n"
							   "c  person\n name C Three\n office FRA head-of-state 2019-05-01 ..\n"
							   "d  person\n name D Four\n office FRA head-of-state 2020-05-01 .. 2020-06-01\n"
							   "e  person\n name E Five\n office gone leader 2020 ..\n member gone\n"
							   "f  group\n name F\n"
							   "g  group\n name The Front\n code FRA\n"
							   "h  group\n name The Front\n code FRA\n";
	static const char twice[] = "MIL thing  person\nGOV thing  body\n";
	const DtWorldText texts[] = {{"offices.table", DT_LITERAL(offices), 0},
	                             {"c.actors", DT_LITERAL(text), 0},
	                             {"c.roles", DT_LITERAL(twice), 0}};
	DtWorld *world = load(texts, 3);
	DtError error = {0};
	assert_false(dt_world_check_facts(world, &error));
	assert_int_equal(error.count, 6);
	assert_string_equal(error.messages[0], "c.actors:15: there is no entry \"gone\"; add it or mend the id");
	assert_string_equal(error.messages[2], "c.actors:17: \"f\" has no code; add a line \"code …\"");
	assert_string_equal(error.messages[3],
	                    "c.actors:12: the term of d overlaps with c at c.actors:9; mend a date, or mark "
	                    "one acting or rival");
	dt_error_clear(&error);
	DtWorldStats stats = dt_world_stats(world);
	assert_int_equal(stats.entries[DT_ENTRY_PERSON], 5);
	assert_int_equal(stats.term_count, 5);
	dt_world_free(world);
}

// --- against chance ---

static uint32_t next_random(uint64_t *seed) {
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

// What the trie does, without a trie: every listed phrase is tried at every token.
static void twin_match(const char *const *phrases, size_t phrase_count, char words[][4], size_t count, char *got) {
	for (size_t at = 0; at < count;) {
		size_t best = 0;
		for (size_t i = 0; i < phrase_count; i++) {
			char copy[64];
			snprintf(copy, sizeof copy, "%s", phrases[i]);
			size_t length = 0;
			bool equal = true;
			for (char *word = strtok(copy, " "); word && equal; word = strtok(NULL, " "), length++)
				equal = at + length < count && strcmp(word, words[at + length]) == 0;
			if (equal && length > best) best = length;
		}
		if (best) sprintf(got + strlen(got), "%zu+%zu ", at, best);
		at += best ? best : 1;
	}
}

static void the_trie_agrees_with_its_twin(void **state) {
	(void)state;
	uint64_t seed = 7;
	for (int round = 0; round < 300; round++) {
		char phrase_text[40][32], content[40 * 64] = "", words[30][4], twin[512] = "", trie[512] = "";
		const char *phrases[40];
		for (int i = 0; i < 40; i++) {
			phrase_text[i][0] = '\0';
			for (uint32_t left = 1 + next_random(&seed) % 4; left > 0; left--) {
				char word[4] = {(char)('A' + next_random(&seed) % 4), (char)('a' + next_random(&seed) % 2), ' ', 0};
				strcat(phrase_text[i], word);
			}
			phrases[i] = phrase_text[i];
			sprintf(content + strlen(content), "%s: FRA 1 1 city\n", phrase_text[i]);
		}
		DtWorldText text = {"t.places", dt_slice_of(content), 0};
		DtWorld *world = load(&text, 1);
		DtToken tokens[30] = {0};
		for (int i = 0; i < 30; i++) {
			sprintf(words[i], "%c%c", 'A' + next_random(&seed) % 4, 'a' + next_random(&seed) % 2);
			tokens[i] = (DtToken){.form = dt_slice_of(words[i]), .space_after = true};
		}
		DtNameMatch matches[30];
		size_t count = dt_world_match(world, tokens, 30, matches, 30);
		for (size_t i = 0; i < count; i++) sprintf(trie + strlen(trie), "%u+%u ", matches[i].first, matches[i].count);
		twin_match(phrases, 40, words, 30, twin);
		assert_string_equal(trie, twin);
		dt_world_free(world);
	}
}

// Changes a few bytes, or cuts and repeats a part.
static size_t mutate(char *text, size_t length, size_t room, uint64_t *seed) {
	static const char marks[] = "\n\n  ||::##..--=()\t\r\xff\xc3\x00 0123abcXYZ";
	for (uint32_t changes = 1 + next_random(seed) % 8; changes > 0 && length > 0; changes--) {
		size_t at = next_random(seed) % length, part = next_random(seed) % 40;
		switch (next_random(seed) % 3) {
		case 0:
			text[at] = marks[next_random(seed) % (sizeof marks - 1)];
			break;
		case 1:
			if (at + part > length) part = length - at;
			memmove(text + at, text + at + part, length - at - part);
			length -= part;
			break;
		default:
			if (at + part > length) part = length - at;
			if (length + part > room) break;
			memmove(text + at + part, text + at, length - at);
			length += part;
		}
	}
	return length;
}

static void probe(const DtWorld *world) {
	DtToken tokens[] = {{.form = DT_LITERAL("Bashar")},   {.form = DT_LITERAL("al-Assad")}, {.form = DT_LITERAL("-")},
	                    {.form = DT_LITERAL("\xff\xc3")}, {.form = DT_LITERAL("US")},       {.form = DT_LITERAL("")}};
	DtNameMatch matches[6];
	dt_world_match(world, tokens, 6, matches, 6);
	size_t count;
	const DtEntry *const *entries = dt_world_entries(world, &count);
	for (size_t i = 0; i < count; i++) {
		DtIdentity identity;
		dt_entry_on(world, entries[i], DT_DATE_NONE, &identity);
		dt_entry_on(world, entries[i], 17000, &identity);
		dt_entry_member_of(world, entries[i], dt_slice_of("nato"), 17000);
	}
	dt_world_check_facts(world, NULL);
}

static void broken_text_breaks_nothing(void **state) {
	(void)state;
	static const DtWorldText whole[] = {SMALL_WORLD};
	uint64_t seed = 99;
	size_t loaded = 0;
	for (int round = 0; round < 4000; round++) {
		char text[8192];
		DtWorldText texts[4];
		memcpy(texts, whole, sizeof texts);
		size_t which = next_random(&seed) % 4, length = whole[which].content.length;
		memcpy(text, whole[which].content.data, length);
		length = mutate(text, length, sizeof text, &seed);
		texts[which].content = dt_slice(text, length);
		texts[3].layer = round % 2 ? 1 : 0;
		DtError error = {0};
		DtWorld *world = dt_world_load_texts(texts, 4, &error);
		assert_true((world == NULL) == (error.count > 0));
		if (world) {
			loaded++;
			probe(world);
		}
		dt_world_free(world);
		dt_error_clear(&error);
		DtBuffer once = {0}, twice = {0};
		if (dt_world_format(texts[which].name, texts[which].content, &once, NULL)) {
			assert_true(dt_world_format(texts[which].name, dt_buffer_slice(&once), &twice, NULL));
			if (!dt_slice_equal(dt_buffer_slice(&once), dt_buffer_slice(&twice)))
				fail_msg("not laid out in one go:\n%s", once.data);
		}
		dt_buffer_clear(&once);
		dt_buffer_clear(&twice);
	}
	assert_true(loaded > 100);
}

int main(void) {
#define SMALL(test) cmocka_unit_test_setup_teardown(test, load_small, free_small)
	const struct CMUnitTest tests[] = {
		SMALL(names_match_longest_first),
		SMALL(capitals_count),
		SMALL(marks_do_not),
		SMALL(roles_match_as_nouns),
		SMALL(initials_are_passed_over),
		SMALL(surnames_need_to_look_like_names),
		SMALL(candidates_stand_in_order),
		SMALL(people_are_who_they_were),
		SMALL(other_entries_have_dated_codes),
		SMALL(offices_are_held_on_days),
		cmocka_unit_test(acting_and_rival_holders_are_kept),
		SMALL(members_belong_through_others),
		SMALL(places_are_found),
		cmocka_unit_test(later_layers_add_and_replace),
		cmocka_unit_test(plurals_are_made),
		cmocka_unit_test(words_are_folded),
		cmocka_unit_test(faults_name_their_place),
		cmocka_unit_test(files_are_laid_out),
		cmocka_unit_test(contradictions_are_found),
		cmocka_unit_test(the_trie_agrees_with_its_twin),
		cmocka_unit_test(broken_text_breaks_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
