// SPDX-License-Identifier: Apache-2.0
// Training by hand-written back-propagation. For each piece of syntax/network.c, in reverse order, this file has the
// piece that turns the slope of the loss by its output into slopes by its weights and by its input:
//
//   losses ─▶ d(scores) ─▶ d(heads) ─▶ d(last layer) ─▶ … ─▶ d(mixed words) ─▶ d(embeddings)
//
// With out = in · W the two products are dW += inᵀ · dout and din += dout · Wᵀ; the kernel multiplies any strides on
// the left, so only Wᵀ is copied. Dropout multiplies by a mask kept from the way forward. Embedding rows that a batch
// does not touch are not updated ("lazy" Adam). train/backward_test.c compares every slope with finite differences.
#include "train/backward.h"

#include <math.h>
#include <stdlib.h>

#include "train/random.h"

struct DtTrainer {
	DtArena *arena;
	DtTrainerOptions options;
	DtNetwork network;
	DtRandom random;
	bool dropping; // dropout is on
	size_t steps;

	float *dense, *dense_slope, *dense_first, *dense_second; // [places.count] padded
	float *rows, *row_slopes, *row_first, *row_second;       // [row_count][embedding]
	uint8_t *row_touched;                                    // [row_count]
	uint32_t *touched;
	size_t touched_count;

	// The batch: kept from the way forward.
	uint32_t *first, *count, (*features)[DT_WORD_FEATURES];
	float *embedded, *layer_in[DT_LAYERS_MAX + 1], *mask[DT_LAYERS_MAX + 2], *last, *heads, *before, *change;
	DtLayerTrace mix, layer[DT_LAYERS_MAX];
	float *keys, *scores, *hidden, *bent, *labels;

	// The way back.
	float *d_heads, *d_rows, *d_change, *d_before, *d_gates, *d_states, *d_embedded, *d_hidden, *d_labels;
	float *transposed;
};

static float *numbers(DtArena *arena, size_t count) { return DT_NEW_ARRAY(arena, float, count + 64); }

static void fill_normal(DtTrainer *trainer, float *values, size_t count, float deviation) {
	for (size_t i = 0; i < count; i++) { // the sum of twelve uniforms is normal enough
		float sum = -6;
		for (int k = 0; k < 12; k++) sum += dt_random_unit(&trainer->random);
		values[i] = sum * deviation;
	}
}

static void fill_constant(float *values, size_t count, float value) {
	for (size_t i = 0; i < count; i++) values[i] = value;
}

static void initialise(DtTrainer *trainer) {
	const DtShape *shape = &trainer->network.shape;
	const DtPlaces *places = &trainer->network.places;
	float *dense = trainer->dense;
	size_t width = shape->width, inner = (size_t)DT_WORD_FEATURES * shape->embedding;
	fill_normal(trainer, trainer->rows, places->row_count * shape->embedding, 0.3f);
	fill_normal(trainer, dense + places->mix_weights, inner * shape->pieces * width, sqrtf(1.0f / (float)inner));
	fill_constant(dense + places->mix_gain, width, 1);
	for (size_t l = 0; l < places->layer_count; l++) {
		const DtLayerPlaces *layer = &places->layers[l];
		if (shape->layers[l] == 'c') {
			fill_normal(trainer, dense + layer->weights, 3 * width * shape->pieces * width,
			            sqrtf(1.0f / (3 * (float)width)));
		} else {
			fill_normal(trainer, dense + layer->weights, width * 4 * width, sqrtf(1.0f / (float)width));
			fill_normal(trainer, dense + layer->out_weights, 2 * width * width, sqrtf(0.5f / (float)width));
		}
		fill_constant(dense + layer->gain, width, 1);
	}
	fill_normal(trainer, dense + places->head_weights, width * places->head_width, sqrtf(0.5f / (float)width));
	fill_normal(trainer, dense + places->root_key, shape->arc, 0.3f);
	fill_normal(trainer, dense + places->root_relation, shape->relation, 0.3f);
	fill_normal(trainer, dense + places->label_weights, (size_t)shape->relation * DT_RELATION_LANES,
	            sqrtf(1.0f / (float)shape->relation));
}

