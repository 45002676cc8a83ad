import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DeviceProfile, deviceProfileLimits } from '../../preload/contract/device-profile.ts';
import { invalidInput, isLabError, LabError, throwIfCancelled } from '../core/lab-error.ts';
import { printDeviceProfile, readDeviceProfile } from './device-profile.ts';
import { fileSource } from './text-source.ts';

/** Ends the names of profiles in a shared folder. */
const extension = '.profile.json';
const mostFiles = 10_000;

/** A file of a shared folder that holds a profile, or not. */
export type FolderFile =
  | { readonly file: string; readonly profile: DeviceProfile }
  | { readonly file: string; readonly fault: 'broken' | 'foreign'; readonly detail: string };

/**
 * Puts a profile into a shared folder under a name that follows from its content, so that labs which write at the same time never meet in one
 * file, unless it is the same; written under a temporary name first, so that nobody sees half of it.
 */
export async function shareProfile(folder: string, profile: DeviceProfile): Promise<{ readonly file: string; readonly isNew: boolean }> {
  const text = printDeviceProfile(profile);
  const file = `${profile.id.slice(0, 12)}-${createHash('sha256').update(text).digest('hex').slice(0, 20)}${extension}`;
  const path = join(folder, file);
  const temporary = join(folder, `.${file}.${randomUUID()}.part`);
  await requireFolder(folder);
  try {
    if (await holds(path, text)) return { file, isNew: false };
    await writeFile(temporary, text, { flush: true, flag: 'wx' });
    await rename(temporary, path); // what bore this name was a broken copy of the same text
    return { file, isNew: true };
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw folderError(error, folder);
  }
}

/** Every file of a folder, by name; one that cannot be read as a profile says why. Hidden files and folders are passed over. */
export async function* readProfileFolder(folder: string, signal?: AbortSignal): AsyncGenerator<FolderFile, void> {
  await requireFolder(folder);
  const names = await readdir(folder).catch((error: unknown) => {
    throw folderError(error, folder);
  });
  if (names.length > mostFiles)
    throw invalidInput(`The folder holds more than ${mostFiles} files.`, 'Give the folder that profiles are shared in.', folder);
  for (const file of names.toSorted()) {
    throwIfCancelled(signal);
    if (file.endsWith('.part')) yield { file, fault: 'broken', detail: 'It is still being written, or its writing was broken off.' };
    else if (!file.startsWith('.')) yield* read(folder, file);
  }
}

async function* read(folder: string, file: string): AsyncGenerator<FolderFile, void> {
  const path = join(folder, file);
  try {
    const about = await stat(path);
    if (about.isDirectory()) return;
    if (!file.endsWith(extension) || !about.isFile()) yield { file, fault: 'foreign', detail: `It is no *${extension} file.` };
    else if (about.size > deviceProfileLimits.bytes) yield { file, fault: 'broken', detail: `It has ${about.size} bytes.` };
    else yield { file, profile: await readDeviceProfile(fileSource(path)) };
  } catch (error) {
    if (isLabError(error)) yield { file, fault: 'broken', detail: [error.message, error.details].filter(Boolean).join(' ') };
    else if (isSystemError(error)) yield { file, fault: 'broken', detail: `It cannot be read (${error.code}).` };
    else throw error;
  }
}

async function holds(path: string, text: string): Promise<boolean> {
  try {
    return (await readFile(path, 'utf8')) === text;
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Throws `not-found`, `permission-denied` or `invalid-input` where profiles cannot be shared in this folder. */
export async function requireFolder(folder: string): Promise<void> {
  const about = await stat(folder).catch((error: unknown) => {
    throw folderError(error, folder);
  });
  if (!about.isDirectory()) throw invalidInput('This is a file, not a folder.', 'Give the folder that profiles are shared in.', folder);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

function folderError(error: unknown, folder: string): unknown {
  const parts = { details: folder, cause: error };
  switch (isSystemError(error) ? error.code : undefined) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new LabError({
        ...parts,
        code: 'not-found',
        message: 'There is no such folder.',
        remedy: 'Make it first, or connect the network drive that it is on.',
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new LabError({
        ...parts,
        code: 'permission-denied',
        message: 'The folder may not be used.',
        remedy: 'Ask its owner for access.',
      });
    case 'ENOSPC':
    case 'EDQUOT':
      return new LabError({
        ...parts,
        code: 'disk-full',
        message: 'The folder is full; nothing was left in it.',
        remedy: 'Free some space.',
      });
    case 'EIO':
    case 'ESTALE':
    case 'EHOSTDOWN':
    case 'ETIMEDOUT':
      return new LabError({ ...parts, code: 'link-failed', message: 'The folder cannot be reached.', remedy: 'Connect its drive again.' });
    default:
      return error;
  }
}
