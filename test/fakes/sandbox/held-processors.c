/*
 * Preloaded into the AArch64 programs of a sandbox, so that they can be held to the processors of the device that it stands for: this computer
 * may not have so many. Needs no library.
 */
static unsigned char held[128];

int sched_setaffinity(int pid, unsigned long size, const unsigned char *set) {
  (void)pid;
  for (unsigned long i = 0; i < sizeof held; i++) held[i] = i < size ? set[i] : 0;
  return 0;
}

int sched_getaffinity(int pid, unsigned long size, unsigned char *set) {
  (void)pid;
  for (unsigned long i = 0; i < size; i++) set[i] = i < sizeof held ? held[i] : 0;
  return 0;
}
