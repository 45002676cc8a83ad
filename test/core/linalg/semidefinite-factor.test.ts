import assert from 'node:assert/strict';
import { test } from 'node:test';
import { multiplyByTranspose } from '../../../main/core/linalg/multiply.ts';
import { semidefiniteFactor } from '../../../main/core/linalg/semidefinite-factor.ts';

test('a covariance of rank 1, which rounding has left indefinite, is factored nearly', () => {
  const covariance = { rows: 2, cols: 2, data: Float64Array.of(1, 1, 1, 1 - 1e-12) };
  const factor = semidefiniteFactor(covariance);
  multiplyByTranspose(factor, factor).data.forEach((value, i) => assert.ok(Math.abs(value - covariance.data[i]!) < 1e-6));
});

test('zeros are their own factor; what is not finite is refused', () => {
  const zeros = { rows: 2, cols: 2, data: new Float64Array(4) };
  assert.deepEqual(semidefiniteFactor(zeros), zeros);
  assert.throws(() => semidefiniteFactor({ rows: 1, cols: 1, data: Float64Array.of(NaN) }), RangeError);
});
