// SPDX-License-Identifier: Apache-2.0
// Golden sentences: texts with the events they must give, and no others.
//
//   # title, any words                               one or more texts and expectations, a blank line between blocks
//   @ 2024-11-26 The Herald                           day of publication and the outlet, may be absent
//   The United States agreed to lift sanctions on Sudan.
//   = CONCEDE USA > SDN
//   = CONSULT USA,CHN hypothetical date=2024-11-01..2024-11-30
//   = none
//   = ASSAULT IRN > ISR [future negation] by officials:anonymous, Reuters:media
//   : Khan:person | We do not want                   a quote that begins so, and who speaks; "-" for nobody
//   ... other events may be there too               ! CATEGORY A > B: this one must not
//   < samples/korea-2024.jsonl                      takes text and day from there
//
// An expectation is CATEGORY[/mode], actors, ">" and recipients unless symmetric, then marks. Categories may be several
// that will do, "AGREE|CONSULT", or "*". A party is a code, with ":SECTOR" when the sector counts; "?" has no code, "-"
// is nobody, "*" anybody; parties with "+" behind them may have others beside them. Negation and hypothetical must be
// as written; the rest counts when written:
//
//   future historical     the mark                     date=2018-06              these days
//   fact                  not future                   within=2018-06..2018-07   days inside these
//   place=Hanoi           its place, or one of them    by=Reuters                who says so
//   link=a                links of one letter are the same, of two letters differ
//   about=a               what it is about: the happening with that letter
//   [future negation]     these marks and no others; [] none
//   by A:kind, B:kind     the whole chain of who says so, nearest first; "-" nobody
//   : words of the sentence that it stands in, to the end of the line
//
// Underscores in these are blanks. A source in a chain is words of the text without a leading article, or a canonical
// name; its kind may be left out.
//
// Blocks that fail and are known to stand in known-failures.txt, by file and title; one that passes is announced, and
// fails the run until it is taken off the list.
//
//   golden FOLDER [--update] [--show TITLE] [--unused] [--articles]
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/lines.h"
#include "base/map.h"
#include "coding/code.h"
#include "ingest/reader.h"
#include "pipeline/coder.h"
#include "syntax/kernel.h"

enum { EXPECTATIONS = 64, LETTERS = 26 };

typedef struct Block {
	const char *file;
	size_t line;
	DtSlice title, text, date, publication;
	DtSlice expectations[EXPECTATIONS];
	size_t expectation_count;
	DtSlice forbidden[EXPECTATIONS];
	size_t forbidden_count;
	DtSlice quotes[EXPECTATIONS];
	size_t quote_count;
	DtSlice input;          // a JSONL file instead of text
	DtSlice links[LETTERS]; // of the happenings that letters stand for
	bool open;              // other events may be there too
} Block;

typedef struct Golden {
	DtArena *arena;
	DtWorker worker;
	DtMap known; // "file: title" of known failures
	bool unused; // note the lines that fire
	DtMap fired; // rules that fired: "file:line"
	size_t passed, failed, known_failures, surprises, blocks;
	size_t texts, texts_right;
	DtBuffer failures; // the new list
	const char *show;
	bool articles; // say how each article did
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
			bool told = block->expectation_count + block->forbidden_count + block->quote_count > 0 || block->open;
			if (content && told) break;
			if (text.length) dt_buffer_add_text(&text, "\n\n");
			continue;
		}
		if (line.data[0] == '#') {
			if (!content) block->title = dt_slice_trim(dt_slice_cut(line, 1, line.length));
		} else if (line.data[0] == '@') {
			DtSlice rest = dt_slice_cut(line, 1, line.length);
			dt_line_word(&rest, &block->date);
			block->publication = dt_slice_trim(rest);
		} else if (line.data[0] == '<') {
			block->input = dt_slice_trim(dt_slice_cut(line, 1, line.length));
			block->line = lines->number;
		} else if (dt_slice_is(line, "...")) {
			block->open = true;
		} else if (line.data[0] == ':') {
			if (block->quote_count < EXPECTATIONS)
				block->quotes[block->quote_count++] = dt_slice_trim(dt_slice_cut(line, 1, line.length));
		} else if (line.data[0] == '!') {
			if (block->forbidden_count < EXPECTATIONS)
				block->forbidden[block->forbidden_count++] = dt_slice_trim(dt_slice_cut(line, 1, line.length));
		} else if (line.data[0] == '=') {
			if (block->expectation_count < EXPECTATIONS)
				block->expectations[block->expectation_count++] = dt_slice_trim(dt_slice_cut(line, 1, line.length));
		} else {
			if (block->line == 0) block->line = lines->number;
			if (text.length && text.data[text.length - 1] != '\n') dt_buffer_add_char(&text, '\n');
			dt_buffer_add(&text, line);
		}
	}
	block->text = dt_arena_copy(arena, dt_buffer_slice(&text));
	dt_buffer_clear(&text);
	return block->expectation_count + block->forbidden_count + block->quote_count > 0;
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
	if (dt_slice_is(wanted, "*")) return true;
	bool others = wanted.data[wanted.length - 1] == '+';
	if (others) wanted.length--;
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
	for (uint32_t i = 0; i < count && i < 64 && !others; i++) {
		if (!(used >> i & 1)) return false;
	}
	return true;
}

