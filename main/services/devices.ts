import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckStep, DeviceDescription, DeviceReadings } from '../../preload/contract/device.ts';
import { checkDevice } from '../bench/check-device.ts';
import { brand, type DeviceId } from '../core/brand.ts';
import type { Device, DeviceDescription as Description } from '../devices/device.ts';
import { localDeviceId } from '../devices/local/local-provider.ts';
import { parsePhoneAddress } from '../devices/adb/phone-address.ts';
import type { AdbProvider } from '../devices/adb/adb-provider.ts';
import { HostKeyUnknown, SecretNeeded } from '../devices/ssh/ssh-failure.ts';
import type { SshProvider } from '../devices/ssh/ssh-provider.ts';
import type { DeviceDirectory } from './device-directory.ts';
import type { DeviceUse } from './device-use.ts';
import { type DeviceWatch, summaryOf } from './device-watch.ts';
import { os } from './procedures.ts';

const readingIntervalMs = 1000;

interface DeviceContext {
  readonly devices: DeviceDirectory;
  readonly deviceUse: DeviceUse;
  readonly watch: DeviceWatch;
  readonly phones: AdbProvider;
  readonly boards: SshProvider;
}

/** Devices: list and follow them, add and remove boards, link phones, describe, read, check. */
export function deviceProcedures({ devices, deviceUse, watch, phones, boards }: DeviceContext) {
  return os.devices.router({
    list: os.devices.list.handler(async ({ signal }) => (await devices.list(signal)).map((listing) => summaryOf(listing, deviceUse))),
    watch: os.devices.watch.handler(({ signal }) => watch.watch(signal)),
    add: os.devices.add.handler(async ({ input, signal }) => {
      try {
        const device = await boards.add(input, signal);
        void watch.refresh();
        return { outcome: 'added' as const, device };
      } catch (error) {
        if (error instanceof HostKeyUnknown) {
          return { outcome: 'host-key' as const, fingerprint: error.fingerprint, message: error.message, remedy: error.remedy };
        }
        if (error instanceof SecretNeeded) {
          return { outcome: 'secret' as const, kind: error.kind, message: error.message, remedy: error.remedy };
        }
        throw error;
      }
    }),
    connectPhone: os.devices.connectPhone.handler(async ({ input, signal }) => {
      const { host, port } = parsePhoneAddress(input.address);
      await phones.connectByNetwork(host, port, signal);
      void watch.refresh();
      return {};
    }),
    pairPhone: os.devices.pairPhone.handler(async ({ input, signal }) => {
      const { host, port } = parsePhoneAddress(input.address);
      await phones.pair(host, port, input.code, signal);
      return {};
    }),
    remove: os.devices.remove.handler(async ({ input }) => {
      const id = brand<DeviceId>(input.deviceId);
      deviceUse.occupy(id, 'its removal', 'checking')(); // not while it is measured
      await boards.remove(id);
      devices.forget(id);
      await watch.refresh();
      return {};
    }),
    unlock: os.devices.unlock.handler(async ({ input, signal }) => {
      const device = await boards.unlock(brand<DeviceId>(input.deviceId), input.secret, input.keepSecret, signal);
      void watch.refresh();
      return device;
    }),
    describe: os.devices.describe.handler(async ({ input, signal }) => {
      const device = await devices.connect(input.deviceId, signal);
      return toContract(await device.describe(signal));
    }),
    readings: os.devices.readings.handler(async ({ input, signal }) => readings(await devices.connect(input.deviceId, signal), signal)),
    check: os.devices.check.handler(async ({ input, signal }) => {
      const device = await devices.connect(input.deviceId, signal);
      return check(device, await devices.connect(localDeviceId, signal), deviceUse, signal);
    }),
  });
}

function toContract(description: Description): DeviceDescription {
  const clusters = description.clusters.map((cluster) => ({ ...cluster, processors: [...cluster.processors] }));
  const runtimes = description.runtimes.map((runtime) => ({ ...runtime, precisions: [...runtime.precisions] }));
  const [usual] = runtimes;
  return { ...description, clusters, runtimes, runtime: usual?.name ?? '', precisions: usual?.precisions ?? [] };
}

async function* readings(device: Device, signal: AbortSignal | undefined): AsyncGenerator<DeviceReadings, void> {
  for (;;) {
    if (signal?.aborted) return;
    const { clocks, clockLimits: _, temperatures, ...rest } = await device.readings(signal);
    yield { ...rest, clocks: [...clocks], temperatures: [...temperatures] };
    await sleep(readingIntervalMs, undefined, { ref: false });
  }
}

async function* check(
  device: Device,
  computer: Device,
  deviceUse: DeviceUse,
  signal: AbortSignal | undefined,
): AsyncGenerator<CheckStep, void> {
  const isCompared = computer.id !== device.id && deviceUse.isFree(computer.id);
  const releases = [device, ...(isCompared ? [computer] : [])].map(({ id }) => deviceUse.occupy(id, 'a check', 'checking'));
  const abort = new AbortController();
  try {
    yield* checkDevice(device, isCompared ? computer : null, signal ? AbortSignal.any([signal, abort.signal]) : abort.signal);
  } finally {
    abort.abort(); // the caller went away in the midst of a step
    for (const release of releases) release();
  }
}
