#include "journal.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"
#include "utf8.h"

enum { initial_capacity = 64 * 1024 };

void journal_open(struct journal *journal, const char *path) {
  journal->file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (journal->file < 0) fail("the journal %s cannot be opened: %s", path, strerror(errno));
  journal->capacity = initial_capacity;
  journal->line = allocate(journal->capacity, 1);
  journal->length = 0;
}

static void reserve(struct journal *journal, size_t bytes) {
  while (journal->capacity - journal->length < bytes) journal->line = reallocate(journal->line, journal->capacity *= 2, 1);
}

static void add_bytes(struct journal *journal, const char *bytes, size_t length) {
  reserve(journal, length);
  memcpy(journal->line + journal->length, bytes, length);
  journal->length += length;
}

void journal_add(struct journal *journal, const char *format, ...) {
  enum { longest = 512 }; /* of names, punctuation and numbers */
  reserve(journal, longest);
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(journal->line + journal->length, longest, format, arguments);
  va_end(arguments);
  if (length < 0 || length >= longest) fail("a line of the journal cannot be made");
  journal->length += (size_t)length;
}

void journal_add_text(struct journal *journal, const char *text) {
  add_bytes(journal, "\"", 1);
  for (size_t left = strlen(text); left > 0;) {
    size_t size = utf8_character(text, left);
    if (size == 0) add_bytes(journal, "\xef\xbf\xbd", 3);
    else if (*text == '"' || *text == '\\') journal_add(journal, "\\%c", *text);
    else if ((unsigned char)*text < 0x20) journal_add(journal, "\\u%04x", *text);
    else add_bytes(journal, text, size);
    size_t taken = size == 0 ? 1 : size;
    text += taken;
    left -= taken;
  }
  add_bytes(journal, "\"", 1);
}

void journal_add_number(struct journal *journal, double value, int digits) {
  if (isfinite(value)) journal_add(journal, "%.*g", digits, value);
  else journal_add(journal, "null");
}

void journal_append(struct journal *journal) {
  add_bytes(journal, "\n", 1);
  for (size_t written = 0; written < journal->length;) {
    ssize_t count = write(journal->file, journal->line + written, journal->length - written);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("the journal cannot be written: %s", strerror(errno));
    written += (size_t)count;
  }
  if (fsync(journal->file) != 0) fail("the journal cannot be written: %s", strerror(errno));
  journal->length = 0;
}

void journal_close(struct journal *journal) {
  close(journal->file);
  free(journal->line);
}
