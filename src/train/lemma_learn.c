// SPDX-License-Identifier: Apache-2.0
// From gold lemmas to rules, suffixes and exceptions (read syntax/lemma.c first).
//
//   1. each (form, tags, lemma) gives the shortest edit rule; the commonest rule of (form, tags) is kept
//   2. suffixes of length 0, 1, 2 … count rules by distinct forms; a suffix whose commonest rule differs from what the
//      shorter suffixes say, and that at least two forms support, is kept
//   3. a form that the suffixes get wrong becomes an exception
#include "train/lemma_learn.h"

#include "base/buffer.h"
#include "base/map.h"

typedef struct Type { // a folded form with tags and one rule
	DtSlice folded;
	uint8_t xpos, upos;
	uint32_t rule, count;
	bool best; // the commonest rule of its form and tags
} Type;

typedef struct Learner {
	DtArena *arena;
	DtMap rule_numbers, type_numbers, form_best, suffix_votes, vote_best, suffix_rules;
	DtLemmaRule *rules;
	size_t rule_count, rule_capacity;
	DtBuffer strings;
	Type *types;
	size_t type_count, type_capacity;
} Learner;

static size_t common_prefix(DtSlice a, DtSlice b) {
	size_t length = 0;
	while (length < a.length && length < b.length && a.data[length] == b.data[length]) length++;
	return length;
}

static bool is_name(DtXpos xpos) { return xpos == DT_XPOS_NNP || xpos == DT_XPOS_NNPS; }

// The rule that makes lemma of form, from the base that needs the smaller edit.
static bool find_rule(Learner *learner, DtSlice form, DtSlice folded, DtXpos xpos, DtSlice lemma, uint32_t *number) {
	size_t kept[2] = {[DT_LEMMA_FOLDED] = common_prefix(folded, lemma), [DT_LEMMA_GIVEN] = common_prefix(form, lemma)};
	DtLemmaBase base = is_name(xpos) ? DT_LEMMA_GIVEN : DT_LEMMA_FOLDED, other = base ^ 1;
	if (kept[other] > kept[base]) base = other;
	size_t strip = (base == DT_LEMMA_GIVEN ? form : folded).length - kept[base];
	DtSlice text = dt_slice_cut(lemma, kept[base], lemma.length);
	if (strip > 60 || text.length > 60) return false;
	DtSlice key = dt_arena_format(learner->arena, "%d %zu " DT_SLICE_FORMAT, (int)base, strip, DT_SLICE_ARGS(text));
	*number = dt_map_intern(learner->arena, &learner->rule_numbers, key, (uint32_t)learner->rule_count);
	if (*number == learner->rule_count) {
		DtLemmaRule rule = {.text = (uint32_t)learner->strings.length,
		                    .text_length = (uint8_t)text.length,
		                    .strip = (uint8_t)strip,
		                    .base = (uint8_t)base};
		dt_buffer_add(&learner->strings, text);
		DT_PUSH(learner->arena, learner->rules, learner->rule_count, learner->rule_capacity, rule);
	}
	return true;
}

static void add_word(Learner *learner, const DtToken *token) {
	char room[DT_WORD_ROOM];
	uint32_t rule;
	DtSlice folded = dt_word_fold(token->form, room);
	if (token->lemma.length == 0 || (dt_slice_is(token->lemma, "_") && !dt_slice_is(token->form, "_"))) return;
	if (token->xpos == DT_XPOS_GW || token->deprel == DT_DEPREL_GOESWITH) return;
	if (!find_rule(learner, token->form, folded, token->xpos, token->lemma, &rule)) return;
	DtSlice key = dt_arena_format(learner->arena, "%d %d %u " DT_SLICE_FORMAT, token->xpos, token->upos, rule,
	                              DT_SLICE_ARGS(folded));
	uint32_t number = dt_map_intern(learner->arena, &learner->type_numbers, key, (uint32_t)learner->type_count);
	if (number == learner->type_count) {
		Type type = {dt_arena_copy(learner->arena, folded), token->xpos, token->upos, rule, 0, false};
		DT_PUSH(learner->arena, learner->types, learner->type_count, learner->type_capacity, type);
	}
	learner->types[number].count++;
}

