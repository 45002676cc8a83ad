import { addProduct } from './add-product.ts';

const small = 8;

/** The functions of assembly/triangular.ts, `x` being the memory and addresses indices in it. */
export function half(n: number): number {
  return ((n >> 1) + small - 1) & -small;
}

export function solveLower(x: Float64Array, n: number, m: number, l: number, lRow: number, b: number, bRow: number): void {
  if (n <= small) {
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) subtractScaled(x, m, b + i * bRow, x[l + i * lRow + k]!, b + k * bRow);
      divide(x, m, b + i * bRow, x[l + i * (lRow + 1)]!);
    }
    return;
  }
  const top = half(n);
  const lower = l + top * lRow;
  const bottom = b + top * bRow;
  solveLower(x, top, m, l, lRow, b, bRow);
  addProduct(x, n - top, m, top, -1, lower, lRow, 1, b, bRow, 1, bottom, bRow, false);
  solveLower(x, n - top, m, lower + top, lRow, bottom, bRow);
}

export function solveLowerTransposed(x: Float64Array, n: number, m: number, l: number, lRow: number, b: number, bRow: number): void {
  if (n <= small) {
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) subtractScaled(x, m, b + i * bRow, x[l + k * lRow + i]!, b + k * bRow);
      divide(x, m, b + i * bRow, x[l + i * (lRow + 1)]!);
    }
    return;
  }
  const top = half(n);
  const lower = l + top * lRow;
  const bottom = b + top * bRow;
  solveLowerTransposed(x, n - top, m, lower + top, lRow, bottom, bRow);
  addProduct(x, top, m, n - top, -1, lower, 1, lRow, bottom, bRow, 1, b, bRow, false);
  solveLowerTransposed(x, top, m, l, lRow, b, bRow);
}

export function solveRight(x: Float64Array, m: number, n: number, l: number, lRow: number, b: number, bRow: number): void {
  if (n <= small) {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = x[b + i * bRow + j]!;
        for (let k = 0; k < j; k++) sum -= x[b + i * bRow + k]! * x[l + j * lRow + k]!;
        x[b + i * bRow + j] = sum / x[l + j * (lRow + 1)]!;
      }
    }
    return;
  }
  const left = half(n);
  const lower = l + left * lRow;
  const right = b + left;
  solveRight(x, m, left, l, lRow, b, bRow);
  addProduct(x, m, n - left, left, -1, b, bRow, 1, lower, 1, lRow, right, bRow, false);
  solveRight(x, m, n - left, lower + left, lRow, right, bRow);
}

function subtractScaled(x: Float64Array, m: number, target: number, factor: number, source: number): void {
  for (let i = 0; i < m; i++) x[target + i]! -= factor * x[source + i]!;
}

function divide(x: Float64Array, m: number, target: number, divisor: number): void {
  for (let i = 0; i < m; i++) x[target + i]! /= divisor;
}
