import { sharedKernels } from '../kernels/kernels.ts';
import { type Matrix, zeros } from './matrix.ts';

/**
 * Lower triangular L with A = L·Lᵀ for a symmetric positive definite A (only its lower triangle is read); undefined where A is not
 * positive definite to working precision. `factor` [n, n]: where L is written, `a` itself included; what is above its diagonal stays.
 */
export function cholesky(a: Matrix, factor: Matrix = zeros(a.rows, a.rows)): Matrix | undefined {
  const n = a.rows;
  if (a.cols !== n) throw new RangeError(`[${n}, ${a.cols}] is not square`);
  // What is left of a diagonal element must be more than the rounding of the subtraction.
  const limits = new Float64Array(n);
  for (let i = 0; i < n; i++) limits[i] = a.data[i * n + i]! * n * Number.EPSILON;
  const done = sharedKernels().scope([8 * n * n, 8 * n], (run, arena) => {
    const l = arena.float64(n * n);
    for (let i = 0; i < n; i++) l.set(a.data.subarray(i * n, i * n + i + 1), i * n);
    if (!run.cholesky(n, l.byteOffset, n, arena.copyOf(limits).byteOffset)) return false;
    for (let i = 0; i < n; i++) factor.data.set(l.subarray(i * n, i * n + i + 1), i * n);
    return true;
  });
  return done ? factor : undefined;
}

/** x with A·x = b, given A's factor L. */
export function choleskySolve(factor: Matrix, b: ArrayLike<number>): Float64Array {
  const n = factor.rows;
  const l = factor.data;
  const x = solveLower(factor, b);
  for (let i = n - 1; i >= 0; i--) {
    const value = x[i]! / l[i * n + i]!;
    x[i] = value;
    for (let k = 0; k < i; k++) x[k]! -= l[i * n + k]! * value;
  }
  return x;
}

/** x with L·x = b. */
export function solveLower(factor: Matrix, b: ArrayLike<number>): Float64Array {
  const n = factor.rows;
  if (b.length !== n) throw new RangeError(`${b.length} values for ${n} equations`);
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= factor.data[i * n + k]! * x[k]!;
    x[i] = sum / factor.data[i * n + i]!;
  }
  return x;
}

/** L⁻¹·B for B [n, m]. `into` [n, m]: where it is written, `b` itself included. */
export function solveLowerMatrix(factor: Matrix, b: Matrix, into: Matrix = zeros(b.rows, b.cols)): Matrix {
  return solveTriangular(factor, b, into, false);
}

/** L⁻ᵀ·B for B [n, m]: after `solveLowerMatrix` it makes A⁻¹·B. */
export function solveLowerTransposedMatrix(factor: Matrix, b: Matrix, into: Matrix = zeros(b.rows, b.cols)): Matrix {
  return solveTriangular(factor, b, into, true);
}

function solveTriangular(factor: Matrix, b: Matrix, into: Matrix, transposed: boolean): Matrix {
  if (factor.rows !== b.rows) throw new RangeError(`[${b.rows}, ${b.cols}] for ${factor.rows} equations`);
  const { rows: n, cols: m } = b;
  sharedKernels().scope([8 * n * n, 8 * n * m], (run, arena) => {
    const l = arena.copyOf(factor.data);
    const x = arena.copyOf(b.data);
    if (transposed) run.solveLowerTransposed(n, m, l.byteOffset, n, x.byteOffset, m);
    else run.solveLower(n, m, l.byteOffset, n, x.byteOffset, m);
    into.data.set(x);
  });
  return into;
}

/** ln det A, given A's factor L. */
export function logDeterminant(factor: Matrix): number {
  let sum = 0;
  for (let i = 0; i < factor.rows; i++) sum += Math.log(factor.data[i * factor.rows + i]!);
  return 2 * sum;
}
