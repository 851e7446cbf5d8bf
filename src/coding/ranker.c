// SPDX-License-Identifier: Apache-2.0
// Features of a marked pair, and the linear model over them.
//
//            actor ─── path up ───▶ top ◀─── path down ─── recipient
//   before          between                behind
//
// A feature is a kind and a word or two ("between demand", "path reject", "frame ACCUSE"), hashed into a row of
// weights, one for each category. All features of a sentence are scaled to length one, so that long sentences are not
// surer than short ones. Names are no features: who does it must not decide what was done.
#include "coding/ranker.h"

#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "syntax/kernel.h"
#include "syntax/model_file.h"

// ---- features ----

typedef struct Pair {
	const DtScene *scene;
	DtPairFeatures *features;
	DtArena *arena;
	uint8_t *marked; // [tokens]: 1 of the actor, 2 of the recipient
} Pair;

static void add(Pair *pair, const char *kind, DtSlice word, DtSlice second, float value) {
	DtSlice name = second.length ? dt_arena_format(pair->arena, "%s " DT_SLICE_FORMAT " " DT_SLICE_FORMAT, kind,
	                                               DT_SLICE_ARGS(word), DT_SLICE_ARGS(second))
	                             : dt_arena_format(pair->arena, "%s " DT_SLICE_FORMAT, kind, DT_SLICE_ARGS(word));
	uint32_t row = (uint32_t)(dt_slice_hash(name) >> 13) % DT_RANKER_ROWS;
	for (size_t i = 0; i < pair->features->count; i++)
		if (pair->features->items[i].row == row) return;
	DtPairFeature feature = {name, row, value};
	DT_PUSH(pair->arena, pair->features->items, pair->features->count, pair->features->capacity, feature);
}

static void mark(Pair *pair, const DtSpan *spans, uint32_t count, uint8_t as) {
	for (size_t i = 0; i < pair->scene->token_count; i++)
		for (uint32_t s = 0; s < count; s++)
			if (dt_span_overlaps(pair->scene->tokens[i].span, spans[s])) pair->marked[i] |= as;
}

// The word of a party that hangs outside it, or -1.
static int32_t head_of(const Pair *pair, uint8_t as) {
	const DtToken *tokens = pair->scene->tokens;
	for (size_t i = 0; i < pair->scene->token_count; i++)
		if (pair->marked[i] & as && (tokens[i].head < 0 || !(pair->marked[tokens[i].head] & as))) return (int32_t)i;
	return -1;
}

static bool is_content(const DtToken *token) {
	switch (token->upos) {
	case DT_UPOS_NOUN:
	case DT_UPOS_VERB:
	case DT_UPOS_ADJ:
	case DT_UPOS_ADV:
	case DT_UPOS_AUX:
	case DT_UPOS_PART:
	case DT_UPOS_SCONJ:
	case DT_UPOS_ADP:
		return true;
	default:
		return false;
	}
}

// The categories of the lines that a word could fire.
static void add_frames(Pair *pair, const char *frame, const char *operator_, size_t token) {
	for (const DtPredicateMatch *match = pair->scene->reading.predicates[token]; match; match = match->next) {
		for (uint32_t i = 0; i < match->frame_count; i++)
			if (match->frames[i]->result.kind == DT_RESULT_EVENT)
				add(pair, frame, dt_slice_of(dt_category_name((DtCategory)match->frames[i]->result.category)),
				    (DtSlice){0}, 1);
		for (uint32_t i = 0; i < match->operator_count; i++)
			add(pair, operator_, match->operators[i]->name, (DtSlice){0}, 1);
	}
}

// The classes of words that a word belongs to, as the lexicon has them: what holds of "truce" holds of "armistice".
static void add_concepts(Pair *pair, const char *kind, size_t token, float value) {
	const DtReading *reading = &pair->scene->reading;
	const uint64_t *bits = reading->concepts + token * reading->words;
	for (size_t word = 0; word < reading->words; word++) {
		for (uint64_t rest = bits[word]; rest; rest &= rest - 1) {
			size_t concept = word * 64 + (size_t)__builtin_ctzll(rest);
			DtSlice name = dt_lexicon_concept_name(pair->scene->lexicon, (DtConcept) concept);
			if (name.length && name.data[0] != '=') add(pair, kind, name, (DtSlice){0}, value);
		}
	}
}

