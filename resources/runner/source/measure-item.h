#ifndef MEASURE_ITEM_H
#define MEASURE_ITEM_H

#include "journal-lines.h"
#include "runtime.h"
#include "trtexec.h"

/** What one measurement needs of the runner. */
struct bench {
  struct runtime runtime;
  struct trtexec trtexec;
  struct conditions conditions;
  struct journal journal;
  struct samples samples;
  int threads;
};

/** Measures one network with ONNX Runtime and writes its lines; an error of the network becomes an `error` line. */
void measure_item(struct bench *bench, const struct plan_item *item);

/** The same with TensorRT. */
void measure_item_with_trtexec(struct bench *bench, const struct plan_item *item);

#endif
