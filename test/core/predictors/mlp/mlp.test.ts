import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainInstance } from '../../../../main/core/kernels/plain/plain-instance.ts';
import { isLabError } from '../../../../main/core/lab-error.ts';
import { type Matrix, matrixFromRows, selectRows } from '../../../../main/core/linalg/matrix.ts';
import { loadPredictor } from '../../../../main/core/predictors/load-predictor.ts';
import { fitMlp, type MlpOptions } from '../../../../main/core/predictors/mlp/mlp.ts';
import { Network } from '../../../../main/core/predictors/mlp/network.ts';
import { Trainer } from '../../../../main/core/predictors/mlp/trainer.ts';
import { floatMemory } from '../../../../main/core/predictors/mlp/float-memory.ts';
import { createRng } from '../../../../main/core/rng.ts';
import { runToEnd } from '../../../../main/core/run-to-end.ts';
import { regressionScores } from '../../../../main/core/stats/regression-scores.ts';
import { allCloseTo } from '../../../helpers/close-to.ts';
import { fixture } from '../../../helpers/fixture.ts';
import { friedman } from '../friedman.ts';

const stored = fixture<{
  sizes: number[];
  parameters: number[];
  batch: number[];
  targets: number[];
  outputs: number[];
  after: number[];
  r2: number[];
}>('numerics/mlp.json');

const fit = (x: Matrix, y: ArrayLike<number>, settings: Partial<MlpOptions> = {}) =>
  runToEnd(
    fitMlp(x, y, {
      featureNames: Array.from({ length: x.cols }, (_, j) => `feature ${j}`),
      hidden: [32, 32],
      epochs: 60,
      batchRows: 32,
      learningRate: 3e-3,
      weightDecay: 0,
      rng: createRng(1),
      ...settings,
    }),
  );

test('outputs and steps are those of torch, with kernels and without', () => {
  const rows = stored.targets.length;
  const lengths = Trainer.floatsOf(stored.sizes, rows);
  for (const memory of [floatMemory(lengths), floatMemory(lengths, plainInstance)]) {
    const trainer = new Trainer(stored.sizes, rows, { weightDecay: 0.3, rng: createRng(1) }, memory);
    trainer.network.parameters.set(stored.parameters);
    trainer.network.batch.set(stored.batch);
    allCloseTo(trainer.network.forward(rows), stored.outputs, 1e-6, 'output');
    for (let step = 0; step < 3; step++) trainer.step(stored.targets, 0.05);
    allCloseTo(trainer.network.parameters, stored.after, 1e-5, 'parameter');
  }
});

test('predicts new rows as well as scikit-learn’s', () => {
  const { x, y } = friedman(1200, 8, 31, 4);
  const [trained, held] = [Array.from({ length: 800 }, (_, i) => i), Array.from({ length: 400 }, (_, i) => 800 + i)];
  const model = fit(
    selectRows(x, trained),
    trained.map((i) => y[i]!),
  );
  const { r2 } = regressionScores(
    model.predict(selectRows(x, held)).mean,
    held.map((i) => y[i]!),
  );
  assert.ok(r2! > Math.min(...stored.r2) - 0.01, `${r2} against ${stored.r2.join(', ')}`);
});

test('a seed gives one model; early stopping keeps the epoch that predicts held-out rows best', () => {
  const { x, y } = friedman(150, 6, 8, 8);
  const json = (seed: number) => JSON.stringify(fit(x, y, { epochs: 5, rng: createRng(seed) }));
  assert.equal(json(1), json(1));
  assert.notEqual(json(1), json(2));
  const settings = { epochs: 4000, learningRate: 1e-2, earlyStopping: { share: 0.3, patience: 5 } };
  let steps = 0;
  for (const share of fitMlp(x, y, {
    featureNames: 'abcdef'.split(''),
    hidden: [32, 32],
    batchRows: 32,
    weightDecay: 0,
    rng: createRng(1),
    ...settings,
  })) {
    steps++;
    assert.ok(share < 0.1, 'it overfits long before');
  }
  assert.ok(steps > 20);
});

