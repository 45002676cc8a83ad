#ifndef CONDITIONS_H
#define CONDITIONS_H

#include <stdbool.h>
#include <stddef.h>

/** Files under /sys that tell clock and temperature, found once and read between networks. */
struct conditions {
  char **clock_files;
  size_t clock_count;
  char **temperature_files;
  size_t temperature_count;
  /** By processor: whose clock counts. */
  bool *watched;
};

/** Clocks of `processors` (none: of all) and the sensors that are the processor's by their name. */
void conditions_find(struct conditions *conditions, const int *processors, size_t count);

/** The highest present clock, or NaN where it is not known. */
double read_clock_khz(const struct conditions *conditions);

/** The hottest processor sensor, or NaN where there is none. */
double read_temp_c(const struct conditions *conditions);

void conditions_release(struct conditions *conditions);

#endif
