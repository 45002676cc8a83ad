import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../../main/core/lab-error.ts';
import { type Matrix, matrixFromRows, selectRows } from '../../../../main/core/linalg/matrix.ts';
import { type BoostingOptions, fitBoosting } from '../../../../main/core/predictors/boosting/boosting.ts';
import { loadPredictor } from '../../../../main/core/predictors/load-predictor.ts';
import { createRng } from '../../../../main/core/rng.ts';
import { runToEnd } from '../../../../main/core/run-to-end.ts';
import { allCloseTo, closeTo } from '../../../helpers/close-to.ts';
import { fixture } from '../../../helpers/fixture.ts';
import { friedman } from '../friedman.ts';

const stored = fixture<{
  x: number[][];
  y: number[];
  cases: (Pick<BoostingOptions, 'trees' | 'depth' | 'learningRate' | 'minimumLeafSamples'> & { predicted: number[] })[];
  histogram: { l2: number; r2: number }[];
}>('numerics/boosting.json');

type Settings = Partial<Omit<BoostingOptions, 'featureNames'>>;

const names = (count: number) => Array.from({ length: count }, (_, j) => `feature ${j}`);
const fit = (x: Matrix, y: ArrayLike<number>, settings: Settings = {}) =>
  runToEnd(fitBoosting(x, y, { featureNames: names(x.cols), trees: 50, depth: 3, learningRate: 0.1, minimumLeafSamples: 5, ...settings }));
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
function r2(predicted: Float64Array, y: Float64Array): number {
  const squares = (error: (i: number) => number) => y.reduce((sum, _, i) => sum + error(i) ** 2, 0);
  return 1 - squares((i) => predicted[i]! - y[i]!) / squares((i) => y[i]! - mean(y));
}
const rows = (x: Matrix, y: Float64Array, from: number, to: number) => ({
  x: { rows: to - from, cols: x.cols, data: x.data.subarray(from * x.cols, to * x.cols) },
  y: y.subarray(from, to),
});

test('features of few values: the trees are those of exact greedy boosting', () => {
  const x = matrixFromRows(stored.x);
  const trained = rows(x, Float64Array.from(stored.y), 0, 120);
  for (const { predicted, ...settings } of stored.cases) {
    allCloseTo(fit(trained.x, trained.y, settings).predict(x).mean, predicted, 1e-7, `depth ${settings.depth}`);
  }
});

test('features of many values: as good on new rows as scikit-learn’s histograms', () => {
  const { x, y } = friedman(3000, 10, 12, 6);
  const [trained, held] = [rows(x, y, 0, 2000), rows(x, y, 2000, 3000)];
  for (const { l2, r2: expected } of stored.histogram) {
    const model = fit(trained.x, trained.y, { trees: 200, depth: 5, minimumLeafSamples: 20, l2 });
    closeTo(r2(model.predict(held.x).mean, held.y), expected, 0.005, `R² with l2 ${l2}`);
  }
});

test('one split is worked out by hand, with and without a penalty', () => {
  const x = matrixFromRows([[1], [2], [10], [20]]);
  const y = [0, 0, 4, 8];
  const predict = (l2: number) => [...fit(x, y, { trees: 1, depth: 1, learningRate: 0.5, minimumLeafSamples: 1, l2 }).predict(x).mean];
  assert.deepEqual(predict(0), [1.5, 1.5, 4.5, 4.5], 'base 3; leaves −3 and 3, half of it taken');
  allCloseTo(predict(2), [3 - 0.5 * (6 / 4), 3 - 0.5 * (6 / 4), 3 + 0.5 * (6 / 4), 3 + 0.5 * (6 / 4)], 1e-12);
  const tree = fit(x, y, { trees: 1, depth: 1, minimumLeafSamples: 1 }).trees[0]!;
  assert.deepEqual([[...tree.features], tree.values[0]], [[0, -1, -1], 6], 'the threshold lies halfway');
});

test('a threshold lies halfway between the values of its own node', () => {
  // 5 and 6 are on the other side of the first split, by the second feature.
  const x = matrixFromRows([
    [1, 0],
    [9, 0],
    [5, 1],
    [6, 1],
  ]);
  const [, ...inner] = fit(x, [0, 1, 100, 100], { trees: 1, depth: 2, minimumLeafSamples: 1 }).trees[0]!.features;
  assert.deepEqual(inner, [0, -1, -1, -1]);
  assert.equal(fit(x, [0, 1, 100, 100], { trees: 1, depth: 2, minimumLeafSamples: 1 }).trees[0]!.values[1], 5);
});

