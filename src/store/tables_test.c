// SPDX-License-Identifier: Apache-2.0

#include "store/tables.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/test.h"

static char folder[] = "/tmp/detente-tables-XXXXXX";
static char path[sizeof folder + 16];

static int fresh(void **state) {
	static const char *const endings[] = {"", "-wal", "-shm"};
	snprintf(path, sizeof path, "%s/events.db", folder);
	for (int i = 0; i < 3; i++) {
		char name[sizeof path + 8];
		snprintf(name, sizeof name, "%s%s", path, endings[i]);
		unlink(name);
	}
	*state = dt_store_open(path, DT_STORE_WRITE, NULL);
	return *state ? 0 : -1;
}

static int closed(void **state) {
	dt_store_close(*state);
	return 0;
}

static bool next_line(void *context, size_t limit, DtSlice *line, bool *too_long) {
	DtSlice *rest = context;
	*too_long = false;
	if (!rest->data || !dt_slice_split(rest, '\n', line)) return false;
	*too_long = line->length > limit;
	if (*too_long) *line = dt_slice("", 0);
	if (line->length && line->data[line->length - 1] == '\r') line->length--;
	return true;
}

static bool import_text(DtStore *store, DtSlice text, const char *name, const char *table, DtTableFormat format,
                        DtImport *import, DtError *faults, DtError *error) {
	DtTableSource source = {
		.name = name, .table = dt_slice_of(table), .format = format, .next = next_line, .context = &text};
	return dt_table_import(store, &source, import, faults, error);
}

static DtImport imported(DtStore *store, const char *text, DtTableFormat format, DtError *faults) {
	DtError error = {0};
	DtImport import;
	if (!import_text(store, dt_slice_of(text), "table", "a table", format, &import, faults, &error))
		fail_msg("%s", dt_error_text(&error));
	return import;
}

// The store's events as CSV.
static DtSlice exported(DtArena *arena, DtStore *store, DtTableShape shape) {
	char *text = NULL;
	size_t length = 0;
	FILE *output = open_memstream(&text, &length);
	DtEventQuery all = {.days = {DT_DATE_NONE, DT_DATE_NONE}};
	assert_true(dt_table_export(store, &all, shape, output, "memory", NULL));
	fclose(output);
	DtSlice copy = dt_arena_copy(arena, dt_slice(text, length));
	free(text);
	return copy;
}

static void assert_holds(DtSlice text, const char *part) {
	if (dt_slice_find(text, dt_slice_of(part)) == SIZE_MAX)
		fail_msg("“%s” is not in\n" DT_SLICE_FORMAT, part, DT_SLICE_ARGS(text));
}

static size_t lines_of(DtSlice text) {
	size_t lines = 0;
	for (size_t i = 0; i < text.length; i++) lines += text.data[i] == '\n';
	return lines;
}

static void a_table_with_a_header_is_read(void **state) {
	static const char table[] = "date\tsource\ttarget\tcode\n"
								"1999-03-24\tUSAMIL\tYUG\t195\n"
								"1999-03-25\tYUGGOV\tUNO\t112\n"
								"1999-02-30\tYUG\tUNO\t112\n"
								"1999-03-26\tYUG\tUNO\t999\n"
								"1999-03-26\tREB\t---\t112\n"
								"\n"
								"1999-03-27\tBOSREB\tSERCVL\t190\r\n";
	DtError faults = {0};
	DtImport import = imported(*state, table, DT_TABLE_ANY, &faults);
	assert_int_equal(import.format, DT_TABLE_NAMED);
	assert_int_equal(import.rows, 6);
	assert_int_equal(import.added, 3);
	assert_int_equal(import.wrong, 2);
	assert_int_equal(import.nobody, 1);
	assert_string_equal(faults.messages[0], "table:4: no date: \"1999-02-30\"");
	assert_string_equal(faults.messages[1], "table:5: no CAMEO code: \"999\"");
	dt_error_clear(&faults);
	DtArena *arena = dt_arena_new();
	DtSlice rows = exported(arena, *state, DT_TABLE_DYADS);
	assert_int_equal(lines_of(rows), 4);
	assert_holds(rows, "1999-03-24,day,USA,MIL,,USAMIL,YUG,,,YUG,ASSAULT,heavy-weapons,195,4,");
	assert_holds(rows, "BIH,REB,,BOSREB,SRB,CVL,,SERCVL,ASSAULT");
	dt_arena_free(arena);
	import = imported(*state, table, DT_TABLE_ANY, NULL);
	assert_int_equal(import.added, 0);
	assert_int_equal(import.known, 3);
	assert_true(dt_store_check(*state, NULL));
}

