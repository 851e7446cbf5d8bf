// SPDX-License-Identifier: Apache-2.0

#include "world/petrarch.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/test.h"

static const char actors[] =
	"FRA  country\n    name France\n    adjective French\n    capital Paris\n"
	"PSE  country\n    name Palestine\n"
	"USA  country\n    name United States\n    abbreviation US\n"
	"hamas  group\n    name Hamas\n    code PSE REB\n"
	"jane_doe  person\n    name Jane Doe\n    code USA\n    office USA foreign-minister 2001 .. 2003\n";

static const char roles[] = "MIL soldier  person\nLAB worker  people weak\n";
static const char offices[] = "foreign-minister GOV foreign minister | secretary of state (USA)\n";

static DtWorld *small_world(void) {
	const DtWorldText texts[] = {{"offices.table", DT_LITERAL(offices), 0},
	                             {"small.actors", DT_LITERAL(actors), 0},
	                             {"small.roles", DT_LITERAL(roles), 0}};
	DtError error = {0};
	DtWorld *world = dt_world_load_texts(texts, 3, &error);
	if (!world) fprintf(stderr, "%s\n", dt_error_text(&error));
	assert_non_null(world);
	return world;
}

typedef struct Faults {
	size_t count, last;
	char all[4096];
} Faults;

static void keep_fault(void *context, const char *file, size_t line, const char *why) {
	Faults *faults = context;
	faults->count++;
	faults->last = line;
	size_t length = strlen(faults->all);
	assert_true(file[0] && line > 0 && why[0]);
	snprintf(faults->all + length, sizeof faults->all - length, "%zu: %s\n", line, why);
}

typedef struct Written {
	DtBuffer actors, roles, discards;
	DtPetrarchCount count;
	Faults faults;
} Written;

static void import_text(const char *name, DtSlice text, Written *written) {
	DtArena *arena = dt_arena_new();
	DtWorld *world = small_world();
	*written = (Written){0};
	DtPetrarch *import = dt_petrarch_new(arena, world, keep_fault, &written->faults);
	written->count = dt_petrarch_read(import, name, text, DT_PETRARCH_UNKNOWN);
	dt_petrarch_write(import, &written->actors, &written->roles, &written->discards);
	dt_world_free(world);
	dt_arena_free(arena);
}

static void clear(Written *written) {
	dt_buffer_clear(&written->actors);
	dt_buffer_clear(&written->roles);
	dt_buffer_clear(&written->discards);
}

static const char *text_of(const DtBuffer *buffer) { return buffer->length ? buffer->data : ""; }

static void imports(const char *name, const char *text, const char *actors_wanted, const char *roles_wanted,
                    const char *discards_wanted) {
	Written written;
	import_text(name, dt_slice_of(text), &written);
	assert_string_equal(written.faults.all, "");
	assert_string_equal(text_of(&written.actors), actors_wanted);
	assert_string_equal(text_of(&written.roles), roles_wanted);
	assert_string_equal(text_of(&written.discards), discards_wanted);
	clear(&written);
}

static void imports_actors(const char *text, const char *wanted) { imports("x.actors.txt", text, wanted, "", ""); }

static void names_of_a_state_stand_for_it(void **state) {
	(void)state;
	imports_actors("FRANCE_ [FRA]\n+FRENCH_\n+LYON_\n", "FRA  country\n    seat  Lyon\n");
}

static void known_entries_go_on(void **state) {
	(void)state;
	imports_actors("HAMAS_ [PSEREBHMS]\n+QASSAM_SQUADS_\n", "hamas  group\n    name  Qassam Squads\n");
	imports_actors("JANE_DOE_\n\t[USAGOV 010120-030131]\n\t[USAEDU >030201]\n",
	               "jane_doe  person\n    code  USA GOV  2001-01-20 .. 2003-01-31\n    code  USA EDU  2003-02-01 ..\n");
}

