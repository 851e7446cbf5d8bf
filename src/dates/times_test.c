// SPDX-License-Identifier: Apache-2.0
// Golden sentences of tests/golden/dates: what is found in them, and its days.
//
//   @ 2019-03-06 past 2019-02-26      publication ("-" when unknown), tense, the story's last date if any
//   > Troops withdrew on Tuesday.
//     Tuesday = 2019-03-05 day        text found = days precision, or undated, duration, frequency
//
// A sentence with nothing below it has no time. Each sentence is read twice, with hyphened words whole and cut, and
// must give the same. The sentences of known-failures.txt must fail. With --update expectations are written anew; read
// the diff.
#include "dates/times.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/test.h"

static bool updating;

// A tokenizer good enough for golden sentences.

typedef struct Words {
	DtDocument *document;
	size_t capacity;
} Words;

static bool is_word_byte(char c) {
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static void add_token(Words *words, size_t start, size_t end) {
	DtDocument *document = words->document;
	DtToken token = {.span = {(uint32_t)start, (uint32_t)end}};
	token.form = dt_slice_cut(document->text, start, end);
	DT_PUSH(document->arena, document->tokens, document->token_count, words->capacity, token);
}

static bool keeps_dot(DtSlice word) {
	static const char *const with_dot[] = {"Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
	                                       "Mon", "Tue", "Wed", "Thu", "Fri", "Sat",  "Sun", "Mr",  "Mrs", "Ms"};
	for (size_t i = 0; i < sizeof with_dot / sizeof *with_dot; i++) {
		if (dt_slice_is(word, with_dot[i])) return true;
	}
	return word.length > 1 && word.data[word.length - 2] == '.';
}

static size_t word_end(DtSlice text, size_t at, bool cut_hyphens) {
	size_t end = at;
	while (end < text.length) {
		char c = text.data[end];
		bool inner = end > at && end + 1 < text.length && is_word_byte(text.data[end + 1]);
		bool joint = inner && (c == '.' || c == ',' || c == '/' || (c == '-' && !cut_hyphens));
		if (joint && c == ',' && !(text.data[end + 1] >= '0' && text.data[end + 1] <= '9')) joint = false;
		if (!is_word_byte(c) && !joint) break;
		end++;
	}
	return end;
}

static void tokenize(Words *words, bool cut_hyphens) {
	DtSlice text = words->document->text;
	for (size_t at = 0; at < text.length;) {
		if (text.data[at] == ' ') {
			at++;
			continue;
		}
		size_t end = word_end(text, at, cut_hyphens);
		if (text.data[at] == '\'' && end == at) {
			end = at + 1;
			if (end < text.length && text.data[end] == 's' &&
			    (end + 1 == text.length || !is_word_byte(text.data[end + 1])))
				end++;
		} else if (end == at) {
			end = at + 1;
		} else if (end < text.length && text.data[end] == '.' && keeps_dot(dt_slice_cut(text, at, end))) {
			end++;
		}
		add_token(words, at, end);
		at = end;
	}
}

static DtDocument *document_of(DtArena *arena, DtSlice sentence, bool cut_hyphens) {
	DtDocument *document = dt_document_new(arena);
	document->text = sentence;
	Words words = {document, 0};
	tokenize(&words, cut_hyphens);
	document->sentences = DT_NEW(arena, DtSentence);
	document->sentence_count = 1;
	document->sentences[0] = (DtSentence){.span = {0, (uint32_t)sentence.length}, .count = document->token_count};
	return document;
}

// What is found, as the golden files write it.

static void write_time(DtBuffer *out, const DtDocument *document, const DtTime *time, const DtTimeContext *context) {
	DtSlice text = dt_document_slice(document, time->span);
	dt_buffer_format(out, "  " DT_SLICE_FORMAT " = ", DT_SLICE_ARGS(text));
	if (time->kind != DT_TIME_DATE) {
		dt_buffer_format(out, "%s\n", dt_time_kind_name((DtTimeKind)time->kind));
		return;
	}
	DtDateSpan days;
	DtPrecision precision;
	if (!dt_time_days(time, context, &days, &precision)) {
		dt_buffer_add_text(out, "undated\n");
		return;
	}
	char from[DT_DATE_ROOM], to[DT_DATE_ROOM];
	dt_date_format(days.from, from);
	dt_date_format(days.to, to);
	dt_buffer_format(out, "%s", from);
	if (days.from != days.to) dt_buffer_format(out, "..%s", to);
	dt_buffer_format(out, " %s\n", dt_precision_name(precision));
}

static void write_times(DtBuffer *out, DtSlice sentence, const DtTimeContext *context, bool cut_hyphens) {
	DtArena *arena = dt_arena_new();
	DtDocument *document = document_of(arena, sentence, cut_hyphens);
	dt_find_times(document);
	for (uint32_t i = 0; i < document->time_count; i++) write_time(out, document, &document->times[i], context);
	dt_arena_free(arena);
}

// The files.

static bool next_word(DtSlice *rest, DtSlice *word) {
	*rest = dt_slice_trim(*rest);
	return dt_slice_split(rest, ' ', word) && word->length > 0;
}

static DtTimeContext read_context(DtSlice line) {
	DtTimeContext context = {DT_DATE_NONE, {DT_DATE_NONE, DT_DATE_NONE}, DT_TENSE_PAST};
	DtSlice rest = dt_slice_cut(line, 1, line.length), word;
	if (next_word(&rest, &word)) context.publication = dt_date_parse(word);
	if (next_word(&rest, &word)) {
		if (dt_slice_is(word, "present")) context.tense = DT_TENSE_PRESENT;
		if (dt_slice_is(word, "future")) context.tense = DT_TENSE_FUTURE;
	}
	if (next_word(&rest, &word)) {
		size_t dots = dt_slice_find(word, dt_slice_of(".."));
		DtDateSpan from = {DT_DATE_NONE, DT_DATE_NONE}, to;
		assert_true(dt_date_parse_span(dt_slice_cut(word, 0, dots), &from));
		to = from;
		if (dots != SIZE_MAX) assert_true(dt_date_parse_span(dt_slice_cut(word, dots + 2, word.length), &to));
		context.narrative = (DtDateSpan){from.from, to.to};
	}
	return context;
}

typedef struct Tally {
	size_t sentences, wrong;
} Tally;

static void judge(const char *path, size_t line, DtSlice sentence, DtSlice expected, const DtTimeContext *context,
                  DtBuffer *fresh, Tally *tally) {
	DtBuffer cut = {0}, whole = {0};
	write_times(&whole, sentence, context, false);
	write_times(&cut, sentence, context, true);
	bool right = dt_slice_equal(dt_buffer_slice(&whole), expected);
	bool same = dt_slice_equal(dt_buffer_slice(&whole), dt_buffer_slice(&cut));
	dt_buffer_add(fresh, dt_buffer_slice(&whole));
	tally->sentences++;
	if (!right || !same) tally->wrong++;
	bool failures = strstr(path, "known-failures") != NULL;
	if (failures && right && same)
		print_message("%s:%zu: passes now, move it: " DT_SLICE_FORMAT "\n", path, line, DT_SLICE_ARGS(sentence));
	if (!failures && !updating && !right)
		print_message("%s:%zu: " DT_SLICE_FORMAT "\nexpected\n" DT_SLICE_FORMAT "found\n" DT_SLICE_FORMAT, path, line,
		              DT_SLICE_ARGS(sentence), DT_SLICE_ARGS(expected), DT_SLICE_ARGS(dt_buffer_slice(&whole)));
	if (!failures && !same)
		print_message("%s:%zu: with hyphens cut\n" DT_SLICE_FORMAT, path, line, DT_SLICE_ARGS(dt_buffer_slice(&cut)));
	dt_buffer_clear(&cut);
	dt_buffer_clear(&whole);
}

static Tally read_golden(const char *path, DtBuffer *fresh) {
	DtArena *arena = dt_arena_new();
	DtSlice rest, line;
	Tally tally = {0};
	assert_true(dt_file_read(arena, path, 1 << 24, &rest, NULL));
	DtTimeContext context = read_context(dt_slice_of("@"));
	size_t number = 0;
	while (dt_slice_split(&rest, '\n', &line)) {
		number++;
		if (!rest.data && line.length == 0) break;
		dt_buffer_add(fresh, line);
		dt_buffer_add_char(fresh, '\n');
		if (dt_slice_starts(line, "@")) context = read_context(line);
		if (!dt_slice_starts(line, "> ")) continue;
		DtSlice expected = dt_slice(rest.data, 0);
		while (dt_slice_starts(rest, "  ")) {
			DtSlice taken;
			dt_slice_split(&rest, '\n', &taken);
			expected.length += taken.length + 1;
		}
		size_t lines = 0;
		for (size_t i = 0; i < expected.length; i++) lines += expected.data[i] == '\n';
		judge(path, number, dt_slice_cut(line, 2, line.length), expected, &context, fresh, &tally);
		number += lines;
	}
	dt_arena_free(arena);
	return tally;
}

static void sentences_give_their_days(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	const char **paths;
	size_t count, sentences = 0, wrong = 0;
	assert_true(dt_folder_list(arena, "tests/golden/dates", ".txt", &paths, &count, NULL));
	for (size_t i = 0; i < count; i++) {
		bool failures = strstr(paths[i], "known-failures") != NULL;
		DtBuffer fresh = {0};
		Tally tally = read_golden(paths[i], &fresh);
		if (updating && !failures) assert_true(dt_file_write(paths[i], dt_buffer_slice(&fresh), NULL));
		dt_buffer_clear(&fresh);
		sentences += tally.sentences;
		wrong += failures ? tally.sentences - tally.wrong : tally.wrong;
	}
	dt_arena_free(arena);
	print_message("%zu sentences, %zu not as expected\n", sentences, wrong);
	if (!updating) assert_int_equal(wrong, 0);
}

// Noise made of the words of time: nothing may crash, times lie in order within the text and days within the calendar.
static void noise_is_survived(void **state) {
	(void)state;
	static const char *const words[] = {"the",
	                                    "a",
	                                    "May",
	                                    "march",
	                                    "31",
	                                    "February",
	                                    "29",
	                                    "99999",
	                                    "2019",
	                                    "-",
	                                    "/",
	                                    "last",
	                                    "week",
	                                    "of",
	                                    "Tuesday",
	                                    ",",
	                                    "two",
	                                    "years",
	                                    "ago",
	                                    "before",
	                                    "after",
	                                    "since",
	                                    "from",
	                                    "to",
	                                    "and",
	                                    "between",
	                                    "1990s",
	                                    "'90s",
	                                    "first",
	                                    "quarter",
	                                    "end",
	                                    "early",
	                                    "Ramadan",
	                                    "Eid",
	                                    "al",
	                                    "New",
	                                    "Year",
	                                    "'s",
	                                    "Independence",
	                                    "Day",
	                                    "9999",
	                                    "0",
	                                    "1",
	                                    "000",
	                                    "century",
	                                    "decades",
	                                    "20th",
	                                    "fiscal",
	                                    "every",
	                                    "in",
	                                    "by",
	                                    "until",
	                                    "half",
	                                    "(",
	                                    ")",
	                                    "26/2/2019",
	                                    "2019-13-45",
	                                    "later",
	                                    "next",
	                                    "that",
	                                    "U.S.",
	                                    "999999999999",
	                                    "summer",
	                                    "night",
	                                    "eve",
	                                    "\xff\xe2\x80",
	                                    "\xe2\x80\x93",
	                                    "twenty",
	                                    "hundred",
	                                    "9/11"};
	uint64_t seed = 1;
	for (int round = 0; round < 20000; round++) {
		DtBuffer text = {0};
		for (int i = 0; i < 12; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			dt_buffer_add_text(&text, words[(seed >> 33) % (sizeof words / sizeof *words)]);
			if ((seed >> 20) % 8) dt_buffer_add_char(&text, ' ');
		}
		DtArena *arena = dt_arena_new();
		DtDocument *document = document_of(arena, dt_buffer_slice(&text), round % 2 == 0);
		dt_find_times(document);
		DtDate edges[] = {DT_DATE_NONE, dt_date_from_civil(1, 1, 1), dt_date_from_civil(2020, 2, 29),
		                  dt_date_from_civil(9999, 12, 31)};
		uint32_t end = 0;
		for (uint32_t i = 0; i < document->time_count; i++) {
			const DtTime *time = &document->times[i];
			assert_true(time->span.start >= end && time->span.end > time->span.start);
			assert_true(time->span.end <= document->text.length && time->count > 0);
			end = time->span.end;
			for (int j = 0; j < 4; j++) {
				DtTimeContext context = {
					edges[j], {edges[(j + round) % 4], edges[(j + round) % 4]}, (DtTense)(round % 3)};
				DtDateSpan days;
				DtPrecision precision;
				if (!dt_time_days(time, &context, &days, &precision)) continue;
				assert_true(days.from != DT_DATE_NONE || days.to != DT_DATE_NONE);
				if (days.from != DT_DATE_NONE && days.to != DT_DATE_NONE) assert_true(days.from <= days.to);
				assert_true(precision < DT_PRECISION_UNKNOWN);
			}
		}
		dt_arena_free(arena);
		dt_buffer_clear(&text);
	}
}

int main(int count, char **arguments) {
	updating = count > 1 && strcmp(arguments[1], "--update") == 0;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_give_their_days),
		cmocka_unit_test(noise_is_survived),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