static void make_room_forward(DtTrainer *trainer) {
	DtArena *arena = trainer->arena;
	const DtShape *shape = &trainer->network.shape;
	size_t rows = trainer->options.row_limit, width = shape->width, inner = (size_t)DT_WORD_FEATURES * shape->embedding;
	size_t stride = (rows + DT_LANES) / DT_LANES * DT_LANES;
	trainer->first = DT_NEW_ARRAY(arena, uint32_t, rows);
	trainer->count = DT_NEW_ARRAY(arena, uint32_t, rows);
	trainer->features = dt_arena_alloc(arena, rows * sizeof *trainer->features);
	trainer->embedded = numbers(arena, rows * inner);
	trainer->before = numbers(arena, rows * shape->pieces * width);
	trainer->change = numbers(arena, rows * width);
	trainer->last = numbers(arena, rows * width);
	trainer->heads = numbers(arena, rows * trainer->network.places.head_width);
	for (size_t l = 0; l <= trainer->network.places.layer_count; l++) {
		DtLayerTrace *trace = l == 0 ? &trainer->mix : &trainer->layer[l - 1];
		trainer->layer_in[l] = numbers(arena, rows * width);
		trainer->mask[l] = numbers(arena, rows * width);
		trace->choice = DT_NEW_ARRAY(arena, uint8_t, rows * width);
		trace->normal = numbers(arena, rows * width);
		trace->inverse = numbers(arena, rows);
		if (l == 0 || shape->layers[l - 1] == 'c') continue;
		trace->gates = numbers(arena, rows * 4 * width);
		trace->states = numbers(arena, rows * 2 * width);
	}
	trainer->mask[trainer->network.places.layer_count + 1] = numbers(arena, rows * width);
	trainer->keys = numbers(arena, shape->arc * stride);
	trainer->scores = numbers(arena, rows * stride);
	trainer->hidden = numbers(arena, rows * shape->relation);
	trainer->bent = numbers(arena, rows * shape->relation);
	trainer->labels = numbers(arena, rows * DT_RELATION_LANES);
}

static size_t larger(size_t a, size_t b) { return a > b ? a : b; }

static void make_room_back(DtTrainer *trainer) {
	DtArena *arena = trainer->arena;
	const DtShape *shape = &trainer->network.shape;
	size_t rows = trainer->options.row_limit, width = shape->width, inner = (size_t)DT_WORD_FEATURES * shape->embedding;
	size_t head_width = trainer->network.places.head_width;
	trainer->d_heads = numbers(arena, rows * head_width);
	trainer->d_rows = numbers(arena, rows * width);
	trainer->d_change = numbers(arena, rows * width);
	trainer->d_before = numbers(arena, rows * shape->pieces * width);
	trainer->d_gates = numbers(arena, rows * 4 * width);
	trainer->d_states = numbers(arena, rows * 2 * width);
	trainer->d_embedded = numbers(arena, rows * inner);
	trainer->d_hidden = numbers(arena, rows * shape->relation);
	trainer->d_labels = numbers(arena, rows * DT_RELATION_LANES);
	size_t largest = larger(larger(inner, 3 * width) * shape->pieces * width, width * head_width);
	largest = larger(larger(largest, 4 * width * width), (size_t)shape->relation * DT_RELATION_LANES);
	trainer->transposed = numbers(arena, larger(largest, shape->arc * (rows + DT_LANES)));
}

