import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logDeterminantOfAgreement } from '../../../../main/core/accuracy/training-free/naswot.ts';

test('the log determinant of how many units two inputs agree on', () => {
  // Of 10 units two inputs agree on 7: the matrix of agreements is [[10, 7], [7, 10]], its determinant 51.
  assert.ok(Math.abs(logDeterminantOfAgreement(Float64Array.of(10, 4, 4, 10)) - Math.log(51)) < 1e-12);
});

test('inputs that are not told apart have none', () => {
  assert.equal(logDeterminantOfAgreement(Float64Array.of(10, 10, 10, 10)), -Infinity);
  assert.equal(logDeterminantOfAgreement(new Float64Array(4)), -Infinity);
});
