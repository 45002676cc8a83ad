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
  /** Where its texts stand. */
  char *bytes;
  int threads;
  const char *stop_file;
  int *affinity;
  size_t affinity_count;
  struct plan_item *items;
  size_t item_count;
};

/** More samples than this are neither asked for nor taken of one network. */
enum { maximum_runs = 1000000 };

/** Reads a plan; fails with the offending field where it is none. */
struct plan plan_read(const char *path);

/** The same from a text in allocated memory, which the plan then owns, with a NUL after its `length` bytes. */
struct plan plan_parse(char *bytes, size_t length);

void plan_release(struct plan *plan);

#endif
