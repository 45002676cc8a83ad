import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import { stackWeights } from '../../../main/core/transfer/stack-weights.ts';
import { closeTo } from '../../helpers/close-to.ts';

const rng = createRng(4);
const errors = [0.2, 0.1, 0.4].map((size) => Float64Array.from({ length: 30 }, () => size * rng.normal()));
const third = [1 / 3, 1 / 3, 1 / 3];

test('weights are shares: none negative, their sum 1', () => {
  for (const [models, deviation] of [
    [errors, Infinity],
    [errors, 0.1],
    [errors.slice(0, 2), 0.3],
    [errors.slice(0, 1), 0.1],
  ] as const) {
    const weights = stackWeights(
      models,
      models.map(() => 1 / models.length),
      deviation,
    );
    closeTo(
      weights.reduce((sum, weight) => sum + weight, 0),
      1,
      1e-12,
    );
    assert.ok(weights.every((weight) => weight >= 0) && weights.length === models.length);
  }
});

test('without a prior they minimise the error of the average', () => {
  const loss = (weights: readonly number[]) =>
    errors[0]!.reduce((sum, _, i) => sum + weights.reduce((error, weight, m) => error + weight * errors[m]![i]!, 0) ** 2, 0);
  const best = loss(stackWeights(errors, third, Infinity));
  for (let a = 0; a <= 20; a++) {
    for (let b = 0; a + b <= 20; b++) assert.ok(loss([a / 20, b / 20, 1 - (a + b) / 20]) >= best - 1e-12);
  }
});

test('a strong belief and models that agree leave the prior', () => {
  assert.deepEqual(stackWeights(errors, [0.5, 0.3, 0.2], 1e-6), [0.5, 0.3, 0.2]);
  assert.deepEqual(stackWeights([errors[0]!, errors[0]!], [0.65, 0.35], 0.1), [0.65, 0.35]);
});

test('a model without error takes all', () => {
  assert.deepEqual(stackWeights([errors[0]!, new Float64Array(30)], [0.5, 0.5], Infinity), [0, 1]);
});

test('noise that all models share moves weights less', () => {
  const noise = Float64Array.from({ length: 30 }, () => rng.normal());
  const moved = (models: readonly Float64Array[]) => Math.abs(stackWeights(models, [0.5, 0.5], 0.15)[0]! - 0.5);
  const pair = [errors[0]!, errors[1]!];
  assert.ok(moved(pair.map((model) => model.map((error, i) => error + noise[i]!))) < moved(pair));
});
