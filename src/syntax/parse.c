// SPDX-License-Identifier: Apache-2.0
// The parser at work: sentences are gathered into batches of a few hundred words, so that each product is matrix by
// matrix and weights stay in the cache, and go through the network together.
//
//   words ─▶ cache of mixed embeddings ─▶ layers ─▶ heads ─┬▶ UPOS and XPOS (the best pair that occurs together)
//                                                          ├▶ arcs ─▶ the best tree
//                                                          └▶ relations of the arcs of that tree
//
// The mixed embedding of a form depends on nothing but the form, and a few thousand forms make up most of any text: a
// direct-mapped cache, kept in the scratch from document to document, saves most of that layer.
//
// Invariants: a word's outcome does not depend on the batch it went in; every sentence gets one well-formed tree
// whatever the weights are. A sentence longer than DT_SENTENCE_MAX_TOKENS (only CoNLL-U can bring one) is parsed in
// pieces, each later piece hanging on the root of the first.
#include "syntax/parse.h"

#include <math.h>
#include <stdlib.h>

#include "syntax/features.h"
#include "syntax/model.h"
#include "syntax/tree.h"

enum { BATCH_WORDS = 256, CACHE_SLOTS = 8192, ROWS_MAX = DT_SENTENCE_MAX_TOKENS + 2 };

typedef struct Piece { // a sentence, or a part of one too long
	DtToken *tokens;
	uint32_t count;
} Piece;

struct DtSyntaxScratch {
	DtArena *arena, *trees;
	uint64_t *cache_keys; // [CACHE_SLOTS], 0 empty
	float *cache;         // [CACHE_SLOTS][D]
	float *embedded;      // [rows][5E]
	float *rows, *mixed, *before, *change, *gates, *states, *heads;
	float *keys, *scores, *hidden, *labels;
	uint32_t *missed; // rows whose form the cache lacks
	uint64_t *missed_keys;
	Piece pieces[BATCH_WORDS + 2];
	uint32_t first[BATCH_WORDS + 2], count[BATCH_WORDS + 2];
	size_t piece_count, row_count;
};

static float *numbers(DtArena *arena, size_t rows, size_t width) {
	char *memory = dt_arena_alloc(arena, rows * width * sizeof(float) + 64);
	return (float *)(void *)(memory + (64 - (uintptr_t)memory % 64) % 64); // whole cache lines
}

DtSyntaxScratch *dt_syntax_scratch_new(const DtSyntax *syntax) {
	DtArena *arena = dt_arena_new();
	const DtShape *shape = &syntax->network.shape;
	size_t width = shape->width, stride = (ROWS_MAX + DT_LANES) / DT_LANES * DT_LANES;
	DtSyntaxScratch *scratch = DT_NEW(arena, DtSyntaxScratch);
	scratch->arena = arena;
	scratch->trees = dt_arena_new();
	scratch->cache_keys = DT_NEW_ARRAY(arena, uint64_t, CACHE_SLOTS);
	scratch->cache = numbers(arena, CACHE_SLOTS, width);
	scratch->embedded = numbers(arena, ROWS_MAX, (size_t)DT_WORD_FEATURES * shape->embedding);
	scratch->rows = numbers(arena, ROWS_MAX, width);
	scratch->mixed = numbers(arena, ROWS_MAX, width);
	scratch->before = numbers(arena, ROWS_MAX, shape->pieces * width);
	scratch->change = numbers(arena, ROWS_MAX, width);
	scratch->gates = numbers(arena, ROWS_MAX, 4 * width);
	scratch->states = numbers(arena, ROWS_MAX, 2 * width);
	scratch->heads = numbers(arena, ROWS_MAX, syntax->network.places.head_width);
	scratch->keys = numbers(arena, shape->arc, stride);
	scratch->scores = numbers(arena, DT_SENTENCE_MAX_TOKENS, stride);
	scratch->hidden = numbers(arena, DT_SENTENCE_MAX_TOKENS, shape->relation);
	scratch->labels = numbers(arena, DT_SENTENCE_MAX_TOKENS, DT_RELATION_LANES);
	scratch->missed = DT_NEW_ARRAY(arena, uint32_t, ROWS_MAX);
	scratch->missed_keys = DT_NEW_ARRAY(arena, uint64_t, ROWS_MAX);
	scratch->row_count = 1;
	return scratch;
}

void dt_syntax_scratch_free(DtSyntaxScratch *scratch) {
	if (!scratch) return;
	dt_arena_free(scratch->trees);
	dt_arena_free(scratch->arena);
}

static void embed(const DtSyntax *syntax, DtSlice form, float *out) {
	uint32_t rows[DT_WORD_FEATURES];
	size_t width = syntax->network.shape.embedding;
	dt_word_features(form, syntax->vocabulary, syntax->network.shape.rows, rows);
	for (size_t f = 0; f < DT_WORD_FEATURES; f++)
		syntax->network.kernel->widen(
			out + f * width, syntax->embeddings + (syntax->network.places.first_row[f] + rows[f]) * width, width);
}

