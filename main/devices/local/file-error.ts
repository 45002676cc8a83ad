import { LabError } from '../../core/lab-error.ts';

/** The expected failure behind an error of node:fs; errors that are none pass through as they are. */
export function fileError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new LabError({
        code: 'disk-full',
        message: 'The disk of this computer is full; what was written before is safe.',
        remedy: 'Free some space and try again.',
        details: path,
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new LabError({
        code: 'permission-denied',
        message: 'The lab may not write to its folder on this computer.',
        remedy: 'Make the folder writable, or choose another one with --lab.',
        details: path,
        cause: error,
      });
    default:
      return error;
  }
}
