// SPDX-License-Identifier: Apache-2.0
// Open addressing with linear probing, at most two thirds full; the hash is kept so that growing never reads keys.
//
// The hash takes eight bytes at a time: loading dictionaries is mostly looking up, and no other program sees it.
#include "base/map.h"

typedef struct DtMapSlot {
	DtSlice key; // data NULL: free
	uint32_t hash, value;
} DtMapSlot;

static uint32_t hash_of(DtSlice key) {
	uint64_t hash = key.length, part;
	size_t at = 0;
	for (; at + sizeof part <= key.length; at += sizeof part) {
		memcpy(&part, key.data + at, sizeof part);
		hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
		hash ^= hash >> 32;
	}
	part = 0;
	memcpy(&part, key.data + at, key.length - at);
	hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
	return (uint32_t)(hash ^ hash >> 32);
}

static size_t find_slot(const DtMap *map, DtSlice key, uint32_t hash) {
	size_t mask = map->capacity - 1, at = hash & mask;
	while (map->slots[at].key.data && !(map->slots[at].hash == hash && dt_slice_equal(map->slots[at].key, key)))
		at = (at + 1) & mask;
	return at;
}

static void grow(DtArena *arena, DtMap *map, size_t capacity) {
	DtMap larger = {.capacity = capacity, .count = map->count};
	larger.slots = DT_NEW_ARRAY(arena, DtMapSlot, larger.capacity);
	for (size_t i = 0; i < map->capacity; i++) {
		DtMapSlot slot = map->slots[i];
		if (slot.key.data) larger.slots[find_slot(&larger, slot.key, slot.hash)] = slot;
	}
	*map = larger;
}

void dt_map_reserve(DtArena *arena, DtMap *map, size_t count) {
	size_t capacity = 16;
	while (capacity * 2 < count * 3) capacity *= 2;
	if (capacity > map->capacity) grow(arena, map, capacity);
}

static uint32_t *entry(DtArena *arena, DtMap *map, DtSlice key, bool *added) {
	if ((map->count + 1) * 3 > map->capacity * 2) grow(arena, map, map->capacity ? map->capacity * 2 : 16);
	if (!key.data) key.data = "";
	uint32_t hash = hash_of(key);
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
	const DtMapSlot *slot = &map->slots[find_slot(map, key, hash_of(key))];
	return slot->key.data ? slot->value : DT_MAP_ABSENT;
}
