import { processorTempC } from '../../../core/measurement/processor-temperature.ts';
import { parseClocks } from '../../profile/cpu-clusters.ts';
import { parseCpuInfo } from '../../profile/cpu-info.ts';
import { parseTemperatures } from '../../profile/temperatures.ts';
import type { SystemFiles } from '../system-files.ts';

/** The hottest processor sensor in °C, or null. */
export function readTempC(system: SystemFiles): number | null {
  return processorTempC(parseTemperatures(system.temperatureSensors()));
}

/** The highest present clock of the given processors (empty: of all), or null. */
export function readClockKhz(system: SystemFiles, processors: readonly number[]): number | null {
  const fromPolicies = parseClocks(system.cpufreqPolicies());
  const clocks = fromPolicies.length > 0 ? fromPolicies : parseCpuInfo(system.read('proc/cpuinfo') ?? '').processors;
  const known = clocks.flatMap(({ processor, clockKhz }) =>
    clockKhz !== null && (processors.length === 0 || processors.includes(processor)) ? [clockKhz] : [],
  );
  return known.length === 0 ? null : Math.max(...known);
}
