// SPDX-License-Identifier: Apache-2.0
// Lines of frames: predicates, slots with their fillers, results, options.
#include "coding/lexicon_reader.h"

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

static bool read_filler(DtLexiconReader *reader, DtSlice text, DtFiller *filler) {
	enum { ALTERNATIVES = 64 };
	DtConcept concepts[ALTERNATIVES];
	size_t count = 0;
	DtSlice whole = text, item;
	if (text.length && text.data[0] == '!') {
		filler->negated = true;
		text = dt_slice_cut(text, 1, text.length);
	}
	filler->literal = true;
	while (dt_lexicon_alternative(&text, &item)) {
		if (item.length == 0) return dt_lexicon_fault(reader, whole, "an empty filler");
		if (count == ALTERNATIVES) return dt_lexicon_fault(reader, whole, "more than %d alternatives", ALTERNATIVES);
		if (dt_slice_is(item, "*")) {
			filler->any = true;
			filler->literal = false;
		} else if (item.data[0] == '@') {
			DtSlice name = dt_slice_cut(item, 1, item.length);
			int class = find_class(name);
			if (class >= 0)
				filler->classes |= (uint16_t)(1 << class);
			else
				concepts[count++] = dt_lexicon_intern(reader, name, item);
			filler->literal = false;
		} else {
			concepts[count++] = dt_lexicon_literal(reader, item);
		}
	}
	DtConcept *kept = DT_NEW_ARRAY(reader->arena, DtConcept, count);
	memcpy(kept, concepts, count * sizeof *kept);
	filler->concepts = kept;
	filler->concept_count = (uint16_t)count;
	return true;
}

static bool read_slot(DtLexiconReader *reader, DtSlice word, DtSlot *slot) {
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
		if (found == DT_ROLE_COUNT)
			return dt_lexicon_fault(reader, one, "unknown role '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(one));
		slot->roles |= DT_ROLE_BIT(found);
	}
	return slot->absent || read_filler(reader, filler, &slot->filler);
}

static bool read_marks(DtSlice name, uint8_t *marks) {
	for (int bit = 0; bit < DT_AUXILIARY_COUNT; bit++) {
		if (!dt_slice_is(name, dt_auxiliary_name(bit))) continue;
		*marks |= (uint8_t)(1 << bit);
		return true;
	}
	return false;
}

