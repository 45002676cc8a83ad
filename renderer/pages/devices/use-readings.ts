import type { DeviceReadings } from '../../../preload/contract/device.ts';
import { useLab } from '../../state/lab-context.ts';
import { useStream, type Stream } from '../../state/use-stream.ts';

/** How long readings are shown. */
export const readingsSpanMs = 120_000;

const none: readonly DeviceReadings[] = [];

/** Clocks, temperatures and load of a device over the last two minutes, one reading a second. */
export function useReadings(deviceId: string | null): Stream<readonly DeviceReadings[]> {
  const lab = useLab();
  return useStream<DeviceReadings, readonly DeviceReadings[]>({
    key: deviceId === null ? null : `readings:${deviceId}`,
    open: (signal) => lab.devices.readings({ deviceId: deviceId ?? '' }, { signal }),
    initial: none,
    reduce: (earlier, arrived) => {
      const readings = [...earlier, ...arrived];
      const latestMs = readings.at(-1)?.atMs ?? 0;
      return readings.filter(({ atMs }) => atMs > latestMs - readingsSpanMs);
    },
  });
}

/** Highest clock of some processors; null where the system does not tell. */
export function highestClockKhz(reading: DeviceReadings | undefined, processors?: readonly number[]): number | null {
  const clocks = (reading?.clocks ?? []).filter((clock) => processors === undefined || processors.includes(clock.processor));
  return clocks.length === 0 ? null : Math.max(...clocks.map((clock) => clock.clockKhz));
}
