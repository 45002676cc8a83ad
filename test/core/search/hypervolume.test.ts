import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hypervolume } from '../../../main/core/search/hypervolume.ts';

test('a staircase by hand, in every direction', () => {
  const points = [1, 3, 2, 2, 4, 1, 3, 3, 9, 0, 0, 9];
  assert.equal(hypervolume(Float64Array.from(points), ['minimise', 'minimise'], [5, 5]), 8 + 3 + 1);
  const mirrored = Float64Array.from(points, (value, i) => (i % 2 ? -value : value));
  assert.equal(hypervolume(mirrored, ['minimise', 'maximise'], [5, -5]), 12);
  assert.equal(hypervolume(Float64Array.of(6, 6), ['minimise', 'minimise'], [5, 5]), 0);
  assert.equal(hypervolume(new Float64Array(0), ['minimise', 'minimise'], [5, 5]), 0);
});

test('counts the cells of a grid that some point covers', () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: -2, max: 12 }), fc.integer({ min: -2, max: 12 })), { maxLength: 12 });
  fc.assert(
    fc.property(rows, (points) => {
      let cells = 0;
      for (let x = -2; x < 8; x++) for (let y = -2; y < 9; y++) if (points.some(([a, b]) => a <= x && b <= y)) cells++;
      assert.equal(hypervolume(Float64Array.from(points.flat()), ['minimise', 'minimise'], [8, 9]), cells);
    }),
    { seed: 14 },
  );
});
