import { spawn } from 'node:child_process';
import { chmod, copyFile, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import type { CommandOptions, CommandResult, DeviceLink, PushOptions } from '../../../main/devices/remote/device-link.ts';
import { linkLost } from '../../../main/devices/remote/link-errors.ts';

/** A link to this computer: the same commands in a real shell, without a wire between. */
export class ShellLink implements DeviceLink {
  /** Nothing goes over while it is false. */
  isUp = true;
  /** Bytes of every push. */
  readonly pushed: number[] = [];
  readonly #shell: string;
  readonly #folder: string | undefined;

  /** Commands begin in `folder`; default: where this process is. */
  constructor(shell: string, folder?: string) {
    this.#shell = shell;
    this.#folder = folder;
  }

  async run(command: string, { timeoutMs = 30_000 }: CommandOptions = {}): Promise<CommandResult> {
    if (!this.isUp) throw linkLost('this computer');
    const child = spawn(this.#shell, ['-c', command], { cwd: this.#folder, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
    const [exitCode] = (await once(child, 'close')) as [number | null];
    if (exitCode === null) throw linkLost('this computer');
    return { exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
  }

  async push(source: Uint8Array | { readonly file: string }, path: string, { executable = false }: PushOptions = {}): Promise<void> {
    if (!this.isUp) throw linkLost('this computer');
    if (source instanceof Uint8Array) await writeFile(path, source);
    else await copyFile(source.file, path);
    await chmod(path, executable ? 0o755 : 0o644);
    this.pushed.push(source instanceof Uint8Array ? source.length : -1);
  }

  async close(): Promise<void> {}
}