// Fills rows with mixed embeddings: from the cache where it has them, the rest in one product.
static void look_up_words(const DtSyntax *syntax, DtSyntaxScratch *scratch) {
	size_t width = syntax->network.shape.width, missed = 0;
	size_t embedded = (size_t)DT_WORD_FEATURES * syntax->network.shape.embedding;
	memset(scratch->rows, 0, scratch->row_count * width * sizeof(float));
	for (size_t p = 0; p < scratch->piece_count; p++)
		for (size_t i = 0; i < scratch->count[p]; i++) {
			DtSlice form = scratch->pieces[p].tokens[i].form;
			uint64_t key = dt_slice_hash(form) | 1;
			size_t slot = (key >> 20) % CACHE_SLOTS;
			if (scratch->cache_keys[slot] == key) {
				memcpy(scratch->rows + (scratch->first[p] + i) * width, scratch->cache + slot * width,
				       width * sizeof(float));
			} else {
				embed(syntax, form, scratch->embedded + missed * embedded);
				scratch->missed[missed] = (uint32_t)(scratch->first[p] + i);
				scratch->missed_keys[missed++] = key;
			}
		}
	DtLayerTrace trace = {0};
	dt_network_mix(&syntax->network, scratch->embedded, missed, scratch->before, &trace, scratch->mixed);
	for (size_t m = 0; m < missed; m++) {
		size_t slot = (scratch->missed_keys[m] >> 20) % CACHE_SLOTS;
		scratch->cache_keys[slot] = scratch->missed_keys[m];
		memcpy(scratch->cache + slot * width, scratch->mixed + m * width, width * sizeof(float));
		memcpy(scratch->rows + scratch->missed[m] * width, scratch->mixed + m * width, width * sizeof(float));
	}
}

// The pair of tags with the best sum of scores among pairs that training has seen together.
static void tag(const DtSyntax *syntax, const float *heads, DtToken *token) {
	const float *upos = heads + syntax->network.places.upos, *xpos = heads + syntax->network.places.xpos;
	size_t best_upos = 0, best_xpos = 0;
	float best = -INFINITY;
	for (size_t x = 0; x < syntax->xpos_count; x++)
		for (uint32_t bits = syntax->pairs[x]; bits; bits &= bits - 1) {
			size_t u = (size_t)__builtin_ctz(bits);
			if (u >= syntax->upos_count || !(upos[u] + xpos[x] > best)) continue;
			best = upos[u] + xpos[x];
			best_upos = u;
			best_xpos = x;
		}
	token->upos = syntax->upos[best_upos];
	token->xpos = syntax->xpos[best_xpos];
}

static size_t best_label(const DtSyntax *syntax, const float *labels, bool root) {
	size_t best = SIZE_MAX;
	for (size_t l = 0; l < syntax->deprel_count; l++) {
		if ((syntax->deprel[l] == DT_DEPREL_ROOT) != root) continue;
		if (best == SIZE_MAX || labels[l] > labels[best]) best = l;
	}
	return best;
}

// Relations for the arcs chosen. A word under the root is "root", and no other is; confidence is the product of the
// probabilities of head and relation.
static void relate(const DtSyntax *syntax, DtSyntaxScratch *scratch, const Piece *piece, const float *heads,
                   const uint16_t *chosen, size_t stride) {
	const DtNetwork *network = &syntax->network;
	size_t relation = network->shape.relation;
	for (size_t w = 0; w < piece->count; w++) {
		float *hidden = scratch->hidden + w * relation;
		dt_network_relation(network, heads, w, chosen[w], hidden);
		network->kernel->leaky(hidden, hidden, relation);
		memcpy(scratch->labels + w * DT_RELATION_LANES, network->dense + network->places.label_bias,
		       DT_RELATION_LANES * sizeof(float));
	}
	network->kernel->multiply(scratch->labels, DT_RELATION_LANES, (DtView){scratch->hidden, relation, 1},
	                          network->dense + network->places.label_weights, DT_RELATION_LANES, piece->count, relation,
	                          DT_RELATION_LANES, 1);
	for (size_t w = 0; w < piece->count; w++) {
		DtToken *token = &piece->tokens[w];
		float *labels = scratch->labels + w * DT_RELATION_LANES, *line = scratch->scores + w * stride;
		size_t best = best_label(syntax, labels, chosen[w] == 0);
		network->kernel->softmax(line, piece->count + 1);
		float confidence = line[chosen[w]];
		if (best != SIZE_MAX && chosen[w] != 0) {
			network->kernel->softmax(labels, syntax->deprel_count);
			confidence *= labels[best];
		}
		token->deprel = chosen[w] == 0 ? DT_DEPREL_ROOT : best == SIZE_MAX ? DT_DEPREL_DEP : syntax->deprel[best];
		token->head = (int32_t)chosen[w] - 1;
		token->head_confidence = confidence >= 0 && confidence <= 1 ? confidence : 0;
	}
}

