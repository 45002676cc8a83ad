#ifndef MEASURE_ITEM_H
#define MEASURE_ITEM_H

#include "journal-lines.h"
#include "runtime.h"
#include "trtexec.h"

/** What one measurement needs of the runner. */
struct bench {
  struct runtime runtime;
  struct trtexec trtexec;
  /** Its command, with places to fill. */
  const char *benchmark_model;
  struct conditions conditions;
  struct journal journal;
  struct samples samples;
  int threads;
};

/** Measures one network with ONNX Runtime and writes its lines; an error of the network becomes an `error` line. */
void measure_item(struct bench *bench, const struct plan_item *item);

/** The same with TensorRT. */
void measure_item_with_trtexec(struct bench *bench, const struct plan_item *item);

/** The same with TensorFlow Lite's benchmark_model; a sample is the mean of one start. */
void measure_item_with_benchmark_model(struct bench *bench, const struct plan_item *item);

/** Fails where the command of benchmark_model has no program to start. */
void benchmark_model_find(const char *command);

#endif
