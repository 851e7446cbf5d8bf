// SPDX-License-Identifier: Apache-2.0
// Mentions: texts in which words are marked, with who they must stand for.
//
//   # title, any words                                one text a block, a blank line between blocks
//   @ 2024-12-02                                      day of publication, may be absent
//   [President-elect Donald Trump | USA:GOV id=donald_trump office=president-elect] called [Seoul | KOR].
//   [He | id=donald_trump] met nobody in [Paris | place].
//
// After the bar stands what must hold of the mention that the words head:
//
//   CODE or ?            its code, or that it has none; CODE+CODE for two ("both sides")
//   :SECTOR, :SECTOR,…   one of its sectors each; ":-" that it has none
//   id=ID, id=?          whom the world knows it as; that it knows nobody
//   office=OFFICE        the office held that day, or named by the words; office=- none
//   on=DAY               the day that is asked about, instead of that of publication
//   place                it is where something is, and does not act
//   thing                it is neither somebody nor a place
//
// Each marked mention is a check. Those that fail and are known to stand in known-failures.txt, by file, beginning of
// the text and words; one that passes is announced, and fails the run until it is taken off the list.
//
//   mentions FOLDER [--update] [--show WORDS]
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "coding/discourse.h"
#include "pipeline/coder.h"
#include "syntax/kernel.h"

enum { MARKS = 64 };

typedef struct Mark {
	DtSpan span; // of the text without marks
	DtSlice wanted;
} Mark;

typedef struct Block {
	const char *file;
	size_t line;
	DtSlice text, date;
	Mark marks[MARKS];
	size_t count;
} Block;

typedef struct Runner {
	DtArena *arena;
	DtWorker worker;
	DtMap known;
	size_t blocks, passages, checks, passed, failed, known_failures, surprises;
	DtBuffer failures;
	const char *show;
} Runner;

static DtSlice slice_of(const DtBuffer *text) { return text->length ? dt_buffer_slice(text) : dt_slice("", 0); }

// Takes the marks out of a text and keeps where they stood.
static bool read_marks(DtArena *arena, DtSlice raw, Block *block) {
	DtBuffer text = {0};
	bool good = true;
	while (raw.length && good) {
		size_t open = dt_slice_find(raw, dt_slice_of("["));
		dt_buffer_add(&text, dt_slice_cut(raw, 0, open));
		if (open == SIZE_MAX) break;
		size_t bar = dt_slice_find(raw, dt_slice_of(" | ")), close = dt_slice_find(raw, dt_slice_of("]"));
		good = bar != SIZE_MAX && close != SIZE_MAX && open < bar && bar < close && block->count < MARKS;
		if (!good) break;
		Mark *mark = &block->marks[block->count++];
		mark->span.start = (uint32_t)text.length;
		dt_buffer_add(&text, dt_slice_cut(raw, open + 1, bar));
		mark->span.end = (uint32_t)text.length;
		mark->wanted = dt_arena_copy(arena, dt_slice_trim(dt_slice_cut(raw, bar + 3, close)));
		raw = dt_slice_cut(raw, close + 1, raw.length);
	}
	block->text = dt_arena_copy(arena, slice_of(&text));
	dt_buffer_clear(&text);
	return good && block->count > 0;
}

// The next block; false at the end. A block without a mark, or with one that is not written so, ends the program.
static bool next_block(DtSlice *rest, size_t *number, const char *file, DtArena *arena, Block *block) {
	DtSlice line;
	DtBuffer text = {0};
	*block = (Block){.file = file};
	while (dt_slice_split(rest, '\n', &line)) {
		++*number;
		line = dt_slice_trim(line);
		if (line.length == 0 && text.length) break;
		if (line.length == 0 || line.data[0] == '#') continue;
		if (line.data[0] == '@') {
			block->date = dt_slice_trim(dt_slice_cut(line, 1, line.length));
			continue;
		}
		if (text.length) dt_buffer_add_char(&text, ' ');
		if (!block->line) block->line = *number;
		dt_buffer_add(&text, line);
	}
	bool any = text.length > 0;
	if (any && !read_marks(arena, slice_of(&text), block)) {
		fprintf(stderr, "%s:%zu: a mark is written [words | what must hold]\n", file, block->line);
		exit(2);
	}
	dt_buffer_clear(&text);
	return any;
}

// ---- what a mention is ----

static bool has_sector(const DtParty *party, DtSlice name) {
	for (int i = 0; i < party->sector_count; i++) {
		if (dt_slice_is(name, dt_sector_name((DtSector)party->sectors[i]))) return true;
	}
	return false;
}