static void strangers_become_entries(void **state) {
	(void)state;
	imports_actors("ARDEN_LIBERATION_FRONT_(ALF)_ [FRAREB]\n+FRONT_OF_ARDEN\n",
	               "arden_liberation_front  group\n    name          Arden Liberation Front | Front Of Arden\n"
	               "    abbreviation  ALF\n    code          FRA REB\n");
	imports_actors("ZOG_OIL [MNCUSABUS]\n",
	               "zog_oil  company\n    name   Zog Oil\n    code   MNC BUS\n    place  USA\n");
	imports_actors("ZDF_ [FRAMED]\n",
	               "zdf  media\n    name          ZDF\n    abbreviation  ZDF\n    code          FRA JRN\n");
	imports_actors("PAN_ARDENNES_MARTYRS [WEUREB]\n",
	               "pan_ardennes_martyrs  group\n    name  Pan Ardennes Martyrs\n    code  IMG REB\n");
}

static void dates_are_mended_where_it_is_plain_what_was_meant(void **state) {
	(void)state;
	imports_actors(
		"ANN_LEE_\n [FRAGOV 450101-20010631]\n [FRALEG < 440101]\n [FRAMIL 20100000-20110200] [FRAELI > 120101]\n",
		"ann_lee  person\n    name  Ann Lee\n    code  FRA GOV  1945-01-01 .. 2001-06-30\n"
		"    code  FRA LEG  .. 1944-01-01\n    code  FRA MIL  2010 .. 2011-02\n    code  FRA ELI  2012-01-01 ..\n");
	imports_actors("ANN_LEE_\n [FRAGOV 390101-19440101]\n",
	               "ann_lee  person\n    name  Ann Lee\n    code  FRA GOV  1939-01-01 .. 1944-01-01\n");
}

static void codes_of_states_come_before_those_of_faiths(void **state) {
	(void)state;
	imports_actors("PORT_LOUIS_POLICE_ [MUSCOP]\n",
	               "port_louis_police  agency\n    name  Port Louis Police\n    code  MUS COP\n");
	imports_actors("MOSUL_BRETHREN_ [MOSREB]\n",
	               "mosul_brethren  group\n    name  Mosul Brethren\n    code  IMG REB\n");
}

static void news_media_need_no_state(void **state) {
	(void)state;
	imports_actors("MORNING_COURIER\n\t[MED]\n",
	               "morning_courier  media\n    name  Morning Courier\n    code  NGO JRN\n");
}

static void names_without_a_code_go_on_with_what_is_known(void **state) {
	(void)state;
	imports_actors("JANE_DOE_\n+DR_JANE_DOE\n", "jane_doe  person\n    name  Dr Jane Doe\n");
	imports_actors("FRANCE_\n+GALLIA\n", "FRA  country\n    seat  Gallia\n");
	imports_actors("SOME_FIRM_ [MNCMED]\tNewspapers, and $1,000\n",
	               "some_firm  media\n    name  Some Firm\n    code  MNC JRN\n");
	Written written;
	import_text("x.actors", dt_slice_of("DOE\n+SECRETARY_DOE\nHAMAS_ [---]\n+HARAKAT\n"), &written);
	assert_string_equal(written.faults.all, "1: the actor has no code\n2: the actor has no code\n"
	                                        "3: the actor has no code\n4: the actor has no code\n");
	clear(&written);
}

static void agents_become_roles(void **state) {
	(void)state;
	imports("x.agents.txt",
	        "!PERSON! = MAN, WOMEN\nSOLDIER [~MIL]\nWORKER [~BUS]\nFISHER!PERSON! [~AGR]\nALUMNUS {ALUMNI} [~EDU]\n"
	        "TROOPERS {} [~MIL]\nGUNBOAT [~MIL]\nFAITH_ALLIANCE [NGO~]\nSECRETARY_OF_STATE [~GOV]\n",
	        "",
	        "BUS  worker  people  weak\nAGR  fisherman  person\nAGR  fisherwomen  person\nEDU  alumnus  person\nEDU  "
	        "alumni  "
	        "person\nMIL  troopers  people\nMIL  gunboat  person\n-    faith alliance  body  code=NGO\n",
	        "");
}

static void endings_inside_a_word_are_none(void **state) {
	(void)state;
	imports("x.agents.txt", "!MINIST! = MINISTER, MINISTRY\n!MINIST!_FOR_AD!MINIST!RATION [~GOV]\n", "",
	        "GOV  minister for administration  person\nGOV  ministry for administration  body\n", "");
}