static void add_words(Pair *pair) {
	static const char *const where[] = {"before", "between", "behind"};
	const DtToken *tokens = pair->scene->tokens;
	size_t count = pair->scene->token_count, first = count, last = 0;
	for (size_t i = 0; i < count; i++) {
		if (!pair->marked[i]) continue;
		if (first == count) first = i;
		last = i;
	}
	for (size_t i = 0; i < count; i++) {
		if (pair->marked[i] || !is_content(&tokens[i])) continue;
		DtSlice none = {0}, lemma = tokens[i].lemma;
		add(pair, "word", lemma, none, 1);
		add_frames(pair, "near frame", "near operator", i);
		add_concepts(pair, "concept", i, 1);
		if (tokens[i].upos != DT_UPOS_ADP) add(pair, where[i < first ? 0 : i < last ? 1 : 2], lemma, none, 1);
		if (i + 1 < count && tokens[i + 1].upos != DT_UPOS_PUNCT)
			add(pair, "words", lemma, pair->marked[i + 1] ? dt_slice_of("PARTY") : tokens[i + 1].lemma, 1);
	}
}

static void add_path_word(Pair *pair, int32_t token) {
	if (pair->marked[token]) return;
	add(pair, "path", pair->scene->tokens[token].lemma, (DtSlice){0}, 1.5f);
	add_frames(pair, "frame", "operator", (size_t)token);
}

// What hangs on the word where the two paths meet.
static void add_top(Pair *pair, int32_t top) {
	const DtScene *scene = pair->scene;
	DtSlice lemma = scene->tokens[top].lemma;
	if (pair->marked[top]) return;
	add(pair, "top", lemma, (DtSlice){0}, 2);
	for (int32_t c = scene->propositions.first_child[top]; c >= 0; c = scene->propositions.next_sibling[c]) {
		const DtToken *child = &scene->tokens[c];
		switch (dt_deprel_universal((DtDeprel)child->deprel)) {
		case DT_DEPREL_OBJ:
		case DT_DEPREL_XCOMP:
		case DT_DEPREL_CCOMP:
		case DT_DEPREL_OBL:
		case DT_DEPREL_AUX:
		case DT_DEPREL_ADVMOD:
		case DT_DEPREL_COMPOUND:
			if (child->upos == DT_UPOS_PROPN) break;
			add(pair, "top", lemma, child->lemma, 1);
			add(pair, dt_deprel_name((DtDeprel)child->deprel), child->lemma, (DtSlice){0}, 1);
			break;
		default:
			break;
		}
	}
}

static void add_paths(Pair *pair) {
	const DtToken *tokens = pair->scene->tokens;
	int32_t actor = head_of(pair, 1), recipient = head_of(pair, 2), top = -1;
	uint8_t *above = dt_arena_alloc(pair->arena, pair->scene->token_count);
	for (int32_t at = recipient; at >= 0; at = tokens[at].head) above[at] = 1;
	const char *actor_relation = "", *recipient_relation = "";
	for (int32_t at = actor; at >= 0 && top < 0; at = tokens[at].head) {
		if (above[at]) {
			top = at;
			break;
		}
		actor_relation = dt_deprel_name((DtDeprel)tokens[at].deprel);
		if (at != actor) add_path_word(pair, at);
	}
	for (int32_t at = recipient; at >= 0 && at != top; at = tokens[at].head) {
		recipient_relation = dt_deprel_name((DtDeprel)tokens[at].deprel);
		if (at != recipient) add_path_word(pair, at);
	}
	if (top < 0) return;
	add_path_word(pair, top);
	add_top(pair, top);
	add(pair, "relations", dt_slice_of(actor_relation), dt_slice_of(recipient_relation), 1);
}

int dt_pair_features(DtArena *arena, const DtDocument *document, const DtScene *scene, DtPairFeatures *features) {
	*features = (DtPairFeatures){0};
	if (scene->token_count == 0) return 0;
	Pair pair = {scene, features, arena, dt_arena_alloc(arena, scene->token_count)};
	mark(&pair, document->given_actors, document->given_actor_count, 1);
	mark(&pair, document->given_recipients, document->given_recipient_count, 2);
	int sides = (head_of(&pair, 1) >= 0) + (head_of(&pair, 2) >= 0);
	if (sides == 0) return 0;
	add_paths(&pair);
	add_words(&pair);
	float squares = 0;
	for (size_t i = 0; i < features->count; i++) squares += features->items[i].value * features->items[i].value;
	for (size_t i = 0; i < features->count; i++) features->items[i].value /= sqrtf(squares);
	return sides;
}

