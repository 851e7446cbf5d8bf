// SPDX-License-Identifier: Apache-2.0
// Morphological features by rule, from tags, words and tree.
#ifndef DT_SYNTAX_FEATURES_H
#define DT_SYNTAX_FEATURES_H

#include "document/document.h"

// Fills features of the count tokens of one sentence, which have tags, lemmas and a tree.
void dt_features_fill(DtToken *tokens, size_t count);

#endif