static void mark_best(Learner *learner) {
	for (size_t t = 0; t < learner->type_count; t++) {
		Type *type = &learner->types[t];
		DtSlice key = dt_arena_format(learner->arena, "%d %d " DT_SLICE_FORMAT, type->xpos, type->upos,
		                              DT_SLICE_ARGS(type->folded));
		uint32_t best = dt_map_intern(learner->arena, &learner->form_best, key, (uint32_t)t);
		if (type->count > learner->types[best].count) dt_map_set(learner->arena, &learner->form_best, key, (uint32_t)t);
	}
	for (size_t i = 0; i < learner->type_count; i++) {
		Type *type = &learner->types[i];
		DtSlice key = dt_arena_format(learner->arena, "%d %d " DT_SLICE_FORMAT, type->xpos, type->upos,
		                              DT_SLICE_ARGS(type->folded));
		type->best = dt_map_find(&learner->form_best, key) == i;
	}
}

static DtSlice suffix_key(Learner *learner, const Type *type, size_t length) {
	DtSlice suffix = dt_slice_cut(type->folded, type->folded.length - length, type->folded.length);
	return dt_arena_format(learner->arena, "%d " DT_SLICE_FORMAT, type->xpos, DT_SLICE_ARGS(suffix));
}

// What suffixes shorter than limit say; DT_MAP_ABSENT when nothing.
static uint32_t decide(Learner *learner, const Type *type, size_t limit) {
	for (size_t length = type->folded.length < limit ? type->folded.length + 1 : limit; length-- > 0;) {
		uint32_t rule = dt_map_find(&learner->suffix_rules, suffix_key(learner, type, length));
		if (rule != DT_MAP_ABSENT) return rule;
	}
	return DT_MAP_ABSENT;
}

// Counts the rules of every suffix of one length, and keeps those that decide otherwise than shorter ones.
static void learn_length(Learner *learner, size_t length) {
	for (size_t t = 0; t < learner->type_count; t++) {
		const Type *type = &learner->types[t];
		if (!type->best || type->folded.length < length) continue;
		DtSlice suffix = suffix_key(learner, type, length);
		DtSlice vote = dt_arena_format(learner->arena, "%u " DT_SLICE_FORMAT, type->rule, DT_SLICE_ARGS(suffix));
		uint32_t votes = dt_map_intern(learner->arena, &learner->suffix_votes, vote, 0) + 1;
		dt_map_set(learner->arena, &learner->suffix_votes, vote, votes);
		uint32_t best = dt_map_intern(learner->arena, &learner->vote_best, suffix, (uint32_t)t);
		const Type *champion = &learner->types[best];
		DtSlice best_vote =
			dt_arena_format(learner->arena, "%u " DT_SLICE_FORMAT, champion->rule, DT_SLICE_ARGS(suffix));
		if (votes > dt_map_find(&learner->suffix_votes, best_vote))
			dt_map_set(learner->arena, &learner->vote_best, suffix, (uint32_t)t);
	}
	for (size_t t = 0; t < learner->type_count; t++) {
		const Type *type = &learner->types[t];
		if (!type->best || type->folded.length < length) continue;
		DtSlice suffix = suffix_key(learner, type, length);
		uint32_t rule = learner->types[dt_map_find(&learner->vote_best, suffix)].rule;
		DtSlice vote = dt_arena_format(learner->arena, "%u " DT_SLICE_FORMAT, rule, DT_SLICE_ARGS(suffix));
		if (dt_map_find(&learner->suffix_votes, vote) < 2 && length > 0) continue;
		if (decide(learner, type, length) != rule) dt_map_set(learner->arena, &learner->suffix_rules, suffix, rule);
	}
}

