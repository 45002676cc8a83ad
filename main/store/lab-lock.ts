import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isLabError, LabError } from '../core/lab-error.ts';
import { storeError } from './store-error.ts';

/** Held for as long as a lab is open; released by the operating system when the process ends, however it ends. */
export interface LabLock {
  release(): void;
}

/**
 * Makes this process the only one that writes to the lab; throws `lab-in-use` naming who does already.
 * The lock is SQLite's own file lock on an empty database, which works the same on every system that Node runs on.
 */
export function takeLabLock(folder: string, holder: string): LabLock {
  const holderFile = join(folder, 'lab.holder');
  const sqlite = lock(folder, holderFile);
  try {
    writeFileSync(holderFile, `${holder} (process ${process.pid})\n`);
  } catch (error) {
    rmSync(holderFile, { force: true });
    sqlite.close();
    throw storeError(error, folder);
  }
  return {
    release() {
      rmSync(holderFile, { force: true });
      sqlite.close();
    },
  };
}

function lock(folder: string, holderFile: string): DatabaseSync {
  let sqlite: DatabaseSync | undefined;
  try {
    // Nothing else may open this file: on POSIX systems closing any descriptor of it would drop the lock.
    sqlite = new DatabaseSync(join(folder, 'lab.lock'), { timeout: 0 });
    sqlite.exec('pragma locking_mode = exclusive; begin exclusive');
    return sqlite;
  } catch (error) {
    sqlite?.close();
    const expected = storeError(error, folder);
    if (!isLabError(expected, 'lab-in-use')) throw expected;
    throw new LabError({
      code: 'lab-in-use',
      message: `The lab is in use by ${readHolder(holderFile)}: nothing was written.`,
      remedy: 'Close that program and try again, or choose another folder with --lab.',
      details: folder,
      cause: error,
    });
  }
}

function readHolder(holderFile: string): string {
  try {
    return readFileSync(holderFile, 'utf8').trim() || 'another program';
  } catch (error) {
    // It has the lock but has not written its name yet.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'another program';
    throw error;
  }
}
