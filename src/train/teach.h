// SPDX-License-Identifier: Apache-2.0
// Distillation: what trained models think of text that nobody has labelled becomes targets for another model.
#ifndef DT_TRAIN_TEACH_H
#define DT_TRAIN_TEACH_H

#include "base/error.h"
#include "train/corpus.h"

// Appends the documents' sentences to corpus with the averaged opinion of the teachers (model files) as targets, and
// sets upos and xpos of the documents' words to what the teachers think most likely.
bool dt_teach(DtCorpus *corpus, const DtVocabulary *vocabulary, DtDocument *const *documents, size_t count,
              const char *const *teachers, size_t teacher_count, DtError *error);

#endif
