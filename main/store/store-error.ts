import { statfsSync } from 'node:fs';
import { LabError } from '../core/lab-error.ts';

/** Primary result codes of SQLite (https://sqlite.org/rescode.html). */
const sqlite = {
  permission: 3,
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

/** Less free space than this and a failed write is taken to be for want of it: SQLite reports some of those only as an I/O error. */
const nearlyFullBytes = 128 * 1024;

/**
 * What an error of SQLite or of the file system means for a person; `folder` is the lab's.
 * LabErrors pass through; what is not an expected failure (a wrong statement, a broken constraint) comes back as it is: a bug.
 */
export function storeError(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || error instanceof LabError) return error;
  const details = `${folder}: ${error.message}`;
  const code = 'code' in error ? error.code : undefined;
  const result = code === 'ERR_SQLITE_ERROR' && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;

  if (result === sqlite.full || code === 'ENOSPC' || code === 'EDQUOT' || (result === sqlite.ioError && isNearlyFull(folder))) {
    return new LabError({
      code: 'disk-full',
      message: 'The disk of the lab folder is full: nothing of this step was written, and what was stored before is intact.',
      remedy: 'Free some space and try again, or choose a folder on another disk with --lab.',
      details,
      cause: error,
    });
  }
  if (
    result === sqlite.permission ||
    result === sqlite.readOnly ||
    result === sqlite.cannotOpen ||
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'EROFS'
  ) {
    return new LabError({
      code: 'permission-denied',
      message: 'The lab folder cannot be written to: nothing was written.',
      remedy: 'Make the folder writable for you, or choose another one with --lab.',
      details,
      cause: error,
    });
  }
  if (result === sqlite.busy || result === sqlite.locked) {
    return new LabError({
      code: 'lab-in-use',
      message: 'Another program is using the lab: nothing was written.',
      remedy: 'Close it and try again.',
      details,
      cause: error,
    });
  }
  if (result === sqlite.corrupt || result === sqlite.notADatabase) {
    return new LabError({
      code: 'parse-failed',
      message: "The lab's database is damaged or not a database; it was left as it is.",
      remedy: 'Restore the lab folder from a backup, or choose another one with --lab.',
      details,
      cause: error,
    });
  }
  if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'ENAMETOOLONG' || code === 'ELOOP') {
    return new LabError({
      code: 'invalid-input',
      message: 'The lab folder is not a folder.',
      remedy: 'Choose a folder with --lab.',
      details,
      cause: error,
    });
  }
  return error;
}

function isNearlyFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < nearlyFullBytes;
}
