import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nearestPointIndex } from '../../renderer/charts/nearest-point.ts';

const pixel = fc.double({ min: -50, max: 500, noNaN: true });

test('finds what looking at every point finds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(pixel, pixel), { maxLength: 60 }),
      pixel,
      pixel,
      fc.double({ min: 1, max: 60, noNaN: true }),
      (points, atX, atY, reach) => {
        const x = points.map((point) => point[0]);
        const y = points.map((point) => point[1]);
        const distances = points.map((point) => (point[0] - atX) ** 2 + (point[1] - atY) ** 2);
        const least = Math.min(Infinity, ...distances);
        const found = nearestPointIndex(x, y).find(atX, atY, reach);
        if (least > reach * reach) assert.equal(found, undefined);
        else assert.equal(distances[found ?? -1], least);
      },
    ),
    { seed: 11 },
  );
});

test('leaves out points without a place', () => {
  assert.equal(nearestPointIndex([NaN, 10], [5, 10]).find(8, 8, 24), 1);
});
