// SPDX-License-Identifier: Apache-2.0
// The parser at work: from the scores of the network to tags, trees and relations.
//
//   words ─▶ batches through the network (syntax/forward.c) ─┬▶ UPOS and XPOS: the best pair that occurs together
//                                                            ├▶ arcs ─▶ the best tree
//                                                            └▶ relations of the arcs of that tree
//                                    then lemmas from words and tags, and features from all of it
//
// Every sentence gets one well-formed tree whatever the weights are. A sentence longer than DT_SENTENCE_MAX_TOKENS
// (only CoNLL-U can bring one) is parsed in pieces, each later piece hanging on the root of the first.
#include "syntax/parse.h"

#include <math.h>

#include "syntax/features.h"
#include "syntax/forward.h"
#include "syntax/inflection.h"
#include "syntax/mend.h"
#include "syntax/tree.h"
#include "syntax/words.h"

struct DtSyntaxScratch {
	DtForward *forward;
	DtArena *trees; // for one sentence
	DtToken *tokens[DT_FORWARD_ROOM];
	float *keys, *scores, *hidden, *labels;
};

DtSyntaxScratch *dt_syntax_scratch_new(const DtSyntax *syntax) {
	DtForward *forward = dt_forward_new(syntax);
	DtArena *arena = forward->arena;
	const DtShape *shape = &syntax->network.shape;
	size_t stride = (DT_SENTENCE_MAX_TOKENS + DT_LANES) / DT_LANES * DT_LANES;
	DtSyntaxScratch *scratch = DT_NEW(arena, DtSyntaxScratch);
	scratch->forward = forward;
	scratch->trees = dt_arena_new();
	scratch->keys = dt_numbers_new(arena, shape->arc, stride);
	scratch->scores = dt_numbers_new(arena, DT_SENTENCE_MAX_TOKENS, stride);
	scratch->hidden = dt_numbers_new(arena, DT_SENTENCE_MAX_TOKENS, shape->relation);
	scratch->labels = dt_numbers_new(arena, DT_SENTENCE_MAX_TOKENS, DT_RELATION_LANES);
	return scratch;
}

