// SPDX-License-Identifier: Apache-2.0
// From words to trees: tags, features, lemmas, heads and relations for every sentence of a document.
//
// A DtSyntax is read-only once loaded: share it between threads. A scratch belongs to one thread. The same text and
// model give the same trees on any number of threads and whatever was parsed before; processors with different vector
// units may round a near tie differently (syntax/kernel.h).
#ifndef DT_SYNTAX_PARSE_H
#define DT_SYNTAX_PARSE_H

#include "base/error.h"
#include "document/document.h"
#include "syntax/kernel.h"

typedef struct DtSyntax DtSyntax;

// Maps the model at path. On failure returns NULL; error names the file and what is wrong with it.
DtSyntax *dt_syntax_load(const char *path, DtError *error);

// The same from bytes that outlive the model (they are not copied or freed). name is for messages.
DtSyntax *dt_syntax_read(DtSlice content, const char *name, DtError *error);

void dt_syntax_free(DtSyntax *syntax); // NULL is fine

// The text head of the model file: kind, language, data, licences, scores.
DtSlice dt_syntax_head(const DtSyntax *syntax);

// Uses another kernel than the best one of this processor (NULL: the best). For tests, before sharing.
void dt_syntax_use_kernel(DtSyntax *syntax, const DtKernel *kernel);

typedef struct DtSyntaxScratch DtSyntaxScratch;

DtSyntaxScratch *dt_syntax_scratch_new(const DtSyntax *syntax);
void dt_syntax_scratch_free(DtSyntaxScratch *scratch);

// Fills upos, xpos, lemma, features, head, deprel and head_confidence of every sentence that has no tree yet (no single
// word of relation root with head -1). Sentences that have one keep all they have. scratch was made for this model.
void dt_parse(DtDocument *document, const DtSyntax *syntax, DtSyntaxScratch *scratch);

#endif
