import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latencyAxis, partOfAxis, shareOfAxis } from '../../renderer/charts/scales.ts';
import { between, isWhole, moved, showing, wholePlot, zoomed, type Viewport } from '../../renderer/charts/viewport.ts';

const near = (actual: Viewport, expected: Viewport): void => {
  for (const side of ['x', 'y'] as const)
    actual[side].forEach((value, end) => assert.ok(Math.abs(value - expected[side][end]!) < 1e-9, `${side}: ${actual[side].join(' … ')}`));
};

test('zooming keeps the place where it is, and ends at the whole plot', () => {
  const view = zoomed(wholePlot, { x: 0.25, y: 0.5 }, 2);
  near(view, { x: [0.125, 0.625], y: [0.25, 0.75] });
  near(zoomed(view, { x: 0.25, y: 0.5 }, 0.5), wholePlot);
  assert.ok(isWhole(zoomed(view, { x: 0.9, y: 0.9 }, 0.01)));
  const nearest = zoomed(wholePlot, { x: 1, y: 0 }, 1e9);
  near(nearest, { x: [1 - 1 / 200, 1], y: [0, 1 / 200] });
});

test('moving stops at the edges', () => {
  const view: Viewport = { x: [0.2, 0.4], y: [0.5, 0.9] };
  near(moved(view, { x: 0.1, y: 0.5 }), { x: [0.3, 0.5], y: [0.6, 1] });
  near(moved(view, { x: -1, y: -1 }), { x: [0, 0.2], y: [0, 0.4] });
});

test('two corners in any order span a part; too small a part is a small one', () => {
  near(between({ x: 0.5, y: 0.2 }, { x: 0.1, y: 0.4 }), { x: [0.1, 0.5], y: [0.2, 0.4] });
  near(between({ x: -1, y: 0 }, { x: 2, y: 1 }), wholePlot);
  const { x } = between({ x: 0.3, y: 0 }, { x: 0.3, y: 1 });
  assert.ok(x[1] - x[0] > 0.004 && x[0] < 0.3 && x[1] > 0.3);
});

test('a place out of view comes to the middle, one in view moves nothing', () => {
  const view: Viewport = { x: [0.2, 0.4], y: [0.2, 0.4] };
  assert.equal(showing(view, { x: 0.3, y: 0.2 }).x, view.x);
  near(showing(view, { x: 0.6, y: 0.99 }), { x: [0.5, 0.7], y: [0.8, 1] });
});

test('a part of an axis has the whole length, on a logarithmic axis too', () => {
  const axis = latencyAxis([1, 100], [0, 400], 40, 0);
  assert.equal(partOfAxis(axis, [0, 1], 40), axis);
  const part = partOfAxis(axis, [0.5, 1], 40);
  assert.ok(part.logarithmic);
  assert.deepEqual(
    part.domain.map((value) => Math.round(value * 1e6) / 1e6),
    [10, 100],
  );
  assert.ok(Math.abs(part.toPixel(10)) < 1e-9 && Math.abs(part.toPixel(100) - 400) < 1e-9);
  assert.ok(Math.abs(shareOfAxis(axis, 10) - 0.5) < 1e-12);
});
