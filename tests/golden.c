// SPDX-License-Identifier: Apache-2.0
// Golden sentences: texts with the events they must give, and no others.
//
//   # title, any words                               one or more texts and expectations, a blank line between blocks
//   @ 2024-11-26                                      day of publication, may be absent
//   The United States agreed to lift sanctions on Sudan.
//   = CONCEDE USA > SDN
//   = CONSULT USA,CHN hypothetical date=2024-11-01..2024-11-30
//   = none
//   ... other events may be there too               ! CATEGORY A > B: this one must not
//   < samples/korea-2024.jsonl                      takes text and day from there
//
// An expectation is CATEGORY[/mode], actors, ">" and recipients unless symmetric, then marks. A party is a code, with
// ":SECTOR" when the sector counts; "?" has no code, "-" is nobody. Negation and hypothetical must be as written;
// future, historical and the date count when written.
//
// Blocks that fail and are known to stand in known-failures.txt, by file and title; one that passes is announced, and
// fails the run until it is taken off the list.
//
//   golden FOLDER [--update] [--show TITLE] [--unused]
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/lines.h"
#include "base/map.h"
#include "ingest/reader.h"
#include "pipeline/coder.h"
#include "syntax/kernel.h"

typedef struct Block {
	const char *file;
	size_t line;
	DtSlice title, text, date;
	DtSlice expectations[40];
	size_t expectation_count;
	DtSlice forbidden[12];
	size_t forbidden_count;
	DtSlice input; // a JSONL file instead of text
	bool open;     // other events may be there too
} Block;

typedef struct Golden {
	DtArena *arena;
	DtWorker worker;
	DtMap known; // "file: title" of known failures
	DtMap fired; // rules that fired: "file:line"
	size_t passed, failed, known_failures, surprises, blocks;
	DtBuffer failures; // the new list
	const char *show;
} Golden;

static bool next_block(DtLines *lines, DtArena *arena, Block *block) {
	DtSlice line;
	DtBuffer text = {0};
	*block = (Block){.file = lines->file};
	while (dt_slice_split(&lines->rest, '\n', &line)) {
		lines->number++;
		line = dt_slice_trim(line);
		bool content = block->text.length || text.length || block->expectation_count;
		if (line.length == 0) {
			if (content && block->expectation_count) break;
			if (text.length) dt_buffer_add_text(&text, "\n\n");
			continue;
		}
		if (line.data[0] == '#') {
			if (!content) block->title = dt_slice_trim(dt_slice_cut(line, 1, line.length));
		} else if (line.data[0] == '@') {
			block->date = dt_slice_trim(dt_slice_cut(line, 1, line.length));
		} else if (line.data[0] == '<') {
			block->input = dt_slice_trim(dt_slice_cut(line, 1, line.length));
			block->line = lines->number;
		} else if (dt_slice_is(line, "...")) {
			block->open = true;
		} else if (line.data[0] == '!') {
			if (block->forbidden_count < 12)
				block->forbidden[block->forbidden_count++] = dt_slice_trim(dt_slice_cut(line, 1, line.length));
		} else if (line.data[0] == '=') {
			if (block->expectation_count < 40)
				block->expectations[block->expectation_count++] = dt_slice_trim(dt_slice_cut(line, 1, line.length));
		} else {
			if (block->line == 0) block->line = lines->number;
			if (text.length && text.data[text.length - 1] != '\n') dt_buffer_add_char(&text, '\n');
			dt_buffer_add(&text, line);
		}
	}
	block->text = dt_arena_copy(arena, dt_buffer_slice(&text));
	dt_buffer_clear(&text);
	return block->expectation_count > 0;
}

static bool has_sector(const DtParty *party, DtSlice name) {
	for (int i = 0; i < party->sector_count; i++) {
		if (dt_slice_is(name, dt_sector_name((DtSector)party->sectors[i]))) return true;
	}
	return false;
}

static bool party_fits(const DtParty *party, DtSlice wanted) {
	DtSlice rest = wanted, code, sector;
	dt_slice_split(&rest, ':', &code);
	if (dt_slice_is(code, "?") ? party->code.length > 0 : !dt_slice_equal(party->code, code)) return false;
	return !dt_slice_split(&rest, ':', &sector) || has_sector(party, sector);
}