DtTrainer *dt_trainer_new(const DtTrainerOptions *options) {
	DtPlaces places;
	if (!dt_network_places(&options->shape, &places)) return NULL;
	DtArena *arena = dt_arena_new();
	DtTrainer *trainer = DT_NEW(arena, DtTrainer);
	trainer->arena = arena;
	trainer->options = *options;
	trainer->random = dt_random_of(options->seed);
	size_t dense = (places.count + DT_LANES - 1) / DT_LANES * DT_LANES;
	size_t rows = places.row_count * options->shape.embedding;
	float **dense_arrays[] = {&trainer->dense, &trainer->dense_slope, &trainer->dense_first, &trainer->dense_second};
	float **row_arrays[] = {&trainer->rows, &trainer->row_slopes, &trainer->row_first, &trainer->row_second};
	for (size_t i = 0; i < 4; i++) {
		*dense_arrays[i] = numbers(arena, dense);
		*row_arrays[i] = numbers(arena, rows);
	}
	trainer->row_touched = DT_NEW_ARRAY(arena, uint8_t, places.row_count);
	trainer->touched = DT_NEW_ARRAY(arena, uint32_t, places.row_count);
	trainer->network = (DtNetwork){options->shape, places, dt_kernel_best(), trainer->dense};
	make_room_forward(trainer);
	make_room_back(trainer);
	initialise(trainer);
	return trainer;
}

void dt_trainer_free(DtTrainer *trainer) {
	if (trainer) dt_arena_free(trainer->arena);
}

float *dt_trainer_dense(DtTrainer *trainer) { return trainer->dense; }
const float *dt_trainer_dense_gradient(DtTrainer *trainer) { return trainer->dense_slope; }
float *dt_trainer_embeddings(DtTrainer *trainer) { return trainer->rows; }
const float *dt_trainer_embedding_gradient(DtTrainer *trainer) { return trainer->row_slopes; }
const DtNetwork *dt_trainer_network(const DtTrainer *trainer) { return &trainer->network; }

// ---- Forward

static DtBatch lay_out(DtTrainer *trainer, const DtExample *examples, size_t count) {
	size_t row = 1;
	for (size_t s = 0; s < count; s++) {
		trainer->first[s] = (uint32_t)row;
		trainer->count[s] = examples[s].count;
		memcpy(trainer->features + row, examples[s].features, examples[s].count * sizeof *trainer->features);
		row += examples[s].count + 1;
	}
	return (DtBatch){trainer->first, trainer->count, count, row};
}

static void zero_gaps(const DtBatch *batch, float *rows, size_t width) {
	memset(rows, 0, width * sizeof(float));
	for (size_t s = 0; s < batch->sentence_count; s++)
		memset(rows + (batch->first[s] + batch->count[s]) * width, 0, width * sizeof(float));
}

static void fill_mask(DtTrainer *trainer, float *mask, size_t count, float rate) {
	if (!trainer->dropping || rate <= 0) {
		fill_constant(mask, count, 1);
		return;
	}
	unsigned threshold = (unsigned)(rate * 256.0f);
	float scale = 256.0f / (256.0f - (float)threshold);
	for (size_t i = 0; i < count;) {
		uint64_t bits = dt_random_next(&trainer->random);
		for (int k = 0; k < 8 && i < count; k++, i++, bits >>= 8) mask[i] = (bits & 255) < threshold ? 0 : scale;
	}
}

static void gather_words(DtTrainer *trainer, const DtBatch *batch) {
	size_t width = trainer->network.shape.embedding, inner = DT_WORD_FEATURES * width;
	zero_gaps(batch, trainer->embedded, inner);
	for (size_t s = 0; s < batch->sentence_count; s++)
		for (size_t r = batch->first[s]; r < batch->first[s] + batch->count[s]; r++)
			for (size_t f = 0; f < DT_WORD_FEATURES; f++)
				memcpy(trainer->embedded + r * inner + f * width,
				       trainer->rows + (trainer->network.places.first_row[f] + trainer->features[r][f]) * width,
				       width * sizeof(float));
}

