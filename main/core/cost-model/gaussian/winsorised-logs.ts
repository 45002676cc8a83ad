import type { Matrix } from '../../linalg/matrix.ts';
import { median } from '../../stats/quantiles.ts';
import { type LatencyProfile, latencyProfile } from '../latency-profile.ts';

/** In robust standard deviations: devices' own ways stay within, disturbed measurements don't. */
const limit = 5;
const rounds = 3;
/** The standard deviation of a normal distribution is so many times the median of absolute values. */
const normalScale = 1.4826;

export interface WinsorisedLogs {
  readonly logs: Matrix;
  readonly profile: LatencyProfile;
}

/**
 * Logarithms of latencies with those that are far from level + profile drawn in, so that a few disturbed measurements or devices don't make up
 * the estimate of how devices differ. `logs`: [devices, networks], NaN: not measured.
 */
export function winsorisedLogs(logs: Matrix): WinsorisedLogs {
  let drawnIn = logs;
  let profile = latencyProfile(logs);
  for (let round = 0; round < rounds; round++) {
    const fitted = (i: number) => profile.levels[Math.floor(i / logs.cols)]! + profile.profile[i % logs.cols]!;
    const residuals = logs.data.map((value, i) => value - fitted(i));
    const largest = limit * normalScale * median(residuals.filter((value) => !Number.isNaN(value)).map(Math.abs));
    drawnIn = { ...logs, data: residuals.map((value, i) => fitted(i) + Math.max(-largest, Math.min(largest, value))) };
    profile = latencyProfile(drawnIn);
  }
  return { logs: drawnIn, profile };
}
