import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { isLabError } from '../../main/core/lab-error.ts';
import { keepingTo, Rest } from '../../main/jobs/rest.ts';
import { WorkerPool } from '../../main/jobs/worker-pool.ts';
import { poolTask } from '../helpers/pool-task.ts';

const pool = new WorkerPool(new URL('../helpers/pool-worker.ts', import.meta.url));
const shared = { factor: 2, values: Float64Array.of(0.1, 0.2, 0.3) };
const units = [0, 1, 2, 3, 4, 5, 6, 7];

test('results have the order of the units and the same bits with 1, 2 and 4 threads', async () => {
  const expected = units.map((unit) => poolTask.prepare(shared).draw(unit));
  for (const workers of [1, 2, 4]) {
    const done: string[] = [];
    const results = await pool.use(poolTask, shared, { workers }, (crew) =>
      crew.map('draw', units, (count, total) => done.push(`${count} of ${total}`)),
    );
    assert.deepEqual(results, expected);
    assert.deepEqual(
      done,
      units.map((unit) => `${unit + 1} of 8`),
    );
  }
});

test('while its job is paused a crew finishes what it has begun and begins nothing', async () => {
  const rest = new Rest();
  const done: number[] = [];
  const working = keepingTo(rest, () =>
    pool.use(poolTask, shared, { workers: 1 }, (crew) =>
      crew.map('draw', units, (count) => {
        if (count === 1) rest.begin();
        done.push(count);
      }),
    ),
  );
  while (done.length === 0) await setImmediate();
  for (let turn = 0; turn < 50; turn++) await setImmediate();
  assert.deepEqual(done, [1]);
  rest.end();
  assert.equal((await working).length, units.length);
});

test('a crew works on one list after the other, and on none', async () => {
  const sums = await pool.use(poolTask, shared, { workers: 2 }, async (crew) => {
    const first = await crew.map('draw', [1, 2]);
    return [first.length, (await crew.map('draw', [])).length, (await crew.map('refuse', [1, 2])).at(-1)];
  });
  assert.deepEqual(sums, [2, 0, 2]);
});

test('the first unit that is refused says so, as the LabError that it was', async () => {
  for (const workers of [1, 2, 4]) {
    const refused = pool.use(poolTask, shared, { workers }, (crew) => crew.map('refuse', units));
    await assert.rejects(
      refused,
      (error) => isLabError(error, 'invalid-input') && error.message === 'Unit 3 is refused.' && error.remedy === 'Leave it out.',
    );
  }
  const unprepared = pool.use(poolTask, { ...shared, factor: -1 }, { workers: 2 }, (crew) => crew.map('draw', units));
  await assert.rejects(unprepared, (error) => isLabError(error, 'invalid-input') && error.details === 'at the beginning');
});

test('a bug in a thread is a bug with its stack, and so is a thread that dies', async () => {
  const broken = pool.use(poolTask, shared, { workers: 2 }, (crew) => crew.map('bug', [null]));
  await assert.rejects(broken, (error: Error) => !isLabError(error) && /pool-task\.ts/.test(error.stack!));
  const dead = pool.use(poolTask, shared, { workers: 2 }, (crew) => crew.map('die', [7, 7, 7, 7]));
  await assert.rejects(dead, /a worker thread ended with code 7 before its work was done/);
  const unknown = pool.use({ ...poolTask, name: 'unheard of' }, shared, { workers: 1 }, (crew) => crew.map('draw', [1]));
  await assert.rejects(unknown, /knows no task unheard of/);
});

test('the signal ends threads at once, also those in a loop without end', async () => {
  const abort = new AbortController();
  const cells = [0, 1, 2].map(() => new Int32Array(new SharedArrayBuffer(4)));
  const waiting = pool.use(poolTask, shared, { workers: 2, signal: abort.signal }, (crew) => crew.map('wait', cells));
  await Promise.all(cells.slice(0, 2).map(async (cell) => Atomics.waitAsync(cell, 0, 0).value));
  abort.abort();
  await assert.rejects(waiting, (error) => isLabError(error, 'cancelled'));
  assert.equal(cells[2]![0], 0); // its turn never came
  const late = pool.use(poolTask, shared, { signal: abort.signal }, (crew) => crew.map('draw', units));
  await assert.rejects(late, (error) => isLabError(error, 'cancelled'));
});
