#include "measure-item.h"

#include "timed-runs.h"

/** Returns the stage that failed, or NULL. */
static const char *measure(struct bench *bench, const struct plan_item *item, struct session *session, struct problem *problem) {
  struct journal *journal = &bench->journal;
  struct samples *samples = &bench->samples;
  double load_start_us = monotonic_us();
  if (!session_load(session, &bench->runtime, item->model_path, bench->threads, problem)) return "load";
  append_load(journal, item, monotonic_us() - load_start_us);

  struct result_conditions conditions = {.temp_before_c = read_temp_c(&bench->conditions)};
  samples->count = 0;
  struct run_limits warmup = {.runs = item->warmup, .minimum_ms = 0, .maximum_ms = item->maximum_ms};
  if (item->warmup > 0 && !time_runs(session, warmup, samples, problem)) return "warmup";
  append_warmup(journal, item, samples);

  struct run_limits limits = {.runs = item->runs, .minimum_ms = item->minimum_ms, .maximum_ms = item->maximum_ms};
  if (!time_runs(session, limits, samples, problem)) return "run";
  conditions.clock_khz = read_clock_khz(&bench->conditions);
  conditions.temp_after_c = read_temp_c(&bench->conditions);
  conditions.output_sum = session_output_sum(session);
  append_result(journal, item, samples, conditions);
  return NULL;
}

void measure_item(struct bench *bench, const struct plan_item *item) {
  struct session session;
  struct problem problem = {""};
  const char *failed_stage = measure(bench, item, &session, &problem);
  if (failed_stage != NULL) append_error(&bench->journal, item, failed_stage, &problem);
  session_release(&session);
}
