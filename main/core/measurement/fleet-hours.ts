/** What one device of a fleet was measured for. */
export interface MeasuredDevice {
  /** Architectures that were measured on it. */
  readonly architectures: number;
  /** null: not known. */
  readonly secondsPerArchitecture: number | null;
}

export interface FleetHours {
  /** Architectures that were measured on all devices together. */
  readonly measurements: number;
  /** The same if every device were measured as the proxy was, for a predictor of its own. */
  readonly perDeviceMeasurements: number;
  /** Hours that the devices measure; null where a pace is not known. */
  readonly hours: number | null;
  readonly perDeviceHours: number | null;
}

/** A search for a fleet by its proxy, beside a search for each of its devices: the difference is in measuring, c_L n against c_L + c_K (n − 1). */
export function fleetHours(proxy: MeasuredDevice, targets: readonly MeasuredDevice[]): FleetHours {
  const devices = [proxy, ...targets];
  const own = devices.map((device) => ({ ...device, architectures: proxy.architectures }));
  return {
    measurements: totalOf(devices, ({ architectures }) => architectures)!,
    perDeviceMeasurements: totalOf(own, ({ architectures }) => architectures)!,
    hours: totalOf(devices, hoursOf),
    perDeviceHours: totalOf(own, hoursOf),
  };
}

function hoursOf({ architectures, secondsPerArchitecture }: MeasuredDevice): number | null {
  return secondsPerArchitecture === null ? null : (architectures * secondsPerArchitecture) / 3600;
}

function totalOf(devices: readonly MeasuredDevice[], of: (device: MeasuredDevice) => number | null): number | null {
  return devices.reduce<number | null>((sum, device) => {
    const one = of(device);
    return sum === null || one === null ? null : sum + one;
  }, 0);
}
