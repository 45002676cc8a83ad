import assert from 'node:assert/strict';
import { test } from 'node:test';
import { varianceComponents } from '../../../../main/core/cost-model/gaussian/variance-components.ts';
import { cholesky } from '../../../../main/core/linalg/cholesky.ts';
import { type Matrix, zeros } from '../../../../main/core/linalg/matrix.ts';
import { gramOfRows, multiply } from '../../../../main/core/linalg/multiply.ts';
import { createRng } from '../../../../main/core/rng.ts';
import { closeTo } from '../../../helpers/close-to.ts';
import { normalMatrix } from '../../linalg/normal-matrix.ts';

const n = 40;
const kernels = [1, 2].map(() => {
  const kernel = gramOfRows(normalMatrix(n, 4));
  return { ...kernel, data: kernel.data.map((value) => value / 4) };
});

function draws(weights: readonly number[], count: number): Matrix {
  const covariance = zeros(n, n);
  for (let i = 0; i < n * n; i++) covariance.data[i] = weights[0]! * kernels[0]!.data[i]! + weights[1]! * kernels[1]!.data[i]!;
  for (let i = 0; i < n; i++) covariance.data[i * n + i]! += weights[2]!;
  const rng = createRng(5);
  const factor = cholesky(covariance)!;
  return multiply(factor, { rows: n, cols: count, data: Float64Array.from({ length: n * count }, () => rng.normal()) });
}

test('variances are found from draws, also where each draw has other rows', () => {
  const values = draws([1, 0.2, 0.05], 200);
  const whole = varianceComponents(kernels, [{ values, degrees: 200, common: 0 }], 60);
  closeTo(whole[0], 1, 0.1);
  closeTo(whole[1], 0.2, 0.03);
  closeTo(whole[2], 0.05, 0.01);
  const rng = createRng(6);
  const parts = Array.from({ length: 200 }, (_, draw) => {
    const rows = rng.sampleWithout(n, 15);
    return {
      values: { rows: 15, cols: 1, data: Float64Array.from(rows, (row) => values.data[row * 200 + draw]!) },
      degrees: 1,
      rows,
      common: 0,
    };
  });
  const sparse = varianceComponents(kernels, parts, 60);
  closeTo(sparse[0], 1, 0.15);
  closeTo(sparse[1], 0.2, 0.05);
  closeTo(sparse[2], 0.05, 0.01);
});

test('a kernel that explains nothing ends at almost nothing, and equal draws leave the least noise', () => {
  const values = draws([1, 0, 0.05], 100);
  const weights = varianceComponents(kernels, [{ values, degrees: 100, common: 0 }], 60);
  assert.ok(weights[1]! < 0.02, `${weights[1]}`);
  const nothing = varianceComponents(kernels, [{ values: zeros(n, 3), degrees: 2, common: 10 }], 30);
  assert.ok(nothing.every((weight) => weight >= 0 && weight <= 1e-6));
});
