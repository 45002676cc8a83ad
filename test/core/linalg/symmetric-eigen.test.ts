import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sharedKernels } from '../../../main/core/kernels/kernels.ts';
import { type Matrix, matrixFromRows, zeros } from '../../../main/core/linalg/matrix.ts';
import { gram, multiply, multiplyByTranspose, norm, transpose } from '../../../main/core/linalg/multiply.ts';
import { emptySymmetricEigen, symmetricEigen } from '../../../main/core/linalg/symmetric-eigen.ts';
import { createRng } from '../../../main/core/rng.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { fixture } from '../../helpers/fixture.ts';
import { randomMatrix } from './random-matrix.ts';

const { cases } = fixture<{ cases: { name: string; matrix: number[][]; values: number[] }[] }>('numerics/symmetric-eigen.json');

/** Vᵀ·diag(values)·V is the matrix, V is orthonormal, values fall. */
function checkDecomposition(a: Matrix): void {
  const n = a.rows;
  const { values, vectors } = symmetricEigen(a);
  const scaled = { ...vectors, data: vectors.data.map((value, i) => value * values[Math.floor(i / n)]!) };
  const back = multiply(transpose(vectors), scaled).data;
  const size = norm(a.data) || 1;
  for (let i = 0; i < n * n; i++) assert.ok(Math.abs(back[i]! - a.data[i]!) <= 1e-13 * size, `Vᵀ·Λ·V = A at ${i}`);
  const products = multiplyByTranspose(vectors, vectors).data;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) closeTo(products[i * n + j], i === j ? 1 : 0, 1e-13, 'orthonormal');
  for (let i = 1; i < n; i++) assert.ok(values[i]! <= values[i - 1]!);
}

function randomSymmetric(n: number): Matrix {
  const rng = createRng(n);
  const a = zeros(n, n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) a.data[i * n + j] = a.data[j * n + i] = rng.normal();
  return a;
}

test('eigenvalues equal those of mpmath', () => {
  for (const { name, matrix, values } of cases) {
    const a = matrixFromRows(matrix);
    allCloseTo(symmetricEigen(a).values, values, 1e-14 * Math.max(1, norm(a.data)), name);
    checkDecomposition(a);
  }
});

test('any symmetric matrix is the product of its factors, rank deficient or not', () => {
  fc.assert(
    fc.property(randomMatrix, (a) => checkDecomposition(gram(a))),
    { seed: 5, numRuns: 300 },
  );
  for (const n of [1, 2, 3, 8, 15, 16, 17, 31, 70, 130]) checkDecomposition(randomSymmetric(n));
});

test('zero, diagonal, block and already tridiagonal matrices', () => {
  checkDecomposition(zeros(0, 0));
  checkDecomposition(zeros(6, 6));
  const diagonal = zeros(5, 5);
  for (let i = 0; i < 5; i++) diagonal.data[i * 6] = [3, -2, 0, 3, 1e-9][i]!;
  checkDecomposition(diagonal);
  assert.deepEqual([...symmetricEigen(diagonal).values], [3, 3, 1e-9, 0, -2]);
  const blocks = zeros(20, 20);
  for (let i = 0; i < 10; i++) for (let j = 0; j < 10; j++) blocks.data[i * 20 + j] = blocks.data[(i + 10) * 20 + j + 10] = 1 / (i + j + 1);
  checkDecomposition(blocks);
});

test('extreme scales neither overflow nor vanish', () => {
  const a = randomSymmetric(9);
  const { values } = symmetricEigen(a);
  for (const scale of [2 ** -1000, 2 ** 1000]) {
    const scaled = symmetricEigen({ ...a, data: a.data.map((value) => value * scale) }).values;
    allCloseTo(
      scaled.map((value) => value / scale),
      values,
      1e-14,
    );
  }
});

test('only the lower triangle is read, the result goes where it is wanted, with the same bits whatever ran before', () => {
  const a = randomSymmetric(21);
  const expected = symmetricEigen(a);
  for (let i = 0; i < 21; i++) for (let j = i + 1; j < 21; j++) a.data[i * 21 + j] = NaN;
  sharedKernels().scope([8000], (_run, arena) => arena.float64(1000).fill(NaN));
  const into = emptySymmetricEigen(21);
  assert.equal(symmetricEigen(a, into), into);
  assert.deepEqual(into, expected);
});

test('values that are not finite, and other shapes, are refused', () => {
  assert.throws(() => symmetricEigen(matrixFromRows([[NaN]])), RangeError);
  assert.throws(() => symmetricEigen(matrixFromRows([[1, 0], [-Infinity, 1]])), RangeError); // prettier-ignore
  assert.throws(() => symmetricEigen(matrixFromRows([[1, 2]])), RangeError);
});
