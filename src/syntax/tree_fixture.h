// SPDX-License-Identifier: Apache-2.0
// A sentence with its tree, laid out word by word: for the tests of what mends trees.
#ifndef DT_SYNTAX_TREE_FIXTURE_H
#define DT_SYNTAX_TREE_FIXTURE_H

#include "base/test.h"
#include "document/document.h"

typedef struct Line {
	const char *form;
	DtUpos upos;
	DtXpos xpos;
	int32_t head;
	DtDeprel deprel;
} Line;

#define W(form, upos, xpos, head, deprel)                                                                              \
	{ form, DT_UPOS_##upos, DT_XPOS_##xpos, head, DT_DEPREL_##deprel }

static DtToken tokens[12];

static inline void lay_out(const Line *lines, size_t count) {
	assert_true(count <= sizeof tokens / sizeof *tokens);
	memset(tokens, 0, sizeof tokens);
	for (size_t i = 0; i < count; i++)
		tokens[i] = (DtToken){.form = dt_slice_of(lines[i].form),
		                      .upos = (uint8_t)lines[i].upos,
		                      .xpos = (uint8_t)lines[i].xpos,
		                      .head = lines[i].head,
		                      .deprel = (uint8_t)lines[i].deprel};
}

static inline void expect(size_t token, int32_t head, DtDeprel deprel) {
	assert_int_equal(tokens[token].head, head);
	assert_int_equal(tokens[token].deprel, deprel);
}

#endif
