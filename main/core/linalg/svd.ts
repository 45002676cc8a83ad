import { type Matrix, row, zeros } from './matrix.ts';
import { addScaled, dot, norm, transpose } from './multiply.ts';
import { pivotedQr } from './pivoted-qr.ts';

/** Thin singular value decomposition A = U·diag(s)·Vᵀ with k = min(rows, cols). */
export interface Svd {
  /** [rows, k], orthonormal columns. */
  readonly u: Matrix;
  /** [k], falling, ≥ 0. */
  readonly singularValues: Float64Array;
  /** [cols, k], orthonormal columns. */
  readonly v: Matrix;
}

const maximumSweeps = 60;
/** Beside a largest value of about 1, shorter rows count as 0: the squares of their values would underflow. */
const vanishingLength = 1e-140;

/**
 * Thin SVD by pivoted QR and one-sided Jacobi rotations on Rᵀ (Drmač and Veselić 2008): small singular values are accurate too, also where
 * rows or columns differ by many orders of magnitude; below 1e-140 of the largest value they are 0. Values must be finite (RangeError).
 */
export function svd(a: Matrix): Svd {
  if (!a.data.every(Number.isFinite)) throw new RangeError('a matrix with values that are not finite has no SVD');
  if (a.rows < a.cols) {
    const { u, singularValues, v } = svd(transpose(a));
    return { u: v, singularValues, v: u };
  }
  const k = a.cols;
  const scale = powerOfTwoNear(a.data);
  const { r, permutation, applyQ } = pivotedQr({ ...a, data: a.data.map((value) => value / scale) });
  // Row j of R is column j of Rᵀ. With Rᵀ·J = W·diag(s): A = Q·J·diag(s)·(P·W)ᵀ.
  const columns = r;
  const rotations = identity(k); // row j is column j of J
  orthogonalise(columns, rotations);

  const lengths = Float64Array.from({ length: k }, (_, j) => norm(row(columns, j))).map((length) =>
    length < vanishingLength ? 0 : length,
  );
  const byLength = Array.from(lengths.keys()).sort((i, j) => lengths[j]! - lengths[i]!);
  const j = zeros(k, k);
  const w: Float64Array[] = [];
  byLength.forEach((from, to) => {
    for (let i = 0; i < k; i++) j.data[i * k + to] = rotations.data[from * k + i]!;
    const length = lengths[from]!;
    w.push(length > 0 ? row(columns, from).map((value) => value / length) : orthogonalTo(w, k));
  });
  const v = zeros(k, k);
  for (let i = 0; i < k; i++) for (let to = 0; to < k; to++) v.data[permutation[i]! * k + to] = w[to]![i]!;
  return { u: applyQ(j), singularValues: Float64Array.from(byLength, (from) => scale * lengths[from]!), v };
}

/** What brings the largest value next to 1 without rounding any. */
function powerOfTwoNear(values: Float64Array): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest > 0 ? 2 ** Math.floor(Math.log2(largest)) : 1;
}

/** Rotates pairs of rows of `columns` until all are orthogonal to working precision; the same rotations are applied to `rotations`. */
function orthogonalise(columns: Matrix, rotations: Matrix): void {
  const k = columns.rows;
  const tolerance = Number.EPSILON * Math.sqrt(k);
  for (let sweep = 0; sweep < maximumSweeps; sweep++) {
    let rotated = false;
    for (let i = 0; i < k; i++) {
      for (let j = i + 1; j < k; j++) {
        const tangent = rotationTangent(columns.data, i * k, j * k, k, tolerance);
        if (tangent === 0) continue;
        rotated = true;
        rotateRows(columns.data, i * k, j * k, k, tangent);
        rotateRows(rotations.data, i * k, j * k, k, tangent);
      }
    }
    if (!rotated) return;
  }
  throw new Error(`Jacobi rotations did not converge in ${maximumSweeps} sweeps`);
}

/** Tangent of the angle that makes the two rows orthogonal; 0 where they already are, or one of them vanishes. */
function rotationTangent(data: Float64Array, x: number, y: number, length: number, tolerance: number): number {
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < length; i++) {
    const p = data[x + i]!;
    const q = data[y + i]!;
    xx += p * p;
    yy += q * q;
    xy += p * q;
  }
  if (Math.min(xx, yy) < vanishingLength ** 2) return 0;
  if (Math.abs(xy) <= tolerance * Math.sqrt(xx) * Math.sqrt(yy)) return 0;
  const zeta = (yy - xx) / (2 * xy);
  return (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
}

function rotateRows(data: Float64Array, x: number, y: number, length: number, tangent: number): void {
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = cosine * tangent;
  for (let i = 0; i < length; i++) {
    const p = data[x + i]!;
    const q = data[y + i]!;
    data[x + i] = cosine * p - sine * q;
    data[y + i] = sine * p + cosine * q;
  }
}

/** A unit vector orthogonal to the given orthonormal ones (fewer than `size`): the axis that they cover least, made orthogonal twice. */
function orthogonalTo(vectors: readonly Float64Array[], size: number): Float64Array {
  const covered = (axis: number) => vectors.reduce((sum, vector) => sum + vector[axis]! ** 2, 0);
  let best = 0;
  for (let axis = 1; axis < size; axis++) if (covered(axis) < covered(best)) best = axis;
  const vector = new Float64Array(size);
  vector[best] = 1;
  for (let pass = 0; pass < 2; pass++) {
    for (const other of vectors) addScaled(vector, -dot(vector, other), other);
    const length = norm(vector);
    for (let i = 0; i < size; i++) vector[i]! /= length;
  }
  return vector;
}

function identity(size: number): Matrix {
  const matrix = zeros(size, size);
  for (let i = 0; i < size; i++) matrix.data[i * size + i] = 1;
  return matrix;
}
