#include "random.h"

static uint32_t rotate_left(uint32_t x, int k) { return x << k | x >> (32 - k); }

struct random random_seeded(uint32_t seed) {
  struct random random;
  for (int i = 0; i < 4; i++) {
    seed += 0x9e3779b9u;
    uint32_t z = (seed ^ seed >> 16) * 0x21f0aaadu;
    z = (z ^ z >> 15) * 0x735a2d97u;
    random.state[i] = z ^ z >> 15;
  }
  return random;
}

double random_next(struct random *random) {
  uint32_t *s = random->state;
  uint32_t scrambled = rotate_left(s[1] * 5, 7) * 9;
  uint32_t t = s[1] << 9;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate_left(s[3], 11);
  return scrambled / 4294967296.0;
}
