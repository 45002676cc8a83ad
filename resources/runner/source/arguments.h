#ifndef ARGUMENTS_H
#define ARGUMENTS_H

struct arguments {
  const char *plan;
  const char *journal;
  /** ONNX Runtime's library: a path, or a name that the loader looks for. */
  const char *library;
  /** TensorRT's program, which then measures instead of ONNX Runtime; NULL where it shall not. */
  const char *trtexec;
  /** The command of TensorFlow Lite's benchmark_model, which then measures; NULL where it shall not. */
  const char *benchmark_model;
};

/** `bench --plan PLAN.json --journal FILE [--library FILE] [--trtexec FILE] [--benchmark-model COMMAND]` and nothing else; fails where that is not what was given. */
struct arguments read_arguments(int count, char **words);

#endif
