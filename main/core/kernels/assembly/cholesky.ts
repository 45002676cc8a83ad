import { addProduct, offset } from './add-product.ts';
import { half, solveRight } from './triangular.ts';

const small = 16;

/**
 * The lower triangle of A [n, n] ← L with A = L·Lᵀ; what is above the diagonal is neither read nor kept. Returns false, with A spoilt, as
 * soon as a pivot is not above its limit: `limits` are n values.
 */
export function cholesky(n: i32, a: usize, aRow: i32, limits: usize): bool {
  if (n <= small) return smallCholesky(n, a, aRow, limits);
  const top = half(n);
  const lower = a + offset(top, aRow);
  const corner = lower + offset(top, 1);
  if (!cholesky(top, a, aRow, limits)) return false;
  solveRight(n - top, top, a, aRow, lower, aRow);
  addProduct(n - top, n - top, top, -1, lower, aRow, 1, lower, 1, aRow, corner, aRow, true);
  return cholesky(n - top, corner, aRow, limits + offset(top, 1));
}

function smallCholesky(n: i32, a: usize, aRow: i32, limits: usize): bool {
  for (let i = 0; i < n; i++) {
    const row = a + offset(i, aRow);
    for (let j = 0; j < i; j++) {
      const other = a + offset(j, aRow);
      f64.store(row + offset(j, 1), reduced(row, other, j) / f64.load(other + offset(j, 1)));
    }
    const pivot = reduced(row, row, i);
    if (!(pivot > f64.load(limits + offset(i, 1)))) return false;
    f64.store(row + offset(i, 1), sqrt(pivot));
  }
  return true;
}

/** x[k] − Σ x[p]·y[p] over p < k. */
function reduced(x: usize, y: usize, k: i32): f64 {
  let sum = f64.load(x + offset(k, 1));
  for (let p = 0; p < k; p++) sum -= f64.load(x + offset(p, 1)) * f64.load(y + offset(p, 1));
  return sum;
}
