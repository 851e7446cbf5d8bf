// SPDX-License-Identifier: Apache-2.0
#include "serve/cache.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/arena.h"
#include "serve/crew.h"

enum { ENTRIES = 1024, MAKERS = 64, WORTH_MS = 10, TIMES = 20 };

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
	uint64_t making[MAKERS]; // hashes of targets; 0: free
	pthread_cond_t made;
};

DtCache *dt_cache_new(size_t bytes) {
	DtCache *cache = dt_alloc(sizeof *cache);
	*cache = (DtCache){.room = bytes};
	pthread_mutex_init(&cache->lock, NULL);
	pthread_cond_init(&cache->made, NULL);
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
	pthread_cond_destroy(&cache->made);
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

static uint64_t *maker_of(DtCache *cache, uint64_t hash) {
	for (size_t i = 0; i < MAKERS; i++)
		if (cache->making[i] == hash) return &cache->making[i];
	return NULL;
}

static bool is_good(const Entry *entry, uint64_t state) {
	return entry && (entry->state == state || dt_nanoseconds() - entry->made < TIMES * entry->took);
}

bool dt_cache_find(DtCache *cache, DtSlice target, uint64_t *state, DtBuffer *body) {
	uint64_t hash = dt_slice_hash(target) | 1;
	Entry *entry;
	pthread_mutex_lock(&cache->lock);
	while (!is_good(entry = entry_of(cache, target), *state) && maker_of(cache, hash))
		pthread_cond_wait(&cache->made, &cache->lock);
	bool good = is_good(entry, *state);
	uint64_t *maker = good ? NULL : maker_of(cache, 0);
	if (maker) *maker = hash; // when all are busy it is made unseen
	if (good) {
		entry->used = ++cache->clock;
		*state = entry->state;
		dt_buffer_add(body, dt_slice(entry->bytes + entry->target_length, entry->body_length));
	}
	pthread_mutex_unlock(&cache->lock);
	return good;
}

static void end_making(DtCache *cache, DtSlice target) {
	uint64_t *maker = maker_of(cache, dt_slice_hash(target) | 1);
	if (!maker) return;
	*maker = 0;
	pthread_cond_broadcast(&cache->made);
}

void dt_cache_give_up(DtCache *cache, DtSlice target) {
	pthread_mutex_lock(&cache->lock);
	end_making(cache, target);
	pthread_mutex_unlock(&cache->lock);
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
	if (nanoseconds < WORTH_MS * 1000000u || size > cache->room / 4) {
		dt_cache_give_up(cache, target);
		return;
	}
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
	end_making(cache, target);
	pthread_mutex_unlock(&cache->lock);
}
