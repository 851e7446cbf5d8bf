// SPDX-License-Identifier: Apache-2.0
// Answers that took long to make, kept until the record changes, and a little beyond: one that took t may be given
// again for 20 t after it was made, so that a record that is always being filled is asked the same at most 5 % of the
// time. What one thread is making, others wait for instead of making it, too.
#ifndef DT_SERVE_CACHE_H
#define DT_SERVE_CACHE_H

#include "base/buffer.h"

typedef struct DtCache DtCache;

DtCache *dt_cache_new(size_t bytes); // room for the answers
void dt_cache_free(DtCache *cache);  // NULL is fine

// Appends the answer kept for a target, and sets *state to that of the record it was made from. False when none is that
// good any more; then the caller makes it, and must end with dt_cache_keep or dt_cache_give_up.
bool dt_cache_find(DtCache *cache, DtSlice target, uint64_t *state, DtBuffer *body);

// Keeps an answer that took so long, if it is worth it; the least recently used make room.
void dt_cache_keep(DtCache *cache, DtSlice target, uint64_t state, uint64_t nanoseconds, DtSlice body);

// There is nothing to keep.
void dt_cache_give_up(DtCache *cache, DtSlice target);

#endif
