// SPDX-License-Identifier: Apache-2.0
// The network forward. It follows what small parsers have been shown to need:
//
//   - word features hashed into small tables and mixed by maxout with layer normalisation (Honnibal's "embed, encode");
//   - layers with residuals: windows of three words, and minimal gated recurrent units both ways (Feng et al. 2024,
//     "Were RNNs all we needed?"), whose gates see only the input, so that all products are matrix by matrix;
//   - arcs scored by the product of a query and a key (Dozat and Manning 2017), plus a term for the distance that each
//     word prefers; relations by a small classifier over word, head and distance;
//   - all heads read one matrix product of the last layer.
#include "syntax/network.h"

#include <string.h>

_Static_assert((int)DT_UPOS_COUNT <= (int)DT_UPOS_LANES, "parts of speech fit their lanes");
_Static_assert((int)DT_XPOS_COUNT <= (int)DT_XPOS_LANES, "tags fit their lanes");
_Static_assert((int)DT_DEPREL_COUNT <= (int)DT_RELATION_LANES, "relations fit their lanes");

static bool width_fits(uint32_t width) { return width >= DT_LANES && width <= DT_WIDTH_MAX && width % DT_LANES == 0; }

static size_t take(size_t *at, size_t count) {
	size_t start = *at;
	*at += count;
	return start;
}

static void place_layer(DtLayerPlaces *layer, char kind, size_t width, size_t pieces, size_t *at) {
	if (kind == 'c') {
		layer->weights = take(at, 3 * width * pieces * width);
		layer->bias = take(at, pieces * width);
	} else {
		layer->weights = take(at, width * 4 * width);
		layer->bias = take(at, 4 * width);
		layer->out_weights = take(at, 2 * width * width);
		layer->out_bias = take(at, width);
	}
	layer->gain = take(at, width);
	layer->shift = take(at, width);
}

static void place_heads(const DtShape *shape, DtPlaces *places, size_t *at) {
	size_t column = 0;
	places->query = take(&column, shape->arc);
	places->key = take(&column, shape->arc);
	places->dependent = take(&column, shape->relation);
	places->governor = take(&column, shape->relation);
	places->distance = take(&column, DT_DISTANCE_LANES);
	places->upos = take(&column, DT_UPOS_LANES);
	places->xpos = take(&column, DT_XPOS_LANES);
	places->head_width = column;
	places->head_weights = take(at, shape->width * column);
	places->head_bias = take(at, column);
	places->root_key = take(at, shape->arc);
	places->root_relation = take(at, shape->relation);
	places->distance_relation = take(at, (size_t)DT_DISTANCE_LANES * shape->relation);
	places->label_weights = take(at, (size_t)shape->relation * DT_RELATION_LANES);
	places->label_bias = take(at, DT_RELATION_LANES);
}

bool dt_network_places(const DtShape *shape, DtPlaces *places) {
	memset(places, 0, sizeof *places);
	if (!width_fits(shape->width) || !width_fits(shape->embedding) || !width_fits(shape->arc) ||
	    !width_fits(shape->relation) || shape->pieces < 1 || shape->pieces > 4)
		return false;
	size_t length = strnlen(shape->layers, sizeof shape->layers);
	if (length > DT_LAYERS_MAX || strspn(shape->layers, "cg") != length) return false;
	for (size_t f = 0; f < DT_WORD_FEATURES; f++) {
		if (shape->rows[f] < 2 || shape->rows[f] > DT_ROWS_MAX) return false;
		places->first_row[f] = take(&places->row_count, shape->rows[f]);
	}
	size_t width = shape->width, at = 0;
	places->mix_weights = take(&at, (size_t)DT_WORD_FEATURES * shape->embedding * shape->pieces * width);
	places->mix_bias = take(&at, shape->pieces * width);
	places->mix_gain = take(&at, width);
	places->mix_shift = take(&at, width);
	places->layer_count = length;
	for (size_t l = 0; l < length; l++) place_layer(&places->layers[l], shape->layers[l], width, shape->pieces, &at);
	place_heads(shape, places, &at);
	places->count = at;
	return true;
}

