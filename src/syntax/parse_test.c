// SPDX-License-Identifier: Apache-2.0
// The parser on a tiny model of random weights, made here: trees are sound, results do not depend on batches, cache or
// (but for rounding) processor, and no damaged file is taken for a model.
#include "syntax/parse.h"

#include <math.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/test.h"
#include "syntax/model.h"
#include "syntax/tree.h"

static unsigned seed = 11;
static unsigned draw(unsigned below) {
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static DtSlice random_halves(DtArena *arena, size_t count) {
	uint16_t *halves = DT_NEW_ARRAY(arena, uint16_t, count);
	for (size_t i = 0; i < count; i++) halves[i] = dt_half_from_float((float)draw(2001) / 2000.0f - 0.5f);
	return dt_slice((const char *)halves, count * sizeof *halves);
}

// A whole model file, 16-byte aligned, in arena.
static DtSlice make_model(DtArena *arena) {
	DtShape shape = {.width = 16,
	                 .embedding = 16,
	                 .pieces = 2,
	                 .arc = 16,
	                 .relation = 16,
	                 .layers = "cg",
	                 .rows = {2, 50, 50, 50, 20}};
	DtPlaces places;
	assert_true(dt_network_places(&shape, &places));
	uint32_t *pairs = DT_NEW_ARRAY(arena, uint32_t, DT_XPOS_LANES);
	for (size_t x = 0; x < DT_XPOS_LANES; x++) pairs[x] = 7;
	DtModelSection sections[] = {
		{DT_LITERAL("dense"), random_halves(arena, (places.count + DT_LANES - 1) / DT_LANES * DT_LANES)},
		{DT_LITERAL("embeddings"), random_halves(arena, places.row_count * shape.embedding)},
		{DT_LITERAL("pairs"), dt_slice((const char *)pairs, DT_XPOS_LANES * sizeof *pairs)},
	};
	DtBuffer out = {0};
	dt_model_file_write(&out,
	                    dt_slice_of("kind: syntax\nshape: 16 16 2 16 16\nlayers: cg\nrows: 2 50 50 50 20\n"
	                                "upos: NOUN VERB ADJ\nxpos: NN VBD JJ\ndeprel: root nsubj obj amod\n"),
	                    sections, 3);
	DtSlice copy = dt_arena_copy(arena, dt_buffer_slice(&out));
	dt_buffer_clear(&out);
	return copy;
}

static DtSyntax *read_model(DtArena *arena) {
	DtError error = {0};
	DtSyntax *syntax = dt_syntax_read(make_model(arena), "test", &error);
	assert_string_equal(dt_error_text(&error), "");
	assert_non_null(syntax);
	return syntax;
}

static DtDocument *make_document(DtArena *arena, const uint32_t *counts, size_t sentences) {
	static const char *const forms[] = {"talks",       "Iran", "said", "on", "U.S.",
	                                    "\xC3\xA9lan", "2019", "x",    ",",  "\xFF\xFE"};
	DtDocument *document = dt_document_new(arena);
	document->sentences = DT_NEW_ARRAY(arena, DtSentence, sentences);
	for (size_t s = 0; s < sentences; s++) {
		document->sentences[s] = (DtSentence){.first = document->token_count, .count = counts[s]};
		document->token_count += counts[s];
	}
	document->sentence_count = (uint32_t)sentences;
	document->tokens = DT_NEW_ARRAY(arena, DtToken, document->token_count);
	for (size_t t = 0; t < document->token_count; t++)
		document->tokens[t].form = dt_slice_of(forms[(t * 7 + t / 10) % 10]);
	return document;
}

static void assert_sound(const DtDocument *document) {
	for (size_t s = 0; s < document->sentence_count; s++) {
		const DtSentence *sentence = &document->sentences[s];
		const DtToken *tokens = dt_sentence_tokens(document, sentence);
		uint16_t *heads = malloc((sentence->count + 1) * sizeof *heads);
		for (size_t i = 0; i < sentence->count; i++) {
			heads[i] = (uint16_t)(tokens[i].head + 1);
			assert_int_equal(tokens[i].deprel == DT_DEPREL_ROOT, tokens[i].head == -1);
			assert_true(tokens[i].head_confidence >= 0 && tokens[i].head_confidence <= 1);
			assert_true(tokens[i].lemma.length > 0);
		}
		if (sentence->count > 0) assert_true(dt_tree_is_sound(heads, sentence->count));
		free(heads);
	}
}

static void every_sentence_gets_a_tree(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtSyntax *syntax = read_model(arena);
	DtSyntaxScratch *scratch = dt_syntax_scratch_new(syntax);
	const uint32_t counts[] = {5, 0, 1, 400, 2, 30, 1, 255, 256, 801, 3};
	DtDocument *document = make_document(arena, counts, 11);
	dt_parse(document, syntax, scratch);
	assert_sound(document);
	dt_syntax_scratch_free(scratch);
	dt_syntax_free(syntax);
	dt_arena_free(arena);
}

static bool same(const DtToken *a, const DtToken *b) {
	return a->head == b->head && a->deprel == b->deprel && a->upos == b->upos && a->xpos == b->xpos &&
	       memcmp(&a->head_confidence, &b->head_confidence, sizeof(float)) == 0;
}

static void company_makes_no_difference(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtSyntax *syntax = read_model(arena);
	DtSyntaxScratch *scratch = dt_syntax_scratch_new(syntax);
	const uint32_t counts[] = {17, 4, 90, 33, 61, 100, 8};
	DtDocument *together = make_document(arena, counts, 7), *apart = make_document(arena, counts, 7);
	dt_parse(together, syntax, scratch); // with a cold cache
	for (uint32_t s = 7; s-- > 0;) {
		DtDocument one = *apart;
		one.sentences = &apart->sentences[s];
		one.sentence_count = 1;
		dt_parse(&one, syntax, scratch);
	}
	for (size_t t = 0; t < together->token_count; t++) assert_true(same(&together->tokens[t], &apart->tokens[t]));
	dt_syntax_scratch_free(scratch);
	dt_syntax_free(syntax);
	dt_arena_free(arena);
}

static void given_trees_stay(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtSyntax *syntax = read_model(arena);
	DtSyntaxScratch *scratch = dt_syntax_scratch_new(syntax);
	const uint32_t counts[] = {3, 3};
	DtDocument *document = make_document(arena, counts, 2);
	DtToken *tokens = document->tokens;
	tokens[0] = (DtToken){.form = tokens[0].form, .head = -1, .deprel = DT_DEPREL_ROOT, .lemma = dt_slice_of("mine")};
	tokens[1].deprel = tokens[2].deprel = DT_DEPREL_VOCATIVE;
	dt_parse(document, syntax, scratch);
	assert_true(dt_slice_is(tokens[0].lemma, "mine"));
	assert_int_equal(tokens[1].deprel, DT_DEPREL_VOCATIVE);
	assert_true(tokens[3].lemma.length > 0);
	dt_syntax_scratch_free(scratch);
	dt_syntax_free(syntax);
	dt_arena_free(arena);
}

// The builds of the kernel round differently; probabilities agree to 1e-4, so trees differ only in near ties.
static void processors_agree(void **state) {
	(void)state;
	const DtKernel *kernels[] = {dt_kernel_portable(), dt_kernel_avx2(), dt_kernel_avx512()};
	DtArena *arena = dt_arena_new();
	DtSyntax *syntax = read_model(arena);
	const uint32_t counts[] = {17, 4, 60};
	DtDocument *first = NULL;
	for (size_t k = 0; k < 3; k++) {
		if (!kernels[k]) continue;
		dt_syntax_use_kernel(syntax, kernels[k]);
		DtSyntaxScratch *scratch = dt_syntax_scratch_new(syntax);
		DtDocument *document = make_document(arena, counts, 3);
		dt_parse(document, syntax, scratch);
		if (!first) first = document;
		for (size_t t = 0; t < document->token_count; t++) {
			const DtToken *a = &first->tokens[t], *b = &document->tokens[t];
			assert_int_equal(a->head, b->head);
			assert_true(fabsf(a->head_confidence - b->head_confidence) < 1e-4f);
		}
		dt_syntax_scratch_free(scratch);
	}
	dt_syntax_free(syntax);
	dt_arena_free(arena);
}

static void assert_refused(DtSlice content) {
	DtError error = {0};
	assert_null(dt_syntax_read(content, "damaged.model", &error));
	assert_true(strstr(dt_error_text(&error), "damaged.model") != NULL);
	dt_error_clear(&error);
}

static void damaged_files_are_refused(void **state) {
	(void)state;
	DtArena *arena = dt_arena_new();
	DtSlice model = make_model(arena);
	char *bytes = dt_arena_alloc(arena, model.length);
	assert_refused((DtSlice){0});
	assert_refused(dt_slice_of("not a model at all, but long enough to look into for a while"));
	for (size_t length = 0; length < model.length; length += 997) assert_refused(dt_slice_cut(model, 0, length));
	for (size_t at = DT_MODEL_HEAD_MAX; at < model.length - 64; at += 1009) { // any byte of any section
		memcpy(bytes, model.data, model.length);
		bytes[at] = (char)(bytes[at] ^ 0x10);
		DtError error = {0};
		DtSyntax *syntax = dt_syntax_read(dt_slice(bytes, model.length), "damaged.model", &error);
		if (syntax) dt_syntax_free(syntax); // padding between sections may change
		dt_error_clear(&error);
	}
	for (int round = 0; round < 2000; round++) { // any byte of the head: refused or sound, never a crash
		memcpy(bytes, model.data, model.length);
		bytes[draw(600)] = (char)draw(256);
		DtError error = {0};
		DtSyntax *syntax = dt_syntax_read(dt_slice(bytes, model.length), "damaged.model", &error);
		if (syntax) {
			const uint32_t counts[] = {9};
			DtSyntaxScratch *scratch = dt_syntax_scratch_new(syntax);
			DtDocument *document = make_document(arena, counts, 1);
			dt_parse(document, syntax, scratch);
			assert_sound(document);
			dt_syntax_scratch_free(scratch);
		}
		dt_syntax_free(syntax);
		dt_error_clear(&error);
	}
	dt_arena_free(arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sentence_gets_a_tree), cmocka_unit_test(company_makes_no_difference),
		cmocka_unit_test(given_trees_stay),           cmocka_unit_test(processors_agree),
		cmocka_unit_test(damaged_files_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
