import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testRunner } from '../runner-cases.ts';
import { deviceFolder, runRunner, usualParameters, writePlan } from '../runner-run.ts';

const entry = new URL('../../../main/devices/local/runner/bench.ts', import.meta.url).pathname;
const words = [process.execPath, '--expose-gc', entry];

testRunner(words);

test('says so where it cannot be held', (context) => {
  const folder = deviceFolder(context);
  writePlan(folder, { affinity: [0] });
  const [hello] = runRunner(words, folder, usualParameters, { PATH: '/nowhere' }).lines;
  assert.deepEqual(hello?.type === 'hello' ? hello.affinity : null, []);
});
