// SPDX-License-Identifier: Apache-2.0

#include "base/test.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "ingest/reader.h"

// A file of this content; the name ends in suffix. Remove it and free the name.
static char *make_file(const char *suffix, const void *content, size_t length) {
	char *path = test_malloc(128);
	snprintf(path, 128, "/tmp/detente-reader-XXXXXX%s", suffix);
	int file = mkstemps(path, (int)strlen(suffix));
	assert_true(file >= 0);
	assert_int_equal(write(file, content, length), (ssize_t)length);
	close(file);
	return path;
}

typedef struct Given {
	char *path;
	DtReader *reader;
	DtArena *arena;
	DtDocument *document;
	DtError error;
} Given;

static Given open_bytes(const char *suffix, const void *content, size_t length) {
	Given given = {.path = make_file(suffix, content, length), .arena = dt_arena_new()};
	given.reader = dt_reader_open(given.path, DT_FORMAT_AUTO, &given.error);
	return given;
}

static Given open_text(const char *suffix, const char *content) { return open_bytes(suffix, content, strlen(content)); }

static void close_all(Given *given) {
	dt_reader_close(given->reader);
	dt_arena_free(given->arena);
	dt_error_clear(&given->error);
	unlink(given->path);
	test_free(given->path);
}

static DtReadResult next(Given *given) {
	dt_error_clear(&given->error);
	return dt_reader_next(given->reader, given->arena, &given->document, &given->error);
}

static void assert_slice(DtSlice slice, const char *expected) {
	if (!dt_slice_is(slice, expected))
		fail_msg("\"" DT_SLICE_FORMAT "\" is not \"%s\"", DT_SLICE_ARGS(slice), expected);
}

static void assert_part(const DtDocument *document, DtSpan span, const char *expected) {
	assert_slice(dt_document_slice(document, span), expected);
}

static void plain_text_may_have_a_title(void **state) {
	(void)state;
	Given given = open_text(".txt", "Ministers meet in Geneva\n\nGENEVA (Reuters) - They met.\n");
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_slice(given.document->title, "Ministers meet in Geneva");
	assert_true(given.document->title_in_text);
	assert_int_equal(given.document->prefix_length, 0);
	assert_true(dt_slice_starts(given.document->id, "detente-reader-"));
	assert_int_equal(next(&given), DT_READ_END);
	close_all(&given);
	given = open_text("", "They met on Tuesday.\n\nThey will meet again.");
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_slice(given.document->title, "");
	close_all(&given);
}

static void json_lines_are_documents(void **state) {
	(void)state;
	Given given = open_text(
		".jsonl", "{\"id\": 7, \"date\": \"2024-11-26T08:00:00Z\", \"title\": \"Talks\", \"text\": \"They met.\"}\n"
				  "\n"
				  "{\"text\": \"Talks\\nThey met.\", \"title\": \"Talks\", \"url\": \"u\", \"publication\": \"p\"}\r\n"
				  "{\"title\": \"Talks\", \"text\": \"Talks were held.\"}");
	assert_int_equal(dt_reader_format(given.reader), DT_FORMAT_JSONL);
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_slice(given.document->id, "7");
	assert_slice(given.document->text, "Talks\n\nThey met.");
	assert_int_equal(given.document->prefix_length, 7);
	assert_true(given.document->title_in_text && !given.document->pair_given);
	assert_int_equal(given.document->date, dt_date_from_civil(2024, 11, 26));
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_slice(given.document->text, "Talks\nThey met.");
	assert_true(given.document->title_in_text);
	assert_int_equal(given.document->prefix_length, 0);
	assert_int_equal(given.document->source_line, 3);
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_slice(given.document->text, "Talks were held.");
	assert_false(given.document->title_in_text);
	assert_int_equal(next(&given), DT_READ_END);
	close_all(&given);
}

