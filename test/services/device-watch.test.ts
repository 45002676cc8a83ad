import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brand } from '../../main/core/brand.ts';
import type { KnownDevices } from '../../main/core/known-devices.ts';
import { LabError } from '../../main/core/lab-error.ts';
import type { DeviceListing, DeviceProvider } from '../../main/devices/device.ts';
import { DeviceDirectory } from '../../main/services/device-directory.ts';
import { DeviceUse } from '../../main/services/device-use.ts';
import { DeviceWatch } from '../../main/services/device-watch.ts';
import type { DeviceFleet } from '../../preload/contract/device.ts';

const timing = { lookMs: 1, unavailableMs: 1 };

const phone = (state: DeviceListing['state']): DeviceListing => ({ id: brand('phone'), kind: 'adb', name: 'Phone', state, detail: '' });

/** Lists what `found` gives at each look, and counts the looks. */
class TestProvider implements DeviceProvider {
  readonly kind;
  looks = 0;
  unavailable: LabError | null = null;
  found: () => readonly DeviceListing[] | Promise<readonly DeviceListing[]> = () => [];

  constructor(kind: DeviceProvider['kind']) {
    this.kind = kind;
  }

  async list(): Promise<readonly DeviceListing[]> {
    this.looks++;
    return await this.found();
  }

  connect(): Promise<never> {
    return Promise.reject(new Error('not asked for'));
  }
}

const nothingKnown: KnownDevices = { list: () => [], remember() {}, forget() {} };

async function next(fleets: AsyncGenerator<DeviceFleet, void>): Promise<DeviceFleet> {
  const { value } = await fleets.next();
  assert.ok(value !== undefined);
  return value;
}

const states = ({ devices }: DeviceFleet): string[] => devices.map(({ id, state }) => `${id} ${state}`);

test('a phone that is plugged in, allowed, measured and lost is told at each change and at no other time', async () => {
  const provider = new TestProvider('adb');
  const deviceUse = new DeviceUse();
  const fleets = new DeviceWatch(new DeviceDirectory([provider], nothingKnown), deviceUse, timing).watch();
  assert.deepEqual(states(await next(fleets)), []);
  provider.found = () => [phone('unauthorized')];
  assert.deepEqual(states(await next(fleets)), ['phone unauthorized']);
  provider.found = () => [phone('ready')];
  assert.deepEqual(states(await next(fleets)), ['phone ready']);
  for (const use of ['measuring', 'checking'] as const) {
    const release = deviceUse.occupy(brand('phone'), 'somebody', use);
    assert.deepEqual(states(await next(fleets)), [`phone ${use}`]);
    release();
    assert.deepEqual(states(await next(fleets)), ['phone ready']);
  }
  await fleets.return();
});

test('many watch and the provider is asked by one loop; nobody watches and it is not asked', async () => {
  const provider = new TestProvider('adb');
  let atOnce = 0;
  let mostAtOnce = 0;
  provider.found = async () => {
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    await new Promise((resolve) => setImmediate(resolve));
    atOnce--;
    return [phone('ready')];
  };
  const watch = new DeviceWatch(new DeviceDirectory([provider], nothingKnown), new DeviceUse(), timing);
  const watchers = Array.from({ length: 20 }, () => watch.watch());
  for (const fleet of await Promise.all(watchers.map(next))) assert.deepEqual(states(fleet), ['phone ready']);
  assert.equal(mostAtOnce, 1);
  for (const watcher of watchers) await watcher.return();
  const { looks } = provider;
  for (let turn = 0; turn < 1000; turn++) await new Promise((resolve) => setImmediate(resolve));
  assert.ok(provider.looks <= looks + 1, 'the look that was under way may end');
});

test('a provider that is slow keeps nobody waiting, one that fails keeps what it had, and one that can’t says why', async () => {
  const [slow, failing] = [new TestProvider('ssh'), new TestProvider('adb')];
  slow.found = () => new Promise(() => {});
  failing.found = () => [phone('ready')];
  const fleets = new DeviceWatch(new DeviceDirectory([slow, failing], nothingKnown), new DeviceUse(), timing).watch();
  assert.deepEqual(states(await next(fleets)), ['phone ready']);
  failing.found = () => Promise.reject(new LabError({ code: 'timeout', message: 'No answer.' }));
  failing.unavailable = new LabError({ code: 'not-found', message: 'There is no adb.', remedy: 'Install it.' });
  const fleet = await next(fleets);
  assert.deepEqual(states(fleet), ['phone ready']);
  assert.deepEqual(fleet.obstacles, [{ kind: 'adb', code: 'not-found', message: 'There is no adb.', remedy: 'Install it.', details: '' }]);
  await fleets.return();
});

test('a look that is under way when the lab ends is nobody’s complaint', async (t) => {
  const complaints = t.mock.method(console, 'error', () => {});
  const provider = new TestProvider('adb');
  const watch = new DeviceWatch(new DeviceDirectory([provider], nothingKnown), new DeviceUse(), timing);
  const fleets = watch.watch();
  await next(fleets);
  const ended = Promise.withResolvers<never>();
  await new Promise<void>((looked) => {
    provider.found = () => {
      looked();
      return ended.promise;
    };
  });
  watch.close();
  ended.reject(new Error('the store is closed'));
  await fleets.return();
  assert.equal(complaints.mock.callCount(), 0);
});
