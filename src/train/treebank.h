// SPDX-License-Identifier: Apache-2.0
// Treebanks: CoNLL-U files read as documents that already have trees.
#ifndef DT_TRAIN_TREEBANK_H
#define DT_TRAIN_TREEBANK_H

#include "base/error.h"
#include "document/document.h"

// Reads the CoNLL-U text of content into a document of one paragraph a sentence. Forms and lemmas point into content.
// Faults name file and line; a sentence whose heads are no tree is one. NULL when there was any.
DtDocument *dt_treebank_read(DtArena *arena, DtSlice content, const char *file, DtError *error);

#endif
