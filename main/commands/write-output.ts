import { rename, rm, writeFile } from 'node:fs/promises';
import { LabError } from '../core/lab-error.ts';

/** Writes a file whole or not at all: under a temporary name first, then renamed. */
export async function writeOutput(path: string, content: Blob | string): Promise<void> {
  const temporary = `${path}.part-${process.pid}`;
  try {
    await writeFile(temporary, typeof content === 'string' ? content : new Uint8Array(await content.arrayBuffer()), { flush: true });
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw describeWriteFailure(path, cause);
  }
}

function describeWriteFailure(path: string, cause: unknown): LabError {
  const system = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const details = cause instanceof Error ? cause.message : String(cause);
  const parts = { message: `Could not write ${path}; nothing was written.`, details, cause };
  if (system === 'ENOSPC' || system === 'EDQUOT')
    return new LabError({ ...parts, code: 'disk-full', remedy: 'Free some space or choose another folder.' });
  if (system === 'EACCES' || system === 'EROFS' || system === 'EPERM')
    return new LabError({ ...parts, code: 'permission-denied', remedy: 'Choose a folder that you may write to.' });
  return new LabError({ ...parts, code: 'invalid-input', remedy: 'Check that the folder exists.' });
}
