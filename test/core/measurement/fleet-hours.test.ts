import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fleetHours } from '../../../main/core/measurement/fleet-hours.ts';

test('the proxy is measured once; per-device search measures every device as much', () => {
  const proxy = { architectures: 900, secondsPerArchitecture: 4 };
  const targets = [
    { architectures: 20, secondsPerArchitecture: 9 },
    { architectures: 10, secondsPerArchitecture: 18 },
  ];
  assert.deepEqual(fleetHours(proxy, targets), {
    measurements: 930,
    perDeviceMeasurements: 2700,
    hours: 1 + 0.05 + 0.05,
    perDeviceHours: 1 + 2.25 + 4.5,
  });
});

test('one pace that is not known leaves the hours open, not the measurements', () => {
  const { measurements, hours, perDeviceHours } = fleetHours({ architectures: 100, secondsPerArchitecture: 1 }, [
    { architectures: 20, secondsPerArchitecture: null },
  ]);
  assert.deepEqual([measurements, hours, perDeviceHours], [120, null, null]);
});
