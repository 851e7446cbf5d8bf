// SPDX-License-Identifier: Apache-2.0
// Questions that the rules which mend trees ask of tokens.
#ifndef DT_SYNTAX_TREE_WORDS_H
#define DT_SYNTAX_TREE_WORDS_H

#include "document/document.h"

static inline bool is_nominal(const DtToken *token) {
	return token->upos == DT_UPOS_NOUN || token->upos == DT_UPOS_PROPN || token->upos == DT_UPOS_PRON;
}

static inline bool is_subject(const DtToken *token) {
	return token->deprel == DT_DEPREL_NSUBJ || token->deprel == DT_DEPREL_NSUBJ_PASS;
}

static inline bool is_capital(const DtToken *token) {
	return token->form.length > 0 && token->form.data[0] >= 'A' && token->form.data[0] <= 'Z';
}

// words ends with NULL.
static inline bool is_among(DtSlice form, const char *const *words) {
	for (; *words; words++)
		if (dt_slice_equal_folded(form, dt_slice_of(*words))) return true;
	return false;
}

static inline int32_t child_of(const DtToken *tokens, size_t count, size_t head, DtDeprel deprel) {
	for (size_t i = 0; i < count; i++)
		if (tokens[i].head == (int32_t)head && tokens[i].deprel == deprel) return (int32_t)i;
	return -1;
}

static inline bool has_child(const DtToken *tokens, size_t count, size_t head, DtDeprel deprel) {
	return child_of(tokens, count, head, deprel) >= 0;
}

#endif
