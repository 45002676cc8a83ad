#include "conditions.h"

#include <glob.h>
#include <math.h>
#include <regex.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"

enum { text_bytes = 4096 };

/** As main/core/measurement/processor-temperature.ts has it. */
static const char processor_sensor[] = "cpu|pkg|package|coretemp|k10temp|zenpower|tctl|tdie|soc|core [0-9]|^big|^little";

/** First line of a file without its end; empty where it is missing or denied. */
static void read_line(const char *path, char *text) {
  text[0] = '\0';
  FILE *file = fopen(path, "re");
  if (file == NULL) return;
  if (fgets(text, text_bytes, file) == NULL) text[0] = '\0';
  text[strcspn(text, "\n")] = '\0';
  fclose(file);
}

/** The file of that name beside `path`. */
static void read_beside(const char *path, const char *name, char *text) {
  size_t folder = (size_t)(strrchr(path, '/') + 1 - path);
  char *beside = allocate(folder + strlen(name) + 1, 1);
  memcpy(beside, path, folder);
  strcpy(beside + folder, name);
  read_line(beside, text);
  free(beside);
}

static double read_number(const char *path) {
  char text[text_bytes];
  read_line(path, text);
  char *end;
  double value = strtod(text, &end);
  return end == text || end[strspn(end, " \t\r")] != '\0' ? NAN : value;
}

static double larger_known(double a, double b) { return isnan(a) || b > a ? b : a; }

static void add_file(char ***files, size_t *count, const char *path) {
  *files = reallocate(*files, *count + 1, sizeof **files);
  (*files)[*count] = strcpy(allocate(strlen(path) + 1, 1), path);
  ++*count;
}

/** Whether one of the processors of a list such as `0-3,8` or `0 1 2 3` is watched. */
static bool is_any_watched(const bool *watched, const char *list) {
  for (const char *at = list; *at != '\0';) {
    char *end;
    long first = strtol(at, &end, 10);
    if (end == at) return false;
    long last = first;
    if (*end == '-') last = strtol(end + 1, &end, 10);
    for (long processor = first; processor <= last && processor < CPU_SETSIZE; processor++)
      if (processor >= 0 && watched[processor]) return true;
    at = end + strspn(end, ", \t");
  }
  return false;
}

static void find_clocks(struct conditions *conditions) {
  glob_t found;
  if (glob("/sys/devices/system/cpu/cpufreq/policy*/scaling_cur_freq", GLOB_NOSORT, NULL, &found) != 0) return;
  for (size_t i = 0; i < found.gl_pathc; i++) {
    char processors[text_bytes];
    read_beside(found.gl_pathv[i], "related_cpus", processors);
    if (is_any_watched(conditions->watched, processors)) add_file(&conditions->clock_files, &conditions->clock_count, found.gl_pathv[i]);
  }
  globfree(&found);
}

/** Name of a thermal zone, or of a hardware monitor and its input (`k10temp Tctl`). */
static void sensor_name(const char *path, char *name) {
  if (strstr(path, "/thermal_zone") != NULL) {
    read_beside(path, "type", name);
    return;
  }
  char monitor[text_bytes];
  char label_file[64];
  char label[text_bytes];
  const char *input = strrchr(path, '/') + 1;
  snprintf(label_file, sizeof label_file, "%.*s_label", (int)strcspn(input, "_"), input);
  read_beside(path, "name", monitor);
  read_beside(path, label_file, label);
  snprintf(name, text_bytes, "%.1000s %.1000s", monitor, label);
}

static void find_sensors(struct conditions *conditions, const char *pattern) {
  glob_t found;
  if (glob(pattern, GLOB_NOSORT, NULL, &found) != 0) return;
  regex_t of_processor;
  if (regcomp(&of_processor, processor_sensor, REG_EXTENDED | REG_ICASE | REG_NOSUB) != 0) fail("out of memory");
  for (size_t i = 0; i < found.gl_pathc; i++) {
    char name[text_bytes];
    sensor_name(found.gl_pathv[i], name);
    if (regexec(&of_processor, name, 0, NULL, 0) == 0)
      add_file(&conditions->temperature_files, &conditions->temperature_count, found.gl_pathv[i]);
  }
  regfree(&of_processor);
  globfree(&found);
}

void conditions_find(struct conditions *conditions, const int *processors, size_t count) {
  *conditions = (struct conditions){.watched = allocate(CPU_SETSIZE, sizeof(bool))};
  for (int processor = 0; processor < CPU_SETSIZE; processor++) conditions->watched[processor] = count == 0;
  for (size_t i = 0; i < count; i++) conditions->watched[processors[i]] = true;
  find_clocks(conditions);
  find_sensors(conditions, "/sys/class/thermal/thermal_zone*/temp");
  find_sensors(conditions, "/sys/class/hwmon/hwmon*/temp*_input");
}

/** Kernels without clock policies (virtual machines) tell megahertz in /proc/cpuinfo. */
static double read_cpuinfo_khz(const bool *watched) {
  double highest = NAN;
  FILE *file = fopen("/proc/cpuinfo", "re");
  if (file == NULL) return highest;
  char line[text_bytes];
  int processor = -1;
  while (fgets(line, sizeof line, file) != NULL) {
    double megahertz;
    if (sscanf(line, "processor : %d", &processor) == 1) continue;
    if (sscanf(line, "cpu MHz : %lf", &megahertz) != 1 || !(megahertz > 0)) continue;
    if (processor >= 0 && processor < CPU_SETSIZE && watched[processor]) highest = larger_known(highest, round(megahertz * 1000));
  }
  fclose(file);
  return highest;
}

double read_clock_khz(const struct conditions *conditions) {
  double highest = NAN;
  for (size_t i = 0; i < conditions->clock_count; i++) {
    double clock_khz = read_number(conditions->clock_files[i]);
    if (clock_khz > 0) highest = larger_known(highest, clock_khz);
  }
  return isnan(highest) ? read_cpuinfo_khz(conditions->watched) : highest;
}

double read_temp_c(const struct conditions *conditions) {
  double hottest = NAN;
  for (size_t i = 0; i < conditions->temperature_count; i++) {
    double temp_c = read_number(conditions->temperature_files[i]) / 1000;
    /* A sensor that is powered down reads 0, -256 or -273; this is what a working one can see. */
    if (temp_c >= 1 && temp_c < 150) hottest = larger_known(hottest, temp_c);
  }
  return hottest;
}

static void release_files(char **files, size_t count) {
  for (size_t i = 0; i < count; i++) free(files[i]);
  free(files);
}

void conditions_release(struct conditions *conditions) {
  release_files(conditions->clock_files, conditions->clock_count);
  release_files(conditions->temperature_files, conditions->temperature_count);
  free(conditions->watched);
}
