#ifndef TRTEXEC_H
#define TRTEXEC_H

/** NVIDIA's trtexec on a Jetson. */
struct trtexec {
  const char *program;
  /** Of TensorRT, such as `8.5.3`. */
  char version[32];
};

/** Asks the program for its version; fails where it is not trtexec. */
void trtexec_find(struct trtexec *trtexec, const char *program);

#endif
