// SPDX-License-Identifier: Apache-2.0
// Words, phrases and concepts of the lexicon, numbered as they come.
#include "coding/lexicon_reader.h"

#include <stdarg.h>
#include <stdio.h>

#include "text/words.h"

bool dt_lexicon_fault(DtLexiconReader *reader, DtSlice at, const char *format, ...) {
	char message[256];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	reader->faults++;
	dt_error_add(reader->error, DT_FAULT_DATA, reader->line->file, reader->line->number,
	             at.data ? dt_line_column(reader->line, at) : 0, "%s", message);
	return false;
}

// ---- words and phrases ----

static uint32_t intern_word(DtLexicon *lexicon, DtSlice text) {
	uint32_t found = dt_map_find(&lexicon->word_map, text);
	if (found != DT_MAP_ABSENT) return found;
	uint32_t number = (uint32_t)lexicon->word_count;
	DT_PUSH(lexicon->arena, lexicon->words, lexicon->word_count, lexicon->word_capacity, (WordEntry){0});
	dt_map_set(lexicon->arena, &lexicon->word_map, dt_arena_copy(lexicon->arena, text), number);
	return number;
}

// Splits a phrase the way the tokenizer splits text: hyphens and apostrophes stand apart, but for "re-" and its like.
static size_t phrase_words(DtLexiconReader *reader, DtSlice text, uint32_t *words, size_t room) {
	size_t count = 0, start = 0;
	for (size_t i = 0; i <= text.length && count < room; i++) {
		char c = i < text.length ? text.data[i] : ' ';
		bool blank = c == ' ' || c == '_' || c == '\t', hyphen = c == '-' && i > start;
		if (hyphen && (start == 0 || text.data[start - 1] != '-') && dt_word_is_prefix(dt_slice_cut(text, start, i)))
			hyphen = false;
		bool apostrophe = c == '\'' && i > start;
		if (!blank && !hyphen && !apostrophe) continue;
		if (i > start) words[count++] = intern_word(reader->lexicon, dt_slice_cut(text, start, i));
		if (hyphen && count < room) words[count++] = intern_word(reader->lexicon, dt_slice_of("-"));
		start = apostrophe ? i : i + 1;
	}
	return count;
}

enum { PHRASE_ROOM = 8 };

Phrase *dt_lexicon_phrase(DtLexiconReader *reader, DtSlice text) {
	DtLexicon *lexicon = reader->lexicon;
	uint32_t words[PHRASE_ROOM];
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] >= 'A' && text.data[i] <= 'Z') {
			dt_lexicon_fault(reader, text, "'" DT_SLICE_FORMAT "': words are written in lower case",
			                 DT_SLICE_ARGS(text));
			return NULL;
		}
	}
	size_t count = phrase_words(reader, text, words, PHRASE_ROOM);
	if (count == 0 || count >= PHRASE_ROOM) {
		dt_lexicon_fault(reader, text, "a phrase has 1 to %d words", PHRASE_ROOM - 1);
		return NULL;
	}
	DtSlice key = dt_slice((const char *)words, count * sizeof *words);
	uint32_t found = dt_map_find(&lexicon->phrase_map, key);
	if (found != DT_MAP_ABSENT) return lexicon->phrases[found];
	Phrase *phrase = DT_NEW(lexicon->arena, Phrase);
	phrase->count = (uint8_t)count;
	phrase->words = DT_NEW_ARRAY(lexicon->arena, uint32_t, count);
	memcpy(phrase->words, words, key.length);
	phrase->next = lexicon->words[words[0]].phrases;
	lexicon->words[words[0]].phrases = phrase;
	dt_map_set(lexicon->arena, &lexicon->phrase_map, dt_slice((const char *)phrase->words, key.length),
	           (uint32_t)lexicon->phrase_count);
	DT_PUSH(lexicon->arena, lexicon->phrases, lexicon->phrase_count, lexicon->phrase_capacity, phrase);
	return phrase;
}

// ---- concepts ----

DtConcept dt_lexicon_intern(DtLexiconReader *reader, DtSlice name, DtSlice at) {
	DtLexicon *lexicon = reader->lexicon;
	uint32_t found = dt_map_find(&lexicon->concept_map, name);
	if (found != DT_MAP_ABSENT) return (DtConcept)found;
	ConceptEntry entry = {.name = dt_arena_copy(lexicon->arena, name),
	                      .file = reader->line->file,
	                      .line = reader->line->number,
	                      .column = dt_line_column(reader->line, at)};
	uint32_t number = (uint32_t)lexicon->concept_count;
	DT_PUSH(lexicon->arena, lexicon->concepts, lexicon->concept_count, lexicon->concept_capacity, entry);
	dt_map_set(lexicon->arena, &lexicon->concept_map, entry.name, number);
	return (DtConcept)number;
}

