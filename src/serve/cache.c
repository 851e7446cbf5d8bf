// SPDX-License-Identifier: Apache-2.0
#include "serve/cache.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/arena.h"
#include "serve/crew.h"

enum { ENTRIES = 1024, WORTH_MS = 10, TIMES = 20 };

typedef struct Entry {
	uint64_t hash, state, made, took, used;
	char *bytes; // target, then body
	size_t target_length, body_length;
} Entry;

struct DtCache {
	pthread_mutex_t lock;
	size_t room, filled;
	uint64_t clock; // of uses
	Entry entries[ENTRIES];
};

DtCache *dt_cache_new(size_t bytes) {
	DtCache *cache = dt_alloc(sizeof *cache);
	*cache = (DtCache){.room = bytes};
	pthread_mutex_init(&cache->lock, NULL);
	return cache;
}

static void drop(DtCache *cache, Entry *entry) {
	cache->filled -= entry->target_length + entry->body_length;
	free(entry->bytes);
	*entry = (Entry){0};
}

void dt_cache_free(DtCache *cache) {
	if (!cache) return;
	for (size_t i = 0; i < ENTRIES; i++) free(cache->entries[i].bytes);
	pthread_mutex_destroy(&cache->lock);
	free(cache);
}

static Entry *entry_of(DtCache *cache, DtSlice target) {
	uint64_t hash = dt_slice_hash(target);
	for (size_t i = 0; i < ENTRIES; i++) {
		Entry *entry = &cache->entries[i];
		if (entry->bytes && entry->hash == hash && dt_slice_equal(dt_slice(entry->bytes, entry->target_length), target))
			return entry;
	}
	return NULL;
}

bool dt_cache_find(DtCache *cache, DtSlice target, uint64_t *state, DtBuffer *body) {
	pthread_mutex_lock(&cache->lock);
	Entry *entry = entry_of(cache, target);
	bool good = entry && (entry->state == *state || dt_nanoseconds() - entry->made < TIMES * entry->took);
	if (good) {
		entry->used = ++cache->clock;
		*state = entry->state;
		dt_buffer_add(body, dt_slice(entry->bytes + entry->target_length, entry->body_length));
	}
	pthread_mutex_unlock(&cache->lock);
	return good;
}

static Entry *place_for(DtCache *cache, size_t size) {
	for (;;) {
		Entry *free_one = NULL, *oldest = NULL;
		for (size_t i = 0; i < ENTRIES; i++) {
			Entry *entry = &cache->entries[i];
			if (!entry->bytes)
				free_one = entry;
			else if (!oldest || entry->used < oldest->used)
				oldest = entry;
		}
		if (free_one && cache->filled + size <= cache->room) return free_one;
		drop(cache, oldest); // size fits an empty cache, so there is one
	}
}

void dt_cache_keep(DtCache *cache, DtSlice target, uint64_t state, uint64_t nanoseconds, DtSlice body) {
	size_t size = target.length + body.length;
	if (nanoseconds < WORTH_MS * 1000000u || size > cache->room / 4) return;
	pthread_mutex_lock(&cache->lock);
	Entry *old = entry_of(cache, target);
	if (old) drop(cache, old);
	Entry *entry = place_for(cache, size);
	*entry = (Entry){.hash = dt_slice_hash(target),
	                 .state = state,
	                 .made = dt_nanoseconds(),
	                 .took = nanoseconds,
	                 .used = ++cache->clock,
	                 .bytes = dt_alloc(size + 1),
	                 .target_length = target.length,
	                 .body_length = body.length};
	memcpy(entry->bytes, target.data, target.length);
	if (body.length) memcpy(entry->bytes + target.length, body.data, body.length);
	cache->filled += size;
	pthread_mutex_unlock(&cache->lock);
}
