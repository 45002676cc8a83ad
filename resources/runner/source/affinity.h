#ifndef AFFINITY_H
#define AFFINITY_H

#include <stddef.h>

/**
 * Holds this thread, and those that it makes later, to `processors`. Returns those that the kernel then says, rising, and their number in
 * `held_count`: 0 where nothing was asked or it could not be done.
 */
int *hold_to_processors(const int *processors, size_t count, size_t *held_count);

#endif
