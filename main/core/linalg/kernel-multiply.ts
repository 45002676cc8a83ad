import type { Kernels } from '../kernels/kernels.ts';
import { type Matrix, zeros } from './matrix.ts';

/** Rows, or columns, that are copied to the kernels' memory at a time: it stays small, whatever the matrices' size. */
const chunkRows = 256;
const chunkCols = 1024;

/** A·B. */
export function kernelMultiply(kernels: Kernels, a: Matrix, b: Matrix): Matrix {
  return productByChunks(kernels, a, b, b.cols, b.cols, 1);
}

/** A·Bᵀ. */
export function kernelMultiplyByTranspose(kernels: Kernels, a: Matrix, b: Matrix): Matrix {
  return productByChunks(kernels, a, b, b.rows, 1, b.cols);
}

/** The lower triangle of Aᵀ·A. */
export function kernelGram(kernels: Kernels, a: Matrix): Matrix {
  const { rows, cols } = a;
  const result = zeros(cols, cols);
  kernels.scope([8 * chunkRows * cols, 8 * cols * cols], (run, arena) => {
    const chunk = arena.float64(chunkRows * cols);
    const sums = arena.copyOf(result.data);
    for (let first = 0; first < rows; first += chunkRows) {
      const count = Math.min(chunkRows, rows - first);
      chunk.set(a.data.subarray(first * cols, (first + count) * cols));
      run.addProduct(cols, cols, count, 1, chunk.byteOffset, 1, cols, chunk.byteOffset, cols, 1, sums.byteOffset, cols, true);
    }
    result.data.set(sums);
  });
  return result;
}

/** The lower triangle of A·Aᵀ. */
export function kernelGramOfRows(kernels: Kernels, a: Matrix): Matrix {
  const { rows, cols } = a;
  const width = Math.min(cols, chunkCols);
  const result = zeros(rows, rows);
  kernels.scope([8 * width * rows, 8 * rows * rows], (run, arena) => {
    const chunk = arena.float64(width * rows);
    const sums = arena.copyOf(result.data);
    for (let first = 0; first < cols; first += width) {
      const count = Math.min(width, cols - first);
      for (let i = 0; i < rows; i++) chunk.set(a.data.subarray(i * cols + first, i * cols + first + count), i * width);
      run.addProduct(rows, rows, count, 1, chunk.byteOffset, width, 1, chunk.byteOffset, 1, width, sums.byteOffset, rows, true);
    }
    result.data.set(sums);
  });
  return result;
}

/** A times a matrix of `cols` columns that is read from B's data with these strides. */
function productByChunks(kernels: Kernels, a: Matrix, b: Matrix, cols: number, bRow: number, bCol: number): Matrix {
  const depth = a.cols;
  const result = zeros(a.rows, cols);
  kernels.scope([8 * b.data.length, 8 * chunkRows * depth, 8 * chunkRows * cols], (run, arena) => {
    const right = arena.copyOf(b.data);
    const left = arena.float64(chunkRows * depth);
    const product = arena.float64(chunkRows * cols);
    for (let first = 0; first < a.rows; first += chunkRows) {
      const count = Math.min(chunkRows, a.rows - first);
      left.set(a.data.subarray(first * depth, (first + count) * depth));
      product.fill(0);
      run.addProduct(count, cols, depth, 1, left.byteOffset, depth, 1, right.byteOffset, bRow, bCol, product.byteOffset, cols, false);
      result.data.set(product.subarray(0, count * cols), first * cols);
    }
  });
  return result;
}
