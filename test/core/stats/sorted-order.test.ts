import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRng } from '../../../main/core/rng.ts';
import { sortedOrder } from '../../../main/core/stats/sorted-order.ts';

function expected(values: readonly number[]): number[] {
  const key = (value: number) => (Number.isNaN(value) ? 1 : 0);
  return [...values.keys()].sort(
    (a, b) => key(values[a]!) - key(values[b]!) || (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : 0) || a - b,
  );
}

test('any doubles, few or many, come in stable rising order with NaN last', () => {
  const values = fc.array(
    fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }), fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 5e-324)),
    { maxLength: 500, size: 'max' },
  );
  fc.assert(
    fc.property(values, (list) => assert.deepEqual([...sortedOrder(list)], expected(list))),
    { seed: 1, numRuns: 300 },
  );
});

test('long columns with ties and negative numbers are sorted by their bits', () => {
  const rng = createRng(3);
  const list = Array.from({ length: 20_000 }, (_, i) => (i % 3 === 0 ? Math.round(rng.normal() * 5) : rng.normal() * 10 ** rng.integer(9)));
  assert.deepEqual([...sortedOrder(list)], expected(list));
});
