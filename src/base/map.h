// SPDX-License-Identifier: Apache-2.0
// From text to a number: the one hash table. Keys are slices that must outlive the map.
#ifndef DT_BASE_MAP_H
#define DT_BASE_MAP_H

#include "base/arena.h"

typedef struct DtMap {
	struct DtMapSlot *slots;
	size_t count, capacity; // capacity is 0 or a power of two
} DtMap;

#define DT_MAP_ABSENT UINT32_MAX

// Makes room for count keys at once; a map grows without it, too.
void dt_map_reserve(DtArena *arena, DtMap *map, size_t count);

// Sets key to value (below DT_MAP_ABSENT), replacing what it had. A zeroed map is an empty map.
void dt_map_set(DtArena *arena, DtMap *map, DtSlice key, uint32_t value);

// The value of key, or DT_MAP_ABSENT.
uint32_t dt_map_find(const DtMap *map, DtSlice key);

// The value of key; when absent, sets it to fresh first.
uint32_t dt_map_intern(DtArena *arena, DtMap *map, DtSlice key, uint32_t fresh);

#endif
