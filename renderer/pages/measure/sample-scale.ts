import type { Measurement } from '../../../preload/contract/campaign.ts';

/** Range of a strip of raw samples, as fractions of the median: −0.05 … 0.2. */
export type SampleScale = { low: number; high: number };

const scales: readonly SampleScale[] = [
  { low: -0.05, high: 0.2 },
  { low: -0.1, high: 0.4 },
  { low: -0.2, high: 0.8 },
  { low: -0.5, high: 2 },
];

const mayBeOutside = 0.05;

/** The narrowest range that holds 95 % of the samples of these measurements; one for all rows, so that they compare. */
export function sampleScale(measurements: readonly Measurement[]): SampleScale {
  const total = measurements.reduce((sum, measurement) => sum + measurement.samplesMs.length, 0);
  const fits = (scale: SampleScale): boolean => {
    let outside = 0;
    for (const { samplesMs, medianMs } of measurements) {
      for (const sampleMs of samplesMs) {
        const relative = sampleMs / medianMs - 1;
        if (relative < scale.low || relative > scale.high) outside += 1;
      }
    }
    return outside <= mayBeOutside * total;
  };
  return scales.find(fits) ?? { low: -0.5, high: 2 };
}

/** Where a fraction of the median stands on a strip, 0 … 1; beyond the range it stands at the edge. */
export function sampleShare(relative: number, { low, high }: SampleScale): number {
  return Math.max(0, Math.min(1, (relative - low) / (high - low)));
}
