#ifndef SESSION_H
#define SESSION_H

#include <stdbool.h>

#include "journal-lines.h"
#include "runtime.h"

/** Values of a network's inputs or outputs. */
struct values {
  size_t count;
  char **names;
  OrtValue **tensors;
  /** Whether all are f32 of fixed shape, so that their memory could be made beforehand. */
  bool is_fixed;
};

/** A loaded network with its input filled; nothing is allocated for a run but by the runtime itself. */
struct session {
  const struct runtime *runtime;
  OrtSession *session;
  struct values inputs;
  struct values outputs;
};

/** Loads an ONNX file with f32 inputs for `threads` threads of the processor. Is to be released whatever comes of it. */
bool session_load(struct session *session, const struct runtime *runtime, const char *path, int threads, struct problem *problem);

bool session_run(struct session *session, struct problem *problem);

/** Sum of the last run's output; NaN or infinite where there is none. */
double session_output_sum(const struct session *session);

void session_release(struct session *session);

#endif