static void forward(DtTrainer *trainer, const DtBatch *batch) {
	const DtNetwork *network = &trainer->network;
	size_t width = network->shape.width, size = batch->row_count * width, layers = network->places.layer_count;
	gather_words(trainer, batch);
	dt_network_mix(network, trainer->embedded, batch->row_count, trainer->before, &trainer->mix, trainer->layer_in[0]);
	for (size_t l = 0; l <= layers + 1; l++)
		fill_mask(trainer, trainer->mask[l], size,
		          l == layers + 1 ? trainer->options.head_dropout : trainer->options.layer_dropout);
	for (size_t i = 0; i < size; i++) trainer->layer_in[0][i] *= trainer->mask[0][i];
	zero_gaps(batch, trainer->layer_in[0], width);
	for (size_t l = 0; l < layers; l++) {
		trainer->layer[l].mask = trainer->mask[l + 1];
		dt_network_layer(network, l, batch, trainer->layer_in[l], trainer->before, trainer->change, &trainer->layer[l],
		                 trainer->layer_in[l + 1]);
	}
	for (size_t i = 0; i < size; i++) trainer->last[i] = trainer->layer_in[layers][i] * trainer->mask[layers + 1][i];
	dt_network_heads(network, trainer->last, batch->row_count, trainer->heads);
}

// ---- Losses, and their slopes by the heads

static float tag_loss(DtTrainer *trainer, size_t row, const DtTarget *target, float scale) {
	const DtPlaces *places = &trainer->network.places;
	float loss = 0;
	struct {
		size_t column, count;
		const uint8_t *labels, *weights;
	} tags[] = {{places->upos, DT_UPOS_COUNT, target->upos, target->upos_weight},
	            {places->xpos, DT_XPOS_COUNT, target->xpos, target->xpos_weight}};
	for (size_t t = 0; t < 2; t++) {
		float *scores = trainer->heads + row * places->head_width + tags[t].column;
		float *slopes = trainer->d_heads + row * places->head_width + tags[t].column;
		trainer->network.kernel->softmax(scores, tags[t].count);
		for (size_t i = 0; i < tags[t].count; i++) slopes[i] = scores[i] * scale;
		for (size_t k = 0; k < DT_TARGET_TAGS; k++) {
			float weight = (float)tags[t].weights[k] / 255.0f;
			if (weight == 0) continue;
			loss -= weight * logf(scores[tags[t].labels[k]] + 1e-9f);
			slopes[tags[t].labels[k]] -= weight * scale;
		}
	}
	return loss;
}

static float arc_loss(DtTrainer *trainer, size_t first, const DtExample *example, float scale) {
	const DtNetwork *network = &trainer->network;
	const DtPlaces *places = &network->places;
	size_t count = example->count, stride = (count + DT_LANES) / DT_LANES * DT_LANES, arc = network->shape.arc;
	size_t width = places->head_width;
	float *heads = trainer->heads + first * width, *d_heads = trainer->d_heads + first * width;
	float loss = 0;
	dt_network_arcs(network, heads, count, stride, trainer->keys, trainer->scores);
	for (size_t w = 0; w < count; w++) {
		float *line = trainer->scores + w * stride;
		const DtTarget *target = &example->targets[w];
		network->kernel->softmax(line, count + 1);
		for (size_t h = count + 1; h < stride; h++) line[h] = 0;
		for (size_t k = 0; k < DT_TARGET_ARCS; k++)
			if (target->head_weight[k])
				loss -= (float)target->head_weight[k] / 255.0f * logf(line[target->head[k]] + 1e-9f);
		for (size_t h = 0; h <= count; h++) line[h] *= scale;
		for (size_t k = 0; k < DT_TARGET_ARCS; k++)
			line[target->head[k]] -= (float)target->head_weight[k] / 255.0f * scale;
		for (size_t h = 0; h <= count; h++) d_heads[w * width + places->distance + dt_distance_bucket(w, h)] += line[h];
	}
	// queries: d_query[count][arc] = d_scores · keysᵀ; keys: d_key[heads][arc] = d_scoresᵀ · query
	float *turned = trainer->transposed;
	for (size_t h = 0; h <= count; h++)
		for (size_t a = 0; a < arc; a++) turned[h * arc + a] = trainer->keys[a * stride + h];
	network->kernel->multiply(d_heads + places->query, width, NULL, 0, (DtView){trainer->scores, stride, 1}, turned,
	                          arc, count, count + 1, arc);
	network->kernel->multiply(d_heads + places->key, width, NULL, 0, (DtView){trainer->scores + 1, 1, stride},
	                          heads + places->query, width, count, count, arc);
	float *d_root = trainer->dense_slope + places->root_key;
	network->kernel->multiply(d_root, arc, d_root, arc, (DtView){trainer->scores, 1, stride}, heads + places->query,
	                          width, 1, count, arc);
	return loss;
}

