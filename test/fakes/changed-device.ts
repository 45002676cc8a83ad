import type { Device, DeviceFiles } from '../../main/devices/device.ts';

/** A real device of which a test changes some calls, to let things go wrong. */
export function changedDevice(device: Device, changes: Partial<Omit<Device, 'files'>> & { readonly files?: Partial<DeviceFiles> }): Device {
  const { files } = device;
  return {
    id: device.id,
    kind: device.kind,
    name: device.name,
    describe: (...given) => device.describe(...given),
    readings: (...given) => device.readings(...given),
    startRunner: (...given) => device.startRunner(...given),
    findRunner: (...given) => device.findRunner(...given),
    ...changes,
    files: {
      size: (...given) => files.size(...given),
      read: (...given) => files.read(...given),
      write: (...given) => files.write(...given),
      remove: (...given) => files.remove(...given),
      ...changes.files,
    },
  };
}
