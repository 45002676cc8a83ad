import { sharedKernels } from '../kernels/kernels.ts';
import { kernelCholesky, kernelSolveTriangular } from './kernel-cholesky.ts';
import { type Matrix, row, zeros } from './matrix.ts';
import { addScaled } from './multiply.ts';

/** From this size on the kernels are faster, copying included. */
const kernelSize = 24;

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
  const kernels = n >= kernelSize ? sharedKernels() : undefined;
  const done = kernels === undefined ? plainCholesky(a, limits, factor) : kernelCholesky(kernels, a, limits, factor);
  return done ? factor : undefined;
}

/** As `kernelCholesky`, without kernels. */
export function plainCholesky(a: Matrix, limits: Float64Array, factor: Matrix): boolean {
  const n = a.rows;
  const l = factor.data;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const sum = a.data[i * n + j]! - rowProduct(l, i * n, j * n, j);
      if (i !== j) {
        l[i * n + j] = sum / l[j * n + j]!;
        continue;
      }
      if (!(sum > limits[i]!)) return false;
      l[i * n + i] = Math.sqrt(sum);
    }
  }
  return true;
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
  if (into !== b) into.data.set(b.data);
  const kernels = factor.rows * b.cols >= kernelSize * kernelSize ? sharedKernels() : undefined;
  if (kernels === undefined) plainSolveTriangular(factor, into, transposed);
  else kernelSolveTriangular(kernels, factor, into, transposed);
  return into;
}

/** As `kernelSolveTriangular`, without kernels. */
export function plainSolveTriangular(factor: Matrix, b: Matrix, transposed: boolean): void {
  const n = factor.rows;
  for (let step = 0; step < n; step++) {
    const i = transposed ? n - 1 - step : step;
    const target = row(b, i);
    for (let done = 0; done < step; done++) {
      const k = transposed ? n - 1 - done : done;
      addScaled(target, -factor.data[transposed ? k * n + i : i * n + k]!, row(b, k));
    }
    for (let j = 0; j < target.length; j++) target[j]! /= factor.data[i * n + i]!;
  }
}

/** ln det A, given A's factor L. */
export function logDeterminant(factor: Matrix): number {
  let sum = 0;
  for (let i = 0; i < factor.rows; i++) sum += Math.log(factor.data[i * factor.rows + i]!);
  return 2 * sum;
}

/** Product of the first `length` values of two rows; four sums run at once because one would wait for itself. */
function rowProduct(data: Float64Array, first: number, second: number, length: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    a += data[first + k]! * data[second + k]!;
    b += data[first + k + 1]! * data[second + k + 1]!;
    c += data[first + k + 2]! * data[second + k + 2]!;
    d += data[first + k + 3]! * data[second + k + 3]!;
  }
  for (; k < length; k++) a += data[first + k]! * data[second + k]!;
  return a + b + (c + d);
}
