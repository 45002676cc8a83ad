import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { createRng } from '../../../main/core/rng.ts';
import { spearman } from '../../../main/core/stats/spearman.ts';
import { type SourceFeatures, sourceFeatures } from '../../../main/core/transfer/source-features.ts';
import { fitSourcePredictor, predictSource } from '../../../main/core/transfer/source-predictor.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { cells, device, measure, withOnly } from './synthetic-devices.ts';

const all = cells(120);
const a = device(all, 'a');
const everything = [...Array(120).keys()];
const some = (count: number) => createRng(3).sampleWithout(120, count);

/** Back from standardised logarithms. */
const latenciesOf = ({ matrix, offsets, units }: SourceFeatures, s: number) =>
  Float64Array.from(everything, (row) => Math.exp(offsets[s]! + units[s]! * matrix.data[row * matrix.cols + s]!));

test('features are standardised logarithms, from which the latencies come back', () => {
  const features = sourceFeatures(all, [a, device(all, 'b')]);
  assert.deepEqual([features.names, features.matrix.rows, features.matrix.cols], [['a', 'b'], 120, 2]);
  for (const s of [0, 1]) {
    const column = everything.map((row) => features.matrix.data[row * 2 + s]!);
    closeTo(
      column.reduce((sum, value) => sum + value, 0),
      0,
      1e-10,
    );
    closeTo(column.reduce((sum, value) => sum + value * value, 0) / 120, 1, 1e-12);
  }
  allCloseTo(latenciesOf(features, 0), a.latencyMs, 1e-12);
});

test('a source of half the measurements keeps them and has its gaps filled; below, its predictor speaks for all', () => {
  const noisy = device(all, 'a', 'choices', 0.01);
  const most = some(80);
  const filled = latenciesOf(sourceFeatures(all, [withOnly(noisy, most)]), 0);
  allCloseTo(measure({ name: '', latencyMs: filled }, most), measure(noisy, most), 1e-12);
  const few = some(40);
  const predicted = latenciesOf(sourceFeatures(all, [withOnly(noisy, few)]), 0);
  assert.ok(few.every((row) => predicted[row] !== noisy.latencyMs[row]));
  for (const latencies of [filled, predicted]) assert.ok(spearman(latencies, a.latencyMs)! > 0.9);
});

test('a linear device is predicted from a few of its measurements, on either scale', () => {
  const rows = some(60);
  const linear = predictSource(fitSourcePredictor(all, 'a', withOnly(a, rows).latencyMs), all.x);
  assert.ok(everything.every((row) => Math.abs(linear[row]! / a.latencyMs[row]! - 1) < 0.05));
  const exponential = { name: 'e', latencyMs: a.latencyMs.map((value) => Math.exp(value / 3)) };
  const fit = fitSourcePredictor(all, 'e', withOnly(exponential, rows).latencyMs);
  const shareOfLog = fit.parts.reduce((sum, { scale, probability }) => sum + (scale === 'log' ? probability : 0), 0);
  assert.ok(shareOfLog > 0.99);
  const predicted = predictSource(fit, all.x);
  assert.ok(everything.every((row) => Math.abs(predicted[row]! / exponential.latencyMs[row]! - 1) < 0.2));
});

test('below 10 measurements there is no predictor; one value predicts itself', () => {
  assert.throws(
    () => fitSourcePredictor(all, 'a', withOnly(a, some(9)).latencyMs),
    (error) => isLabError(error, 'invalid-input') && error.message.includes('“a” has 9 measurements'),
  );
  const constant = fitSourcePredictor(
    all,
    'k',
    a.latencyMs.map(() => 3),
  );
  assert.ok(predictSource(constant, all.x).every((value) => value === 3));
});

test('predictions are positive, however far off the architectures', () => {
  const fit = fitSourcePredictor(all, 'a', withOnly(a, some(12)).latencyMs);
  for (const factor of [-1000, 0, 1000]) {
    const far = predictSource(fit, { ...all.x, data: all.x.data.map((value) => factor * value) });
    assert.ok(far.every((value) => value > 0 && value < Infinity));
  }
});
