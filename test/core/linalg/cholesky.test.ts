import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cholesky, choleskySolve, logDeterminant, solveLower } from '../../../main/core/linalg/cholesky.ts';
import { matrixFromRows } from '../../../main/core/linalg/matrix.ts';
import { gram, multiply, multiplyVector, transpose } from '../../../main/core/linalg/multiply.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { linearAlgebra } from './linear-algebra-fixture.ts';
import { randomMatrix } from './random-matrix.ts';

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
