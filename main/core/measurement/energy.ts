import { median } from '../stats/quantiles.ts';

/** Power at one moment. Times are milliseconds since 1970 on the device's clock. */
export interface PowerSample {
  readonly atMs: number;
  readonly powerMw: number;
}

export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A sensor that was silent for longer has missed something. */
const longestGapMs = 1000;
const fewestIdleSamples = 5;
const fewestBusySamples = 3;

/**
 * Energy in mJ that the device drew in a span: the trapezoid rule over samples in rising time, with the power at both ends interpolated. null
 * where the samples don't cover the span.
 */
export function integratePowerMj(trace: readonly PowerSample[], { fromMs, toMs }: TimeSpan): number | null {
  let energyUj = 0; // mW · ms
  let coveredMs = 0;
  let inside = 0;
  for (const [index, right] of trace.entries()) {
    if (right.atMs >= fromMs && right.atMs <= toMs) inside++;
    const left = trace[index - 1];
    if (left === undefined || right.atMs <= left.atMs) continue;
    const [startMs, endMs] = [Math.max(left.atMs, fromMs), Math.min(right.atMs, toMs)];
    if (endMs <= startMs) continue;
    if (right.atMs - left.atMs > longestGapMs) return null;
    energyUj += ((powerAt(left, right, startMs) + powerAt(left, right, endMs)) / 2) * (endMs - startMs);
    coveredMs += endMs - startMs;
  }
  const isCovered = toMs > fromMs && inside >= fewestBusySamples && toMs - fromMs - coveredMs < 1e-6 * (toMs - fromMs);
  return isCovered ? energyUj / 1000 : null;
}

/** Power of the device at rest: the median, which a moment's work of something else does not move. null where there are too few samples. */
export function idlePowerMw(trace: readonly PowerSample[], { fromMs, toMs }: TimeSpan): number | null {
  const powers = trace.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs).map(({ powerMw }) => powerMw);
  return powers.length < fewestIdleSamples ? null : median(powers);
}

/** Of the whole energy: what is above rest by less is rounding. */
const leastShareAboveRest = 1e-6;

/** Energy in mJ of one of `runs` equal runs, without what the device draws at rest; null where it is not known or not above that. */
export function energyPerRunMj(trace: readonly PowerSample[], busy: TimeSpan, runs: number, idleMw: number): number | null {
  const totalMj = integratePowerMj(trace, busy);
  if (totalMj === null || runs < 1) return null;
  const energyMj = (totalMj - (idleMw * (busy.toMs - busy.fromMs)) / 1000) / runs;
  return energyMj * runs > leastShareAboveRest * totalMj ? energyMj : null;
}

function powerAt(left: PowerSample, right: PowerSample, atMs: number): number {
  return left.powerMw + ((right.powerMw - left.powerMw) * (atMs - left.atMs)) / (right.atMs - left.atMs);
}
