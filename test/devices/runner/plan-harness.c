#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "fail.h"
#include "plan.h"

/**
 * Reads plans from standard input, each after its length in four bytes, and prints for each what was said, or `read` for a good one.
 * It has its own fail.c: many plans in one process are a hundred times as fast as each in its own.
 */
static jmp_buf refused;

void fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  printf("refused: ");
  vprintf(format, arguments);
  va_end(arguments);
  longjmp(refused, 1);
}

void *allocate(size_t count, size_t size) {
  void *memory = calloc(count == 0 ? 1 : count, size);
  if (memory == NULL) fail("out of memory");
  return memory;
}

void *reallocate(void *memory, size_t count, size_t size) {
  void *larger = realloc(memory, count * size);
  if (larger == NULL) fail("out of memory");
  return larger;
}

/** The memory of a refused plan is lost, as the runner ends there. */
static void try_plan(char *bytes, size_t length) {
  if (setjmp(refused) != 0) return;
  struct plan plan = plan_parse(bytes, length);
  plan_release(&plan);
  printf("read");
}

int main(void) {
  uint32_t length;
  while (fread(&length, sizeof length, 1, stdin) == 1) {
    char *bytes = calloc(length + 1, 1);
    if (bytes == NULL || fread(bytes, 1, length, stdin) != length) return 1;
    try_plan(bytes, length);
    printf("\n");
    fflush(stdout); /* the next plan may be the end of it */
  }
  return 0;
}
