#ifndef TIMED_RUNS_H
#define TIMED_RUNS_H

#include "samples.h"
#include "session.h"

/** At least this many runs and at least this long, unless it takes longer than the maximum; never less than one run. */
struct run_limits {
  size_t runs;
  double minimum_ms;
  double maximum_ms;
};

/** Microseconds of a clock that never goes back. */
double monotonic_us(void);

/** Runs the network until the limits are met. Processor time is the whole process's, so it covers the runtime's own threads. */
bool time_runs(struct session *session, struct run_limits limits, struct samples *samples, struct problem *problem);

#endif
