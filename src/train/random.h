// SPDX-License-Identifier: Apache-2.0
// Random numbers that are the same on every machine: xoshiro256** seeded by splitmix64 (Blackman and Vigna 2018).
#ifndef DT_TRAIN_RANDOM_H
#define DT_TRAIN_RANDOM_H

#include <stdint.h>

typedef struct DtRandom {
	uint64_t state[4];
} DtRandom;

static inline DtRandom dt_random_of(uint64_t seed) {
	DtRandom random;
	for (int i = 0; i < 4; i++) {
		uint64_t z = seed += 0x9E3779B97F4A7C15u;
		z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
		z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
		random.state[i] = z ^ (z >> 31);
	}
	return random;
}

static inline uint64_t dt_random_next(DtRandom *random) {
	uint64_t *s = random->state, product = s[1] * 5, shifted = s[1] << 17;
	uint64_t result = ((product << 7) | (product >> 57)) * 9;
	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= shifted;
	s[3] = (s[3] << 45) | (s[3] >> 19);
	return result;
}

// Below bound; bound is small against 2^64, so the bias is too.
static inline uint64_t dt_random_below(DtRandom *random, uint64_t bound) { return dt_random_next(random) % bound; }

// 0 ≤ x < 1
static inline float dt_random_unit(DtRandom *random) { return (float)(dt_random_next(random) >> 40) * 0x1p-24f; }

#endif
