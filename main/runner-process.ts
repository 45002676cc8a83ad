import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Entry of the desktop app's benchmark runners: the runner of this computer in a utility process of Electron. That is no plain Node.js
 * program: it takes no flags, and does not end when its work is done.
 */
setFlagsFromString('--expose-gc');
globalThis.gc = runInNewContext('gc') as typeof globalThis.gc;

try {
  await import('./devices/local/runner/bench.ts');
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
