#include "trtexec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "child-program.h"
#include "fail.h"

enum { answer_limit_ms = 60000 };

/** In the banner `&&&& RUNNING TensorRT.trtexec [TensorRT v8503] # …`: 8.5.3; from 10 on two digits each, `v100200`. */
static int find_version(FILE *file, char *version, size_t size) {
  char line[4096];
  while (fgets(line, sizeof line, file) != NULL) {
    const char *mark = strstr(line, "[TensorRT v");
    if (mark == NULL) continue;
    long number = strtol(mark + strlen("[TensorRT v"), NULL, 10);
    if (number >= 100000) snprintf(version, size, "%ld.%ld.%ld", number / 10000, number / 100 % 100, number % 100);
    else snprintf(version, size, "%ld.%ld.%ld", number / 1000, number / 100 % 10, number % 100);
    return number > 0;
  }
  return 0;
}

void trtexec_find(struct trtexec *trtexec, const char *program) {
  trtexec->program = program;
  char answer[] = ".trtexec-XXXXXX";
  int created = mkstemp(answer);
  if (created < 0) fail("the folder cannot be written");
  close(created);
  char why[256];
  const char *const words[] = {program, "--help", NULL};
  int ended = run_program(words, answer, answer_limit_ms, why, sizeof why);
  FILE *file = fopen(answer, "re");
  int found = file != NULL && find_version(file, trtexec->version, sizeof trtexec->version);
  if (file != NULL) fclose(file);
  unlink(answer);
  if (!ended) fail("%s %s", program, why);
  if (!found) fail("%s is not TensorRT's trtexec", program);
}