static void given_spans_count_characters(void **state) {
	(void)state;
	Given given = open_text(".jsonl", "{\"title\":\"T\",\"text\":\"L\u00f3pez met \u0160ef\u010dovi\u010d.\","
	                                  "\"actor\":[[0,5]],\"recipient\":[10,18]}\n"
	                                  "{\"text\":\"abc\",\"actor\":[[2,4]]}\n"
	                                  "{\"text\":\"abc\",\"actor\":[[2,3]],\"recipient\":[]}\n");
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_true(given.document->pair_given);
	assert_int_equal(given.document->prefix_length, 0);
	assert_part(given.document, given.document->given_actors[0], "L\u00f3pez");
	assert_part(given.document, given.document->given_recipients[0], "\u0160ef\u010dovi\u010d");
	assert_int_equal(next(&given), DT_READ_FAULT);
	assert_non_null(strstr(dt_error_text(&given.error), ":2: \"actor\" number 1 is not [start, end] within the 3"));
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_int_equal(given.document->given_recipient_count, 0);
	assert_true(given.document->pair_given);
	close_all(&given);
}

static void a_broken_line_is_named_and_passed_over(void **state) {
	(void)state;
	static const char *const faults[] = {":1:10: not JSON",
	                                     ":2: no \"text\"",
	                                     ":3: not a JSON object",
	                                     ":4: \"date\" is \"soon\"",
	                                     ":5: \"text\" is not a string",
	                                     ":6: \"text\" is empty"};
	Given given = open_text(".jsonl", "{\"text\": }\n{\"id\":1}\n[]\n{\"text\":\"a\",\"date\":\"soon\"}\n{\"text\":1}\n"
	                                  "{\"text\":\" \"}\n{\"text\":\"good\"}\n");
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		assert_int_equal(next(&given), DT_READ_FAULT);
		if (!strstr(dt_error_text(&given.error), faults[i])) fail_msg("%s", dt_error_text(&given.error));
		assert_null(given.document);
	}
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_slice(given.document->text, "good");
	close_all(&given);
}

static void bytes_that_are_not_unicode_are_replaced(void **state) {
	(void)state;
	Given given = open_text(".jsonl", "{\"text\":\"caf\xe9 \\ud800 \\ud83d\\ude00\",\"actor\":[[7,8]]}\n");
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_slice(given.document->text, "caf\xEF\xBF\xBD \xEF\xBF\xBD \xF0\x9F\x98\x80");
	assert_part(given.document, given.document->given_actors[0], "\xF0\x9F\x98\x80");
	close_all(&given);
}

static void json_may_be_an_array(void **state) {
	(void)state;
	Given given = open_text(".json", "[\n {\"text\": \"one\"},\n {\"id\": 1},\n {\"text\": \"two\"}\n]\n");
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_int_equal(next(&given), DT_READ_FAULT);
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_slice(given.document->text, "two");
	assert_int_equal(next(&given), DT_READ_END);
	close_all(&given);
	given = open_text("", "{\n  \"text\": \"one\"\n}\n");
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_int_equal(next(&given), DT_READ_END);
	close_all(&given);
}

static void formats_are_found(void **state) {
	(void)state;
	static const struct {
		const char *suffix, *content;
		DtFormat format;
	} cases[] = {
		{"", "{\"text\": \"a\"}", DT_FORMAT_JSONL},
		{"", "# text = a\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", DT_FORMAT_CONLLU},
		{"", "<!DOCTYPE html><p>a", DT_FORMAT_HTML},
		{"", "<?xml version='1.0'?><rss><channel/></rss>", DT_FORMAT_FEED},
		{".html", "<?xml version='1.0'?><feed/>", DT_FORMAT_FEED},
		{"", "Plain words.", DT_FORMAT_PLAIN},
		{".txt", "{\"text\": \"a\"}", DT_FORMAT_PLAIN},
		{".CONLLU", "", DT_FORMAT_CONLLU},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		Given given = open_text(cases[i].suffix, cases[i].content);
		assert_non_null(given.reader);
		assert_string_equal(dt_format_name(dt_reader_format(given.reader)), dt_format_name(cases[i].format));
		close_all(&given);
	}
}

