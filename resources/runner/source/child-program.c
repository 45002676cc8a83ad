#include "child-program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "timed-runs.h"

static const struct timespec look_interval = {.tv_nsec = 5000000};

static _Noreturn void become(const char *const *words, const char *output) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  int file = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0 || dup2(file, STDOUT_FILENO) < 0 || dup2(file, STDERR_FILENO) < 0) _exit(127);
  execvp(words[0], (char *const *)words);
  _exit(127);
}

bool run_program(const char *const *words, const char *output, double limit_ms, char *why, int why_size) {
  double end_us = monotonic_us() + limit_ms * 1000;
  pid_t child = fork();
  if (child < 0) {
    snprintf(why, (size_t)why_size, "cannot be started: %s", strerror(errno));
    return false;
  }
  if (child == 0) become(words, output);
  int status;
  for (pid_t ended; (ended = waitpid(child, &status, WNOHANG)) != child; nanosleep(&look_interval, NULL)) {
    if (ended == 0 && monotonic_us() < end_us) continue;
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    snprintf(why, (size_t)why_size, "took longer than %.0f s", limit_ms / 1000);
    return false;
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
  if (WIFEXITED(status)) snprintf(why, (size_t)why_size, "ended with exit code %d", WEXITSTATUS(status));
  else snprintf(why, (size_t)why_size, "was ended by signal %d", WTERMSIG(status));
  return false;
}
