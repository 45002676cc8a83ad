#include "fail.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("bench: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(1);
}

void *allocate(size_t count, size_t size) {
  void *memory = calloc(count == 0 ? 1 : count, size);
  if (memory == NULL) fail("out of memory");
  return memory;
}

void *reallocate(void *memory, size_t count, size_t size) {
  void *larger = count > SIZE_MAX / size ? NULL : realloc(memory, count * size);
  if (larger == NULL) fail("out of memory");
  return larger;
}
