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

/** A value and the memory of all within it. */
struct json_document {
  const struct json *root;
  struct json_chunk *chunks;
};

/**
 * Reads a text as one JSON value (RFC 8259, nothing more lenient); fails with the byte where it is none, is nested deeper than 16 levels or
 * has more than a million values. Texts stay in the memory of `bytes`.
 */
struct json_document json_read(char *bytes, size_t length);

void json_release(struct json_document *document);

#endif
