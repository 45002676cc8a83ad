import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';

const cli = resolve(import.meta.dirname, '../../main/cli.ts');

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** Runs without the superuser's right to pass over permission bits. */
  readonly heldBackByPermissions?: boolean;
  /** Runs in a network of its own that has no devices but a closed loopback. */
  readonly withoutNetwork?: boolean;
  /** Hears of the process once it runs. */
  readonly started?: (pid: number) => void;
}

/** Runs the command line as a process of its own and waits for its end. */
export function proxylab(
  args: readonly string[],
  { heldBackByPermissions = false, withoutNetwork = false, started }: CommandOptions = {},
): Promise<CommandResult> {
  const command = [process.execPath, cli, ...args];
  const restricted = ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-dac_override,-dac_read_search', ...command];
  const held = heldBackByPermissions && process.geteuid?.() === 0 ? restricted : command;
  const [program, ...rest] = withoutNetwork ? ['unshare', '-rn', ...held] : held;
  const { NODE_TEST_CONTEXT: _context, ...inherited } = process.env;
  const env = { ...inherited, PROXYLAB_SETTINGS: devNull }; // nothing of a test is remembered
  const child = spawn(program!, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid !== undefined) started?.(child.pid);
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (exitCode) => done({ exitCode, stdout, stderr }));
  });
}

/** A new folder that goes away with the test. */
export function scratchFolder(test: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-command-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
