#ifndef RANDOM_H
#define RANDOM_H

#include <stdint.h>

/** xoshiro128** with its state filled by splitmix32: the same stream as main/core/rng.ts. */
struct random {
  uint32_t state[4];
};

struct random random_seeded(uint32_t seed);

/** Uniform in [0, 1) with 32 bits of resolution. */
double random_next(struct random *random);

#endif
