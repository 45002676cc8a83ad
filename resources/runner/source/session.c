#include "session.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "random.h"

/** As in main/devices/local/runner/session.ts: every device and every run sees the same input. */
enum { input_seed = 20240531 };

enum { maximum_dimensions = 16 };

static const int64_t maximum_elements = 1 << 28;

static bool refuse(struct problem *problem, const char *message) {
  snprintf(problem->message, sizeof problem->message, "%s", message);
  return false;
}

/** Takes what a call to the runtime returns. */
static bool succeeds(const struct runtime *runtime, OrtStatus *status, struct problem *problem) {
  if (status == NULL) return true;
  refuse(problem, runtime->api->GetErrorMessage(status));
  runtime->api->ReleaseStatus(status);
  return false;
}

static bool create_session(struct session *session, const char *path, int threads, struct problem *problem) {
  const struct runtime *runtime = session->runtime;
  const OrtApi *api = runtime->api;
  OrtSessionOptions *options = NULL;
  bool done = succeeds(runtime, api->CreateSessionOptions(&options), problem) &&
              succeeds(runtime, api->SetIntraOpNumThreads(options, threads), problem) &&
              succeeds(runtime, api->SetInterOpNumThreads(options, 1), problem) &&
              succeeds(runtime, api->SetSessionExecutionMode(options, ORT_SEQUENTIAL), problem) &&
              succeeds(runtime, api->SetSessionGraphOptimizationLevel(options, ORT_ENABLE_ALL), problem) &&
              succeeds(runtime, api->SetSessionLogSeverityLevel(options, ORT_LOGGING_LEVEL_ERROR), problem) &&
              succeeds(runtime, api->CreateSession(runtime->env, path, options, &session->session), problem);
  if (options != NULL) api->ReleaseSessionOptions(options);
  return done;
}

/** Number of elements of a shape; a batch of any size is one of 1. -1 where another side is open or it is too large. */
static int64_t fix_shape(int64_t *sides, size_t count) {
  int64_t elements = 1;
  for (size_t axis = 0; axis < count; axis++) {
    if (sides[axis] < 0 && axis == 0) sides[axis] = 1;
    if (sides[axis] < 0 || (sides[axis] > 0 && elements > maximum_elements / sides[axis])) return -1;
    elements *= sides[axis];
  }
  return elements;
}

/** Makes the tensor that a type asks for; none where it is not f32 of fixed shape. */
static bool make_tensor(const struct runtime *runtime, const OrtTypeInfo *type, OrtValue **tensor, struct problem *problem) {
  const OrtApi *api = runtime->api;
  const OrtTensorTypeAndShapeInfo *info = NULL;
  if (!succeeds(runtime, api->CastTypeInfoToTensorInfo(type, &info), problem)) return false;
  if (info == NULL) return true;
  ONNXTensorElementDataType element = ONNX_TENSOR_ELEMENT_DATA_TYPE_UNDEFINED;
  size_t count = 0;
  int64_t sides[maximum_dimensions];
  if (!succeeds(runtime, api->GetTensorElementType(info, &element), problem)) return false;
  if (!succeeds(runtime, api->GetDimensionsCount(info, &count), problem)) return false;
  if (element != ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT || count > maximum_dimensions) return true;
  if (!succeeds(runtime, api->GetDimensions(info, sides, count), problem)) return false;
  if (fix_shape(sides, count) < 0) return true;
  OrtAllocator *allocator = NULL;
  return succeeds(runtime, api->GetAllocatorWithDefaultOptions(&allocator), problem) &&
         succeeds(runtime, api->CreateTensorAsOrtValue(allocator, sides, count, element, tensor), problem);
}

/** Where a tensor's values stand, and their number in `count`. */
static float *tensor_data(const struct runtime *runtime, OrtValue *tensor, size_t *count) {
  struct problem ignored;
  OrtTensorTypeAndShapeInfo *info = NULL;
  void *data = NULL;
  *count = 0;
  if (!succeeds(runtime, runtime->api->GetTensorTypeAndShape(tensor, &info), &ignored)) return NULL;
  bool known = succeeds(runtime, runtime->api->GetTensorShapeElementCount(info, count), &ignored) &&
               succeeds(runtime, runtime->api->GetTensorMutableData(tensor, &data), &ignored);
  runtime->api->ReleaseTensorTypeAndShapeInfo(info);
  if (!known) *count = 0;
  return data;
}