test('neither the order of the rows nor further useless features change a bit', () => {
  const { x, y: exact } = friedman(400, 6, 3, 6);
  const y = exact.map((value) => Math.round(value * 64) / 64); // so that the mean too is exact in any order
  const order = createRng(1).shuffle([...y.keys()]);
  const settings = { depth: 5, minimumLeafSamples: 3 };
  const model = fit(x, y, settings);
  const shuffled = fit(
    selectRows(x, order),
    order.map((i) => y[i]!),
    settings,
  );
  assert.deepEqual(shuffled.toJSON(), model.toJSON());
  // A constant, a copy, and a feature that sorts the rows as the first does.
  const wider = matrixFromRows(
    Array.from(y, (_, i) => [...x.data.subarray(i * 6, i * 6 + 6), 7, x.data[i * 6]!, Math.exp(x.data[i * 6]!)]),
  );
  assert.deepEqual(fit(wider, y, settings).trees, model.trees);
});

test('features that share a joint column give the trees that they give alone', () => {
  // Twelve binary features have 4096 combinations, of which few occur in 80 networks; a feature of many values stands between them.
  const rng = createRng(5);
  const networks = Array.from({ length: 80 }, () => Array.from({ length: 12 }, () => rng.integer(2)));
  const data = Array.from({ length: 1200 }, (_, i) => {
    const network = networks[i % 80]!;
    return [...network.slice(0, 6), rng.integer(200), ...network.slice(6)];
  });
  const y = Float64Array.from(data, (row) => 2 * row[0]! + row[1]! * row[8]! * 3 + row[6]! / 200 + 0.1 * rng.normal());
  const together = fit(matrixFromRows(data), y, { depth: 4 });
  // Rows that carry no weight but take every combination, so that no features can be summed together.
  const apart = Array.from({ length: 4096 }, (_, i) => {
    const bits = Array.from({ length: 12 }, (_, bit) => (i >> bit) & 1);
    return [...bits.slice(0, 6), data[i % 1200]![6]!, ...bits.slice(6)];
  });
  const weights = [...data.map(() => 1), ...apart.map(() => 0)];
  const alone = fit(matrixFromRows([...data, ...apart]), [...y, ...apart.map(() => 0)], { depth: 4, weights });
  assert.equal(together.trees.length, 50);
  for (const [i, tree] of together.trees.entries()) {
    assert.deepEqual(alone.trees[i]!.features, tree.features);
    allCloseTo(alone.trees[i]!.values, tree.values, 1e-5);
  }
});

test('a weight counts as so many equal rows', () => {
  const { x, y } = friedman(201, 5, 4, 4);
  const weights = Array.from(y, (_, i) => 1 + (i % 3));
  const repeated = weights.flatMap((weight, i) => Array.from({ length: weight }, () => i));
  const twice = fit(
    selectRows(x, repeated),
    repeated.map((i) => y[i]!),
    { minimumLeafSamples: 12, l2: 2 },
  );
  const weighted = fit(x, y, { weights, minimumLeafSamples: 6, l2: 1 });
  allCloseTo(weighted.predict(x).mean, twice.predict(x).mean, 1e-5);
  const even = fit(x, y, { weights: weights.map(() => 0.25) });
  assert.deepEqual(even.toJSON(), fit(x, y).toJSON());
});

test('early stopping keeps the trees that predict held-out rows best; sampling and it depend on their seed alone', () => {
  const { x, y } = friedman(600, 8, 6, 12);
  const stopped = (seed: number) => fit(x, y, { trees: 2000, earlyStopping: { share: 0.2, patience: 20, rng: createRng(seed) } });
  assert.ok(stopped(1).trees.length > 10 && stopped(1).trees.length < 600, String(stopped(1).trees.length));
  assert.deepEqual(stopped(1).toJSON(), stopped(1).toJSON());
  const sampled = (seed: number) => fit(x, y, { sampling: { rowShare: 0.6, featureShare: 0.5, rng: createRng(seed) } });
  assert.deepEqual(sampled(1).toJSON(), sampled(1).toJSON());
  assert.notDeepEqual(sampled(1).toJSON(), sampled(2).toJSON());
  assert.ok(r2(sampled(1).predict(x).mean, y) > 0.6);
});

