// SPDX-License-Identifier: Apache-2.0
// What the lexicon says to wrong lines, and that no line, however wrong, breaks it.
#include "coding/lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/test.h"

typedef struct Folder {
	char path[64];
} Folder;

static void write_text(const Folder *folder, const char *name, const char *text, size_t length) {
	char path[160];
	snprintf(path, sizeof path, "%s/lexicon/%s", folder->path, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fwrite(text, 1, length, file);
	fclose(file);
}

static Folder make_folder(void) {
	Folder folder = {"/tmp/lexicon-test-XXXXXX"};
	char path[96];
	assert_non_null(mkdtemp(folder.path));
	snprintf(path, sizeof path, "mkdir %s/lexicon", folder.path);
	assert_int_equal(system(path), 0);
	return folder;
}

static void remove_folder(const Folder *folder) {
	char command[96];
	snprintf(command, sizeof command, "rm -rf %s", folder->path);
	assert_int_equal(system(command), 0);
}

// Loads one file of the given name; returns the first message, "" when it loads.
static void load_one(const char *name, const char *text, char *message, size_t room) {
	Folder folder = make_folder();
	const char *path = folder.path;
	DtError error = {0};
	write_text(&folder, name, text, strlen(text));
	DtLexicon *lexicon = dt_lexicon_load(&path, 1, &error);
	const char *found = strstr(dt_error_text(&error), name);
	snprintf(message, room, "%s", lexicon ? "" : found ? found : dt_error_text(&error));
	assert_true((lexicon == NULL) == (error.count > 0));
	dt_lexicon_free(lexicon);
	dt_error_clear(&error);
	remove_folder(&folder);
}

static void wrong_lines_are_named(void **state) {
	(void)state;
	static const struct {
		const char *file, *text, *message;
	} cases[] = {
		{"a.frames", "attack -> ASSAULT 190\nbomb obj:* -> ASALT 195\n", "a.frames:2:15: unknown category 'ASALT'"},
		{"a.frames", "attack -> ASSAULT/arial 195\n", "a.frames:1:19: ASSAULT has no mode 'arial'"},
		{"a.frames", "attack -> ASSAULT 999\n", "a.frames:1:19: unknown CAMEO code '999'"},
		{"a.frames", "attack objekt:* -> ASSAULT 190\n", "a.frames:1:8: unknown role 'objekt'"},
		{"a.frames", "attack obj:@nowhere -> ASSAULT 190\n", "a.frames:1:12: concept '@nowhere' is defined nowhere"},
		{"a.frames", "attack/x -> ASSAULT 190\n", "a.frames:1:8: 'x' is no kind of predicate: v, n or a"},
		{"a.frames", "attack ASSAULT 190\n", "a.frames:1:1: expected 'predicates slots -> CATEGORY CAMEO'"},
		{"a.frames", "attack -> ASSAULT 190 sideways\n", "a.frames:1:23: unknown option 'sideways'"},
		{"a.frames", "attack -> ASSAULT 190 context=war\n", "a.frames:1:31: unknown context 'war'"},
		{"a.frames", "attack -> ASSAULT 190 recipient=nobody\n", "a.frames:1:33: unknown role 'nobody'"},
		{"a.frames", "attack -> ASSAULT 190 +later\n", "a.frames:1:23: unknown mark 'later'"},
		{"a.frames", "Attack -> ASSAULT 190\n", "a.frames:1:1: 'Attack': words are written in lower case"},
		{"a.frames", "attack -> ASSAULT 190 when=soon\n",
	     "a.frames:1:28: when= takes future, past, negated, joint or marked"},
		{"a.weights", "actor-happy 0.5\n", "a.weights:1:1: unknown sign 'actor-happy'"},
		{"a.weights", "actor-told= 0.5\n", "a.weights:1:1: unknown sign 'actor-told='"},
		{"a.weights", "actor-coded much\n", "a.weights:1:13: 'much' is no weight from -20 to 20"},
		{"a.weights", "actor-coded\n", "a.weights:1:1: expected 'sign weight'"},
		{"a.concepts", "talks talk | meeting\n", "a.concepts:1:1: expected 'concept : word | word'"},
		{"a.concepts", "talks : talk | | meeting\n", "a.concepts:1:1: an empty word between two '|'"},
		{"a.operators", "  words agree\n", "a.operators:1:3: no operator stands above this line"},
		{"a.operators", "agree operator\n  words agree\n", "a.operators:1:1: 'agree' lacks slots"},
		{"a.operators", "agree operator\n  words agree\n  slots comp\n", "a.operators:1:1: 'agree' lacks rows"},
		{"a.operators", "agree operator\n  wards agree\n",
	     "a.operators:2:3: unknown field 'wards': words, slots, parties, clause, rows or a row with '->'"},
		{"a.operators", "agree operator\n  rows consent\n", "a.operators:2:8: no rows 'consent' stand above"},
		{"a.operators", "consent rows\n  words agree\n", "a.operators:2:3: shared rows hold rows alone"},
		{"a.operators", "consent rows\n  AID | -> AGREE 033\n", "a.operators:2:3: a key is missing"},
		{"a.operators", "consent rows\n  AID | HELP -> AGREE 033\n", "a.operators:2:9: unknown category 'HELP'"},
		{"a.operators", "consent rows\n  AID -> AGREE 033\nagree operator\n  rows consent +soon\n",
	     "a.operators:4:16: unknown mark 'soon'"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char message[256];
		load_one(cases[i].file, cases[i].text, message, sizeof message);
		assert_string_equal(message, cases[i].message);
	}
}

static void good_lines_load(void **state) {
	(void)state;
	char message[256];
	load_one("a.frames",
	         "attack/vn | strike  subj?:* obj:a|b_c !to against|on?:* -> ASSAULT/aerial 195 recipient=on,obj.of,none\n",
	         message, sizeof message);
	assert_string_equal(message, "");
	load_one(
		"a.operators",
		"agree operator\n  words agree | vow/vn\n  slots comp obj\n  AID -> AGREE 033 & same +future\n  * -> same\n",
		message, sizeof message);
	assert_string_equal(message, "");
	load_one("a.operators",
	         "consent rows\n  AID | 071 -> AGREE 033\nmore rows\n  rows consent\n  CONSULT -> AGREE 036\n"
	         "wish operator\n  words wish\n  slots comp\n  rows more +hypothetical actor=subj\n",
	         message, sizeof message);
	assert_string_equal(message, "");
	load_one("a.weights", "# learnt\nactor-coded  0.61\ntalk -1\nword=ACCUSE/blame 0.5\nactor-path>2 -1\n", message,
	         sizeof message);
	assert_string_equal(message, "");
	load_one("a.concepts", "a : x | @b\nb : y | @a   context=military,cbrn\n", message,
	         sizeof message); // a circle is fine
	assert_string_equal(message, "");
}

static uint32_t next_random(uint32_t *seed) { return *seed = *seed * 1664525u + 1013904223u; }

static void mutated_lines_never_crash(void **state) {
	(void)state;
	static const char frames[] = "attack/vn | strike  subj?:* obj:@a|b_c !to -> ASSAULT/aerial 195 recipient=on,obj.of "
								 "context=military when=past\n@x y:z -> same +negation & same\n";
	static const char operators[] =
		"consent rows\n  AID | 071 -> AGREE 033\n"
		"agree operator\n  words agree | vow/vn\n  slots comp obj\n  parties actor=subj swap\n  rows consent +future\n"
		"  AID -> AGREE 033 & same +future\n  071 -> drop\n  * -> same\n";
	enum { ROUNDS = 300 };
	Folder folder = make_folder();
	const char *path = folder.path;
	uint32_t seed = 7;
	for (int round = 0; round < ROUNDS; round++) {
		char text[sizeof frames + sizeof operators];
		const char *source = round % 2 ? frames : operators;
		size_t length = strlen(source);
		memcpy(text, source, length);
		for (uint32_t change = next_random(&seed) % 6; change > 0; change--)
			text[next_random(&seed) % length] = (char)(next_random(&seed) >> 13);
		write_text(&folder, round % 2 ? "m.frames" : "m.operators", text, length - next_random(&seed) % 20);
		DtError error = {0};
		DtLexicon *lexicon = dt_lexicon_load(&path, 1, &error);
		assert_true((lexicon == NULL) == (error.count > 0));
		dt_lexicon_free(lexicon);
		dt_error_clear(&error);
	}
	remove_folder(&folder);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrong_lines_are_named),
		cmocka_unit_test(good_lines_load),
		cmocka_unit_test(mutated_lines_never_crash),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
