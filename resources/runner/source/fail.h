#ifndef FAIL_H
#define FAIL_H

#include <stddef.h>

/** Says why on standard error and ends the runner with exit code 1: for what is no fault of a network. */
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Zeroed memory, or the end of the runner. */
void *allocate(size_t count, size_t size);

/** `memory` with room for `count` elements, or the end of the runner. */
void *reallocate(void *memory, size_t count, size_t size);

#endif
