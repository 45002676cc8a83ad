import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeviceSummary } from '../../preload/contract/device.ts';
import { deviceAnswer } from '../../renderer/pages/devices/device-answer.ts';
import type { DeviceCheck } from '../../renderer/pages/devices/use-device-check.ts';

const said = (state: DeviceSummary['state'], check: DeviceCheck['state']): string =>
  deviceAnswer({ id: 'a', kind: 'adb', name: 'Pixel 8', state, detail: '' }, { state: check, steps: [], error: undefined }, undefined)
    .sentence;

test('a check of before, as after a reload, is no measurement; that of this window is followed to its outcome', () => {
  assert.equal(said('measuring', 'passed'), 'Pixel 8 is being measured.');
  assert.equal(said('checking', 'never'), 'Pixel 8 is being checked.');
  assert.equal(said('checking', 'running'), 'Checking Pixel 8.');
  assert.equal(said('checking', 'passed'), said('ready', 'passed'));
});
