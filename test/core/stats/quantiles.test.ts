import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { median, quantile, quantiles } from '../../../main/core/stats/quantiles.ts';
import { allCloseTo } from '../../helpers/close-to.ts';
import { rankStatistics } from './rank-statistics-fixture.ts';

test('equal numpy.quantile with linear interpolation', () => {
  allCloseTo(quantiles(rankStatistics.values, rankStatistics.probabilities), rankStatistics.quantiles, 1e-15);
});

test('median of an even and of an odd number of values', () => {
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(median([9, 1, 5]), 5);
});

test('rise with the probability and stay between the extremes', () => {
  const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 40 });
  const probability = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(values, probability, probability, (list, p, q) => {
      const [low, high] = quantiles(list, [Math.min(p, q), Math.max(p, q)]);
      assert.ok(Math.min(...list) <= low! && low! <= high! && high! <= Math.max(...list));
    }),
    { seed: 3 },
  );
});

test('an empty list and an impossible probability are refused', () => {
  assert.throws(() => quantile([], 0.5), RangeError);
  assert.throws(() => quantile([1], 1.5), RangeError);
});
