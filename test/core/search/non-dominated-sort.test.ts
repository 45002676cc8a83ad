import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nonDominatedFront } from '../../../main/core/search/non-dominated-front.ts';
import { crowdingDistances, nonDominatedSort } from '../../../main/core/search/non-dominated-sort.ts';

test('peeling off the front again and again gives the same fronts', () => {
  for (const k of [1, 2, 3]) {
    const rows = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: k, maxLength: k }), { maxLength: 40 });
    fc.assert(
      fc.property(rows, (points) => {
        const costs = Float64Array.from(points.flat());
        let rest = [...points.keys()];
        for (const front of nonDominatedSort(costs, k)) {
          const left = Float64Array.from(rest.flatMap((i) => points[i]!));
          const peeled = Array.from(nonDominatedFront(left, new Array<'minimise'>(k).fill('minimise')), (i) => rest[i]!);
          assert.deepEqual(
            [...front].sort((a, b) => a - b),
            peeled.sort((a, b) => a - b),
          );
          rest = rest.filter((i) => !front.includes(i));
        }
        assert.deepEqual(rest, []);
      }),
      { seed: 13 },
    );
  }
});

test('crowding: the ends are infinitely far, the others by the gap around them', () => {
  const costs = Float64Array.of(0, 10, 1, 4, 5, 2, 10, 0);
  const [a, b, c, d] = crowdingDistances(costs, 2, [0, 1, 2, 3]);
  assert.deepEqual([a, d], [Infinity, Infinity]);
  assert.ok(Math.abs(b! - (0.5 + 0.8)) < 1e-12 && Math.abs(c! - (0.9 + 0.4)) < 1e-12);
  assert.deepEqual([...crowdingDistances(costs, 2, [2])], [Infinity]);
});
