import { addProduct, offset } from './add-product.ts';

/** Triangles up to this size are solved by substitution; larger ones are split in two, so that nearly all work is products. */
const small = 8;

/** A size near half of n at which the blocks stay aligned. */
export function half(n: i32): i32 {
  return ((n >> 1) + small - 1) & -small;
}

/** B ← L⁻¹·B for L [n, n] lower triangular and B [n, m], both row-major with `lRow` and `bRow` values a row. */
export function solveLower(n: i32, m: i32, l: usize, lRow: i32, b: usize, bRow: i32): void {
  if (n <= small) {
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) subtractScaled(m, b + offset(i, bRow), f64.load(l + offset(i, lRow) + offset(k, 1)), b + offset(k, bRow));
      divide(m, b + offset(i, bRow), f64.load(l + offset(i, lRow + 1)));
    }
    return;
  }
  const top = half(n);
  const lower = l + offset(top, lRow);
  const bottom = b + offset(top, bRow);
  solveLower(top, m, l, lRow, b, bRow);
  addProduct(n - top, m, top, -1, lower, lRow, 1, b, bRow, 1, bottom, bRow, false);
  solveLower(n - top, m, lower + offset(top, 1), lRow, bottom, bRow);
}

/** B ← L⁻ᵀ·B for L [n, n] lower triangular and B [n, m]. */
export function solveLowerTransposed(n: i32, m: i32, l: usize, lRow: i32, b: usize, bRow: i32): void {
  if (n <= small) {
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++)
        subtractScaled(m, b + offset(i, bRow), f64.load(l + offset(k, lRow) + offset(i, 1)), b + offset(k, bRow));
      divide(m, b + offset(i, bRow), f64.load(l + offset(i, lRow + 1)));
    }
    return;
  }
  const top = half(n);
  const lower = l + offset(top, lRow);
  const bottom = b + offset(top, bRow);
  solveLowerTransposed(n - top, m, lower + offset(top, 1), lRow, bottom, bRow);
  addProduct(top, m, n - top, -1, lower, 1, lRow, bottom, bRow, 1, b, bRow, false);
  solveLowerTransposed(top, m, l, lRow, b, bRow);
}

/** B ← B·L⁻ᵀ for L [n, n] lower triangular and B [m, n]. */
export function solveRight(m: i32, n: i32, l: usize, lRow: i32, b: usize, bRow: i32): void {
  if (n <= small) {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        const line = l + offset(j, lRow);
        let sum = f64.load(b + offset(j, 1));
        for (let k = 0; k < j; k++) sum -= f64.load(b + offset(k, 1)) * f64.load(line + offset(k, 1));
        f64.store(b + offset(j, 1), sum / f64.load(line + offset(j, 1)));
      }
      b += offset(1, bRow);
    }
    return;
  }
  const left = half(n);
  const lower = l + offset(left, lRow);
  const right = b + offset(left, 1);
  solveRight(m, left, l, lRow, b, bRow);
  addProduct(m, n - left, left, -1, b, bRow, 1, lower, 1, lRow, right, bRow, false);
  solveRight(m, n - left, lower + offset(left, 1), lRow, right, bRow);
}

/** target −= factor · x, for m values. */
function subtractScaled(m: i32, target: usize, factor: f64, x: usize): void {
  const scale = f64x2.splat(factor);
  let i = 0;
  for (; i + 1 < m; i += 2) {
    v128.store(target, f64x2.sub(v128.load(target), f64x2.mul(scale, v128.load(x))));
    target += 16;
    x += 16;
  }
  if (i < m) f64.store(target, f64.load(target) - factor * f64.load(x));
}

function divide(m: i32, target: usize, divisor: f64): void {
  const scale = f64x2.splat(divisor);
  let i = 0;
  for (; i + 1 < m; i += 2) {
    v128.store(target, f64x2.div(v128.load(target), scale));
    target += 16;
  }
  if (i < m) f64.store(target, f64.load(target) / divisor);
}
