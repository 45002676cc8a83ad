#include "text.h"

#include <stdarg.h>
#include <stdio.h>

#include "fail.h"

char *text_of(const char *format, ...) {
  char *text;
  va_list arguments;
  va_start(arguments, format);
  if (vasprintf(&text, format, arguments) < 0) fail("out of memory");
  va_end(arguments);
  return text;
}

char *read_whole(const char *path, size_t *length) {
  FILE *file = fopen(path, "re");
  if (file == NULL) return NULL;
  char *bytes = allocate(1, 1);
  *length = 0;
  for (size_t got = 1; got > 0; *length += got) {
    bytes = reallocate(bytes, *length + 65536 + 1, 1);
    got = fread(bytes + *length, 1, 65536, file);
  }
  bytes[*length] = '\0';
  fclose(file);
  return bytes;
}
