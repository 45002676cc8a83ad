#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "affinity.h"
#include "arguments.h"
#include "measure-item.h"

/**
 * The runner of phones and boards: works through a plan on its own and writes the journal of main/devices/runner-protocol.ts.
 * What goes wrong with a network is a line of the journal; what goes wrong with the runner is a sentence on standard error and exit code 1.
 */
int main(int count, char **words) {
  signal(SIGHUP, SIG_IGN); /* a lost link is no reason to stop */
  signal(SIGPIPE, SIG_IGN);
  struct arguments arguments = read_arguments(count, words);
  struct plan plan = plan_read(arguments.plan);
  size_t held_count;
  int *held = hold_to_processors(plan.affinity, plan.affinity_count, &held_count); /* before the library makes its threads */

  struct bench bench = {.threads = plan.threads, .benchmark_model = arguments.benchmark_model};
  void (*measure)(struct bench *, const struct plan_item *) = measure_item;
  char name[128];
  if (arguments.trtexec != NULL) {
    measure = measure_item_with_trtexec;
    trtexec_find(&bench.trtexec, arguments.trtexec);
    snprintf(name, sizeof name, "tensorrt %s", bench.trtexec.version);
  } else if (bench.benchmark_model != NULL) {
    measure = measure_item_with_benchmark_model;
    benchmark_model_find(bench.benchmark_model);
    snprintf(name, sizeof name, "benchmark_model"); /* it tells no version */
  } else {
    runtime_load(&bench.runtime, arguments.library);
    snprintf(name, sizeof name, "onnxruntime %.100s", bench.runtime.version);
  }
  conditions_find(&bench.conditions, held, held_count);
  journal_open(&bench.journal, arguments.journal);
  append_hello(&bench.journal, name, plan.threads, held, held_count);
  bool stopped = false;
  for (size_t i = 0; i < plan.item_count; i++) {
    /* After `hello`: the lab writes the stop file and then looks for `hello`, so one of the two sees the other. */
    stopped = access(plan.stop_file, F_OK) == 0;
    if (stopped) break;
    measure(&bench, &plan.items[i]);
  }
  append_done(&bench.journal, stopped);

  journal_close(&bench.journal);
  conditions_release(&bench.conditions);
  samples_release(&bench.samples);
  if (measure == measure_item) runtime_release(&bench.runtime);
  free(held);
  plan_release(&plan);
  return 0;
}
