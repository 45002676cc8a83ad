import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorDrift, medianLatencyMs, qualityFlags } from '../../main/bench/quality.ts';
import type { JournalResult } from '../../main/devices/runner-protocol.ts';
import { brand } from '../../main/core/brand.ts';

function result(changes: Partial<JournalResult>): JournalResult {
  const wallUs = changes.wallUs ?? Array.from({ length: 20 }, (_, run) => 5000 + run);
  return {
    type: 'result',
    position: 0,
    modelHash: brand('ab'),
    cpuUs: wallUs,
    involuntarySwitches: wallUs.map(() => 0),
    clockKhz: null,
    tempBeforeC: null,
    tempAfterC: null,
    outputSum: null,
    atMs: 1,
    ...changes,
    wallUs,
  };
}
const twenty = (value: number): number[] => Array.from({ length: 20 }, () => value);

test('a quiet result has no flags', () => {
  assert.deepEqual(qualityFlags(result({}), 1, 90), []);
});

test('a few outliers do no harm, a wide spread does', () => {
  assert.deepEqual(qualityFlags(result({ wallUs: [...twenty(5000), 6500] }), 1, 90), []);
  assert.deepEqual(qualityFlags(result({ wallUs: [...twenty(5000), ...twenty(9000)] }), 1, 90), ['high-spread']);
});

test('waiting for a processor: by wall and processor time on one thread, by preemption always', () => {
  const waiting = { cpuUs: twenty(3500) };
  assert.deepEqual(qualityFlags(result(waiting), 1, 90), ['interrupted']);
  assert.deepEqual(qualityFlags(result(waiting), 2, 90), []);
  const preempted = { involuntarySwitches: [...twenty(0).slice(6), 1, 2, 1, 1, 1, 1] };
  assert.deepEqual(qualityFlags(result(preempted), 2, 90), ['interrupted']);
  assert.deepEqual(qualityFlags(result({ wallUs: twenty(90), cpuUs: twenty(20) }), 1, 90), [], 'too short to tell');
  assert.deepEqual(qualityFlags(result({ cpuUs: [], involuntarySwitches: [] }), 1, 90), [], 'a runtime that does not tell');
});

test('hot before or after', () => {
  assert.deepEqual(qualityFlags(result({ tempBeforeC: 60, tempAfterC: 90 }), 1, 90), ['hot']);
  assert.deepEqual(qualityFlags(result({ tempBeforeC: 60, tempAfterC: null }), 1, 90), []);
});

test('anchor drift is the largest relative change', () => {
  assert.equal(anchorDrift([]), null);
  assert.equal(anchorDrift([10]), null);
  assert.equal(anchorDrift([10, 10]), 0);
  assert.equal(anchorDrift([10.5, 10, 10.2]), 10.5 / 10 - 1);
});

test('the latency is the median in milliseconds', () => {
  assert.equal(medianLatencyMs([1000, 9000, 3000]), 3);
});
