#ifndef CHILD_PROGRAM_H
#define CHILD_PROGRAM_H

#include <stdbool.h>

/**
 * Runs a program to its end, with what it prints in the file `output`. Words end in NULL, the first is its path or its name. False where it cannot be
 * started, does not end with exit code 0, or takes longer than `limit_ms`, when it is killed; `why` then says so. It dies with the runner.
 */
bool run_program(const char *const *words, const char *output, double limit_ms, char *why, int why_size);

#endif
