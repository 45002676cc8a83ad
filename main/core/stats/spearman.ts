import { averageRanks } from './ranks.ts';

/**
 * Spearman's rank correlation with average ranks for ties, in [−1, 1]; null where it is not defined: fewer than 3 pairs, or one side
 * constant. Values must not be NaN.
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  if (x.length !== y.length) throw new RangeError(`${x.length} and ${y.length} values do not pair`);
  if (x.length < 3) return null;
  return rankCorrelation(averageRanks(x), averageRanks(y));
}

/** Spearman's correlation of two rankings made by `averageRanks`; null where one side is constant or there are fewer than 3. */
export function rankCorrelation(ranksX: Float64Array, ranksY: Float64Array): number | null {
  const n = ranksX.length;
  if (n < 3) return null;
  const twiceMean = n + 1;
  // Twice a mid-rank is an integer: the sums are exact up to some 200,000 values, whatever the order of summation.
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = 0; i < n; i++) {
    const a = 2 * ranksX[i]! - twiceMean;
    const b = 2 * ranksY[i]! - twiceMean;
    xx += a * a;
    xy += a * b;
    yy += b * b;
  }
  if (xx === 0 || yy === 0) return null;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
