import { cholesky } from './cholesky.ts';
import type { Matrix } from './matrix.ts';

/** L with L·Lᵀ a covariance [n, n] that rounding may have left slightly indefinite; of zeros: itself. */
export function semidefiniteFactor(covariance: Matrix): Matrix {
  const n = covariance.rows;
  const largest = covariance.data.reduce((most, value) => Math.max(most, value), 0);
  if (largest === 0) return covariance;
  if (!Number.isFinite(largest)) throw new RangeError('a covariance must be finite');
  for (let jitter = 1e-9; ; jitter *= 10) {
    const data = covariance.data.slice();
    for (let i = 0; i < n; i++) data[i * n + i]! += jitter * largest;
    const factor = cholesky({ ...covariance, data });
    if (factor) return factor;
  }
}
