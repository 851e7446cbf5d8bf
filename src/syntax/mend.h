// SPDX-License-Identifier: Apache-2.0
// Trees that no English sentence has, mended.
#ifndef DT_SYNTAX_MEND_H
#define DT_SYNTAX_MEND_H

#include "document/document.h"

// Mends heads, relations and tags of one sentence; the tree keeps exactly one root. Call before lemmas are found.
void dt_tree_mend(DtToken *tokens, size_t count);

#endif
