// SPDX-License-Identifier: Apache-2.0
// A piece of text that belongs to somebody else: a pointer and a length, no terminator, never freed.
//
// Slices point into documents, dictionaries and models; they live as long as what they point into.
#ifndef DT_BASE_SLICE_H
#define DT_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct DtSlice {
	const char *data;
	size_t length;
} DtSlice;

// For printf: printf(DT_SLICE_FORMAT, DT_SLICE_ARGS(slice)).
#define DT_SLICE_FORMAT "%.*s"
#define DT_SLICE_ARGS(slice) (int)(slice).length, (slice).data

// A slice over a string literal, usable in constant initialisers.
#define DT_LITERAL(text)                                                                                               \
	{ (text), sizeof(text) - 1 }

static inline DtSlice dt_slice(const char *data, size_t length) { return (DtSlice){data, length}; }

// NULL gives the empty slice.
static inline DtSlice dt_slice_of(const char *text) { return (DtSlice){text, text ? strlen(text) : 0}; }

static inline bool dt_slice_equal(DtSlice a, DtSlice b) {
	return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

static inline bool dt_slice_is(DtSlice a, const char *text) { return dt_slice_equal(a, dt_slice_of(text)); }

// Equal when ASCII letters are compared without case.
bool dt_slice_equal_folded(DtSlice a, DtSlice b);

// Byte order; a prefix comes first.
int dt_slice_compare(DtSlice a, DtSlice b);

static inline bool dt_slice_starts(DtSlice a, const char *prefix) {
	size_t length = strlen(prefix);
	return a.length >= length && memcmp(a.data, prefix, length) == 0;
}

static inline bool dt_slice_ends(DtSlice a, const char *suffix) {
	size_t length = strlen(suffix);
	return a.length >= length && memcmp(a.data + a.length - length, suffix, length) == 0;
}

// The part from byte start to byte end, both cut to what is there.
static inline DtSlice dt_slice_cut(DtSlice a, size_t start, size_t end) {
	if (end > a.length) end = a.length;
	if (start > end) start = end;
	return dt_slice(start ? a.data + start : a.data, end - start); // NULL + 0 is undefined
}

// Without ASCII blanks at either end.
DtSlice dt_slice_trim(DtSlice a);

// Takes the part of *rest before the first separator, and moves *rest past it; without a separator takes all.
// Returns false when nothing is left (*rest empty with data NULL).
bool dt_slice_split(DtSlice *rest, char separator, DtSlice *part);

// Where needle begins in a, or SIZE_MAX.
size_t dt_slice_find(DtSlice a, DtSlice needle);

// Reads a whole decimal number; false when anything else is there or it does not fit.
bool dt_slice_to_int(DtSlice a, long *value);
bool dt_slice_to_double(DtSlice a, double *value);

// 64-bit hash; equal bytes give equal hashes on every machine (FNV-1a with a final mix).
uint64_t dt_slice_hash(DtSlice a);

#endif
