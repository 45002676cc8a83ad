import assert from 'node:assert/strict';
import { test } from 'node:test';
import { machineHours } from '../../../main/core/measurement/machine-hours.ts';

const hoursOf = (devices: number, latencyHours: number, adaptationHours = 0) =>
  Object.fromEntries(
    machineHours({ devices, latencyHours, adaptationHours, accuracyHours: 100, supernetHours: 1000 }).map((cost) => [cost.approach, cost]),
  );

test('the published example: 100 devices, 20 to 100 hours each for a latency predictor', () => {
  const perDevice = 'once-for-all';
  assert.equal(hoursOf(100, 20)[perDevice]!.hours, 3_100);
  assert.equal(hoursOf(100, 100)[perDevice]!.hours, 11_100);
  assert.equal(hoursOf(100, 20)['one proxy as it is']!.hours, 1_120); // about one device
  assert.equal(hoursOf(100, 20)['MNasNet']!.hours, 691_200);
  assert.equal(hoursOf(100, 20)['FBNet']!.hours, 21_600);
  assert.equal(hoursOf(100, 20)['ProxylessNAS']!.hours, 22_000);
});

test('adapting costs nothing for the proxy itself, and little for each other device', () => {
  const adapted = 'one proxy, adapted';
  assert.equal(hoursOf(1, 20, 0.5)[adapted]!.hours, 1_120);
  assert.deepEqual([hoursOf(11, 20, 0.5)[adapted]!.hours, hoursOf(11, 20, 0.5)[adapted]!.deviceHours], [1_125, 25]);
});
