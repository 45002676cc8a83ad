import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RunnerPlan } from '../../main/devices/runner-protocol.ts';
import { needs } from '../helpers/requirements.ts';
import { deviceFolder, item, runRunner, type RunnerRun, usualParameters, writePlan } from './runner-run.ts';

/** What every runner must do: declares the tests of one that `words` start. */
export function testRunner(words: readonly string[]): void {
  function run(folder: string, changes: Partial<RunnerPlan>, environment: NodeJS.ProcessEnv = {}): RunnerRun {
    writePlan(folder, changes);
    return runRunner(words, folder, usualParameters, environment);
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
      const { status, printed, lines } = runRunner(words, folder, parameters);
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
}
