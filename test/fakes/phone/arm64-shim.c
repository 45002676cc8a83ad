/*
 * Preloaded into the fake phone's shells: starts programs for AArch64 through qemu, as binfmt_misc would, and refuses to start anything
 * under /data while the file /mnt/fake/refuse-exec exists.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define QEMU "/usr/bin/qemu-aarch64-static"
#define AARCH64 183

extern char **environ;

static int is_for_arm64(const char *path) {
  unsigned char header[20];
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t length = read(file, header, sizeof header);
  close(file);
  return length == sizeof header && !memcmp(header, "\177ELF", 4) && header[18] == AARCH64 && header[19] == 0;
}

int execve(const char *path, char *const arguments[], char *const environment[]) {
  int (*real)(const char *, char *const *, char *const *) = dlsym(RTLD_NEXT, "execve");
  char resolved[4096];
  if (realpath(path, resolved) && !strncmp(resolved, "/data/", 6) && !access("/mnt/fake/refuse-exec", F_OK)) {
    errno = EACCES;
    return -1;
  }
  if (access(path, X_OK) || !is_for_arm64(path)) return real(path, arguments, environment);
  int count = 0;
  while (arguments[count]) count++;
  char **with_qemu = calloc(count + 8, sizeof *with_qemu);
  int n = 0;
  with_qemu[n++] = QEMU;
  with_qemu[n++] = "-U"; /* the guest has no use for this library */
  with_qemu[n++] = "LD_PRELOAD";
  with_qemu[n++] = "-0";
  with_qemu[n++] = arguments[0];
  with_qemu[n++] = (char *)path;
  for (int i = 1; i <= count; i++) with_qemu[n++] = arguments[i];
  return real(QEMU, with_qemu, environment);
}

int execv(const char *path, char *const arguments[]) { return execve(path, arguments, environ); }

int execvp(const char *file, char *const arguments[]) {
  if (strchr(file, '/')) return execve(file, arguments, environ);
  const char *path = getenv("PATH");
  char *folders = strdup(path ? path : ""), *rest, candidate[4096];
  for (char *folder = strtok_r(folders, ":", &rest); folder; folder = strtok_r(NULL, ":", &rest)) {
    snprintf(candidate, sizeof candidate, "%s/%s", folder, file);
    if (!access(candidate, X_OK)) execve(candidate, arguments, environ);
  }
  errno = ENOENT;
  return -1;
}