static void finish(const DtSyntax *syntax, DtSyntaxScratch *scratch, DtArena *arena, const Piece *piece,
                   const float *heads) {
	size_t stride = (piece->count + DT_LANES) / DT_LANES * DT_LANES, width = syntax->network.places.head_width;
	uint16_t chosen[DT_SENTENCE_MAX_TOKENS];
	dt_network_arcs(&syntax->network, heads, piece->count, stride, scratch->keys, scratch->scores);
	dt_arena_reset(scratch->trees);
	dt_tree_find(scratch->trees, scratch->scores, piece->count, stride, chosen);
	for (size_t w = 0; w < piece->count; w++) tag(syntax, heads + w * width, &piece->tokens[w]);
	relate(syntax, scratch, piece, heads, chosen, stride);
	for (size_t w = 0; w < piece->count; w++) {
		DtToken *token = &piece->tokens[w];
		token->lemma = dt_lemma_find(&syntax->lemmatizer, arena, token->form, token->xpos, token->upos);
	}
	dt_features_fill(piece->tokens, piece->count);
}

static void run_batch(const DtSyntax *syntax, DtSyntaxScratch *scratch, DtArena *arena) {
	if (scratch->piece_count == 0) return;
	const DtNetwork *network = &syntax->network;
	DtBatch batch = {scratch->first, scratch->count, scratch->piece_count, scratch->row_count};
	look_up_words(syntax, scratch);
	DtLayerTrace trace = {.gates = scratch->gates, .states = scratch->states};
	for (size_t l = 0; l < network->places.layer_count; l++)
		dt_network_layer(network, l, &batch, scratch->rows, scratch->before, scratch->change, &trace, scratch->rows);
	dt_network_heads(network, scratch->rows, scratch->row_count, scratch->heads);
	for (size_t p = 0; p < scratch->piece_count; p++)
		finish(syntax, scratch, arena, &scratch->pieces[p],
		       scratch->heads + scratch->first[p] * network->places.head_width);
	scratch->piece_count = 0;
	scratch->row_count = 1;
}

static void add_piece(const DtSyntax *syntax, DtSyntaxScratch *scratch, DtArena *arena, Piece piece) {
	if (scratch->row_count + piece.count + 1 > BATCH_WORDS) run_batch(syntax, scratch, arena);
	size_t at = scratch->piece_count++;
	scratch->pieces[at] = piece;
	scratch->first[at] = (uint32_t)scratch->row_count;
	scratch->count[at] = piece.count;
	scratch->row_count += piece.count + 1;
}

static bool has_tree(const DtToken *tokens, size_t count) {
	size_t roots = 0;
	for (size_t i = 0; i < count; i++) roots += tokens[i].head == -1 && tokens[i].deprel == DT_DEPREL_ROOT;
	return roots == 1;
}

// Heads of a piece count from its own first word; make them count from the sentence's, and hang its root on the
// first's.
static void join_pieces(DtToken *tokens, size_t count) {
	int32_t root = 0;
	for (size_t i = 0; i < DT_SENTENCE_MAX_TOKENS && i < count; i++)
		if (tokens[i].head == -1) root = (int32_t)i;
	for (size_t i = DT_SENTENCE_MAX_TOKENS; i < count; i++) {
		if (tokens[i].head == -1) {
			tokens[i].head = root;
			tokens[i].deprel = DT_DEPREL_PARATAXIS;
		} else {
			tokens[i].head += (int32_t)(i / DT_SENTENCE_MAX_TOKENS * DT_SENTENCE_MAX_TOKENS);
		}
	}
}

void dt_parse(DtDocument *document, const DtSyntax *syntax, DtSyntaxScratch *scratch) {
	bool long_ones = false;
	bool *given = DT_NEW_ARRAY(document->arena, bool, document->sentence_count);
	for (size_t s = 0; s < document->sentence_count; s++) {
		DtSentence *sentence = &document->sentences[s];
		DtToken *tokens = dt_sentence_tokens(document, sentence);
		given[s] = has_tree(tokens, sentence->count);
		if (given[s]) continue;
		long_ones |= sentence->count > DT_SENTENCE_MAX_TOKENS;
		for (uint32_t at = 0; at < sentence->count; at += DT_SENTENCE_MAX_TOKENS) {
			uint32_t left = sentence->count - at;
			uint32_t count = left < DT_SENTENCE_MAX_TOKENS ? left : DT_SENTENCE_MAX_TOKENS;
			add_piece(syntax, scratch, document->arena, (Piece){tokens + at, count});
		}
	}
	run_batch(syntax, scratch, document->arena);
	for (size_t s = 0; long_ones && s < document->sentence_count; s++)
		if (!given[s] && document->sentences[s].count > DT_SENTENCE_MAX_TOKENS)
			join_pieces(dt_sentence_tokens(document, &document->sentences[s]), document->sentences[s].count);
}
