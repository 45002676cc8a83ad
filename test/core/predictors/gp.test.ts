import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { cholesky, solveLower } from '../../../main/core/linalg/cholesky.ts';
import { type Matrix, matrixFromRows, selectRows } from '../../../main/core/linalg/matrix.ts';
import { fitGp, mostSamples } from '../../../main/core/predictors/gp.ts';
import { profileOf } from '../../../main/core/predictors/gp/gaussian-process.ts';
import { loadPredictor } from '../../../main/core/predictors/load-predictor.ts';
import { createRng } from '../../../main/core/rng.ts';
import { runToEnd } from '../../../main/core/run-to-end.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { fixture } from '../../helpers/fixture.ts';

const stored = fixture<{
  hyperparameters: { linearShare: number; lengthScale: number; noise: number };
  x: number[][];
  y: number[];
  xTest: number[][];
  plain: { mean: number[]; standardDeviation: number[] };
  log: { mean: number[]; standardDeviation: number[] };
  evidence: { target: number[]; first: number[][]; second: number[][]; difference: number };
}>('numerics/gaussian-process.json');

function names(x: Matrix): string[] {
  return Array.from({ length: x.cols }, (_, j) => `f${j}`);
}

function fit(x: Matrix, y: ArrayLike<number>) {
  return runToEnd(fitGp(x, y, { featureNames: names(x) }));
}

/** A smooth function of 4 of 6 features of three levels, times a factor near 1. */
function measurements(count: number, seed: number, noise: number): { x: Matrix; y: Float64Array } {
  const rng = createRng(seed);
  const x = { rows: count, cols: 6, data: Float64Array.from({ length: count * 6 }, () => rng.integer(3)) };
  const y = Float64Array.from({ length: count }, (_, i) => {
    const [a, b, c, d] = x.data.subarray(6 * i);
    return Math.exp(1 + 0.4 * a! + 0.2 * b! * c! - 0.3 * Math.sin(2 * d!)) * Math.exp(noise * rng.normal());
  });
  return { x, y };
}

test('with given hyper-parameters predictions equal those of numpy, on both scales', () => {
  const x = matrixFromRows(stored.x);
  const description = { kind: 'gp', version: 1, featureNames: names(x), samplesGiven: x.rows, samplesUsed: x.rows };
  for (const targetScale of ['plain', 'log'] as const) {
    const model = loadPredictor({ ...description, targetScale, ...stored.hyperparameters, x: [...x.data], y: stored.y });
    const { mean, standardDeviation } = model.predict(matrixFromRows(stored.xTest));
    allCloseTo(mean, stored[targetScale].mean, 1e-11, targetScale);
    allCloseTo(standardDeviation!, stored[targetScale].standardDeviation, 1e-11, targetScale);
  }
});

test('the evidence equals its integral over mean and signal variance', () => {
  const { target, first, second, difference } = stored.evidence;
  const [a, b] = [first, second].map((rows) => {
    const factor = cholesky(matrixFromRows(rows))!;
    return profileOf(factor, solveLower(factor, [1, 1, 1, 1]), Float64Array.from(target)).logEvidence;
  });
  closeTo(a! - b!, difference, 1e-7);
});

test('it learns a function that is not linear, knows how far to trust itself, and takes the logarithm where that fits better', () => {
  const { x, y } = measurements(300, 1, 0.05);
  const test = measurements(500, 2, 0.05);
  const model = fit(selectRows(x, [...Array(150).keys()]), y.subarray(0, 150));
  assert.equal(model.targetScale, 'log');
  const { mean, standardDeviation } = model.predict(test.x);
  let squares = 0;
  let covered = 0;
  test.y.forEach((value, i) => {
    squares += Math.log(mean[i]! / value) ** 2;
    covered += Number(Math.abs(mean[i]! - value) < 1.645 * standardDeviation![i]!);
  });
  assert.ok(Math.sqrt(squares / 500) < 0.07, `error ${Math.sqrt(squares / 500)}, of which 0.05 is noise`);
  assert.ok(covered > 0.86 * 500 && covered < 0.94 * 500, `${covered} of 500 in 90 % intervals`);
  const added = fit(
    x,
    Float64Array.from(x.data.subarray(0, 300), (_, i) => x.data[6 * i]! + 2 * x.data[6 * i + 1]! - 3),
  );
  assert.equal(added.targetScale, 'plain', 'a target that is not positive has no logarithm');
});

test('fitting tells how far it is', () => {
  const { x, y } = measurements(20, 7, 0.1);
  const shares = [...fitGp(x, y, { featureNames: names(x) })];
  assert.ok(shares.length > 60);
  shares.forEach((share, i) => assert.ok(share > 0 && share <= 1 && (i === 0 || share >= shares[i - 1]!)));
});

