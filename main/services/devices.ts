import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckStep, DeviceDescription, DeviceReadings } from '../../preload/contract/device.ts';
import { checkDevice } from '../bench/check-device.ts';
import type { Device, DeviceDescription as Description } from '../devices/device.ts';
import type { DeviceDirectory } from './device-directory.ts';
import type { DeviceUse } from './device-use.ts';
import { os } from './procedures.ts';

const readingIntervalMs = 1000;

/** Devices: list, describe, read, check. */
export function deviceProcedures({ devices, deviceUse }: { readonly devices: DeviceDirectory; readonly deviceUse: DeviceUse }) {
  return os.devices.router({
    list: os.devices.list.handler(async ({ signal }) => {
      const listings = await devices.list(signal);
      return listings.map((listing) => ({ ...listing, state: deviceUse.isFree(listing.id) ? listing.state : ('measuring' as const) }));
    }),
    describe: os.devices.describe.handler(async ({ input, signal }) => {
      const device = await devices.connect(input.deviceId, signal);
      return toContract(await device.describe(signal));
    }),
    readings: os.devices.readings.handler(async ({ input, signal }) => readings(await devices.connect(input.deviceId, signal), signal)),
    check: os.devices.check.handler(async ({ input, signal }) => check(await devices.connect(input.deviceId, signal), deviceUse, signal)),
  });
}

function toContract(description: Description): DeviceDescription {
  const clusters = description.clusters.map((cluster) => ({ ...cluster, processors: [...cluster.processors] }));
  return { ...description, clusters, precisions: [...description.precisions] };
}

async function* readings(device: Device, signal: AbortSignal | undefined): AsyncGenerator<DeviceReadings, void> {
  for (;;) {
    if (signal?.aborted) return;
    const { clocks, temperatures, ...rest } = await device.readings(signal);
    yield { ...rest, clocks: [...clocks], temperatures: [...temperatures] };
    await sleep(readingIntervalMs, undefined, { ref: false });
  }
}

async function* check(device: Device, deviceUse: DeviceUse, signal: AbortSignal | undefined): AsyncGenerator<CheckStep, void> {
  const release = deviceUse.occupy(device.id, 'a check');
  const abort = new AbortController();
  try {
    yield* checkDevice(device, signal ? AbortSignal.any([signal, abort.signal]) : abort.signal);
  } finally {
    abort.abort(); // the caller went away in the midst of a step
    release();
  }
}
