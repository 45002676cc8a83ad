import { median } from '../stats/quantiles.ts';
import { mean } from '../stats/summary.ts';
import type { Measurement } from './measurement.ts';

/** How long measuring takes, all that belongs to it included: loading, warm-up, anchors and repeated blocks. */
export interface MeasurementPace {
  /** Different architectures that were measured. */
  readonly architectures: number;
  readonly secondsPerArchitecture: number;
}

/** A pause that is so many times the median one is none of the measuring: the link was lost, or somebody paused it. */
const longestPause = 10;

/** The pace of one campaign, from the times at which its measurements ended; null where no block has two of them. */
export function measurementPace(measurements: readonly Measurement[]): MeasurementPace | null {
  const runs = Map.groupBy(measurements, ({ slot }) => `${slot.block} ${slot.repeat}`);
  const pausesMs = [...runs.values()].flatMap((run) => {
    const times = run.map(({ measuredAtMs }) => measuredAtMs).toSorted((a, b) => a - b);
    return times.slice(1).map((time, i) => time - times[i]!);
  });
  if (pausesMs.length === 0) return null;
  const longestMs = longestPause * median(pausesMs);
  const secondsPerMeasurement = mean(pausesMs.filter((pause) => pause <= longestMs)) / 1000;
  const architectures = new Set(measurements.map(({ architecture }) => architecture)).size;
  return { architectures, secondsPerArchitecture: (secondsPerMeasurement * measurements.length) / architectures };
}
