import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latencySpread } from '../../renderer/charts/latency-spread.ts';

test('5 to 95 % of the target among networks near a round proxy latency', () => {
  const latencyA = Array.from({ length: 101 }, (_, index) => 5 + (index - 50) * 0.001);
  const latencyB = latencyA.map((_, index) => 10 + index);
  assert.deepEqual(latencySpread(latencyA, latencyB), { atMs: 5, lowMs: 15, highMs: 105, networks: 101 });
});

test('says nothing from few networks', () => {
  assert.equal(latencySpread([1, 2, 3], [1, 2, 3]), undefined);
  assert.equal(latencySpread([], []), undefined);
});
