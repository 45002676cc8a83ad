#include "journal-lines.h"

#include <time.h>
#include <unistd.h>

/** A measured quantity tells no more. */
enum { shown_digits = 12 };

static void begin_line(struct journal *journal, const char *type, const struct plan_item *item) {
  journal_add(journal, "{\"type\":\"%s\",\"position\":%lld,\"modelHash\":", type, item->position);
  journal_add_text(journal, item->model_hash);
}

static void end_line(struct journal *journal) {
  journal_add(journal, "}");
  journal_append(journal);
}

/** Microseconds with one decimal, at least `smallest`; an empty list where nothing is known. */
static void add_times(struct journal *journal, const char *name, const double *times_us, size_t count, double smallest) {
  journal_add(journal, ",\"%s\":[", name);
  for (size_t i = 0; times_us != NULL && i < count; i++)
    journal_add(journal, "%s%.1f", i == 0 ? "" : ",", times_us[i] > smallest ? times_us[i] : smallest);
  journal_add(journal, "]");
}

static void add_wall_times(struct journal *journal, const struct samples *samples) {
  add_times(journal, "wallUs", samples->wall_us, samples->count, 0.1); /* no run takes no time */
}

static void add_switches(struct journal *journal, const struct samples *samples) {
  journal_add(journal, ",\"involuntarySwitches\":[");
  for (size_t i = 0; samples->involuntary_switches != NULL && i < samples->count; i++)
    journal_add(journal, "%s%ld", i == 0 ? "" : ",", samples->involuntary_switches[i]);
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

void append_hello(struct journal *journal, const char *runtime, int threads, const int *held, size_t held_count) {
  journal_add(journal, "{\"type\":\"hello\",\"protocol\":1,\"runner\":\"proxylab-runner 1\",\"runtime\":");
  journal_add_text(journal, runtime);
  journal_add(journal, ",\"threads\":%d,\"affinity\":[", threads);
  for (size_t i = 0; i < held_count; i++) journal_add(journal, "%s%d", i == 0 ? "" : ",", held[i]);
  journal_add(journal, "],\"pid\":%ld", (long)getpid());
  end_line(journal);
}

void append_load(struct journal *journal, const struct plan_item *item, double load_us) {
  begin_line(journal, "load", item);
  journal_add(journal, ",\"loadUs\":%.1f", load_us);
  end_line(journal);
}

void append_warmup(struct journal *journal, const struct plan_item *item, const struct samples *samples) {
  begin_line(journal, "warmup", item);
  add_wall_times(journal, samples);
  end_line(journal);
}

void append_result(struct journal *journal, const struct plan_item *item, const struct samples *samples,
                   struct result_conditions conditions) {
  begin_line(journal, "result", item);
  add_wall_times(journal, samples);
  add_times(journal, "cpuUs", samples->cpu_us, samples->count, 0);
  add_switches(journal, samples);
  add_measured(journal, "clockKhz", conditions.clock_khz, shown_digits);
  add_measured(journal, "tempBeforeC", conditions.temp_before_c, shown_digits);
  add_measured(journal, "tempAfterC", conditions.temp_after_c, shown_digits);
  add_measured(journal, "outputSum", conditions.output_sum, 17);
  journal_add(journal, ",\"atMs\":%.0f", unix_time_ms());
  end_line(journal);
}

void append_error(struct journal *journal, const struct plan_item *item, const char *stage, const struct problem *problem) {
  begin_line(journal, "error", item);
  journal_add(journal, ",\"stage\":\"%s\",\"message\":", stage);
  journal_add_text(journal, problem->message);
  end_line(journal);
}

void append_done(struct journal *journal, bool stopped) {
  journal_add(journal, "{\"type\":\"done\",\"stopped\":%s", stopped ? "true" : "false");
  end_line(journal);
}
