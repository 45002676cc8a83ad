#ifndef UTF8_H
#define UTF8_H

#include <stddef.h>

/** Bytes of the well-formed UTF-8 character at the start of `bytes` (1 … 4), or 0 where there is none (RFC 3629). */
size_t utf8_character(const char *bytes, size_t length);

/** Writes a code point, at most four bytes; returns how many. */
size_t utf8_encode(unsigned code_point, char *bytes);

#endif