static void countries_are_read_by_name(void **state) {
	static const char table[] =
		"Event ID,Event Date,Source Name,Source Sectors,Source Country,CAMEO Code,Intensity,Target Name,Target Sectors,"
		"Target Country,Publisher,City,Country,Latitude,Longitude\n"
		"7,2018-06-12,\"Chief, \"\"Acting\"\"\",\"Government,Executive\",United States,040,1.0,Citizen,"
		"General Population / Civilian / Social,South Korea,A Paper,Sentosa,Singapore,1.25,103.83\n"
		"8,2018-06-12,United Nations,NA,NA,051,3.4,Head,Government,North Korea,NA,NA,NA,NA,NA\n";
	DtImport import = imported(*state, table, DT_TABLE_ANY, NULL);
	assert_int_equal(import.added, 2);
	DtArena *arena = dt_arena_new();
	DtSlice rows = exported(arena, *state, DT_TABLE_DYADS);
	assert_holds(rows, "7,a table,2018-06-12,2018-06-12,day,USA,GOV,\"Chief, \"\"Acting\"\"\",");
	assert_holds(rows, "KOR,CVL,Citizen");
	assert_holds(rows, "Sentosa,SGP,1.2500,103.8300");
	assert_holds(rows, "UNO,,United Nations,");
	dt_arena_free(arena);
}

// A row of GDELT: fields by number, all others empty.
static void add_gdelt(DtBuffer *out, size_t columns, const char *const fields[][2]) {
	for (size_t i = 0; i < columns; i++) {
		char number[24];
		snprintf(number, sizeof number, "%zu", i);
		for (size_t j = 0; fields[j][0]; j++) {
			if (strcmp(fields[j][0], number) == 0) dt_buffer_add_text(out, fields[j][1]);
		}
		dt_buffer_add_char(out, i + 1 < columns ? '\t' : '\n');
	}
}

static void gdelt_is_read_by_position(void **state) {
	static const char *const one[][2] = {{"0", "11"},    {"1", "20191009"}, {"7", "TUR"},  {"12", "MIL"},
	                                     {"17", "SYR"},  {"22", "REB"},     {"26", "195"}, {"30", "-10"},
	                                     {"53", "36.8"}, {"54", "40.0"},    {NULL, NULL}};
	static const char *const two[][2] = {{"0", "12"},
	                                     {"1", "20191010"},
	                                     {"8", "UNO"},
	                                     {"17", "TUR"},
	                                     {"26", "111"},
	                                     {"30", "-2"},
	                                     {"60", "http://example.org/a"},
	                                     {NULL, NULL}};
	DtBuffer text = {0};
	add_gdelt(&text, 58, one);
	assert_int_equal(imported(*state, text.data, DT_TABLE_ANY, NULL).added, 1);
	dt_buffer_reset(&text);
	add_gdelt(&text, 61, two);
	DtImport import = imported(*state, text.data, DT_TABLE_ANY, NULL);
	assert_int_equal(import.format, DT_TABLE_GDELT);
	assert_int_equal(import.added, 1);
	dt_buffer_clear(&text);
	DtArena *arena = dt_arena_new();
	DtSlice rows = exported(arena, *state, DT_TABLE_DYADS);
	assert_holds(rows, "11,a table,2019-10-09,2019-10-09,day,TUR,MIL,,TUR,SYR,REB,,SYR,ASSAULT,heavy-weapons,195,4,");
	assert_holds(rows, "12,a table,2019-10-10,2019-10-10,day,UNO,,");
	dt_arena_free(arena);
}

