#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "child-program.h"
#include "fail.h"
#include "measure-item.h"
#include "text.h"
#include "timed-runs.h"

/* benchmark_model tells the mean of its runs and no single one: it is started several times, and a sample is the mean of one start. */

enum { starts = 5, maximum_words = 1000 };
/** For loading a network and what the program does around the runs. */
static const double patience_ms = 120000;

/** What one start printed. Microseconds. */
struct summary {
  double init_us;
  double warmup_us;
  double mean_us;
};

struct place {
  const char *name;
  const char *value;
};

/** `word` with every `{place}` filled; the lab has checked that there are no others. */
static char *fill(const char *word, const struct place *places, size_t count) {
  char *filled = text_of("%s", "");
  while (*word != '\0') {
    const char *value = NULL;
    size_t taken = 1;
    for (size_t i = 0; i < count && value == NULL; i++) {
      if (strncmp(word, places[i].name, strlen(places[i].name)) != 0) continue;
      value = places[i].value;
      taken = strlen(places[i].name);
    }
    char *longer = value == NULL ? text_of("%s%c", filled, *word) : text_of("%s%s", filled, value);
    free(filled);
    filled = longer;
    word += taken;
  }
  return filled;
}

/** The command's words, filled, with NULL after them. The words are split first: no value is more than a part of one. */
static char **words_of(const char *command, const struct place *places, size_t count) {
  char **words = allocate(maximum_words + 1, sizeof *words);
  char *copy = text_of("%s", command);
  size_t found = 0;
  for (char *rest = copy, *word; (word = strtok_r(rest, " \t\r\n\v\f", &rest)) != NULL;) {
    if (found == maximum_words) fail("the command has more than %d words", maximum_words);
    words[found++] = fill(word, places, count);
  }
  free(copy);
  if (found == 0) fail("the command has no words");
  return words;
}

static void release_words(char **words) {
  for (char **word = words; *word != NULL; word++) free(*word);
  free(words);
}

/** The last of its lines that says anything. */
static const char *last_line(char *text) {
  const char *last = "";
  for (char *rest = text, *line; (line = strtok_r(rest, "\r\n", &rest)) != NULL;) last = line;
  return last;
}

/** `Inference timings in us: Init: I, First inference: F, Warmup (avg): W, Inference (avg): A`, after all runs. */
static bool read_summary(const char *text, struct summary *summary) {
  const char *line = strstr(text, "Inference timings in us:");
  return line != NULL &&
         sscanf(line, "Inference timings in us: Init: %lf, First inference: %*f, Warmup (avg): %lf, Inference (avg): %lf", &summary->init_us,
                &summary->warmup_us, &summary->mean_us) == 3 &&
         isfinite(summary->init_us) && isfinite(summary->mean_us) && summary->mean_us > 0;
}

static bool start_once(char *const *words, const char *output, double limit_ms, struct summary *summary, struct problem *problem) {
  char why[256] = "printed no timings";
  size_t length;
  bool ended = run_program((const char *const *)words, output, limit_ms, why, sizeof why);
  char *text = read_whole(output, &length);
  bool done = ended && text != NULL && read_summary(text, summary);
  if (!done) snprintf(problem->message, sizeof problem->message, "%.200s %s. %.1000s", words[0], why, text == NULL ? "" : last_line(text));
  free(text);
  return done;
}

/** Returns the stage that failed, or NULL. */
static const char *measure(struct bench *bench, const struct plan_item *item, char *const *words, const char *output,
                           struct problem *problem) {
  struct samples *samples = &bench->samples;
  if (access(item->model_path, F_OK) != 0) {
    snprintf(problem->message, sizeof problem->message, "The model file is not there.");
    return "load";
  }
  struct result_conditions conditions = {.temp_before_c = read_temp_c(&bench->conditions), .output_sum = NAN};
  double first_us = monotonic_us();
  samples_reserve(samples, starts);
  samples->count = 0;
  do {
    struct summary summary;
    if (!start_once(words, output, item->maximum_ms + patience_ms, &summary, problem)) return "run";
    if (samples->count == 0) {
      append_load(&bench->journal, item, summary.init_us);
      struct samples warmup = {.count = isfinite(summary.warmup_us), .wall_us = &summary.warmup_us};
      append_warmup(&bench->journal, item, &warmup);
    }
    samples->wall_us[samples->count++] = summary.mean_us;
  } while (samples->count < starts && monotonic_us() - first_us < item->maximum_ms * 1000);
  conditions.clock_khz = read_clock_khz(&bench->conditions);
  conditions.temp_after_c = read_temp_c(&bench->conditions);
  struct samples timed = {.count = samples->count, .wall_us = samples->wall_us};
  append_result(&bench->journal, item, &timed, conditions);
  return NULL;
}

void benchmark_model_find(const char *command) {
  char **words = words_of(command, NULL, 0);
  if (strchr(words[0], '/') != NULL && access(words[0], X_OK) != 0) fail("%s is not there or may not be started", words[0]);
  release_words(words);
}

void measure_item_with_benchmark_model(struct bench *bench, const struct plan_item *item) {
  char *threads = text_of("%d", bench->threads);
  char *warmup = text_of("%zu", item->warmup);
  char *runs = text_of("%zu", (item->runs + starts - 1) / starts);
  const struct place places[] = {{"{model}", item->model_path}, {"{threads}", threads}, {"{warmup}", warmup}, {"{runs}", runs}};
  char **words = words_of(bench->benchmark_model, places, sizeof places / sizeof *places);
  char *output = text_of("%s.benchmark-log", item->model_path);
  struct problem problem = {""};
  const char *failed_stage = measure(bench, item, words, output, &problem);
  if (failed_stage != NULL) append_error(&bench->journal, item, failed_stage, &problem);
  unlink(output);
  release_words(words);
  free(output);
  free(runs);
  free(warmup);
  free(threads);
}
