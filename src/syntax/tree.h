// SPDX-License-Identifier: Apache-2.0
// The best tree over a sentence: heads that form one tree with exactly one root word.
#ifndef DT_SYNTAX_TREE_H
#define DT_SYNTAX_TREE_H

#include "base/arena.h"

// Chooses heads[count] (0 the root, h word h - 1) that maximise the sum of scores[word * stride + head] among all trees
// with exactly one word under the root. Scores that are not finite count as very low ones. Takes time in the square of
// count, and scratch from arena. Always gives a well-formed tree; count >= 1.
void dt_tree_find(DtArena *arena, const float *scores, size_t count, size_t stride, uint16_t *heads);

// True when heads is such a tree.
bool dt_tree_is_sound(const uint16_t *heads, size_t count);

#endif
