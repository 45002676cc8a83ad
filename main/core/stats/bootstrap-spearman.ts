import type { Rng } from '../rng.ts';
import { quantileOfSorted } from './quantiles.ts';
import { ResampleRanker } from './resample-ranker.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  /** Number of resamples; 1,000 is usual for 95 % intervals. */
  readonly resamples: number;
  readonly rng: Rng;
  /** Share of the resamples that the interval covers; default 0.95. */
  readonly level?: number;
}

/** Share of the work that is done, 0 … 1. */
export type Share = number;

/**
 * Percentile bootstrap intervals of Spearman's correlation for every pair of columns (one a device, NaN = missing). Architectures are drawn
 * with replacement from those that both have, and every resample is ranked anew, ties included. Pairs with the same common architectures
 * share the resamples, so an interval does not depend on which other devices are in the table.
 *
 * Returns the symmetric [columns][columns] matrix; null on the diagonal, where a pair has fewer than 3 common architectures, and where more
 * than half of the resamples have no correlation because a side is constant. Yields the share done after each resample and each step of the preparation. With c columns of n
 * rows a resample costs O(c·n) for ranks (counts over the presorted order) and O(c²·n) for the correlations.
 */
export function* bootstrapSpearman(
  columns: readonly ArrayLike<number>[],
  options: BootstrapOptions,
): Generator<Share, (Interval | null)[][]> {
  const intervals = columns.map(() => new Array<Interval | null>(columns.length).fill(null));
  if (options.resamples < 1) return intervals;
  const batches = yield* groupByCommonRows(columns);
  const total = batches.reduce((sum, batch) => sum + batch.pairs.length, 0);
  let finished = 0;
  for (const batch of batches) {
    const steps = resampleBatch(batch, columns, options);
    let distributions: Float64Array[] = [];
    for (;;) {
      const step = steps.next();
      if (step.done) {
        distributions = step.value;
        break;
      }
      yield (finished + step.value * batch.pairs.length) / total;
    }
    batch.pairs.forEach(([a, b], k) => {
      intervals[a]![b] = intervals[b]![a] = percentileInterval(distributions[k]!, options.level ?? 0.95);
    });
    finished += batch.pairs.length;
  }
  return intervals;
}

/** Pairs of columns that have the same rows in common. */
interface Batch {
  readonly rows: Uint32Array;
  readonly pairs: [number, number][];
}

function* groupByCommonRows(columns: readonly ArrayLike<number>[]): Generator<Share, Batch[]> {
  const present = columns.map((column) => Uint8Array.from(column, (value) => (Number.isNaN(value) ? 0 : 1)));
  // Columns with the same gaps need to be compared only once.
  const gaps = new Map<string, number>();
  const gapsOf = present.map((mask) => {
    const key = mask.join('');
    const index = gaps.get(key) ?? gaps.size;
    gaps.set(key, index);
    return index;
  });
  const batchOfGaps = new Map<string, Batch>();
  const batches = new Map<string, Batch>();
  for (let a = 0; a < columns.length; a++) {
    for (let b = a + 1; b < columns.length; b++) {
      const gapsKey = [gapsOf[a]!, gapsOf[b]!].sort((x, y) => x - y).join(' ');
      let batch = batchOfGaps.get(gapsKey);
      if (batch === undefined) {
        const common = present[a]!.map((has, i) => has & present[b]![i]!);
        const commonKey = common.join('');
        const rows = Uint32Array.from([...common.keys()].filter((i) => common[i] === 1));
        batch = batches.get(commonKey) ?? { rows, pairs: [] };
        batches.set(commonKey, batch);
        batchOfGaps.set(gapsKey, batch);
        yield 0;
      }
      batch.pairs.push([a, b]);
    }
  }
  return [...batches.values()].filter((batch) => batch.rows.length >= 3);
}

/** [pairs][resamples] correlations; NaN where a resample has none. */
function* resampleBatch(batch: Batch, columns: readonly ArrayLike<number>[], options: BootstrapOptions): Generator<Share, Float64Array[]> {
  const n = batch.rows.length;
  const used = [...new Set(batch.pairs.flat())].sort((a, b) => a - b);
  const rankers: ResampleRanker[] = [];
  for (const column of used) {
    rankers.push(new ResampleRanker(Float64Array.from(batch.rows, (i) => columns[column]![i]!)));
    yield 0;
  }
  const pairs = batch.pairs.map(([a, b]) => [used.indexOf(a), used.indexOf(b)] as const);
  const distributions = pairs.map(() => new Float64Array(options.resamples));
  const rng = options.rng.fork(`bootstrap of ${n} rows`);
  const counts = new Uint16Array(n);
  const slots = new Int32Array(n);
  const scores = used.map(() => new Float64Array(n));
  for (let resample = 0; resample < options.resamples; resample++) {
    counts.fill(0);
    for (let draw = 0; draw < n; draw++) counts[rng.integer(n)]!++;
    let drawn = 0; // rows that were drawn at least once sit in the first slots
    for (let i = 0; i < n; i++) slots[i] = counts[i]! > 0 ? drawn++ : -1;
    const constant = rankers.map((ranker, k) => !ranker.score(counts, slots, scores[k]!));
    pairs.forEach(([a, b], k) => {
      distributions[k]![resample] = constant[a] || constant[b] ? NaN : dot(scores[a]!, scores[b]!, drawn);
    });
    yield (resample + 1) / options.resamples;
  }
  return distributions;
}

function dot(x: Float64Array, y: Float64Array, length: number): number {
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < length; i += 2) {
    even += x[i]! * y[i]!;
    odd += x[i + 1]! * y[i + 1]!;
  }
  if (i < length) even += x[i]! * y[i]!;
  return Math.max(-1, Math.min(1, even + odd));
}

function percentileInterval(distribution: Float64Array, level: number): Interval | null {
  const sorted = distribution.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length * 2 < distribution.length) return null;
  return { low: quantileOfSorted(sorted, (1 - level) / 2), high: quantileOfSorted(sorted, (1 + level) / 2) };
}
