import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadRunnerBundle } from '../../../main/devices/runner-bundle.ts';
import { deviceFolder, item, runRunner, type RunnerRun, usualParameters, writePlan } from '../runner-run.ts';
import type { RunnerPlan } from '../../../main/devices/runner-protocol.ts';
import { fakeTrtexec } from '../../fakes/board/fake-trtexec.ts';

const skip = process.platform !== 'linux' || process.arch !== 'x64' ? 'the runner kept for this computer is of x86-64 Linux' : false;

async function run(
  context: TestContext,
  changes: Partial<RunnerPlan>,
  folder = deviceFolder(context),
  tensorrt = 'v8503',
): Promise<RunnerRun> {
  const { files } = await loadRunnerBundle('linux-x64');
  const trtexec = join(folder, 'trtexec');
  if (!existsSync(trtexec)) writeFileSync(trtexec, fakeTrtexec);
  chmodSync(trtexec, 0o755);
  writePlan(folder, changes);
  return runRunner([files[0]!.file, '--trtexec', trtexec], folder, usualParameters, { TENSORRT: tensorrt });
}

test('a plan from hello to done, with warm-up and runs told apart', { skip }, async (context) => {
  const { status, printed, lines } = await run(context, { items: [item(3, 'good')] });
  assert.deepEqual([status, printed], [0, '']);
  assert.deepEqual(
    lines.map(({ type }) => type),
    ['hello', 'load', 'warmup', 'result', 'done'],
  );
  const [hello, , warmup, result] = lines;
  assert.equal(hello?.type === 'hello' ? hello.runtime : null, 'tensorrt 8.5.3');
  assert.deepEqual(warmup?.type === 'warmup' ? warmup.wallUs : null, [250, 500]);
  assert.ok(result?.type === 'result');
  assert.deepEqual([result.wallUs, result.position, result.outputSum], [[750, 1000, 1250, 1500, 1750], 3, null]);
});

test('versions of one digit a part, and of two', { skip }, async (context) => {
  for (const [number, version] of [
    ['v7103', '7.1.3'],
    ['v8401', '8.4.1'],
    ['v100302', '10.3.2'],
  ] as const) {
    const [hello] = (await run(context, { items: [] }, undefined, number)).lines;
    assert.equal(hello?.type === 'hello' ? hello.runtime : null, `tensorrt ${version}`);
  }
});

test('an engine is built once, with integers where the network is quantized', { skip }, async (context) => {
  const folder = deviceFolder(context);
  const items = [item(0, 'good'), item(1, 'int8'), item(2, 'good')];
  assert.equal((await run(context, { items }, folder)).status, 0);
  const builds = readFileSync(join(folder, 'calls'), 'utf8')
    .split('\n')
    .filter((call) => call.includes('--saveEngine'));
  assert.deepEqual(
    builds.map((call) => [/--onnx=(\S+)/.exec(call)?.[1], call.includes('--int8')]),
    [
      ['models/good.onnx', false],
      ['models/int8.onnx', true],
    ],
  );
  const left = readdirSync(join(folder, 'models')).filter((name) => !name.endsWith('.onnx'));
  assert.deepEqual(left.sort(), ['good.onnx.tensorrt-8.5.3.engine', 'int8.onnx.tensorrt-8.5.3.engine']);
});

test('what TensorRT refuses is an error line with its words', { skip }, async (context) => {
  const { status, lines } = await run(context, { items: [item(0, 'bad'), item(1, 'absent'), item(2, 'good')] });
  assert.equal(status, 0);
  const errors = lines.filter((line) => line.type === 'error');
  assert.deepEqual(
    errors.map(({ position, stage }) => [position, stage]),
    [
      [0, 'load'],
      [1, 'load'],
    ],
  );
  assert.match(errors[0]!.message, /exit code 1.*Failed to parse "onnx" file/);
  assert.equal(lines.filter(({ type }) => type === 'result').length, 1);
});

test('another program, and none, are refused before a journal is begun', { skip }, async (context) => {
  const folder = deviceFolder(context);
  writeFileSync(join(folder, 'trtexec'), '#!/bin/sh\necho hello\n');
  const other = await run(context, {}, folder);
  assert.deepEqual([other.status, other.lines.length], [1, 0]);
  assert.match(other.printed, /is not TensorRT's trtexec/);
  const { files } = await loadRunnerBundle('linux-x64');
  const none = runRunner([files[0]!.file, '--trtexec', '/nowhere/trtexec'], folder);
  assert.deepEqual([none.status, none.lines.length], [1, 0]);
});