static DtHashSlot *new_slots(DtArena *arena, size_t count, size_t *slots) {
	*slots = 16;
	while (*slots < count * 2) *slots *= 2;
	return DT_NEW_ARRAY(arena, DtHashSlot, *slots);
}

static void build_suffixes(Learner *learner, DtLemmaTables *tables) {
	tables->suffixes = new_slots(learner->arena, learner->suffix_rules.count, &tables->suffix_slots);
	for (size_t t = 0; t < learner->type_count; t++) {
		const Type *type = &learner->types[t];
		for (size_t length = 0; length <= DT_LEMMA_SUFFIX_MAX && length <= type->folded.length; length++) {
			uint32_t rule = dt_map_find(&learner->suffix_rules, suffix_key(learner, type, length));
			if (rule == DT_MAP_ABSENT) continue;
			DtSlice suffix = dt_slice_cut(type->folded, type->folded.length - length, type->folded.length);
			uint64_t hash = dt_lemma_suffix_hash(suffix, type->xpos);
			if (!dt_hash_find((DtHashTable){tables->suffixes, tables->suffix_slots}, hash))
				dt_hash_put(tables->suffixes, tables->suffix_slots, hash, rule + 1);
		}
	}
}

static void build_exceptions(Learner *learner, DtLemmaTables *tables) {
	tables->exceptions = new_slots(learner->arena, learner->type_count, &tables->exception_slots);
	for (size_t t = 0; t < learner->type_count; t++) {
		const Type *type = &learner->types[t];
		if (!type->best || decide(learner, type, DT_LEMMA_SUFFIX_MAX + 1) == type->rule) continue;
		dt_hash_put(tables->exceptions, tables->exception_slots,
		            dt_lemma_exception_hash(type->folded, type->xpos, type->upos), type->rule + 1);
	}
}

// Names whose lemma, printed with a capital, ends in small letters.
static void build_names(Learner *learner, DtLemmaTables *tables, DtDocument *const *documents, size_t count) {
	DtMap seen = {0};
	char room[DT_WORD_ROOM];
	for (int pass = 0; pass < 2; pass++) {
		if (pass == 1) tables->names = new_slots(learner->arena, seen.count, &tables->name_slots);
		for (size_t d = 0; d < count; d++)
			for (size_t t = 0; t < documents[d]->token_count; t++) {
				const DtToken *token = &documents[d]->tokens[t];
				DtSlice form = token->form;
				if (!is_name(token->xpos) || form.length < 3 || form.data[0] < 'A' || form.data[0] > 'Z') continue;
				bool small = true;
				for (size_t i = 1; i < form.length; i++) small &= form.data[i] >= 'a' && form.data[i] <= 'z';
				if (!small) continue;
				DtSlice folded = dt_word_fold(form, room);
				if (pass == 0)
					dt_map_set(learner->arena, &seen, dt_arena_copy(learner->arena, folded), 1);
				else if (!dt_hash_find((DtHashTable){tables->names, tables->name_slots}, dt_lemma_name_hash(folded)))
					dt_hash_put(tables->names, tables->name_slots, dt_lemma_name_hash(folded), 1);
			}
	}
}

DtLemmaTables dt_lemma_learn(DtArena *arena, DtDocument *const *documents, size_t count) {
	Learner learner = {.arena = arena};
	DtLemmaTables tables = {0};
	for (size_t d = 0; d < count; d++)
		for (size_t t = 0; t < documents[d]->token_count; t++) add_word(&learner, &documents[d]->tokens[t]);
	mark_best(&learner);
	for (size_t length = 0; length <= DT_LEMMA_SUFFIX_MAX; length++) learn_length(&learner, length);
	build_suffixes(&learner, &tables);
	build_exceptions(&learner, &tables);
	build_names(&learner, &tables, documents, count);
	tables.rules = learner.rules;
	tables.rule_count = learner.rule_count;
	tables.strings = dt_arena_copy(arena, dt_buffer_slice(&learner.strings));
	dt_buffer_clear(&learner.strings);
	return tables;
}
