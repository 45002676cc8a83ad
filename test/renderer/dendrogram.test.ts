import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dendrogram } from '../../renderer/charts/dendrogram.ts';

test('brackets join leaves in the drawn order and reach as far as their distance', () => {
  const tree = [
    { left: 0, right: 2, distance: 0.1 },
    { left: 1, right: 3, distance: 0.4 },
  ];
  assert.deepEqual(dendrogram(tree, [0, 2, 1]), [
    { fromLeft: 0, fromRight: 0, reach: 0.25, left: 0.5, right: 1.5 },
    { fromLeft: 0, fromRight: 0.25, reach: 1, left: 2.5, right: 1 },
  ]);
});

test('devices that rank exactly alike need no width', () => {
  assert.equal(dendrogram([{ left: 0, right: 1, distance: 0 }], [0, 1])[0]?.reach, 0);
});
