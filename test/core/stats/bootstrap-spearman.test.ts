import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import { runToEnd } from '../../../main/core/run-to-end.ts';
import { bootstrapSpearman } from '../../../main/core/stats/bootstrap-spearman.ts';
import { quantiles } from '../../../main/core/stats/quantiles.ts';
import { spearman } from '../../../main/core/stats/spearman.ts';
import { closeTo } from '../../helpers/close-to.ts';

const rng = createRng(11);
const rows = 60;
const shared = Array.from({ length: rows }, () => rng.normal());
const columns = [0.2, 0.6, 1, 2].map((noise) => Float64Array.from(shared, (value) => Math.round(4 * (value + noise * rng.normal())) / 4));
const options = { resamples: 200, rng: createRng(5) };

/** The same resamples, each ranked from scratch. */
function intervalByRankingAnew(x: Float64Array, y: Float64Array): number[] {
  const draws = createRng(5).fork(`bootstrap of ${x.length} rows`);
  const values = Array.from({ length: 200 }, () => {
    const drawn = Array.from(x, () => draws.integer(x.length));
    return spearman(
      drawn.map((i) => x[i]!),
      drawn.map((i) => y[i]!),
    )!;
  });
  return quantiles(values, [0.025, 0.975]);
}

test('counting gives the same intervals as ranking every resample from scratch', () => {
  const intervals = runToEnd(bootstrapSpearman(columns, options));
  for (const [a, b] of [
    [0, 1],
    [1, 3],
    [2, 0],
  ] as const) {
    const [low, high] = intervalByRankingAnew(columns[a]!, columns[b]!);
    closeTo(intervals[a]![b]!.low, low!, 1e-12);
    closeTo(intervals[a]![b]!.high, high!, 1e-12);
  }
});

test('intervals are the same with any other devices in the table, and hold the estimate', () => {
  const all = runToEnd(bootstrapSpearman(columns, options));
  const pair = runToEnd(bootstrapSpearman([columns[1]!, columns[2]!], options));
  assert.deepEqual(pair[0]![1], all[1]![2]);
  assert.equal(all[1]![2], all[2]![1]);
  assert.equal(all[1]![1], null);
  const estimate = spearman(columns[1]!, columns[2]!)!;
  assert.ok(all[1]![2]!.low < estimate && estimate < all[1]![2]!.high);
});

test('a missing cell only takes its architecture out of its own pairs', () => {
  const holed = columns.map((column) => column.slice());
  holed[3]![7] = NaN;
  holed[3]![20] = NaN;
  const intervals = runToEnd(bootstrapSpearman(holed, options));
  const without = (column: Float64Array) => column.filter((_, i) => i !== 7 && i !== 20);
  const [low, high] = intervalByRankingAnew(without(columns[0]!), without(columns[3]!));
  closeTo(intervals[0]![3]!.low, low!, 1e-12);
  closeTo(intervals[0]![3]!.high, high!, 1e-12);
  assert.deepEqual(intervals[0]![1], runToEnd(bootstrapSpearman(columns, options))[0]![1]);
});

test('no interval without 3 common architectures or with a constant side', () => {
  const constant = Float64Array.from({ length: rows }, () => 3);
  const sparse = Float64Array.from({ length: rows }, (_, i) => (i < 2 ? i : NaN));
  const intervals = runToEnd(bootstrapSpearman([columns[0]!, constant, sparse], options));
  assert.deepEqual(intervals.flat(), new Array(9).fill(null));
  assert.deepEqual(runToEnd(bootstrapSpearman(columns, { ...options, resamples: 0 })).flat(), new Array(16).fill(null));
});

test('progress rises to 1 and a caller can stop between resamples', () => {
  const shares = [
    ...bootstrapSpearman([...columns, columns[0]!.map((value, i) => (i === 0 ? NaN : value))], { resamples: 20, rng: createRng(1) }),
  ];
  assert.ok(shares.length > 40, 'two sets of common rows, 20 resamples each, and the sorting before');
  assert.ok(shares.every((share, i) => i === 0 || share >= shares[i - 1]!));
  assert.equal(shares.at(-1), 1);
  const steps = bootstrapSpearman(columns, options);
  steps.next();
  assert.equal(steps.return([]).done, true);
});
