import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInSlices } from '../../main/services/run-in-slices.ts';

/** Busy for `steps` steps of a millisecond each. */
function* busy(steps: number): Generator<number, string> {
  for (let step = 0; step < steps; step++) {
    const start = performance.now();
    while (performance.now() - start < 1);
    yield step;
  }
  return 'done';
}

test('lets other work run before it ends', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('other work'));
  order.push(await runInSlices(busy(60)));
  assert.deepEqual(order, ['other work', 'done']);
});

test('stops between slices', async () => {
  const controller = new AbortController();
  setImmediate(() => controller.abort());
  await assert.rejects(runInSlices(busy(1e9), controller.signal), { code: 'cancelled' });
});
