#include "timed-runs.h"

#include <sys/resource.h>
#include <time.h>

#include "plan.h"

static double clock_us(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

double monotonic_us(void) { return clock_us(CLOCK_MONOTONIC); }

static long involuntary_switches(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_nivcsw;
}

bool time_runs(struct session *session, struct run_limits limits, struct samples *samples, struct problem *problem) {
  samples_reserve(samples, limits.runs);
  samples->count = 0;
  double first_us = monotonic_us();
  for (;;) {
    samples_reserve(samples, samples->count + 1);
    long switches = involuntary_switches();
    double cpu_us = clock_us(CLOCK_PROCESS_CPUTIME_ID);
    double start_us = monotonic_us();
    bool done = session_run(session, problem);
    double end_us = monotonic_us();
    if (!done) return false;
    samples->cpu_us[samples->count] = clock_us(CLOCK_PROCESS_CPUTIME_ID) - cpu_us;
    samples->involuntary_switches[samples->count] = involuntary_switches() - switches;
    samples->wall_us[samples->count] = end_us - start_us;
    samples->count++;
    double elapsed_ms = (end_us - first_us) / 1000;
    bool is_enough = samples->count >= limits.runs && elapsed_ms >= limits.minimum_ms;
    if (is_enough || elapsed_ms >= limits.maximum_ms || samples->count == maximum_runs) return true;
  }
}