static void weis_is_told_from_cameo(void **state) {
	DtImport import = imported(*state, "date,source,target,code\n1991-07-03,YUG,HRV,223\n1991-07-04,HRV,YUG,081\n",
	                           DT_TABLE_ANY, NULL);
	assert_int_equal(import.format, DT_TABLE_WEIS);
	DtArena *arena = dt_arena_new();
	DtSlice rows = exported(arena, *state, DT_TABLE_EVENTS);
	assert_holds(rows, ",ASSAULT,,190,4,-9,-10,");
	assert_holds(rows, ",AGREE,,030,1,2.5,6.5,");
	dt_arena_free(arena);
}

static void json_lines_come_and_go(void **state) {
	static const char lines[] =
		"{\"id\":\"e1\",\"document\":\"d1\",\"date\":\"2018-06-12\",\"actor\":[{\"code\":\"USA\",\"sector\":\"GOV\","
		"\"entity_text\":\"Trump\"},{\"code\":\"PRK\",\"entity_text\":\"Kim\"}],\"recipient\":[],\"event\":["
		"\"CONSULT\"],"
		"\"mode\":[\"visit\"],\"context\":[\"diplomatic\",\"cbrn\"],\"cameo\":\"042\",\"auxiliary\":[\"future\"],"
		"\"attribution\":[{\"text\":\"Reuters\",\"kind\":\"media\"}],\"event_loc\":{\"extracted_place\":\"Singapore\"},"
		"\"text\":\"They will meet.\",\"text_info\":{\"sequence\":2,\"start\":10,\"end\":25}}\n"
		"{\"date\":\"2018-06-13\",\"event\":\"ACCUSE\",\"actor\":[{\"code\":\"IRN\"}],\"recipient\":[{\"code\":\"USA\"}"
		"]}\n"
		"{\"date\":\"2018-06-13\",\"event\":\"DANCE\"}\n"
		"not json\n";
	DtError faults = {0};
	DtImport import = imported(*state, lines, DT_TABLE_ANY, &faults);
	assert_int_equal(import.format, DT_TABLE_PLOVER);
	assert_int_equal(import.added, 2);
	assert_int_equal(import.wrong, 2);
	dt_error_clear(&faults);
	DtArena *arena = dt_arena_new();
	DtSlice dyads = exported(arena, *state, DT_TABLE_DYADS);
	assert_int_equal(lines_of(dyads), 4);
	assert_holds(dyads, "USA,GOV,,Trump,PRK,,,Kim,CONSULT,");
	assert_holds(dyads, "PRK,,,Kim,USA,GOV,,Trump,CONSULT,");
	assert_holds(dyads, ",future,diplomatic;cbrn,1,Reuters,Singapore,");
	DtSlice events = exported(arena, *state, DT_TABLE_EVENTS);
	assert_int_equal(lines_of(events), 3);
	assert_holds(events, ",USA | PRK,GOV | ,");
	dt_arena_free(arena);
	assert_true(dt_store_check(*state, NULL));
}

static void what_is_no_table_is_refused(void **state) {
	DtError error = {0};
	DtImport import;
	DtSlice text = dt_slice_of("Once upon a time, there was\na king.\n");
	assert_false(import_text(*state, text, "tale.txt", "tale", DT_TABLE_ANY, &import, NULL, &error));
	assert_non_null(strstr(dt_error_text(&error), "tale.txt:1: is no table"));
	dt_error_clear(&error);
}

static void noise_is_survived(void **state) {
	static const char alphabet[] = "\t\t,,\"\n\n{}[]:019-ABCUSAdate\x80\xff";
	unsigned seed = 3;
	for (int round = 0; round < 300; round++) {
		DtBuffer text = {0};
		dt_buffer_add_text(&text, round % 3 == 0   ? "date,source,target,code\n"
		                          : round % 3 == 1 ? "{\"date\":\"2001-01-01\","
		                                           : "1\t");
		for (int i = 0; i < 300; i++) {
			seed = seed * 1103515245u + 12345u;
			dt_buffer_add_char(&text, alphabet[(seed >> 12) % (sizeof alphabet - 1)]);
		}
		DtImport import;
		DtError faults = {0}, error = {0};
		import_text(*state, dt_buffer_slice(&text), "noise", "noise", DT_TABLE_ANY, &import, &faults, &error);
		dt_error_clear(&faults);
		dt_error_clear(&error);
		dt_buffer_clear(&text);
	}
	assert_true(dt_store_check(*state, NULL));
}

