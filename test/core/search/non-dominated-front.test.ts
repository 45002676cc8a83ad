import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRng } from '../../../main/core/rng.ts';
import { nonDominatedFront } from '../../../main/core/search/non-dominated-front.ts';

type Direction = 'minimise' | 'maximise';

/** By the definition: every point against every other. */
function byDefinition(values: Float64Array, directions: readonly Direction[]): number[] {
  const k = directions.length;
  const cost = (i: number, j: number) => (directions[j] === 'minimise' ? values[i * k + j]! : -values[i * k + j]!);
  const objectives = [...directions.keys()];
  const valid = [...Array(values.length / k).keys()].filter((i) => objectives.every((j) => !Number.isNaN(cost(i, j))));
  const dominates = (a: number, b: number) =>
    objectives.every((j) => cost(a, j) <= cost(b, j)) && objectives.some((j) => cost(a, j) < cost(b, j));
  return valid.filter((b) => !valid.some((a) => dominates(a, b)));
}

const sorted = (indices: Iterable<number>) => [...indices].sort((a, b) => a - b);

test('is what the definition says, for 1 to 4 objectives, ties, infinities and NaN included', () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constantFrom(NaN, Infinity, -Infinity), fc.double());
  const direction = fc.constantFrom<Direction>('minimise', 'maximise');
  const points = fc
    .array(direction, { minLength: 1, maxLength: 4 })
    .chain((directions) =>
      fc
        .array(fc.array(value, { minLength: directions.length, maxLength: directions.length }), { maxLength: 40 })
        .map((rows) => ({ directions, values: Float64Array.from(rows.flat()) })),
    );
  fc.assert(
    fc.property(points, ({ values, directions }) =>
      assert.deepEqual(sorted(nonDominatedFront(values, directions)), byDefinition(values, directions)),
    ),
    { seed: 12, numRuns: 500 },
  );
});

test('many points are filtered before sorting to the same front', () => {
  const rng = createRng(6);
  const n = 40_000;
  const values = Float64Array.from({ length: 2 * n }, (_, i) => {
    if (i % 977 === 0) return NaN;
    return i % 2 === 0 ? Math.exp(2 * rng.normal()) : Math.round(100 * rng.next());
  });
  const front = nonDominatedFront(values, ['minimise', 'maximise']);
  const onFront = new Set(front);
  const least = new Map<number, number>();
  for (let i = 0; i < n; i++)
    if (!Number.isNaN(values[2 * i]! + values[2 * i + 1]!))
      least.set(values[2 * i + 1]!, Math.min(values[2 * i]!, least.get(values[2 * i + 1]!) ?? Infinity));
  for (let i = 0; i < n; i++) {
    const [x, y] = [values[2 * i]!, values[2 * i + 1]!];
    if (Number.isNaN(x + y)) assert.ok(!onFront.has(i));
    else
      assert.equal(
        onFront.has(i),
        [...least].every(([level, best]) => (level > y ? best > x : level < y || best === x)),
        String(i),
      );
  }
});

test('comes by rising first objective, whatever the directions', () => {
  const values = Float64Array.of(3, 1, 1, 3, 2, 2, 3, 3);
  assert.deepEqual([...nonDominatedFront(values, ['minimise', 'minimise'])], [1, 2, 0]);
  assert.deepEqual([...nonDominatedFront(values, ['maximise', 'minimise'])], [0]);
  assert.deepEqual(
    [
      ...nonDominatedFront(
        values.map((value) => -value),
        ['maximise', 'maximise'],
      ),
    ],
    [0, 2, 1],
  );
});

test('where every point is on the front, all are found', () => {
  const n = 50_000;
  const values = Float64Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? i : -i));
  assert.equal(nonDominatedFront(values, ['minimise', 'minimise']).length, n);
  assert.equal(nonDominatedFront(new Float64Array(2 * n).fill(1), ['minimise', 'minimise']).length, n, 'equal points');
});

test('no points, and values that do not fill their rows', () => {
  assert.equal(nonDominatedFront(new Float64Array(0), ['minimise', 'maximise']).length, 0);
  assert.throws(() => nonDominatedFront(new Float64Array(3), ['minimise', 'maximise']), RangeError);
});
