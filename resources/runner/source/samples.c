#include "samples.h"

#include <stdlib.h>

#include "fail.h"

enum { initial_capacity = 4096 };

void samples_reserve(struct samples *samples, size_t count) {
  if (count <= samples->capacity) return;
  size_t capacity = samples->capacity == 0 ? initial_capacity : 2 * samples->capacity;
  samples->capacity = count > capacity ? count : capacity;
  samples->wall_us = reallocate(samples->wall_us, samples->capacity, sizeof *samples->wall_us);
  samples->cpu_us = reallocate(samples->cpu_us, samples->capacity, sizeof *samples->cpu_us);
  samples->involuntary_switches = reallocate(samples->involuntary_switches, samples->capacity, sizeof *samples->involuntary_switches);
}

void samples_release(struct samples *samples) {
  free(samples->wall_us);
  free(samples->cpu_us);
  free(samples->involuntary_switches);
}