static bool one_category_fits(const DtEvent *event, DtSlice wanted) {
	DtSlice rest = wanted, category, mode;
	dt_slice_split(&rest, '/', &category);
	if (!dt_slice_is(category, dt_category_name((DtCategory)event->category))) return false;
	return !dt_slice_split(&rest, '/', &mode) || dt_slice_is(mode, dt_mode_name(event->mode));
}

static bool category_fits(const DtEvent *event, DtSlice wanted) {
	if (dt_slice_is(wanted, "*")) return true;
	for (DtSlice one; dt_slice_split(&wanted, '|', &one);)
		if (one_category_fits(event, one)) return true;
	return false;
}

static bool read_days(DtSlice wanted, DtDateSpan *days) {
	DtSlice rest = wanted, from;
	dt_slice_split(&rest, '.', &from);
	DtDateSpan first, last;
	if (!dt_date_parse_span(from, &first)) return false;
	last = first;
	if (rest.data && !dt_date_parse_span(dt_slice_cut(rest, 1, rest.length), &last)) return false;
	*days = (DtDateSpan){first.from, last.to};
	return true;
}

// Is wanted, with underscores for blanks, in text?
static bool holds_words(DtSlice text, DtSlice wanted) {
	for (size_t at = 0; at + wanted.length <= text.length; at++) {
		size_t i = 0;
		for (; i < wanted.length; i++) {
			bool blank = text.data[at + i] == ' ' || text.data[at + i] == '\n';
			if (text.data[at + i] != wanted.data[i] && !(blank && (wanted.data[i] == '_' || wanted.data[i] == ' ')))
				break;
		}
		if (i == wanted.length) return true;
	}
	return false;
}

static bool has_place(const DtEvent *event, DtSlice wanted) {
	if (dt_slice_is(wanted, "-")) return event->place_count == 0;
	for (uint32_t i = 0; i < event->place_count; i++) {
		DtSlice rest = wanted, name, country;
		dt_slice_split(&rest, ':', &name);
		bool named = holds_words(event->places[i].extracted, name) || holds_words(event->places[i].name, name);
		bool here = !dt_slice_split(&rest, ':', &country) || dt_slice_equal(event->places[i].country, country);
		if (named && here) return true;
	}
	return false;
}

static bool has_source(const DtEvent *event, DtSlice wanted) {
	if (dt_slice_is(wanted, "-")) return event->source_count == 0;
	for (uint32_t i = 0; i < event->source_count; i++) {
		const DtParty *party = &event->sources[i].party;
		if (holds_words(party->entity_text, wanted) || holds_words(party->identifier_text, wanted) ||
		    dt_slice_equal(party->code, wanted))
			return true;
	}
	return false;
}

// The words behind the marks that name days, a place, a source.
static bool detail_fits(const DtEvent *event, DtSlice word) {
	DtSlice name, value = word;
	DtDateSpan days;
	dt_slice_split(&value, '=', &name);
	if (dt_slice_is(name, "date"))
		return read_days(value, &days) && event->days.from == days.from && event->days.to == days.to;
	if (dt_slice_is(name, "within"))
		return read_days(value, &days) && event->days.from >= days.from && event->days.to <= days.to;
	if (dt_slice_is(name, "place")) return has_place(event, value);
	if (dt_slice_is(name, "by")) return has_source(event, value);
	if (dt_slice_is(name, "fact")) return !(event->auxiliary & DT_AUXILIARY_FUTURE);
	return true;
}

