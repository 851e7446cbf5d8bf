// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target without libFuzzer: over every file of its corpus, then over mutations of them, the same ones on
// every run and machine. When a target ends the program, the last input is found in the file that is named.
//
//   TARGET ITERATIONS FOLDER…
#include "fuzz.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

enum { LARGEST = 4096, WINDOW = 1024, MOST_ENTRIES = 512 };

typedef struct Corpus {
	DtSlice entries[MOST_ENTRIES];
	size_t count;
} Corpus;

static char current[LARGEST];
static size_t current_length;

static uint32_t next_random(uint64_t *state) {
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}

static size_t below(uint64_t *state, size_t limit) { return limit ? next_random(state) % limit : 0; }

static void insert(size_t at, DtSlice piece) {
	if (current_length + piece.length > LARGEST) return;
	memmove(current + at + piece.length, current + at, current_length - at);
	memcpy(current + at, piece.data, piece.length);
	current_length += piece.length;
}

static void erase(size_t at, size_t length) {
	if (length > current_length - at) length = current_length - at;
	memmove(current + at, current + at + length, current_length - at - length);
	current_length -= length;
}

static DtSlice random_piece(const Corpus *corpus, uint64_t *state) {
	static const char *const words[] = {
		"\"",
		"'",
		"\xE2\x80\x99",
		"\xE2\x80",
		"\xC2\xAD",
		"\xC2\xA0",
		"\x92",
		"\n",
		"\r\n",
		"\n\n",
		"\t",
		" ",
		"...",
		"U.S.",
		"n't",
		"'s",
		"(",
		")",
		"[1]",
		"-",
		"--",
		" (Reuters) - ",
		"SEOUL, Nov 26",
		"1-2",
		"2.1",
		"_",
		"# newdoc",
		"# text = ",
		"SpaceAfter=No",
		"{",
		"}",
		"[",
		"]",
		"\\u",
		"\\ud83d",
		"\"text\":",
		"\"actor\":[[0,1]]",
		"<div>",
		"</p>",
		"<a href=x>",
		"&amp;",
		"<![CDATA[",
		"]]>",
		"http://",
		"@",
		".",
		"?",
		"0",
		"4294967296",
	};
	if (below(state, 2)) return dt_slice_of(words[below(state, sizeof words / sizeof *words)]);
	DtSlice entry = corpus->entries[below(state, corpus->count)];
	size_t start = below(state, entry.length), length = below(state, 64);
	return dt_slice_cut(entry, start, start + length);
}

static void mutate(const Corpus *corpus, uint64_t *state) {
	size_t at = below(state, current_length + 1);
	switch (below(state, 6)) {
	case 0:
		if (at < current_length) current[at] = (char)(current[at] ^ (1 << below(state, 8)));
		break;
	case 1:
		if (at < current_length) current[at] = (char)next_random(state);
		break;
	case 2:
		erase(at, below(state, 16));
		break;
	case 3: { // a part of its own again
		char copy[64];
		size_t length = below(state, sizeof copy);
		if (length > current_length - at) length = current_length - at;
		memcpy(copy, current + at, length);
		insert(below(state, current_length + 1), dt_slice(copy, length));
		break;
	}
	default:
		insert(at, random_piece(corpus, state));
	}
}

static void set_current(DtSlice entry) {
	current_length = entry.length > LARGEST ? LARGEST : entry.length;
	if (current_length) memcpy(current, entry.data, current_length);
}

static void keep_input(int number) {
	static const char name[] = "fuzz-failure.bin";
	FILE *file = fopen(name, "wb");
	if (file) {
		fwrite(current, 1, current_length, file);
		fclose(file);
	}
	fprintf(stderr, "the input is in %s\n", name);
	signal(number, SIG_DFL);
	raise(number);
}

static void load(Corpus *corpus, DtArena *arena, const char *folder) {
	const char **paths;
	size_t count;
	DtError error = {0};
	if (!dt_folder_list(arena, folder, "", &paths, &count, &error)) {
		fprintf(stderr, "%s\n", dt_error_text(&error));
		exit(4);
	}
	for (size_t i = 0; i < count && corpus->count < MOST_ENTRIES; i++) {
		if (dt_file_read(arena, paths[i], 1 << 20, &corpus->entries[corpus->count], NULL)) corpus->count++;
	}
}

int main(int count, char **arguments) {
	DtArena *arena = dt_arena_new();
	Corpus corpus = {.entries = {dt_slice_of("")}, .count = 1};
	long iterations = count > 1 ? atol(arguments[1]) : 0;
	uint64_t state = 20240229;
	for (int i = 2; i < count; i++) load(&corpus, arena, arguments[i]);
	signal(SIGABRT, keep_input);
	signal(SIGSEGV, keep_input);
	for (size_t i = 0; i < corpus.count; i++)
		LLVMFuzzerTestOneInput((const uint8_t *)corpus.entries[i].data, corpus.entries[i].length);
	for (long i = 0; i < iterations; i++) {
		set_current(corpus.entries[below(&state, corpus.count)]);
		if (current_length > WINDOW) { // a part of a long entry
			erase(0, below(&state, current_length - WINDOW / 2));
			if (current_length > WINDOW) current_length = WINDOW;
		}
		for (size_t left = 1 + below(&state, 8); left > 0; left--) mutate(&corpus, &state);
		LLVMFuzzerTestOneInput((const uint8_t *)current, current_length);
	}
	printf("%zu entries, %ld mutations\n", corpus.count, iterations);
	dt_arena_free(arena);
	return 0;
}
