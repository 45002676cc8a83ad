import { zeros } from '../linalg/matrix.ts';
import { type BootstrapOptions, type Interval, type Share, bootstrapSpearman } from '../stats/bootstrap-spearman.ts';
import { completePairs } from '../stats/complete-pairs.ts';
import { type Linkage, averageLinkage } from '../stats/linkage.ts';
import { averageRanks } from '../stats/ranks.ts';
import { rankCorrelation, spearman } from '../stats/spearman.ts';
import { mean } from '../stats/summary.ts';
import { strongMonotonicity } from './gate.ts';

/** `reuse` the proxy as it is, `adapt` it, `unsure`: the interval allows both, `unknown`: too few common architectures to say. */
export type PairAdvice = 'reuse' | 'unsure' | 'adapt' | 'unknown';

export interface MonotonicityPair {
  /** Indices of the two devices, a < b. */
  readonly a: number;
  readonly b: number;
  readonly srcc: number | null;
  readonly interval: Interval | null;
  /** Number of architectures that both have. */
  readonly architectures: number;
  readonly advice: PairAdvice;
}

export interface Monotonicity {
  /** [devices][devices]; 1 on the diagonal; null where fewer than 3 architectures are common or one side is constant. */
  readonly srcc: readonly (readonly (number | null)[])[];
  /** As `srcc`; null on the diagonal. */
  readonly intervals: readonly (readonly (Interval | null)[])[];
  readonly pairs: readonly MonotonicityPair[];
  /** Over the pairs that have an SRCC; null where none has. */
  readonly mean: number | null;
  readonly lowest: number | null;
  /** Average linkage at the distance 1 − SRCC; pairs without one count as unrelated (distance 1). */
  readonly linkage: Linkage;
}

/** Below this number of common architectures neither the estimate nor its bootstrap interval says anything about a space. */
const fewestForAdvice = 10;

/**
 * Latency monotonicity of every pair of devices. `columns`: one a device, in the same order of architectures, NaN where not measured.
 * With `resamples: 0` there are no intervals. Yields the share of the work that is done.
 */
export function* monotonicity(columns: readonly Float64Array[], options: BootstrapOptions): Generator<Share, Monotonicity> {
  const intervals = yield* bootstrapSpearman(columns, options);
  const ranks: (Float64Array | undefined)[] = [];
  for (const column of columns) {
    ranks.push(column.some(Number.isNaN) ? undefined : averageRanks(column));
    yield 1;
  }
  const srcc = columns.map((_, a) => columns.map((__, b): number | null => (a === b ? 1 : null)));
  const pairs: MonotonicityPair[] = [];
  for (let a = 0; a < columns.length; a++) {
    for (let b = a + 1; b < columns.length; b++) {
      const common = ranks[a] && ranks[b] ? undefined : completePairs(columns[a]!, columns[b]!);
      const correlation = common ? spearman(common.x, common.y) : rankCorrelation(ranks[a]!, ranks[b]!);
      const architectures = common ? common.x.length : columns[a]!.length;
      const interval = intervals[a]![b]!;
      srcc[a]![b] = srcc[b]![a] = correlation;
      pairs.push({ a, b, srcc: correlation, interval, architectures, advice: advise(correlation, interval, architectures) });
      yield 1;
    }
  }
  const known = pairs.map((pair) => pair.srcc).filter((value) => value !== null);
  return {
    srcc,
    intervals,
    pairs,
    mean: known.length > 0 ? mean(known) : null,
    lowest: known.length > 0 ? Math.min(...known) : null,
    linkage: averageLinkage(distancesOf(srcc)),
  };
}

/** What to do with a proxy for a target, given their SRCC, its interval (null: not estimated) and the number of common architectures. */
export function advise(srcc: number | null, interval: Interval | null, architectures: number): PairAdvice {
  if (srcc === null || architectures < fewestForAdvice) return 'unknown';
  if (interval !== null && interval.low < strongMonotonicity && interval.high >= strongMonotonicity) return 'unsure';
  return srcc >= strongMonotonicity ? 'reuse' : 'adapt';
}

function distancesOf(srcc: readonly (readonly (number | null)[])[]) {
  const distances = zeros(srcc.length, srcc.length);
  srcc.forEach((correlations, a) => correlations.forEach((value, b) => (distances.data[a * srcc.length + b] = 1 - (value ?? 0))));
  return distances;
}