static bool sectors_fit(const DtParty *party, DtSlice wanted) {
	if (dt_slice_is(wanted, "-")) return party->sector_count == 0;
	for (DtSlice one; dt_slice_split(&wanted, ',', &one);) {
		if (!has_sector(party, one)) return false;
	}
	return true;
}

static bool code_fits(const DtMention *mention, const DtParty *party, DtSlice wanted) {
	DtSlice first, second = wanted;
	dt_slice_split(&second, '+', &first);
	if (!second.data) return dt_slice_is(first, "?") ? party->code.length == 0 : dt_slice_equal(party->code, first);
	if (!mention->also) return false;
	DtSlice other = mention->also->party.code;
	return (dt_slice_equal(party->code, first) && dt_slice_equal(other, second)) ||
	       (dt_slice_equal(party->code, second) && dt_slice_equal(other, first));
}

static bool says(DtSlice word, const char *name, DtSlice *value) {
	size_t length = strlen(name);
	if (!dt_slice_starts(word, name)) return false;
	*value = dt_slice_cut(word, length, word.length);
	return true;
}

static DtDate day_asked(const DtDocument *document, DtSlice wanted) {
	DtDate day = document->date;
	for (DtSlice word, value; dt_slice_split(&wanted, ' ', &word);) {
		if (says(word, "on=", &value)) day = dt_date_parse(value);
	}
	return day;
}

static bool word_fits(const DtMention *mention, const DtParty *party, DtSlice word) {
	DtSlice value, code, nobody = {"?", 1}, none = {"-", 1};
	bool actor = mention && (mention->classes & DT_CLASS_ACTOR) && !mention->place_only;
	if (dt_slice_is(word, "place")) return mention && !actor && (mention->place_only || mention->place);
	if (dt_slice_is(word, "thing")) return !actor && !(mention && mention->place_only);
	if (!mention) return false;
	if (says(word, "id=", &value))
		return dt_slice_equal(value, nobody) ? !party->id.length : dt_slice_equal(party->id, value);
	if (says(word, "office=", &value))
		return dt_slice_equal(value, none) ? !party->office.length : dt_slice_equal(party->office, value);
	if (says(word, "on=", &value)) return true;
	dt_slice_split(&word, ':', &code);
	if (code.length && !code_fits(mention, party, code)) return false;
	return !word.data || sectors_fit(party, word);
}

static bool fits(const DtWorld *world, const DtDocument *document, const DtMention *mention, DtSlice wanted) {
	DtParty party = {0};
	DtDiscourse discourse = {.world = world, .document = document};
	if (mention) party = dt_mention_on(&discourse, mention, day_asked(document, wanted));
	for (DtSlice word; dt_slice_split(&wanted, ' ', &word);) {
		if (word.length && !word_fits(mention, &party, word)) return false;
	}
	return true;
}

static void print_mention(const DtWorld *world, const DtDocument *document, const DtMention *mention, DtSlice wanted) {
	DtDiscourse discourse = {.world = world, .document = document};
	if (!mention) {
		printf("no mention\n");
		return;
	}
	DtParty party = dt_mention_on(&discourse, mention, day_asked(document, wanted));
	printf("%.*s", party.code.length ? (int)party.code.length : 1, party.code.length ? party.code.data : "?");
	for (int i = 0; i < party.sector_count; i++)
		printf("%s%s", i ? "," : ":", dt_sector_name((DtSector)party.sectors[i]));
	if (mention->also) printf(" + " DT_SLICE_FORMAT, DT_SLICE_ARGS(mention->also->party.code));
	if (party.id.length) printf(" id=" DT_SLICE_FORMAT, DT_SLICE_ARGS(party.id));
	if (party.office.length) printf(" office=" DT_SLICE_FORMAT, DT_SLICE_ARGS(party.office));
	printf("%s%s (" DT_SLICE_FORMAT ")\n", mention->place_only ? " place" : "",
	       mention->classes & DT_CLASS_ACTOR ? "" : " no actor", DT_SLICE_ARGS(party.why));
}

// ---- running ----

// Notes the outcome of one check under its name; true when its failure is news.
static bool note(Runner *runner, DtSlice name, bool passes) {
	bool known = dt_map_find(&runner->known, name) != DT_MAP_ABSENT;
	runner->checks++;
	if (!passes) dt_buffer_format(&runner->failures, DT_SLICE_FORMAT "\n", DT_SLICE_ARGS(name));
	if (passes && known)
		printf("passes now, take it off known-failures.txt: " DT_SLICE_FORMAT "\n", DT_SLICE_ARGS(name));
	runner->surprises += passes && known;
	runner->passed += passes && !known;
	runner->known_failures += !passes && known;
	runner->failed += !passes && !known;
	return !passes && !known;
}

