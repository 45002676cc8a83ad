import { sharedKernels } from '../kernels/kernels.ts';
import { type Matrix, zeros } from './matrix.ts';

/** Rows of the result that are computed at a time. */
const chunkRows = 256;

/**
 * ‖aᵢ − bⱼ‖² of the rows of A [n, d] and B [m, d], by ‖a‖² + ‖b‖² − 2·a·b: never negative, but only as exact as the rounding of the squares.
 * `into` [n, m]: where the result is written.
 */
export function squaredDistances(a: Matrix, b: Matrix, into: Matrix = zeros(a.rows, b.rows)): Matrix {
  if (a.cols !== b.cols) throw new RangeError(`rows of ${a.cols} and ${b.cols} values have no distance`);
  const { rows, cols: d } = a;
  const m = b.rows;
  const height = Math.min(rows, chunkRows);
  sharedKernels().scope([8 * height * d, 8 * m * d, 8 * height * m, 8 * height, 8 * m], (run, arena) => {
    const left = arena.float64(height * d);
    const right = arena.copyOf(b.data);
    const distances = arena.float64(height * m);
    const leftSquares = arena.float64(height);
    const rightSquares = arena.copyOf(squaresOfRows(b));
    const allLeftSquares = squaresOfRows(a);
    for (let first = 0; first < rows; first += height) {
      const count = Math.min(height, rows - first);
      left.set(a.data.subarray(first * d, (first + count) * d));
      leftSquares.set(allLeftSquares.subarray(first, first + count));
      distances.fill(0);
      run.addProduct(count, m, d, -2, left.byteOffset, d, 1, right.byteOffset, 1, d, distances.byteOffset, m, false);
      run.addTermsAndClamp(count, m, distances.byteOffset, leftSquares.byteOffset, rightSquares.byteOffset);
      into.data.set(distances.subarray(0, count * m), first * m);
    }
  });
  return into;
}

/** ‖aᵢ‖² of the rows, [n]. */
export function squaresOfRows({ rows, cols, data }: Matrix): Float64Array {
  const squares = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let k = i * cols; k < (i + 1) * cols; k++) sum += data[k]! * data[k]!;
    squares[i] = sum;
  }
  return squares;
}