bool dt_lexicon_read_category(DtLexiconReader *reader, DtSlice word, DtResult *result) {
	DtSlice rest = word, category, mode;
	dt_slice_split(&rest, '/', &category);
	result->category = (uint8_t)dt_category_find(category);
	if (result->category == DT_CATEGORY_NONE)
		return dt_lexicon_fault(reader, word, "unknown category '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(category));
	if (!dt_slice_split(&rest, '/', &mode)) return true;
	if (dt_mode_find((DtCategory)result->category, mode, &result->mode)) return true;
	return dt_lexicon_fault(reader, mode, DT_SLICE_FORMAT " has no mode '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(category),
	                        DT_SLICE_ARGS(mode));
}

static bool read_path(DtLexiconReader *reader, DtSlice text, DtPath *path) {
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
	return role != DT_ROLE_COUNT ||
	       dt_lexicon_fault(reader, text, "unknown role '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(text));
}

static bool read_paths(DtLexiconReader *reader, DtSlice list, DtPath *paths, uint8_t *count) {
	for (DtSlice item; dt_slice_split(&list, ',', &item);) {
		if (*count == DT_PATH_ROOM)
			return dt_lexicon_fault(reader, item, "more than %d places for a party", DT_PATH_ROOM);
		if (!read_path(reader, item, &paths[(*count)++])) return false;
	}
	return true;
}

static bool read_when(DtLexiconReader *reader, DtSlice name, uint8_t *when) {
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
		return dt_lexicon_fault(reader, name, "when= takes future, past, negated, joint or marked");
	return true;
}

bool dt_lexicon_read_option(DtLexiconReader *reader, DtSlice word, DtParties *parties, DtContexts *contexts,
                            uint8_t *when) {
	DtSlice value = word, key;
	dt_slice_split(&value, '=', &key);
	if (dt_slice_is(word, "symmetric")) return parties->symmetric = true;
	if (dt_slice_is(word, "swap")) return parties->swap = true;
	if (dt_slice_is(word, "recipient=none")) return parties->recipient_none = true;
	if (dt_slice_is(key, "actor") && value.data)
		return read_paths(reader, value, parties->actor, &parties->actor_count);
	if (dt_slice_is(key, "recipient") && dt_slice_ends(value, ",none")) {
		parties->recipient_only = true;
		value.length -= strlen(",none");
	}
	if (dt_slice_is(key, "recipient") && value.data)
		return read_paths(reader, value, parties->recipient, &parties->recipient_count);
	if (dt_slice_is(key, "context") && value.data && contexts) return dt_lexicon_read_contexts(reader, value, contexts);
	if (dt_slice_is(key, "when") && value.data && when) return read_when(reader, value, when);
	return dt_lexicon_fault(reader, word, "unknown option '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(word));
}

bool dt_lexicon_is_cameo(DtSlice word) {
	for (size_t i = 0; i < word.length; i++) {
		if (word.data[i] < '0' || word.data[i] > '9') return false;
	}
	return word.length > 0;
}

bool dt_lexicon_read_cameo(DtLexiconReader *reader, DtSlice word, char *cameo, bool whole) {
	bool known = whole ? dt_cameo_find(word) != NULL : word.length <= 4;
	if (!known) return dt_lexicon_fault(reader, word, "unknown CAMEO code '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(word));
	memcpy(cameo, word.data, word.length);
	cameo[word.length] = '\0';
	return true;
}

bool dt_lexicon_read_mark(DtLexiconReader *reader, DtSlice word, DtResult *result, bool inner) {
	uint8_t *marks = inner ? &result->inner_add : word.data[0] == '+' ? &result->add : &result->remove;
	DtSlice name = dt_slice_cut(word, 1, word.length);
	return read_marks(name, marks) ||
	       dt_lexicon_fault(reader, word, "unknown mark '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(name));
}

// What stands to the right of "->".
bool dt_lexicon_read_result(DtLexiconReader *reader, DtSlice text, DtResult *result, DtParties *parties,
                            DtContexts *contexts, uint8_t *when) {
	DtSlice word;
	if (!dt_line_word(&text, &word)) return dt_lexicon_fault(reader, text, "nothing follows '->'");
	if (dt_slice_is(word, "same"))
		result->kind = DT_RESULT_SAME;
	else if (dt_slice_is(word, "drop"))
		result->kind = DT_RESULT_DROP;
	else if (!dt_lexicon_read_category(reader, word, result))
		return false;
	bool inner = false;
	while (dt_line_word(&text, &word)) {
		bool good;
		if (dt_slice_is(word, "&")) {
			inner = true;
			good = dt_line_word(&text, &word) && dt_slice_is(word, "same");
			result->keep_inner = good;
			if (!good) dt_lexicon_fault(reader, word, "'&' is followed by 'same'");
		} else if (word.data[0] == '+' || word.data[0] == '-') {
			good = dt_lexicon_read_mark(reader, word, result, inner);
		} else if (dt_lexicon_is_cameo(word)) {
			good = dt_lexicon_read_cameo(reader, word, result->cameo, true);
		} else {
			good = dt_lexicon_read_option(reader, word, parties, contexts, when);
		}
		if (!good) return false;
	}
	return true;
}

// ---- predicates ----

static Predicate *get_predicate(DtLexiconReader *reader, Phrase *phrase, DtPredicateKind kind) {
	for (Predicate *predicate = phrase->predicates; predicate; predicate = predicate->next) {
		if (predicate->kind == kind) return predicate;
	}
	Predicate *predicate = DT_NEW(reader->arena, Predicate);
	*predicate = (Predicate){.kind = kind, .next = phrase->predicates};
	phrase->predicates = predicate;
	return predicate;
}

bool dt_lexicon_add_predicate(DtLexiconReader *reader, DtSlice text, DtPredicateTarget target) {
	DtSlice words = text, kinds = dt_slice_of("v");
	size_t slash = dt_slice_find(text, dt_slice_of("/"));
	if (slash != SIZE_MAX) {
		words = dt_slice_cut(text, 0, slash);
		kinds = dt_slice_cut(text, slash + 1, text.length);
	}
	if (kinds.length == 0) return dt_lexicon_fault(reader, text, "'/' is followed by v, n or a");
	Phrase *phrase = dt_lexicon_phrase(reader, dt_slice_trim(words));
	if (!phrase) return false;
	for (size_t i = 0; i < kinds.length; i++) {
		const char *known = "vna", *at = strchr(known, kinds.data[i]);
		if (!at) return dt_lexicon_fault(reader, kinds, "'%c' is no kind of predicate: v, n or a", kinds.data[i]);
		Predicate *predicate = get_predicate(reader, phrase, (DtPredicateKind)(at - known));
		if (target.frame)
			DT_PUSH(reader->arena, predicate->frames, predicate->frame_count, predicate->frame_capacity, target.frame);
		else
			DT_PUSH(reader->arena, predicate->operators, predicate->operator_count, predicate->operator_capacity,
			        target.operator_);
	}
	return true;
}

static bool is_slot(DtSlice word) {
	return word.length > 1 && (word.data[0] == '!' || dt_slice_find(word, dt_slice_of(":")) != SIZE_MAX);
}

void dt_lexicon_read_frame(DtLexiconReader *reader) {
	enum { SLOT_ROOM = 12 };
	DtSlice text = reader->line->text;
	size_t arrow = dt_slice_find(text, dt_slice_of("->"));
	if (arrow == SIZE_MAX) {
		dt_lexicon_fault(reader, text, "expected 'predicates slots -> CATEGORY CAMEO'");
		return;
	}
	DtSlice left = dt_slice_cut(text, 0, arrow), rest = left, word, predicates = left;
	DtSlot slots[SLOT_ROOM];
	DtFrame *frame = DT_NEW(reader->arena, DtFrame);
	while (dt_line_word(&rest, &word)) {
		if (!is_slot(word) && frame->slot_count) {
			dt_lexicon_fault(reader, word, "no slot: '" DT_SLICE_FORMAT "' (predicates come first, options after '->')",
			                 DT_SLICE_ARGS(word));
			return;
		}
		if (!is_slot(word)) continue;
		if (frame->slot_count == 0) predicates = dt_slice(left.data, (size_t)(word.data - left.data));
		if (frame->slot_count == SLOT_ROOM) {
			dt_lexicon_fault(reader, word, "more than %d slots", SLOT_ROOM);
			return;
		}
		if (!read_slot(reader, word, &slots[frame->slot_count++])) return;
	}
	frame->slots =
		memcpy(DT_NEW_ARRAY(reader->arena, DtSlot, frame->slot_count + 1u), slots, frame->slot_count * sizeof(DtSlot));
	DtSlice right = dt_slice_cut(text, arrow + 2, text.length);
	if (!dt_lexicon_read_result(reader, right, &frame->result, &frame->parties, &frame->contexts, &frame->when)) return;
	frame->file = reader->line->file;
	frame->line = (uint32_t)reader->line->number;
	frame->id =
		dt_arena_format(reader->arena, DT_SLICE_FORMAT "/%zu", DT_SLICE_ARGS(reader->stem), reader->line->number);
	frame->text = text;
	while (dt_lexicon_alternative(&predicates, &word)) {
		if (word.length == 0)
			dt_lexicon_fault(reader, left, "a predicate is missing");
		else
			dt_lexicon_add_predicate(reader, word, (DtPredicateTarget){.frame = frame});
	}
	DtLexicon *lexicon = reader->lexicon;
	DT_PUSH(lexicon->arena, lexicon->frames, lexicon->frame_count, lexicon->frame_capacity, frame);
}
