#ifndef PLAN_H
#define PLAN_H

#include <stddef.h>

/** A network's turn. Times in milliseconds. */
struct plan_item {
  long long position;
  const char *model_hash;
  const char *model_path;
  size_t warmup;
  size_t runs;
  double minimum_ms;
  double maximum_ms;
};

/** The work of one start of the runner, as main/devices/runner-protocol.ts says. */
struct plan {
  int threads;
  const char *stop_file;
  int *affinity;
  size_t affinity_count;
  struct plan_item *items;
  size_t item_count;
};

/** More samples than this are neither asked for nor taken of one network. */
enum { maximum_runs = 1000000 };

/** Reads a plan; fails with the offending field where it is none. It lives until the runner ends. */
struct plan read_plan(const char *path);

#endif
