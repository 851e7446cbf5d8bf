// SPDX-License-Identifier: Apache-2.0
// A stack of free items under a lock: the one that was used last is lent first, its caches are warm.
#include "serve/pool.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"

struct DtPool {
	pthread_mutex_t lock;
	pthread_cond_t given;
	size_t room, count;
	void *items[];
};

DtPool *dt_pool_new(size_t room) {
	DtPool *pool = dt_alloc(sizeof *pool + room * sizeof *pool->items);
	pthread_condattr_t clock;
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->given, &clock);
	pthread_condattr_destroy(&clock);
	pool->room = room;
	pool->count = 0;
	return pool;
}

void dt_pool_free(DtPool *pool, void (*free_item)(void *item)) {
	if (!pool) return;
	for (size_t i = 0; i < pool->count; i++) free_item(pool->items[i]);
	pthread_cond_destroy(&pool->given);
	pthread_mutex_destroy(&pool->lock);
	free(pool);
}

void dt_pool_give(DtPool *pool, void *item) {
	pthread_mutex_lock(&pool->lock);
	assert(pool->count < pool->room);
	pool->items[pool->count++] = item;
	pthread_cond_signal(&pool->given);
	pthread_mutex_unlock(&pool->lock);
}

void *dt_pool_take(DtPool *pool, int milliseconds) {
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += milliseconds / 1000;
	until.tv_nsec += milliseconds % 1000 * 1000000L;
	if (until.tv_nsec >= 1000000000L) until.tv_sec++, until.tv_nsec -= 1000000000L;
	pthread_mutex_lock(&pool->lock);
	int late = 0;
	while (pool->count == 0 && !late) late = pthread_cond_timedwait(&pool->given, &pool->lock, &until);
	void *item = pool->count ? pool->items[--pool->count] : NULL;
	pthread_mutex_unlock(&pool->lock);
	return item;
}
