// SPDX-License-Identifier: Apache-2.0
// Scores dt_levels_find on the Turing change point data set, as its benchmark does (van den Burg and Williams 2020).
//
//   bench-changepoints FOLDER       with annotations.json and datasets/NAME/NAME.json
//
// Series of one dimension, as they are. In those with missing values these are drawn through; they are listed, but not
// in the means, since the methods of the benchmark do not take them. Cover: the mean over annotators of
// how well each of their segments is covered by one that was found. F1: of boundaries within a margin of 5, precision
// against all annotators together, recall as their mean, the beginning counted as a boundary of everybody.
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "relations/levels.h"

enum { MARGIN = 5, MOST = 5000 };

typedef struct Cuts {
	size_t at[MOST];
	size_t count;
} Cuts;

static Cuts read_cuts(const json_t *list) {
	Cuts cuts = {.at = {0}, .count = 1}; // the beginning
	for (size_t i = 0; i < json_array_size(list); i++) {
		long at = (long)json_integer_value(json_array_get(list, i));
		bool known = false;
		for (size_t k = 0; k < cuts.count; k++) known |= cuts.at[k] == (size_t)at;
		if (at > 0 && !known && cuts.count < MOST) cuts.at[cuts.count++] = (size_t)at;
	}
	return cuts;
}

static size_t distance(size_t a, size_t b) { return a > b ? a - b : b - a; }

// How many of truth are met by one of found, each meeting one.
static size_t hits(const Cuts *truth, const Cuts *found) {
	static bool used[MOST];
	size_t count = 0;
	memset(used, 0, sizeof used);
	for (size_t i = 0; i < truth->count; i++) {
		size_t best = MOST;
		for (size_t k = 0; k < found->count; k++) {
			if (used[k] || distance(truth->at[i], found->at[k]) > MARGIN) continue;
			if (best == MOST || distance(truth->at[i], found->at[k]) < distance(truth->at[i], found->at[best]))
				best = k;
		}
		if (best == MOST) continue;
		used[best] = true;
		count++;
	}
	return count;
}

static double cover(const Cuts *truth, const Cuts *found, size_t length) {
	double sum = 0;
	for (size_t i = 0; i < truth->count; i++) {
		size_t a = truth->at[i], b = i + 1 < truth->count ? truth->at[i + 1] : length;
		double best = 0;
		for (size_t k = 0; k < found->count; k++) {
			size_t c = found->at[k], d = k + 1 < found->count ? found->at[k + 1] : length;
			size_t low = a > c ? a : c, high = b < d ? b : d, from = a < c ? a : c, to = b > d ? b : d;
			if (high > low) best = fmax(best, (double)(high - low) / (double)(to - from));
		}
		sum += (double)(b - a) * best;
	}
	return sum / (double)length;
}

static size_t read_values(const json_t *series, double *values, bool *whole) {
	const json_t *raw = json_object_get(json_array_get(json_object_get(series, "series"), 0), "raw");
	size_t count = json_array_size(raw), last = MOST;
	if (count > MOST) return 0;
	*whole = true;
	for (size_t i = 0; i < count; i++) {
		const json_t *value = json_array_get(raw, i);
		if (!json_is_number(value)) {
			*whole = false;
			continue;
		}
		values[i] = json_number_value(value);
		for (size_t k = last == MOST ? 0 : last + 1; k < i; k++) {
			double part = last == MOST ? 1 : (double)(k - last) / (double)(i - last);
			values[k] = last == MOST ? values[i] : values[last] + part * (values[i] - values[last]);
		}
		last = i;
	}
	for (size_t k = last == MOST ? 0 : last + 1; k < count; k++) values[k] = last == MOST ? 0 : values[last];
	return count;
}

// Scores one series; false when it is not held, or not whole.
static bool score(const char *folder, const char *name, const json_t *annotations, double *covers, double *f1) {
	static double values[MOST];
	static Cuts found, all;
	char path[1024];
	snprintf(path, sizeof path, "%s/datasets/%s/%s.json", folder, name, name);
	json_t *series = json_load_file(path, 0, NULL);
	bool plain = series && json_integer_value(json_object_get(series, "n_dim")) == 1;
	bool whole = false;
	size_t count = plain ? read_values(series, values, &whole) : 0, annotators = 0;
	if (count) {
		DtArena *arena = dt_arena_new();
		size_t boundaries[MOST + 1];
		DtLevelKind kind;
		double recall = 0;
		const char *annotator;
		json_t *list;
		found = (Cuts){.count = 1};
		found.count += dt_levels_find(arena, values, count, boundaries, &kind);
		memcpy(found.at + 1, boundaries, (found.count - 1) * sizeof *boundaries);
		json_t *together = json_array();
		*covers = 0;
		json_object_foreach((json_t *)annotations, annotator, list) {
			Cuts truth = read_cuts(list);
			*covers += cover(&truth, &found, count);
			recall += (double)hits(&truth, &found) / (double)truth.count;
			json_array_extend(together, list);
			annotators++;
		}
		all = read_cuts(together);
		json_decref(together);
		double precision = (double)hits(&all, &found) / (double)found.count;
		recall /= (double)annotators;
		*covers /= (double)annotators;
		*f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
		printf("%-22s %5zu %5zu  %s  %.4f  %.4f\n", name, count, found.count - 1, kind ? "slopes" : "levels", *covers,
		       *f1);
		dt_arena_free(arena);
	}
	json_decref(series);
	return count > 0 && whole;
}

int main(int argc, char **argv) {
	char path[1024];
	if (argc != 2) return fprintf(stderr, "bench-changepoints FOLDER\n"), 2;
	snprintf(path, sizeof path, "%s/annotations.json", argv[1]);
	json_t *annotations = json_load_file(path, 0, NULL);
	if (!annotations) return fprintf(stderr, "%s cannot be read\n", path), 3;
	double covers = 0, f1 = 0;
	size_t count = 0;
	const char *name;
	json_t *value;
	printf("%-22s %5s %5s  %s   %s   %s\n", "series", "long", "found", "taken", "cover", "F1");
	json_object_foreach(annotations, name, value) {
		double one_cover, one_f1;
		if (!score(argv[1], name, value, &one_cover, &one_f1)) continue;
		covers += one_cover;
		f1 += one_f1;
		count++;
	}
	printf("%zu series: cover %.4f, F1 %.4f\n", count, covers / (double)count, f1 / (double)count);
	json_decref(annotations);
	return 0;
}
