// SPDX-License-Identifier: Apache-2.0
// Golden texts under tests/golden/text, and limits. A golden file is blocks:
//
//     # what the case shows
//     > a line of input; \n \r \t \xHH \\ are escapes
//     Its sentences , a line each , tokens apart by blanks , joined|ones by bars .
//
// "T>" instead of ">" says that the text begins with its title. A line of the outcome may begin with TITLE:, HEADLINE:,
// FOREIGN: or DATELINE [place] [date] [agency]:, and "--" stands between paragraphs. --update writes the outcomes anew.

#include "base/test.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "text/abbreviations.h"
#include "text/check.h"
#include "text/split.h"

static DtDocument *split(DtArena *arena, DtSlice text) {
	DtDocument *document = dt_document_new(arena);
	document->text = text;
	dt_split_text(document);
	return document;
}

// ---- golden texts

static void unescape(DtBuffer *text, DtSlice line) {
	for (size_t i = 0; i < line.length; i++) {
		char c = line.data[i];
		if (c != '\\' || i + 1 == line.length) {
			dt_buffer_add_char(text, c);
			continue;
		}
		c = line.data[++i];
		if (c == 'x' && i + 2 < line.length) {
			char digits[3] = {line.data[i + 1], line.data[i + 2], '\0'};
			dt_buffer_add_char(text, (char)strtol(digits, NULL, 16));
			i += 2;
		} else {
			dt_buffer_add_char(text, c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c);
		}
	}
}

static void show_sentence(DtBuffer *out, const DtDocument *document, const DtSentence *sentence) {
	static const char *const kinds[] = {"", "TITLE: ", "HEADLINE: ", "FOREIGN: "};
	DtDateline line = document->dateline;
	if (line.span.end && line.span.start == sentence->span.start) {
		DtSpan parts[] = {line.place, line.date, line.agency};
		dt_buffer_add_text(out, "DATELINE");
		for (size_t i = 0; i < 3; i++) {
			DtSlice part = dt_document_slice(document, parts[i]);
			dt_buffer_format(out, " [" DT_SLICE_FORMAT "]", DT_SLICE_ARGS(part));
		}
		dt_buffer_add_text(out, ": ");
	}
	dt_buffer_add_text(out, kinds[sentence->kind]);
	const DtToken *tokens = dt_sentence_tokens(document, sentence);
	for (uint32_t i = 0; i < sentence->count; i++) {
		if (i) dt_buffer_add_char(out, tokens[i].joined ? '|' : ' ');
		dt_buffer_add(out, tokens[i].form);
	}
	dt_buffer_add_char(out, '\n');
}

static void show_document(DtBuffer *out, const DtDocument *document) {
	for (uint32_t i = 0; i < document->sentence_count; i++) {
		const DtSentence *sentence = &document->sentences[i];
		if (i && sentence->paragraph != sentence[-1].paragraph) dt_buffer_add_text(out, "--\n");
		show_sentence(out, document, sentence);
	}
}

// Runs a block: copies its head to written, appends what came out; says whether that is what was expected.
static bool run_block(DtSlice block, DtBuffer *written, DtBuffer *expected) {
	DtBuffer text = {0}, outcome = {0};
	bool title = false, first = true;
	for (DtSlice line; dt_slice_split(&block, '\n', &line);) {
		bool titled = dt_slice_starts(line, "T> ");
		if (titled || dt_slice_starts(line, "> ") || dt_slice_is(line, ">")) {
			if (!first) dt_buffer_add_char(&text, '\n');
			first = false;
			title |= titled;
			unescape(&text, dt_slice_cut(line, titled ? 3 : 2, line.length));
		} else if (line.length && (line.data[0] != '#' || !first)) {
			dt_buffer_add(expected, line);
			dt_buffer_add_char(expected, '\n');
			continue;
		}
		if (line.length) {
			dt_buffer_add(written, line);
			dt_buffer_add_char(written, '\n');
		}
	}
	DtArena *arena = dt_arena_new();
	DtDocument *document = dt_document_new(arena);
	document->text = dt_buffer_slice(&text);
	document->title_in_text = title;
	dt_split_text(document);
	const char *broken = dt_check_split(document);
	if (broken) dt_buffer_format(&outcome, "BROKEN: %s\n", broken);
	show_document(&outcome, document);
	dt_buffer_add(written, dt_buffer_slice(&outcome));
	bool same = dt_slice_equal(dt_buffer_slice(&outcome), dt_buffer_slice(expected));
	if (!same && !first) {
		print_error("expected:\n%s", expected->length ? expected->data : "");
		print_error("got:\n%s", outcome.length ? outcome.data : "");
	}
	dt_buffer_clear(&text);
	dt_buffer_clear(&outcome);
	dt_arena_free(arena);
	return same || first;
}