static DtView rows_of(const float *data, size_t stride) { return (DtView){data, stride, 1}; }

// out[rows][columns] = bias + in[rows][inner] · weights, where a row of in begins every stride numbers.
static void affine(const DtNetwork *network, float *out, const float *in, size_t stride, size_t rows, size_t inner,
                   size_t weights, size_t bias, size_t columns) {
	network->kernel->multiply(out, columns, network->dense + bias, 0, rows_of(in, stride), network->dense + weights,
	                          columns, rows, inner, columns);
}

static void normalize_rows(const DtNetwork *network, size_t gain, size_t shift, size_t first, size_t rows,
                           float *values, DtLayerTrace *trace) {
	size_t width = network->shape.width;
	for (size_t r = first; r < first + rows; r++) {
		float *row = values + r * width;
		float inverse = network->kernel->normalize(row, trace->normal ? trace->normal + r * width : NULL, row,
		                                           network->dense + gain, network->dense + shift, width);
		if (trace->inverse) trace->inverse[r] = inverse;
	}
}

static void maxout_rows(const DtNetwork *network, size_t first, size_t rows, const float *before, DtLayerTrace *trace,
                        float *out) {
	size_t width = network->shape.width, pieces = network->shape.pieces;
	for (size_t r = first; r < first + rows; r++)
		network->kernel->maxout(out + r * width, trace->choice ? trace->choice + r * width : NULL,
		                        before + (r - first) * pieces * width, width, pieces);
}

void dt_network_mix(const DtNetwork *network, const float *in, size_t rows, float *before, DtLayerTrace *trace,
                    float *out) {
	const DtPlaces *places = &network->places;
	size_t inner = (size_t)DT_WORD_FEATURES * network->shape.embedding;
	affine(network, before, in, inner, rows, inner, places->mix_weights, places->mix_bias,
	       network->shape.pieces * network->shape.width);
	maxout_rows(network, 0, rows, before, trace, out);
	normalize_rows(network, places->mix_gain, places->mix_shift, 0, rows, out, trace);
}

static void convolve(const DtNetwork *network, const DtLayerPlaces *layer, size_t row_count, const float *in,
                     float *before, DtLayerTrace *trace, float *change) {
	size_t width = network->shape.width;
	affine(network, before, in, width, row_count - 2, 3 * width, layer->weights, layer->bias,
	       network->shape.pieces * width);
	maxout_rows(network, 1, row_count - 2, before, trace, change);
	normalize_rows(network, layer->gain, layer->shift, 1, row_count - 2, change, trace);
}

// gates row: update forward | update backward | candidate forward | candidate backward.
static void scan(const DtNetwork *network, size_t first, size_t count, const float *gates, float *states) {
	size_t width = network->shape.width;
	float zero[DT_WIDTH_MAX] = {0};
	const float *state = zero;
	for (size_t r = first; r < first + count; r++) {
		const float *row = gates + r * 4 * width;
		float *out = states + r * 2 * width;
		network->kernel->gate(out, state, row, row + 2 * width, width);
		state = out;
	}
	state = zero;
	for (size_t r = first + count; r-- > first;) {
		const float *row = gates + r * 4 * width + width;
		float *out = states + r * 2 * width + width;
		network->kernel->gate(out, state, row, row + 2 * width, width);
		state = out;
	}
}

