import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heatmapLayout, shortened } from '../../renderer/charts/heatmap-layout.ts';

const devices = (count: number): string[] => Array.from({ length: count }, (_, index) => `device_${index}`);
const size = { width: 690, height: 590 };

test('cells and the tree fit into the stage', () => {
  for (const count of [2, 6, 18, 25, 40, 60, 90]) {
    const layout = heatmapLayout(devices(count), size);
    assert.ok(layout.left + count * layout.pitch + layout.treeWidth <= size.width, `${count} devices`);
    assert.ok(layout.top + count * layout.pitch <= size.height, `${count} devices`);
  }
});

test('no numbers above 25 devices, no names above 60', () => {
  assert.deepEqual(
    [18, 25, 26, 60, 61]
      .map((count) => heatmapLayout(devices(count), { width: 2000, height: 2000 }))
      .map(({ numbers, labels }) => [numbers, labels]),
    [
      [true, true],
      [true, true],
      [false, true],
      [false, true],
      [false, false],
    ],
  );
});

test('long names are cut with an ellipsis', () => {
  assert.equal(shortened('a'.repeat(30)), `${'a'.repeat(25)}…`);
});

test('where cells are narrow, names stand upright and no two of them touch', () => {
  const [few, many] = [18, 48].map((count) => heatmapLayout(devices(count), size));
  assert.deepEqual([few?.labelTurn, few?.labelPixels], [52, 11]);
  assert.equal(many?.labelTurn, 90);
  assert.ok(many.labelPixels < many.pitch, `${many.labelPixels} of ${many.pitch} pixels`);
});
