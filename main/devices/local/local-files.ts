import { constants, type PathLike } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, normalize, isAbsolute } from 'node:path';
import { throwIfCancelled } from '../../core/lab-error.ts';
import type { DeviceFiles } from '../device.ts';
import { fileError } from './file-error.ts';

/** The device folder of this computer. */
export class LocalFiles implements DeviceFiles {
  readonly #folder: string;
  #temporary = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where `path` lies on this computer. */
  absolute(path: string): string {
    const clean = normalize(path);
    if (isAbsolute(path) || clean.startsWith('..')) throw new Error(`${path} lies outside the device folder`);
    return join(this.#folder, clean);
  }

  async size(path: string): Promise<number | null> {
    return await unlessAbsent(async () => (await stat(this.absolute(path))).size, null);
  }

  async write(path: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    throwIfCancelled(signal);
    const target = this.absolute(path);
    const temporary = `${target}.${process.pid}-${this.#temporary++}.tmp`;
    try {
      await mkdir(dirname(target), { recursive: true });
      await writeToDisk(temporary, bytes);
      await rename(temporary, target);
      await syncFolder(dirname(target));
    } catch (error) {
      await removeQuietly(temporary);
      throw fileError(error, target);
    }
  }

  async read(path: string, offset: number): Promise<Uint8Array> {
    return await unlessAbsent(async () => {
      const file = await open(this.absolute(path), constants.O_RDONLY);
      try {
        const bytes = new Uint8Array(Math.max(0, (await file.stat()).size - offset));
        let filled = 0;
        while (filled < bytes.length) {
          const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, offset + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      } finally {
        await file.close();
      }
    }, new Uint8Array(0));
  }

  async remove(path: string): Promise<void> {
    const target = this.absolute(path);
    try {
      await rm(target, { force: true });
    } catch (error) {
      throw fileError(error, target);
    }
  }
}

async function writeToDisk(path: PathLike, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the new name itself durable; Windows can't open folders and needs no such step. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The write has failed already; that a rest of it stays behind must not hide why. */
async function removeQuietly(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}

async function unlessAbsent<Result>(work: () => Promise<Result>, absent: Result): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return absent;
    throw error;
  }
}
