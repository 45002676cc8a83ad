#include "affinity.h"

#include <sched.h>

#include "fail.h"

int *hold_to_processors(const int *processors, size_t count, size_t *held_count) {
  *held_count = 0;
  int *held = allocate(CPU_SETSIZE, sizeof *held);
  if (count == 0) return held;
  cpu_set_t set;
  CPU_ZERO(&set);
  for (size_t i = 0; i < count; i++) CPU_SET((size_t)processors[i], &set);
  if (sched_setaffinity(0, sizeof set, &set) != 0 || sched_getaffinity(0, sizeof set, &set) != 0) return held;
  for (int processor = 0; processor < CPU_SETSIZE; processor++)
    if (CPU_ISSET((size_t)processor, &set)) held[(*held_count)++] = processor;
  return held;
}
