// SPDX-License-Identifier: Apache-2.0
// What every fuzz target includes. A target is one function of some bytes; it ends the program when something that must
// hold does not. libFuzzer calls it (-Dfuzz=true, clang), or replay.c in the ordinary tests.
#ifndef DT_TESTS_FUZZ_H
#define DT_TESTS_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HOLDS(condition, why)                                                                                          \
	do {                                                                                                               \
		if (!(condition)) {                                                                                            \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, (why));                                                 \
			abort();                                                                                                   \
		}                                                                                                              \
	} while (0)

static inline DtSlice input_slice(const uint8_t *data, size_t size) {
	return dt_slice(size ? (const char *)data : "", size);
}

#endif
