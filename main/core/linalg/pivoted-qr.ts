import { type Matrix, row, zeros } from './matrix.ts';
import { addScaled, dot, norm, transpose } from './multiply.ts';

/** A·P = Q·R of a tall matrix A [m, n], m ≥ n. */
export interface PivotedQr {
  /** [n, n], upper triangular, the diagonal falling in magnitude. */
  readonly r: Matrix;
  /** Column k of A·P is column `permutation[k]` of A. */
  readonly permutation: Uint32Array;
  /** Q·B for B [n, k], as [m, k]. */
  applyQ(b: Matrix): Matrix;
}

/** Householder QR with column pivoting (Golub and Van Loan, algorithm 5.4.1). Throws a RangeError for a wide matrix. */
export function pivotedQr(a: Matrix): PivotedQr {
  const { rows: m, cols: n } = a;
  if (m < n) throw new RangeError(`[${m}, ${n}] is wide: factor its transpose`);
  const columns = transpose(a); // row j is column j of A, so that a column is contiguous
  const permutation = Uint32Array.from({ length: n }, (_, j) => j);
  const reflectors: Float64Array[] = [];
  const diagonal = new Float64Array(n);

  for (let k = 0; k < n; k++) {
    let pivot = k;
    let largest = -1;
    for (let j = k; j < n; j++) {
      const tail = norm(row(columns, j).subarray(k)); // computed anew: downdating loses small columns
      if (tail > largest) [pivot, largest] = [j, tail];
    }
    swapRows(columns, k, pivot);
    [permutation[k], permutation[pivot]] = [permutation[pivot]!, permutation[k]!];
    const reflector = row(columns, k).slice(k);
    diagonal[k] = makeReflector(reflector, largest);
    reflectors.push(reflector);
    for (let j = k + 1; j < n; j++) reflect(row(columns, j).subarray(k), reflector);
  }

  const r = zeros(n, n);
  for (let i = 0; i < n; i++) {
    r.data[i * n + i] = diagonal[i]!;
    for (let j = i + 1; j < n; j++) r.data[i * n + j] = columns.data[j * m + i]!;
  }
  return { r, permutation, applyQ: (b) => applyReflectors(reflectors, b, m) };
}

/** Turns x into the unit vector v with (I − 2vvᵀ)x = αe₁ and returns α; a zero x stays zero: no reflection. */
function makeReflector(x: Float64Array, length: number): number {
  if (length === 0) return 0;
  const alpha = x[0]! > 0 ? -length : length;
  x[0]! -= alpha;
  const size = norm(x);
  for (let i = 0; i < x.length; i++) x[i]! /= size;
  return alpha;
}

function reflect(x: Float64Array, reflector: Float64Array): void {
  addScaled(x, -2 * dot(x, reflector), reflector);
}

function applyReflectors(reflectors: readonly Float64Array[], b: Matrix, m: number): Matrix {
  const columns = zeros(b.cols, m);
  for (let j = 0; j < b.cols; j++) for (let i = 0; i < b.rows; i++) columns.data[j * m + i] = b.data[i * b.cols + j]!;
  for (let k = reflectors.length - 1; k >= 0; k--) {
    for (let j = 0; j < b.cols; j++) reflect(row(columns, j).subarray(k), reflectors[k]!);
  }
  return transpose(columns);
}

function swapRows(matrix: Matrix, i: number, j: number): void {
  if (i === j) return;
  const kept = row(matrix, i).slice();
  row(matrix, i).set(row(matrix, j));
  row(matrix, j).set(kept);
}
