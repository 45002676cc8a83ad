import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeatWatch, type ThermalLimits } from '../../main/bench/heat-watch.ts';
import { brand } from '../../main/core/brand.ts';
import { isLabError } from '../../main/core/lab-error.ts';
import type { Device, DeviceReadings } from '../../main/devices/device.ts';
import { LocalDevice } from '../../main/devices/local/local-device.ts';
import { runnerLauncher } from '../../main/devices/local/runner-launcher.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

const limits: ThermalLimits = { limitC: 70, hotC: 90, patienceMs: 60_000, intervalMs: 2000 };

type Moment = Partial<Pick<DeviceReadings, 'throttling' | 'clockLimits'>> & { readonly tempC?: number };

/** This computer with readings that follow each other, then the last ones for ever. */
function deviceWith(...moments: readonly Moment[]): Device {
  const local = new LocalDevice({ id: brand('local'), name: 'This computer', folder: '.', launcher: runnerLauncher() });
  let next = 0;
  local.readings = async () => {
    const { tempC, ...rest } = moments[Math.min(next++, moments.length - 1)]!;
    const temperatures = [...(tempC === undefined ? [] : [{ name: 'x86_pkg_temp', tempC }]), { name: 'nvme', tempC: 88 }];
    return { atMs: 0, clocks: [], freeMemoryBytes: null, load: null, temperatures, ...rest };
  };
  return local;
}

const clockLimits = (...clocksMhz: readonly number[]): NonNullable<DeviceReadings['clockLimits']> =>
  clocksMhz.map((clockMhz, processor) => ({ processor, clockKhz: clockMhz * 1000 }));

class Bench {
  readonly clock = new ManualClock();
  readonly messages: string[] = [];
  readonly looks: [tempC: number | null, obstacle: string | null][] = [];
  readonly heat: HeatWatch;

  constructor(processors: readonly number[] = []) {
    this.heat = new HeatWatch(this.clock, processors, ({ tempC, obstacle }) => this.looks.push([tempC, obstacle]));
  }

  async wait(device: Device, signal = new AbortController().signal): Promise<readonly string[]> {
    await this.heat.untilCool({ device, limits, signal }, (message) => this.messages.push(message));
    return this.messages;
  }

  disturbance(device: Device): Promise<string | null> {
    return this.heat.disturbance({ device, limits, signal: new AbortController().signal });
  }
}

test('passes at once when cool, and where no processor sensor can be read', async () => {
  assert.deepEqual(await new Bench().wait(deviceWith({ tempC: 69.9 })), []);
  assert.deepEqual(await new Bench().wait(deviceWith({})), []);
});

test('waits until it is below the limit and does not throttle, and says so', async () => {
  const bench = new Bench();
  assert.deepEqual(await bench.wait(deviceWith({ tempC: 82 }, { tempC: 70.04 }, { tempC: 69, throttling: 'light' }, { tempC: 69 })), [
    'cooling down: 82.0 °C, limit 70 °C',
    'cooling down: 70.0 °C, limit 70 °C',
    'cooling down: 69.0 °C, limit 70 °C, light throttling',
  ]);
  await bench.disturbance(deviceWith({ tempC: 75 }));
  assert.deepEqual(bench.looks, [
    [82, '82.0 °C, limit 70 °C'],
    [70.04, '70.0 °C, limit 70 °C'],
    [69, '69.0 °C, limit 70 °C, light throttling'],
    [69, null],
    [75, null],
  ]);
  assert.equal(bench.clock.nowMs(), 6000);
});

test('gives up with a clear error', async () => {
  await assert.rejects(
    new Bench().wait(deviceWith({ tempC: 95 })),
    (error) => isLabError(error, 'too-hot') && /95.0 °C/.test(error.message),
  );
});

test('can be cancelled', async () => {
  await assert.rejects(new Bench().wait(deviceWith({ tempC: 95 }), AbortSignal.abort()), (error) => isLabError(error, 'cancelled'));
});

test('a block is disturbed by throttling, by a temperature at which measurements count as hot, and by a changed clock limit', async () => {
  const bench = new Bench();
  await bench.wait(deviceWith({ clockLimits: clockLimits(1800, 2900) }));
  for (const [moment, expected] of [
    [{ tempC: 89, clockLimits: clockLimits(1800, 2900) }, null],
    [{ clockLimits: [] }, null],
    [{ tempC: 90 }, '90.0 °C, limit 90 °C'],
    [{ throttling: 'moderate' }, 'moderate throttling'],
    [{ clockLimits: clockLimits(1800, 2100) }, 'clock limit 2100 MHz instead of 2900 MHz'],
    [{ clockLimits: clockLimits(2000, 2900) }, 'clock limit 2000 MHz instead of 1800 MHz'],
  ] as const) {
    assert.equal(await bench.disturbance(deviceWith(moment)), expected);
  }
});

test('waits until the clocks may be as high again; a higher limit is the new one', async () => {
  const bench = new Bench();
  await bench.wait(deviceWith({ clockLimits: clockLimits(1800, 2900) }));
  assert.deepEqual(await bench.wait(deviceWith({ clockLimits: clockLimits(1800, 2100) }, { clockLimits: clockLimits(1900, 2900) })), [
    'cooling down: clock limit 2100 MHz instead of 2900 MHz',
  ]);
  assert.equal(await bench.disturbance(deviceWith({ clockLimits: clockLimits(1900, 2900) })), null);
});

test('clocks of processors that are not measured on are nobody’s business', async () => {
  const bench = new Bench([1]);
  await bench.wait(deviceWith({ clockLimits: clockLimits(1800, 2900) }));
  assert.equal(await bench.disturbance(deviceWith({ clockLimits: clockLimits(900, 2900) })), null);
  assert.notEqual(await bench.disturbance(deviceWith({ clockLimits: clockLimits(1800, 2800) })), null);
});
