import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestWithin, staircasePath } from '../../renderer/charts/staircase.ts';

test('steps go level first, then up', () => {
  const points = [
    { x: 10, y: 90 },
    { x: 20.04, y: 50 },
    { x: 40, y: 10 },
  ];
  assert.equal(staircasePath(points), 'M10 90H20V50H40V10');
  assert.equal(staircasePath([]), '');
});

test('the best within a limit is the last that keeps to it', () => {
  assert.equal(bestWithin([1, 2, 4], 3.9), 1);
  assert.equal(bestWithin([1, 2, 4], 4), 2);
  assert.equal(bestWithin([1, 2, 4], 0.5), undefined);
});