// Every wanted party is there and, codes counted once, nobody else.
static bool parties_fit(const DtParty *parties, uint32_t count, DtSlice wanted) {
	if (dt_slice_is(wanted, "-")) return count == 0;
	uint64_t used = 0;
	for (DtSlice one; dt_slice_split(&wanted, ',', &one);) {
		bool found = false;
		for (uint32_t i = 0; i < count && i < 64; i++) {
			if (!party_fits(&parties[i], one)) continue;
			used |= (uint64_t)1 << i;
			found = true;
		}
		if (!found) return false;
	}
	for (uint32_t i = 0; i < count && i < 64; i++) {
		if (!(used >> i & 1)) return false;
	}
	return true;
}

static bool category_fits(const DtEvent *event, DtSlice wanted) {
	DtSlice rest = wanted, category, mode;
	dt_slice_split(&rest, '/', &category);
	if (!dt_slice_is(category, dt_category_name((DtCategory)event->category))) return false;
	return !dt_slice_split(&rest, '/', &mode) || dt_slice_is(mode, dt_mode_name(event->mode));
}

static bool date_fits(const DtEvent *event, DtSlice wanted) {
	DtSlice rest = wanted, from;
	dt_slice_split(&rest, '.', &from);
	DtDateSpan first, last;
	if (!dt_date_parse_span(from, &first)) return false;
	last = first;
	if (rest.data && !dt_date_parse_span(dt_slice_cut(rest, 1, rest.length), &last)) return false;
	return event->days.from == first.from && event->days.to == last.to;
}

static bool event_fits(const DtEvent *event, DtSlice wanted) {
	DtSlice word;
	if (!dt_line_word(&wanted, &word) || !category_fits(event, word)) return false;
	DtSlice actors = {"-", 1}, recipients = {"-", 1};
	dt_line_word(&wanted, &actors);
	DtSlice before = wanted;
	if (dt_line_word(&wanted, &word) && dt_slice_is(word, ">"))
		dt_line_word(&wanted, &recipients);
	else
		wanted = before;
	uint8_t marks = 0, strict = DT_AUXILIARY_NEGATION | DT_AUXILIARY_HYPOTHETICAL;
	while (dt_line_word(&wanted, &word)) {
		if (dt_slice_starts(word, "date=") && !date_fits(event, dt_slice_cut(word, 5, word.length))) return false;
		for (int bit = 0; bit < DT_AUXILIARY_COUNT; bit++)
			if (dt_slice_is(word, dt_auxiliary_name(bit))) marks |= (uint8_t)(1 << bit);
	}
	if ((event->auxiliary & strict) != (marks & strict) || (marks & ~event->auxiliary)) return false;
	if (event->symmetric && !dt_slice_is(recipients, "-") && event->recipient_count == 0) {
		DtSlice all = actors; // "A > B" written for what is symmetric
		for (DtSlice one; dt_slice_split(&all, ',', &one);)
			if (!dt_slice_is(one, "-") && !parties_fit(event->actors, event->actor_count, one) &&
			    event->actor_count < 2)
				return false;
		return event->actor_count >= 2;
	}
	return parties_fit(event->actors, event->actor_count, actors) &&
	       parties_fit(event->recipients, event->recipient_count, recipients);
}

static bool block_passes(const Block *block, const DtDocument *document) {
	if (block->expectation_count == 1 && dt_slice_is(block->expectations[0], "none")) return document->event_count == 0;
	uint64_t used = 0;
	for (size_t e = 0; e < block->expectation_count; e++) {
		bool found = false;
		for (uint32_t i = 0; i < document->event_count && i < 64 && !found; i++) {
			if (used >> i & 1 || !event_fits(&document->events[i], block->expectations[e])) continue;
			used |= (uint64_t)1 << i;
			found = true;
		}
		if (!found) return false;
	}
	for (size_t n = 0; n < block->forbidden_count; n++) {
		for (uint32_t i = 0; i < document->event_count; i++)
			if (event_fits(&document->events[i], block->forbidden[n])) return false;
	}
	return block->open || (uint32_t)__builtin_popcountll(used) == document->event_count;
}

