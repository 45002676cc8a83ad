import { sharedKernels } from '../kernels/kernels.ts';
import { type Matrix, row, zeros } from './matrix.ts';

/** A = Vᵀ·diag(values)·V of a symmetric matrix [n, n]. */
export interface SymmetricEigen {
  /** [n], falling. */
  readonly values: Float64Array;
  /** [n, n], orthonormal; row k belongs to `values[k]`. */
  readonly vectors: Matrix;
}

/** Room for the decomposition of an [n, n] matrix, for use many times over. */
export function emptySymmetricEigen(n: number): SymmetricEigen {
  return { values: new Float64Array(n), vectors: zeros(n, n) };
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, of which only the lower triangle is read; errors are of the order of the rounding of
 * the largest eigenvalue. Values must be finite (RangeError). `into`: where the result is written.
 */
export function symmetricEigen(a: Matrix, into: SymmetricEigen = emptySymmetricEigen(a.rows)): SymmetricEigen {
  const n = a.rows;
  if (a.cols !== n) throw new RangeError(`[${n}, ${a.cols}] is not square`);
  const scale = scaleOf(a);
  sharedKernels().scope([8 * n * n, 8 * n, 8 * 4 * n], (run, arena) => {
    const rows = arena.float64(n * n);
    const values = arena.float64(n);
    copyScaled(a, scale, rows);
    const converged = run.symmetricEigen(n, rows.byteOffset, values.byteOffset, arena.float64(4 * n).byteOffset);
    if (!converged) throw new Error(`the eigenvalues of a [${n}, ${n}] matrix did not converge`);
    copySorted(rows, values, scale, into);
  });
  return into;
}

/** A power of two that brings the largest element to 1 … 2: no square overflows or vanishes, and no digit changes. */
function scaleOf({ rows: n, data }: Matrix): number {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const size = Math.abs(data[i * n + j]!);
      if (!(size <= Number.MAX_VALUE)) throw new RangeError('a matrix with values that are not finite has no eigenvalues');
      if (size > largest) largest = size;
    }
  }
  return largest === 0 ? 1 : 2 ** -Math.max(-1000, Math.floor(Math.log2(largest)));
}

function copyScaled({ rows: n, data }: Matrix, scale: number, target: Float64Array): void {
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) target[i * n + j] = scale * data[i * n + j]!;
}

function copySorted(rows: Float64Array, values: Float64Array, scale: number, { values: sorted, vectors }: SymmetricEigen): void {
  const n = values.length;
  const order = Uint32Array.from(values.keys()).sort((i, j) => values[j]! - values[i]!);
  for (let k = 0; k < n; k++) {
    const from = order[k]!;
    sorted[k] = values[from]! / scale;
    row(vectors, k).set(rows.subarray(from * n, (from + 1) * n));
  }
}
