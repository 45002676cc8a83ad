#ifndef MEASURE_ITEM_H
#define MEASURE_ITEM_H

#include "conditions.h"
#include "journal.h"
#include "plan.h"
#include "timed-runs.h"

/** What one measurement needs of the runner. */
struct bench {
  struct runtime runtime;
  struct conditions conditions;
  struct journal journal;
  struct samples samples;
  int threads;
};

/** Measures one network and writes its lines; an error of the network becomes an `error` line. */
void measure_item(struct bench *bench, const struct plan_item *item);

#endif