static void print_parties(const DtParty *parties, uint32_t count) {
	for (uint32_t i = 0; i < count; i++) {
		printf("%s%.*s", i ? "," : "", (int)(parties[i].code.length ? parties[i].code.length : 1),
		       parties[i].code.length ? parties[i].code.data : "?");
		if (parties[i].sector_count) printf(":%s", dt_sector_name((DtSector)parties[i].sectors[0]));
	}
	if (count == 0) printf("-");
}

static void print_failure(const Block *block, const DtDocument *document) {
	printf("%s:%zu: %.*s\n  %.*s\n", block->file, block->line, (int)block->title.length, block->title.data,
	       (int)block->text.length, block->text.data);
	for (size_t i = 0; i < block->expectation_count; i++) {
		bool there = false;
		for (uint32_t k = 0; k < document->event_count && !there; k++)
			there = event_fits(&document->events[k], block->expectations[i]);
		printf("  wanted %.*s%s\n", (int)block->expectations[i].length, block->expectations[i].data,
		       there ? "  (there)" : "");
	}
	for (uint32_t i = 0; i < document->event_count; i++) {
		const DtEvent *event = &document->events[i];
		printf("  coded  %s%s%s ", dt_category_name((DtCategory)event->category), event->mode ? "/" : "",
		       dt_mode_name(event->mode));
		print_parties(event->actors, event->actor_count);
		printf(" > ");
		print_parties(event->recipients, event->recipient_count);
		for (int bit = 0; bit < DT_AUXILIARY_COUNT; bit++)
			if (event->auxiliary >> bit & 1) printf(" %s", dt_auxiliary_name(bit));
		printf("   (%.*s)\n", (int)event->rule.length, event->rule.data);
	}
	if (document->event_count == 0) printf("  coded  nothing\n");
}

static DtSlice block_name(DtArena *arena, const Block *block) {
	const char *slash = strrchr(block->file, '/');
	DtSlice text = block->input.length ? block->input : dt_slice_cut(block->text, 0, 60);
	return dt_arena_format(arena, "%s: %.*s", slash ? slash + 1 : block->file, (int)text.length, text.data);
}

static DtDocument *block_document(DtArena *arena, const Block *block) {
	DtDocument *document = NULL;
	if (block->input.length) {
		DtError error = {0};
		DtReader *reader = dt_reader_open(dt_arena_copy(arena, block->input).data, DT_FORMAT_AUTO, &error);
		if (reader) dt_reader_next(reader, arena, &document, &error);
		if (!document) fprintf(stderr, "%s:%zu: %s\n", block->file, block->line, dt_error_text(&error));
		dt_reader_close(reader);
		dt_error_clear(&error);
	}
	if (document) return document;
	document = dt_document_new(arena);
	document->text = block->text;
	document->date = block->date.length ? dt_date_parse(block->date) : dt_date_from_civil(2024, 11, 26);
	return document;
}

// Notes the outcome of one check under its name; true when its failure is news.
static bool note(Golden *golden, DtSlice name, bool passes) {
	bool known = dt_map_find(&golden->known, name) != DT_MAP_ABSENT;
	golden->blocks++;
	if (!passes) dt_buffer_format(&golden->failures, "%.*s\n", (int)name.length, name.data);
	if (passes && known) {
		printf("passes now, take it off known-failures.txt: %.*s\n", (int)name.length, name.data);
		golden->surprises++;
	} else if (passes) {
		golden->passed++;
	} else if (known) {
		golden->known_failures++;
	} else {
		golden->failed++;
	}
	return !passes && !known;
}

static bool any_fits(const DtDocument *document, DtSlice wanted) {
	for (uint32_t i = 0; i < document->event_count; i++) {
		if (event_fits(&document->events[i], wanted)) return true;
	}
	return false;
}

// An article: each expectation is a check of its own.
static bool note_article(Golden *golden, const Block *block, const DtDocument *document, DtSlice name) {
	bool news = false;
	for (size_t i = 0; i < block->expectation_count; i++) {
		DtSlice wanted = block->expectations[i];
		DtSlice check =
			dt_arena_format(golden->arena, "%.*s = %.*s", (int)name.length, name.data, (int)wanted.length, wanted.data);
		news |= note(golden, check, any_fits(document, wanted));
	}
	for (size_t i = 0; i < block->forbidden_count; i++) {
		DtSlice wanted = block->forbidden[i];
		DtSlice check =
			dt_arena_format(golden->arena, "%.*s ! %.*s", (int)name.length, name.data, (int)wanted.length, wanted.data);
		news |= note(golden, check, !any_fits(document, wanted));
	}
	return news;
}