test('a model comes back from its JSON and predicts the same to the last bit, one row or many', () => {
  const { x, y } = friedman(515, 7, 8, 3);
  const model = fit(x, y, { trees: 60, depth: 7, minimumLeafSamples: 1 });
  const loaded = loadPredictor(JSON.parse(JSON.stringify(model)));
  assert.deepEqual(loaded.predict(x), model.predict(x));
  assert.deepEqual(loaded.toJSON(), model.toJSON());
  const each = Array.from(y, (_, i) => loaded.predict(selectRows(x, [i])).mean[0]!);
  assert.deepEqual(each, [...model.predict(x).mean]);
  assert.equal(model.predict({ rows: 0, cols: 7, data: new Float64Array(0) }).mean.length, 0);
});

test('a damaged model is refused by the name of its field', () => {
  const json = (trees: unknown) => ({ kind: 'boosting', version: 1, featureNames: ['a', 'b'], base: 1, trees });
  const tree = { features: [0, -1, -1], values: [0.5, 1, 2] };
  assert.equal(loadPredictor(json([tree])).predict(matrixFromRows([[1, 0]])).mean[0], 3);
  const refused = (value: unknown, field: string) =>
    assert.throws(
      () => loadPredictor(value),
      (error) => isLabError(error, 'parse-failed') && error.details === field,
      field,
    );
  refused({ ...json([tree]), base: null }, 'base');
  refused(json(7), 'trees');
  refused(json([tree, 1]), 'trees[1].');
  refused(json([tree, { ...tree, features: 'x' }]), 'trees[1].features');
  for (const features of [[2, -1, -1], [0, -1], [-1, 0, -1], [0, -1, 0], [0.5, -1, -1], []]) {
    refused(json([tree, { features, values: features.map(() => 0) }]), 'trees[1].features');
  }
  refused(json([{ ...tree, values: [0.5, 1] }]), 'trees[0].values');
});

test('degenerate data has a stated answer', () => {
  const predict = (x: number[][], y: number[], settings: Settings = {}) => [
    ...fit(matrixFromRows(x), y, { minimumLeafSamples: 1, ...settings }).predict(matrixFromRows(x)).mean,
  ];
  assert.deepEqual(predict([[1, 2]], [5]), [5], 'one row: its value');
  assert.deepEqual(predict([[1], [2], [3]], [4, 4, 4]), [4, 4, 4], 'constant target');
  assert.deepEqual(predict([[1], [1], [1]], [1, 2, 6]), [3, 3, 3], 'constant features: the mean');
  allCloseTo(predict([[1], [1], [2]], [1, 3, 7], { trees: 400 }), [2, 2, 7], 1e-9, 'equal rows share their mean');
  const wide = Array.from({ length: 4 }, (_, i) => Array.from({ length: 50 }, (_, j) => Math.sin(i * 50 + j)));
  allCloseTo(predict(wide, [1, 2, 3, 4], { trees: 400 }), [1, 2, 3, 4], 1e-9, 'more features than rows');
  allCloseTo(predict([[-1e308], [1e308], [-0], [0]], [1, 2, 3, 3], { trees: 400 }), [1, 2, 3, 3], 1e-9, 'the largest values');
  allCloseTo(predict([[1], [1 + Number.EPSILON]], [0, 1e-250], { trees: 400 }), [0, 1e-250], 1e-260, 'neighbouring doubles, a tiny target');
  for (const value of fit(matrixFromRows([[1], [2]]), [1, 2], { weights: [0, 3] }).predict(matrixFromRows([[1], [2]])).mean) {
    assert.equal(value, 2, 'a row without weight says nothing');
  }
});

test('what cannot be fitted or predicted is refused by name', () => {
  const x = matrixFromRows([
    [1, 2],
    [3, 4],
  ]);
  const bad = { ...x, data: Float64Array.of(1, NaN, 3, 4) };
  const invalid = (work: () => unknown, details?: string) =>
    assert.throws(work, (error) => isLabError(error, 'invalid-input') && (details === undefined || error.details === details));
  invalid(() => fit(x, [1, NaN]), 'row 2');
  invalid(() => fit(bad, [1, 2]), 'row 1, column 2');
  invalid(() => fit(matrixFromRows([], 2), []));
  invalid(() => fit(x, [1, 2], { weights: [0, 0] }));
  invalid(() => fit(x, [1, 2], { weights: [1, -1] }), 'row 2');
  const earlyStopping = { share: 0.5, patience: 1, rng: createRng(1) };
  invalid(() => fit(x, [1, 2], { weights: [1, 0], earlyStopping }));
  invalid(() => fit(x, [1, 2]).predict(bad), 'row 1, column 2');
  invalid(() => fit(x, [1, 2]).predict(matrixFromRows([[1]])));
});
