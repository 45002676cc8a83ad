import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Measurement } from '../../preload/contract/campaign.ts';
import { sampleScale, sampleShare } from '../../renderer/pages/measure/sample-scale.ts';

const measured = (medianMs: number, samplesMs: number[]): Measurement => ({ medianMs, samplesMs }) as Measurement;

test('the narrowest range that holds 95 % of the samples', () => {
  const quiet = Array.from({ length: 95 }, () => 10.1);
  assert.deepEqual(sampleScale([measured(10, [...quiet, 30, 30, 30, 30, 30])]), { low: -0.05, high: 0.2 });
  assert.deepEqual(sampleScale([measured(10, [...quiet, 13, 13, 13, 13, 13, 13])]), { low: -0.1, high: 0.4 });
  assert.deepEqual(sampleScale([measured(1, [100, 100])]), { low: -0.5, high: 2 });
  assert.deepEqual(sampleScale([]), { low: -0.05, high: 0.2 });
});

test('samples beyond the range stand at its edge', () => {
  const scale = { low: -0.05, high: 0.2 };
  assert.equal(sampleShare(0, scale), 0.2);
  assert.equal(sampleShare(5, scale), 1);
  assert.equal(sampleShare(-1, scale), 0);
});
