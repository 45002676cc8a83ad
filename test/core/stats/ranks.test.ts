import assert from 'node:assert/strict';
import { test } from 'node:test';
import { averageRanks } from '../../../main/core/stats/ranks.ts';
import { rankStatistics } from './rank-statistics-fixture.ts';

test('ties share the mean rank', () => {
  assert.deepEqual([...averageRanks([30, 10, 20, 10, 30, 30])], [5, 1.5, 3, 1.5, 5, 5]);
  assert.deepEqual([...averageRanks([])], []);
});

test('ranks equal those of scipy.stats.rankdata', () => {
  for (const { x, ranksX } of rankStatistics.spearman) assert.deepEqual([...averageRanks(x)], ranksX);
});

test('NaN is refused: it would take a rank of its own', () => {
  assert.throws(() => averageRanks([1, NaN, 2]), RangeError);
});
