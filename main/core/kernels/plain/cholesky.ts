import { addProduct } from './add-product.ts';
import { half, solveRight } from './triangular.ts';

const small = 16;

/** As assembly/cholesky.ts, `x` being the memory and addresses indices in it. */
export function cholesky(x: Float64Array, n: number, a: number, aRow: number, limits: number): boolean {
  if (n <= small) return smallCholesky(x, n, a, aRow, limits);
  const top = half(n);
  const lower = a + top * aRow;
  if (!cholesky(x, top, a, aRow, limits)) return false;
  solveRight(x, n - top, top, a, aRow, lower, aRow);
  addProduct(x, n - top, n - top, top, -1, lower, aRow, 1, lower, 1, aRow, lower + top, aRow, true);
  return cholesky(x, n - top, lower + top, aRow, limits + top);
}

function smallCholesky(x: Float64Array, n: number, a: number, aRow: number, limits: number): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = x[a + i * aRow + j]!;
      for (let k = 0; k < j; k++) sum -= x[a + i * aRow + k]! * x[a + j * aRow + k]!;
      if (i === j && !(sum > x[limits + i]!)) return false;
      x[a + i * aRow + j] = i === j ? Math.sqrt(sum) : sum / x[a + j * aRow + j]!;
    }
  }
  return true;
}