void dt_syntax_scratch_free(DtSyntaxScratch *scratch) {
	if (!scratch) return;
	dt_arena_free(scratch->trees);
	dt_forward_free(scratch->forward); // and scratch itself
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

// The best relation of a word that has a head among words: never "root".
static size_t best_label(const DtSyntax *syntax, const float *labels) {
	size_t best = SIZE_MAX;
	for (size_t l = 0; l < syntax->deprel_count; l++)
		if (syntax->deprel[l] != DT_DEPREL_ROOT && (best == SIZE_MAX || labels[l] > labels[best])) best = l;
	return best; // a model has more labels than one
}

// A sentence whose scores are ready: its words, the rows of the heads, and how far apart lines of arc scores stand.
typedef struct Ready {
	DtToken *tokens;
	size_t count, stride;
	const float *heads;
} Ready;

static void score_relations(const DtSyntax *syntax, DtSyntaxScratch *scratch, Ready ready, const uint16_t *chosen) {
	const DtNetwork *network = &syntax->network;
	size_t relation = network->shape.relation;
	for (size_t w = 0; w < ready.count; w++) {
		float *hidden = scratch->hidden + w * relation;
		dt_network_relation(network, ready.heads, w, chosen[w], hidden);
		network->kernel->leaky(hidden, hidden, relation);
	}
	network->kernel->multiply(scratch->labels, DT_RELATION_LANES, network->dense + network->places.label_bias, 0,
	                          (DtView){scratch->hidden, relation, 1}, network->dense + network->places.label_weights,
	                          DT_RELATION_LANES, ready.count, relation, DT_RELATION_LANES);
}

// Sets heads and relations. A word under the root is "root", and no other is; confidence is the product of the
// probabilities of head and relation.
static void attach(const DtSyntax *syntax, DtSyntaxScratch *scratch, Ready ready, const uint16_t *chosen) {
	const DtKernel *kernel = syntax->network.kernel;
	for (size_t w = 0; w < ready.count; w++) {
		DtToken *token = &ready.tokens[w];
		float *labels = scratch->labels + w * DT_RELATION_LANES, *line = scratch->scores + w * ready.stride;
		size_t best = best_label(syntax, labels);
		kernel->softmax(line, ready.count + 1);
		float confidence = line[chosen[w]];
		if (chosen[w] != 0) {
			kernel->softmax(labels, syntax->deprel_count);
			confidence *= labels[best];
		}
		token->deprel = chosen[w] == 0 ? DT_DEPREL_ROOT : syntax->deprel[best];
		token->head = (int32_t)chosen[w] - 1;
		token->head_confidence = confidence >= 0 && confidence <= 1 ? confidence : 0;
	}
}

// "'s" is of "have" before a participle that it helps ("he's gone"), and of "be" elsewhere; a tag cannot tell.
static void mend_contraction(DtToken *tokens, size_t word) {
	DtToken *token = &tokens[word];
	bool letter_s = dt_slice_is(token->form, "'s") || dt_slice_is(token->form, "\xE2\x80\x99s");
	if (!letter_s || token->xpos != DT_XPOS_VBZ) return;
	bool perfect = token->deprel == DT_DEPREL_AUX && token->head >= 0 && tokens[token->head].xpos == DT_XPOS_VBN;
	token->lemma = dt_slice_of(perfect ? "have" : "be");
}

// "The navy sank two ships": a form that is only of the past, taken for a present one.
static void mend_irregular(DtToken *token) {
	char room[DT_WORD_ROOM];
	DtSlice base;
	bool past;
	if (token->upos != DT_UPOS_VERB) return;
	if (!dt_irregular_base(dt_word_fold(token->form, room), (DtXpos)token->xpos, &base, &past)) return;
	if (past && (token->xpos == DT_XPOS_VBP || token->xpos == DT_XPOS_VB)) token->xpos = DT_XPOS_VBD;
	token->lemma = base;
}

static void finish(const DtSyntax *syntax, DtSyntaxScratch *scratch, DtArena *arena, Ready ready) {
	uint16_t chosen[DT_SENTENCE_MAX_TOKENS];
	size_t width = syntax->network.places.head_width;
	dt_network_arcs(&syntax->network, ready.heads, ready.count, ready.stride, scratch->keys, scratch->scores);
	dt_arena_reset(scratch->trees);
	dt_tree_find(scratch->trees, scratch->scores, ready.count, ready.stride, chosen);
	score_relations(syntax, scratch, ready, chosen);
	attach(syntax, scratch, ready, chosen);
	for (size_t w = 0; w < ready.count; w++) {
		DtToken *token = &ready.tokens[w];
		tag(syntax, ready.heads + w * width, token);
	}
	dt_tree_mend(ready.tokens, ready.count);
	for (size_t w = 0; w < ready.count; w++) {
		DtToken *token = &ready.tokens[w];
		token->lemma = dt_lemma_find(&syntax->lemmatizer, arena, token->form, token->xpos, token->upos);
	}
	for (size_t w = 0; w < ready.count; w++) {
		mend_contraction(ready.tokens, w);
		mend_irregular(&ready.tokens[w]);
	}
	dt_features_fill(ready.tokens, ready.count);
}

static void run_batch(const DtSyntax *syntax, DtSyntaxScratch *scratch, DtArena *arena) {
	DtForward *forward = scratch->forward;
	dt_forward_run(forward, syntax);
	for (size_t s = 0; s < forward->sentence_count; s++) {
		size_t count = forward->count[s];
		finish(syntax, scratch, arena,
		       (Ready){scratch->tokens[s], count, (count + DT_LANES) / DT_LANES * DT_LANES,
		               dt_forward_heads(forward, syntax, s)});
	}
	dt_forward_reset(forward);
}

static void add_piece(const DtSyntax *syntax, DtSyntaxScratch *scratch, DtArena *arena, DtToken *tokens,
                      uint32_t count) {
	if (!dt_forward_add(scratch->forward, tokens, count)) {
		run_batch(syntax, scratch, arena);
		dt_forward_add(scratch->forward, tokens, count);
	}
	scratch->tokens[scratch->forward->sentence_count - 1] = tokens;
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
			add_piece(syntax, scratch, document->arena, tokens + at, count);
		}
	}
	run_batch(syntax, scratch, document->arena);
	for (size_t s = 0; long_ones && s < document->sentence_count; s++)
		if (!given[s] && document->sentences[s].count > DT_SENTENCE_MAX_TOKENS)
			join_pieces(dt_sentence_tokens(document, &document->sentences[s]), document->sentences[s].count);
}
