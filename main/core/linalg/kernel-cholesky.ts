import type { Kernels } from '../kernels/kernels.ts';
import type { Matrix } from './matrix.ts';

/** Writes the lower triangle of L with A = L·Lᵀ to `factor`; false where a pivot is not above its limit. */
export function kernelCholesky(kernels: Kernels, a: Matrix, limits: Float64Array, factor: Matrix): boolean {
  const n = a.rows;
  return kernels.scope([8 * n * n, 8 * n], (run, arena) => {
    const l = arena.float64(n * n);
    for (let i = 0; i < n; i++) l.set(a.data.subarray(i * n, i * n + i + 1), i * n);
    if (!run.cholesky(n, l.byteOffset, n, arena.copyOf(limits).byteOffset)) return false;
    for (let i = 0; i < n; i++) factor.data.set(l.subarray(i * n, i * n + i + 1), i * n);
    return true;
  });
}

/** B ← L⁻¹·B, or L⁻ᵀ·B. */
export function kernelSolveTriangular(kernels: Kernels, factor: Matrix, b: Matrix, transposed: boolean): void {
  const { rows: n, cols: m } = b;
  kernels.scope([8 * n * n, 8 * n * m], (run, arena) => {
    const l = arena.copyOf(factor.data);
    const x = arena.copyOf(b.data);
    if (transposed) run.solveLowerTransposed(n, m, l.byteOffset, n, x.byteOffset, m);
    else run.solveLower(n, m, l.byteOffset, n, x.byteOffset, m);
    b.data.set(x);
  });
}
