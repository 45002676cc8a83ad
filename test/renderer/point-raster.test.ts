import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rasterPoints } from '../../renderer/charts/point-raster.ts';

const layer = { width: 20, height: 12, diameter: 5, opacity: 0.5 };

test('a point covers its disc with its opacity, wherever it lies', () => {
  for (const [x, y] of [
    [10, 6],
    [9.3, 5.8],
  ] as const) {
    const coverage = rasterPoints({ ...layer, x: [x], y: [y] });
    const area = coverage.reduce((sum, value) => sum + value, 0) / layer.opacity;
    assert.ok(Math.abs(area - Math.PI * 2.5 ** 2) < 1, `${area} pixels`);
    assert.equal(Math.max(...coverage), 0.5);
    const centreX = coverage.reduce((sum, value, pixel) => sum + value * ((pixel % 20) + 0.5), 0) / (area * layer.opacity);
    assert.ok(Math.abs(centreX - x) < 0.2, `${centreX} for ${x}`);
  }
});

test('points that lie on each other get denser, and never more than full', () => {
  const twice = rasterPoints({ ...layer, x: [10, 10], y: [6, 6] });
  assert.ok(Math.abs(Math.max(...twice) - 0.75) < 1e-6);
  const often = rasterPoints({ ...layer, x: new Float64Array(500).fill(10), y: new Float64Array(500).fill(6) });
  assert.ok(Math.max(...often) <= 1);
});

test('points at the edge are cut, those outside and unknown ones are left out', () => {
  const whole = rasterPoints({ ...layer, x: [10], y: [6] }).reduce((sum, value) => sum + value, 0);
  const cut = rasterPoints({ ...layer, x: [0], y: [6] }).reduce((sum, value) => sum + value, 0);
  assert.ok(Math.abs(cut - whole / 2) < 1.5);
  const none = rasterPoints({ ...layer, x: [-50, 1e9, NaN, 5], y: [6, 6, 6, Infinity] });
  assert.ok(none.every((value) => value === 0));
});
