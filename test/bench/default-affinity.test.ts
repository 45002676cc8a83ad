import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultAffinity } from '../../main/bench/default-affinity.ts';
import type { CpuCluster, DeviceKind } from '../../main/devices/device.ts';

const cluster = (processors: readonly number[], maximumClockKhz: number | null): CpuCluster => ({
  name: 'CPU',
  processors,
  minimumClockKhz: null,
  maximumClockKhz,
  governor: null,
});
const held = (clusters: readonly CpuCluster[], threads = 1, kind: DeviceKind = 'adb', affinity = true): readonly number[] =>
  defaultAffinity({ kind, clusters, affinity }, threads);
const [little, middle, prime] = [cluster([0, 1, 2, 3], 1_704_000), cluster([4, 5, 6, 7], 2_367_000), cluster([8], 2_914_000)];

test('the policy with the highest clock, and the next ones for more threads', () => {
  const clusters = [little, prime, middle];
  assert.deepEqual(held(clusters), [8]);
  assert.deepEqual(held(clusters, 4), [4, 5, 6, 7, 8]);
  assert.deepEqual(held(clusters, 9), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual(held([cluster([0, 1, 2, 3], 1_510_000), cluster([4, 5], 1_510_000)], 1, 'ssh'), [0, 1, 2, 3], 'two alike: one of them');
});

test('the system chooses where nothing is faster, known or possible', () => {
  assert.deepEqual(held([prime]), []);
  assert.deepEqual(held([]), []);
  assert.deepEqual(held([little, cluster([4, 5], null)]), []);
  assert.deepEqual(held([little, prime], 1, 'adb', false), []);
});

test('this computer only with cores of two kinds', () => {
  const [performance, favoured, efficient] = [cluster([0, 1, 2, 3], 4_800_000), cluster([4, 5], 4_900_000), cluster([6, 7], 3_600_000)];
  assert.deepEqual(held([favoured, performance], 1, 'local'), []);
  assert.deepEqual(held([favoured, performance, efficient], 4, 'local'), [0, 1, 2, 3, 4, 5]);
});
