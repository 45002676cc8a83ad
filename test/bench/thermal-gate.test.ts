import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ThermalLimits, waitUntilCool } from '../../main/bench/thermal-gate.ts';
import { isLabError } from '../../main/core/lab-error.ts';
import type { Device } from '../../main/devices/device.ts';
import { LocalDevice } from '../../main/devices/local/local-device.ts';
import { runnerLauncher } from '../../main/devices/local/runner-launcher.ts';
import { brand } from '../../main/core/brand.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

const limits: ThermalLimits = { limitC: 70, hotC: 90, patienceMs: 60_000, intervalMs: 2000 };

/** This computer with a processor sensor that gives these temperatures one after the other, then the last one for ever. */
function deviceWith(...tempsC: readonly number[]): Device {
  const local = new LocalDevice({ id: brand('local'), name: 'This computer', folder: '.', launcher: runnerLauncher() });
  let next = 0;
  local.readings = async () => {
    const tempC = tempsC[Math.min(next++, tempsC.length - 1)];
    const temperatures = tempC === undefined ? [] : [{ name: 'x86_pkg_temp', tempC }];
    return { atMs: 0, clocks: [], freeMemoryBytes: null, load: null, temperatures: [...temperatures, { name: 'nvme', tempC: 88 }] };
  };
  return local;
}

async function wait(
  device: Device,
  signal = new AbortController().signal,
): Promise<{ readonly messages: string[]; readonly clock: ManualClock }> {
  const clock = new ManualClock();
  const messages: string[] = [];
  await waitUntilCool({ device, limits, clock, waiting: (message) => messages.push(message), signal });
  return { messages, clock };
}

test('passes at once when cool, and where no processor sensor can be read', async () => {
  assert.deepEqual((await wait(deviceWith(69.9))).messages, []);
  assert.deepEqual((await wait(deviceWith())).messages, []);
});

test('waits until it is below the limit and says so', async () => {
  const { messages, clock } = await wait(deviceWith(82, 71, 70, 69));
  assert.deepEqual(
    messages,
    [82, 71, 70].map((tempC) => `cooling down: ${tempC} °C, waiting for 70 °C`),
  );
  assert.equal(clock.nowMs(), 6000);
});

test('gives up with a clear error', async () => {
  await assert.rejects(wait(deviceWith(95)), (error) => isLabError(error, 'too-hot') && /95 °C/.test(error.message));
});

test('can be cancelled', async () => {
  await assert.rejects(wait(deviceWith(95), AbortSignal.abort()), (error) => isLabError(error, 'cancelled'));
});
