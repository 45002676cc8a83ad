import { sharedKernels } from '../kernels/kernels.ts';
import { type Matrix, zeros } from './matrix.ts';

/** Rows, or columns, that are copied to the kernels' memory at a time: it stays small, whatever the matrices' size. */
const chunkRows = 256;
const chunkCols = 1024;

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
  return productByChunks(a, b, b.cols, b.cols, 1);
}

/** A·Bᵀ. */
export function multiplyByTranspose(a: Matrix, b: Matrix): Matrix {
  if (a.cols !== b.cols) throw new RangeError(`cannot multiply [${a.rows}, ${a.cols}] by the transpose of [${b.rows}, ${b.cols}]`);
  return productByChunks(a, b, b.rows, 1, b.cols);
}

/** A times a matrix of `cols` columns that is read from B's data with these strides. */
function productByChunks(a: Matrix, b: Matrix, cols: number, bRow: number, bCol: number): Matrix {
  const { rows, cols: depth } = a;
  const height = Math.min(rows, chunkRows);
  const result = zeros(rows, cols);
  sharedKernels().scope([8 * b.data.length, 8 * height * depth, 8 * height * cols], (run, arena) => {
    const right = arena.copyOf(b.data);
    const left = arena.float64(height * depth);
    const product = arena.float64(height * cols);
    for (let first = 0; first < rows; first += height) {
      const count = Math.min(height, rows - first);
      left.set(a.data.subarray(first * depth, (first + count) * depth));
      product.fill(0);
      run.addProduct(count, cols, depth, 1, left.byteOffset, depth, 1, right.byteOffset, bRow, bCol, product.byteOffset, cols, false);
      result.data.set(product.subarray(0, count * cols), first * cols);
    }
  });
  return result;
}

/** Aᵀ·A, [cols, cols]. */
export function gram(a: Matrix): Matrix {
  const { rows, cols } = a;
  const height = Math.min(rows, chunkRows);
  const result = zeros(cols, cols);
  sharedKernels().scope([8 * height * cols, 8 * cols * cols], (run, arena) => {
    const chunk = arena.float64(height * cols);
    const sums = arena.copyOf(result.data);
    for (let first = 0; first < rows; first += height) {
      const count = Math.min(height, rows - first);
      chunk.set(a.data.subarray(first * cols, (first + count) * cols));
      run.addProduct(cols, cols, count, 1, chunk.byteOffset, 1, cols, chunk.byteOffset, cols, 1, sums.byteOffset, cols, true);
    }
    result.data.set(sums);
  });
  return mirrored(result);
}

/** A·Aᵀ, [rows, rows]. */
export function gramOfRows(a: Matrix): Matrix {
  const { rows, cols } = a;
  const width = Math.min(cols, chunkCols);
  const result = zeros(rows, rows);
  sharedKernels().scope([8 * width * rows, 8 * rows * rows], (run, arena) => {
    const chunk = arena.float64(width * rows);
    const sums = arena.copyOf(result.data);
    for (let first = 0; first < cols; first += width) {
      const count = Math.min(width, cols - first);
      for (let i = 0; i < rows; i++) chunk.set(a.data.subarray(i * cols + first, i * cols + first + count), i * width);
      run.addProduct(rows, rows, count, 1, chunk.byteOffset, width, 1, chunk.byteOffset, 1, width, sums.byteOffset, rows, true);
    }
    result.data.set(sums);
  });
  return mirrored(result);
}

/** Copies the lower triangle to the upper one. */
function mirrored(a: Matrix): Matrix {
  const n = a.rows;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a.data[j * n + i] = a.data[i * n + j]!;
  return a;
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
