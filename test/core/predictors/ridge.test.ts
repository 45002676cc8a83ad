import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { type Matrix, matrixFromRows, selectRows } from '../../../main/core/linalg/matrix.ts';
import { loadPredictor } from '../../../main/core/predictors/load-predictor.ts';
import { fitRidge } from '../../../main/core/predictors/ridge.ts';
import { createRng } from '../../../main/core/rng.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { linearAlgebra } from '../linalg/linear-algebra-fixture.ts';

const names = (x: Matrix) => Array.from({ length: x.cols }, (_, j) => `feature ${j}`);
const rng = createRng(3);
const x: Matrix = {
  rows: 40,
  cols: 6,
  data: Float64Array.from({ length: 240 }, (_, i) => (i % 6 === 5 ? 1 : rng.normal() * 10 ** (i % 6))),
};
const y = Float64Array.from({ length: 40 }, (_, i) => 3 + 2 * x.data[i * 6]! - 0.01 * x.data[i * 6 + 2]! + 0.3 * rng.normal());

test('λ = 0 is the pseudo-inverse of numpy, null directions dropped', () => {
  const model = fitRidge(linearAlgebra.oneHot, linearAlgebra.oneHotTarget, { featureNames: names(linearAlgebra.oneHot), lambda: 0 });
  allCloseTo(model.weights, linearAlgebra.minimumNorm, 1e-13);
  assert.equal(model.intercept, 0);
});

test('neither the scale of a feature nor the offset of the target changes what is predicted', () => {
  const model = fitRidge(x, y, { featureNames: names(x), lambda: 0.1 });
  const stretched = { ...x, data: x.data.map((value, i) => (i % 6 === 1 ? 1000 * value - 7 : value)) };
  const other = fitRidge(
    stretched,
    y.map((value) => value + 50),
    { featureNames: names(x), lambda: 0.1 },
  );
  allCloseTo(
    other.predict(stretched).mean.map((value) => value - 50),
    model.predict(x).mean,
    1e-9,
  );
  assert.equal(model.weights[5], 0, 'a constant column weighs nothing');
});

test('a large penalty leaves the mean, a small one the least squares fit', () => {
  const flat = fitRidge(x, y, { featureNames: names(x), lambda: 1e12 });
  for (const value of flat.predict(x).mean) closeTo(value, y.reduce((a, b) => a + b) / 40, 1e-9);
  const tight = fitRidge(x, y, { featureNames: names(x), lambda: 1e-12 });
  const exact = fitRidge(x, y, { featureNames: names(x), lambda: 0 });
  allCloseTo(tight.predict(x).mean, exact.predict(x).mean, 1e-8);
});

test('leave-one-out takes the λ that predicts left-out samples best', () => {
  const leftOutError = (lambda: number) => {
    let error = 0;
    for (let out = 0; out < 40; out++) {
      const rest = [...Array(40).keys()].filter((i) => i !== out);
      const model = fitRidge(
        selectRows(x, rest),
        rest.map((i) => y[i]!),
        { featureNames: names(x), lambda },
      );
      error += (model.predict(selectRows(x, [out])).mean[0]! - y[out]!) ** 2;
    }
    return error;
  };
  const { lambda } = fitRidge(x, y, { featureNames: names(x), lambda: 'leave-one-out' });
  assert.ok(lambda > 1e-6 && lambda < 1);
  assert.ok(leftOutError(lambda) < leftOutError(lambda * 30));
  assert.ok(leftOutError(lambda) < 1.01 * leftOutError(1e-6));
});

test('a model comes back from its JSON the same', () => {
  const model = fitRidge(x, y, { featureNames: names(x), lambda: 'leave-one-out' });
  const loaded = loadPredictor(JSON.parse(JSON.stringify(model)));
  assert.deepEqual(loaded.toJSON(), model.toJSON());
  assert.deepEqual(loaded.predict(x), model.predict(x));
});

test('what cannot be fitted or predicted is refused by name', () => {
  const options = { featureNames: names(x), lambda: 0 };
  const holed = y.slice();
  holed[4] = NaN;
  assert.throws(
    () => fitRidge(x, holed, options),
    (error) => isLabError(error, 'invalid-input') && error.message.includes('Sample 5'),
  );
  const badX = { ...x, data: x.data.map((value, i) => (i === 7 ? Infinity : value)) };
  assert.throws(
    () => fitRidge(badX, y, options),
    (error) => isLabError(error, 'invalid-input') && error.details === 'row 2, column 2',
  );
  assert.throws(
    () => fitRidge(matrixFromRows([[1]]), [2], { featureNames: ['a'], lambda: 0 }),
    (error) => isLabError(error, 'invalid-input'),
  );
  assert.throws(
    () => fitRidge(x, y, options).predict(matrixFromRows([[1, 2]])),
    (error) => isLabError(error, 'invalid-input'),
  );
});
