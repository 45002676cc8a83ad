#ifndef RUNTIME_H
#define RUNTIME_H

#include <onnxruntime/onnxruntime_c_api.h>

/** ONNX Runtime's library with its environment. */
struct runtime {
  const OrtApi *api;
  OrtEnv *env;
  const char *version;
};

/** Loads the library with its telemetry off; fails where that cannot be done. */
void runtime_load(struct runtime *runtime, const char *library);

void runtime_release(struct runtime *runtime);

#endif
