#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child-program.h"
#include "fail.h"
#include "measure-item.h"
#include "text.h"
#include "timed-runs.h"

/* An engine is built once for a network and a version of TensorRT, and kept beside the network's file. */

static const double build_limit_ms = 30 * 60 * 1000;
/** For loading an engine and what trtexec does around the runs. */
static const double patience_ms = 120000;
/** As main/devices/runtimes/engine-memory.ts has it: what building takes at most. */
static const double builder_bytes = 600.0 * 1024 * 1024;
enum { copies_of_model = 6 };

/** What TensorRT said of its failure: its last line marked as an error. */
static void explain(struct problem *problem, const char *why, const char *output) {
  size_t length;
  char *text = read_whole(output, &length);
  const char *said = "";
  for (char *line = text == NULL ? NULL : strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"))
    if (strstr(line, "[E]") != NULL) said = line;
  snprintf(problem->message, sizeof problem->message, "trtexec %s. %.1500s", why, said);
  free(text);
}

static double available_bytes(void) {
  double kilobytes = NAN;
  char line[256];
  FILE *file = fopen("/proc/meminfo", "re");
  if (file == NULL) return NAN;
  while (fgets(line, sizeof line, file) != NULL)
    if (sscanf(line, "MemAvailable: %lf kB", &kilobytes) == 1) break;
  fclose(file);
  return kilobytes * 1024;
}

static bool has_memory(const char *model, struct problem *problem) {
  struct stat file;
  if (stat(model, &file) != 0) return true;
  double needed = builder_bytes + (double)copies_of_model * (double)file.st_size;
  double available = available_bytes();
  if (isnan(available) || available >= needed) return true;
  snprintf(problem->message, sizeof problem->message, "Building an engine takes %.0f MiB of memory, and %.0f MiB are free.",
           needed / 1048576, available / 1048576);
  return false;
}

/** A network with quantized values says so in the names of its operators; TensorRT must be allowed to use integers then. */
static bool is_quantized(const char *model) {
  size_t length;
  char *bytes = read_whole(model, &length);
  bool found = bytes != NULL && memmem(bytes, length, "QuantizeLinear", strlen("QuantizeLinear")) != NULL;
  free(bytes);
  return found;
}

static bool build_engine(const struct trtexec *trtexec, const char *model, const char *engine, const char *output,
                         struct problem *problem) {
  if (access(engine, F_OK) == 0) return true;
  if (!has_memory(model, problem)) return false;
  char *part = text_of("%s.part", engine);
  char *from = text_of("--onnx=%s", model);
  char *to = text_of("--saveEngine=%s", part);
  const char *integers = is_quantized(model) ? "--int8" : NULL;
  const char *const words[] = {trtexec->program, from, to, "--warmUp=0", "--duration=0", "--iterations=1", integers, NULL};
  char why[256];
  bool built = run_program(words, output, build_limit_ms, why, sizeof why);
  if (!built) explain(problem, why, output);
  if (built && rename(part, engine) != 0) {
    snprintf(problem->message, sizeof problem->message, "The engine cannot be kept: %s", strerror(errno));
    built = false;
  }
  unlink(part);
  free(part);
  free(from);
  free(to);
  return built;
}

/** Takes the latencies of what `--exportTimes` wrote. */
static bool read_times(const char *path, struct samples *samples) {
  static const char key[] = "\"latencyMs\"";
  size_t length;
  char *text = read_whole(path, &length);
  samples->count = 0;
  bool is_good = text != NULL;
  for (const char *at = text; is_good && (at = strstr(at, key)) != NULL && samples->count < maximum_runs;) {
    at += strlen(key);
    at += strspn(at, " \t:");
    double latency_us = strtod(at, NULL) * 1000;
    is_good = isfinite(latency_us) && latency_us > 0;
    samples_reserve(samples, samples->count + 1);
    samples->wall_us[samples->count++] = latency_us;
  }
  free(text);
  return is_good && samples->count > 0;
}

static bool run_engine(const struct trtexec *trtexec, const struct plan_item *item, const char *engine, const char *output,
                       struct samples *samples, struct problem *problem) {
  char *times = text_of("%s.times", output);
  char *load = text_of("--loadEngine=%s", engine);
  char *iterations = text_of("--iterations=%zu", item->warmup + item->runs);
  char *duration = text_of("--duration=%.0f", ceil(item->minimum_ms / 1000));
  char *export = text_of("--exportTimes=%s", times);
  const char *const words[] = {trtexec->program, load, "--warmUp=0", iterations, duration, "--avgRuns=1", "--useSpinWait", export, NULL};
  char why[256] = "exported no times";
  bool done = run_program(words, output, item->maximum_ms + patience_ms, why, sizeof why) && read_times(times, samples);
  if (done && samples->count <= item->warmup) {
    snprintf(why, sizeof why, "timed only %zu runs", samples->count);
    done = false;
  }
  if (!done) explain(problem, why, output);
  unlink(times);
  free(times);
  free(load);
  free(iterations);
  free(duration);
  free(export);
  return done;
}

/** Returns the stage that failed, or NULL. */
static const char *measure(struct bench *bench, const struct plan_item *item, const char *engine, const char *output,
                           struct problem *problem) {
  struct samples *samples = &bench->samples;
  double load_start_us = monotonic_us();
  if (access(item->model_path, F_OK) != 0) {
    snprintf(problem->message, sizeof problem->message, "The model file is not there.");
    return "load";
  }
  if (!build_engine(&bench->trtexec, item->model_path, engine, output, problem)) return "load";
  append_load(&bench->journal, item, monotonic_us() - load_start_us);

  struct result_conditions conditions = {.temp_before_c = read_temp_c(&bench->conditions), .output_sum = NAN};
  if (!run_engine(&bench->trtexec, item, engine, output, samples, problem)) return "run";
  conditions.clock_khz = read_clock_khz(&bench->conditions);
  conditions.temp_after_c = read_temp_c(&bench->conditions);
  /* trtexec counts warm-up in time: its first runs are taken for it. */
  struct samples warmup = *samples;
  warmup.count = item->warmup;
  append_warmup(&bench->journal, item, &warmup);
  struct samples timed = {.count = samples->count - item->warmup, .wall_us = samples->wall_us + item->warmup};
  append_result(&bench->journal, item, &timed, conditions);
  return NULL;
}

void measure_item_with_trtexec(struct bench *bench, const struct plan_item *item) {
  char *engine = text_of("%s.tensorrt-%s.engine", item->model_path, bench->trtexec.version);
  char *output = text_of("%s.trtexec-log", item->model_path);
  struct problem problem = {""};
  const char *failed_stage = measure(bench, item, engine, output, &problem);
  if (failed_stage != NULL) append_error(&bench->journal, item, failed_stage, &problem);
  unlink(output);
  free(engine);
  free(output);
}
