import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Matrix, zeros } from '../../../main/core/linalg/matrix.ts';
import { transpose } from '../../../main/core/linalg/multiply.ts';
import { squaredDistances } from '../../../main/core/linalg/squared-distances.ts';
import { allCloseTo } from '../../helpers/close-to.ts';
import { normalMatrix } from './normal-matrix.ts';

function byDefinition(a: Matrix, b: Matrix): Float64Array {
  const result = new Float64Array(a.rows * b.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.rows; j++) {
      for (let k = 0; k < a.cols; k++) result[i * b.rows + j]! += (a.data[i * a.cols + k]! - b.data[j * b.cols + k]!) ** 2;
    }
  }
  return result;
}

test('distances of any shape', () => {
  const size = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(64, 300));
  fc.assert(
    fc.property(size, size, fc.integer({ min: 0, max: 20 }), (n, m, d) => {
      const a = normalMatrix(n, d);
      const b = normalMatrix(m, d);
      allCloseTo(squaredDistances(a, b).data, byDefinition(a, b), 1e-12);
    }),
    { seed: 3, numRuns: 40 },
  );
});

test('equal rows are never a negative distance apart, distances are symmetric, and the result goes where it is wanted', () => {
  const a = normalMatrix(40, 7);
  const into = zeros(40, 40);
  assert.equal(squaredDistances(a, a, into), into);
  for (let i = 0; i < 40; i++) assert.ok(into.data[i * 41]! >= 0 && into.data[i * 41]! < 1e-13);
  assert.deepEqual(transpose(into), into);
  assert.throws(() => squaredDistances(a, normalMatrix(3, 6)), RangeError);
});
