import { cholesky, choleskySolve } from './cholesky.ts';
import { type Matrix } from './matrix.ts';
import { gram, multiplyTransposed, multiplyVector, transpose } from './multiply.ts';
import { type Svd, svd } from './svd.ts';

/** Below this share of the largest diagonal element the normal equations lose more than half of the digits. */
const smallestRelativePenalty = 1e-8;

/**
 * The shortest w that minimises ‖X·w − y‖: pseudo-inverse times y. Singular values up to `rcond` × the largest count as zero, as in
 * numpy.linalg.pinv.
 */
export function minimumNormLeastSquares(x: Matrix, y: ArrayLike<number>, rcond = 1e-10): Float64Array {
  const decomposition = svd(x);
  const cutOff = rcond * (decomposition.singularValues[0] ?? 0);
  return filteredSolution(decomposition, y, (s) => (s > cutOff ? 1 / s : 0));
}

/** V·diag(filter(s))·Uᵀ·y: least squares with whatever treatment of the singular values. */
export function filteredSolution({ u, singularValues, v }: Svd, y: ArrayLike<number>, filter: (s: number) => number): Float64Array {
  const projected = multiplyTransposed(u, y);
  return multiplyVector(
    v,
    projected.map((value, i) => filter(singularValues[i]!) * value),
  );
}

/**
 * The w that minimises ‖X·w − y‖² + penalty·‖w‖², penalty > 0. Normal equations in the smaller of the two dimensions; where a tiny
 * penalty would leave them ill-conditioned, the SVD.
 */
export function ridgeLeastSquares(x: Matrix, y: ArrayLike<number>, penalty: number): Float64Array {
  if (!(penalty > 0)) throw new RangeError(`a ridge penalty of ${penalty} is not positive`);
  const wide = x.cols > x.rows;
  const normal = gram(wide ? transpose(x) : x);
  let largest = 0;
  for (let i = 0; i < normal.rows; i++) {
    largest = Math.max(largest, normal.data[i * normal.rows + i]!);
    normal.data[i * normal.rows + i]! += penalty;
  }
  const factor = penalty > smallestRelativePenalty * largest ? cholesky(normal) : undefined;
  if (factor === undefined) {
    const decomposition = svd(x);
    const rounding = (decomposition.singularValues[0] ?? 0) * Math.max(x.rows, x.cols) * Number.EPSILON;
    return filteredSolution(decomposition, y, (s) => (s > rounding ? s / (s * s + penalty) : 0));
  }
  return wide ? multiplyTransposed(x, choleskySolve(factor, y)) : choleskySolve(factor, multiplyTransposed(x, y));
}