static void run_block(Runner *runner, const Block *block) {
	enum { BEGINNING = 40 };
	DtArena *arena = dt_arena_new();
	DtDocument *document = dt_document_new(arena);
	DtExplanation explanation = {0};
	const DtWorld *world = runner->worker.coder->world;
	document->text = block->text;
	document->date = block->date.length ? dt_date_parse(block->date) : dt_date_from_civil(2024, 11, 26);
	dt_worker_code(&runner->worker, document, &explanation);
	runner->blocks++;
	runner->passages += document->sentence_count > 1;
	bool shown = runner->show && dt_slice_find(block->text, dt_slice_of(runner->show)) != SIZE_MAX, said = false;
	const char *slash = strrchr(block->file, '/');
	for (size_t i = 0; i < block->count; i++) {
		const Mark *mark = &block->marks[i];
		DtSlice words = dt_slice_cut(block->text, mark->span.start, mark->span.end);
		const DtMention *mention = dt_explained_mention(&explanation, document, mark->span);
		DtSlice name = dt_arena_format(runner->arena, "%s: " DT_SLICE_FORMAT " [" DT_SLICE_FORMAT " %u]", slash + 1,
		                               DT_SLICE_ARGS(dt_slice_cut(block->text, 0, BEGINNING)), DT_SLICE_ARGS(words),
		                               (unsigned)i + 1);
		if (!note(runner, name, fits(world, document, mention, mark->wanted)) && !shown) continue;
		if (!said) printf("%s:%zu: " DT_SLICE_FORMAT "\n", block->file, block->line, DT_SLICE_ARGS(block->text));
		said = true;
		printf("  " DT_SLICE_FORMAT ": wanted " DT_SLICE_FORMAT ", is ", DT_SLICE_ARGS(words),
		       DT_SLICE_ARGS(mark->wanted));
		print_mention(world, document, mention, mark->wanted);
	}
	dt_arena_free(arena);
}

static void read_known(Runner *runner, const char *folder) {
	DtSlice content, line;
	const char *path = dt_arena_format(runner->arena, "%s/known-failures.txt", folder).data;
	DtError error = {0};
	if (dt_file_read(runner->arena, path, 1 << 24, &content, &error)) {
		while (dt_slice_split(&content, '\n', &line))
			if (line.length) dt_map_set(runner->arena, &runner->known, line, 1);
	}
	dt_error_clear(&error);
}

static void run_file(Runner *runner, const char *path) {
	DtSlice content;
	DtError error = {0};
	Block block;
	size_t number = 0;
	if (!dt_file_read(runner->arena, path, 1 << 26, &content, &error)) {
		fprintf(stderr, "%s\n", dt_error_text(&error));
		exit(2);
	}
	while (next_block(&content, &number, path, runner->arena, &block)) run_block(runner, &block);
}

int main(int argc, char **argv) {
	if (argc < 2) return 2;
	bool update = false;
	Runner runner = {.arena = dt_arena_new()};
	for (int i = 2; i < argc; i++) {
		update |= strcmp(argv[i], "--update") == 0;
		if (strcmp(argv[i], "--show") == 0 && i + 1 < argc) runner.show = argv[++i];
	}
	DtError error = {0};
	const char *data = "data", **paths;
	size_t count;
	DtCoder *coder = dt_coder_load(&data, 1, "models/english.model", &error);
	if (!coder || !dt_folder_list(runner.arena, argv[1], ".txt", &paths, &count, &error)) {
		fprintf(stderr, "%s\n", dt_error_text(&error));
		return 1;
	}
	dt_syntax_use_kernel(coder->syntax, dt_kernel_portable()); // the same trees on every processor
	read_known(&runner, argv[1]);
	dt_worker_init(&runner.worker, coder);
	for (size_t i = 0; i < count; i++) {
		if (!strstr(paths[i], "known-failures")) run_file(&runner, paths[i]);
	}
	if (update)
		dt_file_write(dt_arena_format(runner.arena, "%s/known-failures.txt", argv[1]).data, slice_of(&runner.failures),
		              NULL);
	printf("%zu texts, %zu of several sentences\n", runner.blocks, runner.passages);
	printf("%zu checks: %zu pass, %zu fail, %zu known failures, %zu pass that were known to fail\n", runner.checks,
	       runner.passed, runner.failed, runner.known_failures, runner.surprises);
	bool good = runner.checks > 0 && (update || (runner.failed == 0 && runner.surprises == 0));
	dt_buffer_clear(&runner.failures);
	dt_worker_clear(&runner.worker);
	dt_coder_free(coder);
	dt_arena_free(runner.arena);
	return good ? 0 : 1;
}
