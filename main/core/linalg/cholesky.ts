import { type Matrix, zeros } from './matrix.ts';

/**
 * Lower triangular L with A = L·Lᵀ for a symmetric positive definite A (only its lower triangle is read); undefined where A is not
 * positive definite to working precision.
 */
export function cholesky(a: Matrix): Matrix | undefined {
  const n = a.rows;
  if (a.cols !== n) throw new RangeError(`[${n}, ${a.cols}] is not square`);
  const factor = zeros(n, n);
  const l = factor.data;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const sum = a.data[i * n + j]! - rowProduct(l, i * n, j * n, j);
      if (i !== j) {
        l[i * n + j] = sum / l[j * n + j]!;
        continue;
      }
      // What is left of the diagonal must be more than the rounding of the subtraction.
      if (!(sum > a.data[i * n + i]! * n * Number.EPSILON)) return undefined;
      l[i * n + i] = Math.sqrt(sum);
    }
  }
  return factor;
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