static void add_concept_to_phrase(DtLexiconReader *reader, Phrase *phrase, DtConcept concept) {
	for (size_t i = 0; i < phrase->concept_count; i++) {
		if (phrase->concepts[i] == concept) return;
	}
	DT_PUSH(reader->arena, phrase->concepts, phrase->concept_count, phrase->concept_capacity, concept);
}

// A literal word of a filler is a concept named "=word".
enum { LITERAL_ROOM = 128 }; // a longer phrase has more words than one may have

DtConcept dt_lexicon_literal(DtLexiconReader *reader, DtSlice word) {
	char text[LITERAL_ROOM];
	DtSlice name = {text, word.length + 1 < LITERAL_ROOM ? word.length + 1 : LITERAL_ROOM};
	text[0] = '=';
	memcpy(text + 1, word.data, name.length - 1);
	uint32_t found = dt_map_find(&reader->lexicon->concept_map, name);
	if (found != DT_MAP_ABSENT && reader->faults == 0) return (DtConcept)found; // most are said many times
	DtConcept concept = dt_lexicon_intern(reader, name, word);
	reader->lexicon->concepts[concept].defined = true;
	Phrase *phrase = dt_lexicon_phrase(reader, word);
	if (phrase) add_concept_to_phrase(reader, phrase, concept);
	return concept;
}

bool dt_lexicon_read_contexts(DtLexiconReader *reader, DtSlice list, DtContexts *contexts) {
	bool good = true;
	for (DtSlice name; dt_slice_split(&list, ',', &name);) {
		DtContext context;
		if (dt_context_find(name, &context))
			*contexts |= DT_CONTEXT_BIT(context);
		else
			good = dt_lexicon_fault(reader, name, "unknown context '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(name));
	}
	return good;
}

// Takes the last blank-separated word of *text when it begins with prefix.
static bool take_last(DtSlice *text, const char *prefix, DtSlice *value) {
	*text = dt_slice_trim(*text);
	size_t start = text->length;
	while (start > 0 && text->data[start - 1] != ' ' && text->data[start - 1] != '\t') start--;
	DtSlice last = dt_slice_cut(*text, start, text->length);
	if (!dt_slice_starts(last, prefix)) return false;
	*value = dt_slice_cut(last, strlen(prefix), last.length);
	*text = dt_slice_trim(dt_slice_cut(*text, 0, start));
	return true;
}

// Takes the part of *rest before the next "|"; blanks around it are dropped.
bool dt_lexicon_alternative(DtSlice *rest, DtSlice *item) {
	if (!dt_slice_split(rest, '|', item)) return false;
	*item = dt_slice_trim(*item);
	return true;
}

void dt_lexicon_read_concept(DtLexiconReader *reader) {
	DtSlice text = reader->line->text, name, contexts;
	size_t colon = dt_slice_find(text, dt_slice_of(" :"));
	if (colon == SIZE_MAX) {
		dt_lexicon_fault(reader, text, "expected 'concept : word | word'");
		return;
	}
	name = dt_slice_trim(dt_slice_cut(text, 0, colon));
	DtSlice rest = dt_slice_cut(text, colon + 2, text.length), item;
	DtConcept concept = dt_lexicon_intern(reader, name, name);
	reader->lexicon->concepts[concept].defined = true;
	while (take_last(&rest, "context=", &contexts))
		dt_lexicon_read_contexts(reader, contexts, &reader->lexicon->concepts[concept].contexts);
	while (dt_lexicon_alternative(&rest, &item)) {
		if (item.length == 0) {
			dt_lexicon_fault(reader, text, "an empty word between two '|'");
		} else if (item.data[0] == '@') {
			DtConcept part = dt_lexicon_intern(reader, dt_slice_cut(item, 1, item.length), item);
			ConceptEntry *entry = &reader->lexicon->concepts[part];
			DT_PUSH(reader->arena, entry->parents, entry->parent_count, entry->parent_capacity, concept);
		} else {
			Phrase *phrase = dt_lexicon_phrase(reader, item);
			if (phrase) add_concept_to_phrase(reader, phrase, concept);
		}
	}
}
