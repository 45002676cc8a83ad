import { sharedKernels } from '../kernels/kernels.ts';
import { kernelGram, kernelGramOfRows, kernelMultiply, kernelMultiplyByTranspose } from './kernel-multiply.ts';
import { type Matrix, row, zeros } from './matrix.ts';

/** From so many multiplications on a product goes to the kernels; below, copying costs more than they save. */
const kernelProducts = 1000;

function kernelsFor(products: number) {
  return products >= kernelProducts ? sharedKernels() : undefined;
}

/** Scalar product of two vectors of the same length. */
export function dot(x: Float64Array, y: Float64Array): number {
  const n = x.length;
  if (y.length !== n) throw new RangeError(`vectors of ${n} and ${y.length} values have no scalar product`);
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < n; i += 2) {
    even += x[i]! * y[i]!;
    odd += x[i + 1]! * y[i + 1]!;
  }
  return i < n ? even + odd + x[i]! * y[i]! : even + odd;
}

/** Euclidean norm, safe from overflow and underflow. */
export function norm(x: Float64Array): number {
  const plain = dot(x, x);
  if (plain > 1e-280 && plain < 1e280) return Math.sqrt(plain);
  let largest = 0;
  for (const value of x) largest = Math.max(largest, Math.abs(value));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let squares = 0;
  for (const value of x) squares += (value / largest) ** 2;
  return largest * Math.sqrt(squares);
}

/** target += factor · x. */
export function addScaled(target: Float64Array, factor: number, x: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * x[i]!;
}

export function transpose(a: Matrix): Matrix {
  const result = zeros(a.cols, a.rows);
  for (let i = 0; i < a.rows; i++) for (let j = 0; j < a.cols; j++) result.data[j * a.rows + i] = a.data[i * a.cols + j]!;
  return result;
}

/** A·B. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (a.cols !== b.rows) throw new RangeError(`cannot multiply [${a.rows}, ${a.cols}] by [${b.rows}, ${b.cols}]`);
  const kernels = kernelsFor(a.rows * a.cols * b.cols);
  return kernels === undefined ? plainMultiply(a, b) : kernelMultiply(kernels, a, b);
}

/** A·Bᵀ. */
export function multiplyByTranspose(a: Matrix, b: Matrix): Matrix {
  if (a.cols !== b.cols) throw new RangeError(`cannot multiply [${a.rows}, ${a.cols}] by the transpose of [${b.rows}, ${b.cols}]`);
  const kernels = kernelsFor(a.rows * a.cols * b.rows);
  return kernels === undefined ? plainMultiplyByTranspose(a, b) : kernelMultiplyByTranspose(kernels, a, b);
}

/** Aᵀ·A, [cols, cols]. */
export function gram(a: Matrix): Matrix {
  const kernels = kernelsFor(a.rows * a.cols * a.cols);
  return mirrored(kernels === undefined ? plainGram(a) : kernelGram(kernels, a));
}

/** A·Aᵀ, [rows, rows]. */
export function gramOfRows(a: Matrix): Matrix {
  const kernels = kernelsFor(a.rows * a.rows * a.cols);
  return mirrored(kernels === undefined ? plainMultiplyByTranspose(a, a) : kernelGramOfRows(kernels, a));
}

/** Copies the lower triangle to the upper one. */
function mirrored(a: Matrix): Matrix {
  const n = a.rows;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a.data[j * n + i] = a.data[i * n + j]!;
  return a;
}

/** A·B without kernels. */
export function plainMultiply(a: Matrix, b: Matrix): Matrix {
  const result = zeros(a.rows, b.cols);
  for (let i = 0; i < a.rows; i++) {
    const target = row(result, i);
    for (let k = 0; k < a.cols; k++) {
      const factor = a.data[i * a.cols + k]!;
      if (factor !== 0) addScaled(target, factor, row(b, k)); // encodings are mostly zeros
    }
  }
  return result;
}

/** A·Bᵀ without kernels. */
export function plainMultiplyByTranspose(a: Matrix, b: Matrix): Matrix {
  const result = zeros(a.rows, b.rows);
  for (let i = 0; i < a.rows; i++) for (let j = 0; j < b.rows; j++) result.data[i * b.rows + j] = dot(row(a, i), row(b, j));
  return result;
}

/** A·x. */
export function multiplyVector(a: Matrix, x: Float64Array): Float64Array {
  const { rows, cols, data } = a;
  if (x.length !== cols) throw new RangeError(`${x.length} values for ${cols} columns`);
  const result = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const at = i * cols;
    let even = 0;
    let odd = 0;
    let j = 0;
    for (; j + 1 < cols; j += 2) {
      even += data[at + j]! * x[j]!;
      odd += data[at + j + 1]! * x[j + 1]!;
    }
    result[i] = j < cols ? even + odd + data[at + j]! * x[j]! : even + odd;
  }
  return result;
}

/** Aᵀ·y. */
export function multiplyTransposed(a: Matrix, y: ArrayLike<number>): Float64Array {
  const { rows, cols, data } = a;
  if (rows !== y.length) throw new RangeError(`${y.length} values for ${rows} rows`);
  const result = new Float64Array(cols);
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    // Four rows for each load and store of the result.
    const at = i * cols;
    const p = y[i]!;
    const q = y[i + 1]!;
    const r = y[i + 2]!;
    const s = y[i + 3]!;
    for (let j = 0; j < cols; j++) {
      result[j]! += p * data[at + j]! + q * data[at + cols + j]! + (r * data[at + 2 * cols + j]! + s * data[at + 3 * cols + j]!);
    }
  }
  for (; i < rows; i++) for (let j = 0; j < cols; j++) result[j]! += y[i]! * data[i * cols + j]!;
  return result;
}

/** The lower triangle of Aᵀ·A without kernels. Four rows at a time: four multiplications for each load and store of the result. */
export function plainGram(a: Matrix): Matrix {
  const { rows, cols, data } = a;
  const result = zeros(cols, cols);
  const sums = result.data;
  const rest = rows % 4;
  for (let first = 0; first < rows - rest; first += 4) {
    const at = first * cols;
    for (let i = 0; i < cols; i++) {
      const p = data[at + i]!;
      const q = data[at + cols + i]!;
      const r = data[at + 2 * cols + i]!;
      const s = data[at + 3 * cols + i]!;
      if (p === 0 && q === 0 && r === 0 && s === 0) continue;
      for (let j = 0; j <= i; j++) {
        sums[i * cols + j]! += p * data[at + j]! + q * data[at + cols + j]! + r * data[at + 2 * cols + j]! + s * data[at + 3 * cols + j]!;
      }
    }
  }
  for (let k = rows - rest; k < rows; k++) {
    for (let i = 0; i < cols; i++) for (let j = 0; j <= i; j++) sums[i * cols + j]! += data[k * cols + i]! * data[k * cols + j]!;
  }
  return result;
}
