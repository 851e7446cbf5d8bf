// SPDX-License-Identifier: Apache-2.0
// Things of which there are only a few, lent to one thread at a time: handles of the record, workers that code.
#ifndef DT_SERVE_POOL_H
#define DT_SERVE_POOL_H

#include <stdbool.h>
#include <stddef.h>

typedef struct DtPool DtPool;

DtPool *dt_pool_new(size_t room);
void dt_pool_free(DtPool *pool, void (*free_item)(void *item)); // all items are back; NULL is fine

// Adds an item (at most room), or gives back one that was taken.
void dt_pool_give(DtPool *pool, void *item);

// An item that is free, waiting for one at most so long; NULL when none came free.
void *dt_pool_take(DtPool *pool, int milliseconds);

#endif
