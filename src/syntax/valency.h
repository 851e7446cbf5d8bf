// SPDX-License-Identifier: Apache-2.0
// What words take, and what they cannot: phrases returned to the word that takes them.
#ifndef DT_SYNTAX_VALENCY_H
#define DT_SYNTAX_VALENCY_H

#include "document/document.h"

// The part of dt_tree_mend that looks at which words stand there.
void dt_tree_mend_valency(DtToken *tokens, size_t count);

#endif
