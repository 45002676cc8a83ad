import { statSync } from 'node:fs';
import { join } from 'node:path';

/** When the lab's database was last written to (ms since 1970), asked before it is opened; null: there is none yet. */
export function lastSavedAtMs(folder: string): number | null {
  const times = ['lab.db', 'lab.db-wal'].flatMap((file) => statSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? []);
  return times.length === 0 ? null : Math.max(...times);
}
