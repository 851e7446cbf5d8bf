// SPDX-License-Identifier: Apache-2.0
// Memory that is given back all at once.
//
// One arena per lifetime: one for each loaded dictionary or model, one per document. Allocation never fails: when the
// machine has no memory left the program ends with a message, here and nowhere else. Not for sharing between threads
// while anyone allocates from it. Built with -Darena=malloc, every allocation is a malloc of its own, so that address
// sanitizers see inside.
#ifndef DT_BASE_ARENA_H
#define DT_BASE_ARENA_H

#include "base/slice.h"

typedef struct DtArena DtArena;

DtArena *dt_arena_new(void);
DtArena *dt_arena_new_for(size_t expected); // with a first block of that many bytes, for what is known to be large
void dt_arena_free(DtArena *arena);         // NULL is fine

// Gives back everything allocated, keeping one block for the next round.
void dt_arena_reset(DtArena *arena);

// Zeroed memory, aligned for any type. A size of 0 gives a valid pointer.
void *dt_arena_alloc(DtArena *arena, size_t size);
#define DT_NEW(arena, type) ((type *)dt_arena_alloc((arena), sizeof(type)))
#define DT_NEW_ARRAY(arena, type, count) ((type *)dt_arena_alloc((arena), sizeof(type) * (size_t)(count)))

// A copy of the bytes, followed by a NUL that the slice does not count.
DtSlice dt_arena_copy(DtArena *arena, DtSlice text);

// A formatted text, followed by a NUL that the slice does not count.
DtSlice dt_arena_format(DtArena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Bytes handed out since the last reset.
size_t dt_arena_used(const DtArena *arena);

// Makes room in a growing array for one more item: returns items, or a larger copy with *capacity raised.
// Old copies stay in the arena, at most as much again.
void *dt_arena_grow(DtArena *arena, void *items, size_t count, size_t *capacity, size_t item_size);

// Appends value to a growing array held in three fields: DT_PUSH(arena, list->items, list->count, list->capacity,
// value).
#define DT_PUSH(arena, items, count, capacity, value)                                                                  \
	do {                                                                                                               \
		(items) = dt_arena_grow((arena), (items), (count), &(capacity), sizeof *(items));                              \
		(items)[(count)++] = (value);                                                                                  \
	} while (0)

// malloc, calloc and realloc that end the program instead of failing, for the few things that live outside arenas.
void *dt_alloc(size_t size);
void *dt_realloc(void *memory, size_t size);

#endif
