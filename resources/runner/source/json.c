#include "json.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "utf8.h"

enum { maximum_depth = 16, maximum_values = 1000000, chunk_values = 1024 };

struct json_chunk {
  struct json_chunk *earlier;
  struct json values[chunk_values];
};

struct reader {
  char *start;
  char *at;
  char *end;
  struct json_chunk *chunk;
  size_t values;
};

static struct json *read_value(struct reader *reader, int depth);

static _Noreturn void refuse(const struct reader *reader, const char *what) {
  fail("the plan is not JSON: %s at byte %zu", what, (size_t)(reader->at - reader->start));
}

/** NUL at the end: no text of a plan has one, and it ends every loop that looks for something else. */
static char peek(const struct reader *reader) { return reader->at < reader->end ? *reader->at : '\0'; }

static char skip_space(struct reader *reader) {
  while (peek(reader) == ' ' || peek(reader) == '\n' || peek(reader) == '\r' || peek(reader) == '\t') reader->at++;
  return peek(reader);
}

static void expect(struct reader *reader, char byte, const char *what) {
  if (skip_space(reader) != byte) refuse(reader, what);
  reader->at++;
}

static struct json *new_value(struct reader *reader, enum json_type type) {
  if (reader->values == maximum_values) refuse(reader, "too many values");
  if (reader->values % chunk_values == 0) {
    struct json_chunk *chunk = allocate(1, sizeof *chunk);
    chunk->earlier = reader->chunk;
    reader->chunk = chunk;
  }
  struct json *value = &reader->chunk->values[reader->values++ % chunk_values];
  value->type = type;
  return value;
}

static unsigned read_hex(struct reader *reader) {
  unsigned unit = 0;
  for (int i = 0; i < 4; i++, reader->at++) {
    char c = peek(reader);
    unsigned digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
    if (digit == 16) refuse(reader, "a wrong escape");
    unit = unit << 4 | digit;
  }
  return unit;
}

/** After `\u`: one code point, of two escapes where it takes a pair. */
static unsigned read_code_point(struct reader *reader) {
  unsigned unit = read_hex(reader);
  if (unit == 0) refuse(reader, "NUL in a text");
  if (unit < 0xd800 || unit > 0xdfff) return unit;
  if (unit > 0xdbff || peek(reader) != '\\') refuse(reader, "half a surrogate pair");
  reader->at++;
  if (peek(reader) != 'u') refuse(reader, "half a surrogate pair");
  reader->at++;
  unsigned low = read_hex(reader);
  if (low < 0xdc00 || low > 0xdfff) refuse(reader, "half a surrogate pair");
  return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
}

static size_t read_escape(struct reader *reader, char *target) {
  static const char names[] = "\"\\/bfnrt";
  static const char bytes[] = "\"\\/\b\f\n\r\t";
  char name = peek(reader);
  const char *known = name == '\0' ? NULL : strchr(names, name);
  if (known == NULL && name != 'u') refuse(reader, "a wrong escape");
  reader->at++;
  if (known == NULL) return utf8_encode(read_code_point(reader), target);
  *target = bytes[known - names];
  return 1;
}

/** Unescapes in place: no escape is shorter than what it stands for. */
static char *read_text(struct reader *reader) {
  expect(reader, '"', "no text");
  char *text = reader->at;
  char *target = text;
  for (;;) {
    char c = peek(reader);
    if (c == '"') break;
    if ((unsigned char)c < 0x20) refuse(reader, "a text without end or with a control character");
    if (c == '\\') {
      reader->at++;
      target += read_escape(reader, target);
      continue;
    }
    size_t size = utf8_character(reader->at, (size_t)(reader->end - reader->at));
    if (size == 0) refuse(reader, "a text that is not UTF-8");
    memmove(target, reader->at, size);
    target += size;
    reader->at += size;
  }
  reader->at++;
  *target = '\0'; /* at the closing quote or before it */
  return text;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static void skip_digits(struct reader *reader) {
  if (!is_digit(peek(reader))) refuse(reader, "a wrong number");
  while (is_digit(peek(reader))) reader->at++;
}

static struct json *read_number(struct reader *reader) {
  char *start = reader->at;
  if (peek(reader) == '-') reader->at++;
  if (peek(reader) == '0') reader->at++; /* nothing may follow a leading zero */
  else skip_digits(reader);
  if (peek(reader) == '.') {
    reader->at++;
    skip_digits(reader);
  }
  if (peek(reader) == 'e' || peek(reader) == 'E') {
    reader->at++;
    if (peek(reader) == '+' || peek(reader) == '-') reader->at++;
    skip_digits(reader);
  }
  struct json *value = new_value(reader, JSON_NUMBER);
  value->number = strtod(start, NULL);
  if (!isfinite(value->number)) refuse(reader, "a number too large");
  return value;
}

static struct json *read_word(struct reader *reader, const char *word, enum json_type type) {
  size_t length = strlen(word);
  if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, word, length) != 0) refuse(reader, "no value");
  reader->at += length;
  return new_value(reader, type);
}

static struct json *read_children(struct reader *reader, int depth, enum json_type type, char close) {
  if (depth == maximum_depth) refuse(reader, "nested too deeply");
  struct json *parent = new_value(reader, type);
  struct json **link = &parent->first_child;
  reader->at++;
  if (skip_space(reader) == close) {
    reader->at++;
    return parent;
  }
  for (;;) {
    char *name = NULL;
    if (type == JSON_OBJECT) {
      name = read_text(reader);
      expect(reader, ':', "no colon");
    }
    *link = read_value(reader, depth + 1);
    (*link)->name = name;
    link = &(*link)->next;
    char next = skip_space(reader);
    if (next != ',' && next != close) refuse(reader, "no comma and no end of a list or an object");
    reader->at++;
    if (next == close) return parent;
  }
}

static struct json *read_value(struct reader *reader, int depth) {
  switch (skip_space(reader)) {
    case '{':
      return read_children(reader, depth, JSON_OBJECT, '}');
    case '[':
      return read_children(reader, depth, JSON_LIST, ']');
    case '"': {
      struct json *value = new_value(reader, JSON_TEXT);
      value->text = read_text(reader);
      return value;
    }
    case 't':
      return read_word(reader, "true", JSON_TRUE);
    case 'f':
      return read_word(reader, "false", JSON_FALSE);
    case 'n':
      return read_word(reader, "null", JSON_NULL);
    default:
      return read_number(reader);
  }
}

struct json_document json_read(char *bytes, size_t length) {
  struct reader reader = {.start = bytes, .at = bytes, .end = bytes + length};
  const struct json *root = read_value(&reader, 0);
  skip_space(&reader);
  if (reader.at != reader.end) refuse(&reader, "something after its end");
  return (struct json_document){root, reader.chunk};
}

void json_release(struct json_document *document) {
  while (document->chunks != NULL) {
    struct json_chunk *earlier = document->chunks->earlier;
    free(document->chunks);
    document->chunks = earlier;
  }
}
