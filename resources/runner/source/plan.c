#include "plan.h"

#include <errno.h>
#include <math.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"
#include "json.h"

static const size_t maximum_plan_bytes = 32 * 1024 * 1024;
static const size_t maximum_items = 100000;
static const size_t maximum_text_bytes = 4095;
static const double maximum_threads = 1024;
static const double largest_whole_number = 9007199254740991; /* 2^53 - 1 */
static const double maximum_duration_ms = 86400000;          /* a day */

/** An object of the plan and how messages name it. */
struct fields {
  const struct json *object;
  const char *path;
};

static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) fail("%s: %s", path, strerror(errno));
  size_t capacity = 64 * 1024;
  char *bytes = allocate(capacity, 1);
  *length = 0;
  for (size_t got; (got = fread(bytes + *length, 1, capacity - *length - 1, file)) > 0;) {
    *length += got;
    if (*length > maximum_plan_bytes) fail("%s is larger than %zu bytes", path, maximum_plan_bytes);
    if (capacity - *length < capacity / 2) bytes = reallocate(bytes, capacity *= 2, 1);
  }
  if (ferror(file)) fail("%s: %s", path, strerror(errno));
  fclose(file);
  bytes[*length] = '\0'; /* numbers are read up to what belongs to none */
  return bytes;
}

static const struct json *field(struct fields fields, const char *name) {
  const struct json *found = NULL;
  for (const struct json *child = fields.object->first_child; child != NULL; child = child->next) {
    if (strcmp(child->name, name) != 0) continue;
    if (found != NULL) fail("%s.%s stands twice", fields.path, name);
    found = child;
  }
  if (found == NULL) fail("%s.%s is missing", fields.path, name);
  return found;
}

static double whole_number(const struct json *value, const char *path, const char *name, double minimum, double maximum) {
  if (value->type != JSON_NUMBER || value->number != trunc(value->number) || value->number < minimum || value->number > maximum)
    fail("%s.%s must be a whole number from %.0f to %.0f", path, name, minimum, maximum);
  return value->number;
}

static double whole_field(struct fields fields, const char *name, double minimum, double maximum) {
  return whole_number(field(fields, name), fields.path, name, minimum, maximum);
}

static double duration_field(struct fields fields, const char *name) {
  const struct json *value = field(fields, name);
  if (value->type != JSON_NUMBER || value->number < 0 || value->number > maximum_duration_ms)
    fail("%s.%s must be a duration in milliseconds, from 0 to %.0f", fields.path, name, maximum_duration_ms);
  return value->number;
}

static const char *text_field(struct fields fields, const char *name) {
  const struct json *value = field(fields, name);
  if (value->type != JSON_TEXT || value->text[0] == '\0' || strlen(value->text) > maximum_text_bytes)
    fail("%s.%s must be a text of 1 to %zu bytes", fields.path, name, maximum_text_bytes);
  return value->text;
}

static const struct json *list_field(struct fields fields, const char *name, size_t maximum, size_t *count) {
  const struct json *value = field(fields, name);
  if (value->type != JSON_LIST) fail("%s.%s must be a list", fields.path, name);
  *count = 0;
  for (const struct json *child = value->first_child; child != NULL; child = child->next) ++*count;
  if (*count > maximum) fail("%s.%s has more than %zu entries", fields.path, name, maximum);
  return value->first_child;
}

static struct plan_item read_item(const struct json *value, size_t index) {
  char path[40];
  snprintf(path, sizeof path, "plan.items[%zu]", index);
  if (value->type != JSON_OBJECT) fail("%s must be an object", path);
  struct fields fields = {value, path};
  return (struct plan_item){
      .position = (long long)whole_field(fields, "position", 0, largest_whole_number),
      .model_hash = text_field(fields, "modelHash"),
      .model_path = text_field(fields, "modelPath"),
      .warmup = (size_t)whole_field(fields, "warmup", 0, maximum_runs),
      .runs = (size_t)whole_field(fields, "runs", 1, maximum_runs),
      .minimum_ms = duration_field(fields, "minimumMs"),
      .maximum_ms = duration_field(fields, "maximumMs"),
  };
}

struct plan plan_parse(char *bytes, size_t length) {
  struct json_document document = json_read(bytes, length);
  if (document.root->type != JSON_OBJECT) fail("plan must be an object");
  struct fields fields = {document.root, "plan"};
  whole_field(fields, "protocol", 1, 1);
  struct plan plan = {
      .bytes = bytes,
      .threads = (int)whole_field(fields, "threads", 1, maximum_threads),
      .stop_file = text_field(fields, "stopFile"),
  };
  const struct json *processor = list_field(fields, "affinity", CPU_SETSIZE, &plan.affinity_count);
  plan.affinity = allocate(plan.affinity_count, sizeof *plan.affinity);
  for (size_t i = 0; i < plan.affinity_count; i++, processor = processor->next)
    plan.affinity[i] = (int)whole_number(processor, fields.path, "affinity", 0, CPU_SETSIZE - 1);
  const struct json *item = list_field(fields, "items", maximum_items, &plan.item_count);
  plan.items = allocate(plan.item_count, sizeof *plan.items);
  for (size_t i = 0; i < plan.item_count; i++, item = item->next) plan.items[i] = read_item(item, i);
  json_release(&document);
  return plan;
}

struct plan plan_read(const char *path) {
  size_t length;
  char *bytes = read_file(path, &length);
  return plan_parse(bytes, length);
}

void plan_release(struct plan *plan) {
  free(plan->bytes);
  free(plan->affinity);
  free(plan->items);
}
