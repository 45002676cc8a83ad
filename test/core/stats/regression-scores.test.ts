import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RegressionScores, regressionScores } from '../../../main/core/stats/regression-scores.ts';
import { closeTo } from '../../helpers/close-to.ts';
import { fixture } from '../../helpers/fixture.ts';

test('the scores are those of scikit-learn and scipy', () => {
  const { predicted, measured, ...expected } = fixture<
    { predicted: number[]; measured: number[] } & Record<keyof RegressionScores, number>
  >('numerics/regression-scores.json');
  const scores = regressionScores(predicted, measured);
  for (const name of ['r2', 'rmse', 'mape', 'srcc'] as const) closeTo(scores[name], expected[name], 1e-13, name);
});

test('a score that is not defined is null', () => {
  assert.deepEqual(regressionScores([1, 2, 3], [2, 2, 2]), { r2: null, rmse: Math.sqrt(2 / 3), mape: 1 / 3, srcc: null });
  assert.deepEqual(regressionScores([1], [0]), { r2: null, rmse: 1, mape: null, srcc: null });
  assert.deepEqual(regressionScores([0, 0, 1], [0, 1, 2]).mape, null, '0 of 0');
});