static void what_is_no_text_is_refused(void **state) {
	(void)state;
	static const struct {
		const char *content;
		size_t length;
		const char *message;
	} cases[] = {
		{"%PDF-1.7", 8, "a PDF file: take the text out of it first"},
		{"ab\0cd", 5, "binary, not text"},
		{"\xFF\xFEh\0i\0", 6, "text in UTF-16: turn it into UTF-8 first"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		Given given = open_bytes(".txt", cases[i].content, cases[i].length);
		assert_null(given.reader);
		assert_non_null(strstr(dt_error_text(&given.error), cases[i].message));
		close_all(&given);
	}
	DtError error = {0};
	assert_null(dt_reader_open("/nowhere/at/all", DT_FORMAT_AUTO, &error));
	assert_string_equal(dt_error_text(&error), "/nowhere/at/all: No such file or directory");
	dt_error_clear(&error);
}

static void pages_give_their_article(void **state) {
	(void)state;
	Given given = open_text(
		".html",
		"<!doctype html><html><head><title>Talks resume | Daily</title>"
		"<meta property='article:published_time' content='2024-11-26T10:00:00Z'>"
		"<meta property='og:site_name' content='Daily'><link rel=canonical href='https://daily.example/talks'></head>"
		"<body><nav><a href=/>Home</a></nav><div class='share-tools'>Share this</div><div id=story><h1>Talks "
		"resume</h1>"
		"<p>GENEVA (AP) &mdash; Ministers of eleven countries met here on Tuesday to <b>resume</b> talks that had\n "
		"broken "
		"down in May.</p><script>var x = '<p>no</p>';</script>"
		"<p>\"We are ready,\" the Swiss foreign minister told reporters after the first round, which went on into the "
		"night.</p><ul><li><a href=1>More on this</a></li></ul></div><footer><p>Copyright Daily, all rights are "
		"reserved, now and for ever and in all places.</p></footer></body></html>");
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_slice(given.document->title, "Talks resume");
	assert_slice(given.document->publication, "Daily");
	assert_slice(given.document->url, "https://daily.example/talks");
	assert_int_equal(given.document->date, dt_date_from_civil(2024, 11, 26));
	assert_slice(
		given.document->text,
		"Talks resume\n\nGENEVA (AP) \u2014 Ministers of eleven countries met here on Tuesday to resume talks "
		"that had broken down in May.\n\n\"We are ready,\" the Swiss foreign minister told reporters after the "
		"first round, which went on into the night.");
	assert_true(given.document->title_in_text);
	close_all(&given);
	given = open_text(".html", "<html><body><script>1</script></body></html>");
	assert_int_equal(next(&given), DT_READ_FAULT);
	close_all(&given);
}

static void deep_pages_are_refused(void **state) {
	(void)state;
	DtBuffer page = {0};
	for (int i = 0; i < 100000; i++) dt_buffer_add_text(&page, "<div>");
	Given given = open_bytes(".html", page.data, page.length);
	assert_int_equal(next(&given), DT_READ_FAULT);
	close_all(&given);
	dt_buffer_reset(&page);
	for (int i = 0; i < 1900; i++) dt_buffer_add_text(&page, "<div>");
	dt_buffer_add_text(&page, "deep");
	given = open_bytes(".html", page.data, page.length);
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_slice(given.document->text, "deep");
	close_all(&given);
	dt_buffer_clear(&page);
}

static void feeds_give_their_items(void **state) {
	(void)state;
	Given given = open_text(
		"", "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
			"<title>Wire</title><item><title>Talks &amp;amp; tea</title><link>https://w.example/1</link>"
			"<pubDate>Tue, 26 Nov 2024 10:00:00 GMT</pubDate><description>short</description>"
			"<content:encoded><![CDATA[<p>They met.</p><p>They left.</p>]]></content:encoded></item>"
			"<item/><item><title>Two</title><guid>g2</guid></item></channel></rss>");
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_slice(given.document->title, "Talks & tea");
	assert_slice(given.document->text, "Talks & tea\n\nThey met.\n\nThey left.");
	assert_slice(given.document->id, "https://w.example/1");
	assert_slice(given.document->publication, "Wire");
	assert_int_equal(given.document->date, dt_date_from_civil(2024, 11, 26));
	assert_int_equal(next(&given), DT_READ_FAULT);
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_slice(given.document->id, "g2");
	assert_int_equal(next(&given), DT_READ_END);
	close_all(&given);
	given = open_text(
		"", "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><entry><id>e1</id>"
			"<title type='html'>One</title><link href='https://a.example/1'/><updated>2024-11-26T00:00:00Z"
			"</updated><summary>They met.</summary></entry></feed>");
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_slice(given.document->url, "https://a.example/1");
	assert_slice(given.document->text, "One\n\nThey met.");
	close_all(&given);
}

static void packed_files_are_unpacked(void **state) {
	(void)state;
	static const char content[] = "{\"text\": \"They met.\"}\n";
	int (*const filters[])(struct archive *) = {archive_write_add_filter_gzip, archive_write_add_filter_xz,
	                                            archive_write_add_filter_zstd, archive_write_add_filter_bzip2};
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		char packed[4096];
		size_t used = 0;
		struct archive *archive = archive_write_new();
		filters[i](archive);
		archive_write_set_format_raw(archive);
		archive_write_set_bytes_per_block(archive, 0);
		archive_write_open_memory(archive, packed, sizeof packed, &used);
		struct archive_entry *entry = archive_entry_new();
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_pathname(entry, "x");
		archive_write_header(archive, entry);
		archive_write_data(archive, content, sizeof content - 1);
		archive_entry_free(entry);
		archive_write_free(archive);
		Given given = open_bytes("", packed, used);
		assert_non_null(given.reader);
		assert_int_equal(next(&given), DT_READ_DOCUMENT);
		assert_slice(given.document->text, "They met.");
		assert_int_equal(next(&given), DT_READ_END);
		close_all(&given);
		given = open_bytes("", packed, used / 2); // cut off
		bool refused = given.reader == NULL;
		for (DtReadResult result; !refused && (result = next(&given)) != DT_READ_END;)
			refused = result == DT_READ_FAULT;
		assert_true(refused);
		close_all(&given);
	}
}

