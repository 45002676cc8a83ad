import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  cholesky,
  choleskySolve,
  logDeterminant,
  solveLower,
  solveLowerMatrix,
  solveLowerTransposedMatrix,
} from '../../../main/core/linalg/cholesky.ts';
import { type Matrix, matrixFromRows } from '../../../main/core/linalg/matrix.ts';
import { gram, multiply, multiplyByTranspose, multiplyVector, transpose } from '../../../main/core/linalg/multiply.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { linearAlgebra } from './linear-algebra-fixture.ts';
import { normalMatrix } from './normal-matrix.ts';
import { randomMatrix } from './random-matrix.ts';

function positiveDefinite(n: number): Matrix {
  const matrix = gram(normalMatrix(n, n));
  for (let i = 0; i < n; i++) matrix.data[i * n + i]! += 1;
  return matrix;
}

test('factor, solution and determinant equal those of scipy', () => {
  const factor = cholesky(linearAlgebra.positiveDefinite)!;
  allCloseTo(factor.data, linearAlgebra.cholesky.data, 1e-14);
  allCloseTo(choleskySolve(factor, [0, 1, 2, 3, 4, 5, 6, 7]), linearAlgebra.solution, 1e-14);
  closeTo(logDeterminant(factor), linearAlgebra.logDeterminant, 1e-14);
});

test('L·Lᵀ is the matrix and L·x = b holds', () => {
  fc.assert(
    fc.property(randomMatrix, (a) => {
      const matrix = gram(a);
      for (let i = 0; i < matrix.rows; i++) matrix.data[i * matrix.rows + i]! += 1;
      const factor = cholesky(matrix)!;
      allCloseTo(multiply(factor, transpose(factor)).data, matrix.data, 1e-12);
      const b = Float64Array.from({ length: matrix.rows }, (_, i) => i - 2);
      allCloseTo(multiplyVector(factor, solveLower(factor, b)), b, 1e-10);
    }),
    { seed: 7 },
  );
});

test('matrices that are not positive definite have no factor', () => {
  assert.equal(
    cholesky(
      matrixFromRows([
        [1, 2],
        [2, 1],
      ]),
    ),
    undefined,
  );
  assert.equal(
    cholesky(
      matrixFromRows([
        [1, 1],
        [1, 1],
      ]),
    ),
    undefined,
  );
  assert.equal(cholesky(matrixFromRows([[NaN]])), undefined);
  assert.throws(() => cholesky(matrixFromRows([[1, 0]])), RangeError);
});

test('factor and solutions of any size, also across the borders of blocks', () => {
  for (const n of [1, 2, 7, 8, 9, 16, 17, 24, 33, 65, 150]) {
    const a = positiveDefinite(n);
    const factor = cholesky(a)!;
    allCloseTo(multiplyByTranspose(factor, factor).data, a.data, 1e-12, `L·Lᵀ, n = ${n}`);
    for (const m of [1, 5, n + 3]) {
      const b = normalMatrix(n, m);
      const solution = solveLowerMatrix(factor, b);
      allCloseTo(multiply(factor, solution).data, b.data, 1e-10, `L·X = B, n = ${n}, m = ${m}`);
      allCloseTo(multiply(a, solveLowerTransposedMatrix(factor, solution)).data, b.data, 1e-10, `A·X = B, n = ${n}, m = ${m}`);
    }
  }
  assert.throws(() => solveLowerMatrix(cholesky(positiveDefinite(4))!, normalMatrix(5, 2)), RangeError);
});

test('results may be written over what they are made of; the upper triangle is neither read nor written', () => {
  for (const n of [5, 60]) {
    const a = positiveDefinite(n);
    const expected = cholesky(a)!;
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) a.data[i * n + j] = NaN;
    assert.equal(cholesky(a, a), a);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) assert.equal(a.data[i * n + j], j > i ? NaN : expected.data[i * n + j]);
    const b = normalMatrix(n, 3);
    const solution = solveLowerMatrix(expected, b);
    assert.equal(solveLowerMatrix(expected, b, b), b);
    assert.deepEqual(b, solution);
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
    const line = normalMatrix(n, 1);
    assert.equal(cholesky(multiplyByTranspose(line, line)), undefined, 'rank one');
  }
});
