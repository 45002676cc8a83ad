import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKernels } from '../../../main/core/kernels/kernels.ts';
import {
  cholesky,
  plainCholesky,
  plainSolveTriangular,
  solveLowerMatrix,
  solveLowerTransposedMatrix,
} from '../../../main/core/linalg/cholesky.ts';
import { kernelCholesky, kernelSolveTriangular } from '../../../main/core/linalg/kernel-cholesky.ts';
import { type Matrix, zeros } from '../../../main/core/linalg/matrix.ts';
import { gram, multiply, multiplyByTranspose, transpose } from '../../../main/core/linalg/multiply.ts';
import { createRng } from '../../../main/core/rng.ts';
import { allCloseTo } from '../../helpers/close-to.ts';

const kernels = createKernels()!;
const rng = createRng(4);
const sizes = [1, 2, 7, 8, 9, 15, 16, 17, 24, 33, 64, 65, 100, 150];

function normal(rows: number, cols: number): Matrix {
  return { rows, cols, data: Float64Array.from({ length: rows * cols }, () => rng.normal()) };
}

function positiveDefinite(n: number): Matrix {
  const matrix = gram(normal(n, n));
  for (let i = 0; i < n; i++) matrix.data[i * n + i]! += 1;
  return matrix;
}

test('kernels and plain code make the same factor and solutions', () => {
  for (const n of sizes) {
    const a = positiveDefinite(n);
    const limits = new Float64Array(n);
    const plain = zeros(n, n);
    const factor = zeros(n, n);
    assert.ok(plainCholesky(a, limits, plain) && kernelCholesky(kernels, a, limits, factor));
    allCloseTo(factor.data, plain.data, 1e-12, `n = ${n}`);
    allCloseTo(multiplyByTranspose(factor, factor).data, a.data, 1e-12, `L·Lᵀ, n = ${n}`);
    for (const [m, transposed] of [
      [1, false],
      [n + 3, false],
      [5, true],
      [n, true],
    ] as const) {
      const b = normal(n, m);
      const expected = { ...b, data: b.data.slice() };
      plainSolveTriangular(plain, expected, transposed);
      const solution = { ...b, data: b.data.slice() };
      kernelSolveTriangular(kernels, factor, solution, transposed);
      allCloseTo(solution.data, expected.data, 1e-11, `n = ${n}, m = ${m}`);
      const back = multiply(transposed ? transpose(factor) : factor, solution);
      allCloseTo(back.data, b.data, 1e-10, `back, n = ${n}`);
    }
  }
});

test('both solves in turn make A⁻¹·B', () => {
  const a = positiveDefinite(40);
  const b = normal(40, 30);
  const factor = cholesky(a)!;
  allCloseTo(multiply(a, solveLowerTransposedMatrix(factor, solveLowerMatrix(factor, b))).data, b.data, 1e-10);
  const expected = solveLowerMatrix(factor, b);
  assert.equal(solveLowerMatrix(factor, b, b), b);
  assert.deepEqual(b, expected);
  assert.throws(() => solveLowerMatrix(factor, normal(39, 2)), RangeError);
});

test('the factor may be written over the matrix; the upper triangle is neither read nor written', () => {
  for (const n of [5, 60]) {
    const a = positiveDefinite(n);
    const expected = cholesky(a)!;
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) a.data[i * n + j] = NaN;
    assert.equal(cholesky(a, a), a);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) assert.equal(a.data[i * n + j], j > i ? NaN : expected.data[i * n + j]);
  }
});

test('a matrix that is not positive definite has no factor, wherever it shows', () => {
  for (const n of [3, 30, 90]) {
    for (const at of [0, Math.floor(n / 2), n - 1]) {
      const a = positiveDefinite(n);
      a.data[at * n + at] = -1;
      assert.equal(cholesky(a), undefined);
      a.data[at * n + at] = NaN;
      assert.equal(cholesky(a), undefined);
    }
    const line = normal(n, 1);
    assert.equal(cholesky(multiplyByTranspose(line, line)), undefined, 'rank one');
  }
});

test('the same bits whatever ran before', () => {
  const a = positiveDefinite(70);
  const first = cholesky(a)!.data;
  kernels.scope([2 ** 20], (_run, arena) => arena.float64(2 ** 17).fill(NaN));
  const again = zeros(70, 70);
  assert.ok(kernelCholesky(kernels, a, new Float64Array(70), again));
  assert.deepEqual(again.data, first);
});