static void recur(const DtNetwork *network, const DtLayerPlaces *layer, const DtBatch *batch, const float *in,
                  DtLayerTrace *trace, float *change) {
	size_t width = network->shape.width, rows = batch->row_count;
	affine(network, trace->gates, in, width, rows, width, layer->weights, layer->bias, 4 * width);
	for (size_t r = 0; r < rows; r++) network->kernel->sigmoid(trace->gates + r * 4 * width, 2 * width);
	for (size_t s = 0; s < batch->sentence_count; s++)
		scan(network, batch->first[s], batch->count[s], trace->gates, trace->states);
	affine(network, change, trace->states, 2 * width, rows, 2 * width, layer->out_weights, layer->out_bias, width);
	normalize_rows(network, layer->gain, layer->shift, 1, rows - 2, change, trace);
}

void dt_network_layer(const DtNetwork *network, size_t layer, const DtBatch *batch, const float *in, float *before,
                      float *change, DtLayerTrace *trace, float *out) {
	size_t width = network->shape.width;
	if (network->shape.layers[layer] == 'c')
		convolve(network, &network->places.layers[layer], batch->row_count, in, before, trace, change);
	else
		recur(network, &network->places.layers[layer], batch, in, trace, change);
	if (trace->mask)
		for (size_t i = 0; i < batch->row_count * width; i++) change[i] *= trace->mask[i];
	if (out != in) memcpy(out, in, batch->row_count * width * sizeof(float));
	for (size_t s = 0; s < batch->sentence_count; s++) // empty rows stay zero
		network->kernel->add_scaled(out + batch->first[s] * width, change + batch->first[s] * width, 1.0f,
		                            batch->count[s] * width);
}

void dt_network_heads(const DtNetwork *network, const float *in, size_t rows, float *out) {
	const DtPlaces *places = &network->places;
	affine(network, out, in, network->shape.width, rows, network->shape.width, places->head_weights, places->head_bias,
	       places->head_width);
	for (size_t r = 0; r < rows; r++) {
		float *key = out + r * places->head_width + places->key;
		network->kernel->leaky(key, key, network->shape.arc);
	}
}

size_t dt_distance_bucket(size_t word, size_t head) {
	if (head == 0) return 0;
	bool left = head - 1 < word;
	size_t distance = left ? word - (head - 1) : head - 1 - word;
	static const uint8_t buckets[] = {0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 9, 9, 9, 9, 9, 9};
	size_t bucket = distance < sizeof buckets ? buckets[distance] : distance <= 30 ? 10 : 11;
	return bucket + (left ? 0 : 11);
}

void dt_network_arcs(const DtNetwork *network, const float *heads, size_t count, size_t stride, float *keys,
                     float *scores) {
	const DtPlaces *places = &network->places;
	size_t arc = network->shape.arc, width = places->head_width;
	const float *root = network->dense + places->root_key;
	for (size_t a = 0; a < arc; a++) {
		float *line = keys + a * stride;
		line[0] = root[a];
		for (size_t w = 0; w < count; w++) line[w + 1] = heads[w * width + places->key + a];
		for (size_t w = count + 1; w < stride; w++) line[w] = 0;
	}
	network->kernel->multiply(scores, stride, NULL, 0, rows_of(heads + places->query, width), keys, stride, count, arc,
	                          stride);
	for (size_t w = 0; w < count; w++) {
		const float *distance = heads + w * width + places->distance;
		float *line = scores + w * stride;
		for (size_t h = 0; h <= count; h++) line[h] += distance[dt_distance_bucket(w, h)];
		line[w + 1] = -1e9f;
	}
}

void dt_network_relation(const DtNetwork *network, const float *heads, size_t word, size_t head, float *out) {
	const DtPlaces *places = &network->places;
	size_t relation = network->shape.relation, width = places->head_width;
	memcpy(out, heads + word * width + places->dependent, relation * sizeof(float));
	const float *governor =
		head == 0 ? network->dense + places->root_relation : heads + (head - 1) * width + places->governor;
	network->kernel->add_scaled(out, governor, 1.0f, relation);
	network->kernel->add_scaled(
		out, network->dense + places->distance_relation + dt_distance_bucket(word, head) * relation, 1.0f, relation);
}
