#include "measure-item.h"

#include <time.h>

/** A double of microseconds since the start of the device tells no more. */
enum { shown_digits = 12 };

static void begin_line(struct journal *journal, const char *type, const struct plan_item *item) {
  journal_add(journal, "{\"type\":\"%s\",\"position\":%lld,\"modelHash\":", type, item->position);
  journal_add_text(journal, item->model_hash);
}

/** Microseconds with one decimal; never 0, which no run takes. */
static void add_wall_times(struct journal *journal, const struct samples *samples) {
  journal_add(journal, ",\"wallUs\":[");
  for (size_t i = 0; i < samples->count; i++)
    journal_add(journal, "%s%.1f", i == 0 ? "" : ",", samples->wall_us[i] > 0.1 ? samples->wall_us[i] : 0.1);
  journal_add(journal, "]");
}

static void add_cpu_times(struct journal *journal, const struct samples *samples) {
  journal_add(journal, ",\"cpuUs\":[");
  for (size_t i = 0; i < samples->count; i++) journal_add(journal, "%s%.1f", i == 0 ? "" : ",", samples->cpu_us[i]);
  journal_add(journal, "]");
}

static void add_switches(struct journal *journal, const struct samples *samples) {
  journal_add(journal, ",\"involuntarySwitches\":[");
  for (size_t i = 0; i < samples->count; i++) journal_add(journal, "%s%ld", i == 0 ? "" : ",", samples->involuntary_switches[i]);
  journal_add(journal, "]");
}

static void add_measured(struct journal *journal, const char *name, double value, int digits) {
  journal_add(journal, ",\"%s\":", name);
  journal_add_number(journal, value, digits);
}

static double unix_time_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (double)now.tv_sec * 1000 + (double)(now.tv_nsec / 1000000);
}

static void append_error(struct journal *journal, const struct plan_item *item, const char *stage, const struct problem *problem) {
  begin_line(journal, "error", item);
  journal_add(journal, ",\"stage\":\"%s\",\"message\":", stage);
  journal_add_text(journal, problem->message);
  journal_add(journal, "}");
  journal_append(journal);
}

static const char *measure(struct bench *bench, const struct plan_item *item, struct session *session, struct problem *problem) {
  struct journal *journal = &bench->journal;
  struct samples *samples = &bench->samples;
  double load_start_us = monotonic_us();
  if (!session_load(session, &bench->runtime, item->model_path, bench->threads, problem)) return "load";
  begin_line(journal, "load", item);
  journal_add(journal, ",\"loadUs\":%.1f}", monotonic_us() - load_start_us);
  journal_append(journal);

  double temp_before_c = read_temp_c(&bench->conditions);
  samples->count = 0;
  struct run_limits warmup = {.runs = item->warmup, .minimum_ms = 0, .maximum_ms = item->maximum_ms};
  if (item->warmup > 0 && !time_runs(session, warmup, samples, problem)) return "warmup";
  begin_line(journal, "warmup", item);
  add_wall_times(journal, samples);
  journal_add(journal, "}");
  journal_append(journal);

  struct run_limits limits = {.runs = item->runs, .minimum_ms = item->minimum_ms, .maximum_ms = item->maximum_ms};
  if (!time_runs(session, limits, samples, problem)) return "run";
  double clock_khz = read_clock_khz(&bench->conditions);
  double temp_after_c = read_temp_c(&bench->conditions);
  begin_line(journal, "result", item);
  add_wall_times(journal, samples);
  add_cpu_times(journal, samples);
  add_switches(journal, samples);
  add_measured(journal, "clockKhz", clock_khz, shown_digits);
  add_measured(journal, "tempBeforeC", temp_before_c, shown_digits);
  add_measured(journal, "tempAfterC", temp_after_c, shown_digits);
  add_measured(journal, "outputSum", session_output_sum(session), 17);
  journal_add(journal, ",\"atMs\":%.0f}", unix_time_ms());
  journal_append(journal);
  return NULL;
}

void measure_item(struct bench *bench, const struct plan_item *item) {
  struct session session;
  struct problem problem = {""};
  const char *failed_stage = measure(bench, item, &session, &problem);
  if (failed_stage != NULL) append_error(&bench->journal, item, failed_stage, &problem);
  session_release(&session);
}
