import { randomBytes } from 'node:crypto';
import { posix } from 'node:path';
import { isLabError, LabError } from '../../core/lab-error.ts';
import type { DeviceFiles } from '../device.ts';
import { commandFailure } from './command-failure.ts';
import type { DeviceLink, PushOptions } from './device-link.ts';
import { devicePath } from './device-path.ts';
import { shellWord } from './shell-word.ts';

/** The longest piece of a file that is read at once; a longer rest comes with the next read. */
const pieceBytes = 16 * 1024 * 1024;
const readLimitMs = 120_000;
const incompleteExitCode = 65;

/** The lab's folder on a phone or board. */
export class RemoteFiles implements DeviceFiles {
  readonly #link: DeviceLink;
  readonly #folder: string;
  readonly #name: string;
  readonly #madeFolders = new Set<string>();

  /** `folder` is absolute; it is made when something is written. `name` is the device's, for sentences. */
  constructor(link: DeviceLink, folder: string, name: string) {
    this.#link = link;
    this.#folder = folder;
    this.#name = name;
  }

  /** Where `path` lies on the device. */
  absolute(path: string): string {
    return devicePath(this.#folder, path);
  }

  async size(path: string, signal?: AbortSignal): Promise<number | null> {
    const file = shellWord(this.absolute(path));
    const result = await this.#link.run(`if [ -e ${file} ]; then stat -c %s ${file}; else echo absent; fi`, { signal });
    const answer = text(result.stdout).trim();
    if (result.exitCode === 0 && answer === 'absent') return null;
    if (result.exitCode !== 0 || !/^\d{1,15}$/.test(answer)) throw commandFailure(`${this.#name} does not tell the size of a file`, result);
    return Number(answer);
  }

  async write(path: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    await this.push(bytes, bytes.length, path, { signal });
  }

  /** Like `write`, from memory or from a file of this computer of which the size is known. */
  async push(source: Uint8Array | { readonly file: string }, sizeBytes: number, path: string, options: PushOptions = {}): Promise<void> {
    const target = this.absolute(path);
    const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
    await this.#makeFolder(posix.dirname(target), options.signal);
    try {
      await this.#link.push(source, temporary, options);
      await this.#replace(temporary, target, sizeBytes, options.signal);
    } catch (error) {
      await this.#removeQuietly(temporary);
      throw error;
    }
  }

  async read(path: string, offset: number, signal?: AbortSignal): Promise<Uint8Array> {
    const file = shellWord(this.absolute(path));
    const options = { signal, maximumBytes: pieceBytes, timeoutMs: readLimitMs };
    const pieces: Uint8Array[] = [];
    for (let from = offset; ;) {
      const piece = `tail -c +${from + 1} ${file} | head -c ${pieceBytes}`;
      const result = await this.#link.run(`if [ -r ${file} ]; then ${piece}; else [ ! -e ${file} ]; fi`, options);
      if (result.exitCode !== 0) throw commandFailure(`${this.#name} does not let a file be read`, result);
      pieces.push(result.stdout);
      from += result.stdout.length;
      if (result.stdout.length < pieceBytes) return pieces.length === 1 ? result.stdout : Buffer.concat(pieces);
    }
  }

  async remove(path: string, signal?: AbortSignal): Promise<void> {
    const result = await this.#link.run(`rm -f ${shellWord(this.absolute(path))}`, { signal });
    if (result.exitCode !== 0) throw commandFailure(`${this.#name} does not let a file be removed`, result);
  }

  async #makeFolder(folder: string, signal: AbortSignal | undefined): Promise<void> {
    if (this.#madeFolders.has(folder)) return;
    const result = await this.#link.run(`mkdir -p ${shellWord(folder)}`, { signal });
    if (result.exitCode !== 0) throw commandFailure(`${this.#name} does not let a folder be made`, result);
    this.#madeFolders.add(folder);
  }

  /** Only what has come over whole gets its name. */
  async #replace(temporary: string, target: string, sizeBytes: number, signal: AbortSignal | undefined): Promise<void> {
    const [from, to] = [shellWord(temporary), shellWord(target)];
    const command = `[ "$(stat -c %s ${from})" = ${sizeBytes} ] || exit ${incompleteExitCode}; mv -f ${from} ${to}`;
    const result = await this.#link.run(command, { signal });
    if (result.exitCode === 0) return;
    this.#madeFolders.clear(); // somebody may have removed them
    if (result.exitCode !== incompleteExitCode) throw commandFailure(`${this.#name} does not let a file be written`, result);
    throw new LabError({
      code: 'link-failed',
      message: `A file did not come to ${this.#name} whole.`,
      remedy: 'Check the cable and the free space on the device, then try again.',
      details: `${target}: not ${sizeBytes} bytes\n${result.stderr}`.trim(),
    });
  }

  /** The write has failed already; that a rest of it stays behind must not hide why. */
  async #removeQuietly(path: string): Promise<void> {
    try {
      await this.#link.run(`rm -f ${shellWord(path)}`, { timeoutMs: 5000 });
    } catch (error) {
      if (!isLabError(error)) throw error;
    }
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
