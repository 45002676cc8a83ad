import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import type { AdbStream } from './adb-stream.ts';
import type { Faults } from './faults.ts';

/** Runs a command line in Android's shell; its streams are merged and it tells no exit code, as `exec:` and the first `shell:` do. */
export function serveShell(stream: AdbStream, command: string, environment: NodeJS.ProcessEnv, faults: Faults): void {
  const shell = spawn('/system/bin/sh', command === '' ? [] : ['-c', command], {
    env: environment,
    cwd: '/',
    detached: true,
    stdio: 'pipe',
  });
  for (const output of [shell.stdout, shell.stderr]) {
    output.on('data', (bytes: Buffer) => {
      output.pause();
      void stream.write(faults.printsGarbage ? randomBytes(bytes.length) : bytes).then(() => output.resume());
    });
  }
  shell.stdin.on('error', () => {}); // a command that does not read
  shell.on('error', () => void stream.end());
  shell.on('close', () => void stream.end());
  stream.onData = (bytes) => void shell.stdin.write(bytes);
  // As adbd does: what still belongs to the shell ends with the stream, a session of its own does not.
  stream.onClose = () => {
    try {
      process.kill(-shell.pid!, 'SIGHUP');
    } catch {
      // it has ended already
    }
  };
}
