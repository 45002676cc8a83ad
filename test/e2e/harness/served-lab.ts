import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const cli = resolve(import.meta.dirname, '../../../main/cli.ts');

export interface ServedLab {
  /** Address with the token. */
  readonly url: string;
  readonly origin: string;
  readonly token: string;
  readonly labFolder: string;
  /** Ends it without a word, as a crash does. */
  kill(): Promise<void>;
  /** Stops it as Ctrl-C does, and removes the lab if it is a new one; resolves with the exit code. */
  close(): Promise<number | null>;
}

/** `proxylab serve` as a process of its own, on a free port; on a new lab unless one is given. */
export async function startServedLab(existingLab?: string): Promise<ServedLab> {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-served-'));
  const labFolder = existingLab ?? join(folder, 'lab');
  const { NODE_TEST_CONTEXT: _context, ...inherited } = process.env;
  const env = { ...inherited, PROXYLAB_SETTINGS: join(folder, 'settings') };
  const child = spawn(process.execPath, [cli, 'serve', '--json', '--lab', labFolder], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let messages = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (messages += text));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => text as string),
    ended.then((code) => Promise.reject(new Error(`serve ended with exit code ${code}\n${messages}`))),
  ]);
  const { url } = JSON.parse(line) as { readonly url: string };
  return {
    url,
    origin: new URL(url).origin,
    token: new URLSearchParams(new URL(url).hash.slice(1)).get('t') ?? '',
    labFolder,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async close() {
      child.kill('SIGINT');
      const code = await ended;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}
