#ifndef SAMPLES_H
#define SAMPLES_H

#include <stddef.h>

/**
 * Raw samples, one a run, in order. Microseconds. `cpu_us` and `involuntary_switches` are NULL where a runtime tells nothing of them. Their
 * memory is used again for the next network.
 */
struct samples {
  size_t count;
  size_t capacity;
  double *wall_us;
  double *cpu_us;
  long *involuntary_switches;
};

/** Makes room for `count` samples, or ends the runner. */
void samples_reserve(struct samples *samples, size_t count);

void samples_release(struct samples *samples);

#endif
