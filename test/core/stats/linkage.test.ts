import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matrixFromRows } from '../../../main/core/linalg/matrix.ts';
import { averageLinkage } from '../../../main/core/stats/linkage.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { rankStatistics } from './rank-statistics-fixture.ts';

const cost = (order: readonly number[], distances: readonly number[][]) =>
  order.slice(1).reduce((sum, leaf, i) => sum + distances[order[i]!]![leaf]!, 0);

test('the tree equals that of scipy and the leaf order is the best of all its flips', () => {
  const { steps, order } = averageLinkage(matrixFromRows(rankStatistics.distances));
  allCloseTo(
    steps.map((step) => step.distance),
    rankStatistics.linkageDistances,
    1e-14,
  );
  assert.deepEqual(
    steps.map((step) => [step.left, step.right]),
    rankStatistics.linkagePairs,
  );
  closeTo(cost(order, rankStatistics.distances), rankStatistics.leafOrderCost, 1e-14);
});

test('leaf order is a permutation, and no flip of one join makes it better', () => {
  const symmetric = fc
    .integer({ min: 1, max: 9 })
    .chain((n) =>
      fc
        .array(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: n, maxLength: n }), { minLength: n, maxLength: n })
        .map((rows) => rows.map((row, i) => row.map((_, j) => (i === j ? 0 : rows[Math.min(i, j)]![Math.max(i, j)]!)))),
    );
  fc.assert(
    fc.property(symmetric, (distances) => {
      const n = distances.length;
      const { steps, order } = averageLinkage(matrixFromRows(distances));
      assert.deepEqual(
        [...order].sort((a, b) => a - b),
        [...Array(n).keys()],
      );
      const members: number[][] = Array.from({ length: n }, (_, i) => [i]);
      for (const step of steps) {
        members.push([...members[step.left]!, ...members[step.right]!]);
        const at = members.at(-1)!.map((leaf) => order.indexOf(leaf));
        const first = Math.min(...at);
        const last = Math.max(...at);
        assert.equal(last - first, at.length - 1, 'a subtree stays together');
        const flipped = [...order.slice(0, first), ...order.slice(first, last + 1).reverse(), ...order.slice(last + 1)];
        assert.ok(cost(order, distances) <= cost(flipped, distances));
      }
    }),
    { seed: 4 },
  );
});

test('none and one', () => {
  assert.deepEqual(averageLinkage(matrixFromRows([])), { steps: [], order: [] });
  assert.deepEqual(averageLinkage(matrixFromRows([[0]])), { steps: [], order: [0] });
});
