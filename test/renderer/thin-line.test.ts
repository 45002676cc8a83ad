import assert from 'node:assert/strict';
import { test } from 'node:test';
import { thinLine } from '../../renderer/charts/thin-line.ts';

test('of each pixel column the first, lowest, highest and last point stay, in their order', () => {
  const values = [3, 9, 4, 1, 5];
  const points = values.map((value, index) => ({ x: 7 + index / 10, value }));
  assert.deepEqual(
    thinLine([...points, { x: 8.2, value: 2 }]).map(({ value }) => value),
    [3, 9, 1, 5, 2],
  );
});

test('a line with room for all its points keeps them', () => {
  const points = [0, 1, 2].map((x) => ({ x, value: x }));
  assert.deepEqual(thinLine(points), points);
  assert.deepEqual(thinLine([]), []);
});
