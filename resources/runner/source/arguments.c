#include "arguments.h"

#include <stddef.h>
#include <string.h>

#include "fail.h"

static const char usage[] = "usage: bench --plan PLAN.json --journal FILE [--library FILE] [--trtexec FILE] [--benchmark-model COMMAND]";

struct arguments read_arguments(int count, char **words) {
  struct arguments read = {0};
  for (int i = 1; i < count; i += 2) {
    const char **value = strcmp(words[i], "--plan") == 0              ? &read.plan
                         : strcmp(words[i], "--journal") == 0         ? &read.journal
                         : strcmp(words[i], "--library") == 0         ? &read.library
                         : strcmp(words[i], "--trtexec") == 0         ? &read.trtexec
                         : strcmp(words[i], "--benchmark-model") == 0 ? &read.benchmark_model
                                                                      : NULL;
    if (value == NULL || i + 1 == count || words[i + 1][0] == '\0') fail(usage);
    *value = words[i + 1];
  }
  if (read.plan == NULL || read.journal == NULL) fail(usage);
  if (read.library == NULL) read.library = "libonnxruntime.so.1";
  return read;
}
