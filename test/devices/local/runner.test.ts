import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { JournalReader } from '../../../main/bench/journal.ts';
import type { JournalLine, RunnerPlan, RunnerPlanItem } from '../../../main/devices/runner-protocol.ts';
import { brand } from '../../../main/core/brand.ts';
import { writeOnnx } from '../../../main/core/network/onnx/write-onnx.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import { needs } from '../../helpers/requirements.ts';

const entry = new URL('../../../main/devices/local/runner/bench.ts', import.meta.url).pathname;
const cell = nasBench201.parse('|nor_conv_1x1~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_1x1~2|');
const model = writeOnnx(nasBench201.network(cell, { resolution: 8 }), { precision: 'f32', seed: 1 });

function deviceFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-runner-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'models'));
  writeFileSync(join(folder, 'models/good.onnx'), model);
  writeFileSync(join(folder, 'models/bad.onnx'), 'not a model');
  return folder;
}

function item(position: number, name: string, changes: Partial<RunnerPlanItem> = {}): RunnerPlanItem {
  return {
    position,
    modelHash: brand(name),
    modelPath: `models/${name}.onnx`,
    warmup: 2,
    runs: 5,
    minimumMs: 0,
    maximumMs: 5000,
    ...changes,
  };
}

interface Run {
  readonly status: number | null;
  readonly printed: string;
  readonly lines: readonly JournalLine[];
}

function run(folder: string, changes: Partial<RunnerPlan>, environment: NodeJS.ProcessEnv = {}): Run {
  const plan: RunnerPlan = { protocol: 1, threads: 1, affinity: [], stopFile: 'stop', items: [item(0, 'good')], ...changes };
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
  return runWith(folder, ['--plan', 'plan.json', '--journal', 'journal.jsonl'], environment);
}

function runWith(folder: string, parameters: readonly string[], environment: NodeJS.ProcessEnv = {}): Run {
  const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, ...environment } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', entry, ...parameters], options);
  const journal = readdirSync(folder).includes('journal.jsonl') ? readFileSync(join(folder, 'journal.jsonl')) : new Uint8Array(0);
  const { lines, damage } = new JournalReader().read(journal);
  assert.equal(damage, null);
  return { status, printed: stdout + stderr, lines };
}

test('a plan from hello to done', (context) => {
  const { status, printed, lines } = run(deviceFolder(context), { items: [item(4, 'good'), item(2, 'good')] });
  assert.deepEqual([status, printed], [0, '']);
  assert.deepEqual(
    lines.map((line) => [line.type, 'position' in line ? line.position : null]),
    [['hello', null], ...[4, 2].flatMap((position) => ['load', 'warmup', 'result'].map((type) => [type, position])), ['done', null]],
  );
  const [first, second] = lines.filter((line) => line.type === 'result');
  assert.equal(first?.wallUs.length, 5);
  assert.ok(first.outputSum !== null && first.outputSum === second?.outputSum, 'the same network, the same result');
});

test('a network that fails is an error line, the next one is measured', (context) => {
  const { status, lines } = run(deviceFolder(context), { items: [item(0, 'bad'), item(1, 'absent'), item(2, 'good')] });
  assert.equal(status, 0);
  assert.deepEqual(
    lines.flatMap((line) => (line.type === 'error' ? [[line.position, line.stage]] : [])),
    [
      [0, 'load'],
      [1, 'load'],
    ],
  );
  assert.equal(lines.filter((line) => line.type === 'result').length, 1);
});

test('runs until the least time is reached and no longer than the longest', (context) => {
  const { lines } = run(deviceFolder(context), {
    items: [item(0, 'good', { minimumMs: 300 }), item(1, 'good', { runs: 100_000, maximumMs: 60 })],
  });
  const [least, longest] = lines.filter((line) => line.type === 'result');
  assert.ok(least !== undefined && least.wallUs.length > 5);
  assert.ok(longest !== undefined && longest.wallUs.length < 100_000 && longest.wallUs.length >= 1);
});

test('ends at the stop file, after hello', (context) => {
  const folder = deviceFolder(context);
  writeFileSync(join(folder, 'stop'), '');
  const { status, lines } = run(folder, {});
  assert.equal(status, 0);
  assert.deepEqual([lines.map(({ type }) => type), lines.at(-1)], [['hello', 'done'], { type: 'done', stopped: true }]);
});

test('is held to the processors of its plan', { skip: process.platform === 'linux' ? needs('taskset') : 'Linux only' }, (context) => {
  const processor = availableParallelism() - 1;
  const { lines } = run(deviceFolder(context), { affinity: [processor] });
  const [hello] = lines;
  assert.deepEqual(hello?.type === 'hello' ? hello.affinity : null, [processor]);
});

test('says so where it cannot be held', (context) => {
  const { lines } = run(deviceFolder(context), { affinity: [0] }, { PATH: '/nowhere' });
  const [hello] = lines;
  assert.deepEqual(hello?.type === 'hello' ? hello.affinity : null, []);
});

test('leaves nothing in the home folder: the runtime sends no telemetry', (context) => {
  const folder = deviceFolder(context);
  const home = join(folder, 'home');
  mkdirSync(home);
  const paths = { HOME: home, XDG_CACHE_HOME: join(home, 'cache'), ORT_DISABLE_TELEMETRY: undefined };
  assert.equal(run(folder, {}, paths).status, 0);
  assert.deepEqual(readdirSync(home), []);
});

test('anything but a plan and a journal is refused', (context) => {
  const folder = deviceFolder(context);
  for (const parameters of [
    [],
    ['--plan', 'plan.json'],
    ['--plan', 'p', '--journal', 'j', '--threads', '2'],
    ['--plan', 'p', '--journal', 'j', 'more'],
  ]) {
    const { status, printed, lines } = runWith(folder, parameters);
    assert.deepEqual([status, lines.length], [1, 0], printed);
  }
});

test('a plan that is none is refused with the offending field', (context) => {
  const folder = deviceFolder(context);
  const cases: readonly (readonly [Partial<Record<keyof RunnerPlan, unknown>>, RegExp])[] = [
    [{ protocol: 2 }, /plan\.protocol/],
    [{ threads: 0 }, /plan\.threads/],
    [{ affinity: ['0'] }, /plan\.affinity/],
    [{ stopFile: '' }, /plan\.stopFile/],
    [{ items: {} }, /plan\.items/],
    [{ items: [{ ...item(0, 'good'), runs: 0 }] }, /items\[0\]\.runs/],
  ];
  for (const [changes, message] of cases) {
    const { status, printed, lines } = run(folder, changes as Partial<RunnerPlan>);
    assert.deepEqual([status, lines.length], [1, 0]);
    assert.match(printed, message);
  }
});
