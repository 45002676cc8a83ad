import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weighOutliers } from '../../../../main/core/cost-model/gaussian/outliers.ts';
import { type Matrix, zeros } from '../../../../main/core/linalg/matrix.ts';
import { closeTo } from '../../../helpers/close-to.ts';

/** A common level of variance 1 and noise of variance 0.01. */
function levelAndNoise(n: number): Matrix {
  const covariance = zeros(n, n);
  for (let i = 0; i < n * n; i++) covariance.data[i] = 1 + (i % (n + 1) === 0 ? 0.01 : 0);
  return covariance;
}

test('values that agree keep their weight', () => {
  const { extra, solved, inverse } = weighOutliers(levelAndNoise(5), Float64Array.of(0.9, 1, 1.1, 1, 0.95));
  assert.ok(extra.every((variance) => variance === 0));
  closeTo(solved[0], inverse.data.slice(0, 5).reduce((sum, value, i) => sum + value * [0.9, 1, 1.1, 1, 0.95][i]!, 0), 1e-9); // prettier-ignore
});

test('a value that the others contradict ends four standard deviations from them', () => {
  const residuals = Float64Array.of(0.9, 1, 6, 1, 0.95);
  const { extra, solved } = weighOutliers(levelAndNoise(5), residuals);
  assert.deepEqual(Array.from(extra, (variance) => variance > 0), [false, false, true, false, false]); // prettier-ignore
  const level = solved.reduce((sum, value) => sum + value, 0);
  assert.ok(level > 0.9 && level < 1.2, `the level is ${level}, not their mean of 1.97`);
  closeTo(Math.sqrt(extra[2]! + 0.01 + 0.01 / 4), (6 - 0.9625) / 4, 0.05);
});

test('two values cannot contradict each other', () => {
  assert.deepEqual([...weighOutliers(levelAndNoise(2), Float64Array.of(0, 100)).extra], [0, 0]);
});