// Every letter stands for one happening.
static bool link_fits(const DtEvent *event, DtSlice word, DtSlice *links) {
	DtSlice name, letter = word;
	dt_slice_split(&letter, '=', &name);
	bool link = dt_slice_is(name, "link"), about = dt_slice_is(name, "about");
	if (about && dt_slice_is(letter, "-")) return event->about.length == 0;
	if (!(link || about) || letter.length != 1 || letter.data[0] < 'a' || letter.data[0] > 'z') return true;
	DtSlice *known = &links[letter.data[0] - 'a'];
	if (about) return known->length && dt_slice_equal(*known, event->about);
	for (int other = 0; other < LETTERS; other++) {
		if (links[other].length && (&links[other] == known) != dt_slice_equal(links[other], event->link)) return false;
	}
	*known = event->link;
	return true;
}

static DtSlice without_article(DtSlice text) {
	DtSlice rest = text, word;
	if (!dt_line_word(&rest, &word)) return text;
	bool article = dt_slice_equal_folded(word, dt_slice_of("the")) || dt_slice_equal_folded(word, dt_slice_of("a")) ||
	               dt_slice_equal_folded(word, dt_slice_of("an"));
	return dt_slice_trim(article ? rest : text);
}

// "Khan:person"; without a kind any will do.
static bool source_fits(const DtSource *source, DtSlice wanted) {
	DtSlice rest = wanted, text, kind;
	dt_slice_split(&rest, ':', &text);
	text = without_article(dt_slice_trim(text));
	bool said = dt_slice_equal(without_article(source->party.entity_text), text) ||
	            dt_slice_equal(without_article(source->party.identifier_text), text);
	return said && (!dt_slice_split(&rest, ':', &kind) || dt_slice_is(kind, dt_source_kind_name(source->kind)));
}

static bool chain_fits(const DtEvent *event, DtSlice wanted) {
	if (dt_slice_is(wanted, "-")) return event->source_count == 0;
	uint32_t count = 0;
	for (DtSlice one; dt_slice_split(&wanted, ',', &one); count++)
		if (count == event->source_count || !source_fits(&event->sources[count], dt_slice_trim(one))) return false;
	return count == event->source_count;
}

// Takes the chain off what follows "by", up to the words of a sentence.
static DtSlice take_chain(DtSlice *wanted) {
	size_t end = dt_slice_find(*wanted, dt_slice_of(" : "));
	DtSlice chain = dt_slice_trim(dt_slice_cut(*wanted, 0, end == SIZE_MAX ? wanted->length : end));
	*wanted = end == SIZE_MAX ? (DtSlice){0} : dt_slice_cut(*wanted, end, wanted->length);
	return chain;
}

// Takes brackets off a word; true when there were some.
static bool take_brackets(DtSlice *word) {
	size_t start = dt_slice_starts(*word, "["), length = word->length;
	bool ends = length > start && word->data[length - 1] == ']';
	*word = dt_slice_cut(*word, start, length - ends);
	return start || ends;
}

static bool marks_fit(const DtEvent *event, uint8_t marks, bool all) {
	const uint8_t strict = all ? (1 << DT_AUXILIARY_COUNT) - 1 : DT_AUXILIARY_NEGATION | DT_AUXILIARY_HYPOTHETICAL;
	return (event->auxiliary & strict) == (marks & strict) && !(marks & ~event->auxiliary);
}