static void discards_become_concepts(void **state) {
	(void)state;
	imports("x.discards.txt", "WORLD_CUP_\n+BOX_OFFICE # films\nWORLD CUP\n", "", "",
	        "discard : world cup\ndiscard-document : box office\n");
}

static void lines_that_cannot_be_taken_are_named(void **state) {
	(void)state;
	Written written;
	import_text("x.actors",
	            dt_slice_of("+EARLY\nZOGIA [ZOG]\n+ZOGISTAN\nLEE_KAY [FRA 20010101-20000101]\n\t[FRAG\n"
	                        "NOBODY [---]\nFRANCE [FRA] x\n\xff\n[FRA]\nEUROPE [WEU]\n [KORGOV 2004017-20061201]\n"),
	            &written);
	assert_string_equal(written.faults.all,
	                    "1: it belongs to no actor: none stands above, or it was refused\n"
	                    "2: the code begins with no state, entity or sector that PLOVER has\n"
	                    "4: the span ends before it starts\n"
	                    "5: a bracket stands without its other half\n"
	                    "7: something stands behind the code\n"
	                    "8: the line is not UTF-8\n"
	                    "9: it belongs to no actor: none stands above, or it was refused\n"
	                    "10: PLOVER has no code for a part of the world\n"
	                    "11: a date is YYMMDD or YYYYMMDD, alone, after < or >, or two with - between\n"
	                    "3: no code of its actor could be read\n"
	                    "6: the actor has no code\n");
	clear(&written);
}

// ---- lines wrong in every way ----

static unsigned next(unsigned *seed) { return (*seed = *seed * 1103515245u + 12345u) >> 8; }

static const char *pick(unsigned *seed, const char *const *list, size_t count) { return list[next(seed) % count]; }

