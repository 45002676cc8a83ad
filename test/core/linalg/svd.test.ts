import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Matrix, zeros } from '../../../main/core/linalg/matrix.ts';
import { gram, multiply, norm, transpose } from '../../../main/core/linalg/multiply.ts';
import { svd } from '../../../main/core/linalg/svd.ts';
import { createRng } from '../../../main/core/rng.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { linearAlgebra } from './linear-algebra-fixture.ts';
import { randomMatrix } from './random-matrix.ts';

function checkDecomposition(a: Matrix): void {
  const { u, singularValues, v } = svd(a);
  const k = Math.min(a.rows, a.cols);
  const scaled = zeros(u.rows, k);
  for (let i = 0; i < u.rows; i++) for (let j = 0; j < k; j++) scaled.data[i * k + j] = u.data[i * k + j]! * singularValues[j]!;
  const back = multiply(scaled, transpose(v));
  const size = norm(a.data) || 1;
  for (let i = 0; i < a.data.length; i++) assert.ok(Math.abs(back.data[i]! - a.data[i]!) <= 1e-13 * size, `U·s·Vᵀ = A at ${i}`);
  for (const factor of [u, v]) {
    const products = gram(factor);
    for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) closeTo(products.data[i * k + j], i === j ? 1 : 0, 1e-12, 'orthonormal');
  }
  for (let i = 0; i < k; i++) assert.ok(singularValues[i]! >= 0 && (i === 0 || singularValues[i]! <= singularValues[i - 1]!));
}

test('singular values equal those of numpy and mpmath', () => {
  for (const { name, matrix, singularValues, relative } of linearAlgebra.svd) {
    const found = svd(matrix).singularValues;
    if (relative) singularValues.forEach((expected, i) => closeTo(found[i]! / expected, 1, 1e-13, name));
    else allCloseTo(found, singularValues, 1e-14, name);
    checkDecomposition(matrix);
  }
});

test('any matrix is the product of its factors, rank deficient or not', () => {
  fc.assert(fc.property(randomMatrix, checkDecomposition), { seed: 5, numRuns: 400 });
});

test('zero matrices and equal columns have orthonormal factors too', () => {
  checkDecomposition(zeros(5, 3));
  checkDecomposition({ rows: 4, cols: 3, data: new Float64Array(12).fill(1) });
});

test('equal rows converge, though what pivoting leaves of them underflows', () => {
  const rng = createRng(1);
  for (let trial = 0; trial < 200; trial++) {
    const cols = 2 + rng.integer(45);
    const line = Float64Array.from({ length: cols }, () => rng.integer(3) * (rng.integer(2) || rng.normal()));
    const rows = 2 + rng.integer(30);
    const matrix = { rows, cols, data: Float64Array.from({ length: rows * cols }, (_, i) => line[i % cols]!) };
    checkDecomposition(matrix);
    const [first, second] = svd(matrix).singularValues;
    closeTo(first, Math.sqrt(rows) * norm(line), 1e-13);
    assert.ok(second! <= 1e-14 * first!);
  }
});

test('extreme scales neither overflow nor vanish', () => {
  for (const scale of [1e-290, 1e-140, 1e140, 1e200, 1e300]) {
    const { matrix, singularValues } = linearAlgebra.svd[0]!;
    const found = svd({ ...matrix, data: matrix.data.map((value) => value * scale) }).singularValues;
    allCloseTo(
      found.map((value) => value / scale),
      singularValues,
      1e-13,
    );
  }
});

test('values that are not finite are refused', () => {
  assert.throws(() => svd({ rows: 1, cols: 2, data: Float64Array.of(1, NaN) }), RangeError);
});