static void add(float *out, const float *in, size_t count) {
	for (size_t i = 0; i < count; i++) out[i] += in[i];
}

// Sums of columns, added to out.
static void add_columns(float *out, const float *rows, size_t count, size_t width) {
	for (size_t r = 0; r < count; r++) add(out, rows + r * width, width);
}

// d_in[rows][inner] (+)= d_out[rows][columns] · weightsᵀ
static void back_product(DtTrainer *trainer, float *d_in, const float *d_out, const float *weights, size_t rows,
                         size_t inner, size_t columns, int accumulate) {
	for (size_t i = 0; i < inner; i++)
		for (size_t c = 0; c < columns; c++) trainer->transposed[c * inner + i] = weights[i * columns + c];
	trainer->network.kernel->multiply(d_in, inner, accumulate ? d_in : NULL, inner, (DtView){d_out, columns, 1},
	                                  trainer->transposed, inner, rows, columns, inner);
}

// The slopes of a matrix and its bias: in's rows begin every stride numbers, inner of them count.
static void weight_slopes(DtTrainer *trainer, size_t weights, size_t bias, const float *in, size_t stride,
                          const float *d_out, size_t rows, size_t inner, size_t columns) {
	float *slopes = trainer->dense_slope + weights;
	trainer->network.kernel->multiply(slopes, columns, slopes, columns, (DtView){in, 1, stride}, d_out, columns, inner,
	                                  rows, columns);
	add_columns(trainer->dense_slope + bias, d_out, rows, columns);
}

static float relation_loss(DtTrainer *trainer, size_t first, const DtExample *example, float scale) {
	const DtNetwork *network = &trainer->network;
	const DtPlaces *places = &network->places;
	size_t relation = network->shape.relation, count = example->count, width = places->head_width;
	const float *heads = trainer->heads + first * width;
	float *d_heads = trainer->d_heads + first * width, loss = 0;
	for (size_t w = 0; w < count; w++) {
		dt_network_relation(network, heads, w, example->targets[w].tree_head, trainer->hidden + w * relation);
		network->kernel->leaky(trainer->bent + w * relation, trainer->hidden + w * relation, relation);
	}
	network->kernel->multiply(trainer->labels, DT_RELATION_LANES, network->dense + places->label_bias, 0,
	                          (DtView){trainer->bent, relation, 1}, network->dense + places->label_weights,
	                          DT_RELATION_LANES, count, relation, DT_RELATION_LANES);
	for (size_t w = 0; w < count; w++) {
		float *labels = trainer->labels + w * DT_RELATION_LANES;
		const DtTarget *target = &example->targets[w];
		network->kernel->softmax(labels, DT_DEPREL_COUNT);
		for (size_t i = DT_DEPREL_COUNT; i < DT_RELATION_LANES; i++) labels[i] = 0;
		for (size_t k = 0; k < DT_TARGET_ARCS; k++)
			if (target->relation_weight[k])
				loss -= (float)target->relation_weight[k] / 255.0f * logf(labels[target->relation[k]] + 1e-9f);
		for (size_t i = 0; i < DT_DEPREL_COUNT; i++) labels[i] *= scale;
		for (size_t k = 0; k < DT_TARGET_ARCS; k++)
			labels[target->relation[k]] -= (float)target->relation_weight[k] / 255.0f * scale;
	}
	weight_slopes(trainer, places->label_weights, places->label_bias, trainer->bent, relation, trainer->labels, count,
	              relation, DT_RELATION_LANES);
	back_product(trainer, trainer->d_hidden, trainer->labels, network->dense + places->label_weights, count, relation,
	             DT_RELATION_LANES, 0);
	for (size_t w = 0; w < count; w++) {
		float *slope = trainer->d_hidden + w * relation;
		size_t head = example->targets[w].tree_head;
		for (size_t i = 0; i < relation; i++)
			if (!(trainer->hidden[w * relation + i] > 0)) slope[i] *= DT_LEAKY_SLOPE;
		add(d_heads + w * width + places->dependent, slope, relation);
		add(head == 0 ? trainer->dense_slope + places->root_relation : d_heads + (head - 1) * width + places->governor,
		    slope, relation);
		add(trainer->dense_slope + places->distance_relation + dt_distance_bucket(w, head) * relation, slope, relation);
	}
	return loss;
}

