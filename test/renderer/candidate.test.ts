import assert from 'node:assert/strict';
import { test } from 'node:test';
import { predictedInterval } from '../../renderer/charts/candidate.ts';

test('only what is predicted has an interval, and only where it is known how far predictions are off', () => {
  const predicted = { name: 'a', latencyMs: 3, accuracy: 70, measured: false };
  assert.deepEqual(predictedInterval({ ...predicted, within: 1.5 }), [2, 4.5]);
  assert.equal(predictedInterval(predicted), null);
});
