// SPDX-License-Identifier: Apache-2.0
// The network: its shape, where its weights stand, and the way forward. Training adds the way back (train/backward.h).
//
//   word features ─▶ embeddings ─▶ mix (maxout, norm) ─▶ layers ─▶ heads: UPOS, XPOS, arcs, relations
//
// A batch is many sentences laid below each other with an empty row before, between and after them, so that a window of
// three rows is one stretch of memory and no sentence sees another:
//
//   row 0 empty | sentence 0 | empty | sentence 1 | empty …
#ifndef DT_SYNTAX_NETWORK_H
#define DT_SYNTAX_NETWORK_H

#include "document/tags.h"
#include "syntax/kernel.h"
#include "syntax/words.h"

enum {
	DT_LAYERS_MAX = 8,
	DT_DISTANCE_LANES = 32, // buckets of head distance, DT_DISTANCE_COUNT of them used
	DT_UPOS_LANES = 32,
	DT_XPOS_LANES = 64,
	DT_RELATION_LANES = 64,
	DT_WIDTH_MAX = 512,
	DT_ROWS_MAX = 1 << 20, // of one embedding table
};

typedef struct DtShape {
	uint32_t width;                  // of every layer
	uint32_t embedding;              // of every word feature
	uint32_t pieces;                 // of maxout
	uint32_t arc;                    // of queries and keys
	uint32_t relation;               // of the hidden layer of the relation classifier
	char layers[DT_LAYERS_MAX + 1];  // 'c' convolution over three words, 'g' minimal gated recurrence both ways
	uint32_t rows[DT_WORD_FEATURES]; // of each embedding table
} DtShape;

// Where each weight matrix begins in the dense weights. Shapes in comments; D width, E embedding, P pieces.
typedef struct DtLayerPlaces {
	size_t weights, bias;         // c: [3D][P*D], [P*D]   g: [D][4D], [4D] (updates both ways, candidates both ways)
	size_t out_weights, out_bias; // g only: [2D][D], [D]
	size_t gain, shift;           // [D]
} DtLayerPlaces;

typedef struct DtPlaces {
	size_t mix_weights, mix_bias, mix_gain, mix_shift; // [5E][P*D], [P*D], [D], [D]
	DtLayerPlaces layers[DT_LAYERS_MAX];
	size_t layer_count;
	size_t head_weights, head_bias;                    // [D][head_width], [head_width]
	size_t root_key, root_relation, distance_relation; // [arc], [relation], [DT_DISTANCE_LANES][relation]
	size_t label_weights, label_bias;                  // [relation][DT_RELATION_LANES], [DT_RELATION_LANES]
	size_t count;                                      // of all dense weights
	size_t first_row[DT_WORD_FEATURES];                // of each table within the embeddings
	size_t row_count;                                  // of all embeddings
	// The columns of the heads' one matrix.
	size_t query, key, dependent, governor, distance, upos, xpos, head_width;
} DtPlaces;

// False when the shape is not one that this program can run (widths, counts and sizes are bounded).
bool dt_network_places(const DtShape *shape, DtPlaces *places);

typedef struct DtNetwork {
	DtShape shape;
	DtPlaces places;
	const DtKernel *kernel;
	const float *dense;
} DtNetwork;

typedef struct DtBatch {
	const uint32_t *first, *count; // of each sentence: its first row and its words
	size_t sentence_count;
	size_t row_count; // words + sentences + 1
} DtBatch;

// What one layer leaves behind. Training keeps all of it; inference leaves choice, normal, inverse NULL and lets layers
// share the rest.
typedef struct DtLayerTrace {
	const float *mask; // [rows][D] dropout, or NULL
	uint8_t *choice;   // [rows][D]
	float *normal;     // [rows][D]
	float *inverse;    // [rows]
	float *gates;      // [rows][4D]
	float *states;     // [rows][2D]
} DtLayerTrace;

// Mixes word embeddings: in[rows][5E] to out[rows][D]. before is scratch, [rows][P*D].
void dt_network_mix(const DtNetwork *network, const float *in, size_t rows, float *before, DtLayerTrace *trace,
                    float *out);

// One layer with its residual: out = in + mask * norm(layer(in)). before is scratch [rows][max(P,1)*D]; out may be in.
void dt_network_layer(const DtNetwork *network, size_t layer, const DtBatch *batch, const float *in, float *before,
                      float *change, DtLayerTrace *trace, float *out);

// The heads' one matrix: in[rows][D] to out[rows][head_width]; keys are made leaky.
void dt_network_heads(const DtNetwork *network, const float *in, size_t rows, float *out);

// Arc scores of one sentence: scores[dependent * stride + head], where head 0 is the root and head h is word h - 1.
// heads points at the sentence's first row. keys is scratch, [arc][stride]; stride is a multiple of DT_LANES above
// count. Entries of a word as its own head are -1e9.
void dt_network_arcs(const DtNetwork *network, const float *heads, size_t count, size_t stride, float *keys,
                     float *scores);

// The hidden layer of the relation classifier for one word and its head (0 the root): before the leaky bend.
void dt_network_relation(const DtNetwork *network, const float *heads, size_t word, size_t head, float *out);

// The bucket of a head's distance from its word; head counts from 1, 0 is the root.
size_t dt_distance_bucket(size_t word, size_t head);

#endif
