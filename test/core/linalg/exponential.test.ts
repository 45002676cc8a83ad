import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scaledExponential } from '../../../main/core/linalg/exponential.ts';

const values = Float64Array.from({ length: 200_001 }, (_, i) => -720 + (1440 * i) / 200_000);

function scaled(factor: number, list: Float64Array = values): Float64Array {
  const results = list.slice();
  scaledExponential(results, factor);
  return results;
}

test('within two units in the last place of Math.exp; the argument is limited so that nothing is subnormal or infinite', () => {
  for (const factor of [1, -0.01, 1e-12]) {
    scaled(factor).forEach((result, i) => {
      const x = Math.min(709.7, Math.max(-708.3, factor * values[i]!));
      assert.ok(Math.abs(result / Math.exp(x) - 1) < 2 ** -51, `exp(${x}) = ${result}`);
    });
  }
  assert.deepEqual(
    [...scaled(1, Float64Array.of(0, -0, Infinity, -Infinity))],
    [1, 1, Math.exp(709.7), ...scaled(1, Float64Array.of(-708.3))],
  );
});

test('every value, whatever the length', () => {
  for (const length of [0, 1, 2, 65_536, 65_537]) {
    const list = new Float64Array(length).fill(-1);
    scaledExponential(list, 2);
    assert.ok(list.every((value) => Math.abs(value - Math.exp(-2)) < 1e-16));
  }
});
