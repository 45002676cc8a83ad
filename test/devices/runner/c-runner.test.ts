import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { loadRunnerBundle } from '../../../main/devices/runner-bundle.ts';
import { testRunner } from '../runner-cases.ts';
import { deviceFolder, item, journalLines, runRunner, usualParameters, writePlan } from '../runner-run.ts';

const bundle = await loadRunnerBundle('linux-x64');
const [bench = '', library = ''] = bundle.files.map(({ file }) => file);
const words = [bench, '--library', library];
const nodeRunner = [process.execPath, '--expose-gc', new URL('../../../main/devices/local/runner/bench.ts', import.meta.url).pathname];

testRunner(words);

test('computes what onnxruntime-node computes, f32 and int8', (context) => {
  const folder = deviceFolder(context);
  writePlan(folder, { items: [item(0, 'good'), item(1, 'int8')] });
  runRunner(words, folder);
  const { lines } = runRunner(nodeRunner, folder); // appends to the same journal
  const sums = lines.flatMap((line) => (line.type === 'result' ? [line.outputSum] : []));
  assert.equal(sums.length, 4);
  assert.deepEqual(sums.slice(0, 2), sums.slice(2));
});

test('says so where it cannot be held', (context) => {
  const folder = deviceFolder(context);
  writePlan(folder, { affinity: [1023] });
  const [hello] = runRunner(words, folder).lines;
  assert.deepEqual(hello?.type === 'hello' ? hello.affinity : null, []);
});

test('a hang-up does not end it', async (context) => {
  const folder = deviceFolder(context);
  writePlan(folder, { items: [item(0, 'good', { minimumMs: 400 })] });
  const [program = '', ...rest] = words;
  const child = spawn(program, [...rest, ...usualParameters], { cwd: folder, stdio: 'ignore' });
  const ended = once(child, 'exit');
  while (journalLines(folder).length === 0) await new Promise((resolve) => setImmediate(resolve));
  child.kill('SIGHUP');
  assert.deepEqual(await ended, [0, null]);
  assert.equal(journalLines(folder).at(-1)?.type, 'done');
});