struct direction {
  OrtStatus *(*count)(const OrtSession *, size_t *);
  OrtStatus *(*name)(const OrtSession *, size_t, OrtAllocator *, char **);
  OrtStatus *(*type)(const OrtSession *, size_t, OrtTypeInfo **);
};

static bool make_values(struct session *session, struct values *values, struct direction of, struct problem *problem) {
  const struct runtime *runtime = session->runtime;
  OrtAllocator *allocator = NULL;
  size_t count = 0;
  if (!succeeds(runtime, of.count(session->session, &count), problem)) return false;
  if (!succeeds(runtime, runtime->api->GetAllocatorWithDefaultOptions(&allocator), problem)) return false;
  values->names = allocate(count, sizeof *values->names);
  values->tensors = allocate(count, sizeof *values->tensors);
  values->is_fixed = true;
  values->count = count;
  for (size_t i = 0; i < count; i++) {
    OrtTypeInfo *type = NULL;
    if (!succeeds(runtime, of.name(session->session, i, allocator, &values->names[i]), problem)) return false;
    if (!succeeds(runtime, of.type(session->session, i, &type), problem)) return false;
    bool made = make_tensor(runtime, type, &values->tensors[i], problem);
    runtime->api->ReleaseTypeInfo(type);
    if (!made) return false;
    if (values->tensors[i] == NULL) values->is_fixed = false;
  }
  return true;
}

static void release_tensors(const struct runtime *runtime, struct values *values) {
  for (size_t i = 0; i < values->count; i++) {
    if (values->tensors[i] != NULL) runtime->api->ReleaseValue(values->tensors[i]);
    values->tensors[i] = NULL;
  }
}

static void release_values(const struct runtime *runtime, struct values *values) {
  struct problem ignored;
  OrtAllocator *allocator = NULL;
  release_tensors(runtime, values);
  if (succeeds(runtime, runtime->api->GetAllocatorWithDefaultOptions(&allocator), &ignored))
    for (size_t i = 0; i < values->count; i++)
      if (values->names[i] != NULL) allocator->Free(allocator, values->names[i]);
  free(values->names);
  free(values->tensors);
}

static void fill_inputs(struct session *session) {
  struct random random = random_seeded(input_seed);
  for (size_t i = 0; i < session->inputs.count; i++) {
    size_t count;
    float *data = tensor_data(session->runtime, session->inputs.tensors[i], &count);
    for (size_t k = 0; k < count; k++) data[k] = (float)(2 * random_next(&random) - 1);
  }
}

bool session_load(struct session *session, const struct runtime *runtime, const char *path, int threads, struct problem *problem) {
  const OrtApi *api = runtime->api;
  *session = (struct session){.runtime = runtime};
  if (access(path, F_OK) != 0) return refuse(problem, "The model file is not there.");
  if (!create_session(session, path, threads, problem)) return false;
  struct direction input = {api->SessionGetInputCount, api->SessionGetInputName, api->SessionGetInputTypeInfo};
  struct direction output = {api->SessionGetOutputCount, api->SessionGetOutputName, api->SessionGetOutputTypeInfo};
  if (!make_values(session, &session->inputs, input, problem) || !make_values(session, &session->outputs, output, problem)) return false;
  if (!session->inputs.is_fixed) return refuse(problem, "The network has an input that is not f32 or has no fixed shape.");
  if (!session->outputs.is_fixed) release_tensors(runtime, &session->outputs); /* then the runtime makes them all, in every run */
  fill_inputs(session);
  return true;
}

bool session_run(struct session *session, struct problem *problem) {
  struct values *in = &session->inputs;
  struct values *out = &session->outputs;
  OrtStatus *status =
      session->runtime->api->Run(session->session, NULL, (const char *const *)in->names, (const OrtValue *const *)in->tensors, in->count,
                                 (const char *const *)out->names, out->count, out->tensors);
  if (!out->is_fixed) release_tensors(session->runtime, out);
  return succeeds(session->runtime, status, problem);
}

double session_output_sum(const struct session *session) {
  if (!session->outputs.is_fixed) return NAN;
  double sum = 0;
  for (size_t i = 0; i < session->outputs.count; i++) {
    size_t count;
    const float *data = tensor_data(session->runtime, session->outputs.tensors[i], &count);
    for (size_t k = 0; k < count; k++) sum += data[k];
  }
  return sum;
}

void session_release(struct session *session) {
  release_values(session->runtime, &session->inputs);
  release_values(session->runtime, &session->outputs);
  if (session->session != NULL) session->runtime->api->ReleaseSession(session->session);
}