// Rows that are made as they are read.
enum { ROWS = 10000, BATCH = 500 };

typedef struct Making {
	int row;
	char line[64];
} Making;

static bool make_line(void *context, size_t limit, DtSlice *line, bool *too_long) {
	static const char *const codes[] = {"USA", "CHN", "RUS", "FRA", "IND", "PAK"};
	Making *making = context;
	int row = making->row++;
	(void)limit;
	*too_long = false;
	if (row > ROWS) return false;
	unsigned r = (unsigned)row * 2654435761u >> 8;
	if (row == 0)
		snprintf(making->line, sizeof making->line, "eventid\tdate\tsource\ttarget\tcode");
	else
		snprintf(making->line, sizeof making->line, "%d\t20%02d-%02d-%02d\t%s\t%s\t%s", row, row * 20 / (ROWS + 1),
		         (int)(r % 12) + 1, (int)(r / 12 % 28) + 1, codes[r % 6], codes[(r + 1 + r / 7 % 5) % 6],
		         r / 3 % 2 ? "112" : "036");
	*line = dt_slice_of(making->line);
	return true;
}

static bool import_made(DtStore *store, const char *table, DtImport *import, DtError *error) {
	Making making = {0};
	DtTableSource source = {.name = "made",
	                        .table = dt_slice_of(table),
	                        .format = DT_TABLE_ANY,
	                        .batch = BATCH,
	                        .next = make_line,
	                        .context = &making};
	return dt_table_import(store, &source, import, NULL, error);
}

static int64_t events_of(DtStore *store) {
	DtStoreCounts counts;
	assert_true(dt_store_counts(store, &counts, NULL));
	return counts.events;
}

// Wherever an import is killed, whole batches are there, their sums are right, and it goes on from there.
static void a_killed_import_goes_on(void **state) {
	enum { TIMES = 20 };
	unsigned seed = 5;
	int broken = 0;
	dt_store_close(*state);
	for (int round = 0; round < TIMES; round++) {
		fresh(state);
		dt_store_close(*state);
		int64_t had = 0;
		for (int again = 0; again < 2; again++) {
			pid_t child = fork();
			if (child == 0) {
				DtImport import;
				DtStore *store = dt_store_open(path, DT_STORE_WRITE, NULL);
				_exit(store && import_made(store, "made", &import, NULL) ? 0 : 1);
			}
			seed = seed * 1103515245u + 12345u;
			usleep(1000 + (seed >> 8) % 80000);
			kill(child, SIGKILL);
			waitpid(child, NULL, 0);
			DtStore *store = dt_store_open(path, DT_STORE_WRITE, NULL);
			int64_t has = events_of(store);
			assert_int_equal(has % BATCH, 0);
			assert_true(has >= had);
			assert_true(dt_store_check(store, NULL));
			broken += has > 0 && has < ROWS;
			had = has;
			dt_store_close(store);
		}
		*state = dt_store_open(path, DT_STORE_WRITE, NULL);
		DtImport import;
		assert_true(import_made(*state, "made", &import, NULL));
		assert_int_equal(import.known, had);
		assert_int_equal(import.added, ROWS - had);
		assert_int_equal(events_of(*state), ROWS);
		assert_true(dt_store_check(*state, NULL));
		if (round + 1 < TIMES) dt_store_close(*state);
	}
	assert_true(broken >= TIMES / 4); // or the moments were ill chosen
}

static bool add_facts(void *context, const DtPairDayRow *row) {
	*(int64_t *)context += row->sums->counts[DT_REALITY_FACT];
	return true;
}

static bool add_series(void *context, const DtSeriesRow *row) {
	*(int64_t *)context += row->counts[DT_REALITY_FACT];
	return true;
}

