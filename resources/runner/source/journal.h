#ifndef JOURNAL_H
#define JOURNAL_H

#include <stddef.h>

/** A file of JSON lines; each is on the disk when `journal_append` returns. */
struct journal {
  int file;
  char *line;
  size_t length;
  size_t capacity;
};

/** Opens it at its end; fails where that cannot be done. */
void journal_open(struct journal *journal, const char *path);

/** Text as it stands, for names and punctuation. */
void journal_add(struct journal *journal, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** A JSON string; bytes that are not UTF-8 become U+FFFD. */
void journal_add_text(struct journal *journal, const char *text);

/** A JSON number of `digits` significant digits, or null where it is not finite. */
void journal_add_number(struct journal *journal, double value, int digits);

/** Writes the line, fails where that cannot be done. */
void journal_append(struct journal *journal);

void journal_close(struct journal *journal);

#endif
