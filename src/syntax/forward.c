// SPDX-License-Identifier: Apache-2.0
// Batches and the cache of words.
//
// Sentences are gathered until a few hundred words are together, so that each product is matrix by matrix and the
// weights stay in the processor's cache. The mixed embedding of a form depends on nothing but the form, and a few
// thousand forms make up most of any text: a direct-mapped cache, kept from document to document, saves most of that
// layer. A word's outcome does not depend on the batch it went in or on what the cache holds: each number is the same
// sum in the same order.
#include "syntax/forward.h"

enum {
	CACHE_SLOTS = 6144,
	SCRATCH_BYTES = 6000 * 1000, // what a network of the shipped shape takes, the parser's own included: one block
};

float *dt_numbers_new(DtArena *arena, size_t rows, size_t width) {
	char *memory = dt_arena_alloc(arena, rows * width * sizeof(float) + 64);
	return (float *)(void *)(memory + (64 - (uintptr_t)memory % 64) % 64);
}

DtForward *dt_forward_new(const DtSyntax *syntax) {
	DtArena *arena = dt_arena_new_for(SCRATCH_BYTES);
	const DtShape *shape = &syntax->network.shape;
	size_t width = shape->width;
	DtForward *forward = DT_NEW(arena, DtForward);
	forward->arena = arena;
	forward->cache_keys = DT_NEW_ARRAY(arena, uint64_t, CACHE_SLOTS);
	forward->cache = dt_numbers_new(arena, CACHE_SLOTS, width);
	forward->rows = dt_numbers_new(arena, DT_FORWARD_ROOM, width);
	forward->before = dt_numbers_new(arena, DT_FORWARD_ROOM, shape->pieces * width);
	forward->change = dt_numbers_new(arena, DT_FORWARD_ROOM, width);
	// Words are mixed before there are gates, and the heads come when these are done with: one stretch for all three.
	size_t mixing = (size_t)DT_WORD_FEATURES * shape->embedding + width, gating = 6 * width;
	size_t heads = syntax->network.places.head_width;
	size_t most = mixing > gating ? mixing : gating;
	float *shared = dt_numbers_new(arena, DT_FORWARD_ROOM, most > heads ? most : heads);
	forward->embedded = shared;
	forward->mixed = shared + (size_t)DT_FORWARD_ROOM * DT_WORD_FEATURES * shape->embedding;
	forward->gates = shared;
	forward->states = shared + (size_t)DT_FORWARD_ROOM * 4 * width;
	forward->heads = shared;
	forward->missed = DT_NEW_ARRAY(arena, uint32_t, DT_FORWARD_ROOM);
	forward->missed_keys = DT_NEW_ARRAY(arena, uint64_t, DT_FORWARD_ROOM);
	dt_forward_reset(forward);
	return forward;
}

void dt_forward_free(DtForward *forward) {
	if (forward) dt_arena_free(forward->arena);
}

void dt_forward_reset(DtForward *forward) {
	forward->sentence_count = 0;
	forward->row_count = 1;
}

bool dt_forward_add(DtForward *forward, const DtToken *tokens, uint32_t count) {
	size_t after = forward->row_count + count + 1;
	if (forward->sentence_count > 0 && after > DT_FORWARD_ROWS) return false;
	size_t at = forward->sentence_count++;
	forward->tokens[at] = tokens;
	forward->first[at] = (uint32_t)forward->row_count;
	forward->count[at] = count;
	forward->row_count = after;
	return true;
}

static void embed(const DtSyntax *syntax, DtSlice form, float *out) {
	uint32_t rows[DT_WORD_FEATURES];
	const DtNetwork *network = &syntax->network;
	size_t width = network->shape.embedding;
	dt_word_features(form, syntax->vocabulary, network->shape.rows, rows);
	for (size_t f = 0; f < DT_WORD_FEATURES; f++) {
		size_t row = network->places.first_row[f] + rows[f];
		network->kernel->widen(out + f * width, syntax->embeddings + row * width, width);
	}
}

static size_t slot_of(uint64_t key) { return (key >> 20) % CACHE_SLOTS; }

// Copies what the cache has into rows; returns how many words it lacks, embedded one below the other.
static size_t look_up_words(DtForward *forward, const DtSyntax *syntax) {
	size_t width = syntax->network.shape.width, missed = 0;
	size_t embedded = (size_t)DT_WORD_FEATURES * syntax->network.shape.embedding;
	for (size_t s = 0; s < forward->sentence_count; s++)
		for (size_t i = 0; i < forward->count[s]; i++) {
			DtSlice form = forward->tokens[s][i].form;
			uint64_t key = dt_slice_hash(form) | 1;
			size_t slot = slot_of(key), row = forward->first[s] + i;
			if (forward->cache_keys[slot] == key) {
				memcpy(forward->rows + row * width, forward->cache + slot * width, width * sizeof(float));
			} else {
				embed(syntax, form, forward->embedded + missed * embedded);
				forward->missed[missed] = (uint32_t)row;
				forward->missed_keys[missed++] = key;
			}
		}
	return missed;
}

static void fill_rows(DtForward *forward, const DtSyntax *syntax) {
	size_t width = syntax->network.shape.width;
	memset(forward->rows, 0, forward->row_count * width * sizeof(float));
	size_t missed = look_up_words(forward, syntax);
	DtLayerTrace trace = {0};
	dt_network_mix(&syntax->network, forward->embedded, missed, forward->before, &trace, forward->mixed);
	for (size_t m = 0; m < missed; m++) {
		const float *mixed = forward->mixed + m * width;
		size_t slot = slot_of(forward->missed_keys[m]);
		forward->cache_keys[slot] = forward->missed_keys[m];
		memcpy(forward->cache + slot * width, mixed, width * sizeof(float));
		memcpy(forward->rows + forward->missed[m] * width, mixed, width * sizeof(float));
	}
}

void dt_forward_run(DtForward *forward, const DtSyntax *syntax) {
	const DtNetwork *network = &syntax->network;
	DtBatch batch = {forward->first, forward->count, forward->sentence_count, forward->row_count};
	if (forward->sentence_count == 0) return;
	fill_rows(forward, syntax);
	DtLayerTrace trace = {.gates = forward->gates, .states = forward->states};
	for (size_t l = 0; l < network->places.layer_count; l++)
		dt_network_layer(network, l, &batch, forward->rows, forward->before, forward->change, &trace, forward->rows);
	dt_network_heads(network, forward->rows, forward->row_count, forward->heads);
}
