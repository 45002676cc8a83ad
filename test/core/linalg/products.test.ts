import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sharedKernels } from '../../../main/core/kernels/kernels.ts';
import { type Matrix, zeros } from '../../../main/core/linalg/matrix.ts';
import { gram, gramOfRows, multiply, multiplyByTranspose, transpose } from '../../../main/core/linalg/multiply.ts';
import { allCloseTo } from '../../helpers/close-to.ts';
import { normalMatrix } from './normal-matrix.ts';

function byDefinition(a: Matrix, b: Matrix): Matrix {
  const product = zeros(a.rows, b.cols);
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.cols; k++) {
      for (let j = 0; j < b.cols; j++) product.data[i * b.cols + j]! += a.data[i * a.cols + k]! * b.data[k * b.cols + j]!;
    }
  }
  return product;
}

function checkProducts(m: number, k: number, n: number): void {
  const a = normalMatrix(m, k);
  const b = normalMatrix(k, n);
  const expected = byDefinition(a, b).data;
  allCloseTo(multiply(a, b).data, expected, 1e-11, 'A·B');
  allCloseTo(multiplyByTranspose(a, transpose(b)).data, expected, 1e-11, 'A·Bᵀ');
  allCloseTo(gram(a).data, byDefinition(transpose(a), a).data, 1e-11, 'AᵀA');
  allCloseTo(gramOfRows(a).data, byDefinition(a, transpose(a)).data, 1e-11, 'A·Aᵀ');
}

test('products of any shape, also across the borders of blocks and chunks', () => {
  const size = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(63, 64, 65, 130));
  fc.assert(fc.property(size, size, size, checkProducts), { seed: 3, numRuns: 50 });
  // Blocks of 64 × 256 and 256 × 512, chunks of 256 rows or 1,024 columns.
  checkProducts(300, 300, 520);
  checkProducts(523, 530, 3);
  checkProducts(66, 1100, 5);
});

test('the same bits whatever ran before', () => {
  const a = normalMatrix(37, 41);
  const first = gram(a);
  sharedKernels().scope([2 ** 20], (_run, arena) => arena.float64(2 ** 17).fill(NaN));
  assert.deepEqual(gram(a), first);
});

test('NaN and infinity go where they belong and no further', () => {
  const a = normalMatrix(9, 6);
  const b = normalMatrix(6, 7);
  a.data[2 * 6 + 3] = NaN;
  b.data[5] = Infinity;
  const product = multiply(a, b).data;
  for (let i = 0; i < 9; i++) for (let j = 0; j < 7; j++) assert.equal(Number.isFinite(product[i * 7 + j]), i !== 2 && j !== 5);
});
