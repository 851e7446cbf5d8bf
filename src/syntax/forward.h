// SPDX-License-Identifier: Apache-2.0
// Sentences through the network, batch by batch, up to the heads' scores. The parser and the teacher read those.
#ifndef DT_SYNTAX_FORWARD_H
#define DT_SYNTAX_FORWARD_H

#include "document/document.h"
#include "syntax/model.h"

enum { DT_FORWARD_ROWS = 256, DT_FORWARD_ROOM = DT_SENTENCE_MAX_TOKENS + 2 };

// A batch and everything that the network needs of memory. Belongs to one thread and one model.
typedef struct DtForward {
	DtArena *arena;
	const DtToken *tokens[DT_FORWARD_ROOM]; // of each sentence
	uint32_t first[DT_FORWARD_ROOM], count[DT_FORWARD_ROOM];
	size_t sentence_count, row_count;
	float *heads; // [row_count][head_width] after dt_forward_run

	uint64_t *cache_keys; // 0 empty
	float *cache;         // [slots][D] mixed embeddings of forms
	float *embedded, *rows, *mixed, *before, *change, *gates, *states;
	uint32_t *missed; // rows whose form the cache lacks
	uint64_t *missed_keys;
} DtForward;

DtForward *dt_forward_new(const DtSyntax *syntax);
void dt_forward_free(DtForward *forward);

// Adds a sentence of 1 to DT_SENTENCE_MAX_TOKENS words to the batch; false, and nothing added, when the batch is full.
bool dt_forward_add(DtForward *forward, const DtToken *tokens, uint32_t count);

// Runs the batch; sentence s has its scores at dt_forward_heads(…, s).
void dt_forward_run(DtForward *forward, const DtSyntax *syntax);

static inline const float *dt_forward_heads(const DtForward *forward, const DtSyntax *syntax, size_t sentence) {
	return forward->heads + forward->first[sentence] * syntax->network.places.head_width;
}

void dt_forward_reset(DtForward *forward); // empties the batch; the cache of words stays

// A block of numbers that begins on a cache line.
float *dt_numbers_new(DtArena *arena, size_t rows, size_t width);

#endif
