import { block, type Matrix, row } from '../../linalg/matrix.ts';
import { dot, multiply, multiplyByTranspose, multiplyVector } from '../../linalg/multiply.ts';
import { weighOutliers } from './outliers.ts';

/** A relative error of 0.1 %: no measurement is better. */
export const leastVariance = 1e-6;

/** A normal distribution given some of its values. */
export interface Conditioned {
  /** [n] */
  readonly expected: Float64Array;
  /** [n]; positive. */
  readonly variances: Float64Array;
  /** [n, n] */
  covariance(): Matrix;
}

/**
 * The distribution of values of mean 0 and the covariance [n, n], given the values at some places; those that don't agree with the others
 * count for less. Variances are those of values measured anew: at a place that is given, what its noise leaves is not told apart.
 */
export function conditionOn(covariance: Matrix, places: readonly number[], given: Float64Array): Conditioned {
  const n = covariance.rows;
  const { inverse, solved } = weighOutliers(block(covariance, places, places), given);
  const gain = block(
    covariance,
    Array.from({ length: n }, (_, i) => i),
    places,
  );
  const weighted = multiply(gain, inverse);
  return {
    expected: multiplyVector(gain, solved),
    variances: Float64Array.from({ length: n }, (_, i) =>
      Math.max(leastVariance, covariance.data[i * n + i]! - dot(row(weighted, i), row(gain, i))),
    ),
    covariance: () => {
      const explained = multiplyByTranspose(weighted, gain);
      return { ...explained, data: covariance.data.map((value, i) => value - explained.data[i]!) };
    },
  };
}
