import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { scratchFolder } from '../../helpers/command-line.ts';
import { syntheticTable } from '../../helpers/synthetic-table.ts';

const program = resolve(import.meta.dirname, '../../../build/paper/run-paper.ts');

function paper(folder: string, ...args: string[]): ChildProcess {
  const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
  const output = join(folder, 'out');
  const all = [program, '-o', output, '--quick', '--workers', '2', ...args];
  return spawn(process.execPath, all, { env: { ...env, PROXYLAB_DATA: join(folder, 'data') }, stdio: ['ignore', 'ignore', 'pipe'] });
}

async function ended(child: ChildProcess): Promise<{ readonly exitCode: number; readonly stderr: string }> {
  let stderr = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [exitCode] = (await once(child, 'close')) as [number];
  return { exitCode, stderr };
}

const linesOf = (file: string) => readFileSync(file, 'utf8').trim().split('\n');

test('a comparison that is killed goes on where it was, and one that is finished does nothing again', async (context) => {
  const folder = scratchFolder(context);
  const output = join(folder, 'out');
  mkdirSync(output);
  mkdirSync(join(folder, 'data/nas-bench-201'), { recursive: true });
  writeFileSync(join(folder, 'data/nas-bench-201/oneproxy.csv'), syntheticTable(40, 4));

  const killed = paper(folder, '--only', 'b');
  for await (const { filename } of watch(output)) if (filename === 'units.jsonl') break;
  killed.kill('SIGKILL');
  await once(killed, 'close');

  const units = join(output, 'units.jsonl');
  const whole = await ended(paper(folder, '--only', 'b,e'));
  assert.equal(whole.exitCode, 0, whole.stderr);
  const keys = linesOf(units).flatMap((line) => /^\{"key":"(\w{64})","result":.*\}$/.exec(line)?.[1] ?? []);
  assert.equal(keys.length, 4 * 3 + 1); // every ordered pair, and their report
  assert.equal(new Set(keys).size, keys.length);
  const report = readFileSync(join(output, 'report.json'), 'utf8');
  const { sections } = JSON.parse(report) as {
    sections: { id: string; skipped: string | null; figures: { value: number; met: unknown }[] }[];
  };
  assert.deepEqual(
    sections.map(({ id, skipped, figures }) => [id, skipped === null, figures.length]),
    [
      ['b', true, 3],
      ['e', false, 0],
    ],
  );
  assert.ok(sections[0]!.figures.every(({ value }) => value > 0.5));
  assert.match(readFileSync(join(output, 'report.md'), 'utf8'), /## \(b\) .*\n[^]*\| K = 20, before \| \*\*0\.\d{3}\*\* \|/);

  const size = linesOf(units).length;
  assert.equal((await ended(paper(folder, '--only', 'b,e'))).exitCode, 0);
  assert.equal(linesOf(units).length, size);
  assert.equal(readFileSync(join(output, 'report.json'), 'utf8'), report);
});

test('an unknown section is refused with code 2', async (context) => {
  const { exitCode, stderr } = await ended(paper(scratchFolder(context), '--only', 'a,z'));
  assert.equal(exitCode, 2);
  assert.match(stderr, /no section “z”/);
});