static void long_lines_are_read(void **state) {
	(void)state;
	DtBuffer text = {0};
	dt_buffer_add_text(&text, "{\"text\": \"");
	for (int i = 0; i < 300000; i++) dt_buffer_add_text(&text, "They met. ");
	dt_buffer_add_text(&text, "\"}\n{\"text\": \"b\"}\n");
	Given given = open_bytes(".jsonl", text.data, text.length);
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_int_equal(given.document->text.length, 3000000);
	assert_int_equal(next(&given), DT_READ_DOCUMENT);
	assert_slice(given.document->text, "b");
	close_all(&given);
	dt_buffer_clear(&text);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_may_have_a_title),
		cmocka_unit_test(json_lines_are_documents),
		cmocka_unit_test(given_spans_count_characters),
		cmocka_unit_test(a_broken_line_is_named_and_passed_over),
		cmocka_unit_test(bytes_that_are_not_unicode_are_replaced),
		cmocka_unit_test(json_may_be_an_array),
		cmocka_unit_test(formats_are_found),
		cmocka_unit_test(what_is_no_text_is_refused),
		cmocka_unit_test(pages_give_their_article),
		cmocka_unit_test(deep_pages_are_refused),
		cmocka_unit_test(feeds_give_their_items),
		cmocka_unit_test(packed_files_are_unpacked),
		cmocka_unit_test(long_lines_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