static float losses(DtTrainer *trainer, const DtBatch *batch, const DtExample *examples) {
	const DtPlaces *places = &trainer->network.places;
	size_t words = batch->row_count - batch->sentence_count - 1, width = places->head_width;
	float scale = 1.0f / (float)words, loss = 0;
	memset(trainer->d_heads, 0, batch->row_count * width * sizeof(float));
	for (size_t s = 0; s < batch->sentence_count; s++) {
		loss += arc_loss(trainer, batch->first[s], &examples[s], scale);
		loss += relation_loss(trainer, batch->first[s], &examples[s], scale);
		for (size_t w = 0; w < batch->count[s]; w++)
			loss += tag_loss(trainer, batch->first[s] + w, &examples[s].targets[w], scale);
	}
	for (size_t r = 0; r < batch->row_count; r++) { // keys were bent; their sign survived it
		float *slope = trainer->d_heads + r * width + places->key;
		const float *key = trainer->heads + r * width + places->key;
		for (size_t a = 0; a < trainer->network.shape.arc; a++)
			if (!(key[a] > 0)) slope[a] *= DT_LEAKY_SLOPE;
	}
	return loss * scale;
}

// ---- Back

// Through layer normalisation, in place: slopes by its output become slopes by its input.
static void back_normalize(DtTrainer *trainer, const DtLayerTrace *trace, size_t gain, size_t shift, size_t first,
                           size_t rows, float *slopes) {
	size_t width = trainer->network.shape.width;
	const float *gains = trainer->dense + gain;
	float *d_gain = trainer->dense_slope + gain, *d_shift = trainer->dense_slope + shift;
	for (size_t r = first; r < first + rows; r++) {
		float *slope = slopes + r * width, mean = 0, along = 0;
		const float *normal = trace->normal + r * width;
		for (size_t d = 0; d < width; d++) {
			d_gain[d] += slope[d] * normal[d];
			d_shift[d] += slope[d];
			slope[d] *= gains[d];
			mean += slope[d];
			along += slope[d] * normal[d];
		}
		mean /= (float)width;
		along /= (float)width;
		for (size_t d = 0; d < width; d++) slope[d] = trace->inverse[r] * (slope[d] - mean - normal[d] * along);
	}
}

static void back_maxout(DtTrainer *trainer, const DtLayerTrace *trace, size_t first, size_t rows, const float *slopes) {
	size_t width = trainer->network.shape.width, wide = trainer->network.shape.pieces * width;
	memset(trainer->d_before, 0, rows * wide * sizeof(float));
	for (size_t r = 0; r < rows; r++)
		for (size_t d = 0; d < width; d++)
			trainer->d_before[r * wide + trace->choice[(first + r) * width + d] * width + d] =
				slopes[(first + r) * width + d];
}

static void back_convolve(DtTrainer *trainer, size_t l, const DtBatch *batch) {
	const DtNetwork *network = &trainer->network;
	const DtLayerPlaces *layer = &network->places.layers[l];
	size_t width = network->shape.width, wide = network->shape.pieces * width, rows = batch->row_count - 2;
	back_maxout(trainer, &trainer->layer[l], 1, rows, trainer->d_change);
	weight_slopes(trainer, layer->weights, layer->bias, trainer->layer_in[l], width, trainer->d_before, rows, 3 * width,
	              wide);
	const float *weights = trainer->dense + layer->weights;
	for (size_t place = 0; place < 3; place++)
		back_product(trainer, trainer->d_rows + place * width, trainer->d_before, weights + place * width * wide, rows,
		             width, wide, 1);
}

