import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invertSymmetric } from '../../../main/core/linalg/invert-symmetric.ts';
import { matrixFromRows } from '../../../main/core/linalg/matrix.ts';
import { gram, multiply } from '../../../main/core/linalg/multiply.ts';
import { allCloseTo } from '../../helpers/close-to.ts';
import { normalMatrix } from './normal-matrix.ts';

test('a matrix times its inverse is the identity, and the inverse is symmetric', () => {
  const a = gram(normalMatrix(50, 40));
  const inverse = invertSymmetric(a);
  allCloseTo(multiply(a, inverse).data, a.data.map((_, i) => Number(i % 41 === 0)), 1e-8); // prettier-ignore
  for (let i = 0; i < 40; i++) for (let j = 0; j < i; j++) assert.equal(inverse.data[i * 40 + j], inverse.data[j * 40 + i]);
});

test('a matrix that is not positive definite is a bug of the caller', () => {
  assert.throws(() => invertSymmetric(matrixFromRows([[1, 2], [2, 1]])), /not positive definite/); // prettier-ignore
});
