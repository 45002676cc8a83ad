import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Matrix } from '../../../main/core/linalg/matrix.ts';
import { fitRidge } from '../../../main/core/predictors/ridge.ts';
import { trainablePredictors } from '../../../main/core/predictors/fit-predictor.ts';
import { trainPredictor } from '../../../main/core/predictors/train-predictor.ts';
import { createRng } from '../../../main/core/rng.ts';
import { runToEnd } from '../../../main/core/run-to-end.ts';
import { friedman } from './friedman.ts';

const { x, y } = friedman(100, 6, 21, 2);
const options = (rows: Matrix) => ({ featureNames: Array.from({ length: rows.cols }, (_, j) => `feature ${j}`), rng: createRng(1) });
const groups = Array.from(y, (_, row) => String(row));
const train = (kind: (typeof trainablePredictors)[number], values = y) => runToEnd(trainPredictor(kind, x, values, groups, options(x)));

test('curved functions are predicted better than by ridge regression, and that better than by the mean', () => {
  for (const kind of trainablePredictors) {
    const { predictor, heldOut } = train(kind);
    assert.equal(predictor.kind, kind);
    const { scores, baselines, rows } = heldOut!;
    assert.equal(rows, 100);
    assert.ok(baselines.constant.r2! < 0.05 && baselines.ridge.r2! > 0.6, JSON.stringify(heldOut));
    if (kind === 'ridge') assert.deepEqual(scores, baselines.ridge);
    else assert.ok(scores.r2! > baselines.ridge.r2! + 0.05 && scores.rmse < baselines.ridge.rmse, JSON.stringify({ kind, heldOut }));
  }
});

test('the model is fitted to all rows', () => {
  const { predictor } = train('ridge');
  const all = fitRidge(x, y, { featureNames: options(x).featureNames, lambda: 'leave-one-out' });
  assert.deepEqual(predictor.toJSON(), all.toJSON());
});

test('a seed gives one result; the share that is done rises to the end', () => {
  const rows = { ...x, rows: 30, data: x.data.subarray(0, 30 * x.cols) };
  const steps = () => trainPredictor('boosting', rows, y.subarray(0, 30), groups.slice(0, 30), options(rows));
  const expected = runToEnd(steps());
  const again = steps();
  let last = 0;
  for (let step = again.next(); ; step = again.next()) {
    if (step.done) {
      assert.deepEqual(step.value.predictor.toJSON(), expected.predictor.toJSON());
      assert.deepEqual(step.value.heldOut, expected.heldOut);
      break;
    }
    assert.ok(step.value >= last && step.value <= 1, `${step.value} after ${last}`);
    last = step.value;
  }
  assert.ok(last > 0.9);
});

test('few rows hold nothing out, and a constant target scores what is defined', () => {
  const few = { ...x, rows: 9, data: x.data.subarray(0, 9 * x.cols) };
  for (const kind of trainablePredictors) {
    const { heldOut, predictor } = runToEnd(trainPredictor(kind, few, y.subarray(0, 9), groups.slice(0, 9), options(x)));
    assert.equal(heldOut, null);
    assert.ok(predictor.predict(x).mean.every(Number.isFinite), kind);
    const constant = train(kind, new Float64Array(100).fill(3));
    assert.equal(constant.heldOut!.scores.r2, null);
    assert.ok(constant.heldOut!.scores.rmse < 1e-9, kind);
    assert.ok(
      constant.predictor.predict(x).mean.every((value) => Math.abs(value - 3) < 1e-9),
      kind,
    );
  }
});
