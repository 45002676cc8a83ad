import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadRunnerBundle } from '../../../main/devices/runner-bundle.ts';
import type { RunnerPlan, RunnerPlanItem } from '../../../main/devices/runner-protocol.ts';
import { fakeBenchmarkModel } from '../../fakes/fake-benchmark-model.ts';
import { deviceFolder, item, runRunner, type RunnerRun, usualParameters, writePlan } from '../runner-run.ts';

const skip = process.platform !== 'linux' || process.arch !== 'x64' ? 'the runner kept for this computer is of x86-64 Linux' : false;
const command = './benchmark_model --graph={model} --num_threads={threads} --num_runs={runs} --warmup_runs={warmup}';

async function run(folder: string, changes: Partial<RunnerPlan>, template = command, program = fakeBenchmarkModel): Promise<RunnerRun> {
  const { files } = await loadRunnerBundle('linux-x64');
  writeFileSync(join(folder, 'benchmark_model'), program);
  chmodSync(join(folder, 'benchmark_model'), 0o755);
  writePlan(folder, changes);
  return runRunner([files[0]!.file, '--benchmark-model', template], folder, usualParameters);
}

function withModels(context: TestContext): string {
  const folder = deviceFolder(context);
  writeFileSync(join(folder, 'models/good.tflite'), '\x1c\0\0\0TFL3 and so on');
  return folder;
}

function lite(position: number, name: string, changes: Partial<RunnerPlanItem> = {}): RunnerPlanItem {
  return { ...item(position, name, changes), modelPath: `models/${name}.tflite` };
}

test('five starts, a sample each; the words of the command filled', { skip }, async (context) => {
  const folder = withModels(context);
  const { status, printed, lines } = await run(folder, { threads: 2, items: [lite(3, 'good', { runs: 12 })] });
  assert.deepEqual([status, printed], [0, '']);
  const [hello, load, warmup, result, done] = lines;
  assert.equal(hello?.type === 'hello' ? hello.runtime : null, 'benchmark_model');
  assert.equal(load?.type === 'load' ? load.loadUs : null, 12750);
  assert.deepEqual(warmup?.type === 'warmup' ? warmup.wallUs : null, [13764.3]);
  assert.ok(result?.type === 'result' && done?.type === 'done');
  assert.deepEqual([result.wallUs, result.position, result.outputSum], [[1000, 2000, 3000, 4000, 5000], 3, null]);
  assert.deepEqual([result.cpuUs, result.involuntarySwitches], [[], []]);
  const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
  assert.deepEqual(calls, Array(5).fill('--graph=models/good.tflite --num_threads=2 --num_runs=3 --warmup_runs=2'));
  assert.deepEqual(readdirSync(join(folder, 'models')), ['bad.onnx', 'good.onnx', 'good.tflite', 'int8.onnx']);
});

test('a long network is started until its time is over', { skip }, async (context) => {
  const { lines } = await run(withModels(context), { items: [lite(0, 'good', { maximumMs: 1 })] });
  const result = lines.find((line) => line.type === 'result');
  assert.deepEqual(result?.wallUs, [1000]);
});

test('what the program refuses, and what it leaves unsaid, is an error line with its last words', { skip }, async (context) => {
  const folder = withModels(context);
  const { status, lines } = await run(folder, { items: [item(0, 'good'), lite(1, 'absent'), lite(2, 'good')] });
  assert.equal(status, 0);
  const errors = lines.filter((line) => line.type === 'error');
  assert.deepEqual(
    errors.map(({ position, stage }) => [position, stage]),
    [
      [0, 'run'],
      [1, 'load'],
    ],
  );
  assert.match(errors[0]!.message, /benchmark_model ended with exit code 1\. ERROR: Failed to load graph models\/good\.onnx/);
  assert.ok(lines.some((line) => line.type === 'result' && line.position === 2));
  const silent = await run(withModels(context), { items: [lite(0, 'good')] }, command, '#!/bin/sh\necho later\n');
  assert.match(JSON.stringify(silent.lines), /benchmark_model printed no timings\. later/);
});

test('a warm-up that was left out has no time', { skip }, async (context) => {
  const program = '#!/bin/sh\necho "Inference timings in us: Init: 1, First inference: 2, Warmup (avg): nan, Inference (avg): 1500.5"\n';
  const { lines } = await run(withModels(context), { items: [lite(0, 'good')] }, command, program);
  assert.deepEqual(lines.find((line) => line.type === 'warmup')?.wallUs, []);
  assert.deepEqual(lines.find((line) => line.type === 'result')?.wallUs, Array(5).fill(1500.5));
});

test('a program that is not there is told before anything is measured', { skip }, async (context) => {
  const folder = withModels(context);
  const { status, printed } = await run(folder, { items: [lite(0, 'good')] }, './absent --graph={model}');
  assert.deepEqual([status, printed.trim()], [1, 'bench: ./absent is not there or may not be started']);
  assert.ok(!existsSync(join(folder, 'journal.jsonl')));
});
