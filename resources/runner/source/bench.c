#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "affinity.h"
#include "arguments.h"
#include "measure-item.h"

/**
 * The runner of phones and boards: works through a plan on its own and writes the journal of main/devices/runner-protocol.ts.
 * What goes wrong with a network is a line of the journal; what goes wrong with the runner is a sentence on standard error and exit code 1.
 */

static void append_hello(struct bench *bench, const int *held, size_t held_count) {
  struct journal *journal = &bench->journal;
  journal_add(journal, "{\"type\":\"hello\",\"protocol\":1,\"runner\":\"proxylab-runner 1\",\"runtime\":\"onnxruntime %.100s\"", bench->runtime.version);
  journal_add(journal, ",\"threads\":%d,\"affinity\":[", bench->threads);
  for (size_t i = 0; i < held_count; i++) journal_add(journal, "%s%d", i == 0 ? "" : ",", held[i]);
  journal_add(journal, "],\"pid\":%ld}", (long)getpid());
  journal_append(journal);
}

static void append_done(struct journal *journal, bool stopped) {
  journal_add(journal, "{\"type\":\"done\",\"stopped\":%s}", stopped ? "true" : "false");
  journal_append(journal);
}

int main(int count, char **words) {
  signal(SIGHUP, SIG_IGN); /* a lost link is no reason to stop */
  signal(SIGPIPE, SIG_IGN);
  struct arguments arguments = read_arguments(count, words);
  struct plan plan = plan_read(arguments.plan);
  size_t held_count;
  int *held = hold_to_processors(plan.affinity, plan.affinity_count, &held_count); /* before the library makes its threads */

  struct bench bench = {.threads = plan.threads};
  runtime_load(&bench.runtime, arguments.library);
  conditions_find(&bench.conditions, held, held_count);
  journal_open(&bench.journal, arguments.journal);
  append_hello(&bench, held, held_count);
  bool stopped = false;
  for (size_t i = 0; i < plan.item_count; i++) {
    /* After `hello`: the lab writes the stop file and then looks for `hello`, so one of the two sees the other. */
    stopped = access(plan.stop_file, F_OK) == 0;
    if (stopped) break;
    measure_item(&bench, &plan.items[i]);
  }
  append_done(&bench.journal, stopped);

  journal_close(&bench.journal);
  conditions_release(&bench.conditions);
  samples_release(&bench.samples);
  runtime_release(&bench.runtime);
  free(held);
  plan_release(&plan);
  return 0;
}
