// SPDX-License-Identifier: Apache-2.0
// Writes what training has learned as a model file (syntax/model.h says what is in it).
#ifndef DT_TRAIN_MODEL_WRITE_H
#define DT_TRAIN_MODEL_WRITE_H

#include "base/buffer.h"
#include "train/corpus.h"
#include "train/lemma_learn.h"

// notes and scores are "name: value\n" lines for the head; documents show which tags go together.
void dt_model_write(DtBuffer *out, DtTrainer *trainer, const DtVocabulary *vocabulary, const DtLemmaTables *lemmas,
                    DtDocument *const *documents, size_t count, const char *notes, const char *scores);

#endif
