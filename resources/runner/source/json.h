#ifndef JSON_H
#define JSON_H

#include <stddef.h>

enum json_type { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_OBJECT };

struct json {
  enum json_type type;
  /** In an object: the member's name. */
  char *name;
  double number;
  /** UTF-8 without NUL. */
  char *text;
  /** Of a list or an object. */
  struct json *first_child;
  struct json *next;
};

/**
 * Reads a text as one JSON value (RFC 8259, nothing more lenient); fails with the byte where it is none, is nested deeper than 16 levels or has
 * more than a million values. The values live until the runner ends and use the memory of `bytes`.
 */
const struct json *json_read(char *bytes, size_t length);

#endif
