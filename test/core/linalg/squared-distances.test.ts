import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Matrix, zeros } from '../../../main/core/linalg/matrix.ts';
import { plainSquaredDistances, squaredDistances } from '../../../main/core/linalg/squared-distances.ts';
import { createRng } from '../../../main/core/rng.ts';
import { allCloseTo } from '../../helpers/close-to.ts';

const rng = createRng(2);

function normal(rows: number, cols: number): Matrix {
  return { rows, cols, data: Float64Array.from({ length: rows * cols }, () => rng.normal()) };
}

function byDefinition(a: Matrix, b: Matrix): Float64Array {
  const result = new Float64Array(a.rows * b.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.rows; j++) {
      for (let k = 0; k < a.cols; k++) result[i * b.rows + j]! += (a.data[i * a.cols + k]! - b.data[j * b.cols + k]!) ** 2;
    }
  }
  return result;
}

test('kernels and plain code give the distances, whatever the shape', () => {
  const size = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(64, 300));
  fc.assert(
    fc.property(size, size, fc.integer({ min: 0, max: 20 }), (n, m, d) => {
      const a = normal(n, d);
      const b = normal(m, d);
      const expected = byDefinition(a, b);
      allCloseTo(squaredDistances(a, b).data, expected, 1e-12);
      const plain = zeros(n, m);
      plainSquaredDistances(a, b, plain);
      allCloseTo(plain.data, expected, 1e-12);
    }),
    { seed: 3, numRuns: 40 },
  );
});

test('equal rows are never a negative distance apart, and the result goes where it is wanted', () => {
  const a = normal(40, 7);
  const into = zeros(40, 40);
  assert.equal(squaredDistances(a, a, into), into);
  for (let i = 0; i < 40; i++) assert.ok(into.data[i * 41]! >= 0 && into.data[i * 41]! < 1e-13);
  assert.throws(() => squaredDistances(a, normal(3, 6)), RangeError);
});
