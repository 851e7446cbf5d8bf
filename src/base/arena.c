// SPDX-License-Identifier: Apache-2.0
// Arenas: a list of blocks, newest first; each allocation moves a mark in the newest one.
//
//   arena ──▶ block (newest) ──▶ block ──▶ NULL
//             [header|used.....|free.....]
//
// Blocks double from 16 KiB to 1 MiB; a larger allocation gets a block of its own. Memory is zeroed when handed out,
// so that a reset costs nothing for bytes never used again; large blocks come zeroed from the system, and no reset
// keeps one.
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024, HUGE_PAGE = 2048 * 1024, ALIGNMENT = 16 };

typedef struct Block {
	struct Block *next;
	size_t size, used; // bytes of payload
	size_t mapped;     // bytes of the whole, when it was mapped; 0: from malloc
} Block;

struct DtArena {
	Block *blocks;
	size_t used;
};

static void out_of_memory(size_t size) {
	fprintf(stderr, "detente: out of memory (%zu bytes wanted)\n", size);
	abort();
}

void *dt_alloc(size_t size) {
	void *memory = calloc(1, size ? size : 1);
	if (!memory) out_of_memory(size);
	return memory;
}

void *dt_realloc(void *memory, size_t size) {
	void *moved = realloc(memory, size ? size : 1);
	if (!moved) out_of_memory(size);
	return moved;
}

static Block *add_block(DtArena *arena, size_t payload);

DtArena *dt_arena_new(void) { return dt_alloc(sizeof(DtArena)); }

DtArena *dt_arena_new_for(size_t expected) {
	DtArena *arena = dt_arena_new();
#ifndef DT_ARENA_MALLOC
	add_block(arena, expected > FIRST_BLOCK ? expected : FIRST_BLOCK);
#else
	(void)expected;
#endif
	return arena;
}

static void free_block(Block *block) {
	if (block->mapped)
		munmap(block, block->mapped);
	else
		free(block);
}

static void free_blocks(Block *block) {
	while (block) {
		Block *next = block->next;
		free_block(block);
		block = next;
	}
}

void dt_arena_free(DtArena *arena) {
	if (!arena) return;
	free_blocks(arena->blocks);
	free(arena);
}

void dt_arena_reset(DtArena *arena) {
	arena->used = 0;
	if (!arena->blocks) return;
#ifdef DT_ARENA_MALLOC
	free_blocks(arena->blocks);
	arena->blocks = NULL;
#else
	Block *kept = arena->blocks;
	free_blocks(kept->next);
	if (kept->size > LARGEST_BLOCK) {
		free_block(kept);
		kept = NULL;
	} else {
		kept->next = NULL;
		kept->used = 0;
	}
	arena->blocks = kept;
#endif
}

// Maps whole huge pages, where the system has them: loading a dictionary is half page faults otherwise. NULL when there
// is no memory.
static void *map_huge_pages(size_t size) {
	char *mapped = mmap(NULL, size + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (mapped == MAP_FAILED) return NULL;
	size_t before = -(uintptr_t)mapped & (HUGE_PAGE - 1);
	if (before) munmap(mapped, before);
	munmap(mapped + before + size, HUGE_PAGE - before);
	madvise(mapped + before, size, MADV_HUGEPAGE);
	return mapped + before;
}

static Block *add_block(DtArena *arena, size_t payload) {
	size_t size = sizeof(Block) + payload, mapped = 0;
#ifndef DT_ARENA_MALLOC
	if (size >= HUGE_PAGE) mapped = size = (size + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1);
#endif
	Block *block = mapped ? map_huge_pages(mapped) : malloc(size);
	if (!block) out_of_memory(size);
	*block = (Block){.next = arena->blocks, .size = size - sizeof(Block), .mapped = mapped};
	arena->blocks = block;
	return block;
}

static size_t next_block_size(const DtArena *arena) {
	if (!arena->blocks) return FIRST_BLOCK;
	size_t doubled = arena->blocks->size * 2;
	return doubled > LARGEST_BLOCK ? LARGEST_BLOCK : doubled < FIRST_BLOCK ? FIRST_BLOCK : doubled;
}

void *dt_arena_alloc(DtArena *arena, size_t size) {
	if (size > SIZE_MAX / 2) out_of_memory(size);
	size_t rounded = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	if (rounded == 0) rounded = ALIGNMENT;
	Block *block = arena->blocks;
#ifdef DT_ARENA_MALLOC
	block = add_block(arena, size ? size : 1);
	rounded = block->size;
#else
	if (!block || block->size - block->used < rounded) {
		size_t usual = next_block_size(arena);
		block = add_block(arena, rounded > usual ? rounded : usual);
	}
#endif
	char *memory = (char *)(block + 1) + block->used;
	block->used += rounded;
	arena->used += rounded;
	return block->mapped ? memory : memset(memory, 0, size ? size : 1);
}

DtSlice dt_arena_copy(DtArena *arena, DtSlice text) {
	char *copy = dt_arena_alloc(arena, text.length + 1);
	if (text.length) memcpy(copy, text.data, text.length);
	return dt_slice(copy, text.length);
}

DtSlice dt_arena_format(DtArena *arena, const char *format, ...) {
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *text = dt_arena_alloc(arena, (size_t)(length < 0 ? 0 : length) + 1);
	if (length > 0) vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return dt_slice(text, (size_t)(length < 0 ? 0 : length));
}

size_t dt_arena_used(const DtArena *arena) { return arena->used; }

void *dt_arena_grow(DtArena *arena, void *items, size_t count, size_t *capacity, size_t item_size) {
	if (count < *capacity) return items;
	size_t larger = *capacity ? *capacity * 2 : 8;
	void *grown = dt_arena_alloc(arena, larger * item_size);
	if (count) memcpy(grown, items, count * item_size);
	*capacity = larger;
	return grown;
}