// One direction of the recurrence: rows in the order against which it ran.
static void back_scan(DtTrainer *trainer, const DtLayerTrace *trace, size_t first, size_t count, bool forwards) {
	size_t width = trainer->network.shape.width, side = forwards ? 0 : width;
	float carry[DT_WIDTH_MAX] = {0}, zero[DT_WIDTH_MAX] = {0};
	for (size_t i = 0; i < count; i++) {
		size_t r = forwards ? first + count - 1 - i : first + i;
		const float *update = trace->gates + r * 4 * width + side, *candidate = update + 2 * width;
		float *d_update = trainer->d_gates + r * 4 * width + side, *d_candidate = d_update + 2 * width;
		const float *earlier = i + 1 == count ? zero : trace->states + (forwards ? r - 1 : r + 1) * 2 * width + side;
		const float *slope = trainer->d_states + r * 2 * width + side;
		for (size_t d = 0; d < width; d++) {
			float total = slope[d] + carry[d];
			d_update[d] = total * (candidate[d] - earlier[d]) * update[d] * (1 - update[d]);
			d_candidate[d] = total * update[d];
			carry[d] = total * (1 - update[d]);
		}
	}
}

static void back_recur(DtTrainer *trainer, size_t l, const DtBatch *batch) {
	const DtNetwork *network = &trainer->network;
	const DtLayerPlaces *layer = &network->places.layers[l];
	const DtLayerTrace *trace = &trainer->layer[l];
	size_t width = network->shape.width, rows = batch->row_count;
	weight_slopes(trainer, layer->out_weights, layer->out_bias, trace->states, 2 * width, trainer->d_change, rows,
	              2 * width, width);
	back_product(trainer, trainer->d_states, trainer->d_change, trainer->dense + layer->out_weights, rows, 2 * width,
	             width, 0);
	zero_gaps(batch, trainer->d_gates, 4 * width);
	for (size_t s = 0; s < batch->sentence_count; s++) {
		back_scan(trainer, trace, batch->first[s], batch->count[s], true);
		back_scan(trainer, trace, batch->first[s], batch->count[s], false);
	}
	weight_slopes(trainer, layer->weights, layer->bias, trainer->layer_in[l], width, trainer->d_gates, rows, width,
	              4 * width);
	back_product(trainer, trainer->d_rows, trainer->d_gates, trainer->dense + layer->weights, rows, width, 4 * width,
	             1);
}

static void masked(float *out, const float *slopes, const float *mask, size_t count) {
	for (size_t i = 0; i < count; i++) out[i] = slopes[i] * mask[i];
}

static void back_words(DtTrainer *trainer, const DtBatch *batch) {
	const DtPlaces *places = &trainer->network.places;
	size_t width = trainer->network.shape.width, embedding = trainer->network.shape.embedding;
	size_t inner = DT_WORD_FEATURES * embedding, rows = batch->row_count;
	masked(trainer->d_change, trainer->d_rows, trainer->mask[0], rows * width);
	zero_gaps(batch, trainer->d_change, width);
	back_normalize(trainer, &trainer->mix, places->mix_gain, places->mix_shift, 0, rows, trainer->d_change);
	back_maxout(trainer, &trainer->mix, 0, rows, trainer->d_change);
	size_t wide = trainer->network.shape.pieces * width;
	weight_slopes(trainer, places->mix_weights, places->mix_bias, trainer->embedded, inner, trainer->d_before, rows,
	              inner, wide);
	back_product(trainer, trainer->d_embedded, trainer->d_before, trainer->dense + places->mix_weights, rows, inner,
	             wide, 0);
	for (size_t s = 0; s < batch->sentence_count; s++)
		for (size_t r = batch->first[s]; r < batch->first[s] + batch->count[s]; r++)
			for (size_t f = 0; f < DT_WORD_FEATURES; f++) {
				size_t row = places->first_row[f] + trainer->features[r][f];
				if (!trainer->row_touched[row]) trainer->touched[trainer->touched_count++] = (uint32_t)row;
				trainer->row_touched[row] = 1;
				add(trainer->row_slopes + row * embedding, trainer->d_embedded + r * inner + f * embedding, embedding);
			}
}

