import { median, quantileOfSorted } from './quantiles.ts';

/** What the runs of one network on one device come to. All times in milliseconds. */
export interface LatencySummary {
  readonly runs: number;
  readonly medianMs: number;
  readonly p90Ms: number;
  readonly minMs: number;
  /** Mean without the fastest and slowest tenth of the runs. */
  readonly trimmedMeanMs: number;
  /** Median absolute deviation from the median, not scaled. */
  readonly medianAbsoluteDeviationMs: number;
  /** Standard deviation (n − 1) over mean; 0 for a single run. */
  readonly coefficientOfVariation: number;
}

const trimmedShare = 0.1;

/** Summarises at least one positive latency sample. */
export function summariseLatencies(samplesMs: ArrayLike<number>): LatencySummary {
  if (samplesMs.length === 0) throw new RangeError('no latency samples to summarise');
  const sorted = Float64Array.from(samplesMs).sort();
  const medianMs = quantileOfSorted(sorted, 0.5);
  const trimmed = Math.floor(sorted.length * trimmedShare);
  return {
    runs: sorted.length,
    medianMs,
    p90Ms: quantileOfSorted(sorted, 0.9),
    minMs: sorted[0]!,
    trimmedMeanMs: mean(sorted.subarray(trimmed, sorted.length - trimmed)),
    medianAbsoluteDeviationMs: median(sorted.map((value) => Math.abs(value - medianMs))),
    coefficientOfVariation: coefficientOfVariation(sorted),
  };
}

/** Standard deviation (n − 1) relative to the mean: a fraction; 0 for fewer than two values. */
export function coefficientOfVariation(values: ArrayLike<number>): number {
  const n = values.length;
  if (n < 2) return 0;
  const average = mean(values);
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - average) ** 2;
  return Math.sqrt(squares / (n - 1)) / average;
}

/** Arithmetic mean of at least one value. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
