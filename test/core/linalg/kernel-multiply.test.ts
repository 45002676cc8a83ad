import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createKernels } from '../../../main/core/kernels/kernels.ts';
import { kernelGram, kernelGramOfRows, kernelMultiply, kernelMultiplyByTranspose } from '../../../main/core/linalg/kernel-multiply.ts';
import type { Matrix } from '../../../main/core/linalg/matrix.ts';
import { multiply, plainGram, plainMultiply, plainMultiplyByTranspose, transpose } from '../../../main/core/linalg/multiply.ts';
import { createRng } from '../../../main/core/rng.ts';
import { allCloseTo } from '../../helpers/close-to.ts';

const kernels = createKernels()!;
const rng = createRng(1);

function normal(rows: number, cols: number): Matrix {
  return { rows, cols, data: Float64Array.from({ length: rows * cols }, () => rng.normal()) };
}

const size = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(63, 64, 65, 130));

test('kernels and plain code agree on any shape', () => {
  fc.assert(
    fc.property(size, size, size, (m, k, n) => {
      const a = normal(m, k);
      const b = normal(k, n);
      allCloseTo(kernelMultiply(kernels, a, b).data, plainMultiply(a, b).data, 1e-12, 'A·B');
      const c = normal(n, k);
      allCloseTo(kernelMultiplyByTranspose(kernels, a, c).data, plainMultiplyByTranspose(a, c).data, 1e-12, 'A·Bᵀ');
      const grams = [kernelGram(kernels, a), plainGram(a)];
      for (let i = 0; i < k; i++) allCloseTo(...lowerRows(grams, i), 1e-12, 'AᵀA');
      const gramsOfRows = [kernelGramOfRows(kernels, a), plainMultiplyByTranspose(a, a)];
      for (let i = 0; i < m; i++) allCloseTo(...lowerRows(gramsOfRows, i), 1e-12, 'A·Aᵀ');
    }),
    { seed: 3, numRuns: 60 },
  );
});

function lowerRows(matrices: readonly Matrix[], i: number): [Float64Array, Float64Array] {
  const [first, second] = matrices.map(({ cols, data }) => data.slice(i * cols, i * cols + i + 1));
  return [first!, second!];
}

test('products across all block borders', () => {
  // 70 > 64 rows, 300 > 256 deep and chunked, 520 > 512 columns
  const a = normal(300, 300);
  const b = normal(300, 520);
  allCloseTo(kernelMultiply(kernels, a, b).data, plainMultiply(a, b).data, 1e-11);
  allCloseTo(kernelMultiplyByTranspose(kernels, a, transpose(b)).data, plainMultiply(a, b).data, 1e-11);
  const wide = normal(523, 530);
  const grams = [kernelGram(kernels, wide), plainGram(wide)];
  for (let i = 0; i < 530; i++) allCloseTo(...lowerRows(grams, i), 1e-11);
  const broad = normal(66, 1100); // chunks of 1024 columns
  const gramsOfRows = [kernelGramOfRows(kernels, broad), plainMultiplyByTranspose(broad, broad)];
  for (let i = 0; i < 66; i++) allCloseTo(...lowerRows(gramsOfRows, i), 1e-11);
});

test('the same bits whatever ran before', () => {
  const a = normal(37, 41);
  const b = normal(41, 29);
  const first = kernelMultiply(createKernels()!, a, b).data;
  kernels.scope([2 ** 20], (_run, arena) => arena.float64(2 ** 17).fill(NaN));
  assert.deepEqual(kernelMultiply(kernels, a, b).data, first);
  assert.deepEqual(multiply(a, b).data, first);
});

test('NaN and infinity go where they belong and no further', () => {
  const a = normal(9, 6);
  const b = normal(6, 7);
  a.data[2 * 6 + 3] = NaN;
  b.data[5] = Infinity;
  const product = kernelMultiply(kernels, a, b).data;
  for (let i = 0; i < 9; i++) for (let j = 0; j < 7; j++) assert.equal(Number.isFinite(product[i * 7 + j]), i !== 2 && j !== 5);
});
