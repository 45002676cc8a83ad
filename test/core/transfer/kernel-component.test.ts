import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Matrix, row } from '../../../main/core/linalg/matrix.ts';
import { dot } from '../../../main/core/linalg/multiply.ts';
import { kernelComponent, kernelMatrix, project } from '../../../main/core/transfer/kernel-component.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { normalMatrix } from '../linalg/normal-matrix.ts';

const x: Matrix = normalMatrix(30, 5);
for (let i = 0; i < 30; i++) {
  x.data[i * 5 + 1]! *= 100;
  x.data[i * 5 + 3] = 0.1; // its mean is not 0.1 to the last bit
}
const all = [0, 1, 2, 3, 4];
const weights = [0, 1];

test('rows have a mean of 0 and a mean squared length of 1; columns that do not vary are left out', () => {
  for (const standardised of [true, false]) {
    const component = kernelComponent(x, all, { name: 'k', form: 'linear', standardised, weights })!;
    assert.deepEqual([...component.columns], [0, 1, 2, 4]);
    const z = project(component, x);
    for (let column = 0; column < z.cols; column++) {
      closeTo(
        [...Array(30).keys()].reduce((sum, i) => sum + z.data[i * z.cols + column]!, 0),
        0,
        1e-12,
      );
    }
    closeTo(dot(z.data, z.data) / 30, 1, 1e-12);
  }
});

test('columns keep their own variance, or have the same', () => {
  const shares = (standardised: boolean) => {
    const z = project(kernelComponent(x, all, { name: 'k', form: 'linear', standardised, weights })!, x);
    return [0, 1, 2, 3].map((column) => [...Array(30).keys()].reduce((sum, i) => sum + z.data[i * 4 + column]! ** 2 / 30, 0));
  };
  allCloseTo(shares(true), [0.25, 0.25, 0.25, 0.25], 1e-12);
  assert.ok(shares(false)[1]! > 0.99);
});

test('kernels are what their names say', () => {
  const linear = kernelComponent(x, all, { name: 'l', form: 'linear', standardised: true, weights })!;
  const radial = kernelComponent(x, all, { name: 'r', form: 'radial', sharpness: 0.7, standardised: true, weights })!;
  const z = project(linear, x);
  assert.deepEqual(project(radial, x), z);
  const products = kernelMatrix(linear, z, z);
  const similarities = kernelMatrix(radial, z, z);
  for (let i = 0; i < 30; i++) {
    for (let j = 0; j < 30; j++) {
      const distance = row(z, i).reduce((sum, value, k) => sum + (value - row(z, j)[k]!) ** 2, 0);
      closeTo(products.data[i * 30 + j], dot(row(z, i), row(z, j)), 1e-13);
      closeTo(similarities.data[i * 30 + j], Math.exp(-0.7 * distance), 1e-12);
    }
  }
});

test('other rows are seen as the first ones were; nothing that varies: no kernel', () => {
  const component = kernelComponent(x, [0, 2], { name: 'k', form: 'linear', standardised: true, weights })!;
  const one = project(component, { rows: 1, cols: 5, data: x.data.slice(35, 40) });
  assert.deepEqual(one.data, row(project(component, x), 7));
  assert.equal(kernelComponent(x, [3], { name: 'k', form: 'linear', standardised: true, weights }), undefined);
  assert.equal(kernelComponent(x, [], { name: 'k', form: 'linear', standardised: false, weights }), undefined);
});