static void backward(DtTrainer *trainer, const DtBatch *batch) {
	const DtNetwork *network = &trainer->network;
	const DtPlaces *places = &network->places;
	size_t width = network->shape.width, rows = batch->row_count, layers = places->layer_count;
	weight_slopes(trainer, places->head_weights, places->head_bias, trainer->last, width, trainer->d_heads, rows, width,
	              places->head_width);
	back_product(trainer, trainer->d_rows, trainer->d_heads, trainer->dense + places->head_weights, rows, width,
	             places->head_width, 0);
	masked(trainer->d_rows, trainer->d_rows, trainer->mask[layers + 1], rows * width);
	zero_gaps(batch, trainer->d_rows, width);
	for (size_t l = layers; l-- > 0;) {
		masked(trainer->d_change, trainer->d_rows, trainer->mask[l + 1], rows * width);
		zero_gaps(batch, trainer->d_change, width);
		back_normalize(trainer, &trainer->layer[l], places->layers[l].gain, places->layers[l].shift, 1, rows - 2,
		               trainer->d_change);
		zero_gaps(batch, trainer->d_change, width); // the norm of an empty row is not empty
		if (network->shape.layers[l] == 'c')
			back_convolve(trainer, l, batch);
		else
			back_recur(trainer, l, batch);
		zero_gaps(batch, trainer->d_rows, width);
	}
	back_words(trainer, batch);
}

// ---- Adam (Kingma and Ba 2015), with the slope cut to length 1 as a whole

static void update(DtTrainer *trainer, float rate) {
	const float decay1 = 0.9f, decay2 = 0.98f;
	const DtKernel *kernel = trainer->network.kernel;
	size_t embedding = trainer->network.shape.embedding;
	size_t dense = (trainer->network.places.count + DT_LANES - 1) / DT_LANES * DT_LANES;
	double square = 0;
	for (size_t i = 0; i < dense; i++) square += (double)trainer->dense_slope[i] * (double)trainer->dense_slope[i];
	float scale = square > 1 ? (float)(1 / sqrt(square)) : 1;
	trainer->steps++;
	float corrected = rate * sqrtf(1 - powf(decay2, (float)trainer->steps)) / (1 - powf(decay1, (float)trainer->steps));
	kernel->adam(trainer->dense, trainer->dense_first, trainer->dense_second, trainer->dense_slope, dense, corrected,
	             decay1, decay2, scale);
	for (size_t i = 0; i < trainer->touched_count; i++) {
		size_t at = trainer->touched[i] * embedding;
		kernel->adam(trainer->rows + at, trainer->row_first + at, trainer->row_second + at, trainer->row_slopes + at,
		             embedding, corrected, decay1, decay2, scale);
		trainer->row_touched[trainer->touched[i]] = 0;
	}
	trainer->touched_count = 0;
}

float dt_trainer_loss(DtTrainer *trainer, const DtExample *examples, size_t count) {
	DtBatch batch = lay_out(trainer, examples, count);
	trainer->dropping = false;
	forward(trainer, &batch);
	float loss = losses(trainer, &batch, examples);
	backward(trainer, &batch);
	return loss;
}

float dt_trainer_step(DtTrainer *trainer, const DtExample *examples, size_t count, float rate) {
	DtBatch batch = lay_out(trainer, examples, count);
	trainer->dropping = true;
	forward(trainer, &batch);
	float loss = losses(trainer, &batch, examples);
	backward(trainer, &batch);
	update(trainer, rate);
	return loss;
}
