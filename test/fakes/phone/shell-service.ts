import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import type { AdbStream } from './adb-stream.ts';
import type { Faults } from './faults.ts';

/** Runs a command line in Android's shell; both outputs are one stream and it tells no exit code, as `exec:` and the first `shell:` do. */
export function serveShell(stream: AdbStream, command: string, environment: NodeJS.ProcessEnv, faults: Faults): void {
  const words = command === '' ? [] : ['-c', command];
  const shell = spawn('/system/bin/sh', ['-c', 'exec /system/bin/sh "$@" 2>&1', 'sh', ...words], {
    env: environment,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  shell.stdout.on('data', (bytes: Buffer) => {
    shell.stdout.pause();
    void stream.write(faults.printsGarbage ? randomBytes(bytes.length) : bytes).then(() => shell.stdout.resume());
  });
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
