import type { Matrix } from '../linalg/matrix.ts';

/** Logarithms of latencies as a level of the device plus a profile of the networks. */
export interface LatencyProfile {
  /** [devices] */
  readonly levels: Float64Array;
  /** [networks]; NaN where no device has measured the network. */
  readonly profile: Float64Array;
  /** [networks] devices that have measured it. */
  readonly counts: Float64Array;
}

const mostRounds = 200;
const tolerance = 1e-10;

/** Least squares of level + profile by taking means in turn. `logs`: [devices, networks], NaN: not measured; every device has a value. */
export function latencyProfile({ rows: devices, cols: networks, data }: Matrix): LatencyProfile {
  const levels = new Float64Array(devices);
  const profile = new Float64Array(networks);
  const counts = new Float64Array(networks);
  for (let i = 0; i < data.length; i++) if (!Number.isNaN(data[i])) counts[i % networks]!++;
  for (let round = 0, change = Infinity; round < mostRounds && change > tolerance; round++) {
    change = 0;
    for (let device = 0; device < devices; device++) {
      let sum = 0;
      let count = 0;
      for (let network = 0; network < networks; network++) {
        const value = data[device * networks + network]!;
        if (Number.isNaN(value)) continue;
        sum += value - profile[network]!;
        count++;
      }
      change = Math.max(change, Math.abs(sum / count - levels[device]!));
      levels[device] = sum / count;
    }
    profile.fill(0);
    for (let i = 0; i < data.length; i++) {
      if (!Number.isNaN(data[i])) profile[i % networks]! += (data[i]! - levels[Math.floor(i / networks)]!) / counts[i % networks]!;
    }
  }
  for (let network = 0; network < networks; network++) if (counts[network] === 0) profile[network] = NaN;
  return { levels, profile, counts };
}
