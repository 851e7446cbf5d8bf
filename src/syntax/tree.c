// SPDX-License-Identifier: Apache-2.0
// Maximum spanning arborescence with a single root word, in quadratic time.
//
// Most sentences need no search: each word's best head already gives a tree. Otherwise the algorithm of Chu, Liu and
// Edmonds in the path-growing form of Gabow et al. (1986): follow best incoming arcs from any word; when the path bites
// itself, contract the cycle into one node, whose incoming arcs are scored by what the cycle would lose; when it
// reaches the root, begin at a word not yet reached. Each node is merged away at most once, for a row and a column each
// time. Then expand: the arc that enters a contracted cycle removes one arc of it.
//
//   nodes:  0 root | 1 … n words | n+1 … contracted cycles, the newest last
//
// One root word: every arc from the root is made worse by more than all other arcs together can differ, so the best
// tree uses as few as possible, which is one (Stanojević and Cohen 2021, "A root of a problem").
#include "syntax/tree.h"

#include <math.h>

typedef struct Arc {
	double score;
	uint16_t head, dependent; // words (0 the root), whatever nodes the arc now joins
} Arc;

typedef struct Search {
	size_t size;      // words + root: rows and columns of arcs
	Arc *arcs;        // [dependent column][head column]; a cycle lives in the column of one of its members
	uint16_t *node;   // of a column: which node it stands for now
	uint16_t *parent; // of a node: the cycle it was contracted into, or 0
	uint16_t *column; // of a word's column: the column it was merged into (itself while it lives)
	Arc *entering;    // of a node: its chosen arc
	bool *gone;       // columns merged into another
	size_t node_count;
} Search;

static bool greedy(const float *scores, size_t count, size_t stride, uint16_t *heads) {
	for (size_t w = 0; w < count; w++) {
		const float *line = scores + w * stride;
		size_t best = w == 0 && count > 1 ? 2 : w == 0 ? 0 : 1;
		for (size_t h = 0; h <= count; h++)
			if (h != w + 1 && line[h] > line[best]) best = h;
		heads[w] = (uint16_t)best;
	}
	return dt_tree_is_sound(heads, count);
}

bool dt_tree_is_sound(const uint16_t *heads, size_t count) {
	size_t roots = 0;
	for (size_t w = 0; w < count; w++) {
		if (heads[w] > count) return false;
		roots += heads[w] == 0;
	}
	if (roots != 1) return false;
	// Every chain of heads must reach the root; chains already followed are remembered in blocks of bits.
	uint64_t safe[(UINT16_MAX + 1) / 64 / 16] = {0};
	if (count > sizeof safe * 8) return false;
	for (size_t w = 0; w < count; w++) {
		size_t at = w + 1, steps = 0;
		while (at != 0 && !(safe[(at - 1) / 64] >> ((at - 1) % 64) & 1)) {
			if (++steps > count) return false;
			at = heads[at - 1];
		}
		for (at = w + 1; at != 0 && !(safe[(at - 1) / 64] >> ((at - 1) % 64) & 1); at = heads[at - 1])
			safe[(at - 1) / 64] |= (uint64_t)1 << ((at - 1) % 64);
	}
	return true;
}

static Arc *arc_of(Search *search, size_t dependent, size_t head) {
	return &search->arcs[dependent * search->size + head];
}

static void begin(Search *search, DtArena *arena, const float *scores, size_t count, size_t stride) {
	size_t size = search->size = count + 1;
	search->arcs = DT_NEW_ARRAY(arena, Arc, size * size);
	search->node = DT_NEW_ARRAY(arena, uint16_t, size);
	search->column = DT_NEW_ARRAY(arena, uint16_t, size);
	search->gone = DT_NEW_ARRAY(arena, bool, size);
	search->parent = DT_NEW_ARRAY(arena, uint16_t, 2 * size);
	search->entering = DT_NEW_ARRAY(arena, Arc, 2 * size);
	search->node_count = size;
	double low = 0, high = 0;
	for (size_t w = 0; w < count; w++)
		for (size_t h = 0; h <= count; h++) {
			double score = (double)scores[w * stride + h];
			if (!(fabs(score) < 1e6)) score = -1e6;
			if (h != w + 1 && score < low) low = score;
			if (h != w + 1 && score > high) high = score;
			*arc_of(search, w + 1, h) = (Arc){score, (uint16_t)h, (uint16_t)(w + 1)};
		}
	double penalty = (high - low + 1) * (double)(size + 1);
	for (size_t w = 1; w < size; w++) arc_of(search, w, 0)->score -= penalty;
	for (size_t c = 0; c < size; c++) search->node[c] = search->column[c] = (uint16_t)c;
}

