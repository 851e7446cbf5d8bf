// SPDX-License-Identifier: Apache-2.0
// Slices: see slice.h. Nothing here allocates.
#include "base/slice.h"

#include <errno.h>
#include <stdlib.h>

static unsigned char fold(unsigned char c) { return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c; }

bool dt_slice_equal_folded(DtSlice a, DtSlice b) {
	if (a.length != b.length) return false;
	for (size_t i = 0; i < a.length; i++) {
		if (fold((unsigned char)a.data[i]) != fold((unsigned char)b.data[i])) return false;
	}
	return true;
}

int dt_slice_compare(DtSlice a, DtSlice b) {
	size_t shared = a.length < b.length ? a.length : b.length;
	int order = shared ? memcmp(a.data, b.data, shared) : 0;
	if (order != 0) return order;
	return a.length < b.length ? -1 : a.length > b.length;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f'; }

DtSlice dt_slice_trim(DtSlice a) {
	while (a.length > 0 && is_blank(a.data[0])) a = dt_slice_cut(a, 1, a.length);
	while (a.length > 0 && is_blank(a.data[a.length - 1])) a.length--;
	return a;
}

bool dt_slice_split(DtSlice *rest, char separator, DtSlice *part) {
	if (!rest->data) return false;
	const char *found = rest->length ? memchr(rest->data, separator, rest->length) : NULL;
	if (!found) {
		*part = *rest;
		*rest = (DtSlice){NULL, 0};
		return true;
	}
	size_t at = (size_t)(found - rest->data);
	*part = dt_slice(rest->data, at);
	*rest = dt_slice(found + 1, rest->length - at - 1);
	return true;
}

size_t dt_slice_find(DtSlice a, DtSlice needle) {
	if (needle.length == 0) return 0;
	for (size_t i = 0; i + needle.length <= a.length; i++) {
		const char *found = memchr(a.data + i, needle.data[0], a.length - needle.length - i + 1);
		if (!found) return SIZE_MAX;
		i = (size_t)(found - a.data);
		if (memcmp(found, needle.data, needle.length) == 0) return i;
	}
	return SIZE_MAX;
}

enum { NUMBER_ROOM = 64 };

bool dt_slice_to_int(DtSlice a, long *value) {
	char copy[NUMBER_ROOM];
	if (a.length == 0 || a.length >= NUMBER_ROOM || is_blank(a.data[0])) return false;
	memcpy(copy, a.data, a.length);
	copy[a.length] = '\0';
	char *end = NULL;
	errno = 0;
	long read = strtol(copy, &end, 10);
	if (errno != 0 || end != copy + a.length) return false;
	*value = read;
	return true;
}

// "-33.8688": up to fifteen digits divided by a power of ten up to 10^15 are both exact, so their quotient is the
// number that strtod gives. False when it is written otherwise.
static bool read_plain(DtSlice a, double *value) {
	static const double tens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
	size_t at = a.length && a.data[0] == '-', first = at, point = a.length;
	uint64_t digits = 0;
	for (; at < a.length; at++) {
		if (a.data[at] == '.' && point == a.length)
			point = at;
		else if (a.data[at] >= '0' && a.data[at] <= '9')
			digits = digits * 10 + (uint64_t)(a.data[at] - '0');
		else
			return false;
		if (at - first > 15) return false;
	}
	if (first == at || point == first || point + 1 == a.length) return false;
	double number = (double)digits / tens[point < a.length ? a.length - point - 1 : 0];
	*value = first ? -number : number;
	return true;
}

bool dt_slice_to_double(DtSlice a, double *value) {
	char copy[NUMBER_ROOM];
	if (read_plain(a, value)) return true;
	if (a.length == 0 || a.length >= NUMBER_ROOM || is_blank(a.data[0])) return false;
	memcpy(copy, a.data, a.length);
	copy[a.length] = '\0';
	char *end = NULL;
	errno = 0;
	double read = strtod(copy, &end);
	if (errno != 0 || end != copy + a.length) return false;
	*value = read;
	return true;
}

uint64_t dt_slice_hash(DtSlice a) {
	uint64_t hash = 0xcbf29ce484222325u;
	for (size_t i = 0; i < a.length; i++) hash = (hash ^ (unsigned char)a.data[i]) * 0x100000001b3u;
	hash ^= hash >> 32;
	hash *= 0xd6e8feb86659fd93u;
	return hash ^ (hash >> 32);
}