// Cuts a file at its empty lines.
static size_t run_file(DtSlice content, DtBuffer *written, size_t *cases) {
	size_t failed = 0;
	while (content.length) {
		size_t end = dt_slice_find(content, dt_slice_of("\n\n"));
		DtSlice block = dt_slice_cut(content, 0, end == SIZE_MAX ? content.length : end + 1);
		content = dt_slice_cut(content, block.length, content.length);
		while (content.length && content.data[0] == '\n') content = dt_slice_cut(content, 1, content.length);
		DtBuffer expected = {0};
		++*cases;
		if (written->length) dt_buffer_add_char(written, '\n');
		if (!run_block(block, written, &expected)) failed++;
		dt_buffer_clear(&expected);
	}
	return failed;
}

static void golden_texts(void **state) {
	bool update = *state != NULL;
	DtArena *arena = dt_arena_new();
	const char **paths;
	size_t count, failed = 0, cases = 0;
	DtError error = {0};
	if (!dt_folder_list(arena, "tests/golden/text", ".txt", &paths, &count, &error))
		fail_msg("%s", dt_error_text(&error));
	for (size_t i = 0; i < count; i++) {
		DtSlice content;
		DtBuffer written = {0};
		assert_true(dt_file_read(arena, paths[i], 1 << 24, &content, NULL));
		failed += run_file(content, &written, &cases);
		if (update) assert_true(dt_file_write(paths[i], dt_buffer_slice(&written), NULL));
		dt_buffer_clear(&written);
	}
	dt_arena_free(arena);
	assert_true(cases >= 150);
	if (!update && failed) fail_msg("%zu of %zu texts came out differently", failed, cases);
}

// ---- limits

static void nothing_gives_nothing(void **state) {
	(void)state;
	static const char *const texts[] = {"", " \n\t\r\n", "\xEF\xBB\xBF", "\xC2\xAD"};
	DtArena *arena = dt_arena_new();
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		DtDocument *document = split(arena, dt_slice_of(texts[i]));
		assert_int_equal(document->sentence_count, 0);
		assert_int_equal(document->token_count, 0);
	}
	dt_arena_free(arena);
}

static void long_sentences_are_cut(void **state) {
	(void)state;
	static const char *const units[] = {"word ", "one, two; ", "a", "U.S. ", "\"", "don't",
	                                    ".",     "[1]",        "(", "x-",    "' "};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		DtArena *arena = dt_arena_new();
		DtBuffer text = {0};
		for (int k = 0; k < 20000; k++) dt_buffer_add_text(&text, units[i]);
		DtDocument *document = split(arena, dt_buffer_slice(&text));
		const char *broken = dt_check_split(document);
		if (broken) fail_msg("\"%s\": %s", units[i], broken);
		dt_buffer_clear(&text);
		dt_arena_free(arena);
	}
}

static void forms_leave_out_what_does_not_show(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtDocument *document = split(arena, dt_slice_of("go\xC2\xADvern\xE2\x80\x8Bment"));
	assert_int_equal(document->token_count, 1);
	assert_true(dt_slice_is(document->tokens[0].form, "government"));
	assert_int_equal(document->tokens[0].span.end, 15);
	dt_arena_free(arena);
}

static void word_lists_are_sorted(void **state) {
	(void)state;
	static const char *const words[] = {"abp", "approx", "Brig", "etc", "Jan", "mr", "no", "Sept", "vs", "Wyo", "Sgt"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		DtSlice word = dt_slice_of(words[i]);
		if (word.data[0] == 'a' && word.length == 3) continue; // "Abp." needs its capital
		if (dt_abbreviation_find(word) == DT_ABBREVIATION_NONE) fail_msg("%s", words[i]);
	}
	assert_true(dt_abbreviations_are_sorted());
	assert_true(dt_word_begins_sentences(dt_slice_of("The")) && !dt_word_begins_sentences(dt_slice_of("the")));
	assert_true(dt_word_is_month(dt_slice_of("Sept")) && !dt_word_is_month(dt_slice_of("may")));
}

int main(int count, char **arguments) {
	static bool update = true;
	bool asked = count > 1 && strcmp(arguments[1], "--update") == 0;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_prestate(golden_texts, asked ? &update : NULL),
		cmocka_unit_test(nothing_gives_nothing),
		cmocka_unit_test(long_sentences_are_cut),
		cmocka_unit_test(forms_leave_out_what_does_not_show),
		cmocka_unit_test(word_lists_are_sorted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
