// SPDX-License-Identifier: Apache-2.0
// The network in training: weights in single precision, the way forward with everything kept, the way back, Adam.
#ifndef DT_TRAIN_BACKWARD_H
#define DT_TRAIN_BACKWARD_H

#include "base/arena.h"
#include "syntax/network.h"

// What a word should come out as. Up to three heads and relations and two tags with weights that sum to 255 (gold: one
// with 255; a teacher's opinion: several). Heads count from 1 within the sentence, 0 is the root.
enum { DT_TARGET_ARCS = 3, DT_TARGET_TAGS = 2 };
typedef struct DtTarget {
	uint16_t head[DT_TARGET_ARCS];
	uint8_t head_weight[DT_TARGET_ARCS], relation[DT_TARGET_ARCS], relation_weight[DT_TARGET_ARCS];
	uint8_t upos[DT_TARGET_TAGS], upos_weight[DT_TARGET_TAGS], xpos[DT_TARGET_TAGS], xpos_weight[DT_TARGET_TAGS];
	uint16_t tree_head; // the head whose relation is meant
} DtTarget;

typedef struct DtExample {
	const uint32_t (*features)[DT_WORD_FEATURES]; // of each word
	const DtTarget *targets;
	uint32_t count;
} DtExample;

typedef struct DtTrainer DtTrainer;

typedef struct DtTrainerOptions {
	DtShape shape;
	uint64_t seed;
	float layer_dropout, head_dropout;
	uint32_t row_limit; // of a batch
} DtTrainerOptions;

// NULL when the shape cannot be run.
DtTrainer *dt_trainer_new(const DtTrainerOptions *options);
void dt_trainer_free(DtTrainer *trainer);

// One step on a batch whose words + examples + 1 fit row_limit; returns the mean loss a word.
float dt_trainer_step(DtTrainer *trainer, const DtExample *examples, size_t count, float rate);

// The loss alone, and the gradient of one dense weight or embedding number, for checking the way back.
float dt_trainer_loss(DtTrainer *trainer, const DtExample *examples, size_t count);
float *dt_trainer_dense(DtTrainer *trainer); // [places.count]
const float *dt_trainer_dense_gradient(DtTrainer *trainer);
float *dt_trainer_embeddings(DtTrainer *trainer); // [places.row_count][embedding]
const float *dt_trainer_embedding_gradient(DtTrainer *trainer);
const DtNetwork *dt_trainer_network(const DtTrainer *trainer);

#endif
