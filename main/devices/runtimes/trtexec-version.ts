/**
 * Prints the line in which trtexec tells its version, wherever TensorRT's packages or the user put it; nothing of it comes from outside. Loading
 * CUDA takes some seconds the first time.
 */
export const askTrtexec = "PATH=/usr/src/tensorrt/bin:$PATH; timeout 20 trtexec --help 2>&1 | grep -m 1 -F '[TensorRT v'";

/** A word of a shell: the path of that trtexec, empty where there is none. */
export const trtexecWord = '"$(PATH=/usr/src/tensorrt/bin:$PATH; command -v trtexec)"';

/** `… [TensorRT v8503] …` → `8.5.3`, from version 10 on `[TensorRT v100302]` → `10.3.2`; null where it tells none. As resources/runner has it. */
export function parseTrtexecVersion(text: string): string | null {
  const number = Number(/\[TensorRT v([1-9]\d{3,6})\]/.exec(text)?.[1]);
  if (Number.isNaN(number)) return null;
  const isLong = number >= 100_000;
  const major = Math.floor(number / (isLong ? 10_000 : 1000));
  const minor = Math.floor(number / 100) % (isLong ? 100 : 10);
  return `${major}.${minor}.${number % 100}`;
}