test('the unit of the target does not matter', () => {
  const { x, y } = measurements(40, 3, 0.1);
  const model = fit(x, y);
  const thousandfold = fit(
    x,
    y.map((value) => 1024 * value),
  );
  assert.equal(thousandfold.targetScale, model.targetScale);
  const [a, b] = [model.predict(x), thousandfold.predict(x)];
  for (let i = 0; i < 40; i++) closeTo(b.mean[i]! / a.mean[i]!, 1024, 1e-9);
  for (let i = 0; i < 40; i++) closeTo(b.standardDeviation![i]! / a.standardDeviation![i]!, 1024, 1e-9);
});

test('a model comes back from its JSON the same', () => {
  const { x, y } = measurements(60, 4, 0.1);
  const model = fit(x, y);
  const loaded = loadPredictor(JSON.parse(JSON.stringify(model)));
  assert.deepEqual(loaded.toJSON(), model.toJSON());
  assert.deepEqual(loaded.predict(x), model.predict(x));
  assert.deepEqual(fit(x, y).toJSON(), model.toJSON(), 'the same samples make the same model');
});

test('degenerate samples have a stated answer', () => {
  const { x } = measurements(30, 5, 0.1);
  const constant = fit(x, new Float64Array(30).fill(2.5)).predict(x);
  assert.deepEqual([...constant.mean], Array<number>(30).fill(2.5));
  assert.deepEqual([...constant.standardDeviation!], Array<number>(30).fill(0));

  const twice = fit(matrixFromRows([[1, 2], [1, 2], [1, 2], [3, 1]]), [4, 6, 5, 9]); // prettier-ignore
  const repeated = twice.predict(matrixFromRows([[1, 2]]));
  assert.ok(repeated.mean[0]! > 4 && repeated.mean[0]! < 6.5 && repeated.standardDeviation![0]! > 0.3);

  const featureless = fit({ rows: 4, cols: 0, data: new Float64Array(0) }, [1, 2, 3, 10]);
  closeTo(featureless.predict({ rows: 1, cols: 0, data: new Float64Array(0) }).mean[0], 4, 2);

  for (const model of [twice, featureless, fit(matrixFromRows([[1], [2]]), [3, 4]), fit(matrixFromRows([[1], [1]]), [-3, 4])]) {
    const { mean, standardDeviation } = model.predict({
      rows: 1,
      cols: model.featureNames.length,
      data: new Float64Array(model.featureNames.length),
    });
    assert.ok(Number.isFinite(mean[0]) && standardDeviation![0]! > 0 && Number.isFinite(standardDeviation![0]));
  }
});

test('more samples than it keeps are reduced to a fixed random part, and it says so', () => {
  const { x, y } = measurements(mostSamples + 50, 6, 0.1);
  const model = fit(x, y.map(Math.log));
  assert.deepEqual([model.samplesGiven, model.samplesUsed], [mostSamples + 50, mostSamples]);
  const { mean } = model.predict(x);
  for (let i = 0; i < y.length; i++) assert.ok(Math.abs(mean[i]! - Math.log(y[i]!)) < 0.5);
});

test('what cannot be fitted, read or predicted is refused by name', () => {
  const invalid = (error: unknown) => isLabError(error, 'invalid-input');
  assert.throws(() => fit(matrixFromRows([[1]]), [2]), invalid);
  assert.throws(() => fit(matrixFromRows([[1], [2]]), [2, NaN]), invalid);
  assert.throws(() => fit(matrixFromRows([[1], [Infinity]]), [2, 3]), invalid);
  assert.throws(() => fit(matrixFromRows([[1], [2]]), [2, 1e200]), invalid);
  assert.throws(() => fit(matrixFromRows([[-1e308], [1e308], [1e308], [1e308]]), [2, 3, 4, 5]), invalid);
  const extremes = fit(matrixFromRows([[1], [2], [3]]), [1e-300, 1e100, 1e-200]).predict(matrixFromRows([[1], [9]]));
  for (const value of [...extremes.mean, ...extremes.standardDeviation!]) assert.ok(Number.isFinite(value));
  const model = fit(matrixFromRows([[1], [2], [4]]), [2, 3, 5]);
  assert.throws(() => model.predict(matrixFromRows([[1, 2]])), invalid);
  const json = model.toJSON();
  for (const wrong of [
    { linearShare: 2 },
    { lengthScale: 0 },
    { noise: 0 },
    { y: [1, 2] },
    { samplesUsed: 1, x: [1], y: [1] },
    { samplesUsed: 1e12 },
    { y: [1, 2, 1e200] },
    { targetScale: 'log', y: [-1, 2, 3] },
    { version: 2 },
  ]) {
    assert.throws(
      () => loadPredictor({ ...json, ...wrong }),
      (error) => isLabError(error, 'parse-failed'),
      JSON.stringify(wrong),
    );
  }
});
