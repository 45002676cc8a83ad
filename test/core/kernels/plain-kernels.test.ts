import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KernelFunctions } from '../../../main/core/kernels/kernel-functions.ts';
import { holdKernels, Kernels } from '../../../main/core/kernels/kernels.ts';
import { plainInstance } from '../../../main/core/kernels/plain/plain-instance.ts';
import { createRng } from '../../../main/core/rng.ts';

const compiled = new Kernels();
const plain = new Kernels(plainInstance);
const rng = createRng(3);
const sizes = [1, 2, 3, 5, 8, 9, 15, 16, 17, 24, 33, 65, 130];

function normal(length: number): Float64Array {
  return Float64Array.from({ length }, () => rng.normal());
}

function positiveDefinite(n: number): Float64Array {
  const matrix = normal(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i]! += 3 * n;
  return matrix;
}

/**
 * Runs a kernel, compiled and plain, on copies of the arrays: all of them must come out the same to the last bit, of those named in `lower`
 * (square matrices) the lower triangle.
 */
function checkSame(
  arrays: readonly Float64Array[],
  work: (run: KernelFunctions, ...at: number[]) => unknown,
  lower: readonly number[] = [],
) {
  const lengths = arrays.map((array) => array.byteLength);
  const [first, second] = [compiled, plain].map((kernels) =>
    kernels.scope(lengths, (run, arena) => {
      const copies = arrays.map((array) => arena.copyOf(array));
      const returned = Boolean(work(run, ...copies.map((copy) => copy.byteOffset)));
      for (const index of lower) clearUpper(copies[index]!);
      return { returned, arrays: copies.map((copy) => copy.slice()) };
    }),
  );
  assert.deepEqual(second, first);
}

function clearUpper(matrix: Float64Array): void {
  const n = Math.sqrt(matrix.length);
  for (let i = 0; i < n; i++) matrix.fill(0, i * n + i + 1, (i + 1) * n);
}

test('addProduct: any strides, block borders, the lower triangle alone', () => {
  for (const [m, n, k] of [
    [1, 1, 1],
    [3, 5, 7],
    [65, 9, 130],
    [4, 8, 513],
    [70, 520, 3],
  ] as const) {
    // prettier-ignore
    const arrays = [normal(m * k), normal(k * n), normal(m * n)];
    checkSame(arrays, (run, a, b, c) => run.addProduct(m, n, k, -1.5, a, k, 1, b, n, 1, c, n, false));
    checkSame(arrays, (run, a, b, c) => run.addProduct(m, n, k, 1, a, 1, m, b, 1, k, c, n, false));
  }
  for (const n of sizes) {
    const own = (run: KernelFunctions, a = 0, c = 0) => run.addProduct(n, n, 20, 1, a, 20, 1, a, 1, 20, c, n, true);
    checkSame([normal(20 * n), normal(n * n)], own, [1]);
  }
});

test('addProductF32: any strides', () => {
  for (const [m, n, k] of [
    [1, 1, 1],
    [5, 9, 3],
    [64, 8, 300],
    [70, 17, 5],
  ] as const) {
    // prettier-ignore
    const lengths = [m * k, k * n, m * n];
    const values = lengths.map(normal);
    const products = [undefined, plainInstance].map((instance) => {
      const { run, arena } = holdKernels(lengths.map((length) => 4 * length), instance); // prettier-ignore
      const [a, b, c] = values.map((array) => {
        const copy = arena.float32(array.length);
        copy.set(array);
        return copy;
      });
      run.addProductF32(m, n, k, -0.7, a!.byteOffset, k, 1, b!.byteOffset, n, 1, c!.byteOffset, n);
      run.addProductF32(m, n, k, 1, a!.byteOffset, 1, m, b!.byteOffset, 1, k, c!.byteOffset, n);
      return c;
    });
    assert.deepEqual(products[1], products[0]);
  }
});

test('cholesky, where it ends and where it stops', () => {
  for (const n of sizes) {
    const factor = (run: KernelFunctions, a = 0, limits = 0) => run.cholesky(n, a, n, limits);
    checkSame([positiveDefinite(n), new Float64Array(n)], factor, [0]);
    const indefinite = positiveDefinite(n);
    indefinite[(n - 1) * (n + 1)] = -1;
    checkSame([indefinite, new Float64Array(n)], factor, [0]);
  }
});

test('triangular solves', () => {
  for (const n of sizes) {
    for (const m of [1, 4, 7, 66]) {
      const arrays = [positiveDefinite(n), normal(n * m)];
      checkSame(arrays, (run, l, b) => run.solveLower(n, m, l, n, b, m));
      checkSame(arrays, (run, l, b) => run.solveLowerTransposed(n, m, l, n, b, m));
    }
  }
});

test('symmetricEigen, ordinary and hardly representable', () => {
  for (const n of sizes) {
    for (const scale of [1, 1e-80]) {
      const matrix = normal(n * n).map((value, i) => (i % 3 === 0 ? value * scale : value));
      checkSame([matrix, new Float64Array(n), new Float64Array(4 * n)], (run, a, values, work) => run.symmetricEigen(n, a, values, work));
    }
  }
});

test('exponentials and sums with terms', () => {
  const values = Float64Array.from([NaN, Infinity, -Infinity, 0, -0, ...normal(20_000).map((value) => 300 * value)]);
  for (const n of [1, 2, 5, values.length]) checkSame([values], (run, x) => run.scaledExponential(n, 0.9, x, x));
  for (const [rows, cols] of [
    [1, 1],
    [3, 4],
    [5, 7],
  ] as const) {
    // prettier-ignore
    const arrays = [normal(rows * cols), normal(rows), normal(cols)];
    checkSame(arrays, (run, c, rowTerms, colTerms) => run.addTermsAndClamp(rows, cols, c, rowTerms, colTerms));
  }
});
