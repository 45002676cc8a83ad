#ifndef TEXT_H
#define TEXT_H

#include <stddef.h>

/** A text of its own as `printf` writes it, or the end of the runner. */
char *text_of(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** A file's bytes with a NUL after them; NULL where it cannot be opened. */
char *read_whole(const char *path, size_t *length);

#endif
