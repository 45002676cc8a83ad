#ifndef JOURNAL_LINES_H
#define JOURNAL_LINES_H

#include <stdbool.h>

#include "conditions.h"
#include "journal.h"
#include "plan.h"
#include "samples.h"

/** Why something failed, in the runtime's words or ours. */
struct problem {
  char message[2048];
};

/** What a result tells beside its samples; NaN is unknown. */
struct result_conditions {
  double clock_khz;
  double temp_before_c;
  double temp_after_c;
  double output_sum;
};

/** The lines of main/devices/runner-protocol.ts. */
void append_hello(struct journal *journal, const char *runtime, int threads, const int *held, size_t held_count);
void append_load(struct journal *journal, const struct plan_item *item, double load_us);
void append_warmup(struct journal *journal, const struct plan_item *item, const struct samples *samples);
void append_result(struct journal *journal, const struct plan_item *item, const struct samples *samples,
                   struct result_conditions conditions);
void append_error(struct journal *journal, const struct plan_item *item, const char *stage, const struct problem *problem);
void append_done(struct journal *journal, bool stopped);

#endif
