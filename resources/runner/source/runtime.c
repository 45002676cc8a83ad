#include "runtime.h"

#include <dlfcn.h>
#include <stdlib.h>

#include "fail.h"

/** The oldest that has all that is used here: any library from 1.17 on will do. */
enum { api_version = 17 };

void runtime_load(struct runtime *runtime, const char *library) {
  setenv("ORT_DISABLE_TELEMETRY", "1", 1); /* read when the library is loaded */
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) fail("ONNX Runtime cannot be loaded: %s", dlerror());
  const OrtApiBase *(*base)(void);
  *(void **)&base = dlsym(handle, "OrtGetApiBase");
  if (base == NULL) fail("%s is not ONNX Runtime's library", library);
  runtime->version = base()->GetVersionString();
  runtime->api = base()->GetApi(api_version);
  if (runtime->api == NULL) fail("ONNX Runtime %s is too old", runtime->version);
  OrtStatus *status = runtime->api->CreateEnv(ORT_LOGGING_LEVEL_ERROR, "bench", &runtime->env);
  if (status != NULL) fail("ONNX Runtime does not start: %s", runtime->api->GetErrorMessage(status));
}

void runtime_release(struct runtime *runtime) { runtime->api->ReleaseEnv(runtime->env); }