static void run_block(Golden *golden, const Block *block) {
	DtArena *arena = dt_arena_new();
	DtDocument *document = block_document(arena, block);
	dt_worker_code(&golden->worker, document, NULL);
	for (uint32_t i = 0; i < document->event_count; i++)
		dt_map_set(golden->arena, &golden->fired, dt_arena_copy(golden->arena, document->events[i].rule), 1);
	DtSlice name = block_name(golden->arena, block);
	bool shown = golden->show && dt_slice_find(block->text, dt_slice_of(golden->show)) != SIZE_MAX;
	bool news =
		block->open ? note_article(golden, block, document, name) : note(golden, name, block_passes(block, document));
	if (shown || news) print_failure(block, document);
	dt_arena_free(arena);
}

static void read_known(Golden *golden, const char *folder) {
	DtSlice content, line;
	const char *path = dt_arena_format(golden->arena, "%s/known-failures.txt", folder).data;
	DtError error = {0};
	if (dt_file_read(golden->arena, path, 1 << 24, &content, &error)) {
		while (dt_slice_split(&content, '\n', &line))
			if (line.length) dt_map_set(golden->arena, &golden->known, line, 1);
	}
	dt_error_clear(&error);
}

static int print_unused(const Golden *golden) {
	const DtLexicon *lexicon = golden->worker.coder->lexicon;
	size_t unused = 0, all = dt_lexicon_frame_count(lexicon);
	for (size_t i = 0; i < all; i++) {
		const DtFrame *frame = dt_lexicon_frame(lexicon, i);
		DtSlice rule = dt_arena_format(golden->arena, "%s:%u", frame->file, frame->line);
		if (dt_map_find(&golden->fired, rule) != DT_MAP_ABSENT || frame->result.kind != DT_RESULT_EVENT) continue;
		printf("%.*s: %.*s\n", (int)rule.length, rule.data, (int)frame->text.length, frame->text.data);
		unused++;
	}
	printf("%zu of %zu frames fired in no golden sentence\n", unused, all);
	return 0;
}

int main(int argc, char **argv) {
	if (argc < 2) return 2;
	bool update = false, unused = false;
	Golden golden = {.arena = dt_arena_new()};
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--update") == 0)
			update = true;
		else if (strcmp(argv[i], "--unused") == 0)
			unused = true;
		else if (strcmp(argv[i], "--show") == 0 && i + 1 < argc)
			golden.show = argv[++i];
	}
	DtError error = {0};
	const char *data = "data", **paths;
	DtCoder *coder = dt_coder_load(&data, 1, "models/english.model", &error);
	size_t count;
	if (!coder || !dt_folder_list(golden.arena, argv[1], ".txt", &paths, &count, &error)) {
		fprintf(stderr, "%s\n", dt_error_text(&error));
		return 1;
	}
	dt_syntax_use_kernel(coder->syntax, dt_kernel_portable()); // the same trees on every processor
	read_known(&golden, argv[1]);
	dt_worker_init(&golden.worker, coder);
	for (size_t i = 0; i < count; i++) {
		DtSlice content;
		Block block;
		if (strstr(paths[i], "known-failures") || !dt_file_read(golden.arena, paths[i], 1 << 26, &content, &error))
			continue;
		DtLines lines = dt_lines_of(paths[i], content);
		while (next_block(&lines, golden.arena, &block)) run_block(&golden, &block);
	}
	if (update)
		dt_file_write(dt_arena_format(golden.arena, "%s/known-failures.txt", argv[1]).data,
		              dt_buffer_slice(&golden.failures), NULL);
	if (unused) print_unused(&golden);
	printf("%zu checks: %zu pass, %zu fail, %zu known failures, %zu pass that were known to fail\n", golden.blocks,
	       golden.passed, golden.failed, golden.known_failures, golden.surprises);
	bool good = golden.blocks > 0 && (update || (golden.failed == 0 && golden.surprises == 0));
	dt_buffer_clear(&golden.failures);
	dt_worker_clear(&golden.worker);
	dt_coder_free(coder);
	dt_arena_free(golden.arena);
	return good ? 0 : 1;
}
