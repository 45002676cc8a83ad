import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Measurement } from '../../preload/contract/campaign.ts';
import { measurementKey, mergeMeasurements } from '../../renderer/pages/measure/merge-measurements.ts';

const at = (position: number, measuredAtMs: number): Measurement => ({ block: 0, repeat: 0, position, measuredAtMs }) as Measurement;

test('what arrived while the kept ones were read is there once', () => {
  const merged = mergeMeasurements([at(0, 10), at(1, 20)], [at(1, 20), at(2, 30)]);
  assert.deepEqual(merged.map(measurementKey), ['0/0/0', '0/0/1', '0/0/2']);
});

test('they stand in the order measured, also where a device told of an earlier one late', () => {
  const merged = mergeMeasurements([at(0, 10), at(2, 30)], [at(1, 20), at(4, 50), at(3, 40)]);
  assert.deepEqual(merged.map(measurementKey), ['0/0/0', '0/0/1', '0/0/2', '0/0/3', '0/0/4']);
});

test('one side alone is what there is', () => {
  assert.deepEqual(mergeMeasurements([], [at(0, 1)]), [at(0, 1)]);
  assert.deepEqual(mergeMeasurements([at(0, 1)], []), [at(0, 1)]);
});
