import { spawn } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import type { CommandResult, DeviceLink, PushOptions } from '../../main/devices/remote/device-link.ts';

/** A link to this computer's own `sh`: what crosses it is recorded. */
export class ShellLink implements DeviceLink {
  readonly commands: string[] = [];
  readonly pushed: string[] = [];
  /** Instead of the usual program search path. */
  path = process.env['PATH'];

  async run(command: string): Promise<CommandResult> {
    this.commands.push(command);
    const shell = spawn('/bin/sh', ['-c', command], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: this.path } });
    const stdout: Uint8Array[] = [];
    let stderr = '';
    shell.stdout.on('data', (piece: Uint8Array) => stdout.push(piece));
    shell.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
    const exitCode = await new Promise<number>((resolve) => shell.on('close', (code) => resolve(code ?? 137)));
    return { exitCode, stdout: Buffer.concat(stdout), stderr };
  }

  async push(source: Uint8Array | { readonly file: string }, path: string, { progress }: PushOptions = {}): Promise<void> {
    this.pushed.push(path);
    if (source instanceof Uint8Array) await writeFile(path, source);
    else await copyFile(source.file, path);
    progress?.(1);
  }

  async close(): Promise<void> {}
}
