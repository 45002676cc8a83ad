import { invertSymmetric } from '../../linalg/invert-symmetric.ts';
import type { Matrix } from '../../linalg/matrix.ts';
import { multiplyVector } from '../../linalg/multiply.ts';

/** Observations that lie further than this from what the others predict, in standard deviations, count for less. */
const limit = 4;
const mostRounds = 4;
const enough = 0.01;

export interface Weighed {
  /** Variance to add to each observation, [n]; 0 for those that agree with the others. */
  readonly extra: Float64Array;
  /** (covariance + diag(extra))⁻¹ */
  readonly inverse: Matrix;
  /** inverse · residuals */
  readonly solved: Float64Array;
}

/**
 * Finds observations that don't agree with the others: a phone that throttled, a run that was disturbed. Each gets so much variance that it
 * lies `limit` standard deviations from what the others predict (leave-one-out in closed form), which is how Huber's weights treat it.
 * `residuals`: [n], of mean 0 and the covariance. Fewer than three observations can't contradict each other.
 */
export function weighOutliers(covariance: Matrix, residuals: Float64Array): Weighed {
  const n = residuals.length;
  const extra = new Float64Array(n);
  const widened = { ...covariance, data: covariance.data.slice() };
  let inverse = invertSymmetric(widened);
  let solved = multiplyVector(inverse, residuals);
  const rounds = n > 2 ? mostRounds : 0;
  for (let round = 0; round < rounds; round++) {
    let largest = 0;
    for (let i = 0; i < n; i++) {
      const precision = inverse.data[i * n + i]!;
      const variance = Math.max(Number.MIN_VALUE, 1 / precision - extra[i]!);
      const excess = (solved[i]! / precision) ** 2 / (variance * limit * limit);
      const wanted = excess > 1 ? variance * (excess - 1) : 0;
      largest = Math.max(largest, Math.abs(wanted - extra[i]!) / (variance + extra[i]!));
      extra[i] = wanted;
    }
    if (largest < enough) break;
    for (let i = 0; i < n; i++) widened.data[i * n + i] = covariance.data[i * n + i]! + extra[i]!;
    inverse = invertSymmetric(widened);
    solved = multiplyVector(inverse, residuals);
  }
  return { extra, inverse, solved };
}
