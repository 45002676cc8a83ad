import type { Rng } from '../../rng.ts';

/** Devices that are held out together, and those that the others are predicted from; indices. */
export interface Fold {
  readonly heldOut: readonly number[];
  readonly training: readonly number[];
}

/** A device belongs to those that models learn from if it has measured so large a share of what the one with the most has. */
const leastShare = 0.5;

/** The devices that have measured much; the others are to be predicted. `latencyMs`: [devices][networks], NaN where not measured. */
export function wellMeasuredDevices(latencyMs: readonly Float64Array[]): number[] {
  const counts = latencyMs.map((latencies) => latencies.filter((value) => !Number.isNaN(value)).length);
  const least = Math.max(1, leastShare * Math.max(...counts));
  return counts.flatMap((count, device) => (count >= least ? [device] : []));
}

/**
 * Deals devices into at most `most` folds of about equal size: each is held out once, and with it all of its group. None where all are of one
 * group. `groups`: by device.
 */
export function planFolds(devices: readonly number[], groups: readonly string[], most: number, rng: Rng): Fold[] {
  const byGroup = Map.groupBy(devices, (device) => groups[device]!);
  if (byGroup.size < 2) return [];
  const largestFirst = rng.shuffle([...byGroup.values()]).sort((a, b) => b.length - a.length);
  const folds: number[][] = Array.from({ length: Math.min(most, byGroup.size) }, () => []);
  for (const group of largestFirst) folds.reduce((least, fold) => (fold.length < least.length ? fold : least)).push(...group);
  return folds.map((heldOut) => ({
    heldOut: heldOut.toSorted((a, b) => a - b),
    training: devices.filter((device) => !heldOut.includes(device)),
  }));
}
