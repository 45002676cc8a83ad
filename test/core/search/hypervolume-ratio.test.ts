import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hypervolumeRatio } from '../../../main/core/search/hypervolume-ratio.ts';

const reference = [
  { latencyMs: 1, accuracy: 50 },
  { latencyMs: Math.E, accuracy: 70 },
  { latencyMs: Math.E ** 2, accuracy: 90 },
];

test('a front over another, in log latency from the slowest and what is reached within the fast limit, less 5 % of the range', () => {
  assert.equal(hypervolumeRatio(reference, reference, 1), 1);
  // The reference covers 2 × 2 + 1 × 20, the middle alone 1 × 22.
  assert.ok(Math.abs(hypervolumeRatio([reference[1]!], reference, 1)! - 22 / 24) < 1e-12);
  assert.equal(hypervolumeRatio([{ latencyMs: 1, accuracy: 40 }], reference, 1), 0);
  assert.equal(hypervolumeRatio([reference[0]!], [reference[0]!], 1), null);
});
