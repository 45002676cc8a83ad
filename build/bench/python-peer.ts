import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Inputs, Peer } from './subject.ts';

/** Debian's interpreter, whatever `python3` may be. */
const python = '/usr/bin/python3';
const scripts = join(import.meta.dirname, 'peers');

export function isInstalled(peer: Peer): boolean {
  return spawnSync(python, ['-c', `import numpy, ${peer.modules.join(', ')}`], { stdio: 'ignore' }).status === 0;
}

/** A peer in a Python process of its own, with its inputs loaded. */
export class PythonPeer {
  readonly versions: string;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  private constructor(process: ChildProcessWithoutNullStreams, lines: AsyncIterator<string>, versions: string) {
    this.#process = process;
    this.#lines = lines;
    this.versions = versions;
  }

  static async start(peer: Peer, inputs: Inputs): Promise<PythonPeer> {
    const folder = mkdtempSync(join(tmpdir(), 'proxylab-bench-'));
    try {
      for (const [name, values] of Object.entries(inputs)) writeFileSync(join(folder, `${name}.f64`), values);
      const process = spawn(python, [join(scripts, 'peer.py'), resolve(scripts, peer.script), folder]);
      process.stderr.pipe(globalThis.process.stderr);
      const lines = createInterface(process.stdout)[Symbol.asyncIterator]();
      const { versions } = (await nextAnswer(lines)) as { versions: string };
      return new PythonPeer(process, lines, versions);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** CPU time of `repeats` runs, ms. */
  async cpuTimeMs(repeats: number): Promise<number> {
    const { cpuMs } = (await this.#ask(String(repeats))) as { cpuMs: number };
    return cpuMs;
  }

  /** What the last run returned, flattened. */
  async result(): Promise<readonly number[]> {
    return (await this.#ask('result')) as readonly number[];
  }

  stop(): void {
    this.#process.stdin.end();
  }

  async #ask(question: string): Promise<unknown> {
    this.#process.stdin.write(`${question}\n`);
    return nextAnswer(this.#lines);
  }
}

async function nextAnswer(lines: AsyncIterator<string>): Promise<unknown> {
  const line = await lines.next();
  if (line.done) throw new Error('the Python peer ended before it answered');
  return JSON.parse(line.value);
}
