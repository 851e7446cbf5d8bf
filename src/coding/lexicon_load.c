// SPDX-License-Identifier: Apache-2.0
// Reads concepts, frames, operators and weights into memory (formats: data/README.md).
//
// A line is cut into pieces that still point into the file, so that every fault can name its column. Concepts may be
// used before they are defined; what is still undefined at the end is a fault at its first use.
#include "coding/lexicon_load.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/file.h"
#include "base/lines.h"
#include "text/words.h"

typedef struct Loader {
	DtLexicon *lexicon;
	DtArena *arena;
	DtError *error;
	const DtLine *line;
	DtSlice stem; // of the file: "assault"
	size_t faults;
} Loader;

__attribute__((format(printf, 3, 4))) static bool fault(Loader *loader, DtSlice at, const char *format, ...) {
	char message[256];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	loader->faults++;
	dt_error_add(loader->error, DT_FAULT_DATA, loader->line->file, loader->line->number,
	             at.data ? dt_line_column(loader->line, at) : 0, "%s", message);
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
static size_t phrase_words(Loader *loader, DtSlice text, uint32_t *words, size_t room) {
	size_t count = 0, start = 0;
	for (size_t i = 0; i <= text.length && count < room; i++) {
		char c = i < text.length ? text.data[i] : ' ';
		bool blank = c == ' ' || c == '_' || c == '\t', hyphen = c == '-' && i > start;
		if (hyphen && (start == 0 || text.data[start - 1] != '-') && dt_word_is_prefix(dt_slice_cut(text, start, i)))
			hyphen = false;
		bool apostrophe = c == '\'' && i > start;
		if (!blank && !hyphen && !apostrophe) continue;
		if (i > start) words[count++] = intern_word(loader->lexicon, dt_slice_cut(text, start, i));
		if (hyphen && count < room) words[count++] = intern_word(loader->lexicon, dt_slice_of("-"));
		start = apostrophe ? i : i + 1;
	}
	return count;
}

enum { PHRASE_ROOM = 8 };

static Phrase *intern_phrase(Loader *loader, DtSlice text) {
	DtLexicon *lexicon = loader->lexicon;
	uint32_t words[PHRASE_ROOM];
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] >= 'A' && text.data[i] <= 'Z') {
			fault(loader, text, "'" DT_SLICE_FORMAT "': words are written in lower case", DT_SLICE_ARGS(text));
			return NULL;
		}
	}
	size_t count = phrase_words(loader, text, words, PHRASE_ROOM);
	if (count == 0 || count >= PHRASE_ROOM) {
		fault(loader, text, "a phrase has 1 to %d words", PHRASE_ROOM - 1);
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

static DtConcept intern_concept(Loader *loader, DtSlice name, DtSlice at) {
	DtLexicon *lexicon = loader->lexicon;
	uint32_t found = dt_map_find(&lexicon->concept_map, name);
	if (found != DT_MAP_ABSENT) return (DtConcept)found;
	ConceptEntry entry = {.name = dt_arena_copy(lexicon->arena, name),
	                      .file = loader->line->file,
	                      .line = loader->line->number,
	                      .column = dt_line_column(loader->line, at)};
	uint32_t number = (uint32_t)lexicon->concept_count;
	DT_PUSH(lexicon->arena, lexicon->concepts, lexicon->concept_count, lexicon->concept_capacity, entry);
	dt_map_set(lexicon->arena, &lexicon->concept_map, entry.name, number);
	return (DtConcept)number;
}

static void add_concept_to_phrase(Loader *loader, Phrase *phrase, DtConcept concept) {
	for (size_t i = 0; i < phrase->concept_count; i++) {
		if (phrase->concepts[i] == concept) return;
	}
	DT_PUSH(loader->arena, phrase->concepts, phrase->concept_count, phrase->concept_capacity, concept);
}

// A literal word of a filler is a concept named "=word".
static DtConcept literal_concept(Loader *loader, DtSlice word) {
	DtSlice name = dt_arena_format(loader->arena, "=" DT_SLICE_FORMAT, DT_SLICE_ARGS(word));
	DtConcept concept = intern_concept(loader, name, word);
	loader->lexicon->concepts[concept].defined = true;
	Phrase *phrase = intern_phrase(loader, word);
	if (phrase) add_concept_to_phrase(loader, phrase, concept);
	return concept;
}

static bool read_contexts(Loader *loader, DtSlice list, DtContexts *contexts) {
	bool good = true;
	for (DtSlice name; dt_slice_split(&list, ',', &name);) {
		DtContext context;
		if (dt_context_find(name, &context))
			*contexts |= DT_CONTEXT_BIT(context);
		else
			good = fault(loader, name, "unknown context '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(name));
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
static bool next_alternative(DtSlice *rest, DtSlice *item) {
	if (!dt_slice_split(rest, '|', item)) return false;
	*item = dt_slice_trim(*item);
	return true;
}

static void read_concept(Loader *loader) {
	DtSlice text = loader->line->text, name, contexts;
	size_t colon = dt_slice_find(text, dt_slice_of(" :"));
	if (colon == SIZE_MAX) {
		fault(loader, text, "expected 'concept : word | word'");
		return;
	}
	name = dt_slice_trim(dt_slice_cut(text, 0, colon));
	DtSlice rest = dt_slice_cut(text, colon + 2, text.length), item;
	DtConcept concept = intern_concept(loader, name, name);
	loader->lexicon->concepts[concept].defined = true;
	while (take_last(&rest, "context=", &contexts))
		read_contexts(loader, contexts, &loader->lexicon->concepts[concept].contexts);
	while (next_alternative(&rest, &item)) {
		if (item.length == 0) {
			fault(loader, text, "an empty word between two '|'");
		} else if (item.data[0] == '@') {
			DtConcept part = intern_concept(loader, dt_slice_cut(item, 1, item.length), item);
			ConceptEntry *entry = &loader->lexicon->concepts[part];
			DT_PUSH(loader->arena, entry->parents, entry->parent_count, entry->parent_capacity, concept);
		} else {
			Phrase *phrase = intern_phrase(loader, item);
			if (phrase) add_concept_to_phrase(loader, phrase, concept);
		}
	}
}

// ---- slots, results, options ----

static int find_class(DtSlice name) {
	static const char *const names[] = {
#define X(identifier, text) text,
		DT_CLASS_LIST(X)
#undef X
	};
	for (int i = 0; i < DT_CLASS_COUNT; i++) {
		if (dt_slice_is(name, names[i])) return i;
	}
	return -1;
}

static bool read_filler(Loader *loader, DtSlice text, DtFiller *filler) {
	enum { ALTERNATIVES = 64 };
	DtConcept concepts[ALTERNATIVES];
	size_t count = 0;
	DtSlice whole = text, item;
	if (text.length && text.data[0] == '!') {
		filler->negated = true;
		text = dt_slice_cut(text, 1, text.length);
	}
	filler->literal = true;
	while (next_alternative(&text, &item)) {
		if (item.length == 0) return fault(loader, whole, "an empty filler");
		if (count == ALTERNATIVES) return fault(loader, whole, "more than %d alternatives", ALTERNATIVES);
		if (dt_slice_is(item, "*")) {
			filler->any = true;
			filler->literal = false;
		} else if (item.data[0] == '@') {
			DtSlice name = dt_slice_cut(item, 1, item.length);
			int class = find_class(name);
			if (class >= 0)
				filler->classes |= (uint16_t)(1 << class);
			else
				concepts[count++] = intern_concept(loader, name, item);
			filler->literal = false;
		} else {
			concepts[count++] = literal_concept(loader, item);
		}
	}
	DtConcept *kept = DT_NEW_ARRAY(loader->arena, DtConcept, count);
	memcpy(kept, concepts, count * sizeof *kept);
	filler->concepts = kept;
	filler->concept_count = (uint16_t)count;
	return true;
}

static bool read_slot(Loader *loader, DtSlice word, DtSlot *slot) {
	*slot = (DtSlot){0};
	DtSlice role = word, filler = {0};
	if (word.data[0] == '!') {
		slot->absent = true;
		role = dt_slice_cut(word, 1, word.length);
	} else {
		size_t colon = dt_slice_find(word, dt_slice_of(":"));
		role = dt_slice_cut(word, 0, colon);
		filler = dt_slice_cut(word, colon + 1, word.length);
		if (dt_slice_ends(role, "?")) {
			slot->optional = true;
			role.length--;
		}
	}
	for (DtSlice one; dt_slice_split(&role, '|', &one);) {
		DtArgumentRole found = dt_role_find(one);
		if (found == DT_ROLE_COUNT) return fault(loader, one, "unknown role '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(one));
		slot->roles |= DT_ROLE_BIT(found);
	}
	return slot->absent || read_filler(loader, filler, &slot->filler);
}

static bool read_marks(DtSlice name, uint8_t *marks) {
	for (int bit = 0; bit < DT_AUXILIARY_COUNT; bit++) {
		if (!dt_slice_is(name, dt_auxiliary_name(bit))) continue;
		*marks |= (uint8_t)(1 << bit);
		return true;
	}
	return false;
}

static bool read_category(Loader *loader, DtSlice word, DtResult *result) {
	DtSlice rest = word, category, mode;
	dt_slice_split(&rest, '/', &category);
	result->category = (uint8_t)dt_category_find(category);
	if (result->category == DT_CATEGORY_NONE)
		return fault(loader, word, "unknown category '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(category));
	if (!dt_slice_split(&rest, '/', &mode)) return true;
	if (dt_mode_find((DtCategory)result->category, mode, &result->mode)) return true;
	return fault(loader, mode, DT_SLICE_FORMAT " has no mode '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(category),
	             DT_SLICE_ARGS(mode));
}

static bool read_path(Loader *loader, DtSlice text, DtPath *path) {
	if (dt_slice_is(text, "inner.actor")) {
		path->kind = DT_PATH_INNER_ACTOR;
		return true;
	}
	if (dt_slice_is(text, "inner.recipient")) {
		path->kind = DT_PATH_INNER_RECIPIENT;
		return true;
	}
	if (dt_slice_is(text, "speaker")) {
		path->kind = DT_PATH_SPEAKER;
		return true;
	}
	DtSlice rest = text, outer, inside;
	dt_slice_split(&rest, '.', &outer);
	DtArgumentRole role = dt_role_find(outer), within = DT_ROLE_COUNT;
	if (dt_slice_split(&rest, '.', &inside)) {
		within = dt_role_find(inside);
		path->kind = DT_PATH_INSIDE;
		path->inside = (uint8_t)within;
		if (within == DT_ROLE_COUNT) role = DT_ROLE_COUNT;
	}
	path->role = (uint8_t)role;
	return role != DT_ROLE_COUNT || fault(loader, text, "unknown role '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(text));
}

static bool read_paths(Loader *loader, DtSlice list, DtPath *paths, uint8_t *count) {
	for (DtSlice item; dt_slice_split(&list, ',', &item);) {
		if (*count == DT_PATH_ROOM) return fault(loader, item, "more than %d places for a party", DT_PATH_ROOM);
		if (!read_path(loader, item, &paths[(*count)++])) return false;
	}
	return true;
}

static bool read_when(Loader *loader, DtSlice name, uint8_t *when) {
	if (dt_slice_is(name, "future"))
		*when |= DT_WHEN_FUTURE;
	else if (dt_slice_is(name, "past"))
		*when |= DT_WHEN_PAST;
	else if (dt_slice_is(name, "negated"))
		*when |= DT_WHEN_NEGATED;
	else if (dt_slice_is(name, "joint"))
		*when |= DT_WHEN_JOINT;
	else if (dt_slice_is(name, "marked"))
		*when |= DT_WHEN_MARKED;
	else
		return fault(loader, name, "when= takes future, past, negated, joint or marked");
	return true;
}

static bool read_option(Loader *loader, DtSlice word, DtParties *parties, DtContexts *contexts, uint8_t *when) {
	DtSlice value = word, key;
	dt_slice_split(&value, '=', &key);
	if (dt_slice_is(word, "symmetric")) return parties->symmetric = true;
	if (dt_slice_is(word, "swap")) return parties->swap = true;
	if (dt_slice_is(word, "recipient=none")) return parties->recipient_none = true;
	if (dt_slice_is(key, "actor") && value.data)
		return read_paths(loader, value, parties->actor, &parties->actor_count);
	if (dt_slice_is(key, "recipient") && dt_slice_ends(value, ",none")) {
		parties->recipient_only = true;
		value.length -= strlen(",none");
	}
	if (dt_slice_is(key, "recipient") && value.data)
		return read_paths(loader, value, parties->recipient, &parties->recipient_count);
	if (dt_slice_is(key, "context") && value.data && contexts) return read_contexts(loader, value, contexts);
	if (dt_slice_is(key, "when") && value.data && when) return read_when(loader, value, when);
	return fault(loader, word, "unknown option '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(word));
}

static bool is_cameo(DtSlice word) {
	for (size_t i = 0; i < word.length; i++) {
		if (word.data[i] < '0' || word.data[i] > '9') return false;
	}
	return word.length > 0;
}

static bool read_cameo(Loader *loader, DtSlice word, char *cameo, bool whole) {
	bool known = whole ? dt_cameo_find(word) != NULL : word.length <= 4;
	if (!known) return fault(loader, word, "unknown CAMEO code '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(word));
	memcpy(cameo, word.data, word.length);
	cameo[word.length] = '\0';
	return true;
}

static bool read_mark_word(Loader *loader, DtSlice word, DtResult *result, bool inner) {
	uint8_t *marks = inner ? &result->inner_add : word.data[0] == '+' ? &result->add : &result->remove;
	DtSlice name = dt_slice_cut(word, 1, word.length);
	return read_marks(name, marks) || fault(loader, word, "unknown mark '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(name));
}

// What stands to the right of "->".
static bool read_result(Loader *loader, DtSlice text, DtResult *result, DtParties *parties, DtContexts *contexts,
                        uint8_t *when) {
	DtSlice word;
	if (!dt_line_word(&text, &word)) return fault(loader, text, "nothing follows '->'");
	if (dt_slice_is(word, "same"))
		result->kind = DT_RESULT_SAME;
	else if (dt_slice_is(word, "drop"))
		result->kind = DT_RESULT_DROP;
	else if (!read_category(loader, word, result))
		return false;
	bool inner = false;
	while (dt_line_word(&text, &word)) {
		bool good;
		if (dt_slice_is(word, "&")) {
			inner = true;
			good = dt_line_word(&text, &word) && dt_slice_is(word, "same");
			result->keep_inner = good;
			if (!good) fault(loader, word, "'&' is followed by 'same'");
		} else if (word.data[0] == '+' || word.data[0] == '-') {
			good = read_mark_word(loader, word, result, inner);
		} else if (is_cameo(word)) {
			good = read_cameo(loader, word, result->cameo, true);
		} else {
			good = read_option(loader, word, parties, contexts, when);
		}
		if (!good) return false;
	}
	return true;
}

// ---- predicates ----

typedef struct PredicateTarget {
	const DtFrame *frame;
	const DtOperator *operator_;
} PredicateTarget;

static Predicate *get_predicate(Loader *loader, Phrase *phrase, DtPredicateKind kind) {
	for (Predicate *predicate = phrase->predicates; predicate; predicate = predicate->next) {
		if (predicate->kind == kind) return predicate;
	}
	Predicate *predicate = DT_NEW(loader->arena, Predicate);
	*predicate = (Predicate){.kind = kind, .next = phrase->predicates};
	phrase->predicates = predicate;
	return predicate;
}

static bool add_predicate(Loader *loader, DtSlice text, PredicateTarget target) {
	DtSlice words = text, kinds = dt_slice_of("v");
	size_t slash = dt_slice_find(text, dt_slice_of("/"));
	if (slash != SIZE_MAX) {
		words = dt_slice_cut(text, 0, slash);
		kinds = dt_slice_cut(text, slash + 1, text.length);
	}
	if (kinds.length == 0) return fault(loader, text, "'/' is followed by v, n or a");
	Phrase *phrase = intern_phrase(loader, dt_slice_trim(words));
	if (!phrase) return false;
	for (size_t i = 0; i < kinds.length; i++) {
		const char *known = "vna", *at = strchr(known, kinds.data[i]);
		if (!at) return fault(loader, kinds, "'%c' is no kind of predicate: v, n or a", kinds.data[i]);
		Predicate *predicate = get_predicate(loader, phrase, (DtPredicateKind)(at - known));
		if (target.frame)
			DT_PUSH(loader->arena, predicate->frames, predicate->frame_count, predicate->frame_capacity, target.frame);
		else
			DT_PUSH(loader->arena, predicate->operators, predicate->operator_count, predicate->operator_capacity,
			        target.operator_);
	}
	return true;
}

static bool is_slot(DtSlice word) {
	return word.length > 1 && (word.data[0] == '!' || dt_slice_find(word, dt_slice_of(":")) != SIZE_MAX);
}

static void read_frame(Loader *loader) {
	enum { SLOT_ROOM = 12 };
	DtSlice text = loader->line->text;
	size_t arrow = dt_slice_find(text, dt_slice_of("->"));
	if (arrow == SIZE_MAX) {
		fault(loader, text, "expected 'predicates slots -> CATEGORY CAMEO'");
		return;
	}
	DtSlice left = dt_slice_cut(text, 0, arrow), rest = left, word, predicates = left;
	DtSlot slots[SLOT_ROOM];
	DtFrame *frame = DT_NEW(loader->arena, DtFrame);
	while (dt_line_word(&rest, &word)) {
		if (!is_slot(word) && frame->slot_count) {
			fault(loader, word, "no slot: '" DT_SLICE_FORMAT "' (predicates come first, options after '->')",
			      DT_SLICE_ARGS(word));
			return;
		}
		if (!is_slot(word)) continue;
		if (frame->slot_count == 0) predicates = dt_slice(left.data, (size_t)(word.data - left.data));
		if (frame->slot_count == SLOT_ROOM) {
			fault(loader, word, "more than %d slots", SLOT_ROOM);
			return;
		}
		if (!read_slot(loader, word, &slots[frame->slot_count++])) return;
	}
	frame->slots =
		memcpy(DT_NEW_ARRAY(loader->arena, DtSlot, frame->slot_count + 1u), slots, frame->slot_count * sizeof(DtSlot));
	DtSlice right = dt_slice_cut(text, arrow + 2, text.length);
	if (!read_result(loader, right, &frame->result, &frame->parties, &frame->contexts, &frame->when)) return;
	frame->file = loader->line->file;
	frame->line = (uint32_t)loader->line->number;
	frame->id =
		dt_arena_format(loader->arena, DT_SLICE_FORMAT "/%zu", DT_SLICE_ARGS(loader->stem), loader->line->number);
	frame->text = text;
	while (next_alternative(&predicates, &word)) {
		if (word.length == 0)
			fault(loader, left, "a predicate is missing");
		else
			add_predicate(loader, word, (PredicateTarget){.frame = frame});
	}
	DtLexicon *lexicon = loader->lexicon;
	DT_PUSH(lexicon->arena, lexicon->frames, lexicon->frame_count, lexicon->frame_capacity, frame);
}

// ---- operators ----

typedef struct OperatorDraft {
	DtOperator *operator_;
	bool shared; // "NAME rows": rows that operators take over
	uint8_t *slots;
	size_t slot_count, slot_capacity;
	DtOperatorRow *rows; // its own, then those taken over
	size_t row_count, row_capacity;
	DtOperatorRow *taken;
	size_t taken_count, taken_capacity;
} OperatorDraft;

static bool read_row_key(Loader *loader, DtSlice key, DtOperatorRow *row) {
	DtResult inner = {0};
	if (dt_slice_is(key, "*")) return true;
	if (is_cameo(key)) return read_cameo(loader, key, row->cameo, false);
	if (!read_category(loader, key, &inner)) return false;
	row->category = inner.category;
	row->mode = inner.mode;
	return true;
}

// "ACCUSE | COERCE/arrest | 172 -> same +hypothetical": one line, a row for each key.
static bool read_operator_row(Loader *loader, OperatorDraft *draft, size_t arrow) {
	DtSlice text = loader->line->text, keys = dt_slice_cut(text, 0, arrow), key;
	DtOperatorRow line = {.file = loader->line->file, .line = (uint32_t)loader->line->number};
	line.id = dt_arena_format(loader->arena, DT_SLICE_FORMAT "/%zu", DT_SLICE_ARGS(loader->stem), loader->line->number);
	if (!read_result(loader, dt_slice_cut(text, arrow + 2, text.length), &line.result, &line.parties, NULL, NULL))
		return false;
	while (next_alternative(&keys, &key)) {
		DtOperatorRow row = line;
		if (key.length == 0) return fault(loader, text, "a key is missing");
		if (!read_row_key(loader, key, &row)) return false;
		DT_PUSH(loader->arena, draft->rows, draft->row_count, draft->row_capacity, row);
	}
	return true;
}

// "rows consent +future": the shared rows of that name, with marks, and with parties where they name none.
static bool take_shared_rows(Loader *loader, OperatorDraft *draft, DtSlice rest) {
	DtLexicon *lexicon = loader->lexicon;
	DtOperatorRow extra = {0};
	const DtOperator *shared = NULL;
	DtSlice name, word;
	if (!dt_line_word(&rest, &name)) return fault(loader, rest, "expected 'rows NAME'");
	for (size_t i = 0; i < lexicon->shared_count; i++) {
		if (dt_slice_equal(lexicon->shared[i]->name, name)) shared = lexicon->shared[i];
	}
	if (!shared) return fault(loader, name, "no rows '" DT_SLICE_FORMAT "' stand above", DT_SLICE_ARGS(name));
	while (dt_line_word(&rest, &word)) {
		bool mark = word.data[0] == '+' || word.data[0] == '-';
		if (!(mark ? read_mark_word(loader, word, &extra.result, false)
		           : read_option(loader, word, &extra.parties, NULL, NULL)))
			return false;
	}
	for (uint32_t i = 0; i < shared->row_count; i++) {
		DtOperatorRow row = shared->rows[i];
		row.result.add |= extra.result.add;
		row.result.remove |= extra.result.remove;
		if (!dt_parties_said(&row.parties)) row.parties = extra.parties;
		DT_PUSH(loader->arena, draft->taken, draft->taken_count, draft->taken_capacity, row);
	}
	return true;
}

// A row of its own stands before one taken over with the same key.
static void append_taken_rows(Loader *loader, OperatorDraft *draft) {
	for (size_t i = 0; i < draft->taken_count; i++) {
		const DtOperatorRow *row = &draft->taken[i];
		bool replaced = false;
		for (size_t k = 0; k < draft->row_count && !replaced; k++) {
			const DtOperatorRow *own = &draft->rows[k];
			replaced = own->category == row->category && own->mode == row->mode && strcmp(own->cameo, row->cameo) == 0;
		}
		if (!replaced) DT_PUSH(loader->arena, draft->rows, draft->row_count, draft->row_capacity, *row);
	}
}

static bool read_operator_field(Loader *loader, OperatorDraft *draft) {
	DtSlice rest = loader->line->text, key, item;
	size_t arrow = dt_slice_find(rest, dt_slice_of("->"));
	if (arrow != SIZE_MAX) return read_operator_row(loader, draft, arrow);
	dt_line_word(&rest, &key);
	if (dt_slice_is(key, "rows")) return take_shared_rows(loader, draft, rest);
	if (draft->shared) return fault(loader, key, "shared rows hold rows alone");
	if (dt_slice_is(key, "words")) {
		while (next_alternative(&rest, &item)) {
			if (item.length == 0) return fault(loader, key, "a word is missing");
			if (!add_predicate(loader, item, (PredicateTarget){.operator_ = draft->operator_})) return false;
		}
		return true;
	}
	if (dt_slice_is(key, "slots")) {
		while (dt_line_word(&rest, &item)) {
			DtArgumentRole role = dt_role_find(item);
			if (role == DT_ROLE_COUNT)
				return fault(loader, item, "unknown role '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(item));
			DT_PUSH(loader->arena, draft->slots, draft->slot_count, draft->slot_capacity, (uint8_t)role);
		}
		return true;
	}
	if (dt_slice_is(key, "parties")) {
		while (dt_line_word(&rest, &item)) {
			if (!read_option(loader, item, &draft->operator_->parties, NULL, NULL)) return false;
		}
		return true;
	}
	if (dt_slice_is(key, "clause")) {
		if (!dt_line_word(&rest, &item) || !dt_slice_is(item, "untensed"))
			return fault(loader, key, "expected 'clause untensed'");
		return draft->operator_->untensed = true;
	}
	return fault(loader, key,
	             "unknown field '" DT_SLICE_FORMAT "': words, slots, parties, clause, rows or a row with '->'",
	             DT_SLICE_ARGS(key));
}

static void finish_operator(Loader *loader, OperatorDraft *draft) {
	if (!draft->operator_) return;
	DtOperator *operator_ = draft->operator_;
	DtLexicon *lexicon = loader->lexicon;
	append_taken_rows(loader, draft);
	operator_->slots = draft->slots;
	operator_->slot_count = (uint8_t)draft->slot_count;
	operator_->rows = draft->rows;
	operator_->row_count = (uint32_t)draft->row_count;
	bool lacks_slots = draft->slot_count == 0 && !draft->shared;
	if (lacks_slots || draft->row_count == 0) {
		loader->faults++;
		dt_error_add(loader->error, DT_FAULT_DATA, operator_->file, operator_->line, 1,
		             "'" DT_SLICE_FORMAT "' lacks %s", DT_SLICE_ARGS(operator_->name), lacks_slots ? "slots" : "rows");
	}
	if (draft->shared)
		DT_PUSH(lexicon->arena, lexicon->shared, lexicon->shared_count, lexicon->shared_capacity, operator_);
	else
		DT_PUSH(lexicon->arena, lexicon->operators, lexicon->operator_count, lexicon->operator_capacity, operator_);
}

static void start_operator(Loader *loader, OperatorDraft *draft) {
	DtSlice rest = loader->line->text, name, kind;
	*draft = (OperatorDraft){0};
	bool good = dt_line_word(&rest, &name) && dt_line_word(&rest, &kind);
	draft->shared = good && dt_slice_is(kind, "rows");
	if (!good || (!draft->shared && !dt_slice_is(kind, "operator"))) {
		fault(loader, loader->line->text, "expected 'name operator' or 'name rows'");
		return;
	}
	draft->operator_ = DT_NEW(loader->arena, DtOperator);
	draft->operator_->name = dt_arena_copy(loader->arena, name);
	draft->operator_->file = loader->line->file;
	draft->operator_->line = (uint32_t)loader->line->number;
}

// ---- weights ----

// "actor-coded  0.61": what a sign weighs for confidence. A later folder's weight replaces an earlier one.
static bool read_weight(Loader *loader) {
	DtSlice rest = loader->line->text, name, value;
	double weight;
	if (!dt_line_word(&rest, &name) || !dt_line_word(&rest, &value)) {
		return fault(loader, loader->line->text, "expected 'sign weight'");
	}
	DtSign sign = dt_sign_find(name);
	if (sign == DT_SIGN_COUNT) return fault(loader, name, "unknown sign '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(name));
	if (!dt_slice_to_double(value, &weight) || weight < -20 || weight > 20)
		return fault(loader, value, "'" DT_SLICE_FORMAT "' is no weight from -20 to 20", DT_SLICE_ARGS(value));
	loader->lexicon->weights[sign] = (float)weight;
	return true;
}

// ---- files ----

static DtSlice file_stem(const char *path) {
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	return dt_slice(name, dot ? (size_t)(dot - name) : strlen(name));
}

static void load_file(Loader *loader, const char *path, DtSlice content) {
	DtLines lines = dt_lines_of(path, content);
	DtLine line;
	OperatorDraft draft = {0};
	loader->stem = file_stem(path);
	bool concepts = dt_slice_ends(dt_slice_of(path), ".concepts"), frames = dt_slice_ends(dt_slice_of(path), ".frames");
	bool weights = dt_slice_ends(dt_slice_of(path), ".weights");
	while (dt_lines_next(&lines, &line)) {
		loader->line = &line;
		if (concepts) {
			read_concept(loader);
		} else if (frames) {
			read_frame(loader);
		} else if (weights) {
			read_weight(loader);
		} else if (!line.indented) {
			finish_operator(loader, &draft);
			start_operator(loader, &draft);
		} else if (draft.operator_) {
			read_operator_field(loader, &draft);
		} else {
			fault(loader, line.text, "no operator stands above this line");
		}
	}
	finish_operator(loader, &draft);
}

// The files of one folder, in byte order of their paths.
typedef struct Layer {
	const char **paths;
	size_t count;
} Layer;

static bool load_kind(Loader *loader, const Layer *layer, const char *suffix) {
	enum { LARGEST_FILE = 16 * 1024 * 1024 };
	for (size_t i = 0; i < layer->count; i++) {
		if (!dt_slice_ends(dt_slice_of(layer->paths[i]), suffix)) continue;
		DtSlice content;
		const char *path = dt_arena_copy(loader->arena, dt_slice_of(layer->paths[i])).data;
		if (!dt_file_read(loader->arena, path, LARGEST_FILE, &content, loader->error)) return false;
		load_file(loader, path, content);
	}
	return true;
}

// Concepts first, since the rest names them.
static bool load_layer(Loader *loader, const Layer *layer) {
	return load_kind(loader, layer, ".concepts") && load_kind(loader, layer, ".frames") &&
	       load_kind(loader, layer, ".operators") && load_kind(loader, layer, ".weights");
}

// Adds concept and everything that holds it to the bits of marked; recursion ends at concepts marked already.
static void climb(const DtLexicon *lexicon, DtConcept concept, bool *marked, DtConcept *list, size_t *count) {
	if (marked[concept]) return;
	marked[concept] = true;
	list[(*count)++] = concept;
	const ConceptEntry *entry = &lexicon->concepts[concept];
	for (size_t i = 0; i < entry->parent_count; i++) climb(lexicon, entry->parents[i], marked, list, count);
}

static void close_concepts(Loader *loader) {
	DtLexicon *lexicon = loader->lexicon;
	bool *marked = DT_NEW_ARRAY(loader->arena, bool, lexicon->concept_count);
	DtConcept *list = DT_NEW_ARRAY(loader->arena, DtConcept, lexicon->concept_count);
	for (size_t i = 0; i < lexicon->concept_count; i++) {
		ConceptEntry *entry = &lexicon->concepts[i];
		if (!entry->defined) {
			loader->faults++;
			dt_error_add(loader->error, DT_FAULT_DATA, entry->file, entry->line, entry->column,
			             "concept '@" DT_SLICE_FORMAT "' is defined nowhere", DT_SLICE_ARGS(entry->name));
		}
		size_t count = 0;
		climb(lexicon, (DtConcept)i, marked, list, &count);
		entry->above = memcpy(DT_NEW_ARRAY(loader->arena, DtConcept, count), list, count * sizeof *list);
		entry->above_count = count;
		for (size_t k = 0; k < count; k++) marked[list[k]] = false;
	}
}

// Lists the lexicon of each folder; a user's folder need not have one.
static bool list_layers(DtArena *arena, const char *const *folders, size_t count, Layer *layers, DtError *error) {
	for (size_t i = 0; i < count; i++) {
		const char *folder = dt_arena_format(arena, "%s/lexicon", folders[i]).data;
		if (i > 0 && !dt_path_is_folder(folder)) continue;
		if (!dt_folder_list(arena, folder, "", &layers[i].paths, &layers[i].count, error)) return false;
	}
	return true;
}

DtLexicon *dt_lexicon_load(const char *const *folders, size_t folder_count, DtError *error) {
	enum { GROWTH = 13, MOST = 64 * 1024 * 1024 }; // bytes in memory for one of text; a hint for the arena
	DtArena *lists = dt_arena_new();
	Layer *layers = DT_NEW_ARRAY(lists, Layer, folder_count);
	bool read = list_layers(lists, folders, folder_count, layers, error);
	size_t bytes = 0;
	for (size_t i = 0; i < folder_count; i++) bytes += dt_files_size(layers[i].paths, layers[i].count) * GROWTH;
	DtArena *arena = dt_arena_new_for(bytes < MOST ? bytes : MOST);
	DtLexicon *lexicon = DT_NEW(arena, DtLexicon);
	lexicon->arena = arena;
	Loader loader = {.lexicon = lexicon, .arena = arena, .error = error};
	for (size_t i = 0; i < folder_count && read; i++) read = load_layer(&loader, &layers[i]);
	dt_arena_free(lists);
	close_concepts(&loader);
	if (read && loader.faults == 0 && lexicon->concept_count < DT_CONCEPT_NONE) return lexicon;
	dt_lexicon_free(lexicon);
	return NULL;
}