test('neither units nor offsets of features and target matter', () => {
  const { x, y } = friedman(80, 5, 9, 2);
  const scaled = { ...x, data: x.data.map((value, i) => (i % 5 === 2 ? 1e6 * value - 3 : value)) };
  const model = fit(x, y, { epochs: 10 });
  const other = fit(
    scaled,
    y.map((value) => 1000 * value + 7),
    { epochs: 10 },
  );
  allCloseTo(
    other.predict(scaled).mean.map((value) => (value - 7) / 1000),
    model.predict(x).mean,
    1e-3,
  );
});

test('a model comes back from its JSON and predicts the same to the last bit, one row or many', () => {
  const { x, y } = friedman(300, 7, 10, 2);
  const model = fit(x, y, { epochs: 3, hidden: [19, 5] });
  const loaded = loadPredictor(JSON.parse(JSON.stringify(model)));
  assert.deepEqual(loaded.predict(x), model.predict(x));
  assert.deepEqual(loaded.toJSON(), model.toJSON());
  const each = Array.from(y, (_, i) => loaded.predict(selectRows(x, [i])).mean[0]!);
  assert.deepEqual(each, [...model.predict(x).mean]);
  assert.equal(model.predict({ rows: 0, cols: 7, data: new Float64Array(0) }).mean.length, 0);
});

test('a damaged model is refused by the name of its field', () => {
  const json = {
    kind: 'mlp',
    version: 1,
    featureNames: ['a', 'b'],
    hidden: [1],
    featureMeans: [0, 0],
    featureInverseScales: [1, 1],
    targetMean: 1,
    targetInverseScale: 0.5,
    parameters: [1, -1, 0, 3, 0],
  };
  assert.equal(loadPredictor(json).predict(matrixFromRows([[5, 3]])).mean[0], 1 + 2 * (3 * 2));
  for (const [field, value] of Object.entries({
    version: 9,
    featureNames: [1],
    hidden: [0],
    featureMeans: [0],
    featureInverseScales: 'x',
    targetMean: null,
    targetInverseScale: null,
    parameters: [1, 2],
  })) {
    assert.throws(
      () => loadPredictor({ ...json, [field]: value }),
      (error) => isLabError(error, 'parse-failed') && (field === 'version' || error.details === field),
      field,
    );
  }
  assert.throws(() => loadPredictor({ ...json, hidden: [2 ** 20, 2 ** 20] }), { code: 'parse-failed' });
});

test('degenerate data has a stated answer', () => {
  const predict = (x: number[][], y: number[]) => [...fit(matrixFromRows(x), y).predict(matrixFromRows(x)).mean];
  assert.deepEqual(predict([[1, 2]], [5]), [5], 'one row: its value');
  assert.deepEqual(predict([[1], [2], [3]], [4, 4, 4]), [4, 4, 4], 'constant target');
  allCloseTo(predict([[1], [1], [1]], [1, 2, 6]), [3, 3, 3], 0.5, 'constant features: about the mean');
  allCloseTo(predict([[1], [1], [2]], [1, 3, 7]), [2, 2, 7], 0.3, 'equal rows share their mean');
  const wide = Array.from({ length: 4 }, (_, i) => Array.from({ length: 50 }, (_, j) => Math.sin(i * 50 + j)));
  allCloseTo(predict(wide, [1, 2, 3, 4]), [1, 2, 3, 4], 0.1, 'more features than rows');
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
  invalid(() => fit(matrixFromRows([[1]]), [1], { earlyStopping: { share: 0.5, patience: 1 } }));
  invalid(() => fit(x, [1, 2]).predict(bad), 'row 1, column 2');
  invalid(() => fit(x, [1, 2]).predict(matrixFromRows([[1e300, -1e300]])), 'row 1');
  invalid(() => fit(x, [1e300, -1e300]), 'column 1');
  invalid(() => fit(x, [1, 2]).predict(matrixFromRows([[1]])));
});

test('a network has the layers’ shapes', () => {
  const network = new Network([3, 5, 1], 4);
  assert.deepEqual(
    network.layers.map(({ inputs, outputs, weights, biases }) => [inputs, outputs, weights.length, biases.length]),
    [
      [3, 5, 15, 5],
      [5, 1, 5, 1],
    ],
  );
});
