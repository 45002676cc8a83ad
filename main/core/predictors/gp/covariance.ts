import { scaledExponential } from '../../linalg/exponential.ts';
import { type Matrix, row } from '../../linalg/matrix.ts';
import { squaresOfRows } from '../../linalg/squared-distances.ts';

/** Of the covariance share·z·z′/d + (1 − share)·exp(−‖z − z′‖²/(2·lengthScale²·d)) and its noise, relative to the variance of the signal. */
export interface Hyperparameters {
  /** Share of the linear kernel, 0 … 1. */
  readonly linearShare: number;
  /** At 1, rows at the mean distance of independent standardised rows correlate by e⁻¹. */
  readonly lengthScale: number;
  /** Variance of the noise; positive. */
  readonly noise: number;
}

/** Standardised rows; `dimension` is the number d of columns that vary, at least 1. */
export interface StandardisedRows {
  readonly z: Matrix;
  readonly squares: Float64Array;
  readonly dimension: number;
}

export function standardisedRows(z: Matrix, varyingColumns: number): StandardisedRows {
  return { z, squares: squaresOfRows(z), dimension: Math.max(1, varyingColumns) };
}

/** Covariances of rows a with rows b, from their squared distances [n, m]; `into` may be `distances`. */
export function covariances(
  a: StandardisedRows,
  b: StandardisedRows,
  distances: Matrix,
  { linearShare, lengthScale }: Hyperparameters,
  into: Matrix = distances,
): void {
  const { rows: n, cols: m } = distances;
  const linear = linearShare / (2 * a.dimension);
  const exponentials = new Float64Array(m);
  for (let i = 0; i < n; i++) {
    exponentials.set(row(distances, i));
    scaledExponential(exponentials, -1 / (2 * lengthScale * lengthScale * a.dimension));
    for (let j = 0; j < m; j++) {
      const twiceProduct = a.squares[i]! + b.squares[j]! - distances.data[i * m + j]!;
      into.data[i * m + j] = linear * twiceProduct + (1 - linearShare) * exponentials[j]!;
    }
  }
}

/** Variance of row `i` without noise. */
export function varianceOf(rows: StandardisedRows, i: number, { linearShare }: Hyperparameters): number {
  return (linearShare * rows.squares[i]!) / rows.dimension + (1 - linearShare);
}
