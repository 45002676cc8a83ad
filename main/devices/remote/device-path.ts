import { posix } from 'node:path';

/** Where a path of the lab's folder lies on the device. One that leads out of the folder is a bug. */
export function devicePath(folder: string, path: string): string {
  const clean = posix.normalize(path);
  if (posix.isAbsolute(path) || clean.startsWith('..')) throw new Error(`${path} lies outside the device folder`);
  return posix.join(folder, clean);
}
