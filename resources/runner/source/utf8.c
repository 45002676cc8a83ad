#include "utf8.h"

#include <stdbool.h>

static bool within(unsigned char byte, unsigned char first, unsigned char last) { return byte >= first && byte <= last; }

size_t utf8_character(const char *bytes, size_t length) {
  const unsigned char *b = (const unsigned char *)bytes;
  if (length == 0) return 0;
  if (b[0] < 0x80) return 1;
  size_t size = within(b[0], 0xc2, 0xdf) ? 2 : within(b[0], 0xe0, 0xef) ? 3 : within(b[0], 0xf0, 0xf4) ? 4 : 0;
  if (size == 0 || size > length) return 0;
  for (size_t i = 1; i < size; i++)
    if (!within(b[i], 0x80, 0xbf)) return 0;
  /* Longer forms than needed, surrogates, and what lies beyond U+10FFFF. */
  if ((b[0] == 0xe0 && b[1] < 0xa0) || (b[0] == 0xed && b[1] > 0x9f) || (b[0] == 0xf0 && b[1] < 0x90) || (b[0] == 0xf4 && b[1] > 0x8f))
    return 0;
  return size;
}

size_t utf8_encode(unsigned code_point, char *bytes) {
  if (code_point < 0x80) {
    bytes[0] = (char)code_point;
    return 1;
  }
  size_t size = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
  for (size_t i = size - 1; i > 0; i--, code_point >>= 6) bytes[i] = (char)(0x80 | (code_point & 0x3f));
  bytes[0] = (char)((size == 2 ? 0xc0 : size == 3 ? 0xe0 : 0xf0) | code_point);
  return size;
}