// ---- the model ----

struct DtRanker {
	DtArena *arena;
	DtSlice mapped;          // to be unmapped; empty when the caller's
	const uint16_t *weights; // [DT_RANKER_ROWS][DT_RANKER_LANES], half precision
};

DtRanker *dt_ranker_read(DtSlice content, const char *name, DtError *error) {
	DtModelFile file;
	const char *wrong = NULL;
	if ((uintptr_t)content.data % 16 != 0) {
		wrong = "the bytes of a model must be aligned to 16";
	} else if (!dt_model_file_read(&file, content, name, error)) {
		return NULL;
	} else if (!dt_slice_is(dt_model_file_value(&file, "kind"), "pairs")) {
		wrong = "not a model of pairs";
	} else if (dt_model_file_section(&file, "weights").length !=
	           (size_t)DT_RANKER_ROWS * DT_RANKER_LANES * sizeof(uint16_t)) {
		wrong = "section weights has the wrong size";
	}
	if (wrong) {
		dt_error_add(error, DT_FAULT_DATA, name, 0, 0, "%s", wrong);
		return NULL;
	}
	DtArena *arena = dt_arena_new();
	DtRanker *ranker = DT_NEW(arena, DtRanker);
	ranker->arena = arena;
	ranker->weights = (const uint16_t *)(const void *)dt_model_file_section(&file, "weights").data;
	return ranker;
}

DtRanker *dt_ranker_load(const char *path, DtError *error) {
	DtSlice content;
	if (!dt_file_map(path, &content, error)) return NULL;
	DtRanker *ranker = dt_ranker_read(content, path, error);
	if (ranker)
		ranker->mapped = content;
	else
		dt_file_unmap(content);
	return ranker;
}

void dt_ranker_free(DtRanker *ranker) {
	if (!ranker) return;
	if (ranker->mapped.length) dt_file_unmap(ranker->mapped);
	dt_arena_free(ranker->arena);
}

float dt_ranker_weight(const DtRanker *ranker, uint32_t row, size_t lane) {
	return dt_half_to_float(ranker->weights[(size_t)row * DT_RANKER_LANES + lane]);
}

static void soften(float scores[DT_RANKER_LANES]) {
	float largest = scores[0], sum = 0;
	for (size_t l = 1; l < DT_RANKER_LANES; l++) largest = fmaxf(largest, scores[l]);
	for (size_t l = 0; l < DT_RANKER_LANES; l++) sum += scores[l] = expf(scores[l] - largest);
	for (size_t l = 0; l < DT_RANKER_LANES; l++) scores[l] /= sum;
}

void dt_ranker_score(const DtRanker *ranker, const DtPairFeatures *features, float probabilities[DT_RANKER_LANES]) {
	for (size_t l = 0; l < DT_RANKER_LANES; l++) {
		probabilities[l] = 0;
		for (size_t i = 0; i < features->count; i++)
			probabilities[l] += features->items[i].value * dt_ranker_weight(ranker, features->items[i].row, l);
	}
	probabilities[(size_t)DT_CATEGORY_RETREAT - 1] = -1e9f; // the lane that nobody uses
	soften(probabilities);
}

DtCategory dt_ranker_choose(const float probabilities[DT_RANKER_LANES], DtCategory said, float confidence,
                            float *sure) {
	// How much the lexicon's word weighs beside the words', and how little the words may say of a category: found on
	// labelled lines, flat around these values.
	const float floor = 3e-2f, trust = 10.0f;
	float scores[DT_RANKER_LANES];
	size_t best = 0;
	for (size_t l = 0; l < DT_RANKER_LANES; l++) scores[l] = logf(probabilities[l] + floor);
	scores[(size_t)DT_CATEGORY_RETREAT - 1] = -1e9f;
	if (said != DT_CATEGORY_NONE) scores[dt_ranker_lane(said)] += trust * confidence;
	soften(scores);
	for (size_t l = 1; l < DT_RANKER_LANES; l++)
		if (scores[l] > scores[best]) best = l;
	if (sure) *sure = scores[best];
	return said != DT_CATEGORY_NONE && dt_ranker_lane(said) == best ? said : (DtCategory)(best + 1);
}
