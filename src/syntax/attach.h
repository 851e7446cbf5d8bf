// SPDX-License-Identifier: Apache-2.0
// Clauses hung where they cannot stand, and where they belong.
#ifndef DT_SYNTAX_ATTACH_H
#define DT_SYNTAX_ATTACH_H

#include "document/document.h"

// The part of dt_tree_mend that looks at which clauses go together.
void dt_tree_mend_clauses(DtToken *tokens, size_t count);

#endif