static size_t column_now(Search *search, size_t word) {
	while (search->column[word] != word) {
		search->column[word] = search->column[search->column[word]];
		word = search->column[word];
	}
	return word;
}

static size_t best_head(Search *search, size_t dependent) {
	size_t best = SIZE_MAX;
	for (size_t h = 0; h < search->size; h++)
		if (h != dependent && !search->gone[h] &&
		    (best == SIZE_MAX || arc_of(search, dependent, h)->score > arc_of(search, dependent, best)->score))
			best = h;
	return best;
}

// Merges the columns path[from..length) into path[from], as a new node.
static void contract(Search *search, const uint16_t *path, size_t from, size_t length) {
	size_t into = path[from], cycle = search->node_count++;
	for (size_t i = from; i < length; i++) {
		size_t member = path[i];
		double kept = search->entering[search->node[member]].score;
		search->parent[search->node[member]] = (uint16_t)cycle;
		for (size_t h = 0; h < search->size; h++) arc_of(search, member, h)->score -= kept;
	}
	for (size_t i = from + 1; i < length; i++) {
		size_t member = path[i];
		search->gone[member] = true;
		search->column[member] = (uint16_t)into;
		for (size_t other = 0; other < search->size; other++) {
			Arc *in = arc_of(search, into, other), *member_in = arc_of(search, member, other);
			if (member_in->score > in->score) *in = *member_in;
			Arc *out = arc_of(search, other, into), *member_out = arc_of(search, other, member);
			if (other != 0 && member_out->score > out->score) *out = *member_out;
		}
	}
	search->node[into] = (uint16_t)cycle;
}

static void grow_paths(Search *search, DtArena *arena) {
	size_t size = search->size, length = 0;
	uint16_t *path = DT_NEW_ARRAY(arena, uint16_t, size);
	uint8_t *state = DT_NEW_ARRAY(arena, uint8_t, size); // of a column: 1 on the path, 2 reached from the root
	state[0] = 2;
	for (size_t start = 1; start < size; start++) {
		size_t at = column_now(search, start);
		if (state[at] == 2) continue;
		while (state[at] != 2) {
			if (state[at] == 0) {
				state[at] = 1;
				path[length++] = (uint16_t)at;
			} else { // the path has bitten itself at this column
				size_t from = length - 1;
				while (path[from] != at) from--;
				contract(search, path, from, length);
				length = from + 1;
			}
			size_t head = best_head(search, at);
			search->entering[search->node[at]] = *arc_of(search, at, head);
			at = head;
		}
		while (length > 0) state[path[--length]] = 2;
	}
}

static void expand(Search *search, uint16_t *heads) {
	// From the newest cycle down: the arc that enters a node decides for the word it points at and for every node on
	// the way down to that word.
	for (size_t node = search->node_count; node-- > 1;) {
		Arc arc = search->entering[node];
		if (node < search->size) {
			heads[node - 1] = arc.head;
			continue;
		}
		for (size_t below = arc.dependent; below != node; below = search->parent[below]) search->entering[below] = arc;
	}
}

void dt_tree_find(DtArena *arena, const float *scores, size_t count, size_t stride, uint16_t *heads) {
	if (greedy(scores, count, stride, heads)) return;
	Search search;
	begin(&search, arena, scores, count, stride);
	grow_paths(&search, arena);
	expand(&search, heads);
}
