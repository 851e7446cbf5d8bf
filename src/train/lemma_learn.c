// SPDX-License-Identifier: Apache-2.0
// From gold lemmas to rules, suffixes and exceptions (read syntax/lemma.c first).
//
//   1. each (form, tags, lemma) gives the shortest edit rule; the commonest rule of (form, tags) is kept
//   2. suffixes of length 0, 1, 2 … count rules by distinct forms; a suffix whose commonest rule differs from what the
//      shorter suffixes say, and that at least two forms support, is kept
//   3. a form that the suffixes get wrong becomes an exception
#include "train/lemma_learn.h"

#include "base/buffer.h"
#include <stdlib.h>

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
	if (token->xpos == DT_XPOS_CD && token->form.data[0] >= '0' && token->form.data[0] <= '9') return; // by rule
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

enum { SHARE = 60 };

// The commonest rules of each tag, by distinct forms: those that at least one form in SHARE follows.
static void build_common(Learner *learner, DtLemmaTables *tables) {
	for (int xpos = 0; xpos < DT_XPOS_COUNT; xpos++) {
		if (dt_lemma_base_kind((DtXpos)xpos) == DT_BASE_NONE) continue;
		uint32_t *votes = dt_alloc((learner->rule_count + 1) * sizeof *votes);
		memset(votes, 0, (learner->rule_count + 1) * sizeof *votes);
		uint32_t all = 0;
		for (size_t t = 0; t < learner->type_count; t++)
			if (learner->types[t].xpos == xpos && learner->types[t].best) {
				votes[learner->types[t].rule]++;
				all++;
			}
		for (unsigned n = 0; n < DT_LEMMA_COMMON; n++) {
			size_t best = learner->rule_count;
			for (size_t r = 0; r < learner->rule_count; r++)
				if (votes[r] * SHARE > all && (best == learner->rule_count || votes[r] > votes[best])) best = r;
			if (best == learner->rule_count) break;
			dt_hash_put(tables->suffixes, tables->suffix_slots, dt_lemma_common_hash(n, (DtXpos)xpos),
			            (uint32_t)best + 1);
			votes[best] = 0;
		}
		free(votes);
	}
}

static void build_suffixes(Learner *learner, DtLemmaTables *tables) {
	tables->suffixes =
		new_slots(learner->arena, learner->suffix_rules.count + DT_XPOS_COUNT * DT_LEMMA_COMMON, &tables->suffix_slots);
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

// ---- Known base forms

static DtBaseKind kind_of_base(const DtToken *token) {
	DtSlice form = token->form;
	switch (token->xpos) {
	case DT_XPOS_VB:
	case DT_XPOS_VBP:
		return DT_BASE_VERB;
	case DT_XPOS_NN:
		return DT_BASE_NOUN;
	case DT_XPOS_JJ:
	case DT_XPOS_RB:
		return DT_BASE_ADJECTIVE;
	case DT_XPOS_NNP:
	case DT_XPOS_NNPS:
		break;
	default:
		return DT_BASE_NONE;
	}
	if (form.length < 3 || form.data[0] < 'A' || form.data[0] > 'Z') return DT_BASE_NONE;
	for (size_t i = 1; i < form.length; i++)
		if (form.data[i] < 'a' || form.data[i] > 'z') return DT_BASE_NONE;
	return DT_BASE_NAME;
}

typedef struct Bases {
	uint64_t *hashes;
	size_t count, capacity;
} Bases;

static void add_base(Learner *learner, Bases *bases, DtSlice base, DtBaseKind kind, unsigned times) {
	char room[DT_WORD_ROOM];
	if (kind == DT_BASE_NONE) return;
	uint64_t hash = dt_lemma_known_hash(dt_word_fold(base, room), kind);
	for (unsigned i = 0; i < times; i++) DT_PUSH(learner->arena, bases->hashes, bases->count, bases->capacity, hash);
}

static int by_number(const void *a, const void *b) {
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
	return (left > right) - (left < right);
}

// A base form is known when gold has it as word or lemma, or when guessed tags have it at least so often.
static void build_known(Learner *learner, DtLemmaTables *tables, DtDocument *const *gold, size_t gold_count,
                        DtDocument *const *silver, size_t silver_count) {
	enum { OFTEN = 5 };
	Bases bases = {0};
	for (size_t d = 0; d < gold_count; d++)
		for (size_t t = 0; t < gold[d]->token_count; t++) {
			const DtToken *token = &gold[d]->tokens[t];
			add_base(learner, &bases, token->form, kind_of_base(token), OFTEN);
			add_base(learner, &bases, token->lemma, dt_lemma_base_kind(token->xpos), OFTEN);
		}
	for (size_t d = 0; d < silver_count; d++)
		for (size_t t = 0; t < silver[d]->token_count; t++)
			add_base(learner, &bases, silver[d]->tokens[t].form, kind_of_base(&silver[d]->tokens[t]), 1);
	if (bases.count > 0) qsort(bases.hashes, bases.count, sizeof *bases.hashes, by_number);
	size_t kept = 0;
	for (size_t i = 0, end; i < bases.count; i = end) {
		for (end = i; end < bases.count && bases.hashes[end] == bases.hashes[i];) end++;
		if (end - i >= OFTEN) bases.hashes[kept++] = bases.hashes[i];
	}
	tables->known = new_slots(learner->arena, kept, &tables->known_slots);
	for (size_t i = 0; i < kept; i++) dt_hash_put(tables->known, tables->known_slots, bases.hashes[i], 1);
}

DtLemmaTables dt_lemma_learn(DtArena *arena, DtDocument *const *gold, size_t gold_count, DtDocument *const *silver,
                             size_t silver_count) {
	Learner learner = {.arena = arena};
	DtLemmaTables tables = {0};
	for (size_t d = 0; d < gold_count; d++)
		for (size_t t = 0; t < gold[d]->token_count; t++) add_word(&learner, &gold[d]->tokens[t]);
	mark_best(&learner);
	for (size_t length = 0; length <= DT_LEMMA_SUFFIX_MAX; length++) learn_length(&learner, length);
	build_suffixes(&learner, &tables);
	build_common(&learner, &tables);
	build_exceptions(&learner, &tables);
	build_known(&learner, &tables, gold, gold_count, silver, silver_count);
	tables.rules = learner.rules;
	tables.rule_count = learner.rule_count;
	tables.strings = dt_arena_copy(arena, dt_buffer_slice(&learner.strings));
	dt_buffer_clear(&learner.strings);
	return tables;
}
