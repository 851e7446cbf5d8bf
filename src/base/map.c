// SPDX-License-Identifier: Apache-2.0
// Open addressing with linear probing, at most two thirds full; the hash is kept so that growing never reads keys.
#include "base/map.h"

typedef struct DtMapSlot {
	DtSlice key; // data NULL: free
	uint32_t hash, value;
} DtMapSlot;

static size_t find_slot(const DtMap *map, DtSlice key, uint32_t hash) {
	size_t mask = map->capacity - 1, at = hash & mask;
	while (map->slots[at].key.data && !(map->slots[at].hash == hash && dt_slice_equal(map->slots[at].key, key)))
		at = (at + 1) & mask;
	return at;
}

static void grow(DtArena *arena, DtMap *map) {
	DtMap larger = {.capacity = map->capacity ? map->capacity * 2 : 16, .count = map->count};
	larger.slots = DT_NEW_ARRAY(arena, DtMapSlot, larger.capacity);
	for (size_t i = 0; i < map->capacity; i++) {
		DtMapSlot slot = map->slots[i];
		if (slot.key.data) larger.slots[find_slot(&larger, slot.key, slot.hash)] = slot;
	}
	*map = larger;
}

static uint32_t *entry(DtArena *arena, DtMap *map, DtSlice key, bool *added) {
	if ((map->count + 1) * 3 > map->capacity * 2) grow(arena, map);
	if (!key.data) key.data = "";
	uint32_t hash = (uint32_t)dt_slice_hash(key);
	DtMapSlot *slot = &map->slots[find_slot(map, key, hash)];
	*added = !slot->key.data;
	if (*added) {
		*slot = (DtMapSlot){.key = key, .hash = hash};
		map->count++;
	}
	return &slot->value;
}

void dt_map_set(DtArena *arena, DtMap *map, DtSlice key, uint32_t value) {
	bool added;
	*entry(arena, map, key, &added) = value;
}

uint32_t dt_map_intern(DtArena *arena, DtMap *map, DtSlice key, uint32_t fresh) {
	bool added;
	uint32_t *value = entry(arena, map, key, &added);
	if (added) *value = fresh;
	return *value;
}

uint32_t dt_map_find(const DtMap *map, DtSlice key) {
	if (map->count == 0) return DT_MAP_ABSENT;
	if (!key.data) key.data = "";
	const DtMapSlot *slot = &map->slots[find_slot(map, key, (uint32_t)dt_slice_hash(key))];
	return slot->key.data ? slot->value : DT_MAP_ABSENT;
}
