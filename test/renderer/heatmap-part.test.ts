import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heatmapPart, isInPart } from '../../renderer/charts/heatmap-part.ts';
import { showing, wholePlot, zoomed } from '../../renderer/charts/viewport.ts';

test('the whole view is the whole heatmap; a part is square and within it', () => {
  assert.deepEqual(heatmapPart(200, wholePlot), { row: 0, column: 0, count: 200 });
  assert.deepEqual(heatmapPart(200, { x: [0.5, 0.6], y: [0.8, 1] }), { row: 0, column: 100, count: 40 });
  assert.deepEqual(heatmapPart(200, { x: [0.95, 1], y: [0, 0.2] }), { row: 160, column: 160, count: 40 });
  assert.deepEqual(heatmapPart(1, wholePlot), { row: 0, column: 0, count: 1 });
});

test('whatever cell is brought into view is in the part', () => {
  const devices = 61;
  let view = zoomed(wholePlot, { x: 0.31, y: 0.77 }, 4.3);
  for (let step = 0; step < 500; step++) {
    const cell = { row: (step * 17) % devices, column: (step * 29) % devices };
    view = showing(view, { x: (cell.column + 0.5) / devices, y: 1 - (cell.row + 0.5) / devices });
    assert.ok(isInPart(cell, heatmapPart(devices, view)), JSON.stringify({ cell, view }));
  }
});
