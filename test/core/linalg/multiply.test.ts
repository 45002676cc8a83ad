import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matrixFromRows } from '../../../main/core/linalg/matrix.ts';
import { dot, gram, multiply, multiplyTransposed, multiplyVector, norm, transpose } from '../../../main/core/linalg/multiply.ts';
import { allCloseTo } from '../../helpers/close-to.ts';
import { randomMatrix } from './random-matrix.ts';

test('a small product by hand', () => {
  const a = matrixFromRows([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  const b = matrixFromRows([
    [1, 0],
    [0, 2],
    [1, 1],
  ]);
  assert.deepEqual([...multiply(a, b).data], [4, 7, 10, 16]);
  assert.deepEqual([...multiplyVector(a, Float64Array.of(1, 1, 1))], [6, 15]);
  assert.deepEqual([...multiplyTransposed(a, [1, 2])], [9, 12, 15]);
  assert.equal(dot(Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)), 32);
});

test('the Gram matrix is the product with the transpose', () => {
  fc.assert(
    fc.property(randomMatrix, (a) => allCloseTo(gram(a).data, multiply(transpose(a), a).data, 1e-13)),
    { seed: 8 },
  );
});

test('the norm survives the ends of the range', () => {
  assert.ok(Math.abs(norm(Float64Array.of(3e200, 4e200)) / 5e200 - 1) < 1e-15);
  assert.ok(Math.abs(norm(Float64Array.of(3e-200, 4e-200)) / 5e-200 - 1) < 1e-15);
  assert.equal(norm(Float64Array.of(0, 0)), 0);
});

test('shapes that do not fit are refused', () => {
  assert.throws(() => multiply(matrixFromRows([[1, 2]]), matrixFromRows([[1, 2]])), RangeError);
  assert.throws(() => multiplyTransposed(matrixFromRows([[1, 2]]), [1, 2]), RangeError);
  assert.throws(() => dot(Float64Array.of(1), Float64Array.of(1, 2)), RangeError);
});