static bool sides_fit(const DtEvent *event, DtSlice actors, DtSlice recipients) {
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

static bool event_fits(const DtDocument *document, const DtEvent *event, DtSlice wanted, DtSlice *links) {
	DtSlice word, link = {0}, about = {0};
	if (!dt_line_word(&wanted, &word) || !category_fits(event, word)) return false;
	DtSlice actors = {"-", 1}, recipients = {"-", 1};
	dt_line_word(&wanted, &actors);
	DtSlice before = wanted;
	if (dt_line_word(&wanted, &word) && dt_slice_is(word, ">"))
		dt_line_word(&wanted, &recipients);
	else
		wanted = before;
	uint8_t marks = 0;
	bool all_marks = false;
	while (dt_line_word(&wanted, &word)) {
		if (dt_slice_is(word, ":")) {
			DtSpan sentence = document->sentences[event->sentence].span;
			if (!holds_words(dt_document_slice(document, sentence), dt_slice_trim(wanted))) return false;
			break;
		}
		if (dt_slice_is(word, "by")) {
			if (!chain_fits(event, take_chain(&wanted))) return false;
			continue;
		}
		all_marks |= take_brackets(&word);
		if (!detail_fits(event, word)) return false;
		if (dt_slice_starts(word, "link=")) link = word;
		if (dt_slice_starts(word, "about=")) about = word;
		for (int bit = 0; bit < DT_AUXILIARY_COUNT; bit++)
			if (dt_slice_is(word, dt_auxiliary_name(bit))) marks |= (uint8_t)(1 << bit);
	}
	return marks_fit(event, marks, all_marks) && sides_fit(event, actors, recipients) &&
	       link_fits(event, about, links) && link_fits(event, link, links);
}

static bool quote_fits(const DtDocument *document, DtSlice wanted) {
	DtSlice rest = wanted, speaker;
	dt_slice_split(&rest, '|', &speaker);
	speaker = dt_slice_trim(speaker);
	for (uint32_t i = 0; i < document->quote_count; i++) {
		const DtQuote *quote = &document->quotes[i];
		DtSlice text = dt_slice_trim(dt_document_slice(document, quote->span)), start = dt_slice_trim(rest);
		if (text.length < start.length || !dt_slice_equal(dt_slice_cut(text, 0, start.length), start)) continue;
		if (dt_slice_is(speaker, "-") ? !quote->spoken : quote->spoken && source_fits(&quote->speaker, speaker))
			return true;
	}
	return false;
}

static bool quotes_fit(const Block *block, const DtDocument *document) {
	for (size_t i = 0; i < block->quote_count; i++)
		if (!quote_fits(document, block->quotes[i])) return false;
	return true;
}

static bool block_passes(Block *block, const DtDocument *document) {
	if (!quotes_fit(block, document)) return false;
	if (block->expectation_count + block->forbidden_count == 0) return true; // only its quotes matter
	if (block->expectation_count == 1 && dt_slice_is(block->expectations[0], "none")) return document->event_count == 0;
	uint64_t used = 0;
	for (size_t e = 0; e < block->expectation_count; e++) {
		bool found = false;
		for (uint32_t i = 0; i < document->event_count && i < 64 && !found; i++) {
			if (used >> i & 1 || !event_fits(document, &document->events[i], block->expectations[e], block->links))
				continue;
			used |= (uint64_t)1 << i;
			found = true;
		}
		if (!found) return false;
	}
	for (size_t n = 0; n < block->forbidden_count; n++) {
		for (uint32_t i = 0; i < document->event_count; i++)
			if (event_fits(document, &document->events[i], block->forbidden[n], block->links)) return false;
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

static void print_source(const DtSource *source) {
	DtSlice text = source->party.entity_text, name = source->party.identifier_text;
	printf("%.*s", (int)text.length, text.data);
	if (name.length && !dt_slice_equal(name, text)) printf(" (%.*s)", (int)name.length, name.data);
	printf(":%s", dt_source_kind_name(source->kind));
}

static void print_details(const DtEvent *event) {
	char from[DT_DATE_ROOM], to[DT_DATE_ROOM];
	printf(" %s", dt_date_format(event->days.from, from));
	if (event->days.to != event->days.from) printf("..%s", dt_date_format(event->days.to, to));
	if (event->precision == DT_PRECISION_UNKNOWN) printf("?");
	for (uint32_t i = 0; i < event->place_count; i++)
		printf(" place=%.*s", (int)event->places[i].extracted.length, event->places[i].extracted.data);
	for (uint32_t i = 0; i < event->source_count; i++) {
		printf("%s", i ? ", " : " by ");
		print_source(&event->sources[i]);
	}
	printf(" link=%.4s", event->link.data);
	if (event->about.length) printf(" about=%.4s", event->about.data);
	printf(" : %u (%.*s)\n", event->sentence + 1, (int)event->rule.length, event->rule.data);
}

static void print_quotes(const Block *block, const DtDocument *document) {
	for (size_t i = 0; i < block->quote_count; i++)
		printf("  wanted quote %.*s%s\n", (int)block->quotes[i].length, block->quotes[i].data,
		       quote_fits(document, block->quotes[i]) ? "  (there)" : "");
	for (uint32_t i = 0; block->quote_count && i < document->quote_count; i++) {
		DtSlice text = dt_slice_cut(dt_document_slice(document, document->quotes[i].span), 0, 40);
		printf("  quote  ");
		if (document->quotes[i].spoken) print_source(&document->quotes[i].speaker);
		printf(" | %.*s\n", (int)text.length, text.data);
	}
}

static void print_failure(Block *block, const DtDocument *document) {
	printf("%s:%zu: %.*s\n  %.*s\n", block->file, block->line, (int)block->title.length, block->title.data,
	       (int)block->text.length, block->text.data);
	for (size_t i = 0; i < block->expectation_count; i++) {
		bool there = false;
		for (uint32_t k = 0; k < document->event_count && !there; k++)
			there = event_fits(document, &document->events[k], block->expectations[i], block->links);
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
		print_details(event);
	}
	if (document->event_count == 0) printf("  coded  nothing\n");
	print_quotes(block, document);
}

static DtSlice block_name(DtArena *arena, const Block *block) {
	const char *slash = strrchr(block->file, '/');
	DtSlice text = block->input.length ? block->input : dt_slice_cut(block->text, 0, 60);
	return dt_arena_format(arena, "%s: %.*s", slash ? slash + 1 : block->file, (int)text.length, text.data);
}

// "[A Japan] and [R Peru]": the parties are marked, and the answer is for the pair. Takes the brackets away.
static void read_marks(DtArena *arena, DtDocument *document) {
	DtBuffer text = {0};
	DtSlice rest = document->text;
	size_t room = rest.length / 4 + 1, from, end;
	document->given_actors = DT_NEW_ARRAY(arena, DtSpan, room);
	document->given_recipients = DT_NEW_ARRAY(arena, DtSpan, room);
	while ((from = dt_slice_find(rest, dt_slice_of("["))) != SIZE_MAX) {
		DtSlice mark = dt_slice_cut(rest, from, rest.length);
		bool actor = dt_slice_starts(mark, "[A "), recipient = dt_slice_starts(mark, "[R ");
		if ((end = dt_slice_find(mark, dt_slice_of("]"))) == SIZE_MAX || !(actor || recipient)) break;
		dt_buffer_add(&text, dt_slice_cut(rest, 0, from));
		DtSpan span = {(uint32_t)text.length, (uint32_t)(text.length + end - 3)};
		dt_buffer_add(&text, dt_slice_cut(mark, 3, end));
		if (actor) document->given_actors[document->given_actor_count++] = span;
		if (recipient) document->given_recipients[document->given_recipient_count++] = span;
		rest = dt_slice_cut(mark, end + 1, mark.length);
	}
	document->pair_given = document->given_actor_count || document->given_recipient_count;
	dt_buffer_add(&text, rest);
	if (document->pair_given) document->text = dt_arena_copy(arena, dt_buffer_slice(&text));
	dt_buffer_clear(&text);
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
	read_marks(arena, document);
	document->publication = block->publication;
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

static bool any_fits(const DtDocument *document, DtSlice wanted, DtSlice *links) {
	for (uint32_t i = 0; i < document->event_count; i++) {
		if (event_fits(document, &document->events[i], wanted, links)) return true;
	}
	return false;
}

// An article: each expectation is a check of its own.
static bool note_article(Golden *golden, Block *block, const DtDocument *document, DtSlice name) {
	bool news = false;
	size_t right = 0, wrong = 0;
	for (size_t i = 0; i < block->expectation_count; i++) {
		DtSlice wanted = block->expectations[i];
		DtSlice check =
			dt_arena_format(golden->arena, "%.*s = %.*s", (int)name.length, name.data, (int)wanted.length, wanted.data);
		bool there = any_fits(document, wanted, block->links);
		right += there;
		news |= note(golden, check, there);
	}
	for (size_t i = 0; i < block->forbidden_count; i++) {
		DtSlice wanted = block->forbidden[i];
		DtSlice check =
			dt_arena_format(golden->arena, "%.*s ! %.*s", (int)name.length, name.data, (int)wanted.length, wanted.data);
		bool there = any_fits(document, wanted, block->links);
		wrong += there;
		news |= note(golden, check, !there);
	}
	for (size_t i = 0; i < block->quote_count; i++) {
		DtSlice wanted = block->quotes[i];
		DtSlice check =
			dt_arena_format(golden->arena, "%.*s : %.*s", (int)name.length, name.data, (int)wanted.length, wanted.data);
		news |= note(golden, check, quote_fits(document, wanted));
	}
	if (golden->articles)
		printf("%.*s: %zu of %zu expected events exactly right, %zu of %zu forbidden, %u coded\n", (int)name.length,
		       name.data, right, block->expectation_count, wrong, block->forbidden_count, document->event_count);
	return news;
}

static DtSlice line_of(DtArena *arena, const char *file, uint32_t line) {
	return dt_arena_format(arena, "%s:%u", file, line);
}

// The lines that fired, also those whose event became part of another.
static void note_fired(Golden *golden, const DtExplanation *explanation) {
	for (size_t s = 0; s < explanation->count; s++) {
		const DtScene *scene = &explanation->scenes[s];
		for (size_t p = 0; p < scene->propositions.count; p++) {
			for (size_t h = 0; h < scene->happenings[p].count; h++) {
				const DtHappening *happening = &scene->happenings[p].items[h];
				if (happening->frame)
					dt_map_set(golden->arena, &golden->fired,
					           line_of(golden->arena, happening->frame->file, happening->frame->line), 1);
				if (happening->row)
					dt_map_set(golden->arena, &golden->fired,
					           line_of(golden->arena, happening->row->file, happening->row->line), 1);
			}
		}
	}
}

static void run_block(Golden *golden, Block *block) {
	DtArena *arena = dt_arena_new();
	DtDocument *document = block_document(arena, block);
	DtExplanation explanation = {0};
	dt_worker_code(&golden->worker, document, golden->unused ? &explanation : NULL);
	if (golden->unused) note_fired(golden, &explanation);
	DtSlice name = block_name(golden->arena, block);
	golden->texts++;
	golden->texts_right += block_passes(block, document);
	memset(block->links, 0, sizeof block->links); // the letters are free again
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
		DtSlice rule = line_of(golden->arena, frame->file, frame->line);
		if (dt_map_find(&golden->fired, rule) != DT_MAP_ABSENT || frame->result.kind != DT_RESULT_EVENT) continue;
		printf("%.*s: %.*s\n", (int)rule.length, rule.data, (int)frame->text.length, frame->text.data);
		unused++;
	}
	printf("%zu of %zu frames fired in no golden sentence\n", unused, all);
	unused = all = 0;
	DtMap seen = {0}; // operators share lines
	for (size_t i = 0; i < dt_lexicon_operator_count(lexicon); i++) {
		const DtOperator *operator_ = dt_lexicon_operator(lexicon, i);
		for (uint32_t r = 0; r < operator_->row_count; r++) {
			const DtOperatorRow *row = &operator_->rows[r];
			DtSlice rule = line_of(golden->arena, row->file, row->line);
			if (row->result.kind == DT_RESULT_DROP || dt_map_find(&seen, rule) != DT_MAP_ABSENT) continue;
			dt_map_set(golden->arena, &seen, rule, 1);
			all++;
			if (dt_map_find(&golden->fired, rule) != DT_MAP_ABSENT) continue;
			printf("%.*s: of %.*s\n", (int)rule.length, rule.data, (int)operator_->name.length, operator_->name.data);
			unused++;
		}
	}
	printf("%zu of %zu lines of operators fired in no golden sentence\n", unused, all);
	return 0;
}

int main(int argc, char **argv) {
	if (argc < 2) return 2;
	bool update = false;
	Golden golden = {.arena = dt_arena_new()};
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--update") == 0)
			update = true;
		else if (strcmp(argv[i], "--unused") == 0)
			golden.unused = true;
		else if (strcmp(argv[i], "--show") == 0 && i + 1 < argc)
			golden.show = argv[++i];
		else if (strcmp(argv[i], "--articles") == 0)
			golden.articles = true;
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
	if (golden.unused) print_unused(&golden);
	printf("%zu of %zu texts are right in all\n", golden.texts_right, golden.texts);
	printf("%zu checks: %zu pass, %zu fail, %zu known failures, %zu pass that were known to fail\n", golden.blocks,
	       golden.passed, golden.failed, golden.known_failures, golden.surprises);
	bool good = golden.blocks > 0 && (update || (golden.failed == 0 && golden.surprises == 0));
	dt_buffer_clear(&golden.failures);
	dt_worker_clear(&golden.worker);
	dt_coder_free(coder);
	dt_arena_free(golden.arena);
	return good ? 0 : 1;
}
