import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { drawnExtent, extent, latencyAxis, linearAxis, tickLabel } from '../../renderer/charts/scales.ts';

test('a latency axis is logarithmic from a ratio of three on', () => {
  assert.equal(latencyAxis([2, 5.9], [0, 400], 40).logarithmic, false);
  assert.equal(latencyAxis([2, 6], [0, 400], 40).logarithmic, true);
});

test('logarithmic ticks are round and as dense as the spacing allows', () => {
  const axis = latencyAxis([1.15, 8.8], [44, 752], 44, 0.02);
  assert.deepEqual(
    axis.ticks.map((tick) => tick.label),
    ['1.5', '2', '3', '4', '5', '6', '8'],
  );
});

test('ticks of a logarithmic axis keep their distance, lie inside and come back from their pixel', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 1000, noNaN: true }), fc.double({ min: 3, max: 1e5, noNaN: true }), (low, ratio) => {
      const axis = latencyAxis([low, low * ratio], [0, 500], 30);
      axis.ticks.forEach((tick, index) => {
        assert.ok(tick.value >= axis.domain[0] && tick.value <= axis.domain[1]);
        assert.ok(Math.abs(axis.toValue(axis.toPixel(tick.value)) / tick.value - 1) < 1e-9);
        const before = axis.ticks[index - 1];
        if (before !== undefined && axis.ticks.length > 2) assert.ok(axis.toPixel(tick.value) - axis.toPixel(before.value) >= 30);
      });
    }),
    { seed: 7 },
  );
});

test('a linear axis copes with one single value', () => {
  const axis = linearAxis([5, 5], [0, 100], 30);
  assert.ok(Number.isFinite(axis.toPixel(5)));
  assert.ok(axis.ticks.length > 0);
});

test('tick labels show the digits that the step needs', () => {
  assert.equal(tickLabel(0.30000000000000004, 0.1), '0.3');
  assert.equal(tickLabel(1500, 500), '1,500');
});

test('the extent skips what is not finite', () => {
  assert.deepEqual(extent([NaN, 3, Infinity, -2]), [-2, 3]);
  assert.equal(extent([NaN]), undefined);
});

test('a long tail below the rest is left out of the drawn part, an even spread is not', () => {
  const tail = [1, 2, ...Array.from({ length: 30 }, (_, index) => 60 + index / 3)];
  assert.equal(drawnExtent(tail)?.[0], 60 + 1 / 3);
  const even = Array.from({ length: 32 }, (_, index) => index);
  assert.deepEqual(drawnExtent(even), [0, 31]);
});