static bool count_one(void *context, const DtRecord *record) {
	(void)record;
	++*(int64_t *)context;
	return true;
}

// Asks all that a page asks, for some seconds. What is seen only grows, and by whole batches.
static bool read_on(double seconds) {
	static const DtDateSpan always = {DT_DATE_NONE, DT_DATE_NONE};
	DtError error = {0};
	DtStore *store = dt_store_open(path, DT_STORE_READ, &error);
	DtBetween between = {dt_slice_of("CHN"), dt_slice_of("USA"), true, always};
	DtEventQuery query = {.actor = between.actor,
	                      .recipient = between.recipient,
	                      .either_way = true,
	                      .days = always,
	                      .newest_first = true,
	                      .limit = 20};
	int64_t last_series = 0, last_days = 0;
	struct timespec start, now;
	clock_gettime(CLOCK_MONOTONIC, &start);
	for (int asked = 0; store; asked++) {
		int64_t series = 0, days = 0, events = 0;
		if (!dt_store_series(store, &between, add_series, &series, &error) || series < last_series) break;
		if (!dt_store_days(store, always, add_facts, &days, &error) || days < last_days || days % BATCH) break;
		if (!dt_store_events(store, &query, count_one, &events, &error) || (series >= 20 && events != 20)) break;
		last_series = series, last_days = days;
		clock_gettime(CLOCK_MONOTONIC, &now);
		if ((double)(now.tv_sec - start.tv_sec) + (double)(now.tv_nsec - start.tv_nsec) / 1e9 < seconds) continue;
		dt_store_close(store);
		return asked > 0;
	}
	fprintf(stderr, "# a reader: %s\n", dt_error_text(&error));
	return false;
}

// One writes on and on, several read: none fails. DT_SECONDS says for how long.
static void many_read_while_one_writes(void **state) {
	enum { READERS = 3 };
	double seconds = getenv("DT_SECONDS") ? atof(getenv("DT_SECONDS")) : 1.5;
	pid_t readers[READERS];
	dt_store_close(*state);
	for (int i = 0; i < READERS; i++) {
		readers[i] = fork();
		if (readers[i] == 0) _exit(read_on(seconds) ? 0 : 1);
	}
	pid_t writer = fork();
	if (writer == 0) {
		DtImport import;
		DtStore *store = dt_store_open(path, DT_STORE_WRITE, NULL);
		char table[24];
		bool done = store != NULL;
		for (int i = 0; done; i++) {
			snprintf(table, sizeof table, "table %d", i);
			done = import_made(store, table, &import, NULL) && import.added == ROWS;
		}
		_exit(1);
	}
	for (int i = 0; i < READERS; i++) {
		int status;
		waitpid(readers[i], &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	int status;
	assert_int_equal(waitpid(writer, &status, WNOHANG), 0); // it has not failed
	kill(writer, SIGKILL);
	waitpid(writer, NULL, 0);
	*state = dt_store_open(path, DT_STORE_WRITE, NULL);
	assert_true(dt_store_check(*state, NULL));
}

int main(void) {
	if (!mkdtemp(folder)) return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_table_with_a_header_is_read, fresh, closed),
		cmocka_unit_test_setup_teardown(countries_are_read_by_name, fresh, closed),
		cmocka_unit_test_setup_teardown(gdelt_is_read_by_position, fresh, closed),
		cmocka_unit_test_setup_teardown(weis_is_told_from_cameo, fresh, closed),
		cmocka_unit_test_setup_teardown(json_lines_come_and_go, fresh, closed),
		cmocka_unit_test_setup_teardown(what_is_no_table_is_refused, fresh, closed),
		cmocka_unit_test_setup_teardown(noise_is_survived, fresh, closed),
		cmocka_unit_test_setup_teardown(a_killed_import_goes_on, fresh, closed),
		cmocka_unit_test_setup_teardown(many_read_while_one_writes, fresh, closed),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	void *state;
	if (fresh(&state) == 0) closed(&state);
	unlink(path);
	rmdir(folder);
	return failed;
}
