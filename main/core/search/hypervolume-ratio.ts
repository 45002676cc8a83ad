import { hypervolume } from './hypervolume.ts';

/** A point of a front. */
interface FrontPoint {
  readonly latencyMs: number;
  /** Or what stands in for it. */
  readonly accuracy: number;
}

/** The reference point's accuracy lies so far below the best one at the fast limit, a share of the front's range. */
const margin = 0.05;

/**
 * Hypervolume of a front over that of another, in log latency and accuracy. The reference point is strict, so that the ratio tells: the slowest of
 * `reference`, and what it reaches within `fastLimitMs` less a little. null where that leaves `reference` no volume, as of a single point.
 */
export function hypervolumeRatio(found: readonly FrontPoint[], reference: readonly FrontPoint[], fastLimitMs: number): number | null {
  const accuracies = reference.map(({ accuracy }) => accuracy);
  const [least, most] = [Math.min(...accuracies), Math.max(...accuracies)];
  const fast = reference
    .filter(({ latencyMs }) => latencyMs <= fastLimitMs)
    .reduce((best, { accuracy }) => Math.max(best, accuracy), least);
  const worst = [Math.log(Math.max(...reference.map(({ latencyMs }) => latencyMs))), fast - margin * (most - least)] as const;
  const volume = (front: readonly FrontPoint[]) =>
    hypervolume(
      Float64Array.from(front.flatMap(({ latencyMs, accuracy }) => [Math.log(latencyMs), accuracy])),
      ['minimise', 'maximise'],
      worst,
    );
  const whole = volume(reference);
  return whole > 0 ? volume(found) / whole : null;
}
