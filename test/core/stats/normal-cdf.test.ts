import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalCdf } from '../../../main/core/stats/normal-cdf.ts';

test('within 1e-7 of scipy.stats.norm.cdf', () => {
  const known = [
    [-5, 2.8665157187919333e-7],
    [-1.96, 0.024997895148220435],
    [-0.5, 0.3085375387259869],
    [0, 0.5],
    [0.3, 0.6179114221889526],
    [1, 0.8413447460685429],
    [3, 0.9986501019683699],
  ] as const;
  for (const [z, probability] of known) assert.ok(Math.abs(normalCdf(z) - probability) < 1e-7, `${z}`);
});

test('certain at infinity; a certain value at its limit keeps it', () => {
  assert.equal(normalCdf(Infinity), 1);
  assert.equal(normalCdf(-Infinity), 0);
  assert.equal(normalCdf(NaN), 1);
});