#define PICK(seed, ...)                                                                                                \
	pick(seed, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static size_t wrong_actor(unsigned *seed, char *line, size_t room) {
	const char *name = PICK(seed, "ZOG", "KING_OF_ZOG_", "AL-ZOGI_(ZOG)", "O'ZOG {ZOGS}");
	switch (next(seed) % 8) {
	case 0: // no state
		return (size_t)snprintf(line, room, "%s [%s]", name,
		                        PICK(seed, "ZZZ", "WEU", "XX", "FR", "FRAGO", "F?A", "GOV", "123"));
	case 1: // no date
		return (size_t)snprintf(line, room, "%s [FRAGOV %s]", name,
		                        PICK(seed, "010", "01019", "20011301", "010132", "<", ">", "-", "20010101-",
		                             "-20010101", "20010101-20000101", "2001-01-01", "today", "<>010101",
		                             "010101--020101", "00000101", "20010001", "999999999999"));
	case 2: // half a bracket
		return (size_t)snprintf(line, room, "%s %s", name,
		                        PICK(seed, "[FRA", "FRA]", "[FRA] [USA", "]FRA[", "[[FRA", "{FRA [FRA]"));
	case 3: // no name
		return (size_t)snprintf(line, room, "%s [FRA]", PICK(seed, "___", "()", "!!!", "_ _", "....", "--"));
	case 4: // something after it
		return (size_t)snprintf(line, room, "%s [FRA] %s", name, PICK(seed, "x", "USA", "{}", "+", "(b)"));
	case 5: // too much
		return (size_t)snprintf(
			line, room, "%s%s [FRA]", name,
			PICK(seed, "_a_b_c_d_e_f_g_h_i_j_k_l_m_n_o_p_q_r_s_t_u_v_w_x_y_z_a_b_c_d_e_f_g_h_i_j_k",
		         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
	case 6: // junk
		break;
	default: // a code that is too long, or none
		return (size_t)snprintf(line, room, "%s [FRA%s]", name,
		                        PICK(seed, "GO", "GOVMILCOPJUDLEGSPYPRMPTYOPPREBUAF", "!", "~GOV"));
	}
	size_t length = 1 + next(seed) % 60;
	for (size_t i = 0; i < length; i++) {
		line[i] = (char)(next(seed) % 256);
		if (line[i] == '\n' || line[i] == '#' || line[i] == ';' || line[i] == '<' || line[i] == '\r') line[i] = 1;
	}
	line[length / 2] = (char)(next(seed) % 2 ? 0xfe : 0x07);
	return length;
}

static size_t wrong_agent(unsigned *seed, char *line, size_t room) {
	const char *name = PICK(seed, "ZOGIST", "HEAD_OF_ZOG_", "ZOG-WATCHER {ZOG-WATCHERS}", "O'ZOGGER {}");
	switch (next(seed) % 6) {
	case 0: // no code
		return (size_t)snprintf(line, room, "%s%s", name,
		                        PICK(seed, "", " []", " [~]", " [~---]", " [---]", " [GOV]", " [~GOV~]", " ~GOV"));
	case 1: // no sector
		return (size_t)snprintf(line, room, "%s [~%s]", name,
		                        PICK(seed, "ZZZ", "XX", "G", "GOVE", "G?V", "123", "GO V", "FRA"));
	case 2: // half a bracket
		return (size_t)snprintf(line, room, "%s %s", name,
		                        PICK(seed, "[~GOV", "~GOV]", "[~GOV}", "]~GOV[", "{x [~GOV]", "x} [~GOV]"));
	case 3: // no name
		return (size_t)snprintf(line, room, "%s [~GOV]", PICK(seed, "", "___", "()", "....", "--"));
	case 4: // something after it, endings that nobody said
		return (size_t)snprintf(line, room, "%s%s", name,
		                        PICK(seed, " [~GOV] x", " [~GOV] [~MIL]", "!NOBODY! [~GOV]", "! [~GOV]", "!! [~GOV]"));
	default: // endings without a list
		return (size_t)snprintf(line, room, "%s", PICK(seed, "!A! =", "!A = B", "!=", "!! = A", "! = B"));
	}
}

static size_t wrong_discard(unsigned *seed, char *line, size_t room) {
	return (size_t)snprintf(line, room, "%s%s", PICK(seed, "", "+", "++"),
	                        PICK(seed, "___", "...", "ONE_TWO_THREE_FOUR_FIVE_SIX_SEVEN_EIGHT", "WORLD_CUP [~GOV]",
	                             "[FRA]", "WORLD_CUP ]", "WORLD\x07_CUP", "WORLD_\xfe\xff", "()"));
}

static void wrong_lines_of(const char *name, size_t (*wrong)(unsigned *, char *, size_t)) {
	enum { LINES = 3000, ROOM = 256 };
	unsigned seed = 20261128;
	DtBuffer text = {0};
	for (int i = 0; i < LINES; i++) {
		char line[ROOM];
		size_t length = wrong(&seed, line, ROOM);
		dt_buffer_add(&text, dt_slice(line, length < ROOM ? length : ROOM - 1));
		dt_buffer_add_char(&text, '\n');
	}
	Written written;
	import_text(name, dt_buffer_slice(&text), &written);
	assert_int_equal(written.count.refused, LINES);
	assert_int_equal(written.faults.count, LINES);
	assert_int_equal(written.count.taken + written.count.known, 0);
	assert_int_equal(written.actors.length + written.roles.length + written.discards.length, 0);
	clear(&written);
	dt_buffer_clear(&text);
}

static void wrong_lines_each_give_a_message(void **state) {
	(void)state;
	wrong_lines_of("wrong.actors", wrong_actor);
	wrong_lines_of("wrong.agents", wrong_agent);
	wrong_lines_of("wrong.discards", wrong_discard);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_a_state_stand_for_it),
		cmocka_unit_test(known_entries_go_on),
		cmocka_unit_test(strangers_become_entries),
		cmocka_unit_test(dates_are_mended_where_it_is_plain_what_was_meant),
		cmocka_unit_test(codes_of_states_come_before_those_of_faiths),
		cmocka_unit_test(news_media_need_no_state),
		cmocka_unit_test(names_without_a_code_go_on_with_what_is_known),
		cmocka_unit_test(agents_become_roles),
		cmocka_unit_test(endings_inside_a_word_are_none),
		cmocka_unit_test(discards_become_concepts),
		cmocka_unit_test(lines_that_cannot_be_taken_are_named),
		cmocka_unit_test(wrong_lines_each_give_a_message),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
