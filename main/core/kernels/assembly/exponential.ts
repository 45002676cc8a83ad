import { offset } from './add-product.ts';

/** Constants come from memory: the engine would build each anew, in four instructions, for every pair. */
const constants: usize = memory.data<f64>([
  // 1/13!, … 1/0!
  1 / 6227020800.0,
  1 / 479001600.0,
  1 / 39916800.0,
  1 / 3628800.0,
  1 / 362880.0,
  1 / 40320.0,
  1 / 5040.0,
  1 / 720.0,
  1 / 120.0,
  1 / 24.0,
  1 / 6.0,
  1 / 2.0,
  1.0,
  1.0,
  // log₂ e, and 1.5 · 2^52: adding it leaves the nearest integer in the lowest bits
  1.4426950408889634, // oxlint-disable-line oxc/approx-constant
  6755399441055744.0,
  // ln 2 in two parts; products of the first with integers up to 2^20 are exact
  0.6931471803691238,
  1.9082149292705877e-10,
  // The range of arguments: no result is subnormal or infinite.
  -708.3,
  709.7,
]);

/**
 * to[i] = exp(factor · from[i]) for n values; `to` may be `from`. With x = k·ln 2 + r, the Taylor series of e^r to the 13th power, times 2^k:
 * within two units in the last place. The same operations on every machine, so the same bits.
 */
export function scaledExponential(n: i32, factor: f64, from: usize, to: usize): void {
  const pairs = n & -2;
  for (let i = 0; i < pairs; i += 2) {
    v128.store(to + offset(i, 1), exponential(f64x2.mul(f64x2.splat(factor), v128.load(from + offset(i, 1)))));
  }
  if (pairs < n) {
    const last = exponential(f64x2.splat(factor * f64.load(from + offset(pairs, 1))));
    f64.store(to + offset(pairs, 1), f64x2.extract_lane(last, 0));
  }
}

function exponential(argument: v128): v128 {
  const x = f64x2.pmin(f64x2.pmax(argument, v128.load64_splat(constants, 144)), v128.load64_splat(constants, 152));
  const shift = v128.load64_splat(constants, 120);
  const shifted = f64x2.add(f64x2.mul(x, v128.load64_splat(constants, 112)), shift);
  const k = f64x2.sub(shifted, shift);
  const high = f64x2.sub(x, f64x2.mul(k, v128.load64_splat(constants, 128)));
  const r = f64x2.sub(high, f64x2.mul(k, v128.load64_splat(constants, 136)));
  // Odd and even powers apart: neither waits for the other.
  const square = f64x2.mul(r, r);
  let odd = v128.load64_splat(constants);
  let even = v128.load64_splat(constants, 8);
  odd = f64x2.add(f64x2.mul(odd, square), v128.load64_splat(constants, 16));
  even = f64x2.add(f64x2.mul(even, square), v128.load64_splat(constants, 24));
  odd = f64x2.add(f64x2.mul(odd, square), v128.load64_splat(constants, 32));
  even = f64x2.add(f64x2.mul(even, square), v128.load64_splat(constants, 40));
  odd = f64x2.add(f64x2.mul(odd, square), v128.load64_splat(constants, 48));
  even = f64x2.add(f64x2.mul(even, square), v128.load64_splat(constants, 56));
  odd = f64x2.add(f64x2.mul(odd, square), v128.load64_splat(constants, 64));
  even = f64x2.add(f64x2.mul(even, square), v128.load64_splat(constants, 72));
  odd = f64x2.add(f64x2.mul(odd, square), v128.load64_splat(constants, 80));
  even = f64x2.add(f64x2.mul(even, square), v128.load64_splat(constants, 88));
  odd = f64x2.add(f64x2.mul(odd, square), v128.load64_splat(constants, 96));
  even = f64x2.add(f64x2.mul(even, square), v128.load64_splat(constants, 104));
  const sum = f64x2.add(f64x2.mul(odd, r), even);
  // Adding k to the exponent's bits multiplies by 2^k.
  const product = i64x2.add(sum, i64x2.shl(shifted, 52));
  return f64x2.add(product, f64x2.sub(x, x)); // NaN stays NaN
}

/** c[i][j] ← max(0, c[i][j] + (rowTerms[i] + columnTerms[j])) for C [rows, cols], row-major. */
export function addTermsAndClamp(rows: i32, cols: i32, c: usize, rowTerms: usize, columnTerms: usize): void {
  const zero = f64x2.splat(0);
  for (let i = 0; i < rows; i++) {
    const term = f64.load(rowTerms + offset(i, 1));
    let j = 0;
    for (; j + 1 < cols; j += 2) {
      const sum = f64x2.add(v128.load(c), f64x2.add(f64x2.splat(term), v128.load(columnTerms + offset(j, 1))));
      v128.store(c, f64x2.max(sum, zero));
      c += 16;
    }
    if (j < cols) {
      f64.store(c, max(f64.load(c) + (term + f64.load(columnTerms + offset(j, 1))), 0.0));
      c += 8;
    }
  }
}
