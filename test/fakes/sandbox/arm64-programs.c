/*
 * Preloaded into a sandbox's programs: starts AArch64 programs through qemu, as a kernel with binfmt_misc would, with held-processors.so
 * beside it preloaded into them; and refuses programs under a board's /home or a phone's /data while it is told to, as a file system mounted
 * noexec would.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char qemu[] = "/usr/bin/qemu-aarch64-static";
extern char **environ;

static int is_arm64(const char *path) {
  unsigned char head[20];
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t count = read(file, head, sizeof head);
  close(file);
  return count == sizeof head && memcmp(head, "\177ELF", 4) == 0 && head[18] == 183 && head[19] == 0;
}

static int is_refused(const char *place) {
  if (strncmp(place, "/home/", 6) == 0) return access("/opt/board/refuse-exec", F_OK) == 0;
  return strncmp(place, "/data/", 6) == 0 && access("/mnt/fake/refuse-exec", F_OK) == 0;
}

int execve(const char *path, char *const arguments[], char *const environment[]) {
  int (*real)(const char *, char *const *, char *const *) = dlsym(RTLD_NEXT, "execve");
  char resolved[4096];
  const char *place = realpath(path, resolved) ? resolved : path;
  if (is_refused(place)) {
    errno = EACCES;
    return -1;
  }
  if (access(path, X_OK) != 0 || !is_arm64(path)) return real(path, arguments, environment);
  int count = 0;
  while (arguments[count]) count++;
  char **words = calloc((size_t)count + 8, sizeof *words);
  char preload[4096] = "LD_PRELOAD=";
  const char *own = getenv("LD_PRELOAD"), *name = own ? strrchr(own, '/') : NULL;
  int next = 0;
  words[next++] = (char *)qemu;
  if (name) {
    snprintf(preload + strlen(preload), sizeof preload - strlen(preload), "%.*s/held-processors.so", (int)(name - own), own);
    words[next++] = "-E";
    words[next++] = preload;
  } else {
    words[next++] = "-U";
    words[next++] = "LD_PRELOAD";
  }
  words[next++] = "-0";
  words[next++] = arguments[0];
  words[next++] = (char *)path;
  for (int index = 1; index < count; index++) words[next++] = arguments[index];
  return real(qemu, words, environment);
}

int execv(const char *path, char *const arguments[]) { return execve(path, arguments, environ); }

int execvp(const char *file, char *const arguments[]) {
  if (strchr(file, '/')) return execve(file, arguments, environ);
  char *folders = strdup(getenv("PATH") ? getenv("PATH") : "/usr/bin"), *rest;
  for (char *folder = strtok_r(folders, ":", &rest); folder; folder = strtok_r(NULL, ":", &rest)) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    if (access(path, X_OK) == 0) execve(path, arguments, environ);
  }
  errno = ENOENT;
  return -1;
}
