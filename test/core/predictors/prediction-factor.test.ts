import assert from 'node:assert/strict';
import { test } from 'node:test';
import { predictionFactor } from '../../../main/core/predictors/prediction-factor.ts';
import { createRng } from '../../../main/core/rng.ts';

test('nine of ten values of a log-normal lie within the factor, by its mean and standard deviation', () => {
  const rng = createRng(5);
  const spread = 0.3;
  const values = Array.from({ length: 20_000 }, () => 7 * Math.exp(spread * rng.normal()));
  const mean = Float64Array.of(7 * Math.exp(spread ** 2 / 2));
  const standardDeviation = Float64Array.of(mean[0]! * Math.sqrt(Math.expm1(spread ** 2)));
  const factor = predictionFactor({ mean, standardDeviation }, 0)!;
  const held = values.filter((value) => Math.abs(Math.log(value / 7)) <= Math.log(factor)).length / values.length;
  assert.ok(Math.abs(held - 0.9) < 0.01, String(held));
});

test('a model without spread tells nothing, as does a prediction of nothing', () => {
  assert.equal(predictionFactor({ mean: Float64Array.of(7) }, 0), null);
  assert.equal(predictionFactor({ mean: Float64Array.of(-1), standardDeviation: Float64Array.of(1) }, 0), null);
});
